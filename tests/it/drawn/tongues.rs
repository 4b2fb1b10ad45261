//! Charts in other languages, read: numbers, dates and the few words that rules look for, as English has them. What a language
//! writes is said here once more, apart from the messages that charts are drawn with.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use sinosov::lang::Tongue;

use crate::support::lang;

/// A language as rules read it.
pub struct Speech {
    pub tag: &'static str,
    /// What stands before the sources of a chart.
    pub source: &'static str,
    /// The line of the data, without white space.
    pub data: &'static str,
    /// What is said of things that are not there, by their count, without white space.
    pub more: fn(usize) -> String,
    /// How such a count ends where the rest is in the table.
    pub in_table: &'static str,
    as_english: fn(&str) -> String,
    tongue: LazyLock<Tongue>,
}

/// The languages in which charts are drawn, English first.
pub static SPEECHES: [Speech; 3] = [
    Speech {
        tag: "en",
        source: "Source:",
        data: "Data:invented0.0.0(00000000)",
        more: |count| format!("{count}more"),
        in_table: "in the table",
        as_english: str::to_owned,
        tongue: LazyLock::new(|| Tongue::english().clone()),
    },
    Speech {
        tag: "ru",
        source: "Источник:",
        data: "Данные:invented0.0.0(00000000)",
        more: |count| format!("ещё{count}"),
        in_table: "в таблице",
        as_english: from_russian,
        tongue: LazyLock::new(|| Tongue::new(&lang("ru"), &[])),
    },
    Speech {
        tag: "zh",
        source: "来源：",
        data: "数据：invented0.0.0(00000000)",
        more: |count| format!("另有{count}"),
        in_table: "见表",
        as_english: from_chinese,
        tongue: LazyLock::new(|| Tongue::new(&lang("zh"), &[])),
    },
];

impl std::fmt::Debug for Speech {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.tag)
    }
}

impl Speech {
    /// By its tag.
    ///
    /// # Panics
    /// Where charts are not drawn in it.
    pub fn of(tag: &str) -> &'static Self {
        SPEECHES.iter().find(|own| own.tag == tag).unwrap_or_else(|| panic!("charts are not drawn in `{tag}`"))
    }

    /// Its messages.
    pub fn tongue(&self) -> &Tongue {
        &self.tongue
    }

    /// A name with its date.
    pub fn dated(&self, name: &str, when: &str) -> String {
        let comma = if self.tag == "zh" { "，" } else { ", " };
        format!("{name}{comma}{when}")
    }

    /// A text with its numbers and dates as English has them.
    pub fn in_english(&self, text: &str) -> String {
        (self.as_english)(text)
    }
}

/// A pattern that is compiled once.
macro_rules! pattern {
    ($pattern:literal) => {{
        static OWN: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("a pattern"));
        &*OWN
    }};
}

const RUSSIAN_MONTHS: [&str; 12] =
    ["янв", "февр", "мар", "апр", "ма", "июн", "июл", "авг", "сент", "окт", "нояб", "дек"];
const ENGLISH_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn from_russian(text: &str) -> String {
    let text = pattern!(r"(\d),(\d)").replace_all(text, "$1.$2");
    let group = pattern!(r"(\d)\u{a0}(\d\d\d)(\D|$)");
    // Of groups that touch, every second one is found.
    let mut text = text.into_owned();
    while group.is_match(&text) {
        text = group.replace(&text, "$1,$2$3").into_owned();
    }
    let text = text
        .replace("\u{a0}%", "%")
        .replace("ок.\u{a0}", "c.\u{a0}")
        .replace("около\u{a0}", "about\u{a0}")
        .replace("примерно\u{a0}", "about\u{a0}")
        .replace(" до ", " to ");
    let text = pattern!(r"[Ее]щё (\d+)").replace_all(&text, "$1 more");
    let month = |found: &Captures<'_>| {
        let own = RUSSIAN_MONTHS.iter().position(|own| found[1].starts_with(own)).expect("a month");
        format!("{}{}", ENGLISH_MONTHS[own], &found[2])
    };
    let months = pattern!(r"\b(янв|февр|март|апр|ма[йя]|июн|июл|авг|сент|окт|нояб|дек)[а-я]*\.?([\u{a0} ]\d{4})");
    months.replace_all(&text, month).replace("\u{a0}г.", "")
}

fn from_chinese(text: &str) -> String {
    let text = pattern!(r"(\d{1,4})年(\d{1,2})月(?:(\d{1,2})日)?").replace_all(text, |found: &Captures<'_>| {
        let month = ENGLISH_MONTHS[found[2].parse::<usize>().unwrap_or(1).clamp(1, 12) - 1];
        match found.get(3) {
            Some(day) => format!("{} {month} {}", day.as_str(), &found[1]),
            None => format!("{month} {}", &found[1]),
        }
    });
    let text = pattern!(r"(\d)(万亿|亿|万)").replace_all(&text, "$1\u{a0}$2 ");
    let text = pattern!(r"约(−?\d)").replace_all(&text, "c.\u{a0}$1");
    let text = pattern!(r"(\d%?|[万亿] )至").replace_all(&text, "$1 to ");
    pattern!(r"另有(\d+)").replace_all(&text, "$1 more").into_owned()
}

#[test]
fn numbers_and_dates_are_read_in_every_language() {
    let said = |tag: &str, text: &str| Speech::of(tag).in_english(text);
    assert_eq!(said("ru", "ок.\u{a0}1\u{a0}234\u{a0}567,5"), "c.\u{a0}1,234,567.5");
    assert_eq!(said("ru", "5,2–8,8\u{a0}млрд"), "5.2–8.8\u{a0}млрд");
    assert_eq!(said("ru", "сент.\u{a0}1938"), "Sep\u{a0}1938");
    assert_eq!(said("ru", "3 июля 1938\u{a0}г."), "3 Jul 1938");
    assert_eq!(said("ru", "ещё 12 рядов — в таблице"), "12 more рядов — в таблице");
    assert_eq!(said("zh", "约3.5–5万辆"), "c.\u{a0}3.5–5\u{a0}万 辆");
    assert_eq!(said("zh", "约−910万至9,091,000"), "c.\u{a0}−910\u{a0}万  to 9,091,000");
    assert_eq!(said("zh", "1938年7月3日"), "3 Jul 1938");
    assert_eq!(said("zh", "1938年12月"), "Dec 1938");
    assert_eq!(said("zh", "另有12个系列，见表"), "12 more个系列，见表");
}
