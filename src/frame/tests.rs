//! Tables of the built-in package.

use rust_decimal::Decimal;

use super::{Axis, Frame, FrameError, Query, Selection, Table};
use crate::data::{Package, Source};
use crate::evidence::{Evidence, Manner, Options, Wanted};

fn ask(query: &Query) -> Result<Table, FrameError> {
    let package = Package::read(Source::BuiltIn);
    let evidence = Evidence::new(&package, Options::default());
    Frame::new(&evidence)?.table(query)
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn stated(unit: &str) -> Manner {
    Manner { wanted: Wanted::Stated(unit.to_owned()), ..Manner::default() }
}

fn shown(table: &Table) -> Vec<(String, Vec<(String, Decimal)>)> {
    let cell = |cell: &super::Cell| (cell.series.clone(), cell.interval.reach());
    table.rows.iter().map(|row| (row.key.clone(), row.cells.iter().map(cell).collect())).collect()
}

#[test]
fn parts_are_shown_in_their_whole_and_the_rest_is_named() {
    let query = Query {
        selection: Selection {
            quantity: words(&["prc-1950-aircraft-first-order", "prc-1950-aircraft-second-order"]),
            ..Selection::default()
        },
        split: Some("type".to_owned()),
        ..Query::default()
    };
    let table = ask(&query).expect("two orders");
    let number = |series: &str, number: i64| (series.to_owned(), Decimal::from(number));
    let expected = [
        (
            "prc-1950-aircraft-first-order".to_owned(),
            vec![number("bombers", 198), number("fighters", 280), number("trainers", 108)],
        ),
        ("prc-1950-aircraft-second-order".to_owned(), vec![number("not-itemised", 628)]),
    ];
    assert_eq!(shown(&table), expected);
}

#[test]
fn promise_and_delivery_are_paired_by_item() {
    let query = Query {
        selection: Selection {
            category: words(&["arms"]),
            recipient: words(&["roc"]),
            stage: words(&["promised", "delivered"]),
            ..Selection::default()
        },
        rows: Axis::Item,
        series: Some(Axis::Stage),
        complete: true,
        ..Query::default()
    };
    let table = ask(&query).expect("five items have both");
    let keys: Vec<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["aircraft", "tanks", "artillery", "ammunition/shells", "ammunition/cartridges"]);
    for row in &table.rows {
        let series: Vec<&str> = row.cells.iter().map(|cell| cell.series.as_str()).collect();
        assert_eq!(series, ["promised", "delivered"], "{}", row.key);
    }
}

#[test]
fn a_unit_shows_what_the_work_restates_in_it() {
    let query = Query {
        selection: Selection { quantity: words(&["roc-1937-loan"]), ..Selection::default() },
        manner: stated("usd"),
        ..Query::default()
    };
    let table = ask(&query).expect("restated in dollars");
    assert_eq!(table.rows[0].cells[0].interval.reach(), Decimal::from(26_500_000));
}

#[test]
fn sums_across_stages_are_refused_with_the_row() {
    let query = Query {
        selection: Selection { category: words(&["tanks"]), ..Selection::default() },
        rows: Axis::Category,
        ..Query::default()
    };
    let error = ask(&query).expect_err("promised and delivered");
    assert!(matches!(&error, FrameError::Refused { row: Some(row), .. } if row == "Tanks"), "{error}");
}

#[test]
fn an_unknown_name_suggests_the_near_one() {
    let query =
        Query { selection: Selection { category: words(&["aircrafts"]), ..Selection::default() }, ..Query::default() };
    let error = ask(&query).expect_err("no such category").to_string();
    assert_eq!(error, "there is no category `aircrafts`; did you mean `aircraft`?");
}

#[test]
fn periods_lie_within_the_dates_asked_for() {
    let package = Package::read(Source::BuiltIn);
    let evidence = Evidence::new(&package, Options::default());
    let frame = Frame::new(&evidence).expect("keys");
    let selection = Selection {
        category: words(&["plants"]),
        from: Some("1952".to_owned()),
        to: Some("1957".to_owned()),
        ..Selection::default()
    };
    let found: Vec<&str> =
        frame.quantities(&selection).expect("known names").iter().map(|quantity| quantity.id.as_str()).collect();
    assert_eq!(found, ["prc-1952-57-plants"]);
}

#[test]
fn several_wholes_in_one_row_add_their_parts_and_their_rests() {
    let orders = ["prc-1950-aircraft-first-order", "prc-1950-aircraft-second-order"];
    let query = Query {
        selection: Selection { quantity: words(&orders), ..Selection::default() },
        rows: Axis::Stage,
        split: Some("type".to_owned()),
        ..Query::default()
    };
    let table = ask(&query).expect("two orders");
    let cells: Vec<(String, Decimal)> = shown(&table).remove(0).1;
    let number = |series: &str, number: i64| (series.to_owned(), Decimal::from(number));
    assert_eq!(
        cells,
        [number("bombers", 198), number("fighters", 280), number("trainers", 108), number("not-itemised", 628)]
    );
    assert_eq!(table.rows[0].whole.as_ref().map(|whole| whole.interval.reach()), Some(Decimal::from(1214)));
}

#[test]
fn a_question_that_cannot_be_answered_truthfully_is_refused() {
    let aircraft = || Selection { category: words(&["aircraft"]), recipient: words(&["roc"]), ..Selection::default() };
    let refused = |query: Query| ask(&query).expect_err("refused").to_string();
    let split = || Some("typ".to_owned());
    let no_split = Query { selection: aircraft(), rows: Axis::Stage, split: split(), ..Query::default() };
    assert!(refused(no_split).contains("split `typ`"));
    let both = Query { selection: aircraft(), series: Some(Axis::Stage), split: split(), ..Query::default() };
    assert!(refused(both).contains("not both"));
    let unit = Query { selection: aircraft(), manner: stated("aircrafts"), ..Query::default() };
    assert!(refused(unit).contains("did you mean `aircraft`?"));
}

#[test]
fn what_is_selected_and_has_no_value_is_named() {
    let query = Query {
        selection: Selection { category: words(&["trade"]), recipient: words(&["prc"]), ..Selection::default() },
        ..Query::default()
    };
    let table = ask(&query).expect("the trade of 2012 and its forecasts");
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.without_value.len(), 2);
    assert!(table.without_value[0].starts_with("Yearly trade before the rise"));
}
