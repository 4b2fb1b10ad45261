//! `sinosov audit`: figures against texts.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use serde_json::{Value, json};

use super::import::write::{self, After};
use super::rows::{Format, Rows, both};
use super::{Global, Outcome, problems};
use crate::check::{self, Uncovered, WorkAudit, audit, uncovered};
use crate::data::{Edit, RowCells};
use crate::escape::{Escaped, Json};
use crate::files;

/// So many works without a text are named.
const NAMED: usize = 12;

/// Look up every figure in the text of its work: verbatim, at its locator, in the text that was coded; and with --uncovered
/// every number of the text among the figures
///
/// Example: with the texts as texts/<work_id>.txt
///
///   sinosov audit --texts texts
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Audit {
    /// The folder with one text a work, named <work_id>.txt
    #[arg(long, value_name = "DIR")]
    texts: PathBuf,
    /// A work whose text was kept, as its digest says, and is not in the folder is a problem too
    #[arg(long)]
    strict: bool,
    /// The other way round: every number of a text that no figure holds and that is not dismissed with a reason in
    /// audit/<work_id>.toml of the package
    #[arg(long)]
    uncovered: bool,
    /// Record the digest of every text of which the package given with --data has none yet; one that has changed is for you to look at
    #[arg(long)]
    write: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(verb: &Audit, global: &Global) -> Result<Outcome> {
    if !files::is_folder(&verb.texts).with_context(|| verb.texts.display().to_string())? {
        bail!("{} is not a folder", verb.texts.display());
    }
    let recorded = if verb.write { record(verb, global)? } else { String::new() };
    let package = global.package()?;
    let found = audit(&package, &verb.texts);
    let (open_by_work, dismissals) = match verb.uncovered {
        true => uncovered(&package, &verb.texts),
        false => (Vec::new(), Vec::new()),
    };
    let result = match verb.format {
        Format::Json => Escaped::<Json>::lines(&as_json(&found, &open_by_work))?.into_string(),
        format => table(&found, &open_by_work, verb.uncovered).print(format)?,
    };
    let mut faults = found.faults;
    let missing = found.missing.iter().map(|missing| format!("{}\n", missing.found));
    let mut remarks = recorded + &missing.collect::<String>();
    if !found.not_kept.is_empty() {
        let (named, others) = found.not_kept.split_at(found.not_kept.len().min(NAMED));
        let others = if others.is_empty() { String::new() } else { format!(" and {} more works", others.len()) };
        remarks.push_str(&format!("no text was kept of {}{others}\n", named.join(", ")));
    }
    if verb.strict {
        faults.extend(found.missing);
    }
    faults.extend(dismissals);
    let mut open = 0;
    for work in &open_by_work {
        for it in &work.open {
            remarks.push_str(&format!("open: {}, line {}: `{}` in {}\n", work.work_id, it.line, it.number, it.context));
        }
        open += work.open.len();
    }
    remarks.push_str(&format!("{}\n", problems(faults.len() + open)));
    Ok(Outcome { result, remarks, problems: !faults.is_empty() || open > 0, faults, ..Outcome::default() })
}

/// Writes the digests of texts that have none on record, and says of which works.
fn record(verb: &Audit, global: &Global) -> Result<String> {
    let folder = write::folder(global)?;
    let package = write::package(folder, true)?;
    let Some(table) = package.table("works") else { return Ok(String::new()) };
    let digests = audit(&package, &verb.texts).unrecorded;
    if digests.is_empty() {
        return Ok(String::new());
    }
    let works: Vec<&str> = digests.iter().map(|(row, _)| table.cell(*row, "work_id")).collect();
    let told = format!("recorded the digests of {}\n", works.join(", "));
    let changed = digests.into_iter().map(|(row, digest)| (row, RowCells::from([("text_sha256", digest)])));
    let text = Edit { changed: changed.collect(), ..Edit::default() }.text(table)?;
    let texts = [(table.schema.file(), text)].into();
    After::new(&package, texts).write(folder, &package, "the texts")?;
    Ok(told)
}

fn state(found: &check::Audit, work: &WorkAudit) -> &'static str {
    match work.has_text {
        true => "found",
        false if found.not_kept.contains(&work.work_id) => "not kept",
        false => "missing",
    }
}

fn table(found: &check::Audit, open_by_work: &[Uncovered], uncovered: bool) -> Rows {
    let row = |work: &WorkAudit| {
        let mut cells = vec![work.work_id.clone(), state(found, work).to_owned()];
        cells.extend([work.figures, work.verified, work.occurrences].map(|count| count.to_string()));
        if uncovered {
            let of_work = open_by_work.iter().find(|open| open.work_id == work.work_id);
            let counts = of_work.map(|it| [it.numbers, it.covered, it.dismissed, it.open.len()].map(|n| n.to_string()));
            cells.extend(counts.unwrap_or_default());
        }
        cells
    };
    let mut header = vec!["work", "text", "figures", "verified", "occurrences"];
    if uncovered {
        header.extend(["numbers", "covered", "dismissed", "open"]);
    }
    let header = header.into_iter().map(both).collect();
    Rows { header, rows: found.works.iter().map(row).collect() }
}

/// The same for programs, with every open number in it.
fn as_json(found: &check::Audit, open_by_work: &[Uncovered]) -> Value {
    let work = |work: &WorkAudit| {
        let mut json = json!({
            "work": work.work_id,
            "text": state(found, work),
            "figures": work.figures,
            "verified": work.verified,
            "occurrences": work.occurrences,
        });
        if let Some(of_work) = open_by_work.iter().find(|open| open.work_id == work.work_id) {
            json["numbers"] = json!(of_work.numbers);
            json["covered"] = json!(of_work.covered);
            json["dismissed"] = json!(of_work.dismissed);
            json["open"] = json!(of_work.open);
        }
        json
    };
    found.works.iter().map(work).collect()
}
