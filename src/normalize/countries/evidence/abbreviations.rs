//! Codes that abbreviate a place as well: `NI` beside the United Kingdom, `NA` beside EMEA.

use super::{certain_country, doubtful, separator_before};
use crate::contact::Country;
use crate::diagnostics::{AbbreviatedPlace, Message};
use crate::normalize::countries::groups::{CustomGroups, GroupMatch};
use crate::normalize::countries::lexer::{Separator, Token};
use crate::normalize::countries::parser::{Segment, Segments};
use crate::normalize::countries::resolver::{Resolution, join_codes};
use crate::tables::CountryMatch;

/// A country's code that abbreviates a place as well, and what makes it do so.
pub(super) struct Abbreviation {
    pub(super) code: &'static str,
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
    /// Any group, anywhere in the list: "EMEA, US, NA". And one of these countries in the same way as above.
    Group(&'static [&'static str]),
    /// A neighbor that is a group of many countries or without fixed members. "Nordics, EE" is a list with Estonia.
    LargeGroup,
}

const BRITISH: &[&str] = &["GB", "IE"];
const BRITISH_ISLANDS: &[&str] = &["GB", "IM", "JE", "GG"];
const MIDDLE_EAST: &[&str] = &["AE", "BH", "EG", "IL", "IN", "IQ", "JO", "KW", "LB", "OM", "PK", "QA", "SA", "TR"];
const SOUTH_AMERICA: &[&str] = &["AR", "BO", "BR", "CL", "CO", "EC", "PE", "PY", "UY", "VE"];
const NORTH_AMERICA: &[&str] = &["BR", "CA", "GB", "JP", "MX", "US"];
const LATIN_AMERICA: &[&str] = &["AR", "BO", "BR", "CL", "CO", "EC", "ES", "MX", "PE", "PY", "US", "UY", "VE"];

pub(super) const ABBREVIATIONS: [Abbreviation; 12] = {
    use AbbreviatedPlace as Place;
    const fn new(code: &'static str, place: Place, stands_for: &'static str, beside: Beside) -> Abbreviation {
        Abbreviation { code, place, stands_for, beside }
    }
    [
        new("NI", Place::NorthernIreland, "GB", Beside::Countries(BRITISH)),
        new("CI", Place::ChannelIslands, "GG, JE", Beside::Countries(BRITISH_ISLANDS)),
        new("SC", Place::Scotland, "GB", Beside::Countries(&["GB"])),
        new("NA", Place::NorthAmerica, "North America", Beside::Group(NORTH_AMERICA)),
        new("SA", Place::SouthAmerica, "South America", Beside::Group(SOUTH_AMERICA)),
        new("LA", Place::LatinAmerica, "LATAM", Beside::Group(LATIN_AMERICA)),
        new("ME", Place::MiddleEast, "Middle East", Beside::Group(MIDDLE_EAST)),
        new("EE", Place::EasternEurope, "Eastern Europe", Beside::LargeGroup),
        new("NE", Place::NorthernEurope, "Northern Europe", Beside::LargeGroup),
        new("AF", Place::Africa, "Africa", Beside::LargeGroup),
        new("AS", Place::Asia, "Asia", Beside::LargeGroup),
        new("AM", Place::Americas, "Americas", Beside::LargeGroup),
    ]
};

pub(super) fn abbreviation(code: impl AsRef<[u8]>) -> Option<&'static Abbreviation> {
    let [first, second] = code.as_ref() else { return None };
    let capitals = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
    // Fast path: no other letters come first in a code of the table.
    if !matches!(capitals[0], b'A' | b'C' | b'E' | b'L' | b'M' | b'N' | b'S') {
        return None;
    }
    ABBREVIATIONS.iter().find(|known| known.code.as_bytes() == capitals)
}

impl Abbreviation {
    pub(super) fn country(&self) -> Country {
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
pub(in crate::normalize::countries) fn are_regions(countries: &[Country]) -> bool {
    let is_region = |country: &Country| abbreviation(country.code()).is_some_and(|known| known.place.is_region());
    countries.iter().all(is_region)
}

/// Returns whether a list has only codes that abbreviate regions, and something else than commas between them: `NA/LA`,
/// `ME & NA`.
fn is_list_of_regions(text: &str, segments: &Segments, tokens: &[Token]) -> bool {
    let is_region = |segment: &Segment| {
        segment.span.len() == 2
            && abbreviation(&text.as_bytes()[segment.span.clone()]).is_some_and(|known| known.place.is_region())
    };
    let is_joined = |segment: &Segment| {
        matches!(separator_before(tokens, segment), Separator::Sign | Separator::Conjunction | Separator::Slash)
    };
    segments.len() > 1 && segments.iter().all(is_region) && segments[1..].iter().any(is_joined)
}

pub(super) fn mark_abbreviations(text: &str, segments: &mut Segments, tokens: &[Token], groups: &CustomGroups) {
    if is_list_of_regions(text, segments, tokens) {
        for segment in segments {
            if let Some(known) = abbreviation(&text.as_bytes()[segment.span.clone()]) {
                segment.resolution = known.doubt(&[], groups);
            }
        }
        return;
    }
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

/// Returns the doubt about codes without a comma between them, one of which may be a part of another, or a region of it: "UK NI",
/// "GB - NI", "ME - AE".
fn part_among(countries: &[Country], groups: &CustomGroups) -> Option<Resolution> {
    let is_beside = |known: &&Abbreviation| match known.beside {
        Beside::Countries(of) => countries.iter().any(|country| of.contains(&country.code())),
        // "NA - US, CA" is a region with its countries.
        Beside::Group(of) => {
            known.code == countries[0].code() && countries[1..].iter().any(|country| of.contains(&country.code()))
        }
        Beside::LargeGroup => false,
    };
    let known = countries.iter().filter_map(|country| abbreviation(country.code())).find(is_beside)?;
    let with: Vec<Country> = countries.iter().copied().filter(|country| country.code() != known.code).collect();
    Some(known.doubt(&with, groups))
}

/// Returns the doubt about a country and a code in brackets that may be a part of it: "UK (NI)".
fn part_in_brackets(readings: &[String]) -> Option<Resolution> {
    let is_beside = |known: &&Abbreviation| match known.beside {
        Beside::Countries(of) => readings.iter().any(|code| of.contains(&&**code)),
        Beside::Group(_) | Beside::LargeGroup => false,
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
    let known = abbreviation(&text.as_bytes()[segment.span.clone()])?;
    let is_contradicted = match known.beside {
        Beside::Countries(of) => is_beside_countries(text, segments, tokens, at, of),
        Beside::Group(of) => {
            segments.iter().any(|other| matches!(other.resolution, Resolution::Group(_)))
                || is_beside_countries(text, segments, tokens, at, of)
        }
        Beside::LargeGroup => {
            let before = at.checked_sub(1).and_then(|before| segments.get(before));
            before.into_iter().chain(segments.get(at + 1)).any(|other| is_large_group(&other.resolution))
        }
    };
    is_contradicted.then(|| known.doubt(&[], groups))
}

/// Marks a large region that has the only other country of a list: "Germany, Europe" is a country and the region that it is in,
/// or all of its countries.
pub(super) fn mark_region_of_country(segments: &mut Segments) {
    let [one, other] = &mut segments[..] else { return };
    let (country, region) = match (certain_country(one), certain_country(other)) {
        (Some(country), None) => (country, other),
        (None, Some(country)) => (country, one),
        _ => return,
    };
    if is_large_group(&region.resolution)
        && let Resolution::Group(group) = &mut region.resolution
        && let GroupMatch::Members { members, .. } = &**group
        && members.contains(&country)
    {
        **group = GroupMatch::Unclear;
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
