//! The width of everything that people read: no line is wider than the terminal unless a single word is.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use unicode_width::UnicodeWidthStr;

const WIDTHS: [usize; 4] = [40, 60, 80, 120];

/// Commands in a folder with the fixtures, in this order. Some fail, and their errors are checked, too.
const COMMANDS: &[&[&str]] = &[
    &["validate", "sales-ops.csv"],
    &["validate", "sales-ops-mistakes.xlsx", "--all"],
    &["validate", "sales-ops-mistakes.json", "--all"],
    &["validate", "french.csv", "forty.xlsx", "nowhere.csv", "workbooks/two-lists.xlsx", "workbooks/messy.xlsx"],
    &["validate", "contacts.csv", "--markets", "US,CA,FR,JP,KR", "--select", "name-special,sales-contact-missing"],
    &["validate", "regional.csv"],
    &["validate", "forty.xlsx", "--annotate", "to-correct.xlsx"],
    &["validate", "sales-ops.csv", "-o", "findings.txt"],
    &["convert", "contacts.xlsx", "-o", "contacts-in-partner-center.csv"],
    &["convert", "contacts.xlsx", "-o", "contacts-in-partner-center.csv"],
    &["convert", "sales-ops-mistakes.xlsx", "-o", "list.csv"],
    &["convert", "sales-ops-mistakes.xlsx", "-o", "list.csv", "--rejects", "rejects.csv"],
    &["convert", "exports/outlook.csv", "-o", "outlook.csv", "--set", "Role=Partner sales"],
    &["convert", "bad/duplicate-column.csv"],
    &["convert", "bad/missing-column.csv"],
    &["convert", "bad/truncated.xlsx"],
    &["convert", "contacts.xlsx", "-o", "list.pdf"],
    &["convert", "contacts.xlsx", "--labels", "xx"],
    &[
        "merge",
        "merge/regional/emea.csv",
        "merge/regional/americas.xlsx",
        "merge/regional/apac.csv",
        "-o",
        "merged.csv",
    ],
    &[
        "merge",
        "merge/edited-and-deleted/emea.csv",
        "merge/edited-and-deleted/apac.csv",
        "--base",
        "merge/edited-and-deleted/last.csv",
    ],
    &["merge", "sales-ops-mistakes.xlsx", "contacts.csv"],
    &["diff", "diff/last.csv", "diff/next.csv"],
    &["diff", "sales-ops.xlsx", "contacts.csv"],
    &["coverage", "coverage/emea.csv", "coverage/americas.csv"],
    &[
        "coverage",
        "coverage/emea.csv",
        "coverage/americas.csv",
        "coverage/global.csv",
        "--markets",
        "@coverage/markets.csv",
    ],
    &["coverage", "sales-ops.xlsx"],
    &["coverage", "coverage/emea.csv", "-o", "coverage.csv"],
    &["countries", "Germany (DE) / UK, Trinidad and Tobago & US CA FR"],
    &[
        "countries",
        "EU + CH",
        "worldwide except China",
        "Nordics except Iceland",
        "Narnia",
        "Saint Helena, Ascension and Tristan da Cunha",
    ],
    &["countries", "Europe", "EU + CH", "--accept-suggestions"],
    &["explain"],
    &["explain", "country-unlisted"],
    &["explain", "header-row"],
    &[
        "import",
        "diff/last.csv",
        "--offer",
        "contoso-crm",
        "--message",
        "as Partner Center has had it since the spring",
    ],
    &["import", "diff/next.csv", "--offer", "contoso-crm", "--dry-run"],
    &["import", "diff/next.csv", "--offer", "contoso-crm"],
    &["import", "diff/next.csv", "--offer", "contoso-crm", "--yes", "--message", "with the changes of the regions"],
    &["import", "coverage/global.csv", "--offer", "contoso-crm", "--current", "diff/last.csv"],
    &["import", "coverage/global.csv", "--offer", "contoso-crn"],
    &["import", "coverage/global.csv", "--offer", "a workshop for partners of Fabrikam (Europe)"],
    &["import", "diff/last.csv", "--offer", "a workshop for partners of Fabrikam (Europe)", "--all"],
    &["import", "sales-ops-mistakes.xlsx", "--offer", "contoso-crm"],
    &["restore", "--offer", "contoso-crm", "--revision", "1", "--dry-run"],
    &["restore", "--offer", "contoso-crm", "--revision", "1", "--yes"],
    &["restore", "--offer", "contoso-crm", "--revision", "9"],
    &["history"],
    &["offers"],
    &["export", "--offer", "contoso-crm", "-o", "upload.csv"],
    &["export", "--all-offers", "-o", "lists"],
    &["retire", "ann.lindqvist@contoso.com"],
    &["retire", "ann.lindqvist@contoso.com", "--replace-with", "fen.qiao@contoso.com"],
    &["retire", "ann.lindqvist@contoso.com", "--yes"],
    &["forget", "bob.castellan@contoso.com"],
    &["forget", "bob.castellan@contoso.com", "--yes"],
    &["forget", "nobody@contoso.com"],
    &["history", "--offer", "contoso-crm"],
    &["history", "-o", "history.txt"],
];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

fn run(folder: &Path, columns: usize, language: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
    command.args(args).current_dir(folder).env("COLUMNS", columns.to_string()).env("LC_ALL", language);
    command.env("COSELL_BOOK", "book.sqlite").env("USER", "maria").stdin(std::process::Stdio::null()).output().unwrap()
}

/// Returns the lines that could be narrower: those wider than the terminal that have more than one word. Commands to be copied are
/// not wrapped.
fn too_wide(text: &[u8], columns: usize) -> Vec<String> {
    let text = String::from_utf8(text.to_vec()).unwrap();
    let is_too_wide =
        |line: &&str| line.width() > columns && line.trim().contains(' ') && !line.starts_with("  cosell ");
    text.lines().filter(is_too_wide).map(str::to_owned).collect()
}

#[test]
fn every_output_fits_the_width_of_the_terminal() {
    let mut wrong = String::new();
    for language in ["C", "fr_FR.UTF-8"] {
        for columns in WIDTHS {
            let folder = tempfile::tempdir().unwrap();
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), folder.path());
            for args in COMMANDS {
                let output = run(folder.path(), columns, language, args);
                assert!(output.status.code().is_some(), "{args:?}");
                for line in too_wide(&output.stdout, columns).into_iter().chain(too_wide(&output.stderr, columns)) {
                    wrong += &format!("{columns} {language} {args:?}: {line}\n");
                }
            }
            // A file doesn't depend on the terminal.
            for file in ["findings.txt", "history.txt"] {
                let text = fs::read(folder.path().join(file)).unwrap();
                assert_eq!(too_wide(&text, 100), [""; 0], "{file}");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
