//! Lists of references as other programs write them: every field that is read of them, and that what this program writes for
//! them is read back.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use sinosov::cite::{bibtex, csl_json, ris};
use sinosov::data::schema::{Kind, table};
use sinosov::data::{Package, Source, Work};
use sinosov::import::{Cells, Library, Plan};
use snapbox::{Data, assert_data_eq};

use crate::support::{fixture, sampled};

/// The columns in the order of the table.
fn columns() -> impl Iterator<Item = &'static str> {
    table("works").expect("works").fields.iter().map(|field| field.name)
}

/// All that was read, as a text for people.
fn shown(library: &Library) -> String {
    let mut out = String::new();
    for reference in &library.references {
        writeln!(out, "{} (line {})", reference.key, reference.line).expect("text");
        for column in columns() {
            if let Some(cell) = reference.cells.get(column) {
                writeln!(out, "  {column}: {cell}").expect("text");
            }
        }
    }
    for told in &library.told {
        writeln!(out, "told: {} {}: {}", told.line, told.key, told.text).expect("text");
    }
    for fault in &library.faults {
        writeln!(
            out,
            "fault: {}:{}: {}; expected {}",
            fault.place.line, fault.place.column, fault.found, fault.expected
        )
        .expect("text");
    }
    for (field, count) in &library.left_out {
        writeln!(out, "left out: {field} ({count})").expect("text");
    }
    out
}

fn read(name: &str) -> Library {
    let bytes = fs::read(fixture("references").join(name)).expect("a list");
    Library::read(name, &bytes).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

#[test]
fn lists_of_other_programs_are_read_field_by_field() {
    let mut count = 0;
    for entry in fs::read_dir(fixture("references")).expect("the lists") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if !["bib", "ris", "json"].iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
            continue;
        }
        count += 1;
        let library = read(&name);
        assert!(!library.references.is_empty(), "{name}");
        let wanted = path.with_file_name(format!("{name}.txt"));
        assert_data_eq!(shown(&library), Data::read_from(&wanted, None).raw());
        // What is read does not hang on the name of the file, nor on how its lines end and its signs are kept.
        let bytes = fs::read(&path).expect("a list");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let windows = text.replace('\n', "\r\n");
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(windows.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in [text.as_bytes(), windows.as_bytes(), &wide] {
            let other = Library::read("list.txt", bytes).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
            assert_eq!(other.format, library.format, "{name}");
            assert_eq!(shown(&other), shown(&library), "{name}");
        }
    }
    assert!(count >= 12, "{count} lists");
}

/// A download that broke off, and bytes that are no list at all.
#[test]
fn a_list_that_is_cut_off_is_read_up_to_there() {
    let mut cuts = 0;
    for entry in fs::read_dir(fixture("references")).expect("the lists") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if !["bib", "ris", "json"].iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
            continue;
        }
        let bytes = fs::read(&path).expect("a list");
        let whole = read(&name);
        for at in (0..bytes.len()).step_by(sampled(5)) {
            // Within a sign there is no text.
            let Ok(cut) = Library::read(&name, &bytes[..at]) else { continue };
            let sound = cut.references.len().saturating_sub(1);
            assert!(sound < whole.references.len(), "{name}, {at}");
            // An entry of BibTeX may take over fields from one that was cut off.
            if !name.ends_with(".bib") {
                assert_eq!(cut.references[..sound], whole.references[..sound], "{name}, {at}");
                cuts += usize::from(sound > 0);
            }
            let random: Vec<u8> = bytes[..at].iter().map(|byte| byte.wrapping_mul(31).wrapping_add(7)).collect();
            drop(Library::read(&name, &random));
        }
    }
    assert!(cuts > 100, "{cuts} cuts behind an entry");
}

/// The cells of a work that a list of references can tell.
fn cells(work: &Work) -> Cells {
    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let date = |date: Option<sinosov::model::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let all = [
        ("kind", work.kind.clone()),
        ("authors", work.authors.join("; ")),
        ("editors", work.editors.join("; ")),
        ("translators", work.translators.join("; ")),
        ("title", text(&work.title)),
        ("container", text(&work.container)),
        ("publisher", text(&work.publisher)),
        ("place", text(&work.place)),
        ("issued", date(work.issued)),
        ("volume", text(&work.volume)),
        ("issue", text(&work.issue)),
        ("pages", text(&work.pages)),
        ("doi", text(&work.doi)),
        ("isbn", text(&work.isbn)),
        ("url", text(&work.url)),
        ("accessed", date(work.accessed)),
        ("archive", text(&work.archive)),
        ("archive_ref", text(&work.archive_ref)),
        ("language", text(&work.language)),
    ];
    all.into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
}

/// A format that this program writes and reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Bibtex,
    Ris,
    Csl,
}

const WRITTEN: [Written; 3] = [Written::Bibtex, Written::Ris, Written::Csl];

impl Written {
    fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "x.bib",
            Self::Ris => "x.ris",
            Self::Csl => "x.json",
        }
    }

    fn list<'a>(self, works: impl Iterator<Item = &'a Work>) -> String {
        match self {
            Self::Bibtex => works.map(|work| bibtex(work).into_string()).collect(),
            Self::Ris => works.map(|work| ris(work).into_string()).collect(),
            Self::Csl => serde_json::to_string(&works.map(csl_json).collect::<Vec<_>>()).expect("JSON"),
        }
    }

    /// What comes back of a work: everything but what the format, or what is written in it, does not tell.
    fn carried(self, work: &Work) -> Cells {
        let mut cells = cells(work);
        // Kinds that become one type come back as the commonest of them; a title that was supplied says which it is.
        let kind = match work.kind.as_str() {
            own if is_untitled(work) => own,
            "review" => "article",
            "publication" | "document-collection" => "book",
            "flashcards" | "unidentified" => "web-page",
            "forum-thread" if self == Self::Bibtex => "web-page",
            other => other,
        };
        cells.insert("kind", kind.to_owned());
        if is_untitled(work) {
            cells.remove("title");
        }
        // Who compiled documents is written as their editor.
        if work.kind == "document-collection"
            && let Some(compilers) = cells.remove("authors")
        {
            let editors = cells.remove("editors").map(|editors| format!("; {editors}")).unwrap_or_default();
            cells.insert("editors", format!("{compilers}{editors}"));
        }
        for column in ["authors", "editors", "translators"] {
            // Initials are parted, so that styles can set them.
            if let Some(names) = cells.get_mut(column) {
                *names = names.split("; ").map(parted).collect::<Vec<_>>().join("; ");
            }
        }
        if let Some(pages) = cells.get_mut("pages") {
            *pages = pages.replace('–', "-");
        }
        if self != Self::Csl {
            cells.remove("archive");
            cells.remove("archive_ref");
        }
        // A lone page of a book is how many it has.
        let is_whole = ["book", "thesis", "publication", "document-collection"].contains(&work.kind.as_str());
        if self == Self::Ris && is_whole && cells.get("pages").is_some_and(|it| it == "p. 5") {
            cells.remove("pages");
        }
        cells
    }
}

/// Without a title, or with one that says so.
fn is_untitled(work: &Work) -> bool {
    work.title.as_ref().is_none_or(|title| *title == format!("[Untitled {}]", work.kind.replace('-', " ")))
}

fn parted(name: &str) -> String {
    let Some((family, given)) = name.split_once(", ") else { return name.to_owned() };
    let mut out = String::new();
    for sign in given.chars() {
        if sign.is_uppercase() && out.ends_with('.') {
            out.push(' ');
        }
        out.push(sign);
    }
    format!("{family}, {out}")
}

/// That every work comes back, whole and under its id.
fn comes_back(works: &[&Work]) {
    for format in WRITTEN {
        let list = format.list(works.iter().copied());
        let library = Library::read(format.name(), list.as_bytes()).expect("a list");
        assert_eq!(library.faults, [], "{format:?}");
        let left_out: Vec<&str> = library.left_out.keys().map(String::as_str).filter(|tag| *tag != "SP").collect();
        assert_eq!(left_out, Vec::<&str>::new(), "{format:?}");
        assert_eq!(library.references.len(), works.len(), "{format:?}");
        for (work, reference) in works.iter().zip(&library.references) {
            assert_eq!(reference.key, work.id, "{format:?}");
            assert_eq!(reference.cells, format.carried(work), "{format:?}, {}", work.id);
        }
        let about_kinds = |text: &str| text.contains("no kind of work is `TY  - BLOG`");
        let told: Vec<_> = library.told.iter().filter(|told| !about_kinds(&told.text)).collect();
        assert!(told.iter().all(|told| told.text.contains("a comma in a name")), "{format:?}: {told:?}");
    }
}

#[test]
fn what_is_written_of_the_shipped_works_is_read_back() {
    let package = Package::read(Source::BuiltIn);
    comes_back(&package.dataset.works.iter().collect::<Vec<_>>());
    // Each is known in its own package, by what it is recognised by or not at all.
    let works = package.table("works").expect("works");
    for format in WRITTEN {
        let list = format.list(package.dataset.works.iter());
        let library = Library::read(format.name(), list.as_bytes()).expect("a list");
        let plan = Plan::new(&library, works, false);
        assert_eq!(plan.added, [], "{format:?}");
        for known in &plan.known {
            assert_eq!(known.id, library.references[known.reference].key, "{format:?}");
            let columns: BTreeSet<&str> = known.differences.iter().map(|it| it.column).collect();
            // Compilers are editors to every format.
            assert!(columns.iter().all(|column| *column == "editors"), "{format:?}: {known:?}");
        }
    }
}

/// Texts with what formats read as signs of their own.
const TEXTS: [&str; 12] = [
    "An invented title",
    "On {NATO} & 50% of #1, a_b ~ c ^ d \\ e",
    "--- dashes -- and — others – here",
    "Ёлка: «тележка» и 车",
    "1 < 2 > 1 \"quoted\" 'single' `grave",
    "From $5 to $6",
    "A: B. C? D!",
    "Straße, naïve, Łódź, Þór, ﬁn",
    "@book{x, y = {z}}",
    "TY - BOOK",
    "100",
    "[In brackets]",
];

const NAMES: [&str; 12] = [
    "Roe, Ann",
    "Plato",
    "von der Heide, Karl; Roe, A. B.",
    "Ministry of Carts and Wheels",
    "毛, 车; 毛车",
    "Roe, Ann, Jr.",
    "Тележкин, Иван Петрович",
    "O'Neill, Åse",
    "And, Andy; and Sons",
    "De la Cruz, María José",
    "Roe & Sons (Alba)",
    "X.Y.Z.",
];

#[test]
fn what_is_written_of_invented_works_is_read_back() {
    let package = Package::read(Source::BuiltIn);
    let bare = package.dataset.works.iter().next().expect("a work").clone();
    let field = table("works").expect("works").fields.iter().find(|field| field.name == "kind").expect("kinds");
    let Kind::Choice(kinds) = field.kind else { panic!("{field:?}") };
    let pick = |list: &[&str], number: usize| list[number % list.len()].to_owned();
    let some = |list: &[&str], number: usize| Some(pick(list, number)).filter(|_| !number.is_multiple_of(5));
    let names = |number: usize| pick(&NAMES, number).split("; ").map(str::to_owned).collect::<Vec<_>>();
    let dates = ["1930", "1930-05", "1930-05-01", "0987", "2024-12-31"];
    let work = |number: usize| Work {
        id: format!("invented-{number}"),
        kind: pick(kinds, number),
        authors: if number.is_multiple_of(7) { Vec::new() } else { names(number) },
        editors: if number.is_multiple_of(3) { names(number / 3) } else { Vec::new() },
        translators: if number.is_multiple_of(4) { names(number / 4) } else { Vec::new() },
        title: some(&TEXTS, number + 1),
        container: some(&TEXTS, number + 2),
        publisher: some(&TEXTS, number + 3),
        place: some(&TEXTS, number + 4),
        issued: some(&dates, number)
            .and_then(|date| date.parse().ok())
            .filter(|date: &sinosov::model::Date| date.year >= 1000),
        volume: some(&["12", "IV", "3-4", "A & B"], number),
        issue: some(&["1", "25,001", "4–5", "Spring"], number + 1),
        pages: some(&["pp. 143-149", "p. 5", "pp. xi-xx", "pp. S12-S15", "pp. 1-2, 5", "ch. 3"], number),
        doi: some(&["10.5555/12345678", "10.5555/a_b(c)1:2<3>#4;5", "10.1000.10/x--y"], number),
        isbn: some(&["978-0-306-40615-7", "0-8044-2957-X", "978 3 16 148410 0"], number + 2),
        url: some(
            &["https://example.org/a_b?c=1&d=%20#e~f--g", "http://example.org/车/$x%7B", "https://doi.org/10.5555/y"],
            number,
        ),
        accessed: some(&["2024-05-17", "2024"], number).and_then(|date| date.parse().ok()),
        archive: some(&TEXTS, number + 5),
        archive_ref: some(&TEXTS, number + 6),
        language: some(&["en", "ru", "zh", "zh-Hans", "de", "fr", "ja", "uk", "pt-BR", "en-GB"], number),
        ..bare.clone()
    };
    let works: Vec<Work> = (0..840).map(work).collect();
    comes_back(&works.iter().collect::<Vec<_>>());
}
