//! The keys of a bridge: what adds, what takes away, and to what they lead.

use serde::Deserialize;

use crate::chart::guard::TableError;
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Asked, Question};
use crate::evidence::{Evidence, Manner, Options, WantedError};
use crate::frame::{Frame, Query, Selection, Table};

/// The keys of a bridge.
#[derive(Debug)]
pub(crate) struct Bridge {
    adds: Selection,
    takes: Option<Selection>,
    /// The quantity to which the steps lead.
    last: Option<String>,
    /// Which figures count, for all steps.
    select: Select,
    /// What a step is, in which unit, and which rules of addition are set aside.
    question: Question,
}

/// Which figures count. What else a selection says chooses quantities, which each side does for itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Select {
    /// Figures of these works.
    work: Vec<String>,
    /// Figures of works of these tiers.
    tier: Vec<u8>,
}

impl Bridge {
    pub(crate) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let adds: Selection = keys.need("adds");
        let takes: Option<Selection> = keys.take("takes");
        for (key, side) in [("adds", Some(&adds)), ("takes", takes.as_ref())] {
            if side.is_some_and(|side| !side.work.is_empty() || !side.tier.is_empty()) {
                let (found, expected) = ("a side that chooses figures", "quantities");
                keys.fault(key, found, expected, "write `select = { work = […] }` for the whole chart");
            }
        }
        let question = Question::default().with_rows(keys).with_numbers(keys).with_allowed(keys);
        let (last, select) = (keys.take("last"), keys.take_or_default("select"));
        Self { adds, takes, last, select, question }
    }

    /// What adds, what takes away, and what is left.
    pub(super) fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        let query = self.question.query(frame.evidence())?;
        let of = |selection: &Selection| Query { selection: selection.clone(), ..query.clone() };
        let takes = self.takes.as_ref().map(of);
        Ok(frame.bridge(&of(&self.adds), takes.as_ref(), self.last.as_deref())?)
    }
}

impl Asked for Bridge {
    fn figures(&self) -> Options {
        Options { works: self.select.work.clone(), tiers: self.select.tier.clone(), as_stated: false }
    }

    fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner, WantedError> {
        self.question.manner(evidence)
    }
}
