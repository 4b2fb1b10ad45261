//! From a text to figures, invented: what is proposed, filled in, and taken over.

use std::fs;
use std::path::Path;

use crate::support::{Folder, Run, fixture, sinosov};

const TEXT: &str = "# Carts of the north\n\nIn 1926 Alba sent about 1,200 carts and more than 30 tents (see p. 14). One of the reasons was the \
    harvest.\n\nBy 31 May 1927 some two and a half thousand carts had come,2 and 3/4 of the credit was repaid.\n";

/// The tiny package with a further text.
fn package() -> Folder {
    let folder = Folder::with_tiny_package();
    folder.copy(&fixture("tiny/texts"), "texts");
    fs::write(folder.path().join("texts/field-report.txt"), TEXT).expect("a text");
    folder
}

fn draft(folder: &Path, more: &[&str]) -> Run {
    sinosov(folder, &[&["draft", "--data", "."], more].concat())
}

/// The rows of a draft by their columns.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = ["keep", "locator", "as_stated", "value", "min", "bound", "unit_id", "start", "reason"];
    let header = reader.headers().expect("a header").clone();
    let places = columns.map(|column| header.iter().position(|name| name == column).expect(column));
    reader.records().map(|row| row.expect("a row")).map(|row| places.map(|at| row[at].to_owned()).to_vec()).collect()
}

#[test]
fn every_number_of_a_text_is_proposed_once() {
    let folder = package();
    let run = draft(folder.path(), &["--texts", "texts"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "field-report: 10 numbers, 4 to look at, 6 plainly none\n"));
    let one = "\"Carts of the north\", para. 1";
    let two = "\"Carts of the north\", para. 2";
    let wanted: [[&str; 9]; 10] = [
        ["no", one, "In 1926", "1926", "", "exact", "", "", "date"],
        ["yes", one, "about 1,200 carts", "1200", "", "about", "cart", "1926", ""],
        ["yes", one, "more than 30 tents", "", "30", "more_than", "", "1926", ""],
        ["no", one, "p. 14", "14", "", "exact", "", "", "reference"],
        ["no", one, "One", "1", "", "exact", "", "", "pronoun"],
        ["no", two, "By 31", "31", "", "exact", "", "", "date"],
        ["no", two, "May 1927", "1927", "", "exact", "", "", "date"],
        ["yes", two, "some two and a half thousand carts", "2500", "", "about", "cart", "1927", ""],
        ["no", two, "come,2", "2", "", "exact", "", "", "note"],
        ["yes", two, "3/4 of the credit", "75", "", "exact", "percent", "1927", ""],
    ];
    assert_eq!(rows(&run.stdout), wanted);
}

#[test]
fn what_was_filled_in_becomes_figures_and_dismissals() {
    let folder = package();
    let file = folder.path().join("draft.csv");
    let run = draft(folder.path(), &["--texts", "texts", "--to", "draft.csv"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    let again = draft(folder.path(), &["--texts", "texts", "--to", "draft.csv"]);
    assert!(again.code == Some(2) && again.stderr.contains("is there already"), "{}", again.stderr);
    // The carts are of a quantity, the rest waits or is dismissed.
    let text = fs::read_to_string(&file).expect("the draft");
    let fill = |line: &str| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let mut cells: Vec<String> =
            reader.records().next().expect("a row").expect("a row").iter().map(str::to_owned).collect();
        if cells[3].contains("carts") {
            cells[11] = "carts-delivered".to_owned();
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&cells).expect("a row");
        String::from_utf8(writer.into_inner().expect("a row")).expect("a text")
    };
    let filled: String = text.lines().map(fill).collect();
    fs::write(&file, &filled).expect("a file");
    let figures = || fs::read_to_string(folder.path().join("figures.csv")).expect("the figures");
    let before = figures();
    let shown = draft(folder.path(), &["--into", "draft.csv"]);
    assert!(shown.stderr.contains("new: 2 figures, 6 dismissals; 0 rows are known, 2 rows wait"), "{}", shown.stderr);
    assert!(shown.stderr.contains("nothing was written"), "{}", shown.stderr);
    assert_eq!(figures(), before);
    let done = draft(folder.path(), &["--into", "draft.csv", "--yes"]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let after = figures();
    assert!(after.starts_with(&before), "what was there stays");
    let added: Vec<&str> = after[before.len()..].lines().collect();
    assert_eq!(added.len(), 2);
    assert!(
        added[0].starts_with(
            "report-7,carts-delivered,field-report,\"\"\"Carts of the north\"\", para. 1\",\"about 1,200 carts\""
        ),
        "{added:?}"
    );
    let check = sinosov(folder.path(), &["check", "--data", "."]);
    assert_eq!(check.stdout, "0 problems\n", "{}", check.stderr);
    let dismissed = fs::read_to_string(folder.path().join("audit/field-report.toml")).expect("the dismissals");
    assert!(dismissed.contains("phrase = \"In 1926\"\nreason = \"date\""), "{dismissed}");
    // What is taken over is not proposed again, nor taken over twice.
    let left = draft(folder.path(), &["--texts", "texts"]);
    assert!(left.stderr.contains("8 held already, 2 to look at, 0 plainly none"), "{}", left.stderr);
    let twice = draft(folder.path(), &["--into", "draft.csv", "--yes"]);
    assert!(twice.stderr.contains("new: 0 figures, 0 dismissals; 8 rows are known"), "{}", twice.stderr);
    assert_eq!(figures(), after);
}

#[test]
fn a_wrong_row_is_named_and_nothing_is_written() {
    let folder = package();
    let before = fs::read_to_string(folder.path().join("figures.csv")).expect("the figures");
    let header = "keep,work_id,locator,as_stated,value,quantity_id,reason\n";
    for (row, said) in [
        ("yes,field-report,line 3,30 tents,30,tents,", "there is no quantity `tents`"),
        ("yes,field-reprot,line 3,30 tents,30,carts-delivered,", "did you mean `field-report`"),
        ("no,field-report,line 3,30 tents,30,,", "without a reason"),
        ("perhaps,field-report,line 3,30 tents,30,,", "write yes or no"),
        ("yes,field-report,line 3,30 tents,31,carts-delivered,", "31 cannot be read in `30 tents`"),
    ] {
        fs::write(folder.path().join("draft.csv"), format!("{header}{row}\n")).expect("a file");
        let run = draft(folder.path(), &["--into", "draft.csv", "--yes"]);
        assert!(run.code == Some(1) && run.stderr.contains(said), "{row}: {}", run.stderr);
        assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    }
    assert_eq!(fs::read_to_string(folder.path().join("figures.csv")).expect("the figures"), before);
    fs::write(folder.path().join("draft.csv"), "a,b\n").expect("a file");
    let run = draft(folder.path(), &["--into", "draft.csv"]);
    assert!(run.code == Some(2) && run.stderr.contains("no column `keep`"), "{}", run.stderr);
}

#[test]
fn works_and_quantities_may_wait_for_their_first_figure() {
    let folder = package();
    let path = folder.path().join("quantities.csv");
    let text = fs::read_to_string(&path).expect("the quantities");
    let row = text.lines().find(|line| line.starts_with("carts-delivered")).expect("a row");
    fs::write(&path, text.clone() + &row.replace("carts-delivered", "tents-delivered") + "\n").expect("a table");
    let run = draft(folder.path(), &["--texts", "texts"]);
    assert_eq!((run.code, rows(&run.stdout).len()), (Some(0), 10), "{}", run.stderr);
}

#[test]
fn a_short_number_stands_in_no_longer_one() {
    let folder = package();
    let text = "# Carts\n\nOf 783 carts 78 came from Bora, and 7 of them stayed.\n";
    fs::write(folder.path().join("texts/field-report.txt"), text).expect("a text");
    let rows = |row: &str| {
        let header = "keep,work_id,locator,as_stated,value,quantity_id,reason\n";
        fs::write(folder.path().join("draft.csv"), format!("{header}{row}\n")).expect("a file");
        draft(folder.path(), &["--into", "draft.csv", "--yes"])
    };
    let run = rows("no,field-report,\"\"\"Carts\"\", para. 1\",78,78,,some");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let left = draft(folder.path(), &["--texts", "texts"]);
    assert!(left.stderr.contains("3 numbers, 1 held already, 2 to look at"), "{}", left.stderr);
}

#[test]
fn a_package_has_rules_of_its_own() {
    let folder = package();
    fs::create_dir(folder.path().join("audit")).expect("a folder");
    let rules = folder.path().join("audit/rules.toml");
    fs::write(&rules, "[[rule]]\nreason = \"tents\"\nafter = ' tents'\n").expect("a file");
    let run = draft(folder.path(), &["--texts", "texts"]);
    assert!(rows(&run.stdout).iter().any(|row| row[0] == "no" && row[8] == "tents"), "{}", run.stdout);
    let audit = sinosov(folder.path(), &["audit", "--texts", "texts", "--uncovered", "--data", "."]);
    assert!(!audit.stderr.contains("`30`"), "{}", audit.stderr);
    fs::write(&rules, "[[rule]]\nreason = \"tents\"\nafter = '('\n").expect("a file");
    let run = draft(folder.path(), &["--texts", "texts"]);
    assert!(run.code == Some(1) && run.stderr.contains("audit/rules.toml"), "{}", run.stderr);
    assert!(!run.stdout.is_empty(), "what can be done is done");
}
