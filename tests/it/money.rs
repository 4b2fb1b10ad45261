//! Money: one debt printed four ways, and the paths on which it must not be lost.

use std::fs;

use rust_decimal::Decimal;
use sinosov::check::check;
use sinosov::data::{Package, Source};
use sinosov::diag::Code;
use sinosov::evidence::{Evidence, Manner, Money, NoRate, Options, Refusal, TotalQuery, Wanted};
use sinosov::model::Date;

use crate::support::{Folder, root};

/// The dataset with one debt as a work of 1964 prints it: in yuan, in old roubles, in new ones, in dollars.
const DEBT: [(&str, &str, &str, &str, &str); 4] = [
    ("debt-yuan", "cny-1955", "1957", "5,294 million yuan", "5294000000"),
    ("debt-old-roubles", "sur-1947", "1957", "8.1 thousand million old roubles", "8100000000"),
    ("debt-new-roubles", "sur-1961", "1961", "1,816 million new roubles", "1816000000"),
    ("debt-dollars", "usd", "1961", "$2,015 million", "2015000000"),
];

fn with_debt<T>(ask: impl FnOnce(&Evidence<'_>) -> T) -> T {
    let folder = Folder::with_package(&root().join("datasets"));
    let quantity = |(id, unit, end, ..): &(&str, &str, &str, &str, &str)| {
        format!("{id},Debt,credit,debt,ussr,prc,agreed,,{unit},1950,{end},,,,,\n")
    };
    let figure = |(id, _, _, phrase, value): &(&str, &str, &str, &str, &str)| {
        format!("{id},{id},cq-loans,note 3,\"{phrase}\",{value},,,,,,,,,,\n")
    };
    folder.append("quantities", &DEBT.iter().map(quantity).collect::<String>());
    folder.append("figures", &DEBT.iter().map(figure).collect::<String>());
    let package = Package::read(Source::Folder(folder.path().to_path_buf()));
    assert_eq!(check(&package), []);
    ask(&Evidence::new(&package, Options::default()))
}

fn into(unit: &str, at: Option<&str>) -> Manner {
    let at = at.map(|text| text.parse::<Date>().expect("a date"));
    let money = Money { unit: unit.to_owned(), constant: None, at };
    Manner { wanted: Wanted::Converted(money), ..Manner::default() }
}

#[test]
fn one_debt_printed_four_ways_is_one_debt() {
    with_debt(|evidence| {
        let debts = DEBT.map(|(id, ..)| evidence.worth(id, &into("usd", None)).expect("a rate").expect("a figure"));
        let exact = debts.each_ref().map(|debt| debt.interval.as_point().expect("a point"));
        let (low, high) = (exact.iter().min().expect("four"), exact.iter().max().expect("four"));
        assert!(*high / *low < Decimal::new(101, 2), "{exact:?}");
        // 5,294 / 2.617, 8,100 / 4, 1,816 · 1.11, each to the digits that it is stated with: those of 8.1 thousand million are two.
        let shown = debts.each_ref().map(|debt| debt.shown().as_point().expect("a point"));
        assert_eq!(shown, [2023, 2000, 2016, 2015].map(|millions| Decimal::from(millions * 1_000_000_i64)));
    });
}

#[test]
fn no_path_cuts_a_nought_off() {
    with_debt(|evidence| {
        let units = &evidence.dataset().units;
        let money: Vec<&str> = units.iter().filter(|it| it.dimension == "money").map(|it| it.id.as_str()).collect();
        let lost = |number: Decimal| number > Decimal::from(850_000_000) && number < Decimal::from(950_000_000);
        let mut converted = 0;
        for year in 1947..=1992 {
            let at = year.to_string();
            for over in &money {
                let Ok(Some(first)) = evidence.worth("debt-old-roubles", &into(over, Some(&at))) else { continue };
                let Wanted::Converted(dollars) = into("usd", Some(&at)).wanted else { continue };
                let Ok(last) = evidence.convert(first, &dollars) else { continue };
                let number = last.interval.as_point().expect("a point");
                assert!(!lost(number), "{number} over {over} in {year}");
                converted += 1;
            }
        }
        assert!(converted > 10, "the paths were walked: {converted}");
        let refused = evidence.worth("debt-old-roubles", &into("sur-1961", Some("1961"))).expect_err("no such rate");
        assert!(matches!(refused, NoRate::Missing { .. }), "{refused}");
        let refused = evidence.total(&TotalQuery::named(&["debt-old-roubles", "debt-new-roubles"]));
        assert!(matches!(refused, Err(Refusal::Units { .. })), "{refused:?}");
    });
}

#[test]
fn a_sum_over_a_period_takes_the_rate_at_its_end_or_the_nearest_in_use() {
    with_debt(|evidence| {
        let conversion = |id: &str, manner: &Manner| {
            evidence.worth(id, manner).expect("a rate").expect("a figure").conversion.expect("converted")
        };
        let of_roubles = conversion("debt-old-roubles", &into("usd", None));
        assert_eq!(of_roubles.rates, ["usd-in-sur-1947-from-1950"]);
        assert_eq!(of_roubles.date.to_string(), "1957");
        let asked = conversion("debt-old-roubles", &into("usd", Some("1949")));
        assert_eq!(asked.rates, ["usd-in-sur-1947-before-1950"]);
    });
}

/// The codes of the invented package with one text replaced.
fn codes(table: &str, from: &str, to: &str) -> Vec<Code> {
    let folder = Folder::with_tiny_package();
    let path = folder.path().join(table);
    let text = fs::read_to_string(&path).expect("the table");
    assert!(text.contains(from), "{table}: {from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("a table");
    let faults = check(&Package::read(Source::Folder(folder.path().to_path_buf())));
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn what_would_open_such_a_path_is_a_fault() {
    let crown = "crown,money,,crown,crowns,,,,";
    assert_eq!(codes("units.csv", crown, "crown,money,,crown,crowns,,,1900,1960"), []);
    assert_eq!(codes("units.csv", crown, "crown,money,,crown,crowns,mark,0.1,1900,1960"), [Code::BadUnit]);
    for (start, end) in [("1926", "1960"), ("1900", "1924")] {
        let vintage = format!("crown,money,,crown,crowns,,,{start},{end}");
        assert_eq!(codes("units.csv", crown, &vintage), [Code::BadRate], "{start} to {end}");
    }
    assert_eq!(codes("rates.csv", "1925,1925,2.5,,", "1925,1925,2.5,at_least,"), [Code::BadRate]);
}
