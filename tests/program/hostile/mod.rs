//! Untrusted text in cells, labels, names of sheets and files, and arguments. It must not control a terminal, run as
//! a formula in a spreadsheet, or escape from quotes.
#![cfg(unix)]

mod sizes;
mod streams;
mod tables;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces";

/// A folder in which the program runs with colours, as on a terminal.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a list with the given header.
    fn list(&self, name: impl AsRef<Path>, header: &str, rows: &[&[&str]]) {
        let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
        let row = |row: &&[&str]| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
        fs::write(self.path(name), format!("{header}\n") + &rows.iter().map(row).collect::<String>()).unwrap();
    }

    fn run<A: AsRef<OsStr>>(&self, args: &[A]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null());
        command.env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR").env("LC_ALL", "C").env("COLUMNS", "100");
        command.env("COSELL_BOOK", "book.sqlite").env("USER", "ann");
        let output = command.output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code < 4), "{}: {message}", output.status);
        output
    }
}
