//! Names that are nearly right: the country that an unknown text is probably a misspelling of.

use std::cell::RefCell;
use std::sync::LazyLock;

use fst::{Automaton, IntoStreamer, Map, Streamer};

use super::generated::COUNTRY_CODES;
use super::memo::{Memo, memoize};
use super::{by_country_key, folding};
use crate::contact::Country;

/// The names in English and in the languages that lists are written in: in all languages together, there is hardly a word
/// that isn't near to some name.
static NAMES: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/country-names-near.fst"));
    Map::new(bytes).expect("build/main.rs has written the map")
});

/// The country that an unknown text is probably a misspelling of: one of its names is an edit away (two in long names), and
/// no other country's as near. English goes before the other languages that lists are written in.
///
/// Lists repeat their mistakes, so the last answers are kept.
pub(crate) fn nearest_country(text: &str) -> Option<Country> {
    thread_local!(static ANSWERS: RefCell<Memo<Option<Country>>> = RefCell::default());
    memoize(&ANSWERS, text, |text| by_country_key(text, folding::name_key_into, search))
}

fn search(key: &str) -> Option<Country> {
    let slips = LevenshteinAutomaton::of(key)?;
    let mut nearest: Option<((usize, bool), Option<Country>)> = None;
    let mut names = NAMES.search_with_state(&slips).into_stream();
    while let Some((_, value, reading)) = names.next() {
        let (is_english, location) = (value & 1 == 1, (value >> 1) as usize);
        // A word of five letters is near to some name in one language or another.
        let Some(edits) = slips.edits(&reading).filter(|_| is_english || slips.letters > 5) else { continue };
        let country = (location < COUNTRY_CODES.len()).then_some(Country(location as u8));
        let distance = (edits, !is_english);
        match &mut nearest {
            Some((known, _)) if distance > *known => {}
            Some((known, same)) if distance == *known => *same = same.filter(|same| Some(*same) == country),
            _ => nearest = Some((distance, country)),
        }
    }
    nearest?.1
}

/// An automaton that accepts what is a few edits from a word: a letter left out, added, taken for another, or two swapped.
///
/// The first letter has to be right: it seldom is wrong, and most names are out at once.
/// It runs all ways to read the word at once, a bit for each letter and a row for each number of edits (Wu and Manber, 1992).
struct LevenshteinAutomaton {
    /// Where each letter stands in the word, a bit for each place: those of ASCII by their code, and the others.
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
    letters: usize,
    allowed: usize,
}

const MOST_EDITS: usize = 2;

/// How far the word is read.
#[derive(Clone, Copy)]
struct AutomatonState {
    /// By the number of edits: bit n is set where n letters of the word are read.
    rows: [u64; MOST_EDITS + 1],
    /// The same before the last letter, and where that letter stands in the word.
    before: [u64; MOST_EDITS + 1],
    last: u64,
    /// The bytes of a letter that is not complete, and how many are to come.
    partial: u32,
    missing: u8,
}

impl LevenshteinAutomaton {
    /// None where the word is too short for a slip to be told from another word, or too long for a name.
    fn of(word: &str) -> Option<LevenshteinAutomaton> {
        let letters = word.chars().count();
        let allowed = match letters {
            5..=9 => 1,
            10..=62 => MOST_EDITS,
            _ => return None,
        };
        let mut slips = LevenshteinAutomaton { ascii: [0; 128], others: Vec::new(), letters, allowed };
        for (at, letter) in word.chars().enumerate() {
            match slips.ascii.get_mut(letter as usize) {
                Some(places) => *places |= 1 << at,
                None => slips.others.push((letter, 1 << at)),
            }
        }
        Some(slips)
    }

    /// The edits that a reading of a whole word has taken.
    fn edits(&self, reading: &AutomatonState) -> Option<usize> {
        let end = 1 << self.letters;
        (reading.missing == 0).then(|| (0..=self.allowed).find(|edits| reading.rows[*edits] & end != 0))?
    }

    fn places(&self, letter: char) -> u64 {
        let others = || self.others.iter().filter(|(other, _)| *other == letter).fold(0, |places, (_, at)| places | at);
        self.ascii.get(letter as usize).copied().unwrap_or_else(others)
    }

    fn step(&self, reading: &AutomatonState, letter: char) -> AutomatonState {
        let here = self.places(letter);
        let mut rows = [0; MOST_EDITS + 1];
        rows[0] = (reading.rows[0] & here) << 1;
        // Where nothing is read, there is no way on but by the first letter.
        let begun = |row: u64| row & !1;
        for edits in 1..=self.allowed {
            let fewer = edits - 1;
            let read = (reading.rows[edits] & here) << 1;
            let added = begun(reading.rows[fewer]);
            let taken_for_another = begun(reading.rows[fewer]) << 1;
            let left_out = rows[fewer] << 1;
            let swapped = (begun(reading.before[fewer]) & here & reading.last >> 1) << 2;
            rows[edits] = read | added | taken_for_another | left_out | swapped;
        }
        AutomatonState { rows, before: reading.rows, last: here, partial: 0, missing: 0 }
    }
}

impl Automaton for &LevenshteinAutomaton {
    type State = AutomatonState;

    fn start(&self) -> AutomatonState {
        AutomatonState { rows: [1, 0, 0], before: [0; MOST_EDITS + 1], last: 0, partial: 0, missing: 0 }
    }

    fn is_match(&self, reading: &AutomatonState) -> bool {
        self.edits(reading).is_some()
    }

    fn can_match(&self, reading: &AutomatonState) -> bool {
        reading.missing > 0 || reading.rows[..=self.allowed].iter().any(|row| *row != 0)
    }

    fn accept(&self, reading: &AutomatonState, byte: u8) -> AutomatonState {
        let (partial, missing) = match byte {
            0x80..=0xbf => (reading.partial << 6 | u32::from(byte & 0x3f), reading.missing.saturating_sub(1)),
            0xc0..=0xdf => (u32::from(byte & 0x1f), 1),
            0xe0..=0xef => (u32::from(byte & 0x0f), 2),
            0xf0.. => (u32::from(byte & 0x07), 3),
            _ => (u32::from(byte), 0),
        };
        match char::from_u32(partial) {
            Some(letter) if missing == 0 => self.step(reading, letter),
            _ => AutomatonState { partial, missing, ..*reading },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The edits between two words, by the automaton.
    fn edits(word: &str, other: &str) -> Option<usize> {
        let slips = LevenshteinAutomaton::of(word)?;
        let end = other.bytes().fold((&slips).start(), |reading, byte| (&slips).accept(&reading, byte));
        slips.edits(&end)
    }

    #[test]
    fn edits_are_counted_as_strsim_counts_them() {
        let words = [
            "deutschland",
            "deutchland",
            "duetschland",
            "detuschlnad",
            "deutschlands",
            "xdeutschland",
            "schland",
            "deutschlnd",
            "duetschlnad",
            "германия",
            "герамния",
            "гемания",
            "гермамия",
            "ελλαδα",
            "ελαδα",
            "日本国日本国",
        ];
        for word in words {
            for other in words {
                let Some(slips) = LevenshteinAutomaton::of(word) else { continue };
                let distance = strsim::osa_distance(word, other);
                let is_begun = word.chars().next() == other.chars().next();
                let expected = (is_begun && distance <= slips.allowed).then_some(distance);
                assert_eq!(edits(word, other), expected, "{word} {other}");
            }
        }
    }

    #[test]
    fn slips_in_many_languages_have_a_suggestion() {
        for (text, code) in [
            ("Germny", "DE"),
            ("Deutchland", "DE"),
            ("Espagn", "ES"),
            ("Alemanía", "DE"),
            ("Frankreihc", "FR"),
            ("Vereinigtes Königreic", "GB"),
            ("Estados Undos", "US"),
            ("Nederlnd", "NL"),
            ("Германя", "DE"),
            ("Untied States", "US"),
        ] {
            let found = country_of(text);
            assert_eq!(found, Some(code), "{text}");
        }
    }

    /// As the cells are read: what is known is no slip.
    fn country_of(text: &str) -> Option<&'static str> {
        match super::super::country_meaning(text) {
            Some(meaning) => meaning.code(),
            None => nearest_country(text).map(Country::code),
        }
    }

    #[test]
    fn other_words_have_none() {
        for text in
            ["Narnia", "Wakanda", "abc", "Europe", "EMEA", "Mordor", "Xyzzy", "none", "Lorem", "Partner", "Sales"]
        {
            assert_eq!(nearest_country(text), None, "{text}");
        }
    }
}
