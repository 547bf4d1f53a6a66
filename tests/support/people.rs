//! Strategies for property tests: lists of few people, so that the same person is in several lists, and edited copies
//! of lists.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A row of a list in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Person {
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) title: &'static str,
    pub(crate) role: &'static str,
    pub(crate) countries: BTreeSet<&'static str>,
    pub(crate) states: BTreeSet<&'static str>,
}

pub(crate) const ROLES: [&str; 2] = ["Partner sales", "Partner marketing"];
const PEOPLE: [(&str, &str); 4] = [
    ("Ann Lindqvist", "ann@contoso.com"),
    ("Bob Castellan", "bob@contoso.com"),
    ("Cyra Okafor", "cyra@fabrikam.com"),
    ("Dana Weiss", "dana@fabrikam.com"),
];
pub(crate) const COUNTRIES: [&str; 6] = ["CA", "CH", "DE", "FR", "JP", "US"];
pub(crate) const STATES: [&str; 5] = ["CA-ON", "CA-QC", "US-OR", "US-TX", "US-WA"];

pub(crate) fn csv(rows: &[Person]) -> String {
    let joined = |codes: &BTreeSet<&str>| codes.iter().copied().collect::<Vec<_>>().join(", ");
    let rows = rows.iter().map(|row| {
        let (countries, states) = (joined(&row.countries), joined(&row.states));
        format!("{},{},{},{},\"{countries}\",\"{states}\"\n", row.name, row.email, row.title, row.role)
    });
    let header = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n".to_owned();
    [header].into_iter().chain(rows).collect()
}

fn places() -> impl Strategy<Value = (BTreeSet<&'static str>, BTreeSet<&'static str>)> {
    let listed = prop_oneof![
        8 => subsequence(COUNTRIES.to_vec(), 1..=4),
        1 => Just(vec!["OOO"]),
    ];
    (listed, subsequence(STATES.to_vec(), 0..=3)).prop_map(|(countries, states)| {
        let is_in = |state: &&str| countries.contains(&"OOO") || countries.contains(&&state[..2]);
        let states = states.into_iter().filter(is_in).collect();
        (countries.into_iter().collect(), states)
    })
}

/// A row whose name and title depend only on the person, so that rows of a person don't conflict.
fn person() -> impl Strategy<Value = Person> {
    (select(PEOPLE.to_vec()), select(ROLES.to_vec()), any::<bool>(), places()).prop_map(
        |((name, email), role, capitals, (countries, states))| {
            let email = if capitals { capital(email) } else { email };
            Person { name, email, title: "Director", role, countries, states }
        },
    )
}

fn capital(email: &'static str) -> &'static str {
    match email {
        "ann@contoso.com" => "Ann@contoso.com",
        "bob@contoso.com" => "BOB@contoso.com",
        "cyra@fabrikam.com" => "CyRa@fabrikam.com",
        _ => "dANA@fabrikam.com",
    }
}

pub(crate) fn list() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), 0..8)
}

/// A list in which each pair of address and role occurs once.
pub(crate) fn base() -> impl Strategy<Value = Vec<Person>> {
    list().prop_map(|rows| {
        let mut seen = BTreeSet::new();
        rows.into_iter().filter(|row| seen.insert((row.email.to_lowercase(), row.role))).collect()
    })
}

/// An edited copy of a list: rows that are kept, deleted or changed, and new rows.
pub(crate) fn edited(base: Vec<Person>) -> impl Strategy<Value = Vec<Person>> {
    let edit = prop_oneof![
        4 => Just(None),
        1 => Just(Some(Edit::Delete)),
        1 => select(vec!["Ann L.", "Robert"]).prop_map(|name| Some(Edit::Name(name))),
        1 => select(vec!["VP", "CEO"]).prop_map(|title| Some(Edit::Title(title))),
        2 => places().prop_map(|places| Some(Edit::Places(places))),
    ];
    (prop::collection::vec(edit, base.len()), prop::collection::vec(person(), 0..2)).prop_map(move |(edits, new)| {
        let mut rows: Vec<Person> =
            base.iter().cloned().zip(edits).filter_map(|(row, edit)| changed(row, edit)).collect();
        let known: BTreeSet<_> = base.iter().map(|row| (row.email.to_lowercase(), row.role)).collect();
        rows.extend(new.into_iter().filter(|row| !known.contains(&(row.email.to_lowercase(), row.role))));
        rows
    })
}

#[derive(Debug, Clone)]
enum Edit {
    Delete,
    Name(&'static str),
    Title(&'static str),
    Places((BTreeSet<&'static str>, BTreeSet<&'static str>)),
}

fn changed(row: Person, edit: Option<Edit>) -> Option<Person> {
    match edit {
        None => Some(row),
        Some(Edit::Delete) => None,
        Some(Edit::Name(name)) => Some(Person { name, ..row }),
        Some(Edit::Title(title)) => Some(Person { title, ..row }),
        Some(Edit::Places((countries, states))) => Some(Person { countries, states, ..row }),
    }
}
