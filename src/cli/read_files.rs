//! The files that a command reads, in one place: none of them can be an output.
//!
//! They are collected from the command line, where every argument that is a path and not an output names one, and every
//! value `@FILE`. So a new option is protected without being listed anywhere.

use std::any::TypeId;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use clap::{ArgMatches, Command};
use same_file::Handle;

/// The arguments that name outputs.
const OUTPUTS: [&str; 4] = ["output", "rejects", "annotate", "provenance"];

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
    let Some(target) = handle(file) else { return false };
    let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    files.iter().any(|input| handle(input).is_some_and(|input| input == target))
}

/// Returns what tells a file from every other one. Regular files only: a pipe can't be overwritten, and a handle would
/// open it.
pub(crate) fn handle(file: &Path) -> Option<Handle> {
    match file.as_os_str() == "-" {
        true => Handle::stdin().ok(),
        false => file.is_file().then(|| Handle::from_path(file).ok()).flatten(),
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
