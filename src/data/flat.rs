//! `figures-flat.csv`: everything about every figure in one wide table, for people who open one file in a spreadsheet.

use super::record::{Correction, Dataset, Figure, Relation};
use super::schema::FLAT;
use super::written::csv_text;

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
    let actor = |id: Option<&String>| {
        id.and_then(|id| dataset.actors.get(id)).map(|actor| actor.label.clone()).unwrap_or_default()
    };
    let number = |cell: Option<rust_decimal::Decimal>| cell.map(|number| number.to_string()).unwrap_or_default();
    let date = |cell: Option<crate::model::Date>| cell.map(|date| date.to_string()).unwrap_or_default();
    let short = |id: &str| dataset.short(id);
    let quantity = dataset.quantities.get(&figure.quantity_id);
    let of = |field: fn(&super::record::Quantity) -> String| quantity.map(field).unwrap_or_default();
    let period = dataset.period_of(figure);
    let category = of(|q| q.category_id.clone());
    let stage = of(|q| q.stage_id.clone());
    let one_count = dataset.one_count_with(figure).map(|id| format!("{} {}", Relation::SameCount.doing(), short(id)));
    let cites = dataset.cited_by(figure).map(|id| match &figure.cited_locator {
        Some(locator) => format!("{}, {locator}", short(id)),
        None => short(id),
    });
    let cites = cites.or(one_count);
    let corrections: Vec<String> = dataset.corrections_of(figure).map(Correction::in_columns).collect();
    vec![
        figure.id.clone(),
        of(|q| q.label.clone()),
        dataset.categories.get(&category).map(|found| found.label.clone()).unwrap_or_default(),
        of(|q| q.item.clone().unwrap_or_default()),
        actor(quantity.and_then(|q| q.provider_id.as_ref())),
        actor(quantity.and_then(|q| q.recipient_id.as_ref())),
        dataset.stages.get(&stage).map(|found| found.label.clone()).unwrap_or_default(),
        of(|q| q.measure.name().to_owned()),
        date(period.start),
        date(period.end),
        number(figure.value),
        number(figure.min),
        number(figure.max),
        figure.bound.name().to_owned(),
        dataset.unit_of(figure).unwrap_or_default().to_owned(),
        figure.as_stated.clone(),
        figure.reading.name().to_owned(),
        number(figure.multiplier.or(Some(rust_decimal::Decimal::ONE))),
        figure.locator.clone(),
        short(&figure.work_id),
        cites.clone().unwrap_or_default(),
        cites.map(|_| figure.relation.name().to_owned()).unwrap_or_default(),
        figure.rank.name().to_owned(),
        corrections.join("; "),
        figure.note.clone().unwrap_or_default(),
        of(|q| q.scope.name().to_owned()),
        figure.quantity_id.clone(),
        figure.work_id.clone(),
        of(|q| q.part_of.iter().map(|it| it.whole.as_str()).collect::<Vec<_>>().join("; ")),
        dataset.works.get(&figure.work_id).and_then(|work| work.tier).map(|tier| tier.to_string()).unwrap_or_default(),
    ]
}
