//! An invented chart: what is drawn, how, and whether it can be drawn truthfully.

use std::collections::BTreeMap;

use sinosov::chart::look::theme::THEMES;
use sinosov::chart::{Hue, Size, Theme};
use sinosov::frame::{Row, Table};

use super::tongues::Speech;
use super::{panels, tables, words};
use crate::invent::Choices;

/// How a table is shown, as far as charts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Plain,
    Grouped,
    Stacked,
    Diverging,
    Dumbbell,
    Claims,
    Line,
    Timeline,
    Matrix,
    Stemma,
    Bridge,
    Flow,
    Panels,
    Map,
}

/// The forms of the seeds below [`OWN`].
const FIRST: [Form; 9] = [
    Form::Plain,
    Form::Grouped,
    Form::Stacked,
    Form::Diverging,
    Form::Dumbbell,
    Form::Claims,
    Form::Line,
    Form::Timeline,
    Form::Matrix,
];

/// Later forms have seeds of their own, so that no other seed becomes another chart: those of the first from here on, those of
/// the second from twice as far …
pub const OWN: u64 = 1 << 32;

/// Forms that have seeds of their own.
const LATER: [Form; 5] = [Form::Stemma, Form::Bridge, Form::Flow, Form::Panels, Form::Map];

/// All forms.
pub fn forms() -> impl Iterator<Item = Form> {
    FIRST.into_iter().chain(LATER)
}

/// The first seeds of every later form, so many each.
pub fn later(count: u64) -> impl Iterator<Item = u64> {
    (1..).zip(LATER).flat_map(move |(place, _)| place * OWN..place * OWN + count)
}

/// All sizes.
pub const SIZES: [Size; 5] = [Size::Wide, Size::Square, Size::Tall, Size::Slide, Size::Narrow];

/// What would be untrue in a chart, for which alone it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untrue {
    Units,
    Measures,
    LogBars,
    NegativeOnLog,
    Negative,
    NoRows,
    NoCounts,
    NoDates,
}

/// An invented chart.
#[derive(Debug, Clone)]
pub struct Chart {
    pub seed: u64,
    /// The language in which it is drawn.
    pub speech: &'static Speech,
    pub form: Form,
    pub is_log: bool,
    pub size: Size,
    pub theme: Theme,
    pub title: String,
    pub subtitle: String,
    pub note: String,
    pub axis: String,
    /// The series to the left of a diverging chart.
    pub left: Option<String>,
    /// What stands in the panels of small multiples, and whether each has a scale of its own.
    pub panels: Option<(Form, bool)>,
    pub labels: BTreeMap<String, String>,
    pub details: BTreeMap<String, String>,
    pub colours: BTreeMap<String, Hue>,
    pub sources: Vec<String>,
    pub table: Table,
    /// Why it must be refused, if it must.
    pub untrue: Option<Untrue>,
}

impl Form {
    /// Whether its marks are bars on an axis of numbers.
    pub fn is_bars(self) -> bool {
        matches!(self, Self::Plain | Self::Grouped | Self::Stacked | Self::Diverging)
    }

    /// Whether its numbers share an axis.
    pub fn has_numbers(self) -> bool {
        !matches!(self, Self::Timeline | Self::Matrix | Self::Stemma | Self::Flow | Self::Panels | Self::Map)
    }

    /// Whether its numbers must be in one unit.
    pub fn has_units(self) -> bool {
        !matches!(self, Self::Timeline | Self::Matrix | Self::Stemma | Self::Panels)
    }

    /// Whether time runs from left to right.
    pub fn has_time(self) -> bool {
        matches!(self, Self::Line | Self::Timeline | Self::Stemma)
    }

    /// Whether colours stand for the groups of rows; else for series.
    pub fn has_groups(self) -> bool {
        matches!(self, Self::Timeline | Self::Stemma)
    }
}

impl Chart {
    /// The chart of a seed; the same seed gives the same chart.
    pub fn of_seed(seed: u64) -> Self {
        Self::of_seed_in(seed, Speech::of("en"))
    }

    /// The chart of a seed in a language: the same table and the same names in the program's words of that.
    pub fn of_seed_in(seed: u64, speech: &'static Speech) -> Self {
        let mut choices = Choices::of_seed(seed);
        let choices = &mut choices;
        let form = match seed / OWN {
            0 => *choices.pick(&FIRST),
            later => LATER[usize::try_from(later - 1).expect("a small number") % LATER.len()],
        };
        let panels = (form == Form::Panels).then(|| (*choices.pick(&panels::FORMS), choices.once_in(2)));
        let may_log = matches!(panels.map_or(form, |(of, _)| of), Form::Dumbbell | Form::Claims | Form::Line);
        let is_log = may_log && choices.once_in(3);
        let size = *choices.pick(&SIZES);
        let theme = *choices.pick(&THEMES);
        let table = tables::table(choices, (form, panels.map(|(of, _)| of)), is_log);
        let left = (form == Form::Diverging).then(|| tables::left(choices, &table)).flatten();
        let (labels, details) = names(choices, &table);
        let mut chart = Self {
            seed,
            speech,
            form,
            is_log,
            size,
            theme,
            title: words::text(choices, 80),
            subtitle: if choices.once_in(8) { String::new() } else { words::text(choices, 140) },
            note: if choices.once_in(2) { String::new() } else { words::text(choices, 160) },
            axis: words::text(choices, 60),
            left,
            panels,
            labels,
            details,
            colours: colours(choices, &table),
            sources: sources(choices),
            table,
            untrue: None,
        };
        if choices.once_in(25) {
            tables::make_untrue(choices, &mut chart);
        }
        chart
    }

    /// Whether a row is named beside its marks, from top to bottom.
    pub fn names_rows(&self) -> bool {
        !matches!(self.form, Form::Line | Form::Map) && !matches!(self.panels, Some((Form::Line, _)))
    }

    /// The name of a row, as it is to be shown: in a panel without the name of that.
    pub fn row_name<'a>(&'a self, row: &'a Row) -> &'a str {
        let own = self.label(&row.key, &row.label);
        match self.panels {
            Some(_) => own.strip_prefix(&row.group.1).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(own),
            None => own,
        }
    }

    /// The name of a row or series, as it is to be shown.
    pub fn label<'a>(&'a self, key: &str, own: &'a str) -> &'a str {
        self.labels.get(key).map_or(own, String::as_str)
    }
}

/// Names that a definition gives instead of the table's, and second lines.
fn names(choices: &mut Choices<'_>, table: &Table) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let (mut labels, mut details) = (BTreeMap::new(), BTreeMap::new());
    if choices.once_in(5) {
        let rows: Vec<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
        // The rows of a line are years, which have no other name.
        let rows = rows.into_iter().filter(|key| key.parse::<i32>().is_err() && !key.contains(['-', '/']));
        for key in rows.take(3) {
            labels.insert(key.to_owned(), format!("{} ({key})", words::text(choices, 80)));
        }
    }
    if choices.once_in(5) {
        let detail = *choices.pick(&["{stage}", "{stage}, {period}", "a second line that says somewhat more"]);
        details.insert("*".to_owned(), detail.to_owned());
    }
    (labels, details)
}

fn colours(choices: &mut Choices<'_>, table: &Table) -> BTreeMap<String, Hue> {
    let hues: Vec<Hue> = Hue::all().collect();
    let mut colours = BTreeMap::new();
    if choices.once_in(4) {
        let first = choices.below(hues.len());
        for (index, (key, _)) in table.series().into_iter().enumerate().take(3) {
            colours.insert(key.to_owned(), hues[(first + index) % hues.len()]);
        }
    }
    colours
}

fn sources(choices: &mut Choices<'_>) -> Vec<String> {
    let count = if choices.once_in(5) { choices.between(5, 20) } else { choices.between(1, 4) };
    words::names(choices, count, 40).into_iter().map(|name| format!("{name} {}", choices.between(1930, 2020))).collect()
}
