//! The cells of a sheet become rows.

use super::cell_source::{CellPosition, CellSource};
use crate::contact::cell_name;
use crate::read::ReadError;
use crate::read::batch::Batch;
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::limits::{EmptyCellBudget, Limit, LimitPlace};

/// The number of rows of an Excel sheet.
const ROWS: u32 = 1_048_576;

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
}

impl Grid {
    /// Returns the rows of the sheet that is open.
    pub(super) fn new(source: &dyn CellSource, context: &ReadContext) -> Self {
        Grid {
            batch: Some(Batch::default()),
            pending: None,
            text: String::new(),
            first_row: source.first_row(),
            current: None,
            width: 0,
            bytes: 0,
            empty_cells: EmptyCellBudget::new(&context.limits),
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
                    return Ok(Some(std::mem::replace(batch, next)));
                }
                self.pending = None;
                self.put(cell, context)?;
            }
            self.text.clear();
            let Some(cell) = source.next_cell(&mut self.text)? else { return Ok(self.batch.take()) };
            self.check_order(cell, context)?;
            if !self.text.is_empty() {
                self.check_limits(cell, context)?;
                if self.current != Some(cell.row) {
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

    /// Adds the text to the current row, behind empty cells for those that are missing.
    fn put(&mut self, cell: CellPosition, context: &ReadContext) -> Result<(), ReadError> {
        let Some(batch) = &mut self.batch else { return Ok(()) };
        if !self.empty_cells.add(1, cell.column.saturating_sub(self.width) as usize) {
            return Err(context.limit(Limit::Columns, LimitPlace::ManyRows(u64::from(cell.row) + 1)));
        }
        (self.width..cell.column).for_each(|_| batch.add_cell(""));
        batch.add_cell(&self.text);
        self.bytes += self.text.len();
        self.width = cell.column + 1;
        Ok(())
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
