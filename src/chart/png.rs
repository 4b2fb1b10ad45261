//! A chart's SVG as a PNG, at twice its size, with the bundled fonts only.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use thiserror::Error;

use super::Drawing;

/// Why a chart cannot be made a PNG.
#[derive(Debug, Error)]
pub enum PngError {
    /// The SVG is not well-formed.
    #[error("the chart cannot be rendered: {0}")]
    Svg(#[from] resvg::usvg::Error),
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

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
    fonts.load_font_data(notosans::BOLD_TTF.to_vec());
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// How a chart's SVG is read: bundled fonts, nothing of the system.
#[must_use]
pub fn options() -> Options<'static> {
    Options { fontdb: Arc::clone(&FONTS), font_family: "Noto Sans".to_owned(), ..Options::default() }
}

/// Renders a chart. The image carries the metadata of the SVG in an iTXt chunk.
///
/// # Errors
/// [`PngError`] if the SVG cannot be read or the image cannot be encoded.
pub fn png(drawing: &Drawing) -> Result<Vec<u8>, PngError> {
    let tree = Tree::from_str(&drawing.svg, &options())?;
    let size = tree.size().to_int_size().scale_by(ZOOM).ok_or(PngError::Size)?;
    let mut pixmap = Pixmap::new(size.width(), size.height()).ok_or(PngError::Size)?;
    resvg::render(&tree, Transform::from_scale(ZOOM, ZOOM), &mut pixmap.as_mut());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size.width(), size.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.add_itxt_chunk("Description".to_owned(), drawing.description.clone())?;
    encoder.add_itxt_chunk(KEYWORD.to_owned(), drawing.metadata.clone())?;
    // The paper covers the whole image, so every pixel is opaque and premultiplied colours are the plain ones.
    encoder.write_header()?.write_image_data(pixmap.data())?;
    Ok(bytes)
}
