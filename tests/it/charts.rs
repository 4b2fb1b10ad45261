//! Every chart that is emitted, in every theme and size, held against what a printed chart must keep.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Arc, LazyLock};

use roxmltree::Document;
use sinosov::chart::look::theme::{DARK, LIGHT, PRINT};
use sinosov::chart::{Fonts, KEYWORD, Size, Theme};
use sinosov::data::{Package, Source};
use sinosov::report::definition::{Definition, definitions};
use sinosov::report::{Appearance, Output, Part, Request, generate};

use crate::support::{Folder, fixture, is_all, lang, root, sampled, sinosov};
use crate::verify::faults;

/// The reports: the built-in ones and those of the fixtures.
fn reports() -> Vec<(Arc<Package>, Definition)> {
    let mut all = Vec::new();
    for name in [None, Some("tiny"), Some("meaning")] {
        let source = name.map_or(Source::BuiltIn, |name| Source::Folder(fixture(name)));
        let folder = name.map(|name| fixture(name).join("reports"));
        let package = Package::read(source);
        assert_eq!(package.faults, []);
        let package = Arc::new(package);
        let (definitions, faults) = definitions(folder.as_ref()).expect("definitions");
        assert_eq!(faults, []);
        all.extend(
            definitions.into_iter().map(|definition| (definition.data(&package).expect("its works"), definition)),
        );
    }
    all
}

fn outputs(request: &Request<'_>) -> Vec<(Arc<Package>, Output)> {
    let made = reports().into_iter().flat_map(|(package, definition)| {
        let outputs = generate(&definition, &package, request).expect("a report");
        outputs.into_iter().map(move |output| (Arc::clone(&package), output))
    });
    made.collect()
}

/// All files of all reports, made by one worker.
static ALL: LazyLock<Vec<(Arc<Package>, Output)>> = LazyLock::new(|| of_workers(1));

fn of_workers(jobs: usize) -> Vec<(Arc<Package>, Output)> {
    let parts = [Part::Svg, Part::Png, Part::Data, Part::Markdown];
    outputs(&Request { parts: &parts, jobs: NonZero::new(jobs), ..Request::default() })
}

fn is(output: &Output, suffix: &str) -> bool {
    output.path.extension().is_some_and(|own| own == suffix)
}

fn svgs(theme: Theme) -> Vec<(Arc<Package>, String, String)> {
    let text = |(package, output): &(Arc<Package>, Output)| {
        let svg = String::from_utf8(output.bytes.clone()).expect("UTF-8");
        (Arc::clone(package), output.path.display().to_string(), svg)
    };
    if theme.name == LIGHT.name {
        return ALL.iter().filter(|(_, output)| is(output, "svg")).map(text).collect();
    }
    let appearance = Appearance { theme, ..Appearance::default() };
    outputs(&Request { parts: &[Part::Svg], appearance, ..Request::default() }).iter().map(text).collect()
}

#[test]
fn every_chart_keeps_the_checklist_in_every_theme() {
    for theme in [LIGHT, DARK, PRINT] {
        let charts = svgs(theme);
        assert!(charts.len() >= 20, "{} charts", charts.len());
        // Themes differ in inks alone.
        let step = if theme.name == LIGHT.name { 1 } else { sampled(6) };
        for (_, name, svg) in charts.into_iter().step_by(step) {
            assert_eq!(faults(&svg, &theme, &Fonts::default()), Vec::<String>::new(), "{name} in {}", theme.name);
        }
    }
}

#[test]
fn every_chart_keeps_the_checklist_in_every_size() {
    // The two that are most unlike each other on most days.
    for size in [Size::Slide, Size::Narrow, Size::Square, Size::Tall].into_iter().take(if is_all() { 4 } else { 2 }) {
        let mut drawn = 0;
        for (package, definition) in reports() {
            let charts = definition.sections.iter().flat_map(|section| &section.charts);
            let only: Vec<String> = charts.step_by(sampled(3)).map(|chart| chart.id.clone()).collect();
            let appearance = Appearance { size: Some(size), ..Appearance::default() };
            let request = Request { only: &only, parts: &[Part::Svg], appearance, ..Request::default() };
            let outputs = generate(&definition, &package, &request).expect("every chart has room at every size");
            assert!(outputs.len() >= only.len(), "{} files of {} charts", outputs.len(), only.len());
            for output in outputs {
                let (svg, name) = (String::from_utf8_lossy(&output.bytes).into_owned(), output.path.display());
                let found = faults(&svg, &LIGHT, &Fonts::default());
                assert_eq!(found, Vec::<String>::new(), "{name} as {}", size.name());
                let document = Document::parse(&svg).expect("well-formed");
                let pixels = ["width", "height"].map(|name| document.root_element().attribute(name).expect("one"));
                let frame = match size {
                    Size::Square => ["1080", "1080"],
                    Size::Tall => ["1080", "1620"],
                    Size::Slide => ["1280", "720"],
                    Size::Narrow => ["360", pixels[1]],
                    Size::Wide => [pixels[0], pixels[1]],
                };
                assert_eq!(pixels, frame, "{name}");
                drawn += 1;
            }
        }
        assert!(drawn * sampled(3) >= 50, "only {drawn} charts are drawn as {}", size.name());
    }
}

/// A chart that is broken in one way each, and the word by which the verifier names it.
#[test]
fn the_verifier_can_fail() {
    let charts = svgs(LIGHT);
    let (_, _, svg) =
        charts.iter().find(|(_, name, _)| name.contains("aircraft-types")).expect("a chart of two series");
    let named = |from: &str, to: &str| {
        assert!(svg.contains(from), "{from}");
        faults(&svg.replacen(from, to, 1), &LIGHT, &Fonts::default()).join("; ")
    };
    assert_eq!(faults(svg, &LIGHT, &Fonts::default()), Vec::<String>::new());
    for (from, to, word) in [
        ("<g ", "<g <", "not well-formed"),
        ("role=\"graphics-document\"", "", "no role"),
        ("-title\">", "-other\">", "no title"),
        ("data-figures=", "data-other=", "marks, but"),
        (">Source: ", ">Sauce: ", "does not name"),
        (">Data: sinosov ", ">", "no version"),
        ("font-size=\"21\"", "font-size=\"11\"", "is small"),
        ("<rect x=\"0\"", "<rect x=\"NaN\"", "NaN"),
        (">Bombers<", ">ก<", "no glyph"),
        ("fill=\"#1a1a1a\"", "fill=\"#aaaaaa\"", "contrast"),
        ("<text x=\"24\"", "<text x=\"700\"", "leaves the canvas"),
        ("</svg>", "<text x=\"24\" y=\"40\" font-size=\"21\" fill=\"#1a1a1a\">Twice</text></svg>", "covers"),
    ] {
        let found = named(from, to);
        assert!(found.contains(word), "{from}: {found}");
    }
    let green = svg.replace("#009e73", "#009e74").replace("#cc79a7", "#009e73").replace("#a9658b", "#009e73");
    assert!(faults(&green, &LIGHT, &Fonts::default()).join("; ").contains("apart"));
}

#[test]
fn marks_tell_their_figures() {
    for (package, name, svg) in svgs(LIGHT) {
        let document = Document::parse(&svg).expect("well-formed");
        let root = document.root_element();
        let metadata = root.children().find(|child| child.has_tag_name("metadata")).and_then(|node| node.text());
        let metadata: serde_json::Value = serde_json::from_str(metadata.expect("metadata")).expect("JSON");
        assert_eq!(metadata["dataset_sha256"], package.about().digest, "{name}");
        let told = metadata["marks"].as_array().expect("marks").iter().map(|mark| {
            let figures = mark["figures"].as_array().expect("figures").iter();
            figures.filter_map(|figure| figure["figure"].as_str()).collect::<Vec<_>>().join(" ")
        });
        let drawn = root.descendants().filter_map(|node| node.attribute("data-figures")).map(str::to_owned);
        let (mut told, mut drawn): (Vec<String>, Vec<String>) = (told.collect(), drawn.collect());
        // A line chart draws series after series, its metadata has year after year.
        told.sort();
        drawn.sort();
        assert_eq!(told, drawn, "{name}");
        let known = |id: &str| package.dataset.figures.get(id).is_some();
        assert!(drawn.iter().flat_map(|ids| ids.split(' ')).all(known), "{name}");
        for node in root.descendants().filter(|node| node.attribute("class") == Some("mark")) {
            let title = node.children().find(|child| child.has_tag_name("title")).and_then(|title| title.text());
            assert!(title.is_some_and(|title| title.contains(", ")), "{name}: a mark without a title");
        }
    }
}

/// Bars of exact numbers on one axis are as long as their numbers say.
#[test]
fn a_bar_is_as_long_as_its_number() {
    let mut measured = 0;
    for (_, name, svg) in svgs(LIGHT) {
        let document = Document::parse(&svg).expect("well-formed");
        let root = document.root_element();
        let metadata = root.children().find(|child| child.has_tag_name("metadata")).and_then(|node| node.text());
        let metadata: serde_json::Value = serde_json::from_str(metadata.expect("metadata")).expect("JSON");
        if metadata["kind"] != "bars" {
            continue;
        }
        let nodes = root.descendants().filter(|node| node.has_attribute("data-figures"));
        let mut scales: Vec<f64> = Vec::new();
        for (mark, node) in metadata["marks"].as_array().expect("marks").iter().zip(nodes) {
            let end = |name: &str| mark[name].as_str().and_then(|text| text.parse::<f64>().ok());
            let (Some(low), Some(high)) = (end("min"), end("max")) else { continue };
            let bar = node.children().find(|child| child.has_tag_name("rect")).expect("a bar");
            let wide: f64 = bar.attribute("width").and_then(|text| text.parse().ok()).expect("a width");
            if low == high && low > 0.0 && wide > 4.0 {
                scales.push(wide / low);
            }
        }
        let (Some(least), Some(most)) =
            (scales.iter().copied().reduce(f64::min), scales.iter().copied().reduce(f64::max))
        else {
            continue;
        };
        assert!(most / least < 1.02, "{name}: {least} to {most} pixels for one");
        measured += scales.len();
    }
    assert!(measured > 40, "only {measured} bars");
}

#[test]
fn every_language_makes_the_whole_report() {
    let (package, definition) = reports().remove(0);
    for lang in ["ru", "zh"].map(lang) {
        let appearance = Appearance { lang, ..Appearance::default() };
        let request = Request { parts: &[Part::Svg, Part::Markdown], appearance, ..Request::default() };
        let outputs = generate(&definition, &package, &request).expect("a report");
        for output in outputs.iter().filter(|output| output.path.extension().is_some_and(|suffix| suffix == "svg")) {
            let svg = String::from_utf8_lossy(&output.bytes);
            assert_eq!(faults(&svg, &LIGHT, &Fonts::default()), Vec::<String>::new(), "{}", output.path.display());
        }
    }
}

/// What the messages of charts say in English, as far as it is more than a word or two.
fn english_phrases() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("src/lang/en/charts.ftl")).expect("messages");
    let said = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let line = line.trim();
        line.split_once(" = ").or_else(|| line.split_once("] ")).map(|(_, said)| said)
    });
    let pieces = said.flat_map(|said| said.split(['{', '}'])).map(|piece| piece.trim().to_owned());
    let is_phrase = |piece: &String| piece.len() > 9 && piece.contains(' ') && !piece.contains('$');
    pieces.filter(is_phrase).collect()
}

#[test]
fn no_chart_in_another_language_says_what_the_program_says_in_english() {
    let phrases = english_phrases();
    assert!(phrases.len() > 90, "{}", phrases.len());
    let (package, definition) = reports().remove(0);
    let svgs = |tag: &str| -> Vec<String> {
        let appearance = Appearance { lang: lang(tag), ..Appearance::default() };
        let request = Request { parts: &[Part::Svg], appearance, ..Request::default() };
        let outputs = generate(&definition, &package, &request).expect("a report");
        let svgs = outputs.into_iter().filter(|output| is(output, "svg"));
        svgs.map(|output| String::from_utf8(output.bytes).expect("UTF-8")).collect()
    };
    let english = svgs("en").concat();
    assert!(phrases.iter().filter(|phrase| english.contains(*phrase)).count() > 20);
    for tag in ["ru", "zh"] {
        for svg in svgs(tag) {
            let found: Vec<&String> = phrases.iter().filter(|phrase| svg.contains(*phrase)).collect();
            assert!(found.is_empty(), "{tag}: {found:?} in {svg}");
        }
    }
}

#[test]
fn a_title_reads_as_a_footnote_does() {
    let all: String = svgs(LIGHT).into_iter().map(|(_, _, svg)| svg).collect();
    for title in [
        "542\u{a0}fighters, delivered 1938–41, Axis web forum 2004, post 4 (Windward, 22 July 2004), para. 3",
        "904\u{a0}aircraft, delivered 1938–41, added up here, from Axis web forum 2004, post 4",
        "about 1,500\u{a0}technicians, sent 1950–59, Njal 2014",
        "about US$3.2\u{a0}billion (loan), agreed 14 February 1950, in prices of 2020",
        "not itemised, Axis web forum 2004",
        "Treaty of friendship and alliance, 14 August 1945, Peskov 2006, para. 4",
        "1 figure: People, Njal 2014",
    ] {
        let wanted = title.replace("about ", "about\u{a0}");
        assert!(all.contains(&wanted), "{wanted}");
    }
}

#[test]
fn bytes_are_the_same_on_every_run_and_with_one_worker_or_two() {
    let by_name = |all: &[(Arc<Package>, Output)]| -> BTreeMap<String, Vec<u8>> {
        let name =
            |package: &Package, output: &Output| format!("{}/{}", package.about().version, output.path.display());
        all.iter().map(|(package, output)| (name(package, output), output.bytes.clone())).collect()
    };
    let first = by_name(&ALL);
    assert!(first.len() > 60);
    assert!(first == by_name(&of_workers(2)), "one worker and two differ");
}

#[test]
fn a_png_carries_the_metadata_of_its_svg() {
    let pngs: Vec<&Output> = ALL.iter().map(|(_, output)| output).filter(|output| is(output, "png")).collect();
    assert!(pngs.len() > 20, "{}", pngs.len());
    for output in pngs {
        let decoder = png::Decoder::new(std::io::Cursor::new(&output.bytes));
        let reader = decoder.read_info().expect("a PNG");
        assert!(reader.info().width >= 1600, "twice the size of the SVG");
        let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == KEYWORD).expect("the chunk");
        let text = chunk.get_text().expect("text");
        let parsed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert!(parsed["marks"].as_array().is_some_and(|marks| !marks.is_empty()));
    }
}

/// Labels that have a translation stand in it, and the bundled fonts have their letters.
#[test]
fn labels_are_translated_where_they_can_be() {
    let (package, definition) = reports().remove(0);
    let made = |tag: &str, parts: &[Part]| {
        let appearance = Appearance { lang: lang(tag), ..Appearance::default() };
        let only = ["who-tells-what".to_owned()];
        let request = Request { only: &only, parts, appearance, ..Request::default() };
        generate(&definition, &package, &request)
    };
    let svg = |tag: &str| String::from_utf8(made(tag, &[Part::Svg]).expect("a chart").remove(0).bytes).expect("UTF-8");
    assert!(svg("en").contains(">Aircraft<"));
    assert!(svg("ru").contains(">Самолёты<"));
    let chinese = svg("zh-Hans");
    assert!(chinese.contains(">飞机<"));
    assert_eq!(faults(&chinese, &LIGHT, &Fonts::default()), Vec::<String>::new());
    for tag in ["ru", "zh"] {
        assert!(made(tag, &[Part::Png]).is_ok());
    }
}

#[test]
fn a_chart_that_cannot_be_made_stops_no_other() {
    let folder = Folder::new();
    let out = folder.path().to_string_lossy().into_owned();
    let (data, reports) = ("tests/fixtures/bad/refused", "tests/fixtures/bad/refused/reports");
    let run = sinosov(&root(), &["report", "generate", "--data", data, "--reports", reports, "--out", &out]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.ends_with("or stage = [\"delivered\"]\n"), "the error comes last: {}", run.stderr);
    let report = folder.path().join("carts");
    for file in ["report.md", "index.html", "charts/delivered.svg", "charts/delivered.png", "data/delivered.csv"] {
        assert!(report.join(file).is_file(), "{file}");
    }
    assert!(!report.join("charts/carts.svg").exists());
    let run = sinosov(&root(), &["report", "check", "--data", data, "--reports", reports, "--out", &out]);
    assert_eq!((run.stdout.as_str(), run.code), ("1 problem\n", Some(1)), "{}", run.stderr);
    // What is asked for alone is made alone.
    let only = ["report", "generate", "--only", "delivered", "--data", data, "--reports", reports, "--out", &out];
    assert_eq!(sinosov(&root(), &only).code, Some(0));
}
