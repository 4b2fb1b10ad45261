//! Who took a number from whom: the works that state a quantity, with the works behind them.

use std::collections::BTreeSet;

use super::claims::Rivals;
use super::table::{Cell, Link, Quoted, Row, Table};
use super::{Frame, FrameError};
use crate::data::Figure;
use crate::evidence::Manner;
use crate::fmt::Style;
use crate::model::{Date, Interval, Period};

impl Frame<'_> {
    /// The works that state a quantity, a row a work and number, the largest at the top; each with the date at which the work
    /// appeared as its period, and the root of its chain as its group. Links lead from every row to the row, or to the quoted work, that its
    /// number is taken from.
    ///
    /// # Errors
    /// If there is no such quantity, or nothing of it to draw.
    pub fn stemma(&self, quantity: &str, manner: &Manner) -> Result<Table, FrameError> {
        let Rivals { rows, mut remarks, .. } = self.rivals(quantity, manner)?;
        if rows.is_empty() {
            return Err(FrameError::Empty);
        }
        remarks.splice(0..0, self.of_roots(&rows));
        let rows: Vec<Row> = rows.into_iter().map(|row| self.rooted(row)).collect();
        let mut rows = self.once_a_work(rows);
        rows.sort_by_cached_key(|row| {
            let number = row.cells.first().map(|cell| cell.interval.rank());
            let issued = row.period.start.map(|date| date.first_day());
            (std::cmp::Reverse(number), issued.is_none(), issued, row.label.clone())
        });
        let mut quoted = Vec::new();
        let mut links = BTreeSet::new();
        for row in &rows {
            self.link(row, &rows, (&mut quoted, &mut links));
        }
        Ok(Table { rows, quoted, links: links.into_iter().collect(), remarks, ..Table::default() })
    }

    /// A row with the date of its work and the root of its chain.
    fn rooted(&self, row: Row) -> Row {
        let dataset = self.evidence().dataset();
        let Some(figure) = self.figure_of(&row) else { return row };
        let root = self.evidence().root(figure).unwrap_or(&figure.work_id);
        let issued = self.issued(&figure.work_id);
        Row {
            group: (root.to_owned(), dataset.short(root)),
            period: Period { start: issued, end: issued },
            detail: String::new(),
            ..row
        }
    }

    /// Places of one work that say the same, and from the same source, are one row.
    fn once_a_work(&self, rows: Vec<Row>) -> Vec<Row> {
        let what = |row: &Row| {
            let cell = row.cells.first()?;
            let figure = self.figure_of(row)?;
            Some((figure.work_id.clone(), cell.interval, cell.rank, figure.cited_work_id.clone()))
        };
        let mut once: Vec<Row> = Vec::new();
        for row in rows {
            match once.iter_mut().find(|known| what(known) == what(&row)) {
                Some(known) => {
                    for (known, cell) in known.cells.iter_mut().zip(row.cells) {
                        add(known, cell);
                    }
                }
                None => once.push(row),
            }
        }
        once
    }

    /// Follows the chain of a row to another row, or over quoted works to its root.
    fn link(&self, row: &Row, rows: &[Row], (quoted, links): (&mut Vec<Quoted>, &mut BTreeSet<Link>)) {
        let dataset = self.evidence().dataset();
        let (Some(figure), Some(interval)) = (self.figure_of(row), row.cells.first().map(|cell| cell.interval)) else {
            return;
        };
        let mut from = row.key.clone();
        let mut is_shared = dataset.one_count_with(figure).is_some();
        // The first is the row's own.
        for work in self.evidence().chain(figure).into_iter().skip(1) {
            let of_work = || rows.iter().filter(|row| self.figure_of(row).is_some_and(|it| it.work_id == work));
            let has_number = |row: &&Row| row.cells.iter().any(|cell| cell.interval == interval);
            let stated = of_work().find(has_number).or_else(|| of_work().next());
            if let Some(stated) = stated {
                links.insert(Link { from, to: stated.key.clone(), is_shared });
                return;
            }
            let to = self.quoted((figure, work), interval, quoted);
            links.insert(Link { from, to: to.clone(), is_shared });
            (from, is_shared) = (to, false);
        }
    }

    /// The key of a work from which a number is taken.
    fn quoted(&self, (figure, work): (&Figure, &str), interval: Interval, quoted: &mut Vec<Quoted>) -> String {
        if let Some(known) = quoted.iter().find(|it| it.work_id == work && it.interval == interval) {
            return known.key.clone();
        }
        let numbers = quoted.iter().filter(|it| it.work_id == work).count();
        let key = format!("{work}/{}", numbers + 1);
        let dataset = self.evidence().dataset();
        let mut all = self.evidence().figures_of(&figure.quantity_id).iter();
        let (short, own) = (dataset.short(work), all.find(|own| own.work_id == work));
        let stated = own.map(|own| dataset.stated(own, Style::Sign));
        let (work_id, issued) = (work.to_owned(), self.issued(work));
        quoted.push(Quoted { key: key.clone(), work_id, short, issued, interval, stated });
        key
    }

    fn issued(&self, work: &str) -> Option<Date> {
        self.evidence().dataset().works.get(work)?.issued
    }

    /// The first figure behind a row.
    fn figure_of(&self, row: &Row) -> Option<&Figure> {
        let id = &row.cells.first()?.witnesses.first()?.figure_id;
        self.evidence().dataset().figures.get(id)
    }
}

/// Adds what stands behind a number to the same number.
fn add(known: &mut Cell, other: Cell) {
    known.witnesses.extend(other.witnesses);
    known.corrected |= other.corrected;
}
