use cosell_contacts::book::{OfferId, Reading, Revision};
use cosell_contacts::render::{history_as_json, history_as_text, offers_as_json, offers_as_text};
use cosell_contacts::words::Language;

use super::open;
use crate::args::{self, Form};
use crate::exit::{Exit, Failure};
use crate::output::{Target, form_of};

pub(crate) fn run(args: &args::History, language: Language) -> Result<Exit, Failure> {
    let mut book = open(&args.book)?;
    let reading = book.read()?;
    let offers = match &args.offer {
        Some(offer) => vec![offer.clone()],
        None => reading.offers()?.into_iter().map(|offer| offer.id).collect(),
    };
    let histories = offers.into_iter().map(|offer| history(&reading, offer)).collect::<Result<Vec<_>, Failure>>()?;
    let (form, target) = target(args.format, &args.output, language)?;
    match form {
        Form::Text => target.write_text(|out| history_as_text(&histories, language, out))?,
        Form::Json => target.write_pieces(|out| history_as_json(&histories, out))?,
    }
    Ok(Exit::Done)
}

/// The revisions of an offer, the last one first.
fn history(reading: &Reading<'_>, offer: OfferId) -> Result<(OfferId, Vec<Revision>), Failure> {
    let mut revisions = reading.history(&offer)?;
    revisions.reverse();
    Ok((offer, revisions))
}

pub(crate) fn offers(args: &args::Offers, language: Language) -> Result<Exit, Failure> {
    let mut book = open(&args.book)?;
    let offers = book.read()?.offers()?;
    let (form, target) = target(args.format, &args.output, language)?;
    match form {
        Form::Text => target.write_text(|out| offers_as_text(&offers, language, out))?,
        Form::Json => target.write_pieces(|out| offers_as_json(&offers, out))?,
    }
    Ok(Exit::Done)
}

fn target(asked: Option<Form>, output: &args::Output, language: Language) -> Result<(Form, Target), Failure> {
    let form = form_of(asked, output)?;
    Ok((form, Target::open(output, &[], form == Form::Text, language)?))
}
