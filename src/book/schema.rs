use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Tells a book from other programs' SQLite files: "cosl".
pub(super) const APPLICATION_ID: i32 = 0x636f_736c;

/// What made the schema what it is, in order. One that was in a release is never changed.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/001-offers-and-revisions.sql")];

/// The newest schema that this program knows.
pub(super) const LATEST: u32 = MIGRATIONS.len() as u32;

/// The version of a book's schema; none where the file is another program's. The file isn't changed.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<Option<u32>> {
    let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let is_ours = number("application_id")? == i64::from(APPLICATION_ID);
    let version = number("user_version")?;
    Ok(is_ours.then(|| u32::try_from(version).unwrap_or(u32::MAX)))
}

/// Brings a new file, or a book of an older version, to the newest schema. Where several programs do so at once, each
/// step is taken by one of them.
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
    fn every_migration_is_there_and_in_order() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/book/migrations");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let numbered = files.iter().enumerate().map(|(at, file)| {
            let name = file.file_name().unwrap().to_str().unwrap();
            assert!(name.starts_with(&format!("{:03}-", at + 1)), "{name}");
            std::fs::read_to_string(file).unwrap()
        });
        assert!(numbered.eq(MIGRATIONS));
    }

    #[test]
    fn each_step_is_taken_once_however_many_take_it() {
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
    fn files_of_others_are_no_book() {
        for sql in ["CREATE TABLE t (x)", "PRAGMA application_id = 7", "PRAGMA user_version = 1"] {
            let connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(sql).unwrap();
            assert_eq!(version(&connection).unwrap(), None, "{sql}");
        }
    }
}
