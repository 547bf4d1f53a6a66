use std::fmt;

use super::Wording;
use crate::contact::Role;
use crate::diagnostics::Message;
use crate::i18n::{Phrase, say};

impl Wording<'_> {
    /// What is said of a cell that holds one text.
    pub(super) fn about_cell(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = self.language;
        match *self.message {
            Message::Missing(column) => say::Missing { column: language.column(column) }.write(language, f),
            Message::Whitespace => say::Whitespace.write(language, f),
            Message::Invisible(character) => {
                say::Invisible { code: format_args!("U+{:04X}", u32::from(character)) }.write(language, f)
            }
            Message::NotNormalized => say::NotNormalized.write(language, f),
            Message::Formula(first) => say::Formula { first }.write(language, f),
            Message::ErrorCell => say::ErrorCell.write(language, f),
            Message::Special { column, character } => {
                say::Special { character, column: language.column(column) }.write(language, f)
            }
            Message::Email(fault) => fault.write(language, f),
            Message::EmailSeveral(count) => say::EmailSeveral { count }.write(language, f),
            Message::EmailWrapped => say::EmailWrapped.write(language, f),
            Message::EmailDomainCase => say::EmailDomainCase.write(language, f),
            Message::Lookalike(ref lookalike) => lookalike.write(language, f),
            Message::RoleUnknown { near } => {
                let roles = Role::ALL.map(Role::label).join(", ");
                match near.map(Role::label) {
                    Some(role) => say::RoleUnknownNear { role, roles }.write(language, f),
                    None => say::RoleUnknown { roles }.write(language, f),
                }
            }
            Message::RoleSpelling(role) => say::RoleSpelling { role: role.label() }.write(language, f),
            _ => Ok(()),
        }
    }
}
