//! Converting a list from one format to another, normalized. Either all rows are converted or the output is unusable.

use std::io::Write;

use crate::contact::{Source, SourceColumn};
use crate::diagnostics::{Report, Summary, report_empty_list};
use crate::normalize;
use crate::pipeline::{
    BatchConsumer, BatchOutput, RowOutcome, RowResult, compress_in_background, process_list, thread_count,
};
use crate::read::{self, Rows};
use crate::write::{self, RejectedBatch, Rejects, Writer};

/// An error that ends a conversion.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// The input can't be read.
    #[error(transparent)]
    Read(#[from] read::ReadError),
    /// The output can't be written.
    #[error(transparent)]
    Write(#[from] write::WriteError),
}

impl ConvertError {
    /// Returns whether the reader of the output closed it, which is not a failure.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, ConvertError::Write(error) if error.is_broken_pipe())
    }
}

/// Writes the contacts of a list, and the rejected rows if `rejects` is given.
///
/// Findings go to `report`. If there are [`Summary::blocking`] findings and no `rejects`, the output is incomplete and
/// the caller must discard it: importing a partial list would delete the missing contacts.
///
/// # Errors
/// If the input can't be read or an output can't be written.
pub fn convert<W: Write + Send, R: Write + Send>(
    rows: &mut Rows,
    settings: normalize::NormalizeSettings,
    out: &mut Writer<W>,
    rejects: Option<&mut Rejects<R>>,
    report: &mut dyn Report,
) -> Result<Summary, ConvertError> {
    compress_in_background(out, thread_count(rows.threads()))?;
    let (several, allow_empty) = (rows.has_several_sheets(), settings.allow_empty);
    let mut conversion = Conversion { out, rejects, several, failed: false };
    let mut summary = process_list(rows, settings, &mut conversion, report)?;
    report_empty_list(allow_empty, &mut summary, report);
    Ok(summary)
}

struct Conversion<'c, W: Write + Send, R: Write + Send> {
    out: &'c mut Writer<W>,
    rejects: Option<&'c mut Rejects<R>>,
    /// Whether the input may have more than one sheet.
    several: bool,
    /// Whether a row was rejected without being written to `rejects`, so that the output is useless.
    failed: bool,
}

/// The output of one batch: contacts and rejected rows.
struct Converted {
    contacts: write::EncodedBatch,
    rejected: Option<RejectedBatch>,
    has_rejected: bool,
}

impl BatchOutput for Converted {
    fn row(&mut self, result: &RowResult<'_, '_>) {
        match result.outcome {
            RowOutcome::Contact(contact) => self.contacts.push_verbatim(contact, |order| result.verbatim(order)),
            RowOutcome::Rejected => {
                self.has_rejected = true;
                if let Some(rejected) = &mut self.rejected {
                    let number = (result.row.number, result.original_row());
                    rejected.push(number, result.cells(), result.findings);
                }
            }
            RowOutcome::Blank | RowOutcome::Skipped => {}
        }
    }
}

impl<W: Write + Send, R: Write + Send> BatchConsumer for Conversion<'_, W, R> {
    type Error = ConvertError;
    type Output = Converted;

    fn output(&mut self) -> Converted {
        let rejected = self.rejects.as_ref().map(|rejects| rejects.batch());
        Converted { contacts: self.out.batch(), rejected, has_rejected: false }
    }

    fn source(&mut self, source: &Source) -> Result<(), ConvertError> {
        if let Some(rejects) = &mut self.rejects {
            rejects.source(source.sheet.as_deref().filter(|_| self.several));
        }
        Ok(())
    }

    fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), ConvertError> {
        match &mut self.rejects {
            Some(rejects) => Ok(rejects.columns(columns)?),
            None => Ok(()),
        }
    }

    fn take(&mut self, page: Converted) -> Result<(), ConvertError> {
        match (&mut self.rejects, page.rejected) {
            (Some(rejects), Some(rejected)) => rejects.write_batch(rejected)?,
            _ => self.failed |= page.has_rejected,
        }
        if !self.failed {
            self.out.write_batch(&page.contacts)?;
        }
        self.out.reuse(page.contacts);
        Ok(())
    }
}
