//! Near duplicates: people with different addresses who may be the same person. They are reported but never merged.
//!
//! To compare each person with each other would take quadratic time. So only people with a common key are compared, and
//! in large groups only neighbours; the time grows as that of sorting. Similarity is the Jaro-Winkler similarity of
//! names and addresses.

use std::array;
use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use memchr::memrchr;
use strsim::{jaro_winkler, osa_distance};

use super::answers::DistinctPairs;
use super::summary::Person;
use crate::contact_list::List;
use crate::diagnostics::Similarity;
use crate::normalize::{hash_without_case, spread};
use crate::pipeline::join;
use crate::tables::fold_into;

/// A person who may be the same as an earlier one, by their indexes in [`People`](super::summary::People).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NearDuplicate {
    pub(super) person: u32,
    pub(super) other: u32,
    /// Similarity from 0 to 1.
    pub(super) similarity: f64,
    pub(super) kind: Similarity,
    /// Number of further people with the same name.
    pub(super) more: usize,
}

/// Maximum size of a group in which all people are compared with each other. In a larger group, each is compared with
/// this number of neighbours.
const NEIGHBOURS: usize = 8;
/// Minimum similarity of names with the same mailbox at different companies, because mailboxes such as `info@` are
/// common.
const SIMILAR: f64 = 0.85;
/// Minimum similarity of names with the same mailbox at two domains of one company, because two people can have the
/// same initials.
const RATHER_SIMILAR: f64 = 0.7;
/// Maximum length of a name in bytes. The time of a comparison grows with the product of the lengths, and a longer text
/// isn't a name.
const MAX_NAME_LENGTH: usize = 256;
const HASHER: FixedState = FixedState::with_seed(0x0073_696d_696c_6172);

/// Returns for each person the most similar of the earlier people, if there is any, without pairs that are known to be
/// different people.
pub(super) fn near_duplicates(list: &List, people: &[Person], distinct: &DistinctPairs) -> Vec<NearDuplicate> {
    let search = NearDuplicateSearch { list, people, distinct };
    let by_address = || {
        let mut found = search.in_blocks(Key::Mailbox);
        found.append(&mut search.in_blocks(Key::Letters));
        found
    };
    let (mut found, others) = join(list.threads(), || search.in_blocks(Key::Name), by_address);
    found.extend(others);
    let order = |one: &NearDuplicate, other: &NearDuplicate| {
        one.person
            .cmp(&other.person)
            .then(other.similarity.total_cmp(&one.similarity))
            .then(one.other.cmp(&other.other))
    };
    found.sort_by(order);
    found.dedup_by_key(|found| found.person);
    found
}

/// The key that people must have in common to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// The letters of the name in any order.
    Name,
    /// The part of the address before the @.
    Mailbox,
    /// The letters of that part in any order, and the domain.
    Letters,
}

struct NearDuplicateSearch<'s> {
    list: &'s List,
    people: &'s [Person],
    distinct: &'s DistinctPairs,
}

impl<'s> NearDuplicateSearch<'s> {
    fn in_blocks(&self, key: Key) -> Vec<NearDuplicate> {
        let mut letters = Letters::default();
        let mut keyed =
            shared(&self.people.iter().map(|person| self.key(key, person, &mut letters)).collect::<Vec<_>>());
        // A stable sort is faster if many people have the same key.
        keyed.sort_by_key(|(key, _)| *key);
        let mut found = Vec::new();
        for block in keyed.chunk_by_mut(|one, other| one.0 == other.0).filter(|block| block.len() > 1) {
            if key == Key::Name && block.len() > NEIGHBOURS {
                self.in_crowd(block, &mut found);
                continue;
            }
            if block.len() > NEIGHBOURS {
                block.sort_by_key(|(_, person)| (self.email(*person), self.name(*person)));
            }
            for (position, (_, person)) in block.iter().enumerate() {
                let before = &block[position.saturating_sub(NEIGHBOURS)..position];
                found.extend(before.iter().filter_map(|(_, other)| self.compared(key, *person, *other)));
            }
        }
        found
    }

    /// Adds one finding for a name that many people have.
    fn in_crowd(&self, block: &[(u64, u32)], found: &mut Vec<NearDuplicate>) {
        for (index, (_, one)) in block.iter().enumerate() {
            let mut others = block[index + 1..].iter().filter(|(_, other)| !self.are_distinct(*one, *other));
            let Some((_, other)) = others.next() else { continue };
            let first = self.compared(Key::Name, *other, *one);
            found.extend(first.map(|first| NearDuplicate { more: others.count(), ..first }));
            return;
        }
    }

    fn are_distinct(&self, one: u32, other: u32) -> bool {
        // Without pairs no address is looked up, which would miss the processor's cache.
        !self.distinct.is_empty() && self.distinct.has(self.email(one), self.email(other))
    }

    fn name(&self, person: u32) -> &'s str {
        self.people[person as usize].name(self.list)
    }

    fn email(&self, person: u32) -> &'s str {
        self.people[person as usize].email(self.list)
    }

    fn key(&self, key: Key, person: &Person, letters: &mut Letters) -> u64 {
        let (mailbox, domain) = split_address(person.email(self.list));
        match key {
            Key::Name => letters.hash_of_name(person.name(self.list)),
            Key::Mailbox => hash_without_case(mailbox),
            Key::Letters => letters.hash_of_mailbox(mailbox).wrapping_add(HASHER.hash_one(domain)),
        }
    }

    /// Compares two people. Returns `None` if they are not similar enough.
    fn compared(&self, key: Key, one: u32, other: u32) -> Option<NearDuplicate> {
        let emails = [one, other].map(|person| self.email(person));
        let [(mailbox, domain), (other_mailbox, other_domain)] = emails.map(split_address);
        // Addresses are compared first and as they are, because that is faster than comparing names and needs no copy.
        let may_be_one = match key {
            Key::Name => true,
            Key::Mailbox => mailbox.eq_ignore_ascii_case(other_mailbox) && !domain.eq_ignore_ascii_case(other_domain),
            Key::Letters => domain.eq_ignore_ascii_case(other_domain) && is_transposed(mailbox, other_mailbox),
        };
        if !may_be_one || self.are_distinct(one, other) {
            return None;
        }
        let emails = emails.map(str::to_ascii_lowercase);
        let [domain, other_domain] = emails.each_ref().map(|email| split_address(email).1);
        let names = [one, other].map(|person| folded(self.name(person)));
        if names.iter().any(|name| name.len() > MAX_NAME_LENGTH) {
            return None;
        }
        let of_names = |least: f64| Some(jaro_winkler(&names[0], &names[1])).filter(|similarity| *similarity >= least);
        let (kind, of_names) = match key {
            // The order of the words in a name doesn't matter.
            Key::Name if is_same_words(&names[0], &names[1]) => (Similarity::Name, 1.0),
            Key::Name if is_transposed(&names[0], &names[1]) => (Similarity::Letters, of_names(0.0)?),
            Key::Name => return None,
            Key::Mailbox if is_same_company(domain, other_domain) => (Similarity::Mailbox, of_names(RATHER_SIMILAR)?),
            Key::Mailbox => (Similarity::Mailbox, of_names(SIMILAR)?),
            Key::Letters => (Similarity::Letters, of_names(RATHER_SIMILAR)?),
        };
        let similarity = (of_names + jaro_winkler(&emails[0], &emails[1])) / 2.0;
        Some(NearDuplicate { person: one.max(other), other: one.min(other), similarity, kind, more: 0 })
    }
}

/// Returns the keys that may occur more than once, each with its index, in their order. Most keys are unique, and
/// filtering them is faster than sorting all.
fn shared(keys: &[u64]) -> Vec<(u64, u32)> {
    // 16 bits per key, so that few different keys share one by chance.
    let bits = (keys.len() * 16).next_power_of_two().max(64);
    let word = |key: u64| (spread(key) >> 6) as usize & (bits / 64 - 1);
    let bit = |key: u64| 1_u64 << (spread(key) >> 58);
    let (mut once, mut again) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
    for key in keys {
        let word = word(*key);
        again[word] |= once[word] & bit(*key);
        once[word] |= bit(*key);
    }
    let is_shared = |(key, _): &(u64, u32)| again[word(*key)] & bit(*key) != 0;
    keys.iter().copied().zip(0..).filter(is_shared).collect()
}

fn split_address(email: &str) -> (&str, &str) {
    memrchr(b'@', email.as_bytes()).map_or((email, ""), |end| (&email[..end], &email[end + 1..]))
}

fn folded(name: &str) -> String {
    let mut folded = String::new();
    fold_into(name, &mut folded);
    folded
}

/// The hashes of letters, whose sum is a key that doesn't depend on their order.
struct Letters {
    /// Hashes of folded letters outside ASCII.
    known: HashMap<char, u64, FixedState>,
    /// Hashes of folded ASCII letters, the most common ones.
    ascii: [u64; 128],
    /// Hashes of the letters of a mailbox, without case.
    mailbox: [u64; 128],
}

impl Default for Letters {
    fn default() -> Self {
        let of_ascii = |of: fn(char) -> u64| array::from_fn(|byte| of(char::from(byte as u8)));
        Letters { known: HashMap::default(), ascii: of_ascii(hash_folded), mailbox: of_ascii(hash_of_letter) }
    }
}

impl Letters {
    /// Returns a hash of the letters of a name in any order, without accents and case.
    fn hash_of_name(&mut self, name: &str) -> u64 {
        name.chars().fold(0_u64, |sum, c| sum.wrapping_add(self.hash_of(c)))
    }

    fn hash_of(&mut self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(hash) => *hash,
            None => *self.known.entry(c).or_insert_with(|| hash_folded(c)),
        }
    }

    /// Returns a hash of the letters of a mailbox in any order, without case. Addresses are ASCII.
    fn hash_of_mailbox(&self, mailbox: &str) -> u64 {
        mailbox.bytes().fold(0_u64, |sum, byte| sum.wrapping_add(self.mailbox[usize::from(byte & 0x7f)]))
    }
}

fn hash_folded(c: char) -> u64 {
    let mut folded = String::new();
    fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
    folded.chars().fold(0_u64, |sum, c| sum.wrapping_add(hash_of_letter(c)))
}

/// Returns the hash of a letter without case; 0 for a space.
fn hash_of_letter(c: char) -> u64 {
    if c == ' ' { 0 } else { HASHER.hash_one(c.to_ascii_lowercase()) }
}

fn is_same_words(one: &str, other: &str) -> bool {
    let sorted = |name: &str| {
        let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    one == other || sorted(one) == sorted(other)
}

/// Returns whether two adjacent letters are transposed, without case of ASCII letters. Transposed digits make a
/// different number, so they don't count.
fn is_transposed(one: &str, other: &str) -> bool {
    let differs = one.chars().zip(other.chars()).find(|(one, other)| !one.eq_ignore_ascii_case(other));
    differs.is_some_and(|(one, other)| one.is_alphabetic() && other.is_alphabetic())
        && osa_distance(&one.to_ascii_lowercase(), &other.to_ascii_lowercase()) == 1
}

/// Returns whether two domains are probably of one company: `contoso.com` and `mail.contoso.co.uk`, or names one edit
/// apart.
fn is_same_company(one: &str, other: &str) -> bool {
    let (one, other) = (company(one), company(other));
    one == other || one.len().min(other.len()) >= 5 && osa_distance(one, other) <= 1
}

/// Returns the part of a domain that probably names the company: the longest label except the last.
fn company(domain: &str) -> &str {
    let labels = domain.rsplit_once('.').map_or(domain, |(labels, _)| labels);
    labels.split('.').max_by_key(|label| label.len()).unwrap_or(labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact_list::List;
    use crate::contact_list::tests::list;
    use crate::merge::summary::People;
    use crate::merge::{Merge, MergeGroups, MergeSettings};

    fn people(list: &List) -> People {
        let groups = MergeGroups::new(list, MergeSettings::default(), &[]);
        let mut people = People::new(&groups.contacts);
        for (identity, outcome) in Merge::new(list, &groups, MergeSettings::default()).outcomes().enumerate() {
            let person = groups.contacts.person(identity);
            outcome.kept.iter().for_each(|kept| _ = people.add(list, person, kept.person()));
        }
        people
    }

    /// Returns the near duplicates among people given as `Name email`, with their similarity.
    fn found(people_of: &[&str]) -> Vec<(u32, u32, Similarity)> {
        found_without(people_of, &[])
    }

    fn found_without(people_of: &[&str], pairs: &[(&str, &str)]) -> Vec<(u32, u32, Similarity)> {
        let mut distinct = DistinctPairs::default();
        pairs.iter().for_each(|(one, other)| distinct.insert(one, other));
        let rows: Vec<String> = people_of
            .iter()
            .map(|person| person.rsplit_once(' ').unwrap())
            .map(|(name, email)| format!("\"{name}\",{email},CEO,Partner sales,DE,"))
            .collect();
        let list = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let found = near_duplicates(&list, &people(&list).all, &distinct);
        assert!(found.iter().all(|found| (0.5..1.0).contains(&found.similarity)), "{found:?}");
        found.iter().map(|found| (found.person, found.other, found.kind)).collect()
    }

    #[test]
    fn same_name_with_another_address() {
        assert_eq!(found(&["Ann Lee ann@contoso.com", "Ann Lee a.lee@contoso.com"]), [(1, 0, Similarity::Name)]);
        assert_eq!(found(&["Zoë Lee zoe@contoso.com", "LEE, ZOE z.lee@fabrikam.com"]), [(1, 0, Similarity::Name)]);
        assert_eq!(found(&["Ann Lee ann@contoso.com", "Ann Leeds ann.leeds@contoso.com"]), []);
        assert_eq!(found(&["Ann Lee ann@contoso.com", "Ann Lee ANN@contoso.com"]), []);
    }

    #[test]
    fn same_mailbox_at_another_domain_of_the_company() {
        let with =
            |domain: &str, name: &str| found(&["Ann Lee ann.lee@contoso.com", &format!("{name} ann.lee@{domain}")]);
        for domain in ["contoso.de", "contoso.co.uk", "contso.com", "mail.contoso.com"] {
            assert_eq!(with(domain, "A. Lee"), [(1, 0, Similarity::Mailbox)], "{domain}");
        }
        assert_eq!(with("fabrikam.com", "Anna Lee"), [(1, 0, Similarity::Mailbox)]);
        assert_eq!(found(&["Contoso Sales info@contoso.com", "Fabrikam Desk info@fabrikam.com"]), []);
        assert_eq!(found(&["John Smith j.smith@contoso.com", "Wu Bei j.smith@contoso.de"]), []);
    }

    #[test]
    fn transposed_letters() {
        assert_eq!(
            found(&["Anne Lee anne.lee@contoso.com", "A. Lee anen.lee@contoso.com"]),
            [(1, 0, Similarity::Letters)]
        );
        assert_eq!(found(&["Anne Lee anne.lee@contoso.com", "Anen Lee a@fabrikam.com"]), [(1, 0, Similarity::Letters)]);
        assert_eq!(found(&["John Lee jl@contoso.com", "Vera Wu lj@contoso.com"]), []);
        assert_eq!(found(&["Desk One desk12@contoso.com", "Desk Two desk21@contoso.com"]), []);
    }

    #[test]
    fn texts_too_long_for_a_name_are_not_compared() {
        let one = format!("{} a@contoso.com", "ab".repeat(200_000));
        let other = format!("{} b@contoso.com", "ba".repeat(200_000));
        assert_eq!(found(&[&one, &other]), []);
    }

    #[test]
    fn only_entries_with_unique_keys_are_filtered_out() {
        let keys: Vec<u64> = (0..20_000).map(|index| (index % 15_000) * 0x1_0001).collect();
        let kept = shared(&keys);
        let mut several = keys.iter().copied().zip(0..).filter(|(_, index)| !(5_000..15_000).contains(index));
        assert!(several.all(|entry| kept.contains(&entry)) && kept.is_sorted_by_key(|(_, index)| *index));
        assert!(kept.len() < 12_000, "{}", kept.len());
    }

    #[test]
    fn the_most_similar_person_is_reported_and_a_common_name_once() {
        let three = ["Ann Lee ann@contoso.com", "Ann Lee ann.lee@contoso.com", "Ann Lee ann.lee@contoso.de"];
        assert_eq!(found(&three), [(1, 0, Similarity::Name), (2, 1, Similarity::Name)]);
        let crowd: Vec<String> = (0..20).map(|number| format!("Ann Lee a{number}@contoso.com")).collect();
        let crowd: Vec<&str> = crowd.iter().map(String::as_str).collect();
        assert_eq!(found(&crowd), [(1, 0, Similarity::Name)]);
        let pairs = [("a1@contoso.com", "A0@contoso.com"), ("a0@contoso.com", "a2@contoso.com")];
        assert_eq!(found_without(&crowd, &pairs), [(3, 0, Similarity::Name)]);
    }

    #[test]
    fn different_people_are_not_reported() {
        let three = ["Ann Lee ann@contoso.com", "Ann Lee ann.lee@contoso.com", "Ann Lee ann.lee@contoso.de"];
        let pair = ("Ann.Lee@contoso.de", "ann.lee@contoso.com");
        assert_eq!(found_without(&three, &[pair]), [(1, 0, Similarity::Name), (2, 0, Similarity::Name)]);
    }
}
