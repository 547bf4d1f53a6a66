//! `cosell diff`: compares two lists: files, which must have no errors, or revisions of the book. The exit status is 1 if
//! they differ.

use std::path::Path;

use crate::book::import::load_revision;
use crate::book::{OfferId, ReadTransaction, Revision};
use crate::contact_list::{ContactGroups, List};
use crate::diagnostics::Summary;
use crate::diff::Diff;
use crate::i18n::{Language, messages};
use crate::read::Input;
use crate::report::{
    MarkedReport, ReportMode, TextReport, diff_as_csv, diff_as_json, diff_as_text, diff_as_xlsx, format_change_counts,
    format_ledger,
};

use crate::cli::args::{self, DiffFormat};
use crate::cli::book_file::open_to_read;
use crate::cli::config::Configuration;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::{load_lists, report_repeated};
use crate::cli::output::{Target, file_of, result_format};
use crate::cli::progress::Bar;
use crate::cli::stderr::{counts, print_counts_written, to_stderr};

pub(crate) fn run(args: &args::Diff, language: Language) -> Result<ExitStatus, CliError> {
    let sides = [Side::new(&args.old), Side::new(&args.new)];
    let files: Vec<&Path> = sides.iter().filter_map(Side::file).collect();
    let format = result_format(args.format, &args.output)?;
    let mark = (format == DiffFormat::Json).then_some(MarkedReport::DiffJson);
    let mut report = TextReport::new(ReportMode::Convert, args.display.limits(), language);
    report_repeated(&files, language)?;
    let config = Configuration::new(&args.reading, &args.fixes, None, language);
    let inputs = config.of_lists(files.iter().map(Input::path))?;
    let target = Target::of_report(&args.output, mark, format == DiffFormat::Text, language)?;
    let (mut list, summary) = load_lists(inputs, false, 0, &mut report, language)?;
    if summary.blocking > 0 {
        to_stderr(|out| report.write(out));
        print_ledger(&summary, files.len(), language);
        to_stderr(|out| writeln!(out, "{}", messages::NothingCompared.text(language)));
        return Ok(ExitStatus::Trouble);
    }
    if files.len() < sides.len() {
        list = with_book(args, &sides, &list, language)?;
    }
    let bar = Bar::working(messages::ProgressComparing.text(language));
    let identities = ContactGroups::new(&list);
    let diff = Diff::new(&list, &identities);
    drop(bar);
    let bar = Bar::writing(&args.output, language);
    match format {
        DiffFormat::Text => target.write_text(|out| diff_as_text(&diff, language, out))?,
        DiffFormat::Json => target.write_pieces(|out| diff_as_json(&diff, out))?,
        DiffFormat::Csv => diff_as_csv(&diff, target)?.commit()?,
        DiffFormat::Xlsx => diff_as_xlsx(&diff, language, target)?.commit()?,
    }
    drop(bar);
    print_ledger(&summary, files.len(), language);
    if let Some(file) = file_of(&args.output) {
        print_counts_written(file, &format_change_counts(diff.counts(), language), language);
    }
    Ok(if diff.is_same() { ExitStatus::Done } else { ExitStatus::Data })
}

/// Prints the ledger of the files that were read: none if both lists are in the book.
fn print_ledger(summary: &Summary, files: usize, language: Language) {
    let ledger = format_ledger(summary, language);
    match files {
        0 => {}
        1 => counts(|out| writeln!(out, "{ledger}")),
        _ => counts(|out| writeln!(out, "{}", language.localize(messages::InBothLists { ledger }))),
    }
}

/// A list that is compared.
enum Side<'a> {
    File(&'a Path),
    /// A list of the book: the ID of an offer, and perhaps `@` and a revision.
    Book(&'a str),
}

impl<'a> Side<'a> {
    /// `book:` begins a list of the book, unless there is a file of that name.
    fn new(path: &'a Path) -> Self {
        let of_book = path.to_str().and_then(|path| path.strip_prefix("book:")).filter(|_| !path.exists());
        of_book.map_or(Side::File(path), Side::Book)
    }

    fn file(&self) -> Option<&'a Path> {
        match self {
            Side::File(path) => Some(path),
            Side::Book(_) => None,
        }
    }
}

/// Returns a list with both sides as its inputs. `files` has the files among them.
fn with_book(args: &args::Diff, sides: &[Side<'_>], files: &List, language: Language) -> Result<List, CliError> {
    let mut book = open_to_read(&args.book)?;
    let reading = book.read()?;
    let (mut list, mut next_file) = (List::default(), 0);
    for side in sides {
        match side {
            Side::File(_) => {
                list.copy_input(files, next_file);
                next_file += 1;
            }
            Side::Book(named) => {
                let (offer, revision) = revision_of(named, &reading)?;
                load_revision(&reading, &offer, &revision, &mut list, language)?;
            }
        }
    }
    Ok(list)
}

/// Returns the revision that `ID` or `ID@N` names. An ID may contain `@` itself.
fn revision_of(named: &str, reading: &ReadTransaction<'_>) -> Result<(OfferId, Revision), CliError> {
    let id = |text: &str| {
        let wrong = || CliError::trouble(messages::NotAnOfferId { id: text.to_owned() }, messages::RemedyBookList);
        text.parse::<OfferId>().map_err(|_| wrong())
    };
    if let Some((offer, number)) =
        named.rsplit_once('@').and_then(|(offer, number)| Some((offer, number.parse().ok()?)))
        && id(named).is_ok_and(|whole| !matches!(reading.last_revision(&whole), Ok(Some(_))))
    {
        let offer = id(offer)?;
        let revision = reading.revision(&offer, Some(number))?;
        return Ok((offer, revision));
    }
    let offer = id(named)?;
    let revision = reading.revision(&offer, None)?;
    Ok((offer, revision))
}
