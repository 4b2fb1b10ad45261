//! Chinese numerals: digits, 十百千 within a group of four places, 万 and 亿 between groups, and the vague 数 and 几.

use rust_decimal::Decimal;

use super::Reading;

/// Whether the character is a Chinese ideograph.
pub(super) fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character) || character == '〇'
}

fn digit(character: char) -> Option<Decimal> {
    let value = match character {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(Decimal::from(value))
}

fn place(character: char) -> Option<Decimal> {
    let zeros = match character {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        _ => return None,
    };
    Some(Decimal::from(10_i64.pow(zeros)))
}

fn group(character: char) -> Option<Decimal> {
    let zeros = match character {
        '万' => 4,
        '亿' => 8,
        _ => return None,
    };
    Some(Decimal::from(10_i64.pow(zeros)))
}

/// The multiplier that a run of characters begins with, after digits: 亿, 千万.
pub(super) fn magnitude(characters: &str) -> Option<Decimal> {
    let mut factors = characters.chars().map_while(|character| place(character).or_else(|| group(character)));
    let first = factors.next()?;
    factors.try_fold(first, |product, factor| product.checked_mul(factor))
}

/// The numbers spelled in a run of characters.
pub(super) fn read(characters: &str) -> Vec<Reading> {
    let mut readings = Vec::new();
    let all: Vec<char> = characters.chars().collect();
    let mut at = 0;
    while at < all.len() {
        let numeral = |c: char| digit(c).is_some() || place(c).is_some() || group(c).is_some();
        let is_vague = matches!(all[at], '数' | '几');
        let start = if is_vague { at + 1 } else { at };
        let length = all[start..].iter().take_while(|character| numeral(**character)).count();
        let spelled: String = all[start..start + length].iter().collect();
        if is_vague {
            readings.extend(magnitude(&spelled).and_then(Reading::vague));
        } else if spelled.chars().any(|character| digit(character).is_some() || place(character).is_some()) {
            readings.extend(number(&spelled).map(Reading::point));
        }
        at = start + length.max(1);
    }
    readings
}

/// The number that numerals spell; `None` if it has too many digits to be kept.
fn number(spelled: &str) -> Option<Decimal> {
    let (mut total, mut section, mut last) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for character in spelled.chars() {
        if let Some(value) = digit(character) {
            last = value;
        } else if let Some(power) = place(character) {
            let times = if last.is_zero() { power } else { last.checked_mul(power)? };
            section = section.checked_add(times)?;
            last = Decimal::ZERO;
        } else if let Some(power) = group(character) {
            total = total.checked_add(section)?.checked_add(last)?.checked_mul(power)?;
            section = Decimal::ZERO;
            last = Decimal::ZERO;
        }
    }
    total.checked_add(section)?.checked_add(last)
}
