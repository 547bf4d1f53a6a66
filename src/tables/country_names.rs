//! Names of countries in all languages, in an FST that `build/country_names.rs` compiles into the program.
//!
//! The value of a key packs the country and its languages; `NameEntry` unpacks it. Folding a text to a key is in
//! `folding.rs`, and the precedence between these names and the English ones is in `countries.rs`.

use std::sync::LazyLock;

use fst::Map;
use fst::raw::Fst;

use super::NextLetters;
use super::countries::CountryMatch;
use super::folding::letter_bit;
use super::generated::{COUNTRY_CODES, LANGUAGE_SETS, SEVERAL, UNLISTED};
use crate::contact::{Country, LanguageSet};

static NAMES: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/country-names.fst"));
    Map::new(bytes).expect("build/main.rs has written the map")
});

/// The unpacked value of a key.
#[derive(Clone, Copy)]
enum NameEntry {
    /// One country, with the languages in which the key is its name.
    One(CountryMatch, LanguageSet),
    /// The match if the language is unknown, and the match for each set of languages.
    Several(CountryMatch, &'static [(CountryMatch, u16)]),
}

impl NameEntry {
    /// Unpacks a value of the map, whose format `build/country_names.rs` documents.
    fn from_value(value: u64) -> NameEntry {
        let rest = (value >> 1) as usize;
        if value & 1 == 1 {
            let (whole, readings) = SEVERAL[rest];
            return NameEntry::Several(whole, readings);
        }
        let location = rest & 0xff;
        let meaning = match location.checked_sub(COUNTRY_CODES.len()) {
            None => CountryMatch::Country(Country(location as u8)),
            Some(unlisted) => CountryMatch::Unlisted(UNLISTED[unlisted]),
        };
        NameEntry::One(meaning, LanguageSet(LANGUAGE_SETS[rest >> 8]))
    }

    fn get(key: &str) -> Option<NameEntry> {
        NAMES.get(key).map(NameEntry::from_value)
    }

    fn meaning(self) -> CountryMatch {
        match self {
            NameEntry::One(meaning, _) | NameEntry::Several(meaning, _) => meaning,
        }
    }

    fn languages(self) -> LanguageSet {
        match self {
            NameEntry::One(_, languages) => languages,
            NameEntry::Several(_, readings) => {
                let sets = readings.iter().map(|(_, set)| LanguageSet(LANGUAGE_SETS[usize::from(*set)]));
                sets.fold(LanguageSet::default(), LanguageSet::union)
            }
        }
    }

    /// Returns the country if the key has only one meaning in these languages.
    fn certain(self, languages: LanguageSet) -> Option<CountryMatch> {
        let is_in = |known: LanguageSet| !known.common(languages).is_empty();
        match self {
            NameEntry::One(meaning, known) => is_in(known).then_some(meaning),
            NameEntry::Several(_, readings) => {
                let mut readings =
                    readings.iter().filter(|(_, set)| is_in(LanguageSet(LANGUAGE_SETS[usize::from(*set)])));
                let (meaning, _) = readings.next()?;
                (meaning.is_certain() && readings.next().is_none()).then_some(*meaning)
            }
        }
    }
}

/// Returns the meaning of a key: in these languages if they settle it, else in any language.
pub(super) fn meaning(key: &str, languages: LanguageSet) -> Option<CountryMatch> {
    let entry = NameEntry::get(key)?;
    Some(entry.certain(languages).unwrap_or_else(|| entry.meaning()))
}

/// Returns the country if the key has only one meaning in these languages.
pub(super) fn certain_meaning(key: &str, languages: LanguageSet) -> Option<CountryMatch> {
    if languages.is_empty() { None } else { NameEntry::get(key)?.certain(languages) }
}

/// Returns the languages in which a key is a name.
pub(super) fn languages(key: &str) -> Option<LanguageSet> {
    NameEntry::get(key).map(NameEntry::languages)
}

/// Returns the initials of the words that may follow a key in known names.
pub(super) fn going_on(key: &str) -> NextLetters {
    let fst: &Fst<_> = NAMES.as_fst();
    let mut node = fst.root();
    for byte in key.bytes().chain([b' ']) {
        match node.find_input(byte) {
            Some(offset) => node = fst.node(node.transition(offset).addr),
            None => return NextLetters::default(),
        }
    }
    NextLetters(node.transitions().fold(0, |letters, next| letters | letter_bit(next.inp)))
}

#[cfg(test)]
mod tests {
    use fst::Streamer;

    use super::*;

    #[test]
    fn next_letters_are_the_initials_of_the_next_words() {
        let mut keys = NAMES.keys();
        let mut count = 0;
        while let Some(key) = keys.next() {
            let key = std::str::from_utf8(key).unwrap();
            for (offset, _) in key.match_indices(' ') {
                assert!(going_on(&key[..offset]).may_be(&key[offset..]), "{key}");
                count += 1;
            }
        }
        assert!(count > 1000, "{count}");
        assert!(!going_on("korea").may_be(", Japan"));
        assert!(!going_on("deutschland").may_be(" und"));
    }
}
