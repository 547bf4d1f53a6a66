use std::io::Write;

use memchr::{memchr_iter, memchr2};

use super::{Error, Layout};
use crate::model::{Column, ColumnMap};

/// How lines of CSV end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnd {
    /// As Excel writes them.
    #[default]
    CrLf,
    /// As other tools like them.
    Lf,
}

impl LineEnd {
    fn bytes(self) -> &'static [u8] {
        match self {
            LineEnd::CrLf => b"\r\n",
            LineEnd::Lf => b"\n",
        }
    }
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

/// How the records of a list are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    order: [Column; 6],
    line_end: LineEnd,
}

impl Shape {
    pub(super) fn order(&self) -> &[Column; 6] {
        &self.order
    }
}

/// Appends a record that is known already, but for its line end.
pub(super) fn push_known(records: &mut Vec<u8>, record: &str, shape: &Shape) {
    records.extend_from_slice(record.as_bytes());
    records.extend_from_slice(shape.line_end.bytes());
}

/// Appends a contact as a record.
pub(super) fn push(records: &mut Vec<u8>, cells: &ColumnMap<&str>, shape: &Shape) {
    let cells = shape.order.map(|column| {
        let cell = cells[column];
        let is_quoted = match column {
            // What an address and a role may hold needs none, and no contact has a line break.
            Column::Email | Column::Role => false,
            Column::Name | Column::JobTitle => memchr2(b',', b'"', cell.as_bytes()).is_some(),
            Column::Countries | Column::States => cell.contains(','),
        };
        (cell, is_quoted)
    });
    push_cells(records, cells, shape.line_end);
}

/// Appends a record, with quotation marks around cells that need them, and no others.
///
/// The csv crate writes the same, as a test holds, in three times the instructions: it goes through its state and a buffer of
/// its own for each cell.
pub(super) fn push_record<'c>(records: &mut Vec<u8>, cells: impl IntoIterator<Item = &'c str>, line_end: LineEnd) {
    push_cells(records, cells.into_iter().map(|cell| (cell, needs_quotes(cell))), line_end);
}

fn push_cells<'c>(records: &mut Vec<u8>, cells: impl IntoIterator<Item = (&'c str, bool)>, line_end: LineEnd) {
    for (at, (cell, is_quoted)) in cells.into_iter().enumerate() {
        if at > 0 {
            records.push(b',');
        }
        if is_quoted {
            push_quoted(records, cell);
        } else {
            records.extend_from_slice(cell.as_bytes());
        }
    }
    records.extend_from_slice(line_end.bytes());
}

fn needs_quotes(cell: &str) -> bool {
    cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'))
}

fn push_quoted(records: &mut Vec<u8>, cell: &str) {
    records.push(b'"');
    let mut start = 0;
    for mark in memchr_iter(b'"', cell.as_bytes()) {
        records.extend_from_slice(&cell.as_bytes()[start..=mark]);
        records.push(b'"');
        start = mark + 1;
    }
    records.extend_from_slice(&cell.as_bytes()[start..]);
    records.push(b'"');
}

pub(super) struct Writer<W: Write> {
    out: W,
    shape: Shape,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(mut out: W, layout: &Layout) -> Result<Self, Error> {
        let CsvStyle { bom, line_end, order } = layout.csv;
        let mut header = if bom { BOM.to_vec() } else { Vec::new() };
        push_record(&mut header, order.map(|column| layout.labels[column].as_str()), line_end);
        out.write_all(&header)?;
        Ok(Writer { out, shape: Shape { order, line_end } })
    }

    pub(super) fn shape(&self) -> Shape {
        self.shape
    }

    /// Writes records.
    pub(super) fn write(&mut self, records: &[u8]) -> Result<(), Error> {
        Ok(self.out.write_all(records)?)
    }

    pub(super) fn finish(self) -> W {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn records_are_those_of_the_csv_crate(
            records in prop::collection::vec(prop::collection::vec("([a-zé ]|[,\"\r\n;'\t])*", 2..8), 0..8),
            crlf: bool,
        ) {
            let (line_end, terminator) =
                if crlf { (LineEnd::CrLf, csv::Terminator::CRLF) } else { (LineEnd::Lf, csv::Terminator::Any(b'\n')) };
            let mut theirs = csv::WriterBuilder::new().flexible(true).terminator(terminator).from_writer(Vec::new());
            let mut ours = Vec::new();
            for record in &records {
                theirs.write_record(record).unwrap();
                push_record(&mut ours, record.iter().map(String::as_str), line_end);
            }
            prop_assert_eq!(ours, theirs.into_inner().unwrap());
        }
    }
}
