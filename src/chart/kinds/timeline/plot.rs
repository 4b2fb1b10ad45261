//! How a timeline is laid out: a line a row from its first to its last day, its number beside it; agreements as signs; events
//! through all. A line says when, never how much: it is as thick for every number.

use std::collections::BTreeMap;

use super::span::{self, Span};
use crate::chart::layout::axis::{BELOW, shown};
use crate::chart::layout::boxes::on_paper;
use crate::chart::layout::events::Events;
use crate::chart::layout::lines::{Line, lines};
use crate::chart::layout::measure::{centred, count, type_of};
use crate::chart::layout::names::Names;
use crate::chart::layout::rows::{Need, Rows, Slot};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Hue, Types};
use crate::chart::scale::{Precision, Scale, Tick, middle as date_middle};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Part, Spec};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Dated, Row, Table};
use crate::model::Period;

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.32;
/// White space between rows: where there is room, and at least.
const BETWEEN: (f64, f64) = (9.0, 3.0);
/// Height of a line of time: where there is room, and at least.
const LINE: (f64, f64) = (18.0, 16.0);
/// A label a year on the axis is so wide at least, and one of a month.
const YEAR: f64 = 52.0;
const MONTH: f64 = 78.0;
/// Half the height of the sign of an agreement.
const SIGN: f64 = 7.0;
/// White space between a line and its number.
const GAP: f64 = 8.0;

/// Where a text stands beside its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Right,
    Left,
    /// There is no room on either side.
    Below,
}

pub(crate) struct Chart<'a> {
    spec: &'a Spec,
    context: Context<'a>,
    types: Types,
    hues: BTreeMap<String, Hue>,
    lines: Vec<Line<'a>>,
    /// The text beside each line, and where it stands.
    told: Vec<Vec<(String, Side)>>,
    names: Names,
    rows: Rows,
    events: Events<'a>,
    years: Scale,
    plot: Plot,
    left: f64,
    right: f64,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let Part { table, whole, .. } = part;
        let (types, margin) = (context.look.size.types(), context.look.size.margin());
        let groups: Vec<&str> = whole.groups().into_iter().map(|(key, _)| key).collect();
        let hues = spec.hues(&groups);
        let ink = |group: &str| hues.get(group).map_or(Ink::TEXT, |hue| Ink::hue(*hue).lettering());
        let (lines, names) = lines(spec, part, context, (width - 2.0 * margin, Some(NAMES)), ink);
        let names = names.crossed();
        let (left, right) = (margin + names.gutter(), width - margin);
        let years = years(whole, (left, right));
        let plot = Plot::across(left, right, &years);
        let x_of = |moment: f64| plot.x(moment);
        let dates = table.dates.iter().filter(|it| !it.is_agreement);
        let events = Events::new(spec, dates, &x_of, ((left, right), (margin, right)), context);
        let rows = Rows::new(&names, Vec::new());
        let told = Vec::new();
        let mut chart = Self { spec, context, types, hues, lines, told, names, rows, events, years, plot, left, right };
        chart.told = chart.lines.iter().map(|line| chart.texts(line)).collect();
        let needs = chart.lines.iter().zip(&chart.told).map(|(line, told)| chart.need(line, told)).collect();
        chart.rows = Rows::new(&chart.names, needs);
        chart
    }

    fn ink(&self, group: &str) -> Ink {
        self.hues.get(group).map_or(Ink::REST, |hue| Ink::hue(*hue))
    }

    /// The height of a line of text.
    fn line(&self) -> f64 {
        self.types.small + 4.0
    }

    fn need(&self, line: &Line<'_>, told: &[(String, Side)]) -> Need {
        if let Line::Heading(heading) = line {
            return heading.need();
        }
        let lines = count(told.len().max(1));
        let below = count(told.iter().filter(|(_, side)| *side == Side::Below).count()) * self.line();
        Need { marks: (lines * LINE.0 + below, lines * LINE.1 + below), around: (0.0, 0.0), between: BETWEEN }
    }

    /// The texts beside the marks of a line, each with its side.
    fn texts(&self, line: &Line<'_>) -> Vec<(String, Side)> {
        match line {
            Line::Heading(_) => Vec::new(),
            Line::Agreement(dated) => {
                let dagger = if dated.corrections.is_empty() { "" } else { "†" };
                let text = format!("{}{dagger}", fmt::period(self.context.tongue(), &dated.period));
                let x = self.place(dated);
                vec![self.side(text, (x - SIGN, x + SIGN), Weight::Regular)]
            }
            Line::Row(row) => {
                let span = Span::new(&self.plot, row.period, (self.left, self.right));
                let cells = row.cells.iter();
                cells.map(|cell| self.side(self.number(cell), span.ends(), Weight::Bold)).collect()
            }
        }
    }

    /// The side on which a text has room.
    fn side(&self, text: String, (from, to): (f64, f64), weight: Weight) -> (String, Side) {
        let wide = text::room(&text, self.types.small, weight);
        let side = match (to + GAP + wide <= self.right, from - GAP - wide >= self.left) {
            (true, _) => Side::Right,
            (false, true) => Side::Left,
            (false, false) => Side::Below,
        };
        (text, side)
    }

    fn place(&self, dated: &Dated) -> f64 {
        let date = dated.period.start.or(dated.period.end);
        date.map_or(self.left, |date| self.plot.x(date_middle(date)))
    }

    /// The number with its unit, for rows of a timeline are in units of their own.
    fn number(&self, cell: &Cell) -> String {
        let dagger = if cell.corrected { "†" } else { "" };
        match self.context.dataset.units.get(&cell.unit_id) {
            Some(unit) => format!("{}{dagger}", unit.print(self.context.tongue(), &cell.shown(), Style::Mark)),
            None => shape::label(self.context, cell, Style::Mark),
        }
    }

    /// Writes a text where it has its room.
    fn tell(&self, canvas: &Canvas, ((from, to), y): ((f64, f64), f64), (text, side): &(String, Side), weight: Weight) {
        let wide = text::room(text, self.types.small, weight);
        let (start, middle) = match side {
            Side::Right => (to + GAP, y),
            Side::Left => (from - GAP - wide, y),
            Side::Below => {
                let half = wide / 2.0;
                let centre = f64::midpoint(from, to).min(self.right - half).max(self.left + half);
                (centre - half, y + self.line() * 0.9)
            }
        };
        let look = type_of(self.types.small, weight, Ink::TEXT);
        on_paper(canvas, (start, centred(middle, self.types.small)), Anchor::Start, look, text);
    }

    fn row(&self, canvas: &Canvas, row: &Row, told: &[(String, Side)], slot: Slot) {
        let ink = self.ink(&row.group.0);
        let span = Span::new(&self.plot, row.period, (self.left, self.right));
        let high = slot.height() / count(row.cells.len().max(1));
        for (index, (cell, told)) in row.cells.iter().zip(told).enumerate() {
            let tag = Tag::new(self.context, self.spec, row, cell);
            let top = slot.top + count(index) * high;
            let below = if told.1 == Side::Below { self.line() } else { 0.0 };
            let y = top + (high - below) / 2.0;
            canvas.mark(tag.mark(), || {
                let paint = shape::cell_paint(self.context, cell, ink);
                span::draw(canvas, &span, y, (ink, paint));
                self.tell(canvas, (span.ends(), y), told, Weight::Bold);
            });
        }
    }

    fn agreement(&self, canvas: &Canvas, dated: &Dated, told: &[(String, Side)], slot: Slot) {
        let below = if told.iter().any(|(_, side)| *side == Side::Below) { self.line() } else { 0.0 };
        let (x, y) = (self.place(dated), slot.top + (slot.height() - below) / 2.0);
        canvas.mark(Tag::of_date(self.context, dated).mark(), || {
            let corners = [(x, y - SIGN), (x + SIGN, y), (x, y + SIGN), (x - SIGN, y)];
            canvas.polygon(&corners, Paint::solid(Ink::TEXT));
            for told in told {
                self.tell(canvas, ((x - SIGN, x + SIGN), y), told, Weight::Regular);
            }
        });
    }
}

impl Body for Chart<'_> {
    /// Its numbers share no axis.
    fn axis(&self) -> String {
        String::new()
    }

    fn height(&self) -> f64 {
        self.events.height() + self.rows.full()
    }

    fn least(&self) -> f64 {
        self.events.height() + self.rows.least()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let top = area.top + self.events.height();
        let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
        let limits = (area.left, area.right);
        let written = (self.types.small, &[Style::Mark][..], self.context.tongue());
        for tick in shown(&self.plot, &self.years, written, limits, &str::to_owned) {
            canvas.line((tick.x, top), (tick.x, area.bottom), 1.0, Ink::GRID);
            canvas.text((tick.centre, area.bottom + BELOW), Anchor::Middle, look, &tick.label);
        }
        self.events.lines(canvas, (top, area.bottom));
        let slots = self.rows.place(top, area.bottom);
        for (index, ((line, told), slot)) in self.lines.iter().zip(&self.told).zip(slots).enumerate() {
            match line {
                Line::Heading(heading) => heading.draw(canvas, slot, (area.left, area.right)),
                Line::Agreement(dated) => self.agreement(canvas, dated, told, slot),
                Line::Row(row) => self.row(canvas, row, told, slot),
            }
            self.names.draw(canvas, index, area.left, (slot.name, slot.middle()));
        }
        self.events.names(canvas, top);
    }
}

/// The axis that reaches every date, with room for what trails off.
fn years(table: &Table, (left, right): (f64, f64)) -> Scale {
    let periods = || table.rows.iter().map(|row| row.period).chain(table.dates.iter().map(|dated| dated.period));
    let ends = |period: Period| [span::start(period), span::end(period)];
    let all: Vec<f64> = periods().flat_map(ends).flatten().collect();
    let (mut first, mut last) =
        (all.iter().copied().fold(f64::MAX, f64::min), all.iter().copied().fold(f64::MIN, f64::max));
    if first > last {
        (first, last) = (0.0, 1.0);
    }
    // A few days have room around them; years begin and end the axis where they do.
    let is_short = last - first <= 3.0;
    if is_short {
        let around = ((last - first) * 0.04).max(1.0 / 365.0);
        (first, last) = (first - around, last + around);
    } else {
        (first, last) = (first.floor(), last.ceil());
    }
    let trail = (last - first) * span::TRAIL / (right - left - 2.0 * span::TRAIL).max(1.0);
    let of_rows = || table.rows.iter().map(|row| row.period);
    if of_rows().any(|it| span::start(it).is_none() && span::end(it).is_some_and(|end| end - trail < first)) {
        first -= trail;
    }
    if of_rows().any(|it| span::end(it).is_none() && span::start(it).is_some_and(|start| start + trail > last)) {
        last += trail;
    }
    let dates = periods().flat_map(|period| [period.start, period.end]).flatten();
    let known = Precision::of(dates);
    let label = if is_short && known > Precision::Year { MONTH } else { YEAR };
    Scale::time(first, last, ((right - left) / label).floor(), Tick::Start, known)
}
