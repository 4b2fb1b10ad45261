//! `sinosov schedule`: a loan as a model.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use rust_decimal::Decimal;

use super::rows::{Format, Rows, both, data};
use super::{Global, Outcome};
use crate::diag::hint;
use crate::evidence::{Assumptions, Equal, Evidence, NoSchedule, Options, Resolved, Schedule as Modelled};
use crate::fmt::{self, Style};

/// Model how a loan could have been repaid, from the terms that works state and from named assumptions
///
/// What is printed is computed; no work states it, and no sum or chart of figures takes it in.
///
/// Example: the loan of 1950, if its repayment began in 1954
///
///   sinosov schedule prc-1950-loan --first-year 1954
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
    /// Only terms that this work states
    #[arg(long, value_name = "ID")]
    work: Vec<String>,
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
    let evidence = Evidence::new(&package, Options { works: verb.work.clone(), ..Options::default() });
    let dataset = evidence.dataset();
    if let Some(work) = verb.work.iter().find(|work| dataset.works.get(work).is_none()) {
        bail!("there is no work `{work}`{}", hint(work, dataset.works.ids()));
    }
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
    let mut result = rows(&schedule, verb.format).print(verb.format)?;
    if verb.format == Format::Table {
        result = format!("{}\n{result}", heading(&evidence, &schedule));
    }
    Ok(Outcome { result, ..Outcome::default() })
}

fn rows(schedule: &Modelled, format: Format) -> Rows {
    let print = |number: Decimal| match format {
        Format::Table => fmt::grouped(number.round_dp(0)),
        Format::Csv | Format::Json => number.normalize().to_string(),
    };
    let row = |year: String, sums: [String; 4]| {
        [vec![year], sums.to_vec(), vec![schedule.unit_id.clone(), "modelled".to_owned()]].concat()
    };
    let mut rows: Vec<Vec<String>> = schedule
        .years
        .iter()
        .map(|year| row(year.year.to_string(), [year.owed, year.interest, year.principal, year.payment()].map(print)))
        .collect();
    if format == Format::Table {
        let sum = |of: fn(&crate::evidence::Year) -> Decimal| print(schedule.years.iter().map(of).sum());
        let sums = [String::new(), sum(|it| it.interest), sum(|it| it.principal), sum(crate::evidence::Year::payment)];
        rows.push(row("together".to_owned(), sums));
    }
    let header = ["year", "owed", "interest", "principal", "payment"].map(both).into_iter();
    Rows { header: header.chain([data("unit"), both("basis")]).collect(), rows }
}

/// What was stated, by whom, and what was assumed.
fn heading(evidence: &Evidence<'_>, schedule: &Modelled) -> String {
    let dataset = evidence.dataset();
    let label = |id: &str| dataset.quantities.get(id).map(|it| it.label.clone()).unwrap_or_default();
    let term = |term: &Resolved| {
        let number = dataset.units.get(&term.unit_id).map(|unit| unit.print(&term.interval, Style::Sign));
        let mut works: Vec<String> = Vec::new();
        for figure in term.figures().into_iter().filter_map(|id| dataset.figures.get(id)) {
            works.push(format!("{} ({})", dataset.short(&figure.work_id), figure.id));
        }
        format!("  stated: {}, {}: {}\n", number.unwrap_or_default(), label(&term.quantity_id), works.join("; "))
    };
    let mut text = format!("MODELLED, no work states it: {}\n", label(&schedule.principal.quantity_id));
    text.extend([&schedule.principal, &schedule.interest, &schedule.due].map(term));
    text.extend(schedule.assumed.iter().map(|assumed| format!("  assumed: {assumed}\n")));
    super::for_terminal(&text)
}
