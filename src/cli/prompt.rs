//! Questions on a terminal, and the confirmation of changes to the book: `--dry-run`, `--yes` and the question.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::i18n::{Language, messages};
use crate::report::{WrappingWriter, sanitized};

use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::output::width;
use crate::cli::stderr::{note, to_stderr};

/// Returns whether to carry out the plan that was shown. If something would be lost, asks on a terminal and requires
/// `--yes` elsewhere. `loss` is a sentence about it without its full stop.
pub(crate) fn confirm_changes(
    consent: &args::ConfirmArgs,
    loss: Option<String>,
    language: Language,
) -> Result<bool, CliError> {
    if consent.dry_run {
        note(|out| writeln!(out, "{}", messages::DryRun.text(language)));
        return Ok(false);
    }
    let Some(loss) = loss.filter(|_| !consent.yes) else { return Ok(true) };
    let question = language.localize(messages::GoOn { loss: &loss }).to_string();
    if ask_yes_no(&sanitized(&question), language) {
        return Ok(true);
    }
    if can_ask() {
        to_stderr(|out| writeln!(out, "{}", messages::NothingChanged.text(language)));
        return Err(CliError::declined());
    }
    Err(CliError::unconfirmed(messages::LossUnconfirmed { loss }, messages::RemedySayYes))
}

/// Returns whether a prompt can be shown and answered.
pub(crate) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks a question on a terminal, and returns whether the answer is yes. Without a terminal it is no.
pub(crate) fn ask_yes_no(question: &str, language: Language) -> bool {
    if !can_ask() {
        return false;
    }
    let mut answer = String::new();
    let mut out = WrappingWriter::new(anstream::stderr(), width());
    // The answer is typed on the last line of the question.
    let prompted = write!(out, "{question} {}", messages::YesNo.text(language)).and_then(|()| out.finish());
    let prompted = prompted.and_then(|mut out| write!(out, " "));
    prompted.is_ok()
        && io::stdin().lock().read_line(&mut answer).is_ok()
        && messages::YesWords.text(language).split(' ').any(|yes| answer.trim().to_lowercase() == yes)
}
