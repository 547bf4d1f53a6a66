use std::any::Any;
use std::ops::Range;

use super::{Finding, Report, ReportBuffer, Rule, RuleSet, Summary};
use crate::contact::{Source, SourceColumn};

/// Which rules' findings are reported.
///
/// ```
/// use cosell_contacts::diagnostics::{Rule, RuleSet, RuleFilter};
///
/// let selection = RuleFilter::new(RuleSet::default(), RuleSet::of(&[Rule::NameSpecial]));
/// assert!(selection.takes(Rule::RoleUnknown) && !selection.takes(Rule::NameSpecial));
/// let selection = RuleFilter::new(RuleSet::of(&[Rule::RoleUnknown]), RuleSet::default());
/// assert!(selection.takes(Rule::RoleUnknown) && !selection.takes(Rule::CountryUnknown));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct RuleFilter {
    /// All, where there is none.
    selected: RuleSet,
    ignored: RuleSet,
}

impl RuleFilter {
    /// The selected rules, or all where none is selected, without those that are ignored.
    pub fn new(selected: RuleSet, ignored: RuleSet) -> Self {
        RuleFilter { selected, ignored }
    }

    /// Whether all rules are reported.
    pub fn is_all(&self) -> bool {
        self.selected.is_empty() && self.ignored.is_empty()
    }

    /// Whether what a rule finds is reported.
    pub fn takes(&self, rule: Rule) -> bool {
        (self.selected.is_empty() || self.selected.contains(rule)) && !self.ignored.contains(rule)
    }

    /// The same of a finding; what keeps a list from being read is reported in any case.
    fn takes_finding(&self, finding: &Finding<'_>) -> bool {
        let is_about_header = matches!(finding.rule, Rule::HeaderMissing | Rule::ColumnMissing | Rule::ColumnDuplicate);
        (is_about_header && finding.is_blocking()) || self.takes(finding.rule)
    }
}

/// A report of the selected rules' findings, which counts what it hands on.
///
/// What keeps a list from being read is reported in any case: of its rows nothing is known.
pub struct FilteredReport<'r> {
    report: &'r mut dyn Report,
    selection: &'r RuleFilter,
    counted: Summary,
}

impl<'r> FilteredReport<'r> {
    /// Hands on to a report what is selected.
    pub fn new(selection: &'r RuleFilter, report: &'r mut dyn Report) -> Self {
        FilteredReport { report, selection, counted: Summary::default() }
    }

    /// A summary with the same rows, and what was handed on as its findings.
    pub fn summary(&self, all: &Summary) -> Summary {
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

    fn row(&mut self, row: u64, cells: &mut dyn Iterator<Item = &str>) {
        self.report.row(row, cells);
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        if self.selection.takes_finding(finding) {
            self.counted.count(finding);
            self.report.finding(finding);
        }
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        let notes = self.report.buffer()?;
        Some(Box::new(FilteredBuffer { notes, selection: *self.selection, counted: Summary::default() }))
    }

    fn take_buffer(&mut self, notes: &mut dyn ReportBuffer, rows: Range<usize>) {
        if let Some(selected) = (notes as &mut dyn Any).downcast_mut::<FilteredBuffer>() {
            self.counted.add(&std::mem::take(&mut selected.counted));
            self.report.take_buffer(&mut *selected.notes, rows);
        }
    }
}

/// Notes of the selected rules' findings.
struct FilteredBuffer {
    notes: Box<dyn ReportBuffer>,
    selection: RuleFilter,
    counted: Summary,
}

impl ReportBuffer for FilteredBuffer {
    fn finding(&mut self, finding: &Finding<'_>) {
        if self.selection.takes_finding(finding) {
            self.counted.count(finding);
            self.notes.finding(finding);
        }
    }

    fn row(&mut self) {
        self.notes.row();
    }
}
