//! The page of a report: whole, the same on every run, and safe whatever the data hold.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::support::{Folder, Run, fixture, root, sinosov};

/// The page of a report of a package.
fn page(data: Option<&str>, more: &[&str]) -> String {
    let out = Folder::new();
    let mut words = vec!["report".to_owned(), "generate".to_owned(), "--format".to_owned(), "html".to_owned()];
    words.extend(["--out".to_owned(), out.path().to_string_lossy().into_owned()]);
    let report = match data {
        Some(name) => {
            let [data, reports] = [name, "tiny/reports"].map(|it| fixture(it).to_string_lossy().into_owned());
            words.extend(["--data".to_owned(), data, "--reports".to_owned(), reports]);
            "carts"
        }
        None => "sino-soviet",
    };
    words.extend(more.iter().map(|word| (*word).to_owned()));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let run = sinosov(&root(), &words);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    fs::read_to_string(out.path().join(report).join("index.html")).expect("the page")
}

/// The page of the built-in report.
static BUILT_IN: LazyLock<String> = LazyLock::new(|| page(None, &[]));

/// What stands between two texts, for the first time that both are there.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    text.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map(|(inner, _)| inner).expect("both")
}

#[test]
fn a_page_is_the_same_twice_and_names_what_may_run() {
    let made = &*BUILT_IN;
    assert!(*made == page(None, &["--jobs", "1"]), "two runs differ");
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let policy =
        between(made, "Content-Security-Policy\" content=\"", "\">").replace("&#x27;", "'").replace("&#x2f;", "/");
    let (style, script) = (between(made, "<style>", "</style>"), between(made, "<script>", "</script>"));
    assert!(policy.contains(&format!("style-src {}", digest(style))), "{policy}");
    assert!(policy.contains(&format!("script-src {}", digest(script))), "{policy}");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(policy.contains("; font-src data:;"), "{policy}");
    assert_eq!(style.matches("font-family:\"sinosov Noto Sans\";font-weight").count(), 2, "regular and bold");
    assert_eq!(
        style.matches("font-family:\"sinosov Noto Serif\";font-weight").count(),
        3,
        "regular, italic and that of heads"
    );
    // The script writes words for other pages, too; what is here is in the elements.
    let elements = made.replace(script, "");
    for what in [" style=\"", "<img", "<link", "<iframe", "@import", "url(http", "src=\""] {
        assert!(!elements.contains(what), "{what}");
    }
}

#[test]
fn a_page_has_every_figure_chart_and_work() {
    let made = &*BUILT_IN;
    let package = sinosov::data::Package::read(sinosov::data::Source::BuiltIn);
    // Looked for in turn, a thousand ids would each take a walk through all of it.
    let of = |start: &str| -> BTreeSet<&str> {
        made.split(start).skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id).collect()
    };
    let (figures, works) = (of("<tr id=\"figure-"), of("<li id=\"work-"));
    for figure in package.dataset.figures.iter() {
        assert!(figures.contains(figure.id.as_str()), "{}", figure.id);
    }
    for work in package.dataset.works.iter().filter(|work| work.kind != "unidentified") {
        assert!(works.contains(work.id.as_str()), "{}", work.id);
    }
    let stated: BTreeSet<&str> = package.dataset.figures.iter().map(|figure| figure.quantity_id.as_str()).collect();
    assert_eq!(made.matches("<tr class=\"group\">").count(), stated.len(), "a head for each quantity");
    assert_eq!(made.matches("<figure class=\"chart\"").count(), 86);
    assert!(made.contains("Windward, “Soviet relations between the Kuomintang"));
    let apa = page(None, &["--style", "apa"]);
    // What all citations of a work begin and end with stands once.
    assert!(apa.contains("\"footnote\":[\"("), "a style without footnotes");
    assert!(apa.contains("post 4, para. 3"));
    let run = sinosov(&root(), &["report", "generate", "--format", "html", "--style", "nature", "--out", "nowhere"]);
    assert!(run.code == Some(2) && run.stderr.contains("there is no style `nature`"), "{}", run.stderr);
}

/// What a program makes of one invented chart as a page alone, in a folder of its own.
fn embedded(data: &str) -> String {
    let out = Folder::new();
    let [data, reports] = [data, "tiny/reports"].map(|it| fixture(it).to_string_lossy().into_owned());
    let to = out.path().to_string_lossy().into_owned();
    let words = ["report", "generate", "--only", "carts", "--format", "html", "--out", &to];
    let run = sinosov(&root(), &[&words[..], &["--data", &data, "--reports", &reports]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!out.path().join("carts/index.html").exists(), "of one chart there is no page of the report");
    fs::read_to_string(out.path().join("carts/embed/carts.html")).expect("the page of a chart")
}

#[test]
fn a_chart_is_a_page_of_its_own_in_which_nothing_runs() {
    let made = embedded("tiny");
    assert_eq!(made, embedded("tiny"), "two runs differ");
    let policy =
        between(&made, "Content-Security-Policy\" content=\"", "\">").replace("&#x27;", "'").replace("&#x2f;", "/");
    let style = STANDARD.encode(Sha256::digest(between(&made, "<style>", "</style>").as_bytes()));
    let only_the_style =
        format!("default-src 'none'; style-src 'sha256-{style}'; font-src data:; base-uri 'none'; form-action 'none'");
    assert_eq!(policy, only_the_style);
    for what in ["<script", " style=\"", "<img", "<link", "<iframe", "@import", "url(http", "src=\""] {
        assert!(!made.contains(what), "{what}");
    }
    for what in [
        "<html lang=\"en\">",
        "<title>",
        "<meta name=\"description\"",
        "href=\"../index.html#chart-carts\"",
        "Source: ",
    ] {
        assert!(made.contains(what), "{what}");
    }
    assert_eq!((made.matches("<svg").count(), made.len() < 60_000), (2, true), "{}", made.len());
    let hostile = embedded("hostile");
    assert!(!hostile.contains("<img") && !hostile.contains("<script"), "{hostile:.300}");
}

/// A folder with two reports of the invented package, one of which has an address and a number at its head.
fn two_reports() -> Folder {
    let folder = Folder::new();
    let definition = fs::read_to_string(fixture("tiny/reports/carts.toml")).expect("a definition");
    fs::write(folder.path().join("carts.toml"), &definition).expect("written");
    let head = "address = \"https://example.org/carts-again/\"\n[[headline]]\nnumber = \"{{ value('carts-delivered') }}\"\ntext = \"carts & more\"\nchart = \"carts\"\n";
    let (title, rest) = definition.split_once("[[section]]").expect("a section");
    fs::write(folder.path().join("carts-again.toml"), format!("{title}{head}[[section]]{rest}")).expect("written");
    folder
}

#[test]
fn over_several_reports_stands_a_page_that_leads_to_them() {
    let folder = two_reports();
    let data = fixture("tiny").to_string_lossy().into_owned();
    let run = |words: &[&str]| sinosov(folder.path(), &[words, &["--reports", ".", "--data", &data]].concat());
    let generate = |out: &str, more: &[&str]| {
        let ran = run(&[&["report", "generate", "--format", "html", "--out", out][..], more].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        fs::read_to_string(folder.path().join(out).join("index.html")).ok()
    };
    let made = generate("all", &[]).expect("the page over all");
    assert_eq!(generate("named", &["carts-again", "carts"]).as_ref(), Some(&made), "the same however it is reached");
    assert_eq!(generate("one", &["carts"]), None, "one report has no page over it");
    assert_eq!(generate("part", &["--only", "carts"]), None, "nor has a chart");
    for what in [
        "href=\"carts/index.html\"",
        "href=\"carts-again/index.html#chart-carts\"",
        "carts &amp; more",
        "\"@type\":\"DataCatalog\"",
        "2 charts <span>",
        "<svg",
    ] {
        assert!(made.contains(what), "{what}");
    }
    // Two charts are called alike, and no two elements are; nor is there an address where only one report has one.
    let mut seen = BTreeSet::new();
    assert!(
        made.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).all(|id| seen.insert(id)),
        "{seen:?}"
    );
    assert!(!made.contains("rel=\"canonical\""));
    let check = |more: &[&str]| run(&[&["report", "check", "--out", "all"][..], more].concat());
    assert_eq!(check(&["--write"]).code, Some(0), "what was not generated is written");
    fs::write(folder.path().join("all/index.html"), "old").expect("written");
    let stale = check(&[]);
    assert!(stale.code == Some(1) && stale.stderr.contains("all/index.html does not agree"), "{}", stale.stderr);
    assert_eq!(check(&["carts"]).code, Some(0), "of one report alone it is not asked");
}

#[test]
fn no_name_of_a_chart_is_that_of_anything_else_in_a_page() {
    let own = [
        "main",
        "top",
        "rail",
        "contents",
        "charts",
        "figures",
        "method",
        "works",
        "card",
        "card-title",
        "data",
        "keys",
        "tip",
        "section-1",
    ];
    let near = ["a", "a-heading", "heading-a", "chart-a", "a-wide-hatch-1", "a-wide", "paint-a-wide", "figure-carts"];
    let definition = fs::read_to_string(fixture("tiny/reports/carts.toml")).expect("a definition");
    let (head, chart) = definition.split_once("[[section.chart]]").expect("a chart");
    let chart = chart.split("[[section.chart]]").next().unwrap_or_default();
    let ids = own.iter().chain(&near);
    let charts =
        ids.map(|id| format!("[[section.chart]]{}\n", chart.replace("\"carts\"\nkind", &format!("\"{id}\"\nkind"))));
    let folder = Folder::new();
    fs::write(folder.path().join("carts.toml"), format!("{head}{}", charts.collect::<String>())).expect("a definition");
    let data = fixture("tiny").to_string_lossy().into_owned();
    let words = ["report", "generate", "--format", "html", "--out", "out", "--reports", ".", "--data", &data];
    let run = sinosov(folder.path(), &words);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let made = fs::read_to_string(folder.path().join("out/carts/index.html")).expect("the page");
    let mut seen = BTreeSet::from(["keys", "card-title"]);
    for id in made.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(seen.insert(id), "two things are called {id}");
    }
    let called = |list: &str| -> Vec<String> {
        let lists = made.split(list).skip(1).filter_map(|rest| rest.split(['"', ')']).next());
        lists.flat_map(|ids| ids.split(' ')).map(str::to_owned).collect()
    };
    for list in [" href=\"#", " aria-labelledby=\"", " aria-describedby=\"", "=\"url(#"] {
        let lost: Vec<String> = called(list).into_iter().filter(|id| !seen.contains(id.as_str())).collect();
        assert!(lost.is_empty() && !called(list).is_empty(), "{list} {lost:?}");
    }
}

/// What a program says of a page whose folder of reports has one template more.
fn with_template(name: &str, text: &[u8]) -> (Run, Folder) {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    fs::copy(fixture("tiny/reports/carts.toml"), folder.path().join("carts.toml")).expect("a copy");
    fs::write(folder.path().join("templates").join(name), text).expect("a template");
    let data = fixture("tiny").to_string_lossy().into_owned();
    let words = ["report", "generate", "--format", "html", "--out", "out", "--reports", ".", "--data", &data];
    (sinosov(folder.path(), &words), folder)
}

#[test]
fn a_folder_of_reports_may_have_templates_of_its_own() {
    for (name, text, kept) in [
        ("charts.js", "// of the folder", "<html lang=\"en\">"),
        ("page.css", "body{color:#123456}", "<html lang=\"en\">"),
        ("page.js", "console.log(\"of the folder\")", "<html lang=\"en\">"),
        ("page.html", "<title>{{ title }}</title><style>{{ style|safe }}</style>", "#controls"),
    ] {
        let (run, folder) = with_template(name, text.as_bytes());
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
        let made = fs::read_to_string(folder.path().join("out/carts/index.html")).expect("the page");
        let own = text.split("{{").next().unwrap_or_default();
        assert!(made.contains(own) && made.contains(kept), "{name}: {made:.300}");
    }
}

#[test]
fn what_is_wrong_in_a_template_is_told_and_nothing_is_written() {
    for (name, text, told) in [
        ("page.html", "<title>\n{{ titel }}</title>".as_bytes(), "templates/page.html:2: undefined value: `titel`"),
        ("page.html", b"<p>\n\n{% for chart %}", "templates/page.html:3: syntax error: unexpected end of block"),
        ("page.css", b"a{}\n</style>", "templates/page.css:2: `</style` would end"),
        ("base.css", b"</style>", "templates/base.css:1: `</style` would end"),
        ("embed.css", b"</style>", "templates/embed.css:1: `</style` would end"),
        ("index.css", b"</style>", "templates/index.css:1: `</style` would end"),
        ("embed.html", b"<p>\n{{ titel }}</p>", "templates/embed.html:2: undefined value: `titel`"),
        ("page.js", b"\n\n// </script>", "templates/page.js:3: `</script` would end"),
        ("page.css", b"\xff\xfe", "cannot read ./templates/page.css"),
    ] {
        let (run, folder) = with_template(name, text);
        assert_eq!(run.code, Some(2), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(told), "{name}: {}", run.stderr);
        assert!(!folder.path().join("out").exists(), "{name}");
    }
}

#[test]
fn what_looks_like_a_program_in_the_data_is_text() {
    let made = page(Some("hostile"), &[]);
    assert!(made.contains("&lt;img src=x onerror=alert(1)&gt; four-wheeled"), "the label is shown");
    assert_eq!(made.matches("<script").count(), 3, "what describes the dataset, the data and the script of the page");
    assert_eq!(made.matches("</script").count(), 3);
    assert!(!made.contains("<img"));
}
