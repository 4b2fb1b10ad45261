//! A table in parts, for a chart that goes on in a second frame.

use crate::frame::Table;

/// How many parts a table can have: one for every row, and for every agreement, which a timeline draws as a row.
pub(super) fn rows(table: &Table) -> usize {
    table.rows.len() + agreements(table)
}

fn agreements(table: &Table) -> usize {
    table.dates.iter().filter(|dated| dated.is_agreement).count()
}

/// One of so many parts of about the same length, counted from 0 in the order of the table. Events belong to the time of all.
pub(super) fn part(table: &Table, count: usize, number: usize) -> Table {
    let (all, first_row) = (rows(table), agreements(table));
    let bound = |part: usize| all * part / count.max(1);
    let (from, to) = (bound(number), bound(number + 1));
    let is_in = |place: usize| (from..to).contains(&place);
    let mut agreement = 0;
    let dates = table.dates.iter().filter(|dated| {
        let place = agreement;
        agreement += usize::from(dated.is_agreement);
        !dated.is_agreement || is_in(place)
    });
    let dates = dates.cloned().collect();
    let rows = (first_row..).zip(&table.rows).filter(|(place, _)| is_in(*place));
    let rows = rows.map(|(_, row)| row.clone()).collect();
    Table {
        rows,
        dates,
        columns: table.columns.clone(),
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

    #[test]
    fn every_row_and_agreement_is_in_one_part_and_every_event_in_all() {
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
        let dates = vec![dated("a", true), dated("e", false), dated("b", true)];
        let table = Table { rows, dates, ..Table::default() };
        let parts = |count: usize| (0..count).map(|number| part(&table, count, number)).collect::<Vec<_>>();
        let told: Vec<String> = parts(3)
            .iter()
            .map(|part| {
                let dates = part.dates.iter().map(|dated| dated.id.as_str());
                dates.chain(part.rows.iter().map(|row| row.key.as_str())).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(told, ["a e b", "e r0 r1", "e r2 r3 r4"]);
        assert_eq!(rows_of(&parts(7)), 5);
    }

    fn rows_of(parts: &[Table]) -> usize {
        parts.iter().map(|part| part.rows.len()).sum()
    }
}
