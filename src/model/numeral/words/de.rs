//! German, whose numbers are one word up to a million.

use rust_decimal::Decimal;

use super::{Role, counted, power, third};

const SMALL: [&str; 19] = [
    "eins ein",
    "zwei zwo",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const TENS: [&str; 8] =
    ["zwanzig", "dreißig dreissig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

pub(super) fn role(word: &str) -> Option<Role> {
    Some(match word {
        "ein" | "eine" | "einer" | "einem" | "einen" | "eines" => Role::Article,
        "zweier" | "zweien" | "beide" | "beiden" => Role::Unit(2),
        "dreier" | "dreien" => Role::Unit(3),
        "hundert" => Role::Times(100),
        "dutzend" => Role::Times(12),
        "schock" => Role::Times(60),
        "tausend" | "tsd" => Role::Scale(power(3)),
        "million" | "millionen" | "mio" | "mill" => Role::Scale(power(6)),
        "milliarde" | "milliarden" | "mrd" | "md" => Role::Scale(power(9)),
        "billion" | "billionen" | "bio" => Role::Scale(power(12)),
        "dutzende" | "dutzenden" => Role::Scales(Decimal::from(12)),
        "hunderte" | "hunderten" | "hunderter" => Role::Scales(power(2)),
        "tausende" | "tausenden" | "tausender" => Role::Scales(power(3)),
        "zehntausende" | "zehntausenden" | "zehntausender" => Role::Scales(power(4)),
        "hunderttausende" | "hunderttausenden" | "hunderttausender" => Role::Scales(power(5)),
        "halb" | "halbe" | "halben" | "halber" | "halbes" | "hälfte" => Role::Half,
        "drittel" => third()?,
        "viertel" => Role::Part(Decimal::new(25, 2)),
        "fünftel" => Role::Part(Decimal::new(2, 1)),
        "zehntel" => Role::Part(Decimal::new(1, 1)),
        _ => return run_together(word),
    })
}

/// Numbers that are written as one word, and the halves: «zweitausendvierhundert», «dreieinhalb», «zweieinhalbtausend».
fn run_together(word: &str) -> Option<Role> {
    if let Some(number) = counted(&SMALL, word, 1) {
        return Some(Role::Unit(number));
    }
    if let Some(rest) = word.strip_suffix("tausend")
        && let Some(Role::Mixed(mixed)) = mixed(rest)
    {
        return Some(Role::Whole(mixed * power(3)));
    }
    mixed(word).or_else(|| below_million(word).map(Role::Whole))
}

fn mixed(word: &str) -> Option<Role> {
    let half = Decimal::new(5, 1);
    if word == "anderthalb" || word == "eineinhalb" {
        return Some(Role::Mixed(Decimal::new(15, 1)));
    }
    let whole = below_hundred(word.strip_suffix("einhalb")?)?;
    Some(Role::Mixed(Decimal::from(whole) + half))
}

fn below_million(word: &str) -> Option<Decimal> {
    match word.split_once("tausend") {
        Some((thousands, rest)) => {
            let thousands = if thousands.is_empty() { 1 } else { below_thousand(thousands)? };
            let rest = rest.strip_prefix("und").unwrap_or(rest);
            let rest = if rest.is_empty() { 0 } else { below_thousand(rest)? };
            Some(Decimal::from(thousands * 1000 + rest))
        }
        None => below_thousand(word).map(Decimal::from),
    }
}

/// Hundreds count on past nine: «zwölfhundert».
fn below_thousand(word: &str) -> Option<u32> {
    match word.split_once("hundert") {
        Some((hundreds, rest)) => {
            let hundreds = if hundreds.is_empty() { 1 } else { below_hundred(hundreds)? };
            let rest = rest.strip_prefix("und").unwrap_or(rest);
            let rest = if rest.is_empty() { 0 } else { below_hundred(rest)? };
            Some(hundreds * 100 + rest)
        }
        None => below_hundred(word),
    }
}

fn below_hundred(word: &str) -> Option<u32> {
    if let Some(number) = counted(&SMALL, word, 1).or_else(|| counted(&TENS, word, 2).map(|tens| tens * 10)) {
        return Some(number);
    }
    let (unit, tens) = word.split_once("und")?;
    Some(counted(&SMALL, unit, 1)? + counted(&TENS, tens, 2)? * 10)
}
