use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use crate::finding::{Finding, Message, Rule};
use crate::model::{Column, Contact, Row};

/// Notices contacts that stand in a list more than once, or with different names.
///
/// Keeps 16 bytes for each e-mail address (in tables that double, so at most about twice that): the address and the name
/// are kept as hashes. Two addresses are taken for one when 64 bits of them agree, which among ten million has a
/// chance of 3 in a million.
#[derive(Debug)]
pub struct Repetitions {
    /// By the first bits of the hash, so that growing copies a part and not the whole.
    shards: Vec<HashTable<Seen>>,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    address: [u32; 2],
    first_row: u32,
    /// 28 bits of the name's and title's hash, and a bit for each role.
    person_and_roles: u32,
}

const SHARDS: usize = 32;
const HASHER: FixedState = FixedState::with_seed(0x636f_7365_6c6c);

impl Default for Repetitions {
    fn default() -> Self {
        Repetitions { shards: vec![HashTable::new(); SHARDS] }
    }
}

impl Repetitions {
    /// Takes note of a contact, and says what it repeats.
    pub fn notice<'a>(&mut self, contact: &Contact<'_>, row: &Row<'a>, findings: &mut Vec<Finding<'a>>) {
        let address = hash_without_case(contact.email.as_str());
        let person = HASHER.hash_one((contact.name.as_str(), contact.job_title.as_str())) as u32 & !0xf;
        let role = 1 << contact.role as u32;
        let shard = &mut self.shards[(address >> 32) as usize % SHARDS];
        let halves = [address as u32, (address >> 32) as u32];
        let rehash = |seen: &Seen| u64::from(seen.address[0]) | u64::from(seen.address[1]) << 32;
        match shard.find_mut(address, |seen| seen.address == halves) {
            None => {
                let first_row = u32::try_from(row.number).unwrap_or(u32::MAX);
                let seen = Seen { address: halves, first_row, person_and_roles: person | role };
                shard.insert_unique(address, seen, rehash);
            }
            Some(seen) => {
                let first_row = u64::from(seen.first_row);
                let mut note = |rule, message| {
                    findings.push(Finding {
                        column: Some(Column::Email),
                        value: row.cells[Column::Email].into(),
                        ..Finding::new(rule, row.place(Column::Email), message)
                    });
                };
                if seen.person_and_roles & role != 0 {
                    note(Rule::ContactRepeated, Message::ContactRepeated { first_row });
                }
                if seen.person_and_roles & !0xf != person {
                    note(Rule::ContactConflict, Message::ContactConflict { first_row });
                }
                seen.person_and_roles |= role;
            }
        }
    }
}

/// The hash of an address whose capitals don't count; addresses are ASCII, and at most 254 octets long.
fn hash_without_case(address: &str) -> u64 {
    let mut lower = [0; 254];
    let lower = &mut lower[..address.len().min(254)];
    lower.copy_from_slice(&address.as_bytes()[..lower.len()]);
    lower.make_ascii_lowercase();
    HASHER.hash_one(&*lower)
}
