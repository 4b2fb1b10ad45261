//! The package itself: its tables, the flat one, the descriptor and a README, as a folder or in one archive.

use std::io::{Cursor, Write};

use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Bundle, ExportError, Exporter, about};
use crate::data::schema::{FLAT, TABLES};
use crate::data::{DESCRIPTOR_FILE, FLAT_FILE, METHOD_FILE, flat};
use crate::sheets;

/// The package in one archive.
pub struct Zip;

impl Exporter for Zip {
    fn suffix(&self) -> &'static str {
        "zip"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        let failed = |error: &dyn std::error::Error| ExportError::Format { format: "zip", reason: error.to_string() };
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        // The oldest time that there is, for the same data are the same bytes on every day.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let options = options.last_modified_time(DateTime::default()).unix_permissions(0o644);
        for (name, bytes) in files(bundle)? {
            archive.start_file(name, options).map_err(|error| failed(&error))?;
            archive.write_all(&bytes).map_err(|error| failed(&error))?;
        }
        Ok(archive.finish().map_err(|error| failed(&error))?.into_inner())
    }
}

/// The files of the package, by name. The tables stand as they are, byte for byte.
///
/// # Errors
/// If one of them cannot be made.
pub fn files(bundle: &Bundle<'_>) -> Result<Vec<(String, Vec<u8>)>, ExportError> {
    let failed = |error: &dyn std::error::Error| ExportError::Format { format: "a package", reason: error.to_string() };
    let package = bundle.package;
    let there = || TABLES.iter().filter_map(|schema| package.table(schema.name)).filter(|table| table.is_there());
    let mut files: Vec<(String, Vec<u8>)> =
        there().map(|table| (table.schema.file(), table.text().as_bytes().to_vec())).collect();
    let mut sheets: Vec<_> = there().map(|table| sheets::table(bundle.package, table.schema.name)).collect();
    for (sheet, table) in sheets.iter_mut().zip(there()) {
        table.schema.name.clone_into(&mut sheet.name);
    }
    let mut flat_sheet = bundle.figures();
    // The footnote is not in the flat table of the package.
    flat_sheet.columns.truncate(FLAT.fields.len());
    FLAT.name.clone_into(&mut flat_sheet.name);
    sheets.push(flat_sheet);
    let flat = flat(&package.dataset).map_err(|error| failed(&error))?;
    let mut descriptor = package.descriptor().map_err(|error| failed(&error))?;
    if !bundle.selection.is_empty() {
        descriptor = of_part(&descriptor, bundle).map_err(|error| failed(&error))?;
    }
    let readme = about::readme(bundle, &sheets);
    for (name, text) in [(FLAT_FILE, flat), (DESCRIPTOR_FILE, descriptor), ("README.md", readme.into_string())] {
        files.push((name.to_owned(), text.into_bytes()));
    }
    // How the whole was made holds for a part of it too.
    files.extend(package.written(METHOD_FILE).map(|text| (METHOD_FILE.to_owned(), text.as_bytes().to_vec())));
    Ok(files)
}

/// The descriptor of a part says that it is one, and of what.
fn of_part(descriptor: &str, bundle: &Bundle<'_>) -> serde_json::Result<String> {
    let head: Map<String, Value> = serde_json::from_str(descriptor)?;
    let mut of_part = Map::new();
    for (key, value) in head {
        if key == "sources" {
            let part = json!({ "flags": bundle.selection.join(" "), "of_sha256": bundle.about.digest });
            of_part.insert("selection".to_owned(), part);
        }
        of_part.insert(key, value);
    }
    Ok(serde_json::to_string_pretty(&of_part)? + "\n")
}
