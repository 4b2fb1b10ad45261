//! The bundled fonts cut down to a few letters, for a page that must look alike on every machine.
//!
//! Charts are laid out by the widths of the bundled fonts. Where a reader's machine lacks them, another font is wider and labels
//! run into one another; a page therefore carries what it needs of the fonts. The crate that drops the other glyphs makes fonts for PDF,
//! without the table that leads from letters to glyphs and without the one that browsers ask for; both are put back here.
//! Kerning is left out, as it is in [`super::text::width`].

use std::collections::{BTreeMap, BTreeSet};

use skrifa::{FontRef, MetadataProvider};
use subsetter::{GlyphRemapper, subset};
use thiserror::Error;

use super::font::{Family, family, of};
use super::text::Weight;

/// A font that cannot be cut down; for a bundled one that is a fault of the build.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the font cannot be cut down: {0}")]
pub struct ExcerptError(String);

type Tag = [u8; 4];

/// A bundled font with those of the letters alone that charts set in it; the same bytes for the same letters. Nothing where
/// there are none.
///
/// # Errors
/// [`ExcerptError`] if the bundled font is not as it must be.
pub fn excerpt(of_family: Family, weight: Weight, letters: &BTreeSet<char>) -> Result<Option<Vec<u8>>, ExcerptError> {
    let own = letters.iter().filter(|letter| family(**letter, weight) == Some(of_family));
    let own: BTreeSet<char> = own.copied().collect();
    if own.is_empty() { Ok(None) } else { cut(of(of_family, weight).bytes(), &own).map(Some) }
}

/// A TrueType file with the glyphs of these letters, as far as the font has them; the same bytes for the same letters. Its own
/// notices of copyright and licence stay in it.
///
/// # Errors
/// [`ExcerptError`] if the file is no TrueType font, or the letters are too many.
pub fn cut(whole: &[u8], letters: &BTreeSet<char>) -> Result<Vec<u8>, ExcerptError> {
    let font = FontRef::new(whole).map_err(|error| ExcerptError(error.to_string()))?;
    let characters = font.charmap();
    let mut glyphs = GlyphRemapper::new();
    let mut map: Vec<(u16, u16)> = Vec::new();
    for letter in letters {
        let glyph = characters.map(*letter).and_then(|glyph| u16::try_from(glyph.to_u32()).ok());
        // The map that is written has room for the letters of two bytes.
        if let (Ok(code), Some(glyph)) = (u16::try_from(u32::from(*letter)), glyph.filter(|glyph| *glyph != 0)) {
            map.push((code, glyphs.remap(glyph)));
        }
    }
    let cut = subset(whole, 0, &glyphs).map_err(|error| ExcerptError(error.to_string()))?;
    let missing = || ExcerptError("a table is missing".to_owned());
    let mut all = tables(&cut).ok_or_else(missing)?;
    let of_whole = tables(whole).ok_or_else(missing)?;
    let metrics = of_whole.get(b"OS/2").ok_or_else(missing)?;
    let map = character_map(&map).ok_or_else(|| ExcerptError("too many letters".to_owned()))?;
    all.insert(*b"OS/2", metrics);
    all.insert(*b"cmap", &map);
    file(&all).ok_or_else(missing)
}

/// The tables of a TrueType file by their tags.
fn tables(file: &[u8]) -> Option<BTreeMap<Tag, &[u8]>> {
    let number = |at: usize| Some(u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize);
    let count = u16::from_be_bytes(file.get(4..6)?.try_into().ok()?);
    let table = |index: u16| {
        let record = 12 + 16 * usize::from(index);
        let tag: Tag = file.get(record..record + 4)?.try_into().ok()?;
        let (start, length) = (number(record + 8)?, number(record + 12)?);
        Some((tag, file.get(start..start.checked_add(length)?)?))
    };
    (0..count).map(table).collect()
}

/// Runs of letters that follow one another, as their glyphs do, each with the first letter, the last one and the first glyph;
/// at the end the run of no letter that the format asks for.
fn runs(map: &[(u16, u16)]) -> Vec<(u16, u16, u16)> {
    let mut runs: Vec<(u16, u16, u16)> = Vec::new();
    for (letter, glyph) in map {
        match runs.last_mut() {
            Some((first, last, start))
                if last.checked_add(1) == Some(*letter) && glyph.checked_sub(*start) == Some(letter - *first) =>
            {
                *last = *letter;
            }
            _ => runs.push((*letter, *letter, *glyph)),
        }
    }
    runs.push((u16::MAX, u16::MAX, 0));
    runs
}

/// The table `cmap` with one map of format 4, that of Unicode for Windows, which every program reads. Nothing if it has no room.
fn character_map(map: &[(u16, u16)]) -> Option<Vec<u8>> {
    let runs = runs(map);
    let count = u16::try_from(runs.len()).ok().filter(|count| *count < u16::MAX / 8 - 2)?;
    let (search, selector, shift) = search(count, 2);
    // Version, number of maps, platform, encoding, offset (of two words); format, length, language, twice the number of runs.
    let mut words = vec![0, 1, 3, 1, 0, 12, 4, 16 + 8 * count, 0, 2 * count, search, selector, shift];
    words.extend(runs.iter().map(|(_, last, _)| *last));
    words.push(0);
    words.extend(runs.iter().map(|(first, ..)| *first));
    // What is added to a letter, in a circle of two bytes, to make its glyph; the last run leads to the glyph of none.
    words.extend(runs.iter().map(|(first, _, glyph)| glyph.wrapping_sub(*first)));
    words.extend(runs.iter().map(|_| 0));
    Some(words.into_iter().flat_map(u16::to_be_bytes).collect())
}

/// What TrueType notes beside a number of entries, for programs that halve: the largest power of two that is not larger, by the
/// size of an entry; its exponent; and the size of the rest.
fn search(count: u16, size: u16) -> (u16, u16, u16) {
    let exponent = count.max(1).ilog2();
    let range = size << exponent;
    (range, exponent as u16, size * count - range)
}

/// A TrueType file of tables.
fn file(tables: &BTreeMap<Tag, &[u8]>) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let (range, selector, shift) = search(count, 16);
    let mut out = vec![0, 1, 0, 0];
    out.extend([count, range, selector, shift].into_iter().flat_map(u16::to_be_bytes));
    let mut body: Vec<u8> = Vec::new();
    let mut sum_at = None;
    let start = 12 + 16 * tables.len();
    for (tag, table) in tables {
        let at = start + body.len();
        let mut table = table.to_vec();
        let length = table.len();
        // The sum of the whole file stands in this table, and counts as nothing in the sum.
        if tag == b"head" {
            table.get_mut(8..12)?.fill(0);
            sum_at = Some(at + 8);
        }
        table.resize(length.next_multiple_of(4), 0);
        out.extend(tag);
        let record = [checksum(&table), u32::try_from(at).ok()?, u32::try_from(length).ok()?];
        out.extend(record.into_iter().flat_map(u32::to_be_bytes));
        body.extend(table);
    }
    out.extend(body);
    let sum = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out));
    let sum_at = sum_at?;
    out.get_mut(sum_at..sum_at + 4)?.copy_from_slice(&sum.to_be_bytes());
    Some(out)
}

/// The sum of the words of four bytes, in a circle.
fn checksum(bytes: &[u8]) -> u32 {
    let words = bytes.chunks_exact(4).filter_map(|word| word.try_into().ok().map(u32::from_be_bytes));
    words.fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::GlyphId;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::DrawSettings;
    use skrifa::outline::pen::SvgPen;

    fn made(family: Family, weight: Weight, text: &str) -> Vec<u8> {
        excerpt(family, weight, &text.chars().collect()).expect("an excerpt").expect("letters")
    }

    fn european(weight: Weight, text: &str) -> Vec<u8> {
        made(Family::European, weight, text)
    }

    #[test]
    fn an_excerpt_has_its_letters_as_wide_as_they_were_and_no_others() {
        let (roman, han) = ("Aircraft 1937–41: 904 ≥ c. 25.85 million†, Ääé йЖя×−№\u{a0}→", "飞机，中国");
        let both = format!("{roman}{han}");
        for (family, weight, text) in [
            (Family::European, Weight::Regular, roman),
            (Family::European, Weight::Bold, roman),
            (Family::Chinese, Weight::Regular, han),
            (Family::Chinese, Weight::Bold, han),
        ] {
            let bytes = made(family, weight, &both);
            let own = FontRef::new(&bytes).expect("a font");
            let whole = FontRef::new(of(family, weight).bytes()).expect("a font");
            let told = |font: &FontRef<'_>, letter: char| {
                let glyph = font.charmap().map(letter).filter(|glyph| *glyph != GlyphId::NOTDEF)?;
                let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
                let mut pen = SvgPen::new();
                let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
                font.outline_glyphs().get(glyph)?.draw(settings, &mut pen).ok()?;
                Some((metrics.advance_width(glyph), pen.to_string()))
            };
            for letter in text.chars() {
                assert!(told(&own, letter).is_some(), "{letter}");
                assert_eq!(told(&own, letter), told(&whole, letter), "{letter}");
            }
            let others = both.chars().filter(|letter| !text.contains(*letter)).chain("BQЩ助".chars());
            assert_eq!(others.filter(|letter| told(&own, *letter).is_some()).count(), 0);
            assert!(bytes.len() < 20_000, "{}", bytes.len());
        }
    }

    #[test]
    fn an_excerpt_is_the_same_twice_and_keeps_whose_work_it_is() {
        assert_eq!(european(Weight::Bold, "ab"), european(Weight::Bold, "ba"));
        assert_ne!(european(Weight::Bold, "ab"), european(Weight::Regular, "ab"));
        assert_eq!(excerpt(Family::Chinese, Weight::Bold, &BTreeSet::from(['a'])), Ok(None));
        let bytes = cut(of(Family::European, Weight::Regular).bytes(), &BTreeSet::new()).expect("an excerpt");
        let names = tables(&bytes).and_then(|tables| tables.get(b"name").map(|table| table.to_vec())).expect("names");
        let letters: String = names.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
        assert!(letters.contains("Copyright 2012 Google Inc.") && letters.contains("Licensed under"), "{letters}");
    }

    #[test]
    fn sums_are_those_of_the_tables() {
        let bytes = european(Weight::Regular, "sum");
        assert_eq!(checksum(&bytes), 0xB1B0_AFBA);
        let tags: Vec<String> =
            tables(&bytes).expect("tables").keys().map(|tag| String::from_utf8_lossy(tag).into()).collect();
        assert_eq!(tags, ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"]);
        assert_eq!(
            runs(&[(65, 1), (66, 2), (68, 3), (69, 9)]),
            [(65, 66, 1), (68, 68, 3), (69, 69, 9), (65535, 65535, 0)]
        );
        assert_eq!((search(10, 16), search(1, 2)), ((128, 3, 32), (2, 0, 0)));
    }
}
