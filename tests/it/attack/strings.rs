//! Texts that would do something if any writer forgot to escape them, all invented; each with its name.

/// Some hundred letters without a gap.
fn long_word() -> String {
    "wörd".repeat(100)
}

/// Every attack: its name and its text.
pub fn attacks() -> Vec<(&'static str, String)> {
    let mut attacks: Vec<(&str, String)> = ATTACKS.map(|(name, text)| (name, text.to_owned())).to_vec();
    attacks.push(("a very long word", long_word()));
    attacks.push(("a very long word of marks", "*_[".repeat(80)));
    attacks
}

const ATTACKS: [(&str, &str); 88] = [
    // HTML
    ("script", "<script>alert(1)</script>"),
    ("end of a script", "</script><script>alert(2)</script>"),
    ("image with a handler", "<img src=x onerror=alert(3)>"),
    ("end of an attribute", "x\" onmouseover=\"alert(4)"),
    ("end of an attribute in apostrophes", "x' onmouseover='alert(5)"),
    ("svg with a handler", "<svg/onload=alert(6)>"),
    ("end of a style", "</style><style>*{display:none}</style>"),
    ("end of a title", "</title><base href=//evil.example>"),
    ("comment", "<!-- hidden"),
    ("end of a comment", "--> --!> <b>"),
    ("CDATA", "<![CDATA[ x ]]>"),
    ("end of CDATA", "]]><evil/>"),
    ("processing instruction", "<?xml-stylesheet href=\"evil.xsl\"?>"),
    ("document type", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;"),
    ("entity", "&lt;b&gt; &amp;amp; &nbsp;"),
    ("numeric entity", "&#60;script&#62; &#x3c;i&#x3e;"),
    ("entity without a semicolon", "&lt b &copy 1"),
    ("iframe", "<iframe srcdoc=\"<b onclick=x>\">"),
    ("meta", "<meta http-equiv=refresh content=0;url=//evil.example>"),
    ("end of metadata", "</metadata><script>1</script>"),
    ("foreign object", "</text><foreignObject><body/></foreignObject>"),
    ("use of another", "<use href=\"#x\"/><a xlink:href=\"javascript:1\">"),
    // Markdown
    ("link", "[a](javascript:alert(1))"),
    ("link in capitals", "[a](JaVaScRiPt:alert(2))"),
    ("link with an entity", "[a](&#106;avascript:alert(3))"),
    ("link with a tab", "[a](java&Tab;script:x)"),
    ("data link", "[a](data:text/html;base64,PHA+)"),
    ("link in brackets", "[a](<javascript:x> \"t\")"),
    ("picture", "![a](https://evil.example/x.png)"),
    ("link by reference", "[ab][cd] and [ab]: javascript:x"),
    ("definition", "[ab]: javascript:x \"t\""),
    ("autolink", "<javascript:alert(4)>"),
    ("autolink to the web", "<https://evil.example>"),
    ("letter", "<a@evil.example>"),
    ("heading", "# heading #"),
    ("setext heading", "==="),
    ("rule", "---"),
    ("rule of stars", "* * *"),
    ("quotation", "> quoted"),
    ("list", "- [ ] item"),
    ("numbered list", "1. item"),
    ("numbered list with a bracket", "7) item"),
    ("code", "`code` ``a`b``"),
    ("fence", "```html"),
    ("fence of tildes", "~~~ a"),
    ("table", "| a | b | --- | --- |"),
    ("emphasis", "*a* **b** _c_ __d__ ***e***"),
    ("emphasis that stays open", "*a **b _c"),
    ("strike", "~~gone~~ ~gone~"),
    ("footnote", "[^1] [^1]: note"),
    ("inline footnote", "^[note] ^up^"),
    ("mathematics", "$x$ $$\\frac{1}{2}$$ \\(y\\)"),
    ("emoji", ":smile: :+1:"),
    ("attributes", "{#id .class onclick=alert(1)}"),
    ("backslashes", "\\ \\\\ \\* \\[a\\](javascript:x)"),
    ("wiki link", "[[page]] {{template}}"),
    // Templates
    ("expression", "{{ 7 + 7 }}"),
    ("statement", "{% for i in range(9) %}x{% endfor %}"),
    ("comment of a template", "{# hidden #}"),
    // BibTeX and LaTeX
    ("end of an entry", "1} } @misc{evil, title={pwned}, note={"),
    ("one brace", "open { brace"),
    ("one closing brace", "closing } brace"),
    ("command", "\\input{/etc/passwd} \\write18{rm}"),
    ("signs of LaTeX", "50% & $5 #1 a_b ~ ^ -- ---"),
    ("string of BibTeX", "\" # evil # \""),
    ("names", "A and B and others, von C"),
    // RIS, RTF
    ("tag of RIS", "ER  - TY  - BOOK"),
    ("control word", "\\par}{\\object\\objdata 00} \\'41"),
    ("braces of RTF", "}}}{\\rtf1"),
    // CSV and spreadsheets
    ("formula", "=1+1"),
    ("formula behind a semicolon", "x;=HYPERLINK(\"http://evil.example\")"),
    ("formula behind a bar and a quote", "x|@SUM(A1)\"=1,+2"),
    ("wide formula", "＝1+1;＋2;－3;＠4"),
    ("formula behind nothing seen", "\u{200b}=1+1;\u{2060}@x"),
    ("formula behind a mark", "\u{feff}=1+1"),
    ("dynamic exchange", "=cmd|' /C calc'!A0"),
    ("quotes and commas", "\"a\",\"b\"\"c\",,"),
    ("apostrophes", "'a;'b;''=c"),
    ("escape of a workbook", "_x0041_ _x005F_ _x000D_"),
    // JSON
    ("end of a text", "\",\"evil\":true,\"x\":\""),
    ("escapes of JSON", "\\u003c \\n \\\""),
    // Unicode
    ("turned around", "abc\u{202e}def\u{2066}ghi\u{2069}\u{202a}"),
    ("line ends of scripts", "a\u{2028}b\u{2029}c"),
    ("no characters", "a\u{fffe}b\u{ffff}c\u{fdd0}"),
    ("marks without a letter", "\u{301}\u{308} a\u{200d}\u{fe0f}"),
    ("private signs", "\u{e000}a\u{e001}\u{e00a}\u{e00b}"),
    ("path", "../../../etc/passwd"),
    ("path of a device", "C:\\CON\\..\\aux"),
];

/// What a table may not hold; a fault repeats it.
pub const CONTROLS: [(&str, &str); 12] = [
    ("colour", "a\u{1b}[31mred"),
    ("title of a window", "\u{1b}]0;pwn\u{7}x"),
    ("one byte for two", "a\u{9b}2Jb"),
    ("string of one byte", "a\u{9d}0;x\u{9c}b"),
    ("bell", "a\u{7}b"),
    ("backspaces", "safe\u{8}\u{8}\u{8}\u{8}evil"),
    ("carriage return", "a\rerror: none"),
    ("delete", "a\u{7f}b"),
    ("next line", "a\u{85}b"),
    ("NUL", "a\0b"),
    ("form feed", "a\u{c}b"),
    ("tag of RIS on a new line", "a\r\nER  - \r\nTY  - BOOK"),
];
