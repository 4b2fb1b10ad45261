//! A package of another subject than the built-in one: nothing of the built-in one is in anything that is made of it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use sinosov::data::{Package, Source};

use crate::support::{Folder, fixture, root, sinosov};

/// The head of an invented descriptor.
const HEAD: &str = r#"{"name": "mill-ledgers", "title": "Mills of two valleys, invented", "version": "2.1.0", "created": "1962-03-04",
    "licenses": [{"name": "ODbL-1.0", "title": "Open Database License"}], "contributors": [{"title": "Ann Roe"}]}"#;

/// A spreadsheet with a label that nobody has, what is made of others, and a cell that is spoilt.
const CHANGED: &str = "figure_id;stage;citation;value\nrails-1;delivred;Nobody 1900;27-Oct\n";

/// A folder with an invented package that has a name of its own, and its reports.
fn package() -> Folder {
    let folder = Folder::with_package(&fixture("meaning"));
    fs::write(folder.path().join("datapackage.json"), HEAD).expect("a descriptor");
    fs::create_dir(folder.path().join("reports")).expect("a folder");
    fs::copy(fixture("meaning/reports/meaning.toml"), folder.path().join("reports/meaning.toml")).expect("a report");
    let run = sinosov(folder.path(), &["check", "--data", ".", "--write"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    folder
}

/// What only the built-in package speaks of: its names, titles and ids, and words of its subject.
fn words() -> BTreeSet<String> {
    let built_in = Package::read(Source::BuiltIn);
    let dataset = &built_in.dataset;
    let mut words: BTreeSet<String> =
        ["soviet", "sino-", "china", "kuomintang", "manchuria", "xinjiang", "rouble", "comintern"]
            .map(str::to_owned)
            .into();
    let about = built_in.about();
    words.extend(about.contributors.iter().chain([&about.title]).cloned());
    words.extend(dataset.quantities.iter().flat_map(|it| [it.id.clone(), it.label.clone()]));
    words.extend(dataset.works.iter().flat_map(|it| [it.id.clone(), it.short.clone()]));
    words.extend(dataset.figures.iter().map(|it| it.id.clone()));
    words.extend(dataset.actors.iter().map(|it| it.label.clone()));
    words.extend(dataset.agreements.iter().flat_map(|it| [it.id.clone(), it.label.clone()]));
    words.extend(dataset.events.iter().flat_map(|it| [it.id.clone(), it.label.clone()]));
    let words = words.into_iter().map(|word| word.to_lowercase());
    // Shorter ones are parts of other words.
    words.filter(|word| word.len() > 4).collect()
}

/// Every byte of a file that a reader may come to see: an archive by what is packed in it.
fn seen(path: &Path) -> Vec<(String, Vec<u8>)> {
    let name = path.display().to_string();
    let bytes = fs::read(path).expect("a file");
    if !bytes.starts_with(b"PK") {
        return vec![(name, bytes)];
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut packed = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        packed.push((format!("{name}: {}", file.name().expect("a name")), bytes));
    }
    packed
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { seen(&path) }).collect()
}

/// Which of the words stand in some bytes.
fn leaks(name: &str, bytes: &[u8], words: &BTreeSet<String>) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    words.iter().filter(|word| text.contains(word.as_str())).map(|word| format!("{name}: {word}")).collect()
}

#[test]
fn nothing_of_the_built_in_package_is_in_what_is_made_of_another() {
    let (folder, words) = (package(), words());
    assert!(words.len() > 1_000, "{}", words.len());
    let mut verbs: Vec<Vec<&str>> = vec![
        vec!["report", "list"],
        vec!["report", "check", "--out", "made"],
        vec!["figures"],
        vec!["figures", "--format", "json"],
        vec!["figures", "--category", "nothing-such"],
        vec!["claims", "rails"],
        vec!["claims", "nothing-such"],
        vec!["why", "rails"],
        vec!["why", "total"],
        vec!["why", "total", "--category", "carts"],
        vec!["why", "chart", "rails-claims"],
        vec!["coverage"],
        vec!["coverage", "--by", "tier-four"],
        vec!["cite", "--all"],
        vec!["cite", "--all", "--format", "bibtex"],
        vec!["cite", "--all", "--format", "ris"],
        vec!["cite", "--all", "--format", "csl-json"],
        vec!["cite", "--all", "--with-dataset"],
        vec!["schedule", "loan-1928"],
        vec!["schedule", "rails"],
        vec!["check"],
        vec!["check", "--codes"],
        vec!["audit", "--texts", "."],
        vec!["trace", "made/meaning/charts/rails-claims.svg"],
        vec!["trace", "made/meaning/charts/rails-claims.png"],
        vec!["export", "--to", "export/a.xlsx"],
        vec!["export", "--to", "export/b.sqlite"],
        vec!["export", "--to", "export/c.csv"],
        vec!["export", "--to", "export/d.json"],
        vec!["export", "--to", "export/e.jsonl"],
        vec!["export", "--to", "export/f.parquet"],
        vec!["export", "--to", "export/g.zip"],
        vec!["export", "--to", "export/whole"],
        vec!["import", "export/a.xlsx"],
        vec!["import", "export/c.csv"],
        vec!["import", "changed.csv"],
        vec!["draft", "--texts", "texts"],
        vec!["draft", "--texts", "texts", "--to", "draft.csv"],
        vec!["draft", "--into", "draft.csv"],
    ];
    fs::write(folder.path().join("changed.csv"), CHANGED).expect("a spreadsheet");
    fs::create_dir(folder.path().join("texts")).expect("a folder");
    fs::write(folder.path().join("texts/ledger.txt"), "In 1926 came 30 rails, and more than a dozen carts.\n")
        .expect("a text");
    for size in ["wide", "narrow", "slide"] {
        verbs.insert(0, vec!["report", "generate", "--out", "made", "--size", size]);
    }
    fs::create_dir(folder.path().join("export")).expect("a folder");
    let mut found = Vec::new();
    for verb in &verbs {
        let run = sinosov(folder.path(), &[verb, ["--data", "."].as_slice()].concat());
        found.extend(leaks(&verb.join(" "), (run.stdout + &run.stderr).as_bytes(), &words));
    }
    let names =
        ["report generate", "report list", "report check", "figures", "claims", "why", "coverage", "schedule", "cite"];
    for name in names.into_iter().chain(["export", "import", "import works", "draft", "trace", "check", "audit", ""]) {
        let help: Vec<&str> = name.split_whitespace().chain(["--help"]).collect();
        let run = sinosov(folder.path(), &help);
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
        found.extend(leaks(&help.join(" "), run.stdout.as_bytes(), &words));
    }
    let made = files(folder.path());
    assert!(made.len() > 60, "{}", made.len());
    for (name, bytes) in &made {
        found.extend(leaks(name, bytes, &words));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn whatever_is_made_of_a_package_says_whose_it_is() {
    let folder = package();
    let run = |arguments: &[&str]| {
        let run = sinosov(folder.path(), &[arguments, &["--data", "."]].concat());
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
        run.stdout
    };
    run(&["report", "generate", "--out", "made"]);
    let read = |name: &str| String::from_utf8_lossy(&fs::read(folder.path().join(name)).expect("a file")).into_owned();
    let digest = Package::read(Source::Folder(folder.path().to_path_buf())).about().digest.clone();
    let chart = read("made/meaning/charts/rails-claims.svg");
    assert!(chart.contains(&format!("Data: mill-ledgers 2.1.0 ({}), ODbL-1.0.", &digest[..8])), "{chart}");
    let chart = chart.replace("&quot;", "\"");
    assert!(chart.contains(r#""dataset":"mill-ledgers""#) && chart.contains(r#""licence":"ODbL-1.0""#), "{chart}");
    let picture = read("made/meaning/charts/rails-claims.png");
    assert!(picture.contains(r#""dataset":"mill-ledgers""#) && picture.contains("ODbL-1.0"));
    let text = read("made/meaning/report.md");
    assert!(
        text.contains(&format!("Data: mill-ledgers 2.1.0, SHA-256 {digest}. ODbL-1.0. Made with sinosov ")),
        "{text}"
    );
    let page = read("made/meaning/index.html");
    assert!(
        page.contains("Data: mill-ledgers 2.1.0, SHA-256")
            && page.to_lowercase().contains("mills of two valleys, invented")
    );
    for (style, wanted) in [("chicago-notes", "Ann Roe"), ("apa", "(1962)"), ("mla", "Mills of Two Valleys, Invented")]
    {
        let cited = run(&["cite", "--all", "--with-dataset", "--style", style]);
        assert!(cited.contains(wanted), "{style}: {cited}");
    }
}

#[test]
fn a_chart_of_another_package_is_told_by_what_it_says_itself() {
    let folder = package();
    let chart = root().join("reports/five-sources/charts/who-tells-what.svg");
    let run = sinosov(folder.path(), &["trace", "--data", ".", &chart.to_string_lossy()]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("the chart is of the dataset sinosov "), "{}", run.stderr);
    assert!(
        run.stderr.contains("this package is mill-ledgers 2.1.0") && run.stderr.contains("--data DIR"),
        "{}",
        run.stderr
    );
    let statuses: BTreeSet<&str> = run.stdout.lines().skip(1).filter_map(|line| line.get(..8)).collect();
    assert_eq!(statuses, ["        ", "told    "].into(), "{}", run.stdout);
    let json = sinosov(folder.path(), &["trace", "--data", ".", "--format", "json", &chart.to_string_lossy()]);
    assert!(json.stdout.contains(r#""status": "unchecked""#), "{}", json.stdout);
}
