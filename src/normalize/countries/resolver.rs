//! What a stretch of a list means by itself, without the list that it stands in.

use std::cell::RefCell;

use smallvec::{SmallVec, smallvec};

use super::brackets::closing;
use super::conjunctions::is_bare_conjunction;
use super::groups::{CustomGroups, GroupMatch};
use super::parse_unambiguous;
use crate::contact::Country;
use crate::normalize::text::clean;
use crate::tables::{
    CountryMatch, Memo, NextLetters, country_meaning, list_marks, memoize, name_goes_on, nearest_country, state_meaning,
};

/// Countries in the order in which they stand, none twice.
pub(crate) type CountryList = SmallVec<[Country; 8]>;

/// What a stretch of a list is read as.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Resolution {
    /// A code, a name, or both.
    Known(CountryMatch),
    /// A misspelt name beside the code of what it resembles.
    Misspelt(Country),
    /// Countries that no separator parts; sure where they can be nothing else.
    Multiple {
        countries: CountryList,
        sure: bool,
    },
    /// Two readings or more, each of them codes.
    Conflicting(Vec<String>),
    /// A group, or what is left of one.
    Group(Box<GroupMatch>),
    Unknown,
}

/// What a piece means: see [`name`], or what has to be taken apart.
pub(crate) fn sense(text: &str, groups: &CustomGroups) -> Resolution {
    name(text, groups)
        .or_else(|| {
            let text = clean(text).text;
            let of_group = groups.part(&text).map(|part| Resolution::Group(Box::new(part)));
            of_group.or_else(|| spelt_out(&text, groups)).or_else(|| side_by_side(&text)).or_else(|| marked(&text))
        })
        .unwrap_or(Resolution::Unknown)
}

/// What a text is the name of. A code wins over a name, and a name over a group.
pub(crate) fn name(text: &str, groups: &CustomGroups) -> Option<Resolution> {
    if let Some(code) = by_code(text) {
        return Some(Resolution::Known(code)); // two letters are clean, and no conjunction
    }
    thread_local!(static KNOWN: RefCell<Memo<Option<CountryMatch>>> = RefCell::default());
    let known = memoize(&KNOWN, text, |text| known(&clean(text).text));
    if let Some(meaning) = known.filter(is_sure) {
        return Some(Resolution::Known(meaning));
    }
    let cleaned = clean(text);
    let text = &*cleaned.text;
    if is_no_name(text) {
        return Some(Resolution::Unknown);
    }
    // What a user says of "America" or "Korea" goes before what they may be.
    if let Some(meaning) = known.filter(|_| !groups.defines(text)) {
        return Some(Resolution::Known(meaning));
    }
    if let Some(group) = groups.members(text) {
        return Some(Resolution::Group(Box::new(group)));
    }
    // "US-CA" is California, whatever US and CA are apart.
    if text.contains('-') && !text.contains(' ') && !state_meaning(text).is_empty() {
        return Some(Resolution::Unknown);
    }
    coded(text)
}

/// What a clean text means as a code or the name of a country.
fn known(text: &str) -> Option<CountryMatch> {
    if is_no_name(text) {
        return None;
    }
    // The end of a sentence: "US, CA."
    let code = text.strip_suffix('.').filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase())).unwrap_or(text);
    by_code(code).or_else(|| country_meaning(text))
}

fn is_no_name(text: &str) -> bool {
    is_bare_conjunction(text) || is_generic(text)
}

/// Whether a text that means this means nothing else, whatever groups there are.
fn is_sure(meaning: &CountryMatch) -> bool {
    matches!(meaning, CountryMatch::Country(_) | CountryMatch::Global | CountryMatch::Unlisted(_))
}

/// Whether a text is a word that so many names have that it is near to none of them.
pub(crate) fn is_generic(text: &str) -> bool {
    ["islands", "republic", "kingdom", "states"].iter().any(|known| text.eq_ignore_ascii_case(known))
}

/// How a name may go on after a comma or a conjunction that starts with this text.
pub(crate) fn goes_on(text: &str, groups: &CustomGroups) -> NextLetters {
    thread_local!(static ANSWERS: RefCell<Memo<NextLetters>> = RefCell::default());
    let starts = |text: &str| if groups.starts(text) { NextLetters::ANY } else { NextLetters::default() };
    let known = memoize(&ANSWERS, text, |text| with_or_without_code(text, name_goes_on));
    if groups.is_empty() { known } else { known.or(with_or_without_code(text, starts)) }
}

/// How a text goes on, and what stands after a code in it: "TT - Trinidad".
fn with_or_without_code(text: &str, how: impl Fn(&str) -> NextLetters) -> NextLetters {
    let text = clean(text).text;
    let coded = halves(&text).filter(|halves| by_any_code(halves.one).is_some());
    coded.map_or_else(NextLetters::default, |halves| how(halves.other)).or(how(&text))
}

/// A two-letter code, in any case.
pub(crate) fn by_code(text: &str) -> Option<CountryMatch> {
    let [first, second] = text.as_bytes() else { return None };
    let capitals = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
    std::str::from_utf8(&capitals).ok().and_then(Country::from_code).map(CountryMatch::Country)
}

/// A code of two letters, or of three in capitals.
fn by_any_code(text: &str) -> Option<CountryMatch> {
    let is_long = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_unlisted = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let by_name = || country_meaning(text).filter(|meaning| meaning.code().is_some());
    by_code(text).or_else(|| if is_long || is_unlisted { by_name() } else { None })
}

fn single(meaning: Option<CountryMatch>) -> Option<Country> {
    match meaning {
        Some(CountryMatch::Country(country)) => Some(country),
        _ => None,
    }
}

/// What parts the halves of "Germany (DE)".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Brackets,
    Dash,
    /// A colon, an equals sign, or a dash without spaces.
    Tight,
}

struct Halves<'t> {
    one: &'t str,
    other: &'t str,
    between: Between,
}

/// A text in two halves, one of which may be a code.
fn halves(text: &str) -> Option<Halves<'_>> {
    let may_part = |byte: u8| matches!(byte, b'(' | b'[' | b'{' | b'<' | b'-' | b':' | b'=' | 0xe2..=0xef);
    if !text.bytes().any(may_part) {
        return None; // most texts
    }
    // The bytes of letters may be the same.
    text.find(|c: char| !c.is_alphanumeric() && c != ' ')?;
    if let Some((one, other)) = bracketed(text) {
        return Some(Halves { one, other, between: Between::Brackets });
    }
    let spaced = [" - ", " \u{2013} ", " \u{2014} "].iter().find_map(|dash| text.split_once(dash));
    if let Some((one, other)) = spaced {
        return Some(Halves { one: one.trim(), other: other.trim(), between: Between::Dash });
    }
    let is_code = |half: &str| half.len() == 2 && half.bytes().all(|byte| byte.is_ascii_uppercase());
    let colon = text.split_once([':', '\u{ff1a}', '=']);
    let dash =
        || text.split_once(['-', '\u{2013}']).filter(|(one, other)| is_code(one.trim()) && !is_code(other.trim()));
    let last_dash =
        || text.rsplit_once(['-', '\u{2013}']).filter(|(one, other)| is_code(other.trim()) && !is_code(one));
    let (one, other) = colon.or_else(dash).or_else(last_dash)?;
    Some(Halves { one: one.trim(), other: other.trim(), between: Between::Tight })
}

/// What stands outside and inside of brackets at an end of a text.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    if let Some(close) = closing(first) {
        let (inside, outside) = text[first.len_utf8()..].split_once(close)?;
        return Some((inside.trim(), outside.trim()));
    }
    let last = text.chars().next_back()?;
    let (open, _) = text.char_indices().rev().find(|&(_, c)| closing(c) == Some(last))?;
    let inside = text[open..text.len() - last.len_utf8()].trim_start_matches(|c| closing(c).is_some());
    Some((text[..open].trim(), inside.trim()))
}

/// A code with a name: "Germany (DE)", "DE - Germany". Where they disagree the text has two readings.
fn coded(text: &str) -> Option<Resolution> {
    let Halves { one, other, between } = halves(text)?;
    match (by_any_code(one), by_any_code(other)) {
        (Some(code), Some(same)) if code == same => Some(Resolution::Known(code)),
        // Of a language and a country in the manner of "fr-CA" nothing is said here.
        (Some(code), Some(other)) if between != Between::Tight => {
            pair(code, other, between, state_meaning(text).is_empty())
        }
        (Some(_), Some(_)) => None,
        (Some(code), None) => with_name(code, other, between),
        (None, Some(code)) => with_name(code, one, between),
        (None, None) => {
            let meanings = (country_meaning(one)?, country_meaning(other)?);
            if meanings.0 == meanings.1 {
                return Some(Resolution::Known(meanings.0));
            }
            let countries = [single(Some(meanings.0))?, single(Some(meanings.1))?];
            match with_its_country(&[one, other], &countries) {
                Some(readings) => Some(Resolution::Conflicting(readings)),
                // "Guam - United States" may be one place, and "Germany - France" two.
                None => pair(meanings.0, meanings.1, between, false),
            }
        }
    }
}

/// A group with countries beside it that say what it is here: "DACH (DE, AT, CH)", "EMEA (FR, UK)".
fn spelt_out(text: &str, groups: &CustomGroups) -> Option<Resolution> {
    let (group, list) = bracketed(text)?;
    // One pair of brackets, and so no way deeper.
    groups.members(group).filter(|_| !list.contains(|c| closing(c).is_some()))?;
    let countries = parse_unambiguous(list, groups).ok()?;
    Some(Resolution::Multiple { countries: countries.into(), sure: false })
}

fn with_name(code: CountryMatch, name: &str, between: Between) -> Option<Resolution> {
    match country_meaning(name) {
        Some(meaning) if meaning == code => Some(Resolution::Known(code)),
        Some(CountryMatch::Suggested(meaning)) if *meaning == code => Some(Resolution::Known(code)),
        // The code says which of them is meant.
        Some(CountryMatch::Ambiguous(candidates)) if candidates.contains(&code) => Some(Resolution::Known(code)),
        Some(CountryMatch::Ambiguous(candidates)) => {
            let codes = [&code].into_iter().chain(candidates).filter_map(CountryMatch::code);
            Some(Resolution::Conflicting(codes.map(str::to_owned).collect()))
        }
        // Between a code and a name the dash is no separator.
        Some(meaning) => pair(code, meaning, if between == Between::Dash { Between::Tight } else { between }, true),
        None => single(Some(code)).filter(|&country| nearest_country(name) == Some(country)).map(Resolution::Misspelt),
    }
}

/// Two countries that are not the same: a list where a dash is between them, else two readings.
fn pair(one: CountryMatch, other: CountryMatch, between: Between, sure: bool) -> Option<Resolution> {
    let (one_country, other_country) = (single(Some(one))?, single(Some(other))?);
    if between == Between::Dash {
        return Some(Resolution::Multiple { countries: smallvec![one_country, other_country], sure });
    }
    Some(Resolution::Conflicting(vec![one_country.code().to_owned(), other_country.code().to_owned()]))
}

/// Codes with nothing but spaces between them, or names, or a code beside its name.
fn side_by_side(text: &str) -> Option<Resolution> {
    let words: SmallVec<[&str; 8]> = text.split_whitespace().collect();
    if words.len() < 2 {
        return None;
    }
    let has_codes_alone = words.iter().all(|word| word.len() == 2);
    let mut names: SmallVec<[&str; 8]> = SmallVec::new();
    let mut countries = CountryList::new();
    let mut at = 0;
    while at < words.len() {
        let Some((name, country, end)) = longest_name(text, &words, at) else { return beside_name(text) };
        // "Franta si Germania": between names it is a word.
        if name.len() == 2
            && name.contains(char::is_lowercase)
            && !has_codes_alone
            && single(country_meaning(name)).is_none()
        {
            return beside_name(text);
        }
        names.push(name);
        add(&mut countries, country);
        at = end;
    }
    if let [country] = countries.as_slice() {
        return Some(Resolution::Known(CountryMatch::Country(*country)));
    }
    if let Some(readings) = with_its_country(&names, &countries) {
        return Some(Resolution::Conflicting(readings));
    }
    if let [first @ .., between, _] = names.as_slice()
        && !first.is_empty()
        && countries.len() == names.len()
        && is_word_and_code(between)
    {
        let mut parted = countries.clone();
        parted.remove(countries.len() - 2);
        return Some(Resolution::Conflicting(vec![codes(&parted), codes(&countries)]));
    }
    let capitals = names.iter().all(|name| name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_uppercase()));
    Some(Resolution::Multiple { countries, sure: capitals && state_meaning(text).is_empty() })
}

/// The longest name or code that starts with a word of a text, and where the next word is.
fn longest_name<'t>(text: &'t str, words: &[&'t str], first: usize) -> Option<(&'t str, Country, usize)> {
    const LONGEST: usize = 5;
    let location = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    // "US -> CA" says something else.
    let reach = words[first..].iter().take(LONGEST).take_while(|word| word.contains(char::is_alphanumeric)).count();
    (first + 1..=first + reach).rev().find_map(|end| {
        let name = &text[location(words[first])..location(words[end - 1]) + words[end - 1].len()];
        let meaning = by_code(name).or_else(|| country_meaning(name)).filter(|_| !is_bare_conjunction(name));
        single(meaning).map(|country| (name, country, end))
    })
}

/// "Georgia" and "US" alone: the country and the US, or the state there, which is no country.
pub(crate) fn with_its_country(names: &[&str], countries: &[Country]) -> Option<Vec<String>> {
    let (&[one, other], &[first, second]) = (names, countries) else { return None };
    let is_state = |name: &str, of: Country| {
        of.code() == "US"
            && name.chars().filter(|c| c.is_alphabetic()).count() > 2
            && state_meaning(name).iter().any(|state| state.country() == of)
    };
    let of = if is_state(one, second) {
        second
    } else if is_state(other, first) {
        first
    } else {
        return None;
    };
    Some(vec![codes(countries), of.code().to_owned()])
}

/// Before the last of some codes "ET" is Ethiopia or French, and "VE" Venezuela or Turkish. Other languages' words for it are
/// codes that lists have more often, such as the AT of Austria.
fn is_word_and_code(name: &str) -> bool {
    name.eq_ignore_ascii_case("ET") || name.eq_ignore_ascii_case("VE")
}

/// A code before or after its name: "US United States".
fn beside_name(text: &str) -> Option<Resolution> {
    let first = text.split_once(char::is_whitespace);
    let last = text.rsplit_once(char::is_whitespace).map(|(name, code)| (code, name));
    [first, last].into_iter().flatten().find_map(|(code, name)| {
        let is_code = code.bytes().all(|byte| byte.is_ascii_uppercase());
        let meaning = by_any_code(code).filter(|_| is_code)?;
        (country_meaning(name.trim()) == Some(meaning)).then_some(Resolution::Known(meaning))
    })
}

/// Names with a conjunction that is written without spaces: ドイツとフランス.
fn marked(text: &str) -> Option<Resolution> {
    const LONGEST: usize = 256;
    if text.is_ascii() || text.len() > LONGEST {
        return None;
    }
    let countries = parted(text)?;
    Some(Resolution::Multiple { countries, sure: true })
}

fn parted(text: &str) -> Option<CountryList> {
    for mark in list_marks() {
        for (at, _) in text.match_indices(mark) {
            let (one, rest) = (text[..at].trim(), text[at + mark.len()..].trim());
            let Some(one) = single(country_meaning(one)) else { continue };
            let rest = single(country_meaning(rest)).map(|country| smallvec![country]).or_else(|| parted(rest));
            if let Some(rest) = rest {
                let mut countries: CountryList = smallvec![one];
                rest.into_iter().for_each(|country| add(&mut countries, country));
                return Some(countries);
            }
        }
    }
    None
}

fn add(countries: &mut CountryList, country: Country) {
    if !countries.contains(&country) {
        countries.push(country);
    }
}

/// Codes as they stand in a canonical cell.
pub(crate) fn codes(countries: &[Country]) -> String {
    let codes: SmallVec<[&str; 8]> = countries.iter().map(|country| country.code()).collect();
    codes.join(", ")
}
