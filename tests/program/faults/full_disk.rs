//! Full disks at every place where the program writes.

use std::fs;
use std::process::Output;

use super::{assert_sound, names, run, workspace_with_book};
use crate::workspace::{COSELL, OLD, Workspace};

/// Commands that write files, these files, and the exit status with enough space.
const COMMANDS: [(&[&str], &[&str], i32); 22] = [
    (&["template", "-o", "out.xlsx"], &["out.xlsx"], 0),
    (&["convert", "list.csv", "-o", "out.csv"], &["out.csv"], 0),
    (&["convert", "list.csv", "-o", "out.json"], &["out.json"], 0),
    (&["convert", "list.csv", "-o", "out.xlsx"], &["out.xlsx"], 0),
    (&["convert", "bad.csv", "-o", "out.csv", "--rejects", "more.csv"], &["out.csv", "more.csv"], 1),
    (&["convert", "bad.csv", "-o", "out.xlsx", "--rejects", "more.xlsx"], &["out.xlsx", "more.xlsx"], 1),
    (&["convert", "bad.csv", "-o", "out.csv", "--rejects", "more.json"], &["out.csv", "more.json"], 1),
    (
        &["convert", "bad.csv", "-o", "out.csv", "--rejects", "more.csv", "--report", "report.json"],
        &["out.csv", "more.csv", "report.json"],
        1,
    ),
    (&["validate", "bad.csv", "-o", "out.txt", "--all"], &["out.txt"], 1),
    (&["validate", "bad.csv", "-o", "out.json"], &["out.json"], 1),
    (&["validate", "bad.csv", "-o", "out.sarif"], &["out.sarif"], 1),
    (&["validate", "bad.csv", "-o", "out.csv", "--annotate", "more.xlsx"], &["out.csv", "more.xlsx"], 1),
    (&["validate", "bad.csv", "-o", "out.csv", "--report", "more.json"], &["out.csv", "more.json"], 1),
    (&["validate", "bad.csv", "-o", "out.txt", "--report", "more.html"], &["out.txt", "more.html"], 1),
    (
        &["merge", "list.csv", "small.csv", "-o", "out.csv", "--provenance", "more.csv", "--prefer", "list.csv"],
        &["out.csv", "more.csv"],
        0,
    ),
    (&["diff", "small.csv", "list.csv", "-o", "out.csv"], &["out.csv"], 1),
    (&["diff", "small.csv", "list.csv", "-o", "out.xlsx"], &["out.xlsx"], 1),
    (&["diff", "small.csv", "list.csv", "-o", "out.json"], &["out.json"], 1),
    (&["coverage", "list.csv", "-o", "out.html"], &["out.html"], 0),
    (&["coverage", "list.csv", "-o", "out.xlsx"], &["out.xlsx"], 0),
    (&["export", "--offer", "crm", "-o", "out.csv"], &["out.csv"], 0),
    (&["export", "--offer", "crm", "-o", "out.xlsx"], &["out.xlsx"], 0),
];

/// Runs the program with a limit of the size of files.
fn limited(workspace: &Workspace, bytes: usize, args: &[&str]) -> Output {
    let limit = format!("--fsize={bytes}");
    workspace.command("prlimit", &[&[&*limit, COSELL], args].concat()).output().unwrap()
}

fn workspace() -> Workspace {
    let workspace = workspace_with_book();
    let row = |at: u32| {
        format!("Ann Lee {at},ann{at}@contoso.com,Director,Partner sales,{},\n", ["DE", "Narnia"][at as usize % 2])
    };
    let header = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n".to_owned();
    fs::write(workspace.path("bad.csv"), header + &(0..1_000).map(row).collect::<String>()).unwrap();
    workspace
}

/// Asserts that a command printed one error that names the file and the cause, and left no other files.
fn assert_refused(workspace: &Workspace, output: &Output, files: &[&str], before: &[String], about: &str) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{about}: {}\n{message}", output.status);
    let errors: Vec<&str> = message.lines().filter(|line| line.starts_with("error: ")).collect();
    let [error] = errors[..] else { panic!("{about}: {message}") };
    let temporary = format!("error: {}: ", std::env::temp_dir().display());
    let is_named = files.iter().chain(&[&*temporary, "book.sqlite"]).any(|file| error.contains(file));
    assert!(is_named && !message.contains("panicked"), "{about}: {message}");
    assert!(
        ["ile too large", "No space left", "disk is full", "larger than the system allows"]
            .iter()
            .any(|cause| error.contains(cause)),
        "{about}: {error}"
    );
    assert_eq!(names(workspace), before, "{about}");
}

#[test]
fn a_full_disk_is_reported_and_leaves_the_old_files() {
    let workspace = workspace();
    for (args, files, status) in COMMANDS {
        let args = &[args, &["--force"]].concat();
        let fresh = || files.iter().for_each(|file| fs::write(workspace.path(file), OLD).unwrap());
        fresh();
        assert_eq!(run(&workspace, args).status.code(), Some(status), "{args:?}");
        let whole: Vec<Vec<u8>> = files.iter().map(|file| fs::read(workspace.path(file)).unwrap()).collect();
        let largest = whole.iter().map(Vec::len).max().unwrap();
        let before = names(&workspace);
        // No space, one byte too little, and enough for the smaller of two files.
        let smallest = whole.iter().map(Vec::len).min().unwrap();
        for bytes in [0, largest - 1, smallest.min(largest - 1)] {
            fresh();
            let output = limited(&workspace, bytes, args);
            assert_refused(&workspace, &output, files, &before, &format!("{args:?} with {bytes} bytes"));
            for file in files {
                assert_eq!(fs::read(workspace.path(file)).unwrap(), OLD, "{args:?} with {bytes} bytes: {file}");
            }
        }
        files.iter().for_each(|file| fs::remove_file(workspace.path(file)).unwrap());
    }
}

/// Covers a book that can't grow and one that can't be created.
#[test]
fn a_book_that_cannot_grow_stays_unchanged() {
    let workspace = workspace();
    let (list, small) =
        (run(&workspace, &["convert", "list.csv"]).stdout, run(&workspace, &["convert", "small.csv"]).stdout);
    let (before, history) = (names(&workspace), run(&workspace, &["history"]).stdout);
    for args in [
        &["import", "small.csv", "--offer", "crm", "--yes"][..],
        &["import", "list.csv", "--offer", "new", "--new"],
        &["restore", "--offer", "crm", "--revision", "1", "--yes"],
        &["retire", "ann1@contoso.com", "--yes"],
        &["forget", "bob@contoso.com", "--yes"],
        &["import", "small.csv", "--offer", "crm", "--book", "other.sqlite"],
    ] {
        for bytes in [0, 600, 5_000] {
            let output = limited(&workspace, bytes, args);
            assert_refused(&workspace, &output, &["other.sqlite"], &before, &format!("{args:?} with {bytes} bytes"));
            assert_sound(&workspace.path("book.sqlite"));
            assert_eq!(run(&workspace, &["history"]).stdout, history, "{args:?} with {bytes} bytes");
        }
    }
    assert_eq!(run(&workspace, &["export", "--offer", "crm"]).stdout, list);
    assert_eq!(run(&workspace, &["export", "--offer", "crm", "--revision", "1"]).stdout, small);
}

/// Small file systems that are really full. The test mounts them in a user namespace.
#[test]
fn full_file_systems_are_reported() {
    let workspace = workspace();
    fs::write(workspace.path("whole.csv"), run(&workspace, &["convert", "list.csv"]).stdout).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/faults/full_disk.sh");
    let folder = workspace.path("");
    let args = ["--map-root-user", "--mount", "sh", script, folder.to_str().unwrap(), COSELL];
    let output = workspace.command("unshare", &args).output().unwrap();
    let (message, trouble) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success() && trouble.is_empty(), "no file system can be mounted: {trouble}");
    let wrong: Vec<&str> = message.lines().filter(|line| *line != "written").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let written = message.lines().count();
    assert!((5..43).contains(&written), "{written} of 48 commands found room");
}
