//! The charts of a page: drawings for wide and for narrow windows, what is to be known of each, its works in short, its numbers.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Serialize;

use super::super::drawn::Drawn;
use super::super::lines::{self, Told};
use super::Safe;
use super::works::{Back, Works};
use crate::chart::{self, Context, Drawing, Look, Palette, Size};
use crate::data::{Dataset, Package};
use crate::fmt::{self, once_each};
use crate::frame::{Cell, RateWitness, Witness};
use crate::lang::say;

/// Of a work with more places than this behind one chart it is said how many they are.
const MANY_PLACES: usize = 6;

/// A chart as the template has it.
#[derive(Serialize)]
pub(super) struct Chart {
    id: String,
    number: usize,
    title: String,
    subtitle: String,
    description: String,
    /// What must be known to read it, and all that is to be known of its numbers where that is more.
    note: String,
    notes: String,
    wide: Safe,
    narrow: Safe,
    head: Vec<String>,
    rows: Vec<Line>,
    sources: Vec<Source>,
}

/// A line of the table under a chart.
#[derive(Serialize)]
struct Line {
    name: String,
    cells: Vec<String>,
    /// Who says so, and what else there is to say.
    works: Vec<Reference>,
    said: String,
    with_sources: bool,
}

/// A work by its number in the list.
#[derive(Serialize)]
struct Reference {
    id: String,
    number: usize,
}

/// A work behind a chart, with its places.
#[derive(Serialize)]
struct Source {
    id: String,
    number: usize,
    short: String,
    places: String,
}

/// A chart's drawings: for wide windows and for narrow ones.
#[derive(Debug, Clone)]
pub(in super::super) struct Drawings {
    pub(super) wide: Drawing,
    pub(super) narrow: Drawing,
}

impl Drawings {
    /// Draws a chart without what a page says of it.
    ///
    /// # Errors
    /// If the chart has no room at one of the sizes.
    pub(in super::super) fn new(drawn: &Drawn, package: &Package) -> Result<Self> {
        let draw = |size| -> Result<Drawing> {
            let look = Look { size, bare: true, ..Look::default() };
            let context = Context { dataset: &package.corrected, about: package.about(), look: &look };
            Ok(chart::draw(&drawn.spec, &drawn.table, context)?)
        };
        Ok(Self { wide: draw(Size::Wide)?, narrow: draw(Size::Narrow)? })
    }
}

/// What the drawings of one page take of its style.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) palette: Palette,
    /// Every letter of the drawings.
    pub(super) letters: BTreeSet<char>,
}

impl Taken {
    /// A drawing as an element of a page, which says elsewhere what it is.
    pub(super) fn picture(&mut self, id: &str, drawing: &Drawing, size: Size) -> Safe {
        self.letters.extend(drawing.scene.texts().flat_map(|text| text.text.chars()));
        // Each kind of id begins with a word of its own, so that no chart is called as another part of the page.
        let labels = (format!("heading-{id}"), format!("description-{id}"));
        let prefix = format!("paint-{id}-{}", size.name());
        Safe::new(chart::element(&drawing.scene, &prefix, (&labels.0, &labels.1), &mut self.palette))
    }
}

/// Makes the charts of a page one after the other; their numbers run through.
pub(super) struct Maker<'a> {
    dataset: &'a Dataset,
    pub(super) works: Works,
    pub(super) taken: Taken,
    charts: usize,
}

impl<'a> Maker<'a> {
    pub(super) fn new(dataset: &'a Dataset, works: Works) -> Self {
        Self { dataset, works, taken: Taken::default(), charts: 0 }
    }

    pub(super) fn chart(&mut self, drawn: &Drawn, drawings: &Drawings) -> Chart {
        let id = &drawn.spec.id;
        self.charts += 1;
        let wide = self.taken.picture(id, &drawings.wide, Size::Wide);
        let narrow = self.taken.picture(id, &drawings.narrow, Size::Narrow);
        let sources = self.sources(drawn);
        let back = Back { id: id.clone(), number: self.charts };
        for source in &sources {
            self.works.note(&source.id, &back);
        }
        let (head, rows) = match drawn.spec.kind.get().counts_figures() {
            true => counts(drawn, self.dataset),
            false => self.numbers(drawn),
        };
        let (note, notes) = (
            chart::in_short(self.dataset.tongue(), &drawings.wide.notes),
            self.dataset.tongue().sentences(&drawings.wide.notes),
        );
        Chart {
            id: id.clone(),
            number: self.charts,
            title: fmt::flowing(&drawn.spec.title),
            subtitle: fmt::flowing(&drawn.spec.subtitle),
            description: fmt::flowing(&drawings.wide.description),
            notes: if note == notes { String::new() } else { fmt::flowing(&notes) },
            note: fmt::flowing(&note),
            wide,
            narrow,
            head,
            rows,
            sources,
        }
    }

    /// The works behind a chart in the order of their numbers, each with its places.
    fn sources(&self, drawn: &Drawn) -> Vec<Source> {
        let wholes = drawn.table.rows.iter().filter_map(|row| row.whole.as_ref());
        let mut by_work: BTreeMap<usize, Vec<&Witness>> = BTreeMap::new();
        for witness in drawn.table.cells().chain(wholes).flat_map(|cell| &cell.witnesses) {
            let number = self.works.number(&witness.work_id);
            by_work.entry(number.unwrap_or_default()).or_default().push(witness);
        }
        by_work.remove(&0);
        let tongue = self.dataset.tongue();
        let source = |(number, witnesses): (usize, Vec<&Witness>)| {
            let first = witnesses.first()?;
            let place = |witness: &&Witness| {
                let own = Some(&witness.locator).filter(|it| !fmt::is_placed(tongue, &witness.short, it)).cloned();
                match (own, witness.source(tongue)) {
                    (Some(place), Some(source)) => say!(tongue, "place-and-source", place = &place, source = &source),
                    (place, source) => place.or(source).unwrap_or_default(),
                }
            };
            let places = once_each(witnesses.iter().map(place).filter(|place| !place.is_empty()));
            let places = match places.len() {
                few if few <= MANY_PLACES => tongue.listed(&places),
                many => say!(tongue, "page-places", n = many),
            };
            Some(Source { id: first.work_id.clone(), number, short: first.short.clone(), places })
        };
        by_work.into_iter().filter_map(source).collect()
    }

    /// The works of a number.
    fn references(&self, cell: &Cell) -> Vec<Reference> {
        let works: BTreeMap<usize, &str> = cell
            .witnesses
            .iter()
            .filter_map(|witness| Some((self.works.number(&witness.work_id)?, witness.work_id.as_str())))
            .collect();
        works.into_iter().map(|(number, id)| Reference { id: id.to_owned(), number }).collect()
    }

    /// The numbers of a chart, with who says so.
    fn numbers(&self, drawn: &Drawn) -> (Vec<String>, Vec<Line>) {
        let tongue = self.dataset.tongue();
        let line = |name: String, cell: &Cell, said: Option<String>| {
            let rates = cell.converted.iter().flat_map(|it| &it.rates);
            let converted =
                |rate: &RateWitness| say!(tongue, "table-converted", work = &rate.short, place = &rate.locator);
            let rates = once_each(rates.map(converted));
            let stated = once_each(cell.witnesses.iter().filter_map(|witness| witness.restated.as_deref()));
            let stated = stated.join(&say!(tongue, "list-between"));
            let stated = (!stated.is_empty()).then(|| say!(tongue, "table-restated", numbers = &stated));
            let said = tongue.listed(&said.into_iter().chain(rates).chain(stated).collect::<Vec<_>>());
            let cells = vec![lines::number(cell, self.dataset)];
            Line { name, cells, works: self.references(cell), said, with_sources: true }
        };
        let of_told = |(name, told): (String, Told<'_>)| match told {
            Told::Number(cell) | Told::Rest(cell) | Told::Whole(cell) if cell.is_modelled() => {
                line(name, cell, Some(say!(tongue, "table-modelled")))
            }
            Told::Rest(cell) => line(name, cell, Some(say!(tongue, "table-rest"))),
            Told::Number(cell) | Told::Whole(cell) => {
                line(name, cell, cell.is_computed().then(|| say!(tongue, "table-added")))
            }
            Told::Dated(dated) => Line {
                name,
                cells: vec![fmt::period(tongue, &dated.period)],
                works: Vec::new(),
                said: say!(tongue, "place-in-work", work = &dated.short, place = &dated.locator),
                with_sources: true,
            },
        };
        let lines =
            lines::lines(drawn, tongue).into_iter().map(|(name, told)| of_told((fmt::flowing(&name), told))).collect();
        (["table-what", "table-number", "table-who"].map(|id| tongue.say(id, &[])).to_vec(), lines)
    }
}

/// The counts of a matrix.
fn counts(drawn: &Drawn, dataset: &Dataset) -> (Vec<String>, Vec<Line>) {
    let (columns, rows) = lines::counts(drawn, dataset.tongue());
    let line = |(name, cells): (&str, Vec<String>)| Line {
        name: fmt::flowing(name),
        cells,
        works: Vec::new(),
        said: String::new(),
        with_sources: false,
    };
    let head = std::iter::once(say!(dataset.tongue(), "table-what")).chain(columns.into_iter().map(str::to_owned));
    (head.collect(), rows.into_iter().map(line).collect())
}
