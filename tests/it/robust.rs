//! Bad input never panics: whatever stands in a table, the answer is a list of faults.

use std::fs;

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use sinosov::check::check;
use sinosov::data::{Package, Source};
use sinosov::diag::{Code, render};
use sinosov::model::numbers_in;

use crate::support::{Folder, fixture, rows, sinosov};

/// Words and signs that can be part of a number.
const WORDS: &[&str] = &[
    "one",
    "twenty",
    "hundred",
    "thousand",
    "thousands",
    "billion",
    "billions",
    "of",
    "and",
    "a",
    "half",
    "quarters",
    "dozen",
    "3",
    "4.5",
    "1,000",
    "79228162514264337593543950335",
    "/",
    "-",
    "万",
    "亿",
    "三",
    "几",
    "数",
    "тысяч",
    "млрд",
    "сто",
    "m",
    "%",
];

/// The faults of the sound fixture with one table replaced; all of them can be printed.
fn faults(table: &str, bytes: &[u8]) -> Vec<Code> {
    let folder = Folder::with_tiny_package();
    fs::write(folder.path().join(table), bytes).expect("a table");
    let faults = check(&Package::read(Source::Folder(folder.path().to_path_buf())));
    assert!(faults.iter().all(|fault| !render(fault, false).is_empty()));
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn a_field_of_fifty_megabytes_is_named_not_printed() {
    let sound = fs::read_to_string(fixture("tiny/actors.csv")).expect("the table");
    let huge = sound.replacen("alba,Alba", &format!("alba,{}", "A".repeat(50_000_000)), 1);
    let folder = Folder::with_tiny_package();
    fs::write(folder.path().join("actors.csv"), huge).expect("a table");
    let run = sinosov(folder.path(), &["check", "--data", "."]);
    assert_eq!((run.stdout.as_str(), run.code), ("1 problem\n", Some(1)));
    assert!(run.stderr.contains("actors.csv:2:6") && run.stderr.contains("50000000 bytes"), "{}", run.stderr);
    assert!(run.stderr.len() < 1000);
}

#[test]
fn numbers_and_dates_of_other_programs_are_refused() {
    let sound = fs::read_to_string(fixture("tiny/figures.csv")).expect("the table");
    for number in ["1e400", "NaN", "１２３", "\"1,000\"", "inf", "0x1F", "--5", "1.2.3"] {
        let text = sound.replacen("100 carts,,,100,", &format!("100 carts,,,{number},"), 1);
        assert!(faults("figures.csv", text.as_bytes()).contains(&Code::BadNumber), "{number}");
    }
    let sound = fs::read_to_string(fixture("tiny/quantities.csv")).expect("the table");
    for date in ["1938-02-30", "1938-13", "30.2.1938", "1938/02", "spring 1938"] {
        let text = sound.replacen("crown,1920,", &format!("crown,{date},"), 1);
        assert!(faults("quantities.csv", text.as_bytes()).contains(&Code::BadDate), "{date}");
    }
}

#[test]
fn a_folder_without_a_package_is_told_with_the_command_that_makes_one() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("empty one")).expect("a folder");
    fs::write(folder.path().join("file"), "text").expect("a file");
    for (data, told) in [
        ("nowhere", "nowhere is not there; `sinosov init nowhere` makes a package"),
        ("empty one", "there is no table in empty one; `sinosov init 'empty one'` writes a package into it"),
        ("file", "file is no folder; --data takes the folder of a package"),
    ] {
        for verb in [&["check"][..], &["check", "--write"], &["figures"], &["report", "generate"], &["claims", "carts"]]
        {
            let run = sinosov(folder.path(), &[verb, &["--data", data]].concat());
            assert_eq!((run.stdout.as_str(), run.code), ("", Some(2)), "{verb:?} {data}");
            assert_eq!(run.stderr, format!("error: {told}\n"), "{verb:?} {data}");
        }
    }
    assert_eq!(fs::read_dir(folder.path().join("empty one")).expect("the folder").count(), 0);
}

#[test]
fn a_table_that_is_not_there_is_written_with_its_header() {
    let folder = Folder::with_tiny_package();
    let rates = folder.path().join("rates.csv");
    let header = fs::read_to_string(&rates).expect("the table").lines().next().expect("a header").to_owned() + "\n";
    fs::remove_file(&rates).expect("removed");
    let run = sinosov(folder.path(), &["check", "--data", "."]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("`sinosov check --data DIR --write` writes its header"), "{}", run.stderr);
    let run = sinosov(folder.path(), &["check", "--data", ".", "--write"]);
    assert_eq!((run.stdout.as_str(), run.code), ("0 problems\n", Some(0)), "{}", run.stderr);
    assert!(run.stderr.contains("wrote ./rates.csv with its header alone"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&rates).expect("the table"), header);
    let run = sinosov(folder.path(), &["check", "--data", ".", "--write"]);
    assert_eq!((run.stderr.as_str(), run.code), ("", Some(0)));
}

#[test]
fn cycles_of_every_chain_are_found() {
    for (table, from, to) in [
        ("quantities.csv", "cart,1920,1920,,,,,carts-1920", "cart,1920,1920,carts-promised,,,,carts-1920"),
        ("works.csv", "en,no,1,,,", "en,no,1,old-ledger,,"),
        ("actors.csv", "1900,1960,", "1900,1960,bora"),
    ] {
        let sound = fs::read_to_string(fixture("tiny").join(table)).expect("the table");
        assert!(sound.contains(from), "{table}");
        assert_eq!(faults(table, sound.replacen(from, to, 1).as_bytes()), [Code::Cycle], "{table}");
    }
}

/// The codes that a sound package has with some of its tables changed.
fn changed(changes: &[(&str, &str, &str)]) -> Vec<Code> {
    let folder = Folder::with_tiny_package();
    for (table, from, to) in changes {
        let path = folder.path().join(table);
        let text = fs::read_to_string(&path).expect("the table");
        assert!(text.contains(from), "{table}: {from}");
        fs::write(&path, text.replacen(from, to, 1)).expect("a table");
    }
    let faults = check(&Package::read(Source::Folder(folder.path().to_path_buf())));
    let mut codes: Vec<Code> = faults.iter().map(|fault| fault.code).collect();
    codes.dedup();
    codes
}

#[test]
fn a_correction_is_checked_like_the_cell_it_stands_for() {
    let with = |row: &str| changed(&[("corrections.csv", "carts-year,", &format!("{row}\ncarts-year,"))]);
    assert_eq!(with("x,figures,report-1,multiplier,,set,1000,Invented."), [Code::UnreadableValue]);
    assert_eq!(
        with("x,figures,report-1,value,100,set,120,Invented."),
        [],
        "a number that is set is another than the printed one"
    );
    assert_eq!(with("x,figures,report-1,value,100,set,\"1,200\",Invented."), [Code::BadNumber]);
    assert_eq!(with("x,quantities,two-wheeled,start,1921,set,1930,Invented."), [Code::PeriodReversed]);
    assert_eq!(with("x,quantities,carts-promised,start,1920,flag,,Invented."), [Code::BadCorrection]);
}

#[test]
fn a_cycle_that_only_a_correction_closes_is_found() {
    let codes = changed(&[(
        "corrections.csv",
        "carts-year,",
        "x,quantities,carts-delivered,part_of,,set,two-wheeled,Invented.\ny,quantities,carts-delivered,split,,set,wheels,Invented.\ncarts-year,",
    )]);
    assert_eq!(codes, [Code::Cycle]);
}

#[test]
fn doubled_ids_and_long_chains_end() {
    let doubled = "aa,A,carts,,,,sent,,cart,,,,,,,\naa,A,carts,,,,sent,,cart,,,bb,s,,,\nbb,B,carts,,,,sent,,cart,,,aa,s,,,\ncarts-promised,";
    assert!(changed(&[("quantities.csv", "carts-promised,", &rows("quantities", doubled))]).contains(&Code::DoubledId));
    let row = |n: usize| {
        format!("q{n},Q,carts,,,,sent,,cart,,,{},s,,,\n", if n == 0 { String::new() } else { format!("q{}", n - 1) })
    };
    let long: String = (0..1500).map(row).collect::<String>() + "carts-promised,";
    // The first splits nothing, nothing uses the last, and that is all.
    assert_eq!(
        changed(&[("quantities.csv", "carts-promised,", &rows("quantities", &long))]),
        [Code::SplitWithoutWhole, Code::UnusedRow]
    );
}

#[test]
fn phrases_of_endless_number_words_are_read_or_refused() {
    let hundreds = "hundred ".repeat(15);
    for phrase in ["tens of billions of billions of billions", hundreds.trim(), "5亿亿亿亿", "一亿亿亿亿", "数亿亿亿亿"]
    {
        let codes = changed(&[("figures.csv", "100 carts,,,100", &format!("{phrase},,,100"))]);
        assert!(codes.contains(&Code::UnreadableValue), "{phrase}: {codes:?}");
    }
    let share = "79228162514264337593543950335/2 of the credit,,,50";
    assert!(changed(&[("figures.csv", "Half of the credit,,,50", share)]).contains(&Code::UnreadableValue));
}

#[test]
fn works_that_cite_each_other_have_no_root() {
    let codes = changed(&[
        ("works.csv", "en,no,1,", "en,yes,1,"),
        (
            "figures.csv",
            "report-3,",
            &rows(
                "figures",
                "old-1,credit-promised,old-ledger,p. 4,5 million crowns,5000000,,,,,,,field-report,,,\nreport-3,",
            ),
        ),
    ]);
    assert_eq!(codes, [Code::Cycle]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        faults("figures.csv", &bytes);
    }

    #[test]
    fn any_number_words_are_read(words in prop::collection::vec(prop::sample::select(WORDS), 0..12)) {
        for text in [words.join(" "), words.concat()] {
            assert!(numbers_in(&text).iter().all(|reading| reading.min <= reading.max), "{text}");
        }
    }

    #[test]
    fn a_sound_table_with_one_byte_changed_is_read_or_refused(at in 0_usize..900, byte in any::<u8>()) {
        let mut bytes = fs::read(fixture("tiny/figures.csv")).expect("the table");
        let at = at % bytes.len();
        bytes[at] = byte;
        faults("figures.csv", &bytes);
    }
}
