//! In which languages reports are made, and what is told of words that they lack.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};

use crate::data::Package;
use crate::diag::Diagnostic;
use crate::files;
use crate::lang::{Messages, Tongue};
use crate::model::{Lang, NoLang};
use crate::report::Appearance;
use crate::report::definition::Definition;

/// In which language a report is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// In this one.
    In(Lang),
    /// In each that it has.
    All,
}

impl FromStr for Asked {
    type Err = NoLang;

    fn from_str(text: &str) -> Result<Self, NoLang> {
        if text == "all" { Ok(Self::All) } else { text.parse().map(Self::In) }
    }
}

/// The appearances in which reports are made, each with those that have it: in the language that is asked for, or in every one.
pub(super) fn appearances(
    first: Appearance,
    in_all: bool,
    definitions: Vec<Definition>,
    package: &Package,
) -> Vec<(Appearance, Vec<Definition>)> {
    if !in_all {
        return vec![(first, definitions)];
    }
    let own = &package.about().language;
    let translations = definitions.iter().flat_map(|definition| &definition.translations);
    let others: BTreeSet<Lang> = translations.map(|it| it.lang.clone()).filter(|lang| lang != own).collect();
    let languages: Vec<Lang> = iter::once(&first.lang).chain(&others).cloned().collect();
    let first = Appearance { languages, ..first };
    let mut all = Vec::new();
    for lang in others {
        let has = |it: &&Definition| it.translations.iter().any(|translation| translation.lang == lang);
        let having = definitions.iter().filter(has).cloned().collect();
        all.push((Appearance { lang, ..first.clone() }, having));
    }
    all.insert(0, (first, definitions));
    all
}

/// The messages of a folder, each file with the tag of its language as its name.
pub(super) fn messages(folder: &Path) -> Result<Vec<Arc<Messages>>> {
    let mut all = Vec::new();
    for path in files::entries(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        if path.extension().is_none_or(|suffix| suffix != "ftl") {
            continue;
        }
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let lang: Lang = name
            .parse()
            .with_context(|| format!("{}: the name of a file is the tag of its language", path.display()))?;
        let text =
            files::read_text(&path, files::TEMPLATE).with_context(|| format!("cannot read {}", path.display()))?;
        let read = Messages::read(lang, &text).map_err(|faults| {
            let told: Vec<String> =
                faults.iter().map(|fault| format!("{}:{}: {}", path.display(), fault.line, fault.what)).collect();
            anyhow!(told.join("\nerror: "))
        })?;
        all.push(Arc::new(read));
    }
    Ok(all)
}

/// What is told of a language in which neither the program nor the package has any words.
pub(super) fn wordless(appearance: &Appearance, package: &Package) -> Option<String> {
    let (lang, own) = (&appearance.lang, &package.about().language);
    let labels: Vec<String> = package.dataset.labels.languages().map(ToString::to_string).collect();
    let messages = Tongue::new(lang, &appearance.messages);
    let has_labels = lang.and_wider().any(|it| it == *own || labels.contains(&it.to_string()));
    if lang.is_own() {
        return None;
    }
    let lacking = messages.lacking();
    if has_labels && messages.is_known() {
        let first = lacking.iter().next()?;
        let more = if lacking.len() > 1 { format!(" and {} more", lacking.len() - 1) } else { String::new() };
        return Some(format!(
            "warning: `{lang}` has no message `{first}`{more} of {}, so they are English\n",
            messages.ids().len()
        ));
    }
    let in_tables = if labels.is_empty() { "in none".to_owned() } else { format!("in {}", labels.join(", ")) };
    let in_program: Vec<String> = Tongue::built_in().map(|lang| lang.to_string()).collect();
    let in_program = in_program.join(", ");
    Some(match (has_labels, messages.is_known()) {
        (false, true) => {
            format!("warning: labels.csv has no words in `{lang}`, so they stay in `{own}`; it has them {in_tables}\n")
        }
        (true, false) => format!(
            "warning: the program has no words in `{lang}`, so they are English; it has them in {in_program}, and --lang-dir adds more\n"
        ),
        _ => format!(
            "warning: neither labels.csv ({in_tables}) nor the program (in {in_program}) has words in `{lang}`, so they stay\n"
        ),
    })
}

/// What is told of texts that stay in the original: how many they are in each file, and the first of them.
pub(super) fn untranslated<'a>(texts: impl Iterator<Item = &'a Diagnostic>) -> String {
    let mut by_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for text in texts {
        by_file.entry(&text.place.file).or_default().push(text);
    }
    let told = by_file.into_iter().filter_map(|(file, texts)| {
        let first = texts.first()?;
        let more = if texts.len() > 1 { format!(", and {} more", texts.len() - 1) } else { String::new() };
        Some(format!("warning: {file}: {}{more}; `sinosov report check` names them all\n", first.found))
    });
    told.collect()
}
