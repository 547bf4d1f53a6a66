//! The book that the arguments name: its file, opening it, and the name of the person that is recorded with a
//! revision. Creating a book is left to `import`, the only command that does it.

use std::env;
use std::path::PathBuf;

use crate::book::{Book, default_path};

use crate::cli::args;
use crate::cli::error::CliError;
use crate::i18n::messages;

/// Number of attempts before a command gives up because other writers keep changing the offer.
pub(crate) const TRIES: usize = 50;

/// Returns the book's file: the one that is named, otherwise the one in the user's data folder. An empty name counts
/// as none.
pub(crate) fn file_of(args: &args::BookFile) -> Result<PathBuf, CliError> {
    let named = args.book.clone().filter(|file| !file.as_os_str().is_empty());
    named.or_else(default_path).ok_or_else(|| CliError::trouble(messages::NoBookNamed, messages::RemedyBook))
}

/// Opens the book, which must exist.
pub(crate) fn open(args: &args::BookFile) -> Result<Book, CliError> {
    Ok(Book::open(file_of(args)?)?)
}

/// Returns the user's name from the environment, if it is set.
pub(crate) fn person() -> Option<String> {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| env::var(name).ok().filter(|name| !name.trim().is_empty()))
}

/// Returns the error after [`TRIES`] attempts.
pub(crate) fn too_busy() -> CliError {
    CliError::refused(messages::BookTooBusy, messages::RemedyTryAgain)
}
