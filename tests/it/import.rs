//! `sinosov import works`: what it shows, what it writes, and what it leaves as it is.

use std::fs;
use std::path::Path;

use crate::support::{Folder, fixture, sinosov};

fn put(folder: &Folder, name: &str, text: &str) {
    fs::write(folder.path().join(name), text).expect("a file");
}

fn file(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join("data").join(name)).expect("a file")
}

/// The tables of the sound fixture in `data`, with what is generated from them.
fn package() -> Folder {
    let folder = Folder::new();
    folder.copy(&fixture("tiny"), "data");
    folder
}

/// Every file below a folder with its bytes.
fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a file")))
        .collect();
    found.sort();
    found
}

const LIST: &str = "@book{roe-carts, author = {Ann Roe}, title = {On carts}, year = 1931, publisher = {Cart Press}, keywords = {carts}}\n\
    @article{Doe1932, author = {Doe, Jon and Mei, Lu}, title = {On \"wheels\", and axles}, journal = {Cart Quarterly}, date = {1932-05}}\n\
    @report{again, author = {Roe, Ann}, title = {An Invented Report!}, year = 1930, institution = {Office of Carts}}\n\
    @book{twice, author = {Roe, A.}, title = {On Carts}, year = 1931, address = {Alba}}\n";

const HEADER: usize = 3;

#[test]
fn nothing_is_written_until_it_is_asked_for() {
    let folder = package();
    put(&folder, "list.bib", LIST);
    let before = snapshot(&folder.path().join("data"));
    let run = sinosov(folder.path(), &["import", "works", "list.bib", "--data", "data"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(snapshot(&folder.path().join("data")), before);
    for shown in [
        "roe-carts",
        "doe-1932",
        "list.bib:3: `field-report` is there\n",
        "  works.csv, line 2, title: has \"An invented report\", the list has \"An Invented Report!\"\n",
        "  works.csv, line 2, publisher: has nothing, the list has \"Office of Carts\"\n",
        "list.bib:4: `roe-carts` stands twice in the list\n",
        "  the first, line 1, authors: has \"Roe, Ann\", the list has \"Roe, A.\"\n",
        "  the first, line 1, place: has nothing, the list has \"Alba\"\n",
    ] {
        assert!(run.stdout.contains(shown), "{shown}\n{}", run.stdout);
    }
    for shown in
        ["keywords (1 entry)", "4 entries in BibTeX: 2 new, 2 known\n", "nothing was written; --yes writes it\n"]
    {
        assert!(run.stderr.contains(shown), "{shown}\n{}", run.stderr);
    }
}

#[test]
fn new_rows_stand_behind_the_others_and_the_package_stays_sound() {
    let folder = package();
    put(&folder, "list.bib", LIST);
    let before = file(&folder, "works.csv");
    let run = sinosov(folder.path(), &["import", "works", "list.bib", "--data", "data", "--yes"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let after = file(&folder, "works.csv");
    let added = after.strip_prefix(&before).expect("the old lines as they were");
    assert_eq!(
        added,
        "roe-carts,Roe 1931,book,\"Roe, Ann\",,,On carts,,Cart Press,,1931,,,,,,,,,,,no,,,,\n\
         doe-1932,Doe 1932,article,\"Doe, Jon; Mei, Lu\",,,\"On \"\"wheels\"\", and axles\",Cart Quarterly,,,1932-05,,,,,,,,,,,no,,,,\n"
    );
    let check = sinosov(folder.path(), &["check", "--data", "data"]);
    assert_eq!((check.stdout.as_str(), check.code), ("0 problems\n", Some(0)), "{}", check.stderr);
    // All of it is known now.
    let again = sinosov(folder.path(), &["import", "works", "list.bib", "--data", "data", "--yes"]);
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    assert!(again.stderr.contains("4 entries in BibTeX: 0 new, 4 known"), "{}", again.stderr);
    assert!(again.stdout.contains("there, and the list says nothing new: roe-carts, doe-1932\n"), "{}", again.stdout);
    assert_eq!(file(&folder, "works.csv"), after);
    // The other verbs take the package as it is.
    let figures = sinosov(folder.path(), &["figures", "--data", "data"]);
    assert_eq!(figures.code, Some(0), "{}", figures.stderr);
}

#[test]
fn only_empty_cells_are_filled() {
    let folder = package();
    put(&folder, "list.bib", LIST);
    let before = file(&folder, "works.csv");
    let run = sinosov(folder.path(), &["import", "works", "list.bib", "--data", "data", "--fill", "--yes"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stdout.contains("publisher: has nothing, the list has \"Office of Carts\"; it is filled\n"),
        "{}",
        run.stdout
    );
    let after = file(&folder, "works.csv");
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    assert_eq!((old[0], old[2]), (new[0], new[2]));
    // The title, of which the list has another form, stays.
    let filled = old[1].replacen("An invented report,,,,1930", "An invented report,,Office of Carts,,1930", 1);
    assert_ne!(filled, old[1]);
    assert_eq!(new[1], filled);
    assert_eq!(new.len(), HEADER + 2);
}

#[test]
fn what_cannot_be_read_stops_no_other() {
    let folder = package();
    put(
        &folder,
        "list.bib",
        "@book{a, title = {Sound}, year = 1931}\n@book{b, title {x}}\n@book{c, title = {Also}, year = 1932}\n",
    );
    let run = sinosov(folder.path(), &["import", "works", "list.bib", "--data", "data", "--yes"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for told in ["error[bad-entry]", "list.bib:2:16", "expected `=` behind a name"] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    assert_eq!(file(&folder, "works.csv").lines().count(), HEADER + 2);
}

#[test]
fn what_is_no_list_and_where_none_can_go_is_refused() {
    let folder = package();
    put(&folder, "list.bib", LIST);
    put(&folder, "list.txt", "Nothing but words.\n");
    put(&folder, "empty.json", "[]");
    fs::write(folder.path().join("windows.bib"), b"@book{a, title = {M\xfcller}}").expect("a file");
    let before = snapshot(&folder.path().join("data"));
    for (arguments, code, told) in [
        (&["list.bib"][..], 2, "the built-in package cannot be written; name the folder"),
        (&["nowhere.bib", "--data", "data"], 2, "nowhere.bib"),
        (&["list.txt", "--data", "data"], 2, "list.txt is in no format that is known"),
        (&["windows.bib", "--data", "data", "--yes"], 2, "byte 0xfc is not UTF-8"),
        (&["list.bib", "--data", "nowhere", "--yes"], 2, "works.csv is not there"),
        (&["empty.json", "--data", "data", "--yes"], 1, "empty.json is CSL-JSON and holds no reference"),
    ] {
        let run = sinosov(folder.path(), &[&["import", "works"], arguments].concat());
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(snapshot(&folder.path().join("data")), before);
    assert!(!folder.path().join("nowhere").exists());
}

#[test]
fn a_faulty_table_takes_no_row_and_a_faulty_package_keeps_its_generated_files() {
    let folder = package();
    put(&folder, "list.bib", LIST);
    let actors = file(&folder, "actors.csv");
    fs::write(folder.path().join("data/actors.csv"), format!("{actors}cora,Cora,1960,1900,\n")).expect("a file");
    let descriptor = file(&folder, "datapackage.json");
    let run = sinosov(folder.path(), &["import", "works", "list.bib", "--data", "data", "--yes"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("its generated files are as they were"), "{}", run.stderr);
    assert_eq!(file(&folder, "works.csv").lines().count(), HEADER + 2);
    assert_eq!(file(&folder, "datapackage.json"), descriptor);
    let works = file(&folder, "works.csv").replace(",yes,2,", ",perhaps,2,");
    fs::write(folder.path().join("data/works.csv"), &works).expect("a file");
    let run = sinosov(folder.path(), &["import", "works", "list.bib", "--data", "data", "--yes"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("the data package has 1 problem"), "{}", run.stderr);
    assert_eq!(file(&folder, "works.csv"), works);
}

#[test]
fn programs_are_given_all_columns() {
    let folder = package();
    put(&folder, "list.bib", LIST);
    let run = sinosov(folder.path(), &["import", "works", "list.bib", "--data", "data", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&run.stdout).expect("JSON");
    let columns = sinosov::data::schema::table("works").expect("works").fields.iter().map(|field| field.name);
    let wanted: Vec<&str> = columns.chain(["list_line"]).collect();
    assert_eq!(
        rows.iter().map(|row| row["work_id"].as_str()).collect::<Vec<_>>(),
        [Some("roe-carts"), Some("doe-1932")]
    );
    for row in &rows {
        assert_eq!(row.keys().map(String::as_str).collect::<Vec<_>>(), wanted);
    }
    assert!(run.stderr.contains("`field-report` is there\n"), "{}", run.stderr);
}

/// A work that nobody has read or graded waits for its reader; any other that nothing names is a fault, and so is a guess at a lost
/// source.
#[test]
fn a_work_that_waits_is_no_fault() {
    for (row, code) in [
        ("waits,Waits,book,,,,A book,,,,,,,,,,,,,,,no,,,,", Some(0)),
        ("read,Read,book,,,,A book,,,,,,,,,,,,,,,yes,,,,", Some(1)),
        ("graded,Graded,book,,,,A book,,,,,,,,,,,,,,,no,2,,,", Some(1)),
        ("lost,Lost,unidentified,,,,,,,,,,,,,,,,,,,no,,,,", Some(1)),
    ] {
        let folder = package();
        let works = file(&folder, "works.csv");
        fs::write(folder.path().join("data/works.csv"), format!("{works}{row}\n")).expect("a file");
        let written = sinosov(folder.path(), &["check", "--data", "data", "--write"]);
        assert_eq!(written.code, code, "{row}: {}", written.stderr);
        assert_eq!(written.stderr.contains("error[unused-row]"), code == Some(1), "{row}: {}", written.stderr);
    }
}
