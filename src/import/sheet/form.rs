//! Which table a sheet is, by its header.

use std::collections::BTreeSet;

use super::book::{Book, Grid, Row};
use super::text::HEADER_WITHIN;
use super::value::Value;
use crate::data::schema::{self, TABLES, Table};
use crate::model::Lang;
use crate::sheets::{FIGURES, IN_LANGUAGE, QUANTITIES, VOCABULARIES, figure_columns, quantity_columns};

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Figures with all that belongs to them.
    Figures,
    /// Quantities with what each is worth.
    Quantities,
    /// The words of vocabularies.
    Vocabularies,
    /// A table of the package.
    Table(&'static str),
}

impl Form {
    /// Its name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Figures => FIGURES,
            Self::Quantities => QUANTITIES,
            Self::Vocabularies => VOCABULARIES,
            Self::Table(name) => name,
        }
    }

    /// The columns that together tell a row from every other.
    pub(super) fn key(self) -> Vec<&'static str> {
        match self {
            Self::Figures => vec!["figure_id"],
            Self::Quantities => vec!["quantity_id"],
            Self::Vocabularies => vec!["vocabulary", "id"],
            Self::Table(name) => {
                schema::table(name).map(Table::key).unwrap_or_default().iter().map(|field| field.name).collect()
            }
        }
    }

    /// The table of which its rows are; those of vocabularies are of several.
    pub(super) fn table(self) -> Option<&'static str> {
        match self {
            Self::Figures => Some("figures"),
            Self::Quantities => Some("quantities"),
            Self::Vocabularies => None,
            Self::Table(name) => Some(name),
        }
    }
}

/// The forms, with the names of their columns.
pub(super) struct Forms(Vec<(Form, Vec<String>)>);

/// A sheet of which the form is known.
#[derive(Debug)]
pub(super) struct Headed {
    pub(super) form: Form,
    /// Which of the sheet's rows is the header.
    pub(super) row: usize,
    /// The columns that the form has: where each stands, and its name.
    pub(super) columns: Vec<(usize, String)>,
    /// Those that it does not have.
    pub(super) unknown: Vec<String>,
    /// Those that stand twice.
    pub(super) doubled: Vec<String>,
}

impl Headed {
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().find(|(_, name)| name == column).map(|(place, _)| *place)
    }
}

impl Forms {
    pub(super) fn new() -> Self {
        let names = |columns: Vec<crate::sheets::Column>| columns.into_iter().map(|column| column.name).collect();
        let own = [
            (Form::Figures, names(figure_columns())),
            (Form::Quantities, names(quantity_columns())),
            (Form::Vocabularies, ["vocabulary", "id", "label", "meaning"].map(str::to_owned).to_vec()),
        ];
        let columns = |table: &Table| table.fields.iter().map(|field| field.name.to_owned()).collect();
        Self(own.into_iter().chain(TABLES.iter().map(|table| (Form::Table(table.name), columns(table)))).collect())
    }

    /// How many columns of the form that fits best a row names.
    pub(super) fn fits(&self, row: &[String]) -> usize {
        let names: BTreeSet<String> = row.iter().map(|name| named(name)).collect();
        self.0.iter().filter_map(|form| score(form, &names)).max().unwrap_or(0)
    }

    /// What a sheet is; none if no row of it is a header.
    pub(super) fn of(&self, book: &Book, grid: &Grid) -> Option<Headed> {
        let wanted = grid.name.clone().unwrap_or_else(|| stem(&book.name).to_owned()).to_lowercase();
        let is_flat = grid.name.is_some() || wanted.contains("flat");
        let rows = grid.rows.iter().take(HEADER_WITHIN).enumerate();
        let candidates = rows.flat_map(|(index, row)| {
            let names: BTreeSet<String> = header(row).into_iter().collect();
            self.0.iter().filter_map(move |form| Some((score(form, &names)?, index, form)))
        });
        // A few columns that two forms share do not tell them apart: the name does. Of rows that fit alike the first is the header.
        let rank = |(columns, index, (form, _)): &(usize, usize, &(Form, Vec<String>))| {
            let is_named = form.name().to_lowercase() == wanted;
            // Of a flat table every cell of a table can be told, and not the other way round.
            let is_likely = matches!(form, Form::Table(_)) == (is_named && !is_flat);
            (*columns, is_named, is_likely, std::cmp::Reverse(*index))
        };
        let (_, row, (form, known)) = candidates.max_by_key(rank)?;
        let mut headed = Headed { form: *form, row, columns: Vec::new(), unknown: Vec::new(), doubled: Vec::new() };
        for (place, name) in header(&grid.rows[row]).into_iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            match () {
                () if !(known.contains(&name) || is_word(*form, &name)) => headed.unknown.push(name),
                () if headed.place(&name).is_some() => headed.doubled.push(name),
                () => headed.columns.push((place, name)),
            }
        }
        Some(headed)
    }
}

/// Whether a column of the vocabularies has words in a language.
fn is_word(form: Form, name: &str) -> bool {
    let language = name.strip_prefix(IN_LANGUAGE);
    form == Form::Vocabularies && language.is_some_and(|tag| tag.parse::<Lang>().is_ok())
}

/// How many columns of a form there are; none, if its rows cannot be told apart.
fn score((form, known): &(Form, Vec<String>), names: &BTreeSet<String>) -> Option<usize> {
    let count = names.iter().filter(|name| known.contains(name) || is_word(*form, name)).count();
    (count >= 2 && form.key().iter().all(|key| names.contains(*key))).then_some(count)
}

fn header(row: &Row) -> Vec<String> {
    let name = |value: &Value| match value {
        Value::Text(text) => named(text),
        _ => String::new(),
    };
    row.cells.iter().map(name).collect()
}

/// The name of a column as it was written. Tags of languages have capitals in them.
fn named(text: &str) -> String {
    text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '\u{feff}' | '\u{200b}')).to_owned()
}

/// The name of a file, without its folder and its ending.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}
