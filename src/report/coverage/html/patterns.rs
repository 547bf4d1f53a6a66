//! The patterns and dots of the map, so that the styles differ without colours.

use std::io::{self, Write};

use super::map_style::MarketStyle;

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
pub(super) fn write(out: &mut dyn Write) -> io::Result<()> {
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
