//! What is said in which words: the messages of a language, its numbers and its plurals.
//!
//! A language is a file of messages in [Fluent](https://projectfluent.org); that of English has all of them, and what another
//! lacks is said in English. How numbers, dates and lists are written stands there too, after the Common Locale Data Repository
//! (CLDR 46), so that a language is a file and nothing else.

mod messages;
mod template;
mod variants;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Debug, Formatter};
use std::sync::{Arc, OnceLock};

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use rust_decimal::Decimal;
use unic_langid::LanguageIdentifier;

use crate::model::Lang;
pub use messages::{Fault, Messages};
pub use template::Template;
pub use variants::variants;

/// The files of a language, one for each part of the program.
macro_rules! files {
    ($lang:literal) => {
        concat!(
            include_str!(concat!($lang, "/numbers.ftl")),
            include_str!(concat!($lang, "/charts.ftl")),
            include_str!(concat!($lang, "/evidence.ftl")),
            include_str!(concat!($lang, "/page.ftl")),
        )
    };
}

/// The messages that the program brings along: the tag of a language and its files.
const BUILT_IN: [(&str, &str); 3] = [("en", files!("en")), ("ru", files!("ru")), ("zh", files!("zh"))];

/// The categories of the plural, as CLDR calls them.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A language as the program writes it. Copies share its messages.
#[derive(Clone)]
pub struct Tongue {
    lang: Lang,
    /// The nearest messages first, those of English last.
    messages: Arc<Vec<Arc<Messages>>>,
    rules: Arc<Option<PluralRules>>,
    marks: Arc<Marks>,
}

/// How numbers are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// What parts the whole from its fraction.
    pub decimal: String,
    /// What parts thousands.
    pub group: String,
    /// So many digits of a whole number stand without being parted.
    pub ungrouped: usize,
    /// Powers of ten that have a word, the largest first.
    pub magnitudes: Vec<Magnitude>,
}

/// A power of ten that has a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Magnitude {
    /// Of ten.
    pub power: i32,
    /// Whether it is written where no digit is lost by it, too.
    pub is_exact: bool,
}

/// A value in a message.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// A text.
    Text(&'a str),
    /// A count, by which a message chooses its form. What it writes is the count as the language writes it: of `$n` that is
    /// `$told`, of one of another name, such as `$works`, `$works-told`.
    Count(usize),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

/// A message in a language, with its values: `say!(tongue, "list-and", first = "a", last = "b")`.
macro_rules! say {
    ($tongue:expr, $id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $tongue.say($id, &[$((stringify!($name), $crate::lang::Arg::from($value))),*])
    };
}
pub(crate) use say;

/// The stop of an abbreviation is that of its sentence, too.
#[must_use]
pub fn with_one_stop(mut text: String) -> String {
    if text.ends_with("..") && !text.ends_with("...") {
        text.pop();
    }
    if text.contains(".. ") && !text.contains("...") { text.replace(".. ", ". ") } else { text }
}

impl Tongue {
    /// English.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Tongue> = OnceLock::new();
        ENGLISH.get_or_init(|| Self::new(&Lang::english(), &[]))
    }

    /// A language by its tag, with messages of one's own before those that the program brings along.
    #[must_use]
    pub fn new(lang: &Lang, own: &[Arc<Messages>]) -> Self {
        static KNOWN: OnceLock<Vec<Arc<Messages>>> = OnceLock::new();
        let known = KNOWN.get_or_init(|| {
            // That they can be read is tested.
            let read = |(tag, text): (&str, &str)| Some(Arc::new(Messages::read(tag.parse().ok()?, text).ok()?));
            BUILT_IN.into_iter().filter_map(read).collect()
        });
        let lang = if lang.is_own() { Lang::english() } else { lang.clone() };
        let wider: Vec<Lang> = lang.and_wider().chain([Lang::english()]).collect();
        let of = |wanted: &Lang| own.iter().chain(known).filter(|it| it.lang == *wanted).cloned().collect::<Vec<_>>();
        let mut messages: Vec<Arc<Messages>> = wider.iter().flat_map(of).collect();
        messages.dedup_by(|one, other| Arc::ptr_eq(one, other));
        let marks = Arc::new(marks(&messages));
        Self { rules: Arc::new(rules(&lang)), lang, messages: Arc::new(messages), marks }
    }

    /// Its tag.
    #[must_use]
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Whether it is English, or a variety of it.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.lang.and_wider().any(|lang| lang == Lang::english())
    }

    /// Whether any message is said in it, and not in English.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let first = self.messages.first().map(|messages| &messages.lang);
        first.is_some_and(|first| self.lang.and_wider().any(|lang| lang == *first))
    }

    /// The languages that the program brings along.
    pub fn built_in() -> impl Iterator<Item = Lang> {
        BUILT_IN.into_iter().filter_map(|(tag, _)| tag.parse().ok())
    }

    /// How it writes numbers.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// A number with all its digits, parted as the language parts them: `3,690,000`.
    #[must_use]
    pub fn grouped(&self, number: Decimal) -> String {
        let text = number.abs().normalize().to_string();
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let is_parted = whole.len() > self.marks.ungrouped;
        let mut out = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if is_parted && index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push_str(&self.marks.group);
            }
            out.push(digit);
        }
        if let Some(fraction) = fraction {
            out.push_str(&self.marks.decimal);
            out.push_str(fraction);
        }
        if number.is_sign_negative() && !number.is_zero() { format!("−{out}") } else { out }
    }

    /// A message with its values: in the language, or else in English. An id that there is none of is said itself; that none such
    /// is asked for is tested.
    #[must_use]
    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.said(id, args).unwrap_or_else(|| id.split('.').next().unwrap_or(id).to_owned())
    }

    /// The same for who may ask for anything: nothing if there is no such message, or if it takes another value.
    #[must_use]
    pub fn said(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let counts = args.iter().filter_map(|(name, arg)| match arg {
            Arg::Count(count) => Some((told_as(name), self.grouped((*count).into()))),
            Arg::Text(_) => None,
        });
        let mut told: Vec<(String, String)> = counts.collect();
        // The only count of a message is written as `$told`, whatever it is called.
        if let [(name, _)] = told.as_mut_slice() {
            "told".clone_into(name);
        }
        let told = told.iter().map(|(name, told)| (name.as_str(), Arg::Text(told)));
        let args: Vec<(&str, Arg<'_>)> = args.iter().copied().chain(told).collect();
        let (id, attribute) = parted(id);
        self.messages.iter().find_map(|messages| messages.say(id, attribute, &args)).map(with_one_stop)
    }

    /// Whether there is such a message.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        let (id, attribute) = parted(id);
        self.messages.iter().any(|messages| messages.has(id, attribute))
    }

    /// The ids of all messages.
    #[must_use]
    pub fn ids(&self) -> BTreeSet<&str> {
        self.messages.iter().flat_map(|messages| messages.ids()).collect()
    }

    /// The ids of the messages that it lacks, which are said in English.
    #[must_use]
    pub fn lacking(&self) -> BTreeSet<&str> {
        let own = |messages: &&Arc<Messages>| self.lang.and_wider().any(|lang| lang == messages.lang);
        let told: BTreeSet<&str> = self.messages.iter().filter(own).flat_map(|messages| messages.ids()).collect();
        // The words for magnitudes differ from language to language.
        let is_lacking = |id: &&str| !told.contains(id) && !id.starts_with("magnitude-");
        self.ids().into_iter().filter(is_lacking).collect()
    }

    /// Every letter of its messages.
    #[must_use]
    pub fn letters(&self) -> BTreeSet<char> {
        self.messages.iter().flat_map(|messages| messages.letters()).copied().collect()
    }

    /// The messages whose ids begin so, or are among these, to be filled in by others.
    #[must_use]
    pub fn templates(&self, start: &str, others: &[&str]) -> BTreeMap<String, Template> {
        let ids = self.ids().into_iter().filter(|id| id.starts_with(start) || others.contains(id));
        let template = |id: &str| {
            let messages = self.messages.iter().find(|messages| messages.has(id, None))?;
            let is_own = self.lang.and_wider().any(|lang| lang == messages.lang);
            Some((id.to_owned(), Template::new(messages, id, is_own)?))
        };
        ids.filter_map(template).collect()
    }

    /// The category of the plural of a number as its digits: `one` of 1, `few` of 2 in Russian.
    #[must_use]
    pub fn category(&self, digits: &str) -> &'static str {
        category(self.rules.as_ref().as_ref(), digits)
    }

    /// The category of the form that a noun has where so many is not said exactly: Russian has the genitive behind "about three".
    #[must_use]
    pub fn category_about(&self, digits: &str) -> String {
        say!(self, "category-about", category = self.category(digits))
    }

    /// Several things as one text: "a, b and c".
    #[must_use]
    pub fn and(&self, items: &[impl AsRef<str>]) -> String {
        self.list(items, "list-and")
    }

    /// Several things of which one is meant: "a, b or c".
    #[must_use]
    pub fn or(&self, items: &[impl AsRef<str>]) -> String {
        self.list(items, "list-or")
    }

    /// Several things that may have commas of their own: "a; b; c".
    #[must_use]
    pub fn listed(&self, items: &[impl AsRef<str>]) -> String {
        self.joined(items, "list-parted")
    }

    /// Sentences, one behind the other.
    #[must_use]
    pub fn sentences(&self, items: &[impl AsRef<str>]) -> String {
        self.joined(items, "chart-sentences")
    }

    /// What is said of one thing: number, stage, place.
    #[must_use]
    pub fn clauses(&self, items: &[impl AsRef<str>]) -> String {
        self.joined(items, "chart-clauses")
    }

    fn joined(&self, items: &[impl AsRef<str>], by: &str) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(&self.say(by, &[]))
    }

    fn list(&self, items: &[impl AsRef<str>], last_by: &str) -> String {
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [most @ .., last] => {
                let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
                let most = most.join(&self.say("list-between", &[]));
                say!(self, last_by, first = &most, last = last.as_ref())
            }
        }
    }
}

impl Default for Tongue {
    fn default() -> Self {
        Self::english().clone()
    }
}

impl Debug for Tongue {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "Tongue({})", self.lang)
    }
}

/// The id of a message, and that of its attribute.
fn parted(id: &str) -> (&str, Option<&str>) {
    id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)))
}

/// By what name a message writes a count.
fn told_as(name: &str) -> String {
    if name == "n" { "told".to_owned() } else { format!("{name}-told") }
}

/// The category of a number as its digits, by the rules of a language.
fn category(rules: Option<&PluralRules>, digits: &str) -> &'static str {
    match rules.and_then(|rules| rules.select(digits).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        _ => "other",
    }
}

/// How the first messages that tell it write numbers.
fn marks(messages: &[Arc<Messages>]) -> Marks {
    let said = |id: &str| messages.iter().find_map(|it| it.say(id, None, &[])).unwrap_or_default();
    // Its own words for magnitudes, and none of another language.
    let of = messages.iter().find(|it| it.has("magnitude-12", None) || it.has("magnitude-6", None));
    let magnitude = |power: i32| {
        let id = format!("magnitude-{power}");
        let of = of?;
        (of.has(&id, None) || of.has(&id, Some("brief"))).then(|| Magnitude { power, is_exact: of.has(&id, None) })
    };
    Marks {
        decimal: said("decimal-mark"),
        group: said("group-mark"),
        ungrouped: said("ungrouped-digits").parse().unwrap_or(3),
        magnitudes: (3..18).rev().filter_map(magnitude).collect(),
    }
}

/// The rules of its plural, or those of the language that it is a variety of.
fn rules(lang: &Lang) -> Option<PluralRules> {
    lang.and_wider().find_map(|lang| {
        let id: LanguageIdentifier = lang.to_string().parse().ok()?;
        PluralRules::create(id, PluralRuleType::CARDINAL).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tongue(tag: &str) -> Tongue {
        Tongue::new(&tag.parse().expect("a tag"), &[])
    }

    #[test]
    fn the_nearest_messages_are_said_and_english_where_there_are_none() {
        assert_eq!(tongue("ru").say("undated", &[]), "без даты");
        assert_eq!(tongue("ru-KZ").say("undated", &[]), "без даты");
        assert_eq!(tongue("zh-Hans").say("undated", &[]), "日期不详");
        assert_eq!(tongue("de").say("undated", &[]), "undated");
        assert!(tongue("zh-Hans").is_known() && tongue("en").is_known() && !tongue("de").is_known());
        assert_eq!(Tongue::english().say("no-such-message", &[]), "no-such-message");
    }

    #[test]
    fn a_message_may_have_several_counts() {
        let text = "holds = { $works ->\n    [one] { $works-told } work\n   *[other] { $works-told } works\n} with { $n ->\n    [one] { $told } figure\n   *[other] { $told } figures\n}\n";
        let own = Messages::read(Lang::english(), text).expect("messages");
        let tongue = Tongue::new(&Lang::english(), &[Arc::new(own)]);
        assert_eq!(say!(tongue, "holds", works = 1, n = 1200), "1 work with 1,200 figures");
        assert_eq!(tongue.said("holds", &[("n", 1.into())]), None, "a value is missing");
        assert!(tongue.has("holds") && !tongue.has("holds.brief") && tongue.ids().contains("holds"));
        assert!(tongue.letters().contains(&'w') && tongue.letters().contains(&'–'));
        let templates = tongue.templates("hol", &["list-parted"]);
        assert_eq!(templates.keys().collect::<Vec<_>>(), ["holds", "list-parted"]);
    }

    #[test]
    fn own_messages_stand_before_those_that_are_brought_along() {
        let own = Messages::read("de".parse().expect("a tag"), "undated = ohne Jahr\n").expect("messages");
        let german = Tongue::new(&"de-AT".parse().expect("a tag"), &[Arc::new(own)]);
        assert_eq!(german.say("undated", &[]), "ohne Jahr");
        assert!(german.is_known());
        assert_eq!(german.say("list-and", &[("first", "a".into()), ("last", "b".into())]), "a and b");
    }

    #[test]
    fn plurals_follow_the_language() {
        for (tag, digits, category) in [
            ("en", "1", "one"),
            ("en", "2", "other"),
            ("ru", "1", "one"),
            ("ru", "3", "few"),
            ("ru", "5", "many"),
            ("ru", "21", "one"),
            ("ru", "1.5", "other"),
            ("zh", "1", "other"),
            ("zh-Hans", "2", "other"),
        ] {
            assert_eq!(tongue(tag).category(digits), category, "{tag} {digits}");
        }
    }

    #[test]
    fn lists_have_the_words_of_the_language() {
        let items = ["a", "b", "c"];
        assert_eq!(Tongue::english().and(&items), "a, b and c");
        assert_eq!(tongue("ru").or(&items), "a, b или c");
        assert_eq!(tongue("zh").and(&items), "a、b和c");
        assert_eq!(Tongue::english().and(&items[..1]), "a");
        assert_eq!(tongue("zh").listed(&items), "a；b；c");
    }
}
