//! The offers' contacts, and every list that they ever had, in one SQLite file: the book.
//!
//! An import into the portal replaces an offer's contacts, without a preview and without an undo. The book is what makes
//! that safe: each import adds a revision, which is the whole list with when, from which file and by whom; revisions are
//! numbered from 1 for each offer and never changed. The one exception is [`Book::forget`], for a legal request.
//!
//! # Whole lists only
//!
//! A [`WriteTransaction`] is one transaction, whatever it adds; a [`ReadTransaction`] sees the book as it was at one moment. A reader never
//! waits, and sees the list before an import or the one after it. A writer waits for another ([`Book::with_patience`]), and
//! says which revision its decision was based on, so a decision that is out of date is noticed. A program that is killed, or
//! a computer that loses power, leaves the one list or the other.
//!
//! That is SQLite's write-ahead log, with every commit written through to the disk. While a book is open, two files stand
//! beside it, `-wal` and `-shm`: they belong to it, and a copy is made when no program has it open (or with the shell's
//! `.backup`). The log needs memory that all programs share, so a book belongs on a local drive: on a network drive, programs
//! of several computers would damage it.
//!
//! # By hand
//!
//! `sqlite3 book.sqlite` opens it; the tables are `offer`, `revision`, `contact` (with cells as a canonical list has them),
//! `forgotten` and `forgotten_contacts`:
//!
//! ```sql
//! SELECT position, contact.name, email, role, countries FROM contact
//! JOIN revision ON revision.id = revision JOIN offer ON offer.id = offer
//! WHERE offer.name = 'contoso-crm' AND number = 3 ORDER BY position;
//! ```
//!
//! Triggers refuse to change what is there. What was changed nevertheless is noticed when it is read: a cell that is not
//! canonical, a list that has more or fewer contacts than its revision says.
//!
//! A book is its owner's only (on Unix), and knows itself by SQLite's `application_id`, its schema by `user_version`:
//! another program's file, a newer book, and a damaged one are refused and left as they are.

mod contact;
mod error;
mod file;
mod forget;
mod id_similarity;
pub(crate) mod import;
mod offer_id;
pub(crate) mod plan;
mod read;
pub(crate) mod retire;
mod revision;
mod schema;
mod write;

pub use error::BookError;
pub(crate) use file::default_path;
#[cfg(test)]
pub(crate) use forget::ErasureItem;
pub(crate) use forget::{ErasurePreview, ErasureReport};
pub use offer_id::OfferId;
pub use read::ReadTransaction;
pub(crate) use revision::{Changes, Digest, Offer, RevisionKind};
pub use revision::{NewRevision, Revision};
pub use write::WriteTransaction;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use error::failed;

/// The time that a writer waits for another, unless [`Book::with_patience`] says otherwise.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open book. Threads open one each.
#[derive(Debug)]
pub struct Book {
    connection: Connection,
    file: PathBuf,
}

impl Book {
    /// Opens a book that is there.
    ///
    /// # Errors
    /// [`BookError::NotFound`]; where the file is no book, a newer or a damaged one, which is left as it is; where it can't be
    /// opened.
    pub fn open(file: impl Into<PathBuf>) -> Result<Self, BookError> {
        let file = file.into();
        Ok(Book { connection: file::open(&file)?, file })
    }

    /// Opens a book, and makes it where none is, and its folder where that is missing: its owner's only.
    ///
    /// # Errors
    /// As [`Book::open`] but for [`BookError::NotFound`]; where it can't be made.
    pub fn create_or_open(file: impl Into<PathBuf>) -> Result<Self, BookError> {
        let file = file.into();
        if !file.exists() {
            file::create(&file)?;
        }
        Self::open(file)
    }

    /// Whether a file is a book, of whatever version, without opening it as one: so that nothing else is written over it.
    ///
    /// Where this process has the book open, its locks are gone afterwards.
    pub fn is_at(file: &Path) -> bool {
        file.is_file() && file::is_book(file)
    }

    /// How long a writer waits for another; half a minute unless this says otherwise.
    ///
    /// # Errors
    /// Where SQLite refuses it.
    pub fn with_patience(self, patience: Duration) -> Result<Self, BookError> {
        let set = self.connection.busy_timeout(patience);
        set.map_err(|error| failed(&self.connection, &self.file, error))?;
        Ok(self)
    }

    /// The file as it was named.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Begins to read.
    ///
    /// # Errors
    /// Where the file can't be read, or is damaged.
    pub fn read(&mut self) -> Result<ReadTransaction<'_>, BookError> {
        self.begin(TransactionBehavior::Deferred)
    }

    /// Begins to write, when no other writer does.
    ///
    /// # Errors
    /// [`BookError::Busy`] where another writer takes too long; where the file can't be written.
    pub fn write(&mut self) -> Result<WriteTransaction<'_>, BookError> {
        Ok(WriteTransaction(self.begin(TransactionBehavior::Immediate)?))
    }

    fn begin(&mut self, behavior: TransactionBehavior) -> Result<ReadTransaction<'_>, BookError> {
        let Book { connection, file } = self;
        let failed = |error| failed(connection, file, error);
        let transaction = Transaction::new_unchecked(connection, behavior).map_err(failed)?;
        // What is seen is settled by the first look, and not before.
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(failed)?;
        Ok(ReadTransaction { transaction, file })
    }
}

#[cfg(test)]
mod tests {
    use super::offer_id::id;
    use super::*;
    use crate::contact::{ColumnMap, Contact};

    fn contact() -> Contact<'static> {
        let cells = ColumnMap(["Ann", "ann@example.com", "CEO", "Partner sales", "DE", ""]);
        contact::of_cells(cells, &Default::default()).unwrap()
    }

    /// SQLite's own refusals, each as it comes from SQLite.
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
        book.connection.execute_batch("PRAGMA max_page_count = 30").unwrap();
        let full = add(&mut book, Some(1), 10_000).unwrap_err();
        assert!(matches!(full, BookError::DiskFull { .. }), "{full}");
        book.connection.execute_batch("PRAGMA query_only = ON").unwrap();
        let read_only = add(&mut book, Some(1), 1).unwrap_err();
        assert!(matches!(read_only, BookError::ReadOnly { .. }), "{read_only}");
        let reading = book.read().unwrap();
        assert_eq!(reading.history(&id("a")).unwrap().len(), 1);
        let mut seen = Vec::new();
        let look = |contact: &Contact<'_>| {
            seen.push(contact.clone().into_owned());
            Ok::<(), BookError>(())
        };
        reading.contacts(&id("a"), 1, look).unwrap();
        assert_eq!(seen, vec![contact(); 3]);
    }

    #[test]
    fn every_connection_is_careful() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("book.sqlite");
        drop(Book::create_or_open(&file).unwrap());
        let book = Book::open(&file).unwrap();
        let pragma = |name: &str| book.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        for (name, value) in [("foreign_keys", 1), ("synchronous", 2), ("secure_delete", 1), ("trusted_schema", 0)] {
            assert_eq!(pragma(name).unwrap(), value, "{name}");
        }
        assert_eq!(pragma("busy_timeout").unwrap() as u128, PATIENCE.as_millis());
        let mode: String = book.connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }
}
