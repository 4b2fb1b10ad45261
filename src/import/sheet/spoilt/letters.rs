//! Letters that a code page, an autocorrection or a short cell has made something else of.

use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

/// Encodings in which text that is UTF-8 has been read.
const MISREAD: [&str; 8] =
    ["windows-1252", "windows-1251", "macintosh", "iso-8859-1", "koi8-r", "gb18030", "big5", "shift_jis"];
/// Where spreadsheets cut a text: in what they hold, and in what some of their ways of saving hold.
const CUTS: [usize; 3] = [255, 256, 32_767];
/// So many letters of a text tell that another is its beginning.
const TELLING: usize = 20;

/// A text without white space at its ends, each break of a line as one character.
pub(super) fn trimmed(text: &str) -> String {
    let text = text.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n");
    text.trim_matches(|sign: char| sign.is_whitespace() || is_unseen(sign)).to_owned()
}

fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// Whether two texts differ only in the kind and the number of spaces.
pub(super) fn same_but_spaces(left: &str, right: &str) -> bool {
    let words = |text: &str| {
        let seen: String = text.chars().filter(|sign| !is_unseen(*sign)).collect();
        seen.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    words(left) == words(right)
}

/// Whether two texts are the same letters, put together otherwise.
pub(super) fn same_letters(left: &str, right: &str) -> bool {
    left.nfc().eq(right.nfc())
}

/// Whether an autocorrection has put its signs for those that were typed; not the other way round.
pub(super) fn is_autocorrected(old: &str, new: &str) -> bool {
    let put = |text: &str| text.chars().filter(|sign| plain(&sign.to_string()) != sign.to_string()).count();
    put(new) > put(old) && plain(old) == plain(new)
}

/// A text with the signs that keys have.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '‘' | '’' | '‚' | '‛' | '′' => out.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => out.push('"'),
            '–' | '—' | '−' | '‐' | '‑' => out.push('-'),
            '…' => out.push_str("..."),
            '©' => out.push_str("(c)"),
            '®' => out.push_str("(r)"),
            '™' => out.push_str("(tm)"),
            '\u{a0}' | '\u{202f}' => out.push(' '),
            other => out.push(other),
        }
    }
    // Two hyphens become one dash.
    out.replace("--", "-")
}

/// Whether letters have become question marks, as they do in a code page that lacks them.
pub(super) fn is_questioned(old: &str, new: &str) -> bool {
    if !new.contains('?') || old == new {
        return false;
    }
    let left: Vec<char> = old.chars().collect();
    let meets = |right: &[char]| {
        left.len() == right.len()
            && left
                .iter()
                .zip(right)
                .all(|(old, new)| old == new || (*new == '?' && !old.is_ascii()) || fits(*old, *new))
    };
    let right: Vec<char> = new.chars().collect();
    if meets(&right) {
        return true;
    }
    // A letter outside of the first plane becomes two; several may become one.
    let squeezed = |text: &str| {
        let mut out = String::new();
        for sign in text.chars() {
            let sign = if sign.is_ascii() && sign != '?' { sign } else { '?' };
            if sign != '?' || !out.ends_with('?') {
                out.push(sign);
            }
        }
        out
    };
    squeezed(old) == squeezed(new) && new.is_ascii() && !old.is_ascii()
}

/// Whether a code page puts the one letter for the other, which it lacks.
fn fits(old: char, new: char) -> bool {
    let bare = |letter: char| letter.to_string().nfd().next();
    !old.is_ascii() && new.is_ascii() && (bare(old) == Some(new) || plain(&old.to_string()) == new.to_string())
}

/// Whether the bytes of a text were read in another encoding than that in which they were written.
pub(super) fn is_garbled(old: &str, new: &str) -> bool {
    if old.is_ascii() {
        return false;
    }
    let spaced = |text: &str| -> String {
        text.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control() && *sign != '\u{fffd}').collect()
    };
    let wanted = spaced(new);
    let lost = new.chars().filter(|sign| *sign == '\u{fffd}').count();
    // Of what is mostly lost nothing is told.
    if lost > wanted.chars().count() / 2 || wanted.is_empty() {
        return false;
    }
    let read = |bytes: &[u8], label: &&str| {
        let encoding = Encoding::for_label(label.as_bytes())?;
        Some(spaced(&encoding.decode_without_bom_handling(bytes).0))
    };
    let of_utf8 = MISREAD.iter().filter_map(|label| read(old.as_bytes(), label)).any(|text| text == wanted);
    of_utf8
        || MISREAD.iter().any(|written| {
            let Some(encoding) = Encoding::for_label(written.as_bytes()) else { return false };
            let (bytes, _, is_lossy) = encoding.encode(old);
            !is_lossy && MISREAD.iter().filter_map(|label| read(&bytes, label)).any(|text| text == wanted)
        })
}

/// What a text says if it is UTF-8 that was read in another encoding, of which nobody could know else.
pub(super) fn ungarbled(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    ["windows-1252", "macintosh", "windows-1251"].into_iter().find_map(|label| {
        let (bytes, _, is_lossy) = Encoding::for_label(label.as_bytes())?.encode(text);
        let read = std::str::from_utf8(&bytes).ok().filter(|_| !is_lossy)?;
        let long = || read.chars().filter(|sign| !sign.is_ascii());
        // A quotation mark before an accent is two bytes of a rare script, and was none.
        let are_usual = long().all(is_usual);
        (are_usual && (long().count() >= 2 || read.chars().count() > 3)).then(|| read.to_owned())
    })
}

/// Whether a sign is of the scripts in which most texts are written, or a sign of writing.
fn is_usual(sign: char) -> bool {
    matches!(sign,
        '\u{a0}'..='\u{17f}' | '\u{370}'..='\u{45f}' | '\u{2010}'..='\u{203a}' | '\u{20a0}'..='\u{20bf}'
        | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether a text is the beginning of a longer one that did not fit into a cell.
pub(super) fn is_cut(old: &str, new: &str) -> bool {
    let length = new.encode_utf16().count();
    let is_beginning = old.len() > new.len() && old.starts_with(new.trim_end_matches(['\u{fffd}', '…']));
    is_beginning && (CUTS.contains(&length) || CUTS.contains(&new.len()))
}

/// Whether a text ends where a spreadsheet cuts, and begins as the old one that was longer.
pub(super) fn is_changed_and_cut(old: &str, new: &str) -> bool {
    let length = new.encode_utf16().count();
    let common = old.chars().zip(new.chars()).take_while(|(left, right)| left == right).count();
    CUTS.contains(&length) && old.encode_utf16().count() > length && common >= TELLING
}
