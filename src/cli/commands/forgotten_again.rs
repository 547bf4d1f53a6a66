//! The question whether people who were forgotten on request may be saved again: they come back with old lists and with
//! exports of the portal.

use crate::book::{Book, ForgottenAddress};
use crate::contact_list::List;
use crate::i18n::{Language, messages};
use crate::report::sanitized;

use super::history::day;
use crate::cli::args;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::prompt::confirm_changes;
use crate::cli::stderr::to_stderr;

/// Finds and prints the people in a list who were forgotten. Those in the input `last`, the offer's current list, are
/// left out: they were confirmed when that list was saved.
pub(super) fn find(
    book: Option<&mut Book>,
    list: &List,
    last: usize,
    language: Language,
) -> Result<Vec<ForgottenAddress>, CliError> {
    let emails = |input| list.of_input(input).map(|at| list.email(at));
    let all = find_addresses(book, (0..last).flat_map(emails))?;
    let is_new = |again: &ForgottenAddress| !emails(last).any(|email| email.eq_ignore_ascii_case(&again.email));
    let again: Vec<ForgottenAddress> = all.into_iter().filter(is_new).collect();
    print(&again, language);
    Ok(again)
}

/// Returns those of the addresses that were forgotten.
pub(super) fn find_addresses<'e>(
    book: Option<&mut Book>,
    emails: impl IntoIterator<Item = &'e str>,
) -> Result<Vec<ForgottenAddress>, CliError> {
    let Some(book) = book else { return Ok(Vec::new()) };
    Ok(book.read()?.forgotten_addresses(emails)?)
}

pub(super) fn print(again: &[ForgottenAddress], language: Language) {
    for ForgottenAddress { email, time } in again {
        let was = messages::WasForgotten { email: sanitized(email), day: day(time) };
        to_stderr(|out| writeln!(out, "{}", language.localize(was)));
    }
}

/// Returns whether to save them again: asks on a terminal, and requires `--yes` elsewhere.
pub(super) fn confirm(
    again: &[ForgottenAddress],
    consent: &args::ConfirmArgs,
    language: Language,
) -> Result<bool, CliError> {
    let loss = language.localize(messages::LossForgottenAgain { count: again.len() as u64 }).to_string();
    Ok(again.is_empty() || confirm_changes(consent, Some(loss), language)?)
}

/// Returns the exit status of a run that saves nothing: with `--dry-run`, that of a run that would have to ask.
pub(super) fn dry_run_status(again: &[ForgottenAddress], consent: &args::ConfirmArgs) -> ExitStatus {
    match consent.dry_run && !consent.yes && !again.is_empty() {
        true => ExitStatus::Refused,
        false => ExitStatus::Done,
    }
}
