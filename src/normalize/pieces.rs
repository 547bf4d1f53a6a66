//! Lists in a cell, of countries or of states: where the pieces are, and what is said of them.

use std::ops::Range;

use smallvec::SmallVec;

use super::cell::Cell;
use super::text::{clean, is_invisible};
use crate::finding::{Finding, Fix, Message, Rule};

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// The start of the cell, a semicolon, a bar, a line break: no name goes across.
    Hard,
    /// A comma, which may be part of a name ("Korea, Republic of").
    Comma,
    /// A slash or a comma of another script, which may be part of a name ("All countries/regions").
    Slash,
    /// "and" in some language, which may be part of a name ("Trinidad and Tobago").
    Conjunction,
}

/// A piece of a list: its bytes in the cell, without the white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Range<usize>,
    pub(super) before: Separator,
}

/// A list of more pieces than there are countries and states is no list, and not read piece by piece.
pub(super) const MOST_PIECES: usize = 512;

/// Words between names; a two-letter code between separators is a code all the same (`ET`).
const CONJUNCTIONS: [&str; 5] = ["and", "et", "y", "und", "&"];

pub(super) fn split(cell: &str) -> SmallVec<[Piece; 8]> {
    let mut pieces = SmallVec::new();
    let mut start = 0;
    let mut before = Separator::Hard;
    for (at, c) in cell.char_indices() {
        let separator = match c {
            ';' | '|' | '\n' | '\r' | '\u{ff1b}' | '\u{ff5c}' => Separator::Hard,
            ',' => Separator::Comma,
            '\u{ff0c}' | '\u{3001}' | '\u{60c}' | '/' | '\u{ff0f}' => Separator::Slash,
            '&' | '+' | '\u{ff06}' => Separator::Conjunction,
            _ => continue,
        };
        split_words(cell, start..at, before, &mut pieces);
        start = at + c.len_utf8();
        before = separator;
    }
    split_words(cell, start..cell.len(), before, &mut pieces);
    pieces
}

/// Parts what stands between two separators at its conjunctions.
fn split_words(cell: &str, range: Range<usize>, mut before: Separator, pieces: &mut SmallVec<[Piece; 8]>) {
    let mut start = range.start;
    let mut word_start = None;
    let mut words = 0;
    let ends = cell[range.clone()].char_indices().map(|(at, c)| (range.start + at, c.is_whitespace()));
    for (at, is_space) in ends.chain([(range.end, true)]) {
        match (word_start, is_space) {
            (None, false) => word_start = Some(at),
            (Some(word), true) => {
                word_start = None;
                let is_conjunction = CONJUNCTIONS.iter().any(|known| known.eq_ignore_ascii_case(&cell[word..at]));
                let goes_on = !cell[at..range.end].trim().is_empty();
                if is_conjunction && goes_on {
                    // None stands before it where it follows a separator: "US, CA, and FR".
                    if words > 0 {
                        push(cell, start..word, before, pieces);
                    }
                    before = Separator::Conjunction;
                    start = at;
                    words = 0;
                } else {
                    words += 1;
                }
            }
            _ => {}
        }
    }
    push(cell, start..range.end, before, pieces);
}

fn push(cell: &str, range: Range<usize>, before: Separator, pieces: &mut SmallVec<[Piece; 8]>) {
    let is_around = |c: char| c.is_whitespace() || is_invisible(c);
    let text = cell[range.clone()].trim_end_matches(is_around);
    let start = range.start + text.len() - text.trim_start_matches(is_around).len();
    let end = range.start + text.len();
    // In small letters it is the word, and in capitals it is Andorra.
    let is_conjunction = matches!(&cell[start.min(end)..end], "and" | "und");
    if start < end && !is_conjunction {
        pieces.push(Piece { span: start..end, before });
    }
}

/// The pieces that may be one name with commas or conjunctions inside, starting at `first`: how far they reach at most.
pub(super) fn reach(pieces: &[Piece], first: usize) -> usize {
    const LONGEST: usize = 6;
    let joinable = pieces[first + 1..].iter().take(LONGEST - 1).take_while(|piece| piece.before != Separator::Hard);
    first + 1 + joinable.count()
}

/// What is found in a list, until it is known what the whole cell would be.
pub(super) struct Draft<'c, 'r, 'a> {
    cell: &'c Cell<'r, 'a>,
    items: SmallVec<[&'a str; 8]>,
    notes: SmallVec<[Note; 4]>,
}

struct Note {
    rule: Rule,
    span: Range<usize>,
    message: Message,
    remedy: Remedy,
}

enum Remedy {
    None,
    Safe,
    /// Probably this text instead of an item.
    Instead(usize, &'static str),
    /// One of these instead of an item.
    OneOf(usize, Vec<String>),
    /// Probably this instead of the whole cell.
    Whole(&'static str),
}

impl<'c, 'r, 'a> Draft<'c, 'r, 'a> {
    pub(super) fn new(cell: &'c Cell<'r, 'a>) -> Self {
        Draft { cell, items: SmallVec::new(), notes: SmallVec::new() }
    }

    /// Adds what a piece stands for.
    pub(super) fn item(&mut self, code: &'static str) {
        self.items.push(code);
    }

    /// Notes something that has one reading.
    pub(super) fn safe(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.notes.push(Note { rule, span, message, remedy: Remedy::Safe });
    }

    /// Notes a piece that can't be written, and keeps it as it is.
    pub(super) fn refuse(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.items.push(&self.cell.text()[span.clone()]);
        self.notes.push(Note { rule, span, message, remedy: Remedy::None });
    }

    /// Notes a piece that probably means something; says whether the guess is taken. An empty guess removes the piece.
    pub(super) fn guess(&mut self, rule: Rule, span: Range<usize>, message: Message, code: &'static str) -> bool {
        let accepted = self.cell.settings.accept_suggestions;
        self.items.push(if accepted { code } else { &self.cell.text()[span.clone()] });
        self.notes.push(Note { rule, span, message, remedy: Remedy::Instead(self.items.len() - 1, code) });
        accepted
    }

    /// Notes a piece that means one of several.
    pub(super) fn ambiguous(&mut self, rule: Rule, span: Range<usize>, message: Message, readings: Vec<String>) {
        self.items.push(&self.cell.text()[span.clone()]);
        self.notes.push(Note { rule, span, message, remedy: Remedy::OneOf(self.items.len() - 1, readings) });
    }

    /// Notes that the whole cell probably means something; says whether the guess is taken.
    pub(super) fn guess_whole(&mut self, rule: Rule, message: Message, code: &'static str) -> bool {
        let whole = 0..self.cell.text().len();
        self.notes.push(Note { rule, span: whole, message, remedy: Remedy::Whole(code) });
        self.cell.settings.accept_suggestions
    }

    /// Turns the notes into findings, each with the whole cell as it would be, and says what else was changed: the
    /// separators (by the rule given), or white space and invisible characters.
    pub(super) fn finish(self, pieces: &[Piece], separators: Rule, findings: &mut Vec<Finding<'a>>) {
        let text = self.cell.text();
        let fixed = self.joined(None);
        if self.notes.is_empty() && fixed != text {
            let cleaned = clean(text);
            let other = pieces.windows(2).find(|pair| pair[1].before != Separator::Comma);
            let wrong = other.map(|pair| pair[0].span.end..pair[1].span.start);
            match wrong.or_else(|| stray_separator(text, pieces)) {
                Some(span) => findings.push(
                    self.cell
                        .finding(separators, Some(span), Message::Separators)
                        .with_fix(Some(Fix::safe(fixed.as_str()))),
                ),
                None if cleaned.white_space.is_none() && cleaned.invisible.is_none() && cleaned.unicode.is_none() => {
                    findings.push(
                        self.cell
                            .finding(Rule::ValueWhitespace, None, Message::Whitespace)
                            .with_fix(Some(Fix::safe(fixed.as_str()))),
                    );
                }
                None => self.cell.push_cleaning(&cleaned, &fixed, findings),
            }
        }
        for note in &self.notes {
            let span = note.span.clone();
            let message = note.message.clone();
            findings.push(match &note.remedy {
                Remedy::None => self.cell.finding(note.rule, Some(span), message),
                Remedy::Safe => {
                    self.cell.finding(note.rule, Some(span), message).with_fix(Some(Fix::safe(fixed.as_str())))
                }
                Remedy::Instead(item, code) => {
                    let fix = Fix::suggestion(self.joined(Some((*item, code))));
                    self.cell.suggestion(note.rule, span, message, Some(fix))
                }
                Remedy::Whole(code) => self.cell.suggestion(note.rule, span, message, Some(Fix::suggestion(*code))),
                Remedy::OneOf(item, readings) => Finding {
                    alternatives: readings.iter().map(|codes| self.joined(Some((*item, codes)))).collect(),
                    ..self.cell.finding(note.rule, Some(span), message)
                },
            });
        }
    }

    /// The cell with the items as they are, or one of them replaced; none twice.
    fn joined(&self, instead: Option<(usize, &str)>) -> String {
        let mut joined = String::with_capacity(self.cell.text().len());
        let mut seen: SmallVec<[&str; 16]> = SmallVec::new();
        for (at, item) in self.items.iter().enumerate() {
            let item = instead.filter(|(replaced, _)| *replaced == at).map_or(*item, |(_, code)| code);
            if item.is_empty() || seen.contains(&item) {
                continue;
            }
            if !joined.is_empty() {
                joined.push_str(", ");
            }
            joined.push_str(item);
            seen.push(item);
        }
        joined
    }
}

/// A separator with nothing on one side of it.
fn stray_separator(text: &str, pieces: &[Piece]) -> Option<Range<usize>> {
    let starts = std::iter::once(0).chain(pieces.iter().map(|piece| piece.span.end));
    let ends = pieces.iter().map(|piece| piece.span.start).chain([text.len()]);
    starts.zip(ends).enumerate().find_map(|(at, (start, end))| {
        let between = text[start..end].trim();
        let is_needed = at > 0 && at < pieces.len();
        let is_stray = if is_needed { between.chars().count() > 1 } else { between.chars().any(|c| !is_invisible(c)) };
        is_stray.then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(cell: &str) -> Vec<&str> {
        split(cell).into_iter().map(|piece| &cell[piece.span]).collect()
    }

    #[test]
    fn lists_are_parted_at_what_people_write() {
        assert_eq!(pieces("US, CA;FR / DE\nNL|BE"), ["US", "CA", "FR", "DE", "NL", "BE"]);
        assert_eq!(pieces("France and Spain & Portugal und Italien"), ["France", "Spain", "Portugal", "Italien"]);
        assert_eq!(pieces(" ,US,, CA; "), ["US", "CA"]);
        assert_eq!(pieces("US、CA，FR"), ["US", "CA", "FR"]);
        assert_eq!(pieces(""), [] as [&str; 0]);
    }

    #[test]
    fn a_conjunction_stands_between_two_words() {
        assert_eq!(pieces("DE, ET, FR"), ["DE", "ET", "FR"]);
        assert_eq!(pieces("DE et FR"), ["DE", "FR"]);
        assert_eq!(pieces("US, CA, and FR"), ["US", "CA", "FR"]);
        assert_eq!(pieces("US, and, CA"), ["US", "CA"]);
        assert_eq!(pieces("AND"), ["AND"]);
        assert_eq!(pieces("Finland"), ["Finland"]);
    }

    #[test]
    fn names_go_across_commas_and_conjunctions_only() {
        let list = split("Korea, Republic of; Japan and China / India");
        assert_eq!(reach(&list, 0), 2);
        assert_eq!(reach(&list, 2), 5);
    }
}
