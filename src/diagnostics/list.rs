use std::fmt;

use crate::i18n::{Language, Phrase, say};

/// What is said of a list of countries, beyond the names in it.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the wording below says what each is, and the fields are its words")]
pub enum ListMessage {
    Group(Box<GroupMembers>),
    GroupUnsettled { group: String },
    GroupRest,
    GroupUnclear,
    Torn { readings: Vec<String> },
    Several { codes: String },
    SeveralGuessed { codes: String },
    Surplus,
}

/// The countries that a group stands for in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMembers {
    /// The group's name.
    pub group: String,
    /// The codes of its members, without those that the cell takes out.
    pub codes: Vec<&'static str>,
    /// The codes that the cell takes out.
    pub without: Vec<&'static str>,
    /// Since when it has these members, as a date.
    pub as_of: Option<&'static str>,
    /// Where the members come from.
    pub source: String,
}

impl ListMessage {
    /// Says it; `piece` is the text that it is about.
    pub(super) fn write(&self, piece: &str, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListMessage::Group(members) => members.write(piece, language, f),
            ListMessage::GroupUnsettled { group } => say::GroupUnsettled { piece, group }.write(language, f),
            ListMessage::GroupRest => say::GroupRest { piece }.write(language, f),
            ListMessage::GroupUnclear => say::GroupUnclear { piece }.write(language, f),
            ListMessage::Torn { readings } => {
                say::Torn { piece, readings: language.either(readings) }.write(language, f)
            }
            ListMessage::Several { codes } => say::Several { piece, codes }.write(language, f),
            ListMessage::SeveralGuessed { codes } => say::SeveralGuessed { piece, codes }.write(language, f),
            ListMessage::Surplus => say::Surplus.write(language, f),
        }
    }
}

impl GroupMembers {
    /// So many members are named; of larger groups the fix has them.
    const NAMED: usize = 12;

    fn write(&self, piece: &str, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut group = self.group.clone();
        if !self.without.is_empty() {
            group = language.say(say::GroupWithout { group, codes: self.without.join(", ") }).to_string();
        }
        if let Some(date) = self.as_of {
            group = language.say(say::GroupAsOf { group, date }).to_string();
        }
        let is_usage = self.source == say::CommonUsage.text(Language::En);
        let source = if is_usage { say::CommonUsage.text(language) } else { &self.source };
        let count = self.codes.len() as u64;
        if self.codes.len() <= GroupMembers::NAMED {
            say::GroupNamed { piece, count, codes: self.codes.join(", "), group, source }.write(language, f)
        } else {
            say::GroupCounted { piece, count, group, source }.write(language, f)
        }
    }
}
