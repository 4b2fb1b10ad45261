//! A table in parts, for a chart that goes on in a second frame.

use crate::frame::Table;

/// In how many parts a table is cut: its columns, and within those its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    columns: usize,
    rows: usize,
}

impl Cut {
    pub(super) fn count(self) -> usize {
        self.columns * self.rows
    }
}

/// How many parts a table can have: one for every row, and for every agreement, which a timeline draws as a row.
fn rows(table: &Table) -> usize {
    table.rows.len() + agreements(table)
}

fn agreements(table: &Table) -> usize {
    table.dates.iter().filter(|dated| dated.is_agreement).count()
}

/// The fewest parts that have room, each in its frame; columns are parted only where no part of the rows has room with all of
/// them. `None` where none has.
pub(super) fn fewest(table: &Table, has_room: impl Fn(Cut) -> bool) -> Option<Cut> {
    let (most, columns) = (rows(table).max(1), table.columns.len().max(1));
    let columns = (1..=columns).find(|columns| has_room(Cut { columns: *columns, rows: most }))?;
    // Between a count that has no room and one that has.
    let (mut low, mut high) = (usize::from(columns == 1), most);
    while high - low > 1 {
        let middle = low.midpoint(high);
        if has_room(Cut { columns, rows: middle }) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(Cut { columns, rows: high })
}

/// One of the parts, all of about the same length, counted from 0 in the order of the table. Events belong to the time of all.
pub(super) fn part(table: &Table, cut: Cut, number: usize) -> Table {
    let (column, row) = (number / cut.rows.max(1), number % cut.rows.max(1));
    let (all, first_row) = (rows(table), agreements(table));
    let bounds = |all: usize, count: usize, part: usize| {
        let bound = |part: usize| all * part / count.max(1);
        bound(part)..bound(part + 1)
    };
    let is_in = |place: usize| bounds(all, cut.rows, row).contains(&place);
    let mut agreement = 0;
    let dates = table.dates.iter().filter(|dated| {
        let place = agreement;
        agreement += usize::from(dated.is_agreement);
        !dated.is_agreement || is_in(place)
    });
    let dates = dates.cloned().collect();
    let rows = (first_row..).zip(&table.rows).filter(|(place, _)| is_in(*place));
    let mut rows: Vec<_> = rows.map(|(_, row)| row.clone()).collect();
    let columns = table.columns[bounds(table.columns.len(), cut.columns, column)].to_vec();
    if cut.columns > 1 {
        let is_there = |key: &str| columns.iter().any(|(own, _)| own == key);
        rows.iter_mut().for_each(|row| row.cells.retain(|cell| is_there(&cell.series)));
    }
    Table {
        rows,
        dates,
        columns,
        quoted: table.quoted.clone(),
        links: table.links.clone(),
        without_value: table.without_value.clone(),
        allowed: table.allowed.clone(),
        assumed: table.assumed.clone(),
        remarks: table.remarks.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Dated, Row};
    use crate::model::Period;

    fn table() -> Table {
        let dated = |id: &str, is_agreement| Dated {
            id: id.to_owned(),
            label: id.to_owned(),
            period: Period::default(),
            work_id: String::new(),
            short: String::new(),
            locator: String::new(),
            is_agreement,
            corrections: Vec::new(),
        };
        let rows = (0..5).map(|n| Row { key: format!("r{n}"), ..Row::default() }).collect();
        Table { rows, dates: vec![dated("a", true), dated("e", false), dated("b", true)], ..Table::default() }
    }

    #[test]
    fn every_row_and_agreement_is_in_one_part_and_every_event_in_all() {
        let table = table();
        let parts = |count| (0..count).map(|at| part(&table, Cut { columns: 1, rows: count }, at)).collect::<Vec<_>>();
        let told: Vec<String> = parts(3)
            .iter()
            .map(|part| {
                let dates = part.dates.iter().map(|dated| dated.id.as_str());
                dates.chain(part.rows.iter().map(|row| row.key.as_str())).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(told, ["a e b", "e r0 r1", "e r2 r3 r4"]);
        assert_eq!(parts(7).iter().map(|part| part.rows.len()).sum::<usize>(), 5);
    }

    #[test]
    fn columns_are_parted_last() {
        let columns = ["x", "y", "z"].map(|key| (key.to_owned(), key.to_owned()));
        let table = Table { columns: columns.to_vec(), ..table() };
        // A frame has room for two rows of one column, or for one row of two.
        let has_room = |cut: Cut| {
            let mut parts = (0..cut.count()).map(|number| part(&table, cut, number));
            parts.all(|part| part.columns.len() * part.rows.len() <= 2)
        };
        let cut = fewest(&table, has_room);
        assert_eq!(
            cut,
            Some(Cut { columns: 2, rows: 7 }),
            "five rows and two agreements, each with two columns at most"
        );
    }
}
