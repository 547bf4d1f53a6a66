//! What a finding asks of the reader.

use crate::diagnostics::{Finding, Severity};
use crate::i18n::{Language, say};
use crate::report::explain::word_of;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DisplaySeverity {
    Error,
    Warning,
    Mended,
    Note,
}

impl DisplaySeverity {
    pub(super) const ALL: [DisplaySeverity; 4] =
        [DisplaySeverity::Error, DisplaySeverity::Warning, DisplaySeverity::Mended, DisplaySeverity::Note];

    pub(super) fn of(finding: &Finding<'_>) -> DisplaySeverity {
        match finding.severity {
            // What the portal takes as it is asks nothing.
            Severity::Note => DisplaySeverity::Note,
            _ if finding.applied => DisplaySeverity::Mended,
            Severity::Error => DisplaySeverity::Error,
            Severity::Warning => DisplaySeverity::Warning,
        }
    }

    pub(super) const fn word(self, language: Language) -> &'static str {
        match self {
            DisplaySeverity::Error => word_of(Severity::Error, language),
            DisplaySeverity::Warning => word_of(Severity::Warning, language),
            DisplaySeverity::Mended => say::Fixable.text(language),
            DisplaySeverity::Note => word_of(Severity::Note, language),
        }
    }

    pub(super) const fn title(self, language: Language) -> &'static str {
        match self {
            DisplaySeverity::Error => say::WeightError.text(language),
            DisplaySeverity::Warning => say::WeightWarning.text(language),
            DisplaySeverity::Mended => say::WeightFixable.text(language),
            DisplaySeverity::Note => say::WeightNote.text(language),
        }
    }

    pub(super) const fn meaning(self, language: Language) -> &'static str {
        match self {
            DisplaySeverity::Error => say::MeaningError.text(language),
            DisplaySeverity::Warning => say::MeaningWarning.text(language),
            DisplaySeverity::Mended => say::MeaningFixable.text(language),
            DisplaySeverity::Note => say::MeaningNote.text(language),
        }
    }
}
