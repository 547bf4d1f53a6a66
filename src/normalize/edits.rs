use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use super::cell::Cell;
use super::countries::closing;
use super::countries::lexer::{Separator, Token, is_quotation_mark};
use super::text::{clean, is_invisible};
use crate::diagnostics::{Finding, Fix, Message, Rule};

/// What is found in a list, until it is known what the whole cell would be.
pub(crate) struct EditPlan<'c, 'r, 'a> {
    pub(crate) cell: &'c Cell<'r, 'a>,
    items: SmallVec<[Replacement<'a>; 8]>,
    notes: SmallVec<[Issue; 4]>,
}

/// What a piece of the list becomes.
#[derive(Debug, Clone)]
pub(crate) struct Replacement<'a> {
    /// The bytes of the piece.
    pub(crate) span: Range<usize>,
    /// Codes, or the piece as it is where it can't be read.
    pub(crate) text: Cow<'a, str>,
    pub(crate) is_read: bool,
}

struct Issue {
    rule: Rule,
    span: Range<usize>,
    message: Message,
    remedy: FixKind,
}

enum FixKind {
    None,
    Safe,
    /// Probably this text instead of an item.
    Instead(usize, Cow<'static, str>),
    /// One of these instead of an item.
    OneOf(usize, Vec<String>),
    /// Probably this instead of the whole cell.
    Whole(&'static str),
}

impl<'c, 'r, 'a> EditPlan<'c, 'r, 'a> {
    pub(crate) fn new(cell: &'c Cell<'r, 'a>) -> Self {
        EditPlan { cell, items: SmallVec::new(), notes: SmallVec::new() }
    }

    /// Adds what a piece stands for; codes that are there already are written once.
    pub(crate) fn item(&mut self, span: Range<usize>, codes: impl Into<Cow<'static, str>>) {
        self.items.push(Replacement { span, text: codes.into(), is_read: true });
    }

    /// Notes something that has one reading.
    pub(crate) fn safe(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.notes.push(Issue { rule, span, message, remedy: FixKind::Safe });
    }

    /// Notes a piece that can't be written, and keeps it as it is.
    pub(crate) fn refuse(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.keep(span.clone());
        self.notes.push(Issue { rule, span, message, remedy: FixKind::None });
    }

    /// Notes a piece that probably means something; says whether the guess is taken. An empty guess removes the piece.
    pub(crate) fn guess(
        &mut self,
        rule: Rule,
        span: Range<usize>,
        message: Message,
        codes: impl Into<Cow<'static, str>>,
    ) -> bool {
        let (accepted, codes) = (self.cell.settings.accept_suggestions, codes.into());
        if accepted {
            self.item(span.clone(), codes.clone());
        } else {
            self.keep(span.clone());
        }
        self.notes.push(Issue { rule, span, message, remedy: FixKind::Instead(self.items.len() - 1, codes) });
        accepted
    }

    /// Notes a piece that means one of several.
    pub(crate) fn ambiguous(&mut self, rule: Rule, span: Range<usize>, message: Message, readings: Vec<String>) {
        self.keep(span.clone());
        self.notes.push(Issue { rule, span, message, remedy: FixKind::OneOf(self.items.len() - 1, readings) });
    }

    /// Notes that the whole cell probably means something; says whether the guess is taken.
    pub(crate) fn guess_whole(&mut self, rule: Rule, message: Message, code: &'static str) -> bool {
        let whole = 0..self.cell.text().len();
        self.notes.push(Issue { rule, span: whole, message, remedy: FixKind::Whole(code) });
        self.cell.settings.accept_suggestions
    }

    fn keep(&mut self, span: Range<usize>) {
        let text = Cow::Borrowed(&self.cell.text()[span.clone()]);
        self.items.push(Replacement { span, text, is_read: false });
    }

    /// Turns the notes into findings, each with the whole cell as it would be, and says what else was changed: the
    /// separators (by the rule given), or white space and invisible characters. Asked once, when all is noted.
    pub(crate) fn finish(&mut self, pieces: &[Token], separators: Rule, findings: &mut Vec<Finding<'a>>) {
        let EditPlan { cell, items, notes } = self;
        let whole = |instead: Option<(usize, &str)>| joined(cell.text(), items, instead);
        let mut fixed = whole(None);
        if notes.is_empty() && fixed != cell.text() {
            push_separators(cell, pieces, separators, std::mem::take(&mut fixed), findings);
        }
        let mut left = notes.len();
        for Issue { rule, span, message, remedy } in notes.drain(..) {
            left -= 1;
            findings.push(match remedy {
                FixKind::None => cell.finding(rule, Some(span), message),
                FixKind::Safe => {
                    let value = if left == 0 { std::mem::take(&mut fixed) } else { fixed.clone() };
                    cell.finding(rule, Some(span), message).with_fix(Some(Fix::safe(value)))
                }
                FixKind::Instead(item, codes) => {
                    let fix = Fix::suggestion(whole(Some((item, &codes))));
                    cell.suggestion(rule, span, message, Some(fix))
                }
                FixKind::Whole(code) => cell.suggestion(rule, span, message, Some(Fix::suggestion(code))),
                FixKind::OneOf(item, readings) => Finding {
                    alternatives: readings.iter().map(|codes| whole(Some((item, codes)))).collect(),
                    ..cell.finding(rule, Some(span), message)
                },
            });
        }
    }

    /// What the pieces become.
    pub(crate) fn into_items(self) -> SmallVec<[Replacement<'a>; 8]> {
        self.items
    }
}

/// Says what else than its pieces was changed in a cell.
fn push_separators<'a>(
    cell: &Cell<'_, 'a>,
    pieces: &[Token],
    rule: Rule,
    fixed: String,
    findings: &mut Vec<Finding<'a>>,
) {
    let text = cell.text();
    let other = pieces.windows(2).find(|pair| pair[1].before != Separator::Comma);
    let wrong = other.map(|pair| pair[0].span.end..pair[1].span.start);
    let finding = match wrong.or_else(|| stray_separator(text, pieces)) {
        Some(span) => {
            let is_surplus = |c: char| is_quotation_mark(c) || closing(c).is_some();
            let surplus = text[span.clone()].contains(is_surplus);
            let message = if surplus { Message::Surplus } else { Message::Separators };
            cell.finding(rule, Some(span), message)
        }
        None => {
            let cleaned = clean(text);
            if !cleaned.is_untouched() {
                return cell.push_cleaning(&cleaned, Fix::safe(fixed), findings);
            }
            cell.finding(Rule::ValueWhitespace, None, Message::Whitespace)
        }
    };
    findings.push(finding.with_fix(Some(Fix::safe(fixed))));
}

/// A cell with the items as they are, or one of them replaced; no code twice.
fn joined<'s>(cell: &str, items: &'s [Replacement<'_>], instead: Option<(usize, &'s str)>) -> String {
    // Codes are so short that a call costs more than their bytes.
    let is_same = |one: &str, other: &str| one.len() == other.len() && one.bytes().eq(other.bytes());
    let mut joined = String::with_capacity(cell.len());
    let mut seen: SmallVec<[&str; 16]> = SmallVec::new();
    for (at, item) in items.iter().enumerate() {
        let instead = instead.filter(|(replaced, _)| *replaced == at).map(|(_, codes)| codes);
        let text = instead.unwrap_or(&item.text);
        let mut add = |part: &'s str| {
            if part.is_empty() || seen.iter().any(|known| is_same(known, part)) {
                return;
            }
            if !joined.is_empty() {
                joined.push_str(", ");
            }
            joined.push_str(part);
            seen.push(part);
        };
        // A piece that is kept as it is may have a comma inside.
        let is_list = (item.is_read || instead.is_some()) && text.bytes().any(|byte| byte == b',');
        if is_list { text.split(", ").for_each(add) } else { add(text) }
    }
    joined
}

/// A separator with nothing on one side of it.
fn stray_separator(text: &str, pieces: &[Token]) -> Option<Range<usize>> {
    let starts = std::iter::once(0).chain(pieces.iter().map(|piece| piece.span.end));
    let ends = pieces.iter().map(|piece| piece.span.start).chain([text.len()]);
    starts.zip(ends).enumerate().find_map(|(at, (start, end))| {
        let between = text[start..end].trim();
        let is_needed = at > 0 && at < pieces.len();
        let is_stray = if is_needed { between.chars().count() > 1 } else { between.chars().any(|c| !is_invisible(c)) };
        is_stray.then_some(start..end)
    })
}
