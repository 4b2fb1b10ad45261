//! What meets what: points, boxes, circles, polygons, lines.

use sinosov::chart::scene::{Bounds, Point, Shape, Stroke};

/// Whether a point lies in a shape.
pub fn holds(shape: &Shape, (x, y): Point) -> bool {
    match shape {
        Shape::Rect((left, top), (width, height)) => *left <= x && x <= left + width && *top <= y && y <= top + height,
        Shape::Circle((own_x, own_y), radius) => (x - own_x).hypot(y - own_y) <= *radius,
        Shape::Polygon(corners) => is_inside(corners, (x, y)),
    }
}

/// Whether a ray from the point to the right crosses the edges of a polygon an odd number of times.
fn is_inside(corners: &[Point], (x, y): Point) -> bool {
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    let crosses = edges.filter(|(from, to)| {
        (from.1 > y) != (to.1 > y) && x < (to.0 - from.0) * (y - from.1) / (to.1 - from.1) + from.0
    });
    crosses.count() % 2 == 1
}

/// Whether a shape and a box have more than an edge in common.
pub fn meets(shape: &Shape, own: &Bounds) -> bool {
    match shape {
        Shape::Rect(..) => shape.bounds().is_some_and(|bounds| bounds.meets(own)),
        Shape::Circle((x, y), radius) => {
            let nearest = (x.clamp(own.left, own.right), y.clamp(own.top, own.bottom));
            (nearest.0 - x).hypot(nearest.1 - y) < *radius
        }
        Shape::Polygon(corners) => {
            let (left, right, top, bottom) = (own.left, own.right, own.top, own.bottom);
            let of_box = [(left, top), (right, top), (right, bottom), (left, bottom)];
            let has_corner = corners.iter().any(|(x, y)| left < *x && *x < right && top < *y && *y < bottom);
            let edges = corners.iter().zip(corners.iter().cycle().skip(1));
            has_corner
                || of_box.iter().any(|corner| is_inside(corners, *corner))
                || edges.into_iter().any(|(from, to)| runs_through(*from, *to, own))
        }
    }
}

/// Whether a line crosses a box.
pub fn crosses(stroke: &Stroke, own: &Bounds) -> bool {
    stroke.points.windows(2).any(|pair| runs_through(pair[0], pair[1], own))
}

/// Whether a part of a line between two points lies in a box: Liang and Barsky's way of clipping.
fn runs_through(from: Point, to: Point, own: &Bounds) -> bool {
    let (wide, high) = (to.0 - from.0, to.1 - from.1);
    let sides = [
        (-wide, from.0 - own.left),
        (wide, own.right - from.0),
        (-high, from.1 - own.top),
        (high, own.bottom - from.1),
    ];
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for (step, room) in sides {
        if step == 0.0 {
            if room <= 0.0 {
                return false;
            }
        } else if step < 0.0 {
            first = first.max(room / step);
        } else {
            last = last.min(room / step);
        }
    }
    first < last
}

#[test]
fn lines_and_shapes_meet_boxes() {
    let own = Bounds { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };
    for (from, to, is_through) in [
        ((0.0, 15.0), (30.0, 15.0), true),
        ((15.0, 0.0), (15.0, 12.0), true),
        ((12.0, 12.0), (14.0, 14.0), true),
        ((0.0, 10.0), (30.0, 10.0), false),
        ((0.0, 0.0), (30.0, 5.0), false),
        ((0.0, 18.0), (12.0, 30.0), false),
    ] {
        assert_eq!(runs_through(from, to, &own), is_through, "{from:?} {to:?}");
    }
    let diamond = Shape::Polygon(vec![(15.0, 0.0), (30.0, 15.0), (15.0, 30.0), (0.0, 15.0)]);
    assert!(meets(&diamond, &own) && holds(&diamond, (15.0, 15.0)) && !holds(&diamond, (2.0, 2.0)));
    let corner = Shape::Polygon(vec![(0.0, 0.0), (12.0, 0.0), (0.0, 12.0)]);
    assert!(!meets(&corner, &own));
    assert!(!meets(&Shape::Circle((7.0, 7.0), 4.0), &own) && meets(&Shape::Circle((7.0, 7.0), 5.0), &own));
}
