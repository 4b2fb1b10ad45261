//! Charts of invented tables, one for each way in which a number can be known, compared byte for byte.

use std::fs;

use sinosov::chart::{AnyKind, Spec};
use sinosov::frame::{Cell, Origin, Row, Table};
use sinosov::model::Bound;
use snapbox::{Data, assert_data_eq};

use crate::invented::{GROUPED, STACKED, cell, compare, drawn, row, spec, table};
use crate::support::{Folder, root, sinosov};

/// One row a kind of knowledge.
fn knowledge() -> Vec<Row> {
    let one = |bound, numbers, second_hand| vec![cell("", "delivered", bound, numbers, second_hand)];
    let mut corrected = one(Bound::Exact, ["75", "", ""], false);
    corrected[0].corrected = true;
    vec![
        row("Exact", one(Bound::Exact, ["100", "", ""], false)),
        row("About", one(Bound::About, ["90", "", ""], false)),
        row("Between", one(Bound::Between, ["", "60", "85"], false)),
        row("More than", one(Bound::MoreThan, ["", "70", ""], false)),
        row("At most", one(Bound::AtMost, ["", "", "55"], false)),
        row("Vague", one(Bound::Vague, ["", "20", "99"], false)),
        row("Second-hand", one(Bound::Exact, ["80", "", ""], true)),
        row("Corrected", corrected),
        row("Promised", vec![cell("", "promised", Bound::Exact, ["95", "", ""], false)]),
        row("Promised, second-hand", vec![cell("", "promised", Bound::Exact, ["65", "", ""], true)]),
        row("None", one(Bound::Exact, ["0", "", ""], false)),
    ]
}

#[test]
fn every_kind_of_knowledge_has_its_shape() {
    compare("charts", &spec("bounds", "bars", ""), &table(knowledge()));
}

#[test]
fn points_have_the_same_shapes() {
    compare("charts", &spec("bounds-points", "dumbbell", ""), &table(knowledge()));
}

#[test]
fn groups_stand_side_by_side() {
    let pair = |promised: &str, delivered: &str| {
        vec![
            cell("promised", "promised", Bound::Exact, [promised, "", ""], false),
            cell("delivered", "delivered", Bound::Exact, [delivered, "", ""], false),
        ]
    };
    let rows =
        vec![row("A row with a name so long that it must be broken", pair("100", "60")), row("B", pair("5", "40"))];
    compare("charts", &spec("grouped", "bars", GROUPED), &table(rows));
}

#[test]
fn a_stack_names_what_is_not_itemised() {
    let part = |name: &str, number: &str| cell(name, "delivered", Bound::Exact, [number, "", ""], false);
    let rest = |number: &str| Cell { not_itemised: true, ..part("not itemised", number) };
    let whole = |number: &str| Some(part("", number));
    let rows = vec![
        Row {
            whole: whole("100"),
            ..row("Mostly itemised", vec![part("two wheels", "60"), part("four wheels", "30"), rest("10")])
        },
        Row { whole: whole("80"), ..row("Not at all", vec![rest("80")]) },
        Row { whole: whole("62"), ..row("With a sliver", vec![part("two wheels", "60"), part("four wheels", "2")]) },
    ];
    compare("charts", &spec("stacked", "bars", STACKED), &table(rows));
}

#[test]
fn two_directions_part_at_zero() {
    let one = |series: &str, number: &str| vec![cell(series, "sent", Bound::About, [number, "", ""], true)];
    let rows = vec![row("Came", one("in", "90")), row("Went", one("out", "70")), row("Also went", one("out", "8"))];
    let keys = "layout = \"diverging\"\nleft = \"out\"";
    compare("charts", &spec("diverging", "bars", keys), &table(rows));
}

#[test]
fn what_cannot_be_shown_truthfully_is_refused() {
    let refused = |spec: &Spec, rows: Vec<Row>| drawn(spec, &table(rows)).expect_err("refused").to_string();
    let bars = spec("x", "bars", "");
    let log = spec("x", "dumbbell", "scale = \"log\"");
    let one = |number: &str| vec![row("One", vec![cell("", "sent", Bound::Exact, [number, "", ""], false)])];
    assert!(refused(&log, one("-1")).contains("below zero"));
    assert!(drawn(&log, &table(one("0"))).is_ok(), "zero has a place before the powers");
    let no_axis = Spec { axis: String::new(), ..bars.clone() };
    let mut crowns = cell("", "sent", Bound::Exact, ["5", "", ""], false);
    crowns.unit_id = "crown".to_owned();
    let mut rows = knowledge();
    rows.push(row("Crowns", vec![crowns]));
    assert!(refused(&no_axis, rows).contains("choose one unit"));
    let no_split = AnyKind::named("bars", "layout = \"stacked\"").expect_err("refused");
    assert!(no_split.iter().any(|fault| format!("{fault:?}").contains("split")), "{no_split:?}");
    let two = vec![
        cell("a", "sent", Bound::Exact, ["5", "", ""], false),
        cell("b", "sent", Bound::Exact, ["6", "", ""], false),
    ];
    let both = drawn(&bars, &table(vec![row("Two", two)])).expect("a chart");
    assert_eq!(both.scene().marks().count(), 2, "two numbers of a row are two bars");
    let mut mark = cell("", "sent", Bound::Exact, ["5", "", ""], false);
    let mut crown = mark.clone();
    (mark.unit_id, crown.unit_id) = ("mark".to_owned(), "crown".to_owned());
    let currencies = vec![row("Marks", vec![mark]), row("Crowns", vec![crown])];
    assert!(refused(&bars, currencies).contains("choose one unit"), "an axis label does not make two currencies one");
    let many: Vec<Cell> = (0..7).map(|n| cell(&format!("s{n}"), "sent", Bound::Exact, ["5", "", ""], false)).collect();
    let many = drawn(&spec("x", "bars", GROUPED), &table(vec![row("Many", many)])).expect("a chart");
    assert!(many.scene().texts().any(|text| text.text.contains("1 more series")), "more series than colours are told");
}

#[test]
fn notes_stand_in_the_order_of_their_weight() {
    let mut corrected = cell("", "promised", Bound::About, ["75", "", ""], false);
    (corrected.corrected, corrected.origin) = (true, Origin::Sum);
    let table = Table {
        allowed: vec!["two of a kind".to_owned()],
        assumed: vec!["that it is so".to_owned()],
        remarks: vec!["Left out: a thing.".to_owned()],
        without_value: vec!["Another".to_owned()],
        ..table(vec![row("Carts", vec![corrected])])
    };
    let spec = Spec { note: "Carts have wheels.".to_owned(), ..spec("x", "bars", "") };
    assert_eq!(
        drawn(&spec, &table).expect("a chart").notes,
        [
            "Carts have wheels.",
            "Added here all the same: two of a kind.",
            "Assumed: that it is so.",
            "† Carts promised, 1920: an error in the source is likely.",
            "c.\u{a0}75† is added up here.",
            "Left out: a thing.",
            "Left out, for no figure of theirs can be used: Another.",
            "“c.” is the source’s own “about”.",
        ]
    );
}

/// What a report says of guards set aside, of money, of a model: every file of one over the invented package.
#[test]
fn a_report_tells_how_its_numbers_came_about() {
    let folder = Folder::new();
    let out = folder.path().to_string_lossy().into_owned();
    let (data, reports) = ("tests/fixtures/meaning", "tests/fixtures/meaning/reports");
    let run = sinosov(&root(), &["report", "generate", "--data", data, "--reports", reports, "--out", &out]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut compared = 0;
    for part in [".", "charts", "data"] {
        for entry in fs::read_dir(folder.path().join("meaning").join(part)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            // The page holds what the text holds, and is tested for itself.
            if path.is_dir() || name.ends_with(".png") || name == "index.html" {
                continue;
            }
            let golden = root().join("tests/golden/meaning").join(&name);
            assert_data_eq!(fs::read_to_string(&path).expect("a file"), Data::read_from(&golden, None).raw());
            compared += 1;
        }
    }
    assert_eq!(compared, 17, "eight charts with their data, and the text");
}
