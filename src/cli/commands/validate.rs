//! `cosell validate`: checks lists and writes their findings in one of several forms. The checks are in
//! `crate::validate`, the forms in `report`. With `--annotate` it writes a workbook, too: the list with its errors
//! marked.

use std::convert::Infallible;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::contact::Source;
use crate::coverage::{Coverage, Matrix};
use crate::diagnostics::{FilteredReport, Finding, Report, RuleFilter, Summary, TeeReport};
use crate::i18n::{Language, messages};
use crate::normalize;
use crate::pipeline::{Turn, list_by_list};
use crate::read::{self, Format, Input, Rows};
use crate::report::{
    AnnotatedReport, CheckedFile, DisplayLimits, FileStatus, ProblemCounts, ReportMode, TextReport, format_ledger,
    sanitized,
};
use crate::validate::validate_and_count;

use crate::cli::args::{self, ReportForm};
use crate::cli::config::{Configuration, ListSettings};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::report_repeated;
use crate::cli::markets::Markets;
use crate::cli::output::{Target, file_of, result_format};
use crate::cli::progress::ReadProgress;
use crate::cli::report_file::{CompletedReport, ReportFile, Results, SecondReport};
use crate::cli::stderr::{is_quiet, is_silent, note, print_written_file, to_stderr};

pub(crate) fn run(args: &args::Validate, language: Language) -> Result<ExitStatus, CliError> {
    let config = Configuration::new(&args.reading, &args.validation.fixes, None, language);
    let (markets, general) = config.markets(&args.markets.markets, &args.input[0])?;
    let is_typed = !args.markets.markets.is_empty();
    let markets = Markets::from_values(&markets, is_typed, &general.normalization.groups, &general.reading, language)?;
    let inputs: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    report_repeated(&inputs, language)?;
    let lists = config.of_lists(inputs.iter().map(Input::path))?;
    let form = result_format(args.format, &args.output)?.report_form();
    let annotation = Annotation::open(args, language)?;
    let first = match form {
        Some(form) => First::File(ReportFile::open(form, &args.output, language)?),
        None => First::Text(Target::of_report(&args.output, None, true, language)?),
    };
    let others = [file_of(&args.output), args.annotate.as_deref()];
    let open = |file| SecondReport::open(file, args.output.force, others.into_iter().flatten(), language);
    let mut second = args.report.as_deref().map(open).transpose()?;
    let forms: Vec<ReportForm> = form.into_iter().chain(second.as_ref().map(|second| second.form)).collect();
    let wants_text = |form: &ReportForm| matches!(form, ReportForm::Findings(format) if format.wants_text());
    let keeps_text = forms.iter().any(wants_text);
    let selection = args.selecting.selection();
    let counts_coverage = forms.contains(&ReportForm::Page);
    let allow_empty = args.empty.allow_empty;
    let check =
        Check { language, lists, keeps_text, allow_empty, markets: &markets, selection: &selection, counts_coverage };
    let is_file = file_of(&args.output).is_some();
    let mut checked = match first {
        First::File(mut report) => {
            let mut checked = match &mut second {
                Some(second) => {
                    check.run(annotation, &mut TeeReport(&mut report, &mut second.report), |_| ProblemCounts::default())
                }
                None => check.run(annotation, &mut report, |_| ProblemCounts::default()),
            };
            checked.complete(second, is_file)?;
            report.complete(&checked.results())?.commit()?;
            checked
        }
        First::Text(target) => {
            let mut report = TextReport::new(ReportMode::Validate, display_limits(args), language);
            let mut checked = match &mut second {
                Some(second) => {
                    check.run(annotation, &mut TeeReport(&mut report, &mut second.report), |tee| tee.0.problems())
                }
                None => check.run(annotation, &mut report, TextReport::problems),
            };
            checked.complete(second, is_file)?;
            let can_annotate = args.annotate.is_none() && inputs.len() == 1 && checked.summary.rows > 0;
            target.write_text(|out| show(&report, &checked, &selection, can_annotate, language, out))?;
            checked
        }
    };
    if let Some(annotated) = checked.annotated.take() {
        annotated?.finish(language)?;
    }
    print_written_file(&args.output, language);
    if let Some(report) = checked.report.take() {
        report?.commit(language)?;
    }
    let summary = checked.summary;
    let is_wrong = summary.errors > 0 || args.validation.has_strict_warnings(&summary);
    Ok(if is_wrong { ExitStatus::Data } else { ExitStatus::Done }.max(checked.worst()))
}

/// The report that `-o` names, or standard output.
enum First {
    Text(Target),
    File(ReportFile),
}

/// Returns the limits of the text. A file gets the default width, so that it doesn't depend on the terminal.
fn display_limits(args: &args::Validate) -> DisplayLimits {
    let limits = args.validation.display.limits();
    if file_of(&args.output).is_some() {
        DisplayLimits { width: DisplayLimits::default().width, ..limits }
    } else {
        limits
    }
}

/// The inputs and settings of a run.
struct Check<'a> {
    language: Language,
    lists: Vec<(Input, ListSettings)>,
    /// Whether findings need the text of a list.
    keeps_text: bool,
    allow_empty: bool,
    markets: &'a Markets,
    selection: &'a RuleFilter,
    /// Whether a report shows the coverage of the lists.
    counts_coverage: bool,
}

/// The outcome of a run.
#[derive(Default)]
struct Checked {
    summary: Summary,
    /// The files with their outcomes, in the order of the arguments.
    files: Vec<CheckedFile>,
    /// The counts of each file that was read.
    counts: Vec<Option<(Summary, ProblemCounts)>>,
    /// Errors of the lists that can't be read.
    failures: Vec<CliError>,
    /// The annotated workbook, or the error if it can't be written.
    annotated: Option<Result<Annotated, CliError>>,
    /// The report of `--report`, or the error if it can't be written.
    report: Option<Result<CompletedReport, CliError>>,
    /// The coverage of all lists together, if a report shows it and there are contacts.
    coverage: Option<Matrix>,
}

impl Checked {
    fn results(&self) -> Results<'_> {
        Results {
            summary: &self.summary,
            files: &self.files,
            summaries: self.counts.iter().map(|counts| counts.as_ref().map(|(summary, _)| *summary)).collect(),
            coverage: self.coverage.as_ref(),
        }
    }

    /// Ends the second report. If the first is a file too, returns the errors of the other files before it gets its name, so
    /// that all of them are written or none.
    fn complete(&mut self, second: Option<SecondReport>, is_file: bool) -> Result<(), CliError> {
        self.report = second.map(|second| second.complete(&self.results()));
        if is_file {
            self.annotated = self.annotated.take().transpose()?.map(Ok);
            self.report = self.report.take().transpose()?.map(Ok);
        }
        Ok(())
    }

    fn worst(&self) -> ExitStatus {
        self.failures.iter().map(CliError::exit).max().unwrap_or_default()
    }
}

impl Check<'_> {
    /// Checks each list on its own. If one can't be read, prints its error and checks the others. `problems` returns the
    /// problems that a report has so far.
    fn run<R: Report>(
        self,
        mut annotation: Option<Annotation>,
        report: &mut R,
        problems: impl Fn(&R) -> ProblemCounts,
    ) -> Checked {
        let mut checked = Checked::default();
        let Check { language, lists, keeps_text, allow_empty, markets, selection, counts_coverage } = self;
        let is_shared = lists.len() > 1;
        let under_way = ReadProgress::new(lists.iter().map(|(input, _)| input), language);
        let bar = under_way.bar();
        let mut coverage = Coverage::with_names();
        let open = |(input, ListSettings { reading, normalization, .. }): (Input, _)| {
            let file = input.name().to_owned();
            let normalization = normalize::NormalizeSettings { allow_empty, ..normalization };
            let reading = read::ReadSettings { is_shared, keeps_text, ..reading };
            ((under_way.watch(input), reading), (file, normalization))
        };
        let (inputs, files): (Vec<_>, Vec<_>) = lists.into_iter().map(open).unzip();
        let check = |index: usize, rows: &mut Rows, report: &mut dyn Report, coverage: &mut Coverage| {
            let (_, normalization) = &files[index];
            let coverage = counts_coverage.then_some(coverage);
            check_list(rows, normalization.clone(), markets, selection, report, coverage)
        };
        let check_aside = |index: usize, rows: Result<Rows, read::ReadError>, report: &mut dyn Report| {
            let mut coverage = Coverage::with_names();
            let summary = rows.and_then(|mut rows| check(index, &mut rows, report, &mut coverage));
            (summary, coverage)
        };
        let is_one_by_one = annotation.is_some() || report.buffer().is_none();
        let mut before = problems(report);
        let Ok(()) = list_by_list(inputs, is_one_by_one, report, check_aside, |index, turn, report| {
            let summary = match turn {
                Turn::Processed((summary, of_list)) => {
                    coverage.join(&of_list);
                    summary
                }
                Turn::Opened(rows) => (*rows).and_then(|mut rows| {
                    let Some(annotation) = annotation.take() else {
                        return check(index, &mut rows, report, &mut coverage);
                    };
                    let mut annotated = AnnotatedReport::new(rows.threads(), language);
                    let summary = check(index, &mut rows, &mut TeeReport(report, &mut annotated), &mut coverage)?;
                    checked.annotated = Some(annotation.write(&rows, annotated, language));
                    Ok(summary)
                }),
            };
            let file = files[index].0.clone();
            match summary {
                Ok(summary) => {
                    checked.summary.add(&summary);
                    let status = if summary.unread > 0 { FileStatus::NoRowsRead } else { FileStatus::Checked };
                    checked.files.push(CheckedFile { file, status });
                    checked.counts.push(Some((summary, problems(report).since(before))));
                }
                Err(error) => {
                    let failure = CliError::from(error);
                    let status = FileStatus::Unreadable(failure.sentence(language));
                    checked.files.push(CheckedFile { file, status });
                    checked.counts.push(None);
                    checked.failures.push(failure);
                }
            }
            before = problems(report);
            Ok::<(), Infallible>(())
        });
        drop(bar);
        let matrix = counts_coverage.then(|| coverage.matrix(&markets.countries));
        checked.coverage = matrix.filter(|_| checked.summary.contacts > 0);
        checked.failures.iter().for_each(|failure| {
            failure.print(language);
        });
        checked
    }
}

/// Checks a list by the selected rules, and adds its contacts to the coverage of all, if that is counted.
fn check_list(
    rows: &mut Rows,
    normalization: normalize::NormalizeSettings,
    markets: &Markets,
    selection: &RuleFilter,
    report: &mut dyn Report,
    total: Option<&mut Coverage>,
) -> Result<Summary, read::ReadError> {
    // If the header can't be used, no finding is filtered out: --select and --ignore would hide why the rows are not
    // checked.
    let all = RuleFilter::default();
    let is_unread = rows.findings().iter().any(Finding::is_blocking);
    let mut selected = FilteredReport::new(if is_unread { &all } else { selection }, report);
    let mut coverage = total.as_ref().map_or_else(Coverage::default, |total| total.emptied());
    let summary = validate_and_count(rows, normalization, &markets.countries, &mut selected, &mut coverage)?;
    if let Some(total) = total.filter(|_| !is_unread) {
        total.join(&coverage);
    }
    Ok(selected.summary(&summary))
}

/// Returns the numbers of problems of one file of several. `None` if there are none.
fn format_problem_counts(problems: ProblemCounts, language: Language) -> Option<String> {
    let ProblemCounts { errors, warnings, fixed } = problems;
    let counts = [
        (errors, language.localize(messages::ProblemsToCorrect { count: errors }).to_string()),
        (warnings, language.localize(messages::WarningsToCheck { count: warnings }).to_string()),
        (fixed, language.localize(messages::FixableCount { count: fixed }).to_string()),
    ];
    let counts: Vec<String> = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// Returns a sentence with the number of problems: what a person has to do comes first. `None` if there are none.
fn problem_sentence(problems: ProblemCounts, language: Language) -> Option<String> {
    let ProblemCounts { errors, warnings, fixed } = problems;
    let errors = (errors > 0).then(|| language.localize(messages::ProblemsToCorrect { count: errors }).to_string());
    let warnings = (warnings > 0).then(|| language.localize(messages::WarningsToCheck { count: warnings }).to_string());
    let by_hand: Vec<String> = errors.into_iter().chain(warnings).collect();
    match (by_hand.is_empty(), fixed) {
        (true, 0) => None,
        (true, _) => Some(language.localize(messages::AllAreFixed { count: fixed }).to_string()),
        (false, 0) => Some(format!("{}.", by_hand.join(", "))),
        (false, _) => {
            let by_hand = by_hand.join(", ");
            Some(language.localize(messages::OthersAreFixed { by_hand, count: fixed }).to_string())
        }
    }
}

/// Writes a line for each file, those without problems and those that can't be read included.
fn write_files(checked: &Checked, language: Language, out: &mut dyn Write) -> std::io::Result<()> {
    for (file, counts) in checked.files.iter().zip(&checked.counts) {
        let name = language.source(&Source::file(file.file.as_path()));
        let label = sanitized(&name);
        let text = match counts {
            Some((summary, problems)) => {
                let problems = match format_problem_counts(*problems, language) {
                    Some(problems) => problems,
                    None => messages::NoProblems.text(language).to_owned(),
                };
                format!("{}, {problems}", format_ledger(summary, language))
            }
            None => messages::FileUnreadable.text(language).to_owned(),
        };
        writeln!(out, "{}", language.localize(messages::LabeledText { label, text }))?;
    }
    let (count, of) = (checked.failures.len() as u64, checked.files.len());
    if count > 0 {
        writeln!(out, "{}", language.localize(messages::FilesUnreadable { count, of }))?;
    }
    Ok(())
}

fn show(
    report: &TextReport,
    checked: &Checked,
    selection: &RuleFilter,
    can_annotate: bool,
    language: Language,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let summary = &checked.summary;
    report.write(out)?;
    if checked.files.len() > 1 && !is_quiet() {
        write_files(checked, language, out)?;
    }
    if !is_silent() && (summary.rows > 0 || checked.failures.is_empty()) {
        writeln!(out, "{}", format_ledger(summary, language))?;
    }
    if is_quiet() {
        return out.flush();
    }
    if let Some(counts) = problem_sentence(report.problems(), language) {
        writeln!(out, "{counts}")?;
        if can_annotate && report.problems().errors > 0 {
            writeln!(out, "{}", messages::MarkInWorkbook.text(language))?;
        }
    } else if checked.failures.is_empty() {
        let nothing = if selection.is_all() {
            messages::NothingIsWrong.text(language)
        } else {
            messages::NothingIsWrongByRules.text(language)
        };
        writeln!(out, "{nothing}")?;
    }
    out.flush()
}

/// The output of an annotated workbook.
struct Annotation {
    target: Target,
    file: PathBuf,
}

impl Annotation {
    /// Opens the output that `--annotate` names. Returns none without that option. Several lists are refused, because
    /// the workbook holds one list.
    fn open(args: &args::Validate, language: Language) -> Result<Option<Self>, CliError> {
        let Some(file) = args.annotate.as_deref() else { return Ok(None) };
        if args.input.len() > 1 {
            return Err(CliError::trouble(
                messages::AnnotateSeveral { count: args.input.len() },
                messages::RemedyAnnotate,
            ));
        }
        let target = Target::additional(
            file,
            (messages::OutputAnnotated.text(language), &[Format::Xlsx]),
            &args.output,
            language,
        )?;
        Ok(Some(Annotation { target, file: file.to_owned() }))
    }

    /// Writes the workbook, unless the header can't be used.
    fn write(self, rows: &Rows, annotated: AnnotatedReport, language: Language) -> Result<Annotated, CliError> {
        let name = sanitized(&self.file.display().to_string()).into_owned();
        let source = language.source(&Source::file(rows.source().file.as_path()));
        let source = sanitized(&source).into_owned();
        // Without known columns the rows have no findings to mark.
        let is_unread = rows.findings().iter().any(Finding::is_blocking);
        let target = if is_unread { None } else { Some(annotated.finish(self.target)?) };
        Ok(Annotated { target, name, source })
    }
}

/// An annotated workbook that is written, and has not its name yet.
struct Annotated {
    /// `None` if the header can't be used.
    target: Option<Target>,
    name: String,
    /// The name of the list.
    source: String,
}

impl Annotated {
    /// Gives the workbook its name, and prints that, or that there is no workbook.
    fn finish(self, language: Language) -> Result<(), CliError> {
        let Annotated { target, name, source } = self;
        let Some(target) = target else {
            to_stderr(|out| writeln!(out, "{}", language.localize(messages::NotAnnotated { file: &name })));
            return Ok(());
        };
        target.commit()?;
        note(|out| writeln!(out, "{}", language.localize(messages::Annotated { file: &name, source: &source })));
        Ok(())
    }
}
