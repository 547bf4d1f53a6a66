//! Lookups of states and provinces: by code, and by a code or name that people type.

use std::cell::RefCell;

use super::generated::{STATE_CODES, STATE_MEANINGS, STATE_MEANINGS_MAX_LENGTH, STATE_NAMES, STATE_STARTS};
use super::memo::{Memo, memoize};
use super::{NextLetters, by_key, folding, nearest};
use crate::contact::{Country, State};

impl State {
    /// Returns all states of the portal's table, sorted by code: 57 of US, 13 of CA, 8 of AU. Source: the state table
    /// of Partner Center's documents.
    pub fn all() -> impl ExactSizeIterator<Item = State> {
        (0..STATE_CODES.len() as u8).map(State)
    }

    /// Returns the state of a complete code in capitals, such as `US-WA`.
    pub fn from_code(code: &str) -> Option<State> {
        let &[country, _, _, first, second, ..] = code.as_bytes() else { return None };
        let index = STATE_BY_LETTERS[table_index(country, first, second)?];
        (STATE_CODES.get(usize::from(index)) == Some(&code)).then_some(State(index))
    }

    /// Returns the code that the portal accepts, such as `AU-NSW`.
    pub fn code(self) -> &'static str {
        STATE_CODES[usize::from(self.0)]
    }

    /// Returns the portal's English name.
    pub fn name(self) -> &'static str {
        STATE_NAMES[usize::from(self.0)]
    }

    /// Returns the country of the state.
    pub fn country(self) -> Country {
        let code = self.code();
        Country::from_code(&code[..2]).expect("a test holds that every state's country is in the table")
    }
}

/// Returns the index of a state in the table by letters. The first two letters of the codes distinguish the states of a
/// country.
const fn table_index(country: u8, first: u8, second: u8) -> Option<usize> {
    if !first.is_ascii_uppercase() || !second.is_ascii_uppercase() {
        return None;
    }
    let country = match country {
        b'A' => 0,
        b'C' => 1,
        b'U' => 2,
        _ => return None,
    };
    Some((country * 26 + (first - b'A') as usize) * 26 + (second - b'A') as usize)
}

static STATE_BY_LETTERS: [u8; 3 * 26 * 26] = {
    let mut by_letters = [u8::MAX; 3 * 26 * 26];
    let mut index = 0;
    while index < STATE_CODES.len() {
        let code = STATE_CODES[index].as_bytes();
        if let Some(position) = table_index(code[0], code[3], code[4]) {
            by_letters[position] = index as u8;
        }
        index += 1;
    }
    by_letters
};

/// Returns the states that a text may name: by a code with or without its country, or by a name. Empty if it is
/// unknown.
pub(crate) fn state_meaning(text: &str) -> &'static [State] {
    thread_local!(static ANSWERS: RefCell<Memo<&'static [State]>> = RefCell::default());
    let known = |key: &str| STATE_MEANINGS.get(key).copied();
    memoize(&ANSWERS, text, |text| {
        by_key(text, STATE_MEANINGS_MAX_LENGTH, folding::name_key_into, known).unwrap_or_default()
    })
}

/// Returns the initials of the words that may follow a text in known names: "Virgin Islands, U.S.".
pub(crate) fn letters_after_state(text: &str) -> NextLetters {
    thread_local!(static ANSWERS: RefCell<Memo<NextLetters>> = RefCell::default());
    let going_on = |key: &str| STATE_STARTS.get(key).copied();
    memoize(&ANSWERS, text, |text| {
        by_key(text, STATE_MEANINGS_MAX_LENGTH, folding::name_key_into, going_on).unwrap_or_default()
    })
}

/// Returns the state whose name an unknown text probably misspells.
pub(crate) fn nearest_state(text: &str) -> Option<State> {
    let names = STATE_MEANINGS.entries().filter_map(|(key, states)| match states {
        // Codes are left out: a code with another letter is another code.
        [state] if key.len() > 3 && key.as_bytes()[2] != b' ' => Some((*key, *state)),
        _ => None,
    });
    by_key(text, STATE_MEANINGS_MAX_LENGTH, folding::name_key_into, |key| nearest(key, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_complete_codes_are_found() {
        for state in State::all() {
            let code = state.code();
            assert_eq!(State::from_code(code), Some(state), "{code}");
            assert_eq!(State::from_code(&code[..code.len() - 1]), None, "{code}");
            for other in [format!("{code}A"), code.to_lowercase(), code.replace('-', " "), code.replace('-', "")] {
                assert_eq!(State::from_code(&other), None, "{other}");
            }
        }
        for text in ["", "US", "US-", "US-W", "DE-BY", "US-ÄÖ", "AS-WA", "US-ZZ"] {
            assert_eq!(State::from_code(text), None, "{text}");
        }
    }
}
