use std::iter;
use std::num::NonZero;
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Scope};

/// So many are worked on at a time: their text stays in the processor's cache.
const PART: usize = 2048;
/// So many parts of each thread are under way.
const UNDER_WAY: usize = 2;

/// So many threads work at the same time.
pub(crate) fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// A thread that fills pages.
struct Worker<P> {
    work: SyncSender<(Range<usize>, P)>,
    done: Receiver<P>,
}

impl<P: Send> Worker<P> {
    fn start<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        fill: &'env (impl Fn(Range<usize>, &mut P) + Sync),
    ) -> Self
    where
        P: 'scope,
    {
        let (work, to_do) = sync_channel::<(Range<usize>, P)>(UNDER_WAY);
        let (send, done) = sync_channel(UNDER_WAY);
        scope.spawn(move || {
            // Ends when there are no more parts, or nobody wants what comes of them.
            to_do.into_iter().all(|(part, mut page)| {
                fill(part, &mut page);
                send.send(page).is_ok()
            });
        });
        Worker { work, done }
    }
}

/// As many pages as are filled at the same time.
pub(crate) fn pages<P>(page: impl FnMut() -> P) -> Vec<P> {
    iter::repeat_with(page).take(threads() * UNDER_WAY).collect()
}

/// Works on `0..count` part by part, on all cores: each part fills a page there, and `take` gets the pages in order. It empties
/// each, since pages are used again.
///
/// # Errors
/// That of `take`; the work ends with it.
pub(crate) fn in_parts<P: Send, E>(
    count: usize,
    mut pages: Vec<P>,
    fill: impl Fn(Range<usize>, &mut P) + Sync,
    mut take: impl FnMut(&mut P) -> Result<(), E>,
) -> Result<(), E> {
    let parts = count.div_ceil(PART);
    let part = |at: usize| at * PART..count.min((at + 1) * PART);
    pages.truncate(parts);
    thread::scope(|scope| {
        let workers: Vec<Worker<P>> = (0..parts.min(threads())).map(|_| Worker::start(scope, &fill)).collect();
        // A worker that is gone has panicked, which is noticed when its page is due.
        let give = |at: usize, page: P| _ = workers[at % workers.len()].work.send((part(at), page));
        let ahead = pages.len();
        pages.into_iter().enumerate().for_each(|(at, page)| give(at, page));
        for at in 0..parts {
            let page = workers[at % workers.len()].done.recv();
            let mut page = page.expect("a worker answers unless it panicked, and then the rest must not be used");
            take(&mut page)?;
            if at + ahead < parts {
                give(at + ahead, page);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_in_order_and_end_with_an_error() {
        for count in [0, 1, PART - 1, PART, PART + 1, 20 * PART + 7] {
            let mut all = Vec::new();
            let fill = |part: Range<usize>, page: &mut Vec<usize>| page.extend(part);
            let taken: Result<(), ()> = in_parts(count, pages(Vec::new), fill, |page| {
                all.append(page);
                Ok(())
            });
            assert_eq!((taken, all), (Ok(()), (0..count).collect::<Vec<_>>()));
        }
        let mut left = 3;
        let fill = |_: Range<usize>, _: &mut ()| ();
        let ended = in_parts(100 * PART, pages(|| ()), fill, |()| {
            left -= 1;
            if left == 0 { Err("enough") } else { Ok(()) }
        });
        assert_eq!((ended, left), (Err("enough"), 0));
    }
}
