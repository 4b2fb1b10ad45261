//! Every figure for the table of a page, and what its script needs to know of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::languages::Languages;
use super::words;
use crate::cite::{self, Citing};
use crate::data::{Dataset, Figure, Quantity, Scope};
use crate::escape::{Escaped, Html, Json, Plain};
use crate::evidence::Evidence;
use crate::fmt;
use crate::lang::{Template, Tongue, say, variants};
use crate::model::{Date, Period};

/// So many figures does the script of the page show before it is asked for more.
const SHOWN: usize = 100;

/// A figure as the table shows it. Empty texts are not known.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    id: String,
    number: String,
    /// Its ends, as far as there are any.
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
    when: When,
    work: String,
    locator: String,
    /// The work and the place in it.
    place: String,
    stated: String,
    /// The language of the work, if it is not that of the page.
    lang: String,
    footnote: String,
    notes: Vec<Note>,
}

/// What there is to say of a figure.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Note {
    /// In the language of the page.
    Told(String),
    /// In another.
    Foreign { text: String, lang: String },
}

impl Note {
    fn new(text: String, lang: String) -> Self {
        if lang.is_empty() { Self::Told(text) } else { Self::Foreign { text, lang } }
    }
}

/// A period in words, and its ends.
#[derive(Debug, PartialEq, Serialize)]
struct When {
    period: String,
    start: String,
    end: String,
}

/// The figures for one quantity, with what it is worth.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    id: String,
    /// The language of its label, if it is not that of the page.
    lang: String,
    #[serde(flatten)]
    about: About,
    figures: Vec<Row>,
}

/// What all figures for a quantity share.
#[derive(Debug, Serialize)]
struct About {
    label: String,
    category: String,
    provider: String,
    recipient: String,
    stage: String,
    unit: String,
    /// Its own period, from which that of a figure may differ.
    when: When,
    worth: Worth,
}

/// What a quantity is worth, and who says so.
#[derive(Debug, Serialize)]
struct Worth {
    /// What all its figures come to; empty, if no number can be had.
    number: String,
    /// "7 figures, 2 of them not used, 5 independent roots".
    told: String,
    roots: Vec<String>,
}

/// What all figures of a work share.
#[derive(Debug, Serialize)]
struct Source {
    source: String,
    tier: String,
    language: String,
    bibtex: String,
    /// What all its footnotes begin and end with.
    footnote: [String; 2],
}

/// All of it.
#[derive(Debug)]
pub(super) struct Explorer {
    groups: Vec<Group>,
    works: BTreeMap<String, Source>,
    words: BTreeMap<String, Template>,
}

/// What the script of a page is given: nothing twice, for it is what a page weighs most by. What a figure does not say is what
/// its quantity says, and its place is its work with its locator.
#[derive(Serialize)]
struct Given<'a> {
    quantities: Vec<GivenGroup<'a>>,
    works: &'a BTreeMap<String, Source>,
    words: &'a BTreeMap<String, Template>,
    /// Traditional Chinese characters, each before its simplified form: what is searched for may be typed in either.
    #[serde(skip_serializing_if = "String::is_empty")]
    variants: String,
}

#[derive(Serialize)]
struct GivenGroup<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    lang: &'a str,
    #[serde(flatten)]
    about: &'a About,
    figures: Vec<GivenRow<'a>>,
}

#[derive(Serialize)]
struct GivenRow<'a> {
    id: &'a str,
    number: &'a str,
    /// Where both ends are one.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a When>,
    work: &'a str,
    locator: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    stated: &'a str,
    /// What stands between the beginning and the end that all footnotes of its work share.
    footnote: &'a str,
    #[serde(skip_serializing_if = "<[Note]>::is_empty")]
    notes: &'a [Note],
}

impl Explorer {
    /// Everything of the evidence, with footnotes in plain text.
    pub(super) fn new(evidence: &Evidence<'_>, citing: &mut Citing<'_, Plain>, languages: &Languages<'_>) -> Self {
        let dataset = evidence.dataset();
        let has_figures = |quantity: &&Quantity| !evidence.figures_of(&quantity.id).is_empty();
        let mut quantities: Vec<&Quantity> = dataset.quantities.iter().filter(has_figures).collect();
        quantities.sort_by_cached_key(|quantity| weight(evidence, quantity));
        let group = |quantity| group(evidence, citing, languages, quantity);
        let groups: Vec<Group> = quantities.into_iter().map(group).collect();
        let mut footnotes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for figure in groups.iter().flat_map(|group| &group.figures) {
            footnotes.entry(&figure.work).or_default().push(&figure.footnote);
        }
        let works = footnotes.into_iter().filter_map(|(id, footnotes)| {
            let work = dataset.works.get(id)?;
            let source = Source {
                source: work.short.clone(),
                tier: work.tier.map(|tier| tier.to_string()).unwrap_or_default(),
                language: work.language.clone().unwrap_or_default(),
                bibtex: cite::bibtex(work).into_string(),
                footnote: shared(&footnotes),
            };
            Some((id.to_owned(), source))
        });
        Self { works: works.collect(), groups, words: words::of_script(dataset.tongue()) }
    }

    /// The groups that a page shows at first, and the others, if there are any: a quantity is not parted.
    pub(super) fn tables(mut self) -> Vec<Vec<Group>> {
        let mut shown = 0;
        let first = self.groups.iter().take_while(|group| {
            let has_room = shown < SHOWN;
            shown += group.figures.len();
            has_room
        });
        let later = self.groups.split_off(first.count());
        if later.is_empty() { vec![self.groups] } else { vec![self.groups, later] }
    }

    /// As it may stand in a page: JSON in which nothing ends the element that it stands in.
    pub(super) fn json(&self) -> serde_json::Result<Escaped<Html>> {
        let quantities = self.groups.iter().map(|group| {
            let figures = group.figures.iter().map(|row| self.given(row, &group.about)).collect();
            GivenGroup { id: &group.id, lang: &group.lang, about: &group.about, figures }
        });
        let (works, words) = (&self.works, &self.words);
        let mut given = Given { quantities: quantities.collect(), works, words, variants: String::new() };
        let mut json = Escaped::<Json>::value(&given)?;
        given.variants = variants(json.as_str());
        if !given.variants.is_empty() {
            json = Escaped::<Json>::value(&given)?;
        }
        Ok(Escaped::<Html>::script(&json))
    }

    fn given<'a>(&'a self, row: &'a Row, about: &About) -> GivenRow<'a> {
        let work = self.works.get(&row.work);
        let footnote = work.map_or(row.footnote.as_str(), |work| {
            let [before, after] = &work.footnote;
            row.footnote.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).unwrap_or_default()
        });
        let is_said = |work: &Source| row.place == format!("{}, {}", work.source, row.locator);
        let value = row.low.filter(|_| row.low == row.high);
        GivenRow {
            id: &row.id,
            number: &row.number,
            value,
            low: row.low.filter(|_| value.is_none()),
            high: row.high.filter(|_| value.is_none()),
            unit: Some(row.unit.as_str()).filter(|unit| *unit != about.unit),
            when: Some(&row.when).filter(|when| **when != about.when),
            work: &row.work,
            locator: &row.locator,
            place: Some(row.place.as_str()).filter(|_| !work.is_some_and(is_said)),
            stated: &row.stated,
            footnote,
            notes: &row.notes,
        }
    }
}

/// What all texts begin with, and what they end with behind that.
fn shared(texts: &[&str]) -> [String; 2] {
    let Some((first, others)) = texts.split_first() else { return Default::default() };
    let mut before = *first;
    for text in others {
        let same = before.char_indices().zip(text.chars()).find(|&((_, one), other)| one != other);
        let end = same.map_or(before.len().min(text.len()), |((at, _), _)| at);
        before = &before[..end];
    }
    let mut after = &first[before.len()..];
    for text in others {
        let rest = &text[before.len()..];
        let mut ends = after.char_indices().rev().zip(rest.chars().rev());
        let start = match ends.find(|&((_, one), other)| one != other) {
            Some(((at, one), _)) => at + one.len_utf8(),
            None => after.len() - after.len().min(rest.len()),
        };
        after = &after[start..];
    }
    [before.to_owned(), after.to_owned()]
}

/// What a reader looks for first: what the dataset is about before its context, what most works tell of before what one tells.
fn weight<'a>(evidence: &Evidence<'_>, quantity: &'a Quantity) -> (bool, Reverse<usize>, &'a str) {
    (quantity.scope == Scope::Context, Reverse(evidence.figures_of(&quantity.id).len()), &quantity.id)
}

/// The name of an actor; empty, if none is named.
fn actor(dataset: &Dataset, id: Option<&String>) -> String {
    id.and_then(|id| dataset.actors.get(id)).map(|actor| actor.label.clone()).unwrap_or_default()
}

/// The name of a stage.
fn stage(dataset: &Dataset, quantity: &Quantity) -> String {
    dataset.stages.get(&quantity.stage_id).map(|stage| stage.label.clone()).unwrap_or_default()
}

fn when(tongue: &Tongue, period: &Period) -> When {
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    When { period: fmt::period(tongue, period), start: date(period.start), end: date(period.end) }
}

fn group(
    evidence: &Evidence<'_>,
    citing: &mut Citing<'_, Plain>,
    languages: &Languages<'_>,
    quantity: &Quantity,
) -> Group {
    let dataset = evidence.dataset();
    let figures = evidence.figures_of(&quantity.id);
    let about = About {
        label: quantity.label.clone(),
        category: dataset.categories.get(&quantity.category_id).map(|it| it.label.clone()).unwrap_or_default(),
        provider: actor(dataset, quantity.provider_id.as_ref()),
        recipient: actor(dataset, quantity.recipient_id.as_ref()),
        stage: stage(dataset, quantity),
        unit: quantity.unit_id.clone(),
        when: when(dataset.tongue(), &quantity.period),
        worth: worth(evidence, quantity, figures),
    };
    let figures = figures.iter().filter_map(|figure| row(evidence, citing, languages, figure)).collect();
    let lang = languages.foreign(languages.of_cell("quantities", &quantity.id, "label"));
    Group { id: quantity.id.clone(), lang, about, figures }
}

fn worth(evidence: &Evidence<'_>, quantity: &Quantity, figures: &[&Figure]) -> Worth {
    let dataset = evidence.dataset();
    let resolved = evidence.resolve(&quantity.id);
    let used = resolved.as_ref().map(|resolved| evidence.figures(resolved)).unwrap_or_default();
    let number = resolved.as_ref().map(|resolved| {
        let mark = if evidence.rests_on_correction(resolved) { "†" } else { "" };
        format!("{}{mark}", dataset.print(&resolved.shown(), &resolved.unit_id, fmt::Style::Sign))
    });
    let tongue = dataset.tongue();
    let stated = match figures.iter().filter(|figure| evidence.unused(figure).is_some()).count() {
        0 => say!(tongue, "worth-figures", n = figures.len()),
        all if all == figures.len() => say!(tongue, "worth-all-unused", n = all),
        some => say!(tongue, "worth-some-unused", figures = figures.len(), unused = some),
    };
    let roots = say!(tongue, "worth-roots", n = evidence.roots(&used).len());
    let told = match &resolved {
        None => tongue.listed(&[stated, evidence.without_number(tongue, &quantity.id)]),
        Some(resolved) if resolved.is_computed() => {
            tongue.listed(&[stated, say!(tongue, "worth-added", roots = &roots)])
        }
        Some(_) => say!(tongue, "page-clauses", first = &stated, second = &roots),
    };
    Worth {
        number: number.unwrap_or_default(),
        told,
        roots: evidence.roots(&used).keys().map(|work| dataset.short(work)).collect(),
    }
}

fn row(
    evidence: &Evidence<'_>,
    citing: &mut Citing<'_, Plain>,
    languages: &Languages<'_>,
    figure: &Figure,
) -> Option<Row> {
    let dataset: &Dataset = evidence.dataset();
    let tongue = dataset.tongue();
    let work = dataset.works.get(&figure.work_id)?;
    let interval = figure.interval();
    let float = |end: Option<Decimal>| end.and_then(|end| end.to_f64());
    let citation = citing.figure(dataset, figure)?;
    let mark = if evidence.is_corrected(figure) { "†" } else { "" };
    let unused = evidence.unused(figure).map(|it| say!(tongue, "page-note-unused", reason = &it.text(tongue)));
    let number = format!("{}{mark}", dataset.stated(figure, fmt::Style::Sign));
    let note = figure
        .note
        .clone()
        .map(|text| Note::new(text, languages.foreign(languages.of_cell("figures", &figure.id, "note"))));
    let of_citation = citation.notes.into_iter().map(|note| Note::Told(note.into_string()));
    Some(Row {
        id: figure.id.clone(),
        number: if unused.is_some() { say!(tongue, "page-figure-unused", number = &number) } else { number },
        low: float(interval.and_then(|it| it.min)),
        high: float(interval.and_then(|it| it.max)),
        unit: dataset.unit_of(figure).unwrap_or_default().to_owned(),
        when: when(tongue, &dataset.period_of(figure)),
        work: work.id.clone(),
        locator: dataset.locator(figure),
        place: fmt::place(dataset.tongue(), &work.short, &dataset.locator(figure)),
        stated: figure.as_stated.clone(),
        lang: languages.foreign(languages.of_work(&work.id)),
        footnote: citation.footnote.or(citation.in_text).unwrap_or_default().into_string(),
        notes: unused.into_iter().map(Note::Told).chain(note).chain(of_citation).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_footnotes_share_is_parted_between_letters() {
        for (texts, before, after) in [
            (&["ab 1 c", "ab 12 c"][..], "ab 1", " c"),
            (&["é1x", "è1x"], "", "1x"),
            (&["same", "same"], "same", ""),
            (&["same"], "same", ""),
            (&["aa", "aaa"], "aa", ""),
            (&["", "a"], "", ""),
        ] {
            assert_eq!(shared(texts), [before, after], "{texts:?}");
            assert!(texts.iter().all(|text| text.len() >= before.len() + after.len()), "{texts:?}");
        }
    }
}
