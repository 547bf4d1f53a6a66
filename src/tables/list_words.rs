use super::by_key;
use super::generated::{LIST_MARKS, LIST_WORDS, LIST_WORDS_MAX_LENGTH};

/// The function of a word between names in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListWord {
    /// Separates two names: und, et, y.
    And,
    /// Excludes the names that follow from a group: except, ohne, sauf.
    Except,
    /// Names the remainder of a group: rest, other, übrige.
    Rest,
    /// Ends a list that isn't complete: etc., usw., and more.
    More,
    /// Restricts a list to the names beside it: only, nur, uniquement.
    Only,
    /// Stands for all names: all, alle, tous.
    All,
    /// Marks one of several values: second, additional, otro.
    Further,
    /// Takes back the names beside it: formerly, until, bisher.
    Former,
    /// Is a usual word or name, and the code of a country: can, per, sur.
    Word,
}

/// Returns the function of a word in a list, in any language and case. Accents are significant: `és` is Hungarian, and
/// `ES` is Spain.
pub(crate) fn list_word(word: &str) -> Option<ListWord> {
    let lower = |word: &str, key: &mut String| match word.is_ascii() {
        true => {
            key.push_str(word);
            key.make_ascii_lowercase();
        }
        false => key.extend(word.chars().flat_map(char::to_lowercase)),
    };
    by_key(word, LIST_WORDS_MAX_LENGTH, lower, |key| LIST_WORDS.get(key).copied())
}

/// Returns the conjunctions that are written without a space after them: と, 和, and Arabic's " و".
pub(crate) fn list_marks() -> impl Iterator<Item = &'static str> {
    LIST_MARKS.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
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
