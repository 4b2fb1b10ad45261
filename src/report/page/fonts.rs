//! The fonts that a page carries, as far as it needs them.

use std::collections::BTreeSet;
use std::io::{self, Write};

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::chart::look::Family;
use crate::chart::look::excerpt::{cut, excerpt};
use crate::chart::look::text::Weight;
use crate::lang::Tongue;

/// The names by which the style calls the fonts that a page carries; unlike those of any font of a machine, so that none of them
/// stands in for them.
const FAMILY: &str = "sinosov Noto Sans";
const CHINESE_FAMILY: &str = "sinosov Noto Sans SC";
const PROSE_FAMILY: &str = "sinosov Noto Serif";

macro_rules! bundled {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/", $name))
    };
}

/// Which letters of a page stand in the font of its prose.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    /// Whether it has any that is upright: then that may be every letter of it, for a card shows the words of any work.
    pub(super) is_upright: bool,
    /// Those in italics.
    pub(super) italic: BTreeSet<char>,
    /// Those of heads.
    pub(super) heads: BTreeSet<char>,
}

/// Letters from here on are in the fonts of readers, but for those of the charts.
const EUROPEAN: usize = 0x2e80;

/// How many bytes are written, and which letters of European scripts.
pub(super) struct Written {
    pub(super) bytes: usize,
    letters: Vec<bool>,
}

impl Written {
    /// What a page writes of these texts.
    ///
    /// # Errors
    /// If they cannot be written as JSON, which texts and lists always can.
    pub(super) fn new(texts: &impl Serialize) -> serde_json::Result<Self> {
        let mut written = Self { bytes: 0, letters: vec![false; EUROPEAN] };
        serde_json::to_writer(&mut written, texts)?;
        Ok(written)
    }

    /// Its letters, and those in which templates write words of their own.
    pub(super) fn letters(&self) -> BTreeSet<char> {
        let written = (0..).zip(&self.letters).filter(|(_, is_written)| **is_written);
        let written = written.filter_map(|(code, _)| char::from_u32(code)).filter(|letter| !letter.is_control());
        written.chain(' '..='~').collect()
    }

    fn mark(&mut self, letter: usize) {
        if let Some(is_written) = self.letters.get_mut(letter) {
            *is_written = true;
        }
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        // Most is ASCII, of which each byte is a letter.
        let mut rest = bytes;
        while let Some(first) = rest.iter().position(|byte| !byte.is_ascii()) {
            let (ascii, others) = rest.split_at(first);
            ascii.iter().for_each(|byte| self.mark(usize::from(*byte)));
            let end = others.iter().position(u8::is_ascii).unwrap_or(others.len());
            let (others, behind) = others.split_at(end);
            // A letter that is parted between two calls is written by some other word, too.
            String::from_utf8_lossy(others).chars().for_each(|letter| self.mark(letter as usize));
            rest = behind;
        }
        rest.iter().for_each(|byte| self.mark(usize::from(*byte)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The letters of the words that templates say in a language, as far as they are of European scripts.
pub(super) fn of_words(tongue: &Tongue) -> BTreeSet<char> {
    tongue.letters().into_iter().filter(|it| (*it as usize) < EUROPEAN && !it.is_control()).collect()
}

/// The fonts of a page as rules of a style sheet: those in which texts of charts are measured, and those of prose; for the
/// letters that it writes.
///
/// # Errors
/// If a bundled font is not as it must be.
pub(super) fn faces(
    letters: &BTreeSet<char>,
    Prose { is_upright, italic, heads }: &Prose,
    tongue: &Tongue,
) -> Result<String> {
    let none = BTreeSet::new();
    let upright = if *is_upright { letters } else { &none };
    let of_prose = [
        ("400;", bundled!("NotoSerif-Regular.ttf").as_slice(), upright),
        ("400;font-style:italic;", bundled!("NotoSerif-Italic.ttf").as_slice(), italic),
        ("600 700;", bundled!("NotoSerif-SemiBold.ttf").as_slice(), heads),
    ];
    let mut style = of_charts(letters, tongue)?;
    style.push_str(NOTICE_OF_PROSE);
    for (weight, font, letters) in of_prose.into_iter().filter(|(.., letters)| !letters.is_empty()) {
        style.push_str(&face(PROSE_FAMILY, weight, "", &cut(font, letters)?));
    }
    Ok(style)
}

/// All go by one name, for none has a letter of another. In a page that is told in Chinese the text stands in the font of the
/// reader, and with that name would take the letters that charts have from here: there Chinese has a name that drawings alone ask for.
fn of_charts(letters: &BTreeSet<char>, tongue: &Tongue) -> Result<String> {
    let is_told_in_chinese = tongue.letters().iter().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter));
    let mut style = String::new();
    for family in Family::ALL {
        let name = if family == Family::Chinese && is_told_in_chinese { CHINESE_FAMILY } else { FAMILY };
        for (weight, number) in [(Weight::Regular, "400;"), (Weight::Bold, "700;")] {
            let Some(font) = excerpt(family, weight, letters)? else { continue };
            if weight == Weight::Regular {
                style.push_str(notice(family));
            }
            style.push_str(&face(name, number, range(family), &font));
        }
    }
    Ok(style)
}

/// One font as a rule, with its bytes in it.
fn face(family: &str, weight: &str, range: &str, font: &[u8]) -> String {
    let font = STANDARD.encode(font);
    format!(
        "@font-face{{font-family:\"{family}\";font-weight:{weight}{range}\
         src:url(data:font/ttf;base64,{font}) format(\"truetype\")}}\n"
    )
}

const NOTICE_OF_PROSE: &str = "/* Prose in Noto Serif, copyright 2022 The Noto Project Authors, under the SIL Open Font License 1.1, which stands in the \
                               fonts. */\n";

/// Whose work a font is that a page carries a part of.
fn notice(family: Family) -> &'static str {
    match family {
        Family::European => {
            "/* The letters of the charts, of Noto Sans, copyright 2012 Google Inc., whose notices stand in the fonts. */\n"
        }
        Family::Chinese => {
            "/* And of Noto Sans SC, copyright 2014-2021 Adobe, under the SIL Open Font License 1.1, which stands in the fonts. */\n"
        }
    }
}

/// For which letters a browser looks into a font that stands beside another of the same name.
fn range(family: Family) -> &'static str {
    match family {
        Family::European => "",
        Family::Chinese => "unicode-range:U+2E80-FFFF;",
    }
}
