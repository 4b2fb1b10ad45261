//! How a stemma is laid out: time to the right, a lane a number, the largest at the top.

use std::collections::BTreeMap;

use super::lanes::{Lane, Placed, RING, Setting, intervals};
use super::links::{Branch, CORNER, MOST_BESIDE, RADIUS, branches, path};
use super::nodes::{Node, hues, ink, nodes};
use crate::chart::layout::axis::{BELOW, shown};
use crate::chart::layout::boxes::on_paper;
use crate::chart::layout::key::{Entry, Line};
use crate::chart::layout::measure::{centred, count, type_of};
use crate::chart::layout::names::{Names, Said};
use crate::chart::layout::point;
use crate::chart::layout::rows::{Need, Rows, Slot};
use crate::chart::layout::sign::Sign;
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Hue, Types, shape};
use crate::chart::scale::{Precision, Scale, Tick};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Part, Spec};
use crate::data::Rank;
use crate::fmt::Style;
use crate::frame::{Cell, Link, Table};
use crate::lang::say;

/// Numbers are broken at this share of the width; in a chart narrower than this they stand above their lanes.
const NUMBERS: f64 = 0.22;
const NARROW: f64 = 500.0;
/// White space between two lines, and between two lanes: where there is room, and at least.
const BETWEEN: (f64, f64) = (5.0, 1.0);
const LANES: (f64, f64) = (14.0, 5.0);
/// Time takes so much of the width beside the numbers, however long the names behind the last works are.
const TIME: f64 = 0.55;
/// And so much of the whole width at least.
const LEAST: f64 = 0.38;
/// A word that takes no more than this share of the width is not cut; with what is before it.
const WORD: f64 = 0.3;
/// A label a year on the axis is so wide at least.
const YEAR: f64 = 52.0;
/// White space between the works without a date and the others.
const APART: f64 = 30.0;
/// The line from a work to another, and its strokes where neither names the other.
const STROKE: f64 = 1.75;
const SHARED: (f64, f64) = (4.0, 3.5);
/// Paper around a point, so that a line behind it is seen to pass.
const HALO: f64 = 2.0;

pub(super) struct Chart<'a> {
    spec: &'a Spec,
    context: Context<'a>,
    types: Types,
    setting: Setting,
    hues: BTreeMap<String, Hue>,
    nodes: Vec<Node<'a>>,
    branches: Vec<Option<Branch>>,
    lanes: Vec<Lane>,
    names: Names,
    rows: Rows,
    years: Scale,
    plot: Plot,
    /// Where time begins and ends.
    ends: (f64, f64),
    /// The tiers that occur, where there are several.
    tiers: Vec<Option<u8>>,
    /// Where works without a date stand, if there are any.
    undated: Option<f64>,
    has_dates: bool,
    has_quoted: bool,
    /// Whether works name their sources, and whether some carry one count without.
    ties: (bool, bool),
    /// Time and names have the room that they need at least.
    has_room: bool,
}

impl<'a> Chart<'a> {
    pub(super) fn new(spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Self {
        // Where time has no room beside the numbers, they leave theirs.
        let beside = (width >= NARROW).then(|| Self::with_numbers(spec, part, context, width, Some(NUMBERS)));
        match beside.filter(|beside| beside.has_room) {
            Some(beside) => beside,
            None => Self::with_numbers(spec, part, context, width, None),
        }
    }

    /// Lays out a chart whose numbers take a share of the width, or stand above their lanes.
    fn with_numbers(spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64, share: Option<f64>) -> Self {
        let (types, margin) = (context.look.size.types(), context.look.size.margin());
        let all = nodes(spec, (part.whole, part.whole), context);
        let nodes = nodes(spec, (part.table, part.whole), context);
        let hues = hues(spec, &all);
        let style = if width < NARROW { Style::Tight } else { Style::Mark };
        let said = |nodes: &[Node<'_>], table: &Table| {
            let said = intervals(nodes).into_iter().map(|interval| {
                let cell = table.cells().find(|cell| cell.interval == interval);
                let number = cell.map(|cell| shape::label(context, &Cell { corrected: false, ..cell.clone() }, style));
                Said { name: number.unwrap_or_default(), detail: String::new() }
            });
            said.collect::<Vec<_>>()
        };
        let across = width - 2.0 * margin;
        let numbers = (said(&nodes, part.table), said(&all, part.whole));
        let names = Names::new(&numbers.0, &numbers.1, types, across, share).crossed();
        let setting = Setting { size: types.small, last: width - margin };
        let left = margin + names.gutter() + RADIUS + RING;
        let wide = text::room(&undated(context), types.small, Weight::Regular);
        let undated = all.iter().any(|node| node.issued.is_none()).then_some(left.max(margin + wide / 2.0));
        let left = undated.map_or(left, |at| at + wide / 2.0 + APART);
        let (years, right, has_room) = years(&all, &part.whole.links, (left, setting), width);
        let plot = Plot::across(left, right, &years);
        let lanes = intervals(&nodes);
        let x: Vec<f64> = nodes.iter().map(|node| node.at().map_or(undated.unwrap_or(left), |at| plot.x(at))).collect();
        let of_lane = |node: &Node<'_>| lanes.iter().position(|it| *it == node.interval).unwrap_or_default();
        let places: Vec<usize> = nodes.iter().map(of_lane).collect();
        let (branches, beside) = branches(&nodes, &part.whole.links, (&places, &x));
        let lane = |interval| Lane::new(interval, &nodes, (&x, &beside), &branches, setting);
        let lanes: Vec<Lane> = lanes.into_iter().map(lane).collect();
        let need = |lane: &Lane| {
            let high = |between: f64| lane.heights(setting.line(), between).iter().sum();
            Need { marks: (high(BETWEEN.0), high(BETWEEN.1)), around: (0.0, 0.0), between: LANES }
        };
        let rows = Rows::new(&names, lanes.iter().map(need).collect());
        let is_known = |node: &&Node<'_>| node.is_read || node.tier.is_some();
        let mut tiers: Vec<Option<u8>> = all.iter().filter(is_known).map(|node| node.tier).collect();
        tiers.sort_unstable_by_key(|tier| (tier.is_none(), *tier));
        tiers.dedup();
        let tie = |is_shared: bool| part.whole.links.iter().any(|link| link.is_shared == is_shared);
        let ties = (tie(false), tie(true));
        let has_dates = all.iter().any(|node| node.issued.is_some());
        let has_quoted = all.iter().any(|node| !node.is_read);
        Self {
            spec,
            context,
            types,
            setting,
            hues,
            nodes,
            branches,
            lanes,
            names,
            rows,
            years,
            plot,
            ends: (left, right),
            tiers,
            undated,
            has_dates,
            has_quoted,
            ties,
            has_room,
        }
    }

    /// What the point of a work looks like: by what kind of work it is, where there are several. Of one that was not read it is
    /// mostly not known.
    fn sign(&self, tier: Option<u8>, is_read: bool) -> Sign {
        match tier {
            _ if self.tiers.len() < 2 => Sign::Circle,
            None if !is_read => Sign::Circle,
            Some(1) => Sign::Square,
            Some(2) => Sign::Circle,
            Some(3) => Sign::Diamond,
            Some(_) => Sign::Triangle,
            None => Sign::Plus,
        }
    }

    /// The heights of the lines of every lane.
    fn heights(&self, slots: &[Slot]) -> Vec<Vec<f64>> {
        let of_lane = |(lane, slot): (&Lane, &Slot)| {
            let heights = lane.heights(self.setting.line(), 0.0);
            let between = (slot.height() - heights.iter().sum::<f64>()) / count(heights.len().max(1));
            let mut y = slot.top;
            let middles = heights.into_iter().map(|height| {
                y += height + between;
                y - (height + between) / 2.0
            });
            middles.collect()
        };
        self.lanes.iter().zip(slots).map(of_lane).collect()
    }

    fn point(&self, canvas: &Canvas, node: &Node<'_>, at: (f64, f64)) {
        let ink = ink(&self.hues, node.root);
        let sign = self.sign(node.tier, node.is_read);
        canvas.circle(at, RADIUS + HALO, Paint::solid(Ink::PAPER));
        match node.rank() {
            Rank::Doubtful => return point::cross(canvas, at, Ink::MUTED),
            Rank::Preferred => {
                canvas.circle(at, RADIUS + RING, Paint::outlined(Fill::Solid(Ink::PAPER), Ink::TEXT));
            }
            Rank::Normal => {}
        }
        sign.draw(canvas, at, RADIUS, shape::paint(ink, false, !node.is_read));
    }

    fn name(&self, canvas: &Canvas, node: &Node<'_>, placed: &Placed, y: f64) {
        let ink = match self.hues.contains_key(node.root) && node.is_root {
            true => ink(&self.hues, node.root).lettering(),
            false if !node.is_read => Ink::MUTED,
            false => Ink::TEXT,
        };
        let look = type_of(self.types.small, Setting::weight(node), ink);
        let (x, lines) = &placed.name;
        let line = self.setting.line();
        let first = y - count(lines.len().saturating_sub(1)) * line / 2.0;
        for (index, text) in lines.iter().enumerate() {
            let middle = first + count(index) * line;
            on_paper(canvas, (*x, centred(middle, self.types.small)), Anchor::Start, look, text);
        }
    }

    /// The line to a work from the one that it has its number from: whole to the farthest above and below, to the others from where
    /// they part from that.
    fn link(&self, canvas: &Canvas, (node, branch): (usize, &Branch), places: &[(f64, f64)]) {
        let edge = ink(&self.hues, self.nodes[node].root).edge();
        let dash = branch.is_shared.then_some(SHARED);
        let to = places[node];
        let from = match branch.source {
            None => (branch.trunk, to.1),
            Some(source) => {
                let from = places[source];
                let down = to.1 - from.1;
                let is_farther = |(other, place): (&Option<Branch>, &(f64, f64))| {
                    let own = place.1 - from.1;
                    let is_beside =
                        other.is_some_and(|it| it.source == branch.source && it.is_shared == branch.is_shared);
                    is_beside && own * down > 0.0 && own.abs() > down.abs()
                };
                match self.branches.iter().zip(places).any(is_farther) {
                    true => (branch.trunk, to.1 - CORNER.min(down.abs()).copysign(down)),
                    false => from,
                }
            }
        };
        canvas.path(&path(from, branch.trunk, to), STROKE, edge, dash);
    }

    fn axis(&self, canvas: &Canvas, area: Area) {
        let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
        if let Some(x) = self.undated {
            canvas.text((x, area.bottom + BELOW), Anchor::Middle, look, &undated(self.context));
        }
        if !self.has_dates {
            return;
        }
        let (from, to) = self.ends;
        canvas.line((from, area.bottom), (to, area.bottom), 1.25, Ink::AXIS);
        let first = self
            .undated
            .map_or(area.left, |x| x + text::room(&undated(self.context), self.types.small, Weight::Regular) / 2.0);
        let styles = &[Style::Mark];
        let written = (self.types.small, &styles[..], self.context.tongue());
        for tick in shown(&self.plot, &self.years, written, (first, area.right), &str::to_owned) {
            canvas.line((tick.x, area.top), (tick.x, area.bottom), 1.0, Ink::GRID);
            canvas.text((tick.centre, area.bottom + BELOW), Anchor::Middle, look, &tick.label);
        }
    }
}

impl Body for Chart<'_> {
    fn key(&self) -> Vec<Entry> {
        let (mut key, tongue) = (Vec::new(), self.context.tongue());
        if self.tiers.len() > 1 {
            let entry = |tier: &Option<u8>| {
                let name = match tier {
                    Some(1) => say!(tongue, "group-tier-1.in-key"),
                    Some(2) => say!(tongue, "group-tier-2.in-key"),
                    Some(3) => say!(tongue, "group-tier-3.in-key"),
                    Some(_) => say!(tongue, "group-tier-4.in-key"),
                    None => say!(tongue, "group-unranked.in-key"),
                };
                let paint = shape::paint(Ink::MUTED, false, false);
                Entry { sign: Some(self.sign(*tier, true)), ..Entry::plain(paint, &name) }
            };
            key.extend(self.tiers.iter().map(entry));
        }
        if self.has_quoted {
            let paint = shape::paint(Ink::MUTED, false, true);
            let name = say!(tongue, "key-not-read");
            key.push(Entry { sign: Some(Sign::Circle), ..Entry::plain(paint, &name) });
        }
        let lines = [
            (self.ties.0, Line::Full, say!(tongue, "key-taken-from")),
            (self.ties.1, Line::Broken(SHARED), say!(tongue, "key-one-count")),
        ];
        let lines = lines.into_iter().filter(|(occurs, ..)| *occurs);
        key.extend(lines.map(|(_, line, name)| Entry::line(Ink::MUTED, line, &name)));
        key
    }

    fn axis(&self) -> String {
        say!(self.context.tongue(), "axis-when-issued")
    }

    fn height(&self) -> f64 {
        self.rows.full()
    }

    fn least(&self) -> f64 {
        self.rows.least()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        Self::axis(self, canvas, area);
        let slots = self.rows.place(area.top, area.bottom);
        for pair in slots.windows(2) {
            let y = f64::midpoint(pair[0].bottom, pair[1].name.min(pair[1].top));
            canvas.line((area.left, y), (area.right, y), 1.0, Ink::GRID);
        }
        let heights = self.heights(&slots);
        let mut places = vec![(0.0, 0.0); self.nodes.len()];
        for (lane, heights) in self.lanes.iter().zip(&heights) {
            for placed in &lane.placed {
                places[placed.node] = (placed.x, heights.get(placed.line).copied().unwrap_or_default());
            }
        }
        for (node, branch) in self.branches.iter().enumerate() {
            if let Some(branch) = branch {
                self.link(canvas, (node, branch), &places);
            }
        }
        for (index, (lane, slot)) in self.lanes.iter().zip(&slots).enumerate() {
            self.names.draw(canvas, index, area.left, (slot.name, slot.middle()));
            for placed in &lane.placed {
                let (node, at) = (&self.nodes[placed.node], places[placed.node]);
                let tag = match node.row.and_then(|row| Some((row, row.cells.first()?))) {
                    Some((row, cell)) => Tag::new(self.context, self.spec, row, cell),
                    None => Tag::of_quoted(self.context.tongue(), node.work, &node.name, node.is_read),
                };
                canvas.mark(tag.mark(), || self.point(canvas, node, at));
                self.name(canvas, node, placed, at.1);
            }
        }
    }
}

/// What stands below the works without a date.
fn undated(context: Context<'_>) -> String {
    say!(context.tongue(), "axis-undated")
}

/// The axis of time, and where it ends so that the names behind the works have room; and whether both have what they need at least.
fn years(all: &[Node<'_>], links: &[Link], (left, setting): (f64, Setting), width: f64) -> (Scale, f64, bool) {
    let dates = || all.iter().filter_map(|node| node.issued);
    let moments: Vec<f64> = all.iter().filter_map(Node::at).collect();
    let (first, last) =
        (moments.iter().copied().fold(f64::MAX, f64::min), moments.iter().copied().fold(f64::MIN, f64::max));
    let (first, last) = if first > last { (0.0, 1.0) } else { (first.floor(), last.ceil()) };
    let room = setting.last - left;
    let scale = |wide: f64| Scale::time(first, last, (wide / YEAR).floor(), Tick::Middle, Precision::of(dates()));
    let years = scale(room * TIME);
    // What stands beside a point that others take their number from is not known yet.
    let beside = |node: &Node<'_>| if links.iter().any(|link| link.to == node.key) { MOST_BESIDE } else { 0.0 };
    let widest = |node: &Node<'_>| {
        let share = years.share(node.at()?);
        (share > 0.0).then(|| (room - setting.need(node, beside(node))) / share)
    };
    let word = |node: &Node<'_>| setting.word(node, beside(node));
    let words = all.iter().map(word).filter(|word| *word <= width * WORD).fold(0.0, f64::max);
    let least = width * LEAST;
    let wide = all.iter().filter_map(widest).fold(room - 2.0 * RADIUS, f64::min).max(room * TIME).max(least);
    let wide = wide.min(room - words);
    (scale(wide), left + wide, wide >= least)
}
