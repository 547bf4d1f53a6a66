use std::fmt;

use super::Wording;
use crate::finding::Message;
use crate::model::Role;

impl Wording<'_> {
    /// What is said of a cell that holds one text.
    pub(super) fn about_cell(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message {
            Message::Missing(column) => write!(f, "{} is empty; the portal wants one in every row", column.label()),
            Message::Whitespace => f.write_str("stray white space"),
            Message::Invisible(character) => {
                write!(f, "an invisible character (U+{:04X})", u32::from(*character))
            }
            Message::NotNormalized => {
                f.write_str("letters in an unusual encoding (full-width, or accents apart from their letters)")
            }
            Message::Formula(first) => {
                write!(f, "starts with `{first}`, which a spreadsheet would run as a formula: write it as plain text")
            }
            Message::ErrorCell => {
                f.write_str("a spreadsheet error instead of a value: correct the formula it comes from")
            }
            Message::Special { column, character } => write!(
                f,
                "`{character}` is a special character; the portal's documents allow none in {}, without saying which \
                 they are",
                column.label()
            ),
            Message::Email(fault) => fmt::Display::fmt(fault, f),
            Message::EmailSeveral(count) => {
                write!(f, "{count} addresses; a contact has one: give each person a row of their own")
            }
            Message::EmailWrapped => f.write_str("more than the bare address"),
            Message::EmailDomainCase => f.write_str("the domain in lower case"),
            Message::RoleUnknown { near } => {
                let labels = Role::ALL.map(Role::label).join(", ");
                match near {
                    Some(role) => write!(f, "none of the four roles; probably {}? (accepted: {labels})", role.label()),
                    None => write!(f, "none of the four roles: {labels}"),
                }
            }
            Message::RoleSpelling(role) => write!(f, "the portal's spelling is {}", role.label()),
            _ => Ok(()),
        }
    }
}
