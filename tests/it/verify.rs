//! The verifier: what every chart must keep, read from the SVG alone. Each fault is a line of text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use resvg::usvg::{FallbackSelectionFn, FontResolver, Node as Drawn, Options, Rect, Tree, fontdb::Database};
use roxmltree::{Document, Node};
use serde_json::Value;
use sinosov::chart::look::theme::{Colour, MARK_CONTRAST, TEXT_CONTRAST};
use sinosov::chart::{Fonts, Hue, Theme};
use sinosov::lang::Tongue;

use crate::support::{lang, root};
use crate::vision;

/// A chart has no more works.
const MANY: usize = 1000;

/// The fonts of the charts, read once.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    database.load_font_data(notosans::REGULAR_TTF.to_vec());
    database.load_font_data(notosans::BOLD_TTF.to_vec());
    for name in ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"] {
        database.load_font_data(std::fs::read(root().join("fonts").join(name)).expect("a font"));
    }
    Arc::new(database)
});

/// How another renderer reads a chart's SVG: in the bundled fonts, and none of the system's.
pub fn options() -> Options<'static> {
    let font_resolver =
        FontResolver { select_font: FontResolver::default_font_selector(), select_fallback: of_one_weight() };
    Options { fontdb: Arc::clone(&FONTS), font_family: "Noto Sans".to_owned(), font_resolver, ..Options::default() }
}

/// The font for a letter that the first one lacks: of the same weight, as in the program and in browsers; resvg by itself takes any.
fn of_one_weight() -> FallbackSelectionFn<'static> {
    let usual = FontResolver::default_fallback_selector();
    Box::new(move |letter, lacking, fonts| {
        let weight = lacking.first().and_then(|first| fonts.face(*first)).map(|face| face.weight);
        let others = fonts.faces().filter(|face| Some(face.weight) != weight).map(|face| face.id);
        let lacking: Vec<_> = lacking.iter().copied().chain(others).collect();
        usual(letter, &lacking, fonts)
    })
}

/// What is wrong with a chart.
pub fn faults(svg: &str, theme: &Theme, fonts: &Fonts) -> Vec<String> {
    let document = match Document::parse(svg) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well-formed: {error}")],
    };
    let root = document.root_element();
    let mut faults = names(root);
    faults.extend(numbers(root));
    faults.extend(texts(root, theme, fonts));
    faults.extend(marks(root, theme));
    faults.extend(series(root, theme));
    faults.extend(places(svg));
    faults
}

fn is_shape(node: Node<'_, '_>) -> bool {
    ["rect", "circle", "polygon", "polyline"].iter().any(|tag| node.has_tag_name(*tag))
}

fn colour(text: &str) -> Option<Colour> {
    let channel = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    text.starts_with('#').then(|| Some(Colour(channel(1)?, channel(3)?, channel(5)?)))?
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
}

/// Role, title, description, metadata, source.
fn names(root: Node<'_, '_>) -> Vec<String> {
    let mut faults = Vec::new();
    if root.attribute("role") != Some("graphics-document") {
        faults.push("no role".to_owned());
    }
    let named: Vec<&str> = root.attribute("aria-labelledby").unwrap_or_default().split(' ').collect();
    for tag in ["title", "desc"] {
        let element = root.children().find(|child| child.has_tag_name(tag));
        let is_named = element.and_then(|it| it.attribute("id")).is_some_and(|id| named.contains(&id));
        let says = element.and_then(|it| it.text()).is_some_and(|text| text.len() > 10);
        if !is_named || !says {
            faults.push(format!("no {tag} that names it"));
        }
    }
    let metadata = root.children().find(|child| child.has_tag_name("metadata")).and_then(|node| node.text());
    let Some(metadata) = metadata.and_then(|text| serde_json::from_str::<Value>(text).ok()) else {
        faults.push("no metadata".to_owned());
        return faults;
    };
    let drawn = |attribute: &str| root.descendants().filter(|node| node.has_attribute(attribute)).count();
    let told = |list: &str| metadata[list].as_array().map_or(0, Vec::len);
    if told("marks") != drawn("data-figures") {
        faults.push(format!("{} marks, but {} in the metadata", drawn("data-figures"), told("marks")));
    }
    let dates = drawn("data-agreement") + drawn("data-event");
    if told("dates") != dates {
        faults.push(format!("{dates} dates, but {} in the metadata", told("dates")));
    }
    let texts = || root.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text());
    let tongue = Tongue::new(&lang(metadata["language"].as_str().unwrap_or("en")), &[]);
    // What a line says before that which is named in it.
    let head = |id: &str, name: &str| {
        let said = tongue.say(id, &[(name, "\n".into())]);
        said.split('\n').next().unwrap_or_default().trim().to_owned()
    };
    let of_sources = head("foot-sources", "sources");
    let lines: Vec<&str> = texts().skip_while(|text| !text.starts_with(&of_sources)).collect();
    // A line may end within a word, in scripts without spaces.
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let source = bare(&lines.concat());
    let cites = |work: &str| source.contains(&bare(work));
    let works = ["marks", "dates"].into_iter().flat_map(|list| metadata[list].as_array().into_iter().flatten());
    let works = works.flat_map(|mark| {
        let of_figures = mark["figures"].as_array().into_iter().flatten();
        of_figures.chain([mark]).filter_map(|it| it["citation"].as_str())
    });
    let missing: BTreeSet<&str> = works.filter(|work| !cites(work)).collect();
    // Of many works the footer names the first, and counts the others.
    let counts = |more: &usize| source.contains(&bare(&tongue.say("source-more", &[("n", (*more).into())])));
    if !missing.is_empty() && (missing.len()..=MANY).any(|more| counts(&more)) {
        return faults;
    }
    faults.extend(missing.into_iter().map(|work| format!("the footer does not name {work}")));
    // The data set by its name and its version.
    let of_data = head("foot-data", "data");
    let names_its_data = |text: &str| {
        let told = text.strip_prefix(&of_data).and_then(|told| told.trim().split_once(' '));
        told.is_some_and(|(name, version)| !name.is_empty() && version.starts_with(|sign: char| sign.is_ascii_digit()))
    };
    if !texts().any(names_its_data) {
        faults.push("the footer names no version".to_owned());
    }
    faults
}

/// Every number of a shape is one.
fn numbers(root: Node<'_, '_>) -> Vec<String> {
    let mut faults = Vec::new();
    for node in root.descendants().filter(|node| is_shape(*node) || node.has_tag_name("text")) {
        for name in ["x", "y", "width", "height", "cx", "cy", "r", "font-size", "stroke-width"] {
            if node.attribute(name).is_some_and(|text| !text.parse::<f64>().is_ok_and(f64::is_finite)) {
                faults.push(format!("{name} is {:?}", node.attribute(name)));
            }
        }
        let points = node.attribute("points").unwrap_or_default().split([' ', ',']).filter(|text| !text.is_empty());
        faults
            .extend(points.filter(|text| !text.parse::<f64>().is_ok_and(f64::is_finite)).map(|it| format!("at {it}")));
    }
    faults
}

/// Live text: large enough, with glyphs, and to be read on what it stands on.
fn texts(root: Node<'_, '_>, theme: &Theme, fonts: &Fonts) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen = 0;
    for node in root.descendants().filter(|node| node.has_tag_name("text")) {
        let text = node.text().unwrap_or_default();
        seen += 1;
        if number(node, "font-size") < 12.0 {
            faults.push(format!("`{text}` is small"));
        }
        if let Some(character) = fonts.missing_in_svg(text) {
            faults.push(format!("no glyph for {character} in `{text}`"));
        }
        let ground = match node.attribute("stroke") {
            Some(halo) => colour(halo),
            None => ground(root, node),
        };
        let fill = node.attribute("fill").and_then(colour);
        let contrast = fill.zip(ground).map_or(0.0, |(fill, ground)| fill.contrast(ground));
        if contrast < TEXT_CONTRAST {
            faults.push(format!("`{text}` has a contrast of {contrast:.1} in {}", theme.name));
        }
    }
    if seen < 4 {
        faults.push("hardly any live text".to_owned());
    }
    faults
}

/// The colour of the last shape drawn under the place of a text; none where that is a pattern.
fn ground(root: Node<'_, '_>, text: Node<'_, '_>) -> Option<Colour> {
    let (x, y) = (number(text, "x"), number(text, "y") - 4.0);
    let x = match text.attribute("text-anchor") {
        None => x + 2.0,
        Some("end") => x - 2.0,
        Some(_) => x,
    };
    let covers = |node: &Node<'_, '_>| {
        let (left, top) = (number(*node, "x"), number(*node, "y"));
        let (right, bottom) = (left + number(*node, "width"), top + number(*node, "height"));
        node.has_tag_name("rect") && left <= x && x <= right && top <= y && y <= bottom
    };
    let before = root.descendants().take_while(|node| *node != text);
    before.filter(covers).last().and_then(|rect| rect.attribute("fill")).and_then(colour)
}

/// Every mark is seen by the fill or the outline of one of its shapes.
fn marks(root: Node<'_, '_>, theme: &Theme) -> Vec<String> {
    let mut faults = Vec::new();
    for mark in root.descendants().filter(|node| node.attribute("class") == Some("mark")) {
        // The patch under a number in a bar lies within the bar's outline; it has the bar's ground or the paper's.
        let is_patch = |node: Node<'_, '_>| {
            let next = node.next_sibling_element();
            node.has_tag_name("rect")
                && node.attribute("stroke").is_none()
                && next.is_some_and(|next| next.has_tag_name("text"))
        };
        let shapes = mark.descendants().filter(|node| is_shape(*node) && !is_patch(*node));
        let paints = shapes.flat_map(|node| [node.attribute("fill"), node.attribute("stroke")]);
        let paints: Vec<&str> = paints.flatten().collect();
        let mut colours = paints.iter().copied().filter_map(colour);
        if !paints.is_empty() && !colours.any(|colour| colour.contrast(theme.paper) >= MARK_CONTRAST) {
            faults.push(format!("a mark in {paints:?} is lost on the paper"));
        }
    }
    faults
}

/// The colours of different series are told apart with every kind of colour vision; greys by their lightness.
fn series(root: Node<'_, '_>, theme: &Theme) -> Vec<String> {
    let mut colours: BTreeMap<&str, Colour> = BTreeMap::new();
    for node in root.descendants().filter(|node| node.has_attribute("data-figures")) {
        let shape = node.descendants().find(|node| is_shape(*node) && !node.has_tag_name("polyline"));
        // An outline is the series' own colour but where all outlines are ink.
        let paint = shape.and_then(|shape| match theme.outlined {
            true => shape.attribute("fill"),
            false => shape.attribute("stroke").or(shape.attribute("fill")),
        });
        let series = node.attribute("data-series").filter(|series| *series != "not-itemised");
        // A pale fill says second-hand, of whatever series; where all outlines are ink, only full fills tell series apart.
        let is_full = |colour: &Colour| !theme.outlined || Hue::all().any(|hue| theme.colour(hue) == *colour);
        if let (Some(colour), Some(series)) = (paint.and_then(colour).filter(is_full), series) {
            colours.entry(series).or_insert(colour);
        }
    }
    // The fields of a matrix, and the stages of a flow, are of one colour, and each stands in its own column.
    let is_in_columns =
        |text: &str| ["matrix", "flow"].iter().any(|kind| text.contains(&format!("\"kind\":\"{kind}\"")));
    if root.children().filter_map(|child| child.text()).any(is_in_columns) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let all: Vec<(&&str, &Colour)> = colours.iter().collect();
    for (index, (name, colour)) in all.iter().enumerate() {
        for (other_name, other) in &all[index + 1..] {
            let apart = vision::apart(**colour, **other);
            // Greys differ by lightness alone, and each has an outline.
            let is_apart = if theme.outlined { colour.contrast(**other) >= 1.2 } else { apart >= vision::APART };
            if !is_apart {
                faults.push(format!("`{name}` and `{other_name}` are {apart:.0} apart"));
            }
        }
    }
    faults
}

fn text_boxes(node: &Drawn, boxes: &mut Vec<(String, Rect)>, shapes: &mut Vec<Rect>) {
    match node {
        Drawn::Text(text) => {
            let words: String = text.chunks().iter().map(|chunk| chunk.text()).collect();
            boxes.push((words, text.flattened().abs_bounding_box()));
        }
        Drawn::Group(group) => group.children().iter().for_each(|child| text_boxes(child, boxes, shapes)),
        Drawn::Path(path) => shapes.push(path.abs_bounding_box()),
        Drawn::Image(_) => {}
    }
}

/// Which texts or shapes leave the canvas, and which texts cover one another.
fn places(svg: &str) -> Vec<String> {
    let tree = match Tree::from_str(svg, &options()) {
        Ok(tree) => tree,
        Err(error) => return vec![error.to_string()],
    };
    let (mut boxes, mut shapes) = (Vec::new(), Vec::new());
    tree.root().children().iter().for_each(|child| text_boxes(child, &mut boxes, &mut shapes));
    let (width, height) = (tree.size().width(), tree.size().height());
    let leaves = |own: &Rect| {
        own.left() < -0.01 || own.top() < -0.01 || own.right() > width + 0.01 || own.bottom() > height + 0.01
    };
    let mut found = Vec::new();
    found.extend(
        shapes.iter().filter(|shape| leaves(shape)).map(|shape| format!("a shape leaves the canvas: {shape:?}")),
    );
    // One pixel of the layout, however large it is shown.
    let slack = 0.5 * width / 850.0_f32.min(width);
    for (index, (text, own)) in boxes.iter().enumerate() {
        if leaves(own) {
            found.push(format!("`{text}` leaves the canvas"));
        }
        for (other_text, other) in &boxes[index + 1..] {
            let apart = own.right() <= other.left() + slack
                || other.right() <= own.left() + slack
                || own.bottom() <= other.top() + slack
                || other.bottom() <= own.top() + slack;
            if !apart {
                found.push(format!("`{text}` covers `{other_text}`"));
            }
        }
    }
    found
}
