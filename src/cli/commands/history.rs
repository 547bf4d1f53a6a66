//! `cosell history` and `cosell offers`: tables of the book's revisions and offers.

use std::path::Path;

use crate::book::import::{load_new_offer, load_revision};
use crate::book::plan::Plan;
use crate::book::{ErasureRecord, LocalTime, Offer, OfferId, ReadTransaction, Revision};
use crate::contact_list::{ContactGroups, List};
use crate::diff::Diff;
use crate::i18n::{Language, messages};
use crate::report::{
    OfferHistory, diff_as_json, diff_as_text, history_as_json, history_as_text, offers_as_json, offers_as_text,
    sanitized,
};

use crate::cli::args::{self, TextOrJson};
use crate::cli::book_file::{named, open_to_read};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::{pending_export, print_command, uploaded, uploaded_each};
use crate::cli::output::{Target, result_format};
use crate::cli::stderr::{contacts, note, print_written_file};

pub(crate) fn run(args: &args::History, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open_to_read(&args.table.book)?;
    let reading = book.read()?;
    if let (Some(offer), Some(number)) = (&args.offer, args.revision) {
        return one_revision(args, &reading, offer, number, language);
    }
    let offers = match &args.offer {
        Some(offer) => vec![offer.clone()],
        None => reading.offers()?.into_iter().map(|offer| offer.id).collect(),
    };
    let forgotten = offers.iter().map(|offer| reading.forgotten(offer)).collect::<Result<Vec<_>, _>>()?;
    let histories = offers.into_iter().zip(&forgotten).map(|(offer, forgotten)| history(&reading, offer, forgotten));
    let histories = histories.collect::<Result<Vec<_>, CliError>>()?;
    let removed = if args.offer.is_none() { reading.removed_offers()? } else { Vec::new() };
    // The output may wait for a reader such as `less`.
    drop(reading);
    drop(book);
    let (format, target) = target(&args.table, language)?;
    match format {
        TextOrJson::Text => {
            let width = target.width();
            target.write_text(|out| history_as_text(&histories, &LocalTime::new(), width, language, out))?
        }
        TextOrJson::Json => target.write_pieces(|out| history_as_json(&histories, out))?,
    }
    print_written_file(&args.table.output, language);
    for (OfferHistory { offer, .. }, forgotten) in histories.iter().zip(&forgotten) {
        forgotten.iter().for_each(|forgotten| print_forgotten(offer, forgotten, language));
    }
    print_removed(&removed, language);
    Ok(ExitStatus::Done)
}

/// Returns the local day of a time of the book.
pub(super) fn day(time: &str) -> String {
    sanitized(&LocalTime::new().day(time)).into_owned()
}

/// Prints an erasure, because it makes revisions have fewer contacts than their changes add up to.
fn print_forgotten(offer: &OfferId, forgotten: &ErasureRecord, language: Language) {
    let day = day(&forgotten.time);
    let (offer, contacts) = (sanitized(offer.as_str()), contacts(forgotten.contacts, language));
    let sentence = messages::ForgottenBefore { offer, contacts, count: forgotten.revisions, day };
    note(|out| writeln!(out, "{}", language.localize(sentence)));
}

/// Prints the removed offers, which are not in the tables.
fn print_removed(removed: &[OfferId], language: Language) {
    if !removed.is_empty() {
        let offers: Vec<&str> = removed.iter().map(OfferId::as_str).collect();
        let offers = offers.join(", ");
        let sentence = messages::RemovedOffers { count: removed.len() as u64, offers: sanitized(&offers) };
        note(|out| writeln!(out, "{}", language.localize(sentence)));
    }
}

/// Returns the revisions of an offer, newest first.
fn history(
    reading: &ReadTransaction<'_>,
    offer: OfferId,
    forgotten: &[ErasureRecord],
) -> Result<OfferHistory, CliError> {
    let mut revisions = reading.history(&offer)?;
    if !forgotten.is_empty() {
        count_changes(reading, &offer, &mut revisions)?;
    }
    revisions.reverse();
    Ok(OfferHistory { portal: reading.portal_state(&offer)?, offer, revisions })
}

/// Counts the changes of all revisions again. They were counted when the revisions had contacts that have been erased
/// since.
fn count_changes(reading: &ReadTransaction<'_>, offer: &OfferId, revisions: &mut [Revision]) -> Result<(), CliError> {
    for at in 0..revisions.len() {
        let mut list = List::default();
        load_before(reading, offer, revisions[..at].last(), &mut list, Language::En)?;
        load_revision(reading, offer, &revisions[at], &mut list, Language::En)?;
        revisions[at].changes = Plan::between(&list, &ContactGroups::new(&list), 0, 1).diff.counts().into();
    }
    Ok(())
}

/// Adds the contacts before a revision to a list: those of the revision before it, or none.
fn load_before(
    reading: &ReadTransaction<'_>,
    offer: &OfferId,
    before: Option<&Revision>,
    list: &mut List,
    language: Language,
) -> Result<(), CliError> {
    match before {
        Some(before) => load_revision(reading, offer, before, list, language)?,
        None => load_new_offer(offer, list, language),
    }
    Ok(())
}

/// Shows what a revision changed: the contacts by name.
fn one_revision(
    args: &args::History,
    reading: &ReadTransaction<'_>,
    offer: &OfferId,
    number: u32,
    language: Language,
) -> Result<ExitStatus, CliError> {
    let revisions = reading.history(offer)?;
    let revision = reading.revision(offer, Some(number))?;
    let mut list = List::default();
    let before = revisions.iter().find(|before| before.number + 1 == number);
    load_before(reading, offer, before, &mut list, language)?;
    load_revision(reading, offer, &revision, &mut list, language)?;
    let groups = ContactGroups::new(&list);
    let diff = Diff::new(&list, &groups);
    let history = OfferHistory {
        offer: offer.clone(),
        portal: reading.portal_state(offer)?,
        revisions: vec![Revision { changes: diff.counts().into(), ..revision }],
    };
    let (format, target) = target(&args.table, language)?;
    match format {
        TextOrJson::Text => {
            let width = target.width();
            target.write_text(|out| {
                history_as_text(&[history], &LocalTime::new(), width, language, out)?;
                writeln!(out)?;
                diff_as_text(&diff, language, out)
            })?
        }
        TextOrJson::Json => target.write_pieces(|out| diff_as_json(&diff, out))?,
    }
    print_written_file(&args.table.output, language);
    Ok(ExitStatus::Done)
}

pub(crate) fn offers(args: &args::Offers, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open_to_read(&args.table.book)?;
    let reading = book.read()?;
    let (offers, removed) = (reading.offers()?, reading.removed_offers()?);
    drop(reading);
    drop(book);
    let (format, target) = target(&args.table, language)?;
    match format {
        TextOrJson::Text => {
            let width = target.width();
            target.write_text(|out| offers_as_text(&offers, &LocalTime::new(), width, language, out))?
        }
        TextOrJson::Json => target.write_pieces(|out| offers_as_json(&offers, out))?,
    }
    print_written_file(&args.table.output, language);
    print_removed(&removed, language);
    print_portal_steps(&offers, named(&args.table.book), language);
    Ok(ExitStatus::Done)
}

/// Prints which lists have to be exported, and which have to be uploaded and confirmed.
fn print_portal_steps(offers: &[Offer], book: Option<&Path>, language: Language) {
    let pending: Vec<&Offer> = offers.iter().filter(|offer| offer.is_pending()).collect();
    let (exported, others): (Vec<&Offer>, Vec<&Offer>) =
        pending.into_iter().partition(|offer| offer.portal.is_exported(offer.last.number));
    if !others.is_empty() {
        note(|out| writeln!(out, "{}", language.localize(messages::OffersToExport { count: others.len() as u64 })));
        print_command(&pending_export(book));
    }
    if !exported.is_empty() {
        note(|out| writeln!(out, "{}", language.localize(messages::OffersToUpload { count: exported.len() as u64 })));
        // An earlier export of another offer isn't confirmed along with these.
        let is_earlier = |offer: &&Offer| offer.portal.unconfirmed().is_some();
        match others.iter().any(is_earlier) {
            true => print_command(&uploaded_each(exported.iter().map(|offer| &offer.id), book)),
            false => print_command(&uploaded(&exported.iter().map(|offer| &offer.id).collect::<Vec<_>>(), book)),
        }
    }
}

fn target(table: &args::BookTable, language: Language) -> Result<(TextOrJson, Target), CliError> {
    let format = result_format(table.format, &table.output)?;
    Ok((format, Target::open(&table.output, format == TextOrJson::Text, language)?))
}
