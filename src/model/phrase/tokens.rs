//! Cuts a phrase into the pieces that can be part of a number.

use rust_decimal::Decimal;

use super::han::is_han;

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, with every number they can be read as.
    Digits(Vec<Decimal>),
    /// Digits with an ordinal ending, which count nothing: 20th.
    Ordinal,
    /// A word in lower case.
    Word(String),
    /// A run of Chinese characters.
    Han(String),
    /// The stroke between the ends of a range in digits.
    Dash,
    /// The stroke of a fraction.
    Slash,
    /// Words left out.
    Elision,
    /// Punctuation that ends a number.
    Gap,
}

/// Spaces and hyphens part words without ending a number; other punctuation ends it.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().collect();
    let comma_is_point = characters.iter().any(|character| is_cyrillic(*character));
    let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let mut out = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        let first = characters[at];
        if first.is_ascii_digit() {
            at = end_of_digits(&characters, at);
            let digits: String = characters[start..at].iter().collect();
            let rest: String = characters[at..].iter().take_while(|c| c.is_alphabetic()).collect();
            if ["st", "nd", "rd", "th", "s"].contains(&rest.as_str()) {
                at += rest.len();
                out.push(Token::Ordinal);
            } else {
                out.push(Token::Digits(candidates(&digits, comma_is_point)));
            }
        } else if is_han(first) {
            at += run(&characters[at..], is_han);
            out.push(Token::Han(characters[start..at].iter().collect()));
        } else if first.is_alphabetic() {
            at += run(&characters[at..], |c| c.is_alphabetic() && !is_han(c));
            out.push(Token::Word(characters[start..at].iter().collect::<String>().to_lowercase()));
        } else {
            at += 1;
            match first {
                '/' => out.push(Token::Slash),
                '…' => out.push(Token::Elision),
                '-' | '–' if is_digit(start.checked_sub(1)) && is_digit(Some(at)) => out.push(Token::Dash),
                ' ' | '-' | '\u{a0}' | '\u{2009}' | '\u{202f}' => {}
                // The point of an abbreviation («тыс. винтовок») ends nothing.
                '.' if matches!(out.last(), Some(Token::Word(_))) => {}
                _ => out.push(Token::Gap),
            }
        }
    }
    out
}

fn run(characters: &[char], belongs: impl Fn(char) -> bool) -> usize {
    characters.iter().take_while(|character| belongs(**character)).count()
}

fn is_cyrillic(character: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&character)
}

/// The decimal point of older British print: 2·617.
const RAISED_POINT: char = '·';

/// Digits go on over a point, a comma, or a space if digits follow; a space only parts groups of three.
fn end_of_digits(characters: &[char], start: usize) -> usize {
    let mut at = start;
    loop {
        at += run(&characters[at..], |c| c.is_ascii_digit());
        let Some(separator) = characters.get(at) else { return at };
        let next = run(&characters[at + 1..], |c| c.is_ascii_digit());
        let goes_on = match *separator {
            '.' | ',' | RAISED_POINT => next > 0,
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => next == 3,
            _ => false,
        };
        if !goes_on {
            return at;
        }
        at += 1;
    }
}

/// The numbers that digits with separators can mean, the likeliest first.
fn candidates(digits: &str, comma_is_point: bool) -> Vec<Decimal> {
    let parse = |text: &str| Decimal::from_str_exact(&text.replace(RAISED_POINT, ".")).ok();
    let is_space = |c: char| c.is_whitespace();
    let plain: String = digits.chars().filter(|c| !is_space(*c) && *c != ',').collect();
    let mut found = Vec::new();
    if comma_is_point && digits.matches(',').count() == 1 {
        let pointed: String = digits.chars().filter(|c| !is_space(*c)).collect::<String>().replace(',', ".");
        found.extend(parse(&pointed));
    }
    let grouped = digits.split(',').skip(1).all(|group| group.chars().take_while(char::is_ascii_digit).count() == 3);
    if grouped {
        found.extend(parse(&plain));
    } else if found.is_empty() && digits.matches(',').count() == 1 {
        // A comma that parts no thousands is a point: 53,4 %.
        found.extend(parse(&digits.replace(',', ".")));
    }
    if digits.contains(is_space) {
        found.extend(digits.split(is_space).filter_map(|part| parse(&part.replace(',', ""))));
    }
    found
}
