//! Work that is spread over threads, and whose outcome is taken in order.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

/// So much wait for a worker, or for what comes of it to be taken.
pub(crate) const QUEUED: usize = 2;

/// Threads that do the same work. What they are given goes round, so whose answer is the next in order is known.
pub(crate) struct Workers<I, O> {
    workers: Vec<(SyncSender<I>, Receiver<O>)>,
    given: usize,
    taken: usize,
}

impl<I: Send, O: Send> Workers<I, O> {
    pub(crate) fn start<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        count: usize,
        work: impl Fn(I) -> O + Send + Copy + 'scope,
    ) -> Self
    where
        I: 'scope,
        O: 'scope,
    {
        let start = || {
            let (give, to_do) = sync_channel(QUEUED);
            let (done, take) = sync_channel(QUEUED);
            // Ends when there is nothing more to do, or nobody wants what comes of it.
            scope.spawn(move || to_do.into_iter().all(|input| done.send(work(input)).is_ok()));
            (give, take)
        };
        Workers { workers: (0..count).map(|_| start()).collect(), given: 0, taken: 0 }
    }

    /// Gives the next worker something to do. More than [`QUEUED`] for each must not be under way.
    pub(crate) fn give(&mut self, input: I) {
        // A worker that is gone has panicked, which is noticed when its answer is due.
        let _ = self.workers[self.given % self.workers.len()].0.send(input);
        self.given += 1;
    }

    /// So much was given, and not taken yet.
    pub(crate) fn under_way(&self) -> usize {
        self.given - self.taken
    }

    /// What comes next in order, waiting for it.
    pub(crate) fn take(&mut self) -> O {
        let answer = self.workers[self.taken % self.workers.len()].1.recv();
        self.taken += 1;
        answer.expect("a worker answers unless it panicked, and then the rest must not be used")
    }

    /// What comes next in order, where it is there.
    pub(crate) fn take_ready(&mut self) -> Option<O> {
        if self.under_way() == 0 {
            return None;
        }
        let answer = self.workers[self.taken % self.workers.len()].1.try_recv().ok()?;
        self.taken += 1;
        Some(answer)
    }
}

/// Returns as many threads as the user wants, or else as many as the machine has cores.
pub(crate) fn thread_count(wanted: Option<std::num::NonZeroUsize>) -> usize {
    wanted.or_else(|| std::thread::available_parallelism().ok()).map_or(1, std::num::NonZero::get)
}
