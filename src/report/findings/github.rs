use std::path::Path;

use super::{CellTexts, CheckedFile, FindingsEncoder, SourceText, with_fix};
use crate::diagnostics::{Finding, Severity, Summary};
use crate::i18n::{Language, messages};
use crate::report::{sanitized, without_commands};

/// Workflow commands that annotate files: `::error title=...,file=...,line=...,col=...::message`.
///
/// Sources: GitHub's documentation, "Workflow commands for GitHub Actions"; for the escaping, `command.ts` of
/// `actions/toolkit`.
pub(super) struct Github {
    pub(super) language: Language,
}

impl FindingsEncoder for Github {
    fn start(&self, _: &mut Vec<u8>) {}

    fn finding(
        &self,
        SourceText { source, .. }: &SourceText,
        finding: &Finding<'_>,
        _: &CellTexts<'_>,
        bytes: &mut Vec<u8>,
    ) {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut line = format!("::{command} title={}", escape(finding.rule.name(), true));
        line += &file_property(&source.file);
        match &finding.typed {
            Some(typed) => {
                let (start, end) = (typed.piece.start, typed.piece.end);
                line += &format!(",line={},endLine={}", start.line, end.line);
                // Columns are only valid within one line. The end column is inclusive.
                if start.line == end.line {
                    let last = end.column.saturating_sub(1).max(start.column);
                    line += &format!(",col={},endColumn={last}", start.column);
                }
            }
            None => line += &finding.location.line.map(|line| format!(",line={line}")).unwrap_or_default(),
        }
        // A workbook has no lines, so the message names the cell.
        let location = super::place_name(source, finding, self.language).filter(|_| finding.location.line.is_none());
        let message = text(&finding.localize(self.language).to_string());
        let message = match location {
            Some(location) => {
                self.language.localize(messages::LabeledText { label: text(&location), text: message }).to_string()
            }
            None => message,
        };
        let message = with_fix(finding, message, self.language);
        bytes.extend_from_slice(format!("{line}::{message}\n").as_bytes());
    }

    fn end(&self, _: &Summary, files: &[CheckedFile], _: bool, bytes: &mut Vec<u8>) {
        for file in files {
            let Some(error) = file.error() else { continue };
            let line = format!("::error title=cosell{}::{}\n", file_property(&file.file), text(error));
            bytes.extend_from_slice(line.as_bytes());
        }
    }
}

/// Returns the property with the name of a file; empty for standard input.
fn file_property(file: &Path) -> String {
    if file.as_os_str() == "-" {
        return String::new();
    }
    // Line ends are escaped rather than sanitized, because they are part of the name.
    let name = file.to_string_lossy();
    let lines: Vec<_> = name.split('\n').map(sanitized).collect();
    format!(",file={}", escape(&without_commands(&lines.join("\n")), true))
}

/// Returns a text for a message.
fn text(text: &str) -> String {
    escape(&without_commands(&sanitized(text)), false)
}

/// Returns a text that ends neither the command nor, in a property, the property.
fn escape(text: &str, is_property: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            ':' if is_property => escaped.push_str("%3A"),
            ',' if is_property => escaped.push_str("%2C"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_end_a_command_or_a_property() {
        assert_eq!(escape("50% a,b::c\r\nd", false), "50%25 a,b::c%0D%0Ad");
        assert_eq!(escape("50% a,b::c\r\nd", true), "50%25 a%2Cb%3A%3Ac%0D%0Ad");
        assert_eq!(escape("%0A", true), "%250A");
        assert_eq!(escape("Länder 🎉", true), "Länder 🎉");
    }
}
