//! English.

use rust_decimal::Decimal;

use super::{Role, counted, power, third};

const SMALL: [&str; 19] = [
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
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

pub(super) fn role(word: &str) -> Option<Role> {
    if let Some(number) = counted(&SMALL, word, 1) {
        return Some(Role::Unit(number));
    }
    if let Some(tens) = counted(&TENS, word, 2) {
        return Some(Role::Tens(tens * 10));
    }
    Some(match word {
        "a" | "an" => Role::Article,
        "another" => Role::Unit(1),
        "twice" | "double" => Role::Unit(2),
        "hundred" => Role::Times(100),
        "dozen" => Role::Times(12),
        "score" => Role::Times(20),
        "gross" => Role::Times(144),
        "thousand" => Role::Scale(power(3)),
        "lakh" | "lakhs" => Role::Scale(power(5)),
        "million" | "mln" | "mn" | "mio" => Role::Scale(power(6)),
        "crore" | "crores" => Role::Scale(power(7)),
        "billion" | "bn" | "bln" | "milliard" => Role::Scale(power(9)),
        "trillion" | "tn" => Role::Scale(power(12)),
        "tens" => Role::Scales(power(1)),
        "hundreds" => Role::Scales(power(2)),
        "thousands" => Role::Scales(power(3)),
        "millions" => Role::Scales(power(6)),
        "billions" => Role::Scales(power(9)),
        "half" => Role::Half,
        "thirds" => third()?,
        "quarter" | "quarters" => Role::Part(Decimal::new(25, 2)),
        "fifth" | "fifths" => Role::Part(Decimal::new(2, 1)),
        "tenths" => Role::Part(Decimal::new(1, 1)),
        _ => return None,
    })
}
