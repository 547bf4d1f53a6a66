use std::io::Write;

use super::Error;
use super::LineEnd;
use super::csv::{BOM, csv_writer, io_error};
use crate::model::neutral;

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
pub struct Table<W: Write>(csv::Writer<W>);

impl<W: Write> Table<W> {
    /// Starts a table with its header.
    ///
    /// # Errors
    /// Where the bytes can't be written.
    pub fn new<C: AsRef<str>>(mut out: W, header: impl IntoIterator<Item = C>) -> Result<Self, Error> {
        out.write_all(BOM)?;
        let mut table = Table(csv_writer(out, LineEnd::CrLf, true));
        table.row(header)?;
        Ok(table)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Where the bytes can't be written.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<(), Error> {
        for cell in cells {
            self.0.write_field(neutral(cell.as_ref()).as_bytes()).map_err(io_error)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(io_error)
    }

    /// Ends the table.
    ///
    /// # Errors
    /// Where the rest can't be written.
    pub fn finish(self) -> Result<W, Error> {
        self.0.into_inner().map_err(|error| Error::Io(error.into_error()))
    }
}
