//! What becomes of a draft that was filled in: figures, and dismissals.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Filled, OF_DRAFT};
use crate::data::{Edit, Package, RowCells};
use crate::diag::{Code, Diagnostic, Place, hint};

/// A number that is no figure: work, locator, phrase and reason.
pub type Dismissal = [String; 4];

/// What was taken over.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// New rows of `figures`, with the line of the draft.
    pub figures: Vec<(usize, RowCells)>,
    /// New dismissals.
    pub dismissed: Vec<Dismissal>,
    /// Rows that the package has already.
    pub known: usize,
    /// Rows that say neither yes nor no, and those to keep that name no quantity: they wait.
    pub open: usize,
    /// What is wrong with a row.
    pub faults: Vec<Diagnostic>,
}

impl Taken {
    /// What rows of a draft come to in a package.
    #[must_use]
    pub fn new(name: &str, rows: &[Filled], package: &Package) -> Self {
        let mut taken = Self::default();
        let mut ids = Ids::new(package);
        let known: BTreeSet<(&str, &str, &str, &str)> = package
            .dataset
            .figures
            .iter()
            .map(|it| (it.work_id.as_str(), it.locator.as_str(), it.as_stated.as_str(), it.quantity_id.as_str()))
            .collect();
        for row in rows {
            let (work, quantity) = (row.cell("work_id"), row.cell("quantity_id"));
            let mut fault = |column: &str, found: String, expected: &str, mend: String| {
                let place = Place { line: row.line, column: 1, ..Place::file(name) };
                let found = format!("{column}: {found}");
                taken.faults.push(Diagnostic::new(Code::BadEntry, place, found, expected, mend));
            };
            match row.cell("keep").to_lowercase().as_str() {
                "yes" | "y" | "x" | "1" if quantity.is_empty() => taken.open += 1,
                "yes" | "y" | "x" | "1" => {
                    if package.dataset.works.get(work).is_none() {
                        let mend = format!("name a work of the package{}", hint(work, package.dataset.works.ids()));
                        fault("work_id", format!("there is no work `{work}`"), "a work", mend);
                        continue;
                    }
                    if package.dataset.quantities.get(quantity).is_none() {
                        let near = hint(quantity, package.dataset.quantities.ids());
                        let mend = format!("write its row in quantities.csv first, or name one that is there{near}");
                        fault("quantity_id", format!("there is no quantity `{quantity}`"), "a quantity", mend);
                        continue;
                    }
                    if known.contains(&(work, row.cell("locator"), row.cell("as_stated"), quantity)) {
                        taken.known += 1;
                        continue;
                    }
                    taken.figures.push((row.line, cells(row, package, ids.next(work))));
                }
                "no" | "n" | "0" => {
                    let reason = row.cell("reason");
                    if reason.is_empty() {
                        let mend = "say in `reason` why it is no figure, or leave `keep` empty".to_owned();
                        fault("reason", "a number that is not kept without a reason".to_owned(), "a reason", mend);
                        continue;
                    }
                    let dismissal = [work, row.cell("locator"), row.cell("as_stated"), reason].map(str::to_owned);
                    taken.dismissed.push(dismissal);
                }
                "" => taken.open += 1,
                other => {
                    let mend = "write yes or no, or leave it empty".to_owned();
                    fault("keep", format!("`{other}`"), "yes, no, or nothing", mend);
                }
            }
        }
        taken
    }

    /// The texts of the files that change: the table of figures, and the dismissals of each work.
    ///
    /// # Errors
    /// Only if the csv writer fails, which it does not in memory.
    pub fn texts(&mut self, package: &Package) -> Result<BTreeMap<String, String>, csv::Error> {
        let mut texts = BTreeMap::new();
        if let Some(table) = package.table("figures").filter(|_| !self.figures.is_empty()) {
            let added = self.figures.iter().map(|(_, cells)| cells.clone()).collect();
            texts.insert(table.schema.file(), Edit { added, ..Edit::default() }.text(table)?);
        }
        let mut of_work: BTreeMap<String, Vec<Dismissal>> = BTreeMap::new();
        for dismissal in std::mem::take(&mut self.dismissed) {
            of_work.entry(dismissal[0].clone()).or_default().push(dismissal);
        }
        for (work, dismissals) in of_work {
            let file = format!("audit/{work}.toml");
            let there = package.source.beside(&file).ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
            let mut text =
                there.unwrap_or_else(|| "# Numbers of this text that no figure holds, and why.\n".to_owned());
            for dismissal in dismissals {
                let entry = entry(&dismissal);
                if text.contains(&entry) {
                    self.known += 1;
                    continue;
                }
                text.push_str(&entry);
                self.dismissed.push(dismissal);
            }
            texts.insert(file, text);
        }
        Ok(texts)
    }
}

/// A dismissal as its file has it.
fn entry([_, locator, phrase, reason]: &Dismissal) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let [locator, phrase, reason] = [locator, phrase, reason].map(|text| quoted(text));
    format!("\n[[dismissed]]\nlocator = {locator}\nphrase = {phrase}\nreason = {reason}\n")
}

/// The cells of a figure; what its quantity says already is left empty.
fn cells(row: &Filled, package: &Package, id: String) -> RowCells {
    let mut cells: RowCells = row.cells.clone();
    cells.retain(|column, _| !OF_DRAFT.contains(column));
    cells.insert("figure_id", id);
    if cells.get("bound").is_some_and(|bound| bound == "exact") {
        cells.remove("bound");
    }
    if let Some(quantity) = package.dataset.quantities.get(row.cell("quantity_id")) {
        let date = |date: Option<crate::model::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let own = [
            ("unit_id", quantity.unit_id.clone()),
            ("start", date(quantity.period.start)),
            ("end", date(quantity.period.end)),
        ];
        for (column, says) in own {
            if cells.get(column).is_some_and(|cell| *cell == says) {
                cells.remove(column);
            }
        }
    }
    cells
}

/// Ids for new figures: those of a work go on counting.
struct Ids {
    taken: BTreeSet<String>,
    /// For each work what its ids begin with, the last number, and how many digits it has.
    of_work: BTreeMap<String, (String, u64, usize)>,
}

impl Ids {
    fn new(package: &Package) -> Self {
        let mut of_work: BTreeMap<String, (String, u64, usize)> = BTreeMap::new();
        for figure in package.dataset.figures.iter() {
            let stem = figure.id.trim_end_matches(|c: char| c.is_ascii_digit());
            let digits = &figure.id[stem.len()..];
            let Ok(number) = digits.parse::<u64>() else { continue };
            let known = of_work.entry(figure.work_id.clone()).or_insert((stem.to_owned(), 0, digits.len()));
            if known.0 == stem {
                (known.1, known.2) = (known.1.max(number), known.2.max(digits.len()));
            }
        }
        Self { taken: package.dataset.figures.ids().map(str::to_owned).collect(), of_work }
    }

    fn next(&mut self, work: &str) -> String {
        let (stem, last, digits) = self.of_work.entry(work.to_owned()).or_insert((format!("{work}-"), 0, 3));
        loop {
            *last += 1;
            let id = format!("{stem}{last:0digits$}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
