//! Every kind of fault, once.

/// Declares the codes with their slug and the reason why the fault matters.
macro_rules! codes {
    ($($variant:ident $slug:literal $about:literal)*) => {
        /// A kind of fault. Its slug is printed with every fault of the kind and names its fixture.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $about] $variant,)* }

        impl Code {
            /// All kinds, in the order in which they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that is printed: `bad-number`.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)* }
            }

            /// Why the fault matters.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }
        }
    };
}

codes! {
    MissingFile "missing-file" "A table of the package is not there."
    NotAFile "not-a-file" "A folder or another thing stands where a table should be."
    EmptyFile "empty-file" "A table has not even a header."
    Utf16 "utf-16" "The file is UTF-16, as some spreadsheets save it."
    NotUtf8 "not-utf-8" "The file has bytes that are not UTF-8."
    ByteOrderMark "byte-order-mark" "The file begins with a byte order mark, which becomes part of the first column's name."
    CarriageReturn "carriage-return" "Lines end in CR LF or hold a CR; digests and diffs depend on LF alone."
    Nul "nul" "The file holds a NUL character."
    UnclosedQuote "unclosed-quote" "A quoted cell never ends, so the rest of the file is lost in it."
    StrayQuote "stray-quote" "A quotation mark stands where programs disagree on its meaning."
    HugeField "huge-field" "A cell is longer than any cell of these tables can be."
    BlankLine "blank-line" "Programs disagree on whether an empty line is a row."
    MissingColumn "missing-column" "The header lacks a column of the table."
    DoubledColumn "doubled-column" "The header has a column twice."
    UnknownColumn "unknown-column" "The header has a column that the table does not know."
    ColumnOrder "column-order" "The columns stand in another order than documented."
    ShortRow "short-row" "A row has fewer cells than the header."
    LongRow "long-row" "A row has more cells than the header."
    StraySpace "stray-space" "White space at the ends of a cell makes equal things differ."
    ControlCharacter "control-character" "A cell holds a line break, a tab or another control character."
    EmptyCell "empty-cell" "A cell that must be filled is empty."
    BadId "bad-id" "An id has another form than a letter, then small letters, digits and hyphens."
    DoubledId "doubled-id" "Two rows of a table have the same id."
    BadNumber "bad-number" "A cell that holds a number cannot be read as one."
    BadDate "bad-date" "A cell that holds a date cannot be read as one."
    BadChoice "bad-choice" "A cell holds another word than its vocabulary allows."
    BadUrl "bad-url" "An address does not begin with http:// or https://."
    BadDoi "bad-doi" "A DOI does not begin with 10., the number of a registrant and a stroke."
    BadLanguage "bad-language" "A language is not given by its tag (BCP 47)."
    BadIsbn "bad-isbn" "The last digit of an ISBN does not fit the others, or there are not ten or thirteen."
    BadDigest "bad-digest" "A digest is not 64 hexadecimal digits."
    BareRange "bare-range" "A locator or page range without a word is turned into a date by spreadsheets."
    UnknownId "unknown-id" "A cell names a row that is not there."
    BoundMismatch "bound-mismatch" "A figure's value, minimum and maximum do not fit its bound."
    RangeReversed "range-reversed" "The order minimum, value, maximum is broken."
    PeriodReversed "period-reversed" "A period ends before it starts."
    UnitMismatch "unit-mismatch" "A figure is in a unit of another dimension than its quantity."
    LongPhrase "long-phrase" "A phrase is longer than a quotation of a number needs."
    HedgeIgnored "hedge-ignored" "The phrase says about, more than or the like, and the figure passes for exact."
    BadUnit "bad-unit" "A unit's base and factor do not fit."
    BadPlace "bad-place" "A point is none on the earth, or half of one, or does not say who gives it."
    BadRate "bad-rate" "A rate is not above zero, is between equal units, cannot be read in its phrase, or is of a time at which a currency was not in use."
    BadDescriptor "bad-descriptor" "The head of datapackage.json cannot be read, so it is not renewed."
    UnreadableValue "unreadable-value" "The number cannot be read in the phrase it is said to come from."
    Cycle "cycle" "A chain of references comes back to where it began."
    SplitWithoutWhole "split-without-whole" "A quantity names a split but no whole that it splits."
    PartsExceedWhole "parts-exceed-whole" "The parts of a split are more than the whole, which is not marked as a discrepancy."
    PartExceedsWhole "part-exceeds-whole" "A part is more than the whole that counts it, and is not marked as a discrepancy."
    TwoPreferred "two-preferred" "A quantity has two preferred figures in one unit."
    NoteOwed "note-owed" "A figure that is preferred or doubtful, a misprint, or a discrepancy does not say why."
    Untranslated "untranslated" "A text of a report is not translated, or was translated before it was changed, so that readers see the original."
    RelationWithoutWork "relation-without-work" "A figure stands in a relation to a work that it does not name."
    BadMultiplier "bad-multiplier" "The head of a table can multiply only by a number above zero."
    NotConsulted "not-consulted" "A figure stands in a work that is not marked as consulted."
    CitesUnidentified "cites-unidentified" "A figure cites a work that is only a guess at a lost source."
    GuardFailed "guard-failed" "A correction expects another cell than it finds."
    NoTarget "no-target" "A correction names a row or column that is not there."
    BadCorrection "bad-correction" "A correction lacks the value it sets, sets one it should not have, or touches what must not change."
    UnusedRow "unused-row" "Nothing uses the row."
    StaleFile "stale-file" "A generated file no longer agrees with the tables."
    BadDefinition "bad-definition" "A report definition cannot be read."
    TypedNumber "typed-number" "A text of a report holds a number that should come from the data."
    LongText "long-text" "A title or note of a chart is longer than its reader takes in."
    Refused "refused" "A text or a chart of a report cannot be made from the data."
    DigestChanged "digest-changed" "A text is not the one that was coded."
    BadEntry "bad-entry" "An entry of a list of references cannot be read."
    BadSpreadsheet "bad-spreadsheet" "A file is no spreadsheet, or none with the columns of a table."
    UnmetRow "unmet-row" "A row of a spreadsheet has no id, one that stands twice, or one that is spoilt: nobody knows what it is."
    SpoiltCell "spoilt-cell" "A spreadsheet has made something else of a cell, and what it was cannot be known."
    ComputedCell "computed-cell" "A cell was changed that is made of others; it is not taken over."
    CellsDisagree "cells-disagree" "Two cells of a spreadsheet show one cell of a table, and say different things."
    MissingText "missing-text" "A consulted work has no text to be audited against."
    PhraseNotFound "phrase-not-found" "A phrase does not stand in its text at its locator."
    DismissalFails "dismissal-fails" "A number of a text was dismissed that does not stand there."
}

impl Code {
    /// Whether a package with such a fault can be used for nothing. A row that waits for its first figure is told, and leaves all
    /// others what they are.
    #[must_use]
    pub fn stops_all(self) -> bool {
        self != Self::UnusedRow
    }
}
