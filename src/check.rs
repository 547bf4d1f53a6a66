//! What `convert` and `validate` have in common: each row becomes a contact or is held back, and everything is accounted for.

use crate::finding::{Finding, Summary};
use crate::model::{Contact, Row, Source};
use crate::normalize::{self, Repetitions, normalize, repeated_header};
use crate::read::{self, Rows};

/// Takes what comes of a list, row by row.
pub trait Sink {
    /// What may go wrong.
    type Error: From<read::Error>;

    /// Takes a finding.
    ///
    /// # Errors
    /// Where it can't be put away; the check ends with it.
    fn finding(&mut self, source: &Source, finding: &Finding<'_>) -> Result<(), Self::Error>;

    /// Takes a contact.
    ///
    /// # Errors
    /// Where it can't be put away; the check ends with it.
    fn contact(&mut self, contact: &Contact<'_>) -> Result<(), Self::Error>;

    /// Takes a row that is no contact, with its findings.
    ///
    /// # Errors
    /// Where it can't be put away; the check ends with it.
    fn rejected(&mut self, row: &Row<'_>, findings: &[Finding<'_>]) -> Result<(), Self::Error>;

    /// A batch of rows is done: what was taken may be handed on.
    ///
    /// # Errors
    /// Where it can't be handed on; the check ends with it.
    fn batch_done(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// Reads a list to its end, and gives what comes of it to a sink.
///
/// # Errors
/// Those of the reader and of the sink.
pub fn check<S: Sink>(rows: &mut Rows, settings: normalize::Settings, sink: &mut S) -> Result<Summary, S::Error> {
    let mut summary = Summary::default();
    let mut repetitions = Repetitions::default();
    let mut said = 0;
    loop {
        let batch = rows.next_batch()?;
        // The header is settled by now, and in JSON a new key may have been met.
        for finding in &rows.findings()[said..] {
            summary.count(finding);
            sink.finding(rows.source(), finding)?;
        }
        said = rows.findings().len();
        let Some(batch) = batch else { return Ok(summary) };
        let mut findings = Vec::new();
        for row in rows.rows_of(&batch) {
            findings.clear();
            summary.rows += 1;
            if row.is_blank() && row.damage.is_none() {
                summary.blank += 1;
            } else if let Some(repeated) = repeated_header(&row) {
                summary.skipped += 1;
                findings.push(repeated);
            } else if let Some(contact) = normalize(&row, settings, &mut findings) {
                repetitions.notice(&contact, &row, &mut findings);
                summary.contacts += 1;
                sink.contact(&contact)?;
            } else {
                summary.rejected += 1;
                sink.rejected(&row, &findings)?;
            }
            for finding in &findings {
                summary.count(finding);
                sink.finding(rows.source(), finding)?;
            }
        }
        sink.batch_done()?;
    }
}
