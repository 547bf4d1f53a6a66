//! Workbooks: which sheets have contacts, and their rows.

mod archive;
mod cell_text;
mod read_budget;
mod reader;
mod repair;
mod sandbox;
mod xls_header;
mod xlsb_short_cells;

pub use sandbox::APART;
pub use sandbox::serve_workbook;

use calamine::{Sheet, SheetType, SheetVisible};

use self::cell_text::CellValue;
use self::reader::Workbook;
use super::batch::{Batch, SheetStart};
use super::input::OpenedInput;
use super::limits::{EmptyCellBudget, Limit};
use super::{Emit, Error, Settings, Sheets, Stop, header};
use crate::contact::cell_name;
use crate::diagnostics::OtherSheet;
use crate::tables::{is_beside_sheet, is_codes_sheet};

/// Reads the sheets of a workbook that have the contacts, cell by cell.
pub(super) fn read(opened: OpenedInput, settings: &Settings, emit: &mut Emit<'_>) -> Result<(), Stop> {
    let seekable = opened.into_seekable().map_err(|error| emit.io_error(error))?;
    let mut workbook = Workbook::open(&seekable, settings.apart.as_deref(), emit)?;
    for sheet in choose(&mut workbook, settings, emit)? {
        let name = sheet.name.clone();
        let mut start = Some(sheet);
        rows(&mut workbook, &name, None, emit, &mut |mut batch, emit| {
            batch.sheet = start.take();
            emit.batch(batch)
        })?;
    }
    Ok(())
}

/// The sheets to be read: those that the user names, or those with a contacts header; without such a header, the one that
/// comes nearest to having one.
fn choose(workbook: &mut Workbook, settings: &Settings, emit: &mut Emit<'_>) -> Result<Vec<SheetStart>, Stop> {
    let sheets = workbook.sheets();
    if let Sheets::Named(wanted) = &settings.sheets {
        let named = named(&sheets, wanted, settings.is_shared, emit)?;
        if !named.is_empty() {
            return Ok(named);
        }
    }
    let visible: Vec<&Sheet> = sheets.iter().filter(|sheet| is_visible(sheet)).collect();
    let Some(first) = visible.first() else {
        return Err(Error::Workbook { file: emit.file(), reason: "it has no visible sheet".to_owned() }.into());
    };
    let mut lists: Vec<String> = Vec::new();
    let mut annotated: Vec<String> = Vec::new();
    let mut nearest = (0, first.name.clone());
    for sheet in visible.iter().filter(|_| visible.len() > 1) {
        let top = top(workbook, &sheet.name, emit)?;
        if let Some(row) = header::find(&top, settings) {
            lists.push(sheet.name.clone());
            if header::is_annotated(&top, row, settings) {
                annotated.push(sheet.name.clone());
            }
        }
        let likeness = header::likeness(&top, settings);
        if likeness > nearest.0 {
            nearest = (likeness, sheet.name.clone());
        }
    }
    // What findings quote may look like a header.
    lists.retain(|name| annotated.is_empty() || annotated.contains(name) || !is_beside_sheet(name));
    if lists.len() > 1 && settings.sheets != Sheets::All {
        return Err(Error::SeveralSheets { file: emit.file(), sheets: lists }.into());
    }
    if lists.is_empty() {
        lists.push(nearest.1);
    }
    let is_ours = if annotated.is_empty() { is_codes_sheet } else { is_beside_sheet };
    let mut others = left_out(&sheets, &lists, is_ours);
    let start = |name| SheetStart { name, others: std::mem::take(&mut others) };
    Ok(lists.into_iter().map(start).collect())
}

/// The sheets that the user names, each once: in any case of the letters where that leaves one. What is said of several
/// workbooks may name sheets of others.
fn named(sheets: &[Sheet], wanted: &[String], is_shared: bool, emit: &Emit<'_>) -> Result<Vec<SheetStart>, Stop> {
    let mut starts: Vec<SheetStart> = Vec::new();
    for wanted in wanted {
        let exact = sheets.iter().find(|sheet| sheet.name == *wanted);
        let folded = wanted.to_lowercase();
        let mut alike = sheets.iter().filter(|sheet| sheet.name.to_lowercase() == folded);
        let Some(sheet) = exact.or_else(|| alike.next().filter(|_| alike.next().is_none())) else {
            if is_shared {
                continue;
            }
            let sheets = sheets.iter().map(|sheet| sheet.name.clone()).collect();
            return Err(Error::NoSheet { file: emit.file(), wanted: wanted.clone(), sheets }.into());
        };
        if starts.iter().all(|start| start.name != sheet.name) {
            starts.push(SheetStart { name: sheet.name.clone(), others: Vec::new() });
        }
    }
    Ok(starts)
}

fn is_visible(sheet: &Sheet) -> bool {
    sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
}

/// The worksheets that are not read. Those that our own workbooks have beside the list are not among them: nobody wonders why
/// those were not read.
fn left_out(sheets: &[Sheet], read: &[String], is_ours: fn(&str) -> bool) -> Vec<OtherSheet> {
    let is_left =
        |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet && !read.contains(&sheet.name) && !is_ours(&sheet.name);
    let other =
        |sheet: &Sheet| OtherSheet { name: sheet.name.clone(), is_hidden: sheet.visible != SheetVisible::Visible };
    sheets.iter().filter(is_left).map(other).collect()
}

/// So many rows a header is looked for in.
const TOP: u32 = 512;

/// The first rows of a sheet.
fn top(workbook: &mut Workbook, sheet: &str, emit: &mut Emit<'_>) -> Result<Batch, Stop> {
    let mut top = Batch::default();
    let mut keep = |batch: Batch, _: &mut Emit<'_>| {
        top = batch;
        Err(Stop::Unwanted) // one batch is enough
    };
    match rows(workbook, sheet, Some(TOP), emit, &mut keep) {
        Ok(()) | Err(Stop::Unwanted) => Ok(top),
        Err(error) => Err(error),
    }
}

/// What a sheet of Excel holds.
const ROWS: u32 = 1_048_576;

type Send<'s> = dyn FnMut(Batch, &mut Emit<'_>) -> Result<(), Stop> + 's;

/// The rows of a sheet. Those without a cell are rows all the same, so that row numbers are those that Excel shows.
fn rows(
    workbook: &mut Workbook,
    sheet: &str,
    most: Option<u32>,
    emit: &mut Emit<'_>,
    send: &mut Send<'_>,
) -> Result<(), Stop> {
    let gaps = EmptyCellBudget::new(emit.limits);
    let mut grid = Grid { batch: Batch::default(), current: None, width: 0, bytes: 0, text: String::new(), gaps };
    workbook.cells(sheet, most, emit, &mut |(row, column), value, emit| grid.put(row, column, value, emit, send))?;
    send(grid.batch, emit)
}

/// Cells becoming rows.
struct Grid {
    batch: Batch,
    /// The row that is being read, from 0.
    current: Option<u32>,
    width: u32,
    /// The text of the row so far.
    bytes: usize,
    text: String,
    gaps: EmptyCellBudget,
}

impl Grid {
    fn put(
        &mut self,
        row: u32,
        column: u32,
        value: CellValue<'_>,
        emit: &mut Emit<'_>,
        send: &mut Send<'_>,
    ) -> Result<(), Stop> {
        let is_after = self.current.is_none_or(|current| row > current || (row == current && column >= self.width));
        if row >= ROWS || !is_after {
            return Err(emit.damaged("its cells are out of order, or beyond what a sheet can hold"));
        }
        self.text.clear();
        value.show(&mut self.text);
        if self.text.is_empty() {
            return Ok(());
        }
        self.measure(row, column, emit)?;
        if self.current != Some(row) {
            for number in self.current.map_or(0, |current| current + 1)..=row {
                if self.batch.is_full() {
                    let next = Batch::after(&self.batch);
                    send(std::mem::replace(&mut self.batch, next), emit)?;
                }
                self.batch.start(u64::from(number) + 1, None);
            }
            self.current = Some(row);
            self.width = 0;
            self.bytes = 0;
        }
        if !self.gaps.come(1, column.saturating_sub(self.width) as usize) {
            return Err(emit.limit(Limit::Columns, format_args!("row {}, like others,", row + 1)));
        }
        (self.width..column).for_each(|_| self.batch.cell(""));
        self.batch.cell(&self.text);
        self.bytes += self.text.len();
        self.width = column + 1;
        Ok(())
    }

    /// Holds a cell against what there may be.
    fn measure(&self, row: u32, column: u32, emit: &Emit<'_>) -> Result<(), Stop> {
        let (number, limits) = (u64::from(row) + 1, emit.limits);
        if limits.is_too_long(self.text.as_bytes()) {
            return Err(emit.limit(Limit::Cell, format_args!("cell {}", cell_name(number, column))));
        }
        if u64::from(column) >= limits.get(Limit::Columns) {
            return Err(emit.limit(Limit::Columns, format_args!("row {number}")));
        }
        if number > limits.get(Limit::Rows) {
            return Err(emit.limit(Limit::Rows, "it"));
        }
        if self.bytes > limits.row() { Err(emit.row_too_long(number)) } else { Ok(()) }
    }
}
