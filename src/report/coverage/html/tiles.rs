//! A map of Europe with a tile for each country, for small screens, on which most of its countries are too small on the
//! world map to be seen or tapped.

use std::io::{self, Write};

use super::map_style::MarketStyle;
use super::{CoveragePage, row_id};
use crate::contact::Country;
use crate::i18n::messages;

/// The rows of the map, from north to south; a dot is sea.
const EUROPE: [&str; 9] = [
    "IS .  .  FO NO SE AX FI .  .",
    ".  IM .  .  DK .  .  EE .  RU",
    "IE GB .  NL DE PL LT LV .  .",
    "GG JE BE LU CZ SK BY UA .  .",
    ".  .  FR CH LI AT HU MD .  .",
    "PT ES AD MC SM SI HR RO .  GE",
    ".  GI .  IT VA BA RS BG .  AZ",
    ".  .  .  .  ME MK AL GR TR AM",
    ".  .  .  MT .  .  .  .  CY .",
];

fn tiles() -> impl Iterator<Item = Option<Country>> {
    EUROPE.iter().flat_map(|row| row.split_whitespace()).map(Country::from_code)
}

/// Writes the map, unless no country on it is a market. A tile leads to the market in the table.
pub(super) fn write_tiles(page: &CoveragePage<'_>, out: &mut dyn Write) -> io::Result<()> {
    if tiles().flatten().all(|country| page.market(country).is_none()) {
        return Ok(());
    }
    writeln!(out, "<nav class=tiles aria-label=\"{}\">", messages::PageEurope.text(page.language))?;
    for tile in tiles() {
        match tile.map(|country| (country, page.market(country))) {
            None => writeln!(out, "<span></span>")?,
            Some((country, None)) => writeln!(out, "<span class=land>{}</span>", country.code())?,
            Some((country, Some(market))) => {
                let (class, words) = (MarketStyle::from_market(market).class(), page.tooltip(country));
                write!(out, "<a class={class} href=\"#{}\" title=\"{words}\">", row_id(market))?;
                write!(out, "<svg viewBox=\"-9 -9 18 18\" aria-hidden=true><use href=\"#dot-{class}\"/></svg>")?;
                writeln!(out, "{}</a>", country.code())?;
            }
        }
    }
    writeln!(out, "</nav>")
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::every_kind;
    use super::*;
    use crate::coverage::Coverage;
    use crate::i18n::Language;
    use std::collections::BTreeSet;

    fn written(matrix: &crate::coverage::Matrix) -> String {
        let mut out = Vec::new();
        write_tiles(&CoveragePage::new(matrix, Language::En), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_tile_is_a_country_or_sea() {
        let words: Vec<&str> = EUROPE.iter().flat_map(|row| row.split_whitespace()).collect();
        assert!(words.len() == 90 && EUROPE.iter().all(|row| row.split_whitespace().count() == 10));
        let countries: BTreeSet<Country> = tiles().flatten().collect();
        assert_eq!(countries.len(), words.iter().filter(|word| **word != ".").count(), "a code is unknown or repeated");
    }

    #[test]
    fn tiles_lead_to_the_markets() {
        let page = written(&every_kind());
        assert!(page.contains("<a class=nobody href=\"#m-IT\" title=\"Italy (IT): nobody covers it\">"), "{page}");
        assert!(page.contains("<span class=land>ES</span>"));
        assert_eq!(written(&Coverage::default().matrix(&[])), "");
    }
}
