//! The styles of the CSL repository, all that the processor bundles, over works and places: no number is printed that the work
//! does not have, and none is printed in part.

use std::collections::BTreeSet;

use hayagriva::archive::ArchivedStyle;

use super::render::Renderings;
use super::{Citing, Style, markup};
use crate::data::{Package, Source, Work};
use crate::escape::Plain;
use crate::files::in_parallel;

/// Runs of digits, without noughts before them.
fn numbers(text: &str) -> Vec<String> {
    let runs = text.split(|character: char| !character.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.trim_start_matches('0').to_owned()).collect()
}

/// The numbers that a work and a place in it have, and what a style may make of them: the end of a range without the digits
/// that both ends share, a year in two digits.
fn had(work: &Work, place: Option<&str>) -> BTreeSet<String> {
    let fields = [
        &work.title,
        &work.container,
        &work.publisher,
        &work.place,
        &work.volume,
        &work.issue,
        &work.pages,
        &work.url,
        &work.archive,
        &work.archive_ref,
        &work.doi,
        &work.isbn,
    ];
    let names = [&work.authors, &work.editors, &work.translators].into_iter().flatten();
    let texts = fields.into_iter().flatten().chain(names).map(String::as_str);
    let mut had: BTreeSet<String> = texts.chain(place).flat_map(numbers).collect();
    let date = work.issued.map(|date| date.to_string()).unwrap_or_default();
    had.extend(numbers(&date));
    had.extend(work.accessed.iter().flat_map(|date| numbers(&date.to_string())));
    had.extend(date.get(2..4).map(|year| year.trim_start_matches('0').to_owned()));
    for range in [work.pages.as_deref(), place].into_iter().flatten() {
        let end = numbers(range).pop().unwrap_or_default();
        had.extend((0..end.len()).filter_map(|from| Some(end.get(from..)?.trim_start_matches('0').to_owned())));
    }
    had
}

/// The places: some with the digits of numbers in the list.
const PLACES: [Option<&str>; 8] = [
    None,
    Some("p. 100"),
    Some("p. 1"),
    Some("p. 11–12"),
    Some("para. 9"),
    Some("post 4 (Windward, 22 July 2004), para. 2"),
    Some("line 17"),
    Some("\"Part 1\", para. 12"),
];

/// What was looked at, and what was wrong.
#[derive(Default)]
struct Tally {
    looked: usize,
    /// Numbers of the input that were printed.
    printed: usize,
    wrong: Vec<String>,
}

/// Cites works at places in a style, one list for all.
fn cite(style: &Style, works: &[Work]) -> Tally {
    let mut tally = Tally::default();
    let rendering = Renderings::new(style);
    let mut citing = Citing::<Plain>::new(style);
    for work in works {
        for place in PLACES {
            tally.looked += 1;
            let bare = rendering.of(work, place);
            let cited = citing.cited(work, place);
            // Numbers are those of the list, which the page tells by its own count.
            let number = citing.listed.get(&rendering.entry(work).0).copied().unwrap_or_default();
            let had = had(work, place);
            let in_list = bare.listed(style.is_numeric() || bare.is_cited_by_number());
            let place_behind = match style.family() {
                "gb" if style.is_numeric() => place.unwrap_or_default(),
                _ => "",
            };
            let is_cited = cited.in_text.is_some();
            let shown = cited.in_text.or(cited.footnote).unwrap_or_default();
            for (before, after, behind) in [
                (if is_cited { bare.citation.as_str() } else { "" }, shown.as_str(), place_behind),
                (in_list.as_str(), cited.entry.as_str(), ""),
            ] {
                let mut tell = |what: &str| {
                    let name = &style.name;
                    tally.wrong.push(format!("{name}, {}, {place:?}: {what}: {before} -> {after}", work.id));
                };
                if let Some(foreign) = numbers(&markup::unnumbered(before)).iter().find(|it| !had.contains(*it)) {
                    tell(&format!("{foreign} is no number of the work"));
                }
                // The number of the work is where the style puts it, and all else as it was.
                let placed = markup::numbered(before, number);
                if markup::is_spelt(before) {
                    tell("its number is spelt out");
                }
                let expected = [numbers(&placed), numbers(behind)].concat();
                if !before.is_empty() && expected != numbers(after) {
                    tell(&format!("not the numbers {expected:?}"));
                }
                tally.printed += numbers(after).len();
            }
            // A place is printed whole, or not at all.
            if let Some(place) = place
                && !place.starts_with("post")
            {
                let all = numbers(place);
                let found = numbers(&markup::unnumbered(&bare.citation)).iter().filter(|it| all.contains(it)).count();
                let is_elsewhere = |it: &String| numbers(&shown_without(&rendering, work)).contains(it);
                if found > 0 && found < all.len() && !all.iter().any(is_elsewhere) && !has_range(&shown, place) {
                    tally.wrong.push(format!("{}, {}: of {place} in part: {shown}", style.name, work.id));
                }
            }
        }
    }
    tally
}

fn shown_without(rendering: &Renderings<'_>, work: &Work) -> String {
    rendering.of(work, None).citation
}

/// Whether a range is printed with its end cut short.
fn has_range(shown: &str, place: &str) -> bool {
    numbers(place).first().is_some_and(|first| shown.contains(first.as_str()))
}

/// The styles of the repository under the names by which a file of one is known.
fn styles(every: usize) -> Vec<Style> {
    let all = ArchivedStyle::all().iter().step_by(every);
    all.filter_map(|style| Style::of(style.names()[0], style.get()).ok()).collect()
}

/// Invented works of every kind, with the digits of numbers in the list all over them.
fn invented() -> Vec<Work> {
    let package = Package::read(Source::BuiltIn);
    let blank = Work {
        authors: vec!["Invented, Ann".to_owned()],
        container: None,
        publisher: Some("Press 1".to_owned()),
        place: Some("Alba".to_owned()),
        volume: None,
        issue: None,
        pages: None,
        url: None,
        archive: None,
        archive_ref: None,
        language: Some("en".to_owned()),
        derives_from: None,
        note: None,
        ..package.dataset.works.get("zhu-2001").expect("a work").clone()
    };
    // Kind, title, container, volume, issue, pages, date.
    let kinds: [[&str; 7]; 13] = [
        ["article", "Carts of 1911", "Journal 1", "1", "2", "pp. 100–112", "1911"],
        ["article", "1 cart", "Weekly 12", "", "", "p. 1", "1921-03-04"],
        ["article", "Carts alone", "", "", "", "", "1931"],
        ["book", "Two of 2 and 1 of 3", "", "11", "", "", "2011"],
        ["chapter", "Chapter 1", "Book 2", "1", "", "pp. 1–21", "1951-11"],
        ["thesis", "On 4 carts", "", "", "", "", "1961"],
        ["report", "Report on 100 carts", "", "", "111", "", "1971-10-01"],
        ["review", "[Review of Carts 1, by Bob]", "Journal 1", "21", "1", "p. 5", "1981"],
        ["dataset", "Carts 1–10, version 1.1", "", "", "", "", "1991-01-01"],
        ["forum-thread", "Thread 1", "Forum 1", "", "", "", "2001-01-11"],
        ["document", "Letter 1", "", "", "", "", "1901"],
        ["document-collection", "Letters 1–9", "", "1", "", "", "1941"],
        ["web-page", "Page 1 of 12", "Site 1", "", "", "", "2021-12-10"],
    ];
    let work = |(at, [kind, title, container, volume, issue, pages, issued]): (usize, [&str; 7])| {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Work {
            id: format!("w-{at}"),
            kind: kind.to_owned(),
            title: some(title),
            container: some(container),
            volume: some(volume),
            issue: some(issue),
            pages: some(pages),
            issued: issued.parse().ok(),
            editors: if kind == "chapter" { vec!["Made, Bo 1".to_owned()] } else { Vec::new() },
            translators: if kind == "book" { vec!["Up, Cy".to_owned()] } else { Vec::new() },
            doi: (kind == "article").then(|| "10.1000/1.11".to_owned()),
            isbn: (kind == "book").then(|| "978-0-306-40615-7".to_owned()),
            accessed: (kind == "web-page").then(|| "2021-12-11".parse().expect("a date")),
            url: (kind == "web-page").then(|| "https://x.org/1/11?a=100".to_owned()),
            archive_ref: (kind == "document").then(|| "FO 371/1".to_owned()),
            ..blank.clone()
        }
    };
    kinds.into_iter().enumerate().map(work).collect()
}

fn run(every: usize, works: &[Work]) {
    let styles = styles(every);
    let tallies = in_parallel(&styles, None, |style| cite(style, works));
    let looked: usize = tallies.iter().map(|it| it.looked).sum();
    let printed: usize = tallies.iter().map(|it| it.printed).sum();
    let wrong: Vec<&String> = tallies.iter().flat_map(|it| &it.wrong).collect();
    let told: Vec<&str> = wrong.iter().take(40).map(|it| it.as_str()).collect();
    println!(
        "{} styles x {} works x {} places: {looked} citations, {printed} numbers",
        styles.len(),
        works.len(),
        PLACES.len()
    );
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), told.join("\n"));
    assert!(printed > looked, "numbers are printed");
}

#[test]
fn no_style_of_the_repository_prints_a_number_that_the_work_lacks() {
    run(5, &invented());
}

/// All styles over all works of the dataset: minutes, by hand with `--ignored --nocapture`.
#[test]
#[ignore = "takes minutes; run by hand when the processor or the cure changes"]
fn no_style_at_all_prints_a_number_that_a_work_of_the_dataset_lacks() {
    let package = Package::read(Source::BuiltIn);
    let works: Vec<Work> = package.dataset.works.iter().filter(|work| work.kind != "unidentified").cloned().collect();
    run(1, &invented());
    run(1, &works);
}

/// A style with these layouts, of works that are numbered.
fn numeric(citation: &str, entry: &str, align: &str) -> Style {
    let xml = format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>Invented</title>\
         <id>http://x.org/t</id><category citation-format=\"numeric\"/><updated>2020-01-01T00:00:00+00:00</updated></info>\
         <citation><layout>{citation}</layout></citation>\
         <bibliography{align}><layout>{entry}</layout></bibliography></style>"
    );
    Style::read("invented", &xml).expect("a style")
}

#[test]
fn a_work_has_its_number_where_the_style_puts_it_and_nowhere_else() {
    let number = |form: &str| format!("<text variable=\"citation-number\" prefix=\"[\" suffix=\"]\" {form}/>");
    let spelt = |form: &str| format!("<number variable=\"citation-number\" form=\"{form}\" suffix=\"/\"/>");
    let place = "<text variable=\"locator\" suffix=\" \"/>";
    let title = "<text variable=\"citation-number\" suffix=\". \"/><text variable=\"title\"/>";
    let labelled = "<text variable=\"citation-label\" prefix=\"(\" suffix=\") \"/><text variable=\"title\"/>";
    let align = " second-field-align=\"flush\"";
    // (citation, entry, how entries are set, citation and entry of the twelfth)
    for (citation, entry, align, cited, listed) in [
        (format!("{place}{}", number("")), title, "", "100 [12]", "12. Letters 1–9"),
        (format!("{place}{}", number("")), title, align, "100 [12]", "12. Letters 1–9"),
        (format!("{}{place}", number("vertical-align=\"sup\"")), title, "", "[12]100", "12. Letters 1–9"),
        (format!("<text value=\"Ref1-\"/>{}", number("")), title, "", "Ref1-[12]", "12. Letters 1–9"),
        ("<text variable=\"citation-number\" prefix=\"1.\"/>".to_owned(), title, "", "1.12", "12. Letters 1–9"),
        (
            format!("<group><group>{}</group>{}</group>", number(""), number("")),
            title,
            "",
            "[12][12]",
            "12. Letters 1–9",
        ),
        (format!("{place}{}", spelt("roman")), title, "", "100 xii/", "12. Letters 1–9"),
        (format!("{place}{}", spelt("ordinal")), title, "", "100 12th/", "12. Letters 1–9"),
        (spelt("long-ordinal"), "<text variable=\"title\"/>", "", "12th/", "Letters 1–9"),
        (number(""), labelled, "", "[12]", "(12) Letters 1–9"),
        (place.to_owned(), "<text variable=\"title\" suffix=\" 1\"/>", "", "100", "Letters 1–9 1"),
    ] {
        let style = numeric(&citation, entry, align);
        let mut citing = Citing::<Plain>::new(&style);
        let works = invented();
        let all: Vec<(String, String)> = works
            .iter()
            .map(|work| citing.cited(work, Some("p. 100")))
            .map(|it| (it.in_text.unwrap_or_default(), it.entry))
            .collect();
        let shown = |text: &str| text.chars().filter(|it| !markup::is_mark(*it)).collect::<String>();
        assert_eq!((shown(&all[11].0).as_str(), shown(&all[11].1).as_str()), (cited, listed), "{citation}");
        // Asked again, it has the number that it had.
        let again = citing.cited(&works[11], Some("p. 100"));
        assert_eq!(shown(&again.in_text.unwrap_or_default()), cited, "{citation}");
    }
}
