use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ffi::{self, ErrorCode};
use rusqlite::{Connection, Error as Sqlite};

use super::OfferId;

/// A book that can't be used, or that can't do what was asked for.
///
/// Whatever it is, the book holds what it held before; [`Error::NotErased`] says what was done of what it names.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each says below what it is")]
pub enum Error {
    #[error("{}: there is no book here yet", file.display())]
    NotFound { file: PathBuf },
    #[error("{}: this is a folder, not a book", file.display())]
    IsFolder { file: PathBuf },
    #[error("{}: this is a device or a pipe, not a book", file.display())]
    NotFile { file: PathBuf },
    #[error("{}: this is a link, and nothing is where it leads", file.display())]
    BrokenLink { file: PathBuf },
    #[error("{}: no book can be made here: {}", file.display(), source.kind())]
    NotMade { file: PathBuf, source: io::Error },
    #[error("{}: you have no permission to open it", file.display())]
    NoPermission { file: PathBuf },
    #[error("{}: the book is read-only", file.display())]
    ReadOnly { file: PathBuf },
    #[error("{}: the book's folder can't be written in, and SQLite needs that for the two files beside an open book", file.display())]
    ReadOnlyFolder { file: PathBuf },
    #[error("{}: this is an empty file, not a book", file.display())]
    Empty { file: PathBuf },
    #[error("{}: this is not a book, and not an SQLite file at all, or its first bytes are damaged", file.display())]
    NotSqlite { file: PathBuf },
    #[error("{}: this is an SQLite file of another program, not a book", file.display())]
    Foreign { file: PathBuf },
    #[error("{}: the book was written by a newer version of this program (schema {version}; this one knows {known})", file.display())]
    Newer { file: PathBuf, version: u32, known: u32 },
    #[error("{}: the book is damaged: {}", file.display(), reports.join("; "))]
    Damaged { file: PathBuf, reports: Vec<String> },
    #[error("{}: the book is damaged: the contact at position {position} of revision {revision} of \"{offer}\" is not as it was written", file.display())]
    Altered { file: PathBuf, offer: OfferId, revision: u32, position: u64 },
    #[error("{}: the book is damaged: revision {revision} of \"{offer}\" has {found} contacts and should have {expected}", file.display())]
    Incomplete { file: PathBuf, offer: OfferId, revision: u32, expected: u64, found: u64 },
    #[error("{}: another program has been writing in the book for more than {seconds} seconds", file.display())]
    Busy { file: PathBuf, seconds: u64 },
    #[error("{}: the disk is full", file.display())]
    DiskFull { file: PathBuf },
    #[error("{}: the book can't be read or written: {source}", file.display())]
    Io { file: PathBuf, source: io::Error },
    #[error("{}: the book can't be read or written: {source}", file.display())]
    Sqlite { file: PathBuf, source: Sqlite },
    #[error("there is no offer \"{offer}\" in the book{}", suggested(nearest))]
    UnknownOffer { offer: OfferId, nearest: Vec<OfferId> },
    #[error("the offer \"{offer}\" has no revision {revision}; its last is {last}")]
    UnknownRevision { offer: OfferId, revision: u32, last: u32 },
    #[error("the new offer \"{offer}\" would look like \"{existing}\", which the book has")]
    LooksAlike { offer: OfferId, existing: OfferId },
    #[error("the offer \"{offer}\" {}, and {} was expected", state(*found), revision(*expected))]
    Moved { offer: OfferId, expected: Option<u32>, found: Option<u32> },
    #[error("somebody was forgotten in the book meanwhile, so nothing is changed")]
    Forgotten,
    #[error("{}: the person is out of every list, but the bytes may still be in the file: {reason}", file.display())]
    NotErased { file: PathBuf, reason: String },
}

fn suggested(nearest: &[OfferId]) -> String {
    match nearest {
        [] => String::new(),
        [offers @ .., last] => {
            let others: String = offers.iter().map(|offer| format!("\"{offer}\", ")).collect();
            format!("; did you mean {others}{}\"{last}\"?", if offers.is_empty() { "" } else { "or " })
        }
    }
}

fn state(last: Option<u32>) -> String {
    last.map_or("is not in the book".to_owned(), |last| format!("is at revision {last} now"))
}

fn revision(last: Option<u32>) -> String {
    last.map_or("none".to_owned(), |last| format!("revision {last}"))
}

impl Error {
    /// What to do about it, as a sentence.
    pub fn remedy(&self) -> &'static str {
        match self {
            Error::NotFound { .. } => "Name the book with --book FILE; the first import makes it.",
            Error::IsFolder { .. } => "Name a file in it.",
            Error::NotFile { .. } => "Name a file.",
            Error::BrokenLink { .. } => "Mend or remove the link, or name the book itself.",
            Error::NotMade { .. } => "Name a book in a folder in which you may write.",
            Error::NoPermission { .. } => {
                "A book belongs to the one who made it: let them give you permission, or name a book of your own."
            }
            Error::ReadOnly { .. } => "Take the protection off, or copy the book to a place where you may write.",
            Error::ReadOnlyFolder { .. } => "Copy the book to a folder in which you may write, and name it there.",
            Error::Empty { .. } => "Remove it, or name another: the first import makes the whole book.",
            Error::NotSqlite { .. } => {
                "Name another book. If this was one, keep a copy of it and go on with your last backup, or try the sqlite3 shell's `.recover`."
            }
            Error::Foreign { .. } => "Name another file; this one was left as it is.",
            Error::Newer { .. } => "Update this program, or name another book; this one was left as it is.",
            Error::Damaged { .. } | Error::Altered { .. } | Error::Incomplete { .. } => {
                "Keep a copy of the file as it is; then write what can be read to another file (sqlite3 BOOK .recover | sqlite3 NEW), or go on with a backup or another book."
            }
            Error::Busy { .. } => "Try again when it is done; if it never is, end that program: the book stays whole.",
            Error::DiskFull { .. } => "Make room on the disk and try again; the book is as it was.",
            Error::Io { .. } | Error::Sqlite { .. } => {
                "Check that there is room on the disk, that the book may grow and that its drive is a local one; the book is as it was."
            }
            Error::UnknownOffer { .. } => "Look at the offers of the book, and write the ID as it stands there.",
            Error::UnknownRevision { .. } => "Look at the offer's history for the revisions that it has.",
            Error::LooksAlike { .. } => {
                "Write the existing ID if you mean that offer, or one that nobody can take for it."
            }
            Error::Moved { .. } => {
                "Someone changed the offer in the meantime: look at what would change now, and try again."
            }
            Error::Forgotten => "Look at what would change now, and try again.",
            Error::NotErased { .. } => {
                "Forget the person again when no other program has the book open and the disk has room for a copy."
            }
        }
    }
}

/// What SQLite refused, as one of ours. A damaged file is looked through for what is wrong with it.
pub(super) fn failed(connection: &Connection, file: &Path, error: Sqlite) -> Error {
    let file = file.to_owned();
    let Sqlite::SqliteFailure(failure, _) = &error else {
        return Error::Sqlite { file, source: error };
    };
    match failure.code {
        ErrorCode::DatabaseCorrupt => {
            let reports = reports(connection, "integrity_check").unwrap_or_else(|broken| vec![broken.to_string()]);
            Error::Damaged { file, reports: if reports.is_empty() { vec![error.to_string()] } else { reports } }
        }
        ErrorCode::NotADatabase => Error::NotSqlite { file },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            let milliseconds = connection.query_row("PRAGMA busy_timeout", [], |row| row.get::<_, u64>(0));
            Error::Busy { file, seconds: milliseconds.unwrap_or_default() / 1000 }
        }
        ErrorCode::DiskFull => Error::DiskFull { file },
        ErrorCode::ReadOnly if failure.extended_code == ffi::SQLITE_READONLY_DIRECTORY => {
            Error::ReadOnlyFolder { file }
        }
        ErrorCode::ReadOnly => Error::ReadOnly { file },
        ErrorCode::PermissionDenied => Error::NoPermission { file },
        // The book itself is open, so it is one of the two files beside it.
        ErrorCode::CannotOpen => Error::ReadOnlyFolder { file },
        _ => Error::Sqlite { file, source: error },
    }
}

/// Why SQLite could not open the file, which it doesn't say.
pub(super) fn not_opened(file: PathBuf, error: Sqlite) -> Error {
    if file.is_dir() {
        return Error::IsFolder { file };
    }
    // To close a file takes away all locks that this process has on it; on one that can't be opened it has none.
    match File::open(&file).map_err(|error| error.kind()) {
        Err(io::ErrorKind::NotFound) if file.is_symlink() => Error::BrokenLink { file },
        Err(io::ErrorKind::NotFound) => Error::NotFound { file },
        Err(io::ErrorKind::PermissionDenied) => Error::NoPermission { file },
        _ => Error::Sqlite { file, source: error },
    }
}

/// The first lines of what SQLite finds wrong with the file, by `integrity_check` or the quicker `quick_check`.
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

/// So many are enough to know what to do.
const REPORTS: usize = 5;
