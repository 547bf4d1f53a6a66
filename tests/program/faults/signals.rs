//! Ctrl-C (SIGINT), SIGTERM, SIGQUIT, and SIGHUP (a terminal that is closed) during every command.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use super::{assert_sound, make_pipe, names, run, signal, wait_until, workspace_with_book};
use crate::workspace::{COSELL, OLD, Workspace};

const SIGNALS: [(&str, i32); 4] = [("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3)];

/// Commands that read `pipe.csv`, which has a part of a list and stays open.
const READ: [&[&str]; 18] = [
    &["convert", "pipe.csv", "-o", "out", "--to", "csv", "--force"],
    &["convert", "pipe.csv", "-o", "out", "--to", "json", "--force"],
    &["convert", "pipe.csv", "-o", "out", "--to", "xlsx", "--force", "--rejects", "rejects.csv"],
    &["convert", "pipe.csv", "-o", "out", "--to", "csv", "--force", "--rejects", "rejects.xlsx"],
    &["merge", "list.csv", "pipe.csv", "-o", "out", "--to", "json", "--force", "--provenance", "where.csv"],
    &["validate", "pipe.csv", "-o", "out", "--format", "text", "--force"],
    &["validate", "pipe.csv", "-o", "out", "--format", "json", "--force"],
    &["validate", "pipe.csv", "-o", "out", "--format", "sarif", "--force"],
    &["validate", "pipe.csv", "-o", "out", "--format", "github", "--force"],
    &["validate", "pipe.csv", "-o", "out", "--format", "csv", "--force"],
    &["validate", "pipe.csv", "--annotate", "marked.xlsx"],
    &["diff", "list.csv", "pipe.csv", "-o", "out", "--format", "xlsx", "--force"],
    &["diff", "list.csv", "pipe.csv", "-o", "out", "--format", "csv", "--force"],
    &["coverage", "pipe.csv", "-o", "out", "--format", "html", "--force"],
    &["coverage", "list.csv", "pipe.csv", "-o", "out", "--format", "xlsx", "--force"],
    &["import", "pipe.csv", "--offer", "crm", "--yes"],
    &["import", "pipe.csv", "--offer", "new", "--new", "--current", "list.csv"],
    &["countries"],
];

/// Commands whose standard output is a pipe that is full.
const WRITE: [&[&str]; 22] = [
    &["template", "--to", "xlsx"],
    &["convert", "list.csv", "--to", "csv"],
    &["convert", "list.csv", "--to", "xlsx"],
    &["convert", "list.csv", "--to", "json", "--rejects", "rejects.csv"],
    &["validate", "mixed.csv", "--format", "sarif"],
    &["merge", "list.csv", "small.csv"],
    &["diff", "small.csv", "list.csv"],
    &["coverage", "list.csv"],
    &["import", "small.csv", "--offer", "crm", "--yes"],
    &["import", "small.csv", "--offer", "crm", "--dry-run"],
    &["export", "--offer", "crm"],
    &["export", "--offer", "crm", "--to", "xlsx"],
    &["history"],
    &["offers"],
    &["restore", "--offer", "crm", "--revision", "1", "--yes"],
    &["retire", "ann1@contoso.com", "--yes"],
    &["forget", "bob@contoso.com", "--yes"],
    &["countries", "Germany / UK"],
    &["explain"],
    &["explain", "--format", "markdown"],
    &["completions", "bash"],
    &["man"],
];

/// Asserts that the signal ended the program, that it printed nothing, and that no files were added or changed.
fn assert_gone(workspace: &Workspace, child: Child, number: i32, before: &[String], about: &str) {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.signal(), Some(number), "{about}: a shell sees 128 + {number}\n{said}");
    assert_eq!((output.stdout.as_slice(), &*said), (&b""[..], ""), "{about}");
    assert_eq!(names(workspace), before, "{about}");
    assert_eq!(fs::read(workspace.path("out")).unwrap(), OLD, "{about}");
}

#[test]
fn a_signal_while_reading_leaves_only_the_old_file() {
    let workspace = workspace_with_book();
    fs::write(workspace.path("out"), OLD).unwrap();
    make_pipe(&workspace, "pipe.csv");
    let (before, part) = (names(&workspace), fs::read(workspace.path("list.csv")).unwrap());
    for args in READ {
        for (name, number) in SIGNALS {
            // A new pipe each time, because a program that another test is starting may have inherited the old one.
            fs::remove_file(workspace.path("pipe.csv")).unwrap();
            make_pipe(&workspace, "pipe.csv");
            let mut command = workspace.command(COSELL, args);
            let (child, mut pipe) = if args == ["countries"] {
                let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
                let pipe = child.stdin.take().unwrap();
                (child, Box::new(pipe) as Box<dyn Write>)
            } else {
                // The pipe opens once the program reads it.
                let child = command.spawn().unwrap();
                (
                    child,
                    Box::new(File::options().write(true).open(workspace.path("pipe.csv")).unwrap()) as Box<dyn Write>,
                )
            };
            // More than a pipe holds, so most of it has been read when the write returns.
            pipe.write_all(&part).unwrap();
            if args.contains(&"out") {
                wait_until(&format!("{args:?}"), || !workspace.unfinished().is_empty());
            }
            signal(&child, name);
            assert_gone(&workspace, child, number, &before, &format!("{args:?}, {name}"));
        }
    }
    assert_sound(&workspace.path("book.sqlite"));
}

#[test]
fn a_signal_while_writing_leaves_no_files() {
    let workspace = workspace_with_book();
    fs::write(workspace.path("out"), OLD).unwrap();
    make_pipe(&workspace, "full");
    const O_NONBLOCK: i32 = 0x800;
    let mut full =
        File::options().read(true).write(true).custom_flags(O_NONBLOCK).open(workspace.path("full")).unwrap();
    while full.write(&[b'x'; 4096]).is_ok() {}
    while full.write(b"x").is_ok() {}
    let before = names(&workspace);
    for args in WRITE {
        for (name, number) in SIGNALS {
            let stdout = File::options().write(true).open(workspace.path("full")).unwrap();
            let child = workspace.command(COSELL, args).stdout(stdout).stderr(Stdio::null()).spawn().unwrap();
            wait_until(&format!("{args:?}"), || is_stuck(&child));
            signal(&child, name);
            assert_gone(&workspace, child, number, &before, &format!("{args:?}, {name}"));
        }
    }
    assert_sound(&workspace.path("book.sqlite"));
    // An import may have been committed before its message blocked; either way the book has complete lists.
    for revision in ["1", "2"] {
        let exported = run(&workspace, &["export", "--offer", "crm", "--revision", revision]);
        assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    }
}

/// As by `nohup`, or as a job in the background of a script. The program is ended by the signals that aren't ignored.
#[test]
fn signals_that_are_ignored_stay_ignored() {
    let workspace = workspace_with_book();
    make_pipe(&workspace, "pipe.csv");
    let list = fs::read(workspace.path("list.csv")).unwrap();
    for (name, number) in SIGNALS {
        let _ = fs::remove_file(workspace.path("out.csv"));
        let line = format!("trap '' {name}; exec {COSELL} -qq convert pipe.csv -o out.csv");
        let child = workspace.command("sh", &["-c", &line]).spawn().unwrap();
        let mut pipe = File::options().write(true).open(workspace.path("pipe.csv")).unwrap();
        pipe.write_all(&list).unwrap();
        wait_until("a temporary file", || !workspace.unfinished().is_empty());
        signal(&child, name);
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{name}: {}", output.status);
        assert!(workspace.path("out.csv").exists(), "{name} {number}");
    }
}

/// Returns whether the main thread is blocked writing to standard output.
fn is_stuck(child: &Child) -> bool {
    let call = fs::read_to_string(format!("/proc/{}/syscall", child.id())).unwrap_or_default();
    thread::sleep(Duration::from_millis(5));
    let later = fs::read_to_string(format!("/proc/{}/syscall", child.id())).unwrap_or_default();
    // The first argument of the call is standard output.
    call == later && call.split(' ').nth(1) == Some("0x1")
}

/// The moments of the signals are spread over the time of an import.
#[test]
fn an_import_ended_by_a_signal_leaves_the_old_list_or_the_new_one() {
    let workspace = workspace_with_book();
    let lists = ["small.csv", "list.csv"].map(|list| run(&workspace, &["convert", list]).stdout);
    let begin = std::time::Instant::now();
    run(&workspace, &["import", "small.csv", "--offer", "crm", "--yes"]);
    run(&workspace, &["import", "list.csv", "--offer", "crm", "--yes"]);
    let usual = begin.elapsed();
    for at in 0..20 {
        let (name, number) = SIGNALS[at % 3];
        let list = ["small.csv", "list.csv"][at / 2 % 2];
        let child = workspace.command(COSELL, &["import", list, "--offer", "crm", "--yes"]).spawn().unwrap();
        thread::sleep(usual.mul_f64(at as f64 / 20.0));
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        let ended = output.status.signal().map_or(output.status.code() == Some(0), |signal| signal == number);
        assert!(ended, "{}: {}", output.status, String::from_utf8_lossy(&output.stderr));
        assert_sound(&workspace.path("book.sqlite"));
        assert!(
            lists.contains(&run(&workspace, &["export", "--offer", "crm"]).stdout),
            "the exported list was never imported"
        );
    }
}
