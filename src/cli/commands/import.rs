//! `cosell import`: reads a list and replaces an offer's contacts by it. The replacement itself is in `apply_import`, and
//! the import of a folder in `import_all`.

use crate::book::{Book, BookError, Digest, NewRevision, OfferId, RevisionKind};
use std::path::{Path, PathBuf};

use crate::book::plan::SafetyLimits;
use crate::contact::Source;
use crate::contact_list::List;
use crate::i18n::{Language, messages};
use crate::read::Input;
use crate::report::{PlanCommand, ReportMode, TextReport, format_ledger, sanitized};

use super::apply_import::{OfferReplacement, Portal, PortalEdits};
use crate::cli::args;
use crate::cli::book_file::{file_of, is_missing, named, person};
use crate::cli::config::{Configuration, ListSettings};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::{load_lists, refuse_repeated_pipes, report_repeated};
use crate::cli::plan_form::PlanForm;
use crate::cli::stderr::{counts, note, to_stderr, write_refused};

pub(crate) fn run(args: &args::Import, language: Language) -> Result<ExitStatus, CliError> {
    let form = PlanForm::from_args(&args.plan, &args.consent, PlanCommand::Import)?;
    refuse_missing_book(args)?;
    match &args.offer {
        Some(offer) => run_one(args, offer, &form, language),
        None => super::import_all::run(args, &form, language),
    }
}

fn run_one(args: &args::Import, offer: &OfferId, form: &PlanForm, language: Language) -> Result<ExitStatus, CliError> {
    // Asked before the list is read, which may take long: a person who is forgotten meanwhile must not come back with
    // it.
    let forgotten = open(args)?.map_or(Ok(0), |mut book| book.read()?.times_forgotten())?;
    let inputs = inputs(args, language)?;
    let digests: Vec<Option<Digest>> = inputs.iter().map(|(input, _)| input.content().map(Digest::of)).collect();
    let Some(mut list) = read(args, inputs, language)? else { return Ok(ExitStatus::Data) };
    let mut book = open(args)?;
    if let Some(book) = &mut book {
        refuse_near(book, offer, args)?;
    }
    let person = person();
    let sources: Vec<String> = [&args.input].into_iter().chain(&args.current).map(|file| name_of(file)).collect();
    let new = |kind, input: usize| NewRevision {
        kind,
        source: sources.get(input).map(String::as_str),
        digest: digests.get(input).copied().flatten(),
        person: person.as_deref(),
        message: args.remark.message.as_deref(),
        ..NewRevision::default()
    };
    // The merged list is in no file, so it has no digest.
    let both = sources.join(" + ");
    let merged = NewRevision { source: Some(&both), digest: None, ..new(RevisionKind::Import, 0) };
    let replacement = OfferReplacement {
        offer,
        expect: args.expect,
        limits: SafetyLimits { allow_empty: args.allow_empty, ..args.limits.limits() },
        is_rebase: args.limits.rebase,
        consent: &form.consent(&args.consent),
        form,
        language,
        max_shown: args.validation.display.limits().each,
        new: new(RevisionKind::Import, 0),
        forgotten,
        book: named(&args.book),
        portal: args.current.as_deref().map(|current| Portal {
            edits: match (args.reconcile, args.adopt) {
                (true, _) => PortalEdits::Reconcile,
                (false, true) => PortalEdits::Adopt,
                (false, false) => PortalEdits::Refuse,
            },
            new: new(RevisionKind::Adopted, 1),
            merged,
            files: [&args.input, current],
            reading: &args.reading,
            validation: &args.validation,
        }),
    };
    replacement.carry_out(book, || make(args, language), &mut list)
}

/// Returns the list and the portal's list as inputs in memory, so that the recorded digests are those of the bytes
/// that were read, with their settings.
fn inputs(args: &args::Import, language: Language) -> Result<Vec<(Input, ListSettings)>, CliError> {
    let config = Configuration::new(&args.reading, &args.validation.fixes, None, language);
    let files: Vec<&Path> = [&args.input].into_iter().chain(&args.current).map(PathBuf::as_path).collect();
    refuse_repeated_pipes(&files)?;
    let inputs = config.of_lists(files.iter().map(Input::path))?;
    report_repeated(&files, language)?;
    inputs.into_iter().map(|(input, settings)| Ok((input.list_in_memory(&settings.reading)?, settings))).collect()
}

/// Returns the name of a file without its folders, which mean nothing to the book's other users.
pub(super) fn name_of(file: &Path) -> String {
    match file.file_name() {
        Some(name) if name != "-" => name.to_string_lossy().into_owned(),
        _ => Source::file(file).to_string(),
    }
}

/// Reads the lists and prints their findings. Returns none if they have errors.
fn read(args: &args::Import, inputs: Vec<(Input, ListSettings)>, language: Language) -> Result<Option<List>, CliError> {
    let mut report = TextReport::new(ReportMode::Convert, args.validation.display.limits(), language);
    // The portal's list, which is the second input, may be empty: the offer is new there.
    let (list, summary) = load_lists(inputs, args.allow_empty, 1, &mut report, language)?;
    let is_refused = summary.blocking > 0 || args.validation.has_strict_warnings(&summary);
    to_stderr(|out| report.write_outcome(is_refused, out));
    if is_refused {
        to_stderr(|out| write_refused(&summary, report.problems(), "", language, out));
        return Ok(None);
    }
    let mut text = format_ledger(&summary, language);
    if args.current.is_some() {
        text = language.localize(messages::InBothLists { ledger: text }).to_string();
    }
    counts(|out| writeln!(out, "{text}"));
    Ok(Some(list))
}

/// Refuses a missing book if an option is about what is in it: its name is probably misspelt or not given, and a
/// comparison with nothing would pass every check.
fn refuse_missing_book(args: &args::Import) -> Result<(), CliError> {
    let limits = &args.limits;
    let is_needed = args.consent.dry_run
        || args.consent.yes
        || args.plan.plan.is_some()
        || args.expect.is_some()
        || limits.max_removals.is_some()
        || limits.max_coverage_loss.is_some();
    let file = file_of(&args.book)?;
    if is_needed && !args.new_book && is_missing(&file) {
        return Err(CliError::trouble(BookError::NotFound { file }, messages::RemedyBookNeedsCreation));
    }
    Ok(())
}

/// Opens the book, if it exists.
pub(super) fn open(args: &args::Import) -> Result<Option<Book>, CliError> {
    match Book::open(file_of(&args.book)?) {
        Err(BookError::NotFound { .. }) => Ok(None),
        opened => Ok(Some(opened?)),
    }
}

/// Creates the book and prints its name, because a misspelt `--book` creates one too.
pub(super) fn make(args: &args::Import, language: Language) -> Result<Book, CliError> {
    let file = file_of(&args.book)?;
    let book = Book::create_or_open(&file)?;
    let made = file.display().to_string();
    note(|out| writeln!(out, "{}", language.localize(messages::BookMade { file: sanitized(&made) })));
    Ok(book)
}

/// Refuses a new ID that is similar to a known one, unless `--new` is set: it is probably misspelt, and the list
/// would go to an offer that nobody uses.
fn refuse_near(book: &mut Book, offer: &OfferId, args: &args::Import) -> Result<(), CliError> {
    let reading = book.read()?;
    if reading.last_revision(offer)?.is_some() {
        return match reading.is_removed(offer)? && !args.new {
            true => Err(CliError::trouble(
                messages::RemovedOfferNamed { offer: offer.clone() },
                messages::RemedyRemovedOffer,
            )),
            false => Ok(()),
        };
    }
    reading.check_new(offer)?;
    if args.new {
        return Ok(());
    }
    let nearest = reading.misspelt(offer)?;
    if nearest.is_empty() {
        return Ok(());
    }
    let error = BookError::UnknownOffer { offer: offer.clone(), nearest };
    Err(CliError::trouble(error, messages::RemedyNewOffer))
}
