//! Bad input never panics: whatever stands in a table, the answer is a list of faults.

use std::fs;

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use sinosov::check::check;
use sinosov::data::{Package, Source};
use sinosov::diag::{Code, render};

use crate::support::{Folder, fixture, sinosov};

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
        let text = sound.replacen("100 carts,100,", &format!("100 carts,{number},"), 1);
        assert!(faults("figures.csv", text.as_bytes()).contains(&Code::BadNumber), "{number}");
    }
    let sound = fs::read_to_string(fixture("tiny/quantities.csv")).expect("the table");
    for date in ["1938-02-30", "1938-13", "30.2.1938", "1938/02", "spring 1938"] {
        let text = sound.replacen("crown,1920,", &format!("crown,{date},"), 1);
        assert!(faults("quantities.csv", text.as_bytes()).contains(&Code::BadDate), "{date}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_eleven_missing_tables() {
    let folder = Folder::new();
    let run = sinosov(folder.path(), &["check", "--data", "nowhere"]);
    assert_eq!((run.stdout.as_str(), run.code), ("11 problems\n", Some(1)));
    assert_eq!(run.stderr.matches("error[missing-file]").count(), 11);
}

#[test]
fn cycles_of_every_chain_are_found() {
    for (table, from, to) in [
        ("quantities.csv", "cart,1920,1920,,,carts-1920", "cart,1920,1920,carts-promised,,carts-1920"),
        ("works.csv", "en,no,1,,,", "en,no,1,old-ledger,,"),
        ("actors.csv", "1900,1960,", "1900,1960,bora"),
    ] {
        let sound = fs::read_to_string(fixture("tiny").join(table)).expect("the table");
        assert!(sound.contains(from), "{table}");
        assert_eq!(faults(table, sound.replacen(from, to, 1).as_bytes()), [Code::Cycle], "{table}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        faults("figures.csv", &bytes);
    }

    #[test]
    fn a_sound_table_with_one_byte_changed_is_read_or_refused(at in 0_usize..900, byte in any::<u8>()) {
        let mut bytes = fs::read(fixture("tiny/figures.csv")).expect("the table");
        let at = at % bytes.len();
        bytes[at] = byte;
        faults("figures.csv", &bytes);
    }
}
