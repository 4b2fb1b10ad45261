//! Every kind of fault has a small bad package and the exact text that is printed for it.

use std::collections::BTreeSet;
use std::fs;

use sinosov::diag::Code;
use snapbox::{Data, assert_data_eq};

use crate::support::{fixture, root, sinosov};

#[test]
fn every_bad_package_is_told_by_its_code() {
    let mut seen = BTreeSet::new();
    for entry in fs::read_dir(fixture("bad")).expect("the bad packages") {
        let folder = entry.expect("an entry").path();
        let code = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let data = format!("tests/fixtures/bad/{code}");
        let texts = format!("{data}/texts");
        let reports = format!("{data}/reports");
        let library = format!("{data}/library.bib");
        let sheet = format!("{data}/sheet.csv");
        let arguments: Vec<&str> = if folder.join("library.bib").is_file() {
            vec!["import", "works", &library, "--data", &data]
        } else if folder.join("sheet.csv").is_file() {
            vec!["import", &sheet, "--data", &data]
        } else if folder.join("texts").is_dir() {
            let mut arguments = vec!["audit", "--strict", "--data", &data, "--texts", &texts];
            arguments.extend(folder.join("audit").is_dir().then_some("--uncovered"));
            arguments
        } else if folder.join("reports").is_dir() {
            vec!["check", "--data", &data, "--reports", &reports]
        } else {
            vec!["check", "--data", &data]
        };
        let run = sinosov(&root(), &arguments);
        assert!(matches!(run.code, Some(1 | 2)), "{code}: exit {:?}", run.code);
        assert!(run.stderr.contains(&format!("error[{code}]")), "{code}:\n{}", run.stderr);
        assert_data_eq!(run.stderr, Data::read_from(&folder.join("expected.txt"), None).raw());
        seen.insert(code);
    }
    let all: BTreeSet<String> = Code::ALL.iter().map(|code| code.slug().to_owned()).collect();
    assert_eq!(seen, all, "every code has a package, and every package a code");
}

#[test]
fn the_sound_package_has_no_fault() {
    let run = sinosov(&root(), &["check", "--data", "tests/fixtures/tiny"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), ("0 problems\n", "", Some(0)));
    let run = sinosov(
        &root(),
        &["audit", "--strict", "--data", "tests/fixtures/tiny", "--texts", "tests/fixtures/tiny/texts"],
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("6         6"), "{}", run.stdout);
}
