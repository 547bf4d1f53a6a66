//! Workbooks and streams that ask for more work than their size, are damaged where nobody looked, or don't say which of two
//! things they mean; and the process that parses workbooks, when its program or its parent is gone.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use cosell_contacts::{Limit, ReadError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::limits::{HEADER, RELS, contact, met, ods, ods_row, read, sheet, xlsx, zipped};
use crate::workspace::{COSELL, Workspace};

/// Returns an .xlsx whose sheets have these names and parts.
fn with_sheets(sheets: &[(&str, &str)], others: &[(&str, &str)]) -> Vec<u8> {
    let parts: BTreeSet<&str> = sheets.iter().map(|(_, part)| *part).collect();
    let id = |part: &str| parts.iter().position(|other| *other == part).unwrap();
    let numbered = sheets.iter().enumerate();
    let names: String = numbered
        .map(|(at, (name, part))| format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r{}\"/>", at + 1, id(part)))
        .collect();
    let workbook = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{names}</sheets></workbook>"
    );
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
    let relations: String = parts
        .iter()
        .map(|part| format!("<Relationship Id=\"r{}\" Type=\"{kind}\" Target=\"worksheets/{part}\"/>", id(part)))
        .collect();
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relations = format!("<Relationships xmlns=\"{namespace}\">{relations}</Relationships>");
    let own = [("_rels/.rels", RELS), ("xl/workbook.xml", &workbook), ("xl/_rels/workbook.xml.rels", &relations)];
    zipped(&[&own, others].concat())
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("S{number}")).collect()
}

fn is_limit(read: &Result<cosell_contacts::Summary, ReadError>, wanted: Limit) -> bool {
    matches!(read, Err(ReadError::Limit { limit, .. }) if *limit == wanted)
}

#[test]
fn sheets_that_share_a_part_end_at_a_limit() {
    let names = names(250);
    let sheets: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "one.xml")).collect();
    let rows: String = (2..600).map(contact).collect();
    let part = ("xl/worksheets/one.xml", &*sheet("", &rows));
    let begin = Instant::now();
    let read_all = read("a.xlsx", with_sheets(&sheets, &[part]), &[]);
    assert!(is_limit(&read_all, Limit::Sheets), "{read_all:?}");
    assert_eq!(
        read_all.unwrap_err().to_string(),
        "a.xlsx: several sheets have the same part (xl/worksheets/one.xml); each of them counts as 1000, and 1000 are allowed"
    );
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    // The limit can be raised: three count as 3,000, however often each is opened.
    let three = with_sheets(&sheets[..3], &[part]);
    assert!(is_limit(&read("a.xlsx", three.clone(), &[(Limit::Sheets, 2999)]), Limit::Sheets));
    let raised = read("a.xlsx", three, &[(Limit::Sheets, 3000)]);
    assert!(matches!(raised, Err(ReadError::SeveralSheets { .. })), "{raised:?}");
    let workspace = Workspace::new();
    fs::write(workspace.path("a.xlsx"), with_sheets(&sheets[..3], &[part])).unwrap();
    let args = ["convert", "a.xlsx", "--all-sheets", "--limit", "sheets=3000"];
    let converted = workspace.command(COSELL, &args).output().unwrap();
    let said = String::from_utf8_lossy(&converted.stderr);
    assert!(said.contains("rows = ") && !said.contains("--limit"), "{said}");
    // `seconds` holds in this process, too.
    let many = with_sheets(&sheets, &[("xl/worksheets/one.xml", &sheet("", &"<row r=\"2\"></row>".repeat(100_000)))]);
    let slow = read("a.xlsx", many, &[(Limit::Sheets, 1_000_000), (Limit::Seconds, 1)]);
    assert!(is_limit(&slow, Limit::Seconds), "{slow:?}");
}

#[test]
fn sheets_are_limited_in_every_format() {
    let names = names(1001);
    let parts: Vec<String> = (0..names.len()).map(|number| format!("s{number}.xml")).collect();
    let sheets: Vec<(&str, &str)> =
        names.iter().zip(&parts).map(|(name, part)| (name.as_str(), part.as_str())).collect();
    let paths: Vec<String> = parts.iter().map(|part| format!("xl/worksheets/{part}")).collect();
    let list = sheet("", &contact(2));
    let content: Vec<(&str, &str)> = paths
        .iter()
        .enumerate()
        .map(|(at, path)| {
            (path.as_str(), if at == 7 { &*list } else { "<worksheet><sheetData></sheetData></worksheet>" })
        })
        .collect();
    let workbook = with_sheets(&sheets, &content);
    assert_eq!(
        met("a.xlsx", workbook.clone(), Limit::Sheets, 1000),
        "a.xlsx: the file has more than 1000 sheets or tables"
    );
    assert!(is_limit(&read("a.xlsx", workbook, &[]), Limit::Sheets));
    // The first table has the list.
    let tables: String =
        (0..20_000).map(|number| format!("</table:table><table:table table:name=\"T{number}\">")).collect();
    let cells = |text: &str| {
        text.split(',')
            .map(|text| {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
            })
            .collect::<String>()
    };
    let rows = format!("<table:table-row>{}</table:table-row>", cells(HEADER));
    let begin = Instant::now();
    let tables = read("a.ods", ods("", &(rows + &tables)), &[]);
    assert!(is_limit(&tables, Limit::Sheets), "{tables:?}");
    assert!(begin.elapsed() < Duration::from_secs(15), "{:?}", begin.elapsed());
    let row = |texts: &str| texts.split(',').map(|text| format!("<td>{text}</td>")).collect::<String>();
    let page = format!("<table><tr>{}</tr></table><p>x</p>", row(HEADER)).repeat(1001);
    assert!(is_limit(&read("a.html", page.into_bytes(), &[]), Limit::Sheets));
    let sheets: String = (0..1001).map(|number| format!("<Worksheet ss:Name=\"S{number}\"/>")).collect();
    let namespace = "urn:schemas-microsoft-com:office:spreadsheet";
    let xml =
        format!("<?xml version=\"1.0\"?><Workbook xmlns=\"{namespace}\" xmlns:ss=\"{namespace}\">{sheets}</Workbook>");
    let read = read("a.xml", xml.into_bytes(), &[(Limit::Sheets, 10)]);
    assert!(is_limit(&read, Limit::Sheets), "{read:?}");
    assert_eq!(read.unwrap_err().to_string(), "a.xml: the file has more than 10 sheets or tables");
}

/// Names are numbered only if there are few enough, and in linear time: 300,000 equal ones took hours.
#[test]
fn many_sheets_of_one_name_end_at_a_limit() {
    let part = ("xl/worksheets/one.xml", &*sheet("", &contact(2)));
    let workbook = with_sheets(&vec![("a", "one.xml"); 100_000], &[part]);
    let begin = Instant::now();
    assert!(is_limit(&read("a.xlsx", workbook, &[]), Limit::Sheets));
    let tables = ods("", &"</table:table><table:table table:name=\"T\">".repeat(5000));
    assert!(is_limit(&read("a.ods", tables, &[]), Limit::Sheets));
    let allowed = ods("", &"</table:table><table:table table:name=\"T\">".repeat(5000));
    assert!(!is_limit(&read("a.ods", allowed, &[(Limit::Sheets, 100_000)]), Limit::Seconds));
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}

/// calamine follows one relation to the workbook. Each of thousands was unpacked and parsed.
#[test]
fn repeated_relations_are_read_once() {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let relation = format!("<Relationship Id=\"r\" Type=\"{kind}\" Target=\"xl/workbook.xml\"/>");
    let many =
        |relation: &str| format!("<Relationships>{}</Relationships>", relation.repeat((1 << 20) / relation.len() - 1));
    let (first, own) = (many(&relation), many("<R Type='x' Target='a'/>"));
    // A part in UTF-16 causes the search for parts in use.
    let mut workbook = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 3] = [
        ("_rels/.rels", first.as_bytes()),
        ("xl/_rels/workbook.xml.rels", own.as_bytes()),
        ("xl/a.xml", b"\xff\xfe\0\0"),
    ];
    for (name, content) in parts {
        workbook.start_file(name, SimpleFileOptions::default()).unwrap();
        workbook.write_all(content).unwrap();
    }
    let begin = Instant::now();
    let error = read("a.xlsx", workbook.finish().unwrap().into_inner(), &[]).unwrap_err();
    assert!(matches!(error, ReadError::Workbook { .. }), "{error}");
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
}

/// Entries of a directory with one place in the file: each part is small, and all of them are the same bytes.
#[test]
fn parts_that_share_their_bytes_are_damage() {
    let mut workbook = xlsx(&sheet("", &contact(2)), &[("xl/a.xml", "<a/>"), ("xl/b.xml", "<a/>")]);
    let entries: Vec<usize> = memchr::memmem::find_iter(&workbook, b"PK\x01\x02").collect();
    let [.., first, second] = entries.as_slice() else { panic!("{entries:?}") };
    workbook.copy_within(first + 42..first + 46, second + 42);
    let error = read("a.xlsx", workbook, &[]).unwrap_err().to_string();
    assert!(error.contains("shares its bytes with another part"), "{error}");
}

#[test]
fn a_wrong_checksum_of_a_part_that_is_read_is_damage() {
    // A stored part in which a letter of an address is another one.
    let mut stored = ZipWriter::new(Cursor::new(Vec::new()));
    let whole = xlsx(&sheet("", &contact(2)), &[]);
    let mut parts = ZipArchive::new(Cursor::new(&whole)).unwrap();
    for index in 0..parts.len() {
        let mut part = parts.by_index(index).unwrap();
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        stored.start_file(part.name().unwrap(), options).unwrap();
        std::io::copy(&mut part, &mut stored).unwrap();
    }
    let mut stored = stored.finish().unwrap().into_inner();
    assert_eq!(read("a.xlsx", &*stored, &[]).unwrap().contacts, 1);
    let at = memchr::memmem::find(&stored, b"ann@example.com").unwrap();
    stored[at] = b'b';
    let error = read("a.xlsx", stored, &[]).unwrap_err().to_string();
    assert!(error.contains("the checksum of xl/worksheets/sheet1.xml doesn't match its content"), "{error}");

    for (file, used) in [
        (
            "messy.xlsx",
            &["_rels/.rels", "workbook.xml", "workbook.xml.rels", "styles.xml", "sheet1.xml", "sharedStrings.xml"][..],
        ),
        ("two-lists.xlsx", &["workbook.xml", "sheet1.xml", "sheet2.xml"]),
        ("messy-sheetjs.xlsb", &["workbook.bin", "workbook.bin.rels", "sheet1.bin"]),
        ("messy-libreoffice.ods", &["content.xml", "META-INF/manifest.xml"]),
        ("small-odfpy.ods", &["content.xml"]),
    ] {
        let bytes = fs::read(format!("{}/fixtures/workbooks/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let whole = format!("{:?}", read(file, &*bytes, &[]).map(|summary| summary.rows));
        let mut found = 0;
        let (mut at, mut damaged) = (0, 0);
        while let Some(next) = memchr::memmem::find(&bytes[at..], b"PK\x01\x02") {
            at += next;
            let length = usize::from(u16::from_le_bytes([bytes[at + 28], bytes[at + 29]]));
            let name = String::from_utf8(bytes[at + 46..at + 46 + length].to_vec()).unwrap();
            let mut changed = bytes.clone();
            changed[at + 16] ^= 1;
            let outcome = read(file, changed, &[]);
            let is_used = used.iter().any(|used| name == *used || name.ends_with(&format!("/{used}")));
            if matches!(&outcome, Err(ReadError::Workbook { reason, .. }) if reason.to_string().contains("checksum")) {
                damaged += 1;
            } else {
                assert!(!is_used, "{file} {name}: {outcome:?}");
                assert_eq!(format!("{:?}", outcome.map(|summary| summary.rows)), whole, "{file} {name}");
            }
            found += usize::from(is_used);
            at += 4;
        }
        assert!(found >= used.len() && damaged >= found, "{file}: {found} {damaged}");
    }
}

#[test]
fn repeated_parts_and_joined_archives_are_errors() {
    let other = sheet("", &contact(3));
    for (name, repeated) in [
        ("xl/worksheets/sheex1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/SHEEX1.xml", "xl/worksheets/SHEET1.xml"),
        ("xl/worksheets/sheex1.xml", "xl\\worksheets\\sheet1.xml"),
    ] {
        let mut twice = xlsx(&sheet("", &contact(2)), &[(name, &other)]);
        while let Some(at) = memchr::memmem::find(&twice, name.as_bytes()) {
            twice[at..at + name.len()].copy_from_slice(repeated.as_bytes());
        }
        let error = read("a.xlsx", twice, &[]).unwrap_err().to_string();
        assert!(error.contains(&format!("several parts of it have the name {repeated}")), "{error}");
    }
    let [first, second] = [2, 3].map(|row| xlsx(&sheet("", &contact(row)), &[]));
    let error = read("a.xlsx", [first, second].concat(), &[]).unwrap_err().to_string();
    assert!(error.contains("there is other data before it in the file"), "{error}");
    let tables = ods("", &ods_row("", "x"));
    assert!(matches!(read("a.ods", [&*tables, &*tables].concat(), &[]), Err(ReadError::Workbook { .. })));
    let archive = zipped(&[("a.csv", HEADER)]);
    let error = read("a.zip", [&*archive, &*archive].concat(), &[]).unwrap_err().to_string();
    assert_eq!(error, "a.zip: there is other data before the archive in the file, such as another archive");
}

#[test]
fn an_ods_without_a_manifest_has_its_own_words() {
    let whole = ods("", &ods_row("", "x"));
    let mut parts = ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let part = parts.by_index_raw(index).unwrap();
        if part.name().unwrap() != "META-INF/manifest.xml" {
            copy.raw_copy_file(part).unwrap();
        }
    }
    let error = read("a.ods", copy.finish().unwrap().into_inner(), &[]).unwrap_err().to_string();
    assert!(error.contains("it has no META-INF/manifest.xml, which every .ods has"), "{error}");
}

#[test]
fn each_of_two_sheets_with_one_name_can_be_read() {
    let workspace = Workspace::new();
    let rows = |name: &str| contact(2).replace("Ann Lee", name).replace("ann@", &format!("{name}@"));
    let parts =
        [("xl/worksheets/a.xml", &*sheet("", &rows("Ann"))), ("xl/worksheets/b.xml", &*sheet("", &rows("Bob")))];
    fs::write(workspace.path("a.xlsx"), with_sheets(&[("S", "a.xml"), ("S", "b.xml")], &parts)).unwrap();
    let table_row = |texts: &str| {
        let cell =
            |text| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
        format!("<table:table-row>{}</table:table-row>", texts.split(',').map(cell).collect::<String>())
    };
    let rows = |name: &str| table_row(HEADER) + &table_row(&format!("{name},{name}@example.com,CEO,Partner sales,US"));
    let tables = format!("{}</table:table><table:table table:name=\"List\">{}", rows("Ann"), rows("Bob"));
    fs::write(workspace.path("a.ods"), ods("", &tables)).unwrap();
    for (file, name) in [("a.xlsx", "S"), ("a.ods", "List")] {
        let converted = |args: &[&str]| {
            let output = workspace.command(COSELL, &[&["convert", file, "-o", "-"], args].concat()).output().unwrap();
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            (
                ["Ann", "Bob"].map(|name| text.matches(name).count() / 2),
                String::from_utf8_lossy(&output.stderr).into_owned(),
            )
        };
        let second = format!("{name} (2)");
        assert_eq!(converted(&["--sheet", name]).0, [1, 0], "{file}");
        assert_eq!(converted(&["--sheet", &second]).0, [0, 1], "{file}");
        assert_eq!(converted(&["--all-sheets"]).0, [1, 1], "{file}");
        let message = converted(&[]).1;
        assert!(message.contains(&format!("\"{name}\"")) && message.contains(&format!("\"{second}\"")), "{message}");
    }
}

/// The directory of a zip is read into memory, before it is known what is in it.
#[test]
fn a_zip_of_very_many_files_ends_at_the_limit_of_memory() {
    let count: u32 = 90_000;
    let mut zip = [&b"PK\x03\x04\x14"[..], &[0; 25]].concat().repeat(count as usize);
    let start = zip.len() as u32;
    for number in 0..count {
        let name = format!("{number:05}");
        zip.extend(b"PK\x01\x02\x14\0\x14");
        zip.extend([0; 21]);
        zip.extend([name.len() as u8, 0]);
        zip.extend([0; 12]);
        zip.extend((30 * number).to_le_bytes());
        zip.extend(name.bytes());
    }
    let (end, size) = (zip.len() as u64, zip.len() as u64 - u64::from(start));
    zip.extend(b"PK\x06\x06");
    let long = [44, 0x2d_002d, 0].map(u64::to_le_bytes);
    zip.extend([&long[0][..], &long[1][..4], &long[2][..]].concat());
    zip.extend([count.into(), count.into(), size, start.into()].map(u64::to_le_bytes).concat());
    zip.extend(b"PK\x06\x07\0\0\0\0");
    zip.extend(end.to_le_bytes());
    zip.extend(b"\x01\0\0\0PK\x05\x06\0\0\0\0");
    zip.extend([0xff; 12]);
    zip.extend([0, 0]);
    let whole = read("a.zip", &*zip, &[]);
    assert!(matches!(whole, Err(ReadError::SeveralMembers { .. })), "{whole:?}");
    let limited = read("a.zip", zip, &[(Limit::Memory, 32 << 20)]);
    assert!(is_limit(&limited, Limit::Memory), "{limited:?}");
}

/// Parts in UTF-16 have to be decoded. Nobody reads these, so the program doesn't, either.
#[cfg(target_os = "linux")]
#[test]
fn parts_that_nobody_reads_are_not_unpacked() {
    let workspace = Workspace::new();
    let mut junk = vec![0xff, 0xfe];
    junk.extend([0x00, 0x4e].repeat(8_000_000));
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    packed.start_file("junk.xml", SimpleFileOptions::default()).unwrap();
    packed.write_all(&junk).unwrap();
    let packed = packed.finish().unwrap().into_inner();
    let mut junk = ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut parts = ZipArchive::new(Cursor::new(xlsx(&sheet("", &contact(2)), &[]))).unwrap();
    let mut workbook = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        workbook.raw_copy_file(parts.by_index_raw(index).unwrap()).unwrap();
    }
    for number in 0..160 {
        let name = if number % 2 == 0 { format!("junk/{number}.xml") } else { format!("xl/worksheets/j{number}.xml") };
        workbook.raw_copy_file_rename(junk.by_index_raw(0).unwrap(), name).unwrap();
    }
    fs::write(workspace.path("a.xlsx"), workbook.finish().unwrap().into_inner()).unwrap();
    let line = format!("ulimit -v 1000000; exec {COSELL} convert a.xlsx -o - --threads 1");
    let begin = Instant::now();
    let output = workspace.command("bash", &["-c", &line]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("ann@example.com"));
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
}

/// A workbook in UTF-16 is parsed by the other process, because decoding takes memory.
#[test]
fn a_workbook_in_utf_16_is_read() {
    let utf_16 = |text: &str| -> Vec<u8> {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let mut workbook = ZipWriter::new(Cursor::new(Vec::new()));
    let mut parts = ZipArchive::new(Cursor::new(xlsx(&sheet("", &contact(2)), &[]))).unwrap();
    for index in 0..parts.len() {
        let part = parts.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        workbook.start_file(name, SimpleFileOptions::default()).unwrap();
        workbook.write_all(&utf_16(&std::io::read_to_string(part).unwrap())).unwrap();
    }
    let summary = read("a.xlsx", workbook.finish().unwrap().into_inner(), &[]).unwrap();
    assert_eq!((summary.rows, summary.contacts), (1, 1));
}

/// Streams without an end, with little memory.
#[cfg(target_os = "linux")]
#[test]
fn streams_are_looked_at_before_they_are_held() {
    let workspace = Workspace::new();
    for (line, status, message) in [
        ("yes a,b,c | COSELL import - --offer crm --new-book", 1, "header-missing"),
        ("yes a,b,c | COSELL import list.csv --offer crm --new-book --current -", 1, "header-missing"),
        ("COSELL import /dev/zero --offer crm --new-book", 2, "/dev/zero"),
        ("COSELL convert list.csv --groups /dev/zero", 2, "/dev/zero"),
        ("COSELL validate list.csv --markets @/dev/zero", 2, "/dev/zero"),
        ("yes US | COSELL validate list.csv --markets @/dev/stdin", 2, "more than 67108864 bytes"),
        ("yes g,US | COSELL convert list.csv --groups /dev/stdin", 2, "more than 67108864 bytes"),
        ("(printf 'PK\\003\\004'; cat /dev/zero) | COSELL convert - --limit memory=64M", 2, "more than 67108864 bytes"),
        (
            "(cat list.csv; yes ,,,,) | COSELL import - --offer crm --new-book --limit memory=64M",
            2,
            "more than 67108864 bytes",
        ),
    ] {
        let line = format!("ulimit -v 1500000; ulimit -t 60; {}", line.replace("COSELL", COSELL));
        let output = workspace.command("bash", &["-c", &line]).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(status) && error.contains(message), "{line}: {:?} {error}", output.status);
    }
    assert!(!workspace.path("book.sqlite").exists());
}

#[cfg(target_os = "linux")]
mod worker_process {
    use std::os::unix::fs::PermissionsExt;
    use std::thread;

    use super::*;

    fn large_ods(rows: u32) -> Vec<u8> {
        let rows: String = (0..rows).map(|row| ods_row("", &row.to_string())).collect();
        ods("", &rows)
    }

    /// Starts a copy of the program that waits for its input.
    fn waiting(workspace: &Workspace) -> std::process::Child {
        fs::copy(COSELL, workspace.path("program")).unwrap();
        let program = workspace.path("program");
        let args = ["convert", "-", "-o", "-"];
        loop {
            match workspace.command(program.to_str().unwrap(), &args).stdin(Stdio::piped()).spawn() {
                // Another test forked while the copy was open for writing.
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => thread::yield_now(),
                started => return started.unwrap(),
            }
        }
    }

    #[test]
    fn a_program_that_was_deleted_or_moved_starts_its_worker() {
        let workspace = Workspace::new();
        let list =
            fs::read(format!("{}/fixtures/workbooks/messy-libreoffice.ods", env!("CARGO_MANIFEST_DIR"))).unwrap();
        for how in ["deleted", "moved", "replaced", "not executable"] {
            let mut child = waiting(&workspace);
            let (program, other) = (workspace.path("program"), workspace.path("other"));
            match how {
                "deleted" => fs::remove_file(&program).unwrap(),
                "moved" => fs::rename(&program, &other).unwrap(),
                "replaced" => {
                    fs::remove_file(&program).unwrap();
                    fs::write(&program, "#!/bin/sh\necho another program\n").unwrap();
                    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
                }
                _ => fs::set_permissions(&program, fs::Permissions::from_mode(0o644)).unwrap(),
            }
            child.stdin.take().unwrap().write_all(&list).unwrap();
            let output = child.wait_with_output().unwrap();
            let error = String::from_utf8_lossy(&output.stderr);
            if how == "not executable" {
                assert_eq!(output.status.code(), Some(2), "{error}");
                assert!(error.contains("can't be started") && error.contains("The workbook isn't at fault"), "{error}");
            } else {
                assert!(output.status.code() < Some(2), "{how}: {error}");
            }
        }
    }

    /// Returns the processes that a process has started.
    fn children(parent: u32) -> Vec<u32> {
        let status = |id: u32| fs::read_to_string(format!("/proc/{id}/stat")).ok();
        let is_child = |id: &u32| {
            let stat = status(*id).unwrap_or_default();
            let mut fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
            fields.next() != Some("Z") && fields.next() == Some(&parent.to_string())
        };
        let processes = fs::read_dir("/proc").unwrap().flatten();
        processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter(is_child).collect()
    }

    fn is_running(id: u32) -> bool {
        fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
    }

    #[test]
    fn the_worker_ends_with_its_parent() {
        let workspace = Workspace::new();
        fs::write(workspace.path("a.ods"), large_ods(400_000)).unwrap();
        for signal in ["KILL", "TERM", "HUP", "INT"] {
            let mut child =
                workspace.command(COSELL, &["convert", "a.ods", "-o", "-", "--limit", "ratio=10000"]).spawn().unwrap();
            let begin = Instant::now();
            let worker = loop {
                match children(child.id()).first() {
                    Some(worker) => break *worker,
                    None => assert!(begin.elapsed() < Duration::from_secs(20)),
                }
                thread::sleep(Duration::from_millis(5));
            };
            // It is at work on the bytes that it has received.
            thread::sleep(Duration::from_millis(500));
            assert!(is_running(worker), "{signal}");
            assert!(
                std::process::Command::new("kill")
                    .args(["-s", signal, &child.id().to_string()])
                    .status()
                    .unwrap()
                    .success()
            );
            child.wait().unwrap();
            let ended = Instant::now();
            while is_running(worker) {
                assert!(ended.elapsed() < Duration::from_millis(500), "{signal}: the worker is still running");
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}
