//! What `convert` and `validate` have in common: each row becomes a contact or is held back, and everything is accounted for.
//!
//! Rows are judged on as many threads as the machine has cores, a batch at a time. What comes of them reaches the sink in
//! the order of the list, so the outcome is the same on any machine.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Scope};

use crate::finding::{Finding, Summary};
use crate::model::{Contact, HeaderAgain, Row, Source, SourceColumn};
use crate::normalize::{self, Repetitions, normalize, reordered, skipped, under_reordered};
use crate::read::{self, Batch, Rows};

/// Takes what comes of a list, row by row.
pub trait Sink {
    /// What may go wrong.
    type Error: From<read::Error>;

    /// What follows is about this source.
    ///
    /// # Errors
    /// Where what follows can't be put away; the check ends with it.
    fn source(&mut self, source: &Source) -> Result<(), Self::Error>;

    /// The source has these columns. Where objects turn out to have more keys, that is said again.
    ///
    /// # Errors
    /// Where what follows can't be put away; the check ends with it.
    fn columns(&mut self, _columns: &[SourceColumn]) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Takes a finding.
    ///
    /// # Errors
    /// Where it can't be put away; the check ends with it.
    fn finding(&mut self, finding: &Finding<'_>) -> Result<(), Self::Error>;

    /// Takes a contact, and the row that it was made of.
    ///
    /// # Errors
    /// Where it can't be put away; the check ends with it.
    fn contact<'r>(&mut self, contact: &Contact<'_>, row: impl FnOnce() -> Row<'r>) -> Result<(), Self::Error>;

    /// Takes a row that is no contact: its number, all its cells as the source has them, and its findings.
    ///
    /// # Errors
    /// Where it can't be put away; the check ends with it.
    fn rejected<'c>(
        &mut self,
        row: u64,
        cells: impl Iterator<Item = &'c str>,
        findings: &[Finding<'_>],
    ) -> Result<(), Self::Error>;

    /// A row is done, whatever became of it, and its findings were taken: its number, and all its cells as the source has them.
    ///
    /// # Errors
    /// Where it can't be put away; the check ends with it.
    fn row<'c>(&mut self, _row: u64, _cells: impl Iterator<Item = &'c str>) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Whether repeated contacts are to be noticed. A sink that holds all contacts sees them by itself.
    fn wants_repetitions(&self) -> bool {
        true
    }

    /// A batch of rows is done: what was taken may be handed on.
    ///
    /// # Errors
    /// Where it can't be handed on; the check ends with it.
    fn batch_done(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

const MOST_JUDGES: usize = 8;
/// So many batches wait for a judge, or for what comes of them to be taken.
const QUEUED: usize = 2;

/// Reads a list to its end, and gives what comes of it to a sink.
///
/// # Errors
/// Those of the reader and of the sink.
pub fn check<S: Sink>(rows: &mut Rows, settings: normalize::Settings, sink: &mut S) -> Result<Summary, S::Error> {
    let repetitions = sink.wants_repetitions().then(Repetitions::default);
    let mut account = Account { sink, summary: Summary::default(), repetitions, reordered: None };
    let count = thread::available_parallelism().map_or(1, usize::from).min(MOST_JUDGES);
    thread::scope(|scope| {
        let judges: Vec<Judge> = (0..count).map(|_| Judge::start(scope, &settings)).collect();
        let (mut sent, mut taken, mut said) = (0, 0, 0);
        let (mut source, mut columns) = (None, 0);
        loop {
            let next = rows.next_batch();
            let is_new = source.as_ref() != Some(rows.source());
            let news = is_new || rows.findings().len() > said;
            let is_end = !matches!(next, Ok(Some(_)));
            // Batches go round the judges, so the next in the list's order is known. What was read before an error, or
            // before a finding about the header (in JSON a new key), comes before it.
            let most = if is_end || news { 0 } else { count * QUEUED - 1 };
            while sent - taken > most {
                account.take(judges[taken % count].take())?;
                taken += 1;
            }
            if is_new {
                account.source(rows)?;
                source = Some(rows.source().clone());
            }
            if is_new || rows.labels().len() != columns {
                account.sink.columns(&rows.columns())?;
                columns = rows.labels().len();
            }
            for finding in &rows.findings()[said..] {
                account.finding(finding)?;
            }
            said = rows.findings().len();
            if let Some(batch) = next? {
                judges[sent % count].give(batch);
                sent += 1;
            }
            if is_end {
                return Ok(account.summary);
            }
        }
    })
}

/// A thread that judges rows.
struct Judge {
    batches: SyncSender<Batch>,
    judged: Receiver<Judged>,
}

/// A batch with what comes of each row; the text stays in the batch.
struct Judged {
    batch: Batch,
    verdicts: Vec<Verdict>,
    /// The findings of all rows, one after another; each row's verdict says how many are its own.
    findings: Vec<Finding<'static>>,
}

struct Verdict {
    outcome: Outcome,
    /// The row is a header.
    header: Option<HeaderAgain>,
    findings: usize,
}

enum Outcome {
    Blank,
    Skipped,
    Rejected,
    Contact(Contact<'static>),
}

impl Judge {
    fn start<'scope, 'env>(scope: &'scope Scope<'scope, 'env>, settings: &'env normalize::Settings) -> Self {
        let (batches, to_judge) = sync_channel::<Batch>(QUEUED);
        let (done, judged) = sync_channel(QUEUED);
        scope.spawn(move || {
            // Ends when there are no more batches, or nobody wants what comes of them.
            to_judge.into_iter().all(|batch| done.send(Judged::new(batch, settings)).is_ok());
        });
        Judge { batches, judged }
    }

    fn give(&self, batch: Batch) {
        // A judge that is gone has panicked, which is noticed when its answer is due.
        let _ = self.batches.send(batch);
    }

    fn take(&self) -> Judged {
        self.judged.recv().expect("a judge answers unless it panicked, and then the rest must not be written")
    }
}

impl Judged {
    fn new(batch: Batch, settings: &normalize::Settings) -> Self {
        let mut verdicts = Vec::with_capacity(batch.len());
        // Rows of a list that has much to be mended have one or two.
        let mut findings = Vec::with_capacity(batch.len() * 2);
        for row in batch.rows() {
            let before = findings.len();
            let outcome = judge(&row, settings, &mut findings);
            verdicts.push(Verdict { outcome, header: row.header, findings: findings.len() - before });
        }
        let findings = findings.into_iter().map(Finding::detached).collect();
        Judged { batch, verdicts, findings }
    }
}

fn judge<'a>(row: &Row<'a>, settings: &normalize::Settings, findings: &mut Vec<Finding<'a>>) -> Outcome {
    let no_contact = || if row.damage.is_none() { skipped(row) } else { None };
    if row.is_blank && row.damage.is_none() {
        Outcome::Blank
    } else if let Some(finding) = reordered(row) {
        findings.push(finding);
        Outcome::Rejected
    } else if let Some(finding) = no_contact() {
        findings.push(finding);
        Outcome::Skipped
    } else {
        normalize(row, settings, findings).map_or(Outcome::Rejected, |contact| Outcome::Contact(contact.detached()))
    }
}

/// A finding with its place in the lines of the text, where that is kept.
fn placed<'b>(batch: &Batch, at: usize, finding: Finding<'b>) -> Finding<'b> {
    let typed = finding.place.column.filter(|_| finding.column.is_some());
    let typed = typed.and_then(|column| batch.typed_at(at, column, &finding.value, finding.span.clone()));
    Finding { typed: typed.map(Box::new), ..finding }
}

/// What is counted and remembered of the list as a whole.
struct Account<'s, S: Sink> {
    sink: &'s mut S,
    summary: Summary,
    /// None where they are not wanted.
    repetitions: Option<Repetitions>,
    /// The row of the last header, where its columns are not in the order of the list's.
    reordered: Option<u64>,
}

impl<S: Sink> Account<'_, S> {
    fn source(&mut self, rows: &Rows) -> Result<(), S::Error> {
        if let Some(repetitions) = &mut self.repetitions {
            repetitions.begin(rows.source().sheet.as_deref());
        }
        self.reordered = None;
        self.sink.source(rows.source())
    }

    fn finding(&mut self, finding: &Finding<'_>) -> Result<(), S::Error> {
        self.summary.count(finding);
        self.sink.finding(finding)
    }

    /// Holds a row back that stands under a header with other columns: what its cells are is not known.
    fn hold<'b>(
        &mut self,
        batch: &'b Batch,
        at: usize,
        Verdict { outcome, header, .. }: Verdict,
        own: Vec<Finding<'b>>,
    ) -> (Outcome, Vec<Finding<'b>>) {
        match header {
            Some(HeaderAgain::InOrder) => self.reordered = None,
            Some(HeaderAgain::Reordered) => self.reordered = Some(batch.number_at(at)),
            None => {}
        }
        match (self.reordered.filter(|_| header.is_none()), outcome) {
            (Some(header), Outcome::Contact(_) | Outcome::Rejected) => {
                (Outcome::Rejected, vec![under_reordered(&batch.row_at(at), header)])
            }
            (_, outcome) => (outcome, own),
        }
    }

    fn take(&mut self, judged: Judged) -> Result<(), S::Error> {
        let Judged { batch, verdicts, findings } = judged;
        let mut findings = findings.into_iter();
        for (at, verdict) in verdicts.into_iter().enumerate() {
            let cell = |column| batch.cell_at(at, column);
            let own =
                findings.by_ref().take(verdict.findings).map(|finding| placed(&batch, at, finding.attached(cell)));
            let own = own.collect();
            let (outcome, own) = self.hold(&batch, at, verdict, own);
            self.summary.rows += 1;
            match outcome {
                Outcome::Blank => self.summary.blank += 1,
                Outcome::Skipped => {
                    self.summary.skipped += 1;
                    own.iter().try_for_each(|finding| self.finding(finding))?;
                }
                Outcome::Rejected => {
                    self.summary.rejected += 1;
                    self.sink.rejected(batch.number_at(at), batch.cells_at(at), &own)?;
                    own.iter().try_for_each(|finding| self.finding(finding))?;
                }
                Outcome::Contact(contact) => {
                    self.summary.contacts += 1;
                    let contact = contact.attached(cell);
                    self.sink.contact(&contact, || batch.row_at(at))?;
                    own.iter().try_for_each(|finding| self.finding(finding))?;
                    let repetitions = self.repetitions.as_mut();
                    let noticed = repetitions.map(|seen| seen.notice(&contact, batch.number_at(at)));
                    for (rule, column, message) in noticed.unwrap_or_default() {
                        let finding = Finding::new(rule, batch.row_at(at).place(column), message);
                        let finding = Finding { column: Some(column), value: cell(column).into(), ..finding };
                        self.finding(&placed(&batch, at, finding))?;
                    }
                }
            }
            self.sink.row(batch.number_at(at), batch.cells_at(at))?;
        }
        self.sink.batch_done()
    }
}
