//! Compares each segment with the rest of the list and of the row, and marks segments that these contradict as ambiguous.
//!
//! A code or a name has one meaning in the tables, but its neighbors may contradict it: `NI` beside the United Kingdom may
//! be Northern Ireland, `NA` beside EMEA North America, and "Granada, España" a town. Nothing here makes a segment certain.
//!
//! A list of codes with only commas or stronger separators between them (`GB, NI`) isn't questioned, because a person writes
//! it to answer such a question.

use super::groups::{CustomGroups, GroupMatch};
use super::lexer::{Separator, Token};
use super::parser::{Segment, Segments};
use super::resolver::{Resolution, exact_country, join_codes};
use super::with_states::with_states;
use crate::contact::{CodeSet, Country, State};
use crate::diagnostics::{AbbreviatedPlace, CountryCode, Message, OneOf};
use crate::tables::{
    CountryMatch, Within, country_languages, group, has_homonym, is_place_in, state_meaning, subdivision_of,
};

/// Two readings or more of a segment, each of them codes, and the message with the readings in words. There are no readings
/// if one of them has no codes, such as a region without fixed members.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doubt {
    pub(crate) message: Message,
    pub(crate) readings: Vec<String>,
}

/// Marks segments that other segments of the list contradict.
pub(super) fn weigh_neighbors(text: &str, segments: &mut Segments, tokens: &[Token], groups: &CustomGroups) {
    // Fast path: one country, or codes none of which abbreviates a place.
    let is_country = |segment: &Segment| matches!(segment.resolution, Resolution::Known(CountryMatch::Country(_)));
    let is_alone = segments.len() == 1;
    let has_doubt = |segment: &Segment| {
        !is_country(segment)
            || !is_alone && (segment.span.len() != 2 || abbreviation(&text[segment.span.clone()]).is_some())
    };
    if segments.iter().any(has_doubt) {
        mark_abbreviations(text, segments, tokens, groups);
        mark_words(text, segments);
        mark_places(text, segments, tokens);
    }
}

/// Marks names that the e-mail address of the row contradicts: "Congo" with an address under `.cd`.
pub(super) fn weigh_address(text: &str, segments: &mut Segments, email: &str) {
    for segment in segments {
        let Resolution::Known(CountryMatch::Country(means) | CountryMatch::Suggested(&CountryMatch::Country(means))) =
            segment.resolution
        else {
            continue;
        };
        let name = &text[segment.span.clone()];
        // Fast path: most names are the portal's, and no other country has them too.
        if is_code(name) || is_portal_name(name, means) && !has_rival(means) {
            continue;
        }
        let Some((ending, of_address)) = country_of_address(email) else { return };
        if means == of_address || !is_doubtful_name(name, means, of_address) {
            continue;
        }
        let readings = [means.code(), of_address.code()];
        let message = Message::CountryOrDomain {
            readings: OneOf(readings.map(CountryCode).to_vec()),
            ending: format!(".{}", ending.to_ascii_lowercase()),
        };
        segment.resolution = doubtful(message, readings.map(str::to_owned).to_vec());
    }
}

fn doubtful(message: Message, readings: Vec<String>) -> Resolution {
    Resolution::Doubtful(Box::new(Doubt { message, readings }))
}

// Abbreviations

/// A country's code that abbreviates a place as well, and what makes it do so.
struct Abbreviation {
    code: &'static str,
    place: AbbreviatedPlace,
    /// The place as the code or the name of countries or a group: `GB`, `GG, JE`, `North America`.
    stands_for: &'static str,
    beside: Beside,
}

/// The neighbors that contradict a code.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    /// One of these countries, by its name or beside a conjunction.
    Countries(&'static [&'static str]),
    /// Any group, anywhere in the list: "EMEA, US, NA".
    Group,
    /// A neighbor that is a group of many countries or without fixed members. "Nordics, EE" is a list with Estonia.
    LargeGroup,
}

const BRITISH: &[&str] = &["GB", "IE"];
const BRITISH_ISLANDS: &[&str] = &["GB", "IM", "JE", "GG"];

const ABBREVIATIONS: [Abbreviation; 12] = {
    use AbbreviatedPlace as Place;
    const fn new(code: &'static str, place: Place, stands_for: &'static str, beside: Beside) -> Abbreviation {
        Abbreviation { code, place, stands_for, beside }
    }
    [
        new("NI", Place::NorthernIreland, "GB", Beside::Countries(BRITISH)),
        new("CI", Place::ChannelIslands, "GG, JE", Beside::Countries(BRITISH_ISLANDS)),
        new("SC", Place::Scotland, "GB", Beside::Countries(&["GB"])),
        new("NA", Place::NorthAmerica, "North America", Beside::Group),
        new("SA", Place::SouthAmerica, "South America", Beside::Group),
        new("LA", Place::LatinAmerica, "LATAM", Beside::Group),
        new("ME", Place::MiddleEast, "Middle East", Beside::Group),
        new("EE", Place::EasternEurope, "Eastern Europe", Beside::LargeGroup),
        new("NE", Place::NorthernEurope, "Northern Europe", Beside::LargeGroup),
        new("AF", Place::Africa, "Africa", Beside::LargeGroup),
        new("AS", Place::Asia, "Asia", Beside::LargeGroup),
        new("AM", Place::Americas, "Americas", Beside::LargeGroup),
    ]
};

fn abbreviation(code: &str) -> Option<&'static Abbreviation> {
    let [first, second] = code.as_bytes() else { return None };
    let capitals = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
    ABBREVIATIONS.iter().find(|known| known.code.as_bytes() == capitals)
}

impl Abbreviation {
    fn country(&self) -> Country {
        Country::from_code(self.code).expect("a test holds that every abbreviation is a code")
    }

    /// Returns the doubt about a list with this code, in which `with` is the other countries.
    fn doubt(&self, with: &[Country], groups: &CustomGroups) -> Resolution {
        let place: Option<Vec<Country>> = match groups.find(self.stands_for) {
            Some(GroupMatch::Members { members, .. }) => Some(members.to_vec()),
            Some(_) => None,
            None => Some(self.stands_for.split(", ").filter_map(Country::from_code).collect()),
        };
        let list = |more: &[Country]| {
            let mut all = with.to_vec();
            more.iter().for_each(|country| {
                if !all.contains(country) {
                    all.push(*country);
                }
            });
            join_codes(&all)
        };
        let readings = place.map(|place| vec![list(&[self.country()]), list(&place)]);
        doubtful(self.message(), readings.unwrap_or_default())
    }

    fn message(&self) -> Message {
        Message::CountryOrAbbreviation { country: self.country(), place: self.place }
    }
}

/// Returns whether all countries of a list are codes that abbreviate regions: "NA, LA" in "Americas (NA, LA)".
pub(super) fn are_regions(countries: &[Country]) -> bool {
    let is_region = |country: &Country| abbreviation(country.code()).is_some_and(|known| known.place.is_region());
    countries.iter().all(is_region)
}

fn mark_abbreviations(text: &str, segments: &mut Segments, tokens: &[Token], groups: &CustomGroups) {
    for at in 0..segments.len() {
        let doubt = match &segments[at].resolution {
            Resolution::Multiple { countries, .. } => part_among(countries, groups),
            Resolution::Conflicting(readings) => part_in_brackets(readings),
            _ => code_beside_others(text, segments, tokens, at, groups),
        };
        if let Some(doubt) = doubt {
            segments[at].resolution = doubt;
        }
    }
}

/// Returns the doubt about codes without a comma between them, one of which may be a part of another: "UK NI", "GB - NI".
fn part_among(countries: &[Country], groups: &CustomGroups) -> Option<Resolution> {
    let of_part = |country: &Country| abbreviation(country.code()).filter(|known| !known.place.is_region());
    let is_beside = |known: &&Abbreviation| match known.beside {
        Beside::Countries(of) => countries.iter().any(|country| of.contains(&country.code())),
        Beside::Group | Beside::LargeGroup => false,
    };
    let known = countries.iter().filter_map(of_part).find(is_beside)?;
    let with: Vec<Country> = countries.iter().copied().filter(|country| country.code() != known.code).collect();
    Some(known.doubt(&with, groups))
}

/// Returns the doubt about a country and a code in brackets that may be a part of it: "UK (NI)".
fn part_in_brackets(readings: &[String]) -> Option<Resolution> {
    let is_beside = |known: &&Abbreviation| match known.beside {
        Beside::Countries(of) => readings.iter().any(|code| of.contains(&&**code)),
        Beside::Group | Beside::LargeGroup => false,
    };
    let known = readings.iter().filter_map(|code| abbreviation(code)).find(is_beside)?;
    let place = known.stands_for.split(", ").map(str::to_owned);
    let place: Vec<String> = place.filter(|code| !readings.contains(code)).collect();
    Some(doubtful(known.message(), [readings, &place].concat()))
}

/// Returns the doubt about a code that other segments of the list contradict.
fn code_beside_others(
    text: &str,
    segments: &Segments,
    tokens: &[Token],
    at: usize,
    groups: &CustomGroups,
) -> Option<Resolution> {
    let segment = &segments[at];
    if segments.len() < 2 || segment.span.len() != 2 {
        return None;
    }
    let known = abbreviation(&text[segment.span.clone()])?;
    let is_contradicted = match known.beside {
        Beside::Countries(of) => is_beside_countries(text, segments, tokens, at, of),
        Beside::Group => segments.iter().any(|other| matches!(other.resolution, Resolution::Group(_))),
        Beside::LargeGroup => {
            let before = at.checked_sub(1).and_then(|before| segments.get(before));
            before.into_iter().chain(segments.get(at + 1)).any(|other| is_large_group(&other.resolution))
        }
    };
    is_contradicted.then(|| known.doubt(&[], groups))
}

fn is_large_group(resolution: &Resolution) -> bool {
    const MAX_SMALL: usize = 7;
    let Resolution::Group(group) = resolution else { return false };
    !matches!(&**group, GroupMatch::Members { members, .. } if members.len() <= MAX_SMALL)
}

/// Returns whether segments beside a code are these countries, by name or with a conjunction, or one of them is named
/// anywhere in the list by more than an abbreviation ("England").
fn is_beside_countries(text: &str, segments: &Segments, tokens: &[Token], at: usize, of: &[&str]) -> bool {
    let is_one = |segment: &Segment| possible_countries(&segment.resolution).iter().any(|code| of.contains(code));
    let is_country_code = |segment: &Segment| Country::from_code_ignore_case(&text[segment.span.clone()]).is_some();
    let is_name = |segment: &Segment| text[segment.span.clone()].chars().filter(|c| c.is_alphabetic()).count() > 3;
    // Returns whether a segment is joined to the one before it.
    let is_joined = |index: usize| {
        matches!(
            separator_before(tokens, &segments[index]),
            Separator::Sign | Separator::Conjunction | Separator::Slash
        )
    };
    let before = (0..at).rev().map(|index| (index, index + 1));
    let after = (at + 1..segments.len()).map(|index| (index, index));
    let is_evidence = |(index, joint): (usize, usize)| !is_country_code(&segments[index]) || is_joined(joint);
    before.take_while(|(index, _)| is_one(&segments[*index])).any(is_evidence)
        || after.take_while(|(index, _)| is_one(&segments[*index])).any(is_evidence)
        || segments.iter().any(|segment| is_one(segment) && is_name(segment))
}

fn separator_before(tokens: &[Token], segment: &Segment) -> Separator {
    let index = tokens.partition_point(|token| token.span.start < segment.span.start);
    tokens.get(index).map_or(Separator::Hard, |token| token.before)
}

/// Returns the codes of the countries that a segment may mean, of a group only if it is a small one such as "UK & I".
fn possible_countries(resolution: &Resolution) -> Vec<&'static str> {
    const MAX_MEMBERS: usize = 2;
    match resolution {
        Resolution::Known(CountryMatch::Ambiguous(readings)) => {
            readings.iter().filter_map(CountryMatch::code).collect()
        }
        Resolution::Known(CountryMatch::Suggested(guess)) => guess.code().into_iter().collect(),
        Resolution::Known(known) => known.code().into_iter().collect(),
        Resolution::Group(group) => match &**group {
            GroupMatch::Members { members, .. } if members.len() <= MAX_MEMBERS => {
                members.iter().map(|country| country.code()).collect()
            }
            _ => Vec::new(),
        },
        Resolution::Multiple { countries, .. } => countries.iter().map(|country| country.code()).collect(),
        _ => Vec::new(),
    }
}

// Codes that are words

/// A country's code of three letters that is also a word or a time zone.
struct CodeAndWord {
    code: &'static str,
    /// The countries beside which it is probably the word.
    beside: &'static [&'static str],
    /// Whether it may be the word beside any other country too.
    is_usual: bool,
}

const SPANISH: &[&str] =
    &["AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE", "PY", "SV", "UY", "VE"];

/// Eastern Standard Time, "pan" as in "pan India", and "south" and "north" in Spanish.
const CODES_AND_WORDS: [CodeAndWord; 4] = [
    CodeAndWord { code: "EST", beside: &["BS", "CA", "CU", "HT", "JM", "KY", "MX", "PA", "TC", "US"], is_usual: true },
    CodeAndWord { code: "PAN", beside: &["IN"], is_usual: true },
    CodeAndWord { code: "SUR", beside: SPANISH, is_usual: true },
    CodeAndWord { code: "NOR", beside: SPANISH, is_usual: false },
];

fn code_and_word(text: &str) -> Option<&'static CodeAndWord> {
    CODES_AND_WORDS.iter().find(|known| known.code.eq_ignore_ascii_case(text))
}

/// Returns whether a code of three letters is also a usual word beside a country: "US EST".
pub(super) fn is_usual_word(text: &str) -> bool {
    code_and_word(text).is_some_and(|known| known.is_usual && known.code == text)
}

/// Marks codes that are words in a list: "US, EST". Only in a list of codes of three letters they are codes for certain,
/// unless the only other country is one beside which the word is usual: "USA/EST".
fn mark_words(text: &str, segments: &mut Segments) {
    let written = |segment: &Segment| &text[segment.span.clone()];
    let country = |segment: &Segment| match segment.resolution {
        Resolution::Known(CountryMatch::Country(country)) => Some(country),
        _ => None,
    };
    let is_long_code =
        |segment: &Segment| segment.span.len() == 3 && written(segment).bytes().all(|byte| byte.is_ascii_uppercase());
    for at in 0..segments.len() {
        if segments[at].span.len() != 3 || segments.len() < 2 {
            continue;
        }
        let (Some(known), Some(means)) = (code_and_word(written(&segments[at])), country(&segments[at])) else {
            continue;
        };
        let is_usual_beside =
            segments.iter().filter_map(country).any(|other| known.beside.contains(&other.code()) && other != means);
        let is_word = match segments.iter().all(is_long_code) {
            true => is_usual_beside && segments.len() == 2,
            false => is_usual_beside || known.is_usual,
        };
        if is_word {
            let readings = vec![means.code().to_owned(), String::new()];
            segments[at].resolution = doubtful(Message::CountryOrWord { country: means }, readings);
        }
    }
}

// Places with the name of a country

/// Countries with the territories that belong to them and have codes of their own. Source: ISO 3166-1.
const TERRITORIES: [(&str, &[&str]); 10] = [
    ("AU", &["CC", "CX", "HM", "NF"]),
    ("CN", &["HK", "MO", "TW"]),
    ("DK", &["FO", "GL"]),
    ("FI", &["AX"]),
    ("FR", &["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"]),
    ("GB", &["AI", "BM", "GG", "GI", "GS", "IM", "IO", "JE", "KY", "MS", "PN", "SH", "TC", "VG"]),
    ("NL", &["AW", "BQ", "CW", "SX"]),
    ("NO", &["BV", "SJ"]),
    ("NZ", &["CK", "NU", "TK"]),
    ("US", &["AS", "GU", "MP", "PR", "UM", "VI"]),
];

pub(super) fn is_territory_of(territory: Country, of: Country) -> bool {
    TERRITORIES.iter().any(|(code, territories)| *code == of.code() && territories.contains(&territory.code()))
}

fn territory_doubt(territory: Country, of: Country) -> Resolution {
    let message = Message::CountryOrTerritory { one: territory, other: of };
    doubtful(message, vec![join_codes(&[territory, of]), territory.code().to_owned()])
}

/// Returns the doubt about a territory before the country that it belongs to: "Aruba, NL". Two codes are a list.
fn territory_before_country(text: &str, one: &Segment, other: &Segment) -> Option<Resolution> {
    let (Resolution::Known(CountryMatch::Country(territory)), Resolution::Known(CountryMatch::Country(of))) =
        (&one.resolution, &other.resolution)
    else {
        return None;
    };
    let are_codes = is_code(&text[one.span.clone()]) && is_code(&text[other.span.clone()]);
    (!are_codes && is_territory_of(*territory, *of)).then(|| territory_doubt(*territory, *of))
}

/// Thirty of the largest economies by gross domestic product, as the International Monetary Fund ranks them. Lists name
/// them so often that their names mean the country even before the code of a state: "Germany, CA".
const LARGEST: [&str; 30] = [
    "US", "CN", "DE", "IN", "JP", "GB", "FR", "IT", "CA", "BR", "RU", "ES", "KR", "AU", "MX", "TR", "ID", "NL", "SA",
    "PL", "CH", "TW", "BE", "AR", "IE", "SE", "IL", "SG", "AE", "AT",
];

/// Returns whether a country's name before the code of a state or of a country far away may be a town. Those of 1,000 people
/// and more are in the table of homonyms, which is asked before, so this is about small ones.
fn may_be_town(name: &str, means: Country, code: Country) -> bool {
    const REGIONS: [&str; 5] = ["Europe", "Asia", "Africa", "Americas", "Oceania"];
    let is_in = |region: &str, country| group(region).is_some_and(|region| region.members().contains(&country));
    let is_usual = || LARGEST.contains(&means.code()) || is_in("European Union", means);
    let are_near = || REGIONS.iter().any(|region| is_in(region, means) && is_in(region, code));
    // Parts of a country such as Scotland have no name in CLDR.
    country_languages(name).is_empty() || !is_usual() && !are_near()
}

/// Returns the doubt about a name before a code that is also that of a state: "Bolivia, NC" is two countries or a town.
fn town_in_state(text: &str, one: &Segment, other: &Segment) -> Option<Resolution> {
    let (name, code) = (&text[one.span.clone()], &text[other.span.clone()]);
    let (Resolution::Known(CountryMatch::Country(means)), Resolution::Known(CountryMatch::Country(country))) =
        (&one.resolution, &other.resolution)
    else {
        return None;
    };
    let (means, country) = (*means, *country);
    if is_code(name) || code.len() != 2 || means == country {
        return None;
    }
    let states = state_meaning(code);
    // "United States, GA".
    if let Some(state) = states.iter().find(|state| state.country() == means) {
        return Some(state_or_country_doubt(*state, country));
    }
    let state = states.iter().find(|state| matches!(state.country().code(), "US" | "CA"))?;
    may_be_town(name, means, country).then(|| place_doubt([means, country], state.country()))
}

/// Returns the doubt about a country before a code that is one of its states, and of another country.
pub(super) fn state_or_country_doubt(state: State, country: Country) -> Resolution {
    let of = state.country();
    let message = Message::CountryOrState { country, state };
    let mut states = CodeSet::default();
    states.insert(state);
    doubtful(message, vec![join_codes(&[of, country]), with_states(of, &states)])
}

/// Returns the doubt about a name before a subdivision of the country that follows: "Salvador, BA, Brazil".
fn town_in_subdivision(text: &str, [one, middle, last]: [&Segment; 3]) -> Option<Resolution> {
    let written = |segment: &Segment| &text[segment.span.clone()];
    let country = |segment: &Segment| match segment.resolution {
        Resolution::Known(CountryMatch::Country(country)) => Some(country),
        _ => None,
    };
    let (means, code, within) = (country(one)?, country(middle)?, country(last)?);
    let name = written(one);
    if is_code(name) || middle.span.len() != 2 || means == within {
        return None;
    }
    let has_place = place_in_country(name, within).is_some();
    let is_place = match subdivision_of(within, written(middle)) {
        Some(_) => has_place || !is_code(written(last)) && may_be_town(name, means, code),
        // People write other codes of subdivisions than ISO 3166-2, such as NL in Mexico.
        None => has_place && !is_code(written(last)) && !is_portal_name(name, means),
    };
    let list = [means, code, within];
    let message = Message::CountryOrPlace { one: means, other: within, within };
    is_place.then(|| doubtful(message, vec![join_codes(&list), within.code().to_owned()]))
}

/// Countries with a border, which are often listed together although one has a place with the name of the other.
const NEIGHBORS: [[&str; 2]; 3] = [["LU", "BE"], ["LU", "FR"], ["NE", "NG"]];

fn are_neighbors(means: Country, within: Country) -> bool {
    NEIGHBORS.contains(&[means.code(), within.code()])
}

fn is_portal_name(name: &str, means: Country) -> bool {
    name.eq_ignore_ascii_case(means.name())
}

/// Returns the doubt about two names in brackets, or with a dash or a space between them, one of which is a place in the
/// country of the other: "Granada (España)", "Georgia US".
pub(super) fn place_or_list([one, other]: [&str; 2]) -> Option<Resolution> {
    let place = |name, within| {
        let within = exact_country(within)?;
        place_in_country(name, within).map(|means| (means, within))
    };
    if let Some((means, within)) = place(one, other) {
        return Some(place_doubt([means, within], within));
    }
    if let Some((means, within)) = place(other, one) {
        return Some(place_doubt([within, means], within));
    }
    let (one, other) = (exact_country(one)?, exact_country(other)?);
    if is_territory_of(one, other) {
        return Some(territory_doubt(one, other));
    }
    is_territory_of(other, one).then(|| territory_doubt(other, one))
}

/// Returns the country that has the name of a place in another country.
fn place_in_country(name: &str, within: Country) -> Option<Country> {
    if is_code(name) {
        return None;
    }
    // Puerto Rico and Guam are in the portal's tables of countries and of states.
    let of_state =
        || if is_state_of(name, within) { exact_country(name).filter(|means| *means != within) } else { None };
    is_place_in(name, Within::Country(within)).map(|place| place.means).or_else(of_state)
}

fn is_state(name: &str) -> bool {
    !state_meaning(name).is_empty()
}

fn is_state_of(name: &str, country: Country) -> bool {
    state_meaning(name).iter().any(|state| state.country() == country)
}

fn place_doubt(both: [Country; 2], within: Country) -> Resolution {
    let message = Message::CountryOrPlace { one: both[0], other: both[1], within };
    doubtful(message, vec![join_codes(&both), within.code().to_owned()])
}

fn is_code(text: &str) -> bool {
    text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Marks "Granada, España" and "Lebanon, Ohio" as ambiguous: two countries, or one place. `&` and "and" make a list of
/// them. Of three names or more those in the portal's spelling, and neighbors, are a list, unless a state follows.
fn mark_places(text: &str, segments: &mut Segments, tokens: &[Token]) {
    if let [one, middle, last] = &segments[..]
        && separator_before(tokens, middle) == Separator::Comma
        && separator_before(tokens, last) == Separator::Comma
        && let Some(resolution) = town_in_subdivision(text, [one, middle, last])
    {
        segments[0] = Segment { span: one.span.start..last.span.end, resolution };
        segments.truncate(1);
        return;
    }
    let mut at = 0;
    while at + 1 < segments.len() {
        let (one, other) = (&segments[at], &segments[at + 1]);
        let is_pair = segments.len() == 2;
        let found = match separator_before(tokens, other) {
            Separator::Sign | Separator::Conjunction => None,
            Separator::Hard if segments.len() > 2 => None,
            _ => place_in_next(text, one, other, segments.len() > 2)
                .or_else(|| if is_pair { place_in_previous(text, one, other) } else { None }),
        };
        let found = found.or_else(|| match separator_before(tokens, other) {
            Separator::Comma | Separator::Slash if is_pair => {
                territory_before_country(text, one, other).or_else(|| town_in_state(text, one, other))
            }
            _ => None,
        });
        if let Some(resolution) = found {
            let span = one.span.start..other.span.end;
            segments[at] = Segment { span, resolution };
            segments.remove(at + 1);
        }
        at += 1;
    }
}

fn may_be_country(resolution: &Resolution) -> bool {
    matches!(
        resolution,
        Resolution::Known(CountryMatch::Country(_) | CountryMatch::Suggested(_) | CountryMatch::Ambiguous(_))
    )
}

/// Returns the doubt about a name before the country or the state that has a place of this name.
fn place_in_next(text: &str, one: &Segment, other: &Segment, is_long_list: bool) -> Option<Resolution> {
    let (name, next) = (&text[one.span.clone()], &text[other.span.clone()]);
    if is_code(name) || !may_be_country(&one.resolution) || !(has_homonym(name) || is_state(name)) {
        return None;
    }
    let country = match &other.resolution {
        Resolution::Known(CountryMatch::Country(country)) => Some(*country),
        Resolution::Unknown => None,
        _ => return None,
    };
    if let Some(within) = country
        && let Some(means) = place_in_country(name, within)
        && !(is_long_list && (is_portal_name(name, means) || are_neighbors(means, within)))
    {
        return Some(place_doubt([means, within], within));
    }
    // "Malta, MT".
    if is_code(next) && country.is_some() && country == exact_country(name) {
        return None;
    }
    // "Peru, IN": the code of India or of Indiana.
    let in_state = |state: &State| is_place_in(name, Within::State(*state)).map(|place| (place, state.country()));
    let (place, within) = state_meaning(next).iter().find_map(in_state)?;
    Some(place_doubt([place.means, country.unwrap_or(within)], within))
}

/// Returns the doubt about a country before the name of a place in it: "USA, Georgia", "España, Granada". In the portal's
/// spelling, other names than those of states are countries: "Brazil, El Salvador".
fn place_in_previous(text: &str, one: &Segment, other: &Segment) -> Option<Resolution> {
    let Resolution::Known(CountryMatch::Country(within)) = one.resolution else { return None };
    let name = &text[other.span.clone()];
    let means = place_in_country(name, within).filter(|_| may_be_country(&other.resolution))?;
    if !is_state_of(name, within) && (is_portal_name(name, means) || are_neighbors(means, within)) {
        return None;
    }
    Some(place_doubt([within, means], within))
}

// The address of the row

/// The countries whose name is, in common usage, also that of others. The domain of an address shows which one is doubtful.
const RIVALS: [(&str, &[&str]); 12] = [
    ("CD", &["CG"]),
    ("CG", &["CD"]),
    ("GN", &["GW", "GQ", "PG", "GF"]),
    ("GY", &["GF"]),
    ("DM", &["DO"]),
    ("NE", &["NG"]),
    ("WS", &["AS"]),
    ("SD", &["SS"]),
    ("MF", &["SX"]),
    ("MK", &["GR"]),
    ("GE", &["US"]),
    ("CY", &["TR"]),
];

fn has_rival(means: Country) -> bool {
    RIVALS.iter().any(|(code, _)| *code == means.code())
}

/// Returns the country that has the name of another one and belongs to the country of a code: American Samoa for "Samoa (US)".
pub(super) fn rival_in(means: Country, of: Country) -> Option<Country> {
    let (_, rivals) = RIVALS.iter().find(|(code, _)| *code == means.code())?;
    rivals.iter().filter_map(|code| Country::from_code(code)).find(|rival| is_territory_of(*rival, of))
}

/// Returns whether a name may mean the country of the address instead: by a rival's name, or because the country has a place
/// of this name that isn't the portal's spelling ("Granada" with an address under `.es`).
fn is_doubtful_name(name: &str, means: Country, of_address: Country) -> bool {
    let words = |name: &str| name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    // Longer names leave no doubt: "Congo-Brazzaville", "Republic of Guinea".
    let is_short = || words(name) == 1 || words(name) == words(means.name());
    let is_rival = || RIVALS.iter().any(|(code, rivals)| *code == means.code() && rivals.contains(&of_address.code()));
    let is_place = || {
        !is_portal_name(name, means)
            && is_place_in(name, Within::Country(of_address)).is_some_and(|place| place.means == means)
            && !are_neighbors(means, of_address)
    };
    is_rival() && is_short() || is_place()
}

/// Returns the top-level domain of an address, also in `<>`, and its country.
fn country_of_address(email: &str) -> Option<(&str, Country)> {
    let (_, domain) = email.rsplit_once('@')?;
    let domain = domain.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-')).next()?;
    let (_, ending) = domain.rsplit_once('.')?;
    let code = if ending.eq_ignore_ascii_case("uk") { "GB" } else { ending };
    Country::from_code_ignore_case(code).map(|country| (ending, country))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::contact::{Column, Countries, Row};
    use crate::diagnostics::{Finding, Rule, Safety};
    use crate::normalize::tests::GOOD;
    use crate::normalize::{NormalizeSettings, normalize, normalize_countries};

    /// The result of a cell: the codes, or the rules of the blocking findings, each with its alternatives or its suggestion.
    fn outcome(text: &str, settings: &NormalizeSettings) -> String {
        let mut findings = Vec::new();
        let (countries, _) = normalize_countries(text, settings, &mut findings);
        countries.map_or_else(|| shown(&findings), |countries| countries.to_string())
    }

    fn shown(findings: &[Finding<'_>]) -> String {
        let blocking = findings.iter().filter(|finding| finding.is_blocking());
        let shown = blocking.map(|finding| {
            let suggestion = finding.fix.iter().filter(|fix| fix.safety == Safety::Suggestion);
            let readings = finding.alternatives.iter().map(|text| &**text).chain(suggestion.map(|fix| &*fix.value));
            let readings: Vec<&str> = readings.collect();
            match &readings[..] {
                [] => finding.rule.name().to_owned(),
                _ => format!("{}: {}", finding.rule.name(), readings.join(" | ")),
            }
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    fn settings(csv: &str, accept_suggestions: bool) -> NormalizeSettings {
        let groups =
            if csv.is_empty() { CustomGroups::default() } else { CustomGroups::from_csv("g", csv.as_bytes()).unwrap() };
        NormalizeSettings { accept_suggestions, groups: Arc::new(groups), ..NormalizeSettings::default() }
    }

    #[track_caller]
    fn assert_outcomes(csv: &str, table: &[(&str, &str)]) {
        let plain = settings(csv, false);
        let wrong: Vec<String> = table
            .iter()
            .map(|(text, expected)| (text, expected, outcome(text, &plain)))
            .filter(|(_, expected, found)| found != *expected)
            .map(|(text, expected, found)| format!("{text}: expected {expected}, found {found}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_abbreviation_is_a_code() {
        for known in &ABBREVIATIONS {
            assert_eq!(known.country().code(), known.code);
        }
    }

    #[test]
    fn a_region_beside_a_code_is_no_country() {
        let unknown = "country-group";
        for text in [
            "South America (SA)",
            "Middle East (ME)",
            "Central America (CA)",
            "North America (NAM)",
            "North America (NA)",
            "Northern America (NA)",
            "Eastern Europe (EE)",
            "Latin America (LA)",
            "Latin America (LATAM)",
            "Asia Pacific (AP)",
            "Asia-Pacific [AP]",
            "Africa (AF)",
            "Africa (AFR)",
            "Oceania (OC)",
            "Asia (AS)",
            "Western Europe (NE)",
            "South East Asia (SEA)",
            "Mittlerer Osten (ME)",
            "Europe de l'Est (EE)",
            "Amérique du Sud (SA)",
            "América Latina (LA)",
            "Südamerika (SA)",
            "Nordamerika (NA)",
            "Zentralamerika (CA)",
            "SA - South America",
            "South America - SA",
            "SA: South America",
            "South America: SA",
            "NAM - North America",
            "EMEA (DE)",
            "EMEA - DE",
            "DACH (DE)",
            "Americas (NA, LA)",
            "NAM",
            "nam",
            "NORAM",
            "AMER",
            "LATAM",
            "MEA",
            "SEA",
            "ROW",
            "RoW",
            "Rest of the world",
            "Reste du monde",
            "US / NAM",
            "AGO, NAM, ZAF",
        ] {
            for accept_suggestions in [false, true] {
                let mut findings = Vec::new();
                let settings = settings("", accept_suggestions);
                let (countries, _) = normalize_countries(text, &settings, &mut findings);
                let is_single = |countries: &Countries| match countries {
                    Countries::Global => true,
                    Countries::Listed(listed) => listed.iter().count() == 1,
                };
                assert!(!countries.is_some_and(|countries| is_single(&countries)), "{text}");
                assert!(findings.iter().any(|finding| finding.rule.name() == unknown), "{text}: {}", shown(&findings));
                assert!(findings.iter().all(|finding| finding.alternatives.is_empty()), "{text}");
            }
        }
        assert_outcomes(
            "",
            &[
                ("Namibia (NAM)", "NA"),
                ("NAM - Namibia", "NA"),
                ("NA", "NA"),
                ("NO", "NO"),
                ("NA, ZA, BW", "NA, ZA, BW"),
                ("ZA; NA; BW", "ZA, NA, BW"),
                ("Saudi Arabia (SA)", "SA"),
                ("EMEA (DE, FR)", "country-unknown: DE, FR"),
            ],
        );
    }

    #[test]
    fn codes_beside_groups_may_be_regions() {
        let regions = |count: usize| vec!["country-group"; count].join("; ");
        let plain = settings("", true);
        for text in ["EMEA, NA, APAC", "LATAM / NA", "NA, EMEA", "APAC & ME", "EMEA; US; LA", "Rest of EMEA, NA"] {
            let found = outcome(text, &plain);
            assert!(found.contains("country-ambiguous"), "{text}: {found}");
        }
        assert_eq!(outcome("EMEA, APAC", &plain), regions(2));
        for (text, expected) in [
            ("EU, NA", "country-group; country-ambiguous"),
            ("DACH, NA", "country-group; country-ambiguous"),
            (
                "Western Europe, EE",
                "country-group; country-ambiguous: AT, BE, CH, DE, FR, LI, LU, MC, NL, EE | AT, BE, CH, DE, FR, LI, LU, MC, NL, BG, BY, CZ, HU, MD, PL, RO, RU, SK, UA",
            ),
            ("Nordics, EE", "DK, FI, IS, NO, SE, EE"),
            ("Benelux, NO", "BE, NL, LU, NO"),
            ("DACH, SE, CA", "DE, AT, CH, SE, CA"),
        ] {
            assert_eq!(outcome(text, &plain), expected, "{text}");
        }
        let own = "group,codes\nEMEA,\"DE, FR\"\nNAM,\"US, CA\"\nAPAC,\"JP, AU\"\n";
        assert_outcomes(
            own,
            &[
                ("NAM", "country-group: US, CA"),
                ("North America (NAM)", "country-group: US, CA"),
                ("North America (NA)", "country-group: US, CA"),
                ("North America", "country-group: US, CA"),
                ("US / NAM", "country-group: US, CA"),
            ],
        );
        let found = outcome("EMEA, NA, APAC", &settings(own, true));
        assert_eq!(
            found,
            "country-group; country-ambiguous: DE, FR, NA, JP, AU | DE, FR, US, CA, JP, AU; country-group"
        );
    }

    #[test]
    fn parts_of_the_united_kingdom_have_the_codes_of_countries() {
        let ni = "country-ambiguous: GB, NI | GB";
        assert_outcomes(
            "",
            &[
                ("UK & NI", ni),
                ("UK, NI", ni),
                ("UK and NI", ni),
                ("UK NI", ni),
                ("UK - NI", ni),
                ("UK/NI", ni),
                ("uk & ni", ni),
                ("GB & NI", ni),
                ("GB/NI", ni),
                ("GB - NI", ni),
                ("England, Scotland, Wales, NI", ni),
                ("England; NI", ni),
                ("United Kingdom, NI", ni),
                ("Royaume-Uni et NI", ni),
                ("Vereinigtes Königreich, NI", ni),
                ("Great Britain & NI", ni),
                ("UK (NI)", "country-ambiguous: GB | NI"),
                ("NI, England", "country-ambiguous: NI, GB | GB"),
                ("NI & Wales", "country-ambiguous: NI, GB | GB"),
                ("IE and NI", "country-ambiguous: IE, NI | IE, GB"),
                ("IE + NI", "country-ambiguous: IE, NI | IE, GB"),
                ("Ireland, NI", "country-ambiguous: IE, NI | IE, GB"),
                ("Irland, NI", "country-ambiguous: IE, NI | IE, GB"),
                ("UK, IE, NI", "country-ambiguous: GB, IE, NI | GB, IE"),
                ("UK & CI", "country-ambiguous: GB, CI | GB, GG, JE"),
                ("UK, IM, CI", "country-ambiguous: GB, IM, CI | GB, IM, GG, JE"),
                ("England, SC, Wales", "country-ambiguous: GB, SC | GB"),
                // Lists of codes, which are also how a person answers.
                ("GB, NI", "GB, NI"),
                ("GB,NI", "GB, NI"),
                ("US; GB; NI; CR", "US, GB, NI, CR"),
                ("IE, NI", "IE, NI"),
                ("GT, HN, NI, CR", "GT, HN, NI, CR"),
                ("UK, CR, NI, PA", "GB, CR, NI, PA"),
                ("France and NI", "FR, NI"),
                ("UK & IM", "GB, IM"),
                ("FR & CI", "FR, CI"),
                ("Nicaragua & UK", "NI, GB"),
                (
                    "EU, NI",
                    "country-group: AT, BE, BG, CY, CZ, DE, DK, EE, ES, FI, FR, GR, HR, HU, IE, IT, LT, LU, LV, MT, NL, PL, PT, RO, SE, SI, SK, NI",
                ),
            ],
        );
    }

    #[test]
    fn codes_without_separators_are_of_one_kind() {
        for text in [
            "US EST",
            "US - EST",
            "PAN India",
            "Mexico Sur",
            "MEX CDMX",
            "India MUM",
            "US PST",
            "CA EST",
            "USA CA",
            "Canada EST",
            "GBR UK",
            "US CAN FR",
            "USA EST",
            "USA Est",
            "CAN - EST",
            "ESP Sur",
            "MEX SUR",
            "PAN IND",
        ] {
            for accept_suggestions in [false, true] {
                let found = outcome(text, &settings("", accept_suggestions));
                assert!(["country-unknown", "GB"].contains(&&*found), "{text}: {found}");
            }
        }
        assert_outcomes(
            "",
            &[
                ("US CA FR", "US, CA, FR"),
                ("USA CAN MEX", "US, CA, MX"),
                ("DE - AT", "DE, AT"),
                ("USA - CAN", "US, CA"),
                ("US United States", "US"),
                ("Germany France", "country-unknown: DE, FR"),
                ("USA Canada", "country-unknown: US, CA"),
                ("US, EST", "country-ambiguous: US, EE | US"),
                ("USA, EST, LVA", "US, EE, LV"),
                ("US (EST)", "country-ambiguous: US | EE"),
            ],
        );
    }

    #[test]
    fn places_may_have_the_name_of_a_country() {
        assert_outcomes(
            "",
            &[
                ("Granada, España", "country-ambiguous: GD, ES | ES"),
                ("Granada, Spain", "country-ambiguous: GD, ES | ES"),
                ("Granada, Spanien", "country-ambiguous: GD, ES | ES"),
                ("Granada (España)", "country-ambiguous: GD, ES | ES"),
                ("Granada - España", "country-ambiguous: GD, ES | ES"),
                ("Granada / España", "country-ambiguous: GD, ES | ES"),
                ("España, Granada", "country-ambiguous: ES, GD | ES"),
                ("España (Granada)", "country-ambiguous: ES, GD | ES"),
                ("Granada, Nicaragua", "country-ambiguous: GD, NI | NI"),
                ("Salvador, Brasil", "country-ambiguous: SV, BR | BR"),
                ("Salvador, Brazil", "country-ambiguous: SV, BR | BR"),
                ("Guadalupe, Mexico", "country-ambiguous: GP, MX | MX"),
                ("Guadalupe, México", "country-ambiguous: GP, MX | MX"),
                ("Georgia, USA", "country-ambiguous: GE, US | US"),
                ("Georgia (USA)", "country-ambiguous: US | GE"),
                ("Georgia (United States)", "country-ambiguous: GE, US | US"),
                ("Georgien, USA", "GE, US"),
                ("Géorgie, États-Unis", "country-ambiguous: GE, US | US"),
                ("USA, Georgia", "country-ambiguous: US, GE | US"),
                ("Lebanon, USA", "country-ambiguous: LB, US | US"),
                ("Lebanon, Ohio", "country-ambiguous: LB, US | US"),
                ("Lebanon, OH", "country-ambiguous: LB, US | US"),
                ("Peru, Indiana", "country-ambiguous: PE, US | US"),
                ("Peru, IN", "country-ambiguous: PE, IN | US"),
                ("Lebanon, PA", "country-ambiguous: LB, PA | US"),
                ("Cairo, GA", "country-ambiguous: EG, GA | US"),
                ("Berlin, MD", "country-ambiguous: DE, MD | US"),
                ("Mexico, Missouri", "country-ambiguous: MX, US | US"),
                ("London, Ontario", "country-ambiguous: GB, CA | CA"),
                ("Niger, Nigeria", "country-ambiguous: NE, NG | NG"),
                ("Luxembourg, Belgium", "country-ambiguous: LU, BE | BE"),
                ("Luxemburg, Belgien", "country-ambiguous: LU, BE | BE"),
                ("Lebanon, Ohio; France", "country-ambiguous: LB, US, FR | US, FR"),
                ("France, Granada, España", "country-ambiguous: FR, GD, ES | FR, ES"),
                ("Jamaica, Cuba", "country-ambiguous: JM, CU | CU"),
                ("Granada (ES)", "country-ambiguous: GD, ES | ES"),
                ("US - Georgia", "country-ambiguous: US | GE"),
                ("Puerto Rico, USA", "country-ambiguous: PR, US | US"),
                ("Guam - United States", "country-ambiguous: GU, US | US"),
                // Lists.
                ("Granada y España", "GD, ES"),
                ("Georgia & USA", "GE, US"),
                ("Brazil, El Salvador", "BR, SV"),
                ("El Salvador, Brazil", "SV, BR"),
                ("Georgia, Armenia", "GE, AM"),
                ("Armenia, Georgia", "AM, GE"),
                ("Belgium, Luxembourg", "BE, LU"),
                ("Belgien, Luxemburg", "BE, LU"),
                ("Nigeria, Niger", "NG, NE"),
                ("Netherlands, Luxembourg, Belgium", "NL, LU, BE"),
                ("Niederlande, Luxemburg, Belgien", "NL, LU, BE"),
                ("Georgia, USA, FR", "GE, US, FR"),
                ("Mexico, USA", "MX, US"),
                ("USA, Mexico", "US, MX"),
                ("USA, Canada, Mexico", "US, CA, MX"),
                ("Mexiko, USA", "MX, US"),
                ("Spain, Grenada", "ES, GD"),
                ("GD, ES", "GD, ES"),
                ("GD; ES", "GD, ES"),
                ("GE, US", "GE, US"),
                ("Peru, India", "PE, IN"),
                ("PE, IN", "PE, IN"),
                ("Granada, Francia", "GD, FR"),
            ],
        );
    }

    #[test]
    fn no_place_with_the_name_of_a_country_is_written_in_silence() {
        let (plain, accepting) = (settings("", false), settings("", true));
        let mut count = 0;
        for row in include_str!("../../tables/data/place-homonyms.csv").lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            let [name, country, state, means, qualified_by] = cells[..] else { panic!("{row}") };
            let mut within = vec![];
            if qualified_by.is_empty() {
                within.push(Country::from_code(country).unwrap().name());
            }
            if let Some(state) = State::from_code(state) {
                within.extend([state.name(), &state.code()[3..]]);
            }
            for within in within.into_iter().filter(|within| !within.contains(',') && *within != means) {
                let text = format!("{name}, {within}");
                for settings in [&plain, &accepting] {
                    let found = outcome(&text, settings);
                    let is_written = found.split(", ").any(|code| code == means);
                    assert!(!is_written, "{text}: {found}");
                }
                count += 1;
            }
        }
        assert!(count > 400, "{count}");
    }

    #[test]
    fn the_address_contradicts_a_doubtful_name() {
        for (text, address, expected) in [
            ("Congo", "jp@contoso.cd", "country-ambiguous: CG | CD"),
            ("Kongo", "jp@contoso.cg", "country-ambiguous: CD | CG"),
            ("Congo", "JP <jp@contoso.cd>", "country-ambiguous: CG | CD"),
            ("congo", "jp@contoso.CD", "country-ambiguous: CG | CD"),
            ("Congo, Gabon, Cameroun", "jp@contoso.cd", "country-ambiguous: CG, GA, CM | CD, GA, CM"),
            ("Guinea", "a@contoso.gw", "country-ambiguous: GN | GW"),
            ("Guinée", "a@contoso.gq", "country-ambiguous: GN | GQ"),
            ("Guinea", "a@contoso.com.pg", "country-ambiguous: GN | PG"),
            ("Dominica", "a@contoso.com.do", "country-ambiguous: DM | DO"),
            ("Niger", "a@contoso.ng", "country-ambiguous: NE | NG"),
            ("Samoa", "a@contoso.as", "country-ambiguous: WS | AS"),
            ("Sudan", "a@contoso.ss", "country-ambiguous: SD | SS"),
            ("Saint Martin", "a@contoso.sx", "country-ambiguous: MF | SX"),
            ("Macedonia", "a@contoso.gr", "country-ambiguous: MK | GR"),
            ("Georgia", "a@contoso.us", "country-ambiguous: GE | US"),
            ("Granada", "a@contoso.es", "country-ambiguous: GD | ES"),
            ("Guadalupe", "a@contoso.com.mx", "country-ambiguous: GP | MX"),
            ("Congo", "jp@contoso.cg", ""),
            ("Congo", "jp@contoso.com", ""),
            ("Congo", "jp@contoso.fr", ""),
            ("CG", "jp@contoso.cd", ""),
            ("COG", "jp@contoso.cd", ""),
            ("Congo-Brazzaville", "jp@contoso.cd", ""),
            ("Republic of the Congo", "jp@contoso.cd", ""),
            ("Georgia", "a@contoso.ge", ""),
            ("Luxemburg", "a@contoso.be", ""),
            ("Grenada", "a@contoso.es", ""),
            ("Ireland", "a@contoso.co.uk", ""),
            ("Nigeria", "a@contoso.ne", ""),
        ] {
            let mut cells = GOOD;
            (cells[Column::Countries], cells[Column::Email]) = (text, address);
            let mut findings = Vec::new();
            let row = Row { cells, number: 2, ..Row::default() };
            normalize(&row, &settings("", true), &mut findings);
            findings.retain(|finding| finding.column == Some(Column::Countries));
            assert_eq!(shown(&findings), expected, "{text} {address}");
            assert!(findings.iter().all(|finding| !finding.is_blocking() || finding.rule == Rule::CountryAmbiguous));
        }
    }
}
