//! What every chart must keep, read from its scene. One function a rule; each returns what breaks it.

mod colours;
mod furniture;
mod marks;
mod names;
mod places;
mod texts;
mod words;

use super::reading::{Case, Fault};
use super::{bridge, flow, map, panels, stemma};

/// A rule: its name, and what finds where it is broken.
pub type Rule = (&'static str, fn(&Case<'_>) -> Vec<Fault>);

/// All rules.
pub const RULES: [Rule; 47] = [
    ("texts cover no texts", texts::cover_no_texts),
    ("texts stay on the canvas", texts::stay_on_the_canvas),
    ("texts hide no marks", texts::hide_no_marks),
    ("lines cross no letters", texts::are_crossed_by_no_lines),
    ("texts can be read", texts::can_be_read),
    ("type is large enough", texts::are_large_enough),
    ("shapes stay on the canvas", marks::stay_on_the_canvas),
    ("marks can be seen", marks::can_be_seen),
    ("bars cover no bars", marks::bars_cover_no_bars),
    ("every mark is drawn once", marks::are_drawn_once),
    ("numbers at marks are short and true", marks::have_short_and_true_numbers),
    ("numbers in the plot are the table's", marks::are_told_by_numbers_of_the_table),
    ("titles of marks tell whole numbers", words::titles_tell_whole_numbers),
    ("numbers say what is known of them", words::numbers_say_what_is_known),
    ("numbers stand at their marks", words::numbers_stand_at_their_marks),
    ("a colour is of one series", colours::are_each_of_one_series),
    ("names have the colours of their marks", colours::of_names_are_those_of_marks),
    ("fields stand under their columns", places::fields_stand_under_their_columns),
    ("patterns are explained", words::patterns_are_explained),
    ("rows keep their order", words::rows_keep_their_order),
    ("lines keep their gaps", places::lines_keep_their_gaps),
    ("frames say which they are", furniture::frames_say_which_they_are),
    ("ticks are in order", places::ticks_are_in_order),
    ("links lead from work to work", stemma::links_lead_from_work_to_work),
    ("steps lead from one to the next", bridge::steps_lead_from_one_to_the_next),
    ("stages are as high as their numbers", flow::stages_are_as_high_as_their_numbers),
    ("stages stand in order", flow::stages_stand_in_order),
    ("panels share one scale", panels::panels_share_one_scale),
    ("panels stand apart", panels::panels_stand_apart),
    ("circles are as large as their numbers", map::circles_are_as_large_as_their_numbers),
    ("places are where they are", map::places_are_where_they_are),
    ("circles are all seen", map::circles_are_all_seen),
    ("names stand at their circles", map::names_stand_at_their_circles),
    ("places have their names", map::places_have_their_names),
    ("bars are as long as their numbers", places::bars_are_as_long_as_their_numbers),
    ("points stand at their numbers", places::points_stand_at_their_numbers),
    ("ends stand at their numbers", places::ends_stand_at_their_numbers),
    ("marks stand at their time", places::marks_stand_at_their_time),
    ("title, subtitle, source and data are whole", furniture::says_what_it_must),
    ("a plot has room", furniture::plot_has_room),
    ("frames share their axes", furniture::frames_share_their_axes),
    ("the size is the one asked for", furniture::has_the_size_asked_for),
    ("rows have their names", names::of_rows_are_there),
    ("marks stand beside their names", names::of_rows_stand_beside_them),
    ("series have their names", names::of_series_are_there),
    ("dates have their names", names::of_dates_are_there),
    ("words are cut only in need", names::are_cut_only_in_need),
];

/// What is wrong with a chart, by rule.
pub fn broken(case: &Case<'_>) -> Vec<(&'static str, Fault)> {
    RULES.iter().flat_map(|(name, rule)| rule(case).into_iter().map(move |fault| (*name, fault))).collect()
}
