//! Columns and sheets that the program adds to a list. A table that comes back corrected is recognized by them.

use crate::i18n::{Language, messages};

/// A column that the program adds to those of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HelperColumn {
    /// The number of the row in the source, as Excel counts it. In annotated workbooks of earlier versions, too.
    Row,
    /// The same in an annotated workbook.
    OriginalRow,
    /// The findings about the row, in an annotated workbook.
    Findings,
    /// The reasons why the row was rejected.
    Reasons,
    /// The cells right of the last labelled column, for which JSON objects have no key.
    Beyond,
}

impl HelperColumn {
    const ALL: [HelperColumn; 5] = [
        HelperColumn::Row,
        HelperColumn::OriginalRow,
        HelperColumn::Findings,
        HelperColumn::Reasons,
        HelperColumn::Beyond,
    ];

    /// Returns the label in a language.
    pub(crate) const fn label(self, language: Language) -> &'static str {
        match self {
            HelperColumn::Row => messages::HeadRow.text(language),
            HelperColumn::OriginalRow => messages::HeadOriginalRow.text(language),
            HelperColumn::Findings => messages::AnnotatedSheet.text(language),
            HelperColumn::Reasons => messages::HeadReasons.text(language),
            // Only objects have it, whose keys are in English.
            HelperColumn::Beyond => "Beyond",
        }
    }

    /// Returns the column that has this label in any language, or had it in earlier versions.
    pub(crate) fn from_label(label: &str) -> Option<HelperColumn> {
        let label = label.trim().to_lowercase();
        let is_same = |other: &str| other.to_lowercase() == label;
        let is_label = |helper: &HelperColumn| in_any_language(|language| is_same(helper.label(language)));
        let is_earlier = || in_any_language(|language| is_same(messages::Findings.text(language)));
        HelperColumn::ALL.into_iter().find(is_label).or_else(|| is_earlier().then_some(HelperColumn::Findings))
    }
}

/// Returns whether a sheet has the accepted codes. Such a sheet is skipped without a note.
pub(crate) fn is_code_sheet(name: &str) -> bool {
    in_any_language(|language| {
        [messages::SheetCountries.text(language), messages::SheetStates.text(language)].contains(&name)
    })
}

/// Returns whether a sheet is the one to which rejected rows are written.
pub(crate) fn is_rejects_sheet(name: &str) -> bool {
    // Those of sources with other columns are numbered.
    let name = name.trim_end_matches(|c: char| c == ' ' || c.is_ascii_digit());
    in_any_language(|language| name == messages::SheetRejects.text(language))
}

/// Returns whether a sheet is one that an annotated workbook has in addition to the list.
pub(crate) fn is_helper_sheet(name: &str) -> bool {
    // A number is appended if a sheet of the list has the name already.
    let name = name.trim_end_matches(|c: char| c == ' ' || c.is_ascii_digit());
    is_code_sheet(name)
        || in_any_language(|language| {
            [messages::AnnotatedSheet.text(language), messages::Findings.text(language)].contains(&name)
        })
}

fn in_any_language(predicate: impl Fn(Language) -> bool) -> bool {
    Language::ALL.into_iter().any(predicate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn helper_columns_and_sheets_are_recognized_in_every_language() {
        for language in Language::ALL {
            for helper in HelperColumn::ALL {
                assert_eq!(HelperColumn::from_label(helper.label(language)), Some(helper), "{language:?}");
            }
            assert!(is_code_sheet(messages::SheetStates.text(language)));
            assert!(is_helper_sheet(&format!("{} 2", messages::AnnotatedSheet.text(language))));
            assert!(is_helper_sheet(messages::Findings.text(language)));
        }
        assert_eq!(HelperColumn::from_label("à corriger "), Some(HelperColumn::Findings));
        // Annotated workbooks of earlier versions have these labels.
        assert_eq!(HelperColumn::from_label("constats "), Some(HelperColumn::Findings));
        assert_eq!(HelperColumn::from_label("Ligne"), Some(HelperColumn::Row));
        assert!(!is_helper_sheet(messages::SheetContacts.text(Language::Fr)));
    }
}
