//! Italian, whose numbers are one word up to a million.

use rust_decimal::Decimal;

use super::{Role, counted, power, third};

const SMALL: [&str; 19] = [
    "uno un una",
    "due",
    "tre tré",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
/// Before *uno* and *otto* the last letter falls away.
const TENS: [&str; 8] = [
    "venti vent",
    "trenta trent",
    "quaranta quarant",
    "cinquanta cinquant",
    "sessanta sessant",
    "settanta settant",
    "ottanta ottant",
    "novanta novant",
];

pub(super) fn role(word: &str) -> Option<Role> {
    Some(match word {
        "un" | "uno" | "una" => Role::Article,
        "cento" => Role::Times(100),
        "mille" => Role::Scale(power(3)),
        "mila" => Role::Scale(power(3)),
        "milione" | "milioni" => Role::Scale(power(6)),
        "miliardo" | "miliardi" => Role::Scale(power(9)),
        "bilione" | "bilioni" => Role::Scale(power(12)),
        "migliaia" => Role::Scales(power(3)),
        "decina" => Role::Collective(power(1)),
        "dozzina" | "dozzine" => Role::Times(12),
        "ventina" => Role::Collective(Decimal::from(20)),
        "trentina" => Role::Collective(Decimal::from(30)),
        "quarantina" => Role::Collective(Decimal::from(40)),
        "cinquantina" => Role::Collective(Decimal::from(50)),
        "centinaio" => Role::Collective(power(2)),
        "migliaio" => Role::Collective(power(3)),
        "decine" => Role::Scales(power(1)),
        "centinaia" => Role::Scales(power(2)),
        "mezzo" | "mezza" | "metà" => Role::Half,
        "terzi" => third()?,
        "quarto" | "quarti" => Role::Part(Decimal::new(25, 2)),
        "quinti" => Role::Part(Decimal::new(2, 1)),
        _ => match counted(&SMALL, word, 1) {
            Some(number) => Role::Unit(number),
            None => Role::Whole(Decimal::from(below_million(word)?)),
        },
    })
}

fn below_million(word: &str) -> Option<u32> {
    if let Some(rest) = word.strip_prefix("mille") {
        return Some(1000 + if rest.is_empty() { 0 } else { below_thousand(rest)? });
    }
    match word.split_once("mila") {
        Some((thousands, rest)) => {
            let rest = if rest.is_empty() { 0 } else { below_thousand(rest)? };
            Some(below_thousand(thousands)? * 1000 + rest)
        }
        None => below_thousand(word),
    }
}

fn below_thousand(word: &str) -> Option<u32> {
    let Some((hundreds, rest)) = word.split_once("cent") else { return below_hundred(word) };
    let hundreds = if hundreds.is_empty() { 1 } else { counted(&SMALL, hundreds, 1).filter(|it| *it < 10)? };
    // Centotto and centootto, centuno.
    let rest_is = |rest: &str| if rest.is_empty() { Some(0) } else { below_hundred(rest) };
    let below = rest.strip_prefix('o').and_then(rest_is).or_else(|| rest_is(rest).filter(|_| !rest.is_empty()))?;
    Some(hundreds * 100 + below)
}

fn below_hundred(word: &str) -> Option<u32> {
    if let Some(number) = counted(&SMALL, word, 1).or_else(|| counted(&TENS, word, 2).map(|tens| tens * 10)) {
        return Some(number).filter(|_| !word.ends_with("nt"));
    }
    word.char_indices().skip(1).find_map(|(at, _)| {
        let tens = counted(&TENS, &word[..at], 2)?;
        let unit = counted(&SMALL, &word[at..], 1).filter(|unit| *unit < 10)?;
        Some(tens * 10 + unit)
    })
}
