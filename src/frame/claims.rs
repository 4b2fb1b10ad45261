//! Every figure for one quantity as a table: a row a figure, the smallest number first.

use std::collections::BTreeSet;

use super::table::{Cell, Origin, Row, Table};
use super::{Frame, FrameError};
use crate::data::{Figure, Measure, Quantity, Rank};
use crate::evidence::{Basis, Claims, Conversion, Manner, Part, Reason, Wanted};
use crate::fmt::{self, Style};
use crate::lang::{Tongue, say};
use crate::model::Interval;

/// Of so many works that have no figure for the quantity it is told what they have instead.
const OTHERS: usize = 3;
/// So many roots are named.
const ROOTS: usize = 6;
/// Of so many works that agree the names stand in the chart.
const NAMED: usize = 3;
/// So many things that a work says beyond the number are named under it.
const BEYOND: usize = 3;

/// The figures for one quantity, before they are put in an order.
pub(super) struct Rivals<'a> {
    claims: Claims<'a>,
    pub(super) rows: Vec<Row>,
    pub(super) remarks: Vec<String>,
}

impl Frame<'_> {
    /// The rival figures for a quantity, with what each work says beyond the number. What cannot be compared, and what is
    /// left out, is told in the remarks.
    ///
    /// # Errors
    /// If there is no such quantity, or nothing of it to draw.
    pub fn claims(&self, quantity: &str, manner: &Manner) -> Result<Table, FrameError> {
        let tongue = self.evidence().dataset().tongue();
        let Rivals { claims, rows, mut remarks } = self.rivals(quantity, manner)?;
        let mut rows = self.agreeing(rows);
        tell_apart(&mut rows, tongue);
        rows.extend(self.sums(&claims, manner));
        let stated: Vec<&str> = rows
            .iter()
            .flat_map(|row| &row.cells)
            .flat_map(|cell| &cell.witnesses)
            .map(|it| it.work_id.as_str())
            .collect();
        let others: Vec<_> =
            claims.beyond.iter().filter(|(work, figures)| !figures.is_empty() && !stated.contains(work)).collect();
        if !others.is_empty() {
            remarks.push(say!(tongue, "remark-works-beyond", n = others.len()));
        }
        let closed =
            |row: &Row| row.cells.iter().all(|cell| cell.interval.min.is_some() && cell.interval.max.is_some());
        let is_closed = rows.iter().filter(|row| !row.cells.iter().any(Cell::is_computed)).all(closed);
        // What the marks mean comes first, and how many witnesses there are, then what has no mark.
        remarks.splice(0..0, self.of_resolution(&claims, is_closed).into_iter().chain(self.of_roots(&rows)));
        if rows.is_empty() {
            return Err(FrameError::Empty);
        }
        let place = |row: &Row| row.cells.first().map(|cell| (cell.interval.min, cell.interval.max));
        // An empty group, of works without a tier, comes behind the others.
        rows.sort_by(|left, right| {
            let group = |row: &Row| (row.group.0.is_empty(), row.group.0.clone());
            group(left).cmp(&group(right)).then(place(left).cmp(&place(right)))
        });
        Ok(Table { rows, remarks, ..Table::default() })
    }

    /// The rival figures for a quantity, a row each in the order of the table, and what of them is left out.
    pub(super) fn rivals(&self, quantity: &str, manner: &Manner) -> Result<Rivals<'_>, FrameError> {
        self.verify_unit(manner)?;
        let tongue = self.evidence().dataset().tongue();
        let claims = self.evidence().claims(quantity).ok_or_else(|| self.no_quantity(quantity))?;
        let mut rows: Vec<Row> = Vec::new();
        let mut remarks = Vec::new();
        let mut other_units = Vec::new();
        for &figure in self.evidence().figures_of(quantity) {
            let unused = self.evidence().unused(figure).filter(|reason| *reason != Reason::NotPreferred);
            match (unused, self.claim(&claims, figure, manner)) {
                // What is held doubtful is drawn as such, for it is a rival all the same.
                (None | Some(Reason::Doubtful), Some(row)) => rows.push(row),
                (Some(reason), Some(_)) => {
                    let (figure, reason) = (&self.said(figure), reason.text(tongue));
                    remarks.push(say!(tongue, "remark-left-out", figure = figure, reason = &reason));
                }
                (_, None) => other_units.push(self.said(figure)),
            }
        }
        match other_units.as_slice() {
            [] => {}
            few if few.len() <= OTHERS => {
                remarks.push(say!(tongue, "remark-other-unit", figures = &tongue.listed(few)));
            }
            many => remarks.push(say!(tongue, "remark-other-unit-many", n = many.len())),
        }
        Ok(Rivals { claims, rows, remarks })
    }

    /// The rows in groups by what kind of work states the number; works of one kind that state the same are one row.
    fn agreeing(&self, rows: Vec<Row>) -> Vec<Row> {
        let dataset = self.evidence().dataset();
        let tier = |row: &Row| {
            let works =
                row.cells.iter().flat_map(|cell| &cell.witnesses).filter_map(|it| dataset.works.get(&it.work_id));
            works.filter_map(|work| work.tier).min()
        };
        let of_row = |row: &Row| {
            row.cells.first().map(|cell| (tier(row), cell.interval, cell.rank, cell.corrected, cell.is_second_hand()))
        };
        let mut merged: Vec<Vec<Row>> = Vec::new();
        for row in rows {
            match merged.iter_mut().find(|known| known.first().map(of_row) == Some(of_row(&row))) {
                Some(known) => known.push(row),
                None => merged.push(vec![row]),
            }
        }
        let group = |row: Row| match tier(&row) {
            Some(tier) => Row { group: (tier.to_string(), tier_name(dataset.tongue(), tier)), ..row },
            None => Row { group: (String::new(), say!(dataset.tongue(), "group-unranked")), ..row },
        };
        let one = |mut rows: Vec<Row>| {
            rows.sort_by_key(tier);
            match rows.as_slice() {
                [] | [_] => rows.pop(),
                several => joined(several, dataset.tongue()),
            }
        };
        let mut rows: Vec<Row> = merged.into_iter().filter_map(one).map(group).collect();
        // Works of two kinds can state one number.
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for row in &mut rows {
            let own = row.key.clone();
            let mut count = 1;
            while !seen.insert(row.key.clone()) {
                count += 1;
                row.key = format!("{own}/{count}");
            }
        }
        rows
    }

    /// How many witnesses there are: works that repeat one count are one.
    pub(super) fn of_roots(&self, rows: &[Row]) -> Option<String> {
        let stated = rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_computed());
        let figures: Vec<&str> = stated.flat_map(|cell| &cell.witnesses).map(|it| it.figure_id.as_str()).collect();
        if figures.len() < 2 {
            return None;
        }
        let (roots, figures) = (self.evidence().roots(&figures), figures.len());
        let names: Vec<String> = roots.keys().map(|work| self.evidence().dataset().short(work)).collect();
        let tongue = self.evidence().dataset().tongue();
        Some(match names.as_slice() {
            [one] if figures == 2 => say!(tongue, "remark-one-root-of-two", root = one),
            [one] => say!(tongue, "remark-one-root", n = figures, root = one),
            few if few.len() <= ROOTS => {
                say!(tongue, "remark-few-roots", n = few.len(), roots = &tongue.listed(few))
            }
            many => say!(tongue, "remark-many-roots", n = figures, roots = &many.len().to_string()),
        })
    }

    /// What the parts of each split add up to beside the figures: a number that nobody states.
    fn sums(&self, claims: &Claims<'_>, manner: &Manner) -> Vec<Row> {
        if manner.wanted != Wanted::Own {
            return Vec::new();
        }
        let dataset = self.evidence().dataset();
        let (quantities, tongue) = (&dataset.quantities, dataset.tongue());
        // Parts of another stage than the whole's leave a rest of it, but are no rival count of it.
        let alike = |part: &Part| {
            quantities.get(&part.quantity_id).is_some_and(|part| part.stage_id == claims.quantity.stage_id)
        };
        let residuals: Vec<_> =
            claims.residuals.iter().filter(|residual| residual.parts.parts.iter().all(alike)).collect();
        let is_only = residuals.len() == 1;
        let sums = residuals.into_iter().map(|residual| {
            let split = &residual.parts.split;
            let parts: Vec<_> = residual
                .parts
                .parts
                .iter()
                .filter_map(|part| Some((quantities.get(&part.quantity_id)?, part)))
                .collect();
            // A short name tells parts apart only where each has its own.
            let items: BTreeSet<_> = parts.iter().filter_map(|(quantity, _)| quantity.item.as_ref()).collect();
            let is_told_apart = items.len() == parts.len();
            let parts: Vec<String> = parts
                .iter()
                .map(|(quantity, part)| {
                    let number = fmt::interval(tongue, &part.shown(), Style::Sign);
                    match dataset.item(quantity).filter(|_| is_told_apart) {
                        Some(item) => say!(tongue, "detail-item", item = item, number = &number),
                        None => number,
                    }
                })
                .collect();
            let detail = if is_told_apart { tongue.listed(&parts) } else { parts.join(" + ") };
            let figures: Vec<&str> =
                residual.parts.parts.iter().flat_map(|part| self.evidence().figures_of_part(part)).collect();
            let cell = Cell {
                series: String::new(),
                series_label: String::new(),
                interval: residual.parts.shown(),
                unit_id: residual.whole.unit_id.clone(),
                stage_id: claims.quantity.stage_id.clone(),
                quantities: residual.parts.parts.iter().map(|part| part.quantity_id.clone()).collect(),
                corrected: residual.parts.parts.iter().any(|part| self.evidence().is_part_corrected(part)),
                witnesses: self.witnesses(figures, &residual.whole.unit_id),
                origin: Origin::Sum,
                not_itemised: false,
                open: None,
                rank: Rank::Normal,
                converted: Vec::new(),
            };
            // A split is named by a word of the table, in the package's own language.
            let label = match is_only && !tongue.is_english() {
                true => say!(tongue, "row-added-of-parts"),
                false => say!(tongue, "row-added-by", split = split),
            };
            let key = format!("split/{split}");
            let group = ("added".to_owned(), say!(tongue, "row-added-up"));
            Row { key, label, detail, group, cells: vec![cell], ..Row::default() }
        });
        sums.collect()
    }

    /// What the ring or the band means, where the chart has one.
    fn of_resolution(&self, claims: &Claims<'_>, is_closed: bool) -> Option<String> {
        let dataset = self.evidence().dataset();
        let tongue = dataset.tongue();
        match claims.resolved.as_ref().map(|resolved| &resolved.basis) {
            Some(Basis::Preferred(id)) => {
                let note = dataset.figures.get(id).and_then(|figure| figure.note.clone()).unwrap_or_default();
                let told = [say!(tongue, "remark-preferred"), note];
                Some(tongue.sentences(&told).trim().to_owned())
            }
            Some(Basis::Figures(_)) if is_closed && claims.agreement.len() > 1 => Some(say!(tongue, "remark-shaded")),
            _ => None,
        }
    }

    /// One figure as a row; `None` if its number is in a unit that cannot be compared.
    fn claim(&self, claims: &Claims<'_>, figure: &Figure, manner: &Manner) -> Option<Row> {
        let (interval, unit_id, conversion) = self.compared(claims, figure, manner)?;
        let witness = self.witness_in(figure, &unit_id);
        let beyond =
            claims.beyond.iter().find(|(work, _)| *work == figure.work_id).map(|(_, figures)| figures.as_slice());
        let beyond = beyond.unwrap_or_default();
        let tongue = self.evidence().dataset().tongue();
        let mut detail: Vec<String> = witness.source(tongue).into_iter().collect();
        // Its clauses belong to a thing; what it contains is another.
        let is_clause = |figure: &&&Figure| {
            let quantity = self.evidence().dataset().quantities.get(&figure.quantity_id);
            quantity.is_some_and(is_clause_of)
        };
        let clauses: Vec<_> = beyond.iter().filter(is_clause).collect();
        detail.extend(clauses.iter().take(BEYOND).map(|figure| self.around(figure)));
        if clauses.len() > BEYOND {
            detail.push(say!(tongue, "detail-more", n = clauses.len() - BEYOND));
        }
        let cell = Cell {
            series: String::new(),
            series_label: String::new(),
            interval,
            unit_id,
            stage_id: claims.quantity.stage_id.clone(),
            quantities: vec![claims.quantity.id.clone()],
            corrected: self.evidence().is_corrected(figure),
            witnesses: vec![witness.clone()],
            origin: Origin::Stated,
            not_itemised: false,
            open: None,
            rank: figure.rank,
            converted: conversion.iter().map(|conversion| self.of_conversion(conversion)).collect(),
        };
        let label = witness.short;
        Some(Row { key: figure.id.clone(), label, detail: tongue.listed(&detail), cells: vec![cell], ..Row::default() })
    }

    /// A figure's number in the unit of the quantity, or in the currency that is wanted.
    fn compared(
        &self,
        claims: &Claims<'_>,
        figure: &Figure,
        manner: &Manner,
    ) -> Option<(Interval, String, Option<Conversion>)> {
        if let Wanted::Converted(money) = &manner.wanted {
            let (interval, conversion) = self.evidence().convert_figure(figure, money).ok()??;
            return Some((interval, money.unit.clone(), conversion));
        }
        let wanted = match &manner.wanted {
            Wanted::Stated(unit) => unit,
            _ => &claims.quantity.unit_id,
        };
        Some((self.evidence().compared(figure, wanted)?, wanted.clone(), None))
    }

    /// "9,000 rails (Rival 1940)".
    fn said(&self, figure: &Figure) -> String {
        let dataset = self.evidence().dataset();
        let (stated, work) = (&dataset.stated(figure, Style::Sign), &dataset.short(&figure.work_id));
        say!(dataset.tongue(), "chart-aside", text = stated, aside = work)
    }

    /// "interest 1 percent a year", of something around the quantity.
    fn around(&self, figure: &Figure) -> String {
        let dataset = self.evidence().dataset();
        let quantity = dataset.quantities.get(&figure.quantity_id);
        let name = quantity.map(|quantity| match (&quantity.item, !quantity.part_of.is_empty()) {
            // A thing of the same kind needs its whole name; a clause of it does not.
            (Some(item), true) if is_clause_of(quantity) => self.item(quantity, item),
            _ => quantity.label.clone(),
        });
        let (name, stated) = (&name.unwrap_or_default(), &dataset.stated(figure, Style::Sign));
        say!(dataset.tongue(), "chart-told-of", name = name, text = stated)
    }
}

/// What works of a tier are called.
fn tier_name(tongue: &Tongue, tier: u8) -> String {
    match tier {
        1 => say!(tongue, "group-tier-1"),
        2 => say!(tongue, "group-tier-2"),
        3 => say!(tongue, "group-tier-3"),
        _ => say!(tongue, "group-tier-4"),
    }
}

/// Of a work that states several numbers at different places each has its place below the name.
fn tell_apart(rows: &mut [Row], tongue: &Tongue) {
    let place = |row: &Row| {
        let mut witnesses = row.cells.iter().flat_map(|cell| &cell.witnesses);
        witnesses.next().filter(|_| witnesses.next().is_none()).map(|only| only.locator.clone())
    };
    let places: Vec<(String, Option<String>)> = rows.iter().map(|row| (row.label.clone(), place(row))).collect();
    for row in rows {
        let alike: Vec<&Option<String>> =
            places.iter().filter(|(label, _)| *label == row.label).map(|(_, place)| place).collect();
        let distinct: BTreeSet<&Option<String>> = alike.iter().copied().collect();
        if alike.len() > 1 && distinct.len() == alike.len() {
            let parts = place(row).into_iter().chain(Some(row.detail.clone()).filter(|detail| !detail.is_empty()));
            row.detail = tongue.listed(&parts.collect::<Vec<_>>());
        }
    }
}

/// Rows of one number as one row: how many works state it, and which.
fn joined(rows: &[Row], tongue: &Tongue) -> Option<Row> {
    let first = rows.first()?;
    let works = fmt::once_each(rows.iter().map(|row| row.label.clone()));
    let mut cell = first.cells.first()?.clone();
    cell.witnesses = rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.witnesses.clone()).collect();
    cell.converted = rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.converted.clone()).collect();
    let named = tongue.listed(&works.iter().take(NAMED).collect::<Vec<_>>());
    let detail = match works.len().saturating_sub(NAMED) {
        0 => named,
        more => say!(tongue, "named-and-more-in-table", named = &named, n = more),
    };
    let label = match works.as_slice() {
        [one] => say!(tongue, "row-times", work = one, n = rows.len()),
        several => say!(tongue, "row-works", n = several.len()),
    };
    let ends = [cell.interval.min, cell.interval.max].map(|end| end.map(|end| end.normalize().to_string()));
    let number = fmt::once_each(ends.into_iter().flatten()).join("/");
    let key = format!("states/{number}{}", if cell.rank == Rank::Doubtful { "/doubtful" } else { "" });
    let detail = if works.len() > 1 { detail } else { first.detail.clone() };
    Some(Row { key, label, detail, cells: vec![cell], ..Row::default() })
}

/// Whether a quantity is a clause of another, as its interest is, and no thing of its own.
fn is_clause_of(quantity: &Quantity) -> bool {
    matches!(quantity.measure, Measure::Term | Measure::Share | Measure::Rate)
}
