//! Reports of the coverage: the contacts of each market and role.
//!
//! The computation is in `coverage`. This file has the names, counts and remarks that all formats use.

mod csv;
mod html;
mod json;
mod text;
mod xlsx;

pub(crate) use csv::coverage_as_csv;
pub(crate) use html::{CoverageSource, coverage_as_html};
pub(super) use html::{STYLE as COVERAGE_STYLE, write_about, write_coverage};
pub(crate) use json::coverage_as_json;
pub(crate) use text::coverage_as_text;
pub(crate) use xlsx::coverage_as_xlsx;

use std::borrow::Cow;

use crate::contact::Role;
use crate::coverage::{CoverageCounts, CoverageRisk, CoverageStatus, Coverers, Market, Matrix, RoleCount};
use crate::i18n::{Language, messages};

/// Returns the code of a market; that of all other countries is `OOO`.
pub(super) fn code(market: &Market) -> &'static str {
    market.country.map_or("OOO", |country| country.code())
}

/// Returns the name of a market.
pub(super) fn name(market: &Market, matrix: &Matrix, language: Language) -> &'static str {
    match market.country {
        Some(country) => language.country(country.code()),
        None if matrix.markets.len() == 1 => messages::AllCountries.text(language),
        None => messages::AllOtherCountries.text(language),
    }
}

/// Returns the number of markets in each state as a sentence: `41 of 46 markets covered (7 of them weakly), 3 without a
/// Partner sales contact, 2 without any contact`.
pub(crate) fn format_market_counts(counts: &CoverageCounts, language: Language) -> String {
    if counts.markets == 0 {
        return messages::NoMarkets.text(language).to_owned();
    }
    let mut text =
        language.localize(messages::MarketsCovered { count: counts.markets, covered: counts.covered }).to_string();
    if counts.weak > 0 {
        text = language.localize(messages::MarketsWeak { said: text, count: counts.weak }).to_string();
    }
    if counts.no_sales > 0 {
        text = language.localize(messages::MarketsNoSales { said: text, count: counts.no_sales }).to_string();
    }
    if counts.nobody > 0 {
        text = language.localize(messages::MarketsNobody { said: text, count: counts.nobody }).to_string();
    }
    text
}

/// Returns the word for a market's state.
pub(super) const fn word(status: CoverageStatus, language: Language) -> &'static str {
    match status {
        CoverageStatus::Nobody => messages::StandingNobody.text(language),
        CoverageStatus::NoSales => messages::StandingNoSales.text(language),
        CoverageStatus::Weak => messages::StandingWeak.text(language),
        CoverageStatus::Covered => messages::StandingCovered.text(language),
    }
}

/// Returns the address of the only person who covers a market, or `None` if there is nobody or there are several.
pub(super) fn only_person(market: &Market) -> Option<&str> {
    match &market.people {
        Coverers::One(email) => Some(email),
        Coverers::Nobody | Coverers::Several => None,
    }
}

/// Returns the remarks about a market, the gap first. A remark may contain an address of the list, so it must be
/// sanitized or escaped.
pub(super) fn remarks(market: &Market, language: Language) -> Vec<Cow<'static, str>> {
    let gap = match market.status() {
        CoverageStatus::Nobody => Some(messages::RemarkNobody.text(language).into()),
        CoverageStatus::NoSales => Some(messages::RemarkNoSales.text(language).into()),
        CoverageStatus::Weak | CoverageStatus::Covered => None,
    };
    let weak = market.risks().into_iter().map(|risk| match risk {
        CoverageRisk::OnlyGlobal => messages::RemarkOnlyGlobal.text(language).into(),
        CoverageRisk::SalesOnlyGlobal => messages::RemarkSalesOnlyGlobal.text(language).into(),
        CoverageRisk::OnlyStates => {
            language.localize(messages::RemarkOnlyStates { states: states(&market.all()) }).to_string().into()
        }
        CoverageRisk::SalesOnlyStates => {
            let states = states(market.role(Role::Sales));
            language.localize(messages::RemarkSalesOnlyStates { states }).to_string().into()
        }
        CoverageRisk::OnePerson => {
            let person = only_person(market).unwrap_or_default();
            language.localize(messages::RemarkOnePerson { person }).to_string().into()
        }
        CoverageRisk::OneSalesPerson => {
            let person = match &market.sales_people {
                Coverers::One(email) => email,
                Coverers::Nobody | Coverers::Several => "",
            };
            language.localize(messages::RemarkOneSalesPerson { person }).to_string().into()
        }
    });
    gap.into_iter().chain(weak).collect()
}

/// Returns the states that contacts cover, as in a canonical cell.
pub(super) fn states(count: &RoleCount) -> String {
    count.states.iter().map(|state| state.code()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Country;
    use crate::contact_list::ContactGroups;
    use crate::contact_list::tests::list;
    use crate::coverage::Coverage;

    /// Returns a market in each state: AT covered, CA in part, DE by one person, FR without sales, IT by nobody.
    pub(super) fn every_kind() -> Matrix {
        let list = list(&[
            "Ann,ann@contoso.com,CEO,Partner sales,\"AT, DE\",",
            "Ann,Ann@contoso.com,CEO,Partner marketing,DE,",
            "Bob,bob@contoso.com,CEO,Partner marketing,\"AT, FR\",",
            "Cy,cy@contoso.com,CEO,Partner sales,CA,\"CA-QC, CA-ON\"",
            "Di,di@contoso.com,CEO,Partner customer success manager,CA,",
        ]);
        matrix(&list, &["AT", "CA", "DE", "FR", "IT"])
    }

    #[test]
    fn totals_are_a_sentence() {
        let counts = CoverageCounts { markets: 46, covered: 41, no_sales: 3, nobody: 2, weak: 7, one_person: 0 };
        let expected =
            "41 of 46 markets covered (7 of them weakly), 3 without a Partner sales contact, 2 without any contact";
        assert_eq!(format_market_counts(&counts, Language::En), expected);
        let one = CoverageCounts { markets: 1, covered: 1, ..CoverageCounts::default() };
        assert_eq!(format_market_counts(&one, Language::En), "1 of 1 market covered");
    }

    /// Returns the coverage of one contact for all countries.
    pub(super) fn global() -> Matrix {
        matrix(&list(&["Ann,ann@contoso.com,CEO,Partner sales,OOO,"]), &[])
    }

    pub(super) fn matrix(list: &crate::contact_list::List, markets: &[&str]) -> Matrix {
        let markets: Vec<Country> = markets.iter().map(|code| Country::from_code(code).unwrap()).collect();
        Coverage::from_list(list, &ContactGroups::new(list)).matrix(&markets)
    }

    #[test]
    fn remarks_name_gaps_and_risks() {
        let matrix = every_kind();
        let text: Vec<String> = matrix.markets.iter().map(|market| remarks(market, Language::En).join("; ")).collect();
        let expected = [
            "Partner sales only by ann@contoso.com",
            "Partner sales only in CA-ON, CA-QC; Partner sales only by cy@contoso.com",
            "only ann@contoso.com",
            "no Partner sales contact; only bob@contoso.com",
            "nobody covers it",
        ];
        assert_eq!(text, expected);
        assert_eq!(name(&global().markets[0], &global(), Language::En), "all countries");
    }
}
