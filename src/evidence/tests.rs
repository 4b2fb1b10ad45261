//! The evidence of the built-in package: the numbers that the sources are known to give.

use rust_decimal::Decimal;

use super::{Basis, Evidence, Options, Refusal, TotalQuery};
use crate::data::five_works;
use crate::model::About;

fn point(evidence: &Evidence<'_>, quantity: &str) -> Option<Decimal> {
    evidence.resolve(quantity).and_then(|resolved| resolved.interval.as_point())
}

fn with<T>(options: Options, ask: impl FnOnce(&Evidence<'_>) -> T) -> T {
    let package = five_works();
    assert_eq!(package.faults, []);
    ask(&Evidence::new(&package, options))
}

#[test]
fn aircraft_delivered_are_the_sum_of_a_split() {
    with(Options::default(), |evidence| {
        assert!(evidence.figures_of("roc-1938-41-aircraft").is_empty());
        let resolved = evidence.resolve("roc-1938-41-aircraft").expect("three types are known");
        assert_eq!(resolved.interval.as_point(), Some(Decimal::from(904)));
        assert!(matches!(resolved.basis, Basis::Splits(_)));
        assert_eq!(evidence.figures(&resolved), ["axis-016", "axis-017", "axis-018"]);
    });
}

#[test]
fn the_first_order_of_1950_is_fully_itemised() {
    with(Options::default(), |evidence| {
        let residuals = evidence.residuals("prc-1950-aircraft-first-order");
        assert_eq!(residuals.len(), 1);
        assert_eq!(residuals[0].parts.interval.as_point(), Some(Decimal::from(586)));
        assert_eq!(residuals[0].rest.as_point(), Some(Decimal::ZERO));
    });
}

#[test]
fn a_whole_and_its_parts_are_counted_once() {
    with(Options::default(), |evidence| {
        let orders: Vec<&str> = evidence
            .dataset()
            .quantities
            .iter()
            .filter(|quantity| quantity.stage_id == "ordered" && quantity.category_id == "aircraft")
            .map(|quantity| quantity.id.as_str())
            .collect();
        assert_eq!(orders.len(), 6);
        let total = evidence.total(&TotalQuery::of(&orders)).expect("one stage, one unit");
        assert_eq!(total.interval.as_point(), Some(Decimal::from(1214)));
        assert_eq!(total.counted_in_whole.len(), 5);
        let without_whole: Vec<&str> = orders.into_iter().filter(|id| *id != "prc-1950-aircraft-ordered").collect();
        let total = evidence.total(&TotalQuery::of(&without_whole)).expect("two orders of one split");
        assert_eq!(total.interval.as_point(), Some(Decimal::from(1214)));
        assert_eq!(total.terms.len(), 2);
    });
}

#[test]
fn what_must_not_be_added_is_refused() {
    with(Options::default(), |evidence| {
        let refused = |rows: &[&str]| evidence.total(&TotalQuery::of(rows)).expect_err("refused");
        assert!(matches!(refused(&["roc-1937-aircraft-promised", "roc-1938-41-aircraft"]), Refusal::Stages { .. }));
        assert!(matches!(refused(&["roc-1938-41-tanks", "roc-1938-41-rifles"]), Refusal::Units { .. }));
        assert!(matches!(refused(&["roc-1937-loan", "prc-1950-loan"]), Refusal::Units { .. }));
        assert!(matches!(refused(&["roc-1937-loan-metals", "roc-1937-loan-tea"]), Refusal::Measures { .. }));
        assert!(matches!(refused(&["roc-1938-41-rifles", "roc-1938-41-machine-guns"]), Refusal::Overlap { .. }));
        assert!(matches!(refused(&["prc-trade-rise-before"]), Refusal::Nothing));
    });
}

#[test]
fn an_earlier_agreement_on_the_same_money_is_not_added() {
    with(Options::default(), |evidence| {
        let total =
            evidence.total(&TotalQuery::of(&["ccp-1949-credit", "prc-1950-loan"])).expect("one contains the other");
        assert_eq!(total.interval.as_point(), Some(Decimal::from(300_000_000)));
        assert_eq!(total.counted_in_whole, ["ccp-1949-credit"]);
    });
}

#[test]
fn corrections_change_what_is_used_and_nothing_that_is_stored() {
    let year = |options: Options| {
        with(options, |evidence| {
            let figure = evidence.figures_of("ccp-1949-credit")[0];
            (evidence.dataset().period_of(figure).start.map(|date| date.year), evidence.is_corrected(figure))
        })
    };
    assert_eq!(year(Options::default()), (Some(1949), true));
    let as_stated = Options { as_stated: true, ..Options::default() };
    assert_eq!(year(as_stated.clone()), (Some(1950), false));
    let trade = "prc-trade-rise-after";
    assert_eq!(with(Options::default(), |evidence| point(evidence, trade)), None);
    assert_eq!(with(as_stated, |evidence| point(evidence, trade)), Some(Decimal::from(500_000_000)));
}

#[test]
fn a_figure_in_another_currency_restates_and_never_replaces() {
    with(Options::default(), |evidence| {
        assert_eq!(point(evidence, "roc-1937-loan"), Some(Decimal::from(100_000_000)));
        let restated = evidence.restated("roc-1937-loan");
        assert_eq!(restated.len(), 1);
        assert_eq!((restated[0].unit_id.as_str(), restated[0].interval.about), ("usd", About::Yes));
    });
}

#[test]
fn filters_come_before_resolving() {
    let options = Options { tiers: vec![2], ..Options::default() };
    with(options, |evidence| {
        assert_eq!(evidence.figures(&evidence.resolve("prc-1950-loan").expect("Njal states it")), ["njal-014"]);
        assert!(evidence.resolve("roc-1938-41-aircraft").is_none());
    });
}

#[test]
fn roots_are_the_ends_of_the_chains() {
    with(Options::default(), |evidence| {
        let loan = evidence.resolve("prc-1950-loan").expect("four figures");
        let roots: Vec<&str> = evidence.roots(&evidence.figures(&loan)).into_keys().collect();
        assert_eq!(roots, ["ibiblio-chinesehistory-05", "loan-agreement-1950", "zhu-2001"]);
        let aircraft = evidence.resolve("roc-1938-41-aircraft").expect("a split");
        assert_eq!(evidence.figures(&aircraft).len(), 3);
        assert_eq!(evidence.roots(&evidence.figures(&aircraft)).len(), 1);
    });
}
