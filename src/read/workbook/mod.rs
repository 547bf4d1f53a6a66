//! Workbooks: which sheets have contacts, and their rows.

mod kind;
mod short_cells;
mod show;

use calamine::{Sheet, SheetType, SheetVisible};

use self::kind::Workbook;
use self::show::Value;
use super::batch::{Batch, SheetStart};
use super::input::Opened;
use super::{Emit, Error, Settings, Sheets, Stop, header};
use crate::finding::OtherSheet;
use crate::model::cell_name;
use crate::vocabulary::{is_beside_sheet, is_codes_sheet};

/// Reads the sheets of a workbook that have the contacts, cell by cell.
pub(super) fn read(opened: Opened, settings: &Settings, emit: &mut Emit<'_>) -> Result<(), Stop> {
    let seekable = opened.into_seekable().map_err(|error| emit.io_error(error))?;
    let mut workbook = Workbook::open(&seekable, emit.file)?;
    for sheet in choose(&mut workbook, settings, emit)? {
        let name = sheet.name.clone();
        let mut start = Some(sheet);
        rows(&mut workbook, &name, emit, &mut |mut batch, emit| {
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
/// Excel's cells hold 32,767 characters, which may be four bytes each. The row has room for what any list needs.
const LONGEST_CELL: usize = 4 * 32_767;
const LONGEST_ROW: usize = 64 << 20;

type Send<'s> = dyn FnMut(Batch, &mut Emit<'_>) -> Result<(), Stop> + 's;

/// The rows of a sheet. Those without a cell are rows all the same, so that row numbers are those that Excel shows.
fn rows(workbook: &mut Workbook, sheet: &str, emit: &mut Emit<'_>, send: &mut Send<'_>) -> Result<(), Stop> {
    let mut grid = Grid { batch: Batch::default(), current: None, width: 0, bytes: 0, text: String::new() };
    let file = emit.file;
    workbook.cells(sheet, file, &mut |(row, column), value| grid.put(row, column, value, emit, send))?;
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
}

impl Grid {
    fn put(
        &mut self,
        row: u32,
        column: u32,
        value: Value<'_>,
        emit: &mut Emit<'_>,
        send: &mut Send<'_>,
    ) -> Result<(), Stop> {
        let is_after = self.current.is_none_or(|current| row > current || (row == current && column >= self.width));
        if row >= ROWS || column >= COLUMNS || !is_after {
            let reason = "its cells are out of order, or beyond what a sheet can hold".to_owned();
            return Err(Error::Workbook { file: emit.file(), reason }.into());
        }
        self.text.clear();
        value.show(&mut self.text);
        if self.text.len() > LONGEST_CELL || self.bytes > LONGEST_ROW {
            return Err(Error::CellTooLong { file: emit.file(), cell: cell_name(u64::from(row) + 1, column) }.into());
        }
        if self.text.is_empty() {
            return Ok(());
        }
        if self.current != Some(row) {
            for number in self.current.map_or(0, |current| current + 1)..=row {
                if self.batch.is_full() {
                    send(std::mem::take(&mut self.batch), emit)?;
                }
                self.batch.start(u64::from(number) + 1, None);
            }
            self.current = Some(row);
            self.width = 0;
            self.bytes = 0;
        }
        (self.width..column).for_each(|_| self.batch.cell(""));
        self.batch.cell(&self.text);
        self.bytes += self.text.len();
        self.width = column + 1;
        Ok(())
    }
}
