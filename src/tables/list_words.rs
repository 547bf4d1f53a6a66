use super::by_key;
use super::generated::{LIST_MARKS, LIST_WORDS, LIST_WORDS_LONGEST};

/// What a word between names does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListWord {
    /// Parts two names: und, et, y.
    And,
    /// Takes the names that follow from a group: except, ohne, sauf.
    Except,
    /// Says that something is left of a group: rest, other, übrige.
    Rest,
}

/// What a word does in a list, in any language and case. Accents count: `és` is Hungarian, and `ES` is Spain.
pub(crate) fn list_word(word: &str) -> Option<ListWord> {
    let lower = |word: &str, key: &mut String| match word.is_ascii() {
        true => {
            key.push_str(word);
            key.make_ascii_lowercase();
        }
        false => key.extend(word.chars().flat_map(char::to_lowercase)),
    };
    by_key(word, LIST_WORDS_LONGEST, lower, |key| LIST_WORDS.get(key).copied())
}

/// What stands between names without a space after it: と, 和, and Arabic's " و".
pub(crate) fn list_marks() -> impl Iterator<Item = &'static str> {
    LIST_MARKS.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case() {
        for word in ["and", "UND", "Et", "y", "og", "и", "ve", "és", "και", "u."] {
            assert_eq!(list_word(word), Some(ListWord::And), "{word}");
        }
        assert_eq!(list_word("Ohne"), Some(ListWord::Except));
        assert_eq!(list_word("rest"), Some(ListWord::Rest));
        for word in ["es", "or", "oder", "US", ""] {
            assert_eq!(list_word(word), None, "{word}");
        }
        assert!(list_marks().any(|mark| mark == "和") && list_marks().any(|mark| mark == " و"));
    }
}
