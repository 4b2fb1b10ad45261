//! The one door from the invented charts to the library: how a chart, and a number in it, is made for it and drawn by it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use rust_decimal::Decimal;
use sinosov::chart::{AnyKind, ChartError, Context, Drawing, Look, Spec, frames};
use sinosov::data::{Dataset, Package, Rank, Source};
use sinosov::frame::{Cell, Converted, Origin, RateWitness, Witness};
use sinosov::model::{Bound, Date, Interval};

use super::chart::{Chart, Form, Untrue};
use super::panels;
use super::tongues::{SPEECHES, Speech};
use crate::invented;
use crate::support::{ABOUT, fixture, rows};

/// Rows that the sound fixture is given beside its own, by table.
const MORE: [(&str, &str); 3] = [
    (
        "works.csv",
        "of-tier-2,Of tier 2,book,,,,,,,,,,,,,,,,,,en,yes,2,,,\n\
         of-tier-3,Of tier 3,book,,,,,,,,,,,,,,,,,,en,yes,3,,,\n\
         of-tier-4,Of tier 4,book,,,,,,,,,,,,,,,,,,en,yes,4,,,\n\
         of-no-tier,Of no tier,book,,,,,,,,,,,,,,,,,,en,no,,,,\n",
    ),
    ("units.csv", "usd,money,US$,dollar,dollars,,,,\n"),
    (
        "quantities.csv",
        "of-crown,Crowns of an invented credit,credit,,alba,bora,promised,,crown,1920,1920,,,,,\n\
         of-usd,Dollars of an invented credit,credit,,alba,bora,promised,,usd,1920,1920,,,,,\n\
         of-percent,A share of an invented credit,credit,,alba,bora,promised,share,percent,1920,1920,,,,,\n\
         of-cart,Carts that were counted,carts,,alba,bora,delivered,,cart,1920,1920,,,,,\n\
         of-cart-level,Carts that were there,carts,,alba,bora,delivered,level,cart,1920,1920,,,,,\n",
    ),
];

/// What its units and stages are called in the other languages; `mark` has no name in them.
const LABELS: &str = "table,row_id,field,lang,text
units,cart,label.one,ru,телега
units,cart,label.few,ru,телеги
units,cart,label.many,ru,телег
units,cart,label.other,ru,телеги
units,cart,label,zh,辆
units,crown,label.one,ru,крона
units,crown,label.few,ru,кроны
units,crown,label.many,ru,крон
units,crown,label.other,ru,кроны
units,crown,label,zh,克朗
units,usd,symbol,ru,долл. США
units,usd,symbol,zh,美元
stages,promised,label,ru,обещано
stages,sent,label,ru,отправлено
stages,delivered,label,ru,получено
stages,promised,label,zh,承诺
stages,sent,label,zh,发运
stages,delivered,label,zh,收到
";

/// The package whose names of units and stages the charts use.
static PACKAGE: LazyLock<Package> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(fixture("tiny")).expect("the fixture") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let more = MORE.iter().find(|(table, _)| *table == name).map_or("", |(_, rows)| rows);
            let text = std::fs::read_to_string(&path).expect("a text");
            let more = rows(name.trim_end_matches(".csv"), more);
            files.insert(name, text + &more);
        }
    }
    files.insert("labels.csv".to_owned(), LABELS.to_owned());
    Package::read(Source::Memory(Arc::new(files)))
});

/// The data of the package in a language.
fn told(speech: &Speech) -> &'static Dataset {
    static TOLD: LazyLock<Vec<Dataset>> =
        LazyLock::new(|| SPEECHES.iter().map(|own| PACKAGE.dataset.in_language(own.tongue())).collect());
    let place = SPEECHES.iter().position(|own| own.tag == speech.tag).expect("a language of charts");
    &TOLD[place]
}

/// What a number is beside how large.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nature {
    pub is_second_hand: bool,
    pub is_corrected: bool,
    pub is_computed: bool,
    pub is_modelled: bool,
    pub is_rest: bool,
    pub is_preferred: bool,
    pub is_doubtful: bool,
    /// Into another currency, or into the prices of another year.
    pub is_converted: bool,
}

/// A number as tables have it.
pub fn cell(series: (&str, &str), interval: Interval, unit: &str, stage: &str, nature: Nature) -> Cell {
    let plain = invented::cell(series.0, stage, Bound::Exact, ["1", "", ""], nature.is_second_hand);
    Cell {
        series_label: series.1.to_owned(),
        interval,
        unit_id: unit.to_owned(),
        quantities: vec![format!("of-{unit}")],
        corrected: nature.is_corrected,
        origin: match nature {
            Nature { is_modelled: true, .. } => Origin::Model,
            Nature { is_rest: true, is_computed: true, .. } => Origin::Rest,
            Nature { is_computed: true, .. } => Origin::Sum,
            _ => Origin::Stated,
        },
        not_itemised: nature.is_rest,
        rank: rank(nature.is_preferred, nature.is_doubtful),
        converted: if nature.is_converted { vec![converted()] } else { Vec::new() },
        open: (nature.is_computed && interval.min.is_none() != interval.max.is_none()).then_some((1, 3)),
        ..plain
    }
}

/// How a number came into the prices of another year.
fn converted() -> Converted {
    let date = Date { year: 1925, month: None, day: None };
    let rate = RateWitness {
        rate_id: "mark-1925".to_owned(),
        is_index: true,
        work_id: "field-report".to_owned(),
        short: "Field report 1930".to_owned(),
        locator: "line 7".to_owned(),
        as_stated: "stood at 2.5 crowns".to_owned(),
        cites: None,
    };
    Converted { unit_id: "mark".to_owned(), constant: Some(1930), date, year: 1925, rates: vec![rate] }
}

/// What a number is beside how large, as the table says it.
pub fn nature(cell: &Cell) -> Nature {
    Nature {
        is_second_hand: cell.is_second_hand(),
        is_corrected: cell.corrected,
        is_computed: matches!(cell.origin, Origin::Sum | Origin::Rest),
        is_modelled: cell.origin == Origin::Model,
        is_rest: cell.not_itemised,
        is_preferred: cell.rank == Rank::Preferred,
        is_doubtful: cell.rank == Rank::Doubtful,
        is_converted: !cell.converted.is_empty(),
    }
}

fn rank(is_preferred: bool, is_doubtful: bool) -> Rank {
    match (is_preferred, is_doubtful) {
        (true, _) => Rank::Preferred,
        (false, true) => Rank::Doubtful,
        (false, false) => Rank::Normal,
    }
}

/// The number as the one before all rivals, or as a doubtful one, or as neither.
pub fn ranked(cell: Cell, is_preferred: bool, is_doubtful: bool) -> Cell {
    Cell { rank: rank(is_preferred, is_doubtful), ..cell }
}

/// The number as a work states it.
pub fn of_work(cell: Cell, work: &str) -> Cell {
    let witnesses = cell.witnesses.into_iter().map(|it| Witness { work_id: work.to_owned(), ..it }).collect();
    Cell { witnesses, ..cell }
}

/// Makes a number one that measures in another way than the others.
pub fn measure_otherwise(cell: &mut Cell) {
    cell.quantities = vec!["of-cart-level".to_owned()];
}

/// The kind of a chart with its keys, as a definition has them.
fn kind(chart: &Chart) -> Result<AnyKind, Refusal> {
    let (name, mut keys) = match chart.form {
        Form::Plain => ("bars", String::new()),
        Form::Grouped => ("bars", "layout = \"grouped\"\n".to_owned()),
        Form::Stacked => ("bars", "layout = \"stacked\"\nsplit = \"type\"\n".to_owned()),
        Form::Diverging => {
            let left = chart.left.as_deref().unwrap_or_default().replace('\\', "\\\\").replace('"', "\\\"");
            ("bars", format!("layout = \"diverging\"\nleft = \"{left}\"\n"))
        }
        Form::Dumbbell => ("dumbbell", String::new()),
        Form::Claims => ("claims", "select = { quantity = [\"carts-promised\"] }\n".to_owned()),
        Form::Line => ("line", String::new()),
        Form::Timeline => ("timeline", String::new()),
        Form::Matrix => ("matrix", "series = \"work\"\n".to_owned()),
        Form::Stemma => ("stemma", "select = { quantity = [\"carts-promised\"] }\n".to_owned()),
        Form::Bridge => ("bridge", "adds = { quantity = [\"carts-promised\"] }\n".to_owned()),
        Form::Flow => ("flow", String::new()),
        Form::Map => ("map", String::new()),
        Form::Panels => ("panels", panels::keys(chart)),
    };
    let is_bars = name == "bars" || matches!(chart.panels, Some((of, _)) if of.is_bars());
    if chart.is_log {
        keys.push_str("scale = \"log\"\n");
    }
    AnyKind::named(name, &keys).map_err(|faults| {
        let found: Vec<&str> = faults.iter().map(|fault| fault.found.as_str()).collect();
        let reason = (is_bars && chart.is_log).then_some(Untrue::LogBars);
        Refusal { reason, message: found.join("; ") }
    })
}

fn spec(chart: &Chart) -> Result<Spec, Refusal> {
    Ok(Spec {
        id: format!("chart-{}", chart.seed),
        report: "invented".to_owned(),
        kind: kind(chart)?,
        title: chart.title.clone(),
        subtitle: chart.subtitle.clone(),
        note: chart.note.clone(),
        axis: chart.axis.clone(),
        labels: chart.labels.clone(),
        details: chart.details.clone(),
        colours: chart.colours.clone(),
        sources: chart.sources.clone(),
    })
}

/// Why a chart is not drawn.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The untruth that it would be; none where there is nothing untrue in it.
    pub reason: Option<Untrue>,
    pub message: String,
}

/// Draws a chart in as many frames as it needs.
pub fn draw(chart: &Chart) -> Result<Vec<Drawing>, Refusal> {
    let look = Look { size: chart.size, theme: chart.theme, ..Look::default() };
    let context = Context { dataset: told(chart.speech), about: &ABOUT, look: &look };
    frames(&spec(chart)?, &chart.table, context).map_err(|error| {
        let below = || chart.table.ends().any(|end| end < Decimal::ZERO);
        let reason = match error {
            ChartError::Units { .. } => Some(Untrue::Units),
            ChartError::Measures { .. } => Some(Untrue::Measures),
            ChartError::BelowZero { .. } if below() => Some(Untrue::NegativeOnLog),
            ChartError::NoRows => Some(Untrue::NoRows),
            ChartError::OfKind(ref refusal) if refusal.to_string().contains("is no count") => Some(Untrue::NoCounts),
            ChartError::OfKind(ref refusal) if refusal.to_string().contains("is no date") => Some(Untrue::NoDates),
            ChartError::OfKind(ref refusal) if refusal.to_string().contains("is below zero") => Some(Untrue::Negative),
            _ => None,
        };
        Refusal { reason, message: error.to_string() }
    })
}
