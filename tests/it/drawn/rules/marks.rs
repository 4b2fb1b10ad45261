//! Marks: that each is there, once, and seen, and says its number.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use sinosov::chart::look::theme::MARK_CONTRAST;
use sinosov::chart::scene::{Bounds, Item, Mark, Outline, Shape};
use sinosov::frame::Cell;

use crate::drawn::axis;
use crate::drawn::chart::Form;
use crate::drawn::reading::{Case, Fault, Read, Words, told};
use crate::drawn::{shapes, written};

/// Nothing that is drawn leaves the canvas.
pub fn stay_on_the_canvas(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        let (right, bottom) = read.scene.size;
        let canvas = Bounds { left: 0.0, top: 0.0, right, bottom }.grown(0.1);
        let is_drawn = |item: &Item| !matches!(item, Item::Text(_));
        for thing in read.things.iter().filter(|thing| is_drawn(thing.item) && !canvas.holds(&thing.bounds)) {
            let title = thing.mark.map_or("what belongs to no mark", |mark| read.marks[mark].title.as_str());
            finds.add(thing.bounds, told(title));
        }
    })
}

/// Every mark is drawn, and one of its shapes at least is told from the paper by its fill or its outline.
pub fn can_be_seen(case: &Case<'_>) -> Vec<Fault> {
    let paper = case.chart.theme.paper;
    case.in_every_frame(|read, finds| {
        for mark in &read.marks {
            let contrast = |(at, item): (usize, &Item)| match item {
                Item::Shape(shape, paint) if paint.outline == Outline::None && is_patch(mark, at, shape) => None,
                Item::Shape(_, paint) => {
                    let (fill, outline) = case.colours(paint);
                    fill.into_iter().chain(outline).map(|colour| colour.contrast(paper)).reduce(f64::max)
                }
                Item::Stroke(stroke) => Some(case.chart.theme.ink(stroke.ink).contrast(paper)),
                Item::Text(_) | Item::Mark(_) => None,
            };
            match mark.items.iter().enumerate().filter_map(contrast).reduce(f64::max) {
                None => finds.add(None, format!("nothing is drawn of {}", told(&mark.title))),
                Some(contrast) if contrast < MARK_CONTRAST => {
                    let at = mark.items.iter().find_map(Item::bounds);
                    finds.add(at, format!("{} has a contrast of {contrast:.1}", told(&mark.title)));
                }
                Some(_) => {}
            }
        }
    })
}

/// Whether a shape is the ground of the text that follows it: as wide as the text, or wider.
fn is_patch(mark: &Mark, at: usize, shape: &Shape) -> bool {
    let next = mark.items.get(at + 1).filter(|item| matches!(item, Item::Text(_))).and_then(Item::bounds);
    let (Some(text), Some(own)) = (next, shape.bounds()) else { return false };
    own.left <= text.left && text.right <= own.right && shapes::holds(shape, text.centre())
}

/// The number, agreement or event that a mark stands for.
fn key(mark: &Mark) -> (&str, &str) {
    match (mark.attribute("data-row"), mark.attribute("data-series")) {
        (Some(row), Some(series)) => (row, series),
        _ => (mark.attribute("data-agreement").or(mark.attribute("data-event")).unwrap_or_default(), "date"),
    }
}

/// Every number and agreement of the table is drawn once, and every event at least once; but what is folded is counted.
pub fn are_drawn_once(case: &Case<'_>) -> Vec<Fault> {
    let table = &case.chart.table;
    let mut drawn: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    // A work that others quote has no number of its own.
    let is_number = |mark: &&&Mark| mark.attribute("data-work").is_none();
    for mark in case.frames.iter().flat_map(|read| &read.marks).filter(is_number) {
        *drawn.entry(key(mark)).or_default() += 1;
    }
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| (row.key.as_str(), cell.series.as_str())));
    let dates = table.dates.iter().map(|dated| (dated.id.as_str(), "date"));
    let is_event = |key: &(&str, &str)| table.dates.iter().any(|dated| !dated.is_agreement && dated.id == key.0);
    let mut missing = Vec::new();
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(Fault { what, frame: 0, at: None });
    for key in cells.chain(dates) {
        match drawn.remove(&key) {
            None => missing.push(key),
            Some(1) => {}
            Some(_) if key.1 == "date" && is_event(&key) => {}
            Some(times) => fault(format!("{} {} is drawn {times} times", key.0, key.1)),
        }
    }
    // Parts for which no colour is left are drawn as one, which says of how many it is.
    let is_told = is_told(case, &missing);
    let is_fold = |row: &str| is_told && missing.iter().any(|(own, _)| *own == row);
    for ((row, series), times) in drawn {
        if times > 1 || !is_fold(row) {
            fault(format!("{row} {series} is drawn and not in the table"));
        }
    }
    if !missing.is_empty() && !is_told {
        let first: Vec<String> = missing.iter().take(3).map(|(row, series)| format!("{row} {series}")).collect();
        fault(format!("{} are missing and not told: {}", missing.len(), first.join(", ")));
    }
    faults
}

/// Whether it is said how many marks, rows or series are missing: "12 more".
fn is_told(case: &Case<'_>, missing: &[(&str, &str)]) -> bool {
    let said = case.frames.iter().flat_map(|read: &Read<'_>| &read.texts);
    let told: Vec<usize> = said
        .flat_map(|words| {
            let before: Vec<&str> = words.said.split(" more").collect();
            let counts = before.iter().rev().skip(1).filter_map(|text| text.split([' ', '\u{a0}']).next_back());
            counts.filter_map(|count| count.replace(',', "").parse().ok()).collect::<Vec<usize>>()
        })
        .collect();
    // Events are counted apart from numbers.
    let (dates, numbers): (Vec<_>, Vec<_>) = missing.iter().copied().partition(|(_, series)| *series == "date");
    [dates, numbers].iter().filter(|missing| !missing.is_empty()).all(|missing| {
        let distinct = |of: fn(&(&str, &str)) -> String| missing.iter().map(of).collect::<BTreeSet<String>>().len();
        let counts = [missing.len(), distinct(|key| key.0.to_owned()), distinct(|key| key.1.to_owned())];
        counts.contains(&told.iter().sum()) || told.iter().any(|told| counts.contains(told))
    })
}

/// A number at its mark has two to four digits that say something, or is exact and short; and it is the mark's.
pub fn have_short_and_true_numbers(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        for words in &read.texts {
            let Some((_, cell)) = words.mark.and_then(|mark| case.cell_of(read.marks[mark])) else { continue };
            let shown = cell.shown();
            let ends: Vec<Decimal> = [shown.min, shown.max].into_iter().flatten().collect();
            for number in written::numbers(&words.said) {
                if !ends.iter().any(|end| number.is_told_well(*end)) {
                    let ends: Vec<String> = ends.iter().map(ToString::to_string).collect();
                    finds.add(words.bounds, format!("{} for {}", told(&words.text.text), ends.join(" to ")));
                    break;
                }
            }
        }
    })
}

/// A number that stands in the plot and belongs to no mark is one of the table, and told as well as at a mark.
pub fn are_told_by_numbers_of_the_table(case: &Case<'_>) -> Vec<Fault> {
    if !case.chart.form.has_numbers() {
        return Vec::new();
    }
    let table = &case.chart.table;
    let wholes = table.rows.iter().filter_map(|row| row.whole.as_ref());
    let ends: Vec<Decimal> =
        table.cells().chain(wholes).map(Cell::shown).flat_map(|shown| [shown.min, shown.max]).flatten().collect();
    case.in_every_frame(|read, finds| {
        let Some(plot) = read.marks_area() else { return };
        // Several series that are drawn as one are no number of the table; the title of their mark tells it.
        let is_folded = |mark: &&&Mark| mark.attributes.iter().any(|(_, value)| value == "more-series");
        let folded: Vec<String> =
            read.marks.iter().filter(is_folded).map(|mark| case.chart.speech.in_english(&mark.title)).collect();
        let folded: Vec<Decimal> =
            folded.iter().flat_map(|title| written::numbers(title)).map(|number| number.value).collect();
        let ticks: Vec<Bounds> = axis::of_numbers(read, case.chart)
            .into_iter()
            .chain(axis::of_time(read, case.chart, false))
            .map(|tick| tick.at)
            .collect();
        let names = case.names().into_iter().flat_map(|name| read.all_lines_of(&name)).flatten();
        let names: BTreeSet<usize> = names.map(|place| read.texts[place].order).collect();
        let is_tick = |words: &Words<'_>| ticks.contains(&words.bounds) || names.contains(&words.order);
        let free = read.texts.iter().filter(|words| words.mark.is_none() && !is_tick(words));
        let inside = free.filter(|words| {
            let (x, y) = words.bounds.centre();
            plot.left <= x && x <= plot.right && plot.top <= y && y <= plot.bottom
        });
        for words in inside.filter(|words| written::is_number(&words.said)) {
            let numbers = written::numbers(&words.said);
            if !numbers.iter().all(|number| ends.iter().chain(&folded).any(|end| number.is_told_well(*end))) {
                finds.add(words.bounds, told(&words.text.text));
            }
        }
    })
}

/// No bar lies over another.
pub fn bars_cover_no_bars(case: &Case<'_>) -> Vec<Fault> {
    let form = case.chart.panels.map_or(case.chart.form, |(of, _)| of);
    if !form.is_bars() && form != Form::Bridge {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let bar = |mark: &&'_ Mark| {
            let shapes = mark.items.iter().filter_map(|item| match item {
                Item::Shape(Shape::Rect(..), paint) if paint.outline != Outline::None => item.bounds(),
                _ => None,
            });
            // Outlines may touch.
            Some((mark.title.clone(), shapes.reduce(Bounds::with)?.grown(-1.5)))
        };
        let bars: Vec<(String, Bounds)> = read.marks.iter().filter_map(bar).collect();
        for (index, (title, own)) in bars.iter().enumerate() {
            let over = bars[index + 1..]
                .iter()
                .find(|(_, other)| own.width() > 0.0 && other.width() > 0.0 && own.meets(other));
            if let Some((other, _)) = over {
                finds.add(*own, format!("{} and {}", told(title), told(other)));
            }
        }
    })
}
