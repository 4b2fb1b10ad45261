//! The messages of the program: every language has those of English with the same values, every one that is asked for is there,
//! and none is there that nobody asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sinosov::lang::Tongue;
use sinosov::model::Lang;

use crate::support::root;

/// Messages that are called by an id put together from parts.
const FORMED: [&str; 3] = ["month-", "magnitude-", "script-"];
/// What an end of a span is said with where it is about a number.
const ABOUT: &str = "-about";
/// A language has the words for magnitudes that it has.
const OWN: &str = "magnitude-";

/// A run of years may be told with the whole last year or without its century, as the language does.
const FREE: &str = "years-of-one-century";

/// What a message takes: its own values, and those of its attributes.
type Takes = BTreeMap<String, BTreeSet<String>>;

/// Every message and attribute of a language with the values in it. `$told` and `$n` are one value, of which a language without
/// plurals needs but one; so are `$works` and `$works-told`.
fn messages(text: &str) -> Takes {
    let mut all = Takes::new();
    let (mut id, mut part) = (String::new(), String::new());
    for line in text.lines() {
        let is_id = |name: &str| name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
        if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| !name.is_empty() && is_id(name)) {
            id = name.to_owned();
            part = id.clone();
            assert!(all.insert(part.clone(), BTreeSet::new()).is_none(), "{id} is there twice");
        } else if let Some((name, _)) = line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once(" =")) {
            part = format!("{id}.{name}");
            all.insert(part.clone(), BTreeSet::new());
        } else if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        for value in line.split('$').skip(1) {
            let name: String = value.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '-').collect();
            let name = if name == "told" { "n" } else { name.strip_suffix("-told").unwrap_or(&name) }.to_owned();
            all.get_mut(&part).expect("a message before its values").insert(name);
        }
    }
    all
}

#[test]
fn every_file_of_messages_can_be_read() {
    for lang in Tongue::built_in() {
        let tongue = Tongue::new(&lang, &[]);
        let said = tongue.say("undated", &[]);
        assert!(tongue.is_known() && said != "undated" || lang == Lang::english(), "{lang}: {said}");
    }
    assert_eq!(Tongue::english().say("list-and", &[("first", "a".into()), ("last", "b".into())]), "a and b");
}

fn of_language(lang: &str) -> Takes {
    let folder = root().join("src/lang").join(lang);
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        text += &fs::read_to_string(entry.expect("an entry").path()).expect("messages");
        text.push('\n');
    }
    messages(&text)
}

/// What is missing, or more, or takes other values than in English.
fn differences(english: &Takes, other: &Takes) -> Vec<String> {
    let is_common = |id: &&String| !id.starts_with(OWN) && *id != FREE;
    let ids: BTreeSet<&String> = english.keys().chain(other.keys()).filter(is_common).collect();
    let differs = |id: &&&String| match (english.get(**id), other.get(**id)) {
        (Some(own), Some(others)) => own != others,
        _ => true,
    };
    let told = ids.iter().filter(differs);
    told.map(|id| format!("{id}: {:?} in English, {:?} here", english.get(*id), other.get(*id))).collect()
}

#[test]
fn every_language_has_every_message_with_the_same_values() {
    let english = of_language("en");
    assert!(english.len() > 50, "{}", english.len());
    for lang in ["ru", "zh"] {
        let found = differences(&english, &of_language(lang));
        assert!(found.is_empty(), "{lang}:\n{}", found.join("\n"));
    }
}

#[test]
fn what_a_language_lacks_is_found() {
    let english = messages(
        "a = { $x }\n    .words = { $x } { $y }\nb = { $n ->\n    [one] { $told }\n   *[other] { $told }\n}\n",
    );
    for (other, count) in [
        ("a = { $x-told }\n    .words = { $x } { $y }\nb = { $told }\n", 0),
        ("a = { $x }\n    .words = { $y } { $x }\n", 1),
        ("a = { $z }\n    .words = { $x } { $y }\nb = { $told }\n", 1),
        ("a = { $x }\nb = { $told }\nc = d\n", 2),
    ] {
        assert_eq!(differences(&english, &messages(other)).len(), count, "{other}");
    }
}

fn texts(folder: &Path, suffixes: &[&str], found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts(&path, suffixes, found);
        } else if path.extension().is_some_and(|own| suffixes.iter().any(|suffix| own == *suffix)) {
            let text = fs::read_to_string(&path).expect("a text");
            found.push((path, text));
        }
    }
}

#[test]
fn every_message_that_is_asked_for_is_there_and_none_else() {
    let english = of_language("en");
    let mut sources = Vec::new();
    texts(&root().join("src"), &["rs"], &mut sources);
    texts(&root().join("reports/templates"), &["html", "js"], &mut sources);
    let mut lost = Vec::new();
    for (path, text) in &sources {
        // Tests ask for messages of their own.
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for call in ["say!(", ".say(", "say("].iter().flat_map(|call| text.split(call).skip(1)) {
            let call: String = call.chars().take(120).collect();
            let before = call.split('"').next().unwrap_or_default();
            // The id is the first or the second argument; one that is put together is none.
            if before.matches(',').count() > 1
                || before.contains("format!")
                || before.contains(')') && !before.contains("()")
            {
                continue;
            }
            let Some(id) = call.split('"').nth(1) else { continue };
            let is_id = !id.is_empty()
                && id.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || "-.".contains(it));
            if is_id && !english.contains_key(id) {
                lost.push(format!("{}: {id}", path.display()));
            }
        }
    }
    assert!(lost.is_empty(), "no such message:\n{}", lost.join("\n"));
    let all: String = sources.into_iter().map(|(_, text)| text).collect();
    let is_asked = |id: &str| {
        let base = id.split('.').next().unwrap_or(id);
        let base = base.strip_suffix(ABOUT).filter(|_| id != "about").unwrap_or(base);
        FORMED.iter().any(|formed| base.starts_with(formed))
            || all.contains(&format!("\"{base}\""))
            || all.contains(&format!("\"{base}."))
    };
    let idle: Vec<&String> = english.keys().filter(|id| !is_asked(id)).collect();
    assert!(idle.is_empty(), "nobody asks for {idle:?}");
}
