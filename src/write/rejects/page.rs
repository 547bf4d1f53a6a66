use std::borrow::Cow;
use std::fmt::Write;

use crate::contact::neutral;
use crate::diagnostics::Finding;
use crate::i18n::{Language, messages};

/// Rows that are no contacts, with the reasons in words. All text of a page stands in one buffer: pages go from one thread to
/// another, and what many small texts take is taken again where they are freed.
pub struct RejectedPage {
    language: Language,
    text: String,
    /// Where each reason and each cell ends in the text.
    ends: Vec<usize>,
    rows: Vec<Row>,
    /// So many cells get an apostrophe in a table, so that no spreadsheet runs them.
    pub(super) neutralized: u64,
}

struct Row {
    number: u64,
    reasons: usize,
    cells: usize,
}

/// A row of a page.
pub(super) struct Rejected<'p> {
    /// The sheet that it is from, where there are several.
    pub(super) sheet: Option<&'p str>,
    pub(super) row: u64,
    pub(super) reasons: Vec<&'p str>,
    pub(super) cells: Vec<&'p str>,
}

impl RejectedPage {
    pub(super) fn new(language: Language) -> Self {
        RejectedPage { language, text: String::new(), ends: Vec::new(), rows: Vec::new(), neutralized: 0 }
    }

    /// Adds a row, with the findings that hold it back.
    pub fn push<'c>(&mut self, row: u64, cells: impl Iterator<Item = &'c str>, findings: &[Finding<'_>]) {
        let before = self.ends.len();
        for finding in findings.iter().filter(|finding| finding.is_blocking()) {
            self.push_reason(finding);
            self.ends.push(self.text.len());
        }
        let reasons = self.ends.len() - before;
        for cell in cells {
            self.neutralized += u64::from(matches!(neutral(cell), Cow::Owned(_)));
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        self.rows.push(Row { number: row, reasons, cells: self.ends.len() - before - reasons });
    }

    fn push_reason(&mut self, finding: &Finding<'_>) {
        let said = format_args!("{} ({})", finding.localize(self.language), finding.rule.name());
        let pushed = match finding.column {
            Some(column) => {
                let about = self.language.column(column);
                write!(self.text, "{}", self.language.localize(messages::SaidOf { about, said }))
            }
            None => self.text.write_fmt(said),
        };
        pushed.expect("a text takes all that is written to it");
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, which are from this sheet.
    pub(super) fn rows<'p>(&'p self, sheet: Option<&'p str>) -> impl Iterator<Item = Rejected<'p>> {
        let (mut start, mut ends) = (0, self.ends.iter());
        let mut texts = move |count: usize| -> Vec<&'p str> {
            let text = |end: &usize| &self.text[std::mem::replace(&mut start, *end)..*end];
            ends.by_ref().take(count).map(text).collect()
        };
        self.rows.iter().map(move |row| {
            let reasons = texts(row.reasons);
            let cells = texts(row.cells);
            Rejected { sheet, row: row.number, reasons, cells }
        })
    }
}
