use std::fmt;
use std::path::{Path, PathBuf};

/// A file, or one sheet of a workbook, that rows come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The file as it was named; `-` is standard input.
    pub file: PathBuf,
    /// The sheet, in a workbook.
    pub sheet: Option<String>,
}

impl Source {
    /// A source that is a whole file.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Source { file: path.as_ref().to_owned(), sheet: None }
    }
}

impl fmt::Display for Source {
    /// The name for people: `list.xlsx, sheet Contacts`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.file.to_str() {
            Some("-") => f.write_str("standard input")?,
            _ => write!(f, "{}", self.file.display())?,
        }
        match &self.sheet {
            Some(sheet) => write!(f, ", sheet {sheet}"),
            None => Ok(()),
        }
    }
}

/// Where in its [`Source`] something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Location {
    /// The row as Excel and the portal count it, from 1, the header included; in JSON the position of the object.
    pub row: Option<u64>,
    /// The line of a text file on which the row starts, from 1.
    pub line: Option<u64>,
    /// The source's column, from 0.
    pub column: Option<u32>,
}

impl Location {
    /// The cell as Excel names it, such as `E7`; none where the row or the column is not known or not a grid's.
    ///
    /// ```
    /// # use cosell_contacts::Location;
    /// assert_eq!(Location { row: Some(7), line: None, column: Some(4) }.cell().as_deref(), Some("E7"));
    /// assert_eq!(Location { row: Some(7), ..Location::default() }.cell(), None);
    /// ```
    pub fn cell(&self) -> Option<String> {
        Some(cell_name(self.row?, self.column?))
    }
}

/// A place in a text: its line, and its column in UTF-16 code units, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: u64,
    pub column: u64,
}

/// A stretch of a text; what stands at its end is no longer part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRange {
    pub start: Position,
    pub end: Position,
}

/// Where a cell of delimited text stands as it was typed, with its quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceSpan {
    /// The whole cell.
    pub cell: TextRange,
    /// The piece of it that something is said of.
    pub piece: TextRange,
    /// What parts the cells.
    pub delimiter: char,
}

/// The name that Excel gives the cell of a row (from 1) and a column (from 0).
pub(crate) fn cell_name(row: u64, column: u32) -> String {
    let mut name = [0; 27]; // of the largest row and column
    let mut start = name.len();
    let mut rest = row;
    loop {
        start -= 1;
        name[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    letters_before(&mut name, start, column)
}

/// The letters that Excel gives a column, counted from 0.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = [0; 7]; // u32::MAX has seven
    let end = letters.len();
    letters_before(&mut letters, end, column)
}

/// The letters of a column, and after them what stands in the buffer from `start` on.
fn letters_before(name: &mut [u8], mut start: usize, column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        start -= 1;
        name[start] = b'A' + (rest % 26) as u8;
        rest /= 26;
    }
    String::from_utf8_lossy(&name[start..]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_by_letters_and_the_number() {
        for (row, column, name) in
            [(1, 0, "A1"), (10, 25, "Z10"), (907, 26, "AA907"), (1_048_576, 16_383, "XFD1048576")]
        {
            assert_eq!(cell_name(row, column), name);
        }
        assert_eq!(cell_name(u64::MAX, u32::MAX), format!("{}{}", column_letters(u32::MAX), u64::MAX));
        assert_eq!(cell_name(0, 0), "A0");
    }
}
