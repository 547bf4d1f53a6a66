//! Counts the domains of all addresses of a list, and finds those that are easily mistaken for a more frequent one.

use std::cmp::Reverse;
use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use memchr::memrchr;

use super::lookalike::{ComparableDomain, LookalikeKind};
use super::{HASHER, spread};
use crate::contact::{Column, Email, Location, SourceSpan};
use crate::diagnostics::{DomainRows, Finding, Message, Rule};

/// The domains of the addresses in a batch of rows: the number of addresses of each, and the first.
#[derive(Debug)]
pub(crate) struct DomainCounts {
    uses: Vec<DomainCount>,
    places: HashTable<u32>,
    /// Fast path: the last domain by the last 8 bytes of the address. Saves hashing the domain and the lookup for most rows.
    recent: [u16; 256],
    /// The first address of each domain, concatenated.
    addresses: String,
}

#[derive(Debug)]
struct DomainCount {
    domain: u64,
    count: u32,
    /// The index of the first row in the batch.
    at: u32,
    address: Range<u32>,
    /// The offset of the domain in the address, with the @.
    start: u32,
}

impl Default for DomainCounts {
    fn default() -> Self {
        let (uses, places, addresses) = (Vec::new(), HashTable::new(), String::new());
        DomainCounts { uses, places, recent: [0; 256], addresses }
    }
}

impl DomainCounts {
    /// Counts the address of the row with an index in the batch.
    pub(crate) fn add(&mut self, email: &Email<'_>, at: u32) {
        let address = email.as_str();
        let last = address.as_bytes().last_chunk().map_or(0, |last| u64::from_le_bytes(*last));
        let recent = (spread(last) >> 56) as usize;
        if let Some(known) = self.uses.get_mut(usize::from(self.recent[recent])) {
            let domain =
                &self.addresses.as_bytes()[(known.address.start + known.start) as usize..known.address.end as usize];
            if address.as_bytes().ends_with(domain) {
                known.count += 1;
                return;
            }
        }
        self.recent[recent] = self.look_up(address, at);
    }

    /// Counts an address and returns the index of its domain.
    fn look_up(&mut self, address: &str, at: u32) -> u16 {
        let domain = HASHER.hash_one(domain_of(address).as_bytes());
        let uses = &mut self.uses;
        if let Some(&known) = self.places.find(domain, |&known| uses[known as usize].domain == domain) {
            uses[known as usize].count += 1;
            return known as u16;
        }
        let location = uses.len();
        self.places.insert_unique(domain, location as u32, |&known| uses[known as usize].domain);
        let start = (address.len() - domain_of(address).len()).saturating_sub(1) as u32;
        let from = self.addresses.len() as u32;
        self.addresses.push_str(address);
        uses.push(DomainCount { domain, count: 1, at, address: from..self.addresses.len() as u32, start });
        location as u16
    }
}

pub(in crate::normalize) fn domain_of(address: &str) -> &str {
    memrchr(b'@', address.as_bytes()).map_or(address, |at| &address[at + 1..])
}

/// Returns whether a domain is one of those that the user allows, or below one.
pub(in crate::normalize) fn is_allowed_domain(domain: &str, allowed: &[String]) -> bool {
    let is_within =
        |all: &String| domain.strip_suffix(all.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    allowed.iter().any(is_within)
}

/// The domains of all addresses of a list.
///
/// They take 16 MiB at most, which is enough for about 60,000 domains. New ones after these are not counted.
#[derive(Debug, Default)]
pub(crate) struct LookalikeDetector {
    known: Vec<KnownDomain>,
    places: HashTable<u32>,
    bytes: usize,
}

/// The first cell with a domain.
#[derive(Debug)]
pub(crate) struct FirstOccurrence {
    /// The number of the source, as the caller counts them.
    pub source: u32,
    /// The cell.
    pub location: Location,
    /// The cell as it was received, if it isn't the address.
    pub value: Option<Box<str>>,
    /// The span of the cell in the lines of the text, if it is known.
    pub typed: Option<Box<SourceSpan>>,
}

#[derive(Debug)]
struct KnownDomain {
    domain: u64,
    uses: u64,
    address: Box<str>,
    first: FirstOccurrence,
}

/// A domain is suspicious if another is this many times as frequent.
const SUSPICIOUS_RATIO: u64 = 5;

/// The limit of memory for domains.
const MAX_BYTES: usize = 16 << 20;

/// The number of domains with a common key that are compared with a suspicious one. It bounds the time for any list.
const MAX_COMPARED: usize = 8;

impl LookalikeDetector {
    /// Adds the domains of the next batch. `first` returns the cell of a row, given its index in the batch, and its address.
    pub(crate) fn add(&mut self, uses: &DomainCounts, mut first: impl FnMut(usize, &str) -> FirstOccurrence) {
        for DomainCount { domain, count, at, address, .. } in &uses.uses {
            let known = &mut self.known;
            if let Some(&location) = self.places.find(*domain, |&location| known[location as usize].domain == *domain) {
                known[location as usize].uses += u64::from(*count);
            } else if self.bytes < MAX_BYTES {
                let address = &uses.addresses[address.start as usize..address.end as usize];
                let first = first(*at as usize, address);
                let new = KnownDomain { domain: *domain, uses: u64::from(*count), address: address.into(), first };
                self.bytes += new.bytes();
                self.places.insert_unique(*domain, known.len() as u32, |&location| known[location as usize].domain);
                known.push(new);
            }
        }
    }

    /// Returns the findings about domains that are easily mistaken for others, in the order of the list, each with its source.
    /// A domain that the user allows is none of them, and another is compared with it however often it is used.
    pub(crate) fn findings(&self, allowed: &[String]) -> Vec<(u32, Finding<'static>)> {
        let is_allowed: Vec<bool> = self.known.iter().map(|known| is_allowed_domain(known.domain(), allowed)).collect();
        let index = self.index(&is_allowed);
        let most = self.known.iter().map(|known| known.uses).max().unwrap_or(0);
        let has_allowed = is_allowed.contains(&true);
        let finding = |raw: &KnownDomain| {
            let has_raw_cells = raw.uses * SUSPICIOUS_RATIO <= most || has_allowed;
            if !has_raw_cells && !raw.domain().contains("xn--") {
                return None;
            }
            let shape = ComparableDomain::of(raw.domain());
            match self.usual(raw, &shape, &index, &is_allowed) {
                Some((usual, similarity)) => Some(raw.mistaken_for(usual, similarity)),
                None => shape.is_homograph().then(|| raw.with_hidden_letters(shape.shown)),
            }
        };
        let others = self.known.iter().zip(&is_allowed).filter(|(_, is_allowed)| !**is_allowed);
        others.filter_map(|(raw, _)| Some((raw.first.source, finding(raw)?))).collect()
    }

    /// Returns the frequent and the allowed domains by the keys that they share with similar ones, the allowed and the most
    /// frequent first.
    fn index(&self, is_allowed: &[bool]) -> Vec<(u32, u32)> {
        let mut index = Vec::new();
        let is_usual = |(at, known): &(usize, &KnownDomain)| known.uses >= SUSPICIOUS_RATIO || is_allowed[*at];
        for (location, known) in self.known.iter().enumerate().filter(is_usual) {
            ComparableDomain::of(known.domain()).keys(|key| index.push((key, location as u32)));
        }
        let rank = |at: u32| Reverse((is_allowed[at as usize], self.known[at as usize].uses));
        index.sort_unstable_by_key(|&(key, location)| (key, rank(location), location));
        index.dedup();
        index
    }

    /// Returns the domain that is probably meant by a suspicious one: the most frequent of those that are similar.
    fn usual(
        &self,
        raw: &KnownDomain,
        shape: &ComparableDomain,
        index: &[(u32, u32)],
        is_allowed: &[bool],
    ) -> Option<(&KnownDomain, LookalikeKind)> {
        let mut best: Option<((bool, u64), &KnownDomain, LookalikeKind)> = None;
        shape.keys(|key| {
            let start = index.partition_point(|(other, _)| *other < key);
            let same_skeleton = index[start..].iter().take(MAX_COMPARED).take_while(|(other, _)| *other == key);
            let usual = same_skeleton.map(|(_, location)| {
                let usual = &self.known[*location as usize];
                ((is_allowed[*location as usize], usual.uses), usual)
            });
            let mut worth = usual.take_while(|((is_allowed, uses), _)| {
                (*is_allowed || raw.uses * SUSPICIOUS_RATIO <= *uses)
                    && best.is_none_or(|(best, ..)| (*is_allowed, *uses) > best)
            });
            let found = worth.find_map(|(rank, usual)| {
                Some((rank, usual, shape.similarity(&ComparableDomain::of(usual.domain()))?))
            });
            best = found.or(best);
        });
        best.map(|(_, usual, similarity)| (usual, similarity))
    }
}

impl KnownDomain {
    fn domain(&self) -> &str {
        domain_of(&self.address)
    }

    /// Returns its size in bytes, with the keys that it needs at the end.
    fn bytes(&self) -> usize {
        let value = self.first.value.as_ref().map_or(0, |value| value.len());
        let typed = self.first.typed.as_ref().map_or(0, |_| size_of::<SourceSpan>());
        let keys = self.domain().len() * size_of::<(u32, u32)>();
        size_of::<KnownDomain>() + self.address.len() + value + typed + keys
    }

    fn mistaken_for(&self, usual: &KnownDomain, similarity: LookalikeKind) -> Finding<'static> {
        let domain = Box::new(DomainRows { domain: self.domain().to_owned(), rows: self.uses });
        let (usual, count) = (usual.domain().to_owned(), usual.uses);
        let mailbox = &self.address[..self.address.len() - self.domain().len()];
        let alternatives = vec![format!("{mailbox}{usual}")];
        let message = match similarity {
            LookalikeKind::Letter => Message::LookalikeLetter { domain, usual, count },
            LookalikeKind::Look => Message::LookalikeLook { domain, usual, count },
        };
        Finding { alternatives, ..self.finding(message) }
    }

    fn with_hidden_letters(&self, shown: String) -> Finding<'static> {
        self.finding(Message::LookalikeScript { domain: self.domain().to_owned(), shown })
    }

    fn finding(&self, message: Message) -> Finding<'static> {
        let value = self.first.value.as_ref().unwrap_or(&self.address).to_string();
        let (span, typed) = (domain_in(&value, &self.address), self.first.typed.clone());
        let finding = Finding::new(Rule::EmailLookalike, self.first.location, message);
        Finding { column: Some(Column::Email), value: value.into(), span, typed, ..finding }
    }
}

/// Returns the bytes of the domain of an address in the cell that the address is from.
pub(crate) fn domain_in(cell: &str, address: &str) -> Option<Range<usize>> {
    let domain = domain_of(address);
    let start = cell.to_ascii_lowercase().rfind(domain)?;
    Some(start..start + domain.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    /// The index of a list with one row for each address.
    fn domains<S: AsRef<str>>(addresses: impl IntoIterator<Item = S>) -> LookalikeDetector {
        let mut domains = LookalikeDetector::default();
        for (row, address) in (2..).zip(addresses) {
            let mut uses = DomainCounts::default();
            uses.add(&Email(address.as_ref().into()), 0);
            let location = Location { row: Some(row), ..Location::default() };
            domains.add(&uses, |_, _| FirstOccurrence { source: 0, location, value: None, typed: None });
        }
        domains
    }

    fn shown(domains: &LookalikeDetector) -> Vec<(Option<u64>, String, Vec<String>)> {
        let words = |finding: &Finding<'_>| finding.localize(Language::En).to_string();
        let findings = domains.findings(&[]).into_iter();
        findings.map(|(_, finding)| (finding.location.row, words(&finding), finding.alternatives)).collect()
    }

    fn at(domain: &str, count: usize) -> Vec<String> {
        (0..count).map(|at| format!("ann{at}@{domain}")).collect()
    }

    #[test]
    fn a_domain_has_raw_cells_beside_one_that_is_used_five_times_as_often() {
        for (raw, usual, is_reported) in [(1, 5, true), (1, 4, false), (2, 9, false), (2, 10, true)] {
            let found = shown(&domains([at("contosso.com", raw), at("contoso.com", usual)].concat()));
            assert_eq!(found.len(), usize::from(is_reported), "{raw} {usual}");
        }
    }

    #[test]
    fn the_first_row_has_the_finding_with_the_usual_domain_as_fix() {
        let addresses = [at("contoso.com", 20), at("contosso.com", 2), at("contoso.com", 20), at("contosso.com", 2)];
        let words = "contosso.com (in 4 rows, first in this one) differs by one letter from contoso.com (in 40 rows); check for a \
                     typing error";
        let expected = (Some(22), words.to_owned(), vec!["ann0@contoso.com".to_owned()]);
        assert_eq!(shown(&domains(addresses.concat())), [expected]);
    }

    #[test]
    fn the_most_frequent_of_several_similar_domains_is_suggested() {
        let addresses = [at("contosa.com", 1), at("contoso.com", 10), at("contosi.com", 6)].concat();
        let found = shown(&domains(addresses));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].2, ["ann0@contoso.com"]);
    }

    #[test]
    fn batches_have_the_counts_of_single_rows() {
        let addresses = [at("contosso.com", 1), at("example.com", 3), at("contoso.com", 7)].concat();
        let (mut uses, mut batches) = (DomainCounts::default(), LookalikeDetector::default());
        for (row, address) in addresses.iter().enumerate() {
            uses.add(&Email(address.into()), row as u32);
        }
        let location = |row: usize| Location { row: Some(row as u64 + 2), ..Location::default() };
        batches.add(&uses, |row, _| FirstOccurrence { source: 0, location: location(row), value: None, typed: None });
        assert_eq!(shown(&batches), shown(&domains(&addresses)));
        assert_eq!(batches.known.iter().map(|known| known.uses).collect::<Vec<_>>(), [1, 3, 7]);
    }

    #[test]
    fn domains_with_a_common_end_are_distinguished() {
        let all = ["contoso.example.com", "northcontoso.example.com", "example.com", "b.co", "x.b.co", "bb.co"];
        let mut uses = DomainCounts::default();
        (0..600).for_each(|at| uses.add(&Email(format!("a{}@{}", at % 7, all[at % 6]).into()), at as u32));
        let domain = |known: &DomainCount| {
            &uses.addresses[(known.address.start + known.start) as usize..known.address.end as usize]
        };
        let counted: Vec<(&str, u32)> = uses.uses.iter().map(|known| (domain(known), known.count)).collect();
        assert_eq!(counted, all.map(|name| format!("@{name}")).each_ref().map(|name| (&**name, 100)));
    }

    #[test]
    fn memory_is_limited_and_known_domains_are_still_counted() {
        let many = (0..200_000).map(|at| format!("ann@company-{at}.example.com"));
        let mut all = domains(at("contosso.com", 1).into_iter().chain(many).chain(at("contoso.net", 9)));
        let known = all.known.len();
        assert!((40_000..100_000).contains(&known), "{known}");
        assert!(all.bytes < MAX_BYTES + 1000);
        let mut uses = DomainCounts::default();
        at("contosso.com", 7).iter().for_each(|address| uses.add(&Email(address.into()), 0));
        all.add(&uses, |_, _| panic!("it is known"));
        assert_eq!((all.known[0].uses, all.known.len()), (8, known));
    }

    #[test]
    fn the_domain_is_found_in_the_cell() {
        assert_eq!(domain_in("Ann <ann@Contoso.COM>", "ann@contoso.com"), Some(9..20));
        assert_eq!(domain_in("Ann", "ann@contoso.com"), None);
    }
}
