//! Where the time of `report generate` goes: reading, tables and drawing, and of a PNG its parsing, rendering and encoding.
//! `cargo bench --bench steps` prints the median of several runs of each, on one worker.

use std::num::NonZero;
use std::sync::Arc;
use std::time::{Duration, Instant};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;
use sinosov::chart::{Fonts, options};
use sinosov::data::{Package, Source};
use sinosov::report::definition::definitions;
use sinosov::report::{Part, Request, generate};

const RUNS: usize = 7;

fn median<T>(what: &str, mut run: impl FnMut() -> T) -> T {
    let mut times: Vec<Duration> = Vec::new();
    let mut last = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        last = Some(run());
        times.push(start.elapsed());
    }
    times.sort();
    println!("{what:<44}{:8.1} ms", times[RUNS / 2].as_secs_f64() * 1000.0);
    last.expect("at least one run")
}

fn main() {
    let package = Arc::new(median("read and check the package", || Package::read(Source::BuiltIn)));
    let (definitions, _) = median("read the definitions", || definitions(None).expect("built in"));
    let of = |parts: &'static [Part]| {
        let request = Request { parts, jobs: NonZero::new(1), ..Request::default() };
        definitions.iter().flat_map(|it| generate(it, &package, &request).expect("a report")).collect::<Vec<_>>()
    };
    let svgs = median("tables and SVG of every chart", || of(&[Part::Svg]));
    median("the text of the report besides", || of(&[Part::Markdown]));
    let texts: Vec<String> = svgs.into_iter().map(|it| String::from_utf8(it.bytes).expect("UTF-8")).collect();
    println!("{} charts", texts.len());
    let fonts = Fonts::default();
    let parse = |svg: &String| Tree::from_str(svg, &options(&fonts)).expect("an SVG");
    let trees: Vec<Tree> = median("PNG: parse, shape text", || texts.iter().map(parse).collect());
    let render = |tree: &Tree| {
        let size = tree.size().to_int_size().scale_by(2.0).expect("a size");
        let mut pixmap = Pixmap::new(size.width(), size.height()).expect("a canvas");
        resvg::render(tree, Transform::from_scale(2.0, 2.0), &mut pixmap.as_mut());
        pixmap
    };
    let images: Vec<Pixmap> = median("PNG: render", || trees.iter().map(render).collect());
    let encode = |compression: png::Compression| {
        let one = |image: &Pixmap| {
            let mut bytes = Vec::new();
            let mut encoder = png::Encoder::new(&mut bytes, image.width(), image.height());
            encoder.set_color(png::ColorType::Rgba);
            encoder.set_compression(compression);
            encoder.write_header().expect("a header").write_image_data(image.data()).expect("an image");
            bytes.len()
        };
        images.iter().map(one).sum::<usize>()
    };
    for (name, compression) in [
        ("PNG: encode, balanced", png::Compression::Balanced),
        ("PNG: encode, fast", png::Compression::Fast),
        ("PNG: encode, fastest", png::Compression::Fastest),
    ] {
        let bytes = median(name, || encode(compression));
        println!("    {bytes} bytes");
    }
    median("PNG: all, on one worker", || of(&[Part::Png]));
}
