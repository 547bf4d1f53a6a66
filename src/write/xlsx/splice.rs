use std::io::{self, Cursor, Read, Write};

use rust_xlsxwriter::XlsxError;
use zip::read::{ZipReadOptions, read_zipfile_from_stream_with_options};
use zip::{DateTime, ZipArchive, ZipWriter};

use super::deflating::{self, Deflating};

/// The first sheet.
const SHEET: &[u8] = b"xl/worksheets/sheet1.xml";

/// Writes a workbook with other rows in its first sheet: below the header stand those that are deflated already. All else in
/// the zip is copied as it is.
pub(super) fn with_rows(out: &mut (dyn Write + Send), workbook: &[u8], mut rows: Deflating) -> Result<(), XlsxError> {
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut zip = ZipWriter::new_stream(out);
    let sheet = archive.index_for_name_raw(SHEET).ok_or_else(unlike)?;
    for entry in 0..sheet {
        zip.raw_copy_file(archive.by_index_raw(entry)?)?;
    }

    let Described { header, mode, xml } = described(&mut archive, workbook, sheet)?;
    let (above, below) = around_rows(&xml).ok_or_else(unlike)?;
    rows.text().extend_from_slice(below.as_bytes());
    let (head, mut crc) = deflating::beginning(above.as_bytes())?;
    let rest = rows.finish()?;
    crc.combine(&rest.crc);
    let sizes = ZipReadOptions::new()
        .override_compressed_size(head.len() as u64 + rest.size)
        .override_uncompressed_size(above.len() as u64 + rest.length)
        .override_crc(crc.sum());
    let mut entry = header.as_slice().chain(&head[..]).chain(rest.bytes);
    let entry = read_zipfile_from_stream_with_options(&mut entry, sizes)?.ok_or_else(unlike)?;
    zip.raw_copy_file_touch(entry, DateTime::default(), mode)?;

    for entry in sheet + 1..archive.len() {
        zip.raw_copy_file(archive.by_index_raw(entry)?)?;
    }
    zip.finish()?;
    Ok(())
}

/// An entry as the library wrote it.
struct Described {
    /// What stands before it in the zip.
    header: Vec<u8>,
    mode: Option<u32>,
    xml: String,
}

fn described(archive: &mut ZipArchive<Cursor<&[u8]>>, zip: &[u8], entry: usize) -> Result<Described, XlsxError> {
    let mut entry = archive.by_index(entry)?;
    let mut xml = String::new();
    entry.read_to_string(&mut xml)?;
    let (start, end) = (entry.header_start(), entry.data_start().unwrap_or_default());
    let mut header = zip.get(start as usize..end as usize).ok_or_else(unlike)?.to_vec();
    // Behind the signature and the version stands, for those who read a zip as a stream, the system that made it.
    *header.get_mut(5).ok_or_else(unlike)? = entry.system() as u8;
    Ok(Described { header, mode: entry.unix_mode(), xml })
}

/// The text of a sheet through its first row, and behind the last one.
fn around_rows(xml: &str) -> Option<(&str, &str)> {
    let first = "</row>";
    Some((&xml[..xml.find(first)? + first.len()], &xml[xml.rfind("</sheetData>")?..]))
}

fn unlike() -> XlsxError {
    io::Error::other("the workbook is not as it was written").into()
}
