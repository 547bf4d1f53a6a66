//! The Countries/Regions cell as a small language: its grammar, its tables of names, and what it becomes.
//!
//! ```text
//!  cell text ──lexer──▶ tokens ──parser──▶ segments ──this file──▶ countries + findings + fixes
//!                                 │  ▲
//!                       text of a ▼  │ countries, group,
//!                        segment  resolver  unknown …
//! ```
//!
//! [`lexer`] splits the text at separators and conjunctions, [`parser`] joins tokens to segments and parses expressions with
//! groups, and [`resolver`] looks a segment up in the tables of countries and in [`groups`]. Dependencies go one way: the parser
//! uses the others, the resolver uses the groups and the lexer's tables of brackets and conjunctions, and the lexer and the
//! groups use none of them. [`evidence`] takes a second look at the segments of a whole list, and at the row. This file turns segments into findings, and into the canonical cell.

mod evidence;
mod group_file;
mod groups;
pub(crate) mod lexer;
mod parser;
mod resolver;
mod with_states;

pub(super) use evidence::is_large_economy;
pub(crate) use group_file::{GroupsError, GroupsFault};
pub use groups::CustomGroups;
pub(crate) use groups::GroupOrigin;
pub(crate) use parser::parse_unambiguous;
pub(crate) use resolver::{Halves, exact_country, split_brackets};

use std::ops::Range;

use smallvec::SmallVec;

use super::cell::Cell;
use super::edits::{EditPlan, Replacement};
use super::placeholder::is_placeholder;
use crate::contact::{CodeSet, Column, Countries, Country, States, states_cell};
use crate::diagnostics::{CountryCode, Finding, Message, OneOf, Quoted, Rule, StateCode, UnlistedCountry};
use crate::tables::{
    CountryMatch, ListWord, countries_of_subdivision, country_languages, english_names_near, has_doubtful_sign,
    list_word, nearest_country, state_meaning, without_question_marks,
};
use evidence::{Doubt, state_or_country_doubt, weigh_address};
use groups::{AcceptedCountries, GroupMatch};
use lexer::{Token, has_entity, has_open_end, tokenize, unusual_separator};
use parser::{Segment, parse, parse_group_expression};
use resolver::{Resolution, is_code_and_other_name, is_generic, is_plural_or_has_code, join_codes};
use with_states::{country_and_state, country_with_states, mark_states_of_list, states_or_countries, with_states};

/// Returns the countries of a cell, and adds the states that it names within them. Appends the findings that say why it has no
/// countries.
#[inline]
pub(super) fn normalize<'a>(
    cell: &Cell<'_, 'a>,
    groups: &CustomGroups,
    states: &mut States,
    findings: &mut Vec<Finding<'a>>,
) -> Option<Countries> {
    if let Some(countries) = parse_canonical(cell.text()) {
        return Some(countries);
    }
    normalize_unusual(cell, groups, states, findings)
}

#[inline(never)]
fn normalize_unusual<'a>(
    cell: &Cell<'_, 'a>,
    groups: &CustomGroups,
    states: &mut States,
    findings: &mut Vec<Finding<'a>>,
) -> Option<Countries> {
    let mut normalizer = CellNormalizer::new(cell);
    let countries = normalizer.run(groups, findings)?;
    *states = normalizer.states;
    Some(countries)
}

/// Returns the countries of a cell, and the replacement of each of its segments.
pub(super) fn normalize_with_replacements<'a>(
    cell: &Cell<'_, 'a>,
    groups: &CustomGroups,
    findings: &mut Vec<Finding<'a>>,
) -> (Option<Countries>, SmallVec<[Replacement<'a>; 8]>) {
    let mut normalizer = CellNormalizer::new(cell);
    let countries = normalizer.run(groups, findings);
    (countries, normalizer.plan.into_replacements())
}

/// Returns the group that a segment names, also with exceptions, or `None` if it names none or one without fixed members.
pub(crate) fn group_origin(segment: &str, groups: &CustomGroups) -> Option<GroupOrigin> {
    groups.find(segment).or_else(|| parse_group_expression(segment, groups))?.into_origin()
}

/// Fast path for canonical cells, which are the common case: parses codes joined by `, ` without an allocation, and saves the
/// lexer, the parser and the resolver. Returns `None` for any other cell.
fn parse_canonical(text: &str) -> Option<Countries> {
    if text == "OOO" {
        return Some(Countries::Global);
    }
    let mut listed = CodeSet::default();
    let mut rest = text;
    loop {
        let country = Country::from_code(rest.get(..2)?)?;
        if !listed.insert(country) {
            return None;
        }
        match &rest[2..] {
            "" => return Some(Countries::Listed(listed)),
            more => rest = more.strip_prefix(", ")?,
        }
    }
}

/// Returns whether a part of a list is only a word for all, which doesn't say that countries are meant.
fn has_word_for_all(text: &str) -> bool {
    text.split([',', ';', '/', '\n', '&', '+']).any(|part| list_word(part.trim()) == Some(ListWord::All))
}

/// Returns whether a text is as short as a code, and a name in some language: `SIN` isn't China, although "Sin" is one of its
/// names.
fn is_abbreviation_of_name(text: &str) -> bool {
    // Usual abbreviations in Dutch and French lists.
    const USUAL: [&str; 3] = ["VS", "VK", "RCI"];
    text.len() <= 3
        && text.bytes().all(|byte| byte.is_ascii_uppercase())
        && !country_languages(text).is_empty()
        && !USUAL.contains(&text)
}

/// Returns the countries that a probable name may mean, if there are others: those with a place of this name, and those whose
/// English name differs by one letter.
fn readings_of_guess(text: &str, code: &'static str) -> Option<Vec<&'static str>> {
    const MAX_READINGS: usize = 6;
    let places = countries_of_subdivision(text);
    let places = if places.contains(&code) { &[][..] } else { &places };
    let is_listed = |code: &&str| Country::from_code(code).is_some();
    let mut readings = vec![code];
    for other in places.iter().copied().filter(is_listed).chain(english_names_near(text).map(|near| near.code())) {
        if !readings.contains(&other) && readings.len() < MAX_READINGS {
            readings.push(other);
        }
    }
    (readings.len() > 1).then_some(readings)
}

/// Returns the country whose code is written with signs: `D.E.`, `(DE)`, `DE*`.
fn country_of_letters(text: &str) -> Option<Country> {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    Country::from_code(&letters)
}

/// The normalization of a cell that isn't canonical: the countries, and the changes and problems so far.
struct CellNormalizer<'c, 'r, 'a> {
    plan: EditPlan<'c, 'r, 'a>,
    listed: CodeSet<Country>,
    /// The states of countries that the cell names with some of their states.
    states: States,
    is_global: bool,
    /// Whether suggestions that aren't accepted have countries, or OOO.
    suggests_countries: bool,
    suggests_global: bool,
    is_rejected: bool,
}

impl<'c, 'r, 'a> CellNormalizer<'c, 'r, 'a> {
    fn new(cell: &'c Cell<'r, 'a>) -> Self {
        CellNormalizer {
            plan: EditPlan::new(cell),
            listed: CodeSet::default(),
            states: States::default(),
            is_global: false,
            suggests_countries: false,
            suggests_global: false,
            is_rejected: false,
        }
    }

    /// Returns the countries if every segment has one reading or an accepted suggestion.
    fn run(&mut self, groups: &CustomGroups, findings: &mut Vec<Finding<'a>>) -> Option<Countries> {
        let cell = self.plan.cell;
        cell.cleaned(findings)?;
        let text = cell.text();
        let Some(tokens) = tokenize(text, cell.column).filter(|tokens| !tokens.is_empty() && !has_entity(text)) else {
            self.reject(Rule::CountryUnknown, 0..text.len(), Message::CountryUnknown);
            return self.finish(&[], findings);
        };
        if let Some((country, states)) = country_with_states(text) {
            self.add_with_states(0..text.len(), country, states);
            return self.finish(&tokens, findings);
        }
        if let Some(readings) = states_or_countries(text) {
            let message =
                Message::Torn { readings: OneOf(readings.iter().map(|text| Quoted(vec![text.clone()])).collect()) };
            self.reject_ambiguous(0..text.len(), message, readings.to_vec());
            return self.finish(&tokens, findings);
        }
        let mut segments = parse(text, &tokens, groups, cell.row.languages);
        let has_unknown = || segments.iter().any(|segment| segment.resolution == Resolution::Unknown);
        if tokens.len() == 2
            && has_unknown()
            && let Some((country, states)) = country_and_state(text)
        {
            self.add_with_states(0..text.len(), country, states);
            return self.finish(&tokens, findings);
        }
        mark_states_of_list(text, &mut segments);
        weigh_address(text, &mut segments, cell.row.cells[Column::Email]);
        if has_open_end(text)
            && let Some(last) = segments.last_mut()
        {
            last.span.end = text.trim_end().len();
            last.resolution = Resolution::Group(Box::new(GroupMatch::Unclear));
        }
        for segment in segments {
            self.add_segment(text, segment, groups);
        }
        self.finish(&tokens, findings)
    }

    fn add_segment(&mut self, text: &'a str, Segment { span, resolution }: Segment, groups: &CustomGroups) {
        let is_open = !matches!(resolution, Resolution::Known(_) | Resolution::Multiple { .. } | Resolution::Group(_));
        if is_open && let Some((country, states)) = country_with_states(&text[span.clone()]) {
            return self.add_with_states(span, country, states);
        }
        match resolution {
            Resolution::Known(meaning) => self.add_known(text, span, meaning),
            Resolution::Misspelled(near) => self.suggest_spelling(span, near),
            Resolution::Multiple { countries, certain } => self.add_multiple(span, &countries, certain),
            Resolution::Conflicting(readings) => {
                let message = Message::Torn {
                    readings: OneOf(readings.iter().map(|codes| Quoted(vec![codes.clone()])).collect()),
                };
                self.reject_ambiguous(span, message, readings);
            }
            doubtful @ Resolution::Doubtful(_) => self.reject_doubtful(span, doubtful),
            Resolution::NameOrList { name, list } => {
                let readings = name.code().map(str::to_owned).into_iter().chain([list]).collect();
                self.reject_ambiguous(span, Message::CountryJoined, readings);
            }
            Resolution::Group(group) => match groups.accepted(&text[span.clone()]) {
                Some(accepted) => self.add_accepted(span, accepted),
                None => self.add_group(span, &group),
            },
            Resolution::Unknown => self.reject_unknown(&text[span.clone()], span),
        }
    }

    fn add_with_states(&mut self, span: Range<usize>, country: Country, states: States) {
        let codes = states_cell(&states).into_owned();
        self.plan.replace(span.clone(), country.code());
        self.plan.keep_in_readings(with_states(country, &states));
        self.plan.safe(Rule::CountryWithStates, span, Message::CountryWithStates { country, codes });
        self.states.extend(states.iter().copied());
        self.add(CountryMatch::Country(country));
    }

    fn add_known(&mut self, text: &'a str, span: Range<usize>, meaning: CountryMatch) {
        match meaning {
            CountryMatch::Country(_) | CountryMatch::Global => {
                let code = meaning.code().unwrap_or_default();
                let is_code = text.as_bytes()[span.clone()] == *code.as_bytes();
                self.plan.replace(span.clone(), code);
                if !self.add(meaning) {
                    self.plan.safe(Rule::CountryRepeated, span, Message::Repeated { code });
                } else if !is_code {
                    self.plan.safe(Rule::CountrySpelling, span, Message::CountrySpelling { code });
                }
            }
            CountryMatch::Unlisted(code) => {
                let message = Message::CountryUnlisted { country: UnlistedCountry(code) };
                self.reject(Rule::CountryUnlisted, span, message);
            }
            CountryMatch::Suggested(meaning) => match meaning.code() {
                Some(code) => {
                    let segment = &text[span.clone()];
                    if is_abbreviation_of_name(segment) {
                        return self.reject(Rule::CountryUnknown, span, Message::CountryUnknown);
                    }
                    if let Some(readings) = readings_of_guess(segment, code) {
                        let codes = readings.iter().map(|code| (*code).to_owned()).collect();
                        let readings = OneOf(readings.into_iter().map(CountryCode).collect());
                        return self.reject_ambiguous(span, Message::CountryAmbiguous { readings }, codes);
                    }
                    let message = Message::CountryGuess { code };
                    let is_accepted = self.plan.suggest(Rule::CountryUnknown, span, message, code);
                    self.add_suggested(is_accepted, [*meaning]);
                }
                None => self.reject_unknown(&text[span.clone()], span),
            },
            CountryMatch::Ambiguous(candidates) => {
                let readings: Vec<&'static str> = candidates.iter().filter_map(CountryMatch::code).collect();
                let codes = readings.iter().map(|code| (*code).to_owned()).collect();
                let readings = OneOf(readings.into_iter().map(CountryCode).collect());
                self.reject_ambiguous(span, Message::CountryAmbiguous { readings }, codes);
            }
        }
    }

    fn add_multiple(&mut self, span: Range<usize>, countries: &[Country], certain: bool) {
        let codes = join_codes(countries);
        let meanings = countries.iter().copied().map(CountryMatch::Country);
        if certain {
            let message = Message::Several { codes: codes.clone() };
            self.plan.replace(span.clone(), codes);
            self.plan.safe(Rule::CountrySpelling, span, message);
            return self.add_suggested(true, meanings);
        }
        let message = match countries {
            [country] => Message::CountryGuess { code: country.code() },
            _ => Message::SeveralGuessed { codes: codes.clone() },
        };
        let is_accepted = self.plan.suggest(Rule::CountryUnknown, span, message, codes);
        self.add_suggested(is_accepted, meanings);
    }

    fn add_accepted(&mut self, span: Range<usize>, accepted: &AcceptedCountries) {
        let (codes, profile) = (join_codes(&accepted.members), accepted.profile.clone());
        self.plan.replace(span.clone(), codes.clone());
        self.plan.safe(Rule::CountrySpelling, span, Message::CountryAccepted { codes, profile });
        self.add_suggested(true, accepted.members.iter().copied().map(CountryMatch::Country));
    }

    fn add_group(&mut self, span: Range<usize>, group: &GroupMatch) {
        let message = group.message();
        match group {
            GroupMatch::Members { members, .. } => {
                let is_accepted = self.plan.suggest(Rule::CountryGroup, span, message, join_codes(members));
                self.add_suggested(is_accepted, members.iter().copied().map(CountryMatch::Country));
            }
            GroupMatch::Undefined | GroupMatch::Remainder | GroupMatch::Unclear => {
                self.reject(Rule::CountryGroup, span, message);
            }
        }
    }

    fn suggest_spelling(&mut self, span: Range<usize>, near: Country) {
        let message = Message::CountryUnknownNear { country: near };
        let is_accepted = self.plan.suggest(Rule::CountryUnknown, span, message, near.code());
        self.add_suggested(is_accepted, [CountryMatch::Country(near)]);
    }

    fn reject_unknown(&mut self, segment: &str, span: Range<usize>) {
        let states = state_meaning(segment);
        if let [state, ..] = states
            && let Some(country) = country_of_letters(segment).filter(|country| *country != state.country())
        {
            return self.reject_doubtful(span, state_or_country_doubt(*state, country));
        }
        if !states.is_empty() {
            return self.reject(
                Rule::CountryUnknown,
                span,
                Message::CountryIsState { states: OneOf(states.iter().copied().map(StateCode).collect()) },
            );
        }
        if is_placeholder(segment, Column::Countries) {
            let message = Message::Placeholder { column: Column::Countries };
            return self.reject(Rule::ValuePlaceholder, span, message);
        }
        if let Some(country) = without_question_marks(segment).and_then(exact_country) {
            let is_accepted = self.plan.suggest(
                Rule::CountryUnknown,
                span,
                Message::CountryGuess { code: country.code() },
                country.code(),
            );
            return self.add_suggested(is_accepted, [CountryMatch::Country(country)]);
        }
        if has_doubtful_sign(segment) {
            return self.reject(Rule::CountryUnknown, span, Message::SignDoubtful);
        }
        let has_other_meaning = || {
            is_generic(segment)
                || is_code_and_other_name(segment)
                || is_plural_or_has_code(segment)
                || !countries_of_subdivision(segment).is_empty()
        };
        match nearest_country(segment).filter(|_| !has_other_meaning()) {
            Some(near) => self.suggest_spelling(span, near),
            None => self.reject(Rule::CountryUnknown, span, Message::CountryUnknown),
        }
    }

    fn reject(&mut self, rule: Rule, span: Range<usize>, message: Message) {
        self.is_rejected = true;
        self.plan.reject(rule, span, message);
    }

    fn reject_doubtful(&mut self, span: Range<usize>, resolution: Resolution) {
        if let Resolution::Doubtful(doubt) = resolution {
            let Doubt { message, readings } = *doubt;
            self.reject_ambiguous(span, message, readings);
        }
    }

    fn reject_ambiguous(&mut self, span: Range<usize>, message: Message, readings: Vec<String>) {
        self.is_rejected = true;
        self.plan.reject_ambiguous(Rule::CountryAmbiguous, span, message, readings);
    }

    fn add_suggested(&mut self, is_accepted: bool, meanings: impl IntoIterator<Item = CountryMatch>) {
        self.is_rejected |= !is_accepted;
        for meaning in meanings {
            if is_accepted {
                self.add(meaning);
            } else if meaning == CountryMatch::Global {
                self.suggests_global = true;
            } else {
                self.suggests_countries = true;
            }
        }
    }

    /// Adds a country and returns whether it is new.
    fn add(&mut self, meaning: CountryMatch) -> bool {
        match meaning {
            CountryMatch::Country(country) => self.listed.insert(country),
            _ => !std::mem::replace(&mut self.is_global, true),
        }
    }

    fn finish(&mut self, tokens: &[Token], findings: &mut Vec<Finding<'a>>) -> Option<Countries> {
        let has_countries = self.suggests_countries || !self.listed.is_empty();
        if (self.is_global || self.suggests_global) && has_countries {
            // "US, all" may mean all of the US.
            if has_word_for_all(self.plan.cell.text()) {
                self.plan.reject_whole(Rule::CountryGlobalMixed, Message::GlobalMixed);
                self.is_rejected = true;
            } else {
                let is_accepted = self.plan.suggest_whole(Rule::CountryGlobalMixed, Message::GlobalMixed, "OOO");
                self.is_rejected |= !is_accepted;
            }
        }
        let text = self.plan.cell.text();
        self.plan.finish(|| unusual_separator(text, tokens), Rule::CountrySpelling, findings);
        match self {
            CellNormalizer { is_rejected: true, .. } => None,
            CellNormalizer { is_global: true, .. } => Some(Countries::Global),
            CellNormalizer { listed, .. } => Some(Countries::Listed(std::mem::take(listed))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostics::{Fix, Safety};
    use crate::normalize::tests::{only_cell, rules};
    use crate::tables::{Within, is_place_in};

    /// The cell after safe fixes, or `None` if it is rejected.
    fn read(text: &str) -> Option<String> {
        let findings = only_cell(Column::Countries, text);
        match findings.last() {
            None => Some(text.to_owned()),
            Some(_) if findings.iter().any(Finding::is_blocking) => None,
            Some(finding) => finding.fix.clone().map(|fix| fix.value.into_owned()),
        }
    }

    #[test]
    fn canonical_cells_are_unchanged() {
        for text in ["US", "US, CA, FR", "NA", "NO, NA", "OOO"] {
            assert!(only_cell(Column::Countries, text).is_empty(), "{text}");
        }
        let all: Vec<&str> = Country::all().map(|country| country.code()).collect();
        let twice: Vec<String> = all.iter().map(|code| format!("{code}, {code}")).collect();
        assert_eq!(read(&twice.join(", ")), Some(all.join(", ")));
        for country in Country::all() {
            assert_eq!(read(country.code()).as_deref(), Some(country.code()));
            assert_eq!(read(country.name()).as_deref(), Some(country.code()), "{}", country.name());
        }
    }

    #[test]
    fn names_and_separators_become_codes() {
        for (text, codes) in [
            ("us,ca", "US, CA"),
            ("Germany / United Kingdom", "DE, GB"),
            ("DEU; FRA | ITA\nESP", "DE, FR, IT, ES"),
            ("UK and France & Spain", "GB, FR, ES"),
            ("na, no", "NA, NO"),
            ("Global", "OOO"),
            ("Coordonnées globales", "OOO"),
            ("US, CA, US", "US, CA"),
            ("Trinidad and Tobago; Antigua & Barbuda", "TT, AG"),
            ("St Helena, Ascension, Tristan da Cunha, Chad", "SH, TD"),
            ("Bosnia and Herzegovina and Serbia", "BA, RS"),
            ("Côte d’Ivoire, Cote d'Ivoire", "CI"),
            ("Congo", "CG"),
            ("Saint Martin", "MF"),
            ("Georgia", "GE"),
            ("US,\u{200b}CA", "US, CA"),
            ("ＤＥ，ＦＲ", "DE, FR"),
            ("DE, ET, FR", "DE, ET, FR"),
            ("US,, CA,", "US, CA"),
            ("US, CA, and FR", "US, CA, FR"),
            ("US, and, CA", "US, CA"),
            ("AND, US", "AD, US"),
            ("U.S. and U.K.", "US, GB"),
            ("Hong Kong; China", "HK, CN"),
        ] {
            assert_eq!(read(text).as_deref(), Some(codes), "{text}");
        }
    }

    #[test]
    fn each_faulty_segment_has_a_finding() {
        let text = "US, Narnia, Germany, XX";
        let findings = only_cell(Column::Countries, text);
        let segments: Vec<(Rule, &str)> = findings.iter().map(|finding| (finding.rule, finding.piece())).collect();
        assert_eq!(
            segments,
            [(Rule::CountryUnknown, "Narnia"), (Rule::CountrySpelling, "Germany"), (Rule::CountryUnknown, "XX")]
        );
        assert_eq!(findings[1].fix, Some(Fix::safe("US, Narnia, DE, XX")));
    }

    #[test]
    fn cells_without_one_reading_are_rejected() {
        for (text, rule) in [
            ("Narnia", Rule::CountryUnknown),
            ("N/A", Rule::ValuePlaceholder),
            ("and", Rule::CountryUnknown),
            ("-", Rule::ValueMissing),
            ("Hong Kong, China", Rule::CountryAmbiguous),
            ("EU", Rule::CountryGroup),
            ("California", Rule::CountryUnknown),
            (";", Rule::CountryUnknown),
            ("Korea", Rule::CountryAmbiguous),
            ("Congo, DRC", Rule::CountryAmbiguous),
            ("FK", Rule::CountryUnlisted),
            ("Kosovo", Rule::CountryUnlisted),
            ("OOO, US", Rule::CountryGlobalMixed),
            ("", Rule::ValueMissing),
            ("=US", Rule::ValueFormula),
            ("#N/A", Rule::ValueError),
        ] {
            let findings = only_cell(Column::Countries, text);
            assert_eq!(rules(&findings), [rule], "{text}");
            assert!(findings[0].is_blocking(), "{text}");
        }
    }

    #[test]
    fn suggestions_are_shown() {
        let findings = only_cell(Column::Countries, "Germny, US");
        assert_eq!(findings[0].fix, Some(Fix::suggestion("DE, US")));
        let findings = only_cell(Column::Countries, "Korea, JP");
        assert_eq!(findings[0].alternatives, ["KP, JP", "KR, JP"]);
        let findings = only_cell(Column::Countries, "US, all");
        assert_eq!(findings[0].fix, Some(Fix::safe("US, OOO")));
        assert_eq!((findings[1].rule, &findings[1].fix), (Rule::CountryGlobalMixed, &None));
        let findings = only_cell(Column::Countries, "OOO, US");
        assert_eq!(findings[0].fix.as_ref().map(|fix| fix.safety), Some(Safety::Suggestion));
    }

    #[test]
    fn changes_of_white_space_have_their_own_rule() {
        for text in [" US", "US,CA", "US ,CA", "US\u{a0}"] {
            assert_eq!(rules(&only_cell(Column::Countries, text)), [Rule::ValueWhitespace], "{text}");
        }
        assert_eq!(rules(&only_cell(Column::Countries, "U\u{200b}S")), [Rule::CountrySpelling]);
        for text in ["US;CA", "US, CA and FR", "US,,CA", "US, CA,", "US、CA"] {
            assert_eq!(rules(&only_cell(Column::Countries, text)), [Rule::CountrySpelling], "{text}");
        }
    }

    #[test]
    fn long_cells_need_no_deep_recursion() {
        for unit in
            "(EU) ~EU ex ~EU (~(~DE - ~DE (~EU (excl. ~rest of ~Korea and ~US ~(EU) DE ~法国和~\"'~[~1. ~a/~and ~・~St."
                .split('~')
        {
            for text in [unit.repeat(4000), unit.repeat(100_000)] {
                assert!(!only_cell(Column::Countries, &text).is_empty(), "{unit:?}");
            }
        }
        let blanks = " ".repeat(30_000);
        for text in [
            format!("{}US{}", "(".repeat(50_000), ")".repeat(50_000)),
            " ".repeat(200_000),
            format!("US{blanks}and{blanks}CA"),
        ] {
            assert!(!only_cell(Column::Countries, &text).is_empty());
        }
        let nested = format!("{}US{}", "(".repeat(10_000), ")".repeat(10_000));
        assert_eq!(read(&nested), None);
    }

    /// Folded keys have no punctuation, so that a code and a name may look like a name with an article.
    #[test]
    fn a_code_beside_a_name_is_not_dropped() {
        let names = [
            "Korea", "Congo", "Guinea", "Georgia", "Sudan", "Samoa", "Niger", "France", "Salvador", "Mali", "USA",
            "GBR",
        ];
        for country in Country::all() {
            for (name, separator) in names.iter().flat_map(|name| [" - ", ": ", " "].map(|separator| (name, separator)))
            {
                let text = format!("{}{separator}{name}", country.code());
                let is_kept = read(&text).is_none_or(|codes| codes.split(", ").any(|code| code == country.code()));
                assert!(is_kept, "{text} became {:?}", read(&text));
            }
        }
    }

    proptest! {
        #[test]
        fn an_applied_suggestion_needs_no_other(
            segments in prop::collection::vec(
                "US|CA|ca|OOO|Germany|Germny|Frnace|Narnia|Korea|Kosovo|DACH|DROM-COM|DOM-TOM|DOM|EMEA|ROW|Monde|nur Deutschland|US only|DE-AT-CH|US-MX|US FR|Germany France|Germny \\(DE\\)|Germany \\(FR\\)|Georgia|US|Hong Kong, China|France métropolitaine|🇩🇪|🇩🇪🇦🇹|🇫🇷 Germany|1. DE 2. AT|St Kitts|Trinidad|EU except DE|etc.|California",
                1..5,
            ),
            separator in ", |; | and | \\+ |;#|\n| / ",
        ) {
            let text = segments.join(&separator);
            for finding in only_cell(Column::Countries, &text) {
                if let Some(Fix { value, safety: Safety::Suggestion }) = finding.fix {
                    prop_assert!(only_cell(Column::Countries, &value).is_empty(), "{:?} became {:?}", text, value);
                }
            }
        }

        /// A safe fix has each country that a piece of the cell may mean, and no other; a piece with two meanings has none.
        #[test]
        fn a_safe_fix_is_the_only_reading(
            pieces in prop::collection::vec(
                "US|us|CA|DE|NI|NA|SA|ME|LA|EE|EST|GBR|UK|Germany|Deutschland|Granada|España|Spain|Salvador|Brasil|Georgia|USA|Lebanon|Ohio|Peru|Indiana|Niger|Nigeria|England|Ireland|Congo|Korea|EMEA|LATAM|South America|Middle East|DACH|Narnia|NULL|California|Ontario|Canada|México|Guadalupe|Luxembourg|Belgique",
                1..4,
            ),
            separator in ", |; | / | and | & | - | ",
        ) {
            let text = pieces.join(&separator);
            let findings = only_cell(Column::Countries, &text);
            if findings.iter().any(Finding::is_blocking) {
                return Ok(());
            }
            let of_cell = findings.iter().filter(|finding| finding.column == Some(Column::Countries));
            let fixed = of_cell.filter_map(|finding| finding.fix.as_ref()).next_back();
            let fixed = fixed.map_or(text.as_str(), |fix| &fix.value);
            let codes: Vec<&str> = fixed.split(", ").collect();
            // The other names of a list may settle the language of a name, so its suggestion and its readings count.
            let meaning = |piece: &String| {
                let suggested = || {
                    let finding = only_cell(Column::Countries, piece).pop();
                    let fix = finding.iter().filter_map(|finding| finding.fix.as_ref()).map(|fix| &*fix.value);
                    let readings = finding.iter().flat_map(|finding| &finding.alternatives).map(|text| &**text);
                    fix.chain(readings).filter_map(Country::from_code).collect()
                };
                exact_country(piece).map_or_else(suggested, |country| vec![country])
            };
            let meanings: Vec<Vec<Country>> = pieces.iter().map(meaning).collect();
            let has_states = findings.iter().any(|finding| finding.rule == Rule::CountryWithStates);
            for (piece, meaning) in pieces.iter().zip(&meanings) {
                let is_state = has_states && !state_meaning(piece).is_empty();
                prop_assert!(
                    is_state || meaning.iter().any(|country| codes.contains(&country.code())),
                    "{:?} became {:?} without {:?}", text, fixed, piece
                );
            }
            for code in &codes {
                let is_meant = meanings.iter().flatten().any(|country| country.code() == *code);
                prop_assert!(is_meant, "{:?} became {:?} with {:?}", text, fixed, code);
            }
            // A place that has the name of a country, before the country that it is in.
            if let ([place, _], [_, within]) = (pieces.as_slice(), meanings.as_slice())
                && let [within] = within.as_slice()
                && separator == ", "
            {
                prop_assert!(is_place_in(place, Within::Country(*within)).is_none(), "{:?} became {:?}", text, fixed);
            }
        }
    }
}
