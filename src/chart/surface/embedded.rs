//! The metadata of a chart file that was drawn here, read back: from an SVG, or from a text chunk of a PNG.
//!
//! The file may come from anywhere, so nothing in it is believed: no document type, no entities, bounded sizes.

use std::io::Cursor;

use roxmltree::{Document, ParsingOptions};
use thiserror::Error;

use super::png::KEYWORD;

/// A larger file is no chart of ours.
pub const LARGEST_FILE: u64 = 64 << 20;
/// Metadata of a chart with thousands of marks is far below this.
const LARGEST_TEXT: usize = 16 << 20;
/// Elements of a chart with thousands of marks are far fewer.
const MOST_NODES: u32 = 500_000;
/// Attributes of one element; ours have fewer than ten.
const MOST_ATTRIBUTES: usize = 1000;
/// Elements stand in each other this deep at most; an editor adds a few levels.
const DEEPEST: usize = 200;

/// Why no metadata can be read.
#[derive(Debug, Error)]
pub enum NoMetadata {
    /// Neither SVG nor PNG.
    #[error("the file is neither SVG nor PNG")]
    Foreign,
    /// Too large to be a chart.
    #[error("the file is larger than any chart, {} MB at most", LARGEST_FILE >> 20)]
    Huge,
    /// Not well-formed, or with a document type.
    #[error("the SVG cannot be read: {0}")]
    Svg(String),
    /// Broken or cut off.
    #[error("the PNG cannot be read: {0}")]
    Png(String),
    /// A chart without metadata, or a picture of something else.
    #[error(
        "the file has no metadata of sinosov; other software may have dropped it, or it was drawn by another program"
    )]
    None,
}

/// The metadata as JSON text.
///
/// # Errors
/// [`NoMetadata`] where there is none, or the file cannot be read.
pub fn metadata(bytes: &[u8]) -> Result<String, NoMetadata> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_FILE {
        return Err(NoMetadata::Huge);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return of_png(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("<svg") => of_svg(text),
        _ => Err(NoMetadata::Foreign),
    }
}

fn of_svg(text: &str) -> Result<String, NoMetadata> {
    if let Some(reason) = hostile(text) {
        return Err(NoMetadata::Svg(reason.to_owned()));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| NoMetadata::Svg(error.to_string()))?;
    let texts = document.descendants().filter(|node| node.tag_name().name() == "metadata").flat_map(|node| {
        // Editors put descriptions of their own beside ours.
        node.descendants().filter(|inner| inner.is_text()).filter_map(|inner| inner.text().map(str::to_owned))
    });
    let mut ours = texts.filter(|text| text.contains("\"generator\":\"sinosov "));
    ours.next().map(|text| text.trim().to_owned()).ok_or(NoMetadata::None)
}

/// Why a parser should not be given the text: it would go down with its elements until the stack ends, or hold each of
/// endless attributes against all others.
fn hostile(text: &str) -> Option<&'static str> {
    let mut depth = 0_usize;
    // No `<` stands inside a tag, so each piece holds one tag at most.
    for piece in text.split('<').skip(1) {
        if piece.matches("=\"").count() + piece.matches("='").count() > MOST_ATTRIBUTES {
            return Some("an element has more attributes than any in a chart");
        }
        match piece.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            _ if piece.split('>').next().is_some_and(|tag| tag.ends_with('/')) => {}
            _ => depth += 1,
        }
        if depth > DEEPEST {
            return Some("elements stand in each other deeper than in any chart");
        }
    }
    None
}

fn of_png(bytes: &[u8]) -> Result<String, NoMetadata> {
    let broken = |error: png::DecodingError| NoMetadata::Png(error.to_string());
    let limits = png::Limits { bytes: LARGEST_TEXT };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    let header = decoder.read_header_info().map_err(broken)?;
    if u64::from(header.width) * u64::from(header.height) > LARGEST_FILE {
        return Err(NoMetadata::Huge);
    }
    let mut reader = decoder.read_info().map_err(broken)?;
    let found = |reader: &png::Reader<Cursor<&[u8]>>| {
        let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == KEYWORD)?;
        let mut chunk = chunk.clone();
        chunk.decompress_text_with_limit(LARGEST_TEXT).ok()?;
        chunk.get_text().ok()
    };
    if let Some(text) = found(&reader) {
        return Ok(text);
    }
    // Other software may have moved the text behind the picture.
    reader.finish().map_err(broken)?;
    found(&reader).ok_or(NoMetadata::None)
}
