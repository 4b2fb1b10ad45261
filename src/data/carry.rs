//! A package of an older form carried over to the form of today: columns that it does not have yet, filled with what its notes
//! said in words that once had a meaning. Nothing is taken away.

use std::io;

use rust_decimal::Decimal;

use super::schema::{self, TABLES, Table};
use super::source::{Found, Source};
use super::written::csv_text;
use crate::model::parse_decimal;

/// A column that packages of an older form lack, and what its cell says of a row.
struct Added {
    table: &'static str,
    column: &'static str,
    says: fn(&Old<'_>) -> &'static str,
}

const ADDED: [Added; 10] = [
    Added { table: "figures", column: "reading", says: |row| if row.notes("misprint") { "misprint" } else { "" } },
    Added { table: "figures", column: "multiplier", says: multiplier },
    Added { table: "figures", column: "relation", says: relation },
    Added { table: "quantities", column: "discrepancy", says: discrepancy },
    Added { table: "stages", column: "arrived", says: arrived },
    Added { table: "works", column: "editors", says: nothing },
    Added { table: "works", column: "translators", says: nothing },
    Added { table: "works", column: "doi", says: nothing },
    Added { table: "works", column: "isbn", says: nothing },
    Added { table: "works", column: "accessed", says: nothing },
];

/// Columns with words in one language each, as packages of an older form have them, and the language: they stand in the table
/// `labels` now.
const MOVED: [(&str, &str, &str); 4] = [
    ("actors", "label_zh", "zh"),
    ("actors", "label_ru", "ru"),
    ("categories", "label_zh", "zh"),
    ("categories", "label_ru", "ru"),
];
/// The column of which these are translations.
const WORD: &str = "label";

/// Whether a column of packages of an older form stands elsewhere now.
pub(super) fn is_moved(table: &str, column: &str) -> bool {
    MOVED.iter().any(|(name, moved, _)| *name == table && *moved == column)
}

/// Whether a column is one that packages of an older form lack.
pub(super) fn is_new(table: &str, column: &str) -> bool {
    ADDED.iter().any(|added| added.table == table && added.column == column)
}

/// Of stages from this on the thing had arrived, where a package has this one; else of all.
const ARRIVING: &str = "sent";

/// A row of an older form.
struct Old<'a> {
    header: &'a csv::StringRecord,
    row: &'a csv::StringRecord,
    /// The order of the stage from which on things had arrived.
    arriving: Option<Decimal>,
}

impl Old<'_> {
    fn cell(&self, column: &str) -> &str {
        let place = self.header.iter().position(|name| name == column);
        place.and_then(|place| self.row.get(place)).unwrap_or_default()
    }

    fn notes(&self, words: &str) -> bool {
        self.cell("note").to_lowercase().contains(words)
    }
}

fn nothing(_: &Old<'_>) -> &'static str {
    ""
}

fn multiplier(row: &Old<'_>) -> &'static str {
    match (row.notes("in millions"), row.notes("in thousands")) {
        (true, _) => "1000000",
        (false, true) => "1000",
        (false, false) => "",
    }
}

fn relation(row: &Old<'_>) -> &'static str {
    if row.notes("one count") && !row.cell("cited_work_id").is_empty() { "same-count" } else { "" }
}

fn discrepancy(row: &Old<'_>) -> &'static str {
    if row.notes("parts") || row.notes("more than the whole") { "yes" } else { "" }
}

fn arrived(row: &Old<'_>) -> &'static str {
    let order = parse_decimal(row.cell("order")).ok();
    if row.arriving.is_none_or(|arriving| order.is_some_and(|order| order >= arriving)) { "yes" } else { "" }
}

/// The tables of a package that lack columns of today's form, or have some that stand in another table now, as they are in that
/// form: by the names of their files. A table that has other columns than it may, or cannot be read, stays as it is: what is
/// wrong with it is told by whoever reads the package.
///
/// # Errors
/// If a table cannot be written as text.
pub fn carried(source: &Source) -> io::Result<Vec<(String, String)>> {
    let (mut carried, mut words) = (Vec::new(), Vec::new());
    for table in TABLES {
        let added: Vec<&Added> = ADDED.iter().filter(|added| added.table == table.name).collect();
        let Found::Bytes(bytes) = source.read(&table.file()) else { continue };
        if let Some((text, moved)) = with_columns(table, &added, &bytes)? {
            carried.push((table.file(), text));
            words.extend(moved);
        }
    }
    if let (Some(labels), false) = (schema::table("labels"), words.is_empty()) {
        carried.push((labels.file(), with_rows(labels, source, &words)?));
    }
    Ok(carried)
}

/// A table with some rows behind those that it has.
fn with_rows(table: &Table, source: &Source, rows: &[Vec<String>]) -> io::Result<String> {
    let mut text = match source.read(&table.file()) {
        Found::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        _ => table.header(),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let mut writer = csv::Writer::from_writer(text.into_bytes());
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(csv_text(writer)?)
}

/// A table with the columns that it lacks and without those that have moved, and what these said as rows of `labels`; nothing if
/// it has today's form, or is otherwise wrong.
fn with_columns(table: &Table, added: &[&Added], bytes: &[u8]) -> io::Result<Option<(String, Vec<Vec<String>>)>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let Ok(rows) = reader.records().collect::<Result<Vec<csv::StringRecord>, _>>() else { return Ok(None) };
    let Some((header, rows)) = rows.split_first() else { return Ok(None) };
    let lacks = |column: &str| !header.iter().any(|name| name == column);
    let known = |name: &str| table.column(name).is_some() || is_moved(table.name, name);
    let has_moved = header.iter().any(|name| is_moved(table.name, name));
    let lacking: Vec<&str> = table.fields.iter().map(|field| field.name).filter(|column| lacks(column)).collect();
    let all_added = lacking.iter().all(|column| added.iter().any(|it| it.column == *column));
    if (lacking.is_empty() && !has_moved) || !all_added || !header.iter().all(known) {
        return Ok(None);
    }
    let of_arriving = |row: &&csv::StringRecord| row.get(0) == Some(ARRIVING);
    let arriving = rows
        .iter()
        .find(of_arriving)
        .and_then(|row| parse_decimal(Old { header, row, arriving: None }.cell("order")).ok());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.fields.iter().map(|field| field.name))?;
    for row in rows {
        let old = Old { header, row, arriving };
        let cell = |column: &'static str| {
            // A word like about in the phrase of an exact figure was excused by the note.
            let is_exact = table.name == "figures" && column == "bound" && old.notes("exact");
            match added.iter().find(|it| it.column == column && lacking.contains(&column)) {
                Some(added) => (added.says)(&old),
                None if is_exact && old.cell(column).is_empty() => "exact",
                None => old.cell(column),
            }
            .to_owned()
        };
        writer.write_record(table.fields.iter().map(|field| cell(field.name)))?;
    }
    let mut words = Vec::new();
    for old in rows.iter().map(|row| Old { header, row, arriving }) {
        for (_, column, lang) in MOVED.iter().filter(|(name, ..)| *name == table.name) {
            let row = [table.name, old.cell(table.fields[0].name), WORD, lang, old.cell(column)];
            words.extend((!old.cell(column).is_empty()).then(|| row.map(str::to_owned).to_vec()));
        }
    }
    Ok(Some((csv_text(writer)?, words)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// What becomes of tables, by the names of their files.
    fn after(tables: &[(&str, &str)]) -> Vec<(String, String)> {
        let files = tables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        carried(&Source::Memory(Arc::new(files))).expect("texts")
    }

    const FIGURES: &str = "figure_id,quantity_id,work_id,locator,as_stated,value,min,max,bound,unit_id,start,end,cited_work_id,cited_locator,rank,note\n";

    #[test]
    fn what_notes_said_in_words_stands_in_columns_and_the_notes_stay() {
        let rows = [
            (
                "a,q,w,p. 1,12 carts,12,,,,,,,v,,,\"One count, as it seems\"",
                "12 carts,,,12,,,,,,,v,,same-count,,\"One count, as it seems\"",
            ),
            ("b,q,w,p. 1,12 carts,12,,,,,,,,,,One count", "12 carts,,,12,,,,,,,,,,,One count"),
            ("c,q,w,p. 1,1z carts,12,,,,,,,,,,Misprint for 12", "1z carts,misprint,,12,,,,,,,,,,,Misprint for 12"),
            (
                "d,q,w,p. 1,12,12000000,,,,,,,,,,Counted in millions",
                "12,,1000000,12000000,,,,,,,,,,,Counted in millions",
            ),
            (
                "e,q,w,p. 1,12 over a year,12,,,,,,,,,,The sum is exact",
                "12 over a year,,,12,,,exact,,,,,,,,The sum is exact",
            ),
        ];
        for (before, wanted) in rows {
            let carried = after(&[("figures.csv", &format!("{FIGURES}{before}\n"))]);
            let [(name, text)] = carried.as_slice() else { panic!("{carried:?}") };
            assert_eq!(name, "figures.csv");
            let row = text.lines().nth(1).expect("a row");
            assert_eq!(row.split_once("p. 1,").expect("a place").1, wanted);
            // Once is enough.
            assert_eq!(after(&[("figures.csv", text)]), []);
        }
    }

    #[test]
    fn things_had_arrived_from_the_stage_of_that_name_on_or_everywhere() {
        let of =
            |rows: &str| after(&[("stages.csv", &format!("stage_id,order,label,definition\n{rows}"))])[0].1.clone();
        assert_eq!(
            of("agreed,40,agreed,a\nsent,70,sent,b\nthere,80,there,c\n"),
            "stage_id,order,arrived,label,definition\nagreed,40,,agreed,a\nsent,70,yes,sent,b\nthere,80,yes,there,c\n"
        );
        assert_eq!(of("felled,1,felled,a\n"), "stage_id,order,arrived,label,definition\nfelled,1,yes,felled,a\n");
    }

    #[test]
    fn words_in_other_languages_stand_in_a_table_of_their_own() {
        let actors = "actor_id,label,label_zh,label_ru,start,end,successor_id\n";
        let old = format!("{actors}nord,North,北,Север,,,\nsud,South,,\"Юг, да\",,,\n");
        let carried = after(&[("actors.csv", &old)]);
        let texts: Vec<(&str, &str)> = carried.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let labels = "table,row_id,field,lang,text\nactors,nord,label,zh,北\nactors,nord,label,ru,Север\n\
                      actors,sud,label,ru,\"Юг, да\"\n";
        let now = "actor_id,label,start,end,successor_id\nnord,North,,,\nsud,South,,,\n";
        assert_eq!(texts, [("actors.csv", now), ("labels.csv", labels)]);
        // Those that are there already stay before them, whether or not the last ends its line.
        let there = "table,row_id,field,lang,text\nstages,felled,label,ru,срублено";
        let carried = after(&[("actors.csv", &old), ("labels.csv", there)]);
        assert_eq!(carried[1].1, format!("{there}\n{}", labels.split_once('\n').expect("a header").1));
        assert_eq!(after(&[("actors.csv", &format!("{actors}nord,North,,,,,\n"))]).len(), 1, "no word, no table");
    }

    #[test]
    fn a_table_that_is_otherwise_wrong_stays_as_it_is() {
        assert_eq!(
            after(&[("stages.csv", "stage_id,order,label\nsent,70,sent\n")]),
            [],
            "another column is missing, too"
        );
        assert_eq!(after(&[("stages.csv", "stage_id,order,label,definition,colour\n")]), [], "one that nobody knows");
        assert_eq!(after(&[("stages.csv", "stage_id,order,label,definition\nsent,70\n")]), [], "a short row");
    }
}
