//! A new package: it holds at once, says that its example is invented, speaks of no other package, and takes a first figure and
//! a first chart by what its own pages say.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sinosov::chart::AnyKind;
use sinosov::data::schema::TABLES;
use sinosov::data::{Measure, Package, Rank, Source};
use sinosov::model::Bound;

use crate::support::{Folder, Run, sampled, sinosov};

/// A folder with a new package in `grain`.
fn started(flags: &[&str]) -> (Folder, Run) {
    let folder = Folder::new();
    let run = sinosov(folder.path(), &[&["init", "grain"], flags].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    (folder, run)
}

/// Runs a verb on the new package.
fn on_it(folder: &Folder, words: &[&str]) -> Run {
    sinosov(folder.path(), &[&["--data", "grain"], words].concat())
}

/// Every file below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The definition of the example.
fn example(folder: &Folder) -> toml::Table {
    text(&folder.path().join("grain/reports/example.toml")).parse().expect("TOML")
}

/// The charts of a definition.
fn charts(definition: &toml::Table) -> Vec<&toml::Table> {
    let sections = definition["section"].as_array().expect("sections").iter();
    let charts = sections.filter_map(|section| section.get("chart")?.as_array()).flatten();
    charts.map(|chart| chart.as_table().expect("a chart")).collect()
}

/// Words of the package that is built in, and of nothing that is about another.
const FOREIGN: [&str; 7] = ["soviet", "china", "ussr", "aircraft", "data: sinosov", "sinosov:", "cc by 4.0"];

fn speaks_of_no_other(what: &str, told: &str) {
    let told = told.to_lowercase();
    for word in FOREIGN {
        assert!(!told.contains(word), "{what} has `{word}`");
    }
}

#[test]
fn a_new_package_holds_at_once_and_draws_all_its_charts() {
    let (folder, run) = started(&[]);
    for words in [&["check"][..], &["report", "check"]] {
        let run = on_it(&folder, words);
        assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), ("0 problems\n", "", Some(0)), "{words:?}");
    }
    let run_out = on_it(&folder, &["report", "generate", "--out", "out"]);
    assert_eq!(run_out.code, Some(0), "{}", run_out.stderr);
    assert!(!run_out.stderr.contains("warning"), "{}", run_out.stderr);
    let definition = example(&folder);
    for chart in charts(&definition) {
        let id = chart["id"].as_str().expect("an id");
        for suffix in ["svg", "png"] {
            assert!(folder.path().join(format!("out/example/charts/{id}.{suffix}")).is_file(), "{id}.{suffix}");
        }
        let svg = text(&folder.path().join(format!("out/example/charts/{id}.svg")));
        assert!(svg.contains("invented"), "{id}");
        let subtitle = chart["subtitle"].as_str().expect("a subtitle");
        assert!(subtitle.contains("invented"), "{id}: {subtitle}");
    }
    // What is printed to be typed next can be typed.
    let commands: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("  sinosov ")).collect();
    assert_eq!(commands.len(), 3, "{}", run.stdout);
    for command in commands {
        let run = sinosov(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, Some(0), "{command}: {}", run.stderr);
    }
    // So can what its README has, in its folder.
    let readme = text(&folder.path().join("grain/README.md"));
    let block = readme.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("commands");
    let typed = block.lines().filter_map(|line| line.split('#').next()?.trim().strip_prefix("sinosov "));
    let typed: Vec<&str> = typed.collect();
    assert!(typed.len() >= 4, "{block}");
    for command in typed {
        let run = sinosov(&folder.path().join("grain"), &command.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, Some(0), "{command}: {}", run.stderr);
    }
    // Without --out the pictures stand beside the definition, where `report check` looks for the rest.
    assert!(folder.path().join("grain/reports/example/charts/when.png").is_file());
    assert!(!folder.path().join("reports").exists());
    assert_eq!(on_it(&folder, &["report", "check"]).code, Some(0));
}

#[test]
fn every_kind_of_chart_is_in_the_example() {
    let (folder, _) = started(&[]);
    let definition = example(&folder);
    let shown: BTreeSet<&str> =
        charts(&definition).iter().map(|chart| chart["kind"].as_str().expect("a kind")).collect();
    assert_eq!(shown, AnyKind::names().into_iter().collect());
}

#[test]
fn the_example_has_one_of_each_thing() {
    let (folder, _) = started(&[]);
    let package = Package::read(Source::Folder(folder.path().join("grain")));
    let data = &package.dataset;
    assert!((25..=40).contains(&data.figures.len()), "{}", data.figures.len());
    let bounds: BTreeSet<&str> = data.figures.iter().map(|figure| figure.bound.name()).collect();
    for bound in [Bound::Exact, Bound::About, Bound::MoreThan, Bound::AtLeast, Bound::LessThan, Bound::Between] {
        assert!(bounds.contains(bound.name()), "{}", bound.name());
    }
    let has_rank = |rank| data.figures.iter().any(|figure| figure.rank == rank);
    assert!(has_rank(Rank::Preferred) && has_rank(Rank::Doubtful));
    for measure in [Measure::Total, Measure::Level, Measure::Share, Measure::Term] {
        assert!(data.quantities.iter().any(|quantity| quantity.measure == measure), "{}", measure.name());
    }
    assert!(data.figures.iter().any(|figure| figure.cited_work_id.is_some()));
    for table in TABLES.iter().filter(|table| ["corrections", "agreements", "events", "rates"].contains(&table.name)) {
        assert!(package.table(table.name).is_some_and(|rows| !rows.is_empty()), "{}", table.name);
    }
    let stages: BTreeSet<&str> = data.quantities.iter().map(|quantity| quantity.stage_id.as_str()).collect();
    assert!(stages.contains("promised") && stages.contains("delivered"), "{stages:?}");
}

#[test]
fn nothing_of_the_package_that_is_built_in_is_told_of_a_new_one() {
    let (folder, run) = started(&[]);
    speaks_of_no_other("init", &run.stdout);
    for path in below(&folder.path().join("grain")) {
        speaks_of_no_other(&path.display().to_string(), &text(&path));
    }
    let svg = "grain/reports/example/charts/who-says-what.svg";
    assert!(text(&folder.path().join(svg)).contains("Data: grain 0.1.0 ("), "the foot names the package");
    for words in [
        &["figures"][..],
        &["figures", "--category", "vehicle"],
        &["claims", "carts-delivered"],
        &["why", "credit-1922", "--in", "merrow-mark"],
        &["why", "total"],
        &["why", "total", "--category", "vehicles", "--stage", "delivered"],
        &["why", "chart", "people"],
        &["schedule", "credit-1922"],
        &["coverage"],
        &["cite", "ledger-carts", "--with-dataset"],
        &["trace", svg],
        &["report", "list"],
        &["report", "generate", "missing"],
        &["export", "--to", "out.zip", "--to", "out.json", "--to", "folder"],
    ] {
        let run = on_it(&folder, words);
        assert!(run.stdout.len() + run.stderr.len() > 20, "{words:?}");
        speaks_of_no_other(&words.join(" "), &(run.stdout + &run.stderr));
    }
    speaks_of_no_other("the README of an export", &text(&folder.path().join("folder/README.md")));
    speaks_of_no_other("an export", &text(&folder.path().join("out.json")));
}

/// Adds a row to a table by the names of columns.
fn add(folder: &Folder, table: &str, cells: &[(&str, &str)]) {
    let path = folder.path().join("grain").join(table);
    let old = text(&path);
    let header: Vec<&str> = old.lines().next().expect("a header").split(',').collect();
    for (column, _) in cells {
        assert!(header.contains(column), "{table} has no column {column}");
    }
    let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell);
    fs::write(&path, format!("{old}{}\n", header.iter().map(cell).collect::<Vec<_>>().join(","))).expect("written");
}

#[test]
fn a_bare_package_takes_a_first_figure_and_a_first_chart_by_what_it_says() {
    let (folder, run) = started(&["--bare"]);
    let first: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("  sinosov ")).collect();
    assert_eq!(first.len(), 3, "{}", run.stdout);
    let run = on_it(&folder, &["check"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), ("0 problems\n", "", Some(0)));
    for name in ["figures", "works", "quantities", "actors", "corrections"] {
        assert_eq!(text(&folder.path().join(format!("grain/{name}.csv"))).lines().count(), 1, "{name}");
    }
    let run = on_it(&folder, &["report", "generate"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no figure yet") && run.stderr.contains("quantities.csv"), "{}", run.stderr);
    // The step by step of the README, with the least that it asks for.
    let work = [("work_id", "roe-1951"), ("short", "Roe 1951"), ("kind", "book"), ("consulted", "yes"), ("tier", "2")];
    add(&folder, "works.csv", &work);
    let quantity = [
        ("quantity_id", "bells-cast"),
        ("label", "Bells cast in 1901"),
        ("category_id", "goods"),
        ("stage_id", "delivered"),
        ("unit_id", "piece"),
        ("start", "1901"),
        ("end", "1901"),
    ];
    add(&folder, "quantities.csv", &quantity);
    let figure = [
        ("figure_id", "roe-bells"),
        ("quantity_id", "bells-cast"),
        ("work_id", "roe-1951"),
        ("locator", "p. 12"),
        ("as_stated", "some 40 bells"),
        ("value", "40"),
        ("bound", "about"),
    ];
    add(&folder, "figures.csv", &figure);
    let run = on_it(&folder, &["check", "--write"]);
    assert_eq!((run.stdout.as_str(), run.code), ("0 problems\n", Some(0)), "{}", run.stderr);
    let claims = on_it(&folder, &["claims", "bells-cast"]).stdout;
    assert!(claims.contains("c. 40 pieces") && claims.contains("roe-bells"), "{claims}");
    let run = on_it(&folder, &["report", "generate"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("write one, such as grain/reports/first.toml:"), "{}", run.stderr);
    // What is told is a whole definition, indented by four.
    let told: Vec<&str> = run.stderr.lines().skip_while(|line| !line.starts_with("    ")).collect();
    let told: String = told.iter().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect();
    // The page in the folder says the same.
    let page = text(&folder.path().join("grain/reports/README.md"))
        .replace("{{ value(\"QUANTITY\") }}", "{{ value(\"bells-cast\") }}");
    assert!(page.replace("[\"QUANTITY\"]", "[\"bells-cast\"]").contains(told.trim_end()), "{page}\n{told}");
    fs::write(folder.path().join("grain/reports/first.toml"), told).expect("written");
    let run = on_it(&folder, &["report", "generate"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(folder.path().join("grain/reports/first/charts/first.png").is_file());
    for words in [&["check"][..], &["report", "check"]] {
        assert_eq!(on_it(&folder, words).stdout, "0 problems\n", "{words:?}");
    }
}

#[test]
fn the_example_can_be_emptied_as_its_readme_says() {
    let (folder, _) = started(&[]);
    let readme = text(&folder.path().join("grain/README.md"));
    let said = readme.split("but for their first line:").nth(1).expect("what to empty");
    let emptied: Vec<&str> = said.split("; leave").next().expect("a list").split('`').skip(1).step_by(2).collect();
    assert!(emptied.len() >= 8, "{emptied:?}");
    for name in emptied {
        let path = folder.path().join(format!("grain/{name}.csv"));
        let header = text(&path).lines().next().expect("a header").to_owned();
        fs::write(&path, header + "\n").expect("written");
    }
    fs::remove_file(folder.path().join("grain/reports/example.toml")).expect("removed");
    let run = on_it(&folder, &["check", "--write"]);
    assert_eq!((run.stdout.as_str(), run.code), ("0 problems\n", Some(0)), "{}", run.stderr);
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let is_as_before = |folder: &Folder, count: usize, told: &str| {
        let run = sinosov(folder.path(), &["init", "grain"]);
        assert_eq!((run.stdout.as_str(), run.code), ("", Some(2)), "{told}");
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert_eq!(below(folder.path()).len(), count, "{told}");
    };
    for mine in ["figures.csv", ".gitignore", "reports/example.toml", "reports/example/index.html", "datapackage.json"]
    {
        let folder = Folder::new();
        let path = folder.path().join("grain").join(mine);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, "mine").expect("a file");
        is_as_before(&folder, 1, &format!("in grain there is {mine} already, and nothing is written over"));
        assert_eq!(text(&path), "mine");
    }
    let folder = Folder::new();
    fs::write(folder.path().join("grain"), "mine").expect("a file");
    is_as_before(&folder, 1, "grain is there and is no folder");
    assert_eq!(text(&folder.path().join("grain")), "mine");
    // A folder in the place of a file is in the way too, even an empty one.
    let folder = Folder::new();
    fs::create_dir_all(folder.path().join("grain/units.csv")).expect("a folder");
    is_as_before(&folder, 0, "units.csv");
    // Once made, it is not made again.
    let (folder, _) = started(&["--bare"]);
    let count = below(folder.path()).len();
    is_as_before(&folder, count, "and nothing is written over");
    // What is not in the way stays.
    let folder = Folder::new();
    fs::write(folder.path().join("notes.txt"), "mine").expect("a file");
    let run = sinosov(folder.path(), &["init", "."]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(text(&folder.path().join("notes.txt")), "mine");
    assert_eq!(sinosov(folder.path(), &["--data", ".", "check"]).stdout, "0 problems\n");
}

#[test]
fn title_and_name_are_those_that_are_asked_for() {
    let folder = Folder::new();
    let title = "Bells & *carts* <1901> \"all\"";
    let run = sinosov(folder.path(), &["init", "a b", "--bare", "--title", title, "--id", "bells"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("sinosov --data 'a b' check"), "{}", run.stdout);
    let head: serde_json::Value =
        serde_json::from_str(&text(&folder.path().join("a b/datapackage.json"))).expect("JSON");
    assert_eq!((head["title"].as_str(), head["name"].as_str()), (Some(title), Some("bells")));
    let readme = text(&folder.path().join("a b/README.md"));
    assert!(
        readme.starts_with("# Bells & \\*carts\\* \\<1901> ")
            || readme.starts_with("# Bells & \\*carts\\* \\<1901\\> "),
        "{readme}"
    );
    for (flags, told) in [
        (&["--id", "Bells"][..], "`Bells` is no name"),
        (&["--id", "1941"], "`1941` is no name"),
        (&["--title", " "], "the title is empty"),
        (&["--title", "a\nb"], "the title is empty, or has a line end"),
        (&["--data", "a b"], "without --data and --reports"),
        (&["--reports", "x"], "without --data and --reports"),
    ] {
        let run = sinosov(folder.path(), &[&["init", "other"], flags].concat());
        assert_eq!(run.code, Some(2), "{flags:?}");
        assert!(run.stderr.contains(told), "{flags:?}: {}", run.stderr);
    }
    assert!(!folder.path().join("other").exists());
    assert_eq!(sinosov(folder.path(), &["init", ""]).code, Some(2));
}

/// The reports of a package are written beside its definitions, unless a link there leads elsewhere.
#[cfg(unix)]
#[test]
fn a_link_out_of_the_package_is_not_followed_unless_it_is_named() {
    use std::os::unix::fs::symlink;
    let (folder, _) = started(&[]);
    let (outside, reports) = (folder.path().join("outside"), folder.path().join("grain/reports"));
    fs::create_dir(&outside).expect("a folder");
    fs::remove_dir_all(reports.join("example")).expect("removed");
    symlink(&outside, reports.join("example")).expect("a link");
    for words in [&["report", "generate"][..], &["report", "check", "--write"]] {
        let run = on_it(&folder, words);
        assert_eq!(run.code, Some(2), "{words:?}");
        assert!(run.stderr.contains("leads out of the package by a link"), "{}", run.stderr);
        assert_eq!(fs::read_dir(&outside).expect("the folder").count(), 0);
    }
    let run = on_it(&folder, &["report", "generate", "--format", "svg", "--out", "grain/reports"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(outside.join("charts/people.svg").is_file());
}

#[test]
fn series_of_rates_are_taken_over_with_what_they_need() {
    let folder = Folder::new();
    let list = sinosov(folder.path(), &["init", "--with", "list"]);
    assert_eq!(list.code, Some(0), "{}", list.stderr);
    let names: Vec<&str> = list.stdout.lines().filter_map(|line| line.split(':').next()).collect();
    assert!(names.len() > 4 && names.contains(&"usd-prices"), "{}", list.stdout);
    assert!(list.stdout.contains("usd-prices: 112 rates, 1913–2024"), "{}", list.stdout);
    // Every one alone and all together make a package that holds, with the example and without.
    let all = names.join(",");
    let some = names.iter().copied().step_by(sampled(8));
    for (number, with) in some.chain([all.as_str()]).enumerate() {
        let name = format!("grain-{number}");
        let bare: &[&str] = if number % 2 == 0 { &["--bare"] } else { &[] };
        let run = sinosov(folder.path(), &[&["init", &name, "--with", with], bare].concat());
        assert_eq!(run.code, Some(0), "{with}: {}", run.stderr);
        let check = sinosov(folder.path(), &["--data", &name, "check"]);
        assert_eq!(check.code, Some(0), "{with}: {}", check.stderr);
        let package = Package::read(Source::Folder(folder.path().join(&name)));
        assert!(!package.dataset.rates.is_empty());
        let method = text(&folder.path().join(&name).join("METHOD.md"));
        assert!(with.split(',').all(|one| method.contains(&format!("`{one}`"))), "{with}: {method}");
    }
    let run = sinosov(folder.path(), &["init", "other", "--with", "usd-price"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("there is no series `usd-price`; did you mean `usd-prices`?\n  there are"),
        "{}",
        run.stderr
    );
    assert!(!folder.path().join("other").exists());
}
