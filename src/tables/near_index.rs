//! An index of names by their beginnings with up to two letters left out, for lists with many misspelt or unknown names.
//!
//! A search in the FST visits thousands of nodes, which takes 46 µs for a word: 1.8 million words took a minute. If two
//! words are within k edits, leaving out at most k letters of the first letters of each gives the same text ("SymSpell",
//! Wolf Garbe, 2012). So a lookup computes these texts of the word and compares only the names that have one of them.
//! The index takes some megabytes and milliseconds, so it is made after some hundred searches only.

use foldhash::fast::FixedState;
use std::hash::BuildHasher;

/// The number of letters after the first that are indexed.
const PREFIX: usize = 6;
/// Number of bits of a hash that choose the bucket.
const BUCKET_BITS: u32 = 18;

pub(super) struct NearIndex {
    text: String,
    /// The end of each name in `text`, and its value.
    names: Vec<(u32, u64)>,
    /// The first entry of each bucket.
    starts: Vec<u32>,
    /// The hashes with their names, by bucket.
    entries: Vec<(u32, u32)>,
}

impl NearIndex {
    /// Returns an index of names with their values.
    pub(super) fn new(all: impl IntoIterator<Item = (String, u64)>) -> Self {
        let (mut text, mut names, mut entries) = (String::new(), Vec::new(), Vec::new());
        for (name, value) in all {
            let index = names.len() as u32;
            for_each_key(&name, 2, &mut |hash| entries.push((hash, index)));
            text.push_str(&name);
            names.push((text.len() as u32, value));
        }
        entries.sort_unstable();
        entries.dedup();
        let mut starts = vec![0; (1 << BUCKET_BITS) + 1];
        entries.iter().for_each(|(hash, _)| starts[bucket(*hash) + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        NearIndex { text, names, starts, entries }
    }

    /// Calls `take` with each name that may be within some edits of a word, and with its value. A name may come several
    /// times.
    pub(super) fn for_each_candidate(&self, word: &str, edits: usize, mut take: impl FnMut(&str, u64)) {
        for_each_key(word, edits, &mut |hash| {
            let bucket = bucket(hash);
            let of_bucket = &self.entries[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
            for &(_, name) in of_bucket.iter().filter(|(known, _)| *known == hash) {
                let start = name.checked_sub(1).map_or(0, |before| self.names[before as usize].0);
                let (end, value) = self.names[name as usize];
                take(&self.text[start as usize..end as usize], value);
            }
        });
    }
}

fn bucket(hash: u32) -> usize {
    (hash >> (u32::BITS - BUCKET_BITS)) as usize
}

/// Calls `take` with the hash of each text that leaves out at most so many of the first letters, but not the first.
fn for_each_key(word: &str, most: usize, take: &mut impl FnMut(u32)) {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return };
    let mut prefix = ['\0'; PREFIX];
    let mut length = 0;
    for letter in letters.take(PREFIX) {
        prefix[length] = letter;
        length += 1;
    }
    let mut hash_without = |left_out: [usize; 2]| {
        let mut key = [first; PREFIX + 1];
        let mut end = 1;
        for (_, letter) in prefix[..length].iter().enumerate().filter(|(at, _)| !left_out.contains(at)) {
            key[end] = *letter;
            end += 1;
        }
        take((FixedState::with_seed(0).hash_one(&key[..end]) >> 32) as u32);
    };
    hash_without([PREFIX; 2]);
    if most == 0 {
        return;
    }
    for one in 0..length {
        hash_without([one, PREFIX]);
        for other in (one + 1..length).filter(|_| most > 1) {
            hash_without([one, other]);
        }
    }
}
