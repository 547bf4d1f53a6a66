//! The book: the contacts of offers and all earlier lists of them, in one SQLite file.
//!
//! An import into the portal replaces the contacts of an offer, without a preview or undo. The book makes that safe:
//! each import adds a revision, which is the whole list with its time, source file and author. Revisions are numbered
//! from 1 for each offer and never change. The one exception is [`Book::forget`], for a legal request.
//!
//! This module doesn't read files or ask the user: the commands in `cli` do that and pass the contacts.
//!
//! # Consistency
//!
//! A [`WriteTransaction`] is one SQLite transaction, however much it adds. A [`ReadTransaction`] sees the book as of
//! one moment. Readers never wait: they see the list either before or after an import. A writer waits for another
//! writer ([`Book::with_patience`]) and passes the revision that its decision was based on, so that outdated decisions
//! are detected. If a program is killed or the computer loses power, the book contains either the old list or the new
//! one.
//!
//! This is SQLite's write-ahead log, with every commit flushed to the disk. While a book is open, there are two more
//! files next to it, `-wal` and `-shm`. They belong to the book, so copy it when no program has it open (or use the
//! shell's `.backup`). Each commit is copied from the log into the file at once, and a command closes the book before
//! it asks a question ([`Book::rest`]), so that the log is only needed after a kill or a crash. The log needs memory
//! shared by all programs, so a book must be on a local drive: on a network drive, programs on several computers would
//! damage it.
//!
//! # Access with other tools
//!
//! `sqlite3 book.sqlite` opens it. The tables are `offer`, `revision`, `contact` (with the cells of a canonical list),
//! `export` and `upload` (which revisions were exported and uploaded), `removed_offer`, `forgotten`, `forgotten_contacts`
//! and `forgotten_address` (with salted hashes):
//!
//! ```sql
//! SELECT position, contact.name, email, role, countries FROM contact
//! JOIN revision ON revision.id = revision JOIN offer ON offer.id = offer
//! WHERE offer.name = 'contoso-crm' AND number = 3 ORDER BY position;
//! ```
//!
//! Triggers prevent changes of existing rows. If somebody circumvents them, reading detects it: a revision has a digest
//! of its contacts. A book whose tables were replaced by views, or that has triggers of another program, isn't opened.
//!
//! The rules for cells change with the portal's, so a stored contact may not pass today's. It is read all the same, as a
//! [`StoredContact`](crate::contact::StoredContact), and checked when a list is exported.
//!
//! Only its owner can read a book (on Unix). A book is identified by SQLite's `application_id`, its schema by
//! `user_version`. Files of other programs, newer books and damaged ones are rejected and left unchanged.

mod contact_digest;
mod error;
mod file;
mod forget;
mod id_similarity;
pub(crate) mod import;
mod local_time;
pub(crate) mod losses;
mod offer_id;
pub(crate) mod plan;
mod portal;
mod read;
pub(crate) mod reconcile;
pub(crate) mod retire;
mod revision;
mod schema;
mod stored;
mod write;

pub(crate) use contact_digest::of_input as digest_of_input;
pub use error::BookError;
pub(crate) use file::default_path;
pub(crate) use forget::{ErasureItem, ErasureRecord, ErasureSummary, ForgottenAddress, Person, TextChange, TextPlace};
pub(crate) use local_time::LocalTime;
pub use offer_id::OfferId;
pub(crate) use portal::{PortalRevision, PortalState};
pub use read::ReadTransaction;
pub(crate) use revision::{Changes, Digest, Offer, RevisionKind};
pub use revision::{NewRevision, Revision};
pub use write::WriteTransaction;

use std::path::{Path, PathBuf};
use std::time::Duration;

use error::failed;
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Default time that a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open book. Each thread needs its own.
#[derive(Debug)]
pub struct Book {
    /// None while the book is at rest.
    connection: Option<Connection>,
    file: PathBuf,
    patience: Duration,
    /// Whether the connection is to a copy in memory, because the file can't be written.
    is_copy: bool,
}

impl Book {
    /// Opens an existing book.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if there is no file; other errors if the file is not a book, is newer or damaged (it is
    /// left unchanged), or can't be opened.
    pub fn open(file: impl Into<PathBuf>) -> Result<Self, BookError> {
        let file = file.into();
        Ok(Book { connection: Some(file::open(&file)?), file, patience: PATIENCE, is_copy: false })
    }

    /// Opens an existing book to read it. A book that can't be written, because it or its folder is read-only, is read
    /// as of now.
    ///
    /// # Errors
    /// Those of [`Book::open`]; writing to a book that can't be written is [`BookError::ReadOnly`].
    pub(crate) fn open_to_read(file: impl Into<PathBuf>) -> Result<Self, BookError> {
        let file = file.into();
        let (connection, is_copy) = match file::open(&file) {
            Ok(connection) => (connection, false),
            Err(BookError::ReadOnly { .. } | BookError::ReadOnlyFolder { .. }) => {
                (file::read_into_memory(&file, PATIENCE)?, true)
            }
            Err(error) => return Err(error),
        };
        Ok(Book { connection: Some(connection), file, patience: PATIENCE, is_copy })
    }

    /// Returns whether the book can't be written.
    pub(crate) fn is_read_only(&self) -> bool {
        self.is_copy
    }

    /// Writes a copy of the book, as of one moment, to another file, which appears in one step. Other programs may use
    /// the book meanwhile. An existing file is replaced if `replaces` is set.
    ///
    /// # Errors
    /// If the book can't be read or the other file can't be written.
    pub(crate) fn back_up(&mut self, target: &Path, replaces: bool) -> Result<(), BookError> {
        let (connection, file) = self.connected()?;
        file::back_up(connection, file, target, replaces)
    }

    /// Opens a book. If there is none, creates it and its folder, accessible to their owner only.
    ///
    /// # Errors
    /// Those of [`Book::open`] except [`BookError::NotFound`]; others if the book can't be created.
    pub fn create_or_open(file: impl Into<PathBuf>) -> Result<Self, BookError> {
        let file = file.into();
        if !file.exists() {
            file::create(&file)?;
        }
        Self::open(file)
    }

    /// Returns whether a file is a book of any version, without opening it as one. This prevents overwriting a book
    /// with another file.
    ///
    /// If this process has the book open, this releases its locks.
    pub(crate) fn is_at(file: &Path) -> bool {
        file.is_file() && file::is_book(file)
    }

    /// Returns whether SQLite would take the file for one that belongs to a book beside it, such as its log.
    ///
    /// If this process has the book open, this releases its locks.
    pub(crate) fn is_beside(file: &Path) -> bool {
        file::belongs_to_book(file)
    }

    /// Sets the time that a writer waits for another; the default is 30 seconds.
    ///
    /// # Errors
    /// If SQLite rejects the value.
    pub fn with_patience(mut self, patience: Duration) -> Result<Self, BookError> {
        self.patience = patience;
        let (connection, file) = self.connected()?;
        connection.busy_timeout(patience).map_err(|error| failed(connection, file, error))?;
        Ok(self)
    }

    /// Closes the file until the book is used again. To be called before a question: if the program is ended while it
    /// waits for the answer, the file is complete without its log, and the log is gone.
    pub(crate) fn rest(&mut self) {
        if !self.is_copy {
            self.connection = None;
        }
    }

    /// Returns the connection, opened again if the book was at rest, and the file.
    fn connected(&mut self) -> Result<(&Connection, &Path), BookError> {
        let Book { connection, file, patience, .. } = self;
        let connection = match connection {
            Some(connection) => connection,
            None => {
                let opened = file::open(file)?;
                opened.busy_timeout(*patience).map_err(|error| failed(&opened, file, error))?;
                connection.insert(opened)
            }
        };
        Ok((connection, file))
    }

    /// Returns the path that the book was opened with.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Starts a read transaction.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub fn read(&mut self) -> Result<ReadTransaction<'_>, BookError> {
        self.begin(TransactionBehavior::Deferred)
    }

    /// Starts a write transaction as soon as there is no other writer.
    ///
    /// # Errors
    /// [`BookError::Busy`] if another writer takes too long; other errors if the file can't be written.
    pub fn write(&mut self) -> Result<WriteTransaction<'_>, BookError> {
        if self.is_copy {
            return Err(BookError::ReadOnly { file: self.file.clone() });
        }
        Ok(WriteTransaction(self.begin(TransactionBehavior::Immediate)?))
    }

    fn begin(&mut self, behavior: TransactionBehavior) -> Result<ReadTransaction<'_>, BookError> {
        let (connection, file) = self.connected()?;
        let failed = |error| failed(connection, file, error);
        let transaction = Transaction::new_unchecked(connection, behavior).map_err(failed)?;
        // A deferred transaction gets its snapshot at the first query, so run one now.
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(failed)?;
        Ok(ReadTransaction { transaction, file })
    }
}

#[cfg(test)]
mod tests {
    use super::offer_id::id;
    use super::*;
    use crate::contact::StoredContact;

    fn contact() -> StoredContact<'static> {
        stored::from_cells(["Ann", "ann@example.com", "CEO", "Partner sales", "DE", ""].map(Some)).unwrap()
    }

    /// These errors come from SQLite itself, not from a check before it.
    #[test]
    fn a_full_disk_and_a_read_only_book_leave_the_old_list() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::create_or_open(folder.path().join("book.sqlite")).unwrap();
        let add = |book: &mut Book, after, contacts| {
            let writing = book.write()?;
            let list = std::iter::repeat_n(contact(), contacts);
            writing.add_revision(&id("a"), after, &NewRevision::default(), list)?;
            writing.commit()
        };
        add(&mut book, None, 3).unwrap();
        book.connected().unwrap().0.execute_batch("PRAGMA max_page_count = 30").unwrap();
        let full = add(&mut book, Some(1), 10_000).unwrap_err();
        assert!(matches!(full, BookError::DiskFull { .. }), "{full}");
        book.connected().unwrap().0.execute_batch("PRAGMA query_only = ON").unwrap();
        let read_only = add(&mut book, Some(1), 1).unwrap_err();
        assert!(matches!(read_only, BookError::ReadOnly { .. }), "{read_only}");
        let reading = book.read().unwrap();
        assert_eq!(reading.history(&id("a")).unwrap().len(), 1);
        let mut seen = Vec::new();
        let look = |contact: &StoredContact<'_>| {
            seen.push(contact.clone().into_owned());
            Ok::<(), BookError>(())
        };
        reading.contacts(&id("a"), 1, look).unwrap();
        assert_eq!(seen, vec![contact(); 3]);
    }

    #[test]
    fn every_connection_has_the_safe_options() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("book.sqlite");
        drop(Book::create_or_open(&file).unwrap());
        let mut book = Book::open(&file).unwrap();
        book.rest();
        let connection = book.connected().unwrap().0;
        let pragma = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        for (name, value) in [("foreign_keys", 1), ("synchronous", 2), ("secure_delete", 1), ("trusted_schema", 0)] {
            assert_eq!(pragma(name).unwrap(), value, "{name}");
        }
        assert_eq!(pragma("busy_timeout").unwrap() as u128, PATIENCE.as_millis());
        let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }
}
