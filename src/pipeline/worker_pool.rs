//! A pool of workers that returns results in the order of their inputs.

use std::collections::VecDeque;
use std::io;
use std::num::{NonZero, NonZeroUsize};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Queue length per worker, both for inputs and for results. With one input waiting, a worker never waits for the
/// caller.
pub(super) const QUEUE_LENGTH: usize = 2;

/// Returns the number of threads that the user wants, or else one for each core.
pub(crate) fn thread_count(wanted: Option<NonZeroUsize>) -> usize {
    if cfg!(not(feature = "cli")) {
        return 1; // WebAssembly has no threads: the caller's thread does all the work
    }
    wanted.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get)
}

/// Runs `body` with a pool of workers that do `work`. With one thread no other is started: the work is done on the
/// caller's thread as soon as it is given.
pub(super) fn with_workers<I: Send, O: Send, T>(
    threads: usize,
    work: impl Fn(I) -> O + Sync,
    body: impl FnOnce(&mut WorkerPool<'_, I, O>) -> T,
) -> T {
    if threads <= 1 {
        let workers = Workers::Caller { work: &work, results: VecDeque::new() };
        return body(&mut WorkerPool { workers, submitted: 0, received: 0 });
    }
    thread::scope(|scope| {
        let start = |_| {
            let (worker, run) = Worker::new(&work);
            let started = thread::Builder::new().name("cosell worker".to_owned()).spawn_scoped(scope, run);
            started.expect("the system starts a thread");
            worker
        };
        let workers = Workers::Threads((0..threads).map(start).collect());
        body(&mut WorkerPool { workers, submitted: 0, received: 0 })
    })
}

/// Workers that do the same work. Inputs go to them in turn, so that the worker with the next result is known.
pub(super) struct WorkerPool<'w, I, O> {
    workers: Workers<'w, I, O>,
    submitted: usize,
    received: usize,
}

enum Workers<'w, I, O> {
    Threads(Vec<Worker<I, O>>),
    Caller { work: &'w (dyn Fn(I) -> O + Sync), results: VecDeque<O> },
}

/// The two ends of a thread's queues.
struct Worker<I, O> {
    inputs: SyncSender<I>,
    results: Receiver<O>,
}

impl<I: Send, O: Send> Worker<I, O> {
    /// Returns a worker, and the function that its thread has to run.
    fn new(work: impl Fn(I) -> O + Send) -> (Self, impl FnOnce() + Send) {
        let (inputs, queue) = sync_channel(QUEUE_LENGTH);
        let (done, results) = sync_channel(QUEUE_LENGTH);
        // Ends when there are no more inputs, or when the receiver of the results is gone.
        let run = move || _ = queue.into_iter().all(|input| done.send(work(input)).is_ok());
        (Worker { inputs, results }, run)
    }
}

impl<I: Send + 'static, O: Send + 'static> WorkerPool<'static, I, O> {
    /// Starts a pool whose threads end some time after it is dropped.
    ///
    /// # Errors
    /// If a thread can't be started.
    pub(super) fn start(name: &str, threads: usize, work: fn(I) -> O) -> io::Result<Self> {
        let start = |_| {
            let (worker, run) = Worker::new(work);
            thread::Builder::new().name(name.to_owned()).spawn(run)?;
            Ok(worker)
        };
        let workers = Workers::Threads((0..threads).map(start).collect::<io::Result<_>>()?);
        Ok(WorkerPool { workers, submitted: 0, received: 0 })
    }
}

impl<I, O> WorkerPool<'_, I, O> {
    /// Passes an input to the next worker. At most [`QUEUE_LENGTH`] inputs per worker may be pending, otherwise this
    /// may block forever.
    pub(super) fn give(&mut self, input: I) {
        match &mut self.workers {
            // If sending fails, the worker has panicked; `take` passes the panic on.
            Workers::Threads(workers) => _ = workers[self.submitted % workers.len()].inputs.send(input),
            Workers::Caller { work, results } => results.push_back(work(input)),
        }
        self.submitted += 1;
    }

    /// Returns the number of inputs whose results weren't taken yet.
    pub(super) fn pending(&self) -> usize {
        self.submitted - self.received
    }

    /// Waits for the next result in order, and returns it.
    pub(super) fn take(&mut self) -> O {
        let result = match &mut self.workers {
            Workers::Threads(workers) => workers[self.received % workers.len()].results.recv().ok(),
            Workers::Caller { results, .. } => results.pop_front(),
        };
        self.received += 1;
        result.expect("a worker returns a result unless it panicked, and then the rest must not be used")
    }

    /// Returns the next result in order if it is there.
    pub(super) fn take_ready(&mut self) -> Option<O> {
        if self.pending() == 0 {
            return None;
        }
        let result = match &mut self.workers {
            Workers::Threads(workers) => workers[self.received % workers.len()].results.try_recv().ok(),
            Workers::Caller { results, .. } => results.pop_front(),
        }?;
        self.received += 1;
        Some(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        for threads in [1, 2, 3] {
            let results = with_workers(
                threads,
                |input: usize| input * input,
                |pool| {
                    let mut results = Vec::new();
                    for input in 0..100 {
                        while pool.pending() >= threads * QUEUE_LENGTH {
                            results.push(pool.take());
                        }
                        results.extend(pool.take_ready());
                        pool.give(input);
                    }
                    while pool.pending() > 0 {
                        results.push(pool.take());
                    }
                    assert!(pool.take_ready().is_none());
                    results
                },
            );
            assert_eq!(results, (0..100).map(|input| input * input).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn one_thread_is_the_caller_s() {
        let caller = thread::current().id();
        let ids = |threads| {
            with_workers(
                threads,
                |()| thread::current().id(),
                |pool| {
                    pool.give(());
                    pool.take()
                },
            )
        };
        assert_eq!(ids(1), caller);
        assert_ne!(ids(2), caller);
    }
}
