//! What CSL brings along for all styles: its words in many languages, and the families that styles belong to.

use std::sync::LazyLock;

use hayagriva::archive::locales as archived_locales;
use hayagriva::citationberg::Locale;

/// The languages whose words stand in entries, as CSL names them.
pub(super) const SCRIPTS: [&str; 4] = ["en-US", "ru-RU", "ja-JP", "zh-CN"];

/// The family of a style of a name.
pub(super) fn family(name: &str) -> &str {
    name.split('-').next().unwrap_or_default()
}

/// The words of the styles in many languages, read once.
pub(super) fn locales() -> &'static [Locale] {
    static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(archived_locales);
    &LOCALES
}
