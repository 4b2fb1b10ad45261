//! What stands beside a row: its name, and under it what is said of it. Where that would leave the plot too little of the width,
//! it stands above the row instead.

use crate::chart::layout::boxes::on_paper;
use crate::chart::layout::measure::{count, type_of};
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::types::Types;
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Spec};
use crate::fmt;
use crate::frame::{Row, Table};

/// White space between names and the plot.
const GAP: f64 = 14.0;
/// Beside a row stand at most so many lines.
const MOST_LINES: usize = 4;
/// Names may take so much of the width, if only a long word needs it.
const WIDEST: f64 = 0.29;
/// In a chart that is not so wide names take this share at most.
const NARROW: f64 = 500.0;
const NARROW_SHARE: f64 = 0.27;
/// Above a row lines may be so long, as a share of the width.
const ABOVE: f64 = 1.0;
/// White space between a name above and what is below it.
const UNDER: f64 = 3.0;

/// What stands at one row, not yet broken into lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    pub(crate) name: String,
    pub(crate) detail: String,
}

impl Said {
    /// What is said of a row. A definition's second line comes before the row's own; `{stage}` in it is the row's stage,
    /// `{period}` its period in a timeline.
    pub(crate) fn of(spec: &Spec, context: Context<'_>, row: &Row) -> Self {
        let stage = row.whole.as_ref().or(row.cells.first()).map(|cell| cell.stage_id.as_str()).unwrap_or_default();
        let stage = context.dataset.stages.get(stage).map(|stage| stage.label.clone()).unwrap_or_default();
        let period = fmt::period(context.tongue(), &row.period);
        let detail = spec.details.get(&row.key).or_else(|| spec.details.get("*")).unwrap_or(&row.detail);
        let name = spec.label(&row.key, &row.label).trim().to_owned();
        let detail = detail.replace("{stage}", &stage).replace("{period}", &period).trim().to_owned();
        // What the name says already is not said again under it.
        let is_said = !detail.is_empty() && name.to_lowercase().contains(&detail.to_lowercase());
        Self { name, detail: if is_said { String::new() } else { detail } }
    }
}

/// The lines of one row.
struct Name {
    name: Vec<String>,
    detail: Vec<String>,
}

/// The names of all rows of a chart.
pub(crate) struct Names {
    names: Vec<Name>,
    beside: bool,
    /// The widest line.
    width: f64,
    types: Types,
    /// Lines lead through them.
    crossed: bool,
}

impl Names {
    /// Breaks the names of a frame: at a share of the width where they stand beside, at the whole width where above. Where they
    /// stand, and what they take, is decided for `all` that the chart has, so that its frames are alike. Without a share they
    /// stand above in any case.
    pub(crate) fn new(said: &[Said], all: &[Said], types: Types, width: f64, share: Option<f64>) -> Self {
        let word = |said: &Said| {
            let name = text::widest_word(&said.name, types.label, Weight::Regular);
            name.max(text::widest_word(&said.detail, types.small, Weight::Regular))
        };
        // In a narrow chart the plot needs more of the width.
        let is_narrow = width < NARROW;
        let may_stand_beside = share.is_some();
        let share = share.unwrap_or_default();
        let (share, widest) = if is_narrow { (share.min(NARROW_SHARE), NARROW_SHARE) } else { (share, WIDEST) };
        let most_lines = if is_narrow { MOST_LINES / 2 } else { MOST_LINES };
        let longest_word = all.iter().map(word).fold(0.0, f64::max) + 1.0;
        let limit = (width * share).max(longest_word);
        let broken = |said: &[Said], limit: f64| said.iter().map(|it| Name::new(it, types, limit)).collect::<Vec<_>>();
        let all_beside = broken(all, limit);
        let fits = may_stand_beside
            && limit <= width * widest.max(share)
            && all_beside.iter().all(|name| name.lines() <= most_lines);
        let names = broken(said, if fits { limit } else { width * ABOVE });
        let width = all_beside.iter().map(|name| name.width(types)).fold(0.0, f64::max);
        Self { names, beside: fits, width, types, crossed: false }
    }

    /// As [`Names::new`], for the rows of a table that is a part of a whole one.
    pub(crate) fn of_rows(
        spec: &Spec,
        context: Context<'_>,
        (table, whole): (&Table, &Table),
        width: f64,
        share: Option<f64>,
    ) -> Self {
        let said = |table: &Table| table.rows.iter().map(|row| Said::of(spec, context, row)).collect::<Vec<_>>();
        Self::new(&said(table), &said(whole), context.look.size.types(), width, share)
    }

    /// The same where lines lead through the names: each is then written on paper of its own.
    pub(crate) fn crossed(self) -> Self {
        Self { crossed: true, ..self }
    }

    pub(crate) fn are_beside(&self) -> bool {
        self.beside
    }

    /// What the names take at the left of the plot.
    pub(crate) fn gutter(&self) -> f64 {
        if self.beside && self.width > 0.0 { self.width + GAP } else { 0.0 }
    }

    /// Height of a line.
    fn line(&self) -> f64 {
        self.types.label + 3.0
    }

    /// The height that the name of a row needs.
    pub(crate) fn height(&self, row: usize) -> f64 {
        let lines = self.names.get(row).map_or(0, Name::lines);
        let under = if self.beside || lines == 0 { 0.0 } else { UNDER };
        count(lines) * self.line() + under
    }

    /// Writes the name of a row: beside its marks, around their middle; or from the top of its slot on.
    pub(crate) fn draw(&self, canvas: &Canvas, row: usize, left: f64, (top, middle): (f64, f64)) {
        let Some(name) = self.names.get(row) else { return };
        let (x, anchor) = if self.beside { (left + self.width, Anchor::End) } else { (left, Anchor::Start) };
        let mut y = if self.beside { middle - count(name.lines()) * self.line() / 2.0 } else { top };
        let parts = [(&name.name, self.types.label, Ink::TEXT), (&name.detail, self.types.small, Ink::MUTED)];
        for (lines, size, ink) in parts {
            for line in lines {
                y += self.line();
                let look = type_of(size, Weight::Regular, ink);
                match self.crossed && !self.beside {
                    true => on_paper(canvas, (x, y - 4.0), anchor, look, line),
                    false => canvas.clear_text((x, y - 4.0), anchor, look, line),
                }
            }
        }
    }
}

impl Name {
    fn new(said: &Said, types: Types, limit: f64) -> Self {
        Self {
            name: text::wrap(&said.name, limit, types.label, Weight::Regular),
            detail: text::wrap(&said.detail, limit, types.small, Weight::Regular),
        }
    }

    fn lines(&self) -> usize {
        self.name.len() + self.detail.len()
    }

    fn width(&self, types: Types) -> f64 {
        let name = self.name.iter().map(|line| text::room(line, types.label, Weight::Regular));
        let detail = self.detail.iter().map(|line| text::room(line, types.small, Weight::Regular));
        name.chain(detail).fold(0.0, f64::max)
    }
}
