//! A style as it is for works of one type, and for one work.
//!
//! hayagriva asks each branch of a style anew at every level that a branch stands on, and looks through all macros for each one that
//! is called; both cost more than the writing. What the type of a work and the fields that it has settle is settled here once.

mod known;
mod prune;
mod settle;
mod substitutes;

use hayagriva::citationberg::taxonomy::{NumberOrPageVariable, NumberVariable, StandardVariable, Variable};
use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement as Element, TextTarget};

pub(super) use known::{Known, signature};
use prune::Pruner;
use substitutes::children;

/// The style without the branches that no such work comes to, without what writes nothing of it, and without the macros that
/// nothing calls then. It writes such a work, alone and so in no order, as the whole style does.
pub(super) fn narrowed(mut style: IndependentStyle, known: Known<'_>) -> IndependentStyle {
    let substitutes = substitutes::variables(&mut style);
    let mut pruner = Pruner::new(std::mem::take(&mut style.macros), substitutes, known);
    pruner.layout(&mut style.citation.layout.elements);
    style.citation.sort = None;
    if let Some(list) = &mut style.bibliography {
        pruner.layout(&mut list.layout.elements);
        list.sort = None;
    }
    style.macros = pruner.into_macros();
    style
}

/// Whether the style names works by numbers or labels anywhere: whether an entry has one is then told by the citation, too.
pub(super) fn has_labels(style: &IndependentStyle) -> bool {
    let mut style = style.clone();
    let macros = style.macros.iter_mut().flat_map(|it| std::mem::take(&mut it.children));
    let mut open: Vec<Element> = macros.collect();
    open.extend(std::mem::take(&mut style.citation.layout.elements));
    open.extend(style.bibliography.into_iter().flat_map(|list| list.layout.elements));
    while let Some(mut element) = open.pop() {
        let variable = match &element {
            Element::Text(text) => match &text.target {
                TextTarget::Variable { var, .. } => Some(*var),
                _ => None,
            },
            Element::Number(number) => match number.variable {
                NumberOrPageVariable::Number(variable) => Some(Variable::Number(variable)),
                NumberOrPageVariable::Page(_) => None,
            },
            _ => None,
        };
        let labels =
            [Variable::Number(NumberVariable::CitationNumber), Variable::Standard(StandardVariable::CitationLabel)];
        if variable.is_some_and(|variable| labels.contains(&variable)) {
            return true;
        }
        open.extend(children(&mut element).into_iter().flat_map(std::mem::take));
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::render::Renderings;
    use super::super::style::{Part, STYLES, Style};
    use super::super::{csl_json, item};
    use crate::data::{Package, Source, Work};

    /// What a style writes of a work at a place.
    fn written(style: &Style, work: &Work, locator: Option<&str>) -> [String; 3] {
        let written = Renderings::new(style).of(work, locator);
        [written.citation, written.entry, written.label]
    }

    const PLACES: [Option<&str>; 3] = [None, Some("p. 12"), Some("table 3")];

    /// Compares the first of every so many of some works, each in every so many styles and at every so many places.
    fn compare(works: &[Work], every: usize) {
        let styles = STYLES.map(|name| {
            let style = || Style::named(name).expect("a style");
            (name, style(), style().whole())
        });
        let mut turn = 0;
        for work in works {
            for (name, narrow, whole) in &styles {
                for place in PLACES {
                    turn += 1;
                    if turn % every == 0 {
                        let of = |style| written(style, work, place);
                        assert_eq!(of(narrow), of(whole), "{name}, {}, {place:?}", work.id);
                    }
                }
            }
        }
    }

    #[test]
    fn a_narrowed_style_writes_every_sort_of_work_as_the_whole_one() {
        let package = Package::read(Source::BuiltIn);
        let mut sorts: BTreeMap<String, Work> = BTreeMap::new();
        for work in package.dataset.works.iter() {
            let fields: Vec<String> = csl_json(work).as_object().expect("an object").keys().cloned().collect();
            sorts.entry(format!("{} {fields:?}", work.kind)).or_insert_with(|| work.clone());
        }
        let works: Vec<Work> = sorts.into_values().collect();
        assert!(works.len() > 100, "{}", works.len());
        // One in a number that has no divisor in common with those of styles and places, so that all have their turn.
        compare(&works, 7);
    }

    #[test]
    #[ignore = "run by hand, when a style or the narrowing has changed: it takes minutes"]
    fn it_writes_every_work_so() {
        let works: Vec<Work> = Package::read(Source::BuiltIn).dataset.works.iter().cloned().collect();
        compare(&works, 1);
    }

    #[test]
    fn of_fields_a_work_lacks_nothing_is_left() {
        let package = Package::read(Source::BuiltIn);
        let fields = |work: &&Work| csl_json(work).as_object().map_or(0, serde_json::Map::len);
        let work = package.dataset.works.iter().min_by_key(fields).expect("a work");
        let style = Style::named("chicago-notes").expect("a style");
        let item = item::of(work, &style, (Part::Entry, false));
        let narrow = style.narrowed(Part::Entry, item::kind(work), &item, false);
        let (narrow, whole) = (format!("{narrow:?}"), format!("{:?}", style.csl));
        assert!(narrow.contains("Title"));
        assert!(narrow.len() * 20 < whole.len(), "{} of {}", narrow.len(), whole.len());
    }
}
