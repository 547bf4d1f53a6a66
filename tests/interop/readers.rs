//! Other programs read our CSV, XLSX and JSON: the cells must be the same, and all of them text.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::list::{FRENCH, HEADER, List};
use crate::{cosell_with_status, run_json, soffice};

/// Reads files of the list with a program, through a script, and asserts that the cells are the same.
fn assert_read(script: &str, program: &str, files: &[&str]) {
    let list = List::written();
    let read = run_json(script, &[&[program], files].concat(), list.folder());
    for file in files {
        let header = if file.starts_with("french") { FRENCH } else { HEADER };
        let keys = ["name", "email", "jobTitle", "role", "countries", "states"];
        let header = if file.ends_with("json") { keys } else { header };
        list.assert_is(&read[file], header, &format!("{program}, {file}"));
    }
}

const TABLES: [&str; 4] = ["list.csv", "french.csv", "list.xlsx", "french.xlsx"];
const ALL: [&str; 6] = ["list.csv", "french.csv", "list.xlsx", "french.xlsx", "list.json", "list.ndjson"];

#[test]
#[ignore = "needs Python"]
fn python_in_strict_mode() {
    assert_read("read.py", "csv", &TABLES[..2]);
}

#[test]
#[ignore = "needs csv-parse"]
fn csv_parse_in_strict_mode() {
    assert_read("read.mjs", "csv-parse", &TABLES[..2]);
}

#[test]
#[ignore = "needs openpyxl"]
fn openpyxl() {
    assert_read("read.py", "openpyxl", &TABLES[2..]);
}

#[test]
#[ignore = "needs pandas"]
fn pandas() {
    assert_read("read.py", "pandas", &ALL);
}

#[test]
#[ignore = "needs Polars"]
fn polars() {
    assert_read("read.py", "polars", &ALL);
}

#[test]
#[ignore = "needs DuckDB"]
fn duckdb() {
    assert_read("read.py", "duckdb", &ALL);
}

#[test]
#[ignore = "needs SheetJS"]
fn sheetjs() {
    assert_read("read.mjs", "sheetjs", &TABLES);
}

/// Export filter: CSV in which text is quoted and numbers are not, so that the types can be seen.
const QUOTED_TEXTS: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false";

/// Import filter: CSV in UTF-8 with commas, all columns as text.
const AS_TEXT: &str = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2";

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice() {
    let list = List::written();
    let quoted = |header: [&str; 6]| {
        let contacts = list.contacts.iter().map(|cells| cells.each_ref().map(String::as_str));
        let line = |cells: [&str; 6]| {
            let cell = |text: &str| match text {
                "" => String::new(),
                text => format!("\"{}\"", text.replace('"', "\"\"")),
            };
            cells.map(cell).join(",") + "\n"
        };
        [header].into_iter().chain(contacts).map(line).collect::<String>()
    };
    soffice(&["--convert-to", QUOTED_TEXTS], &["list.xlsx", "french.xlsx"], "of-xlsx", list.folder());
    soffice(&[AS_TEXT, "--convert-to", QUOTED_TEXTS], &["list.csv", "french.csv"], "of-csv", list.folder());
    for (file, header) in [("list.csv", HEADER), ("french.csv", FRENCH)] {
        for of in ["of-xlsx", "of-csv"] {
            let saved = fs::read_to_string(list.at(of).join(file)).unwrap();
            let expected = quoted(header);
            for (one, other) in saved.lines().zip(expected.lines()) {
                assert_eq!(one, other, "{of}/{file}");
            }
            assert_eq!(saved.lines().count(), expected.lines().count(), "{of}/{file}");
        }
    }
}

/// Checks the workbook as written and as saved by LibreOffice. Without a window, LibreOffice drops the frozen panes
/// of every workbook.
#[test]
#[ignore = "needs openpyxl and LibreOffice"]
fn workbooks_have_a_drop_down_a_frozen_header_and_a_filter() {
    let list = List::written();
    soffice(&["--convert-to", "xlsx"], &["list.xlsx"], "saved", list.folder());
    for file in ["list.xlsx", "saved/list.xlsx"] {
        let looks = run_json("looks.py", &[file], list.folder());
        assert_eq!(looks["sheets"], json!(["Contacts", "Countries", "States"]), "{file}");
        let frozen = if file == "list.xlsx" { json!("A2") } else { Value::Null };
        assert_eq!(looks["frozen"], frozen, "{file}");
        assert_eq!(looks["filter"], "A1:F1201", "{file}");
        assert_eq!(looks["header is bold"], true, "{file}");
        let [drop_down] = &looks["drop-downs"].as_array().unwrap()[..] else { panic!("{file}: {looks}") };
        assert_eq!(drop_down["type"], "list", "{file}");
        assert!(drop_down["cells"].as_str().unwrap().starts_with("D2:D"), "{file}: {drop_down}");
        let roles = "\"Partner marketing,Partner sales,Partner technical sales,Partner customer success manager\"";
        assert_eq!(drop_down["list"], roles, "{file}");
        for none in ["formulas", "links"] {
            assert_eq!(looks[none], json!([]), "{file}: {none}");
        }
    }
}

#[test]
#[ignore = "needs openpyxl"]
fn annotated_workbooks_have_notes() {
    let folder = tempfile::tempdir().unwrap();
    let bad = "Name,Email,Job title,Role,Countries/Regions\n\
        Ann Lee,ann@example.com,CEO,Partner sales,US\n\
        Bob,bob.example.com,CEO,Salesman,Narnia\n";
    fs::write(folder.path().join("bad.csv"), bad).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cosell"))
        .args(["validate", "bad.csv", "--annotate", "marked.xlsx"])
        .current_dir(folder.path())
        .output();
    assert_eq!(output.unwrap().status.code(), Some(1));
    let first = run_json("looks.py", &["marked.xlsx", "0"], folder.path());
    assert_eq!(first["sheets"], json!(["To correct", "Contacts", "Countries", "States"]));
    // The sheet of the list, and the cell of each problem.
    assert_eq!(first["links"], json!(["A7", "B10", "B11", "B12"]), "{first:#}");
    assert_eq!(first["printed"], "'To correct'!$A$1:$G$12");
    let looks = run_json("looks.py", &["marked.xlsx", "1"], folder.path());
    let notes = looks["notes"].as_object().unwrap();
    assert_eq!(notes.keys().collect::<Vec<_>>(), ["D3", "F3", "G3"], "{looks:#}");
    for (cell, says) in [
        ("D3", "the @ is missing"),
        ("F3", "is not one of the four roles"),
        ("G3", "\"Narnia\" is not a known country"),
    ] {
        assert!(notes[cell].as_str().unwrap().contains(says), "{cell}: {}", notes[cell]);
    }
    assert_eq!(looks["frozen"], "B2");
    assert!(looks["drop-downs"][0]["cells"].as_str().unwrap().starts_with("F2"), "{looks:#}");
}

/// A workbook to correct is printed on a few pages: what to do, the list, countries and states.
#[test]
#[ignore = "needs LibreOffice"]
fn annotated_workbooks_are_printed_on_a_few_pages() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for (list, language, most) in [("forty.xlsx", "en", 4), ("sales-ops-mistakes.xlsx", "fr", 6)] {
        let list = fixtures.join(list);
        let list = list.to_str().unwrap();
        let args = ["validate", list, "--annotate", "marked.xlsx", "--force", "--lang", language];
        cosell_with_status(&args, folder, 1);
        soffice(&["--convert-to", "pdf"], &["marked.xlsx"], "printed", folder);
        let pdf = fs::read(folder.join("printed/marked.pdf")).unwrap();
        let objects = |object: &[u8]| pdf.windows(object.len()).filter(|window| *window == object).count();
        let pages = objects(b"/Type/Page") - objects(b"/Type/Pages");
        assert!((4..=most).contains(&pages), "{list}: {pages} pages");
    }
}

/// LibreOffice runs formulas of the list, but not those of its rejects, which are escaped.
#[test]
#[ignore = "needs LibreOffice and openpyxl"]
fn formulas_in_rejects_are_not_run() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let formulas = ["=1+1", "+1+1", "-1+1", "=HYPERLINK(\"http://example.com\")", "=SUM(A1:A2)"];
    let row = |formula: &str| format!("\"{}\",ann@example.com,CEO,Partner sales,US\n", formula.replace('"', "\"\""));
    let rows: String = formulas.into_iter().map(row).collect();
    fs::write(folder.join("list.csv"), format!("Name,Email,Job title,Role,Countries/Regions\n{rows}")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cosell"))
        .args(["convert", "list.csv", "-o", "good.csv", "--rejects", "rejects.csv"])
        .current_dir(folder)
        .output();
    assert_eq!(output.unwrap().status.code(), Some(1));
    // The last token makes LibreOffice evaluate formulas in text.
    let run = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,0,true";
    soffice(&[run, "--convert-to", "xlsx"], &["list.csv", "rejects.csv"], "opened", folder);
    let count = |file: &str| run_json("looks.py", &[file], folder)["formulas"].as_array().unwrap().len();
    assert!(count("opened/list.xlsx") > 1, "LibreOffice ran no formula of the list, so the test shows nothing");
    assert_eq!(count("opened/rejects.xlsx"), 0);
}
