//! `cosell prepare`, and `cosell FILE...`: writes a file for upload beside each list, or a workbook to correct, and says in
//! sentences what was done and what comes next. Conversion, validation and the plan of an import are those of the other
//! commands; the names of the files are in `prepared_names`.

use std::path::{Path, PathBuf};

use crate::book::{BookError, OfferId};
use crate::contact::{Format, Source};
use crate::convert::convert;
use crate::diagnostics::Finding;
use crate::i18n::{Language, messages};
use crate::read::{Input, ReadError, Rows, SheetSelection};
use crate::report::{AnnotatedReport, PreparationReport, sanitized, write_file_errors};
use crate::validate::validate;
use crate::write::{Rejects, Writer};

use crate::cli::args;
use crate::cli::book_file::{file_of, is_missing, named};
use crate::cli::config::{Configuration, ListSettings};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::report_repeated;
use crate::cli::next_steps::{offer_options, print_command, unused_file};
use crate::cli::output::{Target, layout_of};
use crate::cli::progress::ReadProgress;
use crate::cli::prompt::{ask_yes_no, can_ask};
use crate::cli::read_files::FileIdentity;
use crate::cli::stderr::{counts, is_quiet, note, to_stderr};
use crate::prepared_names::{has_name_to_correct, has_upload_name, to_correct_names, upload_names};

/// Maximum number of lists. More are a folder that was selected by mistake: each would get a file beside it, and nobody
/// reads the sentences about all of them.
const MAX_LISTS: usize = 100;

pub(crate) fn run(args: &args::Prepare, language: Language) -> Result<ExitStatus, CliError> {
    let count = args.input.len();
    if count > MAX_LISTS {
        return Err(CliError::trouble(
            messages::PrepareTooMany { count, most: MAX_LISTS },
            messages::RemedyPrepareTooMany { most: MAX_LISTS },
        ));
    }
    if args.offer.is_some() && count > 1 {
        return Err(CliError::trouble(messages::PrepareOneOffer, messages::RemedyPrepareOneOffer));
    }
    let inputs: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    report_repeated(&inputs, language)?;
    let lists = without_repeated(&inputs);
    let layout = args::LayoutArgs::default();
    let config = Configuration::new(&args.reading, &args.fixes, Some(&layout), language);
    let preparation = Preparation { args, config, layout: &layout, is_one: lists.len() == 1, language };
    let mut worst = ExitStatus::Done;
    let mut results = Vec::new();
    for (index, list) in lists.iter().enumerate() {
        if index > 0 {
            note(|out| writeln!(out));
        }
        // If one list can't be prepared, the others are.
        let (status, result) = match preparation.prepare(list) {
            Ok((status, result)) => (status, result),
            Err(failure) => (failure.print(language), Prepared::Failed),
        };
        worst = worst.max(status);
        results.push(result);
    }
    if lists.len() > 1 {
        print_closing(&results, language);
    }
    Ok(worst)
}

/// Returns the lists without those that were named before, perhaps under another name.
fn without_repeated<'p>(lists: &[&'p Path]) -> Vec<&'p Path> {
    let mut known = Vec::new();
    let is_new = |list: &&&Path| match FileIdentity::of(list) {
        Some(identity) if known.contains(&identity) => false,
        Some(identity) => {
            known.push(identity);
            true
        }
        None => true,
    };
    lists.iter().filter(is_new).copied().collect()
}

/// The result for a list.
enum Prepared {
    /// It is in this file for upload.
    Ready(PathBuf),
    ToCorrect,
    /// It can't be read, or has nobody in it.
    Failed,
}

struct Preparation<'a> {
    args: &'a args::Prepare,
    config: Configuration<'a>,
    layout: &'a args::LayoutArgs,
    /// Whether it is the only list.
    is_one: bool,
    language: Language,
}

impl Preparation<'_> {
    /// Writes the file for upload or the workbook to correct, prints what was done, and shows the plan of the import.
    fn prepare(&self, list: &Path) -> Result<(ExitStatus, Prepared), CliError> {
        let language = self.language;
        refuse_unfit(list, language)?;
        let (input, mut settings) = self.config.of_list(Input::path(list), self.is_one)?;
        if has_upload_name(list) {
            // A prepared list has the form of the template, which the profile of the list that it was made of may not fit.
            settings.reading = self.args.reading.settings(&args::ListOptions::default())?;
        }
        // Options for several lists may not fit each. A profile for text may not fit a workbook that was made of it.
        settings.reading.is_shared = !self.is_one || has_name_to_correct(list);
        let mut rows = match open(&input, &settings, language) {
            Err(ReadError::SeveralSheets { sheets, .. }) if can_ask() && self.confirms_sheets(list, &sheets) => {
                settings.reading.sheets = SheetSelection::All;
                open(&input, &settings, language)?
            }
            opened => opened?,
        };
        let name = shown(list);
        if settings.normalization.accept_suggestions {
            rows.accept_suggestions();
        }
        if rows.findings().iter().any(Finding::is_blocking) {
            // Without known columns there is nothing to mark in a workbook.
            to_stderr(|out| {
                writeln!(out, "{}", language.localize(messages::PreparedUnread { list: &name }))?;
                write_file_errors(rows.findings(), language, out)
            });
            return Ok((ExitStatus::Data, Prepared::ToCorrect));
        }
        let layout = layout_of(Format::Csv, &self.layout.with_labels(settings.labels.as_deref()), language)?;
        let max = self.args.display.limits().each;
        let offer = self.args.offer.clone().or(settings.offer.clone());
        let mut report = PreparationReport::new(max, rows.has_several_sheets(), language);
        let mut writer = Writer::new(Target::spool()?, &layout)?;
        let under_way = ReadProgress::new([&input], language);
        let bar = under_way.bar();
        let summary =
            convert(&mut rows, settings.normalization.clone(), &mut writer, None::<&mut Rejects<Target>>, &mut report)?;
        drop(bar);
        // The only error is that the list has no contacts.
        if summary.contacts == 0 && summary.rejected == 0 && summary.blocking <= 1 {
            to_stderr(|out| writeln!(out, "{}", language.localize(messages::PreparedEmpty { list: &name })));
            return Ok((ExitStatus::Data, Prepared::Failed));
        }
        if summary.blocking > 0 || rows.findings().iter().any(Finding::is_blocking) {
            let file = self.annotate(list, &input, settings)?;
            let (marked, count) = (shown(&file), report.problems().errors);
            to_stderr(|out| {
                writeln!(out, "{}", language.localize(messages::PreparedToCorrect { count, list: &name }))?;
                write_file_errors(rows.findings(), language, out)
            });
            note(|out| {
                writeln!(out, "{}", language.localize(messages::PreparedMarked { count, file: &marked }))?;
                writeln!(out, "{}", messages::PreparedCorrectNext.text(language))
            });
            print_command(&format!("cosell {}", args::quote_for_shell(file.as_os_str())));
            note(|out| report.write_left_out(&summary, out));
            return Ok((ExitStatus::Data, Prepared::ToCorrect));
        }
        let target = writer.finish()?;
        let is_ready_already = has_upload_name(list) && target.is_same_as(list)?;
        let upload = match is_ready_already {
            true => list.to_owned(),
            false => target.save_as_new(upload_names(list))?.unwrap_or_default(),
        };
        let file = shown(&upload);
        let count = summary.contacts;
        counts(|out| match is_ready_already {
            true => writeln!(out, "{}", language.localize(messages::PreparedAlready { count, file: &file })),
            false => {
                writeln!(out, "{}", language.localize(messages::PreparedReady { count, list: &name, file: &file }))
            }
        });
        note(|out| {
            report.write_ready(&summary, out)?;
            writeln!(out, "{}", language.localize(messages::PreparedUploadNext { file: &file }))
        });
        let status = match offer {
            Some(offer) => self.show_plan(&upload, &offer),
            None => ExitStatus::Done,
        };
        Ok((status, Prepared::Ready(upload)))
    }

    /// Asks whether all sheets with contacts are one list.
    fn confirms_sheets(&self, list: &Path, sheets: &[String]) -> bool {
        let (list, language) = (list.display().to_string(), self.language);
        let question = messages::PrepareAllSheets { list, sheets: language.quoted(sheets) };
        ask_yes_no(&sanitized(&language.localize(question).to_string()), language)
    }

    /// Writes the workbook to correct, and returns its name. The list is read a second time, because a workbook of a list
    /// that needs none would take longer to write than the list.
    fn annotate(&self, list: &Path, input: &Input, settings: ListSettings) -> Result<PathBuf, CliError> {
        let mut rows = open(input, &settings, self.language)?;
        let mut annotated = AnnotatedReport::new(rows.threads(), self.language);
        validate(&mut rows, settings.normalization, &[], &mut annotated)?;
        Ok(annotated.finish(Target::spool()?)?.save_as_new(to_correct_names(list))?.unwrap_or_default())
    }

    /// Shows what an import of the prepared list would change, and names the command that carries it out.
    fn show_plan(&self, upload: &Path, offer: &OfferId) -> ExitStatus {
        let language = self.language;
        let book = match file_of(&self.args.book) {
            Ok(book) => book,
            Err(failure) => return failure.print(language),
        };
        if is_missing(&book) {
            // The remedy of `import` names an option that this command doesn't have.
            return CliError::from(BookError::NotFound { file: book }).print(language);
        }
        let id = sanitized(offer.as_str());
        note(|out| writeln!(out, "\n{}", language.localize(messages::PreparedPlan { offer: &id })));
        let import = args::Import {
            input: upload.to_owned(),
            offer: Some(offer.clone()),
            consent: args::ConfirmArgs { dry_run: true, yes: false },
            book: args::BookFile { book: self.args.book.book.clone() },
            // The prepared list has the labels and the form of the template, which a profile of the list may not fit.
            reading: args::ReadArgs::of_own_list(),
            ..args::Import::default()
        };
        let status = super::import::run(&import, language).unwrap_or_else(|failure| failure.print(language));
        if matches!(status, ExitStatus::Done | ExitStatus::Refused) {
            note(|out| writeln!(out, "{}", messages::PreparedImportNext.text(language)));
            let file = args::quote_for_shell(upload.as_os_str());
            let book = named(&self.args.book);
            print_command(&format!("cosell import {file} {} --no-config", offer_options(offer, book)));
        }
        status
    }
}

/// Opens a list, and shows the progress until its first rows are read.
fn open(input: &Input, settings: &ListSettings, language: Language) -> Result<Rows, ReadError> {
    let under_way = ReadProgress::new([input], language);
    let _bar = under_way.bar();
    Rows::open(under_way.watch(input.clone()), settings.reading.clone())
}

/// Refuses a folder, and what can be read only once or has no folder for the file that is written.
fn refuse_unfit(list: &Path, language: Language) -> Result<(), CliError> {
    let name = || language.source(&Source::file(list));
    if list.is_dir() {
        return Err(CliError::trouble(messages::FileIsFolder { file: name() }, messages::RemedyPrepareFolder));
    }
    match list.metadata() {
        Ok(found) if !found.is_file() => {
            Err(CliError::trouble(messages::PrepareNoFile { file: name() }, messages::RemedyPrepareNoFile))
        }
        Err(_) if list.as_os_str() == "-" => {
            Err(CliError::trouble(messages::PrepareNoFile { file: name() }, messages::RemedyPrepareNoFile))
        }
        // An error is that of reading it.
        _ => Ok(()),
    }
}

/// Returns the name of a file for a sentence. A file that is dropped on the program has a long path, of which the end says
/// most: what is written is beside the list.
fn shown(file: &Path) -> String {
    let name = file.file_name().map(Path::new).filter(|_| file.is_absolute()).unwrap_or(file);
    sanitized(&name.display().to_string()).into_owned()
}

/// Prints how many lists are ready, and how those of one offer are uploaded.
fn print_closing(results: &[Prepared], language: Language) {
    let ready: Vec<&PathBuf> = results
        .iter()
        .filter_map(|result| match result {
            Prepared::Ready(file) => Some(file),
            _ => None,
        })
        .collect();
    let count = |wanted: fn(&Prepared) -> bool| results.iter().filter(|result| wanted(result)).count() as u64;
    let to_correct = count(|result| matches!(result, Prepared::ToCorrect));
    let failed = count(|result| matches!(result, Prepared::Failed));
    let parts = [
        (ready.len() as u64, language.localize(messages::PreparedCountReady { count: ready.len() as u64 }).to_string()),
        (to_correct, language.localize(messages::PreparedCountToCorrect { count: to_correct }).to_string()),
        (failed, language.localize(messages::PreparedCountFailed { count: failed }).to_string()),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    let closing = messages::PreparedLists { count: results.len() as u64, counts: parts.join(", ") };
    counts(|out| {
        if !is_quiet() {
            writeln!(out)?;
        }
        writeln!(out, "{}", language.localize(closing))
    });
    if ready.len() > 1 {
        note(|out| writeln!(out, "{}", messages::PreparedMergeFirst.text(language)));
        let files: Vec<String> = ready.iter().map(|file| args::quote_for_shell(file.as_os_str())).collect();
        print_command(&format!("cosell merge {} -o {}", files.join(" "), unused_file("merged", Format::Csv)));
    }
}
