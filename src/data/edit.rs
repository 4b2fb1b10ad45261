//! Changes of a table, and its text with them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::schema::TABLES;
use super::{DESCRIPTOR_FILE, METHOD_FILE, Package, RawTable, Source, csv_text};

/// Cells by their columns.
pub type RowCells = BTreeMap<&'static str, String>;

/// What becomes of the rows of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// Cells that get another text, by row.
    pub changed: BTreeMap<usize, RowCells>,
    /// Rows that are gone.
    pub removed: BTreeSet<usize>,
    /// Rows behind the others; a column that is not named is empty.
    pub added: Vec<RowCells>,
}

impl Edit {
    /// Whether the table stays as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty() && self.added.is_empty()
    }

    /// The text of the table with these changes. Every line in which nothing changes stays byte for byte.
    ///
    /// # Errors
    /// Only if the csv writer fails, which it does not in memory.
    pub fn text(&self, table: &RawTable) -> Result<String, csv::Error> {
        let there = table.fields();
        let is_there = |column: &&&str| there.iter().any(|field| field.name == **column);
        let named = || self.changed.values().chain(&self.added).flat_map(BTreeMap::keys);
        // A column that the file does without comes in with its first cell, and every line gets it.
        let widened = match named().all(|column| is_there(&column)) {
            true => None,
            false => Some(table.widened()?),
        };
        let fields = if widened.is_some() { table.schema.fields.iter().collect() } else { there.clone() };
        let columns = || fields.iter().map(|field| field.name);
        let whole = widened.as_deref().unwrap_or(table.text());
        let mut lines: Vec<String> = whole.split_inclusive('\n').map(str::to_owned).collect();
        match lines.last_mut() {
            None => lines.push(table.schema.header() + "\n"),
            Some(last) if !last.ends_with('\n') => last.push('\n'),
            Some(_) => {}
        }
        let line = |row: usize| table.line(row).saturating_sub(1);
        for (row, changed) in &self.changed {
            let cells = columns().map(|column| changed.get(column).map_or(table.cell(*row, column), String::as_str));
            if let Some(line) = lines.get_mut(line(*row)) {
                *line = written(cells)?;
            }
        }
        for row in &self.removed {
            if let Some(line) = lines.get_mut(line(*row)) {
                line.clear();
            }
        }
        for added in &self.added {
            lines.push(written(columns().map(|column| added.get(column).map(String::as_str).unwrap_or_default()))?);
        }
        Ok(lines.concat())
    }
}

/// A row as a line.
fn written<'a>(cells: impl Iterator<Item = &'a str>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    csv_text(writer)
}

/// A package with other texts of some of its files, so that it can be looked at before it is written.
#[must_use]
pub fn with_texts(package: &Package, texts: &BTreeMap<String, String>) -> Package {
    let text = |name: &str| package.table(name).filter(|table| table.is_there()).map(|table| table.text().to_owned());
    let mut files: BTreeMap<String, String> =
        TABLES.iter().filter_map(|table| Some((table.file(), text(table.name)?))).collect();
    for name in [DESCRIPTOR_FILE, METHOD_FILE] {
        files.extend(package.written(name).map(|text| (name.to_owned(), text.to_owned())));
    }
    files.extend(texts.clone());
    Package::read(Source::Memory(Arc::new(files)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::five_works;

    #[test]
    fn lines_in_which_nothing_changes_stay() {
        let package = five_works();
        let table = package.table("actors").expect("actors");
        let (first, second) = (table.cell(0, "actor_id").to_owned(), table.cell(1, "actor_id").to_owned());
        let mut edit = Edit::default();
        edit.changed.insert(0, [("label", "A, \"new\" name".to_owned())].into());
        edit.removed.insert(1);
        edit.added.push([("actor_id", "cora".to_owned()), ("label", "Cora".to_owned())].into());
        let text = edit.text(table).expect("a text");
        let (old, new): (Vec<&str>, Vec<&str>) = (table.text().lines().collect(), text.lines().collect());
        assert!(new[1].starts_with(&format!("{first},\"A, \"\"new\"\" name\"")), "{}", new[1]);
        assert!(!new.iter().any(|line| line.starts_with(&format!("{second},"))));
        assert_eq!((new[0], &new[2..new.len() - 1]), (old[0], &old[3..]));
        assert_eq!(new.last(), Some(&"cora,Cora,,,"));
        let texts = [("actors.csv".to_owned(), text)].into();
        let after = with_texts(&package, &texts);
        assert_eq!(after.dataset.actors.get("cora").map(|it| it.label.as_str()), Some("Cora"));
        assert_eq!(after.dataset.figures.len(), package.dataset.figures.len());
    }
}
