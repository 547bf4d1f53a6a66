//! A report of findings that is not text: a form for programs, or a page for people.

use std::io::{BufWriter, IntoInnerError};
use std::ops::Range;
use std::path::Path;

use crate::contact::{Source, SourceColumn};
use crate::coverage::Matrix;
use crate::diagnostics::{Finding, Report, ReportBuffer, Summary};
use crate::i18n::{Language, messages};
use crate::report::{CheckedFile, FindingsFormat, FindingsPage, FindingsReport, MarkedReport, PageList};

use crate::cli::args::{self, ReportForm};
use crate::cli::clock::today;
use crate::cli::error::CliError;
use crate::cli::output::{Target, file_of, is_same, result_format};
use crate::cli::read_files::is_read;
use crate::cli::stderr::print_written_file;

/// A report that is written to a target.
pub(crate) enum ReportFile {
    Findings(FindingsReport<BufWriter<Target>>),
    Page(Box<FindingsPage>, Target),
}

/// The results of a run, for the end of a report.
pub(crate) struct Results<'r> {
    pub(crate) summary: &'r Summary,
    pub(crate) files: &'r [CheckedFile],
    /// The counts of each file that was read.
    pub(crate) summaries: Vec<Option<Summary>>,
    /// The coverage of all lists together, for a page.
    pub(crate) coverage: Option<&'r Matrix>,
}

impl ReportFile {
    /// Opens the output of a report. An earlier report in the same form is replaced without a question.
    pub(crate) fn open(form: ReportForm, output: &args::Output, language: Language) -> Result<Self, CliError> {
        let mark = match form {
            ReportForm::Findings(FindingsFormat::Json) => Some(MarkedReport::FindingsJson),
            ReportForm::Findings(FindingsFormat::Sarif) => Some(MarkedReport::FindingsSarif),
            ReportForm::Findings(_) => None,
            ReportForm::Page => Some(MarkedReport::FindingsHtml),
        };
        let target = Target::of_report(output, mark, false, language)?;
        Ok(match form {
            ReportForm::Findings(format) => {
                ReportFile::Findings(FindingsReport::new(format, BufWriter::new(target), language)?)
            }
            ReportForm::Page => ReportFile::Page(Box::new(FindingsPage::new(language)), target),
        })
    }

    /// Ends the report. Its file appears when the target is committed.
    pub(crate) fn complete(self, results: &Results<'_>) -> Result<Target, CliError> {
        let out = match self {
            ReportFile::Findings(report) => report.finish(results.summary, results.files)?,
            ReportFile::Page(page, target) => {
                let lists = results.files.iter().zip(&results.summaries);
                let lists: Vec<_> = lists.map(|(file, summary)| PageList { file, summary: *summary }).collect();
                let mut out = BufWriter::new(target);
                page.write(&lists, results.coverage, today(), &mut out)?;
                out
            }
        };
        Ok(out.into_inner().map_err(IntoInnerError::into_error)?)
    }

    fn report(&mut self) -> &mut dyn Report {
        match self {
            ReportFile::Findings(report) => report,
            ReportFile::Page(page, _) => &mut **page,
        }
    }
}

/// A report in addition to the text, or to the one that `-o` names: the file of `--report`, or standard output.
pub(crate) struct SecondReport {
    pub(crate) report: ReportFile,
    pub(crate) form: ReportForm,
    output: args::Output,
}

impl SecondReport {
    /// Opens the file of `--report`, whose extension names the form. `others` are the other outputs.
    pub(crate) fn open<'f>(
        file: &Path,
        force: bool,
        others: impl IntoIterator<Item = &'f Path>,
        language: Language,
    ) -> Result<Self, CliError> {
        let output = args::Output { output: Some(file.to_owned()), force };
        let name = || file.display().to_string();
        if file_of(&output).is_none() {
            let what = messages::OutputReport.text(language);
            return Err(CliError::trouble(messages::BesideToStdout { what }, messages::RemedyNameAFile));
        }
        if others.into_iter().any(|other| is_same(other, file)) {
            return Err(CliError::refused(messages::TwoOutputs { file: name() }, messages::RemedyTwoFiles));
        }
        let form = match result_format::<args::ValidateFormat>(None, &output) {
            Err(failure) if file.is_dir() => return Err(failure),
            named => named.ok().and_then(args::ValidateFormat::report_form),
        };
        let Some(form) = form else {
            let ending = language.either(&[".html, .json, .sarif", ".csv"]);
            return Err(CliError::trouble(
                messages::ReportFormatNotNamed { file: name() },
                messages::RemedyEnding { ending },
            ));
        };
        let report = ReportFile::open(form, &output, language)?;
        Ok(SecondReport { report, form, output })
    }

    /// Opens a report in JSON for standard output.
    pub(crate) fn json_to_stdout(language: Language) -> Result<Self, CliError> {
        let (form, output) = (ReportForm::Findings(FindingsFormat::Json), args::Output { output: None, force: false });
        let report = ReportFile::open(form, &output, language)?;
        Ok(SecondReport { report, form, output })
    }

    /// Returns whether the report shows findings in the text of the list.
    pub(crate) fn wants_text(&self) -> bool {
        matches!(self.form, ReportForm::Findings(format) if format.wants_text())
    }

    /// Refuses a file that is read: a profile that was found after the report was opened may name it.
    pub(crate) fn refuse_input(&self) -> Result<(), CliError> {
        let Some(file) = file_of(&self.output).filter(|file| is_read(file)) else { return Ok(()) };
        let file = file.display().to_string();
        Err(CliError::refused(messages::OutputIsInput { file }, messages::RemedyOutputIsInput))
    }

    /// Ends the report. Its file appears when the result is committed.
    pub(crate) fn complete(self, results: &Results<'_>) -> Result<CompletedReport, CliError> {
        Ok(CompletedReport { target: self.report.complete(results)?, output: self.output })
    }
}

/// A report in addition that is written, but has no name yet.
pub(crate) struct CompletedReport {
    target: Target,
    output: args::Output,
}

impl CompletedReport {
    /// Makes the file appear and prints its name.
    pub(crate) fn commit(self, language: Language) -> Result<(), CliError> {
        self.target.commit()?;
        print_written_file(&self.output, language);
        Ok(())
    }
}

impl Report for ReportFile {
    fn source(&mut self, source: &Source) {
        self.report().source(source);
    }

    fn columns(&mut self, columns: &[SourceColumn]) {
        self.report().columns(columns);
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.report().finding(finding);
    }

    fn original_row(&mut self, number: &str) {
        self.report().original_row(number);
    }

    fn row(&mut self, row: u64, cells: &mut dyn Iterator<Item = &str>) {
        self.report().row(row, cells);
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        match self {
            ReportFile::Findings(report) => report.buffer(),
            ReportFile::Page(..) => None,
        }
    }

    fn take_buffer(&mut self, buffer: &mut dyn ReportBuffer, rows: Range<usize>) {
        self.report().take_buffer(buffer, rows);
    }
}
