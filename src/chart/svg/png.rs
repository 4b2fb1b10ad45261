//! A chart's SVG as a PNG, at twice its size, with the bundled fonts only.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use thiserror::Error;

use crate::chart::Drawing;
use crate::chart::look::Fonts;

/// Why a chart cannot be made a PNG.
#[derive(Debug, Error)]
pub enum PngError {
    /// The SVG is not well-formed.
    #[error("the chart cannot be rendered: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// A character that no font at hand shows.
    #[error(
        "the fonts at hand have no `{character}`, which stands in: {text}; give a font that has it with --font FILE"
    )]
    NoGlyph {
        /// The character.
        character: char,
        /// The text it stands in.
        text: String,
    },
    /// The chart is too large for memory.
    #[error("the chart is too large to be rendered")]
    Size,
    /// The image cannot be encoded.
    #[error("the image cannot be encoded: {0}")]
    Encoding(#[from] png::EncodingError),
}

/// Pixels of the image for one of the chart.
const ZOOM: f32 = 2.0;

/// The keyword of the text chunk that holds the metadata.
pub const KEYWORD: &str = "sinosov";

/// How a chart's SVG is read: these fonts, nothing of the system.
#[must_use]
pub fn options(fonts: &Fonts) -> Options<'static> {
    Options { fontdb: fonts.database(), font_family: "Noto Sans".to_owned(), ..Options::default() }
}

/// Renders a chart. The image carries the metadata of the SVG in an iTXt chunk.
///
/// # Errors
/// [`PngError`] if the SVG cannot be read or the image cannot be encoded.
pub fn png(drawing: &Drawing, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
    for text in &drawing.texts {
        if let Some(character) = fonts.missing(text) {
            return Err(PngError::NoGlyph { character, text: text.clone() });
        }
    }
    let tree = Tree::from_str(&drawing.svg, &options(fonts))?;
    let size = tree.size().to_int_size().scale_by(ZOOM).ok_or(PngError::Size)?;
    let mut pixmap = Pixmap::new(size.width(), size.height()).ok_or(PngError::Size)?;
    resvg::render(&tree, Transform::from_scale(ZOOM, ZOOM), &mut pixmap.as_mut());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size.width(), size.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Charts are flat: filters gain nothing on them, and the first level of compression is five times as fast as the usual.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    // Keywords of the PNG specification (third edition, 11.3.3.2), which viewers and archives show.
    encoder.add_itxt_chunk("Title".to_owned(), drawing.title.clone())?;
    encoder.add_itxt_chunk("Description".to_owned(), drawing.description.clone())?;
    encoder.add_itxt_chunk("Source".to_owned(), drawing.source.clone())?;
    encoder.add_itxt_chunk("Copyright".to_owned(), "CC BY 4.0".to_owned())?;
    encoder.add_itxt_chunk("Software".to_owned(), concat!("sinosov ", env!("CARGO_PKG_VERSION")).to_owned())?;
    encoder.add_itxt_chunk(KEYWORD.to_owned(), drawing.metadata.clone())?;
    // The paper covers the whole image, so every pixel is opaque and premultiplied colours are the plain ones.
    let mut opaque = vec![0; pixmap.data().len() / 4 * 3];
    for (pixel, rgba) in opaque.chunks_exact_mut(3).zip(pixmap.data().chunks_exact(4)) {
        pixel.copy_from_slice(&rgba[..3]);
    }
    encoder.write_header()?.write_image_data(&opaque)?;
    Ok(bytes)
}
