//! What every reader needs to make an error: the name of the input and the limits that hold for it.

use std::io;
use std::path::PathBuf;

use super::ReadError;
use super::error::{ArchiveFault, WorkbookFault};
use super::limits::{Limit, LimitExceeded, LimitPlace, Limits};
use crate::fs::is_sharing_violation;

/// The name of an input and its limits.
#[derive(Debug, Clone)]
pub(super) struct ReadContext {
    pub(super) file: PathBuf,
    pub(super) limits: Limits,
}

impl ReadContext {
    /// Returns the error of a read that failed. A limit that passed through the standard library as an I/O error is one
    /// again.
    pub(super) fn io_error(&self, source: io::Error) -> ReadError {
        match source.downcast::<LimitExceeded>() {
            Ok(exceeded) => self.limit_exceeded(exceeded),
            // Only what unpacks an archive makes such an error.
            Err(source) if source.kind() == io::ErrorKind::InvalidData => self.archive(ArchiveFault::Damaged),
            Err(source) if is_sharing_violation(&source) => ReadError::InUse { file: self.file.clone() },
            Err(source) => ReadError::Io { file: self.file.clone(), source },
        }
    }

    pub(super) fn archive(&self, reason: ArchiveFault) -> ReadError {
        ReadError::Archive { file: self.file.clone(), reason }
    }

    pub(super) fn limit(&self, limit: Limit, place: impl Into<LimitPlace>) -> ReadError {
        self.limit_exceeded(self.limits.exceeded(limit, place))
    }

    pub(super) fn limit_exceeded(&self, exceeded: LimitExceeded) -> ReadError {
        exceeded.in_file(&self.file)
    }

    pub(super) fn damaged(&self, reason: WorkbookFault) -> ReadError {
        ReadError::Workbook { file: self.file.clone(), reason }
    }

    /// Returns the error of a worker that doesn't start. The file isn't at fault.
    #[cfg(feature = "cli")]
    pub(super) fn no_worker(&self, reason: impl std::fmt::Display) -> ReadError {
        ReadError::NoWorker { file: self.file.clone(), reason: reason.to_string() }
    }

    pub(super) fn encrypted(&self) -> ReadError {
        ReadError::Encrypted { file: self.file.clone() }
    }

    pub(super) fn row_too_long(&self, row: u64) -> ReadError {
        ReadError::RowTooLong { file: self.file.clone(), row, limit: self.limits.row() >> 20 }
    }
}
