//! What a cell of a spreadsheet holds, before anybody asks which column it is in.

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// A text as it stands.
    Text(String),
    /// A number by its shortest decimal digits, without an exponent.
    Number(String),
    /// A day.
    Date(Day),
    /// A time of day, in seconds.
    Time(u32),
    /// TRUE or FALSE.
    Truth(bool),
    /// What the program says where there is no value: `#NAME?`.
    Error(String),
    /// It is covered by a cell that was merged with its neighbours.
    Covered,
}

/// A day, as a spreadsheet keeps it: always whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
    /// The number behind it, where it is known: what a number becomes that is shown as a date.
    pub(super) serial: Option<String>,
}

/// The day with which spreadsheets begin to count, as days since 1 January 1970.
const EPOCH: i64 = -25_569;

impl Value {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(|sign| sign.is_whitespace() || sign == '\u{feff}'),
            _ => false,
        }
    }

    /// As a person would read it, for messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Number(text) | Self::Error(text) => text.clone(),
            Self::Date(day) => day.to_string(),
            Self::Time(seconds) => format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60),
            Self::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Covered => "(covered by merged cells)".to_owned(),
        }
    }

    /// A number by its shortest text; one that is none is an error.
    pub(super) fn number(number: f64) -> Self {
        match number.is_finite() {
            true => Self::Number(if number == 0.0 { "0".to_owned() } else { number.to_string() }),
            false => Self::Error("#NUM!".to_owned()),
        }
    }

    /// A day or a time by the date and time of a workbook, as ISO 8601 writes it.
    pub(super) fn iso(text: &str) -> Self {
        let (date, time) = text.split_once('T').unwrap_or((text, ""));
        let (sign, date) = date.strip_prefix('-').map_or((1, date), |rest| (-1, rest));
        let mut parts = date.split('-').map(str::parse::<u16>);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)))
                if (1..=12).contains(&month) && (1..=31).contains(&day) =>
            {
                let small = |number: u16| u8::try_from(number).unwrap_or(1);
                Self::Date(Day { year: sign * i32::from(year), month: small(month), day: small(day), serial: None })
            }
            _ => Self::Text(if time.is_empty() { text.to_owned() } else { text.replace('T', " ") }),
        }
    }
}

impl Day {
    /// The day of a number of days, as spreadsheets count them.
    pub(super) fn of_serial(serial: i64) -> Option<Self> {
        if !(-700_000..=2_958_465).contains(&serial) {
            return None;
        }
        // Excel holds 1900 for a leap year, so that its days before March are one further on.
        let shift = i64::from((1..60).contains(&serial));
        let (year, month, day) = civil(serial + shift + EPOCH);
        Some(Self { year, month, day, serial: Some(serial.to_string()) })
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Days since 1 January 1970 of a day of the Gregorian calendar. Years are counted from March, so that the odd day is the last.
fn days(year: i32, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

/// The day of the Gregorian calendar of a number of days since 1 January 1970.
fn civil(since: i64) -> (i32, u8, u8) {
    // The year is guessed by its mean length, and at most one off.
    let guess = (since * 400).div_euclid(146_097) + 1970;
    let first = |year: i64| days(i32::try_from(year).unwrap_or(0), 1, 1);
    let year = (guess - 1..=guess + 1).rev().find(|year| first(*year) <= since).unwrap_or(guess);
    let year = i32::try_from(year).unwrap_or(0);
    let month = (1..=12).rev().find(|month| days(year, *month, 1) <= since).unwrap_or(1);
    (year, month, u8::try_from(since - days(year, month, 1) + 1).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_spreadsheets_count_them() {
        for (serial, day) in [
            (1, "1900-01-01"),
            (59, "1900-02-28"),
            (61, "1900-03-01"),
            (14_062, "1938-07-01"),
            (45_943, "2025-10-13"),
            (-1, "1899-12-29"),
            (-36_000, "1801-06-07"),
            (2_958_465, "9999-12-31"),
        ] {
            let found = Day::of_serial(serial).expect("a day");
            assert_eq!(found.to_string(), day);
        }
        for serial in 61..80_000 {
            let day = Day::of_serial(serial).expect("a day");
            assert_eq!(days(day.year, day.month, day.day) - EPOCH, serial);
        }
        assert_eq!(Value::iso("1938-07-01T00:00:00").shown(), "1938-07-01");
        assert_eq!(Value::iso("PT10H"), Value::Text("P 10H".to_owned()));
        assert_eq!(Value::number(79_228_162_514_264_337_593.0).shown(), "79228162514264340000");
    }
}
