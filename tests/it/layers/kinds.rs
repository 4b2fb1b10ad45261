//! Who knows which kinds of charts there are: the folder of each, and the registry. Nothing else names one, so whoever adds a
//! kind adds a folder and a line.

use super::{all_sources, code_of};

/// Where the registry stands, and above which folder.
const REGISTRY: &str = "chart/kinds/mod.rs";
const FOLDERS: &str = "chart/kinds/";
/// Words that are no kind of chart there: places in a text are counted in lines, and a list of references can have a map.
const OTHER: [(&str, &str); 2] = [("check/locator.rs", "line"), ("import/kinds.rs", "map")];

/// Where a file names a kind that it must not know.
fn namings(file: &str, text: &str, kinds: &[String]) -> Vec<String> {
    // Of a word in quotes in a text in quotes the strokes do not matter.
    let code = code_of(text).replace('\\', "");
    let capitalised = |kind: &str| format!("{}{}", kind[..1].to_uppercase(), &kind[1..]);
    let own = file.strip_prefix(FOLDERS).and_then(|path| path.split('/').next());
    let names = |kind: &&String| {
        let quoted = code.contains(&format!("\"{kind}\""));
        let paths = [format!("kinds::{kind}"), format!("Kind::{}", capitalised(kind))];
        quoted || paths.iter().any(|path| code.contains(path))
    };
    let foreign =
        kinds.iter().filter(|kind| own != Some(kind) && !OTHER.contains(&(file, kind.as_str()))).filter(names);
    foreign.map(|kind| format!("{file}: {kind}")).collect()
}

/// The kinds, as the registry has them.
fn kinds(registry: &str) -> Vec<String> {
    let names = registry.lines().filter_map(|line| line.trim().strip_prefix('(')?.split_once("::NAME, "));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn only_its_folder_and_the_registry_name_a_kind() {
    let sources = all_sources();
    let registry =
        sources.iter().find(|(file, _)| file == REGISTRY).map(|(_, text)| text.as_str()).expect("a registry");
    let kinds = kinds(registry);
    assert!(kinds.len() >= 6, "{kinds:?}");
    let others = sources.iter().filter(|(file, _)| file != REGISTRY);
    let found: Vec<String> = others.flat_map(|(file, text)| namings(file, text, &kinds)).collect();
    assert_eq!(found, Vec::<String>::new());
    // Each is a folder that says its own name, and no folder is of a kind that is not in the registry.
    let mut folders: Vec<&str> =
        sources.iter().filter_map(|(file, _)| file.strip_prefix(FOLDERS)?.strip_suffix("/mod.rs")).collect();
    folders.retain(|folder| !folder.contains('/'));
    let mut known: Vec<&str> = kinds.iter().map(String::as_str).collect();
    known.sort_unstable();
    assert_eq!(folders, known);
    for kind in &kinds {
        let own = sources.iter().find(|(file, _)| *file == format!("{FOLDERS}{kind}/mod.rs"));
        assert!(own.is_some_and(|(_, text)| text.contains(&format!("const NAME: &str = \"{kind}\";"))), "{kind}");
    }
}

#[test]
fn a_kind_that_is_named_elsewhere_is_found() {
    let kinds = ["line".to_owned(), "matrix".to_owned()];
    let found = |file: &str, text: &str| namings(file, text, &kinds);
    assert_eq!(found("report/x.rs", "if kind == \"line\" {}"), ["report/x.rs: line"]);
    assert_eq!(found("frame/x.rs", "#[error(\"use `kind = \\\"matrix\\\"`\")]"), ["frame/x.rs: matrix"]);
    assert_eq!(found("chart/x.rs", "use super::kinds::line::Line;"), ["chart/x.rs: line"]);
    assert_eq!(found("chart/x.rs", "spec.kind == Kind::Matrix"), ["chart/x.rs: matrix"]);
    assert_eq!(
        found("chart/kinds/line/mod.rs", "const NAME: &str = \"line\"; const O: &str = \"matrix\";"),
        ["chart/kinds/line/mod.rs: matrix"]
    );
    let none = Vec::<String>::new();
    assert_eq!(found("report/x.rs", "// of kind \"line\"\nlet lines = \"lines\";"), none);
    assert_eq!(found("report/x.rs", "#[cfg(test)]\nmod tests {\n    const K: &str = \"line\";\n}"), none);
}
