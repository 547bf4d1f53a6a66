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

/// How much of what is found is shown, and in how many columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DisplayLimits {
    /// So many findings of a rule.
    pub each: usize,
    /// The columns of a line; longer ones go on in the next.
    pub width: usize,
}

impl Default for DisplayLimits {
    fn default() -> Self {
        DisplayLimits { each: 5, width: 100 }
    }
}

/// What the findings are shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportMode {
    /// The list is checked: what can be fixed is wrong as it stands.
    Validate,
    /// The list is converted: what can be fixed is fixed.
    Convert,
}

/// Findings as text for people: a block for each source and rule, with the first cells of each.
///
/// Keeps those first cells only, so any number of findings takes little memory.
#[derive(Debug)]
pub(crate) struct TextReport {
    purpose: ReportMode,
    shown: DisplayLimits,
    language: Language,
    sources: Vec<(Source, Blocks)>,
    /// The source that findings are about.
    current: usize,
}

type Blocks = BTreeMap<Group, Kept>;

/// The blocks, in the order in which they matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Blocking(Rule),
    Warning(Rule),
    Mended(Rule),
    Note(Rule),
}

#[derive(Debug, Default)]
struct Kept {
    count: u64,
    last: Option<(Location, Option<Column>)>,
    first: Vec<Finding<'static>>,
    /// Columns that are not the template's share a line, since an export has dozens: how many, and the first of them.
    left_out: u64,
    columns: Vec<String>,
}

impl TextReport {
    /// A report that shows the first findings of each rule.
    pub(crate) fn new(purpose: ReportMode, shown: DisplayLimits, language: Language) -> Self {
        TextReport { purpose, shown, language, sources: Vec::new(), current: 0 }
    }

    /// How many fixes were applied; a cell counts once for each rule.
    pub(crate) fn mended(&self) -> u64 {
        let groups = self.sources.iter().flat_map(|(_, groups)| groups);
        groups.filter(|(group, _)| matches!(group, Group::Mended(_))).map(|(_, kept)| kept.count).sum()
    }

    /// Writes the blocks.
    ///
    /// # Errors
    /// Where they can't be written.
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
        // What is said of several lists together comes back to one and the other.
        let known = self.sources.iter().position(|(known, _)| known == source);
        self.current = known.unwrap_or_else(|| {
            self.sources.push((source.clone(), Blocks::default()));
            self.sources.len() - 1
        });
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        let (purpose, each) = (self.purpose, self.shown.each);
        if let Some((_, blocks)) = self.sources.get_mut(self.current) {
            blocks.entry(Group::of(finding, purpose)).or_default().take(finding, each);
        }
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        Some(Box::new(BatchBuffer { purpose: self.purpose, each: self.shown.each, blocks: Vec::new() }))
    }

    /// Takes the notes of all rows at once: what comes in between is of rules that rows by themselves don't have.
    fn take_buffer(&mut self, notes: &mut dyn ReportBuffer, _: Range<usize>) {
        let Some(noted) = (notes as &mut dyn Any).downcast_mut::<BatchBuffer>() else { return };
        let Some((_, blocks)) = self.sources.get_mut(self.current) else { return };
        for (group, noted) in std::mem::take(&mut noted.blocks) {
            blocks.entry(group).or_default().add(noted, self.shown.each);
        }
    }
}

impl Group {
    fn of(finding: &Finding<'_>, purpose: ReportMode) -> Self {
        match finding.severity {
            // What the portal takes as it is is a note until it is mended.
            Severity::Note if purpose == ReportMode::Validate => Group::Note(finding.rule),
            _ if finding.applied => Group::Mended(finding.rule),
            Severity::Error => Group::Blocking(finding.rule),
            Severity::Warning => Group::Warning(finding.rule),
            Severity::Note => Group::Note(finding.rule),
        }
    }
}

impl Kept {
    fn take(&mut self, finding: &Finding<'_>, each: usize) {
        // A cell that is mended is one line, however many pieces of it are.
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

    /// Adds what was kept of the rows below.
    fn add(&mut self, below: Kept, each: usize) {
        self.count += below.count;
        self.left_out += below.left_out;
        self.last = below.last;
        let room = |kept: usize| each.saturating_sub(kept);
        self.first.extend(below.first.into_iter().take(room(self.first.len())));
        self.columns.extend(below.columns.into_iter().take(room(self.columns.len())));
    }
}

/// The blocks of some rows.
struct BatchBuffer {
    purpose: ReportMode,
    each: usize,
    /// There are so few that the one wanted is sooner found in a row than in a tree.
    blocks: Vec<(Group, Kept)>,
}

impl ReportBuffer for BatchBuffer {
    fn finding(&mut self, finding: &Finding<'_>) {
        let group = Group::of(finding, self.purpose);
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
    fn it_is_told_in_french_with_carets_below_the_same_piece() {
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
        // What was just said is not said again.
        assert!(text.contains("\n                 ^^ «\u{a0}YY\u{a0}» n’est pas un pays connu\n"), "{text}");
    }
}
