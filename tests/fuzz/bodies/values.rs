//! Values that are read from texts: numbers in phrases, dates and periods.

use rust_decimal::Decimal;
use sinosov::fmt;
use sinosov::lang::Tongue;
use sinosov::model::{Date, Period, number_places, numbers_in, numerals, words};

/// The number that the first bytes hold.
fn number(data: &[u8]) -> Option<Decimal> {
    let (scale, digits) = data.split_first()?;
    let mut mantissa = [0; 16];
    let count = digits.len().min(12);
    mantissa[..count].copy_from_slice(&digits[..count]);
    Decimal::try_from_i128_with_scale(i128::from_le_bytes(mantissa), u32::from(scale % 29)).ok()
}

/// The numbers of a phrase are in order and stand in it; a number that is printed is read back, to the last digit.
pub fn phrases(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let readings = numbers_in(&text);
    assert!(readings.iter().all(|reading| reading.min <= reading.max), "{text}");
    assert!(words(&text) <= text.chars().count());
    for place in number_places(&text) {
        assert!(text.get(place.clone()).is_some_and(|part| !part.is_empty()), "{place:?} in {text}");
    }
    for lang in ["en", "ru", "zh", "de", "fr", "it", "es", "cs"] {
        let mut end = 0;
        for numeral in numerals(&text, &lang.parse().expect("a language")) {
            assert!(text.get(numeral.place.clone()).is_some_and(|part| !part.is_empty()), "{numeral:?} in {text}");
            assert!(text.get(numeral.said.clone()).is_some(), "{numeral:?} in {text}");
            assert!(end <= numeral.place.start, "{numeral:?} comes before {end} in {text}");
            assert!(numeral.min.zip(numeral.max).is_none_or(|(min, max)| min < max), "{numeral:?} in {text}");
            end = numeral.place.end;
        }
    }
    if let Some(number) = number(data) {
        let is_read =
            |text: &str| numbers_in(text).iter().any(|reading| reading.min == number && reading.max == number);
        for printed in
            [number.to_string(), fmt::grouped(Tongue::english(), number), fmt::short(Tongue::english(), number)]
        {
            assert!(is_read(&printed), "{number} is printed as {printed} and read as {:?}", numbers_in(&printed));
        }
    }
}

/// A date is printed as it was read; of two, the periods that they make meet as periods must.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (left, right) = text.split_once('\n').unwrap_or((&text, ""));
    // What people write is read or refused.
    let _ = fmt::parse_date(left);
    let [left, right] =
        [left, right].map(|part| part.parse::<Date>().ok().inspect(|date| assert_eq!(date.to_string(), part)));
    for date in [left, right].into_iter().flatten() {
        assert!(date.first_day() <= date.last_day());
        // Only days are read back, for only a day is in the locator of a post; no post is older than print.
        if date.day.is_some() && date.year >= 1000 {
            assert_eq!(
                fmt::parse_date(&fmt::date(Tongue::english(), date)),
                Some(date),
                "{}",
                fmt::date(Tongue::english(), date)
            );
        }
    }
    let (one, other) = (Period { start: left, end: right }, Period { start: right, end: left });
    for period in [one, other] {
        assert!(period.meets(&Period::default()), "the unknown meets all");
        assert!(!period.is_ordered() || period.meets(&period), "{period:?} meets itself");
        assert_eq!(one.meets(&other), other.meets(&one));
        assert!(period.one_year().is_none() || left.is_some() && right.is_some());
        let _ = fmt::period(Tongue::english(), &period);
    }
}
