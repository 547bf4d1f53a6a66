//! Collects the results of the batches in order, with the checks and counters that need the whole list.

use super::batch_job::{BatchJob, BatchResult, RowFindings, locate};
use super::{BatchConsumer, BatchOutput};
use crate::contact::{Column, Source, SourceColumn};
use crate::diagnostics::{Finding, Report, Summary};
use crate::normalize::{self, DuplicateDetector, FirstOccurrence, LookalikeDetector, domain_in};
use crate::read::{Batch, Rows, TypedCursor};

/// The counters and checks of the list as a whole, and the consumers of the results.
pub(super) struct Collector<'s, S: BatchConsumer> {
    consumer: &'s mut S,
    report: &'s mut dyn Report,
    settings: &'s normalize::NormalizeSettings,
    summary: Summary,
    /// `None` if the consumer finds repeated contacts by itself.
    repetitions: Option<DuplicateDetector>,
    domains: LookalikeDetector,
    /// All sources so far; the last is the current one.
    sources: Vec<Source>,
    /// The row of the most recent repeated header with another order of columns. Rows below it are rejected.
    reordered_header: Option<u64>,
}

impl<'s, S: BatchConsumer> Collector<'s, S> {
    pub(super) fn new(
        consumer: &'s mut S,
        report: &'s mut dyn Report,
        settings: &'s normalize::NormalizeSettings,
    ) -> Self {
        let repetitions = consumer.wants_repetitions().then(DuplicateDetector::default);
        let (summary, domains) = (Summary::default(), LookalikeDetector::default());
        Collector {
            consumer,
            report,
            settings,
            summary,
            repetitions,
            domains,
            sources: Vec::new(),
            reordered_header: None,
        }
    }

    pub(super) fn source(&mut self, rows: &Rows) -> Result<(), S::Error> {
        if let Some(repetitions) = &mut self.repetitions {
            repetitions.begin(rows.source().sheet.as_deref());
        }
        self.reordered_header = None;
        self.sources.push(rows.source().clone());
        self.report.source(rows.source());
        self.consumer.source(rows.source())
    }

    pub(super) fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), S::Error> {
        self.report.columns(columns);
        self.consumer.columns(columns)
    }

    /// Reports a finding that doesn't come from a batch.
    pub(super) fn finding(&mut self, finding: &Finding<'_>) {
        self.summary.count(finding);
        self.report.finding(finding);
    }

    /// Creates the job for a batch.
    pub(super) fn job(&mut self, batch: Batch) -> BatchJob<S::Output> {
        let (output, notes) = (self.consumer.output(), self.report.buffer());
        let wants_fingerprints = self.repetitions.is_some();
        let wants_texts = self.repetitions.as_ref().is_some_and(DuplicateDetector::wants_texts);
        BatchJob { batch, output, notes, wants_fingerprints, wants_texts, reordered_header: self.reordered_header }
    }

    /// Takes the results of the next batch in order.
    pub(super) fn take(&mut self, mut result: BatchResult<S::Output>) -> Result<(), S::Error>
    where
        S::Output: BatchOutput,
    {
        // A worker doesn't know of a header in a batch that another processed at the same time. That is rare, so such a
        // batch is simply processed again.
        if result.header_before != self.reordered_header {
            result = self.job(result.batch).run(self.settings);
        }
        self.reordered_header = result.header_after;
        self.summary.add(&result.summary);
        let duplicates = self
            .repetitions
            .as_mut()
            .map(|detector| detector.add(&result.fingerprints, std::mem::take(&mut result.texts)))
            .unwrap_or_default();
        let repeated = duplicates.into_iter().map(|(index, rule, column, message)| {
            let position = result.positions[index] as usize;
            let value = result.batch.cell_at(position, column).into();
            let finding = Finding::new(rule, result.batch.row_at(position).location(column), message);
            let mut finding = Finding { column: Some(column), value, ..finding };
            locate(&result.batch, position, &mut finding, &mut TypedCursor::default());
            (position, finding)
        });
        let rows = result.summary.rows as usize;
        let count = &mut |finding: &Finding<'_>| self.summary.count(finding);
        report_rows(&result.batch, result.findings, rows, repeated, count, self.report);
        let source = self.sources.len().saturating_sub(1) as u32;
        self.domains
            .add(&result.domains, |position, address| first_occurrence(source, &result.batch, position, address));
        self.consumer.take(result.output)
    }

    /// Reports the findings that need the whole list, and returns the summary.
    pub(super) fn finish(mut self) -> Summary {
        let mut current = self.sources.len().saturating_sub(1);
        let last = current;
        for (source, finding) in self.domains.findings(&self.settings.domains) {
            // The report attributes a finding to the source that was passed last.
            if source as usize != current {
                current = source as usize;
                self.report.source(&self.sources[current]);
            }
            self.finding(&finding);
        }
        if current != last {
            self.report.source(&self.sources[last]);
        }
        self.summary
    }
}

/// Returns the first occurrence of a domain.
fn first_occurrence(source: u32, batch: &Batch, position: usize, address: &str) -> FirstOccurrence {
    let (value, location) = (batch.cell_at(position, Column::Email), batch.row_at(position).location(Column::Email));
    let domain = domain_in(value, address);
    let typed =
        location.column.and_then(|column| batch.typed_at(position, column, value, domain, &mut TypedCursor::default()));
    FirstOccurrence { source, location, value: (value != address).then(|| value.into()), typed: typed.map(Box::new) }
}

/// Reports the findings of a batch row by row. If a row repeats an earlier contact, that finding comes after the row's
/// others.
fn report_rows<'b>(
    batch: &'b Batch,
    findings: RowFindings,
    rows: usize,
    repeated: impl Iterator<Item = (usize, Finding<'b>)>,
    count: &mut dyn FnMut(&Finding<'_>),
    report: &mut dyn Report,
) {
    let mut repeated = repeated.peekable();
    match findings {
        RowFindings::Rendered(mut notes) => {
            let mut reported = 0;
            for (position, finding) in repeated {
                report.take_buffer(&mut *notes, reported..position + 1);
                reported = position + 1;
                count(&finding);
                report.finding(&finding);
            }
            report.take_buffer(&mut *notes, reported..rows);
        }
        RowFindings::Kept(kept, ends) => {
            let mut start = 0;
            for (position, end) in ends.into_iter().enumerate() {
                kept[start..end as usize].iter().for_each(|finding| report.finding(finding));
                start = end as usize;
                while let Some((_, finding)) = repeated.next_if(|(row, _)| *row == position) {
                    count(&finding);
                    report.finding(&finding);
                }
                if let Some(number) = batch.original_row_at(position) {
                    report.original_row(number);
                }
                report.row(batch.number_at(position), &mut batch.cells_at(position));
            }
        }
    }
}
