//! Names: that rows, series and dates have theirs, and that no word of them is cut without need.

use std::collections::{BTreeMap, BTreeSet};

use sinosov::chart::look::text;
use sinosov::chart::scene::{Anchor, Bounds, Item};

use crate::drawn::chart::Form;
use crate::drawn::reading::{Case, Fault, Read, bare, told};

/// A word that takes no more than this share of the width of the canvas is not cut.
const WORD: f64 = 0.25;
/// And in a title, a subtitle or a note this.
const WORD_OF_TITLE: f64 = 0.85;

/// Every row of a frame has its name in it, whole or shortened; and every row of the table has it in a frame.
pub fn of_rows_are_there(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    if !chart.names_rows() {
        return Vec::new();
    }
    let mut faults = case.in_every_frame(|read, finds| {
        let drawn: BTreeSet<&str> = read.marks.iter().filter_map(|mark| mark.attribute("data-row")).collect();
        for row in chart.table.rows.iter().filter(|row| drawn.contains(row.key.as_str())) {
            let name = chart.row_name(row);
            if read.lines_of(name).is_none() {
                finds.add(None, format!("no name {}", told(name)));
            }
        }
    });
    let without = chart.table.rows.iter().filter(|row| row.cells.is_empty());
    for row in without {
        let name = chart.row_name(row);
        if !case.frames.iter().any(|read| read.lines_of(name).is_some()) {
            faults.push(Fault { what: format!("no name {}", told(name)), frame: 0, at: None });
        }
    }
    faults
}

/// What ends at the right end of a chart ends beyond this share of its width; names before a plot do not.
const RIGHT: f64 = 0.9;

/// A name so near to its marks, in pixels, is taken for theirs whatever else is near.
const NEAR: f64 = 12.0;

/// Of the names of all rows, with what stands under them, none is nearer to the marks of a row, from top to bottom, than the
/// row's own.
pub fn of_rows_stand_beside_them(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    if !chart.names_rows() {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let mut groups: BTreeMap<(&str, usize), Bounds> = BTreeMap::new();
        for (index, mark) in read.marks.iter().enumerate() {
            let drawn = mark.items.iter().filter(|item| !matches!(item, Item::Text(_))).filter_map(Item::bounds);
            if let (Some(row), Some(bounds)) = (mark.attribute("data-row"), drawn.reduce(Bounds::with)) {
                // A matrix can have its rows in several bands.
                let group = if chart.form == Form::Matrix { index } else { 0 };
                groups.entry((row, group)).and_modify(|all| *all = all.with(bounds)).or_insert(bounds);
            }
        }
        let names: Vec<(&str, Bounds)> = chart
            .table
            .rows
            .iter()
            .flat_map(|row| {
                // In a stemma the sign of a correction stands at the name.
                let sign =
                    if chart.form == Form::Stemma && row.cells.iter().any(|it| it.corrected) { "†" } else { "" };
                let name = format!("{}{sign}", chart.row_name(row));
                let mut all = read.all_lines_of(&name);
                // What the numbers count stands at the right end below the plot, and can be called like a row.
                let ends_at_right = |line: &usize| {
                    let text = read.texts[*line].text;
                    text.anchor == Anchor::End && text.at.0 > read.scene.size.0 * RIGHT
                };
                all.retain(|lines| bare(&chart.axis) != bare(&name) || !lines.iter().all(ends_at_right));
                all.into_iter().map(move |lines| (row.key.as_str(), lines))
            })
            .filter_map(|(key, lines)| {
                // What stands under a name belongs to it.
                let row = chart.table.rows.iter().find(|row| row.key == key)?;
                let detail = chart.details.get(key).unwrap_or(&row.detail);
                let below = |line: &usize| read.texts[*line].bounds.top;
                let last = lines.iter().map(below).fold(f64::MIN, f64::max);
                let under = read
                    .all_lines_of(detail)
                    .into_iter()
                    .find(|detail| detail.first().is_some_and(|line| (0.0..40.0).contains(&(below(line) - last))));
                let lines: Vec<usize> = lines.into_iter().chain(under.into_iter().flatten()).collect();
                let free = lines.iter().map(|line| &read.texts[*line]).filter(|words| words.mark.is_none());
                let name = free.map(|words| words.bounds).reduce(Bounds::with)?;
                Some((key, with_details(read, name, *lines.last()?)))
            })
            .collect();
        for ((key, _), marks) in groups {
            let plain = |own: &Bounds| (own.top - marks.bottom).max(marks.top - own.bottom).max(0.0);
            let nearest = |is_own: bool, far: &dyn Fn(&Bounds) -> f64| {
                let some = names.iter().filter(|(other, _)| (*other == key) == is_own);
                some.map(|(_, bounds)| far(bounds)).fold(f64::MAX, f64::min)
            };
            // Mostly its own name is near enough.
            if nearest(true, &plain) <= NEAR {
                continue;
            }
            let far = |own: &Bounds| widest_gap(read, &names, own, &marks);
            let own = nearest(true, &far);
            // A line of one name, or what stands under it, can be the name of another row.
            if own < f64::MAX && own > NEAR && own > nearest(false, &far) + 2.0 {
                finds
                    .add(marks, format!("the marks of {key} are {own:.0} pixels from its name, and nearer to another"));
            }
        }
    })
}

/// The highest empty space between a name and some marks, from top to bottom. What else is written between them, as the names of
/// series over their points, joins them, unless it is the name of another row.
fn widest_gap(read: &Read<'_>, names: &[(&str, Bounds)], name: &Bounds, marks: &Bounds) -> f64 {
    let (from, to) = if name.bottom <= marks.top { (name.bottom, marks.top) } else { (marks.bottom, name.top) };
    let is_name = |own: &Bounds| names.iter().any(|(_, name)| name.holds(own));
    let between = read.texts.iter().filter(|words| words.mark.is_none()).map(|words| words.bounds);
    let between = between.filter(|own| from - 2.0 <= own.top && own.bottom <= to + 2.0 && !is_name(own));
    let mut lines: Vec<(f64, f64)> = between.map(|own| (own.top, own.bottom)).collect();
    lines.sort_by(|left, right| left.0.total_cmp(&right.0));
    let (mut end, mut widest) = (from, 0.0_f64);
    for (top, bottom) in lines.into_iter().chain([(to, to)]) {
        widest = widest.max(top - end);
        end = end.max(bottom);
    }
    widest
}

/// A name with the lines that stand directly under it and are set otherwise.
fn with_details(read: &Read<'_>, name: Bounds, last: usize) -> Bounds {
    let own = read.texts[last].text;
    let mut all = name;
    for words in &read.texts[last + 1..] {
        let is_under = words.mark.is_none()
            && words.text.ink != own.ink
            && words.text.anchor == own.anchor
            && (words.text.at.0 - own.at.0).abs() < 0.1
            && (-2.0..10.0).contains(&(words.bounds.top - all.bottom));
        if !is_under {
            break;
        }
        all = all.with(words.bounds);
    }
    all
}

/// Whether the columns of a matrix are years, of which some can go without a name.
fn are_years(case: &Case<'_>) -> bool {
    case.chart.table.columns.iter().all(|(key, _)| key.parse::<i32>().is_ok())
}

/// Where there are several series or groups, each that is drawn in a frame is named in it.
pub fn of_series_are_there(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    let named: Vec<(&str, &str)> = match chart.form {
        Form::Plain | Form::Stemma => return Vec::new(),
        Form::Matrix if are_years(case) => return Vec::new(),
        Form::Timeline | Form::Claims => chart.table.groups(),
        _ => chart.table.series(),
    };
    if named.len() < 2 {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let said = read.all_said();
        let drawn: BTreeSet<&str> = read
            .marks
            .iter()
            .filter_map(|mark| {
                let (row, cell) = case.cell_of(mark)?;
                let has_groups = matches!(chart.form, Form::Timeline | Form::Claims);
                Some(if has_groups { row.group.0.as_str() } else { cell.series.as_str() })
            })
            .collect();
        for (key, own) in named.iter().filter(|(key, _)| drawn.contains(key)) {
            let name = chart.label(key, own);
            if !said.contains(&bare(name)) && read.lines_of(name).is_none() {
                finds.add(None, format!("no name {}", told(name)));
            }
        }
    })
}

/// Every agreement and event that is drawn in a frame is named in it.
pub fn of_dates_are_there(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    case.in_every_frame(|read, finds| {
        let drawn =
            read.marks.iter().filter_map(|mark| mark.attribute("data-agreement").or(mark.attribute("data-event")));
        for id in drawn {
            let Some(dated) = chart.table.dates.iter().find(|dated| dated.id == id) else { continue };
            let name = chart.label(&dated.id, &dated.label);
            if read.lines_of(name).is_none() {
                finds.add(None, format!("no name {}", told(name)));
            }
        }
    })
}

/// No word in Latin or Cyrillic letters is cut that would have had room.
pub fn are_cut_only_in_need(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    let table = &chart.table;
    let rows = table.rows.iter().map(|row| (chart.row_name(row), WORD));
    let columns = if chart.form == Form::Matrix && are_years(case) { Vec::new() } else { table.series() };
    // The columns of a matrix, and the stages of a flow, share its width.
    let shares = matches!(chart.form, Form::Matrix | Form::Flow);
    let of_column = if shares { WORD.min(0.5 / count(columns.len())) } else { WORD };
    let series = columns.into_iter().map(|(key, own)| (chart.label(key, own), of_column));
    let dates = table.dates.iter().map(|dated| (chart.label(&dated.id, &dated.label), WORD));
    let titles = [&chart.title, &chart.subtitle, &chart.note].map(|text| (text.as_str(), WORD_OF_TITLE));
    let names: Vec<(&str, f64)> =
        rows.chain(series).chain(dates).chain(titles).filter(|(name, _)| !name.is_empty()).collect();
    case.in_every_frame(|read, finds| {
        for (name, own) in &names {
            // A title can be the name of a row, too, which is shorter of room.
            let share = names.iter().filter(|(other, _)| other == name).map(|(_, share)| *share).fold(*own, f64::min);
            if let Some(lines) = read.lines_of(name)
                && let Some(word) = cut_word(read, name, &lines, share * read.scene.size.0)
            {
                finds.add(read.texts[lines[0]].bounds, format!("{} in {}", told(&word), told(name)));
            }
        }
    })
}

/// A small count as a float.
fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from).max(1.0)
}

/// The first word of a name that is parted between two lines although it is no wider than a limit.
fn cut_word(read: &Read<'_>, name: &str, lines: &[usize], limit: f64) -> Option<String> {
    let mut before = 0;
    for words in lines[..lines.len() - 1].iter().map(|place| &read.texts[*place]) {
        before += words.bare.chars().count();
        // The place in the name after so many letters.
        let is_letter = |letter: char| !bare(letter.encode_utf8(&mut [0; 4])).is_empty();
        let mut left = before;
        let (at, _) = name.char_indices().find(|(_, letter)| {
            let is_here = left == 0 && is_letter(*letter);
            left -= usize::from(left > 0 && is_letter(*letter));
            is_here
        })?;
        let (start, end) = (&name[..at], &name[at..]);
        let is_of_word = |letter: &char| letter.is_alphabetic() && !('\u{3000}'..'\u{ffff}').contains(letter);
        let (before, after) = (start.chars().next_back(), end.chars().next());
        if !before.is_some_and(|letter| is_of_word(&letter)) || !after.is_some_and(|letter| is_of_word(&letter)) {
            continue;
        }
        let head: String = start.chars().rev().take_while(|letter| !letter.is_whitespace()).collect();
        let tail: String = end.chars().take_while(|letter| !letter.is_whitespace()).collect();
        let word: String = head.chars().rev().chain(tail.chars()).collect();
        // Chinese beside a word can be parted from it.
        let is_of_one_script = word.chars().all(|letter| !('\u{3000}'..'\u{ffff}').contains(&letter));
        if is_of_one_script && text::room(&word, words.text.size, words.text.weight) <= limit {
            return Some(word);
        }
    }
    None
}
