use std::fmt;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use super::ahead::Ahead;
use super::unfinished::Unfinished;
use crate::i18n::{Language, Localize, display_in_english, messages};

/// A file that appears whole or not at all: it is written beside its target and takes its place when it is done.
///
/// Dropped before [`AtomicFile::commit`], it leaves nothing behind, and the target as it was. A target's permissions are
/// kept; a target that is a symbolic link stays one, and the file that it points to is replaced.
///
/// ```
/// use std::io::Write;
/// use cosell_contacts::write::AtomicFile;
///
/// let folder = tempfile::tempdir()?;
/// let target = folder.path().join("list.csv");
/// let mut file = AtomicFile::create(&target)?;
/// file.write_all(b"Name")?;
/// assert!(!target.exists());
/// file.commit()?;
/// assert_eq!(std::fs::read(&target)?, b"Name");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct AtomicFile {
    /// What it is called in messages.
    named: PathBuf,
    target: PathBuf,
    out: Out,
}

#[derive(Debug)]
enum Out {
    /// A file beside the target.
    Beside(Unfinished, Ahead),
    /// A pipe or a device, which can't be replaced: what is to go through it waits in a file that has no name.
    Through { device: File, waiting: File },
}

/// Why a file can't be written.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each says what it is")]
pub enum FileError {
    NoFolder { folder: PathBuf },
    IsFolder { file: PathBuf },
    BrokenLink { file: PathBuf },
    ReadOnly { file: PathBuf },
    Io { file: PathBuf, source: io::Error },
    Stdout { source: io::Error },
}

impl Localize for FileError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::NoFolder { folder } => messages::WriteNoFolder { folder: folder.display() }.write(language, f),
            FileError::IsFolder { file } => messages::FileIsFolder { file: file.display() }.write(language, f),
            FileError::BrokenLink { file } => messages::BrokenLink { file: file.display() }.write(language, f),
            FileError::ReadOnly { file } => messages::WriteReadOnly { file: file.display() }.write(language, f),
            FileError::Io { file, source } => {
                messages::WriteFailed { file: file.display(), reason: source }.write(language, f)
            }
            FileError::Stdout { source } => {
                messages::WriteFailed { file: messages::StandardOutput.text(language), reason: source }
                    .write(language, f)
            }
        }
    }
}

display_in_english!(FileError);

impl From<FileError> for io::Error {
    /// An error of the same kind, which keeps the file's name.
    fn from(error: FileError) -> Self {
        io::Error::new(error.kind(), error)
    }
}

impl FileError {
    /// What the system says of it.
    pub fn kind(&self) -> io::ErrorKind {
        match self {
            FileError::NoFolder { .. } | FileError::BrokenLink { .. } => io::ErrorKind::NotFound,
            FileError::IsFolder { .. } => io::ErrorKind::IsADirectory,
            FileError::ReadOnly { .. } => io::ErrorKind::PermissionDenied,
            FileError::Io { source, .. } | FileError::Stdout { source } => source.kind(),
        }
    }

    /// The folder of temporary files can't be written in.
    pub fn temporary(source: io::Error) -> Self {
        FileError::Io { file: std::env::temp_dir(), source }
    }
}

impl AtomicFile {
    /// Starts a file that will be at `target`.
    ///
    /// # Errors
    /// Where the folder is not there or can't be written in, or the target is a folder, read-only, or a link that leads nowhere.
    pub fn create(target: &Path) -> Result<Self, FileError> {
        // What a link points to is replaced, and not the link.
        let named = target.to_owned();
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let failed = |source| FileError::Io { file: named.clone(), source };
        let existing = fs::metadata(&target).ok();
        if existing.is_none() && target.is_symlink() {
            return Err(FileError::BrokenLink { file: named });
        }
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) || target.file_name().is_none() {
            return Err(FileError::IsFolder { file: named });
        }
        if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
            let device = File::options().write(true).open(&target).map_err(failed)?;
            let waiting = tempfile::tempfile().map_err(FileError::temporary)?;
            return Ok(AtomicFile { named, target, out: Out::Through { device, waiting } });
        }
        if existing.as_ref().is_some_and(|existing| existing.permissions().readonly()) {
            return Err(FileError::ReadOnly { file: named });
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(FileError::NoFolder { folder: folder.to_owned() });
        }
        let permissions = existing.map(|existing| existing.permissions()).or_else(usual_permissions);
        // The error would name the temporary file.
        let unfinished = Unfinished::create_in(folder, permissions.clone());
        let mut file = unfinished.map_err(|error| failed(error.kind().into()))?;
        if let Some(permissions) = permissions {
            // The system took its mask off those of a new file; those of the target are kept as they are.
            if target.exists() {
                fs::set_permissions(file.file().path(), permissions).map_err(failed)?;
            }
        }
        Ok(AtomicFile { named, target, out: Out::Beside(file, Ahead::default()) })
    }

    /// Makes the file appear at its target, all of it written to the disk first.
    ///
    /// # Errors
    /// Where it can't be written or renamed; the target is as it was.
    pub fn commit(self) -> Result<(), FileError> {
        let AtomicFile { named, target, out } = self;
        let failed = |source| FileError::Io { file: named.clone(), source };
        match out {
            Out::Beside(mut file, ahead) => {
                ahead.finish().map_err(failed)?;
                file.file().as_file().sync_all().map_err(failed)?;
                file.persist(&target).map_err(failed)
            }
            Out::Through { mut device, mut waiting } => {
                waiting.rewind().map_err(failed)?;
                io::copy(&mut waiting, &mut device).map_err(failed)?;
                device.flush().map_err(failed)
            }
        }
    }
}

/// What a new file gets, less the system's mask; a temporary file would be the owner's only.
#[cfg(unix)]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let AtomicFile { named, out, .. } = self;
        let written = match out {
            Out::Beside(file, ahead) => {
                let file = file.file().as_file_mut();
                let written = file.write(bytes).map_err(|source| FileError::Io { file: named.clone(), source })?;
                ahead.wrote(file, written);
                Ok(written)
            }
            Out::Through { waiting, .. } => waiting.write(bytes).map_err(FileError::temporary),
        };
        Ok(written?)
    }

    /// Nothing waits here: what is written is the system's.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_committed_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("list.csv");
        fs::write(&target, "old").unwrap();
        let mut file = AtomicFile::create(&target).unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("list.csv"), folder.path().join("link.csv"));
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&target, &link).unwrap();
        let mut file = AtomicFile::create(&link).unwrap();
        file.write_all(b"new").unwrap();
        file.commit().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn each_trouble_has_its_own_error() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("none").join("list.csv");
        assert!(matches!(AtomicFile::create(&nowhere), Err(FileError::NoFolder { .. })));
        assert!(matches!(AtomicFile::create(folder.path()), Err(FileError::IsFolder { .. })));
        let target = folder.path().join("list.csv");
        fs::write(&target, "old").unwrap();
        let mut permissions = fs::metadata(&target).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&target, permissions).unwrap();
        assert!(matches!(AtomicFile::create(&target), Err(FileError::ReadOnly { .. })));
    }
}
