//! Text that a spreadsheet leaves alone.
//!
//! Excel, LibreOffice and Google Sheets read a cell of CSV as if it were typed in: `=1+1` is run, `10-27` becomes a day in
//! October, `007` becomes 7, `1E5` becomes 100000. A text that would not be left as it is gets an apostrophe before it, as one
//! would type it; so does a text that begins with one.
//!
//! Where a semicolon, a tab or another sign parts cells, as in much of Europe, a spreadsheet makes several cells of one, and runs
//! what stands behind that sign. So every part of a text is guarded as if it were a cell. Who wants the text back takes one
//! apostrophe off every part that begins with one: at the beginning of a cell, and behind each of these signs.

/// What begins a formula, in narrow and in wide letters, or has been used to smuggle one in.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// What may part cells or enclose one, whatever a spreadsheet is set to.
const DELIMITERS: [char; 12] =
    [',', ';', '|', '"', '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// How months begin, in English and Russian: "Jul-38", "мая 1938".
const MONTHS: [&str; 25] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "янв", "фев", "мар", "апр",
    "май", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
];

/// What may stand behind digits in a number, a date or a time.
const BEHIND: [&str; 15] = ["e", "am", "pm", "a", "p", "t", "z", "г", "年", "月", "日", "th", "st", "nd", "rd"];

/// The text as a spreadsheet will leave it alone.
///
/// ```
/// use sinosov::export::{guarded, restored};
///
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(guarded("x;=1+1"), "x;'=1+1");
/// assert_eq!(guarded("10-27"), "'10-27");
/// assert_eq!(guarded("post 4, para. 3"), "post 4, para. 3");
/// assert_eq!(restored("'10-27"), "10-27");
/// ```
#[must_use]
pub fn guarded(text: &str) -> String {
    let whole = !is_left_alone(text);
    let guarded = |(number, part): (usize, &str)| {
        let needs = begins_formula(part) || part.starts_with('\'') || (number == 0 && whole);
        format!("{}{part}", if needs { "'" } else { "" })
    };
    text.split_inclusive(DELIMITERS).enumerate().map(guarded).collect()
}

/// The text before it was guarded.
#[must_use]
pub fn restored(cell: &str) -> String {
    cell.split_inclusive(DELIMITERS).map(|part| part.strip_prefix('\'').unwrap_or(part)).collect()
}

/// Whether a part begins a formula, after whatever nobody sees.
fn begins_formula(part: &str) -> bool {
    part.starts_with(FORMULA) || part.trim_start_matches(is_unseen).starts_with(FORMULA)
}

/// Whether a character takes no place, or an empty one, so that some programs drop it.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_left_alone(text: &str) -> bool {
    let trimmed = text.trim_matches(is_unseen);
    let is_truth = ["true", "false", "истина", "ложь"].contains(&trimmed.to_lowercase().as_str());
    trimmed.is_empty() || !(is_truth || is_number_or_date(trimmed))
}

/// Whether something numeric would be read into the text, other than just the number that it says. Rather too often than
/// not often enough: a guarded text is a text still.
fn is_number_or_date(text: &str) -> bool {
    if !text.contains(|character: char| character.is_ascii_digit()) || is_plain_number(text) {
        return false;
    }
    // Runs of letters; what else there is are digits and signs.
    let words = text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    let mut words = words.map(str::to_lowercase);
    let signs = |character: char| {
        character.is_alphanumeric() || character.is_whitespace() || "-–/.,:'+%()$€£¥₽№".contains(character)
    };
    let starts_with_a_digit = text.starts_with(|character: char| character.is_ascii_digit());
    let is_numeric = |word: &String| {
        let is_month = MONTHS.iter().any(|month| word.starts_with(month)) && word.chars().count() <= 9;
        is_month || (starts_with_a_digit && BEHIND.contains(&word.as_str()))
    };
    text.chars().all(signs) && words.all(|word| is_numeric(&word))
}

/// A number that is read and written back as it stands: a year, a volume.
fn is_plain_number(text: &str) -> bool {
    let is_short = text.len() <= 15;
    let digits = |part: &str| !part.is_empty() && part.chars().all(|character| character.is_ascii_digit());
    let whole = |part: &str| digits(part) && (part == "0" || !part.starts_with('0'));
    is_short && whole(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_guarded() {
        let changed = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            " =1",
            "＝1+1",
            "'x",
            "10-27",
            "1938-07",
            "1938-07-01",
            "007",
            "1E5",
            "1e5",
            "1.0",
            "1,140",
            "10:27",
            "Jul-38",
            "MAR1",
            "4 May 1938",
            "1 мая 1938",
            "1938年7月",
            "12.5.38",
            "1/2",
            "TRUE",
            "false",
            "5%",
            "$5",
            "12345678901234567890",
            "1938–41",
            "8 pm",
            "(5)",
            "\u{200b}=1+1",
            "\u{feff}=1+1",
            "\u{2066}\u{ad} ＝1",
            "\u{200b}10-27",
        ];
        for text in changed {
            assert_eq!(guarded(text), format!("'{text}"), "{text}");
            assert_eq!(restored(&guarded(text)), text);
        }
        for (text, expected) in [
            ("x;=1+1", "x;'=1+1"),
            ("x; \u{200b}@a;-b", "x;' \u{200b}@a;'-b"),
            ("x|＋1\t=2\n=3", "x|'＋1\t'=2\n'=3"),
            ("x\"=1", "x\"'=1"),
            ("x;'=1", "x;''=1"),
            ("=1;=1", "'=1;'=1"),
            ("\t\t=", "'\t'\t'="),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("10-27, =1", "10-27,' =1"),
        ] {
            assert_eq!((guarded(text), restored(expected)), (expected.to_owned(), text.to_owned()));
        }
        let left = [
            "",
            " ",
            "1938",
            "15",
            "0",
            "p. 8",
            "post 4, para. 3",
            "Njal 2014",
            "318 bombers",
            "飞机",
            "Самолёты",
            "a = b",
            "“May”",
            "May",
            "March of 1938",
            "two\nlines",
            "line 18",
            "No. 5",
        ];
        for text in left {
            assert_eq!(guarded(text), text, "{text}");
        }
    }
}
