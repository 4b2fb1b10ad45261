//! Figures against texts, and the numbers of texts against figures, over the invented text.

use std::fs;

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
    let (told, code) = audited(("", ""), ("60 carts with two wheels,60,", "61 carts with two wheels,61,"));
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("figures.csv:"), "{told}");
    assert!(told.contains("open: field-report, line 5: `60`"), "{told}");
    let (told, code) = audited(("", ""), ("5 million crowns,5000000,", "5000000 crowns,5000000,"));
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
