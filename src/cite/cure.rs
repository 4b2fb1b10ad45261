//! What hayagriva 0.10 gets wrong, and the cure.
//!
//! Found by rendering 35 works in eight CSL files, each entry alone, with hayagriva and with the citeproc of pandoc 3.9, and reading
//! every difference. Cured here: title case that breaks names ("Github", "Allrefer", "Cpi-Us"); points doubled, or set behind a
//! question mark, or behind a comma; "no date" for a dated work without an author (ISO 690); "Pp." for "P.", and addresses
//! left out (GOST). Left, for the other is wrong or
//! either is right: quotation marks inside of Chinese titles, which pandoc turns into those of books; "since" and "on" in title
//! case; an entry for a thread where Chicago has none. Left, though pandoc is right: initials of two letters ("Yu." becomes "Y."
//! in APA and GOST), "De Haas" under H in Chicago, quotation marks around titles of magazine articles without an author in Chicago.

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

/// One mark at the end of a sentence, and no point that stands alone. Addresses stay as they are.
fn punctuated(text: &str) -> String {
    let words = text.split(' ').filter(|word| *word != ".").map(|word| {
        if word.contains("://") {
            return word.to_owned();
        }
        let mut word = word.to_owned();
        for (wrong, right) in [("?.", "?"), ("?:", "?"), ("?”.", "?”"), (",)", ")"), (",.", ".")] {
            word = word.replace(wrong, right);
        }
        while word.contains("..") && !word.contains("...") {
            word = word.replace("..", ".");
        }
        word
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The text with the names of its title and container as the work has them: those with capitals inside, and addresses.
fn with_names(text: &str, work: &Work) -> String {
    let fields = [work.title.as_ref(), work.container.as_ref(), Some(&work.short)];
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

/// Every occurrence of a name, in whatever capitals, as the name is written.
fn restored(text: &str, name: &str) -> String {
    let (lower, wanted) = (text.to_lowercase(), name.to_lowercase());
    // Lengths change in few alphabets; where they do, nothing is touched.
    if lower.len() != text.len() || wanted.len() != name.len() {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for (at, _) in lower.match_indices(&wanted) {
        let is_word = |character: Option<char>| character.is_none_or(|character| !character.is_alphanumeric());
        let in_address = text[..at].rsplit(' ').next().is_some_and(|word| word.contains("://"));
        let before = text[..at].chars().next_back();
        let after = text[at + wanted.len()..].chars().next();
        // Styles that write all in capitals mean to.
        let is_shouted = text[at..at + wanted.len()].chars().all(|character| !character.is_lowercase());
        if is_word(before) && is_word(after) && !in_address && !is_shouted {
            out.replace_range(at..at + wanted.len(), name);
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
        assert_eq!(cured("Reopened Door, [no date]. Time.", "iso-690", work("time1946")), "Reopened Door, 1946. Time.");
        assert_eq!(cured("2001. Pp. 1–27.", "gost-r", work("zhu-2001")), "2001. P. 1–27.");
        assert_eq!(cured("ZHU T. 1(1): 1-27.", "gb", work("zhu-2001")), "ZHU T. 1(1): 1-27.");
    }
}
