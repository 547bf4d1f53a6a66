//! The severity of a finding as the annotated workbook shows it: errors that `convert` fixes are separate from the
//! others.

use crate::diagnostics::{Finding, Severity};
use crate::i18n::{Language, messages};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum DisplaySeverity {
    Error,
    Warning,
    Fixed,
    Note,
}

impl DisplaySeverity {
    pub(in crate::report) const ALL: [DisplaySeverity; 4] =
        [DisplaySeverity::Error, DisplaySeverity::Warning, DisplaySeverity::Fixed, DisplaySeverity::Note];

    pub(in crate::report) fn from_finding(finding: &Finding<'_>) -> DisplaySeverity {
        match finding.severity {
            // A note needs no action, even if a fix was applied.
            Severity::Note => DisplaySeverity::Note,
            _ if finding.applied => DisplaySeverity::Fixed,
            Severity::Error => DisplaySeverity::Error,
            Severity::Warning => DisplaySeverity::Warning,
        }
    }

    /// Returns what a person has to do, in a word or two.
    pub(in crate::report) const fn word(self, language: Language) -> &'static str {
        match self {
            DisplaySeverity::Error => messages::ReportToCorrect.text(language),
            DisplaySeverity::Warning => messages::ReportToCheck.text(language),
            DisplaySeverity::Fixed => messages::ReportFixed.text(language),
            DisplaySeverity::Note => messages::WeightNote.text(language),
        }
    }

    pub(in crate::report) const fn title(self, language: Language) -> &'static str {
        match self {
            DisplaySeverity::Error => messages::WeightError.text(language),
            DisplaySeverity::Warning => messages::WeightWarning.text(language),
            DisplaySeverity::Fixed => messages::ReportFixed.text(language),
            DisplaySeverity::Note => messages::WeightNote.text(language),
        }
    }
}
