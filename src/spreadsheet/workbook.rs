//! Workbooks and Excel's limits.

use std::fmt;
use std::io::{self, BufWriter, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use zip::result::ZipError;

use crate::fs::FileError;
use crate::i18n::{Language, Localize, display_in_english, messages};

/// Rows of a sheet in Excel, including the header.
pub(crate) const ROWS: u32 = 1_048_576;
/// Characters of a cell in Excel, counted in UTF-16 units.
pub(crate) const CELL_LENGTH: usize = 32_767;

/// A workbook that can't be written.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    File(FileError),
    Io(io::Error),
    Xlsx(XlsxError),
    TooManyRows { limit: u32 },
    CellTooLong { row: u64, column: String, length: usize },
}

impl Localize for WorkbookError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WorkbookError::File(error) => error.write(language, f),
            WorkbookError::Io(reason) => messages::WriteListFailed { reason }.write(language, f),
            WorkbookError::Xlsx(reason) => messages::WriteWorkbookFailed { reason }.write(language, f),
            WorkbookError::TooManyRows { limit } => messages::WriteTooManyRows { limit }.write(language, f),
            WorkbookError::CellTooLong { row, column, length } => {
                messages::WriteCellTooLong { row, column, length }.write(language, f)
            }
        }
    }
}

display_in_english!(WorkbookError);

impl From<FileError> for WorkbookError {
    fn from(error: FileError) -> Self {
        WorkbookError::File(error)
    }
}

impl From<io::Error> for WorkbookError {
    fn from(error: io::Error) -> Self {
        error.downcast().map_or_else(WorkbookError::Io, WorkbookError::File)
    }
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) | XlsxError::ZipError(ZipError::Io(error)) => error.into(),
            error => WorkbookError::Xlsx(error),
        }
    }
}

/// Returns a workbook without sheets. Its creation date is fixed, so that the same cells make the same bytes at any
/// time.
pub(crate) fn new_workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}

/// Writes a workbook.
pub(crate) fn save_workbook<W: Write + Send>(workbook: &mut Workbook, out: W) -> Result<W, WorkbookError> {
    let mut out = BufWriter::with_capacity(64 * 1024, out);
    // A trait object, so that the zip writer is compiled once and not for each type of output.
    workbook.save_to_writer(&mut out as &mut (dyn Write + Send))?;
    out.into_inner().map_err(|error| error.into_error().into())
}

/// Returns a sheet whose rows go to a temporary file as they are written; without a file system they stay in memory. It
/// is added to its workbook later.
pub(crate) fn new_streamed_sheet(
    #[cfg_attr(not(feature = "cli"), expect(unused_variables))] workbook: &mut Workbook,
) -> Result<Worksheet, XlsxError> {
    #[cfg(feature = "cli")]
    let sheet = workbook.new_worksheet_with_constant_memory()?;
    #[cfg(not(feature = "cli"))]
    let sheet = Worksheet::new();
    Ok(sheet)
}

/// Adds a sheet whose rows go to a temporary file as they are written; without a file system they stay in memory.
pub(crate) fn add_streamed_sheet(workbook: &mut Workbook) -> Result<&mut Worksheet, XlsxError> {
    #[cfg(feature = "cli")]
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    #[cfg(not(feature = "cli"))]
    let sheet = workbook.add_worksheet();
    Ok(sheet)
}

/// Returns the row below, both counted from 0.
pub(crate) fn next_row(row: u32) -> Result<u32, WorkbookError> {
    if row + 1 == ROWS { Err(WorkbookError::TooManyRows { limit: ROWS - 1 }) } else { Ok(row + 1) }
}

/// Checks that Excel can hold the text of a cell. The row is counted as Excel does; the label of the column is for the
/// error.
pub(crate) fn check_cell_length(text: &str, row: u64, label: impl FnOnce() -> String) -> Result<(), WorkbookError> {
    // A text has at least as many bytes as UTF-16 units.
    let length = if text.len() > CELL_LENGTH { text.encode_utf16().count() } else { 0 };
    if length > CELL_LENGTH { Err(WorkbookError::CellTooLong { row, column: label(), length }) } else { Ok(()) }
}
