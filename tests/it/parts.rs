//! Parts beside their wholes in charts: called alike in all rows, and told where they are left out.

use std::fs;

use crate::support::{Folder, Run, sinosov};

/// Carts of two years: each year's whole, its parts by provider without items of their own, and what one part contains.
fn package() -> Folder {
    let folder = Folder::with_tiny_package();
    for (year, [all, of_alba, of_bora, within]) in [("1926", [100, 60, 30, 7]), ("1927", [90, 50, 40, 5])] {
        let add = |id: &str, provider: &str, wholes: &str, count: i32| {
            let id = format!("{id}-{year}");
            folder.append(
                "quantities",
                &format!("{id},Carts of {id},carts,,{provider},bora,sent,,cart,{year},{year},{wholes},,,\n"),
            );
            folder.append("figures", &format!("f-{id},{id},field-report,line 3,{count} carts,{count},,,,,,,,,,\n"));
        };
        add("all", "", ",", all);
        add("of-alba", "alba", &format!("all-{year},provider"), of_alba);
        add("of-bora", "bora", &format!("all-{year},provider"), of_bora);
        add("of-a-valley", "alba", &format!("of-alba-{year},"), within);
    }
    fs::create_dir_all(folder.path().join("reports")).expect("a folder");
    folder
}

/// The table and the text of a chart of these carts.
fn chart(folder: &Folder, keys: &str) -> (String, String, Run) {
    let definition = format!(
        "title = \"Carts\"\n[[section]]\ntitle = \"Carts\"\ntext = \"\"\n[[section.chart]]\nid = \"carts\"\ntitle = \"Carts\"\n\
         subtitle = \"Carts, number\"\nselect = {{ stage = [\"sent\"], category = [\"carts\"], from = \"1926\" }}\n{keys}\n"
    );
    fs::write(folder.path().join("reports/carts.toml"), definition).expect("written");
    let run = sinosov(folder.path(), &["report", "generate", "--data", ".", "--format", "svg,md"]);
    let read = |name: &str| fs::read_to_string(folder.path().join("reports/carts").join(name)).unwrap_or_default();
    (read("data/carts.csv"), read("report.md"), run)
}

#[test]
fn the_parts_of_several_wholes_are_called_by_what_comes_back() {
    let folder = package();
    let keys = "kind = \"bars\"\nlayout = \"stacked\"\nrows = \"year\"\nsplit = \"provider\"";
    let (data, _, run) = chart(&folder, keys);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for name in ["Alba", "Bora"] {
        assert_eq!(data.matches(&format!(",{name},")).count(), 2, "{name} in both years: {data}");
    }
    assert!(!data.contains("Carts of of-alba"), "{data}");
}

#[test]
fn what_a_part_contains_does_not_take_its_place() {
    let folder = package();
    let (data, text, run) =
        chart(&folder, "kind = \"bars\"\nlayout = \"grouped\"\nrows = \"year\"\nseries = \"provider\"");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    // The wholes have no provider; neither the parts nor what is in them stands beside them unsaid.
    assert_eq!(data.lines().count(), 3, "{data}");
    assert!(text.contains("Left out, for other numbers here count them: 6 quantities."), "{text}");
    // At their own place they are counted, and nothing is to be said.
    let (data, text, _) = chart(&folder, "kind = \"bars\"\nlayout = \"plain\"\nrows = \"year\"");
    assert_eq!(data.lines().count(), 3, "{data}");
    assert!(!text.contains("Left out"), "{text}");
}
