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
use crate::report::{
    DisplayLimits, ErasureObject, OfferObject, PersonObject, PlanCommand, PlanDocument, ReasonKind, RevisionObject,
    plan_as_text, sanitized,
};

use super::forgotten_again::find_addresses;
use super::history::day;
use super::retire::write_heading;
use crate::cli::args;
use crate::cli::book_file::{named, open};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::print_upload_steps;
use crate::cli::plan_form::PlanForm;
use crate::cli::prompt::confirm_changes;
use crate::cli::stderr::{contacts, counts, note};

pub(crate) fn run(args: &args::Forget, language: Language) -> Result<ExitStatus, CliError> {
    let email = args.email.as_deref().map(str::trim);
    if let Some(text) = email.filter(|email| !is_address(email)) {
        return Err(not_an_address(text));
    }
    let person = Person { email, names: &args.name };
    let form = PlanForm::from_args(&args.plan, &args.consent, PlanCommand::Forget)?;
    let mut book = open(&args.book)?;
    if form.is_saved() {
        return apply_saved(args, person, &form, &mut book, language);
    }
    let reading = book.read()?;
    let found = Found::read(&reading, person, language)?;
    drop(reading);
    if found.mentions.is_empty() {
        form.show(|out| write_mentions(&found.mentions, language, out))?;
        let status = nothing_found(args, &mut book, language)?;
        found.settle(person, &form, language)?;
        return Ok(status);
    }
    found.settle(person, &form, language)?;
    form.show(|out| found.write(person, language, out))?;
    book.rest();
    let loss = language.localize(messages::LossForgotten { person: shown_person(args) }).to_string();
    if !confirm_changes(&args.consent, Some(loss), language)? {
        return Ok(ExitStatus::Done);
    }
    let forgotten = book.forget_person(person)?;
    print_outcome(args, &found, &forgotten, language);
    Ok(ExitStatus::Done)
}

/// Carries out a saved plan. It is compared in the transaction that erases, so that nothing else is erased.
fn apply_saved(
    args: &args::Forget,
    person: Person<'_>,
    form: &PlanForm,
    book: &mut Book,
    language: Language,
) -> Result<ExitStatus, CliError> {
    let writing = book.write()?;
    let found = Found::read(&writing, person, language)?;
    found.settle(person, form, language)?;
    let forgotten = writing.forget(person)?;
    writing.commit()?;
    form.show(|out| found.write(person, language, out))?;
    if found.mentions.is_empty() {
        return nothing_found(args, book, language);
    }
    book.finish_erasure()?;
    print_outcome(args, &found, &forgotten, language);
    Ok(ExitStatus::Done)
}

fn print_outcome(args: &args::Forget, found: &Found, forgotten: &ErasureSummary, language: Language) {
    let count = forgotten.offers.iter().map(|offer| offer.contacts).sum();
    counts(|out| writeln!(out, "{}", language.localize(messages::Forgotten { contacts: contacts(count, language) })));
    print_exports(&found.changed, forgotten, named(&args.book), language);
}

/// The contacts of a person in the book.
struct Found {
    /// The identity of the book.
    book: String,
    mentions: ErasureSummary,
    changed: Vec<Changed>,
}

impl Found {
    fn read(reading: &ReadTransaction<'_>, person: Person<'_>, language: Language) -> Result<Self, CliError> {
        let mentions = reading.mentions(person)?;
        let changed = changed_lists(reading, &mentions, language)?;
        Ok(Found { book: reading.identity()?, mentions, changed })
    }

    /// Prints the plan as JSON, or compares it with a saved one.
    fn settle(&self, person: Person<'_>, form: &PlanForm, language: Language) -> Result<(), CliError> {
        let plans: Vec<Plan<'_>> = self.changed.iter().map(Changed::plan).collect();
        let document = || {
            let mut document = PlanDocument::new(PlanCommand::Forget, Some(self.book.clone()));
            document.person = Some(PersonObject::from(person));
            document.erasure = Some(ErasureObject::from(&self.mentions));
            for (Changed { offer, last, list }, plan) in self.changed.iter().zip(&plans) {
                let [base, result] = [0, 1].map(|input| Some(RevisionObject::new(last.number, list, input)));
                document.offers.push(OfferObject::new(offer, base, result, plan));
            }
            if !self.mentions.is_empty() {
                // It asks even if only texts change.
                let contacts = self.mentions.offers.iter().map(|mentioned| mentioned.contacts).sum();
                document.require_confirmation(None, ReasonKind::Erased, contacts);
            }
            document
        };
        form.settle(document, language)
    }

    fn write(&self, person: Person<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
        if person.email.is_none() && !self.mentions.people.is_empty() {
            write_people(&self.mentions, language, out)?;
        }
        write_mentions(&self.mentions, language, out)?;
        for changed in &self.changed {
            let plan = changed.plan();
            write_heading((&changed.offer, &changed.last), &plan, language, out)?;
            plan_as_text(&plan, DisplayLimits::default().each, language, out)?;
        }
        Ok(())
    }
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

impl Changed {
    fn plan(&self) -> Plan<'_> {
        Plan::between(&self.list, &ContactGroups::new(&self.list), 0, 1)
    }
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
