//! Transcripts: the console blocks of the README and of `tests/cmd`, run as they stand.

use std::fs;

use crate::support::{Folder, root, sinosov};

#[test]
fn transcripts_hold() {
    trycmd::TestCases::new().env("COLUMNS", "120").case("tests/cmd/*.trycmd").case("README.md");
}

#[test]
fn a_report_is_written_whole_into_any_folder() {
    let folder = Folder::new();
    let run = sinosov(folder.path(), &["report", "generate"]);
    assert_eq!((run.stdout.as_str(), run.code), ("", Some(0)), "{}", run.stderr);
    let charts = folder.path().join("reports/sino-soviet/charts");
    let names: Vec<_> =
        fs::read_dir(charts).expect("charts").map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(names.len() >= 16, "{names:?}");
    assert!(names.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{names:?}");
    let text = fs::read_to_string(folder.path().join("reports/sino-soviet/report.md")).expect("the text");
    assert!(text.contains("904 aircraft") || text.contains("904\u{a0}aircraft"));
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = Folder::new();
    fs::write(folder.path().join("taken"), "a file").expect("a file");
    let run = sinosov(folder.path(), &["report", "generate", "--out", "taken"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("cannot make the folder taken/sino-soviet"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("taken")).expect("the file"), "a file");
}

#[test]
fn a_faulty_package_stops_every_verb_but_check() {
    let bad = root().join("tests/fixtures/bad/bad-number");
    let bad = bad.to_string_lossy();
    for verb in
        [vec!["figures"], vec!["claims", "carts-promised"], vec!["report", "generate"], vec!["audit", "--texts", "."]]
    {
        let folder = Folder::new();
        let run = sinosov(folder.path(), &[verb, vec!["--data", &*bad]].concat());
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains("error[bad-number]"), "{}", run.stderr);
        assert!(run.stderr.contains("the data package has 1 problem"), "{}", run.stderr);
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
    }
}
