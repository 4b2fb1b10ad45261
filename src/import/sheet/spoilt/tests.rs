//! What spreadsheets do, case by case.

use super::*;

/// What a column holds.
const TEXT: Kind = Kind::Text;
const NUMBER: Kind = Kind::Decimal;
const DATE: Kind = Kind::Date;

fn t(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn n(number: f64) -> Value {
    Value::number(number)
}

fn d(text: &str) -> Value {
    Value::iso(text)
}

fn s(serial: i64) -> Value {
    Value::Date(Day::of_serial(serial).expect("a day"))
}

/// In one word: `same`, `kept`, `lost`, or the new text.
fn word(old: &str, new: &Value, kind: Kind, decimals: Decimals, is_workbook: bool) -> String {
    match judge(old, new, Wanted { kind, is_dated: false, decimals, is_workbook }) {
        Verdict::Same => "same".to_owned(),
        Verdict::Kept(_) => "kept".to_owned(),
        Verdict::Lost(..) => "lost".to_owned(),
        Verdict::New(text) | Verdict::Cleaned(text, _) => format!("={text}"),
    }
}

#[test]
fn what_a_spreadsheet_has_made_of_a_cell_is_told_from_what_a_person_wrote() {
    let long = "x".repeat(300);
    let cases: Vec<(&str, Value, Kind, &str)> = vec![
        // Months and days.
        ("1938-07", d("1938-07-01"), DATE, "kept"),
        ("1938-07", s(14_062), DATE, "kept"),
        ("1938-07", t("1938-07-01"), DATE, "kept"),
        ("1938-07", t("01.07.1938"), DATE, "kept"),
        ("1938-07", t("7/1/1938"), DATE, "kept"),
        ("1938-07", t("Jul-38"), DATE, "kept"),
        ("1938-07", t("июл.38"), DATE, "kept"),
        ("1938-07", t("1938年7月"), DATE, "kept"),
        ("1938-07", n(14_062.0), DATE, "kept"),
        ("1938-07", t("14062"), DATE, "kept"),
        ("1938-07", d("1938-08-01"), DATE, "lost"),
        ("1938-07", d("1938-08-15"), DATE, "=1938-08-15"),
        ("1938-07", t("1938-08"), DATE, "=1938-08"),
        ("1938-07", t("1938"), DATE, "=1938"),
        ("1938-07", n(1939.0), DATE, "=1939"),
        ("1938-07-01", t("1938-07"), DATE, "=1938-07"),
        ("1938-07-01", d("1938-07-01"), DATE, "same"),
        ("1938-07-01", t("01.07.1938"), DATE, "kept"),
        ("1938-07-05", n(14_066.0), DATE, "kept"),
        ("1938-07-05", d("1938-07-01"), DATE, "=1938-07-01"),
        ("1938", n(1938.0), DATE, "same"),
        ("1938", s(1938), DATE, "kept"),
        ("", d("1938-07-15"), DATE, "=1938-07-15"),
        ("", d("1938-07-01"), DATE, "lost"),
        ("", t("1938-07-01"), DATE, "=1938-07-01"),
        ("", t("15.07.1938"), DATE, "=1938-07-15"),
        ("", t("5/7/1938"), DATE, "lost"),
        ("", t("Jul-38"), DATE, "lost"),
        ("", n(15.0), DATE, "lost"),
        ("1938", t(""), DATE, "="),
        // Texts that look like days.
        ("10-27", d("2026-10-27"), TEXT, "kept"),
        ("10-27", t("27-Oct"), TEXT, "kept"),
        ("10-27", t("10/27/2026"), TEXT, "kept"),
        ("10-27", t("Oct-27"), TEXT, "kept"),
        ("10-27", d("2026-11-27"), TEXT, "lost"),
        ("10-27", t("10-28"), TEXT, "=10-28"),
        ("1/2", d("2026-02-01"), TEXT, "kept"),
        ("1/2", t("1-Feb"), TEXT, "kept"),
        ("1/2", n(0.5), TEXT, "kept"),
        ("1/2", s(46_054), TEXT, "kept"),
        ("mar-1", d("2026-03-01"), TEXT, "kept"),
        ("dec-1949", d("1949-12-01"), TEXT, "kept"),
        ("4 May 1938", d("1938-05-04"), TEXT, "kept"),
        ("1938-07-01", t("7/1/1938"), TEXT, "kept"),
        ("10:27", Value::Time(37_620), TEXT, "same"),
        ("10:27:30", Value::Time(37_650), TEXT, "kept"),
        ("p. 5", d("2026-10-27"), TEXT, "lost"),
        ("p. 5", t("27-Oct"), TEXT, "lost"),
        ("", t("27-Oct"), TEXT, "lost"),
        ("p. 5", t("p. 6"), TEXT, "=p. 6"),
        // Numbers.
        ("2.50", n(2.5), NUMBER, "same"),
        ("2.5", t("2.50"), NUMBER, "same"),
        ("1285", t("1,285 "), NUMBER, "same"),
        ("300", t("300"), NUMBER, "same"),
        ("12345678901234567593", n(12_345_678_901_234_567_593.0), NUMBER, "kept"),
        ("12345678901234567593", t("12345678901234500000"), NUMBER, "kept"),
        ("79228162514264337593", t("7.92E+19"), NUMBER, "kept"),
        ("79228162514264337593", t("7.92282E+19"), NUMBER, "kept"),
        ("123456789012", t("1.23457E+11"), NUMBER, "kept"),
        ("0.123456789012", t("0.123456789"), NUMBER, "kept"),
        ("0.3", n(0.1 + 0.2), NUMBER, "same"),
        ("1285", n(1286.0), NUMBER, "=1286"),
        ("1285.5", t("1286"), NUMBER, "=1286"),
        ("1285", t("about 1286"), NUMBER, "lost"),
        ("10.27", d("2026-10-27"), NUMBER, "kept"),
        ("1938", s(1938), NUMBER, "kept"),
        ("1938", Value::Truth(true), NUMBER, "lost"),
        ("5", t("#####"), NUMBER, "lost"),
        ("5", t(""), NUMBER, "="),
        ("5", Value::Covered, NUMBER, "lost"),
        ("5", n(f64::NAN), NUMBER, "lost"),
        // Texts that look like numbers.
        ("007", n(7.0), TEXT, "kept"),
        ("007", t("7"), TEXT, "kept"),
        ("007", t("8"), TEXT, "=8"),
        ("15", n(15.0), TEXT, "same"),
        ("15", n(16.0), TEXT, "=16"),
        ("1E5", n(100_000.0), TEXT, "kept"),
        ("1e5", t("1.00E+05"), TEXT, "kept"),
        ("2.50", n(2.5), TEXT, "kept"),
        ("9783161484100", t("9.78316E+12"), TEXT, "kept"),
        ("5%", n(0.05), TEXT, "kept"),
        ("TRUE", Value::Truth(true), TEXT, "same"),
        ("true", Value::Truth(true), TEXT, "kept"),
        ("true", t("TRUE"), TEXT, "kept"),
        ("x", Value::Truth(true), TEXT, "lost"),
        // Formulas.
        ("=1+1", n(2.0), TEXT, "kept"),
        ("+ 20 carts", Value::Error("#NAME?".to_owned()), TEXT, "kept"),
        ("-carts", t("#NAME?"), TEXT, "kept"),
        ("@roe", t("#NAME?"), TEXT, "kept"),
        ("carts", Value::Error("#REF!".to_owned()), TEXT, "lost"),
        ("carts", t("#VALUE!"), TEXT, "lost"),
        ("carts", t("Err:508"), TEXT, "lost"),
        ("=1+1", t("'=1+1"), TEXT, "same"),
        ("10-27", t("'10-27"), TEXT, "same"),
        ("=1+1", t("2"), TEXT, "kept"),
        ("=SUM(", t("0"), TEXT, "kept"),
        ("-5", n(6.0), TEXT, "=6"),
        ("-5", t("6"), TEXT, "=6"),
        ("10:27", t("10:27:00 AM"), TEXT, "kept"),
        ("22:27", t("10:27 PM"), TEXT, "kept"),
        ("10:27", t("10:28"), TEXT, "=10:28"),
        ("7/1/1938", t("07/01/1938"), TEXT, "kept"),
        ("7/1/1938", t("01/07/1938"), TEXT, "kept"),
        ("7/1/1938", t("1/7/1938"), TEXT, "=1/7/1938"),
        ("1/2", t("01/02"), TEXT, "kept"),
        // Letters.
        ("车辆三十", t("????"), TEXT, "kept"),
        ("Тележка", t("???????"), TEXT, "kept"),
        ("Müller, 300 carts", t("M?ller, 300 carts"), TEXT, "kept"),
        ("Müller, 300 carts", t("Muller, 300 carts"), TEXT, "=Muller, 300 carts"),
        ("Müller, 300 carts", t("M?ller, 301 carts"), TEXT, "lost"),
        ("", t("????"), TEXT, "lost"),
        ("Советы", t("Ð¡Ð¾Ð²ÐµÑ‚Ñ‹"), TEXT, "kept"),
        ("Müller", t("MÃ¼ller"), TEXT, "kept"),
        ("Müller", t("MÃ¼ller on carts"), TEXT, "lost"),
        ("車", t("\u{fffd}"), TEXT, "lost"),
        ("it's a \"cart\" - one", t("it’s a “cart” – one"), TEXT, "kept"),
        ("1921–25", t("1921-25"), TEXT, "=1921-25"),
        ("wait...", t("wait…"), TEXT, "kept"),
        ("Müller", t("Mu\u{308}ller"), TEXT, "kept"),
        ("two carts", t("two carts "), TEXT, "kept"),
        ("two carts", t("two\u{a0}carts"), TEXT, "kept"),
        ("two carts", t(" three carts "), TEXT, "=three carts"),
        ("", t("  "), TEXT, "same"),
        (&long, t(&long[..255]), TEXT, "kept"),
        ("carts", t("waggons"), TEXT, "=waggons"),
        ("carts", t(""), TEXT, "="),
        ("carts", Value::Empty, TEXT, "="),
        ("", n(16.0), TEXT, "=16"),
        // What only looks as if a spreadsheet had made it.
        ("20 carts", t("20 sets"), TEXT, "=20 sets"),
        ("10 decks", t("10 decoys"), TEXT, "=10 decoys"),
        ("2000 crowns", t("2000 marks"), TEXT, "=2000 marks"),
        ("", t("output-1913"), Kind::Id, "=output-1913"),
        ("p. 5", t("'15 May 1938"), TEXT, "=15 May 1938"),
        ("one", t("one\ntwo"), TEXT, "=one two"),
        ("one two", t("one\r\ntwo"), TEXT, "kept"),
        ("", t("Histoire de l’État"), TEXT, "=Histoire de l’État"),
        ("", t("RENÉ’s carts"), TEXT, "=RENÉ’s carts"),
        ("-", n(15.0), TEXT, "=15"),
        ("1140", t("1,140"), TEXT, "=1,140"),
        ("1234567891.4", n(1_234_567_891.0), NUMBER, "=1234567891"),
        ("5", n(0.1 + 0.2), NUMBER, "=0.3"),
        ("1938-07", s(1939), DATE, "lost"),
    ];
    assert!(cases.len() > 100);
    let told = |(old, new, kind, wanted): &(&str, Value, Kind, &str)| {
        let found = word(old, new, *kind, Decimals::Point, !matches!(new, Value::Text(_)));
        (found != *wanted).then(|| format!("{old} -> {new:?}: {found}, not {wanted}"))
    };
    assert_eq!(cases.iter().filter_map(told).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_size_of_a_number_is_never_guessed() {
    let mut wrong = Vec::new();
    for (text, point, comma, unknown) in [
        ("1,234", "=1234", "=1.234", "lost"),
        ("1.234", "=1.234", "=1234", "lost"),
        ("1,5", "lost", "=1.5", "=1.5"),
        ("1.5", "=1.5", "=1.5", "=1.5"),
        ("1.234,5", "lost", "=1234.5", "=1234.5"),
        ("1,234,567", "=1234567", "=1234567", "=1234567"),
        ("1 234 567", "=1234567", "=1234567", "=1234567"),
        ("12,34,567", "lost", "lost", "lost"),
        ("-5", "=-5", "=-5", "=-5"),
        ("(5)", "=-5", "=-5", "=-5"),
        ("+5", "=5", "=5", "=5"),
        ("007", "=7", "=7", "=7"),
        ("5.", "=5", "=5", "=5"),
        (",5", "lost", "=0.5", "=0.5"),
        ("1e3", "=1000", "=1000", "=1000"),
        ("1E-3", "=0.001", "=0.001", "=0.001"),
        ("1E999", "lost", "lost", "lost"),
        ("0,001", "lost", "=0.001", "=0.001"),
        ("1.20", "=1.20", "=1.20", "=1.20"),
    ] {
        for (decimals, wanted) in [(Decimals::Point, point), (Decimals::Comma, comma), (Decimals::Unknown, unknown)] {
            let found = word("", &t(text), NUMBER, decimals, false);
            wrong.extend((found != wanted).then(|| format!("{text}, {decimals:?}: {found}, not {wanted}")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    // A text in a workbook that is a number of a table is that.
    assert_eq!(word("", &t("1.234"), NUMBER, Decimals::Unknown, true), "=1.234");
    assert_eq!(word("", &t("1,234"), NUMBER, Decimals::Unknown, true), "lost");
    // What is the old number is that, unless the file writes numbers so that it is a thousandth of it.
    for (decimals, wanted) in [(Decimals::Point, "lost"), (Decimals::Comma, "same"), (Decimals::Unknown, "same")] {
        assert_eq!(word("1234", &t("1.234"), NUMBER, decimals, false), wanted, "{decimals:?}");
    }
    assert_eq!(word("1.234", &t("1,234"), NUMBER, Decimals::Point, false), "lost");
}

#[test]
fn a_text_of_a_workbook_is_what_was_typed() {
    for (old, new, kind, wanted) in [
        ("p. 5", "15 May 1938", TEXT, "=15 May 1938"),
        ("10-27", "27-Oct", TEXT, "=27-Oct"),
        ("1920-07", "1920-07-01", DATE, "=1920-07-01"),
        ("Carts – promised", "Carts promised?", TEXT, "=Carts promised?"),
        ("Тележка", "???????", TEXT, "kept"),
        ("", "????", TEXT, "lost"),
    ] {
        assert_eq!(word(old, &t(new), kind, Decimals::Unknown, true), wanted, "{old} -> {new}");
    }
}
