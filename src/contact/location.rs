use std::fmt;
use std::path::{Path, PathBuf};

/// A source of rows: a file, or one sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The file as the user named it; `-` is standard input.
    pub file: PathBuf,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

impl Source {
    /// Returns a source that is a whole file.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Source { file: path.as_ref().to_owned(), sheet: None }
    }
}

impl fmt::Display for Source {
    /// Writes the display name: `list.xlsx, sheet Contacts`.
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

/// A location in a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Location {
    /// The row as Excel and the portal count it: from 1, with the header. In JSON, the position of the object.
    pub row: Option<u64>,
    /// The line of a text file in which the row starts, from 1.
    pub line: Option<u64>,
    /// The column of the source, from 0.
    pub column: Option<u32>,
}

impl Location {
    /// Returns the cell's name as in Excel, such as `E7`. `None` if the row or the column is unknown, or the source has
    /// no grid.
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

/// A position in a text: line and column, both from 1. Columns count UTF-16 code units, as editors and SARIF do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Position {
    pub line: u64,
    pub column: u64,
}

/// A range of a text. The end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TextRange {
    pub start: Position,
    pub end: Position,
}

/// The location of a cell in delimited text, with its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SourceSpan {
    pub cell: TextRange,
    /// The range of the cell that a finding is about.
    pub piece: TextRange,
    pub delimiter: char,
}

/// Returns the name of a cell as in Excel, for a row from 1 and a column from 0.
pub(crate) fn cell_name(row: u64, column: u32) -> String {
    format!("{}{row}", column_letters(column))
}

/// Returns the letters of a column as in Excel, counted from 0.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    append_column_letters(&mut letters, column);
    String::from_utf8(letters).unwrap_or_default()
}

/// Appends the letters of a column.
pub(crate) fn append_column_letters(text: &mut Vec<u8>, column: u32) {
    if column >= 26 {
        append_column_letters(text, column / 26 - 1);
    }
    text.push(b'A' + (column % 26) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cell_names_are_letters_and_a_number() {
        for (row, column, name) in
            [(1, 0, "A1"), (10, 25, "Z10"), (907, 26, "AA907"), (1_048_576, 16_383, "XFD1048576")]
        {
            assert_eq!(cell_name(row, column), name);
        }
        assert_eq!(cell_name(u64::MAX, u32::MAX), format!("{}{}", column_letters(u32::MAX), u64::MAX));
        assert_eq!(cell_name(0, 0), "A0");
    }
}
