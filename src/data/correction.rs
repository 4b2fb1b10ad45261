//! What a correction does, in words for people who have never seen the tables, and in those of the tables.

use super::record::{Action, Correction};
use crate::fmt;
use crate::lang::Tongue;
use crate::model::{Date, parse_decimal};

impl Correction {
    /// What is wrong and what is done about it: "the start of the period is taken as 1949, not 1950: …".
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}: {}", self.done(), self.reason)
    }

    /// What is done about it: "the start of the period is taken as 1949, not 1950", "not used", "the bound is doubted".
    #[must_use]
    pub fn done(&self) -> String {
        let (thing, said) = (thing(&self.field), |cell: &str| said(&self.field, cell));
        match (self.action, &self.corrected) {
            (Action::Set, Some(value)) if self.expect.is_empty() => format!("{thing} is taken as {}", said(value)),
            (Action::Set, Some(value)) => format!("{thing} is taken as {}, not {}", said(value), said(&self.expect)),
            (Action::Exclude, _) => "not used".to_owned(),
            _ => format!("{thing} is doubted"),
        }
    }

    /// The same for the foot of a chart, where the reader sees numbers and dates: "dated 1949 here, 1950 in print". Of what no
    /// chart shows, such as a note or how a phrase was read, nothing is told.
    #[must_use]
    pub fn in_short(&self) -> Option<String> {
        let (Action::Set, Some(value)) = (self.action, &self.corrected) else {
            return Some("an error in the source is likely".to_owned());
        };
        let (here, printed) = (said(&self.field, value), said(&self.field, &self.expect));
        let printed = if printed.is_empty() { "none".to_owned() } else { printed };
        match self.field.as_str() {
            "start" | "end" | "signed" => Some(format!("dated {here} here, {printed} in print")),
            "value" => Some(format!("{here} here, {printed} in print")),
            "reading" | "note" | "as_stated" | "locator" | "rank" | "multiplier" => None,
            _ => Some(format!("{} {here} here, {printed} in print", thing(&self.field))),
        }
    }

    /// The same for who has the columns before them: "start is 1949, not 1950: …".
    pub(super) fn in_columns(&self) -> String {
        let (field, reason) = (&self.field, &self.reason);
        match (self.action, &self.corrected) {
            (Action::Set, Some(value)) => format!("{field} is {value}, not {}: {reason}", self.expect),
            (Action::Exclude, _) => format!("not used: {reason}"),
            _ => format!("doubtful {field}: {reason}"),
        }
    }
}

/// What stands in a column.
fn thing(field: &str) -> String {
    match field {
        "value" => "the number".to_owned(),
        "min" => "the lower end".to_owned(),
        "max" => "the upper end".to_owned(),
        "start" => "the start of the period".to_owned(),
        "end" => "the end of the period".to_owned(),
        "signed" => "the day of signing".to_owned(),
        "as_stated" => "the phrase".to_owned(),
        "locator" => "the place".to_owned(),
        "cited_work_id" => "the work it is taken from".to_owned(),
        "cited_locator" => "the place in the work it is taken from".to_owned(),
        "part_of" => "the whole it is part of".to_owned(),
        other => format!("the {}", other.strip_suffix("_id").unwrap_or(other).replace('_', " ")),
    }
}

/// A cell as people write it: a date, a number with its thousands parted, or as it is.
fn said(field: &str, cell: &str) -> String {
    let written = match field {
        "start" | "end" | "signed" => cell.parse::<Date>().ok().map(|it| fmt::date(Tongue::english(), it)),
        "value" | "min" | "max" => parse_decimal(cell).ok().map(|it| fmt::grouped(Tongue::english(), it)),
        _ => None,
    };
    written.unwrap_or_else(|| cell.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_column_is_told() {
        let told = |field: &str, action, expect: &str, corrected: Option<&str>| {
            let [table, field, expect] = ["figures", field, expect].map(str::to_owned);
            let (corrected, reason) = (corrected.map(str::to_owned), "The work says so.".to_owned());
            let [id, row_id] = ["a", "b"].map(str::to_owned);
            Correction { id, row: 0, table, row_id, field, expect, action, corrected, reason }.text()
        };
        for (made, text) in [
            (told("start", Action::Set, "1950", Some("1949")), "the start of the period is taken as 1949, not 1950"),
            (
                told("end", Action::Set, "1950-08-02", Some("1949-08-02")),
                "the end of the period is taken as 2 August 1949, not 2 August 1950",
            ),
            (told("value", Action::Set, "10000", Some("1000")), "the number is taken as 1,000, not 10,000"),
            (told("max", Action::Set, "", Some("20000")), "the upper end is taken as 20,000"),
            (told("unit_id", Action::Set, "usd", Some("sur-1947")), "the unit is taken as sur-1947, not usd"),
            (told("bound", Action::Flag, "vague", None), "the bound is doubted"),
            (told("as_stated", Action::Exclude, "5 carts", None), "not used"),
        ] {
            assert_eq!(made, format!("{text}: The work says so."));
        }
    }

    #[test]
    fn a_chart_tells_what_its_reader_can_see() {
        let told = |field: &str, action, expect: &str, corrected: Option<&str>| {
            let [table, field, expect] = ["figures", field, expect].map(str::to_owned);
            let (corrected, reason) = (corrected.map(str::to_owned), String::new());
            let [id, row_id] = ["a", "b"].map(str::to_owned);
            Correction { id, row: 0, table, row_id, field, expect, action, corrected, reason }.in_short()
        };
        for (made, text) in [
            (told("start", Action::Set, "1950", Some("1949")), Some("dated 1949 here, 1950 in print")),
            (told("value", Action::Set, "10000", Some("1000")), Some("1,000 here, 10,000 in print")),
            (told("max", Action::Set, "", Some("20000")), Some("the upper end 20,000 here, none in print")),
            (told("bound", Action::Flag, "vague", None), Some("an error in the source is likely")),
            (told("reading", Action::Set, "", Some("misprint")), None),
            (told("note", Action::Set, "", Some("A slip.")), None),
        ] {
            assert_eq!(made.as_deref(), text);
        }
    }
}
