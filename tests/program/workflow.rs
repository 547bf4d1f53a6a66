//! A list with three bad rows out of forty is validated, written as an annotated workbook, corrected and converted.
//!
//! openpyxl makes the corrections. COSELL_PYTHON names a Python that has it, as `.ci/run` installs one; without it,
//! this part is skipped. The workbook as corrected in LibreOffice is a fixture, because LibreOffice is large.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn fixture(name: &str) -> PathBuf {
    Path::new(ROOT).join("fixtures").join(name)
}

fn cosell(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cosell")).args(args).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Converts the corrected workbook. The list must be the expected one, without notes about the columns beside it.
/// `fixes` says what is fixed: nothing in a workbook in which the fixes are applied.
fn assert_is_corrected(workbook: &str, fixes: &str, folder: &Path) {
    let output = cosell(&["convert", workbook, "-o", "list.csv", "--force"], folder);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{message}");
    assert!(message.contains(&format!("41 rows = 40 contacts + 1 blank, {fixes}")), "{message}");
    assert!(!message.contains("note "), "{message}");
    assert_eq!(
        text(&fs::read(folder.join("list.csv")).unwrap()),
        text(&fs::read(fixture("forty.expected.csv")).unwrap())
    );
}

#[test]
fn three_bad_rows_are_marked_corrected_and_converted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::copy(fixture("forty.xlsx"), folder.join("forty.xlsx")).unwrap();
    let output = cosell(&["validate", "forty.xlsx", "--annotate", "to-correct.xlsx"], folder);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("37 contacts + 3 rejected + 1 blank"), "{}", text(&output.stdout));
    assert!(text(&output.stderr).starts_with("to-correct.xlsx is a new workbook"), "{}", text(&output.stderr));
    assert!(fs::read(folder.join("forty.xlsx")).unwrap() == fs::read(fixture("forty.xlsx")).unwrap());

    // Without corrections, the same three rows are wrong.
    let output = cosell(&["convert", "to-correct.xlsx", "-o", "list.csv"], folder);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("37 contacts + 3 rejected + 1 blank"), "{}", text(&output.stderr));

    let Some(python) = python() else { return };
    let output = Command::new(python)
        .arg(Path::new(ROOT).join("tests/workflow/correct.py"))
        .args(["to-correct.xlsx", "corrected.xlsx"])
        .args(["8:Countries/Regions=NA", "20:Role=Partner technical sales", "36:Email=dmitri.dunmore@contoso.com"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout).lines().collect::<Vec<_>>(),
        [
            "Narnia\tTrue\tTrue\tError: \"Narnia\" is not a known country; write two-letter codes such as US, CA, FR, or OOO for \
             all countries",
            "Salesperson\tTrue\tTrue\tError: \"Salesperson\" is not one of the four roles; did you mean Partner sales? (accepted: \
             Partner marketing, Partner sales, Partner technical sales or Partner customer success manager) / Suggestion: \
             \"Partner sales\"",
            "dmitri.dunmore.contoso.com\tTrue\tTrue\tError: not a valid e-mail address; the @ is missing",
        ]
    );
    assert_is_corrected("corrected.xlsx", "no fixes needed", folder);
}

/// The workbook is one of an earlier version, in which cells that are fixed automatically were as received.
#[test]
fn rows_corrected_in_libreoffice_are_converted() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("forty.corrected.xlsx"), folder.path().join("back.xlsx")).unwrap();
    assert_is_corrected("back.xlsx", "2 problems fixed", folder.path());
}

/// A merge of lists with errors gives each sender a workbook, and the keeper the valid rows and the rejected ones, which
/// are rejected again row by row until somebody corrects them.
#[test]
fn lists_of_several_senders_are_corrected_in_workbooks() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for list in ["emea.csv", "apac.csv"] {
        let list_of_case = Path::new(ROOT).join("tests/cases/merge/rejects-other-columns.in").join(list);
        fs::copy(list_of_case, folder.join(list)).unwrap();
    }
    let merge = |lists: [&str; 2], to: &str| {
        let args =
            [&["merge"], &lists[..], &["-o", "merged.csv", "--rejects", "rejected.xlsx", "--force", "--annotate", to]];
        let output = cosell(&args.concat(), folder);
        let message = text(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert!(message.contains("3 rows = 1 contact + 2 rejected"), "{message}");
        assert!(message.contains("2 lists have something to correct"), "{message}");
        assert!(message.contains("the rejected contacts would be deleted"), "{message}");
        let advice = "cosell merge merged.csv rejected.xlsx --all-sheets -o NEW.csv";
        assert!(message.contains(advice), "{message}");
        let merged = text(&fs::read(folder.join("merged.csv")).unwrap());
        assert_eq!(merged.lines().count(), 2, "{merged}");
        assert!(merged.contains("ann.lee@contoso.com"), "{merged}");
    };
    merge(["emea.csv", "apac.csv"], "first");
    // The lists have other columns, so their rows are on sheets of their own.
    let output = cosell(&["convert", "rejected.xlsx", "--all-sheets", "-o", "again.csv"], folder);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("2 rows = 0 contacts + 2 rejected"), "{}", text(&output.stderr));
    // Workbooks that nobody corrected have the same errors, and get workbooks of the same names in another folder.
    merge(["first/emea.to-correct.xlsx", "first/apac.to-correct.xlsx"], "second");
    let names = |folder: PathBuf| {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(folder.join("first")), ["apac.to-correct.xlsx", "emea.to-correct.xlsx"]);
    assert_eq!(names(folder.join("second")), ["apac.to-correct.xlsx", "emea.to-correct.xlsx"]);
}

/// A workbook of an earlier merge looks as if it had to be sent, so it goes when its list has nothing to correct any more.
/// Other files stay.
#[test]
fn workbooks_of_lists_without_errors_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let list = |name: &str, country: &str| {
        let header = "Name,Email,Job title,Role,Countries/Regions";
        let row = format!("{name},{name}@contoso.com,CEO,Partner sales,{country}");
        fs::write(folder.join(format!("{name}.csv")), format!("{header}\n{row}\n")).unwrap();
    };
    let merge = |force: &[&str]| {
        let args = ["merge", "ann.csv", "bob.csv", "-o", "merged.csv", "--annotate", "to"];
        let output = cosell(&[&args, force].concat(), folder);
        (output.status.code(), text(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let [ann, bob] = ["to/ann.to-correct.xlsx", "to/bob.to-correct.xlsx"].map(|name| folder.join(name));
    list("ann", "Narnia");
    list("bob", "Narnia");
    assert_eq!(merge(&[]).0, Some(1));
    assert!(ann.exists() && bob.exists());
    list("ann", "FR");
    assert_eq!(merge(&[]).0, Some(3));
    assert!(ann.exists());
    let (status, message) = merge(&["--force"]);
    assert_eq!(status, Some(1), "{message}");
    let removed = "Removed, because its list has nothing to correct any more: to/ann.to-correct.xlsx";
    assert!(message.contains(removed) && !ann.exists() && bob.exists(), "{message}");

    // A list of the sender under that name, and a workbook of rejected rows, aren't workbooks to correct.
    fs::copy(fixture("forty.xlsx"), &ann).unwrap();
    let args = ["convert", "bob.csv", "-o", "none.csv", "--rejects", "to/bob.to-correct.xlsx", "--force"];
    assert_eq!(cosell(&args, folder).status.code(), Some(1));
    let before = [&ann, &bob].map(|file| fs::read(file).unwrap());
    list("bob", "FR");
    let (status, message) = merge(&["--force"]);
    assert_eq!(status, Some(0), "{message}");
    let kept = "their lists have nothing to correct: to/ann.to-correct.xlsx, to/bob.to-correct.xlsx";
    assert!(message.contains(kept) && !message.contains("Removed"), "{message}");
    assert_eq!([ann, bob].map(|file| fs::read(file).unwrap()), before);
}

/// Returns the Python that COSELL_PYTHON names. In CI it must be set.
fn python() -> Option<PathBuf> {
    let python = env::var_os("COSELL_PYTHON").map(PathBuf::from);
    assert!(python.is_some() || env::var_os("CI").is_none(), "CI is set, and COSELL_PYTHON is not");
    if python.is_none() {
        // Written to standard error directly, because the test harness captures `eprintln!` and then shows a passed
        // test.
        let line = "COSELL_PYTHON, a Python with openpyxl, is not set: the corrections are not tested (tests/program/workflow.rs)\n";
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
    python
}
