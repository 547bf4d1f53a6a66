//! The file of a book: creating, opening and recognizing it.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::ffi::{self, Error as Failure};
use rusqlite::{Connection, OpenFlags};

use super::error::{failed, not_opened, reports};
use super::schema::{self, LATEST};
use super::{BookError, PATIENCE};
use crate::fs::TempFile;

/// Creates a book at a path where there is no file. The file appears in one step and is complete: if two programs
/// create it at the same time, both use the same book.
pub(super) fn create(file: &Path) -> Result<(), BookError> {
    let io_error = |source: io::Error| match source.kind() {
        io::ErrorKind::StorageFull => BookError::DiskFull { file: file.to_owned() },
        _ => BookError::NotMade { file: file.to_owned(), source },
    };
    let absolute = std::path::absolute(file).map_err(io_error)?;
    let Some(folder) = absolute.parent() else {
        return Err(BookError::IsFolder { file: file.to_owned() });
    };
    make_folder(folder).map_err(io_error)?;
    // SQLite would write the log of another book, which was at this path, into the new one. A log that appears because
    // another program has just created the book comes after the file.
    let is_log = |log: &PathBuf| fs::metadata(log).is_ok_and(|log| log.len() > 0);
    let log = LOG_SUFFIXES.iter().map(|suffix| beside(&absolute, suffix)).find(is_log);
    if let Some(log) = log.filter(|_| !absolute.exists()) {
        return Err(BookError::OtherLog { file: file.to_owned(), log });
    }
    // Only its owner can read a temporary file, and the two files that SQLite creates next to it.
    let location = TempFile::create_in(folder, None).map_err(|error| io_error(error.kind().into()))?;
    let unfinished = location.database().map_err(|error| io_error(error.kind().into()))?;
    let mut connection = connect(file, &unfinished)?;
    prepare(&mut connection).map_err(|error| failed(&connection, file, error))?;
    // Closing the connection writes the log back too, but doesn't report an error, and the book would appear without
    // the contents of its log.
    let write_back = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    write_back.map_err(|error| failed(&connection, file, error))?;
    connection.close().map_err(|(connection, error)| failed(&connection, file, error))?;
    match unfinished.persist_noclobber(&absolute) {
        Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => Err(io_error(error.error)),
        _ => {
            // Best effort: not every system can flush a folder to the disk.
            let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
            Ok(())
        }
    }
}

/// Suffixes of the files beside a book that have data of it.
const LOG_SUFFIXES: [&str; 2] = ["-wal", "-journal"];

/// Suffixes of all files that SQLite makes beside a book.
const SUFFIXES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Returns the path of a file beside the book.
pub(super) fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut path = file.to_owned().into_os_string();
    path.push(suffix);
    path.into()
}

/// Returns whether SQLite would take the file for one that belongs to a book beside it.
pub(super) fn belongs_to_book(file: &Path) -> bool {
    // The target of a link counts, too.
    let target = fs::canonicalize(file).ok();
    [Some(file), target.as_deref()].into_iter().flatten().any(|path| {
        let name = path.file_name().unwrap_or_default();
        let suffix = SUFFIXES.iter().find(|suffix| name.as_encoded_bytes().ends_with(suffix.as_bytes()));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // A name that is not UTF-8 can't be shortened, so the book is looked for among the files.
        let is_its_book = |other: &Path| suffix.is_some_and(|suffix| beside(other, suffix).file_name() == Some(name));
        let others = || fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        suffix.is_some() && others().any(|other| is_its_book(&other) && other.is_file() && is_book(&other))
    })
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Opens a book. Returns an error for any other file and leaves it unchanged.
pub(super) fn open(file: &Path) -> Result<Connection, BookError> {
    let absolute = std::path::absolute(file).map_err(|source| BookError::Io { file: file.to_owned(), source })?;
    // SQLite treats a file of a few bytes as an empty database and would overwrite it.
    match fs::metadata(&absolute) {
        Ok(found) if found.is_file() && found.len() == 0 => return Err(BookError::Empty { file: file.to_owned() }),
        Ok(found) if found.is_file() && found.len() < SMALLEST => {
            return Err(BookError::NotSqlite { file: file.to_owned() });
        }
        // SQLite reads a device as an empty database, so the error would be that of another program's file.
        Ok(found) if !found.is_file() && !found.is_dir() => return Err(BookError::NotFile { file: file.to_owned() }),
        _ => {}
    }
    // If the file is another program's, closing it must not write that program's log back into it. The log is beside
    // the file itself, not beside a link to it.
    let log = beside(&fs::canonicalize(&absolute).unwrap_or_else(|_| absolute.clone()), "-wal");
    let has_log = fs::metadata(log).is_ok_and(|log| log.len() > 0);
    let mut connection = connect(file, &absolute)?;
    let version = connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log)
        .and_then(|_| schema::version(&connection))
        .map_err(|error| failed(&connection, file, error))?;
    match version {
        None => return Err(BookError::Foreign { file: file.to_owned() }),
        Some(version) if version > LATEST => {
            return Err(BookError::Newer { file: file.to_owned(), version, known: LATEST });
        }
        Some(version) => check_schema(&connection, file, version)?,
    }
    let damage = damage(&connection).map_err(|error| failed(&connection, file, error))?;
    if !damage.is_empty() {
        return Err(BookError::Damaged { file: file.to_owned(), reports: damage });
    }
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
        .and_then(|_| prepare(&mut connection))
        .map_err(|error| failed(&connection, file, error))?;
    Ok(connection)
}

/// Rejects a book whose tables and triggers are not as this program makes them.
fn check_schema(connection: &Connection, file: &Path, version: u32) -> Result<(), BookError> {
    let other = schema::other_object(connection, version).map_err(|error| failed(connection, file, error))?;
    let file = || file.to_owned();
    match other {
        Some(object) => Err(BookError::OtherSchema { file: file(), object }),
        // A book gets its version in the transaction that makes its first tables.
        None if version == 0 => Err(BookError::OtherSchema { file: file(), object: "user_version".to_owned() }),
        None => Ok(()),
    }
}

/// Reads a book that can't be written into memory, where its schema can be migrated, and leaves no files beside it. If
/// another program writes to the book, tries again until `patience` is over.
pub(super) fn read_into_memory(file: &Path, patience: Duration) -> Result<Connection, BookError> {
    let io_error = |source| BookError::Io { file: file.to_owned(), source };
    let absolute = fs::canonicalize(file).map_err(io_error)?;
    // Without a log the file is read without locks, so a program that writes to it isn't noticed, and the copy may be
    // half old and half new.
    let state = || state_of(&absolute).map_err(io_error);
    let copied = read_steady(patience, state, |before| copy_into_memory(file, &absolute, before.log > 0))?;
    copied.unwrap_or_else(|| Err(BookError::Busy { file: file.to_owned(), seconds: patience.as_secs() }))
}

/// Reads something that others change meanwhile, again and again until its state is the same before and after. Returns
/// none if `patience` is over.
fn read_steady<S: PartialEq, T, E>(
    patience: Duration,
    mut state: impl FnMut() -> Result<S, E>,
    mut read: impl FnMut(&S) -> T,
) -> Result<Option<T>, E> {
    let until = Instant::now() + patience;
    loop {
        let before = state()?;
        let result = read(&before);
        if state()? == before {
            return Ok(Some(result));
        }
        if Instant::now() > until {
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn copy_into_memory(file: &Path, absolute: &Path, has_log: bool) -> Result<Connection, BookError> {
    let mut memory = Connection::open_in_memory().map_err(|error| not_opened(file.to_owned(), error))?;
    let source = connect_to_read(file, absolute, has_log)?;
    match schema::version(&source).map_err(|error| failed(&source, file, error))? {
        None => return Err(BookError::Foreign { file: file.to_owned() }),
        Some(version) if version > LATEST => {
            return Err(BookError::Newer { file: file.to_owned(), version, known: LATEST });
        }
        Some(version) => check_schema(&source, file, version)?,
    }
    copy(&source, &mut memory).map_err(|error| failed(&source, file, error))?;
    drop(source);
    let damage = reports(&memory, "quick_check").map_err(|error| failed(&memory, file, error))?;
    if !damage.is_empty() {
        return Err(BookError::Damaged { file: file.to_owned(), reports: damage });
    }
    prepare(&mut memory).map_err(|error| failed(&memory, file, error))?;
    Ok(memory)
}

/// Facts about a file of which at least one changes if a book is written.
#[derive(PartialEq, Eq)]
struct FileState {
    bytes: u64,
    modified: Option<SystemTime>,
    /// Size of the log.
    log: u64,
}

fn state_of(file: &Path) -> io::Result<FileState> {
    let found = fs::metadata(file)?;
    let log = fs::metadata(beside(file, "-wal")).map_or(0, |log| log.len());
    Ok(FileState { bytes: found.len(), modified: found.modified().ok(), log })
}

/// Opens a connection that only reads. Without a log the file is opened as one that nobody changes, so that SQLite
/// creates no files beside it.
fn connect_to_read(file: &Path, absolute: &Path, has_log: bool) -> Result<Connection, BookError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match absolute.to_str().filter(|_| !has_log) {
        Some(path) => {
            let uri = format!("file:{}?immutable=1", uri_path(path));
            Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
        }
        None => Connection::open_with_flags(absolute, flags),
    };
    let connection = connection.map_err(|error| not_opened(file.to_owned(), error))?;
    connection.busy_timeout(PATIENCE).map_err(|error| failed(&connection, file, error))?;
    Ok(connection)
}

/// Returns a path as it is written in a URI.
fn uri_path(path: &str) -> String {
    let path = if cfg!(windows) { windows_uri_path(path) } else { path.to_owned() };
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// Returns a canonical path of Windows as SQLite reads it in a URI: `/C:/lists/book.sqlite`, or
/// `////server/share/book.sqlite`, because the first two slashes would begin the name of a host. Source: "Uniform Resource
/// Identifiers" in SQLite's documentation.
fn windows_uri_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    match path.strip_prefix("//?/") {
        Some(verbatim) => match verbatim.strip_prefix("UNC/") {
            Some(share) => format!("////{share}"),
            None => format!("/{verbatim}"),
        },
        None => format!("/{path}"),
    }
}

/// Copies a database, as of one moment.
fn copy(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    let backup = Backup::new(from, to)?;
    let until = Instant::now() + PATIENCE;
    loop {
        // All pages in one step: a writer can't come in between.
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            _ if Instant::now() > until => {
                return Err(rusqlite::Error::SqliteFailure(Failure::new(ffi::SQLITE_BUSY), None));
            }
            _ => thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Writes a copy of an open book to another file, which appears in one step. An existing file is replaced if `replaces`
/// is set.
pub(super) fn back_up(connection: &Connection, file: &Path, target: &Path, replaces: bool) -> Result<(), BookError> {
    let io_error = |source: io::Error| match source.kind() {
        io::ErrorKind::StorageFull => BookError::DiskFull { file: target.to_owned() },
        _ => BookError::NotMade { file: target.to_owned(), source },
    };
    // The target of a link is replaced, not the link.
    let absolute = match fs::canonicalize(target) {
        Ok(existing) => existing,
        Err(_) => std::path::absolute(target).map_err(io_error)?,
    };
    let Some(folder) = absolute.parent() else {
        return Err(BookError::IsFolder { file: target.to_owned() });
    };
    // SQLite would write the log of a book that was at this path into the copy.
    let log = beside(&absolute, "-wal");
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(BookError::OutputInUse { file: target.to_owned(), log });
    }
    let location = TempFile::create_in(folder, None).map_err(|error| io_error(error.kind().into()))?;
    let unfinished = location.database().map_err(|error| io_error(error.kind().into()))?;
    let mut copied = connect(target, &unfinished)?;
    copy(connection, &mut copied).map_err(|error| match failed(connection, file, error) {
        BookError::DiskFull { .. } => BookError::DiskFull { file: target.to_owned() },
        error => error,
    })?;
    let damage = reports(&copied, "quick_check").map_err(|error| failed(&copied, target, error))?;
    if !damage.is_empty() {
        return Err(BookError::Damaged { file: file.to_owned(), reports: damage });
    }
    copied.close().map_err(|(connection, error)| failed(&connection, target, error))?;
    let persisted = match replaces {
        true => unfinished.persist(&absolute),
        false => unfinished.persist_noclobber(&absolute),
    };
    persisted.map_err(|error| io_error(error.error))?;
    // Best effort: not every system can flush a folder to the disk.
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Size of SQLite's smallest page in bytes.
const SMALLEST: u64 = 512;

/// Returns what `quick_check` reports about a book, before anything else is read or written. Books larger than
/// [`LARGE`] are not checked, because the check takes 3 ms per megabyte; damage in them is detected when the damaged
/// page is used.
fn damage(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let bytes =
        connection.query_row("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", [], |row| {
            row.get::<_, u64>(0)
        })?;
    if bytes > LARGE { Ok(Vec::new()) } else { reports(connection, "quick_check") }
}

/// Maximum size in bytes of a book that is checked when it is opened: about 240,000 contacts in all revisions, checked
/// in 0.1 s.
const LARGE: u64 = 32 * 1024 * 1024;

/// Opens a connection to an existing file. The path must be absolute, because `:memory:` and `file:...` have a special
/// meaning for SQLite.
fn connect(file: &Path, absolute: &Path) -> Result<Connection, BookError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(absolute, flags).map_err(|error| not_opened(file.to_owned(), error))?;
    let is_read_only = connection.busy_timeout(PATIENCE).and_then(|()| connection.is_readonly("main"));
    match is_read_only.map_err(|error| failed(&connection, file, error))? {
        // SQLite could read it, but would leave two read-only files next to it, which block users who may write.
        true => Err(BookError::ReadOnly { file: file.to_owned() }),
        false => Ok(connection),
    }
}

/// Sets the options of a connection and migrates the book to the newest schema.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    // A manipulated file must not make SQLite do more than read it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;",
    )?;
    // The journal mode is stored in the file. If a drive doesn't support WAL, SQLite keeps the rollback journal, and
    // readers wait for writers.
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode != "wal" {
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    }
    if schema::version(connection)? != Some(LATEST) {
        schema::migrate(connection)?;
    }
    Ok(())
}

/// Returns whether a file is a book, by its first bytes: SQLite's header has the `application_id` at byte 68.
pub(super) fn is_book(file: &Path) -> bool {
    let mut header = [0; 72];
    let read = fs::File::open(file).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header.starts_with(b"SQLite format 3\0") && header[68..] == schema::APPLICATION_ID.to_be_bytes()
}

/// Returns the path of the book if the user names none: `cosell/book.sqlite` in the platform's folder for the data of
/// programs. Returns `None` if there is no home folder.
///
/// Linux: `$XDG_DATA_HOME` or `~/.local/share`; macOS: `~/Library/Application Support`; Windows: the local part of the
/// user's data, because it is never on a network drive.
pub(crate) fn default_path() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let folders = etcetera::base_strategy::choose_native_strategy().ok()?;
    let folder = if cfg!(windows) { folders.cache_dir() } else { folders.data_dir() };
    Some(folder.join("cosell").join("book.sqlite"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_windows_are_paths_of_addresses() {
        for (path, expected) in [
            (r"\\?\C:\lists\book.sqlite", "/C:/lists/book.sqlite"),
            (r"\\?\UNC\server\sales\book.sqlite", "////server/sales/book.sqlite"),
            (r"C:\book.sqlite", "/C:/book.sqlite"),
        ] {
            assert_eq!(windows_uri_path(path), expected);
        }
    }

    #[test]
    fn a_file_that_is_being_written_is_read_when_its_writer_has_finished() {
        let read = |patience: u64, writes: u32| {
            let mut states = 0;
            // Each look at the file finds another state, until its writer has finished.
            let state = || {
                states += 1;
                Ok::<u32, BookError>(states.min(writes))
            };
            read_steady(Duration::from_millis(patience), state, |state| *state).unwrap()
        };
        assert_eq!(read(0, 1), Some(1));
        assert_eq!(read(60_000, 6), Some(6));
        assert_eq!(read(100, u32::MAX), None);
    }
}
