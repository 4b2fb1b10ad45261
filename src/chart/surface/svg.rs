//! A scene as SVG: shapes and live texts, marks as groups with a title.

use std::fmt::Write;

use crate::chart::look::Theme;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::text::Weight;
use crate::chart::scene::{Anchor, HALO, Item, Mark, OUTLINE, Point, Scene, Shape, Stroke, Text};

/// How inks are written as values of attributes.
pub(super) trait Inks {
    fn ink(&mut self, ink: Ink) -> String;
    /// The ink of an outline that is drawn only where it is of another colour than the fill; `None` where it never is.
    fn where_needed(&mut self, fill: Ink, outline: Ink) -> Option<String>;
}

/// Inks in the colours of one theme.
struct Themed<'a>(&'a Theme);

impl Inks for Themed<'_> {
    fn ink(&mut self, ink: Ink) -> String {
        self.0.ink(ink).to_string()
    }

    fn where_needed(&mut self, fill: Ink, outline: Ink) -> Option<String> {
        (self.0.ink(fill) != self.0.ink(outline)).then(|| self.ink(outline))
    }
}

/// What stands at the top of a document.
pub(crate) struct Head<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) metadata: &'a str,
}

/// A scene as a document of its own. The metadata stand in it as JSON.
pub(crate) fn document(scene: &Scene, theme: &Theme, head: &Head<'_>) -> String {
    let mut writer = Writer::new("hatch", Themed(theme));
    writer.items(&scene.items);
    let id = escape(head.id);
    let [width, height] = [scene.size.0, scene.size.1].map(number);
    let [across, down] = [scene.size.0 * scene.scale, scene.size.1 * scene.scale].map(number);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}\" height=\"{down}\" \
         viewBox=\"0 0 {width} {height}\" role=\"graphics-document\" aria-labelledby=\"{id}-title {id}-desc\" \
         font-family=\"'Noto Sans', 'Source Sans 3', 'Noto Sans SC', Arial, sans-serif\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n<metadata>{}</metadata>\n{}{}</svg>\n",
        escape(head.title),
        escape(head.description),
        escape(head.metadata),
        writer.definitions(),
        writer.body,
    )
}

/// Items written one after the other.
pub(super) struct Writer<I> {
    pub(super) body: String,
    inks: I,
    /// The word that every id of a pattern begins with.
    prefix: String,
    /// Fills that are patterns, as they are written: each once.
    patterns: Vec<String>,
    is_in_mark: bool,
}

impl<I: Inks> Writer<I> {
    pub(super) fn new(prefix: &str, inks: I) -> Self {
        Self { body: String::new(), inks, prefix: prefix.to_owned(), patterns: Vec::new(), is_in_mark: false }
    }

    pub(super) fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Shape(shape, paint) => self.shape(shape, *paint),
                Item::Stroke(stroke) => self.stroke(stroke),
                Item::Text(text) => self.text(text),
                Item::Mark(mark) => self.mark(mark),
            }
        }
    }

    /// The patterns that the body refers to.
    pub(super) fn definitions(&self) -> String {
        if self.patterns.is_empty() {
            return String::new();
        }
        let mut out = "<defs>\n".to_owned();
        for (number, pattern) in (1..).zip(&self.patterns) {
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(
                out,
                " <pattern id=\"{}-{number}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">{pattern}</pattern>",
                self.prefix
            );
        }
        out.push_str("</defs>\n");
        out
    }

    fn indent(&mut self) {
        if self.is_in_mark {
            self.body.push(' ');
        }
    }

    fn mark(&mut self, mark: &Mark) {
        self.body.push_str("<g");
        for (name, value) in &mark.attributes {
            let _ = write!(self.body, " {name}=\"{}\"", escape(value));
        }
        let _ = write!(self.body, ">\n <title>{}</title>\n", escape(&mark.title));
        self.is_in_mark = true;
        self.items(&mark.items);
        self.is_in_mark = false;
        self.body.push_str("</g>\n");
    }

    fn shape(&mut self, shape: &Shape, paint: Paint) {
        self.indent();
        match shape {
            Shape::Rect((x, y), (width, height)) => {
                let [x, y, width, height] = [*x, *y, *width, *height].map(number);
                let _ = write!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
            }
            Shape::Circle((x, y), radius) => {
                let [x, y, radius] = [*x, *y, *radius].map(number);
                let _ = write!(self.body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
            }
            Shape::Polygon(corners) => {
                let _ = write!(self.body, "<polygon points=\"{}\"", points(corners));
            }
        }
        let fill = self.fill(paint.fill);
        let outline = match paint.outline {
            Outline::None => None,
            Outline::Drawn(ink) => Some(self.inks.ink(ink)),
            Outline::WhereNeeded(ink) => self.inks.where_needed(paint.fill.ground(), ink),
        };
        let _ = match outline {
            Some(ink) => writeln!(self.body, " fill=\"{fill}\" stroke=\"{ink}\" stroke-width=\"{OUTLINE}\"/>"),
            None => writeln!(self.body, " fill=\"{fill}\"/>"),
        };
    }

    fn fill(&mut self, fill: Fill) -> String {
        // Diagonal within an upright tile of whole pixels: a tile that is turned is blurred, and slow to draw.
        let (ground, over) = match fill {
            Fill::Solid(ink) => return self.inks.ink(ink),
            Fill::Hatched(stroke, ground) => {
                let stroke = self.inks.ink(stroke);
                (ground, format!("<path d=\"M-2 2 2-2M0 8 8 0M6 10 10 6\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>"))
            }
            Fill::Dotted(dot, ground) => {
                let dot = self.inks.ink(dot);
                let at = |place: u8| format!("<circle cx=\"{place}\" cy=\"{place}\" r=\"1.1\" fill=\"{dot}\"/>");
                (ground, at(2) + &at(6))
            }
        };
        let pattern = format!("<rect width=\"8\" height=\"8\" fill=\"{}\"/>{over}", self.inks.ink(ground));
        let index = self.patterns.iter().position(|known| *known == pattern).unwrap_or_else(|| {
            self.patterns.push(pattern);
            self.patterns.len() - 1
        });
        format!("url(#{}-{})", self.prefix, index + 1)
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.indent();
        let (points, width, ink) = (points(&stroke.points), number(stroke.width), self.inks.ink(stroke.ink));
        let dash = stroke.dash.map(|(on, off)| format!(" stroke-dasharray=\"{} {}\"", number(on), number(off)));
        let _ = writeln!(
            self.body,
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{width}\"{}/>",
            dash.unwrap_or_default()
        );
    }

    fn text(&mut self, text: &Text) {
        self.indent();
        let [x, y, size] = [text.at.0, text.at.1, text.size].map(number);
        let anchor = match text.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if text.weight == Weight::Bold { " font-weight=\"700\"" } else { "" };
        let _ = write!(self.body, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{weight}");
        if text.halo {
            let (paper, wide) = (self.inks.ink(Ink::PAPER), number(2.0 * HALO));
            let _ = write!(
                self.body,
                " stroke=\"{paper}\" stroke-width=\"{wide}\" stroke-linejoin=\"round\" paint-order=\"stroke\""
            );
        }
        let ink = self.inks.ink(text.ink);
        let _ = writeln!(self.body, " fill=\"{ink}\">{}</text>", escape(&text.text));
    }
}

fn points(points: &[Point]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    points.join(" ")
}

/// A number with at most two decimals and no needless ones.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as it may stand in an element or an attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}
