//! The totals of a run: rows by outcome, findings by severity. The comments on the fields of [`Summary`] are the
//! descriptions in the published JSON schema.

use serde::Serialize;

use super::{Finding, RuleSet, Safety, Severity};

/// Totals of a run: rows by outcome, findings by severity.
///
/// Every row is counted: `rows` + `split` = `contacts` + `merged` + `rejected` + `blank` + `skipped` + `removed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "summary"))]
pub struct Summary {
    /// Number of rows below the header.
    pub rows: u64,
    /// Rows that are contacts after safe fixes.
    pub contacts: u64,
    /// Rows merged into another row.
    pub merged: u64,
    /// Rows with an error that has no safe fix.
    pub rejected: u64,
    /// Empty rows.
    pub blank: u64,
    /// Rows that are not contacts: repeated headers and totals.
    pub skipped: u64,
    /// Contacts removed by a three-way merge; further rows of the same contact count as merged.
    pub removed: u64,
    /// Number of findings that are errors.
    pub errors: u64,
    /// Number of findings that are warnings.
    pub warnings: u64,
    /// Number of findings that are notes.
    pub notes: u64,
    /// Number of findings with a safe fix, which `convert` applies.
    pub fixable: u64,
    /// Contacts in addition to the first of a row that was split into several.
    pub split: u64,
    /// Rules with warnings.
    #[serde(skip)]
    pub warned: RuleSet,
    /// Number of errors that were not fixed, including those about the file.
    #[serde(skip)]
    pub blocking: u64,
    /// Number of lists whose rows were not read, because their header can't be used.
    #[serde(skip)]
    pub unread: u64,
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
        self.split += other.split;
        self.warned.extend(other.warned);
        self.blocking += other.blocking;
        self.unread += other.unread;
    }

    /// Returns whether the outcomes add up to the rows.
    pub fn is_balanced(&self) -> bool {
        self.rows + self.split == self.contacts + self.merged + self.rejected + self.blank + self.skipped + self.removed
    }
}
