//! A scene as an element of a page: one drawing by day and by night, for its inks are variables of the page's style.

use std::collections::BTreeMap;

use super::svg::{Inks, Writer, number};
use crate::chart::look::Theme;
use crate::chart::look::ink::Ink;
use crate::chart::look::theme::{DARK, LIGHT};
use crate::chart::scene::Scene;
use crate::escape::{Escaped, Html};
use crate::escaped;

/// Colours by day and by night, each pair with the number of its variable in the style of the page.
#[derive(Debug, Default)]
pub(crate) struct Palette(BTreeMap<(String, String), usize>);

impl Palette {
    /// The variables as declarations of a style sheet: by day, or by night.
    pub(crate) fn style(&self, by_night: bool) -> String {
        let mut pairs: Vec<_> = self.0.iter().collect();
        pairs.sort_by_key(|(_, number)| **number);
        let one = |((day, night), number): (&(String, String), &usize)| {
            format!("--k{number}:{};", if by_night { night } else { day })
        };
        pairs.into_iter().map(one).collect()
    }

    fn variable(&mut self, day: String, night: String) -> String {
        let next = self.0.len();
        let number = self.0.entry((day, night)).or_insert(next);
        format!("var(--k{number})")
    }
}

impl Inks for &mut Palette {
    fn ink(&mut self, ink: Ink) -> String {
        let of = |theme: &Theme| theme.ink(ink).to_string();
        self.variable(of(&LIGHT), of(&DARK))
    }

    fn where_needed(&mut self, fill: Ink, outline: Ink) -> Option<String> {
        let of = |theme: &Theme| (theme.ink(fill) != theme.ink(outline)).then(|| theme.ink(outline).to_string());
        let none = || "none".to_owned();
        match (of(&LIGHT), of(&DARK)) {
            (None, None) => None,
            (day, night) => Some(self.variable(day.unwrap_or_else(none), night.unwrap_or_else(none))),
        }
    }
}

/// A scene as an `<svg>` within a page. Ids of patterns begin with the prefix, for a page has many charts; `label` and
/// `description` are ids of elements of the page that say what the chart is.
pub(crate) fn element(
    scene: &Scene,
    prefix: &str,
    (label, description): (&str, &str),
    palette: &mut Palette,
) -> Escaped<Html> {
    let mut writer = Writer::new(&format!("{prefix}-hatch"), palette);
    writer.items(&scene.items);
    let [width, height] = [scene.size.0, scene.size.1].map(number);
    let inner = Escaped::joined([writer.definitions(), writer.body.trimmed()], "");
    // What is escaped for XML is so for the HTML around it.
    let inner = Escaped::<Html>::vouched(inner.into_string());
    escaped!(
        Html,
        "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}\" aria-describedby=\"{}\">{}</svg>",
        width,
        height,
        label,
        description,
        inner
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::look::Hue;
    use crate::chart::look::paint::{Fill, Outline, Paint};
    use crate::chart::scene::{Item, Shape};

    #[test]
    fn day_and_night_are_one_drawing() {
        let hue = Hue::named("sky").map(Ink::hue).expect("a hue");
        let sky = Paint { fill: Fill::Solid(hue), outline: Outline::WhereNeeded(hue.edge()), hollow: false };
        let items = vec![
            Item::Shape(Shape::Circle((4.0, 4.0), 2.0), sky),
            Item::Shape(Shape::Rect((0.0, 0.0), (9.0, 1.5)), Paint::solid(Ink::TEXT)),
        ];
        let scene = Scene { size: (9.0, 9.0), scale: 1.0, items };
        let mut palette = Palette::default();
        let made = element(&scene, "a", ("h", "d"), &mut palette);
        assert_eq!(
            made.as_str(),
            "<svg viewBox=\"0 0 9 9\" role=\"img\" aria-labelledby=\"h\" aria-describedby=\"d\">\
             <circle cx=\"4\" cy=\"4\" r=\"2\" fill=\"var(--k0)\" stroke=\"var(--k1)\" stroke-width=\"1.5\"/>\n\
             <rect x=\"0\" y=\"0\" width=\"9\" height=\"1.5\" fill=\"var(--k2)\"/></svg>"
        );
        // By day sky needs an edge on the paper, by night it is seen without.
        assert!(palette.style(false).starts_with("--k0:#56b4e9;--k1:#"), "{}", palette.style(false));
        assert_eq!(palette.style(true), "--k0:#84cdf6;--k1:none;--k2:#f0f0ee;");
    }
}
