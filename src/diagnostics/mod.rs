//! Findings: the diagnostics about a list, each with its rule, location, message and fix, and the sinks that take them.
//!
//! How findings are printed is in `report`; the code that finds them is in `read`, `normalize`, `merge` and `coverage`.

mod message;
mod report;
mod rule_filter;
mod rules;
mod summary;
mod values;

pub(crate) use message::Message;
pub use report::{CollectingReport, Report};
pub(crate) use report::{ReportBuffer, TeeReport};
pub(crate) use rule_filter::{FilteredReport, RuleFilter};
pub use rules::Rule;
pub(crate) use rules::RuleSet;
pub use summary::Summary;
pub(crate) use values::*;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::contact::{Column, ColumnMap, Location, RowError, SourceSpan, StrayQuote};
use crate::i18n::Language;

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The portal would reject the list, or misread it.
    Error,
    /// To be checked; the portal may accept it.
    Warning,
    /// Reports a change or an omission that needs no action.
    Note,
}

impl Severity {
    /// Returns the name in JSON and other output for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A finding's message in a language: `Display` is the text.
#[derive(Debug, Clone, Copy)]
pub struct LocalizedMessage<'f> {
    message: &'f Message,
    piece: &'f str,
    language: Language,
}

impl fmt::Display for LocalizedMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.write(self.piece, self.language, f)
    }
}

/// The certainty of a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// The cell has one reading; `convert` applies the fix.
    Safe,
    /// A guess; applied only on request.
    Suggestion,
}

impl Safety {
    /// Returns the name in JSON and other output for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Suggestion => "suggestion",
        }
    }
}

/// A replacement for a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix<'a> {
    /// The whole cell, with every safe fix applied and this one.
    pub value: Cow<'a, str>,
    /// The certainty.
    pub safety: Safety,
}

impl<'a> Fix<'a> {
    /// Returns a safe fix.
    pub fn safe(value: impl Into<Cow<'a, str>>) -> Self {
        Fix { value: value.into(), safety: Safety::Safe }
    }

    /// Returns a suggestion.
    pub fn suggestion(value: impl Into<Cow<'a, str>>) -> Self {
        Fix { value: value.into(), safety: Safety::Suggestion }
    }

    fn into_owned(self) -> Fix<'static> {
        Fix { value: Cow::Owned(self.value.into_owned()), safety: self.safety }
    }
}

/// A diagnostic: rule, location, text at fault, message and fix.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding<'a> {
    /// The rule.
    pub rule: Rule,
    /// The rule's severity, or a higher one that the user asked for.
    pub severity: Severity,
    /// The location in the source.
    pub location: Location,
    /// The column of the template, if the finding is about one.
    pub column: Option<Column>,
    /// The whole cell as received; empty if the finding isn't about a cell.
    pub value: Cow<'a, str>,
    /// The byte range of the text at fault in `value`.
    pub span: Option<Range<usize>>,
    /// The message; [`Finding::localize`] returns its text.
    pub(crate) message: Message,
    /// The fix.
    pub fix: Option<Fix<'a>>,
    /// Possible values of the cell, if it has several readings.
    pub alternatives: Vec<String>,
    /// The contacts into which a suggestion splits the row, by their cells; none unless the row holds several contacts.
    pub contacts: Vec<ColumnMap<String>>,
    /// The fix was applied, so the row is not rejected.
    pub applied: bool,
    /// The position in the lines of a text, if that was asked for.
    pub(crate) typed: Option<Box<SourceSpan>>,
}

impl<'a> Finding<'a> {
    /// Returns a finding at a location, without a cell or a fix.
    pub(crate) fn new(rule: Rule, location: Location, message: Message) -> Self {
        Finding {
            rule,
            severity: rule.severity(),
            location,
            column: None,
            value: Cow::Borrowed(""),
            span: None,
            message,
            fix: None,
            alternatives: Vec::new(),
            contacts: Vec::new(),
            applied: false,
            typed: None,
        }
    }

    /// Returns the finding with a fix; a safe one counts as applied.
    #[must_use]
    pub fn with_fix(mut self, fix: Option<Fix<'a>>) -> Self {
        self.applied = fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        self.fix = fix;
        self
    }

    /// Returns the text at fault: `span` of `value`, or the whole cell.
    pub fn piece(&self) -> &str {
        self.span.clone().and_then(|span| self.value.get(span)).unwrap_or(&self.value)
    }

    /// Returns the contacts into which a suggestion splits the row, each as a line of text.
    pub(crate) fn contact_lines(&self) -> impl Iterator<Item = String> {
        let cells = |contact: &ColumnMap<String>| -> Vec<String> {
            contact.0.iter().filter(|cell| !cell.is_empty()).cloned().collect()
        };
        self.contacts.iter().map(move |contact| cells(contact).join(", "))
    }

    /// Returns the message in a language.
    pub fn localize(&self, language: Language) -> LocalizedMessage<'_> {
        LocalizedMessage { message: &self.message, piece: self.piece(), language }
    }

    /// Returns whether the finding keeps the row from being written.
    pub fn is_blocking(&self) -> bool {
        self.severity == Severity::Error && !self.applied
    }

    /// Returns the finding with owned text, to outlive the row.
    pub fn into_owned(self) -> Finding<'static> {
        Finding {
            rule: self.rule,
            severity: self.severity,
            location: self.location,
            column: self.column,
            value: match self.value {
                Cow::Borrowed("") => Cow::Borrowed(""),
                value => Cow::Owned(value.into_owned()),
            },
            span: self.span,
            message: self.message,
            fix: self.fix.map(Fix::into_owned),
            alternatives: self.alternatives,
            contacts: self.contacts,
            applied: self.applied,
            typed: self.typed,
        }
    }
}

/// Reports that a list has nobody in it, if it was read and none of its rows was meant to be a contact. `allow` leaves
/// it out.
pub(crate) fn report_empty_list(allow: bool, summary: &mut Summary, report: &mut dyn Report) {
    if allow || summary.contacts > 0 || summary.rejected > 0 || summary.blocking > 0 {
        return;
    }
    push_empty_list(Message::ListEmpty, summary, report);
}

/// Reports that a list has nobody in it, with a message that says which list.
pub(crate) fn push_empty_list(message: Message, summary: &mut Summary, report: &mut dyn Report) {
    let finding = Finding::new(Rule::ListEmpty, Location::default(), message);
    summary.count(&finding);
    report.finding(&finding);
}

/// Returns the rule and the message of a row error that a quote causes; `None` for other errors.
pub(crate) fn quote_problem(error: RowError, quote: &StrayQuote) -> Option<(Rule, Message)> {
    let StrayQuote { line, last_line: last, ref text, .. } = *quote;
    let text = text.to_string();
    Some(match error {
        RowError::QuoteUnclosed => (Rule::RowLength, Message::QuoteUnclosed { text, line, last }),
        RowError::RowsInCell => (Rule::RowLength, Message::RowsInCell { text, line, last }),
        RowError::QuoteInside => (Rule::QuoteInside, Message::QuoteInside),
        _ => return None,
    })
}
