//! Writers of contacts lists and of rejected rows: CSV, XLSX and JSON.
//!
//! Contacts are encoded in batches, which other threads may do; a [`Writer`] writes the batches in order. Nothing here
//! starts a thread. Files that appear whole are in `fs`, parts of workbooks that reports share in `spreadsheet`.
//!
//! Each format implements `ListFormat` in a file of its own and is registered in [`list_format()`].

mod cell_buffers;
mod csv;
mod csv_table;
mod encoded_batch;
mod json;
mod list_format;
mod rejects;
pub(crate) mod source_rows;
mod xlsx;

pub(crate) use cell_buffers::CellBuffers;
pub(crate) use csv::{CsvStyle, LineEnd};
pub(crate) use csv_table::CsvTable;
pub(crate) use csv_table::{push_row, start_table};
pub(crate) use encoded_batch::EncodedBatch;
pub(crate) use json::{ContactObject, JsonString, append_text};
pub(crate) use rejects::RejectedBatch;
pub use rejects::Rejects;
pub(crate) use xlsx::{
    Block, CompressedBlock, CompressedRows, InlineCompressor, RowCompressor, RowsOfSheet, SheetRows, save_with_rows,
};

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use rust_xlsxwriter::XlsxError;

use self::csv::CsvFormat;
use self::json::JsonFormat;
use self::list_format::{ContactEncoder, ListFormat, ListWriter};
use self::xlsx::XlsxFormat;
use crate::contact::{Column, ColumnMap, Contact, Format, StoredContact};
use crate::fs::FileError;
use crate::i18n::{Language, Localize, display_in_english, messages};
use crate::spreadsheet::WorkbookError;

/// Returns the writers of a format.
fn list_format(format: Format) -> &'static dyn ListFormat {
    match format {
        Format::Csv => &CsvFormat,
        Format::Xlsx => &XlsxFormat,
        Format::Json => &JsonFormat { is_array: true },
        Format::Ndjson => &JsonFormat { is_array: false },
    }
}

/// Settings of the output.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The format of the list.
    pub format: Format,
    /// The header of CSV and XLSX. JSON has fixed keys.
    pub labels: ColumnMap<String>,
    /// The style, if the format is CSV.
    pub csv: CsvStyle,
    /// The language of a workbook's sheet names and drop-downs.
    pub language: Language,
}

impl Layout {
    /// Returns a layout with English labels and the CSV style of Excel's "CSV UTF-8".
    pub fn new(format: Format) -> Self {
        Layout {
            format,
            labels: ColumnMap(Column::ALL.map(|column| column.label().to_owned())),
            csv: CsvStyle::default(),
            language: Language::default(),
        }
    }
}

/// A list that can't be written as asked.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each says what it is")]
pub enum WriteError {
    File(FileError),
    Io(io::Error),
    Workbook(WorkbookError),
    RejectsOfSheets { sheet: String },
}

impl Localize for WriteError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::File(error) => error.write(language, f),
            WriteError::Io(reason) => messages::WriteListFailed { reason }.write(language, f),
            WriteError::Workbook(error) => error.write(language, f),
            WriteError::RejectsOfSheets { sheet } => messages::WriteRejectsOfSheets { sheet }.write(language, f),
        }
    }
}

display_in_english!(WriteError);

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        error.downcast().map_or_else(WriteError::Io, WriteError::File)
    }
}

impl From<FileError> for WriteError {
    fn from(error: FileError) -> Self {
        WriteError::File(error)
    }
}

impl From<WorkbookError> for WriteError {
    fn from(error: WorkbookError) -> Self {
        match error {
            WorkbookError::File(error) => WriteError::File(error),
            WorkbookError::Io(error) => WriteError::Io(error),
            error => WriteError::Workbook(error),
        }
    }
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        WorkbookError::from(error).into()
    }
}

impl WriteError {
    /// Returns whether the reader of a pipe closed it, which isn't an error for the user.
    pub fn is_broken_pipe(&self) -> bool {
        let kind = match self {
            WriteError::File(error) => error.kind(),
            WriteError::Io(error) => error.kind(),
            _ => return false,
        };
        kind == io::ErrorKind::BrokenPipe
    }
}

/// A writer of a contacts list in any format.
pub struct Writer<W: Write + Send> {
    out: W,
    list: Box<dyn ListWriter>,
    encoder: Arc<dyn ContactEncoder>,
    /// Contacts that were written one by one, and not flushed yet.
    pending: EncodedBatch,
    /// Batches whose buffers are used again.
    spare: Vec<EncodedBatch>,
}

/// Bytes after which contacts that are written one by one are flushed.
const CHUNK: usize = 64 * 1024;

impl<W: Write + Send> Writer<W> {
    /// Starts a list.
    ///
    /// # Errors
    /// If the header can't be written.
    pub fn new(mut out: W, layout: &Layout) -> Result<Self, WriteError> {
        let mut list = list_format(layout.format).list_writer(layout)?;
        list.start(&mut out)?;
        let encoder = list.encoder();
        let pending = EncodedBatch::new(Arc::clone(&encoder));
        Ok(Writer { out, list, encoder, pending, spare: Vec::new() })
    }

    /// Returns an empty batch for contacts of this list. Any thread may fill it.
    pub(crate) fn batch(&mut self) -> EncodedBatch {
        self.spare.pop().unwrap_or_else(|| EncodedBatch::new(Arc::clone(&self.encoder)))
    }

    /// Takes back a batch that was written, to use its buffers again.
    pub(crate) fn reuse(&mut self, mut batch: EncodedBatch) {
        batch.clear();
        self.spare.push(batch);
    }

    /// Writes a contact.
    ///
    /// # Errors
    /// If the bytes can't be written, or the format can't hold the contact (XLSX: rows, length of a cell).
    pub fn write(&mut self, contact: &Contact<'_>) -> Result<(), WriteError> {
        self.pending.push(contact);
        if self.pending.len() >= CHUNK { self.flush_pending() } else { Ok(()) }
    }

    /// Writes a contact of the book, with its cells as they are stored.
    ///
    /// # Errors
    /// Those of [`Writer::write`].
    pub(crate) fn write_stored(&mut self, contact: &StoredContact<'_>) -> Result<(), WriteError> {
        self.pending.push_stored(contact);
        if self.pending.len() >= CHUNK { self.flush_pending() } else { Ok(()) }
    }

    /// Writes the contacts that were written one by one.
    fn flush_pending(&mut self) -> Result<(), WriteError> {
        self.list.write(&self.pending, &mut self.out)?;
        self.pending.clear();
        Ok(())
    }

    /// Writes the contacts of a batch.
    ///
    /// # Errors
    /// If the bytes can't be written, or the format can't hold a contact (XLSX: rows, length of a cell).
    pub(crate) fn write_batch(&mut self, batch: &EncodedBatch) -> Result<(), WriteError> {
        self.flush_pending()?;
        self.list.write(batch, &mut self.out)
    }

    /// Returns the compressor of a format that compresses its rows, for the pipeline to replace it with one that
    /// uses several threads.
    pub(crate) fn compressor(&mut self) -> Option<&mut Box<dyn RowCompressor>> {
        self.list.compressor()
    }

    /// Ends the list and returns the output.
    ///
    /// # Errors
    /// If the rest can't be written.
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.flush_pending()?;
        self.list.finish(&mut self.out)?;
        Ok(self.out)
    }
}
