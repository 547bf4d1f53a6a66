//! Parsing the markets that a user names: codes, names and groups. Files of them are in `market_file`.

use std::fmt;
use std::path::PathBuf;

use crate::contact::{Country, Source, cell_name};
use crate::i18n::{Language, Localize, display_in_english, messages};
use crate::normalize::{CustomGroups, parse_unambiguous};
use crate::tables::{CountryMatch, country_meaning, group, nearest_country};

/// An error in the markets that a user names, with its place if they are in a file.
#[derive(Debug, thiserror::Error)]
pub(crate) struct MarketsError {
    /// The file and the place in it, boxed because errors are passed through many functions.
    file: Option<Box<(PathBuf, MarketPlace)>>,
    fault: MarketsFault,
}

/// The place of an error in a file of markets.
#[derive(Debug)]
pub(crate) enum MarketPlace {
    File,
    Line(u64),
    /// The name of a cell, such as B7.
    Cell(String),
    /// The name of a sheet, and that of a cell in it.
    SheetCell(String, String),
    /// The number of an item in JSON.
    Row(u64),
}

impl MarketPlace {
    pub(super) fn cell(row: u64, column: u32) -> Self {
        MarketPlace::Cell(cell_name(row, column))
    }
}

/// The reason of a [`MarketsError`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum MarketsFault {
    /// The encoding of the file is unclear.
    NotUtf8,
    /// The file is not JSON, for this reason.
    NotJson(String),
    /// No column or key has a label for markets.
    NoColumn,
    /// The state of a market is none that Partner Center has.
    UnknownState(String),
    /// No market is named.
    Empty,
    /// The text is neither a country nor a group.
    Unknown {
        text: String,
        /// Names that it may be a misspelling of.
        near: Vec<String>,
    },
    /// The text is the name of several countries.
    Ambiguous {
        text: String,
        /// The codes of these countries.
        readings: Vec<&'static str>,
    },
    /// The country is not in the portal's table.
    Unlisted {
        text: String,
        /// The code of the country.
        code: &'static str,
    },
    /// The group has no agreed members.
    Unsettled(String),
}

impl Localize for MarketsFault {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MarketsFault::NotUtf8 => messages::MarketNotUtf8.write(language, f),
            MarketsFault::NotJson(reason) => messages::MarketNotJson { reason }.write(language, f),
            MarketsFault::NoColumn => messages::MarketNoColumn.write(language, f),
            MarketsFault::UnknownState(text) => messages::MarketUnknownState { text }.write(language, f),
            MarketsFault::Empty => messages::MarketNone.write(language, f),
            MarketsFault::Unknown { text, near } if near.is_empty() => {
                messages::MarketUnknown { text }.write(language, f)
            }
            MarketsFault::Unknown { text, near } => {
                messages::MarketUnknownNear { text, near: language.either(near) }.write(language, f)
            }
            MarketsFault::Ambiguous { text, readings } => {
                messages::MarketAmbiguous { text, readings: language.either(readings) }.write(language, f)
            }
            MarketsFault::Unlisted { text, code } => {
                messages::MarketUnlisted { text, name: language.country(code) }.write(language, f)
            }
            MarketsFault::Unsettled(text) => messages::MarketUnsettled { text }.write(language, f),
        }
    }
}

impl Localize for MarketsError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((file, place)) = self.file.as_deref() else { return self.fault.write(language, f) };
        let source = |sheet: Option<&String>| language.source(&Source { file: file.clone(), sheet: sheet.cloned() });
        let label = match place {
            MarketPlace::File => source(None),
            MarketPlace::Line(line) => {
                language.localize(messages::FileAndLine { file: source(None), line }).to_string()
            }
            MarketPlace::Row(row) => language.localize(messages::RowOfSource { source: source(None), row }).to_string(),
            MarketPlace::Cell(cell) => format!("{}, {cell}", source(None)),
            MarketPlace::SheetCell(sheet, cell) => format!("{}, {cell}", source(Some(sheet))),
        };
        messages::LabeledText { label, text: language.localize(&self.fault) }.write(language, f)
    }
}

display_in_english!(MarketsError);

impl MarketsError {
    pub(super) fn in_file(file: PathBuf, place: MarketPlace, fault: MarketsFault) -> Self {
        MarketsError { file: Some(Box::new((file, place))), fault }
    }

    pub(crate) fn fault(&self) -> &MarketsFault {
        &self.fault
    }

    pub(super) fn into_fault(self) -> MarketsFault {
        self.fault
    }
}

/// Parses countries, in the given order: codes, names in any language and groups (custom ones take precedence), with
/// any usual separators. `OOO` means all countries.
///
/// # Errors
/// If a part of the text isn't unambiguous.
pub(crate) fn markets_of(text: &str, groups: &CustomGroups) -> Result<Vec<Country>, MarketsError> {
    let error = |fault| MarketsError { file: None, fault };
    if text.trim().is_empty() {
        return Err(error(MarketsFault::Empty));
    }
    parse_unambiguous(text, groups).or_else(|part| match country_meaning(text) {
        Some(CountryMatch::Global) => Ok(Country::all().collect()),
        _ => Err(error(fault(&part, groups))),
    })
}

/// Returns the reason why a part of the text can't be resolved.
fn fault(part: &str, groups: &CustomGroups) -> MarketsFault {
    let text = part.to_owned();
    match country_meaning(part) {
        Some(CountryMatch::Unlisted(code)) => return MarketsFault::Unlisted { text, code },
        Some(CountryMatch::Ambiguous(readings)) => {
            let readings = readings.iter().filter_map(CountryMatch::code).collect();
            return MarketsFault::Ambiguous { text, readings };
        }
        Some(CountryMatch::Suggested(CountryMatch::Country(country))) => {
            return MarketsFault::Unknown { text, near: vec![name_and_code(*country)] };
        }
        _ => {}
    }
    if group(part).is_some_and(|group| group.members().is_empty()) {
        return MarketsFault::Unsettled(text);
    }
    let near =
        nearest_country(part).map(name_and_code).into_iter().chain(groups.nearest(part).map(str::to_owned)).collect();
    MarketsFault::Unknown { text, near }
}

fn name_and_code(country: Country) -> String {
    format!("{} ({})", country.name(), country.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(markets: &[Country]) -> String {
        markets.iter().map(|market| market.code()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn custom_groups_take_precedence() {
        let custom = "group,codes\nEMEA,\"EU, GB\"\nDACH,\"DE, AT\"\n";
        let groups = CustomGroups::from_csv("groups.csv", custom.as_bytes()).unwrap();
        assert_eq!(markets_of("EMEA", &groups).unwrap().len(), 28);
        assert_eq!(codes(&markets_of("DACH; US", &groups).unwrap()), "DE AT US");
        let error = markets_of("EMAE", &groups).unwrap_err();
        assert_eq!(error.to_string(), "\"EMAE\" is not a known country or group of countries; did you mean EMEA?");
    }

    #[test]
    fn ambiguous_and_unknown_markets_are_rejected() {
        for (text, expected) in [
            ("US,Germny", "\"Germny\" is not a known country or group of countries; did you mean Germany (DE)?"),
            ("US,Nordcs", "\"Nordcs\" is not a known country or group of countries; did you mean Nordics?"),
            ("Narnia", "\"Narnia\" is not a known country or group of countries"),
            ("Korea", "\"Korea\" is ambiguous: it can be KP or KR"),
            ("Kosovo", "\"Kosovo\" (Kosovo) is not in Partner Center's list of countries"),
            ("US, EMEA", "\"EMEA\" is a group without a fixed definition"),
            (" ", "no market is given"),
        ] {
            assert_eq!(markets_of(text, &CustomGroups::default()).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn all_countries_can_be_markets() {
        let count = |text| markets_of(text, &CustomGroups::default()).unwrap().len();
        assert_eq!((count("OOO"), count("worldwide"), count("all countries except US")), (246, 246, 245));
    }
}
