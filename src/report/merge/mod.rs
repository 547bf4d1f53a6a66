//! Reports of a merge: its conflicts as a workbook to be filled in, all of it as JSON, and what it merged from where.

mod json;
mod xlsx;

pub(crate) use json::{MergeOutcome, merge_as_json};
pub(crate) use xlsx::{ConflictSheet, conflicts_as_xlsx};

use super::sanitized;
use crate::contact_list::List;
use crate::i18n::{Language, messages};
use crate::merge::MergeOrigins;

/// Maximum number of lists that are named.
const MAX_NAMED: usize = 5;

/// Returns a sentence with the numbers of contacts that each list has; with a base, that it changed. `None` if there is
/// nothing to say, because there is only one list.
pub(crate) fn format_merge_origins(
    list: &List,
    origins: &MergeOrigins,
    has_base: bool,
    language: Language,
) -> Option<String> {
    let inputs = || usize::from(has_base)..list.inputs();
    if list.inputs() < 2 {
        return None;
    }
    let mut counts: Vec<String> = inputs()
        .map(|input| {
            let name = language.source(&list.file(input));
            let (file, count) = (sanitized(&name), origins.by_input.get(input).copied().unwrap_or_default());
            match (input == usize::from(has_base), has_base) {
                (true, false) => language.localize(messages::ContactsFrom { count, file }).to_string(),
                (true, true) => language.localize(messages::ContactsChangedIn { count, file }).to_string(),
                (false, false) => language.localize(messages::CountFrom { count, file }).to_string(),
                (false, true) => language.localize(messages::CountChangedIn { count, file }).to_string(),
            }
        })
        .collect();
    counts = vec![language.first(&counts, MAX_NAMED, ", ")];
    let count = origins.shared;
    match inputs().len() {
        1 => {}
        2 => counts.push(language.localize(messages::CountInBoth { count }).to_string()),
        _ => counts.push(language.localize(messages::CountInSeveral { count }).to_string()),
    }
    Some(language.localize(messages::MergedFrom { counts: counts.join(", ") }).to_string())
}
