//! A plain chart of every form, in which nothing is wrong.

use rust_decimal::Decimal;
use sinosov::chart::{Size, Theme};
use sinosov::data::Point;
use sinosov::frame::{Cell, Dated, Link, Row, Table};
use sinosov::model::{Interval, Period};

use super::chart::{Chart, Form};
use super::door::{self, Nature};
use super::tongues::Speech;

fn cell(series: &str, number: &str) -> Cell {
    let number: Decimal = number.parse().expect("a number");
    door::cell((series, series), Interval::point(number), "cart", "delivered", Nature::default())
}

fn row(key: &str, label: &str, cells: Vec<Cell>) -> Row {
    Row { key: key.to_owned(), label: label.to_owned(), cells, ..Row::default() }
}

fn dated(id: &str, label: &str, date: &str, is_agreement: bool) -> Dated {
    let date = date.parse().ok();
    Dated {
        id: id.to_owned(),
        is_agreement,
        label: label.to_owned(),
        period: Period { start: date, end: date },
        work_id: "field-report".to_owned(),
        short: "Field report 1930".to_owned(),
        locator: "line 5".to_owned(),
        corrections: Vec::new(),
    }
}

/// A plain table for a form, with an interval where the form has numbers.
fn table(form: Form) -> Table {
    let mut between = cell("", "40");
    between.interval.max = Some(Decimal::from(70));
    let (agreement, event) =
        (dated("a", "The treaty of the wells", "1921-03", true), dated("e", "The drought", "1923", false));
    match form {
        Form::Plain | Form::Claims => Table {
            rows: vec![
                row("r0", "Carts of the north", vec![cell("", "100")]),
                row("r1", "Boats", vec![between]),
                row("r2", "Horses", vec![cell("", "25")]),
            ],
            ..Table::default()
        },
        Form::Diverging => Table {
            rows: vec![
                row("r0", "Came by river", vec![cell("in", "90")]),
                row("r1", "Went by road", vec![cell("out", "70")]),
            ],
            ..Table::default()
        },
        Form::Stacked => {
            let whole = |number: &str, cells: Vec<Cell>| (Some(cell("", number)), cells);
            let rows = [
                ("r0", "All carts", whole("100", vec![cell("open", "60"), cell("covered", "40")])),
                ("r1", "All boats", whole("80", vec![cell("open", "50"), cell("covered", "30")])),
            ];
            let rows = rows.into_iter().map(|(key, label, (whole, cells))| Row { whole, ..row(key, label, cells) });
            Table { rows: rows.collect(), ..Table::default() }
        }
        Form::Grouped | Form::Dumbbell => Table {
            rows: vec![
                row("r0", "Carts of the north", vec![cell("asked", "100"), cell("given", "35")]),
                row("r1", "Boats", vec![cell("asked", "80"), cell("given", "20")]),
            ],
            ..Table::default()
        },
        Form::Line => Table {
            rows: (1921..1926)
                .map(|year: i32| {
                    let (grain, wool) = ((year - 1911).to_string(), ((1928 - year) * 10).to_string());
                    row(&year.to_string(), &year.to_string(), vec![cell("grain", &grain), cell("wool", &wool)])
                })
                .collect(),
            dates: vec![event],
            ..Table::default()
        },
        Form::Timeline => {
            let within = |key: &str, label: &str, start: &str, end: &str, group: &str| Row {
                period: Period { start: start.parse().ok(), end: end.parse().ok() },
                group: (group.to_owned(), format!("From {group}")),
                ..row(key, label, vec![cell("", "12")])
            };
            let rows = vec![
                within("r0", "Carts on loan", "1921", "1922", "alba"),
                within("r1", "Horses", "1924", "1925", "bora"),
            ];
            Table { rows, dates: vec![agreement, event], ..Table::default() }
        }
        Form::Stemma => {
            let issued = |key: &str, label: &str, number: &str, date: &str| Row {
                period: Period { start: date.parse().ok(), end: date.parse().ok() },
                group: ("r1".to_owned(), "Old ledger".to_owned()),
                ..row(key, label, vec![cell("", number)])
            };
            let rows = vec![issued("r0", "Late book", "14", "1960"), issued("r1", "Old ledger", "12", "1921")];
            let links = vec![Link { from: "r0".to_owned(), to: "r1".to_owned(), is_shared: false }];
            Table { rows, links, ..Table::default() }
        }
        Form::Bridge => Table {
            rows: vec![
                row("r0", "Carts lent", vec![cell("adds", "100")]),
                row(
                    "r1",
                    "Boats lent",
                    vec![Cell { series: "adds".to_owned(), series_label: "adds".to_owned(), ..between }],
                ),
                row("r2", "Given back", vec![cell("takes", "60")]),
                row("left", "Left", vec![cell("sum", "90")]),
            ],
            ..Table::default()
        },
        Form::Flow => Table {
            rows: vec![
                row("r0", "Carts of the north", vec![cell("asked", "100"), cell("given", "35")]),
                row("r1", "Boats", vec![cell("asked", "80"), cell("given", "90")]),
            ],
            columns: ["asked", "given"].map(|key| (key.to_owned(), key.to_owned())).to_vec(),
            ..Table::default()
        },
        Form::Map => {
            let at = |key: &str, label: &str, number: &str, (east, north): (i64, i64)| Row {
                point: Some(Point { east: east.into(), north: north.into() }),
                ..row(key, label, vec![cell("", number)])
            };
            let rows = vec![
                at("r0", "Mill Town", "100", (10, 48)),
                at("r1", "Wells", "25", (14, 52)),
                at("r2", "The Port", "40", (4, 45)),
            ];
            Table { rows, ..Table::default() }
        }
        Form::Panels => {
            let of = |key: &str, panel: &str, label: &str, number: &str| Row {
                group: (panel.to_owned(), format!("From {panel}")),
                ..row(&format!("{panel}/{key}"), &format!("From {panel}: {label}"), vec![cell("", number)])
            };
            let rows = vec![
                of("r0", "alba", "Carts", "100"),
                of("r1", "alba", "Boats", "40"),
                of("r0", "bora", "Carts", "25"),
                of("r1", "bora", "Boats", "80"),
            ];
            Table { rows, ..Table::default() }
        }
        Form::Matrix => Table {
            rows: vec![
                row("r0", "Carts of the north", vec![cell("ledger", "3"), cell("diary", "12")]),
                row("r1", "Boats", vec![cell("diary", "1"), cell("letters", "5")]),
            ],
            columns: ["ledger", "diary", "letters"].map(|key| (key.to_owned(), key.to_owned())).to_vec(),
            ..Table::default()
        },
    }
}

/// A plain chart of a form.
pub fn chart(form: Form) -> Chart {
    let text = str::to_owned;
    Chart {
        speech: Speech::of("en"),
        seed: 0,
        form,
        is_log: false,
        size: Size::Wide,
        theme: Theme::default(),
        title: text("The north was given less than it asked for"),
        subtitle: text("Carts, number, delivered"),
        note: String::new(),
        axis: text("carts"),
        left: (form == Form::Diverging).then(|| text("out")),
        panels: (form == Form::Panels).then_some((Form::Plain, false)),
        labels: Default::default(),
        details: Default::default(),
        colours: Default::default(),
        sources: vec![text("Field report 1930"), text("Old ledger 1921")],
        table: table(form),
        untrue: None,
    }
}
