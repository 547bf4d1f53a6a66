//! Lists that must not pass a check: empty ones, those that can't be read, and those that are made to mislead the programs
//! that read the findings.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";

/// A folder in which the program runs.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a list below the header of the template.
    fn list(&self, name: &str, rows: &str) -> usize {
        let text = HEADER.to_owned() + rows;
        fs::write(self.path(name), &text).unwrap();
        text.len()
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null()).env_remove("COSELL_BOOK");
        command.env("NO_COLOR", "1").env("LC_ALL", "C").env("COLUMNS", "100").output().unwrap()
    }

    fn stdout(&self, args: &[&str]) -> String {
        String::from_utf8(self.run(args).stdout).unwrap()
    }
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

#[test]
fn every_command_that_reads_a_list_refuses_an_empty_one_and_counts_its_rows() {
    let folder = Folder::new();
    folder.list("empty.csv", "");
    folder.list("blank.csv", ",,,,,\n \n");
    folder.list("good.csv", "Ann,ann@example.com,CEO,Partner sales,DE,\n");
    fs::write(folder.path("columns.csv"), "Name,Email\nAnn,ann@example.com\n").unwrap();
    for list in ["empty.csv", "blank.csv"] {
        let ledger = if list == "empty.csv" { "0 rows = 0 contacts" } else { "2 rows = 0 contacts + 2 blank" };
        for args in [
            &["validate", list][..],
            &["convert", list, "-o", "good.csv", "--force"],
            &["convert", list, "-o", "good.csv", "--rejects", "rejects.csv", "--force"],
            &["merge", list, "-o", "good.csv", "--force"],
            &["import", list, "--offer", "crm", "--book", "b.sqlite"],
        ] {
            let output = folder.run(args);
            let printed = text(&output.stdout) + &text(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{args:?}: {printed}");
            assert!(printed.contains("list-empty") && printed.contains(ledger), "{args:?}: {printed}");
            assert!(fs::read_to_string(folder.path("good.csv")).unwrap().contains("Ann"), "{args:?}");
            let output = folder.run(&[args, &["--allow-empty"]].concat());
            let printed = text(&output.stdout) + &text(&output.stderr);
            assert!(output.status.success(), "{args:?}: {printed}");
            folder.list("good.csv", "Ann,ann@example.com,CEO,Partner sales,DE,\n");
            let _ = fs::remove_file(folder.path("b.sqlite"));
        }
        // These show what an empty list means, and are no gates.
        for (args, status) in [(&["coverage", list][..], 0), (&["diff", list, "good.csv"], 1)] {
            let output = folder.run(args);
            assert_eq!(output.status.code(), Some(status), "{args:?}");
            assert!(text(&output.stderr).contains(" = "), "{args:?}");
        }
    }
    for args in [
        &["validate", "columns.csv"][..],
        &["convert", "columns.csv", "-o", "-"],
        &["merge", "columns.csv", "-o", "-"],
        &["coverage", "columns.csv"],
        &["diff", "columns.csv", "good.csv"],
        &["import", "columns.csv", "--offer", "crm", "--book", "b.sqlite"],
    ] {
        let output = folder.run(args);
        let printed = text(&output.stdout) + &text(&output.stderr);
        let ledger = if args[0] == "diff" { "1 row = 1 contact" } else { "no rows read" };
        assert!(output.status.code() > Some(0) && printed.contains(ledger), "{args:?}: {printed}");
    }
}

#[test]
fn files_that_cannot_be_read_are_in_every_form() {
    let folder = Folder::new();
    folder.list(
        "good.csv",
        "Ann,ann@example.com,CEO,Partner sales,DE,\nBob,bob@example.com,CEO,Partner sales,Germany,\n",
    );
    folder.list("clean.csv", "Ann,ann@example.com,CEO,Partner sales,DE,\n");
    fs::write(folder.path("columns.csv"), "Name,Email\nAnn,ann@example.com\n").unwrap();
    let args = ["validate", "good.csv", "none,::x.csv", "clean.csv", "columns.csv"];
    let of = |form: &str| {
        let output = folder.run(&[&args[..], &["--format", form]].concat());
        assert_eq!(output.status.code(), Some(2));
        text(&output.stdout)
    };
    let json: Value = serde_json::from_str(&of("json")).unwrap();
    let files: Vec<[&str; 2]> = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| [file["file"].as_str().unwrap(), file["status"].as_str().unwrap()])
        .collect();
    let expected = [
        ["good.csv", "checked"],
        ["none,::x.csv", "unreadable"],
        ["clean.csv", "checked"],
        ["columns.csv", "no-rows-read"],
    ];
    assert_eq!(files, expected);
    assert!(json["files"][0]["error"].is_null());
    assert_eq!(json["files"][1]["error"], "none,::x.csv: file not found");
    let sarif: Value = serde_json::from_str(&of("sarif")).unwrap();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(
        (&notification["level"], notification["message"]["text"].as_str()),
        (&"error".into(), Some("none,::x.csv: file not found"))
    );
    let address = &notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(address, "none%2C%3A%3Ax.csv");
    let github = of("github");
    assert!(
        github.contains("::error title=cosell,file=none%2C%3A%3Ax.csv::none,::x.csv: file not found\n"),
        "{github}"
    );
    assert!(github.contains("\"Germany\" is written DE (`cosell convert` fixes it)\n"), "{github}");
    let table = of("csv");
    assert!(table.contains("\n,error,\"none,::x.csv\",,,,,,,,\"none,::x.csv: file not found\","), "{table}");
    // All of them are read.
    let sarif: Value = serde_json::from_str(&folder.stdout(&["validate", "good.csv", "--format", "sarif"])).unwrap();
    assert_eq!(sarif["runs"][0]["invocations"], serde_json::json!([{ "executionSuccessful": true }]));
    let shown = folder.stdout(&args);
    for line in [
        "good.csv: 2 rows = 2 contacts, 1 fixable\n",
        "none,::x.csv: can't be read; see the error\n",
        "clean.csv: 1 row = 1 contact, no problems\n",
        "columns.csv: no rows read, 3 problems to correct\n",
        "1 of 4 files can't be read.\n",
        "3 rows = 3 contacts\n",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
}

/// Returns a word that is no country.
fn word(number: usize, length: usize) -> String {
    let letters = b"bcdfghklmnprstvw";
    let mut rest = number.wrapping_mul(2_654_435_761);
    let letter = |_| {
        rest = rest.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(letters[rest >> 33 & 15])
    };
    (0..length).map(letter).collect()
}

/// Returns rows with a cell of countries each, of so many pieces.
fn rows(count: usize, pieces: usize, piece: impl Fn(usize) -> String) -> String {
    let mut rows = String::new();
    for row in 0..count {
        let cell: Vec<String> = (0..pieces).map(|at| piece(row * pieces + at)).collect();
        writeln!(rows, "Ann,ann{row}@example.com,CEO,Partner sales,\"{}\",", cell.join(", ")).unwrap();
    }
    rows
}

type Piece = fn(usize) -> String;

/// The findings of a cell with hundreds of unknown words repeated it hundreds of times.
#[test]
fn output_grows_with_the_input_and_not_with_its_square() {
    let folder = Folder::new();
    let size = |args: &[&str]| {
        let output = folder.run(args);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        output.stdout.len()
    };
    let kinds: [(&str, usize, Piece); 4] = [
        // The worst that was found; the others have pieces of some bytes, and each finding takes some hundred.
        ("unknown", 20, |at| word(at, 52)),
        ("misspelt", 120, |at| ["Germny", "Frnace", "Itlay"][at % 3].to_owned()),
        ("fixable", 120, |at| if at % 300 == 0 { word(at, 52) } else { "germany".to_owned() }),
        ("ambiguous", 120, |at| ["Korea", "Congo DRC", "Guinea Bissau Guinea"][at % 3].to_owned()),
    ];
    for (kind, most, piece) in kinds {
        for form in ["json", "csv", "sarif", "github", "rejects", "annotate"] {
            let sizes = [150, 300, 600].map(|pieces| {
                let input = folder.list("list.csv", &rows(2, pieces, piece));
                let output = match form {
                    "rejects" => {
                        size(&["convert", "list.csv", "-o", "good.csv", "--rejects", "rejects.csv", "--force"]);
                        fs::metadata(folder.path("rejects.csv")).unwrap().len() as usize
                    }
                    "annotate" => {
                        size(&["validate", "list.csv", "--annotate", "marked.xlsx", "--force"]);
                        fs::metadata(folder.path("marked.xlsx")).unwrap().len() as usize
                    }
                    form => size(&["validate", "list.csv", "--format", form]),
                };
                (input, output)
            });
            let [(_, one), (input, two), (_, four)] = sizes;
            assert!(two < input * most + 60_000, "{kind}, {form}: {sizes:?}");
            // The rules of SARIF are a constant.
            assert!(four - two < (two - one) * 5 / 2 + 20_000, "{kind}, {form}: {sizes:?}");
        }
    }
}

#[test]
fn long_cells_are_in_the_first_of_their_findings() {
    let folder = Folder::new();
    folder.list("list.csv", &rows(1, 200, |at| word(at, 52)));
    let json: Value = serde_json::from_str(&folder.stdout(&["validate", "list.csv", "--format", "json"])).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 200);
    assert_eq!(findings[0]["value"].as_str().map(str::len), Some(4096));
    assert!(findings[1..].iter().all(|finding| finding["value"].is_null()));
    assert!(findings.iter().all(|finding| finding["valueLength"] == 10_798 && finding["omitted"][0] == "value"));
    // The message has the piece, and `span` says where it is.
    let span = &findings[199]["span"];
    assert_eq!((&span[0], &span[1]), (&10_746.into(), &10_798.into()));
}

/// A text from a list, a file's name or an offer must not be a command for the program that runs the workflow.
#[test]
fn no_text_is_a_command_of_a_workflow() {
    let folder = Folder::new();
    let long = "a".repeat(80);
    let rows = format!(
        "{long} ::stop-commands::tok,none,CEO,Partner sales,DE,\nAnn,ann@example.com,##[set-output name=x]evil,Sales ##vso[task.setvariable variable=PATH]/evil,DE,\n"
    );
    folder.list("good.csv", "Ann,ann@example.com,CEO,Partner sales,DE,\n");
    let names = ["::error::pwned.csv", "##[add-mask]x.csv", "##vso[task.complete]x.csv"];
    names.iter().for_each(|name| _ = folder.list(name, &rows));
    let is_command = |line: &str| {
        let line = line.to_lowercase();
        line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[")
    };
    for width in ["100", "60"] {
        for name in names {
            for args in [
                &["validate", name][..],
                &["validate", name, "--lang", "fr"],
                &["convert", name, "-o", "-"],
                &["merge", name, "-o", "-"],
                &["diff", name, name],
                &["coverage", name],
                &["import", name, "--offer", "::error::x"],
                &["import", "good.csv", "--offer", "##vso[x]p", "--book", "##[b.sqlite", "--new-book", "--yes"],
                &["export", "--offer", "##vso[x]p", "--book", "##[b.sqlite", "-o", "-"],
                &["offers", "--book", "##[b.sqlite"],
                &["history", "--offer", "::error::x", "--book", name],
                &["countries", "::stop-commands::x, US"],
                &["countries", "##[group]x, US"],
                &["explain", "::error::x"],
                &["validate", "--limit", "::error::x", name],
                &["convert", name, "--map", "##[x]=Name", "-o", "-"],
            ] {
                let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
                command.args(args).current_dir(folder.0.path()).stdin(Stdio::null()).env("COLUMNS", width);
                command.env("GITHUB_ACTIONS", "true").env("LC_ALL", "C").env("NO_COLOR", "1");
                let output = command.output().unwrap();
                let printed = text(&output.stdout) + &text(&output.stderr);
                assert!(!printed.is_empty());
                let obeyed: Vec<&str> = printed.lines().filter(|line| is_command(line)).collect();
                assert!(obeyed.is_empty(), "{args:?}: {obeyed:?}");
            }
        }
    }
    for name in names {
        let github = folder.stdout(&["validate", name, "--format", "github"]).to_lowercase();
        assert!(!github.contains("##[") && !github.contains("##vso["), "{github}");
        assert!(github.lines().count() > 2 && github.lines().all(|line| line.starts_with("::")), "{github}");
        assert_eq!(github.matches("::stop-commands").count(), 0, "{github}");
    }
}

/// A cell of few bytes with many findings repeated itself in each of them.
#[test]
fn short_cells_are_repeated_up_to_a_limit() {
    let folder = Folder::new();
    folder.list("list.csv", &rows(1, 60, |_| "EU".to_owned()));
    let json: Value = serde_json::from_str(&folder.stdout(&["validate", "list.csv", "--format", "json"])).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let with_text = findings.iter().filter(|finding| finding["value"].is_string()).count();
    assert!(findings.len() == 60 && (5..40).contains(&with_text), "{with_text} of {}", findings.len());
    assert!(findings.iter().all(|finding| finding["value"].is_string() || finding["omitted"][0] == "value"));
}

/// A list without contacts is refused before anything of it appears.
#[test]
fn an_empty_list_prints_no_header() {
    let folder = Folder::new();
    folder.list("list.csv", "");
    for format in ["csv", "json", "ndjson"] {
        let output = folder.run(&["convert", "list.csv", "--rejects", "rejects.csv", "-o", "-", "--to", format]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()), "{format}");
    }
}

/// A hash alone took 1 pair of names in 2,048 for the same name.
#[test]
fn contacts_with_one_address_are_compared() {
    let folder = Folder::new();
    let mut rows = String::new();
    for at in 0..6_000 {
        writeln!(
            rows,
            "Ann {at},a{at}@example.com,CEO,Partner sales,DE,\nBob {at},A{at}@example.com,CEO,Partner marketing,DE,"
        )
        .unwrap();
    }
    folder.list("list.csv", &rows);
    let json: Value = serde_json::from_str(&folder.stdout(&["validate", "list.csv", "--format", "json"])).unwrap();
    let is_conflict = |finding: &&Value| finding["rule"] == "contact-conflict";
    assert_eq!(json["findings"].as_array().unwrap().iter().filter(is_conflict).count(), 6_000);
    folder.list(
        "two.csv",
        "Ann 94,a@example.com,CEO,Partner sales,DE,\nBob 94,a@example.com,CEO,Partner marketing,DE,\n",
    );
    assert!(folder.stdout(&["validate", "two.csv"]).contains("contact-conflict"));
}

#[test]
fn rejected_rows_and_findings_have_no_formula_with_a_full_width_sign() {
    let folder = Folder::new();
    folder.list("list.csv", "\u{ff1d}1+1,\u{ff20}x,\u{ff0b}1,\u{ff0d}x,DE,\n");
    folder.run(&["convert", "list.csv", "-o", "good.csv", "--rejects", "rejects.csv"]);
    let rejects = fs::read_to_string(folder.path("rejects.csv")).unwrap();
    assert!(rejects.contains(",'\u{ff1d}1+1,'\u{ff20}x,'\u{ff0b}1,'\u{ff0d}x,DE,"), "{rejects}");
    let findings = folder.stdout(&["validate", "list.csv", "--format", "csv"]);
    let is_formula =
        |field: &str| field.trim_matches('"').starts_with(['\u{ff1d}', '\u{ff20}', '\u{ff0b}', '\u{ff0d}']);
    let mut table = csv::ReaderBuilder::new().from_reader(findings.as_bytes());
    assert!(table.records().all(|row| row.unwrap().iter().all(|field| !is_formula(field))), "{findings}");
    // The apostrophes are removed when the rows are read again.
    let again = folder.stdout(&["validate", "rejects.csv", "--format", "json"]);
    assert!(again.contains("\"value\":\"\u{ff1d}1+1\""), "{again}");
}

#[test]
fn rejects_have_an_unclosed_quote_as_it_is() {
    let folder = Folder::new();
    for rest in ["", "\n", "\r\n\r\n"] {
        folder
            .list("list.csv", &format!("Ann,ann@example.com,CEO,Partner sales,DE,\nBob,bob@example.com,CEO,\"d{rest}"));
        folder.run(&["convert", "list.csv", "-o", "good.csv", "--rejects", "rejects.csv", "--force"]);
        let rejects = fs::read(folder.path("rejects.csv")).unwrap();
        let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(rejects.as_slice());
        let row = table.records().next().unwrap().unwrap();
        assert_eq!(&row[5], format!("d{rest}"), "{row:?}");
    }
}

#[test]
fn a_text_with_a_nul_is_refused_with_its_line() {
    let folder = Folder::new();
    folder.list("list.csv", "Ann,ann@example.com,CEO,Partner sales,DE,\nBo\0b,bob@example.com,CEO,Partner sales,DE,\n");
    let output = folder.run(&["validate", "list.csv"]);
    let printed = text(&output.stderr);
    assert!(output.status.code() == Some(2) && printed.contains("list.csv: line 3 has a NUL character"), "{printed}");
    fs::write(folder.path("binary.bin"), [1, 2, 0, 0, 3, 200]).unwrap();
    let printed = text(&folder.run(&["validate", "binary.bin"]).stderr);
    assert!(printed.contains("unsupported file type"), "{printed}");
}

#[test]
fn readings_with_a_comma_are_in_quotes() {
    let folder = Folder::new();
    let shown = folder.stdout(&["countries", "Georgia, US"]);
    assert!(shown.contains("one of: \"GE, US\" or \"US\""), "{shown}");
}

/// A header of so many columns took the square of their number.
#[test]
fn headers_of_many_columns_take_linear_time() {
    let folder = Folder::new();
    let seconds = |columns: usize| {
        let labels: Vec<String> = (0..columns).map(|at| format!("Country {at}")).collect();
        let text = format!(
            "Name,Email,Job title,Role,{}\nAnn,ann@example.com,CEO,Partner sales,DE{}\n",
            labels.join(","),
            ",".repeat(columns - 1)
        );
        fs::write(folder.path("list.csv"), text).unwrap();
        let start = std::time::Instant::now();
        assert!(folder.run(&["validate", "list.csv"]).status.code().is_some_and(|code| code < 2));
        start.elapsed().as_secs_f64()
    };
    let (some, many) = (seconds(4_000), seconds(16_000));
    assert!(many < 8.0 * some + 1.0, "{some} s, {many} s");
}
