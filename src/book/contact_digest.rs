//! The digest of a revision's contacts, which detects changes by other programs and damage that leaves the file
//! readable.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest as _, Sha256};

use super::Digest;
use crate::contact_list::List;

/// A SHA-256 digest of contacts: for each its position and its cells, and before each cell its length, so that moving
/// text from one cell to the next changes the digest.
#[derive(Default)]
pub(super) struct ContactDigest(Sha256);

impl ContactDigest {
    pub(super) fn add<'c>(&mut self, position: u64, cells: impl IntoIterator<Item = &'c [u8]>) {
        self.0.update(position.to_le_bytes());
        for cell in cells {
            self.0.update((cell.len() as u64).to_le_bytes());
            self.0.update(cell);
        }
    }

    pub(super) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// Returns the digest that a revision with the contacts of an input gets. If a person was erased from a revision, its
/// saved digest is another one, because its contacts keep their positions.
pub(crate) fn of_input(list: &List, input: usize) -> Digest {
    let mut digest = ContactDigest::default();
    for (position, at) in (1..).zip(list.of_input(input)) {
        digest.add(position, list.stored(at).cells().0.map(str::as_bytes));
    }
    digest.finish()
}

/// Returns the digest of the contacts that a revision has now.
pub(super) fn of_revision(connection: &Connection, key: i64) -> rusqlite::Result<Digest> {
    let mut statement = connection.prepare_cached(
        "SELECT position, name, email, job_title, role, countries, states FROM contact WHERE revision = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([key])?;
    let mut digest = ContactDigest::default();
    while let Some(row) = rows.next()? {
        let mut cells: [&[u8]; 6] = [&[]; 6];
        for (at, cell) in cells.iter_mut().enumerate() {
            *cell = row.get_ref(at + 1)?.as_bytes()?;
        }
        digest.add(row.get(0)?, cells);
    }
    Ok(digest.finish())
}

/// Returns the digest that was saved with a revision.
pub(super) fn saved(connection: &Connection, key: i64) -> rusqlite::Result<Option<Digest>> {
    let mut statement = connection.prepare_cached("SELECT contacts_sha256 FROM revision WHERE id = ?1")?;
    let found = statement.query_row([key], |row| row.get::<_, Option<[u8; 32]>>(0)).optional()?;
    Ok(found.flatten().map(Digest))
}

/// Saves the digests of all revisions, for a book of a schema without them.
pub(super) fn save_all(connection: &Connection) -> rusqlite::Result<()> {
    let keys: Vec<i64> =
        connection.prepare("SELECT id FROM revision")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // As long as this row is there, the triggers that protect revisions allow changes.
    connection.execute("INSERT INTO forgetting VALUES (1)", [])?;
    for key in keys {
        save(connection, key, of_revision(connection, key)?)?;
    }
    connection.execute("DELETE FROM forgetting", [])?;
    Ok(())
}

/// Saves the digest of a revision whose contacts were erased.
pub(super) fn save(connection: &Connection, key: i64, digest: Digest) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached("UPDATE revision SET contacts_sha256 = ?2 WHERE id = ?1")?;
    statement.execute((key, &digest.0[..])).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_and_borders_between_cells_count() {
        let digest = |position, cells: [&str; 2]| {
            let mut digest = ContactDigest::default();
            digest.add(position, cells.map(str::as_bytes));
            digest.finish()
        };
        let ann = digest(1, ["Ann", "Lee"]);
        assert_eq!(ann, digest(1, ["Ann", "Lee"]));
        assert!(
            [digest(2, ["Ann", "Lee"]), digest(1, ["AnnL", "ee"]), digest(1, ["Ann", "lee"])]
                .iter()
                .all(|other| *other != ann)
        );
    }
}
