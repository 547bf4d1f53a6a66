use std::num::NonZeroU32;

use crate::contact_list::{ContactGroups, List};

/// The people of a merged list: each has an e-mail address of their own, whatever their roles.
#[derive(Debug)]
pub(super) struct People {
    /// Counted from 1, the place in `all` of who has the address that an identity is the first to have.
    places: Vec<Option<NonZeroU32>>,
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
    pub(super) fn new(identities: &ContactGroups) -> Self {
        People { places: vec![None; identities.len()], all: Vec::new() }
    }

    /// Takes whose contact it is, by the first identity that has its address; the person whose address that is, where they are known
    /// already.
    pub(super) fn add(&mut self, identity: usize, person: Person) -> Option<Person> {
        let location = &mut self.places[identity];
        if let Some(known) = location {
            return Some(self.all[known.get() as usize - 1]);
        }
        self.all.push(person);
        *location = NonZeroU32::new(self.all.len() as u32);
        None
    }
}
