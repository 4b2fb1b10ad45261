//! Outlines cut to what a map shows.
//!
//! A ring is cut at one straight edge after another (Sutherland and Hodgman, Reentrant polygon clipping, CACM 17, 1974): in space
//! at planes through the middle of the earth, which are great circles on it, and on the map at the sides of its frame.

use super::projection::Vector;

/// A side of a frame: how far inside of it a point is, below zero outside.
pub(super) type Side<'a, P> = &'a dyn Fn(&P) -> f64;

/// A point between two, at a share of the way.
pub(super) trait Between: Copy {
    /// The point at a share of the way to another.
    fn toward(&self, other: &Self, share: f64) -> Self;
}

impl Between for (f64, f64) {
    fn toward(&self, other: &Self, share: f64) -> Self {
        (self.0 + (other.0 - self.0) * share, self.1 + (other.1 - self.1) * share)
    }
}

impl Between for Vector {
    fn toward(&self, other: &Self, share: f64) -> Self {
        std::array::from_fn(|axis| self[axis] + (other[axis] - self[axis]) * share)
    }
}

/// What is left of a ring inside of all sides.
pub(super) fn ring<P: Between>(points: &[P], sides: &[Side<'_, P>]) -> Vec<P> {
    let mut left = points.to_vec();
    for inside in sides {
        let Some(last) = left.last().copied() else { break };
        let mut kept = Vec::with_capacity(left.len());
        let mut before = (last, inside(&last));
        for point in left {
            let own = (point, inside(&point));
            if (before.1 < 0.0) != (own.1 < 0.0) {
                kept.push(before.0.toward(&own.0, before.1 / (before.1 - own.1)));
            }
            if own.1 >= 0.0 {
                kept.push(point);
            }
            before = own;
        }
        left = kept;
    }
    left
}

/// The pieces of a line inside of all sides.
pub(super) fn line<P: Between>(points: &[P], sides: &[Side<'_, P>]) -> Vec<Vec<P>> {
    let mut pieces = vec![points.to_vec()];
    for inside in sides {
        pieces = pieces.iter().flat_map(|piece| cut(piece, inside)).collect();
    }
    pieces
}

/// The pieces of a line inside of one side.
fn cut<P: Between>(points: &[P], inside: Side<'_, P>) -> Vec<Vec<P>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<P> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        let own = inside(point);
        if let Some(before) = index.checked_sub(1).and_then(|index| points.get(index)) {
            let far = inside(before);
            if (far < 0.0) != (own < 0.0) {
                piece.push(before.toward(point, far / (far - own)));
            }
        }
        if own >= 0.0 {
            piece.push(*point);
        } else if !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// The same line without points that are nearer to the last than this, its ends left alone.
pub(super) fn thinned(points: &[(f64, f64)], nearest: f64) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        let is_end = index + 1 == points.len();
        if is_end || kept.last().is_none_or(|last| (point.0 - last.0).hypot(point.1 - last.1) >= nearest) {
            kept.push(*point);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [(f64, f64); 4] = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)];

    #[test]
    fn a_ring_is_cut_at_every_side() {
        let sides: [Side<'_, (f64, f64)>; 2] = [&|point| 3.0 - point.0, &|point| point.1 - 1.0];
        let left = ring(&SQUARE, &sides);
        assert_eq!(left, [(0.0, 1.0), (3.0, 1.0), (3.0, 4.0), (0.0, 4.0)]);
        assert_eq!(ring(&SQUARE, &[&|point| point.0 - 5.0]), [], "nothing of it is inside");
    }

    #[test]
    fn a_line_comes_in_pieces() {
        let zigzag = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)];
        let pieces = line(&zigzag, &[&|point| 1.0 - point.0]);
        assert_eq!(pieces, [vec![(0.0, 0.0), (1.0, 0.0)], vec![(1.0, 2.0), (0.0, 2.0)]]);
    }

    #[test]
    fn points_that_no_eye_parts_are_one() {
        assert_eq!(
            thinned(&[(0.0, 0.0), (0.3, 0.0), (1.0, 0.0), (1.2, 0.0)], 0.8),
            [(0.0, 0.0), (1.0, 0.0), (1.2, 0.0)]
        );
    }
}
