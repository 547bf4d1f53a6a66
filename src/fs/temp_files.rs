//! Temporary files of outputs, and the registry of those in use: none is left behind, however a run ends.

use std::fs::{self, File, Permissions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tempfile::{NamedTempFile, TempPath};

use super::windows::is_sharing_violation;

const PREFIX: &str = ".cosell-";
const SUFFIX: &str = ".part";
/// Number of random letters and digits in the name: more than a name that a person chooses.
const RANDOM: usize = 16;
/// Suffixes of the files that SQLite creates beside a database that is written to.
const SQLITE_SUFFIXES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Time for which programs have a file open that they only look at, such as those that scan for viruses or copy it into
/// a cloud.
pub(super) const MOMENT: Duration = Duration::from_secs(1);

/// A temporary file beside an output.
///
/// It is locked while in use. One without a lock was left behind by a run that was killed, and the next run in that
/// folder removes it. Its name has the identity of the file, so that no other file is taken for one of these.
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
        builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        loop {
            let (file, path) = builder.tempfile_in(folder)?.into_parts();
            // Before it is locked, another run may take it for a leftover and remove it. A drive without locks keeps
            // leftovers.
            if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
                continue;
            }
            let named = named_by_identity(&path, identity(&file)?);
            match fs::rename(&path, &named) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                renamed => renamed?,
            }
            // Nothing is at the first path any more.
            let _ = path.keep();
            let file = NamedTempFile::from_parts(file, TempPath::try_from_path(named)?);
            registry.files.push(file.path().to_owned());
            return Ok(TempFile { registration: Registration(file.path().to_owned()), file });
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

    /// Renames the file to its target. If a file is there, that is an error unless it may be replaced.
    pub(crate) fn persist(self, target: &Path, replaces: bool) -> io::Result<()> {
        let TempFile { file, registration } = self;
        {
            // The lock keeps `remove_temp_files` from running at the same time.
            let _registry = registry();
            let persist = |file: NamedTempFile| match replaces {
                true => file.persist(target),
                false => file.persist_noclobber(target).or_else(|error| match error.error.kind() {
                    io::ErrorKind::AlreadyExists => Err(error),
                    // A drive that has neither links nor a rename that replaces nothing.
                    _ if !target.exists() => error.file.persist(target),
                    _ => Err(error),
                }),
            };
            let persisted = persist(file).or_else(|error| {
                if !(cfg!(windows) && is_perhaps_in_use(&error.error)) {
                    return Err(error);
                }
                thread::sleep(MOMENT);
                persist(error.file)
            });
            persisted.map_err(|error| match target.exists() && !replaces {
                true => io::ErrorKind::AlreadyExists.into(),
                false => error.error,
            })?;
        }
        drop(registration);
        Ok(())
    }
}

/// Returns whether the error of a rename may be that a program has the target open.
fn is_perhaps_in_use(error: &io::Error) -> bool {
    is_sharing_violation(error) || error.kind() == io::ErrorKind::PermissionDenied
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

/// Returns a number that no other file of the drive has, not even a copy.
#[cfg(unix)]
fn identity(file: &File) -> io::Result<u64> {
    file.metadata().map(|file| std::os::unix::fs::MetadataExt::ino(&file))
}

/// Returns a number that no other file of the drive has, not even a copy.
#[cfg(windows)]
fn identity(file: &File) -> io::Result<u64> {
    winapi_util::file::information(file).map(|file| file.file_index())
}

/// Returns the path with the identity of the file in its name.
fn named_by_identity(path: &Path, identity: u64) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(SUFFIX).unwrap_or(&name);
    path.with_file_name(format!("{stem}-{identity:x}{SUFFIX}"))
}

/// Returns whether a file is one of ours: its name has its own identity, or it was left behind before it got that name,
/// when it was empty.
fn is_ours(name: &str, file: &File) -> bool {
    let is_random = |text: &str| text.len() == RANDOM && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let stem = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(SUFFIX));
    stem.is_some_and(|stem| match stem.split_once('-') {
        Some((random, number)) => {
            is_random(random) && identity(file).is_ok_and(|identity| number == format!("{identity:x}"))
        }
        None => is_random(stem) && file.metadata().is_ok_and(|file| file.len() == 0),
    })
}

/// Removes the files of earlier runs that were killed.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
        // Skips links, and pipes, which block when they are opened.
        if !entry.metadata().is_ok_and(|file| file.is_file()) {
            continue;
        }
        let path = entry.path();
        let opened = File::options().write(true).open(&path);
        if opened.is_ok_and(|file| is_ours(name, &file) && file.try_lock().is_ok()) {
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

    /// Creates a file as a run that was killed leaves it.
    fn leftover(folder: &Path, random: &str) -> PathBuf {
        let first = folder.join(format!("{PREFIX}{random}{SUFFIX}"));
        fs::write(&first, "a list").unwrap();
        let named = named_by_identity(&first, identity(&File::open(&first).unwrap()).unwrap());
        fs::rename(first, &named).unwrap();
        named
    }

    fn name_of(path: &Path) -> String {
        path.file_name().unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn only_our_leftovers_without_a_lock_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        leftover(folder.path(), "aaaaaaaaaaaaaaaa");
        let second = name_of(&leftover(folder.path(), "bbbbbbbbbbbbbbbb"));
        for suffix in ["-book", "-book-wal"] {
            fs::write(path(&format!("{second}{suffix}")), "a book").unwrap();
        }
        fs::write(path(".cosell-cccccccccccccccc.part"), "").unwrap();
        let locked = leftover(folder.path(), "dddddddddddddddd");
        let lock = File::options().write(true).open(&locked).unwrap();
        lock.lock().unwrap();
        let mut expected = vec![name_of(&locked)];
        // Files of a user, and a copy of a leftover.
        for other in [
            ".cosell-mine",
            "cosell-c.part",
            "list.part",
            ".cosell-notes.part",
            ".cosell-report.part",
            ".cosell-eeeeeeeeeeeeeeee.part",
            &name_of(&locked).replace("dddd", "ffff"),
        ] {
            fs::write(path(other), "a user's").unwrap();
            expected.push(other.to_owned());
        }
        let temp_file = TempFile::create_in(folder.path(), None).unwrap();
        let name = name_of(temp_file.file.path());
        expected.push(name.clone());
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
        first.persist(&folder.path().join("list.csv"), false).unwrap();
        assert_eq!(names(folder.path()), ["list.csv"]);
    }
}
