//! The rows that are merged into one contact: those with the same address and role and, with a base, those of a copy in
//! which the address or the role was changed. Without that, such a row would be a deleted contact and a new one, and
//! edits of it in other copies would get lost or be kept twice.

use std::collections::{HashMap, HashSet};

use smallvec::SmallVec;

use super::MergeSettings;
use crate::contact::Role;
use crate::contact_list::{ContactGroups, List};
use crate::diff::Diff;

/// The groups of rows that are merged.
#[derive(Debug, Default)]
pub(crate) struct MergeGroups {
    pub(super) contacts: ContactGroups,
    /// The people with a new role whom other copies deleted, by the first row with the role.
    deleted_people: HashMap<usize, DeletedPerson>,
}

/// A person of the base whom copies deleted in all roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeletedPerson {
    /// The person's first row in the base.
    pub base: usize,
    /// The copies without the person.
    pub deleted_in: Vec<usize>,
}

impl MergeGroups {
    /// Groups the contacts of a list. The addresses of each of these pairs of contacts count as one address.
    pub(crate) fn new(list: &List, settings: MergeSettings, same_person: &[[usize; 2]]) -> Self {
        let contacts = ContactGroups::joined(list, same_person);
        if !settings.has_base {
            return MergeGroups { contacts, deleted_people: HashMap::new() };
        }
        let moved = moved_contacts(list, &contacts);
        let contacts = if moved.is_empty() { contacts } else { contacts.with_joined(&moved) };
        let deleted_people = deleted_people(list, &contacts);
        MergeGroups { contacts, deleted_people }
    }

    /// Returns the person whose new role begins with this row, if other copies deleted the person.
    pub(super) fn deleted_person(&self, first: usize) -> Option<&DeletedPerson> {
        self.deleted_people.get(&first)
    }
}

/// Returns groups that are one contact: a contact of the base, and the contacts that it became in the copies. They are
/// recognized as `diff` recognizes them, and only if nothing speaks against it: no list has two of them, and no two
/// contacts of the base became the same one.
fn moved_contacts(list: &List, groups: &ContactGroups) -> Vec<Vec<usize>> {
    let mut moves = Vec::new();
    for copy in 1..list.inputs() {
        let diff = Diff::between(list, groups, 0, copy);
        for change in diff.changes() {
            let (Some(old), Some(new)) = (diff.before(change), diff.after(change)) else { continue };
            if old.role() != new.role() || !old.email().eq_ignore_ascii_case(new.email()) {
                moves.extend(old.rows().next().zip(new.rows().next()));
            }
        }
    }
    if moves.is_empty() {
        return Vec::new();
    }
    let group_of = groups.by_row(list.len());
    let mut became: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut was: HashMap<usize, HashSet<usize>> = HashMap::new();
    for (old, new) in moves {
        let (old, new) = (group_of[old] as usize, group_of[new] as usize);
        // An answer may have joined the two addresses already.
        if old != new {
            became.entry(old).or_default().push(new);
            was.entry(new).or_default().insert(old);
        }
    }
    let mut unions: Vec<Vec<usize>> = Vec::new();
    for (old, mut new) in became {
        new.sort_unstable();
        new.dedup();
        let is_one_contact = new.iter().all(|new| was[new].len() == 1) && {
            let inputs_of = |group: usize| {
                let mut inputs: Vec<usize> = groups.rows(group).map(|row| list.origin(row).input).collect();
                inputs.dedup();
                inputs
            };
            let mut seen = HashSet::new();
            [old].iter().chain(&new).flat_map(|group| inputs_of(*group)).all(|input| seen.insert(input))
        };
        if is_one_contact {
            unions.push([vec![old], new].concat());
        }
    }
    unions.sort_unstable();
    without_collisions(list, groups, unions)
}

/// The address of a contact in lower case, and its role.
type ContactKey = (String, Role);

/// Returns the unions whose merged contact can't have the address and role of another contact. It can if one copy
/// changed the address and another one the role, because the merged contact has both.
fn without_collisions(list: &List, groups: &ContactGroups, mut unions: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let key = |group: usize| -> Option<ContactKey> {
        groups.rows(group).next().map(|row| (list.email(row).to_ascii_lowercase(), list.role(row)))
    };
    let combined = |union: &[usize]| -> HashSet<ContactKey> {
        let own: HashSet<ContactKey> = union.iter().filter_map(|group| key(*group)).collect();
        let pairs = own.iter().flat_map(|(email, _)| own.iter().map(move |(_, role)| (email.clone(), *role)));
        pairs.filter(|pair| !own.contains(pair)).collect()
    };
    let all: HashSet<ContactKey> = unions.iter().flat_map(|union| combined(union)).collect();
    if all.is_empty() {
        return unions;
    }
    let taken: HashSet<ContactKey> = (0..groups.len()).filter_map(key).filter(|key| all.contains(key)).collect();
    unions.retain(|union| combined(union).is_disjoint(&taken));
    unions
}

/// Returns the people of the base who got a new role in one copy, and whom another copy deleted in all roles.
fn deleted_people(list: &List, groups: &ContactGroups) -> HashMap<usize, DeletedPerson> {
    let first = |group: usize| groups.rows(group).next().unwrap_or_default();
    let is_of_base = |group: usize| list.origin(first(group)).input == 0;
    let is_new_role = |group: &usize| !is_of_base(*group) && is_of_base(groups.person(*group));
    let new_roles: Vec<usize> = (0..groups.len()).filter(is_new_role).collect();
    // By the person, the lists that have it in any role.
    let mut seen_in: HashMap<usize, SmallVec<[bool; 8]>> =
        new_roles.iter().map(|group| (groups.person(*group), SmallVec::from_elem(false, list.inputs()))).collect();
    if seen_in.is_empty() {
        return HashMap::new();
    }
    for group in 0..groups.len() {
        if let Some(seen_in) = seen_in.get_mut(&groups.person(group)) {
            groups.rows(group).for_each(|row| seen_in[list.origin(row).input] = true);
        }
    }
    let deleted = |group: usize| {
        let person = groups.person(group);
        let deleted_in: Vec<usize> = (1..list.inputs()).filter(|input| !seen_in[&person][*input]).collect();
        (!deleted_in.is_empty()).then(|| (first(group), DeletedPerson { base: first(person), deleted_in }))
    };
    new_roles.into_iter().filter_map(deleted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact_list::tests::lists;

    const BASE: MergeSettings = MergeSettings { has_base: true, prefer: None, on_conflict: None };

    fn row(name: &str, email: &str, role: &str) -> String {
        format!("{name},{email}@contoso.com,CEO,Partner {role},DE,")
    }

    fn grouped(inputs: &[&[String]]) -> (List, MergeGroups) {
        let inputs: Vec<Vec<&str>> = inputs.iter().map(|rows| rows.iter().map(String::as_str).collect()).collect();
        let list = lists(&inputs.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let groups = MergeGroups::new(&list, BASE, &[]);
        (list, groups)
    }

    /// Returns the rows of each contact.
    fn rows(inputs: &[&[String]]) -> Vec<Vec<usize>> {
        grouped(inputs).1.contacts.iter().map(Iterator::collect).collect()
    }

    #[test]
    fn changed_addresses_and_roles_stay_one_contact() {
        let base = [row("Ann Lee", "ann", "sales"), row("Bob Ray", "bob", "sales")];
        let address = [row("Bob Ray", "bob", "sales"), row("Ann Lee", "ann.new", "sales")];
        let role = [row("Ann Lee", "ann", "marketing"), row("Bob Ray", "bob", "sales")];
        assert_eq!(rows(&[&base, &address, &role]), [vec![0, 3, 4], vec![1, 2, 5]]);
        assert_eq!(rows(&[&base, &address, &base[1..]]), [vec![0, 3], vec![1, 2, 4]]);
    }

    #[test]
    fn contacts_that_may_be_others_are_not_joined() {
        let ann = |email: &str| row("Ann Lee", email, "sales");
        // Another copy has both.
        assert_eq!(rows(&[&[ann("a")], &[ann("b")], &[ann("a"), ann("b")]]), [vec![0, 2], vec![1, 3]]);
        // Two people of the base have the name.
        assert_eq!(rows(&[&[ann("a"), ann("b")], &[ann("c")]]), [vec![0], vec![1], vec![2]]);
        // Another person.
        assert_eq!(rows(&[&[ann("a")], &[row("Zoe Xu", "b", "sales")]]), [vec![0], vec![1]]);
        // Both changes together would make a second contact of the same address and role.
        let (address, role) = ([ann("b")], [row("Ann Lee", "a", "marketing"), row("Eve Xu", "b", "marketing")]);
        assert_eq!(rows(&[&[ann("a")], &address, &role]).len(), 4);
    }

    #[test]
    fn a_new_role_of_a_person_whom_another_copy_deleted_is_known() {
        let (ann, bob) = (row("Ann Lee", "ann", "sales"), row("Bob Ray", "bob", "sales"));
        let base = [ann.clone(), bob.clone()];
        let added = [ann.clone(), bob.clone(), row("Ann Lee", "ann", "marketing")];
        let (_, groups) = grouped(&[&base, &added, &[bob]]);
        assert_eq!(groups.deleted_person(4), Some(&DeletedPerson { base: 0, deleted_in: vec![2] }));
        let (_, groups) = grouped(&[&base, &added, &[ann]]);
        assert_eq!(groups.deleted_people, HashMap::new());
    }
}
