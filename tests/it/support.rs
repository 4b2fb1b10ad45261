//! What several tests need: the program, the fixtures, folders that vanish.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use sinosov::data::{About, Licence};

pub use crate::folder::Folder;

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder below `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// Columns that tables have not had from the start.
const LATER: [(&str, &str); 11] = [
    ("works", "editors"),
    ("works", "translators"),
    ("works", "doi"),
    ("works", "isbn"),
    ("works", "accessed"),
    ("figures", "reading"),
    ("figures", "multiplier"),
    ("figures", "relation"),
    ("quantities", "discrepancy"),
    ("quantities", "place_id"),
    ("stages", "arrived"),
];

/// So many columns behind the one of that name tables had once, and have no longer.
const FORMER: [(&str, &str, usize); 2] = [("actors", "label", 2), ("categories", "label", 2)];

/// Rows as tests write them: cells for the columns that the table has had from the start; those that came later are empty, and
/// those that are gone are left out. A row that has all columns of today stays as it is.
pub fn rows(table: &str, text: &str) -> String {
    let Some(sinosov::data::schema::Table { fields, .. }) = sinosov::data::schema::table(table) else {
        return text.to_owned();
    };
    let is_later = |place: usize| LATER.contains(&(table, fields[place].name));
    let first = (0..fields.len()).filter(|place| !is_later(*place)).count();
    let row = |line: &str| {
        let mut is_quoted = false;
        let ends = |sign: char| {
            is_quoted ^= sign == '"';
            sign == ',' && !is_quoted
        };
        let mut cells: Vec<&str> = line.split(ends).collect();
        for (_, behind, count) in FORMER.iter().filter(|(of, ..)| *of == table) {
            let place = fields.iter().position(|field| field.name == *behind).expect("a column") + 1;
            if cells.len() == first + count {
                cells.drain(place..place + count);
            }
        }
        if cells.len() != first {
            return line.to_owned();
        }
        let mut cells = cells.into_iter();
        let all = (0..fields.len()).map(|place| if is_later(place) { "" } else { cells.next().unwrap_or_default() });
        all.collect::<Vec<_>>().join(",")
    };
    text.split('\n').map(row).collect::<Vec<_>>().join("\n")
}

/// What an invented package says of itself, whatever stands in its tables.
pub static ABOUT: LazyLock<About> = LazyLock::new(|| About {
    name: "invented".to_owned(),
    title: "Invented".to_owned(),
    version: "0.0.0".to_owned(),
    created: None,
    contributors: Vec::new(),
    licences: vec![Licence { name: Some("CC-BY-4.0".to_owned()), title: None, path: None }],
    homepage: None,
    language: lang("en"),
    digest: "0000000000000000".to_owned(),
});

/// A language by its tag.
pub fn lang(tag: &str) -> sinosov::model::Lang {
    tag.parse().expect("a language")
}

/// Of what is too much for every day, each so manyth is held; all of it where `SINOSOV_TESTS=all` asks for it, as `.ci/run` does.
pub fn sampled(everyday: usize) -> usize {
    if is_all() { 1 } else { everyday }
}

/// Whether all is asked for, and not a sample.
pub fn is_all() -> bool {
    std::env::var("SINOSOV_TESTS").is_ok_and(|asked| asked == "all")
}

/// What the program printed and how it ended.
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

/// Runs the program in a folder.
pub fn sinosov(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_sinosov"))
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "120")
        .output()
        .expect("the program can be started");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

impl Folder {
    /// A copy of the files of a package.
    pub fn with_package(package: &Path) -> Self {
        let folder = Self::new();
        folder.copy(package, "");
        folder
    }

    /// Copies the files of another folder, without those in folders below it, into one that is made in this one.
    pub fn copy(&self, from: &Path, into: &str) -> PathBuf {
        let into = self.path().join(into);
        fs::create_dir_all(&into).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                fs::copy(&path, into.join(path.file_name().expect("a name"))).expect("a copy");
            }
        }
        into
    }

    /// Adds rows to a table, written as [`rows`] takes them.
    pub fn append(&self, table: &str, more: &str) {
        let path = self.path().join(format!("{table}.csv"));
        let text = fs::read_to_string(&path).expect("the table");
        fs::write(path, text + &rows(table, more)).expect("written");
    }

    /// A copy of the tables of the sound fixture.
    pub fn with_tiny_package() -> Self {
        Self::with_package(&fixture("tiny"))
    }
}
