//! What can be made is made, what cannot is told, and the exit code says that something is missing.

use std::fs;

use crate::support::{Folder, Run, fixture, root, sinosov};

/// A folder with a new package in `grain`.
fn started() -> Folder {
    let folder = Folder::new();
    let run = sinosov(folder.path(), &["init", "grain"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    folder
}

fn on_it(folder: &Folder, words: &[&str]) -> Run {
    sinosov(folder.path(), &[&["--data", "grain"], words].concat())
}

/// Replaces words of a file of the package.
fn replace(folder: &Folder, file: &str, (from, to): (&str, &str)) {
    let path = folder.path().join("grain").join(file);
    let text = fs::read_to_string(&path).expect("a text");
    assert!(text.contains(from), "{file}: {from}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

#[test]
fn a_fault_in_a_text_stops_the_text_alone() {
    let folder = started();
    let reports = folder.path().join("grain/reports/example");
    fs::remove_dir_all(&reports).expect("removed");
    replace(&folder, "reports/example.toml", ("{{ value(\"bridges-built\") }}", "{{ value(\"bridges-bilt\") }}"));
    let run = on_it(&folder, &["report", "generate", "--format", "svg,md,html"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `bridges-built`?"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("error").count(), 1, "one fault is told once: {}", run.stderr);
    assert!(reports.join("charts/people.svg").is_file());
    assert!(!reports.join("report.md").exists() && !reports.join("index.html").exists());
}

#[test]
fn a_colour_that_nothing_has_stops_nothing() {
    let folder = started();
    fs::remove_dir_all(folder.path().join("grain/reports/example")).expect("removed");
    replace(&folder, "reports/example.toml", ("promised = \"orange\"", "promised = \"orange\"\nnobody = \"green\""));
    let run = on_it(&folder, &["report", "generate", "--format", "svg,html"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("gives `nobody` a colour"), "{}", run.stderr);
    let reports = folder.path().join("grain/reports/example");
    assert!(reports.join("charts/people.svg").is_file() && reports.join("index.html").is_file());
}

#[test]
fn a_definition_that_cannot_be_read_stops_no_other() {
    let folder = started();
    let broken = folder.path().join("grain/reports/broken.toml");
    fs::write(&broken, "title = \"Bells\"\ncolour = 3\n").expect("written");
    for words in [&["report", "generate", "--format", "svg"][..], &["report", "list"], &["report", "check"]] {
        let run = on_it(&folder, words);
        assert_eq!(run.code, Some(1), "{words:?}: {}", run.stderr);
        assert!(run.stderr.contains("broken.toml:2"), "{words:?}: {}", run.stderr);
    }
    assert!(folder.path().join("grain/reports/example/charts/people.svg").is_file());
    // Who names the other one has nothing to mend.
    let run = on_it(&folder, &["report", "generate", "example", "--format", "svg"]);
    assert_eq!((run.code, run.stderr.contains("broken")), (Some(0), false), "{}", run.stderr);
    let run = on_it(&folder, &["report", "generate", "broken", "--format", "svg"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    let run = on_it(&folder, &["report", "generate", "example", "--only", "poeple"]);
    assert!(
        run.stderr.contains("there is no chart `poeple` in report `example`; did you mean `people`?"),
        "{}",
        run.stderr
    );
    let run = on_it(&folder, &["report", "generate", "example", "--only", "zzz"]);
    assert!(run.stderr.contains("`sinosov report list` names them all"), "{}", run.stderr);
}

#[test]
fn advice_is_of_the_package_that_is_asked() {
    let folder = started();
    fs::remove_file(folder.path().join("grain/reports/example/report.md")).expect("removed");
    let run = on_it(&folder, &["report", "check"]);
    assert_eq!(run.code, Some(1));
    let advice = "run `sinosov report check --data grain --out grain/reports --write`";
    assert!(run.stderr.contains(advice), "{}", run.stderr);
    let words: Vec<&str> =
        advice.trim_matches(|sign| sign != '`').split('`').nth(1).expect("a command").split(' ').collect();
    assert_eq!(sinosov(folder.path(), &words[1..]).code, Some(0));
    assert!(folder.path().join("grain/reports/example/report.md").is_file());
    assert_eq!(fs::read_dir(folder.path().join("grain/reports")).expect("a folder").count(), 2, "no other reports");
}

#[test]
fn what_waits_for_a_figure_stops_nothing_else() {
    let folder = started();
    let path = folder.path().join("grain/quantities.csv");
    let text = fs::read_to_string(&path).expect("quantities");
    let first = text.lines().nth(1).expect("a quantity");
    let waiting = first.replacen("carts-promised", "carts-to-come", 1);
    fs::write(&path, format!("{text}{waiting}\n")).expect("written");
    for words in [&["claims", "carts-delivered"][..], &["figures"], &["report", "generate", "--format", "svg"]] {
        let run = on_it(&folder, words);
        assert_eq!(run.code, Some(0), "{words:?}: {}", run.stderr);
    }
    let run = on_it(&folder, &["check", "--write"]);
    assert_eq!(run.code, Some(1), "it is told all the same");
    assert!(run.stderr.contains("nothing uses `carts-to-come`"), "{}", run.stderr);
    assert!(run.stderr.contains("wrote grain/datapackage.json"), "{}", run.stderr);
}

#[test]
fn a_corrected_number_need_not_stand_in_the_phrase() {
    let folder = Folder::with_tiny_package();
    let figures = fs::read_to_string(folder.path().join("figures.csv")).expect("figures");
    let id = figures.lines().find(|line| line.contains("60 carts")).and_then(|line| line.split(',').next());
    let id = id.expect("a figure of 60 carts").to_owned();
    folder.append(
        "corrections",
        &format!("slip,figures,{id},value,60,set,66,The sum at the foot of the page is by six larger.\n"),
    );
    let data = folder.path().to_string_lossy().into_owned();
    let run = sinosov(&root(), &["check", "--data", &data, "--write"]);
    assert!(!run.stderr.contains("cannot be read"), "{}", run.stderr);
    // A slip of the correction itself is another matter: what it expects to find must be there.
    let path = folder.path().join("corrections.csv");
    let text = fs::read_to_string(&path).expect("corrections").replace("value,60,set", "value,61,set");
    fs::write(&path, text).expect("written");
    assert_eq!(sinosov(&root(), &["check", "--data", &data]).code, Some(1));
}

#[test]
fn digests_are_recorded_where_there_are_none_and_nowhere_else() {
    let data = Folder::with_tiny_package();
    fs::create_dir(data.path().join("audit")).expect("a folder");
    let list = fixture("tiny/audit/field-report.toml");
    fs::copy(list, data.path().join("audit/field-report.toml")).expect("a copy");
    let works = data.path().join("works.csv");
    let before = fs::read_to_string(&works).expect("works");
    let is_digest = |cell: &&str| cell.len() == 64 && cell.chars().all(|sign| sign.is_ascii_hexdigit());
    let digest = before.split([',', '\n']).find(is_digest).expect("a digest").to_owned();
    fs::write(&works, before.replace(&digest, "")).expect("written");
    let [folder, texts] =
        [data.path().to_path_buf(), fixture("tiny/texts")].map(|it| it.to_string_lossy().into_owned());
    let audit = |flags: &[&str]| sinosov(&root(), &[&["audit", "--data", &folder, "--texts", &texts], flags].concat());
    let run = audit(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("`sinosov audit --write` does it"), "{}", run.stderr);
    let run = audit(&["--write"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("recorded the digests of field-report"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&works).expect("works"), before);
    // Another text than the one that was coded is not made right by a flag.
    let other = before.replace(&digest, &"0".repeat(64));
    fs::write(&works, &other).expect("written");
    assert_eq!(audit(&["--write"]).code, Some(1));
    assert_eq!(fs::read_to_string(&works).expect("works"), other);
}
