//! `cosell forget`: erases a person from every revision, after showing where the book has them, what stays, and which
//! current lists change.

use std::io::{self, Write};
use std::path::Path;

use crate::book::import::load_revision;
use crate::book::plan::Plan;
use crate::book::{Book, ErasureSummary, OfferId, Person, ReadTransaction, Revision, TextChange, TextPlace};
use crate::contact::Source;
use crate::contact_list::{ContactGroups, List};
use crate::i18n::{Language, messages};
use crate::report::{DisplayLimits, plan_as_text, sanitized};

use super::forgotten_again::find_addresses;
use super::history::day;
use super::retire::write_heading;
use crate::cli::args;
use crate::cli::book_file::{named, open};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::print_upload_steps;
use crate::cli::output::show;
use crate::cli::prompt::confirm_changes;
use crate::cli::stderr::{contacts, counts, note};

pub(crate) fn run(args: &args::Forget, language: Language) -> Result<ExitStatus, CliError> {
    let email = args.email.as_deref().map(str::trim);
    if let Some(text) = email.filter(|email| !is_address(email)) {
        return Err(not_an_address(text));
    }
    let person = Person { email, names: &args.name };
    let mut book = open(&args.book)?;
    let reading = book.read()?;
    let mentions = reading.mentions(person)?;
    let changed = changed_lists(&reading, &mentions, language)?;
    drop(reading);
    show(|out| {
        if email.is_none() && !mentions.people.is_empty() {
            write_people(&mentions, language, out)?;
        }
        write_mentions(&mentions, language, out)
    })?;
    if mentions.is_empty() {
        return nothing_found(args, &mut book, language);
    }
    for Changed { offer, last, list } in &changed {
        let plan = Plan::between(list, &ContactGroups::new(list), 0, 1);
        show(|out| {
            write_heading((offer, last), &plan, language, out)?;
            plan_as_text(&plan, DisplayLimits::default().each, language, out)
        })?;
    }
    book.rest();
    let loss = language.localize(messages::LossForgotten { person: shown_person(args) }).to_string();
    if !confirm_changes(&args.consent, Some(loss), language)? {
        return Ok(ExitStatus::Done);
    }
    let forgotten = book.forget_person(person)?;
    let count = forgotten.offers.iter().map(|offer| offer.contacts).sum();
    counts(|out| writeln!(out, "{}", language.localize(messages::Forgotten { contacts: contacts(count, language) })));
    print_exports(&changed, &forgotten, named(&args.book), language);
    Ok(ExitStatus::Done)
}

fn shown_person(args: &args::Forget) -> String {
    args.email.as_deref().map_or_else(|| args.name.join(", "), |email| email.trim().to_owned())
}

/// Returns whether a text can be an address: a person's name, or a part of an address, is not.
fn is_address(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && !part.contains(['@', '<', '>', ','].as_slice());
    text.rsplit_once('@').is_some_and(|(user, domain)| is_part(user) && is_part(domain))
        && !text.contains(char::is_whitespace)
}

fn not_an_address(text: &str) -> CliError {
    let command = format!("cosell forget --name {}", args::quote_for_shell(text.as_ref()));
    CliError::trouble(messages::ForgetNotAddress { text: text.to_owned() }, messages::RemedyForgetName)
        .with_commands(vec![command])
}

/// Finishes the erasure of an earlier run, if there is one to finish; otherwise the person is unknown, or was
/// forgotten.
fn nothing_found(args: &args::Forget, book: &mut Book, language: Language) -> Result<ExitStatus, CliError> {
    let forgotten = find_addresses(Some(book), args.email.as_deref().map(str::trim))?;
    let is_unfinished = book.read()?.is_erasure_unfinished()?;
    if is_unfinished && !args.consent.dry_run {
        book.finish_erasure()?;
        counts(|out| writeln!(out, "{}", messages::ErasureFinished.text(language)));
    }
    if let [before] = &forgotten[..] {
        let (email, day) = (sanitized(&before.email), day(&before.time));
        note(|out| writeln!(out, "{}", language.localize(messages::ForgottenAlready { email, day })));
    }
    if is_unfinished || !forgotten.is_empty() {
        return Ok(ExitStatus::Done);
    }
    let missing = messages::NotInBook { email: shown_person(args) };
    Err(match args.email {
        Some(_) => CliError::trouble(missing, messages::RemedyCheckAddress),
        None => CliError::trouble(missing, messages::RemedyCheckPersonName),
    })
}

/// An offer whose current list has the person. The first input of the list is the last revision, the second the list
/// without the person.
struct Changed {
    offer: OfferId,
    last: Revision,
    list: List,
}

fn changed_lists(
    reading: &ReadTransaction<'_>,
    mentions: &ErasureSummary,
    language: Language,
) -> Result<Vec<Changed>, CliError> {
    let mut changed = Vec::new();
    for mentioned in &mentions.offers {
        let (offer, last) = (mentioned.offer.clone(), reading.revision(&mentioned.offer, None)?);
        let mut list = List::default();
        load_revision(reading, &offer, &last, &mut list, language)?;
        let kept: Vec<_> = list
            .of_input(0)
            .map(|at| list.stored(at).into_owned())
            .filter(|contact| !mentions.includes(contact))
            .collect();
        if kept.len() == list.len() {
            continue;
        }
        list.begin_input(&Source::file("without them"));
        kept.iter().for_each(|contact| list.add(contact));
        changed.push(Changed { offer, last, list });
    }
    Ok(changed)
}

/// Prints how the lists that changed get into Partner Center.
fn print_exports(changed: &[Changed], forgotten: &ErasureSummary, book: Option<&Path>, language: Language) {
    if changed.is_empty() {
        return;
    }
    note(|out| writeln!(out, "{}", language.localize(messages::ForgottenCurrent { count: changed.len() as u64 })));
    // An ID that had the person is another now.
    let current = |Changed { offer, .. }: &Changed| {
        let is_renamed = |change: &&TextChange| change.place == TextPlace::Offer && change.before == offer.as_str();
        let renamed = forgotten.texts.iter().find(is_renamed).and_then(|change| change.after.parse().ok());
        renamed.unwrap_or_else(|| offer.clone())
    };
    let offers: Vec<OfferId> = changed.iter().map(current).collect();
    print_upload_steps(&offers.iter().collect::<Vec<_>>(), book, language);
}

/// Writes the contacts that a name selects: the user doesn't know their addresses.
fn write_people(mentions: &ErasureSummary, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let people: Vec<String> = mentions.people.iter().map(|(name, email)| format!("{name} <{email}>")).collect();
    let people = people.join(", ");
    writeln!(out, "{}", language.localize(messages::PeopleErased { people: sanitized(&people) }))
}

fn write_mentions(mentions: &ErasureSummary, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for mentioned in &mentions.offers {
        let (offer, contacts) = (sanitized(mentioned.offer.as_str()), contacts(mentioned.contacts, language));
        writeln!(out, "{}", language.localize(messages::Mentioned { offer, contacts, count: mentioned.revisions }))?;
    }
    for change in &mentions.texts {
        let (place, before, after) =
            (place(change.place, language), sanitized(&change.before), sanitized(&change.after));
        writeln!(out, "{}", language.localize(messages::TextReplaced { place, before, after }))?;
    }
    if !mentions.namesakes.is_empty() {
        let addresses = mentions.namesakes.join(", ");
        writeln!(out, "{}", language.localize(messages::Namesakes { addresses: sanitized(&addresses) }))?;
    }
    if !mentions.shared.is_empty() {
        let addresses = mentions.shared.join(", ");
        writeln!(out, "{}", language.localize(messages::SharedAddresses { addresses: sanitized(&addresses) }))?;
    }
    if !mentions.left.is_empty() {
        writeln!(out, "{}", messages::TextsLeft.text(language))?;
        for left in &mentions.left {
            let (place, text) = (place(left.place, language), sanitized(&left.text));
            writeln!(out, "  {}", language.localize(messages::TextLeft { place, text }))?;
        }
    }
    out.flush()
}

fn place(place: TextPlace, language: Language) -> &'static str {
    match place {
        TextPlace::Message => messages::PlaceMessage.text(language),
        TextPlace::File => messages::PlaceFile.text(language),
        TextPlace::User => messages::PlaceUser.text(language),
        TextPlace::Offer => messages::PlaceOffer.text(language),
        TextPlace::JobTitle => messages::PlaceJobTitle.text(language),
        TextPlace::Name => messages::PlaceName.text(language),
    }
}
