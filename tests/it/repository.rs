//! What is committed agrees with itself.

use std::collections::BTreeSet;
use std::fs;

use sinosov::check::{check, stale};
use sinosov::data::schema::{FLAT, TABLES};
use sinosov::data::{Package, Source};

use crate::support::{root, sinosov};

#[test]
fn the_dataset_has_no_problem() {
    let package = Package::read(Source::BuiltIn);
    assert_eq!(check(&package), []);
    assert_eq!(stale(&package).expect("generated files"), []);
}

#[test]
fn the_committed_report_is_that_of_todays_data() {
    let run = sinosov(&root(), &["report", "check"]);
    assert_eq!((run.stdout.as_str(), run.code), ("0 problems\n", Some(0)), "{}", run.stderr);
}

#[test]
fn the_readme_lists_every_column() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let mut missing = Vec::new();
    for table in TABLES {
        for field in table.fields {
            let line = format!("| {} | {} | {} |", table.name, field.name, field.about);
            if !readme.contains(&line) {
                missing.push(line);
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new(), "lines that the README lacks");
}

/// The records are built column by column, by name; a column that is misspelt there would be empty, and one that is forgotten
/// would be described and never used.
#[test]
fn records_and_descriptor_have_the_same_columns() {
    let source = fs::read_to_string(root().join("src/data/build.rs")).expect("where records are built");
    let reads = ["text", "some", "decimal", "parsed", "list", "choice", "cell"];
    let of = |read: &&str| source.split(format!("row.{read}(\"").as_str()).skip(1).collect::<Vec<&str>>();
    let mut read: BTreeSet<&str> = reads.iter().flat_map(of).filter_map(|rest| rest.split('"').next()).collect();
    // `row.period()` reads these.
    read.extend(["start", "end"]);
    // A table without ids is read elsewhere.
    let with_ids = TABLES.iter().filter(|table| table.id().is_some());
    let columns = with_ids.flat_map(|table| table.fields.iter().skip(1)).map(|field| field.name);
    assert_eq!(read, columns.collect());
    let text = fs::read_to_string(root().join("datasets/datapackage.json")).expect("the descriptor");
    let descriptor: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for (table, resource) in TABLES.iter().chain([&FLAT]).zip(descriptor["resources"].as_array().expect("resources")) {
        let fields = resource["schema"]["fields"].as_array().expect("fields").iter();
        let described: Vec<&str> = fields.map(|field| field["name"].as_str().expect("a name")).collect();
        let header = fs::read_to_string(root().join("datasets").join(table.file())).expect("a table");
        assert_eq!(described.join(","), header.lines().next().expect("a header"), "{}", table.name);
    }
}

#[test]
fn all_five_sources_speak_of_three_hundred_million_dollars() {
    let package = Package::read(Source::BuiltIn);
    let three_hundred = package.dataset.figures.iter().filter(|figure| {
        figure.value.is_some_and(|value| value.to_string() == "300000000")
            && package.dataset.unit_of(figure) == Some("usd")
            && package.dataset.works.get(&figure.work_id).is_some_and(|work| work.text_sha256.is_some())
    });
    let works: Vec<&str> = three_hundred.map(|figure| figure.work_id.as_str()).collect();
    assert_eq!(works.len(), 5);
    for work in package.dataset.works.iter().filter(|work| work.text_sha256.is_some()) {
        assert!(works.contains(&work.id.as_str()), "{}", work.id);
    }
}

#[test]
fn columns_of_a_package_may_not_be_dates_or_formulas_by_accident() {
    // Ids and locators begin with a letter or a quotation mark, so no spreadsheet takes them for something else.
    let package = Package::read(Source::BuiltIn);
    for figure in package.dataset.figures.iter() {
        assert!(figure.id.starts_with(|first: char| first.is_ascii_lowercase()), "{}", figure.id);
        assert!(figure.locator.starts_with(|first: char| first.is_alphabetic() || first == '"'), "{}", figure.locator);
    }
}

/// A limit that is told and not held, or held and told wrongly, would be a promise that is broken.
#[test]
fn the_limits_that_are_told_are_those_of_the_code() {
    let page = fs::read_to_string(root().join(".github/SECURITY.md")).expect("the page on security");
    let mut count = 0;
    for line in page.lines().filter(|line| line.starts_with("| ") && line.contains(" in `")) {
        // Backticks before the last column are of words.
        let held_by = line.rsplit(" | `").next().unwrap_or_default();
        let quoted: Vec<&str> = held_by.split('`').step_by(2).collect();
        let [name, value, file] = quoted[..] else { panic!("{line}") };
        let source = fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let is_there = |line: &str| line.contains(&format!("const {name}: ")) && line.ends_with(&format!("= {value};"));
        assert!(source.lines().any(is_there), "{file} has no {name} of {value}");
        count += 1;
    }
    assert!(count >= 20, "only {count} limits are told");
}
