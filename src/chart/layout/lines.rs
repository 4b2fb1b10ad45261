//! The lines of a chart of groups: the agreements, then each group with its rows; headings where there is more than one of these.

use super::heading::Heading;
use super::names::{Names, Said};
use crate::chart::look::ink::Ink;
use crate::chart::{Context, Part, Spec};
use crate::frame::{Dated, Row, Table};
use crate::lang::say;

/// What stands in a line.
pub(crate) enum Line<'a> {
    Heading(Heading),
    Agreement(&'a Dated),
    Row(&'a Row),
}

/// The lines of a frame, and their names.
pub(crate) fn lines<'a>(
    spec: &Spec,
    part: Part<'a>,
    context: Context<'_>,
    (across, share): (f64, Option<f64>),
    ink: impl Fn(&str) -> Ink,
) -> (Vec<Line<'a>>, Names) {
    let types = context.look.size.types();
    let agreements = |table: &'a Table| table.dates.iter().filter(|dated| dated.is_agreement);
    let with_headings = part.whole.groups().len() + usize::from(agreements(part.whole).next().is_some()) > 1;
    let heading = |name: &str, ink: Ink| Line::Heading(Heading::new(name, ink, types, across));
    let of = |table: &'a Table| {
        let mut lines = Vec::new();
        if with_headings && agreements(table).next().is_some() {
            lines.push(heading(&say!(context.tongue(), "heading-agreements"), Ink::TEXT));
        }
        lines.extend(agreements(table).map(Line::Agreement));
        for (key, own) in table.groups() {
            if with_headings {
                lines.push(heading(spec.label(key, own), ink(key)));
            }
            lines.extend(table.rows.iter().filter(|row| row.group.0 == key).map(Line::Row));
        }
        lines
    };
    let said = |lines: &[Line<'_>]| lines.iter().map(|line| line.said(spec, context)).collect::<Vec<_>>();
    let lines = of(part.table);
    let names = Names::new(&said(&lines), &said(&of(part.whole)), types, across, share);
    (lines, names)
}

impl Line<'_> {
    fn said(&self, spec: &Spec, context: Context<'_>) -> Said {
        match self {
            Self::Heading(_) => Said::default(),
            Self::Agreement(dated) => {
                Said { name: spec.label(&dated.id, &dated.label).to_owned(), detail: String::new() }
            }
            Self::Row(row) => Said::of(spec, context, row),
        }
    }
}
