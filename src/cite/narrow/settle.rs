//! Branches of which it is known whether they are taken.

use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{Choose, ChooseBranch, ChooseMatch, ElseBranch, LayoutRenderingElement as Element};

use super::known::Known;

/// What is known of a branch.
enum Settled {
    /// It is taken, if none before it is.
    Taken,
    /// It is never taken.
    Dead,
    /// The tests that are left say it.
    Open,
}

/// Leaves the branches that may be taken. One that is taken whatever else holds is the last, as the branch of all other works.
/// A variable that is written in the stead of names has no value any more, so that it has one is never sure of those.
pub(super) fn settle(choose: &mut Choose, known: Known<'_>, substitutes: &[Variable]) {
    let mut open: Vec<ChooseBranch> = Vec::new();
    let first = std::mem::replace(&mut choose.if_, untested(Vec::new()));
    for mut branch in std::iter::once(first).chain(std::mem::take(&mut choose.else_if)) {
        match settled(&mut branch, known, substitutes) {
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

/// Whether a branch tests nothing.
pub(super) fn is_untested(branch: &ChooseBranch) -> bool {
    branch.disambiguate.is_none()
        && branch.is_numeric.is_none()
        && branch.is_uncertain_date.is_none()
        && branch.locator.is_none()
        && branch.position.is_none()
        && branch.type_.is_none()
        && branch.variable.is_none()
}

/// Settles the tests of one branch whose answers are known, and takes them out of it.
fn settled(branch: &mut ChooseBranch, known: Known<'_>, substitutes: &[Variable]) -> Settled {
    let mut answers = Vec::new();
    let has = |variable: Variable| match known.has(variable) {
        Some(true) if substitutes.contains(&variable) => None,
        has => has,
    };
    let lacks = |variable: Variable| if known.has(variable) == Some(false) { Some(false) } else { None };
    take(&mut branch.type_, &mut answers, |kind| known.kind().map(|own| own == *kind));
    take(&mut branch.variable, &mut answers, |variable| has(*variable));
    take(&mut branch.is_numeric, &mut answers, |variable| lacks(*variable));
    take(&mut branch.is_uncertain_date, &mut answers, |variable| lacks(Variable::Date(*variable)));
    take(&mut branch.locator, &mut answers, |_| if known.has_place() == Some(false) { Some(false) } else { None });
    // What of all tests decides, and what the branch comes to then.
    let (decides, then) = match branch.match_ {
        ChooseMatch::All => (false, Settled::Dead),
        ChooseMatch::Any => (true, Settled::Taken),
        ChooseMatch::None => (true, Settled::Dead),
    };
    match (answers.contains(&decides), is_untested(branch), &branch.match_) {
        (true, ..) => then,
        (false, true, ChooseMatch::Any) => Settled::Dead,
        (false, true, ChooseMatch::All | ChooseMatch::None) => Settled::Taken,
        (false, false, _) => Settled::Open,
    }
}

/// Takes the tests with known answers out of those of one sort.
fn take<T>(tests: &mut Option<Vec<T>>, answers: &mut Vec<bool>, answer: impl Fn(&T) -> Option<bool>) {
    let Some(list) = tests else { return };
    list.retain(|test| match answer(test) {
        Some(known) => {
            answers.push(known);
            false
        }
        None => true,
    });
    if list.is_empty() {
        *tests = None;
    }
}
