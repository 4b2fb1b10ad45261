//! What to ask instead of a sum that is refused: only questions that are then answered.

use super::guard::Refusal;
use super::wanted::{Money, Wanted};
use super::{Evidence, TotalQuery};
use crate::data::{Measure, Quantity};

/// One change to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Only this stage.
    Stage(String),
    /// Only this category, with all below it.
    Category(String),
    /// Only totals, for levels, rates, shares and terms do not add up.
    Totals,
    /// Only these quantities.
    Quantities(Vec<String>),
    /// Everything converted into this currency.
    Convert(String),
}

impl Way {
    /// The change as a person writes it: `--stage delivered`.
    #[must_use]
    pub fn flags(&self) -> String {
        match self {
            Self::Stage(stage) => format!("--stage {stage}"),
            Self::Category(category) => format!("--category {category}"),
            Self::Totals => format!("--measure {}", Measure::Total.name()),
            Self::Quantities(ids) => ids.iter().map(|id| format!("--quantity {id}")).collect::<Vec<_>>().join(" "),
            Self::Convert(unit) => format!("--in {unit}"),
        }
    }

    /// The change as a report has it, in the selection of a chart or in a text: `stage = ["delivered"]`.
    #[must_use]
    pub fn keys(&self) -> String {
        let list = |ids: &[String]| ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Stage(stage) => format!("stage = [\"{stage}\"]"),
            Self::Category(category) => format!("category = [\"{category}\"]"),
            Self::Totals => format!("measure = [\"{}\"]", Measure::Total.name()),
            Self::Quantities(ids) => format!("quantity = [{}]", list(ids)),
            Self::Convert(unit) => format!("currency = \"{unit}\""),
        }
    }
}

/// A question may have to be narrowed so often until it is answered.
const STEPS: usize = 3;
/// So many ways are offered; who is offered more chooses none.
const OFFERED: usize = 4;
/// A way that names more quantities than this is no help, and no more of one kind are tried.
const NAMED: usize = 24;

impl Evidence<'_> {
    /// The ways out of a refusal, each a list of changes after which the question is answered.
    #[must_use]
    pub fn ways(&self, query: &TotalQuery, refusal: &Refusal) -> Vec<Vec<Way>> {
        self.ways_within(query, refusal, STEPS)
    }

    fn ways_within(&self, query: &TotalQuery, refusal: &Refusal, steps: usize) -> Vec<Vec<Way>> {
        let mut ways = Vec::new();
        for way in self.changes(query, refusal) {
            let changed = self.changed(query, &way);
            match self.total(&changed) {
                Ok(_) => ways.push(vec![way]),
                Err(next) if steps > 1 => {
                    if let Some(rest) = self.ways_within(&changed, &next, steps - 1).into_iter().next() {
                        ways.push([vec![way], rest].concat());
                    }
                }
                Err(_) => {}
            }
            if ways.len() == OFFERED {
                break;
            }
        }
        ways
    }

    /// The changes that a refusal suggests.
    fn changes(&self, query: &TotalQuery, refusal: &Refusal) -> Vec<Way> {
        let without = |left_out: &[String]| {
            (query.quantities.len() <= NAMED).then(|| {
                let kept = query.quantities.iter().filter(|id| !left_out.contains(id)).cloned();
                Way::Quantities(kept.collect())
            })
        };
        match refusal {
            Refusal::Stages { stages, .. } => stages.0.iter().take(NAMED).cloned().map(Way::Stage).collect(),
            Refusal::Units { units, .. } => {
                let is_money = |id: &String| self.dataset().units.get(id).is_some_and(|unit| unit.dimension == "money");
                let may_convert = units.0.iter().all(is_money) && query.manner.wanted == Wanted::Own;
                let converted = self.indexed_currency().filter(|_| may_convert);
                let converted = converted.map(|unit| Way::Convert(unit.to_owned()));
                converted
                    .into_iter()
                    .chain(units.0.iter().take(NAMED).filter_map(|unit| self.only_in(query, unit)))
                    .collect()
            }
            Refusal::Parts { whole, parts } => {
                let whole = std::slice::from_ref(whole);
                [without(&parts.0), without(whole)].into_iter().flatten().collect()
            }
            Refusal::Overlap { left, right } => {
                [right, left].into_iter().filter_map(|id| without(std::slice::from_ref(id))).collect()
            }
            Refusal::Measures { .. } => vec![Way::Totals],
            Refusal::Nothing | Refusal::NoRate(_) | Refusal::TooLarge => Vec::new(),
        }
    }

    /// The narrowest category that holds all quantities in a unit and no other, or these quantities by name.
    fn only_in(&self, query: &TotalQuery, unit: &str) -> Option<Way> {
        let dataset = self.dataset();
        let all = query.quantities.iter().filter_map(|id| dataset.quantities.get(id));
        let (chosen, others): (Vec<&Quantity>, Vec<&Quantity>) = all.partition(|quantity| quantity.unit_id == unit);
        let is_in = |quantity: &Quantity, category: &str| self.is_in_category(&quantity.category_id, category);
        let holds = |category: &&str| {
            chosen.iter().all(|quantity| is_in(quantity, category))
                && !others.iter().any(|quantity| is_in(quantity, category))
        };
        let first = chosen.first()?;
        let category = dataset.category_chain(&first.category_id).into_iter().find(holds);
        let by_name = || {
            let totals = chosen.iter().filter(|quantity| quantity.measure == Measure::Total);
            let ids: Vec<String> = totals.map(|quantity| quantity.id.clone()).collect();
            Some(Way::Quantities(ids)).filter(|_| chosen.len() <= NAMED)
        };
        category.map(|category| Way::Category(category.to_owned())).or_else(by_name)
    }

    /// The question after some changes, one after the other.
    #[must_use]
    pub fn narrowed(&self, query: &TotalQuery, ways: &[Way]) -> TotalQuery {
        ways.iter().fold(query.clone(), |query, way| self.changed(&query, way))
    }

    /// The question after a change.
    fn changed(&self, query: &TotalQuery, way: &Way) -> TotalQuery {
        let mut changed = query.clone();
        let dataset = self.dataset();
        let mut keep = |wanted: &dyn Fn(&Quantity) -> bool| {
            changed.quantities.retain(|id| dataset.quantities.get(id).is_some_and(wanted));
        };
        match way {
            Way::Stage(stage) => keep(&|quantity| quantity.stage_id == *stage),
            Way::Category(category) => {
                keep(&|quantity| self.is_in_category(&quantity.category_id, category));
            }
            Way::Totals => keep(&|quantity| quantity.measure == Measure::Total),
            Way::Quantities(ids) => {
                keep(&|quantity| ids.contains(&quantity.id));
                changed.named = true;
            }
            Way::Convert(unit) => {
                let money = Money { unit: unit.clone(), constant: None, at: None };
                changed.manner.wanted = Wanted::Converted(money);
            }
        }
        changed
    }
}
