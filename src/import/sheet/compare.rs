//! The cells of a sheet beside what an export would write there now.

use std::collections::BTreeMap;

use super::book::{Book, Decimals, Grid, Row};
use super::change::{Changes, RowOf, table_of};
use super::expected::{Expected, Exports, Held, KEY};
use super::form::Headed;
use super::meet::{Meeting, Met, key_text};
use super::spoilt::{Verdict, Wanted, judge};
use super::value::Value;
use super::words::{Word, word};
use super::{Kept, fault};
use crate::data::schema::Kind;
use crate::data::{Package, Says, Shown, Shows};
use crate::diag::{Code, Diagnostic};

/// A sheet with all that is known of it.
pub(super) struct Read<'a> {
    pub(super) book: &'a Book,
    pub(super) grid: &'a Grid,
    pub(super) headed: Headed,
    pub(super) expected: Expected,
    pub(super) meeting: Meeting,
}

/// What is found besides changes.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) faults: Vec<Diagnostic>,
    pub(super) kept: Vec<Kept>,
    /// Cells that are made of others and say something else.
    pub(super) computed: Vec<Diagnostic>,
}

/// A column of a sheet: where it stands, its name, its place in what is expected, and what it shows.
struct Column {
    place: usize,
    name: String,
    expected: Option<usize>,
    shows: Shows,
    is_key: bool,
}

/// A row that another row names: whether by a cell that is changed, its id, and where it is.
struct Named {
    is_moved: bool,
    id: String,
    row: RowOf,
}

/// What a cell of a table holds.
fn kind(shown: &Shown) -> Kind {
    let field = table_of(shown.table).and_then(|(_, table)| table.fields.iter().find(|it| it.name == shown.column));
    match shown.says {
        Says::Label(_) => Kind::Text,
        _ => field.map_or(Kind::Text, |field| field.kind),
    }
}

/// Whether a column holds cells of others, which may be dates.
fn is_dated(shown: &Shown) -> bool {
    shown.table == "corrections" && matches!(shown.column, "expect" | "corrected")
}

/// How a file of CSV writes numbers: as most cells do of which the number is known, else as its delimiter lets expect.
fn decimals(read: &Read<'_>, columns: &[Column]) -> Decimals {
    let (mut points, mut commas) = (0, 0);
    let wanted = |decimals| Wanted { kind: Kind::Decimal, is_dated: false, decimals, is_workbook: false };
    for (index, met) in &read.meeting.rows {
        let Met::Row(row) = met else { continue };
        for column in columns {
            let Some(expected) = column.expected.filter(|it| read.expected.sheet.columns[*it].is_number) else {
                continue;
            };
            let value = read.grid.rows[*index].cell(column.place);
            if !matches!(value, Value::Text(text) if text.contains([',', '.'])) {
                continue;
            }
            let old = read.expected.cell(*row, expected);
            // Each way is asked as if the other were not there.
            let is = |decimals| judge(&old, value, wanted(decimals)) == Verdict::Same && says(value, decimals, &old);
            points += usize::from(is(Decimals::Point));
            commas += usize::from(is(Decimals::Comma));
        }
    }
    match points.cmp(&commas) {
        std::cmp::Ordering::Greater => Decimals::Point,
        std::cmp::Ordering::Less => Decimals::Comma,
        std::cmp::Ordering::Equal => read.book.decimals,
    }
}

/// Whether a text is this number by this way of writing it.
fn says(value: &Value, decimals: Decimals, old: &str) -> bool {
    super::spoilt::number(&value.shown(), decimals).is_some_and(|number| super::spoilt::same_number(&number, old))
}

/// Reads the cells of a sheet.
pub(super) fn compare(read: &Read<'_>, exports: &Exports<'_>, held: &Held, changes: &mut Changes<'_>) -> Found {
    let columns: Vec<Column> = read
        .headed
        .columns
        .iter()
        .map(|(place, name)| {
            let expected = read.expected.column(name);
            let shows = expected.map_or(Shows::Word, |it| read.expected.sheet.columns[it].shows);
            let is_key = read.headed.form.key().contains(&name.as_str());
            Column { place: *place, name: name.clone(), expected, shows, is_key }
        })
        .collect();
    // The row's own cells first: by some of them the rows are named of which it shows others.
    let is_named = |at: &usize| matches!(columns[*at].shows, Shows::Cell(shown) if shown.by.is_some());
    let (named, mut own): (Vec<usize>, Vec<usize>) = (0..columns.len()).partition(is_named);
    // What a cell inherits depends on the row that is named.
    own.sort_by_key(|at| columns[*at].name != "quantity_id");
    let order = [own, named].concat();
    let decimals = if read.book.is_workbook { read.book.decimals } else { decimals(read, &columns) };
    let mut reader = Reader { read, exports, held, columns, order, decimals, found: Found::default() };
    for (index, met) in &read.meeting.rows {
        let row = &read.grid.rows[*index];
        match met {
            Met::Row(place) => reader.row(row, Some(*place), changes),
            Met::New(_) => reader.row(row, None, changes),
            Met::Unknown => {}
        }
    }
    reader.found
}

struct Reader<'a> {
    read: &'a Read<'a>,
    exports: &'a Exports<'a>,
    held: &'a Held,
    columns: Vec<Column>,
    /// The columns in the order in which they are read.
    order: Vec<usize>,
    decimals: Decimals,
    found: Found,
}

impl Reader<'_> {
    fn spot(&self, row: &Row, column: &Column) -> String {
        self.read.book.spot(self.read.grid, row.number, column.place, &column.name)
    }

    fn package(&self) -> &Package {
        self.exports.package
    }

    fn row(&mut self, row: &Row, place: Option<usize>, changes: &mut Changes<'_>) {
        let form = self.read.headed.form;
        let keys = self.columns.iter().filter(|column| column.is_key);
        let key: Vec<String> = match place {
            Some(place) => keys.filter_map(|column| Some(self.read.expected.cell(place, column.expected?))).collect(),
            None => keys.map(|column| key_text(row.cell(column.place))).collect(),
        };
        let spot = match place {
            Some(_) => String::new(),
            None => self.columns.iter().find(|it| it.is_key).map(|it| self.spot(row, it)).unwrap_or_default(),
        };
        let Some(table) = form.table() else {
            self.words(row, place, &key, &spot, changes);
            return;
        };
        let own = match place {
            Some(_) => changes.row(table, &key.join(KEY)),
            None => changes.add_row(table, &key, &spot),
        };
        let Some(own) = own else { return };
        let mut named: BTreeMap<&'static str, Option<Named>> = BTreeMap::new();
        for index in 0..self.order.len() {
            self.cell(row, place, self.order[index], (table, &own), &mut named, changes);
        }
    }

    /// What a cell says, if it is something else than was expected.
    fn changed(&mut self, row: &Row, place: Option<usize>, at: usize, kind: Kind, is_dated: bool) -> Option<String> {
        let column = &self.columns[at];
        let value = row.cell(column.place);
        let old = match (place, column.expected) {
            (Some(place), Some(expected)) => self.read.expected.cell(place, expected),
            _ => String::new(),
        };
        if old.is_empty() && value.is_empty() {
            return None;
        }
        let wanted = Wanted { kind, is_dated, decimals: self.decimals, is_workbook: self.read.book.is_workbook };
        let verdict = judge(&old, value, wanted);
        if verdict == Verdict::Same {
            return None;
        }
        let spot = self.spot(row, column);
        match verdict {
            Verdict::Same => None,
            // What only the rows of a selection come to is not spoilt.
            Verdict::Kept(_) if self.is_of_part(place, at, &value.shown()) => None,
            Verdict::Kept(why) => {
                self.found.kept.push(Kept { spot, old, new: value.shown(), why: why.to_owned() });
                None
            }
            Verdict::Lost(found, mend) => {
                let expected = if old.is_empty() {
                    format!("what belongs into {}", column.name)
                } else {
                    format!("`{old}`, or what is to stand there")
                };
                self.found.faults.push(fault(Code::SpoiltCell, spot, found, &expected, mend));
                None
            }
            Verdict::New(text) if self.is_of_part(place, at, &text) => None,
            Verdict::New(text) => Some(text),
            Verdict::Cleaned(text, why) => {
                self.found.kept.push(Kept { spot, old: text.clone(), new: value.shown(), why: why.to_owned() });
                Some(text)
            }
        }
    }

    /// Whether a cell is as the export of the part that the file holds has it.
    fn is_of_part(&self, place: Option<usize>, at: usize, text: &str) -> bool {
        if !self.held.is_part {
            return false;
        }
        let (Some(place), Some(_)) = (place, self.columns[at].expected) else { return false };
        let form = self.read.headed.form;
        let Some(part) = self.exports.part(form, self.held) else { return false };
        let cell = |name: &&str| self.read.expected.column(name).map(|column| self.read.expected.cell(place, column));
        let key: Vec<String> = form.key().iter().filter_map(cell).collect();
        let (Some(row), Some(column)) = (part.row(&key.join(KEY)), part.column(&self.columns[at].name)) else {
            return false;
        };
        let there = part.cell(row, column);
        there == text || super::spoilt::same_number(&there, text)
    }

    fn cell(
        &mut self,
        row: &Row,
        place: Option<usize>,
        at: usize,
        (table, own): (&'static str, &RowOf),
        named: &mut BTreeMap<&'static str, Option<Named>>,
        changes: &mut Changes<'_>,
    ) {
        let shown = match self.columns[at].shows {
            Shows::Word => return,
            Shows::Computed(instead) => {
                self.computed(row, place, at, instead);
                return;
            }
            Shows::Cell(_) if self.columns[at].is_key => return,
            Shows::Cell(shown) => shown,
        };
        let changed = self.changed(row, place, at, kind(&shown), is_dated(&shown));
        let Some(by) = shown.by else {
            let moved =
                changes.proposed(table, own, "quantity_id").filter(|_| matches!(shown.says, Says::Inherited(_)));
            let spot = self.spot(row, &self.columns[at]);
            // A figure that goes to another quantity keeps the unit and the time that its row shows.
            let shows = || row.cell(self.columns[at].place).shown();
            let Some(text) = changed.or_else(|| (moved.is_some() && place.is_some()).then(shows)) else {
                if place.is_some() {
                    changes.keep(&shown, own);
                }
                return;
            };
            let quantity = match shown.says {
                Says::Inherited(_) => {
                    let id = moved.unwrap_or_else(|| changes.raw("figures", own, "quantity_id"));
                    changes.row("quantities", &id)
                }
                _ => None,
            };
            if self.is_corrected(place, at, &shown, own, changes) {
                let found = format!("`{text}` in {}, where a correction is shown", self.columns[at].name);
                let mend = "change the correction, in corrections.csv or its sheet";
                self.found.computed.push(fault(Code::ComputedCell, spot, found, "what the correction sets", mend));
                return;
            }
            changes.propose(&shown, own, quantity.as_ref(), (&text, &spot));
            return;
        };
        let find = || {
            let moved = changes.proposed(table, own, by);
            let is_moved = moved.is_some();
            let id = moved.unwrap_or_else(|| changes.raw(table, own, by));
            Some(Named { is_moved, row: changes.row(shown.table, &id)?, id })
        };
        let Some(other) = named.entry(by).or_insert_with(find) else { return };
        let is_settled = !other.is_moved && place.is_some();
        let Some(text) = changed else {
            if is_settled {
                changes.keep(&shown, &other.row);
            }
            return;
        };
        let spot = self.spot(row, &self.columns[at]);
        if is_settled {
            changes.propose(&shown, &other.row, None, (&text, &spot));
            return;
        }
        // A row that is new, or of another quantity now, shows what that has, or what was there before.
        let has = shown_as(&shown, &other.row, changes);
        if has != text {
            let found =
                format!("`{text}` in {}, which is of `{}`, and that has `{has}`", self.columns[at].name, other.id);
            let mend = format!("change it where `{}` stands in {}", other.id, shown.table);
            self.found.computed.push(fault(Code::ComputedCell, spot, found, "what that row has", &mend));
        }
    }

    /// Whether a sheet shows what a correction sets, and not what the table has.
    fn is_corrected(&self, place: Option<usize>, at: usize, shown: &Shown, own: &RowOf, changes: &Changes<'_>) -> bool {
        let (Some(place), Some(expected), Says::Itself) = (place, self.columns[at].expected, shown.says) else {
            return false;
        };
        let (has, shows) = (changes.raw(shown.table, own, shown.column), self.read.expected.cell(place, expected));
        has != shows && !super::spoilt::same_number(&has, &shows)
    }

    /// A cell that is made of others.
    fn computed(&mut self, row: &Row, place: Option<usize>, at: usize, instead: &str) {
        let is_number = self.columns[at].expected.is_some_and(|it| self.read.expected.sheet.columns[it].is_number);
        let kind = if is_number { Kind::Decimal } else { Kind::Text };
        // In a row that is new nothing is made yet.
        if let (Some(text), Some(_)) = (self.changed(row, place, at, kind, true), place) {
            let (name, spot) = (&self.columns[at].name, self.spot(row, &self.columns[at]));
            let instead = self.instead(name, &text).unwrap_or_else(|| instead.to_owned());
            let found = format!("`{text}` in {name}, which is made of other cells");
            self.found.computed.push(fault(Code::ComputedCell, spot, found, "what is made of these", &instead));
        }
    }

    /// Where to change what names a work by its short name.
    fn instead(&self, column: &str, text: &str) -> Option<String> {
        let mut works = self.package().dataset.works.iter();
        match column {
            "citation" => works.find(|work| work.short == text).map(|work| format!("write `{}` into work_id", work.id)),
            "cites" => works
                .find(|work| text == work.short || text.starts_with(&format!("{}, ", work.short)))
                .map(|work| format!("write `{}` into cited_work_id in figures.csv", work.id)),
            _ => None,
        }
    }

    /// The cells of a row of the vocabularies.
    fn words(&mut self, row: &Row, place: Option<usize>, key: &[String], spot: &str, changes: &mut Changes<'_>) {
        let [vocabulary, id] = key else { return };
        for at in 0..self.columns.len() {
            let name = self.columns[at].name.clone();
            if self.columns[at].is_key {
                continue;
            }
            let Some(text) = self.changed(row, place, at, Kind::Text, false) else { continue };
            let spot_of = self.spot(row, &self.columns[at]);
            match word(vocabulary, &name) {
                Word::Cell(table, column) => {
                    let there =
                        changes.row(table, id).or_else(|| changes.add_row(table, std::slice::from_ref(id), spot));
                    let Some(there) = there else { continue };
                    let shown = Shown { by: None, table, column, says: Says::Itself };
                    changes.propose(&shown, &there, None, (&text, &spot_of));
                }
                Word::In(table, column, lang) => {
                    let key = [table.to_owned(), id.clone(), column.to_owned(), lang];
                    let shown = Shown { by: None, table: "labels", column: "text", says: Says::Itself };
                    match (changes.row("labels", &key.join(KEY)), text.is_empty()) {
                        (Some(RowOf::Old(row)), true) => changes.remove("labels", row, &spot_of),
                        (Some(there), _) => changes.propose(&shown, &there, None, (&text, &spot_of)),
                        (None, true) => {
                            let found = format!("{name} of `{id}` is empty, and it shows what a wider language has");
                            let mend = "write the words of this language, or change those of the wider one";
                            self.found.computed.push(fault(Code::ComputedCell, spot_of, found, "what it shows", mend));
                        }
                        (None, false) => {
                            if let Some(there) = changes.add_row("labels", &key, &spot_of) {
                                changes.propose(&shown, &there, None, (&text, &spot_of));
                            }
                        }
                    }
                }
                Word::Made(instead) => {
                    let found = format!("`{text}` in {name} of `{id}`, which is not changed here");
                    self.found.computed.push(fault(Code::ComputedCell, spot_of, found, "what it has", &instead));
                }
            }
        }
    }
}

/// How a cell of a table is shown.
fn shown_as(shown: &Shown, row: &RowOf, changes: &Changes<'_>) -> String {
    let raw = changes.raw(shown.table, row, shown.column);
    match shown.says {
        Says::Spelled(word) if raw.is_empty() => word.to_owned(),
        Says::Label(table) => changes.row(table, &raw).map(|row| changes.raw(table, &row, "label")).unwrap_or_default(),
        _ => raw,
    }
}
