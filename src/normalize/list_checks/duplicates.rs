//! Detects contacts that are in a list more than once, or with different names or titles.

use std::hash::BuildHasher;
use std::hint::black_box;
use std::sync::LazyLock;

use hashbrown::HashTable;

use super::{HASHER, hash_without_case};
use crate::contact::{Column, Contact};
use crate::diagnostics::{Message, RowRef, Rule};

/// Detects repeated contacts, and contacts with one address and different names or titles.
///
/// Stores 13 bytes for each e-mail address and one control byte, in tables that are two thirds full on average: at most 24
/// bytes for each contact. The address, the name and the title are stored as hashes. Two addresses are mistaken for one if 48
/// bits of their hashes agree and those that choose the table: among ten million addresses, with a probability of 0.004. A
/// different name or title isn't detected with a probability of 1 in 2,048. Rows are distinguished up to 2^30.
#[derive(Debug)]
pub(crate) struct DuplicateDetector {
    tables: Vec<HashTable<KnownContact>>,
    /// The sheets in order, each with the number of rows before it. Stored rows are counted across sheets.
    sheets: Vec<(u64, Option<String>)>,
    rows: u64,
}

/// The record of an address: from the lowest bit on 48 bits of its hash, 11 of the first name's, 11 of the first title's, one
/// for each role, and 30 of the first row. An array of bytes, because a `u128` would take 16 of them.
#[derive(Debug, Clone, Copy)]
struct KnownContact([u8; 13]);

const ADDRESS: u64 = (1 << 48) - 1;
const NAME: u32 = 48;
const TITLE: u32 = 59;
const ROLES: u32 = 70;
const ROW: u32 = 74;
const LAST_ROW: u64 = (1 << 30) - 1;

impl KnownContact {
    fn new(fingerprint: &ContactFingerprint, first_row: u64) -> Self {
        let bits = u128::from(fingerprint.address & ADDRESS)
            | u128::from(fingerprint.name) << NAME
            | u128::from(fingerprint.title) << TITLE
            | u128::from(fingerprint.role) << ROLES
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

/// The bits that are stored of the hashes of a name and of a title.
const HASHED: u16 = (1 << 11) - 1;
/// The number of tables. A table doubles when it is full. If all doubled at once, more than half of the memory would be empty
/// afterwards, so each has a different share of the addresses, from a 46th to a 23rd, and they double one after another.
const TABLES: usize = 32;
/// The number of parts that the shares of the tables are rounded to.
const PARTS: usize = 4096;
/// The table of each part.
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

/// Returns the hash for a table from the stored bits. A table uses the lowest bits and the highest seven.
fn in_table(address: u64) -> u64 {
    address | address >> 41 << 57
}

impl Default for DuplicateDetector {
    fn default() -> Self {
        DuplicateDetector { tables: vec![HashTable::new(); TABLES], sheets: Vec::new(), rows: 0 }
    }
}

impl DuplicateDetector {
    /// Starts a sheet that the next contacts are in.
    pub(crate) fn begin(&mut self, sheet: Option<&str>) {
        self.sheets.push((self.rows, sheet.map(str::to_owned)));
    }

    /// Returns the sheet and the row in it of a row that is counted across sheets.
    fn first(&self, counted: u64) -> RowRef {
        let at = self.sheets.partition_point(|(before, _)| *before < counted).saturating_sub(1);
        let Some((before, sheet)) = self.sheets.get(at) else { return RowRef { row: counted, sheet: None } };
        let sheet = sheet.clone().filter(|_| at + 1 < self.sheets.len());
        RowRef { row: counted - before, sheet }
    }

    /// Adds contacts in the order of the list. Returns those that repeat or contradict another, by their index in the slice.
    ///
    /// The control bytes of all of them are read first, and the results are discarded: these short reads wait for memory in
    /// parallel, and the bytes are in the cache for the second pass.
    pub(crate) fn add(&mut self, fingerprints: &[ContactFingerprint]) -> Vec<(usize, Rule, Column, Message)> {
        let before = self.sheets.last().map_or(0, |(before, _)| *before);
        for fingerprint in fingerprints {
            let (table, address) = fingerprint.table();
            // Without this the compiler would remove the read.
            black_box(self.tables[table].find(in_table(address), |_| false).is_none());
        }
        let mut found = Vec::new();
        for (at, fingerprint) in fingerprints.iter().enumerate() {
            let counted = before + fingerprint.row;
            self.rows = self.rows.max(counted);
            let (table, address) = fingerprint.table();
            let table = &mut self.tables[table];
            match table.find_mut(in_table(address), |seen| seen.address() == address) {
                None => {
                    let seen = KnownContact::new(fingerprint, counted);
                    table.insert_unique(in_table(address), seen, |seen| in_table(seen.address()));
                }
                Some(seen) => {
                    let known = *seen;
                    *seen = known.with_role(fingerprint.role);
                    let first = self.first(known.first_row());
                    let repeated = Message::ContactRepeated { first: first.clone() };
                    let conflict = Message::ContactConflict { first };
                    let candidates = [
                        (known.roles() & fingerprint.role != 0, Rule::ContactRepeated, Column::Email, repeated),
                        (known.name() != fingerprint.name, Rule::ContactConflict, Column::Name, conflict.clone()),
                        (known.title() != fingerprint.title, Rule::ContactConflict, Column::JobTitle, conflict),
                    ];
                    let candidates = candidates.into_iter().filter(|(is_found, ..)| *is_found);
                    found.extend(candidates.map(|(_, rule, column, message)| (at, rule, column, message)));
                }
            }
        }
        found
    }
}

/// The hashes of a contact, its role and its row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ContactFingerprint {
    address: u64,
    row: u64,
    name: u16,
    title: u16,
    role: u8,
}

impl ContactFingerprint {
    /// Returns the table of the address and the bits stored of it.
    fn table(&self) -> (usize, u64) {
        (usize::from(TABLE_OF[(self.address >> 52) as usize]), self.address & ADDRESS)
    }

    /// Returns the fingerprint of a contact in a row.
    pub(crate) fn of(contact: &Contact<'_>, row: u64) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Fingerprints of different addresses, with hashes that are as good as random.
    fn fingerprints(count: u64) -> Vec<ContactFingerprint> {
        let of = |row: u64| ContactFingerprint { address: HASHER.hash_one(row), row, name: 1, title: 2, role: 4 };
        (0..count).map(of).collect()
    }

    #[test]
    fn a_contact_takes_24_bytes_at_most_however_many_there_are() {
        let mut seen = DuplicateDetector::default();
        let all = fingerprints(600_000);
        let mut count = 0;
        for some in all.chunks(10_000) {
            assert!(seen.add(some).is_empty());
            count += some.len();
            // A table uses seven eighths of its slots, and has a control byte for each.
            let slots = |table: &HashTable<KnownContact>| table.capacity() / 7 * 8;
            let bytes: usize = seen.tables.iter().map(|table| slots(table) * (size_of::<KnownContact>() + 1)).sum();
            assert!(bytes <= 24 * count, "{} bytes each of {count}", bytes / count);
        }
        assert_eq!(seen.add(&all).len(), all.len());
    }

    #[test]
    fn records_keep_their_parts() {
        let fingerprint = ContactFingerprint { address: u64::MAX, row: 7, name: HASHED, title: 0x2bc, role: 8 };
        let seen = KnownContact::new(&fingerprint, LAST_ROW - 1).with_role(1);
        assert_eq!((seen.address(), seen.name(), seen.title()), (ADDRESS, HASHED, 0x2bc));
        assert_eq!((seen.roles(), seen.first_row()), (9, LAST_ROW - 1));
        assert_eq!(KnownContact::new(&fingerprint, u64::MAX).first_row(), LAST_ROW);
    }
}
