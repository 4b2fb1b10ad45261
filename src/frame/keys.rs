//! The columns by which rows are selected and grouped.

use polars::prelude::{Column, DataFrame, NamedFrom, PolarsResult, Series};

use crate::data::{Dataset, Quantity, Scope};

pub(super) const ROW: &str = "row";
pub(super) const QUANTITY: &str = "quantity";
pub(super) const CATEGORY: &str = "category";
pub(super) const ITEM: &str = "item";
pub(super) const PROVIDER: &str = "provider";
pub(super) const RECIPIENT: &str = "recipient";
pub(super) const PLACE: &str = "place";
pub(super) const STAGE: &str = "stage";
pub(super) const MEASURE: &str = "measure";
pub(super) const SCOPE: &str = "scope";
pub(super) const YEAR: &str = "year";
pub(super) const FIRST_DAY: &str = "first_day";
pub(super) const LAST_DAY: &str = "last_day";
pub(super) const WORK: &str = "work";
pub(super) const TIER: &str = "tier";

/// The keys of a table's rows, in the order of the table. A copy shares them.
#[derive(Clone)]
pub(super) struct Keys(pub(super) DataFrame);

pub(super) fn of_quantities(dataset: &Dataset) -> PolarsResult<Keys> {
    let quantities: Vec<&Quantity> = dataset.quantities.iter().collect();
    frame(about(&quantities, (0..quantities.len()).collect()))
}

pub(super) fn of_figures(dataset: &Dataset) -> PolarsResult<Keys> {
    // A figure without a quantity is a fault that `check` names; it is left out, and the others keep their numbers.
    let figures: Vec<_> = dataset
        .figures
        .iter()
        .enumerate()
        .filter_map(|(row, figure)| Some((row, figure, dataset.quantities.get(&figure.quantity_id)?)))
        .collect();
    let quantities: Vec<&Quantity> = figures.iter().map(|(_, _, quantity)| *quantity).collect();
    let mut columns = about(&quantities, figures.iter().map(|(row, ..)| *row).collect());
    let tier = |work: &str| dataset.works.get(work).and_then(|work| work.tier).map(|tier| tier.to_string());
    let works: Vec<&str> = figures.iter().map(|(_, figure, _)| figure.work_id.as_str()).collect();
    let tiers: Vec<Option<String>> = works.iter().map(|work| tier(work)).collect();
    let days: Vec<_> = figures.iter().map(|(_, figure, _)| dataset.period_of(figure)).collect();
    columns.retain(|column| column.name().as_str() != FIRST_DAY && column.name().as_str() != LAST_DAY);
    columns.push(series(WORK, works));
    columns.push(series(TIER, tiers));
    columns
        .push(series(FIRST_DAY, days.iter().map(|period| period.start.map(|day| day.first_day())).collect::<Vec<_>>()));
    columns.push(series(LAST_DAY, days.iter().map(|period| period.end.map(|day| day.last_day())).collect::<Vec<_>>()));
    frame(columns)
}

fn about(quantities: &[&Quantity], rows: Vec<usize>) -> Vec<Column> {
    let text = |name, field: fn(&Quantity) -> Option<&str>| {
        series(name, quantities.iter().map(|quantity| field(quantity)).collect::<Vec<Option<&str>>>())
    };
    let day = |name, field: fn(&Quantity) -> Option<i32>| {
        series(name, quantities.iter().map(|quantity| field(quantity)).collect::<Vec<Option<i32>>>())
    };
    // A package has far fewer rows than u32 can number.
    let rows: Vec<u32> = rows.into_iter().filter_map(|row| u32::try_from(row).ok()).collect();
    vec![
        series(ROW, rows),
        text(QUANTITY, |quantity| Some(&quantity.id)),
        text(CATEGORY, |quantity| Some(&quantity.category_id)),
        text(ITEM, |quantity| quantity.item.as_deref()),
        text(PROVIDER, |quantity| quantity.provider_id.as_deref()),
        text(RECIPIENT, |quantity| quantity.recipient_id.as_deref()),
        text(PLACE, |quantity| quantity.place_id.as_deref()),
        text(STAGE, |quantity| Some(&quantity.stage_id)),
        text(MEASURE, |quantity| Some(quantity.measure.name())),
        text(SCOPE, |quantity| Some(if quantity.scope == Scope::Core { "core" } else { "context" })),
        series(YEAR, quantities.iter().map(|quantity| quantity.period.one_year()).collect::<Vec<Option<i32>>>()),
        day(FIRST_DAY, |quantity| quantity.period.start.map(|date| date.first_day())),
        day(LAST_DAY, |quantity| quantity.period.end.map(|date| date.last_day())),
    ]
}

fn series<T, Kind: ?Sized>(name: &str, values: T) -> Column
where
    Series: NamedFrom<T, Kind>,
{
    Series::new(name.into(), values).into()
}

fn frame(columns: Vec<Column>) -> PolarsResult<Keys> {
    let height = columns.first().map_or(0, Column::len);
    DataFrame::new(height, columns).map(Keys)
}
