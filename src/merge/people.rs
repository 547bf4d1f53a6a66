//! The people of a merged list.

use std::num::NonZeroU32;

use crate::contact_list::{ContactGroups, List};

/// The people of a merged list: one for each e-mail address, with all of their roles.
#[derive(Debug)]
pub(super) struct People {
    /// For each group of contacts, the index in `all` plus 1 of the person; only set for the first group with an
    /// address.
    places: Vec<Option<NonZeroU32>>,
    pub(super) all: Vec<Person>,
}

/// A person, by the indexes of the rows that have the person's cells.
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

    /// Adds a person by the first group with their address. If the person is already known, returns the data of the
    /// first occurrence instead.
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
