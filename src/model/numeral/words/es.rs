//! Spanish.

use rust_decimal::Decimal;

use super::{Role, counted, power, third};

const SMALL: [&str; 29] = [
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno veintiún veintiuna veintiun",
    "veintidós veintidos",
    "veintitrés veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiséis veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const TENS: [&str; 7] = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
const HUNDREDS: [&str; 9] = [
    "ciento",
    "doscientos doscientas",
    "trescientos trescientas",
    "cuatrocientos cuatrocientas",
    "quinientos quinientas",
    "seiscientos seiscientas",
    "setecientos setecientas",
    "ochocientos ochocientas",
    "novecientos novecientas",
];

pub(super) fn role(word: &str) -> Option<Role> {
    if let Some(number) = counted(&SMALL, word, 1) {
        return Some(if number < 20 { Role::Unit(number) } else { Role::Whole(Decimal::from(number)) });
    }
    if let Some(tens) = counted(&TENS, word, 3) {
        return Some(Role::Tens(tens * 10));
    }
    if let Some(hundreds) = counted(&HUNDREDS, word, 1) {
        return Some(Role::Hundreds(hundreds * 100));
    }
    Some(match word {
        "un" | "una" => Role::Article,
        "cien" => Role::Times(100),
        "mil" => Role::Scale(power(3)),
        "millón" | "millon" | "millones" => Role::Scale(power(6)),
        "millardo" | "millardos" => Role::Scale(power(9)),
        "billón" | "billon" | "billones" => Role::Scale(power(12)),
        "miles" => Role::Scales(power(3)),
        "decena" => Role::Collective(power(1)),
        "docena" | "docenas" => Role::Times(12),
        "veintena" => Role::Collective(Decimal::from(20)),
        "centenar" | "centena" => Role::Collective(power(2)),
        "millar" => Role::Collective(power(3)),
        "decenas" => Role::Scales(power(1)),
        "centenares" | "cientos" => Role::Scales(power(2)),
        "millares" => Role::Scales(power(3)),
        "medio" | "media" | "mitad" => Role::Half,
        "tercios" => third()?,
        "cuarto" | "cuartos" | "cuarta" | "cuartas" => Role::Part(Decimal::new(25, 2)),
        "quintos" | "quintas" => Role::Part(Decimal::new(2, 1)),
        _ => return None,
    })
}
