//! XML from anywhere, read as a stream. Nothing is built of it, and what no sound file has is refused where it stands: document
//! types, entities, elements in each other without end, endless attributes.

use std::borrow::Cow;
use std::str;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use thiserror::Error;

/// How much a file may have.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Elements that stand in each other.
    pub depth: usize,
    /// Elements in all.
    pub elements: usize,
    /// Attributes of one element, namespaces among them.
    pub attributes: usize,
}

/// Why a file is not read to its end, and the line of it, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {reason}")]
pub struct XmlError {
    /// The line.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

/// What stands in a file, one after the other.
pub enum Part<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// It ends; an empty one does so at once.
    Close,
    /// Text, or a piece of it: a reference such as `&amp;` is a piece of its own.
    Text(Cow<'a, str>),
}

/// The head of an element.
pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without a prefix.
    #[must_use]
    pub fn name(&self) -> String {
        String::from_utf8_lossy(self.0.local_name().as_ref()).into_owned()
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).filter_map(Result::ok).find(|it| it.key.as_ref() == name.as_bytes())?;
        found.unescape_value().ok().map(Cow::into_owned)
    }
}

/// Reads a file and hands each part on, with its line from 1 and how many elements it stands in, itself counted; ends early
/// where `take` says no.
///
/// # Errors
/// [`XmlError`] where the file is not well-formed or has more than the limits.
pub fn read(text: &str, limits: Limits, mut take: impl FnMut(Part<'_>, usize, usize) -> bool) -> Result<(), XmlError> {
    let mut reader = Reader::from_str(text);
    let (mut line, mut counted, mut depth, mut elements) = (1, 0, 0_usize, 0_usize);
    loop {
        let event = reader.read_event();
        // Where the event ends is where the next begins; lines up to the event's own beginning are counted once.
        let here = line;
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
        line += text.as_bytes().get(counted..at).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        counted = counted.max(at);
        let fail = |reason: &str| XmlError { line: here, reason: reason.to_owned() };
        let goes_on = match event.map_err(|error| fail(&error.to_string()))? {
            Event::Start(head) => {
                depth += 1;
                elements += 1;
                held(&head, depth, elements, limits).map_err(|reason| fail(&reason))?;
                take(Part::Open(Element(head)), here, depth)
            }
            Event::Empty(head) => {
                elements += 1;
                held(&head, depth + 1, elements, limits).map_err(|reason| fail(&reason))?;
                take(Part::Open(Element(head)), here, depth + 1) && take(Part::Close, here, depth + 1)
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                take(Part::Close, here, depth + 1)
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|error| fail(&error.to_string()))?;
                take(Part::Text(text), here, depth)
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|error| fail(&error.to_string()))?;
                take(Part::Text(text), here, depth)
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|error| fail(&error.to_string()))?;
                let character = reference.resolve_char_ref().map_err(|error| fail(&error.to_string()))?;
                match (character, resolve_predefined_entity(&name)) {
                    (Some(character), _) => take(Part::Text(Cow::Owned(character.to_string())), here, depth),
                    (None, Some(text)) => take(Part::Text(Cow::Borrowed(text)), here, depth),
                    (None, None) => return Err(fail(&format!("the entity `&{name};` is not one of XML's own"))),
                }
            }
            Event::DocType(_) => return Err(fail("a document type (DTD) stands in it, which is not read")),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => true,
            Event::Eof if depth > 0 => return Err(fail("it ends inside of an element")),
            Event::Eof if elements == 0 => return Err(fail("no element stands in it")),
            Event::Eof => return Ok(()),
        };
        if !goes_on {
            return Ok(());
        }
    }
}

/// Whether an element is within the limits, and its attributes are well-formed.
fn held(head: &BytesStart<'_>, depth: usize, elements: usize, limits: Limits) -> Result<(), String> {
    if depth > limits.depth {
        return Err(format!("elements stand in each other deeper than {} times", limits.depth));
    }
    if elements > limits.elements {
        return Err(format!("it has more than the limit of {} elements", limits.elements));
    }
    for (number, attribute) in (1..).zip(head.attributes().with_checks(false)) {
        attribute.map_err(|error| error.to_string())?;
        if number > limits.attributes {
            return Err(format!("an element has more than {} attributes", limits.attributes));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { depth: 3, elements: 5, attributes: 2 };

    fn texts(xml: &str) -> Result<String, String> {
        let mut all = String::new();
        let done = read(xml, LIMITS, |part, line, depth| {
            match part {
                Part::Open(element) => all.push_str(&format!("<{} {line} {depth}>", element.name())),
                Part::Close => all.push_str(&format!("</{depth}>")),
                Part::Text(text) => all.push_str(&text),
            }
            true
        });
        done.map(|()| all).map_err(|error| error.to_string())
    }

    #[test]
    fn a_sound_file_is_handed_on_part_by_part() {
        let read = texts("<?xml version=\"1.0\"?>\n<a x='1'>\n<s:b/>k&amp;&#x41;<![CDATA[<&]]></a>");
        assert_eq!(read.as_deref(), Ok("\n<a 2 1>\n<b 3 2></2>k&A<&</1>"));
    }

    #[test]
    fn what_no_sound_file_has_is_refused_with_its_line() {
        for (xml, told) in [
            ("<a>\n<b><c><d/></c></b></a>", "line 2: elements stand in each other deeper"),
            ("<a>\n<b><c><d></d></c></b></a>", "line 2: elements stand in each other deeper"),
            ("<a><b/><b/><b/><b/>\n<b/></a>", "line 2: it has more than the limit of 5 elements"),
            ("<a x='1' y = \"2\" xmlns:z='3'/>", "line 1: an element has more than 2 attributes"),
            ("<a x='1/>", "line 1: "),
            ("<a x=1/>", "line 1: "),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a/>", "line 1: a document type (DTD)"),
            ("<a>\n\n&b;</a>", "line 3: the entity `&b;`"),
            ("<a>&#0;</a>", "line 1: "),
            ("<a>\n<b></a>", "line 2: "),
            ("<a>\n<b>", "line 2: it ends inside"),
            ("plain", "line 1: no element"),
            ("", "line 1: no element"),
        ] {
            let error = texts(xml).expect_err(xml);
            assert!(error.starts_with(told), "{xml}: {error}");
        }
    }
}
