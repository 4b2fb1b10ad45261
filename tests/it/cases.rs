//! Cases of meaning that once went wrong, or easily could: each on the invented package with some rows more.

use std::fs;

use rust_decimal::Decimal;
use sinosov::check::check;
use sinosov::data::{Edit, Package, Source, subset};
use sinosov::diag::Code;
use sinosov::evidence::{Evidence, Guard, Manner, NoRate, Options, Refusal, TotalQuery};
use sinosov::frame::{Axis, Frame, Query, Selection, Table};
use sinosov::lang::Tongue;

use crate::support::{Folder, fixture, rows};

/// The invented package with rows added to its tables; a row whose id is there takes its place.
fn package(more: &[(&str, &str)]) -> Package {
    let folder = Folder::with_package(&fixture("meaning"));
    for (table, row) in more {
        let path = folder.path().join(format!("{table}.csv"));
        let text = fs::read_to_string(&path).expect("the table");
        let id = format!("{},", row.split(',').next().unwrap_or_default());
        let kept: String = text.lines().filter(|line| !line.starts_with(&id)).map(|line| format!("{line}\n")).collect();
        fs::write(&path, format!("{kept}{}\n", rows(table, row))).expect("a table");
    }
    Package::read(Source::Folder(folder.path().to_path_buf()))
}

fn codes(more: &[(&str, &str)]) -> Vec<Code> {
    check(&package(more)).iter().map(|fault| fault.code).collect()
}

fn with<T>(more: &[(&str, &str)], ask: impl FnOnce(&Evidence<'_>) -> T) -> T {
    let package = package(more);
    assert_eq!(check(&package), [], "the package with its new rows");
    ask(&Evidence::new(&package, Options::default()))
}

fn converted(evidence: &Evidence<'_>, currency: &str, constant: Option<i32>, at: Option<&str>) -> Manner {
    let wanted = evidence.wanted(None, Some(currency), constant, at).expect("a currency");
    Manner { wanted, ..Manner::default() }
}

fn shown(evidence: &Evidence<'_>, quantity: &str, manner: &Manner) -> Decimal {
    let resolved = evidence.worth(quantity, manner).expect("a rate").expect("a figure");
    resolved.shown().as_point().expect("a point")
}

/// A number with all its digits, those too that it does not bear.
fn exact(evidence: &Evidence<'_>, quantity: &str, manner: &Manner) -> Decimal {
    let resolved = evidence.worth(quantity, manner).expect("a rate").expect("a figure");
    resolved.interval.as_point().expect("a point")
}

fn stacked(evidence: &Evidence<'_>, quantities: &[&str], leaves: bool) -> Table {
    let quantity = quantities.iter().map(|id| (*id).to_owned()).collect();
    let query = Query {
        selection: Selection { quantity, ..Selection::default() },
        rows: Axis::Quantity,
        split: Some("kind".to_owned()),
        manner: Manner { leaves, ..Manner::default() },
        ..Query::default()
    };
    Frame::new(evidence).expect("keys").table(&query).expect("a table")
}

#[test]
fn a_stack_is_as_long_as_its_whole() {
    let spring = [
        (
            "quantities",
            "engines-spring,Engines of the spring,carts,spring,alba,bora,delivered,,cart,1927,1927,engines,,,,",
        ),
        ("figures", "spring-rival,engines-spring,rival,p. 10,200 engines in spring,200,,,,,,,,,,"),
    ];
    for (more, leaves) in [(&spring[..], false), (&[][..], true), (&[][..], false)] {
        with(more, |evidence| {
            for row in stacked(evidence, &["engines"], leaves).rows {
                let whole = row.whole.as_ref().expect("a whole").interval;
                let sum: Decimal = row.cells.iter().filter_map(|cell| cell.interval.as_point()).sum();
                assert_eq!(whole.as_point(), Some(sum), "{} leaves: {leaves}", row.label);
            }
        });
    }
}

#[test]
fn what_a_whole_counts_is_not_behind_its_mark() {
    let more = [
        (
            "quantities",
            "engines-spring,Engines of the spring,carts,engines,alba,bora,delivered,,cart,1927,1927,engines,,,,",
        ),
        ("figures", "spring-rival,engines-spring,rival,p. 10,200 engines in spring,200,,,,,,,,,,"),
    ];
    with(&more, |evidence| {
        let selection =
            Selection { item: vec!["engines".to_owned()], stage: vec!["delivered".to_owned()], ..Selection::default() };
        let query = Query { selection, rows: Axis::Category, ..Query::default() };
        let table = Frame::new(evidence).expect("keys").table(&query).expect("a table");
        let cell = &table.rows[0].cells[0];
        assert_eq!((cell.quantities.as_slice(), cell.is_computed()), (&["engines".to_owned()][..], false));
    });
}

#[test]
fn indices_of_two_bases_are_never_divided() {
    let more = [
        ("units", "index-1900,index,,index point (1900 = 100),index points (1900 = 100),,,,"),
        ("rates", "old-1928,price-index,ducat,index-1900,1928,1928,400,,almanac,p. 9,1928 400,,"),
        ("rates", "old-1960,price-index,ducat,index-1900,1960,1960,1200,,almanac,p. 9,1960 1200,,"),
    ];
    with(&more, |evidence| {
        assert_eq!(shown(evidence, "loan-1928", &converted(evidence, "ducat", Some(1960), None)), Decimal::from(3000));
        assert_eq!(shown(evidence, "loan-1928", &converted(evidence, "ducat", Some(1950), None)), Decimal::from(2000));
    });
}

#[test]
fn a_date_that_is_asked_for_moves_the_exchange_and_not_the_prices() {
    with(&[], |evidence| {
        let manner = converted(evidence, "ducat", Some(1950), Some("1929"));
        assert_eq!(shown(evidence, "loan-1928", &manner), Decimal::from(2000));
        let two_rates = [
            (
                "rates",
                "ducat-in-penny-1930,official,ducat,penny-1930,1930-07-01,1938-12-31,50,,almanac,p. 2,50 pennies to the ducat,,",
            ),
            (
                "rates",
                "early-1930,official,ducat,penny-1930,1930-01-01,1930-06-30,40,,almanac,p. 2,40 pennies to the ducat,,",
            ),
        ];
        with(&two_rates, |evidence| {
            let refused = evidence.worth("loan-new-crowns", &converted(evidence, "ducat", None, Some("1930")));
            assert!(matches!(refused, Err(NoRate::Ambiguous { .. })), "{refused:?}");
            let manner = converted(evidence, "ducat", None, Some("1930-03"));
            assert_eq!(exact(evidence, "loan-new-crowns", &manner), Decimal::from(1750));
            // 700 bears two digits at least.
            assert_eq!(shown(evidence, "loan-new-crowns", &manner), Decimal::from(1800));
        });
    });
}

#[test]
fn multiples_and_vintages_convert_as_their_currency_does() {
    let more = [
        ("units", "old-penny,money,,old penny,old pennies,crown-1900,0.01,,"),
        ("quantities", "debt-pennies,Debt in old pennies,credit,debt,alba,bora,agreed,,old-penny,1925,1935,,,,,"),
        ("figures", "pennies-rival,debt-pennies,rival,p. 11,5000 old pennies,5000,,,,,,,,,,"),
    ];
    with(&more, |evidence| {
        assert_eq!(shown(evidence, "debt-pennies", &converted(evidence, "ducat", None, None)), Decimal::from(10));
        assert_eq!(shown(evidence, "debt-pennies", &converted(evidence, "crown-1900", None, None)), Decimal::from(50));
    });
}

#[test]
fn what_the_whole_states_comes_before_what_its_parts_restate() {
    let more = [
        ("quantities", "debt,Debt,credit,debt,alba,bora,agreed,,crown-1900,1925,1925,,,,,"),
        ("quantities", "debt-a,Debt a,credit,debt a,alba,bora,agreed,,crown-1900,1925,1925,debt,holder,,,"),
        ("figures", "debt-ledger,debt,ledger,line 12,1000 crowns,1000,,,,,,,,,,"),
        ("figures", "debt-a-rival,debt-a,rival,p. 12,90 ducats,90,,,,ducat,,,,,,"),
    ];
    with(&more, |evidence| {
        assert_eq!(shown(evidence, "debt", &converted(evidence, "ducat", None, None)), Decimal::from(200));
    });
}

#[test]
fn a_part_stated_in_the_unit_of_its_whole_completes_the_split() {
    let more = [("figures", "east-rival,barges-east,rival,p. 5,60 barges,60,,,,cart,,,,,,")];
    with(&more, |evidence| {
        let barges = evidence.resolve("barges").expect("two splits").interval;
        assert_eq!((barges.min, barges.max), (Some(Decimal::from(100)), Some(Decimal::from(110))));
    });
}

#[test]
fn everything_that_is_allowed_is_told() {
    with(&[], |evidence| {
        let named = ["engines", "engines-steam", "barges", "barges-large"];
        let allow = Manner { allow: vec![Guard::Parts, Guard::Overlap], ..Manner::default() };
        let total = evidence.total(&TotalQuery { manner: allow, ..TotalQuery::named(&named) }).expect("allowed");
        let wholes: Vec<&str> = total
            .allowed
            .iter()
            .filter_map(|refusal| if let Refusal::Parts { whole, .. } = refusal { Some(whole.as_str()) } else { None })
            .collect();
        assert_eq!(wholes, ["barges", "engines"]);
        let allow = Manner { allow: vec![Guard::Overlap], ..Manner::default() };
        let tools = ["saws-1931", "saws-1931-33", "tools-undated"];
        let total = evidence.total(&TotalQuery { manner: allow, ..TotalQuery::named(&tools) }).expect("allowed");
        assert_eq!(total.allowed.len(), 3, "{:?}", total.allowed);
    });
}

#[test]
fn a_quantity_named_twice_is_added_once() {
    with(&[], |evidence| {
        let total = evidence.total(&TotalQuery::of(&["boats", "boats"])).expect("one quantity");
        assert_eq!((total.interval.as_point(), total.terms.len()), (Some(Decimal::from(100)), 1));
    });
}

#[test]
fn a_sum_of_converted_numbers_is_rounded_once() {
    with(&[], |evidence| {
        let manner = converted(evidence, "ducat", Some(1935), None);
        let total = evidence.total(&TotalQuery { manner, ..TotalQuery::of(&["loan-1928"]) }).expect("an index");
        assert_eq!(total.shown().as_point(), Some(Decimal::from(1600)));
        // 700 new crowns are 1,400 ducats of 1935; 1,000 ducats of 1928 are 1,000 · 80 / 50 in prices of 1935.
        let manner = converted(evidence, "ducat", Some(1929), None);
        assert_eq!(exact(evidence, "loan-1928", &manner), Decimal::from(1040));
        assert_eq!(shown(evidence, "loan-1928", &manner), Decimal::from(1000));
        assert_eq!(shown(evidence, "loan-new-crowns", &manner), Decimal::from(910));
    });
}

#[test]
fn corrected_rates_are_checked_and_marked() {
    let negative = [("corrections", "rate-fix,rates,ducat-in-crown-1900,value,5,set,-4,Invented.")];
    assert!(codes(&negative).contains(&Code::BadRate));
    let flagged = [("corrections", "rate-flag,rates,ducat-in-crown-1900,value,5,flag,,Invented.")];
    with(&flagged, |evidence| {
        let manner = converted(evidence, "ducat", None, None);
        let old = evidence.worth("loan-old-crowns", &manner).expect("a rate").expect("a figure");
        let new = evidence.worth("loan-new-crowns", &manner).expect("a rate").expect("a figure");
        assert!(evidence.rests_on_correction(&old) && !evidence.rests_on_correction(&new));
    });
}

#[test]
fn rates_are_of_money_and_from_works_that_were_read() {
    let rate =
        |cells: &str| codes(&[("rates", &format!("new-rate,official,{cells},1920,1920,4,,almanac,p. 8,4 to one,,"))]);
    assert_eq!(rate("ducat,tool"), [Code::BadRate]);
    assert_eq!(rate("ducat,index-1950"), [Code::BadRate]);
    let unread = [
        ("works", "unread,Unread 1900,book,,,,,,,,,,,,,,no,,,,Invented."),
        ("rates", "new-rate,official,ducat,crown-1900,1890,1890,5,,unread,p. 8,5 to one,,"),
    ];
    assert!(codes(&unread).contains(&Code::NotConsulted));
    let computed = [("rates", "prices-1936,price-index,ducat,index-1950,1936,1936,81,,almanac,p. 5,,,")];
    assert_eq!(codes(&computed), [Code::BadRate], "a rate without a phrase owes a note");
}

#[test]
fn the_splits_of_a_converted_sum_are_told_in_the_unit_they_add_up_in() {
    let more = [
        ("quantities", "debt,Debt,credit,debt,alba,bora,agreed,,crown-1900,1925,1925,,,,,"),
        ("quantities", "debt-a,Debt a,credit,debt a,alba,bora,agreed,,crown-1900,1925,1925,debt,holder,,,"),
        ("quantities", "debt-b,Debt b,credit,debt b,alba,bora,agreed,,crown-1900,1925,1925,debt,year,,,"),
        ("figures", "debt-a-rival,debt-a,rival,p. 12,90 crowns,90,,,,,,,,,,"),
        ("figures", "debt-b-rival,debt-b,rival,p. 12,100 crowns,100,,,,,,,,,,"),
    ];
    with(&more, |evidence| {
        let manner = converted(evidence, "ducat", None, None);
        let why = evidence.why("debt", &manner).expect("a rate").expect("a quantity");
        assert_eq!((why.number.as_deref(), why.unit.as_deref()), (Some("18–20\u{a0}ducats"), Some("ducat")));
        let splits = why.because.iter().filter(|part| part.what.starts_with("split by"));
        let numbers: Vec<Option<&str>> = splits.map(|split| split.number.as_deref()).collect();
        assert_eq!(numbers, [Some("90\u{a0}old crowns"), Some("100\u{a0}old crowns")]);
    });
}

#[test]
fn no_word_of_a_note_means_anything() {
    let journal = |cells: &str, note: &str| {
        let row =
            format!("carts-journal,carts-1921,journal,line 1,100 carts,,,100,,,,,,,ledger,line 2,{cells},,{note}");
        let more = [("figures", row.as_str())];
        with(&more, |evidence| {
            let figure = evidence.dataset().figures.get("carts-journal").expect("the figure");
            let cited = evidence.dataset().cited_by(figure).map(str::to_owned);
            let witness = Frame::new(evidence).expect("threads").witness(figure);
            let roots = evidence.roots(&["carts-ledger", "carts-journal", "carts-rival"]).len();
            (cited, witness.source(Tongue::english()).expect("a source"), roots)
        })
    };
    let cites = (Some("ledger".to_owned()), "citing Ledger 1930".to_owned(), 2);
    for note in [
        "A copy of the ledger.",
        "He gives one count for each alliance.",
        "Exact in millions; a misprint in thousands; its parts are more than the whole.",
    ] {
        assert_eq!(journal("", note), cites, "{note}");
    }
    // What a column says does.
    assert_eq!(journal("same-count", ""), (None, "one count with Ledger 1930".to_owned(), 2));
    assert_eq!(journal("reprints", "").1, "reprinting Ledger 1930");
    assert_eq!(journal("translates", ""), (cites.0, "translating Ledger 1930".to_owned(), 2));
}

#[test]
fn a_number_stands_in_its_phrase_as_its_reading_says() {
    let of = |phrase: &str, reading: &str, multiplier: &str, value: &str, note: &str| {
        let row = format!("carts-rival,carts-1921,rival,p. 1,{phrase},{reading},{multiplier},{value},,,,,,,,,,,{note}");
        codes(&[("figures", row.as_str())])
    };
    let unread = [Code::UnreadableValue];
    assert_eq!(of("100 carts", "", "", "100", ""), []);
    assert_eq!(of("a herd of carts", "", "", "100", "An exact misprint in millions."), unread);
    assert_eq!(of("a hecatomb of carts", "word", "", "100", ""), []);
    assert_eq!(of("the same again", "implied", "", "100", ""), []);
    assert_eq!(of("1oo carts", "misprint", "", "100", "For 100."), []);
    assert_eq!(of("1oo carts", "misprint", "", "100", ""), [Code::NoteOwed]);
    assert_eq!(of("60 carts and 40 waggons", "summed", "", "100", ""), []);
    assert_eq!(of("60 carts and 40 waggons", "summed", "", "60", ""), unread);
    assert_eq!(of("60 carts and 40 waggons", "", "", "100", ""), unread);
    // What the head of a table gives is counted with, and nothing else is read.
    assert_eq!(of("0.1", "", "1000", "100", ""), []);
    assert_eq!(of("100", "", "1000", "100", ""), unread);
    assert_eq!(of("0.06 and 0.04", "summed", "1000", "100", ""), []);
    assert_eq!(of("100 carts", "", "-1", "100", ""), [Code::BadMultiplier, Code::UnreadableValue]);
}

#[test]
fn a_package_about_no_places_does_without_table_and_column() {
    let folder = Folder::with_tiny_package();
    let path = |name: &str| folder.path().join(name);
    fs::remove_file(path("places.csv")).expect("gone");
    let read = |name: &str| fs::read_to_string(path(name)).expect("a table");
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(read("quantities.csv")));
    let header = reader.headers().expect("a header").clone();
    let column = header.iter().position(|name| name == "place_id").expect("the column");
    let mut writer = csv::Writer::from_writer(Vec::new());
    let without = |record: &csv::StringRecord| {
        record
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != column)
            .map(|(_, cell)| cell.to_owned())
            .collect::<Vec<_>>()
    };
    writer.write_record(without(&header)).expect("a row");
    for record in reader.records() {
        writer.write_record(without(&record.expect("a row"))).expect("a row");
    }
    let text = String::from_utf8(writer.into_inner().expect("a text")).expect("UTF-8");
    fs::write(path("quantities.csv"), &text).expect("a table");
    let package = Package::read(Source::Folder(folder.path().to_path_buf()));
    assert_eq!(check(&package), []);
    assert_eq!(
        package.dataset.quantities.get("carts-delivered").map(|it| it.agreement_id.as_deref()),
        Some(Some("carts-1920"))
    );
    assert!(package.dataset.quantities.iter().all(|quantity| quantity.place_id.is_none()));
    let descriptor = package.descriptor().expect("a descriptor");
    assert!(!descriptor.contains("place_id") && !descriptor.contains("places.csv"), "it describes what is there");
    // What is left of it by a selection is such a package, too.
    let figures: Vec<_> = package.dataset.figures.iter().collect();
    let part = subset(&package, &figures, &[]);
    assert_eq!(part.table("quantities").expect("a table").text().lines().next(), text.lines().next());
    // A first place brings the column into every line, and leaves all cells what they were.
    let mut edit = Edit::default();
    edit.changed.insert(1, [("place_id", "mill-town".to_owned())].into());
    let table = package.table("quantities").expect("a table");
    let with = edit.text(table).expect("a text");
    assert!(
        with.lines()
            .all(|line| line.matches(',').count() > text.lines().next().expect("a header").matches(',').count())
    );
    fs::write(path("quantities.csv"), with).expect("a table");
    fs::copy(fixture("tiny").join("places.csv"), path("places.csv")).expect("a copy");
    let after = Package::read(Source::Folder(folder.path().to_path_buf()));
    let place =
        |package: &Package, row: usize| package.dataset.quantities.iter().nth(row).and_then(|it| it.place_id.clone());
    assert_eq!((place(&after, 1).as_deref(), place(&after, 2)), (Some("mill-town"), None));
    assert_eq!(
        after.dataset.quantities.iter().nth(4).map(|it| &it.label),
        package.dataset.quantities.iter().nth(4).map(|it| &it.label)
    );
}

#[test]
fn a_map_shows_what_has_a_point_and_tells_the_rest() {
    let places = "place_id,label,latitude,longitude,work_id,locator,note\n\
                  town,Town,47.5,8,field-report,line 3,\nregion,Region,,,,,\n";
    let quantity = |id: &str, place: &str, whole: &str| {
        format!(
            "{id},Ploughs {id},tools,,alba,bora,sent,,tool,1930,1930,{whole},{},,{place},,,\n",
            if whole.is_empty() { "" } else { "where" }
        )
    };
    let folder = Folder::with_package(&fixture("meaning"));
    fs::write(folder.path().join("places.csv"), places).expect("a table");
    let rows = [("all", "", ""), ("in-town", "town", "all"), ("in-region", "region", "all"), ("elsewhere", "", "")];
    let table = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a table");
    let more: String = rows.iter().map(|(id, place, whole)| quantity(id, place, whole)).collect();
    fs::write(folder.path().join("quantities.csv"), table("quantities.csv") + &more).expect("a table");
    let figures: Vec<String> =
        rows.iter().map(|(id, ..)| format!("f-{id},{id},field-report,line 3,5 ploughs,5,,,,,,,,,,")).collect();
    folder.append("figures", &(figures.join("\n") + "\n"));
    let package = Package::read(Source::Folder(folder.path().to_path_buf()));
    let evidence = Evidence::new(&package, Options::default());
    let frame = Frame::new(&evidence).expect("a frame");
    let ask = |quantity: &[&str]| {
        let quantity = quantity.iter().map(|id| (*id).to_owned()).collect();
        frame.map(&Query { selection: Selection { quantity, ..Selection::default() }, ..Query::default() })
    };
    let table = ask(&["all", "in-town", "in-region", "elsewhere"]).expect("a map");
    let keys: Vec<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["town"], "a whole without a place does not take the place of its part");
    assert_eq!(
        table.remarks,
        [
            "Not on the map, for no point is known: Region (5).",
            "Not on the map, for no place is told: Ploughs elsewhere.",
        ]
    );
    assert!(ask(&["in-region"]).is_err() && ask(&["all"]).is_err(), "nothing has a point");
}
