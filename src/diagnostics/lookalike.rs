use std::fmt;

use crate::i18n::{Language, Phrase, say};

/// What makes a domain look like another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the wording below says what each is, and the fields are its words")]
pub enum Lookalike {
    Letter { domain: String, uses: u64, usual: String, usual_uses: u64 },
    Look { domain: String, uses: u64, usual: String, usual_uses: u64 },
    Script { domain: String, shown: String },
}

impl Lookalike {
    /// Says it.
    pub(super) fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lookalike::Letter { domain, uses, usual, usual_uses } => {
                let domain = language.say(say::DomainInRows { domain, uses: *uses });
                say::LookalikeLetter { domain, usual, count: *usual_uses }.write(language, f)
            }
            Lookalike::Look { domain, uses, usual, usual_uses } => {
                let domain = language.say(say::DomainInRows { domain, uses: *uses });
                say::LookalikeLook { domain, usual, count: *usual_uses }.write(language, f)
            }
            Lookalike::Script { domain, shown } => say::LookalikeScript { domain, shown }.write(language, f),
        }
    }
}
