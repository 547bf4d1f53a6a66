//! The choice of sheets of a workbook, and the findings about the others.

use crate::diagnostics::Rule;
use crate::i18n::Language;
use crate::read::{Input, ReadError, ReadSettings, Rows, SheetSelection};
use rust_xlsxwriter::{Workbook, Worksheet};

const HEADER: [&str; 5] = ["Name", "Email", "Job title", "Role", "Countries/Regions"];
const MISSPELT: [&str; 5] = ["Nmae", "Emial", "Jbo title", "Rloe", "Contries"];
const CONTACT: [&str; 5] = ["Ann Lee", "ann@example.com", "CEO", "Partner sales", "US"];
const INTRO: [&str; 1] = ["How to fill in this workbook. Each row is a person."];

/// A sheet: its name, its rows, and whether it is hidden.
type Sheet<'s> = (&'s str, &'s [&'s [&'s str]], bool);

fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows, is_hidden) in sheets {
        let mut sheet = Worksheet::new();
        sheet.set_name(*name).unwrap().set_hidden(*is_hidden);
        for (row, cells) in rows.iter().enumerate() {
            sheet.write_row(row as u32, 0, cells.iter().copied()).unwrap();
        }
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer().unwrap()
}

fn open(sheets: &[Sheet<'_>], wanted: &[&str]) -> Result<Rows, ReadError> {
    let wanted = wanted.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let sheets_read = if wanted.is_empty() { SheetSelection::One } else { SheetSelection::Named(wanted) };
    Rows::open(
        Input::bytes("list.xlsx", workbook(sheets)),
        ReadSettings { sheets: sheets_read, ..ReadSettings::default() },
    )
}

/// Returns the sheet of each row, in order.
fn read(sheets: &[Sheet<'_>], wanted: &[&str]) -> Result<Vec<String>, ReadError> {
    let mut rows = open(sheets, wanted)?;
    let mut names = Vec::new();
    while let Some(batch) = rows.next_batch()? {
        names.extend(batch.rows().map(|_| rows.source().sheet.clone().unwrap()));
    }
    Ok(names)
}

fn message(rows: &Rows) -> Vec<(Rule, String)> {
    rows.findings().iter().map(|finding| (finding.rule, finding.localize(Language::En).to_string())).collect()
}

#[test]
fn hidden_sheets_are_named() {
    let rows = open(&[("List", &[&HEADER, &CONTACT], false), ("Old", &[&HEADER, &CONTACT], true)], &[]).unwrap();
    let message = message(&rows);
    assert_eq!(message.len(), 1);
    assert_eq!(message[0].0, Rule::SheetChosen);
    assert!(message[0].1.starts_with("other sheets are ignored: Old (hidden) "), "{message:?}");
}

#[test]
fn without_a_header_the_most_similar_sheet_is_shown() {
    let sheets: [Sheet<'_>; 3] =
        [("Intro", &[&INTRO], false), ("People", &[&MISSPELT, &CONTACT], false), ("End", &[&INTRO], false)];
    let rows = open(&sheets, &[]).unwrap();
    assert_eq!(rows.source().sheet.as_deref(), Some("People"));
    let message = message(&rows);
    assert!(message[0].1.starts_with("other sheets are ignored: Intro, End "), "{message:?}");
    assert_eq!(message[1].0, Rule::HeaderMissing);
    assert!(message[1].1.contains("\"Emial\""), "{message:?}");
    // Without similar labels, the first sheet is shown.
    let rows = open(&[("Intro", &[&INTRO], false), ("End", &[&INTRO], false)], &[]).unwrap();
    assert_eq!(rows.source().sheet.as_deref(), Some("Intro"));
}

#[test]
fn sheets_are_found_by_name_and_read_once() {
    let sheets: [Sheet<'_>; 2] =
        [("North", &[&HEADER, &CONTACT], false), ("EMEA", &[&HEADER, &CONTACT, &CONTACT], true)];
    assert_eq!(read(&sheets, &["emea"]).unwrap(), ["EMEA", "EMEA"]);
    assert_eq!(read(&sheets, &["North", "EMEA", "North", "emea"]).unwrap(), ["North", "EMEA", "EMEA"]);
    assert!(matches!(read(&sheets, &["South"]), Err(ReadError::NoSheet { .. })));
}

#[test]
fn rows_in_one_column_are_not_a_list() {
    let labels = HEADER.join(";");
    let rows = open(&[("List", &[&[&labels], &[&CONTACT.join(";")]], false)], &[]).unwrap();
    let message = message(&rows);
    assert_eq!(message[0].0, Rule::HeaderMissing);
    assert!(message[0].1.contains("row 1 has \"Name\", \"Email\", \"Job title\""), "{message:?}");
}
