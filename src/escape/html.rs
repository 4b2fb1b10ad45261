//! HTML.

use super::{Escaped, Json, Language, Xml};

/// HTML, in elements and in attributes between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Html {}

impl Language for Html {
    fn escape(text: &str, out: &mut String) {
        Xml::escape(text, out);
    }
}

impl Escaped<Html> {
    /// JSON as it may stand in a `script`, in which no reference is read: these characters stand inside of texts alone, where JSON
    /// has another way to write them.
    #[must_use]
    pub fn script(json: &Escaped<Json>) -> Self {
        Self::of_string(json.as_str().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_script() {
        let json = Escaped::<Json>::data("</script><!-- \u{2028}\"\\");
        let made = Escaped::script(&json);
        assert_eq!(made.as_str(), r#""\u003c/script\u003e\u003c!-- \u2028\"\\""#);
        assert_eq!(serde_json::from_str::<String>(made.as_str()).ok().as_deref(), Some("</script><!-- \u{2028}\"\\"));
    }
}
