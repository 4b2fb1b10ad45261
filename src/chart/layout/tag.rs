//! What a mark says of itself to pointers, screen readers and other programs.

use rust_decimal::prelude::ToPrimitive;

use crate::chart::scene::Mark;
use crate::chart::{Context, Spec};
use crate::data::{Dataset, Quantity};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Dated, Row, Witness};
use crate::lang::{Tongue, say};

/// The attributes of the group around a mark, and its title.
pub(crate) struct Tag {
    attributes: Vec<(&'static str, String)>,
    title: String,
}

impl Tag {
    /// "542 fighters, delivered 1938–1941, Axis History Forum 2004, post 4 …": number, thing, stage, period, and who says so.
    pub(crate) fn new(context: Context<'_>, spec: &Spec, row: &Row, cell: &Cell) -> Self {
        let tongue = context.tongue();
        let figures: Vec<&str> = cell.witnesses.iter().map(|witness| witness.figure_id.as_str()).collect();
        let mut title = vec![counted(context.dataset, spec, row, cell)];
        title.extend(when(context.dataset, cell));
        if cell.not_itemised {
            title.push(say!(tongue, "not-itemised"));
        }
        if cell.is_modelled() {
            title.push(say!(tongue, "mark-modelled"));
        } else if cell.is_computed() {
            title.push(say!(tongue, "mark-added"));
        }
        if !cell.converted.is_empty() {
            let year = cell.converted.iter().find_map(|converted| converted.constant);
            title.push(match year {
                Some(year) => {
                    let year = say!(tongue, "date-of-year", year = &year.to_string());
                    say!(tongue, "mark-in-prices", year = &year)
                }
                None => say!(tongue, "mark-converted"),
            });
        }
        let places = tongue.listed(&places(&cell.witnesses, tongue));
        title.push(match cell.is_modelled() || cell.is_computed() {
            true => say!(tongue, "mark-from", places = &places),
            false => places,
        });
        Self {
            attributes: vec![
                ("data-row", row.key.clone()),
                ("data-series", cell.series.clone()),
                ("data-figures", figures.join(" ")),
                ("data-quantities", cell.quantities.join(" ")),
            ],
            title: tongue.clauses(&title),
        }
    }

    /// The tag of an agreement or an event.
    pub(crate) fn of_date(context: Context<'_>, dated: &Dated) -> Self {
        let name = if dated.is_agreement { "data-agreement" } else { "data-event" };
        let (tongue, place) = (context.tongue(), fmt::place(context.tongue(), &dated.short, &dated.locator));
        let title = [&dated.label, &fmt::period(tongue, &dated.period), &place];
        Self { attributes: vec![(name, dated.id.clone())], title: tongue.clauses(&title) }
    }

    /// The tag of a work from which others take a number.
    pub(crate) fn of_quoted(tongue: &Tongue, work: &str, name: &str, is_read: bool) -> Self {
        let why = if is_read { say!(tongue, "mark-not-compared") } else { say!(tongue, "mark-quoted") };
        Self { attributes: vec![("data-work", work.to_owned())], title: tongue.clauses(&[name, &why]) }
    }

    /// The mark of a scene, before anything is drawn in it.
    pub(crate) fn mark(self) -> Mark {
        let first = [("class", "mark"), ("role", "graphics-symbol")].map(|(name, value)| (name, value.to_owned()));
        let attributes = first.into_iter().chain(self.attributes).collect();
        Mark { attributes, title: self.title, items: Vec::new() }
    }
}

/// The number with what it counts, and what it stands for where that does not say it.
fn counted(dataset: &Dataset, spec: &Spec, row: &Row, cell: &Cell) -> String {
    let tongue = dataset.tongue();
    let (name, series) = (spec.label(&row.key, &row.label), spec.label(&cell.series, &cell.series_label));
    // A column of a matrix that is a work is named with its places.
    let is_work = cell.witnesses.iter().any(|witness| witness.work_id == cell.series);
    let of_mark = if series.is_empty() || is_work { name.to_owned() } else { tongue.clauses(&[name, series]) };
    let Some(unit) = dataset.units.get(&cell.unit_id) else {
        let number = &fmt::interval(tongue, &cell.shown(), Style::Words);
        let count = cell.interval.as_point().and_then(|count| count.to_usize()).unwrap_or_default();
        return say!(tongue, "mark-figures", n = count, number = number, what = &of_mark);
    };
    let number = unit.print(tongue, &cell.shown(), Style::Words);
    let quantity = match cell.quantities.as_slice() {
        [one] if !cell.is_modelled() && !cell.not_itemised => dataset.quantities.get(one),
        _ => None,
    };
    match quantity.map(|quantity| (quantity, noun(dataset, quantity))) {
        Some((_, Some(noun))) if unit.symbol.is_none() => {
            let number = &fmt::interval(tongue, &cell.shown(), Style::Words);
            say!(tongue, "with-unit", number = number, unit = noun)
        }
        Some((quantity, _)) => match dataset.item(quantity) {
            // "1 centre" needs no "(centres)".
            Some(item) if !unit.is_called(item) => say!(tongue, "chart-aside", text = &number, aside = item),
            _ => number,
        },
        None => say!(tongue, "chart-told-of", name = &number, text = &of_mark),
    }
}

/// The item of a quantity where it is what is counted: an English plural that stands in the quantity's own name, as "fighters" in
/// "Fighters delivered"; not "first order", of which there are no 586. How another language would write it behind a number is not
/// known.
fn noun<'a>(dataset: &Dataset, quantity: &'a Quantity) -> Option<&'a str> {
    let item = quantity.item.as_deref().filter(|_| dataset.tongue().is_english())?;
    (item.ends_with('s') && quantity.label.to_lowercase().contains(&item.to_lowercase())).then_some(item)
}

/// Stage and period, where all quantities behind the number share them.
fn when(dataset: &Dataset, cell: &Cell) -> Option<String> {
    let quantities = || cell.quantities.iter().filter_map(|id| dataset.quantities.get(id));
    let first = quantities().next()?;
    if cell.unit_id.is_empty() || cell.is_modelled() || quantities().any(|it| it.stage_id != first.stage_id) {
        return None;
    }
    let stage =
        dataset.stages.get(&first.stage_id).filter(|stage| !stage.order.is_zero()).map(|stage| stage.label.as_str());
    let tongue = dataset.tongue();
    let period = quantities().all(|it| it.period == first.period).then(|| fmt::period(tongue, &first.period));
    match (stage, period) {
        (Some(stage), Some(period)) => Some(say!(tongue, "mark-stage-and-time", stage = stage, time = &period)),
        (stage, period) => stage.map(str::to_owned).or(period),
    }
}

/// Where the figures stand, each place once.
fn places(witnesses: &[Witness], tongue: &Tongue) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for witness in witnesses {
        let place = witness.place(tongue);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
