//! `cosell history` and `cosell offers`: tables of the book's revisions and offers.

use std::borrow::Cow;

use crate::book::{ErasureRecord, OfferId, ReadTransaction, Revision};
use crate::i18n::{Language, messages};
use crate::report::{history_as_json, history_as_text, offers_as_json, offers_as_text, sanitized};

use crate::cli::args::{self, TextOrJson};
use crate::cli::book_file::open;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::{Target, result_format};
use crate::cli::stderr::{contacts, note, print_written_file};

pub(crate) fn run(args: &args::History, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open(&args.table.book)?;
    let reading = book.read()?;
    let offers = match &args.offer {
        Some(offer) => vec![offer.clone()],
        None => reading.offers()?.into_iter().map(|offer| offer.id).collect(),
    };
    let forgotten = offers.iter().map(|offer| reading.forgotten(offer)).collect::<Result<Vec<_>, _>>()?;
    let histories = offers.into_iter().map(|offer| history(&reading, offer)).collect::<Result<Vec<_>, CliError>>()?;
    // The output may wait for a reader such as `less`.
    drop(reading);
    drop(book);
    let (format, target) = target(&args.table, language)?;
    match format {
        TextOrJson::Text => {
            let width = target.width();
            target.write_text(|out| history_as_text(&histories, width, language, out))?
        }
        TextOrJson::Json => target.write_pieces(|out| history_as_json(&histories, out))?,
    }
    print_written_file(&args.table.output, language);
    for ((offer, _), forgotten) in histories.iter().zip(&forgotten) {
        forgotten.iter().for_each(|forgotten| print_forgotten(offer, forgotten, language));
    }
    Ok(ExitStatus::Done)
}

/// Returns the day of a time of the book.
pub(super) fn day(time: &str) -> Cow<'_, str> {
    sanitized(time.get(..10).unwrap_or_default())
}

/// Prints an erasure, because it makes revisions have fewer contacts than their changes add up to.
fn print_forgotten(offer: &OfferId, forgotten: &ErasureRecord, language: Language) {
    let day = day(&forgotten.time);
    let (offer, contacts) = (sanitized(offer.as_str()), contacts(forgotten.contacts, language));
    let sentence = messages::ForgottenBefore { offer, contacts, count: forgotten.revisions, day };
    note(|out| writeln!(out, "{}", language.localize(sentence)));
}

/// Returns the revisions of an offer, newest first.
fn history(reading: &ReadTransaction<'_>, offer: OfferId) -> Result<(OfferId, Vec<Revision>), CliError> {
    let mut revisions = reading.history(&offer)?;
    revisions.reverse();
    Ok((offer, revisions))
}

pub(crate) fn offers(args: &args::Offers, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open(&args.table.book)?;
    let offers = book.read()?.offers()?;
    drop(book);
    let (format, target) = target(&args.table, language)?;
    match format {
        TextOrJson::Text => {
            let width = target.width();
            target.write_text(|out| offers_as_text(&offers, width, language, out))?
        }
        TextOrJson::Json => target.write_pieces(|out| offers_as_json(&offers, out))?,
    }
    print_written_file(&args.table.output, language);
    Ok(ExitStatus::Done)
}

fn target(table: &args::BookTable, language: Language) -> Result<(TextOrJson, Target), CliError> {
    let format = result_format(table.format, &table.output)?;
    Ok((format, Target::open(&table.output, &[], format == TextOrJson::Text, language)?))
}
