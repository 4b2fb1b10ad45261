//! Figures against texts, and the numbers of texts against figures, over the invented text.

use std::fs;

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use sinosov::check::{audit, uncovered};
use sinosov::data::{Package, Source};
use sinosov::diag::render;

use crate::support::{Folder, fixture, root, sinosov};

/// The audit over copies of the invented package and its text, in which something is replaced.
fn audited(in_text: (&str, &str), in_figures: (&str, &str)) -> (String, Option<i32>) {
    let data = Folder::with_tiny_package();
    fs::create_dir(data.path().join("audit")).expect("a folder");
    let list = fixture("tiny/audit/field-report.toml");
    fs::copy(list, data.path().join("audit/field-report.toml")).expect("a copy");
    let texts = Folder::new();
    let replaced = |text: String, (from, to): (&str, &str)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let text = fs::read_to_string(fixture("tiny/texts/field-report.txt")).expect("the text");
    fs::write(texts.path().join("field-report.txt"), replaced(text, in_text)).expect("a text");
    let figures = data.path().join("figures.csv");
    let table = fs::read_to_string(&figures).expect("the table");
    fs::write(&figures, replaced(table, in_figures)).expect("a table");
    let [data, texts] = [&data, &texts].map(|folder| folder.path().to_string_lossy().into_owned());
    let run = sinosov(&root(), &["audit", "--data", &data, "--texts", &texts, "--uncovered"]);
    (run.stdout + &run.stderr, run.code)
}

#[test]
fn every_number_of_the_invented_text_is_held_or_dismissed() {
    let (told, code) = audited(("", ""), ("", ""));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("11       9        2          0"), "{told}");
}

#[test]
fn one_digit_changed_is_found_and_located() {
    let (told, code) = audited(("60 carts", "61 carts"), ("", ""));
    assert_eq!(code, Some(1));
    assert!(told.contains("open: field-report, line 5: `61`"), "{told}");
    assert!(told.contains("`60 carts with two wheels` does not stand in the text"), "{told}");
    assert!(told.contains("has another digest"), "{told}");
    let (told, code) = audited(("", ""), ("60 carts", "61 carts"));
    assert_eq!(code, Some(2), "a value that its phrase does not state is a fault of the package: {told}");
    let (told, code) = audited(("", ""), ("60 carts with two wheels,,,60,", "61 carts with two wheels,,,61,"));
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("figures.csv:"), "{told}");
    assert!(told.contains("open: field-report, line 5: `60`"), "{told}");
    let (told, code) = audited(("", ""), ("5 million crowns,,,5000000,", "5000000 crowns,,,5000000,"));
    assert_eq!(code, Some(1), "a number may be read otherwise, but not written otherwise: {told}");
}

#[test]
fn programs_are_told_every_open_number() {
    let [data, texts] = ["tiny", "tiny/texts"].map(|name| fixture(name).to_string_lossy().into_owned());
    let copy = Folder::with_tiny_package();
    let bare = copy.path().to_string_lossy().into_owned();
    let audit = |data: &str| {
        let run = sinosov(&root(), &["audit", "--data", data, "--texts", &texts, "--uncovered", "--format", "json"]);
        let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).expect("JSON");
        found.into_iter().find(|work| work["work"] == "field-report").expect("the work")
    };
    let whole = audit(&data);
    assert_eq!(
        (&whole["text"], &whole["covered"], &whole["open"]),
        (&"found".into(), &9.into(), &serde_json::json!([]))
    );
    let open = audit(&bare)["open"].clone();
    assert_eq!(open[0]["line"], 3, "{open}");
    assert_eq!(open[0]["number"], "1920", "{open}");
    assert_eq!(open.as_array().map(Vec::len), Some(2), "{open}");
}

#[test]
fn a_dismissal_reaches_no_further_than_it_says() {
    let entry = |locator: &str, phrase: &str| {
        format!("[[dismissed]]\nlocator = \"{locator}\"\nphrase = \"{phrase}\"\nreason = \"invented\"\n")
    };
    for (list, reason) in [
        (entry("anywhere", "1"), "no place in a plain text"),
        (entry("line 3", ""), "empty or long"),
        (entry("line 3", "19"), "`1920`"),
        (entry("line 99", "In 1920"), "does not stand at line 99"),
        (entry("line 3", "report"), "does not stand at line 3"),
        (entry("line 3", "Bora"), "holds no number"),
        ("[[dismissed]]\nplace = 3\n".to_owned(), "unknown field"),
    ] {
        let data = Folder::with_tiny_package();
        fs::create_dir(data.path().join("audit")).expect("a folder");
        fs::write(data.path().join("audit/field-report.toml"), &list).expect("a list");
        let [data, texts] =
            [data.path().to_path_buf(), fixture("tiny/texts")].map(|path| path.to_string_lossy().into_owned());
        let run = sinosov(&root(), &["audit", "--data", &data, "--texts", &texts, "--uncovered"]);
        assert_eq!(run.code, Some(1), "{list}");
        assert!(run.stderr.contains(reason), "{list}: {}", run.stderr);
        assert!(run.stderr.contains("open: field-report, line 3: `1920`"), "{list}: {}", run.stderr);
    }
}

/// Pieces of texts in every script and with every end of a line.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "  ",
    "\u{3000}",
    "。中国1945年",
    "三百架飞机",
    "🚜🚜 12 carts",
    "e\u{301} 60 carts",
    "Ж 1938",
    "#4\n\nPost by Ann » 02 Jan 2003, 04:05\n\n",
    "## Heading 1\n",
    "<sup>1</sup> note 5 million",
    "\\* 100 carts *",
    "100 carts",
    "\\",
    "*",
    "½ of 20",
    "a",
    ".",
    "\"",
];

/// Places of every form, sound and not.
const LOCATORS: &[&str] = &[
    "line 0",
    "line 1",
    "line 2",
    "line 3",
    "line 99999",
    "line 18446744073709551615",
    "line 18446744073709551616",
    "line -1",
    "para. 0",
    "para. 1",
    "para. 2",
    "para. 18446744073709551615",
    "footnote 0",
    "footnote 1",
    "footnote 4294967295",
    "p. 5",
    "pp. 9–1",
    "post 4 (Ann, 2 January 2003), para. 0",
    "post 4 (Ann, 2 January 2003), para. 1",
    "post 4294967296 (Ann, 2 January 2003), para. 1",
    "post 4 (), para. 1",
    "\"Heading 1\", para. 1",
    "\"\", para. 18446744073709551615",
    "\"中\", para. 1",
    "行 3",
    "line ３",
    "",
];

/// The numbers of a text of the invented work whose figures stand at these places: counted, and each in one of three states.
fn counted(text: &str, locators: &[&str], phrase: &str) {
    let folder = Folder::with_tiny_package();
    let figures = folder.path().join("figures.csv");
    let table = fs::read_to_string(&figures).expect("the table");
    let mut at = locators.iter().cycle();
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let rows = table.lines().enumerate().map(|(number, line)| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if number > 0 && cells[2] == "field-report" {
            cells[3] = quoted(at.next().expect("a place"));
            if number == 1 {
                cells[4] = quoted(phrase);
            }
        }
        cells.join(",") + "\n"
    });
    fs::write(&figures, rows.collect::<String>()).expect("a table");
    fs::create_dir(folder.path().join("audit")).expect("a folder");
    let entry = |locator: &&str| {
        let (locator, phrase) = (toml::Value::from(*locator), toml::Value::from(phrase));
        format!("[[dismissed]]\nlocator = {locator}\nphrase = {phrase}\nreason = \"invented\"\n")
    };
    fs::write(folder.path().join("audit/field-report.toml"), locators.iter().map(entry).collect::<String>())
        .expect("a list");
    let texts = Folder::new();
    fs::write(texts.path().join("field-report.txt"), text).expect("a text");
    let package = Package::read(Source::Folder(folder.path().to_path_buf()));
    let found = audit(&package, texts.path());
    assert!(found.faults.iter().all(|fault| !render(fault, false).is_empty()));
    let (works, faults) = uncovered(&package, texts.path());
    assert_eq!(works.len(), 1, "{text:?}");
    assert!(faults.iter().all(|fault| !render(fault, false).is_empty()));
    for work in works {
        assert_eq!(work.numbers, work.covered + work.dismissed + work.open.len(), "{text:?}");
    }
}

#[test]
fn a_place_on_a_blank_line_before_any_script_is_no_panic() {
    for text in
        ["a\n\n中国 100 carts", "\n\n🚜 100 carts", "a\n\u{85}\n\ne\u{301} 100 carts", "\u{feff}\r\n\r\n架 5", "a\n\nй"]
    {
        for locator in ["line 1", "line 2", "line 3", "line 4"] {
            counted(text, &[locator], "100 carts");
            counted(text, &[locator], "a … 100 carts");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_audited_at_any_place(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30),
        locators in prop::collection::vec(prop::sample::select(LOCATORS), 1..6),
        phrase in prop::sample::select(PIECES),
    ) {
        counted(&pieces.concat(), &locators, phrase);
    }

    #[test]
    fn any_characters_are_audited_at_any_place(
        text in prop::collection::vec(any::<char>(), 0..60),
        locators in prop::collection::vec(prop::sample::select(LOCATORS), 1..6),
        phrase in prop::collection::vec(any::<char>(), 0..10),
    ) {
        counted(&text.into_iter().collect::<String>(), &locators, &phrase.into_iter().collect::<String>());
    }
}
