//! `sinosov report generate --watch`: what has changed is made again.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::Generate;
use crate::cli::{Global, Outcome, answer_of, say};
use crate::escape::Terminal;
use crate::escaped;
use crate::files::{self, Watch};

/// The folder with templates beside definitions.
const TEMPLATES: &str = "templates";

/// What is watched: the tables of a package, and definitions with their templates. What is generated below them is not.
struct Watched {
    data: Option<PathBuf>,
    reports: Option<PathBuf>,
}

impl Watched {
    fn new(global: &Global) -> Self {
        let absolute = |folder: &Path| files::absolute(folder);
        Self { data: global.data.as_deref().map(absolute), reports: global.reports().folder().map(absolute) }
    }

    fn folders(&self) -> Result<Vec<PathBuf>> {
        let mut folders: Vec<PathBuf> = self.data.iter().chain(&self.reports).cloned().collect();
        if let Some(templates) = self.reports.as_ref().map(|reports| reports.join(TEMPLATES))
            && files::is_folder(&templates)?
        {
            folders.push(templates);
        }
        folders.dedup();
        Ok(folders)
    }

    fn is_wanted(&self, path: &Path) -> bool {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
            return false;
        };
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending)) && !name.starts_with('.');
        let is = |other: &Option<PathBuf>| other.as_deref() == Some(folder);
        let of_templates = self.reports.as_ref().is_some_and(|reports| folder == reports.join(TEMPLATES));
        (is(&self.data) && ends(&[".csv", ".json", ".md"]))
            || (is(&self.reports) && ends(&[".toml"]))
            || (of_templates && !name.starts_with('.') && !name.ends_with('~'))
    }
}

/// Makes everything, and again whatever a change touches, until it is ended from outside; what is wrong is told, and ends nothing.
pub(super) fn run(verb: &Generate, global: &Global) -> Result<Outcome> {
    let watched = Watched::new(global);
    let folders = watched.folders()?;
    if folders.is_empty() {
        bail!("the built-in package does not change; name a package with --data, or report definitions with --reports");
    }
    // What changes while everything is made is not missed.
    let watch = Watch::new(&folders).context("the folders cannot be watched")?;
    let mut written = super::Written::default();
    loop {
        let started = Instant::now();
        let ran = super::generated(verb, global, Some(&mut written));
        say(&answer_of(ran, global, global.has_colour()).remarks);
        let passed = format!("{:.1}", started.elapsed().as_secs_f64());
        if !global.quiet {
            say(&escaped!(Terminal, "ready after {} s; waiting for changes, Ctrl-C ends\n", passed));
        }
        let changed = watch.next(|path| watched.is_wanted(path))?;
        let names = changed.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy());
        if !global.quiet {
            say(&escaped!(Terminal, "changed: {}\n", names.collect::<Vec<_>>().join(", ")));
        }
    }
}
