//! Confirmation of changes to the book: `--dry-run`, `--yes` and the prompt on a terminal.

use crate::i18n::{Language, messages};
use crate::report::sanitized;

use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::output::{can_ask, confirmed};
use crate::cli::stderr::to_stderr;

/// Returns whether to carry out the plan that was shown. If something would be lost, asks on a terminal and requires
/// `--yes` elsewhere. `loss` is a sentence about it without its full stop.
pub(super) fn confirm_changes(
    consent: &args::ConfirmArgs,
    loss: Option<String>,
    language: Language,
) -> Result<bool, CliError> {
    if consent.dry_run {
        to_stderr(|out| writeln!(out, "{}", messages::DryRun.text(language)));
        return Ok(false);
    }
    let Some(loss) = loss.filter(|_| !consent.yes) else { return Ok(true) };
    let question = language.localize(messages::GoOn { loss: &loss }).to_string();
    if confirmed(&sanitized(&question), language) {
        return Ok(true);
    }
    if can_ask() {
        to_stderr(|out| writeln!(out, "{}", messages::NothingChanged.text(language)));
        return Err(CliError::declined());
    }
    Err(CliError::unconfirmed(messages::LossUnconfirmed { loss }, messages::RemedySayYes))
}

/// Returns a number of contacts in words, such as "2 contacts".
pub(super) fn contacts(count: u64, language: Language) -> String {
    language.localize(messages::ContactCount { count }).to_string()
}
