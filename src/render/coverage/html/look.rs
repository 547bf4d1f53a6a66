use crate::coverage::{Market, Standing, Weakness};
use crate::words::{Language, say};

/// How a market is drawn. What looks alike stands together, in the order of [`Look::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Nobody,
    NoSales,
    SomeStates,
    OnlyGlobal,
    OnePerson,
    Covered,
    /// It is not a market.
    Land,
}

impl Look {
    /// All of them, the worst first.
    pub(super) const ALL: [Look; 7] =
        [Look::Nobody, Look::NoSales, Look::SomeStates, Look::OnlyGlobal, Look::OnePerson, Look::Covered, Look::Land];

    /// The look of a market; of several weaknesses the one by which most is missing. What all other countries have is by `OOO`.
    pub(super) fn of(market: &Market) -> Look {
        let weaknesses = market.weaknesses();
        let has = |weakness| weaknesses.contains(&weakness);
        match market.standing() {
            Standing::Nobody => Look::Nobody,
            Standing::NoSales => Look::NoSales,
            _ if has(Weakness::OnlyStates) || has(Weakness::SalesOnlyStates) => Look::SomeStates,
            _ if has(Weakness::OnlyGlobal) || has(Weakness::SalesOnlyGlobal) => Look::OnlyGlobal,
            _ if market.country.is_none() => Look::OnlyGlobal,
            _ if has(Weakness::OnePerson) => Look::OnePerson,
            _ => Look::Covered,
        }
    }

    /// The name of its class and its pattern.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Look::Nobody => "nobody",
            Look::NoSales => "no-sales",
            Look::SomeStates => "states",
            Look::OnlyGlobal => "global",
            Look::OnePerson => "one",
            Look::Covered => "covered",
            Look::Land => "land",
        }
    }

    /// What it means.
    pub(super) const fn words(self, language: Language) -> &'static str {
        match self {
            Look::Nobody => say::LookNobody.text(language),
            Look::NoSales => say::LookNoSales.text(language),
            Look::SomeStates => say::LookSomeStates.text(language),
            Look::OnlyGlobal => say::LookOnlyGlobal.text(language),
            Look::OnePerson => say::LookOnePerson.text(language),
            Look::Covered => say::LookCovered.text(language),
            Look::Land => say::LookLand.text(language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{every_kind, global, matrix};
    use super::*;
    use crate::list::tests::list;

    #[test]
    fn a_market_looks_as_it_stands() {
        let looks: Vec<Look> = every_kind().markets.iter().map(Look::of).collect();
        assert_eq!(looks, [Look::Covered, Look::SomeStates, Look::OnePerson, Look::NoSales, Look::Nobody]);
        assert_eq!(Look::of(&global().markets[0]), Look::OnlyGlobal);
    }

    #[test]
    fn the_weakness_by_which_most_is_missing_shows() {
        let look = |rows: &[&str], market| Look::of(&matrix(&list(rows), &[market]).markets[0]);
        let global = "Ann,ann@contoso.com,CEO,Partner sales,OOO,";
        assert_eq!(look(&[global], "FR"), Look::OnlyGlobal);
        assert_eq!(look(&[global, "Bob,bob@contoso.com,CEO,Partner marketing,FR,"], "FR"), Look::OnlyGlobal);
        assert_eq!(look(&["Ann,ann@contoso.com,CEO,Partner sales,US,US-WA"], "US"), Look::SomeStates);
        assert_eq!(look(&["Ann,ann@contoso.com,CEO,Partner marketing,US,US-WA"], "US"), Look::NoSales);
    }

    #[test]
    fn every_look_stands_in_the_style_sheet() {
        assert!(Look::ALL.is_sorted());
        for look in Look::ALL {
            assert!(super::super::STYLE.contains(&format!(".{} ", look.class())), "{look:?}");
        }
    }
}
