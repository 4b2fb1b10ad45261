//! Letters as masks: shaped by the font's own rules, and drawn once a face, size and place across a pixel; baselines are whole.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use harfrust::{ShapeOptions, ShapePlan, UnicodeBuffer};
use rust_decimal::prelude::ToPrimitive;
use skrifa::outline::OutlinePen;
use tiny_skia::{LineJoin, Path, PathBuilder, Stroke, Transform};

use super::image::Covered;
use crate::chart::look::Fonts;
use crate::chart::look::font::Face;
use crate::chart::look::text::Weight;

/// A glyph has so many places across a pixel; a quarter of a pixel is half of what an eye can tell apart.
const ACROSS: u8 = 4;
/// So many lines, and so many masks, are kept; then all are forgotten and drawn again where they are needed.
const MOST_KEPT: usize = 20_000;
/// Sizes of type and widths of edges are told apart by so many steps a pixel.
const STEPS: f64 = 64.0;

/// A line of text as glyphs.
pub(super) struct Line {
    /// Face, glyph, and how far it stands from the start of the line, in sizes of the type.
    glyphs: Vec<(Face, u32, (f64, f64))>,
    /// How long the line is, in sizes of the type.
    pub(super) advance: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    face: Face,
    glyph: u32,
    /// The size of the type, in steps.
    size: u32,
    /// Where across its pixel the glyph begins.
    across: u8,
    /// The width of the edge around it, in steps; 0 for the glyph itself.
    edge: u32,
}

/// What the glyphs cover; nothing for a space.
type Masks = BTreeMap<Key, Option<Arc<Covered>>>;

/// What any worker has drawn.
static DRAWN: LazyLock<RwLock<Masks>> = LazyLock::new(RwLock::default);

/// What a worker has shaped, and the masks that it has met.
#[derive(Default)]
pub(super) struct Letters {
    /// By weight and the number of the given font, and by the text.
    lines: BTreeMap<(Weight, Option<u32>), BTreeMap<String, Rc<Line>>>,
    plans: BTreeMap<(Face, [u8; 4], bool), ShapePlan>,
    masks: Masks,
}

thread_local! {
    static LETTERS: RefCell<Letters> = RefCell::default();
}

/// Works with the letters that this worker has drawn before.
pub(super) fn with<T>(work: impl FnOnce(&mut Letters) -> T) -> T {
    LETTERS.with_borrow_mut(work)
}

impl Letters {
    /// A text as glyphs. Letters that the bundled font lacks are taken from the one that was given.
    pub(super) fn line(&mut self, text: &str, weight: Weight, fonts: &Fonts) -> Rc<Line> {
        let key = (weight, fonts.given());
        if let Some(line) = self.lines.get(&key).and_then(|lines| lines.get(text)) {
            return Rc::clone(line);
        }
        if self.lines.values().map(BTreeMap::len).sum::<usize>() >= MOST_KEPT {
            self.lines.clear();
        }
        let mut line = Line { glyphs: Vec::new(), advance: 0.0 };
        for (face, run) in fonts.runs(text, weight) {
            self.shape(face, run, fonts, &mut line);
        }
        let line = Rc::new(line);
        self.lines.entry(key).or_default().insert(text.to_owned(), Rc::clone(&line));
        line
    }

    fn shape(&mut self, face: Face, run: &str, fonts: &Fonts, line: &mut Line) {
        let Some(font) = fonts.face(face) else { return };
        let shaper = font.shaper();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        let (script, direction) = (buffer.script(), buffer.direction());
        let key = (face, script.tag().to_be_bytes(), direction == harfrust::Direction::LeftToRight);
        let plan = self.plans.entry(key).or_insert_with(|| ShapePlan::new(&shaper, direction, Some(script), None, &[]));
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(plan)));
        let em = f64::from(shaper.units_per_em());
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let at = (line.advance + f64::from(place.x_offset) / em, f64::from(place.y_offset) / em);
            line.glyphs.push((face, glyph.glyph_id, at));
            line.advance += f64::from(place.x_advance) / em;
        }
    }

    /// What the glyphs of a line cover, each with the pixel that its mask is counted from. `start` is where the line begins on
    /// its baseline and `size` how large the type is, in pixels of the image; `edge` is the width of the edge around every
    /// glyph on either side, 0 for the glyphs themselves.
    pub(super) fn covered(
        &mut self,
        line: &Line,
        start: (f64, f64),
        size: f64,
        edge: f64,
        fonts: &Fonts,
    ) -> Vec<((i32, i32), Arc<Covered>)> {
        let steps = |pixels: f64| (pixels * STEPS).round().to_u32().unwrap_or_default();
        let mut covered = Vec::with_capacity(line.glyphs.len());
        for (face, glyph, (x, y)) in &line.glyphs {
            let (column, across) = place(start.0 + x * size);
            let row = (start.1 - y * size).round().to_i32().unwrap_or_default();
            let key = Key { face: *face, glyph: *glyph, size: steps(size), across, edge: steps(edge) };
            covered.extend(self.mask(key, fonts).map(|mask| ((column, row), mask)));
        }
        covered
    }

    fn mask(&mut self, key: Key, fonts: &Fonts) -> Option<Arc<Covered>> {
        if let Some(known) = self.masks.get(&key) {
            return known.clone();
        }
        if self.masks.len() >= MOST_KEPT {
            self.masks.clear();
        }
        let mask = shared(key, fonts);
        self.masks.insert(key, mask.clone());
        mask
    }
}

/// A mask that another worker has drawn, or else a new one for all.
fn shared(key: Key, fonts: &Fonts) -> Option<Arc<Covered>> {
    if let Some(known) = DRAWN.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return known.clone();
    }
    let mask = drawn(key, fonts).map(Arc::new);
    let mut all = DRAWN.write().unwrap_or_else(PoisonError::into_inner);
    if all.len() >= MOST_KEPT {
        all.clear();
    }
    all.insert(key, mask.clone());
    mask
}

/// The pixel of a place, and which of the places across it is the nearest.
fn place(pixels: f64) -> (i32, u8) {
    let count = f64::from(ACROSS);
    let places = (pixels * count).round();
    let pixel = (places / count).floor();
    (pixel.to_i32().unwrap_or_default(), (places - pixel * count).to_u8().unwrap_or_default())
}

/// A glyph, or the edge around it, as what it covers; nothing for a space.
fn drawn(key: Key, fonts: &Fonts) -> Option<Covered> {
    let pixels = |steps: u32| steps.to_f32().map(|steps| steps / 64.0);
    let mut pen = Pen(PathBuilder::new());
    fonts.face(key.face)?.outline(key.glyph, pixels(key.size)?, &mut pen)?;
    let moved = Transform::from_translate(f32::from(key.across) / f32::from(ACROSS), 0.0);
    let outline = pen.0.finish()?.transform(moved)?;
    let path = match key.edge {
        0 => outline,
        edge => edged(&outline, pixels(edge)?)?,
    };
    Covered::by_small(&path)
}

/// The band on either side of an outline.
fn edged(outline: &Path, edge: f32) -> Option<Path> {
    let stroke = Stroke { width: 2.0 * edge, line_join: LineJoin::Round, ..Stroke::default() };
    outline.stroke(&stroke, 1.0)
}

/// Glyphs are drawn upwards, images downwards.
struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }

    fn quad_to(&mut self, over_x: f32, over_y: f32, x: f32, y: f32) {
        self.0.quad_to(over_x, -over_y, x, -y);
    }

    fn curve_to(&mut self, from_x: f32, from_y: f32, over_x: f32, over_y: f32, x: f32, y: f32) {
        self.0.cubic_to(from_x, -from_y, over_x, -over_y, x, -y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
