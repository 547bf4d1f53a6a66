use std::ops::Range;
use std::{array, mem};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::List;
use crate::normalize::spread;
use crate::pipeline::on_each_thread;

/// Which contacts of a list are the same: those with one e-mail address, capitals aside, and one role.
#[derive(Debug, Default)]
pub(crate) struct ContactGroups {
    /// The first contact of each identity.
    firsts: Vec<u32>,
    /// The next of the same identity, or the contact itself where it is the last.
    next: Vec<u32>,
    /// The first identity with the address of each.
    people: Vec<u32>,
}

/// The addresses are looked up in so many shares.
const SHARES: usize = 64;

/// What is known while contacts are parted by their roles.
#[derive(Debug)]
struct Partition<'l> {
    list: &'l List,
    found: ContactGroups,
    /// The identity of each contact that is the first with its address.
    identities: Vec<u32>,
    /// The last contact of each identity.
    lasts: Vec<u32>,
    /// The next identity with the same address, or the identity itself where it is the last.
    siblings: Vec<u32>,
}

impl Partition<'_> {
    /// Takes the next contact, and the first that has its address.
    fn add(&mut self, own: u32, first: u32) {
        let own_identity = self.found.firsts.len() as u32;
        self.found.next.push(own);
        self.identities.push(own_identity);
        if own == first {
            return self.begin(own, own_identity);
        }
        let person = self.identities[first as usize];
        let mut identity = person as usize;
        loop {
            if self.list.role(self.found.firsts[identity] as usize) == self.list.role(own as usize) {
                let last = mem::replace(&mut self.lasts[identity], own);
                self.found.next[last as usize] = own;
                return;
            }
            match self.siblings[identity] as usize {
                sibling if sibling == identity => break,
                sibling => identity = sibling,
            }
        }
        self.siblings[identity] = own_identity;
        self.begin(own, person);
    }

    /// A contact is the first of its identity.
    fn begin(&mut self, own: u32, person: u32) {
        self.siblings.push(self.found.firsts.len() as u32);
        self.found.firsts.push(own);
        self.found.people.push(person);
        self.lasts.push(own);
    }
}

/// The first contact with the address of each.
fn firsts_with_address(list: &List) -> Vec<u32> {
    let mut firsts: Vec<u32> = (0..list.len() as u32).collect();
    let count = list.threads().min(SHARES);
    let repeated = |own: usize| repeated(list, own * SHARES / count..(own + 1) * SHARES / count);
    for (at, first) in on_each_thread(count, repeated).into_iter().flatten() {
        firsts[at as usize] = first;
    }
    firsts
}

/// The contacts of some shares whose address an earlier one has, each with the first that has it.
fn repeated(list: &List, shares: Range<usize>) -> Vec<(u32, u32)> {
    // What is looked up share by share stays in the processor's cache.
    let mut by_share: [Vec<(u32, u32)>; SHARES] = array::from_fn(|_| Vec::new());
    by_share[shares.clone()].iter_mut().for_each(|share| share.reserve(list.len() / SHARES));
    for (at, hash) in (0..).zip(&list.store.hashes) {
        let share = *hash as usize % SHARES;
        if shares.contains(&share) {
            by_share[share].push(((hash >> 32) as u32, at));
        }
    }
    let mut repeated = Vec::new();
    let mut known = HashTable::new();
    let is_same = |own: u32, first: u32| list.has_same_address(first as usize, own as usize);
    for share in by_share {
        let before = repeated.len();
        repeated_in(&share, &mut known, |_, _| true, &mut repeated);
        // Taken for the same by a part of the hash first, so that the looks at addresses, in a loop of their own, wait for memory
        // together. Two addresses with one part are rare.
        if !repeated[before..].iter().all(|&(own, first)| is_same(own, first)) {
            repeated.truncate(before);
            repeated_in(&share, &mut known, is_same, &mut repeated);
        }
    }
    repeated
}

/// Adds the contacts of a share that are the same as an earlier one, by a part of the hash and by what is said of them, each with
/// that one.
fn repeated_in(
    share: &[(u32, u32)],
    known: &mut HashTable<(u32, u32)>,
    is_same: impl Fn(u32, u32) -> bool,
    repeated: &mut Vec<(u32, u32)>,
) {
    let hash = |(part, _): &(u32, u32)| spread(u64::from(*part));
    known.clear();
    for own in share {
        match known.entry(hash(own), |first| first.0 == own.0 && is_same(own.1, first.1), hash) {
            Entry::Occupied(first) => repeated.push((own.1, first.get().1)),
            Entry::Vacant(location) => _ = location.insert(*own),
        }
    }
}

impl ContactGroups {
    /// Finds the identities of a list.
    pub(crate) fn of(list: &List) -> Self {
        let firsts = firsts_with_address(list);
        // Most contacts are alone, and what isn't used is never touched.
        let room = || Vec::with_capacity(list.len());
        let found = ContactGroups { firsts: room(), next: room(), people: room() };
        let mut parting = Partition { list, found, identities: room(), lasts: room(), siblings: room() };
        (0..).zip(firsts).for_each(|(own, first)| parting.add(own, first));
        parting.found
    }

    /// The first identity with the same address as one: that of the person, in whichever role.
    pub(crate) fn person(&self, identity: usize) -> usize {
        self.people[identity] as usize
    }

    /// So many there are.
    pub(crate) fn len(&self) -> usize {
        self.firsts.len()
    }

    /// The contacts of each identity by their places in the list, in the order of the first of each.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = GroupRows<'_>> {
        self.part(0..self.len())
    }

    /// The contacts of some identities.
    pub(crate) fn part(&self, part: Range<usize>) -> impl ExactSizeIterator<Item = GroupRows<'_>> {
        self.firsts[part].iter().map(|first| GroupRows { next: &self.next, at: Some(*first) })
    }
}

/// The contacts of one identity, by their places in the list.
#[derive(Debug, Clone)]
pub(crate) struct GroupRows<'i> {
    next: &'i [u32],
    at: Option<u32>,
}

impl GroupRows<'_> {
    /// The contact, where it is the only one.
    pub(crate) fn only(&self) -> Option<usize> {
        self.at.filter(|at| self.next[*at as usize] == *at).map(|at| at as usize)
    }
}

impl Iterator for GroupRows<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.at? as usize;
        self.at = Some(self.next[at]).filter(|next| *next as usize != at);
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Role;
    use crate::contact_list::tests::list;

    #[test]
    fn capitals_of_an_address_don_t_count_and_roles_do() {
        let list = list(&[
            "Ann,ann@example.com,CEO,Partner sales,DE,",
            "Bob,bob@example.com,CEO,Partner sales,DE,",
            "Ann,ANN@example.com,CEO,Partner sales,FR,",
            "Ann,ann@example.com,CEO,Partner marketing,FR,",
            "Ann,Ann@example.com,CEO,Partner sales,IT,",
        ]);
        let same: Vec<Vec<usize>> = ContactGroups::of(&list).iter().map(Iterator::collect).collect();
        assert_eq!(same, [vec![0, 2, 4], vec![1], vec![3]]);
    }

    #[test]
    fn another_address_of_the_same_hash_is_another() {
        let rows: Vec<String> =
            (0..60).map(|row| format!("Ann,ann{}@example.com,CEO,Partner sales,DE,", row % 20)).collect();
        let mut list = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        list.store.hashes.fill(7);
        let same: Vec<Vec<usize>> = ContactGroups::of(&list).iter().map(Iterator::collect).collect();
        let expected = (0..20).map(|first| (first..60).step_by(20).collect::<Vec<_>>());
        assert_eq!(same, expected.collect::<Vec<_>>());
    }

    #[test]
    fn every_role_of_every_address_is_an_identity_of_one_person() {
        // Each address comes again, in another spelling and another role each time, and then in the first one.
        let rows: Vec<String> = (0..1000)
            .map(|row| {
                let (person, role) = (row % 97, Role::ALL[row / 97 % 4].label());
                let mailbox = if row % 2 == 0 { "ann" } else { "Ann" };
                format!("Ann,{mailbox}{person}@example.com,CEO,{role},DE,")
            })
            .collect();
        let list = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let identities = ContactGroups::of(&list);
        let same: Vec<Vec<usize>> = identities.iter().map(Iterator::collect).collect();
        let expected = (0..97 * 4).map(|first| (first..1000).step_by(97 * 4).collect::<Vec<_>>());
        assert_eq!(same, expected.collect::<Vec<_>>());
        assert!((0..identities.len()).all(|identity| identities.person(identity) == identity % 97));
    }
}
