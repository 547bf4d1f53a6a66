//! Properties of merges with random lists: no edit is lost, and neither the order nor the grouping of the lists
//! matters.

use super::people;
use super::properties;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::contact::{Column, Contact, Country, State};
use crate::contact_list::{List, Territory};
use crate::diagnostics::{CollectingReport, Severity, Summary};
use crate::i18n::Language;
use crate::merge::{Merge, MergeGroups, MergeSettings, Precedence};
use crate::read::{Format, Input, Rows};
use crate::report::Provenance;
use crate::write::{Layout, Writer};
use people::{COUNTRIES, Person, ROLES, STATES, base, csv, edited, list};
use properties::cases;
use proptest::prelude::*;
use proptest::sample::select;

fn three_lists() -> impl Strategy<Value = (Vec<Person>, Vec<Person>, Vec<Person>)> {
    base().prop_flat_map(|base| (Just(base.clone()), edited(base.clone()), edited(base)))
}

/// The results of a merge.
struct Merged {
    text: String,
    summary: Summary,
    /// The messages of conflicts, each with the address of its row.
    conflicts: Vec<String>,
    removed: usize,
    /// Number of notes about states that the merged contact lacks.
    dropped_states: usize,
    /// Row, column, value and origin of each line of the provenance.
    provenance: BTreeSet<[String; 5]>,
}

fn merged(inputs: &[String], settings: MergeSettings) -> Merged {
    let mut list = List::default();
    let (mut summary, mut report) = (Summary::default(), CollectingReport::default());
    for (number, text) in inputs.iter().enumerate() {
        let mut rows = Rows::open(Input::bytes(format!("{number}.csv"), text.clone()), Default::default()).unwrap();
        summary.add(&list.read(&mut rows, Default::default(), &mut report).unwrap());
    }
    assert_eq!(summary.blocking, 0, "{:?}", report.findings);
    let groups = MergeGroups::new(&list, settings, &[]);
    let merge = Merge::new(&list, &groups, settings);
    report.findings.clear();
    merge.examine(&mut summary, &mut report, || ());
    let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv)).unwrap();
    let mut provenance = Provenance::new(Vec::new()).unwrap();
    for outcome in merge.outcomes() {
        let Some(kept) = &outcome.kept else { continue };
        let contact = kept.contact(&list);
        writer.write(&contact).unwrap();
        provenance.write(&list, &outcome, &contact).unwrap();
    }
    let provenance = provenance.finish().unwrap();
    let lines = csv::Reader::from_reader(provenance.as_slice()).into_records().map(Result::unwrap);
    let printed = |rule| report.findings.iter().filter(move |(_, finding)| finding.rule.name() == rule);
    let conflicts = printed("contact-conflict").filter(|(_, finding)| finding.severity == Severity::Error);
    Merged {
        text: String::from_utf8(writer.finish().unwrap()).unwrap(),
        summary,
        conflicts: conflicts.map(|(_, finding)| finding.localize(Language::En).to_string()).collect(),
        removed: printed("contact-removed").count(),
        dropped_states: printed("contact-conflict")
            .filter(|(_, finding)| finding.column == Some(Column::States))
            .count(),
        provenance: lines.map(|line| [0, 3, 4, 5, 7].map(|at| line[at].to_owned())).collect(),
    }
}

fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort_unstable();
    lines
}

/// Returns the cells of a list, each with its row and column; cells of countries and states are split into codes.
fn pieces(text: &str) -> BTreeSet<[String; 3]> {
    let mut lines = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let labels = lines.headers().unwrap().clone();
    let mut pieces = BTreeSet::new();
    for (row, line) in (2..).zip(lines.into_records().map(Result::unwrap)) {
        for (label, cell) in labels.iter().zip(&line) {
            let listed: Vec<&str> = if label.contains('/') { cell.split(", ").collect() } else { vec![cell] };
            let listed = listed.into_iter().filter(|piece| !piece.is_empty());
            pieces.extend(listed.map(|piece| [row.to_string(), label.to_owned(), piece.to_owned()]));
        }
    }
    pieces
}

/// Returns the contacts of a list, by address and role.
fn contacts(text: &str) -> BTreeMap<(String, &'static str), (Contact<'static>, Territory)> {
    let mut list = List::default();
    let mut rows = Rows::open(Input::bytes("list.csv", text.to_owned()), Default::default()).unwrap();
    list.read(&mut rows, Default::default(), &mut CollectingReport::default()).unwrap();
    let contact = |at: usize| list.contact(at).into_owned();
    let key = |at: usize| (list.email(at).to_lowercase(), list.role(at).label());
    (0..list.len()).map(|at| (key(at), (contact(at), list.scope(at)))).collect()
}

const TWO_WAY: MergeSettings = MergeSettings { has_base: false, prefer: None, on_conflict: None };
const THREE_WAY: MergeSettings = MergeSettings { has_base: true, ..TWO_WAY };

/// Returns a list in the form in which a merge writes it.
fn canonical(rows: &[Person]) -> String {
    merged(&[csv(rows)], TWO_WAY).text
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn merging_again_changes_nothing(one in list(), other in list()) {
        let once = merged(&[csv(&one), csv(&other)], TWO_WAY);
        prop_assert_eq!(&merged(std::slice::from_ref(&once.text), TWO_WAY).text, &once.text);
        prop_assert_eq!(&merged(&[once.text.clone(), once.text.clone()], TWO_WAY).text, &once.text);
        prop_assert_eq!(&merged(&[once.text.clone(), csv(&one)], TWO_WAY).text, &once.text);
        prop_assert!(once.summary.is_balanced() && once.conflicts.is_empty());
    }

    #[test]
    fn the_order_of_lists_makes_no_difference(one in list(), other in list()) {
        let (forth, back) = (merged(&[csv(&one), csv(&other)], TWO_WAY), merged(&[csv(&other), csv(&one)], TWO_WAY));
        prop_assert_eq!(sorted(&forth.text), sorted(&back.text));
    }

    #[test]
    fn the_grouping_of_lists_makes_no_difference(one in list(), two in list(), three in list()) {
        let all = [csv(&one), csv(&two), csv(&three)];
        let left = merged(&[merged(&all[..2], TWO_WAY).text, all[2].clone()], TWO_WAY);
        let right = merged(&[all[0].clone(), merged(&all[1..], TWO_WAY).text], TWO_WAY);
        let together = merged(&all, TWO_WAY);
        prop_assert_eq!(&left.text, &right.text);
        prop_assert_eq!(&left.text, &together.text);
    }

    #[test]
    fn every_contact_covers_the_union_of_all_lists(one in list(), other in list()) {
        let merged = contacts(&merged(&[csv(&one), csv(&other)], TWO_WAY).text);
        let printed: Vec<&Person> = one.iter().chain(&other).collect();
        let places = |row: &Person| {
            let codes: Vec<&str> = row.countries.iter().chain(&row.states).copied().collect();
            codes
        };
        for ((email, role), (_, scope)) in &merged {
            let own: Vec<&&Person> = printed.iter().filter(|row| row.email.to_lowercase() == *email && row.role == *role).collect();
            let is_whole = |row: &Person, country: &str| {
                (row.countries.contains(country) || row.countries.contains("OOO")) && !row.states.iter().any(|state| state.starts_with(country))
            };
            for code in COUNTRIES {
                let country = Country::from_code(code).unwrap();
                let is_said = own.iter().any(|row| row.countries.contains(code) || row.countries.contains("OOO"));
                prop_assert_eq!(scope.has(country), is_said, "{} {}", email, code);
                prop_assert_eq!(scope.has_whole(country), own.iter().any(|row| is_whole(row, code)), "{} {}", email, code);
            }
            for code in STATES {
                let is_absorbed = own.iter().any(|row| is_whole(row, &code[..2]));
                let is_said = !is_absorbed && own.iter().any(|row| places(row).contains(&code));
                prop_assert_eq!(scope.names(State::from_code(code).unwrap()), is_said, "{} {}", email, code);
            }
        }
        let people: BTreeSet<_> = printed.iter().map(|row| (row.email.to_lowercase(), row.role)).collect();
        prop_assert_eq!(merged.keys().cloned().collect::<BTreeSet<_>>(), people);
    }

    #[test]
    fn a_note_says_which_states_the_union_lacks(one in list(), other in list()) {
        let merged = merged(&[csv(&one), csv(&other)], TWO_WAY);
        let result = contacts(&merged.text);
        let lacks = |row: &&Person| {
            let (_, scope) = &result[&(row.email.to_lowercase(), row.role)];
            row.states.iter().any(|code| !scope.names(State::from_code(code).unwrap()))
        };
        prop_assert_eq!(merged.dropped_states, one.iter().chain(&other).filter(lacks).count());
    }

    #[test]
    fn the_provenance_names_rows_that_have_the_cell((base, one, other) in three_lists(), settings in select(vec![TWO_WAY, THREE_WAY])) {
        let inputs = [csv(&base), csv(&one), csv(&other)];
        let had: Vec<_> = inputs.iter().map(|text| pieces(text)).collect();
        let merged = merged(&inputs, MergeSettings { on_conflict: Some(Precedence::Last), ..settings });
        let mut explained = BTreeSet::new();
        for [row, column, piece, file, from] in merged.provenance {
            let own = &had[usize::from(file.as_bytes()[0] - b'0')];
            let is_there = |piece: &str| own.contains(&[from.clone(), column.clone(), piece.to_owned()]);
            prop_assert!(is_there(&piece) || column == "Countries/Regions" && is_there("OOO"), "{} in {} {}", piece, file, from);
            explained.insert([row, column, piece]);
        }
        prop_assert_eq!(explained, pieces(&merged.text));
    }

    #[test]
    fn different_names_conflict_unless_settings_decide(rows in base(), which in any::<prop::sample::Index>(), turn in select(vec![Precedence::First, Precedence::Last])) {
        prop_assume!(!rows.is_empty());
        let at = which.index(rows.len());
        let mut other = rows.clone();
        other[at].name = "Robin Vale";
        let inputs = [csv(&rows), csv(&other)];
        let unsettled = merged(&inputs, TWO_WAY);
        prop_assert_eq!((unsettled.conflicts.len(), unsettled.summary.blocking), (1, 1));
        prop_assert!(unsettled.conflicts[0].contains("0.csv, row"), "{}", unsettled.conflicts[0]);
        let in_other_roles = rows.iter().filter(|row| row.email.eq_ignore_ascii_case(rows[at].email)).count() as u64 - 1;
        // The new name differs from the person's name in another role, which is a warning by itself.
        let (by_turn, by_name, elsewhere) = match turn {
            Precedence::First => (&rows, 0, 0),
            Precedence::Last => (&other, 1, in_other_roles),
        };
        for settings in [MergeSettings { on_conflict: Some(turn), ..TWO_WAY }, MergeSettings { prefer: Some(by_name), ..TWO_WAY }] {
            let settled = merged(&inputs, settings);
            prop_assert_eq!((settled.summary.blocking, settled.summary.warnings), (0, 1 + elsewhere));
            prop_assert_eq!(settled.text, canonical(by_turn));
        }
    }

    #[test]
    fn edits_of_one_list_are_taken_over((base, one, _) in three_lists()) {
        let inputs = |first: &[Person], second: &[Person]| [csv(&base), csv(first), csv(second)];
        prop_assert_eq!(merged(&inputs(&base, &base), THREE_WAY).text, canonical(&base));
        for inputs in [inputs(&one, &base), inputs(&base, &one), inputs(&one, &one)] {
            let merged = merged(&inputs, THREE_WAY);
            prop_assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
            prop_assert_eq!(sorted(&merged.text), sorted(&canonical(&one)));
            prop_assert!(merged.summary.is_balanced());
        }
        prop_assert_eq!(sorted(&merged(&[csv(&base), csv(&one)], THREE_WAY).text), sorted(&canonical(&one)));
    }

    #[test]
    fn the_order_of_edited_copies_makes_no_difference((base, one, other) in three_lists()) {
        let forth = merged(&[csv(&base), csv(&one), csv(&other)], THREE_WAY);
        let back = merged(&[csv(&base), csv(&other), csv(&one)], THREE_WAY);
        prop_assert_eq!(forth.conflicts.len(), back.conflicts.len());
        prop_assert_eq!(forth.removed, back.removed);
        if forth.conflicts.is_empty() {
            prop_assert_eq!(sorted(&forth.text), sorted(&back.text));
        }
    }

    #[test]
    fn every_edit_is_in_the_list_or_a_conflict((base, one, other) in three_lists()) {
        let outcome = merged(&[csv(&base), csv(&one), csv(&other)], THREE_WAY);
        prop_assert!(outcome.summary.is_balanced());
        let (result, was) = (contacts(&outcome.text), contacts(&csv(&base)));
        let is_in_conflict = |email: &str| outcome.conflicts.iter().any(|printed| printed.to_lowercase().contains(email));
        for side in [contacts(&csv(&one)), contacts(&csv(&other))] {
            for key in was.keys().filter(|key| !side.contains_key(*key)) {
                prop_assert!(!result.contains_key(key) || is_in_conflict(&key.0), "{} was deleted", key.0);
            }
            for (key, (contact, scope)) in &side {
                let Some((before, old)) = was.get(key) else {
                    prop_assert!(result.contains_key(key) || is_in_conflict(&key.0), "{} was added", key.0);
                    continue;
                };
                if contact == before || is_in_conflict(&key.0) {
                    continue;
                }
                // The other list may have changed the role.
                let moved = || result.iter().find(|(other, _)| other.0 == key.0 && !was.contains_key(*other));
                let (now, location) = result.get(key).or_else(|| moved().map(|(_, now)| now)).unwrap();
                prop_assert!(contact.name == before.name || now.name == contact.name);
                prop_assert!(contact.job_title == before.job_title || now.job_title == contact.job_title);
                for country in COUNTRIES.map(|code| Country::from_code(code).unwrap()) {
                    let is_kept = old.has(country) == scope.has(country) || location.has(country) == scope.has(country);
                    prop_assert!(is_kept, "{}: {} of {} to {} is {}", key.0, country.code(), old, scope, location);
                }
            }
        }
    }
}

/// An edit of one contact in a copy of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit {
    Delete,
    /// A corrected or a new name of the same person.
    Name(&'static str),
    /// The name of another person.
    Person(&'static str),
    Address(&'static str),
    Title(&'static str),
    Role(&'static str),
    Country(&'static str),
}

impl Edit {
    /// Returns the cell that is edited; none if it is the whole contact.
    fn cell(self) -> Option<&'static str> {
        match self {
            Edit::Delete | Edit::Person(_) => None,
            Edit::Name(_) => Some("name"),
            Edit::Address(_) => Some("address"),
            Edit::Title(_) => Some("title"),
            Edit::Role(_) => Some("role"),
            // Countries that are added are all kept.
            Edit::Country(code) => Some(code),
        }
    }

    fn apply(self, rows: &mut Vec<Person>, at: usize) {
        match self {
            Edit::Delete => drop(rows.remove(at)),
            Edit::Name(name) | Edit::Person(name) => rows[at].name = name,
            Edit::Address(email) => rows[at].email = email,
            Edit::Title(title) => rows[at].title = title,
            Edit::Role(role) => rows[at].role = role,
            Edit::Country(code) => drop(rows[at].countries.insert(code)),
        }
    }
}

/// Returns whether two edits of one contact can both be done. A list in which a contact has another person's name has no
/// contact for the other edit.
fn can_be_combined(one: Edit, other: Edit) -> bool {
    one == other || one.cell().is_some() && other.cell().is_some() && one.cell() != other.cell()
}

const EDITS: [Edit; 12] = [
    Edit::Delete,
    Edit::Name("Lindqvist Castellan Okafor Weiss"),
    Edit::Name("Ann Bob Cyra Dana"),
    Edit::Person("Robin Vale"),
    Edit::Address("new@contoso.com"),
    Edit::Address("other@contoso.com"),
    Edit::Title("VP"),
    Edit::Title("CEO"),
    Edit::Role("Partner technical sales"),
    Edit::Role("Partner customer success manager"),
    Edit::Country("BE"),
    Edit::Country("NL"),
];

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn two_edits_of_one_contact_are_combined_or_a_conflict(rows in base(), which in any::<prop::sample::Index>(), one in select(EDITS.to_vec()), other in select(EDITS.to_vec())) {
        let mut rows = rows;
        for row in rows.iter_mut().filter(|row| row.countries.contains("OOO")) {
            (row.countries, row.states) = (["DE"].into(), BTreeSet::new());
        }
        prop_assume!(!rows.is_empty());
        let at = which.index(rows.len());
        let edited = |edits: &[Edit]| {
            let mut edited = rows.clone();
            edits.iter().for_each(|edit| edit.apply(&mut edited, at));
            edited
        };
        let inputs = [csv(&rows), csv(&edited(&[one])), csv(&edited(&[other]))];
        let merge = |settings| merged(&inputs, settings);
        let open = merge(THREE_WAY);
        prop_assert!(open.summary.is_balanced());
        if can_be_combined(one, other) {
            prop_assert_eq!(&open.conflicts, &Vec::<String>::new());
            let both = if one == other { edited(&[one]) } else { edited(&[one, other]) };
            prop_assert_eq!(sorted(&open.text), sorted(&canonical(&both)));
        } else {
            let address = rows[at].email;
            prop_assert!(!open.conflicts.is_empty() && open.conflicts.iter().all(|conflict| conflict.contains(address)), "{:?}", open.conflicts);
            for (turn, taken) in [(Precedence::First, one), (Precedence::Last, other)] {
                let settled = merge(MergeSettings { on_conflict: Some(turn), ..THREE_WAY });
                prop_assert_eq!(settled.summary.blocking, 0);
                prop_assert_eq!(sorted(&settled.text), sorted(&canonical(&edited(&[taken]))));
            }
        }
    }
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/merge").join(name)).unwrap()
}

fn three_way(folder: &str, settings: MergeSettings) -> Merged {
    merged(&["last", "emea", "apac"].map(|name| fixture(&format!("{folder}/{name}.csv"))), settings)
}

#[test]
fn the_spelling_with_fewer_capitals_is_kept() {
    let row = |email| Person {
        name: "Ann Lindqvist",
        email,
        title: "Director",
        role: ROLES[0],
        countries: ["DE"].into(),
        states: BTreeSet::new(),
    };
    for (one, other, stays) in [
        ("Ann@contoso.com", "ann@contoso.com", "ann@contoso.com"),
        ("ann@contoso.com", "ANN@contoso.com", "ann@contoso.com"),
        ("AnN@contoso.com", "aNn@contoso.com", "aNn@contoso.com"),
        ("aNn@contoso.com", "anN@contoso.com", "aNn@contoso.com"),
        ("anN@contoso.com", "aNn@contoso.com", "aNn@contoso.com"),
    ] {
        let merged = merged(&[csv(&[row(one)]), csv(&[row(other)])], TWO_WAY);
        assert_eq!(merged.text, canonical(&[row(stays)]), "{one}, {other}");
        assert!(merged.conflicts.is_empty());
    }
}

/// Not a conflict, although daff reports one.
#[test]
fn two_lists_can_add_countries_to_one_cell() {
    let merged = three_way("both-add", THREE_WAY);
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.text, fixture("both-add/expected.csv"));
}

/// daff loses the contact without a message.
#[test]
fn editing_and_deleting_a_contact_conflict() {
    let merged = three_way("edited-and-deleted", THREE_WAY);
    assert_eq!((merged.conflicts.len(), merged.summary.blocking), (1, 1));
    assert!(merged.conflicts[0].contains("edited here") && merged.conflicts[0].contains("deleted in 2.csv"));
    let kept = three_way("edited-and-deleted", MergeSettings { prefer: Some(1), ..THREE_WAY });
    assert_eq!(kept.text, fixture("edited-and-deleted/emea.csv"));
    let removed = three_way("edited-and-deleted", MergeSettings { on_conflict: Some(Precedence::Last), ..THREE_WAY });
    assert_eq!(removed.text, fixture("edited-and-deleted/apac.csv"));
}

#[test]
fn deleted_contacts_without_edits_are_removed_and_reported() {
    let merged = three_way("deleted", THREE_WAY);
    assert_eq!((merged.conflicts.len(), merged.removed, merged.summary.removed), (0, 1, 1));
    assert_eq!(merged.text, fixture("deleted/expected.csv"));
}

#[test]
fn lists_without_half_of_the_base_are_probably_incomplete() {
    let mut list = List::default();
    let base = fixture("both-add/last.csv");
    let part = |rows: usize| base.lines().take(1 + rows).map(|line| format!("{line}\r\n")).collect::<String>();
    for text in [base.clone(), part(2), part(1)] {
        let mut rows = Rows::open(Input::bytes("list.csv", text), Default::default()).unwrap();
        list.read(&mut rows, Default::default(), &mut CollectingReport::default()).unwrap();
    }
    let groups = MergeGroups::new(&list, THREE_WAY, &[]);
    let parts = Merge::new(&list, &groups, THREE_WAY).truncated_inputs();
    let found: Vec<_> = parts.iter().map(|part| (part.input, part.missing, part.of)).collect();
    assert_eq!(found, [(2, 2, 3)]);
    assert!(Merge::new(&list, &groups, TWO_WAY).truncated_inputs().is_empty());
}
