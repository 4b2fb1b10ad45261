//! The bodies of the fuzzer, run over its corpus and over changes of it that a seed chooses: the same on every run.
//!
//! `tests/README.md` says how a fuzzer that is led by coverage runs them for longer.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::bodies::{BODIES, Body};
use crate::invent::Choices;
use crate::support::{root, sampled};

/// The inputs of a corpus, by the order of their names.
fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("tests/fuzz/corpus").join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(&path).expect("an input"))).collect()
}

/// What formats read as a sign of their own, and numbers at the ends of what can be kept.
const PIECES: &[&str] = &[
    "\"",
    "\n",
    "\r\n",
    "\0",
    "\u{feff}",
    "{{",
    "}}",
    "{% for x in [1, 2] %}",
    "{% endfor %}",
    "<",
    ">",
    "/>",
    "</",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "[[",
    "]]",
    "=",
    "'''",
    "\\",
    "\u{202e}",
    "\u{301}",
    "中",
    "…",
    "-",
    "0",
    "9999-12-31",
    "79228162514264337593543950335",
    "-1",
    "1e9",
    "тыс",
    "万",
    "половина",
    "of",
    "; ",
    ",",
    ",,,,,,,,",
    "para. ",
    "line 0",
    "line 18446744073709551615",
];

/// An input with a few changes, one behind the other.
fn changed(choices: &mut Choices<'_>, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..choices.between(1, 6) {
        let at = choices.below(bytes.len() + 1);
        let end = (at + choices.between(1, 24)).min(bytes.len());
        match choices.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << choices.below(8),
            1 if at < bytes.len() => bytes[at] = u8::try_from(choices.below(256)).unwrap_or_default(),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copy = bytes[at..end].to_vec();
                let to = choices.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            4 => {
                let from = choices.below(other.len() + 1);
                let piece = other[from..(from + choices.between(1, 40)).min(other.len())].to_vec();
                bytes.splice(at..end, piece);
            }
            5 => bytes.truncate(at.max(bytes.len() / 2)),
            _ => {
                let piece = choices.pick(PIECES).bytes();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

/// Runs a body; an input at which it panics is kept, and named.
fn run(name: &str, body: Body, what: &str, input: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| body(input))).is_ok() {
        return;
    }
    let folder = root().join("target/finds").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(what.replace(|character: char| !character.is_ascii_alphanumeric(), "-"));
    fs::write(&path, input).expect("a file");
    panic!("{name} fails at {what}; the input is {}", path.display());
}

fn survives(name: &str) {
    let (_, body, count) = *BODIES.iter().find(|(known, ..)| *known == name).expect("a body of that name");
    let corpus = corpus(name);
    assert!(!corpus.is_empty() && corpus.len() <= 20, "{} inputs", corpus.len());
    for (path, input) in &corpus {
        assert!(input.len() <= 16_000, "{path} has {} bytes", input.len());
        run(name, body, path.rsplit('/').next().unwrap_or(path), input);
    }
    for seed in 0..count / sampled(10) {
        let mut choices = Choices::of_seed(seed as u64);
        let (input, other) = (&choices.pick(&corpus).1, &choices.pick(&corpus).1);
        let input = changed(&mut choices, input, other);
        run(name, body, &format!("change {seed}"), &input);
    }
}

/// A test a target, so that they run side by side.
macro_rules! targets {
    ($($test:ident $name:literal;)*) => {
        $(#[test]
        fn $test() {
            survives($name);
        })*

        #[test]
        fn every_body_has_a_test_and_a_target() {
            let known: Vec<&str> = BODIES.iter().map(|(name, ..)| *name).collect();
            assert_eq!([$($name),*].as_slice(), known);
            let text = fs::read_to_string(root().join("tests/fuzz/Cargo.toml")).expect("the fuzzer's manifest");
            for name in known {
                assert!(text.contains(&format!("name = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"")), "{name}");
                let target = root().join(format!("tests/fuzz/fuzz_targets/{name}.rs"));
                let target = fs::read_to_string(&target).expect("a target");
                assert!(target.contains(&format!("run(\"{name}\", data)")), "{name}");
            }
        }
    };
}

targets! {
    csl_survives "csl";
    dates_survive "dates";
    definitions_survive "definitions";
    locators_survive "locators";
    packages_survive "packages";
    phrases_survive "phrases";
    png_survives "png";
    references_survive "references";
    svg_survives "svg";
    tables_survive "tables";
    templates_survive "templates";
    texts_survive "texts";
}
