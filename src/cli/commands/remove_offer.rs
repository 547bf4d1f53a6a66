//! `cosell remove-offer`: takes an offer out of the lists of offers, after asking. Its history stays in the book.

use crate::i18n::{Language, messages};
use crate::report::sanitized;

use crate::cli::args;
use crate::cli::book_file::{named, open};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::{offer_options, print_command};
use crate::cli::prompt::confirm_changes;
use crate::cli::stderr::{contacts, counts, note};

pub(crate) fn run(args: &args::RemoveOffer, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open(&args.book)?;
    let reading = book.read()?;
    let last = reading.revision(&args.offer, None)?;
    if reading.is_removed(&args.offer)? {
        return Err(CliError::trouble(
            messages::AlreadyRemoved { offer: args.offer.clone() },
            messages::RemedyAlreadyRemoved,
        ));
    }
    drop(reading);
    let loss = messages::LossOffer { offer: &args.offer, contacts: contacts(last.contacts, language) };
    if !confirm_changes(&args.consent, Some(language.localize(loss).to_string()), language)? {
        return Ok(ExitStatus::Done);
    }
    let writing = book.write()?;
    writing.remove_offer(&args.offer, last.number)?;
    writing.commit()?;
    counts(|out| {
        let removed = messages::OfferRemoved { offer: sanitized(args.offer.as_str()) };
        writeln!(out, "{}", language.localize(removed))
    });
    note(|out| writeln!(out, "{}", messages::OfferComesBack.text(language)));
    let options = offer_options(&args.offer, named(&args.book));
    print_command(&format!("cosell restore {options} --revision {}", last.number));
    Ok(ExitStatus::Done)
}
