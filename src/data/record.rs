//! The records of a package. Field meanings are those of the columns in [`super::schema`].
//!
//! An empty cell is `None`, except where an empty cell means something: the default is then filled in (bound exact,
//! rank normal, measure total, scope core).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::keyed::Identified;
use crate::fmt::{self, Many, Names, Style};
use crate::lang::{Tongue, say};
use crate::model::{Bound, Date, Interval, Period};

/// How a figure is to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// As one of the figures for its quantity.
    Normal,
    /// Before all others.
    Preferred,
    /// Listed, not used.
    Doubtful,
}

/// In what way a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Over a period. Only totals add up.
    Total,
    /// At a date.
    Level,
    /// Per what the unit names.
    Rate,
    /// Of a whole.
    Share,
    /// A clause of a contract.
    Term,
}

/// Whether a quantity belongs to the subject or explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// It belongs to it.
    Core,
    /// Everything else.
    Context,
}

/// How a figure's work stands to the work that the figure names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It is named, or shown, to be the source.
    Cites,
    /// Both carry one count, and neither names the other: judged from identical numbers.
    SameCount,
    /// It prints it again.
    Reprints,
    /// It gives it in another language.
    Translates,
}

impl Relation {
    /// The word in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cites => "cites",
            Self::SameCount => "same-count",
            Self::Reprints => "reprints",
            Self::Translates => "translates",
        }
    }
}

impl Relation {
    /// What a work does that stands so to another: "citing Zhu 2001".
    #[must_use]
    pub fn doing(self, tongue: &Tongue, other: &str) -> String {
        match self {
            Self::Cites => say!(tongue, "relation-cites", work = other),
            Self::SameCount => say!(tongue, "relation-same-count", work = other),
            Self::Reprints => say!(tongue, "relation-reprints", work = other),
            Self::Translates => say!(tongue, "relation-translates", work = other),
        }
    }

    /// How its number came from the other: "taken from Zhu 2001".
    #[must_use]
    pub fn done(self) -> &'static str {
        match self {
            Self::Cites => "taken from",
            Self::SameCount => "one count with",
            Self::Reprints => "reprinted from",
            Self::Translates => "translated from",
        }
    }
}

/// How a phrase gives its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It stands there.
    Plain,
    /// By a word that no reader of numbers knows.
    Word,
    /// It means another number than it prints.
    Misprint,
    /// Without saying it.
    Implied,
    /// By its parts.
    Summed,
}

impl Reading {
    /// The word in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Word => "word",
            Self::Misprint => "misprint",
            Self::Implied => "implied",
            Self::Summed => "summed",
        }
    }
}

/// What a correction does with its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Use another value.
    Set,
    /// Do not use the row.
    Exclude,
    /// Use it, marked.
    Flag,
}

macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        #[allow(missing_docs, reason = "the columns are documented in the schema")]
        pub struct $name {
            /// The record's id.
            pub id: String,
            /// Its row in the table, from 0.
            pub row: usize,
            $(pub $field: $type,)*
        }

        impl Identified for $name {
            fn id(&self) -> &str {
                &self.id
            }
        }
    };
}

record! {
    /// A number that one work states at one place.
    Figure {
        quantity_id: String,
        work_id: String,
        locator: String,
        as_stated: String,
        reading: Reading,
        multiplier: Option<Decimal>,
        value: Option<Decimal>,
        min: Option<Decimal>,
        max: Option<Decimal>,
        bound: Bound,
        unit_id: Option<String>,
        period: Period,
        cited_work_id: Option<String>,
        cited_locator: Option<String>,
        relation: Relation,
        rank: Rank,
        note: Option<String>,
    }
}

impl Figure {
    /// What the figure states, or `None` where a cell that its bound needs is missing.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        Interval::stated(self.bound, self.value, self.min, self.max)
    }
}

/// A whole that already counts a quantity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartOf {
    /// The whole.
    pub whole: String,
    /// The split of the whole that it is a part of; without one it is contained, and never added.
    pub split: Option<String>,
}

record! {
    /// A thing in the world that figures are about.
    Quantity {
        label: String,
        category_id: String,
        item: Option<String>,
        provider_id: Option<String>,
        recipient_id: Option<String>,
        stage_id: String,
        measure: Measure,
        unit_id: String,
        period: Period,
        part_of: Vec<PartOf>,
        discrepancy: bool,
        place_id: Option<String>,
        agreement_id: Option<String>,
        scope: Scope,
        note: Option<String>,
    }
}

impl Quantity {
    /// The wholes of which it is a part in a split, each with the split.
    pub fn splits(&self) -> impl Iterator<Item = (&str, &str)> {
        self.part_of.iter().filter_map(|it| Some((it.whole.as_str(), it.split.as_deref()?)))
    }

    /// Whether another quantity counts it without a split.
    #[must_use]
    pub fn is_contained_in(&self, whole: &str) -> bool {
        self.part_of.iter().any(|it| it.whole == whole && it.split.is_none())
    }

    /// Whether another quantity counts it, in a split or not.
    #[must_use]
    pub fn is_part_of(&self, whole: &str) -> bool {
        self.part_of.iter().any(|it| it.whole == whole)
    }
}

record! {
    /// A book, article, thread, document.
    Work {
        short: String,
        kind: String,
        authors: Vec<String>,
        editors: Vec<String>,
        translators: Vec<String>,
        title: Option<String>,
        // In the language of those who are told, where the title itself is in another.
        title_told: Option<String>,
        container: Option<String>,
        publisher: Option<String>,
        place: Option<String>,
        issued: Option<Date>,
        volume: Option<String>,
        issue: Option<String>,
        pages: Option<String>,
        doi: Option<String>,
        isbn: Option<String>,
        url: Option<String>,
        accessed: Option<Date>,
        archive: Option<String>,
        archive_ref: Option<String>,
        language: Option<String>,
        consulted: bool,
        tier: Option<u8>,
        derives_from: Option<String>,
        text_sha256: Option<String>,
        note: Option<String>,
    }
}

record! {
    /// A state, party or group in time.
    Actor { label: String, period: Period, successor_id: Option<String>, }
}

record! {
    /// A class of goods, credit, people.
    Category { parent_id: Option<String>, label: String, }
}

record! {
    /// How far a thing can have got.
    Stage { order: Decimal, arrived: bool, label: String, definition: String, }
}

record! {
    /// A unit of measure.
    Unit {
        dimension: String,
        symbol: Option<String>,
        label: String,
        label_plural: String,
        // In another language its names by the category of the plural: one, few, many, other …
        forms: BTreeMap<String, String>,
        base_unit_id: Option<String>,
        factor: Option<Decimal>,
        period: Period,
    }
}

impl Unit {
    /// A number in this unit, as people read it.
    #[must_use]
    pub fn print(&self, tongue: &Tongue, value: &Interval, style: Style) -> String {
        let name = |many: Many<'_>| self.name(tongue, many);
        let names = Names { dimension: &self.dimension, symbol: self.symbol.as_deref(), name: &name };
        fmt::quantity(tongue, value, names, style)
    }

    /// Whether a word is one of its names, in whatever number.
    pub(crate) fn is_called(&self, word: &str) -> bool {
        [&self.label, &self.label_plural].into_iter().chain(self.forms.values()).any(|name| name == word)
    }

    /// What so many of it are called.
    fn name(&self, tongue: &Tongue, many: Many<'_>) -> &str {
        let category = match many {
            Many::Exactly(digits) | Many::Span(digits) => tongue.category(digits).to_owned(),
            Many::About(digits) => tongue.category_about(digits),
        };
        let form = self.forms.get(&category).or_else(|| self.forms.get("other"));
        match (form, many) {
            (Some(form), _) => form,
            (None, Many::Exactly("1") | Many::About("1")) => &self.label,
            (None, _) => &self.label_plural,
        }
    }
}

/// A point on the earth, by WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Degrees north of the equator; south of it below zero.
    pub north: Decimal,
    /// Degrees east of Greenwich; west of it below zero.
    pub east: Decimal,
}

record! {
    /// A place where counted things are.
    Place {
        label: String,
        point: Option<Point>,
        work_id: Option<String>,
        locator: Option<String>,
        note: Option<String>,
    }
}

record! {
    /// A treaty, credit or contract.
    Agreement {
        label: String,
        signed: Option<Date>,
        parties: Vec<String>,
        work_id: String,
        locator: String,
        note: Option<String>,
    }
}

record! {
    /// A dated event.
    Event { period: Period, label: String, work_id: String, locator: String, }
}

record! {
    /// An exchange rate or a price index.
    Rate {
        kind: String,
        from_unit_id: String,
        to_unit_id: String,
        period: Period,
        value: Option<Decimal>,
        bound: Bound,
        work_id: String,
        locator: String,
        as_stated: String,
        cited_work_id: Option<String>,
        note: Option<String>,
    }
}

record! {
    /// An error found in a work.
    Correction {
        table: String,
        row_id: String,
        field: String,
        expect: String,
        action: Action,
        corrected: Option<String>,
        reason: String,
    }
}

/// The kind of rate that says what prices were.
pub(crate) const PRICE_INDEX: &str = "price-index";

impl Rate {
    /// Whether it says what prices were, not what a currency was worth in another.
    #[must_use]
    pub fn is_index(&self) -> bool {
        self.kind == PRICE_INDEX
    }
}

impl Measure {
    /// The word of the column `measure`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Level => "level",
            Self::Rate => "rate",
            Self::Share => "share",
            Self::Term => "term",
        }
    }
}

impl Rank {
    /// The word of the column `rank`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Preferred => "preferred",
            Self::Doubtful => "doubtful",
        }
    }
}

impl Scope {
    /// The word of the column `scope`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Context => "context",
        }
    }
}
