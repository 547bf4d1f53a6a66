//! Who covers what, as people and programs read it.

mod csv;
mod html;
mod json;
mod text;
mod xlsx;

pub use csv::coverage_as_csv;
pub use html::coverage_as_html;
pub use json::coverage_as_json;
pub use text::coverage_as_text;
pub use xlsx::coverage_as_xlsx;

use std::borrow::Cow;

use crate::coverage::{Held, Market, Matrix, People, Standing, Weakness};
use crate::model::Role;

/// The code of a market; that of all other countries is `OOO`.
pub(super) fn code(market: &Market) -> &'static str {
    market.country.map_or("OOO", |country| country.code())
}

/// The name of a market.
pub(super) fn name(market: &Market, matrix: &Matrix) -> &'static str {
    match market.country {
        Some(country) => country.name(),
        None if matrix.markets.len() == 1 => "all countries",
        None => "all other countries",
    }
}

/// The word for how a market stands.
pub(super) const fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Nobody => "nobody",
        Standing::NoSales => "no sales",
        Standing::Weak => "weak",
        Standing::Covered => "covered",
    }
}

/// The address of the one person who covers a market.
pub(super) fn only_person(market: &Market) -> Option<&str> {
    match &market.people {
        People::One(email) => Some(email),
        People::Nobody | People::Several => None,
    }
}

/// What there is to say of a market, the gap first. It holds an address as it stands in the list.
pub(super) fn remarks(market: &Market) -> Vec<Cow<'static, str>> {
    let gap = match market.standing() {
        Standing::Nobody => Some("nobody covers it".into()),
        Standing::NoSales => Some("no Partner sales contact".into()),
        Standing::Weak | Standing::Covered => None,
    };
    let weak = market.weaknesses().into_iter().map(|weakness| match weakness {
        Weakness::OnlyGlobal => "only by OOO".into(),
        Weakness::SalesOnlyGlobal => "Partner sales only by OOO".into(),
        Weakness::OnlyStates => format!("only in {}", states(&market.all())).into(),
        Weakness::SalesOnlyStates => format!("Partner sales only in {}", states(market.role(Role::Sales))).into(),
        Weakness::OnePerson => format!("only {}", only_person(market).unwrap_or_default()).into(),
    });
    gap.into_iter().chain(weak).collect()
}

/// The states that contacts name, as a cell has them.
pub(super) fn states(held: &Held) -> String {
    held.states.iter().map(|state| state.code()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Coverage;
    use crate::list::Identities;
    use crate::list::tests::list;
    use crate::model::Country;

    /// A market of every kind: AT covered, CA in part, DE by one person, FR without sales, IT by nobody.
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

    /// One contact, for all countries.
    pub(super) fn global() -> Matrix {
        matrix(&list(&["Ann,ann@contoso.com,CEO,Partner sales,OOO,"]), &[])
    }

    pub(super) fn matrix(list: &crate::list::List, markets: &[&str]) -> Matrix {
        let markets: Vec<Country> = markets.iter().map(|code| Country::from_code(code).unwrap()).collect();
        Coverage::of(list, &Identities::of(list)).matrix(&markets)
    }

    #[test]
    fn remarks_say_what_is_wrong_and_what_is_weak() {
        let matrix = every_kind();
        let said: Vec<String> = matrix.markets.iter().map(|market| remarks(market).join("; ")).collect();
        let expected = [
            "",
            "Partner sales only in CA-ON, CA-QC",
            "only ann@contoso.com",
            "no Partner sales contact; only bob@contoso.com",
            "nobody covers it",
        ];
        assert_eq!(said, expected);
        assert_eq!(name(&global().markets[0], &global()), "all countries");
    }
}
