//! Invented figures: what works say of a quantity whose worth is known, some of them wrongly, and what is corrected.

use rust_decimal::Decimal;

use super::choices::Choices;
use super::package::{Invented, Row, row};
use super::structure::{Quantity, Unit, in_unit};
use super::words;

/// A figure's bound, the words before its number, its value, minimum and maximum.
struct Told {
    bound: &'static str,
    hedge: &'static str,
    numbers: [Option<Decimal>; 3],
}

/// What is true of an amount.
fn truth(choices: &mut Choices<'_>, worth: Decimal) -> Told {
    let tenths = |count: i64| (worth * Decimal::new(count, 1)).normalize();
    let (less, more) = (tenths(*choices.pick(&[5, 8, 9])), tenths(*choices.pick(&[11, 15, 20])));
    let is_vague = worth > Decimal::from(20_000) && worth < Decimal::from(99_999);
    match choices.below(10) {
        0 => Told { bound: "about", hedge: "about ", numbers: [Some(worth), None, None] },
        1 => Told { bound: "at_least", hedge: "at least ", numbers: [None, Some(less), None] },
        2 if less < worth => Told { bound: "more_than", hedge: "more than ", numbers: [None, Some(less), None] },
        3 => Told { bound: "at_most", hedge: "at most ", numbers: [None, None, Some(more)] },
        4 if more > worth => Told { bound: "less_than", hedge: "less than ", numbers: [None, None, Some(more)] },
        5 => Told { bound: "between", hedge: "", numbers: [None, Some(less), Some(more)] },
        6 if is_vague => Told {
            bound: "vague",
            hedge: "",
            numbers: [None, Some(Decimal::from(20_000)), Some(Decimal::from(99_999))],
        },
        _ => Told { bound: "exact", hedge: "", numbers: [Some(worth), None, None] },
    }
}

fn cell(number: Option<Decimal>) -> String {
    number.map(|number| number.normalize().to_string()).unwrap_or_default()
}

/// Figures for one quantity: the first tells the truth in the quantity's unit, so that what it is worth holds the truth.
pub fn add(choices: &mut Choices<'_>, invented: &mut Invented, quantity: &Quantity, units: &[Unit]) {
    let is_needed = !quantity.is_whole && quantity.split.is_some();
    let most = if choices.once_in(8) { 12 } else { 4 };
    let count = choices.below(most).max(usize::from(is_needed || !quantity.is_whole));
    let readers = invented.consulted.clone();
    let is_preferred = choices.once_in(6);
    for index in 0..count {
        let mut figure = row(&[("quantity_id", &quantity.id)]);
        figure.insert("figure_id", format!("f-{}", invented.rows("figures")));
        let (reader, cited) = (choices.below(readers.len()), choices.below(readers.len()));
        figure.insert("work_id", invented.work(readers[reader]));
        // A number is taken from an earlier work only, so that no citation comes back.
        if choices.once_in(4)
            && let Some(source) = invented.cited_before(readers[reader], cited)
        {
            figure.insert("cited_work_id", source);
            figure.insert("cited_locator", words::locator(choices));
        }
        figure.insert("locator", words::locator(choices));
        let is_wrong = index > 0 && !is_preferred && choices.once_in(3);
        let mut told = truth(choices, quantity.worth);
        if is_wrong {
            let factor = Decimal::new(*choices.pick(&[5, 9, 11, 20]), 1);
            told =
                Told { bound: "exact", hedge: "", numbers: [Some((quantity.worth * factor).normalize()), None, None] };
        } else if index > 0 && choices.once_in(4) {
            let other = choices.below(units.len());
            if let Some(worth) = in_unit(quantity.worth, &units[quantity.unit], &units[other]) {
                told = truth(choices, worth);
                figure.insert("unit_id", units[other].id.clone());
            } else if units[other].dimension == units[quantity.unit].dimension {
                let other_worth = words::amount(choices);
                told = truth(choices, other_worth);
                figure.insert("unit_id", units[other].id.clone());
            }
        }
        if is_preferred && index == 0 {
            figure.insert("rank", "preferred".to_owned());
            figure.insert("note", "Invented; the best of them.".to_owned());
        } else if index > 0 && choices.once_in(6) {
            figure.insert("rank", "doubtful".to_owned());
            figure.insert("note", words::label(choices, 80));
        }
        phrase(choices, &mut figure, &told);
        correct(choices, invented, &figure, is_wrong);
        invented.add("figures", figure);
    }
}

fn phrase(choices: &mut Choices<'_>, figure: &mut Row, told: &Told) {
    let stated: Vec<Decimal> = told.numbers.iter().flatten().copied().collect();
    let text = match told.bound {
        "vague" => "tens of thousands of carts".to_owned(),
        _ => words::phrase(choices, told.hedge, &stated),
    };
    figure.insert("as_stated", text);
    figure.insert("bound", if told.bound == "exact" { String::new() } else { told.bound.to_owned() });
    for (column, number) in ["value", "min", "max"].into_iter().zip(told.numbers) {
        figure.insert(column, cell(number));
    }
}

/// Perhaps a correction of the figure; only what is wrong is excluded.
fn correct(choices: &mut Choices<'_>, invented: &mut Invented, figure: &Row, is_wrong: bool) {
    let id = figure["figure_id"].clone();
    let value = figure["value"].clone();
    match choices.below(12) {
        0 if is_wrong => invented.correct("figures", &id, ("value", &value), "exclude", ""),
        1 if !value.is_empty() => invented.correct("figures", &id, ("value", &value), "flag", ""),
        2 => {
            let note = figure.get("note").cloned().unwrap_or_default();
            let other = format!("{} again", words::label(choices, 60));
            invented.correct("figures", &id, ("note", &note), "set", &other);
        }
        3 => {
            let end = figure.get("end").cloned().unwrap_or_default();
            invented.correct("figures", &id, ("end", &end), "set", "1999");
        }
        _ => {}
    }
}
