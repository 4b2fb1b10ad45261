//! Why the marks of a chart are what they are.

use std::sync::Arc;

use anyhow::{Result, bail};

use super::definition::{Chart, Definition};
use super::drawn::table;
use crate::data::Package;
use crate::evidence::{Evidence, Explanation};
use crate::frame::Row;

/// Why the marks of a chart are what they are; of one row if it is named.
///
/// # Errors
/// If the chart's table cannot be made, or has no such row.
pub fn why(definition: &Definition, chart: &Chart, package: &Arc<Package>, row: Option<&str>) -> Result<Explanation> {
    let kind = chart.kind.get();
    let package = &*definition.data(package)?;
    let evidence = Evidence::new(package, kind.asked().figures());
    let table = table(chart, &evidence)?;
    let manner = kind.asked().manner(&evidence)?;
    let name = |row: &Row| chart.labels.get(&row.key).unwrap_or(&row.label).clone();
    let is_named = |text: &str, wanted: &str| text.to_lowercase() == wanted.to_lowercase();
    let wanted = |candidate: &&Row| row.is_none_or(|row| candidate.key == row || is_named(&name(candidate), row));
    let mut explanation = Explanation::new("chart", Some(&chart.id));
    explanation
        .how
        .extend(table.allowed.iter().map(|allowed| format!("AGAINST THE RULE, added all the same: {allowed}")));
    if !table.without_value.is_empty() {
        explanation.how.push(format!("left out, for they have no value: {}", table.without_value.join("; ")));
    }
    if let Some(model) = kind.asked().model() {
        explanation.how.push("modelled from what stands below; no work states the numbers of the marks".to_owned());
        explanation.how.extend(table.assumed.iter().map(|assumed| format!("assumed: {assumed}")));
        let schedule = evidence.schedule(&model.loan, model.assumptions())?;
        for term in &schedule.stated {
            explanation.because.extend(evidence.why(&term.quantity_id, &manner)?);
        }
    }
    // Where every mark is one figure, all are told under the quantity.
    if let Some(quantity) = kind.rivals() {
        explanation.because.extend(evidence.why(quantity, &manner)?);
    }
    let terms = explanation.because.len();
    for row in table.rows.iter().filter(wanted) {
        for cell in row.whole.iter().filter(|_| row.cells.len() > 1).chain(&row.cells) {
            let series = chart.labels.get(&cell.series).unwrap_or(&cell.series_label);
            let what = if series.is_empty() { name(row) } else { format!("{}, {series}", name(row)) };
            let mut mark = Explanation::new(what, None).with_number(&evidence, &cell.shown(), &cell.unit_id);
            if let Some((open, all)) = cell.open {
                mark.how.push(format!("{open} of {all} are open at one end"));
            }
            if cell.not_itemised {
                mark.how.push("not itemised: what named parts, if any, leave of the whole".to_owned());
            }
            // What a model rests on is told once, above.
            for quantity in cell.quantities.iter().filter(|_| !cell.is_modelled() && kind.rivals().is_none()) {
                mark.because.extend(evidence.why(quantity, &manner)?);
            }
            explanation.because.push(mark);
        }
    }
    if explanation.because.len() == terms {
        let names: Vec<String> = table.rows.iter().map(name).collect();
        bail!("chart `{}` has no such row; its rows are {}", chart.id, names.join(", "));
    }
    Ok(explanation)
}
