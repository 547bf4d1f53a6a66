//! The States/Provinces cell: codes of states, or names, within the countries of the row.
//!
//! The text is split by the lexer of the list of countries. A grammar like that of countries isn't needed, because people write no
//! groups or exceptions of states. Names come first ("Washington, D.C."), then a code or a country beside a name
//! ("Ontario (ON)", "California, USA"), and the nearest spelling last.
//!
//! A country or a subdivision of another country, such as `MH` beside India, is never added to the countries: see
//! [`shifted_row`](super::shifted_row) for lists that spilled into this column.

use std::ops::Range;

use smallvec::SmallVec;

use super::cell::Cell;
use super::countries::lexer::{Separator, Token, has_entity, has_open_end, max_name_end, tokenize, unusual_separator};
use super::countries::{Halves, exact_country, is_large_economy, split_brackets};
use super::edits::EditPlan;
use super::placeholder::is_placeholder;
use super::text::clean;
use crate::contact::{Column, Countries, Country, State, States, states_cell};
use crate::diagnostics::{CountryName, Finding, Fix, Message, OneOf, Quoted, Rule, StateReading};
use crate::tables::{
    ListWord, Subdivision, countries_of_subdivision, fold_into, has_doubt, has_doubtful_sign, letters_after_state,
    list_word, nearest_state, state_meaning, subdivision_of, without_question_marks,
};

/// Returns the states of a cell, completed from the countries of the row. `countries` is `None` if those were rejected, and
/// `named` are states that the countries' cell names, which must be those of this cell, unless it is empty.
pub(super) fn normalize<'a>(
    cell: &Cell<'_, 'a>,
    countries: Option<&Countries>,
    named: &States,
    findings: &mut Vec<Finding<'a>>,
) -> Option<States> {
    if named.is_empty() {
        return normalize_cell(cell, countries, findings);
    }
    let states = normalize_cell(cell, countries, findings)?;
    let is_same = || states.len() == named.len() && named.iter().all(|state| states.contains(state));
    if is_same() {
        return Some(states);
    }
    let codes = states_cell(named).into_owned();
    if states.is_empty() {
        let finding = cell.finding(Rule::CountryWithStates, None, Message::StatesOfCountry { codes: codes.clone() });
        findings.push(finding.with_fix(Some(Fix::safe(codes))));
        return Some(named.clone());
    }
    findings.push(cell.finding(Rule::CountryWithStates, None, Message::StatesDisagree { codes }));
    None
}

/// Returns whether a cell is what somebody may have written as the states of these countries: states, nothing, or subdivisions
/// that the portal doesn't know.
pub(super) fn is_plausible(cell: &Cell<'_, '_>, countries: Option<&Countries>) -> bool {
    let is_subdivision = || {
        let Some(Countries::Listed(listed)) = countries else { return false };
        // A space shows that the text was typed after a comma of a list, which may have many countries.
        let is_typed = cell.text().starts_with(' ') && listed.len() > 1;
        !is_typed && listed.iter().any(|country| subdivision_of(*country, cell.text()).is_some())
    };
    normalize_cell(cell, countries, &mut Vec::new()).is_some() || is_subdivision()
}

/// Returns the states of a list of one country, and its pieces; `None` if a piece isn't one of them.
pub(super) fn states_of(country: Country, list: &str) -> Option<(States, SmallVec<[&str; 8]>)> {
    let tokens = tokenize(list, Column::States)?;
    let (mut states, mut pieces, mut index) = (States::default(), SmallVec::new(), 0);
    while index < tokens.len() {
        let end = name_end(list, &tokens, index);
        let piece = &list[tokens[index].span.start..tokens[end - 1].span.end];
        let mut within = state_meaning(piece).iter().filter(|state| state.country() == country);
        let (Some(state), None) = (within.next(), within.next()) else { return None };
        states.insert(*state);
        pieces.push(piece);
        index = end;
    }
    (!pieces.is_empty()).then_some((states, pieces))
}

#[inline]
fn normalize_cell<'a>(
    cell: &Cell<'_, 'a>,
    countries: Option<&Countries>,
    findings: &mut Vec<Finding<'a>>,
) -> Option<States> {
    if let Some(states) = parse_canonical(cell.text(), countries) {
        return Some(states);
    }
    normalize_unusual(cell, countries, findings)
}

#[inline(never)]
fn normalize_unusual<'a>(
    cell: &Cell<'_, 'a>,
    countries: Option<&Countries>,
    findings: &mut Vec<Finding<'a>>,
) -> Option<States> {
    let text = cell.text();
    let before = findings.len();
    let Some(cleaned) = cell.cleaned(findings) else {
        if findings.len() > before {
            return None;
        }
        // The cell has only white space.
        cell.push_cleaning(&clean(text), Fix::safe(""), findings);
        return Some(States::default());
    };
    let mut normalizer = StatesNormalizer {
        plan: EditPlan::new(cell),
        countries,
        states: States::default(),
        is_rejected: false,
        is_near_capital: false,
    };
    // After a space without quotes, the code may be the next one of a list of countries.
    let may_be_country = || cell.row.typed_list && exact_country(&cleaned.text).is_some();
    // "N/D" and "N/C" are also North Dakota and North Carolina, but not in other countries.
    let is_missing = is_placeholder(&cleaned.text, cell.column)
        || normalizer.country_without_states().is_some() && is_placeholder(&cleaned.text, Column::JobTitle);
    // "Siehe oben" repeats the states of a row above.
    if is_see_above(&cleaned.text) && normalizer.country_without_states().is_none() {
        normalizer.reject(Rule::StateUnknown, 0..text.len(), Message::StateUnknown);
        return normalizer.finish(&[], findings);
    }
    if is_missing && !may_be_country() {
        let finding = cell.finding(Rule::ValuePlaceholder, Some(0..text.len()), Message::PlaceholderState);
        findings.push(finding.with_fix(Some(Fix::safe(""))));
        return Some(States::default());
    }
    // Whether "all" means no restriction or a list of all states is a question to the sender.
    if means_all_states(&cleaned.text) {
        let message = Message::StateUnknown;
        let is_accepted = normalizer.plan.suggest(Rule::StateUnknown, 0..text.len(), message, "");
        normalizer.is_rejected = !is_accepted;
        return normalizer.finish(&[], findings);
    }
    let Some(tokens) = tokenize(text, cell.column).filter(|_| !has_entity(text)) else {
        normalizer.reject(Rule::StateUnknown, 0..text.len(), Message::StateUnknown);
        return normalizer.finish(&[], findings);
    };
    // A ditto mark has no token, and repeats the state of a row above.
    if tokens.is_empty() && text.contains(['"', '\'', '\u{201c}', '\u{201d}', '\u{201e}']) {
        normalizer.reject(Rule::StateUnknown, 0..text.len(), Message::StateUnknown);
    }
    if let Some(hyphenated) = hyphenated_word(text) {
        normalizer.reject(Rule::StateUnknown, hyphenated, Message::StateUnknown);
        return normalizer.finish(&[], findings);
    }
    if let Some((country, codes)) = normalizer.repeated_countries(text, &tokens) {
        let message = Message::StateOrRepeated { name: CountryName(country) };
        normalizer.reject_ambiguous(0..text.len(), message, vec![codes, String::new()]);
        return normalizer.finish(&[], findings);
    }
    normalizer.is_near_capital = normalizer.is_near_capital(text, &tokens);
    let mut first = 0;
    while first < tokens.len() {
        if tokens.len() > 1 && is_in_brackets(&text[tokens[first].span.clone()]) {
            normalizer.reject(Rule::StateUnknown, tokens[first].span.clone(), Message::SignDoubtful);
            first += 1;
            continue;
        }
        if normalizer.add_pair(text, &tokens, first) {
            first += 2;
            continue;
        }
        let end = segment_end(text, &tokens, first);
        let span = tokens[first].span.start..tokens[end - 1].span.end;
        if end == tokens.len() && has_open_end(text) {
            normalizer.reject(Rule::StateUnknown, span.start..text.len(), Message::StateUnknown);
        } else {
            normalizer.add_segment(text, span, cell.row.typed_list && first == 0);
        }
        first = end;
    }
    normalizer.finish(&tokens, findings)
}

/// Returns the span of a word that a hyphen divides at the end of a line: "Tex-" above "as".
fn hyphenated_word(text: &str) -> Option<Range<usize>> {
    let is_end = |c: char| !c.is_alphabetic();
    let continues = |at: &usize| {
        let (word, next) = (&text[..*at], &text[at + 1..]);
        let line = next.trim_start_matches(['\r', '\n']);
        line.len() < next.len() && word.ends_with(char::is_alphabetic) && line.starts_with(char::is_lowercase)
    };
    let at = text.match_indices('-').map(|(at, _)| at).find(continues)?;
    let start = text[..at].rfind(is_end).map_or(0, |before| before + 1);
    let next = text[at..].find(char::is_alphabetic).map_or(at, |next| at + next);
    Some(start..text[next..].find(is_end).map_or(text.len(), |end| next + end))
}

/// Returns whether a text says that all states are meant, which is the same as none in particular.
fn means_all_states(text: &str) -> bool {
    // Fast path: the first letters of the texts below, which few states have.
    let Some(&[first, second, third]) = text.as_bytes().first_chunk::<3>() else { return false };
    let start = [first, second, third].map(|byte| byte.to_ascii_lowercase());
    if ![b"all", b"any", b"bun", b"cou", b"eac", b"eve", b"nat", b"tod", b"tou"].contains(&&start) {
        return false;
    }
    let mut key = String::new();
    fold_into(text, &mut key);
    ALL_STATES.contains(&&*key)
}

const ALL_STATES: [&str; 24] = [
    "all",
    "all of them",
    "all states",
    "all 50 states",
    "all provinces",
    "all territories",
    "all states provinces",
    "all states and provinces",
    "alle",
    "alle bundesstaaten",
    "alle staaten",
    "any",
    "any state",
    "bundesweit",
    "countrywide",
    "each state",
    "every state",
    "nationwide",
    "todos",
    "todos los estados",
    "tous",
    "tous les etats",
    "toutes",
    "toutes les provinces",
];

/// The length of the longest code, `AU-NSW`.
const MAX_CODE_BYTES: usize = 6;

/// Fast path for canonical cells: parses codes joined by `, ` without an allocation. Returns `None` for any other cell.
fn parse_canonical(text: &str, countries: Option<&Countries>) -> Option<States> {
    let mut states = States::default();
    if text.is_empty() {
        return Some(states);
    }
    let mut rest = text;
    loop {
        let end = rest.bytes().take(MAX_CODE_BYTES + 1).position(|byte| byte == b',').unwrap_or(rest.len());
        let state = State::from_code(&rest[..end])?;
        if !countries?.covers(state.country()) || !states.insert(state) {
            return None;
        }
        match &rest[end..] {
            "" => return Some(states),
            more => rest = more.strip_prefix(", ")?,
        }
    }
}

/// Returns the end of the longest name from a token on: "Virgin Islands, U.S." is one name. "CA, ON" are two, although CA-ON is
/// a state as well.
fn name_end(text: &str, tokens: &[Token], first: usize) -> usize {
    let up_to = |end: usize| &text[tokens[first].span.start..tokens[end - 1].span.end];
    let max_end = max_name_end(tokens, first);
    // "N/A" has a separator inside.
    if tokens[first].span.len() == 1 && max_end > first + 1 && is_placeholder(up_to(first + 2), Column::States) {
        return first + 2;
    }
    let rest = || &text[tokens[first].span.end..];
    // Fast path: nothing follows that a name could continue with.
    if max_end == first + 1 || !letters_after_state(up_to(first + 1)).may_be(rest()) {
        return first + 1;
    }
    let is_name = |end: usize| {
        let is_list = tokens[first..end].iter().all(|token| token.span.len() <= MAX_SHORT_CODE_BYTES);
        !is_list && !state_meaning(up_to(end)).is_empty()
    };
    (first + 2..=max_end).rev().find(|&end| is_name(end)).unwrap_or(first + 1)
}

/// Returns whether a code of a state is written like a word for none: "n.d." (no disponible, non disponible), "n.c." (non
/// communiqué), "n.v." (nicht verfügbar), or for the same again: "id." (idem).
fn is_word_for_none(segment: &str) -> bool {
    matches!(segment, "n.d." | "n.c." | "n.v." | "n.d" | "n.c" | "n.v" | "id.")
}

/// Returns whether a text is "sans objet" or "siehe oben".
fn is_see_above(text: &str) -> bool {
    matches!(text, "s.o." | "S.o." | "s. o." | "s.o")
}

/// Returns whether the code of a country may be that of a state beside one of its cities: `GA` beside Atlanta.
fn may_be_state_of_city(country: Country) -> bool {
    let is_state = || state_meaning(country.code()).iter().any(|state| state.country().code() == "US");
    !is_large_economy(country) && is_state()
}

const CALIFORNIA: &str = "US-CA";
const WASHINGTON: &str = "Washington";

/// Returns whether a text is the code of Louisiana, which is also the usual abbreviation of a city in California.
fn is_los_angeles(text: &str) -> bool {
    matches!(text, "LA" | "L.A." | "L.A" | "L. A.")
}

/// Returns whether a text is in brackets: in a list, a part of it that may be left out.
fn is_in_brackets(text: &str) -> bool {
    split_brackets(text).is_some_and(|(one, other)| one.is_empty() || other.is_empty())
}

/// The length of the longest code without its country, `NSW`.
const MAX_SHORT_CODE_BYTES: usize = 3;

/// Returns the end of the segment from a token on: a name, and the name of its country after it ("California, USA").
fn segment_end(text: &str, tokens: &[Token], first: usize) -> usize {
    let end = name_end(text, tokens, first);
    let name = &text[tokens[first].span.start..tokens[end - 1].span.end];
    let has_country_after = || {
        let next = &text[tokens.get(end)?.span.clone()];
        if next.len() <= 2 || State::from_code(next).is_some() {
            return None;
        }
        let country = exact_country(next)?;
        Some(state_meaning(name).iter().any(|state| state.country() == country))
    };
    if has_country_after().unwrap_or(false) { end + 1 } else { end }
}

/// Returns the states that a code or a country beside a name means: "Ontario (ON)", "WA - Washington", "US-WA Washington",
/// "California, USA". If a name and a code are different states, it returns both.
fn states_beside(text: &str) -> SmallVec<[State; 4]> {
    let is_code = |word: &str| word.len() <= MAX_CODE_BYTES && !word.contains(|c: char| c.is_ascii_lowercase());
    let halves = Halves::of(text).map(|halves| (halves.one, halves.other));
    let first = text.split_once(' ').filter(|(first, _)| is_code(first));
    let last = text.rsplit_once(' ').filter(|(_, last)| is_code(last));
    let parts = [halves, text.rsplit_once(','), first, last].into_iter().flatten();
    let found = parts.map(|(one, other)| states_of_parts(one.trim(), other.trim()));
    found.into_iter().find(|states| !states.is_empty()).unwrap_or_default()
}

/// Returns the states that two parts of a text mean together.
fn states_of_parts(one: &str, other: &str) -> SmallVec<[State; 4]> {
    for (country, state) in [(one, other), (other, one)] {
        let Some(country) = exact_country(country).filter(|country| country.has_states()) else { continue };
        let within: SmallVec<[State; 4]> =
            state_meaning(state).iter().copied().filter(|state| state.country() == country).collect();
        if !within.is_empty() {
            return within;
        }
    }
    let (ones, others) = (state_meaning(one), state_meaning(other));
    if ones.is_empty() || others.is_empty() {
        return SmallVec::new();
    }
    let both: SmallVec<[State; 4]> = ones.iter().copied().filter(|state| others.contains(state)).collect();
    if both.is_empty() { ones.iter().chain(others).copied().collect() } else { both }
}

/// The normalization of a cell that isn't canonical.
struct StatesNormalizer<'c, 'r, 'a> {
    plan: EditPlan<'c, 'r, 'a>,
    countries: Option<&'c Countries>,
    states: States,
    is_rejected: bool,
    /// Whether all states but Washington are beside the city of this name.
    is_near_capital: bool,
}

impl<'a> StatesNormalizer<'_, '_, 'a> {
    /// Adds two tokens that belong together, and returns whether they do: "N & S Carolina" are two states, and "Kansas, MO" may
    /// be one.
    fn add_pair(&mut self, text: &str, tokens: &[Token], first: usize) -> bool {
        let Some(next) = tokens.get(first + 1) else { return false };
        let (one, other) = (&text[tokens[first].span.clone()], &text[next.span.clone()]);
        let span = tokens[first].span.start..next.span.end;
        match next.before {
            Separator::Sign | Separator::Conjunction | Separator::Slash => {
                if let Some(both) = self.states_with_shared_word(one, other) {
                    let codes = format!("{}, {}", both[0].code(), both[1].code());
                    let message = Message::SeveralGuessed { codes: codes.clone() };
                    let is_accepted = self.plan.suggest(Rule::StateUnknown, span, message, codes);
                    self.is_rejected |= !is_accepted;
                    self.states.extend(both.into_iter().filter(|_| is_accepted));
                    return true;
                }
            }
            _ => {}
        }
        let Some((list, single)) = self.list_or_place(text, tokens, first) else { return false };
        let list = format!("{}, {}", list[0].code(), list[1].code());
        let readings = vec![list, single.code().to_owned()];
        let message =
            Message::Torn { readings: OneOf(readings.iter().map(|codes| Quoted(vec![codes.clone()])).collect()) };
        self.reject_ambiguous(span, message, readings);
        true
    }

    /// Returns the states of a name whose last word counts for the word before it too: "North & South Dakota".
    fn states_with_shared_word(&self, one: &str, other: &str) -> Option<[State; 2]> {
        let (_, last) = other.split_once(' ').filter(|_| !one.contains(' '))?;
        if !state_meaning(one).is_empty() {
            return None;
        }
        let both = [self.only_state(&format!("{one} {last}"))?, self.only_state(other)?];
        (both[0] != both[1]).then_some(both)
    }

    /// Returns the states of a list of two, and the only one if it is a place and its state: "Kansas, MO", "Washington / DC", or
    /// "Washington, DC" in a longer list, "LA, California" and "Ontario, California".
    fn list_or_place(&self, text: &str, tokens: &[Token], first: usize) -> Option<([State; 2], State)> {
        let next = tokens.get(first + 1)?;
        let (one, other) = (&text[tokens[first].span.clone()], &text[next.span.clone()]);
        let is_city = is_los_angeles(one) || one == "Ontario" && tokens.len() == 2;
        if is_city && matches!(next.before, Separator::Comma | Separator::Slash) {
            let list = [self.only_state(one)?, self.only_state(other)?];
            let is_doubtful = list[1].code() == CALIFORNIA && (other.len() > 2 || tokens.len() == 2);
            return is_doubtful.then_some((list, list[1]));
        }
        // "QC, CA" beside "US, CA" is Quebec in Canada, or California too.
        if tokens.len() == 2
            && next.before == Separator::Comma
            && other.len() == 2
            && let (Some(state), Some(of)) = (self.only_state(one), Country::from_code(other))
            && state.country() == of
            && let Some(second) = self.only_state(other).filter(|second| second.country() != of)
        {
            return Some(([state, second], state));
        }
        if other.len() != 2 || one.len() <= 3 || !other.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let list = [self.only_state(one)?, self.only_state(other)?];
        let is_name = name_end(text, tokens, first) == first + 2;
        let follows = |at: usize| at > 0 && tokens.get(at).is_some_and(|token| token.before == Separator::Comma);
        let is_doubtful = match next.before {
            Separator::Slash => is_name,
            Separator::Comma if is_name => follows(first) || follows(first + 2),
            Separator::Comma => tokens.len() == 2,
            _ => false,
        };
        (is_doubtful && list[0] != list[1]).then_some((list, list[1]))
    }

    /// Returns the first country of a cell that repeats countries of the row by their codes, and the states that these codes are
    /// as well: `DE` beside `DE, US` is Delaware, or nothing in particular.
    fn repeated_countries(&self, text: &str, tokens: &[Token]) -> Option<(Country, String)> {
        let Some(Countries::Listed(listed)) = self.countries else { return None };
        // `CA` beside `CA` alone is an error of its own.
        if listed.len() < 2 {
            return None;
        }
        let own = |token: &Token| {
            let code = &text[token.span.clone()];
            Country::from_code(code).filter(|country| listed.contains(country))
        };
        let countries: Option<SmallVec<[Country; 4]>> = tokens.iter().map(own).collect();
        let first = *countries?.first()?;
        let states = tokens.iter().filter_map(|token| self.only_state(&text[token.span.clone()]));
        let codes: SmallVec<[&str; 4]> = states.map(|state| state.code()).collect();
        (!codes.is_empty()).then(|| (first, codes.join(", ")))
    }

    /// Returns whether a list has Washington and else only Maryland and Virginia, which the city lies between.
    fn is_near_capital(&self, text: &str, tokens: &[Token]) -> bool {
        let mut names = tokens.iter().map(|token| &text[token.span.clone()]);
        let is_near = |name| self.only_state(name).is_some_and(|state| matches!(state.code(), "US-MD" | "US-VA"));
        let is_one = |name| name == WASHINGTON || is_near(name);
        tokens.len() > 1
            && names.clone().any(|name| name == WASHINGTON)
            && names.clone().all(is_one)
            && names.any(is_near)
    }

    /// Returns the state of the row's countries that a text names, if there is one only.
    fn only_state(&self, text: &str) -> Option<State> {
        let mut within = self.within_countries(state_meaning(text));
        within.next().filter(|_| within.next().is_none())
    }

    /// Returns the states of a name in the plural: "Carolinas", "the Virginias".
    fn states_in_plural(&self, segment: &str) -> Option<SmallVec<[State; 4]>> {
        let name = segment.strip_suffix(['s', 'S'])?;
        let name =
            name.rsplit_once(' ').filter(|(the, _)| the.eq_ignore_ascii_case("the")).map_or(name, |(_, name)| name);
        let directed = ["North ", "South ", "West "].map(|direction| format!("{direction}{name}"));
        let states = directed.iter().map(|name| &**name).chain([name]).filter_map(|name| self.only_state(name));
        let states: SmallVec<[State; 4]> = states.collect();
        (states.len() > 1).then_some(states)
    }

    /// Returns the states of codes with only spaces or dashes between them: `US-CA US-WA`, `CA - WA`.
    fn states_of_words(&self, segment: &str) -> Option<SmallVec<[State; 4]>> {
        let is_code =
            |word: &str| word.len() <= MAX_CODE_BYTES && !word.contains(|c: char| !c.is_ascii_uppercase() && c != '-');
        let words = || segment.split_whitespace().filter(|word| !matches!(*word, "-" | "\u{2013}"));
        // "CA OR WA" has a word or a state.
        if words().skip(1).any(|word| word == "OR") && words().next_back() != Some("OR") {
            return None;
        }
        let states: Option<SmallVec<[State; 4]>> =
            words().map(|word| self.only_state(word).filter(|_| is_code(word))).collect();
        states.filter(|states| states.len() > 1 && states[0] != states[1])
    }

    /// Adds a name or a code. `may_be_country` is whether it may be the second country of an unquoted list.
    fn add_segment(&mut self, text: &'a str, span: Range<usize>, may_be_country: bool) {
        let segment = &text[span.clone()];
        // The mark of a footnote, which may restrict the state or take it back.
        if segment.contains(['*', '#', '\u{2020}', '\u{2021}']) {
            return self.reject(Rule::StateUnknown, span, Message::SignDoubtful);
        }
        let named = state_meaning(&clean(segment).text);
        if may_be_country
            && !named.is_empty()
            && let Some(country) = exact_country(segment)
        {
            let codes = self.within_countries(named).map(|state| state.code().to_owned()).collect();
            return self.reject_ambiguous(span, Message::StateOrCountry { name: CountryName(country) }, codes);
        }
        let beside = if named.is_empty() { states_beside(segment) } else { SmallVec::new() };
        if named.is_empty()
            && beside.len() != 1
            && segment.contains(' ')
            && let Some(states) = self.states_of_words(segment)
        {
            return self.add_words(segment, span, &states);
        }
        let candidates = if named.is_empty() { beside.as_slice() } else { named };
        let within: SmallVec<[State; 4]> = self.within_countries(candidates).collect();
        match (within.as_slice(), candidates) {
            // "N.d." and "n.c." stand for none in several languages.
            ([state], _) if is_word_for_none(segment) => {
                let readings = vec![state.code().to_owned(), String::new()];
                self.reject_ambiguous(span, Message::StateOrNone { state: *state }, readings);
            }
            ([state], _) if segment.contains('.') && is_los_angeles(segment) => {
                self.reject_place(span, *state, CALIFORNIA);
            }
            ([state], _) if self.is_near_capital && segment == WASHINGTON => self.reject_place(span, *state, "US-DC"),
            ([state], _) => self.add(segment, span, *state),
            ([], []) => self.add_unknown(segment, span),
            ([], [_, ..]) if is_word_for_none(segment) => {
                self.suggest_none(Rule::ValuePlaceholder, span, Message::PlaceholderState);
            }
            ([], [state, ..]) => match self.subdivision(segment) {
                Some((subdivision, country)) => self.suggest_empty(span, subdivision, country),
                None if self.is_own_country(segment) => self.suggest_own_country(segment, span),
                // A short code has no country, so the country that it belongs to isn't missing.
                // It may be the next one of a list of countries.
                None if exact_country(segment).is_some() && self.country_without_states().is_some() => {
                    if let Some(country) = exact_country(segment) {
                        self.reject(Rule::StateUnknown, span, Message::StateIsCountry { name: CountryName(country) });
                    }
                }
                None if segment.len() <= MAX_SHORT_CODE_BYTES && self.country_without_states().is_some() => {
                    if let Some(country) = self.country_without_states() {
                        self.suggest_none(Rule::StateOutsideCountries, span, Message::StateOfNone { country });
                    }
                }
                None => {
                    let message = Message::StateOutside { country: state.country() };
                    self.reject(Rule::StateOutsideCountries, span, message);
                }
            },
            (several, _) => {
                let message =
                    Message::StateAmbiguous { readings: OneOf(several.iter().copied().map(StateReading).collect()) };
                let codes = several.iter().map(|state| state.code().to_owned()).collect();
                self.reject_ambiguous(span, message, codes);
            }
        }
    }

    /// Returns those of the candidates that are in the countries of the row.
    fn within_countries(&self, candidates: &[State]) -> impl Iterator<Item = State> {
        let covered = |state: &State| self.countries.is_none_or(|countries| countries.covers(state.country()));
        candidates.iter().copied().filter(covered)
    }

    fn add(&mut self, segment: &str, span: Range<usize>, state: State) {
        let code = state.code();
        // Without the country, "DE" may be another state, or no state.
        if self.countries.is_none() && segment.len() <= MAX_SHORT_CODE_BYTES {
            return self.plan.replace(span, segment.to_owned());
        }
        if !self.states.insert(state) {
            self.plan.safe(Rule::StateSpelling, span, Message::Repeated { code });
            return;
        }
        self.plan.replace(span.clone(), code);
        if segment != code {
            self.plan.safe(Rule::StateSpelling, span, Message::StateSpelling { code });
        }
    }

    /// Adds codes with only spaces between them: for certain, if they are complete.
    fn add_words(&mut self, segment: &str, span: Range<usize>, states: &[State]) {
        let codes: Vec<&str> = states.iter().map(|state| state.code()).collect();
        let codes = codes.join(", ");
        if segment.split_whitespace().all(|word| State::from_code(word).is_some()) {
            self.plan.replace(span.clone(), codes.clone());
            self.plan.safe(Rule::StateSpelling, span, Message::Several { codes });
        } else {
            let message = Message::SeveralGuessed { codes: codes.clone() };
            if !self.plan.suggest(Rule::StateUnknown, span, message, codes) {
                self.is_rejected = true;
                return;
            }
        }
        self.states.extend(states.iter().copied());
    }

    fn suggest_none(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        let is_accepted = self.plan.suggest(rule, span, message, "");
        self.is_rejected |= !is_accepted;
    }

    /// Returns whether a text is a country of the row.
    fn is_own_country(&self, segment: &str) -> bool {
        let Some(Countries::Listed(listed)) = self.countries else { return false };
        exact_country(segment).is_some_and(|country| listed.contains(&country))
    }

    fn suggest_own_country(&mut self, segment: &str, span: Range<usize>) {
        if let Some(country) = exact_country(segment) {
            let message = Message::StateIsOwnCountry { name: CountryName(country) };
            self.suggest_none(Rule::StateUnknown, span, message);
        }
    }

    fn add_unknown(&mut self, segment: &str, span: Range<usize>) {
        // A name that another country has is not certainly a subdivision: Luxembourg beside Belgium.
        let may_be_country = |of: Country| segment.len() > 3 && exact_country(segment).is_some_and(|named| named != of);
        if let Some((subdivision, country)) = self.subdivision(segment).filter(|(_, of)| !may_be_country(*of)) {
            return self.suggest_empty(span, subdivision, country);
        }
        // A single letter in a list abbreviates something: "N & S Carolina".
        let is_letter = segment.len() == 1 && segment.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_letter && is_placeholder(segment, Column::States) && exact_country(segment).is_none() {
            return self.suggest_none(Rule::ValuePlaceholder, span, Message::PlaceholderState);
        }
        if self.is_own_country(segment) {
            return self.suggest_own_country(segment, span);
        }
        if segment == "NI"
            && let Some(Countries::Listed(listed)) = self.countries
            && listed.iter().any(|country| matches!(country.code(), "GB" | "IE"))
            && let Some(country) = Country::from_code("GB")
        {
            if !listed.contains(&country) {
                return self.reject(Rule::StateOutsideCountries, span, Message::StateOutside { country });
            }
            let message = Message::StateIsSubdivision { name: "Northern Ireland", country };
            return self.suggest_none(Rule::StateUnknown, span, message);
        }
        if let Some(country) = exact_country(segment) {
            return self.reject(Rule::StateUnknown, span, Message::StateIsCountry { name: CountryName(country) });
        }
        if let Some(country) = self.country_without_states() {
            // An empty cell would include what "not Bavaria" leaves out.
            let is_except = |word: &str| list_word(word) == Some(ListWord::Except);
            if has_doubt(segment) || segment.split_whitespace().any(is_except) {
                return self.reject(Rule::StateUnknown, span, Message::StateOfNone { country });
            }
            let elsewhere = countries_of_subdivision(segment);
            if let [code] = elsewhere[..]
                && let Some(country) = Country::from_code(code)
            {
                return self.reject(Rule::StateOutsideCountries, span, Message::StateOutside { country });
            }
            if !elsewhere.is_empty() || may_be_state_of_city(country) {
                return self.reject(Rule::StateUnknown, span, Message::StateOfNone { country });
            }
            return self.suggest_none(Rule::StateUnknown, span, Message::StateOfNone { country });
        }
        if without_question_marks(segment).is_none() && has_doubtful_sign(segment) {
            return self.reject(Rule::StateUnknown, span, Message::SignDoubtful);
        }
        if let Some(states) = self.states_in_plural(segment) {
            return self.add_words(segment, span, &states);
        }
        // "West CA" isn't West Va.
        let has_other_code = |near: State| {
            let words = segment.split(|c: char| !c.is_ascii_alphanumeric());
            let is_code = |word: &&str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
            words.filter(is_code).filter_map(|word| self.only_state(word)).any(|state| state != near)
        };
        let near = self
            .nearest(segment)
            .filter(|near| self.countries.is_none_or(|all| all.covers(near.country())) && !has_other_code(*near));
        match near {
            None => self.reject(Rule::StateUnknown, span, Message::StateUnknown),
            Some(state) => {
                let message = Message::StateUnknownNear { state };
                if self.plan.suggest(Rule::StateUnknown, span, message, state.code()) {
                    self.states.insert(state);
                } else {
                    self.is_rejected = true;
                }
            }
        }
    }

    /// Returns the state that an unknown text probably means: without a question mark, or with another letter.
    fn nearest(&self, segment: &str) -> Option<State> {
        without_question_marks(segment).map_or_else(|| nearest_state(segment), |bare| self.only_state(bare))
    }

    /// Returns the subdivision that a text names of a country of the row that has no states in the portal, and the country.
    fn subdivision(&self, segment: &str) -> Option<(Subdivision, Country)> {
        let Some(Countries::Listed(listed)) = self.countries else { return None };
        let mut countries = listed.iter().copied().filter(|country| !country.has_states());
        countries.find_map(|country| Some((subdivision_of(country, segment)?, country)))
    }

    fn suggest_empty(&mut self, span: Range<usize>, subdivision: Subdivision, country: Country) {
        let is_name = self.plan.cell.text()[span.clone()].eq_ignore_ascii_case(subdivision.name());
        let message = if is_name {
            Message::StateOfNone { country }
        } else {
            Message::StateIsSubdivision { name: subdivision.name(), country }
        };
        self.suggest_none(Rule::StateUnknown, span, message);
    }

    fn reject(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.is_rejected = true;
        self.plan.reject(rule, span, message);
    }

    /// Rejects a state that is also the name of a city in another one.
    fn reject_place(&mut self, span: Range<usize>, state: State, of_city: &str) {
        let readings = [state, State::from_code(of_city).unwrap_or(state)];
        let message = Message::StateAmbiguous { readings: OneOf(readings.map(StateReading).to_vec()) };
        self.reject_ambiguous(span, message, readings.map(|state| state.code().to_owned()).to_vec());
    }

    fn reject_ambiguous(&mut self, span: Range<usize>, message: Message, codes: Vec<String>) {
        self.is_rejected = true;
        self.plan.reject_ambiguous(Rule::StateAmbiguous, span, message, codes);
    }

    /// Returns the first country of the row if the portal has no states for any of them.
    fn country_without_states(&self) -> Option<Country> {
        let Some(Countries::Listed(listed)) = self.countries else {
            return None;
        };
        (!listed.iter().any(|country| country.has_states())).then(|| listed[0])
    }

    fn finish(mut self, tokens: &[Token], findings: &mut Vec<Finding<'a>>) -> Option<States> {
        let text = self.plan.cell.text();
        self.plan.finish(|| unusual_separator(text, tokens), Rule::StateSpelling, findings);
        (!self.is_rejected).then_some(self.states)
    }
}

#[cfg(test)]
mod tests {
    use super::super::NormalizeSettings;
    use super::super::tests::{only_states, rules};
    use super::*;
    use crate::contact::{Column, Row};
    use crate::i18n::Language;

    /// The fixed States/Provinces cell beside these countries, or the rules that reject it.
    fn read(countries: &str, text: &str) -> Result<String, Vec<Rule>> {
        let findings = only_states(countries, text, false);
        if findings.iter().any(Finding::is_blocking) {
            return Err(rules(&findings));
        }
        Ok(findings.last().map_or(text.to_owned(), |finding| finding.fix.clone().unwrap().value.into_owned()))
    }

    #[test]
    fn the_longest_code_has_this_length() {
        assert_eq!(State::all().map(|state| state.code().len()).max(), Some(MAX_CODE_BYTES));
    }

    #[test]
    fn a_code_without_a_known_country_stays_as_it_is() {
        for text in ["DE", "CA, DE", "TX"] {
            let findings = only_states("Narnia", text, false);
            assert!(findings.iter().all(|finding| finding.column != Some(Column::States)), "{text}: {findings:?}");
        }
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
            ("US", "Washington, D.C.", "US-DC"),
            ("US", "Washington, DC; Virginia", "US-DC, US-VA"),
            ("US", "Virginia, Washington, D.C., Maryland", "US-VA, US-DC, US-MD"),
            ("US", "Washington, Oregon", "US-WA, US-OR"),
            ("US", "WA - Washington", "US-WA"),
            ("US", "Washington (WA)", "US-WA"),
            ("US", "US-WA Washington", "US-WA"),
            ("US", "Washington, WA", "US-WA"),
            ("US, AU", "Washington (WA)", "US-WA"),
            ("CA", "Ontario (ON)", "CA-ON"),
            ("CA", "CA - Québec", "CA-QC"),
            ("US", "CA - California", "US-CA"),
            ("US", "California, USA", "US-CA"),
            ("CA", "Ontario, Canada; Québec", "CA-ON, CA-QC"),
            ("US", "N. Carolina; W. Virginia", "US-NC, US-WV"),
            ("CA", "NF", "CA-NL"),
            ("DE", "k.A.", ""),
        ] {
            assert_eq!(read(countries, text).as_deref(), Ok(codes), "{countries}: {text}");
        }
    }

    #[test]
    fn cells_without_one_reading_are_rejected() {
        for (countries, text, rule) in [
            ("US, AU", "WA", Rule::StateAmbiguous),
            ("OOO", "WA", Rule::StateAmbiguous),
            ("US", "CA-QC", Rule::StateOutsideCountries),
            ("CA", "WA", Rule::StateOutsideCountries),
            ("DE", "WA", Rule::StateOutsideCountries),
            ("DE", "Bavaria", Rule::StateUnknown),
            ("DE", "BY", Rule::StateUnknown),
            ("BR, AR", "PR", Rule::StateUnknown),
            ("US", "Washington (OR)", Rule::StateAmbiguous),
            ("US", "Northern Virginia", Rule::StateUnknown),
            ("US", "New Carolina", Rule::StateUnknown),
            ("US", "Narnia", Rule::StateUnknown),
            ("NL", "BE", Rule::StateUnknown),
            ("US", "all", Rule::StateUnknown),
            ("US", "=1", Rule::ValueFormula),
        ] {
            assert_eq!(read(countries, text), Err(vec![rule]), "{countries}: {text}");
        }
    }

    #[test]
    fn countries_without_states_are_named() {
        for (text, message) in [
            ("Narnia", "no states for Germany (DE); leave the cell empty"),
            (
                "BY",
                "\"BY\" is Bavaria, a part of Germany (DE); Partner Center has no states for it, so leave the cell empty",
            ),
        ] {
            let findings = only_states("DE", text, false);
            assert!(findings[0].localize(Language::En).to_string().ends_with(message), "{text}");
            assert_eq!(findings[0].fix, Some(Fix::suggestion("")), "{text}");
        }
    }

    #[test]
    fn the_second_code_of_an_unquoted_list_is_ambiguous() {
        let findings = only_states("US", " CA", true);
        assert_eq!(rules(&findings), [Rule::StateAmbiguous]);
        assert_eq!(findings[0].alternatives, ["US-CA"]);
        assert_eq!(read("US", " CA").as_deref(), Ok("US-CA"));
    }

    #[test]
    fn accepted_suggestions_list_a_state_once() {
        for text in ["Californa;Calfornia", "California;Californa", "US-CA, Californa"] {
            let mut cells = super::super::tests::GOOD;
            cells[Column::States] = text;
            let settings = NormalizeSettings { accept_suggestions: true, ..NormalizeSettings::default() };
            let row = Row { cells, number: 2, ..Row::default() };
            let contact = super::super::normalize(&row, &settings, &mut Vec::new()).unwrap();
            assert_eq!(contact.states.iter().map(|state| state.code()).collect::<Vec<_>>(), ["US-CA"], "{text}");
        }
    }

    #[test]
    fn rejected_countries_reject_no_states() {
        assert_eq!(rules(&only_states("Narnia", "US-WA", false)), []);
    }
}
