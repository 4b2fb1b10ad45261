//! The keys of a table in a definition, taken one by one: who has a use for a key asks for it, and what nobody asked for is a
//! fault, with the list of what could have stood there.

pub(crate) mod groups;
pub(crate) mod rivals;

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::diag::{Code, Diagnostic, Lines, Place, near};

/// A table of a definition that is being read. Faults are gathered, so that all of them are told at once; where there are any,
/// what was read in the meantime has defaults in their place and must not be used.
pub(crate) struct Keys<'a, 'i> {
    lines: &'a Lines<'a>,
    table: &'a DeTable<'i>,
    /// Where the table stands.
    span: Range<usize>,
    /// What it is, for people.
    what: String,
    /// What was asked for, in order.
    asked: Vec<&'static str>,
    /// Keys that something else has a use for, each with the way to that.
    elsewhere: Vec<(String, String)>,
    faults: Vec<Diagnostic>,
    /// Whether it has no keys but those that are asked for.
    is_closed: bool,
}

impl<'a, 'i> Keys<'a, 'i> {
    /// A table at its place, by what it is called: "a section".
    pub(crate) fn new(lines: &'a Lines<'a>, table: &'a DeTable<'i>, span: Range<usize>, what: &str) -> Self {
        let (asked, elsewhere, faults) = (Vec::new(), Vec::new(), Vec::new());
        Self { lines, table, span, what: what.to_owned(), asked, elsewhere, faults, is_closed: true }
    }

    /// Says more of what the table is, where that decides which keys it has: "of kind `bars`".
    pub(crate) fn specify(&mut self, more: &str) {
        self.what = format!("{} {more}", self.what);
    }

    /// Whether the table has a key; nobody has asked for it thereby.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The value of a key; `None` if it is not there, or cannot be read, which is a fault.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        self.asked.push(key);
        let (_, value) = self.table.get_key_value(key)?;
        match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(taken) => Some(taken),
            Err(error) => {
                let place = self.lines.place(Some(error.span().unwrap_or(value.span())));
                let expected = format!("a value that `{key}` can have; the README lists them");
                let mend = "mend the value; a list is written [\"…\"], as in the definitions that are there";
                self.faults.push(Diagnostic::new(Code::BadDefinition, place, error.message(), expected, mend));
                None
            }
        }
    }

    /// The value of a key, or what stands for it where it is not there.
    pub(crate) fn take_or_default<T: DeserializeOwned + Default>(&mut self, key: &'static str) -> T {
        self.take(key).unwrap_or_default()
    }

    /// The value of a key that must be there.
    pub(crate) fn need<T: DeserializeOwned + Default>(&mut self, key: &'static str) -> T {
        self.must_have(key);
        self.take_or_default(key)
    }

    /// Refuses the table where it does not have a key.
    pub(crate) fn must_have(&mut self, key: &'static str) {
        if !self.has(key) {
            let (found, place) = (format!("{} has no `{key}`", self.what), self.lines.place(Some(self.span.clone())));
            let mend = format!("write `{key} = …`, as in the definitions that are there");
            self.faults.push(Diagnostic::new(Code::BadDefinition, place, found, "all that it needs", mend));
        }
    }

    /// The tables under a key, each at its place.
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<(&'a DeTable<'i>, Range<usize>)> {
        self.asked.push(key);
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let table = |value: &'a Spanned<DeValue<'i>>| Some((value.get_ref().as_table()?, value.span()));
        let tables = value.get_ref().as_array().and_then(|all| all.iter().map(table).collect());
        if tables.is_none() {
            let found = format!("`{key}` is no list of tables");
            self.fault(key, found, format!("tables under [[{key}]]"), format!("write [[{key}]] above its keys"));
        }
        tables.unwrap_or_default()
    }

    /// A fault of a key, or of its value.
    pub(crate) fn fault(
        &mut self,
        key: &str,
        found: impl Into<String>,
        expected: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let place = self.place(key);
        self.faults.push(Diagnostic::new(Code::BadDefinition, place, found, expected, mend));
    }

    /// Where a key is set for nothing that has a use elsewhere, this tells the way to it: "write `layout = \"diverging\"`". What
    /// is told first holds.
    pub(crate) fn belongs_elsewhere(&mut self, key: &str, way: &str) {
        self.elsewhere.push((key.to_owned(), way.to_owned()));
    }

    /// The keys of the table that nobody has asked for so far.
    pub(crate) fn unasked(&self) -> Vec<&'a str> {
        let names = self.table.iter().map(|(key, _)| key.get_ref().as_ref());
        names.filter(|name| !self.asked.contains(name)).collect()
    }

    /// The same table, of which nobody has asked anything.
    pub(crate) fn afresh(&self) -> Self {
        Self::new(self.lines, self.table, self.span.clone(), "")
    }

    /// Faults that were found in what stands below the table.
    pub(crate) fn extend(&mut self, faults: Vec<Diagnostic>) {
        self.faults.extend(faults);
    }

    /// Asks for every key that is left, where nothing is known of them.
    pub(crate) fn let_be(&mut self) {
        self.is_closed = false;
    }

    /// Every fault of the table: of its values, and of the keys that nobody asked for.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        let unasked = if self.is_closed { self.unasked() } else { Vec::new() };
        for name in unasked {
            let way = self.elsewhere.iter().find(|(known, _)| known == name).map(|(_, way)| way.clone());
            let meant = near(name, self.asked.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let mend = way.map(|way| format!("{way}, or leave it out")).or(meant);
            let mend = mend.unwrap_or_else(|| "leave it out".to_owned());
            let found = format!("`{name}` is no key of {}", self.what);
            let expected = format!("one of its keys: {}", self.asked.join(", "));
            let place = self.place(name);
            self.faults.push(Diagnostic::new(Code::BadDefinition, place, found, expected, mend));
        }
        self.faults
    }

    fn place(&self, key: &str) -> Place {
        let span = self.table.get_key_value(key).map_or(self.span.clone(), |(key, _)| key.span());
        self.lines.place(Some(span))
    }
}
