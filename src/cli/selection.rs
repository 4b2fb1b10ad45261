//! The selection flags, one set for every verb that selects.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::data::{Measure, Package};
use crate::evidence::{Guard, Options, Way};
use crate::frame::Selection;

/// Which figures or quantities are meant; each flag may be given several times.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Selection")]
pub(super) struct Flags {
    #[command(flatten)]
    things: Things,
    /// Only periods that begin on this date or later
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only periods that end on this date or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

/// The same without dates, for `--to` names the target of an export too.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Selection")]
pub(super) struct Things {
    /// Quantity by its id
    #[arg(long, value_name = "ID")]
    quantity: Vec<String>,
    /// Category, with its sub-categories, by its id in categories.csv
    #[arg(long, value_name = "ID")]
    category: Vec<String>,
    /// Item within a category: bombers, shells …
    #[arg(long, value_name = "ITEM")]
    item: Vec<String>,
    /// Who gives, by its id in actors.csv
    #[arg(long, value_name = "ID")]
    provider: Vec<String>,
    /// Who receives, by its id in actors.csv
    #[arg(long, value_name = "ID")]
    recipient: Vec<String>,
    /// Where the thing is, by its id in places.csv
    #[arg(long, value_name = "ID")]
    place: Vec<String>,
    /// Stage: promised, agreed, ordered, sent, delivered …
    #[arg(long, value_name = "ID")]
    stage: Vec<String>,
    /// Measure: total, level, rate, share or term; only totals add up
    #[arg(long, value_name = "MEASURE")]
    measure: Vec<String>,
    /// Only figures of this work
    #[arg(long, value_name = "ID")]
    work: Vec<String>,
    /// Only figures of works of this tier, 1 (primary) to 4 (popular)
    #[arg(long, value_name = "1-4")]
    tier: Vec<u8>,
    /// core, context, or any, which is both; totals take core alone if it is not given
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<String>,
}

impl Flags {
    pub(super) fn selection(&self) -> Selection {
        self.things.selection(self.from.clone(), self.to.clone())
    }
}

impl Things {
    pub(super) fn selection(&self, from: Option<String>, to: Option<String>) -> Selection {
        Selection {
            quantity: self.quantity.clone(),
            category: self.category.clone(),
            item: self.item.clone(),
            provider: self.provider.clone(),
            recipient: self.recipient.clone(),
            place: self.place.clone(),
            stage: self.stage.clone(),
            measure: self.measure.clone(),
            from,
            to,
            work: self.work.clone(),
            tier: self.tier.clone(),
            scope: self.scope.clone(),
        }
    }
}

/// Which figures for a quantity count.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Figures")]
pub(super) struct FigureFlags {
    /// Only figures of this work
    #[arg(long, value_name = "ID")]
    work: Vec<String>,
    /// Only figures of works of this tier, 1 (primary) to 4 (popular)
    #[arg(long, value_name = "1-4")]
    tier: Vec<u8>,
    /// Leave corrections out
    #[arg(long)]
    as_stated: bool,
}

impl FigureFlags {
    /// The options of the evidence, if the package knows the works and tiers.
    pub(super) fn options(&self, package: &Package) -> Result<Options> {
        let selection = Selection { work: self.work.clone(), tier: self.tier.clone(), ..Selection::default() };
        selection.verify(&package.dataset)?;
        Ok(selection.options(self.as_stated))
    }
}

/// A guard that is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Allow {
    /// Add across stages
    Stages,
    /// Add what is no total: levels, rates, shares, terms
    Measures,
    /// Add a whole and its parts
    Parts,
    /// Add what may count the same thing
    Overlap,
}

impl Allow {
    pub(super) fn guard(self) -> Guard {
        match self {
            Self::Stages => Guard::Stages,
            Self::Measures => Guard::Measures,
            Self::Parts => Guard::Parts,
            Self::Overlap => Guard::Overlap,
        }
    }
}

/// A selection after a way out of a refusal.
pub(super) fn narrowed(selection: &Selection, ways: &[Way]) -> Selection {
    let mut changed = selection.clone();
    for way in ways {
        match way {
            Way::Stage(stage) => changed.stage = vec![stage.clone()],
            Way::Category(category) => changed.category = vec![category.clone()],
            Way::Totals => changed.measure = vec![Measure::Total.name().to_owned()],
            Way::Quantities(ids) => changed = by_name(selection, ids.clone()),
            Way::Convert(_) => {}
        }
    }
    changed
}

/// The same figures of quantities that are named.
pub(super) fn by_name(selection: &Selection, quantity: Vec<String>) -> Selection {
    Selection { quantity, work: selection.work.clone(), tier: selection.tier.clone(), ..Selection::default() }
}

/// A selection as it is typed.
pub(super) fn words(selection: &Selection) -> Vec<String> {
    let tiers: Vec<String> = selection.tier.iter().map(u8::to_string).collect();
    let lists = [
        ("quantity", &selection.quantity),
        ("category", &selection.category),
        ("item", &selection.item),
        ("provider", &selection.provider),
        ("recipient", &selection.recipient),
        ("place", &selection.place),
        ("stage", &selection.stage),
        ("measure", &selection.measure),
        ("work", &selection.work),
        ("tier", &tiers),
        ("scope", &selection.scope),
    ];
    let flags = lists.iter().flat_map(|(flag, values)| values.iter().map(move |value| (*flag, value.clone())));
    let dates = [("from", &selection.from), ("to", &selection.to)];
    let dates = dates.into_iter().filter_map(|(flag, date)| Some((flag, date.clone()?)));
    flags.chain(dates).map(|(flag, value)| format!("--{flag} {}", quoted(&value))).collect()
}

/// A word as a shell takes it for one.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "-_./:".contains(character);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
