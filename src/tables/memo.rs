use std::cell::RefCell;
use std::collections::HashMap;
use std::thread::LocalKey;

use foldhash::fast::FixedState;

/// The answers that a thread has given. Lists repeat their words, and an answer is sooner found again than made.
pub(crate) struct Memo<T>(HashMap<Box<str>, T, FixedState>);

/// So many answers are kept, and those only about texts that are no longer.
const KEPT: usize = 4096;
const LONGEST: usize = 64;

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo(HashMap::with_hasher(FixedState::default()))
    }
}

/// The answer about a text, as it was given before, or made now.
pub(crate) fn memoize<T: Copy>(
    answers: &'static LocalKey<RefCell<Memo<T>>>,
    text: &str,
    answer: impl FnOnce(&str) -> T,
) -> T {
    if text.len() > LONGEST {
        return answer(text);
    }
    if let Some(known) = answers.with_borrow(|answers| answers.0.get(text).copied()) {
        return known;
    }
    let made = answer(text);
    answers.with_borrow_mut(|answers| {
        if answers.0.len() >= KEPT {
            answers.0.clear();
        }
        answers.0.insert(text.into(), made);
    });
    made
}
