//! Lists of references that other programs wrote.

use std::sync::OnceLock;

use sinosov::check::check;
use sinosov::data::{Package, Source, with_texts};
use sinosov::import::{Library, Plan};

use super::tables::{rendered, tiny};

/// Any bytes as each of the formats: what is read can be added to a sound package, which stays sound, and is then known.
pub fn references(data: &[u8]) {
    static PACKAGE: OnceLock<Package> = OnceLock::new();
    let package = PACKAGE.get_or_init(|| Package::read(Source::Folder(tiny())));
    let works = package.table("works").expect("works");
    for name in ["x.bib", "x.ris", "x.json", "x"] {
        let library = match Library::read(name, data) {
            Ok(library) => library,
            Err(fault) => {
                assert!(!rendered(&[*fault]));
                continue;
            }
        };
        rendered(&library.faults);
        let plan = Plan::new(&library, works, true);
        assert_eq!(plan.added.len() + plan.known.len(), library.references.len());
        let text = plan.text(works).expect("text");
        let after = with_texts(package, &[("works.csv".to_owned(), text.clone())].into());
        assert!(rendered(&check(&after)), "{name}: an import breaks the package:\n{text}");
        let again = Plan::new(&library, after.table("works").expect("works"), true);
        for added in &again.added {
            let has = |column: &str| added.cells.contains_key(column);
            // Of a title that is all signs nothing is left to know it by.
            let title = added.cells.get("title").map(|title| sinosov::import::fold(title)).unwrap_or_default();
            // Nor is a description of one that has none.
            let is_supplied = added.cells.get("title").is_some_and(|title| title.starts_with('['));
            assert!(!has("doi") && !has("isbn") && (is_supplied || title.is_empty()), "{name}: added twice: {added:?}");
        }
    }
}
