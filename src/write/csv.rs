//! Contacts lists as CSV.

use std::io::Write;
use std::sync::Arc;

use super::encoded_batch::EncodedContacts;
use super::list_format::{ContactEncoder, ListFormat, ListWriter, RejectsWriter};
use super::rejects::CsvRejects;
use super::{EncodedBatch, Layout, WriteError};
use crate::contact::{Column, ColumnMap, Contact, SourceColumn, StoredContact};
use crate::i18n::Language;
use crate::util::holds_any;

/// The end of a line of CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnd {
    /// CR and LF, as Excel writes them.
    #[default]
    CrLf,
    /// LF alone.
    Lf,
}

impl LineEnd {
    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            LineEnd::CrLf => b"\r\n",
            LineEnd::Lf => b"\n",
        }
    }
}

/// The style of a CSV file. The default is that of Excel's "CSV UTF-8 (Comma delimited)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvStyle {
    /// Whether a byte order mark comes first, by which Excel recognizes UTF-8.
    pub bom: bool,
    /// The end of each line.
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

/// Delimited text with commas.
pub(super) struct CsvFormat;

impl ListFormat for CsvFormat {
    fn list_writer(&self, layout: &Layout) -> Result<Box<dyn ListWriter>, WriteError> {
        let CsvStyle { bom, line_end, order } = layout.csv;
        Ok(Box::new(CsvWriter { bom, labels: layout.labels.clone(), style: RecordStyle { order, line_end } }))
    }

    fn rejects_writer(
        &self,
        columns: &[SourceColumn],
        language: Language,
    ) -> Result<Box<dyn RejectsWriter>, WriteError> {
        Ok(Box::new(CsvRejects::new(columns, language)))
    }

    fn has_header(&self) -> bool {
        true
    }

    fn escapes_formulas(&self) -> bool {
        true
    }
}

struct CsvWriter {
    bom: bool,
    labels: ColumnMap<String>,
    style: RecordStyle,
}

impl ListWriter for CsvWriter {
    fn encoder(&self) -> Arc<dyn ContactEncoder> {
        Arc::new(self.style.clone())
    }

    fn start(&mut self, out: &mut dyn Write) -> Result<(), WriteError> {
        let mut header = if self.bom { BOM.to_vec() } else { Vec::new() };
        let labels = self.style.order.map(|column| self.labels[column].as_str());
        push_record(&mut header, self.style.line_end, labels);
        Ok(out.write_all(&header)?)
    }

    fn write(&mut self, batch: &EncodedBatch, out: &mut dyn Write) -> Result<(), WriteError> {
        Ok(out.write_all(batch.bytes())?)
    }

    fn finish(self: Box<Self>, _out: &mut (dyn Write + Send)) -> Result<(), WriteError> {
        Ok(())
    }
}

/// The style of the records of a list.
#[derive(Debug, Clone)]
pub(super) struct RecordStyle {
    pub(super) order: [Column; 6],
    pub(super) line_end: LineEnd,
}

impl ContactEncoder for RecordStyle {
    fn encode(&self, contact: &Contact<'_>, batch: &mut EncodedContacts) {
        let EncodedContacts { bytes, buffers, .. } = batch;
        let cells = buffers.cells(contact);
        push_record(bytes, self.line_end, self.order.map(|column| cells[column]));
    }

    fn encode_stored(&self, contact: &StoredContact<'_>, batch: &mut EncodedContacts) {
        let cells = contact.cells();
        push_record(&mut batch.bytes, self.line_end, self.order.map(|column| cells[column]));
    }

    fn record_style(&self) -> Option<&RecordStyle> {
        Some(self)
    }
}

/// Appends a record of at least two cells, with quotes only around cells that need them.
///
/// `csv_core` is used, because `csv::Writer` has a buffer of its own, and a batch needs each record in its buffer at
/// once.
pub(super) fn push_record<'c>(records: &mut Vec<u8>, line_end: LineEnd, cells: impl IntoIterator<Item = &'c str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            records.push(b',');
        }
        if !holds_any(cell.as_bytes(), [b',', b'"', b'\r', b'\n']) {
            records.extend_from_slice(cell.as_bytes());
            continue;
        }
        records.push(b'"');
        // In the worst case, a cell consists of quotes, which are doubled.
        let start = records.len();
        records.resize(start + 2 * cell.len(), 0);
        let (_, _, written) = csv_core::quote(cell.as_bytes(), &mut records[start..], b'"', b'"', true);
        records.truncate(start + written);
        records.push(b'"');
    }
    records.extend_from_slice(line_end.bytes());
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
                push_record(&mut ours, line_end, record.iter().map(String::as_str));
            }
            prop_assert_eq!(ours, theirs.into_inner().unwrap());
        }
    }
}
