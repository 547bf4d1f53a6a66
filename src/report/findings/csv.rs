use super::{CellTexts, CheckedFile, FindingsEncoder, SourceText};
use crate::diagnostics::{Finding, Severity, Summary};
use crate::i18n::Language;
use crate::write::{push_row, start_table};

const HEADER: [&str; 16] = [
    "Rule",
    "Severity",
    "File",
    "Sheet",
    "Row",
    "Line",
    "Column",
    "Cell",
    "Value",
    "Piece",
    "Message",
    "Fix",
    "Safety",
    "Alternatives",
    "Value length",
    "Omitted",
];

/// Columns of a row about a file.
const SEVERITY: usize = 1;
const FILE: usize = 2;
const MESSAGE: usize = 10;

/// A table with a row for each finding.
pub(super) struct Csv {
    pub(super) language: Language,
}

impl FindingsEncoder for Csv {
    fn start(&self, bytes: &mut Vec<u8>) {
        start_table(bytes, HEADER);
    }

    fn finding(
        &self,
        SourceText { source, .. }: &SourceText,
        finding: &Finding<'_>,
        texts: &CellTexts<'_>,
        bytes: &mut Vec<u8>,
    ) {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let (file, message) = (source.file.to_string_lossy(), finding.localize(self.language).to_string());
        let (row, line) = (number(finding.location.row), number(finding.location.line));
        let alternatives: &[String] = if texts.has_alternatives { &finding.alternatives } else { &[] };
        let (cell, alternatives) = (finding.location.cell().unwrap_or_default(), alternatives.join(" | "));
        let fix = finding.fix.as_ref();
        let value_length = number(texts.value_length.map(|length| length as u64));
        let omitted = texts.omitted().filter(|field| *field != "contacts").collect::<Vec<_>>().join(" ");
        let cells = [
            finding.rule.name(),
            finding.severity.name(),
            &file,
            source.sheet.as_deref().unwrap_or_default(),
            &row,
            &line,
            finding.column.map_or("", |column| column.label()),
            &cell,
            texts.value.unwrap_or_default(),
            if finding.span.is_some() { finding.piece() } else { "" },
            &message,
            fix.filter(|_| texts.has_fix).map_or("", |fix| &fix.value),
            fix.map_or("", |fix| fix.safety.name()),
            &alternatives,
            &value_length,
            &omitted,
        ];
        push_row(bytes, cells);
    }

    /// A file that can't be read has a row without a rule.
    fn end(&self, _: &Summary, files: &[CheckedFile], _: bool, bytes: &mut Vec<u8>) {
        for file in files {
            let Some(error) = file.error() else { continue };
            let name = file.file.to_string_lossy();
            let mut cells = [""; HEADER.len()];
            (cells[SEVERITY], cells[FILE], cells[MESSAGE]) = (Severity::Error.name(), &name, error);
            push_row(bytes, cells);
        }
    }
}
