//! The files that a command reads, in one place: none of them can be an output.
//!
//! They are collected from the command line, where every argument that is a path and none of the outputs names one, and
//! every value `@FILE`. So a new option is protected without being listed anywhere.

use std::any::TypeId;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use clap::{ArgMatches, Command};

/// The arguments that name outputs.
const OUTPUTS: [&str; 6] = ["output", "rejects", "annotate", "report", "provenance", "conflicts"];

static FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Remembers a file that the command line doesn't name as one.
pub(crate) fn remember(file: &Path) {
    FILES.lock().unwrap_or_else(PoisonError::into_inner).push(file.to_owned());
}

/// Remembers the files that the arguments of the program and of its command name.
pub(crate) fn remember_arguments(program: &Command, matches: &ArgMatches) {
    for argument in program.get_arguments() {
        let id = argument.get_id().as_str();
        let is_path = argument.get_value_parser().type_id() == TypeId::of::<PathBuf>();
        let is_output = is_path && OUTPUTS.contains(&id);
        let Ok(Some(values)) = matches.try_get_raw(id) else { continue };
        for value in values.filter(|_| !is_output) {
            if is_path {
                remember(Path::new(value));
            }
            if let Some(file) = file_of_value(value) {
                remember(Path::new(file));
            }
        }
    }
    if let Some((name, matches)) = matches.subcommand()
        && let Some(command) = program.find_subcommand(name)
    {
        remember_arguments(command, matches);
    }
}

/// Returns the file of a value `@FILE`.
fn file_of_value(value: &OsStr) -> Option<&str> {
    value.to_str()?.strip_prefix('@')
}

/// Returns whether a file is one that the command reads, perhaps under another name.
pub(crate) fn is_read(file: &Path) -> bool {
    let Some(target) = FileIdentity::of(file) else { return false };
    let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    files.iter().any(|input| FileIdentity::of(input).is_some_and(|input| input == target))
}

/// The identity of a regular file, which is the same for all of its names. On Unix the file isn't opened: if it is the
/// book, closing it would release SQLite's locks.
#[derive(PartialEq, Eq)]
pub(crate) struct FileIdentity(#[cfg(unix)] (u64, u64), #[cfg(not(unix))] same_file::Handle);

impl FileIdentity {
    /// Returns the identity of a file; `-` is standard input. A pipe has none, because it can't be overwritten.
    #[cfg(unix)]
    pub(crate) fn of(file: &Path) -> Option<Self> {
        use std::os::fd::AsFd;
        use std::os::unix::fs::MetadataExt;
        let metadata = match file.as_os_str() == "-" {
            true => std::fs::File::from(std::io::stdin().as_fd().try_clone_to_owned().ok()?).metadata(),
            false => std::fs::metadata(file),
        };
        let file = metadata.ok().filter(std::fs::Metadata::is_file)?;
        Some(FileIdentity((file.dev(), file.ino())))
    }

    /// Returns the identity of a file; `-` is standard input. A pipe has none, because it can't be overwritten.
    #[cfg(not(unix))]
    pub(crate) fn of(file: &Path) -> Option<Self> {
        use same_file::Handle;
        let handle = match file.as_os_str() == "-" {
            true => Handle::stdin().ok(),
            false => file.is_file().then(|| Handle::from_path(file).ok()).flatten(),
        };
        handle.map(FileIdentity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args;

    #[test]
    fn every_path_that_is_not_an_output_is_read() {
        let words = [
            "cosell",
            "coverage",
            "a.csv",
            "b.csv",
            "--markets",
            "US",
            "--markets",
            "@m.csv",
            "--groups",
            "g.csv",
            "-o",
            "out.csv",
        ];
        let program = args::command();
        remember_arguments(&program, &program.clone().try_get_matches_from(words).unwrap());
        let files = FILES.lock().unwrap();
        for file in ["a.csv", "b.csv", "m.csv", "g.csv"] {
            assert!(files.iter().any(|read| read == Path::new(file)), "{file}: {files:?}");
        }
        assert!(!files.iter().any(|read| read == Path::new("out.csv") || read == Path::new("US")));
    }

    #[test]
    fn outputs_are_arguments() {
        let program = args::command();
        for output in OUTPUTS {
            let is_argument = |command: &Command| command.get_arguments().any(|argument| argument.get_id() == output);
            assert!(program.get_subcommands().any(is_argument), "{output}");
        }
    }
}
