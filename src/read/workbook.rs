use std::fmt::Write as _;

use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::batch::Batch;
use super::input::{Opened, ReadSeek};
use super::{Emit, Error, Settings, Stop, header};

type Workbook = Xlsx<Box<dyn ReadSeek>>;

/// Reads the sheet of a workbook that has the contacts, cell by cell.
pub(super) fn read(opened: Opened, settings: &Settings, emit: &mut Emit<'_>) -> Result<(), Stop> {
    let stream = opened.into_seekable().map_err(|error| emit.io_error(error))?;
    let mut workbook = Xlsx::new(stream).map_err(|error| broken(emit, &error))?;
    let chosen = choose(&mut workbook, settings, emit)?;
    let sheet = chosen.0.clone();
    let mut first = Some(chosen);
    let mut send = |mut batch: Batch, emit: &mut Emit<'_>| {
        batch.sheet = first.take();
        emit.batch(batch)
    };
    rows(&mut workbook, &sheet, emit, &mut send)
}

fn broken(emit: &Emit<'_>, error: &XlsxError) -> Stop {
    let file = emit.file();
    Stop::Error(match error {
        XlsxError::Password => Error::Encrypted { file },
        XlsxError::Io(_) | XlsxError::Zip(_) if file.extension().is_none_or(|ending| ending != "xls") => {
            Error::Workbook { file, reason: "it is cut off or no .xlsx".to_owned() }
        }
        other => match file.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("xls") => Error::OtherWorkbook { file, kind: "the .xls of old Excel" },
            Some("xlsb") => Error::OtherWorkbook { file, kind: ".xlsb, Excel's binary format" },
            Some("ods") => Error::OtherWorkbook { file, kind: "OpenDocument" },
            _ => Error::Workbook { file, reason: other.to_string() },
        },
    })
}

/// The sheet with a contacts header, and the names of the other visible ones; without such a header, the first.
fn choose(workbook: &mut Workbook, settings: &Settings, emit: &mut Emit<'_>) -> Result<(String, Vec<String>), Stop> {
    let all: Vec<String> = workbook.sheets_metadata().iter().map(|sheet| sheet.name.clone()).collect();
    let visible: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    if let Some(wanted) = &settings.sheet {
        return match all.iter().find(|name| *name == wanted) {
            Some(name) => Ok((name.clone(), Vec::new())),
            None => Err(Error::NoSheet { file: emit.file(), wanted: wanted.clone(), sheets: all }.into()),
        };
    }
    let mut lists = Vec::new();
    for name in visible.iter().filter(|_| visible.len() > 1) {
        let top = top(workbook, name, emit)?;
        if header::find(&top, settings).is_some() {
            lists.push(name.clone());
        }
    }
    if lists.len() > 1 {
        return Err(Error::SeveralSheets { file: emit.file(), sheets: lists }.into());
    }
    let has_list = !lists.is_empty();
    let sheet = lists.into_iter().next().or_else(|| visible.first().cloned()).ok_or_else(|| {
        Stop::Error(Error::Workbook { file: emit.file(), reason: "it has no visible sheet".to_owned() })
    })?;
    let others = if has_list { visible } else { Vec::new() };
    let others = others.into_iter().filter(|name| *name != sheet && !is_reference(name)).collect();
    Ok((sheet, others))
}

/// The sheets of accepted codes that our own workbooks have: nobody wonders why they were not read.
fn is_reference(sheet: &str) -> bool {
    matches!(sheet, "Countries" | "States")
}

/// The first rows of a sheet.
fn top(workbook: &mut Workbook, sheet: &str, emit: &mut Emit<'_>) -> Result<Batch, Stop> {
    let mut top = Batch::default();
    let mut keep = |batch: Batch, _: &mut Emit<'_>| {
        top = batch;
        Err(Stop::Unwanted) // one batch is enough
    };
    match rows(workbook, sheet, emit, &mut keep) {
        Ok(()) | Err(Stop::Unwanted) => Ok(top),
        Err(error) => Err(error),
    }
}

/// What a sheet of Excel holds.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

type Send<'s> = dyn FnMut(Batch, &mut Emit<'_>) -> Result<(), Stop> + 's;

fn rows(workbook: &mut Workbook, sheet: &str, emit: &mut Emit<'_>, send: &mut Send<'_>) -> Result<(), Stop> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| broken(emit, &error))?;
    let mut batch = Batch::default();
    let mut current: Option<u32> = None; // the row that is being read, from 0
    let mut width = 0;
    let mut text = String::new();
    while let Some(cell) = cells.next_cell().map_err(|error| broken(emit, &error))? {
        let (row, column) = cell.get_position();
        let is_after = current.is_none_or(|current| row > current || (row == current && column >= width));
        if row >= ROWS || column >= COLUMNS || !is_after {
            let reason = "its cells are out of order, or beyond what a sheet can hold".to_owned();
            return Err(Error::Workbook { file: emit.file(), reason }.into());
        }
        text.clear();
        show(cell.get_value(), &mut text);
        if text.is_empty() {
            continue;
        }
        if current != Some(row) {
            if batch.is_full() {
                send(std::mem::take(&mut batch), emit)?;
            }
            // Rows without a cell are rows all the same.
            for blank in current.map_or(0, |current| current + 1)..row {
                if batch.is_full() {
                    send(std::mem::take(&mut batch), emit)?;
                }
                batch.start(u64::from(blank) + 1, None);
            }
            batch.start(u64::from(row) + 1, None);
            current = Some(row);
            width = 0;
        }
        for _ in width..column {
            batch.cell("");
        }
        batch.cell(&text);
        width = column + 1;
    }
    send(batch, emit)
}

/// The text that a person sees in a cell.
fn show(value: &DataRef<'_>, text: &mut String) {
    match value {
        DataRef::String(value) => text.push_str(value),
        DataRef::SharedString(value) => text.push_str(value),
        DataRef::Empty => {}
        // Writing to a string can't fail.
        other => {
            let _ = write!(text, "{}", Data::from(other.clone()));
        }
    }
}
