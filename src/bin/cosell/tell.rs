use std::io::{self, Write};

use cosell_contacts::finding::Summary;
use cosell_contacts::read::Format;
use cosell_contacts::render::{ledger, sanitized};

use crate::args;
use crate::output::file_of;

/// Says something on standard error. Where nobody listens any more the work goes on all the same.
pub(crate) fn tell(say: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let _ = say(&mut anstream::stderr());
}

/// Says that there is no list, and why not; `hint` is what else could be done.
pub(crate) fn tell_refused(summary: &Summary, hint: &str, out: &mut dyn Write) -> io::Result<()> {
    if summary.rows == 0 {
        return writeln!(out, "Nothing is written.");
    }
    writeln!(out, "{}", ledger(summary))?;
    write!(out, "Nothing is written, since a partial list would delete people when it replaces the existing one.")?;
    if !hint.is_empty() {
        write!(out, " {hint}")?;
    }
    writeln!(out)
}

/// Says what became of the rows, and where the list is.
pub(crate) fn tell_written(
    output: &args::Output,
    summary: &Summary,
    mended: u64,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = file_of(output).map_or("standard output".into(), |file| file.display().to_string());
    let mended = match mended {
        0 => "nothing had to be mended".to_owned(),
        1 => "1 fix applied".to_owned(),
        mended => format!("{mended} fixes applied"),
    };
    writeln!(out, "{}, {mended}. Written to {}.", ledger(summary), sanitized(&name))
}

/// Says what to mind when a list is uploaded.
pub(crate) fn tell_upload(output: &args::Output, format: Format, contacts: u64, out: &mut dyn Write) -> io::Result<()> {
    if contacts == 0 {
        writeln!(out, "The list has no contacts: importing it would delete all that the offer has.")
    } else if format == Format::Csv && file_of(output).is_some() {
        writeln!(
            out,
            "Upload this file as it is: Excel, where its list separator is a semicolon, would save it so that the portal \
             refuses it."
        )
    } else {
        Ok(())
    }
}
