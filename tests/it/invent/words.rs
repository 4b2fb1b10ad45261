//! Invented texts and numbers: labels of any length and script, magnitudes, phrases that state a number, dates, locators.

use rust_decimal::Decimal;
use sinosov::fmt;
use sinosov::lang::Tongue;
use sinosov::model::numbers_in;

use super::choices::Choices;

const LATIN: &[char] = &[
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'r', 's', 't', 'u', 'w', 'é', 'ß', 'ł',
];
const CYRILLIC: &[char] =
    &['а', 'б', 'в', 'г', 'д', 'е', 'ж', 'и', 'к', 'л', 'м', 'н', 'о', 'п', 'р', 'с', 'т', 'щ', 'ы', 'ю', 'я', 'ё'];
const CHINESE: &[char] = &['车', '麦', '船', '盐', '贷', '款', '煤', '铁', '工', '厂', '河', '山', '兵', '粮'];
/// What some language of output reads as its own.
const SIGNS: &[&str] =
    &["&", "<b>", "\"", "'", "*", "_", "|", "$", "%", "#", "\\", "`", "…", "’", "=", "+", "@", "(", "\u{301}", "𠮷"];

/// A name for people, of 1 to so many characters, in Latin, Cyrillic or Chinese letters or a mixture; no digit is in it.
pub fn label(choices: &mut Choices<'_>, longest: usize) -> String {
    // Most names are short.
    let longest = if choices.once_in(6) { longest } else { longest.min(24) };
    let length = choices.between(1, longest);
    let scripts = [LATIN, LATIN, CYRILLIC, CHINESE];
    let is_mixed = choices.once_in(5);
    let mut letters = *choices.pick(&scripts);
    let mut text = String::new();
    let mut count = 0;
    while count < length {
        if is_mixed && choices.once_in(4) {
            letters = *choices.pick(&scripts);
        }
        let is_inside = count > 0 && count + 1 < length && !text.ends_with(' ');
        if is_inside && letters != CHINESE && choices.once_in(7) {
            text.push(' ');
        } else if is_mixed && is_inside && choices.once_in(9) {
            let sign = *choices.pick(SIGNS);
            text.push_str(sign);
        } else {
            let letter = *choices.pick(letters);
            text.extend(if count == 0 { letter.to_uppercase().collect::<Vec<_>>() } else { vec![letter] });
        }
        count += 1;
    }
    text
}

/// An amount above zero, of one to five digits, from a millionth to a thousand million million.
pub fn amount(choices: &mut Choices<'_>) -> Decimal {
    let digits = choices.between(1, 5);
    let most = 10_i64.pow(u32::try_from(digits).unwrap_or_default());
    let number = Decimal::from(choices.between(1, usize::try_from(most).unwrap_or(10) - 1));
    // Most amounts are of a size that people count in.
    let power = if choices.once_in(5) { choices.between(0, 16) } else { choices.between(6, 12) };
    scaled(number, i32::try_from(power).unwrap_or_default() - 6)
}

/// A number times a power of ten.
fn scaled(number: Decimal, power: i32) -> Decimal {
    let ten = Decimal::from(10_i64.pow(power.unsigned_abs()));
    let scaled = if power < 0 { number.checked_div(ten) } else { number.checked_mul(ten) };
    scaled.unwrap_or(number).normalize()
}

/// What counts; none of them is a word of a number.
const COUNTED: &[&str] = &["carts", "sacks", "crowns", "телег", "мешков", "крон", "辆", "袋"];

/// A number as a work prints it, such that it can be read back.
pub fn written(choices: &mut Choices<'_>, number: Decimal) -> String {
    let normal = number.normalize();
    let power = |zeros: u32| normal.checked_div(Decimal::from(10_i64.pow(zeros))).map(|it| it.normalize());
    let told = match choices.below(8) {
        0 => Some(fmt::grouped(Tongue::english(), normal)),
        1 => power(6).map(|it| format!("{it} million")),
        2 => power(3).map(|it| format!("{it} thousand")),
        3 => power(4).map(|it| format!("{it}万")),
        4 => power(8).map(|it| format!("{it}亿")),
        5 => power(3).map(|it| format!("{} тыс.", it.to_string().replace('.', ","))),
        6 => power(9).map(|it| format!("{it} billion")),
        _ => None,
    };
    let is_read = |text: &String| numbers_in(text).iter().any(|reading| reading.min == normal || reading.max == normal);
    told.filter(is_read).unwrap_or_else(|| normal.to_string())
}

/// A phrase that states one number, or two as the ends of a range.
pub fn phrase(choices: &mut Choices<'_>, hedge: &str, numbers: &[Decimal]) -> String {
    let counted = *choices.pick(COUNTED);
    let plain = |number: &Decimal| number.normalize().to_string();
    let told = match numbers {
        [one] => written(choices, *one),
        several => several.iter().map(plain).collect::<Vec<_>>().join(" to "),
    };
    let text = format!("{hedge}{told} {counted}");
    let readings = numbers_in(&text);
    let is_read = |number: &Decimal| readings.iter().any(|it| it.min == *number || it.max == *number);
    match numbers.iter().all(is_read) {
        true => text,
        false => format!("{hedge}{} carts", numbers.iter().map(plain).collect::<Vec<_>>().join(" to ")),
    }
}

/// A date of a year, to the year, the month or the day.
pub fn date(choices: &mut Choices<'_>, year: usize) -> String {
    let (month, day) = (choices.between(1, 12), choices.between(1, 28));
    match choices.below(5) {
        0 => format!("{year}-{month:02}"),
        1 => format!("{year}-{month:02}-{day:02}"),
        _ => format!("{year}"),
    }
}

/// The two ends of a period, in order; either may be unknown.
pub fn period(choices: &mut Choices<'_>) -> [String; 2] {
    let first = choices.between(1900, 1960);
    let last = first + if choices.once_in(3) { choices.below(30) } else { 0 };
    let (start, end) = (date(choices, first), date(choices, last));
    match choices.below(10) {
        0 => [start, String::new()],
        1 => [String::new(), end],
        2 => [String::new(), String::new()],
        // Of one year, the finer of two dates may be the earlier; a year holds both of its ends.
        _ if first == last => [first.to_string(), last.to_string()],
        _ => [start, end],
    }
}

/// A place in a work.
pub fn locator(choices: &mut Choices<'_>) -> String {
    let number = choices.between(1, 400);
    match choices.below(8) {
        0 => format!("line {number}"),
        1 => format!("para. {number}"),
        2 => format!("pp. {number}–{}", number + 3),
        3 => format!("\"{}\", para. {}", label(choices, 40).replace('"', ""), number % 20 + 1),
        4 => format!("post {number} (Roe, {} July 2004), para. {}", number % 28 + 1, number % 5 + 1),
        5 => format!("footnote {number}"),
        6 => format!("第{number}页"),
        _ => format!("p. {number}"),
    }
}
