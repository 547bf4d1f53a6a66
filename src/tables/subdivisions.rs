//! Lookups of subdivisions of all countries: states, provinces, regions and others of ISO 3166-2. `states.rs` has those
//! that the portal knows, with more names.

use std::cell::RefCell;
use std::sync::LazyLock;

use fst::Map;
use smallvec::SmallVec;

use super::generated::{SUBDIVISION_LISTS, SUBDIVISIONS_MAX_LENGTH};
use super::memo::{Memo, memoize};
use super::{by_name, folding};
use crate::contact::Country;

/// A line for each subdivision: its code, a tab, and its English name.
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/subdivisions.txt"));

static KEYS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/subdivisions.fst"));
    Map::new(bytes).expect("build/subdivisions.rs has written the map")
});

/// A subdivision of a country, by the start of its line in the text of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subdivision(pub(super) u32);

impl Subdivision {
    fn parts(self) -> (&'static str, &'static str) {
        let rest = &TEXT[self.0 as usize..];
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        line.split_once('\t').expect("build/subdivisions.rs has written the line")
    }

    /// Returns the ISO 3166-2 code, such as `IN-MH`.
    pub(crate) fn code(self) -> &'static str {
        self.parts().0
    }

    /// Returns the English name.
    pub(crate) fn name(self) -> &'static str {
        self.parts().1
    }

    /// Returns the two-letter code of the country, which the portal's table may lack.
    pub(crate) fn country_code(self) -> &'static str {
        &self.code()[..2]
    }
}

/// Returns the subdivisions that a text may name: by a code with or without its country, a former code, or a name in
/// English, French, Spanish, German, Italian, Portuguese, Dutch or an official language of the country. Those directly
/// below a country come first. Empty if it is unknown.
fn subdivisions(text: &str) -> &'static [Subdivision] {
    thread_local!(static ANSWERS: RefCell<Memo<&'static [Subdivision]>> = RefCell::default());
    let known = |key: &str| {
        let value = KEYS.get(key)? as usize;
        let start = value >> 12;
        Some(&SUBDIVISION_LISTS[start..start + (value & 0xfff)])
    };
    memoize(&ANSWERS, text, |text| {
        by_name(text, SUBDIVISIONS_MAX_LENGTH, folding::name_key_into, known).unwrap_or_default()
    })
}

/// Returns the subdivision of a country that a text names, the larger one if two have the name: `Luxembourg` may be the
/// canton of that name in Luxembourg, and the province in Belgium.
pub(crate) fn subdivision_of(country: Country, text: &str) -> Option<Subdivision> {
    subdivisions(text).iter().copied().find(|subdivision| subdivision.country_code() == country.code())
}

/// Returns the two-letter codes of the countries with a subdivision of this name, each once. Codes aren't names. The portal's
/// table may lack a country.
pub(crate) fn countries_of_subdivision(name: &str) -> SmallVec<[&'static str; 4]> {
    const MAX_CODE_LETTERS: usize = 3;
    let mut codes = SmallVec::new();
    let is_name = name.chars().filter(|c| c.is_alphanumeric()).nth(MAX_CODE_LETTERS).is_some();
    let found = if is_name { subdivisions(name) } else { &[] };
    for code in found.iter().map(|subdivision| subdivision.country_code()) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let all = subdivisions(text).iter().map(|found| format!("{} {}", found.code(), found.name()));
        all.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn subdivisions_are_found_by_name_in_several_languages() {
        for (text, expected) in [
            ("IN-MH", "IN-MH Maharashtra"),
            ("in-mh", "IN-MH Maharashtra"),
            ("Maharashtra", "IN-MH Maharashtra"),
            ("महाराष्ट्र", "IN-MH Maharashtra"),
            ("DE-BY", "DE-BY Bavaria"),
            ("Bayern", "DE-BY Bavaria"),
            ("BAVARIA", "DE-BY Bavaria"),
            ("Bavière", "DE-BY Bavaria"),
            ("東京都", "JP-13 Tokyo"),
            ("Orissa", "IN-OD Odisha"),
            ("IN-OR", "IN-OD Odisha"),
            ("CA-NF", "CA-NL Newfoundland and Labrador"),
            ("CA-PQ", "CA-QC Quebec"),
            ("CZ-PR", "CZ-10 Prague, Hlavní mešto"),
            ("Narnia", ""),
            ("", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn bare_codes_are_those_of_several_countries() {
        for (text, codes) in
            [("MH", ["IN-MH"].as_slice()), ("NF", &["CA-NL"]), ("PQ", &["CA-QC"]), ("OR", &["IN-OD", "US-OR"])]
        {
            let all: Vec<&str> = subdivisions(text).iter().map(|found| found.code()).collect();
            assert!(codes.iter().all(|code| all.contains(code)), "{text}: {all:?}");
        }
    }

    #[test]
    fn a_country_settles_a_name_or_code() {
        for (country, text, expected) in [
            ("IN", "MH", Some("IN-MH")),
            ("DE", "BY", Some("DE-BY")),
            ("DE", "Bayern", Some("DE-BY")),
            ("AT", "Bayern", None),
            ("BE", "Luxembourg", Some("BE-WLX")),
            ("LU", "Luxembourg", Some("LU-LU")),
            ("NG", "Niger", Some("NG-NI")),
            ("US", "Georgia", Some("US-GA")),
            ("CA", "NF", Some("CA-NL")),
            ("FR", "75", None),
        ] {
            let found = subdivision_of(Country::from_code(country).unwrap(), text);
            assert_eq!(found.map(Subdivision::code), expected, "{country} {text}");
            assert!(found.is_none_or(|found| found.country_code() == country), "{country} {text}");
        }
    }

    #[test]
    fn every_line_is_found_by_its_code_and_name() {
        let lines: Vec<(&str, &str)> = TEXT.lines().map(|line| line.split_once('\t').unwrap()).collect();
        assert!(lines.len() > 5000, "{}", lines.len());
        for (code, name) in lines {
            assert!(subdivisions(code).iter().any(|found| found.code() == code && found.name() == name), "{code}");
            assert!(subdivisions(name).iter().any(|found| found.code() == code), "{code} {name}");
        }
    }
}
