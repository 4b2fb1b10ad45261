//! LaTeX in fields of BibTeX, as the text that it sets.
//!
//! The text is walked once, sign by sign: whatever stands in it, that ends. A command that is not known stays as it is
//! written, so that a reader sees it.

use unicode_normalization::char::compose;

/// How a field is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Prose: hyphens and quotation marks stand for others, `~` is a space, `$` begins a formula.
    Prose,
    /// An address or an identifier, in which only what is escaped is none of these.
    Verbatim,
}

/// The text of a field.
pub(super) fn text(source: &str, mode: Mode) -> String {
    let mut walk = Walk { rest: source, out: String::with_capacity(source.len()), mode, in_math: false, mark: None };
    while walk.step() {}
    walk.drop_mark();
    walk.out
}

struct Walk<'a> {
    rest: &'a str,
    out: String,
    mode: Mode,
    in_math: bool,
    /// An accent that waits for its letter, and the sign that it is where there is none.
    mark: Option<(char, &'static str)>,
}

impl Walk<'_> {
    fn step(&mut self) -> bool {
        let Some(sign) = self.rest.chars().next() else { return false };
        let behind = &self.rest[sign.len_utf8()..];
        let is_prose = self.mode == Mode::Prose;
        match sign {
            '\\' => self.command(behind),
            '{' => self.rest = behind,
            '}' => {
                self.drop_mark();
                self.rest = behind;
            }
            '$' if is_prose => self.dollar(behind),
            '^' | '_' if self.in_math => self.raised(sign, behind),
            '~' if is_prose => self.one(' ', behind),
            '-' if is_prose => self.hyphens(),
            '`' | '\'' if is_prose && behind.starts_with(sign) => {
                self.one(if sign == '`' { '“' } else { '”' }, &behind[1..]);
            }
            sign => self.one(sign, behind),
        }
        true
    }

    /// Writes a sign, with the accent that waits for it.
    fn one(&mut self, sign: char, behind: &str) {
        // What the walk still has is a part of the same text.
        self.rest = &self.rest[self.rest.len() - behind.len()..];
        match self.mark {
            Some(_) if sign.is_whitespace() => {}
            Some((mark, _)) => {
                self.mark = None;
                let sign = match sign {
                    'ı' if mark < '\u{323}' => 'i',
                    'ȷ' if mark < '\u{323}' => 'j',
                    sign => sign,
                };
                match compose(sign, mark) {
                    Some(whole) => self.out.push(whole),
                    None => self.out.extend([sign, mark]),
                }
            }
            None => self.out.push(sign),
        }
    }

    /// An accent over nothing.
    fn drop_mark(&mut self) {
        if let Some((_, alone)) = self.mark.take() {
            self.out.push_str(alone);
        }
    }

    fn skip(&mut self, length: usize) {
        self.rest = &self.rest[length..];
    }

    /// One, two or three hyphens: `-`, `–`, `—`.
    fn hyphens(&mut self) {
        let count = self.rest.bytes().take(3).take_while(|byte| *byte == b'-').count();
        self.drop_mark();
        self.out.push(match count {
            1 => '-',
            2 => '–',
            _ => '—',
        });
        self.skip(count);
    }

    /// A dollar that opens or closes a formula, or is one.
    fn dollar(&mut self, behind: &str) {
        let inner = behind.find('$').map(|at| &behind[..at]);
        let is_formula = inner.is_some_and(|inner| !inner.contains(' ') || inner.contains(['\\', '^', '_', '{']));
        if self.in_math || is_formula {
            self.in_math = !self.in_math;
            self.skip(1);
        } else {
            self.drop_mark();
            self.out.push('$');
            self.skip(1);
        }
    }

    /// Digits that are raised or lowered in a formula.
    fn raised(&mut self, sign: char, behind: &str) {
        let (inner, length) = match behind.strip_prefix('{') {
            Some(group) => end_of(group, LONGEST_RAISED).map_or(("", 0), |end| (&group[..end], end + 2)),
            None => {
                let length = behind.chars().next().map_or(0, char::len_utf8);
                (&behind[..length], length)
            }
        };
        let digits = if sign == '^' { "⁰¹²³⁴⁵⁶⁷⁸⁹" } else { "₀₁₂₃₄₅₆₇₈₉" };
        let digit = |sign: char| sign.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize));
        match inner.chars().map(digit).collect::<Option<String>>().filter(|raised| !raised.is_empty()) {
            Some(raised) => {
                self.out.push_str(&raised);
                self.skip(1 + length);
            }
            None => {
                self.out.push(sign);
                self.skip(1);
            }
        }
    }

    /// What stands behind a backslash.
    fn command(&mut self, behind: &str) {
        let word = behind.len() - behind.trim_start_matches(|sign: char| sign.is_ascii_alphabetic()).len();
        match word {
            0 => self.control_sign(behind),
            _ => self.control_word(&behind[..word], &behind[word..]),
        }
    }

    fn control_sign(&mut self, behind: &str) {
        let Some(sign) = behind.chars().next() else {
            self.out.push('\\');
            return self.skip(1);
        };
        let after = &behind[sign.len_utf8()..];
        let from = self.rest.len() - after.len();
        if self.mode == Mode::Prose
            && let Some((_, mark, alone)) = ACCENTS.iter().find(|(name, ..)| *name == sign)
        {
            self.drop_mark();
            self.mark = Some((*mark, alone));
            return self.skip(from);
        }
        let set = match sign {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => Some(sign),
            '~' | '^' | ':' => Some(sign),
            ' ' | ',' | ';' | '\\' | '\n' => Some(' '),
            '/' | '!' | '-' | '@' | '(' | ')' | '"' | '*' => None,
            sign => {
                self.out.push('\\');
                Some(sign)
            }
        };
        self.skip(from);
        if let Some(sign) = set {
            self.drop_mark();
            self.out.push(sign);
        }
    }

    fn control_word(&mut self, name: &str, behind: &str) {
        // A space ends the name and is none.
        let after = behind.trim_start();
        let from = self.rest.len() - after.len();
        if let Some((_, mark)) = LETTER_ACCENTS.iter().find(|(known, _)| *known == name) {
            self.drop_mark();
            self.mark = Some((*mark, ""));
            return self.skip(from);
        }
        if let Some(sign) = symbol(name) {
            let mut signs = sign.chars();
            if let (Some(first), None) = (signs.next(), signs.next()) {
                // A dotless i takes the accent that stands before it.
                self.one(first, after);
            } else {
                self.out.push_str(sign);
                self.skip(from);
            }
            return;
        }
        if SORTING.contains(&name) {
            let group = after.strip_prefix('{').and_then(|group| end_of(group, LONGEST_SORTED));
            return self.skip(from + group.map_or(0, |end| end + 2));
        }
        if SETTING.contains(&name) {
            return self.skip(from);
        }
        self.drop_mark();
        self.out.push('\\');
        self.out.push_str(name);
        self.skip(1 + name.len());
    }
}

/// Where a short group ends. Nobody looks further: to the end of a long text, at each of many groups, it would not end.
fn end_of(group: &str, longest: usize) -> Option<usize> {
    group.char_indices().take(longest).find(|(_, sign)| *sign == '}').map(|(at, _)| at)
}

/// Signs of a group that is raised or lowered, and of one that is sorted by.
const LONGEST_RAISED: usize = 20;
const LONGEST_SORTED: usize = 200;

/// Accents that are signs: what is written, the mark that it puts on a letter, and the sign where there is no letter.
const ACCENTS: [(char, char, &str); 7] = [
    ('`', '\u{300}', ""),
    ('\'', '\u{301}', ""),
    ('^', '\u{302}', "^"),
    ('~', '\u{303}', "~"),
    ('=', '\u{304}', ""),
    ('.', '\u{307}', ""),
    ('"', '\u{308}', ""),
];

/// Accents that are letters.
const LETTER_ACCENTS: [(&str, char); 11] = [
    ("u", '\u{306}'),
    ("r", '\u{30a}'),
    ("H", '\u{30b}'),
    ("v", '\u{30c}'),
    ("d", '\u{323}'),
    ("c", '\u{327}'),
    ("k", '\u{328}'),
    ("b", '\u{332}'),
    ("t", '\u{361}'),
    ("U", '\u{30e}'),
    ("G", '\u{30f}'),
];

/// Commands that set what follows in another type, and nothing of their own.
const SETTING: [&str; 38] = [
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textsl",
    "textsf",
    "texttt",
    "textrm",
    "textup",
    "textmd",
    "textnormal",
    "textsuperscript",
    "textsubscript",
    "mbox",
    "hbox",
    "text",
    "mathrm",
    "mathit",
    "mathbf",
    "em",
    "it",
    "bf",
    "sc",
    "sl",
    "sf",
    "tt",
    "rm",
    "small",
    "relax",
    "protect",
    "url",
    "nolinkurl",
    "path",
    "mkbibemph",
    "mkbibitalic",
    "ensuremath",
    "bibstring",
    "foreignlanguage",
];

/// Commands whose argument is for sorting and is not set.
const SORTING: [&str; 3] = ["noopsort", "sortnoop", "SortNoop"];

/// What a command without an argument sets; most have a longer name that begins with `text`.
fn symbol(name: &str) -> Option<&'static str> {
    let find = |name: &str| SYMBOLS.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign);
    find(name).or_else(|| find(name.strip_prefix("text")?)).or_else(|| {
        let short = name.strip_prefix("math")?;
        find(short)
    })
}

const SYMBOLS: [(&str, &str); 131] = [
    ("i", "ı"),
    ("j", "ȷ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ss", "ß"),
    ("SS", "ẞ"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("ng", "ŋ"),
    ("NG", "Ŋ"),
    ("endash", "–"),
    ("emdash", "—"),
    ("quotesingle", "'"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotedbl", "\""),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("glqq", "„"),
    ("grqq", "“"),
    ("lq", "‘"),
    ("rq", "’"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guillemetleft", "«"),
    ("guillemetright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("flqq", "«"),
    ("frqq", "»"),
    ("asciicircum", "^"),
    ("asciitilde", "~"),
    ("asciigrave", "`"),
    ("asteriskcentered", "*"),
    ("backslash", "\\"),
    ("bar", "|"),
    ("braceleft", "{"),
    ("braceright", "}"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("bullet", "•"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("dag", "†"),
    ("ddag", "‡"),
    ("dollar", "$"),
    ("less", "<"),
    ("greater", ">"),
    ("exclamdown", "¡"),
    ("questiondown", "¿"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("periodcentered", "·"),
    ("cdot", "·"),
    ("registered", "®"),
    ("trademark", "™"),
    ("copyright", "©"),
    ("section", "§"),
    ("S", "§"),
    ("P", "¶"),
    ("paragraph", "¶"),
    ("underscore", "_"),
    ("ellipsis", "…"),
    ("dots", "…"),
    ("ldots", "…"),
    ("degree", "°"),
    ("circ", "°"),
    ("pm", "±"),
    ("times", "×"),
    ("sterling", "£"),
    ("pounds", "£"),
    ("euro", "€"),
    ("yen", "¥"),
    ("semicolon", ";"),
    ("space", " "),
    ("nobreakspace", " "),
    ("textasciiacute", "´"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("vartheta", "ϑ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("varsigma", "ς"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Upsilon", "Υ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_what_latex_sets() {
        for (source, wanted) in [
            (r#"M{\"u}ller and M\"uller and M\"{u}ller and {M{\"{u}}ller}"#, "Müller and Müller and Müller and Müller"),
            (r"\'{e}\`a\^{o}\~n\c{c}\v{s}\v s\H{o}\u{g}\r{a}\k{a}\.z\=u", "éàôñçššőğåążū"),
            (r#"na\"{\i}ve, na{\"\i}ve, \'{\i}"#, "naïve, naïve, í"),
            (r"{\o}re and \O{}re, {\aa}, \ss{} \L{}\'od\'z", "øre and Øre, å, ß Łódź"),
            ("The {NATO} and {{UN}}", "The NATO and UN"),
            ("1930--32 --- a-b", "1930–32 — a-b"),
            ("a -{}- b", "a -- b"),
            (r"A\&B 50\% \$5 \#1 a\_b", "A&B 50% $5 #1 a_b"),
            ("``Quoted'' and it's", "“Quoted” and it's"),
            ("J.~R.\\,R.\\ Roe", "J. R. R. Roe"),
            (r"\emph{Carts} and \textit{Wheels} {\it of} {\em old}", "Carts and Wheels of old"),
            (
                r"\textbackslash{}input\textbraceleft{}x\textbraceright{} \textasciitilde{} \textasciicircum{}",
                "\\input{x} ~ ^",
            ),
            (r"\~{} \^{}", "~ ^"),
            (r"{\noopsort{1930b}}1931", "1931"),
            ("H$_2$O, $10^{3}$, $\\pm$5, 5$^{th}$", "H₂O, 10³, ±5, 5^th"),
            (r"0.35 $\mathrm{\mu}$m, $\alpha$-helix", "0.35 μm, α-helix"),
            ("costs $5", "costs $5"),
            ("from $5 to $6", "from $5 to $6"),
            (r"\unknown{x} \cyrchar", "\\unknownx \\cyrchar"),
            (r"\mathsemicolon", ";"),
            ("\\", "\\"),
            ("\\'", ""),
            ("}{", ""),
            ("Тележка 车", "Тележка 车"),
        ] {
            assert_eq!(text(source, Mode::Prose), wanted, "{source}");
        }
    }

    #[test]
    fn an_address_keeps_its_signs() {
        for (source, wanted) in [
            (r"https://example.org/a\_b\%20c?x=1\&y=2\#z", "https://example.org/a_b%20c?x=1&y=2#z"),
            ("https://example.org/~roe/a--b$c", "https://example.org/~roe/a--b$c"),
            (r"https://example.org/\~{}roe/{\_}x/{\textasciitilde}y", "https://example.org/~roe/_x/~y"),
            (r"\url{https://example.org/}", "https://example.org/"),
            (r"10.5555/a\textless{}b\textgreater{}", "10.5555/a<b>"),
        ] {
            assert_eq!(text(source, Mode::Verbatim), wanted, "{source}");
        }
    }
}
