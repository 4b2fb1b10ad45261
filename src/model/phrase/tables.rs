//! The number words of English and Russian and what each does in a number.

use rust_decimal::Decimal;

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A number below twenty.
    Small(Decimal),
    /// A multiple of ten or a Russian hundred, to which a small number may be added.
    Tens(Decimal),
    /// A multiplier inside a group: hundred, dozen.
    Group(Decimal),
    /// A multiplier that closes a group: thousand, million.
    Magnitude(Decimal),
    /// A multiplier in the plural, vague where no number stands before it: thousands.
    Plural(Decimal),
    /// A letter that may be a multiplier or a unit: m.
    Letter(Decimal),
    /// A part of one: quarter.
    Fraction(Decimal),
    /// Not a number word.
    None,
}

const ENGLISH_SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const RUSSIAN_SMALL: [&str; 20] = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const RUSSIAN_TENS: [&str; 8] =
    ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];
const RUSSIAN_HUNDREDS: [&str; 9] =
    ["сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

/// The role of a word in lower case.
pub(super) fn role(word: &str) -> Role {
    // "tenfold" is ten times.
    if let Some(times) = word.strip_suffix("fold").filter(|stem| !stem.is_empty()) {
        return role(times);
    }
    let position = |list: &[&str]| list.iter().position(|entry| *entry == word).map(Decimal::from);
    if let Some(value) = position(&ENGLISH_SMALL).or_else(|| position(&RUSSIAN_SMALL)) {
        return Role::Small(value);
    }
    if let Some(index) = position(&ENGLISH_TENS).or_else(|| position(&RUSSIAN_TENS)) {
        return Role::Tens((index + Decimal::TWO) * Decimal::TEN);
    }
    if let Some(index) = position(&RUSSIAN_HUNDREDS) {
        return Role::Tens((index + Decimal::ONE) * Decimal::ONE_HUNDRED);
    }
    let power = |zeros: u32| Decimal::from(10_i64.pow(zeros));
    match word {
        // An article counts one thing, which is how "more than a month" and "another centre" are read.
        "a" | "an" | "another" | "once" | "одна" | "одно" => Role::Small(Decimal::ONE),
        "втрое" => Role::Small(Decimal::from(3)),
        "twice" | "две" | "вдвое" => Role::Small(Decimal::TWO),
        "hundred" => Role::Group(power(2)),
        "dozen" | "дюжина" => Role::Group(Decimal::from(12)),
        "thousand" | "тыс" | "тысяча" => Role::Magnitude(power(3)),
        "million" | "mln" | "mn" | "млн" | "миллион" | "миллиона" => Role::Magnitude(power(6)),
        "billion" | "bn" | "bln" | "milliard" | "млрд" | "миллиард" | "миллиарда" => {
            Role::Magnitude(power(9))
        }
        "trillion" | "трлн" => Role::Magnitude(power(12)),
        "tens" | "десятки" | "десятков" => Role::Plural(power(1)),
        "dozens" => Role::Plural(Decimal::from(12)),
        "hundreds" | "сотни" | "сотен" => Role::Plural(power(2)),
        "thousands" | "тысячи" | "тысяч" => Role::Plural(power(3)),
        "millions" | "миллионы" | "миллионов" => Role::Plural(power(6)),
        "billions" | "миллиарды" | "миллиардов" => Role::Plural(power(9)),
        "k" => Role::Letter(power(3)),
        "m" => Role::Letter(power(6)),
        "b" => Role::Letter(power(9)),
        "half" | "половина" | "половины" => Role::Fraction(Decimal::new(5, 1)),
        "quarter" | "quarters" | "четверть" | "четверти" => Role::Fraction(Decimal::new(25, 2)),
        "thirds" | "трети" => Role::Fraction(Decimal::ONE / Decimal::from(3)),
        _ => Role::None,
    }
}
