//! The kind of a work by the type that a format gives it.

/// The kind of a work, and whether the type means this kind or it is only the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// A word of the column `kind`.
    pub word: &'static str,
    /// Whether the type means it; else it is told.
    pub is_meant: bool,
}

/// Types that mean a kind, and types that come near to it.
type Of = (&'static str, &'static [&'static str], &'static [&'static str]);

const BIBTEX: [Of; 9] = [
    ("article", &["article", "newspaper", "suppperiodical"], &["periodical"]),
    (
        "book",
        &[
            "book",
            "mvbook",
            "booklet",
            "collection",
            "mvcollection",
            "proceedings",
            "mvproceedings",
            "reference",
            "mvreference",
        ],
        &["manual"],
    ),
    (
        "chapter",
        &[
            "inbook",
            "incollection",
            "inproceedings",
            "conference",
            "inreference",
            "bookinbook",
            "suppbook",
            "suppcollection",
        ],
        &[],
    ),
    ("thesis", &["thesis", "phdthesis", "mastersthesis"], &[]),
    ("report", &["report", "techreport"], &["standard"]),
    ("review", &["review"], &[]),
    ("dataset", &["dataset"], &["software"]),
    ("web-page", &["online", "electronic", "www", "webpage"], &[]),
    (
        "document",
        &["misc", "unpublished", "letter", "archive"],
        &[
            "patent",
            "legal",
            "legislation",
            "jurisdiction",
            "commentary",
            "map",
            "image",
            "artwork",
            "audio",
            "music",
            "video",
            "movie",
            "performance",
        ],
    ),
];

const RIS: [Of; 8] = [
    ("article", &["JOUR", "EJOUR", "MGZN", "NEWS"], &["JFULL", "ABST", "INPR"]),
    ("book", &["BOOK", "EBOOK", "EDBOOK", "SER", "CLSWK"], &["CTLG", "PAMP"]),
    ("chapter", &["CHAP", "ECHAP", "CONF", "CPAPER", "DICT", "ENCYC"], &[]),
    ("thesis", &["THES"], &[]),
    ("report", &["RPRT", "GOVDOC"], &["STAND"]),
    ("dataset", &["DATA", "DBASE"], &["AGGR"]),
    ("web-page", &["ELEC"], &[]),
    (
        "document",
        &["GEN", "UNPD", "MANSCPT", "PCOMM", "ICOMM", "HEAR"],
        &[
            "BILL", "UNBILL", "STAT", "CASE", "LEGAL", "PAT", "MAP", "ART", "FIGURE", "CHART", "SOUND", "MUSIC",
            "VIDEO", "MPCT", "ADVS", "SLIDE", "MULTI", "COMP", "GRNT", "EQUA", "ANCIENT",
        ],
    ),
];

/// What this program writes for a thread of a forum, and other programs for a blog.
const RIS_THREAD: &str = "BLOG";

const CSL: [Of; 11] = [
    (
        "article",
        &["article-journal", "article-magazine", "article-newspaper", "article", "journal-article", "posted-content"],
        &["periodical", "journal", "journal-issue"],
    ),
    ("review", &["review", "review-book", "peer-review"], &[]),
    (
        "book",
        &["book", "monograph", "edited-book", "reference-book", "proceedings", "book-series", "book-set"],
        &["pamphlet", "classic"],
    ),
    (
        "chapter",
        &[
            "chapter",
            "paper-conference",
            "entry",
            "entry-dictionary",
            "entry-encyclopedia",
            "book-chapter",
            "book-section",
            "book-part",
            "book-track",
            "proceedings-article",
            "reference-entry",
        ],
        &[],
    ),
    ("thesis", &["thesis", "dissertation"], &[]),
    ("report", &["report", "report-series"], &["standard"]),
    ("dataset", &["dataset", "database"], &["software", "component"]),
    ("web-page", &["webpage", "post-weblog"], &[]),
    ("forum-thread", &["post"], &[]),
    ("document-collection", &["collection"], &[]),
    (
        "document",
        &["document", "manuscript", "personal_communication", "speech", "hearing", "other"],
        &[
            "bill",
            "legislation",
            "legal_case",
            "regulation",
            "treaty",
            "patent",
            "map",
            "figure",
            "graphic",
            "song",
            "motion_picture",
            "broadcast",
            "interview",
            "musical_score",
            "performance",
            "event",
            "grant",
        ],
    ),
];

/// What a type is, if nobody knows it.
const UNKNOWN: Kind = Kind { word: "document", is_meant: false };

fn look(table: &[Of], name: &str) -> Kind {
    let has = |names: &[&str]| names.contains(&name);
    let found = table.iter().find(|(_, meant, near)| has(meant) || has(near));
    found.map_or(UNKNOWN, |(word, meant, _)| Kind { word, is_meant: has(meant) })
}

/// The kind of an entry of BibTeX or BibLaTeX.
pub(super) fn bibtex(name: &str) -> Kind {
    look(&BIBTEX, name)
}

/// The kind of a record of RIS.
pub(super) fn ris(name: &str) -> Kind {
    match name {
        RIS_THREAD => Kind { word: "forum-thread", is_meant: false },
        name => look(&RIS, name),
    }
}

/// The kind of an item of CSL-JSON; Crossref has types of its own.
pub(super) fn csl(name: &str) -> Kind {
    look(&CSL, name)
}

/// What formats do not tell apart: one word for all kinds that may have been written as one type.
pub(super) fn class(kind: &str) -> &str {
    match kind {
        "review" => "article",
        "publication" | "document-collection" => "book",
        "flashcards" | "unidentified" | "forum-thread" => "web-page",
        kind => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::schema::{Kind as Cell, table};

    #[test]
    fn every_kind_is_a_word_of_the_column() {
        let works = table("works").expect("works");
        let Cell::Choice(words) = works.fields[works.column("kind").expect("kind")].kind else { panic!("no choice") };
        for (word, ..) in BIBTEX.iter().chain(&RIS).chain(&CSL) {
            assert!(words.contains(word), "{word}");
        }
        for word in words {
            assert!(words.contains(&class(word)), "{word}");
        }
    }

    #[test]
    fn no_type_is_of_two_kinds() {
        for table in [&BIBTEX[..], &RIS, &CSL] {
            let mut names: Vec<&str> =
                table.iter().flat_map(|(_, meant, near)| meant.iter().chain(*near).copied()).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
        assert_eq!(bibtex("artefact"), UNKNOWN);
        assert_eq!(ris("JOUR"), Kind { word: "article", is_meant: true });
        assert_eq!(csl("standard"), Kind { word: "report", is_meant: false });
    }
}
