//! What a correction does, in words for people who have never seen the tables, and in those of the tables.

use super::record::{Action, Correction};
use crate::fmt;
use crate::lang::{Tongue, say};
use crate::model::{Date, parse_decimal};

impl Correction {
    /// What is wrong and what is done about it: "the start of the period is taken as 1949, not 1950: …".
    #[must_use]
    pub fn text(&self, tongue: &Tongue) -> String {
        say!(tongue, "correction-with-reason", done = &self.done(tongue), reason = &self.reason)
    }

    /// What is done about it: "the start of the period is taken as 1949, not 1950", "not used", "the bound is doubted".
    #[must_use]
    pub fn done(&self, tongue: &Tongue) -> String {
        let (thing, said) = (self.thing(tongue), |cell: &str| said(tongue, &self.field, cell));
        match (self.action, &self.corrected) {
            (Action::Set, Some(value)) if self.expect.is_empty() => {
                say!(tongue, "correction-filled", thing = &thing, value = &said(value))
            }
            (Action::Set, Some(value)) => {
                say!(tongue, "correction-set", thing = &thing, value = &said(value), printed = &said(&self.expect))
            }
            (Action::Exclude, _) => say!(tongue, "correction-excluded"),
            _ => say!(tongue, "correction-flagged", thing = &thing),
        }
    }

    /// The same for the foot of a chart, where the reader sees numbers and dates: "dated 1949 here, 1950 in print". Of what no
    /// chart shows, such as a note or how a phrase was read, nothing is told.
    #[must_use]
    pub fn in_short(&self, tongue: &Tongue) -> Option<String> {
        let (Action::Set, Some(value)) = (self.action, &self.corrected) else {
            return Some(say!(tongue, "correction-likely"));
        };
        let (here, printed) = (said(tongue, &self.field, value), said(tongue, &self.field, &self.expect));
        let printed = if printed.is_empty() { say!(tongue, "correction-none-in-print") } else { printed };
        match self.field.as_str() {
            "start" | "end" | "signed" => Some(say!(tongue, "correction-of-date", here = &here, printed = &printed)),
            "value" => Some(say!(tongue, "correction-of-number", here = &here, printed = &printed)),
            "reading" | "note" | "as_stated" | "locator" | "rank" | "multiplier" => None,
            _ => {
                let thing = self.thing(tongue);
                Some(say!(tongue, "correction-of-thing", thing = &thing, here = &here, printed = &printed))
            }
        }
    }

    /// What stands in its column: "the start of the period".
    fn thing(&self, tongue: &Tongue) -> String {
        let name = self.field.strip_suffix("_id").unwrap_or(&self.field).replace('_', " ");
        say!(tongue, "corrected-thing", column = &self.field, name = &name)
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

/// A cell as people write it: a date, a number with its thousands parted, or as it is.
fn said(tongue: &Tongue, field: &str, cell: &str) -> String {
    let written = match field {
        "start" | "end" | "signed" => cell.parse::<Date>().ok().map(|it| fmt::date(tongue, it)),
        "value" | "min" | "max" => parse_decimal(cell).ok().map(|it| fmt::grouped(tongue, it)),
        _ => None,
    };
    written.unwrap_or_else(|| cell.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(field: &str, action: Action, expect: &str, corrected: Option<&str>) -> Correction {
        let [table, field, expect] = ["figures", field, expect].map(str::to_owned);
        let (corrected, reason) = (corrected.map(str::to_owned), "The work says so.".to_owned());
        let [id, row_id] = ["a", "b"].map(str::to_owned);
        Correction { id, row: 0, table, row_id, field, expect, action, corrected, reason }
    }

    #[test]
    fn no_name_of_a_column_is_told() {
        let told = |field: &str, action, expect: &str, corrected: Option<&str>| {
            correction(field, action, expect, corrected).text(Tongue::english())
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
            correction(field, action, expect, corrected).in_short(Tongue::english())
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

    #[test]
    fn the_reader_is_told_in_his_language() {
        let (russian, chinese) = (tongue("ru"), tongue("zh"));
        for (made, in_russian, in_chinese) in [
            (
                correction("end", Action::Set, "1950-08-02", Some("1949-08-02")),
                "конец периода — 2 августа 1949 г., а не 2 августа 1950 г.",
                "期间终点取1949年8月2日，而非1950年8月2日",
            ),
            (correction("max", Action::Set, "", Some("20000")), "верхняя граница — 20 000", "上限取20,000"),
            (correction("bound", Action::Flag, "vague", None), "степень точности — под сомнением", "确切程度存疑"),
            (correction("colour", Action::Flag, "", None), "столбец «colour» — под сомнением", "“colour”一栏存疑"),
            (correction("as_stated", Action::Exclude, "5 carts", None), "не использовано", "未采用"),
        ] {
            assert_eq!(made.done(&russian).replace('\u{a0}', " "), in_russian);
            assert_eq!(made.done(&chinese), in_chinese);
        }
        let filled = correction("max", Action::Set, "", Some("20000"));
        assert_eq!(
            filled.in_short(&russian).map(|it| it.replace('\u{a0}', " ")).as_deref(),
            Some("верхняя граница: здесь 20 000, в тексте нет")
        );
        assert_eq!(filled.in_short(&chinese).as_deref(), Some("此处上限20,000，原文未载"));
    }

    fn tongue(tag: &str) -> Tongue {
        Tongue::new(&tag.parse().expect("a tag"), &[])
    }
}
