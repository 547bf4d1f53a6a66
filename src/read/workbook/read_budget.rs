use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use crate::read::limits::{Limit, LimitExceeded, Limits};

/// What a package and those who read of it have in common: how much was handed out since they last got somewhere. What holds a
/// piece of XML holds all of it, and only they know whether there was an end.
#[derive(Debug, Default)]
pub(super) struct ReadBudget {
    handed_out: AtomicU64,
    most: AtomicU64,
    /// Why reading was stopped: on its way through calamine an error becomes a text.
    reached: Mutex<Option<LimitExceeded>>,
}

impl ReadBudget {
    pub(super) fn new(most: u64) -> Arc<ReadBudget> {
        let watch = ReadBudget::default();
        watch.allow(most);
        Arc::new(watch)
    }

    /// Allows so much from now on.
    pub(super) fn allow(&self, most: u64) {
        self.most.store(most, Relaxed);
        self.settle();
    }

    /// What was handed out came to something.
    pub(super) fn settle(&self) {
        self.handed_out.store(0, Relaxed);
    }

    /// Hands bytes of a part out.
    pub(super) fn hand_out(&self, bytes: usize, part: &str, limits: &Limits) -> io::Result<()> {
        let handed_out = self.handed_out.load(Relaxed) + bytes as u64;
        self.handed_out.store(handed_out, Relaxed);
        if handed_out > self.most.load(Relaxed) {
            return Err(self.stop(limits.reached(Limit::Cell, part)));
        }
        Ok(())
    }

    pub(super) fn stop(&self, reached: LimitExceeded) -> io::Error {
        *self.reached.lock().unwrap_or_else(PoisonError::into_inner) = Some(reached.clone());
        reached.into()
    }

    /// The limit at which reading was stopped.
    pub(super) fn reached(&self) -> Option<LimitExceeded> {
        self.reached.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
