//! Invented quantities: wholes, their splits, chains and fans of parts, each with what it is truly worth.

use rust_decimal::Decimal;

use super::choices::Choices;
use super::words;

/// A unit: its id, the family of units that are fixed multiples of one another, and how many of the base it is.
#[derive(Debug, Clone)]
pub struct Unit {
    pub id: String,
    pub dimension: String,
    pub family: usize,
    pub factor: Option<Decimal>,
    pub period: [String; 2],
}

/// A quantity, before it is a row.
#[derive(Debug, Clone)]
pub struct Quantity {
    pub id: String,
    /// Index of its unit.
    pub unit: usize,
    /// What it is truly worth, in its unit.
    pub worth: Decimal,
    pub category: usize,
    pub part_of: Option<usize>,
    pub split: Option<String>,
    pub measure: &'static str,
    pub stage: usize,
    pub parties: [usize; 2],
    pub period: [String; 2],
    /// Whether it has parts.
    pub is_whole: bool,
}

const FACTORS: [&str; 6] = ["10", "1000", "0.5", "12", "0.001", "25"];

/// Families of units: things with multiples, vintages of money, shares, an index.
pub fn units(choices: &mut Choices<'_>) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut add = |dimension: String, family: usize, factor: Option<&str>, period: [String; 2]| {
        let id = format!("unit-{}", units.len());
        units.push(Unit { id, dimension, family, factor: factor.and_then(|factor| factor.parse().ok()), period });
    };
    let families = choices.between(1, 4);
    for family in 0..families {
        let dimension = format!("things-{}", choices.below(family + 1));
        add(dimension.clone(), family, None, Default::default());
        for _ in 0..choices.below(4) {
            let factor = *choices.pick(&FACTORS);
            add(dimension.clone(), family, Some(factor), Default::default());
        }
    }
    for vintage in 0..choices.below(4) {
        let start = 1900 + vintage * 20;
        let end = if choices.once_in(3) { String::new() } else { (start + choices.between(10, 60)).to_string() };
        add("money".to_owned(), families + vintage, None, [start.to_string(), end]);
    }
    if choices.once_in(2) {
        add("share".to_owned(), 90, None, Default::default());
    }
    add("index".to_owned(), 91, None, Default::default());
    units
}

/// The same amount in another unit, if it can be told there in a few digits.
pub fn in_unit(worth: Decimal, from: &Unit, to: &Unit) -> Option<Decimal> {
    let factor = |unit: &Unit| unit.factor.unwrap_or(Decimal::ONE);
    if from.family != to.family {
        return None;
    }
    let base = worth.checked_mul(factor(from))?;
    let told = base.checked_div(factor(to))?.normalize();
    let is_exact = told.checked_mul(factor(to)) == Some(base);
    (is_exact && told.scale() <= 10 && told.mantissa().abs() < 10_i128.pow(18)).then_some(told)
}

/// Quantities with parts of parts: up to `most`, wholes before their parts.
pub struct Growth<'u> {
    pub units: &'u [Unit],
    pub categories: usize,
    pub stages: usize,
    pub actors: usize,
    pub list: Vec<Quantity>,
}

impl Growth<'_> {
    pub fn grow(&mut self, choices: &mut Choices<'_>, most: usize) {
        while self.list.len() < most {
            let room = most - self.list.len();
            let old = choices.below(self.list.len().max(1));
            let can_have_parts = self.list.get(old).is_some_and(|it| it.measure == "total");
            match choices.below(8) {
                0 | 1 if can_have_parts => self.split(choices, old, room),
                2 if can_have_parts => self.loose_part(choices, old),
                3 if can_have_parts => self.chain(choices, old, room),
                _ => self.root(choices),
            }
        }
    }

    fn root(&mut self, choices: &mut Choices<'_>) {
        let unit = choices.below(self.units.len() - 1);
        let measure = match self.units[unit].dimension.as_str() {
            "share" => "share",
            _ if choices.once_in(6) => *choices.pick(&["level", "rate", "term"]),
            _ => "total",
        };
        let quantity = Quantity {
            id: String::new(),
            unit,
            worth: words::amount(choices),
            category: choices.below(self.categories),
            part_of: None,
            split: None,
            measure,
            stage: choices.below(self.stages),
            parties: [choices.below(self.actors), choices.below(self.actors)],
            period: words::period(choices),
            is_whole: false,
        };
        self.push(quantity);
    }

    fn push(&mut self, quantity: Quantity) -> usize {
        let at = self.list.len();
        if let Some(whole) = quantity.part_of {
            self.list[whole].is_whole = true;
        }
        self.list.push(Quantity { id: format!("q-{at}"), ..quantity });
        at
    }

    /// A part that is worth so many hundredths of its whole, in a unit of the whole's family.
    fn part(&mut self, choices: &mut Choices<'_>, whole: usize, hundredths: usize, split: Option<String>) -> usize {
        let of = self.list[whole].clone();
        let worth = of.worth * Decimal::from(hundredths) / Decimal::ONE_HUNDRED;
        let other = choices.below(self.units.len());
        let told = in_unit(worth, &self.units[of.unit], &self.units[other]);
        let (unit, worth) = told.map_or((of.unit, worth.normalize()), |told| (other, told));
        let is_alike = choices.once_in(2);
        let part = Quantity {
            unit,
            worth,
            category: if is_alike { of.category } else { choices.below(self.categories) },
            part_of: Some(whole),
            split,
            stage: if choices.once_in(8) { choices.below(self.stages) } else { of.stage },
            period: if is_alike { of.period.clone() } else { words::period(choices) },
            is_whole: false,
            ..of
        };
        self.push(part)
    }

    /// A set of parts that make up the whole to the last digit.
    fn split(&mut self, choices: &mut Choices<'_>, whole: usize, room: usize) {
        let fan = if choices.once_in(5) { 20 } else { 5 };
        let count = choices.between(1, fan).min(room);
        let name = format!("{}-{}", choices.pick(&["type", "year", "sector"]), self.list.len());
        let is_fine = self.list[whole].worth.mantissa().abs() < 10_i128.pow(12);
        let mut rest = 100;
        for index in 0..count {
            let is_last = index + 1 == count;
            let share = if is_last { rest } else { choices.below((2 * rest / count).max(1) + 1).min(rest) };
            let share = if is_fine { share } else { usize::from(is_last) * 100 };
            rest -= share.min(rest);
            self.part(choices, whole, share, Some(name.clone()));
        }
    }

    fn loose_part(&mut self, choices: &mut Choices<'_>, whole: usize) {
        let share = *choices.pick(&[100, 50, 10, 1]);
        let is_fine = self.list[whole].worth.mantissa().abs() < 10_i128.pow(12);
        self.part(choices, whole, if is_fine { share } else { 100 }, None);
    }

    /// Parts of parts, each of the same worth, perhaps in another unit.
    fn chain(&mut self, choices: &mut Choices<'_>, whole: usize, room: usize) {
        let mut above = whole;
        // Helpers that walk up the chain meet at most so many links; longer ones have tests of their own.
        for _ in 0..choices.between(1, 9).min(room) {
            let split = (!choices.once_in(4)).then(|| format!("chain-{}", self.list.len()));
            above = self.part(choices, above, 100, split);
        }
    }
}
