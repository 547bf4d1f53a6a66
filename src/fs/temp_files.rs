//! Temporary files of outputs, and the registry of those in use: none is left behind, however a run ends.

use std::fs::{self, File, Permissions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempPath};

const PREFIX: &str = ".cosell-";
const SUFFIX: &str = ".part";
/// Suffixes of the files that SQLite creates beside a database that is written to.
const SQLITE_SUFFIXES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A temporary file beside an output.
///
/// It is locked while in use. One without a lock was left behind by a run that was killed, and the next run in that
/// folder removes it.
#[derive(Debug)]
pub(crate) struct TempFile {
    file: NamedTempFile,
    // Declared after the file, so that it is dropped after it.
    registration: Registration,
}

impl TempFile {
    pub(crate) fn create_in(folder: &Path, permissions: Option<Permissions>) -> io::Result<Self> {
        let mut registry = registry();
        if !registry.cleaned_folders.iter().any(|cleaned| cleaned == folder) {
            remove_leftovers(folder);
            registry.cleaned_folders.push(folder.to_owned());
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        loop {
            let file = builder.tempfile_in(folder)?;
            // Before it is locked, another run may take it for a leftover and remove it. A drive without locks keeps
            // leftovers.
            let is_taken = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
            if !is_taken && file.path().exists() {
                registry.files.push(file.path().to_owned());
                return Ok(TempFile { registration: Registration(file.path().to_owned()), file });
            }
        }
    }

    pub(crate) fn file(&mut self) -> &mut NamedTempFile {
        &mut self.file
    }

    /// Returns a second file, for a database. It can't be the locked one, because SQLite loses its own locks when
    /// another handle of the file is closed. It is removed together with this one.
    pub(crate) fn database(&self) -> io::Result<TempPath> {
        let folder = self.file.path().parent().unwrap_or(Path::new("."));
        let name = self.file.path().file_name().unwrap_or_default();
        let file = tempfile::Builder::new().prefix(name).suffix("-book").rand_bytes(0).tempfile_in(folder)?;
        Ok(file.into_temp_path())
    }

    /// Renames the file to its target.
    pub(crate) fn persist(self, target: &Path) -> io::Result<()> {
        let TempFile { file, registration } = self;
        {
            // The lock keeps `remove_temp_files` from running at the same time.
            let _registry = registry();
            file.persist(target).map_err(|error| error.error)?;
        }
        drop(registration);
        Ok(())
    }
}

/// The entry of a temporary file in the registry, removed on drop.
#[derive(Debug)]
struct Registration(PathBuf);

impl Drop for Registration {
    fn drop(&mut self) {
        // SQLite leaves its files behind if the database could not be closed.
        remove_database(&self.0);
        registry().files.retain(|path| *path != self.0);
    }
}

/// The temporary files of this process.
#[derive(Default)]
struct Registry {
    files: Vec<PathBuf>,
    /// Folders from which the leftovers of earlier runs were removed.
    cleaned_folders: Vec<PathBuf>,
}

static REGISTRY: Mutex<Registry> = Mutex::new(Registry { files: Vec::new(), cleaned_folders: Vec::new() });

fn registry() -> MutexGuard<'static, Registry> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the temporary files of all unfinished outputs, for a program that is about to end.
///
/// No output appears after this call: a thread that creates or commits one blocks until the program ends.
pub(crate) fn remove_temp_files() {
    let registry = registry();
    registry.files.iter().for_each(|path| remove(path));
    // Leaks the guard, so that the lock is never released.
    std::mem::forget(registry);
}

/// Best effort: nobody is left to handle an error.
fn remove(temp_file: &Path) {
    remove_database(temp_file);
    let _ = fs::remove_file(temp_file);
}

fn remove_database(temp_file: &Path) {
    for suffix in SQLITE_SUFFIXES.iter().chain(&[""]) {
        let mut path = temp_file.to_owned().into_os_string();
        path.push(format!("-book{suffix}"));
        let _ = fs::remove_file(path);
    }
}

/// Removes the files of earlier runs that were killed.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        // Skips links, and pipes, which block when they are opened.
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        if File::options().write(true).open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            remove(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn leftovers_are_removed_and_locked_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        for leftover in [".cosell-a.part", ".cosell-b.part", ".cosell-b.part-book", ".cosell-b.part-book-wal"] {
            fs::write(folder.path().join(leftover), "").unwrap();
        }
        for other in [".cosell-mine", "cosell-c.part", "list.part"] {
            fs::write(folder.path().join(other), "").unwrap();
        }
        let locked = File::create(folder.path().join(".cosell-d.part")).unwrap();
        locked.lock().unwrap();
        let temp_file = TempFile::create_in(folder.path(), None).unwrap();
        let name = temp_file.file.path().file_name().unwrap().to_str().unwrap().to_owned();
        let mut expected = [".cosell-d.part", ".cosell-mine", "cosell-c.part", "list.part", &name];
        expected.sort_unstable();
        assert_eq!(names(folder.path()), expected);
        assert!(registry().files.iter().any(|path| path.ends_with(&name)));
        drop(temp_file);
        assert!(!registry().files.iter().any(|path| path.ends_with(&name)));
        assert!(!names(folder.path()).contains(&name));
    }

    #[test]
    fn a_second_run_leaves_the_files_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = TempFile::create_in(folder.path(), None).unwrap();
        remove_leftovers(folder.path());
        assert!(first.file.path().exists());
        first.persist(&folder.path().join("list.csv")).unwrap();
        assert_eq!(names(folder.path()), ["list.csv"]);
    }
}
