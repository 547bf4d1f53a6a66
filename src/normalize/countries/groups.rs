//! CustomGroups of countries: those that everyone knows, those that a user defines, and what is taken out of them.

use std::collections::HashMap;

use super::brackets::{closing, is_closing};
use super::lexer::split;
use super::resolver::{CountryList, Resolution, sense};
use crate::contact::{Column, Country};
use crate::diagnostics::{Codes, GroupName, GroupSource, Message};
use crate::tables::{CountryMatch, ListWord, country_meaning, group, group_key, list_word, nearest_group};

/// Maximum number of members that a message names; of larger groups only the fix has them.
const MAX_NAMED_MEMBERS: usize = 12;

/// The groups that a user defines, such as EMEA, which is something else in every company. They go before those of the
/// program's own table.
///
/// ```
/// use cosell_contacts::normalize::CustomGroups;
///
/// let groups = CustomGroups::from_csv("groups.csv", b"group,codes\nEMEA,\"Benelux, UK, DE\"\n").unwrap();
/// assert_eq!(groups.len(), 1);
/// assert!(CustomGroups::from_csv("groups.csv", b"group,codes\nEMEA,Narnia\n").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomGroups {
    pub(crate) file: String,
    /// By the keys of their names.
    pub(crate) defined: HashMap<String, CustomGroup>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomGroup {
    pub(crate) name: String,
    pub(crate) members: Vec<Country>,
    pub(crate) row: u64,
}

impl CustomGroups {
    /// So many groups are defined.
    pub fn len(&self) -> usize {
        self.defined.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.defined.is_empty()
    }

    /// The name of the group that an unknown text is probably a misspelling of.
    pub(crate) fn nearest(&self, text: &str) -> Option<&str> {
        nearest_group(text, self.defined.iter().map(|(key, own)| (key.as_str(), own.name.as_str())))
    }

    /// Whether the name of a group of the user's starts with this text and goes on.
    pub(crate) fn starts(&self, text: &str) -> bool {
        let start = if self.is_empty() { None } else { group_key(text) };
        start.is_some_and(|start| {
            self.defined.keys().any(|key| key.strip_prefix(&*start).is_some_and(|rest| rest.starts_with(' ')))
        })
    }

    /// Whether the user defines a group of this name.
    pub(crate) fn defines(&self, text: &str) -> bool {
        self.own(text).is_some()
    }

    /// What a text says of a part of a group, where it does.
    pub(crate) fn part(&self, text: &str) -> Option<GroupMatch> {
        self.remainder(text).or_else(|| self.difference(text))
    }

    /// The members of a group that a text names and nothing else.
    pub(crate) fn members(&self, text: &str) -> Option<GroupMatch> {
        if let Some(own) = self.own(text) {
            let source = format!("{}, row {}", self.file, own.row);
            return Some(GroupMatch::of(&own.name, own.members.iter().copied().collect(), None, source));
        }
        let known = group(text)?;
        if known.members().is_empty() {
            return Some(GroupMatch::Unsettled(known.name().to_owned()));
        }
        let members = known.members().iter().copied().collect();
        Some(GroupMatch::of(known.name(), members, known.as_of(), known.source().to_owned()))
    }

    /// The user's group that a text names, in its own words or in others for the same: "Naher Osten" for "Middle East".
    fn own(&self, text: &str) -> Option<&CustomGroup> {
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
    fn remainder(&self, text: &str) -> Option<GroupMatch> {
        let mut words = text.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("the"));
        words.next().filter(|word| list_word(word) == Some(ListWord::Rest))?;
        let rest: Vec<&str> = words.collect();
        (0..rest.len().min(3)).find_map(|at| self.members(&rest[at..].join(" "))).map(|_| GroupMatch::Rest)
    }

    /// "EMEA except UK", "Nordics (excl. IS)".
    fn difference(&self, text: &str) -> Option<GroupMatch> {
        // "Europe ex-UK".
        let text = &*text.replace(" ex-", " ex ");
        let is_bracket = |c: char| closing(c).is_some();
        let is_except = |word: &&str| {
            let bare = word.trim_start_matches(is_bracket).trim_end_matches([':', ',']);
            list_word(bare) == Some(ListWord::Except)
        };
        let word = text.split_whitespace().skip(1).find(is_except)?;
        let (base, taken) = text.split_once(&format!(" {word}"))?;
        let in_brackets = word.starts_with(is_bracket);
        let taken = if in_brackets { taken.trim_end_matches(is_closing) } else { taken };
        // "except for", "à l'exception de".
        let taken = ["for ", "of ", "de ", "du "]
            .iter()
            .find_map(|word| taken.trim_start().strip_prefix(word))
            .unwrap_or(taken);
        let base = base.trim().trim_end_matches([',', '-', '\u{2013}']).trim_end();
        let mut group = self.members(base).or_else(|| {
            let all = country_meaning(base).filter(|meaning| *meaning == CountryMatch::Global)?;
            Some(GroupMatch::of(base, Country::all().collect(), None, all.code().unwrap_or_default().to_owned()))
        })?;
        if let GroupMatch::Members { is_open, .. } = &mut group {
            *is_open = !in_brackets;
        }
        let pieces = split(taken, Column::Countries).unwrap_or_default();
        // What is taken out of what is taken out is beyond anybody.
        let is_nested = taken.split_whitespace().any(|word| is_except(&word));
        if pieces.is_empty() || is_nested {
            return Some(GroupMatch::Unclear);
        }
        for piece in pieces {
            group.take_out(&sense(&taken[piece.span], self));
        }
        Some(group)
    }
}

/// What a stretch of a list says of groups.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GroupMatch {
    Members {
        name: String,
        members: CountryList,
        without: CountryList,
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

impl GroupMatch {
    fn of(name: &str, members: CountryList, as_of: Option<&'static str>, source: String) -> Self {
        GroupMatch::Members {
            name: name.to_owned(),
            members,
            without: CountryList::new(),
            as_of,
            source,
            is_open: false,
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        matches!(self, GroupMatch::Members { is_open: true, .. })
    }

    /// Takes out what a piece means, where that is countries. "EU except UK" is the EU; but the CH of "EU except DE, CH", with
    /// no brackets around it, may as well come on top.
    pub(crate) fn take_out(&mut self, sense: &Resolution) {
        let GroupMatch::Members { members, without, is_open, .. } = self else { return };
        let taken: &[Country] = match sense {
            Resolution::Known(CountryMatch::Country(country)) => &[*country],
            Resolution::Multiple { countries, sure: true } => countries,
            Resolution::Group(group) => match &**group {
                GroupMatch::Members { members, .. } => members,
                _ => &[],
            },
            _ => &[],
        };
        let is_member = taken.iter().all(|country| members.contains(country));
        if taken.is_empty() || !(is_member || without.is_empty() || !*is_open) {
            *self = GroupMatch::Unclear;
            return;
        }
        members.retain(|member| !taken.contains(member));
        let more: CountryList = taken.iter().copied().filter(|country| !without.contains(country)).collect();
        without.extend(more);
        if members.is_empty() {
            *self = GroupMatch::Unclear;
        }
    }

    /// What is said of it.
    pub(super) fn message(&self) -> Message {
        match self {
            GroupMatch::Members { name, members, without, as_of, source, .. } => {
                let without = without.iter().map(|country| country.code()).collect();
                let group = Box::new(GroupName { name: name.clone(), without, as_of: *as_of });
                let (count, source) = (members.len() as u64, GroupSource(source.as_str().into()));
                if members.len() <= MAX_NAMED_MEMBERS {
                    let codes = Codes(members.iter().map(|country| country.code()).collect());
                    Message::GroupNamed { count, codes, group, source }
                } else {
                    Message::GroupCounted { count, group, source }
                }
            }
            GroupMatch::Unsettled(group) => Message::GroupUnsettled { group: group.clone() },
            GroupMatch::Rest => Message::GroupRest,
            GroupMatch::Unclear => Message::GroupUnclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(groups: &CustomGroups, text: &str) -> Option<String> {
        match groups.members(text).or_else(|| groups.part(text))? {
            GroupMatch::Members { members, .. } => Some(super::super::resolver::codes(&members)),
            other => Some(format!("{other:?}")),
        }
    }

    #[test]
    fn own_groups_go_before_those_that_everyone_knows() {
        let csv = "group,codes\nBenelux,\"BE, NL\"\nMiddle East,\"AE, SA\"\nHome,\"DACH, Benelux, LI\"\nUK and friends,\"GB, IE\"\nKorea,KR\n";
        let groups = CustomGroups::from_csv("groups.csv", csv.as_bytes()).unwrap();
        for (text, codes) in [
            ("BENELUX", "BE, NL"),
            ("all Benelux countries", "BE, NL"),
            ("Beneluxländer", "BE, NL"),
            ("Naher Osten", "AE, SA"),
            ("home", "DE, AT, CH, BE, NL, LI"),
            ("Home without Benelux", "DE, AT, CH, LI"),
            ("Home (excl. CH & LI)", "DE, AT, BE, NL"),
            ("UK & Friends", "GB, IE"),
            ("DACH", "DE, AT, CH"),
            ("Korea", "KR"),
        ] {
            assert_eq!(members(&groups, text).as_deref(), Some(codes), "{text}");
        }
        assert!(groups.defines("korea") && !groups.defines("DACH"));
        assert!(groups.starts("UK") && !groups.starts("Benelux"));
        assert_eq!(members(&groups, "Atlantis"), None);
    }

    #[test]
    fn what_is_taken_out_is_told_from_what_is_added() {
        let none = CustomGroups::default();
        assert_eq!(members(&none, "Nordics excl. IS").as_deref(), Some("DK, FI, NO, SE"));
        assert_eq!(members(&none, "Nordics except").as_deref(), Some("Unclear"));
        assert_eq!(members(&none, "Nordics except Nordics").as_deref(), Some("Unclear"));
        assert_eq!(members(&none, "Nordics except Narnia").as_deref(), Some("Unclear"));
        assert_eq!(members(&none, "EMEA except UK").as_deref(), Some("Unsettled(\"EMEA\")"));
        assert_eq!(members(&none, "the rest of the Nordics").as_deref(), Some("Rest"));
        assert_eq!(members(&none, "rest of the Nordics").as_deref(), Some("Rest"));
        assert_eq!(members(&none, "all countries except US").map(|codes| codes.split(", ").count()), Some(245));
    }
}
