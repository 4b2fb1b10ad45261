//! What a mark says of itself to pointers, screen readers and other programs.

use rust_decimal::Decimal;

use crate::chart::scene::Mark;
use crate::chart::{Context, Spec};
use crate::data::{Dataset, Quantity};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Dated, Row, Witness};
use crate::lang::Tongue;

/// The attributes of the group around a mark, and its title.
pub(crate) struct Tag {
    attributes: Vec<(&'static str, String)>,
    title: String,
}

impl Tag {
    /// "542 fighters, delivered 1938–1941, Axis History Forum 2004, post 4 …": number, thing, stage, period, and who says so.
    pub(crate) fn new(context: Context<'_>, spec: &Spec, row: &Row, cell: &Cell) -> Self {
        let figures: Vec<&str> = cell.witnesses.iter().map(|witness| witness.figure_id.as_str()).collect();
        let mut title = vec![counted(context.dataset, spec, row, cell)];
        title.extend(when(context.dataset, cell));
        if cell.not_itemised {
            title.push("not itemised".to_owned());
        }
        if cell.is_modelled() {
            title.push("modelled".to_owned());
        } else if cell.is_computed() {
            title.push("added up here".to_owned());
        }
        if !cell.converted.is_empty() {
            let year = cell.converted.iter().find_map(|converted| converted.constant);
            title.push(year.map_or_else(|| "converted here".to_owned(), |year| format!("in prices of {year}")));
        }
        let places = places(context.tongue(), &cell.witnesses);
        let from = if cell.is_modelled() || cell.is_computed() { "from " } else { "" };
        Self {
            attributes: vec![
                ("data-row", row.key.clone()),
                ("data-series", cell.series.clone()),
                ("data-figures", figures.join(" ")),
                ("data-quantities", cell.quantities.join(" ")),
            ],
            title: format!("{}, {from}{}", title.join(", "), places.join("; ")),
        }
    }

    /// The tag of an agreement or an event.
    pub(crate) fn of_date(context: Context<'_>, dated: &Dated) -> Self {
        let name = if dated.is_agreement { "data-agreement" } else { "data-event" };
        let period = fmt::period(context.tongue(), &dated.period);
        Self {
            attributes: vec![(name, dated.id.clone())],
            title: format!("{}, {period}, {}, {}", dated.label, dated.short, dated.locator),
        }
    }

    /// The tag of a work from which others take a number.
    pub(crate) fn of_quoted(work: &str, name: &str, is_read: bool) -> Self {
        let why = if is_read { "not compared here" } else { "quoted by others; no figure of its own" };
        let title = format!("{name}, {why}");
        Self { attributes: vec![("data-work", work.to_owned())], title }
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
    let (name, series) = (spec.label(&row.key, &row.label), spec.label(&cell.series, &cell.series_label));
    // A column of a matrix that is a work is named with its places.
    let is_work = cell.witnesses.iter().any(|witness| witness.work_id == cell.series);
    let of_mark = if series.is_empty() || is_work { name.to_owned() } else { format!("{name}, {series}") };
    let Some(unit) = dataset.units.get(&cell.unit_id) else {
        let figures = if cell.interval.as_point() == Some(Decimal::ONE) { "figure" } else { "figures" };
        return format!("{} {figures}: {of_mark}", fmt::interval(dataset.tongue(), &cell.shown(), Style::Words));
    };
    let number = unit.print(dataset.tongue(), &cell.shown(), Style::Words);
    let quantity = match cell.quantities.as_slice() {
        [one] if !cell.is_modelled() && !cell.not_itemised => dataset.quantities.get(one),
        _ => None,
    };
    match quantity.map(|quantity| (quantity, noun(quantity))) {
        Some((_, Some(noun))) if unit.symbol.is_none() => {
            format!("{}{}{noun}", fmt::interval(dataset.tongue(), &cell.shown(), Style::Words), fmt::NO_BREAK)
        }
        Some((quantity, _)) => match &quantity.item {
            // "1 centre" needs no "(centres)".
            Some(item) if ![&unit.label, &unit.label_plural].contains(&item) => format!("{number} ({item})"),
            _ => number,
        },
        None => format!("{number}: {of_mark}"),
    }
}

/// The item of a quantity where it is what is counted: a plural that stands in the quantity's own name, as "fighters" in
/// "Fighters delivered"; not "first order", of which there are no 586.
fn noun(quantity: &Quantity) -> Option<&str> {
    let item = quantity.item.as_deref()?;
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
    let period = quantities().all(|it| it.period == first.period).then(|| fmt::period(dataset.tongue(), &first.period));
    let words: Vec<&str> = stage.into_iter().chain(period.as_deref()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Where the figures stand, each place once.
fn places(tongue: &Tongue, witnesses: &[Witness]) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for witness in witnesses {
        let place = witness.place(tongue);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
