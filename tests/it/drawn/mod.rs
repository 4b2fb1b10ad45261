//! Proof by invention for charts: random tables and charts are drawn, and what every chart must keep is read from the scene.
//!
//! A seed is one number; the same seed gives the same chart. `SINOSOV_CHARTS=100000 cargo test --test it drawn::by_hand --
//! --ignored --nocapture` draws so many, from `SINOSOV_FIRST` on, and tells what is wrong by rule and form. `SINOSOV_SEED=7
//! cargo test --test it drawn::see -- --ignored --nocapture` writes the chart of a seed to `target/drawn`, as a picture with its
//! faults in red, and as its scene in text. `SINOSOV_LANG=ru` does either in another language.

mod axis;
mod bridge;
mod broken;
mod chart;
mod door;
mod flow;
mod map;
mod numbers;
mod panels;
mod plain;
mod reach;
mod reading;
mod rules;
mod run;
mod shapes;
mod stemma;
mod tables;
mod tongues;
mod words;
mod written;

use std::fs;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

use crate::support::{root, sampled};
use crate::verify;
use chart::{Chart, later};
use tongues::{SPEECHES, Speech};

/// Seeds whose charts broke a rule once. What was mended stays mended.
const MENDED: [u64; 40] = [
    3_015, 4_126, 4_131, 5_795, 6_291, 7_906, 12_473, 14_616, 16_084, 17_906, 18_188, 18_361, 19_288, 23_239, 25_988,
    30_613, 33_412, 33_937, 42_421, 45_075, 48_186, 48_193, 49_656, 55_109, 55_225, 55_747, 61_281, 66_584, 72_089,
    76_392, 82_338, 87_264, 94_725, 99_624, 102_461, 103_427, 104_199, 104_662, 105_577, 107_013,
];

/// So many charts are drawn where all tests run; of them, an eighth on other days.
const CHARTS: u64 = 3_000;
/// And of every form with seeds of its own.
const OF_LATER: u64 = 320;

#[test]
fn invented_charts_keep_the_rules() {
    for speech in &SPEECHES {
        // The rules are the same; what another language changes are the words and the numbers.
        let step = if speech.tag == "en" { 1 } else { 3 };
        let seeds = (1..=CHARTS).chain(later(OF_LATER)).step_by(sampled(10) * step).chain(MENDED);
        assert_eq!(run::all(speech, seeds).broken(), [], "{}", speech.tag);
    }
}

/// The language asked for.
fn speech() -> &'static Speech {
    Speech::of(std::env::var("SINOSOV_LANG").as_deref().unwrap_or("en"))
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
#[ignore = "run by hand, to find what is wrong"]
fn by_hand() {
    let (count, first) = (number("SINOSOV_CHARTS", 3_000), number("SINOSOV_FIRST", 1));
    let tally = run::all(speech(), first..first.saturating_add(count));
    let text = tally.told();
    println!("{text}");
    if let Ok(path) = std::env::var("SINOSOV_FAULTS") {
        fs::write(path, text).expect("a file to write to");
    }
}

#[test]
#[ignore = "run by hand, to look at the chart of a seed"]
fn see() {
    let chart = Chart::of_seed_in(number("SINOSOV_SEED", 1), speech());
    let folder = root().join("target/drawn");
    fs::create_dir_all(&folder).expect("a folder");
    println!("{} {:?} {} {}", chart.seed, chart.form, chart.size.name(), chart.theme.name);
    let found = run::one(&chart);
    for (rule, fault) in &found {
        println!("{rule}: {} (frame {})", fault.what, fault.frame + 1);
    }
    match door::draw(&chart) {
        Ok(drawings) => {
            for (frame, drawing) in drawings.iter().enumerate() {
                let path = folder.join(format!("{}-{}", chart.seed, frame + 1));
                let marked = run::with_faults_marked(drawing, &found, frame);
                fs::write(path.with_extension("png"), picture(&marked)).expect("a file to write to");
                fs::write(path.with_extension("txt"), drawing.scene().to_string()).expect("a file to write to");
                fs::write(path.with_extension("svg"), marked).expect("a file to write to");
                println!("{}", path.with_extension("svg").display());
            }
        }
        Err(refusal) => println!("refused: {}", refusal.message),
    }
}

/// A picture of an SVG as another renderer makes it, in the bundled fonts.
fn picture(svg: &str) -> Vec<u8> {
    let tree = Tree::from_str(svg, &verify::options()).expect("an SVG");
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).expect("a size");
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    pixels.encode_png().expect("a picture")
}
