//! Codes of three letters that are words: "US, EST".

use super::doubtful;
use crate::diagnostics::Message;
use crate::normalize::countries::parser::{Segment, Segments};
use crate::normalize::countries::resolver::Resolution;
use crate::tables::CountryMatch;

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

/// Marks codes that are words in a list: "US, EST". Only in a list of codes of three letters they are codes for certain,
/// unless the only other country is one beside which the word is usual: "USA/EST".
pub(super) fn mark_words(text: &str, segments: &mut Segments) {
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
