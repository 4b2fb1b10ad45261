//! Spans of time with their numbers: a row a quantity, in groups of who gives to whom; agreements as rows of their own;
//! events as lines through all.

use std::collections::BTreeMap;

use crate::chart::layout::events::Events;
use crate::chart::layout::measure::{MARGIN, count, type_of};
use crate::chart::layout::names::{LINE, Name, widest};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body};
use crate::chart::look::Hue;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scale::{Scale, middle as date_middle, moment};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot, Type};
use crate::chart::{Context, Part, Spec};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Dated, Row};
use crate::model::Period;

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.3;
/// White space between rows.
const BETWEEN: f64 = 9.0;
/// Height of a span.
const SPAN: f64 = 15.0;
/// A span is so wide at least, however short the time.
const SHORTEST: f64 = 7.0;
/// An end that is not known trails off over so many pixels.
const TRAIL: f64 = 26.0;
/// Height of the heading of a group.
const HEADING: f64 = 26.0;
/// A label a year on the axis is so wide at least.
const YEAR: f64 = 48.0;
/// Half the height of the sign of an agreement.
const SIGN: f64 = 7.0;

/// What stands in a line of the timeline.
enum Line<'a> {
    /// The name of what follows, in a colour.
    Heading(String, Ink),
    Agreement(&'a Dated, Name),
    Row(&'a Row, Name),
}

impl Line<'_> {
    fn height(&self) -> f64 {
        match self {
            Line::Heading(..) => HEADING,
            Line::Agreement(_, name) | Line::Row(_, name) => (name.lines() * LINE).max(SPAN) + BETWEEN,
        }
    }
}

pub(crate) struct Chart<'a> {
    spec: &'a Spec,
    context: Context<'a>,
    hues: BTreeMap<String, Hue>,
    lines: Vec<Line<'a>>,
    events: Events<'a>,
    years: Scale,
    left: f64,
    right: f64,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let groups: Vec<&str> = whole.groups().into_iter().map(|(key, _)| key).collect();
        let hues = spec.hues(&groups);
        let lines = lines(spec, Part { table, whole }, context, &hues, width * NAMES);
        let names = lines.iter().filter_map(|line| match line {
            Line::Heading(..) => None,
            Line::Agreement(_, name) | Line::Row(_, name) => Some(name),
        });
        let left = MARGIN + widest(names) + 16.0;
        let right = width - MARGIN;
        let ends = whole.rows.iter().map(|row| row.period).chain(whole.dates.iter().map(|dated| dated.period));
        let ends: Vec<f64> = ends.flat_map(|period| [start(period), end(period)]).flatten().collect();
        let mut first = ends.iter().copied().fold(f64::MAX, f64::min).floor();
        let mut last = ends.iter().copied().fold(f64::MIN, f64::max).ceil().max(first + 1.0);
        // What trails off needs room to do so.
        let trail = (last - first) * (SHORTEST + TRAIL) / (right - left - 2.0 * (SHORTEST + TRAIL)).max(1.0);
        let known = |known: fn(Period) -> Option<f64>, unknown: fn(Period) -> Option<f64>| {
            let open = whole.rows.iter().filter(move |row| unknown(row.period).is_none());
            open.filter_map(move |row| known(row.period))
        };
        if known(end, start).any(|end| end - trail < first) {
            first = (first - trail).floor();
        }
        if known(start, end).any(|start| start + trail > last) {
            last = (last + trail).ceil();
        }
        let years = Scale::years(first, last, ((right - left) / YEAR).floor());
        let x_of = |moment: f64| left + years.share(moment) * (right - left);
        let events = Events::new(spec, table.dates.iter().filter(|it| !it.is_agreement), &x_of, (left, right));
        Self { spec, context, hues, lines, events, years, left, right }
    }

    fn ink(&self, group: &str) -> Ink {
        self.hues.get(group).map_or(Ink::REST, |hue| Ink::hue(*hue))
    }

    /// The span of a row; an end that is not known trails off. Returns the pixels between which it lies.
    fn span(&self, canvas: &Canvas, plot: &Plot, period: Period, middle: f64, paint: Paint, edge: Ink) -> (f64, f64) {
        let (from, to) = (start(period).map(|at| plot.x(at)), end(period).map(|at| plot.x(at)));
        let (low, high) = match (from, to) {
            (Some(from), Some(to)) => (from, to.max(from + SHORTEST).min(self.right.max(from + SHORTEST))),
            (Some(from), None) => (from, from + SHORTEST),
            (None, Some(to)) => (to - SHORTEST, to),
            (None, None) => (self.left, self.left),
        };
        canvas.rect((low, middle - SPAN / 2.0), (high, middle + SPAN / 2.0), paint);
        let trail = |from: f64, to: f64| canvas.path(&[(from, middle), (to, middle)], 2.5, edge, Some((4.0, 4.0)));
        match (from, to) {
            (Some(_), None) => {
                trail(high + 3.0, high + TRAIL);
                (low, high + TRAIL)
            }
            (None, Some(_)) => {
                trail(low - TRAIL, low - 3.0);
                (low - TRAIL, high)
            }
            _ => (low, high),
        }
    }

    fn row(&self, canvas: &Canvas, plot: &Plot, row: &Row, middle: f64) {
        let ink = self.ink(&row.group.0);
        for cell in &row.cells {
            let tag = Tag::new(self.context, self.spec, row, cell);
            let paint = shape::cell_paint(self.context, cell, ink);
            canvas.mark(tag.mark(), || {
                let ends = self.span(canvas, plot, row.period, middle, paint, ink.edge());
                let look = type_of(size::SMALL, Weight::Bold, Ink::TEXT);
                self.beside(canvas, ends, middle, (look, paint.fill), &self.number(cell));
            });
        }
    }

    /// A text behind a span, or before it where there is no room behind.
    fn beside(&self, canvas: &Canvas, ends: (f64, f64), middle: f64, (look, fill): (Type, Fill), text: &str) {
        let wide = text::room(text, look.size, look.weight);
        let after = ends.1 + 8.0 + wide <= self.right;
        let before = ends.0 - 8.0 - wide >= self.left;
        let (x, anchor) = match (after, before) {
            (true, _) => (ends.1 + 8.0, Anchor::Start),
            (false, true) => (ends.0 - 8.0, Anchor::End),
            // A span from end to end has its number inside; its outline stays whole, for a gap would be time without it.
            (false, false) => {
                let half = wide / 2.0 + 3.0;
                let centre = f64::midpoint(ends.0, ends.1);
                // A number wider than its span lies over it, as far to the side as it must to stay in the drawing.
                if ends.1 - ends.0 < wide {
                    let centre = centre.clamp(self.left + half, (self.right - half).max(self.left + half));
                    canvas.clear_text((centre, middle + 4.5), Anchor::Middle, look, text);
                    return;
                }
                let (Fill::Solid(ground) | Fill::Hatched(_, ground) | Fill::Dotted(_, ground)) = fill;
                if !matches!(fill, Fill::Solid(_)) {
                    let patch = Paint::solid(ground);
                    let inset = SPAN / 2.0 - 1.5;
                    canvas.rect((centre - half, middle - inset), (centre + half, middle + inset), patch);
                }
                let look = Type { ink: ground.on(), ..look };
                canvas.text((centre, middle + 4.5), Anchor::Middle, look, text);
                return;
            }
        };
        canvas.clear_text((x, middle + 4.5), anchor, look, text);
    }

    /// The number with its unit, for rows of a timeline are in units of their own.
    fn number(&self, cell: &Cell) -> String {
        let dagger = if cell.corrected { "†" } else { "" };
        match self.context.dataset.units.get(&cell.unit_id) {
            Some(unit) => format!("{}{dagger}", unit.print(&cell.shown(), Style::Sign)),
            None => shape::value_label(self.context, cell),
        }
    }

    fn agreement(&self, canvas: &Canvas, plot: &Plot, dated: &Dated, middle: f64) {
        let Some(x) = dated.period.start.or(dated.period.end).map(|date| plot.x(date_middle(date))) else { return };
        let tag = Tag::of_date(dated);
        let dagger = if !dated.corrections.is_empty() { "†" } else { "" };
        canvas.mark(tag.mark(), || {
            let corners = [(x, middle - SIGN), (x + SIGN, middle), (x, middle + SIGN), (x - SIGN, middle)];
            canvas.polygon(&corners, Paint::solid(Ink::TEXT));
            let look = type_of(size::SMALL, Weight::Regular, Ink::TEXT);
            let text = format!("{}{dagger}", fmt::period(&dated.period));
            self.beside(canvas, (x - SIGN, x + SIGN), middle, (look, Fill::Solid(Ink::PAPER)), &text);
        });
    }
}

impl Body for Chart<'_> {
    /// Its numbers share no axis.
    fn axis(&self) -> String {
        String::new()
    }

    fn height(&self) -> f64 {
        self.events.height() + self.lines.iter().map(Line::height).sum::<f64>()
    }

    fn least(&self) -> f64 {
        self.height() - count(self.lines.len()) * BETWEEN * 0.7
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let top = area.top + self.events.height();
        let plot =
            canvas.plot((self.left, top), (self.right, area.bottom), self.years.clone(), count(self.lines.len()));
        let mut free = f64::MIN;
        for (year, label) in self.years.ticks() {
            let x = plot.x(year);
            canvas.line((x, top), (x, area.bottom), 1.0, Ink::GRID);
            let half = text::room(&label, size::SMALL, Weight::Regular) / 2.0;
            let centre = x.min(area.right - half);
            if centre - half >= free {
                let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
                canvas.text((centre, area.bottom + 18.0), Anchor::Middle, look, &label);
                free = centre + half + 8.0;
            }
        }
        self.events.draw(canvas, (top, area.bottom));
        // A high frame gives every line its share of what is left over.
        let spare = (area.bottom - top - self.lines.iter().map(Line::height).sum::<f64>()) / count(self.lines.len());
        let mut y = top;
        for line in &self.lines {
            let height = line.height() + spare;
            let middle = y + height / 2.0;
            match line {
                Line::Heading(text, ink) => {
                    let look = type_of(size::SMALL, Weight::Bold, ink.lettering());
                    let high = y + spare / 2.0;
                    canvas.line((area.left, high + 3.0), (area.right, high + 3.0), 1.0, Ink::GRID);
                    canvas.clear_text((area.left, high + 19.0), Anchor::Start, look, text);
                }
                Line::Agreement(dated, name) => {
                    name.draw(canvas, self.left - 16.0, middle);
                    self.agreement(canvas, &plot, dated, middle);
                }
                Line::Row(row, name) => {
                    name.draw(canvas, self.left - 16.0, middle);
                    self.row(canvas, &plot, row, middle);
                }
            }
            y += height;
        }
    }
}

/// The lines of a timeline: the agreements, then the groups; headings only where there is more than one of these.
fn lines<'a>(
    spec: &Spec,
    Part { table, whole }: Part<'a>,
    context: Context<'_>,
    hues: &BTreeMap<String, Hue>,
    width: f64,
) -> Vec<Line<'a>> {
    let agreements: Vec<&Dated> = table.dates.iter().filter(|dated| dated.is_agreement).collect();
    let groups = table.groups();
    let with_headings = whole.groups().len() + usize::from(whole.dates.iter().any(|it| it.is_agreement)) > 1;
    let mut lines = Vec::new();
    if with_headings && !agreements.is_empty() {
        lines.push(Line::Heading("Agreements".to_owned(), Ink::TEXT));
    }
    lines.extend(agreements.into_iter().map(|dated| {
        let name = Name::plain(spec.label(&dated.id, &dated.label), width);
        Line::Agreement(dated, name)
    }));
    for (key, own) in groups {
        if with_headings {
            let ink = hues.get(key).map_or(Ink::TEXT, |hue| Ink::hue(*hue));
            lines.push(Line::Heading(spec.label(key, own).to_owned(), ink));
        }
        let rows = table.rows.iter().filter(|row| row.group.0 == key);
        lines.extend(rows.map(|row| Line::Row(row, Name::new(spec, context, row, width))));
    }
    lines
}

fn start(period: Period) -> Option<f64> {
    period.start.map(|date| moment(date, false))
}

fn end(period: Period) -> Option<f64> {
    period.end.map(|date| moment(date, true))
}
