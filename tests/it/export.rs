//! Exports: sound parts of the package, the same bytes, targets that are left alone, text that comes back as it was.

use std::fs;

use sinosov::check::{check, stale};
use sinosov::cite::Style;
use sinosov::data::schema::TABLES;
use sinosov::data::{Package, Shows, Source, subset};
use sinosov::evidence::{Evidence, Options};
use sinosov::export::{Bundle, Cell, Column, Csv, ExcelCsv, Sheet, Xlsx, exporters, package_files, restored};
use sinosov::frame::{Frame, Selection};

use crate::support::{Folder, fixture, root, sampled, sinosov};

/// The part of the package that a selection reaches.
fn part(package: &Package, selection: &Selection) -> Package {
    let evidence = Evidence::new(package, selection.options(false));
    let frame = Frame::new(&evidence).expect("a frame");
    let figures = frame.figures(selection).expect("figures");
    subset(package, &figures, &frame.quantities(selection).expect("quantities"))
}

fn bundle<'a>(package: &Package, part: &'a Package) -> Bundle<'a> {
    let style = Style::named("chicago-notes").expect("a style");
    Bundle::new(package, part, vec!["--invented".to_owned()], false, &style)
}

#[test]
fn every_part_is_a_sound_package_that_says_the_same() {
    let package = Package::read(Source::BuiltIn);
    let dataset = &package.dataset;
    let one = |id: &str| vec![id.to_owned()];
    let mut selections: Vec<Selection> = Vec::new();
    selections.extend(dataset.categories.ids().map(|id| Selection { category: one(id), ..Selection::default() }));
    selections.extend(dataset.stages.ids().map(|id| Selection { stage: one(id), ..Selection::default() }));
    let consulted = dataset.works.iter().filter(|work| work.consulted);
    let consulted = consulted.step_by(sampled(12));
    selections.extend(consulted.map(|work| Selection { work: one(&work.id), ..Selection::default() }));
    selections.extend((1..=4).map(|tier| Selection { tier: vec![tier], ..Selection::default() }));
    let whole = Evidence::new(&package, Options::default());
    let mut parts = 0;
    for selection in selections {
        let part = part(&package, &selection);
        if part.dataset.figures.is_empty() {
            continue;
        }
        parts += 1;
        assert_eq!(check(&part), [], "{selection:?}");
        let kept = |id: &str| part.dataset.works.get(id).is_some();
        for work in dataset.works.iter().filter(|work| kept(&work.id)) {
            let is_used = |id: Option<&str>| id == Some(work.id.as_str());
            let mut of_tables = TABLES.iter().filter_map(|table| part.table(table.name)).flat_map(|table| {
                let columns = ["work_id", "cited_work_id", "derives_from"].into_iter().filter(|it| {
                    table.schema.column(it).is_some() && !(table.schema.name == "works" && *it == "work_id")
                });
                columns.flat_map(move |column| (0..table.len()).map(move |row| table.cell(row, column)))
            });
            assert!(of_tables.any(|cell| is_used(Some(cell))), "{selection:?} has {} and no use for it", work.id);
        }
        // Where neither works nor tiers were chosen, a quantity that has figures is worth what it is worth in the whole.
        if selection.work.is_empty() && selection.tier.is_empty() {
            let evidence = Evidence::new(&part, Options::default());
            for quantity in part.dataset.quantities.iter() {
                let [own, of_whole] = [&evidence, &whole].map(|it| it.resolve(&quantity.id).map(|it| it.interval));
                assert_eq!(own, of_whole, "{selection:?}: {}", quantity.id);
            }
        }
    }
    assert!(parts > 25, "{parts}");
}

#[test]
fn some_parts_of_a_split_are_not_taken_for_all() {
    let package = Package::read(Source::BuiltIn);
    let bombers = Selection { quantity: vec!["roc-1938-41-bombers".to_owned()], ..Selection::default() };
    let part = part(&package, &bombers);
    let quantity = part.dataset.quantities.get("roc-1938-41-bombers").expect("the bombers");
    assert_eq!(quantity.part_of, []);
    assert_eq!(part.dataset.quantities.len(), 1);
    let aircraft = Selection { category: vec!["aircraft".to_owned()], ..Selection::default() };
    let part = self::part(&package, &aircraft);
    let evidence = Evidence::new(&part, Options::default());
    let whole = evidence.resolve("roc-credit-1-aircraft").expect("the sum of all types");
    assert_eq!(whole.interval.as_point(), Some(297.into()));
}

#[test]
fn every_format_has_the_same_bytes_twice_and_holds_the_part_alone() {
    let package = Package::read(Source::BuiltIn);
    let plants = Selection { category: vec!["plants".to_owned()], ..Selection::default() };
    let part = part(&package, &plants);
    let [one, two] = [bundle(&package, &part), bundle(&package, &part)];
    for exporter in exporters() {
        let bytes = exporter.bytes(&one).expect("an export");
        assert!(bytes.len() > 1000, "{}", exporter.suffix());
        assert_eq!(bytes, exporter.bytes(&two).expect("an export"), "{}", exporter.suffix());
        let text = String::from_utf8_lossy(&bytes);
        if ["csv", "jsonl", "json", "sqlite"].contains(&exporter.suffix()) {
            assert!(text.contains("about 166 complete industrial plants"), "{}", exporter.suffix());
            assert!(!text.contains("bombers"), "{}", exporter.suffix());
        }
    }
}

#[test]
fn the_package_written_as_a_folder_is_the_package() {
    let package = Package::read(Source::BuiltIn);
    let folder = Folder::new();
    let target = folder.path().join("all");
    let run = sinosov(&root(), &["export", "--to", &target.to_string_lossy()]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    for table in TABLES {
        let [ours, theirs] = [root().join("datasets"), target.clone()].map(|it| fs::read(it.join(table.file())));
        assert_eq!(ours.expect("a table"), theirs.expect("a table"), "{}", table.name);
    }
    let copy = Package::read(Source::Folder(target));
    assert_eq!(check(&copy), []);
    assert_eq!(stale(&copy).expect("generated files"), []);
    assert_eq!(copy.about().digest, package.about().digest);
}

#[test]
fn what_is_there_is_left_alone() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let export = |arguments: &[&str]| sinosov(&root(), &[&["export", "--category", "plants"], arguments].concat());
    let names = || {
        let entries = fs::read_dir(folder.path()).expect("the folder");
        let mut names: Vec<String> =
            entries.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    fs::write(path("old.csv"), "mine").expect("a file");
    fs::create_dir(path("full")).expect("a folder");
    fs::write(path("full/mine.txt"), "mine").expect("a file");
    fs::create_dir(path("empty")).expect("a folder");
    let before = names();
    let refused: [(&[&str], &str); 14] = [
        (&["--to", &path("old.csv")], "is there already; give another name, or `--force`"),
        (&["--to", &path("full")], "is there already"),
        (&["--to", &path("none/x.csv")], "there is no folder"),
        (&["--to", &path("x.doc")], "nothing is known of files that end in `.doc`; write one of .xlsx, .csv"),
        (&["--to", &path("x.xlsx"), "--excel"], "`--excel` is for .csv"),
        (&["--to", &path("x.csv"), "--to", &path("old.csv")], "is there already"),
        (
            &["--to", &path("x.csv"), "--to", "1950-13"],
            "`1950-13` is no date; for a folder of that name write ./1950-13",
        ),
        (&["--to", &path("x.csv"), "--to", &path("empty/../x.csv")], "is named twice"),
        (&["--to", "-"], "is no name for a file"),
        (&["--to", &path(".csv")], "write a name before the suffix"),
        (&["--to", &path("x.csv/")], "leave the stroke off"),
        (&["--to", &path("x.csv"), "--from", "2050"], "no figure is selected"),
        (&["--to", "1950"], "takes one date at most and a target at least"),
        (&["--to", &path("x.csv"), "--stage", "deliverd"], "delivered"),
    ];
    for (arguments, reason) in refused {
        let run = export(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.stderr.contains(reason), "{arguments:?}: {}", run.stderr);
        assert_eq!(names(), before, "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(path("old.csv")).expect("the file"), "mine");
    // A folder as a file, a file as a folder.
    fs::create_dir(path("folder.csv")).expect("a folder");
    fs::write(path("file"), "mine").expect("a file");
    assert!(export(&["--to", &path("folder.csv")]).stderr.contains("is a folder, and a file is to be written"));
    assert!(export(&["--to", &path("file"), "--force"]).stderr.contains("is a file, and a folder is to be written"));
    let run = export(&["--to", &path("old.csv"), "--to", &path("full"), "--to", &path("empty"), "--force"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(fs::read_to_string(path("old.csv")).expect("the file").starts_with("figure_id,"));
    assert_eq!(fs::read_to_string(path("full/mine.txt")).expect("the file"), "mine");
    assert!(fs::metadata(path("full/figures.csv")).is_ok() && fs::metadata(path("empty/README.md")).is_ok());
    assert!(!names().iter().any(|name| name.ends_with(".part")), "{:?}", names());
}

/// What others have put beside a target, under a name that parts might have, is theirs.
#[test]
fn nothing_but_the_target_is_touched() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let export = |arguments: &[&str]| sinosov(&root(), &[&["export", "--category", "plants"], arguments].concat());
    fs::write(path(".x.csv.part"), "mine").expect("a file");
    fs::create_dir(path(".all.part")).expect("a folder");
    assert_eq!(export(&["--to", &path("x.csv"), "--to", &path("all")]).code, Some(0));
    assert_eq!(fs::read_to_string(path(".x.csv.part")).expect("the file"), "mine");
    assert!(fs::metadata(path(".all.part")).is_ok_and(|it| it.is_dir()));
    // One file of a folder that cannot be replaced: none is.
    fs::create_dir_all(path("half/units.csv")).expect("a folder");
    fs::write(path("half/works.csv"), "mine").expect("a file");
    let run = export(&["--to", &path("y.csv"), "--to", &path("half"), "--force"]);
    assert!(run.code == Some(2) && run.stderr.contains("units.csv: it is a folder"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(path("half/works.csv")).expect("the file"), "mine");
    assert!(fs::metadata(path("y.csv")).is_err(), "all is written before the first takes its place");
    let data = Folder::with_tiny_package();
    let own = data.path().to_string_lossy().into_owned();
    let run = sinosov(&root(), &["export", "--data", &own, "--category", "carts", "--to", &own, "--force"]);
    assert!(run.stderr.contains("is the package that is read"), "{}", run.stderr);
}

#[test]
fn a_sum_that_is_asked_for_comes_with_its_parts() {
    let folder = Folder::new();
    let target = folder.path().join("whole");
    let run = sinosov(&root(), &["export", "--quantity", "roc-credit-1-aircraft", "--to", &target.to_string_lossy()]);
    assert!(run.stderr.contains("wrote 6 of"), "{}", run.stderr);
    let part = Package::read(Source::Folder(target));
    let worth = Evidence::new(&part, Options::default()).resolve("roc-credit-1-aircraft").expect("a sum");
    assert_eq!(worth.interval.as_point(), Some(297.into()));
}

#[test]
fn seventeen_digits_stay_seventeen() {
    let data = Folder::with_tiny_package();
    let figures = data.path().join("figures.csv");
    let text = fs::read_to_string(&figures).expect("the table");
    let long = "0.12345678901234567";
    let text = text.replace("60 carts with two wheels,,,60,", &format!("{long} carts,,,{long},"));
    fs::write(&figures, text).expect("a table");
    let package = Package::read(Source::Folder(data.path().to_path_buf()));
    let bundle = bundle(&package, &package);
    for exporter in exporters() {
        let bytes = exporter.bytes(&bundle).expect("an export");
        match exporter.suffix() {
            "csv" | "json" | "jsonl" => {
                assert!(String::from_utf8_lossy(&bytes).contains(long), "{}", exporter.suffix())
            }
            "sqlite" => {
                let file = data.path().join("x.sqlite");
                fs::write(&file, &bytes).expect("a file");
                let database = rusqlite::Connection::open(&file).expect("a database");
                for table in ["figures", "figures_flat"] {
                    let ask = format!("SELECT value FROM {table} WHERE figure_id = 'report-4'");
                    let found: String = database.query_row(&ask, [], |row| row.get(0)).expect("a text");
                    assert_eq!(found, long, "{table}");
                }
            }
            _ => {}
        }
    }
}

/// Texts that programs like to change.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1:A9)",
        "007",
        "10-27",
        "1938-07",
        "1950-02-14",
        "1E5",
        "1,140",
        "TRUE",
        "Jul-38",
        "'quoted",
        "\ttab",
        "Самолёты",
        "飞机",
        "a \"quote\" in it",
        "two\nlines",
        "“–…”",
        "=HYPERLINK(\"http://example.org\")",
        "p. 8",
        "1938",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("A note of three hundred characters. ".repeat(8) + "And its end.");
    assert_eq!(texts.last().map(String::len), Some(300));
    texts
}

/// Also kept for real programs to read, with the texts as they were.
#[test]
fn hostile_texts_come_back() {
    let texts = hostile();
    let columns = vec![
        Column::text("id", "An id.", Shows::Word),
        Column::text("text", "A text.", Shows::Word),
        Column::number("value", "A number.", Shows::Word),
    ];
    let value = |row: usize| Cell::number(["1", "0.1", "-5", "123456789012345678", "300000000"][row % 5]);
    let rows = texts.iter().enumerate();
    let rows = rows.map(|(row, text)| vec![Cell::text(format!("r{row}")), Cell::text(text), value(row)]).collect();
    let sheet = Sheet { name: "Hostile".to_owned(), row: "an invented text".to_owned(), columns, rows };
    let kept = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&kept).expect("a folder");
    let plain = Csv::sheet(&sheet).expect("CSV");
    let excel = ExcelCsv::sheet(&sheet).expect("CSV");
    assert!(excel.starts_with(b"\xef\xbb\xbf"));
    for (bytes, is_excel) in [(plain.as_slice(), false), (&excel[3..], true)] {
        let mut reader = csv::Reader::from_reader(bytes);
        let found = reader.records().map(|record| record.expect("a record")[1].to_owned());
        let found: Vec<String> = found.map(|it| if is_excel { restored(&it) } else { it }).collect();
        assert_eq!(found, texts);
    }
    let workbook = Xlsx::sheets("Hostile", &[sheet]).expect("a workbook");
    let expected = serde_json::to_vec(&texts).expect("JSON");
    for (name, bytes) in
        [("plain.csv", plain), ("excel.csv", excel), ("hostile.xlsx", workbook), ("expected.json", expected)]
    {
        fs::write(kept.join(name), bytes).expect("a file");
    }
}

#[test]
fn an_invented_hostile_package_is_exported_whole() {
    let package = Package::read(Source::Folder(fixture("hostile")));
    assert_eq!(check(&package), []);
    let bundle = bundle(&package, &package);
    for exporter in exporters() {
        exporter.bytes(&bundle).expect("an export");
    }
    let files = package_files(&bundle).expect("files");
    let figures = files.iter().find(|(name, _)| name == "figures.csv").map(|(_, bytes)| bytes.clone());
    assert_eq!(figures, fs::read(fixture("hostile/figures.csv")).ok(), "the canonical table is never altered");
}
