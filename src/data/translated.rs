//! A dataset in another language: the words of its tables where they have a translation, and how numbers and dates are written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dataset::Dataset;
use super::record::{Figure, Quantity, Unit, Work};
use crate::lang::{CATEGORIES, Tongue};

impl Dataset {
    /// The language in which it is told.
    #[must_use]
    pub fn tongue(&self) -> &Tongue {
        &self.tongue
    }

    /// The same data in the words of a language. What has none in it stays as it is; what things are selected and told apart by
    /// stays in any case.
    #[must_use]
    pub fn in_language(&self, tongue: &Tongue) -> Self {
        let (labels, lang) = (&self.labels, tongue.lang());
        let word = |table: &str, id: &str, column: &str| labels.word(lang, table, id, column).map(str::to_owned);
        let said = |table: &str, id: &str, column: &str, own: &str| word(table, id, column).unwrap_or(own.to_owned());
        let some = |table: &str, id: &str, column: &str, own: &Option<String>| word(table, id, column).or(own.clone());
        let mut told = self.clone();
        told.tongue = tongue.clone();
        macro_rules! tell {
            ($table:ident: $($column:ident by $how:ident),+) => {
                told.$table = self.$table.map(|it| {
                    let mut it = it.clone();
                    $(it.$column = $how(stringify!($table), &it.id, stringify!($column), &it.$column);)+
                    it
                });
            };
        }
        tell!(figures: note by some);
        tell!(quantities: label by said, note by some);
        tell!(works: short by said, note by some);
        told.works = told.works.map(|work| titled(work, word("works", &work.id, "title")));
        tell!(actors: label by said);
        tell!(categories: label by said);
        tell!(stages: label by said, definition by said);
        tell!(places: label by said, locator by some, note by some);
        tell!(agreements: label by said, locator by said, note by some);
        tell!(events: label by said, locator by said);
        tell!(rates: locator by said, note by some);
        tell!(corrections: reason by said);
        told.units = self.units.map(|unit| translated(unit, &word));
        let own = self.quantities.iter().zip(told.quantities.iter()).filter(|(own, told)| own.label != told.label);
        told.own_labels = Arc::new(own.map(|(own, _)| (own.id.clone(), own.label.clone())).collect());
        told
    }

    /// The item of a quantity as it is told. Things are selected and told apart by it, so the quantity itself keeps it in the package's own
    /// language.
    #[must_use]
    pub fn item<'a>(&'a self, quantity: &'a Quantity) -> Option<&'a str> {
        let own = quantity.item.as_deref()?;
        Some(self.labels.word(self.tongue.lang(), "quantities", &quantity.id, "item").unwrap_or(own))
    }

    /// The place of a figure in its work, as it is told. The record keeps the work's own words for it, by which works are cited.
    #[must_use]
    pub fn locator(&self, figure: &Figure) -> String {
        self.labels.word(self.tongue.lang(), "figures", &figure.id, "locator").unwrap_or(&figure.locator).to_owned()
    }

    /// The place in the work from which that of a figure takes it.
    #[must_use]
    pub fn cited_locator(&self, figure: &Figure) -> Option<String> {
        let own = figure.cited_locator.as_deref()?;
        Some(self.labels.word(self.tongue.lang(), "figures", &figure.id, "cited_locator").unwrap_or(own).to_owned())
    }

    /// What a quantity is called in the package's own language: definitions give colours and names by it, whatever the language.
    #[must_use]
    pub fn own_label<'a>(&'a self, quantity: &str) -> Option<&'a str> {
        let own = self.own_labels.get(quantity).map(String::as_str);
        own.or_else(|| self.quantities.get(quantity).map(|found| found.label.as_str()))
    }
}

/// A work with its title as readers are told it: a supplied one, in square brackets, in their language; beside one that the work
/// itself has, what that says.
fn titled(work: &Work, told: Option<String>) -> Work {
    let before = |title: &str| title.split('[').next().unwrap_or_default().to_owned();
    let is_supplied = |own: &String, told: &String| own.contains('[') && before(own) == before(told);
    match (&work.title, told) {
        (Some(own), Some(told)) if is_supplied(own, &told) => Work { title: Some(told), ..work.clone() },
        (_, told) => Work { title_told: told, ..work.clone() },
    }
}

/// A unit by its names in another language: its label, the form for each category of the plural, its symbol.
fn translated(unit: &Unit, word: &dyn Fn(&str, &str, &str) -> Option<String>) -> Unit {
    let word = |column: &str| word("units", &unit.id, column);
    let form = |category: &&str| Some(((*category).to_owned(), word(&format!("label.{category}"))?));
    let mut forms: BTreeMap<String, String> = CATEGORIES.iter().filter_map(form).collect();
    let symbol = word("symbol");
    // A sign of money that stands before its number in one language is a word behind it in another.
    if let Some(symbol) = symbol.as_ref().filter(|symbol| !symbol.ends_with('$') && forms.is_empty()) {
        forms.insert("other".to_owned(), symbol.clone());
    }
    Unit {
        label: word("label").unwrap_or_else(|| unit.label.clone()),
        label_plural: word("label_plural").or_else(|| word("label")).unwrap_or_else(|| unit.label_plural.clone()),
        symbol: symbol.or_else(|| unit.symbol.clone()),
        forms,
        ..unit.clone()
    }
}
