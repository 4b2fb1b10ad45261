//! What a quantity is worth, held against a walk that calls itself at every part, over invented forests of parts.

use std::fs;

use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_assert_eq, prop_oneof, proptest};
use rust_decimal::Decimal;
use sinosov::data::{Figure, Measure, Package, Quantity, Rank, Source};
use sinosov::evidence::{Evidence, Options};
use sinosov::model::Interval;

use crate::support::{Folder, rows as in_columns};

/// Two units of one base, and two of another of which one has its base in the first half.
const UNITS: [&str; 4] = ["cart", "dozen", "crown", "mark"];

/// Which of the quantities before counts it, its split, unit, stage and measure.
type Row = (Option<prop::sample::Index>, &'static str, &'static str, &'static str, &'static str);
/// The quantity, the unit, the bound, the number and the rank of a figure.
type Stated = (prop::sample::Index, &'static str, &'static str, u32, &'static str);

fn row() -> impl Strategy<Value = Row> {
    (
        prop::option::weighted(0.85, proptest::prelude::any::<prop::sample::Index>()),
        prop_oneof![6 => Just("s"), 1 => Just("t"), 1 => Just("")],
        prop::sample::select(&UNITS[..]),
        prop_oneof![12 => Just("sent"), 1 => Just("delivered")],
        prop_oneof![12 => Just(""), 1 => Just("level")],
    )
}

fn stated() -> impl Strategy<Value = Stated> {
    (
        proptest::prelude::any::<prop::sample::Index>(),
        prop::sample::select(&UNITS[..]),
        prop_oneof![6 => Just("exact"), 1 => Just("at_least"), 1 => Just("at_most")],
        1_u32..1000,
        prop_oneof![6 => Just(""), 1 => Just("doubtful"), 1 => Just("preferred")],
    )
}

/// The base of a unit: a dozen is twelve carts.
fn base(unit: &str) -> &str {
    if unit == "dozen" { "cart" } else { unit }
}

/// A walk that does what the design says, in the plainest way. All numbers are in bases of units, where nothing is rounded.
struct Naive<'a>(&'a Evidence<'a>);

impl<'a> Naive<'a> {
    fn worth(&self, quantity: &Quantity, unit: &str, leaves: bool) -> Option<(Interval, Vec<&'a str>)> {
        if leaves && let Some(sums) = self.sums(quantity, unit, leaves) {
            return Some(sums);
        }
        let own = |figure: &Figure| self.0.dataset().unit_of(figure).unwrap_or_default().to_owned();
        let of_unit = |figure: &&&'a Figure| base(&own(figure)) == unit;
        let figures: Vec<&'a Figure> = self.0.figures_of(&quantity.id).iter().filter(of_unit).copied().collect();
        let interval = |figure: &Figure| {
            let stated = figure.interval()?;
            let times = if own(figure) == unit { Decimal::ONE } else { Decimal::from(12) };
            let by = |end: Option<Decimal>| end.map(|end| end * times);
            Some(Interval { min: by(stated.min), max: by(stated.max), ..stated })
        };
        let usable: Vec<&'a Figure> = figures.into_iter().filter(|figure| figure.rank != Rank::Doubtful).collect();
        if let Some(preferred) = usable.iter().find(|figure| figure.rank == Rank::Preferred) {
            return Some((interval(preferred)?, vec![&preferred.id]));
        }
        let span = usable.iter().filter_map(|figure| interval(figure)).reduce(|left, right| left.span(&right));
        if let Some(span) = span.filter(|span| span.min.is_some() || span.max.is_some()) {
            return Some((span, usable.iter().map(|figure| figure.id.as_str()).collect()));
        }
        self.sums(quantity, unit, leaves)
    }

    fn sums(&self, whole: &Quantity, unit: &str, leaves: bool) -> Option<(Interval, Vec<&'a str>)> {
        let mut all: Option<(Interval, Vec<&str>)> = None;
        for parts in self.0.splits_of(&whole.id)?.values() {
            let adds = |it: &Quantity| it.measure == Measure::Total && it.stage_id == whole.stage_id;
            if !adds(whole) || !parts.iter().all(|part| adds(part)) {
                continue;
            }
            let found: Option<Vec<_>> = parts.iter().map(|part| self.worth(part, unit, leaves)).collect();
            let Some(found) = found else { continue };
            let sum = found.into_iter().reduce(|(sum, figures), (next, more)| {
                (sum.plus(&next).expect("small numbers"), [figures, more].concat())
            });
            let Some((sum, figures)) = sum else { continue };
            all = Some(match all {
                Some((span, before)) => (span.span(&sum), [before, figures].concat()),
                None => (sum, figures),
            });
        }
        all
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_quantity_is_worth_what_the_plainest_walk_finds(
        rows in prop::collection::vec(row(), 1..14),
        figures in prop::collection::vec(stated(), 0..14),
        backwards in proptest::bool::ANY,
    ) {
        let folder = Folder::with_tiny_package();
        let add = |table: &str, more: &str| {
            let path = folder.path().join(table);
            let text = fs::read_to_string(&path).expect("the table");
            fs::write(path, text + &in_columns(table.trim_end_matches(".csv"), more)).expect("a table");
        };
        add("units.csv", "dozen,carts,,dozen,dozens,cart,12,,\n");
        let lines = rows.iter().enumerate().map(|(at, (whole, split, unit, stage, measure))| {
            let whole = whole.filter(|_| at > 0).map(|whole| format!("q{}", whole.index(at)));
            let split = if whole.is_some() { split } else { "" };
            let whole = whole.unwrap_or_default();
            format!("q{at},Q,carts,,alba,bora,{stage},{measure},{unit},1930,1930,{whole},{split},,,\n")
        });
        // A part may stand before its whole.
        let mut lines: Vec<String> = lines.collect();
        if backwards {
            lines.reverse();
        }
        add("quantities.csv", &lines.concat());
        let stated: String = figures.iter().enumerate().map(|(at, (of, unit, bound, number, rank))| {
            let of = of.index(rows.len());
            let cells = match *bound {
                "exact" => format!("{number},,"),
                "at_least" => format!(",{number},"),
                _ => format!(",,{number}"),
            };
            format!("g{at},q{of},field-report,line 3,100 carts,{cells},{bound},{unit},,,,,{rank},Invented.\n")
        }).collect();
        add("figures.csv", &stated);
        let package = Package::read(Source::Folder(folder.path().to_path_buf()));
        prop_assert_eq!(&package.faults, &[]);
        let evidence = Evidence::new(&package, Options::default());
        let naive = Naive(&evidence);
        for quantity in package.dataset.quantities.iter() {
            for unit in UNITS {
                for leaves in [true, false] {
                    let found = if leaves { evidence.resolve_leaves(&quantity.id, unit) } else { evidence.resolve_in(&quantity.id, unit) };
                    let figures = found.as_ref().map(|found| evidence.figures(found));
                    let wanted = naive.worth(quantity, base(unit), leaves).and_then(|(number, figures)| {
                        Some((evidence.converted(number, base(unit), unit)?, figures))
                    });
                    let what = format!("{} in {unit}, leaves {leaves}\n{}{stated}", quantity.id, lines.concat());
                    prop_assert_eq!(found.as_ref().map(|it| it.interval), wanted.as_ref().map(|it| it.0), "{}", &what);
                    prop_assert_eq!(&figures, &wanted.map(|it| it.1), "{}", &what);
                    let Some(found) = found else { continue };
                    // What is kept of all figures behind a number is what they say one by one.
                    let figures = figures.unwrap_or_default();
                    prop_assert_eq!(evidence.count_roots(&found), evidence.roots(&figures).len(), "{}", &what);
                    let tiers = evidence.behind(&found).is_all_of_tier(2);
                    prop_assert_eq!(tiers, !figures.is_empty(), "{}", &what);
                }
            }
        }
    }

    #[test]
    fn the_root_of_every_figure_is_the_end_of_its_chain(
        sources in prop::collection::vec(prop::option::weighted(0.6, proptest::prelude::any::<prop::sample::Index>()), 2..10),
        figures in prop::collection::vec((0_usize..2, proptest::prelude::any::<prop::sample::Index>(), prop::option::weighted(0.6, proptest::prelude::any::<prop::sample::Index>())), 1..14),
    ) {
        let folder = Folder::with_tiny_package();
        let add = |table: &str, more: &str| {
            let path = folder.path().join(table);
            let text = fs::read_to_string(&path).expect("the table");
            fs::write(path, text + &in_columns(table.trim_end_matches(".csv"), more)).expect("a table");
        };
        let works: String = sources.iter().enumerate().map(|(at, source)| {
            let source = source.filter(|_| at > 0).map(|source| format!("w{}", source.index(at))).unwrap_or_default();
            format!("w{at},W{at},report,,Invented,,,,1930,,,,,,,en,yes,2,{source},,\n")
        }).collect();
        add("works.csv", &works);
        let stated: String = figures.iter().enumerate().map(|(at, (of, work, cited))| {
            let of = ["carts-promised", "carts-delivered"][*of];
            let cited = cited.map(|cited| format!("w{}", cited.index(sources.len()))).unwrap_or_default();
            format!("g{at},{of},w{},line 3,100 carts,100,,,,,,,{cited},,,\n", work.index(sources.len()))
        }).collect();
        add("figures.csv", &stated);
        let package = Package::read(Source::Folder(folder.path().to_path_buf()));
        prop_assert_eq!(&package.faults, &[]);
        let evidence = Evidence::new(&package, Options::default());
        for figure in package.dataset.figures.iter() {
            let chain = evidence.chain(figure);
            let last = chain[chain.len() - 1];
            let goes_round = evidence.cited_after(figure, last).is_some();
            prop_assert_eq!(evidence.root(figure), Some(last).filter(|_| !goes_round), "{}: {}{}", &figure.id, &works, &stated);
        }
    }
}
