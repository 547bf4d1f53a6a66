//! Groups of equal contacts: rows with the same e-mail address (compared without case) and the same role.

use std::collections::HashMap;
use std::ops::Range;
use std::{array, mem};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::List;
use crate::normalize::spread;
use crate::pipeline::on_each_thread;

/// The groups of equal contacts in a list, and the person that each group belongs to.
#[derive(Debug, Default)]
pub(crate) struct ContactGroups {
    /// The first contact of each group.
    firsts: Vec<u32>,
    /// The next contact of the same group, or the contact itself if it is the last.
    next: Vec<u32>,
    /// The first group with the same address, for each group.
    people: Vec<u32>,
}

/// Number of parts that the lookup of addresses is divided into.
const SHARES: usize = 64;

/// The state while contacts are divided by their roles.
#[derive(Debug)]
struct Partition<'l> {
    list: &'l List,
    found: ContactGroups,
    /// The group of each contact; only valid for contacts that are the first with their address.
    identities: Vec<u32>,
    /// The last contact of each group.
    lasts: Vec<u32>,
    /// The next group with the same address, or the group itself if it is the last.
    siblings: Vec<u32>,
}

impl Partition<'_> {
    /// Adds the next contact; `first` is the first contact with its address.
    fn add(&mut self, contact: u32, first: u32) {
        let next_identity = self.found.firsts.len() as u32;
        self.found.next.push(contact);
        self.identities.push(next_identity);
        if contact == first {
            return self.begin(contact, next_identity);
        }
        let person = self.identities[first as usize];
        let mut identity = person as usize;
        loop {
            if self.list.role(self.found.firsts[identity] as usize) == self.list.role(contact as usize) {
                let last = mem::replace(&mut self.lasts[identity], contact);
                self.found.next[last as usize] = contact;
                return;
            }
            match self.siblings[identity] as usize {
                sibling if sibling == identity => break,
                sibling => identity = sibling,
            }
        }
        self.siblings[identity] = next_identity;
        self.begin(contact, person);
    }

    /// Starts a group with its first contact.
    fn begin(&mut self, contact: u32, person: u32) {
        self.siblings.push(self.found.firsts.len() as u32);
        self.found.firsts.push(contact);
        self.found.people.push(person);
        self.lasts.push(contact);
    }
}

/// Returns for each contact the first contact with the same address.
fn firsts_with_address(list: &List) -> Vec<u32> {
    let mut firsts: Vec<u32> = (0..list.len() as u32).collect();
    let count = list.threads().min(SHARES);
    let repeated = |thread: usize| repeated(list, thread * SHARES / count..(thread + 1) * SHARES / count);
    for (contact, first) in on_each_thread(count, repeated).into_iter().flatten() {
        firsts[contact as usize] = first;
    }
    firsts
}

/// Makes the first contact of several addresses that count as one that of all of them.
fn join_addresses(firsts: &mut [u32], pairs: &[[usize; 2]]) {
    if pairs.is_empty() {
        return;
    }
    let mut earlier: HashMap<u32, u32> = HashMap::new();
    let find = |earlier: &HashMap<u32, u32>, mut first: u32| {
        while let Some(before) = earlier.get(&first) {
            first = *before;
        }
        first
    };
    for pair in pairs {
        let [one, other] = pair.map(|contact| find(&earlier, firsts[contact]));
        if one != other {
            earlier.insert(one.max(other), one.min(other));
        }
    }
    firsts.iter_mut().for_each(|first| *first = find(&earlier, *first));
}

/// Returns the contacts of some shares whose address occurs earlier, each with its first occurrence.
fn repeated(list: &List, shares: Range<usize>) -> Vec<(u32, u32)> {
    // One share at a time, so that its hash table stays in the processor's cache.
    let mut by_share: [Vec<(u32, u32)>; SHARES] = array::from_fn(|_| Vec::new());
    by_share[shares.clone()].iter_mut().for_each(|share| share.reserve(list.len() / SHARES));
    for (contact, hash) in (0..).zip(&list.store.hashes) {
        let share = *hash as usize % SHARES;
        if shares.contains(&share) {
            by_share[share].push(((hash >> 32) as u32, contact));
        }
    }
    let mut repeated = Vec::new();
    let mut known = HashTable::new();
    let is_same = |contact: u32, first: u32| list.has_same_address(first as usize, contact as usize);
    for share in by_share {
        let before = repeated.len();
        repeated_in(&share, &mut known, |_, _| true, &mut repeated);
        // First compare only a part of the hash, then all addresses in a separate loop, so that their cache misses
        // overlap. Different addresses with the same part are rare; if there are any, look up the share again with
        // both.
        if !repeated[before..].iter().all(|&(contact, first)| is_same(contact, first)) {
            repeated.truncate(before);
            repeated_in(&share, &mut known, is_same, &mut repeated);
        }
    }
    repeated
}

/// Adds the contacts of a share that equal an earlier one, each with that one. Contacts are equal if the parts of their
/// hashes are and `is_same` returns true.
fn repeated_in(
    share: &[(u32, u32)],
    known: &mut HashTable<(u32, u32)>,
    is_same: impl Fn(u32, u32) -> bool,
    repeated: &mut Vec<(u32, u32)>,
) {
    let hash = |(part, _): &(u32, u32)| spread(u64::from(*part));
    known.clear();
    for entry in share {
        match known.entry(hash(entry), |first| first.0 == entry.0 && is_same(entry.1, first.1), hash) {
            Entry::Occupied(first) => repeated.push((entry.1, first.get().1)),
            Entry::Vacant(vacant) => _ = vacant.insert(*entry),
        }
    }
}

impl ContactGroups {
    /// Groups the contacts of a list.
    pub(crate) fn new(list: &List) -> Self {
        ContactGroups::joined(list, &[])
    }

    /// Groups the contacts of a list. The addresses of each of these pairs of contacts count as one address.
    pub(crate) fn joined(list: &List, pairs: &[[usize; 2]]) -> Self {
        let mut firsts = firsts_with_address(list);
        join_addresses(&mut firsts, pairs);
        // Most groups have one contact. Capacity that isn't used costs no memory, because its pages are never touched.
        let room = || Vec::with_capacity(list.len());
        let found = ContactGroups { firsts: room(), next: room(), people: room() };
        let mut partition = Partition { list, found, identities: room(), lasts: room(), siblings: room() };
        (0..).zip(firsts).for_each(|(contact, first)| partition.add(contact, first));
        partition.found
    }

    /// Joins groups that are one contact, given by their indexes, each in the place of the first. Their addresses are
    /// those of one person.
    pub(crate) fn with_joined(mut self, unions: &[Vec<usize>]) -> Self {
        let mut is_joined = vec![false; self.len()];
        let mut earlier: HashMap<u32, u32> = HashMap::new();
        let find = |earlier: &HashMap<u32, u32>, mut person: u32| {
            while let Some(before) = earlier.get(&person) {
                person = *before;
            }
            person
        };
        for union in unions {
            let mut rows: Vec<u32> = union.iter().flat_map(|group| self.rows(*group)).map(|row| row as u32).collect();
            rows.sort_unstable();
            for pair in rows.windows(2) {
                self.next[pair[0] as usize] = pair[1];
            }
            rows.last().into_iter().for_each(|last| self.next[*last as usize] = *last);
            let [first, others @ ..] = union.as_slice() else { continue };
            for other in others {
                is_joined[*other] = true;
                let [one, other] = [first, other].map(|group| find(&earlier, self.people[*group]));
                if one != other {
                    earlier.insert(one.max(other), one.min(other));
                }
            }
        }
        let mut count = 0;
        let index_of: Vec<u32> = is_joined
            .iter()
            .map(|is_joined| {
                let index = count;
                count += u32::from(!is_joined);
                index
            })
            .collect();
        let kept = || is_joined.iter().map(|is_joined| !is_joined);
        let mut firsts = kept();
        self.firsts.retain(|_| firsts.next().unwrap_or_default());
        let mut people = kept();
        self.people.retain(|_| people.next().unwrap_or_default());
        self.people.iter_mut().for_each(|person| *person = index_of[find(&earlier, *person) as usize]);
        self
    }

    /// Returns the group of each contact.
    pub(crate) fn by_row(&self, contacts: usize) -> Vec<u32> {
        let mut groups = vec![0; contacts];
        for (group, rows) in (0..).zip(self.iter()) {
            rows.for_each(|row| groups[row] = group);
        }
        groups
    }

    /// Returns the first group with the same address, which identifies the person in all of their roles.
    pub(crate) fn person(&self, identity: usize) -> usize {
        self.people[identity] as usize
    }

    /// Returns the number of groups.
    pub(crate) fn len(&self) -> usize {
        self.firsts.len()
    }

    /// Returns the contacts of each group by their indexes, in the order of the groups' first contacts.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = GroupRows<'_>> {
        self.part(0..self.len())
    }

    /// Returns the contacts of a group.
    pub(crate) fn rows(&self, group: usize) -> GroupRows<'_> {
        GroupRows { next: &self.next, current: Some(self.firsts[group]) }
    }

    /// Returns the contacts of some groups.
    pub(crate) fn part(&self, part: Range<usize>) -> impl ExactSizeIterator<Item = GroupRows<'_>> {
        self.firsts[part].iter().map(|first| GroupRows { next: &self.next, current: Some(*first) })
    }
}

/// The contacts of one group, by their indexes in the list.
#[derive(Debug, Clone)]
pub(crate) struct GroupRows<'i> {
    next: &'i [u32],
    current: Option<u32>,
}

impl GroupRows<'_> {
    /// Returns the contact if it is the only one of its group.
    pub(crate) fn only_row(&self) -> Option<usize> {
        self.current.filter(|row| self.next[*row as usize] == *row).map(|row| row as usize)
    }
}

impl Iterator for GroupRows<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let current = self.current? as usize;
        self.current = Some(self.next[current]).filter(|next| *next as usize != current);
        Some(current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Role;
    use crate::contact_list::tests::list;

    #[test]
    fn groups_ignore_case_but_not_roles() {
        let list = list(&[
            "Ann,ann@example.com,CEO,Partner sales,DE,",
            "Bob,bob@example.com,CEO,Partner sales,DE,",
            "Ann,ANN@example.com,CEO,Partner sales,FR,",
            "Ann,ann@example.com,CEO,Partner marketing,FR,",
            "Ann,Ann@example.com,CEO,Partner sales,IT,",
        ]);
        let same: Vec<Vec<usize>> = ContactGroups::new(&list).iter().map(Iterator::collect).collect();
        assert_eq!(same, [vec![0, 2, 4], vec![1], vec![3]]);
    }

    #[test]
    fn addresses_that_count_as_one_make_one_group_for_each_role() {
        let row = |email: &str, role: &str| format!("Ann,{email}@example.com,CEO,Partner {role},DE,");
        let rows = [row("c", "sales"), row("a", "sales"), row("b", "marketing"), row("b", "sales"), row("d", "sales")];
        let list = list(&rows.each_ref().map(String::as_str));
        let groups = ContactGroups::joined(&list, &[[3, 1], [2, 0]]);
        assert_eq!(groups.iter().map(Iterator::collect).collect::<Vec<Vec<_>>>(), [vec![0, 1, 3], vec![2], vec![4]]);
        assert_eq!([0, 1, 2].map(|group| groups.person(group)), [0, 0, 2]);
    }

    #[test]
    fn joined_groups_are_in_the_place_of_the_first() {
        let row = |email: &str, role: &str| format!("Ann,{email}@example.com,CEO,Partner {role},DE,");
        let rows = [row("a", "sales"), row("b", "sales"), row("c", "sales"), row("c", "marketing"), row("a", "sales")];
        let list = list(&rows.each_ref().map(String::as_str));
        let groups = ContactGroups::new(&list).with_joined(&[vec![0, 2]]);
        assert_eq!(groups.iter().map(Iterator::collect).collect::<Vec<Vec<_>>>(), [vec![0, 2, 4], vec![1], vec![3]]);
        assert_eq!([0, 1, 2].map(|group| groups.person(group)), [0, 1, 0]);
        assert_eq!(groups.by_row(5), [0, 1, 0, 2, 0]);
    }

    #[test]
    fn addresses_with_the_same_hash_are_compared() {
        let rows: Vec<String> =
            (0..60).map(|row| format!("Ann,ann{}@example.com,CEO,Partner sales,DE,", row % 20)).collect();
        let mut list = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        list.store.hashes.fill(7);
        let same: Vec<Vec<usize>> = ContactGroups::new(&list).iter().map(Iterator::collect).collect();
        let expected = (0..20).map(|first| (first..60).step_by(20).collect::<Vec<_>>());
        assert_eq!(same, expected.collect::<Vec<_>>());
    }

    #[test]
    fn each_address_and_role_is_a_group_of_one_person() {
        // Each address occurs repeatedly, in a different case and role each time, and later in the first role again.
        let rows: Vec<String> = (0..1000)
            .map(|row| {
                let (person, role) = (row % 97, Role::ALL[row / 97 % 4].label());
                let mailbox = if row % 2 == 0 { "ann" } else { "Ann" };
                format!("Ann,{mailbox}{person}@example.com,CEO,{role},DE,")
            })
            .collect();
        let list = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let identities = ContactGroups::new(&list);
        let same: Vec<Vec<usize>> = identities.iter().map(Iterator::collect).collect();
        let expected = (0..97 * 4).map(|first| (first..1000).step_by(97 * 4).collect::<Vec<_>>());
        assert_eq!(same, expected.collect::<Vec<_>>());
        assert!((0..identities.len()).all(|identity| identities.person(identity) == identity % 97));
    }
}
