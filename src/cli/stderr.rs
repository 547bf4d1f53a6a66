//! Messages on standard error that several commands print: which list was written, why none was, and how to upload
//! it. Errors are printed by `CliError`.

use std::io::{self, Write};

use crate::diagnostics::Summary;
use crate::i18n::{Language, messages};
use crate::read::Format;
use crate::report::{ProblemCounts, WrappingWriter, format_ledger, sanitized};

use crate::cli::args;
use crate::cli::output::{file_of, width};

/// Prints on standard error, as wide as the terminal. Ignores errors: if it is closed, the command still does its work.
pub(crate) fn to_stderr(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut out = WrappingWriter::new(anstream::stderr(), width());
    let _ = write(&mut out).and_then(|()| out.finish());
}

/// Prints that no list was written, and why. `hint` is an alternative, or empty.
pub(crate) fn write_refused(
    summary: &Summary,
    problems: ProblemCounts,
    hint: &str,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    if summary.rows == 0 {
        return writeln!(out, "{}", messages::NothingWritten.text(language));
    }
    writeln!(out, "{}", format_ledger(summary, language))?;
    if problems.errors == 0 {
        return write_strict_refusal(problems, language, out);
    }
    let between = if hint.is_empty() { "" } else { " " };
    let why = language.localize(messages::NothingWrittenErrors { count: problems.errors });
    writeln!(out, "{why}{between}{hint}")
}

/// Prints that no list was written, because `--strict` treats warnings as errors.
pub(crate) fn write_strict_refusal(problems: ProblemCounts, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", language.localize(messages::NothingWrittenWarnings { count: problems.warnings }))
}

/// Returns the name of the output for messages.
pub(crate) fn name_of(output: &args::Output, language: Language) -> String {
    let name = file_of(output).map(|file| sanitized(&file.display().to_string()).into_owned());
    name.unwrap_or_else(|| messages::StandardOutput.text(language).to_owned())
}

/// Prints the name of the file that was written, so that no command succeeds without a word.
pub(crate) fn print_written_file(output: &args::Output, language: Language) {
    if let Some(file) = file_of(output) {
        let file = file.display().to_string();
        to_stderr(|out| writeln!(out, "{}", language.localize(messages::WrittenTo { file: sanitized(&file) })));
    }
}

/// Prints the ledger of the rows, and the name of the file.
pub(crate) fn write_written(
    output: &args::Output,
    summary: &Summary,
    problems: ProblemCounts,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let ProblemCounts { warnings, fixed, .. } = problems;
    let mut counts =
        language.localize(messages::LedgerFixed { ledger: format_ledger(summary, language), count: fixed }).to_string();
    if warnings > 0 {
        counts += &format!(", {}", language.localize(messages::WarningsToCheck { count: warnings }));
    }
    if file_of(output).is_none() {
        return writeln!(out, "{counts}.");
    }
    writeln!(out, "{}", language.localize(messages::Written { said: counts, file: name_of(output, language) }))
}

/// Prints advice about uploading the list.
pub(crate) fn write_upload_advice(
    output: &args::Output,
    format: Format,
    contacts: u64,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    if contacts == 0 {
        writeln!(out, "{}", messages::NoContactsWritten.text(language))
    } else if format == Format::Csv && file_of(output).is_some() {
        writeln!(out, "{}", messages::UploadAsItIs.text(language))
    } else {
        Ok(())
    }
}

/// Returns a number of contacts in words, such as "2 contacts".
pub(crate) fn contacts(count: u64, language: Language) -> String {
    language.localize(messages::ContactCount { count }).to_string()
}
