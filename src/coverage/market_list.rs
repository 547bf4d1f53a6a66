//! Parsing the markets that a user names: codes, names and groups, as an argument or in a file.

use std::fmt;

use crate::contact::{Column, Country};
use crate::i18n::{Language, Localize, display_in_english, messages};
use crate::normalize::{CustomGroups, parse_unambiguous};
use crate::tables::{CountryMatch, column_of_label, country_meaning, group, nearest_country};

/// An error in the markets that a user names, with the file and line if they are in a file.
#[derive(Debug, thiserror::Error)]
pub(crate) struct MarketsError {
    file: Option<String>,
    line: Option<u64>,
    fault: MarketsFault,
}

/// The reason of a [`MarketsError`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum MarketsFault {
    /// The file is not in UTF-8.
    NotUtf8,
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
        let text = language.localize(&self.fault);
        match (&self.file, self.line) {
            (Some(file), Some(line)) => {
                messages::LabeledText { label: language.localize(messages::FileAndLine { file, line }), text }
                    .write(language, f)
            }
            (Some(file), None) => messages::LabeledText { label: file, text }.write(language, f),
            (None, _) => self.fault.write(language, f),
        }
    }
}

display_in_english!(MarketsError);

impl MarketsError {
    pub(crate) fn fault(&self) -> &MarketsFault {
        &self.fault
    }
}

/// Parses countries, in the given order: codes, names in any language and groups (custom ones take precedence), with
/// any usual separators. `OOO` means all countries.
///
/// # Errors
/// If a part of the text isn't unambiguous.
pub(crate) fn markets_of(text: &str, groups: &CustomGroups) -> Result<Vec<Country>, MarketsError> {
    let error = |fault| MarketsError { file: None, line: None, fault };
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

/// Parses the countries in a file: text or CSV with one or more per line; blank lines and comments (`#`) are ignored.
/// If the first line is a header such as `Market` or `Code,Country`, only the first column with such a label is read.
/// `file` is its name, for messages.
///
/// # Errors
/// If the file is not in UTF-8, names no market, or a line isn't unambiguous.
pub(crate) fn markets_of_file(file: &str, bytes: &[u8], groups: &CustomGroups) -> Result<Vec<Country>, MarketsError> {
    let error = |line, fault| MarketsError { file: Some(file.to_owned()), line, fault };
    let text = std::str::from_utf8(bytes).map_err(|_| error(None, MarketsFault::NotUtf8))?;
    let text = text.trim_start_matches('\u{feff}');
    let lines = (1..).zip(text.lines()).map(|(number, line)| (number, without_comment(line)));
    let mut lines = lines.filter(|(_, line)| !line.is_empty()).peekable();
    let header = lines.peek().and_then(|(_, line)| MarketHeader::parse(line));
    if header.is_some() {
        lines.next();
    }
    let mut markets = Vec::new();
    for (number, line) in lines {
        let named = header.as_ref().map_or_else(|| line.to_owned(), |header| header.markets(line));
        if named.is_empty() {
            continue;
        }
        let more = markets_of(&named, groups).map_err(|fault| error(Some(number), fault.fault))?;
        markets.extend(more);
    }
    if markets.is_empty() { Err(error(None, MarketsFault::Empty)) } else { Ok(markets) }
}

/// Returns the line without a comment, which starts with `#` at the start of the line or after a space.
fn without_comment(line: &str) -> &str {
    let is_comment = |offset: &usize| line[..*offset].ends_with(|c: char| c.is_whitespace()) || *offset == 0;
    let end = line.match_indices('#').map(|(offset, _)| offset).find(is_comment).unwrap_or(line.len());
    line[..end].trim()
}

/// The header of a table of markets.
struct MarketHeader {
    delimiter: u8,
    /// The column of the markets; `None` if it is the only one, and each line is read as a whole.
    column: Option<usize>,
}

impl MarketHeader {
    fn parse(line: &str) -> Option<MarketHeader> {
        [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
            let labels = cells(line, delimiter);
            let column = labels.iter().position(|label| is_label(label))?;
            Some(MarketHeader { delimiter, column: (labels.len() > 1).then_some(column) })
        })
    }

    fn markets(&self, line: &str) -> String {
        let Some(column) = self.column else { return line.to_owned() };
        cells(line, self.delimiter).into_iter().nth(column).unwrap_or_default()
    }
}

fn is_label(cell: &str) -> bool {
    const LABELS: [&str; 7] = ["market", "markets", "code", "codes", "group", "region", "regions"];
    LABELS.iter().any(|label| cell.eq_ignore_ascii_case(label)) || column_of_label(cell) == Some(Column::Countries)
}

fn cells(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
    record.iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(markets: &[Country]) -> String {
        markets.iter().map(|market| market.code()).collect::<Vec<_>>().join(" ")
    }

    fn codes_of_file(text: &str) -> String {
        match markets_of_file("markets.csv", text.as_bytes(), &CustomGroups::default()) {
            Ok(markets) => codes(&markets),
            Err(error) => error.to_string(),
        }
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

    #[test]
    fn market_files_can_have_various_forms() {
        for (text, expected) in [
            ("US\nCA\nFrance\n", "US CA FR"),
            ("# where we sell\r\n\r\nUS, CA\r\nDACH # all three\r\n", "US CA DE AT CH"),
            ("\u{feff}Country/Region\nUS\n\"Korea, Republic of\"\n", "US KR"),
            ("Market\nUS,CA\nKorea, Republic of\n", "US CA KR"),
            ("Market;Since\nDACH;2024 # all three\n\"Korea, Republic of\";2025\n", "DE AT CH KR"),
            ("Owner;Market\nAnn;US\nBob;\"DE, AT\"\nCy;\n", "US DE AT"),
            ("Code,Country\nGE,Georgia\nUS,United States\n", "GE US"),
            ("Code\tCountry\nGE\tGeorgia\n", "GE"),
            ("Pays/Régions\nFrance\n", "FR"),
        ] {
            assert_eq!(codes_of_file(text), expected, "{text:?}");
        }
    }

    #[test]
    fn errors_in_a_file_have_its_line() {
        let unknown = "markets.csv, line 4: \"Narnia\" is not a known country or group of countries";
        assert_eq!(codes_of_file("Market\n\nUS\nNarnia\n"), unknown);
        assert_eq!(codes_of_file("Market\n# none\n"), "markets.csv: no market is given");
        let error = markets_of_file("markets.xlsx", b"PK\x03\x04\xff", &CustomGroups::default()).unwrap_err();
        assert_eq!(error.to_string(), "markets.xlsx: the file is not a text file in UTF-8");
    }
}
