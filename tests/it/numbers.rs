//! Four hundred phrases with one number each, in eight kinds of writing, invented by whoever did not know the reader: what is read
//! of each is what one who codes it would write.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use sinosov::model::{Lang, numerals};

use crate::support::fixture;

fn rows(name: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(fixture("numbers").join(name)).expect("the table");
    reader.records().collect::<Result<_, _>>().expect("rows")
}

#[test]
fn four_hundred_phrases_are_read_as_they_are_coded() {
    let phrases = rows("phrases.csv");
    assert_eq!(phrases.len(), 400);
    let number = |number: Option<Decimal>| number.map(|it| it.normalize().to_string()).unwrap_or_default();
    let mut wrong = Vec::new();
    for row in &phrases {
        let lang: Lang = row[0].parse().expect("a language");
        let read = numerals(&row[1], &lang);
        let cells = |it: &sinosov::model::Numeral| {
            [number(it.value), number(it.min), number(it.max), it.bound.name().to_owned()]
        };
        let wanted = [&row[2], &row[3], &row[4], &row[5]].map(str::to_owned);
        if read.iter().map(cells).collect::<Vec<_>>() != [wanted] {
            wrong.push(format!("{}: {}: {read:?}", &row[0], &row[1]));
        }
    }
    assert!(wrong.is_empty(), "{} of 400:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_phrase_has_a_convention_with_a_source() {
    let conventions = rows("conventions.csv");
    assert!(conventions.iter().all(|row| !row[1].is_empty() && !row[2].is_empty()), "a rule and a source each");
    let known: BTreeSet<&str> = conventions.iter().map(|row| &row[0]).collect();
    let phrases = rows("phrases.csv");
    let used: BTreeSet<&str> = phrases.iter().map(|row| &row[6]).collect();
    assert_eq!(used, known);
}
