//! Templates over the data: `{{ value("…") }}`, `{{ number("…") }}`, `{{ total(…) }}`, `{{ ratio("…", "…") }}`,
//! `{{ schedule("…", "interest") }}`.
//!
//! Numbers come out in words of certainty ("about 166", "more than US$1.3 billion"), so that a title cannot be surer than
//! its figures.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::anyhow;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{Error, ErrorKind};
use rust_decimal::Decimal;
use self_cell::self_cell;

use super::definition::Definition;
use super::jinja::{Engine, Fault, Most, PROSE};
use super::places::Of;
use crate::chart::Model;
use crate::data::Package;
use crate::diag::hint;
use crate::escape::{Escaped, Markdown};
use crate::evidence::{Assumptions, Equal, Evidence, Manner, NoSchedule, Options, Resolved, Year};
use crate::fmt::{self, Style};
use crate::frame::{Frame, MODELLED_DIGITS, Selection};
use crate::lang::{Tongue, say};
use crate::model::Interval;

/// Renders the texts of a report.
pub struct Templates {
    engine: Engine<'static>,
    asked: Asked,
}

/// What a text of a definition may take.
const MOST: Most = Most { steps: 100_000, bytes: 1 << 20 };
/// How often a text may ask the data: each time, figures are resolved and added.
const MOST_ASKED: usize = 1000;

self_cell!(
    /// The evidence of a package with the package: functions of a template live as long as they like.
    struct Kept {
        owner: Arc<Package>,
        #[not_covariant]
        dependent: Evidence,
    }
);

/// What the functions of a template ask.
#[derive(Clone)]
struct Asked {
    kept: Arc<Kept>,
    options: Arc<Options>,
    /// How often the text that is being rendered has asked.
    count: Arc<AtomicUsize>,
}

impl Asked {
    /// Asks the figures that count.
    fn ask<T>(&self, of: impl FnOnce(&Evidence<'_>) -> Result<T, Error>) -> Result<T, Error> {
        if self.count.fetch_add(1, Ordering::Relaxed) >= MOST_ASKED {
            return Err(refuse(format!("one text asks the data more than {MOST_ASKED} times")));
        }
        self.kept.with_dependent(|_, all| match all.options() == &*self.options {
            true => of(all),
            false => of(&all.choosing((*self.options).clone())),
        })
    }
}

fn refuse(text: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, text)
}

impl Templates {
    /// Templates over the figures of a package that the options choose.
    #[must_use]
    pub fn new(package: &Arc<Package>, options: &Options) -> Self {
        let kept = Kept::new(Arc::clone(package), |package| Evidence::new(package, options.clone()));
        Self::asking(&Arc::new(kept), options)
    }

    /// The same over the figures that other options choose.
    #[must_use]
    pub fn choosing(&self, options: &Options) -> Self {
        Self::asking(&self.asked.kept, options)
    }

    /// Works with the evidence of all that is asked here.
    pub(super) fn over<T>(&self, work: impl FnOnce(&Evidence<'_>) -> T) -> T {
        self.asked.kept.with_dependent(|_, evidence| work(evidence))
    }

    fn asking(kept: &Arc<Kept>, options: &Options) -> Self {
        let (options, count) = (Arc::new(options.clone()), Arc::new(AtomicUsize::new(0)));
        let asked = Asked { kept: Arc::clone(kept), options, count };
        let mut engine = Engine::new(SyntaxConfig::default(), MOST);
        let environment = &mut engine.environment;
        let data = asked.clone();
        environment.add_function("value", move |id: &str, words: Kwargs| text(&data, id, &words, true));
        let data = asked.clone();
        environment.add_function("number", move |id: &str, words: Kwargs| text(&data, id, &words, false));
        let data = asked.clone();
        environment.add_function("total", move |words: Kwargs| total(&data, &words));
        let data = asked.clone();
        environment
            .add_function("ratio", move |over: &str, under: &str, words: Kwargs| ratio(&data, (over, under), &words));
        let templates = Self { engine, asked };
        templates.with_model(None)
    }

    /// Templates of a chart that draws a model: what they ask of its loan is asked of the same model.
    #[must_use]
    pub fn with_model(mut self, model: Option<Model>) -> Self {
        let data = self.asked.clone();
        let ask = move |loan: &str, what: &str, words: Kwargs| schedule(&data, model.as_ref(), (loan, what), &words);
        self.engine.environment.add_function("schedule", ask);
        self
    }

    /// Renders a text of a definition.
    ///
    /// # Errors
    /// As [`Templates::render`], with the place of the fault in the file.
    pub(super) fn text(&self, definition: &Definition, of: Of<'_>, key: &str, text: &str) -> anyhow::Result<String> {
        self.render(text).map_err(|fault| placed(&fault, definition, of, key, text))
    }

    /// Renders a text of a definition that is Markdown: what is asked of the data is text in it, and nothing in it runs.
    ///
    /// # Errors
    /// As [`Templates::text`].
    pub(super) fn prose(
        &self,
        definition: &Definition,
        of: Of<'_>,
        key: &str,
        text: &str,
    ) -> anyhow::Result<Escaped<Markdown>> {
        let rendered = self.named(PROSE, text).map_err(|fault| placed(&fault, definition, of, key, text))?;
        Ok(Escaped::<Markdown>::prose(&rendered))
    }

    /// Renders a text.
    ///
    /// # Errors
    /// If the template is broken, names what is not there, asks for a sum that is refused, or would take more than it may.
    pub(super) fn render(&self, text: &str) -> Result<String, Fault> {
        self.named("text", text)
    }

    fn named(&self, name: &str, text: &str) -> Result<String, Fault> {
        self.asked.count.store(0, Ordering::Relaxed);
        self.engine.render(name, text, Value::UNDEFINED)
    }
}

/// A fault of a text with its place in the file of the definition.
fn placed(fault: &Fault, definition: &Definition, of: Of<'_>, key: &str, text: &str) -> anyhow::Error {
    let line = fault.line.map(|line| text.split_inclusive('\n').take(line - 1).map(str::len).sum());
    let part = fault.at.clone().or(line.map(|start| start..start));
    let place = definition.place(of, &[key], part);
    anyhow!("its {key}, {}:{}:{}: {fault}", place.file, place.line, place.column)
}

/// What a quantity is worth, in its own unit or in one that figures restate it in.
fn resolve(evidence: &Evidence<'_>, id: &str, manner: &Manner) -> Result<Resolved, Error> {
    let quantities = &evidence.dataset().quantities;
    if quantities.get(id).is_none() {
        return Err(refuse(format!("there is no quantity `{id}`{}", hint(id, quantities.ids()))));
    }
    let resolved = evidence.worth(id, manner).map_err(|error| refuse(error.to_string()))?;
    resolved
        .ok_or_else(|| refuse(format!("the quantity `{id}` has {}", evidence.without_number(Tongue::english(), id))))
}

/// The unit that a function asks for by `unit`, or by `currency`, `constant` and `at`.
fn manner(evidence: &Evidence<'_>, options: &Kwargs) -> Result<Manner, Error> {
    let unit: Option<&str> = options.get("unit")?;
    let currency: Option<&str> = options.get("currency")?;
    let wanted = evidence.wanted(unit, currency, options.get("constant")?, options.get("at")?);
    Ok(Manner { wanted: wanted.map_err(|error| refuse(error.to_string()))?, ..Manner::default() })
}

fn text(asked: &Asked, id: &str, options: &Kwargs, with_unit: bool) -> Result<String, Error> {
    asked.ask(|evidence| {
        let manner = manner(evidence, options)?;
        options.assert_all_used()?;
        let resolved = resolve(evidence, id, &manner)?;
        Ok(print(evidence, &resolved.shown(), &resolved.unit_id, with_unit))
    })
}

fn print(evidence: &Evidence<'_>, interval: &Interval, unit: &str, with_unit: bool) -> String {
    let tongue = evidence.dataset().tongue();
    match evidence.dataset().units.get(unit) {
        Some(unit) if with_unit => unit.print(tongue, interval, Style::Words),
        _ => fmt::interval(tongue, interval, Style::Words),
    }
}

fn total(asked: &Asked, options: &Kwargs) -> Result<String, Error> {
    let list = |name: &str| -> Result<Vec<String>, Error> {
        match options.get::<Option<Value>>(name)? {
            None => Ok(Vec::new()),
            Some(value) if value.as_str().is_some() => Ok(value.as_str().map(str::to_owned).into_iter().collect()),
            Some(value) => value
                .try_iter()?
                .map(|item| item.as_str().map(str::to_owned))
                .collect::<Option<_>>()
                .ok_or_else(|| refuse(format!("`{name}` takes a text or a list of texts"))),
        }
    };
    let selection = Selection {
        quantity: list("quantity")?,
        category: list("category")?,
        item: list("item")?,
        provider: list("provider")?,
        recipient: list("recipient")?,
        place: list("place")?,
        stage: list("stage")?,
        measure: list("measure")?,
        from: options.get("from")?,
        to: options.get("to")?,
        work: list("work")?,
        scope: list("scope")?,
        tier: Vec::new(),
    };
    let bare: Option<bool> = options.get("bare")?;
    asked.ask(|evidence| {
        let manner = manner(evidence, options)?;
        options.assert_all_used()?;
        let of_call = selection.options(false);
        let works = if of_call.works.is_empty() { asked.options.works.clone() } else { of_call.works };
        let evidence = evidence.choosing(Options { works, ..(*asked.options).clone() });
        let frame = Frame::new(&evidence).map_err(|error| refuse(error.to_string()))?;
        let total = frame.total(&selection, &manner).map_err(|error| refuse(error.to_string()))?;
        Ok(print(&evidence, &total.shown(), &total.unit_id, !bare.unwrap_or(false)))
    })
}

/// What a modelled loan costs in all: `interest`, or `payment` with the principal. Both are rounded as in the chart.
/// Of the loan that the chart draws, the chart's own model is asked.
fn schedule(
    asked: &Asked,
    drawn: Option<&Model>,
    (loan, what): (&str, &str),
    options: &Kwargs,
) -> Result<String, Error> {
    let of_chart = drawn.filter(|model| model.loan == loan).map(Model::assumptions).unwrap_or_default();
    let first_year = options.get::<Option<i32>>("first_year")?.or(of_chart.first_year);
    let equal = match options.get::<Option<&str>>("equal")? {
        None => of_chart.equal,
        Some("principal") => Equal::Principal,
        Some("payment") => Equal::Payment,
        Some(other) => return Err(refuse(format!("`{other}` is neither `principal` nor `payment`"))),
    };
    options.assert_all_used()?;
    let assumptions = Assumptions { first_year, equal };
    let of: fn(&Year) -> Decimal = match what {
        "interest" => |year| year.interest,
        "payment" => |year| year.payment,
        _ => return Err(refuse(format!("`{what}` is neither `interest` nor `payment`"))),
    };
    asked.ask(|evidence| {
        let schedule = evidence.schedule(loan, assumptions).map_err(|error| refuse(error.to_string()))?;
        let sum = schedule.sum(of).ok_or_else(|| refuse(NoSchedule::TooLarge.to_string()))?;
        let rounded = Interval::point(sum.round_sf(MODELLED_DIGITS).unwrap_or(sum).normalize());
        Ok(print(evidence, &rounded, &schedule.unit_id, true))
    })
}

/// How many times one quantity is another, to one decimal; both must be points of one unit, their own or the one asked for.
fn ratio(asked: &Asked, (over, under): (&str, &str), options: &Kwargs) -> Result<String, Error> {
    asked.ask(|evidence| {
        let manner = manner(evidence, options)?;
        options.assert_all_used()?;
        let (left, right) = (resolve(evidence, over, &manner)?, resolve(evidence, under, &manner)?);
        for (id, resolved) in [(over, &left), (under, &right)] {
            if resolved.interval.as_point().is_none() {
                let range = print(evidence, &resolved.shown(), &resolved.unit_id, true);
                return Err(refuse(format!(
                    "a ratio needs single numbers, but `{id}` is {range}; write the text without it"
                )));
            }
        }
        let converted = evidence.converted(right.interval, &right.unit_id, &left.unit_id);
        let ends = converted.and_then(|right| Some((left.interval.as_point()?, right.as_point()?)));
        let quotient = ends.and_then(|(left, right)| left.checked_div(right));
        let quotient = quotient.ok_or_else(|| refuse(format!("`{over}` and `{under}` are in different units")))?;
        let digits = if quotient < Decimal::TEN { 1 } else { 0 };
        let tongue = evidence.dataset().tongue();
        let number = fmt::grouped(tongue, quotient.round_dp(digits));
        let is_about = left.interval.about.or(right.interval.about).is_any();
        Ok(if is_about { say!(tongue, "about.words", number = &number) } else { number })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::five_works;

    fn render(text: &str) -> Result<String, Fault> {
        Templates::new(&Arc::new(five_works()), &Options::default()).render(text)
    }

    #[test]
    fn texts_ask_the_data() {
        for (template, text) in [
            ("{{ value('roc-1938-41-aircraft') }}", "904 aircraft"),
            ("{{ number('prc-1950s-technicians-eastern-europe') }}", "about 1,500"),
            ("{{ value('prc-1950s-aid') }}", "more than US$1.3 billion"),
            ("{{ value('roc-1937-loan', unit='usd') }}", "about US$26.5 million"),
            ("{{ value('prc-1950-loan-due') }}", "1963"),
            ("{{ total(category='aircraft', recipient='prc', stage='ordered') }}", "1,214 aircraft"),
            ("{{ total(category='aircraft', recipient='prc', stage='ordered', bare=true) }}", "1,214"),
            ("{{ ratio('roc-1938-41-aircraft', 'roc-1937-aircraft-promised') }}", "2.6"),
            ("{{ ratio('prc-1950-loan', 'roc-1937-loan', unit='usd') }}", "about 11"),
        ] {
            let rendered = render(template).map(|text| text.replace(fmt::NO_BREAK, " "));
            assert_eq!(rendered.ok().as_deref(), Some(text), "{template}");
        }
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        for (template, part) in [
            ("{{ value('roc-1938-41-aircrafts') }}", "did you mean `roc-1938-41-aircraft`?"),
            ("{{ total(category='tanks') }}", "never add up"),
            ("{{ value('prc-trade-rise-after') }}", "no usable figure"),
            ("{{ undefined_thing }}", "undefined"),
            ("{{ value('prc-1950-loan', unti='usd') }}", "unti"),
        ] {
            let error = format!("{:#}", render(template).expect_err(template));
            assert!(error.contains(part), "{template}: {error}");
        }
    }
}
