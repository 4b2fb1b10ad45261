//! Every chart that is emitted, held against what a printed chart must keep.

use std::collections::BTreeMap;
use std::sync::Arc;

use resvg::usvg::{Node, Rect, Tree};
use roxmltree::Document;
use sinosov::chart::{KEYWORD, options, theme};
use sinosov::data::{Package, Source};
use sinosov::report::definition::definitions;
use sinosov::report::{Output, Part, generate};

use crate::support::fixture;

/// All files of all reports: the built-in ones and that of the fixture.
fn outputs(parts: &[Part]) -> Vec<(Arc<Package>, Output)> {
    let reports = fixture("tiny/reports");
    let tiny = Package::read(Source::Folder(fixture("tiny")));
    let pairs = [(Package::read(Source::BuiltIn), None), (tiny, Some(&reports))];
    let mut all = Vec::new();
    for (package, folder) in pairs {
        assert_eq!(package.faults, []);
        let package = Arc::new(package);
        let (definitions, faults) = definitions(folder).expect("definitions");
        assert_eq!(faults, []);
        for definition in definitions {
            let outputs = generate(&definition, &package, None, parts).expect("a report");
            all.extend(outputs.into_iter().map(|output| (Arc::clone(&package), output)));
        }
    }
    all
}

fn charts() -> Vec<(Arc<Package>, String, String)> {
    let text = |output: Output| {
        let name = output.path.display().to_string();
        (name, String::from_utf8(output.bytes).expect("UTF-8"))
    };
    outputs(&[Part::Svg])
        .into_iter()
        .map(|(package, output)| {
            let (name, svg) = text(output);
            (package, name, svg)
        })
        .collect()
}

fn text_boxes(node: &Node, boxes: &mut Vec<(String, Rect)>) {
    match node {
        Node::Text(text) => {
            let words: String = text.chunks().iter().map(|chunk| chunk.text()).collect();
            boxes.push((words, text.flattened().abs_bounding_box()));
        }
        Node::Group(group) => group.children().iter().for_each(|child| text_boxes(child, boxes)),
        _ => {}
    }
}

/// Which texts leave the canvas or cover one another.
fn misplaced(svg: &str) -> Vec<String> {
    let tree = Tree::from_str(svg, &options()).expect("an SVG");
    let mut boxes = Vec::new();
    tree.root().children().iter().for_each(|child| text_boxes(child, &mut boxes));
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut found = Vec::new();
    for (index, (text, own)) in boxes.iter().enumerate() {
        if own.left() < 0.0 || own.top() < 0.0 || own.right() > width || own.bottom() > height {
            found.push(format!("`{text}` leaves the canvas"));
        }
        for (other_text, other) in &boxes[index + 1..] {
            let apart = own.right() <= other.left() + 0.5
                || other.right() <= own.left() + 0.5
                || own.bottom() <= other.top() + 0.5
                || other.bottom() <= own.top() + 0.5;
            if !apart {
                found.push(format!("`{text}` covers `{other_text}`"));
            }
        }
    }
    found
}

#[test]
fn no_text_is_clipped_or_covered() {
    let charts = charts();
    assert!(charts.len() >= 9, "{} charts", charts.len());
    for (_, name, svg) in charts {
        assert_eq!(misplaced(&svg), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_test_of_places_can_fail() {
    let two = |x: i32| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"40\" font-family=\"Noto Sans\">\
             <text x=\"5\" y=\"20\" font-size=\"12\">one</text><text x=\"{x}\" y=\"20\" font-size=\"12\">two</text></svg>"
        )
    };
    assert_eq!(misplaced(&two(50)), Vec::<String>::new());
    assert_eq!(misplaced(&two(15)), ["`one` covers `two`"]);
    assert_eq!(misplaced(&two(95)), ["`two` leaves the canvas"]);
}

#[test]
fn every_chart_stands_alone_and_says_what_is_behind_it() {
    for (package, name, svg) in charts() {
        let document = Document::parse(&svg).expect("well-formed");
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("graphics-document"), "{name}");
        let named: Vec<&str> = root.attribute("aria-labelledby").expect("named").split(' ').collect();
        for id in named {
            let element = root.children().find(|child| child.attribute("id") == Some(id)).expect("the name is there");
            assert!(element.text().is_some_and(|text| text.len() > 10), "{name}: {id}");
        }
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}");
        let texts: Vec<&str> =
            root.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text()).collect();
        assert!(texts.iter().any(|text| text.starts_with("Source: ")), "{name} names no source");
        assert!(texts.iter().any(|text| text.starts_with("Data: sinosov ")), "{name} names no version");
        for node in root.descendants().filter(|node| node.has_tag_name("text")) {
            let size: f64 = node.attribute("font-size").and_then(|size| size.parse().ok()).expect("a size");
            assert!(size >= 12.0, "{name}: {:?} at {size}", node.text());
        }
        let metadata = root.children().find(|child| child.has_tag_name("metadata")).and_then(|node| node.text());
        let metadata: serde_json::Value = serde_json::from_str(metadata.expect("metadata")).expect("JSON");
        assert_eq!(metadata["dataset_sha256"], package.digest(), "{name}");
        let marks = metadata["marks"].as_array().expect("marks");
        let drawn: Vec<_> = root.descendants().filter(|node| node.attribute("class") == Some("mark")).collect();
        assert_eq!(marks.len(), drawn.len(), "{name}: as many marks as in the metadata");
        for (mark, node) in marks.iter().zip(drawn) {
            let figures: Vec<&str> = node.attribute("data-figures").expect("figures").split(' ').collect();
            let told: Vec<&str> =
                mark["figures"].as_array().expect("figures").iter().filter_map(|f| f["figure"].as_str()).collect();
            assert_eq!(figures, told, "{name}");
            assert!(figures.iter().all(|figure| package.dataset.figures.get(figure).is_some()), "{name}");
        }
    }
}

#[test]
fn fills_and_texts_can_be_seen() {
    let colour = |text: &str| {
        let channel = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
        theme::Colour(channel(1), channel(3), channel(5))
    };
    for (_, name, svg) in charts() {
        let document = Document::parse(&svg).expect("well-formed");
        for node in document.root_element().descendants() {
            let in_mark = node.ancestors().any(|above| above.attribute("class") == Some("mark"));
            if node.has_tag_name("text") && !in_mark {
                let fill = colour(node.attribute("fill").expect("a fill"));
                assert!(fill.contrast(theme::PAPER) >= theme::TEXT_CONTRAST, "{name}: {:?} {fill}", node.text());
            }
            let is_shape = ["rect", "circle", "polygon"].iter().any(|tag| node.has_tag_name(*tag));
            if is_shape && in_mark {
                let shown = [node.attribute("fill"), node.attribute("stroke")].into_iter().flatten();
                let seen = shown
                    .filter(|paint| paint.starts_with('#'))
                    .any(|paint| colour(paint).contrast(theme::PAPER) >= theme::MARK_CONTRAST);
                // The patch under a number in a hatched bar has the bar's ground and lies within its outline.
                let is_patch = node.attribute("stroke").is_none()
                    && node.next_sibling_element().is_some_and(|next| next.has_tag_name("text"));
                assert!(seen || is_patch, "{name}: {:?}", node.attribute("fill"));
            }
        }
    }
}

#[test]
fn bytes_are_the_same_on_every_run() {
    let all = || -> BTreeMap<String, Vec<u8>> {
        let parts = [Part::Svg, Part::Png, Part::Data, Part::Markdown];
        outputs(&parts)
            .into_iter()
            .map(|(package, output)| (format!("{}/{}", package.version(), output.path.display()), output.bytes))
            .collect()
    };
    let first = all();
    assert!(first.len() > 25);
    assert!(first == all(), "two runs differ");
}

#[test]
fn a_png_carries_the_metadata_of_its_svg() {
    let outputs = outputs(&[Part::Svg, Part::Png]);
    let pngs: Vec<&Output> = outputs
        .iter()
        .map(|(_, output)| output)
        .filter(|output| output.path.extension().is_some_and(|s| s == "png"))
        .collect();
    assert!(!pngs.is_empty());
    for output in pngs {
        let decoder = png::Decoder::new(std::io::Cursor::new(&output.bytes));
        let reader = decoder.read_info().expect("a PNG");
        assert!(reader.info().width >= 1600, "twice the size of the SVG");
        let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == KEYWORD).expect("the chunk");
        let text = chunk.get_text().expect("text");
        let parsed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert!(parsed["marks"].as_array().is_some_and(|marks| !marks.is_empty()));
    }
}
