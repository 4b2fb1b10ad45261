//! Context stays out of sums that nobody asked it into, and is said to.

use std::fs;

use crate::support::{Folder, Run, sinosov};

/// Ten carts from Bora, and seven more from Alba that are context.
fn package() -> Folder {
    let folder = Folder::with_tiny_package();
    for (id, provider, count, scope) in [("own", "bora", 10, ""), ("foreign", "alba", 7, "context")] {
        let quantity =
            format!("{id}-1928,Carts of {id} make,carts,,{provider},bora,sent,,cart,1928,1928,,,,{scope},\n");
        folder.append("quantities", &quantity);
        folder.append("figures", &format!("f-{id},{id}-1928,field-report,line 3,{count} carts,{count},,,,,,,,,,\n"));
    }
    fs::create_dir_all(folder.path().join("reports")).expect("a folder");
    folder
}

fn total(folder: &Folder, flags: &[&str]) -> Run {
    let all = ["why", "total", "--data", ".", "--category", "carts", "--from", "1928", "--to", "1928"];
    sinosov(folder.path(), &[&all, flags].concat())
}

#[test]
fn a_total_adds_context_where_it_is_asked_for() {
    let folder = package();
    let plain = total(&folder, &[]);
    assert!(plain.stdout.contains("10 carts"), "{}{}", plain.stdout, plain.stderr);
    let left_out = "left out, for they are context (the scope `any` adds them): foreign-1928";
    assert!(plain.stdout.contains(left_out), "{}", plain.stdout);
    for (flags, wanted) in [
        (&["--scope", "any"][..], "17 carts"),
        (&["--scope", "core"], "10 carts"),
        (&["--scope", "context"], "7 carts"),
        (&["--quantity", "foreign-1928"], "7 carts"),
    ] {
        let run = total(&folder, flags);
        assert!(
            run.stdout.contains(wanted) && !run.stdout.contains("for they are context"),
            "{flags:?}: {}",
            run.stdout
        );
    }
    let alone = total(&folder, &["--provider", "alba"]);
    assert_eq!(alone.code, Some(2));
    assert!(alone.stderr.contains("give it as `context`, or as `any`"), "{}", alone.stderr);
}

#[test]
fn no_number_of_a_chart_adds_context_to_what_is_core() {
    let folder = package();
    let chart = |keys: &str, select: &str| {
        let definition = format!(
            "title = \"Carts\"\n[[section]]\ntitle = \"Carts\"\ntext = 'All: {{{{ total(category=\"carts\", from=\"1928\") }}}}.'\n\
             [[section.chart]]\nid = \"carts\"\ntitle = \"Carts\"\nsubtitle = \"Carts, number\"\nkind = \"bars\"\nlayout = \"plain\"\n\
             select = {{ category = [\"carts\"], from = \"1928\"{select} }}\n{keys}\n"
        );
        fs::write(folder.path().join("reports/carts.toml"), definition).expect("written");
        let run = sinosov(folder.path(), &["report", "generate", "--data", ".", "--format", "svg,md"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let read = |name: &str| fs::read_to_string(folder.path().join("reports/carts").join(name)).expect("written");
        (read("data/carts.csv"), read("report.md").replace('\u{a0}', " "))
    };
    let (data, text) = chart("rows = \"category\"", "");
    assert!(data.contains(",10,") && !data.contains(",17,"), "{data}");
    assert!(text.contains("Left out, for it is context: Carts of foreign make."), "{text}");
    assert!(text.contains("All: 10 carts."), "{text}");
    let (data, text) = chart("rows = \"category\"", ", scope = [\"any\"]");
    assert!(data.contains(",17,") && !text.contains("it is context"), "{data}{text}");
    // In a row of its own it is seen for what it is.
    let (data, text) = chart("rows = \"provider\"", "");
    assert!(data.contains(",10,") && data.contains(",7,") && !text.contains("it is context"), "{data}{text}");
}
