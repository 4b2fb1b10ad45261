//! No circles: in no folder of the source do its parts use each other round about.
//!
//! A part is a file, or a folder with all that is in it. What a folder's own `mod.rs` defines is its parts' to use, so it is none
//! of them; what it only hands on is used where it is defined. The folder of a kind of chart is one thing, whose files nobody
//! outside knows; it is not looked into.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{all_sources, code_of};

/// A path as it is written: `super::money::Wanted`.
type Path = Vec<String>;

/// A file of the source: where it is as a module, what it uses, and what it hands on under which name.
#[derive(Default)]
struct Module {
    used: Vec<Path>,
    handed_on: BTreeMap<String, Path>,
}

fn path_of(file: &str) -> Path {
    let parts = file.trim_end_matches(".rs").split('/').filter(|part| !["mod", "lib", "main"].contains(part));
    parts.map(str::to_owned).collect()
}

/// The paths of a tree of names, as `a::{b, c::{d, e as f}}`, each with the name under which it is known.
fn expanded(tree: &str, before: &[String]) -> Vec<(String, Path)> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, character) in tree.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&tree[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tree[start..]);
    let mut all = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        let (names, inner) = part.split_once('{').map_or((part, None), |(names, rest)| (names, Some(rest)));
        let (names, other) = names.split_once(" as ").map_or((names, None), |(names, other)| (names, Some(other)));
        let names = names.split("::").map(str::trim).filter(|name| !name.is_empty() && *name != "self");
        let path: Path = before.iter().cloned().chain(names.map(str::to_owned)).collect();
        match inner {
            Some(inner) => all.extend(expanded(inner.trim_end().trim_end_matches('}'), &path)),
            None => all.push((other.or(path.last().map(String::as_str)).unwrap_or_default().trim().to_owned(), path)),
        }
    }
    all
}

fn read(text: &str) -> Module {
    let code = code_of(text);
    let mut module = Module::default();
    for (at, _) in code.match_indices("use ") {
        let before = code[..at].rsplit('\n').next().unwrap_or_default().trim();
        let is_item = before.is_empty() || before == "pub" || (before.starts_with("pub(") && before.ends_with(')'));
        let Some(tree) = code[at + 4..].split(';').next().filter(|_| is_item) else { continue };
        let paths = expanded(tree, &[]);
        if !before.is_empty() {
            module.handed_on.extend(paths.iter().cloned());
        }
        module.used.extend(paths.into_iter().map(|(_, path)| path));
    }
    // Paths in the code itself.
    let is_of_path = |character: char| character.is_alphanumeric() || "_:".contains(character);
    let words = code.split(|character| !is_of_path(character));
    let inline = words.filter(|word| word.starts_with("crate::") || word.starts_with("super::"));
    module
        .used
        .extend(inline.map(|word| word.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect()));
    module
}

/// Whether a folder is that of one kind of chart.
fn is_one_thing(folder: &[String]) -> bool {
    matches!(folder, [chart, kinds, _] if chart == "chart" && kinds == "kinds")
}

/// The module in which a path of another module ends: where the thing is defined, if that can be told.
fn home(modules: &BTreeMap<Path, Module>, own: &Path, path: &[String], hops: usize) -> Option<Path> {
    let mut at = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => own.clone(),
        // A name that is a child of the module, or of another crate.
        child if modules.contains_key(&[own.as_slice(), &[child.to_owned()]].concat()) => own.clone(),
        _ => return None,
    };
    let mut names = path.iter().skip_while(|name| ["crate", "self"].contains(&name.as_str())).peekable();
    while names.next_if(|name| *name == "super").is_some() {
        at.pop();
    }
    while let Some(name) = names.next_if(|name| modules.contains_key(&[at.as_slice(), &[(*name).clone()]].concat())) {
        at.push(name.clone());
    }
    let handed_on = names.peek().and_then(|name| modules.get(&at)?.handed_on.get(*name));
    match handed_on.filter(|_| hops < 8) {
        Some(further) => home(modules, &at, further, hops + 1).or(Some(at)),
        None => Some(at),
    }
}

/// Every circle, by its folder and the parts of it.
fn circles(sources: &[(String, String)]) -> Vec<String> {
    let modules: BTreeMap<Path, Module> = sources.iter().map(|(file, text)| (path_of(file), read(text))).collect();
    // By folder: which part uses which.
    let mut uses: BTreeMap<Path, BTreeMap<&str, BTreeSet<String>>> = BTreeMap::new();
    for (own, module) in &modules {
        for path in &module.used {
            let Some(home) = home(&modules, own, path, 0) else { continue };
            let common = own.iter().zip(&home).take_while(|(left, right)| left == right).count();
            if let (Some(part), Some(other)) = (own.get(common), home.get(common)) {
                uses.entry(own[..common].to_vec()).or_default().entry(part).or_default().insert(other.clone());
            }
        }
    }
    let mut found = Vec::new();
    for (folder, uses) in uses.iter().filter(|(folder, _)| !is_one_thing(folder)) {
        for part in uses.keys() {
            // A circle is told once, from the first of its parts.
            let circle = shortest(uses, part).filter(|circle| circle.iter().all(|other| other >= part));
            found.extend(circle.map(|circle| format!("{}: {}", folder.join("/"), circle.join(" -> "))));
        }
    }
    found
}

/// The shortest way from a part back to it.
fn shortest<'a>(uses: &'a BTreeMap<&'a str, BTreeSet<String>>, part: &'a str) -> Option<Vec<&'a str>> {
    let (mut ways, mut seen) = (VecDeque::from([vec![part]]), BTreeSet::new());
    while let Some(way) = ways.pop_front() {
        for next in way.last().and_then(|last| uses.get(last)).into_iter().flatten() {
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
}
