//! Groups of countries, such as DACH or Western Africa: their names in any language and their members.
//!
//! Groups that a user defines in a file are in `normalize`.

use std::cell::RefCell;

use super::generated::{GROUP_MEANINGS, GROUP_MEANINGS_MAX_LENGTH, GROUP_STARTS, GROUPS};
use super::memo::{Memo, memoize};
use super::{NextLetters, by_name, folding, letters_after_country, nearest};
use crate::contact::Country;

/// A group of countries, by its index in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group(pub(super) u8);

/// A row of `data/groups.csv`.
pub(super) struct GroupRow {
    pub(super) name: &'static str,
    pub(super) members: &'static [Country],
    pub(super) as_of: &'static str,
    pub(super) source: &'static str,
}

impl Group {
    #[cfg(test)]
    fn all() -> impl Iterator<Item = Group> {
        (0..GROUPS.len()).map(|index| Group(index as u8))
    }

    fn row(self) -> &'static GroupRow {
        &GROUPS[usize::from(self.0)]
    }

    /// Returns the English name.
    pub(crate) fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the members. Empty if the group has no settled membership (EMEA, APAC).
    pub(crate) fn members(self) -> &'static [Country] {
        self.row().members
    }

    /// Returns the date since which the group has these members, such as `2020-02-01`, or `None` if the members don't
    /// change.
    pub(crate) fn as_of(self) -> Option<&'static str> {
        Some(self.row().as_of).filter(|date| !date.is_empty())
    }

    /// Returns the source of the members.
    pub(crate) fn source(self) -> &'static str {
        self.row().source
    }
}

/// Returns the group that a text names in any language, also with words such as "all", "countries" or "region" around
/// the name.
///
/// The name of a country takes precedence: see [`country_meaning`](super::country_meaning).
pub(crate) fn group(text: &str) -> Option<Group> {
    thread_local!(static ANSWERS: RefCell<Memo<Option<Group>>> = RefCell::default());
    let known = |key: &str| GROUP_MEANINGS.get(key).or_else(|| GROUP_MEANINGS.get(bare(key))).copied();
    memoize(&ANSWERS, text, |text| by_name(text, MAX_GROUP_LENGTH, folding::name_key_into, known))
}

/// Returns the name of the group that an unknown text probably misspells, of the user's own groups (with their keys)
/// and of the table.
pub(crate) fn nearest_group<'g>(text: &str, custom: impl Iterator<Item = (&'g str, &'g str)>) -> Option<&'g str> {
    let known = GROUP_MEANINGS.entries().map(|(key, group)| (*key, group.name()));
    by_name(text, MAX_GROUP_LENGTH, folding::name_key_into, |key| nearest(bare(key), custom.chain(known)))
}

/// Returns the lookup key of a group's name, which is the same for all its spellings.
pub(crate) fn group_key(text: &str) -> Option<String> {
    by_name(text, MAX_GROUP_LENGTH, folding::name_key_into, |key| Some(bare(key).to_owned()))
}

/// Returns the initials of the words that may follow a text in names of countries and groups: "Korea, Republic of", "UK
/// & I".
pub(crate) fn letters_after_name(text: &str) -> NextLetters {
    thread_local!(static ANSWERS: RefCell<Memo<NextLetters>> = RefCell::default());
    let group =
        |text: &str| by_name(text, MAX_GROUP_LENGTH, folding::name_key_into, |key| GROUP_STARTS.get(key).copied());
    memoize(&ANSWERS, text, |text| letters_after_country(text).or(group(text).unwrap_or_default()))
}

/// Maximum length of a group's name in bytes, with the words around it.
const MAX_GROUP_LENGTH: usize = GROUP_MEANINGS_MAX_LENGTH + 24;

/// Removes the words that people write around the name of a group.
fn bare(key: &str) -> &str {
    let before = ["all of the ", "all of ", "all the ", "all ", "entire ", "whole "];
    let after = [" countries", " country", " region", " member states", " markets", " area"];
    let key = before.iter().find_map(|words| key.strip_prefix(words)).unwrap_or(key);
    after.iter().find_map(|words| key.strip_suffix(words)).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_its_name_and_listed_members() {
        for known in Group::all() {
            assert_eq!(group(known.name()), Some(known), "{}", known.name());
            let members = known.members();
            assert!(
                members.iter().enumerate().all(|(index, member)| !members[..index].contains(member)),
                "{}",
                known.name()
            );
            assert!(!known.source().is_empty());
        }
    }

    #[test]
    fn groups_have_their_number_of_members() {
        for (name, count) in [
            ("EU", 27),
            ("EEA", 30),
            ("EFTA", 4),
            ("Eurozone", 21),
            ("Schengen", 29),
            ("DACH", 3),
            ("Benelux", 3),
            ("Nordics", 5),
            ("Scandinavia", 3),
            ("Baltics", 3),
            ("Iberia", 2),
            ("UK&I", 2),
            ("ANZ", 2),
            ("GCC", 6),
            ("ASEAN", 11),
            ("Maghreb", 5),
            ("V4", 4),
            ("G7", 7),
            ("marketplace", 142),
            ("EMEA", 0),
            ("Lateinamerika", 0),
        ] {
            assert_eq!(group(name).map(|group| group.members().len()), Some(count), "{name}");
        }
    }

    #[test]
    fn regions_of_m49_contain_their_subregions() {
        let members = |name: &str| group(name).unwrap().members();
        for (whole, parts) in [
            ("Europe", vec!["Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe"]),
            ("Africa", vec!["Northern Africa", "Sub-Saharan Africa"]),
            ("Sub-Saharan Africa", vec!["Eastern Africa", "Middle Africa", "Southern Africa", "Western Africa"]),
            ("Latin America and the Caribbean", vec!["Caribbean", "Central America", "South America"]),
            ("Americas", vec!["Latin America and the Caribbean", "Northern America"]),
            ("Asia", vec!["Central Asia", "Eastern Asia", "South-eastern Asia", "Southern Asia", "Western Asia"]),
        ] {
            let mut of_parts: Vec<&str> =
                parts.iter().flat_map(|part| members(part)).map(|member| member.code()).collect();
            of_parts.sort_unstable();
            let of_whole: Vec<&str> = members(whole).iter().map(|member| member.code()).collect();
            assert_eq!(of_parts, of_whole, "{whole}");
        }
    }

    #[test]
    fn words_around_the_name_of_a_group_are_ignored() {
        assert_eq!(group("all EU countries"), group("Union européenne"));
        assert_eq!(group("Nordische Länder"), group("Nordics"));
        assert_eq!(group("Narnia"), None);
    }
}
