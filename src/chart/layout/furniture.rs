//! What stands around a plot: title, subtitle and key above it, the name of the axis below, notes and source at the foot.

use super::body::Body;
use super::key::Key;
use super::measure::{count, type_of};
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::{Anchor, Canvas, Type};
use crate::chart::{Context, Foot, Part, Spec};
use crate::data::About;
use crate::lang::{Tongue, say};

/// Lines of text under one another.
struct Block {
    lines: Vec<String>,
    look: Type,
}

impl Block {
    fn new(text: &str, room: f64, look: Type) -> Self {
        Self { lines: text::wrap(text, room, look.size, look.weight), look }
    }

    /// Lines of about the same length, for titles.
    fn balanced(text: &str, room: f64, look: Type) -> Self {
        Self { lines: text::wrap_balanced(text, room, look.size, look.weight), look }
    }

    /// The height of a line.
    fn line(&self) -> f64 {
        (self.look.size * LINE).round()
    }

    fn height(&self) -> f64 {
        self.line() * count(self.lines.len())
    }

    /// Draws the lines from a height on; returns the height below them.
    fn draw(&self, canvas: &Canvas, left: f64, mut y: f64) -> f64 {
        for line in &self.lines {
            y += self.line();
            canvas.text((left, y - self.line() * 0.25), Anchor::Start, self.look, line);
        }
        y
    }
}

/// The notes at a foot have so many characters together, but the first is there in any case.
const NOTE: usize = 160;

/// As many notes as have room, those that weigh most before the others. Where there are others it is said, and where a sign in the
/// picture is among what they explain.
pub(crate) fn in_short(tongue: &Tongue, notes: &[String]) -> String {
    let long = text::characters;
    let all = tongue.sentences(notes);
    if long(&all) <= NOTE {
        return all;
    }
    let (more, dagger) = (say!(tongue, "foot-more"), say!(tongue, "foot-dagger"));
    let mut shown: Vec<&str> = Vec::new();
    let mut used = long(&more);
    for note in notes {
        if shown.is_empty() || used + long(note) < NOTE {
            used += long(note) + 1;
            shown.push(note);
        }
    }
    let is_told = |sign: char| shown.iter().any(|note| note.starts_with(sign));
    let has_dagger = notes.iter().any(|note| note.starts_with('†'));
    shown.push(if has_dagger && !is_told('†') { &dagger } else { &more });
    tongue.sentences(&shown)
}

/// The first works and how many others there are.
fn shortened(tongue: &Tongue, sources: &[String]) -> String {
    match sources {
        [first, second, others @ ..] if !others.is_empty() => {
            let named = &tongue.listed(&[first, second]);
            say!(tongue, "named-and-more-in-table", named = named, n = others.len())
        }
        few => tongue.listed(few),
    }
}

/// Everything around the plot of a chart.
pub(crate) struct Furniture {
    margin: f64,
    right: f64,
    title: Block,
    subtitle: Block,
    key: Key,
    notes: Vec<Block>,
    axis: Block,
    ticks: f64,
}

/// The height of a line is so many times the size of its type.
const LINE: f64 = 1.35;
/// Space between the parts.
const GAP: f64 = 12.0;

/// "Data: mills 2.1.0 (3f29c1d0), CC BY 4.0."
fn data(tongue: &Tongue, about: &About) -> String {
    let parts = [format!("{} {} ({})", about.name, about.version, about.short_digest()), about.licence()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    say!(tongue, "foot-data", data = tongue.clauses(&parts).trim_end_matches('.'))
}

impl Furniture {
    /// Measures everything for a width.
    pub(crate) fn new(spec: &Spec, part: Part<'_>, context: Context<'_>, width: f64, body: &dyn Body) -> Self {
        let (types, margin, bare) = (context.look.size.types(), context.look.size.margin(), context.look.bare);
        let room = width - 2.0 * margin;
        let regular = |size, ink| type_of(size, Weight::Regular, ink);
        let footer = regular(types.footer, Ink::MUTED);
        let mut foot = Vec::new();
        let (tongue, is_whole) = (context.tongue(), part.foot == Foot::Whole);
        if !part.notes.is_empty() && is_whole {
            let notes = &in_short(tongue, part.notes);
            foot.push(Block::new(&say!(tongue, "foot-note", notes = notes), room, footer));
        }
        let sources = &if is_whole { tongue.listed(&spec.sources) } else { shortened(tongue, &spec.sources) };
        foot.push(Block::new(&say!(tongue, "foot-sources", sources = sources), room, footer));
        foot.push(Block::new(&data(tongue, context.about), room, footer));
        // What the page around it says, the chart does not say again.
        let said = |text: &str| if bare { String::new() } else { text.to_owned() };
        Self {
            margin,
            right: width - margin,
            title: Block::balanced(&said(part.title), room, type_of(types.title, Weight::Bold, Ink::TEXT)),
            subtitle: Block::balanced(&said(&spec.subtitle), room, regular(types.subtitle, Ink::MUTED)),
            key: Key::new(spec, part, context, body.key(), width),
            notes: if bare { Vec::new() } else { foot },
            ticks: body.ticks(),
            axis: Block::new(body.axis().trim(), room, regular(types.small, Ink::MUTED)),
        }
    }

    /// Where the plot begins.
    pub(crate) fn top(&self) -> f64 {
        self.first() + self.title.height() + self.subtitle.height() + GAP + self.key.height()
    }

    /// Where the first text begins.
    fn first(&self) -> f64 {
        self.margin - 6.0
    }

    /// The height of the whole chart around a plot of that height.
    pub(crate) fn total(&self, plot: f64) -> f64 {
        let notes: f64 = self.notes.iter().map(Block::height).sum();
        (self.top() + plot + self.ticks + self.axis.height() + GAP + notes + self.margin - 6.0).ceil()
    }

    /// Draws everything but the plot and its ticks: the axis below a plot of that height, the foot at the end of the chart.
    pub(crate) fn draw(&self, canvas: &Canvas, plot: f64, height: f64) {
        let y = self.title.draw(canvas, self.margin, self.first());
        let y = self.subtitle.draw(canvas, self.margin, y);
        self.key.draw(canvas, y + GAP);
        let bottom = self.top() + plot + self.ticks;
        let mut y = bottom;
        for line in &self.axis.lines {
            y += self.axis.line();
            canvas.text((self.right, y - 4.0), Anchor::End, self.axis.look, line);
        }
        let mut y = bottom + self.axis.height() + GAP + (height - self.total(plot)).max(0.0);
        if !self.notes.is_empty() {
            canvas.line((self.margin, y - 4.0), (self.right, y - 4.0), 1.0, Ink::GRID);
        }
        for note in &self.notes {
            y = note.draw(canvas, self.margin, y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MORE: &str = "More in the table.";

    fn in_short(notes: &[String]) -> String {
        super::in_short(Tongue::english(), notes)
    }

    #[test]
    fn as_many_notes_as_have_room_stand_at_the_foot() {
        let notes = |lengths: &[usize]| lengths.iter().map(|length| "x".repeat(*length)).collect::<Vec<_>>();
        let lengths = |text: &str| text.split(' ').map(str::len).collect::<Vec<_>>();
        assert_eq!(lengths(&in_short(&notes(&[50, 50, 50]))), [50, 50, 50]);
        // The fourth has room where the third has none.
        assert!(in_short(&notes(&[50, 50, 80, 30])).ends_with(MORE));
        assert_eq!(lengths(in_short(&notes(&[50, 50, 80, 30])).trim_end_matches(MORE).trim()), [50, 50, 30]);
        let with_dagger = in_short(&["x".repeat(150), format!("† {}", "x".repeat(50))]);
        assert!(with_dagger.ends_with("†: an error in a source, see the table."), "a sign in the picture is explained");
        assert_eq!(lengths(in_short(&notes(&[200, 50])).trim_end_matches(MORE).trim()), [200], "the first in any case");
    }
}
