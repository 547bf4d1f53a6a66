//! The block of a rule in the text report: a heading, and the first cells with their messages.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::snippet::{Snippet, mark_span};
use super::{FindingGroup, Kept, TextReport};
use crate::diagnostics::{Finding, Message, Rule, Safety, Severity};
use crate::i18n::{Count, Language, messages};
use crate::report::explain::{style_of, word_of};
use crate::report::wrap::Wrapper;
use crate::report::{legend, quoted, sanitized, spelled_out};

const PLAIN: Style = Style::new();
const FAINT: Style = Style::new().dimmed();
const FIXED: Style = AnsiColor::Green.on_default().bold();
const INDENT: usize = 4;

/// Writes the block of a rule: a line with its name, and the first cells below.
pub(super) fn write(
    group: FindingGroup,
    kept: &Kept,
    is_fixed: bool,
    report: &TextReport,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (language, width) = (report.language, report.limits.width);
    let of_severity = |severity, rule| (word_of(severity, language), style_of(severity), rule);
    let (word, style, rule) = match group {
        FindingGroup::Blocking(rule) => of_severity(Severity::Error, rule),
        FindingGroup::Warning(rule) => of_severity(Severity::Warning, rule),
        FindingGroup::Fixed(rule) if is_fixed => (messages::Fixed.text(language), FIXED, rule),
        FindingGroup::Fixed(rule) => (messages::Fixable.text(language), FIXED, rule),
        FindingGroup::Note(rule) => of_severity(Severity::Note, rule),
    };
    let count = match kept.count {
        0 | 1 => String::new(),
        count => format!(" ({})", language.localize(Count(count))),
    };
    writeln!(out, "  {style}{word}{style:#} {}{FAINT}{count}{FAINT:#}", rule.name())?;
    let places: Vec<String> = kept.first.iter().map(|finding| place_of(finding, language)).collect();
    let widest = places.iter().map(|location| location.width()).max().unwrap_or(0);
    let beside = INDENT + if widest > 0 { widest + 2 } else { 0 };
    // Texts below their location have a whole line if the locations take half of it.
    let indent = if beside > width / 2 { INDENT + 2 } else { beside };
    let mut block = Block { indent, width, language, style, last: LastMessage::default(), out };
    let mut rest = &kept.first[..];
    while let Some((first, others)) = rest.split_first() {
        let same = others.iter().take_while(|other| is_same_cell(first, other)).count();
        block.cell(&rest[..=same], &places[kept.first.len() - rest.len()])?;
        rest = &rest[same + 1..];
    }
    write_legend(kept, rule, width, language, out)?;
    let more = kept.count - kept.left_out - kept.shown_count();
    if more > 0 {
        writeln!(out, "    {FAINT}{}{FAINT:#}", language.localize(messages::AndMoreAll { count: more }))?;
    }
    if kept.left_out > 0 {
        write_left_out(kept, width, language, out)?;
    }
    Ok(())
}

/// Writes what the characters are that are written out above.
fn write_legend(kept: &Kept, rule: Rule, width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let cells = kept.first.iter().map(|finding| beginning(&finding.value));
    let columns = kept.columns.iter().map(|column| beginning(column));
    let legend = legend(cells.chain(columns), rule == Rule::ValueUnicode, language);
    if legend.is_empty() {
        return Ok(());
    }
    write!(out, "{:INDENT$}", "")?;
    let mut flow = Wrapper::new(out, INDENT, INDENT, width);
    flow.text(FAINT, &format!("({legend})"))?;
    flow.end()
}

fn write_left_out(kept: &Kept, width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = kept.columns.iter().map(|column| display_value(column, language)).collect();
    write!(out, "{:INDENT$}", "")?;
    let mut flow = Wrapper::new(out, INDENT, INDENT, width);
    flow.text(PLAIN, &language.localize(messages::IgnoredColumns { columns: names.join(", ") }).to_string())?;
    let more = kept.left_out - names.len() as u64;
    if more > 0 {
        flow.text(FAINT, &format!(" {}", language.localize(messages::AndMoreAll { count: more })))?;
    }
    flow.end()
}

/// Returns whether two findings are about one cell and neither was fixed.
fn is_same_cell(one: &Finding<'_>, other: &Finding<'_>) -> bool {
    let cell = |finding: &Finding<'_>| (finding.location, finding.column);
    one.column.is_some() && cell(one) == cell(other) && one.value == other.value && !one.applied && !other.applied
}

/// Returns the location of a finding as text.
fn place_of(finding: &Finding<'_>, language: Language) -> String {
    let location = &finding.location;
    let column = finding.column.map(|column| language.column(column));
    let text = match (location.cell(), location.row, column) {
        (Some(cell), ..) => cell,
        (None, Some(row), Some(column)) => language.localize(messages::RowAndColumn { row, column }).to_string(),
        (None, Some(row), None) => language.localize(messages::Row { row }).to_string(),
        (None, None, column) => column.unwrap_or_default().to_owned(),
    };
    // Rows and lines have different numbers if cells contain line breaks.
    match (location.line, location.row) {
        (Some(line), Some(row)) if line != row => {
            language.localize(messages::PlaceOnLine { location: text, line }).to_string()
        }
        _ => text,
    }
}

struct Block<'o> {
    /// The column in which texts start, also after a line break.
    indent: usize,
    width: usize,
    language: Language,
    /// The style of the rule's severity.
    style: Style,
    last: LastMessage,
    out: &'o mut dyn Write,
}

impl Block<'_> {
    /// Writes the findings of a cell, or a finding that isn't about a cell.
    fn cell(&mut self, findings: &[Finding<'_>], location: &str) -> io::Result<()> {
        write!(self.out, "{:INDENT$}{location}", "")?;
        let spaces = self.indent.checked_sub(INDENT + location.width());
        match spaces.filter(|spaces| *spaces > 0 || location.is_empty()) {
            Some(spaces) => write!(self.out, "{:spaces$}", "")?,
            None => write!(self.out, "\n{:1$}", "", self.indent)?,
        }
        let mut line = String::new();
        for (index, finding) in findings.iter().enumerate() {
            // A fix of the file as a whole has no cell before and after.
            let safe = finding.fix.as_ref().filter(|_| finding.applied && finding.column.is_some());
            let room = self.width.saturating_sub(self.indent).max(20);
            let snippet = finding.span.as_ref().and_then(|span| mark_span(&finding.value, span, room, self.language));
            if let Some(fix) = safe {
                self.fixed(finding, &fix.value)?;
            } else if let Some(snippet) = snippet.filter(|_| finding.column.is_some()) {
                if line != snippet.text {
                    self.start(index)?;
                    writeln!(self.out, "{}", snippet.text)?;
                    line.clone_from(&snippet.text);
                }
                self.under(&snippet, finding)?;
            } else {
                self.start(index)?;
                self.cell_and_message(finding, index > 0)?;
            }
            self.remedies(finding)?;
        }
        Ok(())
    }

    /// Indents the line, unless the location has just been written before it.
    fn start(&mut self, index: usize) -> io::Result<()> {
        if index > 0 { write!(self.out, "{:1$}", "", self.indent) } else { Ok(()) }
    }

    /// Writes the cell before and after the fix.
    fn fixed(&mut self, finding: &Finding<'_>, after: &str) -> io::Result<()> {
        let before = if finding.rule == Rule::ValueUnicode {
            spelled_out(&finding.value, self.language)
        } else {
            self.display(&finding.value)
        };
        let after = self.display(after);
        let mut flow = Wrapper::new(self.out, self.indent, self.indent, self.width);
        flow.text(PLAIN, &before)?;
        // Writes both on one line if they fit, else on a line each.
        if flow.has_room(&format!(" → {after}")) {
            flow.text(FIXED, " →")?;
        } else {
            flow.new_line()?;
            flow.text(FIXED, "→")?;
        }
        flow.text(PLAIN, &format!(" {after}"))?;
        if let Message::RoleAccepted { profile, .. } | Message::CountryAccepted { profile, .. } = &finding.message {
            let why = self.language.localize(messages::AcceptedBy { profile }).to_string();
            flow.text(FAINT, &format!(" {}", sanitized(&why)))?;
        }
        flow.end()
    }

    /// Writes carets under the text at fault, and the message.
    fn under(&mut self, snippet: &Snippet, finding: &Finding<'_>) -> io::Result<()> {
        let style = self.style;
        let carets = "^".repeat(snippet.carets);
        write!(self.out, "{:1$}{style}{carets}{style:#}", "", self.indent + snippet.before)?;
        let message = self.message(finding);
        let Some(new_part) = self.last.new_part(&message) else {
            return writeln!(self.out);
        };
        // The message is beside the carets if a few words fit there, else below.
        const FEW_WORDS: usize = 40;
        let column = self.indent + snippet.before + snippet.carets + 1;
        let fits_beside = column + new_part.width().min(FEW_WORDS) <= self.width;
        let indent = if fits_beside { column } else { self.indent };
        if fits_beside {
            write!(self.out, " ")?;
        } else {
            write!(self.out, "\n{:indent$}", "")?;
        }
        let mut flow = Wrapper::new(self.out, indent, indent, self.width);
        flow.text(PLAIN, new_part)?;
        flow.end()
    }

    /// Writes the cell, unless it has been written or the message quotes it, and the message.
    fn cell_and_message(&mut self, finding: &Finding<'_>, is_shown: bool) -> io::Result<()> {
        let message = self.message(finding);
        let is_whole = finding.span.is_some() && finding.piece() == finding.value;
        let is_named = is_whole && is_quotation(&message, self.language);
        let has_cell = finding.column.is_some() && !finding.value.is_empty() && !is_named && !is_shown;
        let (language, new_part) = (self.language, self.last.new_part(&message));
        let mut flow = Wrapper::new(self.out, self.indent, self.indent, self.width);
        if has_cell {
            flow.text(PLAIN, &display_value(&finding.value, language))?;
        }
        match new_part {
            Some(new_part) if has_cell => {
                flow.text(PLAIN, &language.localize(messages::LabeledText { label: "", text: new_part }).to_string())?;
            }
            Some(new_part) => flow.text(PLAIN, new_part)?,
            // The message of the cell above is valid for this one too.
            None if has_cell => {}
            None => flow.text(PLAIN, messages::Likewise.text(language))?,
        }
        flow.end()
    }

    /// Returns the message, with the text at fault shortened if it is very long.
    fn message(&self, finding: &Finding<'_>) -> String {
        let (message, piece) = (finding.localize(self.language).to_string(), finding.piece());
        let message = match beginning(piece) {
            start if start.len() < piece.len() => message.replace(piece, &format!("{start}…")),
            _ => message,
        };
        sanitized(&message).into_owned()
    }

    fn display(&self, value: &str) -> String {
        display_value(value, self.language)
    }

    /// Writes the suggestion and the alternatives.
    fn remedies(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let suggestion = finding.fix.as_ref().filter(|fix| fix.safety == Safety::Suggestion && !finding.applied);
        if let Some(fix) = suggestion {
            let value = match &*fix.value {
                "" => messages::AnEmptyCell.text(self.language).to_owned(),
                value => self.display(value),
            };
            self.remedy(messages::Suggestion.text(self.language), &value, "(--accept-suggestions)")?;
        }
        if !finding.contacts.is_empty() {
            if !finding.applied {
                let split = self.language.localize(messages::SplitInto { count: finding.contacts.len() }).to_string();
                self.remedy(messages::Suggestion.text(self.language), &split, "(--accept-suggestions)")?;
            }
            for contact in finding.contact_lines() {
                self.remedy("-", &sanitized(&contact), "")?;
            }
        }
        if finding.alternatives.is_empty() {
            return Ok(());
        }
        let readings: Vec<String> = finding.alternatives.iter().map(|reading| self.display(reading)).collect();
        self.remedy(messages::OneOf.text(self.language), &readings.join(", "), "")
    }

    fn remedy(&mut self, what: &str, values: &str, how: &str) -> io::Result<()> {
        write!(self.out, "{:1$}", "", self.indent)?;
        let mut flow = Wrapper::new(self.out, self.indent, self.indent, self.width);
        flow.text(FAINT, what)?;
        flow.text(PLAIN, &format!(" {values}"))?;
        flow.text(FAINT, &format!(" {how}"))?;
        flow.end()
    }
}

/// Returns whether a message starts with a quotation.
fn is_quotation(message: &str, language: Language) -> bool {
    message.starts_with(language.quotation_marks().0.trim_end())
}

/// Maximum number of characters of a cell that are written. JSON has the whole cell.
const MAX_CELL_LENGTH: usize = 300;

/// Returns the part of a cell that is written.
fn beginning(value: &str) -> &str {
    value.char_indices().nth(MAX_CELL_LENGTH).map_or(value, |(end, _)| &value[..end])
}

/// Returns a cell in quotes; if it is very long, its beginning and its length.
fn display_value(value: &str, language: Language) -> String {
    let (start, text) = (beginning(value), quoted(beginning(value), language));
    if start.len() == value.len() {
        return text;
    }
    language.localize(messages::LongText { text, count: value.chars().count() }).to_string()
}

/// The last message, so that the next one doesn't repeat it.
#[derive(Default)]
struct LastMessage(String);

impl LastMessage {
    /// Returns the new part of a message: `None` if it equals the last one, and without a final clause that both share.
    fn new_part<'m>(&mut self, message: &'m str) -> Option<&'m str> {
        if message == self.0 {
            return None;
        }
        let shared = shared_end(&self.0, message);
        let clause =
            message[message.len() - shared..].char_indices().map(|(offset, _)| message.len() - shared + offset);
        let cut = clause.into_iter().find(|&offset| is_clause(message, offset));
        match cut {
            Some(offset) => Some(message[..offset].trim_end()),
            None => {
                message.clone_into(&mut self.0);
                Some(message)
            }
        }
    }
}

/// Returns the number of bytes that two texts have in common at their ends.
fn shared_end(one: &str, other: &str) -> usize {
    let letters = one.chars().rev().zip(other.chars().rev());
    letters.take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
}

/// Returns whether a clause starts at an offset and is long enough to be omitted.
fn is_clause(message: &str, offset: usize) -> bool {
    const SHORT: usize = 20;
    let rest = &message[offset..];
    let is_start = rest.starts_with(" (") || rest.starts_with([';', ':']) && rest[1..].starts_with(' ');
    offset > 0 && is_start && rest.len() > SHORT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_messages_and_clauses_are_omitted() {
        let mut last = LastMessage::default();
        assert_eq!(
            last.new_part("\"Narnia\" is no country; accepted: codes such as US"),
            Some("\"Narnia\" is no country; accepted: codes such as US")
        );
        assert_eq!(last.new_part("\"XX\" is no country; accepted: codes such as US"), Some("\"XX\" is no country"));
        assert_eq!(last.new_part("\"Narnia\" is no country; accepted: codes such as US"), None);
        assert_eq!(
            last.new_part("\"Norwy\" is no country; is it Norway (NO)?"),
            Some("\"Norwy\" is no country; is it Norway (NO)?")
        );
    }

    #[test]
    fn short_clauses_are_repeated() {
        let mut last = LastMessage::default();
        for whole in
            ["WA is one: or two", "NT is one: or two", "FK, which the table lacks", "XK, which the table lacks"]
        {
            assert_eq!(last.new_part(whole), Some(whole));
        }
    }
}
