//! Files as programs and people make them, and the outcome that each shall have, decided before the program was asked:
//! `tests/outcomes/files/*.csv`, one table for each kind.
//!
//! | column | content |
//! | --- | --- |
//! | `file` | the path in `fixtures/layouts` |
//! | `options` | options of `validate` and `convert`, separated by spaces; a `"` isn't special |
//! | `outcome` | the rows by what happened to them, as `3 contacts, 1 rejected, 2 skipped` without those that are 0; or `refused: TEXT`, if the program refuses the file with exit status 2 and a message that has TEXT |
//! | `rules` | the rules of all findings, sorted; without `sales-contact-missing`, which isn't about the form of a file |
//! | `source` | the program that made the file, or the public file or page that has its shape |
//!
//! If `FILE.expected.csv` is beside a file, `convert --rejects` writes exactly that.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::workspace::COSELL;

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// Parts of the summary, in the order in which outcomes name them.
const PARTS: [&str; 6] = ["contacts", "merged", "rejected", "blank", "skipped", "removed"];

fn run(command: &str, file: &Path, options: &str, more: &[&str]) -> Output {
    let mut program = Command::new(COSELL);
    program.arg(command).arg(file).args(options.split_whitespace()).args(more);
    program.env("LC_ALL", "C").env("COLUMNS", "10000").output().unwrap()
}

/// Returns the outcome of a file and the rules of its findings, in the words of the tables. `refusal` is the text that the
/// message of a refusal should have.
fn observe(file: &Path, options: &str, refusal: &str) -> (String, String) {
    let output = run("validate", file, options, &["--format", "json"]);
    let message = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(2) {
        let text = if message.contains(refusal) { refusal } else { message.trim() };
        return (format!("refused: {text}"), String::new());
    }
    let Ok(findings) = serde_json::from_slice::<Value>(&output.stdout) else {
        return (format!("{:?}: {message}", output.status), String::new());
    };
    let summary = &findings["summary"];
    let parts = PARTS.iter().filter(|part| summary[**part].as_u64() > Some(0)).map(|part| {
        let (number, name) = (&summary[*part], part.strip_suffix('s').filter(|_| summary[*part] == 1).unwrap_or(part));
        format!("{number} {name}")
    });
    let outcome = parts.collect::<Vec<_>>().join(", ");
    let rules: BTreeSet<&str> =
        findings["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    let rules = rules.into_iter().filter(|rule| *rule != "sales-contact-missing");
    (outcome, rules.collect::<Vec<_>>().join(" "))
}

/// Returns what `convert` writes, and its messages if it writes nothing.
fn converted(file: &Path, options: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let [output, rejects] = ["out.csv", "rejects.csv"].map(|name| folder.path().join(name));
    let more = ["-o", output.to_str().unwrap(), "--rejects", rejects.to_str().unwrap()];
    let run = run("convert", file, options, &more);
    fs::read_to_string(output).unwrap_or_else(|_| String::from_utf8_lossy(&run.stderr).into_owned())
}

#[test]
fn files_have_the_outcomes_that_were_decided() {
    let mut wrong = String::new();
    let mut seen = BTreeSet::new();
    let mut tables: Vec<PathBuf> =
        fs::read_dir(format!("{PROJECT}/tests/outcomes/files")).unwrap().map(|entry| entry.unwrap().path()).collect();
    tables.sort();
    for table in tables {
        let mut reader = csv::Reader::from_path(&table).unwrap();
        for record in reader.records() {
            let record = record.unwrap();
            let [name, options, outcome, rules, source] = [0, 1, 2, 3, 4].map(|column| &record[column]);
            assert!(!source.is_empty(), "{name} has no source");
            let file = Path::new(PROJECT).join("fixtures/layouts").join(name);
            assert!(file.is_file(), "{} is missing", file.display());
            seen.insert(file.clone());
            let observed = observe(&file, options, outcome.strip_prefix("refused: ").unwrap_or("\0"));
            if (observed.0.as_str(), observed.1.as_str()) != (outcome, rules) {
                writeln!(
                    wrong,
                    "{name} {options}\n  expected {outcome:?} {rules}\n  found    {:?} {}",
                    observed.0, observed.1
                )
                .unwrap();
            }
            let expected = file.with_file_name(format!("{}.expected.csv", file.file_name().unwrap().display()));
            if let Ok(text) = fs::read_to_string(&expected) {
                seen.insert(expected);
                let written = converted(&file, options);
                if written != text {
                    writeln!(wrong, "{name} {options}\n  written:\n{written}").unwrap();
                }
            }
        }
    }
    let folders: BTreeSet<PathBuf> = seen.iter().filter_map(|file| file.parent().map(Path::to_owned)).collect();
    for file in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()) {
        if !seen.contains(&file) {
            writeln!(wrong, "{} is in no table", file.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
