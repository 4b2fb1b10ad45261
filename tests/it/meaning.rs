//! What a number means, held against a naive fold over invented packages.

use std::fs;

use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use rust_decimal::Decimal;
use sinosov::data::{Package, Source};
use sinosov::evidence::{Evidence, Options, Refusal, TotalQuery};
use sinosov::model::Interval;

use crate::support::{Folder, rows};

/// A figure as a row states it: bound, value, minimum, maximum, rank.
#[derive(Debug, Clone)]
struct Stated {
    bound: &'static str,
    numbers: [Option<i64>; 3],
    rank: &'static str,
}

fn stated() -> impl Strategy<Value = Stated> {
    let number = 1_i64..1_000_000;
    let shape = prop_oneof![
        number.clone().prop_map(|value| ("exact", [Some(value), None, None])),
        number.clone().prop_map(|value| ("about", [Some(value), None, None])),
        number.clone().prop_map(|min| ("more_than", [None, Some(min), None])),
        number.clone().prop_map(|max| ("at_most", [None, None, Some(max)])),
        (number.clone(), number)
            .prop_map(|(left, right)| ("between", [None, Some(left.min(right)), Some(left.max(right))])),
    ];
    let rank = prop_oneof![4 => Just(""), 1 => Just("doubtful")];
    (shape, rank).prop_map(|((bound, numbers), rank)| Stated { bound, numbers, rank })
}

/// The parts of one split, each with its figures.
fn parts() -> impl Strategy<Value = Vec<Vec<Stated>>> {
    prop::collection::vec(prop::collection::vec(stated(), 1..4), 1..5)
}

fn cell(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// The invented package with these parts in place of its wheels. The phrases do not matter to the evidence.
fn with<T>(parts: &[Vec<Stated>], ask: impl FnOnce(&Evidence<'_>) -> T) -> T {
    let folder = Folder::with_tiny_package();
    let mut quantities = fs::read_to_string(folder.path().join("quantities.csv")).expect("the table");
    let mut figures = fs::read_to_string(folder.path().join("figures.csv")).expect("the table");
    quantities.push_str("whole,Whole,carts,,alba,bora,sent,,cart,1930,1930,,,,,\n");
    for (part, stated) in parts.iter().enumerate() {
        quantities.push_str(&format!("part-{part},Part,carts,p{part},alba,bora,sent,,cart,1930,1930,whole,split,,,\n"));
        for (index, Stated { bound, numbers, rank }) in stated.iter().enumerate() {
            let [value, min, max] = numbers.map(cell);
            figures.push_str(&format!(
                "f-{part}-{index},part-{part},field-report,line 3,100 carts,{value},{min},{max},{bound},,,,,,{rank},Invented.\n"
            ));
        }
    }
    fs::write(folder.path().join("quantities.csv"), rows("quantities", &quantities)).expect("a table");
    fs::write(folder.path().join("figures.csv"), rows("figures", &figures)).expect("a table");
    let package = Package::read(Source::Folder(folder.path().to_path_buf()));
    assert_eq!(package.faults, []);
    ask(&Evidence::new(&package, Options::default()))
}

/// Smallest and largest number and which of them are about that, as a careful person would find them.
type Naive = (Option<i64>, Option<i64>, [bool; 2]);

/// The span of the usable figures; `None` if there is none or if nothing bounds it.
fn naive_span(figures: &[Stated]) -> Option<Naive> {
    let usable: Vec<&Stated> = figures.iter().filter(|figure| figure.rank.is_empty()).collect();
    let low = |figure: &&Stated| figure.numbers[0].or(figure.numbers[1]);
    let high = |figure: &&Stated| figure.numbers[0].or(figure.numbers[2]);
    let min: Option<Vec<i64>> = usable.iter().map(low).collect();
    let max: Option<Vec<i64>> = usable.iter().map(high).collect();
    let (min, max) = (min.and_then(|all| all.into_iter().min()), max.and_then(|all| all.into_iter().max()));
    let hedged = |end: Option<i64>| {
        end.is_some() && usable.iter().any(|figure| figure.bound == "about" && figure.numbers[0] == end)
    };
    let about = [hedged(min), hedged(max)];
    (!usable.is_empty() && (min.is_some() || max.is_some())).then_some((min, max, about))
}

fn naive_sum(parts: &[Vec<Stated>]) -> Option<Naive> {
    let spans: Option<Vec<Naive>> = parts.iter().map(|part| naive_span(part)).collect();
    let spans = spans?;
    let sum = |end: fn(&Naive) -> Option<i64>| spans.iter().map(end).sum::<Option<i64>>();
    let (min, max) = (sum(|span| span.0), sum(|span| span.1));
    let hedged = |end: usize| spans.iter().any(|span| span.2[end]);
    Some((min, max, [min.is_some() && hedged(0), max.is_some() && hedged(1)]))
}

fn plain(interval: &Interval) -> Naive {
    let whole = |end: Option<Decimal>| end.and_then(|end| i64::try_from(end).ok());
    (whole(interval.min), whole(interval.max), [interval.about.min(), interval.about.max()])
}

/// A quantity that may overlap others: category, first and last year if known, whether it is a part of the one split, who gives
/// and who receives if that is known.
type Span = (&'static str, Option<u32>, Option<u32>, bool, [&'static str; 2]);

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let year = || prop::option::weighted(0.8, 1930_u32..1940);
    let actor = |one, other| prop_oneof![6 => Just(one), 1 => Just(other), 1 => Just("")];
    let flow = (actor("alba", "bora"), actor("bora", "alba"));
    let category = prop_oneof![Just("carts"), Just("goods"), Just("credit")];
    let span = (category, year(), year(), prop::bool::weighted(0.4), flow);
    let ordered = span.prop_map(|(category, left, right, part, (gives, receives))| match (left, right) {
        (Some(left), Some(right)) => (category, Some(left.min(right)), Some(left.max(right)), part, [gives, receives]),
        _ => (category, left, right, part, [gives, receives]),
    });
    prop::collection::vec(ordered, 1..7)
}

/// Whether two of them may count the same thing, as the design words it.
fn naive_overlap(left: &Span, right: &Span) -> bool {
    let related = left.0 == right.0 || [("carts", "goods"), ("goods", "carts")].contains(&(left.0, right.0));
    let before = |end: Option<u32>, start: Option<u32>| matches!((end, start), (Some(end), Some(start)) if end < start);
    let apart = before(left.2, right.1) || before(right.2, left.1);
    let of_one_split = left.3 && right.3;
    let may_be = |end: usize| left.4[end] == right.4[end] || left.4[end].is_empty() || right.4[end].is_empty();
    related && !apart && !of_one_split && may_be(0) && may_be(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_quantity_is_worth_what_its_usable_figures_span(parts in parts()) {
        with(&parts, |evidence| {
            for (index, part) in parts.iter().enumerate() {
                let resolved = evidence.resolve(&format!("part-{index}"));
                prop_assert_eq!(resolved.map(|resolved| plain(&resolved.interval)), naive_span(part));
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_whole_is_the_sum_of_its_parts_and_a_total_is_no_other(parts in parts()) {
        with(&parts, |evidence| {
            let sum = naive_sum(&parts);
            prop_assert_eq!(evidence.resolve("whole").map(|whole| plain(&whole.interval)), sum);
            let ids: Vec<String> = (0..parts.len()).map(|part| format!("part-{part}")).collect();
            let mut ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            if sum.is_some() {
                let total = evidence.total(&TotalQuery::of(&ids)).map(|total| plain(&total.interval));
                prop_assert_eq!(total, Ok(sum.unwrap_or_default()));
                ids.push("whole");
                let with_whole = evidence.total(&TotalQuery::of(&ids)).map(|total| (plain(&total.interval), total.terms.len()));
                prop_assert_eq!(with_whole, Ok((sum.unwrap_or_default(), 1)));
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_sum_is_refused_if_and_only_if_two_of_its_terms_overlap(spans in spans()) {
        let folder = Folder::with_tiny_package();
        let mut quantities = fs::read_to_string(folder.path().join("quantities.csv")).expect("the table");
        let mut figures = fs::read_to_string(folder.path().join("figures.csv")).expect("the table");
        quantities.push_str("whole,Whole,goods,,,,sent,,cart,,,,,,,\n");
        for (index, (category, start, end, part, [gives, receives])) in spans.iter().enumerate() {
            let year = |year: &Option<u32>| year.map(|year| year.to_string()).unwrap_or_default();
            let of = if *part { "whole,split" } else { "," };
            let (start, end) = (year(start), year(end));
            quantities.push_str(&format!("q{index},Q,{category},,{gives},{receives},sent,,cart,{start},{end},{of},,,\n"));
            figures.push_str(&format!("f{index},q{index},field-report,line 3,100 carts,1,,,,,,,,,,\n"));
        }
        fs::write(folder.path().join("quantities.csv"), rows("quantities", &quantities)).expect("a table");
        fs::write(folder.path().join("figures.csv"), rows("figures", &figures)).expect("a table");
        let package = Package::read(Source::Folder(folder.path().to_path_buf()));
        prop_assert_eq!(&package.faults, &[]);
        let evidence = Evidence::new(&package, Options::default());
        let ids: Vec<String> = (0..spans.len()).map(|index| format!("q{index}")).collect();
        let query = TotalQuery { quantities: ids, ..TotalQuery::default() };
        let pairs: Vec<(usize, usize)> = (0..spans.len())
            .flat_map(|left| (left + 1..spans.len()).map(move |right| (left, right)))
            .filter(|(left, right)| naive_overlap(&spans[*left], &spans[*right]))
            .collect();
        match evidence.total(&query) {
            Ok(total) => {
                prop_assert_eq!(&pairs, &[]);
                prop_assert_eq!(total.interval.as_point(), Some(Decimal::from(spans.len())));
            }
            Err(Refusal::Overlap { left, right }) => {
                let index = |id: &str| id[1..].parse::<usize>().expect("an index");
                prop_assert!(pairs.contains(&(index(&left), index(&right))), "{} {}: {:?}", left, right, pairs);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn the_order_of_figures_and_a_doubtful_one_change_nothing(parts in parts()) {
        let worth = |parts: &[Vec<Stated>]| with(parts, |evidence| evidence.resolve("whole").map(|whole| whole.interval));
        let before = worth(&parts);
        let mut turned = parts.clone();
        turned.iter_mut().for_each(|part| part.reverse());
        turned.reverse();
        prop_assert_eq!(worth(&turned), before);
        let mut doubted = parts;
        doubted[0].push(Stated { bound: "exact", numbers: [Some(7), None, None], rank: "doubtful" });
        prop_assert_eq!(worth(&doubted), before);
    }
}
