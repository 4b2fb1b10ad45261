//! What is known of a work before it is written.

use hayagriva::citationberg::json::{Item, Value};
use hayagriva::citationberg::taxonomy::{Kind, NumberVariable, StandardVariable, Variable};

/// What is known of the works that a style is narrowed for: the type of all, or what one of them has.
#[derive(Clone, Copy)]
pub(in crate::cite) enum Known<'a> {
    /// They are of this type.
    Kind(Kind),
    /// One has these fields; and whether a place in it is cited.
    Fields(&'a Item, bool),
}

impl<'a> Known<'a> {
    /// The type, where it is known.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Kind(kind) => Some(kind),
            Self::Fields(..) => None,
        }
    }

    /// Whether a place is cited, where that is known.
    pub(super) fn has_place(self) -> Option<bool> {
        match self {
            Self::Kind(_) => None,
            Self::Fields(_, has_place) => Some(has_place),
        }
    }

    /// Whether a variable has a value, where that is known. What hayagriva makes of other works or of the style is not.
    pub(super) fn has(self, variable: Variable) -> Option<bool> {
        let Self::Fields(item, has_place) = self else { return None };
        let of = |name: String| item.0.get(&name);
        match variable {
            Variable::Standard(StandardVariable::YearSuffix | StandardVariable::CitationLabel)
            | Variable::Number(NumberVariable::CitationNumber | NumberVariable::FirstReferenceNoteNumber) => None,
            Variable::Number(NumberVariable::Locator) => (!has_place).then_some(false),
            // Of the first page, and of a title in short, hayagriva knows from the pages and the title.
            Variable::Number(NumberVariable::PageFirst) => (!item.0.contains_key("page")).then_some(false),
            Variable::Standard(StandardVariable::TitleShort | StandardVariable::Title) => filled(item.0.get("title")),
            Variable::Standard(variable) => filled(of(variable.to_string())),
            Variable::Page(variable) => filled(of(variable.to_string())),
            Variable::Date(variable) => filled(of(variable.to_string())),
            Variable::Number(variable) => of(variable.to_string()).is_none().then_some(false),
            Variable::Name(variable) => of(variable.to_string()).is_none().then_some(false),
        }
    }
}

/// Whether a field has a value, where that is sure.
fn filled(value: Option<&'_ Value>) -> Option<bool> {
    match value {
        None => Some(false),
        Some(Value::String(text)) => (!text.trim().is_empty()).then_some(true),
        Some(Value::Date(_)) => Some(true),
        Some(Value::Number(_) | Value::Names(_)) => None,
    }
}

/// What tells items apart of which other things are known: their fields, and which of them are blank.
pub(in crate::cite) fn signature(item: &Item, has_place: bool) -> String {
    let mut signature = String::new();
    for (field, value) in &item.0 {
        signature.push_str(field);
        signature.push(match filled(Some(value)) {
            Some(_) => ' ',
            None => '?',
        });
    }
    signature.push(if has_place { '@' } else { '-' });
    signature
}
