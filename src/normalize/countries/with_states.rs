//! A country with its states in one cell: `US (CA; WA)`, `Canada (Ontario)`, `USA: Texas, Florida`, `Australia - Victoria`,
//! "California, USA".
//!
//! Brackets, a colon, a dash or a comma between a country whose states the portal knows, and only states of it: that is one
//! reading. It is none if each of the states could be a country too, as in `US (CA)`, or if a piece after a dash is one, as in
//! `US - GA`.

use memchr::memchr2;

use super::evidence::state_or_country_doubt;
use super::lexer::closing_bracket;
use super::parser::Segment;
use super::resolver::{Resolution, exact_country, join_codes, split_brackets};
use crate::contact::{CodeSet, Country, State};
use crate::normalize::states::states_of;
use crate::tables::{CountryMatch, state_meaning};
use crate::util::holds_any;

/// Returns the country and the states of a text that names a country with some of its states.
pub(super) fn country_with_states(text: &str) -> Option<(Country, CodeSet<State>)> {
    // Fast path: nothing that may stand between a country and its states; above ASCII, the first bytes of such characters.
    if !holds_any(text.as_bytes(), [b'(', b'[', b'{', b':', b'-', 0xe2, 0xe3, 0xef]) {
        return None;
    }
    let text = text.trim();
    if let Some((name, list)) = bracketed(text) {
        return states_within(name, list, Piece::All).or_else(|| states_within(list, name, Piece::All));
    }
    if let Some((name, list)) = split_colon(text) {
        // In "US: TX, WA; DE", the semicolon may end the states.
        let is_mixed = list.contains(',') && list.contains(';');
        return states_within(name, list, if is_mixed { Piece::Any } else { Piece::All });
    }
    let dashes = [" - ", " \u{2013} ", " \u{2014} "];
    if let Some((name, list)) = dashes.iter().find_map(|dash| text.split_once(dash)) {
        return states_within(name, list, Piece::Any);
    }
    // `US-WA` is the code of a state.
    let (name, list) = text.split_once(['-', '\u{2013}'])?;
    if name.len() > 2 || list.len() > 3 { states_within(name, list, Piece::Any) } else { None }
}

/// Returns the country and the state of two pieces with a comma between them: "California, USA", "US, TX".
pub(super) fn country_and_state(text: &str) -> Option<(Country, CodeSet<State>)> {
    let (one, other) = text.split_once(',').filter(|(_, other)| !other.contains(','))?;
    states_within(one, other, Piece::Any).or_else(|| states_within(other, one, Piece::Any))
}

/// Returns the two readings of a country and a colon before states that are all codes of countries too: `US: DE, MD`.
pub(super) fn states_or_countries(text: &str) -> Option<[String; 2]> {
    let (name, list) = split_colon(text.trim())?;
    let country = exact_country(name.trim()).filter(|country| country.has_states())?;
    let (states, pieces) = states_of(country, list)?;
    let others: Option<Vec<Country>> = pieces.iter().map(|piece| exact_country(piece)).collect();
    let mut countries = vec![country];
    countries.extend(others?);
    Some([join_codes(&countries), with_states(country, &states)])
}

/// Marks countries that may be states of a country with some of its states before them: "US: Texas, Georgia, Mexico",
/// "US - TX, CA". After a closing bracket, only names are marked: the code in `US (TX), CA` is the next country.
pub(super) fn mark_states_of_list(text: &str, segments: &mut [Segment]) {
    // Fast path: one country, or only known ones.
    if segments.len() < 2 || segments.iter().all(|segment| matches!(segment.resolution, Resolution::Known(_))) {
        return;
    }
    let mut within: Option<(Country, bool)> = None;
    for at in 0..segments.len() {
        let written = &text[segments[at].span.clone()];
        if at > 0 && text[segments[at - 1].span.end..segments[at].span.start].contains(['\n', '\r']) {
            within = None;
        }
        match segments[at].resolution {
            Resolution::Known(CountryMatch::Country(country)) => {
                let Some((of, is_bracketed)) = within.filter(|(of, _)| *of != country) else { continue };
                let state = state_meaning(written).iter().find(|state| state.country() == of);
                if let Some(state) = state.filter(|_| !is_bracketed || written.len() > 3) {
                    segments[at].resolution = state_or_country_doubt(*state, country);
                }
            }
            Resolution::Multiple { .. } | Resolution::Group(_) => {}
            _ => {
                if let Some((country, _)) = country_with_states(written) {
                    within = Some((country, bracketed(written).is_some()));
                }
            }
        }
    }
}

/// Returns a country with some of its states as a text that has no other reading: `US (US-CA; US-WA)`.
pub(super) fn with_states(country: Country, states: &CodeSet<State>) -> String {
    let codes: Vec<&str> = states.iter().map(|state| state.code()).collect();
    format!("{} ({})", country.code(), codes.join("; "))
}

fn bracketed(text: &str) -> Option<(&str, &str)> {
    let ends_with_bracket = text.ends_with(|c| "([{".chars().any(|open| closing_bracket(open) == Some(c)));
    if ends_with_bracket { split_brackets(text) } else { None }
}

fn split_colon(text: &str) -> Option<(&str, &str)> {
    // The first bytes of an ASCII and of a full-width colon.
    memchr2(b':', b'\xef', text.as_bytes())?;
    text.split_once([':', '\u{ff1a}'])
}

/// How many of the states must also be countries to leave a doubt.
#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Any,
    All,
}

/// Returns whether letters are the first ones of the words of a name: `NC` of North Carolina.
fn are_initials(letters: &str, name: &str) -> bool {
    let initials = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.chars().eq(initials.map(|c| c.to_ascii_uppercase()))
}

fn states_within(name: &str, list: &str, doubtful: Piece) -> Option<(Country, CodeSet<State>)> {
    let country = exact_country(name.trim()).filter(|country| country.has_states())?;
    let (states, pieces) = states_of(country, list)?;
    let is_country = |piece: &&str| exact_country(piece).is_some();
    // "US, CA." is a list of countries at the end of a sentence, and nobody writes "C.A." for California.
    let is_dotted_code = |piece: &&str| {
        let code = piece.replace('.', "");
        code.len() == 2 && is_country(&&*code) && !states.iter().any(|state| are_initials(&code, state.name()))
    };
    let bare = |piece: &&str| is_country(&piece.trim_matches(|c: char| !c.is_alphanumeric())) || is_dotted_code(piece);
    let is_doubtful = match doubtful {
        Piece::Any => pieces.iter().any(bare),
        Piece::All => pieces.iter().all(is_country),
    };
    (!is_doubtful).then_some((country, states))
}
