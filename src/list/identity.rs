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
}

impl Identities {
    /// Finds the identities of a list.
    pub fn of(list: &List) -> Self {
        let mut found = Identities { firsts: Vec::new(), next: Vec::with_capacity(list.len()) };
        // The first and the last contact of each identity.
        let mut known: HashTable<(u32, u32)> = HashTable::new();
        for at in 0..list.len() {
            let own = at as u32;
            found.next.push(own);
            let is_same = |&(first, _): &(u32, u32)| list.is_same(first as usize, at);
            match known.find_mut(hash(list, at), is_same) {
                Some((_, last)) => {
                    found.next[*last as usize] = own;
                    *last = own;
                }
                None => {
                    found.firsts.push(own);
                    known.insert_unique(hash(list, at), (own, own), |(first, _)| hash(list, *first as usize));
                }
            }
        }
        found
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

/// The role needn't be hashed: a person has few.
fn hash(list: &List, at: usize) -> u64 {
    hash_without_case(list.email(at))
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
