//! Carrying out a plan gives exactly what its document says: checked with random lists against a naive model.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::{id, new_book};
use crate::book::import::{PlannedRevision, load_revision, write_revisions};
use crate::book::plan::Plan;
use crate::book::{NewRevision, digest_of_input};
use crate::contact_list::{ContactGroups, List};
use crate::i18n::Language;
use crate::library_tests::people::{Person, base, csv, edited};
use crate::library_tests::properties::cases;
use crate::read::{Input, Rows};
use crate::report::{OfferObject, PlanCommand, PlanDocument, RevisionObject};

/// The cells of a contact; lists of codes are sorted.
type Cells = (String, String, String, String, BTreeSet<String>, BTreeSet<String>);

fn cells(contact: &Value) -> Cells {
    let text = |key: &str| contact[key].as_str().unwrap().to_owned();
    let codes = |key: &str| {
        let codes = contact[key].as_array().cloned().unwrap_or_default();
        codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect()
    };
    (text("name"), text("email"), text("jobTitle"), text("role"), codes("countries"), codes("states"))
}

fn cells_of(row: &Person) -> Cells {
    let codes = |codes: &BTreeSet<&str>| codes.iter().map(|code| (*code).to_owned()).collect();
    let texts = [row.name, row.email, row.title, row.role].map(str::to_owned);
    let [name, email, title, role] = texts;
    (name, email, title, role, codes(&row.countries), codes(&row.states))
}

/// Returns the contacts after the changes of a plan.
fn carried_out(changes: &Value, before: &[Person]) -> Vec<Cells> {
    let mut contacts: Vec<Cells> = before.iter().map(cells_of).collect();
    let mut take = |gone: &Value| {
        let at = contacts.iter().position(|contact| *contact == cells(gone)).expect("the plan removes a contact");
        contacts.swap_remove(at);
    };
    let each = |key: &str| changes[key].as_array().unwrap();
    each("removed").iter().chain(each("changed").iter().map(|change| &change["before"])).for_each(&mut take);
    let new = each("added").iter().chain(each("changed").iter().map(|change| &change["after"])).map(cells);
    contacts.extend(new);
    contacts.sort();
    contacts
}

fn with_new_list() -> impl Strategy<Value = (Vec<Person>, Vec<Person>)> {
    base().prop_flat_map(|rows| {
        let unique = |rows: Vec<Person>| {
            let mut seen = BTreeSet::new();
            rows.into_iter().filter(|row| seen.insert((row.email.to_lowercase(), row.role))).collect()
        };
        (Just(rows.clone()), prop_oneof![3 => edited(rows).prop_map(unique), 1 => base()])
    })
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn a_plan_is_carried_out_as_its_document_says((old, new) in with_new_list()) {
        let (_folder, _, mut book) = new_book();
        let offer = id("crm");
        let read = |list: &mut List, rows: &[Person]| {
            let mut rows = Rows::open(Input::bytes("list.csv", csv(rows)), Default::default()).unwrap();
            list.read(&mut rows, Default::default(), &mut crate::diagnostics::CollectingReport::default()).unwrap();
        };
        let write = |book: &mut crate::book::Book, after, list: &List| {
            let new = NewRevision::default();
            let step = PlannedRevision { offer: &offer, after, new, list, input: 0, in_portal: None };
            write_revisions(book, &[step], 0).unwrap()
        };
        let mut first = List::default();
        read(&mut first, &old);
        write(&mut book, None, &first);

        let mut list = List::default();
        read(&mut list, &new);
        let reading = book.read().unwrap();
        let last = reading.revision(&offer, None).unwrap();
        load_revision(&reading, &offer, &last, &mut list, Language::En).unwrap();
        drop(reading);
        let plan = Plan::between(&list, &ContactGroups::new(&list), 1, 0);
        let mut document = PlanDocument::new(PlanCommand::Import, None);
        let [result, base] = [(2, 0), (1, 1)].map(|(number, input)| Some(RevisionObject::new(number, &list, input)));
        document.offers.push(OfferObject::new(&offer, base, result, &plan));
        let mut json = Vec::new();
        document.write(&mut json).unwrap();
        let planned: Value = serde_json::from_slice(&json).unwrap();
        let planned = &planned["offers"][0];
        let digest = digest_of_input(&first, 0).to_string();
        prop_assert_eq!(planned["base"]["sha256"].as_str(), Some(&*digest));

        prop_assert_eq!(write(&mut book, Some(1), &list), [2]);
        let reading = book.read().unwrap();
        let last = reading.revision(&offer, Some(2)).unwrap();
        let mut saved = List::default();
        // The book compares the contacts with the digest that it saved.
        load_revision(&reading, &offer, &last, &mut saved, Language::En).unwrap();
        let digest = digest_of_input(&saved, 0).to_string();
        prop_assert_eq!(planned["result"]["sha256"].as_str(), Some(&*digest));
        prop_assert_eq!(planned["result"]["contacts"].as_u64(), Some(last.contacts));
        let mut expected: Vec<Cells> = new.iter().map(cells_of).collect();
        expected.sort();
        prop_assert_eq!(carried_out(&planned["changes"], &old), expected);
    }
}
