//! Pipes whose other end is closed, slow or interrupted.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::{make_pipe, run, signal, workspace_with_book};
use crate::workspace::{COSELL, Workspace};

/// Every command that writes to standard output, and its exit status.
const COMMANDS: [(&[&str], i32); 34] = [
    (&["template"], 0),
    (&["template", "--to", "xlsx"], 0),
    (&["template", "--to", "schema"], 0),
    (&["convert", "small.csv"], 0),
    (&["convert", "small.csv", "--to", "xlsx"], 0),
    (&["convert", "small.csv", "--to", "json"], 0),
    (&["convert", "mixed.csv"], 1),
    (&["validate", "mixed.csv"], 1),
    (&["validate", "small.csv", "--format", "json"], 0),
    (&["validate", "mixed.csv", "--format", "json"], 1),
    (&["validate", "mixed.csv", "--format", "sarif"], 1),
    (&["validate", "mixed.csv", "--format", "github"], 1),
    (&["validate", "mixed.csv", "--format", "csv"], 1),
    (&["merge", "small.csv", "small.csv", "--to", "ndjson"], 0),
    (&["diff", "small.csv", "list.csv"], 1),
    (&["diff", "small.csv", "list.csv", "--format", "json"], 1),
    (&["diff", "small.csv", "list.csv", "--format", "csv"], 1),
    (&["diff", "small.csv", "list.csv", "--format", "xlsx"], 1),
    (&["coverage", "small.csv", "--markets", "JP"], 1),
    (&["coverage", "small.csv", "--format", "json"], 0),
    (&["coverage", "small.csv", "--format", "html"], 0),
    (&["import", "small.csv", "--offer", "crm", "--dry-run"], 3),
    (&["import", "small.csv", "--offer", "crm"], 3),
    (&["export", "--offer", "crm"], 0),
    (&["export", "--offer", "crm", "--to", "xlsx"], 0),
    (&["history"], 0),
    (&["history", "--format", "json"], 0),
    (&["offers"], 0),
    (&["restore", "--offer", "crm", "--revision", "1", "--dry-run"], 3),
    (&["retire", "ann1@contoso.com", "--dry-run"], 3),
    (&["countries", "Narnia"], 1),
    (&["explain", "--format", "markdown"], 0),
    (&["completions", "zsh"], 0),
    (&["man", "convert"], 0),
];

#[test]
fn a_closed_reader_changes_no_exit_status() {
    let workspace = workspace_with_book();
    for (args, status) in COMMANDS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = workspace.command(COSELL, args).stdout(writer).output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{args:?}: {message}");
        let is_refusal = status == 3;
        assert!(!message.contains("panicked") && (is_refusal || !message.contains("error:")), "{args:?}: {message}");
    }
}

#[test]
fn a_reader_that_closes_a_named_output_is_not_an_error() {
    let workspace = workspace_with_book();
    make_pipe(&workspace, "pipe.csv");
    for output in ["/dev/stdout", "pipe.csv"] {
        let convert = ["convert", "list.csv", "-o", output, "--to", "csv"];
        let mut child = workspace.command(COSELL, &convert).spawn().unwrap();
        let stdout = child.stdout.take().unwrap();
        match output {
            "pipe.csv" => drop(File::open(workspace.path("pipe.csv")).unwrap()),
            _ => drop(stdout),
        }
        let ended = child.wait_with_output().unwrap();
        let message = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(0), "{output}: {message}");
        assert!(!message.contains("error") && !message.contains("panicked"), "{output}: {message}");
    }
}

#[test]
fn a_full_standard_output_is_reported() {
    let workspace = workspace_with_book();
    for (args, status) in COMMANDS {
        if matches!(args, ["convert", "mixed.csv"]) {
            continue; // writes nothing
        }
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = workspace.command(COSELL, args).stdout(full).output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?} should end with {status} only if written: {message}");
        assert!(
            message.contains("error: standard output: can't be written: No space left on device"),
            "{args:?}: {message}"
        );
    }
}

#[test]
fn closed_streams_count_as_empty() {
    let workspace = workspace_with_book();
    for (args, status) in COMMANDS {
        let line = format!("cosell {} <&- >&- 2>&-", args.iter().map(|arg| format!("'{arg}' ")).collect::<String>());
        let output = workspace.command("sh", &["-c", &line]).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{args:?}");
    }
    for args in [&["convert", "-"][..], &["validate", "-"], &["import", "-", "--offer", "crm", "--yes"]] {
        let line = format!("cosell {} <&-", args.join(" "));
        let output = workspace.command("sh", &["-c", &line]).output().unwrap();
        let message = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {message}");
        assert!(message.contains("header-missing"), "{args:?}: {message}");
    }
}

/// A reader that takes 61 bytes at a time from a pipe that is always full.
#[test]
fn a_slow_reader_gets_the_same_bytes() {
    let workspace = workspace_with_book();
    for to in ["csv", "ndjson", "xlsx"] {
        let expected = run(&workspace, &["convert", "list.csv", "--to", to]).stdout;
        let mut child = workspace.command(COSELL, &["convert", "list.csv", "--to", to]).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let (mut bytes, mut few) = (Vec::new(), [0; 61]);
        loop {
            match stdout.read(&mut few).unwrap() {
                0 => break,
                count => bytes.extend_from_slice(&few[..count]),
            }
        }
        assert!(child.wait().unwrap().success() && bytes == expected, "{to}");
    }
}

/// The input comes in small pieces while the program gets signals that interrupt system calls.
#[test]
fn reading_continues_after_interruptions() {
    let workspace = Workspace::new();
    let list = fs::read(workspace.path("list.csv")).unwrap();
    let expected = run(&workspace, &["convert", "list.csv"]).stdout;
    make_pipe(&workspace, "pipe.csv");
    for input in ["-", "pipe.csv"] {
        let mut child = workspace.command(COSELL, &["convert", input]).stdin(Stdio::piped()).spawn().unwrap();
        let mut pipe: Box<dyn Write + Send> = match input {
            "-" => Box::new(child.stdin.take().unwrap()),
            _ => Box::new(File::options().write(true).open(workspace.path("pipe.csv")).unwrap()),
        };
        let list = list.clone();
        let feeder = thread::spawn(move || {
            for (at, few) in list.chunks(509).enumerate() {
                pipe.write_all(few).unwrap();
                if at % 8 == 0 {
                    thread::sleep(Duration::from_millis(1));
                }
            }
        });
        for name in ["STOP", "WINCH", "CONT", "URG", "CHLD"].into_iter().cycle().take(50) {
            signal(&child, name);
        }
        signal(&child, "CONT");
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        assert!(output.status.success() && output.stdout == expected, "{input}: {}", output.status);
    }
}
