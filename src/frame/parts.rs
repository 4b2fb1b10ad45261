//! A whole shown by its parts, and what they leave of it.

use std::collections::BTreeSet;

use super::query::Axis;
use super::table::{Cell, Origin};
use super::{Frame, FrameError};
use crate::data::{Measure, Quantity, Rank};
use crate::evidence::{Basis, Part, Resolved, SplitSum};
use crate::lang::say;
use crate::model::Interval;

impl Frame<'_> {
    /// The parts of one or more wholes, and what they leave of them; together they are the number of the row.
    pub(super) fn parts(&self, (split, naming): (&str, Option<Axis>), terms: &[Resolved], whole: &Cell) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut rest: Option<Cell> = None;
        for own in terms {
            let in_unit = |interval, from: &str| self.evidence().converted(interval, from, &whole.unit_id);
            let figures_of = |parts: &[Part]| -> Vec<&str> {
                let of_parts = parts.iter().flat_map(|part| self.evidence().figures_of_part(part));
                self.evidence().figures(own).into_iter().chain(of_parts).collect()
            };
            let not_itemised = |interval, parts: &[Part], origin| Cell {
                series: "not-itemised".to_owned(),
                series_label: say!(self.evidence().dataset().tongue(), "not-itemised"),
                interval,
                quantities: vec![own.quantity_id.clone()],
                corrected: self.evidence().rests_on_correction(own)
                    || parts.iter().any(|it| self.evidence().is_part_corrected(it)),
                witnesses: self.witnesses(figures_of(parts), &whole.unit_id),
                not_itemised: true,
                origin,
                open: None,
                ..whole.clone()
            };
            let Some(in_all) = in_unit(own.shown(), &own.unit_id) else { continue };
            match self.split_sum(split, own) {
                None => merge_rest(&mut rest, not_itemised(in_all, &[], origin(own.is_computed()))),
                Some((sum, left)) => {
                    let by_item = self.have_items(&sum.parts);
                    for part in sum.parts.iter() {
                        let Some(interval) = in_unit(part.shown(), &part.unit_id) else { continue };
                        let unit_id = whole.unit_id.clone();
                        merge(&mut cells, Cell { interval, unit_id, ..self.part_cell(part, by_item, naming) });
                    }
                    let left = left.and_then(|left| in_unit(left, &own.unit_id));
                    if let Some(left) = left.filter(|left| left.as_point().is_none_or(|left| !left.is_zero())) {
                        merge_rest(&mut rest, not_itemised(left, &sum.parts, Origin::Rest));
                    }
                }
            }
        }
        cells.extend(rest);
        cells
    }

    /// The parts of a split, and the rest where the whole has figures of its own.
    fn split_sum(&self, split: &str, whole: &Resolved) -> Option<(SplitSum, Option<Interval>)> {
        if let Basis::Splits(sums) = &whole.basis {
            return sums.iter().find(|sum| sum.split == split).map(|sum| (sum.clone(), None));
        }
        let residuals = self.evidence().residuals_in(&whole.quantity_id, &whole.unit_id);
        let residual = residuals.into_iter().find(|residual| residual.parts.split == split)?;
        let rest = residual.shown();
        Some((residual.parts, Some(rest)))
    }

    /// Why a split of the selected quantities has no part that could be drawn.
    pub(super) fn no_split(&self, split: &str, selected: &[String]) -> FrameError {
        let splits = |id: &String| self.evidence().splits_of(id).into_iter().flatten();
        let found = selected.iter().find_map(|id| {
            let parts = splits(id).find(|(name, _)| **name == split)?.1;
            Some((self.evidence().dataset().quantities.get(id)?, parts))
        });
        let Some((whole, parts)) = found else {
            let names: BTreeSet<&str> = selected.iter().flat_map(splits).map(|(name, _)| *name).collect();
            let cure = match names.is_empty() {
                true => "none has any; `part_of` and `split` of quantities.csv say what is a part of what".to_owned(),
                false => format!("there are {}", names.into_iter().collect::<Vec<_>>().join(", ")),
            };
            return FrameError::NoSplit { split: split.to_owned(), cure };
        };
        let are_totals = parts.iter().copied().chain([whole]).all(|it| it.measure == Measure::Total);
        let is_of_stage = parts.iter().all(|part| part.stage_id == whole.stage_id);
        let reason = match (are_totals, is_of_stage) {
            (false, _) => {
                "only totals add up, not levels, rates or shares; select the parts, and write `layout = \"grouped\"` with `series`"
            }
            (_, false) => {
                "they are of other stages than the whole; select them, and write `layout = \"grouped\"` with `series`"
            }
            _ => "a part has no figure that can be used, or none in the unit of the whole",
        };
        FrameError::NoStack { whole: whole.id.clone(), split: split.to_owned(), reason }
    }

    /// Whether the items of parts tell them apart: three parts that are all a “loan” are called by their names instead.
    fn have_items(&self, parts: &[Part]) -> bool {
        let quantities = &self.evidence().dataset().quantities;
        let items: BTreeSet<&str> =
            parts.iter().filter_map(|part| quantities.get(&part.quantity_id)?.item.as_deref()).collect();
        items.len() == parts.len()
    }

    /// By what the parts of several wholes are called, if not by their items: by what tells those of each whole apart and comes
    /// back from whole to whole, so that the same thing has one name and one colour in all rows.
    pub(super) fn naming(&self, split: &str, wholes: &[String]) -> Option<Axis> {
        let parts_of = |id: &String| self.evidence().splits_of(id)?.get(split);
        let groups: Vec<_> = wholes.iter().filter_map(parts_of).collect();
        let names = |axis: Axis, parts: &[&Quantity]| -> BTreeSet<String> {
            parts.iter().map(|part| self.name(axis, part).0).filter(|name| !name.is_empty()).collect()
        };
        [Axis::Provider, Axis::Recipient, Axis::Category, Axis::Year].into_iter().find(|axis| {
            let of_each: Vec<BTreeSet<String>> = groups.iter().map(|parts| names(*axis, parts)).collect();
            let tell_apart = of_each.iter().zip(&groups).all(|(names, parts)| names.len() == parts.len());
            let all: usize = of_each.iter().map(BTreeSet::len).sum();
            tell_apart && of_each.iter().flatten().collect::<BTreeSet<_>>().len() < all
        })
    }

    fn part_cell(&self, part: &Part, by_item: bool, naming: Option<Axis>) -> Cell {
        let quantity = self.evidence().dataset().quantities.get(&part.quantity_id);
        // A definition gives colours and names by the words of the tables, whatever the language.
        let named = quantity.map(|quantity| match quantity.item.as_ref().filter(|_| by_item) {
            Some(item) => (item.clone(), self.item(quantity, item)),
            None => match naming {
                Some(axis) => self.name(axis, quantity),
                None => {
                    let own = self.evidence().dataset().own_label(&quantity.id).unwrap_or(&quantity.label);
                    (own.to_owned(), quantity.label.clone())
                }
            },
        });
        let (series, series_label) = named.unwrap_or_else(|| (part.quantity_id.clone(), part.quantity_id.clone()));
        Cell {
            series_label,
            series,
            interval: part.shown(),
            unit_id: part.unit_id.clone(),
            stage_id: quantity.map(|quantity| quantity.stage_id.clone()).unwrap_or_default(),
            corrected: self.evidence().is_part_corrected(part),
            quantities: vec![part.quantity_id.clone()],
            witnesses: self.witnesses(self.evidence().figures_of_part(part), &part.unit_id),
            origin: origin(part.computed),
            not_itemised: false,
            open: None,
            rank: Rank::Normal,
            converted: Vec::new(),
        }
    }
}

fn origin(is_computed: bool) -> Origin {
    if is_computed { Origin::Sum } else { Origin::Stated }
}

/// Adds a part to the part of the same name, or puts it behind the others.
fn merge(cells: &mut Vec<Cell>, cell: Cell) {
    match cells.iter_mut().find(|known| known.series == cell.series && known.stage_id == cell.stage_id) {
        Some(known) => add(known, cell),
        None => cells.push(cell),
    }
}

fn merge_rest(rest: &mut Option<Cell>, cell: Cell) {
    match rest {
        Some(known) => add(known, cell),
        None => *rest = Some(cell),
    }
}

/// Adds one number of a row to another; a sum with too many digits has no upper limit.
fn add(known: &mut Cell, cell: Cell) {
    let open = Interval { max: None, below_max: false, ..known.interval };
    known.interval = known.interval.plus(&cell.interval).unwrap_or(open);
    known.quantities.extend(cell.quantities);
    known.witnesses.extend(cell.witnesses);
    known.origin = if known.not_itemised { Origin::Rest } else { Origin::Sum };
    known.corrected |= cell.corrected;
}
