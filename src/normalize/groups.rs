//! Groups of countries: those that everyone knows, those that a user defines, and what is taken out of them.

use std::collections::HashMap;

use super::countries::settled;
use super::pieces::{closing, split};
use super::sense::{Listed, Sense, sense};
use crate::finding::{GroupMembers, ListMessage};
use crate::model::{Column, Country};
use crate::vocabulary::{ListWord, Meaning, country_meaning, group, group_key, list_word};

/// The groups that a user defines, such as EMEA, which is something else in every company. They go before those of the
/// program's own table.
///
/// ```
/// use cosell_contacts::normalize::Groups;
///
/// let groups = Groups::from_csv("groups.csv", b"group,codes\nEMEA,\"Benelux, UK, DE\"\n").unwrap();
/// assert_eq!(groups.len(), 1);
/// assert!(Groups::from_csv("groups.csv", b"group,codes\nEMEA,Narnia\n").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Groups {
    file: String,
    defined: HashMap<String, Defined>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Defined {
    name: String,
    members: Vec<Country>,
    row: u64,
}

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
        for (row, record) in (1..).zip(reader.records()) {
            let record = record.map_err(|fault| groups.error(row, GroupsFault::Csv(fault.to_string())))?;
            // Codes that were not put in quotation marks stand in cells of their own.
            let codes: Vec<&str> = record.iter().skip(1).filter(|cell| !cell.is_empty()).collect();
            let (name, codes) = (record.get(0).unwrap_or_default(), codes.join("; "));
            let defined = match row {
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

    /// So many groups are defined.
    pub fn len(&self) -> usize {
        self.defined.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.defined.is_empty()
    }

    /// Whether the name of a group of the user's starts with this text and goes on.
    pub(super) fn starts(&self, text: &str) -> bool {
        let start = if self.is_empty() { None } else { group_key(text) };
        start.is_some_and(|start| {
            self.defined.keys().any(|key| key.strip_prefix(&*start).is_some_and(|rest| rest.starts_with(' ')))
        })
    }

    /// What a text says of a group, where it names one.
    pub(super) fn read(&self, text: &str) -> Option<InGroups> {
        if let Some(members) = self.members(text) {
            return Some(members);
        }
        self.remainder(text).or_else(|| self.difference(text))
    }

    /// The members of a group that a text names and nothing else.
    fn members(&self, text: &str) -> Option<InGroups> {
        if let Some(own) = self.own(text) {
            let source = format!("{}, row {}", self.file, own.row);
            return Some(InGroups::of(&own.name, own.members.iter().copied().collect(), None, source));
        }
        let known = group(text)?;
        if known.members().is_empty() {
            return Some(InGroups::Unsettled(known.name().to_owned()));
        }
        let members = known.members().iter().copied().collect();
        Some(InGroups::of(known.name(), members, known.as_of(), known.source().to_owned()))
    }

    /// The user's group that a text names, in its own words or in others for the same: "Naher Osten" for "Middle East".
    fn own(&self, text: &str) -> Option<&Defined> {
        if self.is_empty() {
            return None;
        }
        let by_name = group_key(text).and_then(|key| self.defined.get(&key));
        by_name.or_else(|| {
            let known = group(text)?;
            let same = self.defined.values().filter(|own| group(&own.name) == Some(known));
            same.min_by_key(|own| own.row)
        })
    }

    /// "Rest of EU", "other EU countries": what that is stands elsewhere.
    fn remainder(&self, text: &str) -> Option<InGroups> {
        let mut words = text.split_whitespace();
        words.next().filter(|word| list_word(word) == Some(ListWord::Rest))?;
        let rest: Vec<&str> = words.collect();
        (0..rest.len().min(3)).find_map(|at| self.members(&rest[at..].join(" "))).map(|_| InGroups::Rest)
    }

    /// "EMEA except UK", "Nordics (excl. IS)".
    fn difference(&self, text: &str) -> Option<InGroups> {
        let is_bracket = |c: char| closing(c).is_some();
        let bare = |word: &str| word.trim_start_matches(is_bracket).trim_end_matches([':', ',']).to_owned();
        let word = text.split_whitespace().skip(1).find(|word| list_word(&bare(word)) == Some(ListWord::Except))?;
        let (base, taken) = text.split_once(&format!(" {word}"))?;
        let in_brackets = word.starts_with(is_bracket);
        let is_end = |c: char| matches!(c, ')' | ']' | '}' | '\u{ff09}');
        let taken = if in_brackets { taken.trim_end_matches(is_end) } else { taken };
        // "except for", "à l'exception de".
        let taken = ["for ", "of ", "de ", "du "]
            .iter()
            .find_map(|word| taken.trim_start().strip_prefix(word))
            .unwrap_or(taken);
        let base = base.trim().trim_end_matches([',', '-', '\u{2013}']).trim_end();
        let mut group = self.members(base).or_else(|| {
            let all = country_meaning(base).filter(|meaning| *meaning == Meaning::Global)?;
            Some(InGroups::of(base, Country::all().collect(), None, all.code().unwrap_or_default().to_owned()))
        })?;
        if let InGroups::Members { is_open, .. } = &mut group {
            *is_open = !in_brackets;
        }
        let pieces = split(taken, Column::Countries);
        if pieces.is_empty() {
            return Some(InGroups::Unclear);
        }
        for piece in pieces {
            group.take_out(&sense(&taken[piece.span], self));
        }
        Some(group)
    }
}

/// What a stretch of a list says of groups.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum InGroups {
    Members {
        name: String,
        members: Listed,
        without: Listed,
        as_of: Option<&'static str>,
        source: String,
        /// Names that follow after a comma may be taken out as well: "EU except DE, FR".
        is_open: bool,
    },
    /// There is no settled membership.
    Unsettled(String),
    /// What is left of a group, which depends on other contacts.
    Rest,
    /// What is in and what is out can't be told.
    Unclear,
}

impl InGroups {
    fn of(name: &str, members: Listed, as_of: Option<&'static str>, source: String) -> Self {
        InGroups::Members { name: name.to_owned(), members, without: Listed::new(), as_of, source, is_open: false }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self, InGroups::Members { is_open: true, .. })
    }

    /// Takes out what a piece means, where that is countries. "EU except UK" is the EU; but the CH of "EU except DE, CH", with
    /// no brackets around it, may as well come on top.
    pub(super) fn take_out(&mut self, sense: &Sense) {
        let InGroups::Members { members, without, is_open, .. } = self else { return };
        let taken: &[Country] = match sense {
            Sense::Known(Meaning::Country(country)) => &[*country],
            Sense::Several { countries, sure: true } => countries,
            Sense::Group(InGroups::Members { members, .. }) => members,
            _ => &[],
        };
        let is_member = taken.iter().all(|country| members.contains(country));
        if taken.is_empty() || !(is_member || without.is_empty() || !*is_open) {
            *self = InGroups::Unclear;
            return;
        }
        members.retain(|member| !taken.contains(member));
        without.extend(taken.iter().copied());
        if members.is_empty() {
            *self = InGroups::Unclear;
        }
    }

    /// What is said of it.
    pub(super) fn message(&self) -> ListMessage {
        let codes = |countries: &Listed| countries.iter().map(|country| country.code()).collect();
        match self {
            InGroups::Members { name, members, without, as_of, source, .. } => {
                ListMessage::Group(Box::new(GroupMembers {
                    group: name.clone(),
                    codes: codes(members),
                    without: codes(without),
                    as_of: *as_of,
                    source: source.clone(),
                }))
            }
            InGroups::Unsettled(group) => ListMessage::GroupUnsettled { group: group.clone() },
            InGroups::Rest => ListMessage::GroupRest,
            InGroups::Unclear => ListMessage::GroupUnclear,
        }
    }
}
