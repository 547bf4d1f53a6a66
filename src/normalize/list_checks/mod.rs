mod domains;
mod duplicates;
mod lookalike;
mod punycode;

pub(crate) use domains::domain_in;
pub use domains::{DomainCounts, DomainIndex, FirstOccurrence};
pub(crate) use duplicates::hash_without_case;
pub use duplicates::{ContactFingerprint, DuplicateDetector};
