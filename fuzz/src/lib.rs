//! Properties that hold for any input: no panic except in a reader that catches it, a ledger that adds up, and
//! written lists that are read back the same. The fuzz targets are in `targets/`. The test
//! `tests/program/fuzz_inputs.rs` includes this file and replays stored inputs.

use cosell_contacts::internals::{interpret, is_panic_caught};
use cosell_contacts::{
    CollectingReport, Format, Input, Layout, NormalizeSettings, ReadSettings, Rejects, Rows, Summary, Writer,
    convert as convert_rows, validate,
};
use std::num::NonZeroUsize;

/// Silences panics that the library catches and reports as errors of the file.
pub fn contain_readers() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !is_panic_caught() {
            report(info);
        }
    }));
}

/// Checks delimited text.
pub fn csv(data: &[u8]) {
    check("list.csv", data, Some(Format::Csv));
}

/// Checks JSON: an array, and one object per line.
pub fn json(data: &[u8]) {
    for format in [Format::Json, Format::Ndjson] {
        check("list.json", data, Some(format));
    }
}

/// Checks a workbook. The first byte selects the part of a small workbook that the rest replaces, because random
/// changes to a zip archive only make it unreadable; 0 is a whole file.
///
/// If COSELL names the program, formats other than .xlsx are parsed in a worker process, as the program does. In this
/// process some inputs would abort the run.
pub fn workbook(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let Some(part) = PARTS.get(usize::from(*kind % 8)) else { return };
    match *part {
        "" => check("list.xlsx", rest, Some(Format::Xlsx)),
        part => check("list.xlsx", &zipped(part, rest), Some(Format::Xlsx)),
    }
}

/// Checks an archive, which has a .csv. The first byte selects what the rest is: a .gz, a .zip, or the list in either.
pub fn archive(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    match kind % 4 {
        0 => check("list.csv.gz", rest, None),
        1 => check("list.zip", rest, None),
        2 => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut packed, rest).expect("memory takes a list");
            check("list.csv.gz", &packed.finish().expect("memory takes a list"), None);
        }
        _ => check("list.zip", &archived(&[("list.csv", rest)]), None),
    }
}

/// Checks a web page.
pub fn html(data: &[u8]) {
    check("list.xls", &[b"<html>", data].concat(), None);
}

/// Checks XML Spreadsheet 2003.
pub fn spreadsheet_ml(data: &[u8]) {
    const START: &[u8] = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
    check("list.xml", &[START, data].concat(), None);
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

/// Returns a small workbook with one part replaced.
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
    let content = |name: &str, own: &'static str| if name == part { content } else { own.as_bytes() };
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, own)| (*name, content(name, own))).collect();
    archived(&parts)
}

/// Returns a zip whose parts aren't packed.
fn archived(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        archive.start_file(*name, stored).expect("memory takes a part");
        std::io::Write::write_all(&mut archive, content).expect("memory takes a part");
    }
    archive.finish().expect("memory takes a zip").into_inner()
}

/// Checks a list of countries: interpreting the result again gives the same result.
pub fn countries(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let settings = NormalizeSettings::default();
    let reading = interpret(&text, &settings);
    for piece in &reading.segments {
        assert!(text.get(piece.span.clone()).is_some(), "a segment's span is within the text");
    }
    if let Some(countries) = reading.countries {
        let shown = countries.to_string();
        let again = interpret(&shown, &settings);
        assert_eq!(again.countries.map(|countries| countries.to_string()).as_ref(), Some(&shown));
        assert!(again.findings.is_empty() && again.segments.iter().all(|piece| piece.finding.is_none()), "{shown}");
    }
}

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";

/// Checks rows below a header: converts them to each format and back.
pub fn convert(data: &[u8]) {
    let list = [HEADER.as_bytes(), data].concat();
    let Some((csv, contacts)) = converted("list.csv", &list, Format::Csv) else { return };
    if contacts == 0 {
        return; // a list without contacts is empty as NDJSON, and an empty file is no list
    }
    for format in [Format::Csv, Format::Json, Format::Ndjson, Format::Xlsx] {
        let Some((there, as_many)) = canonical("list", &csv, format) else { return };
        let Some((back, still)) = canonical("list", &there, Format::Csv) else { return };
        assert_eq!((as_many, still), (contacts, contacts), "{format:?}");
        assert_eq!(String::from_utf8_lossy(&back), String::from_utf8_lossy(&csv), "{format:?}");
    }
}

fn settings(format: Option<Format>) -> ReadSettings {
    // Cargo sets the program's path for tests; for fuzz targets, COSELL names it.
    let worker_program =
        option_env!("CARGO_BIN_EXE_cosell").map(Into::into).or_else(|| std::env::var_os("COSELL").map(Into::into));
    let mut settings = ReadSettings::default();
    (settings.format, settings.threads, settings.worker_program) = (format, NonZeroUsize::new(1), worker_program);
    settings
}

/// Validates a list and converts it. Findings of any kind are fine, and a file that can't be read is skipped.
fn check(name: &str, data: &[u8], format: Option<Format>) {
    let mut report = CollectingReport::default();
    let rows = Rows::open(Input::bytes(name, data), settings(format));
    let Ok(summary) = rows.and_then(|mut rows| validate(&mut rows, Default::default(), &[], &mut report)) else {
        return;
    };
    assert!(summary.is_balanced(), "{summary:?}");
    let found = summary.errors + summary.warnings + summary.notes;
    assert_eq!(found, report.findings.len() as u64, "each finding is counted");
    for (_, finding) in &report.findings {
        if let Some(span) = &finding.span {
            assert!(finding.value.get(span.clone()).is_some(), "a span is within its value: {finding:?}");
        }
    }
    let converted = convert_to(Rows::open(Input::bytes(name, data), settings(format)).ok(), Format::Csv);
    let (_, again) = converted.expect("a file that was read once is read again");
    assert_eq!((again.rows, again.contacts), (summary.rows, summary.contacts));
}

/// Converts a list, without the rows that can't be fixed. Returns it and the number of its contacts.
fn converted(name: &str, list: &[u8], format: Format) -> Option<(Vec<u8>, u64)> {
    let rows = Rows::open(Input::bytes(name, list), settings(Some(Format::Csv))).ok()?;
    let (written, summary) = convert_to(Some(rows), format)?;
    assert!(summary.is_balanced(), "{summary:?}");
    Some((written, summary.contacts))
}

/// Converts a list that the library wrote, and asserts that it has no errors. Returns it and the number of its
/// contacts. Returns `None` if a name reads like an example ("e.g. Ann Lee"), which is skipped below a header.
fn canonical(name: &str, list: &[u8], format: Format) -> Option<(Vec<u8>, u64)> {
    let rows = Rows::open(Input::bytes(name, list), settings(None)).expect("a written list is read");
    assert!(rows.findings().is_empty(), "{:?}", rows.findings());
    let (written, summary) = convert_to(Some(rows), format).expect("a written list is read to its end");
    if summary.skipped > 0 {
        return None;
    }
    assert_eq!((summary.rejected, summary.blank, summary.errors), (0, 0, 0), "{}", String::from_utf8_lossy(list));
    Some((written, summary.contacts))
}

fn convert_to(rows: Option<Rows>, format: Format) -> Option<(Vec<u8>, Summary)> {
    let mut rows = rows?;
    let mut writer = Writer::new(Vec::new(), &Layout::new(format)).expect("memory takes the list");
    let columns = rows.columns();
    let rejects = Rejects::new(Vec::new(), Format::Csv, &columns, rows.may_grow(), Default::default());
    let mut rejects = rejects.expect("memory takes the rejects");
    let mut report = CollectingReport::default();
    let summary = convert_rows(&mut rows, Default::default(), &mut writer, Some(&mut rejects), &mut report).ok()?;
    rejects.finish().expect("memory takes the rejects");
    Some((writer.finish().ok()?, summary))
}
