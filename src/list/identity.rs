use std::panic::resume_unwind;
use std::{mem, thread};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::List;
use crate::normalize::hash_without_case;

/// Which contacts of a list are the same: those with one e-mail address, capitals aside, and one role.
///
/// ```
/// use cosell_contacts::finding::Collected;
/// use cosell_contacts::list::{Identities, List};
/// use cosell_contacts::read::{Input, Rows, Settings};
///
/// let text = "Name,Email,Job title,Role,Countries/Regions\n\
///     Ann,ann@example.com,CEO,Partner sales,DE\nAnn,Ann@example.com,CEO,Partner sales,FR\n";
/// let mut list = List::default();
/// let mut rows = Rows::open(Input::bytes("list.csv", text), Settings::default())?;
/// list.read(&mut rows, Default::default(), &mut Collected::default())?;
/// let identities = Identities::of(&list);
/// let same: Vec<Vec<usize>> = identities.iter().map(|rows| rows.collect()).collect();
/// assert_eq!(same, [[0, 1]]);
/// # Ok::<(), cosell_contacts::read::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Identities {
    /// The first contact of each identity.
    firsts: Vec<u32>,
    /// The next of the same identity, or the contact itself where it is the last.
    next: Vec<u32>,
    /// The first identity with the address of each.
    people: Vec<u32>,
}

/// So many threads look for addresses at most.
const MOST_SHARDS: usize = 8;

/// What is known while contacts are parted by their roles.
#[derive(Debug)]
struct Parting<'l> {
    list: &'l List,
    found: Identities,
    /// The identity of each contact that is the first with its address.
    identities: Vec<u32>,
    /// The last contact of each identity.
    lasts: Vec<u32>,
    /// The next identity with the same address, or the identity itself where it is the last.
    siblings: Vec<u32>,
}

impl Parting<'_> {
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
    let shards = thread::available_parallelism().map_or(1, usize::from).min(MOST_SHARDS);
    thread::scope(|scope| {
        let shards: Vec<_> = (0..shards).map(|shard| scope.spawn(move || repeats(list, shard, shards))).collect();
        for repeats in shards {
            for (at, first) in repeats.join().unwrap_or_else(|panic| resume_unwind(panic)) {
                firsts[at as usize] = first;
            }
        }
    });
    firsts
}

/// The contacts of a share of the addresses whose address an earlier one has, and that one.
fn repeats(list: &List, shard: usize, shards: usize) -> Vec<(u32, u32)> {
    let mut repeats = Vec::new();
    // A part of the hash spares most looks at the address. There is all the room at once, since growing looks at every one.
    let mut addresses: HashTable<(u32, u32)> = HashTable::with_capacity(list.len() / shards);
    for at in 0..list.len() {
        let hash = hash_without_case(list.email(at));
        let part = (hash >> 32) as u32;
        if part as usize % shards != shard {
            continue;
        }
        let is_same = |known: &(u32, u32)| known.0 == part && list.has_same_address(known.1 as usize, at);
        let rehash = |known: &(u32, u32)| hash_without_case(list.email(known.1 as usize));
        match addresses.entry(hash, is_same, rehash) {
            Entry::Occupied(known) => repeats.push((at as u32, known.get().1)),
            Entry::Vacant(place) => _ = place.insert((part, at as u32)),
        }
    }
    repeats
}

impl Identities {
    /// Finds the identities of a list.
    pub fn of(list: &List) -> Self {
        let firsts = firsts_with_address(list);
        let found = Identities { next: Vec::with_capacity(list.len()), ..Identities::default() };
        let identities = Vec::with_capacity(list.len());
        let mut parting = Parting { list, found, identities, lasts: Vec::new(), siblings: Vec::new() };
        (0..).zip(firsts).for_each(|(own, first)| parting.add(own, first));
        parting.found
    }

    /// The first identity with the same address as one: that of the person, in whichever role.
    pub(crate) fn person(&self, identity: usize) -> usize {
        self.people[identity] as usize
    }

    /// So many there are.
    pub fn len(&self) -> usize {
        self.firsts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.firsts.is_empty()
    }

    /// The contacts of each identity by their places in the list, in the order of the first of each.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Same<'_>> {
        self.firsts.iter().map(|first| Same { next: &self.next, at: Some(*first) })
    }
}

/// The contacts of one identity, by their places in the list.
#[derive(Debug, Clone)]
pub struct Same<'i> {
    next: &'i [u32],
    at: Option<u32>,
}

impl Iterator for Same<'_> {
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
    use crate::list::tests::list;

    #[test]
    fn capitals_of_an_address_don_t_count_and_roles_do() {
        let list = list(&[
            "Ann,ann@example.com,CEO,Partner sales,DE,",
            "Bob,bob@example.com,CEO,Partner sales,DE,",
            "Ann,ANN@example.com,CEO,Partner sales,FR,",
            "Ann,ann@example.com,CEO,Partner marketing,FR,",
            "Ann,Ann@example.com,CEO,Partner sales,IT,",
        ]);
        let same: Vec<Vec<usize>> = Identities::of(&list).iter().map(Iterator::collect).collect();
        assert_eq!(same, [vec![0, 2, 4], vec![1], vec![3]]);
    }
}
