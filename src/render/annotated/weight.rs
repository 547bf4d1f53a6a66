//! What a finding asks of the reader.

use crate::finding::{Finding, Severity};
use crate::render::explain::word_of;
use crate::words::{Language, say};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Error,
    Warning,
    Mended,
    Note,
}

impl Weight {
    pub(super) const ALL: [Weight; 4] = [Weight::Error, Weight::Warning, Weight::Mended, Weight::Note];

    pub(super) fn of(finding: &Finding<'_>) -> Weight {
        match finding.severity {
            // What the portal takes as it is asks nothing.
            Severity::Note => Weight::Note,
            _ if finding.applied => Weight::Mended,
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
        }
    }

    pub(super) const fn word(self, language: Language) -> &'static str {
        match self {
            Weight::Error => word_of(Severity::Error, language),
            Weight::Warning => word_of(Severity::Warning, language),
            Weight::Mended => say::Fixable.text(language),
            Weight::Note => word_of(Severity::Note, language),
        }
    }

    pub(super) const fn title(self, language: Language) -> &'static str {
        match self {
            Weight::Error => say::WeightError.text(language),
            Weight::Warning => say::WeightWarning.text(language),
            Weight::Mended => say::WeightFixable.text(language),
            Weight::Note => say::WeightNote.text(language),
        }
    }

    pub(super) const fn meaning(self, language: Language) -> &'static str {
        match self {
            Weight::Error => say::MeaningError.text(language),
            Weight::Warning => say::MeaningWarning.text(language),
            Weight::Mended => say::MeaningFixable.text(language),
            Weight::Note => say::MeaningNote.text(language),
        }
    }
}
