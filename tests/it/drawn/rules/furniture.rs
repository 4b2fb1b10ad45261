//! What stands around the plot, how large plot and chart are, and that the frames of a chart are alike.

use sinosov::chart::Size;
use sinosov::chart::scene::{Bounds, Ink, Item};

use crate::drawn::axis;
use crate::drawn::chart::Form;
use crate::drawn::reading::{Case, Fault, Read, bare, told};

/// The width of a wide chart and of a narrow one, in pixels of the finished chart.
const WIDE: f64 = 850.0;
const NARROW: f64 = 360.0;
/// The least share of the canvas that is the plot's; less where there are numbers on both sides of it. And its least height in
/// pixels of the finished chart.
const NARROWEST: f64 = 0.35;
const WITH_NUMBERS_ON_BOTH_SIDES: f64 = 0.3;
const LOWEST: f64 = 60.0;

/// Title, subtitle, source and data line are there in every frame, whole or in lines, with no word lost.
pub fn says_what_it_must(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    case.in_every_frame(|read, finds| {
        let said = read.all_said();
        for (what, text) in [("title", &chart.title), ("subtitle", &chart.subtitle)] {
            if !said.contains(&bare(text)) {
                finds.add(None, format!("the {what} {} is not whole", told(text)));
            }
        }
        let footer = said.split(chart.speech.source).nth(1).unwrap_or_default();
        let missing = chart.sources.iter().filter(|source| !footer.contains(&bare(source))).count();
        let is_told = footer.contains(&(chart.speech.more)(missing));
        if missing > 0 && !is_told {
            finds.add(None, format!("{missing} of {} sources are missing", chart.sources.len()));
        }
        if !said.contains(chart.speech.data) {
            finds.add(None, "no data line".to_owned());
        }
    })
}

/// Where there are several frames, each says after its title which of how many it is.
pub fn frames_say_which_they_are(case: &Case<'_>) -> Vec<Fault> {
    let (count, mut number) = (case.frames.len(), 0);
    let title = bare(&case.chart.title);
    case.in_every_frame(|read, finds| {
        number += 1;
        let said = read.all_said();
        let behind: String = said.split(&title).skip(1).flat_map(|rest| rest.chars().take(12).chain([' '])).collect();
        let digits: Vec<&str> = behind.split(|letter: char| !letter.is_ascii_digit()).collect();
        let is_said = digits.contains(&number.to_string().as_str()) && digits.contains(&count.to_string().as_str());
        if count > 1 && !is_said {
            finds.add(None, format!("frame {number} of {count} does not say so"));
        }
    })
}

/// The place of the plot, as what is drawn in it shows it.
fn plot(case: &Case<'_>, read: &Read<'_>) -> Option<Bounds> {
    let level = |stroke: &&sinosov::chart::scene::Stroke| matches!(stroke.points.as_slice(), [from, to] if (from.1 - to.1).abs() < 0.01);
    let upright =
        || axis::upright_grid(read, case.chart.form).into_iter().filter_map(|stroke| Bounds::around(&stroke.points));
    match case.chart.form {
        Form::Line => {
            let ticks = axis::of_numbers(read, case.chart);
            let is_tick = |y: f64| ticks.iter().any(|tick| (tick.place - y).abs() < 0.1);
            let lines = read.free_strokes().filter(level).filter(|stroke| is_tick(stroke.points[0].1));
            lines.filter_map(|stroke| Bounds::around(&stroke.points)).reduce(Bounds::with)
        }
        Form::Stemma => {
            let high = upright().reduce(Bounds::with)?;
            let time = read.free_strokes().filter(level).filter(|stroke| stroke.ink == Ink::AXIS);
            let wide = time.filter_map(|stroke| Bounds::around(&stroke.points)).reduce(Bounds::with)?;
            Some(Bounds { left: wide.left, right: wide.right, ..high })
        }
        Form::Matrix => {
            let fields = read.things.iter().skip(1).filter(|thing| matches!(thing.item, Item::Shape(..)));
            fields.map(|thing| thing.bounds).reduce(Bounds::with)
        }
        _ => {
            // The axis can go on behind its last tick, as far as the marks do.
            let high = upright().reduce(Bounds::with)?;
            let wide = upright().chain(read.marks_area()).reduce(Bounds::with)?;
            Some(Bounds { left: wide.left, right: wide.right, ..high })
        }
    }
}

/// A plot is not narrower than about a third of the canvas, nor lower than sixty pixels. A matrix of one or two columns is as wide
/// as these, and one of few rows as high.
pub fn plot_has_room(case: &Case<'_>) -> Vec<Fault> {
    // Every panel has a plot of its own, and a flow none: its stages stand where it has room for their numbers.
    if matches!(case.chart.form, Form::Panels | Form::Flow | Form::Map) {
        return Vec::new();
    }
    // All frames have one axis; what is drawn in one alone need not reach over all of it.
    let of_all = case.frames.iter().filter_map(|read| plot(case, read)).reduce(Bounds::with);
    case.in_every_frame(|read, finds| {
        let Some(plot) = plot(case, read) else {
            finds.add(None, "no plot is found".to_owned());
            return;
        };
        let is_matrix = case.chart.form == Form::Matrix;
        let share = of_all.map_or(plot.width(), |all| all.width()) / read.scene.size.0;
        let zero = axis::of_numbers(read, case.chart).into_iter().find(|tick| tick.value == Some(0.0));
        let is_within = |zero: f64| plot.left + 3.0 < zero && zero < plot.right - 3.0;
        let least = if zero.is_some_and(|zero| is_within(zero.place)) { WITH_NUMBERS_ON_BOTH_SIDES } else { NARROWEST };
        if share < least && !(is_matrix && case.chart.table.columns.len() < 3) {
            finds.add(plot, format!("the plot has {:.0} percent of the width", share * 100.0));
        }
        let height = plot.height() * read.scene.scale;
        if height < LOWEST && !is_matrix {
            finds.add(plot, format!("the plot is {height:.0} pixels high"));
        }
    })
}

/// The ticks of all frames stand at the same places and say the same.
pub fn frames_share_their_axes(case: &Case<'_>) -> Vec<Fault> {
    let ticks = |read: &Read<'_>| {
        let mut ticks = axis::of_numbers(read, case.chart);
        if case.chart.form == Form::Line {
            // What stands above a plot can push it down.
            ticks.clear();
        }
        ticks.extend(axis::of_time(read, case.chart, false));
        ticks
    };
    let Some(first) = case.frames.first().map(ticks) else { return Vec::new() };
    let mut faults = Vec::new();
    for (frame, read) in case.frames.iter().enumerate().skip(1) {
        let own = ticks(read);
        let is_alike = own.len() == first.len()
            && own
                .iter()
                .zip(&first)
                .all(|(own, first)| own.text == first.text && (own.place - first.place).abs() < 0.5);
        if !is_alike {
            let told = |ticks: &[axis::Tick]| {
                let all: Vec<String> = ticks.iter().map(|tick| format!("{} at {:.0}", tick.text, tick.place)).collect();
                all.join(", ")
            };
            faults.push(Fault { what: format!("{}; first frame {}", told(&own), told(&first)), frame, at: None });
        }
    }
    faults
}

/// The finished chart is as large as was asked for.
pub fn has_the_size_asked_for(case: &Case<'_>) -> Vec<Fault> {
    let wanted = match case.chart.size {
        Size::Wide => (WIDE, None),
        Size::Narrow => (NARROW, None),
        Size::Square => (1080.0, Some(1080.0)),
        Size::Tall => (1080.0, Some(1620.0)),
        Size::Slide => (1280.0, Some(720.0)),
    };
    case.in_every_frame(|read, finds| {
        let (width, height) = (read.scene.size.0 * read.scene.scale, read.scene.size.1 * read.scene.scale);
        let is_right = (width - wanted.0).abs() < 0.5 && wanted.1.is_none_or(|wanted| (height - wanted).abs() < 0.5);
        if !is_right {
            finds.add(None, format!("{width:.0} by {height:.0} for {}", case.chart.size.name()));
        }
    })
}
