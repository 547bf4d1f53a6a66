//! The totals of a run. The comments on the fields of [`Summary`] are the descriptions in the published JSON schema, so they change only
//! with it.

use serde::Serialize;

use super::{Finding, RuleSet, Safety, Severity};

/// The ledger of a run: what became of each row, and how much was found.
///
/// Nothing is lost: `rows` = `contacts` + `merged` + `rejected` + `blank` + `skipped` + `removed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "summary", deny_unknown_fields))]
pub struct Summary {
    /// Rows read below the header.
    pub rows: u64,
    /// Rows that are contacts, once the safe fixes are applied.
    pub contacts: u64,
    /// Rows joined with another.
    pub merged: u64,
    /// Rows with an error that can't be fixed safely.
    pub rejected: u64,
    /// Rows without a text.
    pub blank: u64,
    /// Rows that are no contacts: header rows repeated further down.
    pub skipped: u64,
    /// Contacts taken out by a three-way merge; the other rows of each count as merged.
    pub removed: u64,
    /// Findings that are errors.
    pub errors: u64,
    /// Findings that are warnings.
    pub warnings: u64,
    /// Findings that are notes.
    pub notes: u64,
    /// Findings with a safe fix.
    pub fixable: u64,
    /// The rules with warnings.
    #[serde(skip)]
    pub warned: RuleSet,
    /// Errors without an applied fix, with those about the file.
    #[serde(skip)]
    pub blocking: u64,
}

impl Summary {
    /// Counts a finding.
    pub fn count(&mut self, finding: &Finding<'_>) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => {
                self.warnings += 1;
                self.warned.insert(finding.rule);
            }
            Severity::Note => self.notes += 1,
        }
        self.fixable += u64::from(finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe));
        self.blocking += u64::from(finding.is_blocking());
    }

    /// Adds the totals of another input.
    pub fn add(&mut self, other: &Summary) {
        self.rows += other.rows;
        self.contacts += other.contacts;
        self.merged += other.merged;
        self.rejected += other.rejected;
        self.blank += other.blank;
        self.skipped += other.skipped;
        self.removed += other.removed;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.fixable += other.fixable;
        self.warned.extend(other.warned);
        self.blocking += other.blocking;
    }

    /// Returns whether the outcomes add up to the rows.
    pub fn is_balanced(&self) -> bool {
        self.rows == self.contacts + self.merged + self.rejected + self.blank + self.skipped + self.removed
    }
}
