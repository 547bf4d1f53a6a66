//! The schema of the SQLite file and its migrations.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::contact_digest;

/// SQLite's `application_id` of a book, "cosl" in ASCII: it distinguishes a book from other programs' files.
pub(super) const APPLICATION_ID: i32 = 0x636f_736c;

/// The steps from an empty file to the newest schema, in order. Never change a step that has been released.
const MIGRATIONS: [&str; 4] = [
    include_str!("migrations/001-offers-and-revisions.sql"),
    include_str!("migrations/002-digests-and-forgotten-addresses.sql"),
    include_str!("migrations/003-uploads-and-removed-offers.sql"),
    include_str!("migrations/004-erased-people-in-the-portal.sql"),
];

/// The schema version from which a revision has a digest of its contacts.
const WITH_DIGESTS: u32 = 2;

/// The newest schema version that this program supports.
pub(super) const LATEST: u32 = MIGRATIONS.len() as u32;

/// Returns the version of a book's schema, or `None` if the file is another program's. Doesn't change the file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<Option<u32>> {
    let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let is_ours = number("application_id")? == i64::from(APPLICATION_ID);
    let version = number("user_version")?;
    Ok(is_ours.then(|| u32::try_from(version).unwrap_or(u32::MAX)))
}

/// Migrates a new file or an older book to the newest schema. If several programs do so at the same time, each step is
/// applied by one of them.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    loop {
        let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
        let version: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let Some(migration) = MIGRATIONS.get(version as usize) else {
            return Ok(());
        };
        transaction.execute_batch(migration)?;
        if version + 1 == WITH_DIGESTS {
            contact_digest::save_all(&transaction)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", version + 1)?;
        transaction.commit()?;
    }
}

/// Returns the name of a table that the book's queries can't rely on, or of a trigger that isn't the book's, in a book
/// of this version. A view in place of a table may have endless rows, and a trigger can change what is written.
///
/// Other tables, views and indexes are allowed: nothing reads them. A missing trigger is allowed, too, because it only
/// prevents mistakes.
pub(super) fn other_object(connection: &Connection, version: u32) -> rusqlite::Result<Option<String>> {
    let own = Connection::open_in_memory()?;
    MIGRATIONS[..version as usize].iter().try_for_each(|migration| own.execute_batch(migration))?;
    let (own, found) = (objects(&own)?, objects(connection)?);
    let is_other = |(name, (kind, sql)): &(&String, &(String, String))| match own.get(*name) {
        Some((expected, _)) if expected == "table" => kind != "table" || !sql.starts_with("CREATE TABLE "),
        Some((expected, own)) => (expected, own) != (kind, sql),
        None => kind == "trigger",
    };
    let missing = own.iter().find(|(name, (kind, _))| kind == "table" && !found.contains_key(*name));
    Ok(found.iter().find(is_other).map(|(name, _)| name).or(missing.map(|(name, _)| name)).cloned())
}

/// Returns the tables, views, indexes and triggers: their kinds and their SQL, by name in lower case.
fn objects(connection: &Connection) -> rusqlite::Result<BTreeMap<String, (String, String)>> {
    // SQLite makes indexes of its own, which have no SQL.
    let mut statement = connection.prepare("SELECT lower(name), type, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_migrations_are_listed_in_order() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/book/migrations");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let numbered = files.iter().map(|file| {
            let number: usize = file.file_name().unwrap().to_str().unwrap()[..3].parse().unwrap();
            (number, std::fs::read_to_string(file).unwrap())
        });
        let listed = (1..).zip(MIGRATIONS.map(str::to_owned));
        assert!(numbered.eq(listed));
    }

    #[test]
    fn concurrent_migrations_apply_each_step_once() {
        let folder = tempfile::tempdir().unwrap();
        let take = || {
            let mut connection = Connection::open(folder.path().join("book.sqlite")).unwrap();
            connection.busy_timeout(std::time::Duration::from_secs(30)).unwrap();
            migrate(&mut connection).unwrap();
            migrate(&mut connection).unwrap();
            assert_eq!(version(&connection).unwrap(), Some(LATEST));
        };
        std::thread::scope(|scope| (0..8).for_each(|_| drop(scope.spawn(take))));
    }

    #[test]
    fn files_of_other_programs_have_no_version() {
        for sql in ["CREATE TABLE t (x)", "PRAGMA application_id = 7", "PRAGMA user_version = 1"] {
            let connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(sql).unwrap();
            assert_eq!(version(&connection).unwrap(), None, "{sql}");
        }
    }
}
