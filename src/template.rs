//! Blank templates with labels in the user's language.

use std::io::Write;

use crate::contact::{Column, ColumnMap};
use crate::tables::{labels_of_locale, locales};
use crate::write::{Layout, WriteError, Writer};

/// The JSON Schema of a contacts list (`templates/contacts.schema.json`).
pub(crate) const SCHEMA: &str = include_str!("../templates/contacts.schema.json");

/// Returns the labels of a locale, by its name (`fr-FR`) or its language alone (`fr`).
pub(crate) fn labels(locale: &str) -> Option<ColumnMap<String>> {
    let is_its_language = |known: &&str| known.split('-').next().is_some_and(|part| part.eq_ignore_ascii_case(locale));
    let labels = labels_of_locale(locale).or_else(|| labels_of_locale(locales().find(is_its_language)?))?;
    Some(ColumnMap(Column::ALL.map(|column| labels[column].to_owned())))
}

/// Writes a list with a header and no contacts.
///
/// # Errors
/// If it can't be written.
pub(crate) fn write_template<W: Write + Send>(out: W, layout: &Layout) -> Result<W, WriteError> {
    Writer::new(out, layout)?.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_the_labels_of_its_first_locale() {
        assert_eq!(labels("fr").unwrap()[Column::Name], "Nom");
        assert!(labels("xx").is_none());
    }
}
