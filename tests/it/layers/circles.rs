//! No circles: in no folder of the source do its parts use each other round about.
//!
//! A part is a file, or a folder with all that is in it. What a folder's own `mod.rs` defines is its parts' to use, so it is none
//! of them; what it only hands on is used where it is defined. In the folder of a kind of chart and in that of the layout no file
//! is used by all: there `mod.rs` is a part as well.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::all_sources;
use super::uses::{Path, uses};

/// Folders in which the folder's own file is a part like the others.
fn is_one_thing(folder: &[String]) -> bool {
    match folder {
        [chart, kinds, _] => chart == "chart" && kinds == "kinds",
        [chart, layout] => chart == "chart" && layout == "layout",
        _ => false,
    }
}

/// Every circle, by its folder and the parts of it.
fn circles(sources: &[(String, String)]) -> Vec<String> {
    // By folder: which part uses which.
    let mut parts: BTreeMap<Path, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (own, home) in uses(sources) {
        let common = own.iter().zip(&home).take_while(|(left, right)| left == right).count();
        let folder = &own[..common];
        let file = is_one_thing(folder).then(|| "mod".to_owned());
        let part_of = |path: &[String]| path.get(common).cloned().or_else(|| file.clone());
        if let (Some(part), Some(other)) = (part_of(&own), part_of(&home))
            && part != other
        {
            parts.entry(folder.to_vec()).or_default().entry(part).or_default().insert(other);
        }
    }
    let mut found = Vec::new();
    for (folder, uses) in &parts {
        for part in uses.keys() {
            // A circle is told once, from the first of its parts.
            let circle = shortest(uses, part).filter(|circle| circle.iter().all(|other| *other >= part.as_str()));
            found.extend(circle.map(|circle| format!("{}: {}", folder.join("/"), circle.join(" -> "))));
        }
    }
    found
}

/// The shortest way from a part back to it.
fn shortest<'a>(uses: &'a BTreeMap<String, BTreeSet<String>>, part: &'a str) -> Option<Vec<&'a str>> {
    let (mut ways, mut seen) = (VecDeque::from([vec![part]]), BTreeSet::new());
    while let Some(way) = ways.pop_front() {
        for next in way.last().and_then(|last| uses.get(*last)).into_iter().flatten() {
            if next == part {
                return Some([way, vec![part]].concat());
            }
            if seen.insert(next) {
                ways.push_back([way.as_slice(), &[next.as_str()]].concat());
            }
        }
    }
    None
}

#[test]
fn nothing_uses_itself_round_about() {
    assert_eq!(circles(&all_sources()), Vec::<String>::new());
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let of = |files: &[(&str, &str)]| {
        circles(&files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect::<Vec<_>>())
    };
    let none = Vec::<String>::new();
    let folder = ("a/mod.rs", "mod b;\nmod c;\npub use self::b::{B, Other as Third};\npub struct A;\n");
    let c = ("a/c.rs", "use super::A;\npub struct C;\n");
    assert_eq!(of(&[folder, ("a/b.rs", "use super::{A, c::C};\n"), c]), none, "down to the folder is no circle");
    let b = ("a/b.rs", "use crate::a::c::C;\npub struct B;\n");
    for c in
        ["use super::b::B;\n", "use super::{\n    A,\n    B,\n};\n", "use crate::a::Third;\n", "fn f(_: super::B) {}\n"]
    {
        assert_eq!(of(&[folder, b, ("a/c.rs", c)]), ["a: b -> c -> b"], "{c}");
    }
    let far = [("a/mod.rs", "mod x;\n"), ("a/x.rs", "use crate::b::Y;\n"), ("b/mod.rs", "mod y;\npub use y::Y;\n")];
    assert_eq!(of(&[far[0], far[1], far[2], ("b/y.rs", "use crate::a::x::X;\n")]), [": a -> b -> a"]);
    let tests = "pub struct C;\n#[cfg(test)]\nmod tests {\n    use super::super::b::B;\n}\n";
    assert_eq!(of(&[folder, b, ("a/c.rs", tests)]), none, "a test may use what it likes");
    assert_eq!(of(&[folder, b, ("a/c.rs", "// use super::b::B;\n")]), none);
    let kind = [("chart/kinds/x/mod.rs", "mod plot;\nuse plot::Chart;\npub struct X;\n")];
    assert_eq!(of(&[kind[0], ("chart/kinds/x/plot.rs", "pub struct Chart;\n")]), none);
    let up = ("chart/kinds/x/plot.rs", "use super::X;\npub struct Chart;\n");
    assert_eq!(of(&[kind[0], up]), ["chart/kinds/x: mod -> plot -> mod"]);
}
