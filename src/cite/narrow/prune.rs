//! Elements that write nothing for a work.
//!
//! A group writes its words only where a variable in it has a value, or where none is asked for. So what writes nothing is no more
//! needed where something beside it asks for a variable in any case; else one that asks is left in its place.

use std::collections::BTreeMap;

use hayagriva::citationberg::taxonomy::{StandardVariable, Variable};
use hayagriva::citationberg::{Choose, CslMacro, LayoutRenderingElement as Element, Names, TextTarget};

use super::known::Known;
use super::settle::{is_untested, settle};
use super::substitutes;

/// Whether an element asks for the value of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asks {
    Never,
    Maybe,
    Always,
}

/// What is known of an element.
#[derive(Debug, Clone, Copy)]
struct Told {
    /// Whether it may write anything.
    prints: bool,
    asks: Asks,
    /// Whether it may be what makes a group around it write its words: a value, a macro or a group that writes something.
    counts: bool,
}

const NOTHING: Told = Told { prints: false, asks: Asks::Never, counts: false };

impl Told {
    fn words() -> Self {
        Self { prints: true, asks: Asks::Never, counts: false }
    }

    fn nothing(asks: Asks) -> Self {
        Self { asks, ..NOTHING }
    }

    fn value(asks: Asks) -> Self {
        Self { prints: true, asks, counts: true }
    }

    /// Of what writes its words only where something in it counts.
    fn grouped(self) -> Self {
        // Words alone stand beside a variable without a value.
        let is_dead = !self.prints || (self.asks == Asks::Always && !self.counts);
        if is_dead { Self::nothing(self.asks) } else { Self::value(self.asks) }
    }
}

/// Takes out of a style what writes nothing.
pub(super) struct Pruner<'a> {
    known: Known<'a>,
    /// The variables that may be written in the stead of names.
    substitutes: Vec<Variable>,
    /// The macros that were not called so far.
    macros: BTreeMap<String, CslMacro>,
    /// Those that were, and what is known of them.
    called: Vec<CslMacro>,
    told: BTreeMap<String, Told>,
}

impl<'a> Pruner<'a> {
    pub(super) fn new(macros: Vec<CslMacro>, substitutes: Vec<Variable>, known: Known<'a>) -> Self {
        let mut named = BTreeMap::new();
        for it in macros {
            // Of several of one name the first is called.
            named.entry(it.name.clone()).or_insert(it);
        }
        Self { known, substitutes, macros: named, called: Vec::new(), told: BTreeMap::new() }
    }

    /// The macros that are called by what was pruned.
    pub(super) fn into_macros(self) -> Vec<CslMacro> {
        self.called
    }

    /// Elements of which each stands for itself.
    pub(super) fn layout(&mut self, elements: &mut Vec<Element>) {
        elements.retain_mut(|element| self.element(element).prints);
    }

    /// Elements that stand together: what is left of them asks for a variable where all of them did.
    fn list(&mut self, elements: &mut Vec<Element>) -> Told {
        let told: Vec<Told> = elements.iter_mut().map(|element| self.element(element)).collect();
        let asks = |told: &Told| told.asks == Asks::Always;
        let is_asked = told.iter().any(|told| told.prints && asks(told));
        let asking = told.iter().position(asks).filter(|_| !is_asked);
        let mut at = 0;
        elements.retain(|_| {
            let Told { prints, asks, .. } = told[at];
            let is_kept = prints || asking == Some(at) || (asks == Asks::Maybe && !is_asked && asking.is_none());
            at += 1;
            is_kept
        });
        let all = |one: Told, other: &Told| Told {
            prints: one.prints || other.prints,
            asks: one.asks.max(other.asks),
            counts: one.counts || other.counts,
        };
        told.iter().fold(NOTHING, all)
    }

    fn element(&mut self, element: &mut Element) -> Told {
        let value = |known: Option<bool>| match known {
            Some(false) => Told::nothing(Asks::Always),
            _ => Told::value(Asks::Always),
        };
        match element {
            Element::Text(text) => match &text.target {
                // It counts as no variable.
                TextTarget::Variable { var: Variable::Standard(StandardVariable::YearSuffix), .. } => {
                    Told::value(Asks::Maybe)
                }
                TextTarget::Variable { var, .. } => value(self.known.has(*var)),
                TextTarget::Macro { name } => self.called(name),
                TextTarget::Term { .. } | TextTarget::Value { .. } => Told::words(),
            },
            Element::Number(number) => value(self.known.has(Variable::from(number.variable))),
            Element::Date(date) => match date.variable {
                Some(variable) => value(self.known.has(Variable::Date(variable))),
                None => Told::nothing(Asks::Always),
            },
            Element::Label(label) => match self.known.has(Variable::from(label.variable)) {
                Some(false) => NOTHING,
                _ => Told::words(),
            },
            Element::Names(names) => self.names(names),
            Element::Group(group) => {
                let told = self.list(&mut group.children).grouped();
                if !told.prints && told.asks == Asks::Always {
                    self.stand_in(element);
                }
                told
            }
            Element::Choose(_) => self.choice(element),
        }
    }

    /// Leaves of something that writes nothing and asks for a variable the element that asks.
    fn stand_in(&mut self, element: &mut Element) {
        let children = match element {
            Element::Group(group) => &mut group.children,
            Element::Choose(choose) => &mut choose.if_.children,
            Element::Text(_) | Element::Date(_) | Element::Number(_) | Element::Label(_) | Element::Names(_) => return,
        };
        let asking = children.iter_mut().position(|child| {
            let told = self.element(child);
            !told.prints && told.asks == Asks::Always
        });
        if let Some(asking) = asking {
            *element = children.swap_remove(asking);
        }
    }

    fn called(&mut self, name: &str) -> Told {
        if let Some(told) = self.told.get(name) {
            return *told;
        }
        let Some(mut called) = self.macros.remove(name) else { return NOTHING };
        // Of one that calls itself nothing is known.
        self.told.insert(name.to_owned(), Told::value(Asks::Maybe));
        let told = self.list(&mut called.children).grouped();
        self.told.insert(name.to_owned(), told);
        self.called.push(called);
        told
    }

    fn names(&mut self, names: &mut Names) -> Told {
        let is_named = names.variable.iter().any(|variable| self.known.has(Variable::Name(*variable)) != Some(false));
        let mut instead = NOTHING;
        for children in names.children.iter_mut().filter_map(substitutes::of) {
            instead = self.list(children);
        }
        match is_named {
            true => Told::value(Asks::Maybe),
            false => Told { counts: instead.prints, ..instead },
        }
    }

    fn choice(&mut self, element: &mut Element) -> Told {
        let Element::Choose(choose) = element else { return NOTHING };
        settle(choose, self.known, &self.substitutes);
        let Choose { if_, else_if, otherwise, .. } = choose;
        let is_taken = is_untested(if_) && else_if.is_empty();
        let mut told = vec![self.list(&mut if_.children)];
        told.extend(else_if.iter_mut().map(|branch| self.list(&mut branch.children)));
        let last = otherwise.as_mut().map(|last| self.list(&mut last.children));
        told.extend(last.or_else(|| (!is_taken).then_some(NOTHING)));
        let every = |asks: Asks| told.iter().all(|told| told.asks == asks);
        let asks = [Asks::Always, Asks::Never].into_iter().find(|asks| every(*asks)).unwrap_or(Asks::Maybe);
        let prints = told.iter().any(|told| told.prints);
        let told = Told { prints, asks, counts: told.iter().any(|told| told.counts) };
        if is_taken && let [only] = if_.children.as_slice() {
            // A group counts as such only right below another.
            if !matches!(only, Element::Group(_)) || asks == Asks::Always {
                *element = if_.children.remove(0);
            }
        } else if !prints && asks == Asks::Always {
            self.stand_in(element);
        }
        told
    }
}
