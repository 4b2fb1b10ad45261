//! Where the lines between works run: from a work to the right, up or down beside it, and on to those that take their number from it.

use super::nodes::Node;
use crate::frame::Link;

/// The radius of the point of a work.
pub(super) const RADIUS: f64 = 5.5;
/// White space between a point and the line beside it, and between two of those.
const BESIDE: f64 = 5.0;
/// What stands to the right of a point at most.
pub(super) const MOST_BESIDE: f64 = BESIDE * 3.0;
/// The rounding of a corner.
pub(super) const CORNER: f64 = 5.0;

/// A work that has its number from another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Branch {
    /// The place of the other among the works; none where it stands in another frame.
    pub(super) source: Option<usize>,
    /// Where the line runs up or down.
    pub(super) trunk: f64,
    pub(super) is_shared: bool,
}

/// Where a line may run beside a point, in steps to the right; to the left where it would run over another work there.
const SIDES: [f64; 5] = [1.0, 2.0, 3.0, -1.0, -2.0];

/// A line up or down beside a work: where, and over which lanes.
struct Trunk {
    source: usize,
    is_shared: bool,
    lanes: (usize, usize),
    side: f64,
    x: f64,
}

/// The line that leads to each work, if one does, and what stands to the right of the point of each from which lines lead. Each
/// work has a lane and a place in time.
pub(super) fn branches(
    nodes: &[Node<'_>],
    links: &[Link],
    (lanes, x): (&[usize], &[f64]),
) -> (Vec<Option<Branch>>, Vec<f64>) {
    let place = |key: &str| nodes.iter().position(|node| node.key == key);
    let of_node = |node: &Node<'_>| {
        let link = links.iter().find(|link| link.from == node.key)?;
        Some((place(&link.to), link.is_shared))
    };
    let sources: Vec<Option<(Option<usize>, bool)>> = nodes.iter().map(of_node).collect();
    // The lanes over which the line of a source reaches.
    let reach = |source: usize, is_shared: bool| {
        let is_child = |child: &usize| sources[*child] == Some((Some(source), is_shared));
        let all = (0..nodes.len()).filter(is_child).map(|child| lanes[child]);
        all.fold(None, |ends: Option<(usize, usize)>, lane| {
            let (first, last) = ends.unwrap_or((lanes[source], lanes[source]));
            Some((first.min(lane), last.max(lane)))
        })
    };
    let mut trunks: Vec<Trunk> = Vec::new();
    for source in 0..nodes.len() {
        for is_shared in [false, true] {
            let Some(ends) = reach(source, is_shared) else { continue };
            let at = |side: f64| x[source] + side * BESIDE + RADIUS.copysign(side);
            // What a line would run over: works of other times, and lines beside them.
            let hits = |side: f64| {
                let is_within = |lane: usize| ends.0 <= lane && lane <= ends.1;
                let works = (0..nodes.len()).filter(|node| *node != source && is_within(lanes[*node]));
                let works = works.filter(|node| (x[*node] - at(side)).abs() < RADIUS + 2.0).count();
                let meets = |trunk: &&Trunk| trunk.lanes.0 <= ends.1 && ends.0 <= trunk.lanes.1;
                let lines = trunks.iter().filter(meets).filter(|trunk| (trunk.x - at(side)).abs() < BESIDE - 1.0);
                works + 2 * lines.count()
            };
            let side = SIDES.into_iter().min_by_key(|side| hits(*side)).unwrap_or(SIDES[0]);
            trunks.push(Trunk { source, is_shared, lanes: ends, side, x: at(side) });
        }
    }
    let beside = |source: usize| {
        let own = trunks.iter().filter(|trunk| trunk.source == source);
        own.map(|trunk| BESIDE * trunk.side).fold(0.0, f64::max)
    };
    let branch = |child: usize| {
        let (source, is_shared) = sources[child]?;
        let of_source = |trunk: &&Trunk| Some(trunk.source) == source && trunk.is_shared == is_shared;
        // What comes from another frame comes from the left.
        let trunk = trunks.iter().find(of_source).map_or(x[child] - RADIUS - 4.0 * BESIDE, |trunk| trunk.x);
        Some(Branch { source, trunk, is_shared })
    };
    let branches = (0..nodes.len()).map(branch).collect();
    (branches, (0..nodes.len()).map(beside).collect())
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
