//! A country with its states in one cell: `US (CA; WA)`, `Canada (Ontario)`, `USA: Texas, Florida`, `Australia - Victoria`.
//!
//! Brackets, a colon or a dash after a country whose states the portal knows, and only states of it: that is one reading. It
//! is none if each of the states could be a country too, as in `US (CA)`, or if two codes have a dash between them.

use super::lexer::closing_bracket;
use super::resolver::{exact_country, split_brackets};
use crate::contact::{CodeSet, Country, State};
use crate::normalize::states::states_of;

/// Returns the country and the states of a text that names a country with some of its states.
pub(super) fn country_with_states(text: &str) -> Option<(Country, CodeSet<State>)> {
    // Fast path: nothing that may stand between a country and its states.
    if text.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'(' | b'[' | b'{' | b':' | b'-')) {
        return None;
    }
    let text = text.trim();
    let (name, list, has_names) = if text.ends_with(|c| "([{".chars().any(|open| closing_bracket(open) == Some(c))) {
        let (name, list) = split_brackets(text)?;
        (name, list, false)
    } else if let Some((name, list)) = text.split_once([':', '\u{ff1a}']) {
        (name, list, false)
    } else {
        let dashes = [" - ", " \u{2013} ", " \u{2014} "];
        let (name, list) = dashes.iter().find_map(|dash| text.split_once(dash))?;
        (name, list, true)
    };
    let country = exact_country(name.trim()).filter(|country| country.has_states())?;
    let (states, pieces) = states_of(country, list)?;
    let is_list_of_countries = pieces.iter().all(|piece| exact_country(piece).is_some());
    // "US - CA" may be two countries.
    let has_code = pieces.iter().any(|piece| piece.len() <= 3);
    let is_doubtful = is_list_of_countries || has_names && has_code;
    (!is_doubtful).then_some((country, states))
}
