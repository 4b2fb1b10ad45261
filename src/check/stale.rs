//! Files that are generated into the package and must agree with its tables.

use crate::data::{DESCRIPTOR_FILE, FLAT_FILE, Package, flat};
use crate::diag::{Code, Diagnostic, Place};

/// The generated files of a package: name and text.
///
/// # Errors
/// If a file cannot be generated.
pub fn generated_files(package: &Package) -> Result<Vec<(&'static str, String)>, csv::Error> {
    Ok(vec![(FLAT_FILE, flat(&package.dataset)?), (DESCRIPTOR_FILE, package.descriptor())])
}

/// Which generated files do not agree with the tables. Asked of a sound package only: what would be generated from a
/// broken one says nothing.
///
/// # Errors
/// If a file cannot be generated.
pub fn stale(package: &Package) -> Result<Vec<Diagnostic>, csv::Error> {
    let mut faults = Vec::new();
    for (name, wanted) in generated_files(package)? {
        let found = match package.source.generated(name) {
            Some(text) if text == wanted => continue,
            Some(_) => format!("{name} does not agree with the tables"),
            None => format!("{name} is not there"),
        };
        let mend = "run `sinosov check --data DIR --write`";
        faults.push(Diagnostic::new(Code::StaleFile, Place::file(name), found, "the file as generated", mend));
    }
    Ok(faults)
}
