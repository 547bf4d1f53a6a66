use std::io::{self, Write};

use super::{Form, value_of};
use crate::finding::{Finding, Summary};
use crate::model::Source;
use crate::words::Language;
use crate::write::{Error, Table};

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

/// A table with a finding a row.
pub(super) struct Csv<W: Write> {
    out: Table<W>,
    language: Language,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(out: W, language: Language) -> io::Result<Self> {
        Ok(Csv { out: Table::new(out, HEADER).map_err(io_error)?, language })
    }
}

impl<W: Write> Form<W> for Csv<W> {
    fn finding(&mut self, source: &Source, finding: &Finding<'_>) -> io::Result<()> {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let (file, message) = (source.file.to_string_lossy(), finding.wording(self.language).to_string());
        let (row, line) = (number(finding.place.row), number(finding.place.line));
        let (cell, alternatives) = (finding.place.cell().unwrap_or_default(), finding.alternatives.join(" | "));
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
        self.out.row(cells).map_err(io_error)
    }

    fn finish(self: Box<Self>, _: &Summary) -> io::Result<W> {
        self.out.finish().map_err(io_error)
    }
}

fn io_error(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}
