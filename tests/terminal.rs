//! What a terminal shows while long work goes on, and what is left when somebody ends it in the middle.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const COSELL: &str = env!("CARGO_BIN_EXE_cosell");
const OLD: &[u8] = b"what was there";

/// A folder with lists in it.
struct Desk(TempDir);

impl Desk {
    /// `list.csv` has a few hundred kilobytes.
    fn new() -> Self {
        let desk = Desk(tempfile::tempdir().unwrap());
        let row = |at: u32| format!("Ann Lee {at},ann{at}@contoso.com,Director,Partner sales,\"DE, US\",US-WA\r\n");
        let header = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\r\n";
        fs::write(desk.path("list.csv"), header.to_owned() + &(0..8_000).map(row).collect::<String>()).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, program: &str, args: &[&str]) -> Command {
        let programs = Path::new(COSELL).parent().unwrap().display();
        let mut command = Command::new(program);
        command.args(args).current_dir(self.0.path()).env("TERM", "xterm").env("COSELL_BOOK", "book.sqlite");
        command.env("PATH", format!("{programs}:{}", std::env::var("PATH").unwrap()));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// What a terminal shows of a line that a shell runs, and how that ends. `script` of util-linux makes the terminal.
    fn shown(&self, line: &str, environment: &[(&str, &str)]) -> (String, Option<i32>) {
        let mut script = self.command("script", &["--quiet", "--return", "--command", line, "/dev/null"]);
        let output = script.envs(environment.iter().copied()).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    }

    fn unfinished(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with(".cosell-")).collect()
    }

    /// Starts a command whose last input is a pipe, which has a part of a list and no end yet.
    fn stalled(&self, args: &[&str]) -> (Child, File) {
        let made = Command::new("mkfifo").arg(self.path("pipe.csv")).status().unwrap();
        assert!(made.success());
        fs::write(self.path("out"), OLD).unwrap();
        let child = self.command(COSELL, args).spawn().unwrap();
        let mut pipe = File::options().write(true).open(self.path("pipe.csv")).unwrap();
        pipe.write_all(&fs::read(self.path("list.csv")).unwrap()).unwrap();
        wait_until(|| !self.unfinished().is_empty());
        (child, pipe)
    }
}

fn wait_until(is_so: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(30), "it never came");
        thread::sleep(Duration::from_millis(5));
    }
}

fn signal(child: &Child, name: &str) {
    let line = format!("kill -{name} {}", child.id());
    assert!(Command::new("sh").args(["-c", &line]).status().unwrap().success());
}

/// A list that comes slowly.
const SLOW_INPUT: &str = "(cat list.csv; sleep 1.2) | cosell convert - -o out.csv";
/// A list in a file, whose result nobody takes for a while.
const SLOW_OUTPUT: &str = "cosell convert list.csv --rejects rejects.csv | (sleep 1.2; cat > out.csv)";
const CLEARED: &str = "\r\u{1b}[2K";

#[test]
fn a_bar_appears_and_is_cleared_before_anything_is_said() {
    let desk = Desk::new();
    for (line, bar) in [(SLOW_INPUT, " kB, "), (SLOW_OUTPUT, "[====")] {
        let (shown, status) = desk.shown(line, &[]);
        assert_eq!(status, Some(0), "{shown}");
        let (before, after) = shown.rsplit_once(CLEARED).unwrap_or_else(|| panic!("no bar was cleared: {shown:?}"));
        assert!(before.contains(bar) && before.contains(" rows"), "{shown:?}");
        assert!(after.starts_with("8000 rows = 8000 contacts"), "{shown:?}");
        let rows = fs::read_to_string(desk.path("out.csv")).unwrap();
        assert_eq!(rows.lines().count(), 8_001);
    }
}

#[test]
fn no_bar_appears_where_none_is_wanted() {
    let desk = Desk::new();
    let unwanted = SLOW_INPUT.replace("convert", "convert --force --no-progress");
    let elsewhere = SLOW_INPUT.replace("convert", "convert --force") + " 2> said; cat said";
    let quick = "cosell convert list.csv -o out.csv --force";
    for (line, term) in [(SLOW_INPUT, "dumb"), (&unwanted, "xterm"), (&elsewhere, "xterm"), (quick, "xterm")] {
        let (shown, status) = desk.shown(line, &[("TERM", term)]);
        assert_eq!(status, Some(0), "{shown}");
        let is_plain = !shown.contains('\u{1b}') && !shown.contains(" kB");
        assert!(shown.starts_with("8000 rows = 8000 contacts") && is_plain, "{line}: {shown:?}");
    }
    let (shown, _) = desk.shown(&SLOW_INPUT.replace("convert", "convert --force"), &[("NO_COLOR", "1")]);
    assert!(shown.contains(" rows") && !shown.contains("\u{1b}[3") && !shown.contains("\u{1b}[1"), "{shown:?}");
}

#[test]
fn a_bar_is_gone_before_a_question_is_asked() {
    let desk = Desk::new();
    fs::write(desk.path("out.csv"), OLD).unwrap();
    // The answer is the terminal's end, which is no yes.
    let (shown, status) = desk.shown("cosell convert list.csv -o out.csv", &[]);
    assert!(shown.starts_with("out.csv exists. Replace it? [y/N] "), "{shown:?}");
    assert_eq!((status, fs::read(desk.path("out.csv")).unwrap().as_slice()), (Some(3), OLD));
}

#[test]
fn who_is_told_to_end_leaves_the_old_file_and_nothing_else() {
    for args in [
        &["convert", "pipe.csv", "-o", "out", "--to", "csv", "--force"][..],
        &["convert", "pipe.csv", "-o", "out", "--to", "xlsx", "--force", "--rejects", "rejects.csv"],
        &["merge", "list.csv", "pipe.csv", "-o", "out", "--to", "json", "--force", "--provenance", "where.csv"],
        &["validate", "pipe.csv", "-o", "out", "--format", "json", "--force"],
        &["diff", "list.csv", "pipe.csv", "-o", "out", "--format", "xlsx", "--force"],
        &["coverage", "pipe.csv", "-o", "out", "--format", "html", "--force"],
    ] {
        for (name, number) in [("INT", 2), ("TERM", 15)] {
            let desk = Desk::new();
            let (child, pipe) = desk.stalled(args);
            signal(&child, name);
            let output = child.wait_with_output().unwrap();
            drop(pipe);
            assert_eq!(output.status.signal(), Some(number), "{args:?}: a shell sees 128 + {number}");
            assert_eq!((output.stdout.as_slice(), output.stderr.as_slice()), (&b""[..], &b""[..]), "{args:?}");
            assert_eq!(fs::read(desk.path("out")).unwrap(), OLD, "{args:?}");
            let mut names: Vec<String> =
                fs::read_dir(&desk.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            assert_eq!(names, ["list.csv", "out", "pipe.csv"], "{args:?}");
        }
    }
}

#[test]
fn ctrl_c_on_a_terminal_clears_the_bar() {
    let desk = Desk::new();
    // The shell runs it as a job of its own, ends it once the bar is there, and tells how that went.
    let line = "sh -c 'cat list.csv; sleep 9' | cosell convert - -o out.csv & sleep 1.5; kill -INT $!; wait $!; echo \"ended with $?\"";
    let (shown, _) = desk.shown(&format!("bash -c '{}'", line.replace('\'', "'\\''")), &[]);
    let (before, after) = shown.rsplit_once(CLEARED).unwrap_or_else(|| panic!("no bar was cleared: {shown:?}"));
    assert!(before.contains(" rows") && after.starts_with("ended with 130"), "{shown:?}");
    assert!(!desk.path("out.csv").exists() && desk.unfinished().is_empty());
}

#[test]
fn what_a_killed_run_left_goes_with_the_next() {
    let desk = Desk::new();
    let args = ["convert", "pipe.csv", "-o", "out", "--to", "csv", "--force"];
    let (mut killed, pipe) = desk.stalled(&args);
    // Another run in the meantime leaves the file that is at work.
    let other = desk.command(COSELL, &["convert", "list.csv", "-o", "other.csv"]).output().unwrap();
    assert_eq!((other.status.code(), desk.unfinished().len()), (Some(0), 1));
    killed.kill().unwrap();
    killed.wait().unwrap();
    drop(pipe);
    assert_eq!((desk.unfinished().len(), fs::read(desk.path("out")).unwrap().as_slice()), (1, OLD));
    let next = desk.command(COSELL, &["convert", "list.csv", "-o", "next.csv"]).output().unwrap();
    assert_eq!((next.status.code(), desk.unfinished()), (Some(0), Vec::new()));
}
