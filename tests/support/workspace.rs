//! A temporary folder with a list, in which tests run the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) const COSELL: &str = env!("CARGO_BIN_EXE_cosell");
/// The content of an output before it is overwritten.
pub(crate) const OLD: &[u8] = b"what was there";

pub(crate) struct Workspace(TempDir);

impl Workspace {
    /// Returns a workspace whose `list.csv` has a few hundred kilobytes, more than a pipe holds.
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
        command.env("XDG_CONFIG_HOME", self.path("no-settings"));
        command.env("PATH", format!("{programs}:{}", std::env::var("PATH").unwrap()));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Returns the sorted names of the files in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Returns the names of temporary files in the folder.
    pub(crate) fn unfinished(&self) -> Vec<String> {
        self.names().into_iter().filter(|name| name.starts_with(".cosell-")).collect()
    }
}
