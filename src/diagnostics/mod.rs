//! What there is to say about a list: findings, each by a rule, at a place, with its fix.

mod message;
mod report;
mod rule_filter;
mod rule_set;
mod rules;
mod summary;
mod values;

pub use message::Message;
pub use report::{CollectingReport, Report, ReportBuffer, TeeReport};
pub use rule_filter::{FilteredReport, RuleFilter};
pub use rule_set::RuleSet;
pub use rules::Rule;
pub use summary::Summary;
pub use values::*;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::contact::{Column, Location, SourceSpan};
pub use crate::i18n::Explanation;
use crate::i18n::Language;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The portal would refuse the list, or take it for something else.
    Error,
    /// Worth a look; the portal may take it.
    Warning,
    /// Said so that nothing happens in silence.
    Note,
}

impl Severity {
    /// The word for it in output.
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

/// How sure a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// There is one reading of the cell: applied by `convert`.
    Safe,
    /// A guess: shown, and applied only when asked to.
    Suggestion,
}

impl Safety {
    /// The word for it in output.
    pub const fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Suggestion => "suggestion",
        }
    }
}

/// What a cell would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix<'a> {
    /// The whole cell, with every safe fix applied and this one.
    pub value: Cow<'a, str>,
    /// How sure it is.
    pub safety: Safety,
}

impl<'a> Fix<'a> {
    /// A fix with one reading.
    pub fn safe(value: impl Into<Cow<'a, str>>) -> Self {
        Fix { value: value.into(), safety: Safety::Safe }
    }

    /// A guess.
    pub fn suggestion(value: impl Into<Cow<'a, str>>) -> Self {
        Fix { value: value.into(), safety: Safety::Suggestion }
    }

    fn into_owned(self) -> Fix<'static> {
        Fix { value: Cow::Owned(self.value.into_owned()), safety: self.safety }
    }
}

/// One thing that was noticed: by which rule, where, about which text, and what would mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding<'a> {
    /// The rule that noticed it.
    pub rule: Rule,
    /// The rule's severity, or a higher one where the user asked for it.
    pub severity: Severity,
    /// Where in the source.
    pub location: Location,
    /// The column of the template, where it is about one.
    pub column: Option<Column>,
    /// The whole cell as it was received; empty where it is not about a cell.
    pub value: Cow<'a, str>,
    /// The bytes of the piece at fault in `value`.
    pub span: Option<Range<usize>>,
    /// What is wrong; [`Finding::localize`] says it in words.
    pub message: Message,
    /// What the cell would be.
    pub fix: Option<Fix<'a>>,
    /// What the cell might be, where there are several readings.
    pub alternatives: Vec<String>,
    /// The fix was applied, so the row is not held back.
    pub applied: bool,
    /// Where it stands in the lines of a text, where that was asked for.
    pub typed: Option<Box<SourceSpan>>,
}

impl<'a> Finding<'a> {
    /// A finding about a place, with nothing else known yet.
    pub fn new(rule: Rule, location: Location, message: Message) -> Self {
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
            applied: false,
            typed: None,
        }
    }

    /// With a fix; a safe one is applied.
    #[must_use]
    pub fn with_fix(mut self, fix: Option<Fix<'a>>) -> Self {
        self.applied = fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        self.fix = fix;
        self
    }

    /// The piece at fault: what `span` marks in `value`, or the whole cell.
    pub fn piece(&self) -> &str {
        self.span.clone().and_then(|span| self.value.get(span)).unwrap_or(&self.value)
    }

    /// What is wrong, in the words of a language.
    pub fn localize(&self, language: Language) -> LocalizedMessage<'_> {
        LocalizedMessage { message: &self.message, piece: self.piece(), language }
    }

    /// Whether the row can't be written because of this.
    pub fn is_blocking(&self) -> bool {
        self.severity == Severity::Error && !self.applied
    }

    /// The same finding with text of its own, to be kept longer than the row.
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
            applied: self.applied,
            typed: self.typed,
        }
    }
}
