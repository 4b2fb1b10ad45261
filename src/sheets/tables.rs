//! What the sheets hold.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::sheet::{Cell, Column, Sheet};
use crate::cite::Citing;
use crate::data::schema::{self, FLAT, Field, Kind};
use crate::data::{Dataset, Figure, Package, Quantity, Says, Shows, flat_row, flat_shows};
use crate::escape::{Escaped, Plain};
use crate::evidence::{Basis, Evidence, Resolved};
use crate::fmt;
use crate::model::{Bound, Interval, exact};

/// The column that exports have beyond the flat table of the package.
const FOOTNOTE: &str = "footnote";
/// The sheets that are no tables of the package.
pub const FIGURES: &str = "Figures";
/// What each quantity is worth.
pub const QUANTITIES: &str = "Quantities";
/// What each word means.
pub const VOCABULARIES: &str = "Vocabularies";

/// A column of the package, with the words that its descriptor has for it.
fn column(field: &Field, shows: Shows) -> Column {
    let plain = Column::text(field.name, field.about, shows);
    Column { is_number: field.kind == Kind::Decimal, is_url: field.kind == Kind::Url, ..plain }
}

/// The vocabulary of a column of the flat table.
fn vocabulary(name: &str) -> Option<(&'static str, bool)> {
    let vocabularies = [
        ("category", "category", true),
        ("provider", "actor", true),
        ("recipient", "actor", true),
        ("place", "place", true),
        ("stage", "stage", true),
        ("unit", "unit", false),
        ("measure", "measure", false),
        ("bound", "bound", false),
        ("rank", "rank", false),
        ("scope", "scope", false),
        ("tier", "tier", false),
    ];
    vocabularies
        .into_iter()
        .find(|(column, ..)| *column == name)
        .map(|(_, vocabulary, is_label)| (vocabulary, is_label))
}

/// Every figure as a footnote, by its id.
#[must_use]
pub fn footnotes(citing: &mut Citing<'_, Plain>, dataset: &Dataset) -> BTreeMap<String, String> {
    let mut footnote = |figure: &Figure| {
        let citation = citing.figure(dataset, figure)?;
        let text = citation.footnote.or(citation.in_text).map(Escaped::into_string)?;
        Some((figure.id.clone(), text))
    };
    dataset.figures.iter().filter_map(&mut footnote).collect()
}

/// The columns of the sheet of figures.
#[must_use]
pub fn figure_columns() -> Vec<Column> {
    let made = Shows::Computed("it is made of the row and of its work");
    let flat = |field: &Field| column(field, flat_shows(field.name).unwrap_or(made));
    let mut columns: Vec<Column> = FLAT.fields.iter().map(flat).collect();
    for column in &mut columns {
        column.vocabulary = vocabulary(&column.name);
    }
    columns.push(Column::text(
        FOOTNOTE,
        "The figure cited, as a footnote in the style of the Chicago manual.",
        Shows::Computed("change the locator of the figure, or its work in works"),
    ));
    columns
}

/// Every figure with all that other tables say of it, and a footnote that is ready to be used.
#[must_use]
pub fn figures(package: &Package, footnote: &dyn Fn(&Figure) -> String) -> Sheet {
    let columns = figure_columns();
    let row = |figure| {
        let cells = flat_row(&package.dataset, figure).into_iter().zip(&columns);
        let cells = cells.map(|(cell, column)| if column.is_number { Cell::number(&cell) } else { Cell::text(cell) });
        cells.chain([Cell::text(footnote(figure))]).collect()
    };
    let rows = package.dataset.figures.iter().map(row).collect();
    Sheet { name: FIGURES.to_owned(), row: FLAT.row.to_owned(), columns: columns.clone(), rows }
}

/// What a number is, in the words of the column `bound`.
fn bound(interval: &Interval) -> Bound {
    match (interval.min, interval.max) {
        (Some(min), Some(max)) if min == max && interval.about.is_any() => Bound::About,
        (Some(min), Some(max)) if min == max => Bound::Exact,
        (Some(_), Some(_)) => Bound::Between,
        (Some(_), None) if interval.above_min => Bound::MoreThan,
        (Some(_), None) => Bound::AtLeast,
        (None, Some(_)) if interval.below_max => Bound::LessThan,
        (None, Some(_)) => Bound::AtMost,
        (None, None) => Bound::Vague,
    }
}

/// On what a resolved number rests, in words.
fn basis(resolved: &Resolved) -> String {
    match &resolved.basis {
        Basis::Preferred(_) => "the preferred figure".to_owned(),
        Basis::Figures(figures) if figures.len() == 1 => "one figure".to_owned(),
        Basis::Figures(figures) => format!("{} figures", figures.len()),
        Basis::Splits(sums) => {
            let names: Vec<&str> = sums.iter().map(|sum| sum.split.as_str()).collect();
            format!("parts added here: {}", names.join(", "))
        }
    }
}

/// The columns of the sheet of quantities.
#[must_use]
pub fn quantity_columns() -> Vec<Column> {
    let about = |name: &str| {
        let field = schema::table("quantities").and_then(|table| table.fields.iter().find(|field| field.name == name));
        field.map(|field| field.about).unwrap_or_default()
    };
    let flat =
        |name: &str| FLAT.fields.iter().find(|field| field.name == name).map(|field| field.about).unwrap_or_default();
    let own = |column, says| Shows::own("quantities", column, says);
    let of_figures = Shows::Computed("change the figures of the quantity");
    let actor = Says::Label("actors");
    vec![
        Column::text("quantity_id", about("quantity_id"), own("quantity_id", Says::Itself)),
        Column::text("label", about("label"), own("label", Says::Itself)),
        Column::text("category", flat("category"), own("category_id", Says::Label("categories"))).of("category", true),
        Column::text("item", about("item"), own("item", Says::Itself)),
        Column::text("provider", flat("provider"), own("provider_id", actor)).of("actor", true),
        Column::text("recipient", flat("recipient"), own("recipient_id", actor)).of("actor", true),
        Column::text("place", flat("place"), own("place_id", Says::Label("places"))).of("place", true),
        Column::text("stage", flat("stage"), own("stage_id", Says::Label("stages"))).of("stage", true),
        Column::text("measure", flat("measure"), own("measure", Says::Spelled("total"))).of("measure", false),
        Column::text("start", about("start"), own("start", Says::Itself)),
        Column::text("end", about("end"), own("end", Says::Itself)),
        Column::text(
            "number",
            "What the quantity is worth by all figures that may be used, as it is read.",
            of_figures,
        ),
        Column::number("min", "The smallest number that these figures allow.", of_figures),
        Column::number("max", "The largest.", of_figures),
        Column::text("bound", "exact, about, between, or which end is open.", of_figures).of("bound", false),
        Column::text("unit", about("unit_id"), own("unit_id", Says::Itself)).of("unit", false),
        Column::text(
            "basis",
            "On what the number rests: figures, or parts added here that nobody states together.",
            of_figures,
        ),
        Column::number("roots", "From how many independent works the figures come in the end.", of_figures),
        Column::text("witnesses", "What each work states, and where; those not used with the reason.", of_figures),
        Column::text("part_of", about("part_of"), own("part_of", Says::Itself)),
        Column::text("split", about("split"), own("split", Says::Itself)),
        Column::text("scope", flat("scope"), own("scope", Says::Spelled("core"))).of("scope", false),
        Column::text("note", about("note"), own("note", Says::Itself)),
    ]
}

/// Every quantity with what it is worth, and who says so.
#[must_use]
pub fn quantities(package: &Package, evidence: &Evidence<'_>) -> Sheet {
    let columns = quantity_columns();
    let dataset = evidence.dataset();
    let table = package.table("quantities");
    let cell =
        |quantity: &Quantity, column| table.map(|it| it.cell(quantity.row, column)).unwrap_or_default().to_owned();
    let rows = dataset.quantities.iter().map(|quantity| {
        let resolved = evidence.resolve(&quantity.id);
        let interval = resolved.as_ref().map(Resolved::shown);
        let number = |end: Option<Decimal>| end.map_or(Cell::Empty, Cell::Number);
        let label = |id: &Option<String>| {
            let actor = id.as_ref().and_then(|id| dataset.actors.get(id));
            actor.map(|actor| actor.label.clone()).unwrap_or_default()
        };
        let category = dataset.categories.get(&quantity.category_id).map(|it| it.label.clone());
        let place = quantity.place_id.as_ref().and_then(|id| dataset.places.get(id));
        let stage = dataset.stages.get(&quantity.stage_id).map(|it| it.label.clone());
        let roots = resolved.as_ref().map(|resolved| evidence.count_roots(resolved));
        let witnesses = evidence.figures_of(&quantity.id).iter().map(|figure| {
            let unused =
                evidence.unused(figure).map(|why| format!(" ({})", why.text(dataset.tongue()))).unwrap_or_default();
            let stated = dataset.stated(figure, fmt::Style::Sign).replace(fmt::NO_BREAK, " ");
            format!("{}, {}: {stated}{unused}", dataset.short(&figure.work_id), figure.locator)
        });
        let read = |resolved: &Resolved| {
            let read =
                dataset.print(&resolved.shown(), &resolved.unit_id, fmt::Style::Sign).replace(fmt::NO_BREAK, " ");
            if evidence.rests_on_correction(resolved) { format!("{read}†") } else { read }
        };
        let date = |date: Option<crate::model::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        vec![
            Cell::text(&quantity.id),
            Cell::text(&quantity.label),
            Cell::text(category.unwrap_or_default()),
            Cell::text(quantity.item.clone().unwrap_or_default()),
            Cell::text(label(&quantity.provider_id)),
            Cell::text(label(&quantity.recipient_id)),
            Cell::text(place.map(|it| it.label.clone()).unwrap_or_default()),
            Cell::text(stage.unwrap_or_default()),
            Cell::text(quantity.measure.name()),
            Cell::text(date(quantity.period.start)),
            Cell::text(date(quantity.period.end)),
            Cell::text(resolved.as_ref().map(read).unwrap_or_default()),
            number(interval.and_then(|interval| interval.min)),
            number(interval.and_then(|interval| interval.max)),
            Cell::text(interval.map(|interval| bound(&interval).name()).unwrap_or_default()),
            Cell::text(&quantity.unit_id),
            Cell::text(resolved.as_ref().map(basis).unwrap_or_default()),
            number(roots.map(Decimal::from)),
            Cell::text(witnesses.collect::<Vec<_>>().join("; ")),
            Cell::text(cell(quantity, "part_of")),
            Cell::text(cell(quantity, "split")),
            Cell::text(quantity.scope.name()),
            Cell::text(quantity.note.clone().unwrap_or_default()),
        ]
    });
    let rows = rows.collect();
    let row = "a quantity with what it is worth, and who says so".to_owned();
    Sheet { name: QUANTITIES.to_owned(), row, columns, rows }
}

/// A table of the package as it is.
#[must_use]
pub fn table(package: &Package, name: &str) -> Sheet {
    let Some(schema) = schema::table(name) else {
        return Sheet { name: name.to_owned(), row: String::new(), columns: Vec::new(), rows: Vec::new() };
    };
    let own = |field: &Field| column(field, Shows::own(schema.name, field.name, Says::Itself));
    let columns: Vec<Column> = schema.fields.iter().map(own).collect();
    let rows = package.table(name).map(|raw| {
        let cell = |row: usize, column: &Column| match column.is_number {
            true => Cell::number(raw.cell(row, &column.name)),
            false => Cell::text(raw.cell(row, &column.name)),
        };
        (0..raw.len()).map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect()
    });
    Sheet {
        name: fmt::capitalised(name),
        row: schema.row.to_owned(),
        columns: columns.clone(),
        rows: rows.unwrap_or_default(),
    }
}

/// What a reader adds up to see that all of a file has been read: figures and the sum of their values, by unit and stage. The
/// sums mean nothing else.
#[must_use]
pub fn control_totals(dataset: &Dataset) -> Sheet {
    let sum = Shows::Computed("it is added up");
    let columns = vec![
        Column::text("unit", "The unit.", sum),
        Column::text("stage", "How far the things had got.", sum),
        Column::number("figures", "How many figures there are in the unit and of the stage.", sum),
        Column::number(
            "sum_of_value",
            "The sum of their column value. To see that all has been read; it means nothing else.",
            sum,
        ),
    ];
    let mut totals: BTreeMap<(String, String), (usize, Option<Decimal>)> = BTreeMap::new();
    for figure in dataset.figures.iter() {
        let unit = dataset.unit_of(figure).unwrap_or_default().to_owned();
        let quantity = dataset.quantities.get(&figure.quantity_id);
        let stage = quantity.and_then(|quantity| dataset.stages.get(&quantity.stage_id));
        let stage = stage.map(|stage| stage.label.clone()).unwrap_or_default();
        let total = totals.entry((unit, stage)).or_insert((0, Some(Decimal::ZERO)));
        total.0 += 1;
        // A sum that does not fit is none.
        total.1 = total.1.and_then(|sum| exact::add(sum, figure.value.unwrap_or_default()));
    }
    let row = |((unit, stage), (count, sum)): ((String, String), (usize, Option<Decimal>))| {
        let sum = sum.map_or(Cell::Empty, Cell::Number);
        vec![Cell::text(unit), Cell::text(stage), Cell::Number(count.into()), sum]
    };
    let rows = totals.into_iter().map(row).collect();
    let row = "a unit and a stage, with what adds up to all of Figures".to_owned();
    Sheet { name: "Totals".to_owned(), row, columns, rows }
}
