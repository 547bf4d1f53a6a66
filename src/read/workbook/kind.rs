use std::fmt::Display;
use std::path::Path;

use calamine::{Data, DataRef, Ods, OdsError, Range, Reader, Sheet, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError};

use super::{Value, short_cells};
use crate::read::format::COMPOUND;
use crate::read::input::{ReadSeek, Seekable};
use crate::read::{Error, Stop};

type Stream = Box<dyn ReadSeek>;

/// A workbook of any of the kinds that spreadsheet programs write.
pub(super) enum Workbook {
    /// Excel's own since 2007, .xlsx and .xlsm; read cell by cell.
    Xlsx(Box<Xlsx<Stream>>),
    /// The same in binary; read cell by cell.
    Xlsb(Box<Xlsb<Stream>>),
    /// Excel's own until 2003; read into memory.
    Xls(Box<Xls<Stream>>),
    /// LibreOffice's own; read into memory.
    Ods(Box<Ods<Stream>>),
}

type See<'s> = dyn FnMut((u32, u32), Value<'_>) -> Result<(), Stop> + 's;

impl Workbook {
    /// Opens a workbook by what it is, whatever its name says.
    pub(super) fn open(seekable: &Seekable, file: &Path) -> Result<Workbook, Stop> {
        let stream = || seekable.stream().map_err(|source| Error::Io { file: file.to_owned(), source });
        let damaged = |reason: &dyn Display| Stop::from(damaged(file, reason));
        if seekable.starts_with(COMPOUND) {
            // A protected .xlsx is in such a container, too.
            return match Xlsx::new(stream()?) {
                Err(XlsxError::Password) => Err(Error::Encrypted { file: file.to_owned() }.into()),
                _ => match Xls::new(stream()?) {
                    Ok(xls) => Ok(Workbook::Xls(Box::new(xls))),
                    Err(XlsError::Password) => Err(Error::Encrypted { file: file.to_owned() }.into()),
                    Err(error) => Err(damaged(&error)),
                },
            };
        }
        let first = match Xlsx::new(stream()?) {
            Ok(xlsx) => return Ok(Workbook::Xlsx(Box::new(xlsx))),
            Err(XlsxError::Password) => return Err(Error::Encrypted { file: file.to_owned() }.into()),
            Err(XlsxError::Io(_) | XlsxError::Zip(_)) => return Err(damaged(&"it is cut off, or no workbook at all")),
            Err(error) => error,
        };
        if Xlsb::new(stream()?).is_ok() {
            if short_cells::has_some(stream()?).map_err(|error| damaged(&error))? {
                return Err(Error::ShortCells { file: file.to_owned() }.into());
            }
            let xlsb = Xlsb::new(stream()?).map_err(|error| damaged(&error))?;
            return Ok(Workbook::Xlsb(Box::new(xlsb)));
        }
        match Ods::new(stream()?) {
            Ok(ods) => Ok(Workbook::Ods(Box::new(ods))),
            Err(OdsError::Password) => Err(Error::Encrypted { file: file.to_owned() }.into()),
            // It is none of these; what is wrong with it as the commonest says most.
            Err(OdsError::FileNotFound(_) | OdsError::InvalidMime(_)) => Err(damaged(&first)),
            Err(error) => Err(damaged(&error)),
        }
    }

    /// All sheets, charts and hidden ones too, in their order.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let sheets = match self {
            Workbook::Xlsx(workbook) => workbook.sheets_metadata(),
            Workbook::Xlsb(workbook) => workbook.sheets_metadata(),
            Workbook::Xls(workbook) => workbook.sheets_metadata(),
            Workbook::Ods(workbook) => workbook.sheets_metadata(),
        };
        sheets.to_vec()
    }

    /// Shows every cell of a sheet that holds something, row by row, with its row and column from 0.
    pub(super) fn cells(&mut self, sheet: &str, file: &Path, see: &mut See<'_>) -> Result<(), Stop> {
        match self {
            Workbook::Xlsx(workbook) => {
                let broken = |error: XlsxError| damaged(file, &error);
                let mut cells = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
                while let Some(cell) = cells.next_cell().map_err(broken)? {
                    see(cell.get_position(), Value::from(cell.get_value()))?;
                }
                Ok(())
            }
            Workbook::Xlsb(workbook) => {
                let broken = |error: XlsbError| damaged(file, &error);
                let mut cells = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
                while let Some(cell) = cells.next_cell().map_err(broken)? {
                    see(cell.get_position(), Value::from(cell.get_value()))?;
                }
                Ok(())
            }
            Workbook::Xls(workbook) => {
                let range = workbook.worksheet_range(sheet).map_err(|error| damaged(file, &error))?;
                cells_of(&range, see)
            }
            Workbook::Ods(workbook) => {
                let range = workbook.worksheet_range(sheet).map_err(|error| damaged(file, &error))?;
                cells_of(&range, see)
            }
        }
    }
}

/// The cells of a range, which starts at the first that is used.
fn cells_of(range: &Range<Data>, see: &mut See<'_>) -> Result<(), Stop> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    range.used_cells().try_for_each(|(row, column, value)| {
        see((first_row + row as u32, first_column + column as u32), Value::from(value))
    })
}

fn damaged(file: &Path, reason: &dyn Display) -> Error {
    Error::Workbook { file: file.to_owned(), reason: reason.to_string() }
}

impl<'v> From<&'v DataRef<'_>> for Value<'v> {
    fn from(value: &'v DataRef<'_>) -> Self {
        match value {
            DataRef::String(text) => Value::Text(text),
            DataRef::SharedString(text) => Value::Text(text),
            DataRef::Int(number) => Value::Whole(*number),
            DataRef::Float(number) => Value::Number(*number),
            DataRef::Bool(is_true) => Value::Truth(*is_true),
            DataRef::DateTime(date) => Value::Date(*date),
            DataRef::DateTimeIso(text) => Value::IsoDate(text),
            DataRef::DurationIso(text) => Value::IsoDuration(text),
            DataRef::Error(error) => Value::Error(error),
            DataRef::Empty => Value::Text(""),
        }
    }
}

impl<'v> From<&'v Data> for Value<'v> {
    fn from(value: &'v Data) -> Self {
        match value {
            Data::String(text) => Value::Text(text),
            Data::Int(number) => Value::Whole(*number),
            Data::Float(number) => Value::Number(*number),
            Data::Bool(is_true) => Value::Truth(*is_true),
            Data::DateTime(date) => Value::Date(*date),
            Data::DateTimeIso(text) => Value::IsoDate(text),
            Data::DurationIso(text) => Value::IsoDuration(text),
            Data::Error(error) => Value::Error(error),
            Data::Empty => Value::Text(""),
        }
    }
}
