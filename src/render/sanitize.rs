use std::borrow::Cow;
use std::fmt::Write as _;

use crate::normalize::is_invisible;

/// A text without anything that a terminal would obey or hide: control and invisible characters, marks of direction, and
/// white space other than the space are written out as `\n` or `\u{202e}`.
///
/// ```
/// # use cosell_contacts::render::sanitized;
/// assert_eq!(sanitized("Ann\u{1b}[2J"), "Ann\\u{1b}[2J");
/// assert_eq!(sanitized("Zoë 王伟"), "Zoë 王伟");
/// ```
pub fn sanitized(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c == ' ' || !(c.is_whitespace() || is_invisible(c));
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if is_plain(c) => shown.push(c),
            // Writing to a string can't fail.
            c => drop(write!(shown, "\\u{{{:x}}}", u32::from(c))),
        }
    }
    Cow::Owned(shown)
}

/// The same in quotation marks, so that spaces at the ends are seen.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", sanitized(text))
}

/// The same with accents that stand apart from their letters written out, which look like composed ones.
pub(super) fn spelled_out(text: &str) -> String {
    use unicode_normalization::char::is_combining_mark;
    let mut shown = String::new();
    for c in sanitized(text).chars() {
        if is_combining_mark(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    format!("\"{shown}\"")
}
