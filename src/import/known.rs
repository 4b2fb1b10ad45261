//! Whether two descriptions are of one work.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::fold;
use super::id::year;
use super::reference::Cells;
use super::{kinds, values};

/// How a title begins that says that there is none.
const UNTITLED: &str = "[Untitled ";

/// By what a work is recognised.
#[derive(Debug, Clone)]
struct Marks {
    /// The id of a row, the key of a reference.
    id: String,
    doi: String,
    isbn: String,
    title: String,
    /// The title is a description by whoever listed the work, which has none.
    is_supplied: bool,
    year: String,
    /// Family names of authors and editors.
    people: BTreeSet<String>,
    volume: String,
    is_part: bool,
}

impl Marks {
    fn of(cells: &Cells, id: &str) -> Self {
        let cell = |column: &str| cells.get(column).map(String::as_str).unwrap_or_default();
        let doi = match cell("doi") {
            "" => values::doi_of_address(cell("url")).unwrap_or_default(),
            doi => doi.to_owned(),
        };
        let people = ["authors", "editors"].into_iter().flat_map(|column| cell(column).split("; "));
        let family = people.map(|name| fold(name.split(", ").next().unwrap_or_default()));
        Self {
            id: id.to_owned(),
            doi: doi.to_lowercase(),
            isbn: values::isbn_digits(cell("isbn")),
            title: if cell("title").starts_with(UNTITLED) { String::new() } else { fold(cell("title")) },
            is_supplied: cell("title").starts_with('['),
            year: year(cells).to_owned(),
            people: family.filter(|name| !name.is_empty()).collect(),
            volume: cell("volume").to_owned(),
            is_part: kinds::class(cell("kind")) == "chapter",
        }
    }

    /// Under what the work is looked for.
    fn all(&self) -> impl Iterator<Item = (&'static str, String)> {
        let all = [("id", &self.id), ("doi", &self.doi), ("isbn", &self.isbn), ("title", &self.title)];
        all.map(|(of, mark)| (of, mark.clone())).into_iter().filter(|(_, mark)| !mark.is_empty())
    }

    /// Both say something, and not the same.
    fn differ(left: &str, right: &str) -> bool {
        !left.is_empty() && !right.is_empty() && left != right
    }

    fn share_people(&self, other: &Self) -> bool {
        self.people.intersection(&other.people).next().is_some()
    }

    /// Whether one DOI, one ISBN, or one title and year are of one work.
    fn is_same(&self, other: &Self) -> bool {
        if !self.doi.is_empty() && self.doi == other.doi {
            return true;
        }
        if Self::differ(&self.doi, &other.doi) || Self::differ(&self.volume, &other.volume) {
            return false;
        }
        // The chapters of a book have its number.
        if !self.isbn.is_empty() && self.isbn == other.isbn && !self.is_part && !other.is_part {
            return true;
        }
        let have_people = !self.people.is_empty() && !other.people.is_empty();
        if self.title != other.title || have_people && !self.share_people(other) {
            return false;
        }
        // Without a title of its own a work is known by its id alone.
        if self.title.is_empty() || self.is_supplied || other.is_supplied {
            return !self.id.is_empty() && self.id == other.id && self.year == other.year;
        }
        // Two prefaces of one year are of two works, and of two books.
        self.year == other.year || (!Self::differ(&self.year, &other.year) && self.share_people(other))
    }
}

/// Works by what they are recognised by.
#[derive(Debug, Default)]
pub(super) struct Index {
    works: Vec<Marks>,
    by_mark: BTreeMap<(&'static str, String), Vec<usize>>,
}

impl Index {
    /// Adds a work with its id; they are numbered from 0.
    pub(super) fn add(&mut self, cells: &Cells, id: &str) {
        let marks = Marks::of(cells, id);
        for mark in marks.all() {
            self.by_mark.entry(mark).or_default().push(self.works.len());
        }
        self.works.push(marks);
    }

    /// The first work that is the same as one of this key.
    pub(super) fn find(&self, cells: &Cells, key: &str) -> Option<usize> {
        let marks = Marks::of(cells, key);
        let named = marks.all().filter_map(|mark| self.by_mark.get(&mark));
        named.flatten().copied().filter(|place| self.works[*place].is_same(&marks)).min()
    }
}

/// Columns in which a list of references says something of a work.
pub(super) const COMPARED: [&str; 20] = [
    "kind",
    "authors",
    "editors",
    "translators",
    "title",
    "container",
    "publisher",
    "place",
    "issued",
    "volume",
    "issue",
    "pages",
    "doi",
    "isbn",
    "url",
    "accessed",
    "archive",
    "archive_ref",
    "language",
    "note",
];

/// Whether what a file says is what the cell has, or less than that: a year where the cell has a day.
pub(super) fn agrees(column: &str, has: &str, says: &str) -> bool {
    let spaceless = |text: &str| text.split_whitespace().collect::<String>();
    let dashes = |text: &str| text.replace(['–', '—', '‐', '‑'], "-");
    match column {
        "kind" => kinds::class(has) == kinds::class(says),
        "doi" => has.eq_ignore_ascii_case(says),
        "isbn" => values::isbn_digits(has) == values::isbn_digits(says),
        "issued" => has.starts_with(says),
        "language" => has == says || says.starts_with(&format!("{has}-")) || has.starts_with(&format!("{says}-")),
        "authors" | "editors" | "translators" => spaceless(has) == spaceless(says),
        // When somebody else read it, and what they thought, is no other fact of the work.
        "accessed" | "note" => !has.is_empty(),
        _ => dashes(has) == dashes(says),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(pairs: &[(&'static str, &str)]) -> Cells {
        pairs.iter().map(|(column, cell)| (*column, (*cell).to_owned())).collect()
    }

    #[test]
    fn a_work_is_known_by_doi_by_isbn_or_by_title_and_year() {
        let carts: &[(&'static str, &str)] =
            &[("title", "On Carts — a Résumé"), ("issued", "1930"), ("authors", "Roe, Ann"), ("kind", "book")];
        let chapter: &[(&'static str, &str)] = &[("isbn", "0-306-40615-2"), ("kind", "chapter"), ("title", "One")];
        for (left, right, wanted) in [
            (&[("doi", "10.5555/A")][..], &[("doi", "10.5555/a")][..], true),
            (&[("doi", "10.5555/a")], &[("url", "https://doi.org/10.5555/a")], true),
            (&[("isbn", "0-306-40615-2")], &[("isbn", "978-0-306-40615-7")], true),
            (&[("isbn", "0-306-40615-2"), ("volume", "1")], &[("isbn", "0-306-40615-2"), ("volume", "2")], false),
            (chapter, &[("isbn", "0-306-40615-2"), ("kind", "chapter"), ("title", "Two")], false),
            (carts, &[("title", "on carts: a resume"), ("issued", "1930-05")], true),
            (carts, &[("title", "On carts, a résumé"), ("issued", "1930"), ("authors", "Doe, Jon")], false),
            (carts, &[("title", "On carts, a résumé"), ("issued", "1931"), ("authors", "Roe, Ann")], false),
            (carts, &[("title", "On carts, a résumé"), ("authors", "Roe, A.")], true),
            (carts, &[("title", "On carts, a résumé")], false),
            (carts, &[("title", "On Wheels"), ("issued", "1930"), ("authors", "Roe, Ann")], false),
            (
                &[("doi", "10.5555/a"), ("title", "A"), ("issued", "1930")],
                &[("doi", "10.5555/b"), ("title", "A"), ("issued", "1930")],
                false,
            ),
            (&[], &[], false),
            (&[("title", "?!")], &[("title", "…")], false),
        ] {
            let mut index = Index::default();
            index.add(&cells(left), "a");
            assert_eq!(index.find(&cells(right), "b").is_some(), wanted, "{left:?} {right:?}");
        }
    }

    #[test]
    fn a_work_without_a_title_is_known_by_its_id_alone() {
        let mut index = Index::default();
        index.add(&cells(&[("title", "[Article on carts]")]), "carts");
        index.add(&cells(&[("kind", "document")]), "leaf");
        assert_eq!(index.find(&cells(&[("title", "[Article on carts]")]), "carts"), Some(0));
        assert_eq!(index.find(&cells(&[("title", "[Article on carts]")]), "others"), None);
        assert_eq!(index.find(&cells(&[("title", "Article on carts")]), "others"), None);
        assert_eq!(index.find(&cells(&[]), "leaf"), Some(1));
        assert_eq!(index.find(&cells(&[("title", "A leaf")]), "leaf"), None);
        assert_eq!(index.find(&cells(&[]), ""), None);
    }

    #[test]
    fn cells_agree_where_they_say_the_same() {
        for (column, has, says, wanted) in [
            ("kind", "review", "article", true),
            ("kind", "book", "article", false),
            ("issued", "1930-05-01", "1930", true),
            ("issued", "1930", "1930-05", false),
            ("authors", "Roe, A.B.", "Roe, A. B.", true),
            ("pages", "pp. 1–2", "pp. 1-2", true),
            ("language", "zh-Hans", "zh", true),
            ("title", "On carts", "On Carts", false),
        ] {
            assert_eq!(agrees(column, has, says), wanted, "{column} {has} {says}");
        }
    }
}
