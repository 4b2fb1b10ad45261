//! Ids that name files, and the definitions of a folder, whose files' names are ids.

use std::io;
use std::path::{Path, PathBuf};

use crate::data::is_id;
use crate::diag::{Code, Diagnostic, Place};
use crate::files::{self, Bad};
use crate::model::Lang;

/// Names that stand for devices on Windows, whatever suffix they have; with any digit after the last two.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Why a text is no id that may name a file; `None`, if it is one.
pub(super) fn fault(id: &str) -> Option<(String, &'static str)> {
    if !is_id(id) {
        let mend = "use small Latin letters, digits and hyphens, a letter first";
        return Some((format!("`{}` is not an id", id.escape_debug()), mend));
    }
    let port = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
    let is_port = port.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()));
    (is_port || DEVICES.contains(&id))
        .then(|| (format!("`{id}` is the name of a device on Windows, where no file can have it"), "choose another id"))
}

/// What the name of a file says, without `.toml`: of which report it is, and in which language it has its texts, if it is no
/// definition but a translation of one: `carts.ru`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub(super) id: String,
    pub(super) lang: Option<Lang>,
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let translated = name.rsplit_once('.').and_then(|(id, lang)| Some((id, lang.parse().ok()?)));
        match translated {
            Some((id, lang)) => Self { id: id.to_owned(), lang: Some(lang) },
            None => Self { id: name.to_owned(), lang: None },
        }
    }
}

/// The name and the text of each definition and translation.
type Texts = Vec<(Name, String)>;

/// The texts of the definitions of a folder by their names, sorted; and a fault for each file that cannot be one.
///
/// # Errors
/// If the folder cannot be listed.
pub(super) fn definitions(folder: &Path) -> io::Result<(Texts, Vec<Diagnostic>)> {
    let (mut texts, mut faults) = (Vec::new(), Vec::new());
    for path in files::entries(folder)? {
        // A name that is `.toml` and no more has no suffix, and would have no id either.
        let name = path.file_name().map(PathBuf::from).unwrap_or_default();
        if path.extension().is_none_or(|suffix| suffix != "toml") && name.as_os_str() != ".toml" {
            continue;
        }
        match read(&path, &name) {
            Ok(read) => texts.push(read),
            Err(fault) => faults.push(*fault),
        }
    }
    texts.sort();
    Ok((texts, faults))
}

/// The name and the text of one definition or translation.
fn read(path: &Path, name: &Path) -> Result<(Name, String), Box<Diagnostic>> {
    // As it is if it can be printed so, else with escapes.
    let told = match name.to_str() {
        Some(text) if !text.contains(char::is_control) => text.to_owned(),
        _ => format!("{:?}", name.as_os_str()).trim_matches('"').to_owned(),
    };
    let own = name.to_str().and_then(|name| name.strip_suffix(".toml")).map(Name::of);
    let bad = match &own {
        Some(own) => fault(&own.id),
        None => Some((format!("`{told}` is not UTF-8"), "use small Latin letters, digits and hyphens, a letter first")),
    };
    let (Some(own), None) = (own, &bad) else {
        let (found, mend) = bad.unwrap_or_default();
        let expected = "a file whose name without `.toml` is the id of its report, such as `carts.toml`";
        let mend = format!("rename the file: {mend}");
        return Err(Box::new(Diagnostic::new(Code::BadId, Place::file(told), found, expected, mend)));
    };
    let text = files::read_text(path, files::DEFINITION).map_err(|error| {
        let mut place = Place::file(&told);
        let found = match error.get_ref().and_then(|inner| inner.downcast_ref()) {
            Some(Bad::Text { line, column, byte }) => {
                (place.line, place.column) = (*line, *column);
                format!("byte 0x{byte:02x} is not UTF-8")
            }
            _ => format!("{told} cannot be read: {error}"),
        };
        let mend = "save the file as UTF-8, or move away what stands there";
        Box::new(Diagnostic::new(Code::BadDefinition, place, found, "a report definition, as UTF-8 text", mend))
    })?;
    Ok((own, text))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn names_of_devices_are_no_ids() {
        for id in ["con", "nul", "com1", "lpt9", "..", ".", "", "a/b", "Con", "a.b", "é", "a\u{1b}[1m"] {
            assert!(fault(id).is_some(), "{id}");
        }
        for id in ["console", "com10", "common", "lpt", "nul-1", "a"] {
            assert!(fault(id).is_none(), "{id}");
        }
    }
}
