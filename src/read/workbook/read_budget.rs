//! A limit on what calamine reads of a workbook without returning a cell.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use crate::read::error::WorkbookFault;
use crate::read::limits::{Limit, LimitExceeded, Limits};

/// Bytes that the archive served since the parser last returned a cell. calamine holds each piece of XML as a whole, so
/// a piece without an end would fill the memory; only the caller of calamine knows that there was an end.
///
/// The archive is inside of calamine's reader, so the two share it.
#[derive(Debug, Default)]
pub(super) struct ReadBudget {
    served: AtomicU64,
    most: AtomicU64,
    /// Why the archive stopped. On its way through calamine an error becomes a text.
    stopped: Mutex<Option<ArchiveStop>>,
}

/// Why the archive stopped.
#[derive(Debug, Clone)]
pub(super) enum ArchiveStop {
    Limit(LimitExceeded),
    Fault(WorkbookFault),
}

impl ReadBudget {
    pub(super) fn new(most: u64) -> Arc<ReadBudget> {
        let budget = ReadBudget::default();
        budget.allow(most);
        Arc::new(budget)
    }

    /// Sets the limit, and starts to count again.
    pub(super) fn allow(&self, most: u64) {
        self.most.store(most, Relaxed);
        self.reset();
    }

    /// Starts to count again, because the parser has returned something.
    pub(super) fn reset(&self) {
        self.served.store(0, Relaxed);
    }

    /// Counts bytes of a part; an error if they exceed the limit.
    pub(super) fn serve(&self, bytes: usize, part: &str, limits: &Limits) -> io::Result<()> {
        let served = self.served.load(Relaxed) + bytes as u64;
        self.served.store(served, Relaxed);
        if served > self.most.load(Relaxed) {
            return Err(self.stop(limits.exceeded(Limit::Cell, part)));
        }
        Ok(())
    }

    /// Keeps the limit at which the archive stops, and returns the error to stop with.
    pub(super) fn stop(&self, exceeded: LimitExceeded) -> io::Error {
        self.keep(ArchiveStop::Limit(exceeded.clone()));
        exceeded.into()
    }

    /// Keeps the damage at which the archive stops, and returns the error to stop with.
    pub(super) fn stop_at_fault(&self, fault: WorkbookFault) -> io::Error {
        let error = io::Error::other(fault.to_string());
        self.keep(ArchiveStop::Fault(fault));
        error
    }

    fn keep(&self, stop: ArchiveStop) {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = Some(stop);
    }

    /// Takes the reason why the archive stopped.
    pub(super) fn stopped(&self) -> Option<ArchiveStop> {
        self.stopped.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
