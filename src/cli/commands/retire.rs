//! `cosell retire`: removes a person from all offers, or replaces them with a successor. All offers change in one
//! transaction, or none does.

use std::fmt::{self, Display};
use std::io::{self, Write};

use crate::book::import::{PlannedRevision, load_revision, write_revisions};
use crate::book::losses::CoverageLosses;
use crate::book::plan::Plan;
use crate::book::retire::retire;
use crate::book::{
    Book, BookError, ForgottenAddress, NewRevision, OfferId, Person, ReadTransaction, Revision, RevisionKind,
};
use crate::contact::{ColumnMap, Row, Source, StoredContact};
use crate::contact_list::{ContactGroups, List};
use crate::diagnostics::Finding;
use crate::i18n::{Language, Localize, messages};
use crate::normalize::{NormalizeSettings, normalize};
use crate::report::{
    OfferObject, PersonObject, PlanCommand, PlanDocument, ReasonKind, RevisionObject, coverage_losses_as_text,
    coverage_losses_in_words, format_change_counts, joined_losses, plan_changes_as_text, sanitized,
};
use anstyle::Style;

use super::forgotten_again;
use crate::cli::args;
use crate::cli::book_file::{TRIES, named, open, person, too_busy};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::print_upload_steps;
use crate::cli::plan_form::PlanForm;
use crate::cli::prompt::{confirm_changes, confirm_new_plan};
use crate::cli::stderr::{counts, to_stderr};

pub(crate) fn run(args: &args::Retire, language: Language) -> Result<ExitStatus, CliError> {
    if args.replace_with.as_deref().is_some_and(|email| email.trim().eq_ignore_ascii_case(args.email.trim())) {
        return Err(CliError::trouble(messages::ReplacedBySelf, messages::RemedyReplaceWith));
    }
    let form = PlanForm::from_args(&args.plan, &args.consent, PlanCommand::Retire)?;
    let mut book = open(&args.book)?;
    for attempt in 0..TRIES {
        let reading = book.read()?;
        let (changed, forgotten) = (changed(args, &reading, language)?, reading.times_forgotten()?);
        let identity = reading.identity()?;
        drop(reading);
        // A saved plan was about offers that had the person.
        if changed.is_empty() && !form.is_saved() {
            return Err(CliError::trouble(
                messages::NotAContact { email: args.email.clone() },
                messages::RemedyCheckAddress,
            ));
        }
        let again = forgotten_again::find_addresses(Some(&mut book), successors(args, &changed))?;
        forgotten_again::print(&again, language);
        // Nothing is lost if the program is ended at a question.
        book.rest();
        let plans: Vec<Plan<'_>> = changed.iter().map(Changed::plan).collect();
        let of = plans.iter().map(Plan::contacts_before).sum();
        let checked = args.limits.limits().check_losses(plans.iter().map(|plan| &plan.losses), of);
        form.settle(
            || {
                let mut document = document(args, identity, &changed, &plans);
                document.add_reason(None, ReasonKind::ForgottenAgain, again.len() as u64);
                document.check_limits(checked);
                document
            },
            language,
        )?;
        form.show(|out| show_plans(args, &changed, &plans, language, out))?;
        checked?;
        if !confirm_retirement(args, &form, &plans, &again, attempt > 0, language)? {
            return Ok(ExitStatus::Done);
        }
        match carry_out(args, &mut book, &changed, forgotten) {
            Err(BookError::Moved { .. }) if !form.is_saved() => {
                to_stderr(|out| writeln!(out, "{}", messages::OffersMoved.text(language)));
            }
            written => {
                let count = written?.len() as u64;
                counts(|out| writeln!(out, "{}", language.localize(messages::NewRevisions { count })));
                let offers: Vec<&OfferId> = changed.iter().map(|changed| &changed.offer).collect();
                print_upload_steps(&offers, named(&args.book), language);
                return Ok(ExitStatus::Done);
            }
        }
    }
    Err(too_busy())
}

/// An offer that has the person. The first input of its list is the last revision, the second input the new list.
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

/// Returns the address of a successor who is in none of the current lists that change.
fn successors<'a>(args: &'a args::Retire, changed: &[Changed]) -> Option<&'a str> {
    let email = args.replace_with.as_deref()?.trim();
    let is_there =
        |Changed { list, .. }: &Changed| list.of_input(0).any(|at| list.email(at).eq_ignore_ascii_case(email));
    (!changed.iter().any(is_there)).then_some(email)
}

/// Returns the offers that have the person, with their new lists.
fn changed(args: &args::Retire, reading: &ReadTransaction<'_>, language: Language) -> Result<Vec<Changed>, CliError> {
    let mut changed = Vec::new();
    let mut known = None;
    let has =
        |list: &List, email: &str| (0..list.len()).find(|row| list.email(*row).eq_ignore_ascii_case(email.trim()));
    for offer in reading.offers()? {
        let mut list = List::default();
        load_revision(reading, &offer.id, &offer.last, &mut list, language)?;
        if let (None, Some(email)) = (&known, &args.replace_with) {
            known = has(&list, email).map(|row| list.stored(row).into_owned());
        }
        if has(&list, &args.email).is_some() {
            changed.push(Changed { offer: offer.id, last: offer.last, list });
        }
    }
    let successor = successor(args, known)?;
    for Changed { list, .. } in &mut changed {
        retire(list, 0, args.email.trim(), successor.as_ref(), &Source::file("without them"));
    }
    Ok(changed)
}

/// Returns the successor as the book has them, otherwise as the command line describes them.
fn successor(
    args: &args::Retire,
    known: Option<StoredContact<'static>>,
) -> Result<Option<StoredContact<'static>>, CliError> {
    let Some(email) = &args.replace_with else { return Ok(None) };
    if let Some(known) = known {
        if args.name.is_some() || args.job_title.is_some() {
            let (name, title) = (known.name.into_owned(), known.job_title.into_owned());
            let sentence = messages::SuccessorKnown { email: email.trim().to_owned(), name, title };
            return Err(CliError::trouble(sentence, messages::RemedySuccessorKnown));
        }
        return Ok(Some(known));
    }
    let (Some(name), Some(job_title)) = (&args.name, &args.job_title) else {
        return Err(CliError::trouble(
            messages::SuccessorUnknown { email: email.clone() },
            messages::RemedySuccessorUnknown,
        ));
    };
    let cells = ColumnMap([name.as_str(), email, job_title, "Partner sales", "OOO", ""]);
    let mut findings = Vec::new();
    let contact = normalize(&Row { cells, ..Row::default() }, &NormalizeSettings::default(), &mut findings);
    contact.map(|contact| Some(StoredContact::from(contact).into_owned())).ok_or_else(|| {
        let fault = findings.into_iter().find(Finding::is_blocking).map(|fault| FaultOfCell(fault.into_owned()));
        CliError::trouble(fault, messages::RemedySuccessor)
    })
}

/// A finding about a value of the command line. Its message starts with the value, since there is no row or cell to
/// name.
struct FaultOfCell(Finding<'static>);

impl Localize for FaultOfCell {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (fault, problem) = (&self.0, self.0.localize(language));
        match &*fault.value {
            "" => problem.fmt(f),
            text => messages::LabeledText { label: language.localize(messages::Quoted { text }), text: problem }
                .write(language, f),
        }
    }
}

/// Returns the plans as a document.
fn document<'p>(args: &args::Retire, book: String, changed: &'p [Changed], plans: &'p [Plan<'p>]) -> PlanDocument<'p> {
    let person = Person { email: Some(args.email.trim()), names: &[] };
    let mut document = PlanDocument::new(PlanCommand::Retire, Some(book));
    document.person = Some(PersonObject::from(person));
    document.successor = args.replace_with.as_deref().map(|email| email.trim().to_owned());
    for (Changed { offer, last, list }, plan) in changed.iter().zip(plans) {
        let [base, result] = [(last.number, 0), (last.number + 1, 1)]
            .map(|(number, input)| Some(RevisionObject::new(number, list, input)));
        document.offers.push(OfferObject::new(offer, base, result, plan));
        document.add_losses(offer, &plan.losses);
    }
    document
}

/// Shows the changes of each offer, and the markets that lose their contacts.
fn show_plans(
    args: &args::Retire,
    changed: &[Changed],
    plans: &[Plan<'_>],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (Changed { offer, last, .. }, plan) in changed.iter().zip(plans) {
        write_heading((offer, last), plan, language, out)?;
        plan_changes_as_text(plan, args.display.limits().each, language, out)?;
    }
    show_coverage_losses(changed, plans, language, out)
}

/// Asks for confirmation. `again` are successors who were forgotten. `is_moved` says that another writer has changed an
/// offer since an earlier plan was shown.
fn confirm_retirement(
    args: &args::Retire,
    form: &PlanForm,
    plans: &[Plan<'_>],
    again: &[ForgottenAddress],
    is_moved: bool,
    language: Language,
) -> Result<bool, CliError> {
    let loss = plans.iter().any(|plan| !plan.losses.is_none()).then(|| loss(args, plans, language));
    let loss = joined_losses(loss.into_iter().chain(forgotten_again::in_words(again, language)).collect(), language);
    let consent = &form.consent(&args.consent);
    match is_moved {
        true => confirm_new_plan(args.limits.rebase, consent, loss, language),
        false => confirm_changes(consent, loss, language),
    }
}

/// Returns a sentence about what is taken away from the offers together.
fn loss(args: &args::Retire, plans: &[Plan<'_>], language: Language) -> String {
    let offers = |count: usize| language.localize(messages::OfferCount { count: count as u64 }).to_string();
    let person = args.email.trim();
    let mut loss = language.localize(messages::LossRetired { person, offers: offers(plans.len()) }).to_string();
    let mut coverage = CoverageLosses::default();
    let uncovered: Vec<_> = plans.iter().map(|plan| &plan.losses.coverage).filter(|lost| !lost.is_empty()).collect();
    uncovered.iter().for_each(|lost| coverage.join(lost));
    if let Some(more) = joined_losses(coverage_losses_in_words(&coverage, language), language) {
        let more =
            language.localize(messages::LossInOffers { loss: more, offers: offers(uncovered.len()) }).to_string();
        loss = language.localize(messages::Losses { loss, more }).to_string();
    }
    loss
}

/// Writes the heading of what changes in the list of an offer.
pub(super) fn write_heading(
    (offer, last): (&OfferId, &Revision),
    plan: &Plan<'_>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let strong = Style::new().bold();
    let counts = format_change_counts(plan.diff.counts(), language);
    let counts = language.localize(messages::RevisionCounts { number: last.number, counts });
    writeln!(out, "{strong}{}{strong:#}, {counts}", sanitized(offer.as_str()))
}

/// Shows the markets that lose their contacts, once for all offers in which they are the same.
fn show_coverage_losses(
    changed: &[Changed],
    plans: &[Plan<'_>],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut shown: Vec<(&CoverageLosses, Vec<&str>)> = Vec::new();
    for (Changed { offer, .. }, plan) in changed.iter().zip(plans) {
        let lost = &plan.losses.coverage;
        match shown.iter_mut().find(|(known, _)| *known == lost) {
            _ if lost.is_empty() => {}
            Some((_, offers)) => offers.push(offer.as_str()),
            None => shown.push((lost, vec![offer.as_str()])),
        }
    }
    for (lost, offers) in shown {
        coverage_losses_as_text(lost, Some(&sanitized(&offers.join(", "))), language, out)?;
    }
    Ok(())
}

fn carry_out(args: &args::Retire, book: &mut Book, changed: &[Changed], forgotten: u64) -> Result<Vec<u32>, BookError> {
    let person = person();
    let step = |changed: &Changed| {
        let changes = changed.plan().diff.counts().into();
        let (person, message) = (person.as_deref(), args.remark.message.as_deref());
        NewRevision { kind: RevisionKind::Retired, person, message, changes, ..NewRevision::default() }
    };
    let new: Vec<NewRevision<'_>> = changed.iter().map(step).collect();
    let steps = changed.iter().zip(new).map(|(Changed { offer, last, list }, new)| PlannedRevision {
        offer,
        after: Some(last.number),
        new,
        list,
        input: 1,
        in_portal: None,
    });
    write_revisions(book, &steps.collect::<Vec<_>>(), forgotten)
}
