use std::borrow::Cow;
use std::io::Write;

use super::csv::{BOM, push_record};
use super::{LineEnd, WriteError};
use crate::util::escape_formula;

/// A writer of a CSV table for people: byte order mark, commas, CRLF.
///
/// A cell that a spreadsheet would run as a formula is escaped by an apostrophe. Contacts lists aren't written by this,
/// because their cells must stay as they are.
pub(crate) struct CsvTable<W: Write> {
    out: W,
    /// Rows that were not written yet.
    rows: Vec<u8>,
}

/// Bytes after which rows are written.
const CHUNK: usize = 64 * 1024;

impl<W: Write> CsvTable<W> {
    /// Starts a table with its header.
    ///
    /// # Errors
    /// If the bytes can't be written.
    pub(crate) fn new<C: AsRef<str>>(out: W, header: impl IntoIterator<Item = C>) -> Result<Self, WriteError> {
        let mut rows = Vec::new();
        start_table(&mut rows, header);
        Ok(CsvTable { out, rows })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If the bytes can't be written.
    pub(crate) fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<(), WriteError> {
        push_row(&mut self.rows, cells);
        if self.rows.len() >= CHUNK { self.flush_rows() } else { Ok(()) }
    }

    fn flush_rows(&mut self) -> Result<(), WriteError> {
        self.out.write_all(&self.rows)?;
        self.rows.clear();
        Ok(())
    }

    /// Ends the table and returns the output.
    ///
    /// # Errors
    /// If the rest can't be written.
    pub(crate) fn finish(mut self) -> Result<W, WriteError> {
        self.flush_rows()?;
        Ok(self.out)
    }
}

/// Appends the byte order mark and the header of a table.
pub(crate) fn start_table<C: AsRef<str>>(rows: &mut Vec<u8>, header: impl IntoIterator<Item = C>) {
    rows.extend_from_slice(BOM);
    push_row(rows, header);
}

/// Appends a row of a table.
pub(crate) fn push_row<C: AsRef<str>>(rows: &mut Vec<u8>, cells: impl IntoIterator<Item = C>) {
    let cells: Vec<C> = cells.into_iter().collect();
    let escaped: Vec<Cow<'_, str>> = cells.iter().map(|cell| escape_formula(cell.as_ref())).collect();
    push_record(rows, LineEnd::CrLf, escaped.iter().map(|cell| &**cell));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_escaped() {
        let mut table = CsvTable::new(Vec::new(), ["Change", "Name"]).unwrap();
        table.row(["added", "=Ann"]).unwrap();
        let csv = String::from_utf8(table.finish().unwrap()).unwrap();
        assert_eq!(csv, "\u{feff}Change,Name\r\nadded,'=Ann\r\n");
    }
}
