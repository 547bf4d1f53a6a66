use hashbrown::HashTable;

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

/// What is known while they are searched for.
#[derive(Debug)]
struct Search<'l> {
    list: &'l List,
    found: Identities,
    /// A part of the hash of each address, which spares most looks at the address, and the first identity that has it.
    addresses: HashTable<(u32, u32)>,
    /// The last contact of each identity.
    lasts: Vec<u32>,
    /// The next identity with the same address, or the identity itself where it is the last.
    siblings: Vec<u32>,
}

impl Search<'_> {
    fn add(&mut self, at: usize) {
        let own = at as u32;
        self.found.next.push(own);
        let first = |identity: u32| self.found.firsts[identity as usize] as usize;
        let hash = hash_without_case(self.list.email(at));
        let part = (hash >> 32) as u32;
        let has_address = |known: &(u32, u32)| known.0 == part && self.list.has_same_address(first(known.1), at);
        let Some(&(_, person)) = self.addresses.find(hash, has_address) else {
            let identity = self.found.firsts.len() as u32;
            let rehash = |known: &(u32, u32)| hash_without_case(self.list.email(first(known.1)));
            self.addresses.insert_unique(hash, (part, identity), rehash);
            self.begin(own, identity);
            return;
        };
        let mut identity = person;
        loop {
            if self.list.role(self.found.firsts[identity as usize] as usize) == self.list.role(at) {
                let last = std::mem::replace(&mut self.lasts[identity as usize], own);
                self.found.next[last as usize] = own;
                return;
            }
            let sibling = self.siblings[identity as usize];
            if sibling == identity {
                break;
            }
            identity = sibling;
        }
        self.siblings[identity as usize] = self.found.firsts.len() as u32;
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

impl Identities {
    /// Finds the identities of a list.
    pub fn of(list: &List) -> Self {
        let next = Vec::with_capacity(list.len());
        let mut search = Search {
            list,
            found: Identities { next, ..Identities::default() },
            // All the room at once: growing would look at every address again.
            addresses: HashTable::with_capacity(list.len()),
            lasts: Vec::new(),
            siblings: Vec::new(),
        };
        (0..list.len()).for_each(|at| search.add(at));
        search.found
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
