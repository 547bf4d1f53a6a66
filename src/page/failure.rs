//! Messages about files that can't be read, and the choices that a person has instead.

use super::result::ReadFailure;
use crate::i18n::{Language, messages};
use crate::read::{Limit, ReadError};
use crate::report::{read_remedy, sanitized};

/// Returns the message and the remedy of an error about the file `name`, in words for the page.
pub(super) fn failure(error: &ReadError, name: &str, language: Language) -> ReadFailure {
    let text = match error {
        ReadError::Limit { limit: Limit::Rows, most, .. } => {
            language.localize(messages::BrowserTooManyRows { most: *most }).to_string()
        }
        ReadError::Limit { limit: Limit::Bytes, .. } => messages::BrowserTooLarge.text(language).to_owned(),
        error => language.localize(error).to_string(),
    };
    // The page shows the message beside the name.
    let text = text.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&text);
    let remedy = match error {
        ReadError::Limit { .. } => Some(messages::BrowserUseProgram.text(language).to_owned()),
        error => read_remedy(error).map(|remedy| language.localize(&*remedy).to_string()),
    };
    let (sheets, members) = match error {
        ReadError::SeveralSheets { sheets, .. } | ReadError::NoSheet { sheets, .. } => (sheets.clone(), Vec::new()),
        ReadError::SeveralMembers { members, .. } | ReadError::NoMember { members, .. } => {
            (Vec::new(), members.clone())
        }
        _ => (Vec::new(), Vec::new()),
    };
    ReadFailure { message: sanitized(text).into_owned(), remedy, sheets, members }
}
