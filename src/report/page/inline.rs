//! Charts inside of a page: without what the page says itself, in the colours of day and night at once.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

/// Pairs of colours, by day and by night, each with the number of its variable in the style of the page.
#[derive(Debug, Default)]
pub(super) struct Palette(BTreeMap<(String, String), usize>);

impl Palette {
    fn variable(&mut self, day: &str, night: &str) -> String {
        let next = self.0.len();
        let number = self.0.entry((day.to_owned(), night.to_owned())).or_insert(next);
        format!("var(--k{number})")
    }

    /// The variables as declarations of a style sheet: by day, or by night.
    pub(super) fn style(&self, by_night: bool) -> String {
        let mut pairs: Vec<_> = self.0.iter().collect();
        pairs.sort_by_key(|(_, number)| **number);
        let one = |((day, night), number): (&(String, String), &usize)| {
            format!("--k{number}:{};", if by_night { night } else { day })
        };
        pairs.into_iter().map(one).collect()
    }
}

/// A chart that was drawn by day and by night, as an element of a page: one drawing where the two differ in colours alone, else
/// both, of which the style shows one. Ids get the prefix, for a page has many charts; the metadata are left out, for the page
/// has the figures itself. `label` and `description` are ids of elements of the page.
pub(super) fn inline(
    [day, night]: [&str; 2],
    prefix: &str,
    (label, description): (&str, &str),
    palette: &mut Palette,
) -> Result<String> {
    let (Some((view, day)), Some((_, night))) = (body(day), body(night)) else { bail!("a chart without a body") };
    let element = |drawing: &str, class: &str, prefix: &str| {
        let own = drawing.replace("id=\"hatch-", &format!("id=\"{prefix}-hatch-"));
        let own = own.replace("url(#hatch-", &format!("url(#{prefix}-hatch-"));
        format!(
            "<svg viewBox=\"{view}\"{class} role=\"img\" aria-labelledby=\"{label}\" aria-describedby=\"{description}\">{own}</svg>"
        )
    };
    Ok(match coloured(&day, &night, palette) {
        Some(coloured) => element(&coloured, "", prefix),
        None => {
            let day = element(&day, " class=\"day\"", prefix);
            day + &element(&night, " class=\"night\"", &format!("{prefix}-night"))
        }
    })
}

/// The view of a document and what is drawn in it, without title, description and metadata.
fn body(svg: &str) -> Option<(String, String)> {
    let view = svg.split("viewBox=\"").nth(1)?.split('"').next()?.to_owned();
    let rest = svg.split_once("</metadata>")?.1.rsplit_once("</svg>")?.0;
    let lines: Vec<&str> = rest.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect();
    Some((view, lines.join("\n")))
}

/// The drawing with a variable for every colour; nothing if the two differ in more, as where a light fill needs an outline by
/// day and a dark one by night.
fn coloured(day: &str, night: &str, palette: &mut Palette) -> Option<String> {
    let (days, nights) = (parts(day)?, parts(night)?);
    let shape = |parts: &[(String, String)]| -> Vec<String> { parts.iter().map(|(_, rest)| rest.clone()).collect() };
    if shape(&days) != shape(&nights) {
        return None;
    }
    let one = |((day, rest), (night, _)): (&(String, String), &(String, String))| match day.is_empty() {
        true => rest.clone(),
        false => format!("=\"{}{rest}", palette.variable(&format!("#{day}"), &format!("#{night}"))),
    };
    Some(days.iter().zip(&nights).map(one).collect())
}

/// A drawing in parts: a colour, but for the first part, and what stands behind it up to the next.
fn parts(drawing: &str) -> Option<Vec<(String, String)>> {
    let mut parts = drawing.split("=\"#");
    let first = (String::new(), parts.next()?.to_owned());
    let rest = parts.map(|part| part.split_at_checked(6).map(|(colour, rest)| (colour.to_owned(), rest.to_owned())));
    std::iter::once(Some(first)).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_night_are_one_drawing() {
        let chart = |ink: &str| {
            format!(
                "<svg viewBox=\"0 0 9 9\"><title id=\"t\">T</title><metadata>{{}}</metadata>\n\
                 <pattern id=\"hatch-1\"/><path fill=\"url(#hatch-1)\" stroke=\"#{ink}\"/>\n</svg>"
            )
        };
        let (day, night) = (chart("111111"), chart("eeeeee"));
        let mut palette = Palette::default();
        let made = inline([&day, &night], "a", ("h", "d"), &mut palette).expect("a chart");
        assert_eq!(
            made,
            "<svg viewBox=\"0 0 9 9\" role=\"img\" aria-labelledby=\"h\" aria-describedby=\"d\">\
             <pattern id=\"a-hatch-1\"/><path fill=\"url(#a-hatch-1)\" stroke=\"var(--k0)\"/></svg>"
        );
        assert_eq!(
            (palette.style(false), palette.style(true)),
            ("--k0:#111111;".to_owned(), "--k0:#eeeeee;".to_owned())
        );
        let made = inline([&day, &night.replace("<path", "<path d=\"\"")], "a", ("h", "d"), &mut palette).expect("two");
        assert!(made.contains("class=\"day\"") && made.contains("id=\"a-night-hatch-1\""), "{made}");
    }
}
