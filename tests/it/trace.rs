//! What a chart file says of itself, held against the data: same, changed, gone; and files that are no charts.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::Value;
use sinosov::chart::record::Record;
use sinosov::chart::{Context, Look, metadata, record};
use sinosov::data::{Package, Source};
use sinosov::model::Bound;

use crate::invented::{GROUPED, cell, drawn as drawn_table, row, spec, table};
use crate::support::{ABOUT, Folder, fixture, is_all, root, sinosov};

const REPORTS: &str = "tests/fixtures/meaning/reports";

/// A copy of the invented package with a text replaced in its figures.
fn data_with(from: &str, to: &str) -> Folder {
    let folder = Folder::with_package(&fixture("meaning"));
    let figures = folder.path().join("figures.csv");
    let text = fs::read_to_string(&figures).expect("the table");
    assert!(from.is_empty() || text.contains(from), "{from}");
    fs::write(&figures, text.replacen(from, to, 1)).expect("a table");
    folder
}

/// The charts of the invented package.
static DRAWN: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::new();
    let out = folder.path().to_string_lossy().into_owned();
    let data = "tests/fixtures/meaning";
    let words = ["report", "generate", "--format", "svg,png", "--data", data, "--reports", REPORTS, "--out", &out];
    let run = sinosov(&root(), &words);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    folder
});

/// The statuses of the marks of a file by label, and the exit code.
fn traced(file: &Path, data: &Path) -> (Vec<(String, String)>, Option<i32>) {
    let (file, data) = (file.to_string_lossy(), data.to_string_lossy());
    let run = sinosov(&root(), &["trace", &file, "--data", &data, "--reports", REPORTS, "--format", "json"]);
    let value: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{file}: {}", run.stderr));
    let text = |mark: &Value, name: &str| mark[name].as_str().expect("a text").to_owned();
    let marks = value["marks"].as_array().expect("marks").iter();
    (marks.map(|mark| (text(mark, "label"), text(mark, "status"))).collect(), run.code)
}

#[test]
fn every_mark_of_every_file_is_found_again() {
    let folder = &*DRAWN;
    let sound = fixture("meaning");
    let mut files = 0;
    for entry in fs::read_dir(folder.path().join("meaning/charts")).expect("charts") {
        let path = entry.expect("an entry").path();
        let (marks, code) = traced(&path, &sound);
        assert!(!marks.is_empty() && marks.iter().all(|(_, status)| status == "same"), "{}: {marks:?}", path.display());
        assert_eq!(code, Some(0));
        files += 1;
    }
    assert_eq!(files, 16, "eight charts as SVG and as PNG");
}

#[test]
fn one_changed_value_changes_one_mark() {
    let folder = &*DRAWN;
    let changed = data_with("1300 crowns,,,1300,", "1400 crowns,,,1400,");
    let gone = data_with("700 new crowns,,,700,,,,,,,,,,,", "700 new crowns,,,700,,,,,,,,,,doubtful,Invented.");
    for suffix in ["svg", "png"] {
        let file = folder.path().join(format!("meaning/charts/loans-converted.{suffix}"));
        let statuses =
            |data: &Folder| traced(&file, data.path()).0.into_iter().map(|(_, status)| status).collect::<Vec<_>>();
        assert_eq!(statuses(&changed), ["same", "changed", "same"], "{suffix}");
        assert_eq!(statuses(&gone), ["same", "same", "gone"], "{suffix}");
        assert_eq!(traced(&file, changed.path()).1, Some(1));
    }
}

/// The charts of the built-in report of five sources.
static BUILT_IN: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::new();
    let out = folder.path().to_string_lossy().into_owned();
    let run = sinosov(&root(), &["report", "generate", "five-sources", "--format", "svg,png", "--out", &out]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    folder
});

/// The files of the built-in report and the statuses of their marks over changed tables: file, label, status, figures.
fn over(changes: &[(&str, &str, &str)], is_asked: impl Fn(&str) -> bool) -> Vec<(String, String, String, String)> {
    let folder = &*BUILT_IN;
    let data = Folder::with_package(&root().join("datasets"));
    for (table, from, to) in changes {
        let path = data.path().join(table);
        let text = fs::read_to_string(&path).expect("the table");
        assert_eq!(text.matches(from).count(), 1, "{from}");
        fs::write(&path, text.replacen(from, to, 1)).expect("a table");
    }
    let data = data.path().to_string_lossy().into_owned();
    let mut all = Vec::new();
    for entry in fs::read_dir(folder.path().join("five-sources/charts")).expect("charts") {
        let path = entry.expect("an entry").path();
        let file = path.to_string_lossy().into_owned();
        if !is_asked(&file) {
            continue;
        }
        let run = sinosov(&root(), &["trace", &file, "--data", &data, "--reports", "reports", "--format", "json"]);
        let value: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{file}: {}", run.stderr));
        let text = |mark: &Value, name: &str| mark[name].as_str().expect("a text").to_owned();
        for mark in value["marks"].as_array().expect("marks") {
            all.push((file.clone(), text(mark, "label"), text(mark, "status"), mark["figures"].to_string()));
        }
    }
    all
}

#[test]
fn of_the_built_in_report_only_the_marks_of_a_changed_figure_change() {
    let changes = [
        ("figures.csv", "542 fighters,,,542,", "543 fighters,,,543,"),
        ("corrections.csv", "axis-017,value,542,", "axis-017,value,543,"),
    ];
    // Both formats carry one record.
    let changed = over(&changes, |file| is_all() || file.ends_with(".svg"));
    let (mut files, mut marks) = (Vec::new(), 0);
    for (file, label, status, figures) in &changed {
        // A matrix counts figures, and they are as many as before.
        let rests_on_it = figures.contains("axis-017") && !file.contains("who-tells") && !file.contains("which-years");
        assert_eq!(status == "changed", rests_on_it, "{file}: {label} is {status}");
        assert_ne!(status, "gone", "{file}: {label}");
        files.push(file);
        marks += usize::from(rests_on_it);
    }
    files.dedup();
    assert_eq!(files.len(), if is_all() { 32 } else { 16 }, "sixteen charts, as SVG and as PNG");
    assert!(marks >= 5, "only {marks} marks rest on the fighters");
}

#[test]
fn dates_and_counts_are_held_against_the_data_too() {
    let changes = [
        ("agreements.csv", "1945-08-14", "1945-08-15"),
        (
            "figures.csv",
            "82 tanks,,,82,,,,,,,soulun,,same-count,,\"Five",
            "82 tanks,,,82,,,,,,,soulun,,same-count,doubtful,\"Five",
        ),
    ];
    let of = |all: &[(String, String, String, String)], chart: &str| -> Vec<(String, String)> {
        let odd = all.iter().filter(|(file, _, status, _)| file.ends_with(chart) && status != "same");
        odd.map(|(_, label, status, _)| (label.clone(), status.clone())).collect()
    };
    let asked = ["time-1937-62.svg", "who-tells-what.png", "which-years.svg"];
    let all = over(&changes, |file| asked.iter().any(|name| file.ends_with(name)));
    let pair = |label: &str, status: &str| (label.to_owned(), status.to_owned());
    assert_eq!(
        of(&all, "time-1937-62.svg"),
        [pair("Tanks delivered, 1938–41", "gone"), pair("Treaty of friendship and alliance", "changed")]
    );
    assert_eq!(of(&all, "who-tells-what.png"), [pair("Tanks, Axis web forum 2004", "changed")]);
    let years: Vec<String> = ["1938", "1939", "1940", "1941"].map(|year| format!("Tanks, {year}")).to_vec();
    let gone: Vec<(String, String)> = years.iter().map(|label| pair(label, "gone")).collect();
    assert_eq!(of(&all, "which-years.svg"), gone, "1937 has the promise");
}

#[test]
fn a_chart_that_no_definition_has_is_held_against_its_figures() {
    let folder = &*DRAWN;
    let file = folder.path().join("meaning/charts/loans-converted.svg");
    let (file, data) = (file.to_string_lossy().into_owned(), fixture("meaning").to_string_lossy().into_owned());
    let run = sinosov(&root(), &["trace", &file, "--data", &data, "--reports", "reports"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("in no report definition"), "{}", run.stderr);
    assert!(run.stdout.contains("old-ledger: Ledger 1930, line 10"), "{}", run.stdout);
}

/// A file with a changed record in it, and nothing else.
fn with_record(folder: &Folder, name: &str, change: impl Fn(&mut Value)) -> PathBuf {
    let file = fs::read(folder.path().join("meaning/charts/loans-converted.svg")).expect("a chart");
    let mut record: Value = serde_json::from_str(&metadata(&file).expect("metadata")).expect("JSON");
    change(&mut record);
    let path = folder.path().join(name);
    let text = record.to_string().replace('&', "&amp;").replace('<', "&lt;");
    fs::write(&path, format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>{text}</metadata></svg>"))
        .expect("a file");
    path
}

#[test]
fn files_of_earlier_versions_are_read_and_hold() {
    let folder = &*DRAWN;
    let lacked = ["allowed", "assumed", "dates", "frame", "kind", "report"];
    let lacked_by_marks = [
        "series_key",
        "group",
        "start",
        "end",
        "stage",
        "computed",
        "not_itemised",
        "modelled",
        "preferred",
        "rates",
        "corrections",
    ];
    let old = with_record(folder, "old.svg", |record| {
        let record = record.as_object_mut().expect("an object");
        record.retain(|name, _| !lacked.contains(&name.as_str()));
        for mark in record["marks"].as_array_mut().expect("marks") {
            mark.as_object_mut().expect("a mark").retain(|name, _| !lacked_by_marks.contains(&name.as_str()));
        }
    });
    let (marks, code) = traced(&old, &fixture("meaning"));
    assert!(marks.len() == 3 && marks.iter().all(|(_, status)| status == "same"), "{marks:?}");
    assert_eq!(code, Some(0));
}

#[test]
fn what_a_file_tells_otherwise_is_told_in_words() {
    let folder = &*DRAWN;
    let other = with_record(folder, "other.svg", |record| {
        record["allowed"] = Value::Array(vec!["two of a kind".into()]);
        record["marks"][0]["stage"] = "promised".into();
        record["marks"][0]["end"] = Value::Null;
        record["marks"][1]["computed"] = true.into();
        record["marks"][1]["corrections"] = Value::Array(vec!["fix-1".into()]);
        record["marks"][2]["figures"][0]["locator"] = "line 1".into();
    });
    let file = other.to_string_lossy();
    let run = sinosov(&root(), &["trace", &file, "--data", "tests/fixtures/meaning", "--reports", REPORTS]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for told in [
        "stage: promised, today agreed",
        "end: unknown, today 19",
        "added up here: yes, today no",
        "corrections: fix-1, today nothing",
        "no longer new-rival: Rival 1940, line 1",
        "changed  added: two of a kind, today nothing",
    ] {
        assert!(run.stdout.contains(told), "{told}: {}", run.stdout);
    }
}

/// More series than colours are folded; what is traced are the marks that are drawn.
#[test]
fn what_is_folded_is_recorded_as_it_is_drawn() {
    let package = Package::read(Source::Folder(fixture("tiny")));
    let look = Look::default();
    let context = Context { dataset: &package.dataset, about: &ABOUT, look: &look };
    let part = |n: i64| cell(&format!("s{n}"), "sent", Bound::Exact, [&(n * 10).to_string(), "", ""], false);
    let table = table(vec![row("Carts", (1..=9).map(part).collect())]);
    for (keys, count) in [("layout = \"stacked\"\nseries = \"stage\"", 6), (GROUPED, 6)] {
        let spec = spec("x", "bars", keys);
        let file = Record::read(&drawn_table(&spec, &table).expect("a chart").metadata).expect("a record");
        assert_eq!(file.marks.len(), count, "{keys}");
        assert_eq!(file, record(&spec, &table, context), "{keys}");
    }
}

/// What must be refused, each with a word of the reason.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let svg = |inner: String| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>").into_bytes();
    let entities: String = ('b'..='j')
        .map(|name| format!("<!ENTITY {name} \"{}\">", format!("&{};", char::from(name as u8 - 1)).repeat(10)))
        .collect();
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">{entities}]><svg><metadata>&j;</metadata></svg>");
    let attributes: String = (0..200_000).map(|number| format!(" a{number}=\"1\"")).collect();
    let own = |marks: &str| {
        let json = format!("{{\"generator\":\"sinosov 1\",\"chart\":\"x\",\"marks\":{marks}}}");
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>{json}</metadata>")
    };
    let many = format!("[{{}}{}]", ",{}".repeat(200_000));
    let values = format!("[{{\"a\":[0{}]}}]", ",0".repeat(3_000_000));
    let levels = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    let spaced: String = (0..200_000).map(|number| format!(" a{number}\n= \"1\"")).collect();
    let namespaces: String = (0..2000).map(|number| format!(" xmlns:a{number}='u{number}'")).collect();
    let chunk = |name: &[u8; 4], content: &[u8]| -> Vec<u8> {
        let mut sum = flate2::Crc::new();
        sum.update(name);
        sum.update(content);
        let length = u32::try_from(content.len()).expect("a chunk").to_be_bytes();
        [&length[..], name, content, &sum.sum().to_be_bytes()].concat()
    };
    let packed = |bytes: usize| {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(&vec![b' '; bytes]).expect("packed");
        packer.finish().expect("packed")
    };
    let png_of = |chunks: &[Vec<u8>]| {
        let head = chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0");
        [b"\x89PNG\r\n\x1a\n".to_vec(), head, chunks.concat(), chunk(b"IEND", b"")].concat()
    };
    let bomb_in_png = [&b"sinosov\0\x01\0\0\0"[..], &packed(200 << 20)].concat();
    let mut broken = png_of(&[chunk(b"iTXt", b"sinosov\0\0\0\0\0{\"generator\":\"sinosov 1\"}")]);
    let at = broken.len() - 20;
    broken[at] ^= 1;
    let headless = b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82".to_vec();
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde".to_vec();
    png.extend(b"\x7f\xff\xff\xffiTXtsinosov\0");
    vec![
        ("bomb.svg", bomb.into_bytes(), "DTD"),
        ("deep.svg", svg("<g>".repeat(500_000) + &"</g>".repeat(500_000)), "deeper"),
        ("wide.svg", svg("<g/>".repeat(2_000_000)), "limit"),
        ("attributes.svg", format!("<svg{attributes}/>").into_bytes(), "attributes"),
        ("plain.svg", svg(String::new()), "no metadata"),
        ("damaged.svg", svg("<metadata>{\"generator\":\"sinosov 1\",\"chart\":1}</metadata>".to_owned()), "damaged"),
        ("length.png", png, "cannot be read"),
        ("marks.svg", (own(&many) + "</svg>").into_bytes(), "more than 100000 marks"),
        ("values.svg", (own(&values) + "</svg>").into_bytes(), "more than 2000000 values"),
        ("levels.svg", (own(&levels) + "</svg>").into_bytes(), "recursion limit"),
        ("long.svg", (own(&" ".repeat(17 << 20)) + "</svg>").into_bytes(), "metadata is larger"),
        ("spaced.svg", (own("[]") + &format!("<g{spaced}/></svg>")).into_bytes(), "attributes"),
        ("namespaces.svg", (own("[]") + &format!("<g{namespaces}/></svg>")).into_bytes(), "attributes"),
        ("cut.svg", own("[]").into_bytes(), "ends inside of an element"),
        ("crossed.svg", (own("[]") + "<g></svg></g>").into_bytes(), "cannot be read"),
        ("packed.png", png_of(&[chunk(b"iTXt", &bomb_in_png)]), "metadata is larger"),
        ("damaged.png", png_of(&[chunk(b"iTXt", b"sinosov\0\x01\0\0\0no")]), "cannot be read"),
        ("flag.png", png_of(&[chunk(b"iTXt", b"sinosov\0\x02\0\0\0{}")]), "cannot be read"),
        ("check.png", broken, "its check does not fit"),
        ("foreign.png", png_of(&[chunk(b"tEXt", b"Title\0x")]), "no metadata"),
        ("headless.png", headless, "does not begin with its size"),
        ("text.svg", b"nothing".to_vec(), "neither SVG nor PNG"),
    ]
}

#[test]
fn foreign_and_hostile_files_are_refused_at_once() {
    let folder = Folder::new();
    for (name, bytes, reason) in hostile() {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        let start = Instant::now();
        let run = sinosov(&root(), &["trace", &path.to_string_lossy()]);
        assert_eq!(run.code, Some(2), "{name}: {}", run.stdout);
        assert!(run.stderr.contains(reason), "{name}: {}", run.stderr);
        assert!(start.elapsed() < Duration::from_secs(5), "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn a_frame_of_a_chart_answers_for_its_own_marks() {
    let folder = Folder::new();
    let out = folder.path().to_string_lossy().into_owned();
    let only =
        ["report", "generate", "five-sources", "--only", "time-1937-62", "--size", "slide", "--format", "svg,png"];
    let run = sinosov(&root(), &[&only[..], &["--out", &out]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for name in ["time-1937-62-1.svg", "time-1937-62-2.svg", "time-1937-62-2.png"] {
        let file = folder.path().join("five-sources/charts").join(name);
        let run = sinosov(&root(), &["trace", &file.to_string_lossy()]);
        assert_eq!(run.code, Some(0), "{name}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.matches("\nsame ").count() > 3, "{name}: {}", run.stdout);
        assert!(!run.stdout.contains("\nnew "), "{name}: {}", run.stdout);
    }
}
