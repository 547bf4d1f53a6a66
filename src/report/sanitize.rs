use std::borrow::Cow;
use std::fmt::Write as _;

use crate::normalize::is_invisible;

/// A text without anything that a terminal would obey or hide: control and invisible characters, marks of direction, and
/// white space other than the space are written out as `\n` or `\u{202e}`. The no-break spaces that French has beside its
/// marks stay.
pub(crate) fn sanitized(text: &str) -> Cow<'_, str> {
    without(text, |before, c, after| {
        let is_no_break = matches!(c, '\u{a0}' | '\u{202f}');
        is_no_break && (before == Some('«') || matches!(after, Some('»' | ':' | ';' | '?' | '!' | '%')))
    })
}

/// The same in quotation marks, so that spaces at the ends are seen, and every no-break space.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", without(text, |_, _, _| false))
}

/// The text with what is not plain written out, unless it may stay between the characters before and after it.
fn without(text: &str, stays: fn(Option<char>, char, Option<char>) -> bool) -> Cow<'_, str> {
    let is_plain = |c: char| c == ' ' || !(c.is_whitespace() || is_invisible(c));
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let (mut chars, mut before) = (text.chars().peekable(), None);
    while let Some(c) = chars.next() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if is_plain(c) || stays(before, c, chars.peek().copied()) => shown.push(c),
            // Writing to a string can't fail.
            c => drop(write!(shown, "\\u{{{:x}}}", u32::from(c))),
        }
        before = Some(c);
    }
    Cow::Owned(shown)
}

/// The same with accents that stand apart from their letters written out, which look like composed ones.
pub(super) fn spelled_out(text: &str) -> String {
    use unicode_normalization::char::is_combining_mark;
    let mut shown = String::new();
    for c in without(text, |_, _, _| false).chars() {
        if is_combining_mark(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    format!("\"{shown}\"")
}
