//! Lookup of places and subdivisions that have the name of another country: Granada in Spain, Lebanon in Ohio.

use std::cell::RefCell;

use super::generated::{HOMONYMS, HOMONYMS_MAX_LENGTH};
use super::memo::{Memo, memoize};
use super::{by_name, folding};
use crate::contact::{Country, State};

/// A place or subdivision with the name of a country that it isn't in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Homonym {
    /// The country that the place is in.
    pub(crate) country: Country,
    /// The state that the place is in, or is, if the portal has states of the country.
    pub(crate) state: Option<State>,
    /// The country of this name.
    pub(crate) means: Country,
    /// Whether the place is only meant beside its state: "Mexico, Missouri", but not "Mexico, USA".
    pub(super) needs_state: bool,
}

/// The country or state that is written beside a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    Country(Country),
    State(State),
}

/// Returns whether a country's name is that of a place in another country.
pub(crate) fn has_homonym(name: &str) -> bool {
    !homonyms(name).is_empty()
}

fn homonyms(name: &str) -> &'static [Homonym] {
    thread_local!(static ANSWERS: RefCell<Memo<&'static [Homonym]>> = RefCell::default());
    memoize(&ANSWERS, name, |name| {
        let known = |key: &str| HOMONYMS.get(key).copied();
        by_name(name, HOMONYMS_MAX_LENGTH, folding::name_key_into, known).unwrap_or_default()
    })
}

/// Returns the place of this name in a country or state if the name is also another country's. If it is that of several,
/// returns one.
pub(crate) fn is_place_in(name: &str, within: Within) -> Option<Homonym> {
    homonyms(name).iter().copied().find(|homonym| match within {
        Within::Country(country) => homonym.country == country && !homonym.needs_state,
        Within::State(state) => homonym.state == Some(state),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{CountryMatch, country_meaning};
    use super::*;

    fn within(code: &str) -> Within {
        State::from_code(code).map_or_else(|| Within::Country(Country::from_code(code).unwrap()), Within::State)
    }

    #[test]
    fn places_are_found_in_their_country_or_state() {
        for (name, code, means) in [
            ("Granada", "ES", Some("GD")),
            ("GRANADA", "NI", Some("GD")),
            ("Granada", "CO", Some("GD")),
            ("Granada", "DE", None),
            ("Salvador", "BR", Some("SV")),
            ("Guadalupe", "MX", Some("GP")),
            ("Guadalupe", "CR", Some("GP")),
            ("Georgia", "US", Some("GE")),
            ("Georgia", "US-GA", Some("GE")),
            ("Georgia", "AM", None),
            ("Géorgie", "US", Some("GE")),
            ("Lebanon", "US-OH", Some("LB")),
            ("Lebanon", "US", Some("LB")),
            ("Lebanon", "US-CA", None),
            ("Peru", "US-IN", Some("PE")),
            ("Mexico", "US-MO", Some("MX")),
            ("Mexico", "US", None),
            ("Mexico", "MX", None),
            ("Luxembourg", "BE", Some("LU")),
            ("Luxemburg", "BE", Some("LU")),
            ("Niger", "NG", Some("NE")),
            ("London", "CA-ON", Some("GB")),
            ("Panama City", "US-FL", Some("PA")),
            ("Panama City", "PA", None),
            // They are parts of France.
            ("Martinique", "FR", None),
            ("La Réunion", "FR", None),
            // They are lists of countries.
            ("El Salvador", "BR", None),
            ("Brazil", "SV", None),
            ("Armenia", "GE", None),
        ] {
            assert_eq!(is_place_in(name, within(code)).map(|found| found.means.code()), means, "{name} {code}");
        }
    }

    #[test]
    fn every_place_has_the_name_of_its_country() {
        fn may_mean(meaning: &CountryMatch, country: Country) -> bool {
            match meaning {
                CountryMatch::Country(known) => *known == country,
                CountryMatch::Suggested(meaning) => may_mean(meaning, country),
                CountryMatch::Ambiguous(meanings) => meanings.iter().any(|meaning| may_mean(meaning, country)),
                CountryMatch::Global | CountryMatch::Unlisted(_) => false,
            }
        }
        let rows: Vec<&str> = include_str!("data/place-homonyms.csv").lines().skip(1).collect();
        assert!(rows.len() > 250, "{}", rows.len());
        let is_wrong = |row: &&str| {
            let cells: Vec<&str> = row.split(',').collect();
            let [name, country, state, means, qualified_by] = cells[..] else { panic!("{row}") };
            let (country, means) = (Country::from_code(country).unwrap(), Country::from_code(means).unwrap());
            let is_found = |within| is_place_in(name, within).is_some_and(|found| found.country == country);
            let is_state = state.is_empty() || is_found(Within::State(State::from_code(state).unwrap()));
            !country_meaning(name).is_some_and(|meaning| may_mean(&meaning, means))
                || !is_state
                || qualified_by.is_empty() && !is_found(Within::Country(country))
        };
        let wrong: Vec<&str> = rows.into_iter().filter(is_wrong).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
