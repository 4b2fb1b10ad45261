//! What is at the edge of what can be drawn, for every kind of chart: drawn rightly, or refused with a reason.

use std::fs;

use roxmltree::Document;
use rust_decimal::Decimal;
use sinosov::chart::{Context, Drawing, Look, Size, Spec, frames};
use sinosov::data::{Package, Source};
use sinosov::frame::{Cell, Dated, Link, Row, Table};
use sinosov::model::{Bound, Interval, Period};
use snapbox::{Data, assert_data_eq};

use crate::invented::{GROUPED, STACKED, cell, compare, drawn, exact, golden_name, row, spec, table};
use crate::support::{ABOUT, fixture, root};
use crate::verify::faults;

const KINDS: [&str; 7] = ["bars", "dumbbell", "claims", "line", "timeline", "matrix", "stemma"];

const LONG: &str = "Carts of the northern caravan route with everything that was loaded on them between the spring and the \
                    late autumn, by the account of the quartermaster-general";
const WORD: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/// The rows of a case, each a name and a number, for any kind of chart.
fn rows(case: &str) -> Vec<(String, Vec<Cell>)> {
    let named = |names: &[&str], numbers: &[&str]| {
        names.iter().zip(numbers).map(|(name, number)| ((*name).to_owned(), exact(number))).collect()
    };
    match case {
        "long-names" => named(&[LONG, WORD, "Short"], &["30", "12", "7"]),
        "one-row" => named(&["Alone"], &["12"]),
        "sixty-rows" => (1..=60).map(|n| (format!("Caravan {n}"), exact(&(n * n % 61 + 1).to_string()))).collect(),
        "all-equal" => named(&["First", "Second", "Third"], &["5", "5", "5"]),
        "one-huge" => named(&["Huge", "Tiny", "Tinier", "Tiniest"], &["2000000000", "40", "3", "1"]),
        "negative" => named(&["Up", "Down", "Further down"], &["30", "-12", "-20.5"]),
        "open-only" => ["70", "20", "45"]
            .into_iter()
            .map(|number| {
                let (bound, least, most) =
                    if number == "20" { (Bound::AtMost, "", number) } else { (Bound::MoreThan, number, "") };
                (format!("Bound {number}"), vec![cell("", "delivered", bound, ["", least, most], false)])
            })
            .collect(),
        "no-rows" => Vec::new(),
        _ => named(&["First", "Second"], &["30", "12"]),
    }
}

/// The table of a case as a kind of chart has it.
fn table_of(kind: &str, case: &str) -> Table {
    let rows = rows(case).into_iter().enumerate().map(|(index, (name, cells))| {
        let year = 1901 + i32::try_from(index).expect("few rows");
        match kind {
            "line" => Row {
                key: year.to_string(),
                label: year.to_string(),
                cells: of_series(&name, cells),
                ..row("", vec![])
            },
            "timeline" => Row { period: period(year), group: group("Here → there"), ..row(&name, cells) },
            "matrix" => row(&name, cells.into_iter().map(counted).collect()),
            "stemma" => {
                // Every third work has no date.
                let issued = year.to_string().parse().ok().filter(|_| index % 3 != 2);
                let period = Period { start: issued, end: issued };
                Row { period, group: group("First root"), ..row(&name, cells) }
            }
            _ => row(&name, cells),
        }
    });
    let mut table = table(rows.collect());
    if kind == "stemma" {
        let keys: Vec<String> = table.rows.iter().map(|row| row.key.clone()).collect();
        let link = |(index, pair): (usize, &[String])| Link {
            from: pair[1].clone(),
            to: pair[0].clone(),
            is_shared: index % 2 == 1,
        };
        table.links = keys.windows(2).enumerate().map(link).collect();
    }
    if kind == "matrix" {
        table.columns =
            vec![("report".to_owned(), "Field report".to_owned()), ("ledger".to_owned(), "Ledger".to_owned())];
    }
    table
}

/// Long names are names of series in a line chart, for its rows are years.
fn of_series(name: &str, cells: Vec<Cell>) -> Vec<Cell> {
    let is_long = name.len() > 40 || name == "Short";
    let key = if is_long { name } else { "" };
    let series = |cell: Cell| Cell { series: key.to_owned(), series_label: key.to_owned(), ..cell };
    cells.into_iter().map(series).collect()
}

fn counted(cell: Cell) -> Cell {
    Cell { series: "report".to_owned(), series_label: "Field report".to_owned(), unit_id: String::new(), ..cell }
}

fn period(year: i32) -> Period {
    let date = |year: i32| year.to_string().parse().ok();
    Period { start: date(year), end: if year % 5 == 0 { None } else { date(year + year % 3) } }
}

fn spec_of(kind: &str, case: &str) -> Spec {
    // What is asked of the data does not matter to a table that is there.
    let keys = if ["claims", "stemma"].contains(&kind) { "select = { quantity = [\"carts\"] }" } else { "" };
    let spec = spec(&format!("{kind}-{case}"), kind, keys);
    match case {
        "long-title" => Spec { title: format!("{LONG}. {LONG}"), subtitle: format!("{LONG}; {LONG}"), ..spec },
        _ => spec,
    }
}

const CASES: [&str; 9] =
    ["long-names", "long-title", "one-row", "sixty-rows", "all-equal", "one-huge", "negative", "open-only", "no-rows"];

#[test]
fn every_edge_is_drawn_rightly_or_refused() {
    let mut refusals = String::new();
    for kind in KINDS {
        for case in CASES {
            let (spec, table) = (spec_of(kind, case), table_of(kind, case));
            match drawn(&spec, &table) {
                Ok(_) => compare("edges", &spec, &table),
                Err(error) => refusals.push_str(&format!("{}: {error}\n", spec.id)),
            }
        }
    }
    let golden = root().join("tests/golden/edges/refused.txt");
    assert_data_eq!(refusals, Data::read_from(&golden, None).raw());
}

/// A golden file of an edge that is no longer drawn would go unseen.
#[test]
fn every_golden_edge_is_one() {
    let all = KINDS.iter().flat_map(|kind| CASES.iter().map(move |case| (*kind, *case)));
    let drawn = all.filter(|(kind, case)| drawn(&spec_of(kind, case), &table_of(kind, case)).is_ok());
    let known: Vec<String> = drawn
        .map(|(kind, case)| golden_name(&format!("{kind}-{case}")))
        .chain(OTHERS.iter().map(|name| golden_name(name)))
        .chain(["refused.txt".to_owned()])
        .collect();
    for entry in fs::read_dir(root().join("tests/golden/edges")).expect("a folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(known.contains(&name), "{name} is the golden file of nothing");
    }
}

const OTHERS: [&str; 10] = [
    "stacked-sixty",
    "stacked-negative",
    "grouped-negative",
    "line-series",
    "line-close",
    "timeline-dates",
    "timeline-open",
    "timeline-crowd",
    "matrix-years",
    "matrix-works",
];

#[test]
fn stacks_and_groups_have_edges_too() {
    let part =
        |name: &str, number: i64| cell(name, "delivered", Bound::Exact, [number.to_string().as_str(), "", ""], false);
    let stack = |n: i64| Row {
        whole: Some(part("", n + 60)),
        ..row(&format!("Caravan {n}"), vec![part("two wheels", n), part("four wheels", 60)])
    };
    compare("edges", &spec("stacked-sixty", "bars", STACKED), &table((1..=60).map(stack).collect()));
    let group = |name: &str, left: i64, right: i64| row(name, vec![part("in", left), part("out", right)]);
    let rows = vec![group("First", 40, -12), group("Second", -30, 8)];
    compare("edges", &spec("grouped-negative", "bars", GROUPED), &table(rows));
    let below = Row { whole: Some(part("", 3)), ..row("Below", vec![part("a", 5), part("b", -2)]) };
    compare("edges", &spec("stacked-negative", "bars", STACKED), &table(vec![below]));
}

/// Several lines that end close together, gaps, intervals, open ends, events that crowd.
#[test]
fn lines_keep_their_gaps_and_their_names_apart() {
    let year = |year: i32, cells: Vec<Cell>| Row { key: year.to_string(), label: year.to_string(), ..row("", cells) };
    let at = |series: &str, bound: Bound, numbers: [&str; 3]| cell(series, "delivered", bound, numbers, false);
    let rows = (1901..=1920).filter(|n| ![1906, 1907, 1912].contains(n)).map(|n| {
        let number = |base: i32, step: i32| (base + step * (n - 1900) + (n * 7) % 5).to_string();
        let mut cells = vec![at("north", Bound::Exact, [&number(20, 3), "", ""])];
        cells.push(match n {
            1903..=1905 => at("south", Bound::Between, ["", &number(25, 3), &number(38, 3)]),
            1910 => at("south", Bound::MoreThan, ["", &number(22, 3), ""]),
            1915 => at("south", Bound::AtMost, ["", "", &number(22, 3)]),
            _ => at("south", Bound::Exact, [&number(24, 3), "", ""]),
        });
        if n < 1911 {
            cells.push(cell("west", "promised", Bound::About, [&number(60, 1), "", ""], true));
        }
        year(n, cells)
    });
    let mut table = table(rows.collect());
    table.dates = ["1904", "1905-03", "1906-07-01", "1919"].into_iter().map(|when| event(when, false)).collect();
    compare("edges", &spec("line-series", "line", ""), &table);
}

/// Two short series close together have room for some of their numbers only.
#[test]
fn numbers_of_a_line_cover_neither_points_nor_each_other() {
    let year = |year: i32, left: i32, right: i32| {
        let at = |series: &str, number: i32| {
            cell(series, "delivered", Bound::Exact, [number.to_string().as_str(), "", ""], false)
        };
        Row { key: year.to_string(), label: year.to_string(), ..row("", vec![at("north", left), at("south", right)]) }
    };
    let rows =
        [(1901, 207, 230), (1902, 250, 242), (1903, 264, 228), (1904, 154, 135), (1905, 243, 157), (1906, 441, 351)];
    let rows = rows.into_iter().map(|(when, left, right)| year(when, left, right)).collect();
    compare("edges", &spec("line-close", "line", ""), &table(rows));
}

/// Ends that nobody knows, at both ends of the time that is shown.
#[test]
fn open_ends_trail_off_inside_the_plot() {
    let open = |name: &str, start: &str, end: &str| Row {
        period: Period { start: start.parse().ok(), end: end.parse().ok() },
        group: group("Here → there"),
        ..row(name, exact("12"))
    };
    let rows = vec![
        open("Until the start", "", "1900"),
        open("Between", "1901", "1908"),
        open("From the end on", "1908-12", ""),
    ];
    compare("edges", &spec("timeline-open", "timeline", ""), &table(rows));
}

/// Events with long names, close together and at both ends.
#[test]
fn names_of_events_stay_apart_and_inside() {
    let span = Row {
        period: Period { start: "1900".parse().ok(), end: "1912".parse().ok() },
        group: group("Here → there"),
        ..row("All the time", exact("12"))
    };
    let mut table = table(vec![span]);
    table.dates = ["1900-02", "1901", "1905-06", "1906", "1906-08", "1911", "1912-10"]
        .into_iter()
        .enumerate()
        .map(|(index, when)| {
            let label = if index % 2 == 0 { LONG.to_owned() } else { "Something happened".to_owned() };
            Dated { label, ..event(when, false) }
        })
        .collect();
    compare("edges", &spec("timeline-crowd", "timeline", ""), &table);
}

#[test]
fn a_timeline_has_agreements_and_events() {
    let span = |name: &str, start: &str, end: &str, parties: &str| Row {
        period: Period { start: start.parse().ok(), end: end.parse().ok() },
        group: group(parties),
        ..row(name, exact("12"))
    };
    let mut table = table(vec![
        span("All the time", "1900", "1912", "Here → there"),
        span("From then on", "1903-05", "", "Here → there"),
        span("Until then", "", "1909", "There → here"),
        span("One day", "1911-11-11", "1911-11-11", "There → here"),
    ]);
    let dates = [("1901-02-03", true), ("1911", true), ("1904", false), ("1904-06", false), ("1911-12-31", false)];
    table.dates = dates.into_iter().map(|(when, is_agreement)| event(when, is_agreement)).collect();
    compare("edges", &spec("timeline-dates", "timeline", ""), &table);
}

#[test]
fn a_matrix_has_rows_and_columns_without_a_figure() {
    let count = |year: i32, number: i64| Cell {
        series: year.to_string(),
        series_label: year.to_string(),
        interval: Interval::point(Decimal::from(number)),
        ..counted(exact("1").remove(0))
    };
    let rows = vec![
        row("Carts", (1901..1920).map(|year| count(year, i64::from(year % 13 + 1))).collect()),
        row("Sledges", Vec::new()),
        row("Horses", vec![count(1905, 1), count(1930, 99)]),
    ];
    let columns = (1901..=1935).map(|year| (year.to_string(), year.to_string())).collect();
    compare("edges", &spec("matrix-years", "matrix", ""), &Table { columns, ..table(rows) });
    // Columns that have no room side by side go on below.
    let mark = || vec![counted(exact("1").remove(0))];
    let columns = (1..=60).map(|n| (format!("work-{n}"), format!("A work with a name {n}"))).collect();
    let rows = ["Carts", "Sledges"].map(|name| row(name, mark())).to_vec();
    compare("edges", &spec("matrix-works", "matrix", ""), &Table { columns, ..table(rows) });
}

/// The texts of the ticks below a chart of bars.
fn ticks(drawing: &Drawing) -> Vec<String> {
    let svg = drawing.svg();
    let document = Document::parse(&svg).expect("well-formed");
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let middle = texts.filter(|node| node.attribute("text-anchor") == Some("middle"));
    middle.filter_map(|node| node.text()).map(str::to_owned).collect()
}

#[test]
fn rows_that_have_no_room_in_a_frame_go_on_in_the_next() {
    let package = Package::read(Source::Folder(fixture("tiny")));
    let look = Look { size: Size::Slide, ..Look::default() };
    let context = Context { dataset: &package.dataset, about: &ABOUT, look: &look };
    for name in ["bars", "dumbbell", "claims"] {
        let (spec, table) = (spec_of(name, "sixty-rows"), table_of(name, "sixty-rows"));
        let all = frames(&spec, &table, context).expect("several frames");
        assert!(all.len() > 2, "{} frames", all.len());
        let mut marks = 0;
        for (number, drawing) in (1..).zip(&all) {
            assert_eq!(faults(&drawing.svg(), &look.theme, &look.fonts), Vec::<String>::new(), "{name} {number}");
            assert_eq!(drawing.name(), format!("{name}-sixty-rows-{number}"));
            assert!(drawing.title.ends_with(&format!("({number}\u{a0}of\u{a0}{})", all.len())), "{}", drawing.title);
            assert_eq!(ticks(drawing), ticks(&all[0]), "one axis for all frames of {name}");
            marks += drawing.svg().matches("data-figures").count();
        }
        assert_eq!(marks, 60, "{name}");
    }
    // What has room is one frame, and says nothing of others.
    let few = frames(&spec_of("bars", "all-equal"), &table_of("bars", "all-equal"), context);
    let few = few.expect("one frame");
    assert_eq!(
        (few.len(), few[0].name().as_str(), few[0].title.as_str()),
        (1, "bars-all-equal", "An invented finding")
    );
}

fn group(parties: &str) -> (String, String) {
    (parties.to_lowercase(), parties.to_owned())
}

fn event(when: &str, is_agreement: bool) -> Dated {
    let date = when.parse().ok();
    Dated {
        id: format!("invented-{when}"),
        is_agreement,
        label: if is_agreement { "An invented treaty".to_owned() } else { "Something happened".to_owned() },
        period: Period { start: date, end: date },
        work_id: "field-report".to_owned(),
        short: "Field report 1930".to_owned(),
        locator: "line 9".to_owned(),
        corrections: Vec::new(),
    }
}
