//! The error of all operations on a book, and the translation of SQLite's errors into it.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::ffi::{self, ErrorCode};
use rusqlite::{Connection, Error as Sqlite};

use super::OfferId;
use super::file::beside;
use crate::i18n::{Language, Localize, display_in_english, messages};

/// An error from opening, reading or changing a book.
///
/// The book is unchanged afterwards, except after [`BookError::NotErased`], whose message says what was done.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each says what it is")]
pub enum BookError {
    NotFound { file: PathBuf },
    IsFolder { file: PathBuf },
    NotFile { file: PathBuf },
    BrokenLink { file: PathBuf },
    NotMade { file: PathBuf, source: io::Error },
    NoPermission { file: PathBuf },
    ReadOnly { file: PathBuf },
    ReadOnlyFolder { file: PathBuf },
    Empty { file: PathBuf },
    OtherLog { file: PathBuf, log: PathBuf },
    NotSqlite { file: PathBuf },
    Foreign { file: PathBuf },
    Newer { file: PathBuf, version: u32, known: u32 },
    Damaged { file: PathBuf, reports: Vec<String> },
    Altered { file: PathBuf, offer: OfferId, revision: u32, position: u64 },
    Incomplete { file: PathBuf, offer: OfferId, revision: u32, expected: u64, found: u64 },
    Modified { file: PathBuf, offer: OfferId, revision: u32 },
    OtherSchema { file: PathBuf, object: String },
    OutputInUse { file: PathBuf, log: PathBuf },
    Busy { file: PathBuf, seconds: u64 },
    DiskFull { file: PathBuf },
    TooLarge { file: PathBuf },
    Io { file: PathBuf, source: io::Error },
    Sqlite { file: PathBuf, source: Sqlite },
    UnknownOffer { offer: OfferId, nearest: Vec<OfferId> },
    UnknownRevision { offer: OfferId, revision: u32, last: u32 },
    OfferExists { offer: OfferId },
    LooksAlike { offer: OfferId, existing: OfferId },
    Moved { offer: OfferId, expected: Option<u32>, found: Option<u32> },
    Forgotten,
    NotErased { file: PathBuf, reason: String },
}

impl Localize for BookError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BookError::NotFound { file } => messages::BookNotFound { file: file.display() }.write(language, f),
            BookError::IsFolder { file } => messages::BookIsFolder { file: file.display() }.write(language, f),
            BookError::NotFile { file } => messages::BookNotFile { file: file.display() }.write(language, f),
            BookError::BrokenLink { file } => messages::BrokenLink { file: file.display() }.write(language, f),
            BookError::NotMade { file, source } => {
                messages::BookNotMade { file: file.display(), reason: source.kind() }.write(language, f)
            }
            BookError::NoPermission { file } => messages::BookNoPermission { file: file.display() }.write(language, f),
            BookError::ReadOnly { file } => messages::BookReadOnly { file: file.display() }.write(language, f),
            BookError::ReadOnlyFolder { file } => {
                messages::BookReadOnlyFolder { file: file.display() }.write(language, f)
            }
            BookError::Empty { file } => messages::BookEmptyFile { file: file.display() }.write(language, f),
            BookError::OtherLog { file, log } => {
                messages::BookOtherLog { file: file.display(), log: log.display() }.write(language, f)
            }
            BookError::NotSqlite { file } => messages::BookNotSqlite { file: file.display() }.write(language, f),
            BookError::Foreign { file } => messages::BookForeign { file: file.display() }.write(language, f),
            BookError::Newer { file, version, known } => {
                messages::BookNewer { file: file.display(), version, known }.write(language, f)
            }
            BookError::Damaged { file, reports } => {
                messages::BookDamaged { file: file.display(), reports: reports.join("; ") }.write(language, f)
            }
            BookError::Altered { file, offer, revision, position } => {
                messages::BookAltered { file: file.display(), offer, revision, position }.write(language, f)
            }
            BookError::Incomplete { file, offer, revision, expected, found } => {
                messages::BookIncomplete { file: file.display(), offer, revision, expected, found }.write(language, f)
            }
            BookError::Modified { file, offer, revision } => {
                messages::BookModified { file: file.display(), offer, revision }.write(language, f)
            }
            BookError::OtherSchema { file, object } => {
                messages::BookOtherSchema { file: file.display(), object }.write(language, f)
            }
            BookError::OutputInUse { file, log } => {
                messages::BookOutputInUse { file: file.display(), log: log.display() }.write(language, f)
            }
            BookError::Busy { file, seconds } => {
                messages::BookBusy { file: file.display(), seconds }.write(language, f)
            }
            BookError::DiskFull { file } => messages::BookDiskFull { file: file.display() }.write(language, f),
            BookError::TooLarge { file } => messages::BookTooLarge { file: file.display() }.write(language, f),
            BookError::Io { file, source } => {
                messages::BookFailed { file: file.display(), reason: source }.write(language, f)
            }
            BookError::Sqlite { file, source } => {
                messages::BookFailed { file: file.display(), reason: source }.write(language, f)
            }
            BookError::UnknownOffer { offer, nearest } => match nearest.as_slice() {
                [] => messages::BookUnknownOffer { offer }.write(language, f),
                [offers @ .., last] => {
                    let (offers, last) = (language.quoted(offers), language.quoted([last]));
                    let nearest = match offers.is_empty() {
                        true => last,
                        false => language.localize(messages::OffersOr { offers, last }).to_string(),
                    };
                    messages::BookUnknownOfferNear { offer, nearest }.write(language, f)
                }
            },
            BookError::UnknownRevision { offer, revision, last } => {
                messages::BookUnknownRevision { offer, revision, last }.write(language, f)
            }
            BookError::OfferExists { offer } => messages::BookOfferExists { offer }.write(language, f),
            BookError::LooksAlike { offer, existing } => {
                messages::BookSimilarOffer { offer, existing }.write(language, f)
            }
            BookError::Moved { offer, expected, found } => {
                let state = match found {
                    None => messages::BookWrongRevisionAbsent.text(language).to_owned(),
                    Some(number) => language.localize(messages::BookWrongRevisionAt { number }).to_string(),
                };
                let expected = match expected {
                    None => messages::BookExpectedNone.text(language).to_owned(),
                    Some(number) => language.localize(messages::BookExpected { number }).to_string(),
                };
                messages::BookWrongRevision { offer, state, expected }.write(language, f)
            }
            BookError::Forgotten => messages::BookForgotten.write(language, f),
            BookError::NotErased { file, reason } => {
                messages::BookNotErased { file: file.display(), reason }.write(language, f)
            }
        }
    }
}

display_in_english!(BookError);

/// Converts an error from SQLite. If the file is damaged, runs an integrity check for the message.
pub(super) fn failed(connection: &Connection, file: &Path, error: Sqlite) -> BookError {
    let file = file.to_owned();
    let failure = match &error {
        Sqlite::SqliteFailure(failure, _) => failure,
        // The statements fit the schema, so the schema was changed. Only the reason is kept, not the SQL.
        Sqlite::SqlInputError { msg, .. } => return BookError::Damaged { file, reports: vec![msg.clone()] },
        // A value that the schema doesn't allow.
        _ => return BookError::Damaged { file, reports: vec![error.to_string()] },
    };
    match failure.code {
        ErrorCode::DatabaseCorrupt => {
            let reports = reports(connection, "integrity_check").unwrap_or_else(|broken| vec![broken.to_string()]);
            BookError::Damaged { file, reports: if reports.is_empty() { vec![error.to_string()] } else { reports } }
        }
        ErrorCode::NotADatabase => BookError::NotSqlite { file },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            let milliseconds = connection.query_row("PRAGMA busy_timeout", [], |row| row.get::<_, u64>(0));
            BookError::Busy { file, seconds: milliseconds.unwrap_or_default() / 1000 }
        }
        ErrorCode::DiskFull => BookError::DiskFull { file },
        ErrorCode::SystemIoFailure if is_write(failure.extended_code) => match reason_for_no_write(&file) {
            Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => BookError::DiskFull { file },
            Some(io::ErrorKind::FileTooLarge) => BookError::TooLarge { file },
            _ => BookError::Sqlite { file, source: error },
        },
        ErrorCode::ReadOnly if failure.extended_code == ffi::SQLITE_READONLY_DIRECTORY => {
            BookError::ReadOnlyFolder { file }
        }
        ErrorCode::ReadOnly => BookError::ReadOnly { file },
        ErrorCode::PermissionDenied => BookError::NoPermission { file },
        // The book itself could be opened, so the error is about one of the two files next to it.
        ErrorCode::CannotOpen => BookError::ReadOnlyFolder { file },
        _ => BookError::Sqlite { file, source: error },
    }
}

/// Returns whether the failed operation writes to the file, to its log or to the memory that programs share.
fn is_write(extended_code: i32) -> bool {
    matches!(
        extended_code,
        ffi::SQLITE_IOERR_WRITE
            | ffi::SQLITE_IOERR_FSYNC
            | ffi::SQLITE_IOERR_DIR_FSYNC
            | ffi::SQLITE_IOERR_TRUNCATE
            | ffi::SQLITE_IOERR_SHMOPEN
            | ffi::SQLITE_IOERR_SHMSIZE
            | ffi::SQLITE_IOERR_SHMMAP
    )
}

/// Returns the reason for which the system doesn't let a file in this folder grow, found with a temporary file. SQLite
/// reports "disk I/O error" for all of them.
fn reason_for_no_write(file: &Path) -> Option<io::ErrorKind> {
    const BYTES: usize = 64 * 1024;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Not `File::open`: closing the book's file would release the locks that this process has on it.
    let length = |file: &Path| fs::metadata(file).map_or(0, |file| file.len());
    let end = length(file).max(length(&beside(file, "-wal")));
    let write = || {
        let mut probe = tempfile::tempfile_in(folder)?;
        probe.seek(SeekFrom::Start(end))?;
        probe.write_all(&[0; BYTES])?;
        probe.sync_data()
    };
    write().err().map(|error| error.kind())
}

/// Converts an error from opening the file. SQLite doesn't report the cause, so it is looked up in the file system.
pub(super) fn not_opened(file: PathBuf, error: Sqlite) -> BookError {
    if file.is_dir() {
        return BookError::IsFolder { file };
    }
    // Closing a file releases all locks that this process has on it. There are none to lose, because SQLite could not
    // open the file.
    match File::open(&file).map_err(|error| error.kind()) {
        Err(io::ErrorKind::NotFound) if file.is_symlink() => BookError::BrokenLink { file },
        Err(io::ErrorKind::NotFound) => BookError::NotFound { file },
        Err(io::ErrorKind::PermissionDenied) => BookError::NoPermission { file },
        _ => BookError::Sqlite { file, source: error },
    }
}

/// Returns the first problems that SQLite reports about the file, with `integrity_check` or the faster `quick_check`.
pub(super) fn reports(connection: &Connection, check: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("PRAGMA {check}({REPORTS})"))?;
    let mut rows = statement.query([])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let report: String = row.get(0)?;
        let lines = report.lines().filter(|line| !line.starts_with("***") && *line != "ok");
        reports.extend(lines.map(str::to_owned));
    }
    reports.truncate(REPORTS);
    Ok(reports)
}

/// Maximum number of problems in a message: enough to decide what to do.
const REPORTS: usize = 5;
