//! Errors about arguments, sanitized for a terminal.

use std::process;

use crate::cli::stderr::tell;
use crate::report::sanitized;
use clap::error::{ContextKind, ContextValue, Error};

/// Prints an error or help, and ends the program. clap wraps help but no errors.
#[expect(clippy::exit, reason = "as clap does it")]
pub(super) fn exit(error: Error) -> ! {
    let error = plain(error);
    if !error.use_stderr() {
        error.exit();
    }
    tell(|out| write!(out, "{}", error.render().ansi()));
    process::exit(error.exit_code())
}

/// Returns the error with its arguments sanitized. They may be names of files with control characters, because a
/// shell expands `*.csv`.
fn plain(mut error: Error) -> Error {
    let shown: Vec<(ContextKind, ContextValue)> =
        error.context().filter_map(|(kind, value)| Some((kind, without_controls(value)?))).collect();
    if !shown.is_empty() {
        // A suggestion has the argument within a styled text, which can't be sanitized.
        error.remove(ContextKind::Suggested);
    }
    for (kind, value) in shown {
        error.insert(kind, value);
    }
    error
}

/// Returns the sanitized value, or none if it is the same.
fn without_controls(value: &ContextValue) -> Option<ContextValue> {
    let shown = match value {
        ContextValue::String(text) => ContextValue::String(sanitized(text).into_owned()),
        ContextValue::Strings(texts) => {
            ContextValue::Strings(texts.iter().map(|text| sanitized(text).into_owned()).collect())
        }
        _ => return None,
    };
    (shown != *value).then_some(shown)
}
