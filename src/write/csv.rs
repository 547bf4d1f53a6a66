use std::io::Write;

use memchr::memchr_iter;

use super::{Error, Layout};
use crate::contact::{Column, Contact, Countries, holds_any};

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

/// Appends a contact as a record: what [`push_record`] makes of its cells, with fewer looks at them.
pub(super) fn push(records: &mut Vec<u8>, contact: &Contact<'_>, shape: &Shape) {
    for (at, column) in shape.order.into_iter().enumerate() {
        match column {
            Column::Name => push_text(records, at, contact.name.as_str()),
            Column::JobTitle => push_text(records, at, contact.job_title.as_str()),
            // What these may hold needs no quotation marks.
            Column::Email => push_cell(records, at, contact.email.as_str(), false),
            Column::Role => push_cell(records, at, contact.role.label(), false),
            Column::Countries => match &contact.countries {
                Countries::Global => push_cell(records, at, "OOO", false),
                Countries::Listed(listed) => push_codes(records, at, listed.iter().map(|country| country.code())),
            },
            Column::States => push_codes(records, at, contact.states.iter().map(|state| state.code())),
        }
    }
    end_record(records, shape.line_end);
}

/// Appends a name or a title, in which no contact has a line break.
fn push_text(records: &mut Vec<u8>, at: usize, text: &str) {
    let is_quoted = holds_any(text.as_bytes(), [b',', b'"']);
    debug_assert_eq!(is_quoted, needs_quotes(text), "{text}");
    push_cell(records, at, text, is_quoted);
}

/// Appends codes as a cell of a record; between several there are commas.
fn push_codes(records: &mut Vec<u8>, at: usize, codes: impl ExactSizeIterator<Item = &'static str>) {
    let mark: &[u8] = if codes.len() > 1 { b"\"" } else { b"" };
    if at > 0 {
        records.push(b',');
    }
    records.extend_from_slice(mark);
    for (at, code) in codes.enumerate() {
        if at > 0 {
            records.extend_from_slice(b", ");
        }
        records.extend_from_slice(code.as_bytes());
    }
    records.extend_from_slice(mark);
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
#[inline]
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
    holds_any(cell.as_bytes(), [b',', b'"', b'\n', b'\r'])
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
    use crate::contact::{ColumnMap, Row};
    use crate::normalize::{Settings, normalize};

    #[test]
    fn a_contact_is_the_record_of_its_cells() {
        for (countries, states) in
            [("OOO", ""), ("FR", ""), ("US, CA", "US-WA"), ("US", "US-WA, US-TX"), ("OOO", "US-WA")]
        {
            for name in ["Ann Lee", "Lee, Ann", "Ann \"A\" Lee"] {
                let cells = ColumnMap([name, "ann@example.com", "VP, Sales", "Partner sales", countries, states]);
                let row = Row { cells, ..Row::default() };
                let contact = normalize(&row, &Settings::default(), &mut Vec::new()).unwrap();
                for by in 0..Column::ALL.len() {
                    let mut order = Column::ALL;
                    order.rotate_left(by);
                    let (mut made, mut expected) = (Vec::new(), Vec::new());
                    push(&mut made, &contact, &Shape { order, line_end: LineEnd::Lf });
                    push_record(&mut expected, order.map(|column| cells[column]), LineEnd::Lf);
                    assert_eq!(made, expected);
                }
            }
        }
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
