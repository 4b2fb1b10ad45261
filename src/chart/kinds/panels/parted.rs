//! The tables of all panels as one, and parted again. In the one, a row has its panel as its group, in its key and in its name, for
//! there each is told apart from those of other panels; in its panel it is called what it is.

use std::collections::BTreeSet;

use crate::fmt::once_each;
use crate::frame::table::{key_in_panel, name_in_panel};
use crate::frame::{Row, Table};
use crate::lang::Tongue;

/// One panel.
pub(super) struct Panel {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) table: Table,
}

/// One table of those of all panels, each with its id and its name.
pub(super) fn joined(panels: Vec<((String, String), Table)>, tongue: &Tongue) -> Table {
    let mut all = Table::default();
    for (group, table) in panels {
        all.columns.extend(table.columns);
        all.dates.extend(table.dates);
        all.without_value.extend(table.without_value);
        all.tell_also(table.allowed, table.remarks);
        all.rows.extend(table.rows.into_iter().map(|row| Row {
            key: key_in_panel(&group.0, &row.key),
            label: name_in_panel(tongue, &group.1, &row.label),
            group: group.clone(),
            ..row
        }));
    }
    all.columns = once_each(all.columns);
    let mut dates = BTreeSet::new();
    all.dates.retain(|dated| dates.insert(dated.id.clone()));
    all.dates.sort_by_key(|dated| dated.period.start.or(dated.period.end).map(|date| date.first_day()));
    all.without_value = once_each(all.without_value);
    all
}

/// The panels of the one table, in the order of its rows.
pub(super) fn panels(all: &Table) -> Vec<Panel> {
    let of = |(key, label): (&str, &str)| {
        let rows = all.rows.iter().filter(|row| row.group.0 == key).map(own).collect();
        let (columns, dates) = (all.columns.clone(), all.dates.clone());
        let table = Table { rows, columns, dates, ..Table::default() };
        Panel { key: key.to_owned(), label: label.to_owned(), table }
    };
    all.groups().into_iter().map(of).collect()
}

/// One table of the rows of some panels, called what they are in these: what axes and colours are made for.
pub(super) fn all(panels: &[Panel]) -> Table {
    let rows = panels.iter().flat_map(|panel| panel.table.rows.iter().cloned()).collect();
    let first = panels.first().map(|panel| panel.table.clone()).unwrap_or_default();
    Table { rows, ..first }
}

/// A row as its panel calls it.
fn own(row: &Row) -> Row {
    let [_, _, key] = row.keys();
    Row { key: key.to_owned(), label: row.label_in_panel().to_owned(), ..row.clone() }
}
