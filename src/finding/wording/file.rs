use std::fmt;

use super::Wording;
use crate::finding::Message;
use crate::model::column_letters;

impl Wording<'_> {
    /// What is said of a file and its header.
    pub(super) fn about_file(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = self.piece;
        match self.message {
            Message::Empty => f.write_str(
                "there is nothing in it: a list starts with the header Name,Email,Job title,Role,Countries/Regions,\
                 States/Provinces (`cosell template` writes one)",
            ),
            Message::Encoded => write!(f, "the text is in {piece}, and the portal reads UTF-8"),
            Message::Delimited { delimiter: '\t' } => f.write_str("tabs part the cells, and the portal reads commas"),
            Message::Delimited { delimiter } => write!(f, "`{delimiter}` parts the cells, and the portal reads commas"),
            Message::SepLine => {
                write!(f, "the first line is \"{piece}\", which only Excel understands; the portal takes it for the header")
            }
            Message::HeaderMissing => f.write_str(
                "no row names the columns of a contacts list (Name, Email, Job title, Role, ...): put that header above \
                 the contacts, or say which column is which with --map \"Label=Column\"",
            ),
            Message::ColumnMissing { column, seen, near } => {
                write!(f, "no column is {}", column.label())?;
                if let Some(near) = near {
                    write!(f, "; is it \"{near}\"? Then add --map \"{near}={}\"", column.label())?;
                } else {
                    write!(
                        f,
                        "; name it with --map \"LABEL={0}\", or give one value for all rows with --set \"{0}=VALUE\"",
                        column.label()
                    )?;
                }
                write!(f, " (the list has: {})", seen.join(", "))
            }
            Message::ColumnDuplicate {
                column,
                first,
                first_label,
                label,
            } => write!(
                f,
                "\"{label}\" is {0}, and so is \"{first_label}\" (column {1}): rename or remove one of them, or decide \
                 with --map",
                column.label(),
                column_letters(*first)
            ),
            Message::ColumnUnknown { near } => {
                write!(f, "\"{piece}\" is not a column of the template and is left out")?;
                match near {
                    Some(column) => {
                        write!(f, "; if it is {0}, add --map \"{piece}={0}\"", column.label())
                    }
                    None => Ok(()),
                }
            }
            Message::ColumnReplaced(column) => {
                write!(f, "\"{piece}\" is left out, since --map takes another column for {}", column.label())
            }
            Message::ContactsAbove { header } => write!(
                f,
                "contacts, or another header, stand above the header in row {header}: put one header above all contacts"
            ),
            Message::HeaderBelow { row } => write!(f, "the header is row {row}; what stands above it is left out"),
            Message::SheetChosen { others } => {
                write!(f, "other sheets are not read: {} (--sheet NAME reads one, --all-sheets all that have contacts)", others.join(", "))
            }
            _ => Ok(()),
        }
    }
}
