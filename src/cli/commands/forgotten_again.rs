//! The question whether people who were forgotten on request may be saved again: they come back with old lists and with
//! exports of the portal.

use crate::book::{Book, ForgottenAddress};
use crate::contact_list::List;
use crate::i18n::{Language, messages};
use crate::report::sanitized;

use super::history::day;
use crate::cli::error::CliError;
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

/// Returns what has to be confirmed, without its full stop; none if nobody was forgotten.
pub(super) fn in_words(again: &[ForgottenAddress], language: Language) -> Option<String> {
    let loss = messages::LossForgottenAgain { count: again.len() as u64 };
    (!again.is_empty()).then(|| language.localize(loss).to_string())
}
