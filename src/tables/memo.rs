use std::cell::RefCell;
use std::collections::HashMap;
use std::thread::LocalKey;

use foldhash::fast::FixedState;

/// The memoized results of a lookup in one thread. Lists repeat their texts, and a hash lookup is faster than folding a
/// text and looking the key up.
pub(crate) struct Memo<T>(HashMap<Box<str>, T, FixedState>);

/// Maximum number of results, and of bytes of a text: longer texts seldom repeat. A full memo is cleared.
const MAX_ENTRIES: usize = 4096;
const MAX_TEXT_LENGTH: usize = 64;

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo(HashMap::with_hasher(FixedState::default()))
    }
}

/// Returns the memoized result for a text, or computes it.
pub(crate) fn memoize<T: Copy>(
    answers: &'static LocalKey<RefCell<Memo<T>>>,
    text: &str,
    answer: impl FnOnce(&str) -> T,
) -> T {
    if text.len() > MAX_TEXT_LENGTH {
        return answer(text);
    }
    if let Some(known) = answers.with_borrow(|answers| answers.0.get(text).copied()) {
        return known;
    }
    let made = answer(text);
    answers.with_borrow_mut(|answers| {
        if answers.0.len() >= MAX_ENTRIES {
            answers.0.clear();
        }
        answers.0.insert(text.into(), made);
    });
    made
}
