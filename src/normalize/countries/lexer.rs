//! Where the pieces of a list are, of countries or of states.

use std::ops::Range;

use memchr::memchr2;
use smallvec::SmallVec;

use super::brackets::{Brackets, bracket_end};
use super::conjunctions::{Words, is_bare_conjunction};
use crate::contact::Column;
use crate::normalize::text::{is_invisible, within_spaces};
use crate::tables::{column_of_label, list_word};

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
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
pub(crate) struct Token {
    pub(crate) span: Range<usize>,
    pub(crate) before: Separator,
}

pub(crate) type Tokens = SmallVec<[Token; 8]>;

/// There are 247 codes of countries, each perhaps with its name beside it, and fewer states.
const MOST_PIECES: usize = 600;

/// What a cell of Excel holds at most.
const MOST_CHARACTERS: usize = 32_767;

/// The pieces of a column's cell. Brackets hold together what is in them. None where it is too long for a list of countries or
/// states.
pub(crate) fn split(cell: &str, column: Column) -> Option<Tokens> {
    if cell.len() > MOST_CHARACTERS && cell.chars().nth(MOST_CHARACTERS).is_some() {
        return None;
    }
    of_words(cell).or_else(|| of_any(cell, column))
}

/// The pieces of a list of single words between separators, as most are: it has no brackets, label, bullets or conjunctions. None
/// where it may have.
fn of_words(cell: &str) -> Option<Tokens> {
    let mut pieces = Tokens::new();
    let (mut start, mut before) = (0, Separator::Hard);
    // A last separator ends the last word.
    for (at, byte) in cell.bytes().chain([b';']).enumerate() {
        let separator = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'-' => continue,
            b',' => Separator::Comma,
            b';' | b'|' => Separator::Hard,
            b'/' if list_word(word_around(cell, at)).is_none() => Separator::Slash,
            _ => return None,
        };
        let span = without_spaces(cell, start..at);
        let word = &cell.as_bytes()[span.clone()];
        let may_be_conjunction = word.len() > 2 && word.iter().all(u8::is_ascii_lowercase);
        if !word.is_empty() {
            if !is_word(word) || may_be_conjunction || pieces.len() == MOST_PIECES {
                return None;
            }
            pieces.push(Token { span, before });
        }
        (start, before) = (at + 1, separator);
    }
    Some(pieces)
}

/// The pieces of any list.
fn of_any(cell: &str, column: Column) -> Option<Tokens> {
    let body = body(cell, column);
    let mut pieces = Tokens::new();
    let (mut start, mut before) = (body.start, Separator::Hard);
    let mut brackets = Brackets::default();
    for (at, c) in cell[body.clone()].char_indices().map(|(at, c)| (body.start + at, c)) {
        // Most are letters, which neither part nor hold anything.
        if c.is_ascii_alphanumeric() || c == ' ' || brackets.hold(&cell[..body.end], at, c) {
            continue;
        }
        let separator = match c {
            ';' | '|' | '\n' | '\r' | '\u{ff1b}' | '\u{ff5c}' | '\u{61b}' | '•' | '▪' | '●' | '‣' | '◦' => {
                Separator::Hard
            }
            ',' => Separator::Comma,
            '\u{ff0c}' | '\u{3001}' | '\u{60c}' | '/' | '\u{ff0f}' | '・' | '\u{ff65}' | '\t' => Separator::Slash,
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
        if pieces.len() > MOST_PIECES {
            return None;
        }
    }
    split_words(cell, start..body.end, before, &mut pieces);
    drop_conjunctions(cell, &mut pieces);
    (pieces.len() <= MOST_PIECES).then_some(pieces)
}

/// The list itself: without brackets or quotation marks around all of it, and without the column's label before it.
fn body(cell: &str, column: Column) -> Range<usize> {
    const LAYERS: usize = 8;
    let mut body = trimmed(cell, 0..cell.len());
    for _ in 0..LAYERS {
        let text = &cell[body.clone()];
        let mut chars = text.chars();
        let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return body };
        // A colon of either width, where a byte of one is there at all.
        let colon = memchr2(b':', b'\xef', text.as_bytes()).and_then(|_| text.find([':', '\u{ff1a}']));
        let label = colon.filter(|&at| column_of_label(&text[..at]) == Some(column));
        let inner = if bracket_end(text).is_some_and(|end| end + last.len_utf8() == text.len()) {
            body.start + first.len_utf8()..body.end - last.len_utf8()
        } else if let Some(colon) = label {
            body.start + colon + text[colon..].chars().next().map_or(0, char::len_utf8)..body.end
        } else {
            return body;
        };
        body = trimmed(cell, inner);
    }
    body
}

/// The word of a list around a place; what is too long for one is cut.
fn word_around(text: &str, at: usize) -> &str {
    const LONGEST: usize = 16;
    let is_letter = |(_, c): &(usize, char)| !c.is_whitespace();
    let before = text[..at].char_indices().rev().take(LONGEST).take_while(is_letter).last();
    let after = text[at..].char_indices().take(LONGEST).take_while(is_letter).last();
    &text[before.map_or(at, |(start, _)| start)..after.map_or(at, |(end, c)| at + end + c.len_utf8())]
}

/// Parts what stands between two separators at its conjunctions.
fn split_words(cell: &str, range: Range<usize>, mut before: Separator, pieces: &mut Tokens) {
    let range = without_spaces(cell, range);
    if range.is_empty() {
        return;
    }
    if is_word(&cell.as_bytes()[range.clone()]) {
        // Nothing stands around it, and it parts nothing.
        pieces.push(Token { span: range, before });
        return;
    }
    let words = Words::of(&cell[range.clone()]);
    // One may follow a separator: "US, CA, and FR". But of two conjunctions the second is none.
    let is_led = !pieces.is_empty() && !matches!(before, Separator::Sign | Separator::Word);
    let mut start = range.start;
    let mut last = None;
    let mut brackets = Brackets::default();
    let mut held = 0;
    for (at, span) in words.spans().iter().enumerate() {
        let span = range.start + span.start..range.start + span.end;
        for (offset, c) in cell[span.clone()].char_indices() {
            brackets.hold(&cell[..range.end], span.start + offset, c);
        }
        let is_held = span.start < held;
        held = brackets.end;
        let may_part = if at == 0 { is_led } else { last != Some(at - 1) };
        if is_held || !may_part || !words.is_conjunction(at) {
            continue;
        }
        if at > 0 {
            push(cell, start..span.start, before, pieces);
        }
        before = Separator::Word;
        start = span.end;
        last = Some(at);
    }
    push(cell, start..range.end, before, pieces);
}

/// Whether a text is one word of ASCII letters and digits, with dashes inside perhaps.
fn is_word(text: &[u8]) -> bool {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    is_letter(text.first())
        && is_letter(text.last())
        && text.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn push(cell: &str, range: Range<usize>, before: Separator, pieces: &mut Tokens) {
    let mut span = trimmed(cell, range);
    if before == Separator::Hard {
        span.start += marker(&cell[span.clone()]);
        span = trimmed(cell, span);
    }
    if !span.is_empty() {
        pieces.push(Token { span, before });
    }
}

/// Takes out the conjunctions that separators stand around: "US, and, CA". Where another stands before it, or nothing before
/// or after it, it is none.
fn drop_conjunctions(cell: &str, pieces: &mut Tokens) {
    let (mut at, last, mut is_after_one) = (0, pieces.len().saturating_sub(1), true);
    pieces.retain(|piece| {
        let text = &cell[piece.span.clone()];
        let is_dropped = !is_after_one && at < last && is_bare_conjunction(text);
        at += 1;
        is_after_one = is_dropped;
        !is_dropped
    });
}

/// The length of what marks an item of a list: a dash or a number before its text.
fn marker(text: &str) -> usize {
    let Some((mark, _)) = text.split_once(char::is_whitespace) else { return 0 };
    let number = mark.trim_end_matches(['.', ')']);
    let is_number = number.len() < mark.len() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || matches!(mark, "-" | "–" | "—" | "*" | "·") { mark.len() } else { 0 }
}

/// A range without the spaces at its ends.
fn without_spaces(cell: &str, range: Range<usize>) -> Range<usize> {
    let within = within_spaces(&cell.as_bytes()[range.clone()]);
    range.start + within.start..range.start + within.end
}

/// A range without the white space and the quotation marks at its ends.
fn trimmed(cell: &str, range: Range<usize>) -> Range<usize> {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = &cell.as_bytes()[range.clone()];
    if is_letter(bytes.first()) && is_letter(bytes.last()) {
        return range; // at a glance: most are
    }
    let is_around = |c: char| c.is_whitespace() || is_invisible(c) || is_quotation_mark(c);
    let text = cell[range.clone()].trim_end_matches(is_around);
    let start = range.start + text.len() - text.trim_start_matches(is_around).len();
    start..range.start + text.len()
}

pub(crate) fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{b4}' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201f}' | '「' | '」' | '『' | '』'
    )
}

/// The pieces that may be one name with commas or conjunctions inside, starting at `first`: how far they reach at most.
pub(crate) fn reach(pieces: &[Token], first: usize) -> usize {
    const LONGEST: usize = 6;
    let joinable = pieces[first + 1..].iter().take(LONGEST - 1).take_while(|piece| piece.before != Separator::Hard);
    first + 1 + joinable.count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(cell: &str) -> Vec<&str> {
        split(cell, Column::Countries).unwrap().into_iter().map(|piece| &cell[piece.span]).collect()
    }

    proptest! {
        #[test]
        fn a_list_of_words_has_the_pieces_that_any_list_has(
            text in "(US|c-a|1|and|AND|or|w/o|et|Ohne|Bar-ba|[,;|/ -]|é|:|\\(){0,12}",
        ) {
            let pieces = of_words(&text);
            prop_assert!(pieces.is_none() || pieces == of_any(&text, Column::Countries), "{pieces:?}");
        }
    }

    #[test]
    fn lists_are_parted_at_what_people_write() {
        for count in [MOST_PIECES, MOST_PIECES + 1] {
            let list = vec!["US"; count].join(",");
            assert_eq!(
                split(&list, Column::Countries).map(|pieces| pieces.len()),
                (count == MOST_PIECES).then_some(count)
            );
        }
        for length in [MOST_CHARACTERS, MOST_CHARACTERS + 1] {
            for list in [format!("US{}", ",".repeat(length - 2)), "a".repeat(length)] {
                assert_eq!(split(&list, Column::States).is_some(), length == MOST_CHARACTERS, "{length}");
            }
        }
        for text in ["US, CA;FR / DE|NL", " DEU;;us-ca, ", "", "Ohne,2"] {
            assert_eq!(of_words(text), of_any(text, Column::Countries), "{text}");
        }
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
        assert_eq!(pieces("US, and, und, CA, and"), ["US", "und", "CA", "and"]);
        assert_eq!(pieces("US and und CA & and FR"), ["US", "und CA", "and FR"]);
        assert_eq!(pieces("US, AT and CH"), ["US", "AT", "CH"]);
        assert_eq!(pieces("España, Italia, y Francia"), ["España", "Italia", "Francia"]);
        assert_eq!(pieces("アメリカ・カナダ"), ["アメリカ", "カナダ"]);
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
        let list = split("Korea, Republic of; Japan and China / India", Column::Countries).unwrap();
        assert_eq!(reach(&list, 0), 2);
        assert_eq!(reach(&list, 2), 5);
    }
}
