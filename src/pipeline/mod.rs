//! What verbs that read a list have in common: each row becomes a contact or is held back, and everything is accounted for.
//!
//! Rows are judged on as many threads as the machine has cores, a batch at a time. There, too, what comes of them is made
//! ready: as the text of the list to be written, as the text of a report. The sink and the report take it in the order of the
//! list, so the outcome is the same on any machine.

mod account;
mod judge;
mod worker;

pub use judge::{RowOutcome, RowResult};

pub(crate) use worker::{QUEUED, Workers, thread_count};

use std::thread;

use self::account::Account;
use self::judge::Work;
use crate::contact::{Source, SourceColumn};
use crate::diagnostics::{Report, Summary};
use crate::normalize;
use crate::read::{self, Rows};

/// Takes what comes of a list, a batch of rows at a time.
pub trait BatchConsumer {
    /// What may go wrong.
    type Error: From<read::Error>;
    /// What comes of the rows of a batch, made ready on another thread.
    type Page: Page;

    /// A page without a row.
    fn page(&mut self) -> Self::Page;

    /// The pages that are asked for from now on are about this source.
    ///
    /// # Errors
    /// Where what follows can't be put away; the check ends with it.
    fn source(&mut self, _source: &Source) -> Result<(), Self::Error> {
        Ok(())
    }

    /// The source has these columns. Where objects turn out to have more keys, that is said again.
    ///
    /// # Errors
    /// Where what follows can't be put away; the check ends with it.
    fn columns(&mut self, _columns: &[SourceColumn]) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Takes a page in the order of the list.
    ///
    /// # Errors
    /// Where it can't be put away; the check ends with it.
    fn take(&mut self, page: Self::Page) -> Result<(), Self::Error>;

    /// Whether repeated contacts are to be noticed. A sink that holds all contacts sees them by itself.
    fn wants_repetitions(&self) -> bool {
        true
    }
}

/// What comes of the rows of a batch. It takes them one after another on the thread that judges them.
pub trait Page: Send {
    /// Takes a row.
    fn row(&mut self, judged: &RowResult<'_, '_>);
}

/// Reads a list to its end: gives what comes of it to a sink, and what is found to a report.
///
/// # Errors
/// Those of the reader and of the sink.
pub fn check<S: BatchConsumer>(
    rows: &mut Rows,
    settings: normalize::Settings,
    sink: &mut S,
    report: &mut dyn Report,
) -> Result<Summary, S::Error> {
    let count = thread_count(rows.threads());
    let mut account = Account::new(sink, report, &settings);
    let judge = |work: Work<S::Page>| work.judged(&settings);
    thread::scope(|scope| {
        let mut judges = Workers::start(scope, count, &judge);
        let (mut source, mut columns, mut said) = (None, 0, 0);
        loop {
            // What is under way needn't wait for rows that come slowly.
            while judges.under_way() > 0 && rows.are_late() {
                account.take(judges.take())?;
                while let Some(judged) = judges.take_ready() {
                    account.take(judged)?;
                }
            }
            let next = rows.next_batch();
            let is_new = source.as_ref() != Some(rows.source());
            let news = is_new || rows.findings().len() > said;
            let is_end = !matches!(next, Ok(Some(_)));
            // What was read before an error, or before a finding about the header (in JSON a new key), comes before it.
            let most = if is_end || news { 0 } else { count * QUEUED - 1 };
            while judges.under_way() > most {
                account.take(judges.take())?;
            }
            while let Some(judged) = judges.take_ready() {
                account.take(judged)?;
            }
            if is_new {
                account.source(rows)?;
                source = Some(rows.source().clone());
            }
            if is_new || rows.labels().len() != columns {
                account.columns(&rows.columns())?;
                columns = rows.labels().len();
            }
            for finding in &rows.findings()[said..] {
                account.finding(finding);
            }
            said = rows.findings().len();
            if let Some(batch) = next? {
                judges.give(account.work(batch));
            }
            if is_end {
                return Ok(account.finish());
            }
        }
    })
}
