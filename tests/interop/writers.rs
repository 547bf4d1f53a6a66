//! `cosell` reads the files that other programs write: the contacts must be the same.

use std::collections::BTreeSet;
use std::fs;

use crate::list::{Cells, List, contacts};
use crate::{cosell, run, run_json, soffice};

/// Asserts that the folder `theirs` has a file with each of these extensions, and that each is the list.
fn assert_written(list: &List, endings: &[&str]) {
    let written: BTreeSet<String> = fs::read_dir(list.at("theirs"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let expected: BTreeSet<String> = endings.iter().map(|ending| format!("list.{ending}")).collect();
    assert_eq!(written, expected);
    let ours = fs::read_to_string(list.at("list.csv")).unwrap();
    for file in written {
        let message = cosell(&["convert", &format!("theirs/{file}"), "-o", "back.csv", "--force"], list.folder());
        let back = fs::read_to_string(list.at("back.csv")).unwrap();
        for (number, (one, other)) in back.lines().zip(ours.lines()).enumerate() {
            assert_eq!(one, other, "{file}, line {}", number + 1);
        }
        assert_eq!(back, ours, "{file}\n{message}");
    }
}

fn assert_by(list: List, script: &str, program: &[&str], endings: &[&str]) {
    fs::create_dir(list.at("theirs")).unwrap();
    run(script, &[program, &["cells.json", "theirs"]].concat(), list.folder());
    assert_written(&list, endings);
}

#[test]
#[ignore = "needs Python"]
fn python() {
    assert_by(List::written(), "write.py", &["csv"], &["csv", "tsv", "all-quoted.csv"]);
}

#[test]
#[ignore = "needs openpyxl"]
fn openpyxl() {
    assert_by(List::written(), "write.py", &["openpyxl"], &["xlsx"]);
}

#[test]
#[ignore = "needs pandas"]
fn pandas() {
    assert_by(List::written(), "write.py", &["pandas"], &["csv", "xlsx", "json", "ndjson"]);
}

#[test]
#[ignore = "needs Polars"]
fn polars() {
    assert_by(List::written(), "write.py", &["polars"], &["csv", "xlsx", "json", "ndjson"]);
}

#[test]
#[ignore = "needs DuckDB"]
fn duckdb() {
    assert_by(List::written(), "write.py", &["duckdb"], &["csv", "xlsx", "json", "ndjson"]);
}

#[test]
#[ignore = "needs SheetJS"]
fn sheetjs() {
    assert_by(List::written(), "write.mjs", &["xlsx,xlsm,csv"], &["xlsx", "xlsm", "csv"]);
}

/// SheetJS truncates texts of more than 255 characters in .xls.
#[test]
#[ignore = "needs SheetJS"]
fn sheetjs_xls() {
    let is_short = |cells: &Cells| cells.iter().all(|cell| cell.encode_utf16().count() <= 255);
    let contacts = contacts().into_iter().filter(is_short).collect();
    assert_by(List::new(contacts), "write.mjs", &["xls"], &["xls"]);
}

/// SheetJS writes white space between the cells of .ods and short records into .xlsb. calamine reads neither without
/// the corrections in `read`.
#[test]
#[ignore = "needs SheetJS"]
fn sheetjs_ods_and_xlsb() {
    assert_by(List::written(), "write.mjs", &["ods,xlsb"], &["ods", "xlsb"]);
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice() {
    let list = List::written();
    // The default encoding of CSV depends on the system; 76 is UTF-8.
    for to in ["xlsx", "xls", "ods", "csv:Text - txt - csv (StarCalc):44,34,76"] {
        soffice(&["--convert-to", to], &["list.xlsx"], "theirs", list.folder());
    }
    assert_written(&list, &["xlsx", "xls", "ods", "csv"]);
}

/// In Office Open XML, `_x0041_` is an escape for a letter, so a text that looks like one is escaped, as Excel does.
/// Some programs neither decode nor write these escapes. In their files the cell then means another text, in Excel
/// too.
#[test]
#[ignore = "needs openpyxl, pandas, Polars, DuckDB and SheetJS"]
fn texts_that_look_like_escapes() {
    const TEXT: &str = "_x0041_";
    let cells = [TEXT, "ann@example.com", "CEO", "Partner sales", "US", "US-WA"].map(str::to_owned);
    for (script, program, they_read, we_read) in [
        ("py", "openpyxl", "_x005F_x0041_", "A"),
        ("py", "pandas", TEXT, "A"),
        ("py", "polars", TEXT, TEXT),
        ("py", "duckdb", "_x005F_x0041_", "A"),
        ("mjs", "sheetjs", TEXT, "A"),
    ] {
        let list = List::new(vec![cells.clone()]);
        let read = run_json(&format!("read.{script}"), &[program, "list.xlsx"], list.folder());
        assert_eq!(read["list.xlsx"][1][0], they_read, "{program}");
        fs::create_dir(list.at("theirs")).unwrap();
        let writer = if program == "sheetjs" { "xlsx" } else { program };
        run(&format!("write.{script}"), &[writer, "cells.json", "theirs"], list.folder());
        cosell(&["convert", "theirs/list.xlsx", "-o", "back.csv"], list.folder());
        let back = fs::read_to_string(list.at("back.csv")).unwrap();
        assert_eq!(back.lines().nth(1).unwrap().split(',').next(), Some(we_read), "{program}");
    }
}
