//! Several lists in a row. A small list occupies one thread only, because starting others for it takes as long as the
//! work: a hundred lists of ten thousand rows would take 1.8 times as long as one list of a million rows. So several
//! small lists are processed at the same time, each on one thread.

use std::num::NonZeroUsize;

use super::thread_count;
use super::worker_pool::{QUEUE_LENGTH, with_workers};
use crate::read::{Input, ReadError, ReadSettings, Rows};

/// Maximum size of a small list in bytes. Its findings are held in memory until those of the lists before it are
/// reported.
const SMALL: u64 = 2 << 20;

/// A list whose turn it is.
pub(crate) enum Turn<T> {
    /// The result of a small list that was processed on another thread.
    Processed(T),
    /// The list, for the caller to process.
    Opened(Result<Rows, ReadError>),
}

/// Calls `take` for each list, in their order, with its index. Small lists are passed to `process` before, which
/// several threads call at the same time, unless `is_one_by_one`.
///
/// # Errors
/// The error of `take`, which ends the work.
pub(crate) fn list_by_list<T: Send, E>(
    lists: Vec<(Input, ReadSettings)>,
    is_one_by_one: bool,
    process: impl Fn(usize, Result<Rows, ReadError>) -> T + Sync,
    mut take: impl FnMut(usize, Turn<T>) -> Result<(), E>,
) -> Result<(), E> {
    let wanted = lists.first().and_then(|(_, settings)| settings.threads);
    let is_small = |(input, _): &(Input, ReadSettings)| input.size().is_some_and(|size| size <= SMALL);
    let small = if is_one_by_one { 0 } else { lists.iter().filter(|list| is_small(list)).count() };
    let threads = thread_count(wanted).min(small);
    let work = |(index, input, settings): (usize, Input, ReadSettings)| {
        let settings = ReadSettings { threads: NonZeroUsize::new(1), ..settings };
        (index, process(index, Rows::open(input, settings)))
    };
    with_workers(threads, work, |workers| {
        for (index, list) in lists.into_iter().enumerate() {
            let is_aside = threads > 1 && is_small(&list);
            let most_pending = if is_aside { threads * QUEUE_LENGTH - 1 } else { 0 };
            while workers.pending() > most_pending {
                let (index, result) = workers.take();
                take(index, Turn::Processed(result))?;
            }
            let (input, settings) = list;
            if is_aside {
                workers.give((index, input, settings));
            } else {
                take(index, Turn::Opened(Rows::open(input, settings)))?;
            }
        }
        while workers.pending() > 0 {
            let (index, result) = workers.take();
            take(index, Turn::Processed(result))?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the turns of some lists: the index, the name of the file or `-` if it can't be read, and whether the list
    /// was processed on another thread.
    fn turns(threads: usize, is_one_by_one: bool) -> Vec<(usize, String, bool)> {
        let list = |index: usize| {
            let text = match index {
                2 => "%PDF-1.7\n".to_owned(),
                5 => "Name,Email\n".repeat(SMALL as usize / 10),
                _ => "Name,Email\n".to_owned(),
            };
            let settings = ReadSettings { threads: NonZeroUsize::new(threads), ..ReadSettings::default() };
            (Input::bytes(format!("{index}.csv"), text), settings)
        };
        let mut turns = Vec::new();
        let process = |_, rows: Result<Rows, ReadError>| rows;
        let result: Result<(), ()> = list_by_list((0..9).map(list).collect(), is_one_by_one, process, |index, turn| {
            let (rows, is_aside) = match turn {
                Turn::Processed(rows) => (rows, true),
                Turn::Opened(rows) => (rows, false),
            };
            if let (Ok(rows), true) = (&rows, is_aside) {
                assert_eq!(rows.threads(), NonZeroUsize::new(1));
            }
            let name = rows.map_or("-".to_owned(), |rows| rows.source().file.display().to_string());
            turns.push((index, name, is_aside));
            Ok(())
        });
        assert_eq!(result, Ok(()));
        turns
    }

    #[test]
    fn all_lists_come_in_order() {
        let expected = |is_aside: &dyn Fn(usize) -> bool| {
            let name = |index: usize| if index == 2 { "-".to_owned() } else { format!("{index}.csv") };
            (0..9).map(|index| (index, name(index), is_aside(index))).collect::<Vec<_>>()
        };
        assert_eq!(turns(1, false), expected(&|_| false));
        assert_eq!(turns(2, true), expected(&|_| false));
        for threads in [2, 3, 20] {
            assert_eq!(turns(threads, false), expected(&|index| index != 5), "{threads} threads");
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let list = |index| (Input::bytes(format!("{index}.csv"), "Name,Email\n"), ReadSettings::default());
        let mut taken = 0;
        let ended = list_by_list(
            (0..50).map(list).collect(),
            false,
            |_, _| (),
            |index, _| {
                taken += 1;
                if index == 3 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((ended, taken), (Err("enough"), 4));
    }
}
