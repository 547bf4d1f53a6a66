//! Sentences about a list that was prepared for upload: corrected cells, columns and rows that were left out, and values
//! to check. They have no names of rules.

use std::collections::HashSet;
use std::io::{self, Write};

use super::annotated::plain_message;
use super::text::ProblemCounter;
use super::{ProblemCounts, quoted, sanitized};
use crate::contact::{Column, Source};
use crate::diagnostics::{Finding, Message, Report, Rule, Severity, Summary};
use crate::i18n::{Language, messages};

/// A report that keeps the first lines of each kind, so that memory use doesn't depend on the number of findings.
pub(crate) struct PreparationReport {
    language: Language,
    /// Whether rows are named with their sheet.
    names_sheets: bool,
    sheet: Option<String>,
    problems: ProblemCounter,
    /// The cells of the current row of which a correction was taken.
    corrected_cells: HashSet<Option<Column>>,
    row: Option<u64>,
    corrected: Lines,
    /// Warnings, and notes about contacts.
    to_check: Lines,
    /// Labels of columns that aren't read.
    ignored_columns: Lines,
    /// Other notes about what isn't read, or is read in an unusual way.
    notes: Lines,
}

/// The first lines of a kind, and the number of all.
struct Lines {
    first: Vec<String>,
    count: u64,
    max: usize,
}

impl Lines {
    fn new(max: usize) -> Self {
        Lines { first: Vec::new(), count: 0, max }
    }

    fn add(&mut self, line: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.len() < self.max {
            self.first.push(line());
        }
    }

    fn more(&self) -> u64 {
        self.count - self.first.len() as u64
    }

    fn write(&self, heading: String, language: Language, out: &mut dyn Write) -> io::Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        writeln!(out, "{heading}")?;
        self.first.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
        match self.more() {
            0 => Ok(()),
            count => writeln!(out, "  {}", language.localize(messages::AndMoreAll { count })),
        }
    }
}

impl PreparationReport {
    /// Returns a report that keeps `max` lines of each kind. `names_sheets` is set if a workbook may have several lists.
    pub(crate) fn new(max: usize, names_sheets: bool, language: Language) -> Self {
        let lines = || Lines::new(max);
        PreparationReport {
            language,
            names_sheets,
            sheet: None,
            problems: ProblemCounter::default(),
            corrected_cells: HashSet::new(),
            row: None,
            corrected: lines(),
            to_check: lines(),
            ignored_columns: lines(),
            notes: lines(),
        }
    }

    /// Returns the number of problems.
    pub(crate) fn problems(&self) -> ProblemCounts {
        self.problems.counts()
    }

    /// Writes what was corrected and left out in a list that can be uploaded, and what a person should check.
    pub(crate) fn write_ready(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let language = self.language;
        let count = self.corrected.count;
        self.corrected.write(language.localize(messages::PreparedCorrected { count }).to_string(), language, out)?;
        if summary.split > 0 {
            writeln!(out, "{}", language.localize(messages::PreparedSplit { count: summary.split }))?;
        }
        self.write_left_out(summary, out)?;
        let count = self.to_check.count;
        self.to_check.write(language.localize(messages::PreparedToCheck { count }).to_string(), language, out)
    }

    /// Writes which columns and rows of the list aren't read.
    pub(crate) fn write_left_out(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let (language, columns) = (self.language, &self.ignored_columns);
        if columns.count > 0 {
            let names = columns.first.join(", ");
            let names = match columns.more() {
                0 => names,
                count => format!("{names} {}", language.localize(messages::AndMoreAll { count })),
            };
            writeln!(out, "{}", language.localize(messages::PreparedColumns { count: columns.count, columns: names }))?;
        }
        if summary.skipped > 0 {
            writeln!(out, "{}", language.localize(messages::PreparedSkipped { count: summary.skipped }))?;
        }
        self.notes.write(messages::PreparedNotes.text(language).to_owned(), language, out)
    }

    fn labeled(&self, finding: &Finding<'_>, text: String) -> String {
        match self.place_of(finding) {
            Some(label) => self.language.localize(messages::LabeledText { label, text }).to_string(),
            None => text,
        }
    }

    /// Returns the row and the column of a finding as text. `None` if it is about no row.
    fn place_of(&self, finding: &Finding<'_>) -> Option<String> {
        let (language, row) = (self.language, finding.location.row?);
        let column = finding.column.map(|column| language.column(column));
        let place = match (self.sheet.as_deref().filter(|_| self.names_sheets), column) {
            (None, None) => language.localize(messages::Row { row }).to_string(),
            (None, Some(column)) => language.localize(messages::RowAndColumn { row, column }).to_string(),
            (Some(sheet), None) => language.localize(messages::SheetAndRow { sheet, row }).to_string(),
            (Some(sheet), Some(column)) => {
                format!("{}, {column}", language.localize(messages::SheetAndRow { sheet, row }))
            }
        };
        Some(sanitized(&place).into_owned())
    }

    /// Takes a correction. Several corrections of a cell have the same result, and count once.
    fn correct(&mut self, finding: &Finding<'_>) {
        if finding.location.row != self.row {
            self.row = finding.location.row;
            self.corrected_cells.clear();
        }
        // The encoding and the delimiter of the upload are not corrections of the list.
        let is_form = matches!(
            finding.message,
            Message::Encoded | Message::Delimited { .. } | Message::DelimitedByTabs | Message::SepLine
        );
        if is_form || (self.row.is_some() && !self.corrected_cells.insert(finding.column)) {
            return;
        }
        let text = match &finding.fix {
            Some(fix) if finding.column.is_some() => {
                let after = match &*fix.value {
                    "" => messages::AnEmptyCell.text(self.language).to_owned(),
                    value => quoted(value, self.language),
                };
                format!("{} → {after}", quoted(&finding.value, self.language))
            }
            _ => plain_message(finding, self.language),
        };
        let line = self.labeled(finding, text);
        self.corrected.add(|| line);
    }

    fn note(&mut self, finding: &Finding<'_>) {
        match &finding.message {
            Message::ColumnUnknown => {
                let label = quoted(finding.piece(), self.language);
                self.ignored_columns.add(|| label);
            }
            // The summary has their number.
            _ if finding.rule == Rule::RowSkipped && finding.location.row.is_some() => {}
            // The message names the row.
            _ if finding.rule == Rule::HeaderBelow && !self.names_sheets => {
                let line = plain_message(finding, self.language);
                self.notes.add(|| line);
            }
            _ => {
                let line = self.labeled(finding, plain_message(finding, self.language));
                self.notes.add(|| line);
            }
        }
    }
}

/// Writes the errors of a file and its header.
pub(crate) fn write_file_errors(findings: &[Finding<'_>], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let errors = findings.iter().filter(|finding| finding.is_blocking());
    errors.map(|finding| header_message(finding, language)).try_for_each(|text| writeln!(out, "  {text}"))
}

/// Returns the message of an error of the file or its header. Instead of options it says what to change in the list.
pub(crate) fn header_message(finding: &Finding<'_>, language: Language) -> String {
    let text = match &finding.message {
        Message::ColumnMissing { column, seen, .. } => {
            let (column, seen) = (language.column(*column), language.localize(seen));
            language.localize(messages::PreparedColumnMissing { column, seen }).to_string()
        }
        Message::ColumnMissingNear { column, near, .. } => {
            language.localize(messages::PreparedColumnNear { column: language.column(*column), near }).to_string()
        }
        Message::ColumnDuplicate { column, first_label, .. } => {
            let column = language.column(*column);
            language
                .localize(messages::PreparedColumnTwice { column, label: finding.piece(), first: first_label })
                .to_string()
        }
        Message::HeaderMissing { .. } | Message::HeaderOmitted { .. } => {
            messages::PreparedHeaderMissing.text(language).to_owned()
        }
        _ => return plain_message(finding, language),
    };
    sanitized(&text).into_owned()
}

impl Report for PreparationReport {
    fn source(&mut self, source: &Source) {
        self.problems.end_row();
        self.row = None;
        self.sheet.clone_from(&source.sheet);
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.problems.take(finding);
        match finding.severity {
            Severity::Error | Severity::Warning if finding.applied => self.correct(finding),
            // The workbook to correct has them, or `write_file_errors` prints them.
            Severity::Error => {}
            Severity::Warning => {
                let line = self.labeled(finding, plain_message(finding, self.language));
                self.to_check.add(|| line);
            }
            // A domain in small letters is the same domain.
            Severity::Note if finding.applied => {}
            Severity::Note => self.note(finding),
        }
    }
}
