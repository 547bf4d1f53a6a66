//! Replaces the rows of a workbook that rust_xlsxwriter wrote by rows that are compressed already.

use std::io::{self, Cursor, Read, Write};

use rust_xlsxwriter::XlsxError;
use zip::read::{ZipReadOptions, read_zipfile_from_stream_with_options};
use zip::{DateTime, ZipArchive, ZipWriter};

use super::row_compressor::{CompressedRows, compress_prefix};

/// The first sheet.
const SHEET: &[u8] = b"xl/worksheets/sheet1.xml";

/// Writes a workbook with other rows in its first sheet, below the header. Everything else in the zip is copied.
///
/// `finish_rows` gets the XML that follows the rows, and returns both compressed.
pub(super) fn write_with_rows(
    out: &mut (dyn Write + Send),
    workbook: &[u8],
    finish_rows: impl FnOnce(&[u8]) -> io::Result<CompressedRows>,
) -> Result<(), XlsxError> {
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut zip = ZipWriter::new_stream(out);
    let sheet = archive.index_for_name_raw(SHEET).ok_or_else(unexpected)?;
    for entry in 0..sheet {
        zip.raw_copy_file(archive.by_index_raw(entry)?)?;
    }

    let ZipPart { header, mode, xml } = read_entry(&mut archive, workbook, sheet)?;
    let (before, after) = around_rows(&xml).ok_or_else(unexpected)?;
    let (prefix, mut crc) = compress_prefix(before.as_bytes())?;
    let rows = finish_rows(after.as_bytes())?;
    crc.combine(&rows.crc);
    let sizes = ZipReadOptions::new()
        .override_compressed_size(prefix.len() as u64 + rows.compressed_size)
        .override_uncompressed_size(before.len() as u64 + rows.uncompressed_size)
        .override_crc(crc.sum());
    // The zip crate copies compressed data only from an entry that it has read itself, so the pieces are read as one.
    let mut entry = header.as_slice().chain(&prefix[..]).chain(rows.data);
    let entry = read_zipfile_from_stream_with_options(&mut entry, sizes)?.ok_or_else(unexpected)?;
    zip.raw_copy_file_touch(entry, DateTime::default(), mode)?;

    for entry in sheet + 1..archive.len() {
        zip.raw_copy_file(archive.by_index_raw(entry)?)?;
    }
    zip.finish()?;
    Ok(())
}

/// An entry of the zip as rust_xlsxwriter wrote it.
struct ZipPart {
    /// The local header.
    header: Vec<u8>,
    mode: Option<u32>,
    xml: String,
}

fn read_entry(archive: &mut ZipArchive<Cursor<&[u8]>>, zip: &[u8], entry: usize) -> Result<ZipPart, XlsxError> {
    let mut entry = archive.by_index(entry)?;
    let mut xml = String::new();
    entry.read_to_string(&mut xml)?;
    let (start, end) = (entry.header_start(), entry.data_start().unwrap_or_default());
    let mut header = zip.get(start as usize..end as usize).ok_or_else(unexpected)?.to_vec();
    // The byte after the signature and the version is the system that made the entry, for readers of streams. The writer leaves it 0.
    *header.get_mut(5).ok_or_else(unexpected)? = entry.system() as u8;
    Ok(ZipPart { header, mode: entry.unix_mode(), xml })
}

/// Returns the XML of a sheet up to the end of its first row, and from the end of its last row.
fn around_rows(xml: &str) -> Option<(&str, &str)> {
    let first = "</row>";
    Some((&xml[..xml.find(first)? + first.len()], &xml[xml.rfind("</sheetData>")?..]))
}

fn unexpected() -> XlsxError {
    io::Error::other("the workbook is not as it was written").into()
}
