//! Dates at the precision known, and the periods between them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A date of which the year is known, perhaps the month, perhaps the day: `1938`, `1938-07`, `1938-07-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year of the common era.
    pub year: i32,
    /// Month 1-12.
    pub month: Option<u8>,
    /// Day of the month; known only where the month is.
    pub day: Option<u8>,
}

/// Why a cell is not a date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// Not of the form `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[error("a date is written YYYY, YYYY-MM or YYYY-MM-DD")]
    Form,
    /// There is no such month or day.
    #[error("there is no such day in the calendar")]
    NoSuchDay,
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let widths = [4, 2, 2];
        let parts: Vec<&str> = text.split('-').collect();
        if parts.len() > 3 {
            return Err(DateError::Form);
        }
        let mut numbers = [None; 3];
        for (index, part) in parts.iter().enumerate() {
            if part.len() != widths[index] || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(DateError::Form);
            }
            numbers[index] = part.parse::<u32>().ok();
        }
        let [Some(year), month, day] = numbers else { return Err(DateError::Form) };
        let year = i32::try_from(year).map_err(|_| DateError::Form)?;
        // Two digits fit.
        let small = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
        let (month, day) = (small(month), small(day));
        let month_exists = month.is_none_or(|month| (1..=12).contains(&month));
        let day_exists = match (month, day) {
            (Some(month), Some(day)) if month_exists => (1..=days_in(year, month)).contains(&day),
            _ => true,
        };
        if !month_exists || !day_exists {
            return Err(DateError::NoSuchDay);
        }
        Ok(Self { year, month, day })
    }
}

impl Date {
    /// The day after it; of a date without a day the first that can come after it.
    #[must_use]
    pub fn next_day(&self) -> Self {
        let Some(month) = self.month else { return Self { year: self.year + 1, month: Some(1), day: Some(1) } };
        match self.day {
            Some(day) if day < days_in(self.year, month) => Self { day: Some(day + 1), ..*self },
            _ if month < 12 => Self { month: Some(month + 1), day: Some(1), ..*self },
            _ => Self { year: self.year + 1, month: Some(1), day: Some(1) },
        }
    }

    /// How many days its month has, if that is known.
    #[must_use]
    pub fn days_of_month(&self) -> Option<u8> {
        self.month.map(|month| days_in(self.year, month))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Date {
    /// The first day that the date can mean, as `year * 10000 + month * 100 + day`.
    #[must_use]
    pub fn first_day(&self) -> i32 {
        self.number(self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that the date can mean, numbered as [`Date::first_day`].
    #[must_use]
    pub fn last_day(&self) -> i32 {
        let month = self.month.unwrap_or(12);
        self.number(month, self.day.unwrap_or_else(|| days_in(self.year, month)))
    }

    fn number(&self, month: u8, day: u8) -> i32 {
        self.year * 10_000 + i32::from(month) * 100 + i32::from(day)
    }
}

/// When a counted thing takes place; either end may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// First date, if known.
    pub start: Option<Date>,
    /// Last date, if known.
    pub end: Option<Date>,
}

impl Period {
    /// Whether the two periods can share a day. An unknown end meets everything on its side.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| match (end, start) {
            (Some(end), Some(start)) => end.last_day() < start.first_day(),
            _ => false,
        };
        !before(self.end, other.start) && !before(other.end, self.start)
    }

    /// The year in which all of the period lies, if it is one.
    #[must_use]
    pub fn one_year(&self) -> Option<i32> {
        let (start, end) = (self.start?.year, self.end?.year);
        (start == end).then_some(start)
    }

    /// Whether the period runs forward; an unknown end is never too early.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        match (self.start, self.end) {
            (Some(start), Some(end)) => start.first_day() <= end.last_day(),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn dates_keep_their_precision() {
        for text in ["1938", "1938-07", "1938-07-01", "1948-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in ["1938-02-30", "1938-13", "1938-00", "1949-02-29"] {
            assert_eq!(text.parse::<Date>(), Err(DateError::NoSuchDay), "{text}");
        }
        for text in ["", "38", "1938-7", "1938/07", "July 1938", "1938-07-01-01", "１９３８"] {
            assert_eq!(text.parse::<Date>(), Err(DateError::Form), "{text}");
        }
    }

    #[test]
    fn periods_meet_unless_one_is_surely_over() {
        let period = |start: &str, end: &str| Period { start: start.parse().ok(), end: end.parse().ok() };
        assert!(period("1938", "1941").meets(&period("1941-10", "1942")));
        assert!(!period("1938", "1941").meets(&period("1942", "1942")));
        assert!(period("1938", "1941").meets(&period("", "")));
        assert!(period("1950", "").meets(&period("1958", "1962")));
        assert!(!period("1950", "").meets(&period("", "1949")));
        assert!(!period("1941", "1938").is_ordered());
        assert_eq!(date("1948-02").last_day(), 19_480_229);
    }
}
