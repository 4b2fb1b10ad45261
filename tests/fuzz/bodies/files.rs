//! Chart files that were drawn somewhere.

use std::sync::{Arc, OnceLock};

use sinosov::chart::metadata;
use sinosov::chart::record::Record;
use sinosov::data::{Package, Source};
use sinosov::report::trace::trace;

use super::tables::tiny;

/// A chart file, SVG or PNG: it is read or refused, and what it carries is held against the data and against itself.
pub fn chart(data: &[u8]) {
    static PACKAGE: OnceLock<Arc<Package>> = OnceLock::new();
    let package = PACKAGE.get_or_init(|| Arc::new(Package::read(Source::Folder(tiny()))));
    let text = match metadata(data) {
        Ok(text) => text,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let Ok(record) = Record::read(&text) else { return };
    let alone = trace(&record, None, &package.corrected);
    let again = trace(&record, Some(&record), &package.corrected);
    assert_eq!(alone.marks.len(), again.marks.len());
    for traced in [alone, again] {
        assert!(serde_json::to_string(&traced).is_ok_and(|json| !json.is_empty()));
    }
}
