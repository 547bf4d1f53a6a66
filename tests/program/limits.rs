//! Limits of inputs, and workbooks that are made to exhaust time or memory. The sizes are small; measurements with
//! large files are in `benches/hostile`.

use cosell_contacts::{CollectingReport, Input, Limit, ReadError, ReadSettings, Rows, Summary, validate};
use std::fs;
use std::io::{Cursor, Write};
use std::process::Command;

use zip::write::SimpleFileOptions;

pub(crate) const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions";
pub(crate) const ROW: &str = "Ann Lee,ann@example.com,CEO,Partner sales,US";

/// Reads an input to its end with changed limits. The program is the worker for formats that need one.
pub(crate) fn read(name: &str, content: impl Into<Vec<u8>>, raised: &[(Limit, u64)]) -> Result<Summary, ReadError> {
    let mut settings = ReadSettings::default();
    raised.iter().for_each(|(limit, most)| settings.set_limit(*limit, *most));
    settings.worker_program = cfg!(unix).then(|| env!("CARGO_BIN_EXE_cosell").into());
    let mut rows = Rows::open(Input::bytes(name, content), settings)?;
    validate(&mut rows, Default::default(), &[], &mut CollectingReport::default())
}

/// Asserts that an input exceeds a limit, and is read if the limit is one higher. Returns the message.
pub(crate) fn met(name: &str, content: impl Into<Vec<u8>>, limit: Limit, most: u64) -> String {
    let content = content.into();
    let whole = read(name, content.clone(), &[(limit, most + 1)]);
    assert!(whole.is_ok(), "{name}: {limit:?} {}: {whole:?}", most + 1);
    match read(name, content, &[(limit, most)]) {
        Err(error @ ReadError::Limit { limit: met, .. }) if met == limit => error.to_string(),
        other => panic!("{name}: {limit:?} {most}: {other:?}"),
    }
}

fn csv(rows: &[&str]) -> String {
    let lines: Vec<&str> = [HEADER].into_iter().chain(rows.iter().copied()).collect();
    lines.join("\n") + "\n"
}

#[test]
fn limits_of_text_are_exact() {
    let list = csv(&[ROW, ROW]);
    let bytes = list.len() as u64;
    assert_eq!(
        met("a.csv", &*list, Limit::Bytes, bytes - 1),
        format!("a.csv: the file has more than {} bytes", bytes - 1)
    );
    assert_eq!(met("a.csv", &*list, Limit::Rows, 2), "a.csv: the list has more than 2 rows");
    assert_eq!(met("a.csv", csv(&[ROW, "", ""]), Limit::Rows, 3), "a.csv: the list has more than 3 rows");
    let wide = csv(&[ROW, "Ann,ann@example.com,CEO,Partner sales,US,,x"]);
    assert_eq!(met("a.csv", &*wide, Limit::Columns, 6), "a.csv: row 3 has more than 6 columns");
    // The limit counts characters: é is one, of two bytes.
    for cell in ["é".repeat(99), format!("\"{}\n{}\"", "é".repeat(49), "é".repeat(49))] {
        let long = csv(&[ROW, &format!("{cell},ann@example.com,CEO,Partner sales,US")]);
        assert_eq!(met("a.csv", &*long, Limit::Cell, 98), "a.csv: row 3 has more than 98 characters in a cell");
    }
}

#[test]
fn limits_of_json_are_exact() {
    let object =
        r#"{"name":"Ann Lee","email":"ann@example.com","jobTitle":"CEO","role":"Partner sales","countries":["US"]}"#;
    let (list, lines) = (format!("[{object},{object}]"), format!("{object}\n{object}\n"));
    let more = |pair: &str| object.replacen('{', &format!("{{{pair},"), 1);
    for (name, list, more) in [
        ("a.json", &list, format!("[{object},{}]", more("\"x\":\"y\""))),
        ("a.ndjson", &lines, format!("{object}\n{}\n", more("\"x\":\"y\""))),
    ] {
        assert_eq!(met(name, &**list, Limit::Rows, 1), format!("{name}: the list has more than 1 rows"));
        assert_eq!(met(name, more, Limit::Columns, 5), format!("{name}: object 2 has more than 5 columns"));
        let long = list.replace("CEO", &"é".repeat(99));
        let printed = format!("{name}: object 1 has more than 98 characters in a cell");
        assert_eq!(met(name, long, Limit::Cell, 98), printed);
        let deep = list.replace("[\"US\"]", "[[[\"US\"]]]");
        assert_eq!(
            met(name, deep, Limit::Depth, 2),
            format!("{name}: arrays are nested more than 2 levels deep (object 1)")
        );
    }
    // An object in place of a text is skipped, whatever its depth.
    let deep = format!("[{}]", more(&format!("\"x\":{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000))));
    assert!(read("a.json", deep, &[]).is_ok());
    let deep = format!("[{}]", more(&format!("\"x\":{}{}", "[".repeat(100_000), "]".repeat(100_000))));
    assert!(matches!(read("a.json", deep, &[]), Err(ReadError::Limit { limit: Limit::Depth, .. })));
    assert!(matches!(read("a.json", "[".repeat(100_000), &[]), Err(ReadError::Json { .. })));
}

#[test]
fn sparse_keys_count_as_full_rows() {
    let wide: Vec<String> = (0..1000).map(|at| format!("\"k{at}\":\"x\"")).collect();
    let contact =
        r#""name":"Ann Lee","email":"ann@example.com","jobTitle":"CEO","role":"Partner sales","countries":"US""#;
    let list = format!("{{{contact},{}}}\n{}", wide.join(","), "{\"k999\":\"x\"}\n".repeat(6000));
    // 6,000 rows of a thousand columns are less than 1,024 rows of the default limit, but more than 1,024 rows of
    // 1,005.
    assert!(read("a.ndjson", &*list, &[]).is_ok());
    let printed = read("a.ndjson", list, &[(Limit::Columns, 1005)]).unwrap_err().to_string();
    assert_eq!(printed, "a.ndjson: object 1721 has more than 1005 columns");
}

// Workbooks.

pub(crate) const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Returns an .xlsx with this sheet and other parts.
pub(crate) fn xlsx(sheet: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let own = [
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    zipped(&[&own, others].concat())
}

pub(crate) fn cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// Returns the XML of a sheet: elements before the cells, a header and rows.
pub(crate) fn sheet(before: &str, rows: &str) -> String {
    let labels = HEADER.split(',').zip(["A1", "B1", "C1", "D1", "E1"]);
    let header: String = labels.map(|(label, at)| cell(at, label)).collect();
    format!("<worksheet>{before}<sheetData><row r=\"1\">{header}</row>{rows}</sheetData></worksheet>")
}

pub(crate) fn contact(row: u32) -> String {
    let cells = ROW.split(',').zip(["A", "B", "C", "D", "E"]);
    let cells: String = cells.map(|(text, column)| cell(&format!("{column}{row}"), text)).collect();
    format!("<row r=\"{row}\">{cells}</row>")
}

#[test]
fn limits_of_workbooks_are_exact() {
    let small = xlsx(&sheet("", &(contact(2) + &contact(3))), &[]);
    let bytes = small.len() as u64;
    assert_eq!(
        met("a.xlsx", &*small, Limit::Bytes, bytes - 1),
        format!("a.xlsx: the file has more than {} bytes", bytes - 1)
    );
    assert_eq!(met("a.xlsx", &*small, Limit::Rows, 2), "a.xlsx: the list has more than 2 rows");
    let wide = xlsx(&sheet("", &format!("<row r=\"2\">{}</row>", cell("G2", "x"))), &[]);
    assert_eq!(met("a.xlsx", &*wide, Limit::Columns, 6), "a.xlsx: row 2 has more than 6 columns");
    let long = xlsx(&sheet("", &format!("<row r=\"2\">{}</row>", cell("B2", &"é".repeat(99)))), &[]);
    assert_eq!(met("a.xlsx", &*long, Limit::Cell, 98), "a.xlsx: cell B2 has more than 98 characters in a cell");
    let parts = RELS.len() + WORKBOOK.len() + WORKBOOK_RELS.len() + sheet("", &contact(2)).len();
    let printed = met("a.xlsx", xlsx(&sheet("", &contact(2)), &[]), Limit::Unpacked, parts as u64 - 1);
    assert!(printed.contains("bytes when unpacked (xl/worksheets/sheet1.xml)"), "{printed}");
}

#[test]
fn shared_strings_are_counted_whatever_their_declared_count() {
    let texts = |printed: &str| format!("<sst{printed}>{}</sst>", "<si><t>text</t></si>".repeat(100));
    let list = |texts: &str| xlsx(&sheet("", &contact(2)), &[("xl/sharedStrings.xml", texts)]);
    let printed = "a.xlsx: the workbook has more than 99 shared texts (xl/sharedStrings.xml)";
    assert_eq!(met("a.xlsx", list(&texts("")), Limit::Strings, 99), printed);
    assert!(read("a.xlsx", list(&texts(" uniqueCount=\"7\"")), &[]).is_ok());
    for count in ["99999999999", "18446744073709551615", "999999999999999999999999"] {
        let count = format!(" uniqueCount=\"{count}\"");
        let error = read("a.xlsx", list(&texts(&count)), &[]).unwrap_err();
        assert!(matches!(error, ReadError::Limit { limit: Limit::Strings, .. }), "{error}");
    }
}

#[test]
fn a_part_with_a_high_compression_ratio_is_refused() {
    let spaces = " ".repeat(20 << 20);
    let list = xlsx(&sheet(&spaces, &contact(2)), &[]);
    let printed = read("a.xlsx", &*list, &[]).unwrap_err().to_string();
    assert_eq!(printed, "a.xlsx: xl/worksheets/sheet1.xml is more than 250 times larger when unpacked");
    assert_eq!(read("a.xlsx", list, &[(Limit::Ratio, 2000)]).unwrap().contacts, 1);
}

/// Changes the declared size of the last part in the directory of a zip archive.
fn with_size(mut list: Vec<u8>, size: u32) -> Vec<u8> {
    let entry = memchr::memmem::rfind(&list, b"PK\x01\x02").unwrap();
    list[entry + 24..entry + 28].copy_from_slice(&size.to_le_bytes());
    list
}

#[test]
fn a_part_larger_than_its_declared_size_is_damaged() {
    let sheet = sheet("", &contact(2));
    let list = xlsx(&sheet, &[]);
    assert_eq!(read("a.xlsx", with_size(list.clone(), sheet.len() as u32), &[]).unwrap().contacts, 1);
    for (size, reason) in [(sheet.len() - 1, "larger than the file says"), (1, "larger than the file says"), (0, "")] {
        let error = read("a.xlsx", with_size(list.clone(), size as u32), &[]).unwrap_err();
        assert!(
            matches!(&error, ReadError::Workbook { reason: printed, .. } if printed.to_string().contains(reason)),
            "{size}: {error}"
        );
    }
    // A declared size above the limit is enough to refuse the file.
    let error = read("a.xlsx", with_size(list, u32::MAX - 1), &[(Limit::Unpacked, 1 << 30)]).unwrap_err();
    assert!(matches!(error, ReadError::Limit { limit: Limit::Unpacked, .. }), "{error}");
}

/// calamine calculates with unchecked numbers (its issue 694). The reader catches a panic of calamine.
#[test]
fn an_invalid_dimension_is_ignored_or_damage() {
    for dimension in ["E2:A1", "A1:ZZZZZZZ1", "A1:A99999999999", "A0:A0"] {
        let before = format!("<dimension ref=\"{dimension}\"/>");
        let list = xlsx(&sheet(&before, &format!("<row r=\"2\">{}</row>", cell("A2", "x"))), &[]);
        assert!(matches!(read("a.xlsx", list, &[]), Ok(_) | Err(ReadError::Workbook { .. })), "{dimension}");
    }
}

#[test]
fn a_wrong_dimension_is_ignored() {
    for dimension in ["A1:XFD1048576", "XFD1048576", "A1:E2"] {
        let before = format!("<dimension ref=\"{dimension}\"/>");
        let summary = read("a.xlsx", xlsx(&sheet(&before, &contact(2)), &[]), &[]).unwrap();
        assert_eq!((summary.rows, summary.contacts), (1, 1), "{dimension}");
    }
}

#[test]
fn a_cell_in_the_last_row_follows_blank_rows() {
    let far = format!("{}<row r=\"1048576\">{}</row>", contact(2), cell("XFD1048576", "x"));
    let summary = read("a.xlsx", xlsx(&sheet("", &far), &[]), &[]).unwrap();
    assert_eq!((summary.rows, summary.contacts, summary.blank), (1_048_575, 1, 1_048_573));
}

#[test]
fn sparse_cells_count_as_full_rows() {
    let rows: String =
        (2..5000).map(|row| format!("<row r=\"{row}\">{}</row>", cell(&format!("XFD{row}"), "x"))).collect();
    let error = read("a.xlsx", xlsx(&sheet("", &rows), &[]), &[]).unwrap_err();
    assert!(matches!(error, ReadError::Limit { limit: Limit::Columns, .. }), "{error}");
}

/// Returns a document type with ten entities, each of which is ten times the one before ("billion laughs").
/// Returns an .xlsx with these rows and merged cells.
fn merged(rows: &str, cells: &str) -> Vec<u8> {
    let sheet = sheet("", rows).replace("</sheetData>", &format!("</sheetData><mergeCells>{cells}</mergeCells>"));
    xlsx(&sheet, &[])
}

#[test]
fn merged_cells_are_limited_to_the_cells_that_are_used() {
    let rows: String = (2..2000).map(contact).collect();
    let whole = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(1000);
    let summary = read("a.xlsx", merged(&rows, &whole), &[]).unwrap();
    assert_eq!((summary.rows, summary.contacts), (1998, 1998));
    let far = "<mergeCell ref=\"G2:XFD1048576\"/><mergeCell ref=\"A2:A1048576\"/>";
    assert_eq!(read("a.xlsx", merged(&contact(2), far), &[]).unwrap().rows, 1);
    let wrong = "<mergeCell ref=\"A3:A2\"/><mergeCell ref=\"A0:A9\"/><mergeCell ref=\"A1:A9999999\"/><mergeCell/>";
    assert_eq!(read("a.xlsx", merged(&contact(2), wrong), &[]).unwrap().contacts, 1);
    let many = "<mergeCell ref=\"A2:A3\"/>".repeat((1 << 20) + 1);
    let error = read("a.xlsx", merged(&contact(2), &many), &[]).unwrap_err().to_string();
    assert!(error.contains("more than 1048576 merged cells"), "{error}");
}

#[test]
fn the_worker_finds_merged_cells_too() {
    // A part that has the name of another kind of workbook, so that the worker parses it.
    let rows = format!("{}<row r=\"3\">{}</row>", contact(2), cell("B3", "bob@example.com"));
    let sheet = sheet("", &rows).replace(
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"C2:C3\"/><mergeCell ref=\"D2:D3\"/></mergeCells>",
    );
    let mut settings = ReadSettings::default();
    settings.worker_program = cfg!(unix).then(|| env!("CARGO_BIN_EXE_cosell").into());
    let list = xlsx(&sheet, &[("content.xml", "<a/>")]);
    let mut rows = Rows::open(Input::bytes("a.xlsx", list), settings).unwrap();
    let mut report = CollectingReport::default();
    validate(&mut rows, Default::default(), &[], &mut report).unwrap();
    let merged = report.findings.iter().filter(|(_, finding)| finding.rule.name() == "cell-merged");
    assert_eq!(merged.map(|(_, finding)| finding.location.cell().unwrap()).collect::<Vec<_>>(), ["C3", "D3"]);
}

fn laughs() -> String {
    let grown = (1..10).map(|at| format!("<!ENTITY a{at} \"{}\">", format!("&a{};", at - 1).repeat(10)));
    format!("<!DOCTYPE worksheet [<!ENTITY a0 \"ha\">{}]>", grown.collect::<String>())
}

#[test]
fn entities_are_not_expanded() {
    let list = |text: &str| xlsx(&(laughs() + &sheet("", &format!("<row r=\"2\">{}</row>", cell("A2", text)))), &[]);
    assert!(read("a.xlsx", list("ha"), &[]).is_ok());
    // Not even the entity that is a short word is expanded.
    for entity in ["&a0;", "&a9;"] {
        match read("a.xlsx", list(entity), &[]) {
            Err(ReadError::Workbook { reason, .. }) => assert!(reason.to_string().contains("entity"), "{reason}"),
            other => panic!("{entity}: {other:?}"),
        }
    }
    // An external entity isn't read either.
    let outside = "<!DOCTYPE worksheet [<!ENTITY a0 SYSTEM \"file:///etc/hostname\">]>".to_owned();
    let list = outside + &sheet("", &format!("<row r=\"2\">{}</row>", cell("A2", "&a0;")));
    assert!(matches!(read("a.xlsx", xlsx(&list, &[]), &[]), Err(ReadError::Workbook { .. })));
}

pub(crate) fn ods(before: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        "{before}<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"List\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}

pub(crate) fn ods_row(repeated: &str, text: &str) -> String {
    format!(
        "<table:table-row {repeated}><table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell></table:table-row>"
    )
}

#[test]
fn entities_of_an_ods_are_not_expanded() {
    assert!(read("a.ods", ods(&laughs(), &ods_row("", "ha")), &[]).is_ok());
    match read("a.ods", ods(&laughs(), &ods_row("", "&a9;")), &[]) {
        Err(ReadError::Workbook { .. }) => {}
        Ok(summary) => assert_eq!(summary.contacts, 0),
        Err(other) => panic!("{other}"),
    }
}

/// Formats other than .xlsx are parsed in a worker process, whose memory and time are limited. Only Unix has these
/// limits.
#[cfg(unix)]
mod worker_process {
    use super::*;

    /// Returns an .ods with 50,000 rows of 1,000 cells, in two repeated elements.
    fn large_ods() -> Vec<u8> {
        let cell = "<table:table-cell table:number-columns-repeated=\"1000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
        ods("", &format!("<table:table-row table:number-rows-repeated=\"50000\">{cell}</table:table-row>"))
    }

    #[test]
    fn memory_is_limited() {
        let error = read("a.ods", large_ods(), &[(Limit::Memory, 256 << 20)]).unwrap_err();
        assert_eq!(error.to_string(), "a.ods: reading the file needs more than 268435456 bytes of memory");
    }

    /// The header of this file of 612 bytes declares about four billion sectors of its allocation table. calamine
    /// 0.38 allocates memory for them before it reads them (its issue 714), which aborts the process.
    #[test]
    fn an_xls_that_declares_gigabytes_is_refused() {
        let mut xls = vec![0; 612];
        let parts: [(usize, &[u8]); 8] = [
            (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            (24, b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"),
            (44, &u32::MAX.to_le_bytes()),
            (56, &4096_u32.to_le_bytes()),
            (60, &0xffff_fffe_u32.to_le_bytes()),
            (64, &u32::MAX.to_le_bytes()),
            (68, &0xffff_fffe_u32.to_le_bytes()),
            (72, &u32::MAX.to_le_bytes()),
        ];
        for (at, bytes) in parts {
            xls[at..at + bytes.len()].copy_from_slice(bytes);
        }
        match read("a.xls", xls, &[]) {
            Err(ReadError::Limit { limit: Limit::Memory, .. }) => {}
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn too_little_memory_is_not_reported_as_damage() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/workbooks/");
        for name in ["messy-libreoffice.ods", "messy-libreoffice.xls", "messy-sheetjs.xlsb"] {
            let content = fs::read(format!("{folder}{name}")).unwrap();
            for most in [Limit::Memory.least(), 40 << 20, 64 << 20] {
                match read(name, content.clone(), &[(Limit::Memory, most)]) {
                    Ok(_) | Err(ReadError::Limit { limit: Limit::Memory, .. }) => {}
                    other => panic!("{name} {most}: {other:?}"),
                }
            }
            assert!(read(name, content, &[(Limit::Memory, 256 << 20)]).is_ok());
        }
        // The worker can't even hold this file.
        let mut large = fs::read(format!("{folder}messy-libreoffice.xls")).unwrap();
        large.resize(40 << 20, 0);
        match read("large.xls", large, &[(Limit::Memory, Limit::Memory.least())]) {
            Err(ReadError::Limit { limit: Limit::Memory, .. }) => {}
            other => panic!("{other:?}"),
        }
        let args = ["validate", "--limit", "memory=31M", "list.ods"];
        let output = Command::new(env!("CARGO_BIN_EXE_cosell")).args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("at least"));
    }

    #[test]
    fn processor_time_is_limited() {
        // A million different rows.
        let rows: String = (0..1_000_000).map(|row| ods_row("", &row.to_string())).collect();
        let raised = [(Limit::Seconds, 1), (Limit::Ratio, 10_000)];
        let error = read("a.ods", ods("", &rows), &raised).unwrap_err();
        assert_eq!(error.to_string(), "a.ods: reading the file needs more than 1 second of processor time");
    }

    #[test]
    fn the_worker_reads_every_format_like_this_process() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/workbooks/");
        for name in [
            "messy-libreoffice.ods",
            "messy-libreoffice.xls",
            "messy-sheetjs.xlsb",
            "small-odfpy.ods",
            "small-xlwt.xls",
            "two-lists.xlsx",
        ] {
            let content = fs::read(format!("{folder}{name}")).unwrap();
            let shown = |apart: bool| {
                let mut settings = ReadSettings::default();
                settings.worker_program = apart.then(|| env!("CARGO_BIN_EXE_cosell").into());
                let mut report = CollectingReport::default();
                let summary = Rows::open(Input::bytes(name, &*content), settings)
                    .and_then(|mut rows| validate(&mut rows, Default::default(), &[], &mut report));
                format!("{summary:?} {:?}", report.findings)
            };
            assert_eq!(shown(true), shown(false), "{name}");
        }
    }

    #[test]
    fn a_worker_that_does_not_work_is_an_error() {
        for (program, reason) in [
            ("/nonexistent/cosell", "No such file"),
            ("/bin/false", "exit status: 1"),
            ("/bin/cat", "cat: "),
            ("/bin/echo", "unexpected output"),
        ] {
            let mut settings = ReadSettings::default();
            settings.worker_program = Some(program.into());
            let error = Rows::open(Input::bytes("a.ods", ods("", &ods_row("", "x"))), settings).unwrap_err();
            let text = error.to_string();
            assert!(matches!(error, ReadError::NoWorker { .. }) && text.contains(reason), "{program}: {text}");
        }
    }

    #[test]
    fn the_hidden_command_is_not_documented() {
        for args in [&["--help"][..], &["man"], &["completions", "bash"], &["completions", "zsh"]] {
            let output = Command::new(env!("CARGO_BIN_EXE_cosell")).args(args).output().unwrap();
            assert!(output.status.success() && !String::from_utf8(output.stdout).unwrap().contains("read-workbook"));
        }
    }
}

#[test]
fn the_message_names_the_option_that_raises_a_limit() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), csv(&[ROW, ROW])).unwrap();
    let printed = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_cosell"))
            .args(args)
            .current_dir(folder.path())
            .env("LC_ALL", "C")
            .output();
        let output = output.unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, message) = printed(&["validate", "list.csv", "--limit", "rows=2"]);
    assert_eq!(code, Some(2));
    assert!(
        message.contains("list.csv: the list has more than 2 rows\n") && message.contains("--limit rows=N"),
        "{message}"
    );
    assert_eq!(printed(&["convert", "list.csv", "--limit", "rows=2", "--limit", "Rows=3"]).0, Some(0));
    let (code, message) = printed(&["validate", "list.csv", "--limit", "row=2"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("unknown limit \"row\"; use bytes, rows, columns"), "{message}");
}

/// Each of a million quotes could end a word of a totals row. An earlier version searched at each one, which took
/// hours.
#[test]
fn a_cell_of_quotes_is_searched_once() {
    let list = csv(&[&"\"".repeat(1 << 20), ROW]);
    assert_eq!(read("a.csv", list, &[]).unwrap().rejected, 1);
}

/// Returns a zip with one file.
fn archived(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, SimpleFileOptions::default()).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

#[test]
fn limits_of_archives_are_exact() {
    let list = csv(&[ROW, ROW]);
    let most = list.len() as u64 - 1;
    for (name, packed) in [("a.zip", archived("a.csv", list.as_bytes())), ("a.csv.gz", gzipped(list.as_bytes()))] {
        let message = met(name, packed.clone(), Limit::Unpacked, most);
        assert!(
            message.ends_with(&format!(
                "the file is larger than {most} bytes when unpacked ({})",
                &name.replace(".zip", ".csv")
            )),
            "{message}"
        );
        met(name, packed.clone(), Limit::Bytes, packed.len() as u64 - 1);
        let rows = met(name, packed, Limit::Rows, 2);
        assert!(rows.ends_with(": the list has more than 2 rows"), "{rows}");
    }
    // The limit of the ratio holds for more than 16 MB.
    let list = [list.as_bytes(), &vec![b'\n'; 17 << 20]].concat();
    for (name, packed) in [("a.zip", archived("a.csv", &list)), ("a.csv.gz", gzipped(&list))] {
        let read = read(name, packed, &[]);
        assert!(matches!(read, Err(ReadError::Limit { limit: Limit::Ratio, .. })), "{name}: {read:?}");
    }
    // A workbook is unpacked into memory.
    let workbook = fs::read("fixtures/contacts.xlsx").unwrap();
    let big = [workbook.as_slice(), &vec![0; 33 << 20]].concat();
    let packed = archived("a.xlsx", &big);
    let ratio = (Limit::Ratio, 1 << 20);
    let refused = read("a.zip", packed, &[(Limit::Memory, 32 << 20), ratio]);
    assert!(matches!(refused, Err(ReadError::Limit { limit: Limit::Memory, .. })), "{refused:?}");
}

#[test]
fn limits_of_web_pages_are_exact() {
    let row = |row: &str| format!("<tr><td>{}</td></tr>", row.replace(',', "</td><td>"));
    let page = format!("<table>{}{}{}</table>", row(HEADER), row(ROW), row(ROW));
    assert_eq!(met("a.xls", &*page, Limit::Rows, 2), "a.xls: the list has more than 2 rows");
    assert_eq!(met("a.xls", &*page, Limit::Columns, 4), "a.xls: row 1 has more than 4 columns");
    let long = page.replace("CEO", &"é".repeat(99));
    let message = met("a.xls", long, Limit::Cell, 98);
    assert_eq!(message, "a.xls: cell C2 has more than 98 characters in a cell");
    let nested = format!("<table><tr><td>{page}</td></tr></table>");
    assert_eq!(met("a.xls", nested, Limit::Depth, 1), "a.xls: tables are nested more than 1 levels deep (cell A1)");
}
