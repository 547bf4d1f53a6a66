//! The commands about the book: what an offer's contacts are, were, and will be.

pub(crate) mod export;
pub(crate) mod forget;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod restore;
pub(crate) mod retire;

mod consent;
mod replace;

use std::env;
use std::path::PathBuf;

use cosell_contacts::book::{Book, default_path};

use crate::args;
use crate::exit::Failure;

/// So often a plan is made again because somebody else was quicker.
const TRIES: usize = 50;

/// The book's file: the one that is named, else the one in the user's data folder.
fn file_of(args: &args::BookFile) -> Result<PathBuf, Failure> {
    let named = args.book.clone().filter(|file| !file.as_os_str().is_empty());
    named.or_else(default_path).ok_or_else(|| {
        Failure::trouble("no book is named, and there is no home folder to look in", "Name one with --book FILE.")
    })
}

/// The book, which must be there.
fn open(args: &args::BookFile) -> Result<Book, Failure> {
    Ok(Book::open(file_of(args)?)?)
}

/// Who is at work, by the system's word.
fn person() -> Option<String> {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| env::var(name).ok().filter(|name| !name.trim().is_empty()))
}

/// The plan was made for a book that has changed since, so often that it is given up.
fn too_busy() -> Failure {
    Failure::refused("others change the book faster than this could be done", "Try again in a moment.")
}
