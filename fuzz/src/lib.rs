//! What must hold for any input: no panic but of a reader that contains it, a ledger that adds up, and what is written is read
//! back the same. The targets are `targets/`; an ordinary test, `tests/program/fuzz_inputs.rs`, includes this file and gives it inputs
//! that are kept.

use cosell_contacts::{
    CollectingReport, Format, Input, Layout, NormalizeSettings, ReadSettings, Rejects, Rows, Summary, Writer,
    convert as convert_rows, interpret, is_panic_caught, validate,
};
use std::num::NonZeroUsize;

/// Keeps panics silent that the library catches and reports as errors of the file.
pub fn contain_readers() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !is_panic_caught() {
            report(info);
        }
    }));
}

/// Delimited text.
pub fn csv(data: &[u8]) {
    check("list.csv", data, Format::Csv);
}

/// An array, or one object a line.
pub fn json(data: &[u8]) {
    for format in [Format::Json, Format::Ndjson] {
        check("list.json", data, format);
    }
}

/// A workbook of any kind. The first byte says which part of a small one the rest is, since nothing comes of a zip that is changed
/// anywhere; 0 is a file as it is.
///
/// What is no .xlsx is parsed by a process of its own, as the program does it, where COSELL names the program: the library would end
/// this process over some.
pub fn workbook(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let Some(part) = PARTS.get(usize::from(*kind % 8)) else { return };
    match *part {
        "" => check("list.xlsx", rest, Format::Xlsx),
        part => check("list.xlsx", &zipped(part, rest), Format::Xlsx),
    }
}

const PARTS: [&str; 7] = [
    "",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "content.xml",
];
const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
const RELS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK_RELS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const WORKBOOK: &str =
    r#"<workbook xmlns:r="x"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"><v>45943.5</v></c></row></sheetData></worksheet>"#;
const TEXTS: &str = "<sst><si><t>Name</t></si><si><t>Email</t></si></sst>";
const STYLES: &str = r#"<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// A small workbook, one part of which is this.
fn zipped(part: &str, content: &[u8]) -> Vec<u8> {
    let parts: &[(&str, &str)] = match part {
        "content.xml" => &[("mimetype", MIMETYPE), ("META-INF/manifest.xml", MANIFEST), ("content.xml", "")],
        _ => &[
            ("_rels/.rels", RELS),
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS),
            ("xl/worksheets/sheet1.xml", SHEET),
            ("xl/sharedStrings.xml", TEXTS),
            ("xl/styles.xml", STYLES),
        ],
    };
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, own) in parts {
        archive.start_file(*name, stored).expect("memory takes a part");
        let content = if *name == part { content } else { own.as_bytes() };
        std::io::Write::write_all(&mut archive, content).expect("memory takes a part");
    }
    archive.finish().expect("memory takes a zip").into_inner()
}

/// A list of countries: what it is read as is read as itself.
pub fn countries(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let settings = NormalizeSettings::default();
    let reading = interpret(&text, &settings);
    for piece in &reading.segments {
        assert!(text.get(piece.span.clone()).is_some(), "a piece stands in the text");
    }
    if let Some(countries) = reading.countries {
        let shown = countries.to_string();
        let again = interpret(&shown, &settings);
        assert_eq!(again.countries.map(|countries| countries.to_string()).as_ref(), Some(&shown));
        assert!(again.findings.is_empty() && again.segments.iter().all(|piece| piece.finding.is_none()), "{shown}");
    }
}

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";

/// Rows below a header, the way to each format and back.
pub fn convert(data: &[u8]) {
    let list = [HEADER.as_bytes(), data].concat();
    let Some((csv, contacts)) = converted("list.csv", &list, Format::Csv) else { return };
    if contacts == 0 {
        return; // no object a line is no list
    }
    for format in [Format::Csv, Format::Json, Format::Ndjson, Format::Xlsx] {
        let (there, as_many) = canonical("list", &csv, format);
        let (back, still) = canonical("list", &there, Format::Csv);
        assert_eq!((as_many, still), (contacts, contacts), "{format:?}");
        assert_eq!(String::from_utf8_lossy(&back), String::from_utf8_lossy(&csv), "{format:?}");
    }
}

fn settings(format: Option<Format>) -> ReadSettings {
    // A test has the program; a target is told where it is.
    let worker_program =
        option_env!("CARGO_BIN_EXE_cosell").map(Into::into).or_else(|| std::env::var_os("COSELL").map(Into::into));
    ReadSettings { format, threads: NonZeroUsize::new(1), worker_program, ..ReadSettings::default() }
}

/// Checks a list and converts it. Rules may be broken in any way; only a file that can't be read is an error.
fn check(name: &str, data: &[u8], format: Format) {
    let mut report = CollectingReport::default();
    let rows = Rows::open(Input::bytes(name, data), settings(Some(format)));
    let Ok(summary) = rows.and_then(|mut rows| validate(&mut rows, Default::default(), &[], &mut report)) else {
        return;
    };
    assert!(summary.is_balanced(), "{summary:?}");
    let found = summary.errors + summary.warnings + summary.notes;
    assert_eq!(found, report.findings.len() as u64, "each finding is counted");
    for (_, finding) in &report.findings {
        if let Some(span) = &finding.span {
            assert!(finding.value.get(span.clone()).is_some(), "a span stands in its value: {finding:?}");
        }
    }
    let converted = convert_to(Rows::open(Input::bytes(name, data), settings(Some(format))).ok(), Format::Csv);
    let (_, again) = converted.expect("what was read once is read again");
    assert_eq!((again.rows, again.contacts), (summary.rows, summary.contacts));
}

/// The list as far as its rows can be mended, and how many contacts it has.
fn converted(name: &str, list: &[u8], format: Format) -> Option<(Vec<u8>, u64)> {
    let rows = Rows::open(Input::bytes(name, list), settings(Some(Format::Csv))).ok()?;
    let (written, summary) = convert_to(Some(rows), format)?;
    assert!(summary.is_balanced(), "{summary:?}");
    Some((written, summary.contacts))
}

/// A list that was written by us, in another format: nothing in it is at fault.
fn canonical(name: &str, list: &[u8], format: Format) -> (Vec<u8>, u64) {
    let rows = Rows::open(Input::bytes(name, list), settings(None)).expect("what is written is read");
    assert!(rows.findings().is_empty(), "{:?}", rows.findings());
    let (written, summary) = convert_to(Some(rows), format).expect("what is written is read to its end");
    assert_eq!((summary.rejected, summary.blank, summary.errors), (0, 0, 0), "{}", String::from_utf8_lossy(list));
    (written, summary.contacts)
}

fn convert_to(rows: Option<Rows>, format: Format) -> Option<(Vec<u8>, Summary)> {
    let mut rows = rows?;
    let mut writer = Writer::new(Vec::new(), &Layout::new(format)).expect("memory takes what is written");
    let columns = rows.columns();
    let rejects = Rejects::new(Vec::new(), Format::Csv, &columns, rows.may_grow(), Default::default());
    let mut rejects = rejects.expect("memory takes what is rejected");
    let mut report = CollectingReport::default();
    let summary = convert_rows(&mut rows, Default::default(), &mut writer, Some(&mut rejects), &mut report).ok()?;
    rejects.finish().expect("memory takes what is rejected");
    Some((writer.finish().ok()?, summary))
}
