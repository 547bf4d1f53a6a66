use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::explain::{style_of, word_of};
use super::{quoted, sanitized, spelled_out};
use crate::finding::{Finding, Message, Report, Rule, Safety, Severity, Summary};
use crate::model::{Column, Place, Source};
use crate::words::{Language, say};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const MENDED: Style = AnsiColor::Green.on_default().bold();

/// What the findings are shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The list is checked: what can be fixed is wrong as it stands.
    Validate,
    /// The list is converted: what can be fixed is fixed.
    Convert,
}

/// Findings as text for people: a block for each source and rule, with the first cells of each.
///
/// Keeps those first cells only, so any number of findings takes little memory.
///
/// ```
/// use cosell_contacts::finding::{Finding, Message, Report, Rule};
/// use cosell_contacts::model::{Place, Source};
/// use cosell_contacts::render::{Purpose, TextReport};
/// use cosell_contacts::words::Language;
///
/// let mut report = TextReport::new(Purpose::Validate, 5, Language::En);
/// report.source(&Source::file("list.csv"));
/// let place = Place { row: Some(9), ..Place::default() };
/// report.finding(&Finding::new(Rule::RowSkipped, place, Message::HeaderRepeated));
/// let mut text = anstream::AutoStream::never(Vec::new());
/// report.write(&mut text)?;
/// assert_eq!(text.into_inner(), b"list.csv\n  note row-skipped\n    row 9  the header again: left out\n\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct TextReport {
    purpose: Purpose,
    /// So many findings of a rule are shown.
    shown: usize,
    language: Language,
    sources: Vec<(Source, BTreeMap<Group, Kept>)>,
    /// The source that findings are about.
    current: usize,
}

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
    last: Option<(Place, Option<Column>)>,
    first: Vec<Finding<'static>>,
    /// Columns that are not the template's share a line, since an export has dozens: how many, and the first of them.
    left_out: u64,
    columns: Vec<String>,
}

impl TextReport {
    /// A report that shows the first `shown` findings of each rule.
    pub fn new(purpose: Purpose, shown: usize, language: Language) -> Self {
        TextReport { purpose, shown, language, sources: Vec::new(), current: 0 }
    }

    /// How many fixes were applied; a cell counts once for each rule.
    pub fn mended(&self) -> u64 {
        let groups = self.sources.iter().flat_map(|(_, groups)| groups);
        groups.filter(|(group, _)| matches!(group, Group::Mended(_))).map(|(_, kept)| kept.count).sum()
    }

    /// Writes the blocks.
    ///
    /// # Errors
    /// Where they can't be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for (source, groups) in self.sources.iter().filter(|(_, groups)| !groups.is_empty()) {
            writeln!(out, "{STRONG}{}{STRONG:#}", sanitized(&self.language.source(source)))?;
            for (group, kept) in groups {
                self.write_block(*group, kept, out)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_block(&self, group: Group, kept: &Kept, out: &mut dyn Write) -> io::Result<()> {
        let language = self.language;
        let of_severity = |severity, rule| (word_of(severity, language), style_of(severity), rule);
        let (word, style, rule) = match group {
            Group::Blocking(rule) => of_severity(Severity::Error, rule),
            Group::Warning(rule) => of_severity(Severity::Warning, rule),
            Group::Mended(rule) if self.purpose == Purpose::Convert => (say::Mended.text(language), MENDED, rule),
            Group::Mended(rule) => (say::Fixable.text(language), MENDED, rule),
            Group::Note(rule) => of_severity(Severity::Note, rule),
        };
        let count = if kept.count > 1 { format!(" ({})", kept.count) } else { String::new() };
        writeln!(out, "  {style}{word}{style:#} {}{FAINT}{count}{FAINT:#}", rule.name())?;
        let places: Vec<String> = kept.first.iter().map(|finding| place_of(finding, language)).collect();
        let width = places.iter().map(|place| place.width()).max().unwrap_or(0);
        let mut last_message = String::new();
        for (finding, place) in kept.first.iter().zip(&places) {
            write_finding(finding, (place, width), &mut last_message, language, out)?;
        }
        let more = kept.count - kept.left_out - kept.first.len() as u64;
        if more > 0 {
            writeln!(out, "    {FAINT}{}{FAINT:#}", language.say(say::AndMoreAll { count: more }))?;
        }
        if kept.left_out > 0 {
            let names: Vec<String> = kept.columns.iter().map(|column| shown(column, language)).collect();
            write!(out, "    {}", language.say(say::LeftOut { columns: names.join(", ") }))?;
            let more = kept.left_out - names.len() as u64;
            if more > 0 {
                write!(out, "{FAINT} {}{FAINT:#}", language.say(say::AndMoreAll { count: more }))?;
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
            self.sources.push((source.clone(), BTreeMap::new()));
            self.sources.len() - 1
        });
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        let group = match finding.severity {
            // What the portal takes as it is is a note until it is mended.
            Severity::Note if self.purpose == Purpose::Validate => Group::Note(finding.rule),
            _ if finding.applied => Group::Mended(finding.rule),
            Severity::Error => Group::Blocking(finding.rule),
            Severity::Warning => Group::Warning(finding.rule),
            Severity::Note => Group::Note(finding.rule),
        };
        let Some((_, groups)) = self.sources.get_mut(self.current) else {
            return;
        };
        let kept = groups.entry(group).or_default();
        // A cell that is mended is one line, however many pieces of it are.
        let cell = Some((finding.place, finding.column));
        if finding.applied && finding.column.is_some() && kept.last == cell {
            return;
        }
        kept.last = cell;
        kept.count += 1;
        if finding.message == (Message::ColumnUnknown { near: None }) {
            kept.left_out += 1;
            if kept.columns.len() < self.shown {
                kept.columns.push(finding.value.clone().into_owned());
            }
            return;
        }
        if kept.first.len() < self.shown {
            kept.first.push(finding.clone().into_owned());
        }
    }
}

fn place_of(finding: &Finding<'_>, language: Language) -> String {
    let place = &finding.place;
    let column = finding.column.map(|column| language.column(column));
    let text = match (place.cell(), place.row, column) {
        (Some(cell), ..) => cell,
        (None, Some(row), Some(column)) => language.say(say::RowAndColumn { row, column }).to_string(),
        (None, Some(row), None) => language.say(say::Row { row }).to_string(),
        (None, None, Some(column)) => column.to_owned(),
        (None, None, None) => String::new(),
    };
    // Rows and lines part where a cell holds line ends.
    match (place.line, place.row) {
        (Some(line), Some(row)) if line != row => language.say(say::PlaceOnLine { place: text, line }).to_string(),
        _ => text,
    }
}

fn write_finding(
    finding: &Finding<'_>,
    (place, width): (&str, usize),
    last_message: &mut String,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let indent = " ".repeat(width - place.width());
    write!(out, "    {place}{indent}{}", if width > 0 { "  " } else { "" })?;
    let message = sanitized(&finding.wording(language).to_string()).into_owned();
    // What is mended of the file as a whole is no cell that could be shown.
    let safe = finding.fix.as_ref().filter(|_| finding.applied && finding.column.is_some());
    if let Some(fix) = safe {
        let before = if finding.rule == Rule::ValueUnicode {
            spelled_out(&finding.value)
        } else {
            shown(&finding.value, language)
        };
        return writeln!(out, "{before} {MENDED}→{MENDED:#} {}", shown(&fix.value, language));
    }
    // A message about the whole cell names it already.
    let is_named = finding.span.is_none() || finding.piece() != finding.value || !is_quotation(&message, language);
    let is_about_cell = finding.column.is_some() && !finding.value.is_empty() && is_named;
    // What was said of the cell above holds for this one too.
    match (is_about_cell, message == *last_message) {
        (true, true) => writeln!(out, "{}", shown(&finding.value, language))?,
        (true, false) => {
            let about = shown(&finding.value, language);
            writeln!(out, "{}", language.say(say::SaidOf { about, said: &message }))?;
        }
        (false, true) => writeln!(out, "{}", say::Likewise.text(language))?,
        (false, false) => writeln!(out, "{message}")?,
    }
    *last_message = message;
    let below = " ".repeat(4 + width + 2);
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety == Safety::Suggestion) {
        let value = match &*fix.value {
            "" => say::AnEmptyCell.text(language).to_owned(),
            value => shown(value, language),
        };
        let suggestion = say::Suggestion.text(language);
        writeln!(out, "{below}{FAINT}{suggestion}{FAINT:#} {value} {FAINT}(--accept-suggestions){FAINT:#}")?;
    }
    if !finding.alternatives.is_empty() {
        let readings: Vec<String> = finding.alternatives.iter().map(|reading| shown(reading, language)).collect();
        writeln!(out, "{below}{FAINT}{}{FAINT:#} {}", say::OneOf.text(language), readings.join(", "))?;
    }
    Ok(())
}

/// Whether a message begins with a text as it stands somewhere.
fn is_quotation(message: &str, language: Language) -> bool {
    let mark = language.say(say::Quoted { text: "" }).to_string().chars().next();
    mark.is_some_and(|mark| message.starts_with(mark))
}

/// A cell in quotation marks; of a very long one the beginning, and how long it is. JSON has all of it.
fn shown(value: &str, language: Language) -> String {
    const LONGEST: usize = 300;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            let (text, count) = (quoted(&value[..end]), value.chars().count());
            language.say(say::LongText { text, count }).to_string()
        }
        None => quoted(value),
    }
}

/// The ledger in words: `46 rows = 44 contacts + 2 blank`.
///
/// ```
/// # use cosell_contacts::finding::Summary;
/// # use cosell_contacts::render::ledger;
/// # use cosell_contacts::words::Language;
/// let summary = Summary { rows: 46, contacts: 44, blank: 2, ..Summary::default() };
/// assert_eq!(ledger(&summary, Language::En), "46 rows = 44 contacts + 2 blank");
/// ```
pub fn ledger(summary: &Summary, language: Language) -> String {
    let mut parts = vec![language.say(say::ContactCount { count: summary.contacts }).to_string()];
    let mut add = |count: u64, said: &dyn Fn(u64) -> String| {
        if count > 0 {
            parts.push(said(count));
        }
    };
    add(summary.merged, &|count| language.say(say::MergedCount { count }).to_string());
    add(summary.rejected, &|count| language.say(say::RejectedCount { count }).to_string());
    add(summary.blank, &|count| language.say(say::BlankCount { count }).to_string());
    add(summary.skipped, &|count| language.say(say::SkippedCount { count }).to_string());
    add(summary.removed, &|count| language.say(say::RemovedCount { count }).to_string());
    format!("{} = {}", language.say(say::RowCount { count: summary.rows }), parts.join(" + "))
}
