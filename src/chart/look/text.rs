//! The width of text in the bundled fonts, and lines broken by it.
//!
//! plotters measures text wrongly (by a tenth, or by bytes), so the fonts' own advances are used.

use std::sync::LazyLock;

use super::font::{glyph, of};

/// Which face of the bundled family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
}

/// Characters below this, Latin, Greek and Cyrillic, have their width at hand; charts are measured hundreds of times.
const COMMON: usize = 0x500;

/// The widths of the common characters as shares of the size of the type; none where the font lacks one.
fn advances(weight: Weight) -> &'static [Option<f64>] {
    static TABLES: LazyLock<[Vec<Option<f64>>; 2]> = LazyLock::new(|| {
        let table = |weight| {
            let characters = (0..COMMON).map(|code| u32::try_from(code).ok().and_then(char::from_u32));
            characters.map(|character| character.and_then(|character| looked_up(character, weight))).collect()
        };
        [table(Weight::Regular), table(Weight::Bold)]
    });
    match weight {
        Weight::Regular => &TABLES[0],
        Weight::Bold => &TABLES[1],
    }
}

/// The width of a character as a share of the size of the type, from the font.
fn looked_up(character: char, weight: Weight) -> Option<f64> {
    let font = of(weight);
    Some(font.advance(glyph(font, character)?))
}

/// The width of a character as a share of the size of the type; none where the font lacks it.
pub(super) fn advance(character: char, weight: Weight) -> Option<f64> {
    match advances(weight).get(character as usize) {
        Some(known) => *known,
        None => looked_up(character, weight),
    }
}

/// The width of a line in pixels at a size in pixels. A character that the bundled fonts lack is as wide as the type is high,
/// as those of Chinese are in every font. Kerning, which mostly draws letters together, is left out.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    text.chars().map(|character| advance(character, weight).unwrap_or(1.0)).sum::<f64>() * size
}

/// The width to keep free for a line: some more than its own, for a reader's browser may set it in another font.
#[must_use]
pub fn room(text: &str, size: f64, weight: Weight) -> f64 {
    width(text, size, weight) * 1.03
}

/// Breaks text into lines no wider than `limit` pixels: at spaces, and within a word only where the word alone is wider, as
/// Chinese is, which has no spaces.
#[must_use]
pub fn wrap(text: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, weight) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ if width(word, size, weight) <= limit => lines.push(word.to_owned()),
            _ => lines.extend(broken(word, limit, size, weight)),
        }
    }
    lines
}

/// A word in pieces no wider than `limit`; each has at least one character.
fn broken(word: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
            if width(piece, size, weight) > limit && piece.chars().nth(1).is_some() {
                piece.pop();
                pieces.push(character.to_string());
            }
        }
    }
    pieces
}

/// Breaks text into as few lines as [`wrap`] does, but of about the same length, so that no word is left alone.
#[must_use]
pub fn wrap_balanced(text: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let lines = wrap(text, limit, size, weight).len();
    let narrower = (50..100).map(|percent| wrap(text, limit * f64::from(percent) / 100.0, size, weight));
    narrower
        .into_iter()
        .find(|wrapped| wrapped.len() == lines && wrapped.iter().all(|line| width(line, size, weight) <= limit))
        .unwrap_or_else(|| wrap(text, limit, size, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_grows_with_size_and_letters() {
        let narrow = width("iii", 14.0, Weight::Regular);
        let wide = width("MMM", 14.0, Weight::Regular);
        assert!(wide > 2.0 * narrow);
        assert!((width("MMM", 28.0, Weight::Regular) - 2.0 * wide).abs() < 1e-9);
        assert!(width("MMM", 14.0, Weight::Bold) > wide);
    }

    #[test]
    fn lines_keep_to_the_limit() {
        let text = "The Soviet Union delivered more than twice the aircraft it had first promised";
        let lines = wrap(text, 200.0, 14.0, Weight::Regular);
        assert_eq!(lines.join(" "), text);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width(line, 14.0, Weight::Regular) <= 200.0));
        let pieces = wrap("a Verwaltungsgerichtsbarkeit", 60.0, 14.0, Weight::Regular);
        assert!(pieces.len() > 3 && pieces.iter().all(|line| width(line, 14.0, Weight::Regular) <= 60.0), "{pieces:?}");
    }

    #[test]
    fn chinese_is_as_wide_as_high() {
        assert!((width("中国", 14.0, Weight::Regular) - 28.0).abs() < 1e-9);
    }
}
