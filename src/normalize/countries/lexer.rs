//! Splits the text of a list, of countries or of states, into tokens.
//!
//! A token is the text between two separators: a code, a name, a part of a name that has a comma inside, or anything else
//! that somebody typed. The lexer knows separators, brackets, quotation marks, list markers, the column's label before a list
//! and conjunctions ("and" in many languages). It doesn't know what a token means: [`parser`](super::parser) joins tokens to
//! segments and [`resolver`](super::resolver) looks segments up. The lexer looks names of countries up for one purpose only:
//! to tell a conjunction from a word of a name ("Na Uy").

use std::ops::Range;

use memchr::{memchr, memchr2};
use smallvec::SmallVec;

use crate::contact::{Column, Country};
use crate::diagnostics::Message;
use crate::normalize::text::{is_invisible, without_spaces};
use crate::tables::{
    ListWord, column_of_label, country_languages, country_meaning, language, letters_after_country, list_word,
};

/// The separator before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
    /// The start of the cell, a semicolon, a bar, a line break or a bullet. No name extends across it.
    Hard,
    /// A comma, which may be part of a name ("Korea, Republic of").
    Comma,
    /// A slash, a tab or a comma of another script, which may be part of a name ("All countries/regions").
    Slash,
    /// `&` or `+`, which may be part of a name ("Antigua & Barbuda").
    Sign,
    /// "and" in some language, which may be part of a name ("Trinidad and Tobago").
    Conjunction,
}

/// The text between two separators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The bytes in the cell, without white space and quotation marks at the ends.
    pub(crate) span: Range<usize>,
    pub(crate) before: Separator,
}

pub(crate) type Tokens = SmallVec<[Token; 8]>;

/// A list has no more tokens. There are 247 country codes, each perhaps with its name as another token, and fewer states.
const MAX_TOKENS: usize = 600;

/// Excel's limit for the characters of a cell.
const MAX_CELL_CHARACTERS: usize = 32_767;

/// A name with separators inside has no more tokens.
const MAX_TOKENS_OF_NAME: usize = 6;

/// Returns the tokens of a column's cell, or `None` if it is too long for a list of countries or states. Separators inside brackets
/// are text.
pub(crate) fn tokenize(cell: &str, column: Column) -> Option<Tokens> {
    if cell.len() > MAX_CELL_CHARACTERS && cell.chars().nth(MAX_CELL_CHARACTERS).is_some() {
        return None;
    }
    let body = list_body(cell, column);
    let mut tokens = Tokens::new();
    for item in numbered_items(cell, body.clone()) {
        tokenize_item(cell, item, &mut tokens)?;
    }
    drop_lookup_ids(&cell[body], cell, &mut tokens);
    drop_conjunction_tokens(cell, &mut tokens);
    (tokens.len() <= MAX_TOKENS).then_some(tokens)
}

/// Appends the tokens of a list, or of an item of a numbered list. Returns `None` if there are too many.
fn tokenize_item(cell: &str, body: Range<usize>, tokens: &mut Tokens) -> Option<()> {
    let (mut start, mut before) = (body.start, Separator::Hard);
    let mut brackets = BracketTracker::default();
    for (at, c) in cell[body.clone()].char_indices().map(|(at, c)| (body.start + at, c)) {
        // Letters neither separate nor open brackets; most characters are letters.
        if c.is_ascii_alphanumeric() || c == ' ' || brackets.contains(&cell[..body.end], at, c) {
            continue;
        }
        let separator = match c {
            ';' | '|' | '\n' | '\r' | '\u{ff1b}' | '\u{ff5c}' | '\u{61b}' | '•' | '▪' | '●' | '‣' | '◦' => {
                Separator::Hard
            }
            // SharePoint separates the values of a column by `;#`.
            '#' if cell[..at].ends_with(';') => Separator::Hard,
            ',' => Separator::Comma,
            '\u{ff0c}' | '\u{3001}' | '\u{60c}' | '/' | '\u{ff0f}' | '・' | '\u{ff65}' | '\t' => Separator::Slash,
            '&' | '+' | '\u{ff06}' => Separator::Sign,
            _ => continue,
        };
        // "and/or", "w/o".
        if c == '/' && list_word(word_around(&cell[..body.end], at)).is_some() {
            continue;
        }
        split_at_conjunctions(cell, start..at, before, tokens);
        start = at + c.len_utf8();
        before = separator;
        if tokens.len() > MAX_TOKENS {
            return None;
        }
    }
    split_at_conjunctions(cell, start..body.end, before, tokens);
    Some(())
}

/// Returns the items of a numbered list in one line, without their numbers: "1. DE 2. AT", "(1) DE (2) AT". Any other text is
/// one item.
fn numbered_items(cell: &str, body: Range<usize>) -> SmallVec<[Range<usize>; 4]> {
    let text = &cell[body.clone()];
    let starts_with_number = text.starts_with(['1', '(']);
    let style = [("", "."), ("", ")"), ("(", ")")]
        .into_iter()
        .filter(|_| starts_with_number)
        .find(|(open, close)| text.starts_with(&format!("{open}1{close}")));
    let mut items = SmallVec::new();
    let mut start = body.start;
    if let Some((open, close)) = style {
        start += open.len() + 1 + close.len();
        for number in 2..=MAX_TOKENS {
            let mark = format!("{open}{number}{close}");
            let is_mark = |at: &usize| {
                cell[start..start + at].ends_with(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
                    && !cell[start + at + mark.len()..].starts_with(|c: char| c.is_ascii_digit())
            };
            let next = cell[start..body.end].match_indices(&mark).map(|(at, _)| at).find(is_mark);
            let Some(next) = next else { break };
            items.push(start..start + next);
            start += next + mark.len();
        }
    }
    let is_numbered = !items.is_empty();
    items.push(if is_numbered { start..body.end } else { body });
    items
}

/// Removes the numbers of a SharePoint lookup, which stand before the values: "1;#Germany;#2;#France".
fn drop_lookup_ids(body: &str, cell: &str, tokens: &mut Tokens) {
    let is_number = |token: &Token| cell[token.span.clone()].bytes().all(|byte| byte.is_ascii_digit());
    let is_lookup = |pair: &[Token]| matches!(pair, [id, value] if is_number(id) && !is_number(value));
    if memchr(b'#', body.as_bytes()).is_none() || !body.contains(";#") || !tokens.chunks(2).all(is_lookup) {
        return;
    }
    let mut at = 0;
    tokens.retain(|_| {
        at += 1;
        at % 2 == 0
    });
}

/// Returns the range of the list itself: without brackets or quotation marks around the whole list, and without the column's
/// label before it ("Countries: US, CA").
fn list_body(cell: &str, column: Column) -> Range<usize> {
    const MAX_LAYERS: usize = 8;
    let mut body = trimmed(cell, 0..cell.len());
    for _ in 0..MAX_LAYERS {
        let text = &cell[body.clone()];
        let mut chars = text.chars();
        let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return body };
        // An ASCII or full-width colon. The search for their first bytes is faster and finds none in most lists.
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

/// Returns the word around an offset. A longer word than any list word is cut.
fn word_around(text: &str, at: usize) -> &str {
    const MAX_CHARACTERS: usize = 16;
    let is_letter = |(_, c): &(usize, char)| !c.is_whitespace();
    let before = text[..at].char_indices().rev().take(MAX_CHARACTERS).take_while(is_letter).last();
    let after = text[at..].char_indices().take(MAX_CHARACTERS).take_while(is_letter).last();
    &text[before.map_or(at, |(start, _)| start)..after.map_or(at, |(end, c)| at + end + c.len_utf8())]
}

/// Splits the text between two separators at its conjunctions and appends the tokens.
fn split_at_conjunctions(cell: &str, range: Range<usize>, mut before: Separator, tokens: &mut Tokens) {
    let range = without_spaces(cell, range);
    if range.is_empty() {
        return;
    }
    if is_single_word(&cell.as_bytes()[range.clone()]) {
        tokens.push(Token { span: range, before });
        return;
    }
    let words = Words::of(&cell[range.clone()]);
    // A conjunction may follow a separator ("US, CA, and FR"), but not another conjunction.
    let may_start_with_conjunction = !tokens.is_empty() && !matches!(before, Separator::Sign | Separator::Conjunction);
    let mut start = range.start;
    let mut last_conjunction = None;
    let mut brackets = BracketTracker::default();
    let mut bracket_end = 0;
    for (at, span) in words.spans.iter().enumerate() {
        let span = range.start + span.start..range.start + span.end;
        for (offset, c) in cell[span.clone()].char_indices() {
            brackets.contains(&cell[..range.end], span.start + offset, c);
        }
        let is_in_brackets = span.start < bracket_end;
        bracket_end = brackets.end;
        let may_separate = if at == 0 { may_start_with_conjunction } else { last_conjunction != Some(at - 1) };
        if is_in_brackets || !may_separate || !words.is_conjunction(at) {
            continue;
        }
        if at > 0 {
            push_token(cell, start..span.start, before, tokens);
        }
        before = Separator::Conjunction;
        start = span.end;
        last_conjunction = Some(at);
    }
    push_token(cell, start..range.end, before, tokens);
}

/// Returns whether a text is one word of ASCII letters and digits, possibly with dashes inside.
fn is_single_word(text: &[u8]) -> bool {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    is_letter(text.first())
        && is_letter(text.last())
        && text.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Appends a token without the white space, quotation marks and list marker around it, unless nothing is left of it.
fn push_token(cell: &str, range: Range<usize>, before: Separator, tokens: &mut Tokens) {
    let mut span = trimmed(cell, range);
    if before == Separator::Hard {
        span.start += list_marker_len(&cell[span.clone()]);
        span = trimmed(cell, span);
    }
    if !span.is_empty() {
        tokens.push(Token { span, before });
    }
}

/// Removes tokens that are conjunctions between two others: "US, and, CA". A conjunction that follows another one, or that
/// comes first or last, stays as text.
fn drop_conjunction_tokens(cell: &str, tokens: &mut Tokens) {
    // Fast path: the first and the last token stay.
    if tokens.len() <= 2 {
        return;
    }
    let (mut at, last, mut is_after_conjunction) = (0, tokens.len() - 1, true);
    tokens.retain(|token| {
        let text = &cell[token.span.clone()];
        let is_dropped = !is_after_conjunction && at < last && is_conjunction_alone(text);
        at += 1;
        is_after_conjunction = is_dropped;
        !is_dropped
    });
}

/// Returns the length of a list marker at the start of a text: a dash or a number.
fn list_marker_len(text: &str) -> usize {
    let Some((mark, _)) = text.split_once(char::is_whitespace) else { return 0 };
    let number = mark.trim_end_matches(['.', ')']);
    let is_number = number.len() < mark.len() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || matches!(mark, "-" | "–" | "—" | "*" | "·") { mark.len() } else { 0 }
}

/// The character before the letters of a subdivision's flag.
pub(crate) const BLACK_FLAG: char = '\u{1f3f4}';

/// The letters of a subdivision's flag, and the character that ends it.
const TAGS: std::ops::RangeInclusive<char> = '\u{e0020}'..='\u{e007f}';

/// Returns a range without the white space and the quotation marks at its ends.
fn trimmed(cell: &str, range: Range<usize>) -> Range<usize> {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = &cell.as_bytes()[range.clone()];
    // Most texts start and end with an ASCII letter and need no decoding.
    if is_letter(bytes.first()) && is_letter(bytes.last()) {
        return range;
    }
    // Invisible letters say whose flag it is: England's, Scotland's or Wales'.
    let has_tags = cell[range.clone()].contains(BLACK_FLAG);
    let is_trimmed =
        |c: char| c.is_whitespace() || is_quotation_mark(c) || is_invisible(c) && !(has_tags && TAGS.contains(&c));
    let text = cell[range.clone()].trim_end_matches(is_trimmed);
    let start = range.start + text.len() - text.trim_start_matches(is_trimmed).len();
    start..range.start + text.len()
}

fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{b4}' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201f}' | '「' | '」' | '『' | '』'
    )
}

/// Returns the end of the longest run of tokens from `first` on that may be one name with separators inside.
pub(crate) fn max_name_end(tokens: &[Token], first: usize) -> usize {
    let joinable =
        tokens[first + 1..].iter().take(MAX_TOKENS_OF_NAME - 1).take_while(|token| token.before != Separator::Hard);
    first + 1 + joinable.count()
}

/// Returns the range of the first separator that isn't a comma or has something beside it, and the message that says so.
pub(crate) fn unusual_separator(text: &str, tokens: &[Token]) -> Option<(Range<usize>, Message)> {
    let other = tokens.windows(2).find(|pair| pair[1].before != Separator::Comma);
    let span = other.map(|pair| pair[0].span.end..pair[1].span.start).or_else(|| stray_separator(text, tokens))?;
    let has_enclosure = text[span.clone()].contains(|c: char| is_quotation_mark(c) || closing_bracket(c).is_some());
    let message = if has_enclosure { Message::Surplus } else { Message::Separators };
    Some((span, message))
}

/// Returns whether a list has something after its last value that announces another one: "DE, FR +", "TX & co", "US, AND". Other
/// separators are often left at an end.
pub(crate) fn has_open_end(text: &str) -> bool {
    let text = text.trim_end();
    let ends_with_sign = |text: &str| text.ends_with(['&', '+', '\u{ff06}']);
    // Fast path: the last bytes of the signs and words below. The last one is that of a full-width `&`.
    if !matches!(text.as_bytes(), [.., b'&' | b'+' | b'o' | b'D' | 0x86]) {
        return false;
    }
    if let Some(before) = text.strip_suffix("AND").and_then(|before| before.trim_end().strip_suffix([',', ';'])) {
        // Beside codes of three letters it is Andorra.
        return before.rsplit([' ', ',', ';']).next().is_some_and(|last| last.len() == 2);
    }
    if let Some(before) = text.strip_suffix("co").or_else(|| text.strip_suffix("Co")) {
        let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
        let is_conjunction = || before.ends_with(' ') && last.len() > 1 && list_word(last) == Some(ListWord::And);
        return ends_with_sign(before.trim_end()) || is_conjunction();
    }
    ends_with_sign(text)
}

/// Returns whether a text has a sign as web pages write it: `&lt;`, `&#38;`. Its letters are no code.
pub(crate) fn has_entity(text: &str) -> bool {
    memchr(b'&', text.as_bytes()).is_some()
        && text.split('&').skip(1).any(|rest| {
            let name = rest.split(';').next().filter(|name| name.len() < rest.len()).unwrap_or_default();
            !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'#' | b'a'..=b'z' | b'0'..=b'9'))
        })
}

/// Returns the range of the first separator that has no token on one side.
fn stray_separator(text: &str, tokens: &[Token]) -> Option<Range<usize>> {
    let starts = std::iter::once(0).chain(tokens.iter().map(|token| token.span.end));
    let ends = tokens.iter().map(|token| token.span.start).chain([text.len()]);
    starts.zip(ends).enumerate().find_map(|(at, (start, end))| {
        let between = text[start..end].trim();
        let is_needed = at > 0 && at < tokens.len();
        let is_stray = if is_needed { between.chars().count() > 1 } else { between.chars().any(|c| !is_invisible(c)) };
        is_stray.then_some(start..end)
    })
}

// Brackets

/// Opening and closing brackets.
const BRACKETS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('\u{ff08}', '\u{ff09}'), ('【', '】')];

/// Returns the bracket that closes an opening one.
pub(crate) fn closing_bracket(open: char) -> Option<char> {
    BRACKETS.iter().find(|(known, _)| *known == open).map(|(_, close)| *close)
}

pub(crate) fn is_closing_bracket(c: char) -> bool {
    BRACKETS.iter().any(|(_, close)| *close == c)
}

/// Returns the offset of the bracket that closes the one at the start of a text. Returns `None` if the text starts with no
/// bracket or its line ends first.
fn bracket_end(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = closing_bracket(open)?;
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

/// The outermost pair of brackets at the current offset of a scan from left to right.
#[derive(Default)]
struct BracketTracker {
    /// The offset of the closing bracket of the last pair.
    end: usize,
    /// Whether a bracket wasn't closed. Brackets after it are text.
    has_unclosed: bool,
}

impl BracketTracker {
    /// Returns whether the character at an offset is inside brackets or opens them. The offsets of successive calls ascend.
    fn contains(&mut self, text: &str, at: usize, c: char) -> bool {
        if at >= self.end && !self.has_unclosed && closing_bracket(c).is_some() {
            match bracket_end(&text[at..]) {
                Some(end) => self.end = at + end,
                None => self.has_unclosed = true,
            }
        }
        at < self.end
    }
}

// Conjunctions

/// The words of the text between two separators, to find the conjunctions among them: "and" in some language, unless the word
/// is a code or part of a name.
struct Words<'t> {
    text: &'t str,
    spans: SmallVec<[Range<usize>; 8]>,
    has_no_lower_case: bool,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let spans = text.split_whitespace().map(|word| {
            let at = word.as_ptr().addr() - text.as_ptr().addr();
            at..at + word.len()
        });
        Words { text, spans: spans.collect(), has_no_lower_case: !text.contains(char::is_lowercase) }
    }

    /// Returns whether the word at an index is a conjunction, given that it may separate the words around it.
    fn is_conjunction(&self, at: usize) -> bool {
        at + 1 < self.spans.len()
            && list_word(self.word(at)) == Some(ListWord::And)
            && !self.is_preposition(at)
            && !self.is_initial(at)
            && !self.may_be_code(at)
            && !self.is_in_name(at)
    }

    fn word(&self, at: usize) -> &'t str {
        self.words(at..at + 1)
    }

    fn words(&self, range: Range<usize>) -> &'t str {
        &self.text[self.spans[range.start].start..self.spans[range.end - 1].end]
    }

    /// Returns whether a word is a preposition in the language of the name before it, and a conjunction in others: "Germany in
    /// France", "Alemania en Francia". Codes have no language, and "in" is between them more often a preposition.
    fn is_preposition(&self, at: usize) -> bool {
        /// The words with the languages in which they are conjunctions, and those in which they are prepositions.
        const PREPOSITIONS: [(&str, &[&str], &[&str]); 6] = [
            ("in", &["sl"], &["en", "de", "it", "nl"]),
            ("at", &["fil"], &["en"]),
            ("an", &["pcm"], &["de"]),
            ("da", &["ha"], &["it", "pt"]),
            ("en", &["nl"], &["es", "fr"]),
            ("a", &["cs", "sk"], &["es", "it", "pt"]),
        ];
        let word = self.word(at);
        let Some((_, joining, others)) = PREPOSITIONS.iter().find(|(known, ..)| word.eq_ignore_ascii_case(known))
        else {
            return false;
        };
        let Some(before) = at.checked_sub(1).map(|before| self.word(before)) else { return false };
        let known = country_languages(before);
        if known.is_empty() {
            return word.len() == 2 && before.len() <= 3 && !word.eq_ignore_ascii_case("en");
        }
        let has_any = |languages: &[&str]| languages.iter().any(|of| known.contains(language(of)));
        has_any(others) && !has_any(joining)
    }

    /// Returns whether a word is a single capital, which may start a name: "E Timor".
    fn is_initial(&self, at: usize) -> bool {
        let word = self.word(at);
        !self.has_no_lower_case && word.chars().nth(1).is_none() && word.contains(char::is_uppercase)
    }

    /// Returns whether a word of two letters is, or may be meant as, a country code. A code must never be dropped.
    fn may_be_code(&self, at: usize) -> bool {
        let word = self.word(at);
        let Some(capitals) = capitals(word) else { return false };
        let before = at.checked_sub(1).map(|before| self.word(before));
        let neighbors = || before.into_iter().chain([self.word(at + 1)]);
        // Several codes in a row: "de at ch".
        if neighbors().any(|other| self::capitals(other) == Some(capitals)) {
            return true;
        }
        let is_known_code = Country::from_code_ignore_case(word).is_some();
        match capitals {
            // "AT and CH" in lower case.
            [false, false] => neighbors().any(|other| other.len() > 2 && list_word(other) == Some(ListWord::And)),
            // "FRANCE ET ESPAGNE" has no codes, "USA ET FRA" may have.
            [true, true] => {
                let is_name = |other: &str| other.chars().nth(3).is_some();
                !self.has_no_lower_case || is_known_code && (before.is_none() || !neighbors().all(is_name))
            }
            _ => is_known_code,
        }
    }

    /// Returns whether a word and those after or before it are a name that means something else without the word: "Na Uy",
    /// "Ba Lan". Gambia is "y Gambia" in Welsh but the same country without "y".
    fn is_in_name(&self, at: usize) -> bool {
        const MAX_WORDS_BEFORE: usize = 4;
        let is_name = |with: &str, without: &str| {
            let meaning = country_meaning(with);
            meaning.is_some() && meaning != country_meaning(without)
        };
        let after = (at + 1..self.spans.len())
            .take_while(|&end| letters_after_country(self.words(at..end)).may_be(self.word(end)));
        let mut before = at.saturating_sub(MAX_WORDS_BEFORE)..at;
        after.into_iter().any(|end| is_name(self.words(at..end + 1), self.words(at + 1..end + 1)))
            || before.any(|from| is_name(self.words(from..at + 1), self.words(from..at)))
    }
}

/// Returns whether a text is a conjunction and nothing else. In capitals AND is Andorra; words of two letters are codes.
pub(crate) fn is_conjunction_alone(text: &str) -> bool {
    text.len() > 2 && text.chars().all(char::is_lowercase) && list_word(text) == Some(ListWord::And)
}

/// Returns which letters of a word of two ASCII letters are capitals, or `None` for any other word.
fn capitals(word: &str) -> Option<[bool; 2]> {
    let [first, second] = word.as_bytes() else { return None };
    let is_word = first.is_ascii_alphabetic() && second.is_ascii_alphabetic();
    is_word.then(|| [first.is_ascii_uppercase(), second.is_ascii_uppercase()])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(cell: &str) -> Vec<&str> {
        tokenize(cell, Column::Countries).unwrap().into_iter().map(|token| &cell[token.span]).collect()
    }

    /// The tokens as text, each with the separator before it.
    fn sequence(cell: &str) -> Vec<(Separator, &str)> {
        let tokens = tokenize(cell, Column::Countries).unwrap();
        tokens.into_iter().map(|token| (token.before, &cell[token.span])).collect()
    }

    fn conjunctions(text: &str) -> Vec<&str> {
        let words = Words::of(text);
        (1..words.spans.len()).filter(|&at| words.is_conjunction(at)).map(|at| words.word(at)).collect()
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_and_not_empty(text in any::<String>()) {
            let tokens = tokenize(&text, Column::Countries).unwrap();
            prop_assert!(tokens.iter().all(|token| !text[token.span.clone()].is_empty()));
            prop_assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }

    #[test]
    fn every_separator_has_its_kind() {
        use Separator::{Comma, Conjunction, Hard, Sign, Slash};
        assert_eq!(
            sequence("US, CA;FR / DE\nNL|BE & LU und AT"),
            [
                (Hard, "US"),
                (Comma, "CA"),
                (Hard, "FR"),
                (Slash, "DE"),
                (Hard, "NL"),
                (Hard, "BE"),
                (Sign, "LU"),
                (Conjunction, "AT")
            ]
        );
        assert_eq!(
            sequence("Trinidad and Tobago, \"Korea\", Republic of"),
            [(Hard, "Trinidad"), (Conjunction, "Tobago"), (Comma, "Korea"), (Comma, "Republic of")]
        );
        assert_eq!(sequence("EU except DE, FR"), [(Hard, "EU except DE"), (Comma, "FR")]);
        assert_eq!(sequence("EU (except DE, FR); US"), [(Hard, "EU (except DE, FR)"), (Hard, "US")]);
        assert_eq!(sequence("US, CA, and FR"), [(Hard, "US"), (Comma, "CA"), (Conjunction, "FR")]);
        assert_eq!(sequence("• US\t• CA"), [(Hard, "US"), (Hard, "CA")]);
    }

    #[test]
    fn longer_cells_have_no_tokens() {
        for count in [MAX_TOKENS, MAX_TOKENS + 1] {
            let list = vec!["US"; count].join(",");
            assert_eq!(
                tokenize(&list, Column::Countries).map(|tokens| tokens.len()),
                (count == MAX_TOKENS).then_some(count)
            );
        }
        for length in [MAX_CELL_CHARACTERS, MAX_CELL_CHARACTERS + 1] {
            for list in [format!("US{}", ",".repeat(length - 2)), "a".repeat(length)] {
                assert_eq!(tokenize(&list, Column::States).is_some(), length == MAX_CELL_CHARACTERS, "{length}");
            }
        }
    }

    #[test]
    fn lists_are_split_at_separators_and_list_markers() {
        assert_eq!(texts("US, CA;FR / DE\nNL|BE"), ["US", "CA", "FR", "DE", "NL", "BE"]);
        assert_eq!(texts("France and Spain & Portugal und Italien"), ["France", "Spain", "Portugal", "Italien"]);
        assert_eq!(texts(" ,US,, CA; "), ["US", "CA"]);
        assert_eq!(texts("US、CA，FR"), ["US", "CA", "FR"]);
        assert_eq!(texts("• US • CA"), ["US", "CA"]);
        assert_eq!(texts("1. US\n2) CA\n- FR\n* DE"), ["US", "CA", "FR", "DE"]);
        assert_eq!(texts("US and/or CA"), ["US", "CA"]);
        assert_eq!(texts(""), [] as [&str; 0]);
    }

    #[test]
    fn conjunctions_separate_two_words() {
        assert_eq!(texts("DE, ET, FR"), ["DE", "ET", "FR"]);
        assert_eq!(texts("DE et FR"), ["DE", "FR"]);
        assert_eq!(texts("DE ET FR"), ["DE ET FR"]);
        assert_eq!(texts("ALLEMAGNE ET FRANCE"), ["ALLEMAGNE", "FRANCE"]);
        assert_eq!(texts("US, CA, and FR"), ["US", "CA", "FR"]);
        assert_eq!(texts("US, and, CA"), ["US", "CA"]);
        assert_eq!(texts("US, and, und, CA, and"), ["US", "und", "CA", "and"]);
        assert_eq!(texts("US and und CA & and FR"), ["US", "und CA", "and FR"]);
        assert_eq!(texts("US, AT and CH"), ["US", "AT", "CH"]);
        assert_eq!(texts("España, Italia, y Francia"), ["España", "Italia", "Francia"]);
        assert_eq!(texts("アメリカ・カナダ"), ["アメリカ", "カナダ"]);
        assert_eq!(texts("AND"), ["AND"]);
        assert_eq!(texts("Finland"), ["Finland"]);
        assert_eq!(texts("Italia e Francia"), ["Italia", "Francia"]);
        assert_eq!(texts("US, E Timor"), ["US", "E Timor"]);
        assert_eq!(texts("Chad E Timor"), ["Chad E Timor"]);
    }

    #[test]
    fn codes_are_not_conjunctions() {
        for text in ["SG IN MY", "de at ch", "De At Ch", "Germany AT Switzerland", "USA ET FRA", "Germany At Spain"] {
            assert_eq!(conjunctions(text), [] as [&str; 0], "{text}");
        }
        for (text, word) in [
            ("DE AT und CH", "und"),
            ("de at and ch", "and"),
            ("FRANCE ET ESPAGNE", "ET"),
            ("DE et FR", "et"),
            ("Danmark Og Norge", "Og"),
        ] {
            assert_eq!(conjunctions(text), [word], "{text}");
        }
    }

    #[test]
    fn words_of_names_are_not_conjunctions() {
        for text in ["Ba Lan Thụy Điển", "Đức Na Uy", "Chad E Timor"] {
            assert_eq!(conjunctions(text), [] as [&str; 0], "{text}");
        }
        assert_eq!(conjunctions("Ba Lan và Đức"), ["và"]);
        assert_eq!(conjunctions("Senegal y Gambia"), ["y"]);
    }

    #[test]
    fn enclosures_and_labels_are_removed() {
        for text in ["[US, CA]", "(US, CA)", "{US;CA}", "[\"US\",\"CA\"]", "'US','CA'", "\"US, CA\"", "«US», “CA”"]
        {
            assert_eq!(texts(text), ["US", "CA"], "{text}");
        }
        assert_eq!(texts("Countries: US, CA"), ["US", "CA"]);
        assert_eq!(texts("Pays/Régions : [US, CA]"), ["US", "CA"]);
        assert_eq!(texts("Sales: US, CA"), ["Sales: US", "CA"]);
    }

    #[test]
    fn separators_in_brackets_are_text() {
        assert_eq!(texts("DACH (DE, AT und CH), FR"), ["DACH (DE, AT und CH)", "FR"]);
        assert_eq!(texts("(DE) Germany, France (FR)"), ["(DE) Germany", "France (FR)"]);
        assert_eq!(texts("Germany (DE, FR"), ["Germany (DE", "FR"]);
        assert_eq!(texts(":) US, (CA"), [":) US", "(CA"]);
    }

    #[test]
    fn names_extend_across_all_but_hard_separators() {
        let tokens = tokenize("Korea, Republic of; Japan and China / India", Column::Countries).unwrap();
        assert_eq!(max_name_end(&tokens, 0), 2);
        assert_eq!(max_name_end(&tokens, 2), 5);
    }

    #[test]
    fn the_first_unusual_separator_is_found() {
        let unusual = |text| unusual_separator(text, &tokenize(text, Column::Countries).unwrap()).map(|(span, _)| span);
        for (text, span) in [("US, CA", None), ("US ,CA", None), ("US, CA; FR", Some(6..8)), ("US,, CA", Some(2..5))] {
            assert_eq!(unusual(text), span, "{text}");
        }
        assert_eq!(unusual("US, CA,"), Some(6..7));
    }
}
