//! Three-way merge of territories.

use crate::contact::Country;
use crate::contact_list::{Territory, countries_with_states, states_of};

/// Merges the changes that several lists made to `base`: everything that any list added is in the result, and
/// everything that any list removed is not. Returns `None` if the changes contradict each other: one list restricted a
/// country to some states and another removed it or extended it to the whole, or nothing would be left.
///
/// `changed` are the territories that differ from `base`. A whole country counts as all of its states, and `OOO` as all
/// countries. A result that codes can't express (a whole country except one state) is a contradiction too.
pub(super) fn merge_territories(base: &Territory, changed: &[Territory]) -> Option<Territory> {
    if let Some(uncontested) = uncontested(base, changed) {
        return Some(uncontested);
    }
    let is_global = |scope: &Territory| scope.is_global;
    if !is_global(base) && changed.iter().any(is_global) || is_global(base) && !changed.iter().all(is_global) {
        return None;
    }
    let mut merged = Territory { is_global: base.is_global, ..Territory::default() };
    for (word, bits) in merged.countries.iter_mut().enumerate() {
        let now = changed.iter().map(|scope| u128::from(scope.countries[word]));
        *bits = merge_sets(u128::from(base.countries[word]), now) as u64;
    }
    for (country, _) in countries_with_states() {
        let part = merge_states(&base.within(*country), changed.iter().map(|scope| scope.within(*country)))?;
        if !merged.is_global {
            merged.remove(*country);
            merged.countries.iter_mut().zip(part.countries).for_each(|(bits, added)| *bits |= added);
        }
        merged.states |= part.states;
    }
    (merged != Territory::default()).then_some(merged)
}

/// Returns the result in simple cases: there is only one change, all changes are the same, or all lists only added
/// something.
fn uncontested(base: &Territory, changed: &[Territory]) -> Option<Territory> {
    let Some((first, others)) = changed.split_first() else { return Some(base.clone()) };
    if others.iter().all(|other| other == first) {
        return Some(first.clone());
    }
    let is_only_added = |scope: &Territory| scope.clone().joined(base) == *scope;
    changed.iter().all(is_only_added).then(|| others.iter().fold(first.clone(), |all, other| all.joined(other)))
}

/// Merges one country that has states, like [`merge_territories`].
fn merge_states(base: &Territory, now: impl Iterator<Item = Territory>) -> Option<Territory> {
    let changed: Vec<Territory> = now.filter(|part| part != base).collect();
    if let Some(uncontested) = uncontested(base, &changed) {
        return Some(uncontested);
    }
    if [base].into_iter().chain(&changed).any(|part| part.states == 0) {
        return None;
    }
    let states = merge_sets(base.states, changed.iter().map(|part| part.states));
    (states != 0).then(|| Territory { states, ..base.clone() })
}

fn merge_sets(base: u128, changed: impl Iterator<Item = u128>) -> u128 {
    let (added, removed) = changed.fold((0, 0), |(added, removed), now| (added | now & !base, removed | base & !now));
    base & !removed | added
}

impl Territory {
    /// Returns the part of the territory in one country.
    fn within(&self, country: Country) -> Territory {
        let mut part = Territory::default();
        if self.has(country) {
            part.add(country);
            part.states = self.states & states_of(country);
        }
        part
    }

    fn remove(&mut self, country: Country) {
        self.countries[usize::from(country.0) / 64] &= !(1 << (country.0 % 64));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact_list::scope;

    /// Returns the merged territory as text, or `-` if the changes contradict each other.
    fn merged(base: &str, changed: &[&str]) -> String {
        let changed: Vec<Territory> = changed.iter().map(|cells| scope(cells)).collect();
        merge_territories(&scope(base), &changed).map_or("-".to_owned(), |scope| scope.to_string())
    }

    #[test]
    fn additions_and_removals_of_countries_merge_as_sets() {
        assert_eq!(merged("DE, FR", &["DE, FR, CH", "DE, FR, IT"]), "CH, DE, FR, IT");
        assert_eq!(merged("DE, FR", &["DE", "DE, FR, IT"]), "DE, IT");
        assert_eq!(merged("DE, FR, IT", &["DE, FR", "DE, IT"]), "DE");
        assert_eq!(merged("DE, FR", &["DE, FR, CH"]), "CH, DE, FR");
        assert_eq!(merged("DE, FR", &["CH", "CH"]), "CH");
        assert_eq!(merged("DE, FR", &[]), "DE, FR");
    }

    #[test]
    fn a_contact_must_cover_something() {
        assert_eq!(merged("DE, FR", &["DE", "FR"]), "-");
    }

    #[test]
    fn states_merge_as_sets_within_their_country() {
        assert_eq!(merged("US (US-WA)", &["US (US-WA, US-OR)", "US (US-WA, US-CA)"]), "US (US-CA, US-OR, US-WA)");
        assert_eq!(merged("US (US-WA, US-OR)", &["US (US-WA)", "US (US-WA, US-OR, US-CA)"]), "US (US-CA, US-WA)");
        assert_eq!(
            merged("US (US-WA, US-OR)", &["US (US-WA)", "US (US-OR)"]),
            "-",
            "without states it would be the whole country"
        );
        assert_eq!(merged("DE", &["DE, US (US-WA)", "DE, US (US-OR)"]), "DE, US (US-OR, US-WA)");
        assert_eq!(merged("DE, US (US-WA)", &["US (US-WA)", "DE, US (US-WA, US-OR)"]), "US (US-OR, US-WA)");
    }

    #[test]
    fn a_whole_country_absorbs_only_what_was_added() {
        assert_eq!(merged("US (US-WA)", &["US", "US (US-WA, US-OR)"]), "US");
        assert_eq!(merged("US (US-WA)", &["US", "US (US-OR)"]), "-");
        assert_eq!(merged("US", &["US (US-WA)", "US (US-OR)"]), "-", "each restricted it to another state");
        assert_eq!(merged("US, DE", &["US (US-WA), DE", "US, DE, FR"]), "DE, FR, US (US-WA)");
        assert_eq!(merged("US, DE", &["DE", "US (US-WA), DE"]), "-", "one removed it and the other restricted it");
        assert_eq!(merged("US (US-WA), DE", &["DE", "US, DE"]), "-");
    }

    #[test]
    fn ooo_includes_any_country() {
        assert_eq!(merged("DE", &["OOO", "DE, FR"]), "OOO");
        assert_eq!(merged("DE", &["OOO", "FR"]), "-", "one removed a country that the other kept");
        assert_eq!(merged("OOO", &["DE", "DE, FR"]), "-");
        assert_eq!(merged("OOO", &["DE"]), "DE");
        assert_eq!(merged("OOO", &["OOO (US-WA)", "OOO (CA-QC)"]), "OOO (CA-QC, US-WA)");
        assert_eq!(merged("OOO (US-WA)", &["OOO", "OOO (US-WA, US-OR)"]), "OOO");
    }
}
