use std::fmt;

use super::Wording;
use crate::diagnostics::Message;
use crate::i18n::{Phrase, say};

impl Wording<'_> {
    /// What is said of countries.
    pub(super) fn about_countries(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (language, piece) = (self.language, self.piece);
        match self.message {
            Message::CountryIsState { states } => {
                let codes: Vec<&str> = states.iter().map(|state| state.code()).collect();
                say::CountryIsState { piece, codes: language.either(&codes) }.write(language, f)
            }
            Message::CountryUnknown { near: None } => say::CountryUnknown { piece }.write(language, f),
            Message::CountryUnknown { near: Some(near) } => {
                let code = near.code();
                say::CountryUnknownNear { piece, name: language.country(code), code }.write(language, f)
            }
            Message::CountryUnlisted { code } => {
                say::CountryUnlisted { piece, name: language.country(code), code }.write(language, f)
            }
            Message::CountryAmbiguous { readings } => {
                say::CountryAmbiguous { piece, readings: language.either(readings) }.write(language, f)
            }
            Message::CountryJoined => say::CountryJoined { piece }.write(language, f),
            Message::CountryGuess { code } => say::CountryGuess { piece, code }.write(language, f),
            Message::CountrySpelling { code } => say::CountrySpelling { piece, code }.write(language, f),
            Message::List(message) => message.write(piece, language, f),
            Message::Separators => say::Separators.write(language, f),
            Message::Repeated { code } => say::Repeated { piece, code }.write(language, f),
            Message::GlobalMixed => say::GlobalMixed.write(language, f),
            _ => Ok(()),
        }
    }
}
