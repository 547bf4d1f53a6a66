//! `cosell merge`: reads several lists, merges them, and writes one list and the origins of its cells.

use std::path::{Path, PathBuf};

use crate::contact_list::{ContactGroups, List};
use crate::diagnostics::{Message, push_empty_list};
use crate::i18n::{Language, messages};
use crate::merge::{Merge, MergeSettings, TruncatedInput};
use crate::read::{Format, Input};
use crate::report::{Provenance, ReportMode, TextReport};
use crate::write::{Layout, Writer};

use crate::cli::args;
use crate::cli::config::{Configuration, common_labels, distinct_people};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::{load_lists, report_repeated};
use crate::cli::output::{Target, is_same, written_layout};
use crate::cli::progress::Bar;
use crate::cli::stderr::{print_upload_advice, print_written, to_stderr, write_refused, write_strict_refusal};

pub(crate) fn run(args: &args::Merge, language: Language) -> Result<ExitStatus, CliError> {
    let settings = settings(args)?;
    let allow_empty = args.empty.allow_empty;
    let config = Configuration::new(&args.reading, &args.validation.fixes, Some(&args.writing.layout), language);
    report_repeated(&lists(args), language)?;
    let inputs = config.of_lists(lists(args).into_iter().map(Input::path))?;
    let distinct = distinct_people(&inputs);
    let layout = written_layout(&args.writing, common_labels(&inputs).as_deref(), language)?;
    let targets = Targets::open(args, language)?;
    let mut report = TextReport::new(ReportMode::Convert, args.validation.display.limits(), language);
    let (list, mut summary) = load_lists(inputs, allow_empty, usize::MAX, &mut report, language)?;
    if summary.blocking > 0 {
        to_stderr(|out| report.write_outcome(true, out));
        to_stderr(|out| write_refused(&summary, report.problems(), "", language, out));
        return Ok(ExitStatus::Data);
    }
    let bar = Bar::working(messages::ProgressMerging.text(language));
    let identities = ContactGroups::new(&list);
    let merge = Merge::new(&list, &identities, settings);
    if !args.yes {
        refuse_truncated_inputs(&merge, &list)?;
    }
    let written = merge.examine(&mut summary, &mut report, &distinct, || targets.write(&merge, &list, &layout));
    drop(bar);
    if written.is_some() && summary.contacts == 0 && !allow_empty {
        // The lists removed all contacts of the base.
        push_empty_list(Message::MergeEmpty, &mut summary, &mut report);
    }
    let is_empty = written.is_some() && summary.blocking > 0;
    let is_refused = written.is_none() || is_empty || args.validation.has_strict_warnings(&summary);
    to_stderr(|out| report.write_outcome(is_refused, out));
    let Some(written) = written else {
        let count = report.problems().errors;
        to_stderr(|out| writeln!(out, "{}", language.localize(messages::NothingWrittenConflicts { count })));
        return Ok(ExitStatus::Data);
    };
    let written = written?;
    if is_empty {
        to_stderr(|out| write_refused(&summary, report.problems(), "", language, out));
        return Ok(ExitStatus::Data);
    }
    if args.validation.has_strict_warnings(&summary) {
        to_stderr(|out| write_strict_refusal(report.problems(), language, out));
        return Ok(ExitStatus::Data);
    }
    written.commit()?;
    print_written(&args.writing.output, &summary, report.problems(), language);
    print_upload_advice(&args.writing.output, layout.format, summary.contacts, language);
    Ok(ExitStatus::Done)
}

/// Returns the base, if there is one, and the inputs, in the order in which they are read.
fn lists(args: &args::Merge) -> Vec<&Path> {
    args.base.iter().chain(&args.input).map(PathBuf::as_path).collect()
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

/// The outputs: the merged list, and the table of the origins of its cells.
struct Targets {
    list: Target,
    provenance: Option<Target>,
}

impl Targets {
    fn open(args: &args::Merge, language: Language) -> Result<Self, CliError> {
        let open = |file| {
            Target::additional(
                file,
                (messages::OutputProvenance.text(language), &[Format::Csv]),
                &args.writing.output,
                language,
            )
        };
        let provenance = args.provenance.as_deref().map(open).transpose()?;
        Ok(Targets { list: Target::open(&args.writing.output, false, language)?, provenance })
    }

    /// Writes both outputs. They appear on commit.
    fn write(self, merge: &Merge<'_>, list: &List, layout: &Layout) -> Result<Targets, CliError> {
        let mut writer = Writer::new(self.list, layout)?;
        let mut provenance = self.provenance.map(Provenance::new).transpose()?;
        merge.write(&mut writer)?;
        if let Some(provenance) = &mut provenance {
            for outcome in merge.outcomes() {
                let Some(kept) = &outcome.kept else { continue };
                provenance.write(list, &outcome, &kept.contact(list))?;
            }
        }
        Ok(Targets { list: writer.finish()?, provenance: provenance.map(Provenance::finish).transpose()? })
    }

    fn commit(self) -> Result<(), CliError> {
        self.provenance.map(Target::commit).transpose()?;
        self.list.commit()
    }
}
