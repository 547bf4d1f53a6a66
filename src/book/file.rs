use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{failed, not_opened, reports};
use super::schema::{self, LATEST};
use super::{BookError, PATIENCE};
use crate::fs::TempFile;

/// Makes a book where none is. It appears whole: two programs that make it at once get the same.
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
    // A temporary file is its owner's only, and so are the two that SQLite makes beside it.
    let location = TempFile::create_in(folder, None).map_err(|error| io_error(error.kind().into()))?;
    let unfinished = location.database().map_err(|error| io_error(error.kind().into()))?;
    let mut connection = connect(file, &unfinished)?;
    prepare(&mut connection).map_err(|error| failed(&connection, file, error))?;
    // To close it writes the log back too, and says nothing where that fails: a book without its log would appear.
    let write_back = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    write_back.map_err(|error| failed(&connection, file, error))?;
    connection.close().map_err(|(connection, error)| failed(&connection, file, error))?;
    match unfinished.persist_noclobber(&absolute) {
        Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => Err(io_error(error.error)),
        _ => {
            // Best effort: not every system lets a folder be written through to the disk.
            let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
            Ok(())
        }
    }
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

/// Opens a book. Anything else is refused and left as it is.
pub(super) fn open(file: &Path) -> Result<Connection, BookError> {
    let absolute = std::path::absolute(file).map_err(|source| BookError::Io { file: file.to_owned(), source })?;
    // SQLite takes a file of a few bytes for an empty one, and would write over it.
    match fs::metadata(&absolute) {
        Ok(found) if found.is_file() && found.len() == 0 => return Err(BookError::Empty { file: file.to_owned() }),
        Ok(found) if found.is_file() && found.len() < SMALLEST => {
            return Err(BookError::NotSqlite { file: file.to_owned() });
        }
        // SQLite finds nothing in a device, which is what another program's empty file is like.
        Ok(found) if !found.is_file() && !found.is_dir() => return Err(BookError::NotFile { file: file.to_owned() }),
        _ => {}
    }
    // The log of another program's file is not ours to write into that file when it is closed.
    let mut log = absolute.clone().into_os_string();
    log.push("-wal");
    let has_log = fs::metadata(PathBuf::from(log)).is_ok_and(|log| log.len() > 0);
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
        Some(_) => {}
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

/// The bytes of SQLite's smallest page.
const SMALLEST: u64 = 512;

/// What is wrong with a book of usual size, before anything is read or written in it. Of a large one, damage is met where it
/// is used: to look for it takes 3 ms a megabyte.
fn damage(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let bytes =
        connection.query_row("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", [], |row| {
            row.get::<_, u64>(0)
        })?;
    if bytes > LARGE { Ok(Vec::new()) } else { reports(connection, "quick_check") }
}

/// About 240,000 contacts in all revisions, and 0.1 s to look through.
const LARGE: u64 = 32 * 1024 * 1024;

/// A connection to a file that is there. The path is absolute: SQLite takes `:memory:` and `file:...` for something else.
fn connect(file: &Path, absolute: &Path) -> Result<Connection, BookError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(absolute, flags).map_err(|error| not_opened(file.to_owned(), error))?;
    let is_read_only = connection.busy_timeout(PATIENCE).and_then(|()| connection.is_readonly("main"));
    match is_read_only.map_err(|error| failed(&connection, file, error))? {
        // SQLite would read it, and leave two files beside it that are read-only too, and in the way of who may write.
        true => Err(BookError::ReadOnly { file: file.to_owned() }),
        false => Ok(connection),
    }
}

/// What holds for every connection, and the newest schema.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    // What stands in the file can't make SQLite do more than read it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;",
    )?;
    // It stays with the file. A drive that can't have it keeps the older way, where readers wait for writers.
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode != "wal" {
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    }
    if schema::version(connection)? != Some(LATEST) {
        schema::migrate(connection)?;
    }
    Ok(())
}

/// Whether a file is a book, by its first bytes: SQLite's header has the `application_id` at byte 68.
pub(super) fn is_book(file: &Path) -> bool {
    let mut header = [0; 72];
    let read = fs::File::open(file).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header.starts_with(b"SQLite format 3\0") && header[68..] == schema::APPLICATION_ID.to_be_bytes()
}

/// Where the book is when none is named: in the folder that the platform has for programs' data; none where there is no
/// home folder.
///
/// Linux: `$XDG_DATA_HOME` or `~/.local/share`; macOS: `~/Library/Application Support`; Windows: the local part of the
/// user's data, which never lies on a network drive; in it `cosell/book.sqlite`.
pub(crate) fn default_path() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let folders = etcetera::base_strategy::choose_native_strategy().ok()?;
    let folder = if cfg!(windows) { folders.cache_dir() } else { folders.data_dir() };
    Some(folder.join("cosell").join("book.sqlite"))
}
