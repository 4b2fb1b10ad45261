//! What reads the outputs: parsers that know nothing of the program, and say what they find.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A text as a reader sees it: what may not stand in XML is shown otherwise, and white space is one space.
pub fn seen(text: &str) -> String {
    let shown = |it: char| match it {
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        '\u{2028}' | '\u{2029}' => ' ',
        it => it,
    };
    text.chars().map(shown).collect::<String>().split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fails if a terminal would obey a character of a text.
pub fn terminal(what: &str, text: &str) {
    let obeyed = |it: &char| {
        let turns = matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
        turns || (it.is_control() && !matches!(it, '\n' | '\t'))
    };
    if let Some(found) = text.chars().find(obeyed) {
        let line = text.lines().find(|line| line.contains(found)).unwrap_or_default();
        panic!("{what}: U+{:04X} in {line:?}", u32::from(found));
    }
}

/// What a text of Markdown holds: the kinds of its parts in order, without emphasis and links, and its words.
pub struct Markdown {
    pub parts: Vec<String>,
    pub words: String,
}

/// Fails on HTML and on links that lead elsewhere than to the web, a letter or a file of the report.
pub fn markdown(what: &str, text: &str) -> Markdown {
    let mut options = Options::all();
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    let (mut parts, mut words) = (Vec::new(), String::new());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Html(it) | Event::InlineHtml(it) => panic!("{what}: HTML {it:?}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let begins = ["https://", "http://", "mailto:", "charts/", "data/", "#"];
                let is_relative = || !dest_url.contains(':');
                let address = dest_url.to_ascii_lowercase();
                assert!(begins.iter().any(|it| address.starts_with(it)) || is_relative(), "{what}: {dest_url:?}");
            }
            Event::Start(Tag::Emphasis | Tag::Strong) => {}
            Event::Start(tag) => parts.push(format!("{:?}", TagEnd::from(tag))),
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong) => {}
            Event::End(_) | Event::SoftBreak => words.push(' '),
            Event::Text(it) => words.push_str(&it),
            Event::Code(it) => {
                parts.push("Code".to_owned());
                words.push_str(&it);
            }
            other => parts.push(format!("{other:?}")),
        }
    }
    Markdown { parts, words: seen(&words) }
}

/// What a document holds: names of elements, with those of their attributes, and what stands between tags.
#[derive(Default)]
pub struct Document {
    pub names: BTreeSet<String>,
    pub words: String,
}

fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or_else(|| panic!("an ampersand that is none: {part:?}"));
        out.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            _ => {
                let hexadecimal = name.strip_prefix("#x").map(|it| u32::from_str_radix(it, 16));
                let number = hexadecimal.or_else(|| name.strip_prefix('#').map(str::parse));
                let number = number.and_then(Result::ok).and_then(char::from_u32);
                number.unwrap_or_else(|| panic!("an entity that nobody wrote: {name:?}"))
            }
        });
        out.push_str(rest);
    }
    out
}

/// HTML by its tags, as a browser parts them: no tag but what a letter or a stroke follows, no end of a script but its own.
pub fn html(text: &str) -> Document {
    let mut document = Document::default();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        document.words.push_str(&decoded(&rest[..at]));
        rest = &rest[at + 1..];
        assert!(rest.starts_with(|it: char| it.is_ascii_alphabetic() || "/!".contains(it)), "a bare <: {rest:.40}");
        let name = rest.split(|it: char| it.is_whitespace() || it == '>').next().unwrap_or_default().to_lowercase();
        let name = name.strip_suffix('/').unwrap_or(&name).to_owned();
        document.names.insert(name.clone());
        rest = rest[name.len()..].trim_start();
        while !rest.starts_with('>') {
            rest = rest.trim_start_matches(['/', ' ', '\n']);
            let end = rest.find(|it: char| it.is_whitespace() || matches!(it, '=' | '>' | '/')).expect("a name's end");
            if end == 0 {
                continue;
            }
            document.names.insert(format!("{name} {}", rest[..end].to_lowercase()));
            rest = &rest[end..];
            if let Some(value) = rest.strip_prefix("=\"") {
                let end = value.find('"').expect("an attribute's end");
                let value = (decoded(&value[..end]), &value[end + 1..]);
                let scheme = value.0.trim().to_ascii_lowercase();
                assert!(!["javascript:", "data:", "vbscript:"].iter().any(|it| scheme.starts_with(it)), "{scheme}");
                rest = value.1;
            } else {
                assert!(!rest.starts_with('='), "an attribute without quotation marks: {rest:.40}");
            }
            rest = rest.trim_start();
        }
        rest = &rest[1..];
        if ["script", "style"].contains(&name.as_str()) {
            rest = &rest[rest.find(&format!("</{name}")).expect("an end")..];
        }
        document.words.push(' ');
    }
    document.words = seen(&(document.words + &decoded(rest)));
    document
}

/// XML: well-formed, without anything that XML 1.0 forbids.
pub fn xml(what: &str, text: &str) -> Document {
    let parsed = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{what}: {error}"));
    let forbidden = |it: char| (it.is_control() && !"\n\r\t".contains(it)) || ('\u{fffe}'..='\u{ffff}').contains(&it);
    assert!(!text.contains(forbidden), "{what}: a character that XML forbids");
    let mut document = Document::default();
    for node in parsed.descendants() {
        if node.is_element() {
            let name = node.tag_name().name();
            document.names.insert(name.to_owned());
            document.names.extend(node.attributes().map(|it| format!("{name} {}", it.name())));
        }
        document.words.push_str(node.text().filter(|_| node.is_text()).unwrap_or(" "));
    }
    document.words = seen(&document.words);
    document
}

/// The parts of a workbook by name.
pub fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let count = archive.len();
    let part = |at: usize| {
        let mut file = archive.by_index(at).expect("a part");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        (file.name().expect("a name").into_owned(), text)
    };
    (0..count).map(part).collect()
}

/// A text of a workbook, in which `_x0041_` is a character by its number.
pub fn of_workbook(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let number = rest.get(at + 2..at + 6).and_then(|it| u32::from_str_radix(it, 16).ok()).and_then(char::from_u32);
        let (before, after) = match number.filter(|_| rest.get(at + 6..at + 7) == Some("_")) {
            Some(character) => (format!("{}{character}", &rest[..at]), at + 7),
            None => (rest[..at + 2].to_owned(), at + 2),
        };
        out.push_str(&before);
        rest = &rest[after..];
    }
    out + rest
}

/// The titles of BibTeX entries; fails unless every entry is whole, its braces even, and nothing stands between entries.
pub fn bibtex(text: &str) -> Vec<String> {
    let mut titles = Vec::new();
    for entry in text.split("\n\n") {
        let entry = entry.trim_end();
        let inner = entry.strip_prefix('@').and_then(|it| it.strip_suffix('}')).unwrap_or_else(|| panic!("{entry}"));
        let (kind, inner) = inner.split_once('{').expect("a kind");
        assert!(kind.chars().all(char::is_alphabetic), "{kind}");
        let mut lines = inner.lines();
        assert!(lines.next().is_some_and(|it| it.ends_with(',') && !it.contains(['{', ' '])), "{entry}");
        for line in lines {
            let (name, value) = line.split_once(" = {").unwrap_or_else(|| panic!("{line}"));
            let value = value.strip_suffix("},").unwrap_or_else(|| panic!("{line}"));
            let mut depth = 0_i32;
            for character in value.chars() {
                // Whatever stands before them, braces count.
                depth += i32::from(character == '{') - i32::from(character == '}');
                assert!(depth >= 0, "{line}");
            }
            assert_eq!(depth, 0, "{line}");
            if name.trim() == "title" {
                titles.push(of_latex(value.strip_prefix('{').and_then(|it| it.strip_suffix('}')).expect("braces")));
            }
        }
    }
    titles
}

fn of_latex(text: &str) -> String {
    let names = [
        ("\\textbraceleft{}", '{'),
        ("\\textbraceright{}", '}'),
        ("\\textbackslash{}", '\\'),
        ("\\textasciitilde{}", '~'),
        ("\\textasciicircum{}", '^'),
        ("\\&", '&'),
        ("\\%", '%'),
        ("\\$", '$'),
        ("\\#", '#'),
        ("\\_", '_'),
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some(mut character) = rest.chars().next() {
        let named = names.iter().find_map(|(name, it)| Some((*it, rest.strip_prefix(name)?)));
        (character, rest) = match (named, rest.strip_prefix("{}")) {
            (Some((it, after)), _) => (it, after),
            (None, Some(after)) => {
                rest = after;
                continue;
            }
            (None, None) => (character, &rest[character.len_utf8()..]),
        };
        assert!(named.is_some() || !"\\{}&%$#_~^".contains(character), "{text}");
        out.push(character);
    }
    out
}

/// How many records there are; fails on a line that is none of RIS.
pub fn ris(text: &str) -> usize {
    let is_tag = |line: &str| {
        let tag = line.as_bytes();
        tag.len() >= 6 && tag[0].is_ascii_uppercase() && tag[1].is_ascii_alphanumeric() && &tag[2..6] == b"  - "
    };
    let ends = |it: char| matches!(it, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let lines: Vec<&str> = text.split(ends).filter(|line| !line.is_empty()).collect();
    assert!(lines.iter().all(|line| is_tag(line)), "{:?}", lines.iter().find(|line| !is_tag(line)));
    let of = |tag: &str| lines.iter().filter(|line| line.starts_with(tag)).count();
    assert_eq!(of("TY  - "), of("ER  - "));
    of("ER  - ")
}

/// Fails unless braces are even and every control word is one of ours.
pub fn rtf(text: &str) {
    let words = ["rtf", "ansi", "uc", "deff", "fonttbl", "f", "i", "b", "scaps", "super", "par", "u"];
    let mut depth = 0_i32;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            '\\' => match characters.peek().copied() {
                Some('\\' | '{' | '}') => {
                    characters.next();
                }
                _ => {
                    let mut word = String::new();
                    while let Some(it) = characters.next_if(char::is_ascii_alphabetic) {
                        word.push(it);
                    }
                    assert!(words.contains(&word.as_str()), "a control word {word:?}");
                }
            },
            it => assert!(it.is_ascii() && (!it.is_control() || it == '\n'), "{it:?}"),
        }
        assert!(depth > 0 || character == '\n' || character == '}', "text behind the document");
    }
    assert_eq!(depth, 0);
}

/// Fails if a spreadsheet, whatever parts its cells, would find one that begins a formula.
pub fn no_formula(what: &str, text: &str) {
    for delimiter in [b',', b';', b'\t', b'|'] {
        for quote in [true, false] {
            let mut builder = csv::ReaderBuilder::new();
            let builder = builder.delimiter(delimiter).quoting(quote).flexible(true).has_headers(false);
            for record in builder.from_reader(text.as_bytes()).records() {
                for cell in record.expect("a record").iter() {
                    let unseen = |it: char| {
                        it.is_whitespace() || it.is_control() || "\u{200b}\u{2060}\u{feff}\u{202a}\"".contains(it)
                    };
                    let cell = cell.trim_start_matches(unseen);
                    let is_number = cell.parse::<f64>().is_ok();
                    let begins = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                    assert!(!begins || is_number, "{what}: {cell:?} where {:?} parts cells", char::from(delimiter));
                }
            }
        }
    }
}
