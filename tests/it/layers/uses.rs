//! What each module of the source uses, read from its `use` lines and from the paths in its code.

use std::collections::{BTreeMap, BTreeSet};

use super::code_of;

/// A path as it is written: `super::money::Wanted`.
pub(super) type Path = Vec<String>;

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

/// Every use of one module by another, each as a path from the root of the source. What a module only hands on is used where it
/// is defined.
pub(super) fn uses(sources: &[(String, String)]) -> BTreeSet<(Path, Path)> {
    let modules: BTreeMap<Path, Module> = sources.iter().map(|(file, text)| (path_of(file), read(text))).collect();
    let of = |own: &Path, module: &Module| -> Vec<(Path, Path)> {
        let homes = module.used.iter().filter_map(|path| home(&modules, own, path, 0));
        homes.map(|home| (own.clone(), home)).collect()
    };
    modules.iter().flat_map(|(own, module)| of(own, module)).collect()
}
