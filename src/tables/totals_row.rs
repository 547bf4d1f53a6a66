use super::folding::fold_into;
use super::generated::{TOTAL_WORDS, TOTAL_WORDS_LONGEST};
use super::{by_key, country_meaning, group};
use crate::contact::Country;

/// What a word in a line of totals stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TotalWord {
    /// What is added up: total, Summe.
    Total,
    /// What is counted: contacts, Kontakte.
    Contacts,
}

/// Whether a text is a total: a word for one, alone, before a number or before the country or the group of countries that
/// it is of; or a number of contacts. Source: `total-words.csv`.
pub(crate) fn is_total(text: &str) -> bool {
    let text = text.trim();
    // Each mark may end the word: of a long text that would be a search for each.
    if text.len() > LONGEST {
        return false;
    }
    let after_number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if after_number.len() < text.len() {
        return total_word(after_number) == Some(TotalWord::Contacts);
    }
    // A word may end at a space, at a mark, or where a number starts.
    let ends = text.char_indices().filter(|(_, c)| !c.is_alphanumeric() || c.is_ascii_digit()).map(|(at, _)| at);
    ends.chain([text.len()]).any(|end| {
        let (word, rest) = text.split_at(end);
        let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
        match total_word(word) {
            Some(TotalWord::Total) => is_number || rest.is_empty() || is_place(rest),
            Some(TotalWord::Contacts) => is_number,
            None => false,
        }
    })
}

/// So many bytes no line of a total has in a cell.
const LONGEST: usize = 1000;

fn total_word(word: &str) -> Option<TotalWord> {
    by_key(word, TOTAL_WORDS_LONGEST, fold_into, |key| TOTAL_WORDS.get(key).copied())
}

/// Whether a text is a country or a group of them, a number may follow.
fn is_place(text: &str) -> bool {
    let name = text.trim_end_matches(|c: char| !c.is_alphabetic());
    Country::from_code(name).is_some() || country_meaning(name).is_some() || group(name).is_some()
}
