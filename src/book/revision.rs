use std::fmt;
use std::io::{self, Read};

use rusqlite::Row;
use sha2::Digest as _;

use super::OfferId;

/// An offer and its last revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its ID.
    pub id: OfferId,
    /// What it is now.
    pub last: Revision,
}

/// What is known of a list that an offer has or had, without its contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Counted from 1 for each offer.
    pub number: u32,
    /// When it was written: UTC, as in RFC 3339, `2026-03-01T09:30:00Z`.
    pub time: String,
    /// How it came to be.
    pub kind: RevisionKind,
    /// The name of the file that it was read from.
    pub source: Option<String>,
    /// The bytes of that file.
    pub digest: Option<Digest>,
    /// Who wrote it.
    pub person: Option<String>,
    /// What they said about it.
    pub message: Option<String>,
    /// What is other than in the revision before.
    pub changes: Changes,
    /// So many contacts it has; fewer than it had at first where a person was forgotten.
    pub contacts: u64,
}

/// What is to be known of a new revision; the book adds its number, the time and the number of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NewRevision<'a> {
    /// How it came to be.
    pub kind: RevisionKind,
    /// The name of the file that it was read from.
    pub source: Option<&'a str>,
    /// The bytes of that file.
    pub digest: Option<Digest>,
    /// Who writes it.
    pub person: Option<&'a str>,
    /// What they say about it.
    pub message: Option<&'a str>,
    /// What is other than in the revision before.
    pub changes: Changes,
}

/// How a revision came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RevisionKind {
    /// A file was imported.
    #[default]
    Import,
    /// What stood in the portal was taken over.
    Adopted,
    /// An earlier revision was taken back.
    Restored {
        /// The number of that revision.
        from: u32,
    },
    /// A person was taken out, or replaced.
    Retired,
}

impl RevisionKind {
    /// The word for it, in the file too.
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

    /// The schema lets no other word in.
    fn of(word: &str, restored_from: Option<u32>) -> Self {
        match (word, restored_from) {
            (_, Some(from)) => RevisionKind::Restored { from },
            ("adopted", _) => RevisionKind::Adopted,
            ("retired", _) => RevisionKind::Retired,
            _ => RevisionKind::Import,
        }
    }
}

/// How many contacts are other than in the revision before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// They were not there.
    pub added: u64,
    /// They were there with other cells.
    pub changed: u64,
    /// They are no longer there.
    pub removed: u64,
}

/// The SHA-256 of a file's bytes, shown in hexadecimal as `sha256sum` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        Digest(sha2::Sha256::digest(bytes).into())
    }

    /// Of what is still to be read.
    ///
    /// # Errors
    /// Where it can't be read.
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

/// What [`Revision::of`] reads, for a query that has the table of revisions.
pub(super) const COLUMNS: &str = "number, time, kind, restored_from, source, sha256, person, message, added, changed, \
    removed, contacts, revision.id";

impl Revision {
    /// A revision, and its key in the table.
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
    fn kinds_come_back_from_their_words() {
        for kind in
            [RevisionKind::Import, RevisionKind::Adopted, RevisionKind::Restored { from: 3 }, RevisionKind::Retired]
        {
            assert_eq!(RevisionKind::of(kind.word(), kind.restored_from()), kind);
        }
    }

    #[test]
    fn a_digest_is_the_same_read_in_pieces() {
        let bytes = vec![7; 200_000];
        assert_eq!(Digest::of_reader(&bytes[..]).unwrap(), Digest::of(&bytes));
        assert_eq!(Digest::of(b"abc").to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
