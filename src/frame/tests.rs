//! Tables of the built-in package.

use rust_decimal::Decimal;

use super::{Axis, Frame, FrameError, Query, Selection, Table};
use crate::data::{Package, Source, five_works};
use crate::evidence::{Evidence, Manner, Options, Wanted};
use crate::lang::Tongue;

fn ask(query: &Query) -> Result<Table, FrameError> {
    let package = five_works();
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
    assert_eq!(keys, ["aircraft", "artillery", "tanks", "ammunition/shells", "ammunition/cartridges"]);
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
    let package = five_works();
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
        selection: Selection { item: words(&["turnover"]), recipient: words(&["prc"]), ..Selection::default() },
        ..Query::default()
    };
    let table = ask(&query).expect("the trade of 2012 and its forecasts");
    assert_eq!(table.rows.len(), 20, "17 years are added up from two directions");
    assert_eq!(table.without_value.len(), 2);
    assert!(table.without_value[0].starts_with("Yearly trade before the rise"));
}

/// The trade of the built-in package in both directions.
fn trade(rows: Axis, series: Option<Axis>) -> Query {
    let items = words(&["Soviet exports to China", "Chinese exports to the Soviet Union"]);
    let selection = Selection { item: items, ..Selection::default() };
    Query { selection, rows, series, ..Query::default() }
}

#[test]
fn years_are_rows_in_order_and_longer_periods_are_named() {
    let table = ask(&trade(Axis::Year, Some(Axis::Item))).expect("years");
    let years: Vec<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!((years.first(), years.last(), years.len()), (Some(&"1930"), Some(&"1991"), 26));
    assert!(years.is_sorted());
    assert!(table.rows.iter().all(|row| row.cells.len() == 2));
    let aid = Selection { category: words(&["people"]), ..Selection::default() };
    let none = ask(&Query { selection: aid, rows: Axis::Year, ..Query::default() });
    assert!(matches!(none, Err(FrameError::NoYears)), "the 1950s are no year");
    assert!(matches!(ask(&trade(Axis::Work, None)), Err(FrameError::ByWork)));
}

#[test]
fn a_series_is_what_one_work_alone_says() {
    let items = words(&["turnover"]);
    let selection = Selection { item: items, recipient: words(&["roc", "prc"]), ..Selection::default() };
    let query = Query { selection, rows: Axis::Year, series: Some(Axis::Work), ..Query::default() };
    let table = ask(&query).expect("years by work");
    let series: Vec<&str> = table.series().into_iter().map(|(key, _)| key).collect();
    assert_eq!(series, ["cow-trade-4", "njal-2014"]);
    let of_1955 = table.rows.iter().find(|row| row.key == "1955").expect("a year of the data set");
    assert_eq!(of_1955.cells.len(), 1, "no work is spliced to another");
    assert_eq!(of_1955.cells[0].interval.as_point(), Some(Decimal::from(1_456_000_000)), "748 and 708 million");
    assert!(of_1955.cells[0].is_computed());
}

fn matrix(query: &Query) -> Result<Table, FrameError> {
    let package = five_works();
    let evidence = Evidence::new(&package, Options::default());
    Frame::new(&evidence)?.matrix(query)
}

#[test]
fn a_matrix_counts_figures_and_keeps_empty_fields_empty() {
    let core = Selection { scope: words(&["core"]), ..Selection::default() };
    let query = Query { selection: core.clone(), rows: Axis::Category, series: Some(Axis::Work), ..Query::default() };
    let table = matrix(&query).expect("a matrix");
    let row = |key: &str| table.rows.iter().find(|row| row.key == key).expect("a category");
    let trade = row("trade");
    assert_eq!(trade.cells.len(), 1);
    assert_eq!((trade.cells[0].series.as_str(), trade.cells[0].witnesses.len()), ("cow-trade-4", 52));
    assert_eq!(trade.cells[0].interval.as_point(), Some(Decimal::from(52)));
    assert_eq!(table.columns.len(), 6, "every work with a figure");
    let window = Selection { from: Some("1937".to_owned()), to: Some("1944".to_owned()), ..core };
    let query = Query { selection: window, series: Some(Axis::Year), ..query };
    let years = matrix(&query).expect("years");
    assert_eq!(years.columns.len(), 8);
    let told: Vec<&str> = years.cells().map(|cell| cell.series.as_str()).collect();
    assert!(told.contains(&"1941") && !told.contains(&"1942"), "nothing is told of 1942");
    let stages = Query { series: Some(Axis::Stage), ..query };
    assert!(matches!(matrix(&stages), Err(FrameError::Columns)));
}

#[test]
fn a_timeline_is_in_the_order_of_time() {
    let package = five_works().in_language(&Tongue::new(&"ru".parse().expect("a language"), &[]));
    let evidence = Evidence::new(&package, Options::default());
    let frame = Frame::new(&evidence).expect("a frame");
    let selection = Selection {
        quantity: words(&["prc-1950-loan", "roc-1937-loan", "prc-1958-62-plants", "prc-trade-rise-after"]),
        ..Selection::default()
    };
    let dates = super::Dates { agreements: words(&["treaty-1950", "treaty-1937"]), events: words(&["*"]) };
    let query = Query { selection, ..Query::default() };
    let table = frame.timeline(&query, &dates).expect("a timeline");
    let keys: Vec<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["roc-1937-loan", "prc-1950-loan", "prc-1958-62-plants"]);
    assert_eq!(table.rows[0].group, ("ussr/roc".to_owned(), "СССР → Китайская Республика".to_owned()));
    let ids: Vec<&str> = table.dates.iter().map(|dated| dated.id.as_str()).collect();
    assert_eq!((ids[0], ids.len()), ("treaty-1937", 11), "two treaties and all nine events");
    let unknown = super::Dates { events: words(&["stalin-die"]), ..super::Dates::default() };
    let error = frame.timeline(&query, &unknown).expect_err("no such event").to_string();
    assert_eq!(error, "there is no event `stalin-die`; did you mean `stalin-dies`?");
}

/// The answer of a frame of the whole package.
fn of_all<T>(ask: impl FnOnce(&Frame<'_>) -> T) -> T {
    let package = Package::read(Source::BuiltIn);
    let evidence = Evidence::new(&package, Options::default());
    ask(&Frame::new(&evidence).expect("a frame"))
}

fn named(quantities: &[&str]) -> Query {
    Query { selection: Selection { quantity: words(quantities), ..Selection::default() }, ..Query::default() }
}

#[test]
fn a_bridge_leads_to_what_is_left() {
    let (due, repaid) = (named(&["prc-1950-64-debt-official"]), named(&["prc-1950-64-debt-repaid"]));
    let number = |million: i64| Decimal::from(million * 1_000_000);
    let keys = |table: &Table| table.rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>();
    // Stated and computed, what is left is the same, so that nothing is without an account.
    let stated = of_all(|frame| frame.bridge(&due, Some(&repaid), Some("prc-1964-debt-left"))).expect("a bridge");
    assert_eq!(keys(&stated), ["prc-1950-64-debt-official", "prc-1950-64-debt-repaid", "prc-1964-debt-left"]);
    assert_eq!(shown(&stated)[1].1, [("takes".to_owned(), number(1389))]);
    let computed = of_all(|frame| frame.bridge(&due, Some(&repaid), None)).expect("a bridge");
    assert_eq!(shown(&computed)[2], ("left".to_owned(), vec![("sum".to_owned(), number(17))]));
    // What the steps do not explain is told between them and the last.
    let short = of_all(|frame| frame.bridge(&repaid, None, Some("prc-1950-64-debt-official"))).expect("a bridge");
    assert_eq!(shown(&short)[1], ("rest".to_owned(), vec![("not-itemised".to_owned(), number(17))]));
    let other = of_all(|frame| frame.bridge(&due, Some(&named(&["roc-1938-39-credits"])), None));
    assert!(matches!(other, Err(FrameError::Sides { .. })), "dollars are no roubles");
}

#[test]
fn stages_of_a_flow_are_in_their_order() {
    let query = Query {
        rows: Axis::Category,
        ..named(&["roc-1938-03-aircraft", "roc-1937-aircraft-requested", "roc-1937-aircraft-promised"])
    };
    let table = of_all(|frame| frame.flow(&query)).expect("a flow");
    let stages: Vec<&str> = table.columns.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(stages, ["requested", "promised", "delivered"]);
    assert!(table.cells().map(|cell| cell.series.as_str()).eq(stages), "one thing with a number of each");
}

#[test]
fn a_frame_within_one_thing_sees_nothing_else() {
    let of_roc = of_all(|frame| {
        let within = frame.within(Axis::Recipient, "roc").expect("a frame");
        within.names(Axis::Recipient, &Selection::default()).expect("names")
    });
    assert_eq!(of_roc.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["roc"]);
    let none = of_all(|frame| frame.within(Axis::Recipient, "nobody").and_then(|it| it.table(&Query::default())));
    assert!(matches!(none, Err(FrameError::Empty)));
}
