use std::fmt;

use super::Wording;
use crate::finding::Message;

impl Wording<'_> {
    /// What is said of countries.
    pub(super) fn about_countries(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = self.piece;
        match self.message {
            Message::CountryIsState { states } => {
                let codes: Vec<&str> = states.iter().map(|state| state.code()).collect();
                let codes = codes.join(" or ");
                write!(f, "\"{piece}\" is a state ({codes}): write it under States/Provinces, and its country here")
            }
            Message::CountryUnknown { near } => {
                write!(f, "\"{piece}\" is no country that is known here")?;
                match near {
                    Some(near) => write!(f, "; is it {} ({})?", near.name(), near.code()),
                    None => f.write_str("; accepted: two-letter codes such as US, CA, FR, or OOO for all"),
                }
            }
            Message::CountryUnlisted { code, name } => write!(
                f,
                "\"{piece}\" is {name} ({code}), which the portal's table lacks: a contact can't be uploaded for it under \
                 its own code"
            ),
            Message::CountryAmbiguous { readings } => {
                write!(f, "\"{piece}\" may be {}: write the code that is meant", readings.join(" or "))
            }
            Message::CountryJoined => {
                write!(f, "\"{piece}\" may be one country or several: write the codes that are meant")
            }
            Message::CountryGuess { code } => write!(f, "\"{piece}\" probably means {code}; is that so?"),
            Message::CountrySpelling { code } => write!(f, "\"{piece}\" is {code}"),
            Message::List(message) => message.write(piece, f),
            Message::Separators => f.write_str("codes are parted by a comma"),
            Message::Repeated { code } => write!(f, "\"{piece}\" is {code} again"),
            Message::GlobalMixed => {
                f.write_str("OOO means all countries and stands alone: remove it, or the codes beside it")
            }
            _ => Ok(()),
        }
    }
}
