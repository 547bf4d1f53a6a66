//! Helpers that know nothing of contacts lists: byte scans with SIMD, and escaping of text that a spreadsheet would run
//! as a formula. Everything else may import this module; it imports nothing of the crate.

mod csv_injection;
mod simd;

pub(crate) use csv_injection::{escape_formula, unescape_formula};
pub(crate) use simd::{holds_any, in_sixteens};
