//! Of what is selected, what a table is made of: wholes, and not their parts beside them.

use std::collections::{BTreeMap, BTreeSet};

use super::query::{Query, Top};
use super::{Frame, FrameError};
use crate::data::{Quantity, Scope};
use crate::evidence::Guard;
use crate::lang::say;

/// So many parts that are left out are named.
const NAMED: usize = 3;

impl Frame<'_> {
    /// The selected quantities without the parts of splits whose whole is selected and known, and the labels of those that
    /// have no value. A part of another stage or measure than its whole is a thing of its own.
    pub(super) fn top_quantities(&self, query: &Query) -> Result<Top, FrameError> {
        let selected = self.quantities(&query.selection)?;
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for quantity in &selected {
            if self.evidence().worth(&quantity.id, &query.manner)?.is_some() {
                known.insert(&quantity.id);
            }
        }
        let named: BTreeSet<&str> = query.selection.quantity.iter().map(String::as_str).collect();
        let counted =
            self.evidence().counted_in_like(selected.iter().copied().filter(|it| known.contains(it.id.as_str())));
        // Who names a part wants to see it; whoever allows parts wants them added.
        let is_wanted =
            |quantity: &Quantity| named.contains(quantity.id.as_str()) || query.manner.allow.contains(&Guard::Parts);
        let is_of_split = |quantity: &Quantity| {
            quantity.splits().next().is_some() && !is_wanted(quantity) && counted.contains(&quantity.row)
        };
        // What a part contains does not take its place.
        let below = self.evidence().counted_in_like(selected.iter().copied().filter(|it| is_of_split(it)));
        let is_part =
            |quantity: &Quantity| is_of_split(quantity) || (below.contains(&quantity.row) && !is_wanted(quantity));
        let apart = self.apart(query, &selected, &is_part);
        let is_top = |quantity: &&Quantity| {
            let is_known = known.contains(quantity.id.as_str());
            !is_part(quantity) && (is_known || self.evidence().is_spoken_of(&quantity.id))
        };
        let top: Vec<&Quantity> = selected.into_iter().filter(is_top).collect();
        let (context, top) = self.without_context(query, top);
        let (with, without): (Vec<&Quantity>, Vec<&Quantity>) =
            top.into_iter().partition(|quantity| known.contains(quantity.id.as_str()));
        Ok(Top {
            quantities: with.into_iter().map(|quantity| quantity.id.clone()).collect(),
            without_value: without.into_iter().map(|quantity| quantity.label.clone()).collect(),
            remarks: apart.into_iter().chain(context).collect(),
        })
    }

    /// Without the context that one number would add to what is core, where the selection does not settle that it is meant;
    /// and what is said of it.
    fn without_context<'q>(&self, query: &Query, top: Vec<&'q Quantity>) -> (Option<String>, Vec<&'q Quantity>) {
        if query.selection.settles_scope() {
            return (None, top);
        }
        let series = query.series.filter(|_| !query.whole);
        let place =
            |quantity: &Quantity| (self.name(query.rows, quantity).0, series.map(|axis| self.name(axis, quantity).0));
        let core: BTreeSet<_> = top.iter().filter(|it| it.scope == Scope::Core).map(|it| place(it)).collect();
        let is_aside = |it: &&Quantity| it.scope == Scope::Context && core.contains(&place(it));
        let (aside, top): (Vec<&Quantity>, Vec<&Quantity>) = top.into_iter().partition(is_aside);
        let labels: Vec<&str> = aside.iter().map(|quantity| quantity.label.as_str()).collect();
        let tongue = self.evidence().dataset().tongue();
        let remark = match labels.len() {
            0 => None,
            few if few <= NAMED => Some(say!(tongue, "remark-context", names = &tongue.listed(&labels))),
            many => Some(say!(tongue, "remark-context-many", n = many)),
        };
        (remark, top)
    }

    /// What is said of parts that are left out though no number at their own place counts them.
    fn apart(&self, query: &Query, selected: &[&Quantity], is_part: &dyn Fn(&Quantity) -> bool) -> Option<String> {
        if query.split.is_some() {
            return None;
        }
        let place = |quantity: &Quantity| {
            (self.name(query.rows, quantity).0, query.series.map(|axis| self.name(axis, quantity).0))
        };
        let mut shown: BTreeMap<_, Vec<&Quantity>> = BTreeMap::new();
        for quantity in selected.iter().filter(|quantity| !is_part(quantity)) {
            shown.entry(place(quantity)).or_default().push(quantity);
        }
        let is_apart = |part: &&&Quantity| {
            let wholes = shown.get(&place(part)).map(Vec::as_slice).unwrap_or_default();
            !wholes.iter().any(|whole| self.evidence().is_counted_in(part, whole))
        };
        let apart: Vec<&str> =
            selected.iter().filter(|it| is_part(it)).filter(is_apart).map(|part| part.label.as_str()).collect();
        let tongue = self.evidence().dataset().tongue();
        match apart.len() {
            0 => None,
            few if few <= NAMED => Some(say!(tongue, "remark-counted", names = &tongue.listed(&apart))),
            many => Some(say!(tongue, "remark-counted-many", n = many)),
        }
    }
}
