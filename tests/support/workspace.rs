//! A folder with lists in it, and programs that run there as their users run them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) const COSELL: &str = env!("CARGO_BIN_EXE_cosell");
/// What an output has before it is written.
pub(crate) const OLD: &[u8] = b"what was there";

pub(crate) struct Workspace(TempDir);

impl Workspace {
    /// `list.csv` has a few hundred kilobytes.
    pub(crate) fn new() -> Self {
        let workspace = Workspace(tempfile::tempdir().unwrap());
        let row = |at: u32| format!("Ann Lee {at},ann{at}@contoso.com,Director,Partner sales,\"DE, US\",US-WA\r\n");
        let header = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\r\n";
        fs::write(workspace.path("list.csv"), header.to_owned() + &(0..8_000).map(row).collect::<String>()).unwrap();
        workspace
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn command(&self, program: &str, args: &[&str]) -> Command {
        let programs = Path::new(COSELL).parent().unwrap().display();
        let mut command = Command::new(program);
        command.args(args).current_dir(self.0.path()).env("TERM", "xterm").env("COSELL_BOOK", "book.sqlite");
        command.env("PATH", format!("{programs}:{}", std::env::var("PATH").unwrap()));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// What stands in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The temporary files in the folder.
    pub(crate) fn unfinished(&self) -> Vec<String> {
        self.names().into_iter().filter(|name| name.starts_with(".cosell-")).collect()
    }
}
