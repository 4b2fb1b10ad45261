//! The texts of a definition in another language. They stand in a file beside it, `carts.ru.toml` beside `carts.toml`, each with
//! the digest of the text that it translates: what was changed since is found, and told in the original until it is translated
//! again.
//!
//! ```toml
//! title = { of = "1f0b2a3c", text = "Телеги и лодки" }
//! [chart.carts]
//! title = { of = "9d41e07b", text = "Больше всего телег пришло в 1925 году" }
//! [chart.carts.labels]
//! carts-first = { of = "77a0c1de", text = "Первый заказ" }
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

use crate::data::hex;
use crate::diag::{Code, Diagnostic, Lines, Place};
use crate::model::Lang;

/// The texts of one definition in one language.
#[derive(Debug)]
pub struct Translation {
    /// The language.
    pub lang: Lang,
    pub(super) file: String,
    source: Arc<str>,
    pub(super) texts: BTreeMap<String, Text>,
}

/// A text with what it translates.
#[derive(Debug)]
pub(super) struct Text {
    /// The digest of what it translates.
    pub(super) of: String,
    pub(super) text: String,
    /// Where it stands in the file.
    at: Range<usize>,
}

/// So many digits of a digest tell one text from another.
const DIGITS: usize = 8;

/// The digest of a text of a definition, by which its translations name it.
#[must_use]
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.trim().as_bytes())).chars().take(DIGITS).collect()
}

impl Translation {
    /// Reads the texts of a file.
    ///
    /// # Errors
    /// What cannot be read, with its place.
    pub fn read(file: &str, lang: Lang, source: &str) -> Result<Self, Vec<Diagnostic>> {
        let lines = Lines::new(file, source);
        let expected = "texts, each as `title = { of = \"…\", text = \"…\" }`";
        let fault = |span: Option<Range<usize>>, found: String, mend: &str| {
            Diagnostic::new(Code::BadDefinition, lines.place(span), found, expected, mend)
        };
        let table = DeTable::parse(source)
            .map_err(|error| vec![fault(error.span(), error.message().to_owned(), "mend the line")])?;
        let (mut texts, mut faults) = (BTreeMap::new(), Vec::new());
        let mut tables: Vec<(String, &DeTable<'_>)> = vec![(String::new(), table.get_ref())];
        while let Some((above, table)) = tables.pop() {
            for (key, value) in table {
                let address =
                    if above.is_empty() { key.get_ref().to_string() } else { format!("{above}.{}", key.get_ref()) };
                let DeValue::Table(below) = value.get_ref() else {
                    faults.push(fault(Some(value.span()), format!("`{address}` is no text"), "write it so"));
                    continue;
                };
                let word = |name: &str| Some((below.get(name)?.get_ref().as_str()?, below.get(name)?.span()));
                match (word("of"), word("text")) {
                    (Some((of, _)), Some((text, at))) if below.len() == 2 => {
                        texts.insert(address, Text { of: of.to_owned(), text: text.to_owned(), at });
                    }
                    (None, None) => tables.push((address, below)),
                    _ => faults.push(fault(
                        Some(value.span()),
                        format!("`{address}` has not both, or more"),
                        "write it so",
                    )),
                }
            }
        }
        let file = file.to_owned();
        if faults.is_empty() { Ok(Self { lang, file, source: Arc::from(source), texts }) } else { Err(faults) }
    }

    /// The place of a text of it.
    pub(super) fn place(&self, text: &Text) -> Place {
        Lines::new(&self.file, &self.source).place(Some(text.at.clone()))
    }
}
