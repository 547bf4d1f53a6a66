//! Properties of a diff of random lists: it contains every difference, and nothing else.

use super::people;
use super::properties;

use std::collections::{BTreeMap, BTreeSet};

use crate::contact_list::{ContactGroups, List, Territory};
use crate::diagnostics::CollectingReport;
use crate::diff::{Change, ChangeKind, Diff};
use crate::read::{Input, Rows};
use people::{Person, base, csv, edited, list};
use properties::cases;
use proptest::prelude::*;

fn held(inputs: [&[Person]; 2]) -> List {
    let mut list = List::default();
    for (number, rows) in inputs.into_iter().enumerate() {
        let mut rows = Rows::open(Input::bytes(format!("{number}.csv"), csv(rows)), Default::default()).unwrap();
        let summary = list.read(&mut rows, Default::default(), &mut CollectingReport::default()).unwrap();
        assert_eq!(summary.blocking, 0);
    }
    list
}

/// The address and role of a contact, and the values of all of its rows.
type Key = (String, &'static str);
type Said = (BTreeSet<String>, BTreeSet<String>, BTreeSet<String>, String);

fn by_key(list: &List, input: usize) -> BTreeMap<Key, Said> {
    let mut people: BTreeMap<Key, (Said, Territory)> = BTreeMap::new();
    for at in list.of_input(input) {
        let key = (list.email(at).to_lowercase(), list.role(at).label());
        let ((names, emails, titles, _), scope) = people.entry(key).or_default();
        names.insert(list.name(at).to_owned());
        emails.insert(list.email(at).to_owned());
        titles.insert(list.job_title(at).to_owned());
        *scope = scope.clone().joined(&list.scope(at));
    }
    people
        .into_iter()
        .map(|(key, ((names, emails, titles, _), scope))| (key, (names, emails, titles, scope.to_string())))
        .collect()
}

fn keys(diff: &Diff<'_>, change: &Change) -> [Option<Key>; 2] {
    [diff.before(change), diff.after(change)]
        .map(|version| version.map(|version| (version.email().to_lowercase(), version.role().label())))
}

/// Returns a change as text. If it is reversed, old and new are exchanged.
fn shown(diff: &Diff<'_>, change: &Change, is_turned: bool) -> String {
    let mut keys = keys(diff, change);
    let mut cells: Vec<String> = Vec::new();
    for cell in diff.cells(change) {
        let (mut old, mut new) = ((cell.old, cell.added), (cell.new, cell.removed));
        let mut wholes = (cell.now_whole, cell.no_longer_whole);
        if is_turned {
            std::mem::swap(&mut old, &mut new);
            wholes = (wholes.1, wholes.0);
        }
        cells.push(format!("{:?} {old:?} {new:?} {wholes:?}", cell.column));
    }
    if is_turned {
        keys.reverse();
    }
    format!("{keys:?} {cells:?}")
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_list_in_another_order_is_the_same((rows, turned) in list().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
        let list = held([&rows, &turned]);
        let diff = Diff::new(&list, &ContactGroups::new(&list));
        prop_assert!(diff.is_same(), "{:?}", diff.changes());
        prop_assert_eq!(diff.counts().unchanged as usize, by_key(&list, 0).len());
    }

    #[test]
    fn the_diff_has_exactly_the_differences((old, new) in prop_oneof![(list(), list()), base().prop_flat_map(|base| (Just(base.clone()), edited(base)))]) {
        let list = held([&old, &new]);
        let diff = Diff::new(&list, &ContactGroups::new(&list));
        let (before, after) = (by_key(&list, 0), by_key(&list, 1));
        let (mut gone, mut come, mut other) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for change in diff.changes() {
            match (change.kind(), keys(&diff, change)) {
                (ChangeKind::Changed, [Some(old), Some(new)]) if old == new => {
                    prop_assert!(!diff.cells(change).is_empty());
                    prop_assert!(other.insert(old));
                }
                // A person whose address or role changed counts as one removed and one added.
                (_, [old, new]) => {
                    prop_assert!(old.is_none_or(|old| gone.insert(old)));
                    prop_assert!(new.is_none_or(|new| come.insert(new)));
                }
            }
        }
        let lacking = |one: &BTreeMap<Key, Said>, other: &BTreeMap<Key, Said>| -> BTreeSet<Key> {
            one.keys().filter(|key| !other.contains_key(*key)).cloned().collect()
        };
        prop_assert_eq!(gone, lacking(&before, &after));
        prop_assert_eq!(come, lacking(&after, &before));
        let differing = before.iter().filter(|(key, message)| after.get(*key).is_some_and(|now| now != *message));
        prop_assert_eq!(other, differing.map(|(key, _)| key.clone()).collect());
        let counts = diff.counts();
        let same = before.iter().filter(|(key, message)| after.get(*key) == Some(*message)).count();
        prop_assert_eq!(counts.unchanged as usize, same);
        prop_assert_eq!(counts.removed + counts.changed + counts.added, diff.changes().len() as u64);
    }

    #[test]
    fn the_reverse_diff_exchanges_added_and_removed((old, new) in (list(), list())) {
        let (forth, back) = (held([&old, &new]), held([&new, &old]));
        let forth_diff = Diff::new(&forth, &ContactGroups::new(&forth));
        let back_diff = Diff::new(&back, &ContactGroups::new(&back));
        let forth: BTreeSet<String> = forth_diff.changes().iter().map(|change| shown(&forth_diff, change, false)).collect();
        let back: BTreeSet<String> = back_diff.changes().iter().map(|change| shown(&back_diff, change, true)).collect();
        prop_assert_eq!(forth, back);
    }
}
