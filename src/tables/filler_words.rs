//! Words that people and programs write instead of a value: `NULL`, `TBD`, `k.A.`, `Test User`.

use super::by_key;
use super::folding::word_hash;
use super::generated::{FILLER_HASHES, FILLER_WORDS, FILLER_WORDS_MAX_LENGTH};
use crate::contact::Column;

/// The kind of a word that is written instead of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FillerWord {
    /// Stands for a missing value.
    Missing,
    /// Stands for a test or an example.
    Test,
}

/// Returns the kind of a text that is written instead of a value in a column, in any case. Source: `placeholder-words.csv`.
pub(crate) fn filler_word(text: &str, column: Column) -> Option<FillerWord> {
    fn lower(text: &str, key: &mut String) {
        if text.is_ascii() {
            key.push_str(text);
            key.make_ascii_lowercase();
        } else {
            key.extend(text.chars().flat_map(char::to_lowercase));
        }
    }
    let (kind, columns) = by_key(text, FILLER_WORDS_MAX_LENGTH, lower, |key| FILLER_WORDS.get(key).copied())?;
    (columns >> column as u8 & 1 == 1).then_some(kind)
}

/// Returns whether [`filler_word`] may know a text, without a lookup: by its length and its first and last two bytes. `false` is
/// definitive for texts in small letters, in capitals, and with a capital at the beginning of words.
#[inline]
pub(crate) fn may_be_filler(text: &str) -> bool {
    let hash = word_hash(text);
    FILLER_HASHES[hash / 64] >> (hash % 64) & 1 == 1
}

/// Returns whether a part of a name stands for a missing part: programs that join a given name and a family name write
/// `NULL Lane` and `Ada undefined` if one of the two is missing. A part that is written like a name is one, because Null and
/// Nan are names.
pub(crate) fn is_missing_part(part: &str, name: &str) -> bool {
    let is_word = || part.chars().any(char::is_alphanumeric);
    let is_filler = || may_be_filler(part) && filler_word(part, Column::Name) == Some(FillerWord::Missing);
    match part {
        "NULL" | "null" | "TBD" | "tbd" | "TBC" | "tbc" | "NaN" => true,
        // A number beside a name tells namesakes apart, and an asterisk refers to a note.
        "0" | "*" => false,
        "none" | "nan" | "tba" => name.chars().any(char::is_uppercase),
        "NONE" | "TBA" => name.chars().any(char::is_lowercase),
        _ if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            ["undefined", "unknown", "unspecified"].iter().any(|word| part.eq_ignore_ascii_case(word))
        }
        _ => is_filler() && (part.is_ascii() || !is_word()),
    }
}

/// Returns whether a name starts or ends with a word for which [`is_missing_part`] may be true. `false` is definitive for names
/// of letters.
#[inline]
pub(crate) fn may_have_missing_part(name: &str) -> bool {
    const FIRST: FourBytes<10> =
        FourBytes::new([b"null", b"none", b"nan ", b"n/a ", b"tbd ", b"tbc ", b"tba ", b"unde", b"unkn", b"unsp"]);
    const LAST: FourBytes<10> =
        FourBytes::new([b"null", b"none", b" nan", b" n/a", b" tbd", b" tbc", b" tba", b"ined", b"nown", b"fied"]);
    FIRST.contains(name.as_bytes().first_chunk()) || LAST.contains(name.as_bytes().last_chunk())
}

/// A set of texts of four bytes in small letters, with a filter of a bit for each hash: one in a hundred others passes it and is
/// compared.
pub(crate) struct FourBytes<const N: usize> {
    keys: [u32; N],
    hashes: [u64; 16],
}

impl<const N: usize> FourBytes<N> {
    pub(crate) const fn new(texts: [&[u8; 4]; N]) -> Self {
        let mut set = FourBytes { keys: [0; N], hashes: [0; 16] };
        let mut at = 0;
        while at < N {
            set.keys[at] = u32::from_le_bytes(*texts[at]);
            let hash = Self::hash(set.keys[at]);
            set.hashes[hash / 64] |= 1 << (hash % 64);
            at += 1;
        }
        set
    }

    /// Returns a hash of ten bits.
    const fn hash(key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> 22) as usize
    }

    /// Returns whether the set has a text. The bit that makes capitals small is set in all bytes of the text.
    #[inline]
    pub(crate) fn contains(&self, text: Option<&[u8; 4]>) -> bool {
        let Some(text) = text else { return false };
        let key = u32::from_le_bytes(*text) | 0x2020_2020;
        let hash = Self::hash(key);
        self.hashes[hash / 64] >> (hash % 64) & 1 == 1 && self.keys.contains(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{Country, State};
    use crate::tables::state_meaning;

    #[test]
    fn the_filter_lets_every_word_pass() {
        for word in FILLER_WORDS.keys() {
            for text in [(*word).to_owned(), word.to_uppercase()] {
                assert!(may_be_filler(&text), "{text}");
            }
        }
        assert!(may_be_filler("Test User") && may_be_filler("TBD") && !may_be_filler("Ann Lee"));
    }

    #[test]
    fn parts_that_programs_write_for_missing_ones_are_known() {
        for (part, name) in [
            ("NULL", "NULL Lane"),
            ("null", "Ada null"),
            ("undefined", "undefined Lane"),
            ("Unknown", "Unknown Lane"),
            ("nan", "Ada nan"),
            ("none", "Ada none"),
            ("NONE", "Ada NONE"),
            ("N/A", "Ada N/A"),
            ("TBD", "Ada TBD"),
            ("unspecified", "Ada unspecified"),
        ] {
            assert!(is_missing_part(part, name) && may_have_missing_part(name), "{name}");
        }
        for (part, name) in [
            ("Null", "Robin Null"),
            ("None", "Ana None"),
            ("Nan", "Nan Zhang"),
            ("nan", "nan zhang"),
            ("Tba", "Tba Okoro"),
            ("Brak", "Piet Brak"),
            ("NA", "NA Yeong-seok"),
            ("X", "Malcolm X"),
            ("Lee", "Ann Lee"),
            ("0", "Ann 0"),
        ] {
            assert!(!is_missing_part(part, name), "{name}");
        }
    }

    #[test]
    fn no_word_is_a_code_or_a_state() {
        for word in FILLER_WORDS.keys() {
            if filler_word(word, Column::Countries).is_some() {
                assert!(Country::from_code(&word.to_uppercase()).is_none(), "{word}");
            }
            if filler_word(word, Column::States).is_some() {
                assert!(State::from_code(&word.to_uppercase()).is_none(), "{word}");
                assert!(state_meaning(word).is_empty(), "{word}");
            }
        }
    }

    #[test]
    fn words_depend_on_the_column() {
        assert_eq!(filler_word("NULL", Column::Name), Some(FillerWord::Missing));
        assert_eq!(filler_word("Nil", Column::Name), None);
        assert_eq!(filler_word("Nil", Column::JobTitle), Some(FillerWord::Missing));
        assert_eq!(filler_word("NA", Column::Countries), None);
        assert_eq!(filler_word("NA", Column::States), Some(FillerWord::Missing));
        assert_eq!(filler_word("Max Mustermann", Column::Name), Some(FillerWord::Test));
        assert_eq!(filler_word("Max Mustermann", Column::JobTitle), None);
    }
}
