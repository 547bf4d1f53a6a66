//! Groups of countries: those of the program's table and those that a user defines.
//!
//! A lookup takes the name of a group and nothing else. "EU except DE" and other expressions that contain a group's name are
//! in [`parser`](super::parser); reading a user's file is in [`group_file`](super::group_file).

use std::collections::HashMap;
use std::fmt;

use smallvec::SmallVec;

use crate::contact::Country;
use crate::diagnostics::{Codes, Message};
use crate::i18n::{Language, Localize, messages};
use crate::tables::{ListWord, fold_into, group, group_key, list_word, nearest_group};

/// Maximum number of members that a message names; of larger groups only the fix has them.
const MAX_NAMED_MEMBERS: usize = 12;

/// Countries in the order of the list, without repetitions.
pub(crate) type CountryList = SmallVec<[Country; 8]>;

/// The groups that a user defines, such as EMEA, which has other members in every company. They take precedence over those of
/// the program's table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomGroups {
    /// The name of the file that they come from.
    pub(super) file: String,
    /// By the keys of their names.
    pub(super) by_key: HashMap<String, CustomGroup>,
    /// The readings that a profile accepts, by the folded text of a whole item of a list. Each is a group, too.
    pub(super) accepted: HashMap<String, AcceptedCountries>,
}

/// Countries that a text stands for in the lists of one sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AcceptedCountries {
    pub(super) members: Vec<Country>,
    /// The name of the profile that has the reading.
    pub(super) profile: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CustomGroup {
    pub(super) name: String,
    pub(super) members: Vec<Country>,
    pub(super) row: u64,
}

impl CustomGroups {
    /// Returns the number of groups.
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Returns whether there are no groups.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Returns the name of the group that an unknown text is probably a misspelling of.
    pub(crate) fn nearest(&self, text: &str) -> Option<&str> {
        nearest_group(text, self.by_key.iter().map(|(key, own)| (key.as_str(), own.name.as_str())))
    }

    /// Returns whether the name of a group starts with the words of this text and has more words.
    pub(super) fn has_name_starting_with(&self, text: &str) -> bool {
        let start = if self.is_empty() { None } else { group_key(text) };
        start.is_some_and(|start| {
            self.by_key.keys().any(|key| key.strip_prefix(&*start).is_some_and(|rest| rest.starts_with(' ')))
        })
    }

    /// Accepts a reading of a text, with a row for messages. It takes precedence over a group of that name.
    pub(crate) fn accept(&mut self, profile: &str, name: &str, members: &[Country]) {
        let (mut folded, members, row) = (String::new(), members.to_vec(), self.by_key.len() as u64 + 1);
        fold_into(name, &mut folded);
        if let Some(key) = group_key(name) {
            let group = CustomGroup { name: name.to_owned(), members: members.clone(), row };
            self.by_key.insert(key, group);
        }
        self.accepted.insert(folded, AcceptedCountries { members, profile: profile.to_owned() });
    }

    /// Returns the accepted reading of a whole item of a list.
    pub(super) fn accepted(&self, item: &str) -> Option<&AcceptedCountries> {
        if self.accepted.is_empty() {
            return None;
        }
        let mut folded = String::new();
        fold_into(item, &mut folded);
        self.accepted.get(&folded)
    }

    /// Returns whether the user defines a group of this name that has other members.
    pub(crate) fn has_other_members(&self, name: &str, members: &[Country]) -> bool {
        self.get(name).is_some_and(|group| group.members != members)
    }

    pub(super) fn contains(&self, text: &str) -> bool {
        self.get(text).is_some()
    }

    /// Returns the group that a text is the name of: one of the user's groups, or else one of the table.
    pub(super) fn find(&self, text: &str) -> Option<GroupMatch> {
        if let Some(own) = self.get(text) {
            let source = format!("{}, row {}", self.file, own.row);
            return Some(GroupMatch::new(&own.name, own.members.iter().copied().collect(), None, source));
        }
        let known = group(text)?;
        if known.members().is_empty() {
            let is_rest = known.name().split(' ').next().and_then(list_word) == Some(ListWord::Rest);
            return Some(if is_rest { GroupMatch::Remainder } else { GroupMatch::Undefined });
        }
        let members = known.members().iter().copied().collect();
        Some(GroupMatch::new(known.name(), members, known.as_of(), known.source().to_owned()))
    }

    /// Returns the user's group that a text names, by its own name or by another name for the same group: "Naher Osten" for
    /// "Middle East".
    fn get(&self, text: &str) -> Option<&CustomGroup> {
        if self.is_empty() {
            return None;
        }
        let by_name = group_key(text).and_then(|key| self.by_key.get(&key));
        by_name.or_else(|| {
            let known = group(text)?;
            let same = self.by_key.values().filter(|own| group(&own.name) == Some(known));
            same.min_by_key(|own| own.row)
        })
    }
}

/// The result of a group's name, or of an expression with it, in a list of countries.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GroupMatch {
    Members {
        name: String,
        members: CountryList,
        /// The countries that "except" takes out of it.
        without: CountryList,
        /// The date since which it has these members.
        as_of: Option<&'static str>,
        source: String,
        /// Whether names after a comma may be taken out as well: "EU except DE, FR".
        is_open: bool,
    },
    /// A group without a fixed membership, such as EMEA.
    Undefined,
    /// The rest of a group, which depends on other contacts.
    Remainder,
    /// An expression that doesn't say which countries are in and which are out.
    Unclear,
}

impl GroupMatch {
    pub(super) fn new(name: &str, members: CountryList, as_of: Option<&'static str>, source: String) -> Self {
        GroupMatch::Members {
            name: name.to_owned(),
            members,
            without: CountryList::new(),
            as_of,
            source,
            is_open: false,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self, GroupMatch::Members { is_open: true, .. })
    }

    /// Takes countries out of the group. "EU except UK" is the EU, although the UK isn't a member. But the CH of
    /// "EU except DE, CH", without brackets, may as well be an addition: then the expression is unclear.
    pub(super) fn take_out(&mut self, countries: &[Country]) {
        let GroupMatch::Members { members, without, is_open, .. } = self else { return };
        let are_members = countries.iter().all(|country| members.contains(country));
        if countries.is_empty() || !(are_members || without.is_empty() || !*is_open) {
            *self = GroupMatch::Unclear;
            return;
        }
        members.retain(|member| !countries.contains(member));
        let more: CountryList = countries.iter().copied().filter(|country| !without.contains(country)).collect();
        without.extend(more);
        if members.is_empty() {
            *self = GroupMatch::Unclear;
        }
    }

    pub(super) fn message(&self) -> Message {
        match self {
            GroupMatch::Members { members, .. } => {
                let count = members.len() as u64;
                if members.len() <= MAX_NAMED_MEMBERS {
                    let codes = Codes(members.iter().map(|country| country.code()).collect());
                    Message::GroupNamed { count, codes }
                } else {
                    Message::GroupCounted { count }
                }
            }
            GroupMatch::Undefined => Message::GroupUnsettled,
            GroupMatch::Remainder => Message::GroupRest,
            GroupMatch::Unclear => Message::GroupUnclear,
        }
    }

    /// Returns the group and the source of its members, or `None` if it has no members.
    pub(super) fn into_origin(self) -> Option<GroupOrigin> {
        match self {
            GroupMatch::Members { name, without, as_of, source, .. } => {
                Some(GroupOrigin { name, without, as_of, source })
            }
            GroupMatch::Undefined | GroupMatch::Remainder | GroupMatch::Unclear => None,
        }
    }
}

/// A group of countries as written in a cell, and the source of its members. Messages of findings lack these facts, which
/// are for whoever asks for an explanation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GroupOrigin {
    name: String,
    without: CountryList,
    as_of: Option<&'static str>,
    source: String,
}

impl Localize for GroupOrigin {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut group = self.name.clone();
        if !self.without.is_empty() {
            let codes: Vec<&str> = self.without.iter().map(|country| country.code()).collect();
            group = language.localize(messages::GroupWithout { group, codes: codes.join(", ") }).to_string();
        }
        if let Some(date) = self.as_of {
            group = language.localize(messages::GroupAsOf { group, date }).to_string();
        }
        // Of the sources, only common usage is translated. All countries, such as "worldwide", have none.
        let is_usage = self.source == messages::CommonUsage.text(Language::En);
        let source = if is_usage { messages::CommonUsage.text(language) } else { &self.source };
        if source.is_empty() { f.write_str(&group) } else { messages::GroupOrigin { group, source }.write(language, f) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(groups: &CustomGroups, text: &str) -> Option<String> {
        match groups.find(text)? {
            GroupMatch::Members { members, .. } => {
                Some(members.iter().map(|country| country.code()).collect::<Vec<_>>().join(", "))
            }
            other => Some(format!("{other:?}")),
        }
    }

    #[test]
    fn custom_groups_take_precedence_over_the_table() {
        let csv = "group,codes\nBenelux,\"BE, NL\"\nMiddle East,\"AE, SA\"\nHome,\"DACH, Benelux, LI\"\nUK and friends,\"GB, IE\"\nKorea,KR\n";
        let groups = CustomGroups::from_csv("groups.csv", csv.as_bytes()).unwrap();
        for (text, codes) in [
            ("BENELUX", "BE, NL"),
            ("all Benelux countries", "BE, NL"),
            ("Beneluxländer", "BE, NL"),
            ("Naher Osten", "AE, SA"),
            ("home", "DE, AT, CH, BE, NL, LI"),
            ("UK & Friends", "GB, IE"),
            ("DACH", "DE, AT, CH"),
            ("Korea", "KR"),
            ("EMEA", "Undefined"),
        ] {
            assert_eq!(members(&groups, text).as_deref(), Some(codes), "{text}");
        }
        assert!(groups.contains("korea") && !groups.contains("DACH"));
        assert!(groups.has_name_starting_with("UK") && !groups.has_name_starting_with("Benelux"));
        assert_eq!(members(&groups, "Atlantis"), None);
        assert_eq!(members(&groups, "Home without Benelux"), None);
        assert_eq!((groups.len(), groups.is_empty()), (5, false));
    }

    #[test]
    fn a_group_without_members_is_unclear() {
        let mut group = CustomGroups::default().find("DACH").unwrap();
        let codes = |codes: &[&str]| codes.iter().map(|code| Country::from_code(code).unwrap()).collect::<Vec<_>>();
        group.take_out(&codes(&["DE", "AT"]));
        assert!(
            matches!(&group, GroupMatch::Members { members, without, .. } if (members.len(), without.len()) == (1, 2))
        );
        group.take_out(&codes(&["CH"]));
        assert_eq!(group, GroupMatch::Unclear);
    }
}
