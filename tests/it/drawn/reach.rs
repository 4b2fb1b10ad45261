//! What is invented reaches everything that charts meet, and a seed is one chart.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use sinosov::frame::Table;
use sinosov::model::About;

use super::chart::{Chart, Form, SIZES, forms, later};
use super::door;
use super::numbers::STAGES;

/// What occurs in a chart, by names.
fn occurs(chart: &Chart) -> Vec<String> {
    let table = &chart.table;
    let mut found = vec![format!("{:?} {} {}", chart.form, chart.size.name(), chart.theme.name)];
    let mut note = |is: bool, what: &str| {
        if is {
            found.push(what.to_owned());
        }
    };
    note(chart.is_log && chart.untrue.is_none(), "a log axis");
    note(chart.untrue.is_some(), &format!("{:?}", chart.untrue));
    note(table.rows.len() == 1, "one row");
    note(table.rows.len() == 80, "eighty rows");
    note(table.series().len() == 10, "ten series");
    of_texts(chart, &mut note);
    of_numbers(table, &mut note);
    of_time(table, &mut note);
    note(
        chart.form == Form::Matrix && table.cells().any(|cell| cell.interval.reach() > Decimal::ONE_THOUSAND),
        "many figures",
    );
    found
}

fn of_texts(chart: &Chart, note: &mut dyn FnMut(bool, &str)) {
    for label in chart.table.rows.iter().map(|row| row.label.as_str()).chain([chart.title.as_str()]) {
        let is_of = |first: char, last: char| label.chars().any(|letter| (first..=last).contains(&letter));
        note(is_of('а', 'я'), "Cyrillic");
        note(is_of('一', '龥'), "Chinese");
        note(is_of('а', 'я') && is_of('a', 'z') && is_of('一', '龥'), "three scripts");
        note(label.split(' ').any(|word| word.chars().count() >= 60), "a word of sixty letters");
        note(label.chars().count() >= 115, "a long name");
        note(label.chars().count() == 1, "a name of one letter");
        note(label.chars().count() > 10 && label.to_uppercase() == *label && is_of('A', 'Z'), "upper case");
    }
    note(chart.title.chars().count() > 70, "a long title");
    note(chart.subtitle.is_empty() && chart.note.is_empty(), "no subtitle and no note");
    note(chart.sources.len() > 10, "many sources");
    note(
        !chart.labels.is_empty() && !chart.details.is_empty() && !chart.colours.is_empty(),
        "a definition's own names",
    );
}

fn of_numbers(table: &Table, note: &mut dyn FnMut(bool, &str)) {
    let ends: BTreeSet<Decimal> = table.ends().collect();
    let is_of = |low: i64, scale: u32| Decimal::new(low, scale);
    note(ends.iter().any(|end| !end.is_zero() && end.abs() <= is_of(1, 5)), "a hundred thousandth");
    note(ends.iter().any(|end| end.abs() >= Decimal::from(100_000_000_000_000_i64)), "a hundred million million");
    note(ends.contains(&Decimal::ZERO), "zero");
    note(ends.len() == 1 && table.cells().count() > 3, "equal numbers");
    for cell in table.cells() {
        let (interval, nature) = (cell.interval, door::nature(cell));
        note(interval.min.is_none(), "open below");
        note(interval.max.is_none(), "open above");
        note(interval.min.is_some() && interval.max.is_some() && interval.min != interval.max, "an interval");
        note(interval.about.is_any(), "about");
        note(matches!(interval.about, About::Min | About::Max), "about, at one end");
        note(nature.is_second_hand, "second-hand");
        note(nature.is_corrected, "corrected");
        note(nature.is_computed, "computed");
        note(nature.is_modelled, "modelled");
        note(nature.is_converted, "converted");
        note(nature.is_preferred, "preferred");
        note(nature.is_doubtful, "doubtful");
        note(nature.is_rest && interval.reach() < Decimal::ZERO, "a rest below zero");
        note(nature.is_rest && interval.reach() > Decimal::ZERO, "a rest above zero");
        note(!nature.is_rest && interval.reach() < Decimal::ZERO, "below zero");
        note(STAGES.contains(&cell.stage_id.as_str()), &cell.stage_id);
    }
}

fn of_time(table: &Table, note: &mut dyn FnMut(bool, &str)) {
    let keys: Vec<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
    let years: Vec<i32> = keys.iter().filter_map(|key| key.parse().ok()).collect();
    let span = years.iter().max().zip(years.iter().min()).map(|(last, first)| last - first);
    note(span == Some(0), "one year");
    note(span.is_some_and(|span| span > 250), "three centuries");
    note(keys.iter().any(|key| key.len() == 7 && key.contains('-')), "months");
    note(keys.iter().any(|key| key.len() == 10 && key.contains('-')), "days");
    note(table.dates.iter().any(|dated| dated.is_agreement), "agreements");
    note(table.dates.iter().any(|dated| !dated.is_agreement), "events");
    note(table.groups().len() > 5, "many groups");
    let periods = || table.rows.iter().map(|row| row.period);
    note(periods().any(|period| period.start.is_some() && period.end.is_none()), "no end");
    note(periods().any(|period| period.start.is_none() && period.end.is_some()), "no start");
}

const WANTED: [&str; 53] = [
    "a log axis",
    "Some(Units)",
    "Some(Measures)",
    "Some(LogBars)",
    "Some(NegativeOnLog)",
    "Some(NoRows)",
    "Some(NoCounts)",
    "Some(NoDates)",
    "one row",
    "eighty rows",
    "ten series",
    "many figures",
    "Cyrillic",
    "Chinese",
    "three scripts",
    "a word of sixty letters",
    "a long name",
    "a name of one letter",
    "upper case",
    "a long title",
    "no subtitle and no note",
    "many sources",
    "a definition's own names",
    "a hundred thousandth",
    "a hundred million million",
    "zero",
    "equal numbers",
    "open below",
    "open above",
    "an interval",
    "about",
    "second-hand",
    "corrected",
    "computed",
    "modelled",
    "converted",
    "preferred",
    "doubtful",
    "a rest below zero",
    "a rest above zero",
    "below zero",
    "promised",
    "sent",
    "delivered",
    "one year",
    "three centuries",
    "months",
    "days",
    "agreements",
    "events",
    "many groups",
    "no end",
    "no start",
];

#[test]
fn what_is_invented_reaches_everything() {
    let found: BTreeSet<String> =
        (1..=super::CHARTS).chain(later(super::OF_LATER)).flat_map(|seed| occurs(&Chart::of_seed(seed))).collect();
    let mut missing: Vec<String> = WANTED.iter().map(|it| (*it).to_owned()).filter(|it| !found.contains(it)).collect();
    for form in forms() {
        for size in SIZES {
            let all = ["light", "dark", "print"].map(|theme| format!("{form:?} {} {theme}", size.name()));
            missing.extend(all.into_iter().filter(|it| !found.contains(it)));
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_seed_is_one_chart() {
    for seed in 1..60 {
        let (first, second) = (Chart::of_seed(seed), Chart::of_seed(seed));
        assert_eq!(format!("{first:?}"), format!("{second:?}"));
        let scenes = |chart: &Chart| {
            let drawn = door::draw(chart).map_err(|refusal| refusal.message)?;
            Ok::<_, String>(drawn.iter().map(|drawing| drawing.scene().clone()).collect::<Vec<_>>())
        };
        assert_eq!(scenes(&first), scenes(&second), "seed {seed}");
    }
}
