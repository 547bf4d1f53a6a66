//! `cosell export`: writes a revision of one offer, or the last revisions of several offers into a folder, and records
//! in the book that they were exported.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use crate::book::{Book, BookError, Digest, Offer, OfferId, ReadTransaction, Revision};
use crate::contact::{Format, Source};
use crate::diagnostics::Report;
use crate::i18n::{Language, messages};
use crate::pipeline::{compress_in_background, thread_count};
use crate::report::{ReportMode, TextReport, sanitized};
use crate::write::{Layout, Writer};

use crate::cli::args;
use crate::cli::book_file::{named, open_to_read};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::next_steps::print_uploaded_step;
use crate::cli::output::{Replacing, Target, file_of, layout_of, make_folder, written_layout};
use crate::cli::progress::Bar;
use crate::cli::stderr::{contacts, counts, name_of, note, print_next_steps, print_upload_advice, to_stderr};

pub(crate) fn run(args: &args::Export, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open_to_read(&args.book)?;
    let exported = match &args.offer {
        Some(offer) => one(args, &mut book, offer, language)?,
        None => all(args, &mut book, language)?,
    };
    let Some(exported) = exported else { return Ok(ExitStatus::Data) };
    record(args, &mut book, &exported, language)?;
    Ok(ExitStatus::Done)
}

/// A list that was written.
struct Exported {
    offer: OfferId,
    number: u32,
    /// Whether it is the latest revision, in a file that Partner Center imports. An earlier revision is exported to look
    /// at it, or as the base of a merge.
    is_for_upload: bool,
    /// None for standard output.
    file: Option<PathBuf>,
}

/// Records in the book what was exported, and prints how to confirm the upload.
fn record(args: &args::Export, book: &mut Book, exported: &[Exported], language: Language) -> Result<(), CliError> {
    if exported.is_empty() {
        return Ok(());
    }
    if book.is_read_only() {
        note(|out| writeln!(out, "{}", messages::ExportNotRecorded.text(language)));
        return Ok(());
    }
    let digests: Vec<Option<Digest>> = exported.iter().map(|list| list.file.as_deref().and_then(digest_of)).collect();
    let writing = book.write()?;
    for (list, digest) in exported.iter().zip(&digests) {
        writing.record_export(&list.offer, list.number, list.is_for_upload, digest.as_ref())?;
    }
    writing.commit()?;
    let to_upload = exported.iter().filter(|list| list.is_for_upload && list.file.is_some());
    print_uploaded_step(&to_upload.map(|list| &list.offer).collect::<Vec<_>>(), named(&args.book), language);
    Ok(())
}

/// Returns the digest of a file, or none if it isn't a file with content, such as a device.
fn digest_of(file: &Path) -> Option<Digest> {
    let found = file.is_file().then(|| File::open(file).ok()).flatten();
    found.and_then(|file| Digest::of_reader(file).ok())
}

fn one(
    args: &args::Export,
    book: &mut Book,
    offer: &OfferId,
    language: Language,
) -> Result<Option<Vec<Exported>>, CliError> {
    let layout = written_layout(&args.writing, &args.writing.output, None, language)?;
    let reading = book.read()?;
    let number = reading.revision(offer, args.revision)?.number;
    drop(reading);
    // A question whether to replace the file may wait for long.
    book.rest();
    let target = Target::open(&args.writing.output, false, language)?;
    let reading = &book.read()?;
    let revision = reading.revision(offer, Some(number))?;
    if !may_write(args, reading, &[(offer, &revision)], language)? {
        return Ok(None);
    }
    write(reading, offer, &revision, target, &layout)?.commit()?;
    let written = messages::RevisionWritten {
        number: revision.number,
        offer: sanitized(offer.as_str()),
        contacts: contacts(revision.contacts, language),
        file: name_of(&args.writing.output, language),
    };
    counts(|out| writeln!(out, "{}", language.localize(written)));
    let latest = reading.revision(offer, None)?.number;
    if revision.number < latest {
        note(|out| writeln!(out, "{}", language.localize(messages::EarlierRevision { latest })));
    } else if print_upload_advice(&args.writing.output, layout.format, revision.contacts, language) {
        print_next_steps(language);
    }
    Ok(Some(vec![Exported {
        offer: offer.clone(),
        number: revision.number,
        is_for_upload: revision.number == latest && layout.format == Format::Csv,
        file: file_of(&args.writing.output).map(Path::to_owned),
    }]))
}

/// Writes a file for each offer, or for each that has to be uploaded. No file is replaced before all are written.
fn all(args: &args::Export, book: &mut Book, language: Language) -> Result<Option<Vec<Exported>>, CliError> {
    let folder = file_of(&args.writing.output)
        .ok_or_else(|| CliError::trouble(messages::AllToStdout, messages::RemedyOutputFolder))?;
    let format = args.writing.to.unwrap_or(Format::Csv);
    let layout = layout_of(format, &args.writing.layout, language)?;
    let reading = book.read()?;
    let mut offers = reading.offers()?;
    if args.pending {
        offers.retain(Offer::is_pending);
        if offers.is_empty() {
            counts(|out| writeln!(out, "{}", messages::NothingPending.text(language)));
            return Ok(Some(Vec::new()));
        }
    }
    let lists: Vec<_> = offers.iter().map(|offer| (&offer.id, &offer.last)).collect();
    if !may_write(args, &reading, &lists, language)? {
        return Ok(None);
    }
    make_folder(folder)?;
    let file = |offer: &Offer| folder.join(format!("{}.{}", offer.id.file_name(), format.extension()));
    // A file as an earlier export wrote it has nothing to lose.
    let is_own = |offer: &Offer| match digest_of(&file(offer)) {
        Some(digest) => reading.has_exported(&offer.id, &digest),
        None => Ok(false),
    };
    let are_own = offers.iter().map(is_own).collect::<Result<Vec<bool>, BookError>>()?;
    drop(reading);
    // Questions whether to replace files may wait for long.
    book.rest();
    let target = |(offer, is_own): (&Offer, &bool)| {
        let force = args.writing.output.force;
        Target::file(&file(offer), Replacing { existing: force || *is_own, later: force }, language)
    };
    let targets = offers.iter().zip(&are_own).map(target).collect::<Result<Vec<_>, CliError>>()?;
    let reading = &book.read()?;
    let (mut written, mut exported) = (Vec::new(), Vec::new());
    let mut count = 0;
    for (offer, target) in offers.into_iter().zip(targets) {
        let file = file(&offer);
        written.push(write(reading, &offer.id, &offer.last, target, &layout)?);
        count += offer.last.contacts;
        let is_for_upload = format == Format::Csv;
        let (offer, number) = (offer.id, offer.last.number);
        exported.push(Exported { offer, number, is_for_upload, file: Some(file) });
    }
    let lists = written.len() as u64;
    written.into_iter().try_for_each(Target::commit)?;
    let name = folder.display().to_string();
    let written =
        messages::ListsWritten { count: lists, contacts: contacts(count, language), folder: sanitized(&name) };
    counts(|out| writeln!(out, "{}", language.localize(written)));
    if format == Format::Csv && count > 0 {
        print_next_steps(language);
    }
    Ok(Some(exported))
}

/// Shows the contacts that today's rules refuse, and returns whether the lists may be written: if there are none, or with
/// `--accept-stored`.
fn may_write(
    args: &args::Export,
    reading: &ReadTransaction<'_>,
    lists: &[(&OfferId, &Revision)],
    language: Language,
) -> Result<bool, CliError> {
    let mut report = TextReport::new(ReportMode::Validate, args.display.limits(), language);
    let mut count: u64 = 0;
    let bar = Bar::working(messages::ProgressBook.text(language));
    for (offer, revision) in lists {
        let name = language.localize(messages::RevisionOfOffer { number: revision.number, offer }).to_string();
        report.source(&Source { file: name.into(), sheet: None });
        // Rows are numbered as in the file that would be written.
        let mut row = 1;
        reading.contacts(offer, revision.number, |contact| {
            row += 1;
            if let Err(findings) = contact.check_row(row) {
                count += 1;
                findings.iter().for_each(|finding| report.finding(finding));
                report.row(row, &mut std::iter::empty());
            }
            Ok::<(), BookError>(())
        })?;
    }
    drop(bar);
    if count == 0 {
        return Ok(true);
    }
    to_stderr(|out| {
        report.write(out)?;
        match args.accept_stored {
            true => writeln!(out, "{}", language.localize(messages::StoredAccepted { count })),
            false => writeln!(out, "{}", language.localize(messages::StoredRefused { count })),
        }
    });
    Ok(args.accept_stored)
}

fn write(
    reading: &ReadTransaction<'_>,
    offer: &OfferId,
    revision: &Revision,
    target: Target,
    layout: &Layout,
) -> Result<Target, CliError> {
    let mut writer = Writer::new(target, layout)?;
    compress_in_background(&mut writer, thread_count(None))?;
    let (written, _bar) = Bar::counting(revision.contacts, layout.language);
    reading.contacts(offer, revision.number, |contact| {
        written.fetch_add(1, Ordering::Relaxed);
        writer.write_stored(contact).map_err(ExportError::Write)
    })?;
    Ok(writer.finish()?)
}

/// An error of reading the book or of writing the list.
enum ExportError {
    Book(BookError),
    Write(crate::write::WriteError),
}

impl From<BookError> for ExportError {
    fn from(error: BookError) -> Self {
        ExportError::Book(error)
    }
}

impl From<ExportError> for CliError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Book(error) => error.into(),
            ExportError::Write(error) => error.into(),
        }
    }
}
