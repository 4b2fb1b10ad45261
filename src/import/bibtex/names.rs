//! Names as BibTeX writes them: "First von Last", "von Last, First", "von Last, Jr, First", joined by "and".

use super::latex::{Mode, text};
use crate::import::reference::Name;

/// The names of a field, and whether it says that there are more.
pub(super) fn names(source: &str) -> (Vec<Name>, bool) {
    let mut names = Vec::new();
    let mut others = false;
    for part in parted(source, Part::And) {
        match part.trim() {
            "" | "and" => {}
            "others" => others = true,
            part => names.push(name(part)),
        }
    }
    (names, others)
}

/// At what a text is parted, outside of braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The word "and".
    And,
    Comma,
    Space,
}

/// The parts of a text between what stands outside of braces.
fn parted(source: &str, by: Part) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut is_escaped) = (0_usize, 0, false);
    let mut skip_to = 0;
    for (at, sign) in source.char_indices() {
        let was_escaped = is_escaped;
        is_escaped = sign == '\\' && !was_escaped;
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 || was_escaped || at < skip_to => {}
            _ => {
                let length = match by {
                    Part::And => and(&source[at..]),
                    Part::Comma => (sign == ',').then_some(1),
                    Part::Space => (sign.is_whitespace() || sign == '~').then_some(sign.len_utf8()),
                };
                if let Some(length) = length {
                    parts.push(&source[start..at]);
                    start = at + length;
                    skip_to = start;
                }
            }
        }
    }
    parts.push(&source[start..]);
    parts
}

/// How long the word "and" is, with the space around it, that a text begins with; the space behind it is left, for another
/// "and" may follow.
fn and(text: &str) -> Option<usize> {
    let word = text.trim_start();
    let behind = word.get(..3).filter(|word| word.eq_ignore_ascii_case("and")).map(|_| &word[3..])?;
    let is_word = word.len() < text.len() && (behind.is_empty() || behind.starts_with(char::is_whitespace));
    is_word.then_some(text.len() - behind.len())
}

/// Suffixes of names, by which it is told whether they stand where BibTeX has them.
const SUFFIXES: [&str; 11] = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "junior", "senior", "мл.", "ст."];

fn name(source: &str) -> Name {
    if let Some(inner) = braced(source) {
        return Name::whole(text(inner, Mode::Prose));
    }
    let parts: Vec<&str> = parted(source, Part::Comma).into_iter().map(str::trim).collect();
    if let Some(name) = keyed(&parts) {
        return name;
    }
    let set = |part: &str| text(part, Mode::Prose).trim().to_owned();
    let is_suffix = |part: &str| SUFFIXES.contains(&set(part).to_lowercase().as_str());
    match parts[..] {
        [whole] => in_order(whole),
        [family, ""] => Name { family: set(family), ..Name::default() },
        // "Jon Doe, Jr.", which BibTeX would take for a person Jr. of the family Jon Doe.
        [name, suffix] if is_suffix(suffix) && set(name).contains(' ') => {
            Name { suffix: set(suffix), is_literal: false, ..in_order(name) }
        }
        [family, given] => Name { family: set(family), given: set(given), ..Name::default() },
        // The suffix is the middle one; some write it last.
        [family, given, suffix] if is_suffix(suffix) && !is_suffix(given) => {
            Name { family: set(family), given: set(given), suffix: set(suffix), is_literal: false }
        }
        [family, suffix, ref given @ ..] => {
            Name { family: set(family), given: set(&given.join(", ")), suffix: set(suffix), is_literal: false }
        }
        [] => Name::default(),
    }
}

/// What stands between braces that hold all of a name.
fn braced(source: &str) -> Option<&str> {
    let inner = source.strip_prefix('{')?.strip_suffix('}')?;
    // `{\"O}` is a letter.
    let is_letter = inner.starts_with('\\');
    let mut depth = 0_usize;
    for sign in inner.chars() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    (depth == 0 && !is_letter).then_some(inner)
}

/// The parts of a name as biblatex can write them: `family=Roe, given=Ann, prefix=von der`.
fn keyed(parts: &[&str]) -> Option<Name> {
    let mut name = Name::default();
    let mut prefix = String::new();
    for part in parts {
        let (key, value) = part.split_once('=')?;
        let value = text(value.trim().trim_matches('"'), Mode::Prose);
        match key.trim() {
            "family" => name.family = value,
            "given" => name.given = value,
            "suffix" => name.suffix = value,
            "prefix" => prefix = value,
            "given-i" | "family-i" | "prefix-i" | "suffix-i" | "useprefix" | "id" => {}
            _ => return None,
        }
    }
    if !prefix.is_empty() {
        name.family = format!("{prefix} {}", name.family);
    }
    Some(name).filter(|name| !name.family.is_empty())
}

/// "First von Last": words in small letters before the last one are a particle of the family name.
fn in_order(source: &str) -> Name {
    let words: Vec<&str> = parted(source, Part::Space).into_iter().filter(|word| !word.is_empty()).collect();
    let Some((_, before)) = words.split_last() else { return Name::default() };
    if before.is_empty() {
        return Name::whole(text(source, Mode::Prose));
    }
    let first_small = before.iter().position(|word| is_small(word));
    let from = first_small.unwrap_or(before.len());
    let set = |words: &[&str]| text(&words.join(" "), Mode::Prose);
    Name { family: set(&words[from..]), given: set(&words[..from]), ..Name::default() }
}

/// Whether a word begins with a small letter outside of braces.
fn is_small(word: &str) -> bool {
    if word.starts_with('{') && !word.starts_with("{\\") {
        return false;
    }
    text(word, Mode::Prose).chars().find(|sign| sign.is_alphabetic()).is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<String> {
        let written = |name: &Name| {
            let kind = if name.is_literal { "!" } else { "" };
            format!("{kind}{}|{}|{}", name.family, name.given, name.suffix)
        };
        names(source).0.iter().map(written).collect()
    }

    #[test]
    fn names_have_parts() {
        for (source, wanted) in [
            ("Ann Roe", "Roe|Ann|"),
            ("Roe, Ann", "Roe|Ann|"),
            ("Karl von der Heide", "von der Heide|Karl|"),
            ("von der Heide, Karl", "von der Heide|Karl|"),
            ("Maria de la Cruz Lopez", "de la Cruz Lopez|Maria|"),
            ("De Haas, Mark", "De Haas|Mark|"),
            ("Roe, Jr., Ann", "Roe|Ann|Jr."),
            ("Roe, Ann, Jr.", "Roe|Ann|Jr."),
            ("Ann Roe, Jr.", "Roe|Ann|Jr."),
            ("{Ministry of Carts, Alba}", "!Ministry of Carts, Alba||"),
            ("{{Ministry of Carts}}", "!Ministry of Carts||"),
            (r#"{\"O}zg{\"u}r, Ann"#, "Özgür|Ann|"),
            (r#"{\"O}"#, "!Ö||"),
            ("Plato", "!Plato||"),
            ("Plato,", "Plato||"),
            ("毛车", "!毛车||"),
            ("毛, 车", "毛|车|"),
            ("Иван Петрович Тележкин", "Тележкин|Иван Петрович|"),
            ("{Barnes} and {Noble, Inc.}", "!Barnes||;!Noble, Inc.||"),
            ("Ann~B. Roe AND J. Doe and others", "Roe|Ann B.|;Doe|J.|"),
            ("Roe, {and} Son", "Roe|and Son|"),
            ("family=Heide, given=Karl, prefix=von der, useprefix=true", "von der Heide|Karl|"),
            ("Anderson, Sandy and Andy", "Anderson|Sandy|;!Andy||"),
            ("Roe, Ann and  and Doe, J.", "Roe|Ann|;Doe|J.|"),
            ("", ""),
            ("and", ""),
            ("{", "!||"),
        ] {
            assert_eq!(read(source).join(";"), wanted, "{source}");
        }
        assert!(names("Roe, Ann and others").1);
    }
}
