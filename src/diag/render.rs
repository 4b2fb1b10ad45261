//! Faults as text, in the look of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Excerpt};
use crate::escape::{Escaped, Terminal};

/// Wide enough that a line is cut only where it has to be.
const WIDTH: usize = 120;

/// The text of one fault, with its line and an arrow under what is at fault.
#[must_use]
pub fn render(fault: &Diagnostic, colour: bool) -> Escaped<Terminal> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH).decor_style(DecorStyle::Ascii);
    // Before it is laid out, so that the arrow stands under what it points to.
    let shown = |text: &str| Escaped::<Terminal>::data(text).into_string();
    let (found, mend, file) = (shown(&fault.found), shown(&fault.mend), shown(&fault.place.file));
    let title = Level::ERROR.primary_title(&found).id(fault.code.slug());
    let help = Level::HELP.message(&mend);
    let expected = format!("expected {}", shown(&fault.expected));
    let text = match fault.place.excerpt.as_ref().map(as_shown) {
        Some(excerpt) => {
            let span = excerpt.start..excerpt.end;
            let snippet = Snippet::source(&excerpt.text)
                .line_start(fault.place.line)
                .path(&file)
                .annotation(AnnotationKind::Primary.span(span).label(expected));
            renderer.render(&[title.element(snippet).element(help)])
        }
        None => {
            let mut place = Origin::path(&file);
            if fault.place.line > 0 {
                place = place.line(fault.place.line).char_column(fault.place.column);
            }
            let note = Level::NOTE.message(expected);
            renderer.render(&[title.element(place).element(note).element(help)])
        }
    };
    // All that the renderer adds is its own colours.
    Escaped::vouched(text + "\n")
}

/// The line as a terminal shows it, with the part that is meant at its new place.
fn as_shown(excerpt: &Excerpt) -> Excerpt {
    let Excerpt { text, start, end } = excerpt;
    let cut = |from: usize, to: usize| Escaped::<Terminal>::data(text.get(from..to).unwrap_or_default()).into_string();
    let (before, part) = (cut(0, *start), cut(*start, *end));
    let (start, end) = (before.len(), before.len() + part.len());
    Excerpt { text: before + &part + &cut(excerpt.end, text.len()), start, end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Place};

    #[test]
    fn nothing_in_a_fault_is_obeyed_and_the_arrow_points_at_it() {
        let line = "a,\u{1b}]0;x\u{7},\u{202e}b\u{9b}31m,飞";
        let start = line.find('b').unwrap_or_default();
        let place = Place::span("f\u{1b}.csv", line, start..start + 1);
        let fault = Diagnostic::new(Code::UnknownId, place, "`\u{1b}[2J`", "an \u{9b}id", "name \u{7f}");
        for colour in [false, true] {
            let made = render(&fault, colour).into_string();
            let plain = made.split("\u{1b}[").map(|part| part.split_once('m').map_or(part, |(_, rest)| rest));
            let plain: String = if colour { plain.collect() } else { made.clone() };
            assert!(!plain.contains(|it: char| it.is_control() && it != '\n' || it == '\u{202e}'), "{plain:?}");
        }
        let made = render(&fault, false).into_string();
        let column = |sign: &str| made.lines().find_map(|line| line.find(sign));
        assert_eq!(column("^ expected an <U+009B>id"), column("b<U+009B>31m"), "{made}");
    }
}
