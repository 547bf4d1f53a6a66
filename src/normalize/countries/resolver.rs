//! Resolves the text of one segment of a list to countries, without looking at its neighbours.
//!
//! [`resolve_name`] takes a code, a name, a group's name, or a code beside its name ("Germany (DE)"). [`resolve_adjacent`]
//! takes several of them without a separator ("US CA FR"). The resolver only consults tables; [`parser`](super::parser)
//! decides which tokens make up a segment, and evaluates expressions that contain lists themselves ("EU except DE, FR").

use std::cell::RefCell;

use memchr::memchr;
use smallvec::{SmallVec, smallvec};

use super::evidence::{
    Doubt, code_or_compass_point, is_usual_word, place_or_list, rival_in, state_after_country_doubt,
};
use super::groups::{CountryList, CustomGroups, GroupMatch};
use super::lexer::{BLACK_FLAG, closing_bracket, is_conjunction_alone};
use crate::contact::Country;
use crate::normalize::text::clean;
use crate::tables::{
    CountryMatch, Memo, NextLetters, country_languages, country_meaning, group, language, letters_after_name,
    list_marks, memoize, nearest_country, state_meaning, subdivision_of,
};
use crate::util::holds_any;

/// The result of resolving a segment.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Resolution {
    /// A code, a name, or both.
    Known(CountryMatch),
    /// A misspelled name beside the code of the country that it resembles.
    Misspelled(Country),
    /// Countries without a separator between them; certain if there is no other reading.
    Multiple {
        countries: CountryList,
        certain: bool,
    },
    /// Two readings or more, each of them codes.
    Conflicting(Vec<String>),
    /// A segment that something else in the list or the row contradicts.
    Doubtful(Box<Doubt>),
    /// One name that extends across separators, or a list with one country per token: "Congo, DRC".
    NameOrList {
        name: CountryMatch,
        list: String,
    },
    /// A group, or an expression with one.
    Group(Box<GroupMatch>),
    Unknown,
}

impl Resolution {
    /// Returns the countries if there is nothing left to decide: one country, several certain ones, or a group's members.
    pub(crate) fn certain_countries(&self) -> Option<&[Country]> {
        match self {
            Resolution::Known(CountryMatch::Country(country)) => Some(std::slice::from_ref(country)),
            Resolution::Multiple { countries, certain: true } => Some(countries),
            Resolution::Group(group) => match &**group {
                GroupMatch::Members { members, .. } => Some(members),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Resolves a text that is one name. Codes take precedence over names, and names over groups.
pub(crate) fn resolve_name(text: &str, groups: &CustomGroups) -> Option<Resolution> {
    // Fast path: two letters are clean and no conjunction.
    if let Some(country) = Country::from_code_ignore_case(text) {
        return Some(Resolution::Known(CountryMatch::Country(country)));
    }
    if let Some(resolution) = resolve_flags(text, groups) {
        return Some(resolution);
    }
    // "AT..." isn't the end of a sentence but of a list that leaves countries out.
    if text.ends_with("...") || text.ends_with('\u{2026}') {
        return Some(Resolution::Group(Box::new(GroupMatch::Unclear)));
    }
    // Fast path: lists repeat their names. The memo saves cleaning and folding a text that was looked up before.
    thread_local!(static KNOWN: RefCell<Memo<Option<CountryMatch>>> = RefCell::default());
    let known = memoize(&KNOWN, text, |text| {
        let cleaned = clean(text).text;
        if is_code_and_other_name(&cleaned) { None } else { look_up(&cleaned) }
    });
    if let Some(meaning) = known.filter(has_precedence_over_groups) {
        return Some(Resolution::Known(meaning));
    }
    let cleaned = clean(text);
    let text = &*cleaned.text;
    // "Hong Kong - China" is probably Hong Kong, or a list.
    if let Some(CountryMatch::Suggested(_)) = known
        && let Some(Halves { one, other, separator: HalfSeparator::Dash }) = Halves::of(text)
        && let Some(doubt) = place_or_list([one, other])
    {
        return Some(doubt);
    }
    if is_not_a_name(text) {
        return Some(Resolution::Unknown);
    }
    // A user's definition of "America" or "Korea" takes precedence over an ambiguous name.
    if let Some(meaning) = known.filter(|_| !groups.contains(text)) {
        return Some(Resolution::Known(meaning));
    }
    if let Some(group) = groups.find(text) {
        return Some(Resolution::Group(Box::new(group)));
    }
    // "US-CA" is California, not the countries US and CA.
    if text.contains('-') && !text.contains(' ') && !state_meaning(text).is_empty() {
        return Some(Resolution::Unknown);
    }
    resolve_code_beside_name(text).or_else(|| resolve_group_beside_code(text, groups))
}

/// Returns the meaning of a name, unless the text is a code beside another name.
fn name_meaning(text: &str) -> Option<CountryMatch> {
    if is_code_and_other_name(text) { None } else { country_meaning(text) }
}

/// Returns whether a text is a code beside the name of another country: "DE - Niger" and "LA - France" would be names with an
/// article, because keys have no punctuation.
pub(super) fn is_code_and_other_name(text: &str) -> bool {
    // Fast path: most texts don't start with two capitals, with or without a bracket.
    let start = text.trim_start_matches(|c| c == ' ' || closing_bracket(c).is_some()).as_bytes();
    if !matches!(start, [b'A'..=b'Z', b'A'..=b'Z', ..]) || start.get(2).is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let halves = Halves::of(text).map(|halves| (halves.one, halves.other));
    // In capitals, "LA FRANCE" has an article, but "LA USA" is a state or a country beside a code.
    let may_follow_a_code = |name: &str| name.contains(char::is_lowercase) || any_code(name).is_some();
    let words = || text.split_once(' ').filter(|(_, name)| may_follow_a_code(name));
    let Some((one, other)) = halves.or_else(words) else { return false };
    let code = Some(one).filter(|one| one.bytes().all(|byte| byte.is_ascii_uppercase())).and_then(Country::from_code);
    // "US Virgin Islands" is the English name of one of the two; "De Korea" is Welsh for South Korea.
    let is_english = || country_languages(text).contains(language("en"));
    let is_other = |code: Country, meaning| match meaning {
        CountryMatch::Suggested(CountryMatch::Ambiguous(_)) | CountryMatch::Ambiguous(_) => !is_english(),
        CountryMatch::Suggested(meaning) => meaning.code().is_some_and(|named| named != code.code()),
        meaning => meaning.code().is_some_and(|named| named != code.code()),
    };
    code.is_some_and(|code| country_meaning(other).is_some_and(|meaning| is_other(code, meaning)))
}

/// Resolves a clean text that is several names or codes without a separator between them.
pub(crate) fn resolve_adjacent(text: &str) -> Option<Resolution> {
    resolve_words(text).or_else(|| resolve_joined_codes(text)).or_else(|| resolve_marked(text))
}

/// Returns the country that a text is a two-letter code or an unambiguous name of.
pub(crate) fn exact_country(text: &str) -> Option<Country> {
    Country::from_code_ignore_case(text).or_else(|| single(name_meaning(text)).filter(|_| !is_region_word(text)))
}

/// Returns how a name that starts with this text may continue after a separator.
pub(crate) fn name_continuations(text: &str, groups: &CustomGroups) -> NextLetters {
    // Fast path: the memo saves cleaning and folding the start of a name that was looked up before.
    thread_local!(static ANSWERS: RefCell<Memo<NextLetters>> = RefCell::default());
    let own = |text: &str| match groups.has_name_starting_with(text) {
        true => NextLetters::ANY,
        false => NextLetters::default(),
    };
    let known = memoize(&ANSWERS, text, |text| continuations_with_code(text, letters_after_name));
    if groups.is_empty() { known } else { known.or(continuations_with_code(text, own)) }
}

/// Returns how a text may continue, or the text after a code: "TT - Trinidad".
fn continuations_with_code(text: &str, continuations: impl Fn(&str) -> NextLetters) -> NextLetters {
    let text = clean(text).text;
    let coded = Halves::of(&text).filter(|halves| any_code(halves.one).is_some());
    coded.map_or_else(NextLetters::default, |halves| continuations(halves.other)).or(continuations(&text))
}

/// Returns the country or group of countries that a clean text is the code or the name of.
fn look_up(text: &str) -> Option<CountryMatch> {
    if is_not_a_name(text) {
        return None;
    }
    // The end of a sentence: "US, CA."
    let code = text.strip_suffix('.').filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase())).unwrap_or(text);
    let by_name = || country_meaning(text).filter(|_| !is_region_word(text));
    Country::from_code_ignore_case(code).map(CountryMatch::Country).or_else(by_name)
}

/// Returns whether a text is the code of a country in three letters that usually stands for a region: `NAM` is North America,
/// unless Namibia is written beside it.
pub(super) fn is_region_word(text: &str) -> bool {
    text.len() == 3 && text.is_ascii() && group(text).is_some()
}

fn is_not_a_name(text: &str) -> bool {
    is_conjunction_alone(text) || is_generic(text)
}

/// Returns whether a text with this meaning has no other, whatever groups a user defines.
fn has_precedence_over_groups(meaning: &CountryMatch) -> bool {
    matches!(meaning, CountryMatch::Country(_) | CountryMatch::Global | CountryMatch::Unlisted(_))
}

/// Returns whether a text isn't one misspelt name: "Congos" and "Guineas" are several countries, and "SWE DEN" a code beside a
/// word.
pub(super) fn is_plural_or_has_code(text: &str) -> bool {
    let is_plural = || text.strip_suffix('s').is_some_and(|name| exact_country(name).is_some());
    let is_code = |word: &str| word.len() == 3 && any_code(word).is_some();
    let has_code = || text.contains(' ') && text.split(' ').any(is_code);
    is_plural() || has_code()
}

/// Returns whether a text is a word of so many names that it resembles none of them.
pub(crate) fn is_generic(text: &str) -> bool {
    ["islands", "republic", "kingdom", "states"].iter().any(|known| text.eq_ignore_ascii_case(known))
}

/// Returns the match of a code of two letters in any case, or of three in capitals.
fn any_code(text: &str) -> Option<CountryMatch> {
    let is_long = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) && !is_region_word(text);
    let is_unlisted = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let by_name = || country_meaning(text).filter(|meaning| meaning.code().is_some());
    let by_code = Country::from_code_ignore_case(text).map(CountryMatch::Country);
    by_code.or_else(|| if is_long || is_unlisted { by_name() } else { None })
}

fn single(meaning: Option<CountryMatch>) -> Option<Country> {
    match meaning {
        Some(CountryMatch::Country(country)) => Some(country),
        _ => None,
    }
}

/// The separator of the halves of "Germany (DE)".
#[derive(Clone, Copy, PartialEq, Eq)]
enum HalfSeparator {
    Brackets,
    Dash,
    /// A colon, an equals sign, or a dash without spaces.
    Tight,
}

/// The halves of a text, one of which may be a code.
pub(crate) struct Halves<'t> {
    pub(crate) one: &'t str,
    pub(crate) other: &'t str,
    separator: HalfSeparator,
}

impl<'t> Halves<'t> {
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        // Fast path: most texts have none of these bytes.
        if text.is_ascii() && !holds_any(text.as_bytes(), [b'(', b'[', b'{', b'<', b'-', b':', b'=']) {
            return None;
        }
        // The bytes above ASCII may be those of letters.
        text.find(|c: char| !c.is_alphanumeric() && c != ' ')?;
        if let Some((one, other)) = split_brackets(text) {
            return Some(Halves { one, other, separator: HalfSeparator::Brackets });
        }
        let spaced = [" - ", " \u{2013} ", " \u{2014} "].iter().find_map(|dash| text.split_once(dash));
        if let Some((one, other)) = spaced {
            return Some(Halves { one: one.trim(), other: other.trim(), separator: HalfSeparator::Dash });
        }
        let is_code = |half: &str| half.len() == 2 && half.bytes().all(|byte| byte.is_ascii_uppercase());
        let colon = text.split_once([':', '\u{ff1a}', '=']);
        let dash =
            || text.split_once(['-', '\u{2013}']).filter(|(one, other)| is_code(one.trim()) && !is_code(other.trim()));
        let last_dash =
            || text.rsplit_once(['-', '\u{2013}']).filter(|(one, other)| is_code(other.trim()) && !is_code(one));
        let (one, other) = colon.or_else(dash).or_else(last_dash)?;
        Some(Halves { one: one.trim(), other: other.trim(), separator: HalfSeparator::Tight })
    }
}

/// Returns the text outside and the text inside of brackets at an end of a text.
pub(crate) fn split_brackets(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    if let Some(close) = closing_bracket(first) {
        let (inside, outside) = text[first.len_utf8()..].split_once(close)?;
        return Some((inside.trim(), outside.trim()));
    }
    let last = text.chars().next_back()?;
    let (open, _) = text.char_indices().rev().find(|&(_, c)| closing_bracket(c) == Some(last))?;
    let inside = text[open..text.len() - last.len_utf8()].trim_start_matches(|c| closing_bracket(c).is_some());
    Some((text[..open].trim(), inside.trim()))
}

/// Resolves a code beside a name: "Germany (DE)", "DE - Germany". If they disagree, the text has two readings.
fn resolve_code_beside_name(text: &str) -> Option<Resolution> {
    let Halves { one, other, separator } = Halves::of(text)?;
    match (any_code(one), any_code(other)) {
        (Some(code), Some(same)) if code == same => Some(Resolution::Known(code)),
        (Some(_), Some(_))
            if separator != HalfSeparator::Tight
                && let Some(doubt) = country_or_its_state(one, other).or_else(|| country_or_its_state(other, one)) =>
        {
            Some(doubt)
        }
        // "US - EST" is a time zone.
        (Some(_), Some(_)) if separator == HalfSeparator::Dash && !is_same_kind(&[one, other]) => None,
        // A locale such as "fr-CA" is not two countries.
        (Some(code), Some(other)) if separator != HalfSeparator::Tight => {
            resolve_pair(code, other, separator, state_meaning(text).is_empty())
        }
        (Some(_), Some(_)) => None,
        (Some(code), None) => country_or_its_state(other, one)
            .or_else(|| resolve_code_and_name(code, other, separator))
            .or_else(|| place_or_list([one, other])),
        (None, Some(code)) => country_or_its_state(one, other)
            .or_else(|| resolve_code_and_name(code, one, separator))
            .or_else(|| place_or_list([one, other])),
        (None, None) => {
            if let Some(doubt) = place_or_list([one, other]) {
                return Some(doubt);
            }
            let meanings = (name_meaning(one), name_meaning(other));
            if let (Some(one), Some(other)) = meanings
                && one == other
            {
                return Some(Resolution::Known(one));
            }
            let abbreviated = country_and_abbreviation(one, other).or_else(|| country_and_abbreviation(other, one));
            if let Some(country) = abbreviated {
                return Some(Resolution::Misspelled(country));
            }
            let meanings = (meanings.0?, meanings.1?);
            // "Guam - United States" may be one place, "Germany - France" two.
            resolve_pair(meanings.0, meanings.1, separator, false)
        }
    }
}

/// Returns the doubt about a code beside another that is also one of its states: `US - GA`, `US (CA)`.
fn country_or_its_state(country: &str, code: &str) -> Option<Resolution> {
    let (country, other) = (exact_country(country)?, exact_country(code)?);
    let state = state_meaning(code).iter().find(|state| state.country() == country && other != country)?;
    Some(state_after_country_doubt(*state, other))
}

/// Returns the doubt about two codes, one of which is also a state or another part of the other country: "DE BY" is Germany and
/// Belarus, or Bavaria, and "CA US" California.
fn country_and_its_part([one, other]: [&str; 2]) -> Option<Resolution> {
    let list = [exact_country(one)?, exact_country(other)?];
    let part_of = |country: Country, code: &str| {
        let reading = || Resolution::Conflicting(vec![join_codes(&list), country.code().to_owned()]);
        subdivision_of(country, code).filter(|_| code.len() == 2).map(|_| reading())
    };
    country_or_its_state(one, other)
        .or_else(|| country_or_its_state(other, one))
        .or_else(|| part_of(list[0], other))
        .or_else(|| part_of(list[1], one))
}

/// Returns the country of a name beside an abbreviation of it that isn't its code: "Germany (GER)", "Spain (SP)".
fn country_and_abbreviation(name: &str, abbreviation: &str) -> Option<Country> {
    let country = single(name_meaning(name)).filter(|_| name.len() > 3)?;
    if !(1..=3).contains(&abbreviation.len()) || !abbreviation.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    if abbreviation.len() == 1 {
        let is_own = VEHICLE_CODES.contains(&(abbreviation, country.code()));
        return is_own.then_some(country);
    }
    let mut letters = name.bytes().map(|byte| byte.to_ascii_uppercase());
    let has_initial = name.as_bytes()[0].to_ascii_uppercase() == abbreviation.as_bytes()[0];
    (has_initial && abbreviation.bytes().all(|letter| letters.any(|other| other == letter))).then_some(country)
}

/// Codes of vehicles with one letter, which people write beside names. Source: United Nations, distinguishing signs used on
/// vehicles in international traffic, 2007.
const VEHICLE_CODES: [(&str, &str); 14] = [
    ("A", "AT"),
    ("B", "BE"),
    ("C", "CU"),
    ("D", "DE"),
    ("E", "ES"),
    ("F", "FR"),
    ("H", "HU"),
    ("I", "IT"),
    ("J", "JP"),
    ("L", "LU"),
    ("N", "NO"),
    ("P", "PT"),
    ("S", "SE"),
    ("T", "TH"),
];

fn resolve_code_and_name(code: CountryMatch, name: &str, separator: HalfSeparator) -> Option<Resolution> {
    match name_meaning(name) {
        Some(meaning) if meaning == code => Some(Resolution::Known(code)),
        Some(CountryMatch::Suggested(meaning)) if *meaning == code => Some(Resolution::Known(code)),
        // The code tells which of the candidates is meant.
        Some(CountryMatch::Ambiguous(candidates)) if candidates.contains(&code) => Some(Resolution::Known(code)),
        Some(CountryMatch::Ambiguous(candidates)) => {
            let codes = [&code].into_iter().chain(candidates).filter_map(CountryMatch::code);
            Some(Resolution::Conflicting(codes.map(str::to_owned).collect()))
        }
        Some(meaning) => {
            // Between a code and a name a dash doesn't separate two countries.
            let is_dash = separator == HalfSeparator::Dash;
            if let (Some(of), Some(means)) = (single(Some(code)), single(Some(meaning)))
                && let Some(rival) = rival_in(means, of)
            {
                let readings = [rival, of, means].map(|country| country.code().to_owned());
                return Some(Resolution::Conflicting(readings.to_vec()));
            }
            resolve_pair(code, meaning, if is_dash { HalfSeparator::Tight } else { separator }, true)
        }
        None => {
            single(Some(code)).filter(|&country| nearest_country(name) == Some(country)).map(Resolution::Misspelled)
        }
    }
}

/// Resolves two different countries: a list if a dash is between them, otherwise two readings.
fn resolve_pair(one: CountryMatch, other: CountryMatch, separator: HalfSeparator, certain: bool) -> Option<Resolution> {
    let (one_country, other_country) = (single(Some(one))?, single(Some(other))?);
    if separator == HalfSeparator::Dash {
        return Some(Resolution::Multiple { countries: smallvec![one_country, other_country], certain });
    }
    Some(Resolution::Conflicting(vec![one_country.code().to_owned(), other_country.code().to_owned()]))
}

/// Resolves a group beside its own abbreviation, "Asia Pacific (AP)", or beside a code: "South America (SA)" may be an
/// abbreviation, "EMEA - DE" a part of the group, so it leaves open which countries are meant.
fn resolve_group_beside_code(text: &str, groups: &CustomGroups) -> Option<Resolution> {
    let Halves { one, other, .. } = Halves::of(text)?;
    let (name, found, beside) = match groups.find(one) {
        Some(found) => (one, found, other),
        None => (other, groups.find(other)?, one),
    };
    let is_own = groups.contains(name) && is_initials(beside, name);
    let is_same = groups.find(beside).is_some_and(|same| same == found)
        && (!matches!(found, GroupMatch::Undefined) || group(beside) == group(name));
    let resolved = match any_code(beside) {
        _ if is_own || is_same => found,
        Some(_) if found == GroupMatch::Undefined => found,
        Some(_) => GroupMatch::Unclear,
        None if is_initials(beside, name) => found,
        None => return None,
    };
    Some(Resolution::Group(Box::new(resolved)))
}

/// Returns whether a text abbreviates a name by the first letters of its words or of its only word: `AP` of "Asia Pacific",
/// `AFR` of "Africa".
fn is_initials(text: &str, name: &str) -> bool {
    const MAX_LETTERS: usize = 4;
    let lower = |c: char| c.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    let letters = text.chars().count();
    text.chars().flat_map(lower).eq(words.flat_map(lower))
        || (2..=MAX_LETTERS).contains(&letters)
            && text.chars().flat_map(lower).eq(name.chars().take(letters).flat_map(lower))
}

/// Returns whether names are all codes of two letters, all of three, or all names. `USA` is a code of three and a name.
fn is_same_kind(names: &[&str]) -> bool {
    let is_code = |name: &str, letters| name.len() == letters && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_long = |name: &str| is_code(name, 3) && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_word = |name: &&str| names.len() == 2 && is_usual_word(name);
    // "Sur" is a code, and in Mexico the south.
    let is_name = |name: &str| !is_code(name, 2) && (!is_code(name, 3) || !country_languages(name).is_empty());
    names.iter().all(|name| is_code(name, 2))
        || names.iter().all(|name| is_long(name)) && !names.iter().any(is_word)
        || names.iter().all(|name| is_name(name))
}

/// Resolves codes or names with only spaces between them, or a code beside its name.
fn resolve_words(text: &str) -> Option<Resolution> {
    let words: SmallVec<[&str; 8]> = text.split_whitespace().collect();
    if words.len() < 2 {
        return None;
    }
    // "Alemania o Francia" is one of two.
    if words[1..].contains(&"o") {
        return None;
    }
    let has_codes_only = words.iter().all(|word| word.len() == 2);
    // "no FR" and "in DE" have words that are codes in capitals only.
    let is_upper = |word: &&str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_lower = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    if has_codes_only
        && (words.iter().any(is_upper) && !words.iter().all(is_upper)
            || words.len() == 2 && is_lower(&words[0]) && SMALL_WORDS.contains(&words[0]))
    {
        return None;
    }
    let mut names: SmallVec<[&str; 8]> = SmallVec::new();
    let mut countries = CountryList::new();
    let mut at = 0;
    while at < words.len() {
        let Some((name, country, end)) = longest_name(text, &words, at) else {
            return resolve_name_and_own_code(text);
        };
        // "Franta si Germania": between names "si" is a word.
        if name.len() == 2
            && name.contains(char::is_lowercase)
            && !has_codes_only
            && single(country_meaning(name)).is_none()
        {
            return resolve_name_and_own_code(text);
        }
        names.push(name);
        push_new(&mut countries, country);
        at = end;
    }
    if let [country] = countries.as_slice() {
        return Some(Resolution::Known(CountryMatch::Country(*country)));
    }
    if let &[one, other] = names.as_slice()
        && let Some(doubt) = place_or_list([one, other])
    {
        return Some(doubt);
    }
    if let [first @ .., between, _] = names.as_slice()
        && !first.is_empty()
        && countries.len() == names.len()
        && is_conjunction_and_code(between)
    {
        let mut without = countries.clone();
        without.remove(countries.len() - 2);
        return Some(Resolution::Conflicting(vec![join_codes(&without), join_codes(&countries)]));
    }
    if !is_same_kind(&names) {
        return None;
    }
    if let &[one, other] = names.as_slice()
        && let Some(doubt) = code_or_compass_point([one, other]).or_else(|| country_and_its_part([one, other]))
    {
        return Some(doubt);
    }
    let capitals = names.iter().all(|name| name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_uppercase()));
    Some(Resolution::Multiple { countries, certain: capitals && state_meaning(text).is_empty() })
}

/// Codes that are words before another code: "no fr", "in de".
const SMALL_WORDS: [&str; 7] = ["at", "be", "in", "is", "no", "so", "to"];

/// Returns the longest name or code from a word of a text on, its country and the index of the next word.
fn longest_name<'t>(text: &'t str, words: &[&'t str], first: usize) -> Option<(&'t str, Country, usize)> {
    const MAX_WORDS: usize = 5;
    let offset = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    // "US -> CA" isn't a list.
    let count = words[first..].iter().take(MAX_WORDS).take_while(|word| word.contains(char::is_alphanumeric)).count();
    (first + 1..=first + count).rev().find_map(|end| {
        let name = &text[offset(words[first])..offset(words[end - 1]) + words[end - 1].len()];
        exact_country(name).filter(|_| !is_conjunction_alone(name)).map(|country| (name, country, end))
    })
}

/// Returns whether a code before the last of several codes may be a conjunction: "ET" is Ethiopia or French, "VE" Venezuela or
/// Turkish. Conjunctions of other languages are codes that are more frequent in lists, such as AT for Austria.
fn is_conjunction_and_code(name: &str) -> bool {
    name.eq_ignore_ascii_case("ET") || name.eq_ignore_ascii_case("VE")
}

/// Resolves a code before or after its name: "US United States".
fn resolve_name_and_own_code(text: &str) -> Option<Resolution> {
    let first = text.split_once(char::is_whitespace);
    let last = text.rsplit_once(char::is_whitespace).map(|(name, code)| (code, name));
    [first, last].into_iter().flatten().find_map(|(code, name)| {
        let is_code = code.bytes().all(|byte| byte.is_ascii_uppercase());
        let meaning = any_code(code).filter(|_| is_code)?;
        (country_meaning(name.trim()) == Some(meaning)).then_some(Resolution::Known(meaning))
    })
}

/// Resolves codes of one kind with dashes, dots or underscores between them: "DE-AT-CH". Two codes may also be a locale
/// ("fr-CA") or a subdivision ("DE-BY").
fn resolve_joined_codes(text: &str) -> Option<Resolution> {
    const SEPARATORS: [char; 6] = ['-', '\u{2010}', '\u{2013}', '\u{2014}', '.', '_'];
    let separator = text.chars().find(|c| SEPARATORS.contains(c))?;
    let pieces: SmallVec<[&str; 8]> = text.split(separator).map(str::trim).collect();
    let length = pieces.first()?.len();
    let is_upper = pieces.iter().all(|piece| piece.bytes().all(|byte| byte.is_ascii_uppercase()));
    let is_lower = separator != '.' && pieces.iter().all(|piece| piece.bytes().all(|byte| byte.is_ascii_lowercase()));
    if pieces.len() < 2 || !(is_upper || is_lower && length == 2) || pieces.iter().any(|piece| piece.len() != length) {
        return None;
    }
    let mut countries = CountryList::new();
    for piece in &pieces {
        push_new(&mut countries, single(any_code(piece))?);
    }
    let first = countries[0];
    // "US-AL-CO" may be Alabama and Colorado.
    let are_subdivisions = pieces[1..].iter().all(|piece| subdivision_of(first, piece).is_some());
    let has_word = pieces.len() == 2 && pieces.iter().any(|piece| is_usual_word(piece));
    if countries.len() < pieces.len() || are_subdivisions || has_word {
        return None;
    }
    if pieces.len() == 2 {
        let is_locale = length == 2 && !language(pieces[0]).is_empty();
        let is_pair = is_upper && matches!(separator, '-' | '\u{2013}') && !is_locale;
        return is_pair.then_some(Resolution::Multiple { countries, certain: false });
    }
    Some(Resolution::Multiple { countries, certain: is_upper })
}

// Flags

/// Resolves emoji flags, alone or beside names: "🇩🇪", "🇩🇪🇦🇹", "🇩🇪 Germany".
fn resolve_flags(text: &str, groups: &CustomGroups) -> Option<Resolution> {
    // Fast path: flags are characters above U+FFFF.
    memchr(0xf0, text.as_bytes())?;
    let (flags, with_codes) = flags_as_codes(text)?;
    let without: String = text.chars().filter(|c| !is_of_flag(*c)).collect();
    let rest = clean(&without).text;
    if let [code] = flags.as_slice() {
        if rest.is_empty() {
            return resolve_name(code, groups).or(Some(Resolution::Unknown));
        }
        // The flag of the EU is beside its name.
        let flag = CountryMatch::Country(Country::from_code(code)?);
        return match any_code(&rest) {
            Some(other) if other == flag => Some(Resolution::Known(flag)),
            Some(other) => resolve_pair(flag, other, HalfSeparator::Brackets, false),
            None => resolve_code_and_name(flag, &rest, HalfSeparator::Brackets).or(Some(Resolution::Unknown)),
        };
    }
    let mut countries = CountryList::new();
    for code in &flags {
        push_new(&mut countries, Country::from_code(code)?);
    }
    let is_same = rest.is_empty()
        || match resolve_adjacent(&clean(&with_codes).text)? {
            Resolution::Known(CountryMatch::Country(known)) => *countries == [known],
            Resolution::Multiple { countries: all, .. } => all == countries,
            _ => false,
        };
    Some(if is_same { Resolution::Multiple { countries, certain: true } } else { Resolution::Unknown })
}

/// Returns whether a character is a part of a flag: a letter of a country's, the start and the letters of a subdivision's, or
/// the variation selector after it.
fn is_of_flag(c: char) -> bool {
    matches!(c, REGIONAL_A..=REGIONAL_Z | BLACK_FLAG | '\u{e0020}'..='\u{e007f}' | '\u{fe0f}')
}

const REGIONAL_A: char = '\u{1f1e6}';
const REGIONAL_Z: char = '\u{1f1ff}';

/// Returns the codes of the flags in a text, and the text with the codes in their place. `None` if there are no flags or
/// unknown ones.
fn flags_as_codes(text: &str) -> Option<(SmallVec<[String; 4]>, String)> {
    let (mut flags, mut replaced) = (SmallVec::new(), String::new());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let code = match c {
            REGIONAL_A..=REGIONAL_Z => {
                let letter =
                    |c: char| char::from_u32(u32::from(c).checked_sub(u32::from(REGIONAL_A))? + u32::from('A'));
                let second = chars.next().filter(|c| (REGIONAL_A..=REGIONAL_Z).contains(c))?;
                String::from_iter([letter(c)?, letter(second)?])
            }
            BLACK_FLAG => {
                let ascii = |c: char| char::from_u32(u32::from(c).checked_sub(0xe0000)?);
                let letters: String = chars.by_ref().map_while(ascii).take_while(|c| *c != '\u{7f}').collect();
                ["gbeng", "gbsct", "gbwls"].contains(&&*letters).then(|| "GB".to_owned())?
            }
            _ => {
                replaced.push(c);
                continue;
            }
        };
        replaced.extend([" ", &code, " "]);
        flags.push(code);
    }
    (!flags.is_empty()).then_some((flags, replaced))
}

/// Resolves names with a conjunction that is written without spaces: ドイツとフランス.
fn resolve_marked(text: &str) -> Option<Resolution> {
    const MAX_BYTES: usize = 256;
    if text.is_ascii() || text.len() > MAX_BYTES {
        return None;
    }
    let countries = split_at_marks(text)?;
    Some(Resolution::Multiple { countries, certain: true })
}

fn split_at_marks(text: &str) -> Option<CountryList> {
    for mark in list_marks() {
        for (at, _) in text.match_indices(mark) {
            let (one, rest) = (text[..at].trim(), text[at + mark.len()..].trim());
            let Some(one) = single(country_meaning(one)) else { continue };
            let rest = single(country_meaning(rest)).map(|country| smallvec![country]).or_else(|| split_at_marks(rest));
            if let Some(rest) = rest {
                let mut countries: CountryList = smallvec![one];
                rest.into_iter().for_each(|country| push_new(&mut countries, country));
                return Some(countries);
            }
        }
    }
    None
}

fn push_new(countries: &mut CountryList, country: Country) {
    if !countries.contains(&country) {
        countries.push(country);
    }
}

/// Returns codes as in a canonical cell.
pub(crate) fn join_codes(countries: &[Country]) -> String {
    let codes: SmallVec<[&str; 8]> = countries.iter().map(|country| country.code()).collect();
    codes.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(code: &str) -> Option<Resolution> {
        Country::from_code(code).map(|country| Resolution::Known(CountryMatch::Country(country)))
    }

    #[test]
    fn codes_names_and_both_are_one_country() {
        let groups = CustomGroups::default();
        for text in ["DE", "de", "DEU", "Germany", "Deutschland", "Germany (DE)", "DE - Germany", "DE: Germany", "DE."]
        {
            assert_eq!(resolve_name(text, &groups), known("DE"), "{text}");
        }
        assert_eq!(resolve_name("Korea (KR)", &groups), known("KR"));
        assert_eq!(resolve_name("Germny (DE)", &groups), Country::from_code("DE").map(Resolution::Misspelled));
        assert_eq!(
            resolve_name("Germany (FR)", &groups),
            Some(Resolution::Conflicting(vec!["FR".to_owned(), "DE".to_owned()]))
        );
        for text in ["and", "Islands", "US-CA"] {
            assert_eq!(resolve_name(text, &groups), Some(Resolution::Unknown), "{text}");
        }
        for text in ["Narnia", "US CA", "EU except DE"] {
            assert_eq!(resolve_name(text, &groups), None, "{text}");
        }
        assert!(matches!(resolve_name("EU", &groups), Some(Resolution::Group(_))));
    }

    #[test]
    fn adjacent_names_are_several_countries() {
        let resolved = |text| match resolve_adjacent(text)? {
            Resolution::Multiple { countries, certain } => Some((join_codes(&countries), certain)),
            Resolution::Known(meaning) => Some((meaning.code()?.to_owned(), true)),
            Resolution::Conflicting(readings) => Some((readings.join(" | "), false)),
            Resolution::Doubtful(doubt) => Some((doubt.readings.join(" | "), false)),
            _ => None,
        };
        for (text, expected) in [
            ("US FR DE", Some(("US, FR, DE", true))),
            ("Germany France", Some(("DE, FR", false))),
            ("US United States", Some(("US", true))),
            ("ドイツとフランス", Some(("DE, FR", true))),
            ("DE ET FR", Some(("DE, FR | DE, ET, FR", false))),
            ("Georgia US", Some(("GE, US | US", false))),
            ("Franta si Germania", None),
            ("US -> CA", None),
            ("Germany", None),
        ] {
            assert_eq!(resolved(text), expected.map(|(codes, certain)| (codes.to_owned(), certain)), "{text}");
        }
    }

    #[test]
    fn exact_countries_have_one_meaning() {
        for (text, code) in
            [("de", Some("DE")), ("Germany", Some("DE")), ("Korea", None), ("UK", Some("GB")), ("EU", None)]
        {
            assert_eq!(exact_country(text).map(|country| country.code()), code, "{text}");
        }
    }
}
