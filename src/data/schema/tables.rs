//! Every table and column of a package.

use super::Kind::{Choice, Date, Decimal, Digest, Doi, Id, Isbn, Language, Locator, Phrase, Ref, Refs, Text, Url};
use super::{Field, PACKAGE, Table};
use crate::model::Bound;

const RANKS: &[&str] = &["normal", "preferred", "doubtful"];
pub(crate) const MEASURES: &[&str] = &["total", "level", "rate", "share", "term"];
/// How a figure stands to the work that it names.
const RELATIONS: &[&str] = &["cites", "same-count", "reprints", "translates"];
/// How a phrase gives a number.
const READINGS: &[&str] = &["plain", "word", "misprint", "implied", "summed"];
const YES: &[&str] = &["yes"];
const SCOPES: &[&str] = &["core", "context"];
const YES_NO: &[&str] = &["yes", "no"];
const TIERS: &[&str] = &["1", "2", "3", "4"];
const ACTIONS: &[&str] = &["set", "exclude", "flag"];
const RATE_KINDS: &[&str] = &["official", "trade", "non-trade", "adjusted", "market", "price-index"];
const WORK_KINDS: &[&str] = &[
    "article",
    "book",
    "chapter",
    "dataset",
    "document",
    "document-collection",
    "flashcards",
    "forum-thread",
    "publication",
    "report",
    "review",
    "thesis",
    "unidentified",
    "web-page",
];

/// Columns: name, kind, whether it must be filled (or what an empty cell says), meaning, example.
macro_rules! fields {
    ($($name:literal $kind:expr, $need:tt, $about:literal, $example:literal;)*) => {
        &[$(Field {
            name: $name,
            kind: $kind,
            required: fields!(@required $need),
            empty: fields!(@empty $need),
            about: $about,
            example: $example,
        },)*]
    };
    (@required required) => { true };
    (@required $other:tt) => { false };
    (@empty required) => { None };
    (@empty optional) => { None };
    (@empty $says:literal) => { Some($says) };
}

/// The columns with words for people, by table. The label of a unit may have a form for each category of the plural besides:
/// `label.few`.
pub const WORDED: [(&str, &[&str]); 13] = [
    ("actors", &["label"]),
    ("agreements", &["label", "locator", "note"]),
    ("categories", &["label"]),
    ("corrections", &["reason"]),
    ("events", &["label", "locator"]),
    ("figures", &["locator", "cited_locator", "note"]),
    (PACKAGE, &["title"]),
    ("places", &["label", "locator", "note"]),
    ("quantities", &["label", "item", "note"]),
    ("rates", &["locator", "note"]),
    ("stages", &["label", "definition"]),
    ("units", &["symbol", "label", "label_plural"]),
    ("works", &["short", "title", "note"]),
];

/// Every table of a package, in the order in which a reader meets them.
pub const TABLES: &[Table] = &[
    Table {
        name: "figures",
        row: "a number that one work states at one place",
        fields: fields! {
            "figure_id" Id, required, "The figure's id; never renamed, never reused.", "report-001";
            "quantity_id" Ref("quantities"), required, "The thing in the world that the figure is about.", "bora-1920-carts-first-order";
            "work_id" Ref("works"), required, "The work that states it; it was consulted.", "field-report-1930";
            "locator" Locator, required, "Where in the work.", "p. 185";
            "as_stated" Phrase, required, "The shortest phrase with number and unit, verbatim, at most twelve words; … marks an elision.", "ordered 586 carts";
            "reading" Choice(READINGS), "plain", "How the phrase gives the number: plain (if empty), it stands there; word, by a word that no reader of numbers knows; misprint, it means another than it prints; implied, without saying it; summed, by its parts.", "misprint";
            "multiplier" Decimal, "1", "By how much the head of the table multiplies what the phrase gives.", "1000000";
            "value" Decimal, optional, "The number, in the unit, without magnitude.", "586";
            "min" Decimal, optional, "The smallest number meant, where the work gives a bound or a range.", "1300000000";
            "max" Decimal, optional, "The largest number meant.", "99999";
            "bound" Choice(&Bound::NAMES), "exact", "What kind of statement it is; empty is exact. Written out, exact says that a word like about in the phrase is of something else.", "about";
            "unit_id" Ref("units"), "that of the quantity", "The unit, where it is not the quantity's.", "crown-1920";
            "start" Date, "that of the quantity", "First date, where the work differs from the quantity.", "1920";
            "end" Date, "that of the quantity", "Last date, where the work differs from the quantity.", "1920";
            "cited_work_id" Ref("works"), optional, "The work from which this one takes the number, or that relation names otherwise.", "old-ledger";
            "cited_locator" Text, optional, "Where in the cited work.", "p. 8";
            "relation" Choice(RELATIONS), "cites, where a work is cited", "What the cited work is to this one: cites (if empty), it is named or shown to be the source; same-count, both carry one count and neither names the other; reprints; translates.", "same-count";
            "rank" Choice(RANKS), "normal", "normal (if empty), preferred or doubtful; the last two owe a note.", "doubtful";
            "note" Text, optional, "What a reader of the figure must know.", "Due year.";
        },
    },
    Table {
        name: "quantities",
        row: "a thing in the world that figures are about",
        fields: fields! {
            "quantity_id" Id, required, "The quantity's id.", "bora-1921-25-mail-carts";
            "label" Text, required, "Its name for people.", "Mail carts delivered, 1921–25";
            "category_id" Ref("categories"), required, "The class of goods, credit or people.", "carts";
            "item" Text, optional, "The kind within the category.", "mail carts";
            "provider_id" Ref("actors"), optional, "Who gives.", "alba";
            "recipient_id" Ref("actors"), optional, "Who receives.", "bora";
            "stage_id" Ref("stages"), required, "How far the thing had got.", "delivered";
            "measure" Choice(MEASURES), "total", "total (if empty) over the period, level at a date, rate, share, or term of a contract; only totals add up.", "share";
            "unit_id" Ref("units"), required, "The unit of its figures.", "carts";
            "start" Date, optional, "When the counted thing begins or is due.", "1921";
            "end" Date, optional, "When it ends.", "1925";
            "part_of" Refs("quantities"), optional, "The quantity that already counts this one; several for a cell of a table by two things.", "bora-1921-25-carts";
            "split" Text, optional, "Names a set of parts of one whole that are disjoint and complete enough to add; for several wholes as many names, each empty where the part is in none.", "type";
            "discrepancy" Choice(YES), optional, "yes if works make it more than its whole, or less than its parts, and the note says why.", "yes";
            "place_id" Ref("places"), optional, "Where the thing is.", "mill-town";
            "agreement_id" Ref("agreements"), optional, "The agreement it rests on.", "loan-1920";
            "scope" Choice(SCOPES), "core", "core (if empty), or context.", "context";
            "note" Text, optional, "What a reader of the quantity must know.", "Both directions together.";
        },
    },
    Table {
        name: "works",
        row: "a work that was read, or is cited by one that was read",
        fields: fields! {
            "work_id" Id, required, "The work's id.", "roe-2014";
            "short" Text, required, "Short citation.", "Roe 2014";
            "kind" Choice(WORK_KINDS), required, "What kind of work.", "article";
            "authors" Text, optional, "Family, given; parted by semicolons; a pseudonym as it is.", "Roe, Ann";
            "editors" Text, optional, "Who edited it, or the work that contains it; as authors.", "Poe, Bo; Roe, Ann";
            "translators" Text, optional, "Who translated it; as authors.", "Roe, Ann";
            "title" Text, optional, "Title as printed; in square brackets, one that we supply where the work has none.", "Carts and credit between two valleys";
            "container" Text, optional, "The journal, book, site or forum it stands in.", "Journal of Valleys";
            "publisher" Text, optional, "Publisher or institution.", "Routledge";
            "place" Text, optional, "Place of publication.", "London";
            "issued" Date, optional, "Date of publication.", "2006";
            "volume" Text, optional, "Volume.", "15";
            "issue" Text, optional, "Issue.", "3";
            "pages" Locator, optional, "Pages in the container.", "pp. 143-149";
            "doi" Doi, optional, "Digital object identifier, without the address of the resolver.", "10.1234/valleys.2014.15";
            "isbn" Isbn, optional, "International standard book number, of ten or thirteen digits.", "978-0-306-40615-7";
            "url" Url, optional, "Address.", "https://example.org/carts";
            "accessed" Date, optional, "When the address was read.", "2024-05-17";
            "archive" Text, optional, "Archive, for an archival document.", "State Archive of Alba";
            "archive_ref" Text, optional, "Shelfmark.", "fonds 5, file 329";
            "language" Text, optional, "BCP 47 language of the text.", "en";
            "consulted" Choice(YES_NO), required, "yes if it was read for this dataset.", "yes";
            "tier" Choice(TIERS), optional, "1 primary document, 2 scholarly, 3 reference, press or official account, 4 popular, forum, anonymous.", "2";
            "derives_from" Ref("works"), optional, "The work from which this one takes all its numbers.", "old-ledger";
            "text_sha256" Digest, optional, "Digest of the text that was coded; empty where no text was kept.", "5bcde83b52da6c119b0d2adc9ea91e71527e5eb673231889b71602df73c77cfb";
            "note" Text, optional, "What a reader of the work must know.", "Named without a title.";
        },
    },
    Table {
        name: "actors",
        row: "a state, party or group in time",
        fields: fields! {
            "actor_id" Id, required, "The actor's id.", "bora";
            "label" Text, required, "Name.", "Republic of Bora";
            "start" Date, optional, "When it came into being.", "1919-10-01";
            "end" Date, optional, "When it ceased to be.", "1960";
            "successor_id" Ref("actors"), optional, "Who came after it.", "new-alba";
        },
    },
    Table {
        name: "categories",
        row: "a class of goods, credit, people …",
        fields: fields! {
            "category_id" Id, required, "The category's id.", "carts";
            "parent_id" Ref("categories"), optional, "The category that contains it.", "goods";
            "label" Text, required, "Name.", "Carts";
        },
    },
    Table {
        name: "stages",
        row: "how far a thing can have got",
        fields: fields! {
            "stage_id" Id, required, "The stage's id.", "promised";
            "order" Decimal, required, "Rank in the order of stages.", "20";
            "arrived" Choice(YES), optional, "yes if the thing is on its way or there; what is not is hatched in charts.", "yes";
            "label" Text, required, "Name.", "promised";
            "definition" Text, required, "When a quantity has the stage.", "Ordered by the recipient.";
        },
    },
    Table {
        name: "units",
        row: "a unit of measure; a currency carries its vintage",
        fields: fields! {
            "unit_id" Id, required, "The unit's id.", "crown-1920";
            "dimension" Text, required, "What is measured; units of one dimension can restate each other.", "money";
            "symbol" Text, optional, "Symbol after or before a number.", "kr";
            "label" Text, required, "Name of one.", "carts";
            "label_plural" Text, required, "Name of several.", "carts";
            "base_unit_id" Ref("units"), optional, "The unit it is a fixed multiple of.", "month";
            "factor" Decimal, optional, "How many of the base unit one is.", "12";
            "start" Date, optional, "First day on which a currency of this vintage was in use.", "1920-03-01";
            "end" Date, optional, "Last day on which it was in use.", "1939-12-31";
        },
    },
    Table {
        name: "labels",
        row: "a word of another table in another language",
        fields: fields! {
            "table" Choice(&["actors", "agreements", "categories", "corrections", "events", "figures", PACKAGE, "places", "quantities", "rates", "stages", "units", "works"]), required, "The table with the word; `package` for the title of the package.", "actors";
            "row_id" Text, required, "The row's id; the name of the package.", "bora";
            "field" Text, required, "The column: label, symbol, definition …; of a unit also label.one, label.few, label.many, label.other, the form of its name for that category of the plural.", "label";
            "lang" Language, required, "The language, by its BCP 47 tag.", "ru";
            "text" Text, required, "The word in that language.", "Республика Бора";
        },
    },
    Table {
        name: "places",
        row: "a place where counted things are: a town, a region, a port",
        fields: fields! {
            "place_id" Id, required, "The place's id.", "mill-town";
            "label" Text, required, "Its name.", "Mill Town";
            "latitude" Decimal, "no point, as of a region", "Degrees north of the equator, south of it below zero, by WGS 84; with longitude, or neither.", "47.5";
            "longitude" Decimal, "no point, as of a region", "Degrees east of Greenwich, west of it below zero.", "-3.25";
            "work_id" Ref("works"), optional, "The work that gives the point; owed by one.", "roe-2014";
            "locator" Locator, optional, "Where in the work.", "p. 9";
            "note" Text, optional, "What a reader must know.", "Mill Bridge today.";
        },
    },
    Table {
        name: "agreements",
        row: "a treaty, credit or contract",
        fields: fields! {
            "agreement_id" Id, required, "The agreement's id.", "loan-1920";
            "label" Text, required, "Its name.", "Cart agreement";
            "signed" Date, optional, "Date of signature.", "1920-02-14";
            "parties" Refs("actors"), required, "The actors bound by it.", "alba; bora";
            "work_id" Ref("works"), required, "The work that dates it.", "field-report-1930";
            "locator" Locator, required, "Where in the work.", "p. 31";
            "note" Text, optional, "What a reader must know.", "Named without a date.";
        },
    },
    Table {
        name: "events",
        row: "a dated event for the annotation of charts",
        fields: fields! {
            "event_id" Id, required, "The event's id.", "bridge-opens";
            "start" Date, required, "First day.", "1925";
            "end" Date, optional, "Last day.", "1925";
            "label" Text, required, "What happened.", "The bridge opens";
            "work_id" Ref("works"), required, "The work that dates it.", "roe-2014";
            "locator" Locator, required, "Where in the work.", "para. 8";
        },
    },
    Table {
        name: "rates",
        row: "an exchange rate or a price index",
        fields: fields! {
            "rate_id" Id, required, "The rate's id.", "crowns-per-mark-1925";
            "kind" Choice(RATE_KINDS), required, "What kind of rate; only official ones convert, only a price index makes constant prices.", "official";
            "from_unit_id" Ref("units"), required, "The unit converted.", "crown-1920";
            "to_unit_id" Ref("units"), required, "The unit converted to.", "crown-1920";
            "start" Date, required, "First day on which it held.", "1925-03-01";
            "end" Date, optional, "Last day.", "1939-12-31";
            "value" Decimal, required, "How many of the second unit for one of the first; of a price index, the index.", "4.00";
            "bound" Choice(&Bound::NAMES), "exact", "What kind of statement it is; empty is exact.", "about";
            "work_id" Ref("works"), required, "The work that states it.", "roe-2014";
            "locator" Locator, required, "Where in the work.", "p. 12";
            "as_stated" Phrase, optional, "The phrase with the rate; empty where it was computed, of which the note tells.", "4 crowns to the mark";
            "cited_work_id" Ref("works"), optional, "The work from which this one takes it.", "old-ledger";
            "note" Text, optional, "What a reader must know.", "From 1 March 1925.";
        },
    },
    Table {
        name: "corrections",
        row: "an error found in a work",
        fields: fields! {
            "correction_id" Id, required, "The correction's id.", "visit-1919-start";
            "table" Choice(&["figures", "quantities", "agreements", "events", "rates"]), required, "The table with the cell.", "figures";
            "row_id" Text, required, "The row's id.", "poe-015";
            "field" Text, required, "The column.", "start";
            "expect" Text, optional, "What the cell must hold, else the correction is void and the check fails.", "1920";
            "action" Choice(ACTIONS), required, "set: use another value; exclude: do not use the row; flag: use it, marked.", "set";
            "corrected" Text, optional, "The value to use, for set.", "1919";
            "reason" Text, required, "What is wrong, and how that is known.", "The same work gives 1919 on p. 13.";
        },
    },
];

/// `figures-flat.csv`: everything about every figure, generated. No table of the package, for it says nothing new.
pub const FLAT: Table = Table {
    name: "figures-flat",
    row: "a figure with all that other tables say of it, and with empty cells that mean something spelled out",
    fields: fields! {
        "figure_id" Id, required, "The figure's id.", "report-001";
        "label" Text, required, "What is counted.", "Mail carts delivered, 1921–25";
        "category" Text, required, "The class of goods, credit or people.", "Carts";
        "item" Text, optional, "The kind within the category.", "mail carts";
        "provider" Text, optional, "Who gives.", "Alba";
        "recipient" Text, optional, "Who receives.", "Bora";
        "place" Text, optional, "Where the thing is.", "Mill Town";
        "stage" Text, required, "How far the thing had got.", "delivered";
        "measure" Choice(MEASURES), required, "total over the period, level at a date, rate, share, or term of a contract; only totals add up.", "total";
        "start" Date, optional, "When the counted thing begins or is due.", "1921";
        "end" Date, optional, "When it ends.", "1925";
        "value" Decimal, optional, "The number, in the unit, without magnitude.", "318";
        "min" Decimal, optional, "The smallest number meant, where the work gives a bound or a range.", "1300000000";
        "max" Decimal, optional, "The largest number meant.", "99999";
        "bound" Choice(&Bound::NAMES), required, "What kind of statement it is.", "exact";
        "unit" Ref("units"), required, "The unit.", "carts";
        "as_stated" Phrase, required, "The shortest phrase with number and unit, verbatim.", "318 mail carts";
        "reading" Choice(READINGS), required, "How the phrase gives the number.", "plain";
        "multiplier" Decimal, required, "By how much the head of the table multiplies what the phrase gives.", "1";
        "locator" Locator, required, "Where in the work.", "p. 185";
        "citation" Text, required, "The work, in short.", "Roe 2014";
        "cites" Text, optional, "The work it takes the number from, and where in it.", "Old ledger, p. 8";
        "relation" Choice(RELATIONS), optional, "What that work is to this one.", "cites";
        "rank" Choice(RANKS), required, "normal, preferred or doubtful.", "normal";
        "correction" Text, optional, "What is wrong in the row, and what was done about it.", "start is 1919, for 1920";
        "note" Text, optional, "What a reader of the figure must know.", "Due year.";
        "scope" Choice(SCOPES), required, "core or context.", "core";
        "quantity_id" Ref("quantities"), required, "The quantity's id.", "bora-1921-25-mail-carts";
        "work_id" Ref("works"), required, "The work's id.", "roe-2014";
        "part_of" Refs("quantities"), optional, "The quantity that already counts this one, or several.", "bora-1921-25-carts";
        "tier" Choice(TIERS), optional, "1 primary document, 2 scholarly, 3 reference, press or official account, 4 popular, forum, anonymous.", "2";
    },
};
