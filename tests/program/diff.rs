//! `diff` when its reader goes away.

use std::fs;
use std::process::{Command, Stdio};

#[test]
fn who_stops_reading_still_learns_that_the_lists_differ() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Name,Email,Job title,Role,Countries/Regions\n";
    // More than a pipe holds, so that the end of it meets a closed one.
    let rows: String = (0..2000).map(|at| format!("Ann,ann{at}@contoso.com,CEO,Partner sales,DE\n")).collect();
    fs::write(folder.path().join("old.csv"), header.to_owned() + &rows).unwrap();
    fs::write(folder.path().join("new.csv"), header).unwrap();
    for form in ["text", "json", "csv", "xlsx"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
        command.args(["diff", "old.csv", "new.csv", "--format", form]).current_dir(folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.as_str()), (Some(1), ""), "{form}");
    }
}
