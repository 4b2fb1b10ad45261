//! Citing figures and works: footnotes, in-text citations, entries of a list of works, by CSL styles; and the works as
//! CSL-JSON, BibTeX and RIS. The only place that knows hayagriva.

mod bibtex;
#[cfg(test)]
mod bundled;
mod csl;
mod cure;
mod dataset;
mod guard;
mod item;
mod markup;
mod narrow;
mod prose;
mod reader;
mod render;
mod ris;
mod style;
mod title;
mod unusable;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use std::sync::Arc;

use hayagriva::citationberg::StyleClass;

pub use bibtex::bibtex;
pub use dataset::dataset;
pub use guard::LARGEST_STYLE;
pub use item::csl_json;
pub use markup::{Markup, finish, rtf};
pub use ris::ris;
pub use style::{STYLES, Style};
pub use title::is_supplied;
pub use unusable::StyleError;

use crate::data::{Action, Dataset, Figure, Rank, Work};
use crate::escape::Escaped;
use crate::fmt;
use crate::lang::{Tongue, say};
use prose::{closed, joined, linked, quoted};
use render::Rendered;
pub use render::Renderings;

/// Reads what every citation takes, so that the first one need not wait for it.
pub fn ready() {
    csl::locales();
}

/// A figure or a work, as it is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation<T> {
    /// For a footnote, in a style that has footnotes: the work with the place in it, and the work that it takes the number from.
    pub footnote: Option<T>,
    /// For the running text, in any other style.
    pub in_text: Option<T>,
    /// For the list of works: the work that was read.
    pub entry: T,
    /// What a reader has to know before relying on the figure.
    pub notes: Vec<T>,
}

/// A citation of which nothing is escaped yet, with marks for its emphasis.
type Draft = Citation<String>;

/// Citations in one style, one after the other; a style that numbers its works numbers them as they come up.
pub struct Citing<'a, M> {
    markup: PhantomData<M>,
    /// The entries so far, each with its number.
    listed: BTreeMap<String, usize>,
    renderings: Arc<Renderings<'a>>,
}

impl<'a, M: Markup> Citing<'a, M> {
    /// The first of a list.
    #[must_use]
    pub fn new(style: &'a Style) -> Self {
        Self::sharing(&Arc::new(Renderings::new(style)))
    }

    /// The first of a list, by what others who cite the same package have rendered: a rendering has no markup yet.
    #[must_use]
    pub fn sharing(renderings: &Arc<Renderings<'a>>) -> Self {
        Self { markup: PhantomData, listed: BTreeMap::new(), renderings: Arc::clone(renderings) }
    }

    fn style(&self) -> &'a Style {
        self.renderings.style
    }

    /// Renders beforehand, by several workers, what citing every work and figure of a dataset takes.
    pub fn prepare(&self, dataset: &Dataset) {
        let stating: BTreeSet<&str> = dataset.figures.iter().map(|figure| figure.work_id.as_str()).collect();
        let silent = |work: &&Work| work.kind != "unidentified" && !stating.contains(work.id.as_str());
        let silent = dataset.works.iter().filter(silent).map(|work| (Cow::Borrowed(work), None));
        let mut works: Vec<(Cow<'_, Work>, Option<Cow<'_, str>>)> = silent.collect();
        for figure in dataset.figures.iter() {
            let Some(behind) = Behind::new(dataset, figure) else { continue };
            let source = behind.source.map(|source| (Cow::Borrowed(source), behind.source_at.map(|place| place.cited)));
            works.extend([(behind.work, Some(behind.locator))].into_iter().chain(source));
        }
        self.renderings.prepare(&works);
    }

    /// The entry of a work for the list, as [`Citing::work`] has it, without a citation that nobody asks for.
    pub fn entry(&mut self, work: &Work) -> Escaped<M> {
        let (entry, label) = self.renderings.entry(work);
        // Whether a number before the entry is of use is told by the citation.
        let rendered = match label.contains(markup::NUMBERED.0) {
            true => self.renderings.of(work, None),
            false => Rendered { citation: String::new(), entry, label },
        };
        let (_, entry) = self.in_list(rendered, work, None);
        finish(&entry)
    }

    /// Whether the style gives a work a number in the order in which works come up.
    #[must_use]
    pub fn numbers(&self, work: &Work) -> bool {
        self.renderings.entry(work).1.contains(markup::NUMBERED.0)
    }

    /// Cites a work.
    pub fn work(&mut self, work: &Work) -> Citation<Escaped<M>> {
        let cited = self.cited(work, None);
        finished(cited)
    }

    /// Cites a figure: its work at its locator, and where the work takes the number from another, that one "as cited in" it.
    /// Nothing for a figure whose work is not there.
    pub fn figure(&mut self, dataset: &Dataset, figure: &Figure) -> Option<Citation<Escaped<M>>> {
        let behind = Behind::new(dataset, figure)?;
        let mut citation = self.cited(&behind.work, Some(&behind.locator));
        if let Some(source) = behind.source {
            match figure.cited_work_id.is_some() {
                true => self.second_hand(&mut citation, behind.read, source, behind.source_at.as_ref()),
                false => self.taken(&mut citation, behind.read, source),
            }
        }
        citation.notes.extend(cautions(dataset, figure, &self.style().readers));
        Some(finished(citation))
    }

    fn cited(&mut self, work: &Work, locator: Option<&str>) -> Draft {
        let rendered = self.renderings.of(work, locator);
        let (rendered, entry) = self.in_list(rendered, work, locator);
        let is_numeric = self.style().is_numeric();
        let (footnote, in_text) = match self.style().csl.settings.class {
            StyleClass::Note => (Some(closed(self.in_note(work, locator, rendered.citation), self.style())), None),
            StyleClass::InText if is_numeric => {
                // GB/T 7714 has the place behind the number, which the style leaves out.
                let place = locator.filter(|_| self.style().family() == "gb").map(|it| quoted(it, self.style()));
                let (open, close) = markup::RAISED;
                let place = place.map(|place| format!("{open}{place}{close}")).unwrap_or_default();
                (None, Some(rendered.citation + &place))
            }
            StyleClass::InText => (None, Some(rendered.citation)),
        };
        Citation { footnote, in_text, entry, notes: Vec::new() }
    }

    /// What a work comes to with its number in the list, and its entry.
    fn in_list(&mut self, first: Rendered, work: &Work, locator: Option<&str>) -> (Rendered, String) {
        let next = self.listed.len() + 1;
        let number = match self.listed.get(&first.entry) {
            Some(number) => *number,
            None => *self.listed.entry(first.entry.clone()).or_insert(next),
        };
        let is_numeric = self.style().is_numeric() || first.is_cited_by_number();
        let rendered = match first.is_spelt() {
            true => self.renderings.at_number(work, locator, number),
            false => first,
        };
        let entry = markup::numbered(&rendered.listed(is_numeric), number);
        (rendered.numbered(number), entry)
    }

    /// A work and the place in it; some styles know pages alone, and say nothing of any other place.
    fn in_note(&mut self, work: &Work, locator: Option<&str>, citation: String) -> String {
        match locator {
            Some(locator) if !self.renderings.has_place(work, locator) => {
                joined(&citation, &quoted(locator, self.style()), self.style())
            }
            _ => citation,
        }
    }

    /// A number that the work read takes from another: that one is named first, and said not to have been read.
    fn second_hand(&mut self, citation: &mut Draft, read: &Work, source: &Work, place: Option<&Place<'_>>) {
        let (locator, told) = (place.map(|place| &*place.cited), place.map(|place| &place.told));
        let rendered = self.renderings.of(source, locator);
        let is_numeric = self.style().is_numeric() || rendered.is_cited_by_number();
        let rendered = rendered.unnumbered();
        if let Some(footnote) = &mut citation.footnote {
            let first = self.in_note(source, locator, rendered.citation);
            *footnote = linked(first, &self.style().as_cited_in(footnote), self.style());
            return;
        }
        if let Some(in_text) = &mut citation.in_text {
            *in_text = match is_numeric {
                // Numbers are those of the list, and it has the work that was read.
                true => self.style().cited_by(in_text),
                false => {
                    let (first, second) = (self.style().inner(&rendered.citation), self.style().inner(in_text));
                    self.style().enclosed(&format!("{first}, {}", self.style().as_cited_in(second)))
                }
            };
        }
        let readers = &self.style().readers;
        citation.notes.push(match told {
            Some(told) => {
                say!(readers, "number-taken-there", work = &read.short, entry = &rendered.entry, place = told)
            }
            None => say!(readers, "number-taken", work = &read.short, entry = &rendered.entry),
        });
    }

    /// A work that is itself taken from another.
    fn taken(&mut self, citation: &mut Draft, read: &Work, source: &Work) {
        let rendered = self.renderings.of(source, None).unnumbered();
        match &mut citation.footnote {
            Some(footnote) => {
                let both = linked(footnote.clone(), &self.style().taken_from(&rendered.citation), self.style());
                *footnote = closed(both, self.style());
            }
            None => {
                let told = say!(self.style().readers, "work-taken", work = &read.short, entry = &rendered.entry);
                citation.notes.push(told);
            }
        }
    }
}

/// In the markup: until then, every text has marks for its emphasis and nothing is escaped.
fn finished<M: Markup>(citation: Draft) -> Citation<Escaped<M>> {
    let finish = |text: String| finish(&text);
    Citation {
        footnote: citation.footnote.map(finish),
        in_text: citation.in_text.map(finish),
        entry: finish(citation.entry),
        notes: citation.notes.into_iter().map(finish).collect(),
    }
}

/// What is cited for a figure.
struct Behind<'a> {
    /// The work that was read.
    read: &'a Work,
    /// What of it is cited: the work itself, or one post of it.
    work: Cow<'a, Work>,
    locator: Cow<'a, str>,
    /// The work that it takes the number from, or is itself taken from, and the place there.
    source: Option<&'a Work>,
    source_at: Option<Place<'a>>,
}

/// A place in a work.
struct Place<'a> {
    /// As it is cited: pages as the styles know them, all else as it is told.
    cited: Cow<'a, str>,
    /// As the readers are told it.
    told: String,
}

impl<'a> Place<'a> {
    fn new(own: &'a str, told: String) -> Self {
        // What lies within a page is told by no style.
        let is_known = told == own || (own.starts_with("p. ") || own.starts_with("pp. ")) && !own.contains(',');
        Self { cited: if is_known { Cow::Borrowed(own) } else { Cow::Owned(told.clone()) }, told }
    }
}

impl<'a> Behind<'a> {
    fn new(dataset: &'a Dataset, figure: &'a Figure) -> Option<Self> {
        let read = dataset.works.get(&figure.work_id)?;
        let told = dataset.locator(figure);
        let (work, locator) = match post(read, &figure.locator) {
            Some((post, locator)) if told == figure.locator => (Cow::Owned(post), Cow::Owned(locator)),
            Some((post, _)) => (Cow::Owned(post), Cow::Owned(without_aside(&told))),
            None => (Cow::Borrowed(read), Place::new(&figure.locator, told).cited),
        };
        // Neither a lost common source that nobody has seen is cited, nor a work that only carries the same count.
        let source = dataset.cited_by(figure).and_then(|id| dataset.works.get(id));
        let source_at = figure.cited_locator.as_deref().filter(|_| figure.cited_work_id.is_some());
        let source_at = source_at.map(|own| Place::new(own, dataset.cited_locator(figure).unwrap_or_default()));
        Some(Self { read, work, locator, source, source_at })
    }
}

/// A post of a thread as its author's, and the place in it: who cites a number cites who said it, not all who took part.
fn post(work: &Work, locator: &str) -> Option<(Work, String)> {
    let (number, rest) = locator.strip_prefix("post ").filter(|_| work.kind == "forum-thread")?.split_once(" (")?;
    let (who, paragraph) = rest.rsplit_once("), ")?;
    let (author, date) = who.rsplit_once(", ")?;
    let issued = fmt::parse_date(date)?;
    let own = Work { authors: vec![author.to_owned()], issued: Some(issued), ..work.clone() };
    Some((own, format!("post {number}, {paragraph}")))
}

/// A place of a post without its author and date, who stand before it: in whatever brackets they are.
fn without_aside(told: &str) -> String {
    let aside = told.split_once(['(', '（']).and_then(|(before, rest)| Some((before, rest.split_once([')', '）'])?.1)));
    aside.map_or_else(|| told.to_owned(), |(before, behind)| format!("{}{behind}", before.trim_end()))
}

/// What is doubtful about a figure, or wrong in its work.
fn cautions(dataset: &Dataset, figure: &Figure, readers: &Tongue) -> Vec<String> {
    let mut notes = Vec::new();
    if figure.rank == Rank::Doubtful {
        notes.push(say!(readers, "held-doubtful", reason = figure.note.as_deref().unwrap_or_default()));
    }
    let corrections = dataset.corrections_of(figure);
    notes.extend(corrections.map(|it| match it.action {
        Action::Exclude => say!(readers, "not-used-in-dataset", reason = &it.reason),
        _ => say!(readers, "in-dataset", correction = &it.text(readers)),
    }));
    notes
}
