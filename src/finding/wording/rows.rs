use std::fmt;

use super::Wording;
use crate::finding::{FirstRow, Message, ShiftedTo};
use crate::model::column_letters;

impl Wording<'_> {
    /// What is said of rows, and of the list as a whole.
    pub(super) fn about_rows(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message {
            Message::RowLong { cells, expected } => write!(
                f,
                "the row has {cells} cells under {expected} columns: is a comma inside a cell that has no quotation \
                 marks? A list of countries needs them: \"US, CA\""
            ),
            Message::BeyondColumns { cells } => write!(
                f,
                "text stands right of the last column, up to column {}: does it belong to a column of its own, or is the row shifted?",
                column_letters(*cells as u32 - 1)
            ),
            Message::RowShort { cells, expected } => write!(
                f,
                "the row has {cells} of {expected} cells: is it broken by a line break, or is a comma missing?"
            ),
            Message::Shifted { to, text } => {
                write!(f, "\"{text}\" has no quotation marks, so it ran from {to} into the next columns")
            }
            Message::ShiftedEither { readings } => {
                f.write_str("a comma without quotation marks shifted the row, and it has several readings: ")?;
                for (at, reading) in readings.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "; or " })?;
                    for (at, (to, text)) in reading.iter().enumerate() {
                        write!(f, "{}\"{text}\" under {to}", if at == 0 { "" } else { ", " })?;
                    }
                }
                f.write_str(". Put quotation marks around the text that is meant")
            }
            Message::QuoteUnclosed => f.write_str(
                "a quotation mark that opens here is never closed, so all the rest of the file would be one cell",
            ),
            Message::Undecodable { encoding } => write!(
                f,
                "some bytes are no {encoding}, so letters are lost: say which encoding it is with --encoding, or save the \
                 file as \"CSV UTF-8\" in Excel"
            ),
            Message::RowsInCell => f.write_str(
                "a quotation mark opens here and is closed in a row further down, so several rows are one: remove the mark, or \
                 close it in its cell",
            ),
            Message::NotText(column) => write!(f, "an object stands where the text of {} is expected", column.label()),
            Message::KeyRepeated(column) => {
                write!(f, "the object has {} twice: which is right can't be guessed", column.label())
            }
            Message::Totals => f.write_str("a line of totals: left out"),
            Message::HeaderRepeated => f.write_str("the header again: left out"),
            Message::ContactRepeated { first } => write!(
                f,
                "the same e-mail address with the same role again (the address first stands in {first}): \
                 keep one row with the countries of both"
            ),
            Message::ContactConflict { first } => {
                write!(f, "{first} has the same e-mail address and something else here: which is right?")
            }
            Message::Merge(message) => message.write(f),
            Message::SalesMissing(country) => write!(
                f,
                "{} ({}) has contacts and none of them is a Partner sales contact; the offer is not co-sell ready there",
                country.name(),
                country.code()
            ),
            Message::SalesMissingGlobal => {
                f.write_str("no Partner sales contact covers all countries (OOO), and other contacts do")
            }
            Message::MarketUncovered(country) => {
                write!(f, "nobody covers {} ({})", country.name(), country.code())
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for ShiftedTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShiftedTo::Column(column) => f.write_str(column.label()),
            ShiftedTo::Other(at) => write!(f, "column {}", column_letters(*at)),
        }
    }
}

impl fmt::Display for FirstRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)?;
        self.sheet.as_ref().map_or(Ok(()), |sheet| write!(f, " of sheet \"{sheet}\""))
    }
}
