//! What hayagriva 0.10 gets wrong, and the cure.
//!
//! Found by rendering 35 works in eight CSL files, each entry alone, with hayagriva and with the citeproc of pandoc 3.9, and reading
//! every difference. Cured here: title case that breaks names ("Github", "Allrefer", "Cpi-Us"); points doubled, or set behind a
//! question mark, or behind a comma; "no date" for a dated work without an author (ISO 690); "Pp." for "P.", and addresses
//! left out (GOST). Left, for the other is wrong or
//! either is right: quotation marks inside of Chinese titles, which pandoc turns into those of books; "since" and "on" in title
//! case; an entry for a thread where Chicago has none. Left, though pandoc is right: initials of two letters ("Yu." becomes "Y."
//! in APA and GOST), "De Haas" under H in Chicago, quotation marks around titles of magazine articles without an author in Chicago.

use super::markup::is_mark;
use crate::data::Work;

/// A rendered text as it should be.
pub(super) fn cured(text: &str, style: &str, work: &Work) -> String {
    let mut text = with_names(&punctuated(text), work);
    if let Some(date) = work.issued {
        text = text.replace("[no date]", &date.year.to_string());
    }
    if style.starts_with("gost") {
        text = text.replace(" Pp. ", " P. ");
    }
    text
}

/// An entry with the address of the work, which GOST wants and hayagriva leaves out for all but pages.
pub(super) fn with_address(entry: String, style: &str, work: &Work) -> String {
    match &work.url {
        Some(url) if style.starts_with("gost") && !entry.contains("URL: ") => {
            format!("{}. URL: {url}.", entry.trim_end_matches('.'))
        }
        _ => entry,
    }
}

/// One point at the end of a sentence, whatever emphasis stands between two, and none that stands alone. Addresses and
/// ellipses stay as they are.
fn punctuated(text: &str) -> String {
    let words = text.split(' ').filter(|word| *word != ".").map(|word| {
        if word.contains("://") || word.contains("...") {
            return word.to_owned();
        }
        let mut out = String::with_capacity(word.len());
        for character in word.chars() {
            let seen: String = out.chars().filter(|it| !is_mark(*it)).collect();
            let ends_a_question = seen.ends_with('?') || seen.ends_with("?”");
            match character {
                '.' if seen.ends_with('.') || ends_a_question => continue,
                ':' if seen.ends_with('?') => continue,
                // A comma before what ends the phrase is one too many.
                '.' | ')' if seen.ends_with(',') => {
                    out = out.chars().rev().skip_while(|it| *it == ',').collect::<Vec<_>>().into_iter().rev().collect();
                }
                _ => {}
            }
            out.push(character);
        }
        out
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The text with the names of its title and container as the work has them: those with capitals inside, and addresses.
fn with_names(text: &str, work: &Work) -> String {
    // The short name stands in an entry only where there is no other title.
    let short = Some(&work.short).filter(|_| work.title.is_none() && work.authors.is_empty());
    let fields = [short, work.title.as_ref(), work.container.as_ref()];
    let words = fields.into_iter().flatten().flat_map(|field| field.split(' '));
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_name = |word: &&str| {
        let inner = word.chars().skip(1);
        let has_lower = word.chars().any(char::is_lowercase);
        (inner.clone().any(char::is_uppercase) && has_lower) || word.contains('/') || is_site(word)
    };
    words.filter(is_name).fold(text.to_owned(), |text, name| restored(&text, name))
}

fn is_site(word: &str) -> bool {
    word.split_once('.')
        .is_some_and(|(before, after)| before.len() > 1 && after.chars().all(char::is_alphabetic) && after.len() > 1)
}

/// Every occurrence of a name, in whatever capitals, as the name is written; not inside of an address or of a longer word, and
/// not where a style writes all in capitals, for it means to.
fn restored(text: &str, name: &str) -> String {
    let is_end =
        |character: Option<char>| character.is_none_or(|it| !it.is_alphanumeric() && !matches!(it, '.' | '/' | '-'));
    let wanted = name.to_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        // A part of the text that is as many characters long as the name, whatever their length in bytes.
        let part: String = text[at..].chars().take(name.chars().count()).collect();
        let after = text[at + part.len()..].chars().next();
        // A point behind a name ends its sentence, if nothing is written on to it.
        let next = text[at + part.len()..].chars().nth(1);
        let ends = is_end(after) || (after == Some('.') && next.is_none_or(char::is_whitespace));
        let in_address = out.rsplit(' ').next().is_some_and(|word| word.contains("://"));
        let is_shouted = part.chars().all(|character| !character.is_lowercase());
        if ends && is_end(out.chars().next_back()) && !in_address && !is_shouted && part.to_lowercase() == wanted {
            out.push_str(name);
            at += part.len();
        } else {
            out.push(character);
            at += character.len_utf8();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Package, Source};

    #[test]
    fn what_is_wrong_is_cured_and_nothing_else() {
        let package = Package::read(Source::BuiltIn);
        let work = |id: &str| package.dataset.works.get(id).expect("a work");
        let cow = work("cow-trade-4");
        assert_eq!(
            cured("In Github, Svmiller/svmiller.github.io. n.d. https://github.com/svmiller.", "chicago", cow),
            "In GitHub, svmiller/svmiller.github.io. n.d. https://github.com/svmiller."
        );
        assert_eq!(cured("East?. . Online... 3..", "apa", work("de-haas-2013")), "East? Online... 3.");
        assert_eq!(punctuated("trade.\u{e001}. Office,. (2014,). It.”"), "trade.\u{e001} Office. (2014). It.”");
        assert_eq!(cured("Reopened Door, [no date]. Time.", "iso-690", work("time1946")), "Reopened Door, 1946. Time.");
        assert_eq!(cured("2001. Pp. 1–27.", "gost-r", work("zhu-2001")), "2001. P. 1–27.");
        assert_eq!(cured("ZHU T. 1(1): 1-27.", "gb", work("zhu-2001")), "ZHU T. 1(1): 1-27.");
        assert_eq!(restored("ẞ —Github Ⱥ", "GitHub"), "ẞ —GitHub Ⱥ");
        assert_eq!(restored("in finance.mail.ru, mail.ru.", "Mail.ru"), "in finance.mail.ru, Mail.ru.");
    }
}
