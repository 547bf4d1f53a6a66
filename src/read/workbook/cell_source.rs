//! What the reader of workbooks needs of whatever parses them: the list of sheets, and the cells of one sheet after
//! another.

use calamine::Sheet;

use super::sheet_marks::SheetMarks;
use crate::read::ReadError;

/// The position of a cell in its sheet, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellPosition {
    pub(super) row: u32,
    pub(super) column: u32,
    /// The text is struck through.
    pub(super) is_struck: bool,
}

impl From<(u32, u32)> for CellPosition {
    fn from((row, column): (u32, u32)) -> Self {
        CellPosition { row, column, is_struck: false }
    }
}

/// An open workbook.
pub(super) trait CellSource: Send {
    /// Returns all sheets in their order, charts and hidden ones too.
    fn sheets(&self) -> Vec<Sheet>;

    /// Starts to read a sheet, and returns the facts about its rows and cells. At most `rows` rows with cells are wanted; there
    /// may be more.
    fn open_sheet(&mut self, sheet: &str, rows: Option<u32>) -> Result<SheetMarks, ReadError>;

    /// Appends the text of the next cell that isn't empty, and returns its position; `None` at the end of the sheet.
    /// Cells come row by row.
    fn next_cell(&mut self, text: &mut String) -> Result<Option<CellPosition>, ReadError>;

    /// Returns the row in which the open sheet starts, from 0.
    fn first_row(&self) -> u32 {
        0
    }
}
