//! Digits with the signs that part thousands and fractions, which differ by language.

use rust_decimal::Decimal;

/// Which signs a language puts before a fraction, and which between groups of digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    pub(super) point: &'static [char],
    pub(super) group: &'static [char],
}

impl Signs {
    /// 1,234.5 and, in older British print, 2·617.
    pub(super) const POINT: Self = Self { point: &['.', '·'], group: &[','] };
    /// 1.234,5
    pub(super) const COMMA: Self = Self { point: &[','], group: &['.'] };
    /// 1 234,5; a point is one, too.
    pub(super) const SPACE: Self = Self { point: &[',', '.'], group: &[] };
}

/// The value of a digit, plain or as wide as a Chinese character.
pub(super) fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_u32(u32::from(character) - 0xfee0),
        _ => None,
    }
}

/// Signs that part groups of three digits in every language.
fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
}

/// The number whose digits begin at a place, and where they end; no number where the signs between them make none.
pub(super) fn read(text: &str, start: usize, signs: &Signs) -> (Option<Decimal>, usize) {
    let mut groups = vec![String::new()];
    let mut between: Vec<char> = Vec::new();
    let mut end = start;
    loop {
        let run: String = text[end..].chars().map_while(digit).collect();
        end += text[end..].chars().take(run.len()).map(char::len_utf8).sum::<usize>();
        if let Some(group) = groups.last_mut() {
            *group = run;
        }
        let mut rest = text[end..].chars();
        let Some(sign) = rest.next() else { break };
        let next = rest.map_while(digit).count();
        let sign_as_read = if sign == '．' { '.' } else { sign };
        let goes_on = match sign_as_read {
            '.' | ',' | '·' => next > 0,
            // A space parts groups of three alone, and each the same.
            space if is_space(space) => {
                let all_alike = between.iter().all(|it| *it == space);
                next == 3 && all_alike && (1..=3).contains(&groups[0].len())
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        between.push(sign_as_read);
        groups.push(String::new());
        end += sign.len_utf8();
    }
    (number(&groups, &between, signs), end)
}

/// What groups of digits are with the signs between them.
fn number(groups: &[String], between: &[char], signs: &Signs) -> Option<Decimal> {
    let joined = |groups: &[String]| groups.concat();
    let Some((&last, others)) = between.split_last() else { return joined(groups).parse().ok() };
    let can_group = |sign: &char| is_space(*sign) || signs.group.contains(sign);
    let of_three = |groups: &[String]| groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    // 12,34,567: in India the groups above the thousands are of two.
    let of_two = |groups: &[String]| {
        let (hundreds, above) = groups[1..].split_last().unwrap_or((&groups[0], &[]));
        groups[0].len() <= 2 && hundreds.len() == 3 && above.iter().all(|group| group.len() == 2)
    };
    // One sign twice or more parts groups, whatever the language: a number has one point.
    let is_repeated = between.len() > 1 && between.iter().all(|sign| *sign == last);
    if (between.iter().all(can_group) || is_repeated)
        && (of_three(groups) || (last == ',' && signs.group.contains(&',') && of_two(groups)))
    {
        return joined(groups).parse().ok();
    }
    let (fraction, whole) = groups.split_last()?;
    let is_point = signs.point.contains(&last) || (others.is_empty() && !is_space(last));
    let whole_is_sound = others.is_empty() || (others.iter().all(|sign| *sign != last) && of_three(whole));
    (is_point && whole_is_sound).then(|| format!("{}.{fraction}", joined(whole)).parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_a_language_make_the_number() {
        for (text, signs, wanted) in [
            ("1,234", Signs::POINT, Some("1234")),
            ("1,234", Signs::COMMA, Some("1.234")),
            ("1.234", Signs::COMMA, Some("1234")),
            ("1.234", Signs::POINT, Some("1.234")),
            ("12,34,567", Signs::POINT, Some("1234567")),
            ("1.234,56", Signs::COMMA, Some("1234.56")),
            ("204,900.5", Signs::POINT, Some("204900.5")),
            ("53,4", Signs::POINT, Some("53.4")),
            ("1 234 567", Signs::SPACE, Some("1234567")),
            ("1'234'567", Signs::COMMA, Some("1234567")),
            ("3.000.000", Signs::SPACE, Some("3000000")),
            ("14.02.1950", Signs::COMMA, None),
            ("1.2.3", Signs::POINT, None),
            ("１２００", Signs::POINT, Some("1200")),
            ("３．５", Signs::POINT, Some("3.5")),
        ] {
            let (number, end) = read(text, 0, &signs);
            assert_eq!((number, end), (wanted.map(|it| it.parse().expect("a number")), text.len()), "{text}");
        }
        assert_eq!(read("1950 300 carts", 0, &Signs::POINT), (Some(1950.into()), 4));
        assert_eq!(read("30, 40", 0, &Signs::POINT), (Some(30.into()), 2));
    }
}
