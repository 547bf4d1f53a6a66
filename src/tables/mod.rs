//! Reference data of Partner Center with lookups: countries, states, roles and column labels, each with the spellings
//! that people use.
//!
//! `data/*.csv` is the only source. `build/main.rs` compiles it into lookup tables, so nothing is parsed at start.
//! Texts are compared without case, accents and punctuation.

mod countries;
mod country_names;
mod doubtful_signs;
mod filler_words;
mod folding;
mod fuzzy_match;
mod groups;
mod homonyms;
mod labels;
mod languages;
mod layout_rows;
mod list_words;
mod memo;
mod near_index;
mod roles;
mod states;
mod subdivisions;
mod totals_row;

pub(crate) use countries::letters_after_country;
pub(crate) use countries::{CountryMatch, country_languages, country_meaning, country_meaning_in};
pub(crate) use doubtful_signs::{has_doubtful_sign, without_question_marks};
pub(crate) use filler_words::{
    FillerWord, FourBytes, filler_word, is_missing_part, may_be_filler, may_have_missing_part,
};
pub(crate) use folding::fold_into;
pub(crate) use fuzzy_match::{english_names_near, nearest_country};
pub(crate) use groups::group;
pub(crate) use groups::{group_key, letters_after_name, nearest_group};
pub(crate) use homonyms::{Within, has_homonym, is_place_in};
pub(crate) use labels::{Label, Part, is_status_label, is_status_word, label_meaning, separate_words};
pub(crate) use labels::{column_of_label, labels_of_locale, locales, nearest_column, proposed_columns};
pub(crate) use languages::language;
pub(crate) use layout_rows::{
    LayoutWord, has_doubt, is_description, is_example, is_heading, is_incomplete, is_layout_word, is_sentence,
    kinds_at_start, may_have_address, starts_with_layout_word,
};
pub(crate) use list_words::{ListWord, list_marks, list_word};
pub(crate) use memo::{Memo, memoize};
pub(crate) use roles::{nearest_role, role_meaning, role_of_word};
pub(crate) use states::letters_after_state;
pub(crate) use states::{nearest_state, state_meaning};
pub(crate) use subdivisions::{Subdivision, countries_of_subdivision, subdivision_of};
pub(crate) use totals_row::is_total;

use std::cell::RefCell;

use self::folding::letter_bit;

/// The tables that `build/main.rs` generates from `data/*.csv`.
mod generated {
    use super::NextLetters;
    use super::countries::CountryMatch;
    use super::filler_words::FillerWord;
    use super::groups::{Group, GroupRow};
    use super::homonyms::Homonym;
    use super::labels::{Label, Part, Word};
    use super::list_words::ListWord;
    use super::subdivisions::Subdivision;
    use super::totals_row::TotalWord;
    use crate::contact::{Column, Country, Role, State};
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// Returns the maximum length of a text whose key has up to `longest` bytes. Folding removes accents and punctuation, which rarely
/// make a text longer than this.
const fn longest_text(longest: usize) -> usize {
    longest * 4 + 16
}

/// Looks up a text by its key, which is built in a buffer of the thread. Texts too long for the table are rejected
/// before they are folded, so the cost of a lookup doesn't depend on the length of the cell.
fn by_key<T>(
    text: &str,
    longest: usize,
    make_key: fn(&str, &mut String),
    look_up: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    thread_local!(static KEY: RefCell<String> = const { RefCell::new(String::new()) });
    if text.len() > longest_text(longest) {
        return None;
    }
    KEY.with_borrow_mut(|key| {
        key.clear();
        make_key(text, key);
        look_up(key)
    })
}

/// Looks up a name, which has no meaning with a sign that reverses or doubts it.
fn by_name<T>(
    text: &str,
    longest: usize,
    make_key: fn(&str, &mut String),
    look_up: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    if has_doubtful_sign(text) { None } else { by_key(text, longest, make_key, look_up) }
}

/// Looks up the name of a country, in English and in all languages.
fn by_country_key<T>(
    text: &str,
    make_key: fn(&str, &mut String),
    look_up: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    by_name(text, generated::NAMES_MAX_LENGTH.max(generated::COUNTRY_MEANINGS_MAX_LENGTH), make_key, look_up)
}

/// Returns the candidate nearest to a text by the optimal string alignment distance (a transposition of neighbours is
/// one edit). `None` unless it is within one edit (two from ten letters on), or if a candidate with another meaning is
/// just as near.
fn nearest<'k, T: PartialEq>(key: &str, candidates: impl Iterator<Item = (&'k str, T)>) -> Option<T> {
    nearest_if(key, candidates, |_| true)
}

/// Returns the meaning of the nearest candidate like [`nearest`], of those that `is_similar` accepts. It is called only if the
/// lengths and letters of a candidate allow it to be near.
fn nearest_if<'k, T: PartialEq>(
    key: &str,
    candidates: impl Iterator<Item = (&'k str, T)>,
    is_similar: impl Fn(&str) -> bool,
) -> Option<T> {
    let allowed = allowed_edits(key)?;
    let mut best: Option<(usize, T)> = None;
    let mut tied = false;
    for (candidate, meaning) in
        candidates.filter(|(candidate, _)| may_be_near(key, candidate, allowed) && is_similar(candidate))
    {
        let distance = strsim::osa_distance(key, candidate);
        match &best {
            Some((nearest, _)) if distance > *nearest => {}
            Some((nearest, known)) if distance == *nearest => tied |= *known != meaning,
            _ if distance <= allowed => {
                best = Some((distance, meaning));
                tied = false;
            }
            _ => {}
        }
    }
    best.filter(|_| !tied).map(|(_, meaning)| meaning)
}

/// Returns the number of edits within which a text is near; `None` if it is too short or too long.
fn allowed_edits(key: &str) -> Option<usize> {
    match key.chars().count() {
        4..=9 => Some(1),
        10..=64 => Some(2),
        _ => None,
    }
}

/// Returns whether a candidate may be within some edits of a text, by their lengths and letters: a fast check before the
/// distance is computed.
fn may_be_near(key: &str, candidate: &str, edits: usize) -> bool {
    // An edit changes the length by at most one letter, which may take several bytes.
    let slack = if key.is_ascii() { edits } else { 3 * edits };
    if candidate.len().abs_diff(key.len()) > slack {
        return false;
    }
    // An edit adds a kind of letter, removes one, or both.
    let kinds =
        |text: &str| text.bytes().filter(u8::is_ascii_lowercase).fold(0_u32, |kinds, b| kinds | 1 << (b - b'a'));
    (kinds(key) ^ kinds(candidate)).count_ones() as usize <= 2 * edits
}

/// Writes codes as in a canonical cell.
fn join<'a>(f: &mut std::fmt::Formatter<'_>, mut codes: impl Iterator<Item = &'a str>) -> std::fmt::Result {
    codes.next().map_or(Ok(()), |code| f.write_str(code))?;
    codes.try_for_each(|code| {
        f.write_str(", ")?;
        f.write_str(code)
    })
}

/// The initials of the words that may follow a text in known names: for "Korea" it is `r`, as in "Korea, Republic of".
/// They show without a lookup that "Korea, Japan" is not one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct NextLetters(pub(super) u32);

impl NextLetters {
    /// All letters: any text may follow.
    pub(crate) const ANY: NextLetters = NextLetters(u32::MAX);

    /// Returns whether a name may continue with this text, which starts with the separators before its first word.
    pub(crate) fn may_be(self, text: &str) -> bool {
        if self.0 == 0 {
            return false;
        }
        let is_between = |byte: &u8| byte.is_ascii_punctuation() && *byte != b'&' || byte.is_ascii_whitespace();
        match text.bytes().find(|byte| !is_between(byte)) {
            None => false,
            Some(b'&') => self.0 & letter_bit(b'a') != 0,
            // Folding another letter would cost more than the lookup saves, so any non-ASCII letter is accepted.
            Some(byte) => !byte.is_ascii() || self.0 & letter_bit(byte.to_ascii_lowercase()) != 0,
        }
    }

    pub(crate) fn or(self, other: NextLetters) -> NextLetters {
        NextLetters(self.0 | other.0)
    }
}
