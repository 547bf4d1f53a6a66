use std::fmt;

use crate::model::{Column, Role, Source};

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

impl Likeness {
    fn words(self) -> &'static str {
        match self {
            Likeness::Name => "has the same name",
            Likeness::Mailbox => "has this mailbox at another domain",
            Likeness::Letters => "has two letters the other way round",
        }
    }
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
    /// The English for it.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MergeMessage::Disagree { person, about, base, others, taken } => {
                let (now, before, question) = match about {
                    Column::Countries | Column::States => ("covers", "covered", "these changes don't go together"),
                    _ => ("is", "was", "which is right?"),
                };
                write!(f, "{person} {now} ")?;
                let said = |(row, said): &(OtherRow, String)| format!("\"{said}\" in {row}");
                listed(others.iter().map(said), ", ", f)?;
                if let Some(base) = base {
                    write!(f, ", and {before} {}", said(base))?;
                }
                match taken {
                    Some(taken) => write!(f, ": \"{taken}\" is taken"),
                    None => write!(f, ": {question}"),
                }
            }
            MergeMessage::Deleted { person, edits, others, deleted_in, is_kept } => {
                write!(f, "{person} was edited here (")?;
                listed(edits.iter().map(Edit::to_string), "; ", f)?;
                f.write_str(")")?;
                listed(others.iter().map(|row| format!(" and in {row}")), "", f)?;
                f.write_str(" and deleted in ")?;
                listed(deleted_in.iter().map(Deletion::to_string), ", ", f)?;
                match is_kept {
                    Some(true) => f.write_str(": kept"),
                    Some(false) => f.write_str(": removed"),
                    None => f.write_str(": which is meant?"),
                }
            }
            MergeMessage::Removed { person, deleted_in, namesake } => {
                write!(f, "{person} is no longer in ")?;
                listed(deleted_in.iter().map(Source::to_string), ", ", f)?;
                f.write_str(", and nobody edited it: removed")?;
                match namesake {
                    Some((person, row)) => write!(f, "; {person} in {row} has the same name and is new: added"),
                    None => Ok(()),
                }
            }
            MergeMessage::OtherRole { email, role, said, row } => {
                write!(f, "{email} is \"{said}\" as {} in {row}: which is right?", role.label())
            }
            MergeMessage::Similar { likeness, other, row, percent, more } => {
                write!(f, "{other} in {row} {} ({percent} % alike)", likeness.words())?;
                if *more > 0 {
                    write!(f, ", and {more} more do")?;
                }
                f.write_str("; if that is one person, give both the same address")
            }
        }
    }
}

fn listed(items: impl ExactSizeIterator<Item = String>, between: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let more = items.len().saturating_sub(NAMED);
    for (at, item) in items.take(NAMED).enumerate() {
        write!(f, "{}{item}", if at == 0 { "" } else { between })?;
    }
    if more > 0 { write!(f, " and {more} more") } else { Ok(()) }
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} \"{}\" → \"{}\"", self.column.label(), self.before, self.now)
    }
}

impl fmt::Display for Deletion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        match &self.namesake {
            Some((person, row)) => write!(f, " (where {person} in {row} has the same name: is that the same person?)"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for OtherRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, row {}", self.source, self.row)
    }
}
