use std::fmt;

use super::Wording;
use crate::finding::Message;

impl Wording<'_> {
    /// What is said of a file and its header.
    pub(super) fn about_file(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = self.piece;
        match self.message {
            Message::Empty => f.write_str(
                "there is nothing in it: a list starts with the header Name,Email,Job title,Role,Countries/Regions,\
                 States/Provinces (`cosell template` writes one)",
            ),
            Message::EncodingUnsure { encoding, words } => write!(
                f,
                "the encoding is a guess from a word or two: in {encoding} they read \"{}\"; if that is wrong, say which it is with \
                 --encoding",
                words.join("\", \"")
            ),
            Message::Encoded { words } => {
                write!(f, "the text is in {piece}, and the portal reads UTF-8")?;
                match words.as_slice() {
                    [] => Ok(()),
                    words => write!(
                        f,
                        "; it is read as \"{}\" (if that is wrong, say which encoding it is with --encoding)",
                        words.join("\", \"")
                    ),
                }
            }
            Message::Delimited { delimiter: '\t' } => f.write_str("tabs part the cells, and the portal reads commas"),
            Message::Delimited { delimiter } => write!(f, "`{delimiter}` parts the cells, and the portal reads commas"),
            Message::SepLine => {
                write!(
                    f,
                    "the first line is \"{piece}\", which only Excel understands; the portal takes it for the header"
                )
            }
            Message::ContactsAbove { header } => write!(
                f,
                "contacts, or another header, stand above the header in row {header}: put one header above all contacts"
            ),
            Message::HeaderReordered => f.write_str(
                "another header stands here, with its columns in another order: put these rows under the first header",
            ),
            Message::UnderReordered { header } => write!(
                f,
                "the row stands under the header in row {header}, whose columns are in another order than the first's"
            ),
            Message::HeaderBelow { row } => write!(f, "the header is row {row}; what stands above it is left out"),
            Message::SheetChosen { others } => {
                write!(
                    f,
                    "other sheets are not read: {} (--sheet NAME reads one, --all-sheets all that have contacts)",
                    others.join(", ")
                )
            }
            _ => Ok(()),
        }
    }
}
