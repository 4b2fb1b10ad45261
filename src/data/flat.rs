//! `figures-flat.csv`: everything about every figure in one wide table, for people who open one file in a spreadsheet.

use super::dataset::Dataset;
use super::record::{Correction, Figure, Quantity, Relation};
use super::schema::FLAT;
use super::shows::{Says, Shows};
use super::written::csv_text;
use crate::lang::Tongue;
use crate::model::Date;

/// The generated file's name in the package.
pub const FLAT_FILE: &str = "figures-flat.csv";

/// The table's text. Empty cells that mean something are spelled out.
///
/// # Errors
/// Only if the csv writer fails, which it does not in memory.
pub fn flat(dataset: &Dataset) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(FLAT.fields.iter().map(|field| field.name))?;
    for figure in dataset.figures.iter() {
        writer.write_record(flat_row(dataset, figure))?;
    }
    csv_text(writer)
}

/// The cells of one figure, in the order of [`FLAT`].
#[must_use]
pub fn flat_row(dataset: &Dataset, figure: &Figure) -> Vec<String> {
    let row = Row { dataset, figure, quantity: dataset.quantities.get(&figure.quantity_id) };
    COLUMNS.iter().map(|column| (column.text)(&row)).collect()
}

/// What a column of [`FLAT`] shows.
#[must_use]
pub fn flat_shows(name: &str) -> Option<Shows> {
    COLUMNS.iter().find(|column| column.name == name).map(|column| column.shows)
}

/// A figure with what is asked of it by several columns.
struct Row<'a> {
    dataset: &'a Dataset,
    figure: &'a Figure,
    quantity: Option<&'a Quantity>,
}

impl Row<'_> {
    fn of(&self, text: fn(&Quantity) -> String) -> String {
        self.quantity.map(text).unwrap_or_default()
    }

    fn actor(&self, id: fn(&Quantity) -> Option<&String>) -> String {
        let actor = self.quantity.and_then(id).and_then(|id| self.dataset.actors.get(id));
        actor.map(|actor| actor.label.clone()).unwrap_or_default()
    }

    /// The work from which the number comes, and where in it.
    fn cites(&self) -> Option<String> {
        let (dataset, figure) = (self.dataset, self.figure);
        let one_count = dataset.one_count_with(figure);
        let one_count = one_count.map(|id| Relation::SameCount.doing(Tongue::english(), &dataset.short(id)));
        let cites = dataset.cited_by(figure).map(|id| match &figure.cited_locator {
            Some(locator) => format!("{}, {locator}", dataset.short(id)),
            None => dataset.short(id),
        });
        cites.or(one_count)
    }
}

fn number(cell: Option<rust_decimal::Decimal>) -> String {
    cell.map(|number| number.to_string()).unwrap_or_default()
}

fn date(cell: Option<Date>) -> String {
    cell.map(|date| date.to_string()).unwrap_or_default()
}

/// A column: its name, what it shows, and its text in a row.
struct Column {
    name: &'static str,
    shows: Shows,
    text: fn(&Row<'_>) -> String,
}

/// A cell of the figure.
const fn own(name: &'static str, column: &'static str, says: Says, text: fn(&Row<'_>) -> String) -> Column {
    Column { name, shows: Shows::own("figures", column, says), text }
}

/// A cell of the quantity that the figure is about.
const fn of(name: &'static str, column: &'static str, says: Says, text: fn(&Row<'_>) -> String) -> Column {
    Column { name, shows: Shows::of("quantity_id", "quantities", column, says), text }
}

/// The columns in the order of [`FLAT`]: whoever writes the table and whoever reads a changed one back ask here.
const COLUMNS: [Column; 31] = [
    own("figure_id", "figure_id", Says::Itself, |row| row.figure.id.clone()),
    of("label", "label", Says::Itself, |row| row.of(|it| it.label.clone())),
    of("category", "category_id", Says::Label("categories"), |row| {
        let category = row.quantity.and_then(|it| row.dataset.categories.get(&it.category_id));
        category.map(|category| category.label.clone()).unwrap_or_default()
    }),
    of("item", "item", Says::Itself, |row| row.of(|it| it.item.clone().unwrap_or_default())),
    of("provider", "provider_id", Says::Label("actors"), |row| row.actor(|it| it.provider_id.as_ref())),
    of("recipient", "recipient_id", Says::Label("actors"), |row| row.actor(|it| it.recipient_id.as_ref())),
    of("place", "place_id", Says::Label("places"), |row| {
        let place = row.quantity.and_then(|it| row.dataset.places.get(it.place_id.as_ref()?));
        place.map(|place| place.label.clone()).unwrap_or_default()
    }),
    of("stage", "stage_id", Says::Label("stages"), |row| {
        let stage = row.quantity.and_then(|it| row.dataset.stages.get(&it.stage_id));
        stage.map(|stage| stage.label.clone()).unwrap_or_default()
    }),
    of("measure", "measure", Says::Spelled("total"), |row| row.of(|it| it.measure.name().to_owned())),
    own("start", "start", Says::Inherited("start"), |row| date(row.dataset.period_of(row.figure).start)),
    own("end", "end", Says::Inherited("end"), |row| date(row.dataset.period_of(row.figure).end)),
    own("value", "value", Says::Itself, |row| number(row.figure.value)),
    own("min", "min", Says::Itself, |row| number(row.figure.min)),
    own("max", "max", Says::Itself, |row| number(row.figure.max)),
    own("bound", "bound", Says::Spelled("exact"), |row| row.figure.bound.name().to_owned()),
    own("unit", "unit_id", Says::Inherited("unit_id"), |row| {
        row.dataset.unit_of(row.figure).unwrap_or_default().to_owned()
    }),
    own("as_stated", "as_stated", Says::Itself, |row| row.figure.as_stated.clone()),
    own("reading", "reading", Says::Spelled("plain"), |row| row.figure.reading.name().to_owned()),
    own("multiplier", "multiplier", Says::Spelled("1"), |row| {
        number(row.figure.multiplier.or(Some(rust_decimal::Decimal::ONE)))
    }),
    own("locator", "locator", Says::Itself, |row| row.figure.locator.clone()),
    Column {
        name: "citation",
        shows: Shows::Computed("it is the short name of the work: change work_id, or the column short of works"),
        text: |row| row.dataset.short(&row.figure.work_id),
    },
    Column {
        name: "cites",
        shows: Shows::Computed("change cited_work_id and cited_locator in figures.csv"),
        text: |row| row.cites().unwrap_or_default(),
    },
    own("relation", "relation", Says::Spelled("cites"), |row| {
        row.cites().map(|_| row.figure.relation.name().to_owned()).unwrap_or_default()
    }),
    own("rank", "rank", Says::Spelled("normal"), |row| row.figure.rank.name().to_owned()),
    Column {
        name: "correction",
        shows: Shows::Computed("change the row of corrections"),
        text: |row| {
            let corrections: Vec<String> = row.dataset.corrections_of(row.figure).map(Correction::in_columns).collect();
            corrections.join("; ")
        },
    },
    own("note", "note", Says::Itself, |row| row.figure.note.clone().unwrap_or_default()),
    of("scope", "scope", Says::Spelled("core"), |row| row.of(|it| it.scope.name().to_owned())),
    own("quantity_id", "quantity_id", Says::Itself, |row| row.figure.quantity_id.clone()),
    own("work_id", "work_id", Says::Itself, |row| row.figure.work_id.clone()),
    of("part_of", "part_of", Says::Itself, |row| {
        row.of(|it| it.part_of.iter().map(|it| it.whole.as_str()).collect::<Vec<_>>().join("; "))
    }),
    Column {
        name: "tier",
        shows: Shows::of("work_id", "works", "tier", Says::Itself),
        text: |row| {
            let tier = row.dataset.works.get(&row.figure.work_id).and_then(|work| work.tier);
            tier.map(|tier| tier.to_string()).unwrap_or_default()
        },
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::schema;

    #[test]
    fn every_column_says_what_it_shows_and_shows_what_is_there() {
        let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(names, FLAT.fields.iter().map(|field| field.name).collect::<Vec<_>>());
        for column in &COLUMNS {
            let Shows::Cell(shown) = column.shows else { continue };
            let has = |table: &str, column: &str| schema::table(table).and_then(|it| it.column(column)).is_some();
            assert!(has(shown.table, shown.column), "{}", column.name);
            assert!(shown.by.is_none_or(|by| has("figures", by)), "{}", column.name);
            if let Says::Inherited(inherited) = shown.says {
                assert!(has("quantities", inherited), "{}", column.name);
            }
        }
    }
}
