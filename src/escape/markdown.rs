//! Markdown: CommonMark and what GitHub and pandoc read besides.

use super::{Escaped, Language, is_safe_link, permitted};

/// Markdown, in paragraphs, headings, items of lists and cells of tables. Text stays on its line.
///
/// What is read as Markdown wherever it stands has a backslash before it; other signs only where they would be: a hash or a
/// number at the beginning of a line, an ampersand before what would be an entity. So ordinary text stays ordinary text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Markdown {}

impl Language for Markdown {
    fn escape(text: &str, out: &mut String) {
        let characters: Vec<char> = on_one_line(text);
        let mut begins = at_line_start(out);
        for (at, &character) in characters.iter().enumerate() {
            if begins && character == ' ' {
                continue;
            }
            let rest = &characters[at..];
            let before = if at == 0 { out.chars().next_back() } else { Some(characters[at - 1]) };
            let is_read = match character {
                '[' | ']' => !in_brackets(&characters, at),
                _ => is_read(character, before, rest),
            };
            if is_read || (begins && begins_block(rest)) {
                out.push('\\');
                out.push(character);
            } else if begins && character.is_ascii_digit() {
                // The point of "1. " would begin a list; the digits themselves cannot be escaped.
                out.push(character);
                let digits = rest.iter().take_while(|it| it.is_ascii_digit()).count();
                if is_list_point(&rest[digits..]) {
                    out.extend(&rest[1..digits]);
                    out.push('\\');
                    return escape_rest(&rest[digits..], out);
                }
            } else {
                out.push(character);
            }
            begins = false;
        }
    }
}

/// The rest of a line of which the beginning is dealt with.
fn escape_rest(rest: &[char], out: &mut String) {
    out.extend(rest.first());
    let text: String = rest.iter().skip(1).collect();
    Markdown::escape(&text, out);
}

/// Text without line ends and without white space that would mean something: two spaces break a line, four begin code.
fn on_one_line(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for character in text.chars() {
        let is_gap =
            matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        match is_gap {
            true if out.last() == Some(&' ') => {}
            true => out.push(' '),
            false => out.push(permitted(character)),
        }
    }
    out
}

/// Whether nothing stands yet on the last line but what begins a block itself, in which another can begin.
fn at_line_start(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default();
    line.chars().all(|character| matches!(character, ' ' | '-' | '#' | '>' | '+'))
}

/// Whether a character means something at its place, whatever the line is.
fn is_read(character: char, before: Option<char>, rest: &[char]) -> bool {
    let next = rest.get(1).copied();
    let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let is_gap = |it: Option<char>| it.is_none_or(char::is_whitespace);
    match character {
        '\\' | '`' | '*' | '|' | '{' | '^' => true,
        // Within a word it is a letter of it.
        '_' => !(is_word(before) && is_word(next)),
        // Before a space it opens nothing.
        '<' => next != Some(' '),
        '&' => begins_entity(&rest[1..]),
        // "~80" opens what nothing closes, for all that could is escaped.
        '~' => !(is_gap(before) && !is_gap(next) && next != Some('~')),
        // "$50" closes nothing, for a digit follows.
        '$' => !next.is_some_and(|it| it.is_ascii_digit()),
        // A code of an emoji.
        ':' => begins_code(&rest[1..]),
        // What stands at the end of a heading is no part of it.
        '#' => is_gap(before) && rest.iter().all(|it| matches!(it, '#' | ' ')),
        _ => false,
    }
}

/// Whether a square bracket belongs to a pair that says no more than a pair of brackets does: it is no link, no note, no box to tick
/// and none is within it. A definition makes a link of it; those are the author's, and lead where links may lead.
fn in_brackets(characters: &[char], at: usize) -> bool {
    let is_bracket = |it: &&char| matches!(it, '[' | ']');
    let open = characters[..=at].iter().rposition(|it| *it == '[');
    let Some(open) = open.filter(|open| characters[*open..at].iter().skip(1).find(is_bracket).is_none()) else {
        return false;
    };
    let behind = characters[open + 1..].iter().position(|it| is_bracket(&it));
    let Some(close) = behind.map(|it| open + 1 + it).filter(|close| characters[*close] == ']') else { return false };
    let inner = &characters[open + 1..close];
    let is_free = |neighbour: Option<&char>| neighbour.is_none_or(|it| !"![](){}:".contains(*it));
    let before = open.checked_sub(1).and_then(|before| characters.get(before));
    let begins_as_text = inner.first().is_some_and(|it| it.is_alphanumeric());
    inner.len() > 1 && begins_as_text && is_free(before) && is_free(characters.get(close + 1))
}

/// Whether "&" before this would be read as an entity.
fn begins_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|it| it.is_ascii_alphanumeric() || **it == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

/// Whether ":" before this begins ":name:".
fn begins_code(rest: &[char]) -> bool {
    let name: Vec<char> =
        rest.iter().take_while(|it| it.is_ascii_alphanumeric() || "_+-".contains(**it)).copied().collect();
    rest.get(name.len()) == Some(&':') && name.iter().any(|it| !it.is_ascii_digit())
}

/// Whether a line that begins so is no paragraph: a heading, a quotation, a list, a rule, a block of code, a definition.
fn begins_block(rest: &[char]) -> bool {
    let (first, next) = (rest.first().copied().unwrap_or_default(), rest.get(1).copied());
    let is_gap = next.is_none_or(|it| it == ' ');
    match first {
        '>' | '=' | '~' | '%' => true,
        '#' => is_gap || next == Some('#'),
        '-' | '+' => is_gap || next == Some(first),
        ':' => is_gap,
        _ => false,
    }
}

/// Whether this, behind digits, makes an item of a list of them.
fn is_list_point(rest: &[char]) -> bool {
    matches!(rest.first(), Some('.' | ')')) && rest.get(1).is_none_or(|it| *it == ' ')
}

impl Escaped<Markdown> {
    /// An address as a link that shows itself; one that leads nowhere safe is text.
    #[must_use]
    pub fn address(text: &str) -> Self {
        let is_web = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
        if !is_web || !is_safe_link(text) {
            return Self::data(text);
        }
        let mut out = "<".to_owned();
        for character in text.chars() {
            match character {
                '<' => out.push_str("%3C"),
                '>' => out.push_str("%3E"),
                '|' => out.push_str("%7C"),
                '`' => out.push_str("%60"),
                it => out.push(permitted(it)),
            }
        }
        out.push('>');
        Self::of_string(out)
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;
    use crate::escaped;

    fn escaped(text: &str) -> String {
        Escaped::<Markdown>::data(text).into_string()
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for text in [
            "US$50 million, c. 26%, ~80 aircraft (1938–41); AT&T's \"own\" 'x' — p. 5",
            "post 4 (Windward, 22 July 2004), para. 3",
            "[Untitled publication]. [Article on trade] and more",
            "≥ 1,185: a < b, a > b, snake_case, 12:30:45, C#, -5, +5, 1.5, 1938.",
            "Самолёты 飞机 #5 5# a/b e.g. x@y.org! https://x.org/a_b?c=d&e=f",
        ] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn what_would_be_read_is_escaped() {
        for (text, expected) in [
            ("*a* _b_ `c` [d](e) <f> | \\", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f> \\| \\\\"),
            ("# a", "\\# a"),
            ("a #", "a \\#"),
            ("- a", "\\- a"),
            ("---", "\\---"),
            ("1. a", "1\\. a"),
            ("12) 1. a", "12\\) 1. a"),
            ("    code", "code"),
            ("> a\n\n# b", "\\> a # b"),
            ("===", "\\==="),
            ("&lt; &#60; &x", "\\&lt; \\&#60; &x"),
            ("~~a~~ ~b~", "\\~\\~a\\~\\~ ~b\\~"),
            ("$a$ :smile:", "\\$a\\$ \\:smile:"),
            ("{{ x }}", "\\{\\{ x }}"),
            ("[^1]: a", "\\[\\^1\\]: a"),
            ("[ab]: c [ab][cd] [x] ![ab]", "\\[ab\\]: c \\[ab\\]\\[cd\\] \\[x\\] !\\[ab\\]"),
            ("[ab [cd] ef", "\\[ab [cd] ef"),
            ("a  \nb\u{0}", "a b\u{fffd}"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
        assert_eq!(escaped!(Markdown, "| {} |", "# a").as_str(), "| # a |", "in a cell nothing begins a block");
    }

    /// A parser with all that it knows finds the text again, and nothing else.
    #[test]
    fn a_parser_reads_the_text_back() {
        for text in [
            "<b>*a*</b> **b** [c](javascript:x) ![d](e) &amp; &#x41; ~~f~~ $g$ `h` \\i {#j .k} l^m^ n~o~ {{p}} |q|",
            "<!-- a --> <?b?> <![CDATA[c]]> <https://x.org> [^d] [e]: f :g: #",
            "*",
            "_",
            "__a__",
            "* * *",
            "- - -",
            "~~~",
            "+",
            "#",
            "7.",
            "7)",
            "> a",
            ": a",
            "= =",
            "a#",
            "a #",
            "!",
            "\\",
            "*a*b_c_d*",
            "***a***",
            "_(_a_)_",
            "a*b",
            "``a``",
            "[[a]]",
            "![[a]]",
            "==a==",
            "++a++",
        ] {
            for form in ["{}", "# {}", "- {}", "- **{}**", "*{}*"] {
                let part: &dyn crate::escape::Part<Markdown> = &text;
                let made = Escaped::filled(form, &[part]);
                let mut options = Options::all();
                options.remove(Options::ENABLE_SMART_PUNCTUATION);
                let mut found = String::new();
                for event in Parser::new_ext(made.as_str(), options) {
                    match event {
                        Event::Text(text) => found.push_str(&text),
                        Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::List(None))
                        | Event::Start(Tag::Strong | Tag::Emphasis)
                        | Event::End(_) => {}
                        other => panic!("{made}: {other:?}"),
                    }
                }
                assert_eq!(found, text.trim(), "{made}");
            }
        }
    }
}
