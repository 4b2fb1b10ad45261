//! The sheets that files for people and programs hold.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Bundle;
use super::sheet::{Cell, Column, Sheet};
use crate::data::schema::{self, FLAT, Field, Kind};
use crate::data::{Quantity, flat_row};
use crate::evidence::{Basis, Resolved};
use crate::fmt;
use crate::model::{Bound, Interval, Lang, exact};

/// The column that exports have beyond the flat table of the package.
const FOOTNOTE: &str = "footnote";

/// A column of the package, with the words that its descriptor has for it.
fn column(field: &Field) -> Column {
    let plain = Column::text(field.name, field.about);
    Column { is_number: field.kind == Kind::Decimal, is_url: field.kind == Kind::Url, ..plain }
}

/// The vocabulary of a column of the flat table.
fn vocabulary(name: &str) -> Option<(&'static str, bool)> {
    let vocabularies = [
        ("category", "category", true),
        ("provider", "actor", true),
        ("recipient", "actor", true),
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

/// Every figure with all that other tables say of it, and a footnote that is ready to be used.
pub(super) fn figures(bundle: &Bundle<'_>) -> Sheet {
    let mut columns: Vec<Column> = FLAT.fields.iter().map(column).collect();
    for column in &mut columns {
        column.vocabulary = vocabulary(&column.name);
    }
    columns.push(Column::text(FOOTNOTE, "The figure cited, as a footnote in the style of the Chicago manual."));
    let row = |figure| {
        let cells = flat_row(&bundle.package.dataset, figure).into_iter().zip(&columns);
        let cells = cells.map(|(cell, column)| if column.is_number { Cell::number(&cell) } else { Cell::text(cell) });
        let footnote = bundle.footnotes.get(&figure.id).cloned().unwrap_or_default();
        cells.chain([Cell::text(footnote)]).collect()
    };
    let rows = bundle.package.dataset.figures.iter().map(row).collect();
    Sheet { name: "Figures".to_owned(), row: FLAT.row.to_owned(), columns: columns.clone(), rows }
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

/// Every quantity with what it is worth, and who says so.
pub(super) fn quantities(bundle: &Bundle<'_>) -> Sheet {
    let about = |name: &str| {
        let field = schema::table("quantities").and_then(|table| table.fields.iter().find(|field| field.name == name));
        field.map(|field| field.about).unwrap_or_default()
    };
    let flat =
        |name: &str| FLAT.fields.iter().find(|field| field.name == name).map(|field| field.about).unwrap_or_default();
    let columns = vec![
        Column::text("quantity_id", about("quantity_id")),
        Column::text("label", about("label")),
        Column::text("category", flat("category")).of("category", true),
        Column::text("item", about("item")),
        Column::text("provider", flat("provider")).of("actor", true),
        Column::text("recipient", flat("recipient")).of("actor", true),
        Column::text("stage", flat("stage")).of("stage", true),
        Column::text("measure", flat("measure")).of("measure", false),
        Column::text("start", about("start")),
        Column::text("end", about("end")),
        Column::text("number", "What the quantity is worth by all figures that may be used, as it is read."),
        Column::number("min", "The smallest number that these figures allow."),
        Column::number("max", "The largest."),
        Column::text("bound", "exact, about, between, or which end is open.").of("bound", false),
        Column::text("unit", about("unit_id")).of("unit", false),
        Column::text("basis", "On what the number rests: figures, or parts added here that nobody states together."),
        Column::number("roots", "From how many independent works the figures come in the end."),
        Column::text("witnesses", "What each work states, and where; those not used with the reason."),
        Column::text("part_of", about("part_of")),
        Column::text("split", about("split")),
        Column::text("scope", flat("scope")).of("scope", false),
        Column::text("note", about("note")),
    ];
    let evidence = &bundle.evidence;
    let dataset = evidence.dataset();
    let table = bundle.package.table("quantities");
    let cell =
        |quantity: &Quantity, column| table.map(|it| it.cell(quantity.row, column)).unwrap_or_default().to_owned();
    let rows = dataset.quantities.iter().map(|quantity| {
        let resolved = evidence.resolve(&quantity.id);
        let interval = resolved.as_ref().map(|resolved| resolved.interval);
        let number = |end: Option<Decimal>| end.map_or(Cell::Empty, Cell::Number);
        let label = |id: &Option<String>| {
            let actor = id.as_ref().and_then(|id| dataset.actors.get(id));
            actor.map(|actor| actor.label.clone()).unwrap_or_default()
        };
        let category = dataset.categories.get(&quantity.category_id).map(|it| it.label.clone());
        let stage = dataset.stages.get(&quantity.stage_id).map(|it| it.label.clone());
        let roots = resolved.as_ref().map(|resolved| evidence.count_roots(resolved));
        let witnesses = evidence.figures_of(&quantity.id).iter().map(|figure| {
            let unused = evidence.unused(figure).map(|why| format!(" ({})", why.text())).unwrap_or_default();
            let stated = dataset.stated(figure, fmt::Style::Sign).replace(fmt::NO_BREAK, " ");
            format!("{}, {}: {stated}{unused}", dataset.short(&figure.work_id), figure.locator)
        });
        let read = |resolved: &Resolved| {
            let read =
                dataset.print(&resolved.interval, &resolved.unit_id, fmt::Style::Sign).replace(fmt::NO_BREAK, " ");
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
    Sheet { name: "Quantities".to_owned(), row, columns, rows }
}

/// A table of the package as it is.
pub(super) fn table(bundle: &Bundle<'_>, name: &str) -> Sheet {
    let Some(schema) = schema::table(name) else {
        return Sheet { name: name.to_owned(), row: String::new(), columns: Vec::new(), rows: Vec::new() };
    };
    let columns: Vec<Column> = schema.fields.iter().map(column).collect();
    let rows = bundle.package.table(name).map(|raw| {
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

/// The words of the columns that have a few.
const WORDS: [(&str, &str, &str); 22] = [
    ("measure", "total", "Over a period; only totals add up."),
    ("measure", "level", "At a date: so many were there."),
    ("measure", "rate", "Per what the unit names: so many a year."),
    ("measure", "share", "A part of a whole, in percent."),
    ("measure", "term", "A clause of a contract: interest, duration, a due year."),
    ("bound", "exact", "The work states the number and does not hedge."),
    ("bound", "about", "The work hedges: about, some, nearly. No margin is invented."),
    ("bound", "at_least", "The number or more; max is unknown."),
    ("bound", "more_than", "More than the number; max is unknown."),
    ("bound", "at_most", "The number or less; min is unknown."),
    ("bound", "less_than", "Less than the number; min is unknown."),
    ("bound", "between", "From min to max."),
    ("bound", "vague", "A power of ten: tens of thousands, from min to max."),
    ("rank", "normal", "One figure among others."),
    ("rank", "preferred", "Of rival figures the one that is used; the note says why."),
    ("rank", "doubtful", "Not used; the note says why."),
    ("scope", "core", "On the subject of the dataset."),
    ("scope", "context", "On something around it."),
    ("tier", "1", "A primary document."),
    ("tier", "2", "Scholarly."),
    ("tier", "3", "Reference, press or official account."),
    ("tier", "4", "Popular, forum, anonymous."),
];

/// Every word that a column may hold and what it means.
pub(super) fn vocabularies(bundle: &Bundle<'_>) -> Sheet {
    let dataset = &bundle.package.dataset;
    let languages: Vec<&Lang> = dataset.labels.languages().collect();
    let mut columns = vec![
        Column::text("vocabulary", "Which vocabulary the word is of."),
        Column::text("id", "The word as the tables have it."),
        Column::text("label", "The word for people."),
    ];
    let in_language =
        |lang: &&Lang| Column::text(&format!("label_{lang}"), &format!("The word in the language {lang}."));
    columns.extend(languages.iter().map(in_language));
    columns.push(Column::text("meaning", "What it means."));
    let mut rows = Vec::new();
    let mut add = |(vocabulary, table, column): (&str, &str, &str), id: &str, label: &str, meaning: &str| {
        let words = languages.iter().map(|lang| dataset.labels.word(lang, table, id, column).unwrap_or_default());
        let cells = [vocabulary, id, label].into_iter().chain(words).chain([meaning]);
        rows.push(cells.map(Cell::text).collect());
    };
    for it in dataset.actors.iter() {
        add(("actor", "actors", "label"), &it.id, &it.label, &fmt::period(&it.period));
    }
    for it in dataset.categories.iter() {
        let above = it.parent_id.as_ref().map(|parent| format!("part of {parent}")).unwrap_or_default();
        add(("category", "categories", "label"), &it.id, &it.label, &above);
    }
    for it in dataset.stages.iter() {
        add(("stage", "stages", "label"), &it.id, &it.label, &it.definition);
    }
    for it in dataset.units.iter() {
        add(("unit", "units", "label_plural"), &it.id, &it.label_plural, &it.dimension);
    }
    for (vocabulary, word, meaning) in WORDS {
        add((vocabulary, "", ""), word, word, meaning);
    }
    let row = "a word that a column may hold".to_owned();
    Sheet { name: "Vocabularies".to_owned(), row, columns, rows }
}

/// What a reader adds up to see that all of a file has been read: figures and the sum of their values, by unit and stage. The
/// sums mean nothing else.
pub(super) fn control_totals(bundle: &Bundle<'_>) -> Sheet {
    let columns = vec![
        Column::text("unit", "The unit."),
        Column::text("stage", "How far the things had got."),
        Column::number("figures", "How many figures there are in the unit and of the stage."),
        Column::number(
            "sum_of_value",
            "The sum of their column value. To see that all has been read; it means nothing else.",
        ),
    ];
    let dataset = &bundle.package.dataset;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::schema::TABLES;

    #[test]
    fn every_word_of_a_choice_is_explained_and_no_other() {
        for vocabulary in ["measure", "bound", "rank", "scope", "tier"] {
            let own: Vec<&str> =
                WORDS.iter().filter(|(name, ..)| *name == vocabulary).map(|(_, word, _)| *word).collect();
            let columns = TABLES.iter().flat_map(|table| table.fields).chain(FLAT.fields);
            for column in columns.filter(|field| field.name == vocabulary) {
                let Kind::Choice(words) = column.kind else { panic!("{vocabulary} is no choice") };
                assert_eq!(own, words, "{vocabulary}");
            }
        }
    }
}
