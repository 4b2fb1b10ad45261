//! Text that is escaped in the language that it is written in, as a type of its own.
//!
//! A text of a package or of a definition may hold anything: a tag, a link that runs a script, the end of a field, a control
//! character. Each language of output has one function here that makes plain text of it, and [`Escaped`] can be made in no other
//! way than from what stands in this program's source, by that function, or of other escaped texts. Writers take and give
//! nothing else, so a text that nobody has escaped does not compile. What tables are written with (`csv`, `serde_json`, the
//! writer of workbooks) escapes by itself; [`spreadsheet`] has what a table of text needs besides.

mod bibtex;
mod html;
mod json;
mod markdown;
mod prose;
mod ris;
mod rtf;
pub mod spreadsheet;
mod terminal;
mod xml;

use std::fmt;
use std::marker::PhantomData;

pub use bibtex::Bibtex;
pub use html::Html;
pub use json::Json;
pub use markdown::Markdown;
pub use ris::Ris;
pub use rtf::Rtf;
pub use terminal::Terminal;
pub use xml::{Xml, permitted};

/// A language of output.
pub trait Language {
    /// Writes `text` behind `out` so that it is read as this text and nothing else.
    fn escape(text: &str, out: &mut String);
}

/// Text in which nothing is escaped, for where it becomes data again: a cell, an entry that another language takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plain {}

impl Language for Plain {
    fn escape(text: &str, out: &mut String) {
        out.push_str(text);
    }
}

/// Text of a language, in which all that came from outside is escaped.
///
/// ```
/// use sinosov::escape::{Escaped, Html};
/// use sinosov::escaped;
///
/// let title = "<script>alert(1)</script>";
/// let made: Escaped<Html> = escaped!(Html, "<p>{}</p>", title);
/// assert_eq!(made.as_str(), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
/// ```
pub struct Escaped<L> {
    text: String,
    language: PhantomData<L>,
}

impl<L: Language> Escaped<L> {
    /// Nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What the source of this program writes.
    #[must_use]
    pub fn literal(text: &'static str) -> Self {
        Self::of_string(text.to_owned())
    }

    /// Text from outside.
    #[must_use]
    pub fn data(text: &str) -> Self {
        let mut out = Self::new();
        L::escape(text, &mut out.text);
        out
    }

    /// What the source writes, with a part in the place of every `{}`; `{{` and `}}` are braces. See [`crate::escaped`], which
    /// counts the parts when the program is compiled.
    #[must_use]
    pub fn filled(form: &'static str, parts: &[&dyn Part<L>]) -> Self {
        let mut out = Self::new();
        let mut parts = parts.iter();
        let mut rest = form;
        while let Some(at) = rest.find(['{', '}']) {
            out.text.push_str(&rest[..at]);
            let (two, after) = rest[at..].split_at_checked(2).unwrap_or((&rest[at..], ""));
            match two {
                "{{" => out.text.push('{'),
                "}}" => out.text.push('}'),
                _ => parts.next().into_iter().for_each(|part| part.put(&mut out)),
            }
            rest = after;
        }
        out.text.push_str(rest);
        out
    }

    /// Adds what the source writes.
    pub fn write(&mut self, text: &'static str) {
        self.text.push_str(text);
    }

    /// Adds a part: text from outside is escaped as its place asks.
    pub fn push(&mut self, part: &(impl Part<L> + ?Sized)) {
        part.put(self);
    }

    /// Parts behind each other, with what the source writes between them.
    #[must_use]
    pub fn joined(parts: impl IntoIterator<Item = impl Part<L>>, between: &'static str) -> Self {
        let mut out = Self::new();
        for (number, part) in parts.into_iter().enumerate() {
            if number > 0 {
                out.write(between);
            }
            part.put(&mut out);
        }
        out
    }

    /// Without white space at its ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self::of_string(self.text.trim().to_owned())
    }

    /// A text for whose safety the caller vouches. A test names the few files that may: they cut and join what is escaped
    /// already, or take over what a library has escaped.
    pub(crate) fn vouched(text: String) -> Self {
        Self::of_string(text)
    }

    fn of_string(text: String) -> Self {
        Self { text, language: PhantomData }
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// As it is written into a file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same, when nothing more is added.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }
}

/// How many parts a form has room for.
#[must_use]
pub const fn holes(form: &str) -> usize {
    let bytes = form.as_bytes();
    let (mut at, mut found) = (0, 0);
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (b'{', b'}') => {
                found += 1;
                at += 2;
            }
            (b'{', b'{') | (b'}', b'}') => at += 2,
            _ => at += 1,
        }
    }
    found
}

/// Text of a language with data in its gaps, as [`format!`] makes it, but that every part is escaped unless it is so already.
#[macro_export]
macro_rules! escaped {
    ($language:ty, $form:literal $(, $part:expr)* $(,)?) => {{
        const { assert!($crate::escape::holes($form) == <[&str]>::len(&[$(stringify!($part)),*])) }
        $crate::escape::Escaped::<$language>::filled(
            $form,
            &[$(&$part as &dyn $crate::escape::Part<$language>),*],
        )
    }};
}

/// What may stand in a text of a language: text from outside, which is escaped, and what is escaped already.
pub trait Part<L: Language> {
    /// Adds itself.
    fn put(&self, out: &mut Escaped<L>);
}

impl<L: Language> Part<L> for str {
    fn put(&self, out: &mut Escaped<L>) {
        L::escape(self, &mut out.text);
    }
}

impl<L: Language> Part<L> for String {
    fn put(&self, out: &mut Escaped<L>) {
        L::escape(self, &mut out.text);
    }
}

impl<L: Language> Part<L> for usize {
    fn put(&self, out: &mut Escaped<L>) {
        L::escape(&self.to_string(), &mut out.text);
    }
}

impl<L: Language> Part<L> for Escaped<L> {
    fn put(&self, out: &mut Escaped<L>) {
        out.text.push_str(&self.text);
    }
}

impl<L: Language, P: Part<L> + ?Sized> Part<L> for &P {
    fn put(&self, out: &mut Escaped<L>) {
        (**self).put(out);
    }
}

impl<L> fmt::Display for Escaped<L> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl<L> fmt::Debug for Escaped<L> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, out)
    }
}

// Derived, these would ask the same of the language, which is never there as a value.
impl<L> Default for Escaped<L> {
    fn default() -> Self {
        Self { text: String::new(), language: PhantomData }
    }
}

impl<L> Clone for Escaped<L> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), language: PhantomData }
    }
}

impl<L> PartialEq for Escaped<L> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<L> Eq for Escaped<L> {}

/// Whether a link may lead there: the web, a letter, a place in the same page, a file beside it.
#[must_use]
pub fn is_safe_link(address: &str) -> bool {
    let address = address.trim();
    let is_plain = !address.chars().any(|it| it.is_control() || it.is_whitespace());
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    let known = |scheme: &str| ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str());
    is_plain && scheme.is_none_or(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_gaps_of_a_form() {
        let bold = escaped!(Html, "<b>{}</b>", "a & b");
        assert_eq!(escaped!(Html, "{{{}}} {}", bold, "<").as_str(), "{<b>a &amp; b</b>} &lt;");
        assert_eq!((holes("{} {{}} {}"), holes("{{{}}}"), holes("")), (2, 1, 0));
        assert_eq!(Escaped::<Html>::joined(["<", ">"], ", ").as_str(), "&lt;, &gt;");
    }

    #[test]
    fn links_lead_to_the_web_or_stay() {
        for safe in ["https://x.org/a:b", "HTTP://x.org", "mailto:a@x.org", "#a", "charts/a.svg", "a?b:c", "/a"] {
            assert!(is_safe_link(safe), "{safe}");
        }
        for unsafe_ in ["javascript:x", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///x", "java\tscript:x"]
        {
            assert!(!is_safe_link(unsafe_), "{unsafe_}");
        }
    }
}
