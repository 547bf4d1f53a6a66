//! What is said of arguments that can't be.

use crate::report::sanitized;
use clap::error::{ContextKind, ContextValue, Error};

/// An error about arguments that shows them without anything that a terminal would obey: they may be names of files, as `*.csv`
/// gives them.
pub(super) fn plain(mut error: Error) -> Error {
    let shown: Vec<(ContextKind, ContextValue)> =
        error.context().filter_map(|(kind, value)| Some((kind, without_controls(value)?))).collect();
    if !shown.is_empty() {
        // A hint has the argument in a text with colours.
        error.remove(ContextKind::Suggested);
    }
    for (kind, value) in shown {
        error.insert(kind, value);
    }
    error
}

/// The value as it may be shown, where that is another.
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
