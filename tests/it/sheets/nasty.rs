//! Files that no one should bring back: each ends with a useful message, and none with a panic.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sinosov::data::{Package, Source};
use sinosov::diag::Diagnostic;
use sinosov::import::Import;

use crate::support::{fixture, root};

fn package() -> Package {
    Package::read(Source::Folder(fixture("tiny")))
}

fn read(name: &str, bytes: &[u8]) -> Result<Import, Box<Diagnostic>> {
    Import::read(name, bytes, None, &package())
}

/// A workbook of one sheet of texts; what begins with `=` is a formula.
fn workbook(rows: &[&[&str]]) -> Workbook {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            page.write(row, column, *cell).expect("a cell");
        }
    }
    workbook
}

fn actor() -> (String, String) {
    let package = package();
    let actor = package.dataset.actors.iter().next().expect("an actor");
    (actor.id.clone(), actor.label.clone())
}

#[test]
fn what_is_no_spreadsheet_is_refused_with_a_reason() {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".as_slice();
    let sound = workbook(&[&["actor_id", "label"], &["alba", "Alba"]]).save_to_buffer().expect("a workbook");
    let empty = workbook(&[]).save_to_buffer().expect("a workbook");
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    for (name, bytes, told) in [
        ("picture.xlsx", picture, "no text, and no workbook"),
        ("archive.xlsx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".as_slice(), "no workbook, or a broken one"),
        ("half.xlsx", &sound[..sound.len() / 2], "no workbook, or a broken one"),
        ("old.xls", &old, "no workbook, or a broken one"),
        ("empty.xlsx", &empty, "no sheet of empty.xlsx has the columns of a table"),
        ("empty.csv", b"".as_slice(), "it is empty"),
        ("nul.csv", b"actor_id,label\nal\0ba,x\n".as_slice(), "NUL"),
    ] {
        let fault = read(name, bytes).map(|_| name).expect_err(name);
        assert!(fault.found.contains(told), "{name}: {fault:?}");
    }
}

#[test]
fn a_workbook_with_broken_bytes_does_not_panic() {
    let sound = workbook(&[&["actor_id", "label"], &["alba", "Alba"]]).save_to_buffer().expect("a workbook");
    for at in (0..sound.len()).step_by(7) {
        let mut broken = sound.clone();
        broken[at] ^= 0x55;
        let _ = read("broken.xlsx", &broken);
        let _ = read("broken.xlsx", &sound[..at]);
    }
}

#[test]
fn a_sheet_may_be_laid_out_as_people_do() {
    let (id, label) = actor();
    // A title, an empty row, the header in the third; a hidden row; a column of one's own.
    let mut book = workbook(&[&["Actors of ours"], &[], &["mine", "label", "actor_id"], &["x", "Another", &id]]);
    book.worksheet_from_index(0).expect("a page").set_row_hidden(3).expect("a row");
    let import = read("own.xlsx", &book.save_to_buffer().expect("bytes")).expect("a sheet");
    assert_eq!((import.changes.len(), import.faults.len()), (1, 0), "{import:?}");
    assert_eq!(
        (import.changes[0].old.as_str(), import.changes[0].place.as_str()),
        (label.as_str(), "own.xlsx, sheet Sheet1, cell B4")
    );
    assert!(import.remarks.iter().any(|it| it.ends_with("no such column: mine")), "{:?}", import.remarks);
    // A formula with the value that it had, and one without.
    let mut book = workbook(&[&["actor_id", "label"], &[&id]]);
    let page = book.worksheet_from_index(0).expect("a page");
    page.write_formula(1, 1, rust_xlsxwriter::Formula::new("=\"An\"&\"other\"").set_result("Another")).expect("a cell");
    let import = read("formula.xlsx", &book.save_to_buffer().expect("bytes")).expect("a sheet");
    assert_eq!(import.changes.first().map(|it| it.new.as_str()), Some("Another"), "{import:?}");
    // Cells that are merged.
    let mut book = workbook(&[&["actor_id", "label", "start", "end"], &[&id, "", "", ""]]);
    let page = book.worksheet_from_index(0).expect("a page");
    page.merge_range(1, 1, 1, 3, "Merged", &Format::new()).expect("a range");
    let import = read("merged.xlsx", &book.save_to_buffer().expect("bytes")).expect("a sheet");
    assert_eq!(import.faults.len(), 2, "{import:?}");
    assert!(import.faults[0].found.contains("merged"));
}

#[test]
fn a_date_is_the_day_that_is_shown() {
    let (id, _) = actor();
    let mut book = workbook(&[&["actor_id", "start"], &[&id]]);
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let page = book.worksheet_from_index(0).expect("a page");
    page.write_with_format(1, 1, ExcelDateTime::from_ymd(1938, 7, 15).expect("a day"), &day).expect("a cell");
    let import = read("day.xlsx", &book.save_to_buffer().expect("bytes")).expect("a sheet");
    assert_eq!(import.changes.first().map(|it| it.new.as_str()), Some("1938-07-15"), "{import:?}");
    // As Excel for the Macintosh counted: 1462 days less.
    let fixture = root().join("tests/fixtures/sheets/1904.xlsx");
    let bytes = std::fs::read(fixture).expect("a fixture");
    let text = format!("{:?}", read("1904.xlsx", &bytes).expect("a sheet").changes);
    assert!(text.contains("1938-07-15"), "{text}");
}

#[test]
fn two_cells_at_the_ends_of_a_sheet_are_two_cells() {
    let (id, _) = actor();
    let mut book = workbook(&[&["actor_id", "label"], &[&id, "Another"]]);
    book.worksheet_from_index(0).expect("a page").write(1_048_575, 16_383, "far").expect("a cell");
    let import = read("far.xlsx", &book.save_to_buffer().expect("bytes")).expect("a sheet");
    assert_eq!(import.changes.len(), 1, "{import:?}");
}
