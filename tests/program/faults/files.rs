//! Inputs and outputs that are not regular files, are protected, or have several names.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Output, Stdio};
use std::thread;

use super::{SMALL, make_pipe, run};
use crate::workspace::{COSELL, OLD, Workspace};

fn workspace() -> Workspace {
    let workspace = Workspace::new();
    fs::write(workspace.path("small.csv"), SMALL).unwrap();
    workspace
}

fn assert_says(output: &Output, status: i32, message: &str, about: &str) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{about}: {error}");
    assert!(error.starts_with(message), "{about}: {error}");
}

#[test]
fn paths_that_are_not_files_have_their_own_messages() {
    let workspace = workspace();
    fs::create_dir(workspace.path("folder.csv")).unwrap();
    symlink("nowhere.csv", workspace.path("broken.csv")).unwrap();
    symlink("loop.csv", workspace.path("loop.csv")).unwrap();
    for (input, message) in [
        ("folder.csv", "error: folder.csv: this is a folder, not a file\n"),
        ("broken.csv", "error: broken.csv: file not found\n"),
        ("loop.csv", "error: loop.csv: can't be read: Too many levels of symbolic links"),
        ("small.csv/x.csv", "error: small.csv/x.csv: can't be read: Not a directory"),
    ] {
        for command in [
            &["convert", input][..],
            &["validate", input],
            &["merge", "small.csv", input],
            &["coverage", input],
            &["import", input, "--offer", "crm"],
        ] {
            let output = run(&workspace, command);
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.code() == Some(2) && error.contains(message), "{command:?}: {error}");
        }
    }
    let before = workspace.names();
    for (output, message) in [
        ("folder.csv", "error: folder.csv: this is a folder, not a file\n"),
        ("broken.csv", "error: broken.csv: this is a link to a file that doesn't exist\n"),
        ("loop.csv", "error: loop.csv: this is a link to a file that doesn't exist\n"),
        ("none/out.csv", "error: none: folder not found\n"),
        ("new/", "error: new/: can't be written: "),
    ] {
        for args in [
            &["convert", "small.csv", "--to", "csv", "--force", "-o", output][..],
            &["merge", "small.csv", "--to", "csv", "--force", "-o", output],
            &["validate", "small.csv", "--format", "csv", "--force", "-o", output],
            &["coverage", "small.csv", "--format", "csv", "--force", "-o", output],
            &["diff", "small.csv", "list.csv", "--format", "csv", "--force", "-o", output],
            &["template", "--to", "csv", "--force", "-o", output],
        ] {
            assert_says(&run(&workspace, args), 2, message, &format!("{args:?}"));
            assert_eq!(workspace.names(), before, "{args:?}");
        }
    }
    assert!(workspace.path("broken.csv").is_symlink() && workspace.path("loop.csv").is_symlink());
}

/// A pipe can be read only once: a second read would wait forever or find an empty list.
#[test]
fn a_pipe_given_twice_is_refused() {
    let workspace = workspace();
    make_pipe(&workspace, "pipe.csv");
    symlink("pipe.csv", workspace.path("link.csv")).unwrap();
    let message = "is given twice, but a pipe can be read only once";
    for args in [
        &["merge", "pipe.csv", "pipe.csv"][..],
        &["merge", "small.csv", "link.csv", "--base", "pipe.csv"],
        &["diff", "pipe.csv", "link.csv"],
        &["diff", "-", "/dev/stdin"],
        &["merge", "/dev/stdin", "/dev/stdin"],
        &["merge", "-", "small.csv", "-"],
        &["validate", "-", "/dev/fd/0"],
        &["coverage", "/dev/stdin", "-"],
        &["import", "-", "--offer", "crm", "--current", "/dev/stdin"],
        &["import", "pipe.csv", "--offer", "crm", "--current", "pipe.csv"],
    ] {
        let output = workspace.command(COSELL, args).stdin(Stdio::piped()).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && error.contains(message), "{args:?}: {error}");
    }
    for args in [&["convert", "/dev/stdin"][..], &["convert", "/dev/fd/0"], &["convert", "-"]] {
        let whole = run(&workspace, &["convert", "small.csv"]).stdout;
        let from_file =
            workspace.command(COSELL, args).stdin(File::open(workspace.path("small.csv")).unwrap()).output().unwrap();
        let mut fed = workspace.command(COSELL, args).stdin(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut fed.stdin.take().unwrap(), SMALL.as_bytes()).unwrap();
        for output in [from_file, fed.wait_with_output().unwrap()] {
            assert!(output.status.success() && output.stdout == whole, "{args:?}");
        }
    }
}

#[test]
fn pipes_and_devices_can_be_outputs() {
    let workspace = workspace();
    make_pipe(&workspace, "pipe.csv");
    for to in ["csv", "json", "xlsx"] {
        let whole = run(&workspace, &["convert", "list.csv", "--to", to]).stdout;
        let pipe = workspace.path("pipe.csv");
        let reader = thread::spawn(move || {
            let mut bytes = Vec::new();
            File::open(pipe).unwrap().read_to_end(&mut bytes).unwrap();
            bytes
        });
        assert_says(&run(&workspace, &["convert", "list.csv", "--to", to, "-o", "pipe.csv"]), 0, "8,000 rows", to);
        assert!(reader.join().unwrap() == whole, "{to}");
        let output = run(&workspace, &["convert", "list.csv", "--to", to, "-o", "/dev/stdout"]);
        assert!(output.status.success() && output.stdout == whole, "{to}");
        assert_says(&run(&workspace, &["convert", "list.csv", "--to", to, "-o", "/dev/null"]), 0, "8,000 rows", to);
    }
    let full = run(&workspace, &["convert", "list.csv", "--to", "csv", "-o", "/dev/full"]);
    assert_says(&full, 2, "error: /dev/full: can't be written: No space left on device (os error 28)\n", "/dev/full");
    assert_eq!(workspace.names(), ["list.csv", "pipe.csv", "small.csv"]);
}

/// Outputs are first written to a temporary file beside them, so TMPDIR may be on another file system or missing.
#[test]
fn temporary_files_are_beside_the_output() {
    let workspace = workspace();
    let whole = run(&workspace, &["convert", "small.csv"]).stdout;
    for folder in ["/dev/shm", "/nonexistent"] {
        let args = ["convert", "small.csv", "-o", "out.csv", "--force"];
        let output = workspace.command(COSELL, &args).env("TMPDIR", folder).output().unwrap();
        assert!(output.status.success() && fs::read(workspace.path("out.csv")).unwrap() == whole, "{folder}");
    }
    // Standard output and devices use TMPDIR, and so does the writer of workbooks.
    for args in [
        &["convert", "small.csv"][..],
        &["convert", "small.csv", "-o", "/dev/null", "--to", "csv"],
        &["convert", "small.csv", "-o", "out.xlsx"],
    ] {
        let output = workspace.command(COSELL, args).env("TMPDIR", "/nonexistent").output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && error.contains("/nonexistent"), "{args:?}: {error}");
    }
}

/// Permissions don't apply to the superuser, so the program runs as another user then.
#[test]
fn protected_files_and_folders_stay_unchanged() {
    let workspace = workspace();
    let protect = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let root = workspace.path("");
    fs::copy(COSELL, workspace.path("program")).unwrap();
    fs::create_dir(workspace.path("closed")).unwrap();
    for name in ["closed/out.csv", "out.csv", "secret.csv"] {
        fs::write(workspace.path(name), OLD).unwrap();
    }
    protect(&workspace.path("out.csv"), 0o444);
    protect(&workspace.path("secret.csv"), 0o000);
    protect(&workspace.path("closed/out.csv"), 0o666);
    protect(&workspace.path("closed"), 0o555);
    protect(&root, 0o777);
    let is_superuser = std::os::unix::fs::MetadataExt::uid(&fs::metadata(&root).unwrap()) == 0;
    for (args, message) in [
        (&["convert", "small.csv", "-o", "out.csv", "--force"][..], "error: out.csv: the file is read-only\n"),
        (
            &["convert", "small.csv", "-o", "closed/out.csv", "--force"],
            "error: closed/out.csv: can't be written: permission denied\n",
        ),
        (
            &["convert", "small.csv", "-o", "closed/new.csv"],
            "error: closed/new.csv: can't be written: permission denied\n",
        ),
        (
            &["convert", "small.csv", "-o", "new.csv", "--rejects", "closed/r.csv"],
            "error: closed/r.csv: can't be written: permission denied\n",
        ),
        (&["convert", "secret.csv"], "error: secret.csv: can't be read: Permission denied"),
        (&["man", "-o", "closed/man"], "error: closed/man: the folder can't be created: Permission denied"),
    ] {
        let mut command = workspace.command(workspace.path("program").to_str().unwrap(), args);
        if is_superuser {
            command.uid(65_534).gid(65_534);
        }
        assert_says(&command.output().unwrap(), 2, message, &format!("{args:?}"));
    }
    assert_eq!(fs::read(workspace.path("out.csv")).unwrap(), OLD);
    assert_eq!(fs::read(workspace.path("closed/out.csv")).unwrap(), OLD);
    assert_eq!(workspace.unfinished(), Vec::<String>::new());
    protect(&workspace.path("closed"), 0o755);
}
