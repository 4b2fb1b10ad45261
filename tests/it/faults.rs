//! Whatever the machine refuses, and wherever the program is killed: afterwards all files are old, or all are new.
//!
//! A build for development counts what it asks of the machine and makes the n-th fail, or dies there (`src/files/fault.rs`).
//! Each verb that writes is run with n = 1, 2, 3 … until nothing is left to fail; every day with each twentieth n.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::support::{Folder, fixture, is_all, sampled};

/// Each path below a folder with its bytes; a folder has none.
type Snapshot = BTreeMap<String, Option<Vec<u8>>>;

/// From one n to the next.
fn step() -> u64 {
    u64::try_from(sampled(30)).expect("a small number")
}

fn snapshot(folder: &Path) -> Snapshot {
    let mut found = Snapshot::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            if path.is_dir() {
                found.insert(name, None);
                open.push(path);
            } else {
                found.insert(name, Some(fs::read(&path).expect("a file")));
            }
        }
    }
    found
}

fn lay_out(snapshot: &Snapshot) -> Folder {
    let folder = Folder::new();
    for (name, bytes) in snapshot {
        let path = folder.path().join(name);
        match bytes {
            // A folder sorts before what is in it.
            None => fs::create_dir(path).expect("a folder"),
            Some(bytes) => fs::write(path, bytes).expect("a file"),
        }
    }
    folder
}

/// A run that may be made to fail: its exit code, none if it was killed, and what it said.
fn run(folder: &Path, arguments: &[&str], fail: Option<(u64, bool)>) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sinosov"));
    command.args(arguments).current_dir(folder).env("POLARS_MAX_THREADS", "1").env("RUST_BACKTRACE", "0");
    if let Some((at, kill)) = fail {
        command.env("SINOSOV_FAIL_AT", at.to_string());
        if kill {
            command.env("SINOSOV_FAIL_KILL", "1");
        }
    }
    let output = command.output().expect("the program can be started");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The sound fixture as `data`, with older generated files and exports in it and beside it.
fn old(older: &[&[&str]]) -> Snapshot {
    let folder = Folder::new();
    folder.copy(&fixture("tiny"), "data");
    folder.copy(&fixture("tiny/reports"), "data/reports");
    for name in ["out", "one", "two"] {
        fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    for arguments in older {
        let (code, said) = run(folder.path(), arguments, None);
        assert_eq!(code, Some(0), "{said}");
    }
    snapshot(folder.path())
}

/// What a walk came to: how often each kind of thing was made to fail, and how often the program was killed.
#[derive(Default)]
struct Walk {
    kinds: BTreeMap<String, u64>,
    kills: u64,
    /// How often all was old, and how often new, after a failure.
    ends: [u64; 2],
}

/// Makes each thing fail that a run asks of the machine, and kills it before each that changes something.
fn walk(name: &str, old: &Snapshot, arguments: &[&str]) -> Walk {
    let folder = lay_out(old);
    let (code, said) = run(folder.path(), arguments, None);
    assert_eq!(code, Some(0), "{name}: {said}");
    let new = snapshot(folder.path());
    assert_ne!(&new, old, "{name}");
    let (next, end, done) = (AtomicU64::new(1), AtomicU64::new(u64::MAX), Mutex::new(Walk::default()));
    let killed = |folder: &Folder, at: u64| {
        let (code, said) = run(folder.path(), arguments, Some((at, true)));
        assert!(code.is_none() && said.contains("made to fail"), "{name}, {at}: {code:?}: {said}");
        for (file, bytes) in snapshot(folder.path()) {
            let is_own = file.split('/').any(|part| part.starts_with(".sinosov-"));
            let is_whole = [old, &new].iter().any(|state| state.get(&file) == Some(&bytes));
            assert!(is_own || is_whole || bytes.is_none(), "{name}, {at}: {file} is torn: {said}");
        }
        let (_, again) = run(folder.path(), arguments, None);
        let now = snapshot(folder.path());
        assert!(now == new, "{name}, {at}, after {said}the next run left {:?}: {again}", now.keys());
    };
    let one = |at: u64| {
        let folder = lay_out(old);
        let (code, said) = run(folder.path(), arguments, Some((at, false)));
        let Some(failed) = said.lines().find_map(|line| line.strip_prefix("made to fail: ")) else {
            end.fetch_min(at, Ordering::SeqCst);
            return;
        };
        let told = format!("{name}, {at}, {failed}: {code:?}: {said}");
        assert!(!said.contains("panicked"), "{told}");
        let now = snapshot(folder.path());
        assert!(now == *old || now == new, "neither old nor new: {told}\n{:?}", now.keys());
        let kind = failed.split(' ').next().unwrap_or_default().to_owned();
        match code {
            Some(1 | 2) => {}
            // A thread less, a second try, a stale file that is renewed unread: then all is done.
            Some(0) => assert!(now == new, "{told}"),
            _ => panic!("{told}"),
        }
        // Between two of those that change something nothing changes; of a few that are drawn, each stands for those behind it.
        let changes = !["look", "open", "read", "list", "thread"].contains(&kind.as_str());
        let kills = changes || !is_all();
        if kills {
            killed(&lay_out(old), at);
        }
        let mut done = done.lock().expect("no other failed");
        *done.kinds.entry(kind).or_default() += 1;
        done.kills += u64::from(kills);
        done.ends[usize::from(now == new)] += 1;
    };
    let one = &one;
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(step(), Ordering::SeqCst);
                    if at >= end.load(Ordering::SeqCst) {
                        return;
                    }
                    one(at);
                }
            });
        }
    });
    done.into_inner().expect("none failed")
}

const DATA: [&str; 4] = ["--data", "data", "--reports", "data/reports"];

/// A verb with the package of the walk.
fn with<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &DATA].concat()
}

fn told(name: &str, walk: &Walk) {
    let kinds: Vec<String> = walk.kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let points: u64 = walk.kinds.values().sum();
    let [old, new] = walk.ends;
    println!("{name}: {points} points ({}); {old} old, {new} new; {} kills", kinds.join(", "), walk.kills);
    // What a sample leaves out at its end is counted with it.
    let [points, kills, old] = [points, walk.kills, old].map(|count| (count + 1) * step());
    assert!(points > 60 && kills > 10 && old > 20 && walk.kills > 0, "{name}");
}

#[test]
fn report_generate_changes_all_or_nothing() {
    let generate = |theme: &'static str| {
        with(&["report", "generate", "--out", "out", "--format", "svg,md", "--jobs", "2", "--theme", theme])
    };
    let old = old(&[&generate("dark")]);
    told("report generate", &walk("report generate", &old, &generate("light")));
}

#[test]
fn report_generate_into_nothing_makes_all_or_nothing() {
    let arguments = with(&["report", "generate", "--out", "new/out", "--format", "svg", "--jobs", "1"]);
    told("report generate, new", &walk("report generate, new", &old(&[]), &arguments));
}

#[test]
fn init_makes_all_or_nothing() {
    told("init", &walk("init", &Snapshot::new(), &["init", "new/grain", "--bare"]));
}

#[test]
fn report_check_write_changes_all_or_nothing() {
    let generate = with(&["report", "generate", "--out", "out", "--format", "svg,md,html", "--theme", "dark"]);
    let mut old = old(&[&generate]);
    for (name, bytes) in &mut old {
        if name.starts_with("out/carts/") && name.ends_with(".csv") {
            *bytes = Some(b"old".to_vec());
        }
    }
    let arguments = with(&["report", "check", "--write", "--out", "out"]);
    told("report check --write", &walk("report check --write", &old, &arguments));
}

#[test]
fn check_write_changes_all_or_nothing() {
    let mut old = old(&[]);
    let whole = old["data/datapackage.json"].clone().expect("a file");
    let older = String::from_utf8(whole).expect("text").replacen("\"bytes\": ", "\"bytes\": 1", 1);
    old.insert("data/datapackage.json".to_owned(), Some(older.into_bytes()));
    old.insert("data/figures-flat.csv".to_owned(), Some(b"old".to_vec()));
    told("check --write", &walk("check --write", &old, &with(&["check", "--write"])));
}

#[test]
fn import_changes_all_or_nothing() {
    let mut old = old(&[]);
    let list = b"@book{roe-1931, author = {Roe, Ann}, title = {Invented}, year = 1931}".to_vec();
    old.insert("list.bib".to_owned(), Some(list));
    told("import works", &walk("import works", &old, &with(&["import", "works", "list.bib", "--yes"])));
    // Two tables at once, and what is generated from them.
    let sheet = "figure_id;label;note\nreport-1;Another label;Another note\n".as_bytes().to_vec();
    old.insert("sheet.csv".to_owned(), Some(sheet));
    told("import", &walk("import", &old, &with(&["import", "sheet.csv", "--yes"])));
}

#[test]
fn export_changes_all_or_nothing() {
    let old = old(&[&with(&["export", "--to", "one/there.csv", "--to", "one/all", "--category", "carts"])]);
    // The last has all that the others have, which is enough for most days.
    let some = if is_all() { 0 } else { 2 };
    for (name, arguments) in [
        ("export, a file", vec!["export", "--to", "one/new.json"]),
        ("export --force", vec!["export", "--force", "--to", "one/there.csv", "--to", "one/all"]),
        // A folder that is new, one that is there, and files of both kinds in two places.
        ("export, three", vec!["export", "--force", "--to", "one/there.csv", "--to", "two/new", "--to", "two/x.jsonl"]),
    ]
    .into_iter()
    .skip(some)
    {
        told(name, &walk(name, &old, &with(&arguments)));
    }
}
