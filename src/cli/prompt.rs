//! Questions on a terminal, and the confirmation of changes to the book: `--dry-run`, `--yes` and the question.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::i18n::{Language, messages};
use crate::report::{WrappingWriter, sanitized};

use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::output::width;
use crate::cli::stderr::{note, to_stderr};

/// Returns whether to carry out the plan that was shown. If something would be lost, asks on a terminal and requires
/// `--yes` elsewhere; `--dry-run` has the same exit status. `loss` is a sentence about it without its full stop.
pub(crate) fn confirm_changes(
    consent: &args::ConfirmArgs,
    loss: Option<String>,
    language: Language,
) -> Result<bool, CliError> {
    match (consent.dry_run, loss.filter(|_| !consent.yes)) {
        (false, None) => Ok(true),
        (false, Some(loss)) => {
            let question = language.localize(messages::GoOn { loss: &loss }).to_string();
            confirm(&question, language, || {
                CliError::unconfirmed(messages::LossUnconfirmed { loss }, messages::RemedySayYes)
            })
        }
        (true, None) => {
            note(|out| writeln!(out, "{}", messages::DryRun.text(language)));
            Ok(false)
        }
        (true, Some(loss)) => Err(CliError::unconfirmed(messages::LossInDryRun { loss }, messages::RemedyDryRunYes)),
    }
}

/// Returns whether to carry out a plan that replaces an earlier one, because somebody else changed the book after that
/// was shown. `--yes` was about the earlier one, so this requires `--rebase` or a yes on a terminal.
pub(crate) fn confirm_new_plan(
    is_rebase: bool,
    consent: &args::ConfirmArgs,
    loss: Option<String>,
    language: Language,
) -> Result<bool, CliError> {
    if is_rebase {
        return confirm_changes(consent, loss, language);
    }
    let question = match loss {
        Some(loss) => language.localize(messages::MovedQuestionLoss { loss }).to_string(),
        None => messages::MovedQuestion.text(language).to_owned(),
    };
    confirm(&question, language, || CliError::unconfirmed(messages::MovedUnconfirmed, messages::RemedyRebase))
}

/// Asks a question. Returns an error if the answer isn't yes, or if nobody can be asked.
fn confirm(question: &str, language: Language, unasked: impl FnOnce() -> CliError) -> Result<bool, CliError> {
    if !can_ask() {
        return Err(unasked());
    }
    if ask_yes_no(&sanitized(question), language) {
        return Ok(true);
    }
    to_stderr(|out| writeln!(out, "{}", messages::NothingChanged.text(language)));
    Err(CliError::declined())
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
