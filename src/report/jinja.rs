//! Templates within limits: a template comes from anywhere, so that it ends, and how much it may take, is known before it runs.
//!
//! A template chooses and repeats what it is given. It keeps nothing: with no `set`, no macro and no call of itself, no value can
//! grow from one step to the next, and none is larger than what one expression puts together. The steps are counted (fuel), and
//! so are the bytes that it writes.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use minijinja::machinery::{Token, tokenize};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{
    Environment, Error as Told, ErrorKind, UndefinedBehavior, escape_formatter, filters, functions, tests,
};
use thiserror::Error;

use crate::escape::{Escaped, Markdown};

/// The largest template.
pub(super) const LARGEST: usize = 1 << 20;
/// One tag, `{{ … }}` or `{% … %}`, has so many words and signs at most.
const LONGEST_TAG: usize = 400;
/// Brackets in each other inside of a tag.
const DEEPEST_BRACKETS: usize = 20;
/// `if` and `for` in each other, and each `elif` of one `if`.
const DEEPEST_STATEMENTS: usize = 40;
/// What a filter may make of a text, in bytes.
const LONGEST_MADE: usize = 1 << 20;
/// What `range` counts up to.
const LONGEST_RANGE: usize = 10_000;

/// The name of a template that is Markdown: values are text in it.
pub(super) const PROSE: &str = "prose";

/// The statements that a template may have.
const STATEMENTS: [&str; 6] = ["for", "endfor", "if", "elif", "else", "endif"];

/// How much a template may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    /// Steps.
    pub(super) steps: u64,
    /// Bytes written.
    pub(super) bytes: usize,
}

/// What is wrong with a template: the line of it, from 1, if it is known, and the bytes of it that are meant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}")]
pub(super) struct Fault {
    pub(super) line: Option<usize>,
    pub(super) at: Option<Range<usize>>,
    pub(super) reason: String,
}

/// What renders templates.
pub(super) struct Engine<'a> {
    pub(super) environment: Environment<'a>,
    syntax: SyntaxConfig,
    most: Most,
    /// The bytes of values that the template has written so far.
    written: Arc<AtomicUsize>,
}

/// An environment with what is harmless: filters and tests that make nothing larger than they are given, or within a limit.
fn environment<'a>() -> Environment<'a> {
    let mut all = Environment::empty();
    all.set_undefined_behavior(UndefinedBehavior::Strict);
    all.set_auto_escape_callback(minijinja::default_auto_escape_callback);
    all.set_recursion_limit(DEEPEST_STATEMENTS * 2);
    all.add_filter("safe", filters::safe);
    all.add_filter("escape", filters::escape);
    all.add_filter("e", filters::escape);
    all.add_filter("lower", filters::lower);
    all.add_filter("upper", filters::upper);
    all.add_filter("title", filters::title);
    all.add_filter("capitalize", filters::capitalize);
    all.add_filter("trim", filters::trim);
    all.add_filter("replace", replace);
    all.add_filter("join", join);
    all.add_filter("length", filters::length);
    all.add_filter("count", filters::length);
    all.add_filter("default", filters::default);
    all.add_filter("d", filters::default);
    all.add_filter("first", filters::first);
    all.add_filter("last", filters::last);
    all.add_filter("min", filters::min);
    all.add_filter("max", filters::max);
    all.add_filter("sort", filters::sort);
    all.add_filter("reverse", filters::reverse);
    all.add_filter("unique", filters::unique);
    all.add_filter("items", filters::items);
    all.add_filter("dictsort", filters::dictsort);
    all.add_filter("attr", filters::attr);
    all.add_filter("selectattr", filters::selectattr);
    all.add_filter("rejectattr", filters::rejectattr);
    all.add_filter("abs", filters::abs);
    all.add_filter("int", filters::int);
    all.add_filter("float", filters::float);
    all.add_filter("string", filters::string);
    all.add_filter("bool", filters::bool);
    all.add_test("defined", tests::is_defined);
    all.add_test("undefined", tests::is_undefined);
    all.add_test("none", tests::is_none);
    all.add_test("true", tests::is_true);
    all.add_test("false", tests::is_false);
    all.add_test("odd", tests::is_odd);
    all.add_test("even", tests::is_even);
    all.add_test("divisibleby", tests::is_divisibleby);
    all.add_test("number", tests::is_number);
    all.add_test("string", tests::is_string);
    all.add_test("sequence", tests::is_sequence);
    all.add_test("mapping", tests::is_mapping);
    all.add_test("startingwith", tests::is_startingwith);
    all.add_test("endingwith", tests::is_endingwith);
    all.add_test("in", tests::is_in);
    for (names, test) in [
        (["eq", "equalto", "=="], tests::is_eq as fn(&Value, &Value) -> bool),
        (["ne", "ne", "!="], tests::is_ne),
        (["lt", "lessthan", "<"], tests::is_lt),
        (["le", "le", "<="], tests::is_le),
        (["gt", "greaterthan", ">"], tests::is_gt),
        (["ge", "ge", ">="], tests::is_ge),
    ] {
        names.into_iter().for_each(|name| all.add_test(name, test));
    }
    all.add_function("range", range);
    all
}

fn refuse(reason: String) -> Told {
    Told::new(ErrorKind::InvalidOperation, reason)
}

fn range(lower: isize, upper: Option<isize>, step: Option<isize>) -> Result<Value, Told> {
    let made = functions::range(lower, upper, step)?;
    match made.len().is_none_or(|length| length > LONGEST_RANGE) {
        true => Err(refuse(format!("a range has {LONGEST_RANGE} numbers at most"))),
        false => Ok(made),
    }
}

fn replace(text: &str, from: &str, to: &str) -> Result<String, Told> {
    let count = text.matches(from).count();
    match count.saturating_mul(to.len()).saturating_add(text.len()) > LONGEST_MADE {
        true => Err(refuse(format!("`replace` would make a text of more than {} MB", LONGEST_MADE >> 20))),
        false => Ok(text.replace(from, to)),
    }
}

fn join(list: &Value, between: Option<&str>) -> Result<String, Told> {
    let mut out = String::new();
    for (number, item) in list.try_iter()?.enumerate() {
        if number > 0 {
            out.push_str(between.unwrap_or_default());
        }
        match item.as_str() {
            Some(text) => out.push_str(text),
            None => out.push_str(&item.to_string()),
        }
        if out.len() > LONGEST_MADE {
            return Err(refuse(format!("`join` would make a text of more than {} MB", LONGEST_MADE >> 20)));
        }
    }
    Ok(out)
}

impl Engine<'_> {
    pub(super) fn new(syntax: SyntaxConfig, most: Most) -> Self {
        let mut environment = environment();
        environment.set_syntax(syntax.clone());
        environment.set_fuel(Some(most.steps));
        let written = Arc::new(AtomicUsize::new(0));
        let so_far = Arc::clone(&written);
        // Here the line is known that writes too much; where a text of the template itself does, only that it is too much.
        environment.set_formatter(move |out, state, value| {
            let length = value.as_str().map_or(1, str::len);
            match so_far.fetch_add(length, Ordering::Relaxed).saturating_add(length) > most.bytes {
                true => Err(refuse(too_long(most))),
                false if state.name() == PROSE => {
                    Ok(out.write_str(Escaped::<Markdown>::data(&value.to_string()).as_str())?)
                }
                false => escape_formatter(out, state, value),
            }
        });
        Self { environment, syntax, most, written }
    }

    /// Renders a template; by its name it is known whether it writes HTML.
    ///
    /// # Errors
    /// [`Fault`] if it is broken, asks for what is not there, or would take more than it may.
    pub(super) fn render(&self, name: &str, text: &str, data: Value) -> Result<String, Fault> {
        guard(text, &self.syntax)?;
        self.written.store(0, Ordering::Relaxed);
        let mut out = Limited { bytes: Vec::new(), most: self.most.bytes, is_full: false };
        let rendered = self
            .environment
            .template_from_named_str(name, text)
            .and_then(|template| template.render_captured_to(data, &mut out).map(drop));
        match rendered {
            Ok(()) => Ok(String::from_utf8_lossy(&out.bytes).into_owned()),
            Err(error) => Err(Fault {
                line: error.line(),
                at: error.range(),
                reason: match error.kind() {
                    _ if out.is_full => too_long(self.most),
                    ErrorKind::OutOfFuel => format!("it takes more than {} steps", self.most.steps),
                    kind => error.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}")),
                },
            }),
        }
    }
}

fn too_long(most: Most) -> String {
    format!("it writes more than {} MB", most.bytes >> 20)
}

/// What is written, up to a limit.
struct Limited {
    bytes: Vec<u8>,
    most: usize,
    is_full: bool,
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            self.is_full = true;
            return Err(io::Error::other("too much"));
        }
        self.bytes.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A tag that is being looked through.
#[derive(Default)]
struct Tag {
    length: usize,
    brackets: usize,
    /// The first word of a statement.
    statement: Option<String>,
    /// Lists that are written out in it.
    lists: usize,
    /// Whether the last sign may have an index or arguments behind it.
    is_value: bool,
}

/// Looks through a template before it is parsed, for the parser goes down into it without counting.
fn guard(text: &str, syntax: &SyntaxConfig) -> Result<(), Fault> {
    if text.len() > LARGEST {
        return Err(Fault { line: None, at: None, reason: format!("it is larger than {} MB", LARGEST >> 20) });
    }
    let (mut tag, mut statements) = (Tag::default(), Vec::new());
    for token in tokenize(text, false, syntax.clone()) {
        // The parser tells what is no sign at all, and comes no further either.
        let Ok((token, span)) = token else { break };
        let start = usize::try_from(span.start_offset).unwrap_or(usize::MAX).min(text.len());
        let end = usize::try_from(span.end_offset).unwrap_or(usize::MAX).min(text.len());
        let fault = |reason: String| Fault {
            line: Some(text.as_bytes().iter().take(start).filter(|byte| **byte == b'\n').count() + 1),
            at: Some(start..end),
            reason,
        };
        tag.next(&token, &mut statements).map_err(fault)?;
    }
    Ok(())
}

impl Tag {
    fn next(&mut self, token: &Token<'_>, statements: &mut Vec<usize>) -> Result<(), String> {
        let is_for = self.statement.as_deref() == Some("for");
        self.length += 1;
        if self.length > LONGEST_TAG {
            return Err(format!("one tag has more than {LONGEST_TAG} words and signs"));
        }
        match token {
            Token::TemplateData(_) | Token::VariableStart | Token::VariableEnd | Token::BlockEnd => {
                *self = Self::default()
            }
            Token::BlockStart => *self = Self { statement: Some(String::new()), ..Self::default() },
            Token::Ident(word) if self.statement.as_deref() == Some("") => {
                if !STATEMENTS.contains(word) {
                    return Err(format!("`{word}` is none of the statements of templates: {}", STATEMENTS.join(", ")));
                }
                self.statement = Some((*word).to_owned());
                nest(word, statements)?;
            }
            Token::Ident("recursive") if is_for => return Err("a loop may not call itself".to_owned()),
            Token::Mul | Token::Pow => return Err(format!("{token} is not for templates: it can make endless texts")),
            Token::Plus | Token::Tilde | Token::BraceOpen if is_for => {
                return Err(format!("{token} is not for the list of a loop: it could grow from loop to loop"));
            }
            // A list that is written out, not an index.
            Token::BracketOpen if is_for && !self.is_value => {
                self.lists += 1;
                if self.lists > 1 {
                    return Err("a list in a list is not for a loop: it could grow from loop to loop".to_owned());
                }
            }
            Token::ParenOpen if is_for && !self.is_value => {
                return Err("a bracket is not for the list of a loop: it could grow from loop to loop".to_owned());
            }
            _ => {}
        }
        match token {
            Token::BracketOpen | Token::ParenOpen | Token::BraceOpen => self.brackets += 1,
            Token::BracketClose | Token::ParenClose | Token::BraceClose => {
                self.brackets = self.brackets.saturating_sub(1)
            }
            _ => {}
        }
        if self.brackets > DEEPEST_BRACKETS {
            return Err(format!("brackets stand in each other deeper than {DEEPEST_BRACKETS} times"));
        }
        self.is_value = match token {
            Token::Ident(word) => !matches!(*word, "in" | "if" | "else" | "and" | "or" | "not" | "is"),
            Token::Str(_) | Token::String(_) | Token::BracketClose | Token::ParenClose | Token::BraceClose => true,
            _ => false,
        };
        Ok(())
    }
}

/// Holds how deep statements stand in each other; what is open has the number of levels that it takes.
fn nest(word: &str, statements: &mut Vec<usize>) -> Result<(), String> {
    match word {
        "for" | "if" => statements.push(1),
        "elif" => statements.last_mut().into_iter().for_each(|levels| *levels += 1),
        "endfor" | "endif" => drop(statements.pop()),
        _ => {}
    }
    match statements.iter().sum::<usize>() > DEEPEST_STATEMENTS {
        true => Err(format!("statements stand in each other deeper than {DEEPEST_STATEMENTS} times")),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests_of_limits {
    use std::collections::BTreeMap;
    use std::thread;

    use super::*;

    const MOST: Most = Most { steps: 10_000, bytes: 1 << 20 };

    /// Renders in a worker of usual size, over two texts and a list.
    #[allow(clippy::disallowed_methods, reason = "a worker that cannot be started fails the test, as it should")]
    fn told(text: &str) -> Result<String, Fault> {
        let text = text.to_owned();
        let worker = thread::spawn(move || {
            let list = vec!["x".to_owned(), "y".to_owned(), "<z>".to_owned()];
            let data: BTreeMap<&str, Value> =
                [("big", Value::from("ab".repeat(400_000))), ("list", Value::from(list)), ("n", Value::from(7))].into();
            Engine::new(SyntaxConfig::default(), MOST).render("page.html", &text, Value::from(data))
        });
        worker.join().expect("no panic")
    }

    #[test]
    fn what_templates_are_for_is_left_to_them() {
        for (template, text) in [
            (
                "{% for it in list %}{{ loop.index + 1 }}{{ it }}{{ '' if loop.last else ', ' }}{% endfor %}",
                "2x, 3y, 4&lt;z&gt;",
            ),
            ("{% for it in list[1:]|reverse if it != 'y' %}{{ it|safe|upper }}{% else %}none{% endfor %}", "<Z>"),
            ("{% for it in ['a', 'b', n] %}{{ 'q-' ~ it }} {% endfor %}", "q-a q-b q-7 "),
            ("{% for it in range(3) %}{{ it }}{% endfor %}{{ list|join('-')|length }}", "0127"),
            ("{% if n > 12 %}a{% elif n is odd and not (n == 5) %}b{% else %}c{% endif %}{# no #}", "b"),
            ("{% raw %}{{ x }}{% set %}{% endraw %}{{ 'aXb'|replace('X', '--') }}", "{{ x }}{% set %}a--b"),
            ("{{ list|first }}{{ missing|default('d') }}{{ (n - 3) / 2 }}", "xd2.0"),
        ] {
            assert_eq!(told(template).as_deref(), Ok(text), "{template}");
        }
    }

    #[test]
    fn what_would_not_end_or_grow_is_refused_with_its_line() {
        let nested = |open: &str, close: &str, count: usize| open.repeat(count) + &close.repeat(count);
        let loops = nested("{% for a in range(99) %}", "{% endfor %}", 6);
        let elifs = format!("{{% if n %}}{}{{% endif %}}", "{% elif n %}".repeat(5000));
        for (template, line, reason) in [
            (format!("\n{loops}"), Some(2), "takes more than 10000 steps"),
            ("\n\n{% for a in range(9999) %}{{ big }}{% endfor %}".to_owned(), Some(3), "writes more than 1 MB"),
            (format!("{{{{ {}1 }}}}", "not ".repeat(100_000)), Some(1), "400 words and signs"),
            (format!("{{{{ {}1 }}}}", "-".repeat(100_000)), Some(1), "400 words and signs"),
            (format!("{{{{ 1{} }}}}", " if 1 else 1".repeat(10_000)), Some(1), "400 words and signs"),
            (format!("{{{{ n{} }}}}", ".a".repeat(100_000)), Some(1), "400 words and signs"),
            (format!("{{{{ n{} }}}}", "|abs".repeat(100_000)), Some(1), "400 words and signs"),
            (format!("{{{{ {} }}}}", nested("(", ")", 100)), Some(1), "brackets stand in each other"),
            (format!("{{{{ {} }}}}", nested("[", "]", 100)), Some(1), "brackets stand in each other"),
            (nested("{% if n %}", "{% endif %}", 100), Some(1), "statements stand in each other"),
            (elifs, Some(1), "statements stand in each other"),
            ("x\n{% set x = 'a' %}".to_owned(), Some(2), "`set` is none of the statements"),
            ("{% macro a() %}{{ a() }}{% endmacro %}".to_owned(), Some(1), "`macro` is none"),
            ("{%- include 'page.html' %}".to_owned(), Some(1), "`include` is none"),
            ("{% with a = 1 %}{% endwith %}".to_owned(), Some(1), "`with` is none"),
            ("{% filter upper %}{% endfilter %}".to_owned(), Some(1), "`filter` is none"),
            ("{% import 'x' as y %}".to_owned(), Some(1), "`import` is none"),
            (
                "{% for a in list recursive %}{{ loop([[a, a]]) }}{% endfor %}".to_owned(),
                Some(1),
                "may not call itself",
            ),
            ("{% for a in [[n, n]] %}{% endfor %}".to_owned(), Some(1), "a list in a list"),
            ("{% for a in [big ~ big] %}{% endfor %}".to_owned(), Some(1), "not for the list of a loop"),
            ("{% for a in ([n, n], n) %}{% endfor %}".to_owned(), Some(1), "not for the list of a loop"),
            ("{% for a in {'a': n} %}{% endfor %}".to_owned(), Some(1), "not for the list of a loop"),
            ("\n{{ 'a' * 1000000000 }}".to_owned(), Some(2), "`*` is not for templates"),
            ("{{ 9 ** 999999 }}".to_owned(), Some(1), "`**` is not for templates"),
            ("\n{{ big|replace('a', big) }}".to_owned(), Some(2), "`replace` would make"),
            ("{{ ''|replace('', big)|replace('', big) }}".to_owned(), Some(1), "`replace` would make"),
            ("{{ range(9999)|join(big) }}".to_owned(), Some(1), "`join` would make"),
            ("{{ range(100000) }}".to_owned(), Some(1), "a range has 10000 numbers at most"),
            ("\n{{ 'a'|indent(100000000000) }}".to_owned(), Some(2), "unknown filter"),
            (format!("{{% for a in range(9999) %}}{}{{% endfor %}}", "x".repeat(1000)), None, "writes more than 1 MB"),
            ("{{ list|batch(100000000000) }}".to_owned(), Some(1), "unknown filter"),
            ("{{ '%1000000000d'|format(1) }}".to_owned(), Some(1), "unknown filter"),
            ("{{ namespace() }}".to_owned(), Some(1), "unknown function"),
            ("{{ dict() }}{{ debug() }}".to_owned(), Some(1), "unknown function"),
            (" ".repeat(LARGEST + 1), None, "larger than 1 MB"),
        ] {
            let short: String = template.chars().take(80).collect();
            let fault = told(&template).expect_err(&short);
            assert!(fault.reason.contains(reason), "{short}: {fault:?}");
            assert_eq!(fault.line, line, "{short}: {fault:?}");
        }
    }

    #[test]
    fn the_deepest_that_is_let_through_ends() {
        let brackets = format!("{{{{ {}1{} }}}}", "(".repeat(DEEPEST_BRACKETS), ")".repeat(DEEPEST_BRACKETS));
        assert_eq!(told(&brackets).as_deref(), Ok("1"));
        let ifs = "{% if n %}".repeat(DEEPEST_STATEMENTS) + &brackets + &"{% endif %}".repeat(DEEPEST_STATEMENTS);
        assert_eq!(told(&ifs).as_deref(), Ok("1"));
        assert_eq!(told(&format!("{{{{ {}true }}}}", "not ".repeat(LONGEST_TAG - 4))).as_deref(), Ok("True"));
        assert!(told(&format!("{{{{ n{} }}}}", ".a".repeat(LONGEST_TAG / 2 - 4))).is_err());
        assert!(told(&format!("{{{{ 1{} }}}}", " + 1".repeat(LONGEST_TAG / 2 - 4))).is_ok());
        assert!(told(&format!("{{{{ 1{} }}}}", " if 1 else 1".repeat(LONGEST_TAG / 4 - 4))).is_ok());
    }
}
