//! The fonts that a page carries, as far as it needs them.

use std::collections::BTreeSet;

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::chart::look::Family;
use crate::chart::look::excerpt::excerpt;
use crate::chart::look::text::Weight;

/// The name by which the style calls the font that a page carries; unlike that of any font of a machine, so that none of them
/// stands in for it.
const FAMILY: &str = "sinosov Noto Sans";

/// The fonts in which texts of charts are measured, cut down to these letters, as rules of a style sheet. All go by one name, for
/// none has a letter of another.
///
/// # Errors
/// If a bundled font is not as it must be.
pub(super) fn faces(letters: &BTreeSet<char>) -> Result<String> {
    let mut style = String::new();
    for family in Family::ALL {
        for (weight, number) in [(Weight::Regular, 400), (Weight::Bold, 700)] {
            let Some(font) = excerpt(family, weight, letters)? else { continue };
            if weight == Weight::Regular {
                style.push_str(notice(family));
            }
            let (font, range) = (STANDARD.encode(font), range(family));
            style.push_str(&format!(
                "@font-face{{font-family:\"{FAMILY}\";font-weight:{number};{range}\
                 src:url(data:font/ttf;base64,{font}) format(\"truetype\")}}\n"
            ));
        }
    }
    Ok(style)
}

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
