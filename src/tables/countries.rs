use std::cell::RefCell;
use std::fmt;

use super::generated::{CAPITALS, COUNTRY_BY_LETTERS, COUNTRY_CODES, COUNTRY_MEANINGS, COUNTRY_NAMES, COUNTRY_STARTS};
use super::memo::{Memo, memoize};
use super::{NextLetters, by_country_key, country_names, folding};
use crate::contact::{Countries, Country, LanguageSet};

/// What a text means where a country is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CountryMatch {
    /// One country of the portal's table.
    Country(Country),
    /// All of them.
    Global,
    /// A country that is real and not in the portal's table, by its code.
    Unlisted(&'static str),
    /// Probably this; a person should say so.
    Suggested(&'static CountryMatch),
    /// Each of these.
    Ambiguous(&'static [CountryMatch]),
}

impl CountryMatch {
    /// Whether there is nothing left to ask.
    pub(super) fn is_settled(&self) -> bool {
        self.code().is_some()
    }

    /// The code that stands for it in a list, where it is one: `DE`, `OOO`, `FK`.
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
    /// All countries of the portal's table, sorted by code: 246, `OOO` not among them. Source: the country table of
    /// Partner Center's documents, 27 August 2019.
    pub fn all() -> impl ExactSizeIterator<Item = Country> {
        (0..COUNTRY_CODES.len() as u8).map(Country)
    }

    /// The country of a two-letter code in capitals.
    ///
    /// ```
    /// # use cosell_contacts::Country;
    /// assert_eq!(Country::from_code("NA").unwrap().name(), "Namibia");
    /// assert_eq!(Country::from_code("UK"), None);
    /// ```
    pub fn from_code(code: &str) -> Option<Country> {
        let [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] = code.as_bytes() else {
            return None;
        };
        let at = COUNTRY_BY_LETTERS[usize::from(first - b'A') * 26 + usize::from(second - b'A')];
        (at != u8::MAX).then_some(Country(at))
    }

    /// Returns the country of a two-letter code in any case.
    pub(crate) fn from_code_ignore_case(code: &str) -> Option<Country> {
        let [first, second] = code.as_bytes() else { return None };
        let capitals = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
        std::str::from_utf8(&capitals).ok().and_then(Country::from_code)
    }

    /// The two-letter code that the portal accepts.
    pub fn code(self) -> &'static str {
        COUNTRY_CODES[usize::from(self.0)]
    }

    /// The portal's English name.
    pub fn name(self) -> &'static str {
        COUNTRY_NAMES[usize::from(self.0)]
    }
}

impl fmt::Display for Countries {
    /// The canonical cell: codes joined by `, `.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Countries::Global => f.write_str("OOO"),
            Countries::Listed(listed) => super::join(f, listed.iter().map(|country| country.code())),
        }
    }
}

/// What a text means by the names of the portal's table, other English names, ISO 3166-1 alpha-3 codes, and the names in
/// all languages of Unicode CLDR; none where it is not known. Two-letter codes come before all of these: see
/// [`Country::from_code`].
///
/// The portal's own names win ("Congo" is CG). A name that means two countries in two languages is ambiguous; so is one that
/// is an alpha-3 code, unless it stands in capitals as codes do.
pub(crate) fn country_meaning(text: &str) -> Option<CountryMatch> {
    country_meaning_in(text, LanguageSet::default())
}

/// What a text means in a row that is written in one of these languages: a name that means one country in one language and
/// another in another is settled by them, where they leave one reading.
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
        Some(known) if known.is_settled() => Some(known),
        Some(known) => Some(country_names::settled(key, languages).unwrap_or(known)),
        None => country_names::meaning(key, languages),
    });
    match folded {
        Some(settled) if settled.is_settled() => Some(settled),
        _ if text.is_ascii() => {
            let code = CAPITALS.iter().find(|(code, _)| *code == text.trim());
            code.map(|(_, meaning)| *meaning).or(folded)
        }
        _ => by_country_key(text, folding::marked_key_into, |key| country_names::meaning(key, languages)).or(folded),
    }
}

/// The languages in which a text is the name of a country; none where it is not known, or known as a code or as a name of
/// our own tables only.
pub(crate) fn country_languages(text: &str) -> LanguageSet {
    let by_key = |make_key| by_country_key(text, make_key, country_names::languages);
    let folded = by_key(folding::name_key_into);
    folded.or_else(|| (!text.is_ascii()).then(|| by_key(folding::marked_key_into))?).unwrap_or_default()
}

/// How known names go on that start with this text: "Korea, Republic of", "Bosnien und Herzegowina".
pub(crate) fn country_goes_on(text: &str) -> NextLetters {
    thread_local!(static ANSWERS: RefCell<Memo<NextLetters>> = RefCell::default());
    let going_on =
        |key: &str| Some(country_names::going_on(key).or(COUNTRY_STARTS.get(key).copied().unwrap_or_default()));
    memoize(&ANSWERS, text, |text| by_country_key(text, folding::name_key_into, going_on).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_go_on_after_a_comma_or_an_and() {
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
            assert_ne!(country_goes_on(start), NextLetters::default(), "{start}");
        }
        for start in ["Deutschland", "Trinidad and Tobago", "Narnia", "", "Bosnien und Herz"] {
            assert_eq!(country_goes_on(start), NextLetters::default(), "{start}");
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
