//! An invented report: charts of every kind over an invented package.

use super::choices::Choices;
use super::package::Invented;
use super::words;

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn list(texts: &[&str]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A label without the signs that a template begins with.
fn plain(choices: &mut Choices<'_>, longest: usize) -> String {
    words::label(choices, longest).replace(['{', '%', '#'], "")
}

/// A quantity's row, as far as a chart asks for it.
struct Asked<'a> {
    id: &'a str,
    kind: [&'a str; 3],
    provider: &'a str,
    whole: &'a str,
    split: &'a str,
}

fn asked(invented: &Invented) -> Vec<Asked<'_>> {
    let column = |name| invented.cells("quantities", name);
    let ids = column("quantity_id").into_iter().zip(column("unit_id")).zip(column("measure"));
    let others = column("stage_id").into_iter().zip(column("provider_id")).zip(column("part_of")).zip(column("split"));
    let asked = |(((id, unit), measure), (((stage, provider), whole), split))| Asked {
        id,
        kind: [unit, measure, stage],
        provider,
        whole,
        split,
    };
    ids.zip(others).map(asked).collect()
}

/// Kinds of charts of the figures for one quantity.
const IS_OF_ONE: [&str; 2] = ["claims", "stemma"];

/// What rows can be; the last came later, and older charts keep their seeds.
const AXES: [&str; 8] = ["quantity", "item", "category", "stage", "provider", "recipient", "year", "place"];

/// Which quantities, and what rows and series they make: mostly such as can stand on one axis.
fn question(choices: &mut Choices<'_>, invented: &Invented, kind: &str, layout: &str) -> String {
    let all = asked(invented);
    let none = Asked { id: "none", kind: [""; 3], provider: "", whole: "", split: "none" };
    let one = match choices.perhaps(&all) {
        Some(one) => one,
        // A chart that asks for what is not there is refused when it is drawn.
        None if IS_OF_ONE.contains(&kind) || layout == "stacked" => &none,
        None => return String::new(),
    };
    let select = |ids: &[&str]| format!("select = {{ quantity = {} }}\n", list(ids));
    let series = *choices.pick(&["provider", "provider", "stage", "category", "work", "year"]);
    if IS_OF_ONE.contains(&kind) {
        return select(&[one.id]);
    }
    if layout == "stacked" {
        let parts: Vec<&Asked<'_>> = all.iter().filter(|it| !it.split.is_empty()).collect();
        return match choices.perhaps(&parts) {
            Some(part) => format!("{}split = {}\n", select(&[part.whole]), quoted(part.split)),
            None => format!("{}split = \"none\"\n", select(&[one.id])),
        };
    }
    if kind == "matrix" {
        let (rows, series) = (choices.pick(&["category", "item", "stage"]), choices.pick(&["work", "year"]));
        return format!("rows = \"{rows}\"\nseries = \"{series}\"\n");
    }
    let alike: Vec<&str> = all.iter().filter(|it| it.kind == one.kind).map(|it| it.id).collect();
    let mut text = match choices.below(8) {
        0 => format!("select = {{ stage = {}, from = \"1900\", to = \"1990\" }}\n", list(&[one.kind[2]])),
        1 => format!("select = {{ tier = [{}, {}] }}\n", choices.between(1, 4), choices.between(1, 4)),
        _ => select(&alike),
    };
    let rows = if choices.once_in(3) { *choices.pick(&AXES[..7]) } else { "quantity" };
    match (kind, layout) {
        ("bars", "plain") => text.push_str(&format!("rows = \"{rows}\"\n")),
        ("bars", "diverging") => {
            text.push_str(&format!("rows = \"{rows}\"\nseries = \"provider\"\nleft = {}\n", quoted(one.provider)));
        }
        ("line", _) => text.push_str(&format!("rows = \"year\"\nseries = \"{series}\"\n")),
        ("bars" | "dumbbell", _) => text.push_str(&format!("rows = \"{rows}\"\nseries = \"{series}\"\n")),
        _ => {}
    }
    text
}

/// The keys of a chart of a kind beyond those that every chart has.
fn keys(choices: &mut Choices<'_>, invented: &Invented, kind: &str, layout: &str) -> String {
    let mut text = question(choices, invented, kind, layout);
    let mut add = |line: String| text.push_str(&line);
    if kind == "bars" {
        add(format!("layout = \"{layout}\"\n"));
    }
    if kind == "line" || kind == "timeline" {
        add("events = [\"*\"]\nagreements = [\"*\"]\n".to_owned());
    }
    if ["bars", "dumbbell", "line"].contains(&kind) {
        if !choices.once_in(3) {
            add("allow = [\"stages\", \"measures\", \"overlap\", \"parts\"]\n".to_owned());
        }
        if choices.once_in(6) {
            add("leaves = true\n".to_owned());
        }
    }
    if ["dumbbell", "line", "claims"].contains(&kind) && choices.once_in(3) {
        add("scale = \"log\"\n".to_owned());
    }
    if ["bars", "dumbbell", "line", "claims"].contains(&kind) {
        add(format!("axis = {}\n", quoted(&plain(choices, 40))));
    }
    if kind == "bars" || kind == "dumbbell" {
        add(format!("order = \"{}\"\n", choices.pick(&["package", "value", "growth"])));
    }
    if kind != "matrix" && choices.once_in(12) {
        let money: Vec<&str> = invented.cells("rates", "from_unit_id");
        if let Some(unit) = choices.perhaps(&money) {
            add(format!("currency = {}\n", quoted(unit)));
        }
    }
    text
}

/// The keys of a chart of a kind that came later, by choices of its own, so that no seed becomes another report.
fn later_keys(choices: &mut Choices<'_>, invented: &Invented, kind: &str) -> String {
    let all = asked(invented);
    let one = choices.perhaps(&all).map_or([""; 3], |one| one.kind);
    let alike: Vec<&str> = all.iter().filter(|it| it.kind[..2] == one[..2]).map(|it| it.id).collect();
    let select = format!("select = {{ quantity = {} }}\n", list(&alike));
    let allow = "allow = [\"stages\", \"measures\", \"overlap\", \"parts\"]\n";
    let by = choices.pick(&AXES);
    match kind {
        "bridge" => {
            let (adds, takes) = alike.split_at(alike.len().div_ceil(2));
            let takes =
                if takes.is_empty() { String::new() } else { format!("takes = {{ quantity = {} }}\n", list(takes)) };
            format!("adds = {{ quantity = {} }}\n{takes}", list(adds))
        }
        "flow" => format!("{select}rows = \"{by}\"\n{allow}"),
        "map" => format!("{select}{allow}"),
        _ => {
            let of = choices.pick(&["bars", "dumbbell", "line"]);
            let (rows, series) = if *of == "line" { ("year", "") } else { ("quantity", "") };
            let series = if *of == "dumbbell" { "series = \"stage\"\n" } else { series };
            let axes = choices.pick(&["one", "own"]);
            format!("of = \"{of}\"\nby = \"{by}\"\naxes = \"{axes}\"\n{select}rows = \"{rows}\"\n{series}{allow}")
        }
    }
}

/// A report with a chart of every kind and layout; each may be refused, for what it asks was not looked at.
pub fn definition(choices: &mut Choices<'_>, invented: &Invented) -> String {
    let kinds = [
        ("bars", "plain"),
        ("bars", "grouped"),
        ("bars", "stacked"),
        ("bars", "diverging"),
        ("dumbbell", ""),
        ("claims", ""),
        ("line", ""),
        ("timeline", ""),
        ("matrix", ""),
        ("stemma", ""),
    ];
    let mut text = format!("title = {}\n\n[[section]]\ntitle = \"Invented\"\n", quoted(&plain(choices, 120)));
    for (kind, layout) in kinds {
        let id = format!("{kind}{}{layout}", if layout.is_empty() { "" } else { "-" });
        let (title, subtitle) = (plain(choices, 120), plain(choices, 120));
        text.push_str(&format!("\n[[section.chart]]\nid = \"{id}\"\nkind = \"{kind}\"\n"));
        text.push_str(&format!("title = {}\nsubtitle = {}\n", quoted(&title), quoted(&subtitle)));
        if choices.once_in(3) {
            text.push_str(&format!("note = {}\n", quoted(&plain(choices, 120))));
        }
        if choices.once_in(3) {
            let size = choices.pick(&["wide", "square", "tall", "slide", "narrow"]);
            text.push_str(&format!("size = \"{size}\"\n"));
        }
        text.push_str(&keys(choices, invented, kind, layout));
    }
    let own = &mut Choices::of_seed(text.len() as u64);
    for kind in ["bridge", "flow", "panels", "map"] {
        let (title, subtitle) = (plain(own, 120), plain(own, 120));
        text.push_str(&format!("\n[[section.chart]]\nid = \"{kind}\"\nkind = \"{kind}\"\n"));
        text.push_str(&format!("title = {}\nsubtitle = {}\n", quoted(&title), quoted(&subtitle)));
        text.push_str(&later_keys(own, invented, kind));
    }
    text
}
