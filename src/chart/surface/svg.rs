//! A scene as SVG: shapes and live texts, marks as groups with a title.

use crate::chart::look::Theme;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::text::Weight;
use crate::chart::scene::{Anchor, HALO, Item, Mark, OUTLINE, Point, Scene, Shape, Stroke, Text};
use crate::escape::{Escaped, Xml};
use crate::escaped;
use crate::model::Lang;

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
    pub(crate) lang: &'a Lang,
}

/// A scene as a document of its own. The metadata stand in it as JSON.
pub(crate) fn document(scene: &Scene, theme: &Theme, head: &Head<'_>) -> Escaped<Xml> {
    let mut writer = Writer::new("hatch", Themed(theme));
    writer.items(&scene.items);
    let [width, height] = [scene.size.0, scene.size.1].map(number);
    let [across, down] = [scene.size.0 * scene.scale, scene.size.1 * scene.scale].map(number);
    // Without a word of it, English.
    let lang = match *head.lang == Lang::english() {
        true => Escaped::new(),
        false => escaped!(Xml, " xml:lang=\"{}\"", head.lang.to_string()),
    };
    let mut out = escaped!(
        Xml,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {} {}\" role=\"graphics-document\" aria-labelledby=\"{}-title {}-desc\" \
         font-family=\"'Noto Sans', 'Source Sans 3', 'Noto Sans SC', Arial, sans-serif\"{}>\n",
        across,
        down,
        width,
        height,
        head.id,
        head.id,
        lang
    );
    out.push(&escaped!(Xml, "<title id=\"{}-title\">{}</title>\n", head.id, head.title));
    out.push(&escaped!(Xml, "<desc id=\"{}-desc\">{}</desc>\n", head.id, head.description));
    out.push(&escaped!(Xml, "<metadata>{}</metadata>\n", head.metadata));
    out.push(&writer.definitions());
    out.push(&writer.body);
    out.write("</svg>\n");
    out
}

/// Items written one after the other.
pub(super) struct Writer<I> {
    pub(super) body: Escaped<Xml>,
    inks: I,
    /// The word that every id of a pattern begins with.
    prefix: String,
    /// Fills that are patterns, as they are written: each once.
    patterns: Vec<Escaped<Xml>>,
    is_in_mark: bool,
}

impl<I: Inks> Writer<I> {
    pub(super) fn new(prefix: &str, inks: I) -> Self {
        Self { body: Escaped::new(), inks, prefix: prefix.to_owned(), patterns: Vec::new(), is_in_mark: false }
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
    pub(super) fn definitions(&self) -> Escaped<Xml> {
        let mut out = Escaped::new();
        if self.patterns.is_empty() {
            return out;
        }
        out.write("<defs>\n");
        for (number, pattern) in (1_usize..).zip(&self.patterns) {
            out.push(&escaped!(
                Xml,
                " <pattern id=\"{}-{}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">{}</pattern>\n",
                self.prefix,
                number,
                pattern
            ));
        }
        out.write("</defs>\n");
        out
    }

    fn indent(&mut self) {
        if self.is_in_mark {
            self.body.write(" ");
        }
    }

    fn mark(&mut self, mark: &Mark) {
        self.body.write("<g");
        for (name, value) in &mark.attributes {
            self.body.push(&escaped!(Xml, " {}=\"{}\"", Escaped::<Xml>::literal(name), value));
        }
        self.body.push(&escaped!(Xml, ">\n <title>{}</title>\n", mark.title));
        self.is_in_mark = true;
        self.items(&mark.items);
        self.is_in_mark = false;
        self.body.write("</g>\n");
    }

    fn shape(&mut self, shape: &Shape, paint: Paint) {
        self.indent();
        match shape {
            Shape::Rect((x, y), (width, height)) => {
                let [x, y, width, height] = [*x, *y, *width, *height].map(number);
                self.body.push(&escaped!(
                    Xml,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                    x,
                    y,
                    width,
                    height
                ));
            }
            Shape::Circle((x, y), radius) => {
                let [x, y, radius] = [*x, *y, *radius].map(number);
                self.body.push(&escaped!(Xml, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", x, y, radius));
            }
            Shape::Polygon(corners) => self.body.push(&escaped!(Xml, "<polygon points=\"{}\"", points(corners))),
        }
        let fill = self.fill(paint.fill);
        self.body.push(&escaped!(Xml, " fill=\"{}\"", fill));
        let outline = match paint.outline {
            Outline::None => None,
            Outline::Drawn(ink) => Some(self.inks.ink(ink)),
            Outline::WhereNeeded(ink) => self.inks.where_needed(paint.fill.ground(), ink),
        };
        if let Some(ink) = outline {
            self.body.push(&escaped!(Xml, " stroke=\"{}\" stroke-width=\"{}\"", ink, number(OUTLINE)));
        }
        self.body.write("/>\n");
    }

    fn fill(&mut self, fill: Fill) -> String {
        // Diagonal within an upright tile of whole pixels: a tile that is turned is blurred, and slow to draw.
        let (ground, over) = match fill {
            Fill::Solid(ink) => return self.inks.ink(ink),
            Fill::Hatched(stroke, ground) => {
                let path = "<path d=\"M-2 2 2-2M0 8 8 0M6 10 10 6\"";
                let path = Escaped::<Xml>::literal(path);
                (ground, escaped!(Xml, "{} stroke=\"{}\" stroke-width=\"1.5\"/>", path, self.inks.ink(stroke)))
            }
            Fill::Dotted(dot, ground) => {
                let dot = self.inks.ink(dot);
                let at = |place: usize| {
                    escaped!(Xml, "<circle cx=\"{}\" cy=\"{}\" r=\"1.1\" fill=\"{}\"/>", place, place, dot)
                };
                (ground, Escaped::joined([at(2), at(6)], ""))
            }
        };
        let ground = self.inks.ink(ground);
        let pattern = escaped!(Xml, "<rect width=\"8\" height=\"8\" fill=\"{}\"/>{}", ground, over);
        let index = self.patterns.iter().position(|known| *known == pattern).unwrap_or_else(|| {
            self.patterns.push(pattern);
            self.patterns.len() - 1
        });
        format!("url(#{}-{})", self.prefix, index + 1)
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.indent();
        let (points, width, ink) = (points(&stroke.points), number(stroke.width), self.inks.ink(stroke.ink));
        self.body.push(&escaped!(
            Xml,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"",
            points,
            ink,
            width
        ));
        if let Some((on, off)) = stroke.dash {
            self.body.push(&escaped!(Xml, " stroke-dasharray=\"{} {}\"", number(on), number(off)));
        }
        self.body.write("/>\n");
    }

    fn text(&mut self, text: &Text) {
        self.indent();
        let [x, y, size] = [text.at.0, text.at.1, text.size].map(number);
        self.body.push(&escaped!(Xml, "<text x=\"{}\" y=\"{}\" font-size=\"{}\"", x, y, size));
        self.body.write(match text.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        });
        self.body.write(if text.weight == Weight::Bold { " font-weight=\"700\"" } else { "" });
        if text.halo {
            let (paper, wide) = (self.inks.ink(Ink::PAPER), number(2.0 * HALO));
            self.body.push(&escaped!(
                Xml,
                " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                paper,
                wide
            ));
        }
        let ink = self.inks.ink(text.ink);
        self.body.push(&escaped!(Xml, " fill=\"{}\">{}</text>\n", ink, text.text));
    }
}

fn points(points: &[Point]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    points.join(" ")
}

/// A number with at most two decimals and no needless ones.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
