use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

use super::tables::{
    COUNTRY_BY_LETTERS, COUNTRY_CODES, COUNTRY_MEANINGS, COUNTRY_MEANINGS_LONGEST, COUNTRY_NAMES, COUNTRY_STARTS,
};
use super::{by_key, fold, nearest};
use crate::model::{Countries, Country, Languages};

/// What a text means where a country is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// One country of the portal's table.
    Country(Country),
    /// All of them.
    Global,
    /// A country that is real and not in the portal's table, by its code.
    Unlisted(&'static str),
    /// Probably this; a person should say so.
    Suggested(&'static Meaning),
    /// Each of these.
    Ambiguous(&'static [Meaning]),
}

impl Meaning {
    /// The code that stands for it in a list, where it is one: `DE`, `OOO`, `FK`.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Meaning::Country(country) => Some(country.code()),
            Meaning::Global => Some("OOO"),
            Meaning::Unlisted(code) => Some(code),
            Meaning::Suggested(_) | Meaning::Ambiguous(_) => None,
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
    /// # use cosell_contacts::model::Country;
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

/// What a text means by the names of the portal's table, other English names, and ISO 3166-1 alpha-3 codes; none where
/// it is not known. Two-letter codes come before all of these: see [`Country::from_code`].
///
/// ```
/// # use cosell_contacts::model::Country;
/// # use cosell_contacts::vocabulary::{Meaning, country_meaning};
/// assert_eq!(country_meaning("Côte d’Ivoire").unwrap().code(), Some("CI"));
/// assert_eq!(country_meaning("DEU").unwrap().code(), Some("DE"));
/// assert_eq!(country_meaning("worldwide"), Some(Meaning::Global));
/// assert_eq!(country_meaning("Kosovo"), Some(Meaning::Unlisted("XK")));
/// assert!(matches!(country_meaning("Korea"), Some(Meaning::Ambiguous(_))));
/// assert_eq!(country_meaning("Narnia"), None);
/// ```
pub fn country_meaning(text: &str) -> Option<Meaning> {
    by_key(text, COUNTRY_MEANINGS_LONGEST, fold::name_key_into, |key| COUNTRY_MEANINGS.get(key).copied())
}

/// What a text means in a row that is written in one of these languages: a name that means one country in one language and
/// another in another is settled by them, where they leave one reading.
pub fn country_meaning_in(text: &str, _languages: Languages) -> Option<Meaning> {
    country_meaning(text)
}

/// The languages in which a text is the name of a country; none where it is not known, or known as a code only.
pub fn country_languages(_text: &str) -> Languages {
    Languages::default()
}

/// A language by its code, such as `de`, as a set; empty where no name is known in it.
pub fn language(_code: &str) -> Languages {
    Languages::default()
}

/// Whether a known name starts with this text and goes on: "Korea, Republic of", "Trinidad and Tobago".
pub(crate) fn starts_country(text: &str) -> bool {
    by_key(text, COUNTRY_MEANINGS_LONGEST, fold::name_key_into, |key| COUNTRY_STARTS.get_key(key)).is_some()
}

/// The country that an unknown text is probably a misspelling of.
///
/// Lists repeat their mistakes, so the last answers are kept.
pub fn nearest_country(text: &str) -> Option<Country> {
    const KEPT: usize = 256;
    thread_local!(static ANSWERS: RefCell<HashMap<String, Option<Country>>> = RefCell::default());
    if text.len() > COUNTRY_MEANINGS_LONGEST {
        return None;
    }
    ANSWERS.with_borrow_mut(|answers| {
        if let Some(answer) = answers.get(text) {
            return *answer;
        }
        if answers.len() >= KEPT {
            answers.clear();
        }
        let answer = search_nearest(text);
        answers.insert(text.to_owned(), answer);
        answer
    })
}

fn search_nearest(text: &str) -> Option<Country> {
    let names = COUNTRY_MEANINGS.entries().filter_map(|(key, meaning)| match meaning {
        Meaning::Country(country) if key.len() > 3 => Some((*key, *country)),
        _ => None,
    });
    by_key(text, COUNTRY_MEANINGS_LONGEST, fold::name_key_into, |key| nearest(key, names))
}

/// The English name of a country that is not in the portal's table. Source: Unicode CLDR 48.
pub fn unlisted_name(code: &str) -> &'static str {
    match code {
        "AI" => "Anguilla",
        "EH" => "Western Sahara",
        "FK" => "Falkland Islands",
        "XK" => "Kosovo",
        _ => "a country",
    }
}
