//! Where the pieces of a list are, of countries or of states.

use std::ops::Range;

use smallvec::SmallVec;

use super::text::is_invisible;
use crate::model::Column;
use crate::vocabulary::{ListWord, column_of_label, list_word, starts_country};

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// The start of the cell, a semicolon, a bar, a line break, a bullet: no name goes across.
    Hard,
    /// A comma, which may be part of a name ("Korea, Republic of").
    Comma,
    /// A slash, a tab or a comma of another script, which may be part of a name ("All countries/regions").
    Slash,
    /// `&` or `+`, which may be part of a name ("Antigua & Barbuda").
    Sign,
    /// "and" in some language, which may be part of a name ("Trinidad and Tobago").
    Word,
}

/// A piece of a list: its bytes in the cell, without the white space and the quotation marks around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Range<usize>,
    pub(super) before: Separator,
}

pub(super) type Pieces = SmallVec<[Piece; 8]>;

/// A list of more pieces than there are countries and states is no list, and not read piece by piece.
pub(super) const MOST_PIECES: usize = 512;

/// The pieces of a column's cell. Brackets hold together what is in them.
pub(super) fn split(cell: &str, column: Column) -> Pieces {
    let body = body(cell, column);
    let mut pieces = Pieces::new();
    let (mut start, mut before) = (body.start, Separator::Hard);
    let mut brackets = Brackets::default();
    for (at, c) in cell[body.clone()].char_indices().map(|(at, c)| (body.start + at, c)) {
        if brackets.hold(&cell[..body.end], at, c) {
            continue;
        }
        let separator = match c {
            ';' | '|' | '\n' | '\r' | '\u{ff1b}' | '\u{ff5c}' | '\u{61b}' | '•' | '▪' | '●' | '‣' | '◦' => {
                Separator::Hard
            }
            ',' => Separator::Comma,
            '\u{ff0c}' | '\u{3001}' | '\u{60c}' | '/' | '\u{ff0f}' | '\t' => Separator::Slash,
            '&' | '+' | '\u{ff06}' => Separator::Sign,
            _ => continue,
        };
        // "and/or", "w/o".
        if c == '/' && list_word(word_around(&cell[..body.end], at)).is_some() {
            continue;
        }
        split_words(cell, start..at, before, &mut pieces);
        start = at + c.len_utf8();
        before = separator;
    }
    split_words(cell, start..body.end, before, &mut pieces);
    pieces
}

/// The list itself: without brackets or quotation marks around all of it, and without the column's label before it.
fn body(cell: &str, column: Column) -> Range<usize> {
    let mut body = trimmed(cell, 0..cell.len());
    loop {
        let text = &cell[body.clone()];
        let mut chars = text.chars();
        let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return body };
        let label = text.find([':', '\u{ff1a}']).filter(|&at| column_of_label(&text[..at]) == Some(column));
        let inner = if bracket_end(text).is_some_and(|end| end + last.len_utf8() == text.len()) {
            body.start + first.len_utf8()..body.end - last.len_utf8()
        } else if let Some(colon) = label {
            body.start + colon + text[colon..].chars().next().map_or(0, char::len_utf8)..body.end
        } else {
            return body;
        };
        body = trimmed(cell, inner);
    }
}

/// Brackets that are closed, met from left to right.
#[derive(Default)]
struct Brackets {
    end: usize,
    /// One was never closed: nothing is held together by the others either.
    broken: bool,
}

impl Brackets {
    /// Whether the character at a place stands in brackets, or opens them.
    fn hold(&mut self, text: &str, at: usize, c: char) -> bool {
        if at >= self.end && !self.broken && closing(c).is_some() {
            match bracket_end(&text[at..]) {
                Some(end) => self.end = at + end,
                None => self.broken = true,
            }
        }
        at < self.end
    }
}

/// Where the bracket that a text starts with is closed; none where it starts with none, or the line ends before.
fn bracket_end(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = closing(open)?;
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\r' => return None,
            c if c == open => depth += 1,
            c if c == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// What closes a bracket.
pub(super) fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '\u{ff08}' => '\u{ff09}',
        '【' => '】',
        _ => return None,
    })
}

fn word_around(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
    text.get(start..end).unwrap_or_default()
}

/// Parts what stands between two separators at its conjunctions.
fn split_words(cell: &str, range: Range<usize>, mut before: Separator, pieces: &mut Pieces) {
    let text = &cell[range.clone()];
    // "DE ET FR" may be a row of codes, and so is left to whoever knows the codes.
    if is_row_of_codes(text) {
        return push(cell, range, before, pieces);
    }
    let is_shouted = !text.contains(char::is_lowercase);
    let mut start = range.start;
    let mut words = 0;
    let mut brackets = Brackets::default();
    let mut held = 0;
    for word in text.split_whitespace() {
        let at = range.start + (word.as_ptr().addr() - text.as_ptr().addr());
        for (offset, c) in word.char_indices() {
            brackets.hold(&cell[..range.end], at + offset, c);
        }
        let (is_held, rest) = (at < held, cell[at + word.len()..range.end].trim());
        held = brackets.end;
        if is_held || rest.is_empty() || list_word(word) != Some(ListWord::And) {
            words += 1;
            continue;
        }
        // A capital alone may be the start of a name: "E Timor".
        let is_letter = word.chars().nth(1).is_none();
        let is_parting = !is_letter || is_shouted || !word.contains(char::is_uppercase);
        // None stands before it where it follows a separator: "US, CA, and FR". But "an Spáinn" is Spain in Irish.
        let is_leading = words == 0 && !pieces.is_empty() && (rest.len() == 2 || !is_letter && !starts_country(word));
        if is_parting && words > 0 {
            push(cell, start..at, before, pieces);
        } else if !is_leading {
            words += 1;
            continue;
        }
        before = Separator::Word;
        start = at + word.len();
        words = 0;
    }
    push(cell, start..range.end, before, pieces);
}

/// Whether a text is words of two letters, all of them in one case.
pub(super) fn is_row_of_codes(text: &str) -> bool {
    let is_row = |is_case: fn(&u8) -> bool| {
        text.split_whitespace().all(|word| word.len() == 2 && word.as_bytes().iter().all(is_case))
    };
    text.split_whitespace().nth(1).is_some() && (is_row(u8::is_ascii_uppercase) || is_row(u8::is_ascii_lowercase))
}

fn push(cell: &str, range: Range<usize>, before: Separator, pieces: &mut Pieces) {
    let mut span = trimmed(cell, range);
    if before == Separator::Hard {
        span.start += marker(&cell[span.clone()]);
        span = trimmed(cell, span);
    }
    let text = &cell[span.clone()];
    // In small letters it is the word, and in capitals it is Andorra.
    let is_word = text.len() > 2 && text.chars().all(char::is_lowercase) && list_word(text) == Some(ListWord::And);
    if !text.is_empty() && !is_word {
        pieces.push(Piece { span, before });
    }
}

/// The length of what marks an item of a list: a dash or a number before its text.
fn marker(text: &str) -> usize {
    let Some((mark, _)) = text.split_once(char::is_whitespace) else { return 0 };
    let number = mark.trim_end_matches(['.', ')']);
    let is_number = number.len() < mark.len() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || matches!(mark, "-" | "–" | "—" | "*" | "·") { mark.len() } else { 0 }
}

/// A range without the white space and the quotation marks at its ends.
fn trimmed(cell: &str, range: Range<usize>) -> Range<usize> {
    let is_around = |c: char| c.is_whitespace() || is_invisible(c) || is_quotation_mark(c);
    let text = cell[range.clone()].trim_end_matches(is_around);
    let start = range.start + text.len() - text.trim_start_matches(is_around).len();
    start..range.start + text.len()
}

pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{b4}' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201f}' | '「' | '」' | '『' | '』'
    )
}

/// The pieces that may be one name with commas or conjunctions inside, starting at `first`: how far they reach at most.
pub(super) fn reach(pieces: &[Piece], first: usize) -> usize {
    const LONGEST: usize = 6;
    let joinable = pieces[first + 1..].iter().take(LONGEST - 1).take_while(|piece| piece.before != Separator::Hard);
    first + 1 + joinable.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(cell: &str) -> Vec<&str> {
        split(cell, Column::Countries).into_iter().map(|piece| &cell[piece.span]).collect()
    }

    #[test]
    fn lists_are_parted_at_what_people_write() {
        assert_eq!(pieces("US, CA;FR / DE\nNL|BE"), ["US", "CA", "FR", "DE", "NL", "BE"]);
        assert_eq!(pieces("France and Spain & Portugal und Italien"), ["France", "Spain", "Portugal", "Italien"]);
        assert_eq!(pieces(" ,US,, CA; "), ["US", "CA"]);
        assert_eq!(pieces("US、CA，FR"), ["US", "CA", "FR"]);
        assert_eq!(pieces("• US • CA"), ["US", "CA"]);
        assert_eq!(pieces("1. US\n2) CA\n- FR\n* DE"), ["US", "CA", "FR", "DE"]);
        assert_eq!(pieces("US and/or CA"), ["US", "CA"]);
        assert_eq!(pieces(""), [] as [&str; 0]);
    }

    #[test]
    fn a_conjunction_stands_between_two_words() {
        assert_eq!(pieces("DE, ET, FR"), ["DE", "ET", "FR"]);
        assert_eq!(pieces("DE et FR"), ["DE", "FR"]);
        assert_eq!(pieces("DE ET FR"), ["DE ET FR"]);
        assert_eq!(pieces("ALLEMAGNE ET FRANCE"), ["ALLEMAGNE", "FRANCE"]);
        assert_eq!(pieces("US, CA, and FR"), ["US", "CA", "FR"]);
        assert_eq!(pieces("US, and, CA"), ["US", "CA"]);
        assert_eq!(pieces("AND"), ["AND"]);
        assert_eq!(pieces("Finland"), ["Finland"]);
        assert_eq!(pieces("Italia e Francia"), ["Italia", "Francia"]);
        assert_eq!(pieces("US, E Timor"), ["US", "E Timor"]);
        assert_eq!(pieces("Chad E Timor"), ["Chad E Timor"]);
    }

    #[test]
    fn what_stands_around_a_list_is_no_part_of_it() {
        for text in ["[US, CA]", "(US, CA)", "{US;CA}", "[\"US\",\"CA\"]", "'US','CA'", "\"US, CA\"", "«US», “CA”"]
        {
            assert_eq!(pieces(text), ["US", "CA"], "{text}");
        }
        assert_eq!(pieces("Countries: US, CA"), ["US", "CA"]);
        assert_eq!(pieces("Pays/Régions : [US, CA]"), ["US", "CA"]);
        assert_eq!(pieces("Sales: US, CA"), ["Sales: US", "CA"]);
    }

    #[test]
    fn brackets_hold_together_what_is_in_them() {
        assert_eq!(pieces("DACH (DE, AT und CH), FR"), ["DACH (DE, AT und CH)", "FR"]);
        assert_eq!(pieces("(DE) Germany, France (FR)"), ["(DE) Germany", "France (FR)"]);
        assert_eq!(pieces("Germany (DE, FR"), ["Germany (DE", "FR"]);
        assert_eq!(pieces(":) US, (CA"), [":) US", "(CA"]);
    }

    #[test]
    fn names_go_across_commas_and_conjunctions_only() {
        let list = split("Korea, Republic of; Japan and China / India", Column::Countries);
        assert_eq!(reach(&list, 0), 2);
        assert_eq!(reach(&list, 2), 5);
    }
}
