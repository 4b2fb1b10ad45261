//! The signs of points, which differ from series to series where colour is lost.

use crate::chart::look::paint::Paint;
use crate::chart::scene::canvas::Canvas;

/// What a point looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Circle,
    Square,
    Diamond,
    /// On its point, so that it is not taken for an arrow upwards.
    Triangle,
    Plus,
    Hourglass,
}

/// In the order of series.
const SIGNS: [Sign; 6] = [Sign::Circle, Sign::Square, Sign::Diamond, Sign::Triangle, Sign::Plus, Sign::Hourglass];

impl Sign {
    /// The sign of a series by its place among the others.
    pub(crate) fn of(index: usize) -> Self {
        SIGNS[index % SIGNS.len()]
    }

    /// Draws it, within a little more than the circle of a radius: all signs look equally large.
    pub(crate) fn draw(self, canvas: &Canvas, (x, y): (f64, f64), radius: f64, paint: Paint) {
        let polygon = |corners: &[(f64, f64)]| {
            let corners: Vec<_> = corners.iter().map(|(right, down)| (x + right * radius, y + down * radius)).collect();
            canvas.polygon(&corners, paint);
        };
        match self {
            Sign::Circle => canvas.circle((x, y), radius, paint),
            Sign::Square => {
                let half = radius * 0.9;
                canvas.rect((x - half, y - half), (x + half, y + half), paint);
            }
            Sign::Diamond => polygon(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
            Sign::Triangle => polygon(&[(-1.15, -0.9), (1.15, -0.9), (0.0, 1.2)]),
            Sign::Plus => polygon(&[
                (-0.4, -1.2),
                (0.4, -1.2),
                (0.4, -0.4),
                (1.2, -0.4),
                (1.2, 0.4),
                (0.4, 0.4),
                (0.4, 1.2),
                (-0.4, 1.2),
                (-0.4, 0.4),
                (-1.2, 0.4),
                (-1.2, -0.4),
                (-0.4, -0.4),
            ]),
            Sign::Hourglass => polygon(&[(-1.1, -1.1), (1.1, -1.1), (-1.1, 1.1), (1.1, 1.1)]),
        }
    }
}
