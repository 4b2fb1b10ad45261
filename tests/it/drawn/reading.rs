//! A scene as its reader sees it: what is drawn, where, over what, and what it says.

use sinosov::chart::Drawing;
use sinosov::chart::look::theme::Colour;
use sinosov::chart::scene::{Bounds, Fill, Item, Mark, Outline, Paint, Scene, Stroke, Text};
use sinosov::fmt;
use sinosov::frame::{Cell, Row};

use super::chart::Chart;
use super::tongues::Speech;

/// Something that is wrong with a chart: what, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub what: String,
    /// The frame, counted from 0.
    pub frame: usize,
    pub at: Option<Bounds>,
}

/// One thing that is drawn, with the place of its mark among the marks.
pub struct Thing<'a> {
    pub item: &'a Item,
    pub bounds: Bounds,
    pub mark: Option<usize>,
}

/// A text with what is needed of it again and again.
pub struct Words<'a> {
    pub text: &'a Text,
    pub bounds: Bounds,
    pub mark: Option<usize>,
    /// Its place among the things.
    pub order: usize,
    /// What it says without white space and hyphens.
    pub bare: String,
    /// What it says, with numbers and dates as English has them.
    pub said: String,
}

/// A frame that has been read.
pub struct Read<'a> {
    pub scene: &'a Scene,
    /// In the order in which they are drawn, the hindmost first.
    pub things: Vec<Thing<'a>>,
    pub texts: Vec<Words<'a>>,
    pub marks: Vec<&'a Mark>,
}

/// A chart with its frames.
pub struct Case<'a> {
    pub chart: &'a Chart,
    pub frames: Vec<Read<'a>>,
}

/// The bar of a mark: all its shapes but the ground of a number.
pub fn bar(mark: &Mark) -> Option<Bounds> {
    let shapes = mark.items.iter().filter_map(|item| match item {
        Item::Shape(shape, paint) if paint.outline != Outline::None => shape.bounds(),
        _ => None,
    });
    shapes.reduce(Bounds::with)
}

impl<'a> Read<'a> {
    pub fn new(scene: &'a Scene, speech: &Speech) -> Self {
        let (mut things, mut marks) = (Vec::new(), Vec::new());
        let mut add = |item: &'a Item, mark: Option<usize>| {
            if let Some(bounds) = item.bounds() {
                things.push(Thing { item, bounds, mark });
            }
        };
        for item in &scene.items {
            if let Item::Mark(mark) = item {
                mark.items.iter().for_each(|item| add(item, Some(marks.len())));
                marks.push(mark);
            } else {
                add(item, None);
            }
        }
        let text = |(order, thing): (usize, &Thing<'a>)| match thing.item {
            Item::Text(text) => {
                let (bare, said) = (bare(&text.text), speech.in_english(&text.text));
                Some(Words { text, bounds: thing.bounds, mark: thing.mark, order, bare, said })
            }
            _ => None,
        };
        let texts = things.iter().enumerate().filter_map(text).collect();
        Self { scene, things, texts, marks }
    }

    /// The lines that belong to no mark: grids, axes, leaders.
    pub fn free_strokes(&self) -> impl Iterator<Item = &'a Stroke> {
        self.things.iter().filter(|thing| thing.mark.is_none()).filter_map(|thing| match thing.item {
            Item::Stroke(stroke) => Some(stroke),
            _ => None,
        })
    }

    /// The texts that say a name, line after line, as places among the texts. Lines may be drawn from the last to the first.
    /// Where no text says it alone, its beginning is enough if it is shortened, and so is a text that says more.
    pub fn lines_of(&self, name: &str) -> Option<Vec<usize>> {
        let name = bare(name);
        self.exact_lines_of(&name).next().or_else(|| self.runs_of(&name, &says_at_least).next())
    }

    /// All places at which a name is said, and nothing else with it.
    pub fn all_lines_of(&self, name: &str) -> Vec<Vec<usize>> {
        self.exact_lines_of(&bare(name)).collect()
    }

    fn exact_lines_of<'n>(&'n self, name: &'n str) -> impl Iterator<Item = Vec<usize>> + 'n {
        self.runs_of(name, &|said: &str, rest: &str| said == rest)
    }

    fn runs_of<'n>(
        &'n self,
        name: &'n str,
        ends: &'n dyn Fn(&str, &str) -> bool,
    ) -> impl Iterator<Item = Vec<usize>> + 'n {
        // Most texts are of another name.
        let begins = move |first: &usize| {
            let said = self.texts[*first].bare.as_str();
            name.starts_with(said) || ends(said, name)
        };
        (0..self.texts.len()).filter(begins).filter_map(move |first| {
            let down = self.said_by(name, first..self.texts.len(), ends);
            down.or_else(|| self.said_by(name, (0..=first).rev(), ends))
        })
    }

    /// The first texts of some that say a name, if they do; the last of them is one that `ends` it.
    fn said_by(
        &self,
        name: &str,
        places: impl Iterator<Item = usize>,
        ends: &dyn Fn(&str, &str) -> bool,
    ) -> Option<Vec<usize>> {
        let mut rest = name;
        let mut lines = Vec::new();
        for place in places {
            let said = self.texts[place].bare.as_str();
            lines.push(place);
            if said.is_empty() {
                return None;
            }
            if ends(said, rest) {
                return Some(lines);
            }
            rest = rest.strip_prefix(said)?;
        }
        None
    }

    /// The room that the shapes of all marks take together.
    pub fn marks_area(&self) -> Option<Bounds> {
        let drawn = self.things.iter().filter(|thing| thing.mark.is_some() && !matches!(thing.item, Item::Text(_)));
        drawn.map(|thing| thing.bounds).reduce(Bounds::with)
    }

    /// Everything that is written, one after the other, without white space.
    pub fn all_said(&self) -> String {
        self.texts.iter().map(|words| words.bare.as_str()).collect()
    }
}

impl<'a> Case<'a> {
    pub fn new(chart: &'a Chart, drawings: &'a [Drawing]) -> Self {
        Self::of_scenes(chart, drawings.iter().map(Drawing::scene))
    }

    pub fn of_scenes(chart: &'a Chart, scenes: impl IntoIterator<Item = &'a Scene>) -> Self {
        Self { chart, frames: scenes.into_iter().map(|scene| Read::new(scene, chart.speech)).collect() }
    }

    /// The names of rows, series and dates, as they are written.
    pub fn names(&self) -> Vec<String> {
        let (chart, table) = (self.chart, &self.chart.table);
        let rows = table.rows.iter().map(|row| chart.row_name(row).to_owned());
        let series = table.series().into_iter().map(|(key, own)| chart.label(key, own).to_owned());
        let dates = table.dates.iter().flat_map(|dated| {
            let own = chart.label(&dated.id, &dated.label);
            let when = fmt::period(chart.speech.tongue(), &dated.period);
            let name = chart.speech.dated(own, &when);
            [format!("{name}†"), name]
        });
        rows.chain(series).chain(dates).filter(|name| !name.is_empty()).collect()
    }

    /// The number that a mark stands for.
    pub fn cell_of(&self, mark: &Mark) -> Option<(&'a Row, &'a Cell)> {
        let (row, series) = (mark.attribute("data-row")?, mark.attribute("data-series")?);
        let row = self.chart.table.rows.iter().find(|own| own.key == row)?;
        Some((row, row.cells.iter().find(|cell| cell.series == series)?))
    }

    /// What a rule finds in every frame.
    pub fn in_every_frame(&self, mut find: impl FnMut(&Read<'a>, &mut Finds<'_>)) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (frame, read) in self.frames.iter().enumerate() {
            find(read, &mut Finds { frame, faults: &mut faults });
        }
        faults
    }

    /// The colours of a paint: its fill's, and its outline's where it is seen.
    pub fn colours(&self, paint: &Paint) -> (Vec<Colour>, Option<Colour>) {
        let theme = &self.chart.theme;
        let fill = match paint.fill {
            Fill::Solid(ink) => vec![theme.ink(ink)],
            Fill::Hatched(over, ground) | Fill::Dotted(over, ground) => vec![theme.ink(ground), theme.ink(over)],
        };
        let outline = match paint.outline {
            Outline::None => None,
            Outline::Drawn(ink) | Outline::WhereNeeded(ink) => Some(theme.ink(ink)),
        };
        (fill, outline)
    }
}

/// Where a rule puts what it finds in a frame.
pub struct Finds<'a> {
    frame: usize,
    faults: &'a mut Vec<Fault>,
}

impl Finds<'_> {
    pub fn add(&mut self, at: impl Into<Option<Bounds>>, what: String) {
        self.faults.push(Fault { what, frame: self.frame, at: at.into() });
    }
}

/// Whether a text says what is left of a name and more, or so much of it that it can be known.
fn says_at_least(said: &str, rest: &str) -> bool {
    let is_shortened = |short: &str| rest.starts_with(short) && short.chars().count() >= 3;
    said.starts_with(rest) || said.strip_suffix('…').is_some_and(is_shortened)
}

/// A text without white space, hyphens and arrows, and with the apostrophe of type.
pub fn bare(text: &str) -> String {
    let is_kept = |letter: &char| !letter.is_whitespace() && !['-', '‐', '\u{ad}', '←', '→'].contains(letter);
    text.chars().filter(is_kept).map(|letter| if letter == '\'' { '’' } else { letter }).collect()
}

/// A text as a message shows it, shortened.
pub fn told(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { format!("`{short}…`") } else { format!("`{text}`") }
}
