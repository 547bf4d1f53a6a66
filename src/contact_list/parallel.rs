use std::iter;
use std::ops::Range;
use std::thread;

use crate::pipeline::{QUEUED, Workers};

/// So many are worked on at a time: their text stays in the processor's cache.
const PART: usize = 2048;

/// As many pages as are filled at the same time.
pub(crate) fn pages<P>(threads: usize, page: impl FnMut() -> P) -> Vec<P> {
    iter::repeat_with(page).take(threads * QUEUED).collect()
}

/// Works on `0..count` part by part, on as many threads as there are pages for: each part fills a page there, and `take` gets the
/// pages in order. It empties each, since pages are used again.
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
    let (threads, ahead) = (pages.len().div_ceil(QUEUED), pages.len());
    let work = |(part, mut page): (Range<usize>, P)| {
        fill(part, &mut page);
        page
    };
    thread::scope(|scope| {
        let mut workers = Workers::start(scope, threads, &work);
        pages.into_iter().enumerate().for_each(|(at, page)| workers.give((part(at), page)));
        for at in 0..parts {
            let mut page = workers.take();
            take(&mut page)?;
            if at + ahead < parts {
                workers.give((part(at + ahead), page));
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
            let taken: Result<(), ()> = in_parts(count, pages(3, Vec::new), fill, |page| {
                all.append(page);
                Ok(())
            });
            assert_eq!((taken, all), (Ok(()), (0..count).collect::<Vec<_>>()));
        }
        let mut left = 3;
        let fill = |_: Range<usize>, _: &mut ()| ();
        let ended = in_parts(100 * PART, pages(3, || ()), fill, |()| {
            left -= 1;
            if left == 0 { Err("enough") } else { Ok(()) }
        });
        assert_eq!((ended, left), (Err("enough"), 0));
    }
}
