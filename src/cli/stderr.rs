//! Messages on standard error that several commands print: which list was written, why none was, and how to upload
//! it. Errors are printed by `CliError`.

use std::io::{self, Write};

use crate::diagnostics::Summary;
use crate::i18n::{Language, messages};
use crate::read::Format;
use crate::report::{WrappingWriter, ledger, sanitized};

use crate::cli::args;
use crate::cli::output::{file_of, width};

/// Prints on standard error, as wide as the terminal. Ignores errors: if it is closed, the command still does its work.
pub(crate) fn tell(say: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut out = WrappingWriter::new(anstream::stderr(), width());
    let _ = say(&mut out).and_then(|()| out.finish());
}

/// Prints that no list was written, and why. `hint` is an alternative, or empty.
pub(crate) fn tell_refused(summary: &Summary, hint: &str, language: Language, out: &mut dyn Write) -> io::Result<()> {
    if summary.rows == 0 {
        return writeln!(out, "{}", messages::NothingWritten.text(language));
    }
    writeln!(out, "{}", ledger(summary, language))?;
    let between = if hint.is_empty() { "" } else { " " };
    writeln!(out, "{}{between}{hint}", messages::NothingWrittenPartial.text(language))
}

/// Returns the name of the output for messages.
pub(crate) fn name_of(output: &args::Output, language: Language) -> String {
    let name = file_of(output).map(|file| sanitized(&file.display().to_string()).into_owned());
    name.unwrap_or_else(|| messages::StandardOutput.text(language).to_owned())
}

/// Prints the ledger of the rows and the name of the output.
pub(crate) fn tell_written(
    output: &args::Output,
    summary: &Summary,
    mended: u64,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let said = language.localize(messages::LedgerMended { ledger: ledger(summary, language), count: mended });
    writeln!(out, "{}", language.localize(messages::Written { said, file: name_of(output, language) }))
}

/// Prints advice about uploading the list.
pub(crate) fn tell_upload(
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
