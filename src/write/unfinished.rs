//! Temporary files of outputs: which there are, so that none is left behind however a run ends.

use std::fs::{self, File, Permissions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempPath};

const PREFIX: &str = ".cosell-";
const SUFFIX: &str = ".part";
/// What SQLite makes beside a database that is written to.
const OF_SQLITE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A temporary file beside an output. Its lock says that somebody is at work on it: without that it is left over from a run
/// that was killed, and the next one in that folder removes it.
#[derive(Debug)]
pub(crate) struct Unfinished {
    file: NamedTempFile,
    // Goes after the file.
    listed: Listed,
}

impl Unfinished {
    pub(crate) fn create_in(folder: &Path, permissions: Option<Permissions>) -> io::Result<Self> {
        let mut runs = runs();
        if !runs.swept.iter().any(|swept| swept == folder) {
            remove_leftovers(folder);
            runs.swept.push(folder.to_owned());
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        loop {
            let file = builder.tempfile_in(folder)?;
            // Another run may take it for a leftover before the lock is there; a drive without locks keeps leftovers.
            let is_taken = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
            if !is_taken && file.path().exists() {
                runs.unfinished.push(file.path().to_owned());
                return Ok(Unfinished { listed: Listed(file.path().to_owned()), file });
            }
        }
    }

    pub(crate) fn file(&mut self) -> &mut NamedTempFile {
        &mut self.file
    }

    /// A file for a database, which can't be the one with the lock: SQLite loses its own locks where another handle of the
    /// file is closed. It goes when this one does.
    pub(crate) fn database(&self) -> io::Result<TempPath> {
        let folder = self.file.path().parent().unwrap_or(Path::new("."));
        let name = self.file.path().file_name().unwrap_or_default();
        let file = tempfile::Builder::new().prefix(name).suffix("-book").rand_bytes(0).tempfile_in(folder)?;
        Ok(file.into_temp_path())
    }

    /// Puts it in the place of its target.
    pub(crate) fn persist(self, target: &Path) -> io::Result<()> {
        let Unfinished { file, listed } = self;
        {
            // Not while the program is told to end.
            let _runs = runs();
            file.persist(target).map_err(|error| error.error)?;
        }
        drop(listed);
        Ok(())
    }
}

/// The file stands in the list of those that are unfinished.
#[derive(Debug)]
struct Listed(PathBuf);

impl Drop for Listed {
    fn drop(&mut self) {
        // Of a database that could not be closed, SQLite leaves its own.
        remove_database(&self.0);
        runs().unfinished.retain(|path| *path != self.0);
    }
}

/// What this run has under way.
#[derive(Default)]
struct Runs {
    unfinished: Vec<PathBuf>,
    /// The folders in which leftovers were looked for.
    swept: Vec<PathBuf>,
}

static RUNS: Mutex<Runs> = Mutex::new(Runs { unfinished: Vec::new(), swept: Vec::new() });

fn runs() -> MutexGuard<'static, Runs> {
    RUNS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the temporary files of all outputs that are not whole yet: for a program that is told to end.
///
/// From then on no output appears any more. Who wants to write one waits, for the end of the program.
pub fn abandon_outputs() {
    let runs = runs();
    runs.unfinished.iter().for_each(|path| remove(path));
    // The lock is never given back.
    std::mem::forget(runs);
}

/// Best effort: what can't be removed here can't be helped.
fn remove(unfinished: &Path) {
    remove_database(unfinished);
    let _ = fs::remove_file(unfinished);
}

fn remove_database(unfinished: &Path) {
    for ending in OF_SQLITE.iter().chain(&[""]) {
        let mut path = unfinished.to_owned().into_os_string();
        path.push(format!("-book{ending}"));
        let _ = fs::remove_file(path);
    }
}

/// Removes what earlier runs left that were killed.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        // Neither a link nor a pipe, which would have to be opened by somebody else first.
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
    fn leftovers_go_and_what_somebody_works_at_stays() {
        let folder = tempfile::tempdir().unwrap();
        for leftover in [".cosell-a.part", ".cosell-b.part", ".cosell-b.part-book", ".cosell-b.part-book-wal"] {
            fs::write(folder.path().join(leftover), "").unwrap();
        }
        for other in [".cosell-mine", "cosell-c.part", "list.part"] {
            fs::write(folder.path().join(other), "").unwrap();
        }
        let at_work = File::create(folder.path().join(".cosell-d.part")).unwrap();
        at_work.lock().unwrap();
        let unfinished = Unfinished::create_in(folder.path(), None).unwrap();
        let own = unfinished.file.path().file_name().unwrap().to_str().unwrap().to_owned();
        let mut expected = [".cosell-d.part", ".cosell-mine", "cosell-c.part", "list.part", &own];
        expected.sort_unstable();
        assert_eq!(names(folder.path()), expected);
        assert!(runs().unfinished.iter().any(|path| path.ends_with(&own)));
        drop(unfinished);
        assert!(!runs().unfinished.iter().any(|path| path.ends_with(&own)));
        assert!(!names(folder.path()).contains(&own));
    }

    #[test]
    fn a_second_run_leaves_the_files_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = Unfinished::create_in(folder.path(), None).unwrap();
        remove_leftovers(folder.path());
        assert!(first.file.path().exists());
        first.persist(&folder.path().join("list.csv")).unwrap();
        assert_eq!(names(folder.path()), ["list.csv"]);
    }
}
