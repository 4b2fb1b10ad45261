//! Invented maps, and what only they must keep.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sinosov::chart::Size;
use sinosov::chart::scene::{Bounds, Item, Mark, Outline, Shape};
use sinosov::data::Point;
use sinosov::frame::Table;

use super::chart::Form;
use super::numbers::Profile;
use super::reading::{Case, Fault, Read, told};
use super::tables;
use crate::invent::Choices;

/// Places so near to each other, in degrees, are drawn around their middle without much loss.
const NEAR: f64 = 25.0;
/// Names of so few places, so short, have room on every map that is not narrow.
const FEW: usize = 3;
const SHORT: usize = 20;

/// The point of a place, in thousandths of a degree.
fn point(east: i64, north: i64) -> Point {
    Point { north: Decimal::new(north, 3), east: Decimal::new(east, 3) }
}

fn within(choices: &mut Choices<'_>, from: i64, to: i64) -> i64 {
    from + i64::try_from(choices.between(0, usize::try_from(to - from).expect("a span"))).expect("a small number")
}

/// Places all over the earth, in a country, in a town, across the date line, around a pole, some at one point.
pub fn table(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let profile = profile.without_negative();
    let count = tables::rows(choices);
    let mut rows = tables::named_rows(choices, count);
    let reach = *choices.pick(&[170_000, 60_000, 12_000, 1_500, 40, 0]);
    let middle = match choices.below(6) {
        0 => (179_000, within(choices, -40_000, 60_000)),
        1 => (within(choices, -180_000, 180_000), *choices.pick(&[88_000, -88_000])),
        _ => (within(choices, -180_000, 180_000), within(choices, -50_000, 65_000)),
    };
    let mut last = middle;
    for row in &mut rows {
        let at = match choices.once_in(8) {
            true => last,
            false => (middle.0 + within(choices, -reach, reach), middle.1 + within(choices, -reach / 2, reach / 2)),
        };
        last = at;
        let east = (at.0 + 540_000).rem_euclid(360_000) - 180_000;
        row.point = Some(point(east, at.1.clamp(-90_000, 90_000)));
        row.cells = vec![profile.cell(choices, ("", ""))];
    }
    Table { rows, ..Table::default() }
}

/// The circle of a mark: the largest, for one between two ends has two.
fn circle(mark: &Mark) -> Option<((f64, f64), f64)> {
    let circles = mark.items.iter().filter_map(|item| match item {
        // Half of the line around it belongs to it.
        Item::Shape(Shape::Circle(at, radius), paint) => match paint.outline {
            Outline::Drawn(_) => Some((*at, (radius + 0.75).min(radius * 2.0))),
            _ => Some((*at, *radius)),
        },
        _ => None,
    });
    circles.max_by(|left, right| left.1.total_cmp(&right.1))
}

/// In all frames the area of a circle is its number, all by one measure; the smallest can be seen.
pub fn circles_are_as_large_as_their_numbers(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Map {
        return Vec::new();
    }
    let exact = |mark: &Mark| {
        let (_, cell) = case.cell_of(mark)?;
        Some((cell.interval.as_point()?.to_f64()?, circle(mark)?.1))
    };
    let all = || case.frames.iter().flat_map(|read| &read.marks).filter_map(|mark| exact(mark));
    let Some((most, largest)) = all().max_by(|left, right| left.0.total_cmp(&right.0)) else { return Vec::new() };
    let unit = if most > 0.0 { largest / most.sqrt() } else { 0.0 };
    case.in_every_frame(|read, finds| {
        for mark in &read.marks {
            let Some((number, own)) = exact(mark) else { continue };
            let wanted = (number.sqrt() * unit).max(1.5);
            if (own - wanted).abs() > 0.15 {
                finds.add(None, format!("{} has a radius of {own:.2}, not {wanted:.2}", told(&mark.title)));
            }
        }
    })
}

/// The angle between two places, in degrees.
fn angle(left: &Point, right: &Point) -> f64 {
    let radians = |degrees: Decimal| degrees.to_f64().unwrap_or_default().to_radians();
    let (north, other) = (radians(left.north), radians(right.north));
    let (up, across) = ((other - north) / 2.0, (radians(right.east) - radians(left.east)) / 2.0);
    // The haversine, which is exact for near points too.
    let square = up.sin().powi(2) + north.cos() * other.cos() * across.sin().powi(2);
    (2.0 * square.sqrt().min(1.0).asin()).to_degrees()
}

/// Where the place of a mark is, and whether its circle stands there: from one that was moved a line leads to it.
fn place(read: &Read<'_>, mark: &Mark) -> Option<(f64, f64)> {
    let (at, _) = circle(mark)?;
    let is_at = |point: &(f64, f64)| (point.0 - at.0).hypot(point.1 - at.1) < 0.2;
    let moved = read.scene.items.iter().find_map(|item| match item {
        Item::Stroke(stroke) if stroke.points.len() == 2 && is_at(&stroke.points[1]) => Some(stroke.points[0]),
        _ => None,
    });
    Some(moved.unwrap_or(at))
}

/// Places near to each other are as far apart on a map as on the earth, by one measure; what is far north of another is above it.
pub fn places_are_where_they_are(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Map {
        return Vec::new();
    }
    let points: Vec<&Point> = case.chart.table.rows.iter().filter_map(|row| row.point.as_ref()).collect();
    let far = |point: &&Point| points.iter().map(|other| angle(point, other)).fold(0.0, f64::max);
    if points.iter().map(far).fold(0.0, f64::max) > NEAR {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let places: Vec<(&Point, (f64, f64), &str)> = read
            .marks
            .iter()
            .filter_map(|mark| {
                let row = case.cell_of(mark)?.0;
                Some((row.point.as_ref()?, place(read, mark)?, mark.title.as_str()))
            })
            .collect();
        let apart = |left: usize, right: usize| {
            let (own, other) = (&places[left], &places[right]);
            (angle(own.0, other.0), (own.1.0 - other.1.0).hypot(own.1.1 - other.1.1))
        };
        let pairs = || (0..places.len()).flat_map(|left| (left + 1..places.len()).map(move |right| (left, right)));
        let farthest = pairs().max_by(|left, right| apart(left.0, left.1).0.total_cmp(&apart(right.0, right.1).0));
        let Some((left, right)) = farthest else { return };
        let (degrees, pixels) = apart(left, right);
        if degrees <= 0.0 {
            return;
        }
        for (left, right) in pairs() {
            let (own, found) = apart(left, right);
            let wanted = own * pixels / degrees;
            if (found - wanted).abs() > 5.0 + wanted * 0.06 {
                let what =
                    format!("{} is {found:.0} from {}, not {wanted:.0}", told(places[left].2), told(places[right].2));
                finds.add(None, what);
            }
            let up = (places[left].0.north - places[right].0.north).to_f64().unwrap_or_default();
            let is_polar = [left, right].iter().any(|at| places[*at].0.north.abs() > Decimal::from(60));
            if !is_polar && up.abs() > own * 0.8 && (places[left].1.1 < places[right].1.1) != (up > 0.0) && wanted > 6.0
            {
                finds.add(None, format!("{} is on the wrong side of {}", told(places[left].2), told(places[right].2)));
            }
        }
    })
}

/// The middle of no circle is behind another.
pub fn circles_are_all_seen(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Map {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let circles: Vec<_> = read.marks.iter().filter_map(|mark| Some((circle(mark)?, &mark.title))).collect();
        for (index, ((at, _), title)) in circles.iter().enumerate() {
            let hides = |((other, radius), _): &&(((f64, f64), f64), &String)| {
                (at.0 - other.0).hypot(at.1 - other.1) < *radius - 0.5
            };
            if let Some((_, other)) = circles[index + 1..].iter().find(hides) {
                finds.add(Bounds::around(&[*at]), format!("{} is behind {}", told(title), told(other)));
            }
        }
    })
}

/// The number of a place stands behind its name, and both beside the circle, or at a line that leads to it.
pub fn names_stand_at_their_circles(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Map {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        for (index, mark) in read.marks.iter().enumerate() {
            let Some((row, _)) = case.cell_of(mark) else { continue };
            let number = read.texts.iter().find(|words| words.mark == Some(index)).map(|words| words.bounds);
            let shapes = mark.items.iter().filter(|item| !matches!(item, Item::Text(_))).filter_map(Item::bounds);
            let (Some(number), Some(own)) = (number, shapes.reduce(Bounds::with)) else { continue };
            let name = case.chart.row_name(row);
            let lines = read.all_lines_of(name).into_iter().map(|lines| {
                let bounds = lines.iter().map(|line| read.texts[*line].bounds);
                bounds.reduce(Bounds::with).expect("a line")
            });
            // The name that ends where the number begins; a name of nothing has no place.
            let name = lines.into_iter().find(|lines| lines.grown(8.0).meets(&number));
            if name.is_none() && !case.chart.row_name(row).trim().is_empty() {
                finds.add(number, format!("{} has no name before its number", told(&mark.title)));
                continue;
            }
            let all = name.map_or(number, |name| name.with(number));
            let leads = read.free_strokes().any(|line| {
                let ends = [line.points.first(), line.points.last()].map(|end| end.copied().unwrap_or_default());
                let is_at = |own: &Bounds, (x, y): (f64, f64)| {
                    own.grown(7.0).holds(&Bounds::around(&[(x, y)]).expect("a point"))
                };
                is_at(&all, ends[0]) && is_at(&own, ends[1])
            });
            if !own.grown(9.0).meets(&all) && !leads {
                finds.add(all, format!("the name of {} is away from its circle", told(&mark.title)));
            }
        }
    })
}

/// Every place has its name, or is counted among those that have none; few short names all have room.
pub fn places_have_their_names(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Map {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let rows: Vec<_> = read.marks.iter().filter_map(|mark| case.cell_of(mark)).map(|(row, _)| row).collect();
        let named = |row: &&&sinosov::frame::Row| read.lines_of(case.chart.row_name(row)).is_some();
        let without = rows.iter().filter(|row| !named(row)).count();
        let counted = read.texts.iter().find_map(|words| {
            // All that is said is the count: "12 more, in the table".
            let (count, rest) = words.said.split_once(" more")?;
            rest.ends_with(case.chart.speech.in_table).then(|| count.parse::<usize>().ok())?
        });
        // What one place is called can stand in the name of another.
        if without > counted.unwrap_or(0) || (counted.is_some_and(|count| count > rows.len())) {
            finds.add(None, format!("{without} without a name, {counted:?} told"));
        }
        let is_short = |row: &&sinosov::frame::Row| case.chart.row_name(row).chars().count() <= SHORT;
        let has_room = rows.len() <= FEW && case.chart.size != Size::Narrow && rows.iter().all(is_short);
        if has_room && counted.is_some() {
            finds.add(None, format!("{counted:?} of {} have no name", rows.len()));
        }
    })
}
