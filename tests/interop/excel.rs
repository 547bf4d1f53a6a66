//! Our CSV files against the rules of RFC 4180 and Excel. These tests need no other program.
//!
//! - RFC 4180, "Common Format and MIME Type for CSV Files", October 2005, section 2: commas, CRLF, rows of one
//!   length, quotes around cells with a comma, a quote or a line end, and doubled quotes inside.
//! - Microsoft Support, "Opening CSV UTF-8 files correctly in Excel" (undated): a byte order mark marks UTF-8. (Cited
//!   from memory; the page was not read again.)
//! - Microsoft Support, "Excel specifications and limits" (undated): 1,048,576 rows, 32,767 characters in a cell.
//! - Microsoft Support, article 323626, "SYLK: File format is not valid": a text that starts with `ID` is opened as
//!   SYLK. (Also cited from memory.)
//! - OWASP Application Security Verification Standard 5.0, May 2025, requirement 1.2.10: no cell starts with `=`,
//!   `+`, `-`, `@`, a tab or NUL. The tests include a carriage return.

use std::fs;
use std::process::Command;

use crate::list::{FRENCH, HEADER, List};

/// Parses a CSV file. Returns its cells, or the first rule that it breaks and in which record.
fn parsed(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").ok_or("no byte order mark")?;
    let mut rest = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    if rest.starts_with("ID") {
        return Err("it starts with ID".to_owned());
    }
    let mut records: Vec<Vec<String>> = Vec::new();
    let mut record = Vec::new();
    while !rest.is_empty() {
        let number = records.len() + 1;
        let (cell, after) = cell(rest).map_err(|what| format!("record {number}: {what}"))?;
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
            return Err(format!("record {number}: {cell:?} is a formula"));
        }
        if cell.encode_utf16().count() > 32_767 {
            return Err(format!("record {number}: a cell is too long"));
        }
        record.push(cell);
        if let Some(next) = after.strip_prefix(',') {
            rest = next;
            continue;
        }
        rest = after
            .strip_prefix("\r\n")
            .ok_or_else(|| format!("record {number}: neither a comma nor CRLF ends a cell"))?;
        if records.first().is_some_and(|first| first.len() != record.len()) {
            return Err(format!("record {number}: {} cells", record.len()));
        }
        records.push(std::mem::take(&mut record));
    }
    match (records.len(), record.is_empty()) {
        (1..=1_048_576, true) => Ok(records),
        (rows, true) => Err(format!("{rows} rows")),
        (_, false) => Err("it ends within a record".to_owned()),
    }
}

/// Parses the cell at the start of a text. Returns it and the rest of the text.
fn cell(text: &str) -> Result<(String, &str), String> {
    let is_special = |c: char| matches!(c, ',' | '"' | '\r' | '\n');
    let Some(quoted) = text.strip_prefix('"') else {
        let (cell, after) = text.split_at(text.find(is_special).unwrap_or(text.len()));
        return match after.starts_with(['"', '\n']) {
            true => Err(format!("{cell:?} is not quoted")),
            false => Ok((cell.to_owned(), after)),
        };
    };
    let mut cell = String::new();
    let mut rest = quoted;
    loop {
        let (part, after) = rest.split_once('"').ok_or("a quotation mark is not closed")?;
        cell.push_str(part);
        let Some(next) = after.strip_prefix('"') else {
            return match cell.contains(is_special) {
                true => Ok((cell, after)),
                false => Err(format!("{cell:?} is quoted for nothing")),
            };
        };
        cell.push('"');
        rest = next;
    }
}

#[test]
fn lists_follow_the_rules() {
    let list = List::written();
    for (file, header) in [("list.csv", HEADER), ("french.csv", FRENCH)] {
        let records = parsed(&fs::read(list.at(file)).unwrap()).unwrap_or_else(|what| panic!("{file}: {what}"));
        assert_eq!(records[0], header);
        for (record, cells) in records[1..].iter().zip(&list.contacts) {
            assert_eq!(record, cells);
        }
        assert_eq!(records.len() - 1, list.contacts.len());
    }
}

/// No table made from a list has a cell that Excel would run as a formula, whatever the list contains.
#[test]
fn tables_beside_lists_follow_the_rules() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let cells = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "a\nb", "\"=1\"", "Ann, Bob", "ID"];
    let row = |text: &str| {
        let text = text.replace('"', "\"\"");
        format!("\"{text}\",\"{text}\",\"{text}\",\"{text}\",\"{text}\",\"{text}\"\r\n")
    };
    let rows: String = cells.into_iter().map(row).collect();
    fs::write(folder.join("bad.csv"), format!("{}\r\n{rows}", HEADER.join(","))).unwrap();
    let contacts = "Ann,ann@example.com,CEO,Partner sales,\"DE, FR\",\r\n";
    fs::write(folder.join("good.csv"), format!("{}\r\n{contacts}", HEADER.join(","))).unwrap();
    fs::write(folder.join("other.csv"), format!("{}\r\n{}", HEADER.join(","), contacts.replace("CEO", "CFO"))).unwrap();
    for (args, table, status) in [
        (&["convert", "bad.csv", "-o", "none.csv", "--rejects", "rejects.csv"][..], "rejects.csv", 1),
        (&["validate", "bad.csv", "-o", "findings.csv"], "findings.csv", 1),
        (&["coverage", "good.csv", "-o", "coverage.csv"], "coverage.csv", 0),
        (&["diff", "good.csv", "other.csv", "-o", "changes.csv"], "changes.csv", 1),
        (&["merge", "good.csv", "good.csv", "-o", "merged.csv", "--provenance", "where.csv"], "where.csv", 0),
        (&["template", "-o", "blank.csv"], "blank.csv", 0),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_cosell")).args(args).current_dir(folder).output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{args:?}: {message}");
        let records = parsed(&fs::read(folder.join(table)).unwrap()).unwrap_or_else(|what| panic!("{table}: {what}"));
        assert!(records.len() > 1 || table == "blank.csv", "{table}: {records:?}");
    }
}

/// Checks the parser of this file, on which the tests above depend.
#[test]
fn the_parser_reports_broken_rules() {
    for (text, what) in [
        ("a,b\r\n", "no byte order mark"),
        ("\u{feff}ID,b\r\n", "it starts with ID"),
        ("\u{feff}a,b\n", "record 1: \"b\" is not quoted"),
        ("\u{feff}a,b\rc", "record 1: neither a comma nor CRLF ends a cell"),
        ("\u{feff}a,b\r\nc\r\n", "record 2: 1 cells"),
        ("\u{feff}a,b\"c\r\n", "record 1: \"b\" is not quoted"),
        ("\u{feff}a,\"b\"c\r\n", "record 1: \"b\" is quoted for nothing"),
        ("\u{feff}a,\"b,\"c\r\n", "record 1: neither a comma nor CRLF ends a cell"),
        ("\u{feff}a,\"b,\r\n", "record 1: a quotation mark is not closed"),
        ("\u{feff}a,\"=1,2\"\r\n", "record 1: \"=1,2\" is a formula"),
        ("\u{feff}", "0 rows"),
        ("\u{feff}a,", "it ends within a record"),
    ] {
        assert_eq!(parsed(text.as_bytes()), Err(what.to_owned()), "{text:?}");
    }
    let parsed = parsed("\u{feff}a,\"b \"\"c\"\", d\"\r\n,\r\n".as_bytes());
    assert_eq!(parsed.unwrap(), [["a", "b \"c\", d"], ["", ""]]);
}
