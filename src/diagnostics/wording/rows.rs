use std::fmt;

use super::Wording;
use crate::contact::column_letters;
use crate::diagnostics::{FirstRow, Message, ShiftedTo};
use crate::i18n::{Language, Phrase, say};

impl Wording<'_> {
    /// What is said of rows, and of the list as a whole.
    pub(super) fn about_rows(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = self.language;
        match self.message {
            Message::RowLong { cells, expected } => say::RowLong { cells, expected }.write(language, f),
            Message::BeyondColumns { cells } => {
                say::BeyondColumns { letter: column_letters(*cells as u32 - 1) }.write(language, f)
            }
            Message::RowShort { cells, expected } => say::RowShort { cells, expected }.write(language, f),
            Message::Shifted { to, text } => say::Shifted { text, to: language.say(to) }.write(language, f),
            Message::ShiftedEither { readings } => {
                let under = |(to, text): &(ShiftedTo, String)| {
                    language.say(say::ShiftedReading { text, to: language.say(to) }).to_string()
                };
                let readings: Vec<String> =
                    readings.iter().map(|of| of.iter().map(under).collect::<Vec<_>>().join(", ")).collect();
                say::ShiftedEither { readings: readings.join(say::ShiftedOr.text(language)) }.write(language, f)
            }
            Message::QuoteUnclosed => say::QuoteUnclosed.write(language, f),
            Message::Undecodable { encoding } => say::Undecodable { encoding }.write(language, f),
            Message::RowsInCell => say::RowsInCell.write(language, f),
            Message::NotText(column) => say::NotText { column: language.column(*column) }.write(language, f),
            Message::KeyRepeated(column) => say::KeyRepeated { column: language.column(*column) }.write(language, f),
            Message::Totals => say::Totals.write(language, f),
            Message::HeaderRepeated => say::HeaderRepeated.write(language, f),
            Message::ContactRepeated { first } => {
                say::ContactRepeated { first: language.say(first) }.write(language, f)
            }
            Message::ContactConflict { first } => {
                say::ContactConflict { first: language.say(first) }.write(language, f)
            }
            Message::Merge(message) => message.write(language, f),
            Message::SalesMissing(country) => {
                let code = country.code();
                say::SalesMissing { name: language.country(code), code }.write(language, f)
            }
            Message::SalesMissingGlobal => say::SalesMissingGlobal.write(language, f),
            Message::MarketUncovered(country) => {
                let code = country.code();
                say::MarketUncovered { name: language.country(code), code }.write(language, f)
            }
            _ => Ok(()),
        }
    }
}

impl Phrase for ShiftedTo {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            ShiftedTo::Column(column) => f.write_str(language.column(column)),
            ShiftedTo::Other(at) => say::LetterOfColumn { letter: column_letters(at) }.write(language, f),
        }
    }
}

impl Phrase for FirstRow {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => say::RowOfSheet { row: self.row, sheet }.write(language, f),
            None => say::Row { row: self.row }.write(language, f),
        }
    }
}
