use std::borrow::Cow;
use std::ops::Range;

use super::Settings;
use super::text::{CleanedText, clean};
use crate::contact::{Column, Row};
use crate::diagnostics::{CodePoint, Finding, Fix, Message, Rule};

/// A cell at work: what a column's rule sees of the row.
pub(super) struct Cell<'r, 'a> {
    pub(super) row: &'r Row<'a>,
    pub(super) column: Column,
    pub(super) settings: &'r Settings,
}

/// What Excel and its like show where a formula has no value.
const ERRORS: [&str; 10] =
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"];

impl<'a> Cell<'_, 'a> {
    /// The text as it was received.
    pub(super) fn text(&self) -> &'a str {
        self.row.cells[self.column]
    }

    /// A finding about this cell, or a piece of it.
    pub(super) fn finding(&self, rule: Rule, span: Option<Range<usize>>, message: Message) -> Finding<'a> {
        Finding {
            column: Some(self.column),
            value: Cow::Borrowed(self.text()),
            span,
            ..Finding::new(rule, self.row.location(self.column), message)
        }
    }

    /// A finding with a guess, which is applied where the user accepts guesses.
    pub(super) fn suggestion(
        &self,
        rule: Rule,
        span: Range<usize>,
        message: Message,
        fix: Option<Fix<'a>>,
    ) -> Finding<'a> {
        let applied = self.settings.accept_suggestions && fix.is_some();
        Finding { applied, ..self.finding(rule, Some(span), message).with_fix(fix) }
    }

    /// The cell's text cleaned, where it has one that a spreadsheet neither runs nor shows as an error.
    pub(super) fn cleaned(&self, findings: &mut Vec<Finding<'a>>) -> Option<CleanedText<'a>> {
        let cleaned = clean(self.text());
        let text = cleaned.text.as_ref();
        if text.is_empty() {
            if self.column.is_required() {
                findings.push(self.finding(Rule::ValueMissing, None, Message::Missing { column: self.column }));
            }
            return None;
        }
        if text.chars().all(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}')) {
            // A dash stands for nothing; a column that needs nothing says more about it.
            if self.column.is_required() {
                findings.push(self.finding(Rule::ValueMissing, None, Message::Missing { column: self.column }));
                return None;
            }
            return Some(cleaned);
        }
        if text.starts_with('#') && ERRORS.contains(&text) {
            findings.push(self.finding(Rule::ValueError, None, Message::ErrorCell));
            return None;
        }
        self.is_plain(text, findings).then_some(cleaned)
    }

    /// Whether a spreadsheet takes the text for text; it runs what starts like a formula.
    pub(super) fn is_plain(&self, text: &str, findings: &mut Vec<Finding<'a>>) -> bool {
        // An apostrophe before it is what the rejects have, so that no spreadsheet runs it; it is still no name.
        let bare = text.strip_prefix('\'').unwrap_or(text);
        let Some(first @ ('=' | '+' | '-' | '@')) = bare.chars().next() else { return true };
        findings.push(self.finding(Rule::ValueFormula, None, Message::Formula { first }));
        false
    }

    /// Says what cleaning changed, each with what the cell would be.
    pub(super) fn push_cleaning(&self, cleaned: &CleanedText<'a>, fix: Fix<'a>, findings: &mut Vec<Finding<'a>>) {
        let mut push = |rule, span: &Option<Range<usize>>, message| {
            findings.push(self.finding(rule, span.clone(), message).with_fix(Some(fix.clone())));
        };
        if cleaned.white_space.is_some() {
            push(Rule::ValueWhitespace, &cleaned.white_space, Message::Whitespace);
        }
        if cleaned.invisible.is_some() {
            push(
                Rule::ValueInvisible,
                &cleaned.invisible,
                Message::Invisible { code: CodePoint(cleaned.invisible_character()) },
            );
        }
        if cleaned.unicode.is_some() {
            push(Rule::ValueUnicode, &cleaned.unicode, Message::NotNormalized);
        }
    }
}
