//! Findings as text for people: a block for each source and rule, with the first cells of each.

mod block;
mod dedup;
mod row_summary;
mod snippet;

pub(crate) use row_summary::ledger;

use std::any::Any;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use anstyle::Style;

use super::sanitized;
use crate::contact::{Column, Location, Source};
use crate::diagnostics::{Finding, Message, Report, ReportBuffer, Rule, Severity};
use crate::i18n::Language;

const STRONG: Style = Style::new().bold();

/// The limits on what is displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DisplayLimits {
    /// Maximum number of findings of each rule.
    pub each: usize,
    /// Width of a line in columns; longer lines are wrapped.
    pub width: usize,
}

impl Default for DisplayLimits {
    fn default() -> Self {
        DisplayLimits { each: 5, width: 100 }
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
    shown: DisplayLimits,
    language: Language,
    sources: Vec<(Source, Blocks)>,
    /// The index of the current source.
    current: usize,
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
    count: u64,
    last: Option<(Location, Option<Column>)>,
    first: Vec<Finding<'static>>,
    /// Unknown columns share one line, because an export has dozens: their number, and the first of them.
    left_out: u64,
    columns: Vec<String>,
}

impl TextReport {
    /// Returns a report that shows the first findings of each rule.
    pub(crate) fn new(purpose: ReportMode, shown: DisplayLimits, language: Language) -> Self {
        TextReport { purpose, shown, language, sources: Vec::new(), current: 0 }
    }

    /// Returns the number of applied fixes. A cell counts once for each rule.
    pub(crate) fn fixed(&self) -> u64 {
        let groups = self.sources.iter().flat_map(|(_, groups)| groups);
        groups.filter(|(group, _)| matches!(group, FindingGroup::Fixed(_))).map(|(_, kept)| kept.count).sum()
    }

    /// Writes the blocks.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for (source, groups) in self.sources.iter().filter(|(_, groups)| !groups.is_empty()) {
            writeln!(out, "{STRONG}{}{STRONG:#}", sanitized(&self.language.source(source)))?;
            for (group, kept) in groups {
                block::write(*group, kept, self, out)?;
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
        self.current = known.unwrap_or_else(|| {
            self.sources.push((source.clone(), Blocks::default()));
            self.sources.len() - 1
        });
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        let (purpose, each) = (self.purpose, self.shown.each);
        if let Some((_, blocks)) = self.sources.get_mut(self.current) {
            blocks.entry(FindingGroup::of(finding, purpose)).or_default().take(finding, each);
        }
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        Some(Box::new(BatchBuffer { purpose: self.purpose, each: self.shown.each, blocks: Vec::new() }))
    }

    /// Takes the findings of all rows at once. The order is kept, because findings in between have rules that those of
    /// single rows don't have.
    fn take_buffer(&mut self, notes: &mut dyn ReportBuffer, _: Range<usize>) {
        let Some(noted) = (notes as &mut dyn Any).downcast_mut::<BatchBuffer>() else { return };
        let Some((_, blocks)) = self.sources.get_mut(self.current) else { return };
        for (group, noted) in std::mem::take(&mut noted.blocks) {
            blocks.entry(group).or_default().add(noted, self.shown.each);
        }
    }
}

impl FindingGroup {
    fn of(finding: &Finding<'_>, purpose: ReportMode) -> Self {
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
        // A fixed cell has one line, even if several parts of it were fixed.
        let cell = Some((finding.location, finding.column));
        if finding.applied && finding.column.is_some() && self.last == cell {
            return;
        }
        self.last = cell;
        self.count += 1;
        if matches!(finding.message, Message::ColumnUnknown) {
            self.left_out += 1;
            if self.columns.len() < each {
                self.columns.push(finding.value.clone().into_owned());
            }
            return;
        }
        if self.first.len() < each {
            self.first.push(finding.clone().into_owned());
        }
    }

    /// Adds the findings of the rows below.
    fn add(&mut self, below: Kept, each: usize) {
        self.count += below.count;
        self.left_out += below.left_out;
        self.last = below.last;
        let room = |kept: usize| each.saturating_sub(kept);
        self.first.extend(below.first.into_iter().take(room(self.first.len())));
        self.columns.extend(below.columns.into_iter().take(room(self.columns.len())));
    }
}

/// The blocks of a batch of rows.
struct BatchBuffer {
    purpose: ReportMode,
    each: usize,
    /// A `Vec` because it has few entries: a linear search is faster than a map.
    blocks: Vec<(FindingGroup, Kept)>,
}

impl ReportBuffer for BatchBuffer {
    fn finding(&mut self, finding: &Finding<'_>) {
        let group = FindingGroup::of(finding, self.purpose);
        let known = self.blocks.iter().position(|(known, _)| *known == group);
        let at = known.unwrap_or_else(|| {
            self.blocks.push((group, Kept::default()));
            self.blocks.len() - 1
        });
        self.blocks[at].1.take(finding, self.each);
    }

    fn row(&mut self) {}
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
        let expected = "list.csv\n  erreur country-unknown (2)\n    E2  \"US, XX, YY\"\n             ^^ «\u{a0}XX\u{a0}» n’est pas un pays connu\u{202f}; ";
        assert!(text.starts_with(expected), "{text}");
        // The last message is not repeated in full.
        assert!(text.contains("\n                 ^^ «\u{a0}YY\u{a0}» n’est pas un pays connu\n"), "{text}");
    }
}
