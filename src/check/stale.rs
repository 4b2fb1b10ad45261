//! Files that are generated into the package and must agree with its tables.

use crate::data::{DESCRIPTOR_FILE, FLAT_FILE, Package, flat};
use crate::diag::{Code, Diagnostic, Place};

/// The generated files of a package: name, from the folder of the tables, and text. A file whose hand-written part cannot be read is left out.
///
/// # Errors
/// If a file cannot be generated.
pub fn generated_files(package: &Package) -> Result<Vec<(&'static str, String)>, csv::Error> {
    let mut files = vec![(FLAT_FILE, flat(&package.dataset)?)];
    files.extend(package.descriptor().ok().map(|text| (DESCRIPTOR_FILE, text)));
    files.extend(package.citation_file());
    Ok(files)
}

/// Which generated files do not agree with the tables. Asked of a sound package only: what would be generated from a
/// broken one says nothing.
///
/// # Errors
/// If a file cannot be generated.
pub fn stale(package: &Package) -> Result<Vec<Diagnostic>, csv::Error> {
    let mut faults = Vec::new();
    for (name, wanted) in generated_files(package)? {
        let found = match package.source.beside(name) {
            Ok(Some(bytes)) if bytes == wanted.as_bytes() => continue,
            Ok(Some(_)) if name.ends_with(".cff") => format!("{name} does not agree with {DESCRIPTOR_FILE}"),
            Ok(Some(_)) => format!("{name} does not agree with the tables"),
            Ok(None) => format!("{name} is not there"),
            Err(error) => format!("{name} cannot be read: {error}"),
        };
        let mend = "run `sinosov check --data DIR --write`";
        faults.push(Diagnostic::new(Code::StaleFile, Place::file(name), found, "the file as generated", mend));
    }
    if let Err(error) = package.descriptor() {
        let text = package.written(DESCRIPTOR_FILE).unwrap_or_default();
        let start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (start + error.column().saturating_sub(1)).min(text.len());
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let place = Place::span(DESCRIPTOR_FILE, text, at..at);
        let found = format!("the descriptor cannot be read: {error}");
        let mend = "mend it; it is not renewed while its head would be lost";
        faults.push(Diagnostic::new(Code::BadDescriptor, place, found, "JSON with an object", mend));
    }
    Ok(faults)
}
