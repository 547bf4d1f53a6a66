//! `diff` with a reader that closes the pipe.

use std::fs;
use std::process::{Command, Stdio};

#[test]
fn a_closed_reader_does_not_change_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Name,Email,Job title,Role,Countries/Regions\n";
    // More than a pipe holds, so that writing fails before the end.
    let rows: String = (0..2000).map(|at| format!("Ann,ann{at}@contoso.com,CEO,Partner sales,DE\n")).collect();
    fs::write(folder.path().join("old.csv"), header.to_owned() + &rows).unwrap();
    fs::write(folder.path().join("new.csv"), header).unwrap();
    for form in ["text", "json", "csv", "xlsx"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
        command.args(["diff", "old.csv", "new.csv", "--format", form]).current_dir(folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        let ledger = "2,000 rows = 2,000 contacts in both lists\n";
        assert_eq!((output.status.code(), message.as_str()), (Some(1), ledger), "{form}");
    }
}
