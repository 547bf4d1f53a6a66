//! The data of revisions, without their contacts.

use std::fmt;
use std::io::{self, Read};

use rusqlite::Row;
use sha2::Digest as _;

use super::{OfferId, PortalState};

/// An offer, its last revision and its state in Partner Center.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: OfferId,
    pub last: Revision,
    /// The state of its list in Partner Center, as far as the book knows.
    pub(crate) portal: PortalState,
}

impl Offer {
    /// Returns whether the last revision still has to be uploaded.
    pub(crate) fn is_pending(&self) -> bool {
        self.portal.is_pending(self.last.number)
    }
}

/// A list that an offer has or had, without its contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Number of the revision, from 1 for each offer.
    pub number: u32,
    /// Time of the import: UTC, as in RFC 3339, `2026-03-01T09:30:00Z`.
    pub time: String,
    /// The operation that created it.
    pub kind: RevisionKind,
    /// The name of the imported file.
    pub source: Option<String>,
    /// The digest of that file.
    pub digest: Option<Digest>,
    /// The author.
    pub person: Option<String>,
    /// The author's message.
    pub message: Option<String>,
    /// The differences from the previous revision.
    pub changes: Changes,
    /// Number of contacts; less than at first if a person was erased.
    pub contacts: u64,
}

/// The data of a new revision. The book adds the number, the time and the number of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NewRevision<'a> {
    /// The operation that creates it.
    pub kind: RevisionKind,
    /// The name of the imported file.
    pub source: Option<&'a str>,
    /// The digest of that file.
    pub digest: Option<Digest>,
    /// The author.
    pub person: Option<&'a str>,
    /// The author's message.
    pub message: Option<&'a str>,
    /// The differences from the previous revision.
    pub changes: Changes,
}

/// The operation that created a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RevisionKind {
    /// The import of a file.
    #[default]
    Import,
    /// The adoption of the current list of the portal, before an import replaces it.
    Adopted,
    /// The return to an earlier revision.
    Restored {
        /// The number of that revision.
        from: u32,
    },
    /// The removal or replacement of a person.
    Retired,
}

impl RevisionKind {
    /// Returns the name of the kind, as it is in the file.
    pub const fn word(self) -> &'static str {
        match self {
            RevisionKind::Import => "import",
            RevisionKind::Adopted => "adopted",
            RevisionKind::Restored { .. } => "restored",
            RevisionKind::Retired => "retired",
        }
    }

    pub(super) const fn restored_from(self) -> Option<u32> {
        match self {
            RevisionKind::Restored { from } => Some(from),
            _ => None,
        }
    }

    /// Parses a name from the file. The schema allows no other names.
    fn of(word: &str, restored_from: Option<u32>) -> Self {
        match (word, restored_from) {
            (_, Some(from)) => RevisionKind::Restored { from },
            ("adopted", _) => RevisionKind::Adopted,
            ("retired", _) => RevisionKind::Retired,
            _ => RevisionKind::Import,
        }
    }
}

/// Numbers of contacts that differ from the previous revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Contacts that were not in the previous revision.
    pub added: u64,
    /// Contacts that had other cells in the previous revision.
    pub changed: u64,
    /// Contacts of the previous revision that are no longer in the list.
    pub removed: u64,
}

/// The SHA-256 digest of a file, displayed in hexadecimal as by `sha256sum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Computes the digest of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        Digest(sha2::Sha256::digest(bytes).into())
    }

    /// Computes the digest of the rest of a reader.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn of_reader(mut reader: impl Read) -> io::Result<Self> {
        let mut hasher = sha2::Sha256::new();
        let mut chunk = vec![0; 64 * 1024];
        loop {
            match reader.read(&mut chunk) {
                Ok(0) => return Ok(Digest(hasher.finalize().into())),
                Ok(read) => hasher.update(&chunk[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The columns that [`Revision::of`] expects, in its order, for a query on the table of revisions.
pub(super) const COLUMNS: &str = "number, time, kind, restored_from, source, sha256, person, message, added, changed, \
    removed, contacts, revision.id";

impl Revision {
    /// Returns the revision of a row and its key in the table.
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<(Self, i64)> {
        let revision = Revision {
            number: row.get(0)?,
            time: row.get(1)?,
            kind: RevisionKind::of(row.get_ref(2)?.as_str()?, row.get(3)?),
            source: row.get(4)?,
            digest: row.get::<_, Option<[u8; 32]>>(5)?.map(Digest),
            person: row.get(6)?,
            message: row.get(7)?,
            changes: Changes { added: row.get(8)?, changed: row.get(9)?, removed: row.get(10)? },
            contacts: row.get(11)?,
        };
        Ok((revision, row.get(12)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_round_trip_through_their_names() {
        for kind in
            [RevisionKind::Import, RevisionKind::Adopted, RevisionKind::Restored { from: 3 }, RevisionKind::Retired]
        {
            assert_eq!(RevisionKind::of(kind.word(), kind.restored_from()), kind);
        }
    }

    #[test]
    fn a_digest_does_not_depend_on_chunks() {
        let bytes = vec![7; 200_000];
        assert_eq!(Digest::of_reader(&bytes[..]).unwrap(), Digest::of(&bytes));
        assert_eq!(Digest::of(b"abc").to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
