//! Numbers in Chinese: digits, 十百千 within a group of four places, 万 and 亿 between groups, alone or behind digits; as cheques
//! have them; a row of digits; “a part of”, 分之; 数 and 几, that are vague; 余 and 多, “and more”.

use rust_decimal::Decimal;

use super::amount::Amount;
use super::pieces::Piece;
use crate::model::{Bound, exact};

/// What a character does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// Digits as they are written in the West.
    Number(Decimal),
    Digit(u32),
    Zero,
    /// Ten, a hundred, a thousand.
    Place(u32),
    /// Twenty, thirty or forty in one character.
    Tens(u32),
    /// Ten thousand, a hundred million.
    Group(u32),
    /// Several.
    Several,
    /// And more.
    More,
    Point,
}

fn item(character: char) -> Option<Item> {
    Some(match character {
        '〇' | '零' => Item::Zero,
        '一' | '壹' => Item::Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' => Item::Digit(2),
        '三' | '叁' | '參' | '叄' => Item::Digit(3),
        '四' | '肆' => Item::Digit(4),
        '五' | '伍' => Item::Digit(5),
        '六' | '陆' | '陸' => Item::Digit(6),
        '七' | '柒' => Item::Digit(7),
        '八' | '捌' => Item::Digit(8),
        '九' | '玖' => Item::Digit(9),
        '十' | '拾' => Item::Place(10),
        '百' | '佰' => Item::Place(100),
        '千' | '仟' => Item::Place(1000),
        '廿' => Item::Tens(20),
        '卅' => Item::Tens(30),
        '卌' => Item::Tens(40),
        '万' | '萬' => Item::Group(10_000),
        '亿' | '億' => Item::Group(100_000_000),
        '数' | '數' | '几' | '幾' => Item::Several,
        '余' | '餘' | '多' => Item::More,
        '点' | '點' => Item::Point,
        _ => return None,
    })
}

/// Signs of units of a thousand: 千克 is a kilogram.
const KILO: &str = "克瓦米伏卡焦帕赫";

/// Characters that count things: one digit alone is a number only before one of them.
const MEASURES: &str = "里厘釐哩浬尺寸丈斤磅英圓圆元円文錢钱石擔担隊队營营師师團团个個名位只隻条條座架辆輛艘门門挺支枚件项項所家户戶次年天月人吨噸匹头頭台臺套种種批种处處间間国國倍成步份部本册冊场場方段阶階點点";

/// The number that begins at a piece, and the index behind it.
pub(super) fn read(pieces: &[Piece], at: usize) -> Option<(Option<Amount>, usize)> {
    let number = |amount: Amount, next| Some((Some(amount), next));
    let before = at.checked_sub(1).and_then(|at| pieces.get(at)).filter(|it| it.place.end == pieces[at].place.start);
    let (items, next) = items(pieces, at);
    // What only puts things in order is no number, and no part of it is.
    if before.and_then(Piece::han).is_some_and(|it| "第初".contains(it)) {
        return Some((None, next.max(at + 1)));
    }
    let han = |at: usize| pieces.get(at).and_then(Piece::han);
    let is_share = han(next) == Some('分') && han(next + 1) == Some('之');
    if is_share {
        let whole = value(&items)?;
        let (parts, behind) = self::items(pieces, next + 2);
        let part = value(&parts)?;
        return match whole == Decimal::ONE_HUNDRED {
            true => number(Amount::of(part), behind),
            false => number(Amount { is_fraction: true, ..Amount::of(super::amount::part(part, whole)?) }, behind),
        };
    }
    match items.as_slice() {
        [] | [Item::More | Item::Point | Item::Zero | Item::Group(_), ..] => return None,
        [Item::Place(place), rest @ ..] if *place > 10 && rest.first() != Some(&Item::More) => return None,
        [Item::Several, rest @ ..] => {
            let mut power = Decimal::ONE;
            for item in rest.iter().filter(|item| **item != Item::More) {
                let (Item::Place(by) | Item::Group(by)) = item else { return None };
                power = exact::multiply(power, Decimal::from(*by))?;
            }
            return number((power > Decimal::ONE).then(|| Amount::vague(power)).flatten()?, next);
        }
        [Item::Digit(_) | Item::Place(_)] if !han(next).is_some_and(|it| MEASURES.contains(it)) => return None,
        [Item::Number(_)] => return None,
        _ => {}
    }
    let has_more = items.contains(&Item::More);
    let items: Vec<Item> = items.into_iter().filter(|item| *item != Item::More).collect();
    let (low, high) = pair(&items).unwrap_or((items.clone(), items));
    let (low, high) = (value(&low)?, value(&high)?);
    let bound = match (has_more, low == high) {
        (true, _) => Some(Bound::MoreThan),
        (false, true) => None,
        (false, false) => Some(Bound::Between),
    };
    let in_digits = pieces[at].digits().is_some();
    number(Amount { low, high, bound, in_digits, ..Amount::of(low) }, next)
}

/// The items from a piece on that are written on to each other, and the index behind them.
fn items(pieces: &[Piece], at: usize) -> (Vec<Item>, usize) {
    let mut found = Vec::new();
    let mut next = at;
    while let Some(piece) = pieces.get(next) {
        let is_apart = next > at && pieces[next - 1].place.end != piece.place.start;
        let han = |at: usize| pieces.get(at).and_then(Piece::han);
        let item = match (piece.digits(), piece.han()) {
            (Some(number), _) => Some(Item::Number(number)),
            (None, Some(character)) => item(character),
            _ => None,
        };
        let follows = |wanted: fn(&Item) -> bool| han(next + 1).and_then(self::item).is_some_and(|it| wanted(&it));
        let goes_on = match item {
            _ if is_apart => false,
            None => false,
            Some(Item::Number(_)) => !matches!(found.last(), Some(Item::Number(_) | Item::Digit(_))),
            // A tael is written as the two that counts.
            Some(Item::Digit(2)) if matches!(han(next), Some('两' | '兩')) && !found.is_empty() => {
                follows(|it| matches!(it, Item::Place(_) | Item::Group(_)))
            }
            Some(Item::Place(1000)) if matches!(found.last(), Some(Item::Number(_))) => {
                !han(next + 1).is_some_and(|it| KILO.contains(it))
            }
            Some(Item::Point) => !found.is_empty() && follows(|it| matches!(it, Item::Digit(_) | Item::Zero)),
            Some(Item::Several) => found.is_empty(),
            Some(Item::More) => !found.is_empty() && !found.contains(&Item::More),
            Some(_) => true,
        };
        let Some(item) = item.filter(|_| goes_on) else { break };
        found.push(item);
        next += 1;
    }
    (found, next)
}

/// Two digits side by side where one is meant, or the other: 三四百.
fn pair(items: &[Item]) -> Option<(Vec<Item>, Vec<Item>)> {
    let at =
        items.windows(2).position(|pair| matches!(pair, [Item::Digit(one), Item::Digit(two)] if *two == one + 1))?;
    let is_row = items.iter().filter(|item| matches!(item, Item::Digit(_) | Item::Zero)).count() > 2
        && !items.iter().any(|item| matches!(item, Item::Place(_) | Item::Group(_)));
    let without = |left_out: usize| {
        let kept = items.iter().enumerate().filter(|(index, _)| *index != left_out);
        kept.map(|(_, item)| *item).collect::<Vec<_>>()
    };
    (!is_row).then(|| (without(at + 1), without(at)))
}

/// The number of items that are no pair and say no more.
fn value(items: &[Item]) -> Option<Decimal> {
    let (whole, fraction) = match items.iter().position(|item| *item == Item::Point) {
        Some(point) => (&items[..point], &items[point + 1..]),
        None => (items, [].as_slice()),
    };
    let mut number = whole_value(whole)?;
    let mut place = Decimal::ONE;
    for item in fraction {
        place = exact::multiply(place, Decimal::new(1, 1))?;
        let digit = match item {
            Item::Digit(digit) => *digit,
            Item::Zero => 0,
            _ => return None,
        };
        number = exact::add(number, exact::multiply(Decimal::from(digit), place)?)?;
    }
    Some(number)
}

fn whole_value(items: &[Item]) -> Option<Decimal> {
    let digit = |item: &Item| match item {
        Item::Digit(digit) => char::from_digit(*digit, 10),
        Item::Zero => Some('0'),
        _ => None,
    };
    // A row of digits: 三五〇.
    if items.len() > 1
        && let Some(digits) = items.iter().map(digit).collect::<Option<String>>()
    {
        return digits.parse().ok();
    }
    let (mut total, mut section) = (Decimal::ZERO, Decimal::ZERO);
    let mut current: Option<Decimal> = None;
    // What a last digit without a place counts: tens behind hundreds, 三百六.
    let mut below = Decimal::ONE;
    for (index, item) in items.iter().enumerate() {
        let is_last = index + 1 == items.len();
        match item {
            Item::Number(number) => (current, below) = (Some(*number), Decimal::ONE),
            Item::Digit(digit) if is_last => {
                current = Some(exact::multiply(Decimal::from(*digit), below)?);
            }
            Item::Digit(digit) => current = Some(Decimal::from(*digit)),
            Item::Zero => below = Decimal::ONE,
            Item::Tens(tens) => section = exact::add(section, Decimal::from(*tens))?,
            Item::Place(place) => {
                let place = Decimal::from(*place);
                section = exact::add(section, exact::multiply(current.take().unwrap_or(Decimal::ONE), place)?)?;
                below = place.checked_div(Decimal::TEN)?;
            }
            Item::Group(group) => {
                let group = Decimal::from(*group);
                section = exact::add(section, current.take().unwrap_or_default())?;
                total = match section.is_zero() {
                    // 万亿 is ten thousand times a hundred million.
                    true if !total.is_zero() => exact::multiply(total, group)?,
                    _ => exact::add(total, exact::multiply(section, group)?)?,
                };
                section = Decimal::ZERO;
                below = group.checked_div(Decimal::TEN)?;
            }
            Item::Several | Item::More | Item::Point => return None,
        }
    }
    exact::add(exact::add(total, section)?, current.unwrap_or_default())
}
