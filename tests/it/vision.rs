//! Colours as people with a colour vision deficiency see them.

use sinosov::chart::look::theme::{Colour, HUES, Hue, THEMES};

/// Two colours that are so far apart in CIELAB, with every kind of vision, are told apart at a glance; a just noticeable
/// difference is 2.3 (Mahy et al. 1994).
pub const APART: f64 = 10.0;

/// Full protanopia, deuteranopia and tritanopia as matrices over linear light: Machado, Oliveira and Fernandes, "A
/// physiologically-based model for simulation of color vision deficiency" (2009), table of severity 1.0. The first is
/// full colour vision.
const VISIONS: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
];

fn product(matrix: &[[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(factor, part)| factor * part).sum())
}

/// Linear sRGB as CIELAB under D65 (CIE 15:2004; IEC 61966-2-1).
fn lab(light: [f64; 3]) -> [f64; 3] {
    let to_xyz =
        [[0.412_456, 0.357_576, 0.180_438], [0.212_673, 0.715_152, 0.072_175], [0.019_334, 0.119_192, 0.950_304]];
    let [x, y, z] = product(&to_xyz, light.map(|part| part.clamp(0.0, 1.0)));
    let root = |part: f64| if part > 216.0 / 24389.0 { part.cbrt() } else { (24389.0 / 27.0 * part + 16.0) / 116.0 };
    let [x, y, z] = [root(x / 0.950_47), root(y), root(z / 1.088_83)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How far two colours are apart for the eyes that tell them apart least.
pub fn apart(left: Colour, right: Colour) -> f64 {
    let distance = |vision: &[[f64; 3]; 3]| {
        let [left, right] = [left, right].map(|colour| lab(product(vision, colour.linear())));
        left.iter().zip(right).map(|(left, right)| (left - right).powi(2)).sum::<f64>().sqrt()
    };
    VISIONS.iter().map(distance).fold(f64::MAX, f64::min)
}

#[test]
fn the_palette_is_told_apart_by_all_eyes() {
    for theme in THEMES {
        for (index, name) in HUES.iter().enumerate() {
            for other in &HUES[index + 1..] {
                let colour = |name: &str| theme.colour(Hue::named(name).expect("a hue"));
                let found = apart(colour(name), colour(other));
                assert!(found >= APART, "{}: {name} and {other} are {found:.1} apart", theme.name);
                if !theme.outlined {
                    let found = apart(theme.edge(colour(name)), theme.edge(colour(other)));
                    assert!(found >= APART, "{}: the edges of {name} and {other}: {found:.1}", theme.name);
                }
            }
        }
    }
}

#[test]
fn the_test_of_eyes_can_fail() {
    // Red and green of the same lightness: far apart for most, one for many.
    assert!(apart(Colour(200, 80, 60), Colour(120, 125, 40)) < APART);
    assert!((lab([1.0, 1.0, 1.0])[0] - 100.0).abs() < 0.01);
}
