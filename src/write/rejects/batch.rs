use std::borrow::Cow;
use std::fmt::Write;

use crate::diagnostics::{Finding, Rule};
use crate::i18n::{Language, messages};
use crate::util::escape_formula;

/// Rejected rows with the reasons in words. Any thread may fill a batch.
///
/// All text is in one buffer, because a batch is freed by another thread than it is filled by, which allocators handle
/// badly for many small texts.
pub(crate) struct RejectedBatch {
    language: Language,
    text: String,
    /// The end of each reason and each cell in the text.
    ends: Vec<usize>,
    rows: Vec<RowLengths>,
    /// The number of cells that a spreadsheet would run as a formula.
    pub(super) formulas: u64,
}

/// The number of a row, and how many texts it has in the buffer.
struct RowLengths {
    number: u64,
    reasons: usize,
    cells: usize,
}

/// A rejected row.
pub(in crate::write) struct RejectedRow<'p> {
    pub(super) language: Language,
    /// The sheet, if there are several.
    pub(super) sheet: Option<&'p str>,
    pub(super) number: u64,
    pub(super) reasons: Vec<&'p str>,
    pub(super) cells: Vec<&'p str>,
}

impl RejectedBatch {
    pub(super) fn new(language: Language) -> Self {
        RejectedBatch { language, text: String::new(), ends: Vec::new(), rows: Vec::new(), formulas: 0 }
    }

    /// Adds a row with its findings.
    pub(crate) fn push<'c>(&mut self, row: u64, cells: impl Iterator<Item = &'c str>, findings: &[Finding<'_>]) {
        let before = self.ends.len();
        for finding in findings.iter().filter(|finding| finding.is_blocking()) {
            self.push_reason(finding);
            self.ends.push(self.text.len());
        }
        let reasons = self.ends.len() - before;
        for cell in cells {
            self.formulas += u64::from(matches!(escape_formula(cell), Cow::Owned(_)));
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        self.rows.push(RowLengths { number: row, reasons, cells: self.ends.len() - before - reasons });
    }

    fn push_reason(&mut self, finding: &Finding<'_>) {
        let reason = format_args!("{} ({})", finding.localize(self.language), finding.rule.name());
        // The message that a value is missing starts with the column.
        let pushed = match finding.column.filter(|_| finding.rule != Rule::ValueMissing) {
            Some(column) => {
                let label = self.language.column(column);
                write!(self.text, "{}", self.language.localize(messages::LabeledText { label, text: reason }))
            }
            None => self.text.write_fmt(reason),
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
        self.rows.iter().map(move |row| {
            let reasons = texts(row.reasons);
            let cells = texts(row.cells);
            RejectedRow { language: self.language, sheet, number: row.number, reasons, cells }
        })
    }
}
