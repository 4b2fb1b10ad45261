//! A table by route and year, invented: each of its cells is a part of its route and of its year.

use std::collections::BTreeSet;
use std::fs;

use rust_decimal::Decimal;
use sinosov::check::check;
use sinosov::data::{Package, Source, with_parts};
use sinosov::diag::Code;
use sinosov::evidence::{Basis, Evidence, Options, Refusal, TotalQuery};

use crate::support::{Folder, rows, sinosov};

const ROUTES: [&str; 4] = ["north", "south", "river", "sea"];
const YEARS: std::ops::Range<usize> = 1921..1926;

/// What went by a route in a year: each pair has a number of its own.
fn carts(route: usize, year: usize) -> usize {
    100 * (route + 1) + 7 * (year - 1920)
}

/// The tiny package with the table; of the cells alone there are figures.
fn table() -> Folder {
    let folder = Folder::with_tiny_package();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a table");
    let (mut quantities, mut figures) = (read("quantities.csv"), read("figures.csv"));
    let mut add = |id: &str, label: &str, (start, end): (usize, usize), part_of: &str, split: &str| {
        quantities
            .push_str(&format!("{id},{label},carts,wagons,alba,bora,sent,,cart,{start},{end},{part_of},{split},,,\n"));
    };
    add("wagons", "Wagons sent", (1921, 1925), "", "");
    for route in ROUTES {
        add(&format!("by-{route}"), &format!("By {route}"), (1921, 1925), "wagons", "route");
    }
    for year in YEARS {
        add(&format!("in-{year}"), &format!("In {year}"), (year, year), "wagons", "year");
        for (number, route) in ROUTES.iter().enumerate() {
            let part_of = format!("by-{route}; in-{year}");
            add(&format!("{route}-{year}"), &format!("By {route} in {year}"), (year, year), &part_of, "year; route");
            let carts = carts(number, year);
            figures.push_str(&format!(
                "f-{route}-{year},{route}-{year},field-report,line 3,{carts} wagons,{carts},,,,,,,,,,\n"
            ));
        }
    }
    fs::write(folder.path().join("quantities.csv"), rows("quantities", &quantities)).expect("a table");
    fs::write(folder.path().join("figures.csv"), rows("figures", &figures)).expect("a table");
    folder
}

fn package(folder: &Folder) -> Package {
    Package::read(Source::Folder(folder.path().to_path_buf()))
}

fn all() -> usize {
    YEARS.flat_map(|year| (0..ROUTES.len()).map(move |route| carts(route, year))).sum()
}

#[test]
fn a_table_by_two_things_adds_up_both_ways() {
    let folder = table();
    let package = package(&folder);
    assert_eq!(check(&package), []);
    let evidence = Evidence::new(&package, Options::default());
    let worth = |id: &str| evidence.resolve(id).and_then(|it| it.interval.as_point());
    for (number, route) in ROUTES.iter().enumerate() {
        let sum: usize = YEARS.map(|year| carts(number, year)).sum();
        assert_eq!(worth(&format!("by-{route}")), Some(Decimal::from(sum)), "{route}");
    }
    for year in YEARS {
        let sum: usize = (0..ROUTES.len()).map(|route| carts(route, year)).sum();
        assert_eq!(worth(&format!("in-{year}")), Some(Decimal::from(sum)), "{year}");
    }
    let whole = evidence.resolve("wagons").expect("two splits");
    assert_eq!(whole.interval.as_point(), Some(Decimal::from(all())));
    let Basis::Splits(sums) = &whole.basis else { panic!("{:?}", whole.basis) };
    assert_eq!(
        sums.iter().map(|sum| (sum.split.as_str(), sum.parts.len())).collect::<Vec<_>>(),
        [("route", 4), ("year", 5)]
    );
    // Each cell stands behind it once, whichever way it is reached.
    let figures = evidence.figures(&whole);
    assert_eq!((figures.len(), figures.iter().collect::<BTreeSet<_>>().len()), (20, 20));
}

#[test]
fn nothing_of_a_table_by_two_things_is_counted_twice() {
    let folder = table();
    let package = package(&folder);
    let evidence = Evidence::new(&package, Options::default());
    let total =
        |ids: Vec<String>, named: bool| evidence.total(&TotalQuery { quantities: ids, named, ..TotalQuery::default() });
    let worth = |ids: Vec<String>| total(ids, true).expect("nothing is counted twice").interval.as_point();
    let cells: Vec<String> = YEARS.flat_map(|year| ROUTES.map(|route| format!("{route}-{year}"))).collect();
    let routes: Vec<String> = ROUTES.map(|route| format!("by-{route}")).into();
    let years: Vec<String> = YEARS.map(|year| format!("in-{year}")).collect();
    for ids in [&cells, &routes, &years] {
        assert_eq!(worth(ids.clone()), Some(Decimal::from(all())), "{ids:?}");
    }
    // A route and the cells of the others.
    let mixed: Vec<String> =
        cells.iter().filter(|id| !id.starts_with("river")).cloned().chain(["by-river".to_owned()]).collect();
    assert_eq!(worth(mixed), Some(Decimal::from(all())));
    // Whatever is chosen, the cells below it are taken with it.
    let selected: Vec<String> = [&cells[..], &routes[..], &["wagons".to_owned()]].concat();
    let sum = total(selected, false).expect("the whole alone");
    assert_eq!((sum.interval.as_point(), sum.terms.len()), (Some(Decimal::from(all())), 1));
    let refused = total(vec!["in-1922".to_owned(), "sea-1922".to_owned()], true).expect_err("the year has the cell");
    assert!(matches!(&refused, Refusal::Parts { whole, .. } if whole == "in-1922"), "{refused}");
    // A route and a year have a cell in common.
    let refused =
        total(vec!["by-sea".to_owned(), "in-1922".to_owned()], false).expect_err("the cell would be counted twice");
    assert!(matches!(&refused, Refusal::Overlap { .. }), "{refused}");
}

#[test]
fn a_part_of_a_table_keeps_the_wholes_that_are_in_it() {
    let folder = table();
    let package = package(&folder);
    let figures: Vec<_> = package.dataset.figures.iter().filter(|it| it.quantity_id.starts_with("sea-")).collect();
    let of_route: Vec<_> = package.dataset.quantities.get("by-sea").into_iter().collect();
    assert_eq!(with_parts(&package, &[], &of_route).len(), 5, "the figures of its cells");
    let part = sinosov::data::subset(&package, &figures, &of_route);
    assert_eq!(check(&part), []);
    let table = part.table("quantities").expect("the table");
    let row = table.row("sea-1923").expect("a cell");
    // The year is not in, for the other routes are not, and its whole counts the route, too.
    assert_eq!((table.cell(row, "part_of"), table.cell(row, "split")), ("by-sea", "year"));
    let evidence = Evidence::new(&part, Options::default());
    assert!(evidence.resolve("by-sea").is_some() && part.dataset.quantities.get("wagons").is_none());
}

#[test]
fn wholes_and_splits_are_lists_of_one_length() {
    for (before, after, code) in [
        (",year; route,", ",year,", Code::SplitWithoutWhole),
        (",year; route,", ",year; route; month,", Code::SplitWithoutWhole),
        ("by-north; in-1921,", "by-north; in-1931,", Code::UnknownId),
        (",wagons,route,", ",north-1921; wagons,year; route,", Code::Cycle),
    ] {
        let folder = table();
        let path = folder.path().join("quantities.csv");
        let text = fs::read_to_string(&path).expect("the table");
        assert!(text.contains(before), "{before}");
        fs::write(&path, text.replacen(before, after, 1)).expect("the table");
        let faults = check(&package(&folder));
        assert!(faults.iter().any(|fault| fault.code == code), "{after}: {faults:?}");
    }
    // In one whole contained, in the other added.
    let folder = table();
    let path = folder.path().join("quantities.csv");
    let text = fs::read_to_string(&path).expect("the table").replace(",year; route,", ",; route,");
    fs::write(&path, text).expect("the table");
    let package = package(&folder);
    assert_eq!(check(&package), []);
    let evidence = Evidence::new(&package, Options::default());
    assert!(evidence.resolve("by-sea").is_none() && evidence.resolve("in-1922").is_some());
    assert!(evidence.resolve("wagons").is_some());
}

#[test]
fn a_chart_stacks_the_table_by_either_split() {
    let folder = table();
    fs::create_dir_all(folder.path().join("reports")).expect("a folder");
    let chart = |id: &str, split: &str| {
        format!(
            "[[section.chart]]\nid = \"{id}\"\nkind = \"bars\"\nlayout = \"stacked\"\ntitle = \"Wagons\"\nsubtitle = \"Invented\"\n\
             select = {{ quantity = [\"wagons\"] }}\nsplit = \"{split}\"\naxis = \"wagons\"\n"
        )
    };
    let report = format!(
        "title = \"Wagons\"\n[[section]]\ntitle = \"Both ways\"\n{}{}",
        chart("by-route", "route"),
        chart("by-year", "year")
    );
    fs::write(folder.path().join("reports/crossed.toml"), report).expect("a report");
    let run =
        sinosov(folder.path(), &["report", "generate", "crossed", "--data", ".", "--out", "made", "--format", "svg"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for (id, part, parts) in [("by-route", "Wagons sent,By ", 4), ("by-year", "Wagons sent,In ", 5)] {
        let csv = fs::read_to_string(folder.path().join(format!("made/crossed/data/{id}.csv"))).expect("the data");
        assert_eq!(csv.lines().filter(|line| line.starts_with(part)).count(), parts, "{csv}");
    }
    let why = sinosov(folder.path(), &["why", "wagons", "--data", "."]);
    assert!(why.stdout.contains("split by route") && why.stdout.contains("split by year"), "{}", why.stdout);
}
