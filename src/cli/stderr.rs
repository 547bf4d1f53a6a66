//! Messages on standard error that several commands print: which list was written, why none was, and how to upload
//! it. Errors are printed by `CliError`. `--quiet` leaves out the notes, and the counts if it is given twice.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

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

/// The number of times that `--quiet` is given.
static QUIET: AtomicU8 = AtomicU8::new(0);

pub(crate) fn set_quiet(times: u8) {
    QUIET.store(times, Relaxed);
}

/// Returns whether notes are left out.
pub(crate) fn is_quiet() -> bool {
    QUIET.load(Relaxed) > 0
}

/// Returns whether counts are left out, too.
pub(crate) fn is_silent() -> bool {
    QUIET.load(Relaxed) > 1
}

/// Prints a note: neither an error nor a question nor the counts of a run.
pub(crate) fn note(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    if !is_quiet() {
        to_stderr(write);
    }
}

/// Prints the counts of a run.
pub(crate) fn counts(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    if !is_silent() {
        to_stderr(write);
    }
}

/// Prints that no list was written, and why. `hint` is an alternative, or empty.
pub(crate) fn write_refused(
    summary: &Summary,
    problems: ProblemCounts,
    hint: &str,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    if !is_silent() {
        writeln!(out, "{}", format_ledger(summary, language))?;
    }
    if summary.rows == 0 {
        return writeln!(out, "{}", messages::NothingWritten.text(language));
    }
    if problems.errors == 0 {
        return write_strict_refusal(problems, language, out);
    }
    let hint = if is_quiet() { "" } else { hint };
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
        note(|out| writeln!(out, "{}", language.localize(messages::WrittenTo { file: sanitized(&file) })));
    }
}

/// Prints the counts of a report, and the name of the file that it was written to.
pub(crate) fn print_counts_written(file: &Path, said: &str, language: Language) {
    let file = file.display().to_string();
    counts(|out| match is_quiet() {
        true => writeln!(out, "{said}."),
        false => {
            writeln!(out, "{}", language.localize(messages::CountsWritten { counts: said, file: sanitized(&file) }))
        }
    });
}

/// Prints the ledger of the rows.
pub(crate) fn print_ledger(summary: &Summary, language: Language) {
    counts(|out| writeln!(out, "{}", format_ledger(summary, language)));
}

/// Prints the ledger of the rows, and the name of the output if it is a file.
pub(crate) fn print_written(output: &args::Output, summary: &Summary, problems: ProblemCounts, language: Language) {
    print_written_to(file_of(output), summary, problems, language);
}

/// Prints the ledger of the rows, and the name of the file if there is one.
pub(crate) fn print_written_to(file: Option<&Path>, summary: &Summary, problems: ProblemCounts, language: Language) {
    let ProblemCounts { warnings, fixed, .. } = problems;
    let mut said =
        language.localize(messages::LedgerFixed { ledger: format_ledger(summary, language), count: fixed }).to_string();
    if warnings > 0 {
        said += &format!(", {}", language.localize(messages::WarningsToCheck { count: warnings }));
    }
    counts(|out| match file.filter(|_| !is_quiet()) {
        None => writeln!(out, "{said}."),
        Some(file) => {
            let file = file.display().to_string();
            writeln!(out, "{}", language.localize(messages::Written { said, file: sanitized(&file) }))
        }
    });
}

/// Prints advice about uploading the list. Returns whether it is a file that Partner Center imports.
pub(crate) fn print_upload_advice(output: &args::Output, format: Format, contacts: u64, language: Language) -> bool {
    let is_upload = contacts > 0 && format == Format::Csv && file_of(output).is_some();
    if contacts == 0 {
        note(|out| writeln!(out, "{}", messages::NoContactsWritten.text(language)));
    } else if is_upload {
        note(|out| writeln!(out, "{}", messages::UploadAsItIs.text(language)));
    }
    is_upload
}

/// Prints what a person does next in Partner Center.
pub(crate) fn print_next_steps(language: Language) {
    note(|out| {
        writeln!(out, "{}", messages::NextStepImport.text(language))?;
        writeln!(out, "{}", messages::NextStepRoles.text(language))
    });
}

/// Returns a number of contacts in words, such as "2 contacts".
pub(crate) fn contacts(count: u64, language: Language) -> String {
    language.localize(messages::ContactCount { count }).to_string()
}
