//! What an export of the package as it is now would write into the cells of a file.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::form::Form;
use crate::cite::{Citing, Style};
use crate::data::{Figure, Package, Quantity, subset};
use crate::escape::Plain;
use crate::evidence::{Evidence, Options};
use crate::sheets::{self, Cell, Sheet};

/// How the key of a row is written, where it has several columns.
pub(super) const KEY: &str = ", ";

/// A sheet as an export writes it, by the keys of its rows.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) sheet: Sheet,
    rows: BTreeMap<String, usize>,
}

impl Expected {
    fn new(form: Form, sheet: Sheet) -> Self {
        let places: Vec<usize> =
            form.key().iter().filter_map(|key| sheet.columns.iter().position(|column| column.name == *key)).collect();
        let key =
            |row: &Vec<Cell>| places.iter().filter_map(|place| row.get(*place)).map(Cell::plain).collect::<Vec<_>>();
        let mut rows = BTreeMap::new();
        for (index, row) in sheet.rows.iter().enumerate() {
            // Of two rows with one id, which `check` tells, the first is met.
            rows.entry(key(row).join(KEY)).or_insert(index);
        }
        Self { sheet, rows }
    }

    pub(super) fn row(&self, key: &str) -> Option<usize> {
        self.rows.get(key).copied()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, usize)> {
        self.rows.iter().map(|(key, row)| (key.as_str(), *row))
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.sheet.columns.iter().position(|column| column.name == name)
    }

    /// What stands in a cell.
    pub(super) fn cell(&self, row: usize, column: usize) -> String {
        self.sheet.rows.get(row).and_then(|cells| cells.get(column)).map(Cell::plain).unwrap_or_default()
    }
}

/// What exports write: of the whole package, and of the part of it that a file holds.
pub(super) struct Exports<'a> {
    pub(super) package: &'a Package,
    as_stated: bool,
    part: OnceCell<Package>,
    of_part: BTreeMap<&'static str, OnceCell<Expected>>,
}

impl<'a> Exports<'a> {
    pub(super) fn new(package: &'a Package, as_stated: bool) -> Self {
        Self { package, as_stated, part: OnceCell::new(), of_part: BTreeMap::new() }
    }

    /// The sheet of the whole package; with footnotes, if the file has them.
    pub(super) fn whole(&self, form: Form, with_footnotes: bool) -> Expected {
        self.sheet(self.package, form, with_footnotes)
    }

    /// Makes room for the sheets of a part.
    pub(super) fn expect(&mut self, form: Form) {
        self.of_part.entry(form.name()).or_default();
    }

    /// The sheet of the part that a file holds: what leads out of a part is not in its export.
    pub(super) fn part(&self, form: Form, held: &Held) -> Option<&Expected> {
        let part = self.part.get_or_init(|| held.part(self.package));
        let sheet = self.of_part.get(form.name())?;
        Some(sheet.get_or_init(|| self.sheet(part, form, true)))
    }

    fn sheet(&self, package: &Package, form: Form, with_footnotes: bool) -> Expected {
        let sheet = match form {
            Form::Figures => {
                let style = Style::named("chicago-notes").ok().filter(|_| with_footnotes);
                let footnotes = style.map(|style| {
                    let mut citing = Citing::<Plain>::new(&style);
                    citing.prepare(&package.dataset);
                    sheets::footnotes(&mut citing, &package.dataset)
                });
                let footnotes = footnotes.unwrap_or_default();
                sheets::figures(package, &|figure| footnotes.get(&figure.id).cloned().unwrap_or_default())
            }
            Form::Quantities => {
                let options = Options { as_stated: self.as_stated, ..Options::default() };
                sheets::quantities(package, &Evidence::new(package, options))
            }
            Form::Vocabularies => sheets::vocabularies(&package.dataset),
            Form::Table(name) => sheets::table(package, name),
        };
        Expected::new(form, sheet)
    }
}

/// The rows of the package that a file holds.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) figures: BTreeSet<String>,
    pub(super) quantities: BTreeSet<String>,
    pub(super) has_figures: bool,
    /// Whether a sheet of the file lacks rows of the package.
    pub(super) is_part: bool,
}

impl Held {
    /// The part of a package with these rows, as an export of a selection has it.
    fn part(&self, package: &Package) -> Package {
        let dataset = &package.dataset;
        let is_in = |figure: &&Figure| match self.has_figures {
            true => self.figures.contains(&figure.id),
            false => self.quantities.contains(&figure.quantity_id),
        };
        let figures: Vec<&Figure> = dataset.figures.iter().filter(is_in).collect();
        let quantities: Vec<&Quantity> =
            dataset.quantities.iter().filter(|it| self.quantities.contains(&it.id)).collect();
        subset(package, &figures, &quantities)
    }
}
