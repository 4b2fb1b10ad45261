//! A scene as a PNG, at twice the size of the chart, with the fonts at hand only.

use std::cell::RefCell;

use flate2::{Compress, CompressError, Compression, FlushCompress, Status};
use thiserror::Error;

use super::brush;
use super::image::Image;
use crate::chart::Drawing;
use crate::chart::look::Fonts;
use crate::escape::permitted;

/// Why a chart cannot be made a PNG.
#[derive(Debug, Error)]
pub enum PngError {
    /// The chart is too large for memory.
    #[error("the chart is too large to be rendered")]
    Size,
    /// The image cannot be encoded.
    #[error("the image cannot be encoded: {0}")]
    Encoding(#[from] png::EncodingError),
    /// The image cannot be packed.
    #[error("the image cannot be packed: {0}")]
    Packing(#[from] CompressError),
}

/// The keyword of the text chunk that holds the metadata.
pub const KEYWORD: &str = "sinosov";

/// Renders a chart. The image carries the metadata of the SVG in an iTXt chunk. A letter that no font at hand has is an empty
/// box; [`Drawing::lacking`] tells it.
///
/// # Errors
/// [`PngError`] if the chart is too large, or the image cannot be encoded.
pub fn png(drawing: &Drawing, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
    brush::with_image(&drawing.scene, &drawing.theme, fonts, |image| encoded(image, drawing)).ok_or(PngError::Size)?
}

/// Most files are not larger, in bytes.
const FILE: usize = 512 * 1024;

/// Charts are flat: the first level of packing is five times as fast as the usual.
const LEVEL: u32 = 1;

thread_local! {
    /// What packs, and what it has packed; to make it anew for every chart takes a tenth of its time.
    static PACKED: RefCell<(Compress, Vec<u8>)> = RefCell::new((Compress::new(Compression::new(LEVEL), true), Vec::new()));
}

/// Makes something of some bytes as packed.
fn with_packed<T>(bytes: &[u8], make: impl FnOnce(&[u8]) -> T) -> Result<T, CompressError> {
    PACKED.with_borrow_mut(|(packer, packed)| {
        packer.reset();
        packed.clear();
        loop {
            packed.reserve(FILE);
            let read = usize::try_from(packer.total_in()).unwrap_or(usize::MAX);
            let rest = bytes.get(read..).unwrap_or_default();
            if packer.compress_vec(rest, packed, FlushCompress::Finish)? == Status::StreamEnd {
                return Ok(make(packed));
            }
        }
    })
}

/// The image as a file, with what is told of the chart.
fn encoded(image: &Image, drawing: &Drawing) -> Result<Vec<u8>, PngError> {
    let size = |side: usize| u32::try_from(side).map_err(|_| PngError::Size);
    let mut bytes = Vec::with_capacity(FILE);
    let mut encoder = png::Encoder::new(&mut bytes, size(image.wide)?, size(image.high)?);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(image.colours.palette());
    encoder.set_depth(png::BitDepth::Eight);
    // Keywords of the PNG specification (third edition, 11.3.3.2), which viewers and archives show.
    // A NUL would end a text of a chunk, and whoever reads it may obey other control characters.
    let shown = |text: &str| text.chars().map(permitted).collect::<String>();
    encoder.add_itxt_chunk("Title".to_owned(), shown(&drawing.title))?;
    encoder.add_itxt_chunk("Description".to_owned(), shown(&drawing.description))?;
    encoder.add_itxt_chunk("Source".to_owned(), shown(&drawing.source))?;
    if !drawing.licence.is_empty() {
        encoder.add_itxt_chunk("Copyright".to_owned(), shown(&drawing.licence))?;
    }
    encoder.add_itxt_chunk("Software".to_owned(), concat!("sinosov ", env!("CARGO_PKG_VERSION")).to_owned())?;
    encoder.add_itxt_chunk(KEYWORD.to_owned(), drawing.metadata.clone())?;
    let mut writer = encoder.write_header()?;
    // The rows are as PNG has them, so they are packed as they are.
    with_packed(&image.rows, |packed| writer.write_chunk(png::chunk::IDAT, packed))??;
    writer.finish()?;
    Ok(bytes)
}
