//! How a flow is laid out: a column a stage, a lane a thing; the number of a stage above its bar, the band to the next beside it.

use rust_decimal::prelude::ToPrimitive;

use super::bands::{Break, breaks, heights, pairs};
use crate::chart::layout::bar::pale;
use crate::chart::layout::key::{Entry, Line};
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::names::Names;
use crate::chart::layout::rows::{Need, Rows, Slot};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Outline, Paint};
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Size, Types};
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Part, Spec};
use crate::fmt::Style;
use crate::frame::{Cell, Row, Table};
use crate::lang::say;

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.22;
/// How wide the bar of a stage is.
const BAR: f64 = 9.0;
/// The least height of a band that is not nothing.
const HAIR: f64 = 1.0;
/// How far the arrow of a number without an upper limit reaches below its bar.
const ARROW: f64 = 9.0;
/// White space between lanes.
const BETWEEN: (f64, f64) = (14.0, 8.0);
/// White space below the last lane.
const BELOW: f64 = 14.0;
/// White space beside the number, or the name, of a stage.
const BESIDE: f64 = 8.0;
/// The room behind the last stage is this share of the width at most for its number, and for a long word of its name.
const BEHIND: f64 = 0.24;
const OF_NAME: f64 = 0.4;
/// How far a wedge reaches, as a share of the way to the next stage.
const WEDGE: f64 = 0.42;
/// A curve is drawn through so many points.
const POINTS: u32 = 10;
/// A broken line: its strokes and gaps.
const BROKEN: (f64, f64) = (5.0, 4.0);

pub(super) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    types: Types,
    names: Names,
    rows: Rows,
    /// The stages, each as id and as the table calls it.
    stages: Vec<(&'a str, &'a str)>,
    /// The lines of their names.
    heads: Vec<Vec<String>>,
    /// Where the first stage stands, and the last pixel that there is.
    first: f64,
    last: f64,
    columns: Columns,
    /// Pixels for one of what is counted.
    unit: f64,
}

/// How the stages stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    /// How far apart they are.
    pitch: f64,
    /// How the numbers are written.
    style: Style,
    /// Over how many lines these are spread, those of stages that follow each other on different ones, so that they do not meet.
    levels: usize,
    /// The same of the names of the stages.
    head_levels: usize,
}

impl Columns {
    fn new(table: &Table, stages: &[&str], context: Context<'_>, (first, last): (f64, f64), style: Style) -> Self {
        let types = context.look.size.types();
        let number = |cell: &Cell| text::room(&shape::label(context, cell, style), types.label, Weight::Bold) + BESIDE;
        let widest = table.cells().map(number).fold(BAR, f64::max);
        let word = |name: &str| text::widest_word(name, types.small, Weight::Bold) * 1.03 + BESIDE;
        let room = last - first;
        let name = stages.last().map_or(0.0, |name| word(name));
        let behind = widest.min(room * BEHIND).max(name.min(room * OF_NAME)).max(BAR);
        let pitch = match stages.len() {
            0 | 1 => room,
            many => (room - behind) / count(many - 1),
        };
        // A number that has no room behind its bar runs towards that of the stage before.
        let long = if widest > behind { 2.0 * widest } else { widest };
        let widest_word = stages.iter().rev().skip(1).map(|name| word(name)).fold(0.0, f64::max);
        let spread = |long: f64| (long / pitch).ceil().to_usize().unwrap_or(1).clamp(1, stages.len().max(1));
        let (levels, head_levels) = (spread(long), spread(widest_word));
        Self { pitch, style, levels, head_levels }
    }
}

impl<'a> Chart<'a> {
    pub(super) fn new(spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let beside = Self::with_names(spec, part, context, width, Some(NAMES));
        // Where numbers have no room side by side, the names of the rows leave theirs.
        if beside.columns.levels == 1 { beside } else { Self::with_names(spec, part, context, width, None) }
    }

    fn with_names(
        spec: &'a Spec,
        Part { table, whole, .. }: Part<'a>,
        context: Context<'a>,
        width: f64,
        share: Option<f64>,
    ) -> Self {
        let (size, types, margin) = (context.look.size, context.look.size.types(), context.look.size.margin());
        let names = Names::of_rows(spec, context, (table, whole), width - 2.0 * margin, share);
        let (first, last) = (margin + names.gutter(), width - margin);
        let stages = table.series();
        let called: Vec<&str> = stages.iter().map(|(key, own)| spec.label(key, own)).collect();
        let of = |style: Style| Columns::new(table, &called, context, (first, last), style);
        let spacious = of(Style::Mark);
        let has_room = size != Size::Narrow && spacious.levels == 1;
        let columns = if has_room { spacious } else { of(Style::Tight) };
        let heads = called.iter().enumerate().map(|(column, name)| {
            let own = columns.pitch * count(columns.head_levels);
            let rest = last - first - columns.pitch * count(column);
            // Behind the last there is no other.
            let room = if column + 1 == called.len() { rest } else { own.min(rest) };
            text::wrap(name, (room - BESIDE).max(BAR), types.small, Weight::Bold)
        });
        let heads = heads.collect();
        let unit = unit(whole, size);
        let rows = Rows::new(&names, Vec::new());
        let mut chart = Self { spec, table, context, types, names, rows, stages, heads, first, last, columns, unit };
        // The numbers of a lane stand between it and a name above it, which must stay nearer to it than the next.
        let further = if chart.names.are_beside() { 0.0 } else { chart.above() };
        let between = (BETWEEN.0 + further, BETWEEN.1 + further);
        let needs = table.rows.iter().map(|row| {
            let high = chart.lane(row);
            Need { marks: (high, high), around: (chart.above(), 0.0), between }
        });
        chart.rows = Rows::new(&chart.names, needs.collect());
        chart
    }

    /// The height of a number.
    fn line(&self) -> f64 {
        self.types.label + 3.0
    }

    /// The height of the numbers above a lane.
    fn above(&self) -> f64 {
        self.line() * count(self.columns.levels)
    }

    /// The height of a lane without its numbers.
    fn lane(&self, row: &Row) -> f64 {
        let highest = row.cells.iter().map(|cell| self.high(heights(cell).1)).fold(HAIR, f64::max);
        let is_open = row.cells.iter().any(|cell| cell.interval.max.is_none());
        highest + if is_open { ARROW + 2.0 } else { 0.0 }
    }

    /// How high a number is drawn.
    fn high(&self, number: f64) -> f64 {
        if number > 0.0 { (number * self.unit).max(HAIR) } else { 0.0 }
    }

    /// The height of the names of the stages.
    fn head(&self) -> f64 {
        self.name() * count(self.columns.head_levels) + 8.0
    }

    /// The height of the name of one.
    fn name(&self) -> f64 {
        count(self.heads.iter().map(Vec::len).max().unwrap_or(0)) * (self.types.small + 3.0)
    }

    fn x(&self, column: usize) -> f64 {
        self.first + count(column) * self.columns.pitch
    }

    /// The colour of a row: its own, or that of all.
    fn ink(&self, row: &Row) -> Ink {
        self.spec.colours.get(&row.key).map_or_else(|| self.spec.ink(), |hue| Ink::hue(*hue))
    }

    fn row(&self, canvas: &Canvas, row: &Row, slot: Slot) {
        let top = slot.top + self.above();
        for [(from, left), (to, right)] in pairs(&self.stages, row) {
            let ends = (self.x(from) + BAR, self.x(to));
            match to == from + 1 {
                true => self.band(canvas, (top, ends), (left, right), self.ink(row)),
                false => self.gap(canvas, (top, ends), (left, right)),
            }
        }
        let cell_of = |key: &str| row.cells.iter().find(|cell| cell.series == key);
        // From a raised number a line leads down, behind the others.
        for (column, (key, _)) in self.stages.iter().enumerate() {
            let y = self.number(top, column);
            if column % self.columns.levels > 0 && cell_of(key).is_some() {
                canvas.line((self.x(column), y + 4.0), (self.x(column), top), 1.0, Ink::LEADER);
            }
        }
        for (column, (key, _)) in self.stages.iter().enumerate() {
            if let Some(cell) = cell_of(key) {
                let tag = Tag::new(self.context, self.spec, row, cell);
                canvas.mark(tag.mark(), || self.stage(canvas, (self.x(column), top), (column, cell), self.ink(row)));
            }
        }
    }

    /// The baseline of a number above a lane.
    fn number(&self, top: f64, column: usize) -> f64 {
        top - 5.0 - self.line() * count(column % self.columns.levels)
    }

    /// The bar of one stage, with its number above it.
    fn stage(&self, canvas: &Canvas, (x, top): (f64, f64), (column, cell): (usize, &Cell), ink: Ink) {
        let paint = shape::cell_paint(self.context, cell, ink);
        let (low, high) = heights(cell);
        let (low, high) = (self.high(low), self.high(high));
        if cell.interval.min.is_none() && cell.interval.max.is_none() {
            canvas.path(&[(x + BAR / 2.0, top), (x + BAR / 2.0, top + ARROW)], 2.0, ink.edge(), Some((3.0, 3.0)));
        }
        if high > low {
            canvas.rect((x, top + low), (x + BAR, top + high), pale(ink, paint));
        }
        if low > 0.0 {
            canvas.rect((x, top), (x + BAR, top + low), paint);
        } else if high <= 0.0 && cell.interval.max.is_some() {
            // Nothing has no height, but it is known.
            let nothing = Paint { outline: Outline::Drawn(ink.edge()), hollow: false, ..paint };
            canvas.rect((x, top), (x + BAR, top), nothing);
        }
        if cell.interval.max.is_none() && cell.interval.min.is_some() {
            let (below, middle) = (top + low + 2.0, x + BAR / 2.0);
            let paint = Paint { outline: Outline::Drawn(ink.edge()), ..paint };
            canvas.polygon(&[(x - 2.0, below), (middle, below + ARROW), (x + BAR + 2.0, below)], paint);
        }
        let label = shape::label(self.context, cell, self.columns.style);
        let look = type_of(self.types.label, Weight::Bold, Ink::TEXT);
        let y = self.number(top, column);
        match x + text::room(&label, self.types.label, Weight::Bold) > self.last {
            true => canvas.clear_text((x + BAR, y), Anchor::End, look, &label),
            false => canvas.clear_text((x, y), Anchor::Start, look, &label),
        }
    }

    /// What goes on from one stage to the next, what falls away, and what comes in addition.
    fn band(&self, canvas: &Canvas, (top, (from, to)): (f64, (f64, f64)), (left, right): (&Cell, &Cell), ink: Ink) {
        let ((low, high), (next_low, next_high)) = (self.ends(left), self.ends(right));
        let (certain, possible) = (low.min(next_low), high.min(next_high));
        let far = (to - from) * WEDGE;
        let wedge = Paint::solid(ink.pale(82));
        if possible > certain {
            canvas.rect((from, top + certain), (to, top + possible), Paint::solid(ink.pale(82)));
        }
        if certain > 0.0 {
            canvas.rect((from, top), (to, top + certain), Paint::solid(ink.pale(62)));
        }
        if high > possible {
            canvas.polygon(&curve((from, top + possible), (from + far, top + high)), wedge);
        }
        if next_high > possible {
            canvas.polygon(&curve((to, top + possible), (to - far, top + next_high)), wedge);
        }
    }

    /// Over a stage of which nothing is known.
    fn gap(&self, canvas: &Canvas, (top, (from, to)): (f64, (f64, f64)), (left, right): (&Cell, &Cell)) {
        let ((_, high), (_, next)) = (self.ends(left), self.ends(right));
        canvas.path(&[(from, top), (to, top)], 1.0, Ink::LEADER, Some(BROKEN));
        if high.max(next) > HAIR {
            canvas.path(&[(from, top + high), (to, top + next)], 1.0, Ink::LEADER, Some(BROKEN));
        }
    }

    fn ends(&self, cell: &Cell) -> (f64, f64) {
        let (low, high) = heights(cell);
        (self.high(low), self.high(high))
    }
}

impl Body for Chart<'_> {
    /// What lies between the bars.
    fn key(&self) -> Vec<Entry> {
        let occurs = |which: Break| self.table.rows.iter().any(|row| breaks(&self.stages, row).contains(&which));
        let tongue = self.context.tongue();
        let wedge = match (occurs(Break::Less), occurs(Break::More)) {
            (false, false) => None,
            (true, false) => Some(say!(tongue, "key-fell-away")),
            (false, true) => Some(say!(tongue, "key-came-in")),
            (true, true) => Some(say!(tongue, "key-fell-away-or-came-in")),
        };
        let wedge = wedge.map(|name| Entry::plain(Paint::solid(self.spec.ink().pale(82)), &name));
        let gap = occurs(Break::Unknown)
            .then(|| Entry::line(Ink::LEADER, Line::Broken(BROKEN), &say!(tongue, "key-unknown-stage")));
        wedge.into_iter().chain(gap).collect()
    }

    fn axis(&self) -> String {
        self.spec.axis.clone()
    }

    /// Its columns are named above it; below it is white space before what they count.
    fn ticks(&self) -> f64 {
        if self.spec.axis.is_empty() { 0.0 } else { BELOW }
    }

    fn height(&self) -> f64 {
        self.head() + self.rows.full()
    }

    fn least(&self) -> f64 {
        self.head() + self.rows.least()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let line = self.types.small + 3.0;
        let foot = area.top + self.head() - 8.0;
        let bottom = |column: usize| foot - self.name() * count(column % self.columns.head_levels);
        // From a raised name a line leads down, behind the others.
        for column in (0..self.heads.len()).filter(|column| bottom(*column) < foot) {
            canvas.line((self.x(column), bottom(column) + 2.0), (self.x(column), foot), 1.0, Ink::LEADER);
        }
        for (column, lines) in self.heads.iter().enumerate() {
            let look = type_of(self.types.small, Weight::Bold, Ink::MUTED);
            let mut y = bottom(column) - count(lines.len()) * line;
            for text in lines {
                y += line;
                canvas.clear_text((self.x(column), y - 3.0), Anchor::Start, look, text);
            }
        }
        let slots = self.rows.place(area.top + self.head(), area.bottom);
        for (index, (row, slot)) in self.table.rows.iter().zip(slots).enumerate() {
            let lane = slot.top + self.above() + self.lane(row) / 2.0;
            self.names.draw(canvas, index, area.left, (slot.name, lane));
            self.row(canvas, row, slot);
        }
    }
}

/// Pixels for one of what is counted, the same in all frames: no lane, and not all together, is higher than a size has room for.
fn unit(whole: &Table, size: Size) -> f64 {
    let (most, all) = match size {
        Size::Slide => (100.0, 260.0),
        Size::Square => (120.0, 360.0),
        Size::Wide | Size::Tall | Size::Narrow => (140.0, 460.0),
    };
    let lane = |row: &Row| row.cells.iter().map(|cell| heights(cell).1).fold(0.0, f64::max);
    let (largest, sum) =
        whole.rows.iter().map(lane).fold((0.0, 0.0), |(largest, sum), own| (own.max(largest), sum + own));
    if largest > 0.0 { (most / largest).min((all / sum).max(HAIR * 24.0 / largest)) } else { 0.0 }
}

/// What narrows from one height at its beginning to nothing at its end: the corner at which it begins and stays, and the one between
/// its end and its full height.
fn curve((x, inner): (f64, f64), (end, outer): (f64, f64)) -> Vec<(f64, f64)> {
    let edge = (0..=POINTS).map(|step| {
        let share = f64::from(step) / f64::from(POINTS);
        // Smooth at both its ends.
        let fallen = share * share * (3.0 - 2.0 * share);
        (x + (end - x) * share, outer + (inner - outer) * fallen)
    });
    std::iter::once((x, inner)).chain(edge).collect()
}
