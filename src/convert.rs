//! One format to another, normalized, all or nothing.

use std::io::Write;

use crate::check::{Sink, check};
use crate::finding::{Finding, Report, Summary};
use crate::model::{Contact, Row, Source, SourceColumn};
use crate::normalize;
use crate::read::{self, Rows};
use crate::write::{self, Rejects, Writer};

/// A conversion that could not be carried out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input can't be read.
    #[error(transparent)]
    Read(#[from] read::Error),
    /// The output can't be written.
    #[error(transparent)]
    Write(#[from] write::Error),
}

impl Error {
    /// What to do about it, as a sentence.
    pub fn remedy(&self) -> &'static str {
        match self {
            Error::Read(error) => error.remedy(),
            Error::Write(error) => error.remedy(),
        }
    }

    /// Whether the reader of the output went away, which is no fault.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Error::Write(write::Error::Io(error)) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

/// Writes the contacts of a list, and where `rejects` is given the rows that are none.
///
/// Findings go to `report`. With [`Summary::blocking`] findings and without `rejects` the output is incomplete: the
/// caller throws it away, since a partial list would delete people when it replaces the existing one.
///
/// # Errors
/// Where the input can't be read or an output can't be written.
pub fn convert<W: Write + Send, R: Write + Send>(
    rows: &mut Rows,
    settings: normalize::Settings,
    out: &mut Writer<W>,
    rejects: Option<&mut Rejects<R>>,
    report: &mut dyn Report,
) -> Result<Summary, Error> {
    let several = rows.has_several_sheets();
    check(rows, settings, &mut Conversion { out, rejects, report, several, failed: false })
}

struct Conversion<'c, W: Write + Send, R: Write + Send> {
    out: &'c mut Writer<W>,
    rejects: Option<&'c mut Rejects<R>>,
    report: &'c mut dyn Report,
    /// Rows may come from more than one sheet.
    several: bool,
    /// A row is held back, and nothing will come of the output.
    failed: bool,
}

impl<W: Write + Send, R: Write + Send> Sink for Conversion<'_, W, R> {
    type Error = Error;

    fn source(&mut self, source: &Source) -> Result<(), Error> {
        if let Some(rejects) = &mut self.rejects {
            rejects.source(source.sheet.as_deref().filter(|_| self.several));
        }
        self.report.source(source);
        Ok(())
    }

    fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), Error> {
        match &mut self.rejects {
            Some(rejects) => Ok(rejects.columns(columns)?),
            None => Ok(()),
        }
    }

    fn finding(&mut self, finding: &Finding<'_>) -> Result<(), Error> {
        self.report.finding(finding);
        Ok(())
    }

    fn contact<'r>(&mut self, contact: &Contact<'_>, _: impl FnOnce() -> Row<'r>) -> Result<(), Error> {
        if !self.failed {
            self.out.write(contact)?;
        }
        Ok(())
    }

    fn rejected<'c>(
        &mut self,
        row: u64,
        cells: impl Iterator<Item = &'c str>,
        findings: &[Finding<'_>],
    ) -> Result<(), Error> {
        match &mut self.rejects {
            Some(rejects) => rejects.write(row, cells, findings)?,
            None => self.failed = true,
        }
        Ok(())
    }

    fn batch_done(&mut self) -> Result<(), Error> {
        // With rejects the rows stream, and the next program in a pipe needn't wait.
        if self.rejects.is_some() {
            self.out.flush()?;
        }
        Ok(())
    }
}
