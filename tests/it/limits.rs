//! Definitions, templates and styles that no one should write, all invented: refused at once, with file and line.

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{Folder, fixture, root, sinosov};

/// What the program says of the invented report with a text in its section.
fn with_text(text: &str) -> String {
    let folder = Folder::new();
    let own = fs::read_to_string(fixture("tiny/reports/carts.toml")).expect("the definition");
    let (head, charts) = own.split_once("[[section.chart]]").expect("a chart");
    let head: String = head.lines().filter(|line| !line.starts_with("text")).map(|line| format!("{line}\n")).collect();
    let text = toml::Value::from(text);
    let definition = format!("{}\ntext = {text}\n\n[[section.chart]]{charts}", head.trim_end());
    fs::write(folder.path().join("carts.toml"), definition).expect("a definition");
    let data = fixture("tiny").to_string_lossy().into_owned();
    let start = Instant::now();
    let words = ["report", "generate", "--format", "md", "--out", "out", "--reports", ".", "--data", &data];
    let run = sinosov(folder.path(), &words);
    assert!(start.elapsed() < Duration::from_secs(30), "{text} took {:?}", start.elapsed());
    assert_eq!(run.code == Some(0), folder.path().join("out").exists(), "{}", run.stderr);
    run.stderr
}

#[test]
fn a_text_that_would_not_end_is_refused_with_its_place() {
    let loops = "{% for a in range(99) %}".repeat(6) + &"{% endfor %}".repeat(6);
    let asks = "{% for a in range(2000) %}{{ value('carts-promised') }}{% endfor %}";
    let long = format!("{{% for a in range(1999) %}}{{{{ '{}' ~ a }}}}{{% endfor %}}", "carts ".repeat(100));
    for (text, told) in [
        (loops.as_str(), "takes more than 100000 steps"),
        (asks, "one text asks the data more than 1000 times"),
        (&long, "writes more than 1 MB"),
        ("{% set ns = namespace(x=\"a\") %}", "`set` is none of the statements"),
        ("{{ \"a\" * 1000000000 }}", "`*` is not for templates"),
        ("{{ 'a'|center(1000000000) }}", "unknown filter"),
        ("x\n\n{{ value('nothing') }}", "there is no quantity `nothing`"),
    ] {
        let said = with_text(text);
        assert!(said.contains(told) && said.contains("its text, carts.toml:"), "{text}: {said}");
    }
    let fine =
        "{% for q in ['carts-promised', 'carts-delivered'] %}{{ value(q) }}{{ '' if loop.last else ', ' }}{% endfor %}";
    assert!(with_text(fine).contains("wrote"), "{}", with_text(fine));
}

#[test]
fn a_definition_is_told_with_file_line_and_column() {
    let chart = "title = \"T\"\n\n[[section]]\ntitle = \"S\"\n\n[[section.chart]]\nid = 'c'\nkind = \"bars\"\ntitle = \"t\"\n\
        subtitle = \"s\"\n";
    let bytes = |parts: &[&[u8]]| parts.concat();
    for (definition, told) in [
        (bytes(&[b"title = \"x\"\nsummary = \"a \\\"b\\\" 12345\"\n"]), "x.toml:2:20"),
        (bytes(&[b"title = '''\n\n 904 carts'''\n"]), "x.toml:3:2"),
        (bytes(&[b"title = \"x\"\n[[section]]\ntitle = \"\\u0039\\u0030\\u0034 carts\"\n"]), "x.toml:3:10"),
        (bytes(&[chart.as_bytes(), b"labels = { a = \"904 carts\" }\n"]), "x.toml:11:17"),
        (bytes(&[chart.as_bytes(), b"events=['*']\n"]), "x.toml:11:1"),
        (chart.replace("'c'", "'C'").into_bytes(), "x.toml:7:7"),
        (bytes(&[b"title = \"x\" # \xff\n"]), "x.toml:1:15"),
        (bytes(&["title = \"天\"\nsummary = \"天\" # \n".as_bytes(), b"\xe5\xa4"]), "x.toml:3:1"),
        ("title = 天\n".as_bytes().to_vec(), "x.toml:1:9"),
        ("title = \"x\"\n天天 = 1\n".as_bytes().to_vec(), "x.toml:2:1"),
    ] {
        let folder = Folder::new();
        fs::write(folder.path().join("x.toml"), &definition).expect("a definition");
        let run = sinosov(folder.path(), &["report", "list", "--reports", "."]);
        let text = String::from_utf8_lossy(&definition);
        assert!(run.code == Some(2) || run.code == Some(1), "{text}: {:?} {}", run.code, run.stderr);
        assert!(run.stderr.contains(&format!("{told}\n")), "{text}: {}", run.stderr);
    }
}

#[test]
fn a_style_that_would_not_end_is_refused_with_its_place() {
    let style = |macros: &str, layout: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"note\" version=\"1.0\">\n<info><title>Invented</title>\
             <id>http://x.org/t</id><updated>2020-01-01T00:00:00+00:00</updated></info>\n{macros}\n\
             <citation><layout>{layout}</layout></citation></style>"
        )
    };
    let bomb: String = (0..40)
        .map(|at| format!("<macro name=\"m{at}\">{}</macro>", format!("<text macro=\"m{}\"/>", at + 1).repeat(2)))
        .chain(["<macro name=\"m40\"><text variable=\"title\"/></macro>".to_owned()])
        .collect();
    let deep = "<group>".repeat(5000) + &"</group>".repeat(5000);
    let own = "<macro name=\"a\"><text macro=\"a\"/></macro>";
    for (text, told) in [
        (style(own, "<text macro=\"a\"/>"), "own.csl: line 3: the macro `a` calls itself"),
        (style(&bomb, "<text macro=\"m0\"/>"), "own.csl: line 4: its macros call each other so often"),
        (style("", &deep), "own.csl: line 4: elements stand in each other deeper"),
        (style("", "<text macro=\"nope\"/>"), "own.csl: line 4: there is no macro `nope`"),
        (style("", "<text variable=\"titel\"/>"), "own.csl: line 4: there is no variable `titel`"),
        (style("", &"<!-- -->".repeat(1 << 18)), "cannot read own.csl: it is larger than 1 MiB"),
    ] {
        let folder = Folder::new();
        fs::write(folder.path().join("own.csl"), &text).expect("a style");
        let start = Instant::now();
        let run = sinosov(folder.path(), &["cite", "njal-017", "--style", "own.csl"]);
        assert_eq!(run.code, Some(2), "{told}: {}", run.stdout);
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
        assert!(start.elapsed() < Duration::from_secs(10), "{told} took {:?}", start.elapsed());
    }
    let run = sinosov(&root(), &["cite", "njal-017", "--style", "tests/fixtures/none.csl"]);
    assert_eq!(run.code, Some(2), "a file that is not there");
}
