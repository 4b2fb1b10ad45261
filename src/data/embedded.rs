//! The package that is built into the program, so that it works in any folder.

macro_rules! files {
    ($($name:literal)*) => {
        const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/", $name))),)*];
    };
}

files! {
    "METHOD.md" "actors.csv" "agreements.csv" "categories.csv" "corrections.csv" "datapackage.json" "events.csv" "figures.csv" "figures-flat.csv"
    "labels.csv" "places.csv" "quantities.csv" "rates.csv" "stages.csv" "units.csv" "works.csv"
    "audit/axis-forum-2004.toml" "audit/flashcards-sino-soviet.toml" "audit/kimh-moscow-treaty.toml" "audit/njal-2014.toml"
    "audit/peskov-2006.toml"
}

/// The text of a built-in file.
pub(super) fn file(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
