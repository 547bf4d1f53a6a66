use std::io::{self, Write};

use super::Form;
use crate::finding::{Finding, Severity, Summary};
use crate::model::Source;
use crate::render::sanitized;
use crate::words::{Language, say};

/// Commands that annotate files in a workflow: `::error title=...,file=...,line=...,col=...::message`.
///
/// Source: GitHub's documentation, "Workflow commands for GitHub Actions"; how they are escaped, `command.ts` of
/// `actions/toolkit`.
pub(super) struct Github<W> {
    pub(super) out: W,
    pub(super) language: Language,
}

impl<W: Write> Form<W> for Github<W> {
    fn finding(&mut self, source: &Source, finding: &Finding<'_>) -> io::Result<()> {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        write!(self.out, "::{command} title={}", escaped(finding.rule.name(), true))?;
        if source.file.as_os_str() != "-" {
            write!(self.out, ",file={}", escaped(&source.file.to_string_lossy(), true))?;
        }
        match &finding.typed {
            Some(typed) => {
                let (start, end) = (typed.piece.start, typed.piece.end);
                write!(self.out, ",line={},endLine={}", start.line, end.line)?;
                // Columns are for one line. They count its last character in.
                if start.line == end.line {
                    let last = end.column.saturating_sub(1).max(start.column);
                    write!(self.out, ",col={},endColumn={last}", start.column)?;
                }
            }
            None => finding.place.line.map_or(Ok(()), |line| write!(self.out, ",line={line}"))?,
        }
        write!(self.out, "::")?;
        // A workbook has no lines, so the message says where.
        let place = super::place_name(source, finding, self.language).filter(|_| finding.place.line.is_none());
        let text = |text: &str| escaped(&sanitized(text), false);
        let said = text(&finding.wording(self.language).to_string());
        match place {
            Some(place) => writeln!(self.out, "{}", self.language.say(say::SaidOf { about: text(&place), said })),
            None => writeln!(self.out, "{said}"),
        }
    }

    fn finish(mut self: Box<Self>, _: &Summary) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A text, so that it ends neither the command nor, as a property, the property.
fn escaped(text: &str, is_property: bool) -> String {
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
    fn nothing_ends_a_command_or_a_property() {
        assert_eq!(escaped("50% a,b::c\r\nd", false), "50%25 a,b::c%0D%0Ad");
        assert_eq!(escaped("50% a,b::c\r\nd", true), "50%25 a%2Cb%3A%3Ac%0D%0Ad");
        assert_eq!(escaped("%0A", true), "%250A");
        assert_eq!(escaped("Länder 🎉", true), "Länder 🎉");
    }
}
