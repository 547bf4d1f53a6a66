//! Which words of a list part those around them: "and" in some language, unless the word is a code or part of a name.

use std::ops::Range;

use smallvec::SmallVec;

use super::resolver::by_code;
use crate::tables::{ListWord, country_goes_on, country_meaning, list_word};

/// The words of what stands between two separators.
pub(crate) struct Words<'t> {
    text: &'t str,
    /// Where each of them stands in the text.
    spans: SmallVec<[Range<usize>; 8]>,
    is_shouted: bool,
}

impl<'t> Words<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let spans = text.split_whitespace().map(|word| {
            let at = word.as_ptr().addr() - text.as_ptr().addr();
            at..at + word.len()
        });
        Words { text, spans: spans.collect(), is_shouted: !text.contains(char::is_lowercase) }
    }

    pub(crate) fn spans(&self) -> &[Range<usize>] {
        &self.spans
    }

    /// Whether the word at a place is a conjunction, where something stands before it that it may part from the rest.
    pub(crate) fn is_conjunction(&self, at: usize) -> bool {
        at + 1 < self.spans.len()
            && list_word(self.word(at)) == Some(ListWord::And)
            && !self.is_initial(at)
            && !self.may_be_code(at)
            && !self.is_in_name(at)
    }

    fn word(&self, at: usize) -> &'t str {
        self.words(at..at + 1)
    }

    fn words(&self, range: Range<usize>) -> &'t str {
        &self.text[self.spans[range.start].start..self.spans[range.end - 1].end]
    }

    /// A capital alone may be the start of a name: "E Timor".
    fn is_initial(&self, at: usize) -> bool {
        let word = self.word(at);
        !self.is_shouted && word.chars().nth(1).is_none() && word.contains(char::is_uppercase)
    }

    /// Whether a word of two letters is, or may be meant as, the code of a country: what is a code is never passed over.
    fn may_be_code(&self, at: usize) -> bool {
        let word = self.word(at);
        let Some(capitals) = capitals(word) else { return false };
        let before = at.checked_sub(1).map(|before| self.word(before));
        let around = || before.into_iter().chain([self.word(at + 1)]);
        // A row of codes: "de at ch".
        if around().any(|other| self::capitals(other) == Some(capitals)) {
            return true;
        }
        let is_listed = by_code(word).is_some();
        match capitals {
            // "AT and CH" in small letters.
            [false, false] => around().any(|other| other.len() > 2 && list_word(other) == Some(ListWord::And)),
            // "FRANCE ET ESPAGNE" has no codes in it, and "USA ET FRA" may have.
            [true, true] => {
                let is_name = |other: &str| other.chars().nth(3).is_some();
                !self.is_shouted || is_listed && (before.is_none() || !around().all(is_name))
            }
            _ => is_listed,
        }
    }

    /// Whether a word makes a name with those after it or before it that is another without it: "Na Uy", "Ba Lan". But the
    /// Gambia is "y Gambia" in Welsh and "Gambia" anyway.
    fn is_in_name(&self, at: usize) -> bool {
        const LONGEST: usize = 4;
        let is_name = |with: &str, without: &str| {
            let meaning = country_meaning(with);
            meaning.is_some() && meaning != country_meaning(without)
        };
        let ahead =
            (at + 1..self.spans.len()).take_while(|&end| country_goes_on(self.words(at..end)).may_be(self.word(end)));
        let mut behind = at.saturating_sub(LONGEST)..at;
        ahead.into_iter().any(|end| is_name(self.words(at..end + 1), self.words(at + 1..end + 1)))
            || behind.any(|from| is_name(self.words(from..at + 1), self.words(from..at)))
    }
}

/// Whether a text is a conjunction and nothing else. In capitals it is Andorra, and words of two letters are codes.
pub(crate) fn is_bare_conjunction(text: &str) -> bool {
    text.len() > 2 && text.chars().all(char::is_lowercase) && list_word(text) == Some(ListWord::And)
}

/// Which of two letters are capitals; none where a word is something else.
fn capitals(word: &str) -> Option<[bool; 2]> {
    let [first, second] = word.as_bytes() else { return None };
    let is_word = first.is_ascii_alphabetic() && second.is_ascii_alphabetic();
    is_word.then(|| [first.is_ascii_uppercase(), second.is_ascii_uppercase()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conjunctions(text: &str) -> Vec<&str> {
        let words = Words::of(text);
        (1..words.spans.len()).filter(|&at| words.is_conjunction(at)).map(|at| words.word(at)).collect()
    }

    #[test]
    fn a_code_is_no_conjunction() {
        for text in ["SG IN MY", "de at ch", "De At Ch", "Germany AT Switzerland", "USA ET FRA", "Germany At Spain"] {
            assert_eq!(conjunctions(text), [] as [&str; 0], "{text}");
        }
        for (text, word) in [
            ("DE AT und CH", "und"),
            ("de at and ch", "and"),
            ("FRANCE ET ESPAGNE", "ET"),
            ("DE et FR", "et"),
            ("Danmark Og Norge", "Og"),
        ] {
            assert_eq!(conjunctions(text), [word], "{text}");
        }
    }

    #[test]
    fn a_part_of_a_name_is_no_conjunction() {
        for text in ["Ba Lan Thụy Điển", "Đức Na Uy", "Chad E Timor"] {
            assert_eq!(conjunctions(text), [] as [&str; 0], "{text}");
        }
        assert_eq!(conjunctions("Ba Lan và Đức"), ["và"]);
        assert_eq!(conjunctions("Senegal y Gambia"), ["y"]);
    }
}
