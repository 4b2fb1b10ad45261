//! Places in works as people read them, in a language.
//!
//! The tables write them in English, as CSL does: `p. 8`, `chapter 67, para. 3`. What they name besides, such as the heading of a
//! section, stands as it stands in the work.

use super::date;
use crate::lang::{Tongue, say};

/// What a number, a span of numbers or a heading in a work is called.
const NAMED: [(&str, &str); 24] = [
    ("p. ", "page"),
    ("page ", "page-spelt"),
    ("pp. ", "pages"),
    ("pages ", "pages-spelt"),
    ("para. ", "paragraph"),
    ("paras. ", "paragraphs"),
    ("line ", "line"),
    ("lines ", "lines"),
    ("note ", "note"),
    ("notes ", "notes"),
    ("footnote ", "footnote"),
    ("point ", "point"),
    ("points ", "points"),
    ("item ", "item"),
    ("part ", "part"),
    ("chapter ", "chapter"),
    ("section ", "section"),
    ("post ", "post"),
    ("posts ", "posts"),
    ("appendix table ", "appendix-table"),
    ("table ", "table"),
    ("row ", "row"),
    ("column ", "column"),
    ("vol. ", "volume"),
];

/// What may have several numbers.
const LISTS: [&str; 7] = ["pages", "pages-spelt", "paragraphs", "lines", "notes", "points", "posts"];

/// What has a heading oftener than a number.
const HEADED: [&str; 6] = ["part", "chapter", "section", "table", "row", "column"];

/// What a part of a work is called that has neither number nor heading.
const BARE: [&str; 8] = ["abstract", "answer", "introduction", "list", "question", "summary", "table", "text"];

/// A work in short and the place in it, which is left out where the work is called by it.
///
/// ```
/// use sinosov::fmt::place;
/// use sinosov::lang::Tongue;
/// assert_eq!(place(Tongue::english(), "Zhu 2001", "p. 8"), "Zhu 2001, p. 8");
/// assert_eq!(place(Tongue::english(), "Ocherki, vol. 4, p. 105", "p. 105"), "Ocherki, vol. 4, p. 105");
/// ```
#[must_use]
pub fn place(tongue: &Tongue, short: &str, locator: &str) -> String {
    match is_placed(short, locator) {
        true => short.to_owned(),
        false => say!(tongue, "place-in-work", work = short, place = &self::locator(tongue, locator)),
    }
}

/// Whether a work is called by the place in it.
#[must_use]
pub fn is_placed(short: &str, locator: &str) -> bool {
    short.strip_suffix(locator).is_some_and(|before| before.ends_with(", "))
}

/// A place in a work in the words of a language. What it has no words for stays as it is.
///
/// ```
/// use sinosov::fmt::locator;
/// use sinosov::lang::Tongue;
/// let russian = Tongue::new(&"ru".parse().unwrap(), &[]);
/// assert_eq!(locator(&russian, "chapter 67, paras. 3-5"), "гл. 67, абз. 3-5");
/// assert_eq!(locator(&russian, "section on the 1960s, para. 1"), "section on the 1960s, абз. 1");
/// ```
#[must_use]
pub fn locator(tongue: &Tongue, locator: &str) -> String {
    let mut out = String::new();
    let (mut was_told, mut is_list) = (true, false);
    for (at, part) in parts(locator).into_iter().enumerate() {
        // Behind "paras. 1" a bare number goes on with the word, which not every language can say before all of them.
        if is_list && is_number(part) {
            return locator.to_owned();
        }
        let told = told(tongue, part);
        is_list = named(part).is_some_and(|(what, _)| LISTS.contains(&what));
        let text = told.as_deref().unwrap_or(part);
        out = match at {
            0 => text.to_owned(),
            // What is left in English keeps its commas.
            _ if !was_told && told.is_none() => format!("{out}, {text}"),
            _ => say!(tongue, "place-within", place = &out, part = text),
        };
        was_told = told.is_some();
    }
    out
}

/// What commas part, but for those in quotation marks and brackets.
fn parts(locator: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth, mut is_quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, character) in locator.char_indices() {
        match character {
            '"' => is_quoted = !is_quoted,
            '(' | '“' => depth += 1,
            ')' | '”' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && !is_quoted && locator[at..].starts_with(", ") => {
                parts.push(&locator[from..at]);
                from = at + 2;
            }
            _ => {}
        }
    }
    parts.push(&locator[from..]);
    parts
}

/// What a part is called, and its number or heading.
fn named(part: &str) -> Option<(&'static str, &str)> {
    NAMED.iter().find_map(|(word, what)| Some((*what, part.strip_prefix(word)?)))
}

/// One part in the words of a language, if it has words for it.
fn told(tongue: &Tongue, part: &str) -> Option<String> {
    if BARE.contains(&part) {
        return Some(say!(tongue, "place-bare", what = part));
    }
    let (what, rest) = named(part)?;
    if what == "post"
        && let Some((number, by)) = rest.split_once(" (")
        && let Some((who, day)) = by.strip_suffix(')').and_then(|by| by.rsplit_once(", "))
        && let Some(day) = super::parse_date(day)
    {
        return Some(say!(tongue, "place-post-of", number = number, who = who, day = &date(tongue, day)));
    }
    if is_number(rest) {
        return Some(say!(tongue, "place-numbered", what = what, name = rest));
    }
    // What begins with a small letter goes on in English: "section on the 1960s".
    let is_phrase = rest.starts_with(|character: char| character.is_ascii_lowercase() || character == '"');
    (HEADED.contains(&what) && !is_phrase).then(|| say!(tongue, "place-headed", what = what, name = rest))
}

/// "8", "8-9", "117 b", "3 (第三)", "IV", "二(一)".
fn is_number(text: &str) -> bool {
    let bare = text.split_once(" (").map_or(text, |(bare, _)| bare);
    let is_roman = |character: char| "IVXLC".contains(character);
    let is_chinese = |character: char| "一二三四五六七八九十百".contains(character);
    let is_arabic = |character: char| character.is_ascii_digit() || matches!(character, '-' | '–');
    let (number, letter) = bare.rsplit_once(' ').unwrap_or((bare, "a"));
    let starts = |of: &dyn Fn(char) -> bool| bare.starts_with(of) && bare.chars().all(|it| of(it) || "()".contains(it));
    starts(&is_roman) || starts(&is_chinese) || (number.chars().all(is_arabic) && letter.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Package, Source};

    fn tongue(tag: &str) -> Tongue {
        Tongue::new(&tag.parse().expect("a tag"), &[])
    }

    #[test]
    fn english_writes_every_place_as_the_tables_do() {
        let dataset = Package::read(Source::BuiltIn).dataset;
        let locators = dataset.figures.iter().flat_map(|it| [Some(&it.locator), it.cited_locator.as_ref()]).flatten();
        for text in locators.chain(dataset.rates.iter().map(|it| &it.locator)) {
            assert_eq!(locator(Tongue::english(), text), *text);
        }
    }

    #[test]
    fn what_can_be_told_is_and_the_rest_stays() {
        for (text, russian, chinese) in [
            ("p. 8", "с. 8", "第8页"),
            ("pp. 8-9", "с. 8-9", "第8-9页"),
            ("chapter 5, section 6, para. 3 (第三)", "гл. 5, разд. 6, абз. 3 (第三)", "第5章，第6节，第3 (第三)段"),
            ("section 二(一), para. 1", "разд. 二(一), абз. 1", "第二(一)节，第1段"),
            ("section 核心提示", "разд. «核心提示»", "“核心提示”一节"),
            (
                "post 2 (Psycho Mike, 21 July 2004), para. 8",
                "сообщение 2 (Psycho Mike, 21 июля 2004\u{a0}г.), абз. 8",
                "第2帖（Psycho Mike，2004年7月21日），第8段",
            ),
            ("\"Soviet loans, 1950\", para. 2", "\"Soviet loans, 1950\", абз. 2", "\"Soviet loans, 1950\"，第2段"),
            ("section on the 1960s", "section on the 1960s", "section on the 1960s"),
            ("paras. 1, 4", "paras. 1, 4", "paras. 1, 4"),
            (
                "p. 264, telegram of Stalin to Mao, 22 May 1951",
                "с. 264, telegram of Stalin to Mao, 22 May 1951",
                "第264页，telegram of Stalin to Mao, 22 May 1951",
            ),
            ("text", "текст", "正文"),
        ] {
            assert_eq!(locator(&tongue("ru"), text), russian);
            assert_eq!(locator(&tongue("zh"), text), chinese);
        }
    }
}
