//! How the numbers of a page came about, told from the data.

use std::collections::BTreeSet;

use serde::Serialize;

use super::languages::Languages;
use super::words::Count;
use crate::data::{Action, Correction, Dataset, Figure, Rank};
use crate::evidence::{Basis, Evidence};
use crate::lang::say;

/// What a reader has to know of the dataset.
#[derive(Debug, Serialize)]
pub(super) struct Method {
    figures: Count,
    quantities: Count,
    context: Count,
    /// Works with figures, and those that were read for anything else.
    read: Count,
    others: Count,
    cited: Count,
    /// How many works that were read are of each tier, the nearest to the event first; and the same as a text.
    tiers: Vec<(u8, Count)>,
    tiers_told: String,
    /// Quantities with several usable figures, and those of them on which all agree.
    rivals: Count,
    agree: Count,
    preferred: Count,
    doubtful: Count,
    excluded: Count,
    /// Quantities that nobody states: their parts are added.
    added: Count,
    single_root: Count,
    without: Count,
    corrections: Vec<Corrected>,
    first_year: String,
    last_year: String,
}

/// A correction: of what, what is done, and why.
#[derive(Debug, Serialize)]
struct Corrected {
    /// The figure, if it is one; it has a place in the page.
    figure: Option<String>,
    of: String,
    done: String,
    reason: String,
    /// The languages of what it is of, and of the reason.
    of_lang: String,
    reason_lang: String,
}

impl Corrected {
    fn new(dataset: &Dataset, languages: &Languages<'_>, correction: &Correction) -> Self {
        let id = correction.row_id.as_str();
        let figure = (correction.table == "figures").then(|| dataset.figures.get(id)).flatten();
        let of_figure = |figure: &Figure| {
            let quantity = dataset.quantities.get(&figure.quantity_id)?;
            let (work, place) = (dataset.short(&figure.work_id), dataset.locator(figure));
            Some(say!(dataset.tongue(), "method-figure", quantity = &quantity.label, work = &work, place = &place))
        };
        let of = match correction.table.as_str() {
            "figures" => figure.and_then(of_figure),
            "quantities" => dataset.quantities.get(id).map(|it| it.label.clone()),
            "agreements" => dataset.agreements.get(id).map(|it| it.label.clone()),
            "events" => dataset.events.get(id).map(|it| it.label.clone()),
            _ => None,
        };
        Self {
            figure: figure.map(|figure| figure.id.clone()),
            of: of.unwrap_or_else(|| id.to_owned()),
            done: correction.done(dataset.tongue()),
            reason: correction.reason.clone(),
            of_lang: match figure {
                Some(figure) => languages.of_cell("quantities", &figure.quantity_id, "label"),
                None => languages.of_cell(&correction.table, id, "label"),
            },
            reason_lang: languages.of_cell("corrections", &correction.id, "reason"),
        }
    }
}

impl Method {
    /// The first year and the last.
    pub(super) fn years(&self) -> (&str, &str) {
        (&self.first_year, &self.last_year)
    }

    pub(super) fn new(evidence: &Evidence<'_>, languages: &Languages<'_>) -> Self {
        let dataset = evidence.dataset();
        let ids: Vec<&str> = dataset.quantities.ids().collect();
        let resolved: Vec<_> = ids.iter().map(|id| evidence.resolve(id)).collect();
        let rivals =
            resolved.iter().flatten().filter(|it| matches!(&it.basis, Basis::Figures(figures) if figures.len() > 1));
        let rank = |rank| dataset.figures.iter().filter(|figure| figure.rank == rank).count();
        let consulted = dataset.works.iter().filter(|work| work.consulted).count();
        let stating: BTreeSet<&str> = dataset.figures.iter().map(|figure| figure.work_id.as_str()).collect();
        let read: Vec<_> = dataset.works.iter().filter(|work| stating.contains(work.id.as_str())).collect();
        let tiers = (1..=4).map(|tier| (tier, read.iter().filter(|work| work.tier == Some(tier)).count()));
        let context = |figure: &&Figure| {
            let quantity = dataset.quantities.get(&figure.quantity_id);
            quantity.is_some_and(|quantity| quantity.scope.name() == "context")
        };
        let years = dataset.figures.iter().filter(|figure| !context(figure)).flat_map(|figure| evidence.years(figure));
        let years: BTreeSet<String> = years.filter(|year| year.parse::<i32>().is_ok()).collect();
        let tongue = dataset.tongue();
        let count = |number| Count::new(tongue, number);
        let tiers: Vec<(u8, usize)> = tiers.filter(|(_, number)| *number > 0).collect();
        let tier = |(tier, number): &(u8, usize)| say!(tongue, "method-tier", n = *number, tier = &tier.to_string());
        let tiers_told: Vec<String> = tiers.iter().map(tier).collect();
        let (first_year, last_year) = (years.first().cloned(), years.last().cloned());
        Self {
            figures: count(dataset.figures.len()),
            quantities: count(dataset.quantities.len()),
            context: count(dataset.figures.iter().filter(context).count()),
            read: count(read.len()),
            others: count(consulted - read.len()),
            cited: count(dataset.works.len() - consulted),
            tiers: tiers.into_iter().map(|(tier, number)| (tier, count(number))).collect(),
            tiers_told: tiers_told.join(&say!(tongue, "list-between")),
            rivals: count(rivals.clone().count()),
            agree: count(rivals.filter(|it| it.interval.as_point().is_some()).count()),
            preferred: count(rank(Rank::Preferred)),
            doubtful: count(rank(Rank::Doubtful)),
            excluded: count(dataset.corrections.iter().filter(|it| it.action == Action::Exclude).count()),
            added: count(resolved.iter().flatten().filter(|it| matches!(it.basis, Basis::Splits(_))).count()),
            single_root: count(evidence.coverage(&ids).single_root.len()),
            without: count(resolved.iter().filter(|it| it.is_none()).count()),
            corrections: dataset.corrections.iter().map(|it| Corrected::new(dataset, languages, it)).collect(),
            first_year: first_year.unwrap_or_default(),
            last_year: last_year.unwrap_or_default(),
        }
    }
}
