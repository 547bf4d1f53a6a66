//! The cells of a sheet become rows. Cells that a merged cell covers get its text, if their row has other cells.

use std::collections::BTreeMap;

use super::cell_source::{CellPosition, CellSource, ROWS};
use super::sheet_marks::SheetMarks;
use crate::contact::{RowMark, Span, cell_name};
use crate::read::ReadError;
use crate::read::batch::Batch;
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::limits::{EmptyCellBudget, Limit, LimitPlace};

/// Number of merged cells that cover a row. Without a limit a file of a few bytes could ask for millions of cells. The cells that
/// more of them cover are empty, which is an error if a contact needs them.
const MOST_MERGED: usize = 64;

/// The rows of one sheet, filled cell by cell. Rows without a cell are rows too, so that row numbers are those that
/// Excel shows.
pub(super) struct Grid {
    /// The batch that is being filled; `None` after the last one.
    batch: Option<Batch>,
    /// The cell that comes next, with its text; the rows before it may have to be added first.
    pending: Option<CellPosition>,
    text: String,
    first_row: u32,
    /// The row that is being filled, from 0.
    current: Option<u32>,
    /// The number of cells of that row, and the length of their text.
    width: u32,
    bytes: usize,
    empty_cells: EmptyCellBudget,
    marks: SheetMarks,
    /// The merged cells that cover the current row, by their column. One that covers several columns belongs to its first.
    merged: BTreeMap<u32, MergedText>,
}

/// The text of a merged cell.
struct MergedText {
    text: String,
    /// The first and the last row, from 0.
    first: u32,
    last: u32,
    /// The text in the current batch, if it is there.
    copy: Option<Span>,
}

impl Grid {
    /// Returns the rows of the sheet that is open, with its marks.
    pub(super) fn new(source: &dyn CellSource, marks: SheetMarks, context: &ReadContext) -> Self {
        Grid {
            batch: Some(Batch::default()),
            pending: None,
            text: String::new(),
            first_row: source.first_row(),
            current: None,
            width: 0,
            bytes: 0,
            empty_cells: EmptyCellBudget::new(&context.limits),
            marks,
            merged: BTreeMap::new(),
        }
    }

    /// Returns the next rows; the last batch may be empty, and is followed by `None`.
    pub(super) fn next_batch(
        &mut self,
        source: &mut dyn CellSource,
        context: &ReadContext,
    ) -> Result<Option<Batch>, ReadError> {
        loop {
            let Some(batch) = &mut self.batch else { return Ok(None) };
            if let Some(cell) = self.pending {
                if !start_rows(batch, &mut self.current, self.first_row, cell.row) {
                    let next = Batch::after(batch);
                    self.merged.values_mut().for_each(|merged| merged.copy = None);
                    return Ok(Some(std::mem::replace(batch, next)));
                }
                self.pending = None;
                self.put(cell, context)?;
            }
            self.text.clear();
            let Some(cell) = source.next_cell(&mut self.text)? else {
                self.end_row(context)?;
                return Ok(self.batch.take());
            };
            self.check_order(cell, context)?;
            if !self.text.is_empty() {
                self.check_limits(cell, context)?;
                if self.current != Some(cell.row) {
                    self.end_row(context)?;
                    (self.width, self.bytes) = (0, 0);
                }
                self.pending = Some(cell);
            }
        }
    }

    fn check_order(&self, cell: CellPosition, context: &ReadContext) -> Result<(), ReadError> {
        let is_after =
            self.current.is_none_or(|current| cell.row > current || (cell.row == current && cell.column >= self.width));
        if cell.row >= ROWS || !is_after {
            return Err(context.damaged(WorkbookFault::CellOrder));
        }
        Ok(())
    }

    fn check_limits(&self, cell: CellPosition, context: &ReadContext) -> Result<(), ReadError> {
        let (number, limits) = (u64::from(cell.row) + 1, &context.limits);
        if limits.is_too_long(self.text.as_bytes()) {
            return Err(context.limit(Limit::Cell, LimitPlace::Cell(cell_name(number, cell.column))));
        }
        if u64::from(cell.column) >= limits.get(Limit::Columns) {
            return Err(context.limit(Limit::Columns, LimitPlace::Row(number)));
        }
        if number > limits.get(Limit::Rows) {
            return Err(context.limit(Limit::Rows, LimitPlace::List));
        }
        if self.bytes > limits.row() { Err(context.row_too_long(number)) } else { Ok(()) }
    }

    /// Adds the text to the current row, behind the cells that are missing.
    fn put(&mut self, cell: CellPosition, context: &ReadContext) -> Result<(), ReadError> {
        let is_first = self.width == 0;
        self.fill_up_to(cell.column, cell.row, 1, context)?;
        let Some(batch) = &mut self.batch else { return Ok(()) };
        if is_first && self.marks.is_hidden(cell.row) {
            batch.add_mark(RowMark::Hidden);
        }
        batch.add_cell(&self.text);
        self.bytes += self.text.len();
        self.width = cell.column + 1;
        if cell.is_struck || self.marks.is_struck(cell.row, cell.column) {
            batch.add_mark(RowMark::Struck(cell.column));
        }
        if self.marks.has_cells() {
            if let Some(text) = self.marks.struck_part(cell.row, cell.column).filter(|_| !cell.is_struck) {
                batch.add_mark(RowMark::StruckPart(cell.column, text.into()));
            }
            if let Some(target) = self.marks.link(cell.row, cell.column) {
                batch.add_mark(RowMark::MailLink(cell.column, target.into()));
            }
            if self.marks.has_data_type(cell.row, cell.column) {
                batch.add_mark(RowMark::DataType(cell.column));
            }
        }
        if let Some(last) = self.marks.merged_to(cell.row, cell.column)
            && (self.merged.len() < MOST_MERGED || self.merged.contains_key(&cell.column))
        {
            let copy = Some(batch.last_text());
            let merged = MergedText { text: self.text.clone(), first: cell.row, last, copy };
            self.merged.insert(cell.column, merged);
        }
        Ok(())
    }

    /// Adds the cells of the current row up to a column: empty ones, and those that a merged cell covers. `filled` is the number
    /// of cells with a text of their own that follow.
    fn fill_up_to(&mut self, end: u32, row: u32, filled: usize, context: &ReadContext) -> Result<(), ReadError> {
        if !self.empty_cells.add(filled, end.saturating_sub(self.width) as usize) {
            return Err(context.limit(Limit::Columns, LimitPlace::ManyRows(u64::from(row) + 1)));
        }
        let Some(batch) = &mut self.batch else { return Ok(()) };
        for column in self.width..end {
            let merged = if self.merged.is_empty() { None } else { self.merged.get_mut(&column) };
            let Some(merged) = merged.filter(|merged| merged.last >= row) else {
                batch.add_cell("");
                continue;
            };
            match merged.copy {
                Some(copy) => batch.add_copy(copy),
                None => {
                    batch.add_cell(&merged.text);
                    merged.copy = Some(batch.last_text());
                }
            }
            batch.add_mark(RowMark::Merged(column, u64::from(merged.first) + 1));
            self.bytes += merged.text.len();
        }
        self.width = self.width.max(end);
        if self.bytes > context.limits.row() { Err(context.row_too_long(u64::from(row) + 1)) } else { Ok(()) }
    }

    /// Adds the cells at the end of the current row that merged cells cover.
    fn end_row(&mut self, context: &ReadContext) -> Result<(), ReadError> {
        if self.merged.is_empty() {
            return Ok(());
        }
        let Some(row) = self.current else { return Ok(()) };
        self.merged.retain(|_, merged| merged.last >= row);
        match self.merged.last_key_value() {
            Some((&last, _)) if last >= self.width => self.fill_up_to(last + 1, row, 0, context),
            _ => Ok(()),
        }
    }
}

/// Starts the rows from `first` up to `row`; `false` if the batch is full before.
fn start_rows(batch: &mut Batch, current: &mut Option<u32>, first: u32, row: u32) -> bool {
    while *current != Some(row) {
        if batch.is_full() {
            return false;
        }
        let next = current.map_or(first, |current| current + 1);
        batch.start(u64::from(next) + 1, None);
        *current = Some(next);
    }
    true
}
