use std::io::Write;

use super::Error;
use super::LineEnd;
use super::csv::{BOM, end_record, needs_quotes, push_cell};
use crate::contact::neutral;

/// Writes a table for people as CSV that a spreadsheet opens: byte order mark, commas, CRLF.
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets take for "this is
/// text". So it is nothing for a contacts list, whose cells are written as they are.
///
/// ```
/// use cosell_contacts::write::Table;
///
/// let mut table = Table::new(Vec::new(), ["Change", "Name"])?;
/// table.row(["added", "=Ann"])?;
/// assert_eq!(String::from_utf8(table.finish()?)?, "\u{feff}Change,Name\r\nadded,'=Ann\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Table<W: Write> {
    out: W,
    /// Rows that are not handed on yet.
    rows: Vec<u8>,
}

/// Rows are handed on when there are so many bytes of them.
const CHUNK: usize = 64 * 1024;

impl<W: Write> Table<W> {
    /// Starts a table with its header.
    ///
    /// # Errors
    /// Where the bytes can't be written.
    pub fn new<C: AsRef<str>>(out: W, header: impl IntoIterator<Item = C>) -> Result<Self, Error> {
        let mut rows = Vec::new();
        start_table(&mut rows, header);
        Ok(Table { out, rows })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Where the bytes can't be written.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<(), Error> {
        push_row(&mut self.rows, cells);
        if self.rows.len() >= CHUNK { self.hand_on() } else { Ok(()) }
    }

    fn hand_on(&mut self) -> Result<(), Error> {
        self.out.write_all(&self.rows)?;
        self.rows.clear();
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// Where the rest can't be written.
    pub fn finish(mut self) -> Result<W, Error> {
        self.hand_on()?;
        Ok(self.out)
    }
}

/// Appends the start of a table, with its header.
pub(crate) fn start_table<C: AsRef<str>>(rows: &mut Vec<u8>, header: impl IntoIterator<Item = C>) {
    rows.extend_from_slice(BOM);
    push_row(rows, header);
}

/// Appends a row of a table.
pub(crate) fn push_row<C: AsRef<str>>(rows: &mut Vec<u8>, cells: impl IntoIterator<Item = C>) {
    for (at, cell) in cells.into_iter().enumerate() {
        let cell = neutral(cell.as_ref());
        push_cell(rows, at, &cell, needs_quotes(&cell));
    }
    end_record(rows, LineEnd::CrLf);
}
