//! `sinosov figures`: list and filter.

use anyhow::Result;
use clap::Args;

use super::money::{Conversions, MoneyFlags};
use super::rows::{Format, Rows, both, data, table};
use super::selection::Flags;
use super::{Global, Outcome};
use crate::data::Scope;
use crate::evidence::Evidence;
use crate::fmt;
use crate::frame::{Frame, Selection};
use crate::lang::Tongue;

/// List and filter figures
///
/// Example: what of one category reached one recipient
///
///   sinosov figures --category carts --recipient bora --stage delivered
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Figures {
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    money: MoneyFlags,
    /// Leave corrections out
    #[arg(long)]
    as_stated: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(verb: &Figures, global: &Global) -> Result<Outcome> {
    let package = global.package()?;
    let selection = verb.flags.selection();
    let evidence = Evidence::new(&package, selection.options(verb.as_stated));
    let frame = Frame::new(&evidence)?;
    let dataset = evidence.dataset();
    let mut conversions = Conversions::new(&verb.money, &evidence)?;
    let mut rows = Vec::new();
    for figure in frame.figures(&selection)? {
        let Some(quantity) = dataset.quantities.get(&figure.quantity_id) else { continue };
        let unit = dataset.unit_of(figure).and_then(|unit| dataset.units.get(unit));
        let number = dataset.stated(figure, fmt::Style::Sign);
        let mark = if evidence.is_corrected(figure) { "†" } else { "" };
        let witness = frame.witness(figure);
        let cited = witness.cited(Tongue::english());
        let decimal = |cell: Option<rust_decimal::Decimal>| cell.map(|cell| cell.to_string()).unwrap_or_default();
        let corrections: Vec<&str> = evidence.corrections_of(figure).map(|correction| correction.id.as_str()).collect();
        let work = dataset.works.get(&figure.work_id);
        let period = dataset.period_of(figure);
        let date = |date: Option<crate::model::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let mut row = vec![
            figure.id.clone(),
            figure.quantity_id.clone(),
            quantity.label.clone(),
            quantity.stage_id.clone(),
            fmt::period(Tongue::english(), &period),
            date(period.start),
            date(period.end),
            format!("{number}{mark}"),
            decimal(figure.value),
            decimal(figure.min),
            decimal(figure.max),
            figure.bound.name().to_owned(),
            unit.map(|unit| unit.id.clone()).unwrap_or_default(),
            witness.as_stated,
            corrections.join("; "),
            evidence.unused(figure).map_or("used".to_owned(), |it| it.text(Tongue::english())),
            work.and_then(|work| work.tier).map(|tier| tier.to_string()).unwrap_or_default(),
            if quantity.scope == Scope::Core { "core" } else { "context" }.to_owned(),
            figure.note.clone().unwrap_or_default(),
            witness.short,
            witness.locator,
            cited,
        ];
        row.extend(conversions.cells(&evidence, figure));
        rows.push(row);
    }
    let mut remarks = format!("{} of {} figures\n", rows.len(), dataset.figures.len());
    if selection.from.is_some() || selection.to.is_some() {
        let always = Selection { from: None, to: None, ..selection.clone() };
        let others = frame.figures(&always)?.len() - rows.len();
        remarks
            .push_str(&format!("{others} more have a period that is open, unknown or not wholly within the dates\n"));
    }
    remarks.push_str(conversions.heading(&evidence).trim_start());
    remarks.push_str(&conversions.remarks());
    let mut header = vec![
        both("figure"),
        both("quantity"),
        data("label"),
        both("stage"),
        table("period"),
        data("start"),
        data("end"),
        table("number"),
        data("value"),
        data("min"),
        data("max"),
        data("bound"),
        data("unit"),
        data("as_stated"),
        data("corrections"),
        both("use"),
        data("tier"),
        data("scope"),
        data("note"),
        both("work"),
        both("locator"),
        both("cites"),
    ];
    header.extend(conversions.columns());
    Ok(Outcome {
        result: Rows { header, rows }.print(verb.format)?,
        remarks,
        is_data: verb.format == Format::Csv,
        ..Outcome::default()
    })
}
