use super::tables::{LABEL_MEANINGS, LABEL_MEANINGS_LONGEST, LABELS};
use super::{by_key, fold, nearest};
use crate::model::{Column, ColumnMap};

/// The column that a header label names, in any language of the portal's documents, in any case, with or without
/// accents; JSON keys are labels too.
///
/// ```
/// # use cosell_contacts::model::Column;
/// # use cosell_contacts::vocabulary::column_of_label;
/// assert_eq!(column_of_label("PAYS / REGIONS"), Some(Column::Countries));
/// assert_eq!(column_of_label("Phone"), None);
/// ```
pub fn column_of_label(label: &str) -> Option<Column> {
    by_key(label, LABEL_MEANINGS_LONGEST, fold::label_key_into, |key| LABEL_MEANINGS.get(key).copied())
}

/// The column whose label is misspelt here, probably.
pub fn nearest_column(label: &str) -> Option<Column> {
    by_key(label, LABEL_MEANINGS_LONGEST, fold::label_key_into, |key| {
        nearest(key, LABEL_MEANINGS.entries().map(|(key, column)| (*key, *column)))
    })
}

/// The locales that column labels are known in, such as `fr-FR`.
pub fn locales() -> impl Iterator<Item = &'static str> {
    LABELS.iter().map(|(locale, _)| *locale)
}

/// The six labels in a locale's language, by its name in any case.
///
/// ```
/// # use cosell_contacts::model::Column;
/// # use cosell_contacts::vocabulary::labels_of_locale;
/// assert_eq!(labels_of_locale("fr-fr").unwrap()[Column::Countries], "Pays/Régions");
/// assert!(labels_of_locale("xx-XX").is_none());
/// ```
pub fn labels_of_locale(locale: &str) -> Option<ColumnMap<&'static str>> {
    let (_, labels) = LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(locale))?;
    Some(ColumnMap(*labels))
}
