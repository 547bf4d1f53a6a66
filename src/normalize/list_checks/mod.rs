//! Checks that need all contacts of a list: duplicates and conflicts ([`duplicates`]), and domains that are easily mistaken for
//! others ([`domains`]). They keep a few bytes for each contact, so that lists of any length can be streamed.

mod domains;
mod duplicates;
mod hashing;
mod lookalike;
mod punycode;

pub(crate) use domains::domain_in;
pub(crate) use domains::{DomainCounts, FirstOccurrence, LookalikeDetector};
pub(crate) use duplicates::{ContactFingerprint, DuplicateDetector};
pub(crate) use hashing::{hash_without_case, spread};
