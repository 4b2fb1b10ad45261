//! The fonts in which charts are set: the bundled ones, and one that a user gives for what they lack.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use harfrust::{Shaper, ShaperData};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use thiserror::Error;

/// Which face of the bundled family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
}

/// A font file, and what is read from it once.
pub(crate) struct Font {
    bytes: FontBytes,
    shaping: ShaperData,
    units: f64,
}

enum FontBytes {
    Bundled(&'static [u8]),
    Given(Vec<u8>),
}

/// A face among those at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    /// One of the bundled family.
    Bundled(Weight),
    /// One that was given; each has a number of its own while the program runs.
    Given(u32),
}

impl Font {
    fn read(bytes: FontBytes) -> Option<Self> {
        let font = FontRef::from_index(bytes.get(), 0).ok()?;
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        // A font without outlines, as of pictures, has nothing that can be drawn.
        font.outline_glyphs().format()?;
        let shaping = ShaperData::new(&font);
        (units > 0).then_some(Self { bytes, shaping, units: f64::from(units) })
    }

    fn font(&self) -> FontRef<'_> {
        #[allow(clippy::expect_used, reason = "the same bytes were read when the font was made")]
        FontRef::from_index(self.bytes.get(), 0).expect("the font was read before")
    }

    /// The file.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get()
    }

    /// What makes glyphs of a text.
    pub(crate) fn shaper(&self) -> Shaper<'_> {
        self.shaping.shaper(&self.font()).build()
    }

    /// How far a glyph moves the next one, as a share of the size of the type.
    pub(super) fn advance(&self, glyph: GlyphId) -> f64 {
        let metrics = self.font().glyph_metrics(Size::unscaled(), LocationRef::default());
        f64::from(metrics.advance_width(glyph).unwrap_or_default()) / self.units
    }

    /// Draws the outline of a glyph at a size in pixels, upwards from its baseline. A glyph that is damaged is left out.
    pub(crate) fn outline(&self, glyph: u32, size: f32, pen: &mut impl OutlinePen) -> Option<()> {
        let outlines = self.font().outline_glyphs();
        let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
        outlines.get(GlyphId::new(glyph))?.draw(settings, pen).ok().map(|_| ())
    }
}

impl FontBytes {
    fn get(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::Given(bytes) => bytes,
        }
    }
}

/// Fonts shipped with the program that cannot be read are a fault of the build.
fn bundled(bytes: &'static [u8]) -> Font {
    #[allow(clippy::expect_used, reason = "the bytes are compiled in and a test reads them")]
    Font::read(FontBytes::Bundled(bytes)).expect("the bundled font can be read")
}

static REGULAR: LazyLock<Font> = LazyLock::new(|| bundled(notosans::REGULAR_TTF));
static BOLD: LazyLock<Font> = LazyLock::new(|| bundled(notosans::BOLD_TTF));

/// A bundled font.
pub(super) fn of(weight: Weight) -> &'static Font {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

/// The glyph of a character, if the font has one.
pub(super) fn glyph(font: &Font, character: char) -> Option<GlyphId> {
    font.font().charmap().map(character).filter(|glyph| glyph.to_u32() != 0)
}

/// Characters below this have their width at hand; charts are measured hundreds of times. The scripts of China and Japan come
/// later, and the bundled fonts lack them.
const COMMON: usize = 0x2e80;

/// The widths of the common characters as shares of the size of the type; none where the font lacks one.
fn advances(weight: Weight) -> &'static [Option<f64>] {
    static TABLES: LazyLock<[Vec<Option<f64>>; 2]> = LazyLock::new(|| {
        let table = |weight| {
            let font = of(weight);
            let mut table = vec![None; COMMON];
            for (code, glyph) in font.font().charmap().mappings() {
                if let Some(advance) = table.get_mut(code as usize).filter(|_| glyph.to_u32() != 0) {
                    *advance = Some(font.advance(glyph));
                }
            }
            table
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
        None if is_chinese(character) => None,
        None => looked_up(character, weight),
    }
}

/// Whether the bundled fonts can show a character.
fn is_bundled(character: char) -> bool {
    [Weight::Regular, Weight::Bold].iter().all(|weight| advance(character, *weight).is_some())
}

/// Whether a character is of the Chinese script or its punctuation, for which every system has a font.
fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// The fonts in which charts are set: the bundled ones, and one that a user gives for what they lack.
#[derive(Clone, Default)]
pub struct Fonts {
    given: Option<(u32, Arc<Font>)>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Fonts").field("given", &self.given.as_ref().map(|(_, font)| font.bytes().len())).finish()
    }
}

/// A font that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is no font that can be read; give a TrueType or OpenType file (.ttf, .otf)")]
pub struct FontError;

impl Fonts {
    /// The bundled fonts with one more, from the bytes of its file.
    ///
    /// # Errors
    /// [`FontError`] if the bytes are no font.
    pub fn with(bytes: Vec<u8>) -> Result<Self, FontError> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let font = Font::read(FontBytes::Given(bytes)).ok_or(FontError)?;
        Ok(Self { given: Some((NEXT.fetch_add(1, Ordering::Relaxed), Arc::new(font))) })
    }

    /// The number of the font that was given.
    pub(crate) fn given(&self) -> Option<u32> {
        self.given.as_ref().map(|(number, _)| *number)
    }

    /// A face, if it is at hand.
    pub(crate) fn face(&self, face: Face) -> Option<&Font> {
        match face {
            Face::Bundled(weight) => Some(of(weight)),
            Face::Given(number) => self.given.as_ref().filter(|(own, _)| *own == number).map(|(_, font)| &**font),
        }
    }

    /// A text in pieces, each with the face that has its letters: the given font stands in for what the bundled one lacks.
    pub(crate) fn runs<'t>(&self, text: &'t str, weight: Weight) -> Vec<(Face, &'t str)> {
        let face_of = |character: char| match &self.given {
            Some((number, font)) if advance(character, weight).is_none() && glyph(font, character).is_some() => {
                Face::Given(*number)
            }
            _ => Face::Bundled(weight),
        };
        let mut runs = Vec::new();
        let mut start = 0;
        let mut faces = text.char_indices().map(|(at, character)| (at, face_of(character))).peekable();
        while let Some((_, face)) = faces.next() {
            if let Some((next, _)) = faces.peek().filter(|(_, other)| *other != face) {
                runs.push((face, &text[start..*next]));
                start = *next;
            } else if faces.peek().is_none() {
                runs.push((face, &text[start..]));
            }
        }
        runs
    }

    fn has(&self, character: char) -> bool {
        is_bundled(character) || self.given.as_ref().is_some_and(|(_, font)| glyph(font, character).is_some())
    }

    /// The first character that these fonts cannot show.
    #[must_use]
    pub fn missing(&self, text: &str) -> Option<char> {
        text.chars().find(|character| !self.has(*character))
    }

    /// The first character that neither these fonts nor a reader's system can be expected to show in an SVG.
    #[must_use]
    pub fn missing_in_svg(&self, text: &str) -> Option<char> {
        text.chars().find(|character| !self.has(*character) && !is_chinese(*character))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_charts_have_glyphs() {
        let fonts = Fonts::default();
        assert_eq!(fonts.missing("aÄßйЯ–—…†≥≤×−№’“”\u{a0}US$%→"), None);
        assert_eq!(fonts.missing("中"), Some('中'));
        assert_eq!(fonts.missing_in_svg("中"), None);
        assert_eq!(fonts.missing_in_svg("ก"), Some('ก'));
        assert_eq!(Fonts::with(b"no font".to_vec()).err(), Some(FontError));
    }

    #[test]
    fn a_given_font_stands_in_for_what_is_lacking() {
        let regular = Face::Bundled(Weight::Regular);
        assert_eq!(Fonts::default().runs("a中b", Weight::Regular), [(regular, "a中b")]);
        assert_eq!(Fonts::default().runs("", Weight::Regular), []);
        // A font without Chinese stands in for nothing.
        let fonts = Fonts::with(notosans::BOLD_TTF.to_vec()).expect("a font");
        assert_eq!(fonts.runs("a中b", Weight::Regular), [(regular, "a中b")]);
    }
}
