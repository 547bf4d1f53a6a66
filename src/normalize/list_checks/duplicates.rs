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
/// Hashes only decide that two texts differ. Texts with the same hashes are compared: the addresses, names and titles of
/// the first contacts are kept, up to [`MAX_TEXTS`] bytes, which is about 50,000 contacts. In a longer list, the later
/// contacts are known by their hashes only: 16 bytes for each e-mail address and one control byte, in tables that are two
/// thirds full on average, at most 30 bytes for each contact. There, two addresses are mistaken for one if 48 bits of their
/// hashes agree and those that choose the table: among ten million addresses, with a probability of 0.004. A different
/// name or title isn't detected with a probability of 1 in 8 million. Rows are distinguished up to 2^30.
#[derive(Debug)]
pub(crate) struct DuplicateDetector {
    tables: Vec<HashTable<KnownContact>>,
    kept: KeptTexts,
    /// The sheets in order, each with the number of rows before it. Stored rows are counted across sheets.
    sheets: Vec<(u64, Option<String>)>,
    rows: u64,
}

/// The bytes of texts that are kept, with 20 for each contact.
const MAX_TEXTS: usize = 4 << 20;

/// The address, the name and the title of some contacts, one after another.
#[derive(Debug, Default)]
pub(crate) struct ContactTexts {
    text: String,
    /// The end of each contact's address, name and title.
    ends: Vec<[u32; 3]>,
}

impl ContactTexts {
    /// Returns an empty one with room for so many contacts.
    pub(crate) fn with_capacity(contacts: usize) -> Self {
        const USUAL: usize = 64;
        ContactTexts { text: String::with_capacity(USUAL * contacts), ends: Vec::with_capacity(contacts) }
    }

    /// Releases the memory that isn't used.
    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Adds a contact.
    pub(crate) fn push(&mut self, contact: &Contact<'_>) {
        let mut end = self.text.len();
        let ends = [contact.email.as_str(), contact.name.as_str(), contact.job_title.as_str()].map(|text| {
            self.text.push_str(text);
            end += text.len();
            end as u32
        });
        self.ends.push(ends);
    }

    fn get(&self, index: usize) -> [&str; 3] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before][2]);
        let [address, name, title] = self.ends[index];
        [start..address, address..name, name..title].map(|span| &self.text[span.start as usize..span.end as usize])
    }
}

/// The texts of the first contacts, in the order of their rows.
#[derive(Debug, Default)]
struct KeptTexts {
    /// The contacts of one batch each, with their rows.
    blocks: Vec<(Vec<u64>, ContactTexts)>,
    bytes: usize,
}

impl KeptTexts {
    fn has_room(&self) -> bool {
        self.bytes < MAX_TEXTS
    }

    /// Adds contacts with their rows, of which there is at least one.
    fn push(&mut self, rows: Vec<u64>, texts: ContactTexts) {
        self.bytes += texts.text.capacity() + 12 * texts.ends.capacity() + 8 * rows.capacity();
        self.blocks.push((rows, texts));
    }

    /// Returns the texts of a contact that was added last, by its index.
    fn of_last(&self, index: usize) -> Option<[&str; 3]> {
        self.blocks.last().map(|(_, texts)| texts.get(index))
    }

    /// Returns the texts of the contacts in a row that come before one of those added last: several if the row was split, none
    /// if they aren't kept.
    fn of_row(&self, row: u64, before: usize) -> impl Iterator<Item = [&str; 3]> {
        let block = self.blocks.partition_point(|(rows, _)| rows.last().is_some_and(|last| *last < row));
        let end = if block + 1 == self.blocks.len() { before } else { usize::MAX };
        self.blocks.get(block).into_iter().flat_map(move |(rows, texts)| {
            let from = rows.partition_point(|known| *known < row);
            let of_row = (from..rows.len().min(end)).take_while(move |index| rows[*index] == row);
            of_row.map(|index| texts.get(index))
        })
    }

    /// Returns whether a known contact has the same address as one of those added last, as far as its texts are kept.
    fn may_have_address(&self, known: KnownContact, index: usize) -> bool {
        let mut of_row = self.of_row(known.first_row(), index).peekable();
        let own = self.of_last(index);
        of_row.peek().is_none()
            || of_row.any(|[known, ..]| own.is_none_or(|[address, ..]| known.eq_ignore_ascii_case(address)))
    }

    /// Returns the texts of a known contact, if they are kept. `last` is the index of one of those added last, before which it
    /// comes, and their address.
    fn of_contact(&self, known: KnownContact, last: Option<(usize, &str)>) -> Option<[&str; 3]> {
        let mut of_row = self.of_row(known.first_row(), last.map_or(usize::MAX, |(index, _)| index));
        of_row.find(|[address, ..]| match last {
            Some((_, own)) => address.eq_ignore_ascii_case(own),
            None => hash_without_case(address) & ADDRESS == known.address(),
        })
    }
}

/// The record of an address: from the lowest bit on 48 bits of its hash, 23 of the first name's, 23 of the first title's,
/// one for each role, and 30 of the first row. A name and a title whose texts are kept have no hashes here.
#[derive(Debug, Clone, Copy)]
struct KnownContact(u128);

const ADDRESS: u64 = (1 << 48) - 1;
const NAME: u32 = 48;
const TITLE: u32 = 71;
const ROLES: u32 = 94;
const ROW: u32 = 98;
const LAST_ROW: u64 = (1 << 30) - 1;

impl KnownContact {
    fn new(fingerprint: &ContactFingerprint, first_row: u64) -> Self {
        KnownContact(
            u128::from(fingerprint.address & ADDRESS)
                | u128::from(fingerprint.texts[0]) << NAME
                | u128::from(fingerprint.texts[1]) << TITLE
                | u128::from(fingerprint.role) << ROLES
                | u128::from(first_row.min(LAST_ROW)) << ROW,
        )
    }

    fn address(self) -> u64 {
        self.0 as u64 & ADDRESS
    }

    /// Returns the hashes of the name and the title.
    fn texts(self) -> [u32; 2] {
        [NAME, TITLE].map(|shift| (self.0 >> shift) as u32 & HASHED)
    }

    fn roles(self) -> u8 {
        (self.0 >> ROLES) as u8 & 0xf
    }

    fn first_row(self) -> u64 {
        (self.0 >> ROW) as u64
    }

    fn with_role(self, role: u8) -> Self {
        KnownContact(self.0 | u128::from(role) << ROLES)
    }
}

/// The bits that are stored of the hashes of a name and of a title.
const HASHED: u32 = (1 << 23) - 1;
/// The number of tables. A table doubles when it is full. If all doubled at once, more than half of the memory would be empty
/// afterwards, so each has a different share of the addresses, from a 369th to a 185th, and they double one after another.
/// Small tables are made of memory that others have left, which needs no new pages from the system.
const TABLES: usize = 256;
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
        DuplicateDetector {
            tables: vec![HashTable::new(); TABLES],
            kept: KeptTexts::default(),
            sheets: Vec::new(),
            rows: 0,
        }
    }
}

impl DuplicateDetector {
    /// Starts a sheet that the next contacts are in.
    pub(crate) fn begin(&mut self, sheet: Option<&str>) {
        self.sheets.push((self.rows, sheet.map(str::to_owned)));
    }

    /// Returns whether the texts of the next contacts are compared.
    pub(crate) fn wants_texts(&self) -> bool {
        self.kept.has_room()
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
    pub(crate) fn add(
        &mut self,
        fingerprints: &[ContactFingerprint],
        texts: ContactTexts,
    ) -> Vec<(usize, Rule, Column, Message)> {
        // Decided here, not when the worker got the batch, so that the outcome doesn't depend on the threads.
        let has_texts = texts.ends.len() == fingerprints.len() && !fingerprints.is_empty();
        let is_exact = self.wants_texts() && has_texts;
        let before = self.sheets.last().map_or(0, |(before, _)| *before);
        let mut not_kept = None;
        match is_exact {
            true => self.kept.push(fingerprints.iter().map(|fingerprint| before + fingerprint.row).collect(), texts),
            false => not_kept = has_texts.then_some(texts),
        }
        for fingerprint in fingerprints {
            let (table, address) = fingerprint.table();
            // Without this the compiler would remove the read.
            black_box(self.tables[table].find(in_table(address), |_| false).is_none());
        }
        let mut found = Vec::new();
        for (at, mut fingerprint) in fingerprints.iter().copied().enumerate() {
            // Because there was room, the worker left the hashes out.
            if let Some(texts) = &not_kept {
                let [_, name, title] = texts.get(at);
                fingerprint.texts = [name, title].map(hash);
            }
            let counted = before + fingerprint.row;
            self.rows = self.rows.max(counted);
            let (table, address) = fingerprint.table();
            let (table, kept) = (&mut self.tables[table], &self.kept);
            let is_same =
                |seen: &KnownContact| seen.address() == address && (!is_exact || kept.may_have_address(*seen, at));
            match table.find_mut(in_table(address), is_same) {
                None => {
                    let seen = KnownContact::new(&fingerprint, counted);
                    table.insert_unique(in_table(address), seen, |seen| in_table(seen.address()));
                }
                Some(seen) => {
                    let known = *seen;
                    *seen = known.with_role(fingerprint.role);
                    // Otherwise the last kept contacts are others, and may be fewer.
                    let own = if is_exact { kept.of_last(at) } else { None };
                    let first = kept.of_contact(known, own.map(|[address, ..]| (at, address)));
                    let is_other = |text: usize| match (first, own) {
                        (Some(first), Some(own)) => first[text] != own[text],
                        (Some(first), None) => hash(first[text]) != fingerprint.texts[text - 1],
                        (None, Some(own)) => hash(own[text]) != known.texts()[text - 1],
                        (None, None) => fingerprint.texts[text - 1] != known.texts()[text - 1],
                    };
                    let [has_other_name, has_other_title] = [is_other(1), is_other(2)];
                    let first = self.first(known.first_row());
                    let repeated = Message::ContactRepeated { first: first.clone() };
                    let conflict = Message::ContactConflict { first };
                    let candidates = [
                        (known.roles() & fingerprint.role != 0, Rule::ContactRepeated, Column::Email, repeated),
                        (has_other_name, Rule::ContactConflict, Column::Name, conflict.clone()),
                        (has_other_title, Rule::ContactConflict, Column::JobTitle, conflict),
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
    /// The hashes of the name and the title, unless their texts are compared.
    texts: [u32; 2],
    role: u8,
}

/// Returns the bits that are stored of the hash of a name or a title.
fn hash(text: &str) -> u32 {
    HASHER.hash_one(text) as u32 & HASHED
}

impl ContactFingerprint {
    /// Returns the table of the address and the bits stored of it.
    fn table(&self) -> (usize, u64) {
        (usize::from(TABLE_OF[(self.address >> 52) as usize]), self.address & ADDRESS)
    }

    /// Returns the fingerprint of a contact in a row. With `has_texts`, its texts are passed beside it.
    pub(crate) fn of(contact: &Contact<'_>, row: u64, has_texts: bool) -> Self {
        let texts = match has_texts {
            true => [0; 2],
            false => [contact.name.as_str(), contact.job_title.as_str()].map(hash),
        };
        let (address, role) = (hash_without_case(contact.email.as_str()), 1 << contact.role as u8);
        ContactFingerprint { address, row, texts, role }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{CanonicalText, Countries, Email, Role, States};

    /// Fingerprints of different addresses, with hashes that are as good as random.
    fn fingerprints(count: u64) -> Vec<ContactFingerprint> {
        let of = |row: u64| ContactFingerprint { address: HASHER.hash_one(row), row, texts: [1, 2], role: 4 };
        (0..count).map(of).collect()
    }

    #[test]
    fn a_contact_takes_30_bytes_at_most_however_many_there_are() {
        let mut seen = DuplicateDetector::default();
        let all = fingerprints(600_000);
        let mut count = 0;
        for some in all.chunks(10_000) {
            assert!(seen.add(some, ContactTexts::default()).is_empty());
            count += some.len();
            // A table uses seven eighths of its slots, and has a control byte for each.
            let slots = |table: &HashTable<KnownContact>| table.capacity() / 7 * 8;
            let bytes: usize = seen.tables.iter().map(|table| slots(table) * (size_of::<KnownContact>() + 1)).sum();
            assert!(bytes <= 30 * count, "{} bytes each of {count}", bytes / count);
        }
        assert_eq!(seen.add(&all, ContactTexts::default()).len(), all.len());
    }

    fn texts(cells: &[[&str; 3]]) -> ContactTexts {
        let mut texts = ContactTexts::default();
        for cells in cells {
            let ends = cells.iter().scan(texts.text.len(), |end, cell| {
                *end += cell.len();
                Some(*end as u32)
            });
            let ends: Vec<u32> = ends.collect();
            texts.ends.push(ends.try_into().unwrap());
            texts.text.push_str(&cells.concat());
        }
        texts
    }

    /// When there is no room for more texts, a batch may be larger than the last one that was kept.
    #[test]
    fn later_batches_may_be_larger_than_those_that_are_kept() {
        let mut seen = DuplicateDetector::default();
        let long = "n".repeat(MAX_TEXTS);
        let of = |row: u64| ContactFingerprint { address: 7, row, texts: [hash(&long), hash("CEO")], role: 1 };
        assert!(seen.add(&[of(2)], texts(&[["ann@example.com", &long, "CEO"]])).is_empty());
        assert!(!seen.wants_texts());
        for texts in [ContactTexts::default(), texts(&[["ann@example.com", &long, "CEO"]; 3])] {
            let found = seen.add(&[of(3), of(4), of(5)], texts);
            let found: Vec<(usize, Rule)> = found.into_iter().map(|(at, rule, ..)| (at, rule)).collect();
            assert_eq!(found, [0, 1, 2].map(|at| (at, Rule::ContactRepeated)));
        }
    }

    /// Contacts whose hashes are all the same: only their texts tell them apart.
    #[test]
    fn contacts_with_the_same_hashes_are_compared() {
        let mut seen = DuplicateDetector::default();
        let of = |row: u64, role: u8| ContactFingerprint { address: 7, row, texts: [0; 2], role };
        let rows: Vec<ContactFingerprint> =
            [(2, 1), (3, 2), (4, 1), (5, 1), (6, 4)].map(|(row, role)| of(row, role)).into();
        let cells = [
            ["ann@example.com", "Ann", "CEO"],
            ["ann@example.com", "Bob", "CEO"],
            ["bob@example.com", "Bob", "CEO"],
            ["ann@example.com", "Ann", "CFO"],
            ["bob@example.com", "Bob", "CEO"],
        ];
        let found = seen.add(&rows, texts(&cells));
        let found: Vec<(usize, Rule, Column)> =
            found.into_iter().map(|(at, rule, column, _)| (at, rule, column)).collect();
        let expected = [
            (1, Rule::ContactConflict, Column::Name),
            (3, Rule::ContactRepeated, Column::Email),
            (3, Rule::ContactConflict, Column::JobTitle),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn texts_are_kept_up_to_a_limit() {
        let mut seen = DuplicateDetector::default();
        let (long, count) = ("x".repeat(1 << 20), 20);
        for (at, fingerprint) in fingerprints(count).iter().enumerate() {
            let address = format!("{at}@example.com");
            let texts = match seen.wants_texts() {
                true => texts(&[[&address, &long, "CEO"]]),
                false => ContactTexts::default(),
            };
            assert!(seen.add(&[*fingerprint], texts).is_empty());
        }
        assert!(!seen.wants_texts());
        assert_eq!(seen.kept.blocks.len(), 4);
    }

    /// Contacts after the limit are compared with the texts of those before it, and with the hashes of each other.
    #[test]
    fn contacts_are_compared_across_the_limit() {
        let row = |row: u64, email: &str, name: &str, seen: &DuplicateDetector| {
            let contact = Contact {
                name: CanonicalText(name.to_owned().into()),
                email: Email(email.to_owned().into()),
                job_title: CanonicalText("CEO".into()),
                role: Role::Sales,
                countries: Countries::Global,
                states: States::default(),
            };
            let mut texts = ContactTexts::default();
            if seen.wants_texts() {
                texts.push(&contact);
            }
            (ContactFingerprint::of(&contact, row, seen.wants_texts()), texts)
        };
        let mut seen = DuplicateDetector::default();
        let mut rules = |number: u64, email: &str, name: &str, wants_texts: bool| {
            let (fingerprint, texts) = row(number, email, name, &seen);
            if !wants_texts {
                seen.kept.bytes = MAX_TEXTS;
            }
            let found = seen.add(&[fingerprint], texts);
            found.into_iter().map(|(_, rule, column, _)| (rule, column)).collect::<Vec<_>>()
        };
        assert_eq!(rules(1, "ann@example.com", "Ann", true), []);
        let repeated = (Rule::ContactRepeated, Column::Email);
        let conflict = (Rule::ContactConflict, Column::Name);
        assert_eq!(rules(2, "ANN@example.com", "Ann", true), [repeated]);
        // The worker passed texts, and then there was no more room.
        assert_eq!(rules(3, "bob@example.com", "Bob", false), []);
        for (number, email, name, expected) in [
            (4, "Ann@example.com", "Ann", &[repeated][..]),
            (5, "ann@example.com", "Anne", &[repeated, conflict]),
            (6, "bob@example.com", "Bob", &[repeated]),
            (7, "bob@example.com", "Rob", &[repeated, conflict]),
            (8, "cid@example.com", "Cid", &[]),
            (9, "cid@example.com", "Sid", &[repeated, conflict]),
        ] {
            assert_eq!(rules(number, email, name, false), expected, "{email} {name}");
        }
    }

    #[test]
    fn records_keep_their_parts() {
        let fingerprint = ContactFingerprint { address: u64::MAX, row: 7, texts: [HASHED, 0x2bc], role: 8 };
        let seen = KnownContact::new(&fingerprint, LAST_ROW - 1).with_role(1);
        assert_eq!((seen.address(), seen.texts()), (ADDRESS, [HASHED, 0x2bc]));
        assert_eq!((seen.roles(), seen.first_row()), (9, LAST_ROW - 1));
        assert_eq!(KnownContact::new(&fingerprint, u64::MAX).first_row(), LAST_ROW);
    }
}
