use std::io::Write;

use memchr::{memchr, memchr_iter, memchr2, memchr3};

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

/// A code is so long at most: `OOO`, `AU-NSW`.
const COUNTRY: usize = 3;
const STATE: usize = 6;

/// Appends a contact as a record.
pub(super) fn push(records: &mut Vec<u8>, cells: &ColumnMap<&str>, shape: &Shape) {
    for (at, column) in shape.order.into_iter().enumerate() {
        let cell = cells[column];
        let is_quoted = match column {
            // What an address and a role may hold needs none, and no contact has a line break.
            Column::Email | Column::Role => false,
            Column::Name | Column::JobTitle => memchr2(b',', b'"', cell.as_bytes()).is_some(),
            // Several codes have commas between them.
            Column::Countries => cell.len() > COUNTRY,
            Column::States => cell.len() > STATE,
        };
        debug_assert_eq!(is_quoted, needs_quotes(cell), "{cell}");
        push_cell(records, at, cell, is_quoted);
    }
    end_record(records, shape.line_end);
}

/// Appends a record, with quotation marks around cells that need them, and no others.
///
/// The csv crate writes the same, as a test holds, in three times the instructions: it goes through its state and a buffer of
/// its own for each cell.
pub(super) fn push_record<'c>(records: &mut Vec<u8>, cells: impl IntoIterator<Item = &'c str>, line_end: LineEnd) {
    cells.into_iter().enumerate().for_each(|(at, cell)| push_cell(records, at, cell, needs_quotes(cell)));
    end_record(records, line_end);
}

/// Appends a cell of a record by its place there, from 0.
pub(super) fn push_cell(records: &mut Vec<u8>, at: usize, cell: &str, is_quoted: bool) {
    if at > 0 {
        records.push(b',');
    }
    if is_quoted {
        push_quoted(records, cell);
    } else {
        records.extend_from_slice(cell.as_bytes());
    }
}

pub(super) fn end_record(records: &mut Vec<u8>, line_end: LineEnd) {
    records.extend_from_slice(line_end.bytes());
}

pub(super) fn needs_quotes(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    memchr3(b',', b'"', b'\n', bytes).or_else(|| memchr(b'\r', bytes)).is_some()
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
    use crate::model::{Countries, Country, State};

    #[test]
    fn more_than_one_code_is_longer_than_any() {
        assert_eq!(Countries::Global.to_string().len(), COUNTRY);
        assert!(
            Country::all().all(|country| country.code().len() <= COUNTRY && 2 * country.code().len() + 2 > COUNTRY)
        );
        assert!(State::all().all(|state| state.code().len() <= STATE && 2 * state.code().len() + 2 > STATE));
    }

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
