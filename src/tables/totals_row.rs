//! Recognition of a totals row, such as "Total: 44" or "12 contacts", in any language.

use super::folding::fold_into;
use super::generated::{TOTAL_WORDS, TOTAL_WORDS_MAX_LENGTH};
use super::{by_key, country_meaning, group};
use crate::contact::Country;

/// The kind of word in a totals row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TotalWord {
    /// A word for a total: total, Summe.
    Total,
    /// A word for the items that are counted: contacts, Kontakte.
    Contacts,
}

/// Returns whether a text is a total: a word for one, alone or followed by a number, a country or a group of countries;
/// or a number of contacts. Source: `total-words.csv`.
pub(crate) fn is_total(text: &str) -> bool {
    let text = text.trim();
    // The loop below looks up a word for each separator, which would be slow for a long text.
    if text.len() > MAX_TOTAL_LENGTH {
        return false;
    }
    let after_number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if after_number.len() < text.len() {
        return total_word(after_number) == Some(TotalWord::Contacts);
    }
    // A word may end at a space, at punctuation, or before a number.
    let ends =
        text.char_indices().filter(|(_, c)| !c.is_alphanumeric() || c.is_ascii_digit()).map(|(offset, _)| offset);
    ends.chain([text.len()]).any(|end| {
        let (word, rest) = text.split_at(end);
        let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
        match total_word(word) {
            Some(TotalWord::Total) => is_number || rest.is_empty() || is_place(rest),
            // Alone, "Contacts" may be a label.
            Some(TotalWord::Contacts) => is_number,
            None => false,
        }
    })
}

/// Maximum length of a total in bytes; real ones are far shorter.
const MAX_TOTAL_LENGTH: usize = 1000;

fn total_word(word: &str) -> Option<TotalWord> {
    by_key(word, TOTAL_WORDS_MAX_LENGTH, fold_into, |key| TOTAL_WORDS.get(key).copied())
}

/// Returns whether a text is a country or a group of countries. Digits and punctuation at its end are ignored.
pub(super) fn is_place(text: &str) -> bool {
    let name = text.trim_end_matches(|c: char| !c.is_alphabetic());
    Country::from_code(name).is_some() || country_meaning(name).is_some() || group(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_have_a_number_a_place_or_nothing_more() {
        for text in
            ["TOTAL:", "Gesamt: 44 Kontakte", "Total général", "Subtotal Germany", "Summe DACH: 12", "44 contacts"]
        {
            assert!(is_total(text), "{text}");
        }
        for text in ["Total Wang", "Totals of May", "Contacts"] {
            assert!(!is_total(text), "{text}");
        }
    }
}
