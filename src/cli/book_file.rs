//! The book that the arguments name: its file, opening it, and the name of the person that is recorded with a
//! revision. Creating a book is left to `import`, the only command that does it.

use std::env;
#[cfg(unix)]
use std::fs;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::{Command, Stdio};

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

/// Returns whether a book's file doesn't exist. A link without its file is an error of opening it.
pub(crate) fn is_missing(file: &Path) -> bool {
    !file.exists() && !file.is_symlink()
}

/// Opens the book, which must exist.
pub(crate) fn open(args: &args::BookFile) -> Result<Book, CliError> {
    Ok(Book::open(file_of(args)?)?)
}

/// Opens the book to read it, also if it is read-only.
pub(crate) fn open_to_read(args: &args::BookFile) -> Result<Book, CliError> {
    Ok(Book::open_to_read(file_of(args)?)?)
}

/// Returns the file of the book if another command has to name it, too, to use the same book.
pub(crate) fn named(args: &args::BookFile) -> Option<&Path> {
    args.book.as_deref().filter(|book| {
        let is_in_environment = env::var_os("COSELL_BOOK").is_some_and(|named| named == book.as_os_str());
        !book.as_os_str().is_empty() && !is_in_environment
    })
}

/// Returns the user's name: from the environment, otherwise the system's, because services and containers often don't
/// set the variables.
pub(crate) fn person() -> Option<String> {
    let set = |name: &&str| env::var(name).ok().filter(|name| !name.trim().is_empty());
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(set).or_else(system_user)
}

/// Returns the name of the user whom the process runs as, or the number if the user has no name.
#[cfg(unix)]
fn system_user() -> Option<String> {
    let id = rustix::process::getuid().as_raw();
    let users = fs::read("/etc/passwd").unwrap_or_default();
    // The file lacks the users of directory services, and those of macOS.
    let named = || {
        let output = Command::new("/usr/bin/id").arg("-un").stderr(Stdio::null()).output().ok()?;
        let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
        (output.status.success() && !name.is_empty()).then_some(name)
    };
    name_of_user(&String::from_utf8_lossy(&users), id).or_else(named).or_else(|| Some(format!("uid {id}")))
}

#[cfg(not(unix))]
fn system_user() -> Option<String> {
    None
}

/// Returns the name of a user in the format of `/etc/passwd`.
#[cfg(unix)]
fn name_of_user(users: &str, id: u32) -> Option<String> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next().filter(|name| !name.is_empty())?;
        (fields.nth(1)?.parse() == Ok(id)).then(|| name.to_owned())
    })
}

/// Returns the error after [`TRIES`] attempts.
pub(crate) fn too_busy() -> CliError {
    CliError::refused(messages::BookTooBusy, messages::RemedyTryAgain)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn users_are_found_by_their_number() {
        let users = "root:x:0:0:root:/root:/bin/sh\n# a comment\nmaria:x:1000:100::/home/maria:/bin/sh\n";
        assert_eq!(name_of_user(users, 1000).as_deref(), Some("maria"));
        assert_eq!(name_of_user(users, 100), None);
    }
}
