//! The pipeline that processes a list: each row becomes a contact, is rejected or is skipped, and each is counted.
//!
//! All threads of the library are started here. A reader runs ahead of the other threads (`read_ahead`), workers
//! process batches of rows (`worker_pool`, `batch_job`), and the caller's thread collects the results in the order of
//! the list (`collector`), so that they are the same on any machine. With one thread, the same code runs on the
//! caller's thread only. `parallel` is for lists in memory, `background` compresses a workbook on separate threads, and
//! `small_lists` processes several lists at the same time.

mod background;
mod batch_job;
mod collector;
mod parallel;
#[cfg(feature = "cli")]
mod read_ahead;
#[cfg(feature = "cli")]
mod small_lists;
mod worker_pool;

pub(crate) use background::{compress_in_background, row_compressor};
pub(crate) use batch_job::{RowOutcome, RowResult};

pub(crate) use parallel::{chunk_buffers, in_chunks, join, on_each_thread};
#[cfg(feature = "cli")]
pub(crate) use small_lists::{Turn, list_by_list};
pub(crate) use worker_pool::thread_count;

use self::batch_job::{BatchJob, BatchResult};
use self::collector::Collector;
use self::worker_pool::{QUEUE_LENGTH, WorkerPool, with_workers};
use crate::contact::{Source, SourceColumn};
use crate::diagnostics::{Finding, Report, Summary};
use crate::normalize;
use crate::read::{self, Rows};

/// A consumer of results, a batch of rows at a time.
pub(crate) trait BatchConsumer {
    /// The error that ends the pipeline.
    type Error: From<read::ReadError>;
    /// The output of a batch, which is made on a worker's thread.
    type Output: BatchOutput;

    /// Returns an output without rows.
    fn output(&mut self) -> Self::Output;

    /// Called before the rows of a source.
    ///
    /// # Errors
    /// If the output can't be written; the error ends the pipeline.
    fn source(&mut self, _source: &Source) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Called with the columns of the source, and again if objects turn out to have more keys.
    ///
    /// # Errors
    /// If the output can't be written; the error ends the pipeline.
    fn columns(&mut self, _columns: &[SourceColumn]) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Takes the output of a batch, in the order of the list.
    ///
    /// # Errors
    /// If it can't be written; the pipeline ends with it.
    fn take(&mut self, output: Self::Output) -> Result<(), Self::Error>;

    /// Returns whether repeated contacts are to be found. A consumer that holds all contacts finds them by itself.
    fn wants_repetitions(&self) -> bool {
        true
    }
}

/// The output of a batch. Rows are added in order, on the worker's thread.
pub(crate) trait BatchOutput: Send {
    /// Adds a row.
    fn row(&mut self, result: &RowResult<'_, '_>);
}

/// Processes a list to its end. Passes the results to a sink, and the findings to a report.
///
/// # Errors
/// Errors of the reader and of the consumer.
pub(crate) fn process_list<S: BatchConsumer>(
    rows: &mut Rows,
    settings: normalize::NormalizeSettings,
    sink: &mut S,
    report: &mut dyn Report,
) -> Result<Summary, S::Error> {
    if settings.accept_suggestions {
        rows.accept_suggestions();
    }
    let threads = thread_count(rows.threads());
    #[cfg(feature = "cli")]
    if threads > 1 {
        read_ahead::read_ahead(rows);
    }
    let collector = Collector::new(sink, report, &settings);
    let work = |job: BatchJob<S::Output>| job.run(&settings);
    with_workers(threads, work, |workers| process(rows, workers, threads * QUEUE_LENGTH, collector))
}

/// Passes batches to workers and their results to the collector, until there are no more rows.
fn process<S: BatchConsumer>(
    rows: &mut Rows,
    workers: &mut Pool<'_, S>,
    most_pending: usize,
    mut collector: Collector<'_, S>,
) -> Result<Summary, S::Error> {
    let (mut source, mut columns, mut reported) = (None, 0, 0);
    loop {
        // If rows arrive slowly, results that are ready don't wait for them.
        take_ready(workers, &mut collector)?;
        while workers.pending() > 0 && rows.are_late() {
            collector.take(workers.take())?;
            take_ready(workers, &mut collector)?;
        }
        let next = rows.next_batch();
        let is_new = source.as_ref() != Some(rows.source());
        let has_news = is_new || rows.findings().len() > reported;
        let is_end = !matches!(next, Ok(Some(_)));
        // Results of rows before an error, or before a finding about the header (a new key in JSON), come before it.
        let most_pending = if is_end || has_news { 0 } else { most_pending - 1 };
        while workers.pending() > most_pending {
            collector.take(workers.take())?;
        }
        if is_new {
            collector.source(rows)?;
            source = Some(rows.source().clone());
        }
        if is_new || rows.labels().len() != columns {
            collector.columns(&rows.columns())?;
            columns = rows.labels().len();
        }
        for finding in &rows.findings()[reported..] {
            collector.finding(finding);
        }
        reported = rows.findings().len();
        if let Some(batch) = next? {
            workers.give(collector.job(batch));
        }
        if is_end {
            let mut summary = collector.finish();
            summary.unread = u64::from(summary.rows == 0 && rows.findings().iter().any(Finding::is_blocking));
            return Ok(summary);
        }
    }
}

type Pool<'w, S> = WorkerPool<'w, BatchJob<<S as BatchConsumer>::Output>, BatchResult<<S as BatchConsumer>::Output>>;

fn take_ready<S: BatchConsumer>(workers: &mut Pool<'_, S>, collector: &mut Collector<'_, S>) -> Result<(), S::Error> {
    while let Some(result) = workers.take_ready() {
        collector.take(result)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::thread::{self, ThreadId};

    use super::*;
    use crate::diagnostics::CollectingReport;
    use crate::read::{Input, ReadSettings};

    /// The names of the contacts, and the threads that processed them.
    #[derive(Default)]
    struct Names(Vec<String>, Vec<ThreadId>);

    impl BatchOutput for Names {
        fn row(&mut self, result: &RowResult<'_, '_>) {
            if let RowOutcome::Contact(contact) = result.outcome {
                self.0.push(contact.name.as_str().to_owned());
            }
            self.1.push(thread::current().id());
        }
    }

    impl BatchConsumer for Names {
        type Error = read::ReadError;
        type Output = Names;

        fn output(&mut self) -> Names {
            Names::default()
        }

        fn take(&mut self, output: Names) -> Result<(), read::ReadError> {
            self.0.extend(output.0);
            self.1.extend(output.1);
            Ok(())
        }
    }

    #[test]
    fn one_thread_gives_the_same_results_as_many() {
        let row =
            |row: usize| format!("Ann {row},ann{row}@example.com,CEO,{},DE\n", ["Partner sales", "none"][row % 2]);
        let header = "Name,Email,Job title,Role,Countries/Regions\n".to_owned();
        let text = header + &(0..10_000).map(row).collect::<String>();
        let run = |threads| {
            let settings = ReadSettings { threads: NonZeroUsize::new(threads), ..ReadSettings::default() };
            let mut rows = Rows::open(Input::bytes("list.csv", text.as_str()), settings).unwrap();
            let (mut names, mut report) = (Names::default(), CollectingReport::default());
            let summary =
                process_list(&mut rows, normalize::NormalizeSettings::default(), &mut names, &mut report).unwrap();
            (format!("{summary:?} {report:?} {:?}", names.0), names.1)
        };
        let (one, threads) = run(1);
        assert!(one.contains("Ann 9998") && threads.len() == 10_000);
        assert!(threads.iter().all(|id| *id == thread::current().id()));
        for count in [2, 3] {
            let (many, threads) = run(count);
            assert!(many == one, "{count} threads");
            assert!(threads.iter().all(|id| *id != thread::current().id()));
        }
    }
}
