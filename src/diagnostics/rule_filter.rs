use std::any::Any;
use std::ops::Range;

use super::{Finding, Report, ReportBuffer, Rule, RuleSet, Summary};
use crate::contact::{Source, SourceColumn};

/// A filter of findings by their rules: `--select` and `--ignore`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RuleFilter {
    /// Empty means all.
    selected: RuleSet,
    ignored: RuleSet,
}

impl RuleFilter {
    /// Returns a filter that takes the selected rules, or all if none is selected, without the ignored ones.
    pub(crate) fn new(selected: RuleSet, ignored: RuleSet) -> Self {
        RuleFilter { selected, ignored }
    }

    /// Returns whether the filter takes all rules.
    pub(crate) fn is_all(&self) -> bool {
        self.selected.is_empty() && self.ignored.is_empty()
    }

    /// Returns whether the filter takes the findings of a rule.
    pub(crate) fn takes(&self, rule: Rule) -> bool {
        (self.selected.is_empty() || self.selected.contains(rule)) && !self.ignored.contains(rule)
    }

    /// Returns whether the filter takes a finding. An error that keeps the list from being read is always taken.
    fn takes_finding(&self, finding: &Finding<'_>) -> bool {
        use Rule::{ColumnDuplicate, ColumnMissing, HeaderMissing, SheetChosen};
        let is_about_header = matches!(finding.rule, HeaderMissing | ColumnMissing | ColumnDuplicate | SheetChosen);
        (is_about_header && finding.is_blocking()) || self.takes(finding.rule)
    }
}

/// Passes the findings that a filter takes on to a report, and counts them.
pub(crate) struct FilteredReport<'r> {
    report: &'r mut dyn Report,
    filter: &'r RuleFilter,
    counted: Summary,
}

impl<'r> FilteredReport<'r> {
    /// Returns a report that passes on what the filter takes.
    pub(crate) fn new(filter: &'r RuleFilter, report: &'r mut dyn Report) -> Self {
        FilteredReport { report, filter, counted: Summary::default() }
    }

    /// Returns the summary with the counts of the findings that were passed on.
    pub(crate) fn summary(&self, all: &Summary) -> Summary {
        let Summary { errors, warnings, notes, fixable, warned, blocking, .. } = self.counted;
        Summary { errors, warnings, notes, fixable, warned, blocking, ..*all }
    }
}

impl Report for FilteredReport<'_> {
    fn source(&mut self, source: &Source) {
        self.report.source(source);
    }

    fn columns(&mut self, columns: &[SourceColumn]) {
        self.report.columns(columns);
    }

    fn original_row(&mut self, number: &str) {
        self.report.original_row(number);
    }

    fn row(&mut self, row: u64, cells: &mut dyn Iterator<Item = &str>) {
        self.report.row(row, cells);
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        if self.filter.takes_finding(finding) {
            self.counted.count(finding);
            self.report.finding(finding);
        }
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        let buffer = self.report.buffer()?;
        Some(Box::new(FilteredBuffer { buffer, filter: *self.filter, counted: Summary::default() }))
    }

    fn take_buffer(&mut self, buffer: &mut dyn ReportBuffer, rows: Range<usize>) {
        if let Some(filtered) = (buffer as &mut dyn Any).downcast_mut::<FilteredBuffer>() {
            self.counted.add(&std::mem::take(&mut filtered.counted));
            self.report.take_buffer(&mut *filtered.buffer, rows);
        }
    }
}

/// The buffer of such a report.
struct FilteredBuffer {
    buffer: Box<dyn ReportBuffer>,
    filter: RuleFilter,
    counted: Summary,
}

impl ReportBuffer for FilteredBuffer {
    fn finding(&mut self, finding: &Finding<'_>) {
        if self.filter.takes_finding(finding) {
            self.counted.count(finding);
            self.buffer.finding(finding);
        }
    }

    fn row(&mut self) {
        self.buffer.row();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_selected_unless_it_is_ignored() {
        let filter = RuleFilter::new(RuleSet::default(), RuleSet::from_rules(&[Rule::NameSpecial]));
        assert!(filter.takes(Rule::RoleUnknown) && !filter.takes(Rule::NameSpecial));
        let filter = RuleFilter::new(RuleSet::from_rules(&[Rule::RoleUnknown]), RuleSet::default());
        assert!(filter.takes(Rule::RoleUnknown) && !filter.takes(Rule::CountryUnknown));
    }
}
