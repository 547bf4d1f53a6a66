//! The schema of the SQLite file and its migrations.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// SQLite's `application_id` of a book, "cosl" in ASCII: it distinguishes a book from other programs' files.
pub(super) const APPLICATION_ID: i32 = 0x636f_736c;

/// The steps from an empty file to the newest schema, in order. Never change a step that has been released.
/// Version 2 has its own change of the schema; this list keeps its place.
const MIGRATIONS: [&str; 3] = [
    include_str!("migrations/001-offers-and-revisions.sql"),
    "",
    include_str!("migrations/003-uploads-and-removed-offers.sql"),
];

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
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", version + 1)?;
        transaction.commit()?;
    }
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
        let listed = (1..).zip(MIGRATIONS).filter(|(_, sql)| !sql.is_empty());
        assert!(numbered.eq(listed.map(|(number, sql)| (number, sql.to_owned()))));
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
