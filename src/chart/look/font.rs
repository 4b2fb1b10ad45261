//! The fonts in which charts are set: the bundled ones, and one that a user gives for what they lack.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use harfrust::{Shaper, ShaperData};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use thiserror::Error;

/// Which face of a bundled family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
}

/// A bundled family; each has what the ones before it lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Noto Sans: the scripts of Europe.
    European,
    /// Noto Sans SC, cut down to the letters that are named in `fonts/README.md`: Chinese.
    Chinese,
}

impl Family {
    /// All, in the order in which they are asked for a letter.
    pub const ALL: [Self; 2] = [Self::European, Self::Chinese];
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
    /// One of the bundled families.
    Bundled(Family, Weight),
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

macro_rules! cut_down {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/", $name))
    };
}

static REGULAR: LazyLock<Font> = LazyLock::new(|| bundled(notosans::REGULAR_TTF));
static BOLD: LazyLock<Font> = LazyLock::new(|| bundled(notosans::BOLD_TTF));
static CHINESE_REGULAR: LazyLock<Font> = LazyLock::new(|| bundled(cut_down!("NotoSansSC-Regular.ttf")));
static CHINESE_BOLD: LazyLock<Font> = LazyLock::new(|| bundled(cut_down!("NotoSansSC-Bold.ttf")));

/// A bundled font.
pub(super) fn of(family: Family, weight: Weight) -> &'static Font {
    match (family, weight) {
        (Family::European, Weight::Regular) => &REGULAR,
        (Family::European, Weight::Bold) => &BOLD,
        (Family::Chinese, Weight::Regular) => &CHINESE_REGULAR,
        (Family::Chinese, Weight::Bold) => &CHINESE_BOLD,
    }
}

/// The glyph of a character, if the font has one.
pub(super) fn glyph(font: &Font, character: char) -> Option<GlyphId> {
    font.font().charmap().map(character).filter(|glyph| glyph.to_u32() != 0)
}

/// Characters below this have their width at hand in a list; charts are measured hundreds of times. The scripts of China and
/// Japan come later.
const COMMON: usize = 0x2e80;

/// The widths that are at hand, as shares of the size of the type.
struct Advances {
    /// Those of the first family below [`COMMON`], by the number of the character; none where it lacks one.
    common: Vec<Option<f64>>,
    /// Those of the second family, in the order of the characters.
    chinese: Vec<(char, f64)>,
}

impl Advances {
    fn of(weight: Weight) -> Self {
        let all = |family| {
            let font = of(family, weight);
            let letters = font.font().charmap().mappings().collect::<Vec<_>>().into_iter();
            let letters = letters.filter(|(_, glyph)| glyph.to_u32() != 0);
            letters.map(move |(code, glyph)| (code, font.advance(glyph)))
        };
        let mut common = vec![None; COMMON];
        for (code, advance) in all(Family::European) {
            if let Some(place) = common.get_mut(code as usize) {
                *place = Some(advance);
            }
        }
        let chinese = all(Family::Chinese).filter_map(|(code, advance)| Some((char::from_u32(code)?, advance)));
        let mut chinese: Vec<(char, f64)> = chinese.collect();
        chinese.sort_by_key(|(character, _)| *character);
        Self { common, chinese }
    }

    fn at_hand(weight: Weight) -> &'static Self {
        static REGULAR: LazyLock<Advances> = LazyLock::new(|| Advances::of(Weight::Regular));
        static BOLD: LazyLock<Advances> = LazyLock::new(|| Advances::of(Weight::Bold));
        match weight {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        }
    }
}

/// The first bundled family that has a character, and its width there as a share of the size of the type; none where all lack it.
fn found(character: char, weight: Weight) -> Option<(Family, f64)> {
    let at_hand = Advances::at_hand(weight);
    let european = match at_hand.common.get(character as usize) {
        Some(known) => *known,
        None if is_chinese(character) => None,
        None => glyph(of(Family::European, weight), character).map(|it| of(Family::European, weight).advance(it)),
    };
    let chinese = || {
        let place = at_hand.chinese.binary_search_by_key(&character, |(known, _)| *known).ok()?;
        at_hand.chinese.get(place).map(|(_, advance)| (Family::Chinese, *advance))
    };
    european.map(|advance| (Family::European, advance)).or_else(chinese)
}

/// The width of a character as a share of the size of the type; none where the bundled fonts lack it.
pub(super) fn advance(character: char, weight: Weight) -> Option<f64> {
    found(character, weight).map(|(_, advance)| advance)
}

/// The bundled family that a character is set in; none where all lack it.
pub(super) fn family(character: char, weight: Weight) -> Option<Family> {
    found(character, weight).map(|(family, _)| family)
}

/// Whether the bundled fonts can show a character.
fn is_bundled(character: char) -> bool {
    [Weight::Regular, Weight::Bold].iter().all(|weight| family(character, *weight).is_some())
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
            Face::Bundled(family, weight) => Some(of(family, weight)),
            Face::Given(number) => self.given.as_ref().filter(|(own, _)| *own == number).map(|(_, font)| &**font),
        }
    }

    /// A text in pieces, each with the face that has its letters: the bundled families one after the other, then the given font.
    /// What none of them has stands in the first, whose box for a missing letter it is.
    pub(crate) fn runs<'t>(&self, text: &'t str, weight: Weight) -> Vec<(Face, &'t str)> {
        let face_of = |character: char| {
            let given = || self.given.as_ref().filter(|(_, font)| glyph(font, character).is_some());
            match family(character, weight) {
                Some(family) => Face::Bundled(family, weight),
                None => given().map_or(Face::Bundled(Family::European, weight), |(number, _)| Face::Given(*number)),
            }
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
        text.chars().find(|character| self.lacks(*character, Shown::Live))
    }

    /// Whether a character cannot be expected to be seen where a text is shown.
    pub(crate) fn lacks(&self, character: char, shown: Shown) -> bool {
        !self.has(character) && (shown == Shown::Drawn || !is_chinese(character))
    }
}

/// How a text comes before its reader's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// As text, as in an SVG, for which the reader's system has fonts of its own.
    Live,
    /// As pixels, with the fonts at hand alone.
    Drawn,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter of no use here, which the cut-down fonts lack.
    const RARE: char = '龘';

    #[test]
    fn characters_of_charts_have_glyphs() {
        let fonts = Fonts::default();
        assert_eq!(fonts.missing("aÄßйЯ–—…†≥≤×−№’“”\u{a0}US$%→中国，（）"), None);
        assert_eq!(fonts.missing("中龘"), Some(RARE));
        assert_eq!(fonts.missing_in_svg("龘"), None);
        assert_eq!(fonts.missing_in_svg("ก"), Some('ก'));
        assert_eq!(Fonts::with(b"no font".to_vec()).err(), Some(FontError));
    }

    #[test]
    fn each_letter_is_set_in_the_first_face_that_has_it() {
        let european = Face::Bundled(Family::European, Weight::Bold);
        let chinese = Face::Bundled(Family::Chinese, Weight::Bold);
        let runs = |text| Fonts::default().runs(text, Weight::Bold);
        assert_eq!(
            runs("1937年 a中国b"),
            [(european, "1937"), (chinese, "年"), (european, " a"), (chinese, "中国"), (european, "b")]
        );
        assert_eq!(runs(""), []);
        // What no face has stands in the first.
        assert_eq!(runs("a龘b"), [(european, "a龘b")]);
        // A font without Chinese stands in for nothing.
        let fonts = Fonts::with(notosans::BOLD_TTF.to_vec()).expect("a font");
        assert_eq!(fonts.runs("a龘b", Weight::Bold), [(european, "a龘b")]);
    }

    #[test]
    fn both_weights_have_the_same_letters() {
        let letters = |weight| Advances::at_hand(weight).chinese.iter().map(|(letter, _)| *letter).collect::<Vec<_>>();
        assert_eq!(letters(Weight::Regular), letters(Weight::Bold));
        assert_eq!(advance('中', Weight::Regular), Some(1.0));
    }
}
