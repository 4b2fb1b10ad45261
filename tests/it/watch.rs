//! `report generate --watch`, as one who writes uses it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::support::{Folder, fixture};

/// The program while it watches, ended with the test.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        // One that has ended by itself is what the test is about.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    fn new(folder: &Folder) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sinosov"))
            .args(["report", "generate", "--watch", "--data", "data", "--out", "out"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let stderr = child.stderr.take().expect("a pipe");
        let (send, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// What is said until it waits again.
    fn round(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60)).expect("it goes on");
            said.push_str(&line);
            said.push('\n');
            if line.starts_with("ready after") {
                return said;
            }
        }
    }
}

#[test]
fn what_is_saved_is_made_again_and_a_fault_ends_nothing() {
    let folder = Folder::new();
    let data = folder.copy(&fixture("tiny"), "data");
    folder.copy(&fixture("tiny/reports"), "data/reports");
    let watching = Watching::new(&folder);
    let first = watching.round();
    assert!(first.contains("wrote"), "{first}");
    let figures = fs::read_to_string(data.join("figures.csv")).expect("the figures");
    let page = || {
        let page =
            fs::read_dir(folder.path().join("out")).expect("reports").next().expect("a report").expect("a report");
        fs::read_to_string(page.path().join("index.html")).expect("the page")
    };
    let before = page();
    // A fault is told, with its place; what was made stays.
    fs::write(data.join("figures.csv"), figures.replace(",,,60,", ",,,sixty,")).expect("a table");
    let broken = watching.round();
    assert!(broken.contains("changed: figures.csv") && broken.contains("bad-number"), "{broken}");
    assert_eq!(page(), before);
    // Mended in another way than it was, it is made anew.
    let other = figures.replace("60 carts with two wheels,,,60,", "70 carts with two wheels,,,70,");
    assert_ne!(other, figures);
    fs::write(data.join("figures.csv"), &other).expect("a table");
    let mended = watching.round();
    assert!(mended.contains("wrote"), "{mended}");
    assert_ne!(page(), before);
    // The same once more changes no file.
    fs::write(data.join("figures.csv"), &other).expect("a table");
    let same = watching.round();
    assert!(same.contains("wrote 0 files"), "{same}");
    // A definition counts, too.
    let definition = fs::read_dir(data.join("reports")).expect("definitions").next().expect("one").expect("one").path();
    let text = fs::read_to_string(&definition).expect("a definition");
    fs::write(&definition, text.replacen("title = \"", "title = \"Anew: ", 1)).expect("a definition");
    let anew = watching.round();
    assert!(anew.contains("wrote"), "{anew}");
    assert!(page().contains("Anew: "));
}

#[test]
fn the_built_in_package_is_not_watched() {
    let run = crate::support::sinosov(Folder::new().path(), &["report", "generate", "--watch"]);
    assert!(run.code == Some(2) && run.stderr.contains("--data"), "{}", run.stderr);
}
