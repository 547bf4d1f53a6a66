//! Workbooks: .xlsx, .xlsb, .xls and .ods, and those that are a text (`text`).
//!
//! A [`CellSource`] parses a workbook and returns cells one by one; there is one over calamine (`reader`), and one that
//! asks a process of its own (`sandbox`). `sheets` selects the sheets to read, and `grid` makes rows of cells, with the
//! facts about them that `sheet_marks` finds: merged cells, hidden rows, links. calamine reads zips through `archive`,
//! which unpacks them under limits and repairs parts (`repair`, `xlsb_short_cells`) that calamine can't read.
//!
//! The cells and the shared strings of an .xlsx are most of its bytes. `sheet_parser` and `shared_strings` parse them piece by
//! piece (`xml_pieces`), and leave a sheet with anything unusual to calamine.

mod archive;
mod cell_source;
mod cell_text;
mod grid;
mod read_budget;
mod reader;
mod relations;
mod repair;
#[cfg(feature = "cli")]
mod sandbox;
mod shared_strings;
mod sheet_marks;
mod sheet_names;
mod sheet_parser;
mod sheets;
mod text;
mod xlsb_short_cells;
mod xml_pieces;

#[cfg(all(feature = "cli", windows))]
pub(crate) use sandbox::OUT_OF_TIME;
#[cfg(feature = "cli")]
pub(crate) use sandbox::{WORKER_COMMAND, serve_workbook};

use std::vec;

use self::cell_source::CellSource;
use self::grid::Grid;
use self::reader::CalamineReader;
#[cfg(feature = "cli")]
use self::sandbox::SandboxClient;
use self::text::TextWorkbook;
use super::batch::{Batch, SheetStart};
use super::context::ReadContext;
use super::csv::Dialect;
use super::encoding::{DetectedEncoding, Encoding};
use super::format::Markup;
use super::input::{OpenedInput, SeekableInput};
use super::{BatchReader, ReadError, ReadSettings};

/// A reader of the sheets of a workbook that have contacts.
pub(super) struct WorkbookReader {
    source: Box<dyn CellSource>,
    /// The encoding of a text, for the first batch, if it is a guess.
    encoding: Option<DetectedEncoding>,
    /// The sheets that come next.
    sheets: vec::IntoIter<SheetStart>,
    /// The start of the current sheet, for its first batch.
    start: Option<SheetStart>,
    /// The rows of the current sheet.
    grid: Option<Grid>,
    context: ReadContext,
}

impl WorkbookReader {
    pub(super) fn open(
        seekable: &SeekableInput,
        settings: &ReadSettings,
        context: ReadContext,
    ) -> Result<WorkbookReader, ReadError> {
        WorkbookReader::new(open_source(seekable, settings, &context)?, None, settings, context)
    }

    /// Opens a workbook that is a text, in an encoding unless its bytes decide.
    pub(super) fn open_text(
        input: OpenedInput,
        markup: Markup,
        encoding: Option<Encoding>,
        settings: &ReadSettings,
        context: ReadContext,
    ) -> Result<WorkbookReader, ReadError> {
        let mut workbook = TextWorkbook::open(input, markup, encoding, &context)?;
        let (guess, text_outside) = (workbook.take_guess(), workbook.take_text_outside());
        let mut reader = WorkbookReader::new(Box::new(workbook), guess, settings, context)?;
        if let Some(first) = reader.sheets.as_mut_slice().first_mut() {
            first.text_outside = text_outside;
        }
        Ok(reader)
    }

    fn new(
        mut source: Box<dyn CellSource>,
        encoding: Option<DetectedEncoding>,
        settings: &ReadSettings,
        context: ReadContext,
    ) -> Result<WorkbookReader, ReadError> {
        let mut sheets = sheets::select(&mut *source, settings, &context)?;
        if let Some(first) = sheets.first_mut() {
            first.choices = sheets::choices(&*source);
        }
        let sheets = sheets.into_iter();
        Ok(WorkbookReader { source, encoding, sheets, start: None, grid: None, context })
    }
}

/// Opens a workbook: a plain .xlsx here, and any other in the sandbox if there is one.
fn open_source(
    seekable: &SeekableInput,
    #[cfg_attr(not(feature = "cli"), expect(unused_variables))] settings: &ReadSettings,
    context: &ReadContext,
) -> Result<Box<dyn CellSource>, ReadError> {
    #[cfg(feature = "cli")]
    if let Some(program) = &settings.worker_program {
        return match CalamineReader::open_plain(seekable, context)? {
            Some(reader) => Ok(Box::new(reader)),
            None => Ok(Box::new(SandboxClient::open(program, seekable, context)?)),
        };
    }
    Ok(Box::new(CalamineReader::open(seekable, context)?))
}

impl BatchReader for WorkbookReader {
    fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
        loop {
            if let Some(grid) = &mut self.grid
                && let Some(mut batch) = grid.next_batch(&mut *self.source, &self.context)?
            {
                batch.sheet = self.start.take();
                let dialect = |text| Dialect { text, delimiter: None, sep_line_delimiter: None, escaping: None };
                batch.dialect = self.encoding.take().map(dialect);
                return Ok(Some(batch));
            }
            let Some(start) = self.sheets.next() else { return Ok(None) };
            let marks = self.source.open_sheet(&start.name, None)?;
            self.start = Some(start);
            self.grid = Some(Grid::new(&*self.source, marks, &self.context));
        }
    }
}
