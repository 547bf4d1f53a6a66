use std::fmt;
use std::sync::LazyLock;

use crate::contact::{Contact, Countries, Country, State, States};

/// What a contact covers: of each country nothing, some of its states, or the whole.
///
/// A country without states is covered whole, and `OOO` covers all countries whole but those that it has states of. Source:
/// the Partner Center document on the Co-sell tab, 28 October 2020, "Contacts".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Territory {
    pub(crate) is_global: bool,
    /// A bit for each country; none where it is global.
    pub(crate) countries: [u64; 4],
    /// A bit for each state.
    pub(crate) states: u128,
}

/// The countries that have states in the portal's table, and a bit for each of those states.
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

fn bit(state: State) -> u128 {
    1 << state.0
}

impl Territory {
    /// The scope of a Countries/Regions cell and a States/Provinces cell.
    pub(crate) fn new(countries: &Countries, states: &[State]) -> Self {
        let mut scope = Territory::default();
        match countries {
            Countries::Global => scope.is_global = true,
            Countries::Listed(listed) => listed.iter().for_each(|country| scope.add(*country)),
        }
        scope.states = states.iter().fold(0, |bits, state| bits | bit(*state));
        scope
    }

    /// What a contact covers.
    pub(crate) fn of(contact: &Contact<'_>) -> Self {
        Territory::new(&contact.countries, &contact.states)
    }

    pub(crate) fn add(&mut self, country: Country) {
        self.countries[usize::from(country.0) / 64] |= 1 << (country.0 % 64);
    }

    /// Whether it is all countries.
    pub(crate) fn is_global(&self) -> bool {
        self.is_global
    }

    /// Whether a country is covered, whole or in part.
    pub(crate) fn has(&self, country: Country) -> bool {
        self.is_global || self.countries[usize::from(country.0) / 64] >> (country.0 % 64) & 1 == 1
    }

    /// Whether the whole of a country is covered.
    pub(crate) fn has_whole(&self, country: Country) -> bool {
        let own = countries_with_states()
            .iter()
            .find(|(countries_with_states, _)| *countries_with_states == country)
            .map_or(0, |(_, states)| *states);
        self.has(country) && self.states & own == 0
    }

    /// Whether a state is named.
    pub(crate) fn names(&self, state: State) -> bool {
        self.states & bit(state) != 0
    }

    /// Whether there is a place that both cover.
    pub(crate) fn overlaps(&self, other: &Territory) -> bool {
        let shared = |country: Country| {
            let own = countries_with_states()
                .iter()
                .find(|(countries_with_states, _)| *countries_with_states == country)
                .map_or(0, |(_, states)| *states);
            let is_part = |scope: &Territory| scope.states & own != 0;
            self.has(country)
                && other.has(country)
                && (!is_part(self) || !is_part(other) || self.states & other.states & own != 0)
        };
        Country::all().any(shared)
    }

    /// What either covers: the countries of both, `OOO` before all, and of a country that one covers whole no states.
    #[must_use]
    pub(crate) fn joined(mut self, other: &Territory) -> Territory {
        let mut states = self.states | other.states;
        if states != 0 {
            for (country, own) in countries_with_states() {
                if self.has_whole(*country) || other.has_whole(*country) {
                    states &= !own;
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

    /// The countries as a cell has them, sorted by code.
    pub(crate) fn countries(&self) -> Countries {
        if self.is_global { Countries::Global } else { Countries::Listed(self.listed().collect()) }
    }

    /// The countries that are named, sorted by code; none where it is all.
    pub(crate) fn listed(&self) -> impl Iterator<Item = Country> {
        let (mut words, mut at) = (self.countries, 0);
        std::iter::from_fn(move || {
            while words.get(at)? == &0 {
                at += 1;
            }
            let bit = words[at].trailing_zeros() as u8;
            words[at] &= words[at] - 1;
            Some(Country(at as u8 * 64 + bit))
        })
    }

    /// The states as a cell has them, sorted by code.
    pub(crate) fn states(&self) -> States {
        bits_of(self.states).map(State).collect()
    }
}

impl fmt::Display for Territory {
    /// The codes, with the states of a country behind it: `CA, US (US-OR, US-WA)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let states = self.states();
        let of = |country: Option<Country>| {
            let own = |state: &&State| country.is_none_or(|country| state.country() == country);
            let codes: Vec<&str> = states.iter().filter(own).map(|state| state.code()).collect();
            if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) }
        };
        match self.countries() {
            Countries::Global => write!(f, "OOO{}", of(None)),
            Countries::Listed(listed) => listed.iter().enumerate().try_for_each(|(at, country)| {
                write!(f, "{}{}{}", if at == 0 { "" } else { ", " }, country.code(), of(Some(*country)))
            }),
        }
    }
}

/// The places of the bits that are set.
fn bits_of(mut bits: u128) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let location = (bits != 0).then(|| bits.trailing_zeros() as u8)?;
        bits &= bits - 1;
        Some(location)
    })
}

/// The scope that is shown so: `US (US-WA), CA`.
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
    fn countries_and_states_are_united() {
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
        // OOO with states covers the rest of the world whole, and of that country the states.
        assert_eq!(joined("OOO (US-WA)", "CA"), "OOO (US-WA)");
        assert_eq!(joined("OOO (US-WA)", "US"), "OOO");
        assert_eq!(joined("OOO (US-WA)", "US (US-OR)"), "OOO (US-OR, US-WA)");
        assert_eq!(joined("OOO (US-WA)", "CA (CA-QC)"), "OOO (US-WA)");
    }

    #[test]
    fn scopes_overlap_where_both_cover_a_place() {
        let overlap = |one: &str, other: &str| scope(one).overlaps(&scope(other)) && scope(other).overlaps(&scope(one));
        assert!(overlap("DE, FR", "FR, IT") && overlap("OOO", "DE") && overlap("US (US-WA)", "US"));
        assert!(!overlap("DE", "FR") && !overlap("US (US-WA)", "US (US-OR)") && overlap("OOO (US-WA)", "US (US-WA)"));
    }

    #[test]
    fn every_country_and_state_has_its_bit() {
        let all = Territory::new(&Countries::Listed(Country::all().collect()), &State::all().collect::<Vec<_>>());
        assert_eq!(all.countries(), Countries::Listed(Country::all().collect()));
        assert_eq!(all.states(), State::all().collect::<States>());
        assert_eq!(
            countries_with_states().iter().map(|(country, _)| country.code()).collect::<Vec<_>>(),
            ["AU", "CA", "US"]
        );
    }
}
