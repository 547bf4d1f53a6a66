//! A plan without losses, which an import carries out without a question, never takes anything away: checked with
//! random lists against a naive model.

use std::collections::BTreeSet;

use crate::book::plan::Plan;
use crate::contact::State;
use crate::contact_list::{ContactGroups, List};
use crate::library_tests::people::{Person, base, csv, edited};
use crate::library_tests::properties::cases;
use crate::read::{Input, Rows};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A person, an address, a role and a place.
type Atom = (String, String, &'static str, String);

/// Returns everything that a list has. A country without states covers all of its states, and `OOO` all countries.
fn atoms(rows: &[Person]) -> BTreeSet<Atom> {
    let mut atoms = BTreeSet::new();
    for row in rows {
        let is_global = row.countries.contains("OOO");
        let countries = crate::contact::Country::all().map(|country| country.code());
        for country in countries.filter(|country| is_global || row.countries.contains(country)) {
            let listed = row.states.iter().filter(|state| state.starts_with(country));
            let mut places: Vec<String> = listed.map(|state| (*state).to_owned()).collect();
            if places.is_empty() {
                let states = State::all().filter(|state| state.country().code() == country);
                places.extend(states.map(|state| state.code().to_owned()));
                places.push(country.to_owned());
            }
            let atom = |place| (row.name.to_lowercase(), row.email.to_lowercase(), row.role, place);
            atoms.extend(places.into_iter().map(atom));
        }
    }
    atoms
}

fn list(inputs: [&[Person]; 2]) -> List {
    let mut list = List::default();
    for rows in inputs {
        let mut rows = Rows::open(Input::bytes("list.csv", csv(rows)), Default::default()).unwrap();
        let summary = list.read(&mut rows, Default::default(), &mut crate::diagnostics::CollectingReport::default());
        assert_eq!(summary.unwrap().blocking, 0);
    }
    list
}

/// A change to a list that edited copies don't have: of an address, a role, or the addresses or names of two contacts.
#[derive(Debug, Clone)]
enum Change {
    Address(Index, &'static str),
    Role(Index, &'static str),
    SwapAddresses(Index, Index),
    SwapNames(Index, Index),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let addresses = select(vec!["ann@contoso.com", "ANN@contoso.com", "eve@contoso.com", "cyra@fabrikam.com"]);
    let roles = select(vec!["Partner sales", "Partner marketing", "Partner technical sales"]);
    let change = prop_oneof![
        (any::<Index>(), addresses).prop_map(|(at, address)| Change::Address(at, address)),
        (any::<Index>(), roles).prop_map(|(at, role)| Change::Role(at, role)),
        any::<(Index, Index)>().prop_map(|(one, other)| Change::SwapAddresses(one, other)),
        any::<(Index, Index)>().prop_map(|(one, other)| Change::SwapNames(one, other)),
    ];
    prop::collection::vec(change, 0..3)
}

fn changed(mut rows: Vec<Person>, changes: Vec<Change>) -> Vec<Person> {
    let count = rows.len();
    for change in changes.into_iter().filter(|_| count > 0) {
        match change {
            Change::Address(at, email) => rows[at.index(count)].email = email,
            Change::Role(at, role) => rows[at.index(count)].role = role,
            Change::SwapAddresses(one, other) => {
                let (one, other) = (one.index(count), other.index(count));
                (rows[one].email, rows[other].email) = (rows[other].email, rows[one].email);
            }
            Change::SwapNames(one, other) => {
                let (one, other) = (one.index(count), other.index(count));
                (rows[one].name, rows[other].name) = (rows[other].name, rows[one].name);
            }
        }
    }
    // Rows of one contact with several names are found by the checks of a list.
    let mut seen = BTreeSet::new();
    rows.retain(|row| seen.insert((row.email.to_lowercase(), row.role)));
    rows
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_plan_without_losses_takes_nothing_away(
        (old, new) in base().prop_flat_map(|base| {
            (Just(base.clone()), prop_oneof![edited(base.clone()), Just(base)], changes())
                .prop_map(|(old, new, changes)| (changed(old, Vec::new()), changed(new, changes)))
        })
    ) {
        let list = list([&old, &new]);
        let plan = Plan::between(&list, &ContactGroups::new(&list), 0, 1);
        let is_kept = atoms(&old).is_subset(&atoms(&new));
        prop_assert_eq!(plan.losses.is_none(), is_kept, "{:?}", plan.losses);
    }
}
