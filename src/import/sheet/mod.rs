//! A spreadsheet that was exported and worked on, or a table as a spreadsheet has saved it, as changes of the package.
//!
//! 1. The file becomes sheets of typed cells: a workbook ([`workbook`]), or CSV in whatever form and encoding ([`text`]).
//! 2. The header of each sheet says which it is ([`form`]): one of an export ([`crate::sheets`]), or a table of the package.
//! 3. Its rows are met by their ids with those that an export of the package as it is would have (`expected`, `meet`).
//! 4. Each cell is compared with what that export has there (`compare`). What a spreadsheet has made of a text by itself is told
//!    and does not count ([`spoilt`]); what differs is a change of the cell of the table from which it comes.
//! 5. Where several cells show one, they must agree ([`change`]).

mod book;
mod change;
mod compare;
mod expected;
mod form;
mod meet;
mod spoilt;
mod text;
mod value;
mod words;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};

use self::book::Book;
use self::change::Changes;
use self::compare::{Found, Read, compare};
use self::expected::{Exports, Held};
use self::form::{Form, Forms};
use self::meet::{Met, meet};
use self::text::Hints;
use crate::data::schema::TABLES;
use crate::data::{Edit, Package};
use crate::diag::{Code, Diagnostic, Place};

/// A cell of a table that gets another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The table.
    pub table: &'static str,
    /// The id of the row; in a table without ids its key.
    pub id: String,
    /// The column.
    pub column: &'static str,
    /// What the cell has.
    pub old: String,
    /// What it gets.
    pub new: String,
    /// The cell of the file that says so.
    pub place: String,
    /// Whether the row is new.
    pub is_new_row: bool,
}

/// A cell of the file of which a spreadsheet has made something else; what it was is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it stands.
    pub spot: String,
    /// What it was, and is taken for.
    pub old: String,
    /// What stands there.
    pub new: String,
    /// How that has come.
    pub why: String,
}

/// What a file would change in a package.
#[derive(Debug, Default)]
pub struct Import {
    /// Cells that get another text, in the order of the tables.
    pub changes: Vec<Change>,
    /// Cells that a spreadsheet has spoilt, and that are mended.
    pub kept: Vec<Kept>,
    /// What cannot be taken over. With any that is no [`Code::ComputedCell`] nothing may be written.
    pub faults: Vec<Diagnostic>,
    /// What a reader must know besides.
    pub remarks: Vec<String>,
    edits: BTreeMap<usize, Edit>,
}

fn fault(code: Code, spot: String, found: String, expected: &str, mend: &str) -> Diagnostic {
    Diagnostic::new(code, Place::file(spot), found, expected, mend)
}

impl Import {
    /// What a file of this name would change. `encoding` is what the person names, of CSV alone.
    ///
    /// ```
    /// use sinosov::data::{Package, Source};
    /// use sinosov::import::Import;
    ///
    /// let package = Package::read(Source::BuiltIn);
    /// let actor = package.dataset.actors.iter().next().expect("an actor");
    /// let text = format!("actor_id;label\r\n{};Another name\r\n", actor.id);
    /// let import = Import::read("actors.csv", text.as_bytes(), None, &package)?;
    /// assert_eq!((import.changes[0].old.as_str(), import.changes[0].new.as_str()), (actor.label.as_str(), "Another name"));
    /// # Ok::<(), Box<sinosov::diag::Diagnostic>>(())
    /// ```
    ///
    /// # Errors
    /// If the file is no spreadsheet, or no sheet of it is one of the package. What is wrong in a sheet is in [`Import::faults`].
    pub fn read(name: &str, bytes: &[u8], encoding: Option<&str>, package: &Package) -> Result<Self, Box<Diagnostic>> {
        let forms = Forms::new();
        let refused = |found: String, mend: &str| {
            let expected = "a workbook, or CSV, with the columns of a table or of an export";
            Box::new(fault(Code::BadSpreadsheet, name.to_owned(), found, expected, mend))
        };
        let book = match workbook::is_workbook(bytes) {
            true => workbook::read(name, bytes),
            false => {
                let known = known(package);
                text::read(name, bytes, &Hints { known: &known, encoding, fits: &|row| forms.fits(row) })
            }
        };
        let book =
            book.map_err(|found| refused(found, "save it once more from the spreadsheet, as .xlsx or as CSV UTF-8"))?;
        let import = Self::of(&book, &forms, package);
        import.ok_or_else(|| {
            let found = format!("no sheet of {name} has the columns of a table");
            refused(found, "leave the header as it was exported, with the ids of the rows; `sinosov export --to FILE.xlsx` makes one anew")
        })
    }

    fn of(book: &Book, forms: &Forms, package: &Package) -> Option<Self> {
        let mut import = Self { remarks: book.remarks.clone(), ..Self::default() };
        let said = Said::of(book);
        let mut exports = Exports::new(package, said.as_stated);
        let (mut reads, mut held) = (Vec::new(), Held::default());
        for grid in &book.sheets {
            let Some(headed) = forms.of(book, grid) else {
                if let Some(sheet) =
                    grid.name.as_ref().filter(|name| !MADE.contains(&name.as_str()) && !grid.rows.is_empty())
                {
                    import.remarks.push(format!("the sheet {sheet} is left out: it has not the columns of a table"));
                }
                continue;
            };
            import.told_of_columns(book, grid, &headed);
            exports.expect(headed.form);
            let expected = exports.whole(headed.form, headed.place("footnote").is_some());
            let meeting = meet(book, grid, &headed, &expected);
            reads.push(Read { book, grid, headed, expected, meeting });
        }
        // Vocabularies first: labels of others are looked up in what they become.
        reads.sort_by_key(|read| match read.headed.form {
            Form::Vocabularies => 0,
            Form::Table("actors" | "categories" | "stages" | "units" | "works") => 1,
            Form::Quantities | Form::Table("quantities") => 2,
            Form::Table(_) => 3,
            Form::Figures => 4,
        });
        for read in &reads {
            held.add(read);
            held.is_part |= read.meeting.lacking > 0;
            let lacking = read.meeting.lacking;
            if lacking > 0 {
                let rows = if lacking == 1 { "1 row".to_owned() } else { format!("{lacking} rows") };
                let sheet =
                    read.grid.name.as_ref().map_or_else(|| book.name.clone(), |name| format!("the sheet {name}"));
                import.remarks.push(format!("{rows} of the package are not in {sheet}; they stay"));
            }
        }
        let is_old = said.digest.as_ref().is_some_and(|digest| *digest != package.about().digest);
        let mut changes = Changes::new(package, is_old);
        let mut all = Found::default();
        for read in &reads {
            let found = compare(read, &exports, &held, &mut changes);
            import.faults.extend(read.meeting.faults.iter().cloned());
            import.kept.extend(read.meeting.kept.iter().cloned());
            import.faults.extend(found.faults);
            import.kept.extend(found.kept);
            all.computed.extend(found.computed);
        }
        let resolved = changes.resolved();
        import.faults.extend(resolved.faults);
        if is_old {
            let told =
                "the package has changed since this was exported: what changed there since shows as a change back";
            import.remarks.push(told.to_owned());
            let made = all.computed.iter().map(|fault| fault.place.file.clone());
            let outdated: Vec<String> = resolved.outdated.into_iter().chain(made).collect();
            if !outdated.is_empty() {
                let told = "shown as the package had it then, or changed, which nobody can know; not taken over";
                import.remarks.push(format!("{told}: {}", outdated.join("; ")));
            }
        } else {
            import.faults.extend(all.computed);
        }
        if resolved.partly > 0 {
            let cells = if resolved.partly == 1 {
                "1 cell shows".to_owned()
            } else {
                format!("{} cells show", resolved.partly)
            };
            import.remarks.push(format!("{cells} the old text still of what is changed in others; once this is written, export anew before the next import"));
        }
        (import.changes, import.edits) = (resolved.changes, resolved.edits);
        import.orphans(package);
        (!reads.is_empty()).then_some(import)
    }

    /// Tells columns that a form does not have, and those that stand twice.
    fn told_of_columns(&mut self, book: &Book, grid: &book::Grid, headed: &form::Headed) {
        let place = book.row_spot(grid, grid.rows[headed.row].number);
        if !headed.unknown.is_empty() {
            self.remarks.push(format!(
                "{place}: left out, for {} has no such column: {}",
                headed.form.name(),
                headed.unknown.join(", ")
            ));
        }
        for name in &headed.doubled {
            let found = format!("the column {name} stands twice");
            self.faults.push(fault(
                Code::UnmetRow,
                place.clone(),
                found,
                "each column once",
                "take one of the two off",
            ));
        }
    }

    /// A figure that is new needs its quantity and its work.
    fn orphans(&mut self, package: &Package) {
        let added: BTreeSet<(&str, &str)> =
            self.changes.iter().filter(|it| it.is_new_row).map(|it| (it.table, it.id.as_str())).collect();
        let mut lost = Vec::new();
        let mut cells: BTreeMap<(&str, &str), Vec<&Change>> = BTreeMap::new();
        for change in self.changes.iter().filter(|it| it.table == "figures" && it.is_new_row) {
            cells.entry((change.table, change.id.as_str())).or_default().push(change);
        }
        for (table, id) in added.iter().filter(|(table, _)| *table == "figures") {
            for (column, of) in [("quantity_id", "quantities"), ("work_id", "works")] {
                let own = cells.get(&(*table, *id)).map(Vec::as_slice).unwrap_or_default();
                let cell = own.iter().find(|it| it.column == column);
                let named = cell.map_or("", |cell| cell.new.as_str());
                let is_there =
                    package.table(of).is_some_and(|raw| raw.row(named).is_some()) || added.contains(&(of, named));
                if !is_there {
                    let place = cell.or(own.first()).map(|it| it.place.clone()).unwrap_or_default();
                    let found = format!("the new figure `{id}` is of `{named}`, which is not in {of}");
                    let ids = package.table(of).into_iter().flat_map(|raw| raw.ids());
                    let mend = crate::diag::mend(named, ids, &format!("add it to {of}, in the same file or before"));
                    lost.push(fault(
                        Code::UnknownId,
                        place,
                        found,
                        &format!("{column} of a row that is there, or new in the same file"),
                        &mend,
                    ));
                }
            }
        }
        self.faults.extend(lost);
    }

    /// Whether anything may be written: not, if a cell or a row could not be read.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.iter().all(|fault| fault.code == Code::ComputedCell)
    }

    /// The tables that change, by the names of their files, as they become.
    ///
    /// # Errors
    /// Only if the csv writer fails, which it does not in memory.
    pub fn texts(&self, package: &Package) -> Result<BTreeMap<String, String>, csv::Error> {
        let mut texts = BTreeMap::new();
        for (index, edit) in self.edits.iter().filter(|(_, edit)| !edit.is_empty()) {
            let schema = &TABLES[*index];
            if let Some(table) = package.table(schema.name) {
                texts.insert(schema.file(), edit.text(table)?);
            }
        }
        Ok(texts)
    }
}

/// Sheets that are made for readers.
const MADE: [&str; 2] = ["README", "Totals"];

/// Cells of the package with letters outside of ASCII.
fn known(package: &Package) -> BTreeSet<&str> {
    let tables = TABLES.iter().filter_map(|schema| package.table(schema.name));
    let cells = tables.flat_map(|table| {
        let columns = table.schema.fields;
        (0..table.len()).flat_map(move |row| columns.iter().map(move |field| table.cell(row, field.name)))
    });
    cells.filter(|cell| !cell.is_ascii()).map(str::trim).collect()
}

/// What a workbook says of its export.
#[derive(Debug, Default)]
struct Said {
    /// The digest of the data that were exported.
    digest: Option<String>,
    as_stated: bool,
}

impl Said {
    fn of(book: &Book) -> Self {
        let mut said = Self::default();
        let sheets = book.sheets.iter().filter(|grid| grid.name.as_deref() == Some(MADE[0]));
        for text in sheets.flat_map(|grid| &grid.rows).flat_map(|row| &row.cells).map(value::Value::shown) {
            let is_digest = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
            said.digest = said.digest.or_else(|| text.split_whitespace().find(is_digest).map(str::to_owned));
            said.as_stated |= text.contains("--as-stated");
        }
        said
    }
}

impl Held {
    fn add(&mut self, read: &Read<'_>) {
        let (is_figures, ids) = match read.headed.form.table() {
            Some("figures") => (true, &mut self.figures),
            Some("quantities") => (false, &mut self.quantities),
            _ => return,
        };
        let rows =
            read.meeting.rows.iter().filter_map(|(_, met)| if let Met::Row(row) = met { Some(*row) } else { None });
        ids.extend(rows.map(|row| read.expected.cell(row, 0)));
        self.has_figures |= is_figures;
    }
}
