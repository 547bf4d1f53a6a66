use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use crate::finding::{FirstRow, Message, Rule};
use crate::model::{Column, Contact};

/// Notices contacts that stand in a list more than once, or with different names.
///
/// Keeps 16 bytes for each e-mail address (in tables that double, so at most about twice that): the address and the name
/// are kept as hashes. Two addresses are taken for one when 64 bits of them agree, which among ten million has a
/// chance of 3 in a million; another name or title goes unnoticed once in 16,384 times.
#[derive(Debug)]
pub struct Repetitions {
    /// By the first bits of the hash, so that growing copies a part and not the whole.
    shards: Vec<HashTable<Seen>>,
    /// The sheets that were read, and how many rows there were before each. Rows are kept as counted over all.
    sheets: Vec<(u64, Option<String>)>,
    rows: u64,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    address: [u32; 2],
    first_row: u32,
    /// 14 bits of the name's hash, 14 of the title's, and a bit for each role.
    person_and_roles: u32,
}

/// Where the bits of name and title are.
const NAME: u32 = 0xfffc_0000;
const TITLE: u32 = 0x0003_fff0;
const SHARDS: usize = 32;
const HASHER: FixedState = FixedState::with_seed(0x636f_7365_6c6c);

impl Default for Repetitions {
    fn default() -> Self {
        Repetitions { shards: vec![HashTable::new(); SHARDS], sheets: Vec::new(), rows: 0 }
    }
}

impl Repetitions {
    /// The contacts that follow stand on this sheet.
    pub fn begin(&mut self, sheet: Option<&str>) {
        self.sheets.push((self.rows, sheet.map(str::to_owned)));
    }

    fn first(&self, counted: u64) -> FirstRow {
        let at = self.sheets.partition_point(|(before, _)| *before < counted).saturating_sub(1);
        let Some((before, sheet)) = self.sheets.get(at) else { return FirstRow { row: counted, sheet: None } };
        let sheet = sheet.clone().filter(|_| at + 1 < self.sheets.len());
        FirstRow { row: counted - before, sheet }
    }

    /// Takes note of a contact that stands in a row, and says what it repeats.
    pub fn notice(&mut self, contact: &Contact<'_>, row: u64) -> Vec<(Rule, Column, Message)> {
        let address = hash_without_case(contact.email.as_str());
        let bits = |text: &str| HASHER.hash_one(text) as u32;
        let person = bits(contact.name.as_str()) & NAME | bits(contact.job_title.as_str()) & TITLE;
        let role = 1 << contact.role as u32;
        let counted = self.sheets.last().map_or(0, |(before, _)| *before) + row;
        self.rows = self.rows.max(counted);
        let shard = &mut self.shards[(address >> 32) as usize % SHARDS];
        let halves = [address as u32, (address >> 32) as u32];
        let rehash = |seen: &Seen| u64::from(seen.address[0]) | u64::from(seen.address[1]) << 32;
        match shard.find_mut(address, |seen| seen.address == halves) {
            None => {
                let first_row = u32::try_from(counted).unwrap_or(u32::MAX);
                let seen = Seen { address: halves, first_row, person_and_roles: person | role };
                shard.insert_unique(address, seen, rehash);
                Vec::new()
            }
            Some(seen) => {
                let known = seen.person_and_roles;
                seen.person_and_roles |= role;
                let first_row = u64::from(seen.first_row);
                let differs = |bits: u32| (known ^ person) & bits != 0;
                let first = self.first(first_row);
                let repeated = Message::ContactRepeated { first: first.clone() };
                let conflict = Message::ContactConflict { first };
                [
                    (known & role != 0, Rule::ContactRepeated, Column::Email, repeated),
                    (differs(NAME), Rule::ContactConflict, Column::Name, conflict.clone()),
                    (differs(TITLE), Rule::ContactConflict, Column::JobTitle, conflict),
                ]
                .into_iter()
                .filter_map(|(is_so, rule, column, message)| is_so.then_some((rule, column, message)))
                .collect()
            }
        }
    }
}

/// The hash of an address whose capitals don't count; addresses are ASCII, and at most 254 octets long.
pub(crate) fn hash_without_case(address: &str) -> u64 {
    let mut lower = [0; 254];
    let lower = &mut lower[..address.len().min(254)];
    lower.copy_from_slice(&address.as_bytes()[..lower.len()]);
    lower.make_ascii_lowercase();
    HASHER.hash_one(&*lower)
}
