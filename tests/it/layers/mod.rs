//! The layering of the source, as `src/lib.rs` draws it: an arrow may only point down.

mod circles;
mod kinds;
mod uses;

use std::fs;
use std::path::{Path, PathBuf};

use self::uses::uses;
use crate::support::root;

/// Layers from the bottom; modules of one layer do not use each other.
const LAYERS: [&[&str]; 11] = [
    &["escape", "files"],
    &["model", "diag", "xml"],
    &["lang"],
    &["fmt"],
    &["data"],
    &["evidence"],
    &["check", "frame", "cite", "start"],
    &["sheets"],
    &["chart", "draft", "export", "import"],
    &["report"],
    &["cli"],
];

/// Crates and the only place that may use them.
const ISLANDS: [(&str, &str); 20] = [
    ("notify", "files"),
    ("fluent_bundle", "lang"),
    ("intl_pluralrules", "lang"),
    ("unic_langid", "lang"),
    ("regex", "check"),
    ("polars", "frame"),
    ("plotters", "chart"),
    ("plotters_backend", "chart"),
    ("resvg", "chart"),
    ("hayagriva", "cite"),
    ("clap", "cli"),
    ("comfy_table", "cli"),
    ("minijinja", "report"),
    ("rust_xlsxwriter", "export"),
    ("parquet", "export"),
    ("rusqlite", "export"),
    ("zip", "export"),
    ("calamine", "import"),
    ("encoding_rs", "import"),
    ("quick_xml", "xml"),
];

const LONGEST_FILE: usize = 500;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|suffix| suffix == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    sources(&root().join("src"), &mut paths);
    paths.sort();
    let name = |path: &Path| path.strip_prefix(root().join("src")).expect("below src").to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("a source"))).collect()
}

/// The code of a file, without its comments and its tests.
fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn module(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// What breaks the layering in one file.
fn breaches(file: &str, text: &str) -> Vec<String> {
    let own = module(file);
    let Some(height) = layer(own) else { return Vec::new() };
    let mut breaches = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for part in code.split("crate::").skip(1) {
            let is_word = |character: char| character.is_alphanumeric() || character == '_';
            // `use crate::{chart, fmt}` names several at once.
            let names: Vec<&str> = match part.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or_default().split(',').map(str::trim).collect(),
                None => vec![part],
            };
            for name in names {
                let used = name.split(|character| !is_word(character)).next().unwrap_or_default();
                if used != own && layer(used).is_some_and(|below| below >= height) {
                    breaches.push(format!("{file}:{}: {own} uses {used}", number + 1));
                }
            }
        }
        for (island, home) in ISLANDS {
            let words =
                code.split(|character: char| !character.is_alphanumeric() && character != '_' && character != ':');
            let uses = words.into_iter().any(|word| word.starts_with(&format!("{island}::")));
            if uses && own != home {
                breaches.push(format!("{file}:{}: {island} outside of {home}", number + 1));
            }
        }
        if code.contains("anyhow::") && height < 8 {
            breaches.push(format!("{file}:{}: anyhow below report", number + 1));
        }
    }
    breaches
}

#[test]
fn arrows_point_down() {
    let sources = all_sources();
    assert!(sources.len() > 50);
    let unknown: Vec<&str> = sources
        .iter()
        .map(|(file, _)| module(file))
        .filter(|module| layer(module).is_none() && !["lib", "main"].contains(module))
        .collect();
    assert_eq!(unknown, Vec::<&str>::new(), "modules without a layer");
    let breaches: Vec<String> = sources.iter().flat_map(|(file, text)| breaches(file, text)).collect();
    assert_eq!(breaches, Vec::<String>::new());
}

/// The rooms of the chart layer from the bottom, as its folders are; rooms beside each other do not use each other.
const ROOMS: [&[&str]; 6] =
    [&["look"], &["scale"], &["scene"], &["surface", "record", "keys"], &["layout"], &["kinds"]];

/// Where a room of the chart layer uses one that is not below it.
fn out_of_room(sources: &[(String, String)]) -> Vec<String> {
    let height = |room: &str| ROOMS.iter().position(|beside| beside.contains(&room));
    let wrong = |(own, home): (Vec<String>, Vec<String>)| {
        let ([chart, room, ..], [other, used, ..]) = (own.as_slice(), home.as_slice()) else { return None };
        let is_up = room != used && height(used)? >= height(room)?;
        (chart == "chart" && other == "chart" && is_up).then(|| format!("{}: {room} uses {used}", own.join("/")))
    };
    uses(sources).into_iter().filter_map(wrong).collect()
}

#[test]
fn rooms_of_the_chart_layer_use_those_below() {
    let sources = all_sources();
    for room in ROOMS.into_iter().flatten() {
        let is_there = |file: &str| file == format!("chart/{room}.rs") || file == format!("chart/{room}/mod.rs");
        assert!(sources.iter().any(|(file, _)| is_there(file)), "no room {room}");
    }
    assert_eq!(out_of_room(&sources), Vec::<String>::new());
    let with = |file: &str, text: &str| {
        let mut sources = sources.clone();
        sources.push((file.to_owned(), text.to_owned()));
        out_of_room(&sources)
    };
    assert_eq!(with("chart/scene/x.rs", "use crate::chart::kinds::Kind;"), ["chart/scene/x: scene uses kinds"]);
    assert_eq!(
        with("chart/keys/x.rs", "use crate::chart::{fold, record::Record};"),
        ["chart/keys/x: keys uses record"]
    );
    assert_eq!(with("chart/kinds/x.rs", "use crate::chart::layout::Area;"), Vec::<String>::new());
}

#[test]
fn the_layer_test_can_fail() {
    assert_eq!(breaches("data/x.rs", "use crate::chart::Spec;"), ["data/x.rs:1: data uses chart"]);
    assert_eq!(breaches("data/x.rs", "use crate::{fmt, chart::Spec};"), ["data/x.rs:1: data uses chart"]);
    assert_eq!(breaches("check/x.rs", "use crate::frame::Table;"), ["check/x.rs:1: check uses frame"]);
    assert_eq!(breaches("chart/x.rs", "use polars::prelude::col;"), ["chart/x.rs:1: polars outside of frame"]);
    assert_eq!(breaches("frame/x.rs", "use anyhow::Result;"), ["frame/x.rs:1: anyhow below report"]);
    assert_eq!(breaches("chart/x.rs", "use crate::frame::Table; // crate::report"), Vec::<String>::new());
}

/// The files that may vouch for a text: they cut and join what is escaped already, or take over what a library or a check of
/// their own has made safe.
const VOUCHING: [&str; 4] = ["chart/surface/page.rs", "diag/render.rs", "escape/mod.rs", "report/page/skin.rs"];

#[test]
fn nothing_else_writes_into_a_language_of_output() {
    let sources = all_sources();
    let vouching: Vec<&str> =
        sources.iter().filter(|(_, text)| text.contains("vouched(")).map(|(file, _)| file.as_str()).collect();
    assert_eq!(vouching, VOUCHING);
    let own = |text: &str| ["&lt;", "fn escape(", "textbackslash"].iter().any(|sign| text.contains(sign));
    let outside = |text: &str| text.split("#[cfg(test)]").next().is_some_and(own);
    let escaping: Vec<&str> = sources
        .iter()
        .filter(|(file, text)| !file.starts_with("escape/") && outside(text))
        .map(|(file, _)| file.as_str())
        .collect();
    assert_eq!(escaping, Vec::<&str>::new());
}

#[test]
fn no_file_is_too_long_to_be_read() {
    for (file, text) in all_sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{file} has {lines} lines");
    }
}
