//! One line for each finding, for editors and `grep`: `list.csv:2:9: email-invalid: "ann": not a valid e-mail address`.

use super::{CellTexts, CheckedFile, FindingsEncoder, SourceText, place_name, with_fix};
use crate::diagnostics::{Finding, Summary};
use crate::i18n::{Language, messages};
use crate::report::wrap::harmless;
use crate::report::{quoted, sanitized};
use crate::util::start_of;

/// Bytes of a cell's text that are shown.
const SHOWN: usize = 80;

/// Lines of `file:line:column: rule: message`, as compilers write them. In a workbook, the cell stands for the line and the
/// column: `list.xlsx:Contacts!B2`.
pub(super) struct Concise {
    pub(super) language: Language,
}

impl FindingsEncoder for Concise {
    fn start(&self, _: &mut Vec<u8>) {}

    fn finding(
        &self,
        SourceText { source, .. }: &SourceText,
        finding: &Finding<'_>,
        _: &CellTexts<'_>,
        bytes: &mut Vec<u8>,
    ) {
        let place = match (&finding.typed, finding.location.line) {
            (Some(typed), _) => format!(":{}:{}", typed.piece.start.line, typed.piece.start.column),
            (None, Some(line)) => format!(":{line}"),
            (None, None) => {
                place_name(source, finding, self.language).map(|place| format!(":{place}")).unwrap_or_default()
            }
        };
        let message = finding.localize(self.language).to_string();
        let piece = finding.piece();
        let message = match finding.column.is_some() && !piece.trim().is_empty() && !message.contains(piece) {
            true => {
                let label = quoted(start_of(piece, SHOWN), self.language);
                self.language.localize(messages::LabeledText { label, text: message }).to_string()
            }
            false => message,
        };
        let message = with_fix(finding, message, self.language);
        let file = source.file.display();
        push_line(bytes, &format!("{file}{place}: {}: {message}", finding.rule.name()));
    }

    fn end(&self, _: &Summary, files: &[CheckedFile], _: bool, bytes: &mut Vec<u8>) {
        for file in files {
            if let Some(error) = file.error() {
                push_line(bytes, error);
            }
        }
    }
}

/// Appends a line that is neither several lines nor a command of a workflow.
fn push_line(bytes: &mut Vec<u8>, line: &str) {
    bytes.extend_from_slice(harmless(&sanitized(line)).as_bytes());
    bytes.push(b'\n');
}
