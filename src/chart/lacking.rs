//! Letters that no font at hand has. A chart is drawn without them, and whoever asked for it is told.

use std::collections::BTreeMap;

use super::Drawing;
use super::look::Fonts;
use super::look::font::Shown;

/// A letter that no font at hand has, and the first text of a chart that it stands in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the fonts at hand have no `{letter}`, which stands in: {text}; give a font that has it with --font FILE")]
pub struct Lacking {
    /// The letter.
    pub letter: char,
    /// The text.
    pub text: String,
}

impl Drawing {
    /// The letters that cannot be expected to be seen, each once: in a PNG an empty box stands for each of them, and in an SVG,
    /// if that is all that is made, the reader's system may lack them too.
    #[must_use]
    pub fn lacking(&self, fonts: &Fonts, as_png: bool) -> Vec<Lacking> {
        let shown = if as_png { Shown::Drawn } else { Shown::Live };
        let mut lacking: BTreeMap<char, &str> = BTreeMap::new();
        for text in self.scene.texts() {
            for letter in text.text.chars().filter(|letter| fonts.lacks(*letter, shown)) {
                lacking.entry(letter).or_insert(&text.text);
            }
        }
        lacking.into_iter().map(|(letter, text)| Lacking { letter, text: text.to_owned() }).collect()
    }
}
