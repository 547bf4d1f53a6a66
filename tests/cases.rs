//! The command as its users run it, case by case: its output, the files that it writes, and its exit status.
//!
//! A case is `tests/cases/GROUP/NAME.toml`: a comment that describes it, the arguments and the exit status. Beside it
//! are both streams (`NAME.stdout` and `NAME.stderr`, also if empty) and, if needed, standard input (`NAME.stdin`),
//! the folder in which the command runs (`NAME.in`), the files that it writes (`NAME.out`) and the contents of a book
//! that it changes (`NAME.book`). Everything is compared byte by byte. `fs.base` names another folder to run in; with
//! `fs.sandbox` the command runs in a copy.
//!
//! ```console
//! $ cargo test --test cases                         # all
//! $ cargo test --test cases cases -- trycmd=country # cases with this in their path
//! $ TRYCMD=overwrite cargo test --test cases        # rewrites the expected output: read the diff
//! ```

#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use cosell_contacts::{Book, BookError, Revision, Rule, StoredContact};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const COSELL: &str = env!("CARGO_BIN_EXE_cosell");

/// The environment of every case: no colours, a fixed width, English, a fixed time zone, no settings of the user, and a fixed
/// day on pages.
const ENVIRONMENT: [(&str, &str); 6] = [
    ("NO_COLOR", "1"),
    ("COLUMNS", "100"),
    ("LC_ALL", "C"),
    ("TZ", "UTC"),
    ("XDG_CONFIG_HOME", "/no-settings"),
    ("SOURCE_DATE_EPOCH", "1772409600"),
];

#[test]
fn cases() {
    let cases = trycmd::TestCases::new();
    for (name, value) in ENVIRONMENT {
        cases.env(name, value);
    }
    cases.default_bin_path(COSELL).case("tests/cases/*/*.toml").run();
    // trycmd normalizes line ends and compares only the files that are expected.
    let differing: Vec<String> = Case::all().iter().filter_map(Case::differing_files).collect();
    assert!(differing.is_empty(), "files differ from the expected ones (TRYCMD=overwrite):\n{}", differing.join("\n"));
}

#[test]
fn every_case_has_all_expected_files() {
    let cases = Case::all();
    assert!(!cases.is_empty());
    for case in &cases {
        let name = case.path.display();
        assert!(case.toml.starts_with("# "), "{name}: describe the case in a comment in its first line");
        assert!(case.setting("status").or(case.setting("status.code")).is_some(), "{name}: state the exit status");
        for stream in ["stdout", "stderr"] {
            assert!(
                case.path.with_extension(stream).is_file(),
                "{name}: without a file for {stream} it is not compared"
            );
        }
        // Text is compared with normalized line ends and backslashes, which only patterns need.
        let stdout = fs::read_to_string(case.path.with_extension("stdout")).unwrap_or_default();
        let is_pattern = stdout.contains("[..]") || stdout.lines().any(|line| line == "...");
        assert!(case.setting("binary") == Some("true") || is_pattern, "{name}: compare it as binary");
        assert!(case.is_sandboxed() || !case.path.with_extension("out").exists(), "{name}: set fs.sandbox");
    }
    for path in files_below(&Path::new(ROOT).join("tests/cases")).keys() {
        let is_of_a_case = cases.iter().any(|case| {
            let stem = case.path.with_extension("");
            let stem =
                stem.strip_prefix(Path::new(ROOT).join("tests/cases")).unwrap_or(&stem).to_string_lossy().into_owned();
            ["toml", "stdin", "stdout", "stderr", "book", "in/", "out/"]
                .iter()
                .any(|part| path.starts_with(&format!("{stem}.{part}")))
        });
        assert!(is_of_a_case || path == ".gitattributes", "{path} does not belong to a case");
    }
}

#[test]
fn every_rule_has_a_case() {
    for rule in Rule::ALL {
        let shown = Path::new(ROOT).join(format!("tests/cases/rules/rule-{}", rule.name()));
        // `merge` writes its list to standard output and its findings to standard error.
        let text: String = ["stdout", "stderr"]
            .map(|stream| fs::read_to_string(shown.with_extension(stream)))
            .map(|text| text.unwrap_or_else(|_| panic!("{} has no case", rule.name())))
            .concat();
        let heads = text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        let is_named = heads.map(|line| line.split_whitespace().nth(1)).any(|name| name == Some(rule.name()));
        assert!(is_named, "{} is not in the output of its case", rule.name());
    }
}

#[test]
fn every_format_round_trips_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let formats = ["csv", "json", "ndjson", "xlsx"];
    let mut workbooks = Vec::new();
    for from in formats {
        for to in formats {
            let written = folder.path().join(format!("{from}.{to}"));
            convert(&fixture(&format!("contacts.{from}")), &written, &clean_ledger(15, &written));
            let written = fs::read(written).unwrap();
            match to {
                "xlsx" => workbooks.push(written), // the fixture was written by other libraries
                _ => assert!(written == fs::read(fixture(&format!("contacts.{to}"))).unwrap(), "{from} to {to}"),
            }
        }
    }
    assert!(workbooks.windows(2).all(|pair| pair[0] == pair[1]), "the same contacts gave different workbooks");
    // Our own files: CSV to XLSX to JSON to CSV.
    for (from, to) in [("csv.xlsx", "back.json"), ("back.json", "back.csv")] {
        let written = folder.path().join(to);
        convert(&folder.path().join(from), &written, &clean_ledger(15, &written));
    }
    assert_eq!(fs::read(folder.path().join("back.csv")).unwrap(), fs::read(fixture("contacts.csv")).unwrap());
}

#[test]
fn fixtures_convert_to_the_expected_lists() {
    let folder = tempfile::tempdir().unwrap();
    for (list, expected) in [
        ("sales-ops.xlsx", "sales-ops.expected.csv"),
        ("sales-ops.csv", "sales-ops.expected.csv"),
        ("sales-ops.json", "sales-ops.expected.csv"),
        ("french.csv", "french.expected.csv"),
        ("bad/text-named.xlsx", "small.csv"),
        ("bad/unknown-column.csv", "small.csv"),
        ("bad/repeated-header.csv", "small.csv"),
    ] {
        let written = folder.path().join("list.csv");
        let output = cosell(&["convert", &text(&fixture(list)), "-o", &text(&written), "--force"], folder.path(), b"");
        assert_eq!(output.status.code(), Some(0), "{list}");
        assert_eq!(text_of(&fs::read(&written).unwrap()), text_of(&fs::read(fixture(expected)).unwrap()), "{list}");
        // A canonical list stays the same and has no findings.
        let again = folder.path().join("again.csv");
        let rows = fs::read_to_string(&written).unwrap().lines().count() - 1;
        convert(&written, &again, &clean_ledger(rows, &again));
        assert_eq!(fs::read(&again).unwrap(), fs::read(&written).unwrap(), "{list}");
        fs::remove_file(&again).unwrap();
    }
}

#[test]
fn templates_equal_the_output_of_the_command() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["contacts.csv", "contacts.xlsx", "contacts.json", "contacts.schema.json"] {
        let written = folder.path().join(name);
        let output = cosell(&["template", "-o", name], folder.path(), b"");
        let message = format!("Written to {name}.\n").into_bytes();
        assert_eq!((output.status.code(), output.stdout, output.stderr), (Some(0), vec![], message), "{name}");
        let kept = Path::new(ROOT).join("templates").join(name);
        if is_overwriting() {
            fs::copy(&written, &kept).unwrap();
        }
        assert!(
            fs::read(&written).unwrap() == fs::read(&kept).unwrap(),
            "{name} differs from the output of `cosell template`"
        );
        // The format can be an option instead of a file extension.
        let format = name.rsplit('.').nth(1).filter(|part| *part == "schema").or(name.rsplit('.').next()).unwrap();
        let output = cosell(&["template", "--to", format], folder.path(), b"");
        assert!(output.stdout == fs::read(&kept).unwrap(), "{name} on standard output");
    }
}

/// A row, a rule and a column.
type Finding = (u64, String, String);

/// Errors and warnings without a safe fix are at the cells that `fixtures/README.md` lists.
#[test]
fn mistakes_are_found_at_their_cells() {
    let expected = fs::read_to_string(fixture("sales-ops-mistakes.expected.tsv")).unwrap();
    let expected: Vec<Finding> = expected
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split('\t').map(str::to_owned);
            (cells.next().unwrap().parse().unwrap(), cells.next().unwrap(), cells.next().unwrap())
        })
        .collect();
    let mut wrong = String::new();
    for format in ["xlsx", "csv", "json"] {
        let mut expected = expected.clone();
        match format {
            "json" => expected.iter_mut().for_each(|(row, ..)| *row -= 1), // JSON has no header
            "csv" => expected.push((46, "row-length".to_owned(), String::new())),
            _ => {}
        }
        let list = format!("sales-ops-mistakes.{format}");
        let output = cosell(&["validate", &list, "--format", "json"], &fixture(""), b"");
        assert_eq!(output.status.code(), Some(1), "{list}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut found: Vec<Finding> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["severity"] != "note" && finding["fix"]["safety"] != "safe")
            .map(|finding| {
                let word = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
                (finding["row"].as_u64().unwrap_or_default(), word("rule"), word("column"))
            })
            .collect();
        expected.sort();
        found.sort();
        let differences = |which: &str, these: &[Finding], those: &[Finding]| -> String {
            these.iter().filter(|one| !those.contains(one)).map(|one| format!("{list}: {which} {one:?}\n")).collect()
        };
        wrong += &differences("is missing", &expected, &found);
        wrong += &differences("has an unexpected", &found, &expected);
        assert!(!wrong.is_empty() || found.len() == expected.len(), "{list}: a finding occurs twice");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Excel allows 32,767 characters in a cell. A longer one is an error before anything is written.
#[test]
fn a_cell_too_long_for_a_workbook_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Name,Email,Job title,Role,Countries/Regions,States/Provinces";
    for (length, status) in [(32_767, 0), (32_768, 2)] {
        let title = "x".repeat(length);
        let list = format!("{header}\nAnn Lee,ann@example.com,{title},Partner sales,US,\n");
        let name = format!("{length}.xlsx");
        let output = cosell(&["convert", "-", "-o", &name], folder.path(), list.as_bytes());
        assert_eq!(output.status.code(), Some(status), "{}", text_of(&output.stderr));
        assert_eq!(folder.path().join(&name).exists(), status == 0);
        if status != 0 {
            assert_eq!(
                text_of(&output.stderr),
                "error: row 2, Job title: the text has 32768 characters, but an Excel cell can hold 32,767\n\
                 Shorten the text, or write the list as CSV or JSON.\n"
            );
        }
    }
    assert_eq!(files_below(folder.path()).len(), 1, "other files were left behind");
}

/// These names can't be cases in the repository, because not every system that Git runs on allows them.
#[cfg(unix)]
#[test]
fn names_of_files_are_sanitized() {
    let folder = tempfile::tempdir().unwrap();
    let (list, shown) = ("gpj\u{202e}\u{1b}[31m.csv", "gpj\\u{202e}\\u{1b}[31m.csv");
    fs::write(
        folder.path().join(list),
        "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,,Partner sales,US\n",
    )
    .unwrap();
    let output = cosell(&["validate", list], folder.path(), b"");
    let expected = format!(
        "{shown}\n  error value-missing\n    C2  Job title is empty; Partner Center requires a value in every row\n\n\
         1 row = 0 contacts + 1 rejected\n1 problem to correct.\n\
         To have the cells marked in a workbook, add --annotate to-correct.xlsx.\n"
    );
    assert_eq!(
        (output.status.code(), text_of(&output.stdout), text_of(&output.stderr)),
        (Some(1), expected, String::new())
    );
    let output = cosell(&["template", "-o", list], folder.path(), b"");
    let expected = format!(
        "error: {shown}: the file already exists\nUse another file name, or add --force to replace the file.\n"
    );
    assert_eq!(
        (output.status.code(), text_of(&output.stdout), text_of(&output.stderr)),
        (Some(3), String::new(), expected)
    );
}

/// A case: its path without the streams, and the text of its TOML file.
struct Case {
    path: PathBuf,
    toml: String,
}

impl Case {
    fn all() -> Vec<Case> {
        let root = Path::new(ROOT).join("tests/cases");
        let tomls = files_below(&root)
            .into_keys()
            .filter(|path| path.ends_with(".toml") && !path.contains(".in/") && !path.contains(".out/"));
        let case = |path: String| {
            let path = root.join(path);
            let toml = fs::read_to_string(&path).unwrap();
            Case { path, toml }
        };
        tomls.map(case).collect()
    }

    /// Returns the value that a line of the case sets.
    fn setting(&self, key: &str) -> Option<&str> {
        self.toml.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))
    }

    fn is_sandboxed(&self) -> bool {
        self.setting("fs.sandbox") == Some("true")
    }

    /// Runs the case once more and compares all files with those before the run and those expected. Returns the
    /// differences: missing files, other content, or files left behind.
    fn differing_files(&self) -> Option<String> {
        if !self.is_sandboxed() {
            return None;
        }
        // An array of strings is the same in TOML and JSON.
        let args: Vec<String> = serde_json::from_str(self.setting("args")?).expect("the arguments are one line");
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let base = match self.setting("fs.base") {
            Some(base) => self.path.parent()?.join(base.trim_matches('"')),
            None => self.path.with_extension("in"),
        };
        let folder = tempfile::tempdir().unwrap();
        copy(&base, folder.path());
        let (before, books_before) = files_and_books_below(folder.path());
        let stdin = fs::read(self.path.with_extension("stdin")).unwrap_or_default();
        cosell(&args, folder.path(), &stdin);
        let (after, mut books) = files_and_books_below(folder.path());
        books.retain(|name, contents| books_before.get(name) != Some(contents));
        let books: String = books.into_values().collect();
        let book = self.path.with_extension("book");
        if is_overwriting() && !books.is_empty() {
            fs::write(&book, &books).unwrap();
        }
        let books_expected = fs::read_to_string(&book).unwrap_or_default();
        if books != books_expected {
            return Some(format!("{}, book:\n  expected {books_expected}\n  found    {books}", self.path.display()));
        }

        let out = self.path.with_extension("out");
        let mut expected = before.clone();
        expected.extend(files_below(&out));
        if after == expected {
            return None;
        }
        if is_overwriting() {
            let _ = fs::remove_dir_all(&out);
            for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
                let path = out.join(path);
                fs::create_dir_all(path.parent()?).unwrap();
                fs::write(path, bytes).unwrap();
            }
            return None;
        }
        let differs = |path: &&String| after.get(*path) != expected.get(*path);
        let mut files: Vec<&String> = after.keys().chain(expected.keys()).filter(differs).collect();
        files.sort();
        files.dedup();
        let shown =
            |bytes: Option<&Vec<u8>>| bytes.map_or("nothing".to_owned(), |bytes| format!("{:?}", text_of(bytes)));
        let files = files.into_iter().map(|path| {
            let (expected, found) = (shown(expected.get(path)), shown(after.get(path)));
            format!("{}, {path}:\n  expected {expected}\n  found    {found}", self.path.display())
        });
        Some(files.collect::<Vec<_>>().join("\n"))
    }
}

fn is_overwriting() -> bool {
    std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite")
}

fn cosell(args: &[&str], folder: &Path, stdin: &[u8]) -> Output {
    let mut command = Command::new(COSELL);
    command.args(args).current_dir(folder).envs(ENVIRONMENT);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command is built");
    // This fails if the command ends without reading its input.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

/// Converts a list without errors, and asserts its messages.
fn convert(from: &Path, to: &Path, expected: &str) {
    let output = cosell(&["convert", &text(from), "-o", &text(to)], Path::new(ROOT), b"");
    // Long lines are wrapped.
    let streams = (text_of(&output.stdout), text_of(&output.stderr).replace("\n  ", " "));
    assert_eq!((output.status.code(), streams), (Some(0), (String::new(), expected.to_owned())), "{}", from.display());
}

fn clean_ledger(contacts: usize, written: &Path) -> String {
    let hint = "Upload this file without saving it in Excel first: Excel may write semicolons, and Partner Center would \
                reject it.\nNext, in Partner Center: import the file under the contacts of the solution, then submit for \
                review.\nEach sales contact needs the role Referral Admin or Referral User there.\n";
    let hint = if written.extension().is_some_and(|ending| ending == "csv") { hint } else { "" };
    let written = written.display();
    format!("{contacts} rows = {contacts} contacts, no fixes needed. Written to {written}.\n{hint}")
}

fn fixture(name: &str) -> PathBuf {
    Path::new(ROOT).join("fixtures").join(name)
}

fn text(path: &Path) -> String {
    path.to_str().expect("the folders of the tests have plain names").to_owned()
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the files below a folder, and the contents of the books among them. The bytes of a book contain the time,
/// so they can't be compared.
fn files_and_books_below(folder: &Path) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, String>) {
    let is_book = |name: &str, bytes: &[u8]| name.ends_with(".sqlite") && bytes.starts_with(b"SQLite");
    let (books, files): (BTreeMap<_, _>, BTreeMap<_, _>) =
        files_below(folder).into_iter().partition(|(name, bytes)| is_book(name, bytes));
    (files, books.into_keys().map(|name| (name.clone(), history(&folder.join(name)))).collect())
}

/// Returns the contents of a book: a line for each revision, followed by its contacts.
fn history(book: &Path) -> String {
    let mut book = Book::open(book).unwrap();
    let reading = book.read().unwrap();
    let mut text = String::new();
    for offer in reading.offers().unwrap() {
        for revision in reading.history(&offer.id).unwrap() {
            let Revision { number, kind, source, message, changes, .. } = revision;
            writeln!(text, "{} {number}: {kind:?}, {source:?}, {message:?}, {changes:?}", offer.id).unwrap();
            let each = |contact: &StoredContact<'_>| {
                let (email, role) = (&contact.email, contact.role.label());
                writeln!(text, "  {email}, {role}: {}", contact.countries).unwrap();
                Ok::<(), BookError>(())
            };
            reading.contacts(&offer.id, number, each).unwrap();
        }
    }
    text
}

/// Returns the files below a folder by their relative path with `/`, or none if there is no such folder. Files named
/// `.keep`, which keep empty folders in Git, are left out.
fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            files.extend(files_below(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else if name != ".keep" {
            files.insert(name, fs::read(path).unwrap());
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).into_iter().flatten().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else if entry.file_name() != ".keep" {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
