//! Our PNG beside that of another renderer, resvg, which reads the SVG: what a chart shows is the same whichever is opened.

use std::num::NonZero;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Node, Rect, Tree};
use sinosov::chart::{ZOOM, look::theme};
use sinosov::data::{Package, Source};
use sinosov::report::definition::{Definition, definitions};
use sinosov::report::{Appearance, Output, Part, Request, generate};

use crate::support::{self, root, sampled};
use crate::verify::options;

/// Differences of a channel that no eye sees: edges are softened by other rules, and letters stand on quarters of a pixel.
/// On average most are of letters, so a matrix of many small numbers has the most of them.
const MEAN: f64 = 1.0;
/// A pixel may differ by more than this only here and there, where an edge runs between two pixels.
const MUCH: u8 = 112;
/// So much of an image may differ by that, in millionths.
const RARE: f64 = 20.0;
/// How far a text may stand from where the other puts it, in pixels of the image, of which two are one of the chart.
const ASTRAY: isize = 1;

/// Red, green and blue of every pixel.
struct Image {
    wide: usize,
    pixels: Vec<[u8; 3]>,
}

impl Image {
    fn of_png(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        // Numbers of a palette become its colours.
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut data = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut data).expect("an image");
        assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        let pixels = data.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Self { wide: frame.width as usize, pixels }
    }

    fn of_tree(tree: &Tree) -> Self {
        let size = tree.size().to_int_size().scale_by(2.0).expect("a size");
        let mut pixmap = Pixmap::new(size.width(), size.height()).expect("a canvas");
        resvg::render(tree, Transform::from_scale(2.0, 2.0), &mut pixmap.as_mut());
        let pixels = pixmap.data().chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Self { wide: size.width() as usize, pixels }
    }

    /// How much it differs within a box of the chart from another that is moved by some pixels.
    fn apart(&self, other: &Self, within: Rect, (across, down): (isize, isize)) -> u64 {
        let whole = |length: f32| (f64::from(length) * ZOOM).max(0.0) as usize;
        let (left, right) = (whole(within.left()), (whole(within.right()) + 1).min(self.wide));
        let mut sum = 0;
        // Every other row says enough.
        for row in (whole(within.top())..=whole(within.bottom())).step_by(2) {
            for at in row * self.wide + left..row * self.wide + right {
                let moved = at.saturating_add_signed(down * self.wide as isize + across);
                if let (Some(own), Some(other)) = (self.pixels.get(at), other.pixels.get(moved)) {
                    sum += u64::from(own[1].abs_diff(other[1]));
                }
            }
        }
        sum
    }

    /// By how many pixels another must be moved, across or down, to be most like it within a box of the chart.
    fn astray(&self, other: &Self, within: Rect) -> isize {
        let ways = (-3..=3).flat_map(|by| [(by, 0), (0, by)]);
        let best = ways.min_by_key(|way| (self.apart(other, within, *way), way.0.abs() + way.1.abs()));
        best.map_or(0, |(across, down)| across.abs().max(down.abs()))
    }
}

fn texts(node: &Node, boxes: &mut Vec<(String, Rect)>) {
    match node {
        Node::Text(text) => {
            let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
            boxes.push((words, text.flattened().abs_bounding_box()));
        }
        Node::Group(group) => group.children().iter().for_each(|child| texts(child, boxes)),
        Node::Path(_) | Node::Image(_) => {}
    }
}

/// How two pictures of one chart differ: the mean difference of a channel, the largest, the share of pixels that differ much.
#[derive(Default)]
struct Difference {
    mean: f64,
    largest: u8,
    much: f64,
}

fn difference(ours: &Image, theirs: &Image) -> Difference {
    assert_eq!((ours.wide, ours.pixels.len()), (theirs.wide, theirs.pixels.len()), "another size");
    let mut sum = 0_u64;
    let (mut largest, mut much) = (0, 0_u32);
    for (own, other) in ours.pixels.iter().zip(&theirs.pixels) {
        let most = own.iter().zip(other).map(|(own, other)| own.abs_diff(*other)).max().unwrap_or_default();
        sum += u64::from(most);
        largest = largest.max(most);
        much += u32::from(most > MUCH);
    }
    let count = ours.pixels.len() as f64;
    Difference { mean: sum as f64 / count, largest, much: f64::from(much) / count * 1_000_000.0 }
}

/// What is wrong with a PNG beside its SVG.
fn judged(svg: &Output, png: &Output) -> (Difference, Vec<String>) {
    let name = png.path.display();
    let tree = Tree::from_data(&svg.bytes, &options()).expect("an SVG");
    let (ours, theirs) = (Image::of_png(&png.bytes), Image::of_tree(&tree));
    let found = difference(&ours, &theirs);
    let mut faults = Vec::new();
    if found.mean > MEAN || found.much > RARE {
        faults.push(format!("{name}: differs by {:.2} on average, {:.0} in a million much", found.mean, found.much));
    }
    let mut boxes = Vec::new();
    tree.root().children().iter().for_each(|child| texts(child, &mut boxes));
    assert!(boxes.len() > 3, "{name} has hardly any text");
    for (text, within) in boxes {
        let astray = ours.astray(&theirs, within);
        if astray > ASTRAY {
            faults.push(format!("{name}: `{text}` stands {astray} pixels from where it should"));
        }
    }
    (found, faults)
}

/// Each so manyth chart of the reports.
fn generated(package: &Arc<Package>, appearance: &Appearance, step: usize) -> Vec<Output> {
    let (definitions, _) = definitions(Some(&root().join("reports"))).expect("the reports");
    let of = |definition: &Definition| {
        let charts = definition.sections.iter().flat_map(|section| &section.charts);
        let only: Vec<String> = charts.step_by(step).map(|chart| chart.id.clone()).collect();
        let (parts, jobs) = (&[Part::Svg, Part::Png], NonZero::new(2));
        let request = Request { only: &only, parts, appearance: appearance.clone(), jobs, ..Request::default() };
        generate(definition, package, &request).expect("a report")
    };
    definitions.iter().flat_map(of).collect()
}

/// Pairs of the two files of each chart.
fn pairs(outputs: &[Output]) -> Vec<(&Output, &Output)> {
    let is = |output: &&Output, suffix: &str| output.path.extension().is_some_and(|own| own == suffix);
    let svgs = outputs.iter().filter(|output| is(output, "svg"));
    svgs.zip(outputs.iter().filter(|output| is(output, "png"))).collect()
}

#[test]
fn a_png_shows_what_its_svg_shows() {
    let package = Arc::new(Package::read(Source::BuiltIn));
    let mut worst = Difference::default();
    let mut charts = 0;
    // Themes differ in inks alone, and languages in some labels, so of all but the first pair every fifth chart is judged.
    for (theme, lang, step) in [(theme::LIGHT, "en", 1), (theme::DARK, "ru", 5), (theme::PRINT, "zh", 5)] {
        let outputs = generated(
            &package,
            &Appearance { theme, lang: support::lang(lang), ..Appearance::default() },
            sampled(12) * step,
        );
        for (svg, png) in pairs(&outputs) {
            assert_eq!(svg.path.with_extension(""), png.path.with_extension(""));
            let (found, faults) = judged(svg, png);
            assert_eq!(faults, Vec::<String>::new(), "in {}", theme.name);
            worst.mean = worst.mean.max(found.mean);
            worst.much = worst.much.max(found.much);
            worst.largest = worst.largest.max(found.largest);
            charts += 1;
        }
    }
    assert!(charts * sampled(12) >= 60, "{charts} charts");
    println!("{charts} charts: mean {:.2}, much {:.1}, largest {}", worst.mean, worst.much, worst.largest);
}

#[test]
fn the_judge_finds_what_is_amiss() {
    let package = Arc::new(Package::read(Source::BuiltIn));
    let outputs = generated(&package, &Appearance::default(), usize::MAX);
    let (svg, png) = pairs(&outputs)[0];
    let text = String::from_utf8(svg.bytes.clone()).expect("UTF-8");
    let verdict = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        let changed = Output { bytes: text.replacen(from, to, 1).into_bytes(), ..svg.clone() };
        judged(&changed, png).1.join("; ")
    };
    assert_eq!(verdict("<svg", "<svg"), "");
    assert!(verdict("<text x=\"24\"", "<text x=\"25\"").contains("from where it should"));
    assert!(verdict("</svg>", "<rect x=\"9\" y=\"9\" width=\"99\" height=\"40\"/></svg>").contains("differs"));
}
