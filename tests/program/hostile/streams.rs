//! Text on standard output and standard error: control characters and invisible characters are escaped.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use proptest::prelude::*;

use super::{Folder, HEADER};
use crate::properties::cases;

/// A sequence that sets the window title, one that clears the screen, C0 and C1 control characters, marks of text
/// direction, an invisible character, and a carriage return.
const EVIL: &str = "E\u{1b}]0;evil\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{200b}\rX";
const NAME: &str = "n\u{1b}]0;f\u{7}\u{9b}2J\u{202e}\n::error::<img src=x onerror=x()>.csv";

/// Returns whether a terminal would interpret the character or not show it.
fn is_obeyed(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Returns the text without the colours that the program itself writes.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(part.len());
        match part[end..].strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.push_str(&format!("\u{1b}[{part}")),
        }
    }
    plain
}

fn assert_obeys_nothing(stream: &[u8], about: &str) {
    let text = without_colours(std::str::from_utf8(stream).unwrap_or_else(|_| panic!("{about}: not UTF-8")));
    if let Some(at) = text.find(is_obeyed) {
        let seen: String = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        panic!("{about}: {seen:?} is followed by {:?}", text[at..].chars().next());
    }
}

/// Formats for programs. Their cells are not escaped.
const DATA: [&str; 4] = ["json", "ndjson", "csv", "xlsx"];

/// Runs the program and checks both streams, except standard output in a format for programs.
fn assert_plain<A: AsRef<OsStr>>(folder: &Folder, args: &[A]) {
    let output = folder.run(args);
    let args: Vec<String> = args.iter().map(|arg| arg.as_ref().to_string_lossy().into_owned()).collect();
    let about = format!("{args:?}");
    assert_obeys_nothing(&output.stderr, &about);
    let is_list = ["convert", "merge", "export"].contains(&&*args[0]);
    if !is_list && !args.iter().any(|arg| DATA.contains(&&**arg)) {
        assert_obeys_nothing(&output.stdout, &about);
    }
}

#[test]
fn only_colours_are_removed_before_the_checks() {
    assert_eq!(without_colours("\u{1b}[1m\u{1b}[31;2mred\u{1b}[0m \u{1b}[2J"), "red \u{1b}[2J");
    assert!(EVIL.chars().filter(|c| is_obeyed(*c)).count() > 6);
}

fn folder() -> Folder {
    let folder = Folder::new();
    let ill = ["Ann", "ann", "CEO", "Partner sales", "DE, Nar", "US", "x"].map(|cell| cell.to_owned() + EVIL);
    let ill: Vec<&str> = ill.iter().map(String::as_str).collect();
    let well = ["Bob", "bob@contoso.com", "CEO", "Partner sales", "DE", "", ""];
    folder.list(NAME, &format!("{HEADER},\"L{EVIL}\""), &[&ill, &well]);
    folder.list(format!("header {NAME}"), &format!("\"Na{EVIL}\",\"Email{EVIL}\""), &[&["1", "2"]]);
    folder.list(format!("a {NAME}"), HEADER, &[&well[..6]]);
    folder.list(format!("b {NAME}"), HEADER, &[&["Bob", "bob@contoso.com", "CTO", "Partner sales", "FR", ""]]);
    folder
}

#[test]
fn contents_of_lists_are_escaped() {
    let folder = folder();
    let (a, b) = (&*format!("a {NAME}"), &*format!("b {NAME}"));
    for ill in [NAME, &*format!("header {NAME}"), &*format!("missing {NAME}")] {
        for form in ["text", "github", "sarif", "json", "csv"] {
            assert_plain(&folder, &["validate", ill, "--format", form]);
        }
        let (output, rejects) = (format!("out {NAME}"), format!("rejects {NAME}"));
        for args in [
            &["convert", ill][..],
            &["convert", ill, "-o", &output, "--rejects", &rejects, "--force"],
            &["validate", ill, "--annotate", &format!("{output}.xlsx")],
            &["merge", ill, a],
            &["diff", ill, a],
            &["coverage", ill],
            &["import", ill, "--offer", "crm"],
            &["convert", a, "--like", ill],
            &["coverage", a, "--groups", ill],
            &["coverage", a, "--markets", &format!("@{ill}")],
            &["merge", a, b, "--prefer", ill],
            &["history", "--book", ill],
        ] {
            assert_plain(&folder, args);
        }
    }
    for args in [
        &["convert", a, "-o", &format!("{NAME}.doc")][..],
        &["convert", a, "-o", &format!("{NAME}/out.csv")],
        &["convert", a, "-o", b],
        &["convert", a, "-o", a],
        &["convert", a, "-o", "out.csv", "--rejects", &format!("{NAME}.doc")],
        &["validate", a, "--annotate", &format!("{NAME}.csv")],
        &["merge", a, b],
        &["merge", a, a],
        &["merge", a, b, "--prefer", b, "-o", &format!("m {NAME}"), "--provenance", &format!("p {NAME}")],
        &["diff", a, b],
        &["coverage", a, "--format", "html", "--markets", "JP"],
        &["coverage", a, "-o", &format!("c {NAME}")],
        &["convert", NAME, "--map", &format!("L{EVIL}=Name")],
        &["convert", NAME, "--map", "Q=Name"],
        &["convert", a, "--set", &format!("Role=P{EVIL}")],
        &["convert", a, "--sheet", EVIL],
        &["man", "-o", &format!("folder {NAME}")],
        &["man", "-o", a],
    ] {
        assert_plain(&folder, args);
    }
}

#[test]
fn contents_of_books_are_escaped() {
    let folder = folder();
    let (a, b, evil) = (&*format!("a {NAME}"), &*format!("b {NAME}"), &*format!("x{EVIL}@contoso.com"));
    for args in [
        &["import", a, "--offer", "crm", "-m", EVIL][..],
        &["import", b, "--offer", "crm", "-m", EVIL, "--yes"],
        &["import", a, "--offer", "crm"],
        &["import", a, "--offer", "crn"],
        &["import", a, "--offer", "erp", "--book", &format!("book {NAME}")],
        &["import", a, "--offer", "erp", "--book", a],
        &["import", b, "--offer", "crm", "--current", a, "--adopt", "--yes"],
        &["history"],
        &["history", "--offer", "none"],
        &["offers"],
        &["export", "--offer", "crm", "-o", &format!("e {NAME}")],
        &["export", "-o", &format!("folder {NAME}")],
        &["restore", "--offer", "crm", "--revision", "1"],
        &["retire", "bob@contoso.com", "--dry-run"],
        &["retire", "bob@contoso.com", "--replace-with", evil],
        &["retire", evil],
        &["forget", evil],
        &["forget", "bob@contoso.com"],
    ] {
        assert_plain(&folder, args);
    }
}

#[test]
fn arguments_are_escaped() {
    let folder = folder();
    let of = |start: &str| format!("{start}{EVIL}");
    for args in [
        &[&*of("x")][..],
        &[&of("--x")],
        &["convert", "a", &of("b")],
        &["convert", "a", &of("--b")],
        &["convert", "a", "--to", &of("")],
        &["convert", "a", "--from", &of("")],
        &["convert", "a", "--map", &of("")],
        &["convert", "a", "--map", &of("Name=")],
        &["convert", "a", "--set", &of("")],
        &["convert", "a", "--set", &(of("") + "=1")],
        &["convert", "a", "--encoding", &of("")],
        &["convert", "a", "--delimiter", &of("")],
        &["convert", "a", "--threads", &of("")],
        &["convert", "a", "--eol", &of("")],
        &["validate", "a", "--select", &of("")],
        &["validate", "a", "--select", &(of("") + "*")],
        &["validate", "a", &of("--strict=")],
        &["coverage", "a", "--markets", &of("")],
        &["coverage", "a", "--format", &of("")],
        &["merge", "a", "--on-conflict", &of("")],
        &["template", "--labels", &of("")],
        &["import", "a", "--offer", &of("")],
        &["import", "a", "--offer", "b", "--expect", &of("")],
        &["import", "a", "--offer", "b", "--max-removals", &of("")],
        &["export", "--offer", "b", "--revision", &of("")],
        &["--lang", &of(""), "offers"],
        &["countries", &of("Nar")],
        &["explain", &of("")],
        &["completions", &of("")],
        &["man", &of("")],
        &["help", &of("")],
    ] {
        assert_plain(&folder, args);
    }
    // Names of files that are not UTF-8.
    for args in [&["validate"][..], &["convert"], &["coverage"], &["import", "--offer", "b"], &["merge"]] {
        let mut args: Vec<OsString> = args.iter().map(OsString::from).collect();
        args.push(OsStr::from_bytes(b"n\xff\x1b[2J\x9b.csv").to_owned());
        assert_plain(&folder, &args);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    /// Random text in every cell and in a label.
    #[test]
    fn random_contents_of_lists_are_escaped(
        label in "\\PC{0,3}[\u{1}-\u{1f}\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}]{1,3}\\PC{0,3}",
        rows in prop::collection::vec(prop::array::uniform6("(\\PC|[\u{1}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{202e}\u{2066}-\u{2069}]){0,8}"), 1..4),
    ) {
        let folder = Folder::new();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        folder.list("list.csv", &format!("{HEADER},\"{}\"", label.replace('"', "\"\"")), &rows);
        for args in [&["validate", "list.csv", "--all"][..], &["validate", "list.csv", "--format", "github"], &["convert", "list.csv"]] {
            assert_plain(&folder, args);
        }
    }
}

/// Each line is one annotation, whatever cells, labels and names contain.
#[test]
fn workflow_commands_are_annotations_only() {
    let folder = folder();
    let command = "\n::set-env name=A::b\n%0A::stop-commands::t";
    let row = ["Ann", "ann", "CEO", "Sales", "Narnia", "Q"].map(|cell| cell.to_owned() + command);
    let row: Vec<&str> = row.iter().map(String::as_str).collect();
    let name = "x\n::error file=a,line=1::%0A,y:.csv";
    folder.list(name, &format!("{HEADER},\"L{command}\""), &[&row]);
    let output = folder.run(&["validate", name, "--format", "github"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().count() > 5, "{text}");
    for line in text.lines() {
        let head = line.split("::").nth(1).unwrap();
        let is_one = ["error title=", "warning title=", "notice title="].iter().any(|start| head.starts_with(start));
        assert!(line.starts_with("::") && is_one, "{line}");
        assert!(head.contains(",file=x%0A%3A%3Aerror file=a%2Cline=1%3A%3A%250A%2Cy%3A.csv,"), "{head}");
    }
}

#[test]
fn sarif_logs_have_valid_uris() {
    let folder = folder();
    let names = [NAME.as_bytes(), b"n\xff\x1b.csv", b"a b%20c#d?e.csv", "Länder 書.csv".as_bytes(), b"--x.csv"];
    for name in names.map(OsStr::from_bytes) {
        folder.list(name, "Name", &[&["Ann"]]);
        let path = std::path::Path::new(".").join(name);
        let output =
            folder.run(&[OsStr::new("validate"), path.as_os_str(), OsStr::new("--format"), OsStr::new("sarif")]);
        let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert!(!results.is_empty());
        for result in results {
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
            let mut bytes = uri.bytes();
            while let Some(byte) = bytes.next() {
                let is_escaped = byte == b'%'
                    && [bytes.next(), bytes.next()].iter().all(|hex| hex.is_some_and(|hex| hex.is_ascii_hexdigit()));
                assert!(is_escaped || byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte), "{uri}");
            }
        }
    }
}
