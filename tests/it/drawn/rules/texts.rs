//! Texts: that they can be read, and hide nothing.

use sinosov::chart::look::theme::TEXT_CONTRAST;
use sinosov::chart::scene::{Bounds, Item, Outline};

use crate::drawn::reading::{Case, Fault, Read, Thing, Words, told};
use crate::drawn::shapes;

/// Boxes may overlap by so much, for letters seldom fill theirs.
const SLACK: f64 = 0.75;
/// White space that texts keep to the edge of the finished chart, in pixels.
const EDGE: f64 = 2.0;
/// The least size of type in the finished chart, in pixels.
const LEAST: f64 = 12.0;

/// No text stands over another.
pub fn cover_no_texts(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        let mut texts: Vec<&Words<'_>> = read.texts.iter().collect();
        texts.sort_by(|left, right| left.bounds.top.total_cmp(&right.bounds.top));
        for (index, words) in texts.iter().enumerate() {
            let own = words.bounds.grown(-SLACK / 2.0);
            for other in texts[index + 1..].iter().take_while(|other| other.bounds.top < own.bottom) {
                if own.meets(&other.bounds.grown(-SLACK / 2.0)) {
                    finds.add(own, format!("{} over {}", told(&words.text.text), told(&other.text.text)));
                }
            }
        }
    })
}

/// No text leaves the canvas, or touches its edge.
pub fn stay_on_the_canvas(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        let (width, height) = read.scene.size;
        let edge = EDGE / read.scene.scale;
        let canvas = Bounds { left: edge, top: edge, right: width - edge, bottom: height - edge };
        for words in read.texts.iter().filter(|words| !canvas.holds(&words.bounds)) {
            let out = [
                canvas.left - words.bounds.left,
                words.bounds.right - canvas.right,
                canvas.top - words.bounds.top,
                words.bounds.bottom - canvas.bottom,
            ];
            let out = out.into_iter().fold(0.0, f64::max);
            finds.add(words.bounds, format!("{} by {out:.0} pixels", told(&words.text.text)));
        }
    })
}

/// No text and no mark of another number lie over each other, but a line may lie behind a text with a halo; and no number lies
/// all over the shape of its own mark.
pub fn hide_no_marks(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        for words in &read.texts {
            let is_lost = |thing: &Thing<'_>| {
                let is_shape =
                    matches!(thing.item, Item::Shape(_, paint) if paint.outline != Outline::None || words.text.halo);
                thing.mark == words.mark
                    && is_shape
                    && words.bounds.grown(2.0).holds(&thing.bounds)
                    && thing.bounds.width() > 1.5
            };
            if words.mark.is_some() && read.things[..words.order].iter().any(is_lost) {
                finds.add(words.bounds, format!("{} and its own mark", told(&words.text.text)));
            }
            // Letters seldom reach the edges of their box.
            let own = words.bounds.grown(-1.0);
            let others = read
                .things
                .iter()
                .enumerate()
                .filter(|(_, thing)| thing.mark.is_some() && thing.mark != words.mark && thing.bounds.meets(&own));
            for (order, thing) in others {
                let is_hit = match thing.item {
                    Item::Shape(shape, _) => shapes::meets(shape, &own),
                    Item::Stroke(stroke) if words.text.halo && order < words.order => {
                        stroke.width > 3.0 && shapes::crosses(stroke, &own)
                    }
                    Item::Stroke(stroke) => shapes::crosses(stroke, &own),
                    Item::Text(_) | Item::Mark(_) => false,
                };
                if is_hit && !is_under_a_shape(read, order, words) {
                    let title = thing.mark.map(|mark| read.marks[mark].title.as_str()).unwrap_or_default();
                    finds.add(own, format!("{} and the mark of {}", told(&words.text.text), told(title)));
                    break;
                }
            }
        }
    })
}

/// No line of a grid or an axis crosses letters, unless they have a halo and stand before it.
pub fn are_crossed_by_no_lines(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        for words in &read.texts {
            let own = words.bounds.grown(-1.5);
            let hit = read.things.iter().enumerate().find(|(order, thing)| {
                let is_before = words.text.halo && *order < words.order;
                thing.mark.is_none()
                    && !is_before
                    && thing.bounds.meets(&own)
                    && matches!(thing.item, Item::Stroke(stroke) if shapes::crosses(stroke, &own) && !is_under_a_shape(read, *order, words))
            });
            if hit.is_some() {
                finds.add(own, told(&words.text.text));
            }
        }
    })
}

/// Whether a shape that is drawn after a thing, and before a text, covers the thing at the text.
fn is_under_a_shape(read: &Read<'_>, thing: usize, words: &Words<'_>) -> bool {
    let own = words.bounds.grown(-2.0);
    let between = read.things.get(thing + 1..words.order).unwrap_or_default();
    let corners = [(own.left, own.top), (own.right, own.top), (own.left, own.bottom), (own.right, own.bottom)];
    between.iter().any(|thing| match thing.item {
        Item::Shape(shape, _) => corners.iter().all(|corner| shapes::holds(shape, *corner)),
        _ => false,
    })
}

/// Every text is told from all that it stands on.
pub fn can_be_read(case: &Case<'_>) -> Vec<Fault> {
    let theme = &case.chart.theme;
    case.in_every_frame(|read, finds| {
        for words in &read.texts {
            let own = theme.ink(words.text.ink);
            let contrast = |ground| own.contrast(ground);
            let least = if words.text.halo {
                contrast(theme.paper)
            } else {
                grounds(case, read, words).into_iter().map(contrast).fold(f64::MAX, f64::min)
            };
            if least < TEXT_CONTRAST {
                finds.add(words.bounds, format!("{} has a contrast of {least:.1}", told(&words.text.text)));
            }
        }
    })
}

/// The colours under a text: of the last shape under each of five places along it.
fn grounds(case: &Case<'_>, read: &Read<'_>, words: &Words<'_>) -> Vec<sinosov::chart::look::theme::Colour> {
    let own = words.bounds;
    let under: Vec<_> = read.things[..words.order]
        .iter()
        .rev()
        .filter(|thing| thing.bounds.meets(&own))
        .filter_map(|thing| match thing.item {
            Item::Shape(shape, paint) => Some((shape, paint)),
            _ => None,
        })
        .collect();
    let y = words.text.at.1 - 0.35 * words.text.size;
    let places = [0.02, 0.25, 0.5, 0.75, 0.98].map(|share| (own.left + share * own.width(), y));
    let mut colours = Vec::new();
    for place in places {
        match under.iter().find(|(shape, _)| shapes::holds(shape, place)) {
            Some((_, paint)) => colours.extend(case.colours(paint).0),
            None => colours.push(case.chart.theme.paper),
        }
    }
    colours.sort_unstable();
    colours.dedup();
    colours
}

/// Type in the finished chart is twelve pixels high, or more.
pub fn are_large_enough(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        for words in &read.texts {
            let size = words.text.size * read.scene.scale;
            if size < LEAST - 0.01 {
                finds.add(words.bounds, format!("{} is {size:.1} pixels high", told(&words.text.text)));
            }
        }
    })
}
