use std::fmt;

use crate::contact::{Column, Role, Source};
use crate::i18n::{Language, Phrase, say};

/// What is said where lists become one.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the wording below says what each is, and the fields are its words")]
pub enum MergeMessage {
    Disagree {
        person: String,
        about: Column,
        base: Option<(OtherRow, String)>,
        others: Vec<(OtherRow, String)>,
        taken: Option<String>,
    },
    Deleted {
        person: String,
        edits: Vec<Edit>,
        others: Vec<OtherRow>,
        deleted_in: Vec<Deletion>,
        is_kept: Option<bool>,
    },
    Removed {
        person: String,
        deleted_in: Vec<Source>,
        namesake: Option<(String, OtherRow)>,
    },
    OtherRole {
        email: String,
        role: Role,
        said: String,
        row: OtherRow,
    },
    Similar {
        likeness: Likeness,
        other: String,
        row: OtherRow,
        percent: u8,
        more: usize,
    },
}

/// What two contacts have in common that may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The name.
    Name,
    /// What stands before the @, at two domains.
    Mailbox,
    /// All but two neighbouring letters that changed places.
    Letters,
}

/// A row, perhaps of another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRow {
    /// The file, and the sheet in a workbook.
    pub source: Source,
    /// The row as Excel counts it.
    pub row: u64,
}

/// A cell that was edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The column.
    pub column: Column,
    /// What stood there in the base.
    pub before: String,
    /// What stands there now.
    pub now: String,
}

/// A list that lacks a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// The file.
    pub file: Source,
    /// A contact of the same name that is new there, by its address and role, and where it stands.
    pub namesake: Option<(String, OtherRow)>,
}

/// So many rows are named, where a contact stands in more.
const NAMED: usize = 5;

impl MergeMessage {
    /// Says it.
    pub(super) fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MergeMessage::Disagree { person, about, base, others, taken } => {
                let said = |(row, said): &(OtherRow, String)| {
                    language.say(say::SaidInRow { said, row: language.say(row) }).to_string()
                };
                let others: Vec<String> = others.iter().map(said).collect();
                let others = language.first(&others, NAMED, ", ");
                let is_scope = matches!(about, Column::Countries | Column::States);
                let said = match (base.as_ref().map(said), is_scope) {
                    (None, false) => language.say(say::PeopleDisagree { person, others }).to_string(),
                    (Some(base), false) => language.say(say::PeopleDisagreeBase { person, others, base }).to_string(),
                    (None, true) => language.say(say::ScopesDisagree { person, others }).to_string(),
                    (Some(base), true) => language.say(say::ScopesDisagreeBase { person, others, base }).to_string(),
                };
                match taken {
                    Some(taken) => say::DisagreeTaken { said, taken }.write(language, f),
                    None if is_scope => say::DisagreeClash { said }.write(language, f),
                    None => say::DisagreeWhich { said }.write(language, f),
                }
            }
            MergeMessage::Deleted { person, edits, others, deleted_in, is_kept } => {
                let also = |row: &OtherRow| language.say(say::DeletedAlso { row: language.say(row) }).to_string();
                let also = language.first(&others.iter().map(also).collect::<Vec<_>>(), NAMED, "");
                let edits = said(edits, &format!("{} ", say::Semicolon.text(language)), language);
                let said = language.say(say::Deleted { person, edits, also, lists: said(deleted_in, ", ", language) });
                match is_kept {
                    Some(true) => say::DeletedKept { said }.write(language, f),
                    Some(false) => say::DeletedRemoved { said }.write(language, f),
                    None => say::DeletedWhich { said }.write(language, f),
                }
            }
            MergeMessage::Removed { person, deleted_in, namesake } => {
                let lists: Vec<String> = deleted_in.iter().map(|source| language.source(source)).collect();
                let said = say::Removed { person, lists: language.first(&lists, NAMED, ", ") };
                match namesake {
                    Some((person, row)) => {
                        say::RemovedNamesake { said: language.say(said), person, row: language.say(row) }
                            .write(language, f)
                    }
                    None => said.write(language, f),
                }
            }
            MergeMessage::OtherRole { email, role, said, row } => {
                say::OtherRole { email, said, role: role.label(), row: language.say(row) }.write(language, f)
            }
            MergeMessage::Similar { likeness, other, row, percent, more } => {
                let said = likeness.said(other, row, *percent, language);
                match *more as u64 {
                    0 => say::Similar { said }.write(language, f),
                    count => say::Similar { said: language.say(say::SimilarMore { said, count }) }.write(language, f),
                }
            }
        }
    }
}

impl Likeness {
    fn said(self, other: &str, row: &OtherRow, percent: u8, language: Language) -> String {
        let row = language.say(row);
        match self {
            Likeness::Name => language.say(say::SimilarName { other, row, percent }).to_string(),
            Likeness::Mailbox => language.say(say::SimilarMailbox { other, row, percent }).to_string(),
            Likeness::Letters => language.say(say::SimilarLetters { other, row, percent }).to_string(),
        }
    }
}

/// The first of some things, and how many more there are.
fn said<P: Phrase>(items: &[P], between: &str, language: Language) -> String {
    let items: Vec<String> = items.iter().map(|item| language.say(item).to_string()).collect();
    language.first(&items, NAMED, between)
}

impl Phrase for Edit {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Edit { column, before, now } = self;
        say::Edit { column: language.column(*column), before, now }.write(language, f)
    }
}

impl Phrase for Deletion {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = language.source(&self.file);
        match &self.namesake {
            Some((person, row)) => say::DeletedNamesake { list, person, row: language.say(row) }.write(language, f),
            None => f.write_str(&list),
        }
    }
}

impl Phrase for OtherRow {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        say::RowOfSource { source: language.source(&self.source), row: self.row }.write(language, f)
    }
}
