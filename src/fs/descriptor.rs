//! Paths that are names of descriptors which a process has open, such as `/dev/stdout` or `/dev/fd/3`. Such an output is
//! written into: it belongs to whoever opened it, and others may write before and after.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};

/// Maximum number of links that are followed, as on Linux.
const MAX_LINKS: usize = 40;

/// A descriptor that a path names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Descriptor {
    /// Its path without links to it.
    path: PathBuf,
    /// Its number, if it is one of this process.
    number: Option<i32>,
}

impl Descriptor {
    /// Returns the descriptor that a path names, perhaps through links.
    pub(crate) fn from_path(path: &Path) -> Option<Descriptor> {
        let mut path = path.to_owned();
        for _ in 0..MAX_LINKS {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = fs::canonicalize(folder).ok()?;
            let name = path.file_name()?.to_owned();
            path = folder.join(&name);
            if let Some(is_own) = descriptors_in(&folder) {
                let number = name.to_str()?.parse().ok()?;
                return Some(Descriptor { path, number: Some(number).filter(|_| is_own) });
            }
            path = folder.join(fs::read_link(&path).ok()?);
        }
        None
    }

    pub(crate) fn is_stdout(&self) -> bool {
        self.number == Some(1)
    }

    /// Returns a file that shares the offset of the descriptor, so that it continues where others ended.
    pub(super) fn open(&self) -> io::Result<File> {
        match self.number {
            Some(1) => io::stdout().as_fd().try_clone_to_owned().map(File::from),
            Some(2) => io::stderr().as_fd().try_clone_to_owned().map(File::from),
            // The next best is to write at the end of the file.
            number => number.and_then(duplicate).map_or_else(|| File::options().append(true).open(&self.path), Ok),
        }
    }
}

/// Returns whether a folder has the descriptors of this process, or `None` if it has none of any process.
fn descriptors_in(folder: &Path) -> Option<bool> {
    if folder == Path::new("/dev/fd") {
        return Some(true);
    }
    let is_of_process = folder.starts_with("/proc") && folder.file_name().is_some_and(|name| name == "fd");
    is_of_process.then(|| {
        let own = |path| fs::canonicalize(path).is_ok_and(|own| own == folder);
        own("/proc/self/fd") || own("/proc/thread-self/fd")
    })
}

/// Returns a copy of a descriptor of this process, if the system has a way to make it.
#[cfg(target_os = "linux")]
fn duplicate(number: i32) -> Option<File> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
    let process = pidfd_open(getpid(), PidfdFlags::empty()).ok()?;
    pidfd_getfd(process, number, PidfdGetfdFlags::empty()).map(File::from).ok()
}

/// Returns none: opening the path makes a copy on these systems.
#[cfg(not(target_os = "linux"))]
fn duplicate(_number: i32) -> Option<File> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptors_are_known_behind_links() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/stdout", &link).unwrap();
        for path in [Path::new("/dev/stdout"), Path::new("/dev/fd/1"), &link] {
            assert!(Descriptor::from_path(path).is_some_and(|found| found.is_stdout()), "{}", path.display());
        }
        let file = folder.path().join("list.csv");
        fs::write(&file, "").unwrap();
        std::os::unix::fs::symlink("loop", folder.path().join("loop")).unwrap();
        for path in [&*file, Path::new("/dev/null"), Path::new("new.csv"), &folder.path().join("loop")] {
            assert_eq!(Descriptor::from_path(path), None, "{}", path.display());
        }
    }
}
