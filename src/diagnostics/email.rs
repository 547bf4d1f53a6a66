use std::fmt;

use crate::i18n::{Language, Phrase, say};

/// What is wrong with an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the wording says it")]
pub enum EmailFault {
    NoAt,
    SeveralAts,
    NoLocalPart,
    NoDomain,
    NoDot,
    Character(char),
    DomainLabel,
    LocalTooLong,
    TooLong,
}

impl Phrase for EmailFault {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            EmailFault::NoAt => say::EmailNoAt.write(language, f),
            EmailFault::SeveralAts => say::EmailSeveralAts.write(language, f),
            EmailFault::NoLocalPart => say::EmailNoLocalPart.write(language, f),
            EmailFault::NoDomain => say::EmailNoDomain.write(language, f),
            EmailFault::NoDot => say::EmailNoDot.write(language, f),
            EmailFault::Character(' ') => say::EmailSpace.write(language, f),
            EmailFault::Character(character) => {
                let code = format_args!("U+{:04X}", u32::from(character));
                say::EmailCharacter { character, code }.write(language, f)
            }
            EmailFault::DomainLabel => say::EmailDomainLabel.write(language, f),
            EmailFault::LocalTooLong => say::EmailLocalTooLong.write(language, f),
            EmailFault::TooLong => say::EmailTooLong.write(language, f),
        }
    }
}
