//! Reads the file in which a user defines groups of countries.

use std::fmt;

use super::groups::{CustomGroup, CustomGroups};
use super::parser::parse_unambiguous;
use super::resolver::is_region_word;
use crate::contact::Country;
use crate::i18n::{Language, Localize, display_in_english, messages};
use crate::tables::{CountryMatch, country_meaning, group_key};

/// The error of a file of groups that can't be read.
#[derive(Debug, thiserror::Error)]
pub struct GroupsError {
    file: String,
    row: Option<u64>,
    fault: GroupsFault,
}

/// The fault of a file of groups.
#[derive(Debug, PartialEq, Eq)]
pub enum GroupsFault {
    /// The file isn't in UTF-8.
    NotUtf8,
    /// The first row isn't the header.
    Header,
    /// A quotation mark isn't closed, or is closed before the end of its cell.
    OpenQuote,
    /// Any other error of the CSV reader.
    Csv(String),
    /// A row without a name or without codes.
    Incomplete,
    /// The name is that of a country.
    Country(String),
    /// The name is in two rows.
    Repeated {
        /// The group's name.
        name: String,
        /// The row that it is first in.
        first: u64,
    },
    /// A member that is neither one country nor a group of the table or of a row above.
    Member(String),
}

impl Localize for GroupsFault {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GroupsFault::NotUtf8 => messages::GroupsNotUtf8.write(language, f),
            GroupsFault::Header => messages::GroupsHeader.write(language, f),
            GroupsFault::OpenQuote => messages::GroupsOpenQuote.write(language, f),
            GroupsFault::Csv(reason) => f.write_str(reason),
            GroupsFault::Incomplete => messages::GroupsIncomplete.write(language, f),
            GroupsFault::Country(name) => messages::GroupsCountry { name }.write(language, f),
            GroupsFault::Repeated { name, first } => messages::GroupsRepeated { name, first }.write(language, f),
            GroupsFault::Member(member) => messages::GroupsMember { member }.write(language, f),
        }
    }
}

impl Localize for GroupsError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (source, text) = (&self.file, language.localize(&self.fault));
        match self.row {
            Some(row) => {
                messages::LabeledText { label: language.localize(messages::RowOfSource { source, row }), text }
                    .write(language, f)
            }
            None => messages::LabeledText { label: source, text }.write(language, f),
        }
    }
}

display_in_english!(GroupsError);

impl GroupsError {
    /// Returns the number of the row at fault, with the header as 1, or `None` if the whole file is.
    pub fn row(&self) -> Option<u64> {
        self.row
    }

    /// Returns the fault.
    pub fn fault(&self) -> &GroupsFault {
        &self.fault
    }
}

impl CustomGroups {
    /// Parses a CSV file with the columns `group` and `codes`, delimited by commas or semicolons. Members are countries in any
    /// form that has one reading, and groups of the table or of rows above. `file` is its name for messages.
    ///
    /// # Errors
    /// Returns an error if any row can't be read: no definition of a user is ignored.
    pub fn from_csv(file: impl Into<String>, bytes: &[u8]) -> Result<Self, GroupsError> {
        let mut groups = CustomGroups { file: file.into(), ..CustomGroups::default() };
        let error = |row, fault| GroupsError { file: groups.file.clone(), row, fault };
        let text = std::str::from_utf8(bytes).map_err(|_| error(None, GroupsFault::NotUtf8))?;
        let text = text.trim_start_matches('\u{feff}');
        let rows = rows(text).map_err(|row| error(Some(row), GroupsFault::OpenQuote))?;
        let mut filled = (1..).zip(rows).filter(|(_, row)| !row.trim().is_empty());
        let header = filled.next().map(|(_, row)| row).unwrap_or_default();
        let delimiter = if header.contains(';') { b';' } else { b',' };
        let is_header =
            |(name, codes): (String, String)| name.eq_ignore_ascii_case("group") && codes.eq_ignore_ascii_case("codes");
        if !cells(header, delimiter).is_ok_and(is_header) {
            return Err(groups.error(1, GroupsFault::Header));
        }
        for (number, row) in filled {
            let added = cells(row, delimiter).and_then(|(name, codes)| groups.add(&name, &codes, number));
            added.map_err(|fault| groups.error(number, fault))?;
        }
        Ok(groups)
    }

    /// Returns the countries of a reading that a user accepts for a text. They are written as in a file of groups.
    ///
    /// # Errors
    /// If the text is the name of a country, or one of the countries can't be read.
    pub(crate) fn parse_reading(name: &str, codes: &str) -> Result<Vec<Country>, GroupsFault> {
        let mut groups = CustomGroups::default();
        groups.add(name, codes, 1)?;
        Ok(groups.by_key.into_values().next().map(|group| group.members).unwrap_or_default())
    }

    fn error(&self, row: u64, fault: GroupsFault) -> GroupsError {
        GroupsError { file: self.file.clone(), row: Some(row), fault }
    }

    fn add(&mut self, name: &str, codes: &str, row: u64) -> Result<(), GroupsFault> {
        let key = group_key(name).filter(|key| !key.is_empty());
        let Some(key) = key.filter(|_| !codes.is_empty()) else { return Err(GroupsFault::Incomplete) };
        let is_code = Country::from_code_ignore_case(name).is_some();
        if is_code
            || !is_region_word(name)
                && matches!(
                    country_meaning(name),
                    Some(CountryMatch::Country(_) | CountryMatch::Unlisted(_) | CountryMatch::Global)
                )
        {
            return Err(GroupsFault::Country(name.to_owned()));
        }
        if let Some(known) = self.by_key.get(&key) {
            return Err(GroupsFault::Repeated { name: name.to_owned(), first: known.row });
        }
        let members = parse_unambiguous(codes, self).map_err(GroupsFault::Member)?;
        self.by_key.insert(key, CustomGroup { name: name.to_owned(), members, row });
        Ok(())
    }
}

/// Returns the rows of a text as a spreadsheet counts them, with blank ones: a line break in quotation marks doesn't end a row.
/// Returns the number of the row as an error if a quotation mark in it isn't closed.
fn rows(text: &str) -> Result<Vec<&str>, u64> {
    let mut rows = Vec::new();
    let (mut start, mut is_quoted, mut before) = (0, false, '\n');
    for (at, c) in text.char_indices() {
        // Text right after a closing quotation mark: the mark opened a cell of a later row, and the one before wasn't closed.
        if before == '"' && !is_quoted && c.is_alphanumeric() {
            return Err(rows.len() as u64 + 1);
        }
        match c {
            '"' => is_quoted = !is_quoted,
            '\n' if before == '\r' && !is_quoted => start = at + 1,
            '\n' | '\r' if !is_quoted => {
                rows.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        before = c;
    }
    rows.push(&text[start..]);
    if is_quoted { Err(rows.len() as u64) } else { Ok(rows) }
}

/// Returns the name and the codes of a row.
fn cells(row: &str, delimiter: u8) -> Result<(String, String), GroupsFault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(row.as_bytes());
    let record = reader.records().next().unwrap_or_else(|| Ok(csv::StringRecord::new()));
    let record = record.map_err(|fault| GroupsFault::Csv(fault.to_string()))?;
    // Codes without quotation marks are in separate cells.
    let codes: Vec<&str> = record.iter().skip(1).filter(|cell| !cell.is_empty()).collect();
    Ok((record.get(0).unwrap_or_default().to_owned(), codes.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(csv: &str) -> (Option<u64>, GroupsFault) {
        let error = CustomGroups::from_csv("groups.csv", csv.as_bytes()).unwrap_err();
        (error.row, error.fault)
    }

    #[test]
    fn common_forms_of_csv_are_read() {
        for csv in [
            "group,codes\nEMEA,\"DE, UK, France\"\n",
            "group,codes\nEMEA,DE,UK,France\n",
            "Group;Codes\r\nEMEA;DE, GB, FR\r\n",
            "\u{feff}group,codes\n EMEA , DE UK FR \n\n",
            "group;codes\r\nEMEA;DE;GB;FR\r\n",
            "\"group\";\"codes\"\nEMEA;\"DE, GB; FR\"\n",
            "group,codes\rEMEA,\"DE\rGB\rFR\"\r",
        ] {
            let groups = CustomGroups::from_csv("groups.csv", csv.as_bytes()).unwrap();
            let codes: Vec<&str> = groups.by_key["emea"].members.iter().map(|member| member.code()).collect();
            assert_eq!(codes, ["DE", "GB", "FR"], "{csv:?}");
        }
    }

    #[test]
    fn a_usual_word_for_a_region_may_be_a_group() {
        let groups = CustomGroups::from_csv("groups.csv", b"group,codes\nNAM,\"US, CA\"\nROW,\"BR, IN\"\n").unwrap();
        assert!(groups.contains("NAM") && groups.contains("nam") && groups.contains("Rest of the world"));
    }

    #[test]
    fn faults_have_the_number_of_their_row() {
        for (csv, row, expected) in [
            ("", 1, GroupsFault::Header),
            ("EMEA,DE\n", 1, GroupsFault::Header),
            ("group,codes,note\nEMEA,DE,mine\n", 1, GroupsFault::Header),
            ("group,codes\nEMEA\n", 2, GroupsFault::Incomplete),
            ("group,codes\n,DE\n", 2, GroupsFault::Incomplete),
            ("group,codes\nUK,GB\n", 2, GroupsFault::Country("UK".to_owned())),
            ("group,codes\nA,DE\n\nB,FR\na,IT\n", 5, GroupsFault::Repeated { name: "a".to_owned(), first: 2 }),
            ("group,codes\r\nA,DE\r\n\r\nB,Narnia\r\n", 4, GroupsFault::Member("Narnia".to_owned())),
            ("group,codes\rA,DE\rB,Narnia\r", 3, GroupsFault::Member("Narnia".to_owned())),
            ("group,codes\r\nA,\"DE\r\nFR\"\r\nB,Narnia\r\n", 3, GroupsFault::Member("Narnia".to_owned())),
            ("group;codes\nA;DE\nB;Narnia\n", 3, GroupsFault::Member("Narnia".to_owned())),
            ("group,codes\nA,\"DE\nB,FR\n", 2, GroupsFault::OpenQuote),
            ("group,codes\nA,DE\nB,\"FR\nC,\"IT\"\n", 3, GroupsFault::OpenQuote),
            ("group,codes\nA,\"DE\nFR,\"IT\n", 2, GroupsFault::OpenQuote),
            ("group,codes\nA,\"DE, Korea\"\n", 2, GroupsFault::Member("Korea".to_owned())),
            ("group,codes\nA,Germny\n", 2, GroupsFault::Member("Germny".to_owned())),
            ("group,codes\nA,OOO\n", 2, GroupsFault::Member("OOO".to_owned())),
            ("group,codes\nA,B\nB,DE\n", 2, GroupsFault::Member("B".to_owned())),
            ("group,codes\nA,LATAM\n", 2, GroupsFault::Member("LATAM".to_owned())),
        ] {
            assert_eq!(fault(csv), (Some(row), expected), "{csv:?}");
        }
        let error = CustomGroups::from_csv("groups.csv", b"group,codes\nA,\xff\n").unwrap_err();
        assert_eq!((error.row(), error.fault()), (None, &GroupsFault::NotUtf8));
        assert_eq!(error.to_string(), "groups.csv: the file is not in UTF-8");
    }
}
