//! `CITATION.cff`, which says how a dataset wants to be cited (Citation File Format 1.2.0): written by hand, but for what the
//! descriptor of the package says, too.

use super::about::About;

/// The file's name.
const FILE: &str = "CITATION.cff";
/// Where it may stand: beside the tables, or above them as in a repository.
pub(super) const PLACES: [&str; 2] = [FILE, "../CITATION.cff"];

/// Whether the file is of a dataset, and not of a program that lies around one.
pub(super) fn is_of_dataset(text: &str) -> bool {
    text.lines().any(|line| line.strip_prefix("type:").is_some_and(|kind| kind.trim().trim_matches('"') == "dataset"))
}

/// The file with title, version, date, licence and authors of the package. All other lines stay as they are, and a key that the
/// file does not have is not added, but for the authors.
pub(super) fn renewed(text: &str, about: &About) -> String {
    let licences: Vec<&str> = about.licences.iter().filter_map(|licence| licence.name.as_deref()).collect();
    let licence = match licences.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        several => Some(format!("[{}]", several.join(", "))),
    };
    let values = [
        ("title", Some(quoted(&about.title))),
        ("version", Some(about.version.clone())),
        ("date-released", about.created.map(|date| date.to_string())),
        ("license", licence),
    ];
    let (mut out, mut in_authors) = (String::new(), false);
    for line in text.lines() {
        if in_authors && (line.starts_with([' ', '-']) || line.is_empty()) {
            continue;
        }
        in_authors = line.trim_end() == "authors:" && !about.contributors.is_empty();
        let value = values.iter().find_map(|(key, value)| {
            line.strip_prefix(key)?.strip_prefix(':')?;
            Some(format!("{key}: {}", value.as_ref()?))
        });
        out.push_str(value.as_deref().unwrap_or(line));
        out.push('\n');
        if in_authors {
            about.contributors.iter().for_each(|name| out.push_str(&author(name)));
        }
    }
    out
}

/// A person by the parts of the name, anyone else by the name as it is.
fn author(name: &str) -> String {
    match name.split_once(", ") {
        Some((family, given)) => {
            format!("  - family-names: {}\n    given-names: {}\n", quoted(family), quoted(given))
        }
        None => format!("  - name: {}\n", quoted(name)),
    }
}

/// A text in double quotation marks, which YAML reads as JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_descriptor_says_is_renewed_and_all_else_stays() {
        let head = r#"{"name": "mills", "title": "Mills: \"a\" history", "version": "2.1.0", "created": "2024-05-17",
            "licenses": [{"name": "CC-BY-4.0"}],
            "contributors": [{"title": "x", "familyName": "Roe", "givenName": "Ann"}, {"title": "An Office"}]}"#;
        let about = About::new(&serde_json::from_str(head).expect("JSON"), String::new());
        let old = "cff-version: 1.2.0\ntype: dataset\ntitle: Mills\n# by hand\nversion: 1\nauthors:\n  - name: X\n    orcid: y\n\n\
                   license: MIT\nkeywords:\n  - mills\n";
        let new = "cff-version: 1.2.0\ntype: dataset\ntitle: \"Mills: \\\"a\\\" history\"\n# by hand\nversion: 2.1.0\nauthors:\n  \
                   - family-names: \"Roe\"\n    given-names: \"Ann\"\n  - name: \"An Office\"\nlicense: CC-BY-4.0\nkeywords:\n  - mills\n";
        assert_eq!(renewed(old, &about), new);
        assert_eq!(renewed(new, &about), new, "once is enough");
        assert!(is_of_dataset(old) && !is_of_dataset("type: software\ntitle: type: dataset\n"));
        let silent = About::new(&serde_json::Map::new(), String::new());
        assert!(
            renewed(old, &silent).contains("  - name: X\n    orcid: y\n\nlicense: MIT\n"),
            "nothing known, nothing taken away"
        );
    }
}
