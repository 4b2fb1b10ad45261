//! The outlines of maps: how they are cut from those of Natural Earth.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::root;

/// A layer: the file, its digest, what it becomes, and what is kept of it.
type Layer = (&'static str, &'static str, &'static str, fn(&Value) -> bool);

const LAYERS: [Layer; 3] = [
    ("ne_50m_land.json", "943ca08a7f08a61fb6b583ae5ed44ae3072d9a3e242ed7fcc4b3b89bbdee2955", "land", |_| true),
    ("ne_50m_lakes.json", "eefade02355ffc5d48a6a001804fb28e01a56c12fe844af937307a00d0d1f62d", "lake", |of| {
        // Reservoirs are of yesterday.
        of["scalerank"].as_f64().is_some_and(|rank| rank <= 1.0) && of["featurecla"] == "Lake"
    }),
    (
        "ne_50m_rivers_lake_centerlines.json",
        "8878c9b0dcf10c92b631408f92b599b320517561a3cc83f40e2024050255af5f",
        "river",
        |of| of["scalerank"].as_f64().is_some_and(|rank| rank <= 3.0),
    ),
];
/// Places are counted in hundredths of a degree.
const PARTS: f64 = 100.0;
/// A point that is nearer than this to the line between its neighbours, in hundredths of a degree, says nothing.
const NEAR: f64 = 3.0;
/// A ring of less than this many squares of a hundredth of a degree is a dot: some hundred square kilometres.
const SMALL: i64 = 100;

type Point = (i64, i64);

#[test]
#[ignore = "run by hand, where Natural Earth is at hand; src/chart/kinds/map/earth/README.md says how"]
fn cut() {
    let folder = PathBuf::from(std::env::var("NATURAL_EARTH").expect("NATURAL_EARTH names the folder"));
    let mut text = String::new();
    for (name, digest, what, is_kept) in LAYERS {
        let bytes = fs::read(folder.join("50m/physical").join(name)).expect("a layer of Natural Earth");
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, digest, "{name} is another edition");
        let layer: Value = serde_json::from_slice(&bytes).expect("JSON");
        let features = layer["features"].as_array().expect("features");
        for feature in features.iter().filter(|feature| is_kept(&feature["properties"])) {
            let mut lines = Vec::new();
            flatten(&feature["geometry"]["coordinates"], 0, &mut lines);
            for (place, line) in lines {
                let line = thinned(&line);
                let is_seen = what == "river" || area(&line) >= SMALL;
                if is_seen && line.len() > 1 {
                    // A ring within the ring of land is water: the Caspian Sea.
                    let what = if what == "land" && place > 0 { "lake" } else { what };
                    text += &format!("{what} {}\n", steps(&line));
                }
            }
        }
    }
    fs::write(root().join("src/chart/kinds/map/earth/outlines.txt"), text).expect("a file");
}

/// Every list of points in a geometry, however deep, each with its place among those beside it: the first ring of a polygon is
/// around it.
fn flatten(value: &Value, place: usize, lines: &mut Vec<(usize, Vec<Point>)>) {
    let Some(list) = value.as_array() else { return };
    let part = |value: &Value| value.as_f64().map(|degrees| (degrees * PARTS).round() as i64);
    let points: Option<Vec<Point>> = list.iter().map(|point| Some((part(&point[0])?, part(&point[1])?))).collect();
    match points {
        Some(points) if !points.is_empty() => lines.push((place, points)),
        _ => list.iter().enumerate().for_each(|(place, inner)| flatten(inner, place, lines)),
    }
}

/// A line without the points that say nothing. (Douglas and Peucker, Algorithms for the reduction of the number of points,
/// Cartographica 10, 1973.)
fn thinned(line: &[Point]) -> Vec<Point> {
    let mut kept = vec![false; line.len()];
    let last = line.len() - 1;
    (kept[0], kept[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let far = |at: &usize| distance(line[*at], (line[from], line[to]));
        let Some(farthest) = (from + 1..to).max_by(|left, right| far(left).total_cmp(&far(right))) else { continue };
        if far(&farthest) > NEAR {
            kept[farthest] = true;
            open.extend([(from, farthest), (farthest, to)]);
        }
    }
    line.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// How far a point is from the line through two others; from the one where they are the same.
fn distance((x, y): Point, (from, to): (Point, Point)) -> f64 {
    let (right, up) = ((to.0 - from.0) as f64, (to.1 - from.1) as f64);
    let (x, y) = ((x - from.0) as f64, (y - from.1) as f64);
    let long = right.hypot(up);
    if long > 0.0 { (right * y - up * x).abs() / long } else { x.hypot(y) }
}

/// What a ring holds.
fn area(ring: &[Point]) -> i64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs.map(|(from, to)| from.0 * to.1 - to.0 * from.1).sum::<i64>().abs() / 2
}

/// Each point as how far it is from the one before.
fn steps(line: &[Point]) -> String {
    let mut before = (0, 0);
    let steps = line.iter().map(|point| {
        let step = format!("{},{}", point.0 - before.0, point.1 - before.1);
        before = *point;
        step
    });
    steps.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_says_nothing_goes() {
    let line = [(0, 0), (50, 2), (100, 0), (100, 100), (103, 150), (100, 200)];
    assert_eq!(thinned(&line), [(0, 0), (100, 0), (100, 200)]);
    assert_eq!(steps(&thinned(&line)), "0,0 100,0 0,200");
    assert_eq!(area(&[(0, 0), (10, 0), (10, 10), (0, 10)]), 100);
}
