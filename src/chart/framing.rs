//! A table in frames: in one if it has room there, else in the fewest that have; each at the first width at which it has room.

use std::borrow::Cow;

use super::layout::Page;
use super::layout::notes::notes;
use super::record::Record;
use super::split::{self, Cut};
use super::{ChartError, Context, Drawing, Foot, Part, Spec, words};
use crate::frame::Table;
use crate::lang::say;

/// What all frames of a chart share.
#[derive(Clone, Copy)]
pub(super) struct Framing<'a> {
    pub(super) spec: &'a Spec,
    pub(super) whole: &'a Table,
    /// How many of its series are left to the table of numbers.
    pub(super) left_out: usize,
    pub(super) foot: Foot,
    pub(super) context: Context<'a>,
}

/// One frame, before it is laid out.
struct Framed<'a> {
    table: Cow<'a, Table>,
    title: String,
    notes: Vec<String>,
    /// Which it is, if there are several.
    number: Option<usize>,
}

impl<'a> Framing<'a> {
    /// Draws all in one frame.
    pub(super) fn in_one(self) -> Result<Drawing, ChartError> {
        let (spec, table) = (self.spec, Cow::Borrowed(self.whole));
        let notes = notes(spec, (self.whole, self.whole), self.context);
        let framed = Framed { table, title: spec.title.clone(), notes, number: None };
        let page = self.fitting(|width| self.page(&framed, width))?;
        Ok(self.drawing(&framed, &page))
    }

    /// Draws all in one frame, else in the fewest in which it has room.
    pub(super) fn in_any(self) -> Result<Vec<Drawing>, ChartError> {
        let refusal = match self.in_one() {
            Ok(drawing) => return Ok(vec![drawing]),
            Err(refusal) => refusal,
        };
        // A chart has most room where its type is smallest; with the fewest frames found there, it may be larger.
        let widest = self.context.look.size.widths().last().unwrap_or_default();
        let has_room = |cut: Cut| (0..cut.count()).all(|number| self.page(&self.framed(cut, number), widest).is_ok());
        let cut = split::fewest(self.whole, has_room).ok_or(refusal)?;
        let all: Vec<Framed<'_>> = (0..cut.count()).map(|number| self.framed(cut, number)).collect();
        let pages = self.fitting(|width| {
            let pages = all.iter().map(|framed| self.page(framed, width));
            pages.collect::<Result<Vec<_>, _>>()
        })?;
        Ok(all.iter().zip(&pages).map(|(framed, page)| self.drawing(framed, page)).collect())
    }

    /// One frame of several.
    fn framed(&self, cut: Cut, number: usize) -> Framed<'a> {
        let table = split::part(self.whole, cut, number);
        let notes = notes(self.spec, (&table, self.whole), self.context);
        let (which, all) = (&(number + 1).to_string(), &cut.count().to_string());
        let title = say!(self.context.tongue(), "chart-frame", title = &self.spec.title, number = which, all = all);
        Framed { table: Cow::Owned(table), title, notes, number: Some(number + 1) }
    }

    /// The first width at which there is room, that with the largest type first.
    fn fitting<T>(&self, laid_out: impl Fn(f64) -> Result<T, ChartError>) -> Result<T, ChartError> {
        let mut refusal = ChartError::NoRows;
        for width in self.context.look.size.widths() {
            match laid_out(width) {
                Ok(found) => return Ok(found),
                Err(error) => refusal = error,
            }
        }
        Err(refusal)
    }

    fn page<'f>(&'f self, framed: &'f Framed<'_>, width: f64) -> Result<Page<'f>, ChartError> {
        let Framed { table, title, notes, .. } = framed;
        let (whole, left_out, foot) = (self.whole, self.left_out, self.foot);
        Page::lay_out(self.spec, Part { table, whole, title, notes, left_out, foot }, self.context, width)
    }

    fn drawing(&self, framed: &Framed<'_>, page: &Page<'_>) -> Drawing {
        let (spec, table) = (self.spec, &framed.table);
        Drawing {
            id: spec.id.clone(),
            frame: framed.number,
            title: framed.title.clone(),
            source: self.context.tongue().listed(&spec.sources),
            licence: self.context.about.licence(),
            description: words::description(spec, table, self.context),
            notes: framed.notes.clone(),
            metadata: Record::of(spec, table, self.context, framed.number).text(),
            lang: self.context.tongue().lang().clone(),
            scene: page.draw(),
            theme: self.context.look.theme,
        }
    }
}
