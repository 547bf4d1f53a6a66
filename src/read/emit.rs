use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use super::limits::{Limit, LimitExceeded, Limits};
use super::{Batch, Error};

/// Why a reader stops before the end.
pub(super) enum Stop {
    /// Nobody wants more rows.
    Unwanted,
    /// There is an error to be handed over.
    Error(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Error(error)
    }
}

/// Where a reader puts its batches.
pub(super) struct Emit<'e> {
    pub(super) sender: &'e SyncSender<Result<Batch, Error>>,
    pub(super) file: &'e Path,
    pub(super) limits: &'e Limits,
}

impl Emit<'_> {
    pub(super) fn batch(&mut self, batch: Batch) -> Result<(), Stop> {
        self.sender.send(Ok(batch)).map_err(|_| Stop::Unwanted)
    }

    pub(super) fn io_error(&self, source: io::Error) -> Stop {
        match source.downcast::<LimitExceeded>() {
            Ok(reached) => self.reached(reached),
            Err(source) => Stop::Error(Error::Io { file: self.file(), source }),
        }
    }

    pub(super) fn limit(&self, limit: Limit, at: impl fmt::Display) -> Stop {
        self.reached(self.limits.reached(limit, at))
    }

    pub(super) fn reached(&self, reached: LimitExceeded) -> Stop {
        Stop::Error(reached.in_file(self.file))
    }

    pub(super) fn damaged(&self, reason: impl fmt::Display) -> Stop {
        Stop::Error(Error::Workbook { file: self.file(), reason: reason.to_string() })
    }

    pub(super) fn row_too_long(&self, row: u64) -> Stop {
        Stop::Error(Error::RowTooLong { file: self.file(), row, limit: self.limits.row() >> 20 })
    }

    pub(super) fn file(&self) -> PathBuf {
        self.file.to_owned()
    }
}
