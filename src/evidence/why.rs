//! Why a number is what it is: a tree from the number down to its figures, with what was left out and the reason.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Basis, Conversion, Evidence, Manner, NoRate, Reason, Resolved, Total, When};
use crate::data::{Correction, Figure, Quantity, Rate};
use crate::fmt::{self, Style};
use crate::lang::Tongue;
use crate::model::{About, Interval, Period};

/// One step of an explanation, and the steps under it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Explanation {
    /// What the number is of: a quantity, a figure, a total.
    pub what: String,
    /// Its id, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The number as people read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Smallest possible number, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// Largest possible number, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// The unit of both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Which ends a source says "about" of.
    #[serde(skip_serializing_if = "is_exact")]
    pub about: About,
    /// The number lies above `min`, not on it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub above_min: bool,
    /// The number lies below `max`, not on it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub below_max: bool,
    /// An error in a source behind the number is corrected, or flagged.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub corrected: bool,
    /// How it comes about: added, preferred, spanned, corrected, left out.
    pub how: Vec<String>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Self>,
}

/// Whether no source says "about".
fn is_exact(about: &About) -> bool {
    !about.is_any()
}

impl Explanation {
    /// A step without a number yet.
    #[must_use]
    pub fn new(what: impl Into<String>, id: Option<&str>) -> Self {
        let id = id.map(str::to_owned);
        Self { what: what.into(), id, ..Self::default() }
    }

    /// The step with its number.
    #[must_use]
    pub fn with_number(self, evidence: &Evidence<'_>, interval: &Interval, unit: &str) -> Self {
        let number =
            evidence.dataset().units.get(unit).map(|unit| unit.print(Tongue::english(), interval, Style::Sign));
        let plain = |end: Option<Decimal>| end.map(|end| end.normalize());
        Self {
            number,
            min: plain(interval.min),
            max: plain(interval.max),
            unit: Some(unit.to_owned()),
            about: interval.about,
            above_min: interval.above_min,
            below_max: interval.below_max,
            ..self
        }
    }

    /// The tree as text, two spaces a step.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        let dagger = if self.corrected { "†" } else { "" };
        let number = self.number.as_deref().map(|number| format!("{number}{dagger}: ")).unwrap_or_default();
        let id = self.id.as_deref().map(|id| format!(" [{id}]")).unwrap_or_default();
        out.push_str(&format!("{indent}{number}{}{id}\n", self.what));
        for how in &self.how {
            out.push_str(&format!("{indent}  - {how}\n"));
        }
        for part in &self.because {
            part.write(out, depth + 1);
        }
    }
}

/// The rows that an explanation tells of.
fn told(explanation: &Explanation) -> BTreeSet<String> {
    let (mut told, mut open) = (BTreeSet::new(), vec![explanation]);
    while let Some(step) = open.pop() {
        told.extend(step.because.iter().filter_map(|part| part.id.clone()));
        open.extend(&step.because);
    }
    told
}

/// Sums within sums are told so deep; what lies deeper has a question of its own.
const DEEPEST: usize = 24;
/// So many works of a chain of citation are named, and the last.
const CHAIN: usize = 8;

/// A correction in words.
fn corrected(correction: &Correction) -> String {
    format!("correction {}: {}", correction.id, correction.text(Tongue::english()))
}

impl<'a> Evidence<'a> {
    /// Why a quantity is worth what it is, or why it is worth nothing; `None` if there is no such quantity.
    ///
    /// # Errors
    /// If it would have to be converted and cannot be.
    pub fn why(&self, quantity: &str, manner: &Manner) -> Result<Option<Explanation>, NoRate> {
        let Some(found) = self.dataset().quantities.get(quantity) else { return Ok(None) };
        let mut explanation = match self.worth(quantity, manner)? {
            Some(resolved) => self.why_resolved(&resolved, 0),
            None => {
                let mut explanation = Explanation::new(&found.label, Some(&found.id));
                explanation
                    .how
                    .push(format!("{}, and no complete split", self.without_number(Tongue::english(), quantity)));
                for figure in self.figures_of(quantity) {
                    explanation.because.push(self.why_figure(figure, self.reason(figure)));
                }
                explanation
            }
        };
        // What is wanted in another unit shows the restatement itself, or the number from which it was converted.
        let mut told = told(&explanation);
        let tells_of = |restated: &Resolved| -> Vec<String> {
            let used = self.figures(restated).into_iter().map(str::to_owned);
            used.chain(restated.left_out.iter().map(|(id, _)| id.clone())).collect()
        };
        let is_own: BTreeSet<&str> = self.figures_of(quantity).iter().map(|figure| figure.id.as_str()).collect();
        let mut restatements = self.restated(quantity);
        restatements.retain(|it| !tells_of(it).iter().any(|id| is_own.contains(id.as_str()) && told.contains(id)));
        let restates: BTreeSet<String> = restatements.iter().flat_map(tells_of).collect();
        for figure in self.figures_of(quantity) {
            if let Some(reason) = self.reason(figure)
                && !told.contains(&figure.id)
                && !restates.contains(&figure.id)
            {
                told.insert(figure.id.clone());
                explanation.because.push(self.why_figure(figure, Some(reason)));
            }
        }
        let own = self.resolve(quantity).filter(|own| !self.figures(own).iter().any(|id| told.contains(*id)));
        if let Some(own) = own {
            let mut stated = self.why_resolved(&own, 0);
            stated.how.push("the number in the quantity's own unit".to_owned());
            explanation.because.push(stated);
        }
        for restated in restatements {
            let mut restatement = self.why_resolved(&restated, 0);
            restatement.how.push("restates the quantity in another unit; not used in sums".to_owned());
            explanation.because.push(restatement);
        }
        for residual in self.residuals(quantity) {
            let print = |interval: &Interval| self.dataset().print(interval, &residual.whole.unit_id, Style::Sign);
            let parts: Vec<String> = residual.parts.parts.iter().map(|part| print(&part.shown())).collect();
            let (split, rest) = (&residual.parts.split, print(&residual.shown()));
            explanation.how.push(format!("split by {split}: {}; residual {rest}", parts.join(" + ")));
        }
        Ok(Some(explanation))
    }

    /// Why a total is what it is.
    #[must_use]
    pub fn why_total(&self, total: &Total) -> Explanation {
        let figures: Vec<&str> = total.terms.iter().flat_map(|term| self.figures(term)).collect();
        let what = self.what_is_totalled(total);
        let mut explanation = Explanation::new(what, None).with_number(self, &total.shown(), &total.unit_id);
        explanation.corrected = total.terms.iter().any(|term| self.rests_on_correction(term));
        let allowed =
            total.allowed.iter().map(|refusal| refusal.fact(Tongue::english(), &str::to_owned, &str::to_owned));
        explanation.how.extend(allowed.map(|fact| format!("AGAINST THE RULE, added all the same: {fact}")));
        explanation.how.push(self.witnesses(&figures));
        let quantities = if total.terms.len() == 1 { "quantity" } else { "quantities" };
        explanation.how.push(format!("{} {quantities} added", total.terms.len()));
        for (count, end) in [(total.open_above, "upper"), (total.open_below, "lower")] {
            if count > 0 {
                explanation.how.push(format!("{count} of {} have no {end} limit", total.terms.len()));
            }
        }
        // The parts of a computed whole are what is added.
        let terms = total.terms.iter().filter(|_| !total.counted_in_whole.is_empty());
        let added: BTreeSet<&str> = terms.flat_map(|term| self.quantities(term)).collect();
        let counted: Vec<String> =
            total.counted_in_whole.iter().filter(|id| !added.contains(id.as_str())).cloned().collect();
        for (ids, reason) in [
            (&counted, "not added again, for a selected whole counts them"),
            (&total.without_value, "left out, for they have no value"),
            (&total.context, "left out, for they are context (the scope `any` adds them)"),
        ] {
            if !ids.is_empty() {
                explanation.how.push(format!("{reason}: {}", ids.join(", ")));
            }
        }
        explanation.because = total.terms.iter().map(|term| self.why_resolved(term, 0)).collect();
        explanation
    }

    /// "total delivered, Soviet Union to Republic of China, 1938–1941": what all terms share.
    fn what_is_totalled(&self, total: &Total) -> String {
        let dataset = self.dataset();
        let terms: Vec<&Quantity> =
            total.terms.iter().filter_map(|it| dataset.quantities.get(&it.quantity_id)).collect();
        let all = |of: &dyn Fn(&Quantity) -> String| {
            let names: BTreeSet<String> = terms.iter().map(|quantity| of(quantity)).collect();
            names.into_iter().collect::<Vec<_>>().join(" and ")
        };
        let actor = |id: &Option<String>| {
            let found = id.as_deref().and_then(|id| dataset.actors.get(id));
            found.map_or_else(|| "not stated".to_owned(), |actor| actor.label.clone())
        };
        let stage = all(&|it| dataset.stages.get(&it.stage_id).map(|stage| stage.label.clone()).unwrap_or_default());
        let (from, to) = (all(&|it| actor(&it.provider_id)), all(&|it| actor(&it.recipient_id)));
        let first = terms.iter().map(|it| it.period.start).min_by_key(|date| date.map(|date| date.first_day()));
        let last =
            terms.iter().map(|it| it.period.end).max_by_key(|date| date.map_or(i32::MAX, |date| date.last_day()));
        let period = Period { start: first.flatten(), end: last.flatten() };
        format!("total {stage}, {from} to {to}, {}", fmt::period(Tongue::english(), &period))
    }

    /// Why a number at a depth below the one that was asked for is what it is.
    fn why_resolved(&self, resolved: &Resolved, depth: usize) -> Explanation {
        let quantity = self.dataset().quantities.get(&resolved.quantity_id);
        let label = quantity.map(|quantity| quantity.label.clone()).unwrap_or_default();
        let mut explanation = Explanation::new(label, Some(&resolved.quantity_id)).with_number(
            self,
            &resolved.shown(),
            &resolved.unit_id,
        );
        explanation.corrected = self.rests_on_correction(resolved);
        explanation.how.extend(self.corrections_in("quantities", &resolved.quantity_id).map(corrected));
        if let Some(conversion) = &resolved.conversion {
            explanation.how.push(self.conversion(conversion));
            let rates = conversion.rates.iter().filter_map(|id| self.dataset().rates.get(id));
            explanation.because.extend(rates.map(|rate| self.why_rate(rate)));
        }
        explanation.how.extend(self.told_restated(resolved));
        match &resolved.basis {
            Basis::Preferred(_) => explanation.how.push("the preferred figure".to_owned()),
            Basis::Figures(figures) if figures.len() == 1 => {}
            Basis::Figures(_) if resolved.interval.as_point().is_some() => {
                explanation.how.push("all figures agree".to_owned());
            }
            Basis::Figures(_) => explanation.how.push("the interval that the figures span".to_owned()),
            Basis::Splits(sums) => {
                // Where the whole has figures too, the parts stand in their place.
                let residuals = self.residuals_in(&resolved.quantity_id, resolved.basis_unit());
                for sum in sums {
                    let stated = match residuals.iter().find(|residual| residual.parts.split == sum.split) {
                        Some(residual) => {
                            let (whole, rest) = (residual.whole.shown(), residual.shown());
                            let print = |interval| fmt::interval(Tongue::english(), interval, Style::Sign);
                            format!("in place of {} stated for the whole, residual {}", print(&whole), print(&rest))
                        }
                        None => "stated by no work".to_owned(),
                    };
                    explanation.how.push(format!("the parts of split `{}` added up; {stated}", sum.split));
                    if depth == DEEPEST {
                        continue;
                    }
                    let parts =
                        sum.parts.iter().filter_map(|part| Some(self.why_resolved(&self.part(part)?, depth + 1)));
                    if sums.len() == 1 {
                        explanation.because.extend(parts);
                        continue;
                    }
                    let split = Explanation::new(format!("split by {}", sum.split), None);
                    let mut split = split.with_number(self, &sum.shown(), resolved.basis_unit());
                    split.because = parts.collect();
                    explanation.because.push(split);
                }
                if depth == DEEPEST {
                    let id = &resolved.quantity_id;
                    explanation
                        .how
                        .push(format!("how the parts come about is told by `sinosov why {id}`; these are the figures"));
                    let figures = self.figures(resolved).into_iter().filter_map(|id| self.dataset().figures.get(id));
                    explanation.because.extend(figures.map(|figure| self.why_figure(figure, None)));
                }
            }
        }
        if !resolved.is_computed() {
            explanation.how.push(self.witnesses(&self.figures(resolved)));
        }
        let used = if resolved.is_computed() { Vec::new() } else { self.figures(resolved) };
        let used = used.into_iter().map(|id| (id, None));
        let left_out = resolved.left_out.iter().map(|(id, reason)| (id.as_str(), Some(*reason)));
        for (id, reason) in used.chain(left_out) {
            if let Some(figure) = self.dataset().figures.get(id) {
                explanation.because.push(self.why_figure(figure, reason));
            }
        }
        explanation
    }

    /// "restated here from 10,000 long tons (roe-03), by the exact factors of `units`": of which figures of its own a number is
    /// made that stand in another unit of the same base; nothing where all stand in its own.
    #[must_use]
    pub fn told_restated(&self, resolved: &Resolved) -> Option<String> {
        let unit = resolved.basis_unit();
        let own = if resolved.is_computed() { Vec::new() } else { self.figures(resolved) };
        let figures = own.into_iter().filter_map(|id| self.dataset().figures.get(id));
        let restated = figures.filter(|figure| self.is_restated(figure, unit));
        let said: Vec<String> =
            restated.map(|figure| format!("{} ({})", self.dataset().stated(figure, Style::Sign), figure.id)).collect();
        (!said.is_empty()).then(|| format!("restated here from {}, by the exact factors of `units`", said.join("; ")))
    }

    /// A figure with its place, the works behind it and its corrections.
    fn why_figure(&self, figure: &'a Figure, left_out: Option<Reason>) -> Explanation {
        let short = |id: &str| self.dataset().short(id);
        let what = format!("“{}”, {}, {}", figure.as_stated, short(&figure.work_id), figure.locator);
        let mut explanation = Explanation::new(what, Some(&figure.id));
        if let (Some(interval), Some(unit)) = (figure.interval(), self.dataset().unit_of(figure)) {
            explanation = explanation.with_number(self, &interval, unit);
        }
        explanation.corrected = self.is_corrected(figure);
        if let Some(reason) = left_out {
            explanation.how.push(format!("left out: {}", reason.text(Tongue::english())));
        }
        let mut chain: Vec<String> = self.steps(figure).skip(1).take(CHAIN + 1).map(short).collect();
        if chain.len() > CHAIN {
            chain.truncate(CHAIN);
            let root = self.root(figure).map(short);
            chain.extend(root.map(|root| format!("others, and in the end from {root}")));
        }
        if !chain.is_empty() {
            explanation.how.push(format!("{} {}", figure.relation.done(), chain.join(", from ")));
        }
        explanation.how.extend(self.corrections_in("figures", &figure.id).map(corrected));
        explanation.how.extend(figure.note.clone());
        explanation
    }

    /// "converted from 1.2 billion old roubles, at the rate of 14 February 1950, the end of its period".
    fn conversion(&self, conversion: &Conversion) -> String {
        let before = self.dataset().print(&conversion.interval, &conversion.unit_id, Style::Sign);
        let date = fmt::date(Tongue::english(), conversion.date);
        let why = match conversion.why {
            When::PeriodEnd => "the end of its period".to_owned(),
            When::NearestInUse(end) => {
                format!("the day nearest to {} on which it was in use", fmt::date(Tongue::english(), end))
            }
            When::Asked(Some(end)) => format!("as asked; the sum is of {}", fmt::date(Tongue::english(), end)),
            When::Asked(None) => "as asked".to_owned(),
        };
        let rates = || conversion.rates.iter().filter_map(|id| self.dataset().rates.get(id));
        let indices: Vec<String> = rates()
            .filter(|rate| rate.is_index())
            .filter_map(|rate| rate.value)
            .map(|it| fmt::grouped(Tongue::english(), it))
            .collect();
        let mut steps = Vec::new();
        if rates().any(|rate| !rate.is_index()) {
            steps.push(format!("at the rate of {date}, {why}"));
        }
        if let (Some(constant), [then, now]) = (conversion.constant, indices.as_slice()) {
            steps.push(format!("from prices of {} to prices of {constant}, × {now} / {then}", conversion.year));
        }
        format!("converted here from {before}, {}; no work states it", steps.join(", then "))
    }

    /// A rate with its place and the works behind it.
    fn why_rate(&self, rate: &Rate) -> Explanation {
        let place = format!("{}, {}", self.dataset().short(&rate.work_id), rate.locator);
        // A rate that was computed stands nowhere as a phrase.
        let what = match rate.as_stated.as_str() {
            "" => format!("computed for this dataset from {place}"),
            phrase => format!("“{phrase}”, {place}"),
        };
        let mut explanation = Explanation::new(what, Some(&rate.id));
        let name = |id: &str| self.dataset().units.get(id).map(|unit| unit.label_plural.as_str()).unwrap_or_default();
        explanation.how.push(match rate.value {
            Some(value) if rate.is_index() => {
                format!("price index: {} {}", fmt::grouped(Tongue::english(), value), name(&rate.to_unit_id))
            }
            Some(value) => {
                let one = self.dataset().units.get(&rate.from_unit_id).map(|unit| unit.label.as_str());
                let (several, one) = (name(&rate.to_unit_id), one.unwrap_or_default());
                format!("{} rate: {} {several} for one {one}", rate.kind, fmt::grouped(Tongue::english(), value))
            }
            None => format!("{} rate", rate.kind),
        });
        explanation.corrected = self.corrections_in("rates", &rate.id).next().is_some();
        explanation.how.extend(self.corrections_in("rates", &rate.id).map(corrected));
        let cited = rate.cited_work_id.as_deref().map(|work| format!("taken from {}", self.dataset().short(work)));
        explanation.how.extend(cited);
        explanation.how.extend(rate.note.clone());
        explanation
    }

    /// "3 figures, 1 independent root (Axis web forum 2004)".
    fn witnesses(&self, figures: &[&str]) -> String {
        let roots = self.roots(figures);
        let names: Vec<String> = roots.keys().map(|work| self.dataset().short(work)).collect();
        let (figures, roots) = (fmt::plural(figures.len(), "figure"), fmt::plural(roots.len(), "independent root"));
        format!("{figures}, {roots} ({})", names.join("; "))
    }
}
