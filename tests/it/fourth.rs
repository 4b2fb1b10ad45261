//! A language that the program does not bring along is added by files alone: messages, labels and the texts of a report.

use std::fs;
use std::path::Path;

use crate::support::{Folder, Run, fixture, sinosov};

/// The small package with its words and the texts of its report in German, and its report made with German messages.
fn made(arguments: &[&str]) -> (Folder, Run) {
    let folder = Folder::new();
    folder.copy(&fixture("tiny"), "data");
    folder.copy(&fixture("tiny/reports"), "data/reports");
    // A number that German parts otherwise than English does.
    let figures = folder.path().join("data/figures.csv");
    let text = fs::read_to_string(&figures).expect("the figures");
    fs::write(&figures, text.replace("100 carts,,,100,", "1200 carts,,,1200,")).expect("written");
    let german = fixture("german");
    for (from, to) in [("labels.csv", "data/labels.csv"), ("carts.de.toml", "data/reports/carts.de.toml")] {
        fs::copy(german.join(from), folder.path().join(to)).expect("a file of the fixture");
    }
    let messages = german.to_string_lossy();
    let fixed = ["report", "generate", "--data", "data", "--out", "out", "--lang-dir", &*messages];
    let run = sinosov(folder.path(), &[&fixed[..], arguments].concat());
    (folder, run)
}

fn text(folder: &Folder, path: &str) -> String {
    let text = fs::read_to_string(folder.path().join("out/carts").join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}")).replace('\u{a0}', " ")
}

#[test]
fn a_report_speaks_a_language_of_files() {
    let (folder, run) = made(&["--lang", "de", "--format", "svg,md,html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    // What the files lack is told: messages, and the texts of one chart.
    assert!(run.stderr.contains("warning: `de` has no message `"), "{}", run.stderr);
    assert!(
        run.stderr.contains("warning: carts.de.toml: `chart.carts-by-place.title` has no translation"),
        "{}",
        run.stderr
    );
    let (chart, markdown, page) =
        (text(&folder, "charts/carts.svg"), text(&folder, "report.md"), text(&folder, "index.html"));
    for said in ["1.200 Wagen zugesagt, ", "geliefert", "zwei Räder", "Quelle: "] {
        assert!(chart.contains(said), "{said}: {chart}");
    }
    for said in ["# Wagen", "## Zusage und Lieferung", "Wagen, 1920 zugesagt und 1921–1925 geliefert"] {
        assert!(markdown.contains(said), "{said}: {markdown}");
    }
    for said in ["<html lang=\"de\"", "Alle Zahlen", "1.200 Wagen zugesagt, "] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn its_page_stands_beside_that_of_the_package() {
    let (folder, run) = made(&["--lang", "all", "--format", "svg,html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for (path, lang, link) in [
        ("index.html", "en", "<a href=\"index.de.html\" lang=\"de\" hreflang=\"de\">Deutsch</a>"),
        ("index.de.html", "de", "<a href=\"index.html\" lang=\"en\" hreflang=\"en\">English</a>"),
    ] {
        let page = text(&folder, path);
        assert!(page.contains(&format!("<html lang=\"{lang}\"")) && page.contains(link), "{path}: {page}");
    }
    assert!(text(&folder, "embed/carts.de.html").contains("../index.de.html#chart-carts"));
    // Numbers are the same in every language; drawings are not.
    let is_there = |path: &str| Path::is_file(&folder.path().join("out/carts").join(path));
    assert!(is_there("charts/carts.de.svg") && is_there("data/carts.csv") && !is_there("data/carts.de.csv"));
}
