//! A style as it is for works of one type.
//!
//! hayagriva asks each branch of a style anew at every level that a branch stands on, and looks through all macros for each one that
//! is called; both cost more than the writing. What the type of a work settles is settled here once.

use std::collections::BTreeSet;

use hayagriva::citationberg::taxonomy::{Kind, NumberOrPageVariable, NumberVariable, StandardVariable, Variable};
use hayagriva::citationberg::{
    Choose, ChooseBranch, ChooseMatch, ElseBranch, IndependentStyle, LayoutRenderingElement as Element, NamesChild,
    Sort, SortKey, TextTarget,
};

/// The style without the branches that no work of the type comes to, and without the macros that nothing calls then. It writes
/// such a work as the whole style does.
pub(super) fn narrowed(mut style: IndependentStyle, kind: Kind) -> IndependentStyle {
    let mut open = Vec::new();
    settle(&mut style.citation.layout.elements, kind, &mut open);
    sorted_by(style.citation.sort.as_ref(), &mut open);
    if let Some(list) = &mut style.bibliography {
        settle(&mut list.layout.elements, kind, &mut open);
        sorted_by(list.sort.as_ref(), &mut open);
    }
    let mut called = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(it) = style.macros.iter_mut().find(|it| it.name == name)
            && called.insert(name)
        {
            settle(&mut it.children, kind, &mut open);
        }
    }
    style.macros.retain(|it| called.contains(&it.name));
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

/// Settles every test of a type in some elements and below them, and tells the macros that are called there.
fn settle(elements: &mut [Element], kind: Kind, calls: &mut Vec<String>) {
    for element in elements {
        match element {
            Element::Choose(choose) => settle_choice(choose, kind),
            Element::Text(text) => {
                if let TextTarget::Macro { name } = &text.target {
                    calls.push(name.clone());
                }
            }
            _ => {}
        }
        for children in children(element) {
            settle(children, kind, calls);
        }
    }
}

/// What the type says of a branch.
enum Settled {
    /// It is taken, if none before it is.
    Taken,
    /// It is never taken.
    Dead,
    /// The other tests, if there are any, say the rest.
    Open,
}

/// Leaves the branches that may be taken. One that is taken whatever else holds is the last, as the branch of all other works.
fn settle_choice(choose: &mut Choose, kind: Kind) {
    let mut open: Vec<ChooseBranch> = Vec::new();
    let first = std::mem::replace(&mut choose.if_, untested(Vec::new()));
    for mut branch in std::iter::once(first).chain(std::mem::take(&mut choose.else_if)) {
        match settled(&mut branch, kind) {
            Settled::Dead => {}
            Settled::Open => open.push(branch),
            Settled::Taken => {
                choose.otherwise = Some(ElseBranch { children: branch.children });
                break;
            }
        }
    }
    let mut open = open.into_iter();
    // A choice has one branch at least. With none that is open, what is left for all other works is taken.
    choose.if_ = match open.next() {
        Some(branch) => branch,
        None => untested(choose.otherwise.take().map(|last| last.children).unwrap_or_default()),
    };
    choose.else_if = open.collect();
}

/// Settles the tests of the type of one branch, and takes them out of it.
fn settled(branch: &mut ChooseBranch, kind: Kind) -> Settled {
    let Some(kinds) = branch.type_.take() else { return Settled::Open };
    let is_last = branch.disambiguate.is_none()
        && branch.is_numeric.is_none()
        && branch.is_uncertain_date.is_none()
        && branch.locator.is_none()
        && branch.position.is_none()
        && branch.variable.is_none();
    let (some, all) = (kinds.contains(&kind), kinds.iter().all(|it| *it == kind));
    match branch.match_ {
        ChooseMatch::All if !all => Settled::Dead,
        ChooseMatch::None if some => Settled::Dead,
        ChooseMatch::Any if some => Settled::Taken,
        ChooseMatch::Any if is_last => Settled::Dead,
        ChooseMatch::All | ChooseMatch::None if is_last => Settled::Taken,
        _ => Settled::Open,
    }
}

/// A branch that is always taken: all of no tests hold.
fn untested(children: Vec<Element>) -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: None,
        match_: ChooseMatch::All,
        children,
    }
}

/// The lists of elements right below an element.
fn children(element: &mut Element) -> Vec<&mut Vec<Element>> {
    fn substitutes(child: &mut NamesChild) -> Option<&mut Vec<Element>> {
        match child {
            NamesChild::Substitute(substitute) => Some(&mut substitute.children),
            NamesChild::Name(_) | NamesChild::EtAl(_) | NamesChild::Label(_) => None,
        }
    }
    match element {
        Element::Group(group) => vec![&mut group.children],
        Element::Choose(choose) => {
            let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
            branches.map(|it| &mut it.children).chain(choose.otherwise.as_mut().map(|it| &mut it.children)).collect()
        }
        Element::Names(names) => names.children.iter_mut().filter_map(substitutes).collect(),
        Element::Text(_) | Element::Date(_) | Element::Number(_) | Element::Label(_) => Vec::new(),
    }
}

/// The macros by which works are sorted.
fn sorted_by(sort: Option<&Sort>, calls: &mut Vec<String>) {
    for key in sort.into_iter().flat_map(|sort| &sort.keys) {
        if let SortKey::MacroName { name, .. } = key {
            calls.push(name.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::render::Renderings;
    use super::super::style::{STYLES, Style};
    use super::super::{csl_json, item};
    use crate::data::{Package, Source, Work};

    /// Of which much is known, and of which little is.
    fn fullest_and_barest(works: &[Work]) -> [&Work; 2] {
        let known = |work: &&Work| csl_json(work).as_object().map_or(0, serde_json::Map::len);
        [works.iter().max_by_key(known), works.iter().min_by_key(known)].map(|work| work.expect("a work"))
    }

    #[test]
    fn a_narrowed_style_writes_every_kind_of_work_as_the_whole_one() {
        let package = Package::read(Source::BuiltIn);
        let works: Vec<Work> = package.dataset.works.iter().cloned().collect();
        let mut kinds: Vec<&str> = works.iter().map(|work| work.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert!(kinds.len() > 8, "{kinds:?}");
        for name in STYLES {
            let style = || Style::named(name).expect("a style");
            let narrow = style();
            for kind in &kinds {
                for work in fullest_and_barest(&works) {
                    let work = Work { kind: (*kind).to_owned(), ..work.clone() };
                    let whole = style().whole_for(item::kind(&work)).whole_for(item::PAGE);
                    for locator in [None, Some("p. 12"), Some("table 3")] {
                        let of = |style| {
                            let it = Renderings::new(style).of(&work, locator);
                            (it.citation, it.entry, it.label)
                        };
                        assert_eq!(of(&narrow), of(&whole), "{name}, {}, {locator:?}", item::kind(&work));
                    }
                }
            }
        }
    }
}
