//! Findings as text for people: a block for each source and rule, with the first cells of each.

mod block;
mod problem_count;
mod snippet;

pub(super) use problem_count::ProblemCounter;
pub(crate) use problem_count::ProblemCounts;

use std::any::Any;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use anstyle::Style;

use super::sanitized;
use crate::contact::{Column, Location, Source};
use crate::diagnostics::Summary;
use crate::diagnostics::{Finding, Message, Report, ReportBuffer, Rule, Severity};
use crate::i18n::{Language, messages};

const STRONG: Style = Style::new().bold();

/// The limits on what is displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DisplayLimits {
    /// Maximum number of findings of each rule.
    pub each: usize,
    /// Width of a line in columns; longer lines are wrapped.
    pub width: usize,
    /// If a list is converted, only errors, or the warnings for which it is refused.
    pub errors_only: bool,
}

impl Default for DisplayLimits {
    fn default() -> Self {
        DisplayLimits { each: 5, width: 100, errors_only: false }
    }
}

/// The purpose of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportMode {
    /// The list is validated: fixable findings count as errors.
    Validate,
    /// The list is converted: fixable findings are fixed.
    Convert,
}

/// A report of findings as text for people.
///
/// It stores only the first cells of each rule, so memory use doesn't depend on the number of findings.
#[derive(Debug)]
pub(crate) struct TextReport {
    purpose: ReportMode,
    limits: DisplayLimits,
    language: Language,
    sources: Vec<(Source, Blocks)>,
    /// The index of the current source.
    current: usize,
    problems: ProblemCounter,
}

type Blocks = BTreeMap<FindingGroup, Kept>;

/// The groups of findings, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum FindingGroup {
    Blocking(Rule),
    Warning(Rule),
    Fixed(Rule),
    Note(Rule),
}

#[derive(Debug, Default)]
struct Kept {
    /// The number of cells, of rows if the rule is about rows, or of other findings.
    count: u64,
    last: Option<(Location, Option<Column>)>,
    /// The findings of the first cells.
    first: Vec<Finding<'static>>,
    /// Unknown columns share one line, because an export has dozens: their number, and the first of them.
    left_out: u64,
    columns: Vec<String>,
}

impl TextReport {
    /// Returns a report that shows the first findings of each rule.
    pub(crate) fn new(purpose: ReportMode, limits: DisplayLimits, language: Language) -> Self {
        TextReport { purpose, limits, language, sources: Vec::new(), current: 0, problems: ProblemCounter::default() }
    }

    /// Returns the number of problems.
    pub(crate) fn problems(&self) -> ProblemCounts {
        self.problems.counts()
    }

    /// Writes the blocks of a run that wrote no list.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_outcome(true, out)
    }

    /// Writes the blocks. If a list is converted, its fixes come first, so that the problems are just above the closing
    /// lines. They are called fixed unless the list is refused.
    pub(crate) fn write_outcome(&self, is_refused: bool, out: &mut dyn Write) -> io::Result<()> {
        match self.purpose {
            ReportMode::Validate => self.write_groups(false, out, |_| true),
            ReportMode::Convert if self.limits.errors_only => {
                let is_reason = |group| match group {
                    FindingGroup::Blocking(_) => true,
                    FindingGroup::Warning(_) => is_refused && self.problems().errors == 0,
                    FindingGroup::Fixed(_) | FindingGroup::Note(_) => false,
                };
                self.write_groups(false, out, is_reason)
            }
            ReportMode::Convert => {
                let is_done = |group| matches!(group, FindingGroup::Fixed(_) | FindingGroup::Note(_));
                self.write_groups(!is_refused, out, is_done)?;
                self.write_groups(!is_refused, out, |group| !is_done(group))
            }
        }
    }

    fn write_groups(
        &self,
        is_fixed: bool,
        out: &mut dyn Write,
        is_wanted: impl Fn(FindingGroup) -> bool,
    ) -> io::Result<()> {
        for (source, groups) in &self.sources {
            let mut groups = groups.iter().filter(|(group, _)| is_wanted(**group)).peekable();
            if groups.peek().is_none() {
                continue;
            }
            writeln!(out, "{STRONG}{}{STRONG:#}", sanitized(&self.language.source(source)))?;
            for (group, kept) in groups {
                block::write(*group, kept, is_fixed, self, out)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

impl Report for TextReport {
    fn source(&mut self, source: &Source) {
        // Findings about several lists together alternate between the sources.
        let known = self.sources.iter().position(|(known, _)| known == source);
        self.problems.end_row();
        self.current = known.unwrap_or_else(|| {
            self.sources.push((source.clone(), Blocks::default()));
            self.sources.len() - 1
        });
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        let (purpose, each) = (self.purpose, self.limits.each);
        if let Some((_, blocks)) = self.sources.get_mut(self.current) {
            self.problems.take(finding);
            blocks.entry(FindingGroup::from_finding(finding, purpose)).or_default().take(finding, each);
        }
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        let (purpose, each) = (self.purpose, self.limits.each);
        Some(Box::new(BatchBuffer { purpose, each, blocks: Vec::new(), problems: ProblemCounter::default() }))
    }

    /// Takes the findings of all rows at once. The order is kept, because findings in between have rules that those of
    /// single rows don't have.
    fn take_buffer(&mut self, notes: &mut dyn ReportBuffer, _: Range<usize>) {
        let Some(noted) = (notes as &mut dyn Any).downcast_mut::<BatchBuffer>() else { return };
        let Some((_, blocks)) = self.sources.get_mut(self.current) else { return };
        for (group, noted) in std::mem::take(&mut noted.blocks) {
            blocks.entry(group).or_default().add(noted, self.limits.each);
        }
        self.problems.add(std::mem::take(&mut noted.problems));
    }
}

impl FindingGroup {
    fn from_finding(finding: &Finding<'_>, purpose: ReportMode) -> Self {
        match finding.severity {
            // A note needs no action unless a fix was applied.
            Severity::Note if purpose == ReportMode::Validate => FindingGroup::Note(finding.rule),
            _ if finding.applied => FindingGroup::Fixed(finding.rule),
            Severity::Error => FindingGroup::Blocking(finding.rule),
            Severity::Warning => FindingGroup::Warning(finding.rule),
            Severity::Note => FindingGroup::Note(finding.rule),
        }
    }
}

impl Kept {
    fn take(&mut self, finding: &Finding<'_>, each: usize) {
        let cell = Some((finding.location, finding.column));
        let is_same = self.last == cell && finding.location.row.is_some();
        // A fixed cell has one line, even if several parts of it were fixed.
        if is_same && finding.applied && finding.column.is_some() {
            return;
        }
        self.last = cell;
        self.count += u64::from(!is_same);
        if matches!(finding.message, Message::ColumnUnknown) {
            self.left_out += 1;
            if self.columns.len() < each {
                self.columns.push(finding.value.clone().into_owned());
            }
            return;
        }
        if self.has_room(finding, each) {
            self.first.push(finding.clone().into_owned());
        }
    }

    /// Returns whether a finding is shown: one of the first cells, or another problem of the last cell that is shown.
    fn has_room(&self, finding: &Finding<'_>, each: usize) -> bool {
        const MAX_OF_A_CELL: usize = 4;
        let is_same = |last: &Finding<'_>| last.location == finding.location && last.column == finding.column;
        self.first.len() < each
            || (self.first.len() < each.saturating_mul(MAX_OF_A_CELL) && self.first.last().is_some_and(is_same))
    }

    /// Returns the number of cells that are shown.
    fn shown_count(&self) -> u64 {
        let is_next = |pair: &[Finding<'_>]| {
            pair[0].location.row.is_none() || (pair[0].location, pair[0].column) != (pair[1].location, pair[1].column)
        };
        self.first.len().min(1) as u64 + self.first.windows(2).filter(|pair| is_next(pair)).count() as u64
    }

    /// Adds the findings of the rows below.
    fn add(&mut self, below: Kept, each: usize) {
        self.count += below.count;
        self.left_out += below.left_out;
        self.last = below.last;
        for finding in below.first {
            if !self.has_room(&finding, each) {
                break;
            }
            self.first.push(finding);
        }
        self.columns.extend(below.columns.into_iter().take(each.saturating_sub(self.columns.len())));
    }
}

/// The blocks of a batch of rows.
struct BatchBuffer {
    purpose: ReportMode,
    each: usize,
    /// A `Vec` because it has few entries: a linear search is faster than a map.
    blocks: Vec<(FindingGroup, Kept)>,
    problems: ProblemCounter,
}

impl ReportBuffer for BatchBuffer {
    fn finding(&mut self, finding: &Finding<'_>) {
        let group = FindingGroup::from_finding(finding, self.purpose);
        let known = self.blocks.iter().position(|(known, _)| *known == group);
        let index = known.unwrap_or_else(|| {
            self.blocks.push((group, Kept::default()));
            self.blocks.len() - 1
        });
        self.blocks[index].1.take(finding, self.each);
        self.problems.take(finding);
    }

    fn row(&mut self) {
        self.problems.end_row();
    }
}

/// Returns the counts of rows as an equation: `46 rows = 44 contacts + 2 blank`.
pub(crate) fn format_ledger(summary: &Summary, language: Language) -> String {
    if summary.rows == 0 && summary.unread > 0 {
        return messages::NoRowsRead.text(language).to_owned();
    }
    let mut parts = vec![language.localize(messages::ContactCount { count: summary.contacts }).to_string()];
    let mut add = |count: u64, text: &dyn Fn(u64) -> String| {
        if count > 0 {
            parts.push(text(count));
        }
    };
    add(summary.merged, &|count| language.localize(messages::MergedCount { count }).to_string());
    add(summary.rejected, &|count| language.localize(messages::RejectedCount { count }).to_string());
    add(summary.blank, &|count| language.localize(messages::BlankCount { count }).to_string());
    add(summary.skipped, &|count| language.localize(messages::SkippedCount { count }).to_string());
    add(summary.removed, &|count| language.localize(messages::RemovedCount { count }).to_string());
    let mut rows = vec![language.localize(messages::RowCount { count: summary.rows }).to_string()];
    if summary.split > 0 {
        rows.push(language.localize(messages::SplitCount { count: summary.split }).to_string());
    }
    format!("{} = {}", rows.join(" + "), parts.join(" + "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Input, ReadSettings, Rows};
    use crate::validate::validate;

    #[test]
    fn french_reports_have_carets_below_the_text_at_fault() {
        let list =
            "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Partner sales,\"US, XX, YY\"\n";
        let mut rows = Rows::open(Input::bytes("list.csv", list), ReadSettings::default()).unwrap();
        let mut report = TextReport::new(ReportMode::Validate, DisplayLimits::default(), Language::Fr);
        validate(&mut rows, Default::default(), &[], &mut report).unwrap();
        let mut text = anstream::AutoStream::never(Vec::new());
        report.write(&mut text).unwrap();
        let text = String::from_utf8(text.into_inner()).unwrap();
        let expected = "list.csv\n  erreur country-unknown\n    E2  «\u{a0}US, XX, YY\u{a0}»\n              ^^ «\u{a0}XX\u{a0}» n’est pas un pays connu\u{202f}; ";
        assert!(text.starts_with(expected), "{text}");
        // The last message is not repeated in full.
        assert!(text.contains("\n                  ^^ «\u{a0}YY\u{a0}» n’est pas un pays connu\n"), "{text}");
    }
}
