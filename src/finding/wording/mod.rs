//! The words for what findings say.

mod cells;
mod columns;
mod countries;
mod file;
mod rows;
mod states;
#[cfg(test)]
mod tests;

use std::fmt;

use super::Message;
use crate::words::Language;

/// A finding's message with the piece of text that it is about: `Display` is the wording.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'f> {
    pub(super) message: &'f Message,
    pub(super) piece: &'f str,
    pub(super) language: Language,
}

impl fmt::Display for Wording<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message {
            Message::Empty
            | Message::Encoded { .. }
            | Message::EncodingUnsure { .. }
            | Message::Delimited { .. }
            | Message::SepLine
            | Message::HeaderBelow { .. }
            | Message::ContactsAbove { .. }
            | Message::HeaderReordered
            | Message::UnderReordered { .. }
            | Message::SheetChosen { .. } => self.about_file(f),
            Message::HeaderMissing { .. }
            | Message::ColumnMissing { .. }
            | Message::ColumnDuplicate { .. }
            | Message::ColumnUnknown { .. }
            | Message::ColumnHonorific
            | Message::ColumnReplaced(_)
            | Message::ColumnOverruled(_)
            | Message::ColumnAside { .. }
            | Message::ColumnSecond { .. }
            | Message::ColumnJoined { .. } => self.about_columns(f),
            Message::RowLong { .. }
            | Message::BeyondColumns { .. }
            | Message::RowShort { .. }
            | Message::Shifted { .. }
            | Message::ShiftedEither { .. }
            | Message::QuoteUnclosed
            | Message::RowsInCell
            | Message::Undecodable { .. }
            | Message::NotText(_)
            | Message::KeyRepeated(_)
            | Message::HeaderRepeated
            | Message::Totals
            | Message::ContactRepeated { .. }
            | Message::ContactConflict { .. }
            | Message::Merge(_)
            | Message::SalesMissing(_)
            | Message::SalesMissingGlobal
            | Message::MarketUncovered(_) => self.about_rows(f),
            Message::CountryUnknown { .. }
            | Message::CountryIsState { .. }
            | Message::CountryUnlisted { .. }
            | Message::CountryAmbiguous { .. }
            | Message::CountryJoined
            | Message::CountryGuess { .. }
            | Message::CountrySpelling { .. }
            | Message::List(_)
            | Message::Separators
            | Message::Repeated { .. }
            | Message::GlobalMixed => self.about_countries(f),
            Message::StateUnknown { .. }
            | Message::StateOfNone { .. }
            | Message::StateIsCountry { .. }
            | Message::StateAmbiguous { .. }
            | Message::StateOrCountry { .. }
            | Message::StateOutside { .. }
            | Message::StateSpelling { .. } => self.about_states(f),
            _ => self.about_cell(f),
        }
    }
}
