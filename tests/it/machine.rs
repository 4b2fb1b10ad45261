//! What a machine may be like: files that are no files, links, devices, few threads, odd environments, two runs at once.
#![cfg(unix)]

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Folder, fixture, sinosov};

fn tiny() -> String {
    fixture("tiny").to_string_lossy().into_owned()
}

/// A verb with the sound fixture, in a folder.
fn run(folder: &Folder, arguments: &[&str]) -> crate::support::Run {
    let tiny = tiny();
    sinosov(folder.path(), &[arguments, &["--data", &tiny]].concat())
}

fn generate(folder: &Folder, more: &[&str]) -> crate::support::Run {
    let reports = format!("{}/reports", tiny());
    run(folder, &[&["report", "generate", "--format", "svg,md", "--reports", &reports], more].concat())
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

/// All that is below a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.is_symlink() {
            names.extend(self::names(&path));
        }
        names.push(path.to_string_lossy().into_owned());
    }
    names.sort();
    names
}

#[test]
fn what_is_no_plain_file_is_refused_by_name_and_never_waited_for() {
    let folder = Folder::new();
    pipe(&folder.path().join("pipe.svg"));
    pipe(&folder.path().join("pipe.csl"));
    fs::create_dir_all(folder.path().join("reports/folder.toml")).expect("a folder");
    pipe(&folder.path().join("reports/pipe.toml"));
    symlink("/dev/zero", folder.path().join("zero.ttf")).expect("a link");
    for (arguments, words) in [
        (&["trace", "pipe.svg"][..], "pipe.svg: it is a pipe"),
        (&["cite", "field-report", "--style", "pipe.csl"], "pipe.csl: it is a pipe"),
        (&["trace", "/dev/zero"], "/dev/zero: it is a device"),
        (&["trace", "."], ".: it is a folder"),
        (&["report", "generate", "--font", "zero.ttf"], "zero.ttf: it is a device"),
        (&["report", "list", "--reports", "reports"], "folder.toml cannot be read: it is a folder"),
        (&["report", "list", "--reports", "reports"], "pipe.toml cannot be read: it is a pipe"),
    ] {
        let run = run(&folder, arguments);
        assert!(run.code == Some(2) && run.stderr.contains(words), "{arguments:?}: {:?} {}", run.code, run.stderr);
    }
    let package = Folder::with_tiny_package();
    for name in ["datapackage.json", "actors.csv", "METHOD.md"] {
        // A file that is not there already is as good.
        let _ = fs::remove_file(package.path().join(name));
        pipe(&package.path().join(name));
    }
    let run = sinosov(package.path(), &["check", "--data", "."]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[not-a-file]").count(), 3, "{}", run.stderr);
}

#[test]
fn a_descriptor_that_cannot_be_read_is_never_written_over() {
    let package = Folder::with_tiny_package();
    let path = package.path().join("datapackage.json");
    fs::write(&path, b"{ \"title\": \"caf\xe9\" }").expect("a file");
    fs::write(package.path().join("figures-flat.csv"), "old").expect("a file");
    let run = sinosov(package.path(), &["check", "--write", "--data", "."]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("datapackage.json:1:16") && run.stderr.contains("0xe9"), "{}", run.stderr);
    assert_eq!(fs::read(&path).expect("the file"), b"{ \"title\": \"caf\xe9\" }");
}

#[test]
fn ids_of_files_that_lead_elsewhere_are_refused() {
    let sound = fs::read(fixture("tiny/reports/carts.toml")).expect("a definition");
    let names: [&[u8]; 8] =
        [b"...toml", b"..toml", b"Carts.toml", b"con.toml", b"com1.toml", b"a b.toml", b"\xff.toml", b"x\x1b[2J.toml"];
    for name in names {
        let folder = Folder::new();
        fs::create_dir_all(folder.path().join("reports")).expect("a folder");
        let name = std::ffi::OsStr::from_bytes(name);
        fs::write(folder.path().join("reports").join(name), &sound).expect("a definition");
        let run = run(&folder, &["report", "generate", "--reports", "reports", "--out", "a/b", "--format", "md"]);
        assert_eq!(run.code, Some(2), "{name:?}: {}", run.stderr);
        assert!(run.stderr.contains("error[bad-id]") && !run.stderr.contains('\u{1b}'), "{name:?}: {}", run.stderr);
        assert!(!folder.path().join("a").exists(), "{name:?}");
    }
    for (id, code) in [("con", "bad-id"), ("../x", "bad-id"), ("/tmp/x", "bad-id"), ("a\\u0000b", "bad-id")] {
        let folder = Folder::new();
        let text = String::from_utf8(sound.clone()).expect("text");
        let from = text.find("id = \"").expect("a chart") + 6;
        let to = from + text[from..].find('"').expect("its end");
        fs::write(folder.path().join("x.toml"), format!("{}{id}{}", &text[..from], &text[to..])).expect("a definition");
        let run = run(&folder, &["report", "list", "--reports", "."]);
        assert!(run.code == Some(2) && run.stderr.contains(code), "{id}: {}", run.stderr);
    }
}

#[test]
fn a_definition_that_is_not_utf_8_is_named_with_its_line() {
    let folder = Folder::new();
    fs::write(folder.path().join("odd.toml"), b"title = \"T\"\nsummary = \"caf\xe9\"\n").expect("a definition");
    let run = run(&folder, &["report", "list", "--reports", "."]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("odd.toml:2:15") && run.stderr.contains("0xe9"), "{}", run.stderr);
}

#[test]
fn nothing_is_written_where_one_place_is_taken() {
    for take in ["report.md", "charts", "charts/carts.svg", "data"] {
        let folder = Folder::new();
        let at = folder.path().join("reports/carts").join(take);
        if take == "report.md" || take == "charts/carts.svg" {
            fs::create_dir_all(&at).expect("a folder");
        } else {
            fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
            fs::write(&at, "mine").expect("a file");
        }
        let chart = "charts/carts.svg";
        if take == chart && !names_of_charts().contains(&"carts".to_owned()) {
            continue;
        }
        let before = names(folder.path());
        let run = generate(&folder, &[]);
        assert_eq!(run.code, Some(2), "{take}: {}", run.stderr);
        assert!(run.stderr.contains(take) && run.stderr.contains("nothing was written"), "{take}: {}", run.stderr);
        assert_eq!(names(folder.path()), before, "{take}");
    }
}

fn names_of_charts() -> Vec<String> {
    let text = fs::read_to_string(fixture("tiny/reports/carts.toml")).expect("the definition");
    text.split("id = \"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn links_are_written_through_to_plain_files_alone() {
    let folder = Folder::new();
    let (out, site) = (folder.path().join("reports/carts"), folder.path().join("site"));
    fs::create_dir_all(&out).expect("a folder");
    fs::create_dir_all(&site).expect("a folder");
    fs::write(site.join("page.md"), "old").expect("a file");
    symlink(site.join("page.md"), out.join("report.md")).expect("a link");
    symlink(&site, out.join("data")).expect("a link");
    assert_eq!(generate(&folder, &[]).code, Some(0));
    assert!(out.join("report.md").is_symlink() && out.join("data").is_symlink());
    assert_ne!(fs::read_to_string(site.join("page.md")).expect("the file"), "old");
    assert!(names(&site).iter().all(|name| !name.contains(".sinosov")), "{:?}", names(&site));
    for to in ["/dev/null", "nothing", "pipe"] {
        fs::remove_file(out.join("report.md")).expect("the link");
        pipe(&out.join("pipe"));
        symlink(to, out.join("report.md")).expect("a link");
        let run = generate(&folder, &[]);
        assert!(run.code == Some(2) && run.stderr.contains("report.md"), "{to}: {}", run.stderr);
        fs::remove_file(out.join("pipe")).expect("the pipe");
    }
    assert!(fs::metadata("/dev/null").expect("the device").file_type().is_char_device());
}

#[test]
fn devices_in_the_place_of_targets_are_refused_and_survive() {
    let folder = Folder::new();
    symlink("/dev/null", folder.path().join("null.csv")).expect("a link");
    let reports = format!("{}/reports", tiny());
    for arguments in [
        &["report", "generate", "--out", "/dev/null", "--reports", &reports][..],
        &["export", "--to", "/dev/null", "--force"],
        &["export", "--to", "/dev/stdout", "--force"],
        &["export", "--to", "null.csv", "--force"],
        &["report", "check", "--write", "--out", "/dev/null", "--reports", &reports],
    ] {
        let run = run(&folder, arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
    }
    assert!(fs::metadata("/dev/null").expect("the device").file_type().is_char_device());
}

#[test]
fn names_of_255_bytes_are_written() {
    let folder = Folder::new();
    let name = format!("{}.csv", "n".repeat(251));
    for more in [&[][..], &["--force"]] {
        let run = run(&folder, &[&["export", "--to", &name], more].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    let folder_name = "f".repeat(255);
    assert_eq!(run(&folder, &["export", "--to", &folder_name]).code, Some(0));
    let long = format!("{}.csv", "n".repeat(252));
    assert_eq!(run(&folder, &["export", "--to", &long]).code, Some(2));
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

#[test]
fn a_list_that_another_wrote_leads_nowhere() {
    let mine = Folder::new();
    fs::write(mine.path().join("mine"), "mine").expect("a file");
    let digest = "5d5b09f6dcb2d53a5fffc60c4ac0d55fabdf556069d6631545f42aa6e3500f2e";
    let far = mine.path().join("mine").to_string_lossy().into_owned();
    for (target, backup) in [
        (far.as_str(), "null"),
        ("../mine", "null"),
        ("link/mine", "null"),
        ("x", "\"../.sinosov-1-2.part\""),
        ("x", "\"/etc/passwd\""),
        ("x", "\"mine\""),
    ] {
        let folder = Folder::new();
        symlink(mine.path(), folder.path().join("link")).expect("a link");
        let list = format!(
            "{{\"format\":1,\"about\":\"\",\"folders\":[],\"files\":[{{\"target\":{target:?},\"part\":\".sinosov-1-1.part\",\
             \"backup\":{backup},\"sha256\":\"{digest}\"}}]}}"
        );
        fs::write(folder.path().join(".sinosov-journal"), list).expect("a list");
        run(&folder, &["export", "--to", "x.csv"]);
        assert_eq!(fs::read_to_string(mine.path().join("mine")).expect("the file"), "mine", "{target} {backup}");
    }
    for list in ["", "{}", "[", "{\"format\":2,\"about\":\"\",\"folders\":[],\"files\":[]}"] {
        let folder = Folder::new();
        fs::write(folder.path().join(".sinosov-journal"), list).expect("a list");
        let run = run(&folder, &["export", "--to", "x.csv"]);
        assert!(run.code == Some(2) && run.stderr.contains(".sinosov-journal"), "{list}: {}", run.stderr);
    }
}

#[test]
fn two_runs_at_once_are_both_whole() {
    let folder = Folder::new();
    let tiny = tiny();
    let start = |theme: &str| {
        Command::new(env!("CARGO_BIN_EXE_sinosov"))
            .args(["report", "generate", "--format", "svg,md", "--theme", theme, "--data", &tiny, "--reports"])
            .arg(fixture("tiny/reports"))
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program")
    };
    let mut wholes = Vec::new();
    for theme in ["dark", "light"] {
        assert!(start(theme).wait().expect("an end").success());
        wholes.push(content(folder.path()));
    }
    for _ in 0..4 {
        let runs = [start("dark"), start("light")];
        assert!(runs.into_iter().all(|mut run| run.wait().expect("an end").success()));
        assert!(wholes.contains(&content(folder.path())), "mixed: {:?}", names(folder.path()));
    }
}

fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| fs::read(&name).ok().map(|bytes| (name, bytes));
    names(folder).into_iter().filter_map(read).collect()
}

#[test]
fn odd_environments_are_errors_or_make_no_difference() {
    let folder = Folder::new();
    let with = |name: &str, value: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sinosov"));
        command.args(arguments).args(["--data", &tiny()]).current_dir(folder.path());
        let output = command.env(name, value).env_remove("HOME").output().expect("the program");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("panicked"), "{name}={value}: {said}");
        (output.status.code(), said, output.stdout)
    };
    let plain = with("SINOSOV_NOTHING", "1", &["figures"]);
    assert_eq!(plain.0, Some(0), "{}", plain.1);
    for value in ["0", "-1", "many", "1e9", "99999999999999999999", "1025", " "] {
        for name in ["POLARS_MAX_THREADS", "POLARS_ASYNC_THREAD_COUNT", "POLARS_MAX_BLOCKING_THREAD_COUNT"] {
            let (code, said, _) = with(name, value, &["figures"]);
            assert!(code == Some(2) && said.contains(name), "{name}={value}: {code:?} {said}");
        }
    }
    for (name, value) in [
        ("POLARS_MAX_THREADS", "1"),
        ("RAYON_NUM_THREADS", "0"),
        ("TMPDIR", "/nowhere"),
        ("LC_ALL", "xx_YY.odd"),
        ("COLUMNS", "0"),
        ("TERM", ""),
    ] {
        let (code, said, shown) = with(name, value, &["figures", "--format", "csv"]);
        assert_eq!(code, Some(0), "{name}: {said}");
        assert_eq!(shown, with("SINOSOV_NOTHING", "1", &["figures", "--format", "csv"]).2, "{name}");
    }
    for jobs in ["0", "257", "many", "99999999999999999999"] {
        let (code, said, _) = with("X", "1", &["report", "generate", "--jobs", jobs]);
        assert!(code == Some(2) && (said.contains("1..=256") || said.contains("invalid value")), "{jobs}: {said}");
    }
}

#[test]
fn closed_streams_are_no_panic() {
    let folder = Folder::new();
    for closed in [">&-", "2>&-", "<&-", ">&- 2>&- <&-", ">/dev/full"] {
        let line = format!("exec \"$0\" \"$@\" {closed}");
        let output = Command::new("sh")
            .args(["-c", &line, env!("CARGO_BIN_EXE_sinosov"), "figures", "--data", &tiny()])
            .current_dir(folder.path())
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{closed}: {said}");
        assert!(matches!(output.status.code(), Some(0 | 2)), "{closed}: {:?}", output.status);
    }
}

#[test]
fn threads_that_cannot_be_started_are_told() {
    // The threads' stacks are what does not fit: each asks for some MiB of addresses.
    let line = "ulimit -v $1; shift; exec \"$0\" \"$@\"";
    for kilobytes in ["60000", "100000", "200000", "400000"] {
        let output = Command::new("sh")
            .args(["-c", line, env!("CARGO_BIN_EXE_sinosov"), kilobytes, "figures", "--data", &tiny()])
            .env("POLARS_MAX_THREADS", "200")
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{kilobytes}: {said}");
    }
}
