use std::fmt::Display;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, DataRef, Ods, OdsError, Range, Reader, Sheet, Xls, XlsError, Xlsb, Xlsx, XlsxError};

use super::archive::Archive;
use super::read_budget::ReadBudget;
use super::sandbox::SandboxClient;
use super::{CellValue, xls_header};
use crate::read::format::COMPOUND;
use crate::read::input::{ReadSeek, SeekableInput};
use crate::read::limits::Limit;
use crate::read::{Emit, Error, Stop};

type Stream = Box<dyn ReadSeek>;

/// A workbook of any of the kinds that spreadsheet programs write.
pub(super) enum Workbook {
    /// Excel's own since 2007, .xlsx and .xlsm; read cell by cell.
    Xlsx(Box<Xlsx<Stream>>, Arc<ReadBudget>),
    /// The same in binary; read cell by cell.
    Xlsb(Box<Xlsb<Stream>>),
    /// Excel's own until 2003; read into memory.
    Xls(Box<Xls<Stream>>),
    /// LibreOffice's own; read into memory.
    Ods(Box<Ods<Stream>>),
    /// Any, which a process of its own reads.
    SandboxClient(Box<SandboxClient>),
}

pub(super) type See<'s> = dyn FnMut((u32, u32), CellValue<'_>, &mut Emit<'_>) -> Result<(), Stop> + 's;

/// So much of a plain .xlsx is read before its first cell, besides the texts that cells share: names, styles, what belongs to what.
const BEFORE_CELLS: u64 = 8 << 20;
/// So many bytes of a sheet come without a cell at most. A million rows that are empty take less; calamine holds a single cell of
/// as many, and its text.
const BETWEEN_CELLS: u64 = 128 << 20;
/// The styles of a plain .xlsx. calamine 0.38 makes some hundred bytes of each, and as much as its format has.
const STYLES: u64 = 128 << 10;

impl Workbook {
    /// Opens a workbook by what it is, whatever its name says: a plain .xlsx here, and any other apart where there is a program
    /// that does that.
    pub(super) fn open(seekable: &SeekableInput, apart: Option<&Path>, emit: &Emit<'_>) -> Result<Workbook, Stop> {
        if seekable.starts_with(COMPOUND) {
            return match apart {
                Some(program) => Workbook::apart(program, seekable, emit),
                None => compound(seekable, emit),
            };
        }
        if xls_header::is_before_containers(seekable.head()) {
            return Err(emit.damaged(BEFORE_CONTAINERS));
        }
        let Some(program) = apart else { return zipped(seekable, emit) };
        let watch = ReadBudget::new(BEFORE_CELLS);
        let package = unpacked(seekable, &watch, emit)?;
        if !is_plain(&package) {
            return Workbook::apart(program, seekable, emit);
        }
        match Xlsx::new(Box::new(package) as Stream) {
            Ok(xlsx) => Ok(Workbook::xlsx(xlsx, watch, emit)),
            Err(error) => match watch.reached() {
                Some(reached) if reached.is(Limit::Cell) => Workbook::apart(program, seekable, emit),
                Some(reached) => Err(emit.reached(reached)),
                None => Err(of_xlsx(&error, emit)),
            },
        }
    }

    fn apart(program: &Path, seekable: &SeekableInput, emit: &Emit<'_>) -> Result<Workbook, Stop> {
        Ok(Workbook::SandboxClient(Box::new(SandboxClient::open(program, seekable, emit)?)))
    }

    fn xlsx(xlsx: Xlsx<Stream>, watch: Arc<ReadBudget>, emit: &Emit<'_>) -> Workbook {
        watch.allow(BETWEEN_CELLS.max(12 * emit.limits.get(Limit::Cell)));
        Workbook::Xlsx(Box::new(xlsx), watch)
    }

    /// All sheets, charts and hidden ones too, in their order.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let sheets = match self {
            Workbook::Xlsx(workbook, _) => workbook.sheets_metadata(),
            Workbook::Xlsb(workbook) => workbook.sheets_metadata(),
            Workbook::Xls(workbook) => workbook.sheets_metadata(),
            Workbook::Ods(workbook) => workbook.sheets_metadata(),
            Workbook::SandboxClient(workbook) => &workbook.sheets,
        };
        sheets.to_vec()
    }

    /// Shows every cell of a sheet that holds something, row by row, with its row and column from 0. `rows` is how many rows
    /// are wanted, where not all are; more may come.
    pub(super) fn cells(
        &mut self,
        sheet: &str,
        rows: Option<u32>,
        emit: &mut Emit<'_>,
        see: &mut See<'_>,
    ) -> Result<(), Stop> {
        match self {
            Workbook::Xlsx(workbook, watch) => {
                let broken = |error: XlsxError, emit: &Emit<'_>| stopped(watch, &error, emit);
                let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| broken(error, emit))?;
                watch.settle();
                while let Some(cell) = cells.next_cell().map_err(|error| broken(error, emit))? {
                    watch.settle();
                    see(cell.get_position(), CellValue::from(cell.get_value()), emit)?;
                }
                Ok(())
            }
            Workbook::Xlsb(workbook) => {
                let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| emit.damaged(error))?;
                while let Some(cell) = cells.next_cell().map_err(|error| emit.damaged(error))? {
                    see(cell.get_position(), CellValue::from(cell.get_value()), emit)?;
                }
                Ok(())
            }
            Workbook::Xls(workbook) => {
                let range = workbook.worksheet_range(sheet).map_err(|error| emit.damaged(error))?;
                cells_of(&range, emit, see)
            }
            Workbook::Ods(workbook) => {
                let range = workbook.worksheet_range(sheet).map_err(|error| of_ods(&error, emit))?;
                cells_of(&range, emit, see)
            }
            Workbook::SandboxClient(workbook) => workbook.cells(sheet, rows, emit, see),
        }
    }
}

/// Whether it is an .xlsx of which little is read before its cells.
fn is_plain(package: &Archive) -> bool {
    package.parts().all(|(name, size)| {
        let name = name.to_ascii_lowercase();
        !name.ends_with("workbook.bin")
            && name != "content.xml"
            && name != "mimetype"
            && !(name.ends_with("styles.xml") && size > STYLES)
    })
}

fn unpacked(seekable: &SeekableInput, watch: &Arc<ReadBudget>, emit: &Emit<'_>) -> Result<Archive, Stop> {
    let stream = seekable.stream().map_err(|error| emit.io_error(error))?;
    Archive::open(stream, emit.limits, Arc::clone(watch)).map_err(|error| match watch.reached() {
        Some(reached) => emit.reached(reached),
        None => {
            emit.damaged(if error.kind() == std::io::ErrorKind::Other { error.to_string() } else { CUT_OFF.to_owned() })
        }
    })
}

const BEFORE_CONTAINERS: &str = "it is of Excel 2, 3 or 4, whose files are not read here";
const CUT_OFF: &str = "it is cut off, or no workbook at all";

fn stopped(watch: &ReadBudget, error: &dyn Display, emit: &Emit<'_>) -> Stop {
    watch.reached().map_or_else(|| emit.damaged(error), |reached| emit.reached(reached))
}

fn of_xlsx(error: &XlsxError, emit: &Emit<'_>) -> Stop {
    match error {
        XlsxError::Password => Error::Encrypted { file: emit.file() }.into(),
        XlsxError::Io(_) | XlsxError::Zip(_) => emit.damaged(CUT_OFF),
        error => emit.damaged(error),
    }
}

/// Opens what is in a container of .xls files; a protected .xlsx is in such a one, too.
fn compound(seekable: &SeekableInput, emit: &Emit<'_>) -> Result<Workbook, Stop> {
    let stream = || seekable.stream().map_err(|error| emit.io_error(error));
    if let Err(XlsxError::Password) = Xlsx::new(stream()?) {
        return Err(Error::Encrypted { file: emit.file() }.into());
    }
    match Xls::new(stream()?) {
        Ok(xls) => Ok(Workbook::Xls(Box::new(xls))),
        Err(XlsError::Password) => Err(Error::Encrypted { file: emit.file() }.into()),
        Err(error) => {
            let mut container = Vec::new();
            let read = stream()?.take(WHERE_RECORDS_START).read_to_end(&mut container);
            read.map_err(|error| emit.io_error(error))?;
            let is_protected = xls_header::is_protected(&container);
            Err(if is_protected { Error::Encrypted { file: emit.file() }.into() } else { emit.damaged(error) })
        }
    }
}

/// The first record stands somewhere in so many bytes, mostly in the second sector.
const WHERE_RECORDS_START: u64 = 1 << 20;

/// Opens a zip as the first kind of workbook that it is.
fn zipped(seekable: &SeekableInput, emit: &Emit<'_>) -> Result<Workbook, Stop> {
    let watch = ReadBudget::new(u64::MAX);
    let stream = || unpacked(seekable, &watch, emit).map(|package| Box::new(package) as Stream);
    let damaged = |error: &dyn Display| stopped(&watch, error, emit);
    let first = match Xlsx::new(stream()?) {
        Ok(xlsx) => return Ok(Workbook::xlsx(xlsx, watch, emit)),
        Err(XlsxError::Password) => return Err(Error::Encrypted { file: emit.file() }.into()),
        Err(XlsxError::Io(_) | XlsxError::Zip(_)) => return Err(damaged(&CUT_OFF)),
        Err(error) => error,
    };
    if Xlsb::new(stream()?).is_ok() {
        let xlsb = Xlsb::new(stream()?).map_err(|error| damaged(&error))?;
        return Ok(Workbook::Xlsb(Box::new(xlsb)));
    }
    match Ods::new(stream()?) {
        Ok(ods) => Ok(Workbook::Ods(Box::new(ods))),
        // It is none of these; what is wrong with it as the commonest says most.
        Err(OdsError::FileNotFound(_) | OdsError::InvalidMime(_)) => Err(damaged(&first)),
        Err(error) => Err(watch.reached().map_or_else(|| of_ods(&error, emit), |reached| emit.reached(reached))),
    }
}

fn of_ods(error: &OdsError, emit: &Emit<'_>) -> Stop {
    match error {
        OdsError::Password => Error::Encrypted { file: emit.file() }.into(),
        OdsError::CellLimitExceeded { .. } => {
            emit.damaged("rows or cells are repeated in it more often than the library that reads it takes")
        }
        error => emit.damaged(error),
    }
}

/// The cells of a range, which starts at the first that is used.
fn cells_of(range: &Range<Data>, emit: &mut Emit<'_>, see: &mut See<'_>) -> Result<(), Stop> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    range.used_cells().try_for_each(|(row, column, value)| {
        see((first_row + row as u32, first_column + column as u32), CellValue::from(value), emit)
    })
}

impl<'v> From<&'v DataRef<'_>> for CellValue<'v> {
    fn from(value: &'v DataRef<'_>) -> Self {
        match value {
            DataRef::String(text) => CellValue::Text(text),
            DataRef::SharedString(text) => CellValue::Text(text),
            DataRef::Int(number) => CellValue::Whole(*number),
            DataRef::Float(number) => CellValue::Number(*number),
            DataRef::Bool(is_true) => CellValue::Truth(*is_true),
            DataRef::DateTime(date) => CellValue::Date(*date),
            DataRef::DateTimeIso(text) => CellValue::IsoDate(text),
            DataRef::DurationIso(text) => CellValue::IsoDuration(text),
            DataRef::Error(error) => CellValue::Error(error),
            DataRef::Empty => CellValue::Text(""),
        }
    }
}

impl<'v> From<&'v Data> for CellValue<'v> {
    fn from(value: &'v Data) -> Self {
        match value {
            Data::String(text) => CellValue::Text(text),
            Data::Int(number) => CellValue::Whole(*number),
            Data::Float(number) => CellValue::Number(*number),
            Data::Bool(is_true) => CellValue::Truth(*is_true),
            Data::DateTime(date) => CellValue::Date(*date),
            Data::DateTimeIso(text) => CellValue::IsoDate(text),
            Data::DurationIso(text) => CellValue::IsoDuration(text),
            Data::Error(error) => CellValue::Error(error),
            Data::Empty => CellValue::Text(""),
        }
    }
}
