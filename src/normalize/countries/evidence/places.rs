//! Places with the name of a country: "Granada, España", "Lebanon, Ohio".

use std::cell::RefCell;

use smallvec::SmallVec;

use super::address::{has_rival, rival_in};
use super::{absorb_repeats, certain_country, doubtful, is_code, number_of_values, separator_before};
use crate::contact::{CodeSet, Country, State};
use crate::diagnostics::Message;
use crate::normalize::countries::lexer::{Separator, Token};
use crate::normalize::countries::parser::{Segment, Segments};
use crate::normalize::countries::resolver::{Resolution, exact_country, join_codes};
use crate::normalize::countries::with_states::with_states;
use crate::tables::{
    CountryMatch, Memo, Within, country_languages, group, has_homonym, is_place_in, memoize, state_meaning,
    subdivision_of,
};

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
    let (territory, of) = (possible_country(one)?, certain_country(other)?);
    let are_codes = is_code(&text[one.span.clone()]) && is_code(&text[other.span.clone()]);
    (!are_codes && is_territory_of(territory, of)).then(|| territory_doubt(territory, of))
}

/// Returns the country of a segment that has one, or probably has.
pub(super) fn possible_country(segment: &Segment) -> Option<Country> {
    match segment.resolution {
        Resolution::Known(
            CountryMatch::Country(country) | CountryMatch::Suggested(&CountryMatch::Country(country)),
        ) => Some(country),
        _ => None,
    }
}

/// Thirty of the largest economies by gross domestic product, as the International Monetary Fund ranks them. Lists name
/// them so often that their names mean the country even before the code of a state: "Germany, CA".
const LARGEST: [&str; 30] = [
    "US", "CN", "DE", "IN", "JP", "GB", "FR", "IT", "CA", "BR", "RU", "ES", "KR", "AU", "MX", "TR", "ID", "NL", "SA",
    "PL", "CH", "TW", "BE", "AR", "IE", "SE", "IL", "SG", "AE", "AT",
];

/// Returns whether a country is so often listed that its name and its code rather mean it than a place or a state.
pub(in crate::normalize) fn is_large_economy(country: Country) -> bool {
    LARGEST.contains(&country.code())
}

/// Returns whether a country's name before the code of a state or of a country far away may be a town. Those of 1,000 people
/// and more are in the table of homonyms, which is asked before, so this is about small ones.
fn may_be_town(name: &str, means: Country, code: Country) -> bool {
    const REGIONS: [&str; 5] = ["Europe", "Asia", "Africa", "Americas", "Oceania"];
    let is_in = |region: &str, country| group(region).is_some_and(|region| region.members().contains(&country));
    let is_usual = || is_large_economy(means) || is_in("European Union", means);
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
        return Some(state_after_country_doubt(*state, country));
    }
    let state = states.iter().find(|state| matches!(state.country().code(), "US" | "CA"))?;
    may_be_town(name, means, country).then(|| place_doubt([means, country], state.country()))
}

/// Returns the doubt about a country before a code that is one of its states, and of another country.
pub(in crate::normalize::countries) fn state_after_country_doubt(state: State, country: Country) -> Resolution {
    state_or_list(state, country, &[state.country(), country])
}

/// Returns the doubt about a text that is a state, and another country.
pub(in crate::normalize::countries) fn state_or_country_doubt(state: State, country: Country) -> Resolution {
    state_or_list(state, country, &[country])
}

fn state_or_list(state: State, country: Country, list: &[Country]) -> Resolution {
    let of = state.country();
    let message = Message::CountryOrState { country, state };
    let mut states = CodeSet::default();
    states.insert(state);
    doubtful(message, vec![join_codes(list), with_states(of, &states)])
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

pub(super) fn are_neighbors(means: Country, within: Country) -> bool {
    NEIGHBORS.contains(&[means.code(), within.code()])
}

pub(super) fn is_portal_name(name: &str, means: Country) -> bool {
    name.eq_ignore_ascii_case(means.name())
}

/// Returns the doubt about two names in brackets, or with a dash or a space between them, one of which is a place in the
/// country of the other: "Granada (España)", "Georgia US".
pub(in crate::normalize::countries) fn place_or_list([one, other]: [&str; 2]) -> Option<Resolution> {
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
    if is_code(name) || !may_be_place(name) {
        return None;
    }
    // Puerto Rico and Guam are in the portal's tables of countries and of states.
    let of_state =
        || if is_state_of(name, within) { exact_country(name).filter(|means| *means != within) } else { None };
    let of_short_name = || exact_country(name).filter(|means| is_short_name(name, *means, within));
    is_place_in(name, Within::Country(within)).map(|place| place.means).or_else(of_state).or_else(of_short_name)
}

/// Returns whether a country has the short name of a state or a territory of another one: Jersey and Samoa for the United
/// States.
fn is_short_name(name: &str, means: Country, within: Country) -> bool {
    SHORT_NAMES.contains(&(name, within.code())) || rival_in(means, within).is_some()
}

/// Short names of states that are countries, with the country of the state: New Jersey.
const SHORT_NAMES: [(&str, &str); 1] = [("Jersey", "US")];

/// Returns whether a name is that of a state, or of a place in another country than the country of this name.
fn may_be_place(name: &str) -> bool {
    // Fast path: most names are neither, so that one lookup answers for two.
    thread_local!(static ANSWERS: RefCell<Memo<bool>> = RefCell::default());
    let has_short_name = |name: &str| SHORT_NAMES.iter().any(|(known, _)| *known == name);
    let has_rival = |name: &str| exact_country(name).is_some_and(has_rival);
    memoize(&ANSWERS, name, |name| {
        has_homonym(name) || !state_meaning(name).is_empty() || has_short_name(name) || has_rival(name)
    })
}

fn is_state_of(name: &str, country: Country) -> bool {
    state_meaning(name).iter().any(|state| state.country() == country)
}

fn place_doubt(both: [Country; 2], within: Country) -> Resolution {
    let message = Message::CountryOrPlace { one: both[0], other: both[1], within };
    doubtful(message, vec![join_codes(&both), within.code().to_owned()])
}

/// Marks "Granada, España" and "Lebanon, Ohio" as ambiguous: two countries, or one place. `&` and "and" make a list of
/// them. Of three names or more those in the portal's spelling, and neighbors, are a list, unless a state follows.
pub(super) fn mark_places(text: &str, segments: &mut Segments, tokens: &[Token]) {
    if let [one, middle, last] = &segments[..]
        && separator_before(tokens, middle) == Separator::Comma
        && separator_before(tokens, last) == Separator::Comma
        && let Some(resolution) = town_in_subdivision(text, [one, middle, last])
    {
        segments[0] = Segment { span: one.span.start..last.span.end, resolution };
        segments.truncate(1);
        return;
    }
    let count = number_of_values(segments);
    let (is_pair, is_long_list) = (count <= 2, count > 2);
    let mut at = 0;
    while at + 1 < segments.len() {
        let (one, other) = (&segments[at], &segments[at + 1]);
        // Two codes are a list.
        let bytes = text.as_bytes();
        if is_code(&bytes[one.span.clone()]) && is_code(&bytes[other.span.clone()]) {
            at += 1;
            continue;
        }
        let found = match separator_before(tokens, other) {
            Separator::Sign | Separator::Conjunction => None,
            Separator::Hard if is_long_list => None,
            _ => place_in_next(text, one, other, is_long_list)
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
            let countries: SmallVec<[Country; 2]> = [one, other].into_iter().filter_map(certain_country).collect();
            segments[at] = Segment { span, resolution };
            segments.remove(at + 1);
            absorb_repeats(segments, at, &countries);
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
    if is_code(name) || !may_be_country(&one.resolution) || !may_be_place(name) {
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
    let is_part = is_state_of(name, within) || is_short_name(name, means, within);
    if !is_part && (is_portal_name(name, means) || are_neighbors(means, within)) {
        return None;
    }
    Some(place_doubt([within, means], within))
}
