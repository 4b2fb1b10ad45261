//! Chinese numerals: digits, 十百千 within a group of four places, 万 and 亿 between groups, and the vague 数 and 几; simple,
//! traditional, and as cheques have them.

use rust_decimal::Decimal;

use super::Reading;
use crate::model::exact;

/// Whether the character is a Chinese ideograph.
pub(in crate::model) fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character) || character == '〇'
}

fn digit(character: char) -> Option<Decimal> {
    let value = match character {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(Decimal::from(value))
}

fn place(character: char) -> Option<Decimal> {
    let zeros = match character {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        _ => return None,
    };
    Some(Decimal::from(10_i64.pow(zeros)))
}

fn group(character: char) -> Option<Decimal> {
    let zeros = match character {
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        _ => return None,
    };
    Some(Decimal::from(10_i64.pow(zeros)))
}

/// The multiplier that a run of characters begins with, after digits: 亿, 千万; 余万 and 多万, which are more than it.
pub(super) fn magnitude(characters: &str) -> Option<Decimal> {
    let more = |character: &char| matches!(character, '余' | '餘' | '多');
    let mut factors =
        characters.chars().skip_while(more).map_while(|character| place(character).or_else(|| group(character)));
    let first = factors.next()?;
    factors.try_fold(first, exact::multiply)
}

/// Whether a run of characters is a multiplier and nothing more.
pub(super) fn is_magnitude(characters: &str) -> bool {
    characters.chars().all(|character| place(character).or_else(|| group(character)).is_some())
}

/// A fraction, whose lower part is said first: 五分之一 is a fifth, 百分之一 one of a hundred, which is one percent.
fn fraction(characters: &str) -> Option<Reading> {
    let (below, above) = characters.split_once("分之")?;
    let last =
        |text: &str| text.chars().rev().take_while(|c| digit(*c).or_else(|| place(*c)).is_some()).collect::<String>();
    let first = |text: &str| text.chars().take_while(|c| digit(*c).or_else(|| place(*c)).is_some()).collect::<String>();
    let (below, above) = (number(&last(below).chars().rev().collect::<String>())?, number(&first(above))?);
    match below == Decimal::ONE_HUNDRED {
        true => Some(Reading::point(above)),
        false => Some(Reading { fraction: true, ..Reading::point(above.checked_div(below)?) }),
    }
}

/// The numbers spelled in a run of characters.
pub(super) fn read(characters: &str) -> Vec<Reading> {
    if let Some(fraction) = fraction(characters) {
        return vec![fraction];
    }
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
        } else if start > 0 && matches!(all[start - 1], '近' | '约' | '約' | '上' | '逾') {
            // 近万 is nearly ten thousand.
            readings.extend(magnitude(&spelled).map(Reading::point));
        }
        at = start + length.max(1);
    }
    readings
}

/// The number of digits and numerals mixed (12亿3千5百万), from runs of both in turn.
pub(super) fn mixed(parts: &[(Decimal, &str)]) -> Option<Decimal> {
    let (mut total, mut section) = (Decimal::ZERO, Decimal::ZERO);
    for (digits, characters) in parts {
        let mut last = *digits;
        for character in characters.chars() {
            if let Some(power) = place(character) {
                section = exact::add(section, exact::multiply(last, power)?)?;
            } else if let Some(power) = group(character) {
                total = exact::add(total, exact::multiply(exact::add(section, last)?, power)?)?;
                section = Decimal::ZERO;
            } else {
                break;
            }
            last = Decimal::ZERO;
        }
        section = exact::add(section, last)?;
    }
    exact::add(total, section)
}

/// The number that numerals spell; `None` if it has too many digits to be kept.
fn number(spelled: &str) -> Option<Decimal> {
    let (mut total, mut section, mut last) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for character in spelled.chars() {
        if let Some(value) = digit(character) {
            last = value;
        } else if let Some(power) = place(character) {
            let times = if last.is_zero() { power } else { exact::multiply(last, power)? };
            section = exact::add(section, times)?;
            last = Decimal::ZERO;
        } else if let Some(power) = group(character) {
            total = exact::multiply(exact::add(exact::add(total, section)?, last)?, power)?;
            section = Decimal::ZERO;
            last = Decimal::ZERO;
        }
    }
    exact::add(exact::add(total, section)?, last)
}
