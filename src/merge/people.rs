use hashbrown::HashTable;

use super::Joined;
use crate::list::List;
use crate::normalize::hash_without_case;

/// The people of a merged list: each has an e-mail address of their own, whatever their roles.
#[derive(Debug, Default)]
pub(super) struct People {
    /// By their addresses, as places in `all`.
    by_address: HashTable<u32>,
    pub(super) all: Vec<Person>,
}

/// A person, by the places in the list whose cells are theirs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    pub(super) name: u32,
    pub(super) email: u32,
    pub(super) job_title: u32,
}

impl Person {
    pub(super) fn name<'l>(&self, list: &'l List) -> &'l str {
        list.name(self.name as usize)
    }

    pub(super) fn email<'l>(&self, list: &'l List) -> &'l str {
        list.email(self.email as usize)
    }

    pub(super) fn job_title<'l>(&self, list: &'l List) -> &'l str {
        list.job_title(self.job_title as usize)
    }
}

impl People {
    /// Takes a contact; the person whose address it has, where that is known already.
    pub(super) fn add(&mut self, list: &List, contact: &Joined) -> Option<Person> {
        let own = contact.person();
        let (all, email) = (&mut self.all, own.email(list));
        let known = self
            .by_address
            .find(hash_without_case(email), |at| all[*at as usize].email(list).eq_ignore_ascii_case(email));
        if let Some(at) = known {
            return Some(all[*at as usize]);
        }
        all.push(own);
        let rehash = |at: &u32| hash_without_case(all[*at as usize].email(list));
        self.by_address.insert_unique(hash_without_case(email), all.len() as u32 - 1, rehash);
        None
    }
}
