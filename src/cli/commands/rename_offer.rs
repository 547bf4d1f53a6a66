//! `cosell rename-offer`: gives an offer another ID.

use crate::i18n::{Language, messages};
use crate::report::sanitized;

use crate::cli::args;
use crate::cli::book_file::open;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::stderr::counts;

pub(crate) fn run(args: &args::RenameOffer, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open(&args.book)?;
    let writing = book.write()?;
    writing.rename_offer(&args.offer, &args.new)?;
    writing.commit()?;
    let (offer, new) = (sanitized(args.offer.as_str()), sanitized(args.new.as_str()));
    counts(|out| writeln!(out, "{}", language.localize(messages::OfferRenamed { offer, new })));
    Ok(ExitStatus::Done)
}
