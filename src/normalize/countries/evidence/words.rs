//! Codes of three letters that are words: "US, EST".

use super::{absorb_repeats, certain_country, doubtful, number_of_values};
use crate::contact::Country;
use crate::diagnostics::Message;
use crate::normalize::countries::groups::GroupMatch;
use crate::normalize::countries::parser::{Segment, Segments};
use crate::normalize::countries::resolver::{Resolution, exact_country, join_codes};
use crate::tables::{ListWord, list_word};

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
pub(in crate::normalize::countries) fn is_usual_word(text: &str) -> bool {
    code_and_word(text).is_some_and(|known| known.is_usual && known.code == text)
}

/// Codes that are points of the compass before or after a country, and the countries beside which they are codes, because they
/// are near.
const COMPASS: [(&str, &[&str]); 2] = [
    ("NE", &["BF", "BJ", "CI", "DZ", "GH", "LY", "ML", "MR", "NG", "SN", "TD", "TG"]),
    ("SE", &["AX", "DK", "EE", "FI", "FO", "GL", "IS", "LT", "LV", "NO"]),
];

/// Returns the doubt about two codes with a space between them: "SE US" is Sweden and the United States, or the south-east of
/// the latter.
pub(in crate::normalize::countries) fn code_or_compass_point([one, other]: [&str; 2]) -> Option<Resolution> {
    let point = |code: &str, of: &str| {
        let (known, near) = COMPASS.iter().find(|(known, _)| code == *known)?;
        let (country, of) = (Country::from_code(known)?, exact_country(of)?);
        (country != of && !near.contains(&of.code())).then_some((country, of))
    };
    let (list, of) = match (point(one, other), point(other, one)) {
        (Some((country, of)), _) => ([country, of], of),
        (None, Some((country, of))) => ([of, country], of),
        (None, None) => return None,
    };
    Some(Resolution::Conflicting(vec![join_codes(&list), of.code().to_owned()]))
}

/// Returns whether a country's code is a usual word: "Can" and ".com", but not `CAN`. `VAT` is rather a tax than the Vatican.
fn is_code_or_word(text: &str) -> bool {
    let is_in_capitals = || text.bytes().all(|byte| byte.is_ascii_uppercase());
    match text.len() {
        2 => text == "No",
        3 => (text == "VAT" || !is_in_capitals()) && list_word(text) == Some(ListWord::Word),
        _ => false,
    }
}

/// Marks "No" or "Can" alone as ambiguous: a country, or the word. In capitals it is a code, and "no" in small letters too.
pub(super) fn mark_lone_word(text: &str, segments: &mut Segments) {
    if let [segment] = &mut segments[..]
        && is_code_or_word(text[segment.span.clone()].trim_start_matches('.'))
        && let Some(country) = certain_country(segment)
    {
        segment.resolution = country_or_word(country);
    }
}

fn country_or_word(country: Country) -> Resolution {
    doubtful(Message::CountryOrWord { country }, vec![country.code().to_owned(), String::new()])
}

/// The first parts of the names of time zones. Source: IANA time zone database, 2025b.
const AREAS: [&str; 7] = ["Africa", "America", "Asia", "Atlantic", "Europe", "Indian", "Pacific"];

/// Marks the area of a time zone: "America/Panama", "Europe/Paris". "Asia/Pacific" has two regions.
pub(super) fn mark_time_zones(text: &str, segments: &mut Segments) {
    for at in 1..segments.len() {
        let (area, place) = (&segments[at - 1], &segments[at]);
        let is_joined = &text[area.span.end..place.span.start] == "/";
        if !is_joined
            || !AREAS.contains(&&text[area.span.clone()])
            || AREAS.contains(&&text[place.span.clone()])
            || matches!(place.resolution, Resolution::Group(_))
        {
            continue;
        }
        segments[at - 1].resolution = Resolution::Group(Box::new(GroupMatch::Unclear));
    }
}

/// Marks codes that are words in a list: "US, EST". Only in a list of codes of three letters they are codes for certain,
/// unless the only other country is one beside which the word is usual: "USA/EST".
pub(super) fn mark_words(text: &str, segments: &mut Segments) {
    let written = |segment: &Segment| &text[segment.span.clone()];
    let is_long_code =
        |segment: &Segment| segment.span.len() == 3 && written(segment).bytes().all(|byte| byte.is_ascii_uppercase());
    let mut next = 0;
    while next < segments.len() {
        let at = next;
        next += 1;
        if segments[at].span.len() != 3 || segments.len() < 2 {
            continue;
        }
        let Some(means) = certain_country(&segments[at]) else { continue };
        // "usa, can" is a list of codes.
        if is_code_or_word(written(&segments[at])) && !segments.iter().all(|segment| segment.span.len() == 3) {
            segments[at].resolution = country_or_word(means);
            absorb_repeats(segments, at, &[means]);
            continue;
        }
        let Some(known) = code_and_word(written(&segments[at])) else { continue };
        let is_usual_beside = segments
            .iter()
            .filter_map(certain_country)
            .any(|other| known.beside.contains(&other.code()) && other != means);
        let is_word = match segments.iter().all(is_long_code) {
            true => is_usual_beside && number_of_values(segments) == 2,
            false => is_usual_beside || known.is_usual,
        };
        if is_word {
            segments[at].resolution = country_or_word(means);
            absorb_repeats(segments, at, &[means]);
        }
    }
}
