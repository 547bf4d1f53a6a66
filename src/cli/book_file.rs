//! Opens the book that the arguments name.

use std::env;
use std::path::PathBuf;

use crate::book::{Book, default_path};

use crate::cli::args;
use crate::cli::error::CliError;
use crate::i18n::messages;

/// So often a plan is made again because somebody else was quicker.
pub(crate) const TRIES: usize = 50;

/// The book's file: the one that is named, else the one in the user's data folder.
pub(crate) fn file_of(args: &args::BookFile) -> Result<PathBuf, CliError> {
    let named = args.book.clone().filter(|file| !file.as_os_str().is_empty());
    named.or_else(default_path).ok_or_else(|| CliError::trouble(messages::NoBookNamed, messages::RemedyBook))
}

/// The book, which must be there.
pub(crate) fn open(args: &args::BookFile) -> Result<Book, CliError> {
    Ok(Book::open(file_of(args)?)?)
}

/// Who is at work, by the system's word.
pub(crate) fn person() -> Option<String> {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| env::var(name).ok().filter(|name| !name.trim().is_empty()))
}

/// The plan was made for a book that has changed since, so often that it is given up.
pub(crate) fn too_busy() -> CliError {
    CliError::refused(messages::BookTooBusy, messages::RemedyTryAgain)
}
