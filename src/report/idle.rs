//! Keys of a chart that its kind has no use for: whoever writes one expects something that would not come.

use super::definition::{Chart, Definition, Section};
use super::places::{Of, Opened};
use crate::chart::{Kind, Layout, Run};
use crate::diag::{Code, Diagnostic};
use crate::frame::{Axis, Order, Selection};

/// The keys of numbers: in which unit, by which rates, from what.
const NUMBERS: &[&str] = &["unit", "currency", "constant", "at", "leaves"];

/// The keys, besides those of every chart and those of numbers, that a kind has a use for.
fn used(kind: Kind) -> Vec<&'static str> {
    let (own, has_numbers): (&[&str], bool) = match kind {
        Kind::Bars => (
            &[
                "axis", "layout", "model", "rows", "series", "split", "allow", "complete", "order", "left", "details",
                "scale",
            ],
            true,
        ),
        Kind::Dumbbell => (&["axis", "scale", "rows", "series", "allow", "complete", "order", "details"], true),
        Kind::Claims => (&["axis", "scale", "unit", "currency", "constant", "at", "details"], false),
        Kind::Line => {
            (&["axis", "scale", "model", "rows", "series", "allow", "complete", "agreements", "events"], true)
        }
        Kind::Timeline => (&["agreements", "events", "details"], true),
        Kind::Matrix => (&["rows", "series", "details"], false),
    };
    let numbers: &[&str] = if has_numbers { NUMBERS } else { &[] };
    [own, numbers].concat()
}

/// The keys that a chart sets, of those that not every kind has a use for.
fn set(chart: &Chart) -> Vec<&'static str> {
    let keys = [
        ("layout", chart.layout != Layout::default()),
        ("scale", chart.scale != Run::default()),
        ("model", chart.model.is_some()),
        ("rows", chart.rows != Axis::default()),
        ("series", chart.series.is_some()),
        ("split", chart.split.is_some()),
        ("unit", chart.unit.is_some()),
        ("currency", chart.currency.is_some()),
        ("constant", chart.constant.is_some()),
        ("at", chart.at.is_some()),
        ("leaves", chart.leaves),
        ("allow", !chart.allow.is_empty()),
        ("complete", chart.complete),
        ("order", chart.order != Order::default()),
        ("left", chart.left.is_some()),
        ("agreements", !chart.agreements.is_empty()),
        ("events", !chart.events.is_empty()),
        ("details", !chart.details.is_empty()),
        ("axis", !chart.axis.is_empty()),
    ];
    keys.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| key).collect()
}

/// The keys that a chart sets for nothing, each as it is written.
pub(super) fn idle(chart: &Chart) -> Vec<&'static str> {
    let mut idle: Vec<&str> = set(chart).into_iter().filter(|key| !used(chart.kind).contains(key)).collect();
    // The rival figures are those of one quantity; what else a selection says would choose quantities.
    let select = &chart.select;
    let of_figures = Selection {
        quantity: select.quantity.clone(),
        work: select.work.clone(),
        tier: select.tier.clone(),
        ..Selection::default()
    };
    if chart.kind == Kind::Claims && *select != of_figures {
        idle.push("select");
    }
    if chart.layout != Layout::Diverging && chart.left.is_some() && chart.kind == Kind::Bars {
        idle.push("left");
    }
    idle
}

/// A fault for every key that is set for nothing, at its place.
pub(super) fn idle_keys(places: &Opened<'_>, definition: &Definition) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let charts = |(number, section): (usize, &'_ Section)| (0..section.charts.len()).map(move |at| (number, at));
    for (number, at) in definition.sections.iter().enumerate().flat_map(charts) {
        let Some(chart) = definition.sections.get(number).and_then(|section| section.charts.get(at)) else { continue };
        for key in idle(chart) {
            let place = places.key(Of::Chart(number, at), key);
            let kind = format!("{:?}", chart.kind).to_lowercase();
            let (found, expected) = match key {
                "select" => (
                    "a chart of claims selects by more than `quantity`, `work` and `tier`".to_owned(),
                    "the one quantity whose figures are shown".to_owned(),
                ),
                key => (
                    format!("`{key}` does nothing in a chart of kind `{kind}`"),
                    format!("of the keys that not every kind has, {}", used(chart.kind).join(", ")),
                ),
            };
            let mend = "leave it out, or choose another kind";
            faults.push(Diagnostic::new(Code::BadDefinition, place, found, expected, mend));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use crate::report::definition::read;

    fn faults(keys: &str) -> Vec<(u32, String)> {
        let head = "title = \"T\"\n[[section]]\ntitle = \"S\"\n[[section.chart]]\n";
        let own = format!("id = \"c\"\ntitle = \"T\"\nsubtitle = \"S\"\n{keys}");
        let told = read("x", &format!("{head}{own}")).err().unwrap_or_default();
        told.into_iter().map(|fault| (u32::try_from(fault.place.line).expect("small"), fault.found)).collect()
    }

    #[test]
    fn a_key_without_use_is_told_at_its_place() {
        assert_eq!(faults("kind = \"line\"\nrows = \"year\"\nseries = \"item\"\nevents = [\"*\"]\n"), []);
        for (keys, line, part) in [
            (
                "kind = \"matrix\"\nrows = \"category\"\nscale = \"log\"\n",
                10,
                "`scale` does nothing in a chart of kind `matrix`",
            ),
            ("kind = \"timeline\"\nsplit = \"type\"\n", 9, "`split` does nothing"),
            ("kind = \"claims\"\nselect = { quantity = [\"q\"], from = \"1950\" }\n", 9, "by more than"),
            ("kind = \"bars\"\nevents = [\"*\"]\n", 9, "`events` does nothing"),
            ("kind = \"bars\"\nleft = \"people\"\n", 9, "`left` does nothing"),
        ] {
            let found = faults(keys);
            assert_eq!(found.len(), 1, "{keys}: {found:?}");
            assert_eq!(found[0].0, line, "{keys}");
            assert!(found[0].1.contains(part), "{}", found[0].1);
        }
    }
}
