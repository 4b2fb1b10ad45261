//! Long chains, wide fans and many faults: what a package of any size costs is its size, and nothing overflows.

use std::fmt::Write;
use std::fs;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use sinosov::check::check;
use sinosov::data::{Package, Quantity, Source, subset, with_parts};
use sinosov::diag::Code;
use sinosov::evidence::{Evidence, Manner, Options, Refusal};
use sinosov::frame::{Frame, Selection};

use crate::support::{Folder, Run, sampled, sinosov};

/// The invented package with more rows.
struct Made(Folder);

impl Made {
    fn new(tables: &[(&str, String)]) -> Self {
        let folder = Folder::with_tiny_package();
        for (table, rows) in tables {
            let path = folder.path().join(format!("{table}.csv"));
            let text = fs::read_to_string(&path).expect("the table");
            fs::write(path, text + rows).expect("a table");
        }
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        sinosov(self.0.path(), &[arguments, &["--data", "."]].concat())
    }

    /// The kinds of fault, each once, without those of generated files.
    fn faults(&self) -> Vec<Code> {
        let faults = check(&Package::read(Source::Folder(self.0.path().to_path_buf())));
        let mut codes: Vec<Code> = faults.into_iter().map(|fault| fault.code).collect();
        codes.dedup();
        codes
    }
}

fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut rows, index| {
        let _ = writeln!(rows, "{}", row(index));
        rows
    })
}

/// A quantity and the one that counts it, if one does.
fn quantity(id: &str, unit: &str, whole: Option<&str>, split: &str) -> String {
    let whole = whole.unwrap_or_default();
    crate::support::rows(
        "quantities",
        &format!("{id},Invented {id},carts,,alba,bora,sent,,{unit},1921,1925,{whole},{split},,,"),
    )
}

fn figure(id: &str, quantity: &str, unit: &str, work: &str, cited: &str) -> String {
    crate::support::rows("figures", &format!("{id},{quantity},{work},line 3,5 carts,5,,,,{unit},,,{cited},,,"))
}

fn work(id: &str, source: &str) -> String {
    crate::support::rows("works", &format!("{id},Invented {id},report,,Invented,,,,1930,,,,,,,en,yes,4,{source},,"))
}

fn below(index: usize) -> Option<String> {
    index.checked_sub(1).map(|above| format!("q{above}"))
}

/// A chain of parts; the last has the only figure.
fn chain(count: usize, split: &str) -> Made {
    let quantities =
        rows(count, |it| quantity(&format!("q{it}"), "cart", below(it).as_deref(), if it > 0 { split } else { "" }));
    Made::new(&[
        ("quantities", quantities),
        ("figures", rows(1, |_| figure("f", &format!("q{}", count - 1), "", "field-report", ""))),
    ])
}

/// A chain of parts each in a unit of its own; the last is stated in all of them.
fn chain_in_other_units(count: usize) -> Made {
    let last = format!("q{}", count - 1);
    Made::new(&[
        ("units", rows(count, |it| format!("u{it},money,,unit {it},units {it},,,,"))),
        (
            "quantities",
            rows(count, |it| {
                quantity(&format!("q{it}"), &format!("u{it}"), below(it).as_deref(), if it > 0 { "s" } else { "" })
            }),
        ),
        ("figures", rows(count, |it| figure(&format!("f{it}"), &last, &format!("u{it}"), "field-report", ""))),
    ])
}

/// A chain of parts in multiples of one unit; the last is stated in another multiple, and not in its own.
fn chain_in_multiples(count: usize) -> Made {
    let last = format!("q{}", count - 1);
    let unit = |it: usize| format!("u{it},carts,,unit {it},units {it},cart,2,,");
    Made::new(&[
        ("units", rows(count, unit) + "v,carts,,vee,vees,cart,3,,\n"),
        (
            "quantities",
            rows(count, |it| {
                quantity(&format!("q{it}"), &format!("u{it}"), below(it).as_deref(), if it > 0 { "s" } else { "" })
            }),
        ),
        ("figures", rows(1, |_| figure("f", &last, "v", "field-report", ""))),
    ])
}

/// A chain of which every link has, besides the next, a part with a figure.
fn comb(count: usize) -> Made {
    let link = |it: usize| {
        let own = quantity(&format!("q{it}"), "cart", below(it).as_deref(), if it > 0 { "s" } else { "" });
        format!("{own}\n{}", quantity(&format!("l{it}"), "cart", Some(&format!("q{it}")), "s"))
    };
    let last = format!("q{}", count - 1);
    let figures = rows(count, |it| figure(&format!("f{it}"), &format!("l{it}"), "", "field-report", ""));
    Made::new(&[
        ("quantities", rows(count, link)),
        ("figures", figures + &figure("f-last", &last, "", "field-report", "") + "\n"),
    ])
}

/// Many parts of one whole.
fn fan(count: usize, split: &str) -> Made {
    let whole = quantity("q0", "cart", None, "") + "\n";
    Made::new(&[
        ("quantities", whole + &rows(count, |it| quantity(&format!("p{it}"), "cart", Some("q0"), split))),
        ("figures", rows(count, |it| figure(&format!("f{it}"), &format!("p{it}"), "", "field-report", ""))),
    ])
}

/// Works each of which takes all its numbers from the next, with a figure each, for a quantity each or for one.
fn line_of_works(count: usize, of_one: bool) -> Made {
    let source = |it: usize| if it + 1 < count { format!("w{}", it + 1) } else { String::new() };
    let of = |it: usize| if of_one { "q0".to_owned() } else { format!("q{it}") };
    let quantities = if of_one { 1 } else { count };
    Made::new(&[
        ("works", rows(count, |it| work(&format!("w{it}"), &source(it)))),
        ("quantities", rows(quantities, |it| quantity(&format!("q{it}"), "cart", None, ""))),
        ("figures", rows(count, |it| figure(&format!("f{it}"), &of(it), "", &format!("w{it}"), ""))),
    ])
}

/// Works each of which cites the next for one quantity; the last cites the first, if it is to go round.
fn citations(count: usize, round: bool) -> Made {
    let cited = |it: usize| match it + 1 < count {
        true => format!("w{}", it + 1),
        false if round => "w0".to_owned(),
        false => String::new(),
    };
    Made::new(&[
        ("works", rows(count, |it| work(&format!("w{it}"), ""))),
        ("quantities", rows(1, |_| quantity("q0", "cart", None, ""))),
        ("figures", rows(count, |it| figure(&format!("f{it}"), "q0", "", &format!("w{it}"), &cited(it)))),
    ])
}

/// Many works that take their numbers from one.
fn fan_of_works(count: usize) -> Made {
    Made::new(&[
        ("works", work("w", "") + "\n" + &rows(count, |it| work(&format!("w{it}"), "w"))),
        ("quantities", rows(1, |_| quantity("q0", "cart", None, ""))),
        ("figures", rows(count, |it| figure(&format!("f{it}"), "q0", "", &format!("w{it}"), ""))),
    ])
}

/// Categories below one, or each below the one before.
fn categories(count: usize, is_chain: bool) -> Made {
    let above = |it: usize| if is_chain && it > 0 { format!("c{}", it - 1) } else { "carts".to_owned() };
    let of = |it: usize| quantity(&format!("q{it}"), "cart", None, "").replacen(",carts,", &format!(",c{it},"), 1);
    Made::new(&[
        ("categories", rows(count, |it| format!("c{it},{},Invented {it}", above(it)))),
        ("quantities", rows(count, of)),
        ("figures", rows(count, |it| figure(&format!("f{it}"), &format!("q{it}"), "", "field-report", ""))),
    ])
}

/// For how long this thread has run; a machine that is busy with something else does not count. Where that is not known, the
/// time of day has to do.
fn worked() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|text| text.split_whitespace().next()?.parse().ok()).map(Duration::from_nanos);
    told.unwrap_or_else(|| START.get_or_init(Instant::now).elapsed())
}

/// Twice the rows take at most about twice the time.
fn is_linear(what: &str, make: impl Fn(usize) -> Made, count: usize, ask: impl Fn(&Made)) {
    let (one, two) = (make(count), make(2 * count));
    let time = |made: &Made| {
        let start = worked();
        ask(made);
        worked().saturating_sub(start)
    };
    let mut told = Vec::new();
    // On a machine that does other things besides, one try or another takes longer.
    for _ in 0..6 {
        let (short, long) = (time(&one), time(&two));
        assert!(long < Duration::from_secs(20), "{what}: {long:?}");
        if long <= short * 5 / 2 + Duration::from_millis(100) {
            return;
        }
        told.push((short, long));
    }
    panic!("{what}: twice {count} rows took {told:?}");
}

fn is_sound(made: &Made) {
    assert_eq!(made.faults(), []);
}

#[test]
fn check_is_linear_in_chains_of_parts() {
    is_linear("a chain", |count| chain(count, "s"), 10_000, is_sound);
    is_linear("a chain without splits", |count| chain(count, ""), 10_000, is_sound);
    is_linear("a chain in other units", chain_in_other_units, 10_000, is_sound);
    is_linear("a chain in multiples", chain_in_multiples, 10_000, is_sound);
    is_linear("a comb", comb, 5_000, is_sound);
}

#[test]
fn check_is_linear_in_works_and_categories() {
    is_linear("a line of works", |count| line_of_works(count, false), 10_000, is_sound);
    is_linear("a line of works for one quantity", |count| line_of_works(count, true), 10_000, is_sound);
    is_linear("citations", |count| citations(count, false), 10_000, is_sound);
    is_linear("a chain of categories", |count| categories(count, true), 10_000, is_sound);
    let circle = |made: &Made| assert_eq!(made.faults(), [Code::Cycle]);
    is_linear("citations that go round", |count| citations(count, true), 10_000, circle);
}

#[test]
fn check_is_linear_in_fans() {
    is_linear("parts of one whole", |count| fan(count, "s"), 50_000 / sampled(10), is_sound);
    is_linear("what one whole contains", |count| fan(count, ""), 50_000 / sampled(8), is_sound);
    is_linear("works from one", fan_of_works, 50_000 / sampled(8), is_sound);
    is_linear("categories below one", |count| categories(count, false), 50_000 / sampled(8), is_sound);
}

/// Every verb that asks what quantities are worth.
fn every_verb(made: &Made, quantity: &str) {
    let out = Folder::new();
    let [folder, file] = ["all", "some.csv"].map(|name| out.path().join(name).display().to_string());
    for arguments in [
        vec!["why", quantity],
        vec!["why", quantity, "--format", "json"],
        vec!["why", "total", "--quantity", quantity, "--leaves"],
        vec!["why", "total", "--category", "goods", "--stage", "sent"],
        vec!["claims", quantity],
        vec!["figures", "--category", "goods"],
        vec!["coverage"],
        vec!["export", "--to", &folder, "--force"],
        vec!["export", "--to", &file, "--quantity", quantity, "--force"],
    ] {
        let run = made.run(&arguments);
        // A sum may be refused; nothing may crash.
        let is_total = arguments.get(1) == Some(&"total");
        assert!(
            run.code == Some(0) || (is_total && run.code == Some(2)),
            "{arguments:?}: {:?} {}",
            run.code,
            run.stderr
        );
        assert!(!run.stderr.contains("panicked") && run.stdout.len() < 100_000_000, "{arguments:?}");
    }
}

#[test]
fn no_verb_hangs_or_falls_on_chains_and_fans() {
    let (long, short) = (1_000 / sampled(3), 700 / sampled(3));
    let shapes: [(&dyn Fn() -> Made, &str); 8] = [
        (&|| chain(long, "s"), "q0"),
        (&|| chain_in_other_units(short), "q0"),
        (&|| chain(long, ""), "carts-delivered"),
        (&|| comb(short), "q0"),
        (&|| fan(long, "s"), "q0"),
        (&|| citations(long, false), "q0"),
        (&|| fan_of_works(short), "q0"),
        (&|| categories(long, true), "q0"),
    ];
    for (shape, asked) in shapes.into_iter().step_by(sampled(4)) {
        every_verb(&shape(), asked);
    }
}

/// What every verb asks: why each of the first is worth it, what works say of it, what is known, and a part of the package.
fn everything(made: &Made) {
    let package = Package::read(Source::Folder(made.0.path().to_path_buf()));
    let evidence = Evidence::new(&package, Options::default());
    let all: Vec<&Quantity> = package.dataset.quantities.iter().collect();
    let ids: Vec<&str> = all.iter().map(|quantity| quantity.id.as_str()).collect();
    for id in &ids {
        let Some(found) = evidence.resolve(id) else { continue };
        assert!(evidence.resolve_leaves(id, &found.unit_id).is_some() && evidence.count_roots(&found) > 0);
        assert!(!id.starts_with('q') || !evidence.rests_on_correction(&found));
    }
    let why = evidence.why("q0", &Manner::default()).expect("no conversion").expect("a quantity");
    assert!(why.text().len() > 20 && evidence.claims("q0").is_some());
    assert!(!evidence.coverage(&ids).by_work.is_empty());
    assert!(package.dataset.figures.iter().all(|figure| evidence.unused(figure).is_none()));
    let frame = Frame::new(&evidence).expect("keys");
    let of_goods = Selection { category: vec!["goods".to_owned()], ..Selection::default() };
    let query = frame.total_query(&of_goods, &Manner::default()).expect("a selection");
    let is_of_goods = |quantity: &&&Quantity| evidence.is_in_category(&quantity.category_id, "goods");
    assert_eq!(query.quantities.len(), all.iter().filter(is_of_goods).count());
    let sent = Selection { stage: vec!["sent".to_owned()], ..of_goods };
    let total = evidence.total(&frame.total_query(&sent, &Manner::default()).expect("a selection"));
    assert!(total.is_ok() || matches!(total, Err(Refusal::Units { .. } | Refusal::Overlap { .. })), "{total:?}");
    let figures = with_parts(&package, &[], &all[..all.len() / 2]);
    assert!(subset(&package, &figures, &all).faults.is_empty());
}

#[test]
fn every_question_is_linear_in_chains_and_fans() {
    is_linear("a chain", |count| chain(count, "s"), 1_500, everything);
    is_linear("a chain in other units", chain_in_other_units, 1_500, everything);
    is_linear("a comb", comb, 700, everything);
    is_linear("a fan", |count| fan(count, "s"), 2_000, everything);
    is_linear("what one whole contains", |count| fan(count, ""), 1_500, everything);
    is_linear("a line of works", |count| line_of_works(count, true), 1_500, everything);
    is_linear("citations", |count| citations(count, false), 1_500, everything);
    is_linear("a fan of works", fan_of_works, 2_000, everything);
}

#[test]
fn a_chain_of_twenty_thousand_is_worth_what_its_end_is() {
    for (made, unit) in [(chain(20_000, "s"), "carts"), (chain_in_other_units(20_000), "units 0")] {
        let run = made.run(&["why", "q0"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.starts_with(&format!("5 {unit}: Invented q0 [q0]\n")), "{}", run.stdout);
        // What lies deep has a question of its own, but the figure is there.
        assert!(
            run.stdout.contains("is told by `sinosov why q24`") && run.stdout.contains("“5 carts”"),
            "{}",
            run.stdout
        );
        let run = made.run(&["claims", "q0"]);
        assert!(
            run.stdout.contains("1 independent root") && run.stdout.contains(&format!("5 {unit}")),
            "{}",
            run.stdout
        );
    }
}

/// The number of problems, and how many were printed.
fn counted(run: &Run, code: &str) -> (String, usize) {
    (run.stdout.clone(), run.stderr.matches(&format!("error[{code}]")).count())
}

#[test]
fn many_faults_are_counted_all_and_printed_by_the_hundred() {
    for (code, table, line) in [
        (
            "unknown-id",
            "figures",
            (|it| figure(&format!("f{it}"), &format!("nobody-{it}"), "", "field-report", "")) as fn(usize) -> String,
        ),
        ("doubled-id", "figures", |_| figure("f", "carts-promised", "", "field-report", "")),
        ("blank-line", "works", |_| String::new()),
    ] {
        let count = 10_000 + usize::from(code == "doubled-id");
        let run = Made::new(&[(table, rows(count, line))]).run(&["check"]);
        assert_eq!(counted(&run, code), ("10000 problems\n".to_owned(), 100), "{code}");
        let more = format!("and 9,900 more of `{code}`; `check --format json` lists all\n");
        assert!(run.stderr.ends_with(&more) && run.code == Some(1), "{code}");
        // Other verbs print them alike.
        let other = Made::new(&[(table, rows(count, line))]).run(&["coverage"]);
        assert_eq!((other.stderr.matches(&format!("error[{code}]")).count(), other.code), (100, Some(2)), "{code}");
        assert!(other.stderr.contains(&more) && other.stderr.contains("has 10000 problems"), "{code}");
    }
}

#[test]
fn all_faults_are_listed_as_json() {
    let made = Made::new(&[("figures", rows(150, |it| figure(&format!("f{it}"), "nobody", "", "field-report", "")))]);
    fs::remove_file(made.0.path().join("events.csv")).expect("a table");
    let run = made.run(&["check", "--format", "json"]);
    assert_eq!((run.stderr.as_str(), run.code), ("", Some(1)));
    let faults: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).expect("one array");
    assert_eq!(faults.len(), 151);
    let first = serde_json::json!({
        "code": "missing-file", "file": "events.csv", "line": null, "column": null, "found": "events.csv is not there",
        "expected": "a table",
        "help": "restore the file; if it is to have no rows, `sinosov check --data DIR --write` writes its header",
    });
    assert_eq!(faults[0], first);
    assert_eq!((&faults[1]["code"], &faults[1]["file"]), (&"unknown-id".into(), &"figures.csv".into()));
    assert_eq!((&faults[150]["line"], &faults[150]["column"]), (&157.into(), &6.into()));
    let sound = Made::new(&[]).run(&["check", "--format", "json"]);
    assert_eq!((sound.stdout.as_str(), sound.code), ("[]\n", Some(0)));
}

#[test]
fn check_is_linear_in_faults() {
    let unsound = |made: &Made| assert!(!made.faults().is_empty());
    is_linear("blank lines", |count| Made::new(&[("figures", "\n".repeat(count))]), 500_000 / sampled(6), unsound);
    let unknown = |it| figure(&format!("f{it}"), &format!("nobody-{it}"), "", "field-report", "");
    is_linear("unknown ids", |count| Made::new(&[("figures", rows(count, unknown))]), 10_000, unsound);
    // As many ids that are nearly right.
    let near = |count| {
        let quantities = rows(count, |it| quantity(&format!("somebody-{it}"), "cart", None, ""));
        let figures = rows(count, |it| figure(&format!("f{it}"), &format!("somebodx-{it}"), "", "field-report", ""));
        Made::new(&[("quantities", quantities), ("figures", figures)])
    };
    is_linear("ids that are nearly right", near, 10_000, unsound);
    let doubled = |_| figure("f", "carts-delivered", "", "field-report", "");
    is_linear("doubled ids", |count| Made::new(&[("figures", rows(count, doubled))]), 50_000 / sampled(8), unsound);
    // With a correction every rule runs twice.
    let corrected = |count| {
        let correction = "c,figures,report-1,value,100,set,101,Invented.\n".to_owned();
        Made::new(&[("figures", rows(count, unknown)), ("corrections", correction)])
    };
    is_linear("unknown ids and a correction", corrected, 10_000, unsound);
}

#[test]
fn long_circles_are_told_in_a_line() {
    let round = |it: usize| quantity(&format!("q{it}"), "cart", Some(&format!("q{}", (it + 1) % 20_000)), "s");
    let run = Made::new(&[("quantities", rows(20_000, round))]).run(&["check"]);
    assert_eq!(run.stderr.matches("error[cycle]").count(), 1);
    assert!(
        run.stderr.contains("q0 → q1 → q2 → q3 → q4 → q5 → q6 → q7 → … (19,985 more) … → q19993"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains(" → q19999 → q0\n"), "{}", run.stderr);
}
