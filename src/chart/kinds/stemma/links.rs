//! Where the lines between works run: from a work to the right, up or down beside it, and on to those that take their number from it.

use super::nodes::Node;
use crate::frame::Link;

/// The radius of the point of a work.
pub(super) const RADIUS: f64 = 5.5;
/// White space between a point and the line beside it, and between two of those.
const BESIDE: f64 = 5.0;
/// So many lines have room beside a point.
const SLOTS: u8 = 3;
/// What stands beside a point at most.
pub(super) const MOST_BESIDE: f64 = BESIDE * 3.0;
/// The rounding of a corner.
const CORNER: f64 = 5.0;

/// A work that has its number from another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Branch {
    /// The place of the other among the works; none where it stands in another frame.
    pub(super) source: Option<usize>,
    /// Where the line runs up or down.
    pub(super) trunk: f64,
    pub(super) is_shared: bool,
}

/// The line that leads to each work, if one does, and what stands beside the point of each from which lines lead.
pub(super) fn branches(
    nodes: &[Node<'_>],
    links: &[Link],
    lanes: &[usize],
    x: &[f64],
) -> (Vec<Option<Branch>>, Vec<f64>) {
    let place = |key: &str| nodes.iter().position(|node| node.key == key);
    let sources: Vec<Option<(Option<usize>, bool)>> = nodes
        .iter()
        .map(|node| {
            let link = links.iter().find(|link| link.from == node.key)?;
            Some((place(&link.to), link.is_shared))
        })
        .collect();
    // The lanes over which the line of a source reaches.
    let reach = |source: usize| {
        let children = (0..nodes.len()).filter(|child| sources[*child].is_some_and(|(of, _)| of == Some(source)));
        let all = children.map(|child| lanes[child]);
        all.fold(None, |ends: Option<(usize, usize)>, lane| {
            let (first, last) = ends.unwrap_or((lanes[source], lanes[source]));
            Some((first.min(lane), last.max(lane)))
        })
    };
    let mut slots: Vec<(usize, (usize, usize), u8)> = Vec::new();
    for (source, ends) in (0..nodes.len()).filter_map(|source| Some((source, reach(source)?))) {
        let meets = |(other, (first, last), _): &&(usize, (usize, usize), u8)| {
            (x[*other] - x[source]).abs() < BESIDE && *first <= ends.1 && ends.0 <= *last
        };
        let taken: Vec<u8> = slots.iter().filter(meets).map(|(.., slot)| *slot).collect();
        let slot = (0..SLOTS).find(|slot| !taken.contains(slot)).unwrap_or(SLOTS - 1);
        slots.push((source, ends, slot));
    }
    let beside = |source: usize| {
        let slot = slots.iter().find(|(of, ..)| *of == source).map(|(.., slot)| *slot)?;
        Some(BESIDE * f64::from(slot + 1))
    };
    let branch = |child: usize| {
        let (source, is_shared) = sources[child]?;
        // What comes from another frame comes from the left.
        let trunk = source
            .map_or(x[child] - RADIUS - 4.0 * BESIDE, |source| x[source] + RADIUS + beside(source).unwrap_or_default());
        Some(Branch { source, trunk, is_shared })
    };
    let branches = (0..nodes.len()).map(branch).collect();
    (branches, (0..nodes.len()).map(|node| beside(node).unwrap_or_default()).collect())
}

/// The line from a work to one that has its number from it, with rounded corners.
pub(super) fn path((from_x, from_y): (f64, f64), trunk: f64, (to_x, to_y): (f64, f64)) -> Vec<(f64, f64)> {
    let corners = [(from_x, from_y), (trunk, from_y), (trunk, to_y), (to_x, to_y)];
    let mut path = vec![corners[0]];
    for window in corners.windows(3) {
        let [before, corner, after] = window else { continue };
        let towards = |(x, y): (f64, f64)| {
            let (across, down) = (x - corner.0, y - corner.1);
            let long = across.hypot(down);
            let by = if long > 0.0 { CORNER.min(long / 2.0) / long } else { 0.0 };
            (corner.0 + across * by, corner.1 + down * by)
        };
        let (first, last) = (towards(*before), towards(*after));
        // A curve that leaves along the one side and comes in along the other.
        path.extend([0.0, 0.25, 0.5, 0.75, 1.0].map(|at: f64| {
            let (start, bend, end) = ((1.0 - at).powi(2), 2.0 * at * (1.0 - at), at.powi(2));
            let mix = |of: fn((f64, f64)) -> f64| start * of(first) + bend * of(*corner) + end * of(last);
            (mix(|it| it.0), mix(|it| it.1))
        }));
    }
    path.push(corners[3]);
    path
}
