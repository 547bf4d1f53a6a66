//! The world map of the HTML page, drawn as SVG.

use std::io::{self, Write};

use super::map_style::MarketStyle;
use super::{CoveragePage, row_id};
use crate::contact::Country;
use crate::i18n::messages;

/// Natural Earth's countries: code, dot and shape in map units. The source is in `world/README.md`.
const WORLD: &str = include_str!("world/world.tsv");

/// The visible part of the plane: left, top, width and height in map units.
const VIEW: &str = "20 -8 1976 912";

/// A country on the map, or land without a code in the portal's table.
struct Place {
    country: Option<Country>,
    /// The position of a small country's dot.
    dot: Option<(&'static str, &'static str)>,
    /// The outlines as an SVG path; empty for the smallest countries, which have a dot only.
    shape: &'static str,
}

fn places() -> impl Iterator<Item = Place> {
    WORLD.lines().skip(1).filter_map(|line| {
        let (code, rest) = line.split_once('\t')?;
        let (dot, shape) = rest.split_once('\t')?;
        Some(Place { country: Country::from_code(code), dot: dot.split_once(' '), shape })
    })
}

/// Draws the world. Gaps come last, so that no neighbour's outline covers theirs, and dots are drawn over shapes.
pub(super) fn write_map(page: &CoveragePage<'_>, out: &mut dyn Write) -> io::Result<()> {
    // Readers of the screen get the words and the table, instead of 250 links.
    writeln!(out, "<p class=hidden>{}. {}</p>", messages::PageMap.text(page.language), describe(page))?;
    write!(out, "<svg class=map viewBox=\"{VIEW}\" aria-hidden=true>")?;
    write_patterns(out)?;
    let style = |place: &Place| place.country.map_or(MarketStyle::Land, |country| page.style(country));
    let by_look = || MarketStyle::ALL.into_iter().rev();
    for class in by_look() {
        writeln!(out, "<g class={}>", class.class())?;
        for place in places().filter(|place| style(place) == class && !place.shape.is_empty()) {
            let shape = format!("<path d=\"{}\"><title>{}</title></path>", place.shape, tooltip(&place, page));
            writeln!(out, "{}", linked(&shape, &place, page))?;
        }
        writeln!(out, "</g>")?;
    }
    for class in by_look() {
        for (place, (x, y)) in places().filter_map(|place| place.dot.map(|dot| (place, dot))) {
            if style(&place) == class {
                let (class, words) = (class.class(), tooltip(&place, page));
                let dot = format!("<use href=\"#dot-{class}\" x={x} y={y}><title>{words}</title></use>");
                writeln!(out, "{}", linked(&dot, &place, page))?;
            }
        }
    }
    writeln!(out, "</svg>")
}

/// Returns the number of markets in each style as text, for screen readers.
fn describe(page: &CoveragePage<'_>) -> String {
    let count =
        |style: &MarketStyle| page.markets().filter(|market| MarketStyle::from_market(market) == *style).count();
    let language = page.language;
    let counted =
        MarketStyle::ALL.iter().map(|style| (count(style), style.words(language))).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = counted
        .map(|(count, style)| language.localize(messages::PageLookCount { look: style, count }).to_string())
        .collect();
    language.localize(messages::PageMapWords { counts: parts.join(" ") }).to_string()
}

fn tooltip(place: &Place, page: &CoveragePage<'_>) -> String {
    match place.country {
        Some(country) => page.tooltip(country),
        None => messages::PageUnlisted.text(page.language).to_owned(),
    }
}

/// Returns a shape as a link to the market in the table, if the country is one.
fn linked(shape: &str, place: &Place, page: &CoveragePage<'_>) -> String {
    match place.country.and_then(|country| page.market(country)) {
        Some(market) => format!("<a href=\"#{}\" tabindex=-1>{shape}</a>", row_id(market)),
        None => shape.to_owned(),
    }
}

/// Returns the pattern of a style in a square of 8 × 8, or `None` if the style is solid.
const fn figure(style: MarketStyle) -> Option<&'static str> {
    match style {
        MarketStyle::Nobody => Some("<path d=\"M0 0 8 8M8 0 0 8\"/>"),
        MarketStyle::NoSales => Some("<path d=\"M-2 6 2 10M0 0 8 8M6-2 10 2\"/>"),
        MarketStyle::SomeStates => Some("<path d=\"M0 2H8M0 6H8\"/>"),
        MarketStyle::OnlyGlobal => Some("<circle cx=2 cy=2 r=1.4 /><circle cx=6 cy=6 r=1.4 />"),
        MarketStyle::OnePerson => Some("<path d=\"M-2 2 2-2M0 8 8 0M6 10 10 6\"/>"),
        MarketStyle::Covered | MarketStyle::Land => None,
    }
}

/// Returns the dot of a small country: a diamond for a gap, a circle for the others; filled, hollow, with a bar or with
/// a point.
const fn dot(style: MarketStyle) -> &'static str {
    match style {
        MarketStyle::Nobody => "<path class=full d=\"M0-8 8 0 0 8-8 0z\"/>",
        MarketStyle::NoSales => "<path d=\"M0-7.5 7.5 0 0 7.5-7.5 0z\"/>",
        MarketStyle::SomeStates => "<circle r=5 /><path d=\"M-5 0H5\"/>",
        MarketStyle::OnlyGlobal => "<circle r=5 /><circle class=full r=1.5 />",
        MarketStyle::OnePerson => "<circle r=5 />",
        MarketStyle::Covered => "<circle class=full r=5.5 />",
        MarketStyle::Land => "<circle r=3.5 />",
    }
}

/// Defines the patterns in two sizes, for large and small screens, and the dots.
fn write_patterns(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<defs>")?;
    for style in MarketStyle::ALL {
        let class = style.class();
        for (size, scale) in [("", "1.1"), ("-large", "3.2")] {
            let Some(figure) = figure(style) else { continue };
            write!(out, "<pattern id={class}{size} class=\"{class} figure\" width=8 height=8 ")?;
            write!(out, "patternUnits=userSpaceOnUse patternTransform=\"scale({scale})\">")?;
            writeln!(out, "<rect class=ground width=8 height=8 />{figure}</pattern>")?;
        }
        writeln!(out, "<g id=dot-{class} class=\"{class} dot\">{}</g>", dot(style))?;
    }
    writeln!(out, "</defs>")
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{every_kind, global};
    use super::*;
    use crate::coverage::Matrix;
    use crate::i18n::Language;
    use crate::report::html::escape;
    use std::collections::BTreeSet;

    fn map(matrix: &Matrix) -> String {
        let mut out = Vec::new();
        write_map(&CoveragePage::new(matrix, Language::En), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_country_of_the_portal_has_a_shape_or_a_dot() {
        let drawn: Vec<Country> =
            places().filter(|p| p.dot.is_some() || !p.shape.is_empty()).filter_map(|p| p.country).collect();
        assert_eq!(drawn.iter().copied().collect::<BTreeSet<_>>(), Country::all().collect());
        assert_eq!(drawn.len(), Country::all().len());
        let page = map(&every_kind());
        for country in Country::all() {
            let tooltip = format!("<title>{} ({}): ", escape(country.name()), country.code());
            assert!(page.contains(&tooltip), "{tooltip}");
        }
    }

    #[test]
    fn land_without_a_code_is_one_shape() {
        let land: Vec<Place> = places().filter(|place| place.country.is_none()).collect();
        assert!(land.len() == 1 && land[0].dot.is_none() && land[0].shape.len() > 200);
    }

    #[test]
    fn the_table_of_shapes_is_small_and_valid() {
        assert!(WORLD.len() < 150_000);
        for place in places() {
            assert!(place.shape.chars().all(|c| "mlz -0123456789".contains(c)));
            if let Some((x, y)) = place.dot {
                let (x, y): (u32, u32) = (x.parse().unwrap(), y.parse().unwrap());
                assert!((30..1985).contains(&x) && (5..895).contains(&y), "{x} {y}");
            }
        }
    }

    /// Returns the class of the group that draws a country.
    fn class<'p>(page: &'p str, code: &str) -> &'p str {
        let tooltip = page.find(&format!("({code}): ")).unwrap();
        let group = page[..tooltip].rfind("<g class=").unwrap() + "<g class=".len();
        page[group..].split('>').next().unwrap()
    }

    #[test]
    fn classes_match_the_coverage() {
        let page = map(&every_kind());
        let classes = ["AT", "CA", "DE", "FR", "IT", "JP"].map(|code| class(&page, code));
        assert_eq!(classes, ["one", "states", "one", "no-sales", "nobody", "land"]);
        let page = map(&global());
        assert!(Country::all().all(|country| page.contains(&format!("({}): only ann@contoso.com", country.code()))));
        assert_eq!(class(&page, "FR"), "global");
        assert!(page.contains("<use href=\"#dot-global\" x=") && !page.contains("<use href=\"#dot-land\""));
    }
}
