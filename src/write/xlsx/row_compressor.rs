//! Compression of the rows of a sheet, block by block, before the workbook around them exists; then they replace the
//! rows of a workbook that rust_xlsxwriter wrote.

use std::io::{self, Cursor, Read, Seek, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use rust_xlsxwriter::XlsxError;
use zip::read::{ZipReadOptions, read_zipfile_from_stream_with_options};
use zip::{DateTime, ZipArchive, ZipWriter};

use crate::fs::{FileError, Spool, spool};

/// With zlib-rs, sheets get as small as at 6, the usual level, in three quarters of the time.
const LEVEL: Compression = Compression::new(5);
/// Bytes of a block.
pub(super) const BLOCK: usize = 64 * 1024;

/// A compressor of the rows of a sheet. The pipeline may put one in front of another, to run it on a different thread.
pub(crate) trait RowCompressor: Send {
    /// Compresses a block. Returns an empty buffer for the next one.
    fn compress(&mut self, block: Vec<u8>) -> io::Result<Vec<u8>>;

    /// Compresses the last block and returns the result.
    fn finish(self: Box<Self>, block: Vec<u8>) -> io::Result<CompressedRows>;
}

/// The data of a zip entry, and what the header of the entry must contain.
pub(crate) struct CompressedRows {
    pub(super) data: Spool,
    pub(super) compressed_size: u64,
    pub(super) uncompressed_size: u64,
    pub(super) crc: Crc,
}

/// A compressor that runs in the thread of its caller.
pub(crate) struct InlineCompressor {
    encoder: DeflateEncoder<Spool>,
    uncompressed_size: u64,
    crc: Crc,
}

impl InlineCompressor {
    pub(crate) fn new() -> Self {
        InlineCompressor { encoder: DeflateEncoder::new(spool(), LEVEL), uncompressed_size: 0, crc: Crc::new() }
    }
}

impl RowCompressor for InlineCompressor {
    fn compress(&mut self, mut block: Vec<u8>) -> io::Result<Vec<u8>> {
        self.uncompressed_size += block.len() as u64;
        self.crc.update(&block);
        self.encoder.write_all(&block).map_err(FileError::temporary)?;
        block.clear();
        Ok(block)
    }

    fn finish(mut self: Box<Self>, block: Vec<u8>) -> io::Result<CompressedRows> {
        self.compress(block)?;
        let InlineCompressor { encoder, uncompressed_size, crc } = *self;
        let mut data = encoder.finish().map_err(FileError::temporary)?;
        let compressed_size = data.stream_position()?;
        data.rewind()?;
        Ok(CompressedRows { data, compressed_size, uncompressed_size, crc })
    }
}

/// Compresses a text that compressed rows follow: the result ends at a byte boundary and isn't marked as the last
/// block.
pub(super) fn compress_prefix(text: &[u8]) -> io::Result<(Vec<u8>, Crc)> {
    let mut crc = Crc::new();
    crc.update(text);
    let mut encoder = DeflateEncoder::new(Vec::new(), LEVEL);
    encoder.write_all(text)?;
    encoder.flush()?;
    Ok((encoder.get_ref().clone(), crc))
}

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
    // The byte after the signature and the version is the system that made the entry, for readers of streams. The
    // writer leaves it 0.
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
