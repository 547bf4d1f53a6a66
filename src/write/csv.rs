use std::io::Write;

use super::{Error, Layout};
use crate::model::{Column, Contact};
use crate::vocabulary::CellBuffers;

/// How lines of CSV end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnd {
    /// As Excel writes them.
    #[default]
    CrLf,
    /// As other tools like them.
    Lf,
}

/// How CSV is written; the default is what Excel writes as "CSV UTF-8 (Comma delimited)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvStyle {
    /// A byte order mark first, by which Excel knows UTF-8.
    pub bom: bool,
    /// How lines end.
    pub line_end: LineEnd,
    /// The columns from left to right.
    pub order: [Column; 6],
}

impl Default for CsvStyle {
    fn default() -> Self {
        CsvStyle { bom: true, line_end: LineEnd::CrLf, order: Column::ALL }
    }
}

pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// A CSV writer of the csv crate, with quotes where they are needed only.
pub(super) fn csv_writer<W: Write>(out: W, line_end: LineEnd, flexible: bool) -> csv::Writer<W> {
    let terminator = match line_end {
        LineEnd::CrLf => csv::Terminator::CRLF,
        LineEnd::Lf => csv::Terminator::Any(b'\n'),
    };
    csv::WriterBuilder::new().flexible(flexible).terminator(terminator).buffer_capacity(64 * 1024).from_writer(out)
}

pub(super) fn io_error(error: csv::Error) -> Error {
    Error::Io(error.into())
}

pub(super) struct Writer<W: Write> {
    out: csv::Writer<W>,
    order: [Column; 6],
    buffers: CellBuffers,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(mut out: W, layout: &Layout) -> Result<Self, Error> {
        if layout.csv.bom {
            out.write_all(BOM)?;
        }
        let mut out = csv_writer(out, layout.csv.line_end, false);
        out.write_record(layout.csv.order.map(|column| layout.labels[column].as_str())).map_err(io_error)?;
        Ok(Writer { out, order: layout.csv.order, buffers: CellBuffers::default() })
    }

    pub(super) fn write(&mut self, contact: &Contact<'_>) -> Result<(), Error> {
        let cells = self.buffers.cells(contact);
        for column in self.order {
            self.out.write_field(cells[column]).map_err(io_error)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io_error)
    }

    pub(super) fn flush(&mut self) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }

    pub(super) fn finish(self) -> Result<W, Error> {
        self.out.into_inner().map_err(|error| Error::Io(error.into_error()))
    }
}
