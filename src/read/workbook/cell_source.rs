//! What the reader of workbooks needs of whatever parses them: the list of sheets, and the cells of one sheet after
//! another.

use calamine::Sheet;

use super::sheet_marks::SheetMarks;
use crate::read::ReadError;

/// Number of rows and columns of an Excel sheet.
pub(super) const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Returns the row and the column of a cell such as `A2`, from 0; `None` if a sheet has no such cell.
pub(super) fn parse_cell(name: &str) -> Option<(u32, u32)> {
    let (letters, row) = name.split_at(name.bytes().take_while(u8::is_ascii_alphabetic).count());
    if !(1..=3).contains(&letters.len()) {
        return None;
    }
    let column =
        letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    if column <= COLUMNS { Some((parse_row(row)?, column - 1)) } else { None }
}

/// Returns a row by its number as Excel shows it, from 0; `None` if a sheet has no such row.
pub(super) fn parse_row(number: &str) -> Option<u32> {
    let mut row = 0;
    for byte in number.bytes() {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        row = row * 10 + digit;
        if digit > 9 || row > ROWS {
            return None;
        }
    }
    row.checked_sub(1)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cells_of_a_sheet_are_cells() {
        for (name, cell) in [("A1", (0, 0)), ("b20", (19, 1)), ("XFD1048576", (1_048_575, 16_383))] {
            assert_eq!(parse_cell(name), Some(cell), "{name}");
        }
        for name in ["", "A", "1", "A0", "XFE1", "A1048577", "ABCD1", "A1B", "Ä1", "A-1", "A99999999999"] {
            assert_eq!(parse_cell(name), None, "{name}");
        }
    }
}
