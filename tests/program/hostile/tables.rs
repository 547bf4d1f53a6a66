//! Formulas: no table or workbook that the program writes has a cell that a spreadsheet would run.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;

use super::{Folder, HEADER};

/// Starts of formulas (OWASP, "CSV Injection").
const STARTS: [&str; 6] = ["=", "+", "-", "@", "\t=", "\r="];

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Returns the cells of a table that a spreadsheet would run.
fn formulas(table: &[u8]) -> Vec<String> {
    let table = table.strip_prefix(b"\xef\xbb\xbf").unwrap_or(table);
    let mut records = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table);
    let cells = records.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    cells.filter(|cell| is_formula(cell)).collect()
}

/// Returns the parts of a workbook by name.
fn parts(workbook: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let count = zip.len();
    let part = |at| {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    };
    (0..count).map(part).collect()
}

/// Asserts that no cell is a formula, no link leads out of the workbook, and all parts are XML 1.0.
fn assert_text_only(workbook: &[u8], about: &str) {
    for (name, text) in parts(workbook) {
        assert!(
            !name.contains("sheet") || !(text.contains("<f>") || text.contains("<f ") || text.contains("t=\"str\"")),
            "{about}: {name}"
        );
        assert!(!text.contains("TargetMode=\"External\""), "{about}: {name}");
        let is_no_xml = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!text.contains(is_no_xml), "{about}: {name}");
    }
}

/// Formulas in every column, in a label and in the name of the file.
#[test]
fn formulas_in_cells_and_labels_are_escaped() {
    for start in STARTS {
        let folder = Folder::new();
        let evil = format!("{start}HYPERLINK(\"http://example.com\",1)&cmd|' /C calc'!A0");
        let good = ["Ann", "ann@contoso.com", "CEO", "Partner sales", "DE", "", "x"];
        let rows: Vec<Vec<&str>> = (0..7)
            .map(|column| (0..7).map(|at| if at == column { evil.as_str() } else { good[at] }).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let name = format!("./{}list.csv", start.trim_start());
        let label = format!("\"{}\"", evil.replace('"', "\"\""));
        folder.list(&name, &format!("{HEADER},{label}"), &rows);
        let found = folder.run(&["validate", &name, "--format", "csv"]);
        assert!(formulas(&found.stdout).is_empty(), "{start:?}: {:?}", formulas(&found.stdout));
        assert!(String::from_utf8_lossy(&found.stdout).contains("calc"), "{start:?}");
        let written = |file: &str| fs::read(folder.path(file)).unwrap();
        for rejects in ["r.csv", "r.xlsx", "r.json", "r.ndjson"] {
            folder.run(&["convert", &name, "-o", "out.csv", "--rejects", rejects, "--force"]);
            assert!(formulas(&written("out.csv")).is_empty(), "{start:?}");
        }
        assert!(formulas(&written("r.csv")).is_empty(), "{start:?}: {:?}", formulas(&written("r.csv")));
        assert_text_only(&written("r.xlsx"), "rejects");
        folder.run(&["convert", &name, "-o", "out.xlsx", "--rejects", "r.csv", "--force"]);
        assert_text_only(&written("out.xlsx"), "list");
        folder.run(&["validate", &name, "--annotate", "marked.xlsx"]);
        assert_text_only(&written("marked.xlsx"), "annotated");
        // The rejects are read with the original cells.
        let back = folder.run(&["validate", "r.xlsx", "--format", "json"]);
        let back: serde_json::Value = serde_json::from_slice(&back.stdout).unwrap();
        let was = folder.run(&["validate", &name, "--format", "json"]);
        let was: serde_json::Value = serde_json::from_slice(&was.stdout).unwrap();
        let rule = |report: &serde_json::Value, rule: &str| {
            report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule).count()
        };
        assert_eq!(rule(&back, "value-formula"), rule(&was, "value-formula"), "{start:?}");
    }
}

/// Tables also have names of files and sheets.
#[test]
fn formulas_in_names_of_files_and_sheets_are_escaped() {
    for start in ["=", "+", "-", "@"] {
        let folder = Folder::new();
        for (name, title) in [("a.csv", "CEO"), ("b.csv", "CTO")] {
            let name = format!("./{start}{name}");
            folder.list(
                name,
                HEADER,
                &[
                    &["Ann", "ann@contoso.com", title, "Partner sales", "DE", ""],
                    &["Bob", "bob@contoso.com", "CEO", "Partner sales", "FR", ""],
                ],
            );
        }
        // As a shell passes them; a name that starts with a dash needs a folder, or it would be an option.
        let bare = |name: &'static str| if start == "-" { format!("./-{name}") } else { format!("{start}{name}") };
        let (a, b) = (&*bare("a.csv"), &*bare("b.csv"));
        folder.run(&["merge", a, b, "--prefer", a, "-o", "m.csv", "--provenance", "p.csv", "--force"]);
        for args in [
            &["diff", a, b, "--format", "csv"][..],
            &["coverage", a, "--format", "csv"],
            &["merge", a, b, "--prefer", a],
            &["validate", a, "--format", "csv"],
        ] {
            let table = folder.run(args).stdout;
            assert!(formulas(&table).is_empty(), "{args:?}: {:?}", formulas(&table));
        }
        let table = fs::read(folder.path("p.csv")).unwrap();
        assert!(formulas(&table).is_empty() && table.len() > 500, "{:?}", formulas(&table));
        for (args, file) in
            [(&["diff", a, b, "-o", "d.xlsx"][..], "d.xlsx"), (&["coverage", a, "-o", "c.xlsx"], "c.xlsx")]
        {
            folder.run(args);
            assert_text_only(&fs::read(folder.path(file)).unwrap(), file);
        }
        let mut workbook = rust_xlsxwriter::Workbook::new();
        for sheet in [format!("{start}1\u{202e}"), format!("{start}2")] {
            let sheet = workbook.add_worksheet().set_name(sheet).unwrap();
            for (at, cell) in (0..).zip(HEADER.split(',')) {
                sheet.write_string(0, at, cell).unwrap();
                sheet.write_string(1, at, "Narnia").unwrap();
            }
        }
        workbook.save(folder.path("sheets.xlsx")).unwrap();
        folder.run(&["convert", "sheets.xlsx", "--all-sheets", "-o", "s.csv", "--rejects", "s-rejects.csv"]);
        let table = fs::read(folder.path("s-rejects.csv")).unwrap();
        assert!(
            formulas(&table).is_empty() && String::from_utf8_lossy(&table).contains("1\u{202e}, row 2"),
            "{:?}",
            formulas(&table)
        );
        folder.run(&[
            "convert",
            "sheets.xlsx",
            "--all-sheets",
            "-o",
            "s.csv",
            "--rejects",
            "s-rejects.xlsx",
            "--force",
        ]);
        assert_text_only(&fs::read(folder.path("s-rejects.xlsx")).unwrap(), "sheets");
        let found =
            folder.run(&["validate", "sheets.xlsx", "--all-sheets", "--format", "csv", "--annotate", "s-marked.xlsx"]);
        assert!(formulas(&found.stdout).is_empty(), "{:?}", formulas(&found.stdout));
        assert_text_only(&fs::read(folder.path("s-marked.xlsx")).unwrap(), "marked sheets");
    }
}

/// Text that looks like Excel's escapes is read back unchanged, and characters that XML doesn't allow are written as
/// XML 1.0.
#[test]
fn text_that_needs_escapes_in_a_workbook_round_trips() {
    let folder = Folder::new();
    let name = "A_x0041_B_x000D_ <t>&amp;";
    folder.list(
        "list.csv",
        HEADER,
        &[
            &[name, "ann@contoso.com", "CEO", "Partner sales", "DE", ""],
            &["Cid\u{1}\u{b}\u{fffe}", "cid", "CEO", "Partner sales", "DE", ""],
        ],
    );
    folder.run(&["convert", "list.csv", "-o", "out.xlsx", "--rejects", "rejects.xlsx"]);
    folder.run(&["validate", "list.csv", "--annotate", "marked.xlsx"]);
    for file in ["out.xlsx", "rejects.xlsx", "marked.xlsx"] {
        assert_text_only(&fs::read(folder.path(file)).unwrap(), file);
    }
    for file in ["out.xlsx", "marked.xlsx"] {
        folder.run(&["convert", file, "-o", "back.json", "--rejects", "none.csv", "--force"]);
        let back: serde_json::Value = serde_json::from_slice(&fs::read(folder.path("back.json")).unwrap()).unwrap();
        assert_eq!(back[0]["name"], name, "{file}");
    }
}
