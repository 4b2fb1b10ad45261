//! Attacks in every free text of every table and of a definition, and every output read by a parser of its own.

mod oracles;
mod package;
mod strings;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use oracles::seen;
use package::{Attacked, build};
use strings::{CONTROLS, attacks};

use crate::support::{Folder, Run, fixture, sampled, sinosov};

/// The package of all attacks, and one of the same shape with nothing but words.
static PACKAGES: LazyLock<(Attacked, Attacked)> = LazyLock::new(|| {
    let attacks = attacks();
    let words: Vec<(&str, String)> =
        attacks.iter().enumerate().map(|(number, (name, _))| (*name, format!("word{number}"))).collect();
    (build(&attacks), build(&words))
});

fn ask(package: &Attacked, words: &[&str]) -> Run {
    let run = sinosov(package.folder.path(), &[words, &["--data", "."]].concat());
    oracles::terminal(&words.join(" "), &run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

/// An answer, from a package that holds attacks and from one that does not.
fn both(words: &[&str]) -> (String, String) {
    let (attacked, clean) = &*PACKAGES;
    let answers = [attacked, clean].map(|package| {
        let run = ask(package, words);
        assert!(matches!(run.code, Some(0 | 1)), "{words:?}: {}", run.stderr);
        run.stdout
    });
    let [attacked, clean] = answers;
    (attacked, clean)
}

/// What the quantities are called.
fn labels() -> Vec<String> {
    let text = fs::read(PACKAGES.0.folder.path().join("quantities.csv")).expect("the table");
    column(&text, "label")
}

fn column(text: &[u8], name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(text);
    let at = reader.headers().expect("a header").iter().position(|it| it == name).expect("the column");
    reader.records().map(|it| it.expect("a record")[at].to_owned()).collect()
}

fn file(package: &Attacked, suffix: &str, more: &[&str]) -> Vec<u8> {
    let target = Folder::new();
    let path = target.path().join(format!("x.{suffix}"));
    let run = ask(package, &[&["export", "--to", &path.to_string_lossy()], more].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    fs::read(&path).expect("the export")
}

#[test]
fn the_package_holds_the_attacks() {
    let attacks = attacks();
    let names: BTreeSet<&str> = attacks.iter().map(|(name, _)| *name).collect();
    assert!(names.len() == attacks.len() && attacks.len() >= 60, "{}", attacks.len());
    let held = labels();
    let missing: Vec<&str> = attacks.iter().filter(|(_, text)| !held.contains(text)).map(|(name, _)| *name).collect();
    assert_eq!(missing, Vec::<&str>::new(), "attacks that no label may hold");
    // Some fields refuse some attacks: a phrase its length, a place a bare number.
    assert!(PACKAGES.0.cells > attacks.len() * 35, "{} cells", PACKAGES.0.cells);
}

#[test]
fn a_terminal_obeys_nothing_of_it() {
    let (attacked, _) = &*PACKAGES;
    let texts = attacked.folder.path().join("no-texts");
    fs::create_dir_all(&texts).expect("a folder");
    let texts = texts.to_string_lossy().into_owned();
    let mut verbs: Vec<Vec<String>> = [
        &["figures"] as &[&str],
        &["figures", "--format", "json"],
        &["coverage"],
        &["coverage", "--by", "work"],
        &["coverage", "--by", "single-root", "--format", "json"],
        &["cite", "--all"],
        &["cite", "--all", "--style", "apa"],
        &["cite", "--all", "--format", "csl-json"],
        &["why", "total", "--category", "categorie-3"],
        &["schedule", "quantitie-3"],
        &["check"],
        &["check", "--codes"],
        &["audit", "--texts", &texts],
        &["audit", "--texts", &texts, "--format", "json"],
        &["report", "list"],
    ]
    .map(|words| words.iter().map(|word| (*word).to_owned()).collect())
    .to_vec();
    let figures = (0..attacks().len()).map(|number| format!("figure-{number}"));
    verbs.push(["cite".to_owned()].into_iter().chain(figures).collect());
    // What may move a terminal is Unicode; the rest is text to it, and a few of that will do.
    let moving = |text: &str| text.chars().any(|it| ('\u{2000}'..='\u{206f}').contains(&it) || it > '\u{e000}');
    for (number, _) in attacks().iter().enumerate().filter(|(number, (_, text))| number % 20 == 0 || moving(text)) {
        let quantity = format!("quantitie-{number}");
        verbs.push(vec!["claims".to_owned(), quantity.clone()]);
        verbs.push(vec!["why".to_owned(), quantity.clone()]);
        verbs.push(vec!["why".to_owned(), quantity, "--format".to_owned(), "json".to_owned()]);
    }
    for verb in verbs {
        let words: Vec<&str> = verb.iter().map(String::as_str).collect();
        let run = ask(attacked, &words);
        oracles::terminal(&verb.join(" "), &run.stdout);
        if verb.contains(&"json".to_owned()) || verb.contains(&"csl-json".to_owned()) {
            serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap_or_else(|error| panic!("{verb:?}: {error}"));
        }
    }
}

#[test]
fn citations_hold_the_texts_and_nothing_else() {
    let works = fs::read(PACKAGES.0.folder.path().join("works.csv")).expect("the table");
    let titles: Vec<String> = column(&works, "title").iter().map(|it| seen(it)).collect();
    let (attacked, _) = both(&["cite", "--all", "--format", "bibtex"]);
    let found: Vec<String> = oracles::bibtex(&attacked).iter().map(|it| seen(it)).collect();
    assert_eq!(found, titles);
    let (attacked, clean) = both(&["cite", "--all", "--format", "ris"]);
    assert_eq!((oracles::ris(&attacked), oracles::ris(&clean)), (titles.len(), titles.len()));
    let (attacked, _) = both(&["cite", "--all", "--format", "csl-json"]);
    let json: serde_json::Value = serde_json::from_str(&attacked).expect("JSON");
    let found = json.as_array().expect("a list").iter().map(|it| seen(it["title"].as_str().unwrap_or_default()));
    assert_eq!(found.collect::<Vec<_>>(), titles);
    let styles = ["chicago-notes", "gost-r-705-2008-numeric", "apa", "gb-7714-2015-numeric"];
    for style in styles.into_iter().take(4 / sampled(4)) {
        let cite = |format| both(&["cite", "--all", "--style", style, "--format", format]);
        let (attacked, clean) = cite("html");
        let (attacked, clean) = (oracles::html(&attacked), oracles::html(&clean));
        let new: Vec<&String> =
            attacked.names.difference(&clean.names).filter(|it| *it != "i" && *it != "/i").collect();
        assert_eq!(new, Vec::<&String>::new(), "{style}");
        let (attacked, clean) = cite("markdown");
        let parts = |text: &str| -> BTreeSet<String> { oracles::markdown(style, text).parts.into_iter().collect() };
        assert_eq!(parts(&attacked), parts(&clean), "{style}");
        oracles::rtf(&cite("rtf").0);
    }
}

#[test]
fn exports_hold_the_texts_and_nothing_else() {
    let (attacked, clean) = &*PACKAGES;
    let labels = labels();
    assert_eq!(column(&file(attacked, "csv", &[]), "label"), labels);
    let excel = String::from_utf8(file(attacked, "csv", &["--excel"])).expect("UTF-8");
    let excel = excel.strip_prefix('\u{feff}').expect("a mark");
    oracles::no_formula("--excel", excel);
    let delimiters = [',', ';', '|', '"', '\t', '\u{2028}', '\u{2029}'];
    let restored = |cell: &String| -> String {
        cell.split_inclusive(delimiters).map(|part| part.strip_prefix('\'').unwrap_or(part)).collect()
    };
    assert_eq!(column(excel.as_bytes(), "label").iter().map(restored).collect::<Vec<_>>(), labels);
    let json: serde_json::Value = serde_json::from_slice(&file(attacked, "json", &[])).expect("JSON");
    let found = json["figures"].as_array().expect("figures").iter().map(|it| it["label"].as_str().map(str::to_owned));
    assert_eq!(found.collect::<Option<Vec<_>>>().as_ref(), Some(&labels));
    let lines = String::from_utf8(file(attacked, "jsonl", &[])).expect("UTF-8");
    let found = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    assert_eq!(found.filter_map(|it| it["label"].as_str().map(str::to_owned)).collect::<Vec<_>>(), labels);
    let database = Folder::new();
    let path = database.path().join("x.sqlite");
    fs::write(&path, file(attacked, "sqlite", &[])).expect("a file");
    let database = rusqlite::Connection::open(&path).expect("a database");
    let mut ask = database.prepare("SELECT label FROM quantities ORDER BY rowid").expect("a question");
    let found = ask.query_map([], |row| row.get::<_, String>(0)).expect("rows");
    assert_eq!(found.collect::<Result<BTreeSet<_>, _>>().expect("texts"), labels.iter().cloned().collect());
    file(attacked, "parquet", &[]);
    file(attacked, "zip", &[]);
    let readme = |package: &Attacked| {
        let target = Folder::new();
        let path = target.path().join("all");
        let run = ask_to(package, &path);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        fs::read_to_string(path.join("README.md")).expect("the README")
    };
    let (readme, of_clean) = (readme(attacked), readme(clean));
    let (made, plain) = (oracles::markdown("README", &readme), oracles::markdown("README", &of_clean));
    assert_eq!(made.parts, plain.parts);
}

fn ask_to(package: &Attacked, path: &Path) -> Run {
    ask(package, &["export", "--to", &path.to_string_lossy()])
}

#[test]
fn a_workbook_holds_the_texts_and_no_formula() {
    let (attacked, clean) = &*PACKAGES;
    let mut names = [BTreeSet::new(), BTreeSet::new()];
    let mut texts = Vec::new();
    for (package, names) in [attacked, clean].into_iter().zip(&mut names) {
        for (name, text) in oracles::parts(file(package, "xlsx", &[])) {
            if !name.ends_with(".xml") && !name.ends_with(".rels") && !name.ends_with(".vml") {
                continue;
            }
            names.extend(oracles::xml(&name, &text).names);
            if name.ends_with("sharedStrings.xml") {
                let document = roxmltree::Document::parse(&text).expect("XML");
                let strings = document.descendants().filter(|it| it.tag_name().name() == "t");
                let strings = strings.map(|it| seen(&oracles::of_workbook(it.text().unwrap_or_default())));
                texts.push(strings.collect::<BTreeSet<String>>());
            }
            if name.ends_with(".rels") {
                let document = roxmltree::Document::parse(&text).expect("XML");
                let leave = document.descendants().filter(|it| it.attribute("TargetMode") == Some("External"));
                let mut targets = leave.filter_map(|it| it.attribute("Target"));
                assert!(targets.all(|it| it.starts_with("https://example.org/")), "{text}");
            }
        }
    }
    let new: Vec<&String> =
        names[0].difference(&names[1]).filter(|it| !["t space", "hyperlink location"].contains(&it.as_str())).collect();
    assert_eq!(new, Vec::<&String>::new());
    assert!(!names[0].contains("f"), "a formula");
    let missing: Vec<String> = labels().iter().map(|it| seen(it)).filter(|it| !texts[0].contains(it)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// A definition whose every text is the attack; in the prose too, or in all but the prose.
fn definition(number: usize, attack: &str, with_prose: bool) -> toml::Table {
    let quantity = format!("quantitie-{number}");
    let text = |text: &str| toml::Value::String(text.to_owned());
    let prose = if with_prose { attack } else { "Words." };
    let labels = toml::Table::from_iter([(quantity.clone(), text(attack))]);
    let place = toml::Table::from_iter([(format!("place-{number}"), text(attack))]);
    let select = toml::Table::from_iter([("quantity".to_owned(), toml::Value::Array(vec![text(&quantity)]))]);
    let chart = toml::Table::from_iter([
        ("id".to_owned(), text(&format!("chart-{number}"))),
        ("kind".to_owned(), text("bars")),
        ("title".to_owned(), text(attack)),
        ("subtitle".to_owned(), text(attack)),
        ("note".to_owned(), text(attack)),
        ("axis".to_owned(), text(attack)),
        ("labels".to_owned(), toml::Value::Table(labels.clone())),
        ("details".to_owned(), toml::Value::Table(labels)),
        ("select".to_owned(), toml::Value::Table(select.clone())),
    ]);
    let map = toml::Table::from_iter([
        ("id".to_owned(), text(&format!("map-{number}"))),
        ("kind".to_owned(), text("map")),
        ("title".to_owned(), text(attack)),
        ("subtitle".to_owned(), text(attack)),
        ("note".to_owned(), text(attack)),
        ("axis".to_owned(), text(attack)),
        ("labels".to_owned(), toml::Value::Table(place)),
        ("select".to_owned(), toml::Value::Table(select)),
    ]);
    let section = toml::Table::from_iter([
        ("title".to_owned(), text(attack)),
        ("text".to_owned(), text(prose)),
        ("chart".to_owned(), toml::Value::Array(vec![chart, map].into_iter().map(toml::Value::Table).collect())),
    ]);
    toml::Table::from_iter([
        ("title".to_owned(), text(attack)),
        ("summary".to_owned(), text(prose)),
        ("section".to_owned(), toml::Value::Array(vec![toml::Value::Table(section)])),
    ])
}

/// What a report comes to, in a folder of its own; nothing if it is refused.
fn report(package: &Attacked, definition: &toml::Table, formats: &str) -> Option<Folder> {
    reports(package, &[("r", definition)], formats)
}

/// What several reports come to, each by its id.
fn reports(package: &Attacked, definitions: &[(&str, &toml::Table)], formats: &str) -> Option<Folder> {
    let folder = Folder::new();
    let reports = folder.path().join("definitions");
    fs::create_dir_all(&reports).expect("a folder");
    for (id, definition) in definitions {
        fs::write(reports.join(format!("{id}.toml")), toml::to_string(definition).expect("TOML"))
            .expect("a definition");
    }
    let (out, reports) = (folder.path().to_string_lossy(), reports.to_string_lossy());
    let run = ask(package, &["report", "generate", "--format", formats, "--reports", &reports, "--out", &out]);
    // A chart alone that is refused leaves the text of the report, which holds the attack too.
    assert!(matches!(run.code, Some(0..=2)), "{}", run.stderr);
    (run.code == Some(0)).then_some(folder)
}

#[test]
fn reports_hold_the_texts_and_nothing_else() {
    let (attacked, clean) = &*PACKAGES;
    let read = |folder: &Folder, name: &str| fs::read_to_string(folder.path().join("r").join(name)).expect("a file");
    let mut refused = Vec::new();
    let mut sections = Vec::new();
    for (number, (name, attack)) in attacks().iter().enumerate().step_by(sampled(12)) {
        let Some(made) = report(attacked, &definition(number, attack, false), "svg,md") else {
            refused.push(*name);
            continue;
        };
        let plain = report(clean, &definition(number, "words", false), "svg,md").expect("a report");
        let (text, words) = (read(&made, "report.md"), read(&plain, "report.md"));
        let (text, words) = (oracles::markdown(name, &text), oracles::markdown(name, &words));
        assert_eq!(text.parts, words.parts, "{name}");
        assert!(text.words.contains(&seen(attack)), "{name}: {}", text.words);
        for kind in ["chart", "map"] {
            let chart = format!("charts/{kind}-{number}.svg");
            let (svg, plain) = (oracles::xml(name, &read(&made, &chart)), oracles::xml(name, &read(&plain, &chart)));
            let new: Vec<&String> = svg.names.difference(&plain.names).collect();
            assert_eq!(new, Vec::<&String>::new(), "{name}");
            let path = made.path().join("r").join(&chart).to_string_lossy().into_owned();
            let traced = ask(attacked, &["trace", &path]);
            oracles::terminal(name, &traced.stdout);
        }
        // In the author's own Markdown too nothing runs.
        if let Some(made) = report(attacked, &definition(number, attack, true), "md") {
            oracles::markdown(name, &read(&made, "report.md"));
            let own = definition(number, attack, true);
            sections.extend(own["section"].as_array().expect("sections").iter().cloned());
        }
    }
    // A title may not hold a number, nor a letter that no font has; braces of a template may make it none.
    let [refusals, others] = [refused.len(), sections.len()].map(|count| count * sampled(12));
    assert!(refusals <= 12 && others >= 60, "{refused:?}");
    let mut all = definition(0, "words", false);
    let mut pages = |sections: Vec<toml::Value>, package: &Attacked| {
        all.insert("section".to_owned(), toml::Value::Array(sections));
        // Two reports, so that there is a page over them; the other has a title that attacks.
        let other = definition(1, &attacks()[1].1, false);
        reports(package, &[("r", &all), ("s", &other)], "html").expect("pages")
    };
    let attack = pages(sections, attacked);
    let made = read(&attack, "index.html");
    let mut written = definition(0, "words", false)["section"].as_array().expect("sections").clone();
    let prose = "*a* **b** [c](https://x.org) `d`\n\n- e\n\n1. f\n\n> g\n\n---\n\n    h\n";
    written[0].as_table_mut().expect("a section").insert("text".to_owned(), toml::Value::String(prose.to_owned()));
    // With one section alone there is no list of chapters.
    written.push(toml::toml! { title = "more" }.into());
    let harmless = pages(written, clean);
    let plain = read(&harmless, "index.html");
    let over = |folder: &Folder| oracles::html(&fs::read_to_string(folder.path().join("index.html")).expect("a page"));
    let new: Vec<String> = over(&attack).names.difference(&over(&harmless).names).cloned().collect();
    assert_eq!(new, Vec::<String>::new(), "the page over both");
    let embedded = |folder: &Folder| {
        let entries = fs::read_dir(folder.path().join("r/embed")).expect("pages of charts");
        let texts = entries.map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a page"));
        texts.flat_map(|text| oracles::html(&text).names).collect::<BTreeSet<String>>()
    };
    let (new, known) = (embedded(&attack), embedded(&harmless));
    // Drawings of other shapes, too.
    let other = new.difference(&known).filter(|it| !it.starts_with("polygon"));
    assert_eq!(other.collect::<Vec<_>>(), Vec::<&String>::new(), "the pages of the charts");
    let (document, plain) = (oracles::html(&made), oracles::html(&plain));
    // What Markdown of an author makes, and drawings of other shapes.
    let allowed = ["h1", "h2", "h3", "h4", "h5", "h6", "code class", "ol start", "strong", "a title", "/h1"];
    let new: Vec<&String> =
        document.names.difference(&plain.names).filter(|it| !allowed.contains(&it.as_str())).collect();
    assert_eq!(new, Vec::<&String>::new());
    let missing: Vec<String> = labels().iter().map(|it| seen(it)).filter(|it| !document.words.contains(it)).collect();
    assert_eq!(missing, Vec::<String>::new());
    let json = made.split_once("id=\"data\">").and_then(|(_, rest)| rest.split_once("</script>")).expect("the data").0;
    let json: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let found = json["quantities"].as_array().expect("quantities").iter().filter_map(|it| it["label"].as_str());
    assert_eq!(found.collect::<BTreeSet<_>>(), labels().iter().map(String::as_str).collect());
}

/// Words of a command, names of files and what libraries say of them.
#[test]
fn nothing_that_is_refused_is_obeyed() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let reports = folder.path().join("reports");
    fs::create_dir_all(&reports).expect("a folder");
    for (name, control) in CONTROLS {
        let run = |words: &[&str]| {
            let run = sinosov(folder.path(), words);
            oracles::terminal(&format!("{name}: {words:?}"), &run.stderr);
            oracles::terminal(&format!("{name}: {words:?}"), &run.stdout);
            assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
            assert_ne!(run.code, Some(0), "{name}: {words:?}");
        };
        let package = Folder::with_tiny_package();
        let quantities = fs::read_to_string(fixture("tiny/quantities.csv")).expect("a table");
        for table in [
            quantities.replace("Credit of 1920", control),
            quantities.replace("carts,,alba", &format!("{control},,alba")),
        ] {
            fs::write(package.path().join("quantities.csv"), table).expect("a table");
            run(&["check", "--data", &package.path().to_string_lossy()]);
            run(&["check", "--color", "never", "--data", &package.path().to_string_lossy()]);
        }
        fs::write(reports.join("r.toml"), format!("title = \"a\"\nx{control} = [")).expect("a definition");
        run(&["report", "list", "--reports", &reports.to_string_lossy()]);
        let text = toml::Value::String(control.to_owned()).to_string();
        fs::write(reports.join("r.toml"), format!("title = {text}\n{text} = 1")).expect("a definition");
        run(&["report", "list", "--reports", &reports.to_string_lossy()]);
        fs::write(path("x.svg"), format!("<svg xmlns=\"x\"><{control}></svg>")).expect("a file");
        run(&["trace", &path("x.svg")]);
        fs::copy(fixture("tiny/quantities.csv"), package.path().join("quantities.csv")).expect("a table");
        fs::write(path("x.csl"), format!("<style><{control}/></style>")).expect("a file");
        run(&["cite", "report-1", "--style", &path("x.csl"), "--data", &package.path().to_string_lossy()]);
        // One by one where a library repeats them; words of a command are repeated in one way.
        if control.contains('\0') || !["colour", "one byte for two", "carriage return"].contains(&name) {
            continue;
        }
        let tiny = fixture("tiny").to_string_lossy().into_owned();
        let run = |words: &[&str]| run(&[words, &["--data", &tiny]].concat());
        run(&[control]);
        run(&["figures", control]);
        run(&["figures", &format!("--{control}")]);
        run(&["figures", "--category", control]);
        run(&["figures", "--format", control]);
        run(&["figures", "--from", control]);
        run(&["claims", control]);
        run(&["why", control]);
        run(&["cite", control]);
        run(&["cite", "report-1", "--style", control]);
        run(&["trace", control]);
        run(&["trace", &path("x.svg"), "--reports", control]);
        run(&["export", "--to", &format!("{control}.ods")]);
        run(&["check", "--format", control]);
        run(&["report", "generate", "--only", control]);
        run(&["report", "generate", "--reports", control]);
        if !control.contains(['\r', '\n']) {
            fs::write(reports.join(format!("{control}.toml")), "title = 1").expect("a definition");
            run(&["report", "list", "--reports", &reports.to_string_lossy()]);
            fs::remove_file(reports.join(format!("{control}.toml"))).expect("a file");
        }
    }
}

#[test]
fn a_chart_file_says_nothing_that_is_obeyed() {
    let folder = Folder::new();
    let attacks = CONTROLS.into_iter().flat_map(|attack| [(attack, true), (attack, false)]);
    for ((name, control), is_sound) in attacks {
        // Where a list should stand, a text is damage, which is told with it.
        let listed = if is_sound { serde_json::json!([control]) } else { serde_json::json!(control) };
        let rate = serde_json::json!({ "rate": control, "date": control, "citation": control, "locator": control });
        let marks = serde_json::json!({
            "generator": "sinosov x", "chart": control, "report": control, "dataset_version": control,
            "dataset_sha256": control, "allowed": listed, "assumed": [control],
            "marks": [{ "key": control, "row": control, "series": control, "rates": [rate], "corrections": [control], "stage": control, "min": "1", "max": "1",
                "figures": [{ "figure": control, "citation": control, "locator": control }] }],
            "dates": [{ "key": control, "row": control, "citation": control, "locator": control, "start": control }],
        });
        let text = marks.to_string().replace('&', "&amp;").replace('<', "&lt;");
        let path = folder.path().join("x.svg");
        fs::write(&path, format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>{text}</metadata></svg>"))
            .expect("a file");
        for format in ["text", "json"] {
            let tiny = fixture("tiny").to_string_lossy().into_owned();
            let run = sinosov(folder.path(), &["trace", &path.to_string_lossy(), "--format", format, "--data", &tiny]);
            oracles::terminal(name, &run.stdout);
            oracles::terminal(name, &run.stderr);
            assert_eq!(run.code, Some(if is_sound { 1 } else { 2 }), "{name}: {}", run.stderr);
        }
    }
}
