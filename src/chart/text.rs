//! The width of text in the bundled fonts, and lines broken by it.
//!
//! plotters measures text wrongly (by a tenth, or by bytes), so the fonts' own advances are used.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, GlyphId};

/// Which face of the bundled family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
}

/// Fonts shipped with the program that cannot be read are a fault of the build.
fn face(bytes: &'static [u8]) -> FontRef<'static> {
    #[allow(clippy::expect_used, reason = "the bytes are compiled in and a test reads them")]
    FontRef::try_from_slice(bytes).expect("the bundled font can be read")
}

static REGULAR: LazyLock<FontRef<'static>> = LazyLock::new(|| face(notosans::REGULAR_TTF));
static BOLD: LazyLock<FontRef<'static>> = LazyLock::new(|| face(notosans::BOLD_TTF));

fn font(weight: Weight) -> &'static FontRef<'static> {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

/// The width of a line in pixels at a size in pixels.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let font = font(weight);
    let units = f64::from(font.units_per_em().unwrap_or(1000.0));
    let mut sum = 0.0;
    let mut before: Option<GlyphId> = None;
    for character in text.chars() {
        let glyph = font.glyph_id(character);
        sum += f64::from(font.h_advance_unscaled(glyph));
        sum += before.map_or(0.0, |before| f64::from(font.kern_unscaled(before, glyph)));
        before = Some(glyph);
    }
    sum / units * size
}

/// Breaks text into lines no wider than `limit` pixels, at spaces; a word that is wider stands alone.
#[must_use]
pub fn wrap(text: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, weight) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
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

/// The first character that the bundled fonts cannot show.
#[must_use]
pub fn missing_glyph(text: &str) -> Option<char> {
    text.chars().find(|character| {
        [Weight::Regular, Weight::Bold].iter().any(|weight| font(*weight).glyph_id(*character).0 == 0)
    })
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
    }

    #[test]
    fn characters_of_charts_have_glyphs() {
        assert_eq!(missing_glyph("aÄßйЯ–—…†≥≤×−№’“”\u{a0}US$%→"), None);
        assert_eq!(missing_glyph("中"), Some('中'));
    }
}
