//! The edit plan of a list cell: the replacement of each segment and the issues found, collected until the whole fixed cell is
//! known.
//!
//! The fix of a finding is always the whole cell, so no finding can be made before the last segment is read. The plan knows
//! codes and spans only; the rules of countries and states are in their modules.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use smallvec::SmallVec;

use super::cell::Cell;
use super::text::clean;
use crate::diagnostics::{Finding, Fix, Message, Rule};

/// The bytes that are read to make the alternatives of one cell, each of which is the whole cell. After that, the messages
/// alone have the readings: nobody chooses among so many, and they would take the square of the cell's length.
const MAX_ALTERNATIVES: usize = 64 * 1024;

/// The replacements and the issues of a list cell.
pub(super) struct EditPlan<'c, 'r, 'a> {
    pub(super) cell: &'c Cell<'r, 'a>,
    replacements: SmallVec<[Replacement<'a>; 8]>,
    issues: SmallVec<[Issue; 4]>,
    /// The texts of replacements in the readings of an ambiguous cell, if a code says less than the segment.
    in_readings: Vec<(usize, String)>,
}

/// The codes that replace a segment, or its own text.
#[derive(Debug, Clone)]
pub(super) struct Replacement<'a> {
    /// The bytes of the segment in the cell.
    pub(super) span: Range<usize>,
    pub(super) text: Cow<'a, str>,
    /// Whether the text is codes; otherwise it is the segment itself, which is rejected.
    pub(super) is_codes: bool,
}

struct Issue {
    rule: Rule,
    span: Range<usize>,
    message: Message,
    fix: FixKind,
}

impl Issue {
    /// Returns the index of a replacement and the text that is suggested for it.
    fn suggested(&self) -> Option<(usize, Cow<'static, str>)> {
        match &self.fix {
            FixKind::Suggested(at, codes) => Some((*at, codes.clone())),
            _ => None,
        }
    }
}

/// The fix of an issue. Numbers are indices of replacements.
enum FixKind {
    None,
    Safe,
    /// A suggested text for one replacement.
    Suggested(usize, Cow<'static, str>),
    /// Several possible texts for one replacement.
    OneOf(usize, Vec<String>),
    /// A suggested text for the whole cell.
    SuggestedWhole(&'static str),
}

impl<'c, 'r, 'a> EditPlan<'c, 'r, 'a> {
    pub(super) fn new(cell: &'c Cell<'r, 'a>) -> Self {
        EditPlan { cell, replacements: SmallVec::new(), issues: SmallVec::new(), in_readings: Vec::new() }
    }

    /// Replaces a segment with codes. The fixed cell has each code once.
    pub(super) fn replace(&mut self, span: Range<usize>, codes: impl Into<Cow<'static, str>>) {
        self.replacements.push(Replacement { span, text: codes.into(), is_codes: true });
    }

    /// Sets the text of the last replacement in the readings of an ambiguous cell.
    pub(super) fn keep_in_readings(&mut self, text: String) {
        self.in_readings.push((self.replacements.len() - 1, text));
    }

    /// Adds an issue that the replacement of its segment fixes safely.
    pub(super) fn safe(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.issues.push(Issue { rule, span, message, fix: FixKind::Safe });
    }

    /// Adds an issue without a fix and keeps the segment.
    pub(super) fn reject(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.keep(span.clone());
        self.issues.push(Issue { rule, span, message, fix: FixKind::None });
    }

    /// Adds an issue about the whole cell, whose segments have their replacements, without a fix.
    pub(super) fn reject_whole(&mut self, rule: Rule, message: Message) {
        let span = 0..self.cell.text().len();
        self.issues.push(Issue { rule, span, message, fix: FixKind::None });
    }

    /// Adds an issue with a suggestion and returns whether suggestions are accepted. An empty suggestion removes the segment.
    pub(super) fn suggest(
        &mut self,
        rule: Rule,
        span: Range<usize>,
        message: Message,
        codes: impl Into<Cow<'static, str>>,
    ) -> bool {
        let (is_accepted, codes) = (self.cell.accept_suggestions, codes.into());
        if is_accepted {
            self.replace(span.clone(), codes.clone());
        } else {
            self.keep(span.clone());
        }
        let fix = FixKind::Suggested(self.replacements.len() - 1, codes);
        self.issues.push(Issue { rule, span, message, fix });
        is_accepted
    }

    /// Adds an issue with several readings and keeps the segment.
    pub(super) fn reject_ambiguous(&mut self, rule: Rule, span: Range<usize>, message: Message, readings: Vec<String>) {
        self.keep(span.clone());
        let fix = FixKind::OneOf(self.replacements.len() - 1, readings);
        self.issues.push(Issue { rule, span, message, fix });
    }

    /// Adds an issue with a suggestion for the whole cell and returns whether suggestions are accepted.
    pub(super) fn suggest_whole(&mut self, rule: Rule, message: Message, code: &'static str) -> bool {
        let span = 0..self.cell.text().len();
        self.issues.push(Issue { rule, span, message, fix: FixKind::SuggestedWhole(code) });
        self.cell.accept_suggestions
    }

    fn keep(&mut self, span: Range<usize>) {
        let text = Cow::Borrowed(&self.cell.text()[span.clone()]);
        self.replacements.push(Replacement { span, text, is_codes: false });
    }

    /// Turns the issues into findings, each with the whole fixed cell. If there are none and the fixed cell differs, the
    /// finding is about the separator that `unusual_separator` returns (under `rule`), or about white space and invisible
    /// characters. To be called once.
    pub(super) fn finish(
        &mut self,
        unusual_separator: impl FnOnce() -> Option<(Range<usize>, Message)>,
        rule: Rule,
        findings: &mut Vec<Finding<'a>>,
    ) {
        let EditPlan { cell, replacements, issues, in_readings } = self;
        let mut fixed = joined(cell.text(), replacements, &[]);
        if issues.is_empty() && fixed != cell.text() {
            let fixed = Fix::safe(std::mem::take(&mut fixed));
            match unusual_separator() {
                Some((span, message)) => findings.push(cell.finding(rule, Some(span), message).with_fix(Some(fixed))),
                None => push_white_space(cell, fixed, findings),
            }
        }
        // A suggestion has to be valid: it includes those for the other segments, and there is none if a segment stays that has
        // no fix.
        let suggested: SmallVec<[(usize, Cow<'static, str>); 4]> = issues.iter().filter_map(Issue::suggested).collect();
        let suggested: SmallVec<[(usize, &str); 4]> = suggested.iter().map(|(at, codes)| (*at, &**codes)).collect();
        let has_rejected = issues.iter().any(|issue| matches!(issue.fix, FixKind::None));
        let has_unfixable = has_rejected || issues.iter().any(|issue| matches!(issue.fix, FixKind::OneOf(..)));
        let whole = issues.iter().find_map(|issue| match issue.fix {
            FixKind::SuggestedWhole(code) => Some(code),
            _ => None,
        });
        // The same for all issues, so it is made once: a cell may have hundreds of them.
        let suggested_cell = OnceCell::new();
        let suggestion = || {
            let value = || whole.map_or_else(|| joined(cell.text(), replacements, &suggested), str::to_owned);
            (!has_unfixable).then(|| Fix::suggestion(suggested_cell.get_or_init(value).clone()))
        };
        let mut room = MAX_ALTERNATIVES;
        let mut left = issues.len();
        for Issue { rule, span, message, fix } in issues.drain(..) {
            left -= 1;
            findings.push(match fix {
                FixKind::None => cell.finding(rule, Some(span), message),
                FixKind::Safe => {
                    let value = if left == 0 { std::mem::take(&mut fixed) } else { fixed.clone() };
                    cell.finding(rule, Some(span), message).with_fix(Some(Fix::safe(value)))
                }
                FixKind::Suggested(..) | FixKind::SuggestedWhole(_) => {
                    cell.suggestion(rule, span, message, suggestion())
                }
                FixKind::OneOf(at, readings) => {
                    let readings = if room > 0 { readings } else { Vec::new() };
                    let with = |codes| {
                        let others = suggested.iter().copied().filter(|_| !has_rejected);
                        let kept = in_readings.iter().map(|(at, text)| (*at, &**text));
                        let others: SmallVec<[(usize, &str); 4]> = others.chain(kept).chain([(at, codes)]).collect();
                        joined(cell.text(), replacements, &others)
                    };
                    let alternatives: Vec<String> = readings.iter().map(|codes| with(codes)).collect();
                    room = room.saturating_sub(alternatives.len() * cell.text().len());
                    Finding { alternatives, ..cell.finding(rule, Some(span), message) }
                }
            });
        }
    }

    pub(super) fn into_replacements(self) -> SmallVec<[Replacement<'a>; 8]> {
        self.replacements
    }
}

/// Appends the findings of a cell in which only white space or invisible characters change.
fn push_white_space<'a>(cell: &Cell<'_, 'a>, fixed: Fix<'a>, findings: &mut Vec<Finding<'a>>) {
    let cleaned = clean(cell.text());
    if !cleaned.is_unchanged() {
        return cell.push_cleaning(&cleaned, fixed, findings);
    }
    let finding = cell.finding(Rule::ValueWhitespace, None, Message::Whitespace);
    findings.push(finding.with_fix(Some(fixed)));
}

/// The number of replacements from which a lookup is faster than a search.
const MANY: usize = 32;

/// Returns the same as [`joined`], in a time in proportion to the length of the cell.
fn joined_many(cell: &str, replacements: &[Replacement<'_>], others: &[(usize, &str)]) -> String {
    let (mut joined, mut seen) = (String::with_capacity(cell.len()), HashSet::new());
    // Of several texts for one replacement the first counts.
    let others: HashMap<usize, &str> = others.iter().rev().copied().collect();
    for (at, replacement) in replacements.iter().enumerate() {
        let other = others.get(&at).copied();
        let text: &str = other.unwrap_or(&replacement.text);
        let is_list = replacement.is_codes || other.is_some();
        let mut add = |part| {
            if !str::is_empty(part) && seen.insert(part) {
                joined.push_str(if joined.is_empty() { "" } else { ", " });
                joined.push_str(part);
            }
        };
        if is_list { text.split(", ").for_each(add) } else { add(text) }
    }
    joined
}

/// Returns the cell with all replacements, or with other texts for some of them (by index). No code is repeated.
fn joined<'s>(cell: &str, replacements: &'s [Replacement<'_>], others: &[(usize, &'s str)]) -> String {
    if replacements.len() > MANY {
        return joined_many(cell, replacements, others);
    }
    // Fast path: codes are so short that a loop over their bytes is faster than a call of memcmp.
    let is_same = |one: &str, other: &str| one.len() == other.len() && one.bytes().eq(other.bytes());
    let mut joined = String::with_capacity(cell.len());
    let mut seen: SmallVec<[&str; 16]> = SmallVec::new();
    for (at, replacement) in replacements.iter().enumerate() {
        let other = others.iter().find(|(index, _)| *index == at).map(|(_, codes)| *codes);
        let text = other.unwrap_or(&replacement.text);
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
        // The text of a rejected segment may have a comma inside.
        let is_list = (replacement.is_codes || other.is_some()) && text.bytes().any(|byte| byte == b',');
        if is_list { text.split(", ").for_each(add) } else { add(text) }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_many_pieces_are_joined_as_those_with_few() {
        let texts = ["DE", "Narnia", "DE, AT", "", "a, b", "DE"];
        let replacement = |at: usize| Replacement {
            span: at..at,
            text: texts[at % texts.len()].into(),
            is_codes: at.is_multiple_of(2),
        };
        for others in [&[][..], &[(1, "FR"), (4, "IT, DE"), (1, "ES")]] {
            let all: Vec<Replacement<'_>> = (0..MANY).map(replacement).collect();
            assert_eq!(joined_many("", &all, others), joined("", &all, others));
        }
    }
}
