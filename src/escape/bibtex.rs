//! BibTeX, and the LaTeX in its fields.

use super::{Escaped, Language, permitted};

/// BibTeX: a field between braces. Unicode stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bibtex {}

impl Language for Bibtex {
    fn escape(text: &str, out: &mut String) {
        for character in text.chars() {
            match character {
                '&' | '%' | '$' | '#' | '_' => {
                    out.push('\\');
                    out.push(character);
                }
                // BibTeX counts braces whether or not a backslash stands before them, so they have names.
                '{' => out.push_str("\\textbraceleft{}"),
                '}' => out.push_str("\\textbraceright{}"),
                '\\' => out.push_str("\\textbackslash{}"),
                '~' => out.push_str("\\textasciitilde{}"),
                '^' => out.push_str("\\textasciicircum{}"),
                // Two hyphens that touch would be set as a dash.
                '-' if out.ends_with('-') => out.push_str("{}-"),
                '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
                _ => out.push(permitted(character)),
            }
        }
    }
}

impl Escaped<Bibtex> {
    /// An address, which LaTeX sets as it stands: what would end the field, or begin a command, as an address may write it.
    #[must_use]
    pub fn address(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '{' => out.push_str("%7B"),
                '}' => out.push_str("%7D"),
                '\\' => out.push_str("%5C"),
                it if it.is_control() || it.is_whitespace() => out.push_str("%20"),
                it => out.push(permitted(it)),
            }
        }
        Self::of_string(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_field() {
        let made = Escaped::<Bibtex>::data("1} } @misc{evil, 50% --- \\input{x}");
        let braces = |brace: char| made.as_str().matches(brace).count();
        assert_eq!(braces('{'), braces('}'));
        assert_eq!(
            made.as_str(),
            "1\\textbraceright{} \\textbraceright{} @misc\\textbraceleft{}evil, 50\\% -{}-{}- \
             \\textbackslash{}input\\textbraceleft{}x\\textbraceright{}"
        );
        assert_eq!(Escaped::<Bibtex>::address("https://x.org/{a}\\b c").as_str(), "https://x.org/%7Ba%7D%5Cb%20c");
    }
}
