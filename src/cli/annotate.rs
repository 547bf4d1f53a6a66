use std::path::{Path, PathBuf};

use crate::contact::Source;
use crate::diagnostics::Finding;
use crate::read::{Format, Rows};
use crate::report::{AnnotatedReport, sanitized};

use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::output::Target;
use crate::cli::stderr::tell;
use crate::i18n::{Language, messages};

/// The annotated list that is to be written.
pub(crate) struct Annotation {
    target: Target,
    file: PathBuf,
}

impl Annotation {
    /// Where the annotated list goes, of which there is one; none where nobody asks for it.
    pub(crate) fn open(args: &args::Validate, inputs: &[&Path], language: Language) -> Result<Option<Self>, CliError> {
        let Some(file) = args.annotate.as_deref() else { return Ok(None) };
        if args.input.len() > 1 {
            return Err(CliError::trouble(
                messages::AnnotateSeveral { count: args.input.len() },
                messages::RemedyAnnotate,
            ));
        }
        let target = Target::beside(
            file,
            (messages::OutputAnnotated.text(language), &[Format::Xlsx]),
            &args.output,
            inputs,
            language,
        )?;
        Ok(Some(Annotation { target, file: file.to_owned() }))
    }

    /// Writes it, and says what it is.
    pub(crate) fn write(self, rows: &Rows, annotated: AnnotatedReport, language: Language) -> Result<(), CliError> {
        let name = sanitized(&self.file.display().to_string()).into_owned();
        if rows.findings().iter().any(Finding::is_blocking) {
            // Of rows whose columns are not known nothing can be said.
            tell(|out| writeln!(out, "{}", language.localize(messages::NotAnnotated { file: &name })));
            return Ok(());
        }
        annotated.finish(self.target)?.commit()?;
        let source = language.source(&Source::file(rows.source().file.as_path()));
        let source = sanitized(&source);
        tell(|out| writeln!(out, "{}", language.localize(messages::Annotated { file: &name, source: &source })));
        Ok(())
    }
}
