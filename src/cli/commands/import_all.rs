//! `cosell import --all-offers`: replaces the contacts of several offers by the lists of a folder, as `export
//! --all-offers` names them. There is a plan for each offer and one question, and all offers change or none.

use std::path::PathBuf;

use crate::book::import::{PlannedRevision, load_new_offer, load_revision, write_revisions};
use crate::book::plan::Plan;
use crate::book::{Book, BookError, Digest, ForgottenAddress, NewRevision, OfferId, ReadTransaction, RevisionKind};
use crate::contact_list::{ContactGroups, List};
use crate::diagnostics::Summary;
use crate::i18n::{Language, messages};
use crate::read::Input;
use crate::report::{
    InputObject, OfferObject, PlanCommand, PlanDocument, ReasonKind, ReportMode, RevisionObject, TextReport,
    format_ledger, joined_losses, losses_as_text,
};

use super::apply_import::show_plan;
use super::forgotten_again;
use super::import::{make, name_of, open};
use crate::cli::args;
use crate::cli::book_file::{TRIES, named, person, too_busy};
use crate::cli::config::Configuration;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::{lists_in, load_lists};
use crate::cli::next_steps::print_upload_steps;
use crate::cli::plan_form::PlanForm;
use crate::cli::progress::Bar;
use crate::cli::prompt::{confirm_changes, confirm_new_plan};
use crate::cli::stderr::{counts, note, to_stderr, write_refused};

/// Maximum number of offers whose losses are named one by one in the question.
const NAMED_IN_QUESTION: usize = 3;

pub(super) fn run(args: &args::Import, form: &PlanForm, language: Language) -> Result<ExitStatus, CliError> {
    let files = lists_in(&args.input, language)?;
    let mut book = open(args)?;
    let (mut lists, forgotten) = match &mut book {
        Some(book) => {
            let reading = book.read()?;
            (offers_of(files, Some(&reading), args)?, reading.times_forgotten()?)
        }
        None => (offers_of(files, None, args)?, 0),
    };
    if !read_all(&mut lists, args, language)? {
        return Ok(ExitStatus::Data);
    }
    let person = person();
    for attempt in 0..TRIES {
        load_last(&mut lists, book.as_mut(), language)?;
        let identity = book.as_mut().map(|book| book.read()?.identity()).transpose()?;
        let groups: Vec<ContactGroups> = lists.iter().map(|list| ContactGroups::new(&list.contacts)).collect();
        let plans = lists.iter().zip(&groups).map(|(list, groups)| Plan::between(&list.contacts, groups, LAST, NEW));
        let all: Vec<(&OfferList, Plan<'_>)> = lists.iter().zip(plans).collect();
        let changed: Vec<&(&OfferList, Plan<'_>)> =
            all.iter().filter(|(list, plan)| list.is_written_with(plan)).collect();
        let unchanged = (lists.len() - changed.len()) as u64;
        let mut again = Vec::new();
        for (list, _) in &changed {
            again.extend(forgotten_again::find(book.as_mut(), &list.contacts, LAST, language)?);
        }
        let of = changed.iter().map(|(_, plan)| plan.contacts_before()).sum();
        let checked = args.limits.limits().check_losses(changed.iter().map(|(_, plan)| &plan.losses), of);
        form.settle(
            || {
                let mut document = document(&all, identity);
                document.add_reason(None, ReasonKind::ForgottenAgain, again.len() as u64);
                document.check_limits(checked);
                document
            },
            language,
        )?;
        if changed.is_empty() {
            counts(|out| writeln!(out, "{}", language.localize(messages::SameLists { count: unchanged })));
            return Ok(ExitStatus::Done);
        }
        // Nothing is lost if the program is ended at a question.
        book.iter_mut().for_each(Book::rest);
        for (_, plan) in &changed {
            form.show(|out| show_plan(plan, args.validation.display.limits().each, language, out))?;
        }
        checked?;
        if !confirm(args, form, &changed, &again, attempt > 0, language)? {
            return Ok(ExitStatus::Done);
        }
        let steps: Vec<PlannedRevision<'_>> = changed
            .iter()
            .map(|(list, plan)| PlannedRevision {
                offer: &list.offer,
                after: list.last,
                new: NewRevision {
                    kind: RevisionKind::Import,
                    source: Some(&list.source),
                    digest: list.digest,
                    person: person.as_deref(),
                    message: args.remark.message.as_deref(),
                    changes: plan.diff.counts().into(),
                },
                list: &list.contacts,
                input: NEW,
                in_portal: None,
            })
            .collect();
        let open = match &mut book {
            Some(book) => book,
            None => book.insert(make(args, language)?),
        };
        let bar = Bar::working(messages::ProgressBook.text(language));
        let written = write_revisions(open, &steps, forgotten);
        drop(bar);
        match written {
            // A saved plan is about the lists that the book had.
            Err(BookError::Moved { .. }) if !form.is_saved() => {
                to_stderr(|out| writeln!(out, "{}", messages::OffersMoved.text(language)));
            }
            written => {
                let count = written?.len() as u64;
                counts(|out| writeln!(out, "{}", language.localize(messages::NewRevisions { count })));
                if unchanged > 0 {
                    note(|out| writeln!(out, "{}", language.localize(messages::SameLists { count: unchanged })));
                }
                let offers: Vec<&OfferId> = changed.iter().map(|(list, _)| &list.offer).collect();
                print_upload_steps(&offers, named(&args.book), language);
                return Ok(ExitStatus::Done);
            }
        }
    }
    Err(too_busy())
}

/// Index of the new list among the inputs of [`OfferList::contacts`].
const NEW: usize = 0;
/// Index of the book's last revision.
const LAST: usize = 1;

/// The list of an offer in the folder.
struct OfferList {
    offer: OfferId,
    file: PathBuf,
    /// The name of the file, for the history.
    source: String,
    digest: Option<Digest>,
    contacts: List,
    /// The number of the book's last revision.
    last: Option<u32>,
    is_removed: bool,
}

impl OfferList {
    /// Returns whether the list becomes a revision: if it changes something, or brings the offer back.
    fn is_written_with(&self, plan: &Plan<'_>) -> bool {
        self.last.is_none() || self.is_removed || !plan.is_nothing()
    }
}

/// Returns the lists with the offers that their names are about. A new offer needs `--new`, because its name may be
/// misspelt.
fn offers_of(
    files: Vec<PathBuf>,
    reading: Option<&ReadTransaction<'_>>,
    args: &args::Import,
) -> Result<Vec<OfferList>, CliError> {
    let known = reading.map(ReadTransaction::offer_ids).transpose()?.unwrap_or_default();
    let mut lists: Vec<OfferList> = Vec::new();
    for file in files {
        let name = || file.display().to_string();
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let offer = match known.iter().find(|offer| offer.file_name() == stem) {
            Some(offer) => offer.clone(),
            None => OfferId::from_file_name(&stem).ok_or_else(|| {
                CliError::trouble(messages::FileOfNoOffer { file: name() }, messages::RemedyFileOfNoOffer)
            })?,
        };
        if let Some(other) = lists.iter().find(|list| list.offer == offer) {
            let (file, other) = (name(), other.file.display().to_string());
            return Err(CliError::trouble(
                messages::TwoFilesOfOffer { file, other, offer },
                messages::RemedyTwoFilesOfOffer,
            ));
        }
        let is_known = known.contains(&offer);
        let is_removed = match reading {
            Some(reading) => reading.is_removed(&offer)?,
            None => false,
        };
        if let (Some(reading), false) = (reading, is_known) {
            reading.check_new(&offer)?;
        }
        if !args.new && is_removed {
            return Err(CliError::trouble(messages::RemovedOfferNamed { offer }, messages::RemedyRemovedOffer));
        }
        if !args.new && !is_known {
            return Err(CliError::trouble(
                messages::FileOfNewOffer { file: name(), offer },
                messages::RemedyFileOfNoOffer,
            ));
        }
        let source = name_of(&file);
        lists.push(OfferList { offer, file, source, digest: None, contacts: List::default(), last: None, is_removed });
    }
    Ok(lists)
}

/// Reads the lists and prints their findings. Returns whether all may be imported.
fn read_all(lists: &mut [OfferList], args: &args::Import, language: Language) -> Result<bool, CliError> {
    let mut report = TextReport::new(ReportMode::Convert, args.validation.display.limits(), language);
    let config = Configuration::new(&args.reading, &args.validation.fixes, None, language);
    let mut summary = Summary::default();
    for list in &mut *lists {
        let (input, settings) = config.of_list(Input::path(&list.file), false)?;
        let input = input.list_in_memory(&settings.reading)?;
        list.digest = input.content().map(Digest::of);
        let inputs = vec![(input, settings)];
        let (contacts, read) = load_lists(inputs, args.allow_empty, 1, &mut report, language)?;
        summary.add(&read);
        list.contacts = contacts;
    }
    let is_refused = summary.blocking > 0 || args.validation.has_strict_warnings(&summary);
    to_stderr(|out| report.write_outcome(is_refused, out));
    if is_refused {
        to_stderr(|out| write_refused(&summary, report.problems(), "", language, out));
        return Ok(false);
    }
    counts(|out| writeln!(out, "{}", format_ledger(&summary, language)));
    Ok(true)
}

/// Adds the contacts of the book's last revisions to the lists, all as of the same moment.
fn load_last(lists: &mut [OfferList], book: Option<&mut Book>, language: Language) -> Result<(), CliError> {
    let reading = book.map(Book::read).transpose()?;
    for list in lists {
        list.contacts.forget_inputs(LAST);
        let last = match &reading {
            Some(reading) => reading.last_revision(&list.offer)?,
            None => None,
        };
        match (&reading, &last) {
            (Some(reading), Some(last)) => load_revision(reading, &list.offer, last, &mut list.contacts, language)?,
            _ => load_new_offer(&list.offer, &mut list.contacts, language),
        }
        list.last = last.map(|last| last.number);
    }
    Ok(())
}

/// Returns the plans as a document, with the losses of those that are carried out.
fn document<'p>(all: &'p [(&'p OfferList, Plan<'p>)], book: Option<String>) -> PlanDocument<'p> {
    let mut document = PlanDocument::new(PlanCommand::Import, book);
    for (list, plan) in all {
        let revision = |number, input| RevisionObject::new(number, &list.contacts, input);
        let is_written = list.is_written_with(plan);
        let result = is_written.then(|| revision(list.last.map_or(1, |last| last + 1), NEW));
        let base = list.last.map(|last| revision(last, LAST));
        document.inputs.push(InputObject::new(&list.source, list.digest));
        document.offers.push(OfferObject::new(&list.offer, base, result, plan));
        if is_written {
            document.add_losses(&list.offer, &plan.losses);
        }
    }
    document
}

/// Asks once about all that would be taken away, and about people who were forgotten.
fn confirm(
    args: &args::Import,
    form: &PlanForm,
    changed: &[&(&OfferList, Plan<'_>)],
    again: &[ForgottenAddress],
    is_moved: bool,
    language: Language,
) -> Result<bool, CliError> {
    let losses: Vec<(&OfferId, String)> = changed
        .iter()
        .filter_map(|(list, plan)| Some((&list.offer, losses_as_text(&plan.losses, &list.offer, language)?)))
        .collect();
    let loss = match losses.len() {
        ..=NAMED_IN_QUESTION => joined_losses(
            losses
                .into_iter()
                .map(|(offer, loss)| {
                    language.localize(messages::LossOfOffer { offer: offer.as_str(), loss }).to_string()
                })
                .collect(),
            language,
        ),
        count => {
            let offers = losses.iter().map(|(offer, _)| offer.as_str()).collect::<Vec<_>>().join(", ");
            Some(language.localize(messages::LossOfOffers { count, offers }).to_string())
        }
    };
    let loss = joined_losses(loss.into_iter().chain(forgotten_again::in_words(again, language)).collect(), language);
    let consent = &form.consent(&args.consent);
    match is_moved {
        true => confirm_new_plan(args.limits.rebase, consent, loss, language),
        false => confirm_changes(consent, loss, language),
    }
}
