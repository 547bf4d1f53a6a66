//! What our own tables have beside the columns and sheets of a list. A table that comes back corrected is known by it.

use crate::i18n::{Language, messages};

/// A column of ours beside those of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// The row that it was, as Excel counts it.
    Row,
    /// What was found, in an annotated workbook.
    Findings,
    /// Why the row was rejected.
    Reasons,
    /// What stood right of the last column: objects have no place for it.
    Beyond,
}

impl Beside {
    const ALL: [Beside; 4] = [Beside::Row, Beside::Findings, Beside::Reasons, Beside::Beyond];

    /// The label as it is written in a language. Rejects alone have reasons, and those have the same labels in all languages.
    pub(crate) const fn label(self, language: Language) -> &'static str {
        match self {
            Beside::Row => messages::HeadRow.text(language),
            Beside::Findings => messages::Findings.text(language),
            Beside::Reasons => "Reasons",
            Beside::Beyond => "Beyond",
        }
    }

    /// The column of ours that a label names in any language.
    pub(crate) fn of_label(label: &str) -> Option<Beside> {
        let is_label = |beside: &Beside| is_any(|language| beside.label(language).eq_ignore_ascii_case(label.trim()));
        Beside::ALL.into_iter().find(is_label)
    }
}

/// Whether a sheet has the accepted codes: nobody wonders why it is not read.
pub(crate) fn is_codes_sheet(name: &str) -> bool {
    is_any(|language| [messages::SheetCountries.text(language), messages::SheetStates.text(language)].contains(&name))
}

/// Whether a sheet is one that an annotated workbook has beside the list.
pub(crate) fn is_beside_sheet(name: &str) -> bool {
    // Where a list has the name, ours has a number.
    let name = name.trim_end_matches(|c: char| c == ' ' || c.is_ascii_digit());
    is_codes_sheet(name) || is_any(|language| name == messages::Findings.text(language))
}

fn is_any(is_it: impl Fn(Language) -> bool) -> bool {
    Language::ALL.into_iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ours_is_known_in_every_language() {
        for language in Language::ALL {
            for beside in Beside::ALL {
                assert_eq!(Beside::of_label(beside.label(language)), Some(beside), "{language:?}");
            }
            assert!(is_codes_sheet(messages::SheetStates.text(language)));
            assert!(is_beside_sheet(&format!("{} 2", messages::Findings.text(language))));
        }
        assert_eq!(Beside::of_label("constats "), Some(Beside::Findings));
        assert!(!is_beside_sheet(messages::SheetContacts.text(Language::Fr)));
    }
}
