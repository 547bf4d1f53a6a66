use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;

use super::FileError;
use super::temp_files::{MOMENT, TempFile};
use super::windows::{is_sharing_violation, name_fault};

/// A file that appears whole or not at all: it is written beside its target and renamed to it by
/// [`AtomicFile::commit`].
///
/// If it is dropped before, nothing is left behind and the target is unchanged. A target's permissions are kept, and its
/// owner and group if the system allows it; a target that is a symbolic link stays one, and the file that it points to
/// is replaced.
#[derive(Debug)]
pub(crate) struct AtomicFile {
    /// The name for messages, as the user gave it.
    display_name: PathBuf,
    target: PathBuf,
    out: Destination,
}

/// Number of bytes after which the system is to write them to the disk.
const WRITTEN_EARLY: u64 = 8 << 20;

#[derive(Debug)]
enum Destination {
    /// A temporary file beside the target. `replaces` says whether a file of the target's name may be replaced;
    /// `length` is that of the file, and `early` that of its start that the system has begun to write to the disk.
    Replace { file: TempFile, replaces: bool, length: u64, early: u64 },
    /// A pipe, a device or an open descriptor, which isn't replaced. The bytes are buffered in a file without a name until the commit.
    Device { device: File, buffer: File },
}

impl AtomicFile {
    /// Creates a file that [`AtomicFile::commit`] moves to `target`. A file that exists now is replaced; one that
    /// appears later only if `replaces_later` is set.
    ///
    /// # Errors
    /// If the folder is missing or not writable, or the target is a folder, read-only, a broken link, open in a program
    /// that doesn't share it, or has a name that the system doesn't allow.
    pub(crate) fn create(target: &Path, replaces_later: bool) -> Result<Self, FileError> {
        let display_name = target.to_owned();
        #[cfg(unix)]
        if let Some(descriptor) = super::Descriptor::from_path(target) {
            let device = descriptor.open().map_err(|source| FileError::Io { file: display_name.clone(), source })?;
            let buffer = tempfile::tempfile().map_err(FileError::temporary)?;
            let target = target.to_owned();
            return Ok(AtomicFile { display_name, target, out: Destination::Device { device, buffer } });
        }
        // Looked at as it is typed: Windows would find a device or another file by it.
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        if let Some(fault) = name_fault(&name).filter(|_| cfg!(windows)) {
            return Err(FileError::Name { file: display_name, fault });
        }
        // A link stays, and the file that it points to is replaced.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let failed = |source| FileError::Io { file: display_name.clone(), source };
        let existing = fs::metadata(&target).ok();
        if existing.is_none() && target.is_symlink() {
            return Err(FileError::BrokenLink { file: display_name });
        }
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) || target.file_name().is_none() {
            return Err(FileError::IsFolder { file: display_name });
        }
        if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
            let device = File::options().write(true).open(&target).map_err(failed)?;
            let buffer = tempfile::tempfile().map_err(FileError::temporary)?;
            return Ok(AtomicFile { display_name, target, out: Destination::Device { device, buffer } });
        }
        if existing.as_ref().is_some_and(|existing| existing.permissions().readonly()) {
            return Err(FileError::ReadOnly { file: display_name });
        }
        // Better now than after a long list was read.
        if existing.is_some() && is_in_use(&target) {
            thread::sleep(MOMENT);
            if is_in_use(&target) {
                return Err(FileError::InUse { file: display_name });
            }
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(FileError::NoFolder { folder: folder.to_owned() });
        }
        let permissions = existing.as_ref().map(fs::Metadata::permissions).or_else(usual_permissions);
        // Only the kind is kept, because the error's message names the temporary file.
        let temp_file = TempFile::create_in(folder, permissions);
        let mut file = temp_file.map_err(|error| failed(error.kind().into()))?;
        if let Some(existing) = &existing {
            // The umask applies to a new file, but not to the kept permissions of an existing target.
            let permissions = keep_owner(file.file().as_file(), existing);
            fs::set_permissions(file.file().path(), permissions).map_err(failed)?;
        }
        let replaces = existing.is_some() || replaces_later;
        Ok(AtomicFile { display_name, target, out: Destination::Replace { file, replaces, length: 0, early: 0 } })
    }

    /// Sets the permissions that the file will have. A pipe or a device keeps its own.
    ///
    /// # Errors
    /// If the system doesn't allow it.
    pub(crate) fn set_permissions(&mut self, permissions: fs::Permissions) -> Result<(), FileError> {
        let Destination::Replace { file, .. } = &mut self.out else { return Ok(()) };
        let failed = |source| FileError::Io { file: self.display_name.clone(), source };
        fs::set_permissions(file.file().path(), permissions).map_err(failed)
    }

    /// Syncs the file to the disk and renames it to its target. To a pipe or a device, `copy` copies it.
    ///
    /// # Errors
    /// If it can't be written or renamed, or if a file has appeared that must not be replaced. The target is unchanged
    /// then.
    pub(crate) fn commit(self, copy: &mut dyn FnMut(&mut File, &mut File) -> io::Result<()>) -> Result<(), FileError> {
        let AtomicFile { display_name, target, out } = self;
        let failed = |source| FileError::Io { file: display_name.clone(), source };
        match out {
            Destination::Replace { mut file, replaces, .. } => {
                file.file().as_file().sync_all().map_err(failed)?;
                file.persist(&target, replaces).map_err(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => FileError::Appeared { file: display_name.clone() },
                    _ if is_held(&target, &error) => FileError::InUse { file: display_name.clone() },
                    _ => failed(error),
                })?;
                sync_folder(&target);
                Ok(())
            }
            Destination::Device { mut device, mut buffer } => {
                buffer.rewind().map_err(failed)?;
                copy(&mut buffer, &mut device).map_err(failed)
            }
        }
    }
}

/// Returns the permissions of a new file before the umask. Without them it would get those of a temporary file: its
/// owner's only.
#[cfg(unix)]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}

/// Gives a file the owner and the group of another one, as far as the system allows it. Returns the permissions that the
/// file may have then: without its group, those of the group would be others' rights.
#[cfg(unix)]
fn keep_owner(file: &File, existing: &fs::Metadata) -> fs::Permissions {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let mode = existing.mode() & 0o7777;
    let is_same = file.metadata().is_ok_and(|own| (own.uid(), own.gid()) == (existing.uid(), existing.gid()));
    let has_owner = is_same || fchown(file, Some(existing.uid()), Some(existing.gid())).is_ok();
    let has_group = has_owner || fchown(file, None, Some(existing.gid())).is_ok();
    let others = (mode & 0o7) << 3;
    fs::Permissions::from_mode(match (has_owner, has_group) {
        (true, _) => mode,
        (false, true) => mode & !0o4000,
        (false, false) => mode & !0o6070 | (mode & others),
    })
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, existing: &fs::Metadata) -> fs::Permissions {
    existing.permissions()
}

/// Returns whether another program has a file open and doesn't share it for writing, as Excel does. Only Windows has such
/// files.
fn is_in_use(file: &Path) -> bool {
    cfg!(windows) && File::options().write(true).open(file).is_err_and(|error| is_sharing_violation(&error))
}

/// Returns whether the error of a rename to a file is that another program has it open. For a file that is shared for
/// writing, but not for a rename, Windows calls it a missing permission.
fn is_held(target: &Path, error: &io::Error) -> bool {
    let may_be_written = || !File::options().write(true).open(target).is_err_and(|error| !is_sharing_violation(&error));
    is_sharing_violation(error)
        || cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied && target.is_file() && may_be_written()
}

/// Has the system start to write a range of a file to the disk, so that the commit doesn't wait for all of it. Best effort:
/// only Linux can do it without waiting.
#[cfg_attr(not(target_os = "linux"), expect(unused_variables))]
fn start_writing(file: &File, range: Range<u64>) {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{Advice, fadvise};
        // What was written may leave the system's cache, too; what is being written stays.
        let _ = fadvise(file, range.start, (range.end - range.start).try_into().ok(), Advice::DontNeed);
    }
}

/// Syncs the folder of a file, so that a new name isn't lost with the power. Best effort: not every system can flush a
/// folder to the disk.
fn sync_folder(file: &Path) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let AtomicFile { display_name, out, .. } = self;
        let written = match out {
            Destination::Replace { file, length, early, .. } => {
                let file = file.file().as_file_mut();
                let written = file.write(bytes).map_err(|source| FileError::Io { file: display_name.clone(), source });
                *length += *written.as_ref().unwrap_or(&0) as u64;
                if *length - *early >= WRITTEN_EARLY {
                    start_writing(file, *early..*length);
                    *early = *length;
                }
                written
            }
            Destination::Device { buffer, .. } => buffer.write(bytes).map_err(FileError::temporary),
        };
        Ok(written?)
    }

    /// Nothing is buffered here.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_uncommitted_file_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("list.csv");
        fs::write(&target, "old").unwrap();
        let mut file = AtomicFile::create(&target, false).unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let new_target = folder.path().join("new.csv");
        let mut file = AtomicFile::create(&new_target, false).unwrap();
        file.write_all(b"new").unwrap();
        assert!(!new_target.exists());
        file.commit(&mut |_, _| Ok(())).unwrap();
        assert_eq!(fs::read(&new_target).unwrap(), b"new");
    }

    #[test]
    fn a_file_that_appears_later_is_replaced_only_if_that_is_allowed() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("list.csv");
        for replaces_later in [false, true] {
            let _ = fs::remove_file(&target);
            let mut file = AtomicFile::create(&target, replaces_later).unwrap();
            file.write_all(b"new").unwrap();
            fs::write(&target, "another's").unwrap();
            let committed = file.commit(&mut |_, _| Ok(()));
            assert_eq!(committed.is_ok(), replaces_later);
            assert!(replaces_later || matches!(committed, Err(FileError::Appeared { .. })));
            assert_eq!(fs::read(&target).unwrap(), if replaces_later { &b"new"[..] } else { b"another's" });
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
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
        let mut file = AtomicFile::create(&link, false).unwrap();
        file.write_all(b"new").unwrap();
        file.commit(&mut |_, _| Ok(())).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn each_cause_has_its_own_error() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("none").join("list.csv");
        assert!(matches!(AtomicFile::create(&nowhere, false), Err(FileError::NoFolder { .. })));
        assert!(matches!(AtomicFile::create(folder.path(), false), Err(FileError::IsFolder { .. })));
        let target = folder.path().join("list.csv");
        fs::write(&target, "old").unwrap();
        let mut permissions = fs::metadata(&target).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&target, permissions).unwrap();
        assert!(matches!(AtomicFile::create(&target, false), Err(FileError::ReadOnly { .. })));
    }
}
