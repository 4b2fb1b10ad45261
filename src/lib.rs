//! Figures that can be traced to the page they stand on: data packages on any subject, and what reads, checks, draws and cites them.
//!
//! The layers, lowest first; an arrow may only point down, and a test holds it:
//!
//! | module | owns |
//! | --- | --- |
//! | [`escape`] | one function a language of output that makes text of data, and the type of what is escaped |
//! | [`files`] | files and folders that appear whole or not at all, and work that several threads share |
//! | `xml` | XML from anywhere, read as a stream within limits |
//! | [`model`] | value types: numbers with bounds, dates, the number words of a phrase; no I/O |
//! | [`diag`] | faults as data: place, what was found, what was expected, how to mend it |
//! | [`lang`] | the words of a language: messages, plurals, how numbers are parted; the only place that knows Fluent |
//! | [`fmt`] | numbers and periods for people, in a language |
//! | [`data`] | a package of CSV tables -> typed records, each cell with its place |
//! | [`check`] | the rules a package must keep, and the audit of its phrases against the texts |
//! | [`evidence`] | what a quantity is worth: rival figures, splits, totals, guards, corrections |
//! | [`start`] | a new package: vocabularies, pages, an invented example |
//! | [`cite`] | footnotes and lists of works by CSL styles, BibTeX, RIS; the only place that knows hayagriva |
//! | [`frame`] | selects, groups and pivots quantities into tables; the only place that knows polars |
//! | [`sheets`] | a package as the sheets in which people see it, and what each column shows |
//! | [`chart`] | table + spec -> SVG -> PNG; the only place that knows plotters |
//! | [`export`] | a package, or a part of it, for other programs: workbook, CSV, Parquet, JSON, SQLite; the only place that knows their writers |
//! | [`draft`] | from a text to rows of figures that a person fills in |
//! | [`import`] | lists of references as rows of `works`, and spreadsheets as changes of cells; the only place that knows their readers |
//! | [`report`] | report definitions -> charts, data and text |
//! | [`cli`] | verbs, terminal tables, exit codes; the only place that knows clap |

pub mod chart;
pub mod check;
pub mod cite;
pub mod cli;
pub mod data;
pub mod diag;
pub mod draft;
pub mod escape;
pub mod evidence;
pub mod export;
pub mod files;
pub mod fmt;
pub mod frame;
pub mod import;
pub mod lang;
pub mod model;
pub mod report;
pub mod sheets;
pub mod start;
mod xml;
