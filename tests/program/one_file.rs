//! Files under several names: a file that is given twice causes a warning, and an input is never overwritten.
#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

const LIST: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n\
                    Ann Lindqvist,ann@contoso.com,Head of Alliances,Partner sales,DE,\n";

/// Returns a folder with a list, a hard link and a symbolic link to it, and a copy.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("list.csv"), LIST).unwrap();
    fs::write(at("copy.csv"), LIST).unwrap();
    fs::hard_link(at("list.csv"), at("name.csv")).unwrap();
    symlink("list.csv", at("link.csv")).unwrap();
    folder
}

/// Merges in a folder with `list.csv` as standard input. Returns the exit status and the first line of standard
/// error.
fn merge(args: &[&str], folder: &Path) -> (Option<i32>, String) {
    let stdin = File::open(folder.join("list.csv")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
    command
        .arg("merge")
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::from(stdin));
    let output = command.output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), message.lines().next().unwrap_or_default().to_owned())
}

#[test]
fn the_same_file_under_two_names_causes_a_warning() {
    let folder = folder();
    for (inputs, message) in [
        (["list.csv", "list.csv"], "warning: list.csv is given twice"),
        (["list.csv", "name.csv"], "warning: list.csv and name.csv are the same file"),
        (["link.csv", "list.csv"], "warning: link.csv and list.csv are the same file"),
        (["link.csv", "name.csv"], "warning: link.csv and name.csv are the same file"),
        (["-", "list.csv"], "warning: standard input and list.csv are the same file"),
        (["name.csv", "-"], "warning: name.csv and standard input are the same file"),
        (["list.csv", "copy.csv"], "1 contact from list.csv, 1 from copy.csv, 1 in both."),
    ] {
        assert_eq!(merge(&inputs, folder.path()), (Some(0), message.to_owned()), "{inputs:?}");
    }
    let with_base = merge(&["list.csv", "--base", "link.csv"], folder.path());
    assert_eq!(with_base, (Some(0), "warning: link.csv and list.csv are the same file".to_owned()));
}

#[test]
fn an_input_is_not_overwritten_under_any_name() {
    let folder = folder();
    for input in ["list.csv", "name.csv", "link.csv", "-"] {
        for output in ["list.csv", "name.csv", "link.csv"] {
            for option in ["--output", "--provenance"] {
                let args = ["copy.csv", input, option, output, "--force"];
                let (status, message) = merge(&args, folder.path());
                assert_eq!((status, message), (Some(3), format!("error: {output}: this is an input file")), "{args:?}");
            }
        }
    }
    assert_eq!(fs::read_to_string(folder.path().join("list.csv")).unwrap(), LIST);
    let (status, _) = merge(&["list.csv", "-o", "copy.csv", "--force"], folder.path());
    assert_eq!(status, Some(0));
}
