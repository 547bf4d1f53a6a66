//! Lookups of countries: by code, and by a name or code that people type in any language.
//!
//! Names are looked up first among the English ones and then in the map of all languages (`country_names.rs`). Groups
//! of countries are in `groups.rs`, and misspellings in `fuzzy_match.rs`.

use std::cell::RefCell;
use std::fmt;

use super::generated::{CAPITALS, COUNTRY_BY_LETTERS, COUNTRY_CODES, COUNTRY_MEANINGS, COUNTRY_NAMES, COUNTRY_STARTS};
use super::memo::{Memo, memoize};
use super::{NextLetters, by_country_key, country_names, folding};
use crate::contact::{Countries, Country, LanguageSet};

/// The result of a country lookup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CountryMatch {
    /// A country of the portal's table.
    Country(Country),
    /// All countries of the table.
    Global,
    /// A real country that the portal's table lacks, by its code.
    Unlisted(&'static str),
    /// A probable country, which a person has to confirm.
    Suggested(&'static CountryMatch),
    /// Several possible countries.
    Ambiguous(&'static [CountryMatch]),
}

impl CountryMatch {
    /// Returns whether the match is one country or all countries, which needs no confirmation.
    pub(super) fn is_certain(&self) -> bool {
        self.code().is_some()
    }

    /// Returns the code that replaces the text in a list, such as `DE`, `OOO` or `FK`, if the match is settled.
    pub(crate) fn code(&self) -> Option<&'static str> {
        match self {
            CountryMatch::Country(country) => Some(country.code()),
            CountryMatch::Global => Some("OOO"),
            CountryMatch::Unlisted(code) => Some(code),
            CountryMatch::Suggested(_) | CountryMatch::Ambiguous(_) => None,
        }
    }
}

impl Country {
    /// Returns all 246 countries of the portal's table, sorted by code, without `OOO`. Source: the country table of
    /// Partner Center's documents, 24 August 2023.
    pub fn all() -> impl ExactSizeIterator<Item = Country> {
        (0..COUNTRY_CODES.len() as u8).map(Country)
    }

    /// Returns the country of a two-letter code in capitals.
    ///
    /// ```
    /// # use cosell_contacts::Country;
    /// assert_eq!(Country::from_code("NA").unwrap().name(), "Namibia");
    /// assert_eq!(Country::from_code("UK"), None);
    /// ```
    pub fn from_code(code: &str) -> Option<Country> {
        let [first, second] = code.as_bytes() else { return None };
        Country::from_letters(*first, *second)
    }

    /// Returns the country whose code is these two capitals.
    pub(crate) const fn from_letters(first: u8, second: u8) -> Option<Country> {
        let (b'A'..=b'Z', b'A'..=b'Z') = (first, second) else { return None };
        let index = COUNTRY_BY_LETTERS[(first - b'A') as usize * 26 + (second - b'A') as usize];
        if index == u8::MAX { None } else { Some(Country(index)) }
    }

    /// Returns the country of a two-letter code in upper or lower case.
    pub(crate) fn from_code_ignore_case(code: &str) -> Option<Country> {
        let [first, second] = code.as_bytes() else { return None };
        Country::from_letters(first.to_ascii_uppercase(), second.to_ascii_uppercase())
    }

    /// Returns the two-letter code that the portal accepts.
    pub fn code(self) -> &'static str {
        COUNTRY_CODES[usize::from(self.0)]
    }

    /// Returns the portal's English name.
    pub fn name(self) -> &'static str {
        COUNTRY_NAMES[usize::from(self.0)]
    }
}

impl fmt::Display for Countries {
    /// Writes the canonical cell: codes separated by `, `.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Countries::Global => f.write_str("OOO"),
            Countries::Listed(listed) => super::join(f, listed.iter().map(|country| country.code())),
        }
    }
}

/// Returns the country that a text names, or `None` if it is unknown: by the names of the portal's table, other English
/// names, ISO 3166-1 alpha-3 codes, and the names of Unicode CLDR in all languages. Two-letter codes take precedence
/// over all of these: see [`Country::from_code`].
///
/// The portal's own names win ("Congo" is CG). A name of two countries in two languages is ambiguous. So is a name that
/// is also an alpha-3 code, unless it is written in capitals, as codes are.
pub(crate) fn country_meaning(text: &str) -> Option<CountryMatch> {
    country_meaning_in(text, LanguageSet::default())
}

/// Returns the country that a text names in a row written in one of these languages. They settle a name of different
/// countries in different languages if only one of the countries remains.
pub(crate) fn country_meaning_in(text: &str, languages: LanguageSet) -> Option<CountryMatch> {
    thread_local!(static ANSWERS: RefCell<Memo<Option<CountryMatch>>> = RefCell::default());
    if languages.is_empty() {
        memoize(&ANSWERS, text, |text| look_up(text, languages))
    } else {
        look_up(text, languages)
    }
}

fn look_up(text: &str, languages: LanguageSet) -> Option<CountryMatch> {
    let folded = by_country_key(text, folding::name_key_into, |key| match COUNTRY_MEANINGS.get(key).copied() {
        Some(known) if known.is_certain() => Some(known),
        Some(known) => Some(country_names::certain_meaning(key, languages).unwrap_or(known)),
        None => country_names::meaning(key, languages),
    });
    match folded {
        Some(certain) if certain.is_certain() => Some(certain),
        _ if text.is_ascii() => {
            let code = CAPITALS.iter().find(|(code, _)| *code == text.trim());
            code.map(|(_, meaning)| *meaning).or(folded)
        }
        _ => by_country_key(text, folding::marked_key_into, |key| country_names::meaning(key, languages)).or(folded),
    }
}

/// Returns the languages in which a text is the name of a country. Empty if the text is unknown, or known only as a
/// code or as a name of our own tables.
pub(crate) fn country_languages(text: &str) -> LanguageSet {
    let by_key = |make_key| by_country_key(text, make_key, country_names::languages);
    let folded = by_key(folding::name_key_into);
    folded.or_else(|| (!text.is_ascii()).then(|| by_key(folding::marked_key_into))?).unwrap_or_default()
}

/// Returns the initials of the words that may follow a text in known names: "Korea, Republic of", "Bosnien und
/// Herzegowina".
pub(crate) fn letters_after_country(text: &str) -> NextLetters {
    thread_local!(static ANSWERS: RefCell<Memo<NextLetters>> = RefCell::default());
    let going_on =
        |key: &str| Some(country_names::going_on(key).or(COUNTRY_STARTS.get(key).copied().unwrap_or_default()));
    memoize(&ANSWERS, text, |text| by_country_key(text, folding::name_key_into, going_on).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_continue_after_a_comma_or_an_and() {
        for start in [
            "Korea",
            "Trinidad",
            "Trinité",
            "Bosnien",
            "Bosna",
            "Antigua",
            "São Tomé",
            "Sao Tome",
            "St. Kitts",
            "Saint Vincent",
            "Virgin Islands",
            "Heard",
            "トリニダード",
            "Тринидад",
        ] {
            assert_ne!(letters_after_country(start), NextLetters::default(), "{start}");
        }
        for start in ["Deutschland", "Trinidad and Tobago", "Narnia", "", "Bosnien und Herz"] {
            assert_eq!(letters_after_country(start), NextLetters::default(), "{start}");
        }
    }

    #[test]
    fn codes_are_found_in_any_case() {
        for code in ["DE", "de", "De", "dE"] {
            assert_eq!(Country::from_code_ignore_case(code), Country::from_code("DE"), "{code}");
        }
        for text in ["", "D", "DEU", "UK", "é", "d ", "ß"] {
            assert_eq!(Country::from_code_ignore_case(text), None, "{text}");
        }
    }
}
