//! Answers to the questions of a merge that don't fit any more: nothing is written, and each error names its cell.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

use crate::workspace::{COSELL, Workspace};

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";

/// Returns a workspace with two lists that disagree about a job title and a name, and the questions about them.
fn asked() -> Workspace {
    let workspace = Workspace::new();
    for (file, row) in [
        ("one.csv", "Ann Lee,ann@contoso.com,CEO,Partner sales,DE,\n"),
        ("other.csv", "Anne Lee,ann@contoso.com,Chair,Partner sales,FR,\n"),
    ] {
        fs::write(workspace.path(file), HEADER.to_owned() + row).unwrap();
    }
    let (status, _) = merge(&workspace, &["--conflicts", "ask.xlsx"]);
    assert_eq!(status, Some(1));
    workspace
}

/// Merges the two lists. Returns the exit status and standard error.
fn merge(workspace: &Workspace, args: &[&str]) -> (Option<i32>, String) {
    let args = [&["merge", "one.csv", "other.csv", "-o", "all.csv"], args].concat();
    let output = workspace.command(COSELL, &args).env("LC_ALL", "C").env("NO_COLOR", "1").output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Writes the questions again as `done.xlsx`, with cells changed, given by row and column from 0.
fn answer(workspace: &Workspace, cells: &[((u32, u16), &str)]) {
    let mut asked: Xlsx<_> = open_workbook(workspace.path("ask.xlsx")).unwrap();
    let range = asked.worksheet_range("Conflicts").unwrap();
    let (top, left) = range.start().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Conflicts").unwrap();
    for (row, column, value) in range.used_cells() {
        sheet.write_string(top + row as u32, (left as usize + column) as u16, value.to_string()).unwrap();
    }
    for ((row, column), text) in cells {
        match *text {
            "" => drop(sheet.write_blank(*row, *column, &rust_xlsxwriter::Format::new()).unwrap()),
            text => drop(sheet.write_string(*row, *column, text).unwrap()),
        }
    }
    workbook.save(workspace.path("done.xlsx")).unwrap();
}

const NAME: (u32, u16) = (5, 7);
const TITLE: (u32, u16) = (6, 7);
const ALL: [((u32, u16), &str); 2] = [(NAME, "Ann Lee"), (TITLE, "Chair")];

#[test]
fn answers_finish_a_merge() {
    let workspace = asked();
    answer(&workspace, &ALL);
    let (status, message) = merge(&workspace, &["--answers", "done.xlsx"]);
    assert_eq!(status, Some(0), "{message}");
    let list = fs::read_to_string(workspace.path("all.csv")).unwrap();
    assert!(list.contains("Ann Lee,ann@contoso.com,Chair,Partner sales,\"DE, FR\""), "{list}");
}

#[test]
fn answers_that_do_not_fit_write_nothing() {
    let workspace = asked();
    for (cells, expected) in [
        (&[(NAME, "Ann Lee")][..], "H7  no answer about ann@contoso.com (Partner sales)"),
        (&[ALL[0], (TITLE, "Boss")], "H7  \"Boss\""),
        (&[ALL[0], ALL[1], ((6, 5), "Founder")], "F7  \"Founder\": this cell was edited"),
        (&[ALL[0], ALL[1], ((6, 0), "")], "A7  the hidden mark"),
        (&[ALL[0], ((6, 8), "N/A")], "I7  \"N/A\""),
    ] {
        answer(&workspace, cells);
        let (status, message) = merge(&workspace, &["--answers", "done.xlsx"]);
        assert_eq!(status, Some(1), "{message}");
        assert!(message.contains("done.xlsx, sheet Conflicts\n"), "{message}");
        assert!(message.contains(expected), "{expected}: {message}");
        assert!(!workspace.path("all.csv").exists());
    }
    answer(&workspace, &ALL);
    let other = fs::read_to_string(workspace.path("other.csv")).unwrap();
    for (title, expected) in [
        ("President", "H7  \"Chair\": the lists now have other values"),
        ("CEO", "H7  \"Chair\": the lists no longer disagree"),
    ] {
        fs::write(workspace.path("other.csv"), other.replace("Chair", title)).unwrap();
        let (status, message) = merge(&workspace, &["--answers", "done.xlsx"]);
        assert_eq!(status, Some(1), "{message}");
        assert!(message.contains(expected), "{message}");
        assert!(!workspace.path("all.csv").exists());
    }
}

#[test]
fn open_questions_go_to_a_new_workbook() {
    let workspace = asked();
    answer(&workspace, &ALL[..1]);
    let refused = merge(&workspace, &["--answers", "done.xlsx", "--conflicts", "done.xlsx", "--force"]);
    assert_eq!(refused.0, Some(3), "{}", refused.1);
    let (status, message) = merge(&workspace, &["--answers", "done.xlsx", "--conflicts", "ask.xlsx", "--force"]);
    assert_eq!(status, Some(1), "{message}");
    assert!(message.contains("1 question is in ask.xlsx"), "{message}");
    answer(&workspace, &[(TITLE, "CEO")]);
    let (status, message) = merge(&workspace, &["--answers", "done.xlsx", "--conflicts", "none.xlsx"]);
    assert_eq!(status, Some(0), "{message}");
    assert!(message.contains("none.xlsx was not written"), "{message}");
    assert!(!workspace.path("none.xlsx").exists());
}

#[test]
fn a_workbook_of_something_else_is_refused() {
    let workspace = asked();
    let (status, message) = merge(&workspace, &["--answers", "list.csv"]);
    assert_eq!(status, Some(2), "{message}");
    assert!(message.contains("list.csv: no sheet of this file is a list of conflicts"), "{message}");
}

#[test]
fn bad_cells_and_conflicts_are_shown_in_one_run() {
    let workspace = asked();
    let one = fs::read_to_string(workspace.path("one.csv")).unwrap() + "Bob,bob@contoso.com,VP,Partner sales,Korea,\n";
    fs::write(workspace.path("one.csv"), one).unwrap();
    let (status, message) = merge(&workspace, &["--conflicts", "ask.xlsx", "--report", "report.json", "--force"]);
    assert_eq!(status, Some(1), "{message}");
    for expected in ["country-ambiguous", "C2  \"Chair\"", "3 problems to correct", "3 rows = 2 contacts + 1 rejected"]
    {
        assert!(message.contains(expected), "{expected}: {message}");
    }
    let report: serde_json::Value = serde_json::from_slice(&fs::read(workspace.path("report.json")).unwrap()).unwrap();
    assert_eq!((report["conflicts"].as_array().unwrap().len(), report["summary"]["errors"].as_u64()), (2, Some(3)));
    assert!(!workspace.path("all.csv").exists());
    // With a base, a contact in a rejected row doesn't look deleted.
    let base = fs::read_to_string(workspace.path("one.csv")).unwrap().replace("Korea", "KR");
    fs::write(workspace.path("last.csv"), base.clone()).unwrap();
    fs::write(workspace.path("other.csv"), base.replace("VP", "SVP")).unwrap();
    let (status, message) = merge(&workspace, &["--base", "last.csv"]);
    assert_eq!(status, Some(1), "{message}");
    assert!(!message.contains("contact-conflict") && message.contains("1 problem to correct"), "{message}");
}
