//! The style of a market on the map: the class of its colour and pattern.

use crate::coverage::{CoverageRisk, CoverageStatus, Market};
use crate::i18n::{Language, messages};

/// The style of a market. Markets of one style are drawn together, in the order of [`MarketStyle::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarketStyle {
    Nobody,
    NoSales,
    SomeStates,
    OnlyGlobal,
    OnePerson,
    Covered,
    /// Not a market.
    Land,
}

impl MarketStyle {
    /// All styles, the worst first.
    pub(super) const ALL: [MarketStyle; 7] = [
        MarketStyle::Nobody,
        MarketStyle::NoSales,
        MarketStyle::SomeStates,
        MarketStyle::OnlyGlobal,
        MarketStyle::OnePerson,
        MarketStyle::Covered,
        MarketStyle::Land,
    ];

    /// Returns the style of a market. If it has several weaknesses, the one that lacks most determines the style. The
    /// market of all other countries counts as covered by `OOO`.
    pub(super) fn from_market(market: &Market) -> MarketStyle {
        let risks = market.risks();
        let has = |risk| risks.contains(&risk);
        match market.status() {
            CoverageStatus::Nobody => MarketStyle::Nobody,
            CoverageStatus::NoSales => MarketStyle::NoSales,
            _ if has(CoverageRisk::OnlyStates) || has(CoverageRisk::SalesOnlyStates) => MarketStyle::SomeStates,
            _ if has(CoverageRisk::OnlyGlobal) || has(CoverageRisk::SalesOnlyGlobal) => MarketStyle::OnlyGlobal,
            _ if market.country.is_none() => MarketStyle::OnlyGlobal,
            _ if market.depends_on_one_person() => MarketStyle::OnePerson,
            _ => MarketStyle::Covered,
        }
    }

    /// Returns the name of the CSS class and of the pattern.
    pub(super) const fn class(self) -> &'static str {
        match self {
            MarketStyle::Nobody => "nobody",
            MarketStyle::NoSales => "no-sales",
            MarketStyle::SomeStates => "states",
            MarketStyle::OnlyGlobal => "global",
            MarketStyle::OnePerson => "one",
            MarketStyle::Covered => "covered",
            MarketStyle::Land => "land",
        }
    }

    /// Returns the text for the legend.
    pub(super) const fn words(self, language: Language) -> &'static str {
        match self {
            MarketStyle::Nobody => messages::LookNobody.text(language),
            MarketStyle::NoSales => messages::LookNoSales.text(language),
            MarketStyle::SomeStates => messages::LookSomeStates.text(language),
            MarketStyle::OnlyGlobal => messages::LookOnlyGlobal.text(language),
            MarketStyle::OnePerson => messages::LookOnePerson.text(language),
            MarketStyle::Covered => messages::LookCovered.text(language),
            MarketStyle::Land => messages::LookLand.text(language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{every_kind, global, matrix};
    use super::*;
    use crate::contact_list::tests::list;

    #[test]
    fn styles_match_the_coverage() {
        let styles: Vec<MarketStyle> = every_kind().markets.iter().map(MarketStyle::from_market).collect();
        assert_eq!(
            styles,
            [
                MarketStyle::OnePerson,
                MarketStyle::SomeStates,
                MarketStyle::OnePerson,
                MarketStyle::NoSales,
                MarketStyle::Nobody
            ]
        );
        assert_eq!(MarketStyle::from_market(&global().markets[0]), MarketStyle::OnlyGlobal);
        let two = list(&["A,a@contoso.com,CEO,Partner sales,FR,", "B,b@contoso.com,CEO,Partner sales,FR,"]);
        assert_eq!(MarketStyle::from_market(&matrix(&two, &["FR"]).markets[0]), MarketStyle::Covered);
    }

    #[test]
    fn the_greatest_risk_determines_the_style() {
        let style = |rows: &[&str], market| MarketStyle::from_market(&matrix(&list(rows), &[market]).markets[0]);
        let global = "Ann,ann@contoso.com,CEO,Partner sales,OOO,";
        assert_eq!(style(&[global], "FR"), MarketStyle::OnlyGlobal);
        assert_eq!(style(&[global, "Bob,bob@contoso.com,CEO,Partner marketing,FR,"], "FR"), MarketStyle::OnlyGlobal);
        assert_eq!(style(&["Ann,ann@contoso.com,CEO,Partner sales,US,US-WA"], "US"), MarketStyle::SomeStates);
        assert_eq!(style(&["Ann,ann@contoso.com,CEO,Partner marketing,US,US-WA"], "US"), MarketStyle::NoSales);
    }

    #[test]
    fn every_style_is_in_the_style_sheet() {
        assert!(MarketStyle::ALL.is_sorted());
        for style in MarketStyle::ALL {
            assert!(super::super::STYLE.contains(&format!(".{} ", style.class())), "{style:?}");
        }
    }
}
