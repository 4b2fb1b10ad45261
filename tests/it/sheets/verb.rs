//! The verb: what it shows, what it writes, and how it ends.

use std::fs;
use std::path::Path;

use crate::support::{Folder, Run, fixture, sinosov};

fn put(folder: &Folder, name: &str, text: impl AsRef<[u8]>) {
    fs::write(folder.path().join(name), text).expect("a file");
}

fn file(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join("data").join(name)).expect("a file")
}

/// The sound fixture in `data`, with an export of it as `work.csv`.
fn package() -> Folder {
    let folder = Folder::new();
    let data = folder.path().join("data");
    fs::create_dir(&data).expect("a folder");
    for entry in fs::read_dir(fixture("tiny")).expect("the fixture") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, data.join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    for name in ["work.csv", "work.xlsx"] {
        let run = sinosov(folder.path(), &["export", "--data", "data", "--to", name]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    folder
}

fn import(folder: &Folder, arguments: &[&str]) -> Run {
    sinosov(folder.path(), &[&["import"], arguments, &["--data", "data"]].concat())
}

fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a file")))
        .collect();
    found.sort();
    found
}

#[test]
fn what_was_exported_changes_nothing() {
    let folder = package();
    for name in ["work.csv", "work.xlsx", "data/figures.csv", "data/actors.csv"] {
        let run = import(&folder, &[name, "--yes"]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", "nothing changes\n"), "{name}");
    }
}

#[test]
fn changes_are_shown_and_then_written() {
    let folder = package();
    let old = file(&folder, "actors.csv");
    let first = old.lines().nth(1).expect("a row").to_owned();
    let (id, label) = (first.split(',').next().expect("an id"), first.split(',').nth(1).expect("a label"));
    put(&folder, "actors.csv", format!("label;actor_id;colour\r\n\"Another; name\";{id};red\r\nNew;new-actor;\r\n"));
    let before = snapshot(&folder.path().join("data"));
    let run = import(&folder, &["actors.csv", "--format", "csv"]);
    assert_eq!(snapshot(&folder.path().join("data")), before);
    assert_eq!(run.code, Some(1), "an actor that nobody uses: {}", run.stderr);
    assert_eq!(
        run.stdout,
        format!(
            "table,id,column,old,new,place\n\
             actors,{id},label,{label},Another; name,\"actors.csv, line 2, label\"\n\
             actors,new-actor,actor_id,,new-actor,\"actors.csv, line 3, actor_id\"\n\
             actors,new-actor,label,,New,\"actors.csv, line 3, label\"\n"
        )
    );
    for told in [
        "actors.csv is parted by semicolons\n",
        "left out, for actors has no such column: colour\n",
        "of the package are not in actors.csv; they stay\n",
        "1 cell would change, 1 new row\n",
        "nothing was written; --yes writes it\n",
        "error[unused-row]",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    let run = import(&folder, &["actors.csv", "--yes"]);
    assert!(run.stderr.contains("wrote them to data\n"), "{}", run.stderr);
    let wanted = old.replace(&first, &first.replace(label, "Another; name")) + "new-actor,New,,,\n";
    assert_eq!(file(&folder, "actors.csv"), wanted);
    let again = import(&folder, &["actors.csv"]);
    assert_eq!(again.stdout, "", "{}", again.stderr);
}

#[test]
fn what_a_sheet_shows_of_other_tables_goes_there() {
    let folder = package();
    let csv = fs::read_to_string(folder.path().join("work.csv")).expect("a file");
    let mut rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes())
        .records()
        .map(|row| row.expect("a row"))
        .collect();
    let header = rows.remove(0);
    let at = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let with = |edits: &[(usize, &str, &str)]| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header).expect("a header");
        for (index, row) in rows.iter().enumerate() {
            let cell = |(place, cell): (usize, &str)| {
                let edit = edits.iter().find(|(row, column, _)| *row == index && at(column) == place);
                edit.map_or(cell.to_owned(), |(.., text)| (*text).to_owned())
            };
            writer.write_record(row.iter().enumerate().map(cell)).expect("a row");
        }
        writer.into_inner().expect("bytes")
    };
    let quantity = rows[0][at("quantity_id")].to_owned();
    let siblings: Vec<usize> = (0..rows.len()).filter(|row| rows[*row][at("quantity_id")] == quantity).collect();
    // A label of the quantity, in one row.
    put(&folder, "a.csv", with(&[(0, "label", "Another label")]));
    let run = import(&folder, &["a.csv", "--format", "csv"]);
    assert_eq!(run.stdout.lines().count(), 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains(&format!("quantities,{quantity},label,")), "{}", run.stdout);
    assert_eq!(run.stderr.contains("the old text still"), siblings.len() > 1, "{}", run.stderr);
    // Two texts for one cell.
    if let [first, second, ..] = siblings.as_slice() {
        put(&folder, "b.csv", with(&[(*first, "label", "One"), (*second, "label", "Two")]));
        let run = import(&folder, &["b.csv"]);
        assert_eq!(run.code, Some(1));
        assert!(
            run.stderr.contains("error[cells-disagree]") && run.stderr.contains("the other is b.csv, line"),
            "{}",
            run.stderr
        );
    }
    // A label that nobody has, what is made of others, a defaults that is spelled out, and a citation.
    let stage = rows[0][at("stage")].to_owned();
    put(
        &folder,
        "c.csv",
        with(&[
            (0, "stage", &format!("{stage}x")),
            (0, "citation", "Nobody 1900"),
            (1, "rank", "doubtful"),
            (1, "unit", ""),
        ]),
    );
    let run = import(&folder, &["c.csv", "--yes"]);
    assert_eq!(run.code, Some(1));
    for told in [
        "error[unknown-id]",
        &format!("did you mean `{stage}`?"),
        "error[computed-cell]",
        "change work_id",
        "nothing was written, for not all could be read",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    // Computed cells alone stop nothing else.
    put(&folder, "d.csv", with(&[(0, "citation", "Nobody 1900"), (1, "note", "A new note")]));
    let run = import(&folder, &["d.csv", "--yes"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("wrote them to data\n"), "{}", run.stderr);
    assert!(file(&folder, "figures.csv").contains("A new note"));
}

#[test]
fn rows_are_met_by_their_ids() {
    let folder = package();
    let figures = file(&folder, "figures.csv");
    let (header, rows) = figures.split_once('\n').expect("a header");
    let first = rows.lines().next().expect("a row");
    let id = first.split(',').next().expect("an id");
    // Sorted otherwise, with empty rows, and with a title above.
    let mut lines: Vec<&str> = rows.lines().collect();
    lines.reverse();
    put(&folder, "a.csv", format!("Figures of ours\n\n{header}\n\n{}\n,,,,\n", lines.join("\n")));
    let run = import(&folder, &["a.csv"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    for (name, text, told) in [
        ("twice.csv", format!("{header}\n{first}\n{first}\n"), "stands twice, first in twice.csv, line 2"),
        ("without.csv", format!("{header}\n{}\n", first.replacen(id, "", 1)), "a row without figure_id"),
        ("renamed.csv", format!("{header}\n{}\n", first.replacen(id, "other-id", 1)), "an id is never renamed"),
        ("two.csv", format!("{header}\n{first}\n{header}\n"), "the header of a table stands behind its rows"),
    ] {
        put(&folder, name, text);
        let run = import(&folder, &[name, "--yes"]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(told), "{name}: {told}\n{}", run.stderr);
    }
    put(&folder, "spoilt.csv", format!("{header}\n{}\n", first.replacen(id, "#NAME?", 1)));
    let run = import(&folder, &["spoilt.csv"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains(&format!("\"#NAME?\" stands for \"{id}\": the row is known by its other cells")),
        "{}",
        run.stderr
    );
    // A figure that is new, of a quantity that nobody has.
    let orphan = format!(
        "{header}\nnew-1,no-such,{},p. 1,12 carts{}\n",
        first.split(',').nth(2).expect("a work"),
        ",".repeat(14)
    );
    put(&folder, "new.csv", orphan);
    let run = import(&folder, &["new.csv", "--yes"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("the new figure `new-1` is of `no-such`, which is not in quantities"),
        "{}",
        run.stderr
    );
    assert_eq!(file(&folder, "figures.csv"), figures);
}

#[test]
fn it_ends_as_every_verb_does() {
    let folder = package();
    put(&folder, "empty.csv", "");
    put(&folder, "words.csv", "a,b\n1,2\n");
    put(&folder, "latin.csv", b"actor_id,label\nalba,M\xfcller\n");
    for (arguments, code, told) in [
        (&["nowhere.xlsx"][..], 2, "nowhere.xlsx"),
        (&["empty.csv"], 2, "it is empty"),
        (&["words.csv"], 2, "no sheet of words.csv has the columns of a table"),
        (&["latin.csv"], 2, "name it with --encoding"),
        (&["latin.csv", "--encoding", "klingon"], 2, "`klingon` is no encoding"),
        (&["latin.csv", "--encoding", "windows-1252"], 0, "1 cell would change"),
        (&["data"], 2, "only plain files are read"),
    ] {
        let run = import(&folder, arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    let run = sinosov(folder.path(), &["import", "work.csv"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("the built-in package cannot be written"), "{}", run.stderr);
    assert_eq!(sinosov(folder.path(), &["import"]).code, Some(2));
}

#[test]
fn the_form_of_tables_is_mended_before_all_else() {
    let folder = package();
    let sound = snapshot(&folder.path().join("data"));
    let actors = file(&folder, "actors.csv");
    let works = file(&folder, "works.csv");
    put(&folder, "data/actors.csv", format!("\u{feff}{}", actors.trim_end().replace('\n', "\r\n")));
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(works.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    put(&folder, "data/works.csv", little);
    let stages = file(&folder, "stages.csv");
    put(&folder, "data/stages.csv", stages.replacen('\n', "  \n", 1) + "\n\n");
    let check = sinosov(folder.path(), &["check", "--data", "data"]);
    assert_eq!(check.code, Some(1));
    let named = check.stderr.matches("run `sinosov check --data DIR --write`, which mends").count();
    assert!(named >= 4, "{named}: {}", check.stderr);
    let run = sinosov(folder.path(), &["check", "--data", "data", "--write"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for told in [
        "mended data/actors.csv: its byte order mark; the ends of its lines; the end of its last line\n",
        "mended data/works.csv: its encoding, UTF-16\n",
        "mended data/stages.csv: spaces at the ends of cells, and blank lines\n",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    assert_eq!(snapshot(&folder.path().join("data")), sound);
}

/// The columns of the flat table, of which some are kept.
fn columns(folder: &Folder, kept: &[&str]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(folder.path().join("work.csv")).expect("the export");
    let header = reader.headers().expect("a header").clone();
    let places: Vec<usize> =
        kept.iter().map(|name| header.iter().position(|it| it == *name).expect("a column")).collect();
    let row = |row: &csv::StringRecord| places.iter().map(|place| row[*place].to_owned()).collect();
    let rows = reader.records().map(|record| row(&record.expect("a row")));
    [kept.iter().map(|name| (*name).to_owned()).collect()].into_iter().chain(rows).collect()
}

fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
    writer.into_inner().expect("bytes")
}

#[test]
fn what_people_do_to_a_sheet_loses_nothing() {
    let folder = package();
    // Columns are taken off.
    let few = columns(&folder, &["figure_id", "start", "end", "value", "bound", "rank", "note"]);
    put(&folder, "few.csv", written(&few));
    let run = import(&folder, &["few.csv"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "nothing changes\n"), "{}", run.stdout);
    // The header is sorted with the rows.
    let mut sorted = few.clone();
    sorted[1][6] = "Another note".to_owned();
    sorted.swap(0, 1);
    sorted.swap(1, 2);
    put(&folder, "sorted.csv", written(&sorted));
    let run = import(&folder, &["sorted.csv", "--yes"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("stands above the header"), "{}", run.stderr);
    // A line is broken within a cell.
    let mut broken = few.clone();
    broken[1][6] = "One line\nand another.".to_owned();
    put(&folder, "broken.csv", written(&broken));
    let run = import(&folder, &["broken.csv", "--yes"]);
    assert!(run.stderr.contains("its line breaks have become spaces"), "{}", run.stderr);
    assert!(file(&folder, "figures.csv").contains(",One line and another.\n"));
    assert_eq!(sinosov(folder.path(), &["check", "--data", "data"]).code, Some(0));
}

#[test]
fn what_would_leave_no_table_to_read_is_not_written() {
    let folder = package();
    let mut few = columns(&folder, &["figure_id", "bound", "note"]);
    few[1][1] = "abuot".to_owned();
    put(&folder, "few.csv", written(&few));
    let before = snapshot(&folder.path().join("data"));
    let run = import(&folder, &["few.csv", "--yes"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("nothing was written, for the tables could not be read then"), "{}", run.stderr);
    assert_eq!(snapshot(&folder.path().join("data")), before);
}
