//! How a page is made up: template, style and script, the built-in ones or those of a folder; and what of them may run.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::super::jinja::{Engine, Fault, Most};
use super::Safe;
use super::charts::Taken;
use super::fonts::{self, Prose, Written};
use super::words;
use crate::escape::Escaped;
use crate::files;
use crate::lang::Tongue;

/// The templates, the styles and the script of a report's pages.
#[derive(Debug, Clone)]
pub struct Skin {
    /// What stands before the style of every page: colours and type.
    base: Text,
    template: Text,
    style: Text,
    script: Text,
    /// What follows the script in one element with it, and needs it.
    marks: Text,
    charts: Text,
    /// The page of one chart.
    embed: Text,
    embed_style: Text,
    /// The page over several reports.
    index: Text,
    index_style: Text,
}

/// A text with the name under which faults in it are told.
#[derive(Debug, Clone)]
struct Text {
    name: String,
    text: Cow<'static, str>,
}

macro_rules! built_in {
    ($name:literal) => {
        Text {
            name: $name.to_owned(),
            text: Cow::Borrowed(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reports/templates/", $name))),
        }
    };
}

impl Default for Skin {
    fn default() -> Self {
        Self {
            base: built_in!("base.css"),
            template: built_in!("page.html"),
            style: built_in!("page.css"),
            script: built_in!("page.js"),
            marks: built_in!("marks.js"),
            charts: built_in!("charts.js"),
            embed: built_in!("embed.html"),
            embed_style: built_in!("embed.css"),
            index: built_in!("index.html"),
            index_style: built_in!("index.css"),
        }
    }
}

/// What a template is given besides its page: its language, the style, the script, and the policy that names both by their
/// digests.
#[derive(Serialize)]
struct Dressed<'a, T> {
    #[serde(flatten)]
    page: T,
    lang: String,
    style: Safe,
    script: Safe,
    policy: &'a str,
}

/// What the drawings of a page take of its style, and which letters stand in the font of its prose.
type Letters<'a> = (&'a Taken, &'a Prose);

/// Steps that every template has.
const FEWEST_STEPS: u64 = 100_000;
/// Bytes that every page may have.
const SHORTEST_PAGE: usize = 16 << 20;
/// More of a template is not shown in an error.
const LONGEST_EXCERPT: usize = 100;

impl Skin {
    /// The built-in one, but for what a folder of reports has in `templates` under the same names: `page.html`, `page.css`,
    /// `page.js`, `marks.js`, `charts.js`, `base.css`, `embed.html`, `embed.css`, `index.html` and `index.css`. A script of its own has nothing
    /// behind it but what the folder has.
    ///
    /// # Errors
    /// If one of these is there and cannot be read, or if a style or a script would end the element in which it stands.
    pub fn read(reports: Option<&Path>) -> Result<Self> {
        let mut skin = Self::default();
        let Some(folder) = reports.map(|reports| reports.join("templates")) else { return Ok(skin) };
        let mut has_own_script = false;
        for own in skin.texts() {
            let path = folder.join(&own.name);
            match files::read_text(&path, files::TEMPLATE) {
                Ok(text) => {
                    has_own_script |= own.name == "page.js";
                    *own = Text { name: path.display().to_string(), text: Cow::Owned(text) };
                }
                // What needs a script goes with it.
                Err(error)
                    if error.kind() == ErrorKind::NotFound
                        && has_own_script
                        && ["marks.js", "charts.js"].contains(&own.name.as_str()) =>
                {
                    own.text = Cow::Borrowed("");
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
            }
        }
        for style in [&skin.base, &skin.style, &skin.embed_style, &skin.index_style] {
            style.must_not_hold(&["</style"])?;
        }
        for script in [&skin.script, &skin.marks, &skin.charts] {
            script.must_not_hold(&["</script", "<!--"])?;
        }
        Ok(skin)
    }

    /// All of it, each script before what needs it.
    fn texts(&mut self) -> [&mut Text; 10] {
        let Self { base, template, style, script, marks, charts, embed, embed_style, index, index_style } = self;
        [base, template, style, script, marks, charts, embed, embed_style, index, index_style]
    }

    /// The page of a report, of everything that its template asks for.
    ///
    /// # Errors
    /// If the template is broken or asks for what is not there; the message names its line.
    pub(super) fn page(&self, page: impl Serialize, letters: Letters<'_>, tongue: &Tongue) -> Result<String> {
        let script = [&self.script, &self.marks, &self.charts].map(|script| script.text.as_ref()).concat();
        self.dress((&self.template, &self.style), script, page, (letters, tongue))
    }

    /// The page of one chart, in which nothing runs.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub(super) fn embed(&self, page: impl Serialize, letters: Letters<'_>, tongue: &Tongue) -> Result<String> {
        self.dress((&self.embed, &self.embed_style), String::new(), page, (letters, tongue))
    }

    /// The page over several reports, in which nothing runs.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub(super) fn index(&self, page: impl Serialize, letters: Letters<'_>, tongue: &Tongue) -> Result<String> {
        self.dress((&self.index, &self.index_style), String::new(), page, (letters, tongue))
    }

    fn dress(
        &self,
        (template, style): (&Text, &Text),
        script: String,
        page: impl Serialize,
        ((Taken { palette, letters }, prose), tongue): (Letters<'_>, &Tongue),
    ) -> Result<String> {
        let written = Written::new(&page)?;
        let (day, night) = (palette.style(false), palette.style(true));
        let style = format!(
            "{}{}\n.chart{{{day}}}\n@media screen and (prefers-color-scheme:dark){{.chart{{{night}}}}}\n{}",
            self.base.text,
            style.text,
            fonts::faces(&(&(letters | &written.letters()) | &fonts::of_words(tongue)), prose, tongue)?
        );
        let digest = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
        // Without a script nothing may run, and nothing makes pictures.
        let of_script = match script.as_str() {
            "" => String::new(),
            script => format!(" script-src 'sha256-{}'; img-src blob:;", digest(script)),
        };
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}';{of_script} font-src data:; base-uri 'none'; form-action 'none'",
            digest(&style),
        );
        let size = written.bytes.saturating_add(style.len()).saturating_add(script.len());
        // Neither has the words that would end its element, which was looked at when they were read.
        let dressed = Dressed {
            page,
            lang: tongue.lang().to_string(),
            style: Safe::new(Escaped::vouched(style)),
            script: Safe::new(Escaped::vouched(script)),
            policy: &policy,
        };
        // A page takes as many steps as it has to show, and is longer than that by its tags.
        let most = Most {
            steps: FEWEST_STEPS.saturating_add(u64::try_from(size).unwrap_or(u64::MAX).saturating_mul(4)),
            bytes: SHORTEST_PAGE.saturating_add(size.saturating_mul(10)),
        };
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
        // Under this name and no other, for by its end a template knows that it writes HTML; the reader is told the file's.
        let mut engine = Engine::new(syntax, most);
        engine.environment.add_function("say", words::say(tongue));
        let made = engine.render("page.html", &template.text, Value::from(Serde(dressed)));
        Ok(made.map_err(|fault| template.told(&fault))? + "\n")
    }
}

impl Text {
    /// A fault of a template with the name and the line of it.
    fn told(&self, fault: &Fault) -> anyhow::Error {
        let line = fault.line.map(|line| format!(":{line}")).unwrap_or_default();
        let at = fault.at.clone().and_then(|range| self.text.get(range)).filter(|at| at.len() <= LONGEST_EXCERPT);
        let at = at.map(|at| format!(": `{at}`")).unwrap_or_default();
        anyhow!("{}{line}: {}{at}", self.name, fault.reason)
    }

    /// An element that holds a text as it is ends at certain words, wherever they stand.
    fn must_not_hold(&self, words: &[&str]) -> Result<()> {
        for (number, line) in (1..).zip(self.text.lines()) {
            let line = line.to_ascii_lowercase();
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                bail!("{}:{number}: `{word}` would end the element of the page in which this stands", self.name);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[derive(Serialize)]
    struct Report {
        title: String,
    }

    fn dress(template: &'static str) -> Result<String> {
        let own = Text { name: "my/page.html".to_owned(), text: Cow::Borrowed(template) };
        let page = Report { title: "Carts & boats".to_owned() };
        let taken = Taken { letters: BTreeSet::from(['a']), ..Taken::default() };
        Skin { template: own, ..Skin::default() }.page(page, (&taken, &Prose::default()), Tongue::english())
    }

    #[test]
    fn a_template_is_given_the_page_as_text() {
        assert_eq!(dress("<p>{{ title }}</p>").expect("a page"), "<p>Carts &amp; boats</p>\n");
        let made = dress("{{ style }}").expect("a page");
        assert!(made.contains("@font-face{font-family:\"sinosov Noto Sans\";font-weight:700;src:url(data:"), "{made}");
        assert_eq!(dress("{{ lang }}: {{ say('page-work-count', n=2) }}").expect("a page"), "en: 2 works\n");
        assert!(dress("{{ policy }}").expect("a page").contains("; font-src data:;"));
    }

    #[test]
    fn what_is_wrong_in_a_template_is_told_with_its_line() {
        for (template, told) in [
            ("<p>\n{{ titel }}</p>", "my/page.html:2: undefined value: `titel`"),
            ("<p>\n\n{% if title %}</p>", "my/page.html:3: syntax error"),
            ("{{ title|nothing }}", "my/page.html:1: unknown filter"),
            (
                "<p>\n\n{{ say('page-work') }}</p>",
                "my/page.html:3: invalid operation: there is no message `page-work`; did you",
            ),
        ] {
            let error = format!("{:#}", dress(template).expect_err(template));
            assert!(error.starts_with(told), "{error}");
        }
    }

    #[test]
    fn no_text_ends_its_element() {
        let text = |text: &'static str| Text { name: "page.css".to_owned(), text: Cow::Borrowed(text) };
        let error = text("a{}\n/* </STYLE> */").must_not_hold(&["</style"]).expect_err("it ends");
        assert_eq!(error.to_string(), "page.css:2: `</style` would end the element of the page in which this stands");
        assert!(text("a{}").must_not_hold(&["</style"]).is_ok());
    }
}
