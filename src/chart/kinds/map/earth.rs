//! Land, large lakes and large rivers of the earth, as Natural Earth has them, cut down: `earth/README.md` says how.

use std::sync::OnceLock;

/// What an outline is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A ring around land.
    Land,
    /// A ring around water in it.
    Lake,
    /// A line.
    River,
}

/// A ring or a line: degrees east and north.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outline {
    pub(super) what: What,
    pub(super) points: Vec<(f64, f64)>,
}

const TEXT: &str = include_str!("earth/outlines.txt");
/// Land of more points than this has lakes; what has fewer can lie in one.
const CONTINENT: usize = 200;
/// The text counts in hundredths of a degree.
const PARTS: f64 = 100.0;

/// All outlines in the order in which they are drawn: land, the water in it, and islands in that.
pub(super) fn outlines() -> &'static [Outline] {
    static ALL: OnceLock<Vec<Outline>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<Outline> = TEXT.lines().filter_map(outline).collect();
        // Of land the largest comes first, so that an island lies on the lake that it is in.
        let (land, water): (Vec<Outline>, Vec<Outline>) = all.drain(..).partition(|it| it.what == What::Land);
        let (continents, islands): (Vec<Outline>, Vec<Outline>) =
            land.into_iter().partition(|it| it.points.len() > CONTINENT);
        continents.into_iter().chain(water).chain(islands).collect()
    })
}

/// A line of the text: what it is, then each point as how far it is from the one before, to the east and to the north.
fn outline(line: &str) -> Option<Outline> {
    let (what, points) = line.split_once(' ')?;
    let what = match what {
        "land" => What::Land,
        "lake" => What::Lake,
        _ => What::River,
    };
    let (mut east, mut north) = (0, 0);
    let points = points.split(' ').filter_map(|step| {
        let (right, up) = step.split_once(',')?;
        east += right.parse::<i32>().ok()?;
        north += up.parse::<i32>().ok()?;
        Some((f64::from(east) / PARTS, f64::from(north) / PARTS))
    });
    Some(Outline { what, points: points.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_step_by_step() {
        let points = vec![(1.0, 2.0), (1.5, 1.75), (0.0, 0.0)];
        assert_eq!(outline("lake 100,200 50,-25 -150,-175"), Some(Outline { what: What::Lake, points }));
    }

    #[test]
    fn the_earth_is_whole() {
        let all = outlines();
        assert_eq!(all.len(), TEXT.lines().count(), "every line is read");
        let on_earth = |(east, north): &(f64, f64)| east.abs() <= 180.0 && north.abs() <= 90.0;
        assert!(all.iter().all(|outline| outline.points.len() > 1 && outline.points.iter().all(on_earth)));
        // The poles and the ends of the map of the world are reached.
        for (name, reached) in [("east", 180.0), ("west", -180.0)] {
            assert!(all.iter().any(|it| it.points.iter().any(|point| (point.0 - reached).abs() < 0.01)), "{name}");
        }
        // A sea within land is water, by the last ring that holds a point of it.
        let last = |place: (f64, f64)| all.iter().rev().find(|it| it.what != What::River && holds(it, place));
        assert_eq!(last((51.0, 42.0)).map(|it| it.what), Some(What::Lake), "the Caspian Sea");
        assert_eq!(last((108.0, 53.3)).map(|it| it.what), Some(What::Lake), "Lake Baikal");
        assert_eq!(last((104.0, 35.0)).map(|it| it.what), Some(What::Land));
        // Land is more than a quarter of the earth, by its sphere, and less than a third.
        let land: f64 = all.iter().filter(|it| it.what == What::Land).map(area).sum();
        assert!((0.27..0.31).contains(&land), "{land}");
    }

    /// Whether a place is in a ring, by how often it is crossed to the east of it.
    fn holds(outline: &Outline, (east, north): (f64, f64)) -> bool {
        let pairs = outline.points.iter().zip(outline.points.iter().cycle().skip(1));
        let crossed = pairs.filter(|(from, to)| {
            (from.1 > north) != (to.1 > north) && east < from.0 + (north - from.1) / (to.1 - from.1) * (to.0 - from.0)
        });
        crossed.count() % 2 == 1
    }

    /// The share of the sphere that a ring holds.
    fn area(outline: &Outline) -> f64 {
        let points = &outline.points;
        let pairs = points.iter().zip(points.iter().cycle().skip(1));
        let parts = pairs.map(|(from, to)| {
            let mean = f64::midpoint(from.1.to_radians().sin(), to.1.to_radians().sin());
            (to.0 - from.0).to_radians() * mean
        });
        parts.sum::<f64>().abs() / (4.0 * std::f64::consts::PI)
    }
}
