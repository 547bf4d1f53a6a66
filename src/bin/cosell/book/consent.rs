use std::io::{self, Write};

use cosell_contacts::render::sanitized;

use crate::args;
use crate::exit::Failure;
use crate::output::{can_ask, confirmed, whoever_reads};
use crate::tell::tell;

/// Whether what was shown is to be done. Where something is lost a terminal is asked, and elsewhere `--yes` is needed; `loss` says
/// what is lost, in a sentence without its end.
pub(super) fn is_wanted(consent: &args::Consent, loss: Option<&str>) -> Result<bool, Failure> {
    if consent.dry_run {
        tell(|out| writeln!(out, "Nothing is changed, since this is a dry run."));
        return Ok(false);
    }
    let Some(loss) = loss.filter(|_| !consent.yes) else { return Ok(true) };
    if confirmed(&sanitized(&format!("{loss}. Go on?"))) {
        return Ok(true);
    }
    if can_ask() {
        tell(|out| writeln!(out, "Nothing is changed."));
        return Err(Failure::declined());
    }
    Err(Failure::refused(
        format!("{loss}, so nothing is changed"),
        "Look at what is shown above, and say --yes if that is meant.",
    ))
}

/// Shows on standard output what would be done.
pub(super) fn show(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    Ok(whoever_reads(write(&mut anstream::stdout()))?)
}

/// A number of contacts, in words.
pub(super) fn contacts(count: u64) -> String {
    if count == 1 { "1 contact".to_owned() } else { format!("{count} contacts") }
}
