//! Four hundred phrases with one number each, in eight kinds of writing, invented by whoever did not know the reader: what is read
//! of each is what one who codes it would write.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use sinosov::model::{Lang, numerals};

use crate::support::{Folder, fixture, root, rows as spread, sinosov};

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

#[test]
fn thirds_are_read_though_they_have_no_last_decimal_and_a_letter_may_be_a_million() {
    for (phrase, value) in [
        ("3⅓ bushels an acre", "3.3333"),
        ("3 1/3 bushels", "3.3333"),
        ("two-thirds of the mills", "0.6667"),
        ("⅚ of the crop", "0.8333"),
        ("21m. yards of cloth", "21000000"),
        ("a wall 21m. long", "21"),
        ("$300m", "300000000"),
    ] {
        let read = numerals(phrase, &Lang::default());
        let found = read.first().and_then(|it| it.value).map(|it| it.round_dp(4).normalize().to_string());
        assert_eq!((read.len(), found.as_deref()), (1, Some(value)), "{phrase}: {read:?}");
    }
}

#[test]
fn a_point_between_thousands_is_none_before_a_fraction() {
    let folder = Folder::with_tiny_package();
    let path = |table: &str| folder.path().join(format!("{table}.csv"));
    let works = std::fs::read_to_string(path("works")).expect("works");
    let row = works.lines().find(|line| line.starts_with("field-report,")).expect("the work");
    assert!(row.contains(",en,yes,"), "{row}");
    let figures = std::fs::read_to_string(path("figures")).expect("figures");
    for (language, phrase, value, is_sound) in [
        ("de", "92.700 carts", "92.7", false),
        ("de", "92.700 carts", "92700", true),
        ("de", "92,7 carts", "92.7", true),
        ("en", "92.700 carts", "92.7", true),
        ("en", "92,700 carts", "92700", true),
        ("ru", "92.700 carts", "92.7", true),
    ] {
        let changed = row.replace(",en,yes,", &format!(",{language},yes,"));
        std::fs::write(path("works"), works.replace(row, &changed)).expect("written");
        let new = format!("new,carts-promised,field-report,line 9,\"{phrase}\",{value},,,,,,,,,,\n");
        std::fs::write(path("figures"), spread("figures", &(figures.clone() + &new))).expect("written");
        let run = sinosov(&root(), &["check", "--data", &folder.path().to_string_lossy()]);
        let is_read = !run.stderr.contains("cannot be read in");
        assert_eq!(is_read, is_sound, "{language} {phrase} {value}: {}", run.stderr);
    }
}
