//! Transcripts: the console blocks of the README and of `tests/cmd`, run as they stand.

use std::fs;

use crate::support::{Folder, fixture, root, sinosov};

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
    assert!(text.contains("US$300 million") || text.contains("US$300\u{a0}million"));
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = Folder::new();
    fs::write(folder.path().join("taken"), "a file").expect("a file");
    let run = sinosov(folder.path(), &["report", "generate", "--format", "svg", "--out", "taken"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("taken is a file, and a folder is wanted"), "{}", run.stderr);
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

#[test]
fn a_package_goes_with_the_reports_in_or_beside_its_folder_and_with_no_others() {
    let listed = |place: &str| {
        let folder = Folder::new();
        let data = folder.copy(&fixture("tiny"), "data");
        if !place.is_empty() {
            let reports = folder.path().join(place);
            fs::create_dir(&reports).expect("a folder");
            let text = fs::read_to_string(fixture("tiny/reports/carts.toml")).expect("a definition");
            fs::write(reports.join("own.toml"), text).expect("a definition");
        }
        let data = data.to_string_lossy().into_owned();
        let checked = sinosov(folder.path(), &["check", "--data", &data]);
        assert_eq!((checked.stdout.as_str(), checked.code), ("0 problems\n", Some(0)), "{}", checked.stderr);
        sinosov(folder.path(), &["report", "list", "--data", &data])
    };
    for place in ["data/reports", "reports"] {
        let run = listed(place);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.contains("own") && !run.stdout.contains("sino"), "{place}: {}", run.stdout);
    }
    let run = listed("");
    assert_eq!((run.stdout.as_str(), run.code), ("", Some(2)));
    assert!(run.stderr.contains("there is no folder `reports` in or beside"), "{}", run.stderr);
}

#[test]
fn what_a_refusal_offers_is_answered() {
    let asked = [
        "--category aircraft",
        "--category arms --recipient roc",
        "--category credit --item loan",
        "--category credit --provider ussr --item loan --item drawn",
        "--quantity prc-1950-aircraft-first-order --quantity prc-1950-bombers-ordered",
        "--item 'anti-tank guns' --item shells --stage promised",
        "--category carts --data tests/fixtures/meaning",
        "--category goods --data tests/fixtures/meaning",
        "--item saws --data tests/fixtures/meaning",
        "--category credit --from 1935 --data tests/fixtures/meaning",
    ];
    let words = |line: &str| -> Vec<String> {
        let quoted = line.split('\'').enumerate();
        quoted
            .flat_map(|(index, part)| match index % 2 {
                0 => part.split_whitespace().map(str::to_owned).collect(),
                _ => vec![part.to_owned()],
            })
            .collect()
    };
    for flags in asked {
        let arguments = [words("why total"), words(flags)].concat();
        let refused = sinosov(&root(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(refused.code, Some(2), "{flags}: {}", refused.stdout);
        let offered: Vec<&str> = refused.stderr.lines().filter_map(|line| line.strip_prefix("    sinosov ")).collect();
        assert!(!offered.is_empty(), "{flags}: {}", refused.stderr);
        for line in offered {
            let arguments = words(line);
            let answered = sinosov(&root(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(answered.code, Some(0), "{line}: {}", answered.stderr);
        }
    }
}
