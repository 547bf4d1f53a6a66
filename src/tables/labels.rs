//! Lookups of column labels, as the portal's documents, other programs and people write them in any language. Words
//! beside a label that don't change its meaning, such as "required" or an example, are removed (`label-words.csv`).
//!
//! The choice between several labels of one column is in `read::header`.

use super::folding::{self, fold_into};
use super::generated::{LABEL_MEANINGS, LABEL_MEANINGS_MAX_LENGTH, LABEL_WORDS, LABELS, LABELS_ASKED};
use super::{by_key, nearest};
use crate::contact::{Column, ColumnMap};

/// The meaning of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) column: Column,
    pub(crate) part: Part,
    /// The precedence among several labels of one column; the lowest rank wins.
    pub(crate) rank: u8,
    /// The languages of the label. Empty if it is English too, or not specific to a language.
    pub(crate) languages: &'static [&'static str],
}

/// The part of a column's value that a label names. The parts of a name are in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The whole value.
    Whole,
    /// A bare word that depends on the labels beside it. "Name" is the whole name, or the rest of it beside a part, as
    /// in "Vorname, Name". "Title" is the job title, or the form of address before a given name, as in "Title, First
    /// Name".
    Bare,
    /// The family name if it is written first, as in Hungarian.
    LeadingFamily,
    Given,
    Middle,
    Family,
    SecondFamily,
    /// One item of a list: "Country 1", "Country 2".
    Item,
}

impl Part {
    /// Returns whether the label names its column without the help of other labels.
    fn is_whole(self) -> bool {
        matches!(self, Part::Whole | Part::Bare | Part::Item)
    }
}

/// Returns the column that a label names, in any language of the portal's documents or as other programs export it.
/// Case, accents and words such as "(required)" are ignored. JSON keys are labels too.
///
/// The label of a part of a value, such as "First name", names no column alone. Source: `columns-by-locale.csv`,
/// `column-labels.csv` and `outlook-by-locale.csv`.
pub(crate) fn column_of_label(label: &str) -> Option<Column> {
    let (meaning, _) = label_meaning(label)?;
    meaning.part.is_whole().then_some(meaning.column)
}

/// Returns the meaning of a label and the number in it, as in "E-mail 2 Address", or 0 without a number.
pub(crate) fn label_meaning(label: &str) -> Option<(Label, u32)> {
    let exact = |label: &str| {
        by_key(label, LABEL_MEANINGS_MAX_LENGTH, folding::label_key_into, |key| {
            LABEL_MEANINGS.get(key).map(|meaning| (*meaning, key.contains('0')))
        })
        .map(|(meaning, is_numbered)| (meaning, if is_numbered { number_in(label) } else { 0 }))
    };
    exact(label).or_else(|| exact(&strip_decoration(label)?))
}

fn number_in(label: &str) -> u32 {
    let digits = label.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().unwrap_or(0)
}

/// Returns the columns that an unknown label may name, because it is ambiguous or misspelt. A person has to confirm
/// one.
pub(crate) fn proposed_columns(label: &str) -> Vec<Column> {
    let near = |label: &str| {
        by_key(label, LABEL_MEANINGS_MAX_LENGTH, folding::label_key_into, |key| match LABELS_ASKED.get(key) {
            Some(columns) => Some(columns.to_vec()),
            None => nearest(key, wholes()).map(|column| vec![column]),
        })
    };
    // Text in brackets may name something else, as in "Name (sponsor)", so the label before it is only a proposal.
    let before = label.split(['(', '[', '（']).next().filter(|before| before.len() < label.len());
    let beside = || before.and_then(column_of_label).map(|column| vec![column]);
    near(label).or_else(beside).unwrap_or_default()
}

fn wholes() -> impl Iterator<Item = (&'static str, Column)> {
    let wholes = LABEL_MEANINGS.entries().filter(|(_, label)| label.part.is_whole());
    wholes.map(|(key, label)| (*key, label.column))
}

/// Returns the column whose label a text probably misspells.
pub(crate) fn nearest_column(label: &str) -> Option<Column> {
    match *proposed_columns(label) {
        [column] => Some(column),
        _ => None,
    }
}

/// Returns the locales that have column labels, such as `fr-FR`.
pub(crate) fn locales() -> impl Iterator<Item = &'static str> {
    LABELS.iter().map(|(locale, _)| *locale)
}

/// Returns the six labels in a locale's language. The case of the locale is ignored.
pub(crate) fn labels_of_locale(locale: &str) -> Option<ColumnMap<&'static str>> {
    let (_, labels) = LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(locale))?;
    Some(ColumnMap(*labels))
}

/// The kind of a word in a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Says whether a value is required: "required", "obligatoire".
    Needed,
    /// Describes the format of the value: "ISO codes".
    Hint,
    /// Introduces an example: "e.g. US, FR".
    Example,
    /// Says whether a row is meant: "active", "deleted".
    Status,
    /// Stands for the row beside such a word: "contact", "is".
    Row,
}

/// Maximum length of a label in bytes; real ones are far shorter.
const MAX_LABEL_LENGTH: usize = 200;

/// Returns a label without numbering and words that don't change its meaning: "1. Name", "Role (Partner Center)",
/// "Country: e.g. US, FR", "Email required". `None` if there are none, or if the label has other words beside the name:
/// "Name (sponsor)" is not a contact's name.
fn strip_decoration(label: &str) -> Option<String> {
    if label.len() > MAX_LABEL_LENGTH {
        return None;
    }
    let core = without_brackets(label)?;
    let (core, tail) = core.split_once([':', '：']).map_or((core.as_str(), ""), |(core, tail)| (core, tail));
    if !is_decoration(tail) {
        return None;
    }
    let numbered = core.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_listed = name.len() < numbered.len() && name.starts_with(['.', ')', ' ', '-', ':', '_']);
    let mut words: Vec<&str> = if is_listed { name } else { numbered }.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| is_needed(word)) {
        words.pop();
    }
    let text = words.join(" ");
    (text != label).then_some(text)
}

/// Returns the label without its text in brackets, or `None` if that text is not noise or a bracket is unbalanced.
fn without_brackets(label: &str) -> Option<String> {
    let mut core = String::with_capacity(label.len());
    let mut rest = label;
    while let Some(open) = rest.find(['(', '[', '{', '（', '【']) {
        core.push_str(&rest[..open]);
        let inside = &rest[open..];
        let close = inside.find([')', ']', '}', '）', '】'])?;
        let text = inside[..close].trim_start_matches(['(', '[', '{', '（', '【']);
        if !is_decoration(text) {
            return None;
        }
        core.push(' ');
        rest = inside[close..].trim_start_matches([')', ']', '}', '）', '】']);
    }
    core.push_str(rest);
    Some(core)
}

fn kind(word: &str) -> Option<Word> {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Some(Word::Hint) } else { LABEL_WORDS.get(word).copied() }
}

/// Returns whether a text beside a label doesn't change the label's meaning.
fn is_decoration(text: &str) -> bool {
    let mut key = String::new();
    fold_into(text, &mut key);
    for word in key.split(' ').filter(|word| !word.is_empty()) {
        match kind(word) {
            Some(Word::Example) => return true,
            Some(Word::Needed | Word::Hint) => {}
            Some(Word::Status | Word::Row) | None => return false,
        }
    }
    true
}

/// Returns whether a label is that of a column which says whether the rows are meant: "Status", "isActive", "Deleted?".
pub(crate) fn is_status_label(label: &str) -> bool {
    let mut key = String::new();
    fold_into(&separate_words(label), &mut key);
    let words = || key.split(' ').filter(|word| !word.is_empty());
    label.len() <= MAX_LABEL_LENGTH
        && words().any(|word| kind(word) == Some(Word::Status))
        && words().all(|word| kind(word).is_some())
}

/// Returns whether a word of a label takes back what the words beside it name: "Excluded" in "Excluded countries".
pub(crate) fn is_status_word(word: &str) -> bool {
    let mut key = String::new();
    fold_into(word, &mut key);
    kind(&key) == Some(Word::Status)
}

/// Returns a label with a space before capitals that begin a word: "is Active".
pub(crate) fn separate_words(label: &str) -> String {
    let mut separated = String::new();
    for c in label.chars() {
        if c.is_uppercase() && separated.ends_with(char::is_lowercase) {
            separated.push(' ');
        }
        separated.push(c);
    }
    separated
}

fn is_needed(word: &str) -> bool {
    let mut key = String::new();
    fold_into(word, &mut key);
    key.is_empty() || kind(&key) == Some(Word::Needed)
}
