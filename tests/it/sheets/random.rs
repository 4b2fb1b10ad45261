//! What was exported comes back as it was, whatever saved it; and what was changed comes back as that and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use sinosov::cite::{Citing, Style};
use sinosov::data::schema::{self, Kind, TABLES};
use sinosov::data::{Package, Says, Shows, with_texts};
use sinosov::escape::Plain;
use sinosov::evidence::{Evidence, Options};
use sinosov::export::{Cell, Column, Csv, ExcelCsv, Sheet, Xlsx};
use sinosov::import::Import;
use sinosov::sheets;

use crate::invent::{Choices, Invented};
use crate::support::{is_all, sampled};

/// So many packages are invented, every seventh of them on most days.
const PACKAGES: u64 = 60;

/// The sheets of a workbook, as an export has them.
fn exported(package: &Package) -> Vec<Sheet> {
    let style = Style::named("chicago-notes").expect("a style");
    let mut citing = Citing::<Plain>::new(&style);
    citing.prepare(&package.dataset);
    let footnotes = sheets::footnotes(&mut citing, &package.dataset);
    let evidence = Evidence::new(package, Options::default());
    let digest = format!("SHA-256 of the data it is taken from: {}", package.about().digest);
    let readme = Sheet {
        name: "README".to_owned(),
        row: String::new(),
        columns: vec![Column::text("Version", "", Shows::Word)],
        rows: vec![vec![Cell::text(digest)]],
    };
    vec![
        readme,
        sheets::figures(package, &|figure| footnotes.get(&figure.id).cloned().unwrap_or_default()),
        sheets::quantities(package, &evidence),
        sheets::table(package, "works"),
        sheets::vocabularies(&package.dataset),
        sheets::table(package, "corrections"),
        sheets::control_totals(&package.dataset),
    ]
}

fn figures(package: &Package) -> Sheet {
    let mut sheet = exported(package).remove(1);
    // As in the file: without footnotes.
    sheet.columns.pop();
    sheet.rows.iter_mut().for_each(|row| drop(row.pop()));
    sheet
}

fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    Xlsx::sheets("Invented", sheets).expect("a workbook")
}

/// A package that can be read, and of which every id and label is one.
fn packages() -> impl Iterator<Item = (u64, Package)> {
    let step = sampled(7) as u64;
    (0..PACKAGES).filter(move |seed| seed % step == 0).filter_map(|seed| {
        let package = Invented::new(&mut Choices::of_seed(seed), 12).package();
        (package.faults.is_empty() && !package.dataset.figures.is_empty()).then_some((seed, package))
    })
}

fn import(name: &str, bytes: &[u8], package: &Package) -> Import {
    Import::read(name, bytes, None, package).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

fn hold_unchanged(what: &str, name: &str, bytes: &[u8], package: &Package) {
    let import = import(name, bytes, package);
    assert_eq!((import.changes, import.kept, import.faults), (vec![], vec![], vec![]), "{what}");
}

/// The same rows, parted by another sign, with decimal commas where they are numbers.
fn resaved(csv: &[u8], delimiter: u8, numbers: &[bool]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for (row, record) in reader.records().enumerate() {
        let record = record.expect("a row");
        let cells = record.iter().zip(numbers).map(|(cell, is_number)| match *is_number && row > 0 {
            true => cell.replace('.', ","),
            false => cell.to_owned(),
        });
        writer.write_record(cells).expect("a row");
    }
    writer.into_inner().expect("bytes")
}

fn utf16(bytes: &[u8], unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    ['\u{feff}'].into_iter().chain(text.chars()).collect::<String>().encode_utf16().flat_map(unit).collect()
}

#[test]
fn what_was_exported_comes_back_as_it_was() {
    let mut count = 0;
    for (seed, package) in packages() {
        hold_unchanged(&format!("{seed}, xlsx"), "x.xlsx", &xlsx(&exported(&package)), &package);
        let sheet = figures(&package);
        let numbers: Vec<bool> = sheet.columns.iter().map(|column| column.is_number).collect();
        let plain = Csv::sheet(&sheet).expect("CSV");
        let excel = ExcelCsv::sheet(&sheet).expect("CSV");
        let semicolons = resaved(&plain, b';', &numbers);
        for (what, bytes) in [
            ("csv", plain.clone()),
            ("excel csv", excel.clone()),
            ("excel csv in UTF-16", utf16(excel.strip_prefix(b"\xef\xbb\xbf").expect("a mark"), u16::to_le_bytes)),
            ("big-endian UTF-16", utf16(&plain, u16::to_be_bytes)),
            ("semicolons and decimal commas", semicolons.clone()),
            ("tabs in UTF-16", utf16(&resaved(&plain, b'\t', &numbers), u16::to_le_bytes)),
            ("tabs and points", resaved(&plain, b'\t', &vec![false; numbers.len()])),
            ("semicolons and points", resaved(&plain, b';', &vec![false; numbers.len()])),
        ] {
            hold_unchanged(&format!("{seed}, {what}"), "figures-flat.csv", &bytes, &package);
        }
        for schema in TABLES {
            let table = sheets::table(&package, schema.name);
            if !table.rows.is_empty() {
                let name = schema.file();
                hold_unchanged(&format!("{seed}, {name}"), &name, &Csv::sheet(&table).expect("CSV"), &package);
                hold_unchanged(&format!("{seed}, {name}"), &name, &ExcelCsv::sheet(&table).expect("CSV"), &package);
            }
        }
        count += 1;
    }
    assert!(count >= 8, "{count}");
}

/// A cell of a table: its name, the key of the row, the column.
type Target = (&'static str, String, &'static str);

/// Another text for a cell of this kind, as a person types it, and as the table has it then.
fn other(
    choices: &mut Choices<'_>,
    package: &Package,
    kind: Kind,
    says: Says,
    number: usize,
) -> Option<(Cell, String)> {
    let text = |text: String| Some((Cell::text(text.clone()), text));
    if let Says::Label(table) = says {
        let raw = package.table(table)?;
        let row = choices.below(raw.len());
        let (id, label) = (raw.cell(row, schema::table(table)?.fields[0].name), raw.cell(row, "label"));
        let is_one = (0..raw.len()).filter(|row| raw.cell(*row, "label") == label).count() == 1;
        return is_one.then(|| (Cell::text(label), id.to_owned()));
    }
    match kind {
        Kind::Decimal => {
            let number = format!("{}.{}", choices.between(1, 99_999), choices.between(1, 9));
            Some((Cell::number(&number), number))
        }
        Kind::Date => {
            text(format!("{}-{:02}-{:02}", choices.between(1800, 1990), choices.between(1, 12), choices.between(2, 28)))
        }
        Kind::Choice(words) => text((*choices.pick(words)).to_owned()),
        Kind::Ref(table) | Kind::Refs(table) => {
            let raw = package.table(table)?;
            let ids: Vec<&str> = raw.ids().collect();
            (!ids.is_empty()).then(|| text((*choices.pick(&ids)).to_owned()))?
        }
        Kind::Text | Kind::Phrase => text(format!("another text {number}, 車 “x” – №")),
        Kind::Locator => text(format!("p. {number}")),
        Kind::Url => text(format!("https://example.org/{number}")),
        Kind::Language => text("de".to_owned()),
        Kind::Id | Kind::Doi | Kind::Isbn | Kind::Digest => None,
    }
}

/// Changes some cells of some sheets at random, and says what comes of it.
fn changed(
    choices: &mut Choices<'_>,
    package: &Package,
    sheets: &mut [Sheet],
    own_only: bool,
    count: usize,
) -> BTreeMap<Target, String> {
    let mut wanted: BTreeMap<Target, String> = BTreeMap::new();
    let mut touched: BTreeSet<Target> = BTreeSet::new();
    for number in 0..count * 3 {
        if wanted.len() == count {
            break;
        }
        let sheet = &mut sheets[number % sheets.len()];
        if sheet.rows.is_empty() {
            continue;
        }
        let (row, column) = (choices.below(sheet.rows.len()), choices.below(sheet.columns.len()));
        let Shows::Cell(shown) = sheet.columns[column].shows else { continue };
        let is_key = column == 0
            || sheet.columns.iter().any(|it| {
                matches!(it.shows, Shows::Cell(other) if other.by == Some(shown.column))
                    && shown.by.is_none()
                    && shown.table == "figures"
            });
        if is_key || (own_only && shown.by.is_some()) {
            continue;
        }
        let id = match shown.by {
            None => sheet.rows[row][0].plain(),
            Some(by) => {
                let place = sheet.columns.iter().position(|column| column.name == by).expect("a column");
                sheet.rows[row][place].plain()
            }
        };
        let schema = schema::table(shown.table).expect("a table");
        let field = &schema.fields[schema.column(shown.column).expect("a column")];
        let Some((cell, mut raw)) = other(choices, package, field.kind, shown.says, number) else { continue };
        let table = package.table(shown.table).expect("a table");
        let Some(there) = table.row(&id) else { continue };
        let general = |column: &str| {
            let figure = package.table("figures").expect("figures");
            let quantities = package.table("quantities").expect("quantities");
            let quantity = figure.cell(there, "quantity_id");
            quantities.row(quantity).map(|row| quantities.cell(row, column).to_owned()).unwrap_or_default()
        };
        match shown.says {
            Says::Spelled(word) if raw == word => raw.clear(),
            Says::Inherited(of) if raw == general(of) => raw.clear(),
            _ => {}
        }
        // A correction shows another text than the table has, a start of the quantity is that of its figures.
        let old = table.cell(there, shown.column);
        let is_corrected = package.dataset.corrections.iter().any(|it| it.row_id == id && it.field == shown.column);
        let target = (shown.table, id, shown.column);
        let is_same = old == raw
            || sinosov::model::parse_decimal(old)
                .ok()
                .is_some_and(|old| sinosov::model::parse_decimal(&raw) == Ok(old));
        if is_same || is_corrected || cell == sheet.rows[row][column] || !touched.insert(target.clone()) {
            continue;
        }
        sheet.rows[row][column] = cell;
        wanted.insert(target, raw);
    }
    wanted
}

/// Every cell of every table.
fn cells(package: &Package) -> BTreeMap<(&'static str, String, &'static str), String> {
    let mut cells = BTreeMap::new();
    for schema in TABLES {
        let Some(table) = package.table(schema.name) else { continue };
        for row in 0..table.len() {
            let key: Vec<&str> = schema.key().iter().map(|field| table.cell(row, field.name)).collect();
            for field in schema.fields {
                cells.insert((schema.name, key.join(", "), field.name), table.cell(row, field.name).to_owned());
            }
        }
    }
    cells
}

fn hold_changed(what: &str, name: &str, bytes: &[u8], package: &Package, wanted: &BTreeMap<Target, String>) {
    let first = import(name, bytes, package);
    assert_eq!(first.faults, vec![], "{what}");
    let found: BTreeMap<Target, String> =
        first.changes.iter().map(|it| ((it.table, it.id.clone(), it.column), it.new.clone())).collect();
    assert_eq!((&found, first.changes.len()), (wanted, wanted.len()), "{what}");
    let after = with_texts(package, &first.texts(package).expect("texts"));
    let mut cells_wanted = cells(package);
    cells_wanted.extend(wanted.clone());
    assert!(cells(&after) == cells_wanted, "{what}: other cells changed");
    if after.faults.is_empty() {
        let second = import(name, bytes, &after);
        assert_eq!(second.changes, vec![], "{what}, a second time; {:?}", second.remarks);
    }
}

#[test]
fn what_was_changed_comes_back_as_that_and_nothing_else() {
    let (mut count, mut runs) = (0, 0);
    for (seed, package) in packages() {
        let mut choices = Choices::of_seed(seed + 1000);
        // On most days the largest alone.
        for many in [1, 5, 20].into_iter().skip(if is_all() { 0 } else { 2 }) {
            let mut sheets = exported(&package);
            let wanted = changed(&mut choices, &package, &mut sheets[1..4], false, many);
            hold_changed(&format!("{seed}, {many} in xlsx"), "x.xlsx", &xlsx(&sheets), &package, &wanted);
            count += wanted.len();
            let mut flat = vec![figures(&package)];
            let wanted = changed(&mut choices, &package, &mut flat, true, many);
            let numbers: Vec<bool> = flat[0].columns.iter().map(|column| column.is_number).collect();
            let plain = Csv::sheet(&flat[0]).expect("CSV");
            for (what, bytes) in [
                ("csv", plain.clone()),
                ("excel csv", ExcelCsv::sheet(&flat[0]).expect("CSV")),
                ("semicolons", resaved(&plain, b';', &numbers)),
            ] {
                hold_changed(&format!("{seed}, {many} in {what}"), "figures-flat.csv", &bytes, &package, &wanted);
                count += wanted.len();
            }
            runs += 4;
        }
    }
    println!("{count} changes in {runs} files");
    assert!(count > 500, "{count}");
}

#[test]
fn the_rows_of_a_selection_change_nothing_else() {
    for (seed, package) in packages() {
        let figures: Vec<_> = package.dataset.figures.iter().step_by(3).collect();
        let part = sinosov::data::subset(&package, &figures, &[]);
        let import = import("part.xlsx", &xlsx(&exported(&part)), &package);
        assert_eq!((import.changes, import.kept), (vec![], vec![]), "{seed}");
    }
}
