//! Sanitizing of texts for a terminal: nothing in a list can send control sequences or hide characters.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::normalize::is_invisible;

/// Returns a text without control and invisible characters, direction marks and other white space than the space: they
/// are written out, as `\n` or `\u{202e}`. No-break spaces beside French punctuation are kept.
pub(crate) fn sanitized(text: &str) -> Cow<'_, str> {
    without(text, |before, c, after| {
        let is_no_break = matches!(c, '\u{a0}' | '\u{202f}');
        is_no_break && (before == Some('«') || matches!(after, Some('»' | ':' | ';' | '?' | '!' | '%')))
    })
}

/// Returns the text sanitized in quotes, which show spaces at its ends. No-break spaces are written out too.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", without(text, |_, _, _| false))
}

/// Returns the text with special characters written out, unless `stays` keeps them, given the characters before and
/// after.
fn without(text: &str, stays: fn(Option<char>, char, Option<char>) -> bool) -> Cow<'_, str> {
    let is_plain = |c: char| c == ' ' || !(c.is_whitespace() || is_invisible(c));
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut output = String::with_capacity(text.len() + 8);
    let (mut chars, mut before) = (text.chars().peekable(), None);
    while let Some(c) = chars.next() {
        match c {
            '\n' => output.push_str("\\n"),
            '\r' => output.push_str("\\r"),
            '\t' => output.push_str("\\t"),
            c if is_plain(c) || stays(before, c, chars.peek().copied()) => output.push(c),
            // Writing to a `String` can't fail.
            c => drop(write!(output, "\\u{{{:x}}}", u32::from(c))),
        }
        before = Some(c);
    }
    Cow::Owned(output)
}

/// Returns the text sanitized in quotes, with combining marks written out, because they look like composed letters.
pub(super) fn spelled_out(text: &str) -> String {
    use unicode_normalization::char::is_combining_mark;
    let mut output = String::new();
    for c in without(text, |_, _, _| false).chars() {
        if is_combining_mark(c) {
            output.extend(c.escape_unicode());
        } else {
            output.push(c);
        }
    }
    format!("\"{output}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(sanitized("Ann\u{1b}[2J"), "Ann\\u{1b}[2J");
        assert_eq!(sanitized("Zoë 王伟"), "Zoë 王伟");
    }

    #[test]
    fn spaces_of_french_punctuation_stay() {
        assert_eq!(sanitized("«\u{a0}Zoë\u{a0}»\u{a0}: US\u{a0}CA"), "«\u{a0}Zoë\u{a0}»\u{a0}: US\\u{a0}CA");
    }
}
