//! The progress bar on a terminal, and its cleanup before messages, before prompts and on Ctrl-C.
#![cfg(target_os = "linux")]

use std::fs;

use crate::workspace::{OLD, Workspace};

/// A command whose input is slow.
const SLOW_INPUT: &str = "(cat list.csv; sleep 1.2) | cosell convert - -o out.csv";
/// A command whose reader is slow.
const SLOW_OUTPUT: &str = "cosell convert list.csv --rejects rejects.csv | (sleep 1.2; cat > out.csv)";
const CLEARED: &str = "\r\u{1b}[2K";

/// Runs a shell command in a pseudo-terminal, which `script` of util-linux opens. Returns the output and the exit
/// status.
fn shown(workspace: &Workspace, line: &str, environment: &[(&str, &str)]) -> (String, Option<i32>) {
    let mut script = workspace.command("script", &["--quiet", "--return", "--command", line, "/dev/null"]);
    let output = script.envs(environment.iter().copied()).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn a_bar_appears_and_is_cleared_before_messages() {
    let workspace = Workspace::new();
    for (line, bar) in [(SLOW_INPUT, " kB, "), (SLOW_OUTPUT, "[====")] {
        let (shown, status) = shown(&workspace, line, &[]);
        assert_eq!(status, Some(0), "{shown}");
        let (before, after) = shown.rsplit_once(CLEARED).unwrap_or_else(|| panic!("no bar was cleared: {shown:?}"));
        assert!(before.contains(bar) && before.contains(" rows"), "{shown:?}");
        assert!(after.starts_with("8,000 rows = 8,000 contacts"), "{shown:?}");
        let rows = fs::read_to_string(workspace.path("out.csv")).unwrap();
        assert_eq!(rows.lines().count(), 8_001);
    }
}

#[test]
fn no_bar_appears_if_it_is_unwanted_or_work_is_short() {
    let workspace = Workspace::new();
    let unwanted = SLOW_INPUT.replace("convert", "convert --force --no-progress");
    let elsewhere = SLOW_INPUT.replace("convert", "convert --force") + " 2> message; cat message";
    let quick = "cosell convert list.csv -o out.csv --force";
    for (line, term) in [(SLOW_INPUT, "dumb"), (&unwanted, "xterm"), (&elsewhere, "xterm"), (quick, "xterm")] {
        let (shown, status) = shown(&workspace, line, &[("TERM", term)]);
        assert_eq!(status, Some(0), "{shown}");
        let is_plain = !shown.contains('\u{1b}') && !shown.contains(" kB");
        assert!(shown.starts_with("8,000 rows = 8,000 contacts") && is_plain, "{line}: {shown:?}");
    }
    let (shown, _) = shown(&workspace, &SLOW_INPUT.replace("convert", "convert --force"), &[("NO_COLOR", "1")]);
    assert!(shown.contains(" rows") && !shown.contains("\u{1b}[3") && !shown.contains("\u{1b}[1"), "{shown:?}");
}

#[test]
fn no_bar_is_shown_during_a_prompt() {
    let workspace = Workspace::new();
    fs::write(workspace.path("out.csv"), OLD).unwrap();
    // The end of the input counts as no.
    let (shown, status) = shown(&workspace, "cosell convert list.csv -o out.csv", &[]);
    assert!(shown.starts_with("out.csv exists. Replace it? [y/N] "), "{shown:?}");
    assert_eq!((status, fs::read(workspace.path("out.csv")).unwrap().as_slice()), (Some(3), OLD));
}

#[test]
fn ctrl_c_on_a_terminal_clears_the_bar() {
    let workspace = Workspace::new();
    // The shell runs a background job, sends the signal once the bar is shown, and prints the exit status. Without `env`
    // the job would ignore the signal, as all jobs in the background of a script.
    let line = "sh -c 'cat list.csv; sleep 9' | env --default-signal=INT cosell convert - -o out.csv & sleep 1.5; kill -INT $!; wait $!; echo \"ended with $?\"";
    let (shown, _) = shown(&workspace, &format!("bash -c '{}'", line.replace('\'', "'\\''")), &[]);
    let (before, after) = shown.rsplit_once(CLEARED).unwrap_or_else(|| panic!("no bar was cleared: {shown:?}"));
    assert!(before.contains(" rows") && after.starts_with("ended with 130"), "{shown:?}");
    assert!(!workspace.path("out.csv").exists() && workspace.unfinished().is_empty());
}

#[test]
fn a_list_that_is_only_shown_causes_a_hint() {
    let workspace = Workspace::new();
    let (on_terminal, status) = shown(&workspace, "cosell convert list.csv --no-progress", &[]);
    assert!(on_terminal.contains("To save it, add -o contacts.csv."), "{on_terminal:?}");
    assert_eq!(status, Some(0));
    let (through_pipe, _) = shown(&workspace, "cosell convert list.csv --no-progress | tail -n 1", &[]);
    assert!(!through_pipe.contains("To save it"), "{through_pipe:?}");
}

#[test]
fn a_file_that_is_not_to_be_replaced_is_not_called_an_error() {
    let workspace = Workspace::new();
    fs::write(workspace.path("out.csv"), OLD).unwrap();
    let (shown, status) = shown(&workspace, "echo no | cosell convert list.csv -o out.csv", &[]);
    assert!(!shown.contains("Nothing was written"), "not asked without a terminal: {shown:?}");
    assert_eq!(status, Some(3));
    let (shown, status) = self::shown(&workspace, "cosell convert list.csv -o out.csv", &[]);
    assert!(shown.contains("Nothing was written.") && !shown.contains("error"), "{shown:?}");
    assert_eq!(status, Some(3));
}

/// A pipe is read without its name, but nobody types a list.
#[test]
fn a_command_without_its_list_asks_for_it_on_a_terminal() {
    let workspace = Workspace::new();
    fs::write(workspace.path("list.csv"), "Name,Email,Job title,Role,Countries/Regions\n").unwrap();
    for (line, says) in [
        ("cosell validate", "name the list to read"),
        ("cosell convert -o out.csv", "name the list to read"),
        ("cosell validate < /dev/null", "name the list to read"),
        ("cosell validate < list.csv", "the list has no contacts"),
        ("cat list.csv | cosell validate", "the list has no contacts"),
        ("cosell merge", "required arguments"),
    ] {
        let (shown, _) = shown(&workspace, line, &[]);
        assert!(shown.contains(says), "{line}: {shown}");
    }
}

/// Findings as CSV and JSON have cells as they are, but a terminal must not obey them.
#[test]
fn data_on_a_terminal_has_no_control_characters() {
    let workspace = Workspace::new();
    let name = "Ann\u{1b}]0;PWN\u{7}\u{9b}2J\u{b}\u{202e}";
    let text = format!("Name,Email,Job title,Role,Countries/Regions\n{name},none,CEO,Sales,Germany\n");
    fs::write(workspace.path("evil.csv"), &text).unwrap();
    let is_obeyed = |c: char| c.is_control() && !matches!(c, '\r' | '\n') || c == '\u{202e}';
    for form in ["csv", "json", "sarif", "github"] {
        for output in ["", " -o /dev/stdout", " -o /dev/fd/1", " -o /dev/tty"] {
            let line = format!("cosell validate evil.csv --format {form}{output}");
            let (shown, _) = shown(&workspace, &line, &[]);
            assert!(!shown.contains(is_obeyed) && shown.contains("role-unknown"), "{line}: {shown:?}");
        }
    }
    let (shown, _) = shown(&workspace, "cosell countries --format json $'a\\u202eb\\u009bX'", &[]);
    assert!(!shown.contains(is_obeyed) && shown.contains("\\u202e"), "{shown:?}");
    let piped = workspace.command("cosell", &["validate", "evil.csv", "--format", "csv"]).output().unwrap();
    assert!(String::from_utf8(piped.stdout).unwrap().contains(name), "a pipe gets cells as they are");
}
