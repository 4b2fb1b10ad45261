//! Report definitions: TOML files that say which charts a report has and what is told around them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use toml::de::DeTable;

use super::ids;
use super::places::{Of, Opened, Places};
use super::translation::Translation;
use super::typed::bare_numbers;
use crate::chart::{AnyKind, Keys, Size};
use crate::data::{Package, of_works};
use crate::diag::{Code, Diagnostic, Lines, Place, hint, mend};

/// A report.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The file's name without `.toml`.
    pub id: String,
    /// Where its texts stand.
    pub places: Places,
    /// The report's title.
    pub title: String,
    /// A paragraph under it; Markdown with templates.
    pub summary: String,
    /// Where the report stands in the net, as `https://…/`; none where it does not.
    pub address: Option<String>,
    /// Numbers that stand at its head.
    pub headlines: Vec<Headline>,
    /// The works that it is about, if it is not about all: it sees no figure, agreement or event of any other.
    pub works: Vec<String>,
    /// Colours of the palette by series, the same in every chart.
    pub colours: BTreeMap<String, String>,
    /// The parts of the report.
    pub sections: Vec<Section>,
    /// Its texts in other languages.
    pub translations: Vec<Arc<Translation>>,
    /// That in whose language it is told.
    pub(super) told: Option<Arc<Translation>>,
    /// Which of its texts each of its own is, by their addresses.
    pub(super) moved: BTreeMap<String, String>,
}

/// A number at the head of a report.
#[derive(Debug, Clone)]
pub struct Headline {
    /// The number; a template.
    pub number: String,
    /// What it counts; a template.
    pub text: String,
    /// The chart that it leads to.
    pub chart: Option<String>,
}

/// A part of a report.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Markdown with templates.
    pub text: String,
    /// The charts, in order.
    pub charts: Vec<Chart>,
}

/// A chart of a report.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The chart's id, and its files' name.
    pub id: String,
    /// How which table is shown.
    pub kind: AnyKind,
    /// Its size, where the command asks for none.
    pub size: Option<Size>,
    /// The finding; a template.
    pub title: String,
    /// Measure, stage, unit, period, actors; a template.
    pub subtitle: String,
    /// What must be known; a template.
    pub note: String,
    /// What the numbers are; a template.
    pub axis: String,
    /// Names for rows and series.
    pub labels: BTreeMap<String, String>,
    /// Second lines under rows; `*` is for all.
    pub details: BTreeMap<String, String>,
}

impl Definition {
    /// Takes the keys of a report.
    fn take(keys: &mut Keys<'_, '_>, lines: &Lines<'_>, places: Places) -> Self {
        let (title, summary) = (keys.need("title"), keys.take_or_default("summary"));
        let (works, colours) = (keys.take_or_default("works"), keys.take_or_default("colours"));
        let address: Option<String> = keys.take("address");
        if address.as_ref().is_some_and(|address| !is_address(address)) {
            let expected = "an address that begins with `https://` and ends with `/`";
            keys.fault("address", "this is no address of a page", expected, "write it whole, or drop the key");
        }
        let headlines = below(keys, "headline", lines, "a headline", |keys| Some(Headline::take(keys)));
        let sections = below(keys, "section", lines, "a section", |keys| Some(Section::take(keys, lines)));
        let (id, translations, told, moved) = Default::default();
        Self { id, places, title, summary, address, headlines, works, colours, sections, translations, told, moved }
    }
}

impl Definition {
    /// All charts, in order.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.sections.iter().flat_map(|section| &section.charts)
    }
}

/// Whether files can stand below an address.
fn is_address(address: &str) -> bool {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-._~/:%".contains(character);
    address.starts_with("https://") && address.ends_with('/') && address.chars().all(is_plain)
}

impl Headline {
    fn take(keys: &mut Keys<'_, '_>) -> Self {
        Self { number: keys.need("number"), text: keys.need("text"), chart: keys.take("chart") }
    }
}

impl Section {
    fn take(keys: &mut Keys<'_, '_>, lines: &Lines<'_>) -> Self {
        let (title, text) = (keys.need("title"), keys.take_or_default("text"));
        Self { title, text, charts: below(keys, "chart", lines, "a chart", Chart::take) }
    }
}

impl Chart {
    /// Takes the keys of a chart, those of its kind among them; `None` if there is no such kind, for then nothing is known of
    /// its keys.
    fn take(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let id = keys.need("id");
        let name: String = keys.need("kind");
        let (size, title, subtitle) = (keys.take("size"), keys.need("title"), keys.need("subtitle"));
        let (note, labels) = (keys.take_or_default("note"), keys.take_or_default("labels"));
        let Some((kind, axis, details)) = of_kind(&name, keys) else {
            if !name.is_empty() {
                let mend = mend(&name, AnyKind::names(), "write the name of a kind");
                keys.fault("kind", format!("`{name}` is no kind of chart"), AnyKind::names().join(", "), mend);
            }
            keys.let_be();
            return None;
        };
        tell_kinds_that_have(keys);
        Some(Self { id, kind, size, title, subtitle, note, axis, labels, details })
    }
}

/// Tells of every key without a use which kinds have one for it.
fn tell_kinds_that_have(keys: &mut Keys<'_, '_>) {
    let unasked: BTreeSet<&str> = keys.unasked().into_iter().collect();
    if unasked.is_empty() {
        return;
    }
    let mut having: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in AnyKind::names() {
        let mut of_other = keys.afresh();
        if of_kind(name, &mut of_other).is_some() {
            let idle: BTreeSet<&str> = of_other.unasked().into_iter().collect();
            for key in unasked.difference(&idle) {
                having.entry(key).or_default().push(name);
            }
        }
    }
    for (key, kinds) in having {
        keys.belongs_elsewhere(key, &format!("choose a kind that has it: {}", kinds.join(", ")));
    }
}

/// Takes the keys of a kind, and those of every chart that it has a use for: the axis and the second lines.
fn of_kind(name: &str, keys: &mut Keys<'_, '_>) -> Option<(AnyKind, String, BTreeMap<String, String>)> {
    let kind = AnyKind::read(name, keys)?;
    let axis = if kind.get().has_axis() { keys.take_or_default("axis") } else { String::new() };
    let details = if kind.get().has_details() { keys.take_or_default("details") } else { BTreeMap::new() };
    Some((kind, axis, details))
}

/// The tables under a key, each read by its own keys.
fn below<T>(
    keys: &mut Keys<'_, '_>,
    key: &'static str,
    lines: &Lines<'_>,
    what: &str,
    take: impl Fn(&mut Keys<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for (table, span) in keys.tables(key) {
        let mut own = Keys::new(lines, table, span, what);
        all.extend(take(&mut own));
        keys.extend(own.finish());
    }
    all
}

impl Definition {
    /// The data that the report sees: all, or the part that its works tell.
    ///
    /// # Errors
    /// If it names a work that is not there, or one that was not read and so states nothing.
    pub fn data(&self, package: &Arc<Package>) -> anyhow::Result<Arc<Package>> {
        let works = &package.dataset.works;
        for id in &self.works {
            match works.get(id) {
                None => bail!("report `{}` names a work `{id}` that is not there{}", self.id, hint(id, works.ids())),
                Some(work) if !work.consulted => {
                    bail!("report `{}` is about `{id}`, which was not read and so has no figure", self.id)
                }
                Some(_) => {}
            }
        }
        Ok(match self.works.as_slice() {
            [] => Arc::clone(package),
            works => Arc::new(of_works(package, works)),
        })
    }
}

/// A definition that is built into the program.
macro_rules! built_in {
    ($id:literal) => {
        ($id, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reports/", $id, ".toml")))
    };
}

/// The definitions that are built into the program, with their texts in other languages.
const BUILT_IN: &[(&str, &str)] = &[
    built_in!("five-sources"),
    built_in!("five-sources.ru"),
    built_in!("five-sources.zh"),
    built_in!("sino-soviet"),
    built_in!("sino-soviet.ru"),
    built_in!("sino-soviet.zh"),
];

/// All definitions of a folder, or the built-in ones, sorted by id; and what is wrong with those that cannot be read.
///
/// # Errors
/// If the folder cannot be read.
pub fn definitions(folder: Option<&PathBuf>) -> std::io::Result<(Vec<Definition>, Vec<Diagnostic>)> {
    let (texts, mut faults) = match folder {
        None => {
            let own = |(name, text): &(&str, &str)| (ids::Name::of(name), (*text).to_owned());
            (BUILT_IN.iter().map(own).collect(), Vec::new())
        }
        Some(folder) => ids::definitions(folder)?,
    };
    let (mut definitions, mut translations) = (Vec::new(), Vec::new());
    for (ids::Name { id, lang }, text) in texts {
        match lang {
            None => match read(&id, &text) {
                Ok(definition) => definitions.push(definition),
                Err(fault) => faults.extend(fault),
            },
            Some(lang) => match Translation::read(&format!("{id}.{lang}.toml"), lang, &text) {
                Ok(translation) => translations.push((id, Arc::new(translation))),
                Err(fault) => faults.extend(fault),
            },
        }
    }
    for (id, translation) in &translations {
        if definitions.iter().all(|definition| definition.id != *id) && faults.is_empty() {
            let place = Place::file(format!("{id}.{}.toml", translation.lang));
            let found = format!("there is no report `{id}`{}", hint(id, definitions.iter().map(|it| it.id.as_str())));
            faults.push(Diagnostic::new(
                Code::BadId,
                place,
                found,
                "the texts of a report",
                "rename the file, or take it away",
            ));
        }
    }
    for definition in &mut definitions {
        let own = translations.extract_if(.., |(id, _)| *id == definition.id);
        definition.translations = own.map(|(_, translation)| translation).collect();
    }
    Ok((definitions, faults))
}

/// Reads one definition.
///
/// # Errors
/// What cannot be read, and every number that is typed where the data should give it.
pub fn read(id: &str, text: &str) -> Result<Definition, Vec<Diagnostic>> {
    let file = format!("{id}.toml");
    let lines = Lines::new(&file, text);
    let table = DeTable::parse(text).map_err(|error| {
        let expected = "a report definition; the README lists its keys";
        let mend = "mend the line, as in the definitions that are there";
        let place = lines.place(error.span());
        vec![Diagnostic::new(Code::BadDefinition, place, error.message(), expected, mend)]
    })?;
    let places = Places::new(&file, text);
    let mut keys = Keys::new(&lines, table.get_ref(), 0..0, "a report");
    let definition = Definition::take(&mut keys, &lines, places.clone());
    let mut faults = keys.finish();
    // What is written into what cannot be read is not looked at.
    if faults.is_empty() {
        let opened = places.open();
        faults.extend(typed_numbers(&opened, &definition));
        faults.extend(bad_ids(&opened, &definition));
        faults.extend(headlines_without_chart(&opened, &definition));
    }
    if faults.is_empty() { Ok(Definition { id: id.to_owned(), ..definition }) } else { Err(faults) }
}

/// Chart ids name files, so they have the form of all ids, and each is used once.
fn bad_ids(places: &Opened<'_>, definition: &Definition) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let sections = definition.sections.iter().enumerate();
    let charts =
        sections.flat_map(|(number, section)| (0..).zip(&section.charts).map(move |(at, it)| (number, at, it)));
    for (number, at, chart) in charts {
        let place = places.of(Of::Chart(number, at), &["id"], Some(0..chart.id.len()));
        if let Some((found, mend)) = ids::fault(&chart.id) {
            faults.push(Diagnostic::new(Code::BadId, place, found, "an id such as `carts-by-year`", mend));
        } else if seen.contains(chart.id.as_str()) {
            let found = format!("`{}` stands twice", chart.id);
            faults.push(Diagnostic::new(Code::DoubledId, place, found, "an id used once", "give it an id of its own"));
        }
        seen.insert(&chart.id);
    }
    faults
}

/// Headlines that lead to a chart that is not there.
fn headlines_without_chart(places: &Opened<'_>, definition: &Definition) -> Vec<Diagnostic> {
    let ids = || definition.sections.iter().flat_map(|section| &section.charts).map(|chart| chart.id.as_str());
    let lost = definition.headlines.iter().enumerate().filter_map(|(number, headline)| {
        let chart = headline.chart.as_deref()?;
        let is_there = ids().any(|id| id == chart);
        (!is_there).then_some((number, chart))
    });
    lost.map(|(number, chart)| {
        let place = places.of(Of::Headline(number), &["chart"], Some(0..chart.len()));
        let mend = mend(chart, ids(), "write the id of a chart of the report");
        Diagnostic::new(Code::BadDefinition, place, format!("there is no chart `{chart}`"), "a chart", mend)
    })
    .collect()
}

/// Numbers of three or more digits, years left out, that stand in a text outside of a template.
fn typed_numbers(places: &Opened<'_>, definition: &Definition) -> Vec<Diagnostic> {
    type At<'a> = (Of<'a>, Vec<&'a str>, &'a str);
    let mut texts: Vec<At<'_>> =
        vec![(Of::Report, vec!["title"], &definition.title), (Of::Report, vec!["summary"], &definition.summary)];
    for (number, headline) in definition.headlines.iter().enumerate() {
        let of = Of::Headline(number);
        texts.extend([(of, vec!["number"], headline.number.as_str()), (of, vec!["text"], &headline.text)]);
    }
    for (number, section) in definition.sections.iter().enumerate() {
        let of = Of::Section(number);
        texts.extend([(of, vec!["title"], section.title.as_str()), (of, vec!["text"], &section.text)]);
        for (at, chart) in section.charts.iter().enumerate() {
            let of = Of::Chart(number, at);
            let own =
                [("title", &chart.title), ("subtitle", &chart.subtitle), ("note", &chart.note), ("axis", &chart.axis)];
            texts.extend(own.map(|(key, text)| (of, vec![key], text.as_str())));
            for (table, names) in [("labels", &chart.labels), ("details", &chart.details)] {
                texts.extend(names.iter().map(|(key, text)| (of, vec![table, key.as_str()], text.as_str())));
            }
        }
    }
    let mut faults = Vec::new();
    for (of, keys, text) in texts {
        for at in bare_numbers(text) {
            let found = format!("the number {} is typed into a text", text.get(at.clone()).unwrap_or_default());
            let mend = "write {{ value(\"…\") }}, {{ total(…) }} or {{ ratio(…) }}";
            let place = places.of(of, &keys, Some(at));
            faults.push(Diagnostic::new(Code::TypedNumber, place, found, "a template that asks the data", mend));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, what was found, and how to mend it, of every fault of a chart with these keys.
    fn faults(keys: &str) -> Vec<(usize, String, String)> {
        let head = "title = \"T\"\n[[section]]\ntitle = \"S\"\n[[section.chart]]\n";
        let own = format!("id = \"c\"\ntitle = \"T\"\nsubtitle = \"S\"\n{keys}");
        let told = read("x", &format!("{head}{own}")).err().unwrap_or_default();
        told.into_iter().map(|fault| (fault.place.line, fault.found, fault.mend)).collect()
    }

    #[test]
    fn a_key_without_use_is_told_at_its_place_even_if_it_says_nothing_new() {
        for keys in [
            "kind = \"line\"\nrows = \"year\"\nseries = \"item\"\nevents = [\"*\"]\ncomplete = true\n",
            "kind = \"line\"\nmodel = { loan = \"l\" }\nagreements = [\"*\"]\nscale = \"log\"\n",
            "kind = \"bars\"\nlayout = \"plain\"\nleaves = false\nrows = \"quantity\"\norder = \"package\"\n",
            "kind = \"bars\"\nlayout = \"stacked\"\nsplit = \"type\"\ncomplete = true\n",
            "kind = \"bars\"\nlayout = \"grouped\"\nsplit = \"type\"\n",
            "kind = \"bars\"\nlayout = \"diverging\"\nseries = \"item\"\nleft = \"a\"\n",
            "kind = \"claims\"\nselect = { quantity = [\"q\"], work = [\"w\"], tier = [1] }\nat = \"1950\"\n",
        ] {
            assert_eq!(faults(keys), [], "{keys}");
        }
        let of = "is no key of a chart of kind";
        for (keys, line, found, mend) in [
            (
                "kind = \"matrix\"\nscale = \"log\"\n",
                9,
                format!("`scale` {of} `matrix`"),
                "has it: dumbbell, claims, line,",
            ),
            (
                "kind = \"bars\"\nscale = \"linear\"\n",
                9,
                format!("`scale` {of} `bars` with"),
                "dumbbell, claims, line,",
            ),
            ("kind = \"line\"\nlayout = \"plain\"\n", 9, format!("`layout` {of} `line`"), "a kind that has it: bars,"),
            ("kind = \"line\"\ndetails = {}\n", 9, format!("`details` {of} `line`"), "bars, dumbbell, claims,"),
            ("kind = \"line\"\norder = \"package\"\n", 9, format!("`order` {of} `line`"), "bars, dumbbell,"),
            ("kind = \"timeline\"\nallow = []\n", 9, format!("`allow` {of} `timeline`"), "bars, dumbbell, line,"),
            ("kind = \"timeline\"\naxis = \"\"\n", 9, format!("`axis` {of} `timeline`"), "bars, dumbbell,"),
            ("kind = \"bars\"\nevents = [\"*\"]\n", 9, format!("`events` {of} `bars`"), "line, timeline,"),
            (
                "kind = \"bars\"\nleft = \"a\"\n",
                9,
                format!("`left` {of} `bars` with `layout"),
                "`layout = \"diverging\"`,",
            ),
            ("kind = \"bars\"\nsplit = \"a\"\n", 9, format!("`split` {of} `bars`"), "`layout = \"stacked\"`,"),
            ("kind = \"dumbbell\"\ncomplete = true\n", 9, format!("`complete` {of} `dumbbell`"), "say with `series`"),
            (
                "kind = \"bars\"\nlayout = \"grouped\"\nsplit = \"a\"\nseries = \"item\"\n",
                11,
                format!("`series` {of} `bars`"),
                "drop `split`",
            ),
            (
                "kind = \"line\"\nmodel = { loan = \"l\" }\nselect = {}\n",
                10,
                format!("`select` {of} `line` with a `model`"),
                "drop `model`",
            ),
            ("kind = \"bars\"\nlayuot = \"stacked\"\n", 9, format!("`layuot` {of} `bars`"), "did you mean `layout`?"),
            ("kind = \"pie\"\nlayuot = 1\n", 8, "`pie` is no kind of chart".to_owned(), "write the name"),
        ] {
            let told = faults(keys);
            let [(at, what, how)] = told.as_slice() else { panic!("{keys}: {told:?}") };
            assert!(*at == line && what.contains(&found) && how.contains(mend), "{keys}: {told:?}");
        }
    }

    #[test]
    fn all_faults_of_a_definition_are_told_at_once() {
        let keys = "kind = \"claims\"\nselect = { quantity = [\"q\"], from = \"1950\" }\nunit = 5\nrows = \"item\"\n";
        let told: Vec<usize> = faults(keys).into_iter().map(|(line, ..)| line).collect();
        assert_eq!(told, [9, 10, 11]);
        let keys = "kind = \"claims\"\nselect = { quantity = [\"q\", \"r\"] }\n";
        assert!(faults(keys)[0].2.contains("name it alone"), "{:?}", faults(keys));
        let keys = "kind = \"bars\"\nlayout = \"stacked\"\n";
        assert!(faults(keys)[0].1.contains("has no `split`"), "{:?}", faults(keys));
        let bare = read("x", "title = \"T\"\n[[section]]\n").expect_err("a section without a title");
        assert_eq!((bare[0].place.line, bare[0].found.as_str()), (2, "a section has no `title`"));
        let single = read("x", "title = \"T\"\nsection = 1\n").expect_err("no list");
        assert_eq!((single[0].place.line, single[0].found.as_str()), (2, "`section` is no list of tables"));
    }

    #[test]
    fn unknown_keys_are_errors_with_a_place() {
        let text = "title = \"T\"\n\n[[section]]\ntitle = \"S\"\ncolour = \"red\"\n";
        let faults = read("x", text).expect_err("no such key");
        assert_eq!((faults[0].code, faults[0].place.line), (Code::BadDefinition, 5));
        assert!(faults[0].found.contains("colour"), "{}", faults[0].found);
        let typed = read("x", "title = \"904 aircraft\"\n").expect_err("a typed number");
        assert_eq!((typed[0].code, typed[0].place.line, typed[0].place.column), (Code::TypedNumber, 1, 10));
    }
}
