//! The file in which a user defines groups of countries.

use std::collections::HashMap;

use super::countries::settled;
use super::groups::{Defined, Groups};
use crate::model::Country;
use crate::vocabulary::{Meaning, country_meaning, group_key};

/// A file of groups that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {fault}", row.map_or(String::new(), |row| format!(", row {row}")))]
pub struct GroupsError {
    file: String,
    row: Option<u64>,
    fault: GroupsFault,
}

/// What is wrong with a file of groups.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GroupsFault {
    /// It is not in UTF-8.
    #[error("the file is not in UTF-8")]
    NotUtf8,
    /// Its first row is another.
    #[error("the first row is not group,codes")]
    Header,
    /// A quotation mark or the like is wrong.
    #[error("{0}")]
    Csv(String),
    /// A row without a name or without codes.
    #[error("a name and codes are needed")]
    Incomplete,
    /// The name is a country's.
    #[error("\"{0}\" is a country, and so can't be a group")]
    Country(String),
    /// The name stands in two rows.
    #[error("\"{name}\" stands in row {first} already")]
    Repeated {
        /// The group's name.
        name: String,
        /// Where it stands first.
        first: u64,
    },
    /// A member that is not one country, and no group that is known above.
    #[error("\"{0}\" is no country, and no group that is known or stands above")]
    Member(String),
}

impl GroupsError {
    /// The row at fault, counted from 1 with the header; none where it is the file.
    pub fn row(&self) -> Option<u64> {
        self.row
    }

    /// What is wrong.
    pub fn fault(&self) -> &GroupsFault {
        &self.fault
    }

    /// What to do about it, as a sentence.
    pub fn remedy(&self) -> &'static str {
        "Write a CSV file in UTF-8 with the header group,codes and rows such as EMEA,\"FR, DE, Benelux\"."
    }
}

impl Groups {
    /// Reads definitions from a CSV file with the columns `group` and `codes`: countries in any form that has one reading,
    /// and groups that are known or stand above. `file` is its name, for messages.
    ///
    /// # Errors
    /// Where a row can't be read: nothing of a user's own words is passed over.
    pub fn from_csv(file: impl Into<String>, bytes: &[u8]) -> Result<Self, GroupsError> {
        let mut groups = Groups { file: file.into(), defined: HashMap::new() };
        let error = |row, fault| GroupsError { file: groups.file.clone(), row, fault };
        let text = std::str::from_utf8(bytes).map_err(|_| error(None, GroupsFault::NotUtf8))?;
        let text = text.trim_start_matches('\u{feff}');
        let header = text.lines().next().unwrap_or_default();
        let delimiter = if header.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        for (number, record) in (1..).zip(reader.records()) {
            let record = record.map_err(|fault| groups.error(number, GroupsFault::Csv(fault.to_string())))?;
            // Blank lines are no records, and the crate miscounts lines that end in CRLF.
            let row = record.position().map_or(number, |position| row_at(text, position.byte()));
            // Codes that were not put in quotation marks stand in cells of their own.
            let codes: Vec<&str> = record.iter().skip(1).filter(|cell| !cell.is_empty()).collect();
            let (name, codes) = (record.get(0).unwrap_or_default(), codes.join("; "));
            let defined = match number {
                1 if name.eq_ignore_ascii_case("group") && codes.eq_ignore_ascii_case("codes") => continue,
                1 => Err(GroupsFault::Header),
                _ => groups.define(name, &codes, row),
            };
            defined.map_err(|fault| groups.error(row, fault))?;
        }
        if header.is_empty() { Err(groups.error(1, GroupsFault::Header)) } else { Ok(groups) }
    }

    fn error(&self, row: u64, fault: GroupsFault) -> GroupsError {
        GroupsError { file: self.file.clone(), row: Some(row), fault }
    }

    fn define(&mut self, name: &str, codes: &str, row: u64) -> Result<(), GroupsFault> {
        let key = group_key(name).filter(|key| !key.is_empty());
        let Some(key) = key.filter(|_| !codes.is_empty()) else { return Err(GroupsFault::Incomplete) };
        let is_code = name.len() == 2 && Country::from_code(&name.to_ascii_uppercase()).is_some();
        if is_code
            || matches!(country_meaning(name), Some(Meaning::Country(_) | Meaning::Unlisted(_) | Meaning::Global))
        {
            return Err(GroupsFault::Country(name.to_owned()));
        }
        if let Some(known) = self.defined.get(&key) {
            return Err(GroupsFault::Repeated { name: name.to_owned(), first: known.row });
        }
        let members = settled(codes, self).map_err(GroupsFault::Member)?;
        self.defined.insert(key, Defined { name: name.to_owned(), members, row });
        Ok(())
    }
}

/// The row that a record is in, where it starts at a byte or at the line ends before.
fn row_at(text: &str, byte: u64) -> u64 {
    let (before, after) = text.split_at_checked(usize::try_from(byte).unwrap_or(usize::MAX)).unwrap_or((text, ""));
    let line_ends = after.len() - after.trim_start_matches(['\r', '\n']).len();
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..before.len() + line_ends]).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(csv: &str) -> (Option<u64>, GroupsFault) {
        let error = Groups::from_csv("groups.csv", csv.as_bytes()).unwrap_err();
        (error.row, error.fault)
    }

    #[test]
    fn a_file_may_be_written_as_people_do() {
        for csv in [
            "group,codes\nEMEA,\"DE, UK, France\"\n",
            "group,codes\nEMEA,DE,UK,France\n",
            "Group;Codes\r\nEMEA;DE, GB, FR\r\n",
            "\u{feff}group,codes\n EMEA , DE UK FR \n\n",
        ] {
            let groups = Groups::from_csv("groups.csv", csv.as_bytes()).unwrap();
            let codes: Vec<&str> = groups.defined["emea"].members.iter().map(|member| member.code()).collect();
            assert_eq!(codes, ["DE", "GB", "FR"], "{csv:?}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_with_its_row() {
        for (csv, row, expected) in [
            ("", 1, GroupsFault::Header),
            ("EMEA,DE\n", 1, GroupsFault::Header),
            ("group,codes,note\nEMEA,DE,mine\n", 1, GroupsFault::Header),
            ("group,codes\nEMEA\n", 2, GroupsFault::Incomplete),
            ("group,codes\n,DE\n", 2, GroupsFault::Incomplete),
            ("group,codes\nUK,GB\n", 2, GroupsFault::Country("UK".to_owned())),
            ("group,codes\nA,DE\n\nB,FR\na,IT\n", 5, GroupsFault::Repeated { name: "a".to_owned(), first: 2 }),
            ("group,codes\r\nA,DE\r\n\r\nB,Narnia\r\n", 4, GroupsFault::Member("Narnia".to_owned())),
            ("group,codes\nA,\"DE, Korea\"\n", 2, GroupsFault::Member("Korea".to_owned())),
            ("group,codes\nA,Germny\n", 2, GroupsFault::Member("Germny".to_owned())),
            ("group,codes\nA,OOO\n", 2, GroupsFault::Member("OOO".to_owned())),
            ("group,codes\nA,B\nB,DE\n", 2, GroupsFault::Member("B".to_owned())),
            ("group,codes\nA,LATAM\n", 2, GroupsFault::Member("LATAM".to_owned())),
        ] {
            assert_eq!(fault(csv), (Some(row), expected), "{csv:?}");
        }
        let error = Groups::from_csv("groups.csv", b"group,codes\nA,\xff\n").unwrap_err();
        assert_eq!((error.row(), error.fault()), (None, &GroupsFault::NotUtf8));
        assert_eq!(error.to_string(), "groups.csv: the file is not in UTF-8");
    }
}
