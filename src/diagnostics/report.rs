//! The sink of findings: a trait, with a tee and a collector.

use std::any::Any;
use std::ops::Range;

use super::Finding;
use crate::contact::{Source, SourceColumn};

/// A sink for the findings of one or more sources.
pub trait Report {
    /// Starts a source: the findings that follow are about it.
    fn source(&mut self, source: &Source);

    /// Takes the columns of the source. Called again if later JSON objects have more keys.
    fn columns(&mut self, _columns: &[SourceColumn]) {}

    /// Takes a finding.
    fn finding(&mut self, finding: &Finding<'_>);

    /// Takes the number of the next row in the file that the sender has, if the source is a workbook or a table that the
    /// program made of it: the text of its column of row numbers.
    fn original_row(&mut self, _number: &str) {}

    /// Ends a row, whether or not it is written: its number, and its cells as received. Its findings have just been
    /// passed.
    fn row(&mut self, _row: u64, _cells: &mut dyn Iterator<Item = &str>) {}

    /// Returns a buffer for the findings of a batch of rows of the current source, to be filled on another thread and
    /// returned by [`Report::take_buffer`]. `None` if the report needs each finding and each row separately.
    #[doc(hidden)] // for the crate's own reports
    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        None
    }

    /// Takes the buffered findings of some rows of the batch, in the order of the list. A range starts at the end of
    /// the previous one and may be empty. Findings about the list as a whole may be passed in between.
    #[doc(hidden)]
    fn take_buffer(&mut self, _buffer: &mut dyn ReportBuffer, _rows: Range<usize>) {}
}

/// A report's buffer for the findings of a batch of rows.
pub trait ReportBuffer: Any + Send {
    /// Takes a finding of the next row.
    fn finding(&mut self, finding: &Finding<'_>);

    /// Ends the row.
    fn row(&mut self);
}

/// Passes everything on to two reports.
pub(crate) struct TeeReport<'r, A: ?Sized, B: ?Sized>(pub &'r mut A, pub &'r mut B);

impl<A: Report + ?Sized, B: Report + ?Sized> Report for TeeReport<'_, A, B> {
    fn source(&mut self, source: &Source) {
        self.0.source(source);
        self.1.source(source);
    }

    fn columns(&mut self, columns: &[SourceColumn]) {
        self.0.columns(columns);
        self.1.columns(columns);
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.0.finding(finding);
        self.1.finding(finding);
    }

    fn original_row(&mut self, number: &str) {
        self.0.original_row(number);
        self.1.original_row(number);
    }

    fn row(&mut self, row: u64, cells: &mut dyn Iterator<Item = &str>) {
        let cells: Vec<&str> = cells.collect();
        self.0.row(row, &mut cells.iter().copied());
        self.1.row(row, &mut cells.iter().copied());
    }
}

/// A report that collects every finding.
#[derive(Debug, Default)]
pub struct CollectingReport {
    /// The findings in order, each with its source.
    pub findings: Vec<(Source, Finding<'static>)>,
    source: Source,
}

impl Report for CollectingReport {
    fn source(&mut self, source: &Source) {
        self.source = source.clone();
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.findings.push((self.source.clone(), finding.clone().into_owned()));
    }
}
