//! Several lists in a row. A small list occupies one thread only, because starting others for it takes as long as the
//! work: a hundred lists of ten thousand rows would take 1.8 times as long as one list of a million rows. So several
//! small lists are processed at the same time, each on one thread.

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::thread_count;
use super::worker_pool::{QUEUE_LENGTH, WorkerPool, with_workers};
use crate::contact::{Source, SourceColumn};
use crate::diagnostics::{Finding, Report, ReportBuffer};
use crate::read::{Input, ReadError, ReadSettings, Rows};

/// Maximum size of a small list in bytes.
const SMALL: u64 = 2 << 20;
/// Number of reports that wait until those of the lists before are passed on: findings of a batch of rows, or others. A list
/// with more waits, too.
const QUEUED: usize = 32;

/// A list whose turn it is.
pub(crate) enum Turn<T> {
    /// The result of a small list that was processed on another thread.
    Processed(T),
    /// The list, for the caller to process.
    Opened(Box<Result<Rows, ReadError>>),
}

/// A small list, for a worker.
struct SmallList {
    index: usize,
    input: Input,
    settings: ReadSettings,
    report: QueuedReport,
}

/// Calls `take` for each list, in their order, with its index. Small lists are passed to `process` before, which
/// several threads call at the same time, unless `is_one_by_one`; their findings are reported before `take` is called.
///
/// # Errors
/// The error of `take`, which ends the work.
pub(crate) fn list_by_list<T: Send, R: Report + ?Sized, E>(
    lists: Vec<(Input, ReadSettings)>,
    is_one_by_one: bool,
    report: &mut R,
    process: impl Fn(usize, Result<Rows, ReadError>, &mut dyn Report) -> T + Sync,
    mut take: impl FnMut(usize, Turn<T>, &mut R) -> Result<(), E>,
) -> Result<(), E> {
    let wanted = lists.first().and_then(|(_, settings)| settings.threads);
    let is_small = |(input, _): &(Input, ReadSettings)| input.size().is_some_and(|size| size <= SMALL);
    let small = if is_one_by_one { 0 } else { lists.iter().filter(|list| is_small(list)).count() };
    let threads = thread_count(wanted).min(small);
    let work = |SmallList { index, input, settings, mut report }: SmallList| {
        let settings = ReadSettings { threads: NonZeroUsize::new(1), ..settings };
        (index, process(index, Rows::open(input, settings), &mut report))
    };
    with_workers(threads, work, |workers| {
        let mut queues: VecDeque<Receiver<Queued>> = VecDeque::new();
        let next = |workers: &mut WorkerPool<'_, _, _>, queues: &mut VecDeque<_>, report: &mut R| {
            // The queue ends with the list.
            queues.pop_front().into_iter().flatten().for_each(|queued: Queued| queued.pass_on(report));
            workers.take()
        };
        for (index, list) in lists.into_iter().enumerate() {
            let is_aside = threads > 1 && is_small(&list);
            let most_pending = if is_aside { threads * QUEUE_LENGTH - 1 } else { 0 };
            while workers.pending() > most_pending {
                let (index, result) = next(workers, &mut queues, report);
                take(index, Turn::Processed(result), report)?;
            }
            let (input, settings) = list;
            if is_aside {
                let (sender, queue) = sync_channel(QUEUED);
                queues.push_back(queue);
                workers.give(SmallList { index, input, settings, report: QueuedReport(sender) });
            } else {
                take(index, Turn::Opened(Box::new(Rows::open(input, settings))), report)?;
            }
        }
        while workers.pending() > 0 {
            let (index, result) = next(workers, &mut queues, report);
            take(index, Turn::Processed(result), report)?;
        }
        Ok(())
    })
}

/// A report that passes everything on to a report on another thread, which takes buffers.
struct QueuedReport(SyncSender<Queued>);

enum Queued {
    Source(Source),
    Columns(Vec<SourceColumn>),
    Finding(Box<Finding<'static>>),
    Rows(QueuedRows),
}

/// The findings of rows, and for each row the number of findings up to its end. A report has to know where a row ends:
/// rows of a merged cell have findings with the same row number.
#[derive(Default)]
struct QueuedRows(Vec<Finding<'static>>, Vec<usize>);

impl Queued {
    fn pass_on(self, report: &mut (impl Report + ?Sized)) {
        match self {
            Queued::Source(source) => report.source(&source),
            Queued::Columns(columns) => report.columns(&columns),
            Queued::Finding(finding) => report.finding(&finding),
            Queued::Rows(QueuedRows(findings, ends)) => {
                let Some(mut buffer) = report.buffer() else { return };
                let mut start = 0;
                for end in &ends {
                    findings[start..*end].iter().for_each(|finding| buffer.finding(finding));
                    buffer.row();
                    start = *end;
                }
                report.take_buffer(&mut *buffer, 0..ends.len());
            }
        }
    }
}

impl QueuedReport {
    fn send(&self, queued: Queued) {
        // If the receiver is gone, the work has ended with an error.
        let _ = self.0.send(queued);
    }
}

impl Report for QueuedReport {
    fn source(&mut self, source: &Source) {
        self.send(Queued::Source(source.clone()));
    }

    fn columns(&mut self, columns: &[SourceColumn]) {
        self.send(Queued::Columns(columns.to_vec()));
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.send(Queued::Finding(Box::new(finding.clone().into_owned())));
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        Some(Box::<QueuedRows>::default())
    }

    fn take_buffer(&mut self, buffer: &mut dyn ReportBuffer, rows: Range<usize>) {
        let Some(QueuedRows(findings, ends)) = (buffer as &mut dyn Any).downcast_mut() else { return };
        // The findings of earlier rows were taken before.
        let taken = rows.start.checked_sub(1).map_or(0, |last| ends[last]);
        let ends: Vec<usize> = ends[rows].iter().map(|end| end - taken).collect();
        let count = ends.last().copied().unwrap_or_default();
        self.send(Queued::Rows(QueuedRows(findings.drain(..count).collect(), ends)));
    }
}

impl ReportBuffer for QueuedRows {
    fn finding(&mut self, finding: &Finding<'_>) {
        self.0.push(finding.clone().into_owned());
    }

    fn row(&mut self) {
        self.1.push(self.0.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{Column, Location};
    use crate::diagnostics::{CollectingReport, Message, Rule};

    /// Returns the turns of some lists: the index, the name of the file or `-` if it can't be read, and whether the list
    /// was processed on another thread.
    fn turns(threads: usize, is_one_by_one: bool) -> Vec<(usize, String, bool)> {
        let list = |index: usize| {
            let text = match index {
                2 => "%PDF-1.7\n".to_owned(),
                5 => "Name,Email\n".repeat(SMALL as usize / 10),
                _ => "Name,Email\n".to_owned(),
            };
            let settings = ReadSettings { threads: NonZeroUsize::new(threads), ..ReadSettings::default() };
            (Input::bytes(format!("{index}.csv"), text), settings)
        };
        let mut turns = Vec::new();
        let process = |_, rows: Result<Rows, ReadError>, _: &mut dyn Report| rows;
        let (lists, mut report) = ((0..9).map(list).collect(), CollectingReport::default());
        let result: Result<(), ()> = list_by_list(lists, is_one_by_one, &mut report, process, |index, turn, _| {
            let (rows, is_aside) = match turn {
                Turn::Processed(rows) => (rows, true),
                Turn::Opened(rows) => (*rows, false),
            };
            if let (Ok(rows), true) = (&rows, is_aside) {
                assert_eq!(rows.threads(), NonZeroUsize::new(1));
            }
            let name = rows.map_or("-".to_owned(), |rows| rows.source().file.display().to_string());
            turns.push((index, name, is_aside));
            Ok(())
        });
        assert_eq!(result, Ok(()));
        turns
    }

    #[test]
    fn all_lists_come_in_order() {
        let expected = |is_aside: &dyn Fn(usize) -> bool| {
            let name = |index: usize| if index == 2 { "-".to_owned() } else { format!("{index}.csv") };
            (0..9).map(|index| (index, name(index), is_aside(index))).collect::<Vec<_>>()
        };
        assert_eq!(turns(1, false), expected(&|_| false));
        assert_eq!(turns(2, true), expected(&|_| false));
        for threads in [2, 3, 20] {
            assert_eq!(turns(threads, false), expected(&|index| index != 5), "{threads} threads");
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let list = |index| (Input::bytes(format!("{index}.csv"), "Name,Email\n"), ReadSettings::default());
        let mut taken = 0;
        let ended = list_by_list(
            (0..50).map(list).collect(),
            false,
            &mut CollectingReport::default(),
            |_, _, _| (),
            |index, _, _| {
                taken += 1;
                if index == 3 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((ended, taken), (Err("enough"), 4));
    }

    /// A list with more findings than can wait, while the one before it isn't done.
    #[test]
    fn findings_come_in_the_order_of_the_lists() {
        let list = |index| (Input::bytes(format!("{index}.csv"), "Name,Email\n"), ReadSettings::default());
        let count = |index: usize| if index.is_multiple_of(3) { 1 } else { 5 * QUEUED };
        let process = |index: usize, _: Result<Rows, ReadError>, report: &mut dyn Report| {
            report.source(&Source { file: format!("{index}.csv").into(), sheet: None });
            (0..count(index)).for_each(|row| {
                let location = Location { row: Some(row as u64), ..Location::default() };
                report.finding(&Finding::new(Rule::HeaderMissing, location, Message::Empty));
            });
            index
        };
        let (mut report, mut turns) = (CollectingReport::default(), Vec::new());
        let lists = (0..12).map(list).collect();
        let result: Result<(), ()> = list_by_list(lists, false, &mut report, process, |index, turn, report| {
            turns.push((index, matches!(turn, Turn::Processed(result) if result == index), report.findings.len()));
            Ok(())
        });
        assert_eq!(result, Ok(()));
        let sums = (0..12).scan(0, |sum, index| {
            *sum += count(index);
            Some((index, true, *sum))
        });
        if thread_count(None) > 1 {
            assert_eq!(turns, sums.collect::<Vec<_>>());
            let rows = report.findings.iter().map(|finding| finding.1.location.row);
            let expected = (0..12).flat_map(|index| (0..count(index)).map(|row| Some(row as u64)));
            assert!(rows.eq(expected));
        }
    }

    /// A report that lists what it gets.
    #[derive(Default)]
    struct Listing(Vec<String>);

    #[derive(Default)]
    struct ListingBuffer(Vec<Vec<u64>>, Vec<u64>);

    impl ReportBuffer for ListingBuffer {
        fn finding(&mut self, finding: &Finding<'_>) {
            self.1.extend(finding.location.row);
        }

        fn row(&mut self) {
            self.0.push(std::mem::take(&mut self.1));
        }
    }

    impl Report for Listing {
        fn source(&mut self, source: &Source) {
            self.0.push(source.file.display().to_string());
        }

        fn finding(&mut self, finding: &Finding<'_>) {
            self.0.push(format!("{:?}", finding.location.row));
        }

        fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
            Some(Box::<ListingBuffer>::default())
        }

        fn take_buffer(&mut self, buffer: &mut dyn ReportBuffer, rows: Range<usize>) {
            let ListingBuffer(ends, _) = (buffer as &mut dyn Any).downcast_mut().unwrap();
            self.0.extend(ends[rows].iter().map(|row| format!("row {row:?}")));
        }
    }

    /// Passes a source with three rows, and a finding about the list after the second row.
    fn fill(report: &mut dyn Report) {
        let finding = |row| {
            let location = Location { row: Some(row), line: None, column: None };
            Finding { column: Some(Column::Name), ..Finding::new(Rule::RowSkipped, location, Message::Empty) }
        };
        report.source(&Source::file("list.csv"));
        report.finding(&finding(1));
        let mut buffer = report.buffer().unwrap();
        for row in [2, 3, 4] {
            (2..row).for_each(|_| buffer.finding(&finding(row)));
            buffer.row();
        }
        report.take_buffer(&mut *buffer, 0..2);
        report.finding(&finding(3));
        report.take_buffer(&mut *buffer, 2..2);
        report.take_buffer(&mut *buffer, 2..3);
    }

    /// The rows of a merged cell have the same number, and only the ends of rows tell them apart.
    #[test]
    fn a_queue_keeps_the_ends_of_rows() {
        let (sender, queue) = sync_channel(QUEUED);
        let (mut direct, mut queued) = (Listing::default(), Listing::default());
        fill(&mut direct);
        fill(&mut QueuedReport(sender));
        queue.into_iter().for_each(|each| each.pass_on(&mut queued));
        assert_eq!(direct.0, ["list.csv", "Some(1)", "row []", "row [3]", "Some(3)", "row [4, 4]"]);
        assert_eq!(queued.0, direct.0);
    }
}
