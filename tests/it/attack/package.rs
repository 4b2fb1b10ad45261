//! A package of which every row of every table holds one attack in all its free texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sinosov::check::check;
use sinosov::data::schema::{Field, Kind, TABLES};
use sinosov::data::{Package, Source};
use sinosov::diag::Code;

use super::strings::attacks;
use crate::support::{Folder, fixture, sinosov};

/// The package, and how many cells hold an attack.
pub struct Attacked {
    pub folder: Folder,
    pub cells: usize,
}

/// What a cell holds that is no free text, or that may not hold the attack.
fn harmless(table: &str, field: &Field, number: usize) -> String {
    let id = |table: &str| format!("{}-{number}", table.trim_end_matches('s'));
    match (table, field.name) {
        ("figures", "value") | ("rates", "value") => format!("{}", 100 + number),
        ("figures", "as_stated") => format!("{} carts", 100 + number),
        ("rates", "as_stated") => format!("stood at {} marks", 100 + number),
        ("works", "consulted") => "yes".to_owned(),
        ("works", "kind") => {
            ["report", "article", "book", "chapter", "thesis", "web-page", "document-collection"][number % 7].to_owned()
        }
        ("works", "tier") => "2".to_owned(),
        ("works", "issued") => "1930".to_owned(),
        ("works", "url") => format!("https://example.org/{number}"),
        ("rates", "kind") => "official".to_owned(),
        ("rates", "from_unit_id") => "unit-0".to_owned(),
        ("rates", "to_unit_id") => "unit-1".to_owned(),
        ("rates", "start" | "end") => format!("{}", 1800 + number),
        ("units", "dimension") => if number < 2 { "money" } else { "things" }.to_owned(),
        ("units", _) if field.kind == Kind::Decimal => String::new(),
        ("actors" | "units", "start" | "end") => String::new(),
        ("places", "latitude" | "longitude") => format!("{}", number % 80),
        ("places", "work_id") => id("works"),
        ("stages", "order") => format!("{number}"),
        ("labels", "table") => "actors".to_owned(),
        ("labels", "row_id") => id("actors"),
        ("labels", "field") => "label".to_owned(),
        ("labels", "lang") => "eo".to_owned(),
        ("corrections", "table") => "quantities".to_owned(),
        ("corrections", "row_id") => id("quantities"),
        ("corrections", "field") => "start".to_owned(),
        ("corrections", "expect") => "1920".to_owned(),
        ("corrections", "action") => "flag".to_owned(),
        ("corrections", "corrected") => String::new(),
        ("quantities", "split") | ("works", "language") => String::new(),
        (_, "start" | "end" | "signed") => "1920".to_owned(),
        _ => match field.kind {
            Kind::Id => id(table),
            Kind::Ref(other) if other == table => String::new(),
            Kind::Ref("units") if table == "quantities" => format!("unit-{}", number.max(2)),
            Kind::Ref(other) if field.required || other == "actors" => id(other),
            Kind::Ref("works") if field.name == "cited_work_id" => format!("work-{}", (number + 1) % attacks().len()),
            Kind::Ref("categories" | "agreements" | "places") if table == "quantities" => id(match field.kind {
                Kind::Ref(other) => other,
                _ => "",
            }),
            Kind::Refs(other) if other == table => String::new(),
            Kind::Refs(other) => id(other),
            Kind::Locator if table == "works" => "pp. 1-2".to_owned(),
            Kind::Locator => "line 3".to_owned(),
            Kind::Text if field.required => format!("{} {number}", field.name),
            _ => String::new(),
        },
    }
}

/// The attack as a cell holds it; nothing for a cell that holds no free text.
fn attacked(table: &str, field: &Field, number: usize, attack: &str) -> Option<String> {
    if (table == "corrections" && field.name != "reason") || (table == "labels" && field.name != "text") {
        return None;
    }
    if table == "units" && field.name == "dimension" {
        return None;
    }
    match field.kind {
        Kind::Text => Some(attack.to_owned()),
        Kind::Locator if table == "works" => Some(attack.to_owned()),
        Kind::Locator => Some(format!("line 3, {attack}")),
        Kind::Phrase => Some(format!("{} {attack}", harmless(table, field, number))),
        Kind::Url => Some(format!("https://example.org/{number}/{attack}")),
        // Of such signs alone as a DOI may have.
        Kind::Doi => {
            let is_given_out = |sign: &char| sign.is_ascii_graphic() && !"\"$\\^`{|}".contains(*sign);
            Some(format!("10.1234/{number}{}", attack.chars().filter(is_given_out).collect::<String>()))
        }
        _ => None,
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

type Tables = BTreeMap<String, Vec<Vec<String>>>;

fn write(folder: &Path, tables: &Tables) {
    for table in TABLES {
        let line = |cells: Vec<String>| cells.join(",") + "\n";
        let mut text = line(table.fields.iter().map(|field| field.name.to_owned()).collect());
        text.extend(tables[table.name].iter().map(|row| line(row.iter().map(|cell| quoted(cell)).collect())));
        fs::write(folder.join(table.file()), text).expect("a table");
    }
}

/// Builds it: where a rule refuses an attack in a cell, the cell has a harmless text.
pub fn build(attacks: &[(&str, String)]) -> Attacked {
    let folder = Folder::with_package(&fixture("tiny"));
    let mut tables = Tables::new();
    let mut cells = 0;
    for table in TABLES {
        let row = |(number, (_, attack)): (usize, &(&str, String))| -> Vec<String> {
            let cell = |field: &Field| {
                let attacked = attacked(table.name, field, number, attack);
                attacked.unwrap_or_else(|| harmless(table.name, field, number))
            };
            table.fields.iter().map(cell).collect()
        };
        tables.insert(table.name.to_owned(), attacks.iter().enumerate().map(row).collect());
        let free = |field: &&Field| attacked(table.name, field, 0, "").is_some();
        cells += attacks.len() * table.fields.iter().filter(free).count();
    }
    for _ in 0..12 {
        write(folder.path(), &tables);
        let package = Package::read(Source::Folder(folder.path().to_path_buf()));
        let mut faults = check(&package);
        faults.retain(|fault| fault.code != Code::StaleFile && fault.code != Code::UnusedRow);
        if faults.is_empty() {
            break;
        }
        for fault in faults {
            let name = fault.place.file.trim_end_matches(".csv");
            let table = sinosov::data::schema::table(name).unwrap_or_else(|| panic!("{fault:?}"));
            let number = fault.place.line.checked_sub(2).unwrap_or_else(|| panic!("{fault:?}"));
            let row = tables.get_mut(name).and_then(|rows| rows.get_mut(number)).expect("the row");
            let mut column = 1;
            let mut at = None;
            for (index, cell) in row.iter().enumerate() {
                if column <= fault.place.column {
                    at = Some(index);
                }
                column += quoted(cell).chars().count() + 1;
            }
            let index = at.expect("a cell");
            let instead = harmless(name, &table.fields[index], number);
            assert_ne!(row[index], instead, "no harmless text: {fault:?}");
            row[index] = instead;
            cells -= 1;
        }
    }
    let title = r##"  "title": "<img src=x onerror=alert(0)> [a](javascript:b) | =1 *x* {y} \\par","##;
    let descriptor = folder.path().join("datapackage.json");
    let text = fs::read_to_string(&descriptor).expect("the descriptor");
    fs::write(&descriptor, text.replacen("  \"version\"", &format!("{title}\n  \"version\""), 1)).expect("a file");
    let run = sinosov(folder.path(), &["check", "--data", ".", "--write"]);
    assert!(!run.stderr.contains("error[") || run.stderr.contains("error[unused-row]"), "{}", run.stderr);
    let run = sinosov(folder.path(), &["check", "--data", "."]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    Attacked { folder, cells }
}
