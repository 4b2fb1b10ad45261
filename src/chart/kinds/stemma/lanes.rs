//! The lanes of a stemma, one a number: which works stand in which line of it, so that no name lies on a point, a line or another name.

use super::links::{Branch, RADIUS};
use super::nodes::Node;
use crate::chart::layout::measure::count;
use crate::chart::look::text::{self, Weight};
use crate::data::Rank;
use crate::model::Interval;

/// White space between a point, or the line beside it, and its name.
const GAP: f64 = 6.0;
/// What a preferred figure has around it.
pub(super) const RING: f64 = 4.0;
/// White space between two works in one line.
const APART: f64 = 16.0;
/// However little room there is, a name has this.
const LEAST: f64 = 40.0;

/// A work in its place.
pub(super) struct Placed {
    /// Its place among the works.
    pub(super) node: usize,
    pub(super) x: f64,
    /// Where its name begins, and the name in lines.
    pub(super) name: (f64, Vec<String>),
    /// The line of the lane in which it stands.
    pub(super) line: usize,
}

/// The works of one number.
pub(super) struct Lane {
    pub(super) placed: Vec<Placed>,
    /// How many lines of text each line has, and whether a preferred figure stands in it.
    pub(super) lines: Vec<(usize, bool)>,
}

/// The numbers of a table in their order, each once.
pub(super) fn intervals(nodes: &[Node<'_>]) -> Vec<Interval> {
    let mut all: Vec<Interval> = Vec::new();
    for node in nodes {
        if !all.contains(&node.interval) {
            all.push(node.interval);
        }
    }
    all
}

/// How names are set.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub(super) size: f64,
    /// The last pixel that a name may take.
    pub(super) last: f64,
}

impl Setting {
    pub(super) fn weight(node: &Node<'_>) -> Weight {
        if node.is_root { Weight::Bold } else { Weight::Regular }
    }

    /// The height of a line of a name.
    pub(super) fn line(self) -> f64 {
        self.size + 3.0
    }

    /// What a name needs behind the place of its work, if it stands in one line.
    pub(super) fn need(self, node: &Node<'_>, beside: f64) -> f64 {
        start(node, beside) + text::room(&node.name, self.size, Self::weight(node))
    }

    /// What its longest word needs.
    pub(super) fn word(self, node: &Node<'_>, beside: f64) -> f64 {
        start(node, beside) + text::widest_word(&node.name, self.size, Self::weight(node)) + 1.0
    }
}

/// How far behind its place the name of a work begins.
fn start(node: &Node<'_>, beside: f64) -> f64 {
    let ring = if node.rank() == Rank::Preferred { RING } else { 0.0 };
    RADIUS + ring.max(beside) + GAP
}

impl Lane {
    /// Puts the works of a number into lines: those of one root together, the earliest first.
    pub(super) fn new(
        interval: Interval,
        nodes: &[Node<'_>],
        (x, beside): (&[f64], &[f64]),
        branches: &[Option<Branch>],
        setting: Setting,
    ) -> Self {
        let mut own: Vec<usize> = (0..nodes.len()).filter(|node| nodes[*node].interval == interval).collect();
        let first = |root: &str| {
            let of_root = own.iter().filter(|node| nodes[**node].root == root);
            of_root.map(|node| x[*node]).fold(f64::MAX, f64::min)
        };
        let firsts: Vec<f64> = nodes.iter().map(|node| first(node.root)).collect();
        own.sort_by(|left, right| {
            let by_root = firsts[*left].total_cmp(&firsts[*right]).then(nodes[*left].root.cmp(nodes[*right].root));
            // A source stands before what is taken from it, whenever that was.
            let by_root = by_root.then(nodes[*right].is_root.cmp(&nodes[*left].is_root));
            by_root.then(x[*left].total_cmp(&x[*right])).then(nodes[*left].name.cmp(&nodes[*right].name))
        });
        let mut lane = Self { placed: Vec::new(), lines: Vec::new() };
        let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
        for node in own {
            let (name, ends) = named(&nodes[node], (x[node], beside[node]), branches[node], setting);
            let is_free = |line: &Vec<(f64, f64)>| line.iter().all(|other| other.1 < ends.0 || ends.1 < other.0);
            let line = taken.iter().position(is_free).unwrap_or(taken.len());
            if line == taken.len() {
                taken.push(Vec::new());
                lane.lines.push((1, false));
            }
            taken[line].push((ends.0, ends.1 + APART));
            let (lines, has_ring) = lane.lines[line];
            lane.lines[line] = (lines.max(name.1.len()), has_ring || nodes[node].rank() == Rank::Preferred);
            lane.placed.push(Placed { node, x: x[node], name, line });
        }
        lane
    }

    /// The height of its lines, each as high as its text and some white space.
    pub(super) fn heights(&self, line: f64, between: f64) -> Vec<f64> {
        let high = |(lines, has_ring): &(usize, bool)| {
            let ring = if *has_ring { 2.0 * (RADIUS + RING) + 2.0 } else { 0.0 };
            (count(*lines) * line).max(ring) + between
        };
        self.lines.iter().map(high).collect()
    }
}

/// The name of a work with the place where it begins, and all that the work takes of its line.
fn named(
    node: &Node<'_>,
    (x, beside): (f64, f64),
    branch: Option<Branch>,
    setting: Setting,
) -> ((f64, Vec<String>), (f64, f64)) {
    let weight = Setting::weight(node);
    let wide = text::room(&node.name, setting.size, weight);
    let at = x + start(node, beside);
    let trunk = branch.map_or(x, |branch| branch.trunk);
    // The line comes in from behind, and the name has no room before it: it stands beyond, where that is room enough.
    let is_behind = trunk > x && at + wide + GAP > trunk;
    let beyond = at.max(trunk + GAP);
    let has_room = setting.last - beyond >= text::widest_word(&node.name, setting.size, weight).max(LEAST) + 1.0;
    let at = if is_behind && has_room { beyond } else { at };
    let lines = text::wrap(&node.name, (setting.last - at).max(LEAST), setting.size, weight);
    let wide = lines.iter().map(|line| text::room(line, setting.size, weight)).fold(0.0, f64::max);
    ((at, lines), ((x - RADIUS - RING).min(trunk), (at + wide).max(trunk)))
}
