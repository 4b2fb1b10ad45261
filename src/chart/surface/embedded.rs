//! The metadata of a chart file that was drawn here, read back: from an SVG, or from a text chunk of a PNG.
//!
//! The file may come from anywhere, so nothing in it is believed: no document type, no entities, bounded sizes. It is read as a
//! stream, and no length that it tells is taken for one.

use std::io::Read;

use flate2::Crc;
use flate2::read::ZlibDecoder;
use thiserror::Error;

use super::png::KEYWORD;
use crate::xml::{self, Limits, Part};

/// A larger file is no chart of ours.
pub const LARGEST_FILE: u64 = crate::files::CHART.bytes;
/// Metadata of a chart with thousands of marks is far below this.
const LARGEST_TEXT: usize = 16 << 20;
/// Elements of a chart with thousands of marks are far fewer, and ours have fewer than ten attributes; an editor adds a few
/// levels.
const LIMITS: Limits = Limits { depth: 200, elements: 200_000, attributes: 1000 };
/// How every PNG begins.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// By this our metadata is known among others.
const OWN: &str = "\"generator\":\"sinosov ";

/// Why no metadata can be read.
#[derive(Debug, Error)]
pub enum NoMetadata {
    /// Neither SVG nor PNG.
    #[error("the file is neither SVG nor PNG")]
    Foreign,
    /// Too large to be a chart.
    #[error("the file is larger than any chart, {} MB at most", LARGEST_FILE >> 20)]
    Huge,
    /// Metadata too large to be that of a chart.
    #[error("its metadata is larger than that of any chart, {} MB at most", LARGEST_TEXT >> 20)]
    LongText,
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
    if bytes.starts_with(SIGNATURE) {
        return of_png(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("<svg") => of_svg(text),
        _ => Err(NoMetadata::Foreign),
    }
}

fn of_svg(text: &str) -> Result<String, NoMetadata> {
    let mut found: Option<String> = None;
    let (mut inside, mut piece, mut is_long): (Option<usize>, String, bool) = (None, String::new(), false);
    let read = xml::read(text, LIMITS, |part, _, depth| {
        if let Part::Text(text) = part {
            if inside.is_some() && found.is_none() {
                piece.push_str(&text);
                is_long = piece.len() > LARGEST_TEXT;
            }
            return !is_long;
        }
        // Editors put descriptions of their own beside ours.
        if found.is_none() && piece.contains(OWN) {
            found = Some(piece.trim().to_owned());
        }
        piece.clear();
        match part {
            Part::Open(element) if element.name() == "metadata" => inside = inside.or(Some(depth)),
            Part::Close if inside == Some(depth) => inside = None,
            _ => {}
        }
        true
    });
    read.map_err(|error| NoMetadata::Svg(error.to_string()))?;
    if is_long {
        return Err(NoMetadata::LongText);
    }
    found.ok_or(NoMetadata::None)
}

/// The text of the chunk that is ours. The chunks are gone through by their lengths; the picture itself is never unpacked.
fn of_png(bytes: &[u8]) -> Result<String, NoMetadata> {
    let broken = |reason: &str| NoMetadata::Png(reason.to_owned());
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    let mut first = true;
    loop {
        let Some((head, tail)) = rest.split_first_chunk::<4>() else { return Err(broken("it is cut off")) };
        let length = usize::try_from(u32::from_be_bytes(*head)).unwrap_or(usize::MAX);
        // Name and content, and the check behind them.
        let (chunk, check) = length.checked_add(4).and_then(|end| tail.split_at_checked(end)).unzip();
        let (Some(chunk), Some((check, behind))) = (chunk, check.and_then(<[u8]>::split_first_chunk::<4>)) else {
            return Err(broken("a part of it is longer than the file"));
        };
        let mut sum = Crc::new();
        sum.update(chunk);
        if sum.sum() != u32::from_be_bytes(*check) {
            return Err(broken("a part of it is damaged: its check does not fit"));
        }
        let (name, content) = chunk.split_at_checked(4).unwrap_or_default();
        match name {
            b"IHDR" if first => {}
            _ if first => return Err(broken("it does not begin with its size")),
            b"iTXt" => {
                if let Some(text) = content.strip_prefix(KEYWORD.as_bytes()).and_then(|it| it.strip_prefix(b"\0")) {
                    return of_chunk(text);
                }
            }
            b"IEND" => return Err(NoMetadata::None),
            _ => {}
        }
        first = false;
        rest = behind;
    }
}

/// The text of an iTXt chunk behind its keyword, unpacked where other software has packed it.
fn of_chunk(content: &[u8]) -> Result<String, NoMetadata> {
    let broken = || NoMetadata::Png("its text of metadata cannot be read".to_owned());
    let (head, rest) = content.split_first_chunk::<2>().ok_or_else(broken)?;
    // A language and a keyword in it, both ended by a zero byte.
    let text = rest.splitn(3, |byte| *byte == 0).nth(2).ok_or_else(broken)?;
    let mut out = Vec::new();
    let limit = u64::try_from(LARGEST_TEXT).unwrap_or(u64::MAX).saturating_add(1);
    match head {
        [0, _] => out.extend(text.iter().take(LARGEST_TEXT + 1)),
        [1, 0] => {
            ZlibDecoder::new(text).take(limit).read_to_end(&mut out).map_err(|_| broken())?;
        }
        _ => return Err(broken()),
    }
    if out.len() > LARGEST_TEXT {
        return Err(NoMetadata::LongText);
    }
    String::from_utf8(out).map_err(|_| broken())
}
