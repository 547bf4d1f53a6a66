//! `cosell merge`: reads several lists, merges them, and writes one list and the origins of its cells. Conflicts go to a
//! workbook, and come back answered.

use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::contact_list::List;
use crate::diagnostics::{Message, Report, Summary, push_empty_list};
use crate::i18n::{Language, messages};
use crate::merge::{
    AnswersWorkbook, Examination, Merge, MergeAnswers, MergeGroups, MergeSettings, SettledAnswers, TruncatedInput,
};
use crate::normalize::NormalizeSettings;
use crate::read::{Format, Input, Limit, ReadSettings};
use crate::report::{
    ConflictSheet, MarkedReport, MergeOutcome, Provenance, ReportMode, TextReport, conflicts_as_xlsx,
    format_merge_origins, merge_as_json, sanitized,
};
use crate::write::{Layout, Rejects, Writer};

use crate::cli::args;
use crate::cli::config::{Configuration, common_labels, distinct_pairs};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::{LoadedLists, load_lists_to_correct, report_repeated};
use crate::cli::output::{Target, file_of, is_same, written_layout};
use crate::cli::progress::Bar;
use crate::cli::rejected_rows::{
    AnnotatedFolder, RejectsFile, RowsToCorrect, open_rejects, write_only_rejects, write_rejects_advice,
};
use crate::cli::stderr::{
    note, print_ledger, print_upload_advice, print_written, to_stderr, write_refused, write_strict_refusal,
};

/// Size of a workbook with answers in bytes. It is held in memory, and a million answers take less.
const MOST_ANSWERS: u64 = 256 << 20;

pub(crate) fn run(args: &args::Merge, language: Language) -> Result<ExitStatus, CliError> {
    let settings = settings(args)?;
    let allow_empty = args.empty.allow_empty;
    let config = Configuration::new(&args.reading, &args.validation.fixes, Some(&args.writing.layout), language);
    report_repeated(&lists(args), language)?;
    let inputs = config.of_lists(lists(args).into_iter().map(Input::path))?;
    let distinct = distinct_pairs(&inputs);
    let normalization = NormalizeSettings { allow_empty, ..args.validation.fixes.settings(None)? };
    let layout = written_layout(&args.writing, &args.writing.output, common_labels(&inputs).as_deref(), language)?;
    let (output, mut targets) = ReportTargets::open(args, language)?;
    // The answers are no list of a sender, so no profile applies to them.
    let reading = args.reading.settings(&args::ListOptions::default())?;
    let answers = args.answers.as_deref().map(|file| read_answers(file, &reading)).transpose()?;
    let mut report = TextReport::new(ReportMode::Convert, args.validation.display.limits(), language);
    let LoadedLists { mut list, mut summary, has_other_errors } = {
        let to_correct = RowsToCorrect { rejects: targets.rejects.as_mut(), folder: targets.annotated.as_mut() };
        load_lists_to_correct(inputs, allow_empty, usize::MAX, to_correct, &mut report, language)?
    };
    // The rows that are rejected with --rejects are no part of the lists that are merged.
    let read = summary;
    let is_incomplete = if targets.rejects.is_some() { has_other_errors } else { read.blocking > 0 };
    let rejected = if is_incomplete { 0 } else { read.blocking };
    let of_rows = report.problems().errors;
    let bar = Bar::working(messages::ProgressMerging.text(language));
    let (mut answers, groups) = match &answers {
        Some(workbook) => {
            let settled = SettledAnswers::new(&mut list, settings, workbook, &distinct, &normalization);
            // If rows are missing, answers that fit the whole lists look as if they didn't.
            if !is_incomplete {
                report.source(&settled.source);
                settled.findings.iter().for_each(|finding| {
                    summary.count(finding);
                    report.finding(finding);
                });
            }
            (settled.answers, settled.groups)
        }
        None => (MergeAnswers::default(), MergeGroups::new(&list, settings, &[])),
    };
    let lasting = line_to_keep(&answers.distinct.without(&distinct));
    answers.distinct.extend(distinct);
    let merge = Merge::new(&list, &groups, settings).with_answers(&answers);
    if !args.yes && !is_incomplete {
        refuse_truncated_inputs(&merge, &list)?;
    }
    let keeps_questions = targets.are_wanted();
    let examined =
        merge.examine_with(Examination { is_incomplete, keeps_questions, rejected }, &mut summary, &mut report, || {
            write_list(output, &merge, &list, &layout)
        });
    drop(bar);
    if is_incomplete {
        // The merge of the other rows is no result.
        let Summary { contacts, merged, removed, .. } = read;
        summary = Summary { contacts, merged, removed, ..summary };
    }
    let has_conflicts = examined.written.is_none();
    let is_only_rejects = !has_conflicts && !is_incomplete && summary.contacts == 0 && read.rejected > 0;
    if !has_conflicts && summary.contacts == 0 && !allow_empty && !is_only_rejects {
        // The lists removed all contacts of the base.
        push_empty_list(Message::MergeEmpty, &mut summary, &mut report);
    }
    let is_empty = !has_conflicts && summary.blocking > rejected;
    let is_refused = has_conflicts || is_empty || is_only_rejects || args.validation.has_strict_warnings(&summary);
    to_stderr(|out| report.write_outcome(is_refused, out));
    let written = examined.written.transpose()?;
    let sheet =
        ConflictSheet { list: &list, conflicts: &examined.conflicts, similar: &examined.similar, answers: &answers };
    let is_asked = targets.write_conflicts(&sheet, language)?;
    let outcome = MergeOutcome {
        list: &list,
        has_base: settings.has_base,
        is_written: !is_refused,
        summary: &summary,
        origins: &examined.origins,
        conflicts: &examined.conflicts,
        similar: &examined.similar,
    };
    targets.write_report(&outcome)?;
    let rejects = targets.rejects.take().filter(|_| !is_refused || is_only_rejects);
    let rejects_file = match (&args.rejects, rejects) {
        (Some(file), Some(mut rejects)) => {
            let rejects_file = RejectsFile::new(file, &mut rejects)?;
            // Before the list, so that a partial list never appears without its rejects.
            rejects.finish()?.commit()?;
            Some(rejects_file)
        }
        _ => None,
    };
    if let Some(written) = written.filter(|_| !is_refused) {
        written.commit()?;
    }
    let annotated = targets.annotated.take();
    targets.commit()?;
    if let Some(line) = lasting.filter(|_| !is_refused) {
        note(|out| writeln!(out, "{}", language.localize(messages::DistinctToKeep { line: sanitized(&line) })));
    }
    if let Some(rejects) = rejects_file.as_ref().filter(|_| is_only_rejects) {
        print_ledger(&summary, language);
        let list = file_of(&args.writing.output).unwrap_or(Path::new("-"));
        to_stderr(|out| write_only_rejects(rejects, list, language, out));
    } else if is_refused {
        if is_incomplete || is_empty {
            let may_reject = summary.rejected > 0 && !has_other_errors && args.rejects.is_none() && args.base.is_none();
            let hint = if may_reject { messages::WithRejects.text(language) } else { "" };
            to_stderr(|out| write_refused(&summary, report.problems(), hint, language, out));
        } else if has_conflicts {
            write_conflicts_refusal(args, report.problems().errors - of_rows, language);
        } else {
            to_stderr(|out| write_strict_refusal(report.problems(), language, out));
        }
    } else {
        if let Some(origins) = format_merge_origins(&list, &examined.origins, settings.has_base, language) {
            note(|out| writeln!(out, "{origins}"));
        }
        print_written(&args.writing.output, &summary, report.problems(), language);
        let list = file_of(&args.writing.output);
        note(|out| write_rejects_advice(rejects_file.as_ref(), list, &summary, language, out));
        if summary.rejected == 0 {
            print_upload_advice(&args.writing.output, layout.format, summary.contacts, language);
        }
    }
    if let Some(annotated) = annotated {
        annotated.print();
    }
    if let Some(file) = &args.conflicts {
        let name = file.display().to_string();
        let (file, count) = (sanitized(&name), sheet.unanswered() as u64);
        note(|out| match is_asked {
            true => writeln!(out, "{}", language.localize(messages::QuestionsWritten { count, file })),
            false => writeln!(out, "{}", language.localize(messages::NoQuestions { file })),
        });
    }
    Ok(if is_refused || summary.rejected > 0 { ExitStatus::Data } else { ExitStatus::Done })
}

/// Says why nothing is written although all rows are valid.
fn write_conflicts_refusal(args: &args::Merge, count: u64, language: Language) {
    let is_asked = args.conflicts.is_some();
    to_stderr(|out| match &args.answers {
        Some(file) => {
            writeln!(out, "{}", language.localize(messages::NoListAnswers { count }))?;
            let file = file.display().to_string();
            if is_asked {
                return Ok(());
            }
            writeln!(out, "{}", language.localize(messages::AnswersToCorrect { file: sanitized(&file) }))
        }
        None if is_asked => writeln!(out, "{}", language.localize(messages::NoListConflicts { count })),
        None => {
            let why = language.localize(messages::NothingWrittenConflicts { count });
            writeln!(out, "{why} {}", messages::ConflictsByHand.text(language))
        }
    });
}

/// Reads a workbook with answers, under the limits of lists.
fn read_answers(file: &Path, reading: &ReadSettings) -> Result<AnswersWorkbook, CliError> {
    let mut limits = reading.limits.clone();
    limits.set(Limit::Bytes, limits.get(Limit::Bytes).min(MOST_ANSWERS));
    let settings = ReadSettings { limits, worker_program: reading.worker_program.clone(), ..ReadSettings::default() };
    Ok(AnswersWorkbook::read(Input::path(file), &settings)?)
}

/// Returns the base, if there is one, and the inputs, in the order in which they are read.
fn lists(args: &args::Merge) -> Vec<&Path> {
    args.base.iter().chain(&args.input).map(PathBuf::as_path).collect()
}

/// Returns the line of `cosell.toml` that makes answers about different people last, if there are any.
fn line_to_keep(pairs: &[&[String; 2]]) -> Option<String> {
    let pair = |[one, other]: &&[String; 2]| format!("[\"{one}\", \"{other}\"]");
    let pairs: Vec<String> = pairs.iter().map(pair).collect();
    (!pairs.is_empty()).then(|| format!("not-same-person = [{}]", pairs.join(", ")))
}

fn settings(args: &args::Merge) -> Result<MergeSettings, CliError> {
    let has_base = args.base.is_some();
    let input_index = |prefer: &PathBuf| {
        let is_preferred = |input: &PathBuf| input == prefer || is_same(input, prefer);
        let index = args.input.iter().position(is_preferred);
        index.map(|index| index + usize::from(has_base)).ok_or_else(|| {
            let inputs: Vec<String> = args.input.iter().map(|input| input.display().to_string()).collect();
            let (file, remedy) = (prefer.display().to_string(), messages::RemedyPrefer { files: inputs.join(", ") });
            match args.base.as_ref().is_some_and(is_preferred) {
                true => CliError::trouble(messages::PreferBase { file }, remedy),
                false => CliError::trouble(messages::PreferUnknown { file }, remedy),
            }
        })
    };
    let prefer = args.prefer.as_ref().map(input_index).transpose()?;
    Ok(MergeSettings { has_base, prefer, on_conflict: args.on_conflict.map(args::PrecedenceArg::precedence) })
}

fn refuse_truncated_inputs(merge: &Merge<'_>, list: &List) -> Result<(), CliError> {
    let Some(truncated) = merge.truncated_inputs().into_iter().next() else { return Ok(()) };
    let TruncatedInput { input, missing, of } = truncated;
    let sentence = messages::MergeInputIncomplete { file: list.file(input), lacking: missing, of, base: list.file(0) };
    Err(CliError::refused(sentence, messages::RemedyMergeInputIncomplete))
}

/// The merged list and the origins of its cells, which appear together.
struct WrittenList {
    list: Target,
    provenance: Option<Target>,
}

impl WrittenList {
    fn commit(self) -> Result<(), CliError> {
        self.provenance.map(Target::commit).transpose()?;
        self.list.commit()
    }
}

/// Writes the merged list, and the origins of its cells. They appear on commit.
fn write_list(output: WrittenList, merge: &Merge<'_>, list: &List, layout: &Layout) -> Result<WrittenList, CliError> {
    let mut writer = Writer::new(output.list, layout)?;
    let mut provenance = output.provenance.map(Provenance::new).transpose()?;
    merge.write(&mut writer)?;
    if let Some(provenance) = &mut provenance {
        for outcome in merge.outcomes() {
            let Some(kept) = &outcome.kept else { continue };
            provenance.write(list, &outcome, &kept.contact(list))?;
        }
    }
    Ok(WrittenList { list: writer.finish()?, provenance: provenance.map(Provenance::finish).transpose()? })
}

/// The outputs beside the merged list: rejected rows, workbooks to correct, the workbook of conflicts and the report.
struct ReportTargets {
    rejects: Option<Rejects<Target>>,
    annotated: Option<AnnotatedFolder>,
    conflicts: Option<Target>,
    report: Option<Target>,
    /// The report for standard output.
    printed: Option<Target>,
}

impl ReportTargets {
    /// Opens all outputs, those of the list too.
    fn open(args: &args::Merge, language: Language) -> Result<(WrittenList, Self), CliError> {
        let output = &args.writing.output;
        let others = [&args.conflicts, &args.report, &args.provenance, &args.rejects].map(Option::as_deref);
        for (index, file) in others.iter().enumerate() {
            let is_same = |other: &&Path| file.is_some_and(|file| is_same(other, file));
            if let Some(file) = others[..index].iter().flatten().find(|other| is_same(other)) {
                let file = file.display().to_string();
                return Err(CliError::refused(messages::TwoOutputs { file }, messages::RemedyTwoFiles));
            }
        }
        let prints_json = args.format == args::TextOrJson::Json;
        if prints_json && file_of(output).is_none() {
            return Err(CliError::trouble(messages::ListAndReportToStdout, messages::RemedyListAndReport));
        }
        let open = |file: &Option<PathBuf>, what, format| {
            let open = |file| Target::additional(file, (what, &[format]), output, language);
            file.as_deref().map(open).transpose()
        };
        let provenance = open(&args.provenance, messages::OutputProvenance.text(language), Format::Csv)?;
        let rejects_format = args.rejects.as_deref().and_then(Format::from_path).unwrap_or(Format::Csv);
        // The columns come with the lists.
        let start = |target| Rejects::new(target, rejects_format, &[], true, language);
        let annotated =
            |folder: &Path| AnnotatedFolder::new(folder, &lists(args), output, args.validation.is_strict(), language);
        let targets = ReportTargets {
            rejects: open_rejects(args.rejects.as_deref(), output, language)?.map(start).transpose()?,
            annotated: args.annotate.as_deref().map(annotated).transpose()?,
            conflicts: open(&args.conflicts, messages::OutputConflicts.text(language), Format::Xlsx)?,
            report: args.report.as_deref().map(|file| open_report(file, output, language)).transpose()?,
            printed: prints_json.then(Target::spool).transpose()?,
        };
        Ok((WrittenList { list: Target::open(output, false, language)?, provenance }, targets))
    }

    fn are_wanted(&self) -> bool {
        self.conflicts.is_some() || self.report.is_some() || self.printed.is_some()
    }

    /// Writes the workbook of conflicts. Returns whether it has questions; without any it isn't written.
    fn write_conflicts(&mut self, sheet: &ConflictSheet<'_>, language: Language) -> Result<bool, CliError> {
        let Some(target) = self.conflicts.take() else { return Ok(false) };
        let is_asked = sheet.unanswered() > 0;
        if is_asked {
            self.conflicts = Some(conflicts_as_xlsx(sheet, language, target)?);
        }
        Ok(is_asked)
    }

    fn write_report(&mut self, outcome: &MergeOutcome<'_>) -> Result<(), CliError> {
        for target in [&mut self.report, &mut self.printed].into_iter().flatten() {
            let mut out = BufWriter::new(target);
            merge_as_json(outcome, &mut out)?;
        }
        Ok(())
    }

    fn commit(self) -> Result<(), CliError> {
        [self.conflicts, self.report, self.printed].into_iter().flatten().try_for_each(Target::commit)
    }
}

/// Opens the report of a merge. It replaces an earlier one without being asked.
fn open_report(file: &Path, list: &args::Output, language: Language) -> Result<Target, CliError> {
    let output = args::Output { output: Some(file.to_owned()), force: list.force };
    let (name, what) = (file.display().to_string(), messages::OutputReport.text(language));
    if file_of(&output).is_none() {
        return Err(CliError::trouble(messages::BesideToStdout { what }, messages::RemedyNameAFile));
    }
    if file_of(list).is_some_and(|list| is_same(list, file)) {
        return Err(CliError::refused(messages::BesideIsOutput { file: name, what }, messages::RemedyTwoFiles));
    }
    if !file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) && !file.is_dir() {
        let remedy = messages::RemedyEnding { ending: ".json" };
        return Err(CliError::trouble(messages::ReportFormatNotNamed { file: name }, remedy));
    }
    Target::of_report(&output, Some(MarkedReport::MergeJson), false, language)
}
