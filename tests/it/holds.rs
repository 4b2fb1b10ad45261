//! What holds for every sound package: nothing panics, numbers hold what is true, and no answer hangs on how the data came.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;

use rust_decimal::Decimal;
use sinosov::chart::metadata;
use sinosov::chart::record::Record;
use sinosov::check::check;
use sinosov::cli::{Answer, answer};
use sinosov::data::{Measure, Package, subset};
use sinosov::diag::{Code, render};
use sinosov::evidence::{Evidence, Options, Resolved};
use sinosov::frame::{Frame, Selection};
use sinosov::model::Interval;
use sinosov::report::definition::{Definition, read};
use sinosov::report::trace::trace;
use sinosov::report::{Part, Request, generate};

use crate::folder::Folder;
use crate::invent::{Choices, Invented, definition};

/// What became of a package: the code of the first fault, if the package was refused; what charts said.
#[derive(Default)]
pub struct Told {
    pub refused: Option<&'static str>,
    pub charts: usize,
    pub charts_refused: usize,
    pub totals: usize,
    pub totals_refused: usize,
}

/// Invents a package and holds every property against it; one that does not hold is a panic, which names it.
pub fn hold(choices: &mut Choices<'_>) -> Told {
    // Small packages have the shapes of large ones, and are many.
    let most = if choices.once_in(4) { 61 } else { 16 };
    let most = choices.below(most);
    let invented = Invented::new(choices, most);
    let package = invented.package();
    let faults = check(&package);
    if let Some(fault) = faults.first() {
        assert!(faults.iter().all(|fault| !render(fault, false).is_empty()));
        return Told { refused: Some(fault.code.slug()), ..Told::default() };
    }
    let mut told = Told::default();
    let package = Arc::new(package);
    truth_is_held(&invented, &package);
    no_part_is_more_than_its_whole(choices, &invented, &package);
    order_changes_nothing(choices, &invented, &package);
    a_part_answers_as_the_whole(choices, &package);
    charts_are_drawn_or_refused(choices, &invented, &package, &mut told);
    let folder = Folder::new();
    invented.write(folder.path());
    verbs_end(choices, &invented, folder.path(), &mut told);
    told
}

/// What every quantity is worth.
fn worths(package: &Package) -> BTreeMap<String, Option<(Interval, String)>> {
    let evidence = Evidence::new(package, Options::default());
    let ids = package.dataset.quantities.ids().map(str::to_owned);
    let worth = |resolved: Resolved| (resolved.interval, resolved.unit_id);
    ids.map(|id| (id.clone(), evidence.resolve(&id).map(worth))).collect()
}

fn holds(interval: &Interval, number: Decimal) -> bool {
    interval.min.is_none_or(|min| min <= number) && interval.max.is_none_or(|max| number <= max)
}

/// At least one figure in a quantity's own unit tells the truth, and the parts of a split are all of the whole.
fn truth_is_held(invented: &Invented, package: &Package) {
    for (id, worth) in worths(package) {
        let Some((interval, unit)) = worth else { continue };
        assert_eq!(package.dataset.quantities.get(&id).map(|it| it.unit_id.as_str()), Some(unit.as_str()), "{id}");
        assert!(holds(&interval, invented.worths[&id]), "{id} is worth {}, not {interval:?}", invented.worths[&id]);
    }
}

/// A part that is made larger than all that its whole can be is a fault.
fn no_part_is_more_than_its_whole(choices: &mut Choices<'_>, invented: &Invented, package: &Package) {
    let evidence = Evidence::new(package, Options::default());
    let data = evidence.dataset();
    let stated = |id: &str| evidence.resolve(id).filter(|it| !it.is_computed()).map(|it| it.interval);
    let pairs = data.quantities.iter().filter_map(|part| {
        let whole = data.quantities.get(&part.part_of.first()?.whole)?;
        let are_alike = part.unit_id == whole.unit_id && part.stage_id == whole.stage_id;
        let are_totals = [part, whole].iter().all(|it| it.measure == Measure::Total);
        let most = stated(&whole.id)?.max.filter(|most| *most > Decimal::ZERO)?;
        (are_alike && are_totals && stated(&part.id).is_some()).then_some((part, most))
    });
    let pairs: Vec<_> = pairs.collect();
    let Some((part, most)) = choices.perhaps(&pairs) else { return };
    // All its figures in its unit, so that none is left out for another: ten times what the whole can be at most.
    let Some(more) = most.checked_mul(Decimal::TEN).map(|more| more.normalize()) else { return };
    let mut other = invented.clone();
    for figure in data.figures.iter().filter(|it| it.quantity_id == part.id) {
        let phrase = format!("{more} of them");
        let number = more.to_string();
        let cells = [
            ("as_stated", phrase.as_str()),
            ("value", &number),
            ("min", ""),
            ("max", ""),
            ("bound", ""),
            ("unit_id", ""),
        ];
        for (column, cell) in cells {
            other.set("figures", &figure.id, column, cell);
        }
    }
    let codes: Vec<Code> = check(&other.package()).into_iter().map(|fault| fault.code).collect();
    let is_told = codes.iter().any(|code| [Code::PartExceedsWhole, Code::PartsExceedWhole].contains(code));
    assert!(is_told, "{} of {more} is accepted beside at most {most}: {codes:?}", part.id);
}

/// Selections of which some answer.
fn selections(choices: &mut Choices<'_>, package: &Package) -> Vec<Selection> {
    let quantities: Vec<_> = package.dataset.quantities.iter().collect();
    let Some(one) = choices.perhaps(&quantities).copied() else { return Vec::new() };
    let siblings = quantities.iter().filter(|it| it.part_of == one.part_of && one.splits().next().is_some());
    vec![
        Selection { quantity: vec![one.id.clone()], ..Selection::default() },
        Selection { quantity: siblings.map(|it| it.id.clone()).collect(), ..Selection::default() },
        Selection {
            category: vec![one.category_id.clone()],
            stage: vec![one.stage_id.clone()],
            ..Selection::default()
        },
        Selection { category: vec![one.category_id.clone()], ..Selection::default() },
    ]
}

/// Totals, or that they are refused.
fn totals(package: &Package, selections: &[Selection]) -> Vec<Option<(Interval, String)>> {
    let evidence = Evidence::new(package, Options::default());
    let frame = Frame::new(&evidence).expect("a frame");
    let total = |selection: &Selection| frame.total(selection, &Default::default()).ok();
    selections.iter().map(|selection| total(selection).map(|total| (total.shown(), total.unit_id))).collect()
}

fn order_changes_nothing(choices: &mut Choices<'_>, invented: &Invented, package: &Package) {
    let other = invented.shuffled(choices).package();
    assert_eq!(check(&other), [], "the order of rows is a fault");
    assert_eq!(worths(&other), worths(package), "the order of rows changes what is worth what");
    let selections = selections(choices, package);
    assert_eq!(totals(&other, &selections), totals(package, &selections), "the order of rows changes a total");
}

/// A quantity of which a part of the package holds all figures, and so all below it, is worth what it is in the whole.
fn a_part_answers_as_the_whole(choices: &mut Choices<'_>, package: &Package) {
    let whole = worths(package);
    for selection in selections(choices, package) {
        let evidence = Evidence::new(package, Options::default());
        let frame = Frame::new(&evidence).expect("a frame");
        let (figures, quantities) = (frame.figures(&selection), frame.quantities(&selection));
        let part = subset(package, &figures.expect("figures"), &quantities.expect("quantities"));
        assert_eq!(check(&part), [], "a part of a sound package is unsound: {selection:?}");
        let kept: BTreeSet<&str> = part.dataset.figures.ids().collect();
        let is_whole = |id: &str| {
            let all = &package.dataset.quantities;
            let of_it = |other: &str| {
                let pair = all.get(other).zip(all.get(id));
                other == id || pair.is_some_and(|(other, whole)| evidence.is_counted_in(other, whole))
            };
            package
                .dataset
                .figures
                .iter()
                .all(|figure| !of_it(&figure.quantity_id) || kept.contains(figure.id.as_str()))
                && package
                    .dataset
                    .quantities
                    .ids()
                    .all(|other| !of_it(other) || part.dataset.quantities.get(other).is_some())
        };
        for (id, worth) in worths(&part) {
            assert!(!is_whole(&id) || worth == whole[&id], "{id} of {selection:?}: {worth:?}, not {:?}", whole[&id]);
        }
    }
}

/// Some of the charts of a definition; a chart may be refused, which is an error with a reason. Every mark is traced.
fn charts_are_drawn_or_refused(
    choices: &mut Choices<'_>,
    invented: &Invented,
    package: &Arc<Package>,
    told: &mut Told,
) {
    let text = definition(choices, invented);
    let definition = read("invented", &text).unwrap_or_else(|faults| panic!("{}\n{text}", render(&faults[0], false)));
    let charts: Vec<String> = definition.sections.iter().flat_map(|it| &it.charts).map(|it| it.id.clone()).collect();
    let mut drawn = BTreeSet::new();
    for chart in &charts {
        if !choices.once_in(4) {
            continue;
        }
        let parts: &[Part] =
            if choices.once_in(30) { &[Part::Svg, Part::Data, Part::Png] } else { &[Part::Svg, Part::Data] };
        let only = [chart.clone()];
        let request = Request { only: &only, parts, jobs: NonZero::new(1), ..Request::default() };
        told.charts += 1;
        match generate(&definition, package, &request) {
            Ok(outputs) => {
                drawn.insert(chart.clone());
                let svg =
                    &outputs.iter().find(|it| it.path.extension().is_some_and(|it| it == "svg")).expect("SVG").bytes;
                let file = Record::read(&metadata(svg).expect("metadata")).expect("a record that can be read");
                let today = Some(&file).filter(|_| choices.once_in(4));
                let traced = trace(&file, today, &package.corrected);
                assert!(traced.holds(), "{chart}: {traced:?}");
            }
            Err(error) => {
                told.charts_refused += 1;
                assert!(!format!("{error:#}").is_empty());
            }
        }
    }
    // The texts of the report with the charts that can be drawn.
    if choices.once_in(4) {
        let text = |sections: &mut Definition| {
            sections.sections.iter_mut().for_each(|it| it.charts.retain(|it| drawn.contains(&it.id)))
        };
        let mut definition = definition;
        text(&mut definition);
        let request = Request { parts: &[Part::Markdown, Part::Page], jobs: NonZero::new(1), ..Request::default() };
        let made = generate(&definition, package, &request).unwrap_or_else(|error| panic!("the texts: {error:#}"));
        assert_eq!(made.len(), 2);
    }
}

/// The program, in this process.
fn sinosov(data: &Path, arguments: &[&str]) -> Answer {
    let data = data.to_string_lossy().into_owned();
    answer([&["sinosov"], arguments, &["--data", &data]].concat())
}

/// The program, which must be done.
fn done(data: &Path, arguments: &[&str]) -> String {
    let Answer { result, remarks, code } = sinosov(data, arguments);
    assert_eq!(code, 0, "{arguments:?}: {remarks}{result}");
    result
}

/// Some of the verbs, over files: they end, and say of an export what they say of the package.
fn verbs_end(choices: &mut Choices<'_>, invented: &Invented, data: &Path, told: &mut Told) {
    done(data, &["check", "--write"]);
    let ids = invented.cells("quantities", "quantity_id");
    if ids.is_empty() {
        return;
    }
    let (one, work) = (*choices.pick(&ids), *choices.pick(&invented.cells("works", "work_id")));
    let category = *choices.pick(&invented.cells("quantities", "category_id"));
    let format = *choices.pick(&["table", "csv", "json"]);
    let total = ["why", "total", "--category", category];
    let mut questions: Vec<Vec<&str>> = vec![
        vec!["figures", "--format", format],
        vec!["claims", one],
        vec!["why", one],
        total.to_vec(),
        vec!["why", "total", "--quantity", one],
        vec!["coverage", "--by", *choices.pick(&["year", "work", "single-root", "tier-four"])],
        vec!["cite", work, "--style", *choices.pick(&["chicago-notes", "apa", "gb-7714-2015-numeric"])],
    ];
    choices.shuffle(&mut questions);
    questions.truncate(3);
    let answers: Vec<Answer> = questions.iter().map(|question| sinosov(data, question)).collect();
    for (question, answer) in questions.iter().zip(&answers) {
        let may_be_refused = question.contains(&"total");
        told.totals += usize::from(may_be_refused);
        told.totals_refused += usize::from(answer.code == 2 && may_be_refused);
        assert!(answer.code == 0 || may_be_refused && answer.code == 2, "{question:?}: {answer:?}");
    }
    let out = Folder::new();
    let to = |name: &str| out.path().join(name).to_string_lossy().into_owned();
    let (copy, zip) = (to("copy"), to("copy.zip"));
    match choices.below(16) {
        0 => {
            done(data, &["export", "--to", &copy]);
            for (question, answer) in questions.iter().zip(&answers) {
                let of_copy = sinosov(Path::new(&copy), question);
                let remarks = of_copy.remarks.as_str().replace(&copy, &data.to_string_lossy());
                assert_eq!(remarks, answer.remarks.as_str(), "{question:?} of the export");
                assert_eq!(
                    (&of_copy.result, of_copy.code),
                    (&answer.result, answer.code),
                    "{question:?} of the export"
                );
            }
        }
        1 => {
            done(data, &["export", "--to", &copy, "--to", &zip]);
            same_files(Path::new(&copy), &fs::read(&zip).expect("the archive"));
        }
        2 => {
            let suffix = choices.pick(&["xlsx", "csv", "parquet", "jsonl", "json", "sqlite"]);
            done(data, &["export", "--to", &to(&format!("copy.{suffix}"))]);
        }
        // Making an export takes longer than all else.
        _ => {}
    }
}

/// An archive holds the files of the folder and no others.
fn same_files(folder: &Path, bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut names = BTreeSet::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut text = Vec::new();
        file.read_to_end(&mut text).expect("bytes");
        let name = file.name().expect("a name").into_owned();
        assert!(fs::read(folder.join(&name)).is_ok_and(|own| own == text), "{name} differs");
        names.insert(name);
    }
    let count = fs::read_dir(folder).expect("the folder").count();
    assert_eq!(names.len(), count, "{names:?}");
}
