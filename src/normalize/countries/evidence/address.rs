//! Names that the address of the row contradicts: "Congo" with an address under `.cd`.

use std::sync::LazyLock;

use super::places::{are_neighbors, is_portal_name, is_territory_of};
use super::{doubtful, is_code};
use crate::contact::{CodeSet, Country};
use crate::diagnostics::{CountryCode, Message, OneOf};
use crate::normalize::countries::parser::Segments;
use crate::normalize::countries::resolver::Resolution;
use crate::tables::{CountryMatch, Within, is_place_in};

/// Marks names that the e-mail address of the row contradicts: "Congo" with an address under `.cd`.
pub(in crate::normalize::countries) fn weigh_address(text: &str, segments: &mut Segments, email: &str) {
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

pub(super) fn has_rival(means: Country) -> bool {
    static WITH_RIVAL: LazyLock<CodeSet<Country>> = LazyLock::new(|| {
        let mut countries = CodeSet::default();
        countries.extend(RIVALS.iter().filter_map(|(code, _)| Country::from_code(code)));
        countries
    });
    WITH_RIVAL.contains(&means)
}

/// Returns the country that has the name of another one and belongs to the country of a code: American Samoa for "Samoa (US)".
pub(in crate::normalize::countries) fn rival_in(means: Country, of: Country) -> Option<Country> {
    let (_, rivals) = RIVALS.iter().find(|(code, _)| *code == means.code())?;
    rivals.iter().filter_map(|code| Country::from_code(code)).find(|rival| is_territory_of(*rival, of))
}

/// Returns whether a name is, in common usage, also that of another country: by a rival, and not by a longer name.
pub(super) fn is_rivals_name(name: &str, means: Country, other: Country) -> bool {
    let words = |name: &str| name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    // Longer names leave no doubt: "Congo-Brazzaville", "Republic of Guinea".
    let is_short = || words(name) == 1 || words(name) == words(means.name());
    let is_rival = || RIVALS.iter().any(|(code, rivals)| *code == means.code() && rivals.contains(&other.code()));
    is_rival() && is_short()
}

/// Returns whether a name may mean the country of the address instead: by a rival's name, or because the country has a place
/// of this name that isn't the portal's spelling ("Granada" with an address under `.es`).
fn is_doubtful_name(name: &str, means: Country, of_address: Country) -> bool {
    let is_place = || {
        !is_portal_name(name, means)
            && is_place_in(name, Within::Country(of_address)).is_some_and(|place| place.means == means)
            && !are_neighbors(means, of_address)
    };
    is_rivals_name(name, means, of_address) || is_place()
}

/// Returns the top-level domain of an address, also in `<>`, and its country.
fn country_of_address(email: &str) -> Option<(&str, Country)> {
    let (_, domain) = email.rsplit_once('@')?;
    let domain = domain.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-')).next()?;
    let (_, ending) = domain.rsplit_once('.')?;
    let code = if ending.eq_ignore_ascii_case("uk") { "GB" } else { ending };
    Country::from_code_ignore_case(code).map(|country| (ending, country))
}
