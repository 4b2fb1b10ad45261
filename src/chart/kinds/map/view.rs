//! Which part of the earth a map shows, and where things are on it.

use super::clip;
use super::earth::{What, outlines};
use super::projection::{Projection, Vector, angle, middle, vector};
use crate::chart::layout::boxes::Rect;

/// A map shows so much of the earth at least, in its radii: some 800 km.
const LEAST: f64 = 0.12;
/// What lies around the places is shown too, so that they are recognised: so much of their extent, on each side.
const AROUND: f64 = 0.16;
/// Places farther than this from their middle, in radians, are on a map of the world; others on one around it.
const APART: f64 = 1.0;
/// And that reaches so far from its middle at most, in radii of the earth.
const FAR: f64 = 1.25;
/// Half the width and height of a map of the world, in radii of the earth.
const WORLD: (f64, f64) = (2.706_63, 1.317_37);
/// Points of outlines nearer to each other than this, in pixels, are one.
const NEAREST: f64 = 0.7;
/// What is not broader than this, in pixels, is a speck.
const SPECK: f64 = 3.0;
/// Along an edge a map of the world has a point every so many degrees, for there it is bent.
const STEP: f64 = 2.0;

/// The mean radius of the earth in kilometres (IUGG).
const RADIUS: f64 = 6_371.0;
/// Lengths that a bar can stand for, in kilometres.
const BARS: [u32; 9] = [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10];

/// A part of the earth in a frame of pixels.
#[derive(Debug, Clone)]
pub(super) struct View {
    projection: Projection,
    frame: Rect,
    /// What is in the middle of the frame, in radii of the earth.
    centre: (f64, f64),
    /// Pixels for a radius of the earth.
    scale: f64,
}

/// The extent of some points on a map: its middle, and half its width and height.
fn extent(points: impl Iterator<Item = (f64, f64)>) -> ((f64, f64), (f64, f64)) {
    let all = points.fold(None, |all: Option<[f64; 4]>, (x, y)| {
        let [left, low, right, high] = all.unwrap_or([x, y, x, y]);
        Some([left.min(x), low.min(y), right.max(x), high.max(y)])
    });
    let [left, low, right, high] = all.unwrap_or_default();
    let half = |from: f64, to: f64| ((to - from) / 2.0 * (1.0 + 2.0 * AROUND)).max(LEAST / 2.0);
    ((f64::midpoint(left, right), f64::midpoint(low, high)), (half(left, right), half(low, high)))
}

/// The map around the middle of some places.
fn around(places: &[(f64, f64)]) -> Projection {
    let first = Projection::around(middle(places));
    let (centre, _) = extent(places.iter().map(|place| first.of_place(*place)));
    Projection::around(first.place(centre))
}

/// The projection for some places.
fn projection(places: &[(f64, f64)]) -> Projection {
    let centre = middle(places);
    let far = places.iter().map(|place| angle(centre, *place)).fold(0.0, f64::max);
    if far > APART { Projection::EqualEarth { meridian: centre.0 } } else { around(places) }
}

/// How high a map of some places is, as a share of its width.
pub(super) fn shape(places: &[(f64, f64)]) -> f64 {
    let projection = projection(places);
    let (_, (across, up)) = extent(places.iter().map(|place| projection.of_place(*place)));
    up / across
}

impl View {
    /// The part of the earth with some places, in degrees east and north, in a frame; so many pixels stay free around them.
    pub(super) fn new(places: &[(f64, f64)], frame: Rect, free: f64) -> Self {
        let projection = projection(places);
        let (mut centre, (mut across, mut up)) = extent(places.iter().map(|place| projection.of_place(*place)));
        if matches!(projection, Projection::EqualEarth { .. }) {
            // Beyond the world there is nothing to be shown.
            (across, up) = (across.min(WORLD.0), up.min(WORLD.1));
            let within = |at: f64, half: f64, most: f64| at.clamp(half - most, most - half);
            centre = (within(centre.0, across, WORLD.0), within(centre.1, up, WORLD.1));
        }
        let half = |from: f64, to: f64| (to - from) / 2.0;
        let room = |half: f64| (half - free).max(half / 2.0);
        let (wide, high) = (half(frame.left, frame.right), half(frame.top, frame.bottom));
        let scale = (room(wide) / across).min(room(high) / up);
        let frame = match projection {
            Projection::EqualEarth { .. } => frame,
            // Where a frame is broad and low, or high and narrow, the map does not fill it.
            Projection::Azimuthal { .. } => {
                let most = FAR * scale;
                let left = |other: f64| (most.powi(2) - other.powi(2)).max(0.0).sqrt();
                let (wide, high) =
                    if wide > high { (wide.min(left(high)), high) } else { (wide, high.min(left(wide))) };
                let (x, y) = (f64::midpoint(frame.left, frame.right), f64::midpoint(frame.top, frame.bottom));
                Rect::new(x - wide, y - high, x + wide, y + high)
            }
        };
        Self { projection, frame, centre, scale }
    }

    /// The pixel of a point of the map.
    fn pixel(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let Rect { left, top, right, bottom } = self.frame;
        let (across, down) = ((x - self.centre.0) * self.scale, (self.centre.1 - y) * self.scale);
        (f64::midpoint(left, right) + across, f64::midpoint(top, bottom) + down)
    }

    /// Where a place in degrees east and north is.
    pub(super) fn at(&self, place: (f64, f64)) -> (f64, f64) {
        self.pixel(self.projection.of_place(place))
    }

    /// A round length on the ground, in kilometres, and how many pixels it is, at most so many; none on a map of the world, where it is
    /// another from place to place.
    pub(super) fn bar(&self, most: f64) -> Option<(u32, f64)> {
        if matches!(self.projection, Projection::EqualEarth { .. }) {
            return None;
        }
        let pixels = |kilometres: u32| f64::from(kilometres) / RADIUS * self.scale;
        BARS.into_iter().map(|kilometres| (kilometres, pixels(kilometres))).find(|(_, pixels)| *pixels <= most)
    }

    /// The outlines in the frame, land first.
    pub(super) fn outlines(&self) -> Vec<(What, Vec<(f64, f64)>)> {
        outlines().iter().flat_map(|outline| self.pieces(outline.what, &outline.points)).collect()
    }

    /// What is seen of an outline.
    fn pieces(&self, what: What, points: &[(f64, f64)]) -> Vec<(What, Vec<(f64, f64)>)> {
        let on_map = match &self.projection {
            Projection::Azimuthal { .. } => self.near(what, points),
            Projection::EqualEarth { meridian } => self.world(what, points, *meridian),
        };
        let Rect { left, top, right, bottom } = self.frame;
        let sides: [clip::Side<'_, (f64, f64)>; 4] =
            [&|at| at.0 - left, &|at| right - at.0, &|at| at.1 - top, &|at| bottom - at.1];
        let pieces = on_map.into_iter().flat_map(|piece| cut(what, &piece, &sides));
        let thinned = pieces.map(|piece| (what, clip::thinned(&piece, NEAREST)));
        thinned.filter(|(what, piece)| is_seen(*what, piece)).collect()
    }

    /// An outline on a map around a centre, in pixels: what lies on the other side of the earth is cut off in space.
    fn near(&self, what: What, points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
        let Projection::Azimuthal { centre, right, up } = &self.projection else { return Vec::new() };
        let half = |from: f64, to: f64, shift: f64| (to - from) / 2.0 / self.scale + shift.abs();
        let (across, high) = (
            half(self.frame.left, self.frame.right, self.centre.0),
            half(self.frame.top, self.frame.bottom, self.centre.1),
        );
        // The corner of the frame lies so far away, as the tangent of an angle to each side.
        let chord = (across.powi(2) + high.powi(2)).min(1.9);
        let tangent = |half: f64| half * (1.0 - chord / 4.0).sqrt() / (1.0 - chord / 2.0);
        let dot = |left: &Vector, right: &Vector| left[0] * right[0] + left[1] * right[1] + left[2] * right[2];
        let side = |axis: Vector, half: f64| move |at: &Vector| tangent(half) * dot(centre, at) - dot(&axis, at);
        let back = |axis: &Vector| axis.map(|part| -part);
        let sides = (side(*right, across), side(back(right), across), side(*up, high), side(back(up), high));
        let vectors: Vec<Vector> = points.iter().map(|place| vector(*place)).collect();
        let pieces = cut(what, &vectors, &[&sides.0, &sides.1, &sides.2, &sides.3]);
        let pixels = |piece: Vec<Vector>| piece.iter().map(|at| self.pixel(self.projection.of_vector(at))).collect();
        pieces.into_iter().map(pixels).collect()
    }

    /// An outline on a map of the world, in pixels: it comes as often as it is seen, cut where the map ends.
    fn world(&self, what: What, points: &[(f64, f64)], meridian: f64) -> Vec<Vec<(f64, f64)>> {
        let turns = [-360.0, 0.0, 360.0];
        let pieces = turns.into_iter().flat_map(|turn| {
            let shifted: Vec<(f64, f64)> = points.iter().map(|(east, north)| (east + turn, *north)).collect();
            cut(what, &shifted, &[&|at| at.0 - (meridian - 180.0), &|at| meridian + 180.0 - at.0])
        });
        let pixels = |piece: Vec<(f64, f64)>| bent(&piece).into_iter().map(|place| self.at(place)).collect();
        pieces.map(pixels).collect()
    }
}

/// Whether a piece is more than a speck.
fn is_seen(what: What, piece: &[(f64, f64)]) -> bool {
    let reach = |of: fn(&(f64, f64)) -> f64| {
        let (low, high) =
            piece.iter().map(of).fold((f64::MAX, f64::MIN), |(low, high), it| (low.min(it), high.max(it)));
        high - low
    };
    let (across, up) = (reach(|point| point.0), reach(|point| point.1));
    match what {
        What::River => piece.len() > 1 && across.max(up) > SPECK * 2.0,
        What::Land | What::Lake => piece.len() > 2 && across.max(up) > SPECK,
    }
}

/// What is left of an outline: of a ring a ring, of a line its pieces.
fn cut<P: clip::Between>(what: What, points: &[P], sides: &[clip::Side<'_, P>]) -> Vec<Vec<P>> {
    match what {
        What::River => clip::line(points, sides),
        What::Land | What::Lake => vec![clip::ring(points, sides)],
    }
}

/// A ring or a line with a point at every so many degrees of its long edges.
fn bent(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = Vec::with_capacity(points.len());
    for point in points {
        if let Some(last) = all.last().copied() {
            let mut far = (point.0 - last.0).abs().max((point.1 - last.1).abs());
            let mut from = last;
            while far > STEP {
                from = clip::Between::toward(&from, point, STEP / far);
                all.push(from);
                far -= STEP;
            }
        }
        all.push(*point);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect::new(10.0, 20.0, 810.0, 620.0);

    fn view(places: &[(f64, f64)]) -> View {
        View::new(places, FRAME, 30.0)
    }

    fn is_inside((x, y): (f64, f64)) -> bool {
        let near = 1e-6;
        (10.0 - near..=810.0 + near).contains(&x) && (20.0 - near..=620.0 + near).contains(&y)
    }

    #[test]
    fn places_and_outlines_are_in_the_frame_wherever_they_are() {
        let everywhere: [&[(f64, f64)]; 6] = [
            &[(116.4, 39.9), (87.6, 43.8), (126.6, 45.8)],
            &[(0.0, 51.5)],
            &[(179.0, -17.0), (-175.0, -21.0)],
            &[(20.0, 89.0), (-160.0, 88.0)],
            &[(-74.0, 40.7), (151.2, -33.9), (18.4, -33.9), (37.6, 55.8)],
            &[(-60.0, -35.0), (-70.0, 10.0), (-100.0, 45.0)],
        ];
        for places in everywhere {
            let view = view(places);
            assert!(places.iter().all(|place| is_inside(view.at(*place))), "{places:?}");
            let outlines = view.outlines();
            assert!(outlines.iter().flat_map(|(_, points)| points).all(|point| is_inside(*point)), "{places:?}");
        }
    }

    #[test]
    fn land_is_where_it_is() {
        // A town inland is on land, and a point of the sea is not, by each projection.
        let worlds: [&[(f64, f64)]; 2] =
            [&[(100.0, 30.0), (120.0, 40.0)], &[(100.0, 30.0), (-100.0, 40.0), (20.0, -30.0)]];
        for places in worlds {
            let view = view(places);
            let is_land = |place| {
                let at = view.at(place);
                let holds = |points: &[(f64, f64)]| {
                    let pairs = points.iter().zip(points.iter().cycle().skip(1));
                    let crossed = pairs.filter(|(from, to)| {
                        (from.1 > at.1) != (to.1 > at.1)
                            && at.0 < from.0 + (at.1 - from.1) / (to.1 - from.1) * (to.0 - from.0)
                    });
                    crossed.count() % 2 == 1
                };
                view.outlines().iter().any(|(what, points)| *what == What::Land && holds(points))
            };
            assert!(is_land((104.0, 31.0)) && is_land((112.0, 34.0)), "{places:?}");
            assert!(!is_land((123.0, 30.0)) && !is_land((119.3, 38.7)), "{places:?}");
        }
    }

    #[test]
    fn a_bar_is_as_long_as_it_says() {
        let view = view(&[(100.0, 30.0), (120.0, 30.0)]);
        let (kilometres, pixels) = view.bar(120.0).expect("a bar");
        assert!(pixels <= 120.0 && pixels > 40.0, "{kilometres} {pixels}");
        // A degree to the north is 111.2 km on a sphere of this radius.
        let (from, to) = (view.at((110.0, 30.0)), view.at((110.0, 31.0)));
        let degree = (from.1 - to.1).abs();
        assert!(
            (degree / 111.195 - pixels / f64::from(kilometres)).abs() < 0.01 * degree / 111.195,
            "{degree} {pixels}"
        );
    }

    #[test]
    fn a_map_is_as_high_as_its_places_lie() {
        assert!(shape(&[(10.0, 0.0), (10.0, 30.0)]) > 2.0);
        assert!(shape(&[(0.0, 10.0), (40.0, 10.0)]) < 0.3);
        assert!((shape(&[(5.0, 5.0)]) - 1.0).abs() < 1e-9);
    }
}
