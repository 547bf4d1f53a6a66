use cosell_contacts::book::{Forgotten, OfferId, Reading, Revision};
use cosell_contacts::render::{history_as_json, history_as_text, offers_as_json, offers_as_text, sanitized};
use cosell_contacts::words::{Language, say};

use super::consent::contacts;
use super::open;
use crate::args::{self, Form};
use crate::exit::{Exit, Failure};
use crate::output::{Target, form_of};
use crate::tell::tell;

pub(crate) fn run(args: &args::History, language: Language) -> Result<Exit, Failure> {
    let mut book = open(&args.table.book)?;
    let reading = book.read()?;
    let offers = match &args.offer {
        Some(offer) => vec![offer.clone()],
        None => reading.offers()?.into_iter().map(|offer| offer.id).collect(),
    };
    let forgotten = offers.iter().map(|offer| reading.forgotten(offer)).collect::<Result<Vec<_>, _>>()?;
    let histories = offers.into_iter().map(|offer| history(&reading, offer)).collect::<Result<Vec<_>, Failure>>()?;
    let (form, target) = target(&args.table, language)?;
    match form {
        Form::Text => target.write_text(|out| history_as_text(&histories, language, out))?,
        Form::Json => target.write_pieces(|out| history_as_json(&histories, out))?,
    }
    for ((offer, _), forgotten) in histories.iter().zip(&forgotten) {
        forgotten.iter().for_each(|forgotten| tell_forgotten(offer, forgotten, language));
    }
    Ok(Exit::Done)
}

/// Why revisions have fewer contacts than their changes add up to.
fn tell_forgotten(offer: &OfferId, forgotten: &Forgotten, language: Language) {
    let day = forgotten.time.get(..10).unwrap_or_default();
    let (offer, contacts) = (sanitized(offer.as_str()), contacts(forgotten.contacts, language));
    let said = say::ForgottenBefore { offer, contacts, count: forgotten.revisions, day };
    tell(|out| writeln!(out, "{}", language.say(said)));
}

/// The revisions of an offer, the last one first.
fn history(reading: &Reading<'_>, offer: OfferId) -> Result<(OfferId, Vec<Revision>), Failure> {
    let mut revisions = reading.history(&offer)?;
    revisions.reverse();
    Ok((offer, revisions))
}

pub(crate) fn offers(args: &args::Offers, language: Language) -> Result<Exit, Failure> {
    let mut book = open(&args.table.book)?;
    let offers = book.read()?.offers()?;
    let (form, target) = target(&args.table, language)?;
    match form {
        Form::Text => target.write_text(|out| offers_as_text(&offers, language, out))?,
        Form::Json => target.write_pieces(|out| offers_as_json(&offers, out))?,
    }
    Ok(Exit::Done)
}

fn target(table: &args::BookTable, language: Language) -> Result<(Form, Target), Failure> {
    let form = form_of(table.format, &table.output)?;
    Ok((form, Target::open(&table.output, &[], form == Form::Text, language)?))
}
