//! `cosell rename-offer`: gives an offer another ID. It takes nothing away, so it doesn't ask, but prints how to undo it.

use crate::i18n::{Language, messages};
use crate::report::sanitized;

use crate::cli::args::{self, quote_for_shell};
use crate::cli::book_file::{named, open};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::{book_option, print_command};
use crate::cli::stderr::{counts, note};

pub(crate) fn run(args: &args::RenameOffer, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open(&args.book)?;
    let writing = book.write()?;
    writing.rename_offer(&args.offer, &args.new)?;
    writing.commit()?;
    let (offer, new) = (sanitized(args.offer.as_str()), sanitized(args.new.as_str()));
    counts(|out| writeln!(out, "{}", language.localize(messages::OfferRenamed { offer, new })));
    let file = format!("{}.csv", args.new.file_name());
    note(|out| writeln!(out, "{}", language.localize(messages::OfferRenamedFile { file: sanitized(&file) })));
    let [offer, new] = [&args.offer, &args.new].map(|id| quote_for_shell(id.as_str().as_ref()));
    print_command(&format!("cosell rename-offer {new} {offer}{}", book_option(named(&args.book))));
    Ok(ExitStatus::Done)
}
