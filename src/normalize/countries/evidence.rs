//! Weighs what a list says as a whole, and the row, against what each of its segments says by itself.
//!
//! A code or a name has one meaning in the tables, but its neighbors may contradict it: `NI` beside the United Kingdom may
//! be Northern Ireland, `NA` beside EMEA North America, and "Granada, España" a town. A segment that something contradicts
//! becomes ambiguous; nothing here makes a segment certain.
//!
//! A list of codes that only commas or stronger separators part (`GB, NI`) isn't questioned: it is what a person writes to
//! answer such a question.

use super::groups::{CustomGroups, GroupMatch};
use super::lexer::{Separator, Token};
use super::parser::{Segment, Segments};
use super::resolver::{Resolution, join_codes};
use crate::contact::{Country, State};
use crate::diagnostics::{AbbreviatedPlace, CountryCode, Message, OneOf};
use crate::tables::{CountryMatch, Within, is_place_in, state_meaning};

/// Two readings or more of a segment, each of them codes, and the message that says them in words. There are no readings
/// if one of them has no codes, such as a region without fixed members.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doubt {
    pub(crate) message: Message,
    pub(crate) readings: Vec<String>,
}

/// Marks segments that other segments of the list contradict.
pub(super) fn weigh_neighbors(text: &str, segments: &mut Segments, tokens: &[Token], groups: &CustomGroups) {
    mark_abbreviations(text, segments, tokens, groups);
    mark_places(text, segments, tokens);
}

/// Marks names that the e-mail address of the row contradicts: "Congo" with an address under `.cd`.
pub(super) fn weigh_address(text: &str, segments: &mut Segments, email: &str) {
    let Some(of_address) = country_of_address(email) else { return };
    for segment in segments {
        let Resolution::Known(CountryMatch::Country(means)) = segment.resolution else { continue };
        let name = &text[segment.span.clone()];
        if means == of_address || !is_doubtful_name(name, means, of_address) {
            continue;
        }
        let readings = [means.code(), of_address.code()];
        let message = Message::CountryOrDomain {
            readings: OneOf(readings.map(CountryCode).to_vec()),
            ending: email.trim_end()[email.trim_end().rfind('.').unwrap_or_default()..].to_ascii_lowercase(),
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
    const fn of(code: &'static str, place: Place, stands_for: &'static str, beside: Beside) -> Abbreviation {
        Abbreviation { code, place, stands_for, beside }
    }
    [
        of("NI", Place::NorthernIreland, "GB", Beside::Countries(BRITISH)),
        of("CI", Place::ChannelIslands, "GG, JE", Beside::Countries(BRITISH_ISLANDS)),
        of("SC", Place::Scotland, "GB", Beside::Countries(&["GB"])),
        of("NA", Place::NorthAmerica, "North America", Beside::Group),
        of("SA", Place::SouthAmerica, "South America", Beside::Group),
        of("LA", Place::LatinAmerica, "LATAM", Beside::Group),
        of("ME", Place::MiddleEast, "Middle East", Beside::Group),
        of("EE", Place::EasternEurope, "Eastern Europe", Beside::LargeGroup),
        of("NE", Place::NorthernEurope, "Northern Europe", Beside::LargeGroup),
        of("AF", Place::Africa, "Africa", Beside::LargeGroup),
        of("AS", Place::Asia, "Asia", Beside::LargeGroup),
        of("AM", Place::Americas, "Americas", Beside::LargeGroup),
    ]
};

fn abbreviation(code: &str) -> Option<&'static Abbreviation> {
    ABBREVIATIONS.iter().find(|known| known.code.eq_ignore_ascii_case(code))
}

impl Abbreviation {
    fn country(&self) -> Country {
        Country::from_code(self.code).expect("a test holds that every abbreviation is a code")
    }

    /// Returns the doubt about a list with this code, in which `with` is the other countries.
    fn doubt(&self, with: &[Country], groups: &CustomGroups) -> Resolution {
        let message = Message::CountryOrAbbreviation { country: self.country(), place: self.place };
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
        doubtful(message, readings.unwrap_or_default())
    }
}

/// Returns whether all countries of a list are codes that abbreviate regions: "NA, LA" in "Americas (NA, LA)".
pub(super) fn are_regions(countries: &[Country]) -> bool {
    let is_region = |country: &Country| abbreviation(country.code()).is_some_and(|known| known.place.is_region());
    countries.iter().all(is_region)
}

fn mark_abbreviations(text: &str, segments: &mut Segments, tokens: &[Token], groups: &CustomGroups) {
    for at in 0..segments.len() {
        let segment = &segments[at];
        // "UK NI", "GB - NI".
        if let Resolution::Multiple { countries, .. } = &segment.resolution {
            let of_part = |country: &&Country| abbreviation(country.code()).filter(|known| !known.place.is_region());
            let is_beside = |known: &Abbreviation| match known.beside {
                Beside::Countries(of) => countries.iter().any(|country| of.contains(&country.code())),
                Beside::Group | Beside::LargeGroup => false,
            };
            let found = countries.iter().find(|country| of_part(country).is_some_and(is_beside));
            if let Some(known) = found.and_then(|country| abbreviation(country.code())) {
                let with: Vec<Country> =
                    countries.iter().copied().filter(|country| country.code() != known.code).collect();
                segments[at].resolution = known.doubt(&with, groups);
            }
            continue;
        }
        let written = &text[segment.span.clone()];
        let Some(known) = abbreviation(written).filter(|_| segments.len() > 1) else { continue };
        let is_contradicted = match known.beside {
            Beside::Countries(of) => is_beside_countries(text, segments, tokens, at, of),
            Beside::Group => segments.iter().any(|other| matches!(other.resolution, Resolution::Group(_))),
            Beside::LargeGroup => {
                let before = at.checked_sub(1).and_then(|before| segments.get(before));
                before.into_iter().chain(segments.get(at + 1)).any(|other| is_large_group(&other.resolution))
            }
        };
        if is_contradicted {
            segments[at].resolution = known.doubt(&[], groups);
        }
    }
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
    let is_code = |segment: &Segment| Country::from_code_ignore_case(&text[segment.span.clone()]).is_some();
    let is_name = |segment: &Segment| text[segment.span.clone()].chars().filter(|c| c.is_alphabetic()).count() > 3;
    // What joins a segment to the one before it.
    let is_joined = |index: usize| {
        matches!(
            separator_before(tokens, &segments[index]),
            Separator::Sign | Separator::Conjunction | Separator::Slash
        )
    };
    let before = (0..at).rev().map(|index| (index, index + 1));
    let after = (at + 1..segments.len()).map(|index| (index, index));
    let is_evidence = |(index, joint): (usize, usize)| !is_code(&segments[index]) || is_joined(joint);
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

// Places with the name of a country

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
pub(super) fn place_or_list(names: [&str; 2], countries: [Country; 2]) -> Option<Resolution> {
    let place = |name: &str, within: Country| {
        is_place_in(name, Within::Country(within)).filter(|_| !is_code(name)).map(|place| place.means)
    };
    let [one, other] = names;
    let [first, second] = countries;
    if let Some(means) = place(one, second) {
        return Some(place_doubt([means, second], second));
    }
    place(other, first).map(|means| place_doubt([first, means], first))
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
    let mut at = 0;
    while at + 1 < segments.len() {
        let (one, other) = (&segments[at], &segments[at + 1]);
        let found = match separator_before(tokens, other) {
            Separator::Sign | Separator::Conjunction => None,
            Separator::Hard if segments.len() > 2 => None,
            _ => place_in_next(text, one, other, segments.len() > 2)
                .or_else(|| if segments.len() == 2 { place_in_previous(text, one, other) } else { None }),
        };
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
    if is_code(name) || !may_be_country(&one.resolution) {
        return None;
    }
    let country = match &other.resolution {
        Resolution::Known(CountryMatch::Country(country)) => Some(*country),
        Resolution::Unknown => None,
        _ => return None,
    };
    if let Some(within) = country
        && let Some(place) = is_place_in(name, Within::Country(within))
        && !(is_long_list && (is_portal_name(name, place.means) || are_neighbors(place.means, within)))
    {
        return Some(place_doubt([place.means, within], within));
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
    if is_code(name) || !may_be_country(&other.resolution) {
        return None;
    }
    let place = is_place_in(name, Within::Country(within))?;
    let is_state = state_meaning(name).iter().any(|state| state.country() == within);
    if !is_state && (is_portal_name(name, place.means) || are_neighbors(place.means, within)) {
        return None;
    }
    Some(place_doubt([within, place.means], within))
}

// The address of the row

/// The countries whose name is, in common usage, also that of others. The domain of an address tells which is doubtful.
const RIVALS: [(&str, &[&str]); 12] = [
    ("CG", &["CD"]),
    ("GN", &["GW", "GQ", "PG", "GF"]),
    ("GY", &["GF"]),
    ("DM", &["DO"]),
    ("NE", &["NG"]),
    ("WS", &["AS"]),
    ("SD", &["SS"]),
    ("MF", &["SX"]),
    ("VI", &["VG"]),
    ("MK", &["GR"]),
    ("GE", &["US"]),
    ("CY", &["TR"]),
];

/// Words of names that leave no doubt which of the rivals is meant: "Congo-Brazzaville", "Republic of Guinea".
const MAX_WORDS_OF_DOUBTFUL: usize = 2;

/// Returns whether a name may mean the country of the address instead: by a rival's name, or because the country has a place
/// of this name that isn't the portal's spelling ("Granada" with an address under `.es`).
fn is_doubtful_name(name: &str, means: Country, of_address: Country) -> bool {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    if is_code(name) || words > MAX_WORDS_OF_DOUBTFUL {
        return false;
    }
    let is_rival = RIVALS.iter().any(|(code, rivals)| *code == means.code() && rivals.contains(&of_address.code()));
    // Names of two words are the long forms, except of countries whose short name has two.
    let is_short = words == 1 || name.split_whitespace().count() == means.name().split_whitespace().count();
    let is_place = || {
        is_place_in(name, Within::Country(of_address)).is_some_and(|place| place.means == means)
            && !is_portal_name(name, means)
            && !are_neighbors(means, of_address)
    };
    is_rival && is_short || is_place()
}

/// Returns the country of the top-level domain of an address.
fn country_of_address(email: &str) -> Option<Country> {
    let (_, domain) = email.trim_end().rsplit_once('@')?;
    let (_, ending) = domain.rsplit_once('.')?;
    if ending.eq_ignore_ascii_case("uk") { Country::from_code("GB") } else { Country::from_code_ignore_case(ending) }
}
