//! Who covers what, as people and programs read it.

use super::sanitized;
use crate::coverage::{Counts, Market, People, Standing, Weakness};
use crate::model::Role;

/// The roles in short, for the heads of narrow columns, in the order of [`Role::ALL`].
pub(super) const fn short_name(role: Role) -> &'static str {
    match role {
        Role::Marketing => "Marketing",
        Role::Sales => "Sales",
        Role::TechnicalSales => "Technical",
        Role::CustomerSuccess => "Success",
    }
}

/// The code of a market; that of all other countries is `OOO`.
pub(super) fn code(market: &Market) -> &'static str {
    market.country.map_or("OOO", |country| country.code())
}

/// The name of a market; `is_alone` where there is no other.
pub(super) fn name(market: &Market, is_alone: bool) -> &'static str {
    match market.country {
        Some(country) => country.name(),
        None if is_alone => "all countries",
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

/// What there is to say of a market, the gap first.
pub(super) fn remarks(market: &Market) -> Vec<String> {
    let gap = match market.standing() {
        Standing::Nobody => Some("nobody covers it".to_owned()),
        Standing::NoSales => Some("no Partner sales contact".to_owned()),
        Standing::Weak | Standing::Covered => None,
    };
    let states =
        |held: &crate::coverage::Held| held.states.iter().map(|state| state.code()).collect::<Vec<_>>().join(", ");
    let weak = market.weaknesses().into_iter().map(|weakness| match weakness {
        Weakness::OnlyGlobal => "only by OOO".to_owned(),
        Weakness::SalesOnlyGlobal => "Partner sales only by OOO".to_owned(),
        Weakness::OnlyStates => format!("only {}", states(&market.all())),
        Weakness::SalesOnlyStates => format!("Partner sales only {}", states(market.role(Role::Sales))),
        Weakness::OnePerson => match &market.people {
            People::One(email) => format!("only {}", sanitized(email)),
            People::Nobody | People::Several => "only one person".to_owned(),
        },
    });
    gap.into_iter().chain(weak).collect()
}

/// The coverage in a sentence: `41 of 46 markets covered, 3 without a Partner sales contact, 2 with nobody`.
pub(super) fn sentence(counts: Counts) -> String {
    let markets = if counts.markets == 1 { "market" } else { "markets" };
    let parts = [
        (counts.no_sales, "without a Partner sales contact"),
        (counts.nobody, "with nobody"),
        (counts.weak, "with a weak spot"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
    format!("{} of {} {markets} covered{}", counts.covered, counts.markets, parts.collect::<String>())
}
