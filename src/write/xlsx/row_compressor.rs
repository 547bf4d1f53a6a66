//! Compression of the rows of a sheet, block by block, before the workbook around them exists; then they replace the
//! rows of a workbook that rust_xlsxwriter wrote.
//!
//! Each block is compressed on its own and ends at a byte boundary, so that any thread can do it: together they are one
//! deflate stream, the same for any number of threads. A block may refer to the text before it, which is passed as its
//! dictionary.

use std::io::{self, Cursor, Read, Seek, Write};
use std::mem;

use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, Crc};
use rust_xlsxwriter::XlsxError;
use zip::read::{ZipReadOptions, read_zipfile_from_stream_with_options};
use zip::write::StreamWriter;
use zip::{DateTime, ZipArchive, ZipWriter};

use crate::fs::{FileError, Spool, spool};

/// With zlib-rs, sheets get as small as at 6, the usual level, in three quarters of the time.
const LEVEL: Compression = Compression::new(5);
/// Bytes of a block.
pub(super) const BLOCK: usize = 128 * 1024;
/// Maximum distance of a repetition in a deflate stream. Without dictionaries, sheets are larger by 7 %.
const WINDOW: usize = 32 * 1024;
/// The last block of a deflate stream, without text.
const STREAM_END: &[u8] = &[3, 0];

/// A compressor of the rows of a sheet. The pipeline may replace it with one that uses several threads.
pub(crate) trait RowCompressor: Send {
    /// Compresses a block. Returns an empty buffer for the next one.
    fn compress(&mut self, block: Vec<u8>) -> io::Result<Vec<u8>>;

    /// Compresses the last block and returns the result.
    fn finish(self: Box<Self>, block: Vec<u8>) -> io::Result<CompressedRows>;
}

/// A block to compress.
pub(crate) struct Block {
    text: Vec<u8>,
    /// The end of the text before it.
    dictionary: Vec<u8>,
}

/// A compressed block, which isn't the last one of a deflate stream.
pub(crate) struct CompressedBlock {
    text: Vec<u8>,
    data: Vec<u8>,
    crc: Crc,
}

impl Block {
    pub(crate) fn compress(self) -> io::Result<CompressedBlock> {
        let Block { text, dictionary } = self;
        let mut state = Compress::new(LEVEL, false);
        if !dictionary.is_empty() {
            state.set_dictionary(&dictionary)?;
        }
        // Without zlib's header, this writes deflate; `DeflateEncoder` can't be given a dictionary.
        let mut encoder = ZlibEncoder::new_with_compress(Vec::new(), state);
        encoder.write_all(&text)?;
        encoder.flush()?;
        let mut crc = Crc::new();
        crc.update(&text);
        Ok(CompressedBlock { data: mem::take(encoder.get_mut()), text, crc })
    }
}

/// The data of a zip entry, and what the header of the entry must contain.
pub(crate) struct CompressedRows {
    data: Spool,
    compressed_size: u64,
    uncompressed_size: u64,
    crc: Crc,
    /// The end of the last block that was started.
    end: Vec<u8>,
}

impl CompressedRows {
    pub(crate) fn new() -> Self {
        CompressedRows { data: spool(), compressed_size: 0, uncompressed_size: 0, crc: Crc::new(), end: Vec::new() }
    }

    /// Makes a block of the next text.
    pub(crate) fn block(&mut self, text: Vec<u8>) -> Block {
        let end = text[text.len().saturating_sub(WINDOW)..].to_vec();
        Block { dictionary: mem::replace(&mut self.end, end), text }
    }

    /// Appends the next compressed block. Returns its buffer, empty.
    pub(crate) fn append(&mut self, block: CompressedBlock) -> io::Result<Vec<u8>> {
        let CompressedBlock { mut text, data, crc } = block;
        self.data.write_all(&data).map_err(FileError::temporary)?;
        self.compressed_size += data.len() as u64;
        self.uncompressed_size += text.len() as u64;
        self.crc.combine(&crc);
        text.clear();
        Ok(text)
    }
}

/// A compressor that runs in the thread of its caller.
pub(crate) struct InlineCompressor(CompressedRows);

impl InlineCompressor {
    pub(crate) fn new() -> Self {
        InlineCompressor::after(CompressedRows::new())
    }

    /// Returns a compressor of the rows that follow others.
    pub(super) fn after(rows: CompressedRows) -> Self {
        InlineCompressor(rows)
    }
}

impl RowCompressor for InlineCompressor {
    fn compress(&mut self, block: Vec<u8>) -> io::Result<Vec<u8>> {
        let block = self.0.block(block).compress()?;
        self.0.append(block)
    }

    fn finish(mut self: Box<Self>, block: Vec<u8>) -> io::Result<CompressedRows> {
        self.compress(block)?;
        Ok(self.0)
    }
}

/// The rows of a sheet that follow those of rust_xlsxwriter.
pub(crate) struct RowsOfSheet {
    /// The last row of rust_xlsxwriter that stays, counted from 0.
    pub(super) header: u32,
    pub(super) rows: CompressedRows,
}

/// Writes a workbook with other rows in its first sheets, below their headers. Everything else in the zip is copied.
pub(super) fn write_with_rows(
    out: &mut (dyn Write + Send),
    workbook: &[u8],
    sheets: Vec<RowsOfSheet>,
) -> Result<(), XlsxError> {
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut zip = ZipWriter::new_stream(out);
    let mut sheets = (1..).zip(sheets).map(|(number, sheet)| (format!("xl/worksheets/sheet{number}.xml"), sheet));
    let mut next = sheets.next();
    for entry in 0..archive.len() {
        let is_next = |(name, _): &(String, _)| archive.index_for_name_raw(name.as_bytes()) == Some(entry);
        match next.take_if(|sheet| is_next(sheet)) {
            Some((_, sheet)) => {
                write_sheet(&mut zip, read_entry(&mut archive, workbook, entry)?, sheet)?;
                next = sheets.next();
            }
            None => zip.raw_copy_file(archive.by_index_raw(entry)?)?,
        }
    }
    zip.finish()?;
    Ok(())
}

fn write_sheet<W: Write>(
    zip: &mut ZipWriter<StreamWriter<W>>,
    part: ZipPart,
    RowsOfSheet { header, mut rows }: RowsOfSheet,
) -> Result<(), XlsxError> {
    let (before, after) = around_rows(&part.xml, header).ok_or_else(unexpected)?;
    let prefix = Block { text: before.as_bytes().to_vec(), dictionary: Vec::new() }.compress()?;
    let suffix = rows.block(after.as_bytes().to_vec()).compress()?;
    rows.append(suffix)?;
    let CompressedRows { mut data, compressed_size, uncompressed_size, crc, .. } = rows;
    data.rewind()?;
    let mut whole_crc = prefix.crc;
    whole_crc.combine(&crc);
    let compressed = prefix.data.len() as u64 + compressed_size + STREAM_END.len() as u64;
    let sizes = ZipReadOptions::new()
        .override_compressed_size(compressed)
        .override_uncompressed_size(before.len() as u64 + uncompressed_size)
        .override_crc(whole_crc.sum());
    // The zip crate copies compressed data only from an entry that it has read itself, so the pieces are read as one.
    let mut entry = part.header.as_slice().chain(&prefix.data[..]).chain(data).chain(STREAM_END);
    let entry = read_zipfile_from_stream_with_options(&mut entry, sizes)?.ok_or_else(unexpected)?;
    zip.raw_copy_file_touch(entry, DateTime::default(), part.mode)?;
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

/// Returns the XML of a sheet up to the end of a row, counted from 0, and from the end of its last row.
fn around_rows(xml: &str, header: u32) -> Option<(&str, &str)> {
    let (start, end) = (xml.find(&format!("<row r=\"{}\"", header + 1))?, "</row>");
    Some((&xml[..start + xml[start..].find(end)? + end.len()], &xml[xml.rfind("</sheetData>")?..]))
}

fn unexpected() -> XlsxError {
    io::Error::other("the workbook is not as it was written").into()
}
