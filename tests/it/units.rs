//! Rival figures in several units of one base, invented: compared and added by exact factors, shown with the digits of the works.

use std::fs;

use rust_decimal::Decimal;
use sinosov::check::check;
use sinosov::data::{Package, Source};
use sinosov::diag::Code;
use sinosov::evidence::{Evidence, Guard, Manner, Options, TotalQuery};
use sinosov::model::Interval;

use crate::support::{Folder, rows, sinosov};

const UNITS: &str = "tonne,mass,t,tonne,tonnes,,,,\nlong-ton,mass,long tons,long ton,long tons,tonne,1.0160469088,,\n\
    short-ton,mass,short tons,short ton,short tons,tonne,0.90718474,,\npound,mass,lb,pound,pounds,tonne,0.00045359237,,\n\
    wheel,wheels,,wheel,wheels,,,,\nset,wheels,,set of wheels,sets of wheels,wheel,3,,\n";

/// A quantity: its id, its unit, its whole and the split; and the figures for it: number and unit.
type Thing<'a> = (&'a str, &'a str, (&'a str, &'a str), &'a [(&'a str, &'a str)]);

/// The tiny package with some things besides.
fn package(things: &[Thing<'_>]) -> Folder {
    let folder = Folder::with_tiny_package();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a table");
    let (mut quantities, mut figures) = (read("quantities.csv"), read("figures.csv"));
    for (id, unit, (whole, split), stated) in things {
        quantities.push_str(&format!("{id},The {id},goods,{id},alba,bora,sent,,{unit},1922,1922,{whole},{split},,,\n"));
        for (number, (value, of)) in stated.iter().enumerate() {
            let (phrase, cells) = match value.split_once('-') {
                Some((min, max)) => (format!("{min} to {max}"), format!(",{min},{max},between")),
                None => ((*value).to_owned(), format!("{value},,,")),
            };
            figures.push_str(&format!("{id}-{number},{id},field-report,line {number},{phrase},{cells},{of},,,,,,\n"));
        }
    }
    fs::write(folder.path().join("quantities.csv"), rows("quantities", &quantities)).expect("a table");
    fs::write(folder.path().join("figures.csv"), rows("figures", &figures)).expect("a table");
    fs::write(folder.path().join("units.csv"), read("units.csv") + UNITS).expect("a table");
    folder
}

fn read(folder: &Folder) -> Package {
    Package::read(Source::Folder(folder.path().to_path_buf()))
}

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn ends(interval: Interval) -> (String, String, &'static str) {
    let end = |end: Option<Decimal>| end.map(|end| end.normalize().to_string()).unwrap_or_default();
    (end(interval.min), end(interval.max), interval.about.name())
}

#[test]
fn rivals_in_tons_of_three_kinds_are_spanned_exactly_and_shown_with_the_digits_of_their_works() {
    let stated = [("10000", "long-ton"), ("11500", "short-ton"), ("10212", "tonne")];
    let folder = package(&[("grain", "tonne", ("", ""), &stated)]);
    let package = read(&folder);
    assert_eq!(check(&package), []);
    let evidence = Evidence::new(&package, Options::default());
    let grain = evidence.resolve("grain").expect("three figures");
    // 10,000 × 1.0160469088, and 11,500 × 0.90718474.
    assert_eq!(ends(grain.interval), ("10160.469088".to_owned(), "10432.62451".to_owned(), "no"));
    // Ten thousand long tons bear two digits; the other end three.
    assert_eq!(ends(grain.shown()), ("10000".to_owned(), "10400".to_owned(), "yes"));
    let claims = evidence.claims("grain").expect("a quantity");
    let lines: Vec<_> = claims.agreement.iter().map(|(interval, ids)| (ends(*interval).0, ids.join(","))).collect();
    let wanted = [("10000", "grain-0"), ("10212", "grain-2"), ("10400", "grain-1")];
    assert_eq!(lines, wanted.map(|(number, id)| (number.to_owned(), id.to_owned())));
    assert!(claims.restated.is_empty(), "what is compared is no restatement");
    // In another unit of the base the same figures say the same.
    let short = evidence.resolve_in("grain", "short-ton").expect("three figures");
    assert_eq!(ends(short.interval), ("11200".to_owned(), "11500".to_owned(), "no"), "a long ton is 1.12 short tons");
    let run = sinosov(folder.path(), &["claims", "grain", "--data", "."]);
    for line in [
        "c. 10,000–c. 10,400 tonnes: 3 figures",
        "restated here from 10,000 long tons (grain-0); 11,500 short tons (grain-1)",
    ] {
        assert!(run.stdout.contains(line), "{line} in\n{}", run.stdout);
    }
    let run = sinosov(folder.path(), &["why", "grain", "--data", "."]);
    assert!(run.stdout.contains("c. 10,000–c. 10,400 tonnes"), "{}", run.stdout);
    assert!(run.stdout.contains("restated here from 10,000 long tons (grain-0)"), "{}", run.stdout);
}

#[test]
fn ends_that_lie_close_stay_in_order() {
    let folder = package(&[("ore", "tonne", ("", ""), &[("1010", "tonne"), ("1000", "long-ton")])]);
    let package = read(&folder);
    let evidence = Evidence::new(&package, Options::default());
    let ore = evidence.resolve("ore").expect("two figures");
    assert_eq!(ends(ore.shown()), ("1010".to_owned(), "1020".to_owned(), "max"));
}

#[test]
fn a_number_that_bears_no_more_digits_elsewhere_is_not_about() {
    let folder = package(&[
        ("wheels", "wheel", ("", ""), &[("70", "set")]),
        ("spares", "wheel", ("", ""), &[("71", "set")]),
        ("coal", "tonne", ("", ""), &[("2240", "pound")]),
        ("more-coal", "long-ton", ("", ""), &[("2240", "pound")]),
    ]);
    let package = read(&folder);
    let evidence = Evidence::new(&package, Options::default());
    let shown = |id: &str| ends(evidence.resolve(id).expect("a figure").shown());
    assert_eq!(shown("wheels"), ("210".to_owned(), "210".to_owned(), "no"));
    assert_eq!(shown("spares"), ("210".to_owned(), "210".to_owned(), "yes"), "213 of two digits");
    assert_eq!(shown("coal"), ("1.02".to_owned(), "1.02".to_owned(), "yes"));
    assert_eq!(shown("more-coal"), ("1".to_owned(), "1".to_owned(), "no"));
}

#[test]
fn a_limit_stays_true_when_it_is_restated() {
    let folder = package(&[("tea", "tonne", ("", ""), &[("20000000", "pound")])]);
    let path = folder.path().join("figures.csv");
    let text = fs::read_to_string(&path).expect("a table");
    for (cells, wanted) in
        [("20000000,,,", "9100 9100"), (",20000000,,more_than", "9000 "), (",,20000000,at_most", " 9100")]
    {
        let changed = text.replace("20000000,,,,pound", &format!("{cells},pound"));
        assert!(changed.contains(cells));
        fs::write(&path, changed).expect("a table");
        let package = read(&folder);
        let evidence = Evidence::new(&package, Options::default());
        let (min, max, _) = ends(evidence.resolve("tea").expect("a figure").shown());
        assert_eq!(format!("{min} {max}"), wanted, "{cells}");
    }
}

#[test]
fn parts_of_a_unit_make_it_whole_again() {
    let thirds: Vec<String> = (0..3).map(|number| format!("third-{number}")).collect();
    let pounds: Vec<String> = (0..35).map(|number| format!("sack-{number}")).collect();
    let mut things: Vec<Thing<'_>> =
        vec![("load", "set", ("", ""), &[]), ("barge", "long-ton", ("", ""), &[("1", "long-ton")])];
    things.extend(thirds.iter().map(|id| (id.as_str(), "wheel", ("load", "third"), [("1", "wheel")].as_slice())));
    things.extend(pounds.iter().map(|id| (id.as_str(), "pound", ("barge", "sack"), [("64", "pound")].as_slice())));
    let folder = package(&things);
    let package = read(&folder);
    assert_eq!(check(&package), [], "the sacks are no more than the barge, and no less");
    let evidence = Evidence::new(&package, Options::default());
    assert_eq!(evidence.resolve("load").expect("a sum").interval.as_point(), Some(Decimal::ONE), "three thirds");
    let residual = evidence.residuals("barge").pop().expect("a split");
    assert_eq!(
        (residual.rest.as_point(), residual.parts.interval.as_point()),
        (Some(Decimal::ZERO), Some(Decimal::ONE))
    );
    let ids: Vec<&str> = pounds.iter().map(String::as_str).chain(["load"]).collect();
    let total = evidence.total(&TotalQuery::of(&ids[..35])).expect("a sum");
    assert_eq!((total.unit_id.as_str(), total.interval.as_point()), ("pound", Some(number("2240"))));
}

#[test]
fn a_total_over_units_is_exact_and_shows_the_digits_of_its_terms() {
    let folder = package(&[
        ("rye", "long-ton", ("", ""), &[("1250", "long-ton")]),
        ("oats", "short-ton", ("", ""), &[("1300", "short-ton")]),
    ]);
    let package = read(&folder);
    let evidence = Evidence::new(&package, Options::default());
    let query = TotalQuery {
        manner: Manner { allow: vec![Guard::Overlap], ..Manner::default() },
        ..TotalQuery::of(&["rye", "oats"])
    };
    let total = evidence.total(&query).expect("a sum");
    // 1,250 × 1.0160469088 + 1,300 × 0.90718474.
    assert_eq!((total.unit_id.as_str(), ends(total.interval).0.as_str()), ("tonne", "2449.398798"));
    assert_eq!(ends(total.shown()), ("2400".to_owned(), "2400".to_owned(), "yes"));
    let run = sinosov(
        folder.path(),
        &["why", "total", "--quantity", "rye", "--quantity", "oats", "--allow", "overlap", "--data", "."],
    );
    assert!(run.stdout.starts_with("c. 2,400 tonnes: total sent"), "{}", run.stdout);
}

#[test]
fn of_figures_in_units_of_one_base_one_is_preferred() {
    let folder = package(&[("hay", "tonne", ("", ""), &[("10", "tonne"), ("11", "long-ton")])]);
    let path = folder.path().join("figures.csv");
    let text = fs::read_to_string(&path).expect("a table");
    let fields = sinosov::data::schema::table("figures").expect("figures").fields.len();
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            if !line.starts_with("hay") {
                return line.to_owned();
            }
            let mut cells: Vec<&str> = line.split(',').collect();
            cells[fields - 2] = "preferred";
            cells[fields - 1] = "The better count.";
            cells.join(",")
        })
        .collect();
    fs::write(&path, lines.join("\n") + "\n").expect("a table");
    let faults = check(&read(&folder));
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::TwoPreferred]);
}
