//! Faults as text, in the look of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::Diagnostic;

/// Wide enough that a line is cut only where it has to be.
const WIDTH: usize = 120;

/// The text of one fault, with its line and an arrow under what is at fault.
#[must_use]
pub fn render(fault: &Diagnostic, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH).decor_style(DecorStyle::Ascii);
    let title = Level::ERROR.primary_title(&fault.found).id(fault.code.slug());
    let help = Level::HELP.message(&fault.mend);
    let text = match &fault.place.excerpt {
        Some(excerpt) => {
            let span = excerpt.start..excerpt.end;
            let snippet = Snippet::source(&excerpt.text)
                .line_start(fault.place.line)
                .path(&fault.place.file)
                .annotation(AnnotationKind::Primary.span(span).label(format!("expected {}", fault.expected)));
            renderer.render(&[title.element(snippet).element(help)])
        }
        None => {
            let mut place = Origin::path(&fault.place.file);
            if fault.place.line > 0 {
                place = place.line(fault.place.line).char_column(fault.place.column);
            }
            let note = Level::NOTE.message(format!("expected {}", fault.expected));
            renderer.render(&[title.element(place).element(note).element(help)])
        }
    };
    text + "\n"
}
