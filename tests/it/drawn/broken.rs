//! Every rule is seen to fail: sound charts, in each of which one fault is put.

use sinosov::chart::look::text::Weight;
use sinosov::chart::scene::{Bounds, Fill, Ink, Item, Mark, Outline, Paint, Scene, Shape, Stroke, Text};
use sinosov::chart::{Hue, Size};
use sinosov::frame::Table;

use super::chart::{Chart, Form, Untrue, forms};
use super::door;
use super::plain::chart;
use super::reading::Case;
use super::rules::{RULES, broken};
use super::run;

fn scenes(chart: &Chart) -> Vec<Scene> {
    let drawings = door::draw(chart).unwrap_or_else(|refusal| panic!("{:?}: {}", chart.form, refusal.message));
    drawings.iter().map(|drawing| drawing.scene().clone()).collect()
}

fn found(chart: &Chart, scenes: &[Scene]) -> Vec<String> {
    let faults = broken(&Case::of_scenes(chart, scenes));
    faults.into_iter().map(|(rule, fault)| format!("{rule}: {}", fault.what)).collect()
}

#[test]
fn plain_charts_break_no_rule() {
    for form in forms() {
        let chart = chart(form);
        assert_eq!(found(&chart, &scenes(&chart)), Vec::<String>::new(), "{form:?}");
    }
}

/// Every text of a scene, in marks and outside of them.
fn texts(scene: &mut Scene) -> impl Iterator<Item = &mut Text> {
    items(scene).filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None })
}

fn items(scene: &mut Scene) -> impl Iterator<Item = &mut Item> {
    scene.items.iter_mut().flat_map(|item| match item {
        Item::Mark(mark) => mark.items.iter_mut(),
        other => std::slice::from_mut(other).iter_mut(),
    })
}

fn text<'a>(scene: &'a mut Scene, words: &str) -> &'a mut Text {
    texts(scene).find(|text| text.text.starts_with(words)).unwrap_or_else(|| panic!("no text {words}"))
}

fn mark(scene: &mut Scene) -> &mut Mark {
    let mut marks = scene.items.iter_mut().filter_map(|item| as_mark(item));
    marks.next().expect("a mark")
}

fn bounds(scene: &mut Scene, words: &str) -> Bounds {
    text(scene, words).bounds().expect("a place")
}

/// The first rectangle of the first mark.
fn bar(scene: &mut Scene) -> (&mut (f64, f64), &mut (f64, f64), &mut Paint) {
    let shape = mark(scene).items.iter_mut().find_map(|item| match item {
        Item::Shape(Shape::Rect(at, size), paint) => Some((at, size, paint)),
        _ => None,
    });
    shape.expect("a bar")
}

/// A fault that is put in the scene of a chart of a form, and the rule that finds it.
type Put = (&'static str, Form, fn(&mut Scene));

const FAULTS: [Put; 70] = [
    ("texts cover no texts", Form::Plain, |scene| text(scene, "Boats").at = text(scene, "Horses").at),
    ("texts stay on the canvas", Form::Plain, |scene| text(scene, "Boats").at.0 = 20.0),
    ("texts stay on the canvas", Form::Plain, |scene| text(scene, "Data:").at.1 = scene_height(scene) - 1.0),
    ("texts hide no marks", Form::Plain, |scene| {
        let ((x, y), (_, height), _) = bar(scene);
        let at = (*x + 60.0, *y + *height - 8.0);
        text(scene, "Boats").at = at;
    }),
    ("texts hide no marks", Form::Dumbbell, |scene| {
        let (x, y) = mark(scene).items.iter().find_map(Item::bounds).expect("a point").centre();
        let number =
            mark(scene).items.iter_mut().find_map(|item| if let Item::Text(text) = item { Some(text) } else { None });
        let number = number.expect("a number");
        number.anchor = sinosov::chart::scene::Anchor::Middle;
        number.at = (x, y + 5.0);
    }),
    ("lines cross no letters", Form::Plain, |scene| {
        let at = bounds(scene, "Boats").centre();
        scene.items.push(line((at.0 - 50.0, at.1), (at.0 + 5.0, at.1)));
    }),
    ("texts can be read", Form::Plain, |scene| text(scene, "Boats").ink = Ink::GRID),
    ("texts can be read", Form::Matrix, |scene| text(scene, "12").ink = Ink::hue(Hue::all().next().expect("a hue"))),
    ("type is large enough", Form::Plain, |scene| text(scene, "Boats").size = 11.5),
    ("type is large enough", Form::Plain, |scene| scene.scale = 0.9),
    ("shapes stay on the canvas", Form::Plain, |scene| bar(scene).1.0 = 2000.0),
    ("marks can be seen", Form::Plain, |scene| {
        *bar(scene).2 = Paint { outline: Outline::Drawn(Ink::GRID), ..Paint::solid(Ink::GRID) }
    }),
    ("marks can be seen", Form::Plain, |scene| mark(scene).items.clear()),
    ("numbers stand at their marks", Form::Plain, |scene| text(scene, "25").at.0 += 60.0),
    ("a colour is of one series", Form::Grouped, |scene| *bar(scene).2 = Paint::solid(hue("green"))),
    ("a colour is of one series", Form::Line, |scene| {
        for mark in scene.items.iter_mut().filter_map(as_mark) {
            mark.items.iter_mut().for_each(|item| paint(item, Paint::solid(hue("green"))));
        }
    }),
    ("names have the colours of their marks", Form::Line, |scene| text(scene, "wool").ink = hue("purple").lettering()),
    ("names have the colours of their marks", Form::Grouped, |scene| {
        let swatch = scene.items.iter_mut().skip(1).find(|item| matches!(item, Item::Shape(..))).expect("a swatch");
        paint(swatch, Paint::solid(hue("purple")));
    }),
    ("fields stand under their columns", Form::Matrix, |scene| move_mark(mark(scene), (120.0, 0.0))),
    ("bars cover no bars", Form::Grouped, |scene| move_mark(mark(scene), (0.0, 10.0))),
    ("every mark is drawn once", Form::Plain, |scene| drop_first_mark(scene)),
    ("every mark is drawn once", Form::Timeline, |scene| drop_first_mark(scene)),
    ("every mark is drawn once", Form::Grouped, |scene| {
        let copy = mark(scene).clone();
        scene.items.push(Item::Mark(copy));
    }),
    ("every mark is drawn once", Form::Plain, |scene| {
        let mut copy = mark(scene).clone();
        rename(&mut copy, "data-row", "nobody");
        scene.items.push(Item::Mark(copy));
    }),
    ("numbers at marks are short and true", Form::Plain, |scene| text(scene, "25").text = "26".to_owned()),
    ("numbers at marks are short and true", Form::Dumbbell, |scene| text(scene, "35").text = "35.000001".to_owned()),
    ("numbers in the plot are the table's", Form::Stacked, |scene| {
        let whole = texts(scene).find(|text| text.text == "80" && text.weight == Weight::Bold).expect("a whole");
        whole.text = "81".to_owned();
    }),
    ("ticks are in order", Form::Plain, |scene| text(scene, "60").text = "61".to_owned()),
    ("ticks are in order", Form::Line, |scene| text(scene, "20").text = "a score".to_owned()),
    ("ticks are in order", Form::Timeline, |scene| text(scene, "1923").text = "1933".to_owned()),
    ("ticks are in order", Form::Dumbbell, |scene| scene.items.retain(|item| !is_tick(item))),
    ("bars are as long as their numbers", Form::Plain, |scene| bar(scene).1.0 += 3.0),
    ("bars are as long as their numbers", Form::Grouped, |scene| bar(scene).0.0 -= 2.0),
    ("bars are as long as their numbers", Form::Stacked, |scene| bar(scene).1.0 -= 2.0),
    ("bars are as long as their numbers", Form::Diverging, |scene| bar(scene).1.0 *= 1.05),
    ("points stand at their numbers", Form::Dumbbell, |scene| move_mark(mark(scene), (3.0, 0.0))),
    ("points stand at their numbers", Form::Line, |scene| move_mark(mark_of(scene, "data-row"), (0.0, 3.0))),
    ("ends stand at their numbers", Form::Claims, |scene| move_mark(mark_with(scene, "r1"), (3.0, 0.0))),
    ("marks stand at their time", Form::Line, |scene| move_mark(mark_of(scene, "data-row"), (9.0, 0.0))),
    ("marks stand at their time", Form::Timeline, |scene| move_mark(mark_of(scene, "data-row"), (9.0, 0.0))),
    ("title, subtitle, source and data are whole", Form::Plain, |scene| cut(text(scene, "The north was"))),
    ("title, subtitle, source and data are whole", Form::Plain, |scene| cut(text(scene, "Source:"))),
    ("a plot has room", Form::Plain, |scene| scene.size.0 = 5000.0),
    ("rows have their names", Form::Plain, |scene| text(scene, "Boats").text = "B".to_owned()),
    ("marks stand beside their names", Form::Plain, |scene| move_mark(mark(scene), (0.0, 46.0))),
    ("titles of marks tell whole numbers", Form::Plain, |scene| mark(scene).title = "about a hundred carts".to_owned()),
    ("numbers say what is known of them", Form::Plain, |scene| text(scene, "25").text = "c.\u{a0}25".to_owned()),
    ("numbers say what is known of them", Form::Plain, |scene| text(scene, "25").text = "≥\u{a0}25".to_owned()),
    ("numbers say what is known of them", Form::Plain, |scene| text(scene, "25").text = "25†".to_owned()),
    ("patterns are explained", Form::Plain, |scene| {
        *bar(scene).2 = Paint { fill: Fill::Hatched(Ink::TEXT, Ink::PAPER), ..Paint::solid(Ink::TEXT) };
    }),
    ("rows keep their order", Form::Plain, |scene| move_mark(mark(scene), (0.0, 500.0))),
    ("marks stand at their time", Form::Stemma, |scene| move_mark(mark_of(scene, "data-row"), (9.0, 0.0))),
    ("links lead from work to work", Form::Stemma, |scene| move_mark(mark_with(scene, "r1"), (0.0, 9.0))),
    ("links lead from work to work", Form::Stemma, |scene| {
        scene.items.retain(|item| !matches!(item, Item::Stroke(stroke) if stroke.points.len() > 2));
    }),
    ("steps lead from one to the next", Form::Bridge, |scene| move_mark(mark_with(scene, "r2"), (5.0, 0.0))),
    ("steps lead from one to the next", Form::Bridge, |scene| bar(scene).1.0 += 5.0),
    ("ticks are in order", Form::Bridge, |scene| text(scene, "100").text = "110".to_owned()),
    ("stages are as high as their numbers", Form::Flow, |scene| bar(scene).1.1 -= 9.0),
    ("stages stand in order", Form::Flow, |scene| move_mark(mark(scene), (9.0, 0.0))),
    ("panels share one scale", Form::Panels, |scene| bar(scene).1.0 *= 0.9),
    ("panels stand apart", Form::Panels, |scene| move_mark(mark_with(scene, "bora/r0"), (-300.0, 10.0))),
    ("panels stand apart", Form::Panels, |scene| text(scene, "From bora").text = "bora".to_owned()),
    ("circles are as large as their numbers", Form::Map, |scene| {
        let shape = mark_with(scene, "r1").items.iter_mut().find_map(|item| match item {
            Item::Shape(Shape::Circle(_, radius), _) => Some(radius),
            _ => None,
        });
        *shape.expect("a circle") *= 1.4;
    }),
    ("places are where they are", Form::Map, |scene| move_mark(mark_with(scene, "r1"), (-60.0, 0.0))),
    ("places are where they are", Form::Map, |scene| move_mark(mark_with(scene, "r1"), (0.0, 500.0))),
    ("circles are all seen", Form::Map, |scene| {
        let circle = mark_with(scene, "r0").items.iter().find(|item| matches!(item, Item::Shape(..))).cloned();
        mark_with(scene, "r1").items.extend(circle);
    }),
    ("names stand at their circles", Form::Map, |scene| move_mark(mark_with(scene, "r1"), (0.0, -60.0))),
    ("places have their names", Form::Map, |scene| text(scene, "Wells").text = "W".to_owned()),
    ("lines keep their gaps", Form::Line, |scene| {
        let points: Vec<(f64, f64)> = of_series(scene, "grain");
        let (points, ink) = (vec![points[0], points[2]], hue("blue"));
        scene.items.push(Item::Stroke(Stroke { points, ink, width: 2.0, dash: None }));
    }),
    ("series have their names", Form::Line, |scene| text(scene, "wool").text = "silk".to_owned()),
];

/// Faults that need more than the scene of one frame.
const APART: [&str; 5] = [
    "frames say which they are",
    "frames share their axes",
    "the size is the one asked for",
    "dates have their names",
    "words are cut only in need",
];

/// The places of the points of a series.
fn of_series(scene: &Scene, series: &str) -> Vec<(f64, f64)> {
    let marks = scene.marks().filter(|mark| mark.attribute("data-series") == Some(series));
    marks.filter_map(|mark| Some(mark.items.iter().find_map(Item::bounds)?.centre())).collect()
}

fn hue(name: &str) -> Ink {
    Ink::hue(Hue::named(name).expect("a hue"))
}

fn as_mark(item: &mut Item) -> Option<&mut Mark> {
    if let Item::Mark(mark) = item { Some(mark) } else { None }
}

fn paint(item: &mut Item, other: Paint) {
    match item {
        Item::Shape(_, paint) => *paint = other,
        Item::Stroke(stroke) => stroke.ink = hue("green"),
        Item::Text(_) | Item::Mark(_) => {}
    }
}

fn scene_height(scene: &Scene) -> f64 {
    scene.size.1
}

fn line(from: (f64, f64), to: (f64, f64)) -> Item {
    Item::Stroke(Stroke { points: vec![from, to], ink: Ink::TEXT, width: 1.0, dash: None })
}

fn drop_first_mark(scene: &mut Scene) {
    let place = scene.items.iter().position(|item| matches!(item, Item::Mark(_))).expect("a mark");
    scene.items.remove(place);
}

fn rename(mark: &mut Mark, name: &str, value: &str) {
    for (own, old) in &mut mark.attributes {
        if *own == name {
            value.clone_into(old);
        }
    }
}

fn is_tick(item: &Item) -> bool {
    matches!(item, Item::Text(text) if text.text.chars().all(|letter| letter.is_ascii_digit()))
}

fn mark_of<'a>(scene: &'a mut Scene, attribute: &str) -> &'a mut Mark {
    let mut marks =
        scene.items.iter_mut().filter_map(|item| if let Item::Mark(mark) = item { Some(mark) } else { None });
    marks.find(|mark| mark.attribute(attribute).is_some()).expect("a mark")
}

fn mark_with<'a>(scene: &'a mut Scene, row: &str) -> &'a mut Mark {
    let mut marks =
        scene.items.iter_mut().filter_map(|item| if let Item::Mark(mark) = item { Some(mark) } else { None });
    marks.find(|mark| mark.attribute("data-row") == Some(row)).expect("a mark")
}

/// Moves the shapes of a mark, and leaves its number where it is.
fn move_mark(mark: &mut Mark, (right, down): (f64, f64)) {
    let shift = |(x, y): &mut (f64, f64)| (*x, *y) = (*x + right, *y + down);
    for item in &mut mark.items {
        match item {
            Item::Shape(Shape::Rect(at, _) | Shape::Circle(at, _), _) => shift(at),
            Item::Shape(Shape::Polygon(points), _) => points.iter_mut().for_each(shift),
            Item::Stroke(stroke) => stroke.points.iter_mut().for_each(shift),
            Item::Text(_) | Item::Mark(_) => {}
        }
    }
}

fn cut(text: &mut Text) {
    text.text.truncate(text.text.len() / 2);
}

#[test]
fn every_rule_is_seen_to_fail() {
    let mut missed = Vec::new();
    for (index, (rule, form, put)) in FAULTS.iter().enumerate() {
        let chart = chart(*form);
        let mut scenes = scenes(&chart);
        put(&mut scenes[0]);
        let found = found(&chart, &scenes);
        if !found.iter().any(|fault| fault.starts_with(&format!("{rule}: "))) {
            missed.push(format!("{index} {rule} on {form:?}: {found:?}"));
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    let seen = |rule: &str| FAULTS.iter().any(|(own, ..)| *own == rule) || APART.contains(&rule);
    let unseen: Vec<&str> = RULES.iter().map(|(rule, _)| *rule).filter(|rule| !seen(rule)).collect();
    assert_eq!(unseen, Vec::<&str>::new(), "rules that no fault was put in for");
}

fn breaks(rule: &str, chart: &Chart, scenes: &[Scene]) {
    let found = found(chart, scenes);
    assert!(found.iter().any(|fault| fault.starts_with(&format!("{rule}: "))), "{rule}: {found:#?}");
}

#[test]
fn frames_that_differ_are_found() {
    let chart = chart(Form::Dumbbell);
    let mut frames = scenes(&chart);
    let mut other = frames[0].clone();
    for item in &mut other.items {
        if let Item::Text(text) = item
            && text.text == "60"
        {
            text.text = "61".to_owned();
        }
    }
    frames.push(other);
    breaks("frames share their axes", &chart, &frames);
    breaks("frames say which they are", &chart, &frames);
}

#[test]
fn a_wrong_size_is_found() {
    for size in [Size::Narrow, Size::Square, Size::Tall, Size::Slide] {
        let wide = chart(Form::Plain);
        let other = Chart { size, ..chart(Form::Plain) };
        breaks("the size is the one asked for", &other, &scenes(&wide));
    }
}

#[test]
fn dates_without_names_are_found() {
    for (form, name) in [(Form::Line, "The drought"), (Form::Timeline, "The treaty")] {
        let chart = chart(form);
        let mut frames = scenes(&chart);
        text(&mut frames[0], name).text = "Something".to_owned();
        breaks("dates have their names", &chart, &frames);
    }
}

#[test]
fn words_that_are_cut_without_need_are_found() {
    let chart = chart(Form::Plain);
    let mut frames = scenes(&chart);
    let name = text(&mut frames[0], "Horses");
    let rest = Text { text: "ses".to_owned(), at: (name.at.0, name.at.1 + 17.0), ..name.clone() };
    name.text = "Hor".to_owned();
    let place = frames[0].items.iter().position(|item| matches!(item, Item::Text(text) if text.text == "Hor"));
    frames[0].items.insert(place.expect("the name") + 1, Item::Text(rest));
    breaks("words are cut only in need", &chart, &frames);
}

#[test]
fn wrong_refusals_are_found() {
    let drawn = |chart: &Chart| run::one(chart).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
    let none = Chart { table: Table::default(), untrue: Some(Untrue::NoRows), ..chart(Form::Plain) };
    assert_eq!(drawn(&none), Vec::<&str>::new());
    assert_eq!(drawn(&Chart { untrue: None, ..none }), ["every sound chart is drawn"]);
    assert_eq!(
        drawn(&Chart { untrue: Some(Untrue::Units), ..chart(Form::Plain) }),
        ["what would be untrue is refused"]
    );
}

#[test]
fn a_fold_that_is_told_is_no_fault_and_one_that_is_not_is() {
    let chart = chart(Form::Plain);
    let mut frames = scenes(&chart);
    drop_first_mark(&mut frames[0]);
    text(&mut frames[0], "Carts of the north").text = "1 more".to_owned();
    let found = found(&chart, &frames);
    assert!(!found.iter().any(|fault| fault.starts_with("every mark")), "{found:#?}");
    text(&mut frames[0], "1 more").text = "2 more".to_owned();
    breaks("every mark is drawn once", &chart, &frames);
}
