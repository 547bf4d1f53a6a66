//! Work on lists in memory that is spread over threads: chunk by chunk in order, or a few closures at the same time.

use std::iter;
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

use super::worker_pool::{QUEUE_LENGTH, with_workers};

/// Number of items in a chunk, so few that their text stays in the processor's cache.
const CHUNK: usize = 2048;

/// Returns as many buffers as can be in use at the same time.
pub(crate) fn chunk_buffers<B>(threads: usize, buffer: impl FnMut() -> B) -> Vec<B> {
    iter::repeat_with(buffer).take(threads * QUEUE_LENGTH).collect()
}

/// Processes `0..count` in chunks, on as many threads as there are buffers for: `fill` writes the result of a chunk to
/// a buffer on one of them, and `take` receives the buffers in order. `take` must empty each buffer, because they are
/// reused.
///
/// # Errors
/// The error of `take`, which ends the work.
pub(crate) fn in_chunks<B: Send, E>(
    count: usize,
    mut buffers: Vec<B>,
    fill: impl Fn(Range<usize>, &mut B) + Sync,
    mut take: impl FnMut(&mut B) -> Result<(), E>,
) -> Result<(), E> {
    let chunks = count.div_ceil(CHUNK);
    let chunk = |index: usize| index * CHUNK..count.min((index + 1) * CHUNK);
    buffers.truncate(chunks);
    let (threads, ahead) = (buffers.len().div_ceil(QUEUE_LENGTH), buffers.len());
    let work = |(chunk, mut buffer): (Range<usize>, B)| {
        fill(chunk, &mut buffer);
        buffer
    };
    with_workers(threads, work, |workers| {
        buffers.into_iter().enumerate().for_each(|(index, buffer)| workers.give((chunk(index), buffer)));
        for index in 0..chunks {
            let mut buffer = workers.take();
            take(&mut buffer)?;
            if index + ahead < chunks {
                workers.give((chunk(index + ahead), buffer));
            }
        }
        Ok(())
    })
}

/// Runs two closures, at the same time if there is more than one thread, and returns what both return.
pub(crate) fn join<A: Send, B>(threads: usize, first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    if threads <= 1 {
        return (first(), second());
    }
    thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().unwrap_or_else(|panic| resume_unwind(panic)), second)
    })
}

/// Calls `work` with each of `0..threads` at the same time, and returns the results in order.
pub(crate) fn on_each_thread<T: Send>(threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|index| scope.spawn(move || work(index))).collect();
        let mut results = vec![work(0)];
        results.extend(others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic))));
        results
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_come_in_order_and_end_with_an_error() {
        for threads in [1, 3] {
            for count in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 20 * CHUNK + 7] {
                let mut all = Vec::new();
                let fill = |chunk: Range<usize>, buffer: &mut Vec<usize>| buffer.extend(chunk);
                let result: Result<(), ()> = in_chunks(count, chunk_buffers(threads, Vec::new), fill, |buffer| {
                    all.append(buffer);
                    Ok(())
                });
                assert_eq!((result, all), (Ok(()), (0..count).collect::<Vec<_>>()));
            }
            let mut left = 3;
            let fill = |_: Range<usize>, _: &mut ()| ();
            let ended = in_chunks(100 * CHUNK, chunk_buffers(threads, || ()), fill, |()| {
                left -= 1;
                if left == 0 { Err("enough") } else { Ok(()) }
            });
            assert_eq!((ended, left), (Err("enough"), 0));
        }
    }

    #[test]
    fn one_thread_is_the_caller_s() {
        let caller = thread::current().id();
        let id = || thread::current().id();
        assert_eq!(join(1, id, id), (caller, caller));
        let (other, this) = join(2, id, id);
        assert!(other != caller && this == caller);
        assert_eq!(on_each_thread(1, |_| id()), [caller]);
        assert_eq!(on_each_thread(3, |index| index), [0, 1, 2]);
    }
}
