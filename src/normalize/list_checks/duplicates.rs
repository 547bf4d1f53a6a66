use std::hash::BuildHasher;
use std::hint::black_box;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::contact::{Column, Contact};
use crate::diagnostics::{Message, RowRef, Rule};

/// Notices contacts that stand in a list more than once, or with different names.
///
/// Keeps 13 bytes for each e-mail address, and one more to find them by, in tables that are two thirds full on average: at
/// most 24 bytes a contact. The address, the name and the title are kept as hashes. Two addresses are taken for one when 48
/// bits of them agree and those that choose the table, which among ten million has a chance of 4 in a thousand; another name
/// or title goes unnoticed once in 2,048 times. Rows are told apart up to the 2^30th.
#[derive(Debug)]
pub struct DuplicateDetector {
    tables: Vec<HashTable<KnownContact>>,
    /// The sheets that were read, and how many rows there were before each. Rows are kept as counted over all.
    sheets: Vec<(u64, Option<String>)>,
    rows: u64,
}

/// What is kept of an address: from the last bit on 48 of its hash, 11 of the first name's, 11 of the first title's, one for
/// each role, and 30 of the first row; in bytes, since a number would take 16 of them.
#[derive(Debug, Clone, Copy)]
struct KnownContact([u8; 13]);

const ADDRESS: u64 = (1 << 48) - 1;
const NAME: u32 = 48;
const TITLE: u32 = 59;
const ROLES: u32 = 70;
const ROW: u32 = 74;
const LAST_ROW: u64 = (1 << 30) - 1;

impl KnownContact {
    fn new(sighting: &ContactFingerprint, first_row: u64) -> Self {
        let bits = u128::from(sighting.address & ADDRESS)
            | u128::from(sighting.name) << NAME
            | u128::from(sighting.title) << TITLE
            | u128::from(sighting.role) << ROLES
            | u128::from(first_row.min(LAST_ROW)) << ROW;
        KnownContact::of(bits)
    }

    fn of(bits: u128) -> Self {
        let [kept @ .., _, _, _] = bits.to_le_bytes();
        KnownContact(kept)
    }

    fn bits(self) -> u128 {
        let mut bytes = [0; 16];
        bytes[..self.0.len()].copy_from_slice(&self.0);
        u128::from_le_bytes(bytes)
    }

    fn address(self) -> u64 {
        self.bits() as u64 & ADDRESS
    }

    fn name(self) -> u16 {
        (self.bits() >> NAME) as u16 & HASHED
    }

    fn title(self) -> u16 {
        (self.bits() >> TITLE) as u16 & HASHED
    }

    fn roles(self) -> u8 {
        (self.bits() >> ROLES) as u8 & 0xf
    }

    fn first_row(self) -> u64 {
        (self.bits() >> ROW) as u64
    }

    fn with_role(self, role: u8) -> Self {
        KnownContact::of(self.bits() | u128::from(role) << ROLES)
    }
}

/// The bits that are kept of a name and of a title.
const HASHED: u16 = (1 << 11) - 1;
/// The tables double when they are full. If all did so at once, more than half of the memory would be empty afterwards; so each
/// gets another share of the addresses, from a 46th part to a 23rd, and they double one after another.
const TABLES: usize = 32;
/// The shares are so many parts of all.
const PARTS: usize = 4096;
static TABLE_OF: LazyLock<[u8; PARTS]> = LazyLock::new(|| {
    let shares = (0..TABLES).map(|table| 2_f64.powf(table as f64 / TABLES as f64));
    let all: f64 = shares.clone().sum();
    let mut ends = shares.scan(0.0, |end, share| {
        *end += share / all * PARTS as f64;
        Some(*end)
    });
    let (mut table, mut end) = (0, ends.next().unwrap_or_default());
    std::array::from_fn(|part| {
        while part as f64 >= end && usize::from(table) + 1 < TABLES {
            (table, end) = (table + 1, ends.next().unwrap_or(f64::MAX));
        }
        table
    })
});
pub(super) const HASHER: FixedState = FixedState::with_seed(0x636f_7365_6c6c);

/// The hash that a table goes by, of the bits that are kept. It looks at the last bits and the first seven.
fn in_table(address: u64) -> u64 {
    address | address >> 41 << 57
}

impl Default for DuplicateDetector {
    fn default() -> Self {
        DuplicateDetector { tables: vec![HashTable::new(); TABLES], sheets: Vec::new(), rows: 0 }
    }
}

impl DuplicateDetector {
    /// The contacts that follow stand on this sheet.
    pub fn begin(&mut self, sheet: Option<&str>) {
        self.sheets.push((self.rows, sheet.map(str::to_owned)));
    }

    fn first(&self, counted: u64) -> RowRef {
        let at = self.sheets.partition_point(|(before, _)| *before < counted).saturating_sub(1);
        let Some((before, sheet)) = self.sheets.get(at) else { return RowRef { row: counted, sheet: None } };
        let sheet = sheet.clone().filter(|_| at + 1 < self.sheets.len());
        RowRef { row: counted - before, sheet }
    }

    /// Takes note of contacts in the order of the list, and says which of them, by their places among these, repeat what
    /// others say, and how.
    ///
    /// The tables' marks of each are looked at first, and nothing is done with what is seen there: so short a look waits for memory
    /// together with those after it, and the marks are at hand for what is done then.
    pub fn notice(&mut self, sightings: &[ContactFingerprint]) -> Vec<(usize, Rule, Column, Message)> {
        let before = self.sheets.last().map_or(0, |(before, _)| *before);
        for sighting in sightings {
            let (table, address) = sighting.location();
            // What nobody asks for would be left out.
            black_box(self.tables[table].find(in_table(address), |_| false).is_none());
        }
        let mut noticed = Vec::new();
        for (at, sighting) in sightings.iter().enumerate() {
            let counted = before + sighting.row;
            self.rows = self.rows.max(counted);
            let (table, address) = sighting.location();
            let table = &mut self.tables[table];
            match table.find_mut(in_table(address), |seen| seen.address() == address) {
                None => {
                    let seen = KnownContact::new(sighting, counted);
                    table.insert_unique(in_table(address), seen, |seen| in_table(seen.address()));
                }
                Some(seen) => {
                    let known = *seen;
                    *seen = known.with_role(sighting.role);
                    let first = self.first(known.first_row());
                    let repeated = Message::ContactRepeated { first: first.clone() };
                    let conflict = Message::ContactConflict { first };
                    let said = [
                        (known.roles() & sighting.role != 0, Rule::ContactRepeated, Column::Email, repeated),
                        (known.name() != sighting.name, Rule::ContactConflict, Column::Name, conflict.clone()),
                        (known.title() != sighting.title, Rule::ContactConflict, Column::JobTitle, conflict),
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
pub struct ContactFingerprint {
    address: u64,
    row: u64,
    name: u16,
    title: u16,
    role: u8,
}

impl ContactFingerprint {
    /// The table that has its address, and what is kept of that.
    fn location(&self) -> (usize, u64) {
        (usize::from(TABLE_OF[(self.address >> 52) as usize]), self.address & ADDRESS)
    }

    /// A contact that stands in a row.
    pub fn of(contact: &Contact<'_>, row: u64) -> Self {
        let bits = |text: &str| (HASHER.hash_one(text) as u16) & HASHED;
        ContactFingerprint {
            address: hash_without_case(contact.email.as_str()),
            row,
            name: bits(contact.name.as_str()),
            title: bits(contact.job_title.as_str()),
            role: 1 << contact.role as u8,
        }
    }
}

/// The hash of an address whose capitals don't count; addresses are ASCII, and at most 254 octets long.
pub(crate) fn hash_without_case(address: &str) -> u64 {
    // Without a way out of the loop, as it is several bytes at a time then.
    if !address.bytes().fold(false, |any, byte| any | byte.is_ascii_uppercase()) {
        return HASHER.hash_one(&address.as_bytes()[..address.len().min(254)]);
    }
    let mut lower = [0; 254];
    let lower = &mut lower[..address.len().min(254)];
    lower.copy_from_slice(&address.as_bytes()[..lower.len()]);
    lower.make_ascii_lowercase();
    HASHER.hash_one(&*lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sightings of other addresses each, as good as random.
    fn sightings(count: u64) -> Vec<ContactFingerprint> {
        let of = |row: u64| ContactFingerprint { address: HASHER.hash_one(row), row, name: 1, title: 2, role: 4 };
        (0..count).map(of).collect()
    }

    #[test]
    fn a_contact_takes_24_bytes_at_most_however_many_there_are() {
        let mut seen = DuplicateDetector::default();
        let all = sightings(600_000);
        let mut count = 0;
        for some in all.chunks(10_000) {
            assert!(seen.notice(some).is_empty());
            count += some.len();
            // A table has room for seven eighths of its places, and a byte beside each.
            let places = |table: &HashTable<KnownContact>| table.capacity() / 7 * 8;
            let bytes: usize = seen.tables.iter().map(|table| places(table) * (size_of::<KnownContact>() + 1)).sum();
            assert!(bytes <= 24 * count, "{} bytes each of {count}", bytes / count);
        }
        assert_eq!(seen.notice(&all).len(), all.len());
    }

    #[test]
    fn what_is_kept_comes_back() {
        let sighting = ContactFingerprint { address: u64::MAX, row: 7, name: HASHED, title: 0x2bc, role: 8 };
        let seen = KnownContact::new(&sighting, LAST_ROW - 1).with_role(1);
        assert_eq!((seen.address(), seen.name(), seen.title()), (ADDRESS, HASHED, 0x2bc));
        assert_eq!((seen.roles(), seen.first_row()), (9, LAST_ROW - 1));
        assert_eq!(KnownContact::new(&sighting, u64::MAX).first_row(), LAST_ROW);
    }
}
