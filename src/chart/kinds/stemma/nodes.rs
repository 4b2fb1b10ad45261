//! The works of a stemma: those that state the quantity, and those that they take it from.

use std::collections::BTreeMap;

use crate::chart::look::Hue;
use crate::chart::look::ink::Ink;
use crate::chart::scale::middle;
use crate::chart::{Context, Spec};
use crate::data::Rank;
use crate::frame::{Row, Table};
use crate::lang::say;
use crate::model::{Date, Interval};

/// A work with the number that it gives, or that is taken from it.
pub(super) struct Node<'a> {
    pub(super) key: &'a str,
    pub(super) work: &'a str,
    /// The figures; a quoted work has none.
    pub(super) row: Option<&'a Row>,
    /// It states a number, if not here.
    pub(super) is_read: bool,
    pub(super) name: String,
    /// When the work appeared.
    pub(super) issued: Option<Date>,
    pub(super) interval: Interval,
    pub(super) tier: Option<u8>,
    /// The work in which its chain ends.
    pub(super) root: &'a str,
    /// Others name it as the source of their number, and it names none.
    pub(super) is_root: bool,
}

impl Node<'_> {
    /// When it appeared, as a place in time.
    pub(super) fn at(&self) -> Option<f64> {
        self.issued.map(middle)
    }

    pub(super) fn rank(&self) -> Rank {
        self.row.and_then(|row| row.cells.first()).map_or(Rank::Normal, |cell| cell.rank)
    }
}

/// All works of a table; of a part of it those that give its numbers.
pub(super) fn nodes<'a>(spec: &Spec, (table, whole): (&'a Table, &'a Table), context: Context<'_>) -> Vec<Node<'a>> {
    let tier = |work: &str| context.dataset.works.get(work).and_then(|work| work.tier);
    // What carries one count with others is no source of theirs.
    let is_root = |key: &str| {
        let mut links = whole.links.iter();
        links.any(|link| link.to == key && !link.is_shared) && !whole.links.iter().any(|link| link.from == key)
    };
    let of_row = |row: &'a Row| {
        let cell = row.cells.first()?;
        let dagger = if cell.corrected { "†" } else { "" };
        let work = cell.witnesses.first().map(|witness| witness.work_id.as_str()).unwrap_or_default();
        Some(Node {
            key: &row.key,
            work,
            row: Some(row),
            is_read: true,
            name: format!("{}{dagger}", spec.label(&row.key, &row.label).trim()),
            issued: row.period.start,
            interval: cell.interval,
            tier: tier(work),
            root: &row.group.0,
            is_root: is_root(&row.key),
        })
    };
    let rows = table.rows.iter().filter_map(of_row);
    let gives = |interval: Interval| table.rows.iter().flat_map(|row| &row.cells).any(|it| it.interval == interval);
    let quoted = table.quoted.iter().filter(|quoted| gives(quoted.interval)).map(|quoted| Node {
        key: &quoted.key,
        work: &quoted.work_id,
        row: None,
        is_read: quoted.stated.is_some(),
        name: match &quoted.stated {
            Some(stated) => {
                let name = spec.label(&quoted.work_id, &quoted.short).trim();
                say!(context.tongue(), "chart-told-of", name = name, text = stated)
            }
            None => spec.label(&quoted.work_id, &quoted.short).trim().to_owned(),
        },
        issued: quoted.issued,
        interval: quoted.interval,
        tier: tier(&quoted.work_id),
        root: root(whole, &quoted.key),
        is_root: is_root(&quoted.key),
    });
    rows.chain(quoted).collect()
}

/// The root of a quoted work: that of the rows whose chains lead over it.
fn root<'a>(whole: &'a Table, quoted: &str) -> &'a str {
    let mut key = quoted;
    for _ in 0..=whole.links.len() {
        let Some(link) = whole.links.iter().find(|link| link.to == key) else { break };
        if let Some(row) = whole.rows.iter().find(|row| row.key == link.from) {
            return &row.group.0;
        }
        key = &link.from;
    }
    ""
}

/// The colours of roots in which more than one work ends, those of most works first.
pub(super) fn hues(spec: &Spec, whole: &[Node<'_>]) -> BTreeMap<String, Hue> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for node in whole {
        *counts.entry(node.root).or_default() += 1;
    }
    let mut roots: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    roots.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    spec.hues(&roots.into_iter().map(|(root, _)| root).collect::<Vec<_>>())
}

/// The ink of a work: that of its root.
pub(super) fn ink(hues: &BTreeMap<String, Hue>, root: &str) -> Ink {
    hues.get(root).map_or(Ink::MUTED, |hue| Ink::hue(*hue))
}
