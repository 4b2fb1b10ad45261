//! How a map is laid out: land, the circles of the places on it, and beside each its name and its number.

use std::cmp::Ordering;

use super::circles::{apart, radius, unit};
use super::earth::What;
use super::view::{View, shape as shape_of};
use crate::chart::layout::boxes::{Placer, Rect, on_paper};
use crate::chart::layout::circle;
use crate::chart::layout::key::Entry;
use crate::chart::layout::measure::{centred, count, type_of};
use crate::chart::layout::sign::Sign;
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Size, Types, shape};
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Part, Spec};
use crate::fmt::{Style, grouped, once_each};
use crate::frame::{Cell, Row, Table};
use crate::lang::say;

/// Land is seen, and does not press.
const LAND: Ink = Ink::GRID.pale(20);
/// A map is so high, as a share of its width.
const HIGH: (f64, f64) = (0.42, 0.72);
/// And this at least where a frame is low, in pixels.
const LEAST: f64 = 150.0;
/// White space around the places, for circles and names.
const FREE: f64 = 34.0;
/// White space between a map and what is told of its sources.
const BELOW: f64 = 6.0;
/// A name is broken at this share of the width.
const NAME: f64 = 0.27;
/// White space between a circle and its name, and between two lines.
const GAP: f64 = 4.0;
const LEADING: f64 = 2.0;
/// A name with no room at its circle stands so far away, at a line.
const FARTHER: [f64; 8] = [0.0, 14.0, 28.0, 44.0, 64.0, 90.0, 120.0, 160.0];
/// Between a corner of the square around a circle and the circle itself, as a share of its width.
const CORNER: f64 = 0.1;
/// Where a name stands, the best place first: to the right and down, as halves; at its circle at one of the first of them.
const BESIDE: usize = 8;
const DIRECTIONS: [(i32, i32); 16] = [
    (2, 0),
    (-2, 0),
    (0, 2),
    (0, -2),
    (2, -2),
    (2, 2),
    (-2, -2),
    (-2, 2),
    (2, -1),
    (2, 1),
    (-2, -1),
    (-2, 1),
    (1, -2),
    (1, 2),
    (-1, -2),
    (-1, 2),
];
/// Where circles have no room, they are so much smaller, so often.
const SMALLER: f64 = 0.8;
const TRIES: usize = 12;
/// A circle that is moved farther than this has a line to its place.
const MOVED: f64 = 2.0;
/// Paper around a circle, so that two of one colour are two.
const HALO: f64 = 1.25;
/// How far the bar of the scale stands from the corner of the map, how high its ends are, and its length at most, as a share of the
/// width.
const BAR: (f64, f64, f64) = (10.0, 4.0, 0.16);

pub(super) struct Chart<'a> {
    spec: &'a Spec,
    /// What this frame shows of it.
    table: &'a Table,
    whole: &'a Table,
    context: Context<'a>,
    types: Types,
    style: Style,
    /// From where outlines and points are.
    credit: Vec<String>,
    /// How high it is for its places.
    height: f64,
    /// The places of all frames, in degrees east and north: they show one map.
    places: Vec<(f64, f64)>,
}

/// A place as it is drawn.
struct Spot<'a> {
    row: &'a Row,
    cell: &'a Cell,
    place: (f64, f64),
    at: (f64, f64),
    radius: f64,
}

/// The name of a place, and where it stands.
struct Label {
    lines: Vec<String>,
    number: String,
    anchor: Anchor,
    rect: Rect,
    /// From the circle to the name, where that is not beside it.
    leader: Option<[(f64, f64); 2]>,
}

/// Where a row is, in degrees east and north.
fn place(row: &Row) -> Option<(f64, f64)> {
    row.point.map(|point| (shape::float(point.east), shape::float(point.north)))
}

/// What the area of a circle is.
fn most(cell: &Cell) -> f64 {
    shape::float(cell.interval.max.or(cell.interval.min).unwrap_or_default())
}

impl<'a> Chart<'a> {
    pub(super) fn new(spec: &'a Spec, Part { table, whole, .. }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let (size, types) = (context.look.size, context.look.size.types());
        let places: Vec<(f64, f64)> = whole.rows.iter().filter_map(place).collect();
        let across = width - 2.0 * size.margin();
        let height = across * shape_of(&places).clamp(HIGH.0, HIGH.1);
        let style = if size == Size::Narrow { Style::Tight } else { Style::Mark };
        let work = |row: &Row| context.dataset.places.get(&row.key)?.work_id.as_deref();
        let points = once_each(whole.rows.iter().filter_map(work)).into_iter().map(|work| context.dataset.short(work));
        let (tongue, points) = (context.tongue(), points.collect::<Vec<_>>());
        let mut credit = vec![say!(tongue, "map-outlines")];
        if !points.is_empty() {
            credit.push(say!(tongue, "map-points", works = &tongue.listed(&points)));
        }
        let credit = text::wrap(&tongue.sentences(&credit), across, types.footer, Weight::Regular);
        Self { spec, table, whole, context, types, style, credit, height, places }
    }

    /// The colour of a row: its own, or that of all.
    fn ink(&self, row: &Row) -> Ink {
        self.spec.colours.get(&row.key).map_or_else(|| self.spec.ink(), |hue| Ink::hue(*hue))
    }

    /// The places of all frames, the largest first, so that no circle is behind a larger one; and pixels for the root of one of what is
    /// counted. Where circles have no room beside one another, all are smaller.
    fn spots(&self, view: &View, frame: Rect) -> (Vec<Spot<'a>>, f64) {
        let mut unit = unit(&self.whole.cells().map(most).collect::<Vec<_>>(), frame);
        let mut rows: Vec<(&Row, &Cell, (f64, f64))> =
            self.whole.rows.iter().filter_map(|row| Some((row, row.cells.first()?, view.at(place(row)?)))).collect();
        rows.sort_by(|left, right| most(right.1).partial_cmp(&most(left.1)).unwrap_or(Ordering::Equal));
        let wanted: Vec<(f64, f64)> = rows.iter().map(|(.., at)| *at).collect();
        for _ in 0..TRIES {
            let radii: Vec<f64> = rows.iter().map(|(_, cell, _)| radius(most(cell), unit)).collect();
            if let Some(at) = apart(&wanted, &radii, frame) {
                let spots = rows.iter().zip(at).zip(radii);
                let spot = |((&(row, cell, place), at), radius)| Spot { row, cell, place, at, radius };
                return (spots.map(spot).collect(), unit);
            }
            unit *= SMALLER;
        }
        // Too many for one map: each stands where it is.
        let spot = |&(row, cell, place)| Spot { row, cell, place, at: place, radius: radius(most(cell), unit) };
        (rows.iter().map(spot).collect(), unit)
    }

    /// The names that have room, in the order of the places.
    fn labels(&self, spots: &[Spot<'_>], frame: Rect, bar: Option<(u32, f64)>) -> Vec<Option<Label>> {
        // A line to a name may pass beside a circle, where no name has room.
        let (mut placer, mut names) = (Placer::new(frame), Placer::new(frame));
        for spot in spots {
            placer.take(around(spot));
        }
        let (low, line) = (frame.bottom - self.line(), self.line());
        if spots.len() > 1 {
            // Where it is told how many names have no room.
            placer.take(Rect::new(frame.left, low, frame.left + line * 12.0, frame.bottom));
        }
        if let Some((_, long)) = bar {
            let (left, top) = (frame.right - BAR.0 - long.max(line * 5.0), frame.bottom - BAR.0 - line * 1.5);
            placer.take(Rect::new(left, top, frame.right, frame.bottom));
        }
        let mut labels = Vec::with_capacity(spots.len());
        for spot in spots {
            let label = self.label((spot, spots), (&placer, &names), frame);
            if let Some(label) = &label {
                placer.take(label.rect);
                names.take(label.rect);
                if let Some(leader) = label.leader {
                    placer.keep_clear(leader);
                    names.keep_clear(leader);
                }
            }
            labels.push(label);
        }
        labels
    }

    fn line(&self) -> f64 {
        self.types.small + LEADING
    }

    /// The height of a line below the map.
    fn below(&self) -> f64 {
        self.types.footer + 3.0
    }

    /// The name of a place where it has room, its number below it: beside its circle, or away from it at a line.
    fn label(
        &self,
        (spot, spots): (&Spot<'_>, &[Spot<'_>]),
        (placer, names): (&Placer, &Placer),
        frame: Rect,
    ) -> Option<Label> {
        let size = self.types.small;
        let name = self.spec.label(&spot.row.key, &spot.row.label).trim().to_owned();
        let number = shape::label(self.context, spot.cell, self.style);
        let lines = text::wrap(&name, (frame.right - frame.left) * NAME, size, Weight::Regular);
        let behind = text::room(&number, size, Weight::Bold);
        let width = lines.iter().map(|line| text::room(line, size, Weight::Regular)).fold(behind, f64::max);
        let height = count(lines.len() + 1) * self.line();
        let free = around(spot);
        for far in FARTHER {
            let directions = if far > 0.0 { &DIRECTIONS[..] } else { &DIRECTIONS[..BESIDE] };
            for &(right, down) in directions {
                // In the corners a circle leaves room.
                let round = if right != 0 && down != 0 { (free.right - free.left) * CORNER } else { 0.0 };
                let (anchor, left) = match right {
                    0 => (Anchor::Middle, spot.at.0 - width / 2.0),
                    1.. => (Anchor::Start, free.right + GAP - round + far * f64::from(right) / 2.0),
                    _ => (Anchor::End, free.left - GAP + round + far * f64::from(right) / 2.0 - width),
                };
                let top = match down {
                    0 => spot.at.1 - height / 2.0,
                    1.. => free.bottom - round + far * f64::from(down) / 2.0,
                    _ => free.top + round + far * f64::from(down) / 2.0 - height,
                };
                let rect = Rect::new(left, top, left + width, top + height);
                let leader = (far > 0.0).then(|| leader(spot, &rect));
                let is_clear = |line| {
                    names.is_clear(line) && spots.iter().all(|it| it.row.key == spot.row.key || misses(line, it))
                };
                if placer.is_free(&rect) && leader.is_none_or(is_clear) {
                    return Some(Label { lines, number, anchor, rect, leader });
                }
            }
        }
        None
    }

    /// Writes the name of a place; returns where its number stands.
    fn name(&self, canvas: &Canvas, label: &Label) -> (f64, f64) {
        let size = self.types.small;
        let look = type_of(size, Weight::Regular, Ink::TEXT);
        let x = match label.anchor {
            Anchor::Start => label.rect.left,
            Anchor::Middle => f64::midpoint(label.rect.left, label.rect.right),
            Anchor::End => label.rect.right,
        };
        let y = |line: usize| centred(label.rect.top + (count(line) + 0.5) * self.line(), size);
        for (index, line) in label.lines.iter().enumerate() {
            canvas.clear_text((x, y(index)), label.anchor, look, line);
        }
        (x, y(label.lines.len()))
    }

    /// The circle of a place.
    fn circle(&self, canvas: &Canvas, spot: &Spot<'_>, unit: f64) {
        let ink = self.ink(spot.row);
        let paint = shape::cell_paint(self.context, spot.cell, ink);
        let end = |end: Option<rust_decimal::Decimal>| end.map(|end| radius(shape::float(end), unit));
        circle::draw(canvas, spot.at, (end(spot.cell.interval.min), end(spot.cell.interval.max)), (ink, paint));
    }

    /// A round length on the ground, at the right end of the map.
    fn bar(&self, canvas: &Canvas, frame: Rect, (kilometres, long): (u32, f64)) {
        let (right, y) = (frame.right - BAR.0, frame.bottom - BAR.0);
        canvas.path(
            &[(right - long, y - BAR.1), (right - long, y), (right, y), (right, y - BAR.1)],
            1.0,
            Ink::MUTED,
            None,
        );
        let words =
            say!(self.context.tongue(), "kilometres", number = &grouped(self.context.tongue(), kilometres.into()));
        let look = type_of(self.types.footer, Weight::Regular, Ink::MUTED);
        canvas.clear_text((right, y - BAR.1 - 3.0), Anchor::End, look, &words);
    }
}

/// What a circle takes, with the ring of one that is open.
fn around(spot: &Spot<'_>) -> Rect {
    let interval = &spot.cell.interval;
    let is_open = interval.min.is_none() || interval.max.is_none();
    let reach = spot.radius + if is_open { circle::OPEN + 1.0 } else { 0.0 };
    Rect::new(spot.at.0, spot.at.1, spot.at.0, spot.at.1).grown(reach)
}

/// The point of a box nearest to a place.
fn nearest(rect: &Rect, (x, y): (f64, f64)) -> (f64, f64) {
    (x.clamp(rect.left, rect.right), y.clamp(rect.top, rect.bottom))
}

/// The point on the edge of a circle from which a line leads somewhere.
fn edge(spot: &Spot<'_>, (x, y): (f64, f64)) -> (f64, f64) {
    let far = (x - spot.at.0).hypot(y - spot.at.1).max(0.01);
    (spot.at.0 + (x - spot.at.0) / far * spot.radius, spot.at.1 + (y - spot.at.1) / far * spot.radius)
}

/// The line from a circle to a name.
fn leader(spot: &Spot<'_>, rect: &Rect) -> [(f64, f64); 2] {
    let to = nearest(rect, spot.at);
    [edge(spot, to), to]
}

/// Whether a line does not touch a circle.
fn misses([from, to]: [(f64, f64); 2], spot: &Spot<'_>) -> bool {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let (right, down) = (spot.at.0 - from.0, spot.at.1 - from.1);
    let share = ((right * x + down * y) / (x * x + y * y).max(0.01)).clamp(0.0, 1.0);
    (right - share * x).hypot(down - share * y) > spot.radius + 1.0
}

impl Body for Chart<'_> {
    /// What the size of a circle says.
    fn key(&self) -> Vec<Entry> {
        let axis = self.spec.axis.trim();
        let name = match axis {
            "" => say!(self.context.tongue(), "key-area-of-number"),
            axis => say!(self.context.tongue(), "key-area", axis = axis),
        };
        let paint = shape::paint(Ink::MUTED, false, false);
        vec![Entry { sign: Some(Sign::Circle), ..Entry::plain(paint, &name) }]
    }

    /// The key says what the circles count.
    fn axis(&self) -> String {
        String::new()
    }

    /// Below it stands from where it is.
    fn ticks(&self) -> f64 {
        BELOW + count(self.credit.len()) * self.below()
    }

    fn height(&self) -> f64 {
        self.height
    }

    fn least(&self) -> f64 {
        self.height.min(LEAST)
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let frame = Rect::new(area.left, area.top, area.right, area.bottom);
        let view = View::new(&self.places, frame, FREE);
        for (what, points) in view.outlines() {
            match what {
                What::Land => canvas.polygon(&points, Paint::solid(LAND)),
                What::Lake => canvas.polygon(&points, Paint::solid(Ink::PAPER)),
                What::River => canvas.path(&points, 1.0, Ink::PAPER, None),
            }
        }
        let (mut spots, unit) = self.spots(&view, frame);
        spots.retain(|spot| self.table.rows.iter().any(|row| row.key == spot.row.key));
        let bar = view.bar((frame.right - frame.left) * BAR.2);
        let labels = self.labels(&spots, frame, bar);
        if let Some(bar) = bar {
            self.bar(canvas, frame, bar);
        }
        for spot in &spots {
            let (x, y) = (spot.at.0 - spot.place.0, spot.at.1 - spot.place.1);
            if x.hypot(y) > MOVED {
                canvas.line(spot.place, spot.at, 1.0, Ink::MUTED);
                canvas.circle(spot.place, 1.5, Paint::solid(Ink::MUTED));
            }
        }
        for label in labels.iter().flatten() {
            if let Some([from, to]) = label.leader {
                canvas.line(to, from, 1.0, Ink::LEADER);
            }
        }
        for (spot, label) in spots.iter().zip(&labels) {
            let tag = Tag::new(self.context, self.spec, spot.row, spot.cell);
            let number = label.as_ref().map(|label| (self.name(canvas, label), label));
            canvas.circle(spot.at, spot.radius + HALO, Paint::solid(Ink::PAPER));
            canvas.mark(tag.mark(), || {
                self.circle(canvas, spot, unit);
                if let Some((at, label)) = number {
                    let look = type_of(self.types.small, Weight::Bold, Ink::TEXT);
                    canvas.clear_text(at, label.anchor, look, &label.number);
                }
            });
        }
        for (index, line) in self.credit.iter().enumerate() {
            let y = area.bottom + BELOW + (count(index) + 1.0) * self.below() - 3.0;
            let look = type_of(self.types.footer, Weight::Regular, Ink::MUTED);
            canvas.text((area.left, y), Anchor::Start, look, line);
        }
        let without = labels.iter().filter(|label| label.is_none()).count();
        if without > 0 {
            let words = say!(self.context.tongue(), "more-in-table", n = without);
            let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
            on_paper(canvas, (frame.left + 2.0, frame.bottom - 5.0), Anchor::Start, look, &words);
        }
    }
}
