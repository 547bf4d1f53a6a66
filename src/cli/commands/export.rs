//! `cosell export`: writes a revision of one offer, or the last revisions of all offers into a folder.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use crate::book::{Book, BookError, Offer, OfferId, ReadTransaction, Revision};
use crate::contact::{Format, Source};
use crate::diagnostics::Report;
use crate::i18n::{Language, messages};
use crate::pipeline::{compress_in_background, thread_count};
use crate::report::{ReportMode, TextReport, sanitized};
use crate::write::{Layout, Writer};

use crate::cli::args;
use crate::cli::book_file::open;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::{Target, file_of, layout_of, make_folder, written_layout};
use crate::cli::progress::Bar;
use crate::cli::stderr::{contacts, counts, name_of, note, print_next_steps, print_upload_advice, to_stderr};

pub(crate) fn run(args: &args::Export, language: Language) -> Result<ExitStatus, CliError> {
    let mut book = open(&args.book)?;
    match &args.offer {
        Some(offer) => one(args, &mut book, offer, language),
        None => all(args, &mut book, language),
    }
}

fn one(args: &args::Export, book: &mut Book, offer: &OfferId, language: Language) -> Result<ExitStatus, CliError> {
    let layout = written_layout(&args.writing, language)?;
    let reading = book.read()?;
    let number = reading.revision(offer, args.revision)?.number;
    drop(reading);
    // A question whether to replace the file may wait for long.
    book.rest();
    let target = Target::open(&args.writing.output, &other_files(args), false, language)?;
    let reading = &book.read()?;
    let revision = reading.revision(offer, Some(number))?;
    if !may_write(args, reading, &[(offer, &revision)], language)? {
        return Ok(ExitStatus::Data);
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
    Ok(ExitStatus::Done)
}

/// Writes a file for each offer. No file is replaced before all are written.
fn all(args: &args::Export, book: &mut Book, language: Language) -> Result<ExitStatus, CliError> {
    let folder = file_of(&args.writing.output)
        .ok_or_else(|| CliError::trouble(messages::AllToStdout, messages::RemedyOutputFolder))?;
    let format = args.writing.to.unwrap_or(Format::Csv);
    let layout = layout_of(format, &args.writing.layout, language)?;
    let reading = book.read()?;
    let offers = reading.offers()?;
    let lists: Vec<_> = offers.iter().map(|offer| (&offer.id, &offer.last)).collect();
    if !may_write(args, &reading, &lists, language)? {
        return Ok(ExitStatus::Data);
    }
    make_folder(folder)?;
    drop(reading);
    // Questions whether to replace files may wait for long.
    book.rest();
    let target = |offer: &Offer| {
        let file = folder.join(format!("{}.{}", offer.id.file_name(), format.extension()));
        Target::file(&file, &other_files(args), args.writing.output.force, language)
    };
    let targets = offers.iter().map(target).collect::<Result<Vec<_>, CliError>>()?;
    let reading = &book.read()?;
    let mut written = Vec::new();
    let mut count = 0;
    for (offer, target) in offers.into_iter().zip(targets) {
        written.push(write(reading, &offer.id, &offer.last, target, &layout)?);
        count += offer.last.contacts;
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
    Ok(ExitStatus::Done)
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

/// Returns the inputs other than the book. They must not be overwritten.
fn other_files(args: &args::Export) -> Vec<&Path> {
    args.writing.layout.like.iter().map(PathBuf::as_path).collect()
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
