//! Invented tables and how they are drawn.

use std::fs;

use sinosov::chart::{AnyKind, ChartError, Context, Drawing, Fonts, Look, Spec, draw, png};
use sinosov::data::{Package, Rank, Relation, Source};
use sinosov::frame::{Cell, Origin, Row, Table, Witness};
use sinosov::model::{Bound, Interval};
use snapbox::{Data, assert_data_eq};

use crate::support::{ABOUT, fixture, root};
use crate::verify::faults;

/// A number of a series at a stage; its three cells are those of a figure.
pub fn cell(series: &str, stage: &str, bound: Bound, numbers: [&str; 3], second_hand: bool) -> Cell {
    let [value, min, max] = numbers.map(|number| number.parse().ok());
    Cell {
        series: series.to_owned(),
        series_label: series.to_owned(),
        interval: Interval::stated(bound, value, min, max).expect("the cells that the bound needs"),
        unit_id: "cart".to_owned(),
        stage_id: stage.to_owned(),
        quantities: vec!["carts-promised".to_owned()],
        witnesses: vec![Witness {
            figure_id: "report-1".to_owned(),
            work_id: "field-report".to_owned(),
            short: "Field report 1930".to_owned(),
            locator: "line 3".to_owned(),
            as_stated: "100 carts".to_owned(),
            cites: second_hand.then(|| "Old ledger".to_owned()),
            one_count: None,
            relation: Relation::Cites,
            restated: None,
        }],
        origin: Origin::Stated,
        corrected: false,
        not_itemised: false,
        open: None,
        rank: Rank::Normal,
        converted: Vec::new(),
    }
}

/// A row of numbers.
pub fn row(label: &str, cells: Vec<Cell>) -> Row {
    Row { key: label.to_lowercase(), label: label.to_owned(), cells, ..Row::default() }
}

/// A table of rows.
pub fn table(rows: Vec<Row>) -> Table {
    Table { rows, ..Table::default() }
}

/// Keys of a chart of bars side by side, and of one of parts end to end.
pub const GROUPED: &str = "layout = \"grouped\"";
pub const STACKED: &str = "layout = \"stacked\"\nsplit = \"invented\"";

/// A kind of chart by its name, with its keys as a definition writes them.
pub fn kind(name: &str, keys: &str) -> AnyKind {
    AnyKind::named(name, keys).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// How a table is drawn: as a kind of chart with its keys.
pub fn spec(id: &str, name: &str, keys: &str) -> Spec {
    Spec {
        id: id.to_owned(),
        report: "invented".to_owned(),
        kind: kind(name, keys),
        title: "An invented finding".to_owned(),
        subtitle: "Carts, number, invented".to_owned(),
        note: String::new(),
        axis: "carts".to_owned(),
        labels: Default::default(),
        details: Default::default(),
        colours: Default::default(),
        sources: vec!["Field report 1930".to_owned()],
    }
}

/// An exact number of one series that was delivered.
pub fn exact(number: &str) -> Vec<Cell> {
    vec![cell("", "delivered", Bound::Exact, [number, "", ""], false)]
}

/// Draws a table over the sound fixture.
pub fn drawn(spec: &Spec, table: &Table) -> Result<Drawing, ChartError> {
    let package = Package::read(Source::Folder(fixture("tiny")));
    let look = Look::default();
    // The digest is left out, so that a changed fixture does not change a picture.
    let context = Context { dataset: &package.dataset, about: &ABOUT, look: &look };
    draw(spec, table, context)
}

/// The charts of which the SVG is compared byte for byte: of the others it is the scene, so that a change of what every chart
/// has in its document is not a change of all files.
pub const AS_SVG: [&str; 5] = ["bounds", "stacked", "line-series", "timeline-dates", "matrix-years"];

/// The name of the file with which a chart is compared.
pub fn golden_name(id: &str) -> String {
    format!("{id}.{}", if AS_SVG.contains(&id) { "svg" } else { "txt" })
}

/// A chart as a text: what it says of itself, and its scene.
fn told(drawing: &Drawing) -> String {
    let notes: String = drawing.notes.iter().map(|note| format!("note: {note}\n")).collect();
    format!("description: {}\n{notes}{}", drawing.description, drawing.scene())
}

/// Draws a table, verifies the chart, and compares it with that of a folder below `tests/golden`.
pub fn compare(folder: &str, spec: &Spec, table: &Table) {
    let drawing = drawn(spec, table).unwrap_or_else(|error| panic!("{}: {error}", spec.id));
    // As a picture to be looked at; nothing compares it.
    let pictures = root().join("target/golden").join(folder);
    fs::create_dir_all(&pictures).expect("a folder");
    let image = png(&drawing, &Fonts::default()).expect("a PNG");
    fs::write(pictures.join(format!("{}.png", spec.id)), image).expect("a picture");
    let svg = drawing.svg();
    assert_eq!(faults(&svg, &Look::default().theme, &Fonts::default()), Vec::<String>::new(), "{}", spec.id);
    let path = root().join("tests/golden").join(folder).join(golden_name(&spec.id));
    let text = if AS_SVG.contains(&spec.id.as_str()) { svg } else { told(&drawing) };
    assert_data_eq!(text, Data::read_from(&path, None).raw());
}
