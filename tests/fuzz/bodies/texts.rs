//! Texts that others write: definitions, templates, styles of citation, locators, the texts of works.

use std::fs;
use std::num::NonZero;
use std::sync::{Arc, OnceLock};

use sinosov::check::{audit, uncovered};
use sinosov::cite::{Citing, Style};
use sinosov::data::{Package, Source};
use sinosov::escape::Plain;
use sinosov::report::definition::{Definition, read};
use sinosov::report::{Part, Request, generate};

use super::tables::{files, rendered, sound_with, tiny};
use crate::folder::Folder;

fn package() -> &'static Arc<Package> {
    static PACKAGE: OnceLock<Arc<Package>> = OnceLock::new();
    PACKAGE.get_or_init(|| Arc::new(Package::read(Source::Folder(tiny()))))
}

/// Makes everything of a report but pictures; an error has a reason.
fn made(definition: &Definition) {
    let parts = &[Part::Svg, Part::Data, Part::Markdown, Part::Page];
    let request = Request { parts, jobs: NonZero::new(1), ..Request::default() };
    match generate(definition, package(), &request) {
        Ok(outputs) => assert!(outputs.iter().all(|output| output.path.is_relative()), "a file outside of its folder"),
        Err(error) => assert!(!format!("{error:#}").is_empty()),
    }
}

/// A definition is read or refused with places; what is read is made or refused.
pub fn definitions(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match read("invented", &text) {
        Ok(definition) => made(&definition),
        Err(faults) => assert!(!rendered(&faults), "refused without a fault"),
    }
}

/// Any text where a report has one, which is a template.
pub fn templates(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let Ok(mut definition) = read("invented", "title = \"T\"\n\n[[section]]\ntitle = \"S\"\n") else { return };
    definition.summary.clone_from(&text);
    definition.sections[0].text = text;
    made(&definition);
}

/// A style of citation, over the works and figures of the invented package.
pub fn csl(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(style) = Style::read("invented", &text) else { return };
    let dataset = &package().dataset;
    let mut citing = Citing::<Plain>::new(&style);
    citing.prepare(dataset);
    for work in dataset.works.iter() {
        let _ = (citing.entry(work), citing.work(work));
    }
    for figure in dataset.figures.iter() {
        let _ = citing.figure(dataset, figure);
    }
}

/// A locator, on the first line, of every figure of a text, which follows.
pub fn locators(data: &[u8]) {
    let all = String::from_utf8_lossy(data);
    let (locator, text) = all.split_once('\n').unwrap_or((&all, ""));
    let cell = format!("\"{}\"", locator.replace('"', "\"\""));
    let figures = files()["figures.csv"].replace(",line 3,", &format!(",{cell},"));
    let Some(package) = sound_with(&[("figures.csv", figures)]) else { return };
    audited(&package, text.as_bytes());
    let style = Style::named("chicago-notes").expect("a style");
    let mut citing = Citing::<Plain>::new(&style);
    for figure in package.dataset.figures.iter() {
        let footnote = citing.figure(&package.dataset, figure);
        assert!(footnote.is_some(), "no footnote for {locator}");
    }
}

/// The text of a work: every figure is looked up in it, and every number of it among the figures.
pub fn texts(data: &[u8]) {
    audited(package(), data);
}

fn audited(package: &Package, text: &[u8]) {
    let folder = Folder::new();
    fs::write(folder.path().join("field-report.txt"), text).expect("a text");
    let found = audit(package, folder.path());
    rendered(&found.faults);
    rendered(&found.missing);
    for work in &found.works {
        assert!(work.verified <= work.figures, "more figures are found than there are");
    }
    let (open, faults) = uncovered(package, folder.path());
    rendered(&faults);
    for work in &open {
        assert_eq!(work.numbers, work.covered + work.dismissed + work.open.len(), "every number is one of three");
    }
}
