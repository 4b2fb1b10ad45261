//! The letters of every language: the bundled fonts have those of the package, and one that they lack stops nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use roxmltree::Document;
use sha2::{Digest, Sha256};
use sinosov::chart::Fonts;
use sinosov::chart::look::Family;
use sinosov::chart::look::excerpt::{cut, excerpt};
use sinosov::chart::look::text::Weight;
use sinosov::data::{Package, Source};
use sinosov::report::definition::definitions;
use sinosov::report::{Appearance, Part, Request, generate};
use skrifa::{FontRef, MetadataProvider};

use crate::support::{Folder, fixture, lang, root, sinosov};

/// Both fonts together are no larger; every program that is built carries them.
const LARGEST: usize = 800_000;

/// The fonts that are cut down: the file below the folder of the crate of fonts, its digest, and the file that is made.
const CUT: [(&str, &str, &str); 2] = [
    (
        "400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "NotoSansSC-Regular.ttf",
    ),
    (
        "700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        "NotoSansSC-Bold.ttf",
    ),
];

/// The three faces in which a page sets its prose and its heads are no larger together.
const LARGEST_PROSE: usize = 350_000;

/// The fonts of prose, as those above, below the folder of their crate.
const CUT_FOR_PROSE: [(&str, &str, &str); 3] = [
    (
        "400Regular/NotoSerif_400Regular.ttf",
        "a7e8ea1ab7e7d368b001c892d6148325fffc849a46e030e55e1bdc597bbe939d",
        "NotoSerif-Regular.ttf",
    ),
    (
        "400Regular_Italic/NotoSerif_400Regular_Italic.ttf",
        "15d5f8050fc1f142545e7a26a50bd07a0434eca535d4d98aad9d5e8f03741e43",
        "NotoSerif-Italic.ttf",
    ),
    (
        "600SemiBold/NotoSerif_600SemiBold.ttf",
        "864f360f375f495c1284ba85daacacb50a107df9a0908d375a660a1bef54d03d",
        "NotoSerif-SemiBold.ttf",
    ),
];

/// The letters of prose: Latin with all that is written in it, Greek and Cyrillic, and the signs that stand between them.
fn letters_of_prose() -> BTreeSet<char> {
    let blocks = [
        ' '..='~',
        '\u{a0}'..='\u{17f}',
        // Of what comes behind, pinyin and Romanian.
        '\u{1cd}'..='\u{1dc}',
        '\u{218}'..='\u{21b}',
        '\u{300}'..='\u{30f}',
        '\u{384}'..='\u{3ce}',
        '\u{400}'..='\u{45f}',
        '\u{490}'..='\u{4ff}',
        '\u{1e00}'..='\u{1eff}',
        '\u{2010}'..='\u{2044}',
        '\u{20a0}'..='\u{20bf}',
        '\u{2116}'..='\u{2122}',
        '\u{2212}'..='\u{2265}',
    ];
    blocks.into_iter().flatten().collect()
}

/// What no chart draws of a table: the phrases of figures and where they stand, what corrections expect there, and of works all but the
/// short citation. A page sets these in the fonts of its reader.
fn is_drawn(table: &str, column: &str) -> bool {
    match table {
        "figures" => !["as_stated", "locator", "cited_locator"].contains(&column),
        "works" => column == "short",
        "corrections" => column != "expect",
        // The tables joined, which are the others again.
        "figures-flat" => false,
        _ => true,
    }
}

/// Every letter of what charts draw of the tables, of the definitions of reports, and those that `fonts/letters.txt` adds.
fn letters() -> BTreeSet<char> {
    let within = |folder: &str, suffix: &str| -> Vec<PathBuf> {
        let entries = fs::read_dir(root().join(folder)).expect("a folder");
        let entries = entries.map(|entry| entry.expect("an entry").path());
        entries.filter(|path| path.extension().is_some_and(|own| own == suffix)).collect()
    };
    let tables = within("datasets", "csv");
    assert!(tables.len() > 10, "{tables:?}");
    let mut text = fs::read_to_string(root().join("fonts/letters.txt")).expect("a text");
    for path in within("reports", "toml") {
        text += &fs::read_to_string(path).expect("a definition");
    }
    for lang in ["en", "ru", "zh"] {
        for path in within(&format!("src/lang/{lang}"), "ftl") {
            text += &fs::read_to_string(path).expect("messages");
        }
    }
    for path in tables {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut table = csv::Reader::from_path(&path).expect("a table");
        let drawn: Vec<bool> = table.headers().expect("a header").iter().map(|it| is_drawn(&name, it)).collect();
        for record in table.records() {
            let record = record.expect("a row");
            // In other languages too.
            let is_of = |table: &str| name == "labels" && record.get(0) == Some(table);
            if is_of("figures") || is_of("corrections") {
                continue;
            }
            text.extend(record.iter().zip(&drawn).filter(|(_, is_drawn)| **is_drawn).map(|(cell, _)| cell));
        }
    }
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[test]
fn the_bundled_fonts_have_every_letter_of_the_package() {
    let fonts = Fonts::default();
    let missing = letters().into_iter().filter(|letter| fonts.missing(letter.encode_utf8(&mut [0; 4])).is_some());
    assert_eq!(missing.collect::<String>(), "", "letters that the fonts lack: cut them anew, as fonts/README.md says");
}

#[test]
fn the_chinese_fonts_are_small_and_keep_whose_work_they_are() {
    let sizes = CUT.map(|(.., name)| {
        let bytes = fs::read(root().join("fonts").join(name)).expect("a font");
        // Names stand in a font in UTF-16.
        let plain: String = bytes.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
        assert!(plain.contains("2014-2021 Adobe") && plain.contains("SIL Open Font License"), "{name}");
        bytes.len()
    });
    assert!(sizes.iter().sum::<usize>() < LARGEST, "{sizes:?}");
    let page = excerpt(Family::Chinese, Weight::Regular, &BTreeSet::from(['中'])).expect("a font");
    assert!(page.is_some_and(|font| font.len() < 5000));
}

#[test]
fn the_fonts_of_prose_have_three_scripts_and_keep_whose_work_they_are() {
    let sizes = CUT_FOR_PROSE.map(|(.., name)| {
        let bytes = fs::read(root().join("fonts").join(name)).expect("a font");
        let plain: String = bytes.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
        assert!(plain.contains("2022 The Noto Project Authors") && plain.contains("SIL Open Font License"), "{name}");
        assert!(!plain.contains("Reserved Font Name"), "a part of a font must not bear a reserved name: {name}");
        let characters = FontRef::new(&bytes).expect("a font").charmap();
        let lost: String = "AzÄßŁźǎǐṇậΩλЯжё“”–—…−×†№₽".chars().filter(|it| characters.map(*it).is_none()).collect();
        assert_eq!(lost, "", "{name}");
        bytes.len()
    });
    assert!(sizes.iter().sum::<usize>() < LARGEST_PROSE, "{sizes:?}");
}

/// Cuts fonts of a folder down to letters, each as it is named in a list, and refuses others.
fn cut_fonts(folder: &str, list: &[(&str, &str, &str)], letters: &BTreeSet<char>) {
    for (whole, digest, name) in list {
        let bytes = fs::read(PathBuf::from(folder).join(whole)).expect("the whole font");
        let own: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(own, *digest, "{whole} is another file");
        fs::write(root().join("fonts").join(name), cut(&bytes, letters).expect("a font")).expect("written");
    }
}

/// No test: this makes the fonts. `fonts/README.md` says how.
#[test]
#[ignore = "it makes the fonts, from files that are not in the repository"]
fn cut_the_chinese_fonts() {
    let folder = std::env::var("CHINESE_FONTS").expect("the folder of the whole fonts in CHINESE_FONTS");
    let european = FontRef::new(notosans::REGULAR_TTF).expect("a font").charmap();
    let lacking: BTreeSet<char> = letters().into_iter().filter(|letter| european.map(*letter).is_none()).collect();
    cut_fonts(&folder, &CUT, &lacking);
}

/// No test: this makes the fonts of prose. `fonts/README.md` says how.
#[test]
#[ignore = "it makes the fonts, from files that are not in the repository"]
fn cut_the_fonts_of_prose() {
    let folder = std::env::var("PROSE_FONTS").expect("the folder of the whole fonts in PROSE_FONTS");
    cut_fonts(&folder, &CUT_FOR_PROSE, &letters_of_prose());
}

/// The package with a rare letter in the Chinese name of a category, which no bundled font has.
fn package_with_a_rare_letter() -> Folder {
    let package = Folder::with_package(&root().join("datasets"));
    let path = package.path().join("labels.csv");
    let table = fs::read_to_string(&path).expect("a table");
    assert!(table.contains(",飞机\n"));
    fs::write(&path, table.replace(",飞机\n", ",飞龘\n")).expect("written");
    package
}

/// A chart with a letter that no font has is drawn, the letter is told once, and nothing is a failure.
#[test]
fn a_letter_that_no_font_has_is_a_warning() {
    let package = package_with_a_rare_letter();
    let data = package.path().to_str().expect("a path");
    let generate = |format: &str, lang: &str| {
        let out = Folder::new();
        let reports = root().join("reports").to_string_lossy().into_owned();
        let chosen = ["report", "generate", "five-sources", "--only", "who-tells-what", "--data", data];
        let chosen = [&chosen[..], &["--reports", &reports]].concat();
        let arguments = [&chosen[..], &["--format", format, "--lang", lang]].concat();
        let run = sinosov(out.path(), &arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(out.path().join(format!("reports/five-sources/charts/who-tells-what.{format}")).is_file());
        run.stderr
    };
    let told =
        "warning: the fonts at hand have no `龘`, which stands in: 飞龘; give a font that has it with --font FILE\n";
    assert_eq!(generate("png", "zh").matches("warning: ").collect::<String>(), "warning: ");
    assert!(generate("png", "zh").starts_with(told), "{}", generate("png", "zh"));
    // Who opens an SVG has fonts for Chinese; what no system can be expected to have would be told.
    for (format, lang) in [("svg", "zh"), ("png", "en"), ("png", "ru")] {
        let stderr = generate(format, lang);
        assert!(!stderr.contains("warning"), "{format}, {lang}: {stderr}");
    }
}

/// With the invented font, whose characters are boxes with a bar, what the bundled fonts lack is drawn from it, and not as what is missing.
#[test]
fn a_font_of_ones_own_draws_what_the_bundled_ones_lack() {
    let folder = package_with_a_rare_letter();
    let package = Arc::new(Package::read(Source::Folder(folder.path().to_path_buf())));
    let definition =
        definitions(None).expect("built in").0.into_iter().find(|it| it.id == "five-sources").expect("a report");
    let bytes = fs::read(fixture("font/boxes.ttf")).expect("the invented font");
    assert!(Fonts::with(bytes[..bytes.len() / 2].to_vec()).is_err(), "half a font is none");
    let appearance =
        Appearance { lang: lang("zh"), fonts: Fonts::with(bytes).expect("a font"), ..Appearance::default() };
    let only = ["who-tells-what".to_owned()];
    let request = Request { only: &only, parts: &[Part::Svg, Part::Png], appearance, ..Request::default() };
    let outputs = generate(&definition, &package, &request).expect("a chart");
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&outputs[1].bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("an image");
    // The name of a category ends at x, and its character is as wide as the type is high.
    let svg = String::from_utf8_lossy(&outputs[0].bytes).into_owned();
    let document = Document::parse(&svg).expect("well-formed");
    let name =
        document.descendants().find(|node| node.text() == Some("飞龘") && node.has_tag_name("text")).expect("a name");
    let number =
        |attribute: &str| name.attribute(attribute).and_then(|text| text.parse::<f64>().ok()).expect("a number");
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let dark = |x: f64, y: f64| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places on an image")]
        let (x, y) = ((x * 2.0) as usize, (y * 2.0) as usize);
        pixels[y * info.line_size + x * 3] < 128
    };
    // The frame of the last character: its left edge at 0.08 of the size, its right one at 0.92.
    let row = y - 0.3 * size;
    let from = x - size;
    let edge = |share: f64| (-2..=2).any(|shift| dark(from + share * size + f64::from(shift) * 0.5, row));
    assert!(edge(0.1) && edge(0.9), "the frame of the box is not where the font has it");
}
