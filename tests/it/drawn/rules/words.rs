//! What is said of the marks: that titles tell whole numbers, labels what is known of them, and that patterns are explained.

use std::collections::BTreeSet;

use sinosov::chart::scene::{Bounds, Fill, Item, Mark, Stroke};
use sinosov::frame::{Cell, Row};

use crate::drawn::chart::Form;
use crate::drawn::reading::{Case, Fault, Read, told};
use crate::drawn::{door, written};

/// The title of a mark tells both ends of its number with all their digits.
pub fn titles_tell_whole_numbers(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        for mark in &read.marks {
            let Some((_, cell)) = case.cell_of(mark) else { continue };
            let shown = cell.shown();
            let numbers = written::numbers(&case.chart.speech.in_english(&mark.title));
            let ends = [shown.min, shown.max].into_iter().flatten();
            if let Some(end) = ends.into_iter().find(|end| !numbers.iter().any(|number| number.is(*end))) {
                let at = mark.items.iter().find_map(Item::bounds);
                finds.add(at, format!("{} does not tell {end}", told(&mark.title)));
            }
        }
    })
}

/// The number at a mark has the sign of what is known of it: about, open at an end, corrected; and none that it should not have.
pub fn numbers_say_what_is_known(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        for words in &read.texts {
            let Some((_, cell)) = words.mark.and_then(|mark| case.cell_of(read.marks[mark])) else { continue };
            let said = words.said.as_str();
            // The date under a number of a timeline is none.
            if !written::numbers(said).iter().any(|number| ends(cell).any(|end| number.is_told_well(end))) {
                continue;
            }
            let interval = cell.interval;
            let signs = [
                (interval.about.is_any(), said.contains("c."), "about"),
                (interval.max.is_none(), said.contains(['≥', '>']), "no upper limit"),
                (interval.min.is_none(), said.contains(['≤', '<']), "no lower limit"),
                (door::nature(cell).is_corrected, said.contains('†'), "corrected"),
            ];
            for (wanted, _, what) in signs.into_iter().filter(|(wanted, is_there, _)| wanted != is_there) {
                let verb = if wanted { "does not say" } else { "says without reason" };
                finds.add(words.bounds, format!("{} {verb}: {what}", told(said)));
            }
        }
    })
}

fn ends(cell: &Cell) -> impl Iterator<Item = rust_decimal::Decimal> + use<> {
    let shown = cell.shown();
    [shown.min, shown.max].into_iter().flatten()
}

/// A number stands so near to the shapes of its mark at most, in pixels.
const NEAR: f64 = 32.0;

/// The number of a mark stands beside its shapes or on them.
pub fn numbers_stand_at_their_marks(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        for words in &read.texts {
            let Some(mark) = words.mark.map(|mark| read.marks[mark]) else { continue };
            let shapes = mark.items.iter().filter(|item| !matches!(item, Item::Text(_))).filter_map(Item::bounds);
            let Some(own) = shapes.reduce(Bounds::with) else { continue };
            let aside = (own.left - words.bounds.right).max(words.bounds.left - own.right).max(0.0);
            let above = (own.top - words.bounds.bottom).max(words.bounds.top - own.bottom).max(0.0);
            // On a map a name stands between the two, which is held elsewhere.
            let far = if case.chart.form == Form::Map { 0.0 } else { aside.max(above) };
            // From one that stands further away a line leads to it.
            let leads = |line: &Stroke| {
                let ends = [line.points.first(), line.points.last()].map(|end| end.copied().unwrap_or_default());
                let is_at = |own: &Bounds, (x, y): (f64, f64)| {
                    let own = own.grown(6.0);
                    own.left <= x && x <= own.right && own.top <= y && y <= own.bottom
                };
                is_at(&words.bounds, ends[0]) && is_at(&own, ends[1])
            };
            if far > NEAR && !read.free_strokes().any(leads) {
                finds.add(words.bounds, format!("{} is {far:.0} pixels from its mark", told(&words.text.text)));
            }
        }
    })
}

/// A fill of strokes or of dots, as a pattern.
fn pattern(mark: &Mark) -> BTreeSet<&'static str> {
    let of = |item: &Item| match item {
        Item::Shape(_, paint) => name(paint.fill),
        _ => None,
    };
    mark.items.iter().filter_map(of).collect()
}

fn name(fill: Fill) -> Option<&'static str> {
    match fill {
        Fill::Solid(_) => None,
        Fill::Hatched(..) => Some("Hatched"),
        Fill::Dotted(..) => Some("Dotted"),
    }
}

/// Strokes and dots are explained in every frame in which they are drawn: by the key, or for strokes by the names of rows or
/// series that are stages.
pub fn patterns_are_explained(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read: &Read<'_>, finds| {
        let in_key = read.things.iter().filter(|thing| thing.mark.is_none()).filter_map(|thing| match thing.item {
            Item::Shape(_, paint) => name(paint.fill),
            _ => None,
        });
        let in_key: BTreeSet<&str> = in_key.collect();
        for mark in &read.marks {
            let Some((row, cell)) = case.cell_of(mark) else { continue };
            let is_named = cell.stage_id == row.key || cell.stage_id == cell.series;
            for pattern in pattern(mark) {
                let needs_no_word = pattern == "Hatched" && is_named;
                if !in_key.contains(pattern) && !needs_no_word {
                    let at = mark.items.iter().find_map(Item::bounds);
                    finds.add(at, format!("{pattern} is not explained: {}", told(&mark.title)));
                    return;
                }
            }
        }
    })
}

/// Rows stand from top to bottom, and from frame to frame, in the order of the table.
pub fn rows_keep_their_order(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    // The rows of a line are years, and a matrix can have its rows in several bands, and small multiples in panels side by side;
    // those of a map are where they are.
    if matches!(chart.form, Form::Line | Form::Matrix | Form::Panels | Form::Map) {
        return Vec::new();
    }
    // In a stemma rows of one number are one line, or several in the order of their roots.
    let is_alike = |left: &Row, right: &Row| match chart.form {
        Form::Stemma => left.cells.first().map(|cell| cell.interval) == right.cells.first().map(|cell| cell.interval),
        _ => left.key == right.key,
    };
    let place = |key: &str| {
        let row = chart.table.rows.iter().find(|row| row.key == key)?;
        chart.table.rows.iter().position(|other| is_alike(other, row))
    };
    let mut last = None;
    case.in_every_frame(|read, finds| {
        let mut rows: Vec<(f64, usize)> = read
            .marks
            .iter()
            .filter_map(|mark| {
                let drawn = mark.items.iter().filter(|item| !matches!(item, Item::Text(_)));
                let high = drawn.filter_map(Item::bounds).map(|own| own.centre().1).reduce(f64::min)?;
                Some((high, place(mark.attribute("data-row")?)?))
            })
            .collect();
        rows.sort_by(|left, right| left.0.total_cmp(&right.0));
        for (_, row) in rows {
            if last.is_some_and(|last| row < last) {
                finds.add(None, format!("row {row} stands below row {}", last.unwrap_or_default()));
                return;
            }
            last = Some(row);
        }
    })
}
