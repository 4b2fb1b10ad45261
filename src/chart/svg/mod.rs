//! An SVG document as it is written: plotters draws through our backend into it, and PNG is made from it.

mod backend;
pub(crate) mod canvas;
pub(crate) mod embedded;
pub(crate) mod png;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::theme::Colour;

/// Text and shapes in the order in which they are drawn.
#[derive(Debug, Default)]
pub(crate) struct Document {
    body: String,
    patterns: BTreeMap<Fill, String>,
    /// The next closed shapes take this paint. plotters hands on one colour only, so the rest is left here for it.
    pub(crate) paint: Option<Paint>,
    /// The next texts are edged in this colour, that of the paper, so that lines behind them do not cross them.
    pub(crate) halo: Option<Colour>,
    /// The next lines are broken: lengths of stroke and gap in pixels.
    pub(crate) dash: Option<(f64, f64)>,
    /// Every text, as it is shown.
    texts: Vec<String>,
    depth: usize,
}

/// A number with at most two decimals and no needless ones.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as it may stand in an element or an attribute.
pub(crate) fn escape(text: &str) -> String {
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

impl Document {
    /// One line of the body. A closed document has as many closed groups as opened ones.
    fn line(&mut self, text: &str) {
        for _ in 0..self.depth {
            self.body.push(' ');
        }
        self.body.push_str(text);
        self.body.push('\n');
    }

    pub(crate) fn open(&mut self, attributes: &[(&str, &str)], title: Option<&str>) {
        let mut tag = "<g".to_owned();
        for (name, value) in attributes {
            // Writing to a string cannot fail.
            let _ = write!(tag, " {name}=\"{}\"", escape(value));
        }
        tag.push('>');
        self.line(&tag);
        self.depth += 1;
        if let Some(title) = title {
            self.line(&format!("<title>{}</title>", escape(title)));
        }
    }

    pub(crate) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.line("</g>");
    }

    fn paint(&mut self, colour: Colour) -> String {
        let paint = self.paint.unwrap_or(Paint { fill: Fill::Solid(colour), outline: None });
        let fill = match paint.fill {
            Fill::Solid(colour) => colour.to_string(),
            pattern @ (Fill::Hatched(..) | Fill::Dotted(..)) => {
                let next = format!("hatch-{}", self.patterns.len() + 1);
                let id = self.patterns.entry(pattern).or_insert(next);
                format!("url(#{id})")
            }
        };
        match paint.outline {
            Some(outline) => format!("fill=\"{fill}\" stroke=\"{outline}\" stroke-width=\"1.5\""),
            None => format!("fill=\"{fill}\""),
        }
    }

    pub(crate) fn rect(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour) {
        let paint = self.paint(colour);
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let (width, height) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        let [x, y, width, height] = [x, y, width, height].map(number);
        self.line(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {paint}/>"));
    }

    pub(crate) fn circle(&mut self, centre: (f64, f64), radius: f64, colour: Colour) {
        let paint = self.paint(colour);
        let [x, y, radius] = [centre.0, centre.1, radius].map(number);
        self.line(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {paint}/>"));
    }

    pub(crate) fn polygon(&mut self, points: &[(f64, f64)], colour: Colour) {
        let paint = self.paint(colour);
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        self.line(&format!("<polygon points=\"{}\" {paint}/>", points.join(" ")));
    }

    pub(crate) fn polyline(&mut self, points: &[(f64, f64)], colour: Colour, stroke: f64) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        let (points, stroke) = (points.join(" "), number(stroke));
        let dash = self.dash.map(|(on, off)| format!(" stroke-dasharray=\"{} {}\"", number(on), number(off)));
        let dash = dash.unwrap_or_default();
        self.line(&format!(
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{stroke}\"{dash}/>"
        ));
    }

    /// A line of text on its baseline. `anchor` is `start`, `middle` or `end`.
    pub(crate) fn text(&mut self, at: (f64, f64), anchor: &str, size: f64, bold: bool, colour: Colour, text: &str) {
        let [x, y, size] = [at.0, at.1, size].map(number);
        let anchor = if anchor == "start" { String::new() } else { format!(" text-anchor=\"{anchor}\"") };
        let weight = if bold { " font-weight=\"700\"" } else { "" };
        let edge =
            |paper| format!(" stroke=\"{paper}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        let halo = self.halo.map(edge).unwrap_or_default();
        self.texts.push(text.to_owned());
        let text = escape(text);
        self.line(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{weight}{halo} fill=\"{colour}\">{text}</text>"
        ));
    }

    /// The whole document. The metadata stands in it as JSON.
    pub(crate) fn finish(&self, head: &Head<'_>) -> String {
        let mut out = String::new();
        let id = escape(head.id);
        let [width, height] = [head.size.0, head.size.1].map(number);
        let [across, down] = [head.size.0 * head.scale, head.size.1 * head.scale].map(number);
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}\" height=\"{down}\" \
             viewBox=\"0 0 {width} {height}\" role=\"graphics-document\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"'Noto Sans', 'Source Sans 3', 'Noto Sans SC', Arial, sans-serif\">"
        );
        let _ = writeln!(out, "<title id=\"{id}-title\">{}</title>", escape(head.title));
        let _ = writeln!(out, "<desc id=\"{id}-desc\">{}</desc>", escape(head.description));
        let _ = writeln!(out, "<metadata>{}</metadata>", escape(head.metadata));
        if !self.patterns.is_empty() {
            out.push_str("<defs>\n");
            let mut patterns: Vec<(&Fill, &String)> = self.patterns.iter().collect();
            patterns.sort_by_key(|(_, id)| *id);
            for (fill, id) in patterns {
                // Diagonal within an upright tile of whole pixels: a tile that is turned is blurred, and slow to draw.
                let (ground, over) = match fill {
                    Fill::Solid(_) => continue,
                    Fill::Hatched(stroke, ground) => (
                        ground,
                        format!("<path d=\"M-2 2 2-2M0 8 8 0M6 10 10 6\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>"),
                    ),
                    Fill::Dotted(dot, ground) => {
                        let dot = |at: u8| format!("<circle cx=\"{at}\" cy=\"{at}\" r=\"1.1\" fill=\"{dot}\"/>");
                        (ground, dot(2) + &dot(6))
                    }
                };
                let _ = writeln!(
                    out,
                    " <pattern id=\"{id}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
                     <rect width=\"8\" height=\"8\" fill=\"{ground}\"/>{over}</pattern>"
                );
            }
            out.push_str("</defs>\n");
        }
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }
}

/// What stands at the top of a document.
pub(crate) struct Head<'a> {
    pub(crate) id: &'a str,
    /// Width and height of the layout.
    pub(crate) size: (f64, f64),
    /// How many pixels one of the layout is.
    pub(crate) scale: f64,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) metadata: &'a str,
}
