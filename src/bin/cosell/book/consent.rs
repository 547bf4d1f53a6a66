use std::io::{self, Write};

use cosell_contacts::render::sanitized;
use cosell_contacts::words::{Language, say};

use crate::args;
use crate::exit::Failure;
use crate::output::{can_ask, confirmed, whoever_reads};
use crate::tell::tell;

/// Whether what was shown is to be done. Where something is lost a terminal is asked, and elsewhere `--yes` is needed; `loss` says
/// what is lost, in a sentence without its end.
pub(super) fn is_wanted(
    consent: &args::Consent,
    loss: Option<&dyn Fn(Language) -> String>,
    language: Language,
) -> Result<bool, Failure> {
    if consent.dry_run {
        tell(|out| writeln!(out, "{}", say::DryRun.text(language)));
        return Ok(false);
    }
    let Some(loss) = loss.filter(|_| !consent.yes) else { return Ok(true) };
    let question = language.say(say::GoOn { loss: loss(language) }).to_string();
    if confirmed(&sanitized(&question), language) {
        return Ok(true);
    }
    if can_ask() {
        tell(|out| writeln!(out, "{}", say::NothingChanged.text(language)));
        return Err(Failure::declined());
    }
    Err(Failure::refused(
        format!("{}, so nothing is changed", loss(Language::En)),
        "Look at what is shown above, and say --yes if that is meant.",
    ))
}

/// Shows on standard output what would be done.
pub(super) fn show(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    whoever_reads(write(&mut anstream::stdout()))
}

/// A number of contacts, in words.
pub(super) fn contacts(count: u64, language: Language) -> String {
    language.say(say::ContactCount { count }).to_string()
}
