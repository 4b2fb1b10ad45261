//! Invented small multiples, and what only they must keep.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use sinosov::chart::scene::{Bounds, Item};
use sinosov::frame::{Row, Table};

use super::chart::{Chart, Form};
use super::numbers::Profile;
use super::reading::{Case, Fault, bar, told};
use super::{tables, words};
use crate::invent::Choices;

/// What can stand in a panel.
pub const FORMS: [Form; 5] = [Form::Plain, Form::Grouped, Form::Stacked, Form::Dumbbell, Form::Line];

/// The keys of a chart of panels, but for those of its axis.
pub fn keys(chart: &Chart) -> String {
    let (of, is_own) = chart.panels.unwrap_or((Form::Plain, false));
    let of = match of {
        Form::Grouped => "of = \"bars\"\nlayout = \"grouped\"\n",
        Form::Stacked => "of = \"bars\"\nlayout = \"stacked\"\nsplit = \"type\"\n",
        Form::Dumbbell => "of = \"dumbbell\"\n",
        Form::Line => "of = \"line\"\n",
        _ => "of = \"bars\"\n",
    };
    format!("by = \"category\"\naxes = \"{}\"\n{of}", if is_own { "own" } else { "one" })
}

/// One table a panel, of a form; the rows of the whole have their panels in their keys and names.
pub fn table(choices: &mut Choices<'_>, form: Form, profile: &Profile) -> Table {
    let count = choices.between(1, 7);
    let names = words::names(choices, count, 60);
    let mut all = Table::default();
    let has_series = choices.once_in(2);
    let mut series: BTreeMap<String, String> = BTreeMap::new();
    for (index, name) in names.into_iter().enumerate() {
        let mut own = tables::of_form(choices, form, profile);
        // A series has one name in all panels.
        for cell in own.rows.iter_mut().flat_map(|row| &mut row.cells) {
            // And where others are told apart, none is without a name.
            if cell.series.is_empty() && has_series {
                (cell.series, cell.series_label) = ("s0".to_owned(), "s0".to_owned());
            }
            if !cell.series.is_empty() {
                let own = format!("{} ({})", cell.series_label, cell.series);
                cell.series_label.clone_from(series.entry(cell.series.clone()).or_insert(own));
            }
        }
        let group = (format!("g{index}"), name);
        // Without series in one panel there are none in the others.
        if !has_series && !matches!(form, Form::Stacked) {
            own.rows.retain_mut(|row| {
                row.cells.truncate(1);
                row.cells.iter_mut().for_each(|cell| (cell.series, cell.series_label) = Default::default());
                !row.cells.is_empty()
            });
        }
        // As many numbers as people would compare.
        all.rows.extend(own.rows.into_iter().take(20).map(|row| Row {
            key: format!("{}/{}", group.0, row.key),
            label: format!("{}: {}", group.1, row.label),
            group: group.clone(),
            ..row
        }));
    }
    all
}

/// On one scale the bars of exact numbers have one measure in all panels of a frame.
pub fn panels_share_one_scale(case: &Case<'_>) -> Vec<Fault> {
    let Some((of, false)) = case.chart.panels else { return Vec::new() };
    if !matches!(of, Form::Plain | Form::Grouped) {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let exact = |mark: &sinosov::chart::scene::Mark| {
            let (_, cell) = case.cell_of(mark)?;
            let number = cell.interval.as_point()?.to_f64()?.abs();
            Some((number, bar(mark)?))
        };
        let all = || read.marks.iter().filter_map(|mark| exact(mark));
        let Some((most, of_most)) = all().max_by(|left, right| left.0.total_cmp(&right.0)) else { return };
        let unit = if most > 0.0 { of_most.width() / most } else { 0.0 };
        for mark in &read.marks {
            let Some((number, own)) = exact(mark) else { continue };
            let wanted = number * unit;
            if (own.width() - wanted).abs() > 1.3 {
                finds.add(own, format!("{} is {:.1} long, not {wanted:.1}", told(&mark.title), own.width()));
            }
        }
    })
}

/// The marks of one panel do not stand among those of another.
pub fn panels_stand_apart(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Panels {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let area = |group: &str| {
            let is_of = |row: &str| row.strip_prefix(group).is_some_and(|rest| rest.starts_with('/'));
            let marks = read.marks.iter().filter(|mark| mark.attribute("data-row").is_some_and(is_of));
            let drawn = marks.flat_map(|mark| &mark.items).filter(|item| !matches!(item, Item::Text(_)));
            drawn.filter_map(Item::bounds).reduce(Bounds::with)
        };
        let groups = case.chart.table.groups();
        let areas: Vec<(&str, Bounds)> = groups.iter().filter_map(|(key, own)| Some((*own, area(key)?))).collect();
        for (index, (name, own)) in areas.iter().enumerate() {
            if let Some((other, _)) = areas[index + 1..].iter().find(|(_, other)| own.grown(-1.5).meets(other)) {
                finds.add(*own, format!("{} and {}", told(name), told(other)));
            }
        }
        // And each is named.
        for (name, own) in &areas {
            if read.lines_of(name).is_none() {
                finds.add(*own, format!("no name {}", told(name)));
            }
        }
    })
}
