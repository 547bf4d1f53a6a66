use std::borrow::Cow;
use std::fmt::Write;

use crate::contact::{Column, SourceColumn};
use crate::diagnostics::{Finding, Rule};
use crate::i18n::{Language, messages};
use crate::util::escape_formula;

/// Rejected rows with the reasons in words. Any thread may fill a batch.
///
/// All text is in one buffer, because a batch is freed by another thread than it is filled by, which allocators handle
/// badly for many small texts.
#[derive(Debug)]
pub(crate) struct RejectedBatch {
    language: Language,
    text: String,
    /// The end of each reason and each cell in the text.
    ends: Vec<usize>,
    rows: Vec<RowLengths>,
    /// The places of the reasons.
    places: Vec<ReasonPlace>,
    /// The number of cells that a spreadsheet would run as a formula.
    pub(super) formulas: u64,
    /// Whether reasons name their rule, for programs.
    names_rules: bool,
}

/// The number of a row, and how many texts it has in the buffer.
#[derive(Debug)]
struct RowLengths {
    number: u64,
    /// Whether its first text is its number in the file that the sender has.
    has_original: bool,
    reasons: usize,
    cells: usize,
}

/// The place of a reason: the column of the source, or that of the template if the source has no grid.
#[derive(Debug, Clone, Copy)]
pub(in crate::write) struct ReasonPlace {
    at: Option<u32>,
    column: Option<Column>,
}

impl ReasonPlace {
    /// Returns the index of the column among those of the source; `None` if the reason is about the row.
    pub(super) fn index(&self, columns: &[SourceColumn]) -> Option<usize> {
        let is_there = |column: &SourceColumn| match self.at {
            Some(at) => column.at == at,
            None => self.column.is_some() && column.column == self.column,
        };
        columns.iter().position(is_there)
    }
}

/// A rejected row.
pub(in crate::write) struct RejectedRow<'p> {
    pub(super) language: Language,
    /// The sheet, if there are several.
    pub(super) sheet: Option<&'p str>,
    pub(super) number: u64,
    /// The number in the file that the sender has, if the source was made of that file.
    pub(super) original: Option<&'p str>,
    pub(super) reasons: Vec<&'p str>,
    pub(super) places: &'p [ReasonPlace],
    pub(super) cells: Vec<&'p str>,
}

impl RejectedRow<'_> {
    /// Returns the number of the row as people read it, with the source if there are several. A row that was added to
    /// the file of the sender has none.
    pub(super) fn shown_number(&self) -> String {
        let number = self.original.map_or_else(|| self.number.to_string(), str::to_owned);
        match (self.sheet, number.parse::<u64>()) {
            (Some(source), Ok(row)) => self.language.localize(messages::RowOfSource { source, row }).to_string(),
            (Some(source), Err(_)) if number.is_empty() => source.to_owned(),
            _ => number,
        }
    }
}

impl RejectedBatch {
    pub(super) fn new(language: Language, names_rules: bool) -> Self {
        let (text, ends, rows, places) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        RejectedBatch { language, text, ends, rows, places, formulas: 0, names_rules }
    }

    /// Adds a row with its findings: its number, and that in the file that the sender has, if the source was made of
    /// that file.
    pub(crate) fn push<'c>(
        &mut self,
        (row, original): (u64, Option<&str>),
        cells: impl Iterator<Item = &'c str>,
        findings: &[Finding<'_>],
    ) {
        if let Some(original) = original {
            self.text.push_str(original);
            self.ends.push(self.text.len());
        }
        let before = self.ends.len();
        for finding in findings.iter().filter(|finding| finding.is_blocking()) {
            self.push_reason(finding);
            self.ends.push(self.text.len());
            self.places.push(ReasonPlace { at: finding.location.column, column: finding.column });
        }
        let reasons = self.ends.len() - before;
        for cell in cells {
            self.formulas += u64::from(matches!(escape_formula(cell), Cow::Owned(_)));
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        let cells = self.ends.len() - before - reasons;
        self.rows.push(RowLengths { number: row, has_original: original.is_some(), reasons, cells });
    }

    fn push_reason(&mut self, finding: &Finding<'_>) {
        let message = finding.localize(self.language);
        let reason = match self.names_rules {
            true => format!("{message} ({})", finding.rule.name()),
            false => message.to_string(),
        };
        // The message that a value is missing starts with the column.
        let pushed = match finding.column.filter(|_| finding.rule != Rule::ValueMissing) {
            Some(column) => {
                let label = self.language.column(column);
                write!(self.text, "{}", self.language.localize(messages::LabeledText { label, text: reason }))
            }
            None => self.text.write_str(&reason),
        };
        pushed.expect("writing to a string can't fail");
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the rows, which are from this sheet.
    pub(super) fn rows<'p>(&'p self, sheet: Option<&'p str>) -> impl Iterator<Item = RejectedRow<'p>> {
        let (mut start, mut ends) = (0, self.ends.iter());
        let mut texts = move |count: usize| -> Vec<&'p str> {
            let text = |end: &usize| &self.text[std::mem::replace(&mut start, *end)..*end];
            ends.by_ref().take(count).map(text).collect()
        };
        let mut places = &self.places[..];
        self.rows.iter().map(move |row| {
            let original = texts(usize::from(row.has_original)).pop();
            let reasons = texts(row.reasons);
            let cells = texts(row.cells);
            let of_row;
            (of_row, places) = places.split_at(row.reasons);
            RejectedRow { language: self.language, sheet, number: row.number, original, reasons, places: of_row, cells }
        })
    }
}
