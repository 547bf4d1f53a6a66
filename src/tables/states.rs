//! Lookups of states and provinces: by code, and by a code or name that people type.

use std::cell::RefCell;

use super::generated::{STATE_CODES, STATE_MEANINGS, STATE_MEANINGS_MAX_LENGTH, STATE_NAMES, STATE_STARTS};
use super::memo::{Memo, memoize};
use super::{NextLetters, by_name, country_meaning, folding, nearest_if};
use crate::contact::{Country, State};

impl Country {
    /// Returns whether the portal's table has states of the country: of the United States, Canada and Australia.
    pub(crate) fn has_states(self) -> bool {
        matches!(self.code(), "US" | "CA" | "AU")
    }
}

impl State {
    /// Returns all states of the portal's table, sorted by code: 57 of US, 13 of CA, 8 of AU. Source: the state table
    /// of Partner Center's documents.
    pub fn all() -> impl ExactSizeIterator<Item = State> {
        (0..STATE_CODES.len() as u8).map(State)
    }

    /// Returns the state of a complete code in capitals, such as `US-WA`.
    pub fn from_code(code: &str) -> Option<State> {
        let &[country, _, _, first, second, ..] = code.as_bytes() else { return None };
        let index = STATE_BY_LETTERS[table_index(country, first, second)?];
        (STATE_CODES.get(usize::from(index)) == Some(&code)).then_some(State(index))
    }

    /// Returns the code that the portal accepts, such as `AU-NSW`.
    pub fn code(self) -> &'static str {
        STATE_CODES[usize::from(self.0)]
    }

    /// Returns the portal's English name.
    pub fn name(self) -> &'static str {
        STATE_NAMES[usize::from(self.0)]
    }

    /// Returns the country of the state.
    pub fn country(self) -> Country {
        let code = self.code();
        Country::from_code(&code[..2]).expect("a test holds that every state's country is in the table")
    }
}

/// Returns the index of a state in the table by letters. The first two letters of the codes distinguish the states of a
/// country.
const fn table_index(country: u8, first: u8, second: u8) -> Option<usize> {
    if !first.is_ascii_uppercase() || !second.is_ascii_uppercase() {
        return None;
    }
    let country = match country {
        b'A' => 0,
        b'C' => 1,
        b'U' => 2,
        _ => return None,
    };
    Some((country * 26 + (first - b'A') as usize) * 26 + (second - b'A') as usize)
}

static STATE_BY_LETTERS: [u8; 3 * 26 * 26] = {
    let mut by_letters = [u8::MAX; 3 * 26 * 26];
    let mut index = 0;
    while index < STATE_CODES.len() {
        let code = STATE_CODES[index].as_bytes();
        if let Some(position) = table_index(code[0], code[3], code[4]) {
            by_letters[position] = index as u8;
        }
        index += 1;
    }
    by_letters
};

/// Returns the states that a text may name: by a code with or without its country, or by a name or its abbreviation.
/// Empty if it is unknown, or the three-letter code of a country: `IND` is India, but `Ind.` is Indiana.
pub(crate) fn state_meaning(text: &str) -> &'static [State] {
    thread_local!(static ANSWERS: RefCell<Memo<&'static [State]>> = RefCell::default());
    let known = |key: &str| STATE_MEANINGS.get(key).copied();
    memoize(&ANSWERS, text, |text| {
        let states = by_name(text, STATE_MEANINGS_MAX_LENGTH, folding::name_key_into, known).unwrap_or_default();
        if !states.is_empty() && is_country_code(text) { &[] } else { states }
    })
}

/// Returns whether a text is a country's three-letter code in capitals.
fn is_country_code(text: &str) -> bool {
    let text = text.trim();
    text.len() == 3
        && text.bytes().all(|byte| byte.is_ascii_uppercase())
        && country_meaning(text).is_some_and(|meaning| meaning.is_certain())
}

/// Returns the initials of the words that may follow a text in known names: "Virgin Islands, U.S.".
pub(crate) fn letters_after_state(text: &str) -> NextLetters {
    thread_local!(static ANSWERS: RefCell<Memo<NextLetters>> = RefCell::default());
    let going_on = |key: &str| STATE_STARTS.get(key).copied();
    memoize(&ANSWERS, text, |text| {
        by_name(text, STATE_MEANINGS_MAX_LENGTH, folding::name_key_into, going_on).unwrap_or_default()
    })
}

/// The length of the longest code, or abbreviation of one word, in bytes: `calif`, `us wa`, `au nsw`.
const MAX_ABBREVIATION_BYTES: usize = 6;

/// Returns the state whose name an unknown text probably misspells.
pub(crate) fn nearest_state(text: &str) -> Option<State> {
    let names = STATE_MEANINGS.entries().filter_map(|(key, states)| match states {
        // Codes and abbreviations are left out: with another letter they are others, or words.
        [state] if key.len() > MAX_ABBREVIATION_BYTES || state.name().eq_ignore_ascii_case(key) => Some((*key, *state)),
        _ => None,
    });
    by_name(text, STATE_MEANINGS_MAX_LENGTH, folding::name_key_into, |key| {
        nearest_if(key, names, |name| has_similar_words(key, name))
    })
}

/// Returns whether each word of a text resembles that of a name, so that "New Carolina" isn't North Carolina.
fn has_similar_words(text: &str, name: &str) -> bool {
    let is_similar = |(word, of_name): (&str, &str)| strsim::osa_distance(word, of_name) <= (of_name.len() / 3).max(1);
    text.split(' ').count() == name.split(' ').count() && text.split(' ').zip(name.split(' ')).all(is_similar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> String {
        state_meaning(text).iter().map(|state| state.code()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn states_have_names_in_several_languages_abbreviations_and_forms() {
        for (text, expected) in [
            ("Washington", "US-WA"),
            ("WA", "AU-WA US-WA"),
            ("Washington, D.C.", "US-DC"),
            ("Washington D.C.", "US-DC"),
            ("Washington DC", "US-DC"),
            ("Washington (D.C.)", "US-DC"),
            ("District of Columbia", "US-DC"),
            ("Distrito de Columbia", "US-DC"),
            ("D.C.", "US-DC"),
            ("Washington State", "US-WA"),
            ("State of Washington", "US-WA"),
            ("the State of Washington", "US-WA"),
            ("État de Washington", "US-WA"),
            ("New York State", "US-NY"),
            ("État de New York", "US-NY"),
            ("Bundesstaat Kalifornien", "US-CA"),
            ("Commonwealth of Virginia", "US-VA"),
            ("Calif.", "US-CA"),
            ("Fla.", "US-FL"),
            ("FLA", "US-FL"),
            ("Penn.", "US-PA"),
            ("Mass.", "US-MA"),
            ("Wash.", "US-WA"),
            ("Ind.", "US-IN"),
            ("Ala.", "US-AL"),
            ("Colo.", "US-CO"),
            ("N. Carolina", "US-NC"),
            ("N Carolina", "US-NC"),
            ("So. Carolina", "US-SC"),
            ("W. Virginia", "US-WV"),
            ("W.Va.", "US-WV"),
            ("S. Dakota", "US-SD"),
            ("N. Mex.", "US-NM"),
            ("Virgin Islands, U.S.", "US-VI"),
            ("Caroline du Sud", "US-SC"),
            ("Virginia Occidental", "US-WV"),
            ("Nueva York", "US-NY"),
            ("Nordkarolina", "US-NC"),
            ("Ont.", "CA-ON"),
            ("Province of Ontario", "CA-ON"),
            ("Province de l’Ontario", "CA-ON"),
            ("Que.", "CA-QC"),
            ("PQ", "CA-QC"),
            ("B.C.", "CA-BC"),
            ("C.-B.", "CA-BC"),
            ("Colombie-Britannique", "CA-BC"),
            ("Alta.", "CA-AB"),
            ("Sask.", "CA-SK"),
            ("Man.", "CA-MB"),
            ("N.B.", "CA-NB"),
            ("Nouvelle-Écosse", "CA-NS"),
            ("P.E.I.", "CA-PE"),
            ("Î.-P.-É.", "CA-PE"),
            ("Île-du-Prince-Édouard", "CA-PE"),
            ("Nfld.", "CA-NL"),
            ("NF", "CA-NL"),
            ("N.W.T.", "CA-NT"),
            ("Vic.", "AU-VIC"),
            ("Tas.", "AU-TAS"),
            ("Qld.", "AU-QLD"),
            ("Südaustralien", "AU-SA"),
            ("Nouvelle-Galles du Sud", "AU-NSW"),
            ("Australia Occidental", "AU-WA"),
            // They are codes of countries.
            ("IND", ""),
            ("ALA", ""),
            ("COL", ""),
            ("State of", ""),
            ("Ontario State", ""),
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
    }

    #[test]
    fn only_names_are_misspelt() {
        for (text, expected) in [
            ("Californa", Some("US-CA")),
            ("Ohi", None),
            ("Ohoi", Some("US-OH")),
            ("Wassh", None),
            ("Calyf", None),
            ("State of Ohioo", Some("US-OH")),
            ("South Carolin", Some("US-SC")),
            ("US-WX", None),
        ] {
            assert_eq!(nearest_state(text).map(State::code), expected, "{text}");
        }
    }

    #[test]
    fn only_complete_codes_are_found() {
        for state in State::all() {
            let code = state.code();
            assert_eq!(State::from_code(code), Some(state), "{code}");
            assert_eq!(State::from_code(&code[..code.len() - 1]), None, "{code}");
            for other in [format!("{code}A"), code.to_lowercase(), code.replace('-', " "), code.replace('-', "")] {
                assert_eq!(State::from_code(&other), None, "{other}");
            }
        }
        for text in ["", "US", "US-", "US-W", "DE-BY", "US-ÄÖ", "AS-WA", "US-ZZ"] {
            assert_eq!(State::from_code(text), None, "{text}");
        }
    }
}
