//! Any bytes in the place of a table, and the invented package that other bodies ask.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use sinosov::check::check;
use sinosov::data::schema::{TABLES, Table};
use sinosov::data::{Package, Source};
use sinosov::diag::{Diagnostic, render};
use sinosov::evidence::{Evidence, Options};
use sinosov::export::{Bundle, exporters};

use crate::folder::Folder;

/// The folder of the invented package, from the repository's root or from the fuzzer's own folder.
pub fn tiny() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = [own.join("tests/fixtures/tiny"), own.join("../fixtures/tiny")];
    places.into_iter().find(|place| place.is_dir()).expect("the invented package")
}

/// Its tables by the name of their file.
pub fn files() -> BTreeMap<String, String> {
    static FILES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let read = || {
        let text = |name: String| (name.clone(), fs::read_to_string(tiny().join(name)).expect("a table"));
        TABLES.iter().map(Table::file).filter(|name| tiny().join(name).is_file()).map(text).collect()
    };
    FILES.get_or_init(read).clone()
}

/// The invented package with another text for some of its files, if it keeps every rule.
pub fn sound_with(changes: &[(&str, String)]) -> Option<Package> {
    let mut files = files();
    files.extend(changes.iter().map(|(name, text)| ((*name).to_owned(), text.clone())));
    let package = Package::read(Source::Memory(Arc::new(files)));
    rendered(&check(&package)).then_some(package)
}

/// Prints every fault; whether there is none.
pub fn rendered(faults: &[Diagnostic]) -> bool {
    for fault in faults {
        let text = render(fault, false);
        assert!(text.as_str().contains(fault.code.slug()), "{text}");
    }
    faults.is_empty()
}

/// The first byte chooses the table, the others are its text. What is accepted is worth something and can be exported.
pub fn tables(data: &[u8]) {
    let Some((which, bytes)) = data.split_first() else { return };
    let table = &TABLES[usize::from(*which) % TABLES.len()];
    let package = match std::str::from_utf8(bytes) {
        Ok(text) => sound_with(&[(&table.file(), text.to_owned())]),
        // Only a folder can hold what is no text.
        Err(_) => {
            let folder = Folder::new();
            for (name, text) in files() {
                fs::write(folder.path().join(name), text).expect("a table");
            }
            fs::write(folder.path().join(table.file()), bytes).expect("a table");
            let package = Package::read(Source::Folder(folder.path().to_path_buf()));
            let is_sound = rendered(&check(&package));
            assert!(!is_sound, "bytes that are no text are accepted");
            None
        }
    };
    let Some(package) = package else { return };
    let evidence = Evidence::new(&package, Options::default());
    for quantity in package.dataset.quantities.iter() {
        let _ = (evidence.resolve(&quantity.id), evidence.claims(&quantity.id), evidence.residuals(&quantity.id));
    }
    let style = sinosov::cite::Style::named("chicago-notes").expect("a style");
    let bundle = Bundle::new(&package, &package, Vec::new(), false, &style);
    for exporter in exporters() {
        if let Err(error) = exporter.bytes(&bundle) {
            assert!(!error.to_string().is_empty());
        }
    }
}
