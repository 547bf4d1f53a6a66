//! A limit on what calamine reads of a workbook without returning a cell.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use crate::read::limits::{Limit, LimitExceeded, Limits};

/// Bytes that the archive served since the parser last returned a cell. calamine holds each piece of XML as a whole, so
/// a piece without an end would fill the memory; only the caller of calamine knows that there was an end.
///
/// The archive is inside of calamine's reader, so the two share it.
#[derive(Debug, Default)]
pub(super) struct ReadBudget {
    served: AtomicU64,
    most: AtomicU64,
    /// The limit at which the archive stopped. On its way through calamine an error becomes a text.
    exceeded: Mutex<Option<LimitExceeded>>,
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
        *self.exceeded.lock().unwrap_or_else(PoisonError::into_inner) = Some(exceeded.clone());
        exceeded.into()
    }

    /// Takes the limit at which the archive stopped.
    pub(super) fn exceeded(&self) -> Option<LimitExceeded> {
        self.exceeded.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
