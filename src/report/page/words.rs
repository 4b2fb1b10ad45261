//! The words of pages: a function by which their templates say messages, and the messages that their scripts fill in.

use std::collections::BTreeMap;
use std::fmt::{self, Formatter};
use std::sync::Arc;

use minijinja::value::{Kwargs, Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind};
use serde::{Serialize, Serializer};

use crate::diag::hint;
use crate::escape::{Escaped, Html};
use crate::lang::{Arg, Template, Tongue};

/// A count in a page: it is written as the language writes numbers, and messages choose their form by it.
#[derive(Debug, Clone)]
pub(super) struct Count {
    number: usize,
    told: String,
}

impl Count {
    pub(super) fn new(tongue: &Tongue, number: usize) -> Self {
        Self { number, told: tongue.grouped(number.into()) }
    }
}

impl Object for Count {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.told)
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_object(self.clone()).serialize(serializer)
    }
}

/// The messages that the script of a page fills in, by their ids.
pub(super) fn of_script(tongue: &Tongue) -> BTreeMap<String, Template> {
    tongue.templates("script-", &["list-parted"])
}

/// The function by which a template says a message: `say("page-works", n=3)`. Values are texts or counts; what comes of it is a
/// text like any other. If one of the values is HTML, so is what comes of it, in which the message and the other values are
/// escaped.
pub(super) fn say(tongue: &Tongue) -> impl Fn(&str, Kwargs) -> Result<Value, Error> + Send + Sync + 'static {
    let tongue = tongue.clone();
    move |id: &str, values: Kwargs| {
        let names: Vec<String> = values.args().map(str::to_owned).collect();
        let given = names.iter().map(|name| Ok((name.as_str(), Given::new(name, &values.get(name)?)?)));
        let given: Vec<(&str, Given)> = given.collect::<Result<_, Error>>()?;
        let safe: Vec<&str> = given.iter().filter_map(|(_, it)| it.as_html()).collect();
        let marks: Vec<String> = (0..safe.len()).map(mark).collect();
        let mut next = marks.iter();
        let args = given.iter().map(|(name, given)| {
            let arg = match given {
                Given::Count(count) => Arg::Count(*count),
                Given::Text(text) => Arg::Text(text),
                Given::Html(_) => next.next().map_or(Arg::Text(""), Arg::from),
            };
            (*name, arg)
        });
        let args: Vec<(&str, Arg<'_>)> = args.collect();
        let Some(said) = tongue.said(id, &args) else { return Err(refuse(unsaid(&tongue, id, &names))) };
        if safe.is_empty() {
            return Ok(Value::from(said));
        }
        let mut html = Escaped::<Html>::data(&said).into_string();
        for (mark, safe) in marks.iter().zip(safe) {
            html = html.replace(mark, safe);
        }
        Ok(Value::from_safe_string(html))
    }
}

/// What a template gives to a message.
enum Given {
    Count(usize),
    Text(String),
    /// What is written as it is.
    Html(String),
}

impl Given {
    fn new(name: &str, value: &Value) -> Result<Self, Error> {
        if value.is_undefined() {
            return Err(Error::new(ErrorKind::UndefinedError, format!("`{name}`")));
        }
        let count = value.downcast_object_ref().map(|count: &Count| count.number);
        Ok(match count.or_else(|| value.as_usize().filter(|_| value.is_integer())) {
            Some(count) => Self::Count(count),
            None if value.is_safe() => Self::Html(value.to_string()),
            None => Self::Text(value.to_string()),
        })
    }

    fn as_html(&self) -> Option<&str> {
        match self {
            Self::Html(html) => Some(html),
            _ => None,
        }
    }
}

/// What stands for a piece of HTML until the rest is escaped: letters of no language.
fn mark(number: usize) -> String {
    format!("\u{e000}{number}\u{e001}")
}

/// Why nothing is said.
fn unsaid(tongue: &Tongue, id: &str, names: &[String]) -> String {
    match tongue.has(id) {
        false => format!("there is no message `{id}`{}", hint(id, tongue.ids())),
        true if names.is_empty() => format!("the message `{id}` takes values, and none is given"),
        true => format!("the message `{id}` takes other values than {}", names.join(", ")),
    }
}

fn refuse(text: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, text)
}

#[cfg(test)]
mod tests {
    use minijinja::syntax::SyntaxConfig;

    use super::super::super::jinja::{Engine, Fault, Most};
    use super::*;
    use crate::lang::Messages;

    fn render(template: &str) -> Result<String, Fault> {
        let text = "both = { $first } & { $second }\nfew = { $n ->\n    [one] { $told } работа\n   *[other] { $told } работ\n}\n";
        let own = Messages::read("ru".parse().expect("a tag"), text).expect("messages");
        let tongue = Tongue::new(&"ru".parse().expect("a tag"), &[Arc::new(own)]);
        let mut engine = Engine::new(SyntaxConfig::default(), Most { steps: 10_000, bytes: 1 << 20 });
        engine.environment.add_function("say", say(&tongue));
        let count = Value::from_object(Count::new(&tongue, 1200));
        let data = BTreeMap::from([("list", Value::from(vec!["<a>", "b"])), ("count", count)]);
        engine.render("page.html", template, Value::from(data))
    }

    #[test]
    fn a_message_is_text_unless_a_part_of_it_is_not() {
        for (template, said) in [
            ("{{ say('few', n=list|length) }}", "2 работ"),
            ("{{ say('few', n=count) }}, {{ count }}", "1\u{a0}200 работ, 1\u{a0}200"),
            ("{{ say('few', n=1) }}", "1 работа"),
            ("{{ say('both', first=list[0], second=1) }}", "&lt;a&gt; &amp; 1"),
            (
                "{{ say('both', first=list[0], second=('<b>' ~ list[0]|e ~ '</b>')|safe) }}",
                "&lt;a&gt; &amp; <b>&lt;a&gt;</b>",
            ),
            ("{{ say('both', first='<i>'|safe, second='<b>'|safe) }}", "<i> &amp; <b>"),
        ] {
            assert_eq!(render(template).as_deref(), Ok(said), "{template}");
        }
    }

    #[test]
    fn what_cannot_be_said_is_told_with_its_line() {
        for (template, reason) in [
            ("\n{{ say('bot') }}", "there is no message `bot`; did you mean `both`?"),
            ("\n{{ say('both', first=1) }}", "the message `both` takes other values than first"),
            ("\n{{ say('both') }}", "takes values, and none is given"),
            ("\n{{ say('both', first=nothing, second=1) }}", "undefined value: `first`"),
        ] {
            let fault = render(template).expect_err(template);
            assert!(fault.reason.contains(reason) && fault.line == Some(2), "{template}: {fault:?}");
        }
    }
}
