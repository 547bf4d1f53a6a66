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

    /// Takes note of contacts in the order of the list, and says which of them, by their places among these, repeat what
    /// others say, and how.
    ///
    /// The look-ups of many contacts one after another wait for memory together; each by itself would wait alone.
    pub fn notice(&mut self, sightings: &[Sighting]) -> Vec<(usize, Rule, Column, Message)> {
        let before = self.sheets.last().map_or(0, |(before, _)| *before);
        let mut noticed = Vec::new();
        for (at, sighting) in sightings.iter().enumerate() {
            let Sighting { address, person, role, row } = *sighting;
            let counted = before + row;
            self.rows = self.rows.max(counted);
            let shard = &mut self.shards[(address >> 32) as usize % SHARDS];
            let halves = [address as u32, (address >> 32) as u32];
            let rehash = |seen: &Seen| u64::from(seen.address[0]) | u64::from(seen.address[1]) << 32;
            match shard.find_mut(address, |seen| seen.address == halves) {
                None => {
                    let first_row = u32::try_from(counted).unwrap_or(u32::MAX);
                    let seen = Seen { address: halves, first_row, person_and_roles: person | role };
                    shard.insert_unique(address, seen, rehash);
                }
                Some(seen) => {
                    let known = seen.person_and_roles;
                    seen.person_and_roles |= role;
                    let first_row = u64::from(seen.first_row);
                    let differs = |bits: u32| (known ^ person) & bits != 0;
                    let first = self.first(first_row);
                    let repeated = Message::ContactRepeated { first: first.clone() };
                    let conflict = Message::ContactConflict { first };
                    let said = [
                        (known & role != 0, Rule::ContactRepeated, Column::Email, repeated),
                        (differs(NAME), Rule::ContactConflict, Column::Name, conflict.clone()),
                        (differs(TITLE), Rule::ContactConflict, Column::JobTitle, conflict),
                    ];
                    let said = said.into_iter().filter(|(is_so, ..)| *is_so);
                    noticed.extend(said.map(|(_, rule, column, message)| (at, rule, column, message)));
                }
            }
        }
        noticed
    }
}

/// What is remembered of a contact in a row.
#[derive(Debug, Clone, Copy)]
pub struct Sighting {
    address: u64,
    person: u32,
    role: u32,
    row: u64,
}

impl Sighting {
    /// A contact that stands in a row.
    pub fn of(contact: &Contact<'_>, row: u64) -> Self {
        let bits = |text: &str| HASHER.hash_one(text) as u32;
        Sighting {
            address: hash_without_case(contact.email.as_str()),
            person: bits(contact.name.as_str()) & NAME | bits(contact.job_title.as_str()) & TITLE,
            role: 1 << contact.role as u32,
            row,
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
