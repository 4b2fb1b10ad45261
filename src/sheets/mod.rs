//! The sheets in which people see a package: figures with all that belongs to them, quantities with what each is worth, tables,
//! vocabularies. [`crate::export`] writes them, [`crate::import`] reads them back: what each column shows stands here, once.

mod sheet;
mod tables;
mod vocabularies;

pub use sheet::{Cell, Column, Sheet};
pub use tables::{
    FIGURES, QUANTITIES, VOCABULARIES, control_totals, figure_columns, figures, footnotes, quantities,
    quantity_columns, table,
};
pub use vocabularies::{IN_LANGUAGE, OF_TABLES, Vocabulary, vocabularies};
