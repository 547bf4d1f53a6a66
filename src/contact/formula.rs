//! Text that a spreadsheet would run, made harmless in tables and taken back as it was.

use std::borrow::Cow;

/// What a formula may start with. Source: OWASP, "CSV Injection".
const STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn would_run(text: &str) -> bool {
    text.starts_with(STARTS)
}

/// Apostrophes, and then what a spreadsheet would run.
fn is_marked(text: &str) -> bool {
    text.starts_with('\'') && would_run(text.trim_start_matches('\''))
}

/// The text with an apostrophe before it where a spreadsheet would run it. One that looks as if that had been done gets another,
/// so that [`restored`] gives back every text as it was.
///
/// ```
/// # use cosell_contacts::contact::{neutral, restored};
/// for (text, written) in [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("'s-Gravenhage", "'s-Gravenhage"), ("Ann", "Ann")] {
///     assert_eq!(neutral(text), written);
///     assert_eq!(restored(written), text);
/// }
/// ```
pub fn neutral(text: &str) -> Cow<'_, str> {
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return text.into(); // at a glance: most do
    }
    if would_run(text) || is_marked(text) { format!("'{text}").into() } else { text.into() }
}

/// Only what [`restored`] would take for a text that was made harmless gets its apostrophe: for tables that no program runs.
pub fn unmistakable(text: &str) -> Cow<'_, str> {
    if is_marked(text) { format!("'{text}").into() } else { text.into() }
}

/// The text as it was before [`neutral`].
pub fn restored(text: &str) -> &str {
    if is_marked(text) { &text[1..] } else { text }
}
