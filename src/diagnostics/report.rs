use std::any::Any;
use std::ops::Range;

use super::Finding;
use crate::contact::{Source, SourceColumn};

/// Takes findings as they come, to show them or to keep them.
pub trait Report {
    /// The findings that follow are about this source.
    fn source(&mut self, source: &Source);

    /// The source has these columns. Where objects turn out to have more keys, that is said again.
    fn columns(&mut self, _columns: &[SourceColumn]) {}

    /// Takes a finding.
    fn finding(&mut self, finding: &Finding<'_>);

    /// A row is done, whatever became of it; its findings came just before. Its number, and its cells as they were received.
    fn row(&mut self, _row: u64, _cells: &mut dyn Iterator<Item = &str>) {}

    /// Notes for the rows of a batch of the current source, which take their findings on another thread and come back by
    /// [`Report::take_buffer`]. None where the report wants each finding and each row by itself.
    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        None
    }

    /// Takes what was noted of some rows, by their places in the batch, in the order of the list. A range starts where the
    /// one before ended, and may be empty; findings that only the list as a whole tells come in between.
    fn take_buffer(&mut self, _notes: &mut dyn ReportBuffer, _rows: Range<usize>) {}
}

/// What a report makes of the findings of a batch of rows.
pub trait ReportBuffer: Any + Send {
    /// Takes a finding of the next row.
    fn finding(&mut self, finding: &Finding<'_>);

    /// The row is done.
    fn row(&mut self);
}

/// Two reports of the same.
pub struct TeeReport<'r>(pub &'r mut dyn Report, pub &'r mut dyn Report);

impl Report for TeeReport<'_> {
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

    fn row(&mut self, row: u64, cells: &mut dyn Iterator<Item = &str>) {
        let cells: Vec<&str> = cells.collect();
        self.0.row(row, &mut cells.iter().copied());
        self.1.row(row, &mut cells.iter().copied());
    }
}

/// A report that keeps every finding.
#[derive(Debug, Default)]
pub struct CollectingReport {
    /// The findings, each with the source that it is about, in the order in which they came.
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
