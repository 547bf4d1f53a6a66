//! Faults outside of the program: full disks, closed pipes, signals, kills, and paths that are not regular files. No
//! fault loses data: a file is either the old one or completely replaced. Only a kill leaves a temporary file, which
//! the next run removes.
#![cfg(target_os = "linux")]

mod files;
mod full_disk;
mod kills;
mod pipes;
mod signals;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use crate::workspace::{COSELL, Workspace};

/// The list of the first revision, with three contacts.
const SMALL: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n\
                     Ann Lee 1,ann1@contoso.com,Director,Partner sales,DE,\n\
                     Bob Ray,bob@contoso.com,Director,Partner sales,FR,\n\
                     Cid Fox,cid@contoso.com,Director,Partner marketing,US,US-WA\n";
/// A list with a valid and an invalid row.
const MIXED: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n\
                     Ann Lee,ann@contoso.com,Director,Partner sales,DE,\n\
                     Bob Ray,bob@contoso.com,Director,Partner sales,Narnia,\n";

/// Returns a workspace with a book in which the offer `crm` has two revisions: the small list and the large one.
fn workspace_with_book() -> Workspace {
    let workspace = Workspace::new();
    fs::write(workspace.path("small.csv"), SMALL).unwrap();
    // Just more than a pipe holds.
    let list = fs::read_to_string(workspace.path("list.csv")).unwrap();
    fs::write(workspace.path("list.csv"), list.split_inclusive('\n').take(2_000).collect::<String>()).unwrap();
    fs::write(workspace.path("mixed.csv"), MIXED).unwrap();
    for list in ["small.csv", "list.csv"] {
        let output = run(&workspace, &["import", list, "--offer", "crm", "--yes", "--new-book"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    workspace
}

fn run(workspace: &Workspace, args: &[&str]) -> Output {
    workspace.command(COSELL, args).output().unwrap()
}

/// Returns the files of the folder except SQLite's log and index, which disappear when the book is opened next.
fn names(workspace: &Workspace) -> Vec<String> {
    workspace.names().into_iter().filter(|name| !name.starts_with("book.sqlite-")).collect()
}

fn assert_sound(book: &Path) {
    let connection = rusqlite::Connection::open(book).unwrap();
    let message: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(message, "ok");
}

fn make_pipe(workspace: &Workspace, name: &str) {
    assert!(Command::new("mkfifo").arg(workspace.path(name)).status().unwrap().success());
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(30), "{what}: not seen after 30 s");
        thread::sleep(Duration::from_millis(2));
    }
}

fn signal(child: &Child, name: &str) {
    let line = format!("kill -{name} {}", child.id());
    assert!(Command::new("sh").args(["-c", &line]).status().unwrap().success());
}
