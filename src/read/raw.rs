//! Inputs that are no list of contacts, such as a table of markets: the decoded text, or the rows of a workbook without
//! a header. Formats, encodings, limits and the sandbox are those of lists.

use std::io::Read;

use super::archive::{self, Content};
use super::context::ReadContext;
use super::csv::read_delimited;
use super::encoding::{self, Utf8Reader};
use super::panic_guard::GuardedReader;
use super::{BatchReader, Input, ReadError, ReadSettings, SheetSelection, format, open_reader};
use crate::contact::FormatFamily;

/// An input without a header of contacts.
pub(crate) enum RawInput {
    /// A text without byte order mark; `None` if its encoding is unclear.
    Text(Option<String>),
    Workbook(RawWorkbook),
}

/// The visible sheets of a workbook.
pub(crate) struct RawWorkbook(GuardedReader);

impl RawInput {
    /// Opens an input and, if it is a text, reads it.
    ///
    /// # Errors
    /// If it can't be read.
    pub(crate) fn open(input: Input, settings: &ReadSettings) -> Result<RawInput, ReadError> {
        let mut context = ReadContext { file: input.name().to_owned(), limits: settings.limits.clone() };
        // In memory, because standard input can't be read again after its format was detected.
        let input = input.in_memory(&settings.limits)?;
        let unpacked = archive::open(input.clone(), settings, &mut context)?;
        let detected = format::determine(&unpacked, &context.file, settings)?;
        if detected.format.family() == FormatFamily::Workbook {
            let settings = ReadSettings { sheets: SheetSelection::Visible, ..settings.clone() };
            let open = || open_reader(input, &settings, context.clone()).map(|opened| opened.reader);
            return Ok(RawInput::Workbook(RawWorkbook(GuardedReader::open(&context, open)?)));
        }
        let failed = |error| context.io_error(error);
        let mut opened = match unpacked.content {
            Content::Container(seekable) => seekable.into_opened(&settings.limits).map_err(failed)?,
            Content::Stream(opened) => opened,
        };
        let encoding = encoding::detect(&mut opened).map_err(|error| context.io_error(error))?;
        let mut bytes = Vec::new();
        let read = Utf8Reader::new(opened, encoding.encoding).read_to_end(&mut bytes);
        read.map_err(|error| context.io_error(error))?;
        let is_clear = encoding.readings.is_empty() && !encoding.is_unsure;
        let text = String::from_utf8(bytes).ok().filter(|_| is_clear);
        Ok(RawInput::Text(text.map(|text| text.trim_start_matches('\u{feff}').to_owned())))
    }
}

impl RawWorkbook {
    /// Passes each row to `take`: the name of its sheet, its number and its cells.
    ///
    /// # Errors
    /// If the workbook can't be read, and those of `take`.
    pub(crate) fn for_each_row<E: From<ReadError>>(
        mut self,
        mut take: impl FnMut(&str, u64, &[&str]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut sheet = String::new();
        while let Some(mut batch) = self.0.next_batch()? {
            if let Some(start) = batch.sheet.take() {
                sheet = start.name;
            }
            for row in 0..batch.len() {
                let cells: Vec<&str> = batch.cells(row).collect();
                take(&sheet, batch.number(row), &cells)?;
            }
        }
        Ok(())
    }
}

/// Passes each row of a delimited text to `take`: its number, as Excel counts, and its cells.
///
/// # Errors
/// If a row is too long, and those of `take`.
pub(crate) fn for_each_row_of_text<E: From<ReadError>>(
    text: &str,
    delimiter: u8,
    input: &std::path::Path,
    settings: &ReadSettings,
    mut take: impl FnMut(u64, &[&str]) -> Result<(), E>,
) -> Result<(), E> {
    let context = ReadContext { file: input.to_owned(), limits: settings.limits.clone() };
    let mut rows = read_delimited(text.as_bytes(), delimiter, context);
    while let Some(batch) = rows()? {
        for row in 0..batch.len() {
            let cells: Vec<&str> = batch.cells(row).collect();
            take(batch.number(row), &cells)?;
        }
    }
    Ok(())
}
