//! Checks that need all contacts of a list: duplicates and conflicts ([`duplicates`]), and domains that are easily mistaken for
//! others ([`domains`]). They keep a few bytes for each contact, so that lists of any length can be streamed.

mod domains;
mod duplicates;
mod lookalike;
mod punycode;

pub(crate) use domains::domain_in;
pub(crate) use domains::{DomainCounts, FirstOccurrence, LookalikeDetector};
pub(super) use domains::{domain_of, is_allowed_domain};
pub(crate) use duplicates::{ContactFingerprint, ContactTexts, DuplicateDetector};

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// The hasher of addresses, names and domains. Its seed is fixed, so that the outcome of a check doesn't change between runs.
const HASHER: FixedState = FixedState::with_seed(0x636f_7365_6c6c);

/// The limit of an address in octets.
const MAX_ADDRESS: usize = 254;

/// Returns the hash of an address in any case. Addresses are ASCII.
pub(crate) fn hash_without_case(address: &str) -> u64 {
    // A fold without an early exit compiles to several bytes at a time.
    if !address.bytes().fold(false, |any, byte| any | byte.is_ascii_uppercase()) {
        return HASHER.hash_one(&address.as_bytes()[..address.len().min(MAX_ADDRESS)]);
    }
    let mut lower = [0; MAX_ADDRESS];
    let lower = &mut lower[..address.len().min(MAX_ADDRESS)];
    lower.copy_from_slice(&address.as_bytes()[..lower.len()]);
    lower.make_ascii_lowercase();
    HASHER.hash_one(&*lower)
}

/// Spreads a number over the highest bits of the result: multiplies by 2^64 divided by the golden ratio.
pub(crate) const fn spread(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
