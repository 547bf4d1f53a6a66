use std::fmt;

use super::Wording;
use crate::diagnostics::Message;
use crate::i18n::{Phrase, say};

impl Wording<'_> {
    /// What is said of states.
    pub(super) fn about_states(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (language, piece) = (self.language, self.piece);
        match self.message {
            Message::StateUnknown { near: None } => say::StateUnknown { piece }.write(language, f),
            Message::StateUnknown { near: Some(near) } => {
                say::StateUnknownNear { piece, name: near.name(), code: near.code() }.write(language, f)
            }
            Message::StateOfNone { country } => {
                let code = country.code();
                say::StateOfNone { piece, name: language.country(code), code }.write(language, f)
            }
            Message::StateIsCountry { country } => {
                say::StateIsCountry { piece, name: language.country(country.code()) }.write(language, f)
            }
            Message::StateAmbiguous { states } => {
                let readings: Vec<String> =
                    states.iter().map(|state| format!("{} ({})", state.code(), state.name())).collect();
                say::StateAmbiguous { piece, readings: language.either(&readings) }.write(language, f)
            }
            Message::StateOrCountry { country } => {
                say::StateOrCountry { piece, name: language.country(country.code()) }.write(language, f)
            }
            Message::StateOutside { state } => {
                let code = state.country().code();
                say::StateOutside { piece, name: language.country(code), code }.write(language, f)
            }
            Message::StateSpelling { state } => say::StateSpelling { piece, code: state.code() }.write(language, f),
            _ => Ok(()),
        }
    }
}
