//! Fuzzy matching of country names: finds the country that a misspelt name probably means.
//!
//! A Levenshtein automaton runs over an FST of names, so a lookup visits only the part of the names that can still
//! match. Other tables are small enough to be compared entry by entry: see `nearest` in `mod.rs`.

use std::cell::RefCell;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use fst::{Automaton, IntoStreamer, Map, Streamer};

use super::generated::COUNTRY_CODES;
use super::memo::{Memo, memoize};
use super::near_index::NearIndex;
use super::{by_country_key, folding};
use crate::contact::Country;

/// The names in English and in the languages of lists. With all languages, almost any word would be similar to some
/// name.
static NAMES: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/country-names-near.fst"));
    Map::new(bytes).expect("build/main.rs has written the map")
});

/// Returns the country whose name an unknown text probably misspells: within one edit (two in long names), and closer
/// than any name of another country. At the same distance, English names take precedence over other languages.
///
/// Results are memoized, because lists repeat their errors.
pub(crate) fn nearest_country(text: &str) -> Option<Country> {
    thread_local!(static ANSWERS: RefCell<Memo<Option<Country>>> = RefCell::default());
    memoize(&ANSWERS, text, |text| by_country_key(text, folding::name_key_into, search))
}

/// Returns up to three countries whose English name differs from a text by one letter: Nigeria of "Nigera", which is also a name
/// of Niger in some language.
pub(crate) fn english_names_near(text: &str) -> impl Iterator<Item = Country> {
    thread_local!(static ANSWERS: RefCell<Memo<[Option<Country>; 3]>> = RefCell::default());
    let near = |key: &str| {
        let automaton = LevenshteinAutomaton::new(key)?;
        let (mut found, mut names) = ([None; 3], NAMES.search_with_state(&automaton).into_stream());
        while let Some((_, value, reading)) = names.next() {
            let (is_english, index) = (value & 1 == 1, (value >> 1) as usize);
            let country = Some(Country(index as u8)).filter(|_| index < COUNTRY_CODES.len());
            if is_english && automaton.edits(&reading) == Some(1) && !found.contains(&country) {
                let Some(free) = found.iter_mut().find(|place| place.is_none()) else { break };
                *free = country;
            }
        }
        Some(found)
    };
    memoize(&ANSWERS, text, |text| by_country_key(text, folding::name_key_into, near).unwrap_or_default())
        .into_iter()
        .flatten()
}

/// The number of searches after which the index is made.
const FEW: usize = 512;

fn search(key: &str) -> Option<Country> {
    static SEARCHES: AtomicUsize = AtomicUsize::new(0);
    static INDEX: LazyLock<NearIndex> = LazyLock::new(|| {
        let (mut names, mut all) = (NAMES.stream(), Vec::new());
        while let Some((name, value)) = names.next() {
            all.push((String::from_utf8_lossy(name).into_owned(), value));
        }
        NearIndex::new(all)
    });
    let automaton = LevenshteinAutomaton::new(key)?;
    // Both have the same outcome.
    match SEARCHES.fetch_add(1, Relaxed) {
        ..FEW => search_names(&automaton),
        FEW.. => search_index(&INDEX, key, &automaton),
    }
}

/// Searches the names for those that the automaton accepts.
fn search_names(automaton: &LevenshteinAutomaton) -> Option<Country> {
    let (mut nearest, mut names) = (Nearest(None), NAMES.search_with_state(automaton).into_stream());
    while let Some((_, value, reading)) = names.next() {
        nearest.take(automaton, &reading, value);
    }
    nearest.0?.1
}

/// Searches the index for the same names.
fn search_index(index: &NearIndex, key: &str, automaton: &LevenshteinAutomaton) -> Option<Country> {
    let mut nearest = Nearest(None);
    index.for_each_candidate(key, automaton.allowed, |name, value| {
        let mut reading = automaton.start();
        for letter in name.chars() {
            reading = automaton.step(&reading, letter);
            if !automaton.can_match(&reading) {
                return;
            }
        }
        nearest.take(automaton, &reading, value);
    });
    nearest.0?.1
}

/// The distance of the nearest names, and their country if all of them have the same.
struct Nearest(Option<((usize, bool), Option<Country>)>);

impl Nearest {
    fn take(&mut self, automaton: &LevenshteinAutomaton, reading: &AutomatonState, value: u64) {
        let (is_english, index) = (value & 1 == 1, (value >> 1) as usize);
        // In the other languages together, a word of five letters is similar to some name too often.
        let Some(edits) = automaton.edits(reading).filter(|_| is_english || automaton.letters > 5) else { return };
        let country = (index < COUNTRY_CODES.len()).then_some(Country(index as u8));
        let distance = (edits, !is_english);
        match &mut self.0 {
            Some((known, _)) if distance > *known => {}
            Some((known, same)) if distance == *known => *same = same.filter(|same| Some(*same) == country),
            nearest => *nearest = Some((distance, country)),
        }
    }
}

/// A Levenshtein automaton: accepts words within a few edits of a given word (insertion, deletion, substitution,
/// transposition of neighbours).
///
/// The first letter has to be right: errors there are rare, and the search skips most names at once. The automaton is
/// bit-parallel: one bit for each position in the word, and one row for each number of edits (Wu and Manber, 1992).
struct LevenshteinAutomaton {
    /// The positions of each ASCII letter in the word, as bits; those of other letters are in `others`.
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
    letters: usize,
    allowed: usize,
}

const MAX_EDITS: usize = 2;

/// The progress through the word.
#[derive(Clone, Copy)]
struct AutomatonState {
    /// For each number of edits: bit n is set if n letters of the word may have been read.
    rows: [u64; MAX_EDITS + 1],
    /// The rows before the last letter, and that letter's positions in the word: needed for transpositions.
    before: [u64; MAX_EDITS + 1],
    last: u64,
    /// The bytes of an incomplete UTF-8 sequence, and the number of bytes still missing.
    partial: u32,
    missing: u8,
}

impl LevenshteinAutomaton {
    /// Returns `None` if the word is too short to tell a typo from another word, or too long for a name.
    fn new(word: &str) -> Option<LevenshteinAutomaton> {
        let letters = word.chars().count();
        let allowed = match letters {
            5..=9 => 1,
            10..=62 => MAX_EDITS,
            _ => return None,
        };
        let mut automaton = LevenshteinAutomaton { ascii: [0; 128], others: Vec::new(), letters, allowed };
        for (position, letter) in word.chars().enumerate() {
            match automaton.ascii.get_mut(letter as usize) {
                Some(places) => *places |= 1 << position,
                None => automaton.others.push((letter, 1 << position)),
            }
        }
        Some(automaton)
    }

    /// Returns the number of edits if the whole word has been read.
    fn edits(&self, reading: &AutomatonState) -> Option<usize> {
        let end = 1 << self.letters;
        (reading.missing == 0).then(|| (0..=self.allowed).find(|edits| reading.rows[*edits] & end != 0))?
    }

    fn places(&self, letter: char) -> u64 {
        let others =
            || self.others.iter().filter(|(other, _)| *other == letter).fold(0, |places, (_, more)| places | more);
        self.ascii.get(letter as usize).copied().unwrap_or_else(others)
    }

    fn step(&self, reading: &AutomatonState, letter: char) -> AutomatonState {
        let here = self.places(letter);
        let mut rows = [0; MAX_EDITS + 1];
        rows[0] = (reading.rows[0] & here) << 1;
        // Before the first letter is read, no edits are possible.
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
        AutomatonState { rows: [1, 0, 0], before: [0; MAX_EDITS + 1], last: 0, partial: 0, missing: 0 }
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

    /// Returns the number of edits between two words according to the automaton.
    fn edits(word: &str, other: &str) -> Option<usize> {
        let automaton = LevenshteinAutomaton::new(word)?;
        let end = other.bytes().fold((&automaton).start(), |reading, byte| (&automaton).accept(&reading, byte));
        automaton.edits(&end)
    }

    #[test]
    fn edits_equal_those_of_strsim() {
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
                let Some(automaton) = LevenshteinAutomaton::new(word) else { continue };
                let distance = strsim::osa_distance(word, other);
                let is_begun = word.chars().next() == other.chars().next();
                let expected = (is_begun && distance <= automaton.allowed).then_some(distance);
                assert_eq!(edits(word, other), expected, "{word} {other}");
            }
        }
    }

    #[test]
    fn misspellings_in_many_languages_have_a_suggestion() {
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

    /// Names with one, two or three edits, and other words.
    #[test]
    fn the_index_finds_the_same_countries_as_a_search() {
        let (mut names, mut all) = (NAMES.stream(), Vec::new());
        while let Some((name, value)) = names.next() {
            all.push((String::from_utf8_lossy(name).into_owned(), value));
        }
        let index = NearIndex::new(all.clone());
        let (mut random, mut found) = (1_u64, 0);
        let mut next = |below: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) as usize % below
        };
        for (name, _) in all.iter().step_by(7) {
            let mut letters: Vec<char> = name.chars().collect();
            for _ in 0..1 + next(3) {
                let at = next(letters.len());
                match next(4) {
                    0 => letters.insert(at, 'e'),
                    1 => _ = letters.remove(at),
                    2 => letters[at] = 'x',
                    _ => {
                        let after = (at + 1) % letters.len();
                        letters.swap(at, after);
                    }
                }
                if letters.is_empty() {
                    letters.push('a');
                }
            }
            let word: String = letters.into_iter().collect();
            let Some(automaton) = LevenshteinAutomaton::new(&word) else { continue };
            let expected = search_names(&automaton);
            found += usize::from(expected.is_some());
            assert_eq!(search_index(&index, &word, &automaton), expected, "{word}");
        }
        assert!(found > 100, "{found}");
    }

    /// Looks a text up as cells do: known names and codes are not misspellings.
    fn country_of(text: &str) -> Option<&'static str> {
        match super::super::country_meaning(text) {
            Some(meaning) => meaning.code(),
            None => nearest_country(text).map(Country::code),
        }
    }

    #[test]
    fn other_words_have_no_suggestion() {
        for text in
            ["Narnia", "Wakanda", "abc", "Europe", "EMEA", "Mordor", "Xyzzy", "none", "Lorem", "Partner", "Sales"]
        {
            assert_eq!(nearest_country(text), None, "{text}");
        }
    }
}
