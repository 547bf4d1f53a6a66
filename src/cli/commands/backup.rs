//! `cosell backup`: copies the book to another file, also while other programs use it.

use crate::book::Book;
use crate::i18n::{Language, messages};
use crate::report::sanitized;

use crate::cli::args;
use crate::cli::book_file::open_to_read;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::is_same;
use crate::cli::progress::Bar;
use crate::cli::stderr::counts;

pub(crate) fn run(args: &args::Backup, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open_to_read(&args.book)?;
    let (target, name) = (&args.file, args.file.display().to_string());
    if is_same(book.file(), target) {
        return Err(CliError::refused(messages::BackupIsBook { file: name }, messages::RemedyBackupElsewhere));
    }
    if target.exists() || target.is_symlink() {
        if !args.force {
            return Err(CliError::refused(messages::OutputExists { file: name }, messages::RemedyOutputExists));
        }
        // A mistyped name must not replace a list or another document.
        if !Book::is_at(target) {
            return Err(CliError::refused(messages::BackupOverOther { file: name }, messages::RemedyBackupElsewhere));
        }
    }
    let bar = Bar::working(messages::ProgressBook.text(language));
    book.back_up(target, args.force)?;
    drop(bar);
    counts(|out| writeln!(out, "{}", language.localize(messages::BackedUp { file: sanitized(&name) })));
    Ok(ExitStatus::Done)
}
