//! What may be written in the stead of names.

use std::collections::BTreeSet;

use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement as Element, NamesChild, TextTarget};

/// The elements that stand in for names, if this is what holds them.
pub(super) fn of(child: &mut NamesChild) -> Option<&mut Vec<Element>> {
    match child {
        NamesChild::Substitute(substitute) => Some(&mut substitute.children),
        NamesChild::Name(_) | NamesChild::EtAl(_) | NamesChild::Label(_) => None,
    }
}

/// The lists of elements right below an element.
pub(super) fn children(element: &mut Element) -> Vec<&mut Vec<Element>> {
    match element {
        Element::Group(group) => vec![&mut group.children],
        Element::Choose(choose) => {
            let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
            branches.map(|it| &mut it.children).chain(choose.otherwise.as_mut().map(|it| &mut it.children)).collect()
        }
        Element::Names(names) => names.children.iter_mut().filter_map(of).collect(),
        Element::Text(_) | Element::Date(_) | Element::Number(_) | Element::Label(_) => Vec::new(),
    }
}

/// The variables that may be written in the stead of names anywhere in a style.
pub(super) fn variables(style: &mut IndependentStyle) -> Vec<Variable> {
    let (mut found, mut called) = (Vec::new(), BTreeSet::new());
    for list in lists(style) {
        collect(list, false, &mut found, &mut called);
    }
    // Of macros that are called in the stead of names all is.
    let mut done = BTreeSet::new();
    while let Some(name) = called.difference(&done).next().cloned() {
        if let Some(it) = style.macros.iter_mut().find(|it| it.name == name) {
            collect(&mut it.children, true, &mut found, &mut called);
        }
        done.insert(name);
    }
    found
}

fn lists(style: &mut IndependentStyle) -> impl Iterator<Item = &mut Vec<Element>> {
    let macros = style.macros.iter_mut().map(|it| &mut it.children);
    let entry = style.bibliography.iter_mut().map(|list| &mut list.layout.elements);
    macros.chain([&mut style.citation.layout.elements]).chain(entry)
}

/// Collects the variables and the macros that stand in for names in some elements, or all of them where these do themselves.
fn collect(elements: &mut [Element], stands_in: bool, found: &mut Vec<Variable>, called: &mut BTreeSet<String>) {
    for element in elements {
        if stands_in {
            match element {
                Element::Text(text) => match &text.target {
                    TextTarget::Variable { var, .. } => found.push(*var),
                    TextTarget::Macro { name } => drop(called.insert(name.clone())),
                    TextTarget::Term { .. } | TextTarget::Value { .. } => {}
                },
                Element::Number(number) => found.push(Variable::from(number.variable)),
                Element::Date(date) => found.extend(date.variable.map(Variable::Date)),
                Element::Names(names) => found.extend(names.variable.iter().copied().map(Variable::Name)),
                Element::Label(_) | Element::Choose(_) | Element::Group(_) => {}
            }
        }
        let stands_in = stands_in || matches!(element, Element::Names(_));
        for list in children(element) {
            collect(list, stands_in, found, called);
        }
    }
}
