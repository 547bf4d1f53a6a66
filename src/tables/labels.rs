use super::generated::{LABEL_MEANINGS, LABEL_MEANINGS_LONGEST, LABELS, LABELS_ASKED};
use super::label_noise::undecorated;
use super::{by_key, folding, nearest};
use crate::contact::{Column, ColumnMap};

/// What a header label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// The column that it names.
    pub(crate) column: Column,
    /// Which part of the column's value it names.
    pub(crate) part: Part,
    /// Of several labels for one column the one with the lowest rank goes first.
    pub(crate) rank: u8,
    /// The languages in which it is a label; none where it is English too, or belongs to no language.
    pub(crate) languages: &'static [&'static str],
}

/// Which part of a column's value stands under a label. Parts of a name are in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// The bare word for a name: all of it, or beside a part of one the rest of it, as in "Vorname, Name". For a job
    /// title: all of it, or the form of address before a given name, as in "Title, First Name".
    Bare,
    /// The family name where it is written first, as in Hungarian.
    LeadingFamily,
    Given,
    Middle,
    Family,
    SecondFamily,
    /// One of a list: "Country 1", "Country 2".
    Item,
}

impl Part {
    /// Whether a label names its column by itself.
    fn is_whole(self) -> bool {
        matches!(self, Part::Whole | Part::Bare | Part::Item)
    }
}

/// The column that a header label names, in any language of the portal's documents or as other programs export it, in
/// any case, with or without accents and words such as "(required)"; JSON keys are labels too.
///
/// A label for a part of a value, such as "First name", names no column by itself. Source: `columns-by-locale.csv`,
/// `column-labels.csv` and `outlook-by-locale.csv`.
pub(crate) fn column_of_label(label: &str) -> Option<Column> {
    let (meaning, _) = label_meaning(label)?;
    meaning.part.is_whole().then_some(meaning.column)
}

/// What a label means, and the number in it, as in "E-mail 2 Address".
pub(crate) fn label_meaning(label: &str) -> Option<(Label, u32)> {
    let exact = |label: &str| {
        by_key(label, LABEL_MEANINGS_LONGEST, folding::label_key_into, |key| {
            LABEL_MEANINGS.get(key).map(|meaning| (*meaning, key.contains('0')))
        })
        .map(|(meaning, is_numbered)| (meaning, if is_numbered { number_in(label) } else { 0 }))
    };
    exact(label).or_else(|| exact(&undecorated(label)?))
}

fn number_in(label: &str) -> u32 {
    let digits = label.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().unwrap_or(0)
}

/// The columns that an unknown label may name: where it may be one of several, or is misspelt. A person should say so.
pub(crate) fn proposed_columns(label: &str) -> Vec<Column> {
    let near = |label: &str| {
        by_key(label, LABEL_MEANINGS_LONGEST, folding::label_key_into, |key| match LABELS_ASKED.get(key) {
            Some(columns) => Some(columns.to_vec()),
            None => nearest(key, wholes()).map(|column| vec![column]),
        })
    };
    // What stands in brackets may say that it is another thing, as in "Name (sponsor)".
    let before = label.split(['(', '[', '（']).next().filter(|before| before.len() < label.len());
    let beside = || before.and_then(column_of_label).map(|column| vec![column]);
    near(label).or_else(beside).unwrap_or_default()
}

fn wholes() -> impl Iterator<Item = (&'static str, Column)> {
    let wholes = LABEL_MEANINGS.entries().filter(|(_, label)| label.part.is_whole());
    wholes.map(|(key, label)| (*key, label.column))
}

/// The one column whose label is misspelt here, probably.
pub(crate) fn nearest_column(label: &str) -> Option<Column> {
    match *proposed_columns(label) {
        [column] => Some(column),
        _ => None,
    }
}

/// The locales that column labels are known in, such as `fr-FR`.
pub(crate) fn locales() -> impl Iterator<Item = &'static str> {
    LABELS.iter().map(|(locale, _)| *locale)
}

/// The six labels in a locale's language, by its name in any case.
pub(crate) fn labels_of_locale(locale: &str) -> Option<ColumnMap<&'static str>> {
    let (_, labels) = LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(locale))?;
    Some(ColumnMap(*labels))
}
