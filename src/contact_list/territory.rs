//! The countries and states of a contact as sets of bits, which are fast to compare and join.

use std::fmt;
use std::sync::LazyLock;

use crate::contact::{Contact, Countries, Country, State, States};

/// The area that a contact covers: of each country nothing, some of its states, or the whole.
///
/// A country without listed states is covered as a whole. `OOO` covers all countries as a whole, except those with
/// listed states. Source: the Partner Center document on the Co-sell tab, 28 October 2020, "Contacts".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Territory {
    pub(crate) is_global: bool,
    /// One bit per country; all 0 if `is_global`.
    pub(crate) countries: [u64; 4],
    /// One bit per state.
    pub(crate) states: u128,
}

/// Returns the countries that have states in the portal's table, with the bits of those states.
pub(crate) fn countries_with_states() -> &'static [(Country, u128)] {
    static DIVIDED: LazyLock<Vec<(Country, u128)>> = LazyLock::new(|| {
        let mut countries_with_states: Vec<(Country, u128)> = Vec::new();
        for state in State::all() {
            match countries_with_states.iter_mut().find(|(country, _)| *country == state.country()) {
                Some((_, states)) => *states |= bit(state),
                None => countries_with_states.push((state.country(), bit(state))),
            }
        }
        countries_with_states
    });
    &DIVIDED
}

/// Returns the bits of a country's states; 0 if it has none in the portal's table.
pub(crate) fn states_of(country: Country) -> u128 {
    countries_with_states().iter().find(|(divided, _)| *divided == country).map_or(0, |(_, states)| *states)
}

/// Returns the states of a country that a territory lists; none if it covers the whole country.
pub(crate) fn states_in(country: Country, scope: &Territory) -> States {
    let states = states_of(country) & scope.states;
    State::all().filter(|state| states & bit(*state) != 0).collect()
}

fn bit(state: State) -> u128 {
    1 << state.0
}

impl Territory {
    /// Returns the territory of a Countries/Regions cell and a States/Provinces cell.
    pub(crate) fn new(countries: &Countries, states: &[State]) -> Self {
        let mut scope = Territory::default();
        match countries {
            Countries::Global => scope.is_global = true,
            Countries::Listed(listed) => listed.iter().for_each(|country| scope.add(*country)),
        }
        scope.states = states.iter().fold(0, |bits, state| bits | bit(*state));
        scope
    }

    /// Returns the territory of a contact.
    pub(crate) fn from_contact(contact: &Contact<'_>) -> Self {
        Territory::new(&contact.countries, &contact.states)
    }

    pub(crate) fn add(&mut self, country: Country) {
        self.countries[usize::from(country.0) / 64] |= 1 << (country.0 % 64);
    }

    /// Returns whether the Countries/Regions cell is `OOO`, all countries.
    pub(crate) fn is_global(&self) -> bool {
        self.is_global
    }

    /// Returns whether a country is covered, as a whole or in part.
    pub(crate) fn has(&self, country: Country) -> bool {
        self.is_global || self.countries[usize::from(country.0) / 64] >> (country.0 % 64) & 1 == 1
    }

    /// Returns whether a country is covered as a whole.
    pub(crate) fn has_whole(&self, country: Country) -> bool {
        self.has(country) && self.states & states_of(country) == 0
    }

    /// Returns whether a state is listed.
    pub(crate) fn names(&self, state: State) -> bool {
        self.states & bit(state) != 0
    }

    /// Returns whether a state is covered, by itself or with its whole country.
    pub(crate) fn has_state(&self, state: State) -> bool {
        self.has(state.country()) && (self.names(state) || self.has_whole(state.country()))
    }

    /// Returns whether all of another territory is covered. A whole country is more than all of its states.
    pub(crate) fn covers(&self, other: &Territory) -> bool {
        let covers_part = |country: Country| {
            let states = states_of(country);
            !other.has_whole(country) && other.states & !self.states & states == 0
        };
        let is_covered = |country: Country| {
            !other.has(country) || self.has_whole(country) || (self.has(country) && covers_part(country))
        };
        self == other || Country::all().all(is_covered)
    }

    /// Returns whether any place is covered by both.
    pub(crate) fn overlaps(&self, other: &Territory) -> bool {
        let shared = |country: Country| {
            let states = states_of(country);
            let is_part = |scope: &Territory| scope.states & states != 0;
            self.has(country)
                && other.has(country)
                && (!is_part(self) || !is_part(other) || self.states & other.states & states != 0)
        };
        Country::all().any(shared)
    }

    /// Returns the union. `OOO` includes all other countries, and a country that one of them covers as a whole has no
    /// listed states.
    #[must_use]
    pub(crate) fn joined(mut self, other: &Territory) -> Territory {
        let mut states = self.states | other.states;
        if states != 0 {
            for (country, states_of_country) in countries_with_states() {
                if self.has_whole(*country) || other.has_whole(*country) {
                    states &= !states_of_country;
                }
            }
        }
        self.states = states;
        self.is_global |= other.is_global;
        if self.is_global {
            self.countries = [0; 4];
        } else {
            self.countries.iter_mut().zip(other.countries).for_each(|(bits, other)| *bits |= other);
        }
        self
    }

    /// Returns the countries for a cell, sorted by code.
    pub(crate) fn countries(&self) -> Countries {
        if self.is_global { Countries::Global } else { Countries::Listed(self.listed().collect()) }
    }

    /// Returns the listed countries, sorted by code; none if the territory is global.
    pub(crate) fn listed(&self) -> impl Iterator<Item = Country> {
        let (mut words, mut word) = (self.countries, 0);
        std::iter::from_fn(move || {
            while words.get(word)? == &0 {
                word += 1;
            }
            let bit = words[word].trailing_zeros() as u8;
            words[word] &= words[word] - 1;
            Some(Country(word as u8 * 64 + bit))
        })
    }

    /// Returns the states for a cell, sorted by code.
    pub(crate) fn states(&self) -> States {
        bits_of(self.states).map(State).collect()
    }
}

impl fmt::Display for Territory {
    /// Writes the codes, with the states in parentheses after their country: `CA, US (US-OR, US-WA)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let states = self.states();
        let listed_states = |country: Option<Country>| {
            let is_listed = |state: &&State| country.is_none_or(|country| state.country() == country);
            let codes: Vec<&str> = states.iter().filter(is_listed).map(|state| state.code()).collect();
            if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) }
        };
        match self.countries() {
            Countries::Global => write!(f, "OOO{}", listed_states(None)),
            Countries::Listed(listed) => listed.iter().enumerate().try_for_each(|(index, country)| {
                write!(f, "{}{}{}", if index == 0 { "" } else { ", " }, country.code(), listed_states(Some(*country)))
            }),
        }
    }
}

/// Returns the positions of the bits that are 1.
fn bits_of(mut bits: u128) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let position = (bits != 0).then(|| bits.trailing_zeros() as u8)?;
        bits &= bits - 1;
        Some(position)
    })
}

/// Parses a territory from its display form, such as `US (US-WA), CA`.
#[cfg(test)]
pub(crate) fn scope(text: &str) -> Territory {
    let mut scope = Territory::default();
    for code in text.split([',', ' ', '(', ')']).filter(|code| !code.is_empty()) {
        match (Country::from_code(code), State::from_code(code)) {
            (Some(country), _) => scope.add(country),
            (None, Some(state)) => scope.states |= bit(state),
            (None, None) => {
                assert_eq!(code, "OOO");
                scope.is_global = true;
            }
        }
    }
    scope
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(one: &str, other: &str) -> String {
        assert_eq!(scope(one).joined(&scope(other)), scope(other).joined(&scope(one)));
        scope(one).joined(&scope(other)).to_string()
    }

    #[test]
    fn union_of_countries_and_states() {
        assert_eq!(joined("US (US-WA), DE", "CA, US (US-OR)"), "CA, DE, US (US-OR, US-WA)");
    }

    #[test]
    fn a_whole_country_absorbs_its_states_and_no_others() {
        assert_eq!(joined("US (US-WA), CA (CA-QC)", "US"), "CA (CA-QC), US");
        assert_eq!(joined("US (US-WA)", "CA"), "CA, US (US-WA)");
    }

    #[test]
    fn all_countries_absorb_the_listed() {
        assert_eq!(joined("US (US-WA)", "OOO"), "OOO");
        // OOO with states covers all other countries as a whole, and only those states of their country.
        assert_eq!(joined("OOO (US-WA)", "CA"), "OOO (US-WA)");
        assert_eq!(joined("OOO (US-WA)", "US"), "OOO");
        assert_eq!(joined("OOO (US-WA)", "US (US-OR)"), "OOO (US-OR, US-WA)");
        assert_eq!(joined("OOO (US-WA)", "CA (CA-QC)"), "OOO (US-WA)");
    }

    #[test]
    fn territories_overlap_if_both_cover_a_place() {
        let overlap = |one: &str, other: &str| scope(one).overlaps(&scope(other)) && scope(other).overlaps(&scope(one));
        assert!(overlap("DE, FR", "FR, IT") && overlap("OOO", "DE") && overlap("US (US-WA)", "US"));
        assert!(!overlap("DE", "FR") && !overlap("US (US-WA)", "US (US-OR)") && overlap("OOO (US-WA)", "US (US-WA)"));
    }

    #[test]
    fn a_territory_covers_another() {
        let covers = |one: &str, other: &str| scope(one).covers(&scope(other));
        for (one, other) in [("DE, FR", "FR"), ("OOO", "DE, US (US-WA)"), ("US", "US (US-WA)"), ("DE", "DE")] {
            assert!(covers(one, other), "{one}: {other}");
            assert!(!covers(other, one) || one == other, "{other}: {one}");
        }
        assert!(covers("OOO (US-WA)", "CA, US (US-WA)") && !covers("OOO (US-WA)", "US (US-OR)"));
        assert!(covers("US (US-OR, US-WA)", "US (US-WA)") && !covers("OOO (US-WA)", "OOO"));
        let state = |code: &str| State::from_code(code).unwrap();
        assert!(scope("US").has_state(state("US-WA")) && scope("OOO (US-OR)").has_state(state("CA-QC")));
        assert!(!scope("US (US-OR)").has_state(state("US-WA")) && !scope("DE").has_state(state("US-WA")));
    }

    #[test]
    fn every_country_and_state_has_a_bit() {
        let all = Territory::new(&Countries::Listed(Country::all().collect()), &State::all().collect::<Vec<_>>());
        assert_eq!(all.countries(), Countries::Listed(Country::all().collect()));
        assert_eq!(all.states(), State::all().collect::<States>());
        assert_eq!(
            countries_with_states().iter().map(|(country, _)| country.code()).collect::<Vec<_>>(),
            ["AU", "CA", "US"]
        );
    }
}
