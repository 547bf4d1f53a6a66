//! A cell of a row, with what the rules of all columns have in common: required values, formulas, error values and findings.

use std::borrow::Cow;
use std::ops::Range;

use super::placeholder::{is_dashes, is_placeholder};
use super::text::{CleanedText, clean};
use crate::contact::{Column, Row, RowMark};
use crate::diagnostics::{Finding, Fix, Message, Rule};

/// The cell that a column's rules check, and the row that it is in.
pub(super) struct Cell<'r, 'a> {
    pub(super) row: &'r Row<'a>,
    pub(super) column: Column,
    /// Whether the user accepts suggestions.
    pub(super) accept_suggestions: bool,
}

/// The texts that spreadsheets show for a formula without a value.
const ERRORS: [&str; 10] =
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"];

/// Returns whether a text is what a spreadsheet shows for a formula without a value.
pub(crate) fn is_formula_error(text: &str) -> bool {
    text.starts_with('#') && ERRORS.contains(&text)
}

impl<'a> Cell<'_, 'a> {
    /// Returns the text as it was received.
    pub(super) fn text(&self) -> &'a str {
        self.row.cells[self.column]
    }

    /// Returns a finding about this cell, or about a span of it.
    pub(super) fn finding(&self, rule: Rule, span: Option<Range<usize>>, message: Message) -> Finding<'a> {
        Finding {
            column: Some(self.column),
            value: Cow::Borrowed(self.text()),
            span,
            ..Finding::new(rule, self.row.location(self.column), message)
        }
    }

    /// Returns a finding with a suggestion, which is applied if the user accepts suggestions.
    pub(super) fn suggestion(
        &self,
        rule: Rule,
        span: Range<usize>,
        message: Message,
        fix: Option<Fix<'a>>,
    ) -> Finding<'a> {
        let applied = self.accept_suggestions && fix.is_some();
        Finding { applied, ..self.finding(rule, Some(span), message).with_fix(fix) }
    }

    /// Returns the cleaned text, unless it is empty, a word for a missing value, an error value, or a formula to a
    /// spreadsheet.
    pub(super) fn cleaned(&self, findings: &mut Vec<Finding<'a>>) -> Option<CleanedText<'a>> {
        self.checked(clean(self.text()), findings)
    }

    /// Returns the cleaned text like [`Cell::cleaned`], given the cell's text after [`clean`].
    pub(super) fn checked(&self, cleaned: CleanedText<'a>, findings: &mut Vec<Finding<'a>>) -> Option<CleanedText<'a>> {
        let text = cleaned.text.as_ref();
        if text.is_empty() {
            if self.column.is_required() {
                findings.push(self.finding(Rule::ValueMissing, None, Message::Missing { column: self.column }));
            }
            return None;
        }
        if is_dashes(text) {
            // A dash is a missing value. An optional column has its own finding about it.
            if self.column.is_required() {
                findings.push(self.finding(Rule::ValueMissing, None, Message::Missing { column: self.column }));
                return None;
            }
            return Some(cleaned);
        }
        if is_formula_error(text) {
            let data_type =
                |mark: &RowMark| if let RowMark::DataType(column) = mark { Some((*column, ())) } else { None };
            let message = match self.row.mark_of(self.column, data_type) {
                Some(()) => Message::DataTypeCell,
                None => Message::ErrorCell,
            };
            findings.push(self.finding(Rule::ValueError, None, message));
            return None;
        }
        // States/Provinces may be empty, so its rules empty such a cell.
        if self.column.is_required() && is_placeholder(text, self.column) {
            let message = Message::Placeholder { column: self.column };
            findings.push(self.finding(Rule::ValuePlaceholder, Some(0..self.text().len()), message));
            return None;
        }
        (!self.push_formula(text, findings)).then_some(cleaned)
    }

    /// Appends a finding if a spreadsheet would run the text as a formula, and returns whether it would.
    pub(super) fn push_formula(&self, text: &str, findings: &mut Vec<Finding<'a>>) -> bool {
        // Rejected rows are written with an apostrophe before a formula, so that no spreadsheet runs it. With it the text still
        // isn't a valid value.
        let bare = text.strip_prefix('\'').unwrap_or(text);
        let Some(first @ ('=' | '+' | '-' | '@')) = bare.chars().next() else { return false };
        findings.push(self.finding(Rule::ValueFormula, None, Message::Formula { first }));
        true
    }

    /// Appends a finding for each kind of change that cleaning made, each with the whole fixed cell.
    pub(super) fn push_cleaning(&self, cleaned: &CleanedText<'a>, fix: Fix<'a>, findings: &mut Vec<Finding<'a>>) {
        let mut push = |rule, span: &Option<Range<usize>>, message| {
            findings.push(self.finding(rule, span.clone(), message).with_fix(Some(fix.clone())));
        };
        if cleaned.white_space.is_some() {
            push(Rule::ValueWhitespace, &cleaned.white_space, Message::Whitespace);
        }
        if cleaned.invisible.is_some() {
            push(Rule::ValueInvisible, &cleaned.invisible, Message::Invisible);
        }
        if cleaned.unicode.is_some() {
            push(Rule::ValueUnicode, &cleaned.unicode, Message::NotNormalized);
        }
    }
}
