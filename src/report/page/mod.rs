//! A report as one page that needs nothing else: text, charts, their numbers, sources, every figure in a table that can be
//! searched.
//!
//! Without its script the page is whole; the script only adds. Nothing is fetched, and nothing runs but that script: a policy
//! in the page names it and the style by their digests.

mod charts;
mod embed;
mod explorer;
mod fonts;
mod head;
mod index;
mod languages;
mod method;
mod skin;
mod words;
mod works;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use minijinja::Value;
use serde::{Serialize, Serializer};

pub(super) use charts::Drawings;
pub(super) use embed::embeds;
pub use index::Entry;
pub(super) use index::index;
pub use skin::Skin;

use super::Request;
use super::definition::{self, Definition};
use super::drawn::Drawn;
use super::places::Of;
use super::template::Templates;
use crate::cite::{self, Citing, Renderings};
use crate::data::{About, Dataset, Package};
use crate::escape::{Escaped, Html, Plain};
use crate::files;
use crate::fmt;
use crate::lang::Tongue;
use crate::model::Lang;
use charts::{Chart, Maker, Taken};
use explorer::Explorer;
use fonts::{Prose, Written};
use head::{Choice, Described, Headline, Masthead};
use index::First;
use languages::Languages;
use method::Method;
use works::{Work, Works};

/// HTML that a template writes as it is; any other text it escapes. Templates and those who look through what a page writes share it.
struct Safe(Value);

impl Safe {
    fn new(html: Escaped<Html>) -> Self {
        Self(Value::from_safe_string(html.into_string()))
    }
}

impl Serialize for Safe {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[derive(Serialize)]
struct Page {
    /// The language of the texts of the report, and that of what the package says of itself.
    texts_lang: String,
    package_lang: String,
    title: String,
    summary: Safe,
    /// The summary without marks, as other programs show it.
    description: String,
    masthead: Masthead,
    /// The languages of the page, if it has several.
    languages: Vec<Choice>,
    headlines: Vec<Headline>,
    /// Below which address the files of the report stand, if that is known; the page, and the picture that stands for it.
    base: String,
    address: String,
    picture: String,
    /// What the names of its files say of the language.
    suffix: String,
    linked_data: Safe,
    sections: Vec<Section>,
    works: Vec<Work>,
    method: Method,
    /// Whose data it is: what stands before the digest, the digest, and what stands behind it.
    data: [String; 3],
    made_with: String,
    own_citation: Safe,
    /// The figures that are seen at once; and, if there are more, those that the script shows when it is asked for them.
    tables: Vec<Vec<explorer::Group>>,
    json: Safe,
}

#[derive(Serialize)]
struct Section {
    id: String,
    title: String,
    text: Safe,
    charts: Vec<Chart>,
}

/// The texts of a definition, with what they ask of the data.
struct Writer<'a> {
    definition: &'a Definition,
    templates: &'a Templates,
}

impl Writer<'_> {
    fn title(&self, of: Of<'_>, text: &str) -> Result<String> {
        Ok(fmt::flowing(self.templates.text(self.definition, of, "title", text)?.trim()))
    }

    fn prose(&self, of: Of<'_>, key: &str, text: &str) -> Result<Safe> {
        let prose = self.templates.prose(self.definition, of, key, text)?;
        Ok(Safe::new(Escaped::<Html>::prose(&prose, fmt::flowing)))
    }

    /// A text in one line, without the marks of Markdown.
    fn bare(&self, of: Of<'_>, key: &str, text: &str) -> Result<String> {
        let rendered = self.templates.text(self.definition, of, key, text)?;
        Ok(on_one_line(&rendered).replace(['*', '`', '_'], ""))
    }

    /// The same as it is set in lines.
    fn plain(&self, of: Of<'_>, key: &str, text: &str) -> Result<String> {
        Ok(fmt::flowing(&self.bare(of, key, text)?))
    }

    fn headlines(&self) -> Result<Vec<Headline>> {
        let headline = |(at, headline): (usize, &definition::Headline)| {
            let of = Of::Headline(at);
            Ok(Headline {
                // A number stands in a narrow tile, in which its words are parted from it.
                number: fmt::typeset(&self.bare(of, "number", &headline.number)?),
                text: self.plain(of, "text", &headline.text)?,
                chart: headline.chart.clone().unwrap_or_default(),
            })
        };
        self.definition.headlines.iter().enumerate().map(headline).collect()
    }
}

/// A text in one line, which may be broken anywhere but within a number.
fn on_one_line(text: &str) -> String {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let mut line = String::new();
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            _ if !letter.is_whitespace() => line.push(letter),
            '\u{a0}' if is_digit(line.chars().next_back()) && is_digit(letters.peek().copied()) => line.push(letter),
            _ if line.ends_with(' ') => {}
            _ => line.push(' '),
        }
    }
    line
}

/// The page of a report, and what is told of it among others; the drawings are of all its charts.
pub(super) fn page(
    definition: &Definition,
    (charts, drawings): (&BTreeMap<String, Drawn>, &BTreeMap<&str, Drawings>),
    templates: &Templates,
    package: &Package,
    renderings: &Arc<Renderings<'_>>,
    request: &Request<'_>,
) -> Result<(String, Entry)> {
    let dataset = &package.corrected;
    let (tongue, languages) = (dataset.tongue(), &Languages::new(package));
    let writer = &Writer { definition, templates };
    Citing::<Plain>::sharing(renderings).prepare(dataset);
    let explorer = || {
        let explorer = templates.over(|evidence| Explorer::new(evidence, &mut Citing::sharing(renderings), languages));
        explorer.json().map(|json| (explorer.tables(), json))
    };
    let body = || body(writer, (charts, drawings), (package, dataset), renderings);
    // The table of all figures and the text with its charts know nothing of each other.
    let (body, explorer) = files::beside(body, explorer);
    let (Body { sections, works, own_citation, taken }, (tables, json)) = (body?, explorer?);
    let method = templates.over(|evidence| Method::new(evidence, languages));
    let about = package.about();
    let description = writer.plain(Of::Report, "summary", &definition.summary)?;
    let citation = cite::dataset(&mut Citing::<Plain>::sharing(renderings), about).entry.into_string();
    let actors = dataset.actors.iter().map(|actor| actor.label.as_str()).collect();
    let (summary, years, lang) = (description.as_str(), method.years(), languages.page());
    let base = definition.address.clone().unwrap_or_default();
    let suffix = request.appearance.suffix();
    let address = if suffix.is_empty() || base.is_empty() { base.clone() } else { format!("{base}index{suffix}.html") };
    let described = Described {
        about,
        definition,
        description: summary,
        citation: &citation,
        years,
        actors,
        lang,
        address: &address,
    };
    let mut of_definition = definition.sections.iter().flat_map(|section| &section.charts);
    let first = of_definition.find_map(|chart| Some((charts.get(&chart.id)?, drawings.get(chart.id.as_str())?)));
    let picture = first.filter(|_| !base.is_empty());
    let picture = picture.map(|(drawn, _)| format!("{base}charts/{}{suffix}.png", drawn.spec.id));
    let has =
        |lang: &Lang| lang.is_own() || definition.translations.iter().any(|translation| translation.lang == *lang);
    let title = writer.title(Of::Report, &definition.title)?;
    let entry = Entry {
        id: definition.id.clone(),
        lang: languages.of_texts(definition),
        title: title.clone(),
        summary: description.clone(),
        address: base.clone(),
        headlines: writer.headlines()?,
        charts: charts.len(),
        figures: dataset.figures.len(),
        first: first.map(|(drawn, drawings)| First::new(drawn, drawings)),
    };
    let page = Page {
        texts_lang: entry.lang.clone(),
        package_lang: languages.of_package(),
        title,
        summary: writer.prose(Of::Report, "summary", &definition.summary)?,
        linked_data: described.json()?,
        masthead: Masthead::new(about, tongue),
        languages: head::choices(&request.appearance, package, has),
        headlines: entry.headlines.clone(),
        picture: picture.unwrap_or_default(),
        base,
        address,
        suffix,
        description,
        sections,
        works,
        method,
        data: data(about, tongue),
        made_with: super::made_with(tongue),
        own_citation,
        tables,
        json: Safe::new(json),
    };
    // Titles of works, and what Markdown marks, may be in italics or stand out; of figures nothing is.
    let marked =
        Written::new(&(&page.title, &page.summary, &page.sections, &page.works, &page.own_citation))?.letters();
    let prose = Prose { is_upright: true, heads: &marked | &fonts::of_words(tongue), italic: marked };
    Ok((request.skin.page(page, (&taken, &prose), tongue)?, entry))
}

/// The line of the data, parted at its digest, which is set so that it can be broken.
fn data(about: &About, tongue: &Tongue) -> [String; 3] {
    let line = super::data_line(about, tongue);
    let (before, after) = line.split_once(&about.digest).unwrap_or((&line, ""));
    [before.to_owned(), about.digest.clone(), after.to_owned()]
}

/// The text of a page with its charts and works, and what they take.
struct Body {
    sections: Vec<Section>,
    works: Vec<Work>,
    own_citation: Safe,
    taken: Taken,
}

fn body<'a>(
    writer: &Writer<'_>,
    (charts, drawings): (&BTreeMap<String, Drawn>, &BTreeMap<&str, Drawings>),
    (package, dataset): (&Package, &'a Dataset),
    renderings: &Arc<Renderings<'a>>,
) -> Result<Body> {
    let mut citing = Citing::sharing(renderings);
    let mut maker = Maker::new(dataset, Works::new(dataset, &mut citing));
    let mut sections = Vec::new();
    for (number, section) in writer.definition.sections.iter().enumerate() {
        let drawn =
            section.charts.iter().filter_map(|chart| Some((charts.get(&chart.id)?, drawings.get(chart.id.as_str())?)));
        sections.push(Section {
            id: format!("section-{}", number + 1),
            title: writer.title(Of::Section(number), &section.title)?,
            text: writer.prose(Of::Section(number), "text", &section.text)?,
            charts: drawn.map(|(drawn, drawings)| maker.chart(drawn, drawings)).collect(),
        });
    }
    let own_citation = Safe::new(cite::dataset(&mut citing, package.about()).entry);
    let Maker { works, taken, .. } = maker;
    Ok(Body { sections, works: works.into_list(), own_citation, taken })
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn a_text_in_one_line_keeps_its_numbers_whole() {
        for (text, line) in [
            (" about\u{a0}1,300\n carts ", "about 1,300 carts"),
            ("от 700 до 1\u{a0}300\u{a0}телег", "от 700 до 1\u{a0}300 телег"),
            ("3\u{a0}\n\u{a0}4", "3 4"),
            ("", ""),
        ] {
            assert_eq!(on_one_line(text), line);
        }
    }
}
