//! The cells of a sheet in memory, and the limits under which they are added.

use crate::read::ReadError;
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::limits::{EmptyCellBudget, Limit, LimitPlace};
use crate::read::workbook::cell_source::CellPosition;
use crate::read::workbook::sheet_marks::{SheetMarks, is_mail};

/// A sheet with its cells, row by row.
#[derive(Debug, Default)]
pub(super) struct TextSheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// The first row, as Excel counts, from 0.
    pub(super) first_row: u32,
    /// The cells that cover several rows.
    pub(super) marks: SheetMarks,
    text: String,
    /// The position of each cell, and where its text ends.
    cells: Vec<(CellPosition, usize)>,
}

impl TextSheet {
    /// Returns an empty sheet.
    pub(super) fn new(name: String, first_row: u32) -> TextSheet {
        TextSheet { name, first_row, ..TextSheet::default() }
    }

    pub(super) fn cell(&self, index: usize) -> Option<(CellPosition, &str)> {
        let (position, end) = *self.cells.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.cells[before].1);
        Some((position, &self.text[start..end]))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Adds the cells of another sheet, which are in later rows.
    pub(super) fn append(&mut self, other: &TextSheet) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.marks.append(&other.marks);
        self.cells.extend(other.cells.iter().map(|(position, end)| (*position, start + end)));
    }
}

/// Limits what the sheets of a file take.
pub(super) struct SheetBudget<'c> {
    context: &'c ReadContext,
    empty_cells: EmptyCellBudget,
    /// Bytes of memory that the cells take.
    used: u64,
}

impl<'c> SheetBudget<'c> {
    pub(super) fn new(context: &'c ReadContext) -> Self {
        SheetBudget { context, empty_cells: EmptyCellBudget::new(&context.limits), used: 0 }
    }

    /// Checks a cell that is `skipped` columns behind the one before it. To be called for empty cells too.
    pub(super) fn check(&mut self, at: CellPosition, skipped: u32) -> Result<(), ReadError> {
        let (context, row) = (self.context, u64::from(at.row) + 1);
        if u64::from(at.column) >= context.limits.get(Limit::Columns) {
            return Err(context.limit(Limit::Columns, LimitPlace::Row(row)));
        }
        if row > context.limits.get(Limit::Rows) {
            return Err(context.limit(Limit::Rows, LimitPlace::List));
        }
        if !self.empty_cells.add(1, skipped as usize) {
            return Err(context.limit(Limit::Columns, LimitPlace::ManyRows(row)));
        }
        Ok(())
    }

    /// Adds a cell of `rows` rows to a sheet unless it is empty. Cells come row by row.
    pub(super) fn add(
        &mut self,
        sheet: &mut TextSheet,
        at: CellPosition,
        rows: u32,
        text: &str,
    ) -> Result<(), ReadError> {
        if text.is_empty() {
            return Ok(());
        }
        let is_after = sheet
            .cells
            .last()
            .is_none_or(|(last, _)| at.row > last.row || at.row == last.row && at.column > last.column);
        if !is_after {
            return Err(self.context.damaged(WorkbookFault::CellOrder));
        }
        self.used += (text.len() + size_of::<(CellPosition, usize)>()) as u64;
        if self.used > self.context.limits.get(Limit::Memory) / 2 {
            return Err(self.context.limit(Limit::Memory, LimitPlace::List));
        }
        sheet.text.push_str(text);
        sheet.cells.push((at, sheet.text.len()));
        sheet.marks.add_merged((at.row, at.column), (at.row.saturating_add(rows.saturating_sub(1)), at.column));
        Ok(())
    }

    /// Adds the target of the link in a cell to a sheet, if it is an address.
    pub(super) fn add_link(&mut self, sheet: &mut TextSheet, at: CellPosition, target: &str) -> Result<(), ReadError> {
        if is_mail(target) {
            self.used += (target.len() + size_of::<(String, (u32, u32, u32))>()) as u64;
            if self.used > self.context.limits.get(Limit::Memory) / 2 {
                return Err(self.context.limit(Limit::Memory, LimitPlace::List));
            }
            sheet.marks.add_link((at.row, at.column), target);
        }
        Ok(())
    }
}
