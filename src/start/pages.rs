//! The pages of a new package.

use super::{New, example_tables};
use crate::data::schema::TABLES;
use crate::escape::{Escaped, Markdown};
use crate::escaped;

/// A definition of a report with one chart, that of the figures for this quantity.
#[must_use]
pub fn first_report(quantity: &str) -> String {
    include_str!("texts/first.toml").replace("QUANTITY", quantity)
}

/// The page that says how to go on.
pub(super) fn readme(new: &New<'_>) -> String {
    let title: Escaped<Markdown> = escaped!(Markdown, "# {}\n\n", new.title());
    let examples = example_tables().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let tables =
        TABLES.iter().map(|table| format!("| {} | {} |", table.name, table.row)).collect::<Vec<_>>().join("\n");
    let (kind, charts) = match new.has_example {
        true => (include_str!("texts/example.md"), include_str!("texts/more-charts.md")),
        false => (include_str!("texts/bare.md"), include_str!("texts/first-chart.md")),
    };
    let body = include_str!("texts/readme.md").replace("{example}", kind).replace("{report}", charts.trim_end());
    let body = body.replace("{examples}", &examples).replace("{tables}", &tables).replace("{name}", new.name);
    title.into_string() + &body
}

/// The page in the folder of reports, where there is none yet.
pub(super) fn reports() -> String {
    include_str!("texts/reports.md").replace("{first}", &first_report("QUANTITY"))
}
