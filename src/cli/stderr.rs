use std::io::{self, Write};

use crate::diagnostics::Summary;
use crate::i18n::{Language, messages};
use crate::read::Format;
use crate::report::{ledger, sanitized};

use crate::cli::args;
use crate::cli::output::file_of;

/// Says something on standard error. Where nobody listens any more the work goes on all the same.
pub(crate) fn tell(say: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let _ = say(&mut anstream::stderr());
}

/// Says that there is no list, and why not; `hint` is what else could be done.
pub(crate) fn tell_refused(summary: &Summary, hint: &str, language: Language, out: &mut dyn Write) -> io::Result<()> {
    if summary.rows == 0 {
        return writeln!(out, "{}", messages::NothingWritten.text(language));
    }
    writeln!(out, "{}", ledger(summary, language))?;
    let between = if hint.is_empty() { "" } else { " " };
    writeln!(out, "{}{between}{hint}", messages::NothingWrittenPartial.text(language))
}

/// The name of the file that is written.
pub(crate) fn name_of(output: &args::Output, language: Language) -> String {
    let name = file_of(output).map(|file| sanitized(&file.display().to_string()).into_owned());
    name.unwrap_or_else(|| messages::StandardOutput.text(language).to_owned())
}

/// Says what became of the rows, and where the list is.
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

/// Says what to mind when a list is uploaded.
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
