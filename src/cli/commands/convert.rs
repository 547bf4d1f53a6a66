//! `cosell convert`. The conversion itself is in `crate::convert`; here the outputs are opened, the findings printed,
//! and the outputs committed or dropped.

use std::io::{self, IsTerminal};
use std::path::Path;

use crate::convert::convert;
use crate::diagnostics::{Finding, Report, Summary, TeeReport};
use crate::i18n::{Language, messages};
use crate::read::{Format, Input, ReadSettings, Rows};
use crate::report::{CheckedFile, FileStatus, ProblemCounts, ReportMode, TextReport, sanitized};
use crate::write::{Rejects, Writer};

use crate::cli::args;
use crate::cli::config::{Configuration, ProfileSaver};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::{Target, file_of, layout_in_place, make_folder, written_layout};
use crate::cli::progress::{Bar, ReadProgress};
use crate::cli::read_files::is_read;
use crate::cli::rejected_rows::{RejectsFile, open_rejects, write_only_rejects, write_rejects_advice};
use crate::cli::report_file::{Results, SecondReport};
use crate::cli::stderr::{
    note, print_ledger, print_next_steps, print_upload_advice, print_written, print_written_to, to_stderr,
    write_refused,
};

pub(crate) fn run(args: &args::Convert, language: Language) -> Result<ExitStatus, CliError> {
    if args.save_profile.is_some() && args.input.len() > 1 {
        return Err(CliError::trouble(messages::SavesOneProfile, messages::RemedySavesOneProfile));
    }
    let mut worst = ExitStatus::Done;
    let outputs = match args.output_folder() {
        Some(folder) => outputs_in(folder, args)?,
        None => Vec::new(),
    };
    let mut second = second_report(args, &outputs, language)?;
    let (mut total, mut files, mut summaries, mut incomplete) = (Summary::default(), Vec::new(), Vec::new(), 0);
    for (index, input) in args.input.iter().enumerate() {
        let output = outputs.get(index).unwrap_or(&args.writing.output);
        // With several lists, the others are converted if one can't be.
        let (status, summary, result) = match one(args, input, output, &mut second, language) {
            Err(failure) if args.input.len() > 1 => {
                let sentence = failure.sentence(language);
                (FileStatus::Unreadable(sentence), None, failure.print(language))
            }
            outcome => {
                let (summary, result) = outcome?;
                (status_of(&summary), Some(summary), result)
            }
        };
        summary.iter().for_each(|summary| total.add(summary));
        files.push(checked_file(input, status));
        summaries.push(summary);
        worst = worst.max(result);
        incomplete += u64::from(result != ExitStatus::Done);
    }
    if incomplete > 0 && args.input.len() > 1 && !args.check {
        let failed = messages::ListsNotConverted { count: incomplete, of: args.input.len() };
        to_stderr(|out| writeln!(out, "{}", language.localize(failed)));
    }
    if let Some(second) = second {
        let results = Results { summary: &total, files: &files, summaries, coverage: None };
        second.complete(&results)?.commit(language)?;
    }
    Ok(worst)
}

fn status_of(summary: &Summary) -> FileStatus {
    if summary.unread > 0 { FileStatus::NoRowsRead } else { FileStatus::Checked }
}

fn checked_file(input: &Path, status: FileStatus) -> CheckedFile {
    CheckedFile { file: Input::path(input).name().to_owned(), status }
}

/// Opens the report that `--report` or `--format json` asks for.
fn second_report(
    args: &args::Convert,
    outputs: &[args::Output],
    language: Language,
) -> Result<Option<SecondReport>, CliError> {
    if args.format == args::TextOrJson::Json {
        if file_of(&args.writing.output).is_none() && !args.in_place && !args.check {
            return Err(CliError::trouble(messages::ListAndReportToStdout, messages::RemedyListAndReport));
        }
        return SecondReport::json_to_stdout(language).map(Some);
    }
    let others = || {
        let lists = outputs.iter().chain([&args.writing.output]).filter_map(file_of);
        lists.chain(args.rejects.as_deref())
    };
    let open = |file| SecondReport::open(file, args.writing.output.force, others(), language);
    args.report.as_deref().map(open).transpose()
}

/// Creates the folder, and returns the output of each list in it: its name, with the extension of the format.
fn outputs_in(folder: &Path, args: &args::Convert) -> Result<Vec<args::Output>, CliError> {
    if args.rejects.is_some() && args.input.len() > 1 {
        return Err(CliError::trouble(messages::RejectsOfSeveral, messages::RemedyRejectsOfSeveral));
    }
    let force = args.writing.output.force;
    let extension = args.writing.to.unwrap_or(Format::Csv).name();
    let mut outputs: Vec<args::Output> = Vec::new();
    for input in &args.input {
        let Some(name) = input.file_stem().filter(|_| input.as_os_str() != "-") else {
            return Err(CliError::trouble(messages::FolderNeedsNames, messages::RemedyNameAFile));
        };
        let mut name = name.to_owned();
        name.push(".");
        name.push(extension);
        let file = folder.join(name);
        if is_read(&file) {
            let file = file.display().to_string();
            return Err(CliError::refused(messages::OutputIsInput { file }, messages::RemedyOutputIsInput));
        }
        // File systems may make no difference between capitals and small letters.
        let folded = |file: &Path| file.to_string_lossy().to_lowercase();
        let is_same =
            |known: &args::Output| known.output.as_deref().is_some_and(|known| folded(known) == folded(&file));
        if let Some(other) = outputs.iter().position(is_same) {
            let (file, other) = (input.display().to_string(), args.input[other].display().to_string());
            return Err(CliError::refused(messages::SameNameInFolder { file, other }, messages::RemedySameName));
        }
        outputs.push(args::Output { output: Some(file), force });
    }
    make_folder(folder)?;
    Ok(outputs)
}

/// Converts one list. Returns the counts of its rows, and the exit status. The report of a single list is written together
/// with the list; `second` keeps that of several lists, and of a list that is refused.
fn one(
    args: &args::Convert,
    input: &Path,
    output: &args::Output,
    second: &mut Option<SecondReport>,
    language: Language,
) -> Result<(Summary, ExitStatus), CliError> {
    let is_in_place = args.in_place || args.check;
    let config = Configuration::new(&args.reading, &args.validation.fixes, Some(&args.writing.layout), language)
        .with_saving(args.save_profile.is_some());
    let (read, of_list) = config.of_list(Input::path(input), args.input.len() == 1)?;
    second.as_ref().map(|second| second.refuse_input()).transpose()?;
    let mut settings = of_list.normalization.clone();
    settings.allow_empty = args.empty.allow_empty;
    let labels = of_list.labels.as_deref();
    let layout = (!is_in_place).then(|| written_layout(&args.writing, output, labels, language)).transpose()?;
    let mut saver = match &args.save_profile {
        Some(name) => Some(ProfileSaver::open(args, name, input, &config, &of_list)?),
        None => None,
    };
    let under_way = ReadProgress::new([&read], language);
    let mut rows = {
        let _bar = under_way.bar();
        let keeps_text = second.as_ref().is_some_and(|second| second.wants_text());
        Rows::open(under_way.watch(read), ReadSettings { keeps_text, ..of_list.reading.clone() })?
    };
    let layout = match layout {
        Some(layout) => layout,
        None => layout_in_place(input, &rows, &args.writing.layout.with_labels(labels), language)?,
    };
    if settings.accept_suggestions {
        rows.accept_suggestions();
    }
    let mut report = TextReport::new(ReportMode::Convert, args.validation.display.limits(), language);
    if rows.findings().iter().any(Finding::is_blocking) {
        // The header can't be used, or the encoding is unclear, so no output is opened.
        let mut summary = Summary { unread: 1, ..Summary::default() };
        let mut tee;
        let both: &mut dyn Report = match second {
            Some(second) => {
                tee = TeeReport(&mut report, &mut second.report);
                &mut tee
            }
            None => &mut report,
        };
        both.source(rows.source());
        rows.findings().iter().for_each(|finding| {
            summary.count(finding);
            both.finding(finding);
        });
        to_stderr(|out| report.write(out));
        to_stderr(|out| write_refused(&summary, report.problems(), "", language, out));
        return Ok((summary, ExitStatus::Data));
    }
    if let Some(saver) = &mut saver {
        saver.add(input, &rows, &config.options(&of_list))?;
    }
    let (target, rejects_target) = match is_in_place {
        true => (Target::spool()?, None),
        false => targets(args, output, language)?,
    };
    let is_shown = target.is_shown();

    let mut writer = Writer::new(target, &layout)?;
    let rejects_format = args.rejects.as_deref().and_then(Format::from_path).unwrap_or(Format::Csv);
    let start = |target| Rejects::new(target, rejects_format, &rows.columns(), rows.may_grow(), language);
    let mut rejects = rejects_target.map(start).transpose()?;
    let bar = if is_shown { Bar::none() } else { under_way.bar() };
    let summary = match second {
        Some(second) => {
            let mut both = TeeReport(&mut report, &mut second.report);
            convert(&mut rows, settings, &mut writer, rejects.as_mut(), &mut both)?
        }
        None => convert(&mut rows, settings, &mut writer, rejects.as_mut(), &mut report)?,
    };
    drop(bar);

    // Without a contact, --rejects has nothing to write either: the list has no rejected rows.
    let is_refused = rows.findings().iter().any(Finding::is_blocking)
        || (summary.blocking > 0 && (rejects.is_none() || summary.rejected == 0))
        || args.validation.has_strict_warnings(&summary);
    to_stderr(|out| report.write_outcome(is_refused, out));
    if is_refused {
        let may_reject = summary.rejected > 0 && args.rejects.is_none() && !is_in_place && args.input.len() == 1;
        let hint = if may_reject { messages::WithRejects.text(language) } else { "" };
        to_stderr(|out| write_refused(&summary, report.problems(), hint, language, out));
        return Ok((summary, ExitStatus::Data));
    }
    let rejects_file = match (&args.rejects, &mut rejects) {
        (Some(file), Some(rejects)) => Some(RejectsFile::new(file, rejects)?),
        _ => None,
    };
    // The list is committed last, so that a partial list never appears without its rejects.
    let bar = Bar::writing(output, language);
    let (target, rejects_target) = (writer.finish()?, rejects.map(Rejects::finish).transpose()?);
    drop(bar);
    // Nothing appears unless all outputs can be written.
    let second = second.take_if(|_| args.input.len() == 1);
    let files = [checked_file(input, status_of(&summary))];
    let results = || Results { summary: &summary, files: &files, summaries: vec![Some(summary)], coverage: None };
    let second = second.map(|second| second.complete(&results())).transpose()?;
    let end = |status| {
        second.map(|second| second.commit(language)).transpose()?;
        Ok((summary, status))
    };
    if is_in_place {
        // Columns and rows that aren't contacts are in no converted list.
        let is_lossy = summary.skipped > 0 || rows.columns().iter().any(|column| column.column.is_none());
        if args.no_backup && is_lossy {
            let file = input.display().to_string();
            return Err(CliError::refused(messages::InPlaceLossy { file }, messages::RemedyInPlaceLossy));
        }
        return end(in_place(args, input, target, &summary, report.problems(), language)?);
    }
    rejects_target.map(Target::commit).transpose()?;
    if let (Some(rejects), Some(list)) = (&rejects_file, file_of(output))
        && summary.contacts == 0
        && !args.empty.allow_empty
    {
        // A list without contacts would delete all that Partner Center has.
        drop(target);
        print_ledger(&summary, language);
        to_stderr(|out| write_only_rejects(rejects, list, language, out));
        return end(ExitStatus::Data);
    }
    saver.map(|saver| saver.commit(language)).transpose()?;
    target.commit()?;
    print_written(output, &summary, report.problems(), language);
    note(|out| write_rejects_advice(rejects_file.as_ref(), file_of(output), &summary, language, out));
    if file_of(output).is_none() && io::stdout().is_terminal() {
        note(|out| writeln!(out, "{}", messages::ShownOnly.text(language)));
    }
    // For several lists, the advice would be repeated.
    let is_advised = summary.rejected == 0 && args.input.len() == 1;
    if is_advised && print_upload_advice(output, layout.format, summary.contacts, language) {
        print_next_steps(language);
    }
    end(if summary.blocking > 0 { ExitStatus::Data } else { ExitStatus::Done })
}

/// Compares the converted list with the file, and replaces the file with --in-place.
fn in_place(
    args: &args::Convert,
    input: &Path,
    converted: Target,
    summary: &Summary,
    problems: ProblemCounts,
    language: Language,
) -> Result<ExitStatus, CliError> {
    let file = args::quote_for_shell(input.as_os_str());
    let file = sanitized(&file);
    if converted.is_same_as(input)? {
        print_ledger(summary, language);
        note(|out| writeln!(out, "{}", language.localize(messages::CheckSame { file })));
        return Ok(ExitStatus::Done);
    }
    if args.check {
        print_ledger(summary, language);
        to_stderr(|out| writeln!(out, "{}", language.localize(messages::CheckDiffers { file })));
        return Ok(ExitStatus::Data);
    }
    let kept = converted.replace(input, !args.no_backup)?;
    print_written_to(Some(input), summary, problems, language);
    if let Some(kept) = kept {
        let kept = kept.display().to_string();
        note(|out| writeln!(out, "{}", language.localize(messages::OriginalKept { file: sanitized(&kept) })));
    }
    Ok(ExitStatus::Done)
}

/// Opens the outputs of the list and of the rejects.
fn targets(
    args: &args::Convert,
    output: &args::Output,
    language: Language,
) -> Result<(Target, Option<Target>), CliError> {
    // With --rejects, rows are written as they come, unless --strict may still refuse the whole list.
    let streams = args.rejects.is_some() && !args.validation.is_strict();
    let target = Target::open(output, streams, language)?;
    Ok((target, open_rejects(args.rejects.as_deref(), output, language)?))
}
