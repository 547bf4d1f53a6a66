use super::{FindingsEncoder, SourceText, value_of};
use crate::diagnostics::Finding;
use crate::i18n::Language;
use crate::write::{push_row, start_table};

const HEADER: [&str; 14] = [
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
];

/// A table with a row for each finding.
pub(super) struct Csv {
    pub(super) language: Language,
}

impl FindingsEncoder for Csv {
    fn start(&self, bytes: &mut Vec<u8>) {
        start_table(bytes, HEADER);
    }

    fn finding(&self, SourceText { source, .. }: &SourceText, finding: &Finding<'_>, bytes: &mut Vec<u8>) {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let (file, message) = (source.file.to_string_lossy(), finding.localize(self.language).to_string());
        let (row, line) = (number(finding.location.row), number(finding.location.line));
        let (cell, alternatives) = (finding.location.cell().unwrap_or_default(), finding.alternatives.join(" | "));
        let cells = [
            finding.rule.name(),
            finding.severity.name(),
            &file,
            source.sheet.as_deref().unwrap_or_default(),
            &row,
            &line,
            finding.column.map_or("", |column| column.label()),
            &cell,
            value_of(finding).unwrap_or_default(),
            if finding.span.is_some() { finding.piece() } else { "" },
            &message,
            finding.fix.as_ref().map_or("", |fix| &fix.value),
            finding.fix.as_ref().map_or("", |fix| fix.safety.name()),
            &alternatives,
        ];
        push_row(bytes, cells);
    }
}
