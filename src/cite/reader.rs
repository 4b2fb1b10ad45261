//! What is said of a work to those who read the citation, in their language.
//!
//! The words of an entry are those of the work's own language: its volume, its page, its editors. That it has no date, and what kind
//! of thing it is where APA and GOST say so in brackets, is no word of the work's, but of whoever cites it. So is all that joins two
//! works in one citation. A style that has a word of its own for it keeps that; and one made for a language writes works in that
//! language as it does.

use hayagriva::citationberg::taxonomy::{Kind, OtherTerm, Term};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, LocalizedTerm, TermForm, Terms};
use serde_json::json;

use super::item::SCRIPTS;
use super::style::{family, locales};
use crate::lang::{Tongue, say};

const UNDATED: Term = Term::Other(OtherTerm::NoDate);
const ONLINE: Term = Term::Other(OtherTerm::Online);

/// Gives a style the words of its readers.
pub(super) fn told(name: &str, mut style: IndependentStyle, readers: &Tongue) -> IndependentStyle {
    for script in SCRIPTS {
        let mut words: Vec<LocalizedTerm> = Vec::new();
        if base(script) != style.default_locale.as_ref().map_or("", |locale| base(&locale.0)) {
            let undated = [TermForm::Long, TermForm::Short]
                .into_iter()
                .filter(|form| own(&style, script, UNDATED, *form).is_none());
            words.extend(undated.filter_map(|form| of_readers(&style, readers, UNDATED, form)));
        }
        match family(name) {
            "apa" => {
                words.extend(word(Term::Kind(Kind::Dataset), &say!(readers, "kind-dataset")));
                words.extend(word(Term::Kind(Kind::Post), &say!(readers, "kind-forum-post")));
            }
            "gost" if own(&style, script, ONLINE, TermForm::Long).is_none() => {
                words.extend(word(ONLINE, &say!(readers, "kind-electronic")));
            }
            _ => {}
        }
        put(&mut style, script, words);
    }
    style
}

/// The words for a work without a date that end in the point of an abbreviation, which no comma takes the place of.
pub(super) fn undated(style: &IndependentStyle, readers: &Tongue) -> Vec<String> {
    let scripts = SCRIPTS.into_iter().filter_map(|script| in_files(script, UNDATED, TermForm::Short));
    let own = SCRIPTS.into_iter().filter_map(|script| own(style, script, UNDATED, TermForm::Short));
    let told = of_readers(style, readers, UNDATED, TermForm::Short);
    let all = scripts.chain(own).filter_map(LocalizedTerm::single).chain(told.as_ref().and_then(LocalizedTerm::single));
    all.filter(|word| word.ends_with('.')).map(str::to_owned).collect()
}

/// The word that a style has for all languages.
pub(super) fn of_style(style: &IndependentStyle, term: OtherTerm) -> Option<&str> {
    let all = style.locale.iter().find(|locale| locale.lang.is_none())?;
    all.term(Term::Other(term), TermForm::Long)?.single()
}

/// The word of CSL in the language of an entry.
pub(super) fn in_script(script: &str, term: OtherTerm) -> Option<&'static str> {
    in_files(script, Term::Other(term), TermForm::Long)?.single()
}

/// The language of a tag, without its country.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// The word that a style itself has for works in a language.
fn own<'s>(style: &'s IndependentStyle, tag: &str, term: Term, form: TermForm) -> Option<&'s LocalizedTerm> {
    let of = |lang: Option<&str>| {
        let found = style.locale.iter().find(|locale| locale.lang.as_ref().map(|code| code.0.as_str()) == lang)?;
        found.term(term, form)
    };
    of(Some(tag)).or_else(|| of(Some(base(tag)))).or_else(|| of(None))
}

/// The word in the language of the readers: that of the style, else that of CSL for the language.
fn of_readers(style: &IndependentStyle, readers: &Tongue, term: Term, form: TermForm) -> Option<LocalizedTerm> {
    let mut tags = readers.lang().and_wider().map(|lang| lang.to_string());
    let mut found = tags.find_map(|tag| {
        let word = |form| own(style, &tag, term, form).or_else(|| in_files(&tag, term, form));
        word(form).or_else(|| form.fallback().and_then(word)).cloned()
    })?;
    found.form = form;
    Some(found)
}

/// The word of CSL for a language; for one without a country, that of the country which CSL takes for it.
fn in_files(tag: &str, term: Term, form: TermForm) -> Option<&'static LocalizedTerm> {
    let code = LocaleCode(tag.to_owned());
    let file = |code: &LocaleCode| locales().iter().find(|locale| locale.lang.as_ref() == Some(code));
    let found = file(&code).or_else(|| file(&code.fallback()?))?;
    found.term(term, form)
}

/// A word for a term, in its long form.
fn word(term: Term, text: &str) -> Option<LocalizedTerm> {
    serde_json::from_value(json!({ "@name": term, "@form": "long", "$text": text })).ok()
}

/// Puts words before all others that a style has for works in a language.
fn put(style: &mut IndependentStyle, tag: &str, words: Vec<LocalizedTerm>) {
    if words.is_empty() {
        return;
    }
    let code = LocaleCode(tag.to_owned());
    match style.locale.iter_mut().find(|locale| locale.lang.as_ref() == Some(&code)) {
        Some(known) => {
            known.terms.get_or_insert_with(|| Terms { terms: Vec::new() }).terms.splice(0..0, words).for_each(drop)
        }
        None => style.locale.insert(
            0,
            Locale {
                lang: Some(code),
                info: None,
                terms: Some(Terms { terms: words }),
                date: Vec::new(),
                style_options: None,
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Citing, Style};
    use super::*;
    use crate::data::{Dataset, Package, Rank, Source, Work};
    use crate::escape::Plain;

    fn tongue(tag: &str) -> Tongue {
        Tongue::new(&tag.parse().expect("a tag"), &[])
    }

    fn style(name: &str, readers: &str) -> Style {
        Style::named(name).expect("a style").for_readers(&tongue(readers))
    }

    fn entry(style: &Style, work: &Work) -> String {
        Citing::<Plain>::new(style).work(work).entry.into_string()
    }

    /// An undated work with a title of a language.
    fn undated(dataset: &Dataset, title: &str, kind: &str) -> Work {
        let known = dataset.works.get("cow-trade-4").expect("a work");
        let none = (Vec::new(), None, None, None, None);
        let (authors, container, issued, url, publisher) = none;
        let (title, kind) = (Some(title.to_owned()), kind.to_owned());
        Work { authors, container, issued, url, publisher, title, kind, doi: None, volume: None, ..known.clone() }
    }

    #[test]
    fn readers_are_told_in_their_language_that_a_work_has_no_date() {
        let dataset = Package::read(Source::BuiltIn).dataset;
        for (title, quoted) in [("Carts", "Carts"), ("Телеги", "Телеги"), ("大车", "大车")] {
            let work = undated(&dataset, title, "book");
            for (readers, word) in
                [("en", "n.d."), ("ru", "б. д."), ("zh", "不详"), ("zh-Hans", "不详"), ("de-AT", "o. J.")]
            {
                let told = entry(&style("chicago-notes", readers), &work);
                assert!(told.contains(quoted) && told.contains(word), "{readers}: {told}");
                let others = ["n.d.", "б. д.", "不详"].into_iter().filter(|other| *other != word);
                assert!(others.clone().all(|other| !told.contains(other)), "{readers}: {told}");
            }
            // A style with a word of its own keeps it.
            assert!(entry(&style("iso-690-author-date", "ru"), &work).contains("[no date]"));
        }
    }

    #[test]
    fn a_style_made_for_a_language_writes_works_in_it_as_it_does() {
        let csl = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="ru-RU">
            <info><title>Own</title><id>own</id><updated>2024-01-01T00:00:00+00:00</updated></info>
            <citation><layout><text variable="title"/></layout></citation>
            <bibliography><layout><group delimiter=", "><text variable="title"/>
            <choose><if variable="issued"><date variable="issued" form="text"/></if>
            <else><text term="no date" form="short"/></else></choose></group></layout></bibliography></style>"#;
        let dataset = Package::read(Source::BuiltIn).dataset;
        let of = |title: &str, readers: &str| {
            let style = Style::read("own", csl).expect("a style").for_readers(&tongue(readers));
            entry(&style, &undated(&dataset, title, "book"))
        };
        assert_eq!((of("Телеги", "en").as_str(), of("Телеги", "zh").as_str()), ("Телеги, б. д.", "Телеги, б. д."));
        assert_eq!((of("Carts", "en").as_str(), of("Carts", "zh").as_str()), ("Carts, n.d.", "Carts, 不详"));
    }

    #[test]
    fn readers_are_told_in_their_language_what_kind_of_thing_a_work_is() {
        let dataset = Package::read(Source::BuiltIn).dataset;
        for title in ["Carts", "Телеги", "大车"] {
            for (name, kind, readers, word) in [
                ("apa", "dataset", "en", "[Data set]"),
                ("apa", "dataset", "ru", "[Набор данных]"),
                ("apa", "dataset", "zh", "[数据集]"),
                ("apa", "forum-thread", "en", "[Online forum post]"),
                ("apa", "forum-thread", "zh", "[网络论坛帖子]"),
            ] {
                let told = entry(&style(name, readers), &undated(&dataset, title, kind));
                assert!(told.contains(word), "{name} {readers}: {told}");
            }
        }
        let online = |title: &str, readers: &str| {
            entry(&style("gost-r-705-2008-numeric", readers), &undated(&dataset, title, "web-page"))
        };
        assert!(online("大车", "zh").contains("[电子资源]"), "{}", online("大车", "zh"));
        assert!(online("大车", "ru").contains("[Электронный ресурс]"), "{}", online("大车", "ru"));
        assert!(online("大车", "en").contains("[Electronic resource]"), "{}", online("大车", "en"));
        // Of these two languages the style has words of its own.
        assert!(
            online("Carts", "zh").contains("[Electronic resource]") && online("Телеги", "zh").contains("[Электронный")
        );
        let bare = Work { title: None, ..undated(&dataset, "", "web-page") };
        assert!(entry(&style("apa", "ru"), &bare).contains("[Веб-страница без названия]"));
        assert!(entry(&style("chicago-notes", "zh"), &bare).contains("无题网页"));
    }

    #[test]
    fn what_joins_two_works_is_said_to_the_readers() {
        let dataset = Package::read(Source::BuiltIn).dataset;
        let second = dataset.figures.iter().find(|it| it.cited_work_id.is_some() && dataset.cited_by(it).is_some());
        let figure = second.expect("a figure at second hand");
        let cited = |name: &str, readers: &str| {
            let style = style(name, readers);
            Citing::<Plain>::new(&style).figure(&dataset, figure).expect("its work")
        };
        for (readers, words, note) in [
            ("en", ", as cited in ", " takes the number from: "),
            ("ru", ", цит. по: ", ": цифра взята из работы — "),
            ("zh", ", 转引自", "的数字引自："),
        ] {
            let footnote = cited("chicago-notes", readers).footnote.expect("a footnote").into_string();
            assert!(footnote.contains(words), "{readers}: {footnote}");
            let told = cited("apa", readers);
            assert!(told.in_text.as_ref().is_some_and(|it| it.as_str().contains(words)), "{:?}", told.in_text);
            assert!(told.notes.iter().any(|it| it.as_str().contains(note)), "{:?}", told.notes);
            // GB/T and GOST have words of their own.
            let footnote = cited("gb-7714-2015-note", readers).footnote.expect("a footnote").into_string();
            assert!(footnote.contains(" 转引自: "), "{readers}: {footnote}");
        }
    }

    #[test]
    fn places_are_told_to_the_readers_where_no_style_knows_them() {
        let package = Package::read(Source::BuiltIn);
        let page = package.dataset.figures.iter().find(|it| it.locator == "p. 146").or_else(|| {
            let is_page =
                |text: &str| text.strip_prefix("p. ").is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
            package.dataset.figures.iter().find(|it| is_page(&it.locator))
        });
        let page = page.expect("a figure on a page");
        let number = page.locator.trim_start_matches("p. ");
        for (readers, post) in [("en", ", post 2, para. 8"), ("ru", ", сообщение 2, абз. 8"), ("zh", ", 第2楼第8段")]
        {
            let told = package.in_language(&tongue(readers));
            let style = style("chicago-notes", readers);
            let mut citing = Citing::<Plain>::new(&style);
            let mut footnote = |id: &str| {
                let figure = told.dataset.figures.get(id).expect("a figure");
                citing.figure(&told.dataset, figure).and_then(|it| it.footnote).expect("a footnote").into_string()
            };
            assert!(footnote("axis-001").contains(post), "{}", footnote("axis-001"));
            let of_page = footnote(&page.id);
            assert!(of_page.contains(number) && !of_page.contains(&format!("第{number}页")), "{of_page}");
        }
    }

    #[test]
    fn cautions_are_said_to_the_readers() {
        let dataset = Package::read(Source::BuiltIn).dataset;
        let corrected = dataset.figures.get("peskov-015").expect("a corrected figure");
        let doubtful = dataset.figures.iter().find(|it| it.rank == Rank::Doubtful).expect("a doubtful figure");
        let notes = |figure, readers: &str| {
            let style = style("chicago-notes", readers);
            let notes = Citing::<Plain>::new(&style).figure(&dataset, figure).expect("its work").notes;
            notes.into_iter().map(|note| note.into_string()).collect::<Vec<_>>().join(" ")
        };
        for (readers, of_corrected, of_doubtful) in [
            ("en", "In the dataset the start of the period is taken as 1949, not 1950: ", "Held doubtful: "),
            ("ru", "В наборе данных начало периода — 1949, а не 1950: ", "Признано сомнительным: "),
            ("zh", "本数据集中，期间起点取1949年，而非1950年：", "存疑："),
        ] {
            assert!(notes(corrected, readers).contains(of_corrected), "{}", notes(corrected, readers));
            assert!(notes(doubtful, readers).contains(of_doubtful), "{}", notes(doubtful, readers));
        }
    }
}
