//! What an export says of itself: whose data it is, which part, how to cite it, what the columns mean.

use super::Bundle;
use crate::cite;
use crate::data::Licence;
use crate::escape::{Escaped, Markdown};
use crate::escaped;
use crate::sheets::{self, Sheet};

/// One thing and what it is.
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) text: String,
}

/// The facts, in the order in which a reader wants them.
pub(super) fn facts(bundle: &Bundle<'_>) -> Vec<Fact> {
    let dataset = &bundle.package.dataset;
    let selection = match bundle.selection.is_empty() {
        true => "everything".to_owned(),
        false => {
            format!("{}; part_of and split name only what is in it, events are left out", bundle.selection.join(" "))
        }
    };
    let consulted = dataset.works.iter().filter(|work| work.consulted).count();
    let of = |count: usize, one: &str, several: &str| format!("{count} {}", if count == 1 { one } else { several });
    let counts = format!(
        "{} for {}, from {} read; {} cited by these",
        of(dataset.figures.len(), "figure", "figures"),
        of(dataset.quantities.len(), "quantity", "quantities"),
        of(consulted, "work", "works"),
        of(dataset.works.len() - consulted, "work", "works"),
    );
    let fact = |name, text| Fact { name, text };
    vec![
        fact("Title", bundle.about.title.clone()),
        fact("Version", format!("{}, SHA-256 of the data it is taken from: {}", bundle.about.version, bundle.about.digest)),
        fact("Selection", selection),
        fact("Contents", counts),
        fact("Licence", bundle.about.licences.iter().filter_map(Licence::long).collect::<Vec<_>>().join("; ")),
        fact("How to cite", format!("{} And cite the works behind the figures that you use.", bundle.own_citation)),
        fact(
            "Reading",
            "A row of Figures states what one work states at one place, its errors included; corrections stand beside it. \
             Rows must not be added without thought: promises, deliveries, wholes and parts, and rival figures for one thing \
             stand side by side. Quantities has what each thing is worth by all figures together."
                .to_owned(),
        ),
        fact("Empty cells", "Not known, unless the column says what empty means. Never zero.".to_owned()),
    ]
}

/// The same as a file of Markdown for a folder of tables.
pub(super) fn readme(bundle: &Bundle<'_>, tables: &[Sheet]) -> Escaped<Markdown> {
    let mut out = escaped!(Markdown, "# {}\n\n", bundle.about.title);
    for fact in facts(bundle).iter().skip(1) {
        out.push(&escaped!(Markdown, "- **{}**: {}\n", fact.name, fact.text));
    }
    out.write("\n## Tables\n\n| table | rows | one row is |\n| --- | ---: | --- |\n");
    for table in tables {
        out.push(&escaped!(Markdown, "| {}.csv | {} | {} |\n", table.name, table.rows.len(), table.row));
    }
    out.write(
        "\n## Control totals\n\nTo see that a program has read all of `figures-flat.csv`; the sums mean nothing else.\n\n\
         | unit | stage | figures | sum of `value` |\n| --- | --- | ---: | ---: |\n",
    );
    for row in sheets::control_totals(&bundle.package.dataset).rows {
        out.write("| ");
        for (number, cell) in row.iter().enumerate() {
            out.write(if number == 0 { "" } else { " | " });
            out.push(&cell.plain());
        }
        out.write(" |\n");
    }
    out.write("\n## Columns\n\n| table | column | meaning |\n| --- | --- | --- |\n");
    for table in tables {
        for column in &table.columns {
            out.push(&escaped!(Markdown, "| {} | {} | {} |\n", table.name, column.name, column.about));
        }
    }
    out.write("\n## Works\n\n");
    for entry in &bundle.entries {
        out.push(&escaped!(Markdown, "- {}\n", cite::finish::<Markdown>(entry)));
    }
    out
}
