use std::fmt;

use super::Wording;
use crate::finding::Message;

impl Wording<'_> {
    /// What is said of states.
    pub(super) fn about_states(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = self.piece;
        match self.message {
            Message::StateUnknown { near } => {
                write!(f, "\"{piece}\" is no state or province of the portal's table")?;
                match near {
                    Some(near) => write!(f, "; is it {} ({})?", near.name(), near.code()),
                    None => f.write_str("; accepted: codes such as US-WA, CA-QC, AU-NSW, or nothing"),
                }
            }
            Message::StateOfNone { country } => write!(
                f,
                "\"{piece}\": the portal has no states for {} ({}): leave it empty",
                country.name(),
                country.code()
            ),
            Message::StateIsCountry { country } => write!(
                f,
                "\"{piece}\" is a country ({}), no state; was it the next code of a list of countries that has no \
                 quotation marks?",
                country.name()
            ),
            Message::StateAmbiguous { states } => {
                let readings: Vec<String> =
                    states.iter().map(|state| format!("{} ({})", state.code(), state.name())).collect();
                write!(f, "\"{piece}\" may be {}: write the code that is meant", readings.join(" or "))
            }
            Message::StateOrCountry { country } => write!(
                f,
                "\"{piece}\" may be a state, or {} as the next code of a list of countries that has no quotation marks: \
                 write the whole code of the state, or quote the list",
                country.name()
            ),
            Message::StateOutside { state } => write!(
                f,
                "\"{piece}\" is in {} ({}), which Countries/Regions does not name: add it there, or leave the state out",
                state.country().name(),
                state.country().code()
            ),
            Message::StateSpelling { state } => write!(f, "\"{piece}\" is {}", state.code()),
            _ => Ok(()),
        }
    }
}
