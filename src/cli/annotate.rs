//! The workbook that `validate --annotate` writes: the list with its errors marked. `AnnotatedReport` makes the
//! marks; this module checks the output file and reports what was written.

use std::path::{Path, PathBuf};

use crate::contact::Source;
use crate::diagnostics::Finding;
use crate::read::{Format, Rows};
use crate::report::{AnnotatedReport, sanitized};

use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::output::Target;
use crate::cli::stderr::to_stderr;
use crate::i18n::{Language, messages};

/// An annotated workbook that is not yet written.
pub(crate) struct Annotation {
    target: Target,
    file: PathBuf,
}

impl Annotation {
    /// Opens the output that `--annotate` names. Returns none without that option. Several lists are refused, because
    /// the workbook holds one list.
    pub(crate) fn open(args: &args::Validate, inputs: &[&Path], language: Language) -> Result<Option<Self>, CliError> {
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
            inputs,
            language,
        )?;
        Ok(Some(Annotation { target, file: file.to_owned() }))
    }

    /// Writes the workbook and prints its name. If the header can't be used, prints that there is no workbook.
    pub(crate) fn write(self, rows: &Rows, annotated: AnnotatedReport, language: Language) -> Result<(), CliError> {
        let name = sanitized(&self.file.display().to_string()).into_owned();
        if rows.findings().iter().any(Finding::is_blocking) {
            // Without known columns the rows have no findings to mark.
            to_stderr(|out| writeln!(out, "{}", language.localize(messages::NotAnnotated { file: &name })));
            return Ok(());
        }
        annotated.finish(self.target)?.commit()?;
        let source = language.source(&Source::file(rows.source().file.as_path()));
        let source = sanitized(&source);
        to_stderr(|out| writeln!(out, "{}", language.localize(messages::Annotated { file: &name, source: &source })));
        Ok(())
    }
}
