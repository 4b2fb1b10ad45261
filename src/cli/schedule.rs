//! `sinosov schedule`: a loan as a model.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::rows::{Format, Rows, both, data};
use super::selection::FigureFlags;
use super::{Global, Outcome};
use crate::data::Figure;
use crate::diag::hint;
use crate::escape::{Escaped, Json};
use crate::evidence::{Assumptions, Equal, Evidence, NoSchedule, Schedule as Modelled, Year};
use crate::fmt::{self, Style};
use crate::lang::Tongue;

/// Model how a loan could have been repaid, from the terms that works state and from named assumptions
///
/// What is printed is computed; no work states it, and no sum or chart of figures takes it in.
///
/// Example: a loan, if its repayment began in 1924
///
///   sinosov schedule loan-1920 --first-year 1924
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Schedule {
    /// The loan's id
    loan: String,
    /// Assume that the first instalment was paid in this year; else in the year after the agreement
    #[arg(long, value_name = "YEAR")]
    first_year: Option<i32>,
    /// Assume that this was equal in every year
    #[arg(long, value_enum, default_value_t)]
    equal: EqualWord,
    #[command(flatten)]
    figures: FigureFlags,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum EqualWord {
    /// The principal repaid; interest comes on top
    #[default]
    Principal,
    /// Principal and interest together
    Payment,
}

pub(super) fn run(verb: &Schedule, global: &Global) -> Result<Outcome> {
    let package = global.package()?;
    let evidence = Evidence::new(&package, verb.figures.options(&package)?);
    let dataset = evidence.dataset();
    let equal = match verb.equal {
        EqualWord::Principal => Equal::Principal,
        EqualWord::Payment => Equal::Payment,
    };
    let schedule = match evidence.schedule(&verb.loan, Assumptions { first_year: verb.first_year, equal }) {
        Err(NoSchedule::Unknown(loan)) => {
            bail!("there is no quantity `{loan}`{}", hint(&loan, dataset.quantities.ids()))
        }
        other => other?,
    };
    let result = match verb.format {
        Format::Table => {
            format!(
                "{}\n{}",
                heading(&evidence, &schedule),
                rows(&evidence, &schedule, verb.format).print(verb.format)?
            )
        }
        Format::Csv => rows(&evidence, &schedule, verb.format).print(verb.format)?,
        Format::Json => Escaped::<Json>::lines(&json(&evidence, &schedule))?.into_string(),
    };
    Ok(Outcome { result, ..Outcome::default() })
}

fn rows(evidence: &Evidence<'_>, schedule: &Modelled, format: Format) -> Rows {
    let print = |number: Decimal| match format {
        Format::Table => fmt::grouped(Tongue::english(), number.round_dp(0)),
        Format::Csv | Format::Json => number.normalize().to_string(),
    };
    let figures: Vec<&str> = schedule.stated.iter().flat_map(|term| evidence.figures(term)).collect();
    let row = |year: String, sums: [String; 4]| {
        let loan = schedule.loan().to_owned();
        let basis = ["modelled".to_owned(), schedule.assumed.join("; "), figures.join("; ")].to_vec();
        [vec![year], sums.to_vec(), vec![schedule.unit_id.clone(), loan], basis].concat()
    };
    let mut rows: Vec<Vec<String>> = schedule
        .years
        .iter()
        .map(|year| row(year.year.to_string(), [year.owed, year.interest, year.principal, year.payment].map(print)))
        .collect();
    if format == Format::Table {
        let sum = |of: fn(&Year) -> Decimal| schedule.sum(of).map(print).unwrap_or_default();
        let sums = [String::new(), sum(|it| it.interest), sum(|it| it.principal), sum(|it| it.payment)];
        rows.push(row("together".to_owned(), sums));
    }
    let mut header: Vec<_> = ["year", "owed", "interest", "principal", "payment"].map(both).into();
    header.extend([data("unit"), data("loan"), both("basis"), data("assumed"), data("figures")]);
    Rows { header, rows }
}

/// The model as one object: what is stated and by which figures, what is assumed, and the years.
fn json(evidence: &Evidence<'_>, schedule: &Modelled) -> Value {
    let dataset = evidence.dataset();
    let stated = schedule.stated.iter().map(|term| {
        let quantity = dataset.quantities.get(&term.quantity_id);
        json!({
            "quantity": term.quantity_id,
            "label": quantity.map(|quantity| &quantity.label),
            "value": term.interval.as_point().map(|value| value.normalize()),
            "unit": term.unit_id,
            "corrected": evidence.rests_on_correction(term),
            "figures": evidence.figures(term),
        })
    });
    let years: Vec<Value> = schedule
        .years
        .iter()
        .map(|year| {
            let [owed, interest, principal, payment] =
                [year.owed, year.interest, year.principal, year.payment].map(|sum| sum.normalize());
            json!({"year": year.year, "owed": owed, "interest": interest, "principal": principal, "payment": payment})
        })
        .collect();
    json!({
        "basis": "modelled",
        "loan": schedule.loan(),
        "unit": schedule.unit_id,
        "stated": stated.collect::<Vec<Value>>(),
        "assumed": schedule.assumed,
        "years": years,
    })
}

/// What was stated, by whom, and what was assumed.
fn heading(evidence: &Evidence<'_>, schedule: &Modelled) -> String {
    let dataset = evidence.dataset();
    let label = |id: &str| dataset.quantities.get(id).map(|it| it.label.clone()).unwrap_or_default();
    let mut text = format!("MODELLED, no work states it: {}\n", label(schedule.loan()));
    for term in &schedule.stated {
        let number = dataset.print(&term.interval, &term.unit_id, Style::Sign);
        let figures: Vec<&Figure> =
            evidence.figures(term).into_iter().filter_map(|id| dataset.figures.get(id)).collect();
        let works: Vec<String> =
            figures.iter().map(|figure| format!("{} ({})", dataset.short(&figure.work_id), figure.id)).collect();
        let dagger = if evidence.rests_on_correction(term) { "†" } else { "" };
        let works = works.join("; ");
        text.push_str(&format!("  stated: {number}{dagger}, {}: {works}\n", label(&term.quantity_id)));
        for correction in figures.iter().flat_map(|figure| evidence.corrections_of(figure)) {
            text.push_str(&format!("    †: {}\n", correction.text(Tongue::english())));
        }
    }
    text.extend(schedule.assumed.iter().map(|assumed| format!("  assumed: {assumed}\n")));
    super::for_terminal(&text)
}
