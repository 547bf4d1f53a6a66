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
            // These read the lists in a folder.
            let takes_folders = matches!(command[0], "validate" | "merge" | "coverage");
            let message = match takes_folders && input == "folder.csv" {
                true => "error: folder.csv: the folder has no lists\n",
                false => message,
            };
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
            // It writes into a folder.
            if args[0] == "convert" && matches!(output, "folder.csv" | "new/") {
                continue;
            }
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

/// Each option that names a file to read, and each that names an output.
#[test]
fn a_file_that_is_read_is_never_an_output() {
    let workspace = workspace();
    fs::write(workspace.path("g.csv"), "group,codes\nEMEA,\"DE, FR\"\n").unwrap();
    fs::write(workspace.path("m.txt"), "US\nDE\n").unwrap();
    fs::write(workspace.path("like.csv"), run(&workspace, &["template", "--to", "csv"]).stdout).unwrap();
    fs::hard_link(workspace.path("g.csv"), workspace.path("hard.csv")).unwrap();
    symlink("g.csv", workspace.path("soft.csv")).unwrap();
    let groups = ["--groups", "g.csv"];
    let mut refused = 0;
    for output in ["g.csv", "./g.csv", "hard.csv", "soft.csv"] {
        for command in [
            &["convert", "small.csv", "-o", output][..],
            &["convert", "small.csv", "-o", "new.csv", "--rejects", output],
            &["validate", "small.csv", "--format", "csv", "-o", output],
            &["merge", "small.csv", "--to", "csv", "-o", output],
            &["merge", "small.csv", "-o", "new.csv", "--provenance", output],
            &["coverage", "small.csv", "--format", "csv", "-o", output],
            &["diff", "small.csv", "small.csv", "--format", "csv", "-o", output],
        ] {
            let output = run(&workspace, &[command, &groups, &["--force"]].concat());
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.code() == Some(3) && error.contains("this is an input file"), "{command:?}: {error}");
            refused += 1;
        }
    }
    assert_eq!(refused, 28);
    for command in [
        &["validate", "small.csv", "--markets", "@m.txt", "-o", "m.txt"][..],
        &["coverage", "small.csv", "--markets", "m.txt", "-o", "m.txt"],
        &["convert", "small.csv", "--like", "like.csv", "-o", "like.csv"],
        &["template", "--like", "like.csv", "-o", "like.csv"],
        &["merge", "small.csv", "--base", "list.csv", "-o", "list.csv"],
        &["validate", "small.csv", "--annotate", "small.csv"],
        &["convert", "small.csv", "-o", "small.csv"],
    ] {
        let output = run(&workspace, &[command, &["--force"]].concat());
        assert_ne!(output.status.code(), Some(0), "{command:?}");
    }
    assert_eq!(fs::read_to_string(workspace.path("g.csv")).unwrap(), "group,codes\nEMEA,\"DE, FR\"\n");
    assert_eq!(fs::read_to_string(workspace.path("m.txt")).unwrap(), "US\nDE\n");
    assert_eq!(fs::read_to_string(workspace.path("small.csv")).unwrap(), SMALL);
}

/// Whoever opened a descriptor has written before, and writes after.
#[test]
fn descriptors_are_written_into() {
    let workspace = workspace();
    let whole = String::from_utf8(run(&workspace, &["convert", "small.csv"]).stdout).unwrap();
    symlink("/dev/stdout", workspace.path("link.csv")).unwrap();
    for (output, redirection) in [
        ("/dev/stdout", "> all.txt"),
        ("/dev/fd/1", "> all.txt"),
        ("/proc/self/fd/1", ">> all.txt"),
        ("/proc/thread-self/fd/1", "> all.txt"),
        ("link.csv", "> all.txt"),
        ("/dev/stderr", "2> all.txt"),
        ("/dev/fd/3", "3> all.txt"),
        ("/proc/self/fd/7", "7>> all.txt"),
    ] {
        let number = output.rsplit('/').next().and_then(|name| name.parse().ok());
        let number: u32 = number.unwrap_or(if output.ends_with("stderr") { 2 } else { 1 });
        let _ = fs::remove_file(workspace.path("all.txt"));
        let line = format!(
            "{{ echo before >&{number}; cosell -qq convert small.csv --to csv -o {output} && echo after >&{number}; }} {redirection}"
        );
        let shell = workspace.command("bash", &["-c", &line]).output().unwrap();
        assert!(shell.status.success(), "{line}: {}", String::from_utf8_lossy(&shell.stderr));
        let written = fs::read_to_string(workspace.path("all.txt")).unwrap();
        assert!(written == format!("before\n{whole}after\n"), "{line}: {written}");
    }
    // A closed one, one of which the file is read, and two outputs in one.
    for (line, status) in [
        ("cosell convert small.csv --to csv -o /dev/fd/9", 2),
        ("cosell convert small.csv --to csv -o /dev/stdout >> small.csv", 3),
        ("cosell convert small.csv --rejects /dev/stdout", 2),
    ] {
        let shell = workspace.command("bash", &["-c", line]).output().unwrap();
        assert_eq!(shell.status.code(), Some(status), "{line}: {}", String::from_utf8_lossy(&shell.stderr));
    }
    assert_eq!(fs::read_to_string(workspace.path("small.csv")).unwrap(), SMALL);
}

/// The superuser keeps owner and group of a file that is replaced. Anybody else keeps the group if they are a member, and
/// gives no right to another group.
#[test]
fn owner_and_group_are_kept() {
    use std::os::unix::fs::{MetadataExt, chown};
    let workspace = workspace();
    let path = workspace.path("out.csv");
    fs::write(&path, OLD).unwrap();
    let own = fs::metadata(&path).unwrap().uid();
    if own != 0 {
        return;
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    chown(&path, Some(65_534), Some(65_533)).unwrap();
    fs::set_permissions(workspace.path(""), fs::Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o4660)).unwrap();
    let convert = ["convert", "small.csv", "-o", "out.csv", "--force"];
    assert_says(&run(&workspace, &convert), 0, "3 rows", "the superuser");
    let file = fs::metadata(&path).unwrap();
    assert_eq!((file.uid(), file.gid(), file.mode() & 0o7777), (65_534, 65_533, 0o4660));
    // Another user, who isn't in the group.
    fs::copy(COSELL, workspace.path("program")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o662)).unwrap();
    let mut command = workspace.command(workspace.path("program").to_str().unwrap(), &convert);
    assert_says(&command.uid(65_532).gid(65_532).output().unwrap(), 0, "3 rows", "another user");
    let file = fs::metadata(&path).unwrap();
    assert_eq!((file.uid(), file.gid(), file.mode() & 0o7777), (65_532, 65_532, 0o622));
}

/// The original keeps its permissions under its new name, and nothing is left if the list can't be replaced.
#[test]
fn a_list_that_replaces_itself_is_kept() {
    let workspace = Workspace::new();
    let list =
        "Name,Email,Job title,Role,Countries/Regions,States/Provinces\nAnn,ann@example.com,CEO,partner sales,DE,\n";
    let path = workspace.path("list.csv");
    fs::write(&path, list).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("list.csv", workspace.path("link.csv")).unwrap();
    let says = |file: &str, option: &[&str], status: i32, message: &str| {
        let output = run(&workspace, &[&["convert", file, "--in-place"], option].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(status) && said.contains(message), "{file}: {said}");
    };
    says("link.csv", &[], 0, "link.csv.bak");
    let mode = |name: &str| fs::metadata(workspace.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("list.csv"), mode("link.csv.bak")), (0o640, 0o640));
    assert!(workspace.path("link.csv").is_symlink());
    let converted = list.replace("partner", "Partner");
    assert_eq!(fs::read_to_string(&path).unwrap(), converted);
    assert_eq!(fs::read_to_string(workspace.path("link.csv.bak")).unwrap(), list);
    // The second original gets another name, and a list that stays needs none.
    fs::write(&path, list).unwrap();
    says("link.csv", &[], 0, "link.csv.2.bak");
    says("link.csv", &[], 0, "would not change");
    fs::write(&path, list).unwrap();
    says("list.csv", &["--no-backup"], 0, "1 row");
    // Without a copy, nothing that convert leaves out is lost.
    let wide = list.replace("States/Provinces\n", "States/Provinces,Phone\n").replace("DE,\n", "DE,,12345\n");
    let footer = format!("{list}\nTotal: 1,,,,,\n");
    for lossy in [&wide, &footer] {
        fs::write(workspace.path("bad.csv"), lossy).unwrap();
        says("bad.csv", &["--no-backup"], 3, "would be lost");
        assert_eq!(fs::read_to_string(workspace.path("bad.csv")).unwrap(), *lossy);
    }
    fs::write(workspace.path("kept.csv"), list).unwrap();
    fs::set_permissions(workspace.path("kept.csv"), fs::Permissions::from_mode(0o444)).unwrap();
    says("kept.csv", &[], 2, "read-only");
    fs::write(workspace.path("bad.csv"), list.replace('@', "")).unwrap();
    says("bad.csv", &[], 1, "Nothing was written");
    assert_eq!(
        super::names(&workspace),
        ["bad.csv", "kept.csv", "link.csv", "link.csv.2.bak", "link.csv.bak", "list.csv"]
    );
}

/// Reports that only programs read replace their own earlier output, and nothing else.
#[test]
fn reports_replace_their_own_output() {
    let workspace = workspace();
    fs::write(workspace.path("mixed.csv"), super::MIXED).unwrap();
    for (file, args) in [
        ("findings.sarif", &["validate", "mixed.csv"][..]),
        ("french.sarif", &["validate", "mixed.csv", "--lang", "fr"]),
        ("findings.json", &["validate", "mixed.csv"]),
        ("coverage.json", &["coverage", "small.csv"]),
        ("coverage.html", &["coverage", "small.csv"]),
        ("diff.json", &["diff", "small.csv", "list.csv"]),
    ] {
        let with_file = [args, &["-o", file]].concat();
        for _ in 0..2 {
            assert!(run(&workspace, &with_file).status.code() < Some(2), "{file}");
        }
        let written = fs::read(workspace.path(file)).unwrap();
        for other in ["small.csv", "list.csv", "findings.sarif", "diff.json"]
            .into_iter()
            .filter(|other| other.rsplit('.').next() != file.rsplit('.').next() || other.ends_with("csv"))
        {
            fs::copy(workspace.path("small.csv"), workspace.path("other")).unwrap();
            if let Ok(bytes) = fs::read(workspace.path(other)) {
                fs::write(workspace.path("other"), bytes).unwrap();
            }
            let format = file.rsplit('.').next().unwrap();
            let before = fs::read(workspace.path("other")).unwrap();
            let output = run(&workspace, &[args, &["-o", "other", "--format", format]].concat());
            assert_eq!(output.status.code(), Some(3), "{file} {other}");
            assert!(fs::read(workspace.path("other")).unwrap() == before);
        }
        // A report that was changed by hand, beyond its mark, is still one.
        assert!(run(&workspace, &with_file).status.code() < Some(2));
        assert!(fs::read(workspace.path(file)).unwrap() == written, "{file}");
    }
    // Tables and texts are for people, who write remarks into them.
    for file in ["findings.csv", "findings.txt"] {
        let args = ["validate", "mixed.csv", "-o", file];
        assert_eq!(run(&workspace, &args).status.code(), Some(1), "{file}");
        assert_eq!(run(&workspace, &args).status.code(), Some(3), "{file}");
    }
    let pages = ["man", "-o", "man"];
    assert!(run(&workspace, &pages).status.success() && run(&workspace, &pages).status.success());
    fs::write(workspace.path("man/cosell-diff.1"), "my notes").unwrap();
    assert_eq!(run(&workspace, &pages).status.code(), Some(3));
    assert_eq!(fs::read(workspace.path("man/cosell-diff.1")).unwrap(), b"my notes");
}

/// While a command still reads, another program makes a file, or a book, where its output shall be.
#[test]
fn a_file_that_appears_during_a_run_is_not_replaced() {
    use std::io::Write;
    let workspace = workspace();
    let made = ["import", "small.csv", "--offer", "crm", "--yes", "--new-book", "--book"];
    for (name, replaced) in [("out.csv", false), ("out.csv", true), ("book.sqlite", false), ("book.sqlite", true)] {
        let is_book = name == "book.sqlite";
        let _ = fs::remove_file(workspace.path(name));
        let force: &[&str] = if replaced { &["--force"] } else { &[] };
        let args = [&["convert", "-", "--to", "csv", "-o", name], force].concat();
        let mut child = workspace.command(COSELL, &args).stdin(Stdio::piped()).spawn().unwrap();
        let mut rows = child.stdin.take().unwrap();
        rows.write_all(&fs::read(workspace.path("list.csv")).unwrap()).unwrap();
        super::wait_until("a temporary file", || !workspace.unfinished().is_empty());
        if is_book {
            assert!(run(&workspace, &[&made[..], &[name]].concat()).status.success());
        } else {
            fs::write(workspace.path(name), OLD).unwrap();
        }
        drop(rows);
        let output = child.wait_with_output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        let is_kept = is_book || !replaced;
        assert_eq!(output.status.code(), Some(if is_kept { 3 } else { 0 }), "{name} {replaced}: {error}");
        match is_book {
            true => assert!(run(&workspace, &["history", "--book", name]).status.success()),
            false => assert_eq!(fs::read(workspace.path(name)).unwrap() == OLD, is_kept),
        }
        assert_eq!(workspace.unfinished(), Vec::<String>::new());
    }
}

/// After a power loss the new name is on the disk. `strace` shows it where it is installed.
#[test]
fn the_folder_is_synced_after_the_rename() {
    let workspace = workspace();
    let args = ["-f", "-e", "trace=fsync,rename,renameat,renameat2", "-o", "calls", COSELL, "convert", "small.csv"];
    let traced = workspace.command("strace", &[&args[..], &["-o", "out.csv"]].concat()).output();
    if !traced.is_ok_and(|output| output.status.success()) {
        return;
    }
    let calls = fs::read_to_string(workspace.path("calls")).unwrap();
    let last: Vec<&str> = calls.lines().filter(|line| line.contains("sync(") || line.contains("out.csv")).collect();
    let [.., file, rename, folder] = &last[..] else { panic!("{calls}") };
    assert!(file.contains("fsync(") && rename.contains("NOREPLACE") && folder.contains("fsync("), "{calls}");
}

/// Files of a user that only have the form of the names of temporary files.
#[test]
fn files_of_users_are_not_leftovers() {
    let workspace = workspace();
    let others = [".cosell-notes.part", ".cosell-report.part", ".cosell-0123456789abcdef.part"];
    others.iter().for_each(|name| fs::write(workspace.path(name), OLD).unwrap());
    assert_says(&run(&workspace, &["convert", "small.csv", "-o", "out.csv"]), 0, "3 rows", "convert");
    let book = ["import", "small.csv", "--offer", "crm", "--yes", "--new-book"];
    assert!(run(&workspace, &book).status.success());
    for name in others {
        assert_eq!(fs::read(workspace.path(name)).unwrap(), OLD, "{name}");
    }
}
