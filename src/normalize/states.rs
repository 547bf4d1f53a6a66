use std::ops::Range;

use smallvec::SmallVec;

use super::cell::Cell;
use super::countries::lexer::{Token, reach, split};
use super::edits::EditPlan;
use super::text::clean;
use crate::contact::{Countries, Country, State, States};
use crate::diagnostics::{CountryName, Finding, Fix, Message, OneOf, Rule, StateReading};
use crate::tables::{CountryMatch, country_meaning, nearest_state, state_goes_on, state_meaning};

/// The states of a cell, completed from the countries of the row; `countries` is none where those couldn't be read.
pub(super) fn normalize<'a>(
    cell: &Cell<'_, 'a>,
    countries: Option<&Countries>,
    findings: &mut Vec<Finding<'a>>,
) -> Option<States> {
    let text = cell.text();
    if let Some(states) = canonical(text, countries) {
        return Some(states);
    }
    let before = findings.len();
    let Some(cleaned) = cell.cleaned(findings) else {
        if findings.len() > before {
            return None;
        }
        // White space is all there is.
        cell.push_cleaning(&clean(text), Fix::safe(""), findings);
        return Some(States::new());
    };
    let mut reading = StatesNormalizer { draft: EditPlan::new(cell), countries, states: States::new(), refused: false };
    if is_placeholder(&cleaned.text) {
        let accepted = reading.draft.guess(Rule::StateUnknown, 0..text.len(), Message::StateUnknown, "");
        reading.refused = !accepted;
        return reading.finish(&[], findings);
    }
    let Some(pieces) = split(text, cell.column) else {
        let message = Message::StateUnknown;
        reading.draft.refuse(Rule::StateUnknown, 0..text.len(), message);
        reading.refused = true;
        return reading.finish(&[], findings);
    };
    let mut at = 0;
    while at < pieces.len() {
        let span_to = |end: usize| pieces[at].span.start..pieces[end - 1].span.end;
        let mut reach = reach(&pieces, at);
        let rest = || &text[pieces[at].span.end..];
        if reach > at + 1 && !state_goes_on(&text[span_to(at + 1)]).may_be(rest()) {
            reach = at + 1;
        }
        // The longest name first: "Virgin Islands, U.S." is one. "CA, ON" are two, though CA-ON is one as well.
        let is_name = |end: usize| {
            let apart = pieces[at..end].iter().all(|piece| !state_meaning(&text[piece.span.clone()]).is_empty());
            !apart && !state_meaning(&text[span_to(end)]).is_empty()
        };
        let end = (at + 2..=reach).rev().find(|&end| is_name(end));
        let end = end.unwrap_or(at + 1);
        reading.piece(text, span_to(end), cell.row.typed_list && at == 0);
        at = end;
    }
    reading.finish(&pieces, findings)
}

/// A code is so long at most: `AU-NSW`.
const LONGEST: usize = 6;

/// The states of a cell that is canonical already.
fn canonical(text: &str, countries: Option<&Countries>) -> Option<States> {
    let mut states = States::new();
    if text.is_empty() {
        return Some(states);
    }
    let mut rest = text;
    loop {
        let end = rest.bytes().take(LONGEST + 1).position(|byte| byte == b',').unwrap_or(rest.len());
        let state = State::from_code(&rest[..end])?;
        if states.contains(&state) || !countries?.covers(state.country()) {
            return None;
        }
        states.push(state);
        match &rest[end..] {
            "" => return Some(states),
            more => rest = more.strip_prefix(", ")?,
        }
    }
}

/// What people type where there is nothing to say.
fn is_placeholder(text: &str) -> bool {
    ["n/a", "none", "n.a.", "nil", "all", "-", "--", "\u{2013}", "\u{2014}"]
        .iter()
        .any(|known| text.eq_ignore_ascii_case(known))
}

struct StatesNormalizer<'c, 'r, 'a> {
    draft: EditPlan<'c, 'r, 'a>,
    countries: Option<&'c Countries>,
    states: States,
    refused: bool,
}

impl<'a> StatesNormalizer<'_, '_, 'a> {
    fn piece(&mut self, text: &'a str, span: Range<usize>, typed_list: bool) {
        let piece = &text[span.clone()];
        let candidates = state_meaning(&clean(piece).text);
        if typed_list
            && !candidates.is_empty()
            && let Some(country) = as_country(piece)
        {
            self.refused = true;
            let codes = self.within(candidates).map(|state| state.code().to_owned()).collect();
            self.draft.ambiguous(
                Rule::StateAmbiguous,
                span,
                Message::StateOrCountry { name: CountryName(country) },
                codes,
            );
            return;
        }
        let within: SmallVec<[State; 4]> = self.within(candidates).collect();
        match (within.as_slice(), candidates) {
            ([state], _) => self.take(piece, span, *state),
            ([], []) => self.unknown(piece, span, as_country(piece)),
            ([], [state, ..]) => {
                self.refused = true;
                let message = Message::StateOutside { country: state.country() };
                self.draft.refuse(Rule::StateOutsideCountries, span, message);
            }
            (several, _) => {
                self.refused = true;
                let message =
                    Message::StateAmbiguous { readings: OneOf(several.iter().copied().map(StateReading).collect()) };
                let codes = several.iter().map(|state| state.code().to_owned()).collect();
                self.draft.ambiguous(Rule::StateAmbiguous, span, message, codes);
            }
        }
    }

    /// Those of the candidates that are in the row's countries.
    fn within(&self, candidates: &'static [State]) -> impl Iterator<Item = State> {
        let covered = |state: &State| self.countries.is_none_or(|countries| countries.covers(state.country()));
        candidates.iter().copied().filter(covered)
    }

    fn take(&mut self, piece: &str, span: Range<usize>, state: State) {
        let code = state.code();
        if self.states.contains(&state) {
            self.draft.safe(Rule::StateSpelling, span, Message::Repeated { code });
            return;
        }
        self.states.push(state);
        self.draft.item(span.clone(), code);
        if piece != code {
            self.draft.safe(Rule::StateSpelling, span, Message::StateSpelling { code });
        }
    }

    fn unknown(&mut self, piece: &str, span: Range<usize>, country: Option<Country>) {
        if let Some(country) = country {
            self.refused = true;
            self.draft.refuse(Rule::StateUnknown, span, Message::StateIsCountry { name: CountryName(country) });
            return;
        }
        if let Some(country) = self.country_without_states() {
            let accepted = self.draft.guess(Rule::StateUnknown, span, Message::StateOfNone { country }, "");
            self.refused |= !accepted;
            return;
        }
        let near = nearest_state(piece).filter(|near| self.countries.is_none_or(|all| all.covers(near.country())));
        match near {
            None => {
                self.refused = true;
                self.draft.refuse(Rule::StateUnknown, span, Message::StateUnknown);
            }
            Some(state) => {
                let message = Message::StateUnknownNear { state };
                if self.draft.guess(Rule::StateUnknown, span, message, state.code()) {
                    self.states.push(state);
                } else {
                    self.refused = true;
                }
            }
        }
    }

    /// The first of the row's countries, where the portal has states for none of them.
    fn country_without_states(&self) -> Option<Country> {
        let Some(Countries::Listed(listed)) = self.countries else {
            return None;
        };
        let has_states = |country: &Country| matches!(country.code(), "US" | "CA" | "AU");
        (!listed.iter().any(has_states)).then(|| listed[0])
    }

    fn finish(mut self, pieces: &[Token], findings: &mut Vec<Finding<'a>>) -> Option<States> {
        self.draft.finish(pieces, Rule::StateSpelling, findings);
        (!self.refused).then_some(self.states)
    }
}

/// The country that a piece means, where it isn't a whole state code.
pub(super) fn as_country(piece: &str) -> Option<Country> {
    let by_code = (piece.len() == 2).then(|| Country::from_code(&piece.to_ascii_uppercase())).flatten();
    by_code.or_else(|| match country_meaning(piece) {
        Some(CountryMatch::Country(country)) => Some(country),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{only_states, rules};
    use super::*;
    use crate::i18n::Language;

    /// What a States/Provinces cell beside these countries becomes.
    fn read(countries: &str, text: &str) -> Result<String, Vec<Rule>> {
        let findings = only_states(countries, text, false);
        if findings.iter().any(Finding::is_blocking) {
            return Err(rules(&findings));
        }
        Ok(findings.last().map_or(text.to_owned(), |finding| finding.fix.clone().unwrap().value.into_owned()))
    }

    #[test]
    fn no_code_is_longer() {
        assert_eq!(State::all().map(|state| state.code().len()).max(), Some(LONGEST));
    }

    #[test]
    fn every_code_is_accepted_with_its_country() {
        for state in State::all() {
            assert!(only_states(state.country().code(), state.code(), false).is_empty(), "{}", state.code());
            assert!(only_states("OOO", state.code(), false).is_empty(), "{}", state.code());
        }
    }

    #[test]
    fn states_are_completed_from_the_countries() {
        for (countries, text, codes) in [
            ("US", "WA", "US-WA"),
            ("AU", "WA", "AU-WA"),
            ("US, AU", "Washington", "US-WA"),
            ("US", "us-ca; texas", "US-CA, US-TX"),
            ("CA", "Québec / Ontario", "CA-QC, CA-ON"),
            ("AU", "NSW and Victoria", "AU-NSW, AU-VIC"),
            ("US", "Virgin Islands, U.S., Guam", "US-VI, US-GU"),
            ("US, CA", "CA, ON", "US-CA, CA-ON"),
            ("US", "California, and Texas", "US-CA, US-TX"),
            ("OOO", "TX", "US-TX"),
            ("US", "US-WA, US-WA", "US-WA"),
            ("DE", " ", ""),
        ] {
            assert_eq!(read(countries, text).as_deref(), Ok(codes), "{countries}: {text}");
        }
    }

    #[test]
    fn what_has_no_one_reading_is_held_back() {
        for (countries, text, rule) in [
            ("US, AU", "WA", Rule::StateAmbiguous),
            ("OOO", "WA", Rule::StateAmbiguous),
            ("US", "CA-QC", Rule::StateOutsideCountries),
            ("CA", "WA", Rule::StateOutsideCountries),
            ("DE", "WA", Rule::StateOutsideCountries),
            ("DE", "Bavaria", Rule::StateUnknown),
            ("US", "Narnia", Rule::StateUnknown),
            ("NL", "BE", Rule::StateUnknown),
            ("US", "N/A", Rule::StateUnknown),
            ("US", "-", Rule::StateUnknown),
            ("US", "=1", Rule::ValueFormula),
        ] {
            assert_eq!(read(countries, text), Err(vec![rule]), "{countries}: {text}");
        }
    }

    #[test]
    fn a_country_without_states_is_named() {
        let findings = only_states("DE", "Bavaria", false);
        assert!(findings[0].localize(Language::En).to_string().ends_with("no states for Germany (DE): leave it empty"));
    }

    #[test]
    fn the_second_code_of_an_unquoted_list_is_not_taken_for_a_state() {
        let findings = only_states("US", " CA", true);
        assert_eq!(rules(&findings), [Rule::StateAmbiguous]);
        assert_eq!(findings[0].alternatives, ["US-CA"]);
        assert_eq!(read("US", " CA").as_deref(), Ok("US-CA"));
    }

    #[test]
    fn countries_that_cannot_be_read_hold_no_state_back() {
        assert_eq!(rules(&only_states("Narnia", "US-WA", false)), []);
    }
}
