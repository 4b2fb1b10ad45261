//! A CSL file before it is read as a style: what would take for ever, or says less than it means, is refused.
//!
//! The processor goes down into elements and macros without counting, and passes over a macro that is not there.

use std::collections::BTreeMap;

use hayagriva::citationberg::taxonomy::{Kind, Term, Variable};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as NoSuch, StrDeserializer};

use super::unusable::StyleError;
use crate::diag::hint;
use crate::xml::{self, Element, Limits, Part};

/// The largest style of the CSL repository has 120 kB.
pub const LARGEST_STYLE: u64 = crate::files::STYLE.bytes;
/// The deepest of them has 20 elements in each other, and the largest 3,000.
const LIMITS: Limits = Limits { depth: 60, elements: 20_000, attributes: 100 };
/// So many elements come to work where every macro stands in the place of its call; the most of them is 5,375.
const MOST_EXPANDED: u64 = 20_000;
/// Elements stand in each other so deep then; the deepest of them has 83.
const DEEPEST_EXPANDED: u64 = 250;

type IsKnown = fn(&str) -> bool;

/// Attributes that name what CSL has, and whether a word is one of these.
const WORDS: [(&str, IsKnown); 3] =
    [("variable", is_one::<Variable>), ("term", is_one::<Term>), ("type", is_one::<Kind>)];

fn is_one<T: DeserializeOwned>(word: &str) -> bool {
    T::deserialize(StrDeserializer::<NoSuch>::new(word)).is_ok()
}

/// A macro, or what is printed.
#[derive(Default)]
struct Piece {
    /// What it has, in the order of the file.
    steps: Vec<Step>,
    depth: u64,
    /// The macros it calls: by name, from which line, from how deep.
    calls: Vec<(String, usize, u64)>,
}

/// What stands in a piece, as far as it takes time.
enum Step {
    Element,
    /// The call of this number.
    Call(usize),
    /// A choice begins, of whose branches one at most is taken.
    Choice,
    Branch,
    EndOfBranch,
    EndOfChoice,
}

/// Looks through a file.
///
/// # Errors
/// What is wrong with it, with the line.
pub(super) fn guard(text: &str) -> Result<(), StyleError> {
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > LARGEST_STYLE {
        return Err(StyleError::Huge);
    }
    let Pieces { macros, printed, .. } = Pieces::read(text)?;
    for piece in macros.values().chain([&printed]) {
        for (name, line, _) in &piece.calls {
            if !macros.contains_key(name) {
                let hint = hint(name, macros.keys().map(String::as_str));
                return Err(refused(*line, format!("there is no macro `{name}`{hint}")));
            }
        }
    }
    let sizes = sizes(&macros)?;
    let (elements, depth) = size(&printed, &sizes);
    if elements > MOST_EXPANDED {
        let reason = format!("its macros call each other so often that they come to over {MOST_EXPANDED} elements");
        return Err(refused(most(&printed, &sizes), reason));
    }
    if depth > DEEPEST_EXPANDED {
        let reason = format!("its macros call each other deeper than {DEEPEST_EXPANDED} elements");
        return Err(refused(most(&printed, &sizes), reason));
    }
    Ok(())
}

fn refused(line: usize, reason: String) -> StyleError {
    StyleError::Refused { line, reason }
}

/// A style as it is looked through.
#[derive(Default)]
struct Pieces {
    macros: BTreeMap<String, Piece>,
    /// Everything that is printed or sorted by.
    printed: Piece,
    /// The macro whose elements are coming.
    inside: Option<String>,
    /// The elements that are open: what each is to a choice.
    open: Vec<Role>,
    /// The first that is wrong with it, with its line.
    wrong: Option<(usize, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Choice,
    Branch,
    Other,
}

impl Pieces {
    fn read(text: &str) -> Result<Self, StyleError> {
        let mut pieces = Self::default();
        let read = xml::read(text, LIMITS, |part, line, depth| {
            match part {
                Part::Open(element) => pieces.begin(&element, line, depth),
                Part::Close => pieces.end(),
                Part::Text(_) => {}
            }
            true
        });
        read.map_err(|error| refused(error.line, error.reason))?;
        match pieces.wrong {
            Some((line, reason)) => Err(refused(line, reason)),
            None => Ok(pieces),
        }
    }

    fn piece(&mut self) -> &mut Piece {
        match &self.inside {
            Some(name) => self.macros.entry(name.clone()).or_default(),
            None => &mut self.printed,
        }
    }

    fn begin(&mut self, element: &Element<'_>, line: usize, depth: usize) {
        let name = element.name();
        if depth == 2 {
            self.inside = (name == "macro").then(|| element.attribute("name").unwrap_or_default());
            if let Some(name) = &self.inside
                && self.macros.contains_key(name)
            {
                let reason = format!("the macro `{name}` stands twice");
                self.wrong = self.wrong.take().or(Some((line, reason)));
            }
        }
        let unknown = WORDS.iter().find_map(|(attribute, is_known)| {
            let value = element.attribute(attribute).filter(|_| *attribute != "term" || name == "text")?;
            // "no date" is one term; variables and types may be several.
            let mut words: Vec<&str> = value.split_whitespace().collect();
            if *attribute == "term" {
                words = vec![&value];
            }
            let word = words.into_iter().find(|word| !is_known(word))?;
            Some(format!("there is no {attribute} `{word}` in CSL"))
        });
        self.wrong = self.wrong.take().or(unknown.map(|reason| (line, reason)));
        let role = match name.as_str() {
            "choose" => Role::Choice,
            _ if self.open.last() == Some(&Role::Choice) => Role::Branch,
            _ => Role::Other,
        };
        self.open.push(role);
        let depth = u64::try_from(depth).unwrap_or(u64::MAX);
        let piece = self.piece();
        piece.depth = piece.depth.max(depth);
        piece.steps.push(Step::Element);
        if let Some(name) = element.attribute("macro") {
            piece.steps.push(Step::Call(piece.calls.len()));
            piece.calls.push((name, line, depth));
        }
        match role {
            Role::Choice => piece.steps.push(Step::Choice),
            Role::Branch => piece.steps.push(Step::Branch),
            Role::Other => {}
        }
    }

    fn end(&mut self) {
        let role = self.open.pop();
        match role {
            Some(Role::Choice) => self.piece().steps.push(Step::EndOfChoice),
            Some(Role::Branch) => self.piece().steps.push(Step::EndOfBranch),
            _ => {}
        }
    }
}

/// How many elements each macro comes to, and how deep, every call in its place.
fn sizes(macros: &BTreeMap<String, Piece>) -> Result<BTreeMap<&str, (u64, u64)>, StyleError> {
    let mut waits: BTreeMap<&str, usize> = BTreeMap::new();
    let mut callers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, piece) in macros {
        waits.insert(name, piece.calls.len());
        for (called, _, _) in &piece.calls {
            callers.entry(called).or_default().push(name);
        }
    }
    let mut ready: Vec<&str> = waits.iter().filter(|(_, calls)| **calls == 0).map(|(name, _)| *name).collect();
    let mut sizes = BTreeMap::new();
    while let Some(name) = ready.pop() {
        sizes.insert(name, macros.get(name).map(|piece| size(piece, &sizes)).unwrap_or_default());
        for caller in callers.get(name).into_iter().flatten() {
            if let Some(left) = waits.get_mut(caller) {
                *left -= 1;
                if *left == 0 {
                    ready.push(caller);
                }
            }
        }
    }
    match circle(macros, &sizes) {
        Some((line, reason)) => Err(refused(line, reason)),
        None => Ok(sizes),
    }
}

/// How many elements a piece comes to at most, and how deep; of a choice, the branch that comes to most.
fn size(piece: &Piece, sizes: &BTreeMap<&str, (u64, u64)>) -> (u64, u64) {
    let of = |call: usize| piece.calls.get(call).and_then(|(name, _, _)| sizes.get(name.as_str())).copied();
    // For each choice and branch that is open, the sum so far, or the largest branch so far.
    let mut open: Vec<u64> = vec![0];
    for step in &piece.steps {
        let ended = match step {
            Step::EndOfBranch | Step::EndOfChoice => open.pop().unwrap_or_default(),
            _ => 0,
        };
        let Some(last) = open.last_mut() else { break };
        match step {
            Step::Element => *last = last.saturating_add(1),
            Step::Call(call) => *last = last.saturating_add(of(*call).unwrap_or_default().0),
            Step::EndOfBranch => *last = ended.max(*last),
            Step::EndOfChoice => *last = last.saturating_add(ended),
            Step::Choice | Step::Branch => open.push(0),
        }
    }
    let deeper = |(name, _, at): &(String, usize, u64)| {
        at.saturating_add(sizes.get(name.as_str()).copied().unwrap_or_default().1)
    };
    (open.iter().fold(0, |sum, it| sum.saturating_add(*it)), piece.calls.iter().map(deeper).fold(piece.depth, u64::max))
}

/// A macro that calls itself, be it by way of others: from one that no size was found for, on to the next such one, until
/// one comes again.
fn circle(macros: &BTreeMap<String, Piece>, sizes: &BTreeMap<&str, (u64, u64)>) -> Option<(usize, String)> {
    let next = |name: &str| {
        let calls = macros.get(name).into_iter().flat_map(|piece| &piece.calls);
        calls.into_iter().find(|(called, _, _)| !sizes.contains_key(called.as_str()))
    };
    let mut at = macros.keys().find(|name| !sizes.contains_key(name.as_str()))?.as_str();
    // After as many steps as there are macros, the way is inside of a circle.
    for _ in 0..macros.len() {
        at = next(at).map_or(at, |(called, _, _)| called);
    }
    let (called, line, _) = next(at)?;
    let reason = match called == at {
        true => format!("the macro `{at}` calls itself"),
        false => format!("the macro `{at}` calls itself by way of `{called}`"),
    };
    Some((*line, reason))
}

/// The line of the call that comes to most.
fn most(printed: &Piece, sizes: &BTreeMap<&str, (u64, u64)>) -> usize {
    let calls = printed.calls.iter();
    let size = |name: &str| sizes.get(name).copied().unwrap_or_default();
    calls.max_by_key(|(name, _, _)| size(name)).map_or(1, |(_, line, _)| *line)
}

#[cfg(test)]
mod tests {
    use hayagriva::archive::ArchivedStyle;

    use super::*;

    const HEAD: &str = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"note\" version=\"1.0\">\n\
        <info><title>Invented</title><id>http://x.org/t</id><updated>2020-01-01T00:00:00+00:00</updated></info>\n";

    fn style(macros: &str, layout: &str) -> String {
        format!("{HEAD}{macros}\n<citation><layout>{layout}</layout></citation>\n</style>")
    }

    fn told(text: &str) -> String {
        guard(text).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_styles_of_the_repository_are_far_within_the_limits() {
        let (mut count, mut most, mut deepest) = (0, 0, 0);
        for style in ArchivedStyle::all() {
            let xml = style.get().to_xml().expect("XML");
            guard(&xml).unwrap_or_else(|error| panic!("{}: {error}", style.names()[0]));
            let Pieces { macros, printed, .. } = Pieces::read(&xml).expect("pieces");
            let (elements, depth) = size(&printed, &sizes(&macros).expect("no circle"));
            (count, most, deepest) = (count + 1, elements.max(most), depth.max(deepest));
        }
        assert!(count >= 80 && most * 3 < MOST_EXPANDED && deepest * 2 < DEEPEST_EXPANDED, "{count} {most} {deepest}");
    }

    #[test]
    fn a_circle_of_macros_is_named() {
        let call = |name: &str| format!("<text macro=\"{name}\"/>");
        let one = |name: &str, inner: &str| format!("<macro name=\"{name}\">{inner}</macro>");
        let chain: String =
            (0..5_000).map(|at| one(&format!("m{at}"), &call(&format!("m{}", (at + 1) % 5_000)))).collect();
        for (macros, reason) in [
            (one("a", &call("a")), "line 3: the macro `a` calls itself"),
            (
                format!("{}\n{}", one("a", &call("b")), one("b", &call("a"))),
                "line 3: the macro `a` calls itself by way of `b`",
            ),
            (
                format!(
                    "{}\n{}",
                    one("a", "<text value=\"x\"/>"),
                    one("c", "<choose><if type=\"book\"><text macro=\"c\"/></if></choose>")
                ),
                "line 4: the macro `c` calls itself",
            ),
            (chain + &one("a", &call("m0")), "line 3: the macro `m0` calls itself by way of `m1`"),
        ] {
            assert_eq!(told(&style(&macros, &call("a"))), reason);
        }
        assert_eq!(told(&style(&one("a", "<text value=\"x\"/>"), &call("a"))), "");
    }

    #[test]
    fn what_would_not_end_is_refused_before_it_begins() {
        let doubling = |calls: &str, count: usize| -> String {
            (0..count)
                .map(|at| format!("<macro name=\"m{at}\">{}</macro>", calls.replace("NEXT", &format!("m{}", at + 1))))
                .chain([format!("<macro name=\"m{count}\"><text value=\"x\"/></macro>")])
                .collect()
        };
        let twice = "<text macro=\"NEXT\"/><text macro=\"NEXT\"/>";
        let nested = "<group>".repeat(5) + "<text macro=\"NEXT\"/>" + &"</group>".repeat(5);
        let call = "<text macro=\"m0\"/>";
        let sorted = "<citation><sort><key macro=\"m0\"/></sort><layout><text value=\"x\"/></layout></citation>";
        let deep = "<group>".repeat(5000) + &"</group>".repeat(5000);
        for (text, reason) in [
            (style(&doubling(twice, 40), call), "line 4: its macros call each other so often"),
            (style(&doubling(&twice.repeat(5), 5), call), "line 4: its macros call each other so often"),
            (format!("{HEAD}{}{sorted}</style>", doubling(twice, 60)), "line 3: its macros call each other so often"),
            (style(&doubling(&nested, 50), call), "line 4: its macros call each other deeper"),
            (style("", &deep), "line 4: elements stand in each other deeper"),
            (style("", &"<text value=\"x\"/>".repeat(20_000)), "line 4: it has more than the limit"),
            (
                style("", &format!("<text value=\"x\"{}/>", " a='1'".repeat(101))),
                "line 4: an element has more than 100",
            ),
            (format!("<!DOCTYPE style [<!ENTITY a 'b'>]>{}", style("", call)), "line 1: a document type"),
            (style("", &" ".repeat(1 << 20)), "the file is larger than any style, 1 MB at most"),
            (style("", "<text macro=\"nope\"/>"), "line 4: there is no macro `nope`"),
            (
                style("<macro name=\"title\"><text value=\"x\"/></macro>", "<text macro=\"titel\"/>"),
                "line 4: there is no macro `titel`; did you mean `title`?",
            ),
            (style("", "<text variable=\"titel\"/>"), "line 4: there is no variable `titel` in CSL"),
            (style("", "<text term=\"editionn\"/>"), "line 4: there is no term `editionn` in CSL"),
            (style("", "<choose><if type=\"book boook\"/></choose>"), "line 4: there is no type `boook` in CSL"),
            (style("<macro name=\"a\"/>\n<macro name=\"a\"/>", ""), "line 4: the macro `a` stands twice"),
        ] {
            let told = told(&text);
            assert!(told.starts_with(reason), "{reason}: {told}");
        }
    }
}
