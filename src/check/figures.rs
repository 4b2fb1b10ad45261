//! What a figure must keep: bound, order, unit, phrase, rank, work.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Faults;
use crate::data::{Action, Correction, Dataset, Figure, Package, Rank, RawTable, Reading, Relation, Work};
use crate::diag::Code;
use crate::fmt;
use crate::lang::Tongue;
use crate::model::{self, Bound, ENDLESS, Lang, Period, exact, has_decimal_comma, numbers_in, numerals, words};

/// The most words a phrase may have: enough for a number and its unit, too few for a sentence.
const LONGEST_PHRASE: usize = 12;

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    let data = &package.dataset;
    for figure in data.figures.iter() {
        bound(package, figure, faults);
        hedge(package, figure, faults);
        order(figure, faults);
        unit(data, figure, faults);
        phrase(package, data, figure, faults);
        notes(figure, faults);
        relation(figure, faults);
        works(package, data, figure, faults);
    }
    rates(package, faults);
    periods(data, faults);
    preferred_twice(data, faults);
}

fn bound(package: &Package, figure: &Figure, faults: &mut Faults<'_>) {
    // A cell that is filled but unreadable has a fault of its own.
    let filled = |column| package.table("figures").is_some_and(|table| !table.cell(figure.row, column).is_empty());
    let (value, min, max) = figure.bound.shape();
    let fits = value.is_none_or(|value| filled("value") == value) && filled("min") == min && filled("max") == max;
    if !fits {
        let expected = match figure.bound {
            Bound::Exact | Bound::About => "value filled, min and max empty",
            Bound::AtLeast | Bound::MoreThan => "min filled, value and max empty",
            Bound::AtMost | Bound::LessThan => "max filled, value and min empty",
            Bound::Between => "min and max filled",
            Bound::Vague => "min and max filled, value empty",
        };
        let found = format!("value, min and max do not fit the bound `{}`", figure.bound.name());
        let mend = "fill the cells that the bound needs and empty the others, or change the bound".to_owned();
        faults.at(Code::BoundMismatch, ("figures", figure.row, "value"), found, expected, mend);
    }
}

/// Words that make a number less than exact, in the languages of the phrases.
const HEDGES: [&str; 27] = [
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "circa",
    "over",
    "more than",
    "at least",
    "up to",
    "less than",
    "fewer than",
    "at most",
    "no less than",
    "около",
    "примерно",
    "почти",
    "более",
    "свыше",
    "менее",
    "не менее",
    "约",
    "近",
    "超过",
    "多万",
];

/// A bound that was forgotten is the likeliest slip of all, and nothing else would show it.
fn hedge(package: &Package, figure: &Figure, faults: &mut Faults<'_>) {
    // Written out, it was meant.
    let is_written =
        package.table("figures").is_some_and(|table| table.cell(figure.row, "bound") == Bound::Exact.name());
    if figure.bound != Bound::Exact || is_written {
        return;
    }
    // 约 is "about", but in 条约, a treaty, and its like it is not.
    let treaties = ["条约", "協約", "协约", "合约", "公约"].into_iter();
    let mut phrase = format!(" {} ", figure.as_stated.to_lowercase());
    for treaty in treaties.filter(|_| !figure.as_stated.is_ascii()) {
        phrase = phrase.replace(treaty, "");
    }
    let is_there = |hedge: &&&str| {
        let is_han = !hedge.is_ascii() && !hedge.chars().any(|letter| ('а'..='я').contains(&letter));
        let is_word = |at: usize| {
            phrase[..at].ends_with(' ') && phrase[at..].get(hedge.len()..).is_some_and(|rest| rest.starts_with(' '))
        };
        phrase.match_indices(**hedge).any(|(at, _)| is_han || is_word(at))
    };
    if let Some(hedge) = HEDGES.iter().find(is_there) {
        let found = format!("`{hedge}` in the phrase, and the bound is exact");
        let mend = "write about, more_than, at_least …; or exact, if the word is of something else".to_owned();
        faults.at(Code::HedgeIgnored, ("figures", figure.row, "bound"), found, "the bound that the phrase has", mend);
    }
}

fn order(figure: &Figure, faults: &mut Faults<'_>) {
    let reversed =
        |low: Option<Decimal>, high: Option<Decimal>| matches!((low, high), (Some(low), Some(high)) if low > high);
    if reversed(figure.min, figure.value) || reversed(figure.value, figure.max) || reversed(figure.min, figure.max) {
        let mend = "swap the cells".to_owned();
        let found = "min, value and max are out of order".to_owned();
        faults.at(Code::RangeReversed, ("figures", figure.row, "min"), found, "min ≤ value ≤ max", mend);
    }
}

fn unit(data: &Dataset, figure: &Figure, faults: &mut Faults<'_>) {
    let dimension = |unit: &str| data.units.get(unit).map(|unit| unit.dimension.as_str());
    let (Some(unit), Some(quantity)) = (&figure.unit_id, data.quantities.get(&figure.quantity_id)) else { return };
    if let (Some(own), Some(general)) = (dimension(unit), dimension(&quantity.unit_id))
        && own != general
    {
        let expected = format!("a unit of {general}, as `{}` of the quantity", quantity.unit_id);
        let mend = "choose another unit, or another quantity for the figure".to_owned();
        let found = format!("`{unit}` is a unit of {own}");
        faults.at(Code::UnitMismatch, ("figures", figure.row, "unit_id"), found, &expected, mend);
    }
}

fn phrase(package: &Package, data: &Dataset, figure: &Figure, faults: &mut Faults<'_>) {
    let cell = ("figures", figure.row, "as_stated");
    let count = words(&figure.as_stated);
    if count > LONGEST_PHRASE {
        let expected = format!("at most {LONGEST_PHRASE} words");
        let mend = "keep the number and its unit; mark what is left out with …".to_owned();
        faults.at(Code::LongPhrase, cell, format!("a phrase of {count} words"), &expected, mend);
    }
    // Of units and quantities that could not be read it is not known which are shares.
    let unit = data.unit_of(figure).and_then(|unit| data.units.get(unit));
    if package.table("units").is_none_or(RawTable::is_partial) || unit.is_none() {
        return;
    }
    if matches!(figure.reading, Reading::Misprint | Reading::Word | Reading::Implied)
        || package.table("figures").is_none_or(|table| table.cell(figure.row, "as_stated").is_empty())
    {
        return;
    }
    let is_share = unit.is_some_and(|unit| unit.dimension == "share");
    // The head of a table may say once for all its rows that they count millions.
    let head = figure.multiplier.unwrap_or(Decimal::ONE);
    let language = data.works.get(&figure.work_id).and_then(|work| work.language.as_deref()?.parse::<Lang>().ok());
    let language = language.unwrap_or_default();
    // What the words and signs of the work's own language say: 1.200 is a thousand and more in some. Most phrases are read without.
    let in_language = LazyCell::new(|| -> Vec<model::Reading> {
        let read = |numeral: model::Numeral| {
            let (min, max) = (numeral.value.or(numeral.min), numeral.value.or(numeral.max));
            let (min, max) = (min.or(max)?, max.or(min)?);
            Some(model::Reading { min, max, fraction: numeral.is_fraction })
        };
        numerals(&figure.as_stated, &language).into_iter().filter_map(read).collect()
    });
    let readings = match has_decimal_comma(&language) && !in_language.is_empty() {
        // In German 92.700 is no 92.7.
        true => Vec::new(),
        false => numbers_in(&figure.as_stated),
    };
    let sum = |readings: &[model::Reading], end: fn(&model::Reading) -> Decimal| {
        let sum = readings.iter().map(end).try_fold(Decimal::ZERO, Decimal::checked_add);
        sum.and_then(|sum| exact::multiply(sum, head))
    };
    let readable = |number: Decimal| {
        if figure.reading == Reading::Summed {
            let ends: [fn(&model::Reading) -> Decimal; 2] = [|reading| reading.min, |reading| reading.max];
            let is_sum = |all: &[model::Reading]| ends.iter().any(|end| sum(all, *end) == Some(number));
            return is_sum(&readings) || is_sum(&in_language);
        }
        let is_read = |reading: &model::Reading| {
            let percent = is_share && reading.fraction;
            let ends = [reading.min, reading.max];
            // Two thirds are 66.7 percent, to as many digits as are given.
            let hundredfold =
                |end: &Decimal| exact::multiply(*end, Decimal::ONE_HUNDRED).map(|end| end.round_dp(number.scale()));
            let is_end = |end: Option<Decimal>| {
                end == Some(number)
                    || end.is_some_and(|end| end.scale() > ENDLESS && end.round_dp(number.scale()) == number)
            };
            ends.iter().any(|end| is_end(exact::multiply(*end, head)))
                || (percent && ends.iter().any(|end| hundredfold(end) == Some(number)))
        };
        readings.iter().any(is_read) || in_language.iter().any(is_read)
    };
    for (column, number) in [("value", figure.value), ("min", figure.min), ("max", figure.max)] {
        // A number that a correction sets is right because it is another than the one in print.
        if let Some(number) = number.filter(|number| !readable(*number) && !is_set(data, figure, column, *number)) {
            let shown: &[model::Reading] = if readings.is_empty() { &in_language } else { &readings };
            let list: Vec<String> = shown.iter().map(|reading| reading.min.normalize().to_string()).collect();
            let found = format!("{number} cannot be read in `{}`", figure.as_stated);
            let times = if head == Decimal::ONE { String::new() } else { format!(", times {head}") };
            let expected = match list.as_slice() {
                [] => "a number that stands in the phrase".to_owned(),
                all if figure.reading == Reading::Summed => format!("the sum of {}{times}", all.join(", ")),
                all => format!("one of {}{times}", all.join(", ")),
            };
            let mend = "mend the number or the phrase, or say in `reading` how the phrase gives it".to_owned();
            faults.at(Code::UnreadableValue, ("figures", figure.row, column), found, &expected, mend);
        }
    }
}

/// Whether a correction has put a number into its cell.
fn is_set(data: &Dataset, figure: &Figure, column: &str, number: Decimal) -> bool {
    let of_cell = |it: &&Correction| it.table == "figures" && it.row_id == figure.id && it.field == column;
    let set = data.corrections.iter().filter(of_cell).filter(|it| it.action == Action::Set);
    set.filter_map(|it| it.corrected.as_deref()).any(|cell| model::parse_decimal(cell) == Ok(number))
}

/// What owes its reader a reason.
fn notes(figure: &Figure, faults: &mut Faults<'_>) {
    let owed = [
        (figure.rank != Rank::Normal, "rank", "a rank", "why the figure is preferred or doubtful"),
        (
            figure.reading == Reading::Misprint,
            "reading",
            "a misprint",
            "what is printed, and how it is known what is meant",
        ),
    ];
    for (_, column, what, why) in owed.into_iter().filter(|(is_owed, ..)| *is_owed && figure.note.is_none()) {
        let (found, mend) = (format!("{what} without a reason"), format!("say in the note {why}"));
        faults.at(Code::NoteOwed, ("figures", figure.row, column), found, "a note", mend);
    }
}

fn relation(figure: &Figure, faults: &mut Faults<'_>) {
    if figure.relation != Relation::Cites && figure.cited_work_id.is_none() {
        let found = format!("`{}` without a work", figure.relation.name());
        let mend = "name the work in cited_work_id, or empty the cell".to_owned();
        let expected = "a work in cited_work_id";
        faults.at(Code::RelationWithoutWork, ("figures", figure.row, "relation"), found, expected, mend);
    }
    if figure.multiplier.is_some_and(|multiplier| multiplier <= Decimal::ZERO) {
        let found = "a multiplier that is not above zero".to_owned();
        let mend = "write what the head of the table gives, as 1000; or empty the cell".to_owned();
        faults.at(Code::BadMultiplier, ("figures", figure.row, "multiplier"), found, "a number above zero", mend);
    }
}

/// A work, if it says of itself that it was not read. A cell that is neither yes nor no has a fault of its own.
fn unread<'a>(package: &'a Package, work: &str) -> Option<&'a Work> {
    let says_no = |row: usize| package.table("works").is_some_and(|table| table.cell(row, "consulted") == "no");
    package.dataset.works.get(work).filter(|work| says_no(work.row))
}

/// Rates stand in works that were read, as figures do.
fn rates(package: &Package, faults: &mut Faults<'_>) {
    for rate in package.dataset.rates.iter() {
        if let Some(work) = unread(package, &rate.work_id) {
            let found = format!("`{}` was not consulted", work.id);
            let mend =
                "if it was read, write yes into its `consulted`; else name the work that was read here".to_owned();
            faults.at(Code::NotConsulted, ("rates", rate.row, "work_id"), found, "a consulted work", mend);
        }
    }
}

fn works(package: &Package, data: &Dataset, figure: &Figure, faults: &mut Faults<'_>) {
    if let Some(work) = unread(package, &figure.work_id) {
        let found = format!("`{}` was not consulted", work.id);
        let mend = "if it was read, write yes into its `consulted`; else name the work that was read here, and this one in cited_work_id".to_owned();
        faults.at(Code::NotConsulted, ("figures", figure.row, "work_id"), found, "a consulted work", mend);
    }
    let cited = figure.cited_work_id.as_deref().and_then(|id| data.works.get(id));
    if let Some(work) = cited.filter(|work| work.kind == "unidentified") {
        let found = format!("`{}` is unidentified", work.id);
        let mend = "leave the cell empty; link the works by derives_from".to_owned();
        let expected = "a work that is named in the source";
        faults.at(Code::CitesUnidentified, ("figures", figure.row, "cited_work_id"), found, expected, mend);
    }
}

fn periods(data: &Dataset, faults: &mut Faults<'_>) {
    let figures = data.figures.iter().map(|figure| ("figures", figure.row, data.period_of(figure), figure.period));
    let quantities = data.quantities.iter().map(|row| ("quantities", row.row, row.period, row.period));
    let actors = data.actors.iter().map(|row| ("actors", row.row, row.period, row.period));
    let events = data.events.iter().map(|row| ("events", row.row, row.period, row.period));
    let rates = data.rates.iter().map(|row| ("rates", row.row, row.period, row.period));
    for (table, row, period, own) in figures.chain(quantities).chain(actors).chain(events).chain(rates) {
        if own != Period::default() && !period.is_ordered() {
            let column = if own.end.is_some() { "end" } else { "start" };
            let end = period.end.map(|it| fmt::date(Tongue::english(), it)).unwrap_or_default();
            let start = period.start.map(|it| fmt::date(Tongue::english(), it)).unwrap_or_default();
            let found = format!("the period ends in {end} and starts in {start}");
            faults.at(Code::PeriodReversed, (table, row, column), found, "start ≤ end", "swap the dates".to_owned());
        }
    }
}

fn preferred_twice(data: &Dataset, faults: &mut Faults<'_>) {
    let mut first: BTreeMap<(&str, Option<&str>), &Figure> = BTreeMap::new();
    // Figures in units of one base are rivals.
    let base = |unit| data.units.get(unit).and_then(|unit| unit.base_unit_id.as_deref()).unwrap_or(unit);
    for figure in data.figures.iter().filter(|figure| figure.rank == Rank::Preferred) {
        if let Some(other) = first.insert((&figure.quantity_id, data.unit_of(figure).map(base)), figure) {
            let found = format!("`{}` and `{}` are both preferred", other.id, figure.id);
            let mend = "leave one of them normal".to_owned();
            let expected = "one preferred figure for a quantity and units of one base";
            faults.at(Code::TwoPreferred, ("figures", figure.row, "rank"), found, expected, mend);
        }
    }
}
