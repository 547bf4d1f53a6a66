//! Replays stored inputs of the fuzz targets: those that once revealed a bug, and some with high coverage. The
//! properties are those of `fuzz/src/lib.rs`.

#[path = "../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "it is a crate of its own there")]
mod fuzz;

use std::fs;
use std::path::Path;

/// Replays the inputs of a target, and returns their number.
fn replay(target: &str, check: fn(&[u8])) -> usize {
    fuzz::contain_readers();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fuzz").join(target);
    let mut inputs: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    for input in &inputs {
        println!("{}", input.display()); // shows which one failed
        check(&fs::read(input).unwrap());
    }
    inputs.len()
}

#[test]
fn delimited_text() {
    assert!(replay("csv", fuzz::csv) > 5);
}

#[test]
fn json() {
    assert!(replay("json", fuzz::json) > 5);
}

#[test]
fn workbooks() {
    assert!(replay("workbook", fuzz::workbook) > 5);
}

#[test]
fn archives() {
    assert!(replay("archive", fuzz::archive) > 1);
}

#[test]
fn web_pages() {
    assert!(replay("html", fuzz::html) > 1);
}

#[test]
fn xml_spreadsheets() {
    assert!(replay("spreadsheet_ml", fuzz::spreadsheet_ml) > 1);
}

#[test]
fn lists_of_countries() {
    assert!(replay("countries", fuzz::countries) > 5);
}

#[test]
fn whole_conversions() {
    assert!(replay("convert", fuzz::convert) > 5);
}
