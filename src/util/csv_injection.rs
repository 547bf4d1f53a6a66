//! Escaping of text that a spreadsheet program would run as a formula, and its inverse.

use std::borrow::Cow;

/// First characters of a formula, the full-width ones included. Source: OWASP, "CSV Injection".
const STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

fn is_formula(text: &str) -> bool {
    text.starts_with(STARTS)
}

/// Returns whether the text is one or more apostrophes followed by a formula.
fn is_escaped(text: &str) -> bool {
    text.starts_with('\'') && is_formula(text.trim_start_matches('\''))
}

/// Returns the text with an apostrophe in front if a spreadsheet would run it. A text that looks escaped already gets
/// another apostrophe, so that [`unescape_formula`] is an exact inverse.
pub(crate) fn escape_formula(text: &str) -> Cow<'_, str> {
    // Fast path: most texts start with a letter or a digit.
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return text.into();
    }
    if is_formula(text) || is_escaped(text) { format!("'{text}").into() } else { text.into() }
}

/// Returns the text as it was before [`escape_formula`].
pub(crate) fn unescape_formula(text: &str) -> &str {
    if is_escaped(text) { &text[1..] } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unescaping_restores_every_text() {
        for (text, escaped) in [
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            ("'s-Gravenhage", "'s-Gravenhage"),
            ("＝1+1", "'＝1+1"),
            ("Ann", "Ann"),
        ] {
            assert_eq!(escape_formula(text), escaped);
            assert_eq!(unescape_formula(escaped), text);
        }
    }
}
