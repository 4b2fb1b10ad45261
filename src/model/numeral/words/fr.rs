//! French, of France, Belgium and Switzerland.

use rust_decimal::Decimal;

use super::{Role, counted, power, third};

const SMALL: [&str; 16] = [
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
];

pub(super) fn role(word: &str) -> Option<Role> {
    Some(match word {
        "un" | "une" => Role::Article,
        "dix" => Role::Ten,
        "vingt" | "vingts" => Role::Score,
        "trente" => Role::Tens(30),
        "quarante" => Role::Tens(40),
        "cinquante" => Role::Tens(50),
        "soixante" => Role::Tens(60),
        "septante" => Role::Tens(70),
        "huitante" | "octante" => Role::Tens(80),
        "nonante" => Role::Tens(90),
        "cent" | "cents" => Role::Times(100),
        "mille" | "mil" => Role::Scale(power(3)),
        "million" | "millions" => Role::Scale(power(6)),
        "milliard" | "milliards" | "md" => Role::Scale(power(9)),
        "billion" | "billions" => Role::Scale(power(12)),
        "milliers" => Role::Scales(power(3)),
        "dizaine" => Role::Collective(power(1)),
        "douzaine" | "douzaines" => Role::Times(12),
        "quinzaine" => Role::Collective(Decimal::from(15)),
        "vingtaine" => Role::Collective(Decimal::from(20)),
        "trentaine" => Role::Collective(Decimal::from(30)),
        "quarantaine" => Role::Collective(Decimal::from(40)),
        "cinquantaine" => Role::Collective(Decimal::from(50)),
        "soixantaine" => Role::Collective(Decimal::from(60)),
        "centaine" => Role::Collective(power(2)),
        "millier" => Role::Collective(power(3)),
        "dizaines" => Role::Scales(power(1)),
        "centaines" => Role::Scales(power(2)),
        "demi" | "demie" | "moitié" => Role::Half,
        "tiers" => third()?,
        "quart" | "quarts" => Role::Part(Decimal::new(25, 2)),
        "cinquième" | "cinquièmes" => Role::Part(Decimal::new(2, 1)),
        "dixièmes" => Role::Part(Decimal::new(1, 1)),
        _ => return counted(&SMALL, word, 1).map(Role::Unit),
    })
}
