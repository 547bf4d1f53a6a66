//! Helpers that know nothing of contacts lists: byte scans with SIMD, the start of a text, and escaping of text that a spreadsheet would run
//! as a formula. Everything else may import this module; it imports nothing of the crate.

mod csv_injection;
mod simd;

pub(crate) use csv_injection::{escape_formula, unescape_formula};
pub(crate) use simd::{holds_any, in_sixteens};

/// Returns the start of a text: as many whole characters as `most` bytes have room for.
pub(crate) fn start_of(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}
