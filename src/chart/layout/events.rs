//! Events as thin lines through a plot, behind all else, named above it on as many levels as it takes for no name to cover another.
//! A bar across its line, at the top of the plot, is as wide as what a date can mean, or as long as the event.

use super::boxes::on_paper;
use super::measure::{count, type_of};
use super::tag::Tag;
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::scale::{middle, moment};
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Spec};
use crate::fmt;
use crate::frame::Dated;
use crate::lang::say;

/// Space between two names on one level.
const APART: f64 = 12.0;
/// Space between the lowest name and the plot.
const FOOT: f64 = 6.0;
/// Names are broken at this share of the width.
const WIDEST: f64 = 0.6;
/// Less room than this is none for a name that would be broken for it.
const NARROWEST: f64 = 130.0;
/// What is kept free for a text, as a share of its width.
const ROOM: f64 = 1.03;
/// In a frame of fixed height names take so many levels at most.
const IN_FRAME: usize = 9;
/// A bar narrower than this is not seen beside its line.
const BAND: f64 = 4.0;

/// An event with the place of its name.
struct Named<'a> {
    dated: &'a Dated,
    x: f64,
    /// Between which pixels its date lies.
    known: (f64, f64),
    /// Between which pixels the name stands.
    span: (f64, f64),
    to_left: bool,
    /// The level of the last line of the name; the others stand above.
    level: usize,
    name: String,
    lines: Vec<String>,
}

impl Named<'_> {
    /// Breaks the name at a width; how wide it is then.
    fn broken(&mut self, width: f64, size: f64) -> f64 {
        self.lines = text::wrap_balanced(&self.name, width, size, Weight::Regular);
        self.lines.iter().map(|line| text::room(line, size, Weight::Regular)).fold(0.0, f64::max)
    }
}

/// How many levels the names take.
fn levels(named: &[Named<'_>]) -> usize {
    named.iter().map(|it| it.level + it.lines.len()).max().unwrap_or(0)
}

/// A name that runs to the right under the line of an event whose own name runs to the left would be crossed by it, on whatever
/// levels the two stand: it runs to the left too, if it has room there.
fn turned<'a>(mut named: Vec<Named<'a>>, limits: (f64, f64), size: f64) -> Vec<Named<'a>> {
    named.sort_by(|left, right| right.x.total_cmp(&left.x));
    for index in 1..named.len() {
        let (later, rest) = named.split_at_mut(index);
        let own = &mut rest[0];
        let (wide, room) = (own.span.1 - own.span.0, own.x - limits.0);
        let is_crossed = later.iter().any(|it| it.to_left && it.x > own.x && it.x < own.span.1 + APART);
        let word = text::widest_word(&own.name, size, Weight::Regular) * ROOM;
        if own.to_left || !is_crossed || (room < wide && room < word.max(NARROWEST)) {
            continue;
        }
        let wide = if room < wide { own.broken(room / ROOM, size) } else { wide };
        (own.to_left, own.span) = (true, (own.x - wide, own.x));
    }
    named
}

/// The names, each on the lowest level on which it covers no other and no line.
fn placed<'a>(mut named: Vec<Named<'a>>, limits: (f64, f64)) -> Vec<Named<'a>> {
    // A line ends at its own name, so a name that stands higher than the lines under it is crossed by none: names that
    // run to the right are placed from the last event on, then those that run to the left from the first on.
    let to_left = |it: &Named<'_>| it.span.0 < limits.0.max(it.x) && it.to_left;
    named.sort_by(|left, right| {
        let own = |it: &Named<'_>| if to_left(it) { it.x } else { -it.x };
        to_left(left).cmp(&to_left(right)).then(own(left).total_cmp(&own(right)))
    });
    for index in 0..named.len() {
        let (before, rest) = named.split_at_mut(index);
        let own = &mut rest[0];
        let covers = |it: &Named<'_>| own.span.0 - APART < it.x && it.x < own.span.1 + APART;
        let is_under = |it: &Named<'_>| it.span.0 - APART < own.x && own.x < it.span.1 + APART;
        let meets = |it: &Named<'_>| own.span.0 - APART < it.span.1 && it.span.0 < own.span.1 + APART;
        let above = |it: &Named<'_>| it.level + it.lines.len();
        let near = before.iter().filter(|it| covers(it) || is_under(it) || meets(it));
        own.level = near.map(above).max().unwrap_or(0);
    }
    named
}

/// The events of a plot.
pub(crate) struct Events<'a> {
    named: Vec<Named<'a>>,
    levels: usize,
    size: f64,
    /// How many are left to the table, for want of height.
    left_out: usize,
    left: f64,
    context: Context<'a>,
}

impl<'a> Events<'a> {
    /// Finds a level for every event's name between two limits; an event outside of the plot is left to the table.
    pub(crate) fn new(
        spec: &Spec,
        dates: impl Iterator<Item = &'a Dated>,
        x_of: &dyn Fn(f64) -> f64,
        ((first, end), limits): ((f64, f64), (f64, f64)),
        context: Context<'a>,
    ) -> Self {
        let asked = context.look.size;
        let types = asked.types();
        let widest = (limits.1 - limits.0) * WIDEST;
        let mut left_out = 0;
        let named: Vec<Named<'a>> = dates
            .filter_map(|dated| {
                let date = dated.period.start.or(dated.period.end);
                let place = date.map(|date| (date, x_of(middle(date)))).filter(|(_, x)| (first..=end).contains(x));
                let Some((date, x)) = place else {
                    left_out += 1;
                    return None;
                };
                let until = dated.period.end.unwrap_or(date);
                let known = (x_of(moment(date, false)).max(first), x_of(moment(until, true)).min(end));
                let dagger = if dated.corrections.is_empty() { "" } else { "†" };
                let when = fmt::period(context.tongue(), &dated.period).replace(' ', fmt::NO_BREAK);
                let name = spec.label(&dated.id, &dated.label);
                let name = format!("{}{dagger}", say!(context.tongue(), "event-named", name = name, when = &when));
                let (span, to_left, lines) = ((x, x), false, Vec::new());
                let mut named = Named { dated, x, known, span, to_left, level: 0, name, lines };
                let wide = named.broken(widest, types.small);
                named.to_left = x + wide > limits.1 && x - wide >= limits.0;
                let start = if named.to_left { x - wide } else { x.min(limits.1 - wide) };
                named.span = (start, start + wide);
                Some(named)
            })
            .collect();
        let named = turned(named, limits, types.small);
        let most = if asked.frame().is_some() { IN_FRAME } else { usize::MAX };
        let mut placed = placed(named, limits);
        // In a frame of fixed height as many are named as have room; the last ones are left to the table.
        while levels(&placed) > most && placed.len() > 1 {
            left_out += 1;
            let last = (0..placed.len()).max_by(|a, b| placed[*a].x.total_cmp(&placed[*b].x));
            if let Some(last) = last {
                placed.remove(last);
            }
            placed = self::placed(placed, limits);
        }
        Self { levels: levels(&placed), named: placed, size: types.small, left_out, left: limits.0, context }
    }

    /// Names stand on levels of this height.
    fn level(&self) -> f64 {
        self.size + 4.0
    }

    /// The height that the names need above the plot.
    pub(crate) fn height(&self) -> f64 {
        let levels = self.levels + usize::from(self.left_out > 0);
        if levels == 0 { 0.0 } else { count(levels) * self.level() + FOOT }
    }

    /// Draws the lines through a plot between two heights; what is drawn later stands before them.
    pub(crate) fn lines(&self, canvas: &Canvas, (top, bottom): (f64, f64)) {
        for named in &self.named {
            let tag = Tag::of_date(self.context, named.dated);
            canvas.mark(tag.mark(), || {
                let (from, to) = named.known;
                if to - from >= BAND {
                    canvas.line((from, top - 1.0), (to, top - 1.0), 2.0, Ink::AXIS);
                }
                let high = top - FOOT - count(named.level) * self.level() + 4.0;
                canvas.path(&[(named.x, high), (named.x, bottom)], 1.0, Ink::AXIS, Some((3.0, 3.0)));
            });
        }
    }

    /// Writes the names above a plot.
    pub(crate) fn names(&self, canvas: &Canvas, top: f64) {
        let baseline = |level: usize| top - FOOT - count(level) * self.level();
        let look = type_of(self.size, Weight::Regular, Ink::MUTED);
        if self.left_out > 0 {
            let text = say!(self.context.tongue(), "events-more", n = self.left_out);
            canvas.clear_text((self.left, baseline(self.levels)), Anchor::Start, look, &text);
        }
        for named in &self.named {
            let (x, anchor) = if named.to_left { (named.span.1, Anchor::End) } else { (named.span.0, Anchor::Start) };
            for (index, line) in named.lines.iter().rev().enumerate() {
                // A line that ends at a higher name may lead through here.
                on_paper(canvas, (x, baseline(named.level + index)), anchor, look, line);
            }
        }
    }
}
